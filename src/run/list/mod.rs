//! `list`: the tasks of a vault.

mod table;

use std::cmp::Reverse;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

use super::json::{self, Layout};
use super::settings::{self, Sources};
use super::{Console, Report, Stop, reason};
use crate::config::Me;
use crate::note::read;
use crate::note::task_line::{ReadTask, Status};
use crate::score::Priority;

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

/// A larger file is no note; notes of this program are far smaller.
const LARGEST_NOTE: u64 = 4 << 20;

/// A task and where it stands.
struct Found {
    /// Below the vault's root.
    note: PathBuf,
    task: ReadTask,
}

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let vault = settings::vault(&job.vault)?;
    let settings = settings::load(&job.sources, Some(&vault))?;
    let mut report = Report::default();
    let mut found = Vec::new();
    for path in notes(&vault) {
        match text(&path) {
            Ok(text) => {
                let note = path.strip_prefix(&vault).unwrap_or(&path);
                let tasks = read::tasks(&text).into_iter();
                let tasks = tasks.filter(|task| job.filter.passes(task, &settings.me, console.today));
                found.extend(tasks.map(|task| Found { note: note.to_owned(), task }));
                report.done += 1;
            }
            Err(error) => {
                console.say(&format!("cannot read note `{}`: {}", settings::shown(&path), reason(&error)));
                report.failed += 1;
            }
        }
    }
    found.sort_by(|a, b| order(a).cmp(&order(b)));
    if job.json {
        let rows: Vec<Row> = found.iter().map(Row::of).collect();
        writeln!(console.out, "{}", json::text(&rows, Layout::Indented))?;
    } else {
        table::write(&found, console)?;
    }
    Ok(report)
}

/// The Markdown files of a vault, sorted; dot folders hold none, and links are not followed out of it.
fn notes(vault: &Path) -> impl Iterator<Item = PathBuf> {
    walkdir::WalkDir::new(vault)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && entry.path().extension().is_some_and(|end| end == "md"))
        .map(walkdir::DirEntry::into_path)
}

fn text(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(LARGEST_NOTE).read_to_end(&mut bytes)?;
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
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
    fn is(self, task: &ReadTask, me: &Me, today: NaiveDate) -> bool {
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
    id: Option<String>,
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
            id,
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
            id,
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
