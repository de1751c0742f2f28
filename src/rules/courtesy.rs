//! Formulas of courtesy: whole sentences that sound like a request or a promise and are none.

use std::sync::LazyLock;

use super::{Pattern, Rule, Spot, View, speech};
use crate::lexicon::Class;
use crate::tokens::Token;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "guard.formula",
        kind: None,
        spot: Spot::Form(|view| opens_with(view, &FORMULAS) && !goes_on(view)),
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
        ],
    },
    Rule {
        id: "guard.whereabouts",
        kind: None,
        spot: Spot::Form(|view| opens_with(view, &WHEREABOUTS) && !goes_on(view)),
        why: "it says where somebody is, not what they do",
        finds: &["I'll be out of the office next week.", "I'm at a fair until Monday.", "We are off to Oslo tomorrow."],
        ignores: &[
            "I'll be back to you by Friday.",
            "I'm on it.",
            "I'm out next week, so please send it to Jo.",
            "I'm at it again tonight.",
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

const FORMULA_TEXTS: [&str; 21] = [
    "^ please? do n't|not hesitate",
    "^ please? feel free",
    "^ i|we? am|are? always|also|more|only|very? than? happy|glad|pleased|delighted to help|assist|answer|discuss|talk|chat|explain",
    "^ how are|is|were|was you|things|everything|life ?|,|-|doing|today",
    "^ how <adv>* was|were|did <det>|<poss>|it|that|things|everything",
    "^ can|could|would you|anyone believe|imagine",
    "^ what were you thinking",
    "^ are you kidding|serious|crazy|joking",
    "^ attached|enclosed please find .. for your|the|our information|records|record|files|file|reference",
    "^ attached|enclosed|here is|are ... for your|the|our information|records|record|files|reference",
    "^ please find attached|enclosed|below",
    "^ please <adv>* accept|excuse|forgive|pardon",
    "^ please join me|us in <ing>",
    "^ please bear with",
    "^ please rest|be assured",
    "^ please keep ... thoughts|prayers",
    "^ please continue ... thoughts|prayers",
    "^ i|we would|do? <adv>* appreciate|appreciated your|the|any|all <word>* assistance|help|support|cooperation|co-operation|understanding|patience $",
    "^ look|looking forward to|in",
    "^ hope|hoping this|that|you|all|everything|it",
    "^ nice|good|great|lovely to <verb>",
];

/// The place that a person is at, without what they mean to do there.
const WHEREABOUT_TEXTS: [&str; 5] = [
    "^ i|we will|shall <adv>* be out|away|off|abroad|unavailable|offline|unreachable|travelling|traveling",
    "^ i|we will|shall <adv>* be on|in|at the|a|an|leave|holiday|vacation|court|transit|<name>",
    "^ i|we am|are <adv>* out|away|off|abroad|unavailable|offline|travelling|traveling !now",
    "^ i|we am|are <adv>* on|at|in leave|holiday|vacation|a|an|the|home|court|transit|meetings|<name>",
    "^ i|we am|are not|n't in|at the|until|today|tomorrow",
];

static FORMULAS: LazyLock<Vec<Pattern>> = LazyLock::new(|| read(&FORMULA_TEXTS));
static WHEREABOUTS: LazyLock<Vec<Pattern>> = LazyLock::new(|| read(&WHEREABOUT_TEXTS));

/// A text that cannot be read is found by the tests, which read them all.
fn read(texts: &[&str]) -> Vec<Pattern> {
    texts.iter().filter_map(|text| Pattern::read(text).ok()).collect()
}

fn opens_with(view: &View, patterns: &[Pattern]) -> bool {
    patterns.iter().any(|pattern| pattern.is_in(&view.tokens, view.head))
}

/// Whether another clause follows, in which something may be asked or promised after all.
fn goes_on(view: &View) -> bool {
    /// The formula itself takes as many words.
    const OPENING: usize = 3;
    let rest = view.tokens.get(view.head + OPENING..).unwrap_or_default();
    let asks = |pair: &[Token]| {
        pair[0].is("please")
            || ["and", "but", "then", ","].iter().any(|joint| pair[0].is(joint)) && pair[1].class.has(Class::MODAL)
            || pair[0].class.has(Class::MODAL) && pair[1].class.has(Class::PRONOUN)
            || pair[0].class.has(Class::PRONOUN) && pair[1].class.has(Class::MODAL)
            || (pair[0].is("we") || pair[0].is("i")) && (pair[1].is("ask") || pair[1].is("need") || pair[1].is("want"))
            || pair[0].is("to") && (pair[1].is("sign") || pair[1].is("review") || pair[1].is("approve"))
    };
    rest.windows(2).any(asks) || speech::later_imperative(view)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        for text in FORMULA_TEXTS.iter().chain(&WHEREABOUT_TEXTS) {
            assert!(Pattern::read(text).is_ok(), "{text}");
        }
    }
}
