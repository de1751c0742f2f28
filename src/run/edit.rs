//! `done`, `due`, `assign`, `prio`: tasks of the vault changed on their lines.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};
use chrono::{NaiveDate, NaiveTime};
use memchr::memmem::Finder;

use super::batch::nearest_vault;
use super::list::{is_made, key_of};
use super::settings::{self, Sources, shown};
use super::{Console, Report, Stop};
use crate::due::{self, Clock};
use crate::note::safe::Owner;
use crate::note::task_line::{self, Change, ReadTask};
use crate::score::Priority;
use crate::vault::{self, Kept, LineEdit, Outcome, Vault};

#[derive(Debug)]
pub struct Job {
    /// `None`: the vault that the working folder is in.
    pub vault: Option<PathBuf>,
    /// As `list` gives them.
    pub ids: Vec<String>,
    pub what: What,
    pub sources: Sources,
}

/// What is to become of the tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Done,
    /// A day, `2025-01-17`, or words for one, `friday`.
    Due(String),
    Assign(String),
    Prioritise(Priority),
}

/// Changes all of the tasks, or none where one of them cannot be found or changed; what happens to a note only while it
/// is written costs no other note.
pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let root = job.vault.clone().unwrap_or_else(|| nearest_vault(Path::new(".")));
    let root = settings::vault(&root)?;
    let change = change(job, &root, console.today)?;
    let vault = Vault::open(&root).map_err(anyhow::Error::new)?;
    let mut by_note: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (path, task) in find(&root, &job.ids)? {
        by_note.entry(path).or_default().push(task.line);
    }
    let mut all: Vec<(PathBuf, Vec<LineEdit>)> = Vec::new();
    for (path, mut lines) in by_note {
        lines.sort_unstable();
        let edits = edits(&path, &lines, &change)?;
        all.push((path, edits));
    }
    let mut report = Report::default();
    for (path, edits) in all {
        let problem = match vault.edit(&path, &edits) {
            Ok(Outcome::Kept(why)) => kept(&path, why),
            Ok(Outcome::New | Outcome::Updated | Outcome::Unchanged) => {
                report.done += edits.len();
                for edit in &edits {
                    writeln!(console.out, "{}", crate::clean::one_line(edit.after.trim()))?;
                }
                continue;
            }
            Err(error) => anyhow::Error::new(error),
        };
        report.failed += edits.len();
        console.say(&format!("{problem:#}"));
    }
    Ok(report)
}

fn change(job: &Job, root: &Path, today: NaiveDate) -> anyhow::Result<Change> {
    Ok(match &job.what {
        What::Done => Change::Done(today),
        What::Due(words) => {
            let settings = settings::load(&job.sources, Some(root))?;
            let sent = today.and_time(NaiveTime::MIN).and_utc().fixed_offset();
            let clock = Clock { sent, order: settings.day_order.unwrap_or_default() };
            Change::Due(
                day_of(words, &clock).ok_or_else(|| anyhow!("`{words}` is no day: say `2025-01-17` or `friday`"))?,
            )
        }
        What::Assign(name) => {
            let bare = name.trim().trim_start_matches('@');
            Change::Owner(Owner::new(bare).ok_or_else(|| anyhow!("`{bare}` is no name that a link can have"))?, today)
        }
        What::Prioritise(priority) => Change::Priority(*priority),
    })
}

/// The day that `words` say: nobody types capitals on a command line, so "may" is the month.
fn day_of(words: &str, clock: &Clock) -> Option<NaiveDate> {
    let day = |words: &str| due::find_in_label(words, clock).map(|due| due.date);
    words.parse().ok().or_else(|| day(words)).or_else(|| day(&with_capitals(words)))
}

/// Each word with a capital at its start.
fn with_capitals(words: &str) -> String {
    let mut inside = false;
    let capital = |c: char| {
        let first = !std::mem::replace(&mut inside, c.is_alphanumeric());
        if first { c.to_ascii_uppercase() } else { c }
    };
    words.chars().map(capital).collect()
}

/// What becomes of these lines of a note; each is read back and says what was wanted.
fn edits(path: &Path, lines: &[usize], change: &Change) -> anyhow::Result<Vec<LineEdit>> {
    let text = note_text(path)?;
    let there: Vec<&str> = text.lines().collect();
    let edit = |line: &usize| {
        let before = line.checked_sub(1).and_then(|at| there.get(at)).copied().unwrap_or_default();
        if matches!(change, Change::Done(_)) && task_line::repeats(before) {
            bail!("the task repeats: tick it in Obsidian, where the Tasks plugin writes when it comes next");
        }
        let Some(after) = task_line::edit(before, change) else { return Err(kept(path, Kept::ChangedMeanwhile)) };
        if !task_line::read(&after).is_some_and(|task| change.is_in(&task)) {
            bail!("note `{}` line {line} is left as it is: other fields of the line would contradict", shown(path));
        }
        Ok(LineEdit { line: *line, before: before.to_owned(), after })
    };
    lines.iter().map(edit).collect()
}

/// The text of a note that is to be changed.
pub(super) fn note_text(path: &Path) -> anyhow::Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read note `{}`", shown(path)))?;
    String::from_utf8(bytes).map_err(|_| kept(path, Kept::NotText))
}

fn kept(path: &Path, why: Kept) -> anyhow::Error {
    anyhow!("note `{}` is left as it is: {why}", shown(path))
}

/// The one task of each id.
fn find(root: &Path, ids: &[String]) -> anyhow::Result<Vec<(PathBuf, ReadTask)>> {
    // An id that is given twice counts once.
    let mut wanted: BTreeMap<&str, Option<(PathBuf, ReadTask)>> =
        ids.iter().map(|id| (id.trim().trim_start_matches('^'), None)).collect();
    // A block id stands in its note as it is; one that `list` has made needs every task of the vault.
    let blocks: Vec<String> = wanted.keys().map(|id| format!("^{id}")).collect();
    let finders: Vec<Finder> = blocks.iter().map(Finder::new).collect();
    let any_made = wanted.keys().any(|id| is_made(id));
    let may_matter = |bytes: &[u8]| any_made || finders.iter().any(|finder| finder.find(bytes).is_some());
    for (path, task) in vault::tasks_of(root, may_matter) {
        let key = key_of(root, &path, &task);
        let Some(slot) = wanted.get_mut(key.as_str()) else { continue };
        if let Some((first, there)) = slot {
            let (a, b) = (shown(first), shown(&path));
            bail!("two tasks have the id `{key}`: `{a}` line {}, `{b}` line {}", there.line, task.line);
        }
        *slot = Some((path, task));
    }
    let missing =
        |id: &str| anyhow!("no task of the vault has the id `{id}`: `meeting-tasks list --format json` shows them");
    wanted.into_iter().map(|(id, found)| found.ok_or_else(|| missing(id))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::due::DayOrder;

    #[test]
    fn a_day_is_understood_however_it_is_typed() {
        let sent = chrono::DateTime::parse_from_rfc3339("2026-01-14T00:00:00Z").expect("an instant");
        let clock = Clock { sent, order: DayOrder::MonthFirst };
        for (words, day) in [
            ("2026-02-03", Some("2026-02-03")),
            ("friday", Some("2026-01-16")),
            ("march", Some("2026-03-31")),
            ("March", Some("2026-03-31")),
            ("may", Some("2026-05-31")),
            ("MAY", Some("2026-05-31")),
            ("in may", Some("2026-05-31")),
            ("3 may", Some("2026-05-03")),
            ("in two weeks", Some("2026-01-28")),
            ("whenever", None),
            ("", None),
        ] {
            assert_eq!(day_of(words, &clock).map(|day| day.to_string()).as_deref(), day, "{words}");
        }
    }
}
