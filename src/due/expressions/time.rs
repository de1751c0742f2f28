//! Times of day: "9am", "17:00", "noon", "11:59 p.m.": the day on which that time comes next after the sending.

use chrono::NaiveTime;

use super::{Found, Reader, Shape};
use crate::due::calendar::plus_days;
use crate::due::names::cardinal;
use crate::due::tokens::Kind;

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
            _ => {}
        }
        let asked = matches!(self.tokens.before(at, 1), "by" | "before" | "until" | "till" | "at" | "than");
        if self.tokens.digits(at) == 4 {
            // "by 1700", but "by 2030" is a year.
            let hours = matches!(self.tokens.word(at + 1), "hours" | "hrs" | "h");
            let number = self.tokens.number(at).filter(|n| hours || asked && *n < 1900)?;
            return Some((time(number / 100, number % 100)?, at + 1 + usize::from(hours)));
        }
        if let Some(hour) = cardinal(self.tokens.word(at)).filter(|_| self.tokens.follow(at + 1, &["o", "clock"])) {
            return Some((time(if hour < 7 { hour + 12 } else { hour }, 0)?, at + 3));
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
            // Five o'clock is an afternoon's, eight a morning's.
            let hour = if hour < 7 { hour + 12 } else { hour };
            return Some((time(hour, 0)?, at + 3));
        }
        let (half, end) = self.half_of_day(at + 1);
        half?;
        Some((time(in_half(hour, half)?, 0)?, end))
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

fn in_half(hour: u32, half: Option<Half>) -> Option<u32> {
    match half {
        None => (hour < 24).then_some(hour),
        Some(_) if hour == 0 || hour > 12 => None,
        Some(Half::Morning) => Some(hour % 12),
        Some(Half::Afternoon) => Some(hour % 12 + 12),
    }
}
