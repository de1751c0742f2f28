//! `list`: the tasks of a vault.

mod table;

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::json::{self, Layout};
use super::settings::{self, Sources};
use super::{Console, Report, Stop, export};
use crate::config::Me;
use crate::export::Form;
use crate::note::hex;
use crate::note::task_line::{ReadTask, Status};
use crate::score::Priority;
use crate::vault;

#[derive(Debug)]
pub struct Job {
    pub vault: PathBuf,
    pub format: Format,
    pub filter: Filter,
    pub sources: Sources,
}

/// How the tasks are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Table,
    Json,
    /// As another program reads them.
    Export(Form),
}

/// Which tasks are shown; what is left open lets all pass.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// A task passes that is one of these.
    pub wanted: Vec<Wanted>,
    /// A task must be all of `wanted`, not one of them.
    pub all: bool,
    /// A task must be in one of these.
    pub clusters: Vec<String>,
    /// A task must have one of these.
    pub tags: Vec<String>,
    /// A task must be given to one of these.
    pub assignees: Vec<String>,
    /// Per cent.
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

/// A task and where it stands.
pub(super) struct Found {
    /// Below the vault's root.
    pub(super) note: PathBuf,
    key: String,
    pub(super) task: ReadTask,
}

/// Hex digits of an id that is made from a task: few enough to be typed.
const KEY_DIGITS: usize = 6;

/// What names a task on the command line: its block id, else `t` and digits made from its note and its words.
pub(super) fn key_of(root: &Path, note: &Path, task: &ReadTask) -> String {
    if let Some(id) = &task.id {
        return id.clone();
    }
    let below = note.strip_prefix(root).unwrap_or(note);
    let digest = Sha256::digest(format!("{}\0{}", below.display(), task.text));
    format!("t{}", hex(&digest).get(..KEY_DIGITS).unwrap_or_default())
}

/// Whether `id` may be one that [`key_of`] has made.
pub(super) fn is_made(id: &str) -> bool {
    id.strip_prefix('t')
        .is_some_and(|digits| digits.len() == KEY_DIGITS && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let root = settings::vault(&job.vault)?;
    let settings = settings::load(&job.sources, Some(&root))?;
    let found = passing(&root, |task| job.filter.passes(task, &settings.me, console.today));
    match job.format {
        Format::Table => table::write(&found, console)?,
        Format::Json => {
            let rows: Vec<Row> = found.iter().map(Row::of).collect();
            writeln!(console.out, "{}", json::text(&rows, Layout::Indented))?;
        }
        Format::Export(form) => {
            let tasks = found.iter().map(|found| (found.key.as_str(), found.note.as_path(), &found.task));
            export::write(tasks, form, console)?;
        }
    }
    Ok(Report::default())
}

/// The tasks of the vault, in order.
pub(super) fn all(root: &Path) -> Vec<Found> {
    passing(root, |_| true)
}

fn passing(root: &Path, passes: impl Fn(&ReadTask) -> bool) -> Vec<Found> {
    let mut found: Vec<Found> = vault::tasks(root)
        .filter(|(_, task)| passes(task))
        .map(|(path, task)| Found {
            key: key_of(root, &path, &task),
            note: path.strip_prefix(root).unwrap_or(&path).to_owned(),
            task,
        })
        .collect();
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    found
}

/// Priority, due day, confidence; what has none of them comes after what has. A task without priority is a medium one.
fn order(found: &Found) -> impl Ord + use<'_> {
    let task = &found.task;
    let due = task.due.unwrap_or(NaiveDate::MAX);
    (task.priority.unwrap_or(Priority::Medium), due, Reverse(task.confidence), &found.note, task.line)
}

impl Filter {
    fn passes(&self, task: &ReadTask, me: &Me, today: NaiveDate) -> bool {
        let is = |wanted: &Wanted| wanted.is(task, me, today);
        let among = |list: &[String], value: Option<&str>| {
            list.is_empty() || value.is_some_and(|value| list.iter().any(|entry| is_same(entry, value)))
        };
        (self.wanted.is_empty() || if self.all { self.wanted.iter().all(is) } else { self.wanted.iter().any(is) })
            && among(&self.clusters, task.cluster.as_deref())
            && among(&self.assignees, task.owner.as_deref())
            && (self.tags.is_empty() || task.tags.iter().any(|tag| among(&self.tags, Some(tag))))
            && self.min_confidence.is_none_or(|least| task.confidence.is_some_and(|percent| percent >= least))
    }
}

impl Wanted {
    pub(super) fn is(self, task: &ReadTask, me: &Me, today: NaiveDate) -> bool {
        let open = matches!(task.status, Status::Open | Status::InProgress);
        match self {
            Wanted::High => task.priority == Some(Priority::High),
            Wanted::Medium => task.priority == Some(Priority::Medium),
            Wanted::Low => task.priority == Some(Priority::Low),
            Wanted::Overdue => open && task.due.is_some_and(|due| due < today),
            Wanted::ThisWeek => task.due.is_some_and(|due| is_this_week(due, today)),
            Wanted::Mine => task
                .owner
                .as_deref()
                .is_some_and(|owner| me.names.iter().chain(&me.addresses).any(|name| is_same(name, owner))),
            Wanted::Delegated => task.delegated_from.is_some(),
            Wanted::Done => task.status == Status::Done,
            Wanted::Open => open,
        }
    }
}

/// From Monday to Sunday (ISO 8601).
fn is_this_week(day: NaiveDate, today: NaiveDate) -> bool {
    let monday = |date: NaiveDate| date.checked_sub_days(Days::new(date.weekday().num_days_from_monday().into()));
    monday(day) == monday(today)
}

/// The same word or name, whatever its case and with or without `#` and `@`.
fn is_same(a: &str, b: &str) -> bool {
    let bare = |text: &str| text.trim().trim_start_matches(['#', '@']).to_lowercase();
    bare(a) == bare(b)
}

/// A task as scripts read it.
#[derive(Serialize)]
struct Row {
    text: String,
    status: Status,
    assignee: Option<String>,
    due: Option<String>,
    priority: Option<Priority>,
    cluster: Option<String>,
    confidence: Option<u8>,
    tags: Vec<String>,
    done: Option<String>,
    delegated_from: Option<String>,
    /// The block id, or one made from the note and the text: what `done`, `due`, `assign` and `prio` take.
    id: String,
    context: Vec<String>,
    quote: Option<String>,
    /// Below the vault's root.
    note: String,
    line: usize,
}

impl Row {
    fn of(found: &Found) -> Row {
        let ReadTask {
            line,
            indent: _,
            status,
            text,
            owner,
            due,
            priority,
            cluster,
            confidence,
            tags,
            done,
            delegated_from,
            id: _,
            context,
            quote,
        } = found.task.clone();
        Row {
            text,
            status,
            assignee: owner,
            due: due.map(|day| day.to_string()),
            priority,
            cluster,
            confidence,
            tags,
            done: done.map(|day| day.to_string()),
            delegated_from,
            id: found.key.clone(),
            context,
            quote,
            note: found.note.display().to_string(),
            line,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_week_runs_from_monday_to_sunday() {
        let today = day("2025-01-15");
        for (due, expected) in
            [("2025-01-12", false), ("2025-01-13", true), ("2025-01-19", true), ("2025-01-20", false)]
        {
            assert_eq!(is_this_week(day(due), today), expected, "{due}");
        }
    }

    #[test]
    fn names_and_tags_are_the_same_in_any_case() {
        assert!(is_same("#Finance", "finance") && is_same("@ana silva", "Ana Silva") && !is_same("ana", "anna"));
    }
}
