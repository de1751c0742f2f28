//! Requests in roundabout words: a courteous condition, praise in advance, a verb that asks only with its object.

use super::{Kind, Rule, Spot, View};
use crate::lexicon::Class;
use crate::tokens::{Shape, Token};

const REQUEST: Option<Kind> = Some(Kind::Request);

/// The rule that takes "if you get a chance" for a courtesy.
const COURTESY: &str = "request.courtesy-condition";
/// Guards against conditions, which such a courtesy is none of: the reader may take their time, not leave it undone.
const EXCUSED: [&str; 4] = ["guard.condition-first", "guard.if-you", "guard.if-anywhere", "guard.conditional-request"];

/// The rules that hear a request in what is not there.
const LACK: [&str; 2] = ["request.lacking", "request.still-missing"];
/// Guards against what is negated, done or reported, which such a lack says by its nature.
const LACKING: [&str; 3] = ["guard.negated", "guard.no-need", "guard.done-already"];

/// Takes out of `speaking` the guards that mistake a courtesy for a condition, or a lack for what is not to be done.
pub(super) fn excuse(speaking: &mut Vec<&'static Rule>) {
    let mut without = |because: &[&str], guards: &[&str]| {
        if speaking.iter().any(|rule| because.contains(&rule.id)) {
            speaking.retain(|rule| !guards.contains(&rule.id));
        }
    };
    without(&[COURTESY], &EXCUSED);
    without(&LACK, &LACKING);
    // "Thanks for the draft, could you send the rest?", "Attached is the plan for your review."
    without(&["request.modal-question", "request.please-work"], &["guard.thanks", "guard.good-wishes"]);
    without(&["request.attached-for-review"], &["guard.note-only"]);
}

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: COURTESY,
        kind: REQUEST,
        spot: Spot::Words(&[
            "if|when|whenever|once you get|have|find|got|spare a|an|the|some|any? quiet|few? chance|moment|minute|min|sec|second|opportunity|spare|free|bit|time|while",
            "if|when|whenever|once you can find|get|spare a|an|the|some|any? quiet|few? chance|moment|minute|min|sec|second|opportunity|spare|free|bit|time|while",
            "if at? all? possible",
            "if you do n't|not mind",
            "if that|it is|would be? ok|okay|alright|fine|possible",
            "^ if you can|could|would !n't !not",
            "^ if you have|did n't|not",
        ]),
        why: "its condition is a courtesy or says that it is still to be done",
        finds: &[
            "When you get a minute, could you look over the plan?",
            "If you haven't sent the form, please do so.",
            "Bring the keys if at all possible.",
        ],
        ignores: &["If it rains, bring the tent in.", "If you have any questions, call Lee."],
    },
    Rule {
        id: "request.lacking",
        kind: REQUEST,
        spot: Spot::Words(&[
            "is|are|was n't|not in|here|there|back|signed|attached|filled|up|on $",
            "is|are n't|not in|here|there|back|signed|attached|filled yet",
            "your <word>? form|forms|signature|payment|copy|copies|details|certificate|certificates|receipt|receipts|report|timesheet|invoice|passport|record|records|photo|photos|review|draft|figures|entry|reply|answer is|are n't|not in|on|with <det>",
            "has|have n't|not brought|returned|handed|signed|paid",
            "there is|are no ... on file|record",
            "there is|are no|n't ... from|for you",
            "is|are <adv>* blank|empty|unsigned|unanswered|unpaid|incomplete on|in|at your",
            "is|are still <adv>* blank|empty|unsigned|unanswered|unpaid|incomplete|missing|open",
            "i|we would need <det>|your|it|them|one",
            "so i|we need <det>|your|one|it|them",
            "all|thing|things|one that? i|we|they|he|she need|needs|want|ask|lack|miss is|are",
            "only|one thing|things i|we|they would ask|need|want|like",
            "wants <ing>|<past>",
            "needs <ing>",
        ]),
        why: "it says what is wanting, so that somebody supplies it",
        finds: &[
            "The ladder isn't back yet.",
            "There is no phone number on record for you.",
            "Half the card is still incomplete.",
            "All we lack is your stamp.",
            "The gate wants oiling.",
        ],
        ignores: &["The ladder is back.", "There is no rush.", "She wants a key."],
    },
    Rule {
        id: "request.good-if-you",
        kind: REQUEST,
        spot: Spot::Words(&[
            "great|good|nice|lovely|helpful|useful|grateful|appreciated|best|better|easier|easiest|quicker|quickest|simplest|ideal|perfect|brilliant|wonderful|kind|fantastic|super|wise|safer if you|we|someone|somebody",
            "great|good|nice|lovely|helpful|useful|grateful|appreciated|best|better|ideal|perfect|brilliant|wonderful if one of you",
            "would <adv>* be|mean great|good|nice|lovely|helpful|ideal|perfect|brilliant|wonderful|useful <adv>* though? if",
            "help|helps if you|we|someone|somebody",
        ]),
        why: "what the reader might do is praised in advance",
        finds: &["It'd be quickest if you pick it up on your way.", "It would help if someone counted them first."],
        ignores: &["It would be great.", "Call me if you are late."],
    },
    Rule {
        id: "request.ask-of-you",
        kind: REQUEST,
        spot: Spot::Words(&[
            "ask|asking|asked|want|need|favour|favor of|from you",
            "do me|us a favour|favor",
            "ask you to|for|not|both|all|if",
        ]),
        why: "the sender says that they ask something of the reader",
        finds: &["All I ask of you is the key.", "Do me a favour and warn Pat."],
        ignores: &["He asked about you.", "They did us no favour."],
    },
    Rule {
        id: "request.imperative-by-object",
        kind: REQUEST,
        spot: Spot::Form(imperative_by_object),
        why: "a verb that asks for little by itself tells the reader what to do by what follows it",
        finds: &[
            "Have Tom load the van.",
            "Look twice at the second page.",
            "See if the shop has any.",
            "Let Ana know that we are late.",
        ],
        ignores: &["Have a nice day.", "Look forward to it.", "See you on Monday.", "Let it be."],
    },
];

/// "Have Tom load the van", "do it today", "look at page two", "see whether it fits", "let Ana know".
pub(super) fn imperative_by_object(view: &View) -> bool {
    let tokens = &view.tokens;
    let leads = |t: &Token| {
        ["just", "either", "now", "first", "then", "and", "so", "also"].iter().any(|lead| t.is(lead))
            || t.class.has(Class::ADVERB) && !t.class.has(Class::VERB.and(Class::WHEN))
    };
    let mut at = view.head;
    while tokens.get(at).is_some_and(leads) {
        at += 1;
    }
    let (Some(verb), Some(next)) = (tokens.get(at), tokens.get(at + 1)) else { return false };
    let is = |words: &[&str]| words.iter().any(|word| next.is(word));
    match verb.word.as_ref() {
        "have" | "get" => next.shape == Shape::Capitalised,
        "do" => is(&["it", "this", "that", "these", "them", "me", "us", "the", "not", "n't"]),
        "look" => is(&["at", "into", "over", "through", "up", "out", "again", "twice", "after", "for"]),
        "let" => {
            (is(&["him", "her", "them", "the", "us"]) || next.shape == Shape::Capitalised)
                && tokens.iter().any(|t| t.is("know"))
        }
        "see" => is(&["if", "whether", "to", "what", "that", "how", "who"]),
        "be" => is(&["sure", "there", "ready", "prepared", "on", "at", "in"]),
        "think" => is(&["about", "over", "of", "it", "whether"]),
        "consider" => is(&["it", "whether", "the", "a", "this"]) || next.class.has(Class::ING),
        "mind" => is(&["the", "that"]),
        _ => false,
    }
}
