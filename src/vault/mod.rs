//! Notes into the files of a vault, and back.
//!
//! The vault is the database: a note is found by the `emailId` in its frontmatter, wherever it was moved to. What the
//! program remembers beside that stands in `.meeting-tasks/` and may be deleted; it only tells whether a person has
//! changed a note since it was written.

mod change;
mod edit;
mod file;
mod name;
mod own;
mod plan;
mod read;
mod record;
mod walk;
mod write;

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::email::EmailId;

pub use change::{Change, Deleted, Kept, Outcome, Written};
pub use edit::LineEdit;
pub use read::{note_tasks, tasks, tasks_of};
pub use walk::{head, notes};

/// Where the program keeps what it remembers, below the vault's root.
pub const STATE_FOLDER: &str = ".meeting-tasks";

/// Why a vault or a note in it cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("`{}` is no folder", shown(path))]
    NoFolder { path: PathBuf },
    #[error("another run is at work in this vault; wait for it to end")]
    Busy,
    #[error("`{}` is a link or no plain file or folder, and is left alone", shown(path))]
    NotPlain { path: PathBuf },
    #[error("`{}` lies outside the vault", shown(path))]
    Outside { path: PathBuf },
    #[error("`{}` and every name like it are taken", shown(path))]
    NamesTaken { path: PathBuf },
    #[error("`{}` was changed by another program right after it was written: look at it", shown(path))]
    Overwritten { path: PathBuf },
    #[error("the vault was opened to be read only")]
    ReadOnly,
    #[error("cannot {doing} `{}`", shown(path))]
    Io { doing: &'static str, path: PathBuf, source: std::io::Error },
}

/// A path as a message may show it.
fn shown(path: &Path) -> String {
    crate::note::safe::shown(&path.display().to_string())
}

impl VaultError {
    /// For `map_err`: what was being done, and to which file.
    fn io(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> VaultError {
        let path = path.to_owned();
        move |source| VaultError::Io { doing, path, source }
    }
}

/// A vault that this run may write to, and no other run can while it lives; or one that is only looked at.
#[derive(Debug)]
pub struct Vault {
    /// As it was given: paths of notes are shown below this.
    root: PathBuf,
    /// Without links, to compare with.
    real_root: PathBuf,
    state: Mutex<State>,
    /// An email of the same id is no longer being written.
    freed: Condvar,
    deleted: Deleted,
    /// `None`: opened to be read only.
    lock: Option<File>,
}

#[derive(Debug, Default)]
struct State {
    /// Where the notes stand by `emailId`, once the vault was walked.
    index: Option<HashMap<String, PathBuf>>,
    names: name::Names,
    /// Ids that some thread writes right now.
    in_flight: HashSet<String>,
    /// Fingerprints of the emails whose notes this run has seen to.
    seen: HashMap<String, String>,
}

impl Vault {
    /// Takes the vault for this run, and removes what a run that was killed has left.
    ///
    /// # Errors
    ///
    /// When `root` is no folder, cannot be written to, or another run has it.
    pub fn open(root: &Path) -> Result<Vault, VaultError> {
        let mut vault = Vault::open_read_only(root)?;
        let state_folder = file::folder(root, &vault.real_root, &[STATE_FOLDER])?;
        let lock_path = state_folder.join("lock");
        let lock = file::open_or_create(&lock_path)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Err(VaultError::Busy),
            Err(std::fs::TryLockError::Error(source)) => {
                return Err(VaultError::Io { doing: "lock", path: lock_path, source });
            }
        }
        vault.lock = Some(lock);
        vault.clean_after_a_killed_run(&state_folder)?;
        Ok(vault)
    }

    /// The vault to be looked at: nothing in it is made, changed or locked, and [`write`](Vault::write) is an error.
    ///
    /// # Errors
    ///
    /// When `root` is no folder.
    pub fn open_read_only(root: &Path) -> Result<Vault, VaultError> {
        let real_root = root.canonicalize().map_err(VaultError::io("open the vault", root))?;
        if !real_root.is_dir() {
            return Err(VaultError::NoFolder { path: root.to_owned() });
        }
        Ok(Vault {
            root: root.to_owned(),
            real_root,
            state: Mutex::new(State::default()),
            freed: Condvar::new(),
            deleted: Deleted::default(),
            lock: None,
        })
    }

    /// What this run does about notes that a person has deleted; without a word, it writes them again.
    #[must_use]
    pub fn with_deleted(mut self, deleted: Deleted) -> Vault {
        self.deleted = deleted;
        self
    }

    /// A marker file stands while a run lives; where one stands already, the run that made it did not end by itself.
    fn clean_after_a_killed_run(&self, state_folder: &Path) -> Result<(), VaultError> {
        let marker = state_folder.join(RUNNING);
        if marker.symlink_metadata().is_ok() {
            let records = state_folder.join(record::FOLDER);
            for folder in [state_folder, &records] {
                walk::remove_stale_in(folder);
            }
            walk::remove_stale(&self.root);
        }
        drop(file::open_or_create(&marker)?);
        Ok(())
    }

    /// Where the note of an email stands, also where it was moved or renamed.
    pub fn find(&self, id: &EmailId) -> Option<PathBuf> {
        self.locate(&mut self.state(), id)
    }

    /// A state that another thread left by a panic is still a state: every change to it is whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn locate(&self, state: &mut State, id: &EmailId) -> Option<PathBuf> {
        if let Some(index) = &state.index {
            return index.get(id.as_str()).cloned();
        }
        let hint = record::read(&self.root, id).map(|record| self.root.join(record.path));
        if let Some(path) = hint.filter(|path| walk::id_in(path).as_deref() == Some(id.as_str()))
            && self.holds(&path)
        {
            return Some(path);
        }
        let litter = if self.lock.is_some() { walk::Litter::Remove } else { walk::Litter::Leave };
        let index = state.index.get_or_insert_with(|| walk::index(&self.root, litter));
        index.get(id.as_str()).cloned()
    }

    /// Whether the folder of `path` is really inside the vault, and not in a dot folder.
    fn holds(&self, path: &Path) -> bool {
        let hidden = path
            .strip_prefix(&self.root)
            .is_ok_and(|below| below.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b".")));
        let real = path.parent().and_then(|parent| parent.canonicalize().ok());
        !hidden && real.is_some_and(|real| real.starts_with(&self.real_root))
    }
}

/// The marker of a run that lives.
const RUNNING: &str = "running";

impl Drop for Vault {
    fn drop(&mut self) {
        let Some(lock) = &self.lock else { return };
        // Where it cannot be removed, the next run looks for litter in vain.
        let _ = std::fs::remove_file(self.root.join(STATE_FOLDER).join(RUNNING));
        // Closing alone would not do: a program that another thread is just starting has the file open too for a
        // moment, and the lock with it (flock(2)). Where this fails, closing the file frees the vault.
        let _ = lock.unlock();
    }
}
