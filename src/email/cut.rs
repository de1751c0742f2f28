//! What of a message is beyond a limit and was not read.

use std::fmt;

use super::body::{MAX_ATTACHMENTS, MAX_DEPTH, MAX_PARTS};
use super::headers::{MAX_BLOCK, MAX_FIELDS, MAX_MAILBOXES};
use super::{MAX_LINE, MAX_LINES, MAX_TEXT};

/// A limit that a message went over. What lies before it was read; the message for a person says what was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cut {
    HeaderBlock,
    Fields,
    Mailboxes,
    Parts,
    Depth,
    Attachments,
    Text,
    Lines,
    LongLine,
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cut::HeaderBlock => write!(f, "the header beyond its first {} KiB was not read", MAX_BLOCK >> 10),
            Cut::Fields => write!(f, "header fields beyond the first {MAX_FIELDS} were not read"),
            Cut::Mailboxes => write!(f, "people beyond the first {MAX_MAILBOXES} of a header were not read"),
            Cut::Parts => write!(f, "parts beyond the first {MAX_PARTS} were not read"),
            Cut::Depth => write!(f, "parts nested more than {MAX_DEPTH} deep were not read"),
            Cut::Attachments => write!(f, "attachments beyond the first {MAX_ATTACHMENTS} were not named"),
            Cut::Text => write!(f, "text beyond the first {} KiB was not read", MAX_TEXT >> 10),
            Cut::Lines => write!(f, "text beyond the first {MAX_LINES} lines was not read"),
            Cut::LongLine => write!(f, "lines were cut after {MAX_LINE} characters"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::{Options, RawEmail, parse};
    use crate::inputs::Origin;

    fn cuts(message: String) -> Vec<Cut> {
        let origin = Origin { path: None, index: None };
        let raw = RawEmail { origin, bytes: message.into_bytes(), envelope: None };
        parse(&raw, &Options::default()).expect("a message").cuts
    }

    #[test]
    fn what_was_not_read_is_told() {
        let head = "From: ana@example.com\nSubject: Form\n";
        let parts = |count: usize, kind: &str| {
            let one = format!("--b\nContent-Type: {kind}\n\nx\n");
            format!("{head}Content-Type: multipart/mixed; boundary=b\n\n{}--b--\n", one.repeat(count))
        };
        let mut deep = head.to_owned();
        for level in 0..30 {
            for piece in
                ["Content-Type: multipart/mixed; boundary=b", &level.to_string(), "x\n\n--b", &level.to_string(), "x\n"]
            {
                deep += piece;
            }
        }
        for (case, message, expected) in [
            ("a letter", format!("{head}\nPlease sign."), vec![]),
            ("a long header", format!("{head}X: {}\n\nHi", "y".repeat(MAX_BLOCK)), vec![Cut::HeaderBlock]),
            ("many fields", format!("{head}{}\nHi", "X: y\n".repeat(MAX_FIELDS)), vec![Cut::Fields]),
            (
                "many people",
                format!("To: {}\n{head}\nHi", "a@example.com, ".repeat(MAX_MAILBOXES + 1)),
                vec![Cut::Mailboxes],
            ),
            ("many parts", parts(MAX_PARTS + 1, "text/plain"), vec![Cut::Parts]),
            ("many attachments", parts(MAX_ATTACHMENTS + 1, "application/pdf"), vec![Cut::Attachments]),
            ("deep parts", format!("{deep}Content-Type: text/plain\n\nHi"), vec![Cut::Depth]),
            ("much text", format!("{head}\n{}", "Hello there.\n".repeat(MAX_TEXT / 12)), vec![Cut::Text]),
            ("many lines", format!("{head}\n{}", "a\n\n".repeat(MAX_LINES)), vec![Cut::Lines]),
            ("a long line", format!("{head}\n{}", "a ".repeat(MAX_LINE)), vec![Cut::LongLine]),
        ] {
            assert_eq!(cuts(message), expected, "{case}");
        }
    }

    #[test]
    fn encoded_and_html_text_is_cut_as_plain_text_is() {
        let head = "From: ana@example.com\nContent-Transfer-Encoding: ";
        let encoded = format!("{head}base64\n\n{}", "SGVsbG8gdGhlcmUsIGFsbCBvZiB5b3UK\n".repeat(MAX_TEXT / 20));
        let quoted =
            format!("{head}quoted-printable\n\n{}", "Hello =\nthere, and good morning.\n".repeat(MAX_TEXT / 20));
        let html = format!(
            "{head}7bit\nContent-Type: text/html\n\n{}",
            "<p>Hello there, and good morning to you all.</p>\n".repeat(MAX_TEXT / 20)
        );
        for (case, message) in [("base64", encoded), ("quoted-printable", quoted), ("HTML", html)] {
            assert_eq!(cuts(message), [Cut::Text], "{case}");
        }
    }
}
