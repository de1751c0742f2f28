//! The notes of a vault: every `.md` file outside dot folders, links not followed.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::file::{self, TEMPORARY_PREFIX, TEMPORARY_SUFFIX};
use crate::note::read;

/// Folders deeper than this are no vault that a person keeps.
const DEEPEST: usize = 64;

/// The paths of the notes below `root`, folder by folder in the order of their names.
pub fn notes(root: &Path) -> impl Iterator<Item = PathBuf> {
    walk(root).filter(is_note).map(DirEntry::into_path)
}

fn walk(root: &Path) -> impl Iterator<Item = DirEntry> {
    WalkDir::new(root)
        .follow_links(false)
        .max_depth(DEEPEST)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_type().is_dir() || !is_hidden(entry))
        .filter_map(Result::ok)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn is_note(entry: &DirEntry) -> bool {
    let markdown = entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    markdown && entry.file_type().is_file() && !is_hidden(entry)
}

/// What to do about the files that a killed run has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Litter {
    /// The caller holds the vault, so nobody is writing them.
    Remove,
    Leave,
}

/// Where each `emailId` of the vault stands; the first path in order where a note was copied.
pub(super) fn index(root: &Path, litter: Litter) -> HashMap<String, PathBuf> {
    let mut index = HashMap::new();
    for entry in walk(root) {
        if is_note(&entry) {
            if let Some(id) = id_in(entry.path()) {
                index.entry(id).or_insert_with(|| entry.into_path());
            }
        } else if litter == Litter::Remove {
            remove_if_stale(&entry);
        }
    }
    index
}

/// The `emailId` of the note at `path`, from its first 4 KiB.
pub(super) fn id_in(path: &Path) -> Option<String> {
    read::email_id(&head(path).ok()?).map(str::to_owned)
}

/// The first 4 KiB of the note at `path`, in which its properties stand.
///
/// # Errors
///
/// When it cannot be read or is no plain file.
pub fn head(path: &Path) -> std::io::Result<String> {
    let mut head = Vec::with_capacity(read::HEAD_BYTES);
    file::open(path)?.take(read::HEAD_BYTES as u64).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

pub(super) fn remove_stale(root: &Path) {
    walk(root).for_each(|entry| remove_if_stale(&entry));
}

/// The same in one folder, which may be a dot folder.
pub(super) fn remove_stale_in(folder: &Path) {
    WalkDir::new(folder).max_depth(1).into_iter().filter_map(Result::ok).for_each(|entry| remove_if_stale(&entry));
}

fn remove_if_stale(entry: &DirEntry) {
    let name = entry.file_name().as_encoded_bytes();
    let ours = name.starts_with(TEMPORARY_PREFIX.as_bytes()) && name.ends_with(TEMPORARY_SUFFIX.as_bytes());
    if ours && entry.file_type().is_file() {
        // One that cannot be removed is litter, not a failure.
        let _ = std::fs::remove_file(entry.path());
    }
}
