//! Any text, sent at any time: no panic, and a deadline that counts from the sending is not before it.
#![no_main]

use chrono::{DateTime, FixedOffset};
use libfuzzer_sys::fuzz_target;
use meeting_tasks::due::{self, Clock, DayOrder, Role};

fuzz_target!(|input: (i64, i16, bool, &str)| {
    let (seconds, minutes, day_first, text) = input;
    let Some(offset) = FixedOffset::east_opt(i32::from(minutes) % 840 * 60) else { return };
    // Mostly the years in which mail is sent, at times all that there are.
    let seconds = if seconds % 16 == 0 { seconds / 1_000 } else { seconds.rem_euclid(6_000_000_000) };
    let Some(sent) = DateTime::from_timestamp(seconds, 0) else { return };
    let usual = (0..6_000_000_000).contains(&seconds);
    let order = if day_first { DayOrder::DayFirst } else { DayOrder::MonthFirst };
    let clock = Clock { sent: sent.with_timezone(&offset), order };
    let day = clock.sent.date_naive();
    for mention in due::mentions(text, &clock) {
        let words = text.get(mention.span.clone()).expect("bytes of the text");
        assert!(!words.is_empty(), "a date without words");
        let (Some(date), Role::Deadline) = (mention.date, mention.role) else { continue };
        // A time of day ("by noon") takes the day that stands elsewhere, and a day in numbers may be over.
        let numbers = text.chars().any(char::is_numeric);
        assert!(!usual || numbers || date >= day, "{date} is before {day}: {words:?} in {text:?}");
    }
    for found in [
        due::find(text, &clock),
        due::find_in_label(text, &clock),
        due::find_closing(text, &clock),
        due::find_told(text, &clock),
    ] {
        let Some(found) = found else { continue };
        assert_eq!(text.get(found.span.clone()), Some(found.words.as_str()));
    }
    let _ = due::order_in(text);
    let _ = due::friday_of_plan_week(&clock, seconds % 14);
});
