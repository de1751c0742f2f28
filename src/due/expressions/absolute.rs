//! Days by their number: "16 Jan", "1/16", "2026-01-16", "the 15th", "the third Tuesday of August".

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Found, Reader, Shape};
use crate::due::DayOrder;
use crate::due::calendar;
use crate::due::names::{self, month, ordinal};
use crate::due::things::{can_follow, is_event_noun};
use crate::due::tokens::Kind;

impl Reader<'_> {
    /// "2026-01-16", "1/16/2026", "16.1.26", "31-03-2027", "10/25".
    pub(super) fn numeric(&self, at: usize) -> Option<Found> {
        let sign = self.tokens.word(at + 1);
        if !matches!(sign, "/" | "-" | "." | "\u{2011}") || !self.tight(at + 1) {
            return None;
        }
        let (first, second) = (self.tokens.number(at)?, self.tokens.number(at + 2));
        // "31-Mar-2027", "16/Jan".
        let Some(second) = second else {
            let month = month(self.tokens.word(at + 2))?.month;
            let (year, end) = self.year_behind(at + 3, sign);
            return self.dated(at, end, year, month, first);
        };
        let third =
            (self.tokens.word(at + 3) == sign && self.tight(at + 3)).then(|| self.tokens.number(at + 4)).flatten();
        if let Some(third) = third {
            let end = at + 5;
            if self.tokens.digits(at) == 4 {
                return self.dated(at, end, Some(first), second, third);
            }
            if !matches!(self.tokens.digits(at + 4), 2 | 4) || self.tokens.digits(at) > 2 {
                return None;
            }
            let year = Some(if third < 100 { 2000 + third } else { third });
            let (month, day) = self.month_and_day(first, second, sign)?;
            return self.dated(at, end, year, month, day);
        }
        if self.tokens.digits(at) > 2 || self.tokens.digits(at + 2) > 2 {
            return None;
        }
        match sign {
            "/" if self.is_a_score(at) => None,
            "/" => {
                let (month, day) = self.month_and_day(first, second, sign)?;
                self.dated(at, at + 3, None, month, day)
            }
            // "16.1." is a day, "3.12" is a version or an amount.
            "." => {
                let dotted = self.tokens.word(at + 3) == "." && self.tokens.glued(at + 3);
                let asked =
                    matches!(self.tokens.before(at, 1), "by" | "until" | "till" | "due" | "before" | "am" | "on");
                let next = self.tokens.kind(at + 4);
                let before = self.tokens.before(at, 1);
                // "Due: 16.1.", a cell that holds nothing else, "Friday 16.1."
                let stands_for_a_day = before.is_empty() && next.is_none()
                    || matches!(before, ":" | "(" | ",")
                    || names::weekday(before).is_some();
                let goes_on = next.is_some() && (next == Some(Kind::Number) || !self.tokens.capital(at + 4));
                if dotted
                    && (asked || stands_for_a_day || before == "the")
                    && (goes_on || self.tokens.digits(at + 2) <= 2)
                {
                    return self.dated(at, at + 4, None, second, first);
                }
                None
            }
            _ => None,
        }
    }

    /// "20260314" behind a word that asks for a day.
    pub(super) fn compact(&self, at: usize) -> Option<Found> {
        let asked = matches!(
            self.tokens.before(at, 1),
            "by" | "due" | "until" | "till" | "before" | "on" | "deadline" | ":" | "("
        );
        let digits = self.tokens.word(at);
        if !asked || digits.len() != 8 {
            return None;
        }
        let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
        let (year, month, day) = (part(0..4)?, part(4..6)?, part(6..8)?);
        (1970..2200).contains(&year).then(|| self.dated(at, at + 1, Some(year), month, day)).flatten()
    }

    /// Whether the sign at `at` touches both its neighbours.
    fn tight(&self, at: usize) -> bool {
        self.tokens.glued(at) && self.tokens.glued(at + 1)
    }

    fn month_and_day(&self, first: u32, second: u32, sign: &str) -> Option<(u32, u32)> {
        // Points are written between day and month, everywhere.
        let day_first = sign == "." || self.order == DayOrder::DayFirst;
        match (first, second) {
            (13..=31, 1..=12) => Some((second, first)),
            (1..=12, 1..=12) if day_first => Some((second, first)),
            (1..=12, 1..=31) => Some((first, second)),
            _ => None,
        }
    }

    /// "a mark of 8/10", "3/4 of the seats", "24/7": a part of a whole.
    fn is_a_score(&self, at: usize) -> bool {
        let after = self.tokens.word(at + 3);
        if matches!(
            after,
            "of" | "cup" | "cups" | "inch" | "page" | "pages" | "people" | "time" | "point" | "points" | "stars"
        ) {
            return true;
        }
        // "5/4-5/8".
        if matches!(after, "-" | "–" | "—") && self.tokens.word(at + 5) == "/" && self.tokens.glued(at + 5) {
            return false;
        }
        let before = self.tokens.before(at, 1);
        let named = names::weekday(before).is_some()
            || matches!(
                before,
                "by" | "on"
                    | "before"
                    | "until"
                    | "till"
                    | "til"
                    | "due"
                    | "from"
                    | "to"
                    | "than"
                    | "the"
                    | "for"
                    | "deadline"
                    | "between"
                    | "and"
                    | "of"
                    | "through"
                    | "thru"
                    | "since"
                    | "after"
                    | "starting"
                    | "is"
                    | "was"
                    | "now"
                    | "not"
                    | "but"
                    | "week"
                    | "w"
                    | "c"
                    | "beginning"
                    | "commencing"
                    | "ending"
                    | "eta"
                    | "date"
                    | "target"
                    | "latest"
                    | "eod"
                    | "cob"
                    | "meant"
                    | "mean"
                    | "or"
                    | "around"
                    | "about"
                    | "approx"
                    | "in"
            );
        if named {
            // "is 9/10 done" stays a score.
            return matches!(after, "done" | "complete" | "finished" | "ready");
        }
        let word_before = at > 0 && self.tokens.kind(at - 1).is_some_and(|kind| kind != Kind::Sign);
        // "Draft FAQ 3/14" at the end of an entry is a day.
        let ends = matches!(after, "" | ")" | "]" | "," | ";" | "|");
        let rated =
            ["rated", "scored", "rate", "score", "gave", "scores", "rating", "step", "part", "page", "slide", "only"];
        let scored = (1..=3).any(|back| rated.contains(&self.tokens.before(at, back)));
        scored || (word_before && !(ends && after != ","))
    }

    /// "16 Jan", "16th of January 2026", "the 16 January".
    pub(super) fn day_month(&self, at: usize) -> Option<Found> {
        let day = self.tokens.number(at).filter(|n| (1..=31).contains(n))?;
        let mut next = self.skip_ordinal_end(at + 1);
        if let Some(found) = self.shared_month(at, day, next) {
            return Some(found);
        }
        next += usize::from(matches!(self.tokens.word(next), "of" | "-" | "."));
        let name = month(self.tokens.word(next))?;
        if name.month == 5 && self.tokens.word(next) == "may" && !self.tokens.capital(next) && self.may_is_a_verb(next)
        {
            return None;
        }
        if name.month == 3
            && matches!(self.tokens.word(next), "mar" | "march")
            && !self.tokens.capital(next)
            && self.tokens.word(next + 1) == "to"
        {
            return None;
        }
        let (year, end) = self.year_behind(next + 1, self.tokens.word(next + 1));
        self.dated(at, end, year, name.month, day)
    }

    /// "10 may be too many".
    fn may_is_a_verb(&self, at: usize) -> bool {
        matches!(self.tokens.word(at + 1), "be" | "not" | "have" | "need" | "also" | "still" | "well")
    }

    /// "12-16 Jan", "between 3 and 5 March", "12th to 16th of January", "3 or 4 May".
    fn shared_month(&self, at: usize, day: u32, next: usize) -> Option<Found> {
        if !matches!(
            self.tokens.word(next),
            "-" | "–" | "—" | "to" | "and" | "or" | "/" | "&" | "until" | "till" | "through"
        ) {
            return None;
        }
        let mut second = next + 1;
        second += usize::from(self.tokens.word(second) == "the");
        let last = self.tokens.number(second).filter(|n| (1..=31).contains(n) && *n > day)?;
        let mut behind = self.skip_ordinal_end(second + 1);
        behind += usize::from(self.tokens.word(behind) == "of");
        let name = month(self.tokens.word(behind))?;
        let (year, end) = self.year_behind(behind + 1, self.tokens.word(behind + 1));
        let found = self.dated(at, end, year, name.month, last)?;
        let start = found.date.with_day(day).unwrap_or(found.date);
        Some(Found { start, range: true, ..found })
    }

    /// "Jan 16", "January the 16th, 2026", "October twenty-first".
    pub(super) fn month_day(&self, at: usize) -> Option<Found> {
        let name = month(self.tokens.word(at))?;
        let mut next = at + 1;
        next += usize::from(self.tokens.word(next) == "." && self.tokens.glued(next));
        next += usize::from(self.tokens.word(next) == "the");
        next += usize::from(self.tokens.word(next) == "-" && self.tight(next));
        if let Some(day) = self.bare_day(next) {
            let (year, end) = self.year_behind(self.skip_ordinal_end(next + 1), ",");
            // "May 10" but "may 10 people come"; "mar 3" is taken.
            if name.doubtful
                && !self.tokens.capital(at)
                && matches!(self.tokens.word(at), "may" | "march")
                && self.tokens.kind(end) == Some(Kind::Word)
                && !can_follow(self.tokens.word(end))
            {
                return None;
            }
            return self.dated(at, end, year, name.month, day);
        }
        let (day, end) = self.ordinal_words(next)?;
        let (year, end) = self.year_behind(end, ",");
        self.dated(at, end, year, name.month, day)
    }

    /// A year at `at`, or behind a comma or `sign`; and what follows it.
    fn year_behind(&self, at: usize, sign: &str) -> (Option<u32>, usize) {
        let word = self.tokens.word(at);
        let point = word == "." && self.tokens.glued(at) && self.tokens.kind(at + 1) == Some(Kind::Number);
        let joined = point || matches!(word, "," | "of") || (matches!(word, "-" | "/") && word == sign);
        let place = at + usize::from(joined);
        match self.tokens.number(place) {
            Some(year) if self.tokens.digits(place) == 4 && (1900..2200).contains(&year) && !self.is_clock(place) => {
                (Some(year), place + 1)
            }
            Some(year)
                if self.tokens.digits(place) == 2 && place == at + 1 && matches!(self.tokens.word(at), "-" | "/") =>
            {
                (Some(2000 + year), place + 1)
            }
            _ if self.tokens.word(place) == "'" || self.tokens.word(place) == "\u{2019}" => {
                match self.tokens.number(place + 1) {
                    Some(year) if self.tokens.digits(place + 1) == 2 && self.tokens.glued(place + 1) => {
                        (Some(2000 + year), place + 2)
                    }
                    _ => (None, at),
                }
            }
            _ => (None, at),
        }
    }

    /// "1900 hours".
    fn is_clock(&self, at: usize) -> bool {
        matches!(self.tokens.word(at + 1), "hours" | "hrs" | "h")
    }

    pub(super) fn dated(&self, first: usize, end: usize, year: Option<u32>, month: u32, day: u32) -> Option<Found> {
        let date = match year {
            Some(year) => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?,
            None => calendar::next_month_day(self.today, month, day)?,
        };
        Some(Found::day(first, end, date))
    }

    /// "the 15th", "the 24th of next month", "the 15th of the month".
    pub(super) fn numbered(&self, at: usize) -> Option<Found> {
        let day = self.tokens.number(at).filter(|n| (1..=31).contains(n))?;
        let end = self.skip_ordinal_end(at + 1);
        if end == at + 1 {
            return None;
        }
        self.day_of_month(at, end, day)
    }

    fn day_of_month(&self, at: usize, end: usize, day: u32) -> Option<Found> {
        if self.tokens.word(end) == "of" {
            for (words, ahead) in [
                (&["next", "month"][..], 1),
                (&["this", "month"], 0),
                (&["the", "month"], 0),
                (&["the", "following", "month"], 1),
            ] {
                if self.tokens.follow(end + 1, words) {
                    let first = calendar::plus_months(self.today.with_day(1)?, ahead)?;
                    let date = match first.with_day(day) {
                        Some(date) if date >= self.today => date,
                        _ => calendar::next_numbered(self.today.max(first), day)?,
                    };
                    return Some(Found::day(at, end + 1 + words.len(), date));
                }
            }
            return None;
        }
        // "the 3rd draft", "the 2nd floor", "the 1st of the three" are no days.
        let before = self.tokens.before(at, 1);
        let article = before == "the";
        let lead = if article { self.tokens.before(at, 2) } else { before };
        let after_day = names::weekday(lead).is_some();
        let asked = after_day
            || matches!(
                lead,
                "by" | "on"
                    | "before"
                    | "until"
                    | "till"
                    | "til"
                    | "than"
                    | "due"
                    | "for"
                    | "of"
                    | "to"
                    | "is"
                    | "from"
                    | "after"
                    | "since"
                    | "around"
                    | "about"
                    | "between"
                    | "and"
                    | "or"
                    | ","
                    | "("
                    | "—"
                    | "–"
                    | "-"
                    | ":"
                    | ""
                    | "meant"
                    | "now"
                    | "through"
                    | "was"
            );
        let next = self.tokens.word(end);
        let free = self.tokens.kind(end) != Some(Kind::Word)
            || can_follow(next)
            || (matches!(lead, "by" | "before" | "until" | "till" | "than") && !is_counted(next))
            || names::weekday(next).is_some();
        if !free || !asked {
            return None;
        }
        Some(Found::day(at, end, calendar::next_numbered(self.today, day)?))
    }

    /// "the twenty-third of November", "the fifteenth".
    pub(super) fn spelt(&self, at: usize) -> Option<Found> {
        let (day, end) = self.ordinal_words(at)?;
        if self.tokens.word(end) == "of"
            && let Some(name) = month(self.tokens.word(end + 1))
        {
            let (year, end) = self.year_behind(end + 2, ",");
            return self.dated(at, end, year, name.month, day);
        }
        // "the first" and "the second" alone mostly count things.
        if day < 4 && self.tokens.word(end) != "of" && !matches!(self.tokens.before(at, 2), "by" | "before" | "until") {
            return None;
        }
        (self.tokens.before(at, 1) == "the").then(|| self.day_of_month(at, end, day)).flatten()
    }

    fn ordinal_words(&self, at: usize) -> Option<(u32, usize)> {
        if let Some(day) = ordinal(self.tokens.word(at)) {
            return Some((day, at + 1));
        }
        let tens = match self.tokens.word(at) {
            "twenty" => 20,
            "thirty" => 30,
            _ => return None,
        };
        let next = at + 1 + usize::from(self.tokens.word(at + 1) == "-");
        let ones = ordinal(self.tokens.word(next)).filter(|n| *n < 10)?;
        Some((tens + ones, next + 1))
    }

    /// "third Tuesday of August", "last Friday of the month", "last working day of August", "second Tuesday in May".
    pub(super) fn nth(&self, at: usize) -> Option<Found> {
        let nth = if self.tokens.word(at) == "last" { 0 } else { ordinal(self.tokens.word(at)).filter(|n| *n <= 5)? };
        if let Some(found) = self.nth_week(at, nth) {
            return Some(found);
        }
        let (weekday, next) = self.counted_day(at + 1)?;
        if matches!(self.tokens.word(next + 1), "every" | "each") {
            return Some(Found::day(at, next + 3, self.today).shaped(Shape::Repeat));
        }
        if !matches!(self.tokens.word(next), "of" | "in") {
            // "the last working day" is the month's.
            let alone = nth == 0 && weekday.is_none() && self.tokens.word(at + 1) != "day";
            let (year, month) = (self.today.year(), self.today.month());
            let date = calendar::working_day_on_or_before(calendar::month_end(year, month)?)?;
            return alone.then(|| Found::day(at, next, date));
        }
        let (first, end) = self.month_of(next + 1)?;
        let on = |first: NaiveDate| -> Option<NaiveDate> {
            let last = calendar::month_end(first.year(), first.month())?;
            match (weekday, self.tokens.word(at + 1)) {
                (Some(weekday), _) => calendar::nth_weekday(first.year(), first.month(), weekday, nth),
                (None, "day") if nth == 0 => Some(last),
                (None, "day") => first.with_day(nth),
                (None, _) if nth == 0 => calendar::working_day_on_or_before(last),
                (None, _) => {
                    let start = calendar::working_day_on_or_after(first)?;
                    if nth == 1 { Some(start) } else { calendar::plus_working_days(start, i64::from(nth) - 1) }
                }
            }
        };
        let date = on(first)?;
        let date = if date < self.today {
            // "the third Tuesday of the month", said on the 20th.
            on(calendar::plus_months(first, if self.tokens.word(end - 1) == "month" { 1 } else { 12 })?)?
        } else {
            date
        };
        Some(Found::day(at, end, date))
    }

    /// "the first week of August": its Friday.
    fn nth_week(&self, at: usize, nth: u32) -> Option<Found> {
        if self.tokens.word(at + 1) != "week" || !matches!(self.tokens.word(at + 2), "of" | "in") {
            return None;
        }
        let (first, end) = self.month_of(at + 3)?;
        let friday = calendar::nth_weekday(first.year(), first.month(), Weekday::Fri, nth)?;
        (friday >= self.today).then_some(Found::day(at, end, friday).shaped(Shape::Period))
    }

    /// A weekday, or a working day or day (without a weekday), and what follows it.
    fn counted_day(&self, at: usize) -> Option<(Option<Weekday>, usize)> {
        if let Some(name) = names::weekday(self.tokens.word(at)) {
            return (!name.plural).then_some((Some(name.weekday), at + 1));
        }
        match self.tokens.word(at) {
            "working" | "business" | "work" if self.tokens.word(at + 1) == "day" => Some((None, at + 2)),
            "workday" | "weekday" | "day" => Some((None, at + 1)),
            _ => None,
        }
    }

    /// "June", "next month", "the month", "June 2026": its first day, and what follows.
    pub(super) fn month_of(&self, at: usize) -> Option<(NaiveDate, usize)> {
        let at = at + usize::from(self.tokens.word(at) == "the");
        let first = self.today.with_day(1)?;
        match (self.tokens.word(at), self.tokens.word(at + 1)) {
            ("month", _) => return Some((first, at + 1)),
            ("this" | "current", "month") => return Some((first, at + 2)),
            ("next" | "following", "month") => return Some((calendar::plus_months(first, 1)?, at + 2)),
            _ => {}
        }
        let name = month(self.tokens.word(at))?;
        let mut next = at + 1;
        next += usize::from(
            self.tokens.word(next) == "."
                && self.tokens.glued(next)
                && self.tokens.kind(next + 1) == Some(Kind::Number),
        );
        if let Some(year) = self.tokens.number(next).filter(|year| (1970..2200).contains(year)) {
            return Some((NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, name.month, 1)?, next + 1));
        }
        let year = calendar::year_of_next(self.today, name.month);
        Some((NaiveDate::from_ymd_opt(year, name.month, 1)?, at + 1))
    }
}

/// What is counted rather than dated, with nouns of events and documents: "by the 3rd draft", "before the 5th floor".
fn is_counted(word: &str) -> bool {
    is_event_noun(word)
        || matches!(
            word,
            "floor"
                | "draft"
                | "round"
                | "quarter"
                | "street"
                | "avenue"
                | "page"
                | "time"
                | "week"
                | "person"
                | "phase"
                | "step"
                | "one"
                | "grade"
                | "attempt"
                | "day"
                | "month"
                | "year"
                | "party"
                | "line"
                | "row"
                | "chapter"
                | "item"
                | "version"
                | "half"
                | "hour"
                | "place"
                | "part"
                | "section"
                | "sprint"
                | "iteration"
                | "century"
                | "anniversary"
                | "edition"
                | "reminder"
        )
}
