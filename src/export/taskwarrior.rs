//! The JSON that `task import` takes.

use chrono::NaiveDate;
use serde::Serialize;

use super::{ID_BYTES, Identified, compact, remarks, written_on};
use crate::clean::one_line;
use crate::note::hex;
use crate::note::task_line::Status;
use crate::score::Priority;

#[derive(Serialize)]
struct Task {
    uuid: String,
    description: String,
    status: &'static str,
    entry: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    annotations: Vec<Annotation>,
}

#[derive(Serialize)]
struct Annotation {
    entry: String,
    description: String,
}

/// A list with a task a line, as `task export` writes it.
pub(super) fn text(tasks: &[Identified], today: NaiveDate) -> String {
    let lines: Vec<String> = tasks
        .iter()
        .map(|one| serde_json::to_string(&task(one, today)).expect("structs of strings have a JSON form"))
        .collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn task(Identified { entry, id }: &Identified<'_>, today: NaiveDate) -> Task {
    let read = entry.task;
    let written = written_on(entry.note).or(read.done).unwrap_or(today);
    let word = |text: &String| Some(one_line(text).replace([' ', ','], "_")).filter(|text| !text.is_empty());
    let annotation = |description: String| Annotation { entry: midnight(written), description };
    let status = match read.status {
        Status::Open | Status::InProgress => "pending",
        Status::Done => "completed",
        Status::Cancelled => "deleted",
    };
    Task {
        uuid: uuid(*id),
        description: Some(one_line(&read.text)).filter(|text| !text.is_empty()).unwrap_or_else(|| entry.key.to_owned()),
        status,
        entry: midnight(written),
        end: (status != "pending").then(|| midnight(read.done.unwrap_or(today).max(written))),
        due: read.due.map(midnight),
        priority: read.priority.map(|priority| match priority {
            Priority::High => "H",
            Priority::Medium => "M",
            Priority::Low => "L",
        }),
        project: read.cluster.as_ref().and_then(word),
        tags: read.tags.iter().filter_map(word).collect(),
        annotations: remarks(entry).into_iter().map(annotation).collect(),
    }
}

/// The start of the day where the person is: without a `Z` the program takes the time for a local one.
fn midnight(day: NaiveDate) -> String {
    format!("{}T000000", compact(day))
}

/// RFC 9562, version 8: a UUID whose digits the application chooses.
fn uuid(mut id: [u8; ID_BYTES]) -> String {
    id[6] = id[6] & 0x0f | 0x80;
    id[8] = id[8] & 0x3f | 0x80;
    let groups = [&id[..4], &id[4..6], &id[6..8], &id[8..10], &id[10..]];
    groups.map(hex).join("-")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{day, entries, tasks};
    use super::super::told_apart;
    use super::*;

    #[test]
    fn a_uuid_says_its_version_and_variant() {
        assert_eq!(uuid([0xff; ID_BYTES]), "ffffffff-ffff-8fff-bfff-ffffffffffff");
        assert_eq!(uuid([0; ID_BYTES]), "00000000-0000-8000-8000-000000000000");
    }

    #[test]
    fn a_task_has_what_the_import_wants() {
        let tasks = tasks("- [ ] Send it [[@Ana]] 📅 2025-01-17 🔴 🧩 cluster:money #finance\n- [x] Call\n");
        let text = text(&told_apart(&entries(&tasks, "A/2025-01-14 - Mail.md")), day("2025-01-16"));
        let list: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
        for (at, key, expected) in [
            (0, "description", "Send it"),
            (0, "status", "pending"),
            (0, "entry", "20250114T000000"),
            (0, "due", "20250117T000000"),
            (0, "priority", "H"),
            (0, "project", "money"),
            (1, "status", "completed"),
            (1, "end", "20250116T000000"),
        ] {
            assert_eq!(list[at][key], expected, "{at} {key}");
        }
        assert_eq!(list[0]["tags"][0], "finance");
        assert_eq!(list[0]["annotations"][1]["description"], "Note: A/2025-01-14 - Mail.md");
        assert_ne!(list[0]["uuid"], list[1]["uuid"]);
        assert_eq!(super::text(&[], day("2025-01-16")), "[]\n");
    }
}
