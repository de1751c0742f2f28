//! How names are written: in headers, greetings, sign-offs, and in short.

use crate::email::Line;
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
const SALUTATIONS: &[&str] = &[
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
const GROUPS: &[&str] = &[
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

/// How words for several people of one calling end.
const GROUP_ENDINGS: &[&str] =
    &["yers", "sers", "ees", "tors", "ants", "ians", "ists", "bers", "ders", "gers", "ners", "ters", "students"];

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

/// Who a greeting names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Greeting {
    pub(super) names: Vec<String>,
    pub(super) group: bool,
}

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

fn capitalised(word: &str) -> String {
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

/// Whether `short` is a usual short form of the first name `full`; both in lower case.
pub(super) fn short_for(short: &str, full: &str) -> bool {
    NICKNAMES.iter().any(|(s, f)| (*s == short && *f == full) || (*f == short && *s == full))
        || (short.chars().count() >= SHORTEST_PREFIX && full.len() > short.len() && full.starts_with(short))
}

/// The names of a greeting line: "Dear Delroy, dear Iveta," and "Hi Ana & Tom -".
pub(super) fn greeting(line: &str) -> Greeting {
    let mut found = Greeting::default();
    let line = line.get(..line.floor_char_boundary(200)).unwrap_or(line);
    for part in line.split([',', '&', '+', '/', ';', '!', ':']).flat_map(|p| p.split(" and ")) {
        let mut words: Vec<&str> =
            part.split_whitespace().map(|w| w.trim_matches(|c: char| !c.is_alphanumeric())).collect();
        words.retain(|w| !w.is_empty());
        let saluted = words.iter().take_while(|w| SALUTATIONS.contains(&w.to_lowercase().as_str())).count();
        words.drain(..saluted);
        if words.iter().any(|w| GROUPS.contains(&w.to_lowercase().as_str())) {
            found.group = true;
            continue;
        }
        let name = words.join(" ");
        // "Dear trustees," "Lawyers,"
        if words.len() <= 2 && GROUP_ENDINGS.iter().any(|e| name.to_lowercase().ends_with(e)) {
            found.group = true;
            continue;
        }
        // People greet in lower case too: "hi ana,".
        if is_name(&name) {
            found.names.push(name);
        } else if saluted > 0 && words.len() == 1 && name.chars().all(char::is_alphabetic) && name != "there" {
            found.names.push(capitalised(&name));
        }
    }
    found
}

/// Who a paragraph addresses by its opening: "Hi Ana, could you ..." or "Paul,  Please replace ...".
pub(super) fn opening(text: &str, most: usize) -> Greeting {
    let head = text.get(..text.floor_char_boundary(120)).unwrap_or(text);
    let first = head.split_whitespace().next().unwrap_or_default();
    let saluted = SALUTATIONS[..SALUTATIONS.len() - 1]
        .contains(&first.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str());
    let end = head.find([',', ':', '!', '–', '—']).or_else(|| head.find(" - "));
    let Some(end) = end else { return Greeting::default() };
    let Some(lead) = head.get(..end) else { return Greeting::default() };
    if lead.split_whitespace().count() > most || lead.contains('?') || (lead.contains('.') && !is_title(first)) {
        return Greeting::default();
    }
    let found = greeting(lead);
    if saluted {
        return found;
    }
    // Without a salutation only what reads as names alone: "Paul, please", not "Meanwhile, please".
    let alone = lead
        .split(" and ")
        .flat_map(|p| p.split('&'))
        .all(|p| is_name(p) && (p.split_whitespace().count() == 1 || is_title(first)));
    let verb = lexicon::is_base_verb(&lead.to_lowercase()) && !is_verb_name(lead);
    let class = lexicon::class(&lead.to_lowercase());
    let adverb = class.has(Class::FILLER) || class.has(Class::ADVERB) || class.has(Class::CONJUNCTION);
    if alone && !verb && !adverb && !lead.to_lowercase().ends_with("ly") {
        found
    } else if GROUPS.contains(&lead.to_lowercase().as_str()) {
        Greeting { group: true, names: Vec::new() }
    } else {
        Greeting::default()
    }
}

/// Words that close a letter, of which a line holds nothing but these.
const VALEDICTIONS: &[&str] = &[
    "regards",
    "thanks",
    "thank",
    "thx",
    "cheers",
    "best",
    "sincerely",
    "yours",
    "love",
    "wishes",
    "many",
    "kind",
    "warm",
    "faithfully",
    "truly",
    "you",
    "again",
    "advance",
    "in",
    "so",
    "much",
    "a",
    "lot",
    "all",
    "the",
    "very",
    "take",
    "care",
    "respectfully",
    "ciao",
    "rgds",
    "tia",
    "with",
    "x",
    "xx",
    "xxx",
    "warmly",
    "ta",
    "cordially",
    "for",
    "your",
    "help",
];

/// How many lines at the end of a message are searched for its sign-off.
const LAST_LINES: usize = 40;

/// The name that a closing carries: "Best regards, Mags".
pub(super) fn sign_off(text: &str) -> Option<String> {
    let head = text.get(..text.floor_char_boundary(200)).unwrap_or(text);
    let part = |p: &str| bare(p.trim_start_matches(['-', '–', '—', ' ']));
    let alone = head.split([',', '!', '\n', '–', '—', '.']).map(part).find(|p| is_name(p) && !is_valediction(p));
    alone.or_else(|| {
        // "Thanks Carol", "Best Mags"
        let words: Vec<&str> = head.split_whitespace().collect();
        let kept = words.iter().skip_while(|w| is_valediction(w)).copied().collect::<Vec<_>>().join(" ");
        let kept = bare(&kept);
        (kept.split_whitespace().count() <= 2 && words.len() <= 6 && is_name(&kept)).then_some(kept)
    })
}

/// The name on the line below the last valediction, or alone on the last line.
pub(super) fn below_valediction(lines: &[Line]) -> Option<String> {
    let own = |l: &&Line| !l.text.trim().is_empty() && !l.text.trim_start().starts_with('>');
    let last: Vec<&str> = lines.iter().filter(own).map(|l| l.text.trim()).rev().take(LAST_LINES).collect();
    let named = |line: &str| {
        let name = bare(line.trim_start_matches(['-', '–', '—', '~', ' ']));
        (name.split_whitespace().count() <= 3 && is_name(&name) && !is_valediction(&name)).then_some(name)
    };
    last.windows(2).find_map(|pair| if is_valediction(pair[1]) { named(pair[0]) } else { None }).or_else(|| {
        last.first().filter(|l| l.split_whitespace().count() <= 2 && !l.ends_with(['?', ':'])).and_then(|l| named(l))
    })
}

/// Lines at the end that hold nothing but a name, the last first.
pub(super) fn lone_names(lines: &[Line]) -> impl Iterator<Item = String> {
    let own = |l: &&Line| !l.text.trim().is_empty() && !l.text.trim_start().starts_with('>');
    lines.iter().filter(own).rev().take(LAST_LINES).filter_map(|line| {
        let name = bare(&line.text);
        (name.split_whitespace().count() <= 2 && !line.text.ends_with(['?', ':', ',']) && is_name(&name))
            .then_some(name)
    })
}

fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

fn is_valediction(line: &str) -> bool {
    line.len() <= 40
        && line.chars().any(char::is_alphabetic)
        && line
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .all(|w| VALEDICTIONS.contains(&w.to_lowercase().as_str()))
}
