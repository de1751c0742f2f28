//! Which unit of one text is which of another.

use std::collections::{BTreeSet, HashMap};

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::unit::{Kind, Unit, key};
use crate::note::task_line::ReadTask;

/// So many of the words of two task texts, of all that they have, must agree.
const SIMILAR: f64 = 0.5;
/// The same where the quotes agree: a mail may give two tasks from one sentence.
const SIMILAR_WITH_QUOTE: f64 = 0.25;

/// For each unit of the first text its partner in the second, and whether the partners stand in the same order as others.
pub(super) type Match = (Vec<Option<usize>>, BTreeSet<usize>);

/// Tasks by what they are, the rest by place. The set holds the first text's units whose partner is in line with the
/// others'; a partner that is not was moved.
pub(super) fn match_up(first: &[Unit], second: &[Unit]) -> Match {
    let tasks = tasks(first, second);
    // Partners have one name, so that the order is found over tasks and lines together.
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut name = |text: String| {
        let next = names.len();
        *names.entry(text).or_insert(next)
    };
    let mut keys_of_first = Vec::with_capacity(first.len());
    for (at, unit) in first.iter().enumerate() {
        keys_of_first.push(name(label(unit, unit.kind == Kind::Task, format!("first {at}"))));
    }
    let partner_of: HashMap<usize, usize> = tasks.iter().enumerate().filter_map(|(a, b)| Some(((*b)?, a))).collect();
    let mut keys_of_second = Vec::with_capacity(second.len());
    for (at, unit) in second.iter().enumerate() {
        let own = partner_of.get(&at).map_or_else(|| format!("second {at}"), |partner| format!("first {partner}"));
        keys_of_second.push(name(label(unit, unit.kind == Kind::Task, own)));
    }
    let mut matched = tasks;
    let mut in_line = BTreeSet::new();
    for op in capture_diff_slices(Algorithm::Patience, &keys_of_first, &keys_of_second) {
        if op.tag() == DiffTag::Equal {
            for (a, b) in op.old_range().zip(op.new_range()) {
                if let Some(place) = matched.get_mut(a) {
                    *place = Some(b);
                }
                in_line.insert(a);
            }
        }
    }
    properties(first, second, &mut matched, &mut in_line);
    (matched, in_line)
}

fn label(unit: &Unit, is_task: bool, task: String) -> String {
    if is_task { task } else { format!("{:?} {}", unit.kind, unit.first()) }
}

/// Properties with one key are partners, whatever their values.
fn properties(first: &[Unit], second: &[Unit], matched: &mut [Option<usize>], in_line: &mut BTreeSet<usize>) {
    for (at, unit) in first.iter().enumerate().filter(|(_, unit)| unit.kind == Kind::Property) {
        let Some(name) = key(unit.first()) else { continue };
        let other = second.iter().position(|other| other.kind == Kind::Property && key(other.first()) == Some(name));
        if let (Some(place), Some(other)) = (matched.get_mut(at), other) {
            *place = Some(other);
            in_line.insert(at);
        }
    }
}

/// The partners of the tasks: surest signs first.
fn tasks(first: &[Unit], second: &[Unit]) -> Vec<Option<usize>> {
    let mut matched: Vec<Option<usize>> = vec![None; first.len()];
    let mut taken = BTreeSet::new();
    let signs: [fn(&Unit, &Unit) -> f64; 4] = [
        |a, b| f64::from(u8::from(a.first() == b.first())),
        |a, b| both(a, b, |a, b| f64::from(u8::from(a.id.is_some() && a.id == b.id))),
        |a, b| both(a, b, |a, b| if a.text == b.text { 1.0 } else { 0.0 }),
        |a, b| both(a, b, likeness),
    ];
    for sign in signs {
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (a, unit) in first.iter().enumerate().filter(|(a, unit)| unit.kind == Kind::Task && matched[*a].is_none()) {
            for (b, other) in second.iter().enumerate().filter(|(b, o)| o.kind == Kind::Task && !taken.contains(b)) {
                let score = sign(unit, other);
                if score > 0.0 {
                    pairs.push((score, a, b));
                }
            }
        }
        pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        for (_, a, b) in pairs {
            if matched[a].is_none() && taken.insert(b) {
                matched[a] = Some(b);
            }
        }
    }
    matched
}

fn both(a: &Unit, b: &Unit, score: impl Fn(&ReadTask, &ReadTask) -> f64) -> f64 {
    a.task.as_ref().zip(b.task.as_ref()).map_or(0.0, |(a, b)| score(a, b))
}

/// Whether two units are the same task.
pub(super) fn is_same_task(a: &Unit, b: &Unit) -> bool {
    both(a, b, |a, b| if a.text == b.text || a.id.is_some() && a.id == b.id { 1.0 } else { likeness(a, b) }) > 0.0
}

/// How much two tasks are alike, 0 where they are two.
fn likeness(a: &ReadTask, b: &ReadTask) -> f64 {
    let words = agreement(&a.text, &b.text);
    let quoted = a.quote.is_some() && a.quote == b.quote;
    if words >= SIMILAR || quoted && words >= SIMILAR_WITH_QUOTE { words + f64::from(u8::from(quoted)) } else { 0.0 }
}

/// The share of the words that two texts have in common, of all that they have, 0 to 1.
fn agreement(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
    let share = a.intersection(&b).count() as f64 / a.union(&b).count().max(1) as f64;
    share
}
