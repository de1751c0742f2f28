//! Questions as tasks: "Which of the two do you prefer?" is "Tell Ana which of the two you prefer".

use std::borrow::Cow;

use super::verbs::{past, third_person};
use super::words::{self, Word};
use crate::lexicon::Class;

const AUXILIARIES: &[&str] = &[
    "do", "does", "did", "is", "are", "am", "was", "were", "has", "have", "had", "can", "could", "will", "would",
    "shall", "should", "may", "might", "must", "'s",
];

/// Auxiliaries of advice: "should I book" asks whether to book.
const ADVICE: &[&str] = &["should", "shall", "can", "could", "may", "must"];

/// Words after which a predicate without a verb starts: "is the room *free*".
const PREDICATES: &[&str] = &[
    "ok",
    "okay",
    "free",
    "ready",
    "available",
    "right",
    "fine",
    "sufficient",
    "enough",
    "correct",
    "happy",
    "sure",
    "true",
    "possible",
    "necessary",
    "worth",
    "still",
    "already",
    "able",
    "there",
    "due",
    "open",
    "mine",
    "ours",
    "yours",
    "theirs",
    "in",
    "on",
    "off",
    "out",
    "up",
    "done",
    "going",
    "aware",
    "clear",
    "acceptable",
    "good",
    "interested",
    "any",
    "a",
    "an",
    "the",
];

/// How many words a subject with an article may have before its predicate.
const LONGEST_SUBJECT: usize = 8;

/// How many words of a question phrase ("which of the two vendors") may stand before its auxiliary.
const LONGEST_PHRASE: usize = 7;

/// The question in `words` as an indirect one, "whether ..." or "which ..."; `None` where it is no direct question.
pub(super) fn indirect<'a>(words: &[Word<'a>], speaker: Option<&str>) -> Option<Vec<Word<'a>>> {
    let start = start(words)?;
    let words = &words[start..];
    let first = words.first()?;
    if first.has(Class::WH) && !first.is("whether") {
        return Some(wh(words, speaker));
    }
    if first.is("how") {
        return Some(wh(words, speaker));
    }
    let mut whether = words::own("whether");
    whether.extend(statement(words, 0, speaker)?);
    Some(whether)
}

/// "You haven't paid Lee, have you?" as "whether you have paid Lee".
pub(super) fn tagged<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let comma = words.iter().rposition(|w| w.is(","))?;
    let (stated, tag) = (words.get(..comma)?, words.get(comma + 1..)?);
    let pronoun = tag.iter().filter(|w| !w.is_mark() && !w.is("n't") && !w.is("not")).collect::<Vec<_>>();
    let tags = matches!(pronoun.as_slice(), [aux, who] if aux.is_any(AUXILIARIES) && who.has(Class::PRONOUN));
    let opens = stated.first()?.has(Class::PRONOUN) || stated.first()?.has(Class::DETERMINER);
    if !tags || !opens || stated.iter().any(Word::is_break) || stated.len() < 3 {
        return None;
    }
    let mut whether = words::own("whether");
    let mut stated: Vec<Word<'a>> = stated.iter().filter(|w| !w.is_any(&["n't", "not"])).cloned().collect();
    if let Some(first) = stated.first_mut() {
        first.spaced = true;
        lower_first(first);
    }
    // The text of "haven't" stands in its first half.
    for word in &mut stated {
        if word.has(Class::AUXILIARY) || word.has(Class::MODAL) {
            word.text = Cow::Owned(word.lower.clone().into_owned());
            word.spaced = true;
        }
    }
    whether.extend(stated);
    Some(whether)
}

/// How many words "the green one or the brown one" has at most.
const LONGEST_CHOICE: usize = 9;

/// "Green or brown?" as "whether green or brown".
pub(super) fn alternatives<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let verbal = |w: &Word| {
        w.has(Class::AUXILIARY)
            || w.has(Class::MODAL)
            || w.has(Class::WH)
            || w.has(Class::VERB) && !w.has(Class::NOUN_TOO)
    };
    let or = words.iter().position(|w| w.is("or"))?;
    let asked = words.last()?.is("?") && or > 0 && or + 2 < words.len() && words.len() <= LONGEST_CHOICE;
    let parted = words[..words.len() - 1].iter().any(Word::is_break);
    if !asked || parted || words.iter().any(verbal) || words[0].has(Class::CONJUNCTION) {
        return None;
    }
    let mut whether = words::own("whether");
    let mut choice = words.to_vec();
    choice[0].spaced = true;
    let common = words[1].shape == crate::tokens::Shape::Word;
    if common && choice[0].shape == crate::tokens::Shape::Capitalised {
        choice[0].text = Cow::Owned(choice[0].text.to_lowercase());
    }
    whether.extend(choice);
    Some(whether)
}

/// Where the question proper starts: the sentence, or the last clause that opens like a question.
fn start(words: &[Word]) -> Option<usize> {
    let opens = |i: usize| {
        let w = &words[i];
        if w.text.is_empty() {
            return false;
        }
        let inverted = w.is_any(AUXILIARIES)
            && words.get(i + 1).is_some_and(|n| {
                n.has(Class::PRONOUN)
                    || n.has(Class::DETERMINER)
                    || n.has(Class::POSSESSIVE)
                    || n.is("there")
                    || n.shape == crate::tokens::Shape::Capitalised
                    || n.has(Class::NEGATION)
                    || (i == 0 && !n.is_mark())
            });
        inverted
            || (w.has(Class::WH)
                && !w.is("whether")
                && (i == 0
                    || words[i..]
                        .iter()
                        .take(LONGEST_PHRASE)
                        .any(|w| w.is_any(AUXILIARIES) || w.lower.ends_with("'s"))))
    };
    (0..words.len()).find(|&i| {
        let boundary = i == 0
            || words[i - 1].is_mark() && !words[i - 1].is_any(&["'", "\"", "-"])
            || words[i - 1].is_any(&["so", "and", "but", "or", "also", "to"]);
        boundary && opens(i)
    })
}

/// "Which vendor do you prefer" as "which vendor you prefer".
fn wh<'a>(words: &[Word<'a>], speaker: Option<&str>) -> Vec<Word<'a>> {
    let mut head = words.to_vec();
    if let Some(first) = head.first_mut() {
        lower_first(first);
        first.spaced = true;
    }
    // "whos coming"
    if let [who, is, ..] = head.as_mut_slice()
        && is.text.is_empty()
        && !who.text.contains(['\'', '’'])
    {
        who.text = Cow::Owned(who.lower.clone().into_owned());
        is.text = Cow::Owned(is.lower.trim_start_matches('\'').to_owned());
        if is.text == "s" {
            is.text = Cow::Borrowed("is");
        }
        is.spaced = true;
    }
    // "What is the fee and who pays it?": of two questions, neither is turned round.
    let second = |pair: &[Word]| pair[0].is_any(&["and", "or"]) && (pair[1].has(Class::WH) || pair[1].is("how"));
    if words.windows(2).any(second) {
        return head;
    }
    let aux = |(i, w): (usize, &Word)| {
        // The "'s" of "whose", "Yoli's" is none.
        w.is_any(AUXILIARIES) && (!w.is("'s") || i == 1)
    };
    let at = words.iter().take(LONGEST_PHRASE).enumerate().position(aux);
    let Some(at) = at.filter(|&at| at > 0) else { return head };
    // "Who is coming", "What happens": the question word is the subject; so is "who has signed".
    let next = words.get(at + 1);
    let subject_next = next.is_some_and(|n| {
        n.has(Class::PRONOUN)
            || n.has(Class::DETERMINER)
            || n.has(Class::POSSESSIVE)
            || n.is("there")
            || n.shape == crate::tokens::Shape::Capitalised
    }) || (words[at].is_any(&["do", "does", "did"]) && next.is_some())
        || (at == 1
            && words[at].is_any(&["is", "are", "was", "were", "'s"])
            && words[0].is_any(&["what", "where", "when", "how", "why"])
            && next.is_some_and(|n| !n.has(Class::ING) && !n.has(Class::PAST) && !n.has(Class::PREPOSITION)));
    if !subject_next
        || (words[0].is("who")
            && at == 1
            && words[at].is_any(&["'s", "is", "are", "was"])
            && next.is_some_and(|n| n.has(Class::ING)))
    {
        return head;
    }
    if let Some(thing) = thing_asked(words).filter(|_| speaker.is_some()) {
        return thing;
    }
    // "What is the price for repainting?": the verb goes behind the head of the phrase.
    if at == 1
        && words[0].is_any(&["what", "who", "which"])
        && words[1].is_any(&["is", "are", "was", "were", "'s"])
        && next.is_some_and(|n| !n.has(Class::PRONOUN))
    {
        let rest = &words[2..];
        let end = rest
            .iter()
            .skip(1)
            .position(|w| w.is_break() || w.is("to") || (w.has(Class::PREPOSITION) && !w.is("of")))
            .map_or(rest.len(), |i| i + 1);
        if words[1].text.is_empty() {
            head[0].text = Cow::Owned(head[0].lower.clone().into_owned());
        }
        head.truncate(1);
        head.extend_from_slice(&rest[..end]);
        head.extend(words::own(if words[1].is("'s") { "is" } else { &words[1].lower }));
        head.extend_from_slice(&rest[end..]);
        return head;
    }
    let Some(rest) = statement(&words[at..], at, speaker) else { return head };
    head.truncate(at);
    // "What's your view": the text of the contraction carries the question word.
    if words[at].text.is_empty()
        && let Some(last) = head.last_mut()
    {
        last.text = Cow::Owned(last.lower.clone().into_owned());
    }
    head.extend(rest);
    if let Some(first) = head.first_mut() {
        first.spaced = true;
    }
    head
}

/// "What's the price for repainting?" asks for the price for repainting; "what is the hall like" does not.
fn thing_asked<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [what, be, thing @ ..] = words else { return None };
    if !what.is("what") || !be.is_any(&["is", "are", "'s"]) {
        return None;
    }
    let end = thing.iter().position(Word::is_break).unwrap_or(thing.len());
    let phrase = thing.get(..end)?;
    let first = phrase.first()?;
    // "Lee's address"
    let owned = phrase.iter().take(LONGEST_OWNER).any(|w| w.is("'s") && !w.spaced);
    let nominal = (first.is("the") || first.has(Class::POSSESSIVE) || owned) && phrase.len() > 1;
    let states = |w: &Word| {
        w.has(Class::ING) && !w.has(Class::NOUN_TOO)
            || w.has(Class::PAST)
            || w.has(Class::AUXILIARY) && !w.is("'s")
            || w.has(Class::MODAL)
            || w.is_any(&["like", "called", "about"])
    };
    let main = phrase.iter().position(|w| w.has(Class::WH)).map_or(phrase, |wh| &phrase[..wh]);
    let hangs = phrase.last()?.has(Class::PREPOSITION) || phrase.last()?.has(Class::ADVERB);
    if !nominal || hangs || main.iter().any(states) {
        return None;
    }
    let mut asked = thing.to_vec();
    if let Some(first) = asked.first_mut() {
        first.spaced = true;
        lower_first(first);
    }
    Some(asked)
}

/// How many words "your aunt Mara's" has.
const LONGEST_OWNER: usize = 5;

/// Auxiliary, subject, predicate as subject, auxiliary, predicate. `lead` is how many question words stand before.
fn statement<'a>(words: &[Word<'a>], lead: usize, speaker: Option<&str>) -> Option<Vec<Word<'a>>> {
    let (aux, rest) = words.split_first()?;
    if !aux.is_any(AUXILIARIES) {
        return None;
    }
    let mut rest = rest.to_vec();
    // "Don't you want", "isn't there": the negation goes behind the subject.
    let negated = rest.first().is_some_and(|w| w.is("n't"));
    if negated {
        rest.remove(0);
    }
    let subject = rest.first()?.clone();
    let own_question = subject.is_any(&["i", "we"]);
    // "Could I call you?" asks for leave, not for advice.
    let leave = subject.is("i") && aux.is_any(&["can", "could", "may"]);
    if own_question && aux.is_any(ADVICE) && !leave && rest.len() > 1 {
        let mut to = words::own("to");
        to.extend(rest.drain(1..));
        return Some(to);
    }
    if own_question
        && aux.is_any(&["do"])
        && rest.get(1).is_some_and(|w| w.is_any(&["want", "need"]))
        && rest.get(2).is_some_and(|w| w.is("to"))
    {
        return Some(rest.drain(2..).collect());
    }
    let length = match yes_or_no(&rest, aux).filter(|_| lead == 0) {
        Some(length) => length,
        None => subject_length(&rest, aux),
    };
    let (subject, predicate) = rest.split_at(length.min(rest.len()));
    let mut said: Vec<Word<'a>> = subject.to_vec();
    if let Some(first) = said.first_mut() {
        first.spaced = true;
        if first.is("i")
            && let Some(name) = speaker
        {
            first.text = Cow::Owned(name.to_owned());
        } else if lead == 0 || first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE) {
            lower_first(first);
        }
    }
    let third = subject.first().is_some_and(|w| w.is("i")) && speaker.is_some();
    let mut predicate = predicate.to_vec();
    match aux.lower.as_ref() {
        _ if negated && aux.is_any(&["do", "does", "did"]) => said.extend(words::own(&format!("{} not", aux.lower))),
        "do" if !third => {}
        "do" | "does" => {
            if let Some(verb) = predicate.iter_mut().find(|w| !w.has(Class::ADVERB)) {
                verb.text = Cow::Owned(third_person(&verb.lower));
            }
        }
        "did" => {
            if let Some(verb) = predicate.iter_mut().find(|w| !w.has(Class::ADVERB) && !w.is("ever")) {
                verb.text = Cow::Owned(past(&verb.lower));
            }
        }
        "am" | "are" | "have" if third => said.extend(words::own(if aux.is("have") { "has" } else { "is" })),
        "'s" => said.extend(words::own("is")),
        _ => {
            said.extend(words::own(&aux.lower));
            if negated {
                said.extend(words::own("not"));
            }
        }
    }
    if let Some(first) = predicate.first_mut() {
        first.spaced = !first.is_mark() || first.spaced;
    }
    said.extend(predicate);
    Some(said)
}

/// How many words the subject of "is the gate safe?" has, where no word that is known opens its predicate: a question
/// for yes or no cannot do without one.
fn yes_or_no(rest: &[Word], aux: &Word) -> Option<usize> {
    let end = rest.iter().position(Word::is_mark).unwrap_or(rest.len());
    let clause = rest.get(..end.min(LONGEST_SUBJECT))?;
    let first = clause.first()?;
    let opens = |w: &Word| {
        w.has(Class::PAST)
            || w.has(Class::ING)
            || w.lower.ends_with("ed")
            || w.has(Class::NEGATION)
            || w.has(Class::ADVERB)
            || w.is_any(PREDICATES) && !w.has(Class::DETERMINER) && !w.has(Class::PREPOSITION)
            || w.is("'s")
    };
    let determined = first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE);
    let copula = aux.is_any(&["is", "are", "was", "were"]);
    // "Is the lamp in the hall broken?"
    let last = clause.last()?;
    let ends = last.has(Class::PAST)
        || last.lower.ends_with("ed")
        || last.is_any(&["available", "ready", "free", "open", "broken"]);
    let placed = |pair: &[Word]| pair[0].is_any(&["in", "on", "at"]) && pair[1].has(Class::DETERMINER);
    if copula && determined && ends && end == clause.len() && clause[..end - 1].windows(2).skip(1).any(placed) {
        return Some(end - 1);
    }
    if !copula || first.has(Class::PRONOUN) && !determined || clause.iter().skip(1).any(opens) {
        return None;
    }
    let plain = |w: &Word| w.class == Class::default() && w.shape == crate::tokens::Shape::Word;
    // "Is Orca safe for children?"
    let name =
        clause.iter().take_while(|w| w.shape == crate::tokens::Shape::Capitalised && w.class == Class::default());
    let name = name.count();
    if name > 0 && clause.get(name).is_some_and(plain) {
        return Some(name);
    }
    // "Is the paint wet or dry in places?"
    let or = clause.iter().position(|w| w.is("or")).filter(|&or| or > 2);
    let open = |w: &Word| {
        w.shape == crate::tokens::Shape::Word
            && ![Class::DETERMINER, Class::POSSESSIVE, Class::PREPOSITION, Class::PRONOUN].iter().any(|&c| w.has(c))
    };
    if let Some(or) = or.filter(|&or| determined && open(&clause[or - 1]) && clause.get(or + 1).is_some_and(open)) {
        return Some(or - 1);
    }
    let whole = end == clause.len() && !clause.iter().any(|w| w.has(Class::PREPOSITION) || w.has(Class::CONJUNCTION));
    (determined && whole && clause.len() > 2 && open(last) && !clause[clause.len() - 2].has(Class::DETERMINER))
        .then(|| clause.len() - 1)
}

/// How many words the subject after the auxiliary has.
fn subject_length(rest: &[Word], aux: &Word) -> usize {
    let Some(first) = rest.first() else { return 0 };
    // "everything prior to May": goes on.
    let described =
        first.is_any(&["everything", "everyone", "everybody", "anything", "anyone", "something", "someone"])
            && rest.get(1).is_some_and(|w| w.has(Class::PREPOSITION) || w.is_any(&["prior", "else", "new"]));
    // "has anyone here done this"
    let somebody = first.is_any(&["anyone", "anybody", "someone", "somebody", "everyone", "everybody"]);
    if somebody && rest.get(1).is_some_and(|w| w.is_any(&["here", "there", "else"])) {
        return 2;
    }
    // "are you and Lee coming"
    if let [you, and, other, ..] = rest
        && you.has(Class::PRONOUN)
        && and.is_any(&["and", "or"])
    {
        let owned = other.has(Class::POSSESSIVE) || other.has(Class::DETERMINER);
        if owned || other.shape == crate::tokens::Shape::Capitalised {
            return if owned { 4 } else { 3 };
        }
    }
    if !described && first.has(Class::PRONOUN)
        || first.is("there")
        || (first.is_any(&["this", "that", "these", "those"]) && rest.get(1).is_none_or(|w| !is_nominal(w)))
    {
        // "all of you", "either of them" are longer, but start with a determiner.
        return 1;
    }
    let takes_verb = !aux.is_any(&["is", "are", "was", "were", "am", "'s", "has", "have", "had"]);
    let end = rest.iter().take(LONGEST_SUBJECT).enumerate().skip(1).find(|(i, w)| {
        if takes_verb {
            w.is_any(&["be", "have", "do"]) && *i > 0
                || w.has(Class::VERB)
                    && (!w.has(Class::NOUN_TOO) || rest.get(i + 1).is_none_or(|n| !n.has(Class::VERB)))
                || w.has(Class::ADVERB)
        } else {
            (w.has(Class::PAST) || (w.lower.ends_with("ed") && !w.has(Class::DETERMINER)))
                || w.has(Class::ING)
                || w.is_any(PREDICATES)
                || w.has(Class::NEGATION)
                || w.has(Class::ADVERB)
        }
    });
    match end {
        Some((i, _)) => i,
        // "What is the price for repainting?": the verb goes behind the head of the phrase.
        None if !takes_verb => rest
            .iter()
            .enumerate()
            .skip(1)
            .position(|(_, w)| w.is_break() || (w.has(Class::PREPOSITION) && !w.is("of")))
            .map_or(rest.len(), |i| i + 1),
        None => rest.iter().position(Word::is_break).unwrap_or(rest.len()),
    }
}

fn is_nominal(word: &Word) -> bool {
    !word.is_mark()
        && !word.has(Class::PREPOSITION)
        && !word.has(Class::VERB)
        && !word.has(Class::ADVERB)
        && !word.has(Class::PAST)
        && !word.has(Class::ING)
        && !word.is_any(PREDICATES)
        || word.has(Class::NOUN_TOO)
}

pub(super) fn lower_first(word: &mut Word) {
    if word.shape == crate::tokens::Shape::Capitalised && word.class != Class::default() && !word.has(Class::WHEN) {
        word.text = Cow::Owned(word.text.to_lowercase());
    }
}
