//! Dates as headers and people write them: RFC 5322 §3.3 with its obsolete forms (§4.3), ISO 8601, the `Sent:` lines
//! of Outlook, asctime.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};

/// No mail is older, so an earlier year is a clock that was never set.
const FIRST_YEAR: i32 = 1970;
const LAST_YEAR: i32 = 2200;

/// A date is short; what comes after is no part of it.
const MAX_WORDS: usize = 16;

/// The hour of a date that has none: the start of a working day.
const HOUR: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).expect("nine is an hour");

const MONTHS: [&[&str]; 12] = [
    &["jan", "januar", "janvier", "enero", "januari", "gennaio", "janv"],
    &["feb", "februar", "février", "févr", "febrero", "februari", "febbraio", "fevrier"],
    &["mar", "märz", "mars", "marzo", "maart", "mrz", "mär"],
    &["apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "mei", "maggio", "maj"],
    &["jun", "juni", "juin", "junio", "giugno"],
    &["jul", "juli", "juillet", "juil", "julio", "luglio"],
    &["aug", "august", "août", "agosto", "augustus", "ago", "aout"],
    &["sep", "sept", "septembre", "septiembre", "settembre"],
    &["oct", "oktober", "octobre", "octubre", "okt", "ottobre"],
    &["nov", "novembre", "noviembre"],
    &["dec", "dezember", "décembre", "diciembre", "dez", "déc", "dic", "dicembre", "decembre"],
];

const ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The moment that `text` names, in its own UTC offset; 09:00 where it has no time, UTC where it has no offset.
///
/// `1/14/2025` and `14/1/2025` are told apart by the number above 12, else by AM and PM, which only month-first
/// writers use.
pub(super) fn parse(text: &str) -> Option<DateTime<FixedOffset>> {
    let parts = Parts::read(text);
    parts.moment(parts.time.unwrap_or(HOUR))
}

/// [`parse`] for what must have a time of day.
pub(super) fn parse_with_time(text: &str) -> Option<DateTime<FixedOffset>> {
    let parts = Parts::read(text);
    parts.moment(parts.time?)
}

/// Nine o'clock UTC on `day`.
pub(super) fn morning(day: NaiveDate) -> DateTime<FixedOffset> {
    day.and_time(HOUR).and_utc().fixed_offset()
}

/// `day` with the time of day and the offset of `at`.
pub(super) fn on_day(day: NaiveDate, at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    day.and_time(at.time()).and_local_timezone(*at.offset()).single().unwrap_or_else(|| morning(day))
}

/// Where the last English weekday's abbreviation stands in `line` as a word.
pub(super) fn last_weekday(line: &str) -> Option<usize> {
    let mut end = line.len();
    while let Some(before) = line.get(..end) {
        let start = before.rfind(' ').map_or(0, |at| at + 1);
        let word = before.get(start..)?.trim_end_matches(',');
        if WEEKDAYS.iter().any(|day| word.eq_ignore_ascii_case(day)) {
            return Some(start);
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// The day that a file name opens with: `2025-01-14 minutes.txt`.
pub(super) fn leading_day(name: &str) -> Option<NaiveDate> {
    let (day, rest) = name.split_at_checked("YYYY-MM-DD".len())?;
    if rest.starts_with(|next: char| next.is_ascii_digit()) {
        return None;
    }
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|day| is_plausible(*day))
}

fn is_plausible(day: NaiveDate) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&day.year())
}

#[derive(Debug, Default)]
struct Parts {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    time: Option<NaiveTime>,
    /// Seconds east of UTC.
    offset: Option<i32>,
    /// Two numbers of which either may be the month.
    slashed: Option<(u32, u32)>,
    half: Option<Half>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

impl Parts {
    fn read(text: &str) -> Self {
        let mut parts = Self::default();
        let mut depth = 0_usize;
        for word in
            text.split(|char: char| char.is_whitespace() || char == ',').filter(|word| !word.is_empty()).take(MAX_WORDS)
        {
            if word.starts_with('(') {
                depth += 1;
            }
            if depth == 0 {
                parts.word(word);
            }
            if word.ends_with(')') {
                depth = depth.saturating_sub(1);
            }
        }
        parts
    }

    fn word(&mut self, word: &str) {
        if self.iso(word) || self.clock(word) || self.split_numbers(word) {
            return;
        }
        let word = word.trim_end_matches('.');
        if let Some(zone) = numeric_zone(word) {
            self.offset.get_or_insert(zone);
        } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
            self.number(word);
        } else {
            self.name(word);
        }
    }

    fn number(&mut self, digits: &str) {
        let Ok(number) = digits.parse::<u32>() else { return };
        if self.day.is_none() && digits.len() <= 2 && (1..=31).contains(&number) {
            self.day = Some(number);
        } else if self.year.is_none() {
            self.year = year(digits);
        }
    }

    fn name(&mut self, word: &str) {
        let lower = word.to_lowercase();
        match lower.as_str() {
            "am" | "a.m" => self.half = Some(Half::Am),
            "pm" | "p.m" => self.half = Some(Half::Pm),
            _ => {
                if let Some(day) = ordinal(&lower) {
                    self.day.get_or_insert(day);
                } else if self.month.is_none()
                    && let Some(month) = month(&lower)
                {
                    self.month = Some(month);
                } else if self.time.is_some()
                    && let Some(zone) = named_zone(&lower)
                {
                    self.offset.get_or_insert(zone);
                }
            }
        }
    }

    /// `2025-01-14`, with `T09:15:00Z` perhaps.
    fn iso(&mut self, word: &str) -> bool {
        let Some((day, rest)) = word.split_at_checked("YYYY-MM-DD".len()) else { return false };
        let Ok(day) = NaiveDate::parse_from_str(day, "%Y-%m-%d") else { return false };
        self.year = Some(day.year());
        self.month = Some(day.month());
        self.day = Some(day.day());
        if let Some(rest) = rest.strip_prefix(['T', 't']) {
            self.clock(rest);
        }
        true
    }

    /// `09:15`, `9:15:00.5`, `9:15AM`, `09:15:00+01:00`, `09:15Z`.
    fn clock(&mut self, word: &str) -> bool {
        let end = word.find(|char: char| !char.is_ascii_digit() && char != ':').unwrap_or(word.len());
        let Some((clock, rest)) = word.split_at_checked(end) else { return false };
        let mut numbers = clock.split(':').map(str::parse::<u32>);
        let (Some(Ok(hour)), Some(Ok(minute))) = (numbers.next(), numbers.next()) else { return false };
        let second = numbers.next().and_then(Result::ok).unwrap_or(0).min(59);
        let Some(time) = NaiveTime::from_hms_opt(hour, minute, second) else { return false };
        self.time.get_or_insert(time);
        let rest = rest.trim_start_matches(|char: char| char == '.' || char.is_ascii_digit());
        if let Some(zone) = numeric_zone(rest) {
            self.offset.get_or_insert(zone);
        } else if !rest.is_empty() {
            self.name(rest);
        }
        true
    }

    /// `14/01/2025`, `14.01.25`, `1/14/2025`, `14-Jan-2025`.
    fn split_numbers(&mut self, word: &str) -> bool {
        let Some(mark) = word.chars().find(|char| matches!(char, '/' | '.' | '-')) else { return false };
        let mut pieces = word.split(mark).filter(|piece| !piece.is_empty());
        let (Some(first), Some(second), Some(third), None) =
            (pieces.next(), pieces.next(), pieces.next(), pieces.next())
        else {
            return false;
        };
        if first.len() == 4
            && let (Ok(month), Ok(day)) = (second.parse(), third.parse())
        {
            (self.year, self.month, self.day) = (year(first), Some(month), Some(day));
            return true;
        }
        let Some(year) = year(third) else { return false };
        match (first.parse::<u32>(), second.parse::<u32>(), month(&second.to_lowercase())) {
            (Ok(day), Ok(month), _) if mark == '.' => (self.day, self.month) = (Some(day), Some(month)),
            (Ok(first), Ok(second), _) => self.slashed = Some((first, second)),
            (Ok(day), Err(_), Some(month)) => (self.day, self.month) = (Some(day), Some(month)),
            _ => return false,
        }
        self.year = Some(year);
        true
    }

    fn moment(&self, time: NaiveTime) -> Option<DateTime<FixedOffset>> {
        let (month, day) = match self.slashed {
            Some((first, second)) if first > 12 => (second, first),
            Some((first, second)) if second > 12 || self.half.is_some() => (first, second),
            Some((first, second)) => (second, first),
            None => (self.month?, self.day?),
        };
        let day = NaiveDate::from_ymd_opt(self.year?, month, day).filter(|day| is_plausible(*day))?;
        let time = match self.half {
            Some(half) => in_half(time, half),
            None => time,
        };
        let offset = FixedOffset::east_opt(self.offset.unwrap_or(0))?;
        day.and_time(time).and_local_timezone(offset).single()
    }
}

fn in_half(time: NaiveTime, half: Half) -> NaiveTime {
    use chrono::Timelike;
    let hour = match (half, time.hour()) {
        (Half::Am, 12) => 0,
        (Half::Pm, hour @ 1..=11) => hour + 12,
        (_, hour) => hour,
    };
    time.with_hour(hour).unwrap_or(time)
}

/// Two digits are of this century below 50, three count from 1900 (RFC 5322 §4.3), with a zero before them as well.
fn year(digits: &str) -> Option<i32> {
    let number: i32 = digits.parse().ok()?;
    match digits.len() {
        2 if number < 50 => Some(2000 + number),
        2 | 3 => Some(1900 + number),
        4 if number < 200 => Some(1900 + number),
        4 => Some(number),
        _ => None,
    }
}

fn ordinal(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end))?;
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    let at = ENGLISH_MONTHS
        .iter()
        .position(|name| *name == word)
        .or_else(|| MONTHS.iter().position(|names| names.contains(&word)))?;
    u32::try_from(at + 1).ok()
}

/// `+0530`, `-08:00`, `+2`; none that no place on earth has.
fn numeric_zone(word: &str) -> Option<i32> {
    let word = word.strip_prefix("GMT").or_else(|| word.strip_prefix("UTC")).unwrap_or(word);
    let (sign, digits) = match word.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let number: i32 = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (hours, minutes) = match digits.len() {
        1 | 2 => (number, 0),
        3 | 4 => (number / 100, number % 100),
        _ => return None,
    };
    if hours > 14 || minutes > 59 { Some(0) } else { Some(sign * (hours * 3600 + minutes * 60)) }
}

/// The zones of RFC 5322 §4.3 and the common ones beside them; military letters mean no zone but for Z.
fn named_zone(word: &str) -> Option<i32> {
    let hours = match word {
        "ut" | "utc" | "gmt" | "z" | "wet" => 0,
        "cet" | "bst" | "mez" | "west" => 1,
        "cest" | "eet" | "mesz" => 2,
        "eest" | "msk" => 3,
        "ist" => return Some(5 * 3600 + 1800),
        "jst" => 9,
        "aest" => 10,
        "edt" => -4,
        "est" | "cdt" => -5,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        _ => return None,
    };
    Some(hours * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_headers_and_people_write_them() {
        for (text, moment) in [
            ("Tue, 14 Jan 2025 09:15:00 +0000", "2025-01-14T09:15:00+00:00"),
            ("Tue, 14 Jan 2025 09:15:00 -0800 (PST)", "2025-01-14T09:15:00-08:00"),
            ("14 Jan 25 09:15 EST", "2025-01-14T09:15:00-05:00"),
            ("Fri, 5 Mar 99 23:59:60 GMT", "1999-03-05T23:59:59+00:00"),
            ("Fri, 5 Mar 101 10:00:00 +0530", "2001-03-05T10:00:00+05:30"),
            ("Tue Jan 14 09:15:00 2025", "2025-01-14T09:15:00+00:00"),
            ("Tue Jan 14 09:15:00 +0100 2025", "2025-01-14T09:15:00+01:00"),
            ("2025-01-14 09:15", "2025-01-14T09:15:00+00:00"),
            ("2025-01-14T09:15:00Z", "2025-01-14T09:15:00+00:00"),
            ("2025-01-14T09:15:00.123+01:00", "2025-01-14T09:15:00+01:00"),
            ("2025-01-14", "2025-01-14T09:00:00+00:00"),
            ("14 January 2025", "2025-01-14T09:00:00+00:00"),
            ("January 14th, 2025", "2025-01-14T09:00:00+00:00"),
            ("Tuesday, January 14, 2025 9:15 AM", "2025-01-14T09:15:00+00:00"),
            ("Tuesday, January 14, 2025 at 9:15:00 PM GMT+2", "2025-01-14T21:15:00+02:00"),
            ("Dienstag, 14. Januar 2025 09:15", "2025-01-14T09:15:00+00:00"),
            ("mardi 14 janvier 2025 09:15", "2025-01-14T09:15:00+00:00"),
            ("14.01.2025 09:15", "2025-01-14T09:15:00+00:00"),
            ("14/01/2025 09:15", "2025-01-14T09:15:00+00:00"),
            ("1/14/2025 9:15 AM", "2025-01-14T09:15:00+00:00"),
            ("2/3/2025 12:15 AM", "2025-02-03T00:15:00+00:00"),
            ("Fri, 26 Jul 0102 04:37:21 -0400", "2002-07-26T04:37:21-04:00"),
            ("2002/09/14 Sat 13:06:03 GMT", "2002-09-14T13:06:03+00:00"),
            ("14-Jan-2025 09:15:00 +0000", "2025-01-14T09:15:00+00:00"),
            ("Tue, 14 Jan 2025 09:15:00 +9900", "2025-01-14T09:15:00+00:00"),
        ] {
            assert_eq!(parse(text).map(|date| date.to_rfc3339()).as_deref(), Some(moment), "{text}");
        }
    }

    #[test]
    fn what_names_no_day_is_none() {
        for text in
            ["", "Friday", "soon", "99 Jan 2025", "31 Feb 2025 10:00", "1 Jan 0001 00:00:00", "10:00", "\u{1F4C5}"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_file_name_may_open_with_a_day() {
        assert_eq!(leading_day("2025-01-14 minutes.txt"), NaiveDate::from_ymd_opt(2025, 1, 14));
        assert_eq!(leading_day("2025-01-145.txt"), None);
        assert_eq!(leading_day("minutes.txt"), None);
    }
}
