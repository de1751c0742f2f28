//! Words that name weekdays, months, numbers and units, with their short and misspelt forms.

use chrono::Weekday;

use crate::lexicon::{MONTHS, WEEKDAYS};

/// A weekday as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WeekdayName {
    pub(super) weekday: Weekday,
    /// "Fridays".
    pub(super) plural: bool,
    /// Also an English word: "sun", "sat", "wed", "mon".
    pub(super) doubtful: bool,
}

/// Short names of weekdays and months, and the misspelt ones that are known by themselves.
pub(super) const SHORT: &[&str] = &[
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "thr", "fri", "sat", "sun", "weds", "wensday", "wednsday",
    "wendsday", "jan", "feb", "febr", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

pub(super) fn weekday(word: &str) -> Option<WeekdayName> {
    let (number, doubtful) = match word {
        "mon" => (0, true),
        "tue" | "tues" => (1, false),
        "wed" => (2, true),
        "thu" | "thur" | "thurs" | "thr" => (3, false),
        "fri" => (4, false),
        "sat" => (5, true),
        "sun" => (6, true),
        "weds" | "wensday" | "wednsday" | "wendsday" => (2, false),
        _ if word.len() < 5 => return None,
        _ => {
            if let Some(number) = index(&WEEKDAYS, word) {
                (number, false)
            } else if let Some(number) = word.strip_suffix('s').and_then(|word| index(&WEEKDAYS, word)) {
                return named(number).map(|weekday| WeekdayName { weekday, plural: true, doubtful: false });
            } else {
                (misspelt(&WEEKDAYS, word)?, false)
            }
        }
    };
    named(number).map(|weekday| WeekdayName { weekday, plural: false, doubtful })
}

fn named(number: usize) -> Option<Weekday> {
    Weekday::try_from(u8::try_from(number).ok()?).ok()
}

/// A month, 1 to 12, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MonthName {
    pub(super) month: u32,
    /// Also an English word or a name of a person: "may", "march", "april".
    pub(super) doubtful: bool,
}

pub(super) fn month(word: &str) -> Option<MonthName> {
    let (number, doubtful) = match word {
        "jan" => (0, true),
        "feb" | "febr" => (1, false),
        "mar" => (2, true),
        "apr" => (3, false),
        "may" => (4, true),
        "jun" => (5, true),
        "jul" => (6, false),
        "aug" => (7, false),
        "sep" | "sept" => (8, false),
        "oct" => (9, false),
        "nov" => (10, false),
        "dec" => (11, false),
        _ if word.len() < 4 => return None,
        _ => {
            let number = index(&MONTHS, word).or_else(|| misspelt(&MONTHS, word))?;
            (number, matches!(word, "march" | "april" | "june" | "august"))
        }
    };
    Some(MonthName { month: u32::try_from(number).ok()? + 1, doubtful })
}

fn index(names: &[&str], word: &str) -> Option<usize> {
    names.iter().position(|name| *name == word)
}

/// Shorter names are too near to other words: "match" to "march", "Sundae" to "Sunday".
const SHORTEST_MISSPELT: usize = 7;

/// The name that `word` misses by one letter left out, doubled, changed or swapped with its neighbour.
fn misspelt(names: &[&str], word: &str) -> Option<usize> {
    if !word.is_ascii() {
        return None;
    }
    names.iter().position(|name| {
        name.len() >= SHORTEST_MISSPELT
            && name.as_bytes().first() == word.as_bytes().first()
            && name.len().abs_diff(word.len()) <= 1
            && one_slip_apart(name.as_bytes(), word.as_bytes())
    })
}

fn one_slip_apart(name: &[u8], word: &[u8]) -> bool {
    let same = name.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (name, word) = (&name[same..], &word[same..]);
    match (name, word) {
        ([a, b, name @ ..], [c, d, word @ ..]) if a == d && b == c => name == word,
        ([_, name_rest @ ..], [_, word_rest @ ..]) if name.len() == word.len() => {
            // A changed last letter makes another word: "Sundae".
            name_rest == word_rest && !name_rest.is_empty()
        }
        ([_, rest @ ..], word) if rest == word => !word.is_empty(),
        (name, [_, rest @ ..]) if name == rest => !name.is_empty(),
        _ => false,
    }
}

pub(super) fn is_tomorrow(word: &str) -> bool {
    matches!(
        word,
        "tomorrow" | "tommorow" | "tommorrow" | "tomorow" | "tomorro" | "tmrw" | "tmr" | "tmrrw" | "tomoro" | "tomorrw"
    )
}

pub(super) fn is_yesterday(word: &str) -> bool {
    matches!(word, "yesterday" | "yday")
}

/// A number in words, to thirty-one where days of a month end, and the tens.
pub(super) fn cardinal(word: &str) -> Option<u32> {
    const SMALL: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    match word {
        "thirty" => Some(30),
        "forty" => Some(40),
        "sixty" => Some(60),
        "ninety" => Some(90),
        _ => SMALL.iter().position(|name| *name == word).and_then(|n| u32::try_from(n).ok()),
    }
}

/// "first" to "twentieth" and "thirtieth".
pub(super) fn ordinal(word: &str) -> Option<u32> {
    const NAMES: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if word == "thirtieth" {
        return Some(30);
    }
    NAMES.iter().position(|name| *name == word).and_then(|n| u32::try_from(n + 1).ok())
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    WorkingDay,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" | "min" | "mins" => Unit::Minute,
        "hour" | "hours" | "hr" | "hrs" | "h" => Unit::Hour,
        "day" | "days" | "d" | "night" | "nights" => Unit::Day,
        "weekdays" | "workday" | "workdays" => Unit::WorkingDay,
        "week" | "weeks" | "wk" | "wks" | "w" => Unit::Week,
        "fortnight" | "fortnights" => Unit::Fortnight,
        "month" | "months" => Unit::Month,
        "quarter" | "quarters" => Unit::Quarter,
        "year" | "years" | "yr" | "yrs" => Unit::Year,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_short_long_and_misspelt() {
        for (word, expected) in [
            ("friday", Some(Weekday::Fri)),
            ("thurs", Some(Weekday::Thu)),
            ("wednesay", Some(Weekday::Wed)),
            ("thrusday", Some(Weekday::Thu)),
            ("tuesday", Some(Weekday::Tue)),
            ("sundae", None),
            ("today", None),
            ("holiday", None),
        ] {
            assert_eq!(weekday(word).map(|w| w.weekday), expected, "{word}");
        }
        assert!(weekday("fridays").is_some_and(|w| w.plural));
        for (word, expected) in
            [("sept", Some(9)), ("febuary", Some(2)), ("janurary", None), ("match", None), ("novembre", Some(11))]
        {
            assert_eq!(month(word).map(|m| m.month), expected, "{word}");
        }
    }

    #[test]
    fn numbers_are_read_in_words() {
        assert_eq!((cardinal("twelve"), ordinal("third"), ordinal("twentieth")), (Some(12), Some(3), Some(20)));
        assert_eq!((cardinal("many"), ordinal("last")), (None, None));
    }
}
