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
use self::reading::{Read, Reading, read_one};
use self::report::{ChangedNote, FailedEmail, KeptNote, Summary};
use super::extract::Unread;
use super::settings::{self, Sources, shown};
use super::{Console, Report, Stop, plugins, source, stream};
use crate::config::{Layer, Settings};
use crate::email::EmailId;
use crate::inputs::{self, InputError};
use crate::note::{Note, hex, read};
use crate::pipeline::{Given, Processed};
use crate::rules::weights;
use crate::vault::{self, Deleted, Kept, Outcome, STATE_FOLDER, Vault, VaultError};

pub(super) use self::journal::Journal;
use self::threads::Asked;
pub(super) use self::threads::{Said, Threads};

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
    let journal = Journal::read(&state_folder, Some(&made_with));
    let mut batch = Batch {
        job,
        root: &root,
        settings: &settings,
        given,
        vault,
        journal,
        seen: HashSet::new(),
        kept: HashMap::new(),
        earlier: HashSet::new(),
        unlisted: HashMap::new(),
        stems: HashMap::new(),
        threads: Threads::default(),
        waiting: Vec::new(),
        waiting_bytes: 0,
        read: HashMap::new(),
        summary: Summary::default(),
    };
    batch.through(&folder, console)?;
    let Batch { journal, summary, .. } = batch;
    if !job.dry_run && journal.has_changed() {
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
    /// The messages that came so far, by the name of their copies.
    seen: HashSet<String>,
    /// The tasks that the note of each message has, by the name of its copies.
    kept: HashMap<String, Vec<Asked>>,
    /// Message-IDs that the mail of earlier batches has or answers.
    earlier: HashSet<String>,
    /// Notes whose mail no batch remembers, by Message-ID.
    unlisted: HashMap<String, Unlisted>,
    /// Names that the notes of a dry run would have, by email id.
    stems: HashMap<String, String>,
    threads: Threads,
    waiting: Vec<Waiting>,
    waiting_bytes: usize,
    /// What was read of files that are not known, until they are done.
    read: HashMap<PathBuf, Source>,
    summary: Summary,
}

/// A message that waits until all of its thread is read.
struct Waiting {
    processed: Processed,
    note: Note,
    said: Said,
}

/// What a note says of its email.
struct Unlisted {
    email_id: String,
    sent: String,
}

impl Batch<'_> {
    fn through(&mut self, folder: &Path, console: &mut Console) -> Result<(), Stop> {
        self.recall();
        let (files, problems) = self.files(folder);
        for problem in problems {
            self.fail(problem.into(), console);
        }
        let below = source::kept(folder, self.root);
        let kept_name =
            |file: &Path| file.strip_prefix(folder).map_or_else(|_| file.to_owned(), |rest| below.join(rest));
        let mut changed = Vec::new();
        for file in files {
            let kept = kept_name(&file);
            let Ok(state) = fs::symlink_metadata(&file).map(|meta| State::of(&meta)) else { continue };
            match self.journal.unchanged(&kept, state).cloned() {
                Some(source) => {
                    for known in source.messages {
                        self.pass(&known.said);
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
        self.settle();
        Ok(())
    }

    /// What earlier batches have left: the tasks of their mail, and notes that they no longer remember.
    fn recall(&mut self) {
        for (_, known) in self.journal.messages() {
            let said = &known.said;
            self.earlier.extend(said.message_id.iter().chain(&said.references).cloned());
            if self.kept.insert(said.copy.clone(), said.tasks.clone()).is_none() {
                self.threads.add(said.clone());
            }
        }
        if !self.journal.is_empty() {
            return;
        }
        for path in vault::notes(self.root) {
            let Ok(head) = vault::head(&path) else { continue };
            let property = |key| read::property(&head, key).map(str::to_owned);
            let (Some(message_id), Some(email_id)) = (property("messageId"), read::email_id(&head)) else { continue };
            let unlisted = Unlisted { email_id: email_id.to_owned(), sent: property("emailDate").unwrap_or_default() };
            self.unlisted.entry(message_id).or_insert(unlisted);
        }
    }

    /// Puts what was read into the journal: of each message the tasks that its note has now; what was not done, and the
    /// file that it stands in, is to be read again.
    fn settle(&mut self) {
        for (path, mut source) in std::mem::take(&mut self.read) {
            let all = source.messages.len();
            source.messages.retain_mut(|message| match self.kept.get(&message.said.copy) {
                Some(tasks) => {
                    message.said.tasks.clone_from(tasks);
                    true
                }
                None => false,
            });
            if source.messages.len() < all {
                source.state = State::UNSETTLED;
            }
            self.journal.insert(path, source);
        }
        let root = self.root;
        self.journal.forget(|path| source::found(path, root).exists());
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
    fn pass(&mut self, said: &Said) {
        self.summary.emails += 1;
        if self.is_double(&said.copy) {
            return;
        }
        self.summary.unchanged += 1;
        self.summary.without_tasks += usize::from(said.tasks.is_empty());
    }

    /// Whether the message came before, from this file or another.
    fn is_double(&mut self, copy: &str) -> bool {
        let double = !self.seen.insert(copy.to_owned());
        self.summary.duplicates += usize::from(double);
        double
    }

    /// Whether a copy of the message that has another id, as Gmail gives one, has a note.
    fn has_note_of_copy(&self, note: &Note, message_id: Option<&str>) -> bool {
        message_id.and_then(|id| self.unlisted.get(id)).is_some_and(|there| {
            there.email_id != note.email_id.as_str()
                && read::property(&note.text, "emailDate").is_some_and(|sent| sent == there.sent)
                && self.vault.find(&note.email_id).is_none()
        })
    }

    fn take(&mut self, outcome: Reading, console: &mut Console) {
        match outcome {
            // The next run may want it.
            Reading::TooOld(path) => self.unsettle(&path),
            Reading::Failed(path, unread) => {
                self.unsettle(&path);
                self.fail(unread, console);
            }
            Reading::Known(path, known) => {
                self.pass(&known.said);
                self.remember(&path, known);
            }
            Reading::Read(path, read) => self.take_new(&path, *read, console),
        }
    }

    fn take_new(&mut self, path: &Path, read: Read, console: &mut Console) {
        let Read { print, processed, note } = read;
        self.summary.emails += 1;
        let email = &processed.email;
        let answers =
            !email.references.is_empty() || email.message_id.as_ref().is_some_and(|id| self.earlier.contains(id));
        let first_read = self.journal.first_read(email.id.as_str());
        let batch = first_read.unwrap_or(if answers { self.journal.batch() } else { 0 });
        let said = Said::of(email, &processed.tasks, &note.fingerprint, batch);
        self.remember(path, Known { print, said: said.clone() });
        if self.is_double(&said.copy) {
            return;
        }
        if self.has_note_of_copy(&note, email.message_id.as_deref()) {
            self.summary.duplicates += 1;
            self.kept.entry(said.copy).or_insert(said.tasks);
            return;
        }
        let message = Waiting { processed, note, said };
        if batch == 0 || message.processed.tasks.is_empty() {
            self.write(message, console);
        } else {
            self.wait(message, console);
        }
    }

    /// The next run looks at the file again.
    fn unsettle(&mut self, path: &Path) {
        if let Some(source) = self.read.get_mut(path) {
            source.state = State::UNSETTLED;
        }
    }

    fn remember(&mut self, path: &Path, known: Known) {
        if let Some(source) = self.read.get_mut(path) {
            source.messages.push(known);
        }
    }

    fn wait(&mut self, mut message: Waiting, console: &mut Console) {
        message.processed.lighten();
        let lines = &message.processed.email.body.lines;
        self.waiting_bytes += message.note.text.len() + lines.iter().map(|line| line.text.len()).sum::<usize>();
        self.waiting.push(message);
        if self.waiting_bytes > WAITING_BYTES {
            self.write_waiting(console);
        }
    }

    /// Replies, first read and first sent first: what an earlier mail of the thread has is not written again.
    fn write_waiting(&mut self, console: &mut Console) {
        let mut waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        waiting.sort_by_cached_key(|Waiting { processed: Processed { email, .. }, said, .. }| {
            (said.batch, !email.references.is_empty(), email.date, said.email_id.clone())
        });
        // Links name notes: which names those will have must be clear before the first is written.
        self.vault.expect(waiting.iter().map(|message| &message.note));
        for mut message in waiting {
            let (stems, vault, said) = (&self.stems, &self.vault, &message.said);
            if self.threads.trim(&mut message.processed, said, |id| stem_of(id, stems, vault)) {
                message.note = message.processed.note();
                message.said.tasks = threads::asked(&message.processed.tasks);
            }
            self.write(message, console);
        }
    }

    fn write(&mut self, message: Waiting, console: &mut Console) {
        let Waiting { processed, note, said } = message;
        let processed = &processed;
        let done = if self.job.dry_run {
            self.vault.plan(&note).map(|change| (change.path, change.outcome, change.twin_of))
        } else {
            self.vault.write(&note).map(|written| (written.path, written.outcome, written.twin_of))
        };
        let (path, outcome, twin_of) = match done {
            Ok(done) => done,
            Err(error) => {
                // Read again the next time.
                self.kept.remove(&said.copy);
                return self.fail_to_write(processed, error, console);
            }
        };
        if self.job.dry_run
            && let Some(stem) = path.file_stem()
        {
            self.stems.insert(said.email_id.clone(), stem.to_string_lossy().into_owned());
        }
        self.kept.insert(said.copy.clone(), said.tasks.clone());
        self.threads.add(said);
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
            // That a note is gone is what its owner wanted: no word about it on every run.
            Outcome::Unchanged | Outcome::Kept(Kept::Deleted) => self.summary.unchanged += 1,
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
    let path = vault.find(&EmailId(id.to_owned()));
    let stem = path.and_then(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
    stem.or_else(|| stems.get(id).cloned())
}
