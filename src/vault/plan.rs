//! What is to be done for a note: found out without changing anything.

use std::path::{Path, PathBuf};

use super::record::Record;
use super::{Change, Deleted, Kept, Outcome, Vault, VaultError, file, record};
use crate::merge::{self, Base};
use crate::note::{Note, read};

/// A note that is larger was not written by this program.
pub(super) const LARGEST: u64 = 1024 * 1024;

/// The one step that a note needs.
#[derive(Debug)]
pub(super) enum Step {
    /// There is no note of this email yet, or none any more.
    Create,
    /// The id belongs to another email, whose note this is.
    Twin(PathBuf),
    /// The file keeps its bytes.
    Leave { path: PathBuf, before: Option<String>, outcome: Outcome, remember: Option<Remember> },
    /// The file gets other bytes.
    Replace { path: PathBuf, before: String, after: String, remember: Remember, holds: Holds },
}

/// Whose words a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// What the email gives, which can be written again.
    OnlyOurs,
    /// Also a person's.
    Theirs,
}

/// What is to be remembered beside the note's own text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Remember {
    /// What a person has deleted and the email no longer gives.
    pub(super) gone: String,
}

impl Vault {
    /// What [`write`](Vault::write) would do, without doing it.
    ///
    /// In a vault that was opened to be read only, plans add up: the same email a second time is unchanged, and a
    /// second note of one name gets the longer name.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn plan(&self, note: &Note) -> Result<Change, VaultError> {
        match self.step(note)? {
            Step::Create => Ok(Change {
                path: self.name_for(note)?,
                before: None,
                after: note.text.clone(),
                outcome: Outcome::New,
                twin_of: None,
            }),
            Step::Twin(first) => self.plan(&note.twin()).map(|change| Change { twin_of: Some(first), ..change }),
            Step::Leave { path, before, outcome, .. } => {
                self.planned(note, &path);
                let after = before.clone().unwrap_or_default();
                Ok(Change { path, before, after, outcome, twin_of: None })
            }
            Step::Replace { path, before, after, .. } => {
                self.planned(note, &path);
                Ok(Change { path, before: Some(before), after, outcome: Outcome::Updated, twin_of: None })
            }
        }
    }

    /// Whether the note that has the id of `note` is of another email.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn has_another(&self, note: &Note) -> Result<bool, VaultError> {
        Ok(matches!(self.step(note)?, Step::Twin(_)))
    }

    /// The path that a new note would get.
    fn name_for(&self, note: &Note) -> Result<PathBuf, VaultError> {
        let folder = note.folders.iter().fold(self.root.clone(), |path, part| path.join(part));
        let name = {
            let mut state = self.state();
            if self.lock.is_some() { state.names.free(&folder, note) } else { state.names.claim_first(&folder, note) }
        };
        let path = folder.join(name.ok_or_else(|| VaultError::NamesTaken { path: folder.join(&note.file_name) })?);
        self.planned(note, &path);
        Ok(path)
    }

    /// In a dry run, the note counts as seen to.
    fn planned(&self, note: &Note, path: &Path) {
        if self.lock.is_some() {
            return;
        }
        self.saw(note);
        if let Some(index) = &mut self.state().index {
            index.insert(note.email_id.as_str().to_owned(), path.to_owned());
        }
    }

    pub(super) fn step(&self, note: &Note) -> Result<Step, VaultError> {
        let (found, seen) = {
            let mut state = self.state();
            let seen = state.seen.get(note.email_id.as_str()).cloned();
            (self.locate(&mut state, &note.email_id), seen)
        };
        let record = record::read(&self.root, &note.email_id);
        let Some(path) = found else { return Ok(self.step_without_file(note, record)) };
        if let Some(fingerprint) = seen {
            return Ok(if fingerprint == note.fingerprint {
                let before = file::read(&path, LARGEST).ok().flatten();
                let before = before.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
                Step::Leave { path, before, outcome: Outcome::Unchanged, remember: None }
            } else {
                Step::Twin(path)
            });
        }
        let before = file::read(&path, LARGEST).map_err(VaultError::io("read", &path))?;
        let Some(before) = before else { return Ok(kept(path, None, Kept::TooLarge)) };
        let same_email = match &record {
            Some(record) => record.fingerprint == note.fingerprint,
            None => same_time(&before, note),
        };
        if !same_email {
            return Ok(Step::Twin(path));
        }
        Ok(match String::from_utf8(before) {
            Ok(before) => self.step_with_file(note, path, before, record),
            Err(error) => kept(path, Some(String::from_utf8_lossy(error.as_bytes()).into_owned()), Kept::NotText),
        })
    }

    fn step_without_file(&self, note: &Note, record: Option<Record>) -> Step {
        // Another email of this id does not share its fate.
        let Some(record) = record.filter(|record| record.fingerprint == note.fingerprint) else { return Step::Create };
        let path = self.root.join(record.path);
        if self.holds(&path)
            && let Some(before) = hollow(&path)
        {
            let (after, remember, holds) = (note.text.clone(), Remember { gone: record.gone }, Holds::OnlyOurs);
            return Step::Replace { path, before, after, remember, holds };
        }
        match self.deleted {
            Deleted::Stays => kept(path, None, Kept::Deleted),
            Deleted::Rewritten => Step::Create,
        }
    }

    fn step_with_file(&self, note: &Note, path: PathBuf, before: String, record: Option<Record>) -> Step {
        let Some(record) = record else {
            // Nothing tells a person's words from the program's of another day, so all are a person's from here on:
            // what the email gives now is remembered as written last.
            let outcome = if before == note.text { Outcome::Unchanged } else { Outcome::Kept(Kept::Edited) };
            return Step::Leave { path, before: Some(before), outcome, remember: Some(Remember::default()) };
        };
        let merged = merge::merge(&Base { text: &record.text, gone: &record.gone }, &before, &note.text);
        let remember = Remember { gone: merged.gone };
        if merged.text == before {
            let known = record.text == note.text && record.gone == remember.gone && self.root.join(record.path) == path;
            return Step::Leave {
                path,
                before: Some(before),
                outcome: Outcome::Unchanged,
                remember: (!known).then_some(remember),
            };
        }
        if path.symlink_metadata().is_ok_and(|meta| meta.permissions().readonly()) {
            return kept(path, Some(before), Kept::ReadOnly);
        }
        let holds = if record.text == before { Holds::OnlyOurs } else { Holds::Theirs };
        Step::Replace { path, before, after: merged.text, remember, holds }
    }
}

/// What stands in a file that a loss of power has left without its words: it has a name and perhaps a length, and
/// nothing but zero bytes. A note without a byte is none that a person keeps, either.
fn hollow(path: &Path) -> Option<String> {
    let bytes = file::read(path, LARGEST).ok()??;
    let text = String::from_utf8(bytes).ok()?;
    text.bytes().all(|byte| byte == 0).then_some(text)
}

fn kept(path: PathBuf, before: Option<String>, why: Kept) -> Step {
    Step::Leave { path, before, outcome: Outcome::Kept(why), remember: None }
}

/// Whether the note that is there says the same time of sending: all that a note tells of its email without a record.
fn same_time(before: &[u8], note: &Note) -> bool {
    let head = before.get(..before.len().min(read::HEAD_BYTES)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let there = read::property(&head, "emailDate");
    there.is_none() || there == read::property(&note.text, "emailDate")
}
