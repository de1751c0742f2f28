//! Where a task's deadline stands: in its sentence, in a cell or a line below it, next to it, or over the list that it
//! is in.

use super::governing::Governing;
use super::{Reading, nearby};
use crate::candidates::Candidate;
use crate::due::{self, Bond, Due};
use crate::facts::assignee;
use crate::rules::Kind;
use crate::sentences;
use crate::structure::{Block, BlockKind, Document, Role};

/// A deadline and whether the task's own sentence says it.
pub(super) struct Found {
    pub(super) due: Due,
    /// `due.span` is a place in the candidate's sentence.
    pub(super) in_sentence: bool,
}

/// Labels and column heads whose value is a deadline.
const DUE_LABELS: [&str; 16] = [
    "due",
    "deadline",
    "by",
    "target",
    "eta",
    "until",
    "complete by",
    "needed by",
    "before",
    "rsvp",
    "no later than",
    "cut-off",
    "cutoff",
    "latest",
    "deadlines",
    "due dates",
];

/// Column heads under which a task's day stands; of a line below a task they would rather date an event.
const DAY_COLUMNS: [&str; 13] = [
    "date",
    "when",
    "day",
    "week",
    "timing",
    "timeline",
    "timescale",
    "timeframe",
    "end",
    "finish",
    "completion",
    "ready",
    "schedule",
];

/// What makes "... date" a deadline: "due date", not "start date" or "invoice date".
const ENDING: [&str; 10] =
    ["due", "target", "end", "closing", "completion", "final", "delivery", "submission", "return", "response"];

/// How far up enclosing entries and sections are looked at.
const MOST_LEVELS: usize = 8;

/// A cell of more words is a text and not a day.
const CELL_WORDS: usize = 8;

/// A longer list below or above a block is not looked through, which bounds the work on hostile mail.
const FARTHEST: usize = 200;

/// A heading of so many words is nothing but its date: "w/c 6 July", "Monday 6 July".
const DATE_WORDS: usize = 4;

/// The deadline of a candidate; the nearest place that states one wins. `taken` are the sentences that are tasks.
pub(super) fn find(candidate: &Candidate, reading: &Reading, taken: &[usize], governing: &Governing) -> Option<Found> {
    let sentence = reading.sentences.get(candidate.sentence)?;
    if let Some((due, _)) = reading.dates.bound(candidate.sentence) {
        return Some(Found { due, in_sentence: true });
    }
    let block = reading.document.blocks.get(sentence.block)?;
    // A question is answered, not done: an entry of the timeline with its words dates another's work.
    let repeats = if candidate.kind == Kind::Question { &[] } else { candidate.repeats.as_slice() };
    nearby::counted(candidate.sentence, reading)
        .or_else(|| nearby::pointed_at(candidate.sentence, reading))
        .or_else(|| in_cells(block, reading))
        .or_else(|| below(sentence.block, reading))
        .or_else(|| nearby::after(candidate.sentence, reading, taken))
        .or_else(|| nearby::fine_later(candidate.sentence, reading, taken))
        .or_else(|| repeats.iter().find_map(|&repeat| in_repeat(repeat, reading)))
        .or_else(|| nearby::before(candidate.sentence, reading, taken))
        .or_else(|| above(sentence.block, reading))
        .or_else(|| governing.of(sentence, reading))
        .or_else(|| in_subject(&sentence.text, reading))
        .map(|due| Found { due, in_sentence: false })
        .or_else(|| {
            // Who does what on a day is told like a fact: "Dana presents the numbers on Friday".
            let spoken = assignee::spoken_as(&sentence.text, candidate.kind);
            let promised = matches!(spoken, Kind::Assignment | Kind::Commitment);
            let due = reading.dates.told(candidate.sentence).filter(|_| promised)?;
            Some(Found { due, in_sentence: true })
        })
        .or_else(|| {
            let dates = reading.dates;
            let due = dates.attended(candidate.sentence).or_else(|| dates.closing(candidate.sentence))?;
            Some(Found { due, in_sentence: false })
        })
}

pub(super) fn is_due_label(label: &str) -> bool {
    let label = label.trim().trim_end_matches(':').to_lowercase();
    DUE_LABELS
        .iter()
        .any(|known| label == *known || label.strip_prefix(known).is_some_and(|rest| rest.starts_with([' ', '/', '('])))
        || label.ends_with(" by")
        || label.strip_suffix(" date").is_some_and(|kind| ENDING.iter().any(|ending| kind.ends_with(ending)))
}

fn is_due_column(head: &str) -> bool {
    let lower = head.trim().trim_end_matches(':').to_lowercase();
    is_due_label(head) || DAY_COLUMNS.contains(&lower.as_str())
}

/// The cell of a table row that stands under "Due"; in a table without a head, the cell that is a day.
fn in_cells(block: &Block, reading: &Reading) -> Option<Due> {
    let BlockKind::Row(row) = &block.kind else { return None };
    let cell = |cell: &String| due::find_in_label(cell, &reading.clock).filter(|due| !is_long_gone(due, reading));
    if row.header.is_empty() {
        let role = reading.document.sections.get(block.section)?.role;
        let acts = matches!(role, Role::Actions | Role::Timeline | Role::Open);
        let short = |cell: &&String| **cell != block.text && cell.split_whitespace().count() <= CELL_WORDS;
        return row.cells.iter().filter(|_| acts).filter(short).find_map(cell);
    }
    let under = |wanted: fn(&str) -> bool| {
        row.header.iter().zip(&row.cells).filter(move |(head, _)| wanted(head)).find_map(|(_, text)| cell(text))
    };
    let within = |wanted: fn(&str) -> bool| {
        // "2 weeks" under "Target".
        let lasting = |text: &String| due::find(&format!("within {text}"), &reading.clock);
        let mut dated = row.header.iter().zip(&row.cells).filter(move |(head, _)| wanted(head));
        let due = dated.find_map(|(_, text)| lasting(text))?;
        Some(Due { words: due.words.trim_start_matches("within ").to_owned(), span: 0..0, ..due })
    };
    under(is_due_label).or_else(|| under(is_due_column)).or_else(|| within(is_due_label))
}

/// In a table, a day without its year that lies almost a year ahead has just been: "27/3" in April.
fn is_long_gone(due: &Due, reading: &Reading) -> bool {
    let year = due.words.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
    !year && (due.date - reading.clock.sent.date_naive()).num_days() > LONG_GONE
}

/// Days; no table of tasks plans ten months ahead without naming the year.
const LONG_GONE: i64 = 300;

/// "Due: Friday" nested under an entry, or among the key-value lines that follow it; or a bare "by Friday" there.
fn below(block: usize, reading: &Reading) -> Option<Due> {
    let blocks = &reading.document.blocks;
    blocks
        .get(block + 1..)?
        .iter()
        .take(FARTHEST)
        .take_while(|below| below.parent.is_some_and(|parent| parent >= block))
        .find_map(|below| match below.label.as_deref() {
            Some(label) if is_due_label(label) => due::find_in_label(&below.text, &reading.clock),
            Some(_) => None,
            None if below.parent != Some(block) => None,
            None => due::find(&below.text, &reading.clock).filter(|due| nearby::is_fragment(&below.text, due)),
        })
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
    let label = |block: &Block| in_label(block.label.as_deref()?, reading).map(|(due, _)| due);
    if let Some(due) = label(own) {
        return Some(due);
    }
    let mut parent = own.parent;
    for _ in 0..MOST_LEVELS {
        let Some(over) = parent.and_then(|index| document.blocks.get(index)) else { break };
        let due = introduced(over, reading).or_else(|| label(over));
        if due.is_some() {
            return due;
        }
        parent = over.parent;
    }
    if is_remark(block, document) {
        return None;
    }
    let mut section = Some(own.section);
    for _ in 0..MOST_LEVELS {
        let Some(over) = section.and_then(|index| document.sections.get(index)) else { break };
        let due = over.heading.as_deref().and_then(|heading| {
            let (due, bond) = in_label(heading, reading)?;
            let only_date = heading.split_whitespace().count() <= DATE_WORDS;
            // A date in a heading of findings or background names an event, and so does a title's.
            match over.role {
                Role::Actions | Role::Timeline | Role::Questions => Some(due),
                Role::Open if bond > Bond::Bare || only_date => Some(due),
                // "Findings (within 10 days)", "Faults to be mended by 3 May".
                Role::Findings if bond >= Bond::Until => Some(due),
                _ => None,
            }
        });
        if due.is_some() {
            return due;
        }
        section = over.parent;
    }
    None
}

/// The deadline of a heading or label; "Week 2" of a plan counts the week of sending as the first.
pub(super) fn in_label(label: &str, reading: &Reading) -> Option<(Due, Bond)> {
    due::find_bound_in_label(label, &reading.clock).or_else(|| {
        let digits = label.bytes().any(|c| c.is_ascii_digit()) && label.get(..5)?.to_lowercase().starts_with("week ");
        let end = label.char_indices().find(|(_, c)| matches!(c, '(' | ':' | ',')).map_or(label.len(), |(at, _)| at);
        let words = label.get(..end)?.trim_end();
        let numbers = words.get(5..)?.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
        let last = numbers.filter_map(|number| number.parse::<i64>().ok()).next_back().filter(|_| digits)?;
        let date = due::friday_of_plan_week(&reading.clock, last)?;
        Some((Due { date, words: words.to_owned(), span: 0..words.len() }, Bond::Bare))
    })
}

/// "Forms back by 20 March": the deadline of the subject, for a task that speaks of what the subject names.
fn in_subject(text: &str, reading: &Reading) -> Option<Due> {
    let subject = &reading.email.subject;
    let (due, _) = due::find_bound(subject, &reading.clock).filter(|(_, bond)| *bond == Bond::By)?;
    let stems = |text: &str| -> Vec<String> {
        let long = text.split(|c: char| !c.is_alphanumeric()).filter(|word| {
            let lower = word.to_lowercase();
            word.chars().count() >= SUBJECT_STEM && !SUBJECT_SHELL.contains(&lower.as_str())
        });
        long.map(|word| word.chars().take(SUBJECT_STEM).collect::<String>().to_lowercase()).collect()
    };
    let named = stems(subject.get(..due.span.start)?);
    stems(text).iter().any(|stem| named.contains(stem)).then_some(due)
}

/// Words of any subject, which tell nothing of a task.
const SUBJECT_SHELL: [&str; 20] = [
    "your", "please", "this", "that", "with", "from", "have", "need", "needs", "needed", "before", "reminder",
    "action", "required", "urgent", "will", "what", "when", "deadline", "today",
];

/// By so many letters "form" and "forms" are one word, and shorter words tell nothing.
const SUBJECT_STEM: usize = 4;

/// The deadline of an entry over others; of a paragraph that introduces a list, what its last sentences say.
fn introduced(over: &Block, reading: &Reading) -> Option<Due> {
    if !matches!(over.kind, BlockKind::Paragraph) {
        return due::find(&over.text, &reading.clock);
    }
    let spans = sentences::spans(&over.text);
    spans.iter().rev().take(3).enumerate().find_map(|(back, span)| {
        let (mut due, bond) = due::find_bound(over.text.get(span.clone())?, &reading.clock)?;
        due.span = due.span.start + span.start..due.span.end + span.start;
        // Before the sentence that introduces, a day is more often another matter's.
        (back == 0 || bond == Bond::By).then_some(due)
    })
}

/// A paragraph behind the list of its section: the heading speaks for the list, not for what is remarked after it.
fn is_remark(block: usize, document: &Document) -> bool {
    let Some(own) = document.blocks.get(block) else { return false };
    let listed = |block: &Block| matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_));
    own.kind == BlockKind::Paragraph
        && own.parent.is_none()
        && document.blocks[..block]
            .iter()
            .rev()
            .take(FARTHEST)
            .take_while(|before| before.section == own.section)
            .any(listed)
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
            ("Needed by", true),
            ("Owner", false),
            ("Duet", false),
            ("Status", false),
            ("Start date", false),
            ("Invoice date", false),
        ] {
            assert_eq!(is_due_label(label), expected, "{label}");
        }
        assert!(is_due_column("When") && !is_due_label("When"));
    }
}
