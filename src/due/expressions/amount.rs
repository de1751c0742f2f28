//! Days by counting: "in two weeks", "within 48 hours", "a week from Tuesday", "two weeks before June 1".

use chrono::{NaiveDate, TimeDelta};

use super::{Found, Reader, Shape};
use crate::due::calendar::{plus_days, plus_months, plus_working_days};
use crate::due::names::{Unit, cardinal, unit};
use crate::due::tokens::Kind;

/// How much of a unit, the larger number of "two to three".
#[derive(Debug, Clone, Copy)]
struct Amount {
    count: i64,
    unit: Unit,
    end: usize,
}

/// More than this is no deadline, and would leave the calendar.
const LARGEST: u32 = 1000;

impl Reader<'_> {
    pub(super) fn offset(&self, at: usize) -> Option<Found> {
        let (lead, start) = self.lead_of_offset(at);
        if self.tokens.follow(at, &["within", "the"])
            && let Some(unit @ (Unit::Hour | Unit::Day)) = unit(self.tokens.word(at + 2))
        {
            let one = Amount { count: 1, unit, end: at + 3 };
            return Some(Found::day(at, at + 3, self.after(self.today, one)?).shaped(Shape::Offset));
        }
        let amount = self.amount(start)?;
        let found = |date, shape| Some(Found::day(at, amount.end, date).shaped(shape));
        let mut end = amount.end;
        // "in two weeks' time".
        if matches!(self.tokens.word(end), "'" | "\u{2019}") && self.tokens.glued(end) {
            end += 1;
        }
        end += usize::from(self.tokens.word(end) == "s" && self.tokens.kind(end) == Some(Kind::Suffix));
        let timed = self.tokens.word(end) == "time";
        let end_of_time = end + usize::from(timed);
        let from_now = self.after(self.today, amount)?;
        match (self.tokens.word(end), self.tokens.word(end + 1)) {
            ("ago" | "earlier" | "old" | "overdue", _) => return found(self.today, Shape::Past),
            ("from", "now") => return Some(Found::day(at, end + 2, from_now).shaped(Shape::Offset)),
            ("hence" | "out", _) if lead != Lead::Within => {
                return Some(Found::day(at, end + 1, from_now).shaped(Shape::Offset));
            }
            ("today" | "tomorrow", _) if amount.unit == Unit::Week => {
                let day = self.relative(end)?;
                return Some(Found::day(at, day.end, self.after(day.date, amount)?).shaped(Shape::Offset));
            }
            ("from" | "after" | "on" | "before" | "prior" | "ahead", _) => {
                if let Some(found) = self.beside(at, end, amount) {
                    return Some(found);
                }
            }
            _ => {}
        }
        match lead {
            Lead::Within | Lead::In => {
                if self.hangs_on_an_event(end_of_time) {
                    return found(self.today, Shape::Length);
                }
                Some(Found::day(at, end_of_time, from_now).shaped(Shape::Offset))
            }
            Lead::Past => found(self.today, Shape::Past),
            Lead::None if timed && end > amount.end => {
                Some(Found::day(at, end_of_time, from_now).shaped(Shape::Offset))
            }
            Lead::None => {
                // "you have five days", "24 hours to reply".
                let given = (1..=4).any(|back| matches!(self.tokens.before(at, back), "have" | "got" | "has"))
                    && matches!(self.tokens.word(end), "to" | "left" | "" | "." | "," | "for");
                let left = matches!(self.tokens.word(end), "left" | "remaining");
                found(from_now, if given || left { Shape::Offset } else { Shape::Length })
            }
        }
    }

    /// "in", "within the next", "no more than", "the next": what makes an amount a distance, and where the amount begins.
    fn lead_of_offset(&self, at: usize) -> (Lead, usize) {
        let mut next = at;
        let mut lead = match self.tokens.word(at) {
            "in" | "inside" => Lead::In,
            "within" | "w" if self.tokens.word(at) == "within" => Lead::Within,
            "over" | "during" | "next" | "coming" => Lead::None,
            _ => return (Lead::None, at),
        };
        if !matches!(self.tokens.word(at), "next" | "coming") {
            next += 1;
        }
        for _ in 0..4 {
            match self.tokens.word(next) {
                "the" | "at" | "no" | "more" | "less" | "than" | "most" | "about" | "around" | "approximately"
                | "roughly" | "max" | "maximum" | "only" | "just" | "under" | "of" | "another" | "say" => next += 1,
                "next" | "coming" | "following" => {
                    lead = Lead::Within;
                    next += 1;
                }
                "last" | "past" | "previous" => {
                    lead = Lead::Past;
                    next += 1;
                }
                _ => break,
            }
        }
        (lead, next)
    }

    /// "two weeks", "a couple of days", "3-5 business days", "a week or two", "a day".
    fn amount(&self, at: usize) -> Option<Amount> {
        let (first, mut next) = self.count(at).or_else(|| {
            // "in the next day or two".
            let bare = matches!(self.tokens.before(at, 1), "next" | "coming") && self.tokens.word(at + 1) == "or";
            bare.then_some((1, at))
        })?;
        let mut count = first;
        if matches!(self.tokens.word(next), "-" | "–" | "to" | "or")
            && let Some((second, end)) = self.count(next + 1)
            && second > first
        {
            count = second;
            next = end;
        }
        if self.tokens.word(next) == "-" && self.tokens.glued(next) {
            // "a 14-day trial".
            return None;
        }
        let (mut unit, mut end) = self.unit_at(next)?;
        if self.tokens.word(at) == "half" && unit == Unit::Year {
            (count, unit) = (6, Unit::Month);
        }
        if self.tokens.word(end) == "or" {
            if let Some((second, behind)) = self.count(end + 1) {
                match self.unit_at(behind) {
                    Some((same, behind)) if same == unit => (count, end) = (second.max(count), behind),
                    _ if second > count => (count, end) = (second, behind),
                    _ => {}
                }
            } else if matches!(self.tokens.word(end + 1), "so" | "less") {
                end += 2;
            }
        }
        Some(Amount { count: i64::from(count), unit, end })
    }

    fn count(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(number) = self.tokens.number(at) {
            return (number <= LARGEST).then_some((number, at + 1));
        }
        let of = |end: usize| end + usize::from(self.tokens.word(end) == "of");
        match (self.tokens.word(at), self.tokens.word(at + 1)) {
            ("a" | "the", "couple") => Some((2, of(at + 2))),
            ("couple", _) => Some((2, of(at + 1))),
            ("a", "few") => Some((3, at + 2)),
            ("few", _) => Some((3, at + 1)),
            ("half", "a" | "an") => Some((1, at + 2)),
            ("a" | "an", _) => Some((1, at + 1)),
            (word, _) => cardinal(word).map(|number| (number, at + 1)),
        }
    }

    fn unit_at(&self, at: usize) -> Option<(Unit, usize)> {
        match (self.tokens.word(at), self.tokens.word(at + 1)) {
            ("business" | "working" | "work" | "week" | "office", "day" | "days") => Some((Unit::WorkingDay, at + 2)),
            ("calendar" | "full" | "short" | "consecutive", _) => Some((unit(self.tokens.word(at + 1))?, at + 2)),
            // "5 p" is a time, "3 d" is written together.
            ("h" | "d" | "w", _) if !self.tokens.glued(at) => None,
            (word, _) => Some((unit(word)?, at + 1)),
        }
    }

    /// "the day before the launch on June 1", "the day after Thanksgiving"; `end` is the place of "before".
    pub(super) fn day_beside(&self, at: usize, end: usize) -> Option<Found> {
        self.beside(at, end, Amount { count: 1, unit: Unit::Day, end })
    }

    /// An amount before or after a day that is told: "a week from Tuesday", "three weeks before the July 3 gala".
    fn beside(&self, at: usize, end: usize, amount: Amount) -> Option<Found> {
        let mut next = end + 1;
        let back = matches!(self.tokens.word(end), "before" | "prior" | "ahead");
        next += usize::from(matches!(self.tokens.word(next), "to" | "of"));
        next += usize::from(matches!(self.tokens.word(next), "the" | "our" | "your" | "this"));
        let inner = self.within()?;
        let day = inner.joined(next).filter(|found| matches!(found.shape, Shape::Day | Shape::Part)).or_else(|| {
            // "before the launch on June 1".
            (next..next + 4)
                .find(|at| matches!(self.tokens.word(*at), "on" | "("))
                .and_then(|on| inner.joined(on + 1 + usize::from(self.tokens.word(on + 1) == "the")))
                .filter(Found::names_a_day)
        })?;
        let date = self.after(day.date, if back { Amount { count: -amount.count, ..amount } } else { amount })?;
        (date >= self.today)
            .then_some(Found { first: at, end: day.end, date, start: date, ..day }.shaped(Shape::Offset))
    }

    /// Whether the distance counts from something whose day is unknown: "within 20 days of delivery".
    fn hangs_on_an_event(&self, end: usize) -> bool {
        if !matches!(self.tokens.word(end), "of" | "after" | "from" | "before" | "following") {
            return false;
        }
        let next = end + 1 + usize::from(matches!(self.tokens.word(end + 1), "the" | "your"));
        !matches!(
            self.tokens.word(next),
            "receipt" | "receiving" | "getting" | "this" | "today" | "now" | "reading" | "date" | "seeing"
        )
    }

    fn after(&self, day: NaiveDate, amount: Amount) -> Option<NaiveDate> {
        let Amount { count, unit, .. } = amount;
        match unit {
            Unit::Minute => Some((self.sent.naive_local().checked_add_signed(TimeDelta::minutes(count))?).date()),
            Unit::Hour if day == self.today => {
                Some((self.sent.naive_local().checked_add_signed(TimeDelta::hours(count))?).date())
            }
            Unit::Hour => plus_days(day, count / 24),
            Unit::Day => plus_days(day, count),
            Unit::WorkingDay => plus_working_days(day, count),
            Unit::Week => plus_days(day, 7 * count),
            Unit::Fortnight => plus_days(day, 14 * count),
            Unit::Month => plus_months(day, count),
            Unit::Quarter => plus_months(day, 3 * count),
            Unit::Year => plus_months(day, 12 * count),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    In,
    Within,
    Past,
    None,
}
