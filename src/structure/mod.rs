//! The document behind the lines: sections under headings, paragraphs, list entries, key-value lines, table rows.

mod blocks;
mod greetings;
mod heading_words;
mod headings;
mod labels;
mod lines;
mod margins;
mod markers;
mod roles;
mod tables;
mod wrap;

use std::ops::Range;

use crate::email::{BodyKind, Email};
use crate::zones::{Voice, Zone};

/// The readable zones of an email (own words, and what is handed over) as sections and blocks, in reading order.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Section 0 is what stands under no heading: before the first, and the closing words after the list of the last.
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
    /// The words, lines joined by one space, without list marker, checkbox and label; of a table row the cell under the
    /// header that says what is to be done, else the longest cell with words.
    pub text: String,
    /// "Dana", "DevOps", "AP": a `Label:` before the text; for a key-value line its key.
    pub label: Option<String>,
    /// Who stands beside its last line, in the margin of minutes: "Lee Moss", "BN", "All", "--".
    pub beside: Option<String>,
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

/// The most blocks read of one email: thousands of them are no letter, and memory has an end.
pub const MAX_BLOCKS: usize = 20_000;

/// The document that the readable zones form.
///
/// Takes time linear in the text; what stands behind the first 20,000 blocks is left out.
pub fn read(email: &Email, zones: &[Zone]) -> Document {
    let mut views = lines::readable(email, zones);
    margins::part(&mut views);
    let habits = wrap::habits(&views, email.body.kind == BodyKind::Flowed);
    blocks::read(&views, habits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::{Body, DateSource, EmailId, Importance, Line, Mark};
    use crate::inputs::Origin;

    /// One zone of own words over the whole body.
    pub(in crate::structure) fn own(email: &Email) -> Vec<Zone> {
        vec![Zone { voice: Voice::Own, lines: 0..email.body.lines.len(), handed_over: false, author: None }]
    }

    /// An email with this plain text and nothing else.
    pub(in crate::structure) fn email(text: &str) -> Email {
        Email {
            id: EmailId("0123456789abcdef".to_owned()),
            origin: Origin { path: None, index: None },
            message_id: None,
            references: Vec::new(),
            gmail_id: None,
            subject: String::new(),
            from: None,
            to: Vec::new(),
            cc: Vec::new(),
            date: chrono::DateTime::default(),
            date_source: DateSource::Today,
            importance: Importance::Normal,
            gmail_labels: Vec::new(),
            bulk: Vec::new(),
            to_list: false,
            attachments: Vec::new(),
            body: Body {
                kind: BodyKind::Plain,
                lines: text.lines().map(|line| Line { text: line.to_owned(), mark: Mark::None }).collect(),
            },
            cuts: Vec::new(),
        }
    }
}
