//! The body's lines with their quote prefixes taken off.

use std::cell::OnceCell;

use super::phrases::folded;
use crate::email::{Body, Mark};

/// No quote in real mail is deeper; what is beyond counts as this deep.
const MAX_DEPTH: usize = 200;

/// One line as the rules of this module look at it.
#[derive(Debug, Clone)]
pub(super) struct ViewLine<'a> {
    /// How many quote marks stand before the text.
    pub(super) depth: usize,
    /// The text behind the quote marks, without white space at its ends.
    pub(super) text: &'a str,
    /// The text behind the quote marks, its indent and trailing space kept.
    pub(super) raw: &'a str,
    pub(super) mark: Mark,
    lower: OnceCell<String>,
}

impl<'a> ViewLine<'a> {
    fn new(depth: usize, raw: &'a str, mark: Mark) -> ViewLine<'a> {
        ViewLine { depth, text: raw.trim(), raw, mark, lower: OnceCell::new() }
    }

    /// The start of `text` as the phrases are written: lower case, plain apostrophes. Of most quotes nobody asks for it.
    pub(super) fn lower(&self) -> &str {
        /// Disclaimers and footers say what they are at their start.
        const MAX_BYTES: usize = 3_000;
        self.lower
            .get_or_init(|| folded(self.text.get(..self.text.floor_char_boundary(MAX_BYTES)).unwrap_or(self.text)))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// All lines of a body.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) lines: Vec<ViewLine<'a>>,
}

impl<'a> View<'a> {
    pub(super) fn new(body: &'a Body) -> View<'a> {
        let mut lines: Vec<ViewLine<'a>> = body
            .lines
            .iter()
            .map(|line| {
                let (depth, raw) = quote_prefix(&line.text);
                ViewLine::new(depth, raw, line.mark)
            })
            .collect();
        let originals = |index: usize| body.lines.get(index).map_or("", |line| line.text.as_str());
        for (index, line) in lines.iter_mut().enumerate() {
            if line.depth > 0 && is_lone_name(&originals, index) {
                *line = ViewLine::new(0, originals(index), line.mark);
            }
        }
        let shallow = lines.iter().any(|line| line.depth == 1 || line.depth == 2);
        for index in 0..lines.len() {
            let text = originals(index);
            if lines[index].depth > 0 && is_own_angle(&lines, index, text, shallow) {
                lines[index] = ViewLine::new(0, text, lines[index].mark);
            }
        }
        View { lines }
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&ViewLine<'a>> {
        self.lines.get(index)
    }

    /// The line, as long as it is quoted exactly `depth` times.
    pub(super) fn at_depth(&self, index: usize, depth: usize) -> Option<&ViewLine<'a>> {
        self.lines.get(index).filter(|line| line.depth == depth)
    }

    /// The first line at or after `index` that is not blank; looks over a few blank lines only.
    pub(super) fn next_text(&self, index: usize) -> Option<usize> {
        const MAX_BLANK: usize = 8;
        (index..self.lines.len().min(index + MAX_BLANK)).find(|&at| !self.lines[at].is_blank())
    }
}

/// A line with an angle bracket at its start that quotes nobody: a Python prompt in a mail without other quotes, or
/// "> 80 %" where a wrapped sentence goes on.
fn is_own_angle(lines: &[ViewLine<'_>], index: usize, text: &str, shallow: bool) -> bool {
    let line = &lines[index];
    if is_groupwise_top(text) {
        return true;
    }
    if line.depth == 3 && !shallow && text.starts_with(">>> ") && !text.trim_end().ends_with(">>>") {
        return !text.contains('@');
    }
    let alone =
        |at: Option<usize>| at.and_then(|at| lines.get(at)).is_some_and(|other| other.depth == 0 && !other.is_blank());
    line.depth == 1
        && alone(index.checked_sub(1))
        && (line.text.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with(">From "))
        && lines.get(index + 1).is_none_or(|other| other.depth == 0)
}

/// `>>> Ana Ruiz <ana@x.example> 08.09.2025 17:02 >>>`, which `GroupWise` sets over a message that it does not quote.
pub(super) fn is_groupwise_top(text: &str) -> bool {
    text.starts_with(">>> ") && text.trim_end().ends_with(" >>>") && text.len() > ">>> >>>".len()
}

/// Quote marks at the start of a line: `> `, `> > `, `>>`, and `AB> ` as some clients put the name before them.
fn quote_prefix(text: &str) -> (usize, &str) {
    let mut depth = 0;
    let mut rest = text;
    while depth < MAX_DEPTH {
        let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
        let indent = rest.len() - trimmed.len();
        if let Some(after) = trimmed.strip_prefix('>') {
            // Deeper indents are own text laid out in columns.
            if indent > 3 && depth == 0 {
                break;
            }
            depth += 1;
            rest = after;
        } else {
            break;
        }
    }
    if depth == 0 {
        return named_quote(text).unwrap_or((0, text));
    }
    (depth, rest.strip_prefix(' ').unwrap_or(rest))
}

/// Whether a word and a mark start the line, and none of the lines around: "Note> the key is under the mat" is no quote.
fn is_lone_name<'a>(line: &impl Fn(usize) -> &'a str, index: usize) -> bool {
    /// As clients write initials: they stand for a name by themselves.
    const INITIALS: usize = 3;
    /// Lines looked at on either side.
    const REACH: usize = 3;
    let name = |index: usize| {
        let text = line(index);
        named_quote(text).and_then(|_| text.split_once('>')).map(|(name, _)| name)
    };
    let Some(own) = name(index) else { return false };
    let initials = own.len() <= INITIALS && own.bytes().all(|byte| byte.is_ascii_uppercase());
    let around = index.saturating_sub(REACH)..=index + REACH;
    !initials && !around.into_iter().any(|other| other != index && name(other) == Some(own))
}

/// `JP> so it is`, `Skip> so it is`, `JP>> so it was`: who said it, before the marks.
fn named_quote(text: &str) -> Option<(usize, &str)> {
    /// Longer words are text; a name that clients put there is the first name at most.
    const NAME: usize = 12;
    let name = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let named = (1..=NAME).contains(&name) && text.starts_with(|c: char| c.is_ascii_uppercase());
    let marks = text.get(name..)?.bytes().take_while(|byte| *byte == b'>').count();
    let rest = text.get(name + marks..)?.strip_prefix(' ')?;
    (named && (1..=MAX_DEPTH).contains(&marks)).then_some((marks, rest))
}

/// A line without the Markdown emphasis and table bars that may stand around it.
pub(super) fn bare(text: &str) -> &str {
    // Most lines begin with a letter and end with one or a full stop.
    if let ([first, ..], [.., last]) = (text.as_bytes(), text.as_bytes())
        && first.is_ascii_alphanumeric()
        && (last.is_ascii_alphanumeric() || matches!(last, b'.' | b',' | b':'))
    {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|' | '~' | '\u{200b}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quote_marks_are_counted_and_taken_off() {
        for (text, depth, rest) in [
            ("> a", 1, "a"),
            (">a", 1, "a"),
            ("> > a", 2, "a"),
            (">> a", 2, "a"),
            (" > a", 1, "a"),
            ("JP> a", 1, "a"),
            ("Jan> a", 1, "a"),
            ("JP>> a", 2, "a"),
            ("jan> a", 0, "jan> a"),
            ("Jan>a", 0, "Jan>a"),
            ("a > b", 0, "a > b"),
            ("      > a", 0, "      > a"),
            ("->", 0, "->"),
            ("é> a", 0, "é> a"),
            (">   indented", 1, "  indented"),
        ] {
            assert_eq!(quote_prefix(text), (depth, rest), "{text}");
        }
    }
}
