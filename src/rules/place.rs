//! Evidence from the document and the headers: where the sentence stands, and in what kind of mail.

use super::roundabout::imperative_by_object;
use super::view::Place;
use super::{Rule, Spot, View, listed, speech};
use crate::structure::{BlockKind, Role};
use crate::tokens::Token;
use crate::zones::Voice;

/// Shorter sentences say little; longer ones explain.
const SHORT: usize = 3;
const LONG: usize = 30;
/// A mail of more sentences is a report or a newsletter.
const LONG_MAIL: usize = 40;
const SHORT_MAIL: usize = 6;

const fn place(id: &'static str, test: fn(&View) -> bool, why: &'static str) -> Rule {
    Rule { id, kind: None, spot: Spot::Place(test), why, finds: &[], ignores: &[] }
}

/// Bulk or automatic mail, but for the actions that it lists: minutes that a service sends out are addressed to people.
fn bulk(view: &View) -> bool {
    view.mail().is_some_and(|mail| mail.bulk) && !lists_actions(view)
}

fn to_list(view: &View) -> bool {
    view.mail().is_some_and(|mail| mail.to_list)
}

pub(super) fn lists_actions(view: &View) -> bool {
    view.role() == Role::Actions
        || matches!(view.block().map(|b| &b.kind), Some(BlockKind::Entry(entry)) if entry.checked.is_some())
        || listed::has_owner(view)
}

fn short_mail(view: &View) -> bool {
    view.mail().is_some_and(|mail| mail.sentences <= SHORT_MAIL)
}

/// "I need your approval", "Ana, ...", "Please ...": the sender turns to the reader, wherever in the mail that is.
fn spoken_to(view: &View) -> bool {
    let reader = |t: &Token| t.is("you") || t.is("your");
    view.vocative
        || speech::first_person(view) && view.tokens.iter().any(reader)
        || view.tokens.iter().any(|t| t.is("please"))
}

fn is_entry(view: &View) -> bool {
    view.is_entry()
}

fn position(view: &View) -> Option<f64> {
    let site = view.site()?;
    #[expect(clippy::cast_precision_loss, reason = "block counts are small")]
    Some(site.block as f64 / site.document.blocks.len().max(1) as f64)
}

/// Whether a section of actions lies above, and the sentence in none.
fn after_actions(view: &View) -> bool {
    let Some(site) = view.site() else { return false };
    let line = site.document.blocks.get(site.block).map_or(0, |block| block.lines.start);
    view.role() != Role::Actions
        && !spoken_to(view)
        && site.mail.has_actions
        && site.document.sections.iter().any(|s| s.role == Role::Actions && s.line <= line)
}

pub(super) const RULES: &[Rule] = &[
    place("place.alone", |view| matches!(view.place, Place::Alone), "it is judged without its email"),
    place("place.findings", |view| view.role() == Role::Findings, "it stands under findings or problems"),
    place("place.decisions", |view| view.role() == Role::Decisions, "it stands under decisions"),
    place("place.done", |view| view.role() == Role::Done, "it stands under what is done"),
    place("place.information", |view| view.role() == Role::Information, "it stands under a heading that informs"),
    place(
        "place.timeline",
        |view| view.role() == Role::Timeline && !listed::has_owner(view),
        "it stands in a timeline that gives no owners",
    ),
    place(
        "place.mail-with-actions",
        |view| view.mail().is_some_and(|m| m.has_actions) && !lists_actions(view) && !spoken_to(view),
        "the mail lists its actions elsewhere",
    ),
    place("place.after-actions", after_actions, "it comes after the mail's list of actions"),
    place(
        "place.later-sentence-of-row",
        |view| {
            matches!(view.block().map(|b| &b.kind), Some(BlockKind::Row(_)))
                && view.site().is_some_and(|site| site.index > 0)
        },
        "it explains the row that it stands in",
    ),
    place(
        "place.later-sentence-of-entry",
        |view| view.is_entry() && view.site().is_some_and(|site| site.index > 0),
        "it explains the entry that it stands in",
    ),
    place(
        "place.row-without-verb",
        |view| {
            matches!(view.block().map(|b| &b.kind), Some(BlockKind::Row(_)))
                && view.role() != Role::Actions
                && !speech::has_verb(view)
        },
        "it is a table row that says nothing to do",
    ),
    place("place.entry", is_entry, "it is a list entry"),
    place(
        "place.sub-entry",
        |view| matches!(view.block().map(|b| &b.kind), Some(BlockKind::Entry(e)) if e.level > 0),
        "it is an entry below another",
    ),
    place("place.row", |view| matches!(view.block().map(|b| &b.kind), Some(BlockKind::Row(_))), "it is a table row"),
    place(
        "place.key-value",
        |view| matches!(view.block().map(|b| &b.kind), Some(BlockKind::KeyValue)),
        "it is a line of key and value",
    ),
    place("place.labelled", |view| view.block().is_some_and(|b| b.label.is_some()), "a label stands before it"),
    place(
        "place.forwarded",
        |view| view.block().is_some_and(|b| b.voice == Voice::Forwarded),
        "it stands in a forwarded message",
    ),
    place(
        "place.opening",
        |view| {
            !short_mail(view)
                && !spoken_to(view)
                && !lists_actions(view)
                && !speech::imperative(view)
                && !imperative_by_object(view)
                && position(view).is_some_and(|p| p < 0.2)
        },
        "it opens the mail",
    ),
    place(
        "place.opening-that-asks",
        |view| {
            !short_mail(view)
                && (spoken_to(view) || speech::imperative(view) || imperative_by_object(view))
                && position(view).is_some_and(|p| p < 0.2)
        },
        "it opens the mail and turns to the reader",
    ),
    place(
        "place.close",
        |view| !short_mail(view) && !spoken_to(view) && position(view).is_some_and(|p| p > 0.9),
        "it closes the mail",
    ),
    place("place.vocative", |view| view.vocative, "somebody is addressed by name"),
    place("place.bulk", bulk, "the mail is bulk or automatic"),
    place(
        "place.no-reply",
        |view| view.mail().is_some_and(|m| m.automatic) && !lists_actions(view),
        "the sender takes no reply",
    ),
    place(
        "place.bulk-imperative",
        |view| bulk(view) && speech::imperative(view),
        "an imperative in bulk mail addresses nobody in particular",
    ),
    place(
        "place.bulk-please",
        |view| bulk(view) && view.tokens.iter().any(|t| t.is("please")),
        "a \"please\" in bulk mail is a form",
    ),
    place("place.bulk-question", |view| bulk(view) && view.asks(), "a question in bulk mail wants no answer"),
    place(
        "place.bulk-first-person",
        |view| bulk(view) && speech::first_person(view),
        "\"we\" in bulk mail is a company",
    ),
    place(
        "place.bulk-actions",
        |view| view.mail().is_some_and(|mail| mail.bulk) && lists_actions(view),
        "an automatic mail lists actions",
    ),
    place("place.list", to_list, "it went to a discussion list"),
    place(
        "place.list-question",
        |view| to_list(view) && view.asks() && !view.vocative,
        "a question to a whole list is put to nobody by name",
    ),
    place(
        "place.list-imperative",
        |view| to_list(view) && speech::imperative(view) && !view.vocative,
        "an imperative to a whole list tells how a thing is done",
    ),
    place("place.greeted", |view| view.mail().is_some_and(|m| m.greeted), "the mail greets a person by name"),
    place("place.short-mail", short_mail, "the mail is short"),
    place("place.long-mail", |view| view.mail().is_some_and(|m| m.sentences > LONG_MAIL), "the mail is long"),
    place("place.subject-asks", |view| view.mail().is_some_and(|m| m.subject_asks), "the subject asks for something"),
    Rule {
        id: "form.short",
        kind: None,
        spot: Spot::Form(|view| {
            view.words() <= SHORT
                && !view.asks()
                && !lists_actions(view)
                && !listed::asked_above(view)
                && view.firmness() == 0
                && !speech::imperative(view)
                && !view.tokens.iter().any(|t| t.is("please"))
        }),
        why: "it has hardly any words",
        finds: &["Many thanks"],
        ignores: &["Please send me the new list", "Please review."],
    },
    Rule {
        id: "form.long",
        kind: None,
        spot: Spot::Form(|view| view.words() > LONG),
        why: "it is long",
        finds: &["a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a"],
        ignores: &["Please send me the new list"],
    },
    Rule {
        id: "form.me",
        kind: None,
        spot: Spot::Words(&["me|us", "my|our"]),
        why: "the sender stands in it",
        finds: &["Send me the list."],
        ignores: &["Send the list."],
    },
    Rule {
        id: "form.you",
        kind: None,
        spot: Spot::Words(&["you|your|yours"]),
        why: "the reader stands in it",
        finds: &["Have you the list?"],
        ignores: &["Have we the list?"],
    },
    Rule {
        id: "form.when",
        kind: None,
        spot: Spot::Words(&[
            "by|before|until|till <when>|<number>|the|then|close|end",
            "<when>",
            "asap|immediately|urgently|soon|promptly",
            "as soon as",
            "this|next week|month|quarter",
        ]),
        why: "it names a time",
        finds: &["Send it by Friday.", "asap"],
        ignores: &["Send it to Lee."],
    },
    Rule {
        id: "form.deadline",
        kind: None,
        spot: Spot::Words(&[
            "by|before|until|till <when>|<number>|then|close|end|noon",
            "by|before the <when>|end|<number>|<word>",
            "no later than",
            "at the latest",
            "asap",
            "as soon as possible",
            "end of day|week|month|the",
            "eod|cob|eow|eom",
        ]),
        why: "it names a deadline",
        finds: &["Send it by Friday."],
        ignores: &["We met on Friday."],
    },
    Rule {
        id: "form.handing-over",
        kind: None,
        spot: Spot::Words(&[
            "=send|=forward|=provide|=return|=submit|=complete|=sign|=confirm|=review|=update|=check|=call|=email|=fix|=prepare|=draft|=schedule|=arrange|=book|=approve|=add|=remove|=replace|=print|=fax|=copy|=deliver|=bring|=upload|=share|=circulate|=finalise|=finalize|=investigate|=verify|=write",
        ]),
        why: "its verb is one of the work that mail hands over",
        finds: &["We send it.", "Sign here"],
        ignores: &["We think so."],
    },
];
