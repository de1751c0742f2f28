//! Days by their distance from the sending: weekdays, "tomorrow", "the day after tomorrow".

use chrono::{Timelike, Weekday};

use super::{Found, Reader, Shape};
use crate::due::calendar::{in_week_of, on_or_after, plus_days, plus_working_days};
use crate::due::names::{is_tomorrow, is_yesterday, weekday};
use crate::due::tokens::Kind;

/// How far ahead of "in the morning" its verb stands at most, in tokens.
const MOST_AHEAD: usize = 40;
/// The hour from which on "in the morning" is the next day's.
const NOON: u32 = 12;

impl Reader<'_> {
    /// "Friday", "this Friday", "next Friday", "Friday next week", "Friday week", "the Friday after next".
    pub(super) fn weekday(&self, at: usize) -> Option<Found> {
        let (lead, day_at) = match (self.tokens.word(at), self.tokens.word(at + 1)) {
            ("this" | "the", "coming" | "upcoming") => ("this", at + 2),
            ("this" | "coming" | "upcoming", _) => ("this", at + 1),
            ("next" | "nxt" | "following", _) => ("next", at + 1),
            ("last" | "past" | "previous", _) => ("last", at + 1),
            _ => ("", at),
        };
        let word = self.tokens.word(day_at);
        let name = weekday(word)?;
        let mut end = day_at + 1;
        if name.doubtful && lead.is_empty() && !self.is_weekday_here(day_at) {
            return None;
        }
        // "Fri." before more; a full stop stays.
        if word.len() <= 5 && self.tokens.word(end) == "." && self.tokens.glued(end) && self.goes_on(end + 1) {
            end += 1;
        }
        if name.plural && !(lead == "next" || lead == "this") {
            return Some(Found::day(at, end, on_or_after(self.today, name.weekday)?).shaped(Shape::Repeat));
        }
        if lead == "last" && matches!(self.tokens.word(end), "of" | "in") && self.month_of(end + 1).is_some() {
            // "the last Friday of the month" is counted, not over.
            return None;
        }
        let gone = end + usize::from(self.tokens.word(end) == "of");
        if lead.is_empty() && self.tokens.follow(gone, &["last", "week"]) {
            return Some(Found::day(at, gone + 2, self.today).shaped(Shape::Past));
        }
        let weekly = matches!(self.tokens.before(at, 2), "weekly" | "biweekly" | "fortnightly");
        if weekly && self.tokens.before(at, 1) == "on" {
            return Some(Found::day(at, end, self.today).shaped(Shape::Repeat));
        }
        let next_week = plus_days(self.today, 7)?;
        let this = on_or_after(self.today, name.weekday)?;
        let (date, end) = match lead {
            "last" => return Some(Found::day(at, end, this).shaped(Shape::Past)),
            // "last Friday week" is not said; "this past Friday" is read at "past".
            "next" => (in_week_of(next_week, name.weekday)?, end),
            _ => self.weekday_with_tail(name.weekday, this, end)?,
        };
        let end = self.skip_day_part(end);
        Some(Found::day(at, end, date))
    }

    /// Whether a short name that is a word too names the day here: "Sat 14", "by wed", "(Mon)".
    fn is_weekday_here(&self, at: usize) -> bool {
        let before = self.tokens.before(at, 1);
        let sign = at == 0 || self.tokens.kind(at - 1) == Some(Kind::Sign);
        // "sat latest", "wed noon".
        if matches!(self.tokens.word(at + 1), "latest" | "noon" | "lunchtime" | "arvo" | "eod") {
            return true;
        }
        let asked = matches!(
            before,
            "by" | "on"
                | "until"
                | "till"
                | "before"
                | "due"
                | "for"
                | "to"
                | "than"
                | "or"
                | "and"
                | "eod"
                | "cob"
                | "every"
                | "next"
                | "from"
                | "since"
                | "of"
                | "meant"
                | "now"
                | "noon"
                | "am"
                | "pm"
                | "thing"
                | "it"
                | "me"
                | "between"
        );
        let capital =
            self.tokens.capital(at) && before != "the" && self.tokens.get(at).is_some_and(|t| t.span.len() == 3);
        let numbered = self.tokens.kind(at + 1) == Some(Kind::Number) || self.tokens.word(at + 1) == "the";
        let alone =
            sign && matches!(self.tokens.word(at + 1), "" | ")" | "]" | "," | "." | ";" | ":" | "-" | "–" | "—");
        capital || asked && !self.tokens.follow(at + 1, &["down"]) || numbered && sign || alone
    }

    /// Whether a sentence goes on at `at`: with a small letter, a number or a sign.
    fn goes_on(&self, at: usize) -> bool {
        self.tokens.kind(at).is_some() && !self.tokens.capital(at)
    }

    fn weekday_with_tail(
        &self,
        weekday: Weekday,
        this: chrono::NaiveDate,
        end: usize,
    ) -> Option<(chrono::NaiveDate, usize)> {
        let mut at = end;
        at += usize::from(matches!(self.tokens.word(at), "of" | "in" | ",") && self.week_word(at + 1));
        let after = |days| plus_days(self.today, days).and_then(|day| in_week_of(day, weekday));
        let words = |n: usize| self.tokens.word(at + n);
        Some(match (words(0), words(1)) {
            ("next", "week") => (after(7)?, at + 2),
            ("the", "following") if words(2) == "week" => (after(7)?, at + 3),
            ("the", "week") if self.tokens.follow(at + 2, &["after", "next"]) => (after(14)?, at + 4),
            ("this", "week") => (this, at + 2),
            ("after", "next") => (after(14)?, at + 2),
            ("week", next) if !matches!(next, "of" | "after" | "before" | "in") => (plus_days(this, 7)?, at + 1),
            ("in", "a") if self.tokens.word(at + 2) == "week" => (plus_days(this, 7)?, at + 3),
            ("fortnight", _) => (plus_days(this, 14)?, at + 1),
            ("before" | "after", _) => self.weekday_beside(weekday, at).unwrap_or((this, end)),
            _ => (this, end),
        })
    }

    fn week_word(&self, at: usize) -> bool {
        self.tokens.word(at) == "week"
            || self.tokens.word(at + 1) == "week"
            || (self.tokens.word(at) == "the" && self.tokens.word(at + 2) == "week")
    }

    /// "the Friday before Christmas", "the Monday after Easter".
    fn weekday_beside(&self, weekday: Weekday, at: usize) -> Option<(chrono::NaiveDate, usize)> {
        let next = at + 1 + usize::from(self.tokens.word(at + 1) == "the");
        let other = self.holiday(next).or_else(|| self.month_day(next)).or_else(|| self.day_month(next))?;
        let date = if self.tokens.word(at) == "after" {
            on_or_after(other.date.succ_opt()?, weekday)?
        } else {
            on_or_after(plus_days(other.date, -7)?, weekday)?
        };
        (date >= self.today).then_some((date, other.end))
    }

    /// Behind "morning", "night", "at the latest" is left: who reads that wants to see it.
    fn skip_day_part(&self, end: usize) -> usize {
        let at = end + usize::from(matches!(self.tokens.word(end), "in") && self.tokens.word(end + 1) == "the") * 2;
        if matches!(
            self.tokens.word(at),
            "morning" | "afternoon" | "evening" | "night" | "lunchtime" | "arvo" | "am" | "pm" | "mornings" | "a.m"
        ) {
            at + 1
        } else {
            end
        }
    }

    /// "I'll ring them in the morning", said after noon of one act; not "on Friday in the morning", "at nine in the morning",
    /// "I feed it in the morning".
    fn is_next_morning(&self, at: usize) -> bool {
        let before = self.tokens.before(at, 1);
        let of_a_day = weekday(before).is_some()
            || is_tomorrow(before)
            || matches!(before, "thing" | "early" | "late" | "clock" | "am" | "m")
            || self.tokens.kind(at.wrapping_sub(1)) == Some(Kind::Number);
        let goes_on = matches!(self.tokens.word(at + 3), "of" | "after" | "following" | "before" | "when" | "on");
        let once = (1..=at.min(MOST_AHEAD))
            .any(|back| matches!(self.tokens.before(at, back), "will" | "ll" | "shall" | "going" | "can" | "could"));
        let habit = (0..self.tokens.len().min(MOST_AHEAD))
            .any(|at| matches!(self.tokens.word(at), "while" | "every" | "each" | "always" | "usually"));
        self.sent.hour() >= NOON && once && !habit && self.tokens.word(at + 2) == "morning" && !of_a_day && !goes_on
    }

    /// "2moro".
    pub(super) fn chatted(&self, at: usize) -> Option<Found> {
        let spelt = matches!(self.tokens.word(at + 1), "moro" | "morrow" | "morow" | "mrw" | "mro");
        let two = self.tokens.number(at) == Some(2) && self.tokens.glued(at + 1);
        (spelt && two).then(|| plus_days(self.today, 1)).flatten().map(|date| Found::day(at, at + 2, date))
    }

    /// "today", "tonight", "tomorrow morning", "later today", "the day after tomorrow", "yesterday".
    pub(super) fn relative(&self, at: usize) -> Option<Found> {
        let word = self.tokens.word(at);
        let next = self.tokens.word(at + 1);
        let day = |days: i64, end: usize| plus_days(self.today, days).map(|date| Found::day(at, end, date));
        match (word, next) {
            ("today" | "tonight" | "tonite", _) => day(0, self.skip_day_part(at + 1)),
            ("earlier", "today") => day(0, at + 2).map(|found| found.shaped(Shape::Past)),
            ("later", "today" | "tonight")
            | ("this", "morning" | "afternoon" | "evening" | "lunchtime")
            | ("after", "lunch") => day(0, at + 2),
            ("later", "this") if matches!(self.tokens.word(at + 2), "morning" | "afternoon" | "evening") => {
                day(0, at + 3)
            }
            ("in", "the") if self.is_next_morning(at) => day(1, at + 3),
            ("day", "after") if is_tomorrow(self.tokens.word(at + 2)) => day(2, self.skip_day_part(at + 3)),
            ("day", "before" | "after") => self.day_beside(at, at + 1),
            ("first", "thing") => {
                if self.tokens.follow(at + 2, &["in", "the", "morning"]) {
                    return day(1, at + 5);
                }
                if self.tokens.follow(at + 2, &["next", "week"]) {
                    return in_week_of(plus_days(self.today, 7)?, Weekday::Mon)
                        .map(|date| Found::day(at, at + 4, date));
                }
                let lead = at + 2 + usize::from(self.tokens.word(at + 2) == "on");
                let inner = self.within()?;
                let other = inner.weekday(lead).or_else(|| inner.relative(lead))?;
                Some(Found { first: at, ..other })
            }
            ("last", "night" | "week" | "month" | "year" | "quarter" | "weekend") => {
                day(0, at + 2).map(|found| found.shaped(Shape::Past))
            }
            ("next", "business" | "working" | "work") if self.tokens.word(at + 2) == "day" => {
                plus_working_days(self.today, 1).map(|date| Found::day(at, at + 3, date))
            }
            _ if is_tomorrow(word) => {
                if next == "week" {
                    return day(8, at + 2);
                }
                day(1, self.skip_day_part(at + 1))
            }
            _ if is_yesterday(word) => day(0, at + 1).map(|found| found.shaped(Shape::Past)),
            _ => None,
        }
    }
}
