//! `watch`: mail that is saved in a folder becomes notes soon after, as `batch` makes them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use anyhow::Context;
use notify::{EventKind, RecursiveMode, Watcher};

use super::batch;
use super::settings::{self, shown};
use super::{Console, Report, Stop};
use crate::inputs;

/// How long a folder must be quiet before its files are looked at: mail programs write in bursts.
const QUIET: Duration = Duration::from_millis(300);
/// How long a file's size and time must stay as they are: a download that pauses for longer is read twice, no more.
const STABLE: Duration = Duration::from_millis(700);
/// Without an event the folder is looked at all the same, for network drives tell of none.
const AT_LEAST_EVERY: Duration = Duration::from_mins(5);

/// The exit code of a program that Ctrl-C has ended, as shells count.
const INTERRUPTED: i32 = 130;

/// Watches until Ctrl-C or the system's request to end; each round is a batch.
pub(super) fn run(job: &batch::Job, console: &mut Console) -> Result<Report, Stop> {
    let folder = settings::folder(&job.folder, "folder")?;
    let (tell, told) = mpsc::channel();
    let ending = end_when_asked(tell.clone())?;
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // What is only read, by this program too, is no news; an error may hide some.
        if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
            let _ = tell.send(());
        }
    });
    let _watcher = watcher
        .and_then(|mut watcher| watcher.watch(&folder, RecursiveMode::Recursive).map(|()| watcher))
        .with_context(|| format!("cannot watch `{}`", shown(&folder)))?;
    let mut last = None;
    loop {
        let now = settled(&folder, &ending);
        if ending.load(Ordering::Relaxed) {
            return Ok(Report::default());
        }
        if last.as_ref() != Some(&now) {
            match round(job, console) {
                Ok(()) => last = Some(now),
                // A drive that is away or a config file half edited is there again later.
                Err(Stop::Start(error)) if last.is_some() => console.say(&format!("{error:#}")),
                Err(stop) => return Err(stop),
            }
        }
        wait(&told, &ending);
    }
}

/// A flag that is set when the process is asked to end, and a word to whoever waits; asked again, it ends at once, which
/// costs no more than the rest of the round.
fn end_when_asked(tell: Sender<()>) -> anyhow::Result<Arc<AtomicBool>> {
    let ending = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&ending);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        let _ = tell.send(());
    })
    .context("cannot wait for Ctrl-C")?;
    Ok(ending)
}

/// One batch. An email that cannot be read has been told and does not end the watch.
fn round(job: &batch::Job, console: &mut Console) -> Result<(), Stop> {
    console.today = chrono::Local::now().date_naive();
    batch::run(job, console)?;
    // The next mail may come tomorrow.
    Ok(console.out.flush()?)
}

/// Waits until something has happened and it is quiet again.
fn wait(told: &Receiver<()>, ending: &AtomicBool) {
    if told.recv_timeout(AT_LEAST_EVERY) == Err(RecvTimeoutError::Timeout) {
        return;
    }
    let start = Instant::now();
    // A folder that is never quiet is looked at all the same.
    while !ending.load(Ordering::Relaxed) && start.elapsed() < AT_LEAST_EVERY && told.recv_timeout(QUIET).is_ok() {}
}

/// The files as they are once none of them has grown for a while.
fn settled(folder: &Path, ending: &AtomicBool) -> Seen {
    let start = Instant::now();
    let mut before = seen(folder);
    loop {
        std::thread::sleep(STABLE);
        let now = seen(folder);
        if now == before || start.elapsed() > AT_LEAST_EVERY || ending.load(Ordering::Relaxed) {
            return now;
        }
        before = now;
    }
}

/// Size and time of each file that may hold mail.
type Seen = HashMap<PathBuf, (u64, Option<SystemTime>)>;

fn seen(folder: &Path) -> Seen {
    let files = inputs::walk(folder).filter_map(Result::ok);
    files
        .filter_map(|path| {
            let meta = fs::symlink_metadata(&path).ok()?;
            Some((path, (meta.len(), meta.modified().ok())))
        })
        .collect()
}
