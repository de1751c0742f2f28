//! Files of the vault that are the program's and no notes of emails.

use std::path::Path;

use super::plan::{Holds, LARGEST};
use super::{Kept, Outcome, Vault, VaultError, Written, file};
use crate::note::safe::FolderName;

impl Vault {
    /// Puts what `make` makes of the text that is there (`None`: no file) into the file `name` below `folders`, whole or
    /// not at all; where it makes nothing, the file counts as a person's and stays.
    ///
    /// # Errors
    ///
    /// When the file cannot be read or written, or the vault was opened to be read only.
    pub fn put(
        &self,
        folders: &[FolderName],
        name: &'static str,
        make: impl FnOnce(Option<&str>) -> Option<String>,
    ) -> Result<Written, VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadOnly);
        }
        let parts: Vec<&str> = folders.iter().map(FolderName::as_str).collect();
        let folder = file::folder(&self.root, &self.real_root, &parts)?;
        let path = folder.join(name);
        let written = |outcome| Ok(Written { path: path.clone(), outcome, twin_of: None });
        let before = match file::read(&path, LARGEST) {
            Ok(Some(bytes)) => String::from_utf8(bytes),
            Ok(None) => return written(Outcome::Kept(Kept::TooLarge)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return match make(None) {
                    Some(text) => put_new(&folder, &path, &text).and_then(written),
                    None => written(Outcome::Unchanged),
                };
            }
            Err(source) => return Err(VaultError::Io { doing: "read", path, source }),
        };
        let Ok(before) = before else { return written(Outcome::Kept(Kept::NotText)) };
        match make(Some(&before)) {
            None => written(Outcome::Kept(Kept::Edited)),
            Some(after) if after == before => written(Outcome::Unchanged),
            Some(_) if path.symlink_metadata().is_ok_and(|meta| meta.permissions().readonly()) => {
                written(Outcome::Kept(Kept::ReadOnly))
            }
            Some(after) => self.replace(path, &before, &after, Holds::Theirs),
        }
    }
}

/// A new file, complete from its first moment on.
fn put_new(folder: &Path, path: &Path, text: &str) -> Result<Outcome, VaultError> {
    let made = file::temporary(folder, text.as_bytes()).map_err(VaultError::io("write", path))?;
    match made.persist_noclobber(path) {
        Ok(_) => Ok(Outcome::New),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
            Ok(Outcome::Kept(Kept::ChangedMeanwhile))
        }
        Err(error) => Err(VaultError::Io { doing: "write", path: path.to_owned(), source: error.error }),
    }
}
