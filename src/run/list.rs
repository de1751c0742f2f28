//! `list`: the tasks of a vault.

use std::path::PathBuf;

use super::settings::Sources;
use super::{Console, Report, Stop};

#[derive(Debug)]
pub struct Job {
    pub vault: PathBuf,
    pub json: bool,
    pub filter: Filter,
    pub sources: Sources,
}

/// Which tasks are shown; what is left open lets all pass.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    pub wanted: Vec<Wanted>,
    /// A task must be all of `wanted`, not one of them.
    pub all: bool,
    pub clusters: Vec<String>,
    pub tags: Vec<String>,
    pub assignees: Vec<String>,
    pub min_confidence: Option<u8>,
}

/// One of the filters of the `TasksAgent` plugin's dashboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    High,
    Medium,
    Low,
    Overdue,
    ThisWeek,
    Mine,
    Delegated,
    Done,
    Open,
}

pub(super) fn run(_job: &Job, _console: &mut Console) -> Result<Report, Stop> {
    Ok(Report::default())
}
