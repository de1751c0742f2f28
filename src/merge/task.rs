//! One task that a person and the mail have both changed: field by field.

use std::collections::BTreeMap;
use std::ops::Range;

use super::unit::Unit;
use crate::note::task_line;

/// What a stretch of a task line is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Text,
    Owner,
    Due,
    Circle,
    Sign,
    Cluster,
    Confidence,
    Tag(String),
    /// `[key:: value]`
    Inline(String),
    Block,
    Other(String),
}

/// Theirs with the mail's changes of what they left as it was. A task whose box a person has marked is left alone.
pub(super) fn merge(base: &Unit, their: &Unit, our: &Unit) -> Unit {
    if task_line::task_mark(their.first()).is_some_and(|mark| mark.mark != ' ') {
        return their.clone();
    }
    let [base_line, their_line, our_line] = [base, their, our].map(Unit::first);
    let mut lines = Vec::with_capacity(our.lines.len());
    lines.push(if base_line == their_line {
        with_indent_of(their_line, our_line)
    } else {
        line(base_line, their_line, our_line)
    });
    lines.extend(below(&base.lines[1..], &their.lines[1..], &our.lines[1..]));
    Unit { lines, ..their.clone() }
}

/// The mail's line with the marks before the box that theirs has.
fn with_indent_of(their: &str, our: &str) -> String {
    match (task_line::task_mark(their), task_line::task_mark(our)) {
        (Some(their_mark), Some(our_mark)) => {
            format!("{}{}", &their[..their_mark.body_at], &our[our_mark.body_at..])
        }
        _ => our.to_owned(),
    }
}

/// Theirs with the fields that they left alone and the mail has changed.
fn line(base: &str, their: &str, our: &str) -> String {
    let [base_fields, their_fields, our_fields] = [base, their, our].map(fields);
    let mut changes: Vec<(Range<usize>, &str)> = Vec::new();
    for (field, range) in &their_fields {
        let was = base_fields.get(field).map(|range| &base[range.clone()]);
        let is = &their[range.clone()];
        if was == Some(is) {
            match our_fields.get(field) {
                Some(ours) => changes.push((range.clone(), &our[ours.clone()])),
                None => changes.push((range.clone(), "")),
            }
        }
    }
    changes.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(their.len());
    let mut at = 0;
    for (range, text) in changes {
        out.push_str(&their[at..range.start]);
        out.push_str(text);
        at = range.end;
        if text.is_empty() && out.ends_with(' ') {
            // The blank before a field goes with it.
            out.pop();
        }
    }
    out.push_str(&their[at..]);
    // New fields of the mail, where neither knew one.
    let new = our_fields.iter().filter(|(field, _)| {
        !base_fields.contains_key(field) && !their_fields.contains_key(field) && !matches!(field, Field::Other(_))
    });
    let mut new: Vec<&Range<usize>> = new.map(|(_, range)| range).collect();
    new.sort_by_key(|range| range.start);
    for range in new {
        out = with_field(&out, our, range);
    }
    out
}

/// `line` with the field at `range` of `our`, behind the field that precedes it there; at the end of the words where that
/// is not found.
fn with_field(line: &str, our: &str, range: &Range<usize>) -> String {
    let before =
        fields(our).into_iter().filter(|(_, other)| other.end <= range.start).max_by_key(|(_, other)| other.end);
    let own = fields(line);
    let place = before
        .and_then(|(field, _)| own.get(&field))
        .or_else(|| own.get(&Field::Text))
        .map_or(line.len(), |range| range.end);
    format!("{} {}{}", &line[..place], &our[range.clone()], &line[place..])
}

/// The fields of a task line, by byte range; of two alike the first.
fn fields(line: &str) -> BTreeMap<Field, Range<usize>> {
    let mut found: BTreeMap<Field, Range<usize>> = BTreeMap::new();
    let Some(mark) = task_line::task_mark(line) else { return found };
    let mut at = mark.body_at;
    let mut text: Option<Range<usize>> = None;
    while at < line.len() {
        let rest = &line[at..];
        let blanks = rest.len() - rest.trim_start().len();
        if blanks > 0 {
            at += blanks;
            continue;
        }
        let (field, length) = field(rest);
        let range = at..at + length;
        if field == Field::Text && found.is_empty() {
            text = Some(text.map_or(range.clone(), |so_far| so_far.start..range.end));
        } else {
            let field = if field == Field::Text { Field::Other(line[range.clone()].to_owned()) } else { field };
            found.entry(field).or_insert(range);
        }
        at += length;
    }
    if let Some(text) = text {
        found.insert(Field::Text, text);
    }
    found
}

/// The field that `rest` starts with, and its length in bytes; a word of the text where it is none.
fn field(rest: &str) -> (Field, usize) {
    let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let with_next = || {
        let after = &rest[word..];
        let blanks = after.len() - after.trim_start().len();
        let next = after.trim_start();
        word + blanks + next.find(char::is_whitespace).unwrap_or(next.len())
    };
    if rest.starts_with("[[@") {
        return rest.find("]]").map_or((Field::Text, word), |end| (Field::Owner, end + 2));
    }
    if let Some(inline) = rest.strip_prefix('[')
        && let Some(end) = inline.find(']')
        && let Some((key, _)) = inline[..end].split_once("::")
    {
        return (Field::Inline(key.trim().to_owned()), end + 2);
    }
    let sign = rest.chars().next().unwrap_or(' ');
    match sign {
        '📅' | '📆' | '🗓' => (Field::Due, with_next()),
        '🔴' | '🟡' | '🟢' => (Field::Circle, word),
        '🔺' | '⏫' | '🔼' | '🔽' | '⏬' => (Field::Sign, word),
        '🧩' => (Field::Cluster, with_next()),
        '⚠' => (Field::Confidence, with_next()),
        '✅' | '➕' | '⏳' | '🛫' | '❌' | '🔁' | '🔗' | '🆔' | '⛔' | '🏁' | '⏰' => {
            let length = with_next();
            (Field::Other(rest[..length].to_owned()), length)
        }
        '#' if word > 1 => (Field::Tag(rest[..word].to_owned()), word),
        '^' if word == rest.trim_end().len() => (Field::Block, word),
        _ => (Field::Text, word),
    }
}

/// The lines under a task: the mail's where nobody touched them, with those that a person added.
fn below(base: &[String], their: &[String], our: &[String]) -> Vec<String> {
    let is = |a: &String, b: &String| a.trim_end() == b.trim_end();
    if base.len() == our.len() && base.iter().zip(our).all(|(a, b)| is(a, b)) {
        return their.to_vec();
    }
    // A line of the mail that a person has changed or removed: then these lines are theirs.
    if !base.iter().all(|line| their.iter().any(|their| is(line, their))) {
        return their.to_vec();
    }
    let theirs_own =
        their.iter().filter(|line| !base.iter().any(|base| is(line, base)) && !our.iter().any(|our| is(line, our)));
    our.iter().chain(theirs_own).cloned().collect()
}
