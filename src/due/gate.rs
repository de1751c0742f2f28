//! Whether a text can name a day at all: most sentences do not, and need not be read for it.

use std::sync::LazyLock;

use super::names;
use super::vocabulary::{ANCHORS, STARTERS, has};
use crate::lexicon::{MONTHS, WEEKDAYS};

/// Coarsely, which words a list has: most others are told by their first two letters, their last and their length.
#[derive(Debug)]
pub(super) struct Sieve(Vec<Slot>);

/// What is known of the words with the same first two letters.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// A bit for each length.
    lengths: u32,
    /// A bit for each last letter.
    last: u32,
}

const LETTERS: usize = 26;

/// What a text with a day in it has.
static ANCHORING: LazyLock<Sieve> = LazyLock::new(|| {
    let mut sieve = Sieve::of(ANCHORS.iter().copied());
    sieve.add_names();
    sieve
});

/// What an expression of a day begins with.
static STARTING: LazyLock<Sieve> = LazyLock::new(|| {
    let mut sieve = Sieve::of(STARTERS.iter().copied());
    sieve.add_names();
    sieve
});

impl Sieve {
    /// The sieve of words in lower case.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Sieve {
        let mut sieve = Sieve(vec![Slot::default(); LETTERS * LETTERS]);
        for word in words {
            sieve.add(word.as_bytes(), word.len(), word.as_bytes().last().copied());
        }
        sieve
    }

    /// Weekdays and months, short, in full, in the plural and misspelt.
    fn add_names(&mut self) {
        for word in names::SHORT {
            self.add(word.as_bytes(), word.len(), word.as_bytes().last().copied());
        }
        for name in WEEKDAYS.iter().chain(&MONTHS).map(|name| name.as_bytes()) {
            // Misspelt names keep their first letter, differ by one in length, and end in their last letter, or in the
            // one before where both are swapped; "Mondays" is as long.
            let ends = name.iter().rev().take(2).copied().chain([b's']);
            for (length, end) in
                (name.len() - 1..=name.len() + 1).flat_map(|length| ends.clone().map(move |end| (length, end)))
            {
                for second in b'a'..=b'z' {
                    self.add(&[name[0], second], length, Some(end));
                }
            }
        }
    }

    fn add(&mut self, start: &[u8], length: usize, last: Option<u8>) {
        if let Some(slot) = slot(start).and_then(|slot| self.0.get_mut(slot)) {
            slot.lengths |= 1 << length;
            slot.last |= last.and_then(letter).map_or(0, |last| 1 << last);
        }
    }

    /// Whether the list may have the word, in whatever case; `false` is sure.
    pub(super) fn may_have(&self, word: &[u8]) -> bool {
        let Some(slot) = slot(word).and_then(|slot| self.0.get(slot)) else { return word.len() < 2 };
        let fits = |bits: u32, at: usize| {
            u32::try_from(at).ok().and_then(|at| bits.checked_shr(at)).is_some_and(|bits| bits & 1 == 1)
        };
        fits(slot.lengths, word.len())
            && word.last().copied().and_then(letter).is_some_and(|last| fits(slot.last, last))
    }
}

fn letter(byte: u8) -> Option<usize> {
    let lower = byte.to_ascii_lowercase();
    lower.is_ascii_lowercase().then(|| usize::from(lower - b'a'))
}

/// Where words with these first two letters are kept; `None` for one letter alone, and for other letters.
fn slot(word: &[u8]) -> Option<usize> {
    let at = |at: usize| word.get(at).copied().and_then(letter);
    Some(at(0)? * LETTERS + at(1)?)
}

/// Whether an expression of a day can begin with the word, in ASCII lower case.
pub(super) fn may_start(word: &str) -> bool {
    STARTING.may_have(word.as_bytes())
        && (has(STARTERS, word) || names::weekday(word).is_some() || names::month(word).is_some())
}

/// `false` where no part of `text` can be an expression of a date; `true` says nothing.
pub(super) fn may_name_a_day(text: &str) -> bool {
    /// No word that names a day is longer.
    const LONGEST: usize = 31;
    let bytes = text.as_bytes();
    if bytes.iter().any(u8::is_ascii_digit) {
        return true;
    }
    let mut lower = [0; LONGEST];
    // What stands beside a letter outside ASCII is taken for a word of its own: that only lets more pass.
    bytes.split(|byte| !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty() && ANCHORING.may_have(word)).any(
        |word| {
            let Some(lower) = lower.get_mut(..word.len()) else { return false };
            lower.copy_from_slice(word);
            lower.make_ascii_lowercase();
            let word = str::from_utf8(lower).unwrap_or_default();
            has(ANCHORS, word) || names::weekday(word).is_some() || names::month(word).is_some()
        },
    )
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
    fn every_starter_and_name_may_start_an_expression() {
        let names = names::SHORT.iter().chain(&WEEKDAYS).chain(&MONTHS);
        for word in STARTERS.iter().chain(names) {
            assert!(may_start(word), "{word}");
        }
        for word in ["plan", "été", "", "wednesdayish"] {
            assert!(!may_start(word), "{word}");
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
