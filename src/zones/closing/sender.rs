//! The sender's name, to know it under a letter.

use crate::email::Email;
use crate::zones::phrases::folded;

/// The words of the sender's name and address, in lower case.
#[derive(Debug, Default)]
pub(in crate::zones) struct Sender {
    words: Vec<String>,
    /// First names of the people written to: "Thanks, Maria" to Maria is no closing.
    readers: Vec<String>,
}

/// Words that stand between the names of a person.
const PARTICLES: &[&str] = &[
    "von", "van", "de", "der", "den", "la", "le", "di", "da", "del", "dos", "bin", "al", "and", "&", "dr", "prof",
    "mr", "mrs", "ms",
];

impl Sender {
    pub(in crate::zones) fn of(email: &Email) -> Sender {
        let mut sender = Sender::named(email.from.as_ref().and_then(|from| from.name.as_deref()));
        let local =
            email.from.as_ref().and_then(|from| from.address.as_deref()).and_then(|address| address.split('@').next());
        sender.words.extend(local.into_iter().flat_map(name_words));
        let readers = email.to.iter().chain(&email.cc).filter_map(|reader| reader.name.as_deref());
        sender.readers = readers.flat_map(name_words).filter(|word| !sender.words.contains(word)).collect();
        sender
    }

    pub(in crate::zones) fn named(name: Option<&str>) -> Sender {
        Sender { words: name.into_iter().flat_map(name_words).collect(), readers: Vec::new() }
    }

    /// Whether the line is the sender's name, first name, nickname or initials: "Nikolai Petrov", "nik", "N.", "NP", "- Nik x".
    pub(super) fn signs(&self, text: &str) -> bool {
        const MAX_BYTES: usize = 60;
        if text.len() > MAX_BYTES || text.ends_with(['?', ':']) {
            return false;
        }
        let name = name_of(without_office(text));
        let mut words = words(&name).filter(|word| !word.bytes().all(|byte| byte == b'x') || self.has(word)).peekable();
        if words.peek().is_none() || self.words.is_empty() {
            return false;
        }
        let mut count = 0;
        words.all(|word| {
            count += 1;
            count <= 4 && (PARTICLES.contains(&word) || self.is_own(word))
        })
    }

    pub(super) fn is_reader(&self, text: &str) -> bool {
        name_words(text).next().is_some_and(|word| self.readers.contains(&word))
    }

    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| own == word)
    }

    fn is_own(&self, word: &str) -> bool {
        /// "Bernie" for Bernadette, "Nik" for Nikolai.
        const NICKNAME: usize = 3;
        let length = word.chars().count();
        if length == 1 {
            return self.words.iter().any(|own| own.starts_with(word));
        }
        if self.has(word) {
            return true;
        }
        let initials = self.words.iter().filter_map(|own| own.chars().next());
        if length <= 3 && word.chars().eq(initials.take(length)) {
            return true;
        }
        self.words.iter().any(|own| {
            let shared = own.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
            shared >= NICKNAME && shared + 3 >= length && length <= own.chars().count().max(NICKNAME + 2)
        })
    }
}

/// The name behind "i. A.", "ppa.", "gez.": for whom somebody signs.
pub(super) fn without_office(text: &str) -> &str {
    const OFFICES: &[&str] =
        &["i. A. ", "i.A. ", "i. V. ", "i.V. ", "I.A. ", "ppa. ", "p.p. ", "pp ", "gez. ", "p.o. ", "P.O. "];
    OFFICES.iter().find_map(|office| text.trim_start().strip_prefix(office)).unwrap_or(text)
}

/// The name without a nickname in quotes and a remark in parentheses: `Adam "Duncan" Berg (he/him)`.
fn without_asides(text: String) -> String {
    if !text.contains(['"', '“', '(']) {
        return text;
    }
    let mut until = None;
    let mut is_kept = |c: char| {
        if let Some(end) = until {
            if c == end {
                until = None;
            }
            return false;
        }
        until = match c {
            '"' => Some('"'),
            '“' => Some('”'),
            '(' => Some(')'),
            _ => None,
        };
        until.is_none()
    };
    text.chars().filter(|&c| is_kept(c)).collect()
}

fn name_of(text: &str) -> String {
    without_asides(folded(text))
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty())
}

fn name_words(text: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = words(&name_of(text)).map(str::to_owned).collect();
    words.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_senders_name_is_known_in_its_short_forms() {
        let sender = Sender::named(Some("Nikolai Petrov"));
        for text in ["Nikolai", "nik", "N.", "NP", "- Nik x", "Nikolai Petrov", "Nick", "/Nik"] {
            assert_eq!(sender.signs(text), text != "Nick", "{text}");
        }
        for text in ["Maria", "No", "Nikolai will send it.", "Petrov & Sons Ltd", "", "x"] {
            assert!(!sender.signs(text), "{text}");
        }
        assert!(Sender::named(Some("Bernadette Nwosu")).signs("Bernie"));
    }
}
