//! Ways of asking that no shell covers: a lone thing, a wish behind a colon, what somebody has asked for.

use super::unwrap::{after, template};
use super::words::{self, Word};
use super::{MOST_BEFORE_VERB, Source, articles, phrases, subjects};
use crate::lexicon::Class;
use crate::rules::Kind;

/// "The ladder, please." is "Send Ana the ladder".
pub(super) fn lone_thing<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    if let [thing, .., last] = words
        && thing.lower.ends_with('s')
        && (words[1].is(",") || words.len() == 2)
        && words[1..].iter().all(|w| w.is_mark() || w.is_any(&["please", "pls"]))
        && (last.is_any(&["please", "pls"]) || words.iter().any(|w| w.is_any(&["please", "pls"])))
        && !thing.has(Class::PRONOUN)
        && !thing.has(Class::ADVERB)
        && source.people.resolve(&thing.text).is_none()
    {
        let mut named = words::own("the");
        named.extend(articles::object(&words[..1]));
        if let Some(last) = named.last_mut() {
            last.text = last.text.to_lowercase().into();
        }
        return Some(after(template("Send {me}", source), named));
    }
    let thing = phrases::noun_phrases(words).into_iter().next()?;
    let rest = words.get(thing.len()..)?;
    let alone = thing.first()?.start == words.first()?.start
        && rest.iter().all(|w| w.is_mark() || w.has(Class::FILLER) || w.is_any(&["please", "pls"]));
    (alone && source.kind != Kind::Listed).then(|| after(template("Send {me}", source), articles::object(&thing)))
}

/// "The one thing I'd ask of you: the alarm code" is "Send Ana the alarm code".
pub(super) fn wish_behind_colon<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let colon = words.iter().take(LONGEST_WISH).position(|w| w.is(":"))?;
    let head = words.get(..colon)?;
    let rest = words.get(colon + 1..)?;
    let wishes = head.iter().any(|w| w.is_any(&["i", "we"]))
        && head.iter().any(|w| w.is_any(&["ask", "need", "want", "like", "require", "missing", "lack"]));
    let first = rest.first()?;
    if !wishes {
        return None;
    }
    if first.has(Class::VERB) && !first.has(Class::NOUN_TOO) {
        return Some(rest.to_vec());
    }
    (first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE))
        .then(|| after(template("Send {me}", source), articles::object(rest)))
}

/// Where the colon stands at the latest in "The one thing I'd ask of you, Lee, when you are up and about again:".
const LONGEST_WISH: usize = 24;

/// "The ladder I need" is "Send Ana the ladder".
pub(super) fn wanted_first<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let thing = phrases::noun_phrases(words).into_iter().next()?;
    let [who, need, rest @ ..] = words.get(thing.len()..)? else { return None };
    let opens = thing.first()?.start == words.first()?.start && who.is_any(&["i", "we"]);
    let ends = rest.iter().all(|w| w.is_mark() || w.has(Class::ADVERB) || w.is_any(&["from", "you", "please"]));
    (opens && ends && need.is_any(&["need", "want", "lack", "require"]))
        .then(|| after(template("Send {me}", source), articles::object(&thing)))
}

/// "Is there anyone at your shop who could help?" is "Find someone at your shop who could help".
pub(super) fn someone_who<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [is, there, anyone, rest @ ..] = words else { return None };
    let asks = is.is("is") && there.is("there") && anyone.is_any(&["anyone", "anybody", "someone", "somebody"]);
    let helps = rest
        .windows(2)
        .take(MOST_BEFORE_VERB)
        .any(|w| w[0].is_any(&["who", "that"]) && w[1].is_any(&["can", "could", "might", "would"]));
    (asks && helps).then(|| after(words::own("Find someone"), rest.to_vec()))
}

/// "The landlord has asked for the inventory" is "Send the landlord the inventory".
pub(super) fn asked_for<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = words
        .iter()
        .take(MOST_BEFORE_VERB)
        .position(|w| w.is_any(&["asked", "asking", "asks", "waiting", "waits", "chasing"]))?;
    let thing = match words.get(at + 1)? {
        w if w.is("for") || (w.is("on") && words[at].is("waiting")) => words.get(at + 2..)?,
        _ if words[at].is("chasing") => words.get(at + 1..)?,
        _ => return None,
    };
    let mut subject = words.get(..at)?;
    while let [rest @ .., last] = subject
        && (last.has(Class::AUXILIARY) || last.has(Class::ADVERB) || last.is_any(&["keeps", "been", "'s"]))
    {
        subject = rest;
    }
    let first = subject.first()?;
    let them = first.is("they") && subject.len() == 1;
    if them {
        let fits = thing.first().is_some_and(|w| !w.is_mark() && !w.has(Class::PRONOUN) || w.has(Class::DETERMINER));
        return fits.then(|| after(words::own("Send them"), thing.to_vec()));
    }
    let fits = thing.first().is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE))
        && !first.has(Class::PRONOUN)
        && !first.is_any(&["nobody", "who", "you", "if"])
        && !subject.iter().any(|w| w.is_mark() || w.has(Class::AUXILIARY) || w.has(Class::MODAL));
    // "The form asks for your date of birth"
    let page = ["form", "page", "portal", "site", "survey", "application", "template", "questionnaire", "field"];
    if fits && subject.last().is_some_and(|w| w.is_any(&page)) {
        return Some(after(words::own("Provide"), thing.to_vec()));
    }
    let mut lead = words::own("Send");
    if !first.has(Class::DETERMINER) && !first.has(Class::POSSESSIVE) && !crate::facts::people::is_name(&first.text) {
        lead.extend(words::own("the"));
    }
    fits.then(|| after(after(lead, articles::object(subject)), thing.to_vec()))
}

/// "If you have not signed the form yet, please do so" is "Sign the form".
pub(super) fn so_done<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let end = words.windows(2).position(|w| w[0].is("do") && w[1].is_any(&["so", "it", "that"]))?;
    let condition = words.get(..end)?;
    let comma = condition.iter().rposition(|w| w.is(","))?;
    let condition = condition.get(..comma)?;
    if !condition.first()?.is_any(&["if", "unless"]) {
        return None;
    }
    // "taken the time to count", "had a chance to read"
    if let Some(to) = condition.iter().position(|w| w.is("to"))
        && condition.get(to + 1).is_some_and(|w| w.has(Class::VERB))
    {
        return condition.get(to + 1..).map(<[Word]>::to_vec);
    }
    let verb = condition.iter().skip(2).position(|w| w.has(Class::PAST) && !w.has(Class::AUXILIARY))? + 2;
    condition.get(verb..).map(subjects::based)
}

/// "I'd rather not, so send it to Lee": an imperative after a break.
pub(super) fn later_imperative<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    (1..words.len()).find_map(|at| {
        let word = &words[at];
        let before = &words[at - 1];
        let boundary = before.is_any(&[".", ":", ";", "–", "—", "!", "so", "then"])
            || (before.is("-") && before.spaced)
            || before.is(",");
        let next = words.get(at + 1)?;
        (boundary
            && word.has(Class::VERB)
            && !word.has(Class::AUXILIARY)
            && (next.has(Class::DETERMINER)
                || next.has(Class::POSSESSIVE)
                || next.is_any(&["me", "us", "it", "them"])
                || (!word.has(Class::NOUN_TOO) && next.has(Class::PREPOSITION))))
        .then(|| words[at..].to_vec())
    })
}

/// "The draft is attached for your review", "for Dana's review".
pub(super) fn review<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = words.iter().position(|w| w.is_any(&["attached", "enclosed"]))?;
    let mut subject = words.get(..at)?;
    while let [rest @ .., last] = subject
        && (last.has(Class::AUXILIARY) || last.has(Class::ADVERB) || last.is("been"))
    {
        subject = rest;
    }
    if subject.is_empty() || subject.len() > 12 || subject.iter().any(Word::is_break) {
        return None;
    }
    // "Form attached for signature"
    let purpose = match words.get(at + 1..)? {
        [link, your, what, ..] if link.is("for") && your.has(Class::POSSESSIVE) => what.lower.as_ref(),
        [link, what, ..] if link.is("for") => what.lower.as_ref(),
        _ => "",
    };
    let verb = match purpose {
        "signature" | "signing" => "Sign",
        "approval" => "Approve",
        "comment" | "comments" | "feedback" => "Comment on",
        _ => "Review",
    };
    let mut put = words::own(verb);
    let mut subject = subject.to_vec();
    if let Some(first) = subject.first_mut() {
        first.spaced = true;
        articles::lower_common(first);
    }
    put.extend(articles::definite(subject));
    Some(put)
}

/// "Can the tests live in a folder of their own?" is "Have the tests live in ...".
pub(super) fn had_done<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [modal, subject, _, ..] = words else { return None };
    let asked = modal.is_any(&["can", "could", "would"]) && words.last().is_some_and(|w| w.is("?"));
    (asked && (subject.has(Class::DETERMINER) || subject.has(Class::POSSESSIVE)))
        .then(|| after(words::own("Have"), words[1..].to_vec()))
}
