//! Whose words each line of the body is.

use std::ops::Range;

use crate::email::Email;

/// Whose words a stretch of the body is, which decides whether a task in it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    Own,
    Quoted,
    Forwarded,
    Signature,
    Boilerplate,
}

/// A run of lines of one voice; zones cover the body's lines in order and without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    pub voice: Voice,
    /// Indices into `email.body.lines`.
    pub lines: Range<usize>,
    /// A forwarded message that the words above it hand over ("can you take this one?"): its tasks count.
    pub handed_over: bool,
    /// Who wrote a quoted or forwarded message, as its header block or attribution line says.
    pub author: Option<String>,
}

/// The zones of the body, blank lines with the zone before them.
pub fn split(email: &Email) -> Vec<Zone> {
    vec![Zone { voice: Voice::Own, lines: 0..email.body.lines.len(), handed_over: false, author: None }]
}
