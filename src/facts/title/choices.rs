//! Choices that the reader is left with: "We can wait or sell, your call" is "Decide whether to wait or sell".

use super::words::{self, Word};
use crate::lexicon::Class;

/// How many words may stand before the "or" of a choice, and behind it.
const LONGEST: usize = 24;

/// "We can wait or we sell, your call" as "Decide whether to wait or sell".
pub(super) fn left_to_you<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let end = leaves(words)?;
    let mut choice = words.get(..end)?;
    while let [rest @ .., last] = choice
        && (last.is_mark() || last.is_any(&["so", "and", "but"]))
    {
        choice = rest;
    }
    let or = choice.iter().take(LONGEST).position(|w| w.is("or"))?;
    let whether = choice.iter().position(|w| w.is_any(&["whether", "if"]));
    if let Some(at) = whether.filter(|&at| at < or) {
        let mut decide = words::own("Decide whether");
        decide.extend_from_slice(&choice[at + 1..]);
        return Some(decide);
    }
    let (first, second) = (one_way(&choice[..or])?, one_way(&choice[or + 1..])?);
    let mut decide = words::own("Decide whether to");
    decide.extend(words::spaced(first));
    decide.extend(words::own("or"));
    decide.extend(words::spaced(second));
    Some(decide)
}

/// "Old boat: mend the keel or sell it", an entry with two ways to go.
pub(super) fn two_ways<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let colon = words.iter().take(LONGEST).position(|w| w.is(":"))?;
    let (topic, ways) = (words.get(..colon)?, words.get(colon + 1..)?);
    let or = ways.iter().take(LONGEST).position(|w| w.is("or"))?;
    let acts = |w: Option<&Word>| w.is_some_and(|w| w.has(Class::VERB) && !w.has(Class::PAST));
    let nominal = !topic.iter().any(|w| w.is_mark() && !w.is("-") || w.has(Class::MODAL) || w.has(Class::AUXILIARY));
    let one = ways[..or].iter().any(Word::is_break);
    if topic.is_empty() || !nominal || one || or < 2 || !acts(ways.first()) || !acts(ways.get(or + 1)) {
        return None;
    }
    let mut decide = words::own("Decide whether to");
    decide.extend(words::spaced(ways));
    if let Some(last) = decide.iter().rposition(|w| !w.is_mark()) {
        decide.truncate(last + 1);
    }
    let mut open = words::own("(");
    open.extend(topic.iter().cloned());
    open[1].spaced = false;
    decide.extend(open);
    let mut close = words::own(")");
    close[0].spaced = false;
    decide.extend(close);
    Some(decide)
}

/// Where "your call", "up to you", "you decide" begins.
fn leaves(words: &[Word]) -> Option<usize> {
    let at = |pair: &[Word]| {
        pair[0].has(Class::POSSESSIVE) && pair[0].is("your") && pair[1].is_any(&["call", "choice", "decision", "pick"])
            || pair[0].is("you") && pair[1].is_any(&["decide", "choose", "pick"])
    };
    let pair = words.windows(2).position(at);
    let up = words.windows(3).position(|w| {
        w[0].is("up") && w[1].is("to") && w[2].is("you") || w[0].is("you") && w[1].is("to") && w[2].is("decide")
    });
    let first = [pair, up].into_iter().flatten().min()?;
    // "it's your call", "that is up to you"
    let led = words[..first].iter().rev().take(2).take_while(|w| w.is_any(&["it", "that", "is", "'s"])).count();
    (first > led + 2 && words.get(first - led - 1).is_some_and(|w| w.is_mark() || w.is_any(&["so", "and"])))
        .then_some(first - led)
}

/// What one of the ways does, without who goes it: "we could wait" is "wait".
fn one_way<'w, 'a>(words: &'w [Word<'a>]) -> Option<&'w [Word<'a>]> {
    let mut rest = words;
    let mut personal = false;
    while let [first, tail @ ..] = rest
        && (first.is_mark()
            || first.has(Class::MODAL)
            || first.has(Class::FILLER)
            || first.is_any(&["either", "i", "we", "you", "just", "to"]))
    {
        personal |= first.is_any(&["i", "we", "you"]);
        rest = tail;
    }
    // "or we cop it, your money so": what goes on behind the comma is no part of the way.
    let end = rest.iter().position(|w| w.is(",")).filter(|end| *end > 0).unwrap_or(rest.len());
    let rest = &rest[..end];
    let verb = |w: &&Word| w.has(Class::VERB) || personal && w.class == Class::default() && !w.is_mark();
    rest.first().filter(verb).map(|_| rest)
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn a_choice_that_is_left_is_decided() {
        all(
            Kind::Request,
            &[
                ("We can wait or we sell the boat, your call.", "Decide whether to wait or sell the boat"),
                ("I can wait or sell the boat, up to you.", "Decide whether to wait or sell the boat"),
                ("I can mend it or we flog it, your boat so your call.", "Decide whether to mend it or flog it"),
                ("Your call was short or long.", "Your call was short or long"),
            ],
        );
        all(
            Kind::Listed,
            &[
                ("Old boat: mend the keel or sell it", "Decide whether to mend the keel or sell it (Old boat)"),
                ("Boxes: two or three", "Boxes: two or three"),
            ],
        );
    }
}
