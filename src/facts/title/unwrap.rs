//! What a shell holds: "could you please make sure to lock up" is "lock up".

use super::shells::{self, Found, Then};
use super::trim;
use super::words::{self, Word};
use super::{MOST_BEFORE_VERB, Source, articles, phrases, subjects, verbs};
use crate::clean;
use crate::lexicon::Class;
use crate::rules::Kind;
use crate::tokens::Shape;

/// What a shell holds, with what stood before it and belongs to the action put behind.
pub(super) fn unwrapped<'a>(words: &[Word<'a>], found: &Found, source: &Source) -> Vec<Word<'a>> {
    let inner = &words[found.end..];
    let mut action = match found.then {
        Then::Do if inner.first().is_some_and(|w| w.is_any(&["not", "n't"])) => {
            after(words::own("Do not"), inner[1..].to_vec())
        }
        Then::Do => {
            // A shell in a shell: "could you please make sure to".
            match shells::find(inner, source.kind) {
                Some(inside) if inside.start == 0 && inside.then != Then::Doing => {
                    return unwrapped(inner, &inside, source);
                }
                // "It would be good if you sent the file"
                // "I'd rather somebody had spoken to Lee"
                _ if inner.first().is_some_and(|w| w.is("had")) && inner.get(1).is_some_and(|w| w.has(Class::PAST)) => {
                    subjects::based(&inner[1..])
                }
                _ if inner.first().is_some_and(|w| w.has(Class::PAST) && !w.has(Class::VERB)) => subjects::based(inner),
                _ => inner.to_vec(),
            }
        }
        Then::Doing => subjects::based(inner),
        Then::Put(_) | Then::Want | Then::Grant => {
            let lead = match found.then {
                Then::Put(lead) => lead,
                Then::Grant => "Give {me}",
                _ => "Send {me}",
            };
            // "Let me know and I'll come": what, the mail says elsewhere.
            let inner = if inner.first().is_some_and(|w| w.is_any(&["and", "so"])) { &[] } else { inner };
            let inner = trim::opening(inner, source.people);
            if lead.starts_with("Send")
                && let Some(done) = wanted_of(inner).or_else(|| made_to(inner))
            {
                return done;
            }
            if (lead.starts_with("Send") || found.then == Then::Grant)
                && let Some(done) = confirmed(inner, source).or_else(|| caused(inner)).or_else(|| arranged(inner))
            {
                return done;
            }
            // "I'd appreciate ten minutes of your time"
            let time = inner.iter().take(3).any(|w| w.is_any(&["minutes", "hour", "hours", "time", "day", "days"]));
            let lead = if lead == "Send {me}" && time { "Give {me}" } else { lead };
            let inner = &without_sides(inner)[..];
            let question = inner.first().is_some_and(|w| w.is("if"));
            let mut put = template(lead, source);
            let mut inner = inner.to_vec();
            if let Some(first) = inner.first_mut() {
                first.spaced = true;
                if question {
                    first.text = "whether".into();
                }
                // "The thing I lack is anything from you" asks for something.
                if first.is("anything") {
                    first.text = "something".into();
                }
                if put.first().is_some_and(|w| w.is_any(&["send", "tell", "give", "review", "provide"]))
                    && first.class != Class::default()
                {
                    articles::lower_common(first);
                }
            }
            if lead == "Make sure" {
                present(&mut inner);
            }
            put.extend(inner);
            put
        }
    };
    // "I'd like to go through it with you": with the one who asks.
    let wishes = words[found.start..found.end].iter().any(|w| w.is_any(&["like", "love"]))
        && !words[found.start..found.end].iter().any(|w| w.is("you"));
    if wishes && found.then == Then::Do && source.kind != Kind::Commitment && words[found.start].is_any(&["i", "we"]) {
        for at in 1..action.len() {
            if action[at].is("you") && action[at - 1].is_any(&["with", "to"]) {
                action[at] = words::own("me").remove(0);
            }
        }
    }
    if let Some(lead) = lead_in(&words[..found.start]) {
        let end = trim::ending(&action, source.people).len();
        action.truncate(end);
        action.extend(lead);
    }
    action
}

/// "a line from you confirming that the work is done" is "Confirm to Ana that the work is done".
fn confirmed<'a>(wanted: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let at = wanted
        .iter()
        .take(MOST_BEFORE_VERB)
        .position(|w| w.is_any(&["confirming", "saying", "stating", "explaining", "telling", "letting"]))?;
    let message = wanted[..at].iter().any(|w| {
        w.is_any(&["line", "note", "word", "email", "mail", "message", "reply", "answer", "letter", "confirmation"])
    });
    let plain = !wanted[..at].iter().any(|w| w.is_mark() || w.has(Class::CONJUNCTION));
    if !message || !plain {
        return None;
    }
    let rest = wanted.get(at + 1..).unwrap_or_default();
    if let [me, know, told @ ..] = rest
        && wanted[at].is("letting")
        && know.is("know")
        && me.is_any(&["me", "us"])
    {
        let mut told = told.to_vec();
        if let Some(first) = told.first_mut().filter(|w| w.is("if")) {
            first.text = "whether".into();
        }
        return Some(after(template("Tell {me}", source), told));
    }
    if wanted[at].is("letting") {
        return None;
    }
    let verb = words::base_form(&wanted[at].lower);
    let lead = match verb.as_str() {
        "confirm" => "Confirm to {me}",
        "explain" => "Explain to {me}",
        _ => "Tell {me}",
    };
    let lead = if source.people.sender_called().is_none() && lead.ends_with("to {me}") {
        &lead[..lead.len() - 7]
    } else {
        lead
    };
    Some(after(template(lead.trim_end(), source), trim::opening(rest, source.people).to_vec()))
}

/// "Lee to book the hall", wanted, is "Book the hall"; so is "to book the hall".
fn wanted_of<'a>(wanted: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let to = wanted.iter().take(LONGEST_WANTED).position(|w| w.is("to"))?;
    let who = &wanted[..to];
    let named = who.iter().all(|w| w.shape == Shape::Capitalised && w.class == Class::default() || w.is("and"));
    let acts = wanted.get(to + 1).is_some_and(|w| w.has(Class::VERB));
    (named && acts).then(|| wanted[to + 1..].to_vec())
}

/// "You will have her call us" is "Have her call us".
fn made_to<'a>(had: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [whom, verb, next, ..] = had else { return None };
    let object = next.has(Class::PRONOUN) || next.has(Class::DETERMINER) || next.has(Class::PREPOSITION);
    (whom.is_any(&["him", "her", "them", "somebody", "someone"]) && verb.has(Class::VERB) && object)
        .then(|| after(words::own("Have"), had.to_vec()))
}

/// Where "to" stands at the latest in "Lee and Mara to book".
const LONGEST_WANTED: usize = 5;

/// "a call with the roofer" wanted is "Set up a call with the roofer".
fn arranged<'a>(wanted: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    const EVENTS: &[&str] =
        &["meeting", "call", "chat", "discussion", "conversation", "appointment", "interview", "session"];
    let named = phrases::noun_phrases(wanted).into_iter().next()?;
    // "the call sheet", "the meeting notes"
    let event = named.last().is_some_and(|w| w.is_any(EVENTS));
    let open = named.first()?.start == wanted.first()?.start
        && wanted
            .get(named.len())
            .is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) || w.has(Class::WHEN) || w.is("to"));
    (event && open).then(|| after(words::own("Set up"), wanted.to_vec()))
}

/// "the form signed" wanted is "Sign the form", "them off the lawn" is "Get them off the lawn".
fn caused<'a>(wanted: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let length = if wanted.first()?.is_any(&["it", "them", "this", "these", "those", "that"]) {
        1
    } else {
        let phrase = phrases::noun_phrases(wanted).into_iter().next()?;
        (phrase.first()?.start == wanted[0].start).then_some(phrase.len())?
    };
    let (thing, rest) = wanted.split_at_checked(length)?;
    let state = rest.first()?;
    let next = rest.get(1);
    if state.is_any(&["off", "out", "back", "up", "down", "gone", "ready", "away"]) {
        return Some(after(after(words::own("Get"), thing.to_vec()), rest.to_vec()));
    }
    // "the form signed by Lee" is Lee's to sign.
    let made = (state.has(Class::PAST) || state.lower.ends_with("ed"))
        && !state.has(Class::AUXILIARY)
        && !state.is_any(&["needed", "used", "called", "based", "required", "said", "made", "given"]);
    if !made || next.is_some_and(|w| w.is_any(&["to", "as"])) {
        return None;
    }
    if next.is_some_and(|w| w.is("by")) {
        return Some(after(after(words::own("Get"), thing.to_vec()), rest.to_vec()));
    }
    let verb = words::own(&words::base_form(&state.lower));
    Some(after(after(verb, thing.to_vec()), rest[1..].to_vec()))
}

/// `words` without the "from you" that the list's reader, and the "from me" that its writer, need not be told.
fn without_sides<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut kept = words.to_vec();
    if let Some(at) = kept.windows(2).position(|w| w[0].is("from") && w[1].is_any(&["you", "me"])).filter(|at| *at > 0)
    {
        kept.drain(at..at + 2);
    }
    kept
}

/// The wish "the cat came in" as what is to be: "the cat comes in".
fn present(words: &mut [Word]) {
    for at in 2..words.len().min(MOST_BEFORE_VERB) {
        if words[at].has(Class::PAST)
            && !words[at].has(Class::AUXILIARY)
            && !words[at - 1].has(Class::DETERMINER)
            && !words[at - 1].has(Class::PREPOSITION)
        {
            // "the restated figures": a participle before its noun is no verb.
            if words.get(at + 1).is_some_and(|w| {
                w.has(Class::POSSESSIVE)
                    || w.has(Class::DETERMINER)
                    || w.has(Class::PREPOSITION)
                    || w.has(Class::ADVERB)
            }) {
                words[at].text = verbs::third_person(&words::base_form(&words[at].lower)).into();
                return;
            }
        }
    }
}

/// `{me}` and `{you}` filled in; without a name the sentence does without.
pub(super) fn template(text: &str, source: &Source) -> Vec<Word<'static>> {
    let me = source.people.sender_called().unwrap_or_default();
    let you = source.people.recipient_called().unwrap_or_default();
    // "Say which" reads better than "Tell the sender which".
    let text = if me.is_empty() {
        text.replace("Tell {me} about", "Tell the sender about")
            .replace("Tell {me}", "Say")
            .replace("Keep {me} posted", "Keep the sender posted")
    } else {
        text.to_owned()
    };
    words::own(&clean::one_line(&text.replace("{me}", me).replace("{you}", you)))
}

/// "Before the meeting," and "For the other two" of the text before a shell.
fn lead_in<'a>(before: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let start = before.iter().rposition(|w| w.is_any(&[".", ";", "!", "?", ":", "–", "—"])).map_or(0, |i| i + 1);
    let mut lead = &before[start..];
    while let [rest @ .., last] = lead
        && (last.is_mark() || last.is_any(&["please", "just", "so", "and"]))
    {
        lead = rest;
    }
    let first = lead.first()?;
    let clause = first.is_any(&["once", "after", "before", "when", "while", "until"])
        || matches!(lead, [a, soon, b, ..] if a.is("as") && soon.is("soon") && b.is("as"));
    let phrase = first.is_any(&[
        "for",
        "on",
        "in",
        "at",
        "to",
        "regarding",
        "re",
        "with",
        "during",
        "per",
        "concerning",
        "from",
    ]) && !lead
        .iter()
        .any(|w| w.has(Class::AUXILIARY) || w.has(Class::MODAL) || w.has(Class::PRONOUN) || w.has(Class::PAST));
    let most = if clause { 10 } else { 7 };
    if !(clause || phrase)
        || lead.len() < 2
        || lead.len() > most
        || lead.iter().any(|w| {
            w.is(",") || w.is_any(&["addition", "case", "chance", "event", "fact", "reference", "moment", "short"])
        })
        || (lead.len() < 4 && lead.iter().any(|w| w.is_any(&["this", "that", "so", "it"])))
    {
        return None;
    }
    let mut lead = lead.to_vec();
    if let Some(first) = lead.first_mut() {
        first.spaced = true;
        first.text = first.lower.clone();
    }
    Some(lead)
}

pub(super) fn after<'a>(mut lead: Vec<Word<'a>>, mut rest: Vec<Word<'a>>) -> Vec<Word<'a>> {
    if let Some(first) = rest.first_mut() {
        first.spaced = true;
    }
    lead.append(&mut rest);
    lead
}
