//! The grading that an email gives its own entries: "3.1 Critical", "(High)", a Priority column, "P2".

use std::collections::HashMap;

use super::Priority;
use crate::facts::phrases::words;
use crate::facts::stems::stem;
use crate::structure::{Block, BlockKind, Document, Role};

/// The grades of one document.
#[derive(Debug, Clone, Default)]
pub struct Grades {
    /// By section, as its heading or that of an enclosing section says.
    sections: Vec<Option<Priority>>,
    /// By reference in lower case: "pt-01", "a2".
    references: HashMap<String, Priority>,
    /// Word stems of graded findings, by which a later action recalls them: "leaver" of "A1. Leavers (High)".
    topics: Vec<(Vec<String>, Priority)>,
}

/// The shortest word that can recall a finding; shorter ones are mostly grammar.
const TOPIC_WORD: usize = 5;
/// How far up nested sections and entries are followed, which bounds the work on malformed nesting.
const DEEPEST: usize = 16;

impl Grades {
    pub fn read(document: &Document) -> Grades {
        let mut grades = Grades::default();
        for section in 0..document.sections.len() {
            grades.sections.push(section_grade(document, section));
        }
        for (section, grade) in document.sections.iter().zip(&grades.sections) {
            let Some(grade) = *grade else { continue };
            for name in [&section.number, &section.heading].into_iter().flatten() {
                if let Some(reference) = leading_reference(name) {
                    grades.references.entry(reference).or_insert(grade);
                }
            }
            if section.role == Role::Findings
                && let Some(heading) = &section.heading
            {
                let stems = topic_stems(heading);
                if !stems.is_empty() {
                    grades.topics.push((stems, grade));
                }
            }
        }
        for block in &document.blocks {
            let Some(grade) = block_grade(block).or_else(|| grades.sections.get(block.section).copied().flatten())
            else {
                continue;
            };
            for name in [block.label.as_deref(), Some(block.text.as_str())].into_iter().flatten() {
                if let Some(reference) = leading_reference(name) {
                    grades.references.entry(reference).or_insert(grade);
                }
            }
        }
        grades
    }

    /// The grade of the task in `text`, a sentence of `block`; `repeats` are the blocks that name it again.
    ///
    /// What stands nearest counts; among repeats the highest.
    pub fn of(&self, document: &Document, block: usize, text: &str, repeats: &[usize]) -> Option<Priority> {
        marked(text)
            .or_else(|| self.around(document, block))
            .or_else(|| repeats.iter().filter_map(|&repeat| self.around(document, repeat)).min())
            .or_else(|| self.referred(text))
            .or_else(|| self.recalled(document, block, text))
    }

    fn around(&self, document: &Document, block: usize) -> Option<Priority> {
        let mut at = Some(block);
        for _ in 0..DEEPEST {
            let Some(here) = at.and_then(|index| document.blocks.get(index)) else { break };
            if let Some(grade) = block_grade(here) {
                return Some(grade);
            }
            at = here.parent;
        }
        self.sections.get(document.blocks.get(block)?.section).copied().flatten()
    }

    fn referred(&self, text: &str) -> Option<Priority> {
        if self.references.is_empty() {
            return None;
        }
        words(text).iter().filter_map(|word| self.references.get(&word.folded).copied()).min()
    }

    fn recalled(&self, document: &Document, block: usize, text: &str) -> Option<Priority> {
        let here = document.blocks.get(block)?;
        let section = document.sections.get(here.section)?;
        if self.topics.is_empty() || !matches!(section.role, Role::Actions | Role::Timeline) {
            return None;
        }
        let mut stems = topic_stems(text);
        if let Some(parent) = here.parent.and_then(|index| document.blocks.get(index)) {
            stems.extend(topic_stems(&parent.text));
        }
        let shared = |topic: &[String]| topic.iter().filter(|word| stems.contains(word)).count();
        self.topics
            .iter()
            .map(|(topic, grade)| (shared(topic), *grade))
            .filter(|(count, _)| *count > 0)
            .max_by_key(|&(count, grade)| (count, std::cmp::Reverse(grade)))
            .map(|(_, grade)| grade)
    }
}

fn topic_stems(text: &str) -> Vec<String> {
    words(text)
        .iter()
        .filter(|word| word.folded.chars().count() >= TOPIC_WORD && grade_word(&word.folded).is_none())
        .map(|word| stem(word.folded.trim_end_matches("'s")).into_owned())
        .collect()
}

fn section_grade(document: &Document, section: usize) -> Option<Priority> {
    let mut at = Some(section);
    for _ in 0..DEEPEST {
        let here = document.sections.get(at?)?;
        if let Some(grade) = here.heading.as_deref().and_then(label_grade) {
            return Some(grade);
        }
        at = here.parent;
    }
    None
}

/// What a block says of itself: a graded column, its label, a mark in its text.
fn block_grade(block: &Block) -> Option<Priority> {
    if let BlockKind::Row(row) = &block.kind
        && let Some((_, cell)) = row.header.iter().zip(&row.cells).find(|(header, _)| is_grade_column(header))
    {
        return cell_grade(cell);
    }
    if let Some(grade) = block.label.as_deref().and_then(label_grade) {
        return Some(grade);
    }
    marked(&block.text)
}

fn is_grade_column(header: &str) -> bool {
    words(header).iter().any(|word| grade_noun(&word.folded))
}

/// A cell of a graded column, where a bare letter or digit is a grade too.
fn cell_grade(cell: &str) -> Option<Priority> {
    let list = words(cell);
    match list.first()?.folded.as_str() {
        "h" | "a" | "1" | "0" | "must" => Some(Priority::High),
        "m" | "b" | "2" | "should" => Some(Priority::Medium),
        "l" | "c" | "3" | "4" | "5" | "could" | "won't" => Some(Priority::Low),
        _ => label_grade(cell),
    }
}

/// The grade that a heading, label or bracket states; `None` where a grade word only describes ("High-level design").
pub fn label_grade(text: &str) -> Option<Priority> {
    if let Some(grade) = emoji_grade(text) {
        return Some(grade);
    }
    let list = words(text);
    let word = |at: usize| list.get(at).map(|word| word.folded.as_str());
    for at in 0..list.len() {
        let Some(here) = word(at) else { break };
        // "Priority 1", "Category B".
        if grade_noun(here)
            && let Some(next) = word(at + 1)
            && (at + 2 == list.len() || list.get(at + 2).is_some_and(|after| after.after_break))
        {
            match next {
                "1" | "a" | "i" => return Some(Priority::High),
                "2" | "b" | "ii" => return Some(Priority::Medium),
                "3" | "4" | "c" | "iii" => return Some(Priority::Low),
                _ => {}
            }
        }
        let Some(grade) = grade_word(here) else { continue };
        let opens = at == 0 || list.get(at).is_some_and(|word| word.after_break) || is_number(word(at - 1));
        let closes = at + 1 == list.len() || list.get(at + 1).is_some_and(|word| word.after_break);
        let before_noun = word(at + 1).is_some_and(grade_noun);
        let after_noun = at > 0 && word(at - 1).is_some_and(grade_noun);
        let with_another = matches!(word(at + 1), Some("and" | "or" | "to")) && word(at + 2).is_some_and(is_grade);
        let must = word(at) == Some("must") || word(at) == Some("nice");
        let strong = matches!(here, "critical" | "urgent");
        if (opens && closes) || before_noun || (after_noun && closes) || (opens && with_another) || (strong && opens) {
            return Some(grade);
        }
        if must && opens && matches!(word(at + 1), Some("have" | "do" | "complete" | "to")) {
            return Some(grade);
        }
    }
    None
}

fn is_number(word: Option<&str>) -> bool {
    word.is_some_and(|word| word.chars().all(|c| c.is_ascii_digit() || c == '.'))
}

/// A grade set apart in a sentence: "[High] Rotate the keys", "Rotate the keys (P1)", "🔴 Rotate the keys".
fn marked(text: &str) -> Option<Priority> {
    if let Some(grade) = emoji_grade(text) {
        return Some(grade);
    }
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let inner = rest.get(open + 1..)?;
        let Some(close) = inner.find([')', ']']) else { break };
        let (inside, after) = inner.split_at_checked(close)?;
        // A grade is a word or two; a remark in brackets is no grade.
        if words(inside).len() <= 3
            && let Some(grade) = label_grade(inside)
        {
            return Some(grade);
        }
        rest = after;
    }
    let (lead, _) = text.split_once(':').or_else(|| text.split_once(" - "))?;
    (words(lead).len() <= 2).then(|| label_grade(lead)).flatten()
}

/// The coloured marks that this program writes and others use.
fn emoji_grade(text: &str) -> Option<Priority> {
    if text.is_ascii() {
        return None;
    }
    let first = text.trim_start().chars().next()?;
    let last = text.trim_end().chars().next_back()?;
    [first, last].into_iter().find_map(|c| match c {
        '\u{1f534}' | '\u{1f6a8}' => Some(Priority::High),
        '\u{1f7e1}' | '\u{1f7e0}' => Some(Priority::Medium),
        '\u{1f7e2}' => Some(Priority::Low),
        _ => None,
    })
}

fn is_grade(word: &str) -> bool {
    grade_word(word).is_some()
}

fn grade_word(word: &str) -> Option<Priority> {
    Some(match word {
        "critical" | "urgent" | "high" | "highest" | "severe" | "major" | "blocker" | "must" | "p0" | "p1" | "sev0"
        | "sev1" | "sev-1" | "sev2" | "sev-2" | "prio1" => Priority::High,
        "medium" | "moderate" | "normal" | "p2" | "sev3" | "sev-3" | "prio2" => Priority::Medium,
        "low" | "lowest" | "minor" | "trivial" | "nice" | "optional" | "p3" | "p4" | "p5" | "sev4" | "sev-4"
        | "prio3" => Priority::Low,
        _ => return None,
    })
}

fn grade_noun(word: &str) -> bool {
    matches!(
        word,
        "priority"
            | "priorities"
            | "prio"
            | "severity"
            | "sev"
            | "grade"
            | "rating"
            | "urgency"
            | "importance"
            | "impact"
            | "risk"
            | "class"
            | "category"
            | "criticality"
    )
}

/// "PT-01", "A2" at the start of a finding: letters, then digits, so that "2 quotes" is none.
fn leading_reference(text: &str) -> Option<String> {
    let first = words(text.get(..text.len().min(40)).unwrap_or(text)).into_iter().next()?;
    let word = first.folded;
    let opens = word.chars().next().is_some_and(char::is_alphabetic);
    let digit = word.chars().any(|c| c.is_ascii_digit());
    (opens && digit && grade_word(&word).is_none()).then_some(word)
}
