//! `batch`: every email below a folder becomes or updates a note of the vault.

mod journal;
mod progress;
mod reading;
mod report;
mod threads;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use self::journal::{Known, Source, State};
use self::progress::Progress;
use self::reading::{Reading, read_one};
use self::report::{ChangedNote, FailedEmail, KeptNote, Summary};
use super::extract::Unread;
use super::settings::{self, Sources, shown};
use super::{Console, Report, Stop, plugins, source, stream};
use crate::config::{Layer, Settings};
use crate::email::EmailId;
use crate::inputs::{self, InputError};
use crate::note::hex;
use crate::pipeline::{Given, Processed};
use crate::rules::weights;
use crate::vault::{Deleted, Kept, Outcome, STATE_FOLDER, Vault, VaultError};

pub(super) use self::journal::Journal;
use self::threads::Said;
pub(super) use self::threads::Threads;

#[derive(Debug)]
pub struct Job {
    /// Where the mail is.
    pub folder: PathBuf,
    /// `None`: the nearest folder at or above `folder` that Obsidian has as a vault, else `folder`.
    pub vault: Option<PathBuf>,
    pub label: Option<String>,
    /// Mail that was sent before this day is left alone.
    pub since: Option<NaiveDate>,
    pub jobs: Option<NonZeroUsize>,
    pub dry_run: bool,
    pub json: bool,
    /// Only failures are told.
    pub quiet: bool,
    pub sources: Sources,
}

/// Replies that wait until all of their thread is read; beyond this much text the first ones are written without.
const WAITING_BYTES: usize = 64 << 20;

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let folder = settings::folder(&job.folder, "folder")?;
    let root = job.vault.clone().unwrap_or_else(|| nearest_vault(&folder));
    let layer = settings::layer(&job.sources, Some(&settings::vault(&root)?))?;
    let vault = if job.dry_run { Vault::open_read_only(&root) } else { Vault::open(&root) };
    let vault = vault.map_err(anyhow::Error::new)?.with_deleted(Deleted::Stays);
    let given = Given {
        label: job.label.clone(),
        today: Some(console.today),
        lines: plugins::lines(&root),
        ..Given::default()
    };
    let made_with = made_with(&layer, &given);
    let settings = Settings::resolve(layer);
    let state_folder = root.join(STATE_FOLDER);
    if !job.dry_run {
        journal::remove_litter(&state_folder);
    }
    let journal = Journal::read(&state_folder, &made_with);
    let mut batch = Batch {
        job,
        root: &root,
        settings: &settings,
        given,
        vault,
        journal,
        seen: HashMap::new(),
        stems: HashMap::new(),
        threads: Threads::default(),
        waiting: Vec::new(),
        waiting_bytes: 0,
        read: HashMap::new(),
        summary: Summary::default(),
    };
    batch.through(&folder, console)?;
    let Batch { journal, summary, .. } = batch;
    if !job.dry_run {
        journal.write(&state_folder, &made_with).context("cannot write what was read; the next run reads all again")?;
    }
    report::tell(job, &summary, console)?;
    Ok(Report { done: summary.emails - summary.failed.len(), failed: summary.failed.len() })
}

/// The vault that `folder` is in: the nearest folder at or above it that Obsidian has as one, else the folder.
pub(super) fn nearest_vault(folder: &Path) -> PathBuf {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    match whole.ancestors().find(|path| path.join(".obsidian").is_dir()) {
        Some(found) if found == whole => folder.to_owned(),
        Some(found) => found.to_owned(),
        None => folder.to_owned(),
    }
}

/// What notes depend on beside the mail: where it changes, all mail is read again.
pub(super) fn made_with(layer: &Layer, given: &Given) -> String {
    let Given { label, lines, .. } = given;
    let weights = hex(&Sha256::digest(weights::TEXTS.concat()));
    let text = format!("{}\n{weights}\n{layer:?}\n{label:?}\n{lines:?}", env!("CARGO_PKG_VERSION"));
    hex(&Sha256::digest(text))
}

/// One batch at work.
struct Batch<'a> {
    job: &'a Job,
    root: &'a Path,
    settings: &'a Settings,
    given: Given,
    vault: Vault,
    journal: Journal,
    /// The file that has each email id first.
    seen: HashMap<String, PathBuf>,
    /// Names of the notes that were written, by email id.
    stems: HashMap<String, String>,
    threads: Threads,
    waiting: Vec<Processed>,
    waiting_bytes: usize,
    /// What was read of files that are not known, until they are done.
    read: HashMap<PathBuf, Source>,
    summary: Summary,
}

impl Batch<'_> {
    fn through(&mut self, folder: &Path, console: &mut Console) -> Result<(), Stop> {
        let (files, problems) = self.files(folder);
        for problem in problems {
            self.fail(problem.into(), console);
        }
        let there: HashSet<PathBuf> = files.iter().map(|file| source::kept(file, self.root)).collect();
        let root = self.root;
        self.journal.keep(&there, |path| source::found(path, root).exists());
        let mut changed = Vec::new();
        for file in files {
            let kept = source::kept(&file, self.root);
            let Ok(state) = fs::symlink_metadata(&file).map(|meta| State::of(&meta)) else { continue };
            match self.journal.unchanged(&kept, state).cloned() {
                Some(source) => {
                    for known in source.messages {
                        self.pass(&kept, known.said);
                    }
                }
                None if inputs::may_be_mail(&file) => changed.push((file, kept, state)),
                None => self.summary.other_files += 1,
            }
        }
        let prints: HashMap<PathBuf, HashMap<String, Known>> =
            changed.iter().map(|(_, kept, _)| (kept.clone(), self.journal.prints(kept))).collect();
        for (_, kept, state) in &changed {
            self.read.insert(kept.clone(), Source { state: *state, messages: Vec::new() });
        }
        let progress = Progress::new(changed.len(), self.job.quiet || self.job.json);
        let kept_of: HashMap<PathBuf, PathBuf> =
            changed.iter().map(|(file, kept, _)| (file.clone(), kept.clone())).collect();
        let (given, settings, since) = (self.given.clone(), self.settings, self.job.since);
        let work = |message| read_one(message, &kept_of, &prints, &given, settings, since);
        let mut last: Option<PathBuf> = None;
        stream::through(
            inputs::open_walked(changed.iter().map(|(file, ..)| file.clone())),
            self.job.jobs,
            work,
            |outcome| {
                if last.as_deref() != Some(outcome.path()) {
                    progress.file_done();
                    last = Some(outcome.path().to_owned());
                }
                progress.aside(|| self.take(outcome, console));
                Ok(())
            },
        )?;
        progress.finish();
        self.write_waiting(console);
        for (path, source) in std::mem::take(&mut self.read) {
            self.journal.insert(path, source);
        }
        Ok(())
    }

    /// The files to look at: not those that this program writes.
    fn files(&self, folder: &Path) -> (Vec<PathBuf>, Vec<InputError>) {
        let notes = self.root.join(&self.settings.folder);
        let notes = notes.canonicalize().unwrap_or(notes);
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for item in inputs::walk_but(folder, Some(notes)) {
            match item {
                Ok(file) => files.push(file),
                Err(problem) => problems.push(problem),
            }
        }
        (files, problems)
    }

    /// A message that has not changed since the last run.
    fn pass(&mut self, path: &Path, said: Said) {
        self.summary.emails += 1;
        if self.is_double(&said.email_id, path) {
            return;
        }
        self.summary.unchanged += 1;
        self.summary.without_tasks += usize::from(said.tasks.is_empty());
        self.threads.add(said);
    }

    /// Whether another file has the message too, and had it first.
    fn is_double(&mut self, id: &str, path: &Path) -> bool {
        let first = self.seen.entry(id.to_owned()).or_insert_with(|| path.to_owned());
        let double = first != path;
        self.summary.duplicates += usize::from(double);
        double
    }

    fn take(&mut self, outcome: Reading, console: &mut Console) {
        match outcome {
            // The next run may want it.
            Reading::TooOld(path) => {
                self.read.remove(&path);
            }
            Reading::Failed(path, unread) => {
                self.read.remove(&path);
                self.fail(unread, console);
            }
            Reading::Known(path, known) => {
                self.pass(&path, known.said.clone());
                self.remember(&path, known);
            }
            Reading::Read(path, print, processed) => {
                self.summary.emails += 1;
                let said = Said::of(&processed.email, &processed.tasks);
                self.remember(&path, Known { print, said });
                if self.is_double(processed.email.id.as_str(), &path) {
                    return;
                }
                if processed.email.references.is_empty() || processed.tasks.is_empty() {
                    self.write(&processed, console);
                } else {
                    self.wait(*processed, console);
                }
            }
        }
    }

    fn remember(&mut self, path: &Path, known: Known) {
        if let Some(source) = self.read.get_mut(path) {
            source.messages.push(known);
        }
    }

    fn wait(&mut self, mut processed: Processed, console: &mut Console) {
        processed.lighten();
        self.waiting_bytes += processed.email.body.lines.iter().map(|line| line.text.len()).sum::<usize>();
        self.waiting.push(processed);
        if self.waiting_bytes > WAITING_BYTES {
            self.write_waiting(console);
        }
    }

    /// Replies, first sent first: what an earlier mail of the thread has is not written again.
    fn write_waiting(&mut self, console: &mut Console) {
        let mut waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        waiting.sort_by_key(|processed| (processed.email.date, processed.email.id.as_str().to_owned()));
        for mut processed in waiting {
            let (stems, vault) = (&self.stems, &self.vault);
            self.threads.trim(&mut processed, |id| stem_of(id, stems, vault));
            self.write(&processed, console);
        }
    }

    fn write(&mut self, processed: &Processed, console: &mut Console) {
        let note = processed.note();
        let id = processed.email.id.as_str().to_owned();
        let done = if self.job.dry_run {
            self.vault.plan(&note).map(|change| (change.path, change.outcome, change.twin_of))
        } else {
            self.vault.write(&note).map(|written| (written.path, written.outcome, written.twin_of))
        };
        let (path, outcome, twin_of) = match done {
            Ok(done) => done,
            Err(error) => return self.fail_to_write(processed, error, console),
        };
        if let Some(stem) = path.file_stem() {
            self.stems.insert(id, stem.to_string_lossy().into_owned());
        }
        self.threads.add(Said::of(&processed.email, &processed.tasks));
        self.summary.without_tasks += usize::from(processed.tasks.is_empty());
        let name = shown(&path);
        match outcome {
            Outcome::New => {
                self.summary.new += 1;
                self.summary.notes.push(ChangedNote { path: name, change: "new" });
            }
            Outcome::Updated => {
                self.summary.updated += 1;
                self.summary.notes.push(ChangedNote { path: name, change: "updated" });
            }
            Outcome::Unchanged => self.summary.unchanged += 1,
            // That a note is gone is what its owner wanted: no word about it on every run.
            Outcome::Kept(Kept::Deleted) => self.summary.unchanged += 1,
            Outcome::Kept(why) => {
                console.say(&format!("note `{name}` is left as it is: {why}"));
                self.summary.kept.push(KeptNote { path: name, reason: why.to_string() });
            }
        }
        let origin = &processed.email.origin;
        for cut in processed.cuts() {
            console.say(&format!("email `{origin}`: {cut}"));
        }
        if let Some(first) = twin_of {
            let first = shown(&first);
            console.say(&format!("email `{origin}` has the Message-ID of another one, whose note is `{first}`"));
        }
    }

    fn fail_to_write(&mut self, processed: &Processed, error: VaultError, console: &mut Console) {
        let origin = processed.email.origin.clone();
        if let Some(path) = &origin.path {
            // Read again the next time.
            self.read.remove(path);
        }
        let reason = format!("cannot write its note: {:#}", anyhow::Error::new(error));
        console.say(&format!("email `{origin}`: {reason}"));
        self.summary.failed.push(FailedEmail { source: origin.to_string(), reason });
    }

    fn fail(&mut self, unread: Unread, console: &mut Console) {
        let Unread { origin, reason } = unread;
        self.summary.emails += 1;
        console.say(&format!("cannot read email `{origin}`: {reason}"));
        self.summary.failed.push(FailedEmail { source: origin.to_string(), reason });
    }
}

/// The name of the note of an email id, as a link has it.
pub(super) fn stem_of(id: &str, stems: &HashMap<String, String>, vault: &Vault) -> Option<String> {
    stems.get(id).cloned().or_else(|| {
        let path = vault.find(&EmailId(id.to_owned()))?;
        Some(path.file_stem()?.to_string_lossy().into_owned())
    })
}
