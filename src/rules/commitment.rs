//! Commitments: the sender promises to do something.

use super::{Kind, Rule, Spot, speech};
use crate::lexicon::Class;

const COMMITMENT: Option<Kind> = Some(Kind::Commitment);

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "commitment.i-will",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "i will|shall <adv>* <verb>|<past> !have",
            "i will|shall <adv>* be <ing>",
            "i will|shall , .. <verb>",
            "i myself|personally will",
        ]),
        why: "the sender says what they will do",
        finds: &["I'll get the contract over to legal tomorrow.", "I will also send the form."],
        ignores: &["I will not go.", "We will see.", "You will go."],
    },
    Rule {
        id: "commitment.we-will",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "we will|shall <adv>* <verb>",
            "we are going to <verb>",
            "we will|shall <adv>* be <ing>",
            "we plan|intend|aim to",
        ]),
        why: "the sender's side says what it will do",
        finds: &["We will send the samples.", "We plan to open in May."],
        ignores: &["We sent the samples.", "They will send it."],
    },
    Rule {
        id: "commitment.going-to",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "i am <adv>* going|planning|about|aiming|hoping to <verb>",
            "i plan|intend|aim|hope|expect|propose|want|mean to <verb>",
            "i am trying|working|sorting|looking|chasing|doing|writing|ringing|seeing|sending|meeting|getting|taking|putting",
            "^ going|planning|trying|aiming|about to <verb>",
        ]),
        why: "the sender says what they are about to do",
        finds: &["I'm going to call them.", "I am working on the slides."],
        ignores: &["They are going to call.", "I was going."],
    },
    Rule {
        id: "commitment.subject-left-out",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "^ will|shall <adv>* <verb>|do",
            "^ can do",
            "^ on it",
            "^ will do",
            "; will <adv>* send|do|get|call|check|let|be|have|forward|bring|follow",
        ]),
        why: "\"Will do\" promises with the subject left out",
        finds: &["Will do, Thursday.", "Will send the file tonight."],
        ignores: &["Will you come?", "The will was read."],
    },
    Rule {
        id: "commitment.bare-progressive",
        kind: COMMITMENT,
        spot: Spot::Form(bare_progressive),
        why: "\"Ringing him now\" promises with the subject left out",
        finds: &["Ringing him after lunch.", "Sending the slides tonight."],
        ignores: &["Ringing bells are nice.", "Sending it is hard."],
    },
    Rule {
        id: "commitment.leave-with-me",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "leave|leaving <pron>|<det>|<name> .. with|to me",
            "i am on it|that|this",
            "on it",
            "consider it done",
            "i have got this|it|that",
            "count on me",
            "i promise",
            "is|are on me",
            "mine to",
            "on my|the list",
            "i owe you|<name>|<pron>",
            "i am <adv>* sorting|handling|dealing|taking",
            "i have|will take|got .. care|on",
            "i volunteer",
            "i am happy to <verb>",
        ]),
        why: "the sender takes it on",
        finds: &["Leave that with me.", "I owe you the photos.", "I'm on it."],
        ignores: &["Leave it there.", "You owe me."],
    },
    Rule {
        id: "commitment.i-must",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "i|we <adv>* need|have|ought to <verb>",
            "i|we <adv>* must|should|better <verb>",
            "i have got to",
            "i still|also have|need",
            "i had better",
            "i had <adv>* better",
        ]),
        why: "the sender names what they still have to do",
        finds: &["I still have to fix the roof.", "I should call the bank."],
        ignores: &["You have to fix it.", "I have a roof."],
    },
    Rule {
        id: "commitment.own-duty",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "i <adv>* need|have|ought to !know !hear !see !understand !ask !say !be <verb>",
            "i <adv>* must !know !hear !ask !say !be <verb>",
            "i have got to !know !hear !ask !say !be <verb>",
        ]),
        why: "the sender has work of their own to do",
        finds: &["I need to write the speech by Monday.", "I must call the roofer."],
        ignores: &["I need to know the date.", "We need to write it.", "I need the speech."],
    },
    Rule {
        id: "commitment.let-me",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "let me <adv>* check|see|look|find|get|ask|think|confirm|send|dig|try|talk|call|take",
            "allow me to",
            "i can <adv>* <verb>",
            "i could <verb>",
            "i would be happy|glad to",
        ]),
        why: "the sender offers to do it",
        finds: &["Let me check with Lee.", "I can bring the projector."],
        ignores: &["Let me know.", "You can bring it."],
    },
    Rule {
        id: "commitment.you-will-have",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "you will|should <adv>* have|get|receive|see|hear|find !to",
            "will|shall be with you",
            "with you by|on|before|tomorrow|tonight|shortly|today",
            "reach|reaches you",
            "to you by|on|before|tomorrow|tonight|shortly|later|asap|soon|<when>",
            "from me by|on|before|tomorrow|tonight|first|soon|shortly",
        ]),
        why: "the reader is promised something by a time",
        finds: &["You'll have the draft by Friday.", "My notes will be with you tonight."],
        ignores: &["You have the draft.", "The notes are long."],
    },
    Rule {
        id: "commitment.given-to-you",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "you will|shall <adv>* have|get|receive|see !to",
            "you receive|get|have ... from me|us",
            "will|shall be with you|<name>",
        ]),
        why: "what the reader will have is the sender's to give",
        finds: &[
            "You'll have the keys by noon.",
            "You get the map from me on Monday.",
            "A copy will be with Ana tonight.",
        ],
        ignores: &["You will have to sign it.", "You get the map from Lee.", "It will be fine."],
    },
    Rule {
        id: "commitment.i-will-object-first",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "<word> i will|shall <verb>",
            ", i will",
            "and i will",
            "and will <verb>",
            "then i|we will",
            "^ the|those|these|that|my|our <word> .. i can|shall|will !see !hear !remember !think !tell !imagine <verb>",
            "i <verb> it|them|that myself",
        ]),
        why: "the promise comes after its object or its condition",
        finds: &[
            "The rates I'll check myself.",
            "Sit down and I will explain.",
            "The last two crates I can paint tonight.",
            "The key list I make it myself.",
        ],
        ignores: &["I will check.", "He will check."],
    },
    Rule {
        id: "commitment.progressive-to-come",
        kind: COMMITMENT,
        spot: Spot::Form(|view| {
            view.firmness() > 0 && speech::progressive(view, |subject| subject == "i" || subject == "we")
        }),
        why: "\"I'm bringing it on Monday\" promises",
        finds: &["I'm bringing the keys on Monday.", "We are redoing it tomorrow."],
        ignores: &["I'm bringing the keys.", "She is bringing it on Monday."],
    },
    Rule {
        id: "commitment.own-time",
        kind: COMMITMENT,
        spot: Spot::Form(|view| {
            view.firmness() > 0
                && speech::first_person(view)
                && !speech::simple_past(view)
                && !speech::perfect_or_passive_past(view)
        }),
        why: "the sender names a day for something of their own",
        finds: &["I will do it on Monday.", "I promise it by Friday."],
        ignores: &["I did it on Monday.", "Do it on Monday."],
    },
    Rule {
        id: "commitment.own-no-time",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "; i will|shall <adv>* get|send|forward|let|check|look|call|ring|bring|take|pass|ask|find|talk|speak|email|write|prepare|draft|update|put|make|fix|sort|add|follow|try|see|do",
            "i am|will <adv>* <ing>",
        ]),
        why: "the sender promises a piece of work",
        finds: &["I'll check the list.", "I'm redoing the list."],
        ignores: &["I'll be away.", "You check the list."],
    },
    Rule {
        id: "commitment.expect-it",
        kind: COMMITMENT,
        spot: Spot::Words(&[
            "; expect|expecting it|them|those|this|that|my|the|something",
            "so expect",
            "you can expect",
            "will come|go|follow|arrive|be <word>* from me",
            "i promised <word>",
            "i said i would",
        ]),
        why: "the reader may expect it of the sender",
        finds: &["I'm away, so expect those on Monday.", "I promised Lee a call."],
        ignores: &["They promised rain.", "We did not."],
    },
];

/// "Ringing him after lunch", "runs out on Monday, doing it tonight".
fn bare_progressive(view: &super::View) -> bool {
    let tokens = &view.tokens;
    let doing = |at: usize| {
        tokens.get(at).is_some_and(|t| t.class.has(Class::ING) && !t.class.has(Class::VERB))
            && tokens.get(at + 1).is_some_and(|t| {
                t.class.has(Class::PRONOUN.and(Class::DETERMINER).and(Class::POSSESSIVE))
                    || t.is("back")
                    || speech::is_person(view, at + 1)
            })
    };
    let plain = || !tokens.iter().any(|t| t.class.has(Class::MODAL) || t.is("is") || t.is("are"));
    let later = |at: usize| at > view.head && tokens[at - 1].shape == crate::tokens::Shape::Punctuation && doing(at);
    doing(view.head) && plain() || view.firmness() > 0 && (0..tokens.len()).any(later)
}
