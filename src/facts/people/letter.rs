//! How letters open and close: whom a greeting names, who signs.

use super::names::{GROUPS, SALUTATIONS, capitalised, is_name, is_title, is_verb_name};
use crate::email::Line;
use crate::lexicon::{self, Class};

/// Who a greeting names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Greeting {
    pub(super) names: Vec<String>,
    pub(super) group: bool,
}

/// How words for several people of one calling end.
const GROUP_ENDINGS: &[&str] =
    &["yers", "sers", "ees", "tors", "ants", "ians", "ists", "bers", "ders", "gers", "ners", "ters", "students"];

/// The names of a greeting line: "Dear Mei, dear Nils," and "Hi Ana & Tom -".
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

/// Who a paragraph addresses by its opening: "Hi Ana, could you ..." or "Nils,  Please repaint ...".
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
        // "Owen, Project Desk"
        let line = line.split([',', '|']).next().unwrap_or(line);
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
