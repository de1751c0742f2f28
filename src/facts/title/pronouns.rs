//! "me", "you" and "it" replaced by what they stand for, where that is beyond doubt.

use std::borrow::Cow;

use super::words::{self, Word};
use crate::lexicon::Class;

/// Who speaks, to whom, from the title's reader's point of view.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a> {
    /// "me" in the sentence.
    pub(super) speaker: Option<&'a str>,
    /// "you" in the sentence, where it is not the reader of the title (in a promise).
    pub(super) hearer: Option<&'a str>,
}

/// Verbs that take a person before the thing: "send me the file".
const GIVING: &[&str] = &[
    "send", "give", "forward", "email", "mail", "fax", "get", "bring", "lend", "show", "pay", "hand", "pass", "buy",
    "drop", "ping",
];

/// `words` with "me" as the speaker's name; where none is known it goes when the verb can do without it.
pub(super) fn people<'a>(mut words: Vec<Word<'a>>, names: &Names) -> Vec<Word<'a>> {
    let mut at = 0;
    while at < words.len() {
        let next_is_thing = words.get(at + 1).is_some_and(|w| {
            w.has(Class::DETERMINER)
                || w.has(Class::POSSESSIVE)
                || (!w.is_mark() && !w.has(Class::PREPOSITION) && !w.has(Class::CONJUNCTION) && !w.has(Class::ADVERB))
        });
        let giving = at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| w.is_any(GIVING));
        let word = &words[at];
        if word.text.is_empty() {
            at += 1;
            continue;
        }
        let lower = word.lower.as_ref();
        let replacement = match lower {
            "me" => names.speaker.map(str::to_owned).or_else(|| Some("the sender".to_owned())),
            "my" | "mine" => Some(names.speaker.map_or_else(|| "the sender's".to_owned(), |n| format!("{n}'s"))),
            "you" | "yourself" => names.hearer.map(str::to_owned),
            "your" | "yours" => names.hearer.map(|n| format!("{n}'s")),
            _ => None,
        };
        if lower == "me" && names.speaker.is_none() && giving && next_is_thing {
            words.remove(at);
            continue;
        }
        if let Some(text) = replacement {
            words[at].text = Cow::Owned(text);
        }
        at += 1;
    }
    words
}

/// `words` of a promise with "you" as the one who hears it.
pub(super) fn hearer<'a>(mut words: Vec<Word<'a>>, names: &Names) -> Vec<Word<'a>> {
    let Some(name) = names.hearer else {
        // "Send you the file" is said to nobody: the title does without.
        if let Some(at) = words.iter().position(|w| w.is("you"))
            && at > 0
            && words[at - 1].is_any(GIVING)
            && words.get(at + 1).is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE))
        {
            words.remove(at);
        }
        return words;
    };
    for at in 0..words.len() {
        // "that you need": the verb after the name takes its ending.
        let subject = words[at].is("you")
            && words.get(at + 1).is_some_and(|w| {
                (w.has(Class::VERB) && !w.has(Class::AUXILIARY)) || w.is_any(&["need", "want", "have"])
            })
            && at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| !w.has(Class::VERB));
        if subject {
            words[at + 1].text = Cow::Owned(super::question::third_person(&words[at + 1].lower));
        }
        let word = &mut words[at];
        if word.text.is_empty() {
            continue;
        }
        match word.lower.as_ref() {
            "you" | "u" => word.text = Cow::Owned(name.to_owned()),
            "your" => word.text = Cow::Owned(format!("{name}'s")),
            _ => {}
        }
    }
    words
}

/// Words between an article and its noun, at most; a longer run is no plain noun phrase.
const LONGEST_NOUN_PHRASE: usize = 5;

/// `words` with a lone "it", "this" or "them" named by the one noun phrase that `sources` (nearest first) offer.
pub(super) fn things<'a>(
    mut words: Vec<Word<'a>>,
    own: &[Word<'a>],
    label: Option<&'a str>,
    before: &'a [&'a str],
) -> Vec<Word<'a>> {
    let Some(at) = (0..words.len()).find(|&at| is_thing_pronoun(&words, at)) else { return words };
    let plural = words[at].is_any(&["them", "these", "those"]);
    // A noun phrase in the action itself, before the pronoun, is what it stands for: "review the draft and send it".
    if !noun_phrases(&words[..at]).is_empty()
        || words.get(at + 1).is_some_and(|w| w.is_any(&["'s", "is", "was", "has", "would", "will"]))
        || (at == 0 && words.len() == 1)
    {
        return words;
    }
    let mut found = pick(own, plural);
    if found.is_none() {
        found = label.and_then(|label| labelled(label, plural));
    }
    if found.is_none() {
        // "It was blank when I looked": what "it" is stands in the sentence before that one.
        let mut texts = before.iter();
        found = texts
            .find_map(|text| {
                let words = words::of(text);
                let goes_on = words
                    .iter()
                    .find(|w| !w.is_mark() && !w.has(Class::FILLER))
                    .is_some_and(|w| w.is_any(&["it", "they"]));
                let picked = pick(&words, plural);
                if goes_on && picked.is_none() { None } else { Some(picked) }
            })
            .flatten()
            .or_else(|| attached(before));
    }
    let Some(mut phrase) = found else { return words };
    if let Some(first) = phrase.first_mut() {
        first.spaced = true;
        if first.is_any(&["a", "an", "attached", "another"]) {
            first.text = Cow::Borrowed("the");
        } else if first.has(Class::DETERMINER) {
            first.text = Cow::Owned(first.lower.clone().into_owned());
        }
    }
    words.splice(at..=at, phrase);
    words
}

fn is_thing_pronoun(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if word.text.is_empty() || at == 0 {
        return false;
    }
    if word.is_any(&["it", "them"]) {
        return true;
    }
    // "Pay this through the portal": a bare demonstrative behind its verb.
    let alone = words.get(at + 1).is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) || w.is("and"));
    let before = &words[at - 1];
    word.is_any(&["this", "these", "those"])
        && alone
        && ((at == 1 && before.has(Class::VERB))
            || (at + 1 == words.len() && before.is_any(&["on", "about", "of", "to"])))
}

/// A capitalised word with an "s" and more letters than this is a plural rather than a name: "Curtains", "James".
const SHORTEST_PLURAL: usize = 6;

/// `words` with the thing that its entry's label names, where they do not speak of it: "Call the shop (paint)".
pub(super) fn about<'a>(mut words: Vec<Word<'a>>, label: &'a str) -> Vec<Word<'a>> {
    let Some(mut thing) = labelled(label, false).or_else(|| labelled(label, true)) else { return words };
    if !label.starts_with(|c: char| c.is_alphanumeric()) {
        return words;
    }
    if thing.first().is_some_and(|w| w.is("the")) {
        thing.remove(0);
    }
    let stem = |w: &Word| w.lower.trim_end_matches('s').to_owned();
    let spoken_of = thing.iter().any(|t| words.iter().any(|w| stem(w) == stem(t)));
    // A lone word that could be somebody's name or handle says who rather than what about.
    let name = matches!(thing.as_slice(), [only] if only.class == Class::default()
        && !(only.lower.ends_with('s') && only.lower.len() > SHORTEST_PLURAL));
    if thing.is_empty() || spoken_of || name {
        return words;
    }
    thing[0].text = Cow::Owned(label.split_whitespace().next().unwrap_or_default().to_owned());
    thing[0].spaced = false;
    words.push(words::own("(").remove(0));
    words.extend(thing);
    let mut close = words::own(")").remove(0);
    close.spaced = false;
    words.push(close);
    words
}

/// The thing that a label names: "Laptop" over "sign for it"; a whole clause or a name is none.
fn labelled(label: &str, plural: bool) -> Option<Vec<Word<'_>>> {
    let mut phrase = words::of(label);
    let first = phrase.first()?;
    let nominal = phrase.len() <= LONGEST_NOUN_PHRASE
        && phrase.iter().all(|w| !w.is_mark() && !w.has(Class::PRONOUN) && !w.has(Class::WH) && !w.has(Class::WHEN))
        && (first.has(Class::DETERMINER)
            || first.has(Class::POSSESSIVE)
            || !first.has(Class::VERB)
            || first.has(Class::NOUN_TOO))
        && agrees(&phrase, plural);
    if !nominal || EMPTY_LABELS.contains(&phrase.last()?.lower.as_ref()) {
        return None;
    }
    let bare = !first.has(Class::DETERMINER) && !first.has(Class::POSSESSIVE);
    if phrase[0].shape == crate::tokens::Shape::Capitalised {
        phrase[0].text = Cow::Owned(phrase[0].lower.clone().into_owned());
    }
    if bare {
        phrase.insert(0, words::own("the").remove(0));
        phrase[1].spaced = true;
    }
    Some(phrase)
}

/// Labels that say what a line is, not what it is about.
const EMPTY_LABELS: &[&str] = &[
    "todo",
    "action",
    "actions",
    "note",
    "notes",
    "next",
    "task",
    "tasks",
    "update",
    "reminder",
    "question",
    "ask",
    "request",
    "ps",
    "fyi",
    "deadline",
    "due",
    "status",
    "priority",
    "urgent",
    "important",
    "decision",
    "item",
    "step",
    "subject",
];

/// `words` with "this draft" as "the draft": a list has nothing that "this" could point at.
pub(super) fn definite(mut words: Vec<Word<'_>>) -> Vec<Word<'_>> {
    for at in 1..words.len() {
        let points = words[at].is_any(&["this", "these", "those"]) && !words[at].text.is_empty();
        let noun = words.get(at + 1).is_some_and(|w| {
            w.shape != crate::tokens::Shape::Punctuation
                && ![
                    Class::WHEN,
                    Class::PREPOSITION,
                    Class::CONJUNCTION,
                    Class::AUXILIARY,
                    Class::MODAL,
                    Class::PRONOUN,
                    Class::WH,
                ]
                .iter()
                .any(|&class| w.has(class))
                && !w.has(Class::ADVERB)
                && !w.has(Class::THIRD)
                && (!w.has(Class::VERB) || w.has(Class::NOUN_TOO))
                && !w.is_any(&[
                    "week",
                    "month",
                    "year",
                    "quarter",
                    "time",
                    "way",
                    "evening",
                    "morning",
                    "afternoon",
                    "one",
                    "ones",
                    "kind",
                ])
        });
        if points && noun {
            words[at].text = Cow::Borrowed("the");
        }
    }
    words
}

/// Verbs that call for a thing: "Please review." alone leaves it to the sentence before.
const WANTING: &[&str] = &[
    "review",
    "sign",
    "approve",
    "distribute",
    "forward",
    "comment",
    "check",
    "circulate",
    "confirm",
    "complete",
    "share",
    "read",
    "execute",
    "return",
];

/// `words` with what was attached as the object, where the verb stands without one: "Please review."
pub(super) fn objects<'a>(mut words: Vec<Word<'a>>, before: &'a [&'a str]) -> Vec<Word<'a>> {
    let Some(verb) = words.first() else { return words };
    let bare = verb.is_any(WANTING)
        && words
            .get(1)
            .is_none_or(|next| next.is("and") || (next.is("to") && words.get(2).is_some_and(|w| !w.has(Class::VERB))))
        || (words.len() >= 2
            && words[1].is_any(&["this", "these"])
            && verb.is_any(WANTING)
            && words.get(2).is_none_or(|w| w.has(Class::PREPOSITION) || w.is_mark()));
    if !bare {
        return words;
    }
    let found = attached(before).or_else(|| before.first().and_then(|text| subject(&words::of(text))));
    let Some(mut thing) = found else { return words };
    if let Some(first) = thing.first_mut().filter(|w| w.has(Class::DETERMINER)) {
        first.text = Cow::Owned(first.lower.clone().into_owned());
        first.spaced = true;
    }
    let end = if words.get(1).is_some_and(|w| w.is_any(&["this", "these"])) { 2 } else { 1 };
    words.splice(1..end, thing);
    words
}

/// How many words of what is attached name it.
const LONGEST_ATTACHED: usize = 9;

/// The thing of "Attached is the draft of the lease." or "The draft is attached." in one of the sentences before.
fn attached<'a>(before: &'a [&'a str]) -> Option<Vec<Word<'a>>> {
    before.iter().find_map(|text| {
        let words = words::of(text);
        let at = words.iter().position(|w| w.is_any(&["attached", "enclosed"]))?;
        let be = words.iter().skip(at + 1).take(5).position(|w| w.is_any(&["is", "are", "find"])).map(|i| at + 1 + i);
        let thing: Vec<Word> = match be {
            Some(be) if at < 3 => words[be + 1..]
                .iter()
                .take_while(|w| !w.is_break() && !w.has(Class::WH) && !w.is("that"))
                .take(LONGEST_ATTACHED)
                .cloned()
                .collect(),
            _ => {
                let subject = words.get(..at)?;
                let end = subject.iter().position(|w| w.has(Class::AUXILIARY))?;
                words[..end].iter().filter(|w| !w.is_mark()).cloned().collect()
            }
        };
        let mut thing = thing;
        let lone = thing.len() < 2;
        let first = thing.first_mut()?;
        if first.has(Class::PRONOUN) && !first.has(Class::DETERMINER) && !first.has(Class::POSSESSIVE)
            || first.has(Class::ADVERB)
            || first.has(Class::PREPOSITION)
        {
            return None;
        }
        first.spaced = true;
        let bare = !first.has(Class::DETERMINER) && !first.has(Class::POSSESSIVE);
        let named = bare && first.shape == crate::tokens::Shape::Capitalised;
        if named && lone {
            return None;
        }
        if bare {
            if !named {
                thing.insert(0, words::own("the").remove(0));
            }
            while thing.last().is_some_and(|w| w.has(Class::PREPOSITION) || w.has(Class::DETERMINER)) {
                thing.pop();
            }
            return (thing.len() > 1).then_some(thing);
        }
        let text = if first.is_any(&["a", "an"]) { "the".to_owned() } else { first.lower.clone().into_owned() };
        first.text = Cow::Owned(text);
        while thing
            .last()
            .is_some_and(|w| w.has(Class::PREPOSITION) || w.has(Class::DETERMINER) || w.has(Class::CONJUNCTION))
        {
            thing.pop();
        }
        (thing.len() > 1).then_some(thing)
    })
}

/// What "it" means after `words`: a label before a colon, the subject of the sentence, or the only noun phrase.
fn pick<'a>(words: &[Word<'a>], plural: bool) -> Option<Vec<Word<'a>>> {
    if let Some(colon) = words.iter().take(6).position(|w| w.is(":"))
        && colon > 0
        && words[..colon].iter().all(|w| !w.is_mark() && !w.has(Class::VERB) || w.has(Class::NOUN_TOO))
        && !crate::facts::people::is_name(&words[0].text)
    {
        let mut phrase = words[..colon].to_vec();
        phrase[0].text = Cow::Owned(phrase[0].lower.clone().into_owned());
        if !phrase[0].has(Class::DETERMINER) && !phrase[0].has(Class::POSSESSIVE) {
            phrase.insert(0, words::own("the").remove(0));
            phrase[1].spaced = true;
        }
        return Some(phrase);
    }
    if let Some(subject) = subject(words).filter(|s| agrees(s, plural)) {
        return Some(subject);
    }
    let mut phrases: Vec<Vec<Word<'a>>> = noun_phrases(words).into_iter().filter(|p| agrees(p, plural)).collect();
    if phrases.len() == 1 {
        return phrases.pop();
    }
    // "I attached the draft contract from the agency": what is attached is what is talked about.
    let attached: Vec<usize> = phrases
        .iter()
        .enumerate()
        .filter(|(_, p)| p.iter().any(|w| w.is_any(&["attached", "enclosed", "draft", "following"])))
        .map(|(i, _)| i)
        .collect();
    if let [one] = attached.as_slice() { Some(phrases.swap_remove(*one)) } else { None }
}

fn agrees(phrase: &[Word], plural: bool) -> bool {
    phrase.last().is_some_and(|w| (w.lower.ends_with('s') && !w.lower.ends_with("ss")) == plural)
}

/// The noun phrase that opens a sentence as its subject: "The fee note (4 pages) is in my drawer".
fn subject<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let skipped = words.iter().take_while(|w| w.is_mark() || w.has(Class::FILLER)).count();
    let words = words.get(skipped..)?;
    let first = words.first()?;
    // "car insurance runs out on Monday": a bare compound before its verb.
    if let Some(verb) = words.iter().take(4).position(|w| w.has(Class::THIRD) || w.has(Class::AUXILIARY))
        && verb > 1
        && words[..verb].iter().all(|w| {
            w.class == Class::default() && !w.is_mark() && w.shape != crate::tokens::Shape::Number
                || w.has(Class::NOUN_TOO)
        })
        && words[1..verb].iter().all(|w| w.shape == crate::tokens::Shape::Word)
    {
        let mut phrase = words::own("the");
        phrase.extend(words[..verb].iter().cloned());
        phrase[1].spaced = true;
        phrase[1].text = Cow::Owned(phrase[1].lower.clone().into_owned());
        return Some(phrase);
    }
    let phrase = noun_phrases(words).into_iter().next()?;
    if phrase.first()?.start != first.start
        || phrase.first()?.is_any(&["my", "your", "this", "that"]) && phrase.len() < 2
    {
        return None;
    }
    let mut phrase = phrase;
    let is_verb = |w: &Word| w.has(Class::AUXILIARY) || w.has(Class::MODAL);
    // "The clash with the other tree is my mess"
    if words.get(phrase.len()).is_some_and(|w| w.has(Class::PREPOSITION))
        && let Some(verb) = words.iter().take(phrase.len() + LONGEST_NOUN_PHRASE).position(is_verb)
        && !words[..verb].iter().any(Word::is_mark)
    {
        phrase = words[..verb].to_vec();
    }
    let after = words.get(phrase.len()..)?;
    let aside = if after.first().is_some_and(|w| w.is("(")) {
        after.iter().position(|w| w.is(")")).map_or(0, |i| i + 1)
    } else {
        0
    };
    after
        .get(aside)
        .is_some_and(|w| w.has(Class::AUXILIARY) || w.has(Class::MODAL) || w.has(Class::THIRD) || w.has(Class::PAST))
        .then_some(phrase)
}

/// Runs of determiner and nouns: "the draft contract", "my slides".
fn noun_phrases<'a>(words: &[Word<'a>]) -> Vec<Vec<Word<'a>>> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let opens = (word.has(Class::DETERMINER)
            && word.is_any(&["the", "a", "an", "this", "these", "those", "another"]))
            || word.has(Class::POSSESSIVE);
        // "INV-20418 is short": a reference needs no article.
        let governed = at.checked_sub(1).is_some_and(|i| words[i].has(Class::PREPOSITION) || words[i].is("#"));
        if is_reference(word) && !governed {
            phrases.push(vec![word.clone()]);
        }
        if !opens {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while words.get(end).is_some_and(|w| is_noun_like(w, end == at + 1)) {
            end += 1;
        }
        let length = end - at;
        let governed = at.checked_sub(1).is_some_and(|i| words[i].has(Class::PREPOSITION));
        if !governed
            && length > 1
            && length <= LONGEST_NOUN_PHRASE
            && !words[end - 1].has(Class::WHEN)
            && !words[end - 1].has(Class::ADVERB)
            && !is_empty_noun(&words[end - 1])
        {
            phrases.push(words[at..end].to_vec());
        }
        at = end;
    }
    phrases
}

/// Letters and digits in one word: "INV-20418", "PR12".
fn is_reference(word: &Word) -> bool {
    word.text.len() >= 4
        && word.text.starts_with(char::is_uppercase)
        && word.text.chars().any(|c| c.is_ascii_digit())
        && word.text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.'))
}

fn is_noun_like(word: &Word, first: bool) -> bool {
    if word.is("'s") {
        return !first;
    }
    if word.is_mark() || word.text.is_empty() {
        return false;
    }
    let closed = word.has(Class::PREPOSITION)
        || word.has(Class::CONJUNCTION)
        || word.has(Class::AUXILIARY)
        || word.has(Class::MODAL)
        || word.has(Class::PRONOUN)
        || word.has(Class::WH)
        || word.has(Class::DETERMINER)
        || (word.has(Class::ADVERB) && !first);
    let verb =
        (word.has(Class::THIRD) || (word.has(Class::VERB) && !word.has(Class::NOUN_TOO)) || word.has(Class::PAST))
            && !first;
    !closed && !verb
}

/// Nouns that stand for no thing one could send or sign.
fn is_empty_noun(word: &Word) -> bool {
    word.is_any(&[
        "one",
        "following",
        "new",
        "way",
        "lot",
        "bit",
        "time",
        "moment",
        "minute",
        "chance",
        "thing",
        "things",
        "same",
        "day",
        "end",
        "rest",
        "other",
        "others",
        "people",
        "team",
        "office",
        "meeting",
        "call",
        "hand",
        "look",
        "while",
        "favour",
        "favor",
        "fact",
        "reason",
        "mum",
        "mom",
        "dad",
        "mother",
        "father",
        "brother",
        "sister",
        "wife",
        "husband",
        "boss",
        "friend",
        "colleague",
        "manager",
        "son",
        "daughter",
        "kids",
        "man",
        "lady",
        "woman",
        "guy",
    ])
}
