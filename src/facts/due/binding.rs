//! Which date of a sentence is the deadline of what it asks or promises, and what the others are.

use super::calendar::{plus_days, working_day_on_or_before};
use super::clause::{self, Clause, Mood};
use super::expressions::{Found, Reader, Shape};
use super::tokens::{Kind, Tokens};
use super::vocabulary::{DOCUMENTS, FOLLOWERS, GATHERINGS, LASTING, MOVES, OCCASIONS, has};
use super::{Clock, Mention, Role};

/// How firmly a date binds: the largest wins, the first of equals.
mod firm {
    /// A date that is no deadline.
    pub(super) const NOT: u8 = 0;
    /// "the window closes on Friday".
    pub(super) const CLOSING: u8 = 1;
    /// A date without a verb: "Draft FAQ - Thu".
    pub(super) const BARE: u8 = 2;
    /// "ideally Wednesday".
    pub(super) const WISHED: u8 = 3;
    /// A day on which to act: "call him on Friday".
    pub(super) const DAY: u8 = 4;
    /// "until Friday", "in two weeks".
    pub(super) const UNTIL: u8 = 5;
    /// "by Friday", "due Friday".
    pub(super) const BY: u8 = 6;
    /// "Friday at the latest", "moved to Friday".
    pub(super) const LATEST: u8 = 8;
}

/// What an action day binds with, or less: dates that a label may carry for itself.
pub(super) const LOOSE: u8 = firm::DAY;

/// Every date in `tokens`, in their order, with its role.
pub(super) fn mentions(tokens: &Tokens, clock: &Clock) -> Vec<Mention> {
    let reader = Reader::new(tokens, clock);
    let mut found: Vec<(Found, Mention)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match reader.read(at) {
            Some(expression) => {
                at = expression.end.max(at + 1);
                let mention = bind(&reader, expression);
                found.push((expression, mention));
            }
            None => at += 1,
        }
    }
    correct(tokens, &mut found);
    found.into_iter().map(|(_, mention)| mention).collect()
}

/// The place of the word that governs the expression at `first`: behind "the", "about", "5" of "5 on Friday".
fn governor(tokens: &Tokens, first: usize) -> usize {
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

fn bind(reader: &Reader, found: Found) -> Mention {
    let tokens = reader.tokens;
    let clause = clause::around(tokens, found.first, found.end);
    let at = governor(tokens, found.first);
    let mut first = found.first;
    let mut date = Some(found.date);
    let (role, firmness) = match found.shape {
        Shape::Repeat if tokens.kind(found.end) != Some(Kind::Suffix) => (Role::Repeat, firm::NOT),
        Shape::Past => (Role::Past, firm::NOT),
        Shape::Length => (Role::Length, firm::NOT),
        _ => judge(reader, &found, clause, at),
    };
    if role == Role::Deadline {
        if let Some(lead) = lead_words(tokens, at) {
            first = lead;
        } else if at < found.first && tokens.kind(at) == Some(Kind::Word) {
            first = at;
        }
        date = before_period(tokens, &found, at).or(date);
    }
    let end = if role == Role::Deadline { tail(tokens, found.end) } else { found.end };
    let date = date.filter(|_| !matches!(role, Role::Length | Role::Past | Role::Repeat));
    Mention { role, date, span: tokens.span(first, end), firmness }
}

/// The day before a whole period begins, as "before June" asks: for a week, the Friday before.
fn before_period(tokens: &Tokens, found: &Found, at: usize) -> Option<chrono::NaiveDate> {
    let ahead = tokens.before(at, 1) == "before"
        || tokens.before(at, 1) == "of" && tokens.before(at, 2) == "ahead"
        || tokens.before(at, 1) == "to" && tokens.before(at, 2) == "prior";
    if found.shape != Shape::Period || !ahead {
        // "by the weekend" is as early.
        let weekend = tokens.word(found.end.saturating_sub(1)) == "weekend" && tokens.before(at, 1) == "by";
        return if weekend { working_day_on_or_before(found.date) } else { None };
    }
    let eve = plus_days(found.start, -1)?;
    let week = (found.date - found.start).num_days() < 7;
    if week { working_day_on_or_before(eve) } else { Some(eve) }
}

/// Where the words that make a deadline begin: "no later than", "by", "due on".
fn lead_words(tokens: &Tokens, at: usize) -> Option<usize> {
    let before = |n| tokens.before(at, n);
    let back = match before(1) {
        "than" if matches!(before(2), "later") => 3,
        "of" if matches!(before(2), "ahead") => 2,
        "of" if before(2) == "advance" => 3,
        "to" if before(2) == "prior" => 2,
        "on" | "by" | "in" | "at" | "for" if before(2) == "due" => 2,
        "by" | "before" | "until" | "till" | "til" | "on" | "in" | "within" | "due" | "for" | "at" | "over"
        | "during" | "between" | "from" | "@" | "through" | "thru" | "latest" => 1,
        _ => return None,
    };
    at.checked_sub(back)
}

/// Behind "at the latest", "latest", "or sooner" that belong to the deadline.
fn tail(tokens: &Tokens, end: usize) -> usize {
    let at = end + usize::from(tokens.word(end) == ",");
    if tokens.follow(at, &["at", "the", "latest"]) || tokens.follow(at, &["at", "the", "very", "latest"]) {
        return at + if tokens.word(at + 2) == "very" { 4 } else { 3 };
    }
    if tokens.word(at) == "latest" { at + 1 } else { end }
}

fn judge(reader: &Reader, found: &Found, clause: Clause, at: usize) -> (Role, u8) {
    let tokens = reader.tokens;
    let before = |n: usize| tokens.before(at, n);
    let event = (Role::Event, firm::NOT);
    let deadline = |firmness: u8| (Role::Deadline, firmness);
    if matches!(tokens.word(found.end), "each" | "every") {
        return (Role::Repeat, firm::NOT);
    }
    if is_latest(tokens, found.end) {
        return deadline(firm::LATEST);
    }
    match (before(2), before(1)) {
        // "on or after the 14th", "on or just after the 14th".
        ("or", "after" | "before") => {}
        ("just", "after") if before(3) == "or" => {}
        (_, "every" | "each" | "alternate" | "most") => return (Role::Repeat, firm::NOT),
        ("every", "other" | "second" | "single") => return (Role::Repeat, firm::NOT),
        (_, "last" | "past" | "previous" | "dated" | "ago") => return (Role::Past, firm::NOT),
        ("than" | "of", "instead") | ("instead" | "lieu", "of") | ("rather", "than") => return (Role::Past, firm::NOT),
        ("not" | "never", "before" | "until" | "till" | "on" | "by") | (_, "not") => return (Role::Start, firm::NOT),
        ("earlier" | "sooner", "than") if !matches!(before(3), "later") => return (Role::Start, firm::NOT),
        ("as", "of" | "from") | ("back", "on" | "in" | "to") => return (Role::Start, firm::NOT),
        (
            _,
            "since" | "starting" | "after" | "following" | "effective" | "beginning" | "commencing" | "post" | "starts"
            | "begins" | "wef",
        )
        | (
            "starting" | "effective" | "beginning" | "starts" | "begins" | "start" | "begin" | "return" | "back"
            | "returning" | "opens" | "resume",
            "on" | "from" | "in",
        ) => {
            return (Role::Start, firm::NOT);
        }
        (_, "from") if !found.range => return (Role::Start, firm::NOT),
        _ => {}
    }
    if waived(tokens, clause, found.first) {
        return event;
    }
    // "9 to 5", "set the alarm to 06:00": a time alone needs the words of a deadline.
    let timed = found.shape == Shape::Time;
    if found.date < reader.today && !has_year(tokens, found) {
        return (Role::Past, firm::NOT);
    }
    let firmness = match (before(2), before(1)) {
        ("later", "than") => Some(firm::LATEST),
        (_, "by" | "due" | "latest" | "deadline" | "eta") => Some(firm::BY),
        ("due", "on" | "in" | "for" | "at" | ":" | "date" | "is" | "are") => Some(firm::BY),
        ("ahead" | "advance", "of") | ("prior", "to") | (_, "before" | "b4") => Some(firm::BY),
        (
            "deadline" | "latest" | "deadlines" | "eta" | "due" | "date",
            ":" | "is" | "of" | "for" | "=" | "-" | "–" | "—" | "(",
        ) => Some(firm::BY),
        (_, "until" | "till" | "til" | "through" | "thru") => Some(firm::UNTIL),
        ("time", "for") if before(3) == "in" => Some(firm::BY),
        (_, "to") if !timed && is_moved(tokens, at) => Some(firm::LATEST),
        _ => None,
    };
    let negated = is_negated(tokens, clause, found.first);
    if let Some(firmness) = firmness {
        let opposite = matches!(before(1), "before" | "until" | "till" | "til" | "through");
        if negated && opposite {
            return (Role::Start, firm::NOT);
        }
        if firmness == firm::UNTIL && lasts(tokens, clause) {
            return event;
        }
        if tokens.word(clause.start) == "if" && firmness < firm::LATEST {
            return deadline(firm::WISHED);
        }
        if is_wished(tokens, clause, found) {
            return deadline(firm::WISHED);
        }
        if is_over(tokens, clause, found.first) {
            return (Role::Past, firm::NOT);
        }
        return deadline(firmness);
    }
    if timed {
        return (Role::Time, firm::NOT);
    }
    if found.shape == Shape::Offset {
        return match clause::mood(tokens, clause, found.first, found.end) {
            Mood::Fact => event,
            _ => deadline(firm::UNTIL),
        };
    }
    // "for January and February", "mark your calendars": no work of that day.
    let long = (found.date - found.start).num_days() > LONGEST_WEEK;
    if long && before(1) == "for" && !plans(tokens, clause) || marks_a_calendar(tokens, clause) {
        return event;
    }
    if let Some(role) = names_a_thing(tokens, found, at) {
        return role;
    }
    if negated || is_relative_past(tokens, clause, found.first) {
        return event;
    }
    if is_wished(tokens, clause, found) {
        return deadline(firm::WISHED);
    }
    match clause::mood(tokens, clause, found.first, found.end) {
        Mood::Due => deadline(firm::BY),
        Mood::Closing => deadline(firm::CLOSING),
        Mood::Action => deadline(firm::DAY),
        Mood::Fact | Mood::Told if before(1) == "for" && asked_for(tokens, clause) => deadline(firm::DAY),
        Mood::Fact | Mood::Told | Mood::Bare if is_fine(tokens, found.end) => deadline(firm::DAY),
        Mood::Fact | Mood::Told => event,
        Mood::Bare => deadline(firm::BARE),
    }
}

/// A week's days, Monday to Sunday.
const LONGEST_WEEK: i64 = 7;

/// "aim for June", "plan this for Q2".
fn plans(tokens: &Tokens, clause: Clause) -> bool {
    (clause.start..clause.end).any(|at| {
        matches!(
            tokens.word(at),
            "aim" | "aiming" | "plan" | "planned" | "schedule" | "scheduled" | "target" | "targeting"
        )
    })
}

/// "please mark your calendars".
fn marks_a_calendar(tokens: &Tokens, clause: Clause) -> bool {
    (clause.start..clause.end).any(|at| {
        matches!(tokens.word(at), "mark" | "block" | "hold" | "save")
            && matches!(tokens.word(at + 2), "calendar" | "calendars" | "diary" | "diaries" | "date")
    })
}

/// "Friday at the latest", "by Friday latest", "Friday is the deadline".
fn is_latest(tokens: &Tokens, end: usize) -> bool {
    let at = end + usize::from(matches!(tokens.word(end), "," | "("));
    tokens.follow(at, &["at", "the", "latest"])
        || tokens.follow(at, &["at", "the", "very", "latest"])
        || tokens.follow(at, &["at", "latest"])
        || tokens.word(at) == "latest"
        || tokens.follow(at, &["the", "latest"])
        || tokens.follow(at, &["or", "sooner"])
        || tokens.follow(at, &["or", "earlier"])
        || tokens.follow(at, &["is", "the", "deadline"])
}

/// "Friday is fine", "EOD would be great": an answer to when.
fn is_fine(tokens: &Tokens, end: usize) -> bool {
    let at = end + usize::from(matches!(tokens.word(end), "is" | "would" | "will" | "s"));
    let at = at + usize::from(tokens.word(at) == "be");
    matches!(tokens.word(at), "fine" | "ok" | "okay" | "great" | "good" | "perfect" | "ideal" | "enough")
}

/// "moved from April 9 to April 16", "extended to Friday", "brought forward to the 3rd".
fn is_moved(tokens: &Tokens, at: usize) -> bool {
    (1..=8).any(|back| has(MOVES, tokens.before(at, back)))
}

/// Whether the writer gives a year, so that a day in the past is meant.
fn has_year(tokens: &Tokens, found: &Found) -> bool {
    (found.first..found.end).any(|at| tokens.digits(at) == 4)
}

/// "you don't have to", "no need to": nothing is asked.
fn waived(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    (clause.start..first).any(|at| match tokens.word(at) {
        "no" => tokens.word(at + 1) == "need" || tokens.word(at + 1) == "rush",
        "needn" => true,
        "t" | "not" => {
            matches!(tokens.word(at + 1), "need" | "have")
                && (tokens.word(at + 1) == "need" || tokens.word(at + 2) == "to")
        }
        _ => false,
    })
}

/// "do not publish before", "can't send it until", "won't be ready": not "don't forget".
fn is_negated(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    (clause.start..first).any(|at| {
        let negation = match tokens.word(at) {
            "not" | "never" | "cannot" => true,
            "t" => tokens.kind(at) == Some(Kind::Suffix),
            "dont" | "cant" | "wont" => true,
            "nothing" | "nobody" => true,
            _ => false,
        };
        let next = tokens.word(at + 1);
        negation && !matches!(next, "forget" | "fail" | "hesitate" | "miss" | "only" | "later" | "just" | "you" | "we")
    })
}

/// "on leave until", "valid until", "keep it until": how long something lasts.
fn lasts(tokens: &Tokens, clause: Clause) -> bool {
    (clause.start..clause.end).any(|at| has(LASTING, tokens.word(at)))
}

/// "ideally by Wednesday", "by Wednesday if possible".
fn is_wished(tokens: &Tokens, clause: Clause, found: &Found) -> bool {
    let wish = |at: usize| matches!(tokens.word(at), "ideally" | "preferably" | "hopefully");
    let from = found.first.saturating_sub(4).max(clause.start);
    (from..found.first).any(wish) || wish(found.end) || tokens.follow(found.end, &["if", "possible"])
}

/// "the forms were due on Monday", "that was by Friday": a deadline that is over.
fn is_over(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    let from = first.saturating_sub(4).max(clause.start);
    // "the original deadline of Friday".
    let old = |at: usize| {
        matches!(tokens.word(at), "original" | "originally" | "old" | "initial" | "initially" | "previously")
    };
    let long_before = first.saturating_sub(6).max(clause.start);
    if (long_before..first).any(old) {
        return true;
    }
    (from..first).any(|at| {
        matches!(tokens.word(at), "was" | "were")
            && tokens.word(at + 1) != "to"
            && matches!(tokens.word(at + 1), "due" | "by" | "originally")
    })
}

/// "that you sent on March 3", "the figures we discussed on Monday".
fn is_relative_past(tokens: &Tokens, clause: Clause, first: usize) -> bool {
    let from = first.saturating_sub(7).max(clause.start);
    (from..first).any(|at| clause::is_past_after_subject(tokens, at))
}

/// Whether the date belongs to a thing: "the Friday meeting", "Monday's report", "the concert on Saturday",
/// "the letter of 3 March"; with "before" that thing's day is the deadline after all.
fn names_a_thing(tokens: &Tokens, found: &Found, at: usize) -> Option<(Role, u8)> {
    let event = Some((Role::Event, firm::NOT));
    if tokens.kind(found.end) == Some(Kind::Suffix) {
        // "Friday's fine".
        return if is_fine(tokens, found.end) { None } else { event };
    }
    let before = tokens.before(at, 1);
    let determined = at < found.first && tokens.word(at) == "the" && found.shape != Shape::Part
        || matches!(before, "our" | "your" | "my" | "their" | "his" | "her" | "a" | "an");
    let next = tokens.word(found.end);
    let word_next = tokens.kind(found.end) == Some(Kind::Word) && !can_follow(next);
    if word_next
        && (is_event_noun(next) || is_event_noun(tokens.word(found.end + 1)) && !crate::lexicon::is_base_verb(next))
    {
        // "On Friday review the plan" asks; "Friday review" and "the Friday review" name.
        let asks = before == "on" && crate::lexicon::is_base_verb(next) && !determined;
        if !asks {
            return event;
        }
    }
    if word_next
        && (determined || matches!(before, "for" | "of" | "to" | "in" | "with"))
        && !crate::lexicon::is_base_verb(next)
    {
        return event;
    }
    // "30-minute", "2025 budget".
    if before == "of"
        && !matches!(
            tokens.before(at, 2),
            "end"
                | "start"
                | "beginning"
                | "week"
                | "middle"
                | "close"
                | "deadline"
                | "date"
                | "morning"
                | "afternoon"
                | "evening"
        )
    {
        return event;
    }
    if tokens.word(found.end) == "-"
        && tokens.glued(found.end)
        && tokens.glued(found.end + 1)
        && tokens.kind(found.end + 1) == Some(Kind::Word)
    {
        return event;
    }
    let on = matches!(before, "on" | "at" | "in" | "this" | "for" | "during");
    let noun_at = at.checked_sub(if on { 2 } else { 1 })?;
    before_event(tokens, noun_at).or_else(|| {
        let noun = singular(tokens.word(noun_at));
        let lead = |back: usize| tokens.before(noun_at, back);
        let determiner = |word: &str| {
            matches!(word, "the" | "our" | "your" | "my" | "this" | "their" | "s" | "his" | "her" | "that")
        };
        let definite = (1..=4).find(|back| determiner(lead(*back)))?;
        // "at the demo on Friday", but "give the demo on Friday".
        let placed = matches!(
            lead(definite + 1),
            "at" | "for" | "in" | "to" | "about" | "during" | "of" | "from" | "with" | "after"
        );
        let happens = has(GATHERINGS, noun) && !is_arranged(tokens, noun_at) || has(OCCASIONS, noun) && placed;
        happens.then_some((Role::Event, firm::NOT))
    })
}

/// "before the board meeting on October 22", "before we meet on Friday": its day is the deadline.
fn before_event(tokens: &Tokens, noun_at: usize) -> Option<(Role, u8)> {
    for back in 0..8 {
        let at = noun_at.checked_sub(back)?;
        if matches!(tokens.kind(at), Some(Kind::Sign)) && tokens.word(at) != "-" {
            return None;
        }
        let ahead = match tokens.word(at) {
            "before" => true,
            "of" => matches!(tokens.before(at, 1), "ahead" | "advance"),
            "to" => tokens.before(at, 1) == "prior",
            "for" => tokens.before(at, 1) == "time" && tokens.before(at, 2) == "in",
            _ => false,
        };
        if ahead {
            let negated = (1..=8).any(|back| matches!(tokens.before(at, back), "not" | "t" | "never"));
            return Some(if negated { (Role::Start, firm::NOT) } else { (Role::Deadline, firm::BY) });
        }
    }
    None
}

/// "Schedule the call on Friday": the event itself is the work.
fn is_arranged(tokens: &Tokens, noun_at: usize) -> bool {
    (1..=5).any(|back| {
        matches!(
            tokens.before(noun_at, back),
            "schedule"
                | "arrange"
                | "book"
                | "organise"
                | "organize"
                | "run"
                | "hold"
                | "host"
                | "do"
                | "have"
                | "give"
                | "finish"
                | "complete"
        )
    })
}

/// Things that happen on a day, or are known by it.
pub(super) fn is_event_noun(word: &str) -> bool {
    has(GATHERINGS, singular(word)) || has(OCCASIONS, singular(word)) || has(DOCUMENTS, singular(word))
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|word| word.len() > 3 && !word.ends_with('s')).unwrap_or(word)
}

/// "I need it for Friday".
fn asked_for(tokens: &Tokens, clause: Clause) -> bool {
    (clause.start..clause.end)
        .any(|at| matches!(tokens.word(at), "need" | "needed" | "ready" | "want" | "required" | "done"))
}

/// Words that can stand behind a date without making it part of a name.
pub(super) fn can_follow(word: &str) -> bool {
    has(FOLLOWERS, word)
}

/// How far apart a correction and what it corrects stand, in tokens.
const CORRECTION: usize = 12;

/// "by Thursday -- sorry, I meant Friday", "was Friday, now Tuesday", "not Friday but Monday": the later binds.
fn correct(tokens: &Tokens, found: &mut [(Found, Mention)]) {
    for later in 1..found.len() {
        let (from, to) = (found[later - 1].0.end, found[later].0.first);
        if to.saturating_sub(from) > CORRECTION {
            continue;
        }
        let gap = |words: &[&str]| (from..to).any(|at| tokens.follow(at, words));
        let replaced = gap(&["sorry"])
            || gap(&["meant"])
            || gap(&["mean"])
            || gap(&["actually"])
            || gap(&["correction"])
            || gap(&["make", "that"])
            || gap(&["make", "it"])
            || gap(&["scratch", "that"])
            || gap(&["or", "rather"])
            || gap(&["no", "wait"])
            || gap(&["now"])
            || gap(&["new", "deadline"])
            || gap(&["new", "date"])
            || (from..to).any(|at| has(MOVES, tokens.word(at)))
            || gap(&["but"]) && tokens.before(governor(tokens, found[later - 1].0.first), 1) == "not"
            || gap(&["but"])
                && matches!(found[later - 1].1.role, Role::Start)
                && gap_negated(tokens, &found[later - 1].0)
            || gap(&["instead"]) && !gap(&["instead", "of"])
            || tokens.word(found[later].0.end) == "instead" && tokens.word(found[later].0.end + 1) != "of";
        if !replaced || !matches!(found[later].1.role, Role::Deadline | Role::Event) || found[later].1.date.is_none() {
            continue;
        }
        let earlier = &mut found[later - 1].1;
        let firmness = earlier.firmness.max(firm::BY) + 1;
        earlier.role = Role::Past;
        earlier.firmness = firm::NOT;
        let mention = &mut found[later].1;
        mention.role = Role::Deadline;
        mention.firmness = mention.firmness.max(firmness);
    }
}

fn gap_negated(tokens: &Tokens, found: &Found) -> bool {
    (1..=4).any(|back| tokens.before(found.first, back) == "not")
}
