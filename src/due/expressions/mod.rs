//! Date expressions: which words name a day or a period, and which one; not what for.

mod absolute;
mod amount;
mod period;
mod relative;
mod time;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use super::tokens::{Kind, Tokens};
use super::{Clock, DayOrder};

/// The kind of an expression, where its kind decides what it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// One day: "Friday", "16 Jan", "tomorrow".
    Day,
    /// A period, by its last day: "this week", "in June".
    Period,
    /// A place in a period, which is only ever said of deadlines and plans: "end of June", "EOD".
    Part,
    /// Counted from the sending: "in two weeks", "3 days from now".
    Offset,
    /// "two weeks", from no known day.
    Length,
    /// A time of day alone.
    Time,
    /// "Fridays".
    Repeat,
    /// "yesterday", "three days ago".
    Past,
}

/// An expression, from token `first` to before token `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) date: NaiveDate,
    /// Where a period or a range begins; else the date.
    pub(super) start: NaiveDate,
    pub(super) shape: Shape,
    /// From one day to another: "Mar 16 to 27".
    pub(super) range: bool,
}

impl Found {
    pub(super) fn day(first: usize, end: usize, date: NaiveDate) -> Found {
        Found { first, end, date, start: date, shape: Shape::Day, range: false }
    }

    fn shaped(self, shape: Shape) -> Found {
        Found { shape, ..self }
    }

    fn names_a_day(&self) -> bool {
        matches!(self.shape, Shape::Day) && !self.range
    }
}

/// People nest once; more is a text made to exhaust the stack: "the day before the day before ...".
const DEEPEST: u8 = 2;

/// Reads expressions out of one text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) tokens: &'t Tokens,
    sent: DateTime<FixedOffset>,
    order: DayOrder,
    /// How many expressions may still stand within this one: "a week before the day after Easter".
    nesting: u8,
    /// The sender's local day of sending.
    pub(super) today: NaiveDate,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tokens: &'t Tokens, clock: &Clock) -> Reader<'t> {
        Reader { tokens, sent: clock.sent, order: clock.order, nesting: DEEPEST, today: clock.sent.date_naive() }
    }

    /// The reader for an expression within the one that is read; `None` where that is deep enough.
    fn within(&self) -> Option<Reader<'t>> {
        Some(Reader { nesting: self.nesting.checked_sub(1)?, ..*self })
    }

    /// The longest expression that begins at token `at`.
    pub(super) fn read(&self, at: usize) -> Option<Found> {
        if self.inside_a_name(at) {
            return None;
        }
        let found = self.joined(at)?;
        let found = self.ranged(found);
        (!self.runs_on(found.end)).then_some(found)
    }

    /// One day in one or several ways: "EOD Thursday", "Thursday, 16 Jan", "Friday at noon".
    fn joined(&self, at: usize) -> Option<Found> {
        let mut found = self.atom(at)?;
        // Weekday, date, time, zone: four parts are the most that people write.
        for _ in 0..3 {
            let Some(next) = self.join(&found) else { break };
            found = next;
        }
        Some(found)
    }

    fn join(&self, found: &Found) -> Option<Found> {
        let end = self.skip_zone(found.end);
        for lead in [end, self.skip_joiner(end)] {
            let Some(next) = self.atom(lead) else { continue };
            if let Some(settled) = self.settled_by_weekday(found, &next) {
                return Some(Found { end: self.close(found.end, lead, next.end), ..settled });
            }
            let joined = Found { end: self.close(found.end, lead, next.end), first: found.first, ..next };
            match (found.shape, next.shape) {
                (Shape::Time, Shape::Day) => return Some(joined),
                // "EOD Friday", "end of the day tomorrow".
                (Shape::Part, Shape::Day) if found.date == self.today && lead <= end + 2 => {
                    return Some(joined.shaped(Shape::Part));
                }
                // "close of business (5 pm) on Friday".
                (Shape::Part, Shape::Time) if found.date == self.today => {
                    return Some(Found { end: joined.end, ..*found });
                }
                (Shape::Day, Shape::Time) => return Some(Found { end: joined.end, ..*found }),
                (Shape::Day, Shape::Part) if next.date == self.today => {
                    return Some(Found { end: joined.end, ..*found });
                }
                (Shape::Day, Shape::Day) if self.same_day(found, &next) => return Some(joined),
                _ => {}
            }
        }
        None
    }

    /// "Fri 6/3", "06/03/26 (Friday)": the weekday beside it tells day from month, whatever the mail's order.
    fn settled_by_weekday(&self, found: &Found, next: &Found) -> Option<Found> {
        let weekday = |one: &Found| super::names::weekday(self.tokens.word(one.first)).map(|name| name.weekday);
        let (weekday, numbers) = match (weekday(found), weekday(next)) {
            (Some(weekday), None) => (weekday, next),
            (None, Some(weekday)) => (weekday, found),
            _ => return None,
        };
        if numbers.date.weekday() == weekday || self.tokens.word(numbers.first + 1) != "/" {
            return None;
        }
        let order = match self.order {
            DayOrder::MonthFirst => DayOrder::DayFirst,
            DayOrder::DayFirst => DayOrder::MonthFirst,
        };
        let other = Reader { order, ..*self }.numeric(numbers.first)?;
        (other.date.weekday() == weekday).then_some(Found { first: found.first, ..other })
    }

    /// Whether the second of two neighbours only says the first more exactly: "Thursday the 18th".
    fn same_day(&self, found: &Found, next: &Found) -> bool {
        let weekday = super::names::weekday(self.tokens.word(found.end.saturating_sub(1))).is_some()
            || (found.end - found.first == 1 && super::names::weekday(self.tokens.word(found.first)).is_some())
            || self.tokens.word(found.end.saturating_sub(1)) == "."
                && super::names::weekday(self.tokens.before(found.end, 2)).is_some();
        let exact = (next.first..next.end).any(|at| self.tokens.kind(at) == Some(Kind::Number));
        if weekday && exact {
            return next.date.weekday() == found.date.weekday() || next.first <= found.end + 1;
        }
        found.date == next.date
    }

    /// Behind a comma, a bracket or "on" that can stand between two ways to name one day.
    fn skip_joiner(&self, end: usize) -> usize {
        let mut at = end;
        if matches!(self.tokens.word(at), "," | "(" | "-" | "–" | "—" | "/" | "@" | "." | "at" | "by" | "of") {
            at += 1;
        }
        if matches!(self.tokens.word(at), "on" | "at" | "by" | "of" | "the") {
            at += 1;
        }
        // "on the 20th".
        let numbered = self.tokens.word(at) == "the" && self.tokens.kind(at + 1) == Some(Kind::Number);
        at + usize::from(numbered)
    }

    /// Behind the bracket that closes the one between `from` and `lead`.
    fn close(&self, from: usize, lead: usize, end: usize) -> usize {
        let opened = (from..lead).any(|at| self.tokens.word(at) == "(");
        if opened && self.tokens.word(end) == ")" { end + 1 } else { end }
    }

    /// Behind a time zone: "5 pm ET", "11:59 p.m. Pacific". The named day stays, whatever the zone.
    fn skip_zone(&self, end: usize) -> usize {
        let open = usize::from(self.tokens.word(end) == "(");
        let word = self.tokens.word(end + open);
        if !matches!(
            word,
            "utc"
                | "gmt"
                | "bst"
                | "cet"
                | "cest"
                | "est"
                | "edt"
                | "et"
                | "cst"
                | "cdt"
                | "ct"
                | "mst"
                | "mdt"
                | "mt"
                | "pst"
                | "pdt"
                | "pt"
                | "ist"
                | "jst"
                | "aest"
                | "pacific"
                | "eastern"
                | "central"
                | "mountain"
                | "local"
        ) {
            return end;
        }
        let mut at = end + open + 1;
        if matches!(self.tokens.word(at), "time" | "standard") {
            at += 1;
        }
        if open == 1 && self.tokens.word(at) == ")" {
            at += 1;
        }
        at
    }

    /// "Mar 16 to 27", "Tuesday through Thursday", "Thursday or Friday": the last day binds.
    fn ranged(&self, found: Found) -> Found {
        if found.shape == Shape::Time {
            return self.time_or_day(found).unwrap_or(found);
        }
        if !matches!(found.shape, Shape::Day | Shape::Offset | Shape::Part | Shape::Period) {
            return found;
        }
        let between = matches!(self.tokens.before(found.first, 1), "between")
            || (self.tokens.before(found.first, 2) == "between");
        let joins = match self.tokens.word(found.end) {
            "to" | "-" | "–" | "—" | "through" | "thru" | "till" | "until" | "or" => true,
            "and" | "&" => between,
            "/" => self.tokens.glued(found.end) && self.tokens.glued(found.end + 1),
            _ => false,
        };
        // "today, tomorrow or Friday", "over the weekend, or first thing Monday".
        let listed = self.tokens.word(found.end) == "," && found.shape != Shape::Offset;
        let listed = listed
            && (self.tokens.word(found.end + 1) == "or"
                || self
                    .within()
                    .and_then(|reader| reader.joined(found.end + 1))
                    .is_some_and(|next| next.shape == Shape::Day && self.tokens.word(next.end) == "or"));
        if !joins && !listed {
            return found;
        }
        let mut at = found.end + 1;
        if listed {
            at += usize::from(self.tokens.word(at) == "or");
            at = self.skip_lead(at);
        }
        if listed && let Some(next) = self.joined(at).filter(|next| matches!(next.shape, Shape::Day | Shape::Part)) {
            let next = self.within().map_or(next, |reader| reader.ranged(next));
            return if next.date >= found.date {
                Found { end: next.end, date: next.date, range: true, ..found }
            } else {
                found
            };
        }
        at = self.skip_lead(at);
        // "January 12-16", "between Mar 16 and 27".
        if let (Some(number), Shape::Day) = (self.bare_day(at), found.shape)
            && self.tokens.word(found.end) != "/"
            && let Some(end) = found.date.with_day(number).filter(|end| *end > found.date)
            && self.month_before(found)
        {
            return self.span_of(found, Found::day(at, self.skip_ordinal_end(at + 1), end));
        }
        match self.joined(at) {
            Some(next) if next.shape == found.shape => self.span_of(found, next),
            Some(next) if found.shape == Shape::Day && next.shape == Shape::Part => self.span_of(found, next),
            _ => found,
        }
    }

    /// "by noon, or on Friday": the day, which comes later.
    fn time_or_day(&self, found: Found) -> Option<Found> {
        let or = found.end + usize::from(self.tokens.word(found.end) == ",");
        if self.tokens.word(or) != "or" {
            return None;
        }
        let day = self.joined(self.skip_lead(or + 1)).filter(|next| next.shape == Shape::Day)?;
        (day.date >= found.date).then_some(Found { first: found.first, start: found.date, range: true, ..day })
    }

    /// Behind "by", "on" and "the" that the second of two days can have.
    fn skip_lead(&self, at: usize) -> usize {
        let at = at + usize::from(self.tokens.word(at) == "by");
        at + usize::from(matches!(self.tokens.word(at), "on" | "the"))
    }

    fn span_of(&self, from: Found, to: Found) -> Found {
        // Without a month or a week of its own, the end follows the beginning.
        let mut date = to.date;
        if date < from.date && super::names::weekday(self.tokens.word(to.first)).is_some() {
            date = super::calendar::on_or_after(from.date, date.weekday()).unwrap_or(from.date);
        }
        let mut start = from.date;
        if date < start
            && let Some(earlier) = super::calendar::plus_months(start, -12).filter(|earlier| *earlier <= date)
        {
            // It has begun already: "Nov 20 to Dec 4", sent in between.
            start = earlier;
        }
        Found { end: to.end, date: date.max(start), start, range: true, ..from }
    }

    /// A number that can be the day of a month and is nothing else: not "5pm", not "16:30".
    fn bare_day(&self, at: usize) -> Option<u32> {
        let number = self.tokens.number(at).filter(|n| (1..=31).contains(n))?;
        let next = self.tokens.word(at + 1);
        let glued = self.tokens.glued(at + 1);
        let other = match next {
            // "March 4-8".
            "-" if self.bare_range(at) => false,
            ":" | "/" | "-" | "." => {
                glued && self.tokens.kind(at + 2) == Some(Kind::Number) && self.tokens.glued(at + 2)
            }
            "am" | "pm" | "a" | "p" | "h" | "%" => true,
            "st" | "nd" | "rd" | "th" => false,
            _ => glued && self.tokens.kind(at + 1) == Some(Kind::Word),
        };
        (!other && super::names::unit(next).is_none()).then_some(number)
    }

    /// Whether the number at `at` begins a range of days and nothing longer: not "4-8-2026", not "4-8pm".
    fn bare_range(&self, at: usize) -> bool {
        let behind = self.tokens.word(at + 3);
        self.tokens.number(at + 2).zip(self.tokens.number(at)).is_some_and(|(last, first)| first < last && last <= 31)
            && !matches!(behind, "-" | ":" | "/" | "am" | "pm" | "a" | "p")
            && !(self.tokens.glued(at + 3) && matches!(self.tokens.kind(at + 3), Some(Kind::Word | Kind::Number)))
    }

    fn skip_ordinal_end(&self, at: usize) -> usize {
        at + usize::from(self.tokens.glued(at) && matches!(self.tokens.word(at), "st" | "nd" | "rd" | "th"))
    }

    /// Whether the expression is a month name and then a day.
    fn month_before(&self, found: Found) -> bool {
        (found.first..found.end).any(|at| {
            super::names::month(self.tokens.word(at)).is_some()
                && (at + 1..found.end).any(|at| self.bare_day(at).is_some())
        })
    }

    /// Whether `at` goes on a word, a path, an address or a number: "v3.12", "a/1/2", "bob@friday.com".
    fn inside_a_name(&self, at: usize) -> bool {
        if !self.tokens.glued(at) {
            return false;
        }
        match self.tokens.before(at, 1) {
            "/" | "." | "_" | "=" | "#" | "\\" | "&" | "?" | "%" | "+" | "$" | "€" | "£" => true,
            "-" => {
                // "CVE-2024-1", but also "mid-June" (read from "mid"), "pre-Friday" and "-Friday".
                let before = at.checked_sub(2);
                before.is_some_and(|before| self.tokens.glued(at - 1) && self.tokens.kind(before) != Some(Kind::Sign))
            }
            "@" => self.tokens.glued(at - 1),
            ":" => {
                let number = |at: Option<usize>| at.is_some_and(|at| self.tokens.kind(at) == Some(Kind::Number));
                number(Some(at)) && self.tokens.glued(at - 1) && number(at.checked_sub(2))
            }
            _ => at > 0 && matches!(self.tokens.kind(at - 1), Some(Kind::Number | Kind::Word | Kind::Suffix)),
        }
    }

    /// Whether what follows makes the expression part of a longer name: "Monday.com", "2026-01-16_v2", "16.1.4".
    fn runs_on(&self, end: usize) -> bool {
        if !self.tokens.glued(end) {
            return false;
        }
        match self.tokens.word(end) {
            "_" | "@" | "=" | "%" | "#" => true,
            "." | "/" | ":" => {
                self.tokens.glued(end + 1)
                    && !matches!(self.tokens.kind(end + 1), None | Some(Kind::Sign))
                    && !self.tokens.capital(end + 1)
            }
            "-" => self.tokens.glued(end + 1) && self.tokens.kind(end + 1) == Some(Kind::Number),
            _ => self.tokens.kind(end) == Some(Kind::Number),
        }
    }

    fn may_start(&self, at: usize) -> bool {
        super::gate::may_start(self.tokens.word(at))
    }

    fn atom(&self, at: usize) -> Option<Found> {
        match self.tokens.kind(at)? {
            Kind::Number => self
                .iso_week(at)
                .or_else(|| self.compact(at))
                .or_else(|| self.numeric(at))
                .or_else(|| self.day_month(at))
                .or_else(|| self.numbered(at))
                .or_else(|| self.time(at))
                .or_else(|| self.offset(at))
                .or_else(|| self.chatted(at)),
            Kind::Word if !self.may_start(at) => None,
            Kind::Word => self
                .holiday(at)
                .or_else(|| self.weekday(at))
                .or_else(|| self.month_day(at))
                .or_else(|| self.relative(at))
                // "a quarter to five" is no quarter of a year.
                .or_else(|| self.time(at))
                .or_else(|| self.offset(at))
                .or_else(|| self.nth(at))
                .or_else(|| self.spelt(at))
                .or_else(|| self.period(at)),
            Kind::Suffix | Kind::Sign => None,
        }
    }

    fn holiday(&self, at: usize) -> Option<Found> {
        let (date, end) = super::holidays::next(self.today, self.tokens.word(at), |name| self.end_of_name(at, name))?;
        Some(Found::day(at, end, date))
    }

    /// Where `name` ends that begins at `at`, whatever stops and apostrophes it has: "Presidents' Day", "St. Patrick's".
    fn end_of_name(&self, at: usize, name: &[&str]) -> Option<usize> {
        let mut next = at;
        for (nth, word) in name.iter().enumerate() {
            let mark = nth > 0 && matches!(self.tokens.word(next), "'" | "\u{2019}" | ".") && self.tokens.glued(next);
            next += usize::from(mark);
            if self.tokens.word(next) != *word {
                return None;
            }
            next += 1;
        }
        Some(next)
    }
}
