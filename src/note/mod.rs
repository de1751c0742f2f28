//! The Markdown note of one email.

use crate::email::{Email, EmailId};
use crate::structure::Document;
use crate::task::Task;

/// A note that is ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub email_id: EmailId,
    /// Folders below the vault's root, each a safe name: `["TaskAgent", "Action", "2025", "01"]`.
    pub folders: Vec<String>,
    /// A safe file name with `.md`.
    pub file_name: String,
    /// The whole file.
    pub text: String,
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

#[derive(Debug, Clone)]
pub struct Options {
    /// The folder that all notes stand in: `TaskAgent`.
    pub folder: String,
    /// The label as the user writes it, `action`, and the folder that it has, `Action`.
    pub label: String,
    pub label_folder: String,
    pub task_format: TaskFormat,
}

/// The note of an email. Same arguments, same bytes.
pub fn compose(email: &Email, _document: &Document, _tasks: &[Task], options: &Options) -> Note {
    Note {
        email_id: email.id.clone(),
        folders: vec![options.folder.clone()],
        file_name: String::new(),
        text: String::new(),
    }
}
