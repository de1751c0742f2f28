//! Set phrases found in running text by whole words: the cue lists of priority and context are made of these.

use std::borrow::Cow;
use std::ops::Range;

use rustc_hash::FxHashMap;

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    /// Lower case, with a straight apostrophe.
    pub folded: Cow<'a, str>,
    pub span: Range<usize>,
    /// Whether a comma, stop, dash or bracket stands between this word and the one before.
    pub after_break: bool,
}

/// The words of `text`: runs of letters, digits and the apostrophes and hyphens inside them.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut start = None;
    let mut after_break = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().copied();
        let inner = matches!(c, '\'' | '\u{2019}' | '-')
            && start.is_some()
            && next.is_some_and(|(_, following)| following.is_alphanumeric());
        if c.is_alphanumeric() || inner {
            start.get_or_insert(at);
            let end = next.map_or(text.len(), |(index, _)| index);
            let goes_on = next.is_some_and(|(_, n)| n.is_alphanumeric() || matches!(n, '\'' | '\u{2019}' | '-'));
            if !goes_on && let Some(from) = start.take() {
                found.push(word(text, from..end, std::mem::take(&mut after_break)));
            }
        } else {
            if let Some(from) = start.take() {
                found.push(word(text, from..at, std::mem::take(&mut after_break)));
            }
            after_break |= matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '-' | '\u{2013}' | '\u{2014}');
        }
    }
    found
}

fn word(text: &str, span: Range<usize>, after_break: bool) -> Word<'_> {
    let raw = text.get(span.clone()).unwrap_or_default();
    let folded = if raw.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(raw)
    } else {
        Cow::Owned(raw.to_lowercase().replace('\u{2019}', "'"))
    };
    Word { folded, span, after_break }
}

/// Phrases, each with what it stands for.
///
/// A phrase is words with single spaces between them; `get|have` is either word, and `_` any one word.
#[derive(Debug)]
pub struct Phrases<T> {
    entries: Vec<(Vec<Vec<&'static str>>, T)>,
    /// From the first word to the entries that open with it.
    by_first: FxHashMap<&'static str, Vec<usize>>,
}

/// Where a phrase stands.
#[derive(Debug)]
pub struct Hit<'a, T> {
    /// Indices into the words.
    pub words: Range<usize>,
    pub means: &'a T,
}

impl<T> Phrases<T> {
    pub fn new(list: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let mut entries: Vec<(Vec<Vec<&'static str>>, T)> = Vec::new();
        let mut by_first: FxHashMap<&'static str, Vec<usize>> = FxHashMap::default();
        for (phrase, means) in list {
            let parts: Vec<Vec<&'static str>> = phrase.split(' ').map(|part| part.split('|').collect()).collect();
            for first in parts.first().into_iter().flatten() {
                by_first.entry(first).or_default().push(entries.len());
            }
            entries.push((parts, means));
        }
        Phrases { entries, by_first }
    }

    /// Every phrase in `text`, in the order of their first words.
    pub fn find<'a>(&'a self, text: &[Word]) -> Vec<Hit<'a, T>> {
        let mut hits = Vec::new();
        for (at, word) in text.iter().enumerate() {
            let Some(indices) = self.by_first.get(&*word.folded) else { continue };
            for (parts, means) in indices.iter().filter_map(|&index| self.entries.get(index)) {
                let Some(span) = text.get(at..at + parts.len()) else { continue };
                if parts.iter().zip(span).all(|(part, word)| fits(part, &word.folded)) {
                    hits.push(Hit { words: at..at + parts.len(), means });
                }
            }
        }
        hits
    }
}

fn fits(part: &[&'static str], word: &str) -> bool {
    part.iter().any(|&one| one == "_" || one == word)
}

/// How many words before a phrase a "not" still reaches it: "not an especially urgent".
const NEGATION_REACH: usize = 3;

/// Whether the words before `at`, in the same clause, negate what stands there: "nothing urgent", "is no longer critical".
pub fn negated(text: &[Word], at: usize) -> bool {
    for back in (at.saturating_sub(NEGATION_REACH)..at).rev() {
        // A break after the word at `back` parts it from the phrase.
        if text.get(back + 1).is_some_and(|following| following.after_break) {
            return false;
        }
        let Some(word) = text.get(back) else { return false };
        if matches!(
            word.folded.as_ref(),
            "not" | "no" | "nothing" | "never" | "none" | "neither" | "hardly" | "cannot" | "less" | "non"
        ) || word.folded.ends_with("n't")
        {
            // "not only urgent" affirms.
            return text.get(back + 1).is_none_or(|following| following.folded != "only");
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_inner_hyphens_and_apostrophes() {
        for (text, expected) in [
            ("It's time-critical, isn\u{2019}t it?", vec!["it's", "time-critical", "isn't", "it"]),
            ("- 'quoted' - dash", vec!["quoted", "dash"]),
            ("caf\u{e9} \u{1f525} x", vec!["caf\u{e9}", "x"]),
            ("trailing- and trailing'", vec!["trailing", "and", "trailing"]),
            ("", vec![]),
        ] {
            let found: Vec<String> = words(text).into_iter().map(|word| word.folded.into_owned()).collect();
            assert_eq!(found, expected, "{text}");
            for word in words(text) {
                assert!(text.get(word.span.clone()).is_some(), "{text}: {:?}", word.span);
            }
        }
    }

    #[test]
    fn a_phrase_is_found_by_whole_words_with_its_alternatives() {
        let phrases = Phrases::new([("get|have a _ chance", "soft"), ("urgent", "hard")]);
        for (text, expected) in [
            ("When you get a good chance", vec!["soft"]),
            ("you have a small chance, urgent", vec!["soft", "hard"]),
            ("the insurgents", vec![]),
            ("you get a", vec![]),
        ] {
            let found: Vec<&str> = phrases.find(&words(text)).iter().map(|hit| *hit.means).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn negation_reaches_its_own_clause_only() {
        for (text, expected) in [
            ("this is not urgent", true),
            ("nothing terribly urgent", true),
            ("it isn't that urgent", true),
            ("if not, it is urgent", false),
            ("not only urgent", false),
            ("this is urgent", false),
        ] {
            let list = words(text);
            let at = list.iter().position(|word| word.folded == "urgent").expect("each case has the word");
            assert_eq!(negated(&list, at), expected, "{text}");
        }
    }
}
