//! `rules`: what counts as a task and why.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::json::{self, Layout, thousandths};
use super::settings::{self, Sources};
use super::{Console, Report, Stop};
use crate::rules::{self, Kind, view, words};

#[derive(Debug)]
pub struct Job {
    pub what: What,
    pub sources: Sources,
}

#[derive(Debug)]
pub enum What {
    List {
        json: bool,
    },
    /// Try the rules of this file on their own examples.
    Test(PathBuf),
}

/// One rule as it is listed.
#[derive(Serialize)]
struct Entry {
    id: String,
    /// `null` for a rule that proposes nothing by itself.
    kind: Option<Kind>,
    /// `null` where each sentence has its own.
    weight: Option<f64>,
    why: String,
}

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    match &job.what {
        What::List { json } => list(*json, &job.sources, console),
        What::Test(path) => test(path, console),
    }
}

/// Each rule with what its examples say; a rule without examples is no failure, but said.
fn test(path: &Path, console: &mut Console) -> Result<Report, Stop> {
    let rules = settings::rules(path)?;
    let mut report = Report::default();
    let mut seen = HashSet::new();
    for rule in &rules {
        let mut complaints = Vec::new();
        if rules::builtin().any(|known| known.id == rule.id) {
            complaints.push("a built-in rule has this id".to_owned());
        }
        if !seen.insert(&rule.id) {
            complaints.push("an earlier rule of the file has this id".to_owned());
        }
        let speaks = |text: &str| view::of_text(text, |view| rule.pattern.is_in(&view.tokens, view.head));
        complaints
            .extend(rule.finds.iter().filter(|text| !speaks(text)).map(|text| format!("does not find \"{text}\"")));
        complaints.extend(rule.ignores.iter().filter(|text| speaks(text)).map(|text| format!("finds \"{text}\"")));
        let verdict = match (complaints.is_empty(), rule.finds.is_empty() || rule.ignores.is_empty()) {
            (true, false) => "ok".to_owned(),
            (true, true) => "ok, but give it examples under `finds` and `ignores`".to_owned(),
            (false, _) => complaints.join("; "),
        };
        report.done += usize::from(complaints.is_empty());
        report.failed += usize::from(!complaints.is_empty());
        writeln!(console.out, "{}", crate::clean::one_line(&format!("{}: {verdict}", rule.id)))?;
    }
    if rules.is_empty() {
        console.say(&format!("`{}` has no rules", settings::shown(path)));
    }
    Ok(report)
}

fn list(as_json: bool, sources: &Sources, console: &mut Console) -> Result<Report, Stop> {
    let options = settings::load(sources, None)?.candidates;
    let builtin = rules::builtin().map(|rule| Entry {
        id: rule.id.to_owned(),
        kind: rule.kind,
        weight: Some(thousandths(options.weights.mail.of(rule.id))),
        why: rule.why.to_owned(),
    });
    let own = options.rules.iter().map(|rule| Entry {
        id: rule.id.clone(),
        kind: rule.kind,
        weight: Some(thousandths(rule.weight)),
        why: rule.why.clone(),
    });
    let of_words = Entry { id: words::ID.to_owned(), kind: None, weight: None, why: words::WHY.to_owned() };
    let entries: Vec<Entry> = builtin.chain([of_words]).chain(own).collect();
    if as_json {
        writeln!(console.out, "{}", json::text(&entries, Layout::Indented))?;
        return Ok(Report::default());
    }
    let widest = entries.iter().map(|entry| entry.id.chars().count()).max().unwrap_or_default();
    for Entry { id, kind, weight, why } in &entries {
        let kind = kind.map(|kind| format!("{kind:?}").to_lowercase()).unwrap_or_default();
        let weight = weight.map_or_else(|| "varies".to_owned(), |weight| format!("{weight:+.2}"));
        let line = format!("{id:<widest$}  {kind:<10}  {weight:>6}  {why}");
        writeln!(console.out, "{}", crate::clean::visible(&line))?;
    }
    Ok(Report::default())
}
