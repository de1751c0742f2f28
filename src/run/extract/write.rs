//! The results of `extract` in the form that was asked for.

use std::io::{self, Write};

use super::{Format, Job, Output};
use crate::pipeline::Processed;
use crate::run::json::{self, Layout};
use crate::run::{Console, explain, say, settings};
use crate::vault::{Outcome, Vault, Written};

/// Why one email's result did not get out.
pub(super) enum Failed {
    /// Nothing more can be printed.
    Output(io::Error),
    /// This note could not be written.
    Note(String),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Failed::Output(error)
    }
}

/// Lays out one result after the other.
pub(super) struct Writer {
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
    Vault(Box<Vault>),
}

impl Writer {
    pub(super) fn new(job: &Job, vault: Option<Vault>) -> Writer {
        let form = match (&job.output, vault) {
            (_, Some(vault)) => Form::Vault(Box::new(vault)),
            (Output::Print(Format::Tasks), None) => Form::Tasks,
            (Output::Print(Format::Ndjson), None) => Form::Ndjson,
            (Output::Print(Format::Json), None) => Form::Json { array: job.paths.len() > 1, held: None },
            (Output::Print(Format::Note) | Output::Vault(_), None) => Form::Note,
        };
        Writer { form, explain: job.explain, written: 0 }
    }

    pub(super) fn write(&mut self, processed: &Processed, console: &mut Console) -> Result<(), Failed> {
        let out = &mut *console.out;
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
                let Written { path, outcome, twin_of } = vault
                    .write(&processed.note())
                    .map_err(|error| Failed::Note(format!("{:#}", anyhow::Error::new(error))))?;
                writeln!(out, "{}", settings::shown(&path))?;
                if let Outcome::Kept(why) = outcome {
                    say(console.err, &format!("note `{}` is left as it is: {why}", path.display()));
                }
                if let Some(first) = twin_of {
                    let origin = &processed.email.origin;
                    say(
                        console.err,
                        &format!(
                            "email `{origin}` has the Message-ID of another one, whose note is `{}`",
                            first.display()
                        ),
                    );
                }
            }
        }
        if self.explain && !matches!(self.form, Form::Ndjson | Form::Json { .. }) {
            writeln!(out)?;
            explain::write(processed, out)?;
        }
        self.written += 1;
        Ok(())
    }

    pub(super) fn finish(self, out: &mut dyn Write) -> io::Result<()> {
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
