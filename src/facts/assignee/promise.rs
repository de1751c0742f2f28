//! What the sender takes on: "I'll ring them", "a copy is coming your way".

use crate::lexicon::Class;
use crate::tokens::{self, Shape, Token};

/// Whether the sentence promises: "I'll", "let me", "mine".
pub(super) fn first_person(sentence: &str) -> bool {
    let tokens = tokens::of(sentence);
    tokens.windows(2).any(|w| w[0].is("i") && (w[1].class.has(Class::MODAL) || w[1].class.has(Class::AUXILIARY)))
        || tokens.windows(2).any(|w| w[0].is("let") && w[1].is("me"))
}

/// Whether the sentence opens with the sender's promise.
pub(super) fn starts_first_person(sentence: &str) -> bool {
    let tokens = tokens::of(sentence);
    matches!(tokens.as_slice(), [first, second, ..] if (first.is("i") && (second.class.has(Class::MODAL) || pays(second))) || (first.is("let") && second.is("me")))
}

/// "still need to oil the gate" of oneself; "need to know" and "need to see" ask.
fn owes_oneself(rest: &[Token]) -> bool {
    const ASKING: &[&str] =
        &["know", "hear", "see", "get", "have", "understand", "receive", "find", "be", "learn", "tell", "ask"];
    let skipped = rest.iter().take(2).take_while(|t| t.class.has(Class::ADVERB) || t.is("still")).count();
    matches!(rest.get(skipped..), Some([need, to, act, ..])
        if matches!(need.word.as_ref(), "need" | "have" | "ought") && to.is("to")
            && act.class.has(Class::VERB) && !ASKING.contains(&act.word.as_ref()))
}

/// "I pay the deposit", as a list of who does what has it; "I need", "I think" set nothing.
fn pays(verb: &Token) -> bool {
    verb.class.has(Class::VERB)
        && verb.shape == Shape::Word
        && !verb.class.has(Class::AUXILIARY)
        && !matches!(
            verb.word.as_ref(),
            "need"
                | "want"
                | "think"
                | "hope"
                | "like"
                | "know"
                | "suggest"
                | "propose"
                | "expect"
                | "wish"
                | "ask"
                | "prefer"
        )
}

/// Whether the sentence opens with what the sender will do, whatever a rule took it for: "I'll ring them", "OK, let me ask
/// Lee"; "I will need", "I would like" and "let me know" ask instead.
pub(crate) fn promises(sentence: &str) -> bool {
    let tokens = tokens::of(sentence);
    let skipped = tokens
        .iter()
        .take(4)
        .take_while(|t| {
            (t.shape == Shape::Punctuation && !t.is("\""))
                || t.class.has(Class::FILLER)
                || matches!(t.word.as_ref(), "and" | "but" | "so" | "then")
        })
        .count();
    let to_you = tokens.iter().any(|t| matches!(t.word.as_ref(), "you" | "your" | "u" | "please"));
    // "gutter leaks, doing it tonight"
    let doing = tokens.windows(3).any(|w| {
        w[0].shape == Shape::Punctuation
            && w[1].is("doing")
            && matches!(w[2].word.as_ref(), "it" | "that" | "this" | "them" | "those")
    });
    if doing && !to_you {
        return true;
    }
    // "A new sketch will be with you tonight"
    let brings = tokens.windows(4).any(
        |w| matches!(w, [will, be, with, you] if will.is("will") && will_be_yours([&be.word, &with.word, &you.word])),
    );
    if brings && !matches!(tokens.get(skipped).map(|t| t.word.as_ref()), Some("you" | "he" | "she" | "they")) {
        return true;
    }
    if comes_to_you(&tokens) {
        return true;
    }
    let Some([first, second, rest @ ..]) = tokens.get(skipped..) else { return false };
    // "The gate is mine, will oil it tomorrow"
    let unsaid = tokens.windows(3).any(|w| {
        w[0].shape == Shape::Punctuation && w[1].is("will") && w[2].class.has(Class::VERB) && w[2].shape == Shape::Word
    });
    let opens_own = first.class.has(Class::ING) || tokens.iter().any(|t| t.is("mine"));
    if unsaid && opens_own && !to_you {
        return true;
    }
    let own = first.is("i") && !to_you;
    let later = own && (goes_on_to_promise(rest) || second.is("am") && goes_on_doing(rest));
    if later || !to_you && sets_own_day(&tokens) {
        return true;
    }
    if first.is("i") && !to_you && owes_oneself(&tokens[skipped + 1..]) {
        return true;
    }
    // "will sweep the yard tonight": who writes leaves out the "I".
    if first.is("will") {
        let acts = second.shape == Shape::Word
            && ![Class::PRONOUN, Class::DETERMINER, Class::POSSESSIVE].iter().any(|&c| second.class.has(c));
        return acts && !to_you;
    }
    let after = rest.iter().find(|t| !t.class.has(Class::ADVERB) || t.class.has(Class::VERB));
    let third = after.map_or("", |t| t.word.as_ref());
    match (first.word.as_ref(), second.word.as_ref()) {
        ("i", "will" | "shall") => {
            !third.is_empty()
                && !matches!(
                    third,
                    "need" | "want" | "expect" | "require" | "appreciate" | "be" | "have" | "not" | "n't"
                )
        }
        // An offer, where nobody else is spoken of.
        ("i", "can") => {
            !to_you
                && after.is_some_and(|t| t.class.has(Class::VERB) && t.shape == Shape::Word)
                && !matches!(
                    third,
                    "see" | "understand" | "tell" | "only" | "imagine" | "confirm" | "find" | "think" | "help"
                )
                && !tokens.iter().any(|t| matches!(t.word.as_ref(), "if" | "but" | "or" | "so" | "?"))
        }
        // "I'm on to them this afternoon"
        ("i", "am") if third == "on" => rest.iter().take(3).any(|t| t.is("to") || t.is("it")),
        ("i", "am") => matches!(third, "going" | "planning") && rest.iter().take(3).any(|t| t.is("to")),
        ("i", "still" | "have") => {
            let mut words = rest.iter();
            let have = second.is("have") || words.next().is_some_and(|t| t.is("have"));
            have && words.next().is_some_and(|t| t.is("to")) && words.next().is_some_and(|t| t.class.has(Class::VERB))
        }
        ("let", "me") => after.is_some_and(|t| t.class.has(Class::VERB)) && !matches!(third, "know" | "have" | "hear"),
        _ => false,
    }
}

/// "I'm at the pool till six and will ask Lee": what stands behind the "I".
fn goes_on_to_promise(rest: &[Token]) -> bool {
    rest.windows(3).any(|w| {
        w[0].is("and") && w[1].is("will") && w[2].class.has(Class::VERB)
            || matches!(w[0].word.as_ref(), "," | "so" | "and" | ";") && w[1].is("i") && w[2].is("will")
    })
}

/// "I'm back on Sunday and painting it then": what stands behind the "am".
fn goes_on_doing(rest: &[Token]) -> bool {
    const STATES: [&str; 9] =
        ["staying", "working", "feeling", "looking", "counting", "going", "hoping", "thinking", "waiting"];
    !rest.first().is_some_and(|t| t.class.has(Class::ING) || t.class.has(Class::PAST))
        && rest.windows(3).any(|w| {
            let works = w[1].class.has(Class::ING) && !STATES.contains(&w[1].word.as_ref());
            w[0].is("and") && works && w[2].shape == Shape::Word
        })
}

/// "I write tomorrow to the mayor", "The form I sign tonight": the present of a day to come, close behind its verb.
fn sets_own_day(tokens: &[Token]) -> bool {
    const FELT: [&str; 9] = ["know", "think", "hope", "guess", "believe", "see", "meet", "feel", "suppose"];
    if tokens.iter().any(|t| matches!(t.word.as_ref(), "?" | "if" | "when")) {
        return false;
    }
    let verbs = tokens.windows(2).enumerate().filter(|(_, w)| w[0].is("i") && pays(&w[1]));
    verbs.into_iter().any(|(at, w)| {
        let behind = &tokens[at + 2..];
        let day = behind.iter().take(DAY_REACH).position(|t| matches!(t.word.as_ref(), "tomorrow" | "tonight"));
        // "The man I meet tomorrow knows the roof", "I know tomorrow is hard"
        let goes_on = day.and_then(|day| behind.get(day + 1)).is_some_and(|t| {
            t.class.has(Class::THIRD) || t.class.has(Class::AUXILIARY) || t.class.has(Class::MODAL) || t.is("we")
        });
        day.is_some() && !goes_on && !w[1].class.has(Class::PAST) && !FELT.contains(&w[1].word.as_ref())
    })
}

/// How many words may stand between such a verb and its day.
const DAY_REACH: usize = 5;

/// "Following the visit, send me the list": behind an opening without an "I", an imperative for the one who writes.
pub(super) fn orders_for_the_sender(sentence: &str) -> bool {
    let tokens = tokens::of(sentence);
    let Some(comma) = tokens.iter().position(|t| t.is(",")) else { return false };
    let (opening, rest) = tokens.split_at(comma);
    let participle =
        opening.first().is_some_and(|t| t.class.has(Class::ING) || t.class.has(Class::PAST) || t.is("having"));
    let said = opening.iter().any(|t| matches!(t.word.as_ref(), "i" | "we") || t.class.has(Class::MODAL));
    let mut order = rest.iter().skip(1).filter(|t| !matches!(t.word.as_ref(), "please" | "pls" | "kindly" | "then"));
    let (Some(verb), Some(object)) = (order.next(), order.next()) else { return false };
    let gives = verb.class.has(Class::VERB) && !verb.class.has(Class::AUXILIARY) && !verb.is("let");
    participle && !said && gives && matches!(object.word.as_ref(), "me" | "us")
}

/// The forms of "reach", which has who gets the thing as its object: "my figures reach you tonight".
pub(in crate::facts) const REACHES: &[&str] = &["reach", "reaches"];

/// "Be with you", "be in your hands": what is said of a thing to come.
pub(in crate::facts) fn will_be_yours(words: [&str; 3]) -> bool {
    matches!(words, ["be", "with", "you"] | ["be", "in", "your"])
}

/// "A copy is coming your way", "my figures reach you tonight": what is brought is the sender's to bring.
pub(super) fn comes_to_you(tokens: &[Token]) -> bool {
    let asks = tokens.iter().any(|t| matches!(t.word.as_ref(), "please" | "?" | "could" | "can"));
    let coming = tokens.windows(4).any(|w| {
        matches!(w[0].word.as_ref(), "is" | "are" | "'s")
            && (w[1].is("coming") && (w[2].is("your") && w[3].is("way") || w[2].is("to") && w[3].is("you"))
                || w[1].is("on") && matches!(w[2].word.as_ref(), "its" | "their") && w[3].is("way"))
    });
    let reaches = tokens.first().is_some_and(|t| t.is("my"))
        && tokens.windows(2).any(|w| REACHES.contains(&w[0].word.as_ref()) && w[1].is("you"));
    !asks && (coming || reaches)
}
