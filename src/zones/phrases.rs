//! Sets of phrases, found in a text in one pass over its words.

/// Phrases in lower case, each beginning with a word or a sign.
#[derive(Debug)]
pub(super) struct Phrases {
    /// By their first byte; a text is looked at only where a word begins.
    by_first: Vec<Vec<Phrase>>,
    /// For each first byte, a bit for each pair of bytes that goes on with it in a phrase: most words are told from all
    /// phrases by these three.
    pairs: [u64; 256],
}

#[derive(Debug, Clone, Copy)]
struct Phrase {
    text: &'static str,
    set: usize,
    /// Its first four bytes, which tell nearly all that stands in a text from it.
    start: u32,
    /// Which of these it has.
    mask: u32,
}

/// The first four bytes as a number, those that are missing as 0.
fn start_of(bytes: &[u8]) -> u32 {
    let start = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut start = [0; 4];
        start.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        start
    });
    u32::from_le_bytes(start)
}

/// Some of several sets of phrases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sets(u8);

impl Sets {
    pub(super) fn has(self, set: usize) -> bool {
        self.0 >> set & 1 == 1
    }
}

impl Phrases {
    pub(super) fn new(phrases: &[&'static str]) -> Phrases {
        Phrases::of_sets(&[phrases])
    }

    /// Up to eight sets, to be found in one pass.
    pub(super) fn of_sets(sets: &[&[&'static str]]) -> Phrases {
        let mut by_first = vec![Vec::new(); usize::from(u8::MAX) + 1];
        let mut pairs = [0; 256];
        for (set, text) in sets.iter().enumerate().flat_map(|(set, phrases)| phrases.iter().map(move |p| (set, *p))) {
            if let [first, rest @ ..] = text.as_bytes() {
                let start = start_of(text.as_bytes());
                let mask = if text.len() < 4 { start_of(&[0xFF; 4][..text.len()]) } else { u32::MAX };
                by_first[usize::from(*first)].push(Phrase { text, set, start, mask });
                // A shorter phrase may be followed by anything.
                pairs[usize::from(*first)] |= rest.first_chunk().map_or(u64::MAX, |pair| bit(*pair));
            }
        }
        Phrases { by_first, pairs }
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

    /// The phrases that may stand at the start of `text`, as far as its first bytes tell.
    fn candidates(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let here = text.as_bytes();
        let may_begin = self.may_begin(here);
        let first = here.first().filter(|_| may_begin).map(|&first| usize::from(first));
        let start = start_of(here);
        let phrases = first.and_then(|first| self.by_first.get(first)).into_iter().flatten();
        phrases.filter(move |phrase| start & phrase.mask == phrase.start).map(|phrase| phrase.text)
    }

    /// Whether `text` is one of the phrases.
    pub(super) fn has(&self, text: &str) -> bool {
        self.candidates(text).any(|phrase| text == phrase)
    }

    /// Whether one of the phrases stands in `text`, beginning where a word begins; it may end within one.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        self.any_in(text, |_| true)
    }

    /// The sets of which a phrase stands in `text` so.
    pub(super) fn sets_in(&self, text: &str) -> Sets {
        let mut sets = 0;
        self.any_in(text, |phrase| {
            sets |= 1 << phrase.set;
            false
        });
        Sets(sets)
    }

    /// Whether `is_it` holds for a phrase that stands in `text`; it sees them in their order.
    fn any_in(&self, text: &str, mut is_it: impl FnMut(&Phrase) -> bool) -> bool {
        let bytes = text.as_bytes();
        let mut found_at = |at: usize| {
            let here = &bytes[at..];
            let start = start_of(here);
            let stands =
                |phrase: &&Phrase| start & phrase.mask == phrase.start && here.starts_with(phrase.text.as_bytes());
            is_start(bytes, at) && self.by_first[usize::from(here[0])].iter().filter(stands).any(&mut is_it)
        };
        let may_begin = |three: &[u8]| self.pairs[usize::from(three[0])] & bit([three[1], three[2]]) != 0;
        bytes.windows(3).enumerate().any(|(at, three)| may_begin(three) && found_at(at))
            || (bytes.len().saturating_sub(2)..bytes.len()).any(found_at)
    }

    fn may_begin(&self, here: &[u8]) -> bool {
        let pair = here.get(1..).and_then(|rest| rest.first_chunk()).map_or(u64::MAX, |pair| bit(*pair));
        here.first().is_some_and(|first| self.pairs[usize::from(*first)] & pair != 0)
    }
}

/// Whether a phrase can begin here: at the start of a word, a sign, a byte outside ASCII.
fn is_start(bytes: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
    let within = before.is_some_and(|before| before.is_ascii_alphanumeric() || !before.is_ascii());
    !(within && bytes[at].is_ascii_alphanumeric())
}

/// One of 64 for two bytes.
fn bit([second, third]: [u8; 2]) -> u64 {
    1 << ((second ^ third.wrapping_mul(5)) % 64)
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
        let sets = Phrases::of_sets(&[&["vat no"], &["unsubscribe", "no."]]).sets_in("the vat no. is");
        assert!(sets.has(0) && sets.has(1) && !sets.has(2));
    }
}
