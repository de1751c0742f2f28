//! What a batch has done, for its reader.

use serde::Serialize;

use super::Job;
use crate::run::{Console, Stop, counted, json};

/// What became of the emails; also the report in JSON.
#[derive(Debug, Default, Serialize)]
pub(super) struct Summary {
    pub(super) emails: usize,
    pub(super) new: usize,
    pub(super) updated: usize,
    pub(super) unchanged: usize,
    /// Left as they are, with the reason.
    pub(super) kept: Vec<KeptNote>,
    pub(super) without_tasks: usize,
    /// Copies of messages that came before.
    pub(super) duplicates: usize,
    /// Files that hold no mail.
    pub(super) other_files: usize,
    pub(super) failed: Vec<FailedEmail>,
    /// Notes that were or would be written.
    pub(super) notes: Vec<ChangedNote>,
}

#[derive(Debug, Serialize)]
pub(super) struct KeptNote {
    pub(super) path: String,
    pub(super) reason: String,
}

#[derive(Debug, Serialize)]
pub(super) struct FailedEmail {
    pub(super) source: String,
    pub(super) reason: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ChangedNote {
    pub(super) path: String,
    pub(super) change: &'static str,
}

/// The report: JSON, or what a dry run would do and one line.
pub(super) fn tell(job: &Job, summary: &Summary, console: &mut Console) -> Result<(), Stop> {
    if job.json {
        writeln!(console.out, "{}", json::text(summary, json::Layout::Indented))?;
        return Ok(());
    }
    if job.dry_run {
        for ChangedNote { path, change } in &summary.notes {
            writeln!(console.out, "{change:<8}{path}")?;
        }
    }
    if job.quiet {
        return Ok(());
    }
    let Summary { emails, new, updated, unchanged, without_tasks, duplicates, .. } = summary;
    let emails = counted(*emails, "email");
    let mut line = format!("{emails}: {new} new, {updated} updated, {unchanged} unchanged");
    let kept = summary.kept.len();
    let left = if kept == 1 { "left as it is" } else { "left as they are" };
    for (count, what) in [(*duplicates, "twice"), (kept, left), (summary.failed.len(), "failed")] {
        if count > 0 {
            line += &[", ", &count.to_string(), " ", what].concat();
        }
    }
    line += &["; ", &without_tasks.to_string(), " without tasks"].concat();
    console.say(&line);
    Ok(())
}
