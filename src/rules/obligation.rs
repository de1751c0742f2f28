//! Obligations and deadlines: something has to be done, whoever says so.

use super::{Kind, Rule, Spot, speech};

const OBLIGATION: Option<Kind> = Some(Kind::Obligation);

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "obligation.you-must",
        kind: OBLIGATION,
        spot: Spot::Words(&[
            "you <adv>* must|need|should|shall",
            "you <adv>* have|ought to <verb>",
            "you will <adv>* need|have|be",
            "you are <adv>* required|expected|asked|requested|invited|to|obliged",
            "you would|d have to",
            "you have until",
            "you <adv>* owe",
            "each|all of you",
        ]),
        why: "the reader has to do it",
        finds: &["You need to renew your badge.", "You are asked to bring a bag."],
        ignores: &["You have a badge.", "They need to renew it."],
    },
    Rule {
        id: "obligation.all-must",
        kind: OBLIGATION,
        spot: Spot::Words(&[
            "all|everyone|everybody|each|employees|members|participants|managers|staff|users|parents|owners|tenants|students|players|volunteers|bidders|people|those|anyone <word>* must|should|shall|need|needs|have|has|are|is|please",
            "all <word> <word>? must|should|need|are|to",
        ]),
        why: "a group that the reader belongs to has to do it",
        finds: &["All managers must sign the form.", "Everyone needs to be there at nine."],
        ignores: &["All went well.", "Managers sign forms."],
    },
    Rule {
        id: "obligation.passive",
        kind: OBLIGATION,
        spot: Spot::Words(&[
            "need|needs <adv>* to <adv>* be <past>",
            "must|should|shall <adv>* be <past>",
            "has|have to be",
            "is|are|remains|remain <adv>* to be <past>",
            "to be <past> by|before",
            "^ to be <past>",
            "; to be <past>",
            "is|are required",
            "must be|go|come|reach|arrive",
            "need|needs to <verb>",
            "must <adv>* <verb>",
        ]),
        why: "it has to be done, by whom is left open",
        finds: &["The forms need to be signed.", "The invoice is to be paid."],
        ignores: &["The forms were signed.", "It is signed."],
    },
    Rule {
        id: "obligation.due",
        kind: OBLIGATION,
        spot: Spot::Words(&[
            "is|are|was|be|fall|falls due",
            "due by|on|before|date|in|:|<when>|<number>",
            "payable",
            "deadline",
            "cutoff|cut-off",
            "no later than",
            "at the latest",
            "<when>|<word> latest",
            "not later than",
            "have|has until",
            "until <when> to",
            "closes|close|expires|lapses|ends|runs on|at|in|out",
        ]),
        why: "a deadline is stated",
        finds: &["Expense reports are due on the 15th.", "Legal has until Tuesday."],
        ignores: &["It is true.", "Due to the rain we stay."],
    },
    Rule {
        id: "obligation.important",
        kind: OBLIGATION,
        spot: Spot::Words(&[
            "it is|be <adv>* important|essential|vital|critical|mandatory|compulsory|imperative|crucial|necessary",
            "is|are mandatory|compulsory|required|necessary|needed",
            "priority",
            "action|approval|attention|response|signature required|needed",
            "urgent",
        ]),
        why: "it is said to be necessary",
        finds: &["It is important to reply today.", "Approval is needed."],
        ignores: &["It is nice.", "They replied."],
    },
    Rule {
        id: "obligation.we-must",
        kind: OBLIGATION,
        spot: Spot::Words(&[
            "we <adv>* need|have|ought to <verb>",
            "we <adv>* must|should <verb>",
            "somebody|someone|somehow <adv>* will|has|needs|must|should|ought",
            "we want|would like to <verb>",
        ]),
        why: "\"we\" have to do it, which of us is left open",
        finds: &["We need to add a clause.", "Somebody has to call the plumber."],
        ignores: &["We have a clause.", "You must call."],
    },
    Rule {
        id: "obligation.dated-nominal",
        kind: OBLIGATION,
        spot: Spot::WordsOf(&["by|before|until|till <when>|the|<number>"], |view| !speech::finite(view)),
        why: "a thing and a deadline without a verb: it is wanted by then",
        finds: &["Timesheets by Friday.", "Names and sizes to me before noon"],
        ignores: &["He was here by Friday.", "Timesheets are nice."],
    },
    Rule {
        id: "obligation.has-to",
        kind: OBLIGATION,
        spot: Spot::Words(&["has|have|having to <verb>|<aux>"]),
        why: "something has to be done",
        finds: &["The form has to go back signed.", "You'd have to ask them."],
        ignores: &["The form has two sides."],
    },
    Rule {
        id: "obligation.by-a-day",
        kind: OBLIGATION,
        spot: Spot::Form(|view| view.firmness() >= speech::FIRM),
        why: "it names a day by which",
        finds: &["The caterer needs a headcount by Tuesday.", "Papers close on Friday at the latest."],
        ignores: &["We met on Tuesday.", "The caterer needs a headcount."],
    },
    Rule {
        id: "obligation.on-a-day",
        kind: OBLIGATION,
        spot: Spot::Form(|view| (1..speech::FIRM).contains(&view.firmness())),
        why: "it names a day on which",
        finds: &["Send it on Tuesday."],
        ignores: &["Send it.", "Send it by Tuesday."],
    },
    Rule {
        id: "obligation.needs-your",
        kind: OBLIGATION,
        spot: Spot::Words(&[
            "need|needs|needed|want|wants|requires|awaiting|awaits|lacks|missing|blank .. your|you",
            "needed|required|wanted|expected from|of you",
            "up to|for you to <verb>",
            "is|are .. your turn|job|department|side|call",
        ]),
        why: "something waits for the reader",
        finds: &["All it needs is your signature.", "Two lines are still blank in your form."],
        ignores: &["It needs salt.", "You need salt."],
    },
    Rule {
        id: "obligation.expects",
        kind: OBLIGATION,
        spot: Spot::Words(&[
            "; we|i expect|want|need|require <word>",
            "expects|wants|needs|requires|expect|asks|asking|insists .. by|before|to|for|that",
            "is|are|was|were asked|expected|supposed|meant|instructed|requested|invited|obliged to",
        ]),
        why: "somebody expects it",
        finds: &["The bank wants the form before noon.", "Guests are asked to ring."],
        ignores: &["The bank is closed.", "They rang."],
    },
    Rule {
        id: "obligation.asked-by-a-day",
        kind: OBLIGATION,
        spot: Spot::Form(|view| {
            view.firmness() >= speech::FIRM
                && (speech::imperative(view)
                    || speech::bare_imperative(view)
                    || view.tokens.iter().any(|t| {
                        ["please", "need", "needs", "must", "due", "required", "has", "have", "should"]
                            .iter()
                            .any(|word| t.is(word))
                    }))
        }),
        why: "it is asked for or has to be done by a day",
        finds: &["Order the flowers by Friday.", "The fee must be paid by 10/25."],
        ignores: &["Order the flowers.", "The flowers came by Friday."],
    },
];
