//! `extract`: each email to standard output, or as a note into the vault.

mod write;

use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::anyhow;

use self::write::{Failed, Writer};
use super::settings::{self, Sources};
use super::source::{Input, Source, Unread};
use super::{Console, Report, Stop, reason, say};
use crate::config::Settings;
use crate::email::RawEmail;
use crate::inputs::Origin;
use crate::pipeline::{self, Given, Processed};

/// What is to be done with which emails.
#[derive(Debug)]
pub struct Job {
    pub inputs: Vec<Input>,
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
    if job.inputs.contains(&Input::Stdin) && console.stdin_is_terminal {
        return Err(anyhow!("no email given: name a FILE or pipe one in (`meeting-tasks extract mail.eml`)").into());
    }
    let vault = match &job.output {
        Output::Vault(path) => Some(settings::vault(path)?),
        Output::Print(_) => None,
    };
    let settings = settings::load(&job.sources, vault.as_deref())?;
    let given = Given { today: Some(console.today), ..job.given.clone() };
    let writer = Writer::new(job, vault);
    let mut work = Work { given, settings, jobs: job.jobs, writer, report: Report::default() };
    let Console { stdin, out, err, .. } = console;
    let mut batch = Batch::default();
    for input in &job.inputs {
        match Source::open(input, *stdin) {
            Ok(source) => {
                for message in source {
                    if batch.is_full_with(message) {
                        work.through(&mut batch, *out, *err)?;
                    }
                }
            }
            Err(error) => {
                let origin = Origin { path: input.path().cloned(), index: None };
                batch.is_full_with(Err(Unread { origin, reason: reason(&error) }));
            }
        }
    }
    work.through(&mut batch, *out, *err)?;
    work.writer.finish(*out)?;
    Ok(work.report)
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
    fn through(&mut self, batch: &mut Batch, out: &mut dyn Write, err: &mut dyn Write) -> Result<(), Stop> {
        for outcome in self.processed(std::mem::take(batch).messages) {
            let problem = match outcome {
                Err(Unread { origin, reason }) => format!("cannot read email `{origin}`: {reason}"),
                Ok(processed) => match self.writer.write(&processed, out) {
                    Ok(()) => {
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
            say(err, &problem);
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
