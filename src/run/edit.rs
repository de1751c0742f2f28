//! `done`, `due`, `assign`, `prio`: one task of the vault changed on its line.

use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use chrono::{NaiveDate, NaiveTime};

use super::batch::nearest_vault;
use super::list::key_of;
use super::settings::{self, Sources, shown};
use super::{Console, Report, Stop};
use crate::due::{self, Clock};
use crate::note::safe::Owner;
use crate::note::task_line::{self, Change, ReadTask};
use crate::score::Priority;
use crate::vault::{self, LineEdit, Outcome, Vault};

#[derive(Debug)]
pub struct Job {
    /// `None`: the vault that the working folder is in.
    pub vault: Option<PathBuf>,
    /// As `list` gives it.
    pub id: String,
    pub what: What,
    pub sources: Sources,
}

/// What is to become of the task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Done,
    /// A day, `2025-01-17`, or words for one, `friday`.
    Due(String),
    Assign(String),
    Prioritise(Priority),
}

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let root = job.vault.clone().unwrap_or_else(|| nearest_vault(std::path::Path::new(".")));
    let root = settings::vault(&root)?;
    let change = change(job, &root, console.today)?;
    let vault = Vault::open(&root).map_err(anyhow::Error::new)?;
    let (path, task) = find(&root, &job.id)?;
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read note `{}`", shown(&path)))?;
    let line = text.lines().nth(task.line - 1).unwrap_or_default();
    if job.what == What::Done && task_line::repeats(line) {
        return Err(
            anyhow!("the task repeats: tick it in Obsidian, where the Tasks plugin writes when it comes next").into()
        );
    }
    let edited = task_line::edit(line, &change).ok_or_else(|| anyhow!("the note was changed while this ran"))?;
    let edit = LineEdit { line: task.line, before: line.to_owned(), after: edited };
    let name = shown(&path);
    match vault.edit(&path, std::slice::from_ref(&edit)).map_err(anyhow::Error::new)? {
        Outcome::Kept(why) => Err(anyhow!("note `{name}` is left as it is: {why}").into()),
        Outcome::New | Outcome::Updated | Outcome::Unchanged => {
            writeln!(console.out, "{}", crate::clean::one_line(edit.after.trim()))?;
            Ok(Report { done: 1, failed: 0 })
        }
    }
}

fn change(job: &Job, root: &std::path::Path, today: NaiveDate) -> anyhow::Result<Change> {
    Ok(match &job.what {
        What::Done => Change::Done(today),
        What::Due(words) => {
            let settings = settings::load(&job.sources, Some(root))?;
            let sent = today.and_time(NaiveTime::MIN).and_utc().fixed_offset();
            let clock = Clock { sent, order: settings.day_order.unwrap_or_default() };
            let day = words.parse().ok().or_else(|| due::find_in_label(words, &clock).map(|due| due.date));
            Change::Due(day.ok_or_else(|| anyhow!("`{words}` is no day: say `2025-01-17` or `friday`"))?)
        }
        What::Assign(name) => {
            let bare = name.trim().trim_start_matches('@');
            Change::Owner(Owner::new(bare).ok_or_else(|| anyhow!("`{bare}` is no name that a link can have"))?, today)
        }
        What::Prioritise(priority) => Change::Priority(*priority),
    })
}

/// The one task of this id.
fn find(root: &std::path::Path, id: &str) -> anyhow::Result<(PathBuf, ReadTask)> {
    let id = id.trim().trim_start_matches('^');
    let mut found = vault::tasks(root).filter(|(path, task)| key_of(root, path, task) == id);
    let Some(first) = found.next() else {
        bail!("no task of the vault has the id `{id}`: `meeting-tasks list` shows them")
    };
    if let Some((path, task)) = found.next() {
        let (a, b) = (shown(&first.0), shown(&path));
        bail!("two tasks have the id `{id}`: `{a}` line {}, `{b}` line {}", first.1.line, task.line);
    }
    Ok(first)
}
