//! `extract`: each email to standard output, or as a note into the vault.

mod write;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::anyhow;

use self::write::{Failed, Writer};
use super::settings::{self, Sources};
use super::{Console, Report, Stop, plugins};
use crate::config::Settings;
use crate::email::RawEmail;
use crate::inputs::{self, InputError, Origin};
use crate::pipeline::{self, Given, Processed};
use crate::vault::Vault;

/// What is to be done with which emails.
#[derive(Debug)]
pub struct Job {
    /// `-` is standard input.
    pub paths: Vec<PathBuf>,
    pub output: Output,
    pub explain: bool,
    /// Emails worked on at once; `None`: one for each processor.
    pub jobs: Option<NonZeroUsize>,
    pub given: Given,
    pub sources: Sources,
}

/// Where the result goes, and in which form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    Print(Format),
    /// The notes go into this vault, their paths to standard output.
    Vault(PathBuf),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Note,
    Json,
    Ndjson,
    Tasks,
}

/// Emails that are read before the first of them is written: enough to keep every processor busy, little to hold.
const BATCH: usize = 64;

/// A batch ends earlier where its emails are large.
const BATCH_BYTES: usize = 16 << 20;

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    if job.paths.iter().any(|path| path.as_os_str() == "-") && console.stdin_is_terminal {
        return Err(anyhow!("no email given: name a FILE or pipe one in (`meeting-tasks extract mail.eml`)").into());
    }
    let mut given = Given { today: Some(console.today), ..job.given.clone() };
    let (settings, vault) = match &job.output {
        Output::Print(_) => (settings::load(&job.sources, None)?, None),
        Output::Vault(root) => {
            let settings = settings::load(&job.sources, Some(&settings::vault(root)?))?;
            given.lines = plugins::lines(root);
            (settings, Some(Vault::open(root).map_err(anyhow::Error::new)?))
        }
    };
    let writer = Writer::new(job, vault);
    let mut work = Work { given, settings, jobs: job.jobs, writer, report: Report::default() };
    let mut batch = Batch::default();
    for message in inputs::open(job.paths.iter().cloned()) {
        if batch.is_full_with(message.map_err(Unread::from)) {
            work.through(&mut batch, console)?;
        }
    }
    work.through(&mut batch, console)?;
    work.writer.finish(console.out)?;
    Ok(work.report)
}

/// A message that could not be read.
struct Unread {
    origin: Origin,
    reason: String,
}

impl From<InputError> for Unread {
    fn from(error: InputError) -> Self {
        Unread { reason: error.to_string(), origin: error.origin }
    }
}

/// Messages that are worked on together.
#[derive(Default)]
struct Batch {
    messages: Vec<Result<RawEmail, Unread>>,
    bytes: usize,
}

impl Batch {
    /// Takes one message more.
    fn is_full_with(&mut self, message: Result<RawEmail, Unread>) -> bool {
        self.bytes += message.as_ref().map_or(0, |raw| raw.bytes.len());
        self.messages.push(message);
        self.messages.len() >= BATCH || self.bytes >= BATCH_BYTES
    }
}

/// What every batch goes through.
struct Work {
    given: Given,
    settings: Settings,
    jobs: Option<NonZeroUsize>,
    writer: Writer,
    report: Report,
}

impl Work {
    /// Processes a batch, writes what comes out in the order of its messages, and empties it.
    fn through(&mut self, batch: &mut Batch, console: &mut Console) -> Result<(), Stop> {
        for outcome in self.processed(std::mem::take(batch).messages) {
            let problem = match outcome {
                Err(Unread { origin, reason }) => format!("cannot read email `{origin}`: {reason}"),
                Ok(processed) => match self.writer.write(&processed, console) {
                    Ok(()) => {
                        for cut in processed.cuts() {
                            console.say(&format!("email `{}`: {cut}", processed.email.origin));
                        }
                        self.report.done += 1;
                        continue;
                    }
                    Err(Failed::Output(error)) => return Err(error.into()),
                    Err(Failed::Note(reason)) => {
                        format!("cannot write the note of email `{}`: {reason}", processed.email.origin)
                    }
                },
            };
            self.report.failed += 1;
            console.say(&problem);
        }
        Ok(())
    }

    /// Every message through the pipeline, in its place.
    fn processed(&self, messages: Vec<Result<RawEmail, Unread>>) -> Vec<Result<Processed, Unread>> {
        let one = |message: Result<RawEmail, Unread>| {
            let raw = message?;
            pipeline::process(&raw, &self.given, &self.settings)
                .map_err(|error| Unread { origin: raw.origin, reason: error.to_string() })
        };
        let processors = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let threads = if messages.len() < 2 { 1 } else { self.jobs.map_or_else(processors, NonZeroUsize::get) };
        if threads < 2 {
            return messages.into_iter().map(one).collect();
        }
        let slots: Vec<Mutex<Slot>> = messages.into_iter().map(|message| Mutex::new(Slot::Waiting(message))).collect();
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..threads.min(slots.len()) {
                scope.spawn(|| {
                    while let Some(slot) = slots.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
                        if let Slot::Waiting(message) = std::mem::replace(&mut *slot, Slot::Taken) {
                            *slot = Slot::Done(Box::new(one(message)));
                        }
                    }
                });
            }
        });
        slots
            .into_iter()
            .filter_map(|slot| match slot.into_inner().unwrap_or_else(PoisonError::into_inner) {
                Slot::Done(outcome) => Some(*outcome),
                Slot::Waiting(_) | Slot::Taken => None,
            })
            .collect()
    }
}

/// The place of one message while threads work through a batch.
enum Slot {
    Waiting(Result<RawEmail, Unread>),
    Taken,
    Done(Box<Result<Processed, Unread>>),
}
