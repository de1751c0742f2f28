//! Dates in headings, table cells and key-value lines, and the day-month order of a whole mail.

use chrono::Datelike;

use super::tokens::Tokens;
use super::vocabulary::{RECORDS, has};
use super::{Clock, DayOrder, Mention, Role, binding, calendar, firm, names};

/// The dates of a label; one that no verb and no event claims is a deadline.
pub(super) fn mentions(tokens: &Tokens, clock: &Clock) -> Vec<Mention> {
    let mut mentions = binding::mentions(tokens, clock);
    if mentions.is_empty() {
        return mentions;
    }
    let dates_itself = (0..tokens.len()).any(|at| has(RECORDS, tokens.word(at)));
    for mention in &mut mentions {
        let loose = mention.firmness <= firm::DAY;
        if dates_itself && loose && mention.role == Role::Deadline {
            mention.role = Role::Event;
            mention.firmness = 0;
        } else if !dates_itself && mention.role == Role::Event && mention.date.is_some() && tokens.len() <= SHORT {
            mention.role = Role::Deadline;
            mention.firmness = firm::BARE;
        }
    }
    mentions
}

/// "Sept." or "June" and nothing else, as a cell of a plan has it: that month's last day.
pub(super) fn lone_month(tokens: &Tokens, clock: &Clock) -> Option<Mention> {
    let name = names::month(tokens.word(0))?;
    let stopped = tokens.len() == 2 && tokens.word(1) == ".";
    if tokens.len() != 1 && !stopped || name.doubtful && !tokens.capital(0) {
        return None;
    }
    let today = clock.sent.date_naive();
    let ahead = (i64::from(name.month) - i64::from(today.month())).rem_euclid(12);
    let first = calendar::plus_months(today.with_day(1)?, ahead)?;
    let last = calendar::plus_days(calendar::plus_months(first, 1)?, -1)?;
    let span = tokens.span(0, tokens.len());
    Some(Mention { role: Role::Deadline, date: Some(last), span, firmness: firm::BARE })
}

/// "Q1 2025", "March 2025" and nothing else: the last day of that quarter or month, where that is to come. A bare "Q1" is
/// as often the first question.
pub(super) fn lone_period(text: &str, tokens: &Tokens, clock: &Clock) -> Option<Mention> {
    let counted = matches!(tokens.word(0), "q" | "h") && tokens.glued(1);
    let month = names::month(tokens.word(0)).is_some_and(|name| !name.doubtful || tokens.capital(0));
    let year = |at: usize| tokens.digits(at) == 4 && tokens.len() == at + 1;
    if !(counted && year(2) || month && year(1)) {
        return None;
    }
    let within = binding::mentions(&Tokens::of(&format!("in {text}")), clock);
    let last = within.iter().find_map(|mention| mention.date).filter(|last| *last >= clock.sent.date_naive())?;
    Some(Mention { role: Role::Deadline, date: Some(last), span: tokens.span(0, tokens.len()), firmness: firm::BARE })
}

/// A label of so many tokens is nothing but its date: "the 12th".
const SHORT: usize = 4;

/// See [`super::order_in`].
pub(super) fn order_in(text: &str) -> Option<DayOrder> {
    let bytes = text.as_bytes();
    let mut order = None;
    for sign in memchr::memchr2_iter(b'/', b'-', bytes) {
        let Some((first, second)) = pair_around(bytes, sign) else { continue };
        let said = match (first, second) {
            // "24/7".
            (24, 7) => continue,
            (13..=31, 1..=12) => DayOrder::DayFirst,
            (1..=12, 13..=31) => DayOrder::MonthFirst,
            _ => continue,
        };
        if order.is_some_and(|order| order != said) {
            return None;
        }
        order = Some(said);
    }
    order
}

/// The numbers left and right of a date's first sign. "24/7" and a part of a longer number or path are none, and with
/// "-" a year has to follow, as "3-15" is more often a range.
fn pair_around(bytes: &[u8], sign: usize) -> Option<(u32, u32)> {
    let digits = |from: usize, back: bool| -> usize {
        (0..3)
            .take_while(|n| {
                let at = if back { from.checked_sub(n + 1) } else { Some(from + n) };
                at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit)
            })
            .count()
    };
    let (left, right) = (digits(sign, true), digits(sign + 1, false));
    if !(1..=2).contains(&left) || !(1..=2).contains(&right) {
        return None;
    }
    let joins = |byte: Option<&u8>| {
        byte.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'.' | b'_' | b'='))
    };
    if sign.checked_sub(left + 1).is_some_and(|at| joins(bytes.get(at))) {
        return None;
    }
    let after = sign + 1 + right;
    let kind = bytes.get(sign)?;
    let year = bytes.get(after) == Some(kind) && matches!(digits(after + 1, false), 2 | 3);
    if !year && (*kind == b'-' || joins(bytes.get(after)).then(|| bytes.get(after)).is_some_and(|b| b != Some(&b'.'))) {
        return None;
    }
    let value = |from: usize, count: usize| -> Option<u32> {
        std::str::from_utf8(bytes.get(from..from + count)?).ok()?.parse().ok()
    };
    Some((value(sign - left, left)?, value(sign + 1, right)?))
}
