//! Errands in a noun: "a call to the bank" is "Call the bank".

use super::words::{self, Word};
use crate::lexicon::Class;
use crate::tokens::Shape;

/// "It's worth a call to the bank", "that means a letter to Lee": what is said to come of it is done.
pub(super) fn called_for<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let comes = |pair: &[Word]| {
        pair[0].is_any(&["it", "that", "this", "which"])
            && pair[1].is_any(&["is", "'s", "means", "calls", "takes", "needs", "might"])
    };
    // "They say it's not theirs, so that's a call to the bank"
    let mut places = words.windows(2).enumerate().filter(|(_, pair)| comes(pair)).map(|(at, _)| at + 2);
    places.find_map(|behind| called_for_by(words.get(behind..)?))
}

/// The errand in what stands behind "that means".
fn called_for_by<'a>(behind: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let article = behind.iter().take(5).position(|w| w.is_any(&["a", "an"]))?;
    let skipped = &behind[..article];
    if skipped.iter().any(|w| w.is_mark() || w.has(Class::NEGATION) || w.has(Class::PRONOUN)) {
        return None;
    }
    let end = behind.iter().position(Word::is_break).unwrap_or(behind.len());
    let mut deed = errand(behind.get(article + 1..end)?)?;
    // "for you", "from me"
    let side = |w: &[Word]| w[0].is_any(&["for", "from"]) && w[1].is_any(&["you", "me", "us"]);
    if let Some(at) = deed.windows(2).position(side) {
        deed.drain(at..at + 2);
    }
    Some(deed)
}

/// Errands in a noun, with the verb and what joins it to whom it is for.
const ERRANDS: &[(&str, &str, &str)] = &[
    ("call", "to", "Call"),
    ("ring", "to", "Call"),
    ("email", "to", "Email"),
    ("mail", "to", "Email"),
    ("text", "to", "Text"),
    ("letter", "to", "Write to"),
    ("note", "to", "Write to"),
    ("word", "with", "Talk to"),
    ("chat", "with", "Talk to"),
    ("visit", "to", "Visit"),
    ("trip", "to", "Go to"),
    ("reply", "to", "Reply to"),
    ("answer", "to", "Answer"),
    ("response", "to", "Respond to"),
    ("reminder", "to", "Remind"),
];

/// "call to the bank" as "Call the bank".
pub(super) fn errand<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [.., _, _] = words else { return None };
    let described = usize::from(words[0].is_any(&["quick", "short", "first", "polite", "written", "the", "a", "an"]));
    let [noun, link, whom, ..] = words.get(described..)? else { return None };
    let (_, _, verb) = ERRANDS.iter().find(|(known, joint, _)| noun.is(known) && link.is(joint))?;
    let somebody = whom.has(Class::DETERMINER)
        || whom.has(Class::POSSESSIVE)
        || whom.shape == Shape::Capitalised
        || whom.is_any(&["all", "everyone", "everybody"]);
    let mut deed = words::own(verb);
    deed.extend(words::spaced(words.get(described + 2..)?));
    somebody.then_some(deed)
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn an_errand_in_a_noun_is_run() {
        all(
            Kind::Obligation,
            &[
                ("It's probably worth a call to the bank.", "Call the bank"),
                ("That means a letter to the bank.", "Write to the bank"),
                ("So it's a trip to the bank for you.", "Go to the bank"),
                ("It's not a call to arms.", "It's not a call to arms"),
                ("Lee says it's not his, so that's a call to the bank.", "Call the bank"),
            ],
        );
        all(Kind::Listed, &[("Answer to the landlord", "Answer the landlord"), ("Call sheet", "Call sheet")]);
    }
}
