//! A sentence as words that can be dropped, replaced and put together again.

use std::borrow::Cow;

use crate::lexicon::Class;
use crate::tokens::{self, Shape};

/// One word or mark with the white space before it.
#[derive(Debug, Clone)]
pub(super) struct Word<'a> {
    /// As it is written out; empty for the second half of a contraction.
    pub(super) text: Cow<'a, str>,
    /// Lower case, spelled out.
    pub(super) lower: Cow<'a, str>,
    pub(super) class: Class,
    pub(super) shape: Shape,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// Byte range in the sentence, empty for a word that was put in.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Word<'_> {
    pub(super) fn is(&self, word: &str) -> bool {
        self.lower == word
    }

    pub(super) fn is_any(&self, words: &[&str]) -> bool {
        words.contains(&self.lower.as_ref())
    }

    pub(super) fn is_mark(&self) -> bool {
        self.shape == Shape::Punctuation
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.class.has(class)
    }

    /// Whether the word makes a clause of what it stands in: a verb that is no noun too, a pronoun in place of a noun.
    pub(super) fn is_verbal(&self) -> bool {
        self.has(Class::MODAL)
            || self.has(Class::AUXILIARY)
            || self.has(Class::PRONOUN) && !self.has(Class::DETERMINER) && !self.is("one")
            || self.has(Class::VERB) && !self.has(Class::NOUN_TOO)
    }

    /// A mark that parts two clauses; a hyphen or an apostrophe does not.
    pub(super) fn is_break(&self) -> bool {
        self.is_mark() && self.is_any(&[",", ";", ":", ".", "!", "?", "–", "—", "…", "(", ")"]) || self.is_dash()
    }

    /// " - " and its typographic forms.
    pub(super) fn is_dash(&self) -> bool {
        self.is_any(&["–", "—"]) || (self.is("-") && self.spaced)
    }
}

/// The words of `text`.
pub(super) fn of(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::new();
    let mut last_end = 0;
    for token in tokens::of(text) {
        // "![proof](https://…)": a picture written in Markdown ends no clause.
        if token.word == "!" && text.get(token.end..).is_some_and(|rest| rest.starts_with('[')) {
            continue;
        }
        let second_half = words.last().is_some_and(|w| w.start == token.start && w.end == token.end);
        let slice = text.get(token.start..token.end).unwrap_or_default();
        words.push(Word {
            text: Cow::Borrowed(if second_half { "" } else { slice }),
            lower: token.word,
            class: token.class,
            shape: token.shape,
            spaced: !second_half && token.start > last_end,
            start: token.start,
            end: token.end,
        });
        last_end = token.end;
    }
    words
}

/// The words with a space before the first, to be put behind others.
pub(super) fn spaced<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut words = words.to_vec();
    if let Some(first) = words.first_mut() {
        first.spaced = true;
    }
    words
}

/// Words of the program's own, to be put among those of a sentence.
pub(super) fn own(text: &str) -> Vec<Word<'static>> {
    of(text)
        .into_iter()
        .enumerate()
        .map(|(i, w)| Word {
            text: Cow::Owned(w.text.into_owned()),
            lower: Cow::Owned(w.lower.into_owned()),
            class: w.class,
            shape: w.shape,
            spaced: i == 0 || w.spaced,
            start: 0,
            end: 0,
        })
        .collect()
}

/// One line from words.
pub(super) fn join(words: &[Word]) -> String {
    let mut line = String::with_capacity(words.iter().map(|w| w.text.len() + 1).sum());
    for word in words {
        if word.spaced && !line.is_empty() && !line.ends_with(['(', '[', '“', '‘']) {
            line.push(' ');
        }
        line.push_str(&word.text);
    }
    line
}

/// The base form of the verb `form`, guessed where the lexicon does not know it.
pub(super) fn base_form(form: &str) -> String {
    if matches!(form, "doing" | "done" | "did" | "does") {
        return "do".to_owned();
    }
    if let Some(base) = crate::lexicon::lemma(form) {
        return base.to_owned();
    }
    if let Some(stem) = form.strip_suffix("ies").or_else(|| form.strip_suffix("ied")) {
        return format!("{stem}y");
    }
    let stem = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed")).filter(|s| s.len() >= 3);
    let Some(stem) = stem else {
        return form.strip_suffix('s').filter(|s| s.len() >= 3 && !s.ends_with('s')).unwrap_or(form).to_owned();
    };
    let mut tail = stem.chars().rev();
    match (tail.next(), tail.next(), tail.next()) {
        (Some(a), Some(b), _) if a == b && !matches!(a, 'l' | 's' | 'z' | 'e' | 'o') => {
            stem.get(..stem.len() - a.len_utf8()).unwrap_or(stem).to_owned()
        }
        (Some('c' | 'v' | 'z' | 'u'), _, _) => format!("{stem}e"),
        (Some('s' | 'g'), Some(b), _) if b != 's' && b != 'g' && b != 'n' => format!("{stem}e"),
        (Some('t' | 'd' | 'k' | 'm' | 'n' | 'r' | 'l'), Some('a' | 'i' | 'u'), Some(c))
            if !"aeiou".contains(c) || stem.contains("qu") =>
        {
            format!("{stem}e")
        }
        _ => stem.to_owned(),
    }
}
