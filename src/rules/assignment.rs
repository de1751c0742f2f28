//! Assignments: a named person or group is to do something.

use super::{Kind, Rule, Spot, View, speech};
use crate::lexicon::Class;
use crate::tokens::Shape;

const ASSIGNMENT: Option<Kind> = Some(Kind::Assignment);

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "assignment.name-will",
        kind: ASSIGNMENT,
        spot: Spot::Form(|view| {
            speech::name_before(view, |tokens, at| {
                let mut at = at;
                if !tokens.get(at).is_some_and(|t| matches!(t.word.as_ref(), "will" | "shall")) {
                    return false;
                }
                at += 1;
                while tokens.get(at).is_some_and(|t| t.class.has(Class::ADVERB) || t.is("each") || t.is("both")) {
                    at += 1;
                }
                tokens.get(at).is_some_and(|t| t.class.has(Class::VERB) && !t.class.has(Class::AUXILIARY))
            })
        }),
        why: "a person is said to be doing it",
        finds: &["Dana will draft the agenda.", "By then Sam and Lee will check it."],
        ignores: &["It will rain.", "Will Dana come?", "Dana drafted it."],
    },
    Rule {
        id: "assignment.name-to",
        kind: ASSIGNMENT,
        spot: Spot::Form(|view| {
            speech::name_before(view, |tokens, at| {
                let at = if tokens.get(at).is_some_and(|t| t.is("each") || t.is("both") || t.is("also")) {
                    at + 1
                } else {
                    at
                };
                tokens.get(at).is_some_and(|t| t.is("to"))
                    && tokens.get(at + 1).is_some_and(|t| t.class.has(Class::VERB))
            })
        }),
        why: "\"Sam to draft\" gives the task to Sam",
        finds: &["Sam to draft the minutes.", "AP: Vik to ring the venue"],
        ignores: &["I went to Leeds to shop.", "It is to be seen."],
    },
    Rule {
        id: "assignment.name-must",
        kind: ASSIGNMENT,
        spot: Spot::Form(|view| {
            speech::name_before(view, |tokens, at| {
                let first = tokens.get(at).map_or("", |t| t.word.as_ref());
                let second = tokens.get(at + 1).map_or("", |t| t.word.as_ref());
                matches!(first, "must" | "should" | "needs")
                    || matches!(
                        (first, second),
                        (
                            "has"
                                | "have"
                                | "ought"
                                | "gets"
                                | "agreed"
                                | "offered"
                                | "volunteered"
                                | "promised"
                                | "undertook"
                                | "undertakes"
                                | "wants",
                            "to"
                        )
                    )
                    || matches!(
                        (first, second),
                        (
                            "is" | "are",
                            "to" | "going"
                                | "sorting"
                                | "handling"
                                | "doing"
                                | "taking"
                                | "getting"
                                | "looking"
                                | "checking"
                                | "chasing"
                                | "on"
                        )
                    )
                    || matches!(
                        (first, second),
                        (
                            "'s",
                            "going"
                                | "sorting"
                                | "handling"
                                | "doing"
                                | "taking"
                                | "getting"
                                | "looking"
                                | "checking"
                                | "chasing"
                        )
                    )
                    || matches!(first, "takes" | "owns" | "handles" | "leads")
            })
        }),
        why: "a person has, took or was given it",
        finds: &[
            "Priya needs to sign the form.",
            "By Friday Lee is going to ring them.",
            "Ana is handling the tickets.",
        ],
        ignores: &["It needs oil.", "Everyone is happy."],
    },
    Rule {
        id: "assignment.team-will",
        kind: ASSIGNMENT,
        spot: Spot::Words(&[
            "team|teams|group|department|office|committee|manager|managers|director|unit|board|panel|side|people|staff|desk|secretary|treasurer|accountant will|to|must|should|needs|shall",
            "; the <word> <word>? will <verb>",
            "hr|it|finance|legal|procurement|marketing|sales|operations|ops|engineering|accounting|compliance|facilities|security|treasury to|will|must|should|needs|need <verb>|to",
        ]),
        why: "a team is said to be doing it",
        finds: &["The design team will send the icons.", "Finance to confirm the budget."],
        ignores: &["The team was happy.", "Security matters."],
    },
    Rule {
        id: "assignment.called-by-name",
        kind: ASSIGNMENT,
        spot: Spot::Words(&["<mention>"]),
        why: "an @mention hands it to somebody",
        finds: &["@lee the van please"],
        ignores: &["Lee, the van please", "Write to lee@example.com"],
    },
    Rule {
        id: "assignment.owner-in-brackets",
        kind: ASSIGNMENT,
        spot: Spot::WordsOf(&["(|["], |view| {
            let tokens = &view.tokens;
            tokens.iter().enumerate().any(|(at, t)| {
                let closing = if t.is("(") {
                    ")"
                } else if t.is("[") {
                    "]"
                } else {
                    return false;
                };
                let inside: Vec<usize> = (at + 1..tokens.len()).take_while(|i| !tokens[*i].is(closing)).collect();
                let person = |i: &usize| {
                    speech::is_person(view, *i) || tokens[*i].is_word() && tokens[*i].shape == Shape::Capitalised
                };
                let glue = |i: &usize| {
                    matches!(
                        tokens[*i].word.as_ref(),
                        "," | "and" | "&" | "/" | "+" | "jointly" | "team" | "the" | "by" | "owner" | ":"
                    )
                };
                let last = inside.last().is_some_and(|i| *i + 3 >= tokens.len());
                let first = at <= view.head;
                (last || first)
                    && !inside.is_empty()
                    && inside.len() <= 8
                    && inside.iter().any(person)
                    && inside
                        .iter()
                        .all(|i| person(i) || glue(i) || tokens[*i].class == Class::default() && tokens[*i].is_word())
            })
        }),
        why: "a name in brackets at the end says who does it",
        finds: &["Order new chairs (Priya)", "Check the stairs (Tom and Lee)"],
        ignores: &["Order new chairs (the red ones)", "Ask (if needed) today"],
    },
    Rule {
        id: "assignment.is-yours",
        kind: ASSIGNMENT,
        spot: Spot::Words(&[
            "is|are|be yours",
            "is|are with you",
            "for you , <name>",
            "that is|be you",
            "falls|fell to <name>|<det> <word>? <word>? to <verb>",
            "your turn|job|go to <verb>",
            "your turn|go $",
            "over to you",
            "you take|do|handle|own|get|bring",
            "i <adv>* asked|told <name>",
            "i have asked",
            "have <adv>* asked <name>|<det>",
        ]),
        why: "it is handed to a person by saying whose it is",
        finds: &["Marek, the icebreaker is yours.", "I asked Susan to send the deed."],
        ignores: &["The icebreaker is fun.", "You are right."],
    },
    Rule {
        id: "assignment.progressive-to-come",
        kind: ASSIGNMENT,
        spot: Spot::Form(|view| {
            view.firmness() > 0
                && speech::progressive(view, |subject| subject != "i" && subject != "we" && subject != "you")
        }),
        why: "\"She's ironing them on Thursday\" says who does it and when",
        finds: &["She's ironing them on Thursday.", "Tom is taking the van on Friday."],
        ignores: &["She's ironing them.", "I'm taking it on Friday."],
    },
    Rule {
        id: "assignment.present-with-deadline",
        kind: ASSIGNMENT,
        spot: Spot::Form(|view| {
            view.firmness() >= speech::FIRM
                && !view.asks()
                && view
                    .tokens
                    .iter()
                    .enumerate()
                    .any(|(at, t)| at > view.head && t.class.has(Class::THIRD) && !t.class.has(Class::DETERMINER))
                && !view.tokens.iter().any(|t| t.class.has(Class::MODAL))
        }),
        why: "somebody does it by a day that is named",
        finds: &["Everyone empties their drawers by 6 December.", "The team attaches a note no later than Friday."],
        ignores: &["Everyone empties their drawers.", "The team will attach it by Friday."],
    },
    Rule {
        id: "assignment.said-they-would",
        kind: ASSIGNMENT,
        spot: Spot::Words(&[
            "said|says|promised|agreed|offered|reckons|volunteered <pron> will|would|'s|has|can",
            "has|have <adv>* offered|agreed|promised|volunteered|kindly to?",
            "has got that|it|this",
            "is going to <verb>",
            "are going to <verb>",
        ]),
        why: "somebody took it on, as the sender reports",
        finds: &["Deb said she'd drive.", "Lee has agreed to chair it."],
        ignores: &["Deb drives.", "I agreed."],
    },
    Rule {
        id: "assignment.starts-with-name-to",
        kind: ASSIGNMENT,
        spot: Spot::Form(|view| starts_with_name(view, |word| word == "to")),
        why: "it starts with a name and what it is to do",
        finds: &["Sam to draft the minutes.", "Tom and Lee to check the stairs"],
        ignores: &["We asked Sam to draft them.", "Sam will draft them."],
    },
    Rule {
        id: "assignment.starts-with-name-will",
        kind: ASSIGNMENT,
        spot: Spot::Form(|view| {
            starts_with_name(view, |word| matches!(word, "will" | "shall" | "must" | "should" | "needs"))
        }),
        why: "it starts with a name and what it will do",
        finds: &["Dana will draft the agenda."],
        ignores: &["I heard that Dana will draft it.", "Dana drafts it."],
    },
];

/// "Sam and Lee to", "Dana will": names at the start, then a word that `leads` accepts, then a verb.
fn starts_with_name(view: &View, leads: impl Fn(&str) -> bool) -> bool {
    let name = |at: usize| {
        speech::is_person(view, at)
            || view.tokens.get(at).is_some_and(|t| t.shape == Shape::Capitalised && t.class == Class::default())
    };
    let gerund = view.at(0).is_some_and(|t| t.word.ends_with("ing"));
    if gerund || view.asks() {
        return false;
    }
    let mut at = view.head;
    while at < view.head + 6
        && (name(at) || at > view.head && view.tokens.get(at).is_some_and(|t| t.is("and") || t.is(",") || t.is("&")))
    {
        at += 1;
    }
    at > view.head
        && view.tokens.get(at).is_some_and(|t| leads(&t.word))
        && view.tokens.iter().skip(at + 1).take(3).any(|t| t.class.has(Class::VERB))
}
