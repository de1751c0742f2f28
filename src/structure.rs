//! The document behind the lines: sections under headings, paragraphs, list entries, key-value lines, table rows.

use std::ops::Range;

use crate::email::Email;
use crate::zones::{Voice, Zone};

/// The readable zones of an email (own words, and what is handed over) as sections and blocks, in reading order.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Section 0 is what stands before any heading.
    pub sections: Vec<Section>,
    pub blocks: Vec<Block>,
}

/// What stands under one heading, up to the next of its level or above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's words without number, marks and colon; `None` for section 0.
    pub heading: Option<String>,
    /// "3.", "A1", "WEEK 2": how other places of the mail refer to it.
    pub number: Option<String>,
    /// The section that encloses it.
    pub parent: Option<usize>,
    pub role: Role,
    /// The 1-based body line of the heading.
    pub line: usize,
}

/// What the entries of a section are, told from its heading (or its parent's).
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// "Action items", "Next steps", "Required actions", "TODO", "To do before Friday".
    Actions,
    /// "Week 1 (must complete)", "Timeline", "Milestones": repeats actions with dates and weights.
    Timeline,
    /// "Findings", "Issues", "Vulnerabilities", "Concerns", "Risks".
    Findings,
    /// "Decisions", "Agreed".
    Decisions,
    /// "Open questions".
    Questions,
    /// "Done", "Completed", "Closed".
    Done,
    /// Any other heading that tells what its entries are: summary, resources, attendees, agenda, background.
    Information,
    /// No heading, or one that says nothing about its entries.
    Open,
}

/// One paragraph, list entry, key-value line, table row or heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// The words, lines joined by one space, without list marker, checkbox and label.
    pub text: String,
    /// "Dana", "DevOps", "AP": a `Label:` before the text; for a key-value line its key.
    pub label: Option<String>,
    /// Indices into `email.body.lines`.
    pub lines: Range<usize>,
    pub section: usize,
    /// The block that this one is nested under: the entry above a sub-entry, the paragraph that introduces a list
    /// ("Please do the following:"), the entry that a continuation paragraph belongs to.
    pub parent: Option<usize>,
    /// [`Voice::Own`], or [`Voice::Forwarded`] where that is handed over.
    pub voice: Voice,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    Heading,
    Paragraph,
    Entry(Entry),
    /// "Due: Friday", "Owner: Dana".
    KeyValue,
    Row(Row),
    /// "Hi Ana,"; its text is the whole line.
    Greeting,
    /// "Best regards," and the name below it.
    Closing,
}

/// A list entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// 0 for the outermost list.
    pub level: usize,
    /// "1", "b", "iv" of an ordered list.
    pub number: Option<String>,
    /// The state of a `[ ]` box where there is one.
    pub checked: Option<bool>,
}

/// A row of a table with the header cells over it (as many as `cells`, or none).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub header: Vec<String>,
    pub cells: Vec<String>,
}

/// The document that the readable zones form.
pub fn read(_email: &Email, _zones: &[Zone]) -> Document {
    Document::default()
}
