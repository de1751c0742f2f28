//! Things that are wished for or on their way: "a second ladder would be lovely", "my figures reach you tonight".

use super::articles::object;
use super::subjects::LONGEST_SUBJECT;
use super::words::Word;
use crate::facts::assignee::{REACHES, will_be_yours};
use crate::lexicon::Class;

/// Predicates that make a wish of a noun phrase: "a second ladder would be lovely".
pub(super) const WISHED: &[&str] = &[
    "great",
    "lovely",
    "good",
    "helpful",
    "appreciated",
    "nice",
    "ideal",
    "perfect",
    "useful",
    "welcome",
    "enough",
    "plenty",
    "fine",
    "handy",
    "wonderful",
    "brilliant",
    "fantastic",
];

/// What is wished for: the noun phrase before "would be lovely", "would do", "would help".
pub(super) fn wished<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let modal = words.iter().take(LONGEST_SUBJECT + 3).position(|w| w.is_any(&["would", "will"]))?;
    let subject = words.get(..modal)?;
    let rest = words.get(modal + 1..)?;
    let wish = match rest {
        [be, ..] if be.is("be") => rest.iter().take(5).any(|w| w.is_any(WISHED)),
        [verb, ..] => verb.is_any(&["do", "suffice", "help"]),
        [] => false,
    };
    let first = subject.first()?;
    if !wish || first.has(Class::PRONOUN) || subject.iter().any(Word::is_break) || first.has(Class::ING) {
        return None;
    }
    Some(object(subject))
}

/// What a promise brings: the noun phrase before "will be with you", "will follow".
pub(super) fn coming<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let so = words.windows(2).position(|w| w[0].is(",") && w[1].is_any(&["so", "and", "but"]));
    coming_in(words).or_else(|| coming_in(words.get(so? + 2..)?))
}

/// [`coming`] in one clause: "the lamp is broken, so | a new one will come from me".
fn coming_in<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    if let Some(subject) = reaching(words) {
        return Some(object(subject));
    }
    let modal = words.iter().take(LONGEST_SUBJECT + 3).position(|w| w.is_any(&["will", "should"]))?;
    let subject = words.get(..modal)?;
    let rest = words.get(modal + 1..)?;
    let comes = match rest {
        [be, with, you, ..] if be.is("be") => {
            will_be_yours([&be.lower, &with.lower, &you.lower]) || with.is("on") && you.is("your")
        }
        [verb, ..] => verb.is_any(&["come", "follow", "arrive"]) || verb.is_any(REACHES),
        [] => false,
    };
    let first = subject.first()?;
    if !comes || first.is_any(&["i", "we", "you", "he", "she", "they"]) || subject.iter().any(Word::is_break) {
        return None;
    }
    Some(object(subject))
}

/// What somebody else sends: the noun phrase of "the rent book, which you'll have by noon".
pub(super) fn promised_to_you<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = words.iter().take(LONGEST_SUBJECT).position(|w| w.is_any(&["which", "that"]))?;
    let [_, you, will, have, ..] = words.get(at..)? else { return None };
    let comes = you.is("you")
        && will.is_any(&["will", "'ll", "shall", "should"])
        && have.is_any(&["have", "get", "receive", "see"]);
    let comma = usize::from(at.checked_sub(1).is_some_and(|before| words[before].is(",")));
    let thing = words.get(..at - comma)?;
    let nominal = !thing.is_empty()
        && !thing.iter().any(|w| w.is_break() || w.has(Class::AUXILIARY) || w.has(Class::MODAL) || w.has(Class::WH));
    (comes && nominal).then(|| object(thing))
}

/// What the sender gives: the noun phrase of "you'll have the rent book by noon", "you receive a copy from me".
pub(super) fn given_to_you<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = words
        .windows(2)
        .position(|pair| pair[0].is("you") && pair[1].is_any(&["will", "'ll", "shall", "receive", "get", "have"]))?;
    let verb =
        at + 1 + words.get(at + 1..)?.iter().take(3).position(|w| w.is_any(&["have", "get", "receive", "see"]))?;
    let rest = words.get(verb + 1..)?;
    let end = rest.iter().position(|w| w.is_break() || w.is("from")).unwrap_or(rest.len());
    let thing = rest.get(..end)?;
    let first = thing.first()?;
    let named = first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE);
    (named && thing.len() > 1).then(|| object(thing))
}

/// The subject of "my figures reach you on Monday", "the form comes to you tonight".
fn reaching<'w, 'a>(words: &'w [Word<'a>]) -> Option<&'w [Word<'a>]> {
    let verb = words
        .iter()
        .take(LONGEST_SUBJECT)
        .position(|w| w.is_any(REACHES) || w.is_any(&["comes", "come", "follows", "follow", "goes", "go", "lands"]))?;
    let to = usize::from(words.get(verb + 1)?.is("to"));
    let yours = words.get(verb + 1 + to)?.is_any(&["you", "your"]) || words[verb].is_any(&["follows", "follow"]);
    let subject = words.get(..verb)?;
    let thing = subject.first()?.has(Class::DETERMINER) || subject.first()?.has(Class::POSSESSIVE);
    (yours && thing && !subject.iter().any(Word::is_break)).then_some(subject)
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn what_comes_from_the_sender_is_sent() {
        all(
            Kind::Commitment,
            &[
                ("Lee is ill, so the second bill will come from me instead.", "Send Toby the second bill"),
                ("You will have her call us.", "Have her call us"),
            ],
        );
    }
}
