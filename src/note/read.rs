//! Notes read back: the id of their email, and their tasks with what stands under them.

use super::safe::unescape;
use super::task_line::{self, ReadTask};

/// How much of a file may be read for its `emailId`: a hostile note must not cost more.
pub const HEAD_BYTES: usize = 4 * 1024;

/// The `emailId` of the note that starts with `head`, by its lines and without a YAML reader, whose anchors can be bombs.
pub fn email_id(head: &str) -> Option<&str> {
    property(head, "emailId")
}

/// The one-line value of a frontmatter property, without quotes.
pub fn property<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut lines =
        text.get(..text.len().min(HEAD_BYTES)).unwrap_or_else(|| crate::clean::cut(text, HEAD_BYTES / 4)).lines();
    if lines.next()?.trim_end() != "---" {
        return None;
    }
    for line in lines {
        if line.trim_end() == "---" {
            return None;
        }
        if let Some(value) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':')) {
            let value = value.trim();
            let inner = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
            let inner = inner.or_else(|| value.strip_prefix('\'').and_then(|v| v.strip_suffix('\'')));
            return Some(inner.unwrap_or(value)).filter(|value| !value.is_empty());
        }
    }
    None
}

/// The tasks of a note, in the order of its lines; none from its frontmatter and its code blocks. A frontmatter that
/// nothing ends is none.
pub fn tasks(text: &str) -> Vec<ReadTask> {
    let mut tasks: Vec<ReadTask> = Vec::new();
    let mut fence = Fence::default();
    // Whether lines that are indented deeper belong to the last task.
    let mut under = false;
    let mut frontmatter = false;
    for (at, line) in text.lines().enumerate() {
        if at == 0 && line.trim_start_matches('\u{FEFF}').trim_end() == "---" {
            frontmatter = text.lines().skip(1).any(|line| line.trim_end() == "---");
            continue;
        }
        if frontmatter {
            frontmatter = line.trim_end() != "---";
            continue;
        }
        if fence.holds(line) || line.trim_start_matches([' ', '\t', '>']).trim_end().is_empty() {
            under = false;
            continue;
        }
        if let Some(mut task) = task_line::read(line) {
            task.line = at + 1;
            tasks.push(task);
            under = true;
            continue;
        }
        if let Some(task) = tasks.last_mut().filter(|_| under) {
            under = take_below(line, task);
        }
    }
    tasks
}

/// Gives `task` the line if it stands under it: an entry, a quote, or words that are indented deeper.
fn take_below(line: &str, task: &mut ReadTask) -> bool {
    let indent = line.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
    let body = line.trim();
    if indent <= task.indent {
        return false;
    }
    if let Some(quote) = body.strip_prefix('>') {
        let quote = quote.trim();
        let inner = quote.strip_prefix('"').and_then(|q| q.strip_suffix('"')).unwrap_or(quote);
        let inner = unescape(inner);
        match &mut task.quote {
            Some(so_far) => {
                so_far.push(' ');
                so_far.push_str(&inner);
            }
            None => task.quote = Some(inner),
        }
        return true;
    }
    let entry = body.strip_prefix(['-', '*', '+']).filter(|rest| rest.starts_with(' ')).unwrap_or(body).trim();
    let entry = entry.strip_prefix("Context: ").unwrap_or(entry);
    task.context.push(unescape(entry));
    true
}

/// Whether lines are code, told from fences that have been seen so far.
#[derive(Debug, Default)]
pub(crate) struct Fence {
    open: Option<(u8, usize)>,
}

impl Fence {
    /// Whether the next line is code or one of the fences around it.
    pub(crate) fn holds(&mut self, line: &str) -> bool {
        let trimmed = line.trim_start_matches([' ', '\t', '>']);
        let Some((mark, length)) = fence_mark(trimmed) else { return self.open.is_some() };
        match self.open {
            None => self.open = Some((mark, length)),
            Some((open, least)) if open == mark && length >= least && trimmed.trim_end().len() == length => {
                self.open = None;
            }
            Some(_) => {}
        }
        true
    }
}

/// The mark and length of a code fence at the start of `line`.
fn fence_mark(line: &str) -> Option<(u8, usize)> {
    let mark = *line.as_bytes().first().filter(|b| matches!(b, b'`' | b'~'))?;
    let length = line.bytes().take_while(|b| *b == mark).count();
    (length >= 3).then_some((mark, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_found_by_its_line() {
        let cases = [
            ("---\ntitle: x\nemailId: 19b7c3e42d854f1c\n---\n", Some("19b7c3e42d854f1c")),
            ("---\r\nemailId: \"1234567890123456\"\r\n---\r\n", Some("1234567890123456")),
            ("\u{FEFF}---\nemailId: 'a'\n---", Some("a")),
            ("---\ntitle: \"emailId: x\"\n---\nemailId: body\n", None),
            ("---\nemailId:\n---", None),
            ("emailId: x\n", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(email_id(text), expected, "{text:?}");
        }
        assert_eq!(email_id(&format!("---\ntitle: {}\nemailId: x\n---", "ü".repeat(5_000))), None);
    }

    const NOTE: &str = "---\ntitle: - [ ] no task\n---\n\n## Action Items\n\n- [ ] Book the room [[@Ana]] 📅 2025-03-07 🔴 ⚠️ 91%\n  - Context: For \\[twelve\\] people\n  - Impact: None\n  > \"Please book\n  > the room\"\n\n- [x] Send the menu\n- Not a task\n  - nor under one\n\n```js\n- [ ] code\n```\n> - [/] In a callout\n> \t- [ ] Nested\n\nText\n  - loose\n";

    #[test]
    fn tasks_come_with_what_stands_under_them() {
        let tasks = tasks(NOTE);
        let found: Vec<(usize, &str)> = tasks.iter().map(|task| (task.line, task.text.as_str())).collect();
        assert_eq!(found, [(7, "Book the room"), (13, "Send the menu"), (20, "In a callout"), (21, "Nested")]);
        assert_eq!(tasks[0].context, ["For [twelve] people", "Impact: None"]);
        assert_eq!(tasks[0].quote.as_deref(), Some("\"Please book the room\""));
        assert!(tasks[1].context.is_empty());
    }

    #[test]
    fn line_ends_make_no_difference() {
        let with_cr = NOTE.replace('\n', "\r\n");
        assert_eq!(tasks(&with_cr), tasks(NOTE));
    }
}
