//! "it", "this" and "them" named by what they stand for, where that is beyond doubt, and verbs without their object.

use std::borrow::Cow;

use super::articles;
use super::focus;
use super::phrases::{self, noun_phrases, pick, subject};
use super::words::{self, Word};
use crate::lexicon::Class;

/// Where what a pronoun stands for can be named, the nearest first.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named<'w, 'a> {
    /// The words of the sentence before the action.
    pub(super) own: &'w [Word<'a>],
    pub(super) label: Option<&'a str>,
    /// The sentences before it.
    pub(super) before: &'a [&'a str],
    pub(super) subject: &'a str,
}

/// `words` with a lone "it", "this", "them" or "one" named by the one noun phrase that is offered for it.
pub(super) fn things<'a>(mut words: Vec<Word<'a>>, named: &Named<'_, 'a>) -> Vec<Word<'a>> {
    let Named { own, label, before, subject } = *named;
    if let Some(at) = (1..words.len()).find(|&at| is_one(&words, at)) {
        return a_kind(words, at, own, before);
    }
    // "Could you draw one up?"
    let drawn = words.get(1).is_some_and(|w| w.is("one"))
        && words[0].has(Class::VERB)
        && words.get(2).is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) && !w.is_any(&["of", "by"]));
    if drawn {
        let mut article = words::own("a");
        words.splice(1..1, article.drain(..));
        return a_kind(words, 2, own, before);
    }
    if let Some(at) = (1..words.len()).find(|&at| is_some_of_it(&words, at)) {
        return some_more(words, at, before);
    }
    if words.last().is_some_and(|w| w.is_any(&["copy", "copies"])) && words.len() <= LONGEST_WITH_COPY {
        return of_what(words, before);
    }
    let Some(at) = (0..words.len()).find(|&at| is_thing_pronoun(&words, at)) else { return words };
    if focus::is_saying(&words, at) {
        return words;
    }
    let plural = words[at].is_any(&["them", "these", "those", "em"]);
    let verb = words[..at].iter().find(|w| w.has(Class::VERB)).cloned();
    // A noun phrase in the action itself, before the pronoun, is what it stands for: "review the draft and send it".
    if !noun_phrases(&words[..at]).is_empty()
        || is_named_bare(&words[..at])
        || words.get(at + 1).is_some_and(|w| w.is_any(&["'s", "is", "was", "has", "would", "will"]))
        || (at == 0 && words.len() == 1)
    {
        return words;
    }
    // "The board will ask to see it, so print it": what "it" is was named before that.
    let spoken_of = own.iter().any(|w| if plural { w.is_any(&["them", "they"]) } else { w.is("it") });
    let mut found = if spoken_of { None } else { pick(own, plural) };
    if found.is_none() {
        found = label.and_then(|label| labelled(label, plural));
    }
    if found.is_none() {
        // "It was blank when I looked": what "it" is stands in the sentence before that one.
        let mut texts = before.iter();
        found = texts
            .find_map(|text| {
                let words = words::of(text);
                // "It was blank", "I'd give them two": what is spoken of has been named before that.
                let goes_on = words
                    .iter()
                    .find(|w| !w.is_mark() && !w.has(Class::FILLER))
                    .is_some_and(|w| w.is_any(&["it", "they"]))
                    || words.iter().any(|w| if plural { w.is_any(&["them", "they"]) } else { w.is("it") });
                let picked = focus::pick(&words, plural, verb.as_ref());
                if goes_on && picked.is_none() { None } else { Some(picked) }
            })
            .flatten()
            .or_else(|| attached(before));
    }
    // "Could you forward this to Lee?" over an outline that the subject names.
    if found.is_none() && words[at].is_any(&["this", "these"]) && words[at - 1].has(Class::VERB) {
        found = phrases::of_subject(super::topic(subject));
    }
    let Some(mut phrase) = found else { return words };
    if let Some(first) = phrase.first_mut() {
        articles::spoken_of_again(first);
        if first.is("attached") {
            first.text = Cow::Borrowed("the");
        }
    }
    words.splice(at..=at, phrase);
    words
}

/// "Retype after-hours notice and send it": a telegraphic object before "and".
fn is_named_bare(words: &[Word]) -> bool {
    let Some(and) = words.iter().position(|w| w.is("and")) else { return false };
    words[..and].iter().skip(1).any(|w| {
        !w.is_mark()
            && (w.class == Class::default() || w.has(Class::NOUN_TOO))
            && w.shape != crate::tokens::Shape::Number
    })
}

fn is_thing_pronoun(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if word.text.is_empty() || at == 0 {
        return false;
    }
    // "Get them to sign it": people, whom the sentence before need not name.
    let made_to = words[at - 1].is_any(&["get", "ask", "tell", "want", "help", "remind", "need", "let"])
        && words.get(at + 1).is_some_and(|w| w.is("to") || w.has(Class::VERB));
    if word.is_any(&["them", "em"]) && made_to {
        return false;
    }
    if word.is_any(&["it", "them", "em"]) {
        return true;
    }
    // "Send Lee those", "Send the same to Lee": behind the one who gets it.
    let handed = |at: usize| words.get(at).is_some_and(|w| w.is_any(super::pronouns::GIVING));
    if (word.is_any(&["those", "these", "this", "that"]) || word.is("same") && handed(at - 1))
        && words.get(at + 1).is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) || w.is("and"))
        && (handed(at - 1) || at == 2 && handed(0))
    {
        return true;
    }
    // "Pay this through the portal": a bare demonstrative behind its verb.
    let alone = words.get(at + 1).is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) || w.is("and"));
    let before = &words[at - 1];
    // "See to that": nothing follows that it could open.
    (word.is_any(&["this", "these", "those"]) || word.is("that") && at + 1 == words.len())
        && alone
        && ((at == 1 && before.has(Class::VERB))
            || (at + 1 == words.len()
                && (before.is_any(&["on", "about", "to"]) || before.is("of") && !word.is("that"))))
}

/// How many words "email Lee a copy" has at most.
const LONGEST_WITH_COPY: usize = 6;

/// "Email Lee a copy" as "Email Lee a copy of the lease", which the sentence before speaks of.
fn of_what<'a>(mut words: Vec<Word<'a>>, before: &'a [&'a str]) -> Vec<Word<'a>> {
    let pick = |text: &&'a str| {
        let words = words::of(text);
        pick(&words, false).or_else(|| pick(&words, true))
    };
    if let Some(mut thing) = before.first().and_then(pick) {
        if let Some(first) = thing.first_mut() {
            articles::spoken_of_again(first);
        }
        words.extend(words::own("of"));
        words.extend(thing);
    }
    words
}

/// "a new one", "the blue one": a thing of the kind that was named before; not "one of them", "one by one".
fn is_one(words: &[Word], at: usize) -> bool {
    let open = words.get(at + 1).is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) && !w.is_any(&["of", "by"]));
    let described = !words[at - 1].is_mark()
        && !words[at - 1].has(Class::PREPOSITION)
        && !words[at - 1].has(Class::VERB)
        && !words[at - 1].is_any(&["this", "that", "no", "which", "each", "every", "the", "last"]);
    let article = words[..at].iter().rev().take(3).any(|w| w.is_any(&["a", "an", "the", "another"]));
    words[at].is_any(&["one", "ones"]) && !words[at].text.is_empty() && open && described && article
}

/// `words` with the "one" at `at` as the kind of thing that the sentence before speaks of.
fn a_kind<'a>(mut words: Vec<Word<'a>>, at: usize, own: &[Word<'a>], before: &'a [&'a str]) -> Vec<Word<'a>> {
    let plural = words[at].is("ones");
    let named_in = |words: &[Word<'a>]| {
        // "The council wants a plan. Could you draw one up?": a thing that was brought in as one.
        let new = |phrase: &Vec<Word<'a>>| phrase[0].is_any(&["a", "an", "another"]) && phrases::agrees(phrase, plural);
        noun_phrases(words).into_iter().rfind(new).or_else(|| pick(words, plural))
    };
    // "There is no key in the box, so I'd need the old one"
    let lacking = || {
        let from = own.iter().position(|w| w.is("no"))? + 1;
        let noun = |w: &&Word| !w.is_mark() && (w.class == Class::default() || w.has(Class::NOUN_TOO) || w.is("of"));
        let thing: Vec<Word> =
            own[from..].iter().take(phrases::LONGEST_NOUN_PHRASE).take_while(noun).cloned().collect();
        (!thing.is_empty()).then_some(thing)
    };
    let earlier = || before.iter().take(2).find_map(|text| named_in(&words::of(text)));
    let Some(mut kind) = lacking().or_else(earlier) else { return words };
    let vowel =
        kind.iter().find(|w| !w.has(Class::DETERMINER)).is_some_and(|w| w.lower.starts_with(['a', 'e', 'i', 'o']));
    if vowel && words[at - 1].is("a") && words[at - 1].end == 0 {
        words[at - 1].text = Cow::Borrowed("an");
    }
    let bare = kind.iter().position(|w| !w.has(Class::DETERMINER) && !w.has(Class::POSSESSIVE)).unwrap_or(kind.len());
    kind.drain(..bare);
    if let Some(first) = kind.first_mut() {
        first.spaced = true;
        words.splice(at..=at, kind);
    }
    words
}

/// "Order some": of what there is none.
fn is_some_of_it(words: &[Word], at: usize) -> bool {
    let alone = words.get(at + 1).is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) && !w.is("of"));
    words[at].is_any(&["some", "more"]) && alone && words[at - 1].has(Class::VERB)
}

/// `words` with the "some" at `at` followed by what the sentence before lacks: "There are no brushes left."
fn some_more<'a>(mut words: Vec<Word<'a>>, at: usize, before: &'a [&'a str]) -> Vec<Word<'a>> {
    let Some(lacking) = before.first().map(|text| words::of(text)) else { return words };
    let noun =
        |w: &&Word| !w.is_mark() && (w.class == Class::default() || w.has(Class::NOUN_TOO)) && !w.has(Class::PAST);
    let lack = |i: &usize| {
        lacking[*i].is_any(&["no", "any", "enough"]) || lacking[*i].is("of") && *i > 0 && lacking[*i - 1].is("out")
    };
    let Some(from) = (0..lacking.len()).find(lack) else { return words };
    let thing: Vec<Word> =
        lacking[from + 1..].iter().take(phrases::LONGEST_NOUN_PHRASE).take_while(noun).cloned().collect();
    let behind = words.split_off(at + 1);
    words.extend(thing);
    words.extend(behind);
    words
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

/// The thing that a label names: "Tent" over "dry it"; a whole clause or a name is none.
fn labelled(label: &str, plural: bool) -> Option<Vec<Word<'_>>> {
    let mut phrase = words::of(label);
    let first = phrase.first()?;
    let described = phrase.iter().any(|w| w.has(Class::PREPOSITION));
    let most = if described { LONGEST_LABEL } else { phrases::LONGEST_NOUN_PHRASE };
    let nominal = phrase.len() <= most
        && phrase.iter().all(|w| !w.is_mark() && !w.has(Class::PRONOUN) && !w.has(Class::WH) && !w.has(Class::WHEN))
        && (first.has(Class::DETERMINER)
            || first.has(Class::POSSESSIVE)
            || !first.has(Class::VERB)
            || first.has(Class::NOUN_TOO))
        && phrases::agrees(&phrase, plural);
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

/// How many words "two ladders without a sticker" has at most.
const LONGEST_LABEL: usize = 8;

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
        // "Read that page": behind a verb that takes no clause.
        let that = at == 1 && words[1].is("that") && words[0].is_any(TAKING_THINGS);
        let points = (that || words[at].is_any(&["this", "these", "those"])) && !words[at].text.is_empty();
        let noun = words.get(at + 1).is_some_and(|w| {
            w.shape != crate::tokens::Shape::Punctuation
                && ![
                    Class::WHEN,
                    // "Is this a fit?"
                    Class::DETERMINER,
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
                    "further",
                    "much",
                    "far",
                ])
        });
        if points && noun {
            words[at].text = Cow::Borrowed("the");
        }
    }
    words
}

/// Verbs whose object is a thing and never a clause, so that "that" behind them points.
const TAKING_THINGS: &[&str] = &[
    "read", "send", "sign", "print", "fix", "take", "bring", "move", "use", "pay", "book", "order", "open", "close",
    "update", "forward", "review", "file", "upload", "collect", "finish", "approve", "replace", "return", "draft",
    "write", "call",
];

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
    "fix",
    "correct",
    "update",
    "amend",
    "repair",
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
    let found = attached(before).or_else(|| {
        before.first().and_then(|text| {
            let said = words::of(text);
            subject(&said).filter(|thing| focus::can_be(thing, &said, Some(verb)))
        })
    });
    let Some(mut thing) = found else { return words };
    if let Some(first) = thing.first_mut().filter(|w| w.has(Class::DETERMINER)) {
        articles::spoken_of_again(first);
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
                .take_while(|w| {
                    !w.is_break() && !w.has(Class::WH) && !w.is_any(&["that", "incorporating", "including"])
                })
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
        articles::spoken_of_again(first);
        while thing
            .last()
            .is_some_and(|w| w.has(Class::PREPOSITION) || w.has(Class::DETERMINER) || w.has(Class::CONJUNCTION))
        {
            thing.pop();
        }
        (thing.len() > 1).then_some(thing)
    })
}
