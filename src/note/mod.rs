//! The Markdown note of one email: made from its parts, and read back.

mod compose;
pub mod read;
pub mod safe;
pub mod source;
pub mod task_line;

use chrono::{Datelike, NaiveDate};

use crate::email::EmailId;

pub(crate) use compose::folders_of;
pub(crate) use compose::{ACTION_ITEMS, HIGH, LOW, MEDIUM, NEXT_STEPS, NO_TASKS, NONE_CERTAIN, hex};
pub use compose::{ALREADY_HEADING, Already, FIRM_PERCENT, NOTE_LIMIT, Parts, TASKS_LIMIT, compose};

/// A note that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub email_id: EmailId,
    /// Folders below the vault's root, each a safe name: `["TaskAgent", "Action", "2025", "01"]`.
    pub folders: Vec<String>,
    /// A safe file name with `.md`.
    pub file_name: String,
    /// The name where `file_name` belongs to the note of another email: the same with six digits that its id gives.
    pub file_name_with_id: String,
    /// The whole file.
    pub text: String,
    /// What makes the email this one beside its id (sender, time, words), hashed: another email that copies a
    /// Message-ID has the id but not the print.
    pub fingerprint: String,
    /// Only [`compose()`] makes notes, so that nothing reaches a vault that did not pass through [`safe`].
    composed: compose::Composed,
}

/// How a task line is written (the readers of each form differ, see the README).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskFormat {
    #[default]
    Seed,
    Tasks,
    Dataview,
}

#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder that all notes stand in: `TaskAgent`.
    pub folder: String,
    /// The label as the user writes it, `action`, and the folder that it has, `Action`.
    pub label: String,
    pub label_folder: String,
    pub task_format: TaskFormat,
    /// The tag without which the Tasks plugin does not see a task (its `globalFilter`), with or without `#`.
    pub global_filter: Option<String>,
}

/// `2025-01-14`; years before 0 and after 9999, which only a broken header gives, are held to four digits.
pub(crate) fn day(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year().clamp(0, 9999), date.month(), date.day())
}
