//! Half sentences whose other half stands in the sentence before: "What do you say?", "Can you?", "Same for the keys".

use super::shells::{self, Then};
use super::unwrap::{after, template};
use super::words::{self, Word};
use super::{Source, actions, subjects, trim};
use crate::lexicon::Class;
use crate::rules::Kind;

/// How many words a half sentence has at most.
const LONGEST: usize = 12;

/// The action of a half sentence.
pub(super) fn completed<'a>(words: &[Word<'a>], source: &Source<'a>) -> Option<Vec<Word<'a>>> {
    if words.len() > LONGEST {
        return None;
    }
    let before = words::of(source.before.first()?);
    let before = trim::opening(&before, source.people);
    decided(words, before, source)
        .or_else(|| taken_up(words, before, source))
        .or_else(|| likewise(words, before, source))
}

/// "I don't know who took it. Any idea who that was?" asks who took it.
pub(super) fn asked_before<'a>(mut action: Vec<Word<'a>>, before: &'a [&'a str]) -> Vec<Word<'a>> {
    let at = action.windows(3).position(|w| {
        w[0].has(Class::WH)
            && w[1].is_any(&["that", "it", "this"])
            && w[2].is_any(&["is", "was", "would", "might", "'s", "will"])
    });
    let Some(at) = at.filter(|at| *at > 0) else { return action };
    let empty = action[at + 3..]
        .iter()
        .take_while(|w| !w.is_break())
        .all(|w| !w.has(Class::VERB) || w.is_any(&["be", "been"]) || w.has(Class::NOUN_TOO));
    let Some(words) = before.first().map(|text| words::of(text)).filter(|_| empty) else { return action };
    let Some(from) = (1..words.len()).find(|&i| words[i].lower == action[at].lower) else { return action };
    let end = words[from..].iter().position(Word::is_break).map_or(words.len(), |end| from + end);
    if end - from > 2 {
        action.truncate(at);
        action.extend_from_slice(&words[from..end]);
    }
    action
}

/// "Lee is asking how much it costs. Could you tell him?" tells him how much it costs.
pub(super) fn answered<'a>(mut action: Vec<Word<'a>>, before: &'a [&'a str]) -> Vec<Word<'a>> {
    let said = action.iter().filter(|w| !w.is_mark()).count();
    if said != 2 || !action[0].is_any(&["tell", "let", "answer"]) {
        return action;
    }
    let Some(words) = before.first().map(|text| words::of(text)) else { return action };
    let asks = |w: &[Word]| {
        w[0].is_any(&["asking", "asked", "asks", "know", "wonders", "wondering"])
            && (w[1].has(Class::WH) || w[1].is_any(&["if", "how"]))
    };
    let Some(at) = words.windows(2).position(asks) else { return action };
    let end = words[at + 1..].iter().position(Word::is_break).map_or(words.len(), |end| at + 1 + end);
    let mut asked = words[at + 1..end].to_vec();
    if let Some(first) = asked.first_mut().filter(|w| w.is("if")) {
        first.text = "whether".into();
    }
    action.truncate(action.iter().rposition(|w| !w.is_mark()).map_or(0, |last| last + 1));
    action.extend(asked);
    action
}

/// "I'd be inclined to paint it blue. What do you say?" is "Tell Ana whether to paint it blue".
fn decided<'a>(words: &[Word<'a>], before: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    if !shells::asks_what_of_it(words) {
        return None;
    }
    let found = shells::proposal(before)?;
    let inner = before.get(found.end..)?;
    let inner = trim::ending(inner, source.people);
    let action = if found.then == Then::Doing { subjects::based(inner) } else { inner.to_vec() };
    (!action.is_empty()).then(|| after(template("Tell {me} whether to", source), action))
}

/// "Somebody has to call the bank. Can you?" is "Call the bank".
fn taken_up<'a>(words: &[Word<'a>], before: &[Word<'a>], source: &Source<'a>) -> Option<Vec<Word<'a>>> {
    let said: Vec<&Word> = words.iter().filter(|w| !w.is_mark() && !w.has(Class::FILLER)).collect();
    let [modal, you, rest @ ..] = said.as_slice() else { return None };
    let asks =
        modal.is_any(&["can", "could", "will", "would"]) && (you.is("you") || you.is_any(&["anyone", "anybody"]));
    let bare = match rest {
        [] => true,
        [please] => please.is_any(&["please", "maybe", "perhaps"]),
        [then_do, it] => then_do.is("do") && it.is_any(&["it", "that", "this", "so"]),
        _ => false,
    };
    if !asks || !bare {
        return None;
    }
    let action = undone(before).or_else(|| subjects::action(before)).or_else(|| {
        let found = shells::find(before, Kind::Request).filter(|found| found.then == Then::Do)?;
        before.get(found.end..).map(<[Word]>::to_vec)
    })?;
    let end = trim::ending(&action, source.people).len();
    action.get(..end).map(<[Word]>::to_vec)
}

/// "Nobody has thanked the caterers yet" is to be done: "Thank the caterers".
fn undone<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [nobody, has, done, ..] = words else { return None };
    let undone = nobody.is_any(&["nobody", "noone"]) && has.is_any(&["has", "'s"]) && subjects::is_participle(done);
    let mut action = subjects::based(words.get(2..)?);
    while action.last().is_some_and(|w| w.is_mark() || w.is("yet")) {
        action.pop();
    }
    undone.then_some(action)
}

/// "Somebody ought to ring the school, could that be you?" is "Ring the school".
pub(super) fn handed_over<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let said = words.iter().rposition(|w| !w.is_mark())?;
    let tail = words.get(said.checked_sub(3)?..=said)?;
    let over = tail[0].is_any(&["could", "can", "might", "would"])
        && tail[1].is_any(&["that", "this"])
        && tail[2].is("be")
        && tail[3].is("you");
    let mut before = words.get(..said - 3).filter(|_| over)?;
    while let [rest @ .., last] = before
        && (last.is_mark() || last.has(Class::CONJUNCTION))
    {
        before = rest;
    }
    subjects::action(before)
}

/// "Check the receipts. Same for the invoices" is "Check the invoices".
fn likewise<'a>(words: &[Word<'a>], before: &[Word<'a>], source: &Source<'a>) -> Option<Vec<Word<'a>>> {
    let at = words.iter().take(4).position(|w| w.is_any(&["same", "likewise", "ditto"]))?;
    let mut thing = words.get(at + 1..)?;
    while let [first, rest @ ..] = thing
        && (first.is_mark() || first.is_any(&["thing", "goes", "again", "please"]))
    {
        thing = rest;
    }
    let [link, thing @ ..] = thing else { return None };
    let thing = trim::ending(thing, source.people);
    let nominal = thing.first().is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE));
    if !link.is_any(&["for", "with", "to"]) || !nominal {
        return None;
    }
    let action = actions::action(before, &Source { kind: Kind::Request, before: &[], ..*source });
    let verb = action.first().filter(|w| w.has(Class::VERB) && !w.is_any(&["tell", "say"]))?;
    let mut same = vec![verb.clone()];
    // "Send Lee the receipts": to the same person.
    same.extend(action.get(1).filter(|w| verb.is_any(super::pronouns::GIVING) && !w.has(Class::DETERMINER)).cloned());
    Some(after(same, thing.to_vec()))
}
