//! Decisions that the email states.

use std::sync::LazyLock;

use super::phrases::{Phrases, negated, words};
use crate::sentences::Sentence;
use crate::structure::{Block, BlockKind, Document, Role, Section};

/// How many decisions are kept, in reading order.
pub const MOST: usize = 10;

/// How a decision is announced; `true` where the words before it must name who decided or what.
const CUES: &[&str] = &[
    "we|we've|they've|board|committee|team|council|management|steering|group|everyone|i've decided|agreed|resolved|concluded to|that|on|against|not",
    "we|we've|i|i've|they|board|committee|council|management have|has|had decided|agreed|resolved|approved|chosen|concluded",
    "we have|all have|all|both|also|finally|now|jointly|unanimously decided|agreed|resolved",
    "we decided|agreed|resolved|opted|settled to|that|on|for|against|not|we",
    "it was|is|has been|was decided|agreed|resolved|concluded",
    "it has been|finally decided|agreed|resolved",
    "was|were|is|been unanimously|formally agreed|approved|decided|adopted",
    "the decision is|was to|that",
    "decision is|was taken|made|final",
    "board|committee|council|management|client|customer|cfo|ceo|cto approved|rejected|adopted",
    "we|we're|we'll|we've are|be|have|will going|gone|go with|ahead|for",
    "we're|we've|we'll going|gone|go with|ahead",
    "has|have|was|were been signed off",
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
    let heading =
        section.filter(|section| section.role == Role::Decisions).and_then(|section| section.heading.as_deref());
    heading.is_some_and(|heading| !is_open(heading))
        && block.parent.is_none_or(|_| matches!(block.kind, BlockKind::Entry(ref entry) if entry.level == 0))
        && matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_) | BlockKind::Paragraph | BlockKind::KeyValue)
}

fn is_decision_label(label: &str) -> bool {
    let list = words(label);
    list.len() <= 2
        && list.iter().any(|word| matches!(word.folded.as_str(), "decision" | "decided" | "agreed" | "resolved"))
        && !is_open(label)
}

/// "Decisions needed", "Decisions for the board".
fn is_open(heading: &str) -> bool {
    words(heading).iter().any(|word| {
        matches!(
            word.folded.as_str(),
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
        !before.iter().map(|word| word.folded.as_str()).any(|word| open(&word))
            && !inside.iter().any(|word| matches!(word.folded.as_str(), "hasn't" | "haven't"))
            && !negated(&list, hit.words.start)
    })
}
