//! The tasks of a vault's notes, whoever wrote them.

use std::path::{Path, PathBuf};

use super::{file, walk};
use crate::note::read;
use crate::note::task_line::ReadTask;

/// Notes over this size are logs or exports; their tasks are not listed.
const LARGEST: u64 = 1024 * 1024;
/// Notes that a thread takes at a time, and the fewest for which a second thread is worth its start.
const BATCH: usize = 64;

/// The tasks of every note of the vault with the note's path, in the order of paths and lines. Notes that cannot be read
/// or are larger than 1 MiB are left out.
pub fn tasks(root: &Path) -> impl Iterator<Item = (PathBuf, ReadTask)> {
    tasks_of(root, |_| true)
}

/// The same of the notes whose bytes `may_matter`, which costs far less than reading their tasks.
pub fn tasks_of(root: &Path, may_matter: impl Fn(&[u8]) -> bool + Sync) -> impl Iterator<Item = (PathBuf, ReadTask)> {
    let notes: Vec<PathBuf> = walk::notes(root).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(notes.len().div_ceil(BATCH)).max(1);
    let share = notes.len().div_ceil(threads).max(1);
    let read: Vec<Vec<(PathBuf, Vec<ReadTask>)>> = if threads == 1 {
        vec![read_all(&notes, &may_matter)]
    } else {
        std::thread::scope(|scope| {
            let running: Vec<_> =
                notes.chunks(share).map(|chunk| scope.spawn(|| read_all(chunk, &may_matter))).collect();
            running.into_iter().map(|thread| thread.join().unwrap_or_default()).collect()
        })
    };
    read.into_iter().flatten().flat_map(|(path, tasks)| tasks.into_iter().map(move |task| (path.clone(), task)))
}

fn read_all(notes: &[PathBuf], may_matter: &impl Fn(&[u8]) -> bool) -> Vec<(PathBuf, Vec<ReadTask>)> {
    let with_tasks = notes.iter().map(|path| (path.clone(), tasks_if(path, may_matter).unwrap_or_default()));
    with_tasks.filter(|(_, tasks)| !tasks.is_empty()).collect()
}

/// The tasks of one note.
///
/// # Errors
///
/// When `path` cannot be read or is no plain file; a note over 1 MiB has no tasks.
pub fn note_tasks(path: &Path) -> std::io::Result<Vec<ReadTask>> {
    tasks_if(path, &|_: &[u8]| true)
}

fn tasks_if(path: &Path, may_matter: &impl Fn(&[u8]) -> bool) -> std::io::Result<Vec<ReadTask>> {
    let Some(bytes) = file::read(path, LARGEST)? else { return Ok(Vec::new()) };
    // No checkbox, no task: most notes of a vault.
    if memchr::memmem::find(&bytes, b"] ").is_none() || !may_matter(&bytes) {
        return Ok(Vec::new());
    }
    Ok(read::tasks(&String::from_utf8_lossy(&bytes)))
}
