//! Weeks, months, quarters and years, and places in them: "end of next week", "mid-June", "Q1", "w/c 9 March".

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Found, Reader, Shape};
use crate::due::LONGEST_PLAN;
use crate::due::calendar::{in_week_of, month_end, plus_days, plus_months, quarter_of, this_friday};
use crate::due::names::{month, ordinal, weekday};
use crate::due::tokens::Kind;

/// A period, with the days that "start of", "mid" and "end of" it are.
#[derive(Debug, Clone, Copy)]
struct Period {
    start: NaiveDate,
    middle: NaiveDate,
    last: NaiveDate,
    end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Middle,
    End,
}

impl Reader<'_> {
    pub(super) fn period(&self, at: usize) -> Option<Found> {
        self.short_form(at)
            .or_else(|| self.part_of_period(at))
            .or_else(|| self.named_week(at))
            .or_else(|| self.weekend(at))
            .or_else(|| self.whole_period(at))
    }

    /// "EOD", "COB", "EOW", "EOM", "EOQ", "EOY", "month-end".
    fn short_form(&self, at: usize) -> Option<Found> {
        let part = |date: Option<NaiveDate>, end: usize| Some(Found::day(at, end, date?).shaped(Shape::Part));
        let place = |period: Option<Period>| period.map(|p| p.last);
        let (word, next) = (self.tokens.word(at), self.tokens.word(at + 1));
        match word {
            "eod" | "cob" | "eob" | "eop" | "eobd" => part(Some(self.today), at + 1),
            "eow" | "eom" | "eoq" | "eoy" => {
                // "EOM next month", "EOW next week".
                let unit = match word {
                    "eow" => "week",
                    "eom" => "month",
                    "eoq" => "quarter",
                    _ => "year",
                };
                let ahead = i64::from(next == "next" && self.tokens.word(at + 2) == unit);
                part(place(self.unit_period(unit, ahead, at + 1)), if ahead == 1 { at + 3 } else { at + 1 })
            }
            "week" | "month" | "quarter" | "year"
                if next == "-" && self.tokens.word(at + 2) == "end" && word != "week" =>
            {
                part(place(self.unit_period(word, 0, at)), at + 3)
            }
            "month" | "quarter" | "year" if next == "end" => part(place(self.unit_period(word, 0, at)), at + 2),
            "midweek" => {
                let wednesday = in_week_of(self.today, Weekday::Wed)?;
                part(if wednesday < self.today { plus_days(wednesday, 7) } else { Some(wednesday) }, at + 1)
            }
            // "by week's end", "by day's end".
            "day" if self.tokens.follow(at + 1, &["s", "end"]) => part(Some(self.today), at + 3),
            "week" | "month" | "quarter" | "year" if self.tokens.follow(at + 1, &["s", "end"]) => {
                part(place(self.unit_period(word, 0, at)), at + 3)
            }
            // "before the week is out".
            "week" | "month" | "quarter" | "year"
                if next == "is" && matches!(self.tokens.word(at + 2), "out" | "over" | "done" | "up") =>
            {
                part(place(self.unit_period(word, 0, at)), at + 3)
            }
            "yearend" | "monthend" => part(place(self.unit_period(word.trim_end_matches("end"), 0, at)), at + 1),
            _ => None,
        }
    }

    /// "end of week", "beginning of September", "mid-June", "early next week", "later this month".
    fn part_of_period(&self, at: usize) -> Option<Found> {
        let place = match self.tokens.word(at) {
            "end" | "late" | "later" | "close" => Place::End,
            "middle" | "mid" => Place::Middle,
            "start" | "beginning" | "early" => Place::Start,
            _ => return None,
        };
        let mut next = at + 1;
        // "early in the week", "end of the week", "mid-June", "late on in June".
        for _ in 0..3 {
            next +=
                usize::from(matches!(self.tokens.word(next), "of" | "in" | "the" | "-" | "on" | "to" | "our" | "your"));
        }
        // "end of the trading day", "close of business", "end of play": the day of sending.
        if place == Place::End && next > at + 1 {
            let word = self.tokens.word(next);
            let working = matches!(word, "business" | "working" | "work" | "office" | "trading");
            let skip = usize::from(working && matches!(self.tokens.word(next + 1), "day" | "hours"));
            if working || matches!(word, "day" | "play" | "shift") {
                // "at the end of the day" is a manner of speaking; "end of day" is not.
                let idle = word == "day" && self.tokens.before(next, 1) == "the" && self.is_idle(at);
                return (!idle).then(|| Found::day(at, next + skip + 1, self.today).shaped(Shape::Part));
            }
            if let Some(day) = self.relative(next).or_else(|| self.weekday(next)) {
                let shape = if day.shape == Shape::Day { Shape::Part } else { day.shape };
                return Some(Found { first: at, ..day }.shaped(shape))
                    .filter(|_| shape == Shape::Part)
                    .map(|f| f.shaped(Shape::Day));
            }
        }
        if self.tokens.word(next) == "next" && self.tokens.follow(next + 1, &["weekend"]) {
            return None;
        }
        let period = self.named_period(next).or_else(|| {
            // "end of month", "end of week".
            let word = self.tokens.word(next);
            self.unit_period(word, 0, next + 1)
        })?;
        // "late" and "close" need a period right behind them, "end" and "start" need "of": "start week 3" is a verb.
        let bare = next == at + 1;
        if bare && matches!(self.tokens.word(at), "close" | "start" | "end" | "beginning") {
            return None;
        }
        let date = match place {
            Place::Start => period.start,
            Place::Middle => period.middle,
            Place::End => period.last,
        };
        let date = if date < self.today { self.again(next, place).unwrap_or(period.last) } else { date };
        let date = date.max(self.today);
        Some(Found::day(at, period.end, date).shaped(Shape::Part))
    }

    /// The place a year later, where a month's beginning or middle is over: "mid-June" said on 20 June.
    fn again(&self, next: usize, place: Place) -> Option<NaiveDate> {
        month(self.tokens.word(next))?;
        let period = self.named_period(next)?;
        let start = plus_months(period.start, 12)?;
        Some(match place {
            Place::Start => start,
            Place::Middle => start.with_day(15)?,
            Place::End => period.last,
        })
    }

    /// "at the end of the day, it matters": unless a deadline is put to it.
    fn is_idle(&self, at: usize) -> bool {
        let before =
            if self.tokens.before(at, 1) == "the" { self.tokens.before(at, 2) } else { self.tokens.before(at, 1) };
        before == "at" || before.is_empty()
    }

    /// "this week", "next month", "the coming quarter", "June", "June 2026", "Q1", "Q3 2026", "2027", "week of ...".
    fn named_period(&self, at: usize) -> Option<Period> {
        if let Some(found) = self.named_week(at) {
            let monday = in_week_of(found.date, Weekday::Mon)?;
            return self.week(monday, found.end);
        }
        let word = self.tokens.word(at);
        let next = self.tokens.word(at + 1);
        match word {
            "this" | "current" | "next" | "nxt" | "following" | "coming" => {
                let ahead = i64::from(matches!(word, "next" | "nxt" | "following"));
                if word == "next" && self.tokens.kind(at + 2) == Some(Kind::Suffix) {
                    return None;
                }
                return self.unit_period(next, ahead, at + 2);
            }
            "week" | "month" if self.tokens.follow(at + 1, &["after", "next"]) => {
                return self.unit_period(word, 2, at + 3);
            }
            "q" => {
                let quarter =
                    self.tokens.number(at + 1).filter(|n| (1..=4).contains(n) && self.tokens.glued(at + 1))?;
                let (year, end) = match self.tokens.number(at + 2) {
                    Some(year) if (1990..2200).contains(&year) => (i32::try_from(year).ok()?, at + 3),
                    _ if quarter < quarter_of(self.today) => (self.today.year() + 1, at + 2),
                    _ => (self.today.year(), at + 2),
                };
                return quarter_period(year, quarter, end);
            }
            "h" => {
                let half = self.tokens.number(at + 1).filter(|n| (1..=2).contains(n) && self.tokens.glued(at + 1))?;
                let year = if half == 1 && self.today.month() > 6 { self.today.year() + 1 } else { self.today.year() };
                let start = NaiveDate::from_ymd_opt(year, half * 6 - 5, 1)?;
                return Some(Period {
                    start,
                    middle: plus_months(start, 3)?,
                    last: month_end(year, half * 6)?,
                    end: at + 2,
                });
            }
            _ if next == "quarter" => {
                // "the third quarter".
                let quarter = ordinal(word).filter(|n| (1..=4).contains(n))?;
                let year = self.today.year() + i32::from(quarter < quarter_of(self.today));
                return quarter_period(year, quarter, at + 2);
            }
            _ => {}
        }
        if let Some(year) = self.tokens.number(at).filter(|year| (1990..2200).contains(year)) {
            return year_period(i32::try_from(year).ok()?, at + 1);
        }
        let (start, end) = self.month_of(at)?;
        month_period(start, end)
    }

    fn unit_period(&self, unit: &str, ahead: i64, end: usize) -> Option<Period> {
        match unit {
            "week" | "wk" => {
                let friday = plus_days(this_friday(self.today)?, 0)?;
                // On a weekend "this week" is already the coming one, and "next week" as well.
                let monday = if ahead == 0 {
                    in_week_of(friday, Weekday::Mon)?
                } else {
                    in_week_of(plus_days(self.today, 7 * ahead)?, Weekday::Mon)?
                };
                self.week(monday, end)
            }
            "month" => month_period(plus_months(self.today.with_day(1)?, ahead)?, end),
            "quarter" => {
                let first = NaiveDate::from_ymd_opt(self.today.year(), quarter_of(self.today) * 3 - 2, 1)?;
                let first = plus_months(first, 3 * ahead)?;
                quarter_period(first.year(), quarter_of(first), end)
            }
            "year" => year_period(self.today.year().checked_add(i32::try_from(ahead).ok()?)?, end),
            _ => None,
        }
    }

    #[expect(clippy::unused_self, reason = "reads as the other periods do")]
    fn week(&self, monday: NaiveDate, end: usize) -> Option<Period> {
        Some(Period { start: monday, middle: plus_days(monday, 2)?, last: plus_days(monday, 4)?, end })
    }

    /// "week of March 9", "w/c 9 March", "week commencing the 12th", "CW 15", "2025-W02": that week's Friday.
    fn named_week(&self, at: usize) -> Option<Found> {
        let word = self.tokens.word(at);
        let week = |first: usize, end: usize, monday: NaiveDate| {
            let friday = plus_days(monday, 4)?;
            Some(Found { start: monday, ..Found::day(first, end, friday) }.shaped(Shape::Period))
        };
        let lead = match (word, self.tokens.word(at + 1), self.tokens.word(at + 2)) {
            ("week" | "wk", "of" | "commencing" | "beginning" | "starting", _) => at + 2,
            ("w", "/", "c" | "b" | "o") => at + 3,
            ("wc" | "w.c", _, _) => at + 1,
            ("week", "ending", _) => return self.day_behind(at + 2).map(|day| Found { first: at, ..day }),
            ("w", "/", "e") => return self.day_behind(at + 3).map(|day| Found { first: at, ..day }),
            ("cw" | "kw" | "wk", _, _) => return self.numbered_week(at, at + 1),
            // Small numbers are the weeks of a plan.
            ("week", _, _)
                if self.tokens.number(at + 1).is_some_and(|n| i64::from(n) > LONGEST_PLAN)
                    && matches!(self.tokens.before(at, 1), "in" | "by" | "before" | "until" | "of" | "during") =>
            {
                return self.numbered_week(at, at + 1);
            }
            ("calendar" | "iso", "week", _) => return self.numbered_week(at, at + 2),
            ("w", _, _) if self.tokens.digits(at + 1) == 2 && self.tokens.glued(at + 1) => {
                return self.numbered_week(at, at + 1);
            }
            _ => return None,
        };
        // "w/c 12 January" is still this week when sent on the 14th.
        let week_start = in_week_of(self.today, Weekday::Mon)?;
        let day = Reader { today: week_start, ..*self }.day_behind(lead)?;
        week(at, day.end, in_week_of(day.date, Weekday::Mon)?).filter(|found| found.date >= self.today)
    }

    fn day_behind(&self, at: usize) -> Option<Found> {
        let at = at + usize::from(self.tokens.word(at) == ":");
        let at = at + usize::from(matches!(self.tokens.word(at), "the" | "on"));
        self.numeric(at)
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_day(at))
            .or_else(|| self.holiday(at))
            .or_else(|| {
                // "week starting Monday, March 9".
                let weekday = self.weekday(at)?;
                let next = weekday.end + usize::from(self.tokens.word(weekday.end) == ",");
                let next = next + usize::from(self.tokens.word(next) == "the");
                Some(self.month_day(next).or_else(|| self.day_month(next)).unwrap_or(weekday))
            })
            .or_else(|| {
                let day = self.tokens.number(at).filter(|n| (1..=31).contains(n))?;
                let date = crate::due::calendar::next_numbered(self.today, day)?;
                Some(Found::day(at, self.skip_ordinal_end(at + 1), date))
            })
    }

    /// Week `number` at token `at`, of the year before or behind it or of the next year that has it.
    fn numbered_week(&self, first: usize, at: usize) -> Option<Found> {
        let week = self.tokens.number(at).filter(|week| (1..=53).contains(week))?;
        let after = at + 1 + usize::from(matches!(self.tokens.word(at + 1), "/" | "of"));
        let stated = self.tokens.number(after).filter(|year| (1990..2200).contains(year));
        let date = match stated {
            Some(year) => NaiveDate::from_isoywd_opt(i32::try_from(year).ok()?, week, Weekday::Fri)?,
            None => (0..=7)
                .filter_map(|ahead| {
                    NaiveDate::from_isoywd_opt(self.today.iso_week().year() + ahead, week, Weekday::Fri)
                })
                .find(|friday| *friday >= self.today)?,
        };
        let end = if stated.is_some() { after + 1 } else { at + 1 };
        Some(Found { start: plus_days(date, -4)?, ..Found::day(first, end, date) }.shaped(Shape::Period))
    }

    /// "2025-W02".
    pub(super) fn iso_week(&self, at: usize) -> Option<Found> {
        let year = self.tokens.number(at).filter(|_| self.tokens.digits(at) == 4)?;
        let next = at + 1 + usize::from(self.tokens.word(at + 1) == "-");
        if self.tokens.word(next) != "w" || !self.tokens.glued(next) || self.tokens.digits(next + 1) != 2 {
            return None;
        }
        let week = self.tokens.number(next + 1)?;
        let friday = NaiveDate::from_isoywd_opt(i32::try_from(year).ok()?, week, Weekday::Fri)?;
        Some(Found { start: plus_days(friday, -4)?, ..Found::day(at, next + 2, friday) }.shaped(Shape::Period))
    }

    /// "the weekend", "this weekend", "next weekend": to its Sunday.
    fn weekend(&self, at: usize) -> Option<Found> {
        let (ahead, end) = match (self.tokens.word(at), self.tokens.word(at + 1)) {
            ("weekend", _) => (0, at + 1),
            ("this" | "coming", "weekend") => (0, at + 2),
            ("next" | "following", "weekend") => (7, at + 2),
            _ => return None,
        };
        // "the weekend of 5-6 September".
        if self.tokens.word(end) == "of"
            && let Some(day) = self.day_behind(end + 1)
        {
            let sunday = in_week_of(day.date, Weekday::Sun)?;
            return Some(
                Found { start: plus_days(sunday, -1)?, ..Found::day(at, day.end, sunday) }.shaped(Shape::Period),
            );
        }
        let sunday = in_week_of(plus_days(self.today, ahead)?, Weekday::Sun)?;
        Some(Found { start: plus_days(sunday, -1)?, ..Found::day(at, end, sunday) }.shaped(Shape::Period))
    }

    /// "next week", "in June", "by Q3", "within the month"; a bare month needs a word that makes it a time.
    fn whole_period(&self, at: usize) -> Option<Found> {
        let word = self.tokens.word(at);
        if let Some(name) = month(word) {
            // Mar, Jun, Sat: a short form is a name as well.
            let lead = self.tokens.before(at, 1);
            let asked = matches!(
                lead,
                "in" | "by"
                    | "before"
                    | "until"
                    | "till"
                    | "during"
                    | "for"
                    | "of"
                    | "since"
                    | "from"
                    | "than"
                    | "to"
                    | "through"
                    | "this"
            );
            if !asked || (name.doubtful && !self.tokens.capital(at)) {
                return None;
            }
        } else if matches!(word, "q" | "h") {
            // "H1" is a visa and "Q3" a set of numbers, unless a preposition makes them a time.
            let lead = self.tokens.before(at, 1);
            if !matches!(
                lead,
                "in" | "by"
                    | "before"
                    | "until"
                    | "till"
                    | "during"
                    | "for"
                    | "of"
                    | "than"
                    | "to"
                    | "through"
                    | "this"
            ) {
                return None;
            }
        } else if self.tokens.word(at + 1) == "quarter" && ordinal(word).is_some() {
            let lead = self.tokens.before(at, 2);
            if self.tokens.before(at, 1) != "the" || !matches!(lead, "in" | "by" | "before" | "until" | "during") {
                return None;
            }
        } else if !matches!(word, "this" | "current" | "next" | "nxt" | "following" | "coming" | "week" | "month") {
            return None;
        }
        if word == "week" || word == "month" {
            let within = self.tokens.before(at, 1) == "the" && self.tokens.before(at, 2) == "within";
            let period = self.named_period(at).or_else(|| within.then(|| self.unit_period(word, 0, at + 1))?)?;
            return self.day_in_week(at, &period).or_else(|| {
                let whole = Found { start: period.start, ..Found::day(at, period.end, period.last) };
                Some(whole.shaped(Shape::Period))
            });
        }
        let period = self.named_period(at)?;
        if let Some(day) = self.day_in_week(at, &period) {
            return Some(day);
        }
        Some(Found { start: period.start, ..Found::day(at, period.end, period.last) }.shaped(Shape::Period))
    }

    /// "next week Friday", "next week, on Tuesday", "the week after next, on Tuesday".
    fn day_in_week(&self, at: usize, period: &Period) -> Option<Found> {
        let counted = self.tokens.follow(at, &["week", "after", "next"]);
        if !counted && self.tokens.word(at + 1) != "week" {
            return None;
        }
        let mut day = period.end + usize::from(self.tokens.word(period.end) == ",");
        day += usize::from(self.tokens.word(day) == "on");
        let name = weekday(self.tokens.word(day)).filter(|name| !name.plural && !name.doubtful)?;
        Some(Found::day(at, day + 1, in_week_of(period.start, name.weekday)?))
    }
}

fn month_period(first: NaiveDate, end: usize) -> Option<Period> {
    Some(Period { start: first, middle: first.with_day(15)?, last: month_end(first.year(), first.month())?, end })
}

fn quarter_period(year: i32, quarter: u32, end: usize) -> Option<Period> {
    let start = NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1)?;
    Some(Period { start, middle: plus_months(start, 1)?.with_day(15)?, last: month_end(year, quarter * 3)?, end })
}

fn year_period(year: i32, end: usize) -> Option<Period> {
    Some(Period {
        start: NaiveDate::from_ymd_opt(year, 1, 1)?,
        middle: NaiveDate::from_ymd_opt(year, 6, 30)?,
        last: NaiveDate::from_ymd_opt(year, 12, 31)?,
        end,
    })
}
