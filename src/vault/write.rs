//! A note into its file: whole or not at all, and never over what a person wrote.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::name::{Fresh, folded};
use super::plan::{Holds, LARGEST, Remember, Step};
use super::{Kept, Outcome, Vault, VaultError, Written, file, record};
use crate::note::Note;

/// A file that appears between the claim of a name and the writing costs one more try.
const TRIES: usize = 3;

impl Vault {
    /// Writes the note, or finds that there is nothing to write.
    ///
    /// What the email gives is merged into the note that is there ([`crate::merge`]). Where the id belongs to another
    /// email, the note is written under an id of its own.
    ///
    /// # Errors
    ///
    /// When the file cannot be written: nothing was changed then, and no part of a file is left. When the vault was
    /// opened to be read only.
    pub fn write(&self, note: &Note) -> Result<Written, VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadOnly);
        }
        let turn = self.wait_for(note);
        match self.step(note)? {
            Step::Create => self.create(note).inspect(|_| self.saw(note)),
            Step::Twin(first) => {
                drop(turn);
                self.write_twin(note, first)
            }
            Step::Leave { path, before: _, outcome, remember } => {
                self.saw(note);
                if let Some(remember) = remember {
                    self.remember(&path, note, &remember)?;
                }
                Ok(Written { path, outcome, twin_of: None })
            }
            Step::Replace { path, before, after, remember, holds } => {
                let written = self.replace(path, &before, &after, holds)?;
                if written.outcome == Outcome::Updated {
                    self.note_stands(&written.path, note, &remember)?;
                    self.saw(note);
                }
                Ok(written)
            }
        }
    }

    /// Settles the names of notes that are about to be written, so that links from one to another stay right: a name
    /// that several of them want goes to none, and a note of this run that has it moves to its longer one.
    pub fn expect<'a>(&self, notes: impl IntoIterator<Item = &'a Note>) {
        let mut wanted: HashMap<(PathBuf, String), Vec<&Note>> = HashMap::new();
        for note in notes {
            if self.find(&note.email_id).is_none() {
                let folder = note.folders.iter().fold(self.root.clone(), |path, part| path.join(part));
                wanted.entry((folder, folded(&note.file_name))).or_default().push(note);
            }
        }
        for ((folder, _), notes) in wanted {
            let Some(first) = notes.first() else { continue };
            let mut state = self.state();
            if notes.len() < 2 && !state.names.has_fresh(&folder, first) {
                continue;
            }
            let moves = state.names.contest(&folder, first);
            drop(state);
            if let Some(fresh) = moves {
                self.move_fresh(&folder, &fresh);
            }
        }
    }

    /// The note of an email whose id another email has.
    fn write_twin(&self, note: &Note, first: PathBuf) -> Result<Written, VaultError> {
        let twin = note.twin();
        let mut written = self.write(&twin)?;
        written.twin_of = Some(first);
        Ok(written)
    }

    fn create(&self, note: &Note) -> Result<Written, VaultError> {
        let folder = file::folder(&self.root, &self.real_root, &note.folders)?;
        for _ in 0..TRIES {
            let claimed = self.state().names.claim(&folder, note);
            let Some(claimed) = claimed else { break };
            let plain = claimed.name == note.file_name;
            if let Some(fresh) = &claimed.moves {
                self.move_fresh(&folder, fresh);
            }
            let path = folder.join(&claimed.name);
            match put_new(&folder, &path, note) {
                Ok(()) => {
                    // Remembered before the name is settled: who moves it must see that it is as it was written.
                    self.note_stands(&path, note, &Remember::default())?;
                    let path = if plain { self.settle(&folder, path, note)? } else { path };
                    return Ok(Written { path, outcome: Outcome::New, twin_of: None });
                }
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                    self.state().names.taken(&folder, &claimed.name);
                }
                Err(source) => {
                    self.state().names.release(&folder, &claimed.name);
                    return Err(VaultError::Io { doing: "write", path, source });
                }
            }
        }
        Err(VaultError::NamesTaken { path: folder.join(&note.file_name) })
    }

    /// Gives up the plain name again where another email wanted it while this one was written.
    fn settle(&self, folder: &Path, path: PathBuf, note: &Note) -> Result<PathBuf, VaultError> {
        let target = {
            let mut state = self.state();
            if !state.names.settle(folder, note) {
                return Ok(path);
            }
            let Some(longer) = state.names.claim_longer(folder, &note.file_name_with_id) else { return Ok(path) };
            folder.join(longer)
        };
        if rename_new(&path, &target).is_err() {
            return Ok(path);
        }
        self.note_stands(&target, note, &Remember::default())?;
        Ok(target)
    }

    /// Moves a note of this run to its longer name; a person who has already changed it keeps it where it is.
    fn move_fresh(&self, folder: &Path, fresh: &Fresh) {
        let mut state = self.state();
        let path = folder.join(&fresh.name);
        let id = crate::email::EmailId(fresh.id.clone());
        let Some(record) = record::read(&self.root, &id) else { return };
        let untouched =
            file::read(&path, LARGEST).is_ok_and(|now| now.is_some_and(|now| now == record.text.as_bytes()));
        if !untouched {
            return;
        }
        let Some(longer) = state.names.claim_longer(folder, &fresh.name_with_id) else { return };
        let target = folder.join(longer);
        if rename_new(&path, &target).is_ok()
            && let Some(index) = &mut state.index
        {
            index.insert(fresh.id.clone(), target);
        }
    }

    /// Puts the new text in the place of the old, unless the file has changed since it was read.
    ///
    /// A rename alone leaves a whole note when the program is killed; only a loss of power can leave a name without its
    /// words. What the email gives is then written again by the next run, so just a file with a person's words in it is
    /// brought to the disk before it takes the place of the old one: thousands of notes would wait for it otherwise.
    pub(super) fn replace(
        &self,
        path: PathBuf,
        before: &str,
        after: &str,
        holds: Holds,
    ) -> Result<Written, VaultError> {
        if !self.holds(&path) {
            return Err(VaultError::Outside { path });
        }
        let rights = path.symlink_metadata().map_err(VaultError::io("look at", &path))?.permissions();
        let folder = path.parent().unwrap_or(&self.root);
        let made = file::temporary(folder, after.as_bytes()).map_err(VaultError::io("write", &path))?;
        made.as_file().set_permissions(rights).map_err(VaultError::io("write", &path))?;
        if holds == Holds::Theirs {
            made.as_file().sync_all().map_err(VaultError::io("write", &path))?;
        }
        let now = file::read(&path, LARGEST).map_err(VaultError::io("read", &path))?;
        if now.as_deref() != Some(before.as_bytes()) {
            return Ok(Written { path, outcome: Outcome::Kept(Kept::ChangedMeanwhile), twin_of: None });
        }
        made.persist(&path).map_err(|error| VaultError::Io {
            doing: "write",
            path: path.clone(),
            source: error.error,
        })?;
        Ok(Written { path, outcome: Outcome::Updated, twin_of: None })
    }

    fn note_stands(&self, path: &Path, note: &Note, remember: &Remember) -> Result<(), VaultError> {
        if let Some(index) = &mut self.state().index {
            index.insert(note.email_id.as_str().to_owned(), path.to_owned());
        }
        self.remember(path, note, remember)
    }

    fn remember(&self, path: &Path, note: &Note, remember: &Remember) -> Result<(), VaultError> {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        record::write(&self.root, &self.real_root, below, note, remember)
    }

    pub(super) fn saw(&self, note: &Note) {
        self.state().seen.insert(note.email_id.as_str().to_owned(), note.fingerprint.clone());
    }

    /// Waits until no other thread writes a note of the same id.
    fn wait_for(&self, note: &Note) -> Turn<'_> {
        let id = note.email_id.as_str().to_owned();
        let mut state = self.state();
        while state.in_flight.contains(&id) {
            state = self.freed.wait(state).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        state.in_flight.insert(id.clone());
        Turn { vault: self, id }
    }
}

/// The right to write the note of one id.
struct Turn<'a> {
    vault: &'a Vault,
    id: String,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.vault.state().in_flight.remove(&self.id);
        self.vault.freed.notify_all();
    }
}

/// A new file under a name that nobody has, complete from its first moment on.
fn put_new(folder: &Path, path: &Path, note: &Note) -> std::io::Result<()> {
    let made = file::temporary(folder, note.text.as_bytes())?;
    made.persist_noclobber(path).map(drop).map_err(|error| error.error)
}

/// Renames to a name that is free: at no moment has the note two names, as a second link would give it.
fn rename_new(from: &Path, to: &Path) -> std::io::Result<()> {
    match to.symlink_metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => std::fs::rename(from, to),
        Err(error) => Err(error),
        Ok(_) => Err(std::io::ErrorKind::AlreadyExists.into()),
    }
}
