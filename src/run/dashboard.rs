//! `dashboard`: the note that shows what is due, and the table of the mail notes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::batch::nearest_vault;
use super::list::{self, Found, Wanted};
use super::settings::{self, Sources, shown};
use super::{Console, Report, Stop, cluster, plugins};
use crate::config::Me;
use crate::dashboard::{self, Board, Item, Lists, base};
use crate::note::folders_of;
use crate::note::safe::{NoteLink, Owner, TaskText};
use crate::note::task_line::ReadTask;
use crate::score::Priority;
use crate::vault::{Outcome, Vault, VaultError, Written};

#[derive(Debug)]
pub struct Job {
    /// `None`: the vault that the working folder is in.
    pub vault: Option<PathBuf>,
    pub sources: Sources,
}

const NOTE: &str = "Dashboard.md";
const TABLE: &str = "Mail.base";

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let root = job.vault.clone().unwrap_or_else(|| nearest_vault(Path::new(".")));
    let root = settings::vault(&root)?;
    let settings = settings::load(&job.sources, Some(&root))?;
    let vault = Vault::open(&root).map_err(anyhow::Error::new)?;
    let folders = folders_of(&settings.folder);
    let titles = cluster::titles(&root.join(&settings.folder).join(cluster::TITLES));
    let board = board(&list::all(&root), &settings.me, &titles, console.today);
    let lists = if plugins::has_tasks(&root) {
        Lists::Queries { me: settings.me.names.iter().filter_map(|name| Owner::new(name)).collect() }
    } else {
        Lists::Plain
    };
    let regions = dashboard::regions(&board, &lists, console.today);
    let note = vault.put(&folders, NOTE, |there| match there {
        None => Some(dashboard::fresh(&regions)),
        Some(text) => dashboard::refreshed(text, &regions),
    });
    let table = vault.put(&folders, TABLE, |there| match there {
        Some(text) if !base::is_untouched(text) => None,
        _ => Some(base::text(&folders)),
    });
    let mut report = Report::default();
    tell(note, "it has none of the program's marks", &mut report, console)?;
    tell(table, "it was changed by hand", &mut report, console)?;
    Ok(report)
}

/// Prints the path of a file that is as it should be, or why it stays; `kept` says it where it is a person's.
fn tell(
    written: Result<Written, VaultError>,
    kept: &str,
    report: &mut Report,
    console: &mut Console,
) -> Result<(), Stop> {
    match written {
        Ok(Written { path, outcome: Outcome::New | Outcome::Updated | Outcome::Unchanged, twin_of: _ }) => {
            report.done += 1;
            writeln!(console.out, "{}", shown(&path))?;
        }
        // That a person's own work is kept is no failure.
        Ok(Written { path, outcome: Outcome::Kept(crate::vault::Kept::Edited), twin_of: _ }) => {
            console.say(&format!("`{}` is left as it is: {kept}", shown(&path)));
        }
        Ok(Written { path, outcome: Outcome::Kept(why), twin_of: _ }) => {
            report.failed += 1;
            console.say(&format!("`{}` is left as it is: {why}", shown(&path)));
        }
        Err(error) => {
            report.failed += 1;
            console.say(&format!("{:#}", anyhow::Error::new(error)));
        }
    }
    Ok(())
}

fn board(found: &[Found], me: &Me, titles: &BTreeMap<String, String>, today: chrono::NaiveDate) -> Board {
    let mut board = Board::default();
    let mut clusters: BTreeMap<&str, Vec<Item>> = BTreeMap::new();
    for one in found {
        let task = &one.task;
        let is = |wanted: Wanted| wanted.is(task, me, today);
        if !is(Wanted::Open) {
            continue;
        }
        let item = item(one);
        for (wanted, list) in [
            (Wanted::Overdue, &mut board.overdue),
            (Wanted::ThisWeek, &mut board.week),
            (Wanted::High, &mut board.high),
        ] {
            if is(wanted) {
                list.push(item.clone());
            }
        }
        if is_others(task, me, is(Wanted::Mine)) {
            board.waiting.push(item.clone());
        }
        if let Some(cluster) = task.cluster.as_deref() {
            clusters.entry(cluster).or_default().push(item.clone());
        }
        board.all.push(item);
    }
    let title = |id: &str| titles.get(id).cloned().unwrap_or_else(|| cluster::title_of(id));
    board.clusters = clusters.into_iter().map(|(id, items)| (TaskText::new(&title(id)), items)).collect();
    board
}

/// Somebody else has it: one of another name than the user's or, where these are not known, one who was handed it.
fn is_others(task: &ReadTask, me: &Me, mine: bool) -> bool {
    if me.names.is_empty() { task.delegated_from.is_some() } else { task.owner.is_some() && !mine }
}

fn item(found: &Found) -> Item {
    let task = &found.task;
    Item {
        text: TaskText::new(&task.text),
        owner: task.owner.as_deref().and_then(Owner::new),
        due: task.due,
        priority: task.priority.unwrap_or(Priority::Medium),
        note: NoteLink::new(&found.note.file_stem().unwrap_or_default().to_string_lossy()),
    }
}
