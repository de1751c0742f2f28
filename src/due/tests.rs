//! Deadlines as a whole: wordings by the table, and properties that hold for any text and any day.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone};

use super::*;

pub(super) fn clock(sent: &str) -> Clock {
    Clock { sent: DateTime::parse_from_rfc3339(sent).expect("an instant"), order: DayOrder::MonthFirst }
}

/// Sent on Wednesday, 14 January 2026.
pub(super) const WEDNESDAY: &str = "2026-01-14T10:00:00+01:00";

fn found(text: &str) -> Option<String> {
    find(text, &clock(WEDNESDAY)).map(|due| due.date.to_string())
}

/// Sentences with the day of their deadline.
pub(super) const DEADLINES: &[(&str, &str)] = &[
    ("Please send the deck by Friday.", "2026-01-16"),
    ("Could you send it next Friday?", "2026-01-23"),
    ("I'll have it Friday week.", "2026-01-23"),
    ("Please answer a week from Tuesday.", "2026-01-27"),
    ("Please pay on or before the 20th.", "2026-01-20"),
    ("Can you reply by Fri., 16 Jan.?", "2026-01-16"),
    ("Please pay by 16.1.", "2026-01-16"),
    ("Due: 16.1.", "2026-01-16"),
    ("Send it by 16.01.2026 at the latest.", "2026-01-16"),
    ("The form is due 1/16.", "2026-01-16"),
    ("Please mail the key by 13/02.", "2026-02-13"),
    ("The upload must be complete by 2026-03-14 17:00 UTC.", "2026-03-14"),
    ("Please have it done by 14-Mar-26.", "2026-03-14"),
    ("The vote must be in by the twenty-third of November.", "2026-11-23"),
    ("Let's wrap it up by the end of next week.", "2026-01-23"),
    ("Please finish the audit by the end of Q1.", "2026-03-31"),
    ("Close the books by month-end.", "2026-01-31"),
    ("I'd like a draft by mid-October.", "2026-10-15"),
    ("Please look at it later this week.", "2026-01-16"),
    ("Please ship the parts w/c 12 January.", "2026-01-16"),
    ("Delivery has to happen by CW 15.", "2026-04-10"),
    ("Please get this done before the weekend.", "2026-01-16"),
    ("I'll review it over the weekend.", "2026-01-18"),
    ("We need an answer within 48 hours.", "2026-01-16"),
    ("Expect my comments in 3-5 days.", "2026-01-19"),
    ("Please respond within five working days.", "2026-01-21"),
    ("Send me the numbers by 9am.", "2026-01-15"),
    ("Upload it by midnight.", "2026-01-14"),
    ("Please submit by noon Thursday.", "2026-01-15"),
    ("Entries must be in by 11:59 p.m. Pacific on January 20.", "2026-01-20"),
    ("Print the badges three weeks before the July 3 gala.", "2026-06-12"),
    ("Please back it up the day before the launch on June 1.", "2026-05-31"),
    ("Please pick a slot between Mar 16 and 27.", "2026-03-27"),
    ("Please skim it before Tuesday's call.", "2026-01-20"),
    ("Please skim the folder ahead of the workshop on November 17.", "2026-11-17"),
    ("I need the slides for tomorrow.", "2026-01-15"),
    ("Please return it Thursday, Friday at the latest.", "2026-01-16"),
    ("Ideally I'd have it tomorrow, but no later than Friday.", "2026-01-16"),
    ("The cutoff was moved from 16 January to 23 January.", "2026-01-23"),
    ("Please mail it by Friday -- oops, sorry, Monday.", "2026-01-19"),
    ("Instead of Friday, please send it on Tuesday.", "2026-01-20"),
    ("The board meets on Tuesday, so we want the tables by Friday.", "2026-01-16"),
    ("Friday is the deadline for abstracts.", "2026-01-16"),
    ("The survey closes on Friday, so please fill it in.", "2026-01-16"),
    ("need it by tmrw", "2026-01-15"),
    ("4. Paint signs - Thu", "2026-01-15"),
    ("- Order badges (EOW)", "2026-01-16"),
    ("- Site -> lay the cables -> 3/14", "2026-03-14"),
    ("Please finish this before Thanksgiving.", "2026-11-26"),
    ("Good, Friday noon it is for the posters.", "2026-01-16"),
    ("Could you put it in Thursday's crate?", "2026-01-15"),
    ("Bids close on Friday 23 January, the lift by noon.", "2026-01-23"),
    ("Please have it notarised by close of business on the 20th.", "2026-01-20"),
    ("Please mail it by half past four.", "2026-01-14"),
    ("Please mail it by half past nine.", "2026-01-15"),
    ("Please mail it by half four.", "2026-01-14"),
    ("Please mail it by a quarter to five.", "2026-01-14"),
    ("Please mail it by quarter past 3 pm.", "2026-01-14"),
    ("Please mail it before ten to five.", "2026-01-14"),
    ("Please mail it by twenty past eight am tomorrow.", "2026-01-15"),
    ("Please mail it on Friday by half past four.", "2026-01-16"),
    ("Please mail it by 4ish.", "2026-01-14"),
    ("Please mail it, but not after Thursday.", "2026-01-15"),
    ("They pushed the deadline back to March 8.", "2026-03-08"),
    ("The deadline slipped from Friday back to Monday.", "2026-01-19"),
    ("Monday's the deadline, so please mail the form.", "2026-01-19"),
    ("Please finish the inventory 5/4-5/8.", "2026-05-08"),
    ("Please finish the inventory by 5/4 - 5/8.", "2026-05-08"),
    ("Please mail it by Tue 3/2.", "2026-02-03"),
    ("Please mail it by 03/02/26 (Tuesday).", "2026-02-03"),
    ("As discussed on Tuesday, please mail the form by Friday.", "2026-01-16"),
    ("We open on the 20th, so please test it before then.", "2026-01-20"),
    ("The audit is on the 20th and I need the folder before that.", "2026-01-20"),
    ("I'll be back on Monday and will mail it then.", "2026-01-19"),
    ("Please have it ready when I come in on Friday.", "2026-01-16"),
    ("I'll mail it once I'm back on Monday.", "2026-01-19"),
    ("Please have the chairs in the hall by the party on March 20.", "2026-03-20"),
    ("Need the draft by 5, please.", "2026-01-14"),
    ("Mail it before 5, please.", "2026-01-14"),
    ("lock the shed, sat latest pls", "2026-01-17"),
    ("Please look at it over the weekend, or first thing Monday.", "2026-01-19"),
    ("Please look at it today, tomorrow or Friday.", "2026-01-16"),
    ("We need it no later than close of business (5 pm) on March 25.", "2026-03-25"),
    ("Please fill in the form so that it goes out on Friday.", "2026-01-16"),
    ("Please fill in the form so we can post it on Friday.", "2026-01-16"),
    ("No form after 25 March will be accepted.", "2026-03-25"),
    ("Forms received after 25 March cannot be considered.", "2026-03-25"),
    ("Could you bring me the book for Friday?", "2026-01-16"),
    ("Please book the hall and mail me the invoice for Friday.", "2026-01-16"),
    ("Please sharpen the pen and book for Friday.", "2026-01-16"),
    ("Please move the meeting so that we end by 5.", "2026-01-14"),
    ("Please trim the hedge and be back by 5.", "2026-01-14"),
    ("Please order the desks by noon, or on Friday.", "2026-01-16"),
    ("Please order the desks today, or on Friday.", "2026-01-16"),
    ("Please order the desks by noon or the 20th.", "2026-01-20"),
    ("Please order the desks by noon, or Tuesday at the latest.", "2026-01-20"),
    ("Please ring me at noon or on Friday.", "2026-01-16"),
    ("Please give me the keys before we book the hall, by Friday.", "2026-01-16"),
];

/// Sentences without a deadline.
pub(super) const OTHERS: &[&str] = &[
    "Please water the plants every Monday.",
    "Please send the report on Fridays.",
    "Please pay the rent on the 1st of each month.",
    "Please use the new form starting Monday.",
    "Please do not open it before Friday.",
    "Please don't ship anything until Monday.",
    "You needn't finish this by Friday.",
    "I have been waiting since Monday, please answer.",
    "Please fix what broke last Friday.",
    "The tape you mailed on Monday is torn, please resend it.",
    "Please print handouts for the Tuesday meeting.",
    "Please forward Monday's report.",
    "The meeting is on Friday.",
    "Please bring an umbrella to the picnic on Saturday.",
    "Mia's birthday is on March 3, please get her a card.",
    "The offer is valid until 31 January.",
    "I am on holiday until the 20th, please ask Tom.",
    "We need this yesterday.",
    "At the end of the day, you have to decide.",
    "Please hire a temp for two weeks.",
    "Start the 30-day trial, please.",
    "Send it back within 20 days of delivery.",
    "Please set the oven to 07:30.",
    "Please print the 2024 accounts.",
    "Please print the minutes of 12 March.",
    "Please upgrade to version 12.1.",
    "Please open ticket ABC-2026-01-16.",
    "Please upload report_2026-01-16.pdf.",
    "Please see https://example.com/2026/01/16/post for details.",
    "Please resolve 3/4 of the tickets.",
    "Please march over and ask April.",
    "Please make us a list on Monday.com.",
    "Please move the desk to the 3rd floor.",
    "Please reply asap.",
    "See you on Monday.",
    "Who's minding the shop on the 6th?",
    "I wonder whether Kim will be away, given the fair on Thursday.",
    "Do you keep a chart that shows what is opening in the next ten days?",
    "They hope to publish by November 4.",
    "Would a brief pause help (maybe until next Tuesday)?",
    "Please shred all slips prior to the current quarter.",
    "Please open the ticket for the year-end accounts.",
    "Please order the Christmas lights.",
    "Please find a plumber for the evening of the 12th of March.",
    "Fire drill, April 9, 10:00 - 10:45.",
    "Please ring at half past four.",
    "Please cut it into half three times.",
    "Please bring five to ten chairs.",
    "Please call the shop on or after Monday.",
    "Please call the shop not before Monday.",
    "Please call the shop any time after Monday.",
    "Please call the shop no earlier than Monday.",
    "Please cut the budget by 5.",
    "Please book a table for Friday.",
    "Please book a room for the workshop on 20 March.",
    "As discussed on Tuesday, please mail the form.",
    "As we agreed on Monday, please mail the form.",
    "As per our call on Monday, please mail the form.",
    "Following our chat on Monday, please mail the form.",
    "Further to our chat on Monday, please mail the form.",
    "Could you book a table for Friday?",
    "Please phone Lee and reserve two seats for Friday.",
    "Let's book the hall for Friday.",
    "We will book a stall and a tent for Friday.",
    "Ben, book a demo for Friday.",
    "Please book a room to rehearse the play for Friday.",
    "Please water the lawn and book a table for Friday.",
    "Reduce the order from ten boxes, which nobody wants any more, by 5.",
    "Please raise the rent of the flat and the fee for the garage by 5.",
    "",
];

#[test]
fn the_deadline_of_an_action_is_found_in_many_wordings() {
    for (text, day) in DEADLINES {
        assert_eq!(found(text).as_deref(), Some(*day), "{text}");
    }
}

#[test]
fn a_date_that_is_no_deadline_gives_none() {
    for text in OTHERS {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn the_words_and_their_place_come_with_the_preposition() {
    for (text, words) in [
        ("Please send it by end of week, Ana.", "by end of week"),
        ("Send it no later than Friday, please.", "no later than Friday"),
        ("Reports are due on the 15th.", "due on the 15th"),
        ("Mail it back Friday at the latest.", "Friday at the latest"),
    ] {
        let due = find(text, &clock(WEDNESDAY)).expect(text);
        assert_eq!(due.words, words, "{text}");
        assert_eq!(text.get(due.span), Some(words), "{text}");
    }
}

/// Sentences with the day on which somebody is to be there.
pub(super) const ATTENDED: &[(&str, Option<&str>)] = &[
    ("The plumber comes on Tuesday, can you let him in?", Some("2026-01-20")),
    ("sweep is tues between 9 and 11, are you free to be in?", Some("2026-01-20")),
    ("Can you be there on Friday?", None),
    ("The meeting is on Friday, can you come?", None),
    ("The meeting is on Friday, I'll be in touch.", None),
    ("Will you be in Rome when the show opens on Thursday?", None),
    ("The piano goes out on Tuesday, could you let the men in?", Some("2026-01-20")),
    ("The meter is read on Tuesday, will you be around?", Some("2026-01-20")),
    ("The glazier comes on Tuesday, can somebody be at home?", Some("2026-01-20")),
    ("The show opens on Tuesday, let Kim in on it.", None),
    ("The show opens on Tuesday, let me know in time.", None),
];

#[test]
fn being_there_is_due_on_the_day_of_the_visit() {
    for &(text, day) in ATTENDED {
        let attended = find_attended(text, &clock(WEDNESDAY)).filter(|_| found(text).is_none());
        assert_eq!(attended.map(|due| due.date.to_string()).as_deref(), day, "{text}");
    }
}

#[test]
fn the_offset_of_the_mail_decides_its_day() {
    for (sent, day) in [("2025-03-31T23:50:00+02:00", "2025-04-01"), ("2025-03-31T23:50:00-08:00", "2025-04-01")] {
        assert_eq!(find("Call me tomorrow, please.", &clock(sent)).map(|d| d.date.to_string()).as_deref(), Some(day));
    }
}

#[test]
fn the_order_of_day_and_month_is_taken_from_the_clock() {
    let mut clock = clock(WEDNESDAY);
    let text = "Please pay by 3/4/2026.";
    assert_eq!(find(text, &clock).map(|due| due.date.to_string()).as_deref(), Some("2026-03-04"));
    clock.order = DayOrder::DayFirst;
    assert_eq!(find(text, &clock).map(|due| due.date.to_string()).as_deref(), Some("2026-04-03"));
}

/// Labels with the day of their deadline.
pub(super) const LABELS: &[(&str, Option<&str>)] = &[
    ("STAGE 2 (until 16 January)", Some("2026-01-16")),
    ("Due: Friday", Some("2026-01-16")),
    ("To do before the 20th", Some("2026-01-20")),
    ("17 Jan", Some("2026-01-17")),
    ("the 20th", Some("2026-01-20")),
    ("Sept.", Some("2026-09-30")),
    ("Q1 2027", Some("2027-03-31")),
    ("Q2", None),
    ("March 2025", None),
    ("March 2027", Some("2027-03-31")),
    ("Q3 figures", None),
    ("January", Some("2026-01-31")),
    ("May", Some("2026-05-31")),
    ("may", None),
    ("Minutes, 12 February", None),
    ("Week 3 (to be finished)", None),
];

#[test]
fn labels_state_deadlines_and_records_only_date_themselves() {
    for &(text, day) in LABELS {
        let due = find_in_label(text, &clock(WEDNESDAY)).map(|due| due.date.to_string());
        assert_eq!(due.as_deref(), day, "{text}");
    }
}

#[test]
fn a_day_over_twelve_gives_the_order_away() {
    for (text, order) in [
        ("from 13/02 on", Some(DayOrder::DayFirst)),
        ("by 2/13/2026, or 3/4", Some(DayOrder::MonthFirst)),
        ("31-03-2027", Some(DayOrder::DayFirst)),
        ("13/02 and 2/13", None),
        ("3/4, a/13/2/b, 2026/13/02, 3-15 people, 24/7", None),
    ] {
        assert_eq!(order_in(text), order, "{text}");
    }
}

/// Wordings that count from the sending, each a deadline on every day.
pub(super) const RELATIVE: &[&str] = &[
    "by Friday",
    "by next Monday",
    "by Sunday",
    "by Tuesday week",
    "a week from Thursday",
    "by tomorrow",
    "today",
    "in two weeks",
    "within 3 days",
    "within 5 business days",
    "in one month",
    "in a year",
    "by end of week",
    "by the end of next week",
    "next week",
    "this week",
    "over the weekend",
    "before the weekend",
    "by EOD",
    "by EOM",
    "by end of quarter",
    "next month",
    "by end of year",
    "by the 15th",
    "by the 31st",
    "by Feb 29",
    "by 1/1",
    "by 31 December",
    "in June",
    "by mid-October",
    "by the beginning of November",
    "by Q1",
    "by CW 53",
    "by Easter",
    "by the third Tuesday of August",
    "by the last working day of August",
    "by 9am",
    "by midnight",
    "within 48 hours",
];

#[test]
fn every_relative_wording_holds_from_1970_to_2199() {
    let offset = chrono::FixedOffset::east_opt(5 * 3600 + 1800).expect("an offset");
    let whole = [2024];
    let days = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day").iter_days().take_while(|day| day.year() < 2200);
    for day in days {
        // Whole sample years; of the others the month ends, the leap days and the first days.
        let edge = day.succ_opt().is_some_and(|next| next.day() == 1) || day.day() == 29 && day.month() == 2;
        let checked = whole.contains(&day.year()) || edge && day.month() % 3 != 1;
        if !checked {
            continue;
        }
        let local = day.and_hms_opt(16, 20, 0).expect("a time");
        let sent = offset.from_local_datetime(&local).single().expect("an instant");
        let clock = Clock { sent, order: DayOrder::MonthFirst };
        for words in RELATIVE {
            let due = find(&format!("Please send the report {words}."), &clock);
            let date = due.map_or_else(|| panic!("{words} sent {day}"), |due| due.date);
            // A leap day can be eight years away, a week 53 seven.
            assert!(date >= day && (date - day).num_days() <= 8 * 366, "{words} sent {day} gave {date}");
        }
    }
}

#[test]
fn the_edges_of_the_calendar_are_no_panic() {
    for (year, month, day) in [(9999, 12, 31), (1, 1, 1), (0, 2, 29), (262_000, 12, 31), (-262_000, 1, 1)] {
        let local = NaiveDate::from_ymd_opt(year, month, day).and_then(|d| d.and_hms_opt(23, 59, 59)).expect("a time");
        let sent = chrono::FixedOffset::east_opt(0).expect("an offset").from_utc_datetime(&local);
        for words in RELATIVE {
            let _ = find(&format!("Please send it {words}."), &Clock { sent, order: DayOrder::DayFirst });
        }
    }
}

/// A small generator with a fixed seed, so that a failure comes back.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap_or(0) % sides
    }
}

#[test]
fn no_text_panics_and_every_span_is_text() {
    const PARTS: &[&str] = &[
        "Friday",
        "fri",
        "s",
        "'",
        "\u{2019}",
        "by",
        "before",
        "not",
        "until",
        "the",
        "15",
        "31",
        "99999999999",
        "th",
        "/",
        "-",
        ".",
        ":",
        ",",
        "(",
        ")",
        " ",
        " ",
        " ",
        " ",
        "Jan",
        "may",
        "of",
        "week",
        "weeks",
        "in",
        "a",
        "couple",
        "q",
        "1",
        "w",
        "c",
        "CW",
        "2026",
        "0",
        "am",
        "p",
        "m",
        "noon",
        "end",
        "mid",
        "next",
        "last",
        "day",
        "after",
        "before",
        "first",
        "every",
        "to",
        "and",
        "between",
        "from",
        "é",
        "📅",
        "日",
        "ß",
        "\n",
        "\u{a0}",
        "tomorrow",
        "today",
        "EOD",
        "sorry",
        "moved",
        "half",
        "month",
        "weekend",
        "Q4",
        "ending",
        "please",
        "İ",
    ];
    let clock = clock(WEDNESDAY);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..dice.roll(24) {
            text.push_str(PARTS[dice.roll(PARTS.len())]);
        }
        for mention in mentions(&text, &clock) {
            assert!(text.get(mention.span.clone()).is_some_and(|words| !words.is_empty()), "{text:?} {mention:?}");
        }
        for due in [find(&text, &clock), find_in_label(&text, &clock)].into_iter().flatten() {
            assert_eq!(text.get(due.span.clone()), Some(due.words.as_str()), "{text:?}");
        }
        let _ = order_in(&text);
    }
}

#[test]
fn hostile_repetition_takes_linear_time() {
    let clock = clock(WEDNESDAY);
    let start = std::time::Instant::now();
    for part in [
        "Friday ",
        "1/1/1",
        "by ",
        "the day before ",
        "week of ",
        "1-",
        "end of ",
        "not Friday but ",
        "Friday, or ",
        "today, tomorrow or ",
        "half past ",
        "by noon, or ",
        "cut and cut by 5 ",
        "book and book for Friday ",
        "please let the be in ",
        "over the weekend then Monday ",
        "first ",
        "in a ",
        "from Jan 1 to ",
    ] {
        let text = part.repeat(30_000 / part.len());
        let _ = (find(&text, &clock), find_in_label(&text, &clock), find_attended(&text, &clock), order_in(&text));
    }
    // Seconds in a debug build on a busy machine; quadratic time would be minutes.
    assert!(start.elapsed().as_secs() < 30);
}

/// When a sentence is sent, the sentence, and its deadline.
pub(super) const SENT: &[(&str, &str, Option<&str>)] = &[
    // A Friday at a month's end.
    ("2025-05-30T09:00:00+02:00", "Next week, on Thursday, please hand the form in.", Some("2025-06-05")),
    ("2025-05-30T09:00:00+02:00", "The week after next, on Tuesday, please show me round.", Some("2025-06-10")),
    ("2025-05-30T09:00:00+02:00", "Please close it Wednesday the week after next.", Some("2025-06-11")),
    ("2025-05-30T09:00:00+02:00", "Please come back to me Monday fortnight.", Some("2025-06-16")),
    ("2025-05-30T09:00:00+02:00", "Please repair what broke on Monday last week.", None),
    // A Saturday.
    ("2025-08-30T11:00:00-04:00", "Please reply by week's end.", Some("2025-09-05")),
    ("2025-08-30T11:00:00-04:00", "Please mail it before the week is out.", Some("2025-09-05")),
    ("2025-08-30T11:00:00-04:00", "Please file it by the third quarter.", Some("2025-09-30")),
    ("2025-08-30T11:00:00-04:00", "Please file it before the year is out.", Some("2025-12-31")),
    ("2025-08-30T11:00:00-04:00", "Please pay by the 29th.", Some("2025-09-29")),
    // A Monday.
    ("2026-03-02T08:00:00Z", "Please mail it by midweek.", Some("2026-03-04")),
    ("2026-03-02T08:00:00Z", "We're away over the weekend, count on it Monday.", Some("2026-03-09")),
    ("2026-03-02T08:00:00Z", "Please mail it Monday.", Some("2026-03-02")),
    ("2026-03-02T08:00:00Z", "Please mail it first thing next week.", Some("2026-03-09")),
    ("2026-03-02T08:00:00Z", "Please ship it in week 15.", Some("2026-04-10")),
    ("2026-03-02T08:00:00Z", "Please ship it the week starting Monday, March 9.", Some("2026-03-13")),
    ("2026-03-02T08:00:00Z", "Please finish it by day's end.", Some("2026-03-02")),
    // A Thursday afternoon before a leap day.
    ("2024-02-22T15:00:00-08:00", "Please mail it Wednesday, Friday at the latest.", Some("2024-03-01")),
    ("2024-02-22T15:00:00-08:00", "Please mail it by Monday - no, Tuesday.", Some("2024-02-27")),
    ("2024-02-22T15:00:00-08:00", "Please mail it Monday if you can, otherwise Wednesday.", Some("2024-02-28")),
    ("2024-02-22T15:00:00-08:00", "Please mail it Monday, worst case Wednesday.", Some("2024-02-28")),
    ("2024-02-22T15:00:00-08:00", "Preferably mail it Monday, Wednesday at the outside.", Some("2024-02-28")),
    ("2024-02-22T15:00:00-08:00", "Please answer in the next day or two.", Some("2024-02-24")),
    ("2024-02-22T15:00:00-08:00", "Please mail it by five o'clock.", Some("2024-02-22")),
    ("2024-02-22T15:00:00-08:00", "Please do it March 4-8.", Some("2024-03-08")),
    ("2024-02-22T15:00:00-08:00", "Please mail it by Monday, er, Tuesday.", Some("2024-02-27")),
    ("2024-02-22T15:00:00-08:00", "Please mail it by the 30th.", Some("2024-03-30")),
    // A Wednesday.
    ("2025-01-29T12:00:00Z", "Please pay by Feb 29.", Some("2028-02-29")),
    ("2025-01-29T12:00:00Z", "Please pay in one month.", Some("2025-02-28")),
    ("2025-01-29T12:00:00Z", "Please pay by the next business day.", Some("2025-01-30")),
    ("2025-01-29T12:00:00Z", "Please pay on the last Friday of the month.", Some("2025-01-31")),
    ("2025-01-29T12:00:00Z", "Please pay by Presidents' Day.", Some("2025-02-17")),
    ("2025-01-29T12:00:00Z", "Please pay by St. Patrick's Day.", Some("2025-03-17")),
    ("2025-01-29T12:00:00Z", "Please check in weekly on Tuesday.", None),
    // New Year's Eve.
    ("2025-12-31T18:30:00+01:00", "Please call the bank by 6 pm.", Some("2026-01-01")),
    ("2025-12-31T18:30:00+01:00", "Please call the bank by December 30.", Some("2026-12-30")),
    ("2025-12-31T18:30:00+01:00", "Please call the bank in 2 business days.", Some("2026-01-02")),
    // A leap day.
    ("2028-02-29T09:00:00Z", "Please renew it in a year.", Some("2029-02-28")),
    ("2028-02-29T09:00:00Z", "Please pay it by EOM.", Some("2028-02-29")),
    // A Saturday: a weekday that the weekend has is today's.
    ("2025-08-30T11:00:00-04:00", "We're away over the weekend, count on it Saturday.", Some("2025-08-30")),
];

#[test]
fn wordings_count_from_the_day_on_which_they_are_sent() {
    for &(sent, text, day) in SENT {
        let due = find(text, &clock(sent)).map(|due| due.date.to_string());
        assert_eq!(due.as_deref(), day, "{text}");
    }
}
