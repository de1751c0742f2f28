//! iCalendar, RFC 5545: each task is a to-do (section 3.6.2).

use chrono::NaiveDate;

use super::{ID_BYTES, Identified, compact, remarks, written_on};
use crate::clean::{cut, one_line};
use crate::note::hex;
use crate::note::task_line::Status;
use crate::score::Priority;

/// Section 3.1: no line is longer, without its end.
const LINE_BYTES: usize = 75;
const LINE_END: &str = "\r\n";
/// Longer values are walls of text, and some calendars refuse the file.
const VALUE_LIMIT: usize = 2_000;

pub(super) fn text(tasks: &[Identified], today: NaiveDate) -> String {
    let mut text = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//meeting-tasks//meeting-tasks//EN", "CALSCALE:GREGORIAN"] {
        put(&mut text, line);
    }
    for task in tasks {
        to_do(&mut text, task, today);
    }
    put(&mut text, "END:VCALENDAR");
    text
}

fn to_do(text: &mut String, Identified { entry, id }: &Identified<'_>, today: NaiveDate) {
    let task = entry.task;
    put(text, "BEGIN:VTODO");
    put(text, &format!("UID:{}@meeting-tasks", uid(id)));
    // Section 3.8.7.2 wants it, in UTC; the day alone, so that a second run of the day gives the same file.
    put(text, &format!("DTSTAMP:{}T000000Z", compact(today)));
    if let Some(written) = written_on(entry.note) {
        put(text, &format!("CREATED:{}T000000Z", compact(written)));
    }
    put(text, &format!("SUMMARY:{}", escaped(&task.text)));
    put(
        text,
        &format!("DESCRIPTION:{}", remarks(entry).iter().map(|line| escaped(line)).collect::<Vec<_>>().join("\\n")),
    );
    if let Some(due) = task.due {
        put(text, &format!("DUE;VALUE=DATE:{}", compact(due)));
    }
    if let Some(priority) = task.priority {
        // Section 3.8.1.9: how a scheme of three ranks maps.
        put(
            text,
            &format!(
                "PRIORITY:{}",
                match priority {
                    Priority::High => 1,
                    Priority::Medium => 5,
                    Priority::Low => 9,
                }
            ),
        );
    }
    put(
        text,
        match task.status {
            Status::Open => "STATUS:NEEDS-ACTION",
            Status::InProgress => "STATUS:IN-PROCESS",
            Status::Done => "STATUS:COMPLETED",
            Status::Cancelled => "STATUS:CANCELLED",
        },
    );
    if task.status == Status::Done {
        put(text, "PERCENT-COMPLETE:100");
        if let Some(done) = task.done {
            put(text, &format!("COMPLETED:{}T000000Z", compact(done)));
        }
    }
    let categories: Vec<String> = task.tags.iter().chain(&task.cluster).map(|word| escaped(word)).collect();
    if !categories.is_empty() {
        put(text, &format!("CATEGORIES:{}", categories.join(",")));
    }
    put(text, "END:VTODO");
}

fn uid(id: &[u8; ID_BYTES]) -> String {
    hex(id)
}

/// Section 3.3.11: what would end a value or split it stands behind a backslash.
fn escaped(value: &str) -> String {
    let line = one_line(value);
    let mut text = String::with_capacity(line.len());
    for c in cut(&line, VALUE_LIMIT).chars() {
        if matches!(c, '\\' | ';' | ',') {
            text.push('\\');
        }
        text.push(c);
    }
    text
}

/// Adds a line, folded between characters: a line that goes on starts with a blank.
fn put(text: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE_BYTES {
            text.push_str(LINE_END);
            text.push(' ');
            used = 1;
        }
        text.push(c);
        used += c.len_utf8();
    }
    text.push_str(LINE_END);
}

#[cfg(test)]
mod tests {
    use icalendar::parser::{read_calendar, unfold};

    use super::super::tests::{day, entries, tasks};
    use super::super::told_apart;
    use super::*;

    const NOTE: &str = "- [ ] Send a, b; c\\d to Ana, who waits for the größte Übersicht of all quarters since the spring [[@Ana]] 📅 2025-01-17 🔴 🧩 cluster:money #finance\n  - Why: it is late\n  > \"Please send it\"\n- [x] Call Bob 🟢 ✅ 2025-01-15\n- [/] Draft it\n- [-] Drop it\n";

    #[test]
    fn a_parser_reads_the_to_dos_back() {
        let tasks = tasks(NOTE);
        let text = text(&told_apart(&entries(&tasks, "A/2025-01-14 - Mail.md")), day("2025-01-16"));
        assert!(text.split(LINE_END).all(|line| line.len() <= LINE_BYTES), "{text}");
        let unfolded = unfold(&text);
        let calendar = read_calendar(&unfolded).expect("a calendar");
        let value = |at: usize, name: &str| {
            let property = calendar.components[at].find_prop(name)?;
            Some(property.val.as_str().to_owned())
        };
        assert_eq!(calendar.components.len(), 4);
        for (at, name, expected) in [
            (0, "DUE", Some("20250117")),
            (0, "PRIORITY", Some("1")),
            (0, "STATUS", Some("NEEDS-ACTION")),
            (0, "CATEGORIES", Some("finance,money")),
            (0, "CREATED", Some("20250114T000000Z")),
            (1, "DUE", None),
            (1, "PRIORITY", Some("9")),
            (1, "STATUS", Some("COMPLETED")),
            (1, "COMPLETED", Some("20250115T000000Z")),
            (2, "STATUS", Some("IN-PROCESS")),
            (3, "STATUS", Some("CANCELLED")),
        ] {
            assert_eq!(value(at, name).as_deref(), expected, "{at} {name}");
        }
        // The parser takes the backslashes off.
        let summary = value(0, "SUMMARY").expect("a summary");
        assert_eq!(summary, tasks[0].text);
        let description = value(0, "DESCRIPTION").expect("a description");
        assert!(description.starts_with("Assignee: Ana\nWhy: it is late\n"), "{description:?}");
        let due = calendar.components[0].find_prop("DUE").expect("a day");
        assert!(due.params.iter().any(|param| param.key == "VALUE"), "{due:?}");
    }

    #[test]
    fn a_task_cannot_end_its_to_do() {
        let tasks = tasks("- [ ] Send\u{2028}END:VTODO\u{85}BEGIN:VEVENT\n");
        let text = text(&told_apart(&entries(&tasks, "n.md")), day("2025-01-16"));
        assert_eq!(text.matches("\r\nEND:VTODO").count(), 1, "{text}");
        assert!(!text.contains("\r\nBEGIN:VEVENT"), "{text}");
    }
}
