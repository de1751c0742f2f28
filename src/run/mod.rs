//! Many emails: one that fails does not stop the rest.

pub mod batch;
pub mod cluster;
mod companion;
pub mod dashboard;
pub mod edit;
pub mod eval;
mod explain;
mod export;
pub mod extract;
mod init;
mod json;
pub mod list;
pub mod overlap;
mod plugins;
pub mod reprocess;
pub mod rules;
pub mod score;
pub mod settings;
mod source;
mod stream;
mod watch;

use std::io::{self, Read, Write};
use std::path::PathBuf;

/// What the command line asks for.
#[derive(Debug)]
pub enum Job {
    Extract(extract::Job),
    Batch(batch::Job),
    /// A batch whenever mail has been saved.
    Watch(batch::Job),
    Reprocess(reprocess::Job),
    Edit(edit::Job),
    Cluster(cluster::Job),
    Dashboard(dashboard::Job),
    Score(score::Job),
    List(list::Job),
    Rules(rules::Job),
    Eval(eval::Job),
    /// Write a commented config file into this vault.
    Init(PathBuf),
    /// Put the companion plugin into this vault.
    InstallPlugin(PathBuf),
    /// Text that is ready to be printed.
    Print(Vec<u8>),
}

/// The edge of the process, as `main` hands it in.
pub struct Console<'a> {
    pub stdin: &'a mut dyn Read,
    /// Nobody pipes anything in.
    pub stdin_is_terminal: bool,
    /// Data.
    pub out: &'a mut dyn Write,
    /// Messages.
    pub err: &'a mut dyn Write,
    /// Columns of the terminal that `out` is; `None` where it is none.
    pub width: Option<usize>,
    /// `out` is a terminal and nothing speaks against colour.
    pub color: bool,
    /// The day that counts where nothing else gives one.
    pub today: chrono::NaiveDate,
}

impl Console<'_> {
    /// A message for the person; standard error that is closed is no reason to stop.
    fn say(&mut self, message: &str) {
        say(self.err, message);
    }
}

fn say(err: &mut dyn Write, message: &str) {
    let _ = writeln!(err, "meeting-tasks: {}", crate::clean::one_line(message));
}

/// What became of the inputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    pub done: usize,
    pub failed: usize,
}

/// How the process ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done,
    SomeFailed,
    CouldNotStart,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => 0,
            Exit::SomeFailed => 1,
            Exit::CouldNotStart => 2,
        }
        .into()
    }
}

/// Why a job ended before its end.
#[derive(Debug, thiserror::Error)]
enum Stop {
    /// Usage, config, vault: nothing was done.
    #[error(transparent)]
    Start(#[from] anyhow::Error),
    /// Standard output takes no more.
    #[error("cannot write to standard output: {0}")]
    Output(#[from] io::Error),
}

/// Does the job; messages have been said when it returns.
pub fn run(job: Job, console: &mut Console) -> Exit {
    let outcome = match job {
        Job::Extract(job) => extract::run(&job, console),
        Job::Batch(job) => batch::run(&job, console),
        Job::Watch(job) => watch::run(&job, console),
        Job::Reprocess(job) => reprocess::run(&job, console),
        Job::Edit(job) => edit::run(&job, console),
        Job::Cluster(job) => cluster::run(&job, console),
        Job::Dashboard(job) => dashboard::run(&job, console),
        Job::Score(job) => score::run(&job, console),
        Job::List(job) => list::run(&job, console),
        Job::Rules(job) => rules::run(&job, console),
        Job::Eval(job) => eval::run(&job, console),
        Job::Init(vault) => init::run(&vault, console),
        Job::InstallPlugin(vault) => companion::run(&vault, console),
        Job::Print(text) => console.out.write_all(&text).map(|()| Report::default()).map_err(Stop::from),
    };
    let outcome = outcome.and_then(|report| Ok(console.out.flush().map(|()| report)?));
    match outcome {
        Ok(report) if report.failed == 0 => Exit::Done,
        Ok(_) => Exit::SomeFailed,
        // `meeting-tasks ... | head` is no failure.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(stop @ Stop::Output(_)) => {
            console.say(&stop.to_string());
            Exit::SomeFailed
        }
        Err(Stop::Start(error)) => {
            console.say(&format!("{error:#}"));
            Exit::CouldNotStart
        }
    }
}

/// So many of what `one` names, in the right number: `1 email`, `2 emails`.
fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// What went wrong with a file, without the number that only programmers need.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error ") {
        Some((words, _)) => words.to_lowercase(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_stands_in_the_right_number() {
        for (count, expected) in [(0, "0 emails"), (1, "1 email"), (2, "2 emails")] {
            assert_eq!(counted(count, "email"), expected);
        }
    }
}
