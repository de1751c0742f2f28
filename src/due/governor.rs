//! The words right before and behind a date that decide what it is: "by", "no later than", "every", "at the latest".

use super::expressions::{Found, Shape};
use super::tokens::{Kind, Tokens};
use super::vocabulary::{MOVES, has};
use super::{Role, firm};

/// The place of the word that governs the expression at `first`: behind "the", "about", "5" of "5 on Friday".
pub(super) fn governor(tokens: &Tokens, first: usize) -> usize {
    let mut at = first;
    for _ in 0..5 {
        let Some(before) = at.checked_sub(1) else { break };
        let word = tokens.word(before);
        let soft = matches!(
            word,
            "the"
                | "this"
                | "around"
                | "about"
                | "roughly"
                | "approximately"
                | "approx"
                | "~"
                | "say"
                | "maybe"
                | "probably"
                | "very"
                | "sometime"
                | "latest"
                | "either"
                | "perhaps"
                | "next"
                | "coming"
                | "just"
                | "\""
                | "'"
                | "*"
                | "_"
                | "“"
                | "‘"
                | "own"
        ) || word == "latest" && tokens.before(before, 1) != "the";
        let number = tokens.kind(before) == Some(Kind::Number)
            && matches!(tokens.before(before, 1), "by" | "before" | "until" | "at");
        // "by latest Friday" has its governor before; "latest Friday" is one itself.
        if word == "latest" && !matches!(tokens.before(before, 1), "by" | "the" | "at" | "until") {
            break;
        }
        if !soft && !number {
            break;
        }
        at = before;
    }
    at
}

/// What a date is that the words before it take out of the question.
pub(super) fn dismissed(tokens: &Tokens, found: &Found, at: usize) -> Option<Role> {
    let before = |n: usize| tokens.before(at, n);
    if matches!(tokens.word(found.end), "each" | "every") {
        return Some(Role::Repeat);
    }
    let role = match (before(2), before(1)) {
        // "not after Thursday" is by Thursday; "moved back to Thursday" is its new day.
        ("or", "before") | ("not", "after") => return None,
        ("back", "to") if is_moved(tokens, at) => return None,
        // "due back on Friday".
        ("back", "on") if before(3) == "due" => return None,
        (_, "every" | "each" | "alternate" | "most") | ("every", "other" | "second" | "single") => Role::Repeat,
        (_, "last" | "past" | "previous" | "dated" | "ago" | "instead")
        | ("instead" | "lieu", "of")
        | ("rather", "than") => Role::Past,
        (_, "from") if found.range => return None,
        ("not" | "never", "before" | "until" | "till" | "on" | "by")
        | ("earlier" | "sooner", "than")
        | ("as", "of" | "from")
        | ("back", "to")
        | (
            _,
            "not" | "since" | "starting" | "after" | "following" | "effective" | "beginning" | "commencing" | "post"
            | "starts" | "begins" | "wef" | "from",
        )
        | (
            "starting" | "effective" | "beginning" | "starts" | "begins" | "start" | "begin" | "return" | "back"
            | "returning" | "opens" | "resume",
            "on" | "in",
        ) => Role::Start,
        _ => return None,
    };
    Some(role)
}

/// How firmly the words before a date make it a deadline; `None` where they do not.
pub(super) fn governed(tokens: &Tokens, found: &Found, at: usize) -> Option<u8> {
    let before = |n: usize| tokens.before(at, n);
    match (before(2), before(1)) {
        ("later", "than") | ("not", "after") => Some(firm::LATEST),
        (_, "until" | "till" | "til" | "through" | "thru") => Some(firm::UNTIL),
        ("time", "for") if before(3) == "in" => Some(firm::BY),
        ("back" | "in", "on" | "at") if before(3) == "due" => Some(firm::BY),
        (_, "by" | "due" | "latest" | "deadline" | "eta" | "before" | "b4")
        | ("due", "on" | "in" | "for" | "at" | ":" | "date" | "is" | "are")
        | ("ahead" | "advance", "of")
        | ("prior", "to")
        | (
            "deadline" | "latest" | "deadlines" | "eta" | "due" | "date",
            ":" | "is" | "of" | "for" | "=" | "-" | "–" | "—" | "(",
        ) => Some(firm::BY),
        (_, "to") if found.shape != Shape::Time && is_moved(tokens, at) => Some(firm::LATEST),
        _ => None,
    }
}

/// Where the words that make a deadline begin: "no later than", "by", "due on".
pub(super) fn lead_words(tokens: &Tokens, at: usize) -> Option<usize> {
    let before = |n| tokens.before(at, n);
    let back = match before(1) {
        "than" if matches!(before(2), "later") => 3,
        "after" if before(2) == "not" => 2,
        "of" if matches!(before(2), "ahead") => 2,
        "of" if before(2) == "advance" => 3,
        "to" if before(2) == "prior" => 2,
        "on" | "at" if matches!(before(2), "back" | "in") && before(3) == "due" => 3,
        "on" | "by" | "in" | "at" | "for" if before(2) == "due" => 2,
        "by" | "before" | "until" | "till" | "til" | "on" | "in" | "within" | "due" | "for" | "at" | "over"
        | "during" | "between" | "from" | "@" | "through" | "thru" | "latest" => 1,
        _ => return None,
    };
    at.checked_sub(back)
}

/// Behind "at the latest", "latest", "or sooner" that belong to the deadline.
pub(super) fn tail(tokens: &Tokens, end: usize) -> usize {
    let at = end + usize::from(tokens.word(end) == ",");
    if tokens.follow(at, &["at", "the", "latest"]) || tokens.follow(at, &["at", "the", "very", "latest"]) {
        return at + if tokens.word(at + 2) == "very" { 4 } else { 3 };
    }
    if tokens.word(at) == "latest" { at + 1 } else { end }
}

/// "Friday at the latest", "by Friday latest", "Friday is the deadline".
pub(super) fn is_latest(tokens: &Tokens, end: usize) -> bool {
    if tokens.follow(end, &["s", "the", "deadline"]) {
        return true;
    }
    let at = end + usize::from(matches!(tokens.word(end), "," | "("));
    tokens.follow(at, &["at", "the", "latest"])
        || tokens.follow(at, &["at", "the", "very", "latest"])
        || tokens.follow(at, &["at", "latest"])
        || tokens.follow(at, &["at", "the", "outside"])
        || tokens.word(at) == "latest"
        || tokens.follow(at, &["the", "latest"])
        || tokens.follow(at, &["or", "sooner"])
        || tokens.follow(at, &["or", "earlier"])
        || tokens.follow(at, &["is", "the", "deadline"])
}

/// "moved from May 4 to May 11", "extended to Friday", "brought forward to the 3rd".
fn is_moved(tokens: &Tokens, at: usize) -> bool {
    (1..=8).any(|back| has(MOVES, tokens.before(at, back)))
}

/// "Friday is fine", "EOD would be great": an answer to when.
pub(super) fn is_fine(tokens: &Tokens, end: usize) -> bool {
    let at = end + usize::from(matches!(tokens.word(end), "is" | "would" | "will" | "s"));
    let at = at + usize::from(tokens.word(at) == "be");
    matches!(tokens.word(at), "fine" | "ok" | "okay" | "great" | "good" | "perfect" | "ideal" | "enough")
}
