//! Where a note says its email is: below the vault where it is there, else the whole path; and back.

use std::path::{Path, PathBuf};

/// The path that a note of `vault` keeps for the email at `path`: it means the same wherever the next run starts.
pub(super) fn kept(path: &Path, vault: &Path) -> PathBuf {
    let (Ok(path), Ok(vault)) = (path.canonicalize(), vault.canonicalize()) else { return path.to_owned() };
    match path.strip_prefix(&vault) {
        Ok(below) => below.to_owned(),
        Err(_) => path,
    }
}

/// The file that a kept path means.
pub(super) fn found(kept: &Path, vault: &Path) -> PathBuf {
    vault.join(kept)
}
