//! Changes to the lines of a note, gathered and then made at once.

use super::page::{Page, is_blank, is_heading};

/// What becomes of the lines that a person has; what is not named stays.
#[derive(Debug)]
pub(super) struct Edits {
    /// Other words for a line.
    words: Vec<Option<String>>,
    cut: Vec<bool>,
    /// New lines that stand before each line, and behind the last.
    before: Vec<Vec<String>>,
}

impl Edits {
    pub(super) fn none(page: &Page) -> Edits {
        let count = page.lines.len();
        Edits { words: vec![None; count], cut: vec![false; count], before: vec![Vec::new(); count + 1] }
    }

    /// Other words for a line, which keeps the blanks at its end.
    pub(super) fn replace(&mut self, page: &Page, at: usize, words: &str) {
        let line = page.line(at);
        let blanks = line.get(line.trim_end().len()..).unwrap_or_default();
        if let Some(slot) = self.words.get_mut(at) {
            *slot = Some(format!("{}{blanks}", words.trim_end()));
        }
    }

    pub(super) fn set(&mut self, at: usize, whole: String) {
        if let Some(slot) = self.words.get_mut(at) {
            *slot = Some(whole);
        }
    }

    pub(super) fn cut(&mut self, at: usize) {
        if let Some(slot) = self.cut.get_mut(at) {
            *slot = true;
        }
    }

    pub(super) fn is_cut(&self, at: usize) -> bool {
        self.cut.get(at).copied().unwrap_or_default()
    }

    pub(super) fn insert(&mut self, at: usize, lines: impl IntoIterator<Item = String>) {
        let last = self.before.len() - 1;
        self.before[at.min(last)].extend(lines);
    }

    /// Whether something new stands between the lines.
    pub(super) fn adds_in(&self, from: usize, to: usize) -> bool {
        self.before.get(from..to).is_some_and(|places| places.iter().any(|place| !place.is_empty()))
    }

    /// Whether something new stands below a heading whose section ends at `end`.
    fn adds_below(&self, heading: usize, end: usize) -> bool {
        let new = self.before.get(heading + 1..=end).into_iter().flatten().flatten();
        new.filter(|line| !is_blank(line)).map(|line| !is_heading(line)).next().unwrap_or_default()
    }

    /// Where the section of a heading ends: at the next heading or rule.
    pub(super) fn section_end(page: &Page, heading: usize) -> usize {
        (heading + 1..page.lines.len())
            .find(|at| is_heading(page.line(*at)) || page.line(*at).trim_end() == "---")
            .unwrap_or(page.lines.len())
    }

    /// Takes back what would leave a person's lines without their heading, or two paragraphs without a blank between.
    pub(super) fn soften(&mut self, page: &Page) {
        for at in (0..page.lines.len()).filter(|at| self.cut[*at] && is_heading(page.line(*at))).collect::<Vec<_>>() {
            let end = Self::section_end(page, at);
            let stays = (at + 1..end).any(|line| !self.cut[line] && !is_blank(page.line(line)));
            if stays || self.adds_below(at, end) {
                self.cut[at] = false;
            }
        }
        for at in (0..page.lines.len()).filter(|at| self.cut[*at] && is_blank(page.line(*at))).collect::<Vec<_>>() {
            // A blank line goes only with a line beside it.
            let goes = |line: Option<usize>| line.is_some_and(|line| self.is_cut(line) && !is_blank(page.line(line)));
            if !goes(at.checked_sub(1)) && !goes(Some(at + 1)) {
                self.cut[at] = false;
                continue;
            }
            let solid = |line: usize| !self.cut[line];
            let above = (0..at).rev().find(|line| solid(*line));
            let below = (at + 1..page.lines.len()).find(|line| solid(*line));
            let joins = |line: Option<usize>| line.is_some_and(|line| !is_blank(page.line(line)));
            if joins(above) && joins(below) {
                self.cut[at] = false;
            }
        }
    }

    /// The text with the changes made: line ends as the file has them, and its last line ended or not as it was.
    pub(super) fn apply(self, page: &Page) -> String {
        let crlf = page.ends.iter().filter(|end| **end == "\r\n").count();
        let end = if crlf * 2 > page.ends.len() { "\r\n" } else { "\n" };
        let mut out: Vec<(String, &str)> = Vec::with_capacity(page.lines.len());
        let Edits { words, cut, before } = self;
        let mut before = before.into_iter();
        for (at, (words, cut)) in words.into_iter().zip(cut).enumerate() {
            out.extend(before.next().unwrap_or_default().into_iter().map(|line| (line, end)));
            if !cut {
                out.push((words.unwrap_or_else(|| page.line(at).to_owned()), page.ends[at]));
            }
        }
        out.extend(before.flatten().map(|line| (line, end)));
        // A line that was the last may no longer be, and the other way round.
        let ended = page.ends.last().is_none_or(|end| !end.is_empty());
        let last = out.len().saturating_sub(1);
        let mut text = page.bom.to_owned();
        for (at, (line, own_end)) in out.into_iter().enumerate() {
            text.push_str(&line);
            match (at == last && !ended, own_end) {
                (true, _) => {}
                (false, "") => text.push_str(end),
                (false, own_end) => text.push_str(own_end),
            }
        }
        text
    }
}
