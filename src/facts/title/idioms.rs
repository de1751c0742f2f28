//! Set phrases of an action in the words of a list: "give Lee a call" is "call Lee", "let Lee know" is "tell Lee".

use super::words::{self, Word};
use crate::facts::people::People;
use crate::lexicon::Class;

/// `action` without the phrases that say in many words what one verb says.
pub(super) fn plain<'a>(action: Vec<Word<'a>>, people: &People) -> Vec<Word<'a>> {
    given(told(done(stroked(called(visited(returned(at_one_go(action)))))), people))
}

/// "Show it to the board and will send the slides" is one list of what to do: "... and send the slides".
fn at_one_go(mut action: Vec<Word>) -> Vec<Word> {
    let again = action.windows(3).position(|w| {
        w[0].is("and") && w[1].is_any(&["will", "shall"]) && w[2].has(Class::VERB) && !w[2].is_any(&["be", "have"])
    });
    let acts = action.first().is_some_and(|w| w.has(Class::VERB));
    if let Some(and) = again.filter(|_| acts) {
        action.remove(and + 1);
    }
    action
}

/// "Have it back with a stamp" is "Return it with a stamp", "have the tools back to Lee" is "Return the tools to Lee".
fn returned(mut action: Vec<Word>) -> Vec<Word> {
    let back = action.iter().take(MOST_BEFORE_ATTACHED).position(|w| w.is("back")).filter(|back| *back > 1);
    let Some(back) = back.filter(|_| action[0].is("have")) else { return action };
    let thing = &action[1..back];
    let nominal = thing[0].is_any(&["it", "them", "that", "those", "these", "this"]) && thing.len() == 1
        || (thing[0].has(Class::DETERMINER) || thing[0].has(Class::POSSESSIVE))
            && !thing.iter().any(|w| w.is_mark() || w.is_verbal() || w.has(Class::PAST));
    let ends = action
        .get(back + 1)
        .is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) || w.has(Class::WHEN) || w.has(Class::CONJUNCTION));
    if nominal && ends {
        action.remove(back);
        action[0] = verb_at(0, "return");
    }
    action
}

/// "Give Ana a call" is "Call Ana".
fn called(mut action: Vec<Word>) -> Vec<Word> {
    let rings =
        |w: &[Word]| matches!(w, [a, ring] if a.is("a") && ring.is_any(&["call", "ring", "shout", "buzz", "bell"]));
    let at = action.windows(2).take(MOST_BEFORE_KNOW).position(rings);
    // "a ring of keys", "a call sheet": a thing that is handed over.
    let at =
        at.filter(|at| action.get(at + 2).is_none_or(|w| w.is_mark() || w.has(Class::WHEN) || w.is_any(BEHIND_A_CALL)));
    if let (Some(first), Some(at)) = (action.first(), at)
        && first.is("give")
        && at > 1
        && !action[..at].iter().any(Word::is_mark)
    {
        action.drain(at..at + 2);
        action[0].text = "Call".into();
    }
    action
}

/// What is given to a thing and is done to it: "give the floor a sweep".
const STROKES: &[&str] = &[
    "clean", "wash", "wipe", "check", "polish", "trim", "sweep", "scrub", "rinse", "tidy", "read", "dust", "mow",
    "brush", "water",
];

/// "Give the floor a good sweep" is "Sweep the floor".
fn stroked(mut action: Vec<Word>) -> Vec<Word> {
    let Some(at) = action.iter().take(MOST_BEFORE_ATTACHED).position(|w| w.is("a")) else { return action };
    let adjective =
        usize::from(action.get(at + 1).is_some_and(|w| w.is_any(&["good", "quick", "proper", "thorough", "final"])));
    let stroke = action.get(at + 1 + adjective).filter(|w| w.is_any(STROKES)).map(|w| w.lower.clone().into_owned());
    let ends = action
        .get(at + 2 + adjective)
        .is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) || w.has(Class::CONJUNCTION));
    let gives = action.first().is_some_and(|w| w.is("give")) && at > 1 && !action[1].is_any(&["me", "us"]);
    let Some(stroke) = stroke.filter(|_| ends && gives) else { return action };
    action.drain(at..at + 2 + adjective);
    action[0] = verb_at(0, &stroke);
    action
}

/// What goes on behind "a call" that is made: when, what about, on what condition.
const BEHIND_A_CALL: &[&str] = &[
    "about",
    "regarding",
    "concerning",
    "re",
    "on",
    "at",
    "in",
    "by",
    "before",
    "after",
    "during",
    "until",
    "when",
    "once",
    "if",
    "as",
    "whenever",
    "because",
    "so",
    "with",
    "for",
    "and",
    "or",
    "to",
    "this",
    "next",
    "back",
    "first",
    "later",
    "soon",
    "now",
    "please",
];

/// "Let Lee know that" is "Tell Lee that", "and let Lee have the key" is "and send Lee the key".
fn told<'a>(mut action: Vec<Word<'a>>, people: &People) -> Vec<Word<'a>> {
    let lets = |w: &[Word], at: usize| {
        w[at].is("let") && (at == 0 || w[at - 1].is_any(&["and", "or", "then"]) || w[at - 1].is(","))
    };
    // From the end: what is taken out moves nothing that is still to be looked at.
    for at in (0..action.len().min(FARTHEST)).rev().filter(|&at| lets(&action, at)).collect::<Vec<_>>() {
        let reach = action.iter().skip(at).take(MOST_BEFORE_KNOW);
        let Some(verb) = reach.clone().position(|w| w.is_any(&["know", "have"])).map(|verb| at + verb) else {
            continue;
        };
        let who = &action[at + 1..verb];
        let clause = who.is_empty()
            || who.iter().any(|w| w.is_mark() || w.has(Class::VERB) && !w.has(Class::NOUN_TOO))
            || action.len() <= verb + 1;
        if clause {
            continue;
        }
        let next = &action[verb + 1];
        if action[verb].is("have") {
            if next.has(Class::DETERMINER) || next.has(Class::POSSESSIVE) {
                action.remove(verb);
                action[at] = verb_at(at, "send");
            }
            continue;
        }
        if next.is("if") {
            action[verb + 1].text = "whether".into();
        }
        action.remove(verb);
        // "and let me know whether" from somebody without a name.
        let unnamed =
            at > 0 && people.sender_called().is_none() && verb == at + 2 && action[at + 1].is_any(&["me", "us"]);
        if unnamed {
            action.remove(at + 1);
        }
        action[at] = verb_at(at, if unnamed { "say" } else { "tell" });
    }
    action
}

/// A verb of the program's own for the place `at` of an action.
fn verb_at(at: usize, verb: &str) -> Word<'static> {
    let mut word = words::own(verb).remove(0);
    word.spaced = at > 0;
    word
}

/// A title shows no more words, so no more are looked at.
const FARTHEST: usize = 60;

/// Where "know" stands at the latest in "let the whole design team know".
const MOST_BEFORE_KNOW: usize = 7;

/// Verbs of a short visit, each with the words that go with it.
const VISITS: &[(&str, &[&str])] = &[
    ("look", &["in"]),
    ("pop", &["in", "by", "over", "round", "around", "out", "down", "up", "along"]),
    ("nip", &["in", "over", "round", "out", "down", "up"]),
    ("drop", &["in", "by", "round"]),
    ("stop", &["in", "by"]),
    ("swing", &["by", "round"]),
    ("come", &["in", "by", "over", "round", "along", "down", "up"]),
    ("go", &["in", "over", "round", "along", "down", "out"]),
    ("head", &["over", "down", "out", "in"]),
];

/// "Pop round to water the plants" is "Water the plants"; a visit to a place that is named stays.
fn visited(mut action: Vec<Word>) -> Vec<Word> {
    let [verb, way, rest @ ..] = action.as_slice() else { return action };
    let visits = VISITS.iter().any(|(known, ways)| verb.is(known) && way.is_any(ways));
    let adverbs = rest.iter().take_while(|w| w.has(Class::ADVERB) || w.is_any(&["once", "briefly", "quickly"])).count();
    let (Some(link), Some(next)) = (rest.get(adverbs), rest.get(adverbs + 1)) else { return action };
    let acts = next.has(Class::VERB) && !next.has(Class::NOUN_TOO)
        || next.has(Class::VERB) && rest.get(adverbs + 2).is_some_and(|w| w.has(Class::DETERMINER));
    if visits && link.is_any(&["to", "and"]) && acts {
        action.drain(..adverbs + 3);
    }
    action
}

/// "Send the plan over" is "Send the plan".
fn given(mut action: Vec<Word>) -> Vec<Word> {
    let end = action.iter().rposition(|w| !w.is_mark());
    let hands = action.first().is_some_and(|w| w.is_any(&["send", "forward", "email", "mail", "pass"]));
    if let Some(end) = end.filter(|&end| hands && end > 2 && action[end].is_any(&["over", "across", "through"])) {
        action.remove(end);
    }
    action
}

/// What is reviewed is there: "Review a draft of a contract" is "Review the draft contract".
pub(super) fn reviewed(mut action: Vec<Word>) -> Vec<Word> {
    if let Some(at) = attached(&action) {
        action.remove(at);
        action[0] = words::own("Review").remove(0);
    }
    if !action.first().is_some_and(|w| w.is("review")) {
        return action;
    }
    if let Some(article) = action.get_mut(1).filter(|w| w.is_any(&["a", "an"])) {
        article.text = "the".into();
    }
    if let [_, _, draft, of, article, _, ..] = action.as_slice()
        && draft.is("draft")
        && of.is("of")
        && article.is_any(&["a", "an", "the"])
    {
        action.drain(3..5);
    }
    action
}

/// Where "attached" stands in "find the form attached", "find enclosed two copies": what comes with the mail is to be
/// looked at; "find who attached it" and "find the rope attached to the mast" are a search.
fn attached(action: &[Word]) -> Option<usize> {
    let at = action.iter().take(MOST_BEFORE_ATTACHED).position(|w| w.is_any(&["attached", "enclosed"]))?;
    let (before, behind) = (action.get(..at)?, action.get(at + 1..)?);
    let [find, between @ ..] = before else { return None };
    let opens = |words: &[Word]| words.first().is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE));
    let clause = |w: &Word| {
        w.is_mark()
            || w.has(Class::WH)
            || w.has(Class::CONJUNCTION) && !w.is_any(&["and", "or"])
            || w.has(Class::PRONOUN) && !w.has(Class::DETERMINER)
            || w.has(Class::AUXILIARY)
    };
    let closed = match behind {
        [] => true,
        [next, your, ..] if next.is("for") => your.has(Class::POSSESSIVE),
        [next, ..] => next.is_mark() || next.is_any(&["herewith", "here", "below"]),
    };
    let fits = if between.is_empty() { opens(behind) } else { opens(between) && closed && !between.iter().any(clause) };
    (find.is("find") && fits).then_some(at)
}

/// Where "attached" stands at the latest in "find the signed form for the hall attached".
const MOST_BEFORE_ATTACHED: usize = 9;

/// "Do what you can to speed it up", "do to speed it up" are "Speed it up".
fn done(mut action: Vec<Word>) -> Vec<Word> {
    let to = action.iter().take(6).position(|w| w.is("to"));
    if let (Some(first), Some(to)) = (action.first(), to)
        && first.is("do")
        && (to == 1 || action.get(1).is_some_and(|w| w.is_any(&["what", "whatever", "everything", "anything"])))
        && action.get(to + 1).is_some_and(|w| w.has(Class::VERB))
    {
        action.drain(..=to);
    }
    action
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn set_phrases_make_way_for_their_verb() {
        all(
            Kind::Request,
            &[
                ("Please come in to sign the lease.", "Sign the lease"),
                ("Please come by the shop to sign the lease.", "Come by the shop to sign the lease"),
                ("Check the lease and let me know if it is right.", "Check the lease and tell Ana whether it is right"),
                ("Sign the lease and let Lee have a copy.", "Sign the lease and send Lee a copy"),
                ("Please send the plan over.", "Send the plan"),
                ("Give the hall a good sweep.", "Sweep the hall"),
                ("Give me a call so that we can talk.", "Call Ana"),
                ("Go ahead and call Lee.", "Call Lee"),
                ("We must have the lease back with your stamp.", "Return the lease with your stamp"),
                ("Have the back door painted.", "Have the back door painted"),
            ],
        );
        all(
            Kind::Commitment,
            &[("I will paint the gate and will send Lee the bill.", "Paint the gate and send Lee the bill")],
        );
    }
}
