//! Noun phrases of a sentence, and the one that a later "it" means.

use std::borrow::Cow;

use super::words::{self, Word};
use crate::lexicon::Class;
use crate::tokens::Shape;

/// Words between an article and its noun, at most; a longer run is no plain noun phrase.
pub(super) const LONGEST_NOUN_PHRASE: usize = 5;

/// What "it" means after `words`: a label before a colon, the subject of the sentence, or the only noun phrase.
pub(super) fn pick<'a>(words: &[Word<'a>], plural: bool) -> Option<Vec<Word<'a>>> {
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
    if let Some(topic) = fragment(words).or_else(|| fronted(words)).filter(|t| agrees(t, plural)) {
        return Some(topic);
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

pub(super) fn agrees(phrase: &[Word], plural: bool) -> bool {
    // "two ladders without a sticker": the noun before its description.
    let end = phrase.iter().skip(1).position(|w| w.has(Class::PREPOSITION)).map_or(phrase.len(), |i| i + 1);
    phrase[..end].last().is_some_and(|w| (w.lower.ends_with('s') && !w.lower.ends_with("ss")) == plural)
}

/// How many words a topic has that stands for itself: "Nora – the toolbox."
const LONGEST_TOPIC: usize = 6;

/// A sentence that is nothing but its topic: "bike forms.", "Nora – the toolbox.", "bake sale rota 😬".
fn fragment<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let plain = |w: &Word| w.text.chars().any(char::is_alphanumeric);
    let dash = words.iter().take(3).position(Word::is_dash);
    let words = match dash {
        Some(dash) if dash <= 2 && words[..dash].iter().all(|w| w.shape == Shape::Capitalised) => &words[dash + 1..],
        _ => words,
    };
    let end = words.iter().position(|w| !plain(w)).unwrap_or(words.len());
    let (topic, rest) = words.split_at_checked(end)?;
    let first = topic.first()?;
    let determined = first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE);
    let noun = |w: &Word| {
        !w.has(Class::PRONOUN)
            && !w.has(Class::WH)
            && !w.has(Class::WHEN)
            && !w.has(Class::AUXILIARY)
            && !w.has(Class::MODAL)
            && !w.has(Class::FILLER)
            && (!w.has(Class::VERB) || w.has(Class::NOUN_TOO))
            && !w.has(Class::ADVERB)
            && !w.has(Class::PREPOSITION)
            && !w.has(Class::CONJUNCTION)
            && !w.has(Class::PAST)
            && !w.has(Class::POSSESSIVE)
            && !w.has(Class::DETERMINER)
    };
    let rest_is_empty = !rest.iter().any(plain);
    if !rest_is_empty
        || topic.len() > LONGEST_TOPIC
        || topic.len() < 2
        || !topic.iter().skip(usize::from(determined)).all(noun)
        || is_empty_noun(topic.last()?)
        || topic.iter().all(|w| w.shape == Shape::Capitalised)
    {
        return None;
    }
    Some(definite(topic))
}

/// "the tent I can't do": what is spoken of stands before who speaks.
fn fronted<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let phrase = noun_phrases(words).into_iter().next()?;
    let follows = words.get(phrase.len())?;
    (phrase.first()?.start == words.first()?.start && follows.is_any(&["i", "we", "you"])).then(|| definite(&phrase))
}

/// The thing that a mail's subject names: "river walk outline"; none where it says more than a thing.
pub(super) fn of_subject(subject: &str) -> Option<Vec<Word<'_>>> {
    let words = words::of(subject);
    let thing = |w: &Word| {
        !w.is_mark()
            && !w.has(Class::PRONOUN)
            && !w.has(Class::WH)
            && !w.has(Class::WHEN)
            && !w.has(Class::AUXILIARY)
            && !w.has(Class::MODAL)
            && !w.has(Class::NEGATION)
            || w.is("-") && !w.spaced
    };
    let fits = (2..=LONGEST_SUBJECT).contains(&words.len()) && words.iter().all(thing);
    let first = words.first()?;
    let acts = first.has(Class::FILLER) || first.has(Class::VERB) && !first.has(Class::NOUN_TOO) || first.is("please");
    (fits && !acts && !first.has(Class::PREPOSITION) && first.shape != Shape::Number).then(|| definite(&words))
}

/// How many words a subject has at most that names a thing.
const LONGEST_SUBJECT: usize = 8;

/// A noun phrase as a later sentence would speak of it: "the toolbox".
fn definite<'a>(phrase: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut phrase = phrase.to_vec();
    let Some(first) = phrase.first_mut() else { return phrase };
    first.spaced = true;
    if first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE) {
        super::articles::spoken_of_again(first);
        return phrase;
    }
    let common = phrase.get(1).is_some_and(|w| w.shape == Shape::Word);
    if common && phrase[0].shape == Shape::Capitalised {
        phrase[0].text = Cow::Owned(phrase[0].lower.clone().into_owned());
    }
    phrase.insert(0, words::own("the").remove(0));
    phrase
}

/// The noun phrase that opens a sentence as its subject: "The fee note (4 pages) is in my drawer".
pub(super) fn subject<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let skipped = words.iter().take_while(|w| w.is_mark() || w.has(Class::FILLER)).count();
    let words = words.get(skipped..)?;
    let first = words.first()?;
    // "bike rack opens on Monday": a bare compound before its verb.
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
    // "The hole in the fence is my fault"
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
pub(super) fn noun_phrases<'a>(words: &[Word<'a>]) -> Vec<Vec<Word<'a>>> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let opens = (word.has(Class::DETERMINER)
            && word.is_any(&["the", "a", "an", "this", "these", "those", "another"]))
            || word.has(Class::POSSESSIVE)
            || word.is_any(&["two", "three", "four", "five", "six"]);
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
        // "Your order's in": the last "'s" is a verb.
        if words[end - 1].is("'s") && end - at > 1 {
            end -= 1;
        }
        let length = end - at;
        // "draw up the lease": "up" goes with its verb.
        let governed = at.checked_sub(1).is_some_and(|i| {
            words[i].has(Class::PREPOSITION) && !words[i].is_any(&["up", "out", "off", "down", "away"])
        });
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
