//! Times of day: "9am", "17:00", "noon", "11:59 p.m.": the day on which that time comes next after the sending.

use chrono::NaiveTime;

use super::{Found, Reader, Shape};
use crate::due::calendar::plus_days;
use crate::due::names::cardinal;
use crate::due::things::can_follow;
use crate::due::tokens::Kind;
use crate::due::vocabulary::{CHANGING, MEASURED, has};

impl Reader<'_> {
    pub(super) fn time(&self, at: usize) -> Option<Found> {
        let (time, end) = self.time_of_day(at)?;
        let today = self.today;
        // Midnight ends the day of sending.
        let date = match time {
            Some(time) if time <= self.sent.time() => plus_days(today, 1)?,
            _ => today,
        };
        Some(Found::day(at, self.skip_zone(end), date).shaped(Shape::Time))
    }

    /// The time, `None` for midnight at the day's end, and what follows it.
    fn time_of_day(&self, at: usize) -> Option<(Option<NaiveTime>, usize)> {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).map(Some);
        match self.tokens.word(at) {
            "noon" | "midday" | "lunchtime" | "lunch" => return Some((time(12, 0)?, at + 1)),
            "midnight" => return Some((None, at + 1)),
            // "by a quarter to five".
            "a" if self.tokens.word(at + 1) == "quarter" => return self.spoken_time(at + 1, true),
            _ => {}
        }
        let asked = matches!(self.tokens.before(at, 1), "by" | "before" | "until" | "till" | "at" | "than");
        if let Some(said) = self.spoken_time(at, asked) {
            return Some(said);
        }
        if self.tokens.digits(at) == 4 {
            // "by 1700", but "by 2030" is a year.
            let hours = matches!(self.tokens.word(at + 1), "hours" | "hrs" | "h");
            let number = self.tokens.number(at).filter(|n| hours || asked && *n < 1900)?;
            return Some((time(number / 100, number % 100)?, at + 1 + usize::from(hours)));
        }
        if let Some(hour) = cardinal(self.tokens.word(at)).filter(|_| self.tokens.follow(at + 1, &["o", "clock"])) {
            return Some((time(of_working_day(hour), 0)?, at + 3));
        }
        let hour = self.tokens.number(at).filter(|_| self.tokens.digits(at) <= 2)?;
        if asked && self.tokens.word(at + 1) == "h" && self.tokens.glued(at + 1) && self.tokens.digits(at + 2) == 0 {
            return Some((time(in_half(hour, None)?, 0)?, at + 2));
        }
        if matches!(self.tokens.word(at + 1), ":" | "." | "h")
            && self.tokens.glued(at + 1)
            && self.tokens.glued(at + 2)
            && self.tokens.digits(at + 2) == 2
        {
            let minute = self.tokens.number(at + 2)?;
            let (half, end) = self.half_of_day(at + 3);
            if half.is_none() && self.tokens.word(at + 1) == "." {
                // "3.12" is a version.
                return None;
            }
            // Seconds: "17:00:00".
            let end = if self.tokens.word(end) == ":" && self.tokens.digits(end + 1) == 2 { end + 2 } else { end };
            return Some((time(in_half(hour, half)?, minute)?, end));
        }
        if self.tokens.follow(at + 1, &["o", "clock"]) {
            return Some((time(of_working_day(hour), 0)?, at + 3));
        }
        // "by 4ish".
        if asked && self.tokens.word(at + 1) == "ish" && self.tokens.glued(at + 1) && (1..=12).contains(&hour) {
            return Some((time(of_working_day(hour), 0)?, at + 2));
        }
        let (half, end) = self.half_of_day(at + 1);
        if half.is_none() && self.is_bare_hour(at) {
            return Some((time(of_working_day(hour), 0)?, at + 1));
        }
        half?;
        Some((time(in_half(hour, half)?, 0)?, end))
    }

    /// "need the draft by 5": a small number where nothing is counted and nothing rises or falls by it.
    fn is_bare_hour(&self, at: usize) -> bool {
        let hour = self.tokens.number(at).is_some_and(|n| (1..=12).contains(&n));
        let next = self.tokens.word(at + 1);
        let ends = match self.tokens.kind(at + 1) {
            None => true,
            Some(Kind::Sign) => matches!(next, "." | "," | ";" | "!" | "?" | ")") && !self.runs_on(at + 1),
            Some(Kind::Word) => {
                matches!(next, "please" | "pls" | "today" | "sharp" | "latest" | "at" | "so" | "thanks")
            }
            _ => false,
        };
        hour && ends && matches!(self.tokens.before(at, 1), "by" | "before") && !self.is_measured(at)
    }

    /// Whether "by" gives an amount: "reduce the order from ten boxes, which nobody wants, by 5". What it is done for,
    /// "move the call so that we end by 5", and what is asked besides, "trim the hedge and be in by 5", stand apart.
    fn is_measured(&self, at: usize) -> bool {
        let apart = |back: usize| match self.tokens.before(at, back) {
            "." | "!" | "?" | ";" | "so" => true,
            // "raise the rent and the fee by 5".
            "and" => !matches!(self.tokens.word(at + 1 - back), "the" | "a" | "an" | "our" | "your" | "my" | "their"),
            _ => false,
        };
        let near = (1..=MOST_BETWEEN).any(|back| has(MEASURED, self.tokens.before(at, back)));
        let clause = (1..=at.min(LONGEST_CLAUSE)).take_while(|back| !apart(*back));
        near || clause.into_iter().any(|back| has(CHANGING, self.tokens.before(at, back)))
    }

    /// "half past four", "quarter to 5", "twenty past nine"; "by half four" is half past it, as the British say.
    fn spoken_time(&self, at: usize, asked: bool) -> Option<(Option<NaiveTime>, usize)> {
        let minutes = match self.tokens.word(at) {
            "half" => 30,
            "quarter" => 15,
            // "five to ten people" counts.
            word if asked => {
                cardinal(word).or_else(|| self.tokens.number(at)).filter(|n| matches!(n, 5 | 10 | 20 | 25))?
            }
            _ => return None,
        };
        let side = self.tokens.word(at + 1);
        let to = matches!(side, "to" | "till" | "before") && minutes < 30;
        let behind = at + if to || matches!(side, "past" | "after") { 2 } else { 1 };
        let bare = behind == at + 1;
        if bare && !(asked && minutes == 30) {
            return None;
        }
        let hour = cardinal(self.tokens.word(behind))
            .or_else(|| self.tokens.number(behind).filter(|_| self.tokens.digits(behind) <= 2))
            .filter(|hour| (1..=12).contains(hour))?;
        let (half, end) = self.half_of_day(behind + 1);
        // "half ten o'clock"; "by half 4 chairs" is none.
        if bare && half.is_none() && self.tokens.kind(end) == Some(Kind::Word) && !can_follow(self.tokens.word(end)) {
            return None;
        }
        let hour = if half.is_some() { in_half(hour, half)? } else { of_working_day(hour) };
        let minute = if to { 60 - minutes } else { minutes };
        let hour = if to { hour.checked_sub(1)? } else { hour };
        Some((Some(NaiveTime::from_hms_opt(hour, minute, 0)?), end))
    }

    /// "am", "p.m.", "p", and what follows.
    fn half_of_day(&self, at: usize) -> (Option<Half>, usize) {
        let half = match self.tokens.word(at) {
            "am" => Half::Morning,
            "pm" => Half::Afternoon,
            "a" | "p" if self.tokens.word(at + 1) == "." && self.tokens.word(at + 2) == "m" => {
                let half = if self.tokens.word(at) == "a" { Half::Morning } else { Half::Afternoon };
                let stop = self.tokens.word(at + 3) == "." && self.tokens.glued(at + 3);
                // A full stop of "p.m." may end the sentence too; both are fine.
                return (Some(half), at + 3 + usize::from(stop));
            }
            "a" if self.tokens.glued(at) && self.tokens.kind(at - 1) == Some(Kind::Number) => Half::Morning,
            "p" if self.tokens.glued(at) && self.tokens.kind(at - 1) == Some(Kind::Number) => Half::Afternoon,
            _ => return (None, at),
        };
        (Some(half), at + 1)
    }
}

/// How far before "by" a word stands that an amount measures, in tokens.
const MOST_BETWEEN: usize = 8;

/// How far before "by" its verb is looked for, in tokens; this also keeps the work linear.
const LONGEST_CLAUSE: usize = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// Five o'clock is an afternoon's, eight a morning's.
fn of_working_day(hour: u32) -> u32 {
    if hour < 7 { hour + 12 } else { hour }
}

fn in_half(hour: u32, half: Option<Half>) -> Option<u32> {
    match half {
        None => (hour < 24).then_some(hour),
        Some(_) if hour == 0 || hour > 12 => None,
        Some(Half::Morning) => Some(hour % 12),
        Some(Half::Afternoon) => Some(hour % 12 + 12),
    }
}
