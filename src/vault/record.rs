//! What was written last for an email: `.meeting-tasks/written/<emailId>`.
//!
//! A record is what the email gave, not what the merge made of it: what differs between the two is a person's. Without
//! one, everything that a note has beside what the email gives counts as a person's; so nothing is lost when the folder
//! is deleted or a record is cut short.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::plan::Remember;
use super::{STATE_FOLDER, VaultError, file};
use crate::email::EmailId;
use crate::note::Note;

pub(super) const FOLDER: &str = "written";
const FIRST_LINE: &str = "meeting-tasks 2";
/// A note with its head and what a person deleted of it; larger files are not ours.
const LIMIT: u64 = 2 * 1024 * 1024;

/// What was written last, and from what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Below the vault's root, where the note stood then.
    pub(super) path: PathBuf,
    pub(super) fingerprint: String,
    /// What the email gave.
    pub(super) text: String,
    /// As in [`Remember`].
    pub(super) gone: String,
}

pub(super) fn read(root: &Path, id: &EmailId) -> Option<Record> {
    let bytes = file::read(&place(root, id)?, LIMIT).ok()??;
    let whole = String::from_utf8(bytes).ok()?;
    let (head, texts) = whole.split_once("\n\n")?;
    let mut lines = head.lines();
    if lines.next()? != FIRST_LINE {
        return None;
    }
    let path = lines.next()?.strip_prefix("path ")?;
    let fingerprint = lines.next()?.strip_prefix("email ")?.to_owned();
    let text_bytes: usize = lines.next()?.strip_prefix("bytes ")?.parse().ok()?;
    let sum = lines.next()?.strip_prefix("sha256 ")?;
    let (text, gone) = texts.split_at_checked(text_bytes)?;
    // A record that was cut short says nothing.
    (sum == checksum(texts)).then(|| Record {
        path: PathBuf::from(path),
        fingerprint,
        text: text.to_owned(),
        gone: gone.to_owned(),
    })
}

/// Remembers that the note of `note`'s email stands at `path` below the root.
pub(super) fn write(
    root: &Path,
    real_root: &Path,
    path: &Path,
    note: &Note,
    remember: &Remember,
) -> Result<(), VaultError> {
    let Some(place) = place(root, &note.email_id) else { return Ok(()) };
    let folder = file::folder(root, real_root, &[STATE_FOLDER, FOLDER])?;
    // A path that is no text is only a hint lost.
    let path = path.to_str().filter(|path| !path.contains('\n')).unwrap_or_default();
    let texts = format!("{}{}", note.text, remember.gone);
    let (bytes, sum) = (note.text.len(), checksum(&texts));
    let whole =
        format!("{FIRST_LINE}\npath {path}\nemail {}\nbytes {bytes}\nsha256 {sum}\n\n{texts}", note.fingerprint);
    let made = file::temporary(&folder, whole.as_bytes()).map_err(VaultError::io("write", &place))?;
    made.persist(&place).map_err(|error| VaultError::Io { doing: "write", path: place, source: error.error })?;
    Ok(())
}

fn place(root: &Path, id: &EmailId) -> Option<PathBuf> {
    let plain = !id.as_str().is_empty() && id.as_str().bytes().all(|b| b.is_ascii_alphanumeric());
    plain.then(|| root.join(STATE_FOLDER).join(FOLDER).join(id.as_str()))
}

fn checksum(text: &str) -> String {
    crate::note::hex(&Sha256::digest(text))
}
