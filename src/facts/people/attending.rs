//! Who was at a meeting or sent apologies, as its minutes say: "Present: Joan Ellery, B. Nwosu (BN), PS".

use super::names::{self, is_name};
use super::{NameSource, Person};
use crate::lexicon::{self, Class};
use crate::structure::{Block, BlockKind, Document};

/// Labels before such a list.
const LABELS: &[&str] = &[
    "present",
    "attending",
    "attendees",
    "attended",
    "in attendance",
    "on the call",
    "there",
    "participants",
    "apologies",
    "absent",
    "regrets",
];

/// The longest of them in bytes, with room for a colon and spaces.
const LONGEST_LABEL: usize = 20;
/// A longer text in bytes is no list of people.
const LONGEST_LIST: usize = 2_000;
/// More people were at no meeting that a mail tells of by name.
const MOST: usize = 60;
/// "Mrs Joan Ellery-Ward": a longer part names no person.
const MOST_WORDS: usize = 4;

/// The people whom the labelled lines of a document name as present.
pub fn attending(document: &Document) -> Vec<Person> {
    let lines = document.blocks.iter().filter(|block| lists_attendance(block));
    lines.flat_map(|block| parts(&block.text)).filter_map(person).take(MOST).collect()
}

/// Whether a line or row says who was at a meeting: "Present: Joan, Lee", "PRESENT    Joan, Lee"; "Attendees: please
/// bring a coat" asks.
pub fn lists_attendance(block: &Block) -> bool {
    let heads = |label: &str| {
        label.len() <= LONGEST_LABEL && LABELS.contains(&label.trim().trim_end_matches(':').to_lowercase().as_str())
    };
    let headed = match &block.kind {
        BlockKind::Row(row) => row.header.is_empty() && row.cells.first().is_some_and(|cell| heads(cell)),
        _ => block.label.as_deref().is_some_and(heads),
    };
    // Each of its sentences asks, so that a long text has to be told soon.
    headed && block.text.len() <= LONGEST_LIST && {
        let (people, others): (Vec<bool>, Vec<bool>) =
            parts(&block.text).take(MOST).map(|part| person(part).is_some()).partition(|named| *named);
        !people.is_empty() && people.len() >= others.len()
    }
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '&']).flat_map(|part| part.split(" and "))
}

/// "B. Nwosu (BN)" with both names; "W. Achebe (notes)" by the one.
fn person(part: &str) -> Option<Person> {
    let (name, beside) = part.split_once('(').unwrap_or((part, ""));
    let name = name.trim().trim_end_matches('.');
    let called = is_initials(name) || name.split_whitespace().count() <= MOST_WORDS && is_name(name);
    if !called {
        return None;
    }
    // Initials that are words would make "It has to be mended" Ida Trent's.
    let mut aliases = names::aliases(name);
    aliases.retain(|alias| lexicon::class(alias) == Class::default());
    let short = beside.trim_end().trim_end_matches(')');
    if is_initials(short) {
        aliases.push(short.to_lowercase());
    }
    Some(Person { name: name.to_owned(), address: None, aliases, source: NameSource::Mail })
}

/// "BN", "PS"; not "IT" and "US", which are words as well.
pub(super) fn is_initials(text: &str) -> bool {
    (2..=3).contains(&text.chars().count())
        && text.chars().all(char::is_uppercase)
        && lexicon::class(&text.to_lowercase()) == Class::default()
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use super::{lists_attendance, person};

    #[test]
    fn a_long_text_under_such_a_label_lists_nobody() {
        for (text, listed) in [
            ("Present: Joan Ellery, Lee Moss".to_owned(), true),
            ("Attendees: please bring a coat.".to_owned(), false),
            (format!("Present: {}", "Lee Moss, ".repeat(300)), false),
        ] {
            assert_eq!(
                read("From: Ana <ana@example.org>\n", &text).1.blocks.iter().any(lists_attendance),
                listed,
                "{text}"
            );
        }
    }

    #[test]
    fn a_person_is_called_by_name_and_initials() {
        for (part, name, aliases) in [
            (" Joan Ellery", "Joan Ellery", vec!["joan", "ellery", "je", "je"]),
            ("PS", "PS", vec!["ps"]),
            ("Joan Ellery (JEL)", "Joan Ellery", vec!["joan", "ellery", "je", "je", "jel"]),
        ] {
            let person = person(part).unwrap_or_else(|| panic!("{part}"));
            assert_eq!(
                (person.name.as_str(), person.aliases),
                (name, aliases.into_iter().map(str::to_owned).collect())
            );
        }
        assert_eq!(person("four of the members"), None);
        assert_eq!(person("IT"), None);
    }
}
