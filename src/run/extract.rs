//! `extract`: each email to standard output, or as a note into the vault.

use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::anyhow;

use super::json::{self, Layout};
use super::settings::{self, Sources};
use super::{Console, Report, Stop, explain, reason};
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

/// Where mail comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    File(PathBuf),
    Stdin,
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
    let mut writer = Writer::new(job, vault);
    let mut report = Report::default();
    let mut batch: Vec<RawEmail> = Vec::new();
    let mut work = |batch: &mut Vec<RawEmail>, console: &mut Console| -> Result<Report, Stop> {
        let mut report = Report::default();
        for (outcome, origin) in all(batch, &given, &settings, job.jobs).into_iter().zip(batch.drain(..)) {
            let outcome = outcome.map_err(|error| format!("cannot read email `{}`: {error}", origin.origin));
            match outcome {
                Ok(processed) => match writer.write(&processed, console.out) {
                    Ok(()) => report.done += 1,
                    Err(Failed::Output(error)) => return Err(error.into()),
                    Err(Failed::Note(reason)) => {
                        report.failed += 1;
                        console.say(&format!("cannot write the note of email `{}`: {reason}", origin.origin));
                    }
                },
                Err(message) => {
                    report.failed += 1;
                    console.say(&message);
                }
            }
        }
        Ok(report)
    };
    let mut add = |more: Report| {
        report.done += more.done;
        report.failed += more.failed;
    };
    for input in &job.inputs {
        match read(input, console) {
            Ok(raw) => batch.push(raw),
            Err(error) => {
                // What was read before is said and written before.
                add(work(&mut batch, console)?);
                add(Report { done: 0, failed: 1 });
                console.say(&format!("cannot read email `{}`: {}", name(input), reason(&error)));
            }
        }
        if batch.len() >= BATCH || batch.iter().map(|raw| raw.bytes.len()).sum::<usize>() >= BATCH_BYTES {
            add(work(&mut batch, console)?);
        }
    }
    add(work(&mut batch, console)?);
    writer.finish(console.out)?;
    Ok(report)
}

fn name(input: &Input) -> String {
    match input {
        Input::File(path) => settings::shown(path),
        Input::Stdin => "-".to_owned(),
    }
}

fn read(input: &Input, console: &mut Console) -> io::Result<RawEmail> {
    let mut bytes = Vec::new();
    let path = match input {
        Input::File(path) => {
            if path.is_dir() {
                return Err(io::Error::other("it is a folder"));
            }
            std::fs::File::open(path)?.read_to_end(&mut bytes)?;
            Some(path.clone())
        }
        Input::Stdin => {
            console.stdin.read_to_end(&mut bytes)?;
            None
        }
    };
    Ok(RawEmail { origin: Origin { path, index: None }, bytes, envelope: None })
}

/// Every email of a batch through the pipeline, in its place.
fn all(
    batch: &[RawEmail],
    given: &Given,
    settings: &Settings,
    jobs: Option<NonZeroUsize>,
) -> Vec<Result<Processed, crate::email::EmailError>> {
    let processors = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let jobs = jobs.map_or_else(processors, NonZeroUsize::get).min(batch.len());
    let one = |raw| pipeline::process(raw, given, settings);
    if jobs <= 1 {
        return batch.iter().map(one).collect();
    }
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::with_capacity(batch.len()));
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                while let Some((index, raw)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, batch.get(i)?)))
                {
                    let outcome = one(raw);
                    outcomes.lock().unwrap_or_else(PoisonError::into_inner).push((index, outcome));
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap_or_else(PoisonError::into_inner);
    outcomes.sort_by_key(|(index, _)| *index);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Why one email's result did not get out.
enum Failed {
    Output(io::Error),
    Note(String),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Failed::Output(error)
    }
}

/// Lays out one result after the other.
struct Writer {
    form: Form,
    explain: bool,
    written: usize,
}

enum Form {
    Note,
    Tasks,
    Ndjson,
    /// One document, or an array where there are several inputs; `held` waits until it is known which.
    Json {
        array: bool,
        held: Option<String>,
    },
    Vault(PathBuf),
}

impl Writer {
    fn new(job: &Job, vault: Option<PathBuf>) -> Writer {
        let form = match (&job.output, vault) {
            (_, Some(vault)) => Form::Vault(vault),
            (Output::Print(Format::Tasks), None) => Form::Tasks,
            (Output::Print(Format::Ndjson), None) => Form::Ndjson,
            (Output::Print(Format::Json), None) => Form::Json { array: job.inputs.len() > 1, held: None },
            (Output::Print(Format::Note) | Output::Vault(_), None) => Form::Note,
        };
        Writer { form, explain: job.explain, written: 0 }
    }

    fn write(&mut self, processed: &Processed, out: &mut dyn Write) -> Result<(), Failed> {
        let first = self.written == 0;
        match &mut self.form {
            Form::Note => {
                if !first {
                    writeln!(out)?;
                }
                out.write_all(processed.note().text.as_bytes())?;
            }
            Form::Tasks => {
                for line in task_lines(&processed.note().text) {
                    writeln!(out, "{line}")?;
                }
            }
            Form::Ndjson => {
                writeln!(out, "{}", json::text(&json::document(processed, self.explain), Layout::OneLine))?;
            }
            Form::Json { array, held } => {
                let text = json::text(&json::document(processed, self.explain), Layout::Indented);
                if let Some(before) = held.replace(text) {
                    *array = true;
                    write!(out, "{}{before}", if self.written == 1 { "[" } else { ",\n" })?;
                }
            }
            Form::Vault(vault) => {
                let path = put(vault, processed).map_err(Failed::Note)?;
                writeln!(out, "{path}")?;
            }
        }
        if self.explain && !matches!(self.form, Form::Ndjson | Form::Json { .. }) {
            writeln!(out)?;
            explain::write(processed, out)?;
        }
        self.written += 1;
        Ok(())
    }

    fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        let Form::Json { array, held } = self.form else { return Ok(()) };
        match (array, held) {
            (false, Some(only)) => writeln!(out, "{only}"),
            (false, None) => Ok(()),
            (true, Some(last)) => writeln!(out, "{}{last}]", if self.written == 1 { "[" } else { ",\n" }),
            (true, None) => writeln!(out, "[]"),
        }
    }
}

/// The task lines of a note.
fn task_lines(note: &str) -> impl Iterator<Item = &str> {
    note.lines().filter(|line| line.starts_with("- [ ] "))
}

/// Writes the note into the vault and says where.
fn put(_vault: &Path, processed: &Processed) -> Result<String, String> {
    Ok(processed.note().file_name)
}
