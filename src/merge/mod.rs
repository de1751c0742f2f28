//! What the mail gives, merged into a note that a person has worked in.
//!
//! Three notes meet: `base`, what the mail gave last; `theirs`, what stands in the file; `ours`, what the mail gives
//! now. What differs between `base` and `theirs` is a person's, what differs between `base` and `ours` is the mail's.
//! The merge starts from `theirs` and only makes the mail's changes in it, each where a person has touched nothing:
//!
//! - A task is known by its block id, its quote and its words, wherever it was moved to. The fields of its line are
//!   refreshed one by one; a line whose box was marked keeps its words, and so do the lines under it.
//! - A task that the rules no longer find is withdrawn with its context and quote. It stays where a person has marked,
//!   edited, moved or copied it, or has written something under it: words without their task would say nothing.
//! - A new task goes to its section, beside the tasks that stand beside it in the mail's note. It is not added where a
//!   person has it already, or has deleted it; that is remembered ([`Merged::gone`]) for as long as there is a record.
//! - A task that nobody touched moves to the section of its new priority; one that was touched keeps place and priority.
//! - Other lines are replaced, added or removed only where the line that they stand for is as it was written. A deleted
//!   section stays deleted.
//! - Line ends, blanks at the end of a line, the mark at the start of a file and a missing last line end stay.
//!
//! Where nothing is known of the last writing, `base` is what the mail gives now: all that differs is a person's then.
//! Merging the outcome again with either base changes nothing, so a run may be killed between note and record.

mod edits;
mod fields;
mod page;
mod pairs;
mod patch;

use std::collections::{HashMap, HashSet};

use self::edits::Edits;
use self::fields::Rank;
use self::page::{Entry, Page, is_blank, is_heading};
use self::patch::{Gone, Kind, Stretch};
use crate::note::{ACTION_ITEMS, HIGH, LOW, MEDIUM, NEXT_STEPS, NO_TASKS, NONE_CERTAIN};

/// What is known of the last writing of a note.
#[derive(Debug, Clone, Copy, Default)]
pub struct Base<'a> {
    /// What the mail gave then.
    pub text: &'a str,
    /// What a person had deleted by then and the mail no longer gave, as Markdown.
    pub gone: &'a str,
}

/// What comes of the three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    /// For the next [`Base`].
    pub gone: String,
}

/// Bytes of what is remembered as deleted; more than a whole note of it is nothing that may still come back.
const MOST_GONE: usize = crate::note::NOTE_LIMIT;

/// The headings of the task lists in their order.
const LISTS: [&str; 5] = [ACTION_ITEMS, HIGH, MEDIUM, LOW, NEXT_STEPS];
/// What stands instead of tasks.
const STATEMENTS: [&str; 2] = [NO_TASKS, NONE_CERTAIN];

/// The note `theirs` with what changed between `base` and `ours` where nobody has touched it.
pub fn merge(base: &Base, theirs: &str, ours: &str) -> Merged {
    if base.text == ours {
        return Merged { text: theirs.to_owned(), gone: base.gone.to_owned() };
    }
    if base.text == theirs && base.gone.is_empty() {
        return Merged { text: ours.to_owned(), gone: String::new() };
    }
    let (base_page, theirs_page, ours_page) = (Page::read(base.text), Page::read(theirs), Page::read(ours));
    let gone_page = Page::read(base.gone);
    let gone_lines: Gone = (0..gone_page.lines.len())
        .filter(|at| !gone_page.in_entry[*at] && !is_blank(gone_page.line(*at)))
        .map(|at| gone_page.line(at).trim_end())
        .collect();
    let mut merge = Merge {
        edits: Edits::none(&theirs_page),
        there: pairs::pair(&base_page, &theirs_page),
        now: pairs::pair(&base_page, &ours_page),
        base: &base_page,
        theirs: &theirs_page,
        ours: &ours_page,
        placed: vec![None; ours_page.entries.len()],
        made: Vec::new(),
    };
    merge.part_from_new_ones();
    let mut lost = merge.lines(&gone_lines);
    merge.tasks(&gone_page);
    merge.headings();
    merge.edits.soften(&theirs_page);
    let gone = merge.remembered(base.gone, &mut lost);
    Merged { text: merge.edits.apply(&theirs_page), gone }
}

struct Merge<'a> {
    base: &'a Page<'a>,
    theirs: &'a Page<'a>,
    ours: &'a Page<'a>,
    /// For each task of `base`, the one that it is in `theirs` and in `ours`.
    there: Vec<Option<usize>>,
    now: Vec<Option<usize>>,
    edits: Edits,
    /// For each task of `ours`, the line of `theirs` before which the next one of its list goes.
    placed: Vec<Option<usize>>,
    /// Headings that this merge makes, with their place.
    made: Vec<(&'a str, usize)>,
}

impl<'a> Merge<'a> {
    /// A task that a run has added which was killed before it could remember is none that was there before.
    fn part_from_new_ones(&mut self) {
        let line = |page: &Page<'a>, entry: &Entry| page.line(entry.lines.start).trim();
        let new: HashMap<&str, usize> =
            self.ours.entries.iter().enumerate().map(|(at, entry)| (line(self.ours, entry), at)).collect();
        for (index, there) in self.there.iter_mut().enumerate() {
            let Some(found) = there.map(|at| line(self.theirs, &self.theirs.entries[at])) else { continue };
            let other = new.get(found).is_some_and(|at| self.now[index] != Some(*at));
            if other && line(self.base, &self.base.entries[index]) != found {
                *there = None;
            }
        }
    }

    /// Everything but the tasks.
    fn lines(&mut self, gone: &Gone) -> Vec<&'a str> {
        let mut lost = Vec::new();
        for kind in [Kind::Frontmatter, Kind::Body] {
            let in_part = |page: &Page, at: usize| (at < page.front) == (kind == Kind::Frontmatter);
            let plain = |page: &Page<'a>| -> Vec<&'a str> {
                let skeleton = (0..page.lines.len()).filter(|at| in_part(page, *at) && is_plain(page, *at));
                skeleton.map(|at| page.line(at).trim_end()).collect()
            };
            let theirs = (0..self.theirs.lines.len())
                .filter(|at| in_part(self.theirs, *at) && !self.theirs.in_entry[*at])
                .collect();
            let stretch =
                Stretch { base: plain(self.base), ours: plain(self.ours), theirs, indent: "", fallback: None, kind };
            lost.extend(patch::patch(&mut self.edits, self.theirs, &stretch, gone));
        }
        lost
    }

    fn tasks(&mut self, gone: &Page) {
        let copies = self.copies();
        let mut new: Vec<usize> = Vec::new();
        let mut old_of: Vec<Option<usize>> = vec![None; self.ours.entries.len()];
        for (index, now) in self.now.clone().into_iter().enumerate() {
            if let Some(now) = now {
                old_of[now] = Some(index);
            }
            let Some(there) = self.there[index] else { continue };
            let (old, entry) = (&self.base.entries[index], &self.theirs.entries[there]);
            let untouched = self.is_untouched(old, entry) && !copies.contains(&there);
            match now {
                None if untouched => self.withdraw(entry),
                None => {}
                Some(now) => {
                    let fresh = &self.ours.entries[now];
                    let same_list = self.base.heading_of(old) == self.ours.heading_of(fresh);
                    if untouched && !same_list {
                        self.withdraw(entry);
                        new.push(now);
                    } else {
                        // Where a person has given the list another heading, its tasks still tell where it is.
                        let (list, above) = (self.ours.heading_of(fresh), self.theirs.heading_of(entry));
                        if above == list || (same_list && !LISTS.contains(&above)) {
                            self.placed[now] = self.after(entry);
                        }
                        if copies.contains(&there) {
                            continue;
                        }
                        self.refresh(old, entry, fresh, untouched);
                    }
                }
            }
        }
        let known: HashSet<usize> = self.there.iter().flatten().copied().collect();
        let own: Vec<&Entry> =
            self.theirs.entries.iter().enumerate().filter(|(at, _)| !known.contains(at)).map(|(_, e)| e).collect();
        for (at, fresh) in self.ours.entries.iter().enumerate() {
            let is_new = old_of[at].is_none()
                && !own.iter().copied().chain(&gone.entries).any(|e| pairs::says(fresh, e, &self.ours.entries));
            if is_new {
                new.push(at);
            }
        }
        new.sort_unstable();
        for at in new {
            self.add(at);
        }
    }

    /// The tasks of `theirs` of which a person has made a copy: which one is the program's cannot be told, and each
    /// stays as it is.
    fn copies(&self) -> HashSet<usize> {
        let known: HashSet<usize> = self.there.iter().flatten().copied().collect();
        let line = |at: usize| self.theirs.line(self.theirs.entries[at].lines.start).trim();
        let id = |at: usize| self.theirs.entries[at].task.id.as_deref();
        let own = || (0..self.theirs.entries.len()).filter(|at| !known.contains(at));
        let lines: HashSet<&str> = own().map(line).collect();
        let ids: HashSet<&str> = own().filter_map(id).collect();
        let copied = |at: &usize| lines.contains(line(*at)) || id(*at).is_some_and(|id| ids.contains(id));
        known.iter().copied().filter(copied).collect()
    }

    /// Whether a task stands as it was written and where it was written, with nothing added below it.
    fn is_untouched(&self, old: &Entry, entry: &Entry) -> bool {
        let (was, is) = (self.base.lines_of(old), self.theirs.lines_of(entry));
        let same = was.len() == is.len() && was.iter().zip(is).all(|(a, b)| a.trim_end() == b.trim_end());
        same && !entry.has_nested && self.base.heading_of(old) == self.theirs.heading_of(entry)
    }

    fn withdraw(&mut self, entry: &Entry) {
        entry.lines.clone().for_each(|at| self.edits.cut(at));
        let after = entry.lines.end;
        if after < self.theirs.lines.len() && is_blank(self.theirs.line(after)) {
            self.edits.cut(after);
        }
    }

    fn refresh(&mut self, old: &Entry, entry: &Entry, fresh: &Entry, untouched: bool) {
        let at = entry.lines.start;
        let (was, is) = (self.base.line(old.lines.start), self.theirs.line(at));
        let rank = if untouched { Rank::Refresh } else { Rank::Keep };
        let line = fields::merge(was, is, self.ours.line(fresh.lines.start), rank);
        if line != is {
            self.edits.set(at, line);
        }
        let mark = |line: &str| crate::note::task_line::task_mark(line).map(|mark| mark.mark);
        if mark(was) != mark(is) {
            return;
        }
        let below = |page: &Page<'a>, entry: &Entry| -> Vec<&'a str> {
            page.lines_of(entry).iter().skip(1).map(|line| line.trim_end()).collect()
        };
        let stretch = Stretch {
            base: below(self.base, old),
            ours: below(self.ours, fresh),
            theirs: (at + 1..entry.lines.end).collect(),
            indent: is.get(..entry.task.indent).unwrap_or_default(),
            fallback: Some(at + 1),
            kind: Kind::Under,
        };
        patch::patch(&mut self.edits, self.theirs, &stretch, &Gone::new());
    }

    /// The line before which a task goes that follows `entry`; `None` where that would part it from what is nested.
    fn after(&self, entry: &Entry) -> Option<usize> {
        if entry.task.indent > 0 {
            return None;
        }
        let mut end = entry.lines.end;
        for next in &self.theirs.entries {
            if next.lines.start >= end && next.task.indent > 0 && (end..next.lines.start).all(|at| self.blank(at)) {
                end = next.lines.end;
            }
        }
        Some(if self.blank(end) { end + 1 } else { end })
    }

    fn blank(&self, at: usize) -> bool {
        at < self.theirs.lines.len() && is_blank(self.theirs.line(at))
    }

    /// Adds a task of `ours` to its list.
    fn add(&mut self, at: usize) {
        let fresh = &self.ours.entries[at];
        let heading = self.ours.heading_of(fresh);
        let place = self.place_of(at, heading);
        let mut lines: Vec<String> = self.ours.lines_of(fresh).iter().map(|line| (*line).to_owned()).collect();
        lines.push(String::new());
        self.edits.insert(place, lines);
        self.placed[at] = Some(place);
    }

    fn place_of(&mut self, at: usize, heading: &'a str) -> usize {
        let same_list = |other: usize| self.ours.heading_of(&self.ours.entries[other]) == heading;
        let stands = self.heading_line(heading);
        let fits = |place: usize| match stands {
            // A task that a person has moved elsewhere is no neighbour.
            Some(line) => place > line && place <= Edits::section_end(self.theirs, line),
            None => true,
        };
        let before = (0..at).rev().filter(|other| same_list(*other)).find_map(|other| self.placed[other]);
        if let Some(place) = before.filter(|place| fits(*place)) {
            return place;
        }
        let made = self.made.iter().find(|(name, _)| *name == heading).map(|(_, place)| *place);
        if let Some(place) = made {
            return place;
        }
        if let Some(line) = stands {
            return self.below(line);
        }
        let place = self.new_list(heading);
        self.made.push((heading, place));
        place
    }

    /// The line of `theirs` that is this heading.
    fn heading_line(&self, heading: &str) -> Option<usize> {
        (self.theirs.front..self.theirs.lines.len())
            .find(|at| !self.theirs.in_entry[*at] && self.theirs.line(*at).trim_end() == heading)
    }

    /// The first place below a heading, or below the statement that there are no tasks.
    fn below(&self, heading: usize) -> usize {
        let mut place = heading + 1;
        while self.blank(place) || STATEMENTS.contains(&self.theirs.line(place).trim_end()) {
            place += 1;
            if place > heading + 1 && !self.blank(place) && !STATEMENTS.contains(&self.theirs.line(place).trim_end()) {
                break;
            }
        }
        place
    }

    /// Makes the heading of a list, at its place among the lists that are there.
    fn new_list(&mut self, heading: &'a str) -> usize {
        let rank = LISTS.iter().position(|list| *list == heading).unwrap_or(LISTS.len());
        let is_rank = heading.starts_with("###");
        let mut lines: Vec<String> = Vec::new();
        // Behind all that stands in the list before, so that nothing of it comes under the new heading.
        let mut before = LISTS.iter().take(rank).rev().filter_map(|list| self.heading_line(list));
        let above = before.next().map(|line| Edits::section_end(self.theirs, line));
        let made = self.made.iter().rev().find(|(name, _)| LISTS.iter().take(rank).any(|list| list == name));
        let place = above.or(made.map(|(_, place)| *place)).unwrap_or_else(|| {
            let mut rest = LISTS.iter().skip(rank + 1).filter_map(|list| self.heading_line(list));
            rest.next().or_else(|| self.tail()).unwrap_or(self.theirs.lines.len())
        });
        if place > 0 && !self.blank(place - 1) && !self.edits.adds_in(place, place + 1) {
            lines.push(String::new());
        }
        let parent_is_there =
            self.heading_line(ACTION_ITEMS).is_some() || self.made.iter().any(|(m, _)| *m == ACTION_ITEMS);
        if is_rank && !parent_is_there {
            lines.extend([ACTION_ITEMS.to_owned(), String::new()]);
            self.made.push((ACTION_ITEMS, place));
        }
        lines.extend([heading.to_owned(), String::new()]);
        self.edits.insert(place, lines);
        place
    }

    /// The rule above the last lines of the note.
    fn tail(&self) -> Option<usize> {
        (self.theirs.front..self.theirs.lines.len()).rev().find(|at| self.theirs.line(*at).trim_end() == "---")
    }

    /// Headings and statements of the task lists: those that are no longer true go, where nothing of a person's stands
    /// below them and there is no copy of them.
    fn headings(&mut self) {
        let has = |page: &Page, text: &str| {
            (page.front..page.lines.len()).any(|at| !page.in_entry[at] && page.line(at).trim_end() == text)
        };
        let only = |text: &str| {
            let all = self.theirs.front..self.theirs.lines.len();
            all.filter(|at| !self.theirs.in_entry[*at] && self.theirs.line(*at).trim_end() == text).count() == 1
        };
        for statement in STATEMENTS {
            if has(self.base, statement)
                && !has(self.ours, statement)
                && only(statement)
                && let Some(at) = self.heading_line(statement)
            {
                self.edits.cut(at);
                if self.blank(at + 1) {
                    self.edits.cut(at + 1);
                }
            }
        }
        for list in LISTS {
            if !has(self.base, list) || has(self.ours, list) || !only(list) {
                continue;
            }
            if let Some(at) = self.heading_line(list) {
                self.edits.cut(at);
                let end = Edits::section_end(self.theirs, at);
                let empty = (at + 1..end).all(|line| self.edits.is_cut(line) || self.blank(line));
                if empty && self.blank(at + 1) {
                    self.edits.cut(at + 1);
                }
            }
        }
        for statement in STATEMENTS {
            let stated = has(self.ours, statement) && !has(self.base, statement) && !has(self.theirs, statement);
            let Some(at) = self.heading_line(ACTION_ITEMS).filter(|_| stated) else { continue };
            let end = (at + 1..self.theirs.lines.len())
                .find(|line| self.theirs.line(*line).starts_with("## ") || self.theirs.line(*line).trim_end() == "---")
                .unwrap_or(self.theirs.lines.len());
            let stays = (at + 1..end).any(|line| {
                let text = self.theirs.line(line);
                !self.edits.is_cut(line) && !is_blank(text) && !LISTS.contains(&text.trim_end())
            });
            if !stays && !self.edits.adds_in(at + 1, end) {
                let place = self.below(at);
                self.edits.insert(place, [statement.to_owned(), String::new()]);
            }
        }
    }

    /// What was deleted by a person and is no longer given, with what was remembered before.
    fn remembered(&self, before: &str, lost: &mut Vec<&str>) -> String {
        let mut gone = before.to_owned();
        let known = Page::read(before);
        let mut remember = |lines: &[&str]| {
            let bytes: usize = lines.iter().map(|line| line.len() + 1).sum();
            if gone.len() + bytes < MOST_GONE {
                for line in lines {
                    gone.push_str(line);
                    gone.push('\n');
                }
                gone.push('\n');
            }
        };
        for (index, entry) in self.base.entries.iter().enumerate() {
            // Also what a person keeps and the mail no longer gives: it may be deleted later, and then stays so.
            let withdrawn = self.there[index].is_some_and(|at| self.edits.is_cut(self.theirs.entries[at].lines.start));
            let deleted = self.now[index].is_none() && !withdrawn;
            if deleted && !known.entries.iter().any(|there| pairs::says(entry, there, &self.base.entries)) {
                remember(self.base.lines_of(entry));
            }
        }
        // A fence or a rule would change how the rest is read.
        lost.retain(|line| !line.starts_with(['`', '~', '-', ' ', '\t']) || line.starts_with("- "));
        for line in lost.iter().filter(|line| !is_heading(line) && !known.lines.contains(line)) {
            remember(&[line]);
        }
        gone
    }
}

/// Whether a line of a note as it is written belongs neither to the tasks nor to the frame of their lists.
fn is_plain(page: &Page, at: usize) -> bool {
    let framed = |at: usize| {
        let line = page.line(at).trim_end();
        page.in_entry[at] || (at >= page.front && (LISTS.contains(&line) || STATEMENTS.contains(&line)))
    };
    // The blank line below a task or a heading goes with it.
    let below = at > 0 && framed(at - 1);
    !(framed(at) || (below && is_blank(page.line(at))))
}
