//! `cluster`: the open tasks of a vault in groups, and what stands there twice.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Serialize;

use super::batch::nearest_vault;
use super::json::{self, Layout};
use super::overlap::{of_shorter, words};
use super::settings::{self, Sources, shown};
use super::{Console, Report, Stop, counted, edit};
use crate::cluster::{self, ClusterId, Item};
use crate::facts::tags::Tag;
use crate::note::safe::Slug;
use crate::note::task_line::{self, Change, ReadTask, Status};
use crate::score::Priority;
use crate::vault::{self, LineEdit, Outcome, Vault};

#[derive(Debug)]
pub struct Job {
    /// `None`: the vault that the working folder is in.
    pub vault: Option<PathBuf>,
    /// All clusters are made afresh; else a task keeps the one that it has.
    pub force: bool,
    pub dry_run: bool,
    pub json: bool,
    pub sources: Sources,
}

/// The titles of the clusters, which a person may change; in the folder of the notes.
pub(super) const TITLES: &str = "Clusters.md";
const TITLES_HEAD: &str =
    "# Clusters\n\nThe title behind each colon is yours to change; `meeting-tasks cluster` adds what is new.\n\n";
/// So much of the shorter text must agree for two tasks to be one.
const SAME: f64 = 0.85;
/// Shorter texts agree by chance.
const LEAST_WORDS: usize = 3;
/// Pairs that are looked at, at most: those that share a rare word come first.
const MOST_PAIRS: usize = 200_000;
/// A word of more tasks than this tells no two of them from others.
const MOST_SHARING: usize = 40;

/// What was found and done.
#[derive(Debug, Default, Serialize)]
struct Outcomes {
    clusters: Vec<Group>,
    changed: Vec<Changed>,
    duplicates: Vec<Pair>,
    /// Clusters of one topic, each of which has few tasks.
    could_merge: Vec<[String; 2]>,
}

#[derive(Debug, Serialize)]
struct Group {
    id: String,
    title: String,
    tasks: usize,
}

#[derive(Debug, Serialize)]
struct Changed {
    note: String,
    line: usize,
    task: String,
    cluster: String,
}

#[derive(Debug, Serialize)]
struct Pair {
    task: String,
    notes: [String; 2],
    lines: [usize; 2],
}

struct Open {
    path: PathBuf,
    note: String,
    task: ReadTask,
    tags: Vec<Tag>,
}

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let root = job.vault.clone().unwrap_or_else(|| nearest_vault(Path::new(".")));
    let root = settings::vault(&root)?;
    let settings = settings::load(&job.sources, Some(&root))?;
    let vault = if job.dry_run { Vault::open_read_only(&root) } else { Vault::open(&root) };
    let vault = vault.map_err(anyhow::Error::new)?;
    let open: Vec<Open> = vault::tasks(&root)
        .filter(|(_, task)| matches!(task.status, Status::Open | Status::InProgress))
        .map(|(path, task)| Open {
            note: path.strip_prefix(&root).unwrap_or(&path).display().to_string(),
            tags: task.tags.iter().filter_map(|tag| Tag::new(tag)).collect(),
            path,
            task,
        })
        .collect();
    let clusters = clusters(&open, job.force);
    let mut outcomes = Outcomes { duplicates: duplicates(&open), ..Outcomes::default() };
    let mut report = Report::default();
    let mut edits: BTreeMap<&Path, Vec<(usize, Slug)>> = BTreeMap::new();
    for (one, cluster) in open.iter().zip(&clusters) {
        let Some(slug) = cluster.as_ref().and_then(|id| Slug::new(id)) else { continue };
        if one.task.cluster.as_deref() != Some(slug.as_str()) {
            edits.entry(&one.path).or_default().push((one.task.line, slug.clone()));
            outcomes.changed.push(Changed {
                note: one.note.clone(),
                line: one.task.line,
                task: one.task.text.clone(),
                cluster: slug.as_str().to_owned(),
            });
        }
    }
    if !job.dry_run {
        for (path, changes) in edits {
            match write(&vault, path, &changes) {
                Ok(Outcome::Kept(why)) => {
                    report.failed += 1;
                    console.say(&format!("note `{}` is left as it is: {why}", shown(path)));
                }
                Ok(_) => report.done += 1,
                Err(error) => {
                    report.failed += 1;
                    console.say(&format!("{error:#}"));
                }
            }
        }
    }
    let titles_at = root.join(&settings.folder).join(TITLES);
    let titles = titles(&titles_at);
    outcomes.clusters = groups(&clusters, &titles);
    outcomes.could_merge = could_merge(&outcomes.clusters);
    if !job.dry_run && !outcomes.clusters.is_empty() {
        add_titles(&titles_at, &titles, &outcomes.clusters)
            .with_context(|| format!("cannot write `{}`", shown(&titles_at)))?;
    }
    tell(&outcomes, job.json, console)?;
    Ok(report)
}

/// The cluster of each task: the one that it has, or a new one where it has none (or all are made afresh).
fn clusters(open: &[Open], force: bool) -> Vec<Option<String>> {
    let own = |one: &Open| one.task.cluster.clone().filter(|_| !force);
    let free: Vec<usize> = (0..open.len()).filter(|at| own(&open[*at]).is_none()).collect();
    let items: Vec<Item> = free
        .iter()
        .map(|at| Item {
            tags: &open[*at].tags,
            priority: open[*at].task.priority.unwrap_or(Priority::Medium),
            section: None,
            text: &open[*at].task.text,
        })
        .collect();
    let mut clusters: Vec<Option<String>> = open.iter().map(own).collect();
    let there: Vec<(usize, String)> =
        clusters.iter().enumerate().filter_map(|(at, id)| Some((at, id.clone()?))).collect();
    for (at, id) in free.iter().zip(cluster::group(&items)) {
        // A task joins a cluster that is there before it makes one: one of its topic and of its priority.
        let joins = there.iter().find(|(other, _)| {
            let (one, other) = (&open[*at], &open[*other]);
            one.tags.first().is_some_and(|tag| other.tags.first() == Some(tag))
                && one.task.priority == other.task.priority
        });
        clusters[*at] =
            joins.map(|(_, id)| id.clone()).or_else(|| id.as_ref().map(ClusterId::as_str).map(str::to_owned));
    }
    clusters
}

fn write(vault: &Vault, path: &Path, changes: &[(usize, Slug)]) -> anyhow::Result<Outcome> {
    let text = edit::note_text(path)?;
    let lines: Vec<&str> = text.lines().collect();
    let edits: Vec<LineEdit> = changes
        .iter()
        .filter_map(|(line, cluster)| {
            let before = (*lines.get(line - 1)?).to_owned();
            let after = task_line::edit(&before, &Change::Cluster(cluster.clone()))?;
            Some(LineEdit { line: *line, before, after })
        })
        .collect();
    Ok(vault.edit(path, &edits)?)
}

/// Tasks of two notes that say the same; found by the rarest words that they share.
fn duplicates(open: &[Open]) -> Vec<Pair> {
    let texts: Vec<Vec<String>> = open.iter().map(|one| words(&one.task.text)).collect();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        for word in text {
            by_word.entry(word).or_default().push(at);
        }
    }
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut groups: Vec<&Vec<usize>> =
        by_word.values().filter(|group| (2..=MOST_SHARING).contains(&group.len())).collect();
    groups.sort_by_key(|group| (group.len(), group.first().copied()));
    for group in groups {
        for (i, a) in group.iter().enumerate() {
            pairs.extend(group.iter().skip(i + 1).filter(|b| *b != a).map(|b| (*a, *b)));
        }
        if pairs.len() > MOST_PAIRS {
            break;
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    let same = |(a, b): &(usize, usize)| {
        open[*a].path != open[*b].path
            && texts[*a].len().min(texts[*b].len()) >= LEAST_WORDS
            && of_shorter(&texts[*a], &texts[*b]) >= SAME
    };
    pairs
        .into_iter()
        .filter(same)
        .map(|(a, b)| Pair {
            task: open[a].task.text.clone(),
            notes: [open[a].note.clone(), open[b].note.clone()],
            lines: [open[a].task.line, open[b].task.line],
        })
        .collect()
}

fn groups(clusters: &[Option<String>], titles: &BTreeMap<String, String>) -> Vec<Group> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in clusters.iter().flatten() {
        *counts.entry(id).or_default() += 1;
    }
    let group = |(id, tasks): (&str, usize)| Group {
        title: titles.get(id).cloned().unwrap_or_else(|| title_of(id)),
        id: id.to_owned(),
        tasks,
    };
    counts.into_iter().map(group).collect()
}

/// "security-critical" as "Security critical".
pub(super) fn title_of(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Clusters of one topic word that have hardly more than the fewest tasks.
fn could_merge(groups: &[Group]) -> Vec<[String; 2]> {
    let small = |group: &&Group| group.tasks <= 3;
    let topic = |group: &Group| group.id.split('-').next().unwrap_or_default().to_owned();
    let small: Vec<&Group> = groups.iter().filter(small).collect();
    small
        .windows(2)
        .filter(|two| topic(two[0]) == topic(two[1]))
        .map(|two| [two[0].id.clone(), two[1].id.clone()])
        .collect()
}

/// The titles that stand in the file: `- id: Title`.
pub(super) fn titles(path: &Path) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let title = |line: &str| {
        let (id, title) = line.trim().strip_prefix("- ")?.split_once(':')?;
        Some((id.trim().to_owned(), title.trim().to_owned()))
    };
    text.lines().filter_map(title).collect()
}

/// Adds the clusters that have no title yet at the end; what stands there stays.
fn add_titles(path: &Path, there: &BTreeMap<String, String>, groups: &[Group]) -> std::io::Result<()> {
    let new: Vec<&Group> = groups.iter().filter(|group| !there.contains_key(&group.id)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let mut text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => TITLES_HEAD.to_owned(),
        Err(error) => return Err(error),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.extend(new.into_iter().map(|group| format!("- {}: {}\n", group.id, group.title)));
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".meeting-tasks-").suffix(".tmp").tempfile_in(folder)?;
    std::io::Write::write_all(&mut file, text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

fn tell(outcomes: &Outcomes, as_json: bool, console: &mut Console) -> Result<(), Stop> {
    if as_json {
        writeln!(console.out, "{}", json::text(outcomes, Layout::Indented))?;
        return Ok(());
    }
    let Outcomes { clusters, changed, duplicates, could_merge } = outcomes;
    let mut lines: Vec<String> = Vec::new();
    lines.extend(
        clusters.iter().map(|Group { id, title, tasks }| format!("{id}  {title}  {}", counted(*tasks, "task"))),
    );
    lines.extend(
        changed
            .iter()
            .map(|Changed { note, line, task, cluster }| format!("changed  {cluster}  {note}:{line}  {task}")),
    );
    lines.extend(
        duplicates
            .iter()
            .map(|Pair { task, notes: [a, b], lines: [la, lb] }| format!("twice  {task}  {a}:{la}  {b}:{lb}")),
    );
    lines.extend(could_merge.iter().map(|[a, b]| format!("could be one  {a}  {b}")));
    for line in lines {
        writeln!(console.out, "{}", crate::clean::visible(&line))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_as_a_title() {
        assert_eq!(title_of("security-critical"), "Security critical");
        assert_eq!(title_of(""), "");
    }

    #[test]
    fn a_title_that_a_person_gave_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("TaskAgent").join(TITLES);
        let group = |id: &str| Group { id: id.to_owned(), title: title_of(id), tasks: 2 };
        add_titles(&path, &titles(&path), &[group("money-high")]).expect("written");
        let mine = std::fs::read_to_string(&path).expect("a text").replace("Money high", "What we owe");
        std::fs::write(&path, &mine).expect("written");
        add_titles(&path, &titles(&path), &[group("money-high"), group("travel")]).expect("written");
        let text = std::fs::read_to_string(&path).expect("a text");
        assert_eq!(text, format!("{mine}- travel: Travel\n"));
        assert_eq!(groups(&[Some("money-high".into())], &titles(&path))[0].title, "What we owe");
    }
}
