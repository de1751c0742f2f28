//! How much speaks in a sentence at all: reasons that agree, and reasons that meet a guard.

use super::{Rule, Spot};

/// How many rules speak.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    /// Rules that propose a kind of task.
    pub proposals: usize,
    /// Rules that speak against whatever is proposed, but for the soft ones.
    pub guards: usize,
}

/// Guards that describe a sentence more than they speak against it: "The form has to go back" speaks of a thing, and is a
/// task all the same.
pub(super) const SOFT: [&str; 8] = [
    "guard.asks-at-large",
    "guard.fragment-question",
    "guard.third-person",
    "guard.no-verb",
    "guard.if-anywhere",
    "guard.announcement",
    "guard.hypothetical",
    "guard.habit",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "tally.a-reason",
        kind: None,
        spot: Spot::Tally(|tally| tally.proposals >= 1),
        why: "at least one reason takes it for a task",
        finds: &["Please send the list."],
        ignores: &["The sky was clear."],
    },
    Rule {
        id: "tally.two-reasons",
        kind: None,
        spot: Spot::Tally(|tally| tally.proposals >= 2),
        why: "two reasons agree that it is a task",
        finds: &["Can you please send the list?"],
        ignores: &["The sky was clear."],
    },
    Rule {
        id: "tally.three-reasons",
        kind: None,
        spot: Spot::Tally(|tally| tally.proposals >= 3),
        why: "three reasons agree that it is a task",
        finds: &["Can you please send the list by Friday, and let me know if I need to pay?"],
        ignores: &["The sky was clear."],
    },
    Rule {
        id: "tally.five-reasons",
        kind: None,
        spot: Spot::Tally(|tally| tally.proposals >= 5),
        why: "five reasons agree that it is a task",
        finds: &["Ana, can you please send the list by Friday and let me know if you need to pay it?"],
        ignores: &["Please send the list."],
    },
    Rule {
        id: "tally.guarded",
        kind: None,
        spot: Spot::Tally(|tally| tally.guards >= 1),
        why: "a guard speaks against a task",
        finds: &["The list was sent yesterday."],
        ignores: &["Please send the list."],
    },
    Rule {
        id: "tally.guarded-twice",
        kind: None,
        spot: Spot::Tally(|tally| tally.guards >= 2),
        why: "two guards speak against a task",
        finds: &["Thank you, the list was sent yesterday."],
        ignores: &["Please send the list."],
    },
    Rule {
        id: "tally.reason-and-guard",
        kind: None,
        spot: Spot::Tally(|tally| tally.proposals >= 1 && tally.guards >= 1),
        why: "a reason meets a guard",
        finds: &["Please do not send the list if it has been sent."],
        ignores: &["Please send the list.", "The list was sent yesterday."],
    },
    Rule {
        id: "tally.reasons-and-guards",
        kind: None,
        spot: Spot::Tally(|tally| tally.proposals >= 2 && tally.guards >= 2),
        why: "several reasons meet several guards",
        finds: &["If it was sent already, could you please let me know and thank Ana?"],
        ignores: &["Please send the list.", "The list was sent yesterday."],
    },
];
