//! Where an action ends and an aside, a reason, a condition or a new statement starts.

use super::trim::SHORTEST_ACTION;
use super::words::Word;
use crate::lexicon::Class;
use crate::tokens::Shape;

/// Words that open a clause with its own subject, which gives a reason or an effect.
const REASONS: &[&str] = &[
    "because",
    "since",
    "as",
    "which",
    "otherwise",
    "but",
    "whereas",
    "who",
    "hence",
    "although",
    "though",
    "given",
    "so",
];

/// Where the action ends and an aside, a reason or a new statement starts.
pub(super) fn aside(words: &[Word]) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate() {
        if word.is_any(&["(", "["]) {
            depth += 1;
        } else if word.is_any(&[")", "]"]) {
            depth = depth.saturating_sub(1);
        }
        if at > 0 && depth == 0 && word.is(",") && words.get(at + 1).is_some_and(|w| w.is("please")) {
            return at;
        }
        if depth == 0 && (starts_wish(words, at) || starts_promise(words, at)) {
            return at;
        }
        if at > 0 && depth == 0 && word.is_any(&["so", "because"]) && is_subject(&words[at + 1..]) {
            return at;
        }
        let hedges =
            words[at + 1..].iter().take_while(|w| w.is_any(&["maybe", "perhaps", "then", "hopefully"])).count();
        let joined = at > 1 || at == 1 && words[0].has(Class::VERB);
        if word.is_dash() && word.spaced && at > 1 && depth == 0 && is_subject(&words[at + 1..]) {
            return at;
        }
        if joined && depth == 0 && word.is_any(&["and", "or", "&"]) && is_subject(&words[at + 1 + hedges..]) {
            return at;
        }
        // "and Lee will bring the cups": somebody else's.
        let others = word.is("and")
            && words.get(at + 1).is_some_and(|w| w.shape == Shape::Capitalised && w.class == Class::default())
            && words.get(at + 2).is_some_and(|w| w.is_any(&["will", "'ll", "can", "could", "would"]));
        if others && depth == 0 && at > 1 {
            return at - usize::from(words[at - 1].is(","));
        }
        if at > 0 && depth == 0 && word.is("so") && starts_purpose(words, at) {
            return at;
        }
        if depth == 0 && word.is(",") && (starts_consequence(words, at) || starts_remark(words, at)) {
            return at;
        }
        if at < SHORTEST_ACTION || depth > 0 {
            continue;
        }
        let rest = &words[at + 1..];
        if word.is_any(&[";", "?", "!", "…"]) && !rest.is_empty() {
            return at;
        }
        if word.is(".") && rest.first().is_some_and(|w| w.spaced) && !is_abbreviation(&words[at - 1]) {
            return at;
        }
        if starts_condition(words, at) || starts_purpose(words, at) {
            return at;
        }
        if word.is_dash() && word.spaced && rest.first().is_some_and(|w| w.spaced) {
            return at;
        }
        if word.is(",")
            && (rest
                .first()
                .is_some_and(|w| w.is_any(&["please", "ideally", "preferably", "if", "any", "no", "not", "only"]))
                || (rest.first().is_some_and(|w| w.is("the"))
                    && rest.get(1).is_some_and(|w| w.is_any(&["one", "ones"])))
                || is_statement(rest))
        {
            return at;
        }
        if word.is("and")
            && (rest.first().is_some_and(|w| w.is_any(&["if", "please", "what", "whatever", "whoever"]))
                || rest.first().is_some_and(|w| w.is("then")) && rest.iter().take(4).any(|w| w.has(Class::PAST)))
        {
            return at;
        }
        if word.is(",")
            && rest.first().is_some_and(|w| {
                w.is_any(REASONS) || is_subject(rest) || w.has(Class::WH) && w.is_any(&["which", "who"])
            })
        {
            return at;
        }
        if word.is_any(&["because", "otherwise", "but"]) {
            return at;
        }
        if word.is_any(&["since", "as", "so", "and", "or"])
            && is_subject(rest)
            && !(word.is("so") && words.get(at + 1).is_some_and(|w| w.is("that")))
        {
            // "as soon as it is dry": the clause starts at its first "as"; "tell Lee as soon as" says nothing without.
            if word.is("as") && at >= 2 && words[at - 1].is_any(&["soon", "long", "far"]) && words[at - 2].is("as") {
                if at - 2 < SHORTEST_ACTION {
                    continue;
                }
                return at - 2;
            }
            // "so we can plan" gives a reason; "as you like" after a short verb does not occur in commands.
            return if words.get(at - 1).is_some_and(|w| w.is(",")) { at - 1 } else { at };
        }
    }
    words.len()
}

/// "that would be brilliant" behind "If you could sort out the keys".
fn starts_wish(words: &[Word], at: usize) -> bool {
    let next = |i: usize, options: &[&str]| words.get(at + i).is_some_and(|w| w.is_any(options));
    words[at].is_any(&["that", "it"])
        && next(1, &["would", "'d"])
        && next(2, &["be", "help"])
        && at > SHORTEST_ACTION
        && !words[at - 1].is_any(&["whether", "if", "say", "know", "think", "sure"])
        && words[at + 2..].iter().take(5).any(|w| w.is_any(super::offers::WISHED) || w.is("help"))
}

/// ", will do that tonight" behind "a reply".
fn starts_promise(words: &[Word], at: usize) -> bool {
    let next = |i: usize, options: &[&str]| words.get(at + i).is_some_and(|w| w.is_any(options));
    words[at].is(",") && next(1, &["will", "'ll"]) && next(2, &["do"]) && next(3, &["that", "it", "so"]) && at > 1
}

/// ", after which the fee goes up" behind "Pay it by card".
fn starts_consequence(words: &[Word], at: usize) -> bool {
    let which = words.get(at + 2).is_some_and(|w| w.is_any(&["which", "whom"]));
    at > 1 && which && words.get(at + 1).is_some_and(|w| w.has(Class::PREPOSITION))
}

/// ", she knows the price" behind "Book that".
fn starts_remark(words: &[Word], at: usize) -> bool {
    at == 2
        && words[0].has(Class::VERB)
        && words[1].is_any(&["it", "that", "them", "this", "those"])
        && is_subject(&words[at + 1..])
}

/// Shortened words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "p", "pp", "no", "nos", "nr", "dr", "mr", "mrs", "ms", "prof", "st", "incl", "excl", "approx", "e.g", "i.e", "eg",
    "ie", "vs", "fig", "sec", "ch", "ext", "dept", "ref", "art", "vol", "ca", "cf", "para", "est",
];

fn is_abbreviation(word: &Word) -> bool {
    word.is_any(ABBREVIATIONS) || (word.text.chars().count() == 1 && word.text.chars().all(char::is_alphabetic))
}

/// Words that open a clause which says when, as in "before they shut".
const WHENEVER: &[&str] = &["once", "when", "while", "before", "after", "until", "till", "whenever", "unless", "if"];

/// Verbs after which "when" and "if" open what is asked: "find out when they open".
const ASKING: &[&str] = &[
    "know",
    "tell",
    "say",
    "ask",
    "check",
    "find",
    "out",
    "confirm",
    "decide",
    "see",
    "sure",
    "remember",
    "whether",
    "determine",
    "establish",
    "verify",
    "learn",
    "wonder",
    "assess",
    "evaluate",
];

/// "before they shut" behind an action, with a pronoun that names nothing in a list.
fn starts_condition(words: &[Word], at: usize) -> bool {
    words[at].is_any(WHENEVER) && is_subject(&words[at + 1..]) && !words[..at].iter().any(|w| w.is_any(ASKING))
}

/// "so that we can plan", "in order to save time", "to make sure that it fits" behind an action.
fn starts_purpose(words: &[Word], at: usize) -> bool {
    let rest = &words[at + 1..];
    let next = |i: usize, options: &[&str]| rest.get(i).is_some_and(|w| w.is_any(options));
    if words[at].is("so") && next(0, &["that"]) {
        return is_subject(&rest[1..]);
    }
    if words[at].is("in") {
        return next(0, &["order"]) && next(1, &["to", "that", "for"]);
    }
    let purpose = words[at].is("to")
        && (next(0, &["ensure", "avoid"]) || (next(0, &["make", "be"]) && next(1, &["sure", "certain"])));
    purpose && !words[..at].iter().any(|w| w.is_any(&["need", "try", "want", "have", "sure"]))
}

/// Where the verb of "the last day for the forms is" stands at the latest.
const LONGEST_STATEMENT: usize = 8;

/// A noun phrase with its verb: ", a spade will do".
fn is_statement(words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    if first.has(Class::CONJUNCTION) || first.has(Class::VERB) || first.has(Class::WH) || first.has(Class::PREPOSITION)
    {
        return false;
    }
    let determined = first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE);
    let clause = words.iter().take(LONGEST_STATEMENT).take_while(|w| !w.is_mark());
    clause.skip(1).any(|w| {
        w.is_any(&["is", "are", "was", "were", "will", "would", "can", "has", "have", "does"])
            || (determined && w.has(Class::VERB) && !w.has(Class::NOUN_TOO))
    })
}

/// A personal pronoun with its verb: a new statement.
fn is_subject(words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    first.is_any(&[
        "i",
        "we",
        "he",
        "she",
        "they",
        "you",
        "it",
        "that",
        "this",
        "there",
        "nobody",
        "everybody",
        "everyone",
    ]) && words.get(1).is_some_and(|w| {
        w.has(Class::MODAL)
            || w.has(Class::AUXILIARY)
            || w.has(Class::PAST)
            || w.has(Class::THIRD)
            || w.has(Class::VERB)
    }) || (first.is_any(&["i", "we", "he", "she", "they"]) && words.len() > 1)
}
