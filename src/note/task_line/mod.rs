//! One task as one line: written in three formats, read back from these and from other tools' lines.

mod edit;
mod read;
mod write;

use chrono::NaiveDate;

use super::TaskFormat;
use super::safe::{BlockId, Owner, Page, Slug, TaskText};
use crate::score::{Confidence, Priority};

pub use edit::{Change, edit, repeats};
pub use read::{Field, Span, read, spans, task_mark};
pub(super) use write::write;

/// What a task line that the program writes says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    pub text: TaskText,
    pub owner: Option<Owner>,
    pub due: Option<NaiveDate>,
    pub priority: Priority,
    pub cluster: Option<Slug>,
    pub confidence: Confidence,
    pub tags: Vec<Slug>,
    /// Written where the line's format has a block id.
    pub id: Option<BlockId>,
}

/// The state of a checkbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// `[ ]`, and every mark that is none of the others.
    Open,
    /// `[x]` and `[X]`
    Done,
    /// `[/]`
    InProgress,
    /// `[-]`
    Cancelled,
}

impl TaskLine {
    /// The line without its end; `filter` is the tag that the Tasks plugin wants in each task.
    pub fn line(&self, format: TaskFormat, filter: Option<&Slug>) -> String {
        let mut page = Page::default();
        write(&mut page, self, format, filter);
        page.into_string()
    }
}

/// A task line as it was found, by whatever tool it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTask {
    /// The line in its file, counted from 1.
    pub line: usize,
    /// Bytes of indentation and quote marks before the list marker.
    pub indent: usize,
    pub status: Status,
    /// What stands before the metadata.
    pub text: String,
    pub owner: Option<String>,
    pub due: Option<NaiveDate>,
    pub priority: Option<Priority>,
    pub cluster: Option<String>,
    /// Per cent.
    pub confidence: Option<u8>,
    /// Without `#`, in the order of the line.
    pub tags: Vec<String>,
    /// The day on which it was ticked off.
    pub done: Option<NaiveDate>,
    /// Who gave the task away (`TasksAgent`'s `delegated-from:@`).
    pub delegated_from: Option<String>,
    /// The block id, without `^`.
    pub id: Option<String>,
    /// The entries under the task, without their marker and without "Context: ".
    pub context: Vec<String>,
    /// The words of the mail that stand quoted under the task.
    pub quote: Option<String>,
}
