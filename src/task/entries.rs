//! The numbers and codes by which a mail refers to its own entries: "3", "A2", "PT-01", "R3b", "items 1-3".

use crate::sentences::Sentence;
use crate::structure::{Block, BlockKind, Document};

/// The entries that a word names: "3", "a2", "1-3"; bare numbers only where `numbered` says that entries are counted.
pub(super) fn entries(word: &str, numbered: bool) -> Option<Vec<String>> {
    let number = |word: &str| numbered && (1..=2).contains(&word.len()) && word.bytes().all(|c| c.is_ascii_digit());
    if is_code(word) || number(word) {
        return Some(vec![word.to_owned()]);
    }
    let (first, last) = word.split_once('-')?;
    let ends = number(first) && number(last) || is_code(first) && (is_code(last) || last.parse::<u32>().is_ok());
    ends.then(|| std::iter::once(first.to_owned()).chain(between(first, last)).collect())
}

/// The entries behind `first` up to `last`, with the letters of `first`: "a1", "a3" gives "a2", "a3".
pub(super) fn between(first: &str, last: &str) -> Vec<String> {
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
pub(super) fn is_code(word: &str) -> bool {
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = word.get(letters..).unwrap_or_default().trim_start_matches('-');
    // "r3b".
    let rest = rest.strip_suffix(|c: char| matches!(c, 'a'..='h')).unwrap_or(rest);
    (1..=4).contains(&letters)
        && (1..=5).contains(&rest.len())
        && rest.bytes().all(|c| c.is_ascii_digit())
        && !(letters == 1 && matches!(word.as_bytes()[0], b'q' | b'h' | b'w'))
        && !matches!(word.get(..2), Some("fy" | "cw" | "kw" | "wk"))
}

/// How far up enclosing entries are looked at.
const MOST_LEVELS: usize = 8;

/// The words of a text in lower case; dashes within a word stay.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(['–', '—', '&', '/'])
        .flat_map(|piece| {
            piece.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\''))).filter(|word| !word.is_empty())
        })
        .map(str::to_lowercase)
}

/// What a task can be referred to by, the most exact first: "r3b" for the entry "b" under "R3", the codes that it names,
/// then "r3".
pub(super) fn names_of(sentence: &Sentence, document: &Document) -> Vec<String> {
    let number = |block: &Block| match &block.kind {
        BlockKind::Entry(entry) => entry.number.as_ref().map(|number| number.to_lowercase()),
        _ => None,
    };
    let said = words(&sentence.text).filter(|word| is_code(word));
    let Some(block) = document.blocks.get(sentence.block) else { return said.collect() };
    let mut numbers: Vec<String> = number(block).into_iter().collect();
    let mut parent = block.parent;
    for _ in 0..MOST_LEVELS {
        let Some(over) = parent.and_then(|index| document.blocks.get(index)) else { break };
        numbers.extend(number(over));
        parent = over.parent;
    }
    // From the outermost in: "r3", "r3b".
    let mut names: Vec<String> = Vec::new();
    for number in numbers.iter().rev() {
        let over = names.last().cloned().unwrap_or_default();
        let letters = number.bytes().all(|c| c.is_ascii_alphabetic());
        if letters || over.is_empty() {
            names.push(format!("{over}{number}"));
        } else {
            names.push(format!("{over}.{number}"));
        }
    }
    names.retain(|name| name.bytes().any(|c| c.is_ascii_digit()));
    names.reverse();
    let label = block.label.as_deref().into_iter().flat_map(words).filter(|word| is_code(word));
    let exact = names.len().min(1);
    names.splice(exact..exact, said.chain(label));
    names
}

/// The code of an entry as it is written, where it tells entries apart across a report: "A2", "PT-01".
pub(super) fn written_code(block: &Block) -> Option<&str> {
    let number = match &block.kind {
        BlockKind::Entry(entry) => entry.number.as_deref(),
        _ => None,
    };
    // "| C2 | Renew the certificates | Priya |"
    let cell = match &block.kind {
        BlockKind::Row(row) => row.cells.first().map(String::as_str),
        _ => None,
    };
    let code = |name: &&str| name.starts_with(|c: char| c.is_ascii_uppercase()) && is_code(&name.to_lowercase());
    [number, block.label.as_deref(), cell]
        .into_iter()
        .flatten()
        .map(|name| name.trim_end_matches([':', '.']))
        .find(code)
}

/// The code that a finding goes by: "PT-01" as its number, its label or its first word.
pub(super) fn code_of(block: &Block) -> Option<String> {
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
