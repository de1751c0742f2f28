//! Entries that name a thing only: the verb that such a thing is listed for.

use super::subjects;
use super::words::{self, Word};
use crate::lexicon::Class;

/// What is done with a thing on a list, where that is hardly ever anything else.
const DEEDS: &[(&str, &[&str])] = &[
    (
        "Get",
        &[
            "price",
            "prices",
            "quote",
            "quotes",
            "quotation",
            "estimate",
            "approval",
            "permit",
            "permission",
            "clearance",
            "sign-off",
            "signature",
        ],
    ),
    (
        "Write",
        &[
            "letter",
            "letters",
            "roster",
            "rota",
            "summary",
            "minutes",
            "report",
            "page",
            "post",
            "memo",
            "write-up",
            "instructions",
            "documentation",
            "docs",
            "spec",
            "proposal",
            "blurb",
            "briefing",
        ],
    ),
    (
        "Send",
        &[
            "photo",
            "photos",
            "copy",
            "copies",
            "details",
            "invoice",
            "invoices",
            "reply",
            "confirmation",
            "receipts",
            "reminder",
            "invitations",
            "invites",
        ],
    ),
    ("Book", &["table", "venue", "hotel", "flights", "flight", "taxi", "minibus", "coach"]),
];

/// How many words an entry's thing may have before its first preposition.
const LONGEST_THING: usize = 5;

/// "Price for the taller barrier" as "Get price for the taller barrier".
pub(super) fn deed<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let end = words.iter().position(|w| w.is_mark() || w.has(Class::PREPOSITION)).unwrap_or(words.len());
    let thing = words.get(..end).filter(|thing| thing.len() <= LONGEST_THING)?;
    let head = thing.last()?;
    let first = thing.first()?;
    let verbal = |w: &Word| {
        w.has(Class::MODAL)
            || w.has(Class::AUXILIARY)
            || w.has(Class::PRONOUN) && !w.has(Class::DETERMINER)
            || w.has(Class::PAST)
            || w.has(Class::THIRD) && !w.lower.ends_with('s')
    };
    let clause =
        words.iter().any(|w| w.has(Class::MODAL) || w.has(Class::AUXILIARY) || w.is_any(&["is", "are", "was", "were"]));
    if clause || thing.iter().any(verbal) || first.has(Class::VERB) && thing.len() > 1 && !first.has(Class::NOUN_TOO) {
        return None;
    }
    let (verb, _) = DEEDS.iter().find(|(_, things)| head.is_any(things))?;
    let mut deed = words::own(verb);
    let thing = subjects::object(words);
    if *verb == "Write" {
        deed.extend(subjects::definite(thing));
        return Some(deed);
    }
    if subjects::is_bare(&thing) {
        let vowel = thing.first().is_some_and(|w| w.lower.starts_with(['a', 'e', 'i', 'o']));
        deed.extend(words::own(if vowel { "an" } else { "a" }));
    }
    deed.extend(thing);
    Some(deed)
}
