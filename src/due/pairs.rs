//! Dates that stand in one sentence with another: corrections, days that follow on a day, "then".

use chrono::Datelike;

use super::calendar::{on_or_after, working_day_on_or_before};
use super::expressions::{Found, Reader, Shape};
use super::governor::governor;
use super::names::weekday;
use super::tokens::{Kind, Tokens};
use super::vocabulary::{MOVES, has};
use super::{Mention, Role, firm};

/// "On Friday 13 September, by noon": a time is that of the day which the sentence names.
pub(super) fn time_of_a_day(found: &mut [(Found, Mention)]) {
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

/// "by Monday -- oops, sorry, Tuesday", "was Friday, now Tuesday", "not Friday but Monday": the later binds.
pub(super) fn correct(tokens: &Tokens, found: &mut [(Found, Mention)]) {
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
pub(super) fn follow_on(tokens: &Tokens, found: &mut [(Found, Mention)]) {
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

/// "We open on the 12th, so test it before then", "I'm back on Monday and will send it then": a day that is told, and
/// pointed at by what is asked.
pub(super) fn then_again(tokens: &Tokens, found: &mut [(Found, Mention)]) {
    if found.iter().any(|(_, mention)| mention.role == Role::Deadline) {
        return;
    }
    let Some((expression, mention)) = found.iter_mut().rfind(|(expression, mention)| {
        matches!(mention.role, Role::Event | Role::Start)
            && mention.date.is_some()
            && matches!(expression.shape, Shape::Day | Shape::Part | Shape::Period)
    }) else {
        return;
    };
    let points = |at: usize| {
        let ends = tokens.kind(at + 1).is_none_or(|kind| kind == Kind::Sign);
        match (tokens.before(at, 1), tokens.word(at)) {
            ("before" | "by", "then" | "that") => ends,
            (_, "then") => ends && at > expression.end + 1 && tokens.kind(at - 1) == Some(Kind::Word),
            _ => false,
        }
    };
    let reach = (expression.end + MOST_BEFORE_THEN).min(tokens.len());
    if let Some(at) = (expression.end..reach).find(|at| points(*at)) {
        mention.role = Role::Deadline;
        mention.firmness = if matches!(tokens.before(at, 1), "before" | "by") { firm::BY } else { firm::DAY };
    }
}

/// How many tokens behind a day "then" may point back at it.
const MOST_BEFORE_THEN: usize = 40;

/// "We're away over the weekend, count on it Monday", written on a Monday. A weekend has no working day in it, so one
/// that is named behind it comes after it; today's would be "today".
pub(super) fn after_the_weekend(reader: &Reader, found: &mut [(Found, Mention)]) {
    let works = |date| working_day_on_or_before(date) == Some(date);
    for later in 1..found.len() {
        let (earlier, mention) = (&found[later - 1], &found[later].1);
        let weekend = reader.tokens.word(earlier.0.end.saturating_sub(1)) == "weekend";
        let named = weekday(reader.tokens.word(found[later].0.first)).is_some();
        let (Some(from), Some(date)) = (earlier.1.date.or(Some(earlier.0.date)), mention.date) else { continue };
        if weekend && named && works(date) && date == reader.today && from > date {
            found[later].1.date = on_or_after(from, date.weekday());
        }
    }
}

/// How far apart a day and its extension stand, in tokens: ", or".
const ADJOINING: usize = 2;

fn gap_negated(tokens: &Tokens, found: &Found) -> bool {
    (1..=4).any(|back| tokens.before(found.first, back) == "not")
}
