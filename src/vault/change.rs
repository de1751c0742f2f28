//! What a note does to the vault, before it is done and after.

use std::path::PathBuf;

/// What writing a note would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where the note stands or would stand, below the vault's root as it was given.
    pub path: PathBuf,
    /// The file as it is; `None` where there is none.
    pub before: Option<String>,
    /// The file as it would be; the same as `before` where nothing is to be written, empty where a deleted note stays
    /// deleted.
    pub after: String,
    pub outcome: Outcome,
    /// As in [`Written`].
    pub twin_of: Option<PathBuf>,
}

/// What became of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where the note stands, below the vault's root as it was given.
    pub path: PathBuf,
    pub outcome: Outcome,
    /// The note of another email that has the same Message-ID; this one was written beside it, which is worth a
    /// warning.
    pub twin_of: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    New,
    /// What the email gives was merged into the note: see [`merge`](crate::merge).
    Updated,
    /// The file has these bytes already, or the same email was written in this run.
    Unchanged,
    /// The file is left as it is.
    Kept(Kept),
}

/// Why a note was left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is not what the email gives, and nothing tells what was written last. Everything in it counts as a person's
    /// from now on.
    Edited,
    /// Its bytes are no UTF-8, which Obsidian writes.
    NotText,
    /// A person has deleted it.
    Deleted,
    ReadOnly,
    TooLarge,
    /// It changed between reading and writing.
    ChangedMeanwhile,
}

impl std::fmt::Display for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Kept::Edited => "it was edited",
            Kept::NotText => "it is not UTF-8 text",
            Kept::Deleted => "it was deleted",
            Kept::ReadOnly => "it is read-only",
            Kept::TooLarge => "it is too large to be a note of this program",
            Kept::ChangedMeanwhile => "it was changed while this ran",
        })
    }
}

/// How a run takes it that a note it wrote earlier is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Deleted {
    /// The user asks for just this email: its note is written again.
    #[default]
    Rewritten,
    /// The user asks for all there is: a note that a person has deleted stays deleted.
    Stays,
}
