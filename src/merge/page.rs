//! A note as lines, of which some are tasks with what stands under them.

use std::collections::HashSet;
use std::ops::Range;

use crate::note::read;
use crate::note::task_line::ReadTask;

/// A note as the merge sees it.
#[derive(Debug)]
pub(super) struct Page<'a> {
    pub(super) bom: &'a str,
    /// Each line without what ends it.
    pub(super) lines: Vec<&'a str>,
    /// What ends each line.
    pub(super) ends: Vec<&'a str>,
    /// Lines of the frontmatter with its two marks; 0 where there is none.
    pub(super) front: usize,
    pub(super) entries: Vec<Entry>,
    /// For each line, whether it belongs to an entry.
    pub(super) in_entry: Vec<bool>,
}

/// A task and the lines under it.
#[derive(Debug)]
pub(super) struct Entry {
    /// The task line and what stands under it, up to the next task.
    pub(super) lines: Range<usize>,
    pub(super) task: ReadTask,
    /// The line of the heading that it stands under.
    pub(super) heading: Option<usize>,
    /// Tasks stand nested in it.
    pub(super) has_nested: bool,
    pub(super) words: HashSet<String>,
    pub(super) quote_words: HashSet<String>,
}

impl<'a> Page<'a> {
    pub(super) fn read(text: &'a str) -> Page<'a> {
        let (bom, text) = text.split_at(if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 });
        let (lines, ends): (Vec<&str>, Vec<&str>) = text.split_inclusive('\n').map(without_end).unzip();
        let front = if lines.first().is_some_and(|line| line.trim_end() == "---") {
            lines.iter().skip(1).position(|line| line.trim_end() == "---").map_or(0, |at| at + 2)
        } else {
            0
        };
        let mut page = Page { bom, in_entry: vec![false; lines.len()], lines, ends, front, entries: Vec::new() };
        page.entries = page.entries_of(read::tasks(text));
        for entry in &page.entries {
            page.in_entry.get_mut(entry.lines.clone()).unwrap_or_default().fill(true);
        }
        page
    }

    fn entries_of(&self, tasks: Vec<ReadTask>) -> Vec<Entry> {
        let starts: Vec<(usize, usize)> = tasks.iter().map(|task| (task.line - 1, task.indent)).collect();
        let mut heading = None;
        let mut from = self.front;
        let mut entries = Vec::with_capacity(tasks.len());
        for (index, task) in tasks.into_iter().enumerate() {
            let at = task.line - 1;
            heading = (from..at).rev().find(|line| is_heading(self.line(*line))).or(heading);
            from = at;
            let next = starts.get(index + 1);
            let limit = next.map_or(self.lines.len(), |(next, _)| *next);
            let mut end = at + 1;
            for line in at + 1..limit {
                if is_blank(self.line(line)) {
                    continue; // Words that are indented belong to the task also below a blank line.
                }
                if indent(self.line(line)) <= task.indent {
                    break;
                }
                end = line + 1;
            }
            let has_nested = next.is_some_and(|(next, indent)| {
                *indent > task.indent && (end..*next).all(|line| is_blank(self.line(line)))
            });
            entries.push(Entry {
                lines: at..end,
                words: words(&task.text),
                quote_words: words(task.quote.as_deref().unwrap_or_default()),
                task,
                heading,
                has_nested,
            });
        }
        entries
    }

    pub(super) fn line(&self, at: usize) -> &'a str {
        self.lines.get(at).copied().unwrap_or_default()
    }

    /// The heading that an entry stands under, as text.
    pub(super) fn heading_of(&self, entry: &Entry) -> &'a str {
        entry.heading.map_or("", |at| self.line(at).trim_end())
    }

    /// The lines of an entry.
    pub(super) fn lines_of(&self, entry: &Entry) -> &[&'a str] {
        self.lines.get(entry.lines.clone()).unwrap_or_default()
    }
}

fn without_end(line: &str) -> (&str, &str) {
    let text = line.strip_suffix('\n').unwrap_or(line);
    let text = text.strip_suffix('\r').filter(|_| line.ends_with('\n')).unwrap_or(text);
    (text, line.get(text.len()..).unwrap_or_default())
}

pub(super) fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

pub(super) fn is_heading(line: &str) -> bool {
    let marks = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&marks) && line.as_bytes().get(marks) == Some(&b' ')
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|b| matches!(b, b' ' | b'\t' | b'>')).count()
}

fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_its_lines_and_its_heading() {
        let text = "---\na: b\n---\r\n# T\n\n- [ ] One\n  - more\n\n  words below\n\n- [x] Two\n\t- [ ] Nested\nloose\n## H\n- [ ] Three";
        let page = Page::read(text);
        let found: Vec<(Range<usize>, &str, bool)> =
            page.entries.iter().map(|e| (e.lines.clone(), page.heading_of(e), e.has_nested)).collect();
        assert_eq!(
            found,
            [(5..9, "# T", false), (10..11, "# T", true), (11..12, "# T", false), (14..15, "## H", false)]
        );
        assert_eq!(page.front, 3);
        let whole: String = page.lines.iter().zip(&page.ends).flat_map(|(line, end)| [*line, *end]).collect();
        assert_eq!(whole, text);
    }
}
