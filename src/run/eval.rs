//! `eval`: how well the tasks of labelled mail are found.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use super::json::{self, Layout, thousandths};
use super::overlap::{f1, of_shorter, words};
use super::settings::{self, Sources};
use super::{Console, Report, Stop, counted, reason};
use crate::config::Settings;
use crate::email::RawEmail;
use crate::facts::assignee::AssigneeRole;
use crate::inputs::Origin;
use crate::pipeline::{self, Given};
use crate::score::Priority;
use crate::task::Task;

#[derive(Debug)]
pub struct Job {
    /// Folders with `emails/` and `gold.jsonl`.
    pub sets: Vec<PathBuf>,
    pub json: bool,
    pub sources: Sources,
}

/// One line of `gold.jsonl`: what a person found in an email.
#[derive(Debug, Deserialize)]
struct Labelled {
    /// File name below `emails/`.
    email: String,
    tasks: Vec<Item>,
}

#[derive(Debug, Deserialize)]
struct Item {
    quote: String,
    title: String,
    #[serde(default)]
    assignee: Option<String>,
    #[serde(default)]
    due: Option<chrono::NaiveDate>,
    #[serde(default)]
    priority: Option<Priority>,
    /// A borderline item is neither rewarded nor punished.
    #[serde(default = "yes")]
    required: bool,
}

fn yes() -> bool {
    true
}

/// The words of a task and an item must agree by this much of the shorter text to be the same.
const SAME: f64 = 0.6;

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    let settings = settings::load(&job.sources, None)?;
    let mut report = Report::default();
    for set in &job.sets {
        let labelled = read(set)?;
        let mut tally = Tally::default();
        for (email, tasks) in &labelled {
            let found = extracted(email, &settings, console.today);
            if let Err(reason) = &found {
                console.say(&format!("cannot read email `{}`: {reason}", settings::shown(email)));
                report.failed += 1;
                tally.failed += 1;
            }
            tally.add(tasks, &found.unwrap_or_default());
            report.done += 1;
        }
        let figures = tally.figures(set.file_name().unwrap_or(set.as_os_str()).to_string_lossy().into_owned());
        if job.json {
            writeln!(console.out, "{}", json::text(&figures, Layout::OneLine))?;
        } else {
            writeln!(console.out, "{figures}")?;
        }
    }
    Ok(report)
}

/// The emails of a set with what was found in each by hand.
fn read(set: &Path) -> anyhow::Result<Vec<(PathBuf, Vec<Item>)>> {
    let labels = set.join("gold.jsonl");
    let name = settings::shown(&labels);
    let text = fs::read_to_string(&labels).with_context(|| format!("cannot read labels `{name}`"))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let labelled: Labelled = serde_json::from_str(line)
                .with_context(|| format!("cannot read labels `{name}`, line {}", index + 1))?;
            Ok((set.join("emails").join(&labelled.email), labelled.tasks))
        })
        .collect()
}

fn extracted(path: &Path, settings: &Settings, today: chrono::NaiveDate) -> Result<Vec<Task>, String> {
    let bytes = fs::read(path).map_err(|error| reason(&error))?;
    let raw = RawEmail { origin: Origin { path: Some(path.to_owned()), index: None }, bytes, envelope: None };
    let given = Given { today: Some(today), ..Given::default() };
    let processed = pipeline::process(&raw, &given, settings).map_err(|error| error.to_string())?;
    Ok(processed.tasks)
}

/// Counts over the emails of a set.
#[derive(Debug, Default)]
struct Tally {
    emails: usize,
    failed: usize,
    hits: usize,
    false_alarms: usize,
    missed: usize,
    due: usize,
    assignee: usize,
    priority: usize,
    title: f64,
    /// The probability of each task that was counted, and whether it was right.
    calibration: Vec<(f64, bool)>,
    /// Emails without a required item, and those of them in which nothing was found.
    quiet: usize,
    silent: usize,
}

impl Tally {
    fn add(&mut self, items: &[Item], tasks: &[Task]) {
        self.emails += 1;
        let pairs = matched(items, tasks);
        for &(item, task) in &pairs {
            let (item, task) = (&items[item], &tasks[task]);
            if !item.required {
                continue;
            }
            self.hits += 1;
            self.calibration.push((task.probability, true));
            self.due += usize::from(item.due == task.due.as_ref().map(|due| due.date));
            self.assignee += usize::from(is_assignee(item, task));
            self.priority += usize::from(item.priority == Some(task.priority));
            self.title += f1(&words(&item.title), &words(&task.text));
        }
        let met: HashSet<usize> = pairs.iter().map(|(item, _)| *item).collect();
        let used: HashSet<usize> = pairs.iter().map(|(_, task)| *task).collect();
        let extra = (0..tasks.len()).filter(|task| !used.contains(task));
        self.calibration.extend(extra.clone().map(|task| (tasks[task].probability, false)));
        let extra = extra.count();
        self.false_alarms += extra;
        self.missed += items.iter().enumerate().filter(|(index, item)| item.required && !met.contains(index)).count();
        if !items.iter().any(|item| item.required) {
            self.quiet += 1;
            self.silent += usize::from(extra == 0);
        }
    }

    fn figures(&self, set: String) -> Figures {
        let precision = share(self.hits, self.hits + self.false_alarms);
        let recall = share(self.hits, self.hits + self.missed);
        Figures {
            set,
            emails: self.emails,
            failed: self.failed,
            precision: thousandths(precision),
            recall: thousandths(recall),
            f1: thousandths(if precision + recall > 0.0 {
                2.0 * precision * recall / (precision + recall)
            } else {
                0.0
            }),
            due_accuracy: thousandths(share(self.due, self.hits)),
            assignee_accuracy: thousandths(share(self.assignee, self.hits)),
            priority_accuracy: thousandths(share(self.priority, self.hits)),
            title_word_f1: thousandths(if self.hits == 0 { 0.0 } else { self.title / count(self.hits) }),
            quiet_emails: self.quiet,
            quiet_emails_silent: self.silent,
            calibration_error: thousandths(calibration_error(&self.calibration)),
            tp: self.hits,
            fp: self.false_alarms,
            r#fn: self.missed,
        }
    }
}

/// What `eval` prints of a set.
#[derive(Debug, Serialize)]
struct Figures {
    set: String,
    emails: usize,
    failed: usize,
    precision: f64,
    recall: f64,
    f1: f64,
    due_accuracy: f64,
    assignee_accuracy: f64,
    priority_accuracy: f64,
    title_word_f1: f64,
    quiet_emails: usize,
    quiet_emails_silent: usize,
    calibration_error: f64,
    tp: usize,
    fp: usize,
    r#fn: usize,
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(
            f,
            "{}: {}, {} failed; precision {:.3}, recall {:.3}, F1 {:.3}; due {:.3}, assignee {:.3}, priority {:.3}, \
             title {:.3}; silent {}/{}; calibration error {:.3}",
            crate::clean::one_line(&self.set),
            counted(self.emails, "email"),
            self.failed,
            self.precision,
            self.recall,
            self.f1,
            self.due_accuracy,
            self.assignee_accuracy,
            self.priority_accuracy,
            self.title_word_f1,
            self.quiet_emails_silent,
            self.quiet_emails,
            self.calibration_error,
        )
    }
}

/// Pairs of item and task, one to one: required items first, best overlap first, then the quote of like length.
fn matched(items: &[Item], tasks: &[Task]) -> Vec<(usize, usize)> {
    let found: Vec<_> = tasks.iter().map(|task| (words(&task.quote), words(&task.text))).collect();
    let mut fits = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let wanted = words(&item.quote);
        for (t, (quote, text)) in found.iter().enumerate() {
            let overlap = of_shorter(quote, &wanted).max(of_shorter(text, &wanted));
            if overlap >= SAME {
                fits.push((!item.required, overlap, quote.len().abs_diff(wanted.len()), i, t));
            }
        }
    }
    fits.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then((a.2, a.3, a.4).cmp(&(b.2, b.3, b.4))));
    let (mut met, mut used) = (HashSet::new(), HashSet::new());
    let mut pairs = Vec::new();
    for (_, _, _, item, task) in fits {
        if !met.contains(&item) && !used.contains(&task) {
            met.insert(item);
            used.insert(task);
            pairs.push((item, task));
        }
    }
    pairs
}

/// Whether the task is given to whom the label says: by role, or by a name of which one word agrees.
fn is_assignee(item: &Item, task: &Task) -> bool {
    let role = task.assignee.as_ref().map(|assignee| assignee.role);
    match item.assignee.as_deref() {
        None => task.assignee.is_none(),
        Some("recipient") => role == Some(AssigneeRole::Recipient),
        Some("sender") => role == Some(AssigneeRole::Sender),
        Some(name) => {
            let got =
                task.assignee.as_ref().and_then(|assignee| assignee.name.as_deref()).map(words).unwrap_or_default();
            words(name).iter().any(|word| got.contains(word))
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of emails and tasks are small")]
fn count(n: usize) -> f64 {
    n as f64
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { count(part) / count(whole) }
}

/// Steps of probability that are compared with what came true.
const BUCKETS: usize = 10;

/// The expected calibration error: how far, on average, a stated probability is from the share that was right.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a probability times ten is a small index")]
fn calibration_error(stated: &[(f64, bool)]) -> f64 {
    let mut buckets = [(0_usize, 0.0, 0_usize); BUCKETS];
    for (probability, right) in stated {
        let bucket = &mut buckets[((probability.clamp(0.0, 1.0) * count(BUCKETS)) as usize).min(BUCKETS - 1)];
        bucket.0 += 1;
        bucket.1 += probability;
        bucket.2 += usize::from(*right);
    }
    buckets
        .iter()
        .filter(|(n, _, _)| *n > 0)
        .map(|(_, sum, right)| (sum - count(*right)).abs() / count(stated.len()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calibration_is_the_gap_between_said_and_true() {
        assert!(calibration_error(&[]).abs() < 1e-9);
        assert!((calibration_error(&[(0.8, true), (0.8, false)]) - 0.3).abs() < 1e-9);
        assert!((calibration_error(&[(1.0, true), (0.0, false)])).abs() < 1e-9);
    }

    #[test]
    fn a_label_needs_only_an_email_and_quotes() {
        let line = r#"{"email": "a.eml", "note": "x", "tasks": [{"quote": "q", "title": "t", "kind": "request", "due": "2026-03-06", "priority": "high"}]}"#;
        let labelled: Labelled = serde_json::from_str(line).expect("a label as people write it");
        assert!(labelled.tasks[0].required && labelled.tasks[0].assignee.is_none());
    }
}
