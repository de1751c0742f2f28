//! Forms of a sentence that no pattern of words can say: mood, tense, person.

use super::View;
use super::pattern::{NO_NAME, ends_clause};
use crate::lexicon::{self, Class};
use crate::tokens::{Shape, Token};

/// From this firmness on a deadline is more than a day on which something happens; see [`crate::due::Mention`].
pub(super) const FIRM: u8 = 5;

/// Verbs whose imperative asks for nothing: "Thank you", "Hope all is well", "See you".
const IDLE: [&str; 22] = [
    "thank",
    "hope",
    "wish",
    "see",
    "look",
    "believe",
    "sound",
    "enjoy",
    "feel",
    "guess",
    "mind",
    "welcome",
    "suppose",
    "think",
    "have",
    "understand",
    "consider",
    "let",
    "do",
    "be",
    "appreciate",
    "love",
];

/// "Review the deck", "Please send it" without "please": the bare verb at the start, with something to act on.
pub(super) fn imperative(view: &View) -> bool {
    view.imperative()
}

/// Verbs of the work that people hand each other by mail.
pub(super) const OFFICE_VERBS: [&str; 84] = [
    "add",
    "amend",
    "answer",
    "approve",
    "arrange",
    "ask",
    "attach",
    "book",
    "bring",
    "call",
    "cancel",
    "change",
    "chase",
    "check",
    "circulate",
    "clarify",
    "collect",
    "compile",
    "complete",
    "confirm",
    "contact",
    "coordinate",
    "copy",
    "correct",
    "create",
    "delete",
    "deliver",
    "discuss",
    "draft",
    "email",
    "ensure",
    "fax",
    "file",
    "fill",
    "finalise",
    "finalize",
    "find",
    "fix",
    "follow",
    "forward",
    "get",
    "give",
    "hold",
    "include",
    "inform",
    "investigate",
    "keep",
    "let",
    "look",
    "make",
    "move",
    "notify",
    "order",
    "organise",
    "organize",
    "pass",
    "pay",
    "plan",
    "post",
    "prepare",
    "print",
    "provide",
    "pull",
    "put",
    "remove",
    "replace",
    "reply",
    "report",
    "request",
    "resend",
    "respond",
    "return",
    "review",
    "revise",
    "schedule",
    "send",
    "set",
    "share",
    "sign",
    "submit",
    "talk",
    "tell",
    "update",
    "write",
];

/// Verbs by which the public is called to buy, look and take part.
pub(super) const PUBLIC_VERBS: [&str; 38] = [
    "browse",
    "buy",
    "choose",
    "claim",
    "click",
    "come",
    "discover",
    "donate",
    "download",
    "earn",
    "enjoy",
    "enter",
    "experience",
    "explore",
    "follow",
    "get",
    "grab",
    "help",
    "install",
    "join",
    "learn",
    "like",
    "open",
    "play",
    "read",
    "register",
    "save",
    "search",
    "shop",
    "start",
    "stay",
    "subscribe",
    "tap",
    "try",
    "upgrade",
    "visit",
    "watch",
    "win",
];

/// An imperative whose verb is one of `verbs`.
pub(super) fn imperative_with(view: &View, verbs: &[&str]) -> bool {
    imperative(view)
        && view
            .tokens
            .iter()
            .skip(view.head)
            .find(|t| t.class.has(Class::VERB))
            .is_some_and(|t| verbs.contains(&t.word.as_ref()))
}

/// "…, and send it to me": a bare verb at the start of a later clause.
pub(super) fn later_imperative(view: &View) -> bool {
    let tokens = &view.tokens;
    let may_be = |class: Class| class.has(Class::VERB.and(Class::ADVERB)) && !class.has(Class::NOUN_TOO);
    (view.head + 1..tokens.len()).filter(|at| may_be(tokens[*at].class)).any(|at| {
        let before = &tokens[at - 1];
        let starts = matches!(before.word.as_ref(), "," | ";" | ":" | "-" | "–" | "—" | "." | "(")
            || (before.is("so") || before.is("then") || before.is("and"))
                && tokens
                    .get(at.wrapping_sub(2))
                    .is_some_and(|t| matches!(t.word.as_ref(), "," | ";" | "-" | "–" | "—"));
        starts && imperative_at(tokens, at)
    })
}

/// Whether an imperative starts at the token `start`.
pub(super) fn imperative_at(tokens: &[Token], start: usize) -> bool {
    let mut at = start;
    while tokens
        .get(at)
        .is_some_and(|t| t.class.has(Class::ADVERB) && !t.class.has(Class::VERB) && !t.class.has(Class::WHEN))
    {
        at += 1;
    }
    let Some(verb) = tokens.get(at) else { return false };
    if !verb.class.has(Class::VERB) || IDLE.contains(&verb.word.as_ref()) {
        return false;
    }
    let Some(next) = tokens.get(at + 1) else { return !verb.class.has(Class::NOUN_TOO) };
    // "Review of the deck" is a noun, and so is "Update: ..." or "Production runs".
    if next.is("of")
        || next.is(":")
        || next.class.has(Class::AUXILIARY)
        || next.class.has(Class::MODAL)
        || next.is("'s")
    {
        return false;
    }
    if !verb.class.has(Class::NOUN_TOO) {
        return !next.class.has(Class::THIRD) || next.class.has(Class::VERB);
    }
    next.class.has(Class::DETERMINER.and(Class::POSSESSIVE).and(Class::WH))
        || next.class.has(Class::PRONOUN) && !["i", "we", "he", "she"].iter().any(|subject| next.is(subject))
        || matches!(next.shape, Shape::Number | Shape::Mention | Shape::Link)
        || ["up", "out", "back", "off", "down", "through", "into", "that", "if"].iter().any(|word| next.is(word))
        || WITH_PREPOSITION.contains(&verb.word.as_ref()) && next.class.has(Class::PREPOSITION)
}

/// "Update production servers to ...": a noun-like verb at the start and a bare noun after it, which may be an
/// instruction or a compound noun ("Press list").
pub(super) fn bare_imperative(view: &View) -> bool {
    let Some(verb) = view.at(0).filter(|t| t.class.has(Class::VERB) && t.class.has(Class::NOUN_TOO)) else {
        return false;
    };
    let bare = view.at(1).is_some_and(|t| {
        t.is_word()
            && !t
                .class
                .has(Class::THIRD.and(Class::PAST).and(Class::PREPOSITION).and(Class::AUXILIARY).and(Class::MODAL))
    });
    !IDLE.contains(&verb.word.as_ref()) && !imperative(view) && bare && verb_object_follows(&view.tokens, view.head)
}

/// Noun-like verbs whose object follows a preposition: "Look at it", "Check with Lee".
const WITH_PREPOSITION: [&str; 14] = [
    "look", "talk", "check", "work", "wait", "plan", "point", "vote", "watch", "report", "reply", "answer", "test",
    "call",
];

/// Whether a later word shows that the noun-like verb at `at` has an object: "Update production servers to ...".
fn verb_object_follows(tokens: &[Token], at: usize) -> bool {
    let rest = &tokens[at + 1..];
    let finite = rest.iter().take(8).any(|t| {
        t.class.has(Class::AUXILIARY.and(Class::MODAL)) || t.class.has(Class::THIRD) && !t.class.has(Class::NOUN_TOO)
    });
    rest.len() >= 2 && !finite && rest[0].is_word()
}

/// Whether the sentence has a verb in a finite form at all; a heading or a nominal list entry has none.
pub(super) fn finite(view: &View) -> bool {
    let third = |t: &Token| {
        t.class.has(Class::THIRD)
            && !lexicon::lemma(&t.word).is_some_and(|base| lexicon::class(base).has(Class::NOUN_TOO))
    };
    view.tokens.iter().any(|t| {
        t.class.has(Class::AUXILIARY.and(Class::MODAL))
            || third(t)
            || t.class.has(Class::PAST) && !t.class.has(Class::VERB)
    }) || imperative(view)
}

/// Whether any word can be a verb.
pub(super) fn has_verb(view: &View) -> bool {
    view.tokens.iter().any(|t| {
        t.class
            .has(Class::VERB.and(Class::ING).and(Class::PAST).and(Class::THIRD).and(Class::AUXILIARY).and(Class::MODAL))
            && !t.class.has(Class::WHEN)
    })
}

/// The subject is "I" or "we" at the start.
pub(super) fn first_person(view: &View) -> bool {
    view.at(0).is_some_and(|t| t.is("i") || t.is("we"))
}

/// "I sent", "You asked", "Ana called": a past tense right after a short subject.
pub(super) fn simple_past(view: &View) -> bool {
    (1..=3).any(|offset| {
        let Some(token) = view.at(offset) else { return false };
        let subject = (0..offset).all(|at| {
            view.at(at).is_some_and(|t| {
                t.is("i")
                    || t.is("you")
                    || t.is("we")
                    || t.is("they")
                    || t.is("he")
                    || t.is("she")
                    || t.is("it")
                    || t.class.has(Class::DETERMINER.and(Class::POSSESSIVE).and(Class::ADVERB))
                    || t.shape == Shape::Capitalised
                        && !t.class.has(
                            Class::AUXILIARY
                                .and(Class::MODAL)
                                .and(Class::VERB)
                                .and(Class::WH)
                                .and(Class::PREPOSITION)
                                .and(Class::CONJUNCTION),
                        )
                    || (at > 0 && t.class == Class::default())
            })
        });
        subject
            && token.class.has(Class::PAST)
            && !token.class.has(Class::VERB)
            && !view
                .at(offset - 1)
                .is_some_and(|t| t.class.has(Class::AUXILIARY.and(Class::MODAL).and(Class::DETERMINER)))
    })
}

/// A simple past that tells what happened, where "I was wondering if" and "I wanted to ask" only ask politely.
pub(super) fn tells(view: &View) -> bool {
    simple_past(view) && !polite_past(view)
}

/// "I was just wondering", "We hoped".
fn polite_past(view: &View) -> bool {
    let tokens = &view.tokens;
    tokens.iter().enumerate().any(|(at, subject)| {
        if !subject.is("i") && !subject.is("we") {
            return false;
        }
        let mut verbs = tokens[at + 1..].iter().filter(|t| !t.class.has(Class::ADVERB));
        let (first, second) = (verbs.next(), verbs.next());
        let said = (first.map(|t| t.word.as_ref()), second.map(|t| t.word.as_ref()));
        matches!(
            said,
            (Some("wondered" | "hoped" | "meant" | "wanted" | "thought"), _)
                | (Some("was" | "were"), Some("wondering" | "hoping" | "thinking" | "going"))
        )
    })
}

/// Words that open a clause in which something may have been done without the sentence telling so: "once it has been
/// signed", "the list that was sent".
const SUBORDINATE: [&str; 19] = [
    "until", "till", "once", "after", "when", "whenever", "if", "that", "which", "who", "whom", "what", "whether",
    "since", "because", "as", "where", "before", "unless",
];

/// Whether the clause of the token at `at` is opened by a word of [`SUBORDINATE`].
fn in_subordinate_clause(view: &View, at: usize) -> bool {
    view.tokens[view.head.min(at)..at]
        .iter()
        .rev()
        .take_while(|t| !ends_clause(t) && !["and", "but", "so", "then"].iter().any(|word| t.is(word)))
        .any(|t| SUBORDINATE.contains(&t.word.as_ref()))
}

/// "I have sent", "has been filed", "were closed" in a main clause.
pub(super) fn perfect_or_passive_past(view: &View) -> bool {
    view.tokens.windows(2).enumerate().any(|(at, pair)| {
        let auxiliary = matches!(pair[0].word.as_ref(), "have" | "has" | "had" | "was" | "were" | "been");
        let negated_or_modal = at > 0
            && (view.tokens[at - 1].class.has(Class::MODAL)
                || view.tokens[at - 1].is("to")
                || view.tokens[at - 1].class.has(Class::NEGATION));
        auxiliary
            && !negated_or_modal
            && !in_subordinate_clause(view, at)
            && (pair[1].class.has(Class::PAST)
                || (pair[1].is("been") || pair[1].class.has(Class::ADVERB))
                    && view.tokens.get(at + 2).is_some_and(|t| t.class.has(Class::PAST)))
    })
}

/// A question that starts with an auxiliary or a modal and its subject: "Is the", "Do you", "Can we".
pub(super) fn inverted(view: &View) -> bool {
    let (Some(first), Some(second)) = (view.at(0), view.at(1)) else { return false };
    (first.class.has(Class::AUXILIARY) || first.class.has(Class::MODAL))
        && first.is_word()
        && !first.is("'s")
        && (second.class.has(Class::PRONOUN.and(Class::DETERMINER).and(Class::POSSESSIVE))
            || second.shape == Shape::Capitalised
            || second.is("there")
            || second.is("n't"))
}

/// A name and what it is told to do: "Sam to draft", "Dana will check", in a clause of its own.
pub(super) fn name_before(view: &View, test: impl Fn(&[Token], usize) -> bool) -> bool {
    let tokens = &view.tokens;
    view.people().iter().any(|&at| {
        (at == 0 || !tokens[at - 1].class.has(Class::PREPOSITION)) && {
            let mut next = at + 1;
            while next < tokens.len()
                && next < at + 4
                && (is_person(view, next) || tokens[next].is("and") || tokens[next].is("&"))
            {
                next += 1;
            }
            test(tokens, next)
        }
    })
}

/// Whether the token is a name: of a person of the mail, or a capital where no sentence starts.
pub(super) fn is_person(view: &View, at: usize) -> bool {
    view.people().contains(&at)
}

/// [`is_person`], told from the token itself.
pub(super) fn names_a_person(view: &View, at: usize) -> bool {
    let Some(token) = view.tokens.get(at) else { return false };
    if !token.is_word() {
        return token.shape == Shape::Mention;
    }
    if view.mail().is_some_and(|mail| mail.names.iter().any(|name| token.is(name))) {
        return true;
    }
    token.shape == Shape::Capitalised
        && !token.class.has(NO_NAME.and(Class::NEGATION))
        && (at > view.head || token.class == Class::default())
}

/// "I'm bringing", "Tom is taking": a form of "be" and an -ing form right after a subject that `whose` accepts.
pub(super) fn progressive(view: &View, whose: impl Fn(&str) -> bool) -> bool {
    let tokens = &view.tokens;
    tokens.windows(2).enumerate().any(|(at, pair)| {
        let be = matches!(pair[0].word.as_ref(), "am" | "is" | "are" | "'s");
        // Verbs that no list knows have the ending all the same: "squaring", "laminating".
        let doing = |t: &Token| {
            (t.class.has(Class::ING) || t.class == Class::default() && t.word.len() > 5 && t.word.ends_with("ing"))
                && !t.is("going")
        };
        let ing = doing(&pair[1]) || pair[1].class.has(Class::ADVERB) && tokens.get(at + 2).is_some_and(doing);
        let subject = at.checked_sub(1).and_then(|before| tokens.get(before));
        be && ing
            && subject.is_some_and(|subject| {
                (subject.class.has(Class::PRONOUN) || is_person(view, at - 1) || subject.class == Class::default())
                    && whose(&subject.word)
            })
    })
}
