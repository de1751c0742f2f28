//! Days that are counted from a day named before: "the Friday before", "the day after", "the 25th of that month".

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{on_or_after, plus_days};
use super::clause::{self, Mood};
use super::expressions::Found;
use super::names::weekday;
use super::tokens::{Kind, Tokens};
use super::{Mention, Role, firm};

/// How the day is got from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Days(i64),
    /// The last such weekday before it.
    Before(Weekday),
    /// The first such weekday after it.
    After(Weekday),
    /// The day of this number in its month.
    OfTheMonth(u32),
}

/// A wording of such a day, from token `first` to before token `end`, its preposition with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    first: usize,
    end: usize,
    step: Step,
    firmness: u8,
}

impl Counted {
    /// The day that it is, counted from `anchor`; `None` where there is none: "the 31st of that month".
    pub(super) fn from(&self, anchor: NaiveDate) -> Option<NaiveDate> {
        match self.step {
            Step::Days(days) => plus_days(anchor, days),
            Step::Before(weekday) => on_or_after(plus_days(anchor, -7)?, weekday),
            Step::After(weekday) => on_or_after(plus_days(anchor, 1)?, weekday),
            Step::OfTheMonth(number) => anchor.with_day(number),
        }
    }

    pub(super) fn mention(&self, tokens: &Tokens, date: Option<NaiveDate>) -> Mention {
        let clause = clause::around(tokens, self.first, self.end);
        let told = matches!(clause::mood(tokens, clause, self.first, self.end), Mood::Fact | Mood::Told);
        // "They came the day before"; without a date it is a day all the same, though the text does not name it.
        let only_told = date.is_some() && told && self.firmness < firm::BY;
        let (role, firmness) = if only_told { (Role::Event, firm::TOLD) } else { (Role::Deadline, self.firmness) };
        Mention { role, date, span: tokens.span(self.first, self.end), firmness }
    }
}

/// The first such wording in `tokens`.
pub(super) fn counted(tokens: &Tokens) -> Option<Counted> {
    (0..tokens.len()).find_map(|at| relative(tokens, at).or_else(|| of_that_month(tokens, at)))
}

/// "the Friday before", "the evening before", "the day after": with nothing behind it that it is counted from.
fn relative(tokens: &Tokens, at: usize) -> Option<Counted> {
    // "the minutes from the week before", "more than the day before": where a thing is from, or what it is held against.
    let of_a_thing = matches!(
        tokens.before(at, 1),
        "of" | "from" | "for" | "since" | "as" | "like" | "than" | "taken" | "made" | "written" | "sent"
    ) && tokens.before(at, 2) != "later";
    if tokens.word(at) != "the" || of_a_thing {
        return None;
    }
    let before = match tokens.word(at + 2) {
        "before" | "beforehand" => true,
        "after" | "afterwards" => false,
        _ => return None,
    };
    let ends = match tokens.kind(at + 3) {
        None => true,
        Some(Kind::Sign) => !matches!(tokens.word(at + 3), "(" | "\"" | "“" | "‘"),
        Some(_) => matches!(tokens.word(at + 3), "and" | "or" | "so" | "but" | "please"),
    };
    let named = weekday(tokens.word(at + 1)).filter(|name| !name.plural);
    let step = match (tokens.word(at + 1), named) {
        ("day" | "evening" | "night" | "afternoon" | "morning", _) => Step::Days(if before { -1 } else { 1 }),
        ("week", _) => Step::Days(if before { -7 } else { 7 }),
        (_, Some(name)) if before => Step::Before(name.weekday),
        (_, Some(name)) => Step::After(name.weekday),
        _ => return None,
    };
    let (first, firmness) = led(tokens, at);
    ends.then_some(Counted { first, end: at + 3, step, firmness })
}

/// "the 25th of that month", "the 25th of the same month".
fn of_that_month(tokens: &Tokens, at: usize) -> Option<Counted> {
    let number = tokens.number(at).filter(|number| (1..=31).contains(number))?;
    let ordinal = usize::from(matches!(tokens.word(at + 1), "st" | "nd" | "rd" | "th"));
    let of = at + 1 + ordinal;
    let end = if tokens.follow(of, &["of", "that", "month"]) {
        of + 3
    } else if tokens.follow(of, &["of", "the", "same", "month"]) {
        of + 4
    } else {
        return None;
    };
    let article = usize::from(tokens.before(at, 1) == "the");
    let (first, firmness) = led(tokens, at - article);
    Some(Counted { first, end, step: Step::OfTheMonth(number), firmness })
}

/// Where the preposition of the wording at `at` stands, and how firmly it binds: "by noon on the Friday before".
fn led(tokens: &Tokens, at: usize) -> (usize, u8) {
    let by = (1..=LONGEST_LEAD).find(|&back| {
        let than = tokens.before(at, back) == "than" && matches!(tokens.before(at, back + 1), "later" | "earlier");
        than || matches!(tokens.before(at, back), "by" | "before" | "until")
    });
    match by {
        Some(back) if (1..back).all(|near| tokens.kind(at - near) != Some(Kind::Sign)) => (at - back, firm::BY),
        _ => (at - usize::from(matches!(tokens.before(at, 1), "on" | "at" | "in")), firm::DAY),
    }
}

/// How many tokens "by" stands before the day at most: "by 12 pm on".
const LONGEST_LEAD: usize = 4;

/// Puts the day of such a wording in place of what its words alone would say: counted from the last day named before it
/// in the text, or no day at all.
pub(super) fn resolve(tokens: &Tokens, today: NaiveDate, found: &mut Vec<(Found, Mention)>) {
    let Some(counted) = counted(tokens) else { return };
    let mut before = found.iter().rev().filter(|(expression, _)| expression.end <= counted.first);
    let anchor = before.find_map(|(_, mention)| mention.date);
    let mention = counted.mention(tokens, anchor.and_then(|anchor| counted.from(anchor)).filter(|day| *day >= today));
    let overlaps = |expression: &Found| expression.first < counted.end && counted.first < expression.end;
    let mut placed = false;
    for (expression, own) in found.iter_mut() {
        if overlaps(expression) {
            *own = mention.clone();
            placed = true;
        }
    }
    if let Some(date) = mention.date.filter(|_| !placed) {
        found.push((Found::day(counted.first, counted.end, date), mention));
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use crate::due::tests::{WEDNESDAY, clock};
    use crate::due::{find, find_counted};

    #[test]
    fn a_day_is_counted_from_the_one_named_before_it() {
        let anchor = NaiveDate::from_ymd_opt(2026, 2, 18).expect("a day");
        for (text, day) in [
            ("Sizes reach Lee by noon on the Friday before.", Some("2026-02-13")),
            ("Please send it the day before.", Some("2026-02-17")),
            ("Please send it by the evening before, please.", Some("2026-02-17")),
            ("Send me the bill the Monday after.", Some("2026-02-23")),
            ("Please send it by the 25th of that month.", Some("2026-02-25")),
            ("Please send it by the 31st of that month.", None),
            ("Please send it the day before the show.", None),
            ("Please send me the minutes from the week before.", None),
            ("Please order more than the week before.", None),
            ("They came the day before.", None),
        ] {
            assert_eq!(find_counted(text, anchor).map(|due| due.date.to_string()).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn in_one_sentence_the_day_stands_before_it_and_without_one_there_is_none() {
        for (text, day) in [
            ("They come next Wednesday, please send it the day before.", Some("2026-01-20")),
            ("Please send it by noon on the Friday before.", None),
            ("Please send it by the 25th of that month.", None),
        ] {
            assert_eq!(find(text, &clock(WEDNESDAY)).map(|due| due.date.to_string()).as_deref(), day, "{text}");
        }
    }
}
