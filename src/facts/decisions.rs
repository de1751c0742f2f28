//! Decisions that the email states.

use std::sync::LazyLock;

use super::phrases::{Phrases, negated, words};
use crate::sentences::Sentence;
use crate::structure::{Block, BlockKind, Document, Role, Section};

/// How many decisions are kept, in reading order.
pub const MOST: usize = 10;

/// How a decision is announced.
const CUES: &[&str] = &[
    "we|we've|they|board|committee|team|council|management|group|everyone|i've decided|agreed|resolved|concluded|opted",
    "we|i|they|board|committee|council|management have|has|had decided|agreed|resolved|approved|chosen|concluded",
    "all|both|jointly|unanimously|finally decided|agreed|resolved",
    "it was decided|agreed|resolved|concluded",
    "it has|had been decided|agreed|resolved",
    "was|were|been unanimously|formally agreed|approved|decided|adopted",
    "the decision is|was to|that",
    "board|committee|council|management|client|customer|cfo|ceo|cto approved|rejected|adopted",
    "we're|we'll going|go with|ahead",
    "we are|will going|go with|ahead",
    "has|have been signed off",
    "were|was signed off",
];

static PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| Phrases::new(CUES.iter().map(|&cue| (cue, ()))));

/// Words that leave a decision open.
const OPEN: &[&str] = &[
    "if", "whether", "unless", "until", "should", "could", "would", "might", "may", "once", "when", "not", "hasn't",
    "haven't", "isn't", "yet", "please", "need", "needs", "must", "never", "almost",
];

/// The decisions that the email states, verbatim and in reading order, [`MOST`] at most.
///
/// What stands under a heading like "Decisions", behind a label like "Decision:", or is told as one ("We agreed that ...").
/// What is still to be decided is none.
pub fn find(document: &Document, sentences: &[Sentence]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for sentence in sentences {
        let Some(block) = document.blocks.get(sentence.block) else { continue };
        let section = document.sections.get(block.section);
        let text = sentence.text.trim();
        if text.is_empty() || text.ends_with('?') {
            continue;
        }
        if (is_listed(block, section, sentence.index) || is_told(text)) && !found.iter().any(|one| one == text) {
            found.push(text.to_owned());
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

/// An entry of a Decisions section, or a block labelled as a decision; the first sentence says what was decided.
fn is_listed(block: &Block, section: Option<&Section>, index: usize) -> bool {
    if index > 0 {
        return false;
    }
    if block.label.as_deref().is_some_and(is_decision_label) {
        return true;
    }
    let lists = section.is_some_and(|section| {
        let heading = section.heading.as_deref().unwrap_or_default();
        (section.role == Role::Decisions || is_decision_heading(heading)) && !is_open(heading)
    });
    lists
        && block.parent.is_none_or(|_| matches!(block.kind, BlockKind::Entry(ref entry) if entry.level == 0))
        && matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_) | BlockKind::Paragraph | BlockKind::KeyValue)
}

/// "What we decided".
fn is_decision_heading(heading: &str) -> bool {
    let list = words(heading);
    list.len() <= HEADING_WORDS
        && list.iter().enumerate().any(|(at, word)| {
            matches!(word.folded.as_ref(), "decided" | "decision" | "decisions" | "resolutions") && !negated(&list, at)
        })
}

/// Longer headings tell a story.
const HEADING_WORDS: usize = 4;

fn is_decision_label(label: &str) -> bool {
    let list = words(label);
    list.len() <= 2
        && list.iter().any(|word| matches!(word.folded.as_ref(), "decision" | "decided" | "agreed" | "resolved"))
        && !is_open(label)
}

/// "Decisions needed", "Decisions for the board".
fn is_open(heading: &str) -> bool {
    words(heading).iter().any(|word| {
        matches!(
            word.folded.as_ref(),
            "needed"
                | "required"
                | "requested"
                | "pending"
                | "open"
                | "outstanding"
                | "for"
                | "to"
                | "wanted"
                | "due"
                | "awaiting"
                | "your"
                | "need"
        )
    })
}

fn is_told(text: &str) -> bool {
    let list = words(text);
    PHRASES.find(&list).iter().any(|hit| {
        let before = list.get(..hit.words.start).unwrap_or_default();
        let inside = list.get(hit.words.clone()).unwrap_or_default();
        let open = |word: &&str| OPEN.contains(word);
        !before.iter().map(|word| word.folded.as_ref()).any(|word| open(&word))
            && !inside.iter().any(|word| matches!(word.folded.as_ref(), "hasn't" | "haven't"))
            && !negated(&list, hit.words.start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::Entry;
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

    fn of(document: &Document) -> Vec<String> {
        let sentences: Vec<Sentence> = document
            .blocks
            .iter()
            .enumerate()
            .map(|(at, block)| Sentence { text: block.text.clone(), block: at, index: 0, line: 1 })
            .collect();
        find(document, &sentences)
    }

    #[test]
    fn a_sentence_tells_a_decision_that_is_made() {
        for (text, expected) in [
            ("We decided to keep the old pier.", true),
            ("It was agreed that the gate stays shut.", true),
            ("We have agreed a price of 400.", true),
            ("The board approved the new boat.", true),
            ("We're going with the blue one.", true),
            ("The decision is to wait for spring.", true),
            ("The loan has been signed off.", true),
            ("We have not decided yet.", false),
            ("Once we have decided to sell, we will write.", false),
            ("Should we have decided to sell?", false),
            ("If it was agreed that he pays, he pays.", false),
            ("Please decide by Friday.", false),
            ("I agree with Tom.", false),
        ] {
            let document = Document {
                sections: vec![section(None, Role::Open, None)],
                blocks: vec![block(BlockKind::Paragraph, None, text, 0)],
            };
            assert_eq!(!of(&document).is_empty(), expected, "{text}");
        }
    }

    #[test]
    fn sections_and_labels_of_decisions_list_them() {
        let document = Document {
            sections: vec![
                section(Some("Decisions"), Role::Decisions, None),
                section(Some("Decisions needed"), Role::Decisions, None),
                section(None, Role::Open, None),
                section(Some("What we decided"), Role::Open, None),
                section(Some("What we didn't decide"), Role::Open, None),
            ],
            blocks: vec![
                block(entry(0), None, "White deck", 3),
                block(entry(0), None, "The flag", 4),
                block(entry(0), None, "Blue hull", 0),
                block(entry(0), None, "Red or green sails?", 0),
                block(entry(0), None, "A name for the boat", 1),
                block(BlockKind::Paragraph, Some("Decision"), "launch in May", 2),
                block(entry(0), None, "Blue hull", 0),
            ],
        };
        assert_eq!(of(&document), ["White deck", "Blue hull", "launch in May"]);
    }

    #[test]
    fn ten_at_most() {
        let document = Document {
            sections: vec![section(Some("Agreed"), Role::Decisions, None)],
            blocks: (0..30).map(|number| block(entry(0), None, &format!("Point {number}"), 0)).collect(),
        };
        assert_eq!(of(&document).len(), MOST);
    }
}
