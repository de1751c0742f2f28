//! Paths, folders and standard input as sources of mail.

use std::path::PathBuf;

/// Where a message came from, as messages and notes name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file; `None` is standard input, shown as `-`.
    pub path: Option<PathBuf>,
    /// Which message of a mailbox, counted from 0; `None` where the file is one message.
    pub index: Option<usize>,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}", crate::clean::one_line(&path.display().to_string()))?,
            None => f.write_str("-")?,
        }
        match self.index {
            Some(index) => write!(f, " (message {})", index + 1),
            None => Ok(()),
        }
    }
}
