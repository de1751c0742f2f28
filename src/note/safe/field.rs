//! Values of the frontmatter: one line each, text to every YAML reader, nothing that `TasksAgent`'s patterns take.

use chrono::NaiveDateTime;

use super::{HeadingText, LinkTarget};
use crate::email::EmailId;
use crate::note::day;

/// Words that some YAML reader takes for something else than text (YAML 1.1 §10.2, YAML 1.2 §10.3).
const KEYWORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
/// Bytes of a property; Obsidian shows it on one line.
const LONGEST: usize = 1_000;

/// A value as it stands after `key: `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlScalar(String);

impl YamlScalar {
    /// Text as words: bare where it could be nothing else, else in quotes.
    pub fn text(text: &HeadingText) -> Self {
        // TasksAgent's pattern for the id is not anchored: a title "emailId: x" would be the note's id.
        let text = text.as_str().replace("emailId:", "emailId :");
        YamlScalar(if is_bare(&text) { text } else { quoted(&text) })
    }

    /// A string that must come back as it was (a path, a Message-ID): what is no letter, digit or plain sign is
    /// percent-encoded, so that no reader finds a mark in it. `None` where it is too long for a property.
    pub fn exact(text: &str) -> Option<Self> {
        Self::numbered(text, None)
    }

    /// [`exact`](Self::exact), and a number after a colon, which the coded text has none of.
    pub fn numbered(text: &str, number: Option<usize>) -> Option<Self> {
        let mut coded = exact(text);
        if let Some(number) = number {
            coded.push(':');
            coded.push_str(&number.to_string());
        }
        (coded.len() <= LONGEST).then(|| YamlScalar(quoted(&coded)))
    }

    /// The id in its own alphabet, bare: `TasksAgent` does not take quotes off.
    pub fn id(id: &EmailId) -> Self {
        let id: String = id.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
        YamlScalar(if is_number_like(&id) { quoted(&id) } else { id })
    }

    /// A date and time as Obsidian's property type has it, `2025-01-14T09:15:00`, without zone.
    pub fn date_time(time: NaiveDateTime) -> Self {
        YamlScalar(format!("{}T{}", day(time.date()), time.format("%H:%M:%S")))
    }

    pub fn link(link: &LinkTarget) -> Self {
        YamlScalar(link.as_str().to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What [`YamlScalar::exact`] was made from.
pub fn decode_exact(coded: &str) -> String {
    let mut bytes = Vec::with_capacity(coded.len());
    let mut rest = coded.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| first == b'%') {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn exact(text: &str) -> String {
    let seen = crate::clean::visible_cow(text) == text;
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if char.is_ascii_alphanumeric() || " ._-/,()'+=@~".contains(char) || (seen && char.is_alphanumeric()) {
            out.push(char);
        } else {
            let mut bytes = [0; 4];
            for byte in char.encode_utf8(&mut bytes).bytes() {
                super::address::push_percent(&mut out, byte);
            }
        }
    }
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a plain scalar is this text to every reader: words with plain signs, a letter first.
fn is_bare(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " ,.()'/&_-".contains(c))
        && !KEYWORDS.contains(&text.to_ascii_lowercase().as_str())
}

/// Digits alone, or digits with one `e` between them, are a number to some YAML readers.
fn is_number_like(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_digit() || b == b'e')
        && id.bytes().filter(|b| *b == b'e').count() <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_text_to_every_reader() {
        let cases = [
            ("Action Required - Security Audit Findings", "Action Required - Security Audit Findings"),
            ("Re: form", "\"Re: form\""),
            ("yes", "\"yes\""),
            ("2026-03-02", "\"2026-03-02\""),
            ("1:30", "\"1:30\""),
            ("emailId: 19b7", "\"emailId : 19b7\""),
            ("He said \"no\" \\ twice", "\"He said \\\"no\\\" / twice\""),
            ("!!python/object &a *a {x: [y]} - ? #z", "\"!!python/object &a *a (x: (y)) - ? ＃z\""),
            ("a\ncssclasses: evil", "\"a cssclasses: evil\""),
        ];
        for (subject, expected) in cases {
            assert_eq!(YamlScalar::text(&HeadingText::new(subject)).as_str(), expected, "{subject}");
        }
    }

    #[test]
    fn an_exact_string_comes_back() {
        for text in ["mail/2025/Re: [x] <% y %>.eml", "CAF+a=b@mail.example", "größe/日本/100%.eml", "a\u{202E}b\n"]
        {
            let scalar = YamlScalar::exact(text).expect("short");
            let inner = scalar.as_str().trim_matches('"');
            assert!(!inner.contains(['<', '[', ':', '\n', '\u{202E}', '"', '\\']), "{inner}");
            assert_eq!(decode_exact(inner), text);
        }
        assert_eq!(YamlScalar::exact(&"a".repeat(1_001)), None);
    }

    #[test]
    fn a_number_like_id_is_quoted() {
        for (id, expected) in [
            ("19b7c3e42d854f1c", "19b7c3e42d854f1c"),
            ("1234567890123456", "\"1234567890123456\""),
            ("1234567e90123456", "\"1234567e90123456\""),
        ] {
            assert_eq!(YamlScalar::id(&EmailId(id.to_owned())).as_str(), expected);
        }
    }
}
