//! Guards that look at the whole of a line or mail: a list that says how far its entries are, a mail of what-ifs.

use super::pattern::ends_clause;
use super::view::Site;
use super::{Rule, Spot, View};
use crate::lexicon::Class;
use crate::structure::{Block, BlockKind};
use crate::tokens::Shape;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "guard.entry-with-outcome",
        kind: None,
        spot: Spot::Place(says_its_outcome),
        why: "its entry goes on to say what came of it",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "guard.answered",
        kind: None,
        spot: Spot::Place(|view| view.asks() && is_answered(view)),
        why: "its entry answers the question that it asks",
        finds: &[],
        ignores: &[],
    },
    Rule {
        id: "guard.optional",
        kind: None,
        spot: Spot::Words(&[
            "optional|voluntary",
            "nobody|anyone has|needs to",
            "no one has|needs to",
            "up to each|everyone|everybody",
        ]),
        why: "it is left to everybody's choice",
        finds: &["The tour is optional.", "Nobody has to come early."],
        ignores: &["The tour starts at ten."],
    },
    Rule {
        id: "guard.enough",
        kind: None,
        spot: Spot::Words(&[
            "would|will do|suffice $",
            "would|will be <adv>* plenty|enough|fine|ideal|ok|okay $",
            "would|will be <adv>* plenty|enough|fine|ideal|ok|okay ,|-|–",
            "is|are <adv>* plenty|enough $",
        ]),
        why: "it says how much of what was asked is enough",
        finds: &["A list by hand would do.", "A dozen would be enough."],
        ignores: &["Would you do it?", "It is not plenty of time."],
    },
    Rule {
        id: "guard.dates-what-was-asked",
        kind: None,
        spot: Spot::Form(dates_what_was_asked),
        why: "it says no more than by when the thing just named is wanted",
        finds: &["She needs it by Monday.", "I'd want them back by the 5th."],
        ignores: &["She needs the keys by Monday.", "Send it by Monday.", "Can you send it by Monday?"],
    },
    Rule {
        id: "guard.prohibition",
        kind: None,
        spot: Spot::Words(&[
            "^ please? do n't|not !forget !hesitate !miss <verb>",
            "^ please? never <verb>",
            "nobody|nothing may|must|should|is",
            "must|may|should n't|not be <past>",
        ]),
        why: "it forbids, which nobody can tick off",
        finds: &["Don't open the hatch.", "Nothing may leave the yard."],
        ignores: &["Open the hatch.", "Don't forget the key."],
    },
    Rule {
        id: "guard.what-if",
        kind: None,
        spot: Spot::Form(|view| supposes(view) && view.mail().is_none_or(|mail| mail.tenor.supposed > WHAT_IF)),
        why: "it plays through what would happen",
        finds: &["By noon they would have to move the desks."],
        ignores: &["Would you move the desks?", "I would like to move the desks.", "It would be great if you came."],
    },
    Rule {
        id: "guard.appointment",
        kind: None,
        spot: Spot::Words(&[
            "will <adv>* retain|remain|continue|lead|report|serve|join|head|assume|oversee|become|replace|manage|support|relocate|rejoin|succeed",
        ]),
        why: "it announces who holds which office",
        finds: &["Ana Ruiz will lead the new group."],
        ignores: &["Ana Ruiz will send the plan."],
    },
];

/// Verbs that say that a thing is wanted, and words that stand around it without naming another.
const WANTED: [&str; 16] = [
    "need", "needs", "want", "wants", "like", "have", "has", "had", "get", "see", "seen", "back", "done", "expect",
    "expects", "ready",
];

/// "She wants them by the 3rd": a pronoun for the thing, a deadline, and no word for anything else.
fn dates_what_was_asked(view: &View) -> bool {
    let clause = view.tokens.iter().skip(view.head).take_while(|t| !ends_clause(t));
    let (mut thing, mut wants) = (false, false);
    for (at, token) in clause.enumerate() {
        thing |= at > 0 && ["it", "them", "that", "this", "those", "one"].iter().any(|word| token.is(word));
        let wanted = WANTED.contains(&token.word.as_ref());
        wants |= wanted;
        let small = Class::PRONOUN
            .and(Class::DETERMINER)
            .and(Class::PREPOSITION)
            .and(Class::MODAL)
            .and(Class::AUXILIARY)
            .and(Class::ADVERB)
            .and(Class::WHEN)
            .and(Class::CONJUNCTION);
        let says_nothing = wanted
            || token.class.has(small)
            || token.shape == Shape::Number
            || token.word.starts_with(|c: char| c.is_ascii_digit())
            || ["end", "day", "week", "month", "noon", "close"].iter().any(|word| token.is(word));
        if !says_nothing || token.is("you") || token.is("your") {
            return false;
        }
    }
    thing && wants && view.firmness() > 0 && !view.asks()
}

/// A mail that supposes in so many of its sentences plays something through.
const WHAT_IF: f64 = 0.25;

/// "They would have to move": the conditional, unless it wishes or asks.
pub(super) fn supposes(view: &View) -> bool {
    !view.asks()
        && view.tokens.iter().enumerate().any(|(at, t)| {
            t.is("would")
                && !view.tokens[at + 1..]
                    .iter()
                    .find(|t| !t.class.has(Class::ADVERB))
                    .is_some_and(|t| WISHES.contains(&t.word.as_ref()))
        })
}

/// After "would": what is wished or asked.
const WISHES: [&str; 15] = [
    "like",
    "love",
    "prefer",
    "appreciate",
    "be",
    "you",
    "mean",
    "help",
    "suggest",
    "recommend",
    "ask",
    "rather",
    "welcome",
    "propose",
    "need",
];

/// Participles and words that say of an entry that it is over.
const OUTCOMES: [&str; 34] = [
    "agreed",
    "approved",
    "arrived",
    "booked",
    "cancelled",
    "canceled",
    "closed",
    "complete",
    "completed",
    "confirmed",
    "delivered",
    "done",
    "dropped",
    "filed",
    "finished",
    "fixed",
    "given",
    "handed",
    "live",
    "merged",
    "met",
    "opened",
    "ordered",
    "paid",
    "received",
    "replaced",
    "resolved",
    "returned",
    "sent",
    "settled",
    "shipped",
    "signed",
    "submitted",
    "withdrawn",
];
/// Last words of an entry that close all of it.
const OVER_AND_OUT: [&str; 13] = [
    "closed",
    "done",
    "complete",
    "completed",
    "resolved",
    "fixed",
    "withdrawn",
    "cancelled",
    "canceled",
    "no action",
    "no action needed",
    "no action required",
    "no action necessary",
];
/// An outcome stands within the first words after the mark.
const NEAR: usize = 3;

/// "Chase the letters ..... all arrived", "Add a retry (merged on Monday)", "Open a shop. Opened in May."
fn says_its_outcome(view: &View) -> bool {
    if !view.block().is_some_and(|block| matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_))) {
        return false;
    }
    let outcome = |text: &str| {
        let lower = text.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(NEAR);
        words.any(|word| OUTCOMES.contains(&word))
    };
    let later = view.site().is_some_and(|site| {
        site.index + 1 < site.of
            && site.after.is_some_and(|next| {
                let first = next.split_whitespace().next().unwrap_or("").to_lowercase();
                OUTCOMES.contains(&first.trim_end_matches(|c: char| !c.is_alphanumeric()))
            })
    });
    // "Cupboard left open. I shut it. Closed.", "The pump was loud. No action."
    let last = view.block().filter(|_| view.site().is_some_and(|site| site.of > 1)).is_some_and(|block| {
        let text = block.text.trim_end().trim_end_matches(['.', '!']);
        let lower = text.rsplit_once(". ").map_or(String::new(), |(_, last)| last.trim().to_lowercase());
        OVER_AND_OUT.contains(&lower.as_str())
    });
    let leader = view.text.split_once("....").is_some_and(|(_, rest)| outcome(rest.trim_start_matches('.')));
    let ends = view.text.trim_end_matches(['.', '!', ' ']).ends_with(')');
    let bracket =
        ends && view.text.rsplit_once('(').is_some_and(|(head, rest)| !head.trim().is_empty() && outcome(rest));
    later || last || leader || bracket
}

/// "Can I keep the key? No.": the entry of a list that asks what people ask, and goes on with the answer.
fn is_answered(view: &View) -> bool {
    let Some(site) = view.site().filter(|site| site.index + 1 < site.of) else { return false };
    if !view.block().is_some_and(|block| matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_))) {
        return false;
    }
    let first = site.after.and_then(|next| next.split(|c: char| !c.is_alphabetic()).next()).unwrap_or("");
    ANSWERS.contains(&first.to_lowercase().as_str()) || asked_and_told(site) >= FAQ
}

/// Words with which an answer starts.
const ANSWERS: [&str; 10] = ["yes", "no", "nope", "yep", "not", "only", "never", "always", "certainly", "absolutely"];
/// So many entries that ask and then tell are a list of what people asked.
const FAQ: usize = 3;

/// How many entries beside this one, itself included, open with a question and close with none.
fn asked_and_told(site: &Site) -> usize {
    /// The entries looked at on either side: enough to see what the list is.
    const REACH: usize = 4;
    let blocks = &site.document.blocks;
    let (from, to) = (site.block.saturating_sub(REACH), (site.block + REACH + 1).min(blocks.len()));
    let form = |block: &&Block| {
        let text = block.text.trim_end();
        matches!(block.kind, BlockKind::Entry(_))
            && !text.ends_with('?')
            && text.split_once("? ").is_some_and(|(question, _)| !question.contains(". "))
    };
    blocks[from..to].iter().filter(form).count()
}
