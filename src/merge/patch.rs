//! Lines that are no tasks: what the mail changed of them, where a person changed nothing.

use std::collections::{HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::edits::Edits;
use super::page::{Page, is_blank, is_heading};

/// A stretch of the three notes.
pub(super) struct Stretch<'a> {
    pub(super) base: Vec<&'a str>,
    pub(super) ours: Vec<&'a str>,
    /// The lines of the person's note that belong to it, by their number.
    pub(super) theirs: Vec<usize>,
    /// What new lines are indented with.
    pub(super) indent: &'a str,
    /// Where new lines go when no line beside them is left; `None`: a person has deleted their place.
    pub(super) fallback: Option<usize>,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `key: value` lines, each key once.
    Frontmatter,
    Body,
    /// What stands under a task.
    Under,
}

/// Lines that must not come back: a person has deleted them.
pub(super) type Gone<'a> = HashSet<&'a str>;

/// Makes the changes between `base` and `ours` in `theirs`; gives the lines that a person has deleted and the mail no
/// longer gives.
pub(super) fn patch<'a>(edits: &mut Edits, page: &Page, stretch: &Stretch<'a>, gone: &Gone) -> Vec<&'a str> {
    let theirs: Vec<&str> = stretch.theirs.iter().map(|at| page.line(*at).trim_end()).collect();
    let mut there: Vec<Option<usize>> = vec![None; stretch.base.len()];
    let mut own: HashSet<&str> = theirs.iter().copied().collect();
    let mut matched: HashSet<usize> = HashSet::new();
    for op in capture_diff_slices(Algorithm::Patience, &stretch.base, &theirs) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for offset in 0..len {
                there[old_index + offset] = stretch.theirs.get(new_index + offset).copied();
                matched.insert(new_index + offset);
            }
        }
    }
    unpair_stray_blanks(&stretch.base, &mut there);
    if matched.len() < theirs.len() {
        own = theirs.iter().enumerate().filter(|(at, _)| !matched.contains(at)).map(|(_, line)| *line).collect();
    } else {
        own.clear();
    }
    let keys: HashSet<&str> = theirs.iter().filter_map(|line| property(line)).collect();
    let said = |line: &str| {
        own.contains(line)
            || gone.contains(line)
            || (stretch.kind == Kind::Frontmatter && property(line).is_some_and(|key| keys.contains(key)))
    };
    let copied = copied(&stretch.base, &theirs);
    let mut lost = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &stretch.base, &stretch.ours) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (op.old_range(), op.new_range());
        let partners = partners(&stretch.base[old.clone()], &stretch.ours[new.clone()]);
        for (offset, at) in old.clone().enumerate() {
            // One that has other words now stays, if a person left it.
            let renewed = partners.contains(&Some(offset));
            match there[at] {
                Some(_) if renewed => {}
                Some(line) if !copied.contains(stretch.base[at]) => edits.cut(line),
                None if !is_blank(stretch.base[at]) => lost.push(stretch.base[at]),
                Some(_) | None => {}
            }
        }
        let mut group: Vec<&str> = Vec::new();
        let mut behind: Option<usize> = None;
        for (offset, at) in new.clone().enumerate() {
            let Some(partner) = partners[offset] else {
                group.push(stretch.ours[at]);
                continue;
            };
            place(edits, stretch, &there, &mut group, behind, old.start + partner, &said);
            let old_words = stretch.base[old.start + partner];
            if let Some(line) = there[old.start + partner].filter(|_| !copied.contains(old_words)) {
                // What a person has deleted once does not come back as other words of a line that is left.
                if gone.contains(stretch.ours[at]) {
                    edits.cut(line);
                } else {
                    edits.replace(page, line, stretch.ours[at]);
                }
            }
            behind = Some(old.start + partner);
        }
        place(edits, stretch, &there, &mut group, behind, old.end, &said);
    }
    lost
}

/// A blank line is the one of `base` only where a line of words beside it is: all look alike, and one that stands alone
/// or below a heading whose words are gone tells nothing of its place.
fn unpair_stray_blanks(base: &[&str], there: &mut [Option<usize>]) {
    let mut beside = vec![false; base.len()];
    let mut known = false;
    for (at, line) in base.iter().enumerate() {
        known = if is_blank(line) { known } else { !is_heading(line) && there[at].is_some() };
        beside[at] = known;
    }
    known = false;
    for (at, line) in base.iter().enumerate().rev() {
        known = if is_blank(line) { known } else { !is_heading(line) && there[at].is_some() };
        if is_blank(line) && !known && !beside[at] {
            there[at] = None;
        }
    }
}

/// The lines of which a person has made a copy: as which one is the program's cannot be told, each stays as it is.
fn copied<'a>(base: &[&'a str], theirs: &[&'a str]) -> HashSet<&'a str> {
    let mut more: HashMap<&str, usize> = HashMap::new();
    for line in theirs.iter().filter(|line| !is_blank(line)) {
        *more.entry(line).or_default() += 1;
    }
    for line in base {
        if let Some(times) = more.get_mut(line) {
            *times = times.saturating_sub(1);
        }
    }
    let known: HashSet<&str> = base.iter().copied().collect();
    more.into_iter().filter(|(line, times)| *times > 0 && known.contains(line)).map(|(line, _)| line).collect()
}

/// For each new line, the old one that it stands for.
fn partners(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut taken = vec![false; old.len()];
    let mut found: Vec<Option<usize>> = vec![None; new.len()];
    for (at, line) in new.iter().enumerate() {
        let Some(key) = label(line) else { continue };
        if let Some(partner) = (0..old.len()).find(|o| !taken[*o] && label(old[*o]) == Some(key)) {
            taken[partner] = true;
            found[at] = Some(partner);
        }
    }
    let left: Vec<usize> = (0..old.len()).filter(|o| !taken[*o] && words(old[*o])).collect();
    let right: Vec<usize> = (0..new.len()).filter(|n| found[*n].is_none() && words(new[*n])).collect();
    if left.len() == right.len() && left.iter().all(|o| label(old[*o]).is_none()) {
        for (o, n) in left.into_iter().zip(right) {
            found[n] = Some(o);
        }
    }
    // Lines that crossed do not stand for each other.
    let mut most = None;
    for slot in &mut found {
        if slot.is_some() && *slot < most {
            *slot = None;
        }
        most = most.max(*slot);
    }
    found
}

fn words(line: &str) -> bool {
    !is_blank(line) && !is_heading(line)
}

/// What names a line: the key of a property, the bold label of a detail.
fn label(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix("**") {
        return rest.split_once(":**").map(|(label, _)| label);
    }
    property(line)
}

fn property(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(':')?;
    let plain = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    plain.then_some(key)
}

/// Puts a group of new lines behind the old line `last`, or else before the old line `next`.
fn place(
    edits: &mut Edits,
    stretch: &Stretch,
    there: &[Option<usize>],
    group: &mut Vec<&str>,
    last: Option<usize>,
    next: usize,
    said: &dyn Fn(&str) -> bool,
) {
    let mut lines: Vec<&str> = group.drain(..).filter(|line| is_blank(line) || !said(line)).collect();
    // A heading alone says nothing.
    if !lines.iter().any(|line| words(line)) {
        lines.clear();
    }
    if lines.is_empty() {
        return;
    }
    if let Some(at) = anchor(stretch, there, last, next, lines.iter().any(|line| is_heading(line))) {
        edits.insert(at, lines.into_iter().map(|line| format!("{}{line}", stretch.indent)));
    }
}

fn anchor(
    stretch: &Stretch,
    there: &[Option<usize>],
    last: Option<usize>,
    next: usize,
    is_section: bool,
) -> Option<usize> {
    let line = |at: usize| there.get(at).copied().flatten();
    if let Some(at) = last.and_then(line) {
        return Some(at + 1);
    }
    let solid = |at: usize| stretch.base.get(at).is_some_and(|line| !is_blank(line));
    let before = next.checked_sub(1);
    if let Some(at) = line(next).filter(|_| solid(next)) {
        return Some(at);
    }
    if let Some(at) = before.filter(|at| solid(*at)).and_then(line) {
        return Some(at + 1);
    }
    if let Some(at) = line(next) {
        return Some(at);
    }
    if let Some(at) = before.and_then(line) {
        return Some(at + 1);
    }
    // The nearest line of the same section; a new section may stand before any that follows.
    let bounded = |at: &usize| is_section || !stretch.base.get(*at).is_some_and(|line| is_heading(line));
    let above = (0..next).rev().take_while(bounded).find_map(line).map(|at| at + 1);
    let below = (next..stretch.base.len()).take_while(bounded).find_map(line);
    let found = if is_section { below.or(above) } else { above.or(below) };
    found.or(stretch.fallback)
}
