//! How names are written: in headers, and in short.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::{self, Class};

/// Local parts and display names that stand for a role, not for a person.
const ROLES: &[&str] = &[
    "sender",
    "recipient",
    "recipients",
    "me",
    "you",
    "info",
    "support",
    "sales",
    "team",
    "office",
    "admin",
    "hello",
    "contact",
    "noreply",
    "no-reply",
    "donotreply",
    "do-not-reply",
    "all",
    "everyone",
    "staff",
    "undisclosed",
    "undisclosed-recipients",
    "undisclosed recipients",
    "undisclosed recipients:",
    "mail",
    "mailer",
    "billing",
    "accounts",
    "hr",
    "it",
    "help",
    "helpdesk",
    "notifications",
    "notification",
    "news",
    "newsletter",
    "postmaster",
    "webmaster",
    "root",
    "list",
    "members",
    "service",
    "unknown",
    "user",
];

const TITLES: &[&str] =
    &["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "rev", "fr", "herr", "frau"];

/// Words that open a greeting.
pub(super) const SALUTATIONS: &[&str] = &[
    "hi",
    "hello",
    "hey",
    "dear",
    "morning",
    "afternoon",
    "evening",
    "good",
    "hiya",
    "greetings",
    "howdy",
    "hallo",
    "bonjour",
    "ciao",
    "g'day",
    "gday",
    "day",
    "yo",
    "heya",
    "hola",
    "salut",
    "liebe",
    "lieber",
    "to",
];

/// Words for the whole company greeted.
pub(super) const GROUPS: &[&str] = &[
    "all",
    "team",
    "everyone",
    "everybody",
    "both",
    "folks",
    "guys",
    "colleagues",
    "gang",
    "friends",
    "ladies",
    "gentlemen",
    "people",
    "y'all",
    "neighbours",
    "neighbors",
    "parents",
    "crew",
    "lads",
    "two",
    "members",
    "partners",
];

/// Capitalised words that open a sentence or stand in headings and are no names.
const NOT_NAMES: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "there",
    "here",
    "it",
    "i",
    "you",
    "he",
    "she",
    "we",
    "they",
    "please",
    "thanks",
    "thank",
    "regards",
    "best",
    "kind",
    "cheers",
    "sincerely",
    "yours",
    "yes",
    "no",
    "ok",
    "okay",
    "sorry",
    "so",
    "and",
    "but",
    "or",
    "also",
    "as",
    "at",
    "by",
    "for",
    "from",
    "if",
    "in",
    "into",
    "of",
    "on",
    "once",
    "to",
    "when",
    "while",
    "with",
    "what",
    "which",
    "who",
    "whose",
    "how",
    "why",
    "where",
    "can",
    "could",
    "would",
    "will",
    "should",
    "shall",
    "must",
    "may",
    "might",
    "do",
    "does",
    "did",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "be",
    "my",
    "your",
    "our",
    "their",
    "his",
    "her",
    "its",
    "all",
    "both",
    "each",
    "every",
    "everyone",
    "everybody",
    "somebody",
    "someone",
    "anyone",
    "nobody",
    "one",
    "two",
    "three",
    "first",
    "second",
    "third",
    "finally",
    "next",
    "then",
    "now",
    "today",
    "tomorrow",
    "tonight",
    "yesterday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "just",
    "note",
    "fyi",
    "ps",
    "re",
    "fwd",
    "update",
    "attached",
    "hello",
    "hi",
    "dear",
    "let",
    "not",
    "only",
    "still",
    "oh",
    "well",
    "right",
    "great",
    "good",
    "many",
    "some",
    "any",
    "don't",
    "welcome",
];

/// Short forms of English first names that are no prefix of them, or share one with another name.
const NICKNAMES: &[(&str, &str)] = &[
    ("bob", "robert"),
    ("bobby", "robert"),
    ("rob", "robert"),
    ("bert", "robert"),
    ("bill", "william"),
    ("will", "william"),
    ("billy", "william"),
    ("liam", "william"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("betty", "elizabeth"),
    ("lizzie", "elizabeth"),
    ("eliza", "elizabeth"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("rich", "richard"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("jack", "john"),
    ("johnny", "john"),
    ("jon", "john"),
    ("tony", "anthony"),
    ("peggy", "margaret"),
    ("maggie", "margaret"),
    ("meg", "margaret"),
    ("mags", "margaret"),
    ("greta", "margaret"),
    ("kate", "katherine"),
    ("kathy", "katherine"),
    ("kate", "catherine"),
    ("cathy", "catherine"),
    ("katie", "katherine"),
    ("ted", "edward"),
    ("ned", "edward"),
    ("ed", "edward"),
    ("eddie", "edward"),
    ("ted", "theodore"),
    ("theo", "theodore"),
    ("harry", "henry"),
    ("hank", "henry"),
    ("harry", "harold"),
    ("chuck", "charles"),
    ("charlie", "charles"),
    ("mike", "michael"),
    ("mick", "michael"),
    ("mickey", "michael"),
    ("nick", "nicholas"),
    ("sandy", "alexander"),
    ("sasha", "alexander"),
    ("alex", "alexandra"),
    ("lex", "alexander"),
    ("toby", "tobias"),
    ("tom", "thomas"),
    ("tommy", "thomas"),
    ("dave", "david"),
    ("steve", "stephen"),
    ("steve", "steven"),
    ("sue", "susan"),
    ("suzie", "susan"),
    ("jenny", "jennifer"),
    ("patty", "patricia"),
    ("tricia", "patricia"),
    ("gus", "august"),
    ("andy", "andrew"),
    ("drew", "andrew"),
    ("joe", "joseph"),
];

/// How many letters a prefix of a first name must have to stand for it: "Nik" for Nikhil.
const SHORTEST_PREFIX: usize = 3;

/// The longest name that is taken for one.
const LONGEST_NAME: usize = 60;

/// Whether a word or two could be a person's name by how it is written: "Dana", "O'Hara", "MK", "Dr. Osei".
pub fn is_name(text: &str) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_NAME {
        return false;
    }
    let mut words = 0;
    for word in text.split_whitespace() {
        words += 1;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase();
        if words > 3
            || !starts_upper(bare)
            || NOT_NAMES.contains(&lower.as_str())
            || lexicon::class(&lower).has(Class::WHEN)
            || (words == 1 && (SALUTATIONS.contains(&lower.as_str()) || GROUPS.contains(&lower.as_str())))
        {
            return false;
        }
        if word
            .split_once(['\'', '’'])
            .is_some_and(|(_, tail)| matches!(tail, "d" | "ve" | "ll" | "re" | "m" | "s" | "t"))
        {
            return false;
        }
        if !word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-')) {
            return false;
        }
    }
    words > 0
}

/// First names that are verbs as well.
const VERB_NAMES: &[&str] = &[
    "mark", "bill", "will", "grant", "sue", "rob", "pat", "drew", "hope", "chase", "jack", "nick", "lance", "wade",
    "skip", "josh", "pierce", "chuck", "dawn", "carol", "trace",
];

/// Whether a capitalised verb is a first name too: "Mark,".
pub fn is_verb_name(word: &str) -> bool {
    starts_upper(word) && VERB_NAMES.contains(&word.to_lowercase().as_str())
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

pub(super) fn is_role(text: &str) -> bool {
    ROLES.contains(&text.trim().to_lowercase().as_str())
}

/// Words that end the name of a place in an organisation: "Project Desk", "Billing Support".
const DESKS: &[&str] = &[
    "team",
    "desk",
    "office",
    "department",
    "dept",
    "group",
    "support",
    "committee",
    "board",
    "service",
    "services",
    "helpdesk",
    "centre",
    "center",
    "secretariat",
    "reception",
    "bot",
    "notifications",
    "admin",
    "administration",
    "operations",
    "accounts",
    "billing",
    "staff",
    "hotline",
    "system",
    "newsletter",
];

/// Whether a display name is that of a desk or a team, whose first word is no first name.
pub(super) fn is_desk(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.clone().count() > 1 && words.next_back().is_some_and(|last| DESKS.contains(&last.to_lowercase().as_str()))
}

pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// A display name as people say it: "Kline, Robert (Legal)" is Robert Kline. `None` for an address or a role.
pub(super) fn display(name: &str) -> Option<String> {
    let name = name.trim().trim_matches(['"', '\'', '“', '”']).trim();
    if name.contains('@') {
        return None;
    }
    let cut = name.find(['(', '[', '<', '|', '/']).filter(|&i| i > 0).unwrap_or(name.len());
    let name = name.get(..cut)?.trim();
    // "Ana Reyes via Docs"
    let name = name.split(" via ").next().unwrap_or(name).trim().trim_matches(['"', '\'']);
    if name.is_empty() || name.len() > LONGEST_NAME || is_role(name) {
        return None;
    }
    match name.split_once(',') {
        Some((last, first)) if !first.trim().is_empty() && !first.contains(',') => {
            Some(format!("{} {}", first.trim(), last.trim()))
        }
        _ => Some(name.to_owned()),
    }
}

/// "jo.tran" is Jo Tran, "priya" is Priya; "jtran42" and "support" say no name.
pub(super) fn from_local_part(local: &str) -> Option<String> {
    if is_role(local) || local.len() > LONGEST_NAME {
        return None;
    }
    let parts: Vec<&str> = local.split(['.', '_', '-']).collect();
    let word = |p: &&str| p.chars().count() >= 2 && p.chars().all(char::is_alphabetic);
    if parts.len() < 2 || parts.len() > 3 || !parts.iter().all(word) || parts.iter().any(|p| is_role(p)) {
        return None;
    }
    Some(parts.iter().map(|p| capitalised(p)).collect::<Vec<_>>().join(" "))
}

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect(),
        None => String::new(),
    }
}

/// The first name, the last name and the initials, in lower case.
pub(super) fn aliases(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split_whitespace().filter(|w| !is_title(w)).collect();
    let mut aliases: Vec<String> = Vec::new();
    if let [first, .., last] = words.as_slice() {
        aliases.push(first.to_lowercase());
        aliases.push(last.to_lowercase());
        aliases.push(words.iter().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect());
        aliases.push(first.chars().take(1).chain(last.chars().take(1)).flat_map(char::to_lowercase).collect());
    } else if let [only] = words.as_slice() {
        aliases.push(only.to_lowercase());
    }
    aliases
}

/// [`NICKNAMES`] from either name to the other.
static NICKNAMES_OF: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut names: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
    for &(short, full) in NICKNAMES {
        names.entry(short).or_default().push(full);
        names.entry(full).or_default().push(short);
    }
    names
});

/// Whether `short` is a usual short form of the first name `full`; both in lower case.
pub(super) fn short_for(short: &str, full: &str) -> bool {
    NICKNAMES_OF.get(short).is_some_and(|others| others.contains(&full))
        || (short.chars().count() >= SHORTEST_PREFIX && full.len() > short.len() && full.starts_with(short))
}
