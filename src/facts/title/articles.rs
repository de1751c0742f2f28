//! Things as the object of an action: their article, and the capital that only opened a sentence.

use super::persons::SOMEBODY;
use super::words::{self, Word};
use crate::lexicon::Class;
use crate::tokens::Shape;

/// `thing` with the article that a telegraphic entry leaves out: "wine order to the cellar" is "the wine order ...";
/// plurals, names and amounts do without.
pub(super) fn definite(mut thing: Vec<Word<'_>>) -> Vec<Word<'_>> {
    if is_bare(&thing) {
        let mut article = words::own("the");
        if let Some(first) = thing.first_mut() {
            first.spaced = true;
        }
        article.append(&mut thing);
        return article;
    }
    thing
}

/// [`definite`], and so are compounds in the plural: "the visa forms"; pairs and amounts do without.
pub(super) fn the(thing: Vec<Word<'_>>) -> Vec<Word<'_>> {
    let end = phrase_end(&thing);
    let plural = end == 2 && thing[..end].iter().all(is_common) && thing[1].lower.ends_with('s') && !counts(&thing[0]);
    let paired = thing.get(end).is_some_and(|w| w.has(Class::CONJUNCTION) || w.is_mark());
    if !plural || paired {
        return definite(thing);
    }
    let mut article = words::own("the");
    article.extend(thing);
    article[1].spaced = true;
    article
}

/// Where the noun phrase that opens `thing` ends.
fn phrase_end(thing: &[Word]) -> usize {
    let closes = |w: &Word| {
        w.is_mark()
            || w.has(Class::PREPOSITION)
            || w.has(Class::CONJUNCTION)
            || w.is_any(&["back", "over", "out", "off", "across", "up", "down"])
    };
    thing.iter().position(closes).unwrap_or(thing.len())
}

/// Whether a word can stand in a common noun phrase without its article.
fn is_common(word: &Word) -> bool {
    (word.text.starts_with(char::is_lowercase) || word.is("'s"))
        && ![
            Class::DETERMINER,
            Class::POSSESSIVE,
            Class::PRONOUN,
            Class::WH,
            Class::WHEN,
            Class::ADVERB,
            Class::AUXILIARY,
            Class::MODAL,
        ]
        .iter()
        .any(|&class| word.has(class) && !word.is("'s"))
}

/// Words that count or measure what follows.
fn counts(word: &Word) -> bool {
    word.is_any(&[
        "more", "some", "each", "every", "both", "all", "two", "three", "four", "five", "six", "seven", "eight",
        "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "hundred", "half", "many", "several", "other",
        "any", "no",
    ])
}

/// Whether a common noun in the singular stands at the start without an article.
pub(super) fn is_bare(thing: &[Word]) -> bool {
    let end = phrase_end(thing);
    let Some(phrase) = thing.get(..end).filter(|phrase| !phrase.is_empty() && phrase.len() <= 4) else { return false };
    let head = &phrase[phrase.len() - 1];
    phrase.iter().all(is_common)
        && (!head.lower.ends_with('s') || head.lower.ends_with("ss"))
        && !head.is_any(&[
            "feedback",
            "people",
            "information",
            "staff",
            "evidence",
            "access",
            "receipt",
            "attendance",
            "payment",
            "proof",
            "progress",
            "everything",
            "something",
            "anything",
        ])
        && !counts(&phrase[0])
}

/// Turns the first word of a noun phrase to how a later sentence speaks of the thing: "A draft", "Your draft" are "the
/// draft", "your draft".
pub(super) fn spoken_of_again(first: &mut Word) {
    first.spaced = true;
    if first.is_any(&["a", "an", "another"]) {
        first.text = "the".into();
    } else if first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE) {
        first.text = first.text.to_lowercase().into();
    }
}

pub(super) fn object<'a>(subject: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut subject = subject.to_vec();
    // "Lee's crates" keep their name, "Plumber's bill" its common noun does not.
    let names = subject.get(1).is_some_and(|w| w.is("'s"))
        && subject.first().is_some_and(|w| w.class == Class::default() && !w.is_any(SOMEBODY));
    let next_is_common = !names && subject.get(1).is_some_and(|w| w.shape == Shape::Word);
    if let Some(first) = subject.first_mut() {
        first.spaced = true;
        if next_is_common && first.shape == Shape::Capitalised {
            first.text = first.text.to_lowercase().into();
        } else {
            lower_common(first);
        }
    }
    subject
}

/// The first word of a sentence that moves inside: names keep their capital.
pub(super) fn lower_common(word: &mut Word) {
    if word.text == "A" {
        word.text = "a".into();
    }
    if word.shape == Shape::Capitalised
        && !word.has(Class::WHEN)
        && (word.class != Class::default() || word.lower.ends_with('s'))
    {
        word.text = std::borrow::Cow::Owned(word.text.to_lowercase());
    }
}
