//! The lines under a task: why, with what effect, on what condition.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::phrases::{Phrases, words};
use crate::sentences::Sentence;
use crate::structure::{Block, BlockKind, Document};

/// How many context lines a task has at most.
pub const MOST: usize = 3;

/// The most characters of a line; what is longer is cut at a word.
const WIDEST: usize = 200;
/// How many sentences after the task may explain it; the one before it may too.
const AFTER: usize = 2;

/// What a context line tells of its task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tells {
    /// Why, or how things stand.
    Context,
    /// What follows if it is not done.
    Impact,
    /// What it needs.
    Requires,
    /// What comes first.
    Depends,
    Recommended,
    /// Where to look: a number, a document.
    Reference,
}

impl Tells {
    /// The label that a note sets before the line: "Context", "Impact".
    pub fn label(self) -> &'static str {
        match self {
            Tells::Context => "Context",
            Tells::Impact => "Impact",
            Tells::Requires => "Requires",
            Tells::Depends => "Dependency",
            Tells::Recommended => "Recommended",
            Tells::Reference => "Reference",
        }
    }
}

/// Where several cues stand in one sentence the first of this list names it.
const CUES: &[(&str, Tells)] = &[
    ("otherwise", Tells::Impact),
    ("or else", Tells::Impact),
    ("failure to", Tells::Impact),
    ("if not", Tells::Impact),
    ("if we|you|they|i don't|can't|miss|fail", Tells::Impact),
    ("if that|this|it fails|slips|lapses|isn't|doesn't", Tells::Impact),
    ("without it|this|that|those|them|these", Tells::Impact),
    ("risk|risks|risking|impact|consequence|consequences", Tells::Impact),
    ("penalty|penalties|surcharge|lapse|lapses|expires", Tells::Impact),
    ("we|they|you|you'll|we'll|they'll lose", Tells::Impact),
    ("depends|depend|dependent|depending on|upon", Tells::Depends),
    ("blocked by|on", Tells::Depends),
    ("waiting for|on", Tells::Depends),
    ("as soon as", Tells::Depends),
    ("once the|we|you|they|it|he|she|that|this|these|those|your|our|i|i've|i'm", Tells::Depends),
    ("not|nothing before|until", Tells::Depends),
    ("only after", Tells::Depends),
    ("before we|you|they|it|i can", Tells::Depends),
    ("requires|require|required|requirement|requirements", Tells::Requires),
    ("needs|must", Tells::Requires),
    ("has|have to be", Tells::Requires),
    ("needed for|by|to", Tells::Requires),
    ("recommend|recommends|recommended|suggest|suggested|ideally|preferably", Tells::Recommended),
    ("because|since|as we|the|they|it|you|i|he|she|there|our|your|this|that", Tells::Context),
    ("because", Tells::Context),
    ("so that we|the|it|they|you|i|he|she|everyone|nobody|no|there|our|your", Tells::Context),
    ("due to", Tells::Context),
    ("owing to", Tells::Context),
    ("the reason", Tells::Context),
    ("that's|which|this|that is why", Tells::Context),
    ("that's|this why", Tells::Context),
    ("currently|presently", Tells::Context),
    ("at the moment", Tells::Context),
    ("right now", Tells::Context),
    ("so far", Tells::Context),
    ("still has|have|had|shows|says|missing|open|using|runs", Tells::Context),
    ("is|are|was|were missing|outdated|wrong|broken|incomplete", Tells::Context),
    ("see the|section|page|attached|also", Tells::Reference),
    ("attached|enclosed", Tells::Reference),
    ("reference|ref|ticket|number|po|invoice|order is|no|number", Tells::Reference),
    ("is|are in the|our|my folder|drive|doc|document|file|sheet|wiki|repository", Tells::Reference),
];

static PHRASES: LazyLock<Phrases<usize>> =
    LazyLock::new(|| Phrases::new(CUES.iter().enumerate().map(|(rank, &(phrase, _))| (phrase, rank))));

/// What `text` tells of a task beside it; `None` where no cue speaks.
fn told(text: &str) -> Option<Tells> {
    let list = words(text);
    let rank = PHRASES.find(&list).iter().map(|hit| *hit.means).min();
    if let Some((_, tells)) = rank.and_then(|rank| CUES.get(rank)) {
        return Some(*tells);
    }
    list.iter().any(|word| is_reference(&word.folded)).then_some(Tells::Reference)
}

/// "hs-2207", "cve-2024-12345", "re4471": letters and at least three digits, by which others refer to a thing.
fn is_reference(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && word.chars().next().is_some_and(char::is_alphabetic)
}

/// The kind of a line that [`find`] gave; `None` where the line brings a label of its own ("Impact: two days lost").
pub fn tells(line: &str) -> Option<Tells> {
    if let Some((label, _)) = line.split_once(": ")
        && words(label).len() <= 2
        && label.starts_with(char::is_uppercase)
        && !label.contains(['.', ','])
    {
        return None;
    }
    Some(told(line).unwrap_or(Tells::Context))
}

/// Reason, impact, requirement and dependency of the task, verbatim from the sentences and sub-entries around it.
///
/// `taken` are the sentences that are tasks themselves. Each line is one line of at most some 200 characters; the entries
/// below the task come first, then the sentences beside it that explain, then the finding that it refers to ("PT-01").
pub fn find(
    sentence: usize,
    sentences: &[Sentence],
    document: &Document,
    findings: &Findings,
    taken: &[usize],
) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let Some(task) = sentences.get(sentence) else { return lines };
    below(&mut lines, task, sentences, document, taken);
    beside(&mut lines, sentence, sentences, taken);
    referred(&mut lines, task, sentences, document, findings, taken);
    lines
}

fn add(lines: &mut Vec<String>, line: String) {
    if lines.len() < MOST && !line.is_empty() && !lines.contains(&line) {
        lines.push(line);
    }
}

/// The entries nested under the task's own.
fn below(lines: &mut Vec<String>, task: &Sentence, sentences: &[Sentence], document: &Document, taken: &[usize]) {
    let is_entry = document
        .blocks
        .get(task.block)
        .is_some_and(|block| matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_)));
    if !is_entry {
        return;
    }
    // What is nested under a block follows it.
    for (index, block) in document.blocks.iter().enumerate().skip(task.block + 1) {
        if lines.len() == MOST {
            return;
        }
        if block.parent != Some(task.block) {
            let deeper = block.parent.is_some_and(|parent| parent > task.block);
            if deeper {
                continue;
            }
            return;
        }
        // "[Platform]" says whose it is.
        let says = words(&block.text).len() > 1 || block.label.is_some();
        if !says || is_field(block) || is_taken(index, sentences, taken) {
            continue;
        }
        let text = match &block.label {
            Some(label) => format!("{label}: {}", block.text),
            None => block.text.clone(),
        };
        add(lines, shown(&text));
    }
}

/// A field of the task that is shown elsewhere: its day, its owner, its rank.
fn is_field(block: &Block) -> bool {
    let Some(label) = block.label.as_deref() else { return false };
    words(label).iter().any(|word| {
        matches!(
            word.folded.as_ref(),
            "due"
                | "deadline"
                | "owner"
                | "who"
                | "when"
                | "by"
                | "assignee"
                | "assigned"
                | "responsible"
                | "priority"
                | "date"
                | "status"
                | "severity"
        )
    })
}

fn is_taken(block: usize, sentences: &[Sentence], taken: &[usize]) -> bool {
    taken.iter().any(|&index| sentences.get(index).is_some_and(|sentence| sentence.block == block))
}

/// The sentences around the task in its paragraph that explain it.
fn beside(lines: &mut Vec<String>, task: usize, sentences: &[Sentence], taken: &[usize]) {
    let Some(block) = sentences.get(task).map(|sentence| sentence.block) else { return };
    let after = (task + 1)..=(task + AFTER);
    let mut broken = false;
    for index in after {
        // What stands behind the next task speaks of that one.
        broken |= taken.contains(&index);
        if !broken && let Some(line) = explains(index, block, sentences) {
            add(lines, line);
        }
    }
    if let Some(index) = task.checked_sub(1)
        && !taken.contains(&index)
        && let Some(line) = explains(index, block, sentences)
    {
        add(lines, line);
    }
}

fn explains(index: usize, block: usize, sentences: &[Sentence]) -> Option<String> {
    let sentence = sentences.get(index)?;
    let text = sentence.text.trim();
    if sentence.block != block || text.ends_with('?') || text.len() < SHORTEST {
        return None;
    }
    let list = words(text);
    if list.iter().any(|word| matches!(word.folded.as_ref(), "thanks" | "thank" | "sorry" | "regards")) {
        return None;
    }
    told(text).map(|_| shown(text))
}

/// Shorter sentences explain nothing: "As required."
const SHORTEST: usize = 16;

/// The blocks by the reference that their number, label or text opens with ("PT-01"), in the order of the document.
#[derive(Debug, Default)]
pub struct Findings(HashMap<String, Vec<usize>>);

impl Findings {
    pub fn of(document: &Document) -> Findings {
        let mut findings: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, block) in document.blocks.iter().enumerate() {
            let number = match &block.kind {
                BlockKind::Heading => continue,
                BlockKind::Entry(entry) => entry.number.as_deref().unwrap_or_default(),
                _ => "",
            };
            for part in [number, block.label.as_deref().unwrap_or_default(), &block.text] {
                if let Some(code) = opening_word(part).filter(|word| is_code(word)) {
                    let blocks = findings.entry(code).or_default();
                    if blocks.last() != Some(&index) && blocks.len() < MOST_FINDINGS {
                        blocks.push(index);
                    }
                }
            }
        }
        Findings(findings)
    }
}

/// More blocks that open alike are no findings.
const MOST_FINDINGS: usize = 20;

/// The finding or entry elsewhere that opens with a reference which the task names.
fn referred(
    lines: &mut Vec<String>,
    task: &Sentence,
    sentences: &[Sentence],
    document: &Document,
    findings: &Findings,
    taken: &[usize],
) {
    let named = words(&task.text).into_iter().map(|word| word.folded.into_owned()).filter(|word| is_code(word));
    let mut blocks: Vec<usize> = named.filter_map(|code| findings.0.get(&code)).flatten().copied().collect();
    blocks.sort_unstable();
    blocks.dedup();
    for index in blocks.into_iter().filter(|index| *index != task.block) {
        if lines.len() == MOST {
            return;
        }
        let Some(block) = document.blocks.get(index) else { continue };
        if block.text != task.text && !is_taken(index, sentences, taken) {
            add(lines, shown(&block.text));
        }
    }
}

fn opening_word(text: &str) -> Option<String> {
    let first = text.split_ascii_whitespace().next()?;
    words(first).into_iter().next().map(|word| word.folded.into_owned())
}

/// "pt-01", "a2", "r8": how a report numbers its findings.
fn is_code(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = word.get(letters..).unwrap_or_default().trim_start_matches('-');
    (1..=5).contains(&letters) && !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// `text` as one line, cut at a word.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(WIDEST) else { return line };
    let head = line.get(..end).unwrap_or_default();
    let head = head.rsplit_once(' ').map_or(head, |(whole, _)| whole);
    format!("{}\u{2026}", head.trim_end_matches([',', ';', ':', '.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::Role;
    use crate::structure::{Entry, Section};
    use crate::zones::Voice;

    fn block(kind: BlockKind, label: Option<&str>, text: &str, parent: Option<usize>) -> Block {
        Block {
            kind,
            text: text.to_owned(),
            label: label.map(str::to_owned),
            beside: None,
            lines: 0..1,
            section: 0,
            parent,
            voice: Voice::Own,
        }
    }

    fn entry(level: usize, label: Option<&str>, text: &str, parent: Option<usize>) -> Block {
        block(BlockKind::Entry(Entry { level, number: None, checked: None }), label, text, parent)
    }

    fn document(blocks: Vec<Block>) -> Document {
        let section = Section { heading: None, number: None, parent: None, role: Role::Open, line: 1 };
        Document { sections: vec![section], blocks }
    }

    fn sentences(list: &[(usize, &str)]) -> Vec<Sentence> {
        list.iter()
            .enumerate()
            .map(|(index, &(block, text))| Sentence { text: text.to_owned(), block, index, line: 1 })
            .collect()
    }

    fn paragraph(list: &[&str], task: usize, taken: &[usize]) -> Vec<String> {
        let document = document(vec![block(BlockKind::Paragraph, None, &list.join(" "), None)]);
        let sentences = sentences(&list.iter().map(|text| (0, *text)).collect::<Vec<_>>());
        find(task, &sentences, &document, &Findings::of(&document), taken)
    }

    #[test]
    fn a_neighbour_that_explains_is_kept_verbatim() {
        for (list, expected) in [
            (&["Please renew the licence.", "Otherwise the scanner stops on Monday."][..], vec![1]),
            (&["The old licence is currently with Ines.", "Please renew it."], vec![]),
            (&["Please renew the licence.", "It was sunny on Sunday."], vec![]),
            (&["Please renew the licence.", "Must I ask again?"], vec![]),
            (&["Please renew the licence.", "Nice weather here.", "The order number is KX-4410."], vec![2]),
            (&["Please renew the licence.", "Thanks, because you always help."], vec![]),
        ] {
            let found = paragraph(list, 0, &[0]);
            let expected: Vec<String> = expected.into_iter().map(|index: usize| list[index].to_owned()).collect();
            assert_eq!(found, expected, "{list:?}");
        }
        let before = ["The old licence currently sits with Ines.", "Please renew it."];
        assert_eq!(paragraph(&before, 1, &[1]), [before[0]]);
    }

    #[test]
    fn another_task_ends_what_belongs_to_this_one() {
        let list = ["Call the harbour.", "Please renew the licence.", "Otherwise the scanner stops."];
        assert_eq!(paragraph(&list, 0, &[0, 1]), Vec::<String>::new());
        assert_eq!(paragraph(&list, 1, &[0, 1]), [list[2]]);
    }

    #[test]
    fn sub_entries_come_first_without_the_fields_shown_elsewhere() {
        let document = document(vec![
            entry(0, None, "Replace the relay", None),
            entry(1, Some("Impact"), "the night shift stands still", Some(0)),
            entry(1, Some("Due"), "Friday", Some(0)),
            entry(1, None, "two spares are in the cage", Some(0)),
            entry(2, None, "second shelf", Some(3)),
            entry(0, None, "Call the plant", None),
        ]);
        let texts: Vec<(usize, &str)> =
            document.blocks.iter().enumerate().map(|(at, b)| (at, b.text.as_str())).collect();
        let found = find(0, &sentences(&texts), &document, &Findings::of(&document), &[0, 5]);
        assert_eq!(found, ["Impact: the night shift stands still", "two spares are in the cage"]);
    }

    #[test]
    fn the_finding_that_a_task_names_is_its_context() {
        let document = document(vec![
            entry(0, None, "GT-07 The gate opens for any badge.", None),
            entry(0, None, "Limit the gate to staff badges (GT-07)", None),
        ]);
        let sentences =
            sentences(&[(0, "GT-07 The gate opens for any badge."), (1, "Limit the gate to staff badges (GT-07)")]);
        assert_eq!(
            find(1, &sentences, &document, &Findings::of(&document), &[1]),
            ["GT-07 The gate opens for any badge."]
        );
    }

    #[test]
    fn a_line_is_one_line_and_cut_at_a_word() {
        let long = "because caf\u{e9} ".repeat(40);
        let cut = shown(&long);
        assert!(
            cut.chars().count() <= WIDEST + 1 && cut.ends_with("caf\u{e9}\u{2026}") || cut.ends_with("because\u{2026}"),
            "{cut}"
        );
        assert_eq!(shown("two\n  lines"), "two lines");
        assert!(!shown(&"x".repeat(500)).is_empty());
    }

    #[test]
    fn a_line_tells_what_it_is_unless_it_says_so() {
        for (line, expected) in [
            ("Otherwise the scanner stops.", Some(Tells::Impact)),
            ("It needs two signatures.", Some(Tells::Requires)),
            ("This depends on the survey.", Some(Tells::Depends)),
            ("We recommend five attempts.", Some(Tells::Recommended)),
            ("The PO is KM-8130.", Some(Tells::Reference)),
            ("two spares are in the cage", Some(Tells::Context)),
            ("Impact: the night shift stands still", None),
        ] {
            assert_eq!(tells(line), expected, "{line}");
        }
    }

    #[test]
    fn indices_out_of_range_give_nothing() {
        assert_eq!(find(3, &[], &Document::default(), &Findings::default(), &[9]), Vec::<String>::new());
    }
}
