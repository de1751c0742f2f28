//! What earlier batches have read: `.meeting-tasks/sources`, one line of JSON for each file.
//!
//! A file that has the size and time that stand here is not read again, and a message of a mailbox that has grown not
//! worked on again, unless the settings or the program have changed. Deleting the file only costs time.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::threads::Said;

const FILE: &str = "sources";

/// What was read of each file, by its kept path.
#[derive(Debug, Default)]
pub(in crate::run) struct Journal {
    sources: BTreeMap<PathBuf, Source>,
    /// The batch that read each email first, by email id; known also where the settings have changed since.
    first_read: HashMap<String, u32>,
    /// How many batches have written it.
    batches: u32,
    has_changed: bool,
}

/// The first line: what the rest was made with.
#[derive(Serialize, Deserialize)]
struct Head {
    format: u32,
    made_with: String,
    batches: u32,
}

const FORMAT: u32 = 2;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Line {
    path: PathBuf,
    #[serde(flatten)]
    source: Source,
}

/// One file as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) state: State,
    pub(super) messages: Vec<Known>,
}

/// What tells that a file has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    bytes: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl State {
    /// Of a file that the next run has to look at, changed or not; what is known of its messages holds.
    pub(super) const UNSETTLED: State = State { bytes: u64::MAX, modified: u64::MAX };

    pub(super) fn of(file: &Metadata) -> State {
        let since = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        State { bytes: file.len(), modified: u64::try_from(since.as_nanos()).unwrap_or(u64::MAX) }
    }
}

/// One message as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::run) struct Known {
    /// Of the bytes of the message.
    pub(super) print: String,
    pub(in crate::run) said: Said,
}

impl Journal {
    /// What stands in `state_folder`; where `made_with` is given, nothing of the messages if it was made with other
    /// settings or another program.
    pub(in crate::run) fn read(state_folder: &Path, made_with: Option<&str>) -> Journal {
        Journal::try_read(state_folder, made_with).unwrap_or_default()
    }

    fn try_read(state_folder: &Path, made_with: Option<&str>) -> Option<Journal> {
        let mut lines = BufReader::new(File::open(state_folder.join(FILE)).ok()?).lines();
        let head: Head = serde_json::from_str(&lines.next()?.ok()?).ok()?;
        if head.format != FORMAT {
            return None;
        }
        let mut journal = Journal { batches: head.batches, ..Journal::default() };
        for line in lines.map_while(Result::ok) {
            let Ok(Line { path, source }) = serde_json::from_str::<Line>(&line) else { continue };
            let said = source.messages.iter().map(|known| (known.said.email_id.clone(), known.said.batch));
            journal.first_read.extend(said);
            if made_with.is_none_or(|made_with| head.made_with == made_with) {
                journal.sources.insert(path, source);
            }
        }
        Some(journal)
    }

    /// Writes the journal in the place of the one that is there: whole, or not at all.
    pub(super) fn write(&self, state_folder: &Path, made_with: &str) -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new_in(state_folder)?;
        let mut out = BufWriter::new(file.as_file_mut());
        let head = Head { format: FORMAT, made_with: made_with.to_owned(), batches: self.batches + 1 };
        writeln!(out, "{}", serde_json::to_string(&head)?)?;
        // JSON has no word for a path that is no text; such a file is read again at every run.
        for (path, source) in self.sources.iter().filter(|(path, _)| path.to_str().is_some()) {
            let line = Line { path: path.clone(), source: source.clone() };
            writeln!(out, "{}", serde_json::to_string(&line)?)?;
        }
        out.flush()?;
        drop(out);
        file.persist(state_folder.join(FILE))?;
        Ok(())
    }

    /// The number of the batch that is at work.
    pub(super) fn batch(&self) -> u32 {
        self.batches + 1
    }

    /// The batch that read an email first, if an earlier one has.
    pub(super) fn first_read(&self, email_id: &str) -> Option<u32> {
        self.first_read.get(email_id).copied()
    }

    /// Nothing is known of any file.
    pub(super) fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// What is known of a file that has not changed.
    pub(super) fn unchanged(&self, path: &Path, state: State) -> Option<&Source> {
        self.sources.get(path).filter(|source| source.state == state)
    }

    /// The messages of a file that has changed, by their print.
    pub(super) fn prints(&self, path: &Path) -> HashMap<String, Known> {
        let known = self.sources.get(path).into_iter().flat_map(|source| &source.messages);
        known.map(|message| (message.print.clone(), message.clone())).collect()
    }

    pub(super) fn insert(&mut self, path: PathBuf, source: Source) {
        self.has_changed = true;
        self.sources.insert(path, source);
    }

    /// Whether it has to be written.
    pub(super) fn has_changed(&self) -> bool {
        self.has_changed
    }

    /// Forgets the files that are no longer there, but for messages with tasks that no other file has: a reply that
    /// repeats one of them may come when the mail itself was moved away.
    pub(super) fn forget(&mut self, exists: impl Fn(&Path) -> bool) {
        let gone: BTreeSet<PathBuf> = self.sources.keys().filter(|path| !exists(path)).cloned().collect();
        if gone.is_empty() {
            return;
        }
        let there: HashSet<String> = self
            .sources
            .iter()
            .filter(|(path, _)| !gone.contains(*path))
            .flat_map(|(_, source)| source.messages.iter().map(|message| message.said.copy.clone()))
            .collect();
        let has_changed = &mut self.has_changed;
        self.sources.retain(|path, source| {
            if !gone.contains(path) {
                return true;
            }
            let all = source.messages.len();
            source.messages.retain(|Known { said, .. }| !said.tasks.is_empty() && !there.contains(&said.copy));
            *has_changed |= source.messages.len() < all || all == 0;
            !source.messages.is_empty()
        });
    }

    pub(in crate::run) fn messages(&self) -> impl Iterator<Item = (&Path, &Known)> {
        self.sources
            .iter()
            .flat_map(|(path, source)| source.messages.iter().map(move |message| (path.as_path(), message)))
    }
}

/// Removes what a killed run has left of a journal that it was writing.
pub(super) fn remove_litter(state_folder: &Path) {
    let Ok(entries) = fs::read_dir(state_folder) else { return };
    for entry in entries.filter_map(Result::ok) {
        if entry.file_name().as_encoded_bytes().starts_with(b".tmp") {
            // What cannot be removed lies in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: u64) -> Source {
        let said = Said { email_id: "a1".into(), batch: 1, ..Said::default() };
        Source { state: State { bytes, modified: 2 }, messages: vec![Known { print: "p".into(), said }] }
    }

    #[test]
    fn what_was_read_is_known_until_the_file_the_settings_or_the_journal_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut journal = Journal::default();
        journal.insert(PathBuf::from("a.eml"), source(1));
        journal.write(folder.path(), "settings").expect("written");
        let read = Journal::read(folder.path(), Some("settings"));
        assert_eq!(read.unchanged(Path::new("a.eml"), State { bytes: 1, modified: 2 }), Some(&source(1)));
        assert_eq!(read.unchanged(Path::new("a.eml"), State { bytes: 2, modified: 2 }), None);
        assert_eq!(read.unchanged(Path::new("b.eml"), State { bytes: 1, modified: 2 }), None);
        assert!(read.prints(Path::new("a.eml")).contains_key("p"));
        let others = Journal::read(folder.path(), Some("others"));
        assert!(others.is_empty());
        assert_eq!((others.first_read("a1"), others.batch()), (Some(1), 2));
        fs::write(folder.path().join(FILE), "{\"format\":1").expect("written");
        assert!(Journal::read(folder.path(), Some("settings")).messages().next().is_none());
    }
}
