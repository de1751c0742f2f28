//! "me" and "you" replaced by the names that they stand for.

use std::borrow::Cow;

use super::words::Word;
use crate::lexicon::Class;

/// Who speaks, to whom, from the title's reader's point of view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    /// "me" in the sentence.
    pub(super) speaker: Option<&'a str>,
    /// "you" in the sentence, where it is not the reader of the title (in a promise).
    pub(super) hearer: Option<&'a str>,
}

/// Verbs that take a person before the thing: "send me the file".
pub(super) const GIVING: &[&str] = &[
    "send", "give", "forward", "email", "mail", "fax", "get", "bring", "lend", "show", "pay", "hand", "pass", "buy",
    "drop", "ping",
];

/// `words` with "me" as the speaker's name; where none is known it goes when the verb can do without it.
pub(super) fn people<'a>(mut words: Vec<Word<'a>>, names: &Names) -> Vec<Word<'a>> {
    let mut at = 0;
    while at < words.len() {
        let next_is_thing = words.get(at + 1).is_some_and(|w| {
            w.has(Class::DETERMINER)
                || w.has(Class::POSSESSIVE)
                || (!w.is_mark() && !w.has(Class::PREPOSITION) && !w.has(Class::CONJUNCTION) && !w.has(Class::ADVERB))
        });
        let giving = at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.is_any(GIVING));
        let word = &words[at];
        if word.text.is_empty() {
            at += 1;
            continue;
        }
        let lower = word.lower.as_ref();
        let replacement = match lower {
            "i" if at > 0 => names.speaker.map(str::to_owned),
            "me" => names.speaker.map(str::to_owned).or_else(|| Some("the sender".to_owned())),
            "my" | "mine" => Some(names.speaker.map_or_else(|| "the sender's".to_owned(), |n| format!("{n}'s"))),
            "you" | "yourself" => names.hearer.map(str::to_owned),
            "your" | "yours" => names.hearer.map(|n| format!("{n}'s")),
            _ => None,
        };
        if lower == "me" && names.speaker.is_none() && giving && next_is_thing {
            words.remove(at);
            continue;
        }
        if let Some(text) = replacement {
            let before = at.checked_sub(1).and_then(|i| words.get(i));
            // "can I get"
            let inverted = before.is_some_and(|w| w.has(Class::MODAL) || w.has(Class::AUXILIARY));
            if lower == "i" && !inverted {
                in_third_person(&mut words, at + 1);
            }
            words[at].text = Cow::Owned(text);
        }
        at += 1;
    }
    words
}

/// The verb at `at`, after "I" has become a name: "I'm" is "Ana is".
fn in_third_person(words: &mut [Word], at: usize) {
    let Some(verb) = words.get_mut(at) else { return };
    let form = match verb.lower.as_ref() {
        "am" | "'m" => "is".to_owned(),
        "have" | "'ve" => "has".to_owned(),
        "do" => "does".to_owned(),
        "will" | "'ll" => "will".to_owned(),
        "would" | "'d" => "would".to_owned(),
        _ if verb.has(Class::VERB)
            && !verb.has(Class::MODAL)
            && !verb.has(Class::PAST)
            && !verb.has(Class::AUXILIARY) =>
        {
            super::verbs::third_person(&verb.lower)
        }
        _ => return,
    };
    verb.text = Cow::Owned(form);
    verb.spaced = true;
}

/// `words` of a promise with "you" as the one who hears it.
pub(super) fn hearer<'a>(mut words: Vec<Word<'a>>, names: &Names) -> Vec<Word<'a>> {
    // "as soon as I hear back": on the list of the one who promises.
    for at in 1..words.len() {
        let is = words.get(at + 1).is_none_or(|w| w.is_any(&["am", "'m", "was"]));
        if words[at].is("i") && words[at - 1].is("as") && !words[at].text.is_empty() && !is {
            words[at].text = Cow::Borrowed("you");
        }
    }
    let Some(name) = names.hearer else {
        // "Send you the file" is said to nobody: the title does without.
        if let Some(at) = words.iter().position(|w| w.is("you"))
            && at > 0
            && words[at - 1].is_any(GIVING)
            && words.get(at + 1).is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE))
        {
            words.remove(at);
        }
        return words;
    };
    for at in 0..words.len() {
        // "that you need": the verb after the name takes its ending.
        let subject = words[at].is("you")
            && words.get(at + 1).is_some_and(|w| {
                (w.has(Class::VERB) && !w.has(Class::AUXILIARY)) || w.is_any(&["need", "want", "have"])
            })
            && at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| !w.has(Class::VERB));
        if subject {
            words[at + 1].text = Cow::Owned(super::verbs::third_person(&words[at + 1].lower));
        }
        let word = &mut words[at];
        if word.text.is_empty() {
            continue;
        }
        match word.lower.as_ref() {
            "you" | "u" => word.text = Cow::Owned(name.to_owned()),
            "your" => word.text = Cow::Owned(format!("{name}'s")),
            _ => {}
        }
    }
    words
}
