//! Listed actions: the document itself says that its entries are to be done.

use super::{Kind, Rule, Spot, View, speech};
use crate::lexicon::Class;
use crate::structure::{BlockKind, Role};
use crate::tokens::Token;

const LISTED: Option<Kind> = Some(Kind::Listed);

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "listed.under-actions",
        kind: LISTED,
        spot: Spot::Place(|view| {
            view.role() == Role::Actions && first_of_item(view) && !is_paragraph(view) && !over(view)
        }),
        why: "it is an entry under a heading such as \"Action items\"",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.later-sentence-under-actions",
        kind: LISTED,
        spot: Spot::Place(|view| view.role() == Role::Actions && !first_of_item(view)),
        why: "it stands under a heading such as \"Action items\", but opens no entry",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.open-box",
        kind: LISTED,
        spot: Spot::Place(
            |view| matches!(view.block().map(|b| &b.kind), Some(BlockKind::Entry(entry)) if entry.checked == Some(false)),
        ),
        why: "it is an empty checkbox",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.asked-above",
        kind: LISTED,
        spot: Spot::Place(asked_above),
        why: "the sentence above the list asks for its entries",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.row-of-tasks",
        kind: LISTED,
        spot: Spot::Place(|view| {
            matches!(view.block().map(|b| &b.kind), Some(BlockKind::Row(row)) if row.header.iter().any(|cell| {
                let cell = cell.to_lowercase();
                ["action", "task", "to do", "todo", "owner", "who", "responsible", "assignee", "due", "deadline", "by when"].iter().any(|word| cell.contains(word))
            })) && !over(view)
        }),
        why: "it is a row of a table with owners or due dates",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.row-with-owner",
        kind: LISTED,
        spot: Spot::Place(|view| first_of_item(view) && has_owner(view) && !over(view)),
        why: "a person of the mail stands beside it in its row",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.present-under-actions",
        kind: LISTED,
        spot: Spot::Place(|view| {
            view.role() == Role::Actions && first_of_item(view) && !is_paragraph(view) && !over(view) && present(view)
        }),
        why: "an action is told as somebody does it: \"Legal checks the lease\"",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.imperative-entry",
        kind: LISTED,
        spot: Spot::Place(|view| view.is_entry() && first_of_item(view) && speech::imperative(view)),
        why: "the entry of a list starts with the bare verb",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.labelled-action",
        kind: LISTED,
        spot: Spot::Place(|view| {
            view.block().and_then(|b| b.label.as_deref()).is_some_and(|label| {
                let label = label.to_lowercase();
                ["action", "ap", "todo", "to do", "task", "ai", "next step", "follow-up", "follow up", "ask"]
                    .iter()
                    .any(|word| label.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
            })
        }),
        why: "it is labelled as an action",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.labelled-with-a-name",
        kind: Some(Kind::Assignment),
        spot: Spot::Place(|view| {
            view.block().and_then(|b| b.label.as_deref()).is_some_and(|label| {
                let first = label.split_whitespace().next().unwrap_or("").trim_start_matches('@').to_lowercase();
                view.mail().is_some_and(|mail| mail.names.contains(&first)) || label.to_lowercase().ends_with("team")
            })
        }),
        why: "a person's or a team's name stands before it",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.questions",
        kind: Some(Kind::Question),
        spot: Spot::Place(|view| view.role() == Role::Questions && first_of_item(view)),
        why: "it is an entry under a heading such as \"Open questions\"",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.timeline",
        kind: LISTED,
        spot: Spot::Place(|view| view.role() == Role::Timeline && view.is_entry()),
        why: "it is an entry of a timeline",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.paragraph-under-actions",
        kind: LISTED,
        spot: Spot::Place(|view| view.role() == Role::Actions && is_paragraph(view)),
        why: "it stands in running text under a heading such as \"Action items\"",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "listed.imperative-under-actions",
        kind: LISTED,
        spot: Spot::Place(|view| view.role() == Role::Actions && speech::imperative(view)),
        why: "it starts with the bare verb under a heading such as \"Action items\"",
        finds: &[],
        ignores: &[],
    },
];

/// Whether the entry or row is done or dropped, or only explains the one above: "Impact: ...".
fn over(view: &View) -> bool {
    /// Labels of what is said about an action.
    const EXPLAIN: [&str; 12] = [
        "context",
        "impact",
        "requires",
        "required",
        "reference",
        "recommended",
        "note",
        "notes",
        "reason",
        "why",
        "risk",
        "background",
    ];
    let label = view.block().and_then(|block| block.label.as_deref()).unwrap_or("").to_lowercase();
    EXPLAIN.contains(&label.trim()) || super::guards::is_over(view)
}

/// Whether the sentence stands in running text, which introduces a list or comments on it.
fn is_paragraph(view: &View) -> bool {
    view.block().is_some_and(|block| block.kind == BlockKind::Paragraph && block.label.is_none())
}

/// Whether the sentence opens its entry, row or paragraph.
fn first_of_item(view: &View) -> bool {
    view.site().is_some_and(|site| site.index == 0)
}

/// Whether the sentence above the list asks for this entry of it.
pub(super) fn asked_above(view: &View) -> bool {
    view.is_entry()
        && first_of_item(view)
        && intro(view).is_some_and(|intro| {
            let asks = if intro.trim_end().ends_with(':') { asks_for_entries } else { asks_for_all };
            !over(view) && asks(intro)
        })
}

/// "That is when all of it has to be in the portal." right over a list: its last sentence speaks of the entries as a whole.
fn asks_for_all(intro: &str) -> bool {
    const WHOLE: [&str; 8] =
        ["all of it", "all of this", "all of these", "all of them", "all these", "these", "the following", "both"];
    // Every entry looks, so the end of the paragraph has to do.
    let tail = intro.get(intro.floor_char_boundary(intro.len().saturating_sub(LONGEST_INTRO))..).unwrap_or(intro);
    let points = |text: &str| {
        let lower = text.to_lowercase();
        WHOLE.iter().any(|phrase| lower.contains(phrase))
    };
    if !points(tail) {
        return false;
    }
    let Some(last) = crate::sentences::spans(tail).pop().and_then(|span| tail.get(span)) else { return false };
    points(last) && (asks_for_entries(last) || super::view::of_text(last, has_to_be))
}

/// How many bytes the sentence has at most that introduces a list without a colon.
const LONGEST_INTRO: usize = 300;

/// "has to be in the portal", "have to reach us".
fn has_to_be(view: &View) -> bool {
    let has_to = |pair: &[Token]| (pair[0].is("has") || pair[0].is("have")) && pair[1].is("to");
    view.tokens.windows(2).any(has_to) && !view.tokens.iter().any(|t| t.class.has(Class::NEGATION))
}

/// Whether a cell behind the first names who does what the row says: people of the mail, or whoever else stands in a
/// column of people.
pub(super) fn has_owner(view: &View) -> bool {
    /// Rows looked at on either side.
    const REACH: usize = 4;
    /// A cell of more words says something of its owner.
    const WORDS: usize = 4;
    let Some(site) = view.site() else { return false };
    let section = view.block().map(|block| block.section);
    let row = |at: usize| match site.document.blocks.get(at).filter(|block| Some(block.section) == section)?.kind {
        BlockKind::Row(ref row) => Some(row),
        _ => None,
    };
    let Some(own) = row(site.block) else { return false };
    own.cells.iter().enumerate().skip(1).any(|(column, cell)| {
        names_people(view, cell)
            || (1..=WORDS).contains(&cell.split_whitespace().count())
                && cell.contains(char::is_alphabetic)
                && (site.block.saturating_sub(REACH)..=site.block + REACH)
                    .filter_map(row)
                    .filter_map(|other| other.cells.get(column))
                    .filter(|other| names_people(view, other))
                    .count()
                    >= 2
    })
}

/// Whether the cell holds people of the mail and nothing else: "Rosa", "Rosa, Lee".
fn names_people(view: &View, cell: &str) -> bool {
    /// A cell of more words says something of them.
    const WORDS: usize = 6;
    let Some(mail) = view.mail() else { return false };
    let lower = cell.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && lower.split_whitespace().count() <= WORDS
        && words.all(|word| mail.names.iter().any(|name| name == word) || matches!(word, "and" | "all" | "both"))
}

/// "closes both accounts", "The store orders new lamps": the third person behind a short subject or none.
fn present(view: &View) -> bool {
    /// A subject is hardly longer.
    const SUBJECT: usize = 4;
    let Some(verb) = (0..=SUBJECT).find(|at| view.at(*at).is_some_and(|t| t.class.has(Class::THIRD))) else {
        return false;
    };
    let subject = |at: usize| {
        view.at(at).is_some_and(|t| {
            t.is_word()
                && !t.class.has(
                    Class::PREPOSITION.and(Class::MODAL).and(Class::AUXILIARY).and(Class::WH).and(Class::CONJUNCTION),
                )
        })
    };
    let object = view.at(verb + 1).is_some_and(|t| {
        t.class.has(Class::DETERMINER.and(Class::POSSESSIVE).and(Class::PRONOUN).and(Class::PREPOSITION))
            || verb == 0 && t.is_word() && !t.class.has(Class::AUXILIARY.and(Class::MODAL))
            || ["up", "out", "in", "back", "off"].iter().any(|word| t.is(word))
    });
    object && (0..verb).all(subject)
}

/// The words of the paragraph that introduces the list.
fn intro<'a>(view: &View<'a>) -> Option<&'a str> {
    let site = view.site()?;
    let mut block = site.document.blocks.get(site.block)?;
    // A list is nested a few levels deep at most.
    for _ in 0..4 {
        block = site.document.blocks.get(block.parent?)?;
        if block.kind == BlockKind::Paragraph {
            return Some(&block.text);
        }
    }
    None
}

/// "Please do the following:", "Could you both:", "What I need from you:".
fn asks_for_entries(intro: &str) -> bool {
    super::view::of_text(intro, |view| {
        if view.tokens.iter().any(|t| t.class.has(Class::NEGATION)) {
            return false;
        }
        let words = |list: &[&str]| view.tokens.iter().any(|t| list.contains(&t.word.as_ref()));
        words(&[
            "please",
            "need",
            "needs",
            "must",
            "todo",
            "action",
            "actions",
            "tasks",
            "required",
            "requested",
            "ask",
            "asks",
            "outstanding",
            "missing",
            "lacking",
        ]) || view.tokens.iter().any(|t| t.class.has(Class::MODAL)) && words(&["you", "we"])
            || speech::imperative(view)
    })
}
