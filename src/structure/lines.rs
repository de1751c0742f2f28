//! What one line looks like by itself: its indent, its width, whether it is a mere rule, which list marker opens it.

use std::cell::OnceCell;
use std::ops::Range;

use super::markers::{self, Marker};
use crate::email::{Email, Line};
use crate::zones::{Voice, Zone};

/// Columns of a tab stop, as mail clients and terminals show it.
const TAB: usize = 4;

/// A readable line of the body.
#[derive(Debug, Clone)]
pub(super) struct View<'a> {
    /// Index into `email.body.lines`.
    pub(super) index: usize,
    /// Without white space around it; empty for a blank line.
    pub(super) text: &'a str,
    /// Columns of white space before the text.
    pub(super) indent: usize,
    /// Characters up to the last that is no white space, the indent included.
    pub(super) width: usize,
    /// A space stands at the end of the line, as `format=flowed` marks a line that goes on.
    pub(super) flows: bool,
    pub(super) voice: Voice,
    /// The zone starts here, or lines of another voice stand between this line and the one before.
    pub(super) cut: bool,
    pub(super) marker: Option<Marker<'a>>,
    /// What stands beside the text in a margin of its own.
    pub(super) margin: Option<&'a str>,
    /// Decoration without a word.
    pub(super) rule: bool,
    words: OnceCell<usize>,
}

impl<'a> View<'a> {
    /// Leaves no more than `text` of the line, its beginning.
    pub(super) fn narrow(&mut self, text: &'a str) {
        self.text = text;
        self.width = self.indent + text.chars().count();
        self.flows = false;
        self.rule = is_rule(text);
        self.marker = if self.rule { None } else { markers::read(text) };
        self.words = OnceCell::new();
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn words(&self) -> usize {
        *self.words.get_or_init(|| self.text.split_whitespace().count())
    }
}

/// The lines that may make tasks, in order: own words, and forwarded ones that are handed over.
pub(super) fn readable<'a>(email: &'a Email, zones: &[Zone]) -> Vec<View<'a>> {
    let mut views = Vec::new();
    for zone in zones {
        let counts = match zone.voice {
            Voice::Own => true,
            Voice::Forwarded => zone.handed_over,
            Voice::Quoted | Voice::Signature | Voice::Boilerplate => false,
        };
        if counts {
            views.extend(of_zone(&email.body.lines, zone.lines.clone(), zone.voice));
        }
    }
    views
}

fn of_zone(lines: &[Line], range: Range<usize>, voice: Voice) -> impl Iterator<Item = View<'_>> {
    let start = range.start;
    let lines = lines.get(range).unwrap_or_default();
    lines.iter().enumerate().map(move |(offset, line)| view(&line.text, start + offset, voice, offset == 0))
}

fn view(line: &str, index: usize, voice: Voice, cut: bool) -> View<'_> {
    let text = line.trim();
    let indent = line
        .chars()
        .take_while(|c| c.is_whitespace())
        .fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 });
    let flows = line.ends_with(' ') && !text.is_empty();
    let rule = is_rule(text);
    let marker = if rule { None } else { markers::read(text) };
    let width = indent + text.chars().count();
    View { index, text, indent, width, flows, voice, cut, marker, margin: None, rule, words: OnceCell::new() }
}

/// `----`, `====`, `* * *`, `____`: decoration without a word.
pub(super) fn is_rule(text: &str) -> bool {
    let mut marks = 0;
    for c in text.chars() {
        match c {
            '-' | '=' | '_' | '*' | '~' | '#' | '+' | '–' | '—' | '─' | '━' | '═' | '•' | '·' | '^' => {
                marks += 1;
            }
            c if c.is_whitespace() => {}
            _ => return false,
        }
    }
    marks >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoration_is_a_rule_and_words_are_none() {
        for (text, rule) in
            [("-----", true), ("* * *", true), ("====", true), ("--", true), ("...", false), ("- a -", false)]
        {
            assert_eq!(is_rule(text), rule, "{text}");
        }
    }

    #[test]
    fn a_tab_counts_as_its_columns() {
        assert_eq!(view("\tx", 0, Voice::Own, false).indent, 4);
        assert_eq!(view("  \tx", 0, Voice::Own, false).indent, 4);
        assert_eq!(view("\u{a0} x", 0, Voice::Own, false).indent, 2);
    }
}
