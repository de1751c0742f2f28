//! Deadlines stated once for many tasks: "all of this by Friday", "critical findings by 7 March", "A1 and A2 by the 12th".

use super::Reading;
use crate::due::{self, Bond, Due};
use crate::sentences::Sentence;
use crate::structure::{BlockKind, Document};

/// What a statement dates.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    /// Every entry of the mail's lists.
    Everything,
    /// The entries of this grade: "critical".
    Grade(String),
    /// The entries of these numbers or codes, in lower case.
    References(Vec<String>),
}

/// The statements of one mail.
#[derive(Debug, Clone, Default)]
pub(super) struct Governing {
    statements: Vec<(Scope, Due)>,
}

/// Ways to mean all entries of a list.
const EVERYTHING: [&str; 14] = [
    "all of this",
    "all of these",
    "all of the above",
    "all of the below",
    "all of the following",
    "all the above",
    "all items",
    "all actions",
    "all points",
    "all responses",
    "everything",
    "each of these",
    "the above",
    "all the items",
];

/// Grades that a statement dates as a class.
const GRADES: [&str; 16] = [
    "critical", "urgent", "high", "major", "medium", "moderate", "minor", "low", "p0", "p1", "p2", "p3", "sev1",
    "sev2", "must", "should",
];

/// What a class of findings or actions is called.
#[rustfmt::skip]
const CLASSES: [&str; 22] = [
    "items", "item", "findings", "finding", "ones", "issues", "issue", "actions", "action", "points", "measures",
    "vulnerabilities", "tickets", "recommendations", "defects", "observations", "priority", "risk", "risks", "severity",
    "bugs", "haves",
];

/// Words before the numbers of entries: "Items 1 and 2".
const NUMBERED: [&str; 14] = [
    "item", "items", "action", "actions", "no", "nos", "number", "numbers", "point", "points", "task", "tasks",
    "finding", "findings",
];

/// A mail of more statements is made to cost time.
const MOST_STATEMENTS: usize = 64;

/// How far up enclosing sections are looked at.
const MOST_LEVELS: usize = 8;

impl Governing {
    /// What the sentences that are no task themselves (`taken`) say of the others.
    pub(super) fn read(reading: &Reading, taken: &[usize]) -> Governing {
        let mut statements = Vec::new();
        for (index, sentence) in reading.sentences.iter().enumerate() {
            if statements.len() >= MOST_STATEMENTS || taken.contains(&index) {
                continue;
            }
            let labelled = match reading.document.blocks.get(sentence.block).and_then(|block| block.label.as_deref()) {
                Some(label) if sentence.index == 0 => format!("{label}: {}", sentence.text),
                _ => sentence.text.clone(),
            };
            let Some((whole, bond)) = due::find_bound(&labelled, &reading.clock) else { continue };
            if says_everything(&labelled) && bond >= Bond::Until {
                statements.push((Scope::Everything, whole));
                continue;
            }
            for part in labelled.split([',', ';']) {
                let Some(scope) = scope(part) else { continue };
                let Some(due) = due::find_in_label(part, &reading.clock) else { continue };
                statements.push((scope, due));
            }
        }
        Governing { statements }
    }

    /// The deadline that a statement gives to the task in `sentence`; numbers and codes before grades before all.
    pub(super) fn of(&self, sentence: &Sentence, reading: &Reading) -> Option<Due> {
        if self.statements.is_empty() {
            return None;
        }
        let document = reading.document;
        let block = document.blocks.get(sentence.block)?;
        let of = |wanted: &dyn Fn(&Scope) -> bool| {
            self.statements.iter().find(|(scope, _)| wanted(scope)).map(|(_, due)| due.clone())
        };
        let names = references_of(sentence, document);
        let by_reference = |scope: &Scope| match scope {
            Scope::References(listed) => listed.iter().any(|one| names.contains(one)),
            _ => false,
        };
        let listed = matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_) | BlockKind::KeyValue);
        of(&by_reference)
            .or_else(|| {
                let grades = grades_of(sentence, &names, document);
                of(&|scope| matches!(scope, Scope::Grade(grade) if grades.contains(grade)))
            })
            .or_else(|| of(&|scope| listed && *scope == Scope::Everything))
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'')))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

fn says_everything(text: &str) -> bool {
    let said = format!(" {} ", words(text).collect::<Vec<_>>().join(" "));
    EVERYTHING.iter().any(|all| said.match_indices(all).any(|(at, _)| said[..at].ends_with(' ')))
}

/// What a part of a sentence dates, where it begins with a grade or with numbers of entries.
fn scope(part: &str) -> Option<Scope> {
    let said: Vec<String> = words(part).take(8).collect();
    let lead =
        said.iter().take_while(|word| matches!(word.as_str(), "all" | "the" | "and" | "any" | "for" | "our")).count();
    let first = said.get(lead)?;
    let second = said.get(lead + 1).map_or("", String::as_str);
    if GRADES.contains(&first.as_str()) {
        let set_apart = part
            .to_lowercase()
            .split_once(first.as_str())
            .is_some_and(|(_, rest)| rest.trim_start().starts_with([':', '-', '–', '—', '(']));
        let class = CLASSES.contains(&second) || matches!(second, "by" | "within" | "before" | "until");
        return (set_apart || class).then(|| Scope::Grade(first.clone()));
    }
    let numbered = NUMBERED.contains(&first.as_str());
    let mut listed = Vec::new();
    for word in said.iter().skip(lead + usize::from(numbered)) {
        if word == "and" || word == "to" {
            continue;
        }
        if !(is_code(word) || numbered && word.len() <= 2 && word.bytes().all(|c| c.is_ascii_digit())) {
            break;
        }
        listed.push(word.clone());
    }
    (!listed.is_empty()).then_some(Scope::References(listed))
}

/// "pt-01", "a2": a few letters, then digits.
fn is_code(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = word.get(letters..).unwrap_or_default().trim_start_matches('-');
    (1..=4).contains(&letters)
        && (1..=5).contains(&rest.len())
        && rest.bytes().all(|c| c.is_ascii_digit())
        && !(letters == 1 && matches!(word.as_bytes()[0], b'q' | b'h' | b'w'))
        && !matches!(word.get(..2), Some("fy" | "cw" | "kw" | "wk"))
}

/// The number of the entry that a sentence stands in, and the codes that it names.
fn references_of(sentence: &Sentence, document: &Document) -> Vec<String> {
    let mut names: Vec<String> = words(&sentence.text).filter(|word| is_code(word)).collect();
    if let Some(block) = document.blocks.get(sentence.block) {
        if let BlockKind::Entry(entry) = &block.kind {
            names.extend(entry.number.as_ref().map(|number| number.to_lowercase()));
        }
        names.extend(block.label.as_deref().into_iter().flat_map(words).filter(|word| is_code(word)));
    }
    names
}

/// The grades of a task: in its label, its cells, the headings over it, and over the finding whose code it names.
fn grades_of(sentence: &Sentence, names: &[String], document: &Document) -> Vec<String> {
    let mut texts: Vec<&str> = Vec::new();
    let mut add = |block: usize| {
        let Some(here) = document.blocks.get(block) else { return };
        texts.extend(here.label.as_deref());
        if let BlockKind::Row(row) = &here.kind {
            texts.extend(row.cells.iter().filter(|cell| cell.split_whitespace().count() <= 2).map(String::as_str));
        }
        let mut section = Some(here.section);
        for _ in 0..MOST_LEVELS {
            let Some(over) = section.and_then(|index| document.sections.get(index)) else { break };
            texts.extend(over.heading.as_deref());
            section = over.parent;
        }
    };
    add(sentence.block);
    for (index, block) in document.blocks.iter().enumerate() {
        if let BlockKind::Entry(entry) = &block.kind
            && entry
                .number
                .as_ref()
                .is_some_and(|number| is_code(&number.to_lowercase()) && names.contains(&number.to_lowercase()))
        {
            add(index);
        }
    }
    let marked = sentence.text.split(['[', ']', '(', ')']).skip(1).step_by(2);
    texts.extend(marked);
    texts.iter().flat_map(|text| words(text)).filter(|word| GRADES.contains(&word.as_str())).collect()
}
