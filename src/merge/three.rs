//! The three sequences of units into one.

use std::collections::{BTreeMap, BTreeSet};

use super::same::{self, Match};
use super::task;
use super::unit::{Kind, Unit};

/// The units of theirs with the mail's changes.
pub(super) fn merge(
    base: &[Unit],
    theirs: &[Unit],
    ours: &[Unit],
    (to_theirs, in_line): &Match,
    (to_ours, _): &Match,
    gone: &[Unit],
) -> Vec<Unit> {
    let from_ours: BTreeMap<usize, usize> = to_ours.iter().enumerate().filter_map(|(b, o)| Some(((*o)?, b))).collect();
    let mut kept: Vec<Option<Unit>> = theirs.iter().cloned().map(Some).collect();
    let mut moving: BTreeSet<usize> = BTreeSet::new();
    let mut headings: Vec<usize> = Vec::new();
    for (at, unit) in base.iter().enumerate() {
        let Some(their) = to_theirs[at] else { continue };
        // Where a person has moved a task, it is theirs.
        let in_place = unit.kind != Kind::Task || in_line.contains(&at) && unit.section == theirs[their].section;
        let untouched = in_place && unit.is_like(&theirs[their]);
        match to_ours[at].map(|o| &ours[o]) {
            Some(our) if moves(unit, &theirs[their], our) && in_line.contains(&at) => {
                kept[their] = None;
                moving.insert(at);
            }
            Some(our) => kept[their] = Some(combined(unit, &theirs[their], our)),
            None if unit.kind == Kind::Heading && untouched => headings.push(their),
            None if untouched => kept[their] = None,
            None => {}
        }
    }
    let known: BTreeSet<usize> = to_theirs.iter().copied().flatten().collect();
    let strangers: Vec<&Unit> =
        theirs.iter().enumerate().filter(|(at, _)| !known.contains(at)).map(|(_, u)| u).collect();
    let mut added: BTreeMap<usize, Vec<Unit>> = BTreeMap::new();
    // The place in theirs behind which the next new unit belongs; 0 is the start.
    let mut place = 0;
    for (o, unit) in ours.iter().enumerate() {
        let partner = from_ours.get(&o).copied();
        if let Some(b) = partner.filter(|b| !moving.contains(b)) {
            if let Some(their) = to_theirs[b].filter(|_| in_line.contains(&b)) {
                place = their + 1;
            }
            continue;
        }
        let wanted = match unit.kind {
            Kind::Task => partner.is_some() || is_new(unit, gone, &strangers),
            // A property that a person has removed has a partner in the base; this one is new.
            Kind::Property => !theirs.iter().any(|their| their.kind == Kind::Property && their.first() == unit.first()),
            Kind::Heading => match theirs.iter().position(|their| their.kind == Kind::Heading && their.is_like(unit)) {
                Some(there) if kept[there].is_some() => {
                    headings.retain(|heading| *heading != there);
                    place = there + 1;
                    false
                }
                _ => true,
            },
            Kind::Line => !replaces_an_edit(base, ours, o, &from_ours, to_theirs, theirs),
        };
        if wanted {
            added.entry(place).or_default().push(unit.clone());
        }
    }
    let mut out: Vec<(Option<usize>, Unit)> = Vec::new();
    for at in 0..=theirs.len() {
        if at > 0
            && let Some(unit) = kept[at - 1].take()
        {
            out.push((Some(at - 1), unit));
        }
        out.extend(added.remove(&at).unwrap_or_default().into_iter().map(|unit| (None, unit)));
    }
    without_empty_sections(out, &headings)
}

/// Whether the mail puts an untouched task under another heading.
fn moves(base: &Unit, their: &Unit, our: &Unit) -> bool {
    base.kind == Kind::Task && base.section != our.section && base.section == their.section && base.is_like(their)
}

/// What becomes of a unit that all three have.
fn combined(base: &Unit, their: &Unit, our: &Unit) -> Unit {
    if base.is_like(our) {
        return their.clone();
    }
    match base.kind {
        Kind::Task => task::merge(base, their, our),
        _ if base.is_like(their) => Unit { lines: our.lines.clone(), ..their.clone() },
        _ => their.clone(),
    }
}

/// Whether a task of ours without a partner in the base is to be written: nobody has deleted it, or has it already.
fn is_new(unit: &Unit, gone: &[Unit], strangers: &[&Unit]) -> bool {
    !gone.iter().any(|gone| same::is_same_task(gone, unit))
        && !strangers.iter().any(|stranger| same::is_same_task(stranger, unit))
}

/// Whether a new line of ours stands in the place of lines that a person has changed or removed: theirs stay then.
fn replaces_an_edit(
    base: &[Unit],
    ours: &[Unit],
    at: usize,
    from_ours: &BTreeMap<usize, usize>,
    to_theirs: &[Option<usize>],
    theirs: &[Unit],
) -> bool {
    let before = (0..at).rev().find_map(|o| from_ours.get(&o).copied());
    let after = (at + 1..ours.len()).find_map(|o| from_ours.get(&o).copied());
    let first = before.map_or(0, |b| b + 1);
    let last = after.unwrap_or(base.len());
    (first..last.max(first)).any(|b| {
        let unit = &base[b];
        let touched = to_theirs[b].is_none_or(|their| !unit.is_like(&theirs[their]));
        unit.kind == Kind::Line && !unit.is_blank() && touched
    })
}

/// Without the headings (by their place in theirs) that the mail has no more and under which nothing is left.
fn without_empty_sections(units: Vec<(Option<usize>, Unit)>, headings: &[usize]) -> Vec<Unit> {
    let mut drop = BTreeSet::new();
    for (at, (place, _)) in units.iter().enumerate() {
        let ends = |unit: &Unit| unit.kind == Kind::Heading || unit.first() == "---";
        let below = units.iter().skip(at + 1).take_while(|(_, unit)| !ends(unit));
        if place.is_some_and(|place| headings.contains(&place)) && below.clone().all(|(_, unit)| unit.is_blank()) {
            drop.insert(at);
        }
    }
    units.into_iter().enumerate().filter(|(at, _)| !drop.contains(at)).map(|(_, (_, unit))| unit).collect()
}
