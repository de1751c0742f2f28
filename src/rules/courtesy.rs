//! Formulas of courtesy: whole sentences that sound like a request or a promise and are none.

use super::{Rule, Spot, View, speech};
use crate::lexicon::Class;
use crate::tokens::Token;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "guard.formula",
        kind: None,
        spot: Spot::WordsOf(&FORMULAS, |view| !goes_on(view)),
        why: "it is a formula of courtesy and nothing else",
        finds: &[
            "Please do not hesitate to contact me.",
            "Happy to help if you need anything.",
            "How are you?",
            "Enclosed please find the bill for your records.",
            "We would appreciate your patience.",
            "Can you believe it?",
        ],
        ignores: &[
            "Please find the key.",
            "Please find attached the contract, and please sign it.",
            "Enclosed is the bill, which we ask you to pay by Friday.",
            "How were you helped by it?",
            "Can you help?",
            "Please find attached the lease and return the copy.",
            "Please find below the form, sign and return it.",
            "Please accept the offer on our behalf.",
            "Hope you can send me the report.",
            "How did the client react to the offer?",
            "Feel free to send the contract to the client.",
        ],
    },
    Rule {
        id: "guard.whereabouts",
        kind: None,
        spot: Spot::WordsOf(&WHEREABOUTS, |view| !goes_on(view) && !acts_there(view)),
        why: "it says where somebody is, not what they do",
        finds: &["I'll be out of the office next week.", "I'm at a fair until Monday.", "We are off to Oslo tomorrow."],
        ignores: &[
            "I'll be back to you by Friday.",
            "I'm on it.",
            "I'm out next week, so please send it to Jo.",
            "I'm at it again tonight.",
            "I will be in the shed on Monday to fix the boat.",
            "I'm out tomorrow so Petra has to open.",
            "I'm at a fair today and will ring you on Monday.",
        ],
    },
    Rule {
        id: "guard.closing",
        kind: None,
        spot: Spot::Words(&[
            "will|is|are be? <adv>* closed|shut|unavailable|down|offline",
            "will|is|are be? <adv>* out of order|service|use",
        ]),
        why: "it announces that something is closed",
        finds: &["The pool will be closed on Monday.", "The lift is out of order."],
        ignores: &["Close the pool.", "The pool is warm."],
    },
    Rule {
        id: "guard.modal-perfect",
        kind: None,
        spot: Spot::Words(&["should|would|could|might|must|may <adv>* have <past>|been", "ought to have"]),
        why: "it says what is or might have been the case",
        finds: &["You should have received the parcel by now."],
        ignores: &["You should have a look.", "You should receive it."],
    },
    Rule {
        id: "guard.in-relative-clause",
        kind: None,
        spot: Spot::Words(&[
            "<word> who|which <adv>* must|has|have|needs|need",
            "whether|how|why <det>|<pron>|<word> <word>* has|have|had to|been",
        ]),
        why: "the duty is told of somebody, not laid on",
        finds: &["Everybody who must have a key got one.", "You asked whether the boxes have to go."],
        ignores: &["Everybody must have a key.", "The boxes have to go."],
    },
];

const FORMULAS: [&str; 21] = [
    "^ please? do n't|not hesitate to <verb> me|us|with|if|or|at|back|out|should",
    "^ please? feel free to <verb> me|us|with|if|or|at|back|out|by|in|should",
    "^ i|we? am|are? always|also|more|only|very? than? happy|glad|pleased|delighted to help|assist|answer|discuss|talk|chat|explain",
    "^ how are|is things|everything|life",
    "^ how are|is you ?|,|-|today|doing|keeping ?|,|$|today",
    "^ how are|is you ?|,|-",
    "^ how was|were your|the|<poss> <word>? weekend|holiday|holidays|vacation|trip|party|concert|evening|journey|flight|wedding|birthday|summer|visit|match",
    "^ can|could|would you believe|imagine it|that|this|how|what",
    "^ what were you thinking",
    "^ are you kidding|serious|crazy|joking",
    "^ attached|enclosed please find .. for your|the|our information|records|record|files|file|reference",
    "^ attached|enclosed|here is|are ... for your|the|our information|records|record|files|reference",
    "^ please find attached|enclosed|below",
    "^ please <adv>* accept|excuse|forgive|pardon my|our|the <word>* apologies|apology|delay|inconvenience|congratulations|thanks|condolences|confusion|mistake|typo|typos",
    "^ please join me|us in congratulating|welcoming|thanking|wishing|celebrating",
    "^ please bear with",
    "^ please rest|be assured",
    "^ please keep|continue ... in your|our thoughts|prayers",
    "^ i|we would|do? <adv>* appreciate|appreciated your|the|any|all <word>* assistance|help|support|cooperation|co-operation|understanding|patience $",
    "^ look|looking forward to hearing|seeing|meeting|working|it|this|that",
    "^ hope|hoping this|that|you|all|everything|it is|are|was|were|had|has|have|finds|helps|went|goes|enjoyed|enjoy",
];

/// The place that a person is at, without what they mean to do there.
const WHEREABOUTS: [&str; 5] = [
    "^ i|we will|shall <adv>* be out|away|off|abroad|unavailable|offline|unreachable|travelling|traveling",
    "^ i|we will|shall <adv>* be on|in|at the|a|an|leave|holiday|vacation|court|transit|<name>",
    "^ i|we am|are <adv>* out|away|off|abroad|unavailable|offline|travelling|traveling !now",
    "^ i|we am|are <adv>* on|at|in leave|holiday|vacation|a|an|the|home|court|transit|meetings|<name>",
    "^ i|we am|are not|n't in|at the|until|today|tomorrow",
];

/// Whether another clause follows, in which something may be asked or promised after all.
fn goes_on(view: &View) -> bool {
    /// The formula itself takes as many words.
    const OPENING: usize = 3;
    const JOINTS: [&str; 7] = ["and", "but", "then", "so", ",", ";", ":"];
    let rest = view.tokens.get(view.head + OPENING..).unwrap_or_default();
    let verb = |t: &Token| t.class.has(Class::VERB.and(Class::MODAL).and(Class::ING));
    let subject = |t: &Token| t.class.has(Class::PRONOUN);
    let asks = |pair: &[Token]| {
        let joint = JOINTS.iter().any(|joint| pair[0].is(joint));
        pair[0].is("please")
            || pair[0].is("by") && pair[1].class.has(Class::WHEN)
            || joint && (verb(&pair[1]) || subject(&pair[1]) && !pair[0].is(","))
            || pair[0].class.has(Class::MODAL) && subject(&pair[1])
            || subject(&pair[0]) && pair[1].class.has(Class::MODAL)
            || (pair[0].is("we") || pair[0].is("i")) && (pair[1].is("ask") || pair[1].is("need") || pair[1].is("want"))
    };
    let duty = |t: &Token| ["needs", "must", "has", "kindly"].iter().any(|word| t.is(word));
    rest.windows(2).any(asks) || rest.iter().any(duty) || speech::later_imperative(view)
}

/// Whether the sentence says what is done at the place: "I'm in the office to fix the printer".
fn acts_there(view: &View) -> bool {
    const OPENING: usize = 4;
    let rest = view.tokens.get(view.head + OPENING..).unwrap_or_default();
    let purpose = rest.windows(2).any(|pair| pair[0].is("to") && pair[1].class.has(Class::VERB));
    purpose
        || rest.iter().any(|t| t.class.has(Class::ING) && !t.class.has(Class::WHEN) || t.is("need") || t.is("needs"))
}
