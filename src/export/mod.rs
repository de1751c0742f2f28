//! Tasks in the forms that other programs read.

mod csv;
mod ics;
mod taskwarrior;
mod todotxt;

use std::collections::HashMap;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::clean::one_line;
use crate::note::task_line::ReadTask;

/// A program's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// RFC 4180, for spreadsheets.
    Csv,
    /// RFC 5545, for calendars.
    Ics,
    TodoTxt,
    /// What `task import` takes.
    Taskwarrior,
}

/// A task, what it is called and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What names the task on the command line.
    pub key: &'a str,
    /// The note, below the vault's root.
    pub note: &'a str,
    pub task: &'a ReadTask,
}

/// The tasks as the bytes of one file. `today` stands where the form wants a day and the task has none.
pub fn text(entries: &[Entry], form: Form, today: NaiveDate) -> String {
    match form {
        Form::Csv => csv::text(entries),
        Form::Ics => ics::text(&told_apart(entries), today),
        Form::TodoTxt => todotxt::text(entries),
        Form::Taskwarrior => taskwarrior::text(&told_apart(entries), today),
    }
}

/// A task with the bytes that tell it from every other.
struct Identified<'a> {
    entry: Entry<'a>,
    id: [u8; ID_BYTES],
}

/// As many as a UUID has.
const ID_BYTES: usize = 16;

/// Gives each task an id that stays when the note is moved to another folder, the list is filtered or sorted otherwise,
/// or, for a task with a block id, its words are changed.
fn told_apart<'a>(entries: &[Entry<'a>]) -> Vec<Identified<'a>> {
    let mut seen: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for entry in entries {
        seen.entry((stem(entry.note), entry.key)).or_default().push(entry.task.line);
    }
    // The same words twice in one note differ by their order in it.
    for lines in seen.values_mut() {
        lines.sort_unstable();
    }
    let identified = |entry: &Entry<'a>| {
        let same = seen.get(&(stem(entry.note), entry.key)).map(Vec::as_slice).unwrap_or_default();
        let order = same.partition_point(|line| *line < entry.task.line);
        let digest = Sha256::digest(format!("{}\0{}\0{order}", stem(entry.note), entry.key));
        let mut id = [0; ID_BYTES];
        id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        Identified { entry: *entry, id }
    };
    entries.iter().map(identified).collect()
}

/// The note's name.
fn stem(note: &str) -> &str {
    let name = note.rsplit(['/', '\\']).next().unwrap_or(note);
    name.strip_suffix(".md").unwrap_or(name)
}

/// The day of the email, which the names of its notes begin with.
fn written_on(note: &str) -> Option<NaiveDate> {
    let day = stem(note).get(.."2025-01-14".len())?;
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()
}

/// `20250117`
fn compact(day: NaiveDate) -> String {
    crate::note::day(day).replace('-', "")
}

/// What else there is to know of the task, a line each: who has it and had it, what stands under it, and its note.
fn remarks(entry: &Entry) -> Vec<String> {
    let Entry { key: _, note, task } = entry;
    let said = |label: &str, value: Option<&String>| value.map(|value| format!("{label}: {value}"));
    let remarks = [said("Assignee", task.owner.as_ref()), said("Delegated from", task.delegated_from.as_ref())]
        .into_iter()
        .flatten()
        .chain(task.context.iter().cloned())
        .chain(task.quote.iter().map(|quote| format!("\"{quote}\"")))
        .chain([format!("Note: {note}")]);
    remarks.map(|remark| one_line(&remark)).filter(|remark| !remark.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::read;

    pub(super) fn tasks(note: &str) -> Vec<ReadTask> {
        read::tasks(note)
    }

    /// Each with its block id as its key, else `k`.
    pub(super) fn entries<'a>(tasks: &'a [ReadTask], note: &'a str) -> Vec<Entry<'a>> {
        tasks.iter().map(|task| Entry { key: task.id.as_deref().unwrap_or("k"), note, task }).collect()
    }

    pub(super) fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn an_id_tells_tasks_apart_and_stays() {
        let tasks = tasks("- [ ] Send it\n- [ ] Send it\n");
        let both = told_apart(&entries(&tasks, "TaskAgent/n.md"));
        assert_ne!(both[0].id, both[1].id);
        let mut turned = entries(&tasks, "Archive/n.md");
        turned.reverse();
        let turned = told_apart(&turned);
        assert_eq!((both[0].id, both[1].id), (turned[1].id, turned[0].id));
    }

    #[test]
    fn the_day_of_the_email_is_in_the_name_of_the_note() {
        for (note, expected) in [
            ("A/2025/01/2025-01-14 - Budget.md", Some("2025-01-14")),
            ("A/2025-02-30 - Budget.md", None),
            ("ü025-01-1ü.md", None),
            ("x.md", None),
        ] {
            assert_eq!(written_on(note), expected.map(day), "{note}");
        }
    }

    #[test]
    fn nothing_that_a_terminal_acts_on_gets_out() {
        let tasks = tasks("- [ ] Send\u{1b}[2J \u{202e}it\u{9b} #a\u{7}b\n  - Why\u{1b}]0;x\u{7}\n  > \"q\u{8}\"\n");
        let entries = entries(&tasks, "no\u{1b}te.md");
        for form in [Form::Csv, Form::Ics, Form::TodoTxt, Form::Taskwarrior] {
            let text = text(&entries, form, day("2025-01-14"));
            let bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\r')) || c == '\u{202e}';
            assert!(!text.contains(bad), "{form:?}: {text:?}");
        }
    }
}
