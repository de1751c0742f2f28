//! Which date of a sentence is the deadline of what it asks or promises, and what the others are.

use super::calendar::{plus_days, working_day_on_or_before};
use super::circumstances::{
    asked_for, is_a_slot, is_asked_after, is_held, is_negated, is_over, is_relative_past, is_reserved, is_their_plan,
    is_too_late, is_wished, lasts, marks_a_calendar, plans, refers_back, returns, serves, waived,
};
use super::clause::{self, Clause, Mood};
use super::expressions::{Found, Reader, Shape};
use super::governor::{dismissed, governed, governor, is_fine, is_latest, lead_words, tail};
use super::things::names_a_thing;
use super::tokens::{Kind, Tokens};
use super::{Clock, Mention, Role, anaphora, firm, pairs};

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
    pairs::correct(tokens, &mut found);
    pairs::follow_on(tokens, &mut found);
    pairs::after_the_weekend(&reader, &mut found);
    pairs::then_again(tokens, &mut found);
    pairs::time_of_a_day(&mut found);
    anaphora::resolve(tokens, reader.today, &mut found);
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
    if found.date >= reader.today && before(1) == "on" && returns(tokens, clause, found.first) {
        return deadline(firm::DAY);
    }
    if before(1) == "after" && is_too_late(tokens, clause) {
        return deadline(firm::CLOSING);
    }
    if let Some(role) = dismissed(tokens, found, at) {
        return (role, firm::NOT);
    }
    let long = (found.date - found.start).num_days() > LONGEST_WEEK;
    if found.shape == Shape::Period && long && is_ahead_of(tokens, at) && found.start <= reader.today {
        // "all slips prior to the current quarter".
        return (Role::Past, firm::NOT);
    }
    if waived(tokens, clause, found.first) {
        return event;
    }
    // "Friday noon it is": the day that is settled.
    if tokens.follow(found.end, &["it", "is"]) && !matches!(tokens.word(found.end + 2), "not" | "a" | "the") {
        return deadline(firm::BY);
    }
    // "9 to 5", "set the oven to 07:30": a time alone needs the words of a deadline.
    let timed = found.shape == Shape::Time;
    if found.date < reader.today && !has_year(tokens, found) {
        return (Role::Past, firm::NOT);
    }
    let negated = is_negated(tokens, clause, found.first);
    if let Some(firmness) = governed(tokens, found, at) {
        return judge_governed(tokens, found, clause, at, firmness);
    }
    if timed {
        return (Role::Time, firm::NOT);
    }
    if found.shape == Shape::Offset {
        return match clause::mood(tokens, clause, found.first, found.end) {
            Mood::Fact => event,
            // "a chart that shows what is opening in the next ten days".
            Mood::Bare if tokens.before(clause.start, 1) == "that" => event,
            _ => deadline(firm::UNTIL),
        };
    }
    // "for May and June", "mark your calendars": no work of that day.
    if long && before(1) == "for" && !plans(tokens, clause) || marks_a_calendar(tokens, clause) {
        return event;
    }
    if is_reserved(tokens, clause, found.first, before(1)) {
        return event;
    }
    if refers_back(tokens, clause, found.first) {
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
    if serves(tokens, clause) {
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

/// What a date is behind "by", "until", "due" and the like, which make it a deadline of `firmness` unless the clause
/// says otherwise.
fn judge_governed(tokens: &Tokens, found: &Found, clause: Clause, at: usize, firmness: u8) -> (Role, u8) {
    let lead = tokens.before(at, 1);
    let event = (Role::Event, firm::NOT);
    let opposite = matches!(lead, "before" | "until" | "till" | "til" | "through");
    if opposite && is_negated(tokens, clause, found.first) {
        return (Role::Start, firm::NOT);
    }
    if firmness == firm::UNTIL && lasts(tokens, clause) {
        return if is_held(tokens, clause) { (Role::Event, firm::WINDOW) } else { event };
    }
    if tokens.word(clause.start) == "if" && firmness < firm::LATEST || is_wished(tokens, clause, found) {
        return (Role::Deadline, firm::WISHED);
    }
    if is_over(tokens, clause, found.first) {
        return (Role::Past, firm::NOT);
    }
    // "Is it ok if I move it to the 12th?" asks before it moves.
    let asks_to_move = tokens.word(clause.end) == "?" && firmness == firm::LATEST && lead == "to";
    if asks_to_move || is_their_plan(tokens, clause) {
        return event;
    }
    (Role::Deadline, firmness)
}

/// A week's days, Monday to Sunday.
const LONGEST_WEEK: i64 = 7;

/// Whether the writer gives a year, so that a day in the past is meant.
fn has_year(tokens: &Tokens, found: &Found) -> bool {
    (found.first..found.end).any(|at| tokens.digits(at) == 4)
}
