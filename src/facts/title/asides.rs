//! What a title does without: days that mean nothing on another day, remarks in brackets, fragments behind an entry.

use super::words::Word;
use crate::lexicon::Class;
use crate::tokens::Shape;

/// Words for a day that are true on the day of sending only.
const RELATIVE: &[&str] = &["today", "tomorrow", "tonight", "tmrw", "tmr", "tomorow", "2moro"];

/// Times of day behind them, and behind "this".
const DAY_TIMES: &[&str] = &["morning", "afternoon", "evening", "night", "lunchtime"];

/// What is left to the reader to ask: "let me know if you have any questions".
const OPEN_TO: &[&str] = &[
    "you have any",
    "you have questions",
    "you have further",
    "there are any",
    "you need anything",
    "you run into",
    "anything is unclear",
    "anything else",
    "you need more",
    "you need further",
    "you need any",
    "anything is missing",
];

/// What one is asked to have before one asks, in any number.
const ASKED_ABOUT: &[&str] = &[
    "questions",
    "question",
    "concerns",
    "problems",
    "queries",
    "issues",
    "trouble",
    "doubts",
    "anything",
    "information",
    "help",
    "details",
    "unclear",
];

/// How far before its "if" a courtesy starts: "and please do not hesitate to get in touch with me".
const LONGEST_COURTESY: usize = 12;

/// `words` without the courtesy behind an action: ", and let me know if you have any questions".
pub(super) fn without_courtesy(mut words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    let open = |rest: &[Word]| {
        OPEN_TO.iter().any(|phrase| {
            let mut rest = rest.iter();
            phrase.split(' ').all(|part| rest.next().is_some_and(|w| w.is(part)))
        }) && rest.iter().take(LONGEST_COURTESY).take_while(|w| !w.is_break()).any(|w| w.is_any(ASKED_ABOUT))
    };
    let Some(condition) = (1..words.len()).find(|&at| words[at].is_any(&["if", "should"]) && open(&words[at + 1..]))
    else {
        return words;
    };
    let from = condition.saturating_sub(LONGEST_COURTESY);
    let starts = |at: usize| {
        words[at].is_any(&["and", "or", ",", ";", ".", "!", "-", "–", "—"])
            && words[at + 1..condition].iter().any(|w| {
                w.is_any(&[
                    "know", "contact", "touch", "reach", "ask", "call", "shout", "hesitate", "email", "free", "ring",
                ])
            })
    };
    if let Some(start) = (from.max(2)..condition).rfind(|&at| starts(at)) {
        words.truncate(start);
    }
    words
}

/// `words` without "today", "tomorrow morning" and "this afternoon": read in a list, they say another day.
pub(super) fn without_days<'a>(words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    let mut kept: Vec<Word<'a>> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let Some(length) = day_at(&words, at) else {
            kept.push(words[at].clone());
            at += 1;
            continue;
        };
        while kept.last().is_some_and(|w| w.is_any(&["by", "before", "until", "till", "later", "early", "late"])) {
            kept.pop();
        }
        at += length;
    }
    if kept.iter().filter(|w| !w.is_mark()).count() > 1 { kept } else { words }
}

/// How many words at `at` say such a day, where nothing around them depends on it.
fn day_at(words: &[Word], at: usize) -> Option<usize> {
    let word = &words[at];
    let length = if word.is_any(RELATIVE) {
        if words.get(at + 1).is_some_and(|w| w.is_any(DAY_TIMES)) { 2 } else { 1 }
    } else if word.is("this") && words.get(at + 1).is_some_and(|w| w.is_any(&DAY_TIMES[..3])) {
        2
    } else {
        return None;
    };
    // "tomorrow's meeting", "for today", "the this-morning edition" keep theirs; so does "today" as a subject.
    let next = words.get(at + length);
    let held = next.is_some_and(|w| w.is("'s") || w.is("-") || w.has(Class::AUXILIARY) || w.text.starts_with('’'))
        || word.lower.contains(['\'', '’'])
        || at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| {
            w.has(Class::DETERMINER)
                || w.is("-")
                || (w.has(Class::PREPOSITION)
                    && !w.is_any(&["by", "before", "until", "till", "in", "out", "up", "over"]))
        });
    (!held).then_some(length)
}

/// "Which colour though, red or blue?": a word that only joins the question to what was said.
pub(super) fn without_though(mut words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    let joins =
        |at: usize| words[at].is("though") && words.get(at + 1).is_none_or(Word::is_mark) && !words[at - 1].is_mark();
    if let Some(at) = (1..words.len()).find(|&at| joins(at)) {
        words.remove(at);
    }
    words
}

/// "when you get a chance", "if you have a minute" within a sentence: they ask nothing.
pub(super) fn without_leisure(words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    let Some(at) =
        (1..words.len()).find(|&at| words[at].is_any(&["when", "whenever", "if", "as"]) && leisure(&words, at) > 0)
    else {
        return words;
    };
    let length = leisure(&words, at);
    let (ahead, behind) = (&words[..at], &words[at + length..]);
    if ahead.iter().filter(|w| !w.is_mark()).count() < 2 {
        return words;
    }
    [ahead, behind].concat()
}

/// How many words from `at` on say that it may wait for a free minute.
fn leisure(words: &[Word], at: usize) -> usize {
    let Some([_, you, get, a, rest @ ..]) = words.get(at..) else { return 0 };
    let adjective = usize::from(rest.first().is_some_and(|w| w.is_any(&["free", "spare", "quiet", "few"])));
    let [chance, next @ ..] = rest.get(adjective..).unwrap_or_default() else { return 0 };
    let says = you.is("you")
        && get.is_any(&["get", "have", "find", "got"])
        && a.is_any(&["a", "some", "the"])
        && chance.is_any(&["chance", "minute", "minutes", "moment", "moments", "second", "sec", "time", "opportunity"]);
    let ends = next.first().is_none_or(|w| {
        // "when you get a chance to look at it" says when.
        w.is_mark() || w.has(Class::PREPOSITION) && !w.is("to") || w.has(Class::WHEN) || w.has(Class::CONJUNCTION)
    });
    if says && ends { 5 + adjective } else { 0 }
}

/// How many words a remark in brackets may have to be kept, when it holds a number: "(EUR 620)", "(PO 4711)".
const LONGEST_NUMBER: usize = 5;

/// `words` without remarks in brackets; numbers, references and names stay.
pub(super) fn without_brackets<'a>(words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    let mut kept: Vec<Word<'a>> = Vec::with_capacity(words.len());
    let mut at = 0;
    let mut dropped = false;
    while at < words.len() {
        if let Some(length) = remark_at(&words, at) {
            // "closes Friday (!!) going there now": what is a break stays one.
            if length > 2 && words[at + 1..at + length - 1].iter().all(Word::is_mark) {
                let mut comma = super::words::own(",").remove(0);
                comma.spaced = false;
                kept.push(comma);
            }
            at += length;
            dropped = true;
        } else {
            kept.push(words[at].clone());
            at += 1;
        }
    }
    if dropped && kept.iter().filter(|w| !w.is_mark()).count() > 1 { kept } else { words }
}

/// How far a bracket may be from its counterpart, which bounds the work on text that never closes one.
const LONGEST_REMARK: usize = 40;

fn remark_at(words: &[Word], at: usize) -> Option<usize> {
    let open = words.get(at)?;
    let close = match open.lower.as_ref() {
        "(" => ")",
        "[" => "]",
        _ => return None,
    };
    // "deal(s)", "free()"
    if at == 0 || !open.spaced {
        return None;
    }
    let mut depth = 0_usize;
    let length = words[at + 1..].iter().take(LONGEST_REMARK).position(|w| {
        let closes = w.is(close) && depth == 0;
        depth += usize::from(w.lower == open.lower);
        depth = depth.saturating_sub(usize::from(w.is(close)));
        closes
    })?;
    let inside = &words[at + 1..at + 1 + length];
    let said: Vec<&Word> = inside.iter().filter(|w| !w.is_mark()).collect();
    let number = said.len() <= LONGEST_NUMBER && said.iter().any(|w| w.text.contains(|c: char| c.is_ascii_digit()));
    let name = said.len() <= 2
        && !said.is_empty()
        && said.iter().all(|w| {
            w.shape == Shape::Capitalised && w.class == Class::default() || w.text.chars().all(char::is_uppercase)
        });
    let glued = words.get(at + length + 2).is_some_and(|w| !w.spaced && !w.is_mark());
    (!number && !name && !glued).then_some(length + 2)
}

/// The longest fragment behind an entry, in words: "any size", "paint kept in stock".
const LONGEST_FRAGMENT: usize = 5;

/// An entry without the short notes behind its commas: "A spare key for the shed, by noon".
pub(super) fn without_fragments<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let commas = outer_commas(words);
    let Some(&end) = commas.first() else { return words.to_vec() };
    let first = &words[..end];
    // "Ropes, hooks and ladders": the commas part what belongs together.
    let listing = words[end..].iter().any(|w| w.has(Class::CONJUNCTION) || w.is_any(&["and", "or", "&", "incl"]));
    if listing || first.iter().filter(|w| !w.is_mark()).count() < 2 {
        return words.to_vec();
    }
    let mut kept = first.to_vec();
    for (i, &comma) in commas.iter().enumerate() {
        let end = commas.get(i + 1).copied().unwrap_or(words.len());
        if !is_fragment(&words[comma + 1..end]) {
            kept.extend_from_slice(&words[comma..end]);
        }
    }
    kept
}

/// Where commas stand outside brackets and quotation marks.
fn outer_commas(words: &[Word]) -> Vec<usize> {
    let mut depth = 0_i32;
    let mut commas = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if word.is_any(&["(", "[", "“"]) {
            depth += 1;
        } else if word.is_any(&[")", "]", "”"]) {
            depth -= 1;
        } else if word.is(",") && depth <= 0 {
            commas.push(at);
        }
    }
    commas
}

fn is_fragment(segment: &[Word]) -> bool {
    let Some(first) = segment.first() else { return true };
    // "in the mill, room 9": a number says more than a note, unless it is a day.
    let number = segment.len() <= 2
        && segment.iter().any(|w| w.text.contains(|c: char| c.is_ascii_digit()))
        && !segment.iter().any(|w| w.has(Class::WHEN));
    if number {
        return false;
    }
    let goal = first.is_any(&["to", "with", "for", "in", "into", "onto", "from", "including", "not", "but"]);
    let verb = first.has(Class::VERB) && !first.has(Class::NOUN_TOO);
    // "notes to the cook" says what to do, "paint kept in stock" how things are.
    let placed = segment.iter().any(|w| w.has(Class::PREPOSITION)) && !segment.iter().any(|w| w.has(Class::PAST));
    let starts_placed = first.has(Class::PREPOSITION);
    segment.len() <= LONGEST_FRAGMENT && !goal && !verb && (!placed || starts_placed)
}
