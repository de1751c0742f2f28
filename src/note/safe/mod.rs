//! The one place through which text from a mail passes on its way into a note.
//!
//! A [`Page`] takes only words of the program itself (`&'static str`, numbers, days) and the types of this module, and
//! each of those has one way in: a constructor that cleans, cuts and neutralises, in this order. A string that was not
//! made safe does not compile into a note. SECURITY.md says which mark is answered in which way and why.

mod address;
mod field;
mod markdown;
mod mermaid;
mod name;
mod page;
mod plain;

use std::borrow::Cow;

use crate::clean;

pub use address::LinkTarget;
pub(crate) use address::web_address;
pub use field::{YamlScalar, decode_exact};
pub use markdown::{Paragraph, QuoteText, unescape};
pub use mermaid::MermaidLabel;
pub use name::{BlockId, FileName, FolderName, NoteLink, Owner, Slug};
pub use page::{Page, Safe, Time};
pub use plain::{HeadingText, TaskText};

/// Characters of a subject. Longer ones are no subject that a person reads, and a title stands in lists and tabs.
pub const SUBJECT_LIMIT: usize = 200;
/// Characters of a task's text: more than two lines on a screen are no list entry.
pub const TASK_TEXT_LIMIT: usize = 300;
/// Characters of one paragraph: longer lines slow Obsidian's editor, and nobody reads them in a summary.
pub const PARAGRAPH_LIMIT: usize = 2_000;
/// Characters of the quote under a task; a sentence is far shorter, a wall of text is cut.
pub const QUOTE_LIMIT: usize = 500;
/// Characters of a name: of a person, an attachment, a heading of the mail.
pub const NAME_LIMIT: usize = 100;

/// The first `limit` characters of clean, one-line `text`, with an ellipsis where something was cut.
///
/// Cutting comes before escaping, for a cut between a backslash and its mark would bring the mark to life.
fn shorten(text: &str, limit: usize) -> Cow<'_, str> {
    if text.len() <= limit || text.chars().nth(limit).is_none() {
        return Cow::Borrowed(text);
    }
    let kept = clean::cut(text, limit.saturating_sub(1));
    // A joiner whose second half was cut off joins nothing.
    let kept = kept.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200C}' | '\u{200D}'));
    Cow::Owned(format!("{kept}…"))
}

/// `text` as a message or a table on the terminal may show it: one line, no control or hidden characters, at most
/// [`PARAGRAPH_LIMIT`] characters.
pub fn shown(text: &str) -> String {
    // Bounded before it is cleaned: a file name or header of megabytes ends up here as well.
    let text = clean::cut(text, PARAGRAPH_LIMIT * 4);
    let line = clean::one_line(text);
    shorten(&line, PARAGRAPH_LIMIT).into_owned()
}

/// Whether an HTML entity that `CommonMark` decodes starts at this `&` (`&lt;`, `&#60;`, `&#x3c;`).
fn is_entity(text: &str) -> bool {
    /// The longest entity name has 31 letters.
    const LONGEST: usize = 33;
    let Some(rest) = text.strip_prefix('&') else { return false };
    let name = rest.bytes().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    name > 0 && rest.as_bytes().get(name) == Some(&b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_says_so_and_ends_on_a_whole_character() {
        assert_eq!(shorten("short", 5), "short");
        assert_eq!(shorten("größer als", 5), "größ…");
        assert_eq!(shorten("a 👩\u{200D}💻 b", 5), "a 👩…");
    }

    #[test]
    fn an_entity_has_a_name_and_a_semicolon() {
        for text in ["&lt;x", "&#60;", "&#x3c;", "&CounterClockwiseContourIntegral;"] {
            assert!(is_entity(text), "{text}");
        }
        for text in ["& lt;", "&", "&;", "AT", "&T and more;", "&é;"] {
            assert!(!is_entity(text), "{text}");
        }
    }

    #[test]
    fn what_the_terminal_shows_has_no_escape_sequence() {
        assert_eq!(shown("a\u{1b}]52;c;x\u{7}b\r\nc\u{202e}d"), "a]52;c;xb cd");
        assert!(shown(&"x ".repeat(9_000_000)).chars().count() <= PARAGRAPH_LIMIT);
    }
}
