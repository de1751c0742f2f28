//! Whether a text can name a day at all: most sentences do not, and need not be read for it.

use std::sync::LazyLock;

use super::names;
use super::vocabulary::{ANCHORS, has};
use crate::lexicon::{MONTHS, WEEKDAYS};

/// Lengths of the words that a date has, a bit each, by their first two letters.
struct Lengths(Vec<u32>);

const LETTERS: usize = 26;

static LENGTHS: LazyLock<Lengths> = LazyLock::new(|| {
    let mut lengths = Lengths(vec![0; LETTERS * LETTERS]);
    for word in ANCHORS.iter().chain(names::SHORT) {
        lengths.add(word.as_bytes(), word.len());
    }
    for name in WEEKDAYS.iter().chain(&MONTHS) {
        // Misspelt names keep their first letter and differ by one in length; "Mondays" is as long.
        for length in name.len() - 1..=name.len() + 1 {
            for second in b'a'..=b'z' {
                lengths.add(&[name.as_bytes()[0], second], length);
            }
        }
    }
    lengths
});

impl Lengths {
    fn add(&mut self, word: &[u8], length: usize) {
        if let Some(slot) = slot(word) {
            self.0[slot] |= 1 << length;
        }
    }

    fn have(&self, word: &[u8]) -> bool {
        let ends = |slot: usize| self.0[slot].checked_shr(u32::try_from(word.len()).ok()?);
        slot(word).is_none_or(|slot| ends(slot).is_some_and(|bits| bits & 1 == 1))
    }
}

/// Where words with these first two letters are kept; `None` for one letter alone.
fn slot(word: &[u8]) -> Option<usize> {
    let letter = |at: usize| word.get(at).map(|byte| usize::from(byte.to_ascii_lowercase() - b'a'));
    Some(letter(0)? * LETTERS + letter(1)?)
}

/// `false` where no part of `text` can be an expression of a date; `true` says nothing.
pub(super) fn may_name_a_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.iter().any(u8::is_ascii_digit) {
        return true;
    }
    // What stands beside a letter outside ASCII is taken for a word of its own: that only lets more pass.
    bytes.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty() && LENGTHS.have(word)).any(|word| {
        let word = str::from_utf8(word).unwrap_or_default().to_ascii_lowercase();
        has(ANCHORS, &word) || names::weekday(&word).is_some() || names::month(&word).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_name_a_day_passes() {
        for (text, expected) in [
            ("Send it by Friday", true),
            ("SEND IT BY FRIDAY", true),
            ("on Wendesday", true),
            ("in Jauary", true),
            ("Mondays are bad", true),
            ("Tuesday’s call", true),
            ("by 4", true),
            ("EOD", true),
            ("w/c Mon", true),
            ("d.", true),
            ("tmrw", true),
            ("Please send the plan to Lena", false),
            ("", false),
            ("日本 é", false),
        ] {
            assert_eq!(may_name_a_day(text), expected, "{text}");
        }
    }

    #[test]
    fn what_names_a_day_in_a_test_passes() {
        use crate::due::{Clock, DayOrder, binding, tests, tokens::Tokens};
        let sent = chrono::DateTime::parse_from_rfc3339("2026-01-14T10:00:00+01:00").expect("an instant");
        let clock = Clock { sent, order: DayOrder::MonthFirst };
        let texts = (tests::DEADLINES.iter().map(|(text, _)| text))
            .chain(tests::OTHERS)
            .chain(tests::ATTENDED.iter().map(|(text, _)| text))
            .chain(tests::LABELS.iter().map(|(text, _)| text))
            .chain(tests::RELATIVE)
            .chain(tests::SENT.iter().map(|(_, text, _)| text));
        for text in texts {
            let named = !binding::mentions(&Tokens::of(text), &clock).is_empty();
            assert!(may_name_a_day(text) || !named, "{text}");
        }
    }

    #[test]
    fn every_name_and_anchor_passes_with_one_slip_too() {
        let known = |word: &str| names::weekday(word).is_some() || names::month(word).is_some();
        let names = WEEKDAYS.iter().chain(&MONTHS).copied();
        for word in ANCHORS.iter().copied().chain(names.clone()) {
            assert!(may_name_a_day(word), "{word}");
        }
        for name in names {
            for at in 1..name.len() {
                let (left, right) = name.split_at(at);
                for slip in
                    [format!("{left}{}", &right[1..]), format!("{left}x{right}"), format!("{left}x{}", &right[1..])]
                {
                    assert_eq!(may_name_a_day(&slip), known(&slip), "{slip}");
                }
            }
        }
    }
}
