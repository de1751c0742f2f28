//! Task lines of our notes, of `TasksAgent`, of the Tasks plugin in both of its formats and of Dataview.
//!
//! Fields are taken wherever they stand, as `TasksAgent` and Dataview do; the text is what is left when they are gone.

use std::ops::Range;

use chrono::NaiveDate;

use super::{ReadTask, Status};
use crate::score::Priority;

/// Lines beyond this are no task that a person wrote; the text would be searched for nothing.
const LONGEST_LINE: usize = 20_000;

/// Where the checkbox of a task line stands: indentation, the mark in the box, and the offset of what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskMark {
    pub indent: usize,
    /// Byte offset of the character in the box.
    pub mark_at: usize,
    pub mark: char,
    pub body_at: usize,
}

/// The checkbox of `line`: after indentation and quote marks a list marker (`-`, `*`, `+`, `1.`, `1)`), then `[c]`.
pub fn task_mark(line: &str) -> Option<TaskMark> {
    let bytes = line.as_bytes();
    let indent = bytes.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'>')).count();
    let after = bytes.get(indent..)?;
    let marker = match after.first()? {
        b'-' | b'*' | b'+' => 1,
        _ => {
            let digits = after.iter().take_while(|b| b.is_ascii_digit()).count();
            if digits == 0 || digits > 9 || !matches!(after.get(digits), Some(b'.' | b')')) {
                return None;
            }
            digits + 1
        }
    };
    let blanks = after.get(marker..)?.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let box_at = indent + marker + blanks;
    if blanks == 0 || bytes.get(box_at) != Some(&b'[') {
        return None;
    }
    let inside = line.get(box_at + 1..)?;
    let mark = inside.chars().next()?;
    let close = box_at + 1 + mark.len_utf8();
    let body = line.get(close..)?.strip_prefix(']')?;
    if !body.is_empty() && !body.starts_with([' ', '\t']) {
        return None; // `[x](link)` is a link.
    }
    Some(TaskMark { indent, mark_at: box_at + 1, mark, body_at: close + 1 })
}

/// The task that `line` is; `None` where it is no task line.
pub fn read(line: &str) -> Option<ReadTask> {
    let line = line.trim_end();
    if line.len() > LONGEST_LINE {
        return None;
    }
    let mark = task_mark(line)?;
    let mut task = blank(&mark);
    Fields::default().take(line.get(mark.body_at..).unwrap_or_default(), &mut task);
    Some(task)
}

/// A task of which nothing but its box is read yet.
fn blank(mark: &TaskMark) -> ReadTask {
    ReadTask {
        line: 0,
        indent: mark.indent,
        status: match mark.mark {
            'x' | 'X' => Status::Done,
            '/' => Status::InProgress,
            '-' => Status::Cancelled,
            _ => Status::Open,
        },
        text: String::new(),
        owner: None,
        due: None,
        priority: None,
        cluster: None,
        confidence: None,
        tags: Vec::new(),
        done: None,
        delegated_from: None,
        id: None,
        context: Vec::new(),
        quote: None,
    }
}

/// The fields of a task line and where they stand; none where it is no task line.
pub fn spans(line: &str) -> Vec<Span> {
    let line = line.trim_end();
    let Some(mark) = task_mark(line).filter(|_| line.len() <= LONGEST_LINE) else { return Vec::new() };
    let body = line.get(mark.body_at..).unwrap_or_default().trim_start();
    let at = line.len() - body.len();
    let fields = Fields::default().take(body, &mut blank(&mark));
    let placed = |Span { field, range }: Span| Span { field, range: range.start + at..range.end + at };
    fields.spans.into_iter().map(placed).collect()
}

/// A field of a task line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub field: Field,
    /// Bytes of the line, without the blanks around.
    pub range: Range<usize>,
}

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Owner,
    Due,
    Priority,
    Cluster,
    Confidence,
    Tag,
    /// What this program does not write.
    Other,
}

impl Field {
    /// Of the text that was read as a field.
    fn of(text: &str) -> Field {
        match text.chars().next() {
            Some('#') => Field::Tag,
            Some('📅' | '📆' | '🗓') => Field::Due,
            Some('🔴' | '🟡' | '🟢' | '🔺' | '⏫' | '🔼' | '🔽' | '⏬') => Field::Priority,
            Some('🧩') => Field::Cluster,
            Some('⚠') => Field::Confidence,
            Some('[') if text.starts_with("[[@") => Field::Owner,
            Some('[' | '(') if text.get(1..).is_some_and(|inner| inner.starts_with("due::")) => Field::Due,
            Some('[' | '(') if text.get(1..).is_some_and(|inner| inner.starts_with("priority::")) => Field::Priority,
            _ => Field::Other,
        }
    }
}

/// What is gathered from left to right.
#[derive(Default)]
struct Fields {
    /// From `TasksAgent`'s circle and from the Tasks plugin's sign: the latter is what its dialogs change.
    circle: Option<Priority>,
    sign: Option<Priority>,
    /// From `[due:: ]`, which wins over the calendar sign.
    due_field: Option<NaiveDate>,
    spans: Vec<Span>,
}

impl Fields {
    fn take(mut self, body: &str, task: &mut ReadTask) -> Self {
        let body = without_block_id(body.trim(), task);
        let mut rest = body;
        let mut text = String::with_capacity(body.len());
        // Tags that nothing but fields has followed so far: `text` without them is this long.
        let mut before_tags: Option<usize> = None;
        while let Some(char) = rest.chars().next() {
            let taken = match char {
                '#' if text.is_empty() || text.ends_with(' ') => match tag(rest) {
                    Some(tag) => {
                        self.mark(body, rest, 1 + tag.len());
                        task.tags.push(tag.to_owned());
                        before_tags.get_or_insert(text.len());
                        text.push('#');
                        text.push_str(tag);
                        rest = rest.get(1 + tag.len()..).unwrap_or_default();
                        continue;
                    }
                    None => 0,
                },
                '[' | '(' => self.bracket(rest, task),
                _ if !char.is_ascii() => self.sign(char, rest, task),
                _ => 0,
            };
            if taken > 0 {
                self.mark(body, rest, taken);
                // The blank before a field and the one after it are one.
                rest = rest.get(taken..).unwrap_or_default();
                if text.is_empty() || text.ends_with(' ') {
                    rest = rest.trim_start();
                }
                continue;
            }
            if char.is_whitespace() {
                if !text.is_empty() && !text.ends_with(' ') {
                    text.push(' ');
                }
            } else {
                before_tags = None;
                text.push(char);
            }
            rest = rest.get(char.len_utf8()..).unwrap_or_default();
        }
        if let Some(length) = before_tags {
            text.truncate(length);
        }
        text.truncate(text.trim_end().len());
        task.text = text;
        task.due = self.due_field.or(task.due);
        task.priority = self.sign.or(self.circle);
        self
    }

    /// The first `length` bytes of `rest`, which ends where `body` does, are a field.
    fn mark(&mut self, body: &str, rest: &str, length: usize) {
        let text = rest.get(..length).unwrap_or_default().trim_end();
        let start = body.len() - rest.len();
        self.spans.push(Span { field: Field::of(text), range: start..start + text.len() });
    }

    /// A field in brackets at the start of `rest`; gives its length, 0 where there is none that is known.
    fn bracket(&mut self, rest: &str, task: &mut ReadTask) -> usize {
        if let Some(after) = rest.strip_prefix("[[@") {
            let Some(end) = find_near(after, b']').filter(|end| after.as_bytes().get(end + 1) == Some(&b']')) else {
                return 0;
            };
            let link = after.get(..end).unwrap_or_default();
            if link.contains('[') {
                return 0;
            }
            let name = link.split('|').next().unwrap_or_default().trim();
            if task.owner.is_none() && !name.is_empty() {
                task.owner = Some(name.to_owned());
            }
            return "[[@".len() + end + "]]".len();
        }
        let close = if rest.starts_with('[') { b']' } else { b')' };
        let Some(end) = find_near(rest, close) else { return 0 };
        let Some((key, value)) = rest.get(1..end).and_then(|inner| inner.split_once("::")) else { return 0 };
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "due" => self.due_field = self.due_field.or(date_at(value)),
            "priority" => self.sign = self.sign.or(priority_named(value)),
            "completion" | "done" => task.done = task.done.or(date_at(value)),
            "cluster" => task.cluster = task.cluster.take().or_else(|| Some(value.to_owned())),
            "confidence" => task.confidence = task.confidence.or(per_cent(value)),
            "owner" | "assignee" => {
                task.owner = task.owner.take().or_else(|| Some(value.trim_start_matches('@').to_owned()));
            }
            "created" | "start" | "scheduled" | "cancelled" | "repeat" | "id" | "dependson" | "oncompletion" => {}
            _ => return 0,
        }
        end + 1
    }

    /// A field that a sign opens at the start of `rest`; gives its length, 0 where there is none.
    fn sign(&mut self, sign: char, rest: &str, task: &mut ReadTask) -> usize {
        let after_sign = rest.get(sign.len_utf8()..).unwrap_or_default();
        let after = after_sign.strip_prefix('\u{FE0F}').unwrap_or(after_sign);
        let value = after.trim_start_matches([' ', '\t']);
        let start = rest.len() - value.len();
        let bare = rest.len() - after.len();
        let dated = |slot: &mut Option<NaiveDate>| match date_at(value) {
            Some(date) => {
                *slot = slot.or(Some(date));
                start + DATE_LENGTH
            }
            None => 0,
        };
        match sign {
            '📅' | '📆' | '🗓' => dated(&mut task.due),
            '✅' => dated(&mut task.done),
            '❌' | '➕' | '🛫' | '⏳' | '⌛' => dated(&mut None),
            '🔴' | '🟡' | '🟢' => {
                let priority = match sign {
                    '🔴' => Priority::High,
                    '🟡' => Priority::Medium,
                    _ => Priority::Low,
                };
                self.circle = self.circle.or(Some(priority));
                bare
            }
            '🔺' | '⏫' | '🔼' | '🔽' | '⏬' => {
                let priority = match sign {
                    '🔺' | '⏫' => Priority::High,
                    '🔼' => Priority::Medium,
                    _ => Priority::Low,
                };
                self.sign = self.sign.or(Some(priority));
                bare
            }
            '🧩' => {
                let Some(slug) = value.strip_prefix("cluster:") else { return 0 };
                let length =
                    slug.bytes().take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-').count();
                if length > 0 {
                    task.cluster = task.cluster.take().or_else(|| slug.get(..length).map(str::to_owned));
                }
                start + "cluster:".len() + length
            }
            '⚠' => {
                let digits = value.bytes().take_while(u8::is_ascii_digit).count();
                if digits == 0 || value.as_bytes().get(digits) != Some(&b'%') {
                    return 0;
                }
                task.confidence = task.confidence.or(per_cent(value.get(..digits).unwrap_or_default()));
                start + digits + 1
            }
            // TasksAgent: `🔗 delegated-from:@Jim 📆 2025-01-02`, of which the day is no due day.
            '🔗' => {
                let Some(name) = value.strip_prefix("delegated-from:") else {
                    return date_at(value).map_or(0, |_| start + DATE_LENGTH);
                };
                let end = name.find(['📆', '🔗', '📅', '[', '#', '^']).unwrap_or(name.len());
                let who = name.get(..end).unwrap_or_default().trim().trim_start_matches('@');
                if !who.is_empty() {
                    task.delegated_from = Some(who.to_owned());
                }
                let length = start + "delegated-from:".len() + end;
                match rest.get(length..).and_then(|tail| tail.strip_prefix('📆')) {
                    Some(tail) => {
                        let day = tail.trim_start_matches(['\u{FE0F}', ' ']);
                        let skipped = tail.len() - day.len();
                        length + '📆'.len_utf8() + skipped + date_at(day).map_or(0, |_| DATE_LENGTH)
                    }
                    None => length,
                }
            }
            '🔁' => {
                start
                    + value.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b',' | b' ' | b'!')).count()
            }
            '🏁' => start + value.bytes().take_while(u8::is_ascii_alphabetic).count(),
            '🆔' => {
                start + value.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')).count()
            }
            '⛔' => {
                let ids =
                    value.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b',')).count();
                if ids == 0 { 0 } else { start + ids }
            }
            _ => 0,
        }
    }
}

const DATE_LENGTH: usize = "2025-01-17".len();

/// Where the bracket closes; a field is short, and a line of opening brackets must not be searched again for each.
fn find_near(text: &str, close: u8) -> Option<usize> {
    const REACH: usize = 200;
    text.bytes().take(REACH).position(|b| b == close)
}

/// The day that `text` starts with.
fn date_at(text: &str) -> Option<NaiveDate> {
    let date = text.get(..DATE_LENGTH)?;
    let shaped =
        date.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if shaped { NaiveDate::parse_from_str(date, "%Y-%m-%d").ok() } else { None }
}

fn priority_named(name: &str) -> Option<Priority> {
    match name.to_ascii_lowercase().as_str() {
        "highest" | "high" => Some(Priority::High),
        "medium" | "normal" => Some(Priority::Medium),
        "low" | "lowest" => Some(Priority::Low),
        _ => None,
    }
}

fn per_cent(digits: &str) -> Option<u8> {
    digits.trim_end_matches('%').parse::<u8>().ok().filter(|n| *n <= 100)
}

/// The tag that `text` starts with, without `#`; a number alone is none.
fn tag(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('#')?;
    let end = rest.find(|c: char| c.is_whitespace() || "!@#$%^&*(),.?\":{}|<>[]".contains(c)).unwrap_or(rest.len());
    let tag = rest.get(..end)?;
    let ends_here = rest.get(end..).is_some_and(|after| after.is_empty() || after.starts_with(char::is_whitespace));
    (ends_here && tag.contains(|c: char| !c.is_ascii_digit())).then_some(tag)
}

/// `body` without the ` ^id` at its end, which `task` gets.
fn without_block_id<'a>(body: &'a str, task: &mut ReadTask) -> &'a str {
    let Some((before, id)) = body.rsplit_once('^') else { return body };
    let fits = !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !fits || !(before.is_empty() || before.ends_with([' ', '\t'])) {
        return body;
    }
    task.id = Some(id.to_owned());
    before.trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        date_at(text)
    }

    #[test]
    fn list_markers_boxes_and_callouts_are_known() {
        let cases = [
            ("- [ ] a", Some(Status::Open)),
            ("* [x] a", Some(Status::Done)),
            ("+ [X] a", Some(Status::Done)),
            ("1. [/] a", Some(Status::InProgress)),
            ("12) [-] a", Some(Status::Cancelled)),
            ("> - [ ] a", Some(Status::Open)),
            (">\t> * [?] a", Some(Status::Open)),
            ("    - [ ] a", Some(Status::Open)),
            ("- [ ]", Some(Status::Open)),
            ("- [x](https://example.com)", None),
            ("- []a", None),
            ("-[ ] a", None),
            ("[ ] a", None),
            ("a - [ ] b", None),
            ("", None),
        ];
        for (line, status) in cases {
            assert_eq!(read(line).map(|task| task.status), status, "{line}");
        }
    }

    #[test]
    fn a_line_of_tasks_agent_gives_every_field() {
        let task = read("- [x] Rotate keys [[@DevOps Team]] 📅 2025-01-17 🔴 🧩 cluster:security-critical ⚠️ 98% #security #urgent ✅ 2025-01-16").expect("a task");
        assert_eq!(task.text, "Rotate keys");
        assert_eq!(task.owner.as_deref(), Some("DevOps Team"));
        assert_eq!((task.due, task.done), (day("2025-01-17"), day("2025-01-16")));
        assert_eq!((task.priority, task.confidence), (Some(Priority::High), Some(98)));
        assert_eq!(task.cluster.as_deref(), Some("security-critical"));
        assert_eq!(task.tags, ["security", "urgent"]);
    }

    #[test]
    fn lines_of_the_tasks_plugin_and_dataview_give_their_fields() {
        let cases = [
            (
                "- [ ] Buy milk #home 🔁 every week ⏫ ➕ 2025-01-01 🛫 2025-01-02 ⏳ 2025-01-03 📅 2025-01-04 ^a-1",
                "Buy milk",
                Some(Priority::High),
            ),
            ("- [ ] Buy milk [priority:: low]  [due:: 2025-01-04]", "Buy milk", Some(Priority::Low)),
            ("- [ ] Buy milk (due:: 2025-01-04) (priority:: highest)", "Buy milk", Some(Priority::High)),
            ("- [ ] Buy 🗓️2025-01-04 milk 🔼", "Buy milk", Some(Priority::Medium)),
            ("- [ ] Buy milk 🔴 🔽 📅 2025-01-04", "Buy milk", Some(Priority::Low)),
        ];
        for (line, text, priority) in cases {
            let task = read(line).expect("a task");
            assert_eq!((task.text.as_str(), task.due, task.priority), (text, day("2025-01-04"), priority), "{line}");
        }
    }

    #[test]
    fn what_is_no_field_stays_in_the_text() {
        for text in [
            "Fix #bug in the parser",
            "Read [[Book]] and [this](https://example.com)",
            "Ring at 📅 noon, issue #42",
            "Write (see below) [x] {y} ^a b",
            "Keep [mood:: good] here",
            "Warn ⚠ of this",
        ] {
            assert_eq!(read(&format!("- [ ] {text}")).expect("a task").text, text);
        }
    }

    #[test]
    fn a_delegated_task_keeps_its_own_due_day() {
        for line in [
            "- [ ] Call 📅 2025-01-17 🔗 delegated-from:@Jim 📆 2025-01-02",
            "- [ ] Call 🔗 delegated-from:@Jim 📆 2025-01-02 📅 2025-01-17",
            "- [ ] Call 🔗 delegated-from:@Jim 🔗 2025-01-02 📅 2025-01-17",
        ] {
            let task = read(line).expect("a task");
            assert_eq!((task.text.as_str(), task.due), ("Call", day("2025-01-17")), "{line}");
            assert_eq!(task.delegated_from.as_deref(), Some("Jim"), "{line}");
        }
    }

    #[test]
    fn odd_lines_are_read_without_harm() {
        for line in [
            "- [é] ü📅",
            "- [ ] [[@",
            "- [ ] [[@]] 🧩 ⚠️ % #",
            "- [ ] 📅 2025-02-31",
            "- [📅] x",
            "- [ ] ^",
            "> > 1. [",
        ] {
            let _ = read(line);
        }
        let long = format!("- [ ] {}", "[(".repeat(9_000));
        assert!(read(&long).is_some());
    }
}
