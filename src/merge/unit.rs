//! A note as the units that a merge keeps, moves or changes as a whole.

use crate::note::read;
use crate::note::task_line::{self, ReadTask};

/// One property, one task with what stands under it, or one other line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) kind: Kind,
    /// Without line ends; the first is the task line of a task.
    pub(super) lines: Vec<String>,
    pub(super) task: Option<ReadTask>,
    /// The heading above, without its trailing blanks; empty above the first.
    pub(super) section: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line of the frontmatter with its key, or one that continues the value before it.
    Property,
    Heading,
    Task,
    Line,
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

impl Unit {
    /// The words of a task.
    pub(super) fn task_text(&self) -> Option<&str> {
        self.task.as_ref().map(|task| task.text.as_str())
    }

    pub(super) fn first(&self) -> &str {
        self.lines.first().map_or("", |line| line.trim_end())
    }

    pub(super) fn is_blank(&self) -> bool {
        self.kind == Kind::Line && self.first().is_empty()
    }

    /// The same words, whatever blanks end the lines.
    pub(super) fn is_like(&self, other: &Unit) -> bool {
        self.lines.len() == other.lines.len()
            && self.lines.iter().zip(&other.lines).all(|(a, b)| a.trim_end() == b.trim_end())
    }
}

/// The units of a text, in order. Checkboxes below a task are part of it, but for tasks whose words are among `known`: a
/// person has moved those under another.
pub(super) fn split(text: &str, known: &[&str]) -> Vec<Unit> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let mut units: Vec<Unit> = Vec::new();
    let mut section = String::new();
    let mut frontmatter = Frontmatter::Before;
    let mut fence = read::Fence::default();
    let mut open: Option<usize> = None;
    for line in text.lines() {
        frontmatter = frontmatter.after(line);
        if frontmatter == Frontmatter::Inside {
            units.push(Unit { kind: Kind::Property, lines: vec![line.to_owned()], task: None, section: String::new() });
            continue;
        }
        let code = fence.holds(line);
        let task = if code { None } else { task_line::read(line) };
        if let Some(indent) = open {
            let deeper = !line.trim().is_empty() && indent_of(line) > indent;
            let own = task.as_ref().is_some_and(|task| known.contains(&task.text.as_str()));
            if deeper && !own {
                if let Some(unit) = units.last_mut() {
                    unit.lines.push(line.to_owned());
                }
                continue;
            }
        }
        open = task.as_ref().map(|task| task.indent);
        let heading = !code && is_heading(line);
        if heading {
            line.trim_end().clone_into(&mut section);
        }
        let kind = match (&task, heading) {
            (Some(_), _) => Kind::Task,
            (None, true) => Kind::Heading,
            (None, false) => Kind::Line,
        };
        units.push(Unit { kind, lines: vec![line.to_owned()], task, section: section.clone() });
    }
    for unit in &mut units {
        let quote: Vec<&str> = unit.lines.iter().skip(1).filter_map(|line| line.trim().strip_prefix('>')).collect();
        if let Some(task) = unit.task.as_mut().filter(|_| !quote.is_empty()) {
            task.quote = Some(quote.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "));
        }
    }
    units
}

/// Where a line stands to the frontmatter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Frontmatter {
    Before,
    Inside,
    /// The line that closes it, and all after.
    Behind,
}

impl Frontmatter {
    fn after(self, line: &str) -> Frontmatter {
        match self {
            Frontmatter::Before if line.trim_end() == "---" => Frontmatter::Inside,
            Frontmatter::Inside if line.trim_end() != "---" => Frontmatter::Inside,
            _ => Frontmatter::Behind,
        }
    }
}

fn indent_of(line: &str) -> usize {
    line.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count()
}

fn is_heading(line: &str) -> bool {
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&marks) && line.as_bytes().get(marks).is_none_or(|b| matches!(b, b' ' | b'\t'))
}

/// The key of a property; `None` for a line that continues the value before it.
pub(super) fn key(line: &str) -> Option<&str> {
    let key = line.split_once(':')?.0;
    (!key.is_empty() && !key.starts_with([' ', '\t', '-', '#'])).then_some(key)
}

/// The units as a text with the line ends, the byte order mark and the end of `like`.
pub(super) fn join(units: &[Unit], like: &str) -> String {
    let crlf = like.matches("\r\n").count();
    let ending = if crlf * 2 > like.matches('\n').count() { "\r\n" } else { "\n" };
    let mut text = String::new();
    if like.starts_with(BYTE_ORDER_MARK) {
        text.push(BYTE_ORDER_MARK);
    }
    for line in units.iter().flat_map(|unit| &unit.lines) {
        text.push_str(line);
        text.push_str(ending);
    }
    if !like.is_empty() && !like.ends_with('\n') && text.ends_with(ending) {
        text.truncate(text.len() - ending.len());
    }
    text
}
