//! Arithmetic on calendar days. Every function gives `None` only where the day lies outside the calendar.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The first `weekday` on or after `day`, so that "by Friday" sent on a Friday is that same day.
pub(super) fn on_or_after(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    plus_days(day, i64::from(weekday.days_since(day.weekday())))
}

/// `weekday` of the week, Monday to Sunday, that `day` lies in.
pub(super) fn in_week_of(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    plus_days(day, i64::from(weekday.num_days_from_monday()) - i64::from(day.weekday().num_days_from_monday()))
}

pub(super) fn plus_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}

/// The same day of another month, clamped to that month's end.
pub(super) fn plus_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
}

/// Monday to Friday, counted from the day after `day` (or before it, for a negative count); holidays are not known.
pub(super) fn plus_working_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    // The working day that counting starts from: a weekend counts as its Friday forwards, as its Monday backwards.
    let weekday = day.weekday();
    let start = match (weekday, days < 0) {
        (Weekday::Sat | Weekday::Sun, false) => in_week_of(day, Weekday::Fri)?,
        (Weekday::Sat | Weekday::Sun, true) => plus_days(in_week_of(day, Weekday::Mon)?, 7)?,
        _ => day,
    };
    let place = i64::from(start.weekday().num_days_from_monday()) + days;
    plus_days(in_week_of(start, Weekday::Mon)?, place.div_euclid(5) * 7 + place.rem_euclid(5))
}

pub(super) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// The next day numbered `number`, on or after `day`, in a month that has one.
pub(super) fn next_numbered(day: NaiveDate, number: u32) -> Option<NaiveDate> {
    let first = day.with_day(1)?;
    // February can be short of a day, never two months in a row.
    (0..3).filter_map(|ahead| plus_months(first, ahead)?.with_day(number)).find(|found| *found >= day)
}

/// The next `month` and day on or after `day`, in a year that has it.
pub(super) fn next_month_day(day: NaiveDate, month: u32, number: u32) -> Option<NaiveDate> {
    // 29 February can be eight years away, around 1900, 2100 and 2200.
    (0..=8).filter_map(|ahead| NaiveDate::from_ymd_opt(day.year() + ahead, month, number)).find(|found| *found >= day)
}

/// The year in which `month` is not over on `day`.
pub(super) fn year_of_next(day: NaiveDate, month: u32) -> i32 {
    if month < day.month() { day.year() + 1 } else { day.year() }
}

/// The `nth` (from 1) `weekday` of a month; 0 is the last one.
pub(super) fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: u32) -> Option<NaiveDate> {
    if nth > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, u8::try_from(nth).ok()?);
    }
    let last = month_end(year, month)?;
    plus_days(last, -i64::from(last.weekday().days_since(weekday)))
}

/// The last Monday to Friday on or before `day`.
pub(super) fn working_day_on_or_before(day: NaiveDate) -> Option<NaiveDate> {
    match day.weekday() {
        Weekday::Sat | Weekday::Sun => in_week_of(day, Weekday::Fri),
        _ => Some(day),
    }
}

/// The first Monday to Friday on or after `day`.
pub(super) fn working_day_on_or_after(day: NaiveDate) -> Option<NaiveDate> {
    match day.weekday() {
        Weekday::Sat | Weekday::Sun => on_or_after(day, Weekday::Mon),
        _ => Some(day),
    }
}

/// The quarter, 1 to 4, that a month lies in.
pub(super) fn quarter_of(day: NaiveDate) -> u32 {
    day.month0() / 3 + 1
}

/// The Friday that "this week" means: that of the week of `day`, the coming one on a weekend.
pub(super) fn this_friday(day: NaiveDate) -> Option<NaiveDate> {
    on_or_after(day, Weekday::Fri)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// Each day from 1970 to 2199.
    fn all_days() -> impl Iterator<Item = NaiveDate> {
        day("1970-01-01").iter_days().take_while(|d| d.year() < 2200)
    }

    #[test]
    fn every_function_holds_on_every_day_from_1970_to_2199() {
        for today in all_days() {
            for weekday in (0..7u8).filter_map(|n| Weekday::try_from(n).ok()) {
                let found = on_or_after(today, weekday).expect("in the calendar");
                assert!(found >= today && (found - today).num_days() < 7 && found.weekday() == weekday);
                let found = in_week_of(today, weekday).expect("in the calendar");
                assert_eq!((found.iso_week(), found.weekday()), (today.iso_week(), weekday));
            }
            for number in 1..=31 {
                let found = next_numbered(today, number).expect("some month has it");
                assert!(found >= today && found.day() == number && (found - today).num_days() < 62);
            }
            let end = month_end(today.year(), today.month()).expect("in the calendar");
            assert!(end >= today && end.succ_opt().is_some_and(|d| d.day() == 1));
            let again = next_month_day(today, today.month(), today.day());
            assert_eq!(again, Some(today));
            let leap = next_month_day(today, 2, 29).expect("within eight years");
            assert!(leap >= today && leap.leap_year());
            let later = plus_months(today, 1).expect("in the calendar");
            assert!(later > today && later.day() <= today.day());
            for count in 1..=6 {
                let found = plus_working_days(today, count).expect("in the calendar");
                assert!(found.weekday().num_days_from_monday() < 5);
                let between = today.iter_days().skip(1).take_while(|d| *d <= found);
                let worked = between.filter(|d| d.weekday().num_days_from_monday() < 5).count();
                assert_eq!(i64::try_from(worked), Ok(count), "{today} {count}");
            }
        }
    }

    #[test]
    fn working_days_count_backwards_too() {
        for (from, days, to) in
            [("2026-06-01", -1, "2026-05-29"), ("2026-05-31", -1, "2026-05-29"), ("2026-06-03", -5, "2026-05-27")]
        {
            assert_eq!(plus_working_days(day(from), days), Some(day(to)), "{from} {days}");
        }
    }

    #[test]
    fn weekdays_of_a_month_are_counted_from_either_end() {
        assert_eq!(nth_weekday(2027, 6, Weekday::Mon, 1), Some(day("2027-06-07")));
        assert_eq!(nth_weekday(2026, 5, Weekday::Mon, 0), Some(day("2026-05-25")));
        assert_eq!(nth_weekday(2026, 2, Weekday::Mon, 5), None);
    }

    #[test]
    fn the_edge_of_the_calendar_gives_nothing() {
        assert_eq!(plus_days(NaiveDate::MAX, 1), None);
        assert_eq!(plus_months(NaiveDate::MAX, 1), None);
        assert_eq!(month_end(NaiveDate::MAX.year(), 12), None);
        assert_eq!(next_month_day(NaiveDate::MAX, 2, 29), None);
    }
}
