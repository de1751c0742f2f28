//! Which file a new note gets.
//!
//! The plain name where it is free. Two emails of one run with one day and subject both get the name with six digits of
//! their id, whichever comes first; a note of an earlier run keeps its name, for links may point to it. Names are
//! compared without case and in one Unicode form, as other systems and sync services do.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::note::Note;

/// The names of the folders that this run writes to.
#[derive(Debug, Default)]
pub(super) struct Names {
    folders: HashMap<PathBuf, HashMap<String, Claim>>,
}

/// Who has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Claim {
    /// A file that is not ours to move; or nobody, for two emails of this run wanted it.
    Taken,
    /// A thread of this run writes it right now; `contested` once another email of the run wanted it too.
    Pending { contested: bool },
    /// This run wrote it, and nobody else wanted it so far.
    Fresh(Fresh),
}

/// A note of this run under its plain name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fresh {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) name_with_id: String,
}

/// The answer to [`Names::claim`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claimed {
    pub(super) name: String,
    /// The note that has to move to its longer name, because this one wanted the same.
    pub(super) moves: Option<Fresh>,
}

/// Tries of a longer name before giving up; each needs a file that somebody put there on purpose.
const MOST_TRIES: usize = 20;

impl Names {
    /// A name for `note` in `folder`; `None` where all are taken.
    pub(super) fn claim(&mut self, folder: &Path, note: &Note) -> Option<Claimed> {
        let names = self.names(folder);
        let plain = folded(&note.file_name);
        let mut moves = None;
        match names.get_mut(&plain) {
            None => {
                names.insert(plain, Claim::Pending { contested: false });
                return Some(Claimed { name: note.file_name.clone(), moves });
            }
            Some(Claim::Pending { contested }) => *contested = true,
            Some(Claim::Taken) => {}
            Some(fresh @ Claim::Fresh(_)) => {
                if let Claim::Fresh(fresh) = std::mem::replace(fresh, Claim::Taken) {
                    moves = Some(fresh);
                }
            }
        }
        let name = Self::free_longer(names, &note.file_name_with_id)?;
        Some(Claimed { name, moves })
    }

    /// The name that `note` would get in `folder`, which stays free.
    pub(super) fn free(&mut self, folder: &Path, note: &Note) -> Option<String> {
        let names = self.names(folder);
        if !names.contains_key(&folded(&note.file_name)) {
            return Some(note.file_name.clone());
        }
        longer(&note.file_name_with_id).find(|name| !names.contains_key(&folded(name)))
    }

    /// The same, and the name is taken from now on.
    pub(super) fn claim_first(&mut self, folder: &Path, note: &Note) -> Option<String> {
        let name = self.free(folder, note)?;
        self.taken(folder, &name);
        Some(name)
    }

    /// A longer name that is free, and no longer is; also for a note that moves.
    pub(super) fn claim_longer(&mut self, folder: &Path, name_with_id: &str) -> Option<String> {
        Self::free_longer(self.names(folder), name_with_id)
    }

    fn free_longer(names: &mut HashMap<String, Claim>, name_with_id: &str) -> Option<String> {
        let free = longer(name_with_id).find(|name| !names.contains_key(&folded(name)))?;
        names.insert(folded(&free), Claim::Taken);
        Some(free)
    }

    /// Nobody gets the plain name of `note` from now on; the note of this run that has it already, and has to move.
    pub(super) fn contest(&mut self, folder: &Path, note: &Note) -> Option<Fresh> {
        match self.names(folder).insert(folded(&note.file_name), Claim::Taken) {
            Some(Claim::Fresh(fresh)) => Some(fresh),
            Some(Claim::Taken | Claim::Pending { .. }) | None => None,
        }
    }

    /// Whether a note of this run has the plain name of `note`.
    pub(super) fn has_fresh(&mut self, folder: &Path, note: &Note) -> bool {
        matches!(self.names(folder).get(&folded(&note.file_name)), Some(Claim::Fresh(_)))
    }

    /// The note stands under its plain name; whether another email wanted that name meanwhile, so that it has to move.
    pub(super) fn settle(&mut self, folder: &Path, note: &Note) -> bool {
        let claim = self.names(folder).entry(folded(&note.file_name)).or_insert(Claim::Taken);
        let contested = matches!(claim, Claim::Pending { contested: true });
        *claim = if contested {
            Claim::Taken
        } else {
            Claim::Fresh(Fresh {
                id: note.email_id.as_str().to_owned(),
                name: note.file_name.clone(),
                name_with_id: note.file_name_with_id.clone(),
            })
        };
        contested
    }

    /// Nothing was written under the name.
    pub(super) fn release(&mut self, folder: &Path, name: &str) {
        self.names(folder).remove(&folded(name));
    }

    /// There turned out to be a file of this name.
    pub(super) fn taken(&mut self, folder: &Path, name: &str) {
        self.names(folder).insert(folded(name), Claim::Taken);
    }

    fn names(&mut self, folder: &Path) -> &mut HashMap<String, Claim> {
        self.folders.entry(folder.to_owned()).or_insert_with(|| {
            let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
            entries.map(|entry| (folded(&entry.file_name().to_string_lossy()), Claim::Taken)).collect()
        })
    }
}

/// The longer name, and what is tried after it.
fn longer(name_with_id: &str) -> impl Iterator<Item = String> {
    let stem = name_with_id.strip_suffix(".md").unwrap_or(name_with_id);
    let tries = (2..MOST_TRIES).map(move |n| format!("{stem} {n}.md"));
    std::iter::once(name_with_id.to_owned()).chain(tries)
}

/// What names have in common that some system takes for one.
pub(super) fn folded(name: &str) -> String {
    name.to_lowercase().nfc().collect()
}
