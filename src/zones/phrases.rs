//! Sets of phrases, found in a text in one pass over its words.

/// Phrases in lower case, each beginning with a word or a sign.
#[derive(Debug)]
pub(super) struct Phrases {
    /// By their first byte; a text is looked at only where a word begins.
    by_first: Vec<Vec<&'static str>>,
    /// For each first byte, a bit for each lower half of a second byte that a phrase has: most words are told from all
    /// phrases by these two.
    seconds: [u64; 256],
}

impl Phrases {
    pub(super) fn new(phrases: &[&'static str]) -> Phrases {
        let mut by_first = vec![Vec::new(); usize::from(u8::MAX) + 1];
        let mut seconds = [0; 256];
        for phrase in phrases {
            if let [first, rest @ ..] = phrase.as_bytes() {
                by_first[usize::from(*first)].push(*phrase);
                // A phrase of one byte may be followed by anything.
                seconds[usize::from(*first)] |= rest.first().map_or(u64::MAX, |second| bit(*second));
            }
        }
        Phrases { by_first, seconds }
    }

    /// Whether `text` begins with one of the phrases.
    pub(super) fn begin(&self, text: &str) -> bool {
        self.candidates(text).any(|phrase| text.starts_with(phrase))
    }

    /// The longest phrase that `text` begins with, as whole words.
    pub(super) fn longest(&self, text: &str) -> Option<&'static str> {
        let whole = |phrase: &&'static str| {
            text.strip_prefix(*phrase).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '\''))
        };
        self.candidates(text).filter(whole).max_by_key(|phrase| phrase.len())
    }

    fn candidates(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let first = text.as_bytes().first().map(|&first| usize::from(first));
        first.and_then(|first| self.by_first.get(first)).into_iter().flatten().copied()
    }

    /// Whether one of the phrases stands in `text`, beginning where a word begins; it may end within one.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let mut within = false;
        bytes.iter().enumerate().any(|(at, &byte)| {
            let starts = !within;
            within = byte.is_ascii_alphanumeric() || !byte.is_ascii();
            let sign = !byte.is_ascii_alphanumeric();
            (starts || sign)
                && self.seconds[usize::from(byte)] & bytes.get(at + 1).map_or(u64::MAX, |next| bit(*next)) != 0
                && self.by_first[usize::from(byte)].iter().any(|phrase| bytes[at..].starts_with(phrase.as_bytes()))
        })
    }
}

fn bit(byte: u8) -> u64 {
    1 << (byte % 64)
}

pub(super) fn contains_any(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| text.contains(phrase))
}

/// A text in lower case with plain apostrophes and spaces, as the phrases are written.
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '`' | '´' => '\'',
            '\u{a0}' | '\u{202f}' => ' ',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_where_words_begin() {
        let phrases = Phrases::new(&["vat no", "©", "é la carte", "unsubscribe"]);
        for (text, expected) in [
            ("the vat no is", true),
            ("vat number", false),
            ("avat no", false),
            ("x© 2025", true),
            ("choir+unsubscribe@x", true),
            ("é la carte", true),
            ("", false),
        ] {
            assert_eq!(phrases.stand_in(text), expected, "{text}");
        }
    }
}
