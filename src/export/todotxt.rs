//! todo.txt: a task a line, its rules as the format's own description gives them.

use super::{Entry, written_on};
use crate::clean::one_line;
use crate::note::day;
use crate::note::task_line::Status;
use crate::score::Priority;

pub(super) fn text(entries: &[Entry]) -> String {
    entries.iter().map(|entry| line(entry) + "\n").collect()
}

fn line(entry: &Entry) -> String {
    let Entry { key, note, task } = entry;
    let rank = task.priority.map(|priority| match priority {
        Priority::High => 'A',
        Priority::Medium => 'B',
        Priority::Low => 'C',
    });
    let over = matches!(task.status, Status::Done | Status::Cancelled);
    let mut parts: Vec<String> = Vec::new();
    if over {
        parts.push("x".to_owned());
        parts.extend(task.done.map(day));
    } else {
        parts.extend(rank.map(|rank| format!("({rank})")));
    }
    // Of two days behind an `x` the first is that of the end, so that the start needs one before it.
    if !over || task.done.is_some() {
        parts.extend(written_on(note).map(day));
    }
    parts.push(words(&task.text));
    parts.extend(task.cluster.as_deref().and_then(word).map(|cluster| format!("+{cluster}")));
    parts.extend(task.tags.iter().filter_map(|tag| word(tag)).map(|tag| format!("@{tag}")));
    parts.extend(task.due.map(|due| format!("due:{}", day(due))));
    if over {
        parts.extend(rank.map(|rank| format!("pri:{rank}")));
    }
    if task.status == Status::Cancelled {
        parts.push("status:cancelled".to_owned());
    }
    parts.extend(task.owner.as_deref().and_then(word).map(|owner| format!("assignee:{owner}")));
    parts.extend(word(key).map(|key| format!("id:{key}")));
    parts.join(" ")
}

/// The task's words without what the format would read as a project, a context, a field or a state.
fn words(text: &str) -> String {
    let line = one_line(text);
    let kept: Vec<String> = line.split(' ').map(inert).collect();
    let line = kept.join(" ");
    let state = line.starts_with("x ") || line.starts_with('(') || line.starts_with(|c: char| c.is_ascii_digit());
    if state { format!("- {line}") } else { line }
}

fn inert(word: &str) -> String {
    if let Some(rest) = word.strip_prefix('+').filter(|rest| !rest.is_empty()) {
        return format!("＋{rest}");
    }
    if let Some(rest) = word.strip_prefix('@').filter(|rest| !rest.is_empty()) {
        return format!("＠{rest}");
    }
    match word.split_once(':') {
        // A time of day is no field, and an address is more use whole.
        Some((key, value)) if !value.is_empty() && !value.starts_with("//") && key.contains(char::is_alphabetic) => {
            format!("{key}: {}", value.trim_start_matches(':'))
        }
        _ => word.to_owned(),
    }
}

/// A name as one word.
fn word(name: &str) -> Option<String> {
    let line = one_line(name).replace([' ', ':'], "_");
    Some(line).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{entries, tasks};
    use super::*;

    #[test]
    fn a_line_has_its_parts_in_the_order_of_the_format() {
        for (task, expected) in [
            (
                "- [ ] Send it [[@Ana Silva]] 📅 2025-01-17 🔴 🧩 cluster:money #finance #q3",
                "(A) 2025-01-14 Send it +money @finance @q3 due:2025-01-17 assignee:Ana_Silva id:k",
            ),
            ("- [ ] Call Bob", "2025-01-14 Call Bob id:k"),
            ("- [x] Call Bob 🟢 ✅ 2025-01-15", "x 2025-01-15 2025-01-14 Call Bob pri:C id:k"),
            ("- [x] Call Bob", "x Call Bob id:k"),
            ("- [-] Call Bob 🔴", "x Call Bob pri:A status:cancelled id:k"),
            ("- [/] Call Bob 🟡", "(B) 2025-01-14 Call Bob id:k"),
        ] {
            assert_eq!(text(&entries(&tasks(task), "2025-01-14 - Mail.md")), format!("{expected}\n"), "{task}");
        }
    }

    #[test]
    fn words_of_a_task_are_no_fields() {
        for (text, expected) in [
            ("Ask +Ana and @Bob about due:2030-01-01", "Ask ＋Ana and ＠Bob about due: 2030-01-01"),
            ("x marks it", "- x marks it"),
            ("(A) Send it", "- (A) Send it"),
            ("2025-01-01 report", "- 2025-01-01 report"),
            ("Meet at 10:30, see https://x.example/a", "Meet at 10:30, see https://x.example/a"),
            ("Answer: yes + no @ noon", "Answer: yes + no @ noon"),
            ("a::b", "a: b"),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
