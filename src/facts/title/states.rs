//! How things are, as what is to be done about it: "two rows are blank", "the lease wants a signature".

use super::articles;
use super::words::{self, Word};
use crate::lexicon::Class;

/// How many words the subject may have.
const LONGEST_SUBJECT: usize = 8;

/// Conditions that call for one remedy.
const REMEDIES: &[(&str, &[&str])] = &[
    ("Fill in", &["blank", "unfilled"]),
    ("Fix", &["broken", "faulty", "jammed", "leaking", "cracked"]),
    ("Answer", &["unanswered"]),
    ("Update", &["outdated", "stale"]),
    ("Correct", &["wrong", "incorrect", "misspelt", "misspelled"]),
    ("Clean", &["dirty", "filthy"]),
    ("Renew", &["expired"]),
    ("Confirm", &["unconfirmed"]),
    ("Assign", &["unassigned"]),
    ("Test", &["untested"]),
    ("Sign", &["unsigned"]),
    ("Pay", &["unpaid"]),
];

/// What a thing wants, and the verb that gives it.
const WANTS: &[(&str, &[&str])] = &[
    ("Sign", &["signature"]),
    ("Answer", &["answer", "reply", "response"]),
    ("Decide on", &["decision"]),
    ("Approve", &["approval", "sign-off"]),
    ("Check", &["check"]),
    ("Review", &["review"]),
    ("Look at", &["look"]),
    ("Update", &["update"]),
    ("Clean", &["clean", "wash", "wipe"]),
    ("Repair", &["repair"]),
];

/// "Two rows are still blank on your sheet" as "Fill in two rows on your sheet", "the lease wants a signature" as
/// "Sign the lease".
pub(super) fn remedied<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let verb = words.iter().take(LONGEST_SUBJECT + 1).position(|w| {
        w.is_any(&["is", "are", "'s", "needs", "need", "wants", "want", "requires", "require"]) && !w.text.is_empty()
    })?;
    let mut subject = words.get(..verb)?;
    // "Glazier's bill, needs a signature"
    while let [rest @ .., last] = subject
        && (last.is(",") || last.has(Class::ADVERB) || last.is_dash())
    {
        subject = rest;
    }
    let first = subject.first()?;
    let pronoun = |w: &Word| w.has(Class::PRONOUN) && !w.has(Class::DETERMINER) && !w.is("one");
    let clausal =
        |w: &Word| w.is_break() || pronoun(w) || w.has(Class::MODAL) || w.has(Class::WH) || w.has(Class::CONJUNCTION);
    // "That is wrong", "What is wrong with it?"
    let points = subject.len() == 1 && first.has(Class::DETERMINER);
    if points || subject.iter().any(clausal) || first.has(Class::NEGATION) {
        return None;
    }
    let behind = words.get(verb + 1..)?;
    let skipped = behind.iter().take_while(|w| w.has(Class::ADVERB) || w.is_any(&["still", "all", "both"])).count();
    let behind = behind.get(skipped..)?;
    let state = behind.first()?;
    if words[verb].is_any(&["is", "are", "'s"]) {
        let (remedy, _) = REMEDIES.iter().find(|(_, states)| state.is_any(states))?;
        return Some(done(remedy, subject, place(&behind[1..])));
    }
    let wanted = behind.get(1).filter(|_| state.is_any(&["a", "an", "your", "our"]))?;
    let (deed, _) = WANTS.iter().find(|(_, things)| wanted.is_any(things))?;
    // "needs a review meeting"
    let alone = behind.get(2).is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) || w.has(Class::CONJUNCTION));
    alone.then(|| done(deed, subject, &[]))
}

fn done<'a>(verb: &str, subject: &[Word<'a>], rest: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut deed = words::own(verb);
    deed.extend(articles::definite(articles::object(subject)));
    deed.extend_from_slice(rest);
    deed
}

/// Where it is so: "on your sheet"; what else is said of it goes.
fn place<'w, 'a>(rest: &'w [Word<'a>]) -> &'w [Word<'a>] {
    let end = rest.iter().position(Word::is_break).unwrap_or(rest.len());
    let placed = rest.first().is_some_and(|w| w.is_any(&["on", "in", "at"]));
    if placed { rest.get(..end).unwrap_or_default() } else { &[] }
}
