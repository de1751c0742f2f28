//! Which date of a sentence is the deadline of what it asks or promises, and what the others are.

use chrono::Datelike;

use super::calendar::{on_or_after, plus_days, working_day_on_or_before};
use super::clause::{self, Clause, Mood};
use super::expressions::{Found, Reader, Shape};
use super::governor::{dismissed, governed, governor, is_fine, is_latest, lead_words, tail};
use super::names::weekday;
use super::things::names_a_thing;
use super::tokens::{Kind, Tokens};
use super::vocabulary::{LASTING, MOVES, has};
use super::{Clock, Mention, Role, firm};

/// Every date in `tokens`, in their order, with its role.
pub(super) fn mentions(tokens: &Tokens, clock: &Clock) -> Vec<Mention> {
    let reader = Reader::new(tokens, clock);
    let mut found: Vec<(Found, Mention)> = Vec::new();
    if !reader.may_find() {
        return Vec::new();
    }
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
    follow_on(tokens, &mut found);
    time_of_a_day(&mut found);
    found.into_iter().map(|(_, mention)| mention).collect()
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
        date = before_period(reader, &found, at).or(date);
    }
    let end = if role == Role::Deadline { tail(tokens, found.end) } else { found.end };
    let date = date.filter(|_| !matches!(role, Role::Length | Role::Past | Role::Repeat));
    Mention { role, date, span: tokens.span(first, end), firmness }
}

/// The day before a whole period begins, as "before June" asks: for a week, the Friday before.
fn before_period(reader: &Reader, found: &Found, at: usize) -> Option<chrono::NaiveDate> {
    let tokens = reader.tokens;
    // On a weekend, the weekend before which something is asked is the next one.
    let coming = |friday| if friday < reader.today { plus_days(friday, 7) } else { Some(friday) };
    let ahead = is_ahead_of(tokens, at);
    if found.shape != Shape::Period || !ahead {
        // "by the weekend" is as early.
        let weekend = tokens.word(found.end.saturating_sub(1)) == "weekend" && tokens.before(at, 1) == "by";
        let friday = working_day_on_or_before(found.date).filter(|_| weekend)?;
        return coming(friday);
    }
    let eve = plus_days(found.start, -1)?;
    let week = (found.date - found.start).num_days() < 7;
    if week { coming(working_day_on_or_before(eve)?) } else { Some(eve).filter(|eve| *eve >= reader.today) }
}

/// "before", "ahead of", "prior to" right before the date.
fn is_ahead_of(tokens: &Tokens, at: usize) -> bool {
    match tokens.before(at, 1) {
        "before" => true,
        "of" => tokens.before(at, 2) == "ahead",
        "to" => tokens.before(at, 2) == "prior",
        _ => false,
    }
}

fn judge(reader: &Reader, found: &Found, clause: Clause, at: usize) -> (Role, u8) {
    let tokens = reader.tokens;
    let before = |n: usize| tokens.before(at, n);
    let event = (Role::Event, firm::NOT);
    let deadline = |firmness: u8| (Role::Deadline, firmness);
    if is_latest(tokens, found.end) {
        return deadline(firm::LATEST);
    }
    if let Some(role) = dismissed(tokens, found, at) {
        return (role, firm::NOT);
    }
    let long = (found.date - found.start).num_days() > LONGEST_WEEK;
    if found.shape == Shape::Period && long && is_ahead_of(tokens, at) && found.start <= reader.today {
        // "everything prior to the current month".
        return (Role::Past, firm::NOT);
    }
    if waived(tokens, clause, found.first) {
        return event;
    }
    // "Friday 9am it is": the day that is settled.
    if tokens.follow(found.end, &["it", "is"]) && !matches!(tokens.word(found.end + 2), "not" | "a" | "the") {
        return deadline(firm::BY);
    }
    // "9 to 5", "set the alarm to 06:00": a time alone needs the words of a deadline.
    let timed = found.shape == Shape::Time;
    if found.date < reader.today && !has_year(tokens, found) {
        return (Role::Past, firm::NOT);
    }
    let negated = is_negated(tokens, clause, found.first);
    if let Some(firmness) = governed(tokens, found, at) {
        let opposite = matches!(before(1), "before" | "until" | "till" | "til" | "through");
        if negated && opposite {
            return (Role::Start, firm::NOT);
        }
        if firmness == firm::UNTIL && lasts(tokens, clause) {
            return if is_held(tokens, clause) { (Role::Event, firm::WINDOW) } else { event };
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
        if is_their_plan(tokens, clause) {
            return event;
        }
        return deadline(firmness);
    }
    if timed {
        return (Role::Time, firm::NOT);
    }
    if found.shape == Shape::Offset {
        return match clause::mood(tokens, clause, found.first, found.end) {
            Mood::Fact => event,
            // "a report that shows what comes in the next three years".
            Mood::Bare if tokens.before(clause.start, 1) == "that" => event,
            _ => deadline(firm::UNTIL),
        };
    }
    // "for January and February", "mark your calendars": no work of that day.
    if long && before(1) == "for" && !plans(tokens, clause) || marks_a_calendar(tokens, clause) {
        return event;
    }
    if is_a_slot(tokens, found) || is_asked_after(tokens, clause) {
        return event;
    }
    if clause::tells_where(tokens, clause) {
        return (Role::Event, firm::TOLD);
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
        Mood::Fact | Mood::Told => (Role::Event, firm::TOLD),
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
            "t" => tokens.kind(at) == Some(Kind::Suffix),
            "not" | "never" | "cannot" | "dont" | "cant" | "wont" | "nothing" | "nobody" => true,
            _ => false,
        };
        let next = tokens.word(at + 1);
        negation && !matches!(next, "forget" | "fail" | "hesitate" | "miss" | "only" | "later" | "just" | "you" | "we")
    })
}

/// "on leave until", "valid until", "keep it until": how long something lasts.
fn lasts(tokens: &Tokens, clause: Clause) -> bool {
    // "a slight delay (say until Tuesday)".
    let bracket = if tokens.before(clause.start, 1) == "(" { BEFORE_BRACKET } else { 0 };
    (clause.start.saturating_sub(bracket)..clause.end).any(|at| has(LASTING, tokens.word(at)))
}

/// How far before a bracket the noun stands that it goes on about, in tokens.
const BEFORE_BRACKET: usize = 5;

/// "they want to file by November 9": what others plan to do is no deadline of the reader's; what they want to have is.
fn is_their_plan(tokens: &Tokens, clause: Clause) -> bool {
    matches!(tokens.word(clause.start), "they" | "he" | "she")
        && matches!(
            tokens.word(clause.start + 1),
            "want" | "wants" | "hope" | "hopes" | "plan" | "plans" | "intend" | "intends" | "aim" | "aims"
        )
        && tokens.word(clause.start + 2) == "to"
        && !matches!(tokens.word(clause.start + 3), "have" | "get" | "see" | "receive" | "know" | "hear" | "be")
}

/// "March 28, 2:00 - 3:30": a time from and to is an appointment's.
fn is_a_slot(tokens: &Tokens, found: &Found) -> bool {
    let clock = |from: usize, to: usize| (from..to).any(|at| tokens.word(at) == ":" && tokens.glued(at));
    (found.first..found.end)
        .rfind(|at| matches!(tokens.word(*at), "-" | "–" | "to"))
        .is_some_and(|dash| clock(found.first, dash) && clock(dash, found.end))
}

/// "who's having the kids on the 6th?": a question about that day is to be answered before it.
fn is_asked_after(tokens: &Tokens, clause: Clause) -> bool {
    let being = |at: usize| matches!(tokens.word(at), "s" | "is" | "are");
    tokens.word(clause.end) == "?"
        && (tokens.before(clause.start, 1) == "who" && being(clause.start)
            || tokens.word(clause.start) == "whos"
            || matches!(tokens.word(clause.start), "where" | "what") && being(clause.start + 1))
}

/// "they are holding the slot until Wednesday", "the offer is valid until": what one wants of it has to be done before.
fn is_held(tokens: &Tokens, clause: Clause) -> bool {
    let oneself = matches!(tokens.word(clause.start), "i" | "we" | "please" | "you");
    !oneself
        && (clause.start + 1..clause.end).any(|at| {
            let lead = tokens.before(at, 1);
            match tokens.word(at) {
                "holding" | "keeping" => matches!(lead, "is" | "are" | "s" | "re" | "only" | "just"),
                "valid" | "guaranteed" | "held" => matches!(lead, "is" | "are" | "only" | "be" | "s"),
                _ => false,
            }
        })
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

/// "I need it for Friday".
fn asked_for(tokens: &Tokens, clause: Clause) -> bool {
    (clause.start..clause.end)
        .any(|at| matches!(tokens.word(at), "need" | "needed" | "ready" | "want" | "required" | "done"))
}

/// "On Friday 13 September, by noon": a time is that of the day which the sentence names.
fn time_of_a_day(found: &mut [(Found, Mention)]) {
    let named = |(found, mention): &(Found, Mention)| {
        matches!(mention.role, Role::Deadline | Role::Event) && found.shape == Shape::Day
    };
    let mut days = found.iter().filter(|one| named(one)).filter_map(|(_, mention)| mention.date);
    let (Some(day), None) = (days.next(), days.next()) else { return };
    for (expression, mention) in found {
        if expression.shape == Shape::Time && mention.role == Role::Deadline {
            mention.date = Some(day);
        }
    }
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
            || gap(&["no", ","])
            || gap(&["er"])
            || (1..=2).any(|back| tokens.before(to, back) == "otherwise")
            || gap(&["worst", "case"])
            || gap(&["failing", "that"])
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

/// "Wednesday, Friday at the latest", written on a Thursday: the latest day follows the one it extends.
fn follow_on(tokens: &Tokens, found: &mut [(Found, Mention)]) {
    for later in 1..found.len() {
        let (earlier, mention) = (found[later - 1].1.date, &found[later].1);
        let (Some(from), Some(date)) = (earlier, mention.date) else { continue };
        let adjoins = found[later].0.first.saturating_sub(found[later - 1].0.end) <= ADJOINING;
        let named = weekday(tokens.word(found[later].0.first)).is_some();
        if adjoins && named && mention.firmness == firm::LATEST && date < from {
            found[later].1.date = on_or_after(from, date.weekday());
        }
    }
}

/// How far apart a day and its extension stand, in tokens: ", or".
const ADJOINING: usize = 2;

fn gap_negated(tokens: &Tokens, found: &Found) -> bool {
    (1..=4).any(|back| tokens.before(found.first, back) == "not")
}
