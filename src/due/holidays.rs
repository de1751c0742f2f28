//! Holidays that mail names a deadline by, as the United States and the western churches keep them.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::calendar::{nth_weekday, plus_days};
use super::gate::Sieve;

/// How a holiday's day of a year is told.
#[derive(Debug, Clone, Copy)]
enum Rule {
    On(u32, u32),
    /// Month, weekday, and which one; 0 is the last.
    Nth(u32, Weekday, u32),
    /// Days after Easter Sunday.
    Easter(i64),
    /// The day after Thanksgiving.
    AfterThanksgiving(u64),
}

/// Names as their words stand in a text, without apostrophes; longer names before the names that they begin with.
const HOLIDAYS: &[(&[&str], Rule)] = &[
    (&["new", "year", "s", "eve"], Rule::On(12, 31)),
    (&["new", "years", "eve"], Rule::On(12, 31)),
    (&["new", "year", "s", "day"], Rule::On(1, 1)),
    (&["new", "year", "s"], Rule::On(1, 1)),
    (&["new", "years"], Rule::On(1, 1)),
    (&["nye"], Rule::On(12, 31)),
    (&["mlk", "day"], Rule::Nth(1, Weekday::Mon, 3)),
    (&["martin", "luther", "king", "day"], Rule::Nth(1, Weekday::Mon, 3)),
    (&["valentine", "s", "day"], Rule::On(2, 14)),
    (&["valentines", "day"], Rule::On(2, 14)),
    (&["valentine", "s"], Rule::On(2, 14)),
    (&["presidents", "day"], Rule::Nth(2, Weekday::Mon, 3)),
    (&["president", "s", "day"], Rule::Nth(2, Weekday::Mon, 3)),
    (&["st", "patrick", "s", "day"], Rule::On(3, 17)),
    (&["st", "patricks", "day"], Rule::On(3, 17)),
    (&["april", "fools"], Rule::On(4, 1)),
    (&["april", "fool", "s"], Rule::On(4, 1)),
    (&["ash", "wednesday"], Rule::Easter(-46)),
    (&["palm", "sunday"], Rule::Easter(-7)),
    (&["maundy", "thursday"], Rule::Easter(-3)),
    (&["good", "friday"], Rule::Easter(-2)),
    (&["easter", "monday"], Rule::Easter(1)),
    (&["easter", "sunday"], Rule::Easter(0)),
    (&["easter"], Rule::Easter(0)),
    (&["whit", "monday"], Rule::Easter(50)),
    (&["pentecost"], Rule::Easter(49)),
    (&["tax", "day"], Rule::On(4, 15)),
    (&["earth", "day"], Rule::On(4, 22)),
    (&["cinco", "de", "mayo"], Rule::On(5, 5)),
    (&["mother", "s", "day"], Rule::Nth(5, Weekday::Sun, 2)),
    (&["mothers", "day"], Rule::Nth(5, Weekday::Sun, 2)),
    (&["memorial", "day"], Rule::Nth(5, Weekday::Mon, 0)),
    (&["juneteenth"], Rule::On(6, 19)),
    (&["father", "s", "day"], Rule::Nth(6, Weekday::Sun, 3)),
    (&["fathers", "day"], Rule::Nth(6, Weekday::Sun, 3)),
    (&["independence", "day"], Rule::On(7, 4)),
    (&["fourth", "of", "july"], Rule::On(7, 4)),
    (&["bastille", "day"], Rule::On(7, 14)),
    (&["labor", "day"], Rule::Nth(9, Weekday::Mon, 1)),
    (&["labour", "day"], Rule::Nth(9, Weekday::Mon, 1)),
    (&["columbus", "day"], Rule::Nth(10, Weekday::Mon, 2)),
    (&["indigenous", "peoples", "day"], Rule::Nth(10, Weekday::Mon, 2)),
    (&["halloween"], Rule::On(10, 31)),
    (&["hallowe", "en"], Rule::On(10, 31)),
    (&["all", "saints", "day"], Rule::On(11, 1)),
    (&["veterans", "day"], Rule::On(11, 11)),
    (&["guy", "fawkes", "night"], Rule::On(11, 5)),
    (&["bonfire", "night"], Rule::On(11, 5)),
    (&["thanksgiving"], Rule::Nth(11, Weekday::Thu, 4)),
    (&["black", "friday"], Rule::AfterThanksgiving(1)),
    (&["cyber", "monday"], Rule::AfterThanksgiving(4)),
    (&["christmas", "eve"], Rule::On(12, 24)),
    (&["xmas", "eve"], Rule::On(12, 24)),
    (&["christmas"], Rule::On(12, 25)),
    (&["xmas"], Rule::On(12, 25)),
    (&["boxing", "day"], Rule::On(12, 26)),
    (&["groundhog", "day"], Rule::On(2, 2)),
    (&["st", "george", "s", "day"], Rule::On(4, 23)),
];

/// What names begin with.
static FIRST_WORDS: LazyLock<Sieve> =
    LazyLock::new(|| Sieve::of(HOLIDAYS.iter().filter_map(|(name, _)| name.first().copied())));

/// The next day, on or after `today`, of the holiday that begins with the word `first` and whose name `end` finds; with
/// the end that it gives.
pub(super) fn next(
    today: NaiveDate,
    first: &str,
    end: impl Fn(&[&str]) -> Option<usize>,
) -> Option<(NaiveDate, usize)> {
    if !FIRST_WORDS.may_have(first.as_bytes()) {
        return None;
    }
    let mut begun = HOLIDAYS.iter().filter(|(name, _)| name.first() == Some(&first));
    let (end, rule) = begun.find_map(|(name, rule)| Some((end(name)?, rule)))?;
    let day = (0..=1).filter_map(|ahead| day_of(*rule, today.year() + ahead)).find(|day| *day >= today)?;
    Some((day, end))
}

fn day_of(rule: Rule, year: i32) -> Option<NaiveDate> {
    match rule {
        Rule::On(month, day) => NaiveDate::from_ymd_opt(year, month, day),
        Rule::Nth(month, weekday, nth) => nth_weekday(year, month, weekday, nth),
        Rule::Easter(days) => plus_days(easter(year)?, days),
        Rule::AfterThanksgiving(days) => nth_weekday(year, 11, Weekday::Thu, 4)?.checked_add_days(Days::new(days)),
    }
}

/// Easter Sunday in the Gregorian calendar: the anonymous algorithm (Meeus, "Astronomical Algorithms", chapter 8).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let century = year.div_euclid(100);
    let rest = year.rem_euclid(100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let shift = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * shift + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_almanacs_put_it() {
        for (year, month, day) in
            [(1970, 3, 29), (2000, 4, 23), (2024, 3, 31), (2025, 4, 20), (2038, 4, 25), (2199, 4, 14)]
        {
            assert_eq!(easter(year), NaiveDate::from_ymd_opt(year, month, day), "{year}");
        }
    }

    #[test]
    fn every_holiday_comes_within_a_year_and_a_bit() {
        for year in 1970..2200 {
            for (month, date) in [(1, 1), (2, 28), (12, 31)] {
                let today = NaiveDate::from_ymd_opt(year, month, date).expect("a day");
                for (name, _) in HOLIDAYS {
                    let (day, _) =
                        next(today, name[0], |other| (other == *name).then_some(name.len())).expect("in the calendar");
                    assert!(day >= today && (day - today).num_days() < 400, "{name:?} from {today}");
                }
            }
        }
    }
}
