//! What stands around an action and is no part of it: greetings, vocatives, fillers, thanks, asides, reasons.

use super::tails::aside;
use super::words::Word;
use crate::facts::people::{People, is_name, is_verb_name};
use crate::lexicon::{self, Class};
use crate::tokens::Shape;

/// Openings that say nothing of the action, as lower-case words.
const OPENINGS: &[&str] = &[
    "as a reminder",
    "as discussed",
    "as mentioned",
    "as agreed",
    "as always",
    "as usual",
    "as you know",
    "by the way",
    "for now",
    "in the meantime",
    "in addition",
    "on another note",
    "one more thing",
    "one last thing",
    "quick one",
    "one thing",
    "last thing",
    "last but not least",
    "if possible",
    "if you can",
    "if so",
    "when you can",
    "when you get a chance",
    "when you get a moment",
    "when you have a chance",
    "when you have a moment",
    "when you have time",
    "when you get time",
    "if you get a chance",
    "if you have a chance",
    "if you have time",
    "at your convenience",
    "at your earliest convenience",
    "with that in mind",
    "to that end",
    "to recap",
    "quick question",
    "small favour",
    "small favor",
    "ps",
    "p.s",
    "p.p.s",
    "pps",
    "nb",
    "n.b",
    "fyi",
    "todo",
    "to do",
    "to-do",
    "action",
    "action item",
    "action items",
    "action required",
    "ai",
    "task",
    "next step",
    "next steps",
    "ask",
    "request",
    "reminder",
    "first of all",
    "first off",
    "if you do n't mind",
    "as soon as you can",
    "as soon as possible",
    "going forward",
    "thanks",
    "thank you",
    "unrelated",
    "separately",
    "sorry",
    "hope all is well",
    "good morning",
    "in any case",
    "in any event",
    "if need be",
];

/// Endings that say nothing of the action.
const ENDINGS: &[&str] = &[
    "thanks",
    "thank you",
    "thanks a lot",
    "thanks again",
    "many thanks",
    "thx",
    "cheers",
    "please",
    "pls",
    "if possible",
    "if at all possible",
    "yet",
    "myself",
    "ourselves",
    "if that 's at all possible",
    "if you can",
    "if you could",
    "if you would",
    "if you do n't mind",
    "if you could bear it",
    "if you can bear it",
    "if you can face it",
    "if you could manage it",
    "if that 's ok",
    "if that 's okay",
    "if that 's possible",
    "if that works",
    "if that works for you",
    "after lunch",
    "after work",
    "after dinner",
    "after breakfast",
    "after school",
    "over lunch",
    "first thing",
    "if you have time",
    "if you have a minute",
    "if you have a moment",
    "if you have a chance",
    "if you get a chance",
    "if you get a moment",
    "if you get time",
    "when you get a chance",
    "when you get a moment",
    "when you get a minute",
    "when you get time",
    "when you have a chance",
    "when you have a moment",
    "when you have a minute",
    "when you have time",
    "when you can",
    "when you get to it",
    "whenever you can",
    "whenever you have time",
    "at your convenience",
    "at your earliest convenience",
    "at your earliest opportunity",
    "as soon as possible",
    "as soon as you can",
    "as soon as practicable",
    "asap",
    "a.s.a.p",
    "immediately",
    "right away",
    "straight away",
    "soon",
    "for me",
    "for us",
    "ok",
    "okay",
    "will you",
    "would you",
    "can you",
    "could you",
    "right",
    "again",
    "though",
    "too",
    "as well",
    "or so",
    "no rush",
    "no hurry",
    "urgently",
    "if necessary",
    "if needed",
    "or something",
    "yes",
    "for your review",
    "for your review and comment",
    "for your review and comments",
    "for your approval",
    "for your review and approval",
    "for your signature",
    "for your comments",
    "for your consideration",
    "and get back to me",
    "and let me know",
    "at all",
    "in advance",
    "before then",
    "by then",
    "until then",
    "by the same date",
    "by the same day",
    "by that date",
    "pronto",
    "first thing",
    "in good time",
    "in time",
    "at the earliest",
    "if need be",
    "if you like",
    "if you wish",
    "in any case",
    "in any event",
    "in the meantime",
    "for the time being",
    "if that helps",
    "as ever",
    "as usual",
    "as always",
    "at some point",
    "before it 's too late",
    "for information",
    "accordingly",
    "ideally",
    "preferably",
    "hopefully",
];

/// How many words an action has at least before a dash or a reason may end it.
pub(super) const SHORTEST_ACTION: usize = 3;

/// How far behind a name the verb of what it is told may stand.
const MOST_BEFORE_VERB: usize = 20;

/// `words` without greeting, vocative and fillers at the start.
pub(super) fn opening<'w, 'a>(mut words: &'w [Word<'a>], people: &People) -> &'w [Word<'a>] {
    loop {
        let before = words.len();
        while let [first, rest @ ..] = words
            && first.is_mark()
            && (!first.is_any(&["(", "[", "\"", "“", "‘", "'", "#", "€", "$", "£", "<", "`"])
                || is_left_open(first, rest))
        {
            words = rest;
        }
        // "@Lee the printer wants the file"
        if let [mention, next, _, ..] = words
            && mention.shape == Shape::Mention
            && (next.has(Class::DETERMINER) || next.has(Class::POSSESSIVE) || next.has(Class::PRONOUN))
        {
            words = &words[1..];
        }
        if let Some(rest) = after_phrase(words) {
            words = rest;
        }
        if let Some(rest) = after_vocative(words, people) {
            words = rest;
        }
        if let Some(rest) = REMINDERS.iter().find_map(|lead| after_words(words, lead)) {
            words = rest;
        }
        words = after_reminder(words);
        if let [first, next, ..] = words
            && first.has(Class::FILLER)
            && !first.is_any(&["no", "again"])
            // "Next week's rota", "Second pair of eyes", "First draft": part of what follows.
            && (next.is_mark() || first.is_any(&["so", "and", "but", "also", "oh", "or", "ah", "well", "ok", "okay", "then"]))
        {
            words = &words[1..];
        }
        if let [first, comma, _, ..] = words
            && comma.is(",")
            && first.lower.ends_with("ly")
            && !lexicon::is_base_verb(&first.lower)
        {
            words = &words[2..];
        }
        if words.len() == before {
            return words;
        }
    }
}

/// Whether the bracket `open` is closed nowhere behind it, or only at the end: "[Lee, is this right?".
fn is_left_open(open: &Word, behind: &[Word]) -> bool {
    let close = match open.lower.as_ref() {
        "(" => ")",
        "[" => "]",
        _ => return false,
    };
    behind.iter().position(|w| w.is(close)).is_none_or(|at| open.is("[") && at + 1 == behind.len())
}

/// What brings to mind before the thing itself is said.
const REMINDERS: &[&str] = &[
    "may i remind you that",
    "can i remind you that",
    "just to remind you that",
    "this is to remind you that",
    "you will recall that",
    "you may recall that",
    "please note that",
    "please be aware that",
    "please remember that",
];

/// What a reminder is called by the one who would not press: "a quick, friendly reminder".
const GENTLE: &[&str] =
    &["just", "a", "another", "gentle", "friendly", "quick", "kind", "polite", "small", "short", "final", "last", ","];

/// What follows "Just a gentle reminder that"; of "a gentle reminder about the forms", what is behind "gentle".
fn after_reminder<'w, 'a>(words: &'w [Word<'a>]) -> &'w [Word<'a>] {
    let start = if matches!(words, [this, is, ..] if this.is("this") && is.is_any(&["is", "'s"])) { 2 } else { 0 };
    let called = words.iter().skip(start).take_while(|w| w.is_any(GENTLE)).count() + start;
    let Some([reminder, link, _, ..]) = words.get(called..) else { return words };
    let length = if link.is_any(&["that", ":", "-", "–", "—"]) {
        called + 2
    } else if link.is_any(&["about", "of", "to"]) {
        called
    } else {
        return words;
    };
    if reminder.is("reminder") { &words[length..] } else { words }
}

/// What follows `lead`, where the words begin with it.
fn after_words<'w, 'a>(words: &'w [Word<'a>], lead: &str) -> Option<&'w [Word<'a>]> {
    if !lead.starts_with(words.first()?.lower.as_ref()) {
        return None;
    }
    let length = lead.split(' ').count();
    let head = words.get(..length)?;
    (words.len() > length + 1 && lead.split(' ').zip(head).all(|(l, w)| w.is(l))).then(|| &words[length..])
}

/// What follows an opening phrase and the mark after it.
fn after_phrase<'w, 'a>(words: &'w [Word<'a>]) -> Option<&'w [Word<'a>]> {
    let first = words.first()?;
    OPENINGS.iter().filter(|phrase| phrase.starts_with(first.lower.as_ref())).find_map(|phrase| {
        let length = phrase.split(' ').count();
        let head = words.get(..length)?;
        let mark = words.get(length)?;
        (mark.is_break() && phrase.split(' ').zip(head).all(|(p, w)| w.is(p)) && words.len() > length + 1)
            .then(|| &words[length + 1..])
    })
}

/// What follows "Hi Ana," or "Ana, " or "Ana and Tom - ".
fn after_vocative<'w, 'a>(words: &'w [Word<'a>], people: &People) -> Option<&'w [Word<'a>]> {
    let saluted = words.first()?.is_any(&["hi", "hello", "hey", "dear", "morning", "hiya"]);
    let end = words.iter().take(8).position(Word::is_break)?;
    if end == 0 || words.len() <= end + 1 || words.get(end)?.is_any(&[".", "?", "(", ")"]) && !saluted {
        return None;
    }
    let lead = &words[..end];
    let known =
        |w: &Word| people.resolve(&w.text).is_some() || people.greeted.iter().any(|g| g.eq_ignore_ascii_case(&w.text));
    let name = |w: &Word| {
        w.is_any(&["and", "&", "all", "both", "team", "everyone", "folks", "guys"])
            || (w.is_any(&["of", "you", "two", "three"]) && lead[0].is_any(&["all", "both", "you"]))
            || known(w)
            || (is_name(&w.text)
                && (!lexicon::is_base_verb(&w.lower) || is_verb_name(&w.text))
                && !w.has(Class::WHEN)
                && lead.len() <= 3)
    };
    // A label that is no name: "Contract: comments by Monday".
    let colon = words.get(end)?.is(":");
    if saluted && lead.len() <= 4 {
        return Some(&words[end + 1..]);
    }
    // "Chairs, tables and plates": nobody is spoken to without a verb.
    let speaks = lead.iter().any(|w| known(w) || w.is("you"))
        || words[end + 1..].iter().take(MOST_BEFORE_VERB).any(|w| {
            (w.has(Class::VERB) && !w.has(Class::NOUN_TOO))
                || w.has(Class::MODAL)
                || w.has(Class::AUXILIARY)
                || w.has(Class::PRONOUN)
                || w.has(Class::WH)
                || w.is_any(&["please", "?"])
        })
        || words.get(end + 1).is_some_and(|w| w.has(Class::VERB));
    // "Names, please": what is asked for.
    let asked_for = !lead.iter().any(known)
        && words[end + 1..].iter().all(|w| w.is_mark() || w.is_any(&["please", "pls"]) || w.has(Class::WHEN));
    if asked_for || !speaks || !lead.iter().all(name) || (colon && !lead.iter().any(known)) {
        return None;
    }
    Some(&words[end + 1..])
}

/// `words` without thanks, softeners, a closing vocative, and what only gives a reason.
pub(super) fn ending<'w, 'a>(words: &'w [Word<'a>], people: &People) -> &'w [Word<'a>] {
    let mut words = &words[..aside(words)];
    loop {
        let before = words.len();
        while let [rest @ .., last] = words
            && last.is_any(&[".", "!", "?", ",", ";", ":", "-", "–", "—", "…"])
        {
            words = rest;
        }
        let last = words.last().map_or("", |word| &word.lower);
        let may_end = ENDINGS.iter().filter(|p| p.ends_with(last));
        if let Some(phrase) = may_end.filter(|p| ends_with(words, p)).max_by_key(|p| p.len()) {
            let rest = words.len() - phrase.split(' ').count();
            let acts = rest > 0 && words[0].has(Class::VERB);
            // "whether it is right"
            let said = rest > 0 && words[rest - 1].is_any(&["is", "are", "be", "'s", "was"]);
            let acts = acts && !said;
            // "Put the note right", "is that right?"
            let tag = *phrase != "right" || rest > 0 && words[rest - 1].is_mark();
            if !tag {
                break words;
            }
            if !said && rest > 2 || (rest > 1 && (acts || words[rest - 1].is_mark())) || (rest == 1 && acts) {
                words = &words[..rest];
            }
        }
        if let [rest @ .., comma, name] = words
            && comma.is(",")
            && !rest.iter().any(|w| w.is(","))
            && (people.resolve(&name.text).is_some()
                || people.greeted.iter().any(|g| g.eq_ignore_ascii_case(&name.text)))
        {
            words = rest;
        }
        while let [rest @ .., last] = words
            && rest.len() > 1
            && (last.is_any(&[
                "and", "or", "but", "by", "on", "before", "until", "so", "(", "[", "please", "because", "no", "later",
                "of", "the", "from",
            ]))
            // "whether the offer is still on"
            && !(last.is("no") && rest.last().is_some_and(|w| w.is_any(&["or", "a"])))
            && !matches!(rest, [.., w] if w.has(Class::VERB) || last.is("no") && w.has(Class::PAST) || w.is_any(&["still", "is", "are", "be"]))
        {
            words = rest;
        }
        // "by next week at the latest" whose day became a field
        for phrase in ["at the latest", "no later than", "at latest", "the latest"] {
            if ends_with(words, phrase) && words.len() > 5 {
                words = &words[..words.len() - phrase.split(' ').count()];
            }
        }
        words = &words[..contact_clause(words)];
        if words.len() == before {
            return words;
        }
    }
}

/// Where "I sent you" behind a thing begins: on a list, the thing is enough; else the end of the words.
fn contact_clause(words: &[Word]) -> usize {
    let end =
        words.len() - usize::from(words.last().is_some_and(|w| w.is_any(&["you", "earlier", "before", "already"])));
    let (Some(verb), Some(subject)) = (end.checked_sub(1), end.checked_sub(2)) else { return words.len() };
    let handed = words[verb].is_any(&[
        "sent",
        "attached",
        "mentioned",
        "emailed",
        "mailed",
        "forwarded",
        "shared",
        "wrote",
        "gave",
        "posted",
        "uploaded",
    ]);
    if !handed || !words[subject].is_any(&["i", "we"]) || subject < SHORTEST_ACTION {
        return words.len();
    }
    let joined = words[subject - 1].is_any(&["that", "which"]);
    let start = subject - usize::from(joined);
    // "the form I sent", not "and I sent".
    let noun = !words[start - 1].is_mark() && !words[start - 1].has(Class::CONJUNCTION);
    if noun && !words[start - 1].has(Class::VERB) || joined { start } else { words.len() }
}

fn ends_with(words: &[Word], phrase: &str) -> bool {
    let mut tail = words.iter().rev();
    phrase.rsplit(' ').all(|part| tail.next().is_some_and(|word| word.is(part)))
}
