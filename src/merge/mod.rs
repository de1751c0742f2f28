//! What the mail gives now, merged into a note that a person has worked in.
//!
//! Three texts: the base (what the mail gave when the note was last written), theirs (what stands in the file now), ours
//! (what the mail gives now). What differs between base and theirs is a person's and stays; what differs between base and
//! ours is the mail's and is carried over where no person has touched it. Where the two meet, theirs wins.
//!
//! A note is a sequence of [units](unit): properties, lines, and tasks with what stands under them. Tasks are told by
//! what they are, wherever a person has moved them ([`same`]); everything else by its place among its neighbours. A task
//! that was edited in one field is refreshed in the others; one that was ticked is left alone ([`task`]).

mod same;
mod task;
mod three;
mod unit;

use unit::{Kind, Unit};

/// What is known of the last writing of a note.
#[derive(Debug, Clone, Copy, Default)]
pub struct Base<'a> {
    /// What the mail gave then.
    pub text: &'a str,
    /// Tasks that a person had deleted by then and the mail no longer gave: they stay deleted should it give them again.
    pub gone: &'a str,
}

/// What comes of the three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    /// For the next [`Base`].
    pub gone: String,
}

/// The note `theirs` with what changed between `base` and `ours` where nobody has touched it.
///
/// Line ends, a byte order mark and a missing last line end are those of `theirs`. Where `base` and `ours` are the same,
/// `theirs` comes back byte for byte.
pub fn merge(base: &Base, theirs: &str, ours: &str) -> Merged {
    let ours_units = unit::split(ours, &[]);
    let gone = unit::split(base.gone, &[]);
    if base.text == theirs {
        let text = if withheld(&gone, &ours_units) { None } else { Some(ours.to_owned()) };
        if let Some(text) = text {
            return Merged { text, gone: base.gone.to_owned() };
        }
    }
    let base_units = unit::split(base.text, &[]);
    let texts: Vec<&str> = base_units.iter().chain(&ours_units).filter_map(Unit::task_text).collect();
    let theirs_units = unit::split(theirs, &texts);
    let to_theirs = same::match_up(&base_units, &theirs_units);
    let to_ours = same::match_up(&base_units, &ours_units);
    let still_gone = tombstones(&base_units, &to_theirs.0, &to_ours.0, &gone, &ours_units);
    if base.text == ours {
        return Merged { text: theirs.to_owned(), gone: still_gone };
    }
    let merged = three::merge(&base_units, &theirs_units, &ours_units, &to_theirs, &to_ours, &gone);
    Merged { text: unit::join(&merged, theirs), gone: still_gone }
}

/// Whether the mail gives a task again that a person has deleted.
fn withheld(gone: &[Unit], ours: &[Unit]) -> bool {
    ours.iter().any(|unit| gone.iter().any(|gone| same::is_same_task(gone, unit)))
}

/// The tasks of the base that a person has deleted and the mail no longer gives, and those from before.
fn tombstones(
    base: &[Unit],
    to_theirs: &[Option<usize>],
    to_ours: &[Option<usize>],
    gone: &[Unit],
    ours: &[Unit],
) -> String {
    let new = base
        .iter()
        .zip(to_theirs.iter().zip(to_ours))
        .filter(|(unit, (theirs, ours))| unit.kind == Kind::Task && theirs.is_none() && ours.is_none())
        .map(|(unit, _)| unit);
    let old =
        gone.iter().filter(|gone| gone.kind == Kind::Task && !ours.iter().any(|unit| same::is_same_task(gone, unit)));
    let mut text = String::new();
    for line in old.chain(new).flat_map(|unit| &unit.lines) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests;
