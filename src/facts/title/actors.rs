//! Whether what a sentence speaks of is somebody who acts, or a thing.

use super::words::Word;
use crate::lexicon::Class;
use crate::tokens::Shape;

/// Nouns of people that own tasks without being named.
const PEOPLE: &[&str] = &[
    "employee",
    "employees",
    "manager",
    "managers",
    "staff",
    "members",
    "member",
    "users",
    "user",
    "participants",
    "parents",
    "students",
    "people",
    "attendees",
    "leads",
    "lead",
    "owners",
    "owner",
    "team",
    "teams",
    "group",
    "department",
    "committee",
    "board",
    "everyone",
    "everybody",
    "somebody",
    "someone",
    "anyone",
    "anybody",
    "he",
    "she",
    "they",
    "you",
    "us",
    "technicians",
    "volunteers",
    "vendors",
    "vendor",
    "contractors",
    "contractor",
    "teachers",
    "engineers",
    "developers",
    "directors",
    "drivers",
    "tenants",
    "residents",
    "reviewers",
    "authors",
    "one",
    "each",
    "all",
    "both",
    "who",
    "whoever",
    "ours",
    "families",
    "customers",
    "clients",
    "colleagues",
];

/// Whether the subject acts: a name, a team, a word for people; a thing does not.
pub(super) fn is_personal(subject: &[Word]) -> bool {
    let Some(first) = subject.first() else { return false };
    // "Anything you would like to keep", "everybody's second share": things, whoever stands beside them.
    let thing = first.is_any(&["anything", "everything", "something", "whatever"])
        || subject.iter().rposition(|w| w.is("'s")).is_some_and(|at| at + 1 < subject.len() && at < 2);
    if thing {
        return false;
    }
    let determined = first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE);
    subject.iter().any(|w| w.is_any(PEOPLE))
        || (!determined
            && !is_compound(subject)
            && !first.is_any(&["it", "this", "that", "these", "those"])
            && first.shape == Shape::Capitalised
            && first.class == Class::default())
        || (!determined && first.text.chars().all(char::is_uppercase) && first.text.chars().count() >= 2)
}

/// "Public notice", "Bike forms": the capital opens the sentence, as the noun behind it has none.
fn is_compound(subject: &[Word]) -> bool {
    subject.get(1).is_some_and(|w| {
        w.shape == Shape::Word && !w.text.is_empty() && (w.class == Class::default() || w.has(Class::NOUN_TOO))
    })
}
