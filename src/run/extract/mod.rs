//! `extract`: each email to standard output, or as a note into the vault.

mod write;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::anyhow;

use self::write::{Failed, Writer};
use super::settings::{self, Sources};
use super::{Console, Report, Stop, plugins, source, stream};
use crate::email::RawEmail;
use crate::inputs::{self, InputError, Origin};
use crate::pipeline::{self, Given};
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
    let root = match &job.output {
        Output::Vault(root) => Some(root.as_path()),
        Output::Print(_) => None,
    };
    let mut writer = Writer::new(job, vault);
    let mut report = Report::default();
    let work = |message: Result<RawEmail, InputError>| {
        let mut raw = message.map_err(Unread::from)?;
        let origin = raw.origin.clone();
        if let (Some(root), Some(path)) = (root, &mut raw.origin.path) {
            *path = source::kept(path, root);
        }
        pipeline::process(&raw, &given, &settings)
            .map_err(|error| Unread { reason: error.to_string(), origin: origin.clone() })
            .map(|processed| (processed, origin))
    };
    stream::through(inputs::open(job.paths.iter().cloned()), job.jobs, work, |outcome| {
        let problem = match outcome {
            Err(Unread { origin, reason }) => format!("cannot read email `{origin}`: {reason}"),
            Ok((processed, origin)) => match writer.write(&processed, console) {
                Ok(()) => {
                    for cut in processed.cuts() {
                        console.say(&format!("email `{origin}`: {cut}"));
                    }
                    report.done += 1;
                    return Ok(());
                }
                Err(Failed::Output(error)) => return Err(error.into()),
                Err(Failed::Note(reason)) => format!("cannot write the note of email `{origin}`: {reason}"),
            },
        };
        report.failed += 1;
        console.say(&problem);
        Ok(())
    })?;
    writer.finish(console.out)?;
    Ok(report)
}

/// A message that could not be read.
pub(super) struct Unread {
    pub(super) origin: Origin,
    pub(super) reason: String,
}

impl From<InputError> for Unread {
    fn from(error: InputError) -> Self {
        Unread { reason: error.to_string(), origin: error.origin }
    }
}
