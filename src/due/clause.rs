//! The clause that a date stands in, and whether it asks, promises or only tells.

use super::tokens::{Kind, Tokens};
use super::vocabulary::{ASKING, IRREGULAR_PAST, PRESENCE, STATING, SUBJECTS, has};

/// How far a clause is looked at to each side of a date, in tokens; this also keeps the work linear.
const REACH: usize = 40;

/// What a clause does with its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mood {
    /// Somebody is asked to act, or promises to.
    Action,
    /// It says what is due: "the report on drainage is due with the board".
    Due,
    /// It says when something closes or ends: a deadline for whoever wants in.
    Closing,
    /// It states a fact, an event, something over.
    Fact,
    /// It begins with who or what it is about, and no verb is known in it: "the caterer comes", but also "a reply".
    Told,
    /// There is no verb to tell by: an entry of a list.
    Bare,
}

/// From token `start` to before token `end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The clause around the expression from `first` to before `end`.
pub(super) fn around(tokens: &Tokens, first: usize, end: usize) -> Clause {
    let mut start = first;
    while start > 0 && first - start < REACH && !is_border(tokens, start - 1) {
        start -= 1;
    }
    let mut stop = end;
    while stop < tokens.len() && stop - end < REACH && !is_border(tokens, stop) {
        stop += 1;
    }
    Clause { start, end: stop }
}

/// Whether a clause ends at token `at`.
fn is_border(tokens: &Tokens, at: usize) -> bool {
    let word = tokens.word(at);
    match word {
        "," | ";" | ":" | "!" | "?" | "(" | ")" | "[" | "]" | "–" | "—" | "|" | ">" | "→" | "•" | "because" | "who"
        | "although" | "though" | "while" | "whereas" | "unless" | "but" | "so" => true,
        "." => !tokens.glued(at + 1),
        "-" => !tokens.glued(at) || !tokens.glued(at + 1),
        "which" => !matches!(tokens.before(at, 1), "by" | "on" | "at"),
        "as" => matches!(tokens.word(at + 1), "we" | "i" | "you" | "he" | "she" | "it" | "they" | "the" | "our" | "my"),
        "that" => {
            matches!(
                tokens.word(at + 1),
                "we" | "i"
                    | "you"
                    | "he"
                    | "she"
                    | "they"
                    | "was"
                    | "were"
                    | "is"
                    | "happened"
                    | "came"
                    | "arrived"
                    | "went"
                    | "starts"
                    | "takes"
                    | "runs"
                    | "shows"
                    | "covers"
                    | "lists"
                    | "includes"
                    | "contains"
            ) && !matches!(tokens.before(at, 1), "sure" | "ensure" | "so" | "remember" | "need" | "ask" | "asks")
        }
        "and" => {
            matches!(
                tokens.word(at + 1),
                "please" | "can" | "could" | "i" | "we" | "you" | "let" | "then" | "would" | "the" | "it" | "they"
            )
        }
        "if" | "when" | "where" | "once" | "since" => tokens.kind(at + 1) == Some(Kind::Word) && at > 0,
        _ => false,
    }
}

/// What the clause does. `first` and `end` bound the date in it.
pub(super) fn mood(tokens: &Tokens, clause: Clause, first: usize, end: usize) -> Mood {
    let Clause { start, end: stop } = clause;
    let places = || (start..first).chain(end..stop);
    if places().any(|at| is_due(tokens, at)) {
        return Mood::Due;
    }
    if places().any(|at| closes(tokens, at)) {
        return Mood::Closing;
    }
    if is_courtesy(tokens, start) {
        return Mood::Fact;
    }
    if places().any(|at| asks(tokens, at, stop)) {
        return Mood::Action;
    }
    let mut verb = false;
    for at in places() {
        if states(tokens, at) {
            return Mood::Fact;
        }
        verb |= tokens.kind(at) == Some(Kind::Word);
    }
    if !verb {
        return Mood::Bare;
    }
    let opener = opening_word(tokens, start);
    if has(SUBJECTS, opener) && first > start + 1 {
        return Mood::Told;
    }
    Mood::Bare
}

fn opening_word(tokens: &Tokens, start: usize) -> &str {
    let skip = usize::from(matches!(
        tokens.word(start),
        "and" | "but" | "so" | "because" | "when" | "if" | "since" | "as" | "that" | "which"
    ));
    tokens.word(start + skip)
}

/// Thanks, wishes, farewells and proposals of a time.
fn is_courtesy(tokens: &Tokens, start: usize) -> bool {
    let at = start + usize::from(matches!(tokens.word(start), "many" | "again" | "and"));
    let next = tokens.word(at + 1);
    match tokens.word(at) {
        "thanks" | "thank" | "thx" | "sorry" | "apologies" | "congratulations" | "happy" | "enjoy" => true,
        "see" | "speak" | "talk" | "catch" => matches!(next, "you" | "ya") || tokens.follow(at + 1, &["to", "you"]),
        "have" => next == "a",
        "how" | "what" => next == "about",
        _ => false,
    }
}

/// Words of asking, promising and obliging.
fn asks(tokens: &Tokens, at: usize, stop: usize) -> bool {
    let next = tokens.word(at + 1);
    let suffix = tokens.kind(at) == Some(Kind::Suffix);
    match tokens.word(at) {
        word if has(ASKING, word) => !suffix && !is_negated(tokens, at),
        "would" if next == "be" && is_somewhere(tokens, at + 2) => false,
        "can" | "could" | "would" => {
            !suffix && !is_negated(tokens, at + 1) && next != "t" && !is_negated(tokens, at + 2)
        }
        "going" => next == "to" && !tokens.capital(at + 2),
        "have" | "has" | "got" | "able" | "trying" | "try" => {
            next == "to"
                || matches!(next, "until" | "till")
                || tokens.kind(at + 1) == Some(Kind::Number)
                || super::names::cardinal(next).is_some()
        }
        "make" => next == "sure",
        "like" => next == "to" || matches!(tokens.before(at, 1), "d" | "would"),
        "will" if !suffix => !is_an_event(tokens, at + 1, stop),
        "ll" if suffix => !is_an_event(tokens, at + 1, stop),
        // "I'm sending it on Friday", not "I'm travelling".
        "am" | "m" | "re" | "are" | "is" => is_doing(tokens, at + 1),
        "s" if suffix => is_doing(tokens, at + 1),
        // "is to be delivered", "to be signed".
        "to" => next == "be" && matches!(tokens.before(at, 1), "is" | "are" | "has" | "have" | "needs" | "need"),
        _ => false,
    }
}

fn is_negated(tokens: &Tokens, at: usize) -> bool {
    tokens.word(at + 1) == "not" && tokens.word(at + 2) == "be"
        || tokens.word(at) == "t" && tokens.kind(at) == Some(Kind::Suffix)
}

/// "she's ironing them on Thursday", "not travelling": a progressive form that tells what somebody does.
fn is_doing(tokens: &Tokens, at: usize) -> bool {
    let at = at + usize::from(matches!(tokens.word(at), "also" | "now" | "just" | "still" | "then" | "only"));
    let word = tokens.word(at);
    let away = word == "taking"
        && matches!(tokens.word(at + 1), "off" | "leave" | "time" | "place" | "a" | "holiday" | "vacation" | "pto");
    word.len() > 4 && word.ends_with("ing") && !is_presence(word) && !away
}

/// Being somewhere is no work: travelling, attending.
fn is_presence(word: &str) -> bool {
    has(PRESENCE, word)
}

/// Where somebody is: "would be in Lima", "will be away"; not "will be in touch".
fn is_somewhere(tokens: &Tokens, at: usize) -> bool {
    match tokens.word(at) {
        "in" => !matches!(tokens.word(at + 1), "touch" | "place" | "contact" | "your" | "the"),
        "at" | "there" | "around" | "here" | "out" | "away" | "available" | "free" | "off" => true,
        _ => false,
    }
}

/// "whether she would be in Lima", "we will be away": where somebody is that day.
pub(super) fn tells_where(tokens: &Tokens, clause: Clause) -> bool {
    (clause.start + 1..clause.end).any(|at| {
        tokens.word(at) == "be"
            && matches!(tokens.before(at, 1), "would" | "will" | "ll" | "d")
            && is_somewhere(tokens, at + 1)
    })
}

/// What happens by itself after "will": "will be on Friday", "will take place".
fn is_an_event(tokens: &Tokens, at: usize, stop: usize) -> bool {
    let at =
        at + usize::from(matches!(tokens.word(at), "also" | "now" | "probably" | "likely" | "most" | "then" | "only"));
    match tokens.word(at) {
        "be" => {
            let next = tokens.word(at + 1);
            let done = next.len() > 4 && (next.ends_with("ed") || next.ends_with("ing")) && !is_presence(next);
            let done = done && !matches!(next, "closed" | "delayed" | "suspended" | "reached" | "deducted");
            let ready = matches!(
                next,
                "sent" | "ready" | "done" | "paid" | "with" | "in" | "complete" | "shared" | "made" | "able" | "sure"
            );
            at + 1 >= stop || is_somewhere(tokens, at + 1) || !(done || ready)
        }
        "take" => tokens.word(at + 1) == "place",
        "start" | "begin" | "happen" | "arrive" | "open" | "land" | "leave" | "run" | "resume" | "occur" | "expire"
        | "fly" | "go" => tokens.word(at + 1) != "over" && tokens.word(at + 1) != "through",
        _ => false,
    }
}

/// Verbs of being, having and happening, and of what is over.
fn states(tokens: &Tokens, at: usize) -> bool {
    let word = tokens.word(at);
    match tokens.kind(at) {
        Some(Kind::Word) => {
            has(STATING, word)
                || (matches!(word, "have" | "do") && matches!(tokens.word(at + 1), "you" | "we" | "they" | "i"))
                || is_past_after_subject(tokens, at)
        }
        Some(Kind::Suffix) => {
            matches!(word, "ll" | "re" | "m" | "ve")
                || (word == "s"
                    && matches!(tokens.before(at, 1), "it" | "that" | "he" | "she" | "there" | "here" | "what"))
        }
        _ => false,
    }
}

/// "you mailed", "that arrived", "Maria signed": an "-ed" form with its subject right before it.
pub(super) fn is_past_after_subject(tokens: &Tokens, at: usize) -> bool {
    let word = tokens.word(at);
    let past = word.len() > 3
        && word.ends_with("ed")
        && !matches!(word, "need" | "feed" | "speed" | "proceed" | "embed" | "seed" | "exceed");
    let irregular = has(IRREGULAR_PAST, word);
    if !past && !irregular {
        return false;
    }
    let before = tokens.before(at, 1);
    let subject = |word: &str| {
        matches!(
            word,
            "i" | "we" | "you" | "he" | "she" | "they" | "it" | "that" | "which" | "who" | "whoever" | "us" | "what"
        )
    };
    let second = matches!(before, "already" | "just" | "also" | "all" | "only" | "first" | "last" | "both")
        && subject(tokens.before(at, 2));
    let named = at > 1 && tokens.capital(at - 1) && past && !matches!(before, "get" | "have" | "i");
    // "get it signed", "have that mailed".
    let made = matches!(
        tokens.before(at, 2),
        "get" | "getting" | "have" | "having" | "need" | "want" | "like" | "see" | "got" | "with"
    ) && matches!(before, "it" | "that" | "this" | "these" | "us");
    !made && (subject(before) || second || named)
}

/// Words of deadlines.
fn is_due(tokens: &Tokens, at: usize) -> bool {
    match tokens.word(at) {
        "due" => tokens.word(at + 1) != "to",
        "deadline" | "deadlines" | "cutoff" | "eta" | "latest" => true,
        "cut" => matches!(tokens.word(at + 1), "off" | "-"),
        "date" => {
            matches!(tokens.before(at, 1), "target" | "due" | "closing" | "final" | "delivery" | "end" | "completion")
        }
        "late" => tokens.before(at, 1) == "as" && tokens.word(at + 1) == "as",
        _ => false,
    }
}

/// Words that end something: what one wants of it has to be done before.
fn closes(tokens: &Tokens, at: usize) -> bool {
    let next = tokens.word(at + 1);
    match tokens.word(at) {
        "close" | "closes" | "closing" => !matches!(next, "the" | "out" | "to" | "this" | "your" | "of" | "all"),
        "last" | "final" => matches!(next, "day" | "date" | "chance" | "call"),
        "expires" | "lapses" | "ends" | "shuts" | "locks" | "freezes" => true,
        "goes" | "go" => next == "to" && matches!(tokens.word(at + 2), "print" | "press"),
        "run" | "runs" => matches!(next, "out" | "from"),
        "comes" | "come" => next == "down" && tokens.word(at + 2) != "to",
        _ => false,
    }
}
