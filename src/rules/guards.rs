//! Guards: what speaks against a task although its words look like one.

use super::{Rule, Spot, View, speech};
use crate::facts::people;
use crate::lexicon::Class;
use crate::structure::BlockKind;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "guard.done-already",
        kind: None,
        spot: Spot::Form(speech::perfect_or_passive_past),
        why: "it speaks of what was done",
        finds: &["I have sent the file.", "The form was signed."],
        ignores: &["I will have to sign.", "Sign the form."],
    },
    Rule {
        id: "guard.past",
        kind: None,
        spot: Spot::Form(speech::tells),
        why: "it tells what happened",
        finds: &["I sent the file.", "Lee called me."],
        ignores: &["Send the file.", "I will call."],
    },
    Rule {
        id: "guard.done-word",
        kind: None,
        spot: Spot::Words(&[
            "already",
            "; done|closed|completed|finished|fixed|resolved|sorted|filed|handled",
            "is|are|all done|closed|complete|completed|finished|fixed|resolved|sorted|handled",
            "taken care of",
            "done $",
            "as promised|discussed|agreed|requested|mentioned",
        ]),
        why: "it is said to be done",
        finds: &["Already filed.", "The invoice is sorted."],
        ignores: &["Sort the invoice.", "It must be done by noon."],
    },
    Rule {
        id: "guard.negated",
        kind: None,
        spot: Spot::Words(&[
            "no need|reason|rush|obligation|action|longer|one|point",
            "do|does|did|need|will|would|should|must|is|are|can n't|not",
            "need not",
            "nothing to|for|needed|else|new|more",
            "not <adv>* necessary|needed|required|to|yet|going|sure",
            "without <ing>",
            "never mind",
            "nobody|none|nothing",
            "rather than",
            "instead of",
        ]),
        why: "it is negated",
        finds: &["No need to reply.", "You don't have to come."],
        ignores: &["You have to come.", "Please reply."],
    },
    Rule {
        id: "guard.no-need",
        kind: None,
        spot: Spot::Words(&[
            "no need",
            "do n't|not <adv>* need|have|bother|worry|chase|wait|reply|respond",
            "no action|reply|response|paperwork <word>* needed|required|necessary",
            "need n't|not",
            "nothing for you|to",
            "no longer needed|required|necessary|a|an",
            "not <adv>* necessary",
            "there is nothing",
            "you are not|n't required|expected",
        ]),
        why: "the reader is told that nothing has to be done",
        finds: &["No need to reply.", "You don't have to ring them."],
        ignores: &["You need to reply.", "Chase him."],
    },
    Rule {
        id: "guard.cancelled",
        kind: None,
        spot: Spot::Words(&[
            "scrap|forget|ignore|disregard|skip|drop that|this|it|the|my",
            "is|are|was|been <adv>* cancelled|canceled|withdrawn|off|dropped|postponed|superseded|obsolete",
            "; cancelled|canceled|withdrawn|dropped",
            "never mind",
            "on hold",
            "no longer",
        ]),
        why: "it is called off",
        finds: &["Scrap that.", "The visit was cancelled."],
        ignores: &["Cancel the visit.", "Please drop by."],
    },
    Rule {
        id: "guard.condition-first",
        kind: None,
        spot: Spot::Words(&[
            "^ if|should|unless|when|whenever|assuming|provided|suppose <word>",
            "^ where !do !does !did !is !are !was !can !could !should !would !have !has <word>",
            "^ in case",
            "^ in the event",
        ]),
        why: "it depends on a condition that may never come",
        finds: &["If the build breaks, call me.", "Should it rain, stay inside."],
        ignores: &["Call me.", "Ask if he comes.", "In any event, call me."],
    },
    Rule {
        id: "guard.if-you",
        kind: None,
        spot: Spot::Words(&[
            "; if you|anyone|anybody <verb>|have|are|do|would|wish|prefer",
            "; if so|not|any|needed|necessary|interested|possible|required",
            "if there is|are",
            "if interested",
            "in case",
            "unless",
            "if needed|necessary|possible|required|applicable",
            "if you would like|prefer",
        ]),
        why: "it is left to the reader whether the case arises",
        finds: &["If you are interested, call Lee.", "Call Lee if needed."],
        ignores: &["Call Lee.", "If you could call Lee."],
    },
    Rule {
        id: "guard.if-anywhere",
        kind: None,
        spot: Spot::Words(&["<word> if|unless <pron>|<det>|<word>"]),
        why: "a condition follows",
        finds: &["Call me if it rains."],
        ignores: &["Call me.", "If so"],
    },
    Rule {
        id: "guard.hypothetical",
        kind: None,
        spot: Spot::Words(&[
            "may|might|could|would <adv>* have|be",
            "would have",
            "might",
            "maybe|perhaps",
            "possibly|probably|potentially",
            "may|might|could <verb>",
            "i|we think|believe|guess|suppose|assume|doubt|suspect",
            "seems|seem|appears|appear",
            "could be",
        ]),
        why: "it says what may be",
        finds: &["They might come.", "It could be late."],
        ignores: &["They come.", "Could you come?"],
    },
    Rule {
        id: "guard.habit",
        kind: None,
        spot: Spot::Words(&[
            "always|usually|often|normally|generally|typically|sometimes|rarely|traditionally",
            "every <when>|day|month|year|time|now",
            "each <when>|day|month|year|time",
            "used to",
            "tend|tends to",
            "as ever|usual|always",
            "weekly|daily|monthly|annually",
        ]),
        why: "it says what is usual",
        finds: &["We usually meet on Mondays.", "The report comes every Friday."],
        ignores: &["We meet on Monday.", "Send the report."],
    },
    Rule {
        id: "guard.reported",
        kind: None,
        spot: Spot::Words(&[
            "said|says|told|asked|mentioned|wrote|reported|explained|announced|thought|thinks|claims|noted|suggested|argued|added|admitted",
            "according to",
            "apparently",
            "word is",
            "the plan is",
        ]),
        why: "it reports what others say",
        finds: &["He said that we must pay.", "According to Lee it is due."],
        ignores: &["We must pay.", "Tell Lee."],
    },
    Rule {
        id: "guard.thanks",
        kind: None,
        spot: Spot::Words(&[
            "; thank|thanks|thx|cheers",
            "thanks|thank you",
            "; sorry|apologies|congratulations|congrats|welcome",
            "well done",
            "nice|good|great job|work",
            "i apologise|apologize",
        ]),
        why: "it thanks, congratulates or says sorry",
        finds: &["Thanks for the help!", "Sorry about the noise."],
        ignores: &["Send the help.", "They welcome us."],
    },
    Rule {
        id: "guard.good-wishes",
        kind: None,
        spot: Spot::Words(&[
            "hope|hoping|trust you|all|this|that|everyone|it|things",
            "look|looking forward",
            "have a|an great|nice|good|wonderful|safe|lovely|fun|happy",
            "; enjoy",
            "take care $|and",
            "see you",
            "nice|good|great|lovely to|news|seeing",
            "best wishes|regards|of",
            "happy|merry birthday|new|christmas|to",
            "glad|pleased|delighted|proud",
            "keep up the",
            "talk|speak|talk to you soon|later|then|on",
            "how are|is you|your|things|everything",
            "how was|were",
            "wish|wishing you",
            "miss you",
        ]),
        why: "it is a courtesy",
        finds: &["Hope you had a good trip.", "Looking forward to it."],
        ignores: &["Send the help.", "Trip report due."],
    },
    Rule {
        id: "guard.feel-free",
        kind: None,
        spot: Spot::Words(&[
            "feel free",
            "do n't|not hesitate",
            "happy|glad|pleased|here|available to help|answer|discuss|assist|talk|chat|explain",
            "at any time",
            "you are <adv>* welcome",
            "any time",
        ]),
        why: "it offers help, it asks for none",
        finds: &["Feel free to call.", "I'm happy to help."],
        ignores: &["Let me know which one.", "Call Lee."],
    },
    Rule {
        id: "guard.questions-welcome",
        kind: None,
        spot: Spot::Words(&[
            "any .. questions|concerns|problems|trouble|queries|comments",
            "if|should .. questions|concerns|problems|trouble|assistance|queries",
            "with .. questions|concerns|queries",
            "have any|further|other|additional|more questions|question|concerns|comments|problems|issues",
            "for <adv>* further|more|additional information|details",
            "questions or|and comments|concerns",
        ]),
        why: "questions are invited, should there be any",
        finds: &["Let me know if you have any questions.", "Any questions?"],
        ignores: &["Let me know which one.", "I have a question."],
    },
    Rule {
        id: "guard.let-me-know-if",
        kind: None,
        spot: Spot::Words(&[
            "let me|us know if|should i|we|you|there|this|that|anything|it|any",
            "let me|us know if",
            "contact|call|email|ask|see me|us|him|her|<name> with|if|at|for|should",
        ]),
        why: "an answer is wanted only in some case",
        finds: &["Let me know if that suits you.", "Call us if it rains."],
        ignores: &["Let me know which one.", "Call Lee."],
    },
    Rule {
        id: "guard.note-only",
        kind: None,
        spot: Spot::Words(&[
            "please <adv>* note|find|see|be|accept|forgive|excuse|join|bear|ignore|disregard",
            "please feel",
            "; note :|that|the following",
            "fyi",
            "be aware|advised|informed|assured|patient",
            "for your information|reference|records|files",
            "attached|enclosed|below|here <adv>* is|are|please|you|find",
            "see attached|below|above",
            "as you know|may|can|will|are",
            "keep in mind",
            "bear with",
            "rest assured",
            "; remember|note that",
        ]),
        why: "it asks to take note, no more",
        finds: &["Please note that the office is closed.", "For your information only."],
        ignores: &["Please send the note.", "Note the number down and call."],
    },
    Rule {
        id: "guard.boilerplate",
        kind: None,
        spot: Spot::Words(&[
            "unsubscribe|unsubscribing",
            "do n't|not reply|respond to this",
            "privacy policy",
            "all rights reserved",
            "terms and|of conditions|use|service",
            "intended recipient|only|solely",
            "view|read|open .. browser|online",
            "confidential|confidentiality",
            "this email|e-mail|message <adv>* is|was|has|contains|may|were",
            "you are|were receiving|received",
            "consider the environment",
            "manage|update your preferences|subscription|subscriptions|settings",
            "add .. address|contacts|senders",
            "mailing list",
            "copyright",
            "opt out",
            "sent from my",
            "received this email|e-mail|mail|message|newsletter|notification|because|in|as",
        ]),
        why: "it belongs to the form of the mail, not to its content",
        finds: &["To unsubscribe click here.", "Please consider the environment."],
        ignores: &["Please consider the plan.", "Read the contract."],
    },
    Rule {
        id: "guard.intention-only",
        kind: None,
        spot: Spot::Words(&[
            "some day|time",
            "one of these days",
            "at some point",
            "sometime",
            "in future|the future",
            "one day",
            "would love|like to <word>* sometime|soon|again|one|some",
            "in due course",
            "down the road|line",
            "we will see",
            "wait and see",
        ]),
        why: "it is a vague intention",
        finds: &["We should catch up some time.", "Let's do it one of these days."],
        ignores: &["We meet on Monday.", "Do it today."],
    },
    Rule {
        id: "guard.announcement",
        kind: None,
        spot: Spot::Words(&[
            "will <adv>* be|have|remain|become|take|continue|include|begin|start|allow|provide|enable|result|need",
            "is|are <adv>* <ing>",
            "is|are|be <adv>* scheduled|planned|expected|located|based|available|open|closed|included|designed",
            "there is|are|was|were|will",
            "it is|was|will",
            "this|that is|was|will|means",
        ]),
        why: "it states a fact or announces an event",
        finds: &["The office will be closed on Friday.", "There is a new door."],
        ignores: &["Close the office.", "Please call."],
    },
    Rule {
        id: "guard.rhetorical",
        kind: None,
        spot: Spot::Words(&[
            "is n't it",
            "right ? $",
            "who knows",
            "what 's up|new|not",
            "guess what",
            "you know ? $",
            "wo n't they|you",
            "why not ?",
            "how come",
            "so what",
            "what a",
        ]),
        why: "it asks for no answer",
        finds: &["Nice, isn't it?", "Who knows?"],
        ignores: &["Who has the key?", "Is it ready?"],
    },
    Rule {
        id: "guard.third-person",
        kind: None,
        spot: Spot::Form(third_person),
        why: "it speaks of people or things that are not asked",
        finds: &["They want a refund.", "He needs to know.", "The house is old."],
        ignores: &["I want a refund.", "You need to know.", "Send it."],
    },
    Rule {
        id: "guard.no-verb",
        kind: None,
        spot: Spot::Form(|view| {
            !speech::finite(view)
                && !view.tokens.iter().any(|t| t.class.has(Class::VERB.and(Class::ING).and(Class::PAST)))
        }),
        why: "it has no verb",
        finds: &["The red house in the north."],
        ignores: &["The house is red.", "Paint it."],
    },
    Rule {
        id: "guard.checked-box",
        kind: None,
        spot: Spot::Place(
            |view| matches!(view.block().map(|b| &b.kind), Some(BlockKind::Entry(entry)) if entry.checked == Some(true)),
        ),
        why: "its box is ticked",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "guard.in-quotation-marks",
        kind: None,
        spot: Spot::Form(|view| {
            let text = view.text.trim();
            let open = text.starts_with(['"', '“', '„', '«', '‘']);
            open && text.trim_end_matches(['.', ',', '!']).ends_with(['"', '”', '“', '»', '’'])
        }),
        why: "it quotes somebody",
        finds: &["\"Please fix the stairs\""],
        ignores: &["Please fix the \"stairs\"."],
    },
    Rule {
        id: "guard.conditional-request",
        kind: None,
        spot: Spot::Form(|view| {
            let condition =
                (view.at(0).is_some_and(|t| matches!(t.word.as_ref(), "if" | "should" | "unless" | "whenever"))
                    || view.at(0).is_some_and(|t| t.is("in")) && view.at(1).is_some_and(|t| t.is("case")))
                    && !view.asks()
                    && !view.tokens.iter().skip(view.head).take(4).any(|t| t.is("could") || t.is("would"));
            condition && (speech::later_imperative(view) || view.tokens.iter().any(|t| t.is("please")))
        }),
        why: "the request holds only in some case",
        finds: &["If the alarm rings, please call the desk.", "Should it rain, bring the tent in."],
        ignores: &["If you could call the desk, please do.", "Call the desk.", "In short, please call."],
    },
    Rule {
        id: "guard.invites-questions",
        kind: None,
        spot: Spot::Words(&[
            "call|contact|email|ask|reach|let|know|hesitate|touch|speak|write ... questions|concerns|help|assistance|problems|information|anything|query|queries|trouble|issues",
            "questions|concerns|help|assistance|problems|anything|queries ... call|contact|email|ask|reach|know|hesitate|touch|write",
        ]),
        why: "the reader may ask, and need not",
        finds: &["Please call if you have any questions.", "Any questions, please let me know."],
        ignores: &["Please call.", "I have a question."],
    },
    Rule {
        id: "guard.row-that-is-done",
        kind: None,
        spot: Spot::Place(row_is_done),
        why: "its row says that it is done or dropped",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "guard.attendance",
        kind: None,
        spot: Spot::Place(|view| view.block().is_some_and(people::lists_attendance)),
        why: "it lists who was there",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "guard.struck-out",
        kind: None,
        spot: Spot::Place(|view| view.block().is_some_and(|block| block.text.contains("~~")) || marked_done(view.text)),
        why: "it is struck out or marked as done",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "guard.withdrawn-entry",
        kind: None,
        spot: Spot::Place(starts_as_over),
        why: "its entry starts by saying that it is over",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "guard.participle-first",
        kind: None,
        spot: Spot::Form(|view| {
            view.at(0).is_some_and(|t| t.class.has(Class::PAST) && !t.class.has(Class::VERB.and(Class::AUXILIARY)))
        }),
        why: "it starts with what was done",
        finds: &["Approved by the board in May.", "Closed on the 18th."],
        ignores: &["Approve the plan.", "We closed it."],
    },
    Rule {
        id: "guard.only-if-wrong",
        kind: None,
        spot: Spot::Words(&[
            "know|tell|call|contact|advise if ... not|n't|problem|problems|issue|issues|wrong|missing|incorrect|objections|changes|conflict|anything",
            "if you|we|they ca|can|do|are|is|does n't|not ... let|tell|call|contact|advise",
            "unless i|we hear",
            "if i|we do n't hear",
        ]),
        why: "an answer is wanted only if something is wrong",
        finds: &["Let me know if this doesn't suit you."],
        ignores: &["Let me know if it suits you."],
    },
    Rule {
        id: "guard.praise",
        kind: None,
        spot: Spot::Words(&[
            "; good|great|nice|lovely|excellent|fantastic|brilliant call|chat|meeting|talk|session|point|idea|trip|day|week|weekend|stuff|one|work|job|progress",
        ]),
        why: "it praises what was",
        finds: &["Good call today."],
        ignores: &["Call them today.", "We need a good idea."],
    },
];

/// Whether the entry or row says of itself that it is done or dropped.
pub(super) fn is_over(view: &View) -> bool {
    row_is_done(view)
        || starts_as_over(view)
        || marked_done(view.text)
        || view.block().is_some_and(|block| block.text.contains("~~"))
}

/// "Withdrawn. ...", "Done: ..."
fn starts_as_over(view: &View) -> bool {
    view.block().is_some_and(|block| {
        let first = block.text.split_whitespace().next().unwrap_or("").to_lowercase();
        OVER.contains(&first.trim_matches(|c: char| !c.is_alphanumeric() && c != '/'))
            || first.starts_with("superseded")
            || first.starts_with("obsolete")
    })
}

/// Words by which a cell says that its row is over.
const OVER: [&str; 17] = [
    "done",
    "rejected",
    "declined",
    "abandoned",
    "dropped",
    "closed",
    "complete",
    "completed",
    "cancelled",
    "canceled",
    "finished",
    "withdrawn",
    "resolved",
    "fixed",
    "n/a",
    "paid",
    "✓",
];

/// Whether a cell of the row says that it is done or dropped.
fn row_is_done(view: &View) -> bool {
    let Some(BlockKind::Row(row)) = view.block().map(|block| &block.kind) else { return false };
    row.cells.iter().any(|cell| {
        let first = cell.split_whitespace().next().unwrap_or("").to_lowercase();
        let state = cell.split_whitespace().count() <= 4;
        state
            && (OVER.contains(&first.trim_matches(|c: char| !c.is_alphanumeric() && c != '/' && c != '✓'))
                || cell.contains(['✅', '✔', '☑']))
    })
}

/// `- done`, `(done)`, `[DONE]`, `✓` at the end.
fn marked_done(text: &str) -> bool {
    let said = text.trim_end_matches(['.', ')', ']', '!']);
    let last =
        said.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '–' | '—' | ':')).next().unwrap_or("");
    let before = &said[..said.len() - last.len()];
    said.ends_with('✓')
        || before.ends_with(['(', '[', '-', '–', '—', ':', ' '])
            && before.trim_end().ends_with(['(', '[', '-', '–', '—', ':', '.'])
            && OVER.contains(&last.to_lowercase().as_str())
        || !text.is_ascii() && text.contains(['✅', '✔', '☑'])
}

/// The subject is neither the sender nor a reader.
fn third_person(view: &View) -> bool {
    let Some(first) = view.at(0) else { return false };
    if ["he", "she", "they", "it", "this", "that", "these", "those", "there"].iter().any(|w| first.is(w)) {
        return true;
    }
    first.class.has(Class::DETERMINER.and(Class::POSSESSIVE))
        && !view.asks()
        && !view.vocative
        && !first.is("your")
        && !first.is("all")
        && !first.is("each")
}
