//! `rules`: what counts as a task and why.

use serde::Serialize;

use super::json::{self, Layout, thousandths};
use super::settings::{self, Sources};
use super::{Console, Report, Stop};
use crate::rules::{self, Kind, words};

#[derive(Debug)]
pub struct Job {
    pub json: bool,
    pub sources: Sources,
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
    let options = settings::load(&job.sources, None)?.candidates;
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
    if job.json {
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
