//! Deadlines stated once for many tasks: "all of this by Friday", "critical findings by 7 March", "A1 and A2 by the 12th".

use super::Reading;
use crate::due::{self, Bond, Due};
use crate::sentences::Sentence;
use crate::structure::{Block, BlockKind, Document};

/// What a statement dates.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    /// Every entry of the mail's lists.
    Everything,
    /// What stands under this heading, label or grade: "critical", "a".
    Class(String),
    /// The entries of these numbers or codes, in lower case.
    References(Vec<String>),
}

/// The statements of one mail.
#[derive(Debug, Clone, Default)]
pub(super) struct Governing {
    statements: Vec<(Scope, Due)>,
}

/// Ways to mean all entries of a list.
const EVERYTHING: [&str; 25] = [
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
    "all by",
    "all due",
    "all are due",
    "all to be",
    "both by",
    "everybody's",
    "everyone's",
    "the rest by",
    "the others by",
    "these are due",
    "everything else",
];

/// Words before the letter or digit of a grade: "Category A", "priority 1".
const GRADE_NOUNS: [&str; 8] = ["grade", "category", "class", "priority", "severity", "level", "tier", "group"];

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
    /// What the sentences of a mail say of the tasks in it; `taken` are those that are tasks themselves.
    pub(super) fn read(reading: &Reading, taken: &[usize]) -> Governing {
        let mut statements = Vec::new();
        for (index, sentence) in reading.sentences.iter().enumerate() {
            if statements.len() >= MOST_STATEMENTS {
                break;
            }
            let label = reading.document.blocks.get(sentence.block).and_then(|block| block.label.as_deref());
            let label = label.filter(|_| sentence.index == 0);
            let labelled = label.map(|label| format!("{label}: {}", sentence.text));
            let text = labelled.as_deref().unwrap_or(&sentence.text);
            if let Some(dated) = dated_by_label(label, sentence, reading) {
                statements.push(dated);
                continue;
            }
            if !text.bytes().any(|c| c.is_ascii_digit()) && due::find(text, &reading.clock).is_none() {
                continue;
            }
            if let Some((whole, bond)) = due::find_bound(text, &reading.clock)
                && !taken.contains(&index)
                && says_everything(text)
                && bond >= Bond::Until
            {
                statements.push((Scope::Everything, whole));
                continue;
            }
            if let Some(dated) = date_first(text, reading) {
                statements.push(dated);
                continue;
            }
            for part in text.split([',', ';']) {
                let Some(due) = due::find_in_label(part, &reading.clock) else { continue };
                let Some(scope) = part.get(..due.span.start).and_then(scope) else { continue };
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
                let classes = classes_of(sentence, &names, document);
                of(&|scope| matches!(scope, Scope::Class(class) if classes.contains(class)))
            })
            .or_else(|| of(&|scope| listed && *scope == Scope::Everything))
    }
}

/// "16 March: A1 and A2": an entry or row of numbers under a date.
fn dated_by_label(label: Option<&str>, sentence: &Sentence, reading: &Reading) -> Option<(Scope, Due)> {
    let block = reading.document.blocks.get(sentence.block)?;
    let label = match &block.kind {
        BlockKind::Row(row) => row.cells.first().map(String::as_str).filter(|cell| *cell != block.text),
        _ => label,
    }?;
    let scope = match scope(&sentence.text)? {
        Scope::References(listed) => Scope::References(listed),
        _ => return None,
    };
    Some((scope, super::deadline::in_label(label, reading)?.0))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(['–', '—', '&', '/'])
        .flat_map(|piece| {
            piece.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\''))).filter(|word| !word.is_empty())
        })
        .map(str::to_lowercase)
}

fn says_everything(text: &str) -> bool {
    let said = format!(" {} ", words(text).collect::<Vec<_>>().join(" "));
    EVERYTHING.iter().any(|all| said.match_indices(all).any(|(at, _)| said[..at].ends_with(' ')))
}

/// "By 16 March: A1 and A2", "Week 2 (until 13 March) – items 3 to 5".
fn date_first(text: &str, reading: &Reading) -> Option<(Scope, Due)> {
    let due = due::find_in_label(text, &reading.clock)?;
    let behind = text.get(due.span.end..)?.trim_start_matches(|c: char| c == ')' || c.is_whitespace());
    let behind = behind.strip_prefix([':', '-', '–', '—', '|'])?;
    let said = words(behind).count();
    match scope(behind)? {
        Scope::References(listed) if said <= listed.len() * 2 + 2 => Some((Scope::References(listed), due)),
        Scope::Class(class) if said <= CLASS_WORDS => Some((Scope::Class(class), due)),
        _ => None,
    }
}

/// Most words between what a statement dates and its date: "have to be closed no later than".
const MOST_BETWEEN: usize = 7;

/// What the words before a date speak of, where they begin with a class or with numbers of entries.
fn scope(ahead: &str) -> Option<Scope> {
    let said: Vec<String> = words(ahead).take(32).collect();
    let lead = |word: &&String| {
        matches!(word.as_str(), "all" | "the" | "and" | "any" | "for" | "our" | "those" | "graded" | "rated" | "marked")
    };
    let at = said.iter().take_while(lead).count();
    let first = said.get(at)?;
    let numbered = NUMBERED.contains(&first.as_str());
    let mut listed: Vec<String> = Vec::new();
    let mut end = at + usize::from(numbered);
    for word in said.iter().skip(end) {
        if !matches!(word.as_str(), "and" | "to" | "through" | "-") {
            let Some(range) = entries(word, numbered) else { break };
            let from = said.get(end.saturating_sub(1)).filter(|word| matches!(word.as_str(), "to" | "through" | "-"));
            match (from, listed.last().cloned()) {
                (Some(_), Some(first)) => listed.extend(between(&first, word)),
                _ => listed.extend(range),
            }
        }
        end += 1;
    }
    if !listed.is_empty() {
        return (said.len() - end <= MOST_BETWEEN).then_some(Scope::References(listed));
    }
    if GRADE_NOUNS.contains(&first.as_str())
        && let Some(grade) = said.get(at + 1).filter(|grade| grade.len() <= 2)
    {
        return Some(Scope::Class(grade.clone()));
    }
    let second = said.get(at + 1).map_or("", String::as_str);
    let lower = ahead.to_lowercase();
    let (_, rest) = lower.split_once(first.as_str())?;
    let set_apart = rest.trim_start().starts_with([':', '-', '–', '—', '(']) && said.len() <= at + MOST_BETWEEN;
    let class = CLASSES.contains(&second) || rest.trim().is_empty();
    (set_apart || class).then(|| Scope::Class(first.clone()))
}

/// The entries that a word names: "3", "a2", "1-3"; bare numbers only where `numbered` says that entries are counted.
fn entries(word: &str, numbered: bool) -> Option<Vec<String>> {
    let number = |word: &str| numbered && (1..=2).contains(&word.len()) && word.bytes().all(|c| c.is_ascii_digit());
    if is_code(word) || number(word) {
        return Some(vec![word.to_owned()]);
    }
    let (first, last) = word.split_once('-')?;
    let ends = number(first) && number(last) || is_code(first) && (is_code(last) || last.parse::<u32>().is_ok());
    ends.then(|| std::iter::once(first.to_owned()).chain(between(first, last)).collect())
}

/// The entries behind `first` up to `last`, with the letters of `first`: "a1", "a3" gives "a2", "a3".
fn between(first: &str, last: &str) -> Vec<String> {
    let split =
        |name: &str| name.find(|c: char| c.is_ascii_digit()).map(|at| (name[..at].to_owned(), name[at..].to_owned()));
    let (Some((letters, from)), Some((_, to))) = (split(first), split(last)) else { return Vec::new() };
    match (from.parse::<u32>(), to.parse::<u32>()) {
        (Ok(low), Ok(high)) if high > low && high - low < MOST_BETWEEN_NUMBERS => {
            (low + 1..=high).map(|n| format!("{letters}{n:0width$}", width = from.len())).collect()
        }
        _ => vec![last.to_owned()],
    }
}

/// A longer range is no list of tasks.
const MOST_BETWEEN_NUMBERS: u32 = 60;

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

/// A longer text describes; a class is named in a word or two.
const CLASS_WORDS: usize = 3;

/// The classes of a task: its label, its short cells, the headings over it, the marks in its text, and those of the
/// finding whose code it names.
fn classes_of(sentence: &Sentence, names: &[String], document: &Document) -> Vec<String> {
    let mut texts: Vec<&str> = Vec::new();
    let mut add = |block: usize| {
        let Some(here) = document.blocks.get(block) else { return };
        texts.extend(here.label.as_deref());
        if let BlockKind::Row(row) = &here.kind {
            texts.extend(row.cells.iter().map(String::as_str));
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
        if index != sentence.block && code_of(block).is_some_and(|code| names.contains(&code)) {
            add(index);
        }
    }
    texts.extend(sentence.text.split(['[', ']', '(', ')']).skip(1).step_by(2));
    let short = |text: &&&str| words(text).filter(|word| !CLASSES.contains(&word.as_str())).count() <= CLASS_WORDS;
    texts.iter().filter(short).flat_map(|text| words(text)).collect()
}

/// The code that a finding goes by: "PT-01" as its number, its label or its first word.
fn code_of(block: &Block) -> Option<String> {
    let number = match &block.kind {
        BlockKind::Entry(entry) => entry.number.as_deref(),
        _ => None,
    };
    let first = block.text.split_whitespace().next();
    [number, block.label.as_deref(), first]
        .into_iter()
        .flatten()
        .map(|name| name.trim_end_matches([':', '.']).to_lowercase())
        .find(|name| is_code(name))
}
