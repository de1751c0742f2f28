//! The polite and grammatical shells around an action: "could you please", "I was wondering if you would mind".

use std::sync::LazyLock;

use super::wordings::{ANSWERING, ASKING, PROMISING, PROPOSING};
use super::words::Word;
use crate::lexicon::Class;
use crate::rules::Kind;

/// What follows a shell, and what becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// A verb in the base form.
    Do,
    /// A verb in "-ing", or in the past form.
    Doing,
    /// The thing that the sender lacks or wants, as a noun phrase: it is to be sent.
    Want,
    /// What the sender hopes to be given, as a noun phrase: "any chance of getting a day more".
    Grant,
    /// Anything; the words are put before it. `{me}` is the sender, `{you}` the recipient.
    Put(&'static str),
}

/// Questions that ask no more than what is thought of what was said before.
const WHAT_OF_IT: &[&str] = &[
    "what do you say",
    "what do you think",
    "what do you reckon",
    "what do you both think",
    "what do you all think",
    "ok",
    "okay",
    "agreed",
    "yes",
    "yes or no",
    "thoughts",
    "any thoughts",
    "any objections",
    "objections",
    "sound good",
    "sounds good",
    "does that work",
    "does that work for you",
    "would that work",
    "is that ok",
    "is that okay",
    "is that fine",
    "is that alright",
    "is that all right",
    "is that ok with you",
    "is that okay with you",
    "are you ok with that",
    "are you happy with that",
    "would that be ok",
    "would you mind",
    "shall i",
    "should i",
    "shall we",
    "should we",
];

/// Whether the words only ask what is thought of what was said before.
pub(super) fn asks_what_of_it(words: &[Word]) -> bool {
    let said: Vec<&str> = words.iter().filter(|w| !w.is_mark()).map(|w| w.lower.as_ref()).collect();
    said.len() <= 6 && WHAT_OF_IT.contains(&said.join(" ").as_str())
}

/// The proposal in `words`, where they hold one.
pub(super) fn proposal(words: &[Word]) -> Option<Found> {
    first_of(&PROPOSING_SHELLS, words)
}

enum Slot {
    Any(Vec<&'static str>),
    Maybe(Vec<&'static str>),
    Adverbs,
    Few,
}

struct Shell {
    slots: Vec<Slot>,
    then: Then,
}

fn compile(table: &[(&'static str, Then)]) -> Vec<Shell> {
    table.iter().map(|&(pattern, then)| Shell { slots: pattern.split(' ').map(slot).collect(), then }).collect()
}

fn slot(text: &'static str) -> Slot {
    match text {
        "~" => Slot::Adverbs,
        "_" => Slot::Few,
        _ => match text.strip_suffix('?') {
            Some(maybe) if !maybe.is_empty() => Slot::Maybe(maybe.split('|').collect()),
            _ => Slot::Any(text.split('|').collect()),
        },
    }
}

static ASKING_SHELLS: LazyLock<Vec<Shell>> = LazyLock::new(|| compile(ASKING));
static PROMISING_SHELLS: LazyLock<Vec<Shell>> = LazyLock::new(|| compile(PROMISING));
static PROPOSING_SHELLS: LazyLock<Vec<Shell>> = LazyLock::new(|| compile(PROPOSING));
static ANSWERING_SHELLS: LazyLock<Vec<Shell>> = LazyLock::new(|| compile(ANSWERING));

/// A shell found in a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) start: usize,
    /// Where the action starts.
    pub(super) end: usize,
    pub(super) then: Then,
}

/// The first shell that stands where a clause can start; the longest of those that start there.
pub(super) fn find(words: &[Word], kind: Kind) -> Option<Found> {
    let tables: &[&LazyLock<Vec<Shell>>] = match kind {
        Kind::Commitment => &[&PROMISING_SHELLS],
        Kind::Question => &[&ANSWERING_SHELLS, &ASKING_SHELLS],
        _ => &[&ASKING_SHELLS],
    };
    tables.iter().find_map(|table| first_of(table, words))
}

fn first_of(table: &[Shell], words: &[Word]) -> Option<Found> {
    (0..words.len()).filter(|&start| starts_clause(words, start)).find_map(|start| {
        let (end, then) = table
            .iter()
            .filter_map(|shell| matched(&shell.slots, words, start).map(|end| (end, shell.then)))
            .filter(|(end, then)| !matches!(then, Then::Want | Then::Grant | Then::Doing) || fits(words, *end, *then))
            .max_by_key(|(end, then)| (*end, !matches!(then, Then::Do)))?;
        fits(words, end, then).then_some(Found { start, end, then })
    })
}

/// Whether what follows the shell is what it calls for.
fn fits(words: &[Word], end: usize, then: Then) -> bool {
    let Some(next) = words.get(end) else { return matches!(then, Then::Put(_)) };
    // "We can't take any" is no request to take; "you must not share" is one not to.
    let refused = next.is_any(&["n't", "not", "never"]);
    if refused && !words[end - 1].is_any(&["must", "should", "shall", "to", "please", "may"]) {
        return false;
    }
    match then {
        // "Let me know which it is" promises nothing.
        Then::Do if next.is("know") && words[..end].last().is_some_and(|w| w.is_any(&["me", "us"])) => false,
        // "Will you be in town?" asks where somebody will be.
        Then::Do
            if next.is("be")
                && !words.get(end + 1).is_some_and(|w| w.is_any(&["so", "kind", "able", "willing", "sure"]))
                && matches!(words[..end], [.., ref will, ref you] if will.is("will") && you.is("you")) =>
        {
            false
        }
        // "If you would like to talk" leaves it open.
        Then::Do if next.is_any(&["like", "prefer", "love", "rather"]) => false,
        Then::Do => !next.is_mark() && !next.is_any(&["i", "you", "he", "she", "they", "'s", "am", "are", "is"]),
        Then::Doing => next.has(Class::ING) || next.lower.ends_with("ing"),
        Then::Want | Then::Grant => is_noun_phrase(words, end),
        Then::Put(_) => true,
    }
}

/// Whether a noun phrase that could be sent starts at `at`; "the time to" is none.
fn is_noun_phrase(words: &[Word], at: usize) -> bool {
    let Some(first) = words.get(at) else { return false };
    let opens =
        first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE) || first.is_any(&["anything", "something"]);
    // "any chance of one"
    if first.is_any(&["one", "some", "it", "them"])
        && words.get(at + 1).is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION))
    {
        return true;
    }
    let empty = [
        "time",
        "chance",
        "idea",
        "choice",
        "doubt",
        "problem",
        "issue",
        "reason",
        "way",
        "point",
        "clue",
        "objection",
    ];
    opens
        && words.get(at + 1).is_some_and(|w| !w.is_mark())
        && !words[at + 1..].iter().take(2).any(|w| w.is_any(&empty))
}

pub(super) fn starts_clause(words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|i| words.get(i)) else { return true };
    // "For the remaining pages I'd like a second version": a wish may follow its topic without a mark.
    if let [first, second, ..] = &words[at..]
        && first.is_any(&["i", "we"])
        && second.is("would")
    {
        return true;
    }
    if words.get(at).is_some_and(|w| w.text.is_empty()) {
        return false;
    }
    // "If you are going to be there", "because we need it": what may be, or why.
    let wished = words.get(at + 1).is_some_and(|w| w.is_any(&["could", "would", "can"]));
    if before.is_any(&["if", "unless", "because", "since"]) && words[at].is_any(&["you", "i", "we"]) && !wished {
        return false;
    }
    // "I think you should call Lee"
    let that = usize::from(before.is("that"));
    let thinks = at.checked_sub(2 + that).is_some_and(|i| {
        words[i].is_any(&["i", "we"])
            && words[i + 1].is_any(&["believe", "think", "guess", "suppose", "suspect", "reckon"])
    });
    if thinks && words[at].is_any(&["you", "i", "we"]) {
        return true;
    }
    // "Once I've got the count I'll order": behind the clause that says when.
    if let [subject, will, ..] = &words[at..]
        && at > 2
        && words[0].is_any(&["once", "when", "after", "as", "before", "if"])
        && (subject.is_any(&["i", "we"]) && will.is_any(&["will", "'ll", "shall"])
            || subject.is_any(&["can", "could", "would", "will"]) && will.is("you"))
    {
        return true;
    }
    // "Lee can you call the shop": spoken to without a comma.
    let spoken_to = |w: &Word| {
        w.shape == crate::tokens::Shape::Capitalised
            && (w.class == Class::default() || crate::facts::people::is_verb_name(&w.text))
    };
    let asks = words[at].is_any(&["can", "could", "would", "will", "please"]);
    if asks && at <= 2 && words[..at].iter().all(spoken_to) {
        return true;
    }
    // "20 Could you": the number of a point.
    if asks && at == 1 && before.shape == crate::tokens::Shape::Number {
        return true;
    }
    before.is_mark()
        || before.has(Class::CONJUNCTION)
        || before.has(Class::FILLER)
        || before.is_any(&["please", "just", "kindly", "though", "too", "whether"])
        // "When you get a chance please send"
        || words.get(at).is_some_and(|w| w.is("please"))
}

fn matched(slots: &[Slot], words: &[Word], at: usize) -> Option<usize> {
    let Some((slot, rest)) = slots.split_first() else { return Some(at) };
    match slot {
        Slot::Any(options) => {
            words.get(at).filter(|w| options.iter().any(|o| w.is(o))).and_then(|_| matched(rest, words, at + 1))
        }
        Slot::Maybe(options) => words
            .get(at)
            .filter(|w| options.iter().any(|o| w.is(o)))
            .and_then(|_| matched(rest, words, at + 1))
            .or_else(|| matched(rest, words, at)),
        Slot::Adverbs => {
            let mut at = at;
            while words.get(at).is_some_and(is_softener) {
                at += 1;
            }
            matched(rest, words, at)
        }
        Slot::Few => (1..=3).find_map(|n| {
            let skipped = words.get(at..at + n)?;
            if skipped.iter().any(Word::is_mark) { None } else { matched(rest, words, at + n) }
        }),
    }
}

/// An adverb between a modal and its verb; words that say when are no softeners.
fn is_softener(word: &Word) -> bool {
    // "Be sure to back up the disk": a verb of its own behind "to".
    if word.is("back") {
        return false;
    }
    word.is_any(&["please", "kindly", "pls", "perhaps", "possibly", "maybe", "at", "least"]) && !word.is("at")
        || (word.has(Class::ADVERB) && !word.has(Class::WHEN) && !word.has(Class::VERB) && !word.has(Class::NEGATION))
}
