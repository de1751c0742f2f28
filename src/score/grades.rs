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
    /// By the block that a line like "Priority: high" stands under.
    blocks: HashMap<usize, Priority>,
    /// By reference in lower case: "pt-01", "a2".
    references: HashMap<String, Priority>,
    /// Word stems of graded findings, by which a later action recalls them: "leaver" of "A1. Leavers (High)".
    topics: Vec<(Vec<String>, Priority)>,
}

/// The shortest word that can recall a finding; shorter ones are mostly grammar.
const TOPIC_WORD: usize = 5;
/// The title of a finding has at most so many such words.
const TOPIC_WORDS: usize = 5;
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
            if let Some(grade) = stated(block) {
                match block.parent {
                    Some(parent) => {
                        grades.blocks.insert(parent, grade);
                    }
                    // A line of its own grades the section that it stands in.
                    None => {
                        if let Some(slot) = grades.sections.get_mut(block.section) {
                            slot.get_or_insert(grade);
                        }
                    }
                }
            }
            let own = block_grade(block);
            if let Some(grade) = own
                && section_role(document, block) == Some(Role::Findings)
            {
                let stems = topic_stems(&block.text);
                // A whole sentence shares words with everything.
                if (1..=TOPIC_WORDS).contains(&stems.len()) {
                    grades.topics.push((stems, grade));
                }
            }
            let Some(grade) = own.or_else(|| grades.sections.get(block.section).copied().flatten()) else { continue };
            let number = match &block.kind {
                BlockKind::Entry(entry) => entry.number.as_deref(),
                _ => None,
            };
            for name in [number, block.label.as_deref(), Some(block.text.as_str())].into_iter().flatten() {
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
            .or_else(|| self.referred(document, block, text))
            .or_else(|| self.recalled(document, block, text))
    }

    fn around(&self, document: &Document, block: usize) -> Option<Priority> {
        let mut at = Some(block);
        for _ in 0..DEEPEST {
            let Some((index, here)) = at.and_then(|index| Some((index, document.blocks.get(index)?))) else { break };
            if let Some(grade) = block_grade(here).or_else(|| self.blocks.get(&index).copied()) {
                return Some(grade);
            }
            at = here.parent;
        }
        self.sections.get(document.blocks.get(block)?.section).copied().flatten()
    }

    /// What an entry names is what it deals with; prose names findings for other reasons.
    fn referred(&self, document: &Document, block: usize, text: &str) -> Option<Priority> {
        let kind = &document.blocks.get(block)?.kind;
        if self.references.is_empty() || !matches!(kind, BlockKind::Entry(_) | BlockKind::Row(_) | BlockKind::KeyValue)
        {
            return None;
        }
        words(text).iter().filter_map(|word| self.references.get(word.folded.as_ref()).copied()).min()
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

fn section_role(document: &Document, block: &Block) -> Option<Role> {
    document.sections.get(block.section).map(|section| section.role)
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

/// "Priority: high" as a line or entry of its own.
fn stated(block: &Block) -> Option<Priority> {
    let label = block.label.as_deref().filter(|label| words(label).len() == 1 && is_grade_column(label))?;
    let is_field =
        matches!(block.kind, BlockKind::KeyValue | BlockKind::Entry(_)) && !label.eq_ignore_ascii_case("risk");
    (is_field && words(&block.text).len() <= 2).then(|| cell_grade(&block.text)).flatten()
}

fn is_grade_column(header: &str) -> bool {
    words(header).iter().any(|word| grade_noun(&word.folded))
}

/// A cell of a graded column, where a bare letter or digit is a grade too.
fn cell_grade(cell: &str) -> Option<Priority> {
    let list = words(cell);
    match list.first()?.folded.as_ref() {
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
    let word = |at: usize| list.get(at).map(|word| word.folded.as_ref());
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

/// A grade set apart in a sentence: `[High] Rotate the keys`, `Rotate the keys (P1)`, `🔴 Rotate the keys`.
fn marked(text: &str) -> Option<Priority> {
    if let Some(grade) = emoji_grade(text) {
        return Some(grade);
    }
    let mut rest = text;
    while let Some(open) = memchr::memchr2(b'(', b'[', rest.as_bytes()) {
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
    let pieces = lead.split_whitespace().filter(|piece| piece.contains(char::is_alphanumeric));
    // The words of a long line need not be read to see that it has more.
    let few = pieces.take(3).count() <= 2 && words(lead).len() <= 2;
    few.then(|| label_grade(lead)).flatten()
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
    (opens && digit && grade_word(&word).is_none()).then(|| word.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::{Entry, Row, Section};
    use crate::zones::Voice;

    fn section(heading: Option<&str>, role: Role, parent: Option<usize>) -> Section {
        Section { heading: heading.map(str::to_owned), number: None, parent, role, line: 1 }
    }

    fn block(kind: BlockKind, label: Option<&str>, text: &str, section: usize) -> Block {
        Block {
            kind,
            text: text.to_owned(),
            label: label.map(str::to_owned),
            beside: None,
            lines: 0..1,
            section,
            parent: None,
            voice: Voice::Own,
        }
    }

    fn entry(level: usize) -> BlockKind {
        BlockKind::Entry(Entry { level, number: None, checked: None })
    }

    #[test]
    fn a_heading_states_a_grade_or_only_describes() {
        for (text, expected) in [
            ("3.1 Critical", Some(Priority::High)),
            ("Critical security holes (act now)", Some(Priority::High)),
            ("Medium and low", Some(Priority::Medium)),
            ("Leavers (High)", Some(Priority::High)),
            ("WEEK 1 (Critical - Must Complete)", Some(Priority::High)),
            ("WEEK 3-4 (Medium Priority)", Some(Priority::Medium)),
            ("Severity: low", Some(Priority::Low)),
            ("Priority 2", Some(Priority::Medium)),
            ("Category A", Some(Priority::High)),
            ("P1", Some(Priority::High)),
            ("P3 - when the rest is done", Some(Priority::Low)),
            ("Must have", Some(Priority::High)),
            ("Nice to have", Some(Priority::Low)),
            ("\u{1f7e2} Later", Some(Priority::Low)),
            ("High-level overview", None),
            ("Low tide on the 4th", None),
            ("Priorities", None),
            ("Risk assessment", None),
            ("", None),
        ] {
            assert_eq!(label_grade(text), expected, "{text}");
        }
    }

    #[test]
    fn a_mark_in_the_text_grades_its_entry() {
        for (text, expected) in [
            ("[High] Rotate the keys", Some(Priority::High)),
            ("Rotate the keys (P2)", Some(Priority::Medium)),
            ("Low: repaint the gate", Some(Priority::Low)),
            ("Rotate the keys (see the high shelf in the cellar)", None),
            ("Ask Ana: high tide or low tide?", None),
            ("(unclosed", None),
        ] {
            assert_eq!(marked(text), expected, "{text}");
        }
    }

    #[test]
    fn the_grade_comes_from_column_section_reference_or_finding() {
        let row = |header: &str, cell: &str| {
            BlockKind::Row(Row {
                header: vec!["Task".to_owned(), header.to_owned()],
                cells: vec!["Mend it".to_owned(), cell.to_owned()],
            })
        };
        let numbered =
            |number: &str| BlockKind::Entry(Entry { level: 0, number: Some(number.to_owned()), checked: None });
        let document = Document {
            sections: vec![
                section(None, Role::Open, None),
                section(Some("Findings"), Role::Findings, None),
                section(Some("High"), Role::Findings, Some(1)),
                section(Some("Badges of guests (Low)"), Role::Findings, Some(1)),
                section(Some("Actions"), Role::Actions, None),
                section(Some("Medium priority"), Role::Actions, Some(4)),
            ],
            blocks: vec![
                block(BlockKind::Paragraph, Some("GT-07"), "The gate opens for any card.", 2),
                block(entry(0), None, "GT-08 The lamp is dark.", 2),
                block(row("Severity", "Critical"), None, "Mend it", 0),
                block(row("Prio", "C"), None, "Mend it", 0),
                block(row("Where", "High street"), None, "Mend it", 0),
                block(entry(0), None, "Close the gate (GT-07)", 4),
                block(entry(0), None, "Change the lamp, gt-08", 4),
                block(entry(0), None, "Collect each badge at the door", 4),
                block(entry(0), None, "Paint the fence", 4),
                block(entry(0), None, "Oil the hinge", 5),
                block(numbered("B4"), None, "Cellar stairs (High)", 1),
                block(entry(0), None, "Mark the steps named in B4", 4),
                block(entry(0), None, "Light the cellar", 4),
                block(entry(0), None, "Sweep the yard", 0),
                Block { parent: Some(13), ..block(BlockKind::KeyValue, Some("Priority"), "Low", 0) },
            ],
        };
        let grades = Grades::read(&document);
        for (index, expected) in [
            (2, Some(Priority::High)),
            (3, Some(Priority::Low)),
            (4, None),
            (5, Some(Priority::High)),
            (6, Some(Priority::High)),
            (7, Some(Priority::Low)),
            (8, None),
            (9, Some(Priority::Medium)),
            (11, Some(Priority::High)),
            (12, Some(Priority::High)),
            (13, Some(Priority::Low)),
        ] {
            let text = document.blocks[index].text.clone();
            assert_eq!(grades.of(&document, index, &text, &[]), expected, "{text} ({index})");
        }
        assert_eq!(grades.of(&document, 8, "Paint the fence", &[9]), Some(Priority::Medium));
        assert_eq!(grades.of(&document, 99, "", &[77]), None);
    }
}
