//! Questions that want a considered answer.

use super::{Kind, Rule, Spot, View, speech};
use crate::lexicon::Class;
use crate::tokens::Shape;

const QUESTION: Option<Kind> = Some(Kind::Question);

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "question.wh",
        kind: QUESTION,
        spot: Spot::Form(|view| {
            view.asks()
                && view.tokens.iter().enumerate().any(|(at, t)| {
                    t.class.has(Class::WH)
                        && (at <= view.head + 1
                            || view.tokens[at - 1].class == Class::default()
                                && view.tokens[at - 1].shape == crate::tokens::Shape::Punctuation)
                })
        }),
        why: "a question with who, what, when, where, which or how",
        finds: &["Which of the two vendors do you prefer?", "So, what is the plan?"],
        ignores: &["I know which one.", "Is it the one which broke?"],
    },
    Rule {
        id: "question.inverted",
        kind: QUESTION,
        spot: Spot::Form(|view| view.asks() && speech::inverted(view) && !view.at(1).is_some_and(|t| t.is("you"))),
        why: "a question that wants yes or no",
        finds: &["Is the room booked?", "Has Lee signed?"],
        ignores: &["Do you agree?", "The room is booked."],
    },
    Rule {
        id: "question.to-you",
        kind: QUESTION,
        spot: Spot::Words(&[
            "do|did|are|were|have|had|will|would|should you ... ?",
            "have n't you ... ?",
            "is that|this|it ok|okay|all|fine|right|correct ... ?",
            "; do|did|are|have you",
            "do n't you ... ?",
            "you ... ?",
        ]),
        why: "a question put to the reader",
        finds: &["Do you still have the key?", "Are you sure?"],
        ignores: &["You have the key.", "Does he have it?"],
    },
    Rule {
        id: "question.mark",
        kind: QUESTION,
        spot: Spot::Form(ends_as_question),
        why: "the sentence ends as a question",
        finds: &["Records?"],
        ignores: &["Records."],
    },
    Rule {
        id: "guard.asks-at-large",
        kind: None,
        spot: Spot::Form(asks_at_large),
        why: "it asks of things, and nobody in particular",
        finds: &["Is the sea blue?", "How is that being fair?"],
        ignores: &["Is your room ready?", "Has anyone got a pump?", "The sea is blue."],
    },
    Rule {
        id: "guard.fragment-question",
        kind: None,
        spot: Spot::Form(is_fragment),
        why: "it is a word with a question mark",
        finds: &["Overkill?", "Large barrels?"],
        ignores: &["Any news?", "Which one?", "Is it ready?"],
    },
    Rule {
        id: "question.indirect",
        kind: QUESTION,
        spot: Spot::Words(&[
            "i|we|people|are wondering|wondered|wonder|curious",
            "i|we <adv>* need|want|like|love to know|hear|understand|see",
            "would like to know|hear|see|understand",
            "not sure|certain|clear if|whether|how|what|which|who",
            "question is|to|for|:",
            "any idea|ideas|news|word|update|updates|thoughts|luck|objections|preference|progress",
            "question|questions about|on|for you",
            "do n't know whether|if|who|which",
            "i|we|can n't? tell whether|if|which",
            "can n't decide",
            "you would know",
        ]),
        why: "a question in the form of a statement",
        finds: &["I'd like to know who ordered it.", "Any news on the lease?", "We are curious where it is kept."],
        ignores: &["I know who ordered it.", "No news."],
    },
];

/// A person whom a question may concern: the reader, the sender, both, or whoever can do it.
const ASKED: [&str; 20] = [
    "you",
    "your",
    "yours",
    "u",
    "i",
    "me",
    "my",
    "we",
    "us",
    "our",
    "anyone",
    "anybody",
    "someone",
    "somebody",
    "everyone",
    "everybody",
    "who",
    "any",
    "please",
    "there",
];

fn asks_at_large(view: &View) -> bool {
    view.asks()
        && !view.vocative
        && !view.tokens.iter().any(|t| t.shape == Shape::Mention || ASKED.contains(&t.word.as_ref()))
        && view.people().is_empty()
}

fn is_fragment(view: &View) -> bool {
    /// A verb needs a subject and mostly an object.
    const WORDS: usize = 4;
    view.asks()
        && !view.vocative
        && view.words() <= WORDS
        && !speech::has_verb(view)
        && !view
            .tokens
            .iter()
            .any(|t| t.class.has(Class::WH) || ["any", "when", "ok", "okay"].iter().any(|word| t.is(word)))
}

fn ends_as_question(view: &View) -> bool {
    view.asks()
}
