//! Where a task's deadline stands: in its sentence, in a cell or a line below it, or over the list that it is in.

use super::Reading;
use crate::candidates::Candidate;
use crate::due::{self, Due};
use crate::sentences::Sentence;
use crate::structure::{Block, BlockKind, Role};

/// A deadline and whether the task's own sentence says it.
pub(super) struct Found {
    pub(super) due: Due,
    /// `due.span` is a place in the candidate's sentence.
    pub(super) in_sentence: bool,
}

/// Labels and column heads whose value is a deadline.
const DUE_LABELS: [&str; 10] =
    ["due", "deadline", "date", "by", "when", "target", "eta", "until", "complete by", "needed by"];

/// Words that a sentence after the task begins with when it dates what was just asked: "I need it by Friday."
const POINTING_BACK: [&str; 7] = ["it", "this", "that", "these", "them", "those", "all"];

/// How far up enclosing entries and sections are looked at.
const MOST_LEVELS: usize = 8;

/// The deadline of a candidate; the nearest place that states one wins. `taken` are the sentences that are tasks.
pub(super) fn find(candidate: &Candidate, reading: &Reading, taken: &[usize]) -> Option<Found> {
    let sentence = reading.sentences.get(candidate.sentence)?;
    if let Some(due) = due::find(&sentence.text, &reading.clock) {
        return Some(Found { due, in_sentence: true });
    }
    in_cells(reading.document.blocks.get(sentence.block)?, reading)
        .or_else(|| below(sentence.block, reading))
        .or_else(|| after(candidate.sentence, sentence, reading, taken))
        .or_else(|| candidate.repeats.iter().find_map(|&repeat| in_repeat(repeat, reading)))
        .or_else(|| above(sentence.block, reading))
        .map(|due| Found { due, in_sentence: false })
}

fn is_due_label(label: &str) -> bool {
    let label = label.trim().trim_end_matches(':').to_lowercase();
    DUE_LABELS.iter().any(|known| {
        label == *known
            || label.strip_prefix(known).is_some_and(|rest| rest.starts_with(' '))
            || label.ends_with(" date")
    })
}

/// The cell of a table row that stands under "Due".
fn in_cells(block: &Block, reading: &Reading) -> Option<Due> {
    let BlockKind::Row(row) = &block.kind else { return None };
    row.header
        .iter()
        .zip(&row.cells)
        .filter(|(head, _)| is_due_label(head))
        .find_map(|(_, cell)| due::find_in_label(cell, &reading.clock))
}

/// "Due: Friday" nested under an entry, or among the key-value lines that follow it.
fn below(block: usize, reading: &Reading) -> Option<Due> {
    let blocks = &reading.document.blocks;
    blocks[block + 1..]
        .iter()
        .take_while(|below| below.parent.is_some_and(|parent| parent >= block))
        .filter(|below| below.label.as_deref().is_some_and(is_due_label))
        .find_map(|below| due::find_in_label(&below.text, &reading.clock))
}

/// The next sentence of the block, where it only dates what was asked: "I need it by Friday."
fn after(index: usize, sentence: &Sentence, reading: &Reading, taken: &[usize]) -> Option<Due> {
    let next = reading.sentences.get(index + 1)?;
    let points_back = || {
        next.text
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| POINTING_BACK.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    if next.block != sentence.block || taken.contains(&(index + 1)) || !points_back() {
        return None;
    }
    due::find(&next.text, &reading.clock)
}

/// A sentence that says the task again: its own date, else that of the timeline entry or heading over it.
fn in_repeat(repeat: usize, reading: &Reading) -> Option<Due> {
    let sentence = reading.sentences.get(repeat)?;
    due::find(&sentence.text, &reading.clock)
        .or_else(|| in_cells(reading.document.blocks.get(sentence.block)?, reading))
        .or_else(|| above(sentence.block, reading))
}

/// What stands over a list and governs it: the entry above, the paragraph that introduces it, the headings.
fn above(block: usize, reading: &Reading) -> Option<Due> {
    let document = reading.document;
    let own = document.blocks.get(block)?;
    let mut parent = own.parent;
    for _ in 0..MOST_LEVELS {
        let Some(over) = parent.and_then(|index| document.blocks.get(index)) else { break };
        let due = due::find(&over.text, &reading.clock)
            .or_else(|| over.label.as_deref().and_then(|label| due::find_in_label(label, &reading.clock)));
        if due.is_some() {
            return due;
        }
        parent = over.parent;
    }
    let mut section = Some(own.section);
    for _ in 0..MOST_LEVELS {
        let Some(over) = section.and_then(|index| document.sections.get(index)) else { break };
        // A date in a heading of findings or background names an event.
        if matches!(over.role, Role::Actions | Role::Timeline | Role::Questions | Role::Open) {
            let due = over.heading.as_deref().and_then(|heading| due::find_in_label(heading, &reading.clock));
            if due.is_some() {
                return due;
            }
        }
        section = over.parent;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_deadlines_are_told_from_others() {
        for (label, expected) in [
            ("Due", true),
            ("Due date:", true),
            ("Deadline", true),
            ("Target date", true),
            ("Owner", false),
            ("Duet", false),
            ("Status", false),
        ] {
            assert_eq!(is_due_label(label), expected, "{label}");
        }
    }
}
