//! Statements that set a task: "Dana will draft the agenda", "the forms need to be signed", "reports are due".

use super::words::{self, Word, base_form};
use crate::lexicon::{self, Class};
use crate::tokens::Shape;

/// How many words a subject may have before its verb.
const LONGEST_SUBJECT: usize = 9;

/// The verb phrase of "Dana will draft", "Sam to draft", "Could Dana draft", "Dana is drafting", "Everyone drafts", base form first.
pub(super) fn action<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    for start in 0..words.len() {
        let boundary = start == 0
            || words[start - 1].is_any(&[",", ";", ":", "–", "—", "(", "-"])
            || words[start - 1].has(Class::CONJUNCTION)
                && !words[start - 1].is_any(&["if", "that", "because", "while", "unless", "as", "since", "until"]);
        if boundary && let Some(found) = at(&words[start..]) {
            return Some(found);
        }
    }
    None
}

fn at<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let first = words.first()?;
    if first.is_mark()
        || first.is_any(&["there", "it", "this", "that", "what", "which", "who", "if"])
        || first.has(Class::WH)
    {
        return None;
    }
    // "Could Dana draft", "Will the team draft"
    if first.has(Class::MODAL) && words.get(1).is_some_and(|w| !w.is_any(&["you", "i", "we"])) {
        let verb = (2..LONGEST_SUBJECT.min(words.len())).find(|&i| words[i].has(Class::VERB) && !words[i].is_mark())?;
        return (!words[1..verb].iter().any(Word::is_mark)).then(|| words[verb..].to_vec());
    }
    let verb = (1..LONGEST_SUBJECT.min(words.len())).find(|&i| {
        words[i].has(Class::MODAL)
            || words[i].has(Class::AUXILIARY)
            || words[i].is_any(&["to", "needs", "need", "agreed", "promised", "offered", "said", "owes", "wants"])
            || (i == 1 && words[i].has(Class::THIRD))
    })?;
    let subject = &words[..verb];
    if subject.iter().any(|w| w.is_mark() && !w.is_any(&["'", "&", "/", "(", ")", "-", "."])) {
        return None;
    }
    let rest = &words[verb..];
    let skip = |n: usize| {
        let mut n = n;
        while rest.get(n).is_some_and(|w| w.has(Class::ADVERB) && !w.has(Class::VERB) && !w.has(Class::WHEN)) {
            n += 1;
        }
        n
    };
    let head = rest.first()?;
    let named = subject[0].shape == Shape::Capitalised
        || subject[0].has(Class::DETERMINER)
        || subject[0].is_any(&["everyone", "everybody", "all", "anyone", "one", "nobody"]);
    let after = skip(1);
    let next = rest.get(after)?;
    if head.is("to") {
        return (is_base(next) && subject.len() <= 5).then(|| rest[after..].to_vec());
    }
    let to = rest.get(after).is_some_and(|w| w.is("to"));
    let promised = head.is_any(&["needs", "need", "has", "have", "agreed", "promised", "offered", "wants", "ought"]);
    if promised && to {
        let verb = skip(after + 1);
        let passive = rest.get(verb).is_some_and(|w| w.is("be"));
        return if passive {
            passive_action(subject, rest, verb + 1)
        } else {
            rest.get(verb).is_some().then(|| rest[verb..].to_vec())
        };
    }
    if head.is_any(&["is", "are", "'s", "was", "were"]) {
        let going = next.is_any(&[
            "going",
            "supposed",
            "due",
            "required",
            "requested",
            "asked",
            "expected",
            "planning",
            "meant",
            "encouraged",
        ]);
        if going && rest.get(after + 1).is_some_and(|w| w.is("to")) {
            return rest.get(after + 2).is_some().then(|| rest[after + 2..].to_vec());
        }
        if to {
            // "Receipt is to be acknowledged", "Dana is to draft".
            let be = rest.get(after + 1).is_some_and(|w| w.is("be"));
            return if be {
                passive_action(subject, rest, after + 2)
            } else {
                rest.get(after + 1).is_some().then(|| rest[after + 1..].to_vec())
            };
        }
        if next.is("due") {
            return Some(put("Submit", subject, &rest[after + 1..]));
        }
        if next.is_any(&["needed", "required", "outstanding", "missing", "wanted", "overdue"]) {
            return Some(put("Provide", subject, &rest[after + 1..]));
        }
        if next.has(Class::ING) && named {
            return Some(based(&rest[after..]));
        }
        return None;
    }
    if head.has(Class::MODAL) || head.is("'ll") {
        if next.is("be") {
            let verb = skip(after + 1);
            if rest.get(verb).is_some_and(|w| w.has(Class::ING)) {
                return Some(based(&rest[verb..]));
            }
            return passive_action(subject, rest, verb);
        }
        if next.is_any(&["not", "n't"]) {
            return None;
        }
        return (!next.is_mark() && !next.has(Class::PRONOUN)).then(|| rest[after..].to_vec());
    }
    if head.is_any(&["needs", "need"]) && next.has(Class::ING) {
        return Some(put_verb(&base_form(&next.lower), subject, &rest[after + 1..]));
    }
    if head.is("owes") {
        return Some(put("Send", &rest[after..], &[]));
    }
    if head.is("said") && next.has(Class::PRONOUN) && rest.get(after + 1).is_some_and(|w| w.is_any(&["would", "will"]))
    {
        return rest.get(after + 2).is_some().then(|| rest[after + 2..].to_vec());
    }
    // "Dana drafts the agenda", "Technicians do the benches"
    if named
        && head.has(Class::THIRD)
        && subject.len() == 1
        && (next.has(Class::DETERMINER) || next.has(Class::POSSESSIVE))
    {
        return Some(based(rest));
    }
    None
}

fn is_base(word: &Word) -> bool {
    !word.is_mark() && (lexicon::is_base_verb(&word.lower) || word.is_any(&["be", "do", "have"]))
        || word.class == Class::default() && word.shape == Shape::Word
}

/// "The forms | need to be | signed by both" as "Sign the forms by both".
fn passive_action<'a>(subject: &[Word<'a>], rest: &[Word<'a>], verb: usize) -> Option<Vec<Word<'a>>> {
    let participle = rest.get(verb)?;
    if !(participle.has(Class::PAST) || participle.lower.ends_with("ed")) {
        return None;
    }
    Some(put_verb(&base_form(&participle.lower), subject, &rest[verb + 1..]))
}

fn put_verb<'a>(verb: &str, subject: &[Word<'a>], tail: &[Word<'a>]) -> Vec<Word<'a>> {
    put(verb, subject, tail)
}

fn put<'a>(verb: &str, object: &[Word<'a>], tail: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut words: Vec<Word<'a>> = words::own(verb);
    let mut object = object.to_vec();
    if let Some(first) = object.first_mut() {
        first.spaced = true;
        lower_common(first);
    }
    words.extend(object);
    words.extend_from_slice(tail);
    words
}

/// The first word of a sentence that moves inside: names keep their capital.
pub(super) fn lower_common(word: &mut Word) {
    if word.shape == Shape::Capitalised
        && !word.has(Class::WHEN)
        && (word.class != Class::default() || word.lower.ends_with('s'))
    {
        word.text = std::borrow::Cow::Owned(word.text.to_lowercase());
    }
}

/// `words` with the first, a verb form, in its base form.
pub(super) fn based<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut words = words.to_vec();
    if let Some(first) = words.first_mut()
        && !first.text.is_empty()
    {
        first.text = std::borrow::Cow::Owned(base_form(&first.lower));
    }
    words
}
