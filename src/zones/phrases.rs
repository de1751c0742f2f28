//! Sets of phrases, found in a text in one pass over its words.

/// Phrases in lower case, each beginning with a word or a sign.
#[derive(Debug)]
pub(super) struct Phrases {
    /// By their first byte; a text is looked at only where a word begins.
    by_first: Vec<Vec<&'static str>>,
}

impl Phrases {
    pub(super) fn new(phrases: &[&'static str]) -> Phrases {
        let mut by_first = vec![Vec::new(); usize::from(u8::MAX) + 1];
        for phrase in phrases {
            if let Some(&first) = phrase.as_bytes().first() {
                by_first[usize::from(first)].push(*phrase);
            }
        }
        Phrases { by_first }
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
                && self.by_first[usize::from(byte)].iter().any(|phrase| bytes[at..].starts_with(phrase.as_bytes()))
        })
    }
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
