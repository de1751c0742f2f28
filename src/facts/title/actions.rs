//! The action that a sentence asks for, promises or sets, by the kind of its task.

use super::entries::{directed, drafted, elliptical, introduced, labelled, of_the_thing, put_up};
use super::shells;
use super::unwrap::{after, template, unwrapped};
use super::words::{self, Word};
use super::{
    MOST_BEFORE_VERB, Source, articles, asides, asks, choices, conditions, ellipsis, errands, nouns, offers, phrases,
    question, results, states, subjects,
};
use crate::lexicon::Class;
use crate::rules::Kind;

/// The words of the action, its verb first where there is one.
pub(super) fn action<'a>(words: &[Word<'a>], source: &Source<'a>) -> Vec<Word<'a>> {
    let words = behind_best(words);
    let short = advised(words, source).or_else(|| ellipsis::completed(words, source));
    if let Some(action) = short.or_else(|| ellipsis::handed_over(words)) {
        return action;
    }
    // "Do you know", "Have we got": an auxiliary before its subject orders nothing.
    let inverted = words.first().is_some_and(|w| w.has(Class::AUXILIARY))
        && words.get(1).is_some_and(|w| w.has(Class::PRONOUN) && !w.has(Class::DETERMINER));
    let starts_with_verb =
        !inverted && words.first().is_some_and(|w| w.has(Class::VERB) || w.is_any(&["do", "be", "have"]));
    match source.kind {
        Kind::Question => answer(words, source),
        Kind::Commitment => fronted(words, source)
            .or_else(|| promise(words, source))
            .or_else(|| taken_on(words))
            .or_else(|| offers::coming(words).map(|thing| after(template("Send {you}", source), thing)))
            .or_else(|| offers::given_to_you(words).map(|thing| after(template("Send {you}", source), thing)))
            .or_else(|| subjects::action(words))
            .unwrap_or_else(|| elliptical(words)),
        Kind::Assignment => to_be_done(words)
            .or_else(|| offers::wished(words).map(|thing| after(template("Send {me}", source), thing)))
            .or_else(|| subjects::reported(words))
            .or_else(|| subjects::action(words))
            .or_else(|| subjects::outstanding(words))
            .or_else(|| offers::promised_to_you(words).map(|thing| after(template("Send {you}", source), thing)))
            .or_else(|| asked(words, source))
            .unwrap_or_else(|| elliptical(words)),
        Kind::Listed if starts_with_verb && to_be_done(words).is_none() => asks::remedy_behind(words)
            .or_else(|| titled(words))
            .or_else(|| asked_at_once(words, source))
            .or_else(|| nouns::doing(words))
            .or_else(|| drafted(words))
            .or_else(|| errands::errand(words))
            // "List of guests" is no order to list.
            .or_else(|| if words.get(1).is_some_and(|w| w.is("of")) { introduced(words, source) } else { None })
            .unwrap_or_else(|| asides::without_fragments(words)),
        Kind::Listed => to_be_done(words)
            .or_else(|| of_the_thing(words, source))
            .or_else(|| choices::two_ways(words))
            .or_else(|| told_of_the_owner(words, source))
            .or_else(|| labelled(words))
            .or_else(|| asked_at_once(words, source))
            .or_else(|| subjects::at_start(words))
            .or_else(|| nouns::doing(words))
            .or_else(|| drafted(words))
            .or_else(|| errands::errand(words))
            .or_else(|| directed(words))
            .or_else(|| put_up(words))
            .or_else(|| asks::remedy_behind(words))
            .or_else(|| states::remedied(words, source))
            .or_else(|| results::brought_about(words, source))
            .or_else(|| offers::promised_to_you(words).map(|thing| after(template("Send {you}", source), thing)))
            .or_else(|| subjects::outstanding(words))
            .or_else(|| asks::asked_for(words))
            .or_else(|| introduced(words, source))
            .or_else(|| unsettled(words))
            .unwrap_or_else(|| {
                let entry = asides::without_fragments(words);
                nouns::deed(&entry).unwrap_or(entry)
            }),
        Kind::Request | Kind::Obligation if starts_with_verb && is_imperative(words) => {
            asked_at_once(words, source).unwrap_or_else(|| words.to_vec())
        }
        Kind::Request | Kind::Obligation => asks::left_with_you(words)
            .or_else(|| asks::so_done(words))
            .or_else(|| choices::left_to_you(words))
            .or_else(|| to_be_done(words))
            .or_else(|| told(words, source))
            .or_else(|| asked(words, source))
            .or_else(|| asks::wish_behind_colon(words, source))
            .or_else(|| asks::wanted_first(words, source))
            .or_else(|| asks::someone_who(words))
            .or_else(|| offers::wished(words).map(|thing| after(template("Send {me}", source), thing)))
            .or_else(|| drafted(words))
            .or_else(|| directed(words))
            .or_else(|| conditions::lifted(words, source).or_else(|| conditions::owed(words, source)))
            .or_else(|| choices::two_ways(words))
            .or_else(|| subjects::action(words))
            .or_else(|| subjects::outstanding(words))
            .or_else(|| states::remedied(words, source))
            .or_else(|| errands::called_for(words))
            .or_else(|| asks::asked_for(words))
            .or_else(|| asks::later_imperative(words))
            .or_else(|| asks::review(words))
            .or_else(|| asks::had_done(words))
            .or_else(|| direct_question(words, source))
            .or_else(|| of_the_thing(words, source))
            .or_else(|| states::waiting(words))
            .or_else(|| results::brought_about(words, source))
            .or_else(|| under_way(words))
            .or_else(|| nouns::deed(words))
            .or_else(|| asks::lone_thing(words, source))
            .unwrap_or_else(|| words.to_vec()),
    }
}

/// What follows "best": "Best tell Lee before the doors open".
fn behind_best<'w, 'a>(words: &'w [Word<'a>]) -> &'w [Word<'a>] {
    match words {
        [best, verb, ..]
            if best.is_any(&["best", "better", "just", "simply"])
                && verb.has(Class::VERB)
                && !verb.has(Class::NOUN_TOO) =>
        {
            &words[1..]
        }
        _ => words,
    }
}

/// "Picking up the paint" of what is to be done.
fn under_way<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [doing, next, ..] = words else { return None };
    let object = |w: &Word| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE);
    let acts =
        object(next) || words.get(2).is_some_and(object) && next.is_any(&["up", "out", "off", "over", "down", "in"]);
    (doing.has(Class::ING) && acts).then(|| subjects::based(words))
}

/// "Who holds the spare key" of a list of work: that is to be cleared up.
fn unsettled<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [first, _, _, ..] = words else { return None };
    let open = (first.has(Class::WH) || first.is("how")) && !words.iter().any(|w| w.is_any(&["?", ":"]));
    let mut asked = words.to_vec();
    asked[0].text = asked[0].text.to_lowercase().into();
    open.then(|| after(words::own("Clarify"), asked))
}

/// "Share plans: Send the plans to the shops": a short title, and the task itself behind its colon.
fn titled<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let colon = words.iter().take(LONGEST_TITLE).position(|w| w.is(":")).filter(|colon| *colon > 1)?;
    let rest = words.get(colon + 1..)?;
    let orders = rest.first().is_some_and(|w| w.has(Class::VERB)) && rest.len() > colon && is_imperative(rest);
    (orders && !words[..colon].iter().any(Word::is_mark)).then(|| rest.to_vec())
}

/// Where the colon behind an entry's own title stands at the latest.
const LONGEST_TITLE: usize = 6;

/// "To be booked by Lee" is "Book it".
fn to_be_done<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [to, be, participle, rest @ ..] = words else { return None };
    // "To be taken off the list, please write": what it is done for.
    if rest.iter().any(|w| w.is("please")) {
        return None;
    }
    if !to.is("to") || !be.is("be") || !subjects::is_participle(participle) {
        return None;
    }
    let lead = words::own(&format!("{} it", words::base_form(&participle.lower)));
    Some(after(lead, subjects::both_done(rest)))
}

/// Whether the words state how things are, and set nothing: "reception closes".
pub(super) fn tells(words: &[Word]) -> bool {
    let verb =
        words.iter().take(MOST_BEFORE_VERB).take_while(|w| !w.is_break()).position(|w| {
            w.has(Class::THIRD) && !w.has(Class::NOUN_TOO) || w.has(Class::AUXILIARY) || w.has(Class::MODAL)
        });
    let first_acts = words.first().is_some_and(|w| w.has(Class::VERB) || w.is_any(&["do", "be", "have"]));
    verb.is_some_and(|at| at > 0) && !first_acts && to_be_done(words).is_none() && subjects::at_start(words).is_none()
}

/// Whether the words order something, or say where a thing that was named goes: "Sign it", "Goes to the printer".
pub(super) fn acts(words: &[Word]) -> bool {
    let [first, next, ..] = words else { return false };
    let goes = first.is_any(&["goes", "needs"]) && next.is("to");
    goes || first.has(Class::VERB)
        && !first.has(Class::AUXILIARY)
        && is_imperative(words)
        && !first.has(Class::NOUN_TOO)
}

/// "The painter wants to know": what, its entry says.
pub(super) fn asks_to_know(words: &[Word]) -> bool {
    let said = words.iter().take_while(|w| !w.is_break() && !w.has(Class::CONJUNCTION)).collect::<Vec<_>>();
    matches!(said.as_slice(), [.., want, to, know]
        if want.is_any(&["wants", "needs", "want", "need"]) && to.is("to") && know.is("know"))
}

/// Whether the words name things and do nothing: "the paint for the fence,".
pub(super) fn names_only(words: &[Word]) -> bool {
    let marked = words.last().is_some_and(Word::is_break);
    let verbal = |w: &Word| w.is_verbal() || w.has(Class::ING) || w.has(Class::PAST) || w.has(Class::FILLER);
    marked && !words.iter().any(verbal)
}

/// "The prices I'll check with Lee": what is done stands first.
fn fronted<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let thing = phrases::noun_phrases(words).into_iter().next()?;
    if thing.first()?.start != words.first()?.start || !words.get(thing.len())?.is_any(&["i", "we"]) {
        return None;
    }
    let promised = promise(&words[thing.len()..], source)?;
    let (verb, rest) = promised.split_first()?;
    if !verb.has(Class::VERB)
        || rest.first().is_some_and(|w| w.is_any(&["you", "them", "it"]) || w.has(Class::DETERMINER))
    {
        return None;
    }
    let mut action = after(vec![verb.clone()], articles::object(&thing));
    action.extend_from_slice(rest);
    Some(action)
}

/// "Lee orders the paint" of an entry that is Lee's, "raises the fees" of one that goes on.
fn told_of_the_owner<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let name = source.assignee.and_then(|owner| owner.name.as_deref()).map(words::of).unwrap_or_default();
    let named = !name.is_empty() && name.len() < words.len() && name.iter().zip(words).all(|(n, w)| n.lower == w.lower);
    // "We" and "I" of a list's own.
    if let [subject, verb, ..] = words
        && subject.is_any(&["we", "i"])
        && verb.has(Class::VERB)
    {
        let acts = !verb.has(Class::MODAL) && !verb.has(Class::AUXILIARY) && !verb.is_any(&["need", "have", "want"]);
        return acts.then(|| words[1..].to_vec());
    }
    // "Ben" of Ben Osei.
    let called = words.first().is_some_and(|w| name.iter().any(|n| n.lower == w.lower));
    let length = if named { name.len() } else { usize::from(called) };
    let rest = words.get(length..)?;
    let verb = rest.first()?;
    let next = rest.get(1)?;
    let third = verb.has(Class::THIRD) && verb.text.starts_with(char::is_lowercase) && !verb.has(Class::AUXILIARY);
    let goes_on = next.has(Class::DETERMINER) || next.has(Class::POSSESSIVE) || next.has(Class::PREPOSITION);
    let owned = length > 0;
    let follows = owned && next.has(Class::ADVERB);
    if !(third && (goes_on || follows || !owned && !verb.has(Class::NOUN_TOO) && !next.is_mark())) {
        return None;
    }
    let mut action = subjects::based(rest);
    // "measures up and lets Lee know"
    for at in 1..action.len() {
        if owned && action[at - 1].is("and") && action[at].has(Class::THIRD) {
            action[at].text = words::base_form(&action[at].lower).into();
        }
    }
    Some(action)
}

/// "Send the file", not "Test results are in".
fn is_imperative(words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    !first.has(Class::NOUN_TOO)
        || words.get(1).is_some_and(|w| {
            w.has(Class::DETERMINER)
                || w.has(Class::POSSESSIVE)
                || w.has(Class::PREPOSITION)
                || w.has(Class::PRONOUN)
                // "pack what can be packed"
                || w.has(Class::WH)
                || w.shape == crate::tokens::Shape::Capitalised
        })
        // "Form filled in by Friday" is no order to form.
        || !words.get(1).is_some_and(|w| w.has(Class::PAST) && !w.has(Class::VERB))
            && !words.iter().take(8).any(|w| w.has(Class::MODAL) || w.has(Class::AUXILIARY))
}

fn asked<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let found = shells::find(words, Kind::Request)?;
    Some(unwrapped(words, &found, source))
}

/// "Please advise." is "Advise Ana".
fn advised<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let last = words.iter().rposition(|w| !w.is_mark())?;
    let polite = words[..last].iter().all(|w| w.is_any(&["please", "pls", "kindly"]));
    (polite && words[last].is("advise")).then(|| template("Advise {me}", source))
}

/// A shell that opens the words.
fn asked_at_once<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let found = shells::find(words, Kind::Request).filter(|found| found.start == 0)?;
    Some(unwrapped(words, &found, source))
}

/// "I was wondering when you can come", "Do you know who": asked for an answer.
fn told<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let found = shells::find(words, Kind::Question).filter(|found| found.start == 0)?;
    // "I was wondering if you could" asks for the action.
    let acts = shells::find(words, Kind::Request)
        .is_some_and(|act| act.start == 0 && act.end > found.end && !words.get(act.end).is_some_and(|w| w.is("be")));
    (!acts).then(|| unwrapped(words, &found, source))
}

fn promise<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let found = shells::find(words, Kind::Commitment)?;
    Some(unwrapped(words, &found, source))
}

/// "Leave that with me", "I'm on it", "I've got this": what was asked is taken on.
fn taken_on<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let clause = words.iter().position(Word::is_break).map_or(words, |end| &words[..end]);
    let thing = match clause {
        [leave, thing @ .., with, me] if leave.is("leave") && with.is_any(&["with", "to"]) && me.is("me") => thing,
        [i, am, on, thing] if i.is("i") && am.is("am") && on.is("on") => std::slice::from_ref(thing),
        [on, thing] if on.is("on") && thing.is_any(&["it", "that", "this"]) => std::slice::from_ref(thing),
        [i, have, got, thing] if i.is("i") && have.is("have") && got.is("got") => std::slice::from_ref(thing),
        [consider, thing, done] if consider.is("consider") && done.is("done") => std::slice::from_ref(thing),
        _ => return None,
    };
    let mut thing = thing.to_vec();
    let first = thing.first_mut()?;
    // "those" for what was named before: "it" and "them" are looked up there.
    if first.is_any(&["that", "this", "these", "those"]) && thing.len() == 1 {
        let plural = thing[0].is_any(&["these", "those"]);
        thing = words::own(if plural { "them" } else { "it" });
    }
    Some(after(words::own("See to"), thing))
}

/// A question taken for a request where no shell is known: "Is there a newer draft?"
fn direct_question<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    words.last().is_some_and(|w| w.is("?")).then(|| answer(words, source))
}

/// "Tell Ana which of the two you prefer".
pub(super) fn answer<'a>(words: &[Word<'a>], source: &Source) -> Vec<Word<'a>> {
    let mut spelled = words.to_vec();
    if let Some(first) = spelled.first_mut()
        && let Some((_, full)) =
            [("whos", "who is"), ("whats", "what is"), ("wheres", "where is"), ("hows", "how is"), ("whens", "when is")]
                .into_iter()
                .find(|(short, _)| first.is(short))
    {
        let mut full = words::own(full);
        full.extend(spelled.drain(1..));
        spelled = full;
    }
    let words = &spelled[..];
    if let Some(action) = states::made(words).or_else(|| asks::made_yours(words)) {
        return action;
    }
    // "You bring the cake?"
    if let [you, verb, _, .., mark] = words
        && you.is("you")
        && verb.has(Class::VERB)
        && !verb.has(Class::AUXILIARY)
        && !verb.has(Class::MODAL)
        && !verb.is_any(&[
            "know", "see", "think", "mean", "want", "need", "like", "remember", "get", "live", "make", "work",
        ])
        && mark.is("?")
    {
        return words[1..].to_vec();
    }
    let speaker = source.people.sender_called();
    // "Should we move the date?" asks for an answer, "can we move it" for the move.
    let advice =
        matches!(words, [first, second, ..] if first.is_any(&["should", "shall"]) && second.is_any(&["i", "we"]));
    let asks_advice = |found: &shells::Found| {
        words[found.start].is_any(&["should", "shall"])
            && words.get(found.start + 1).is_some_and(|w| w.is_any(&["i", "we"]))
    };
    if let Some(found) = shells::find(words, Kind::Question).filter(|found| !advice && !asks_advice(found)) {
        return unwrapped(words, &found, source);
    }
    if let Some(asked) = question::tagged(words).or_else(|| question::alternatives(words)) {
        let mut told = template("Tell {me}", source);
        told.extend(asked);
        return told;
    }
    let Some(indirect) = question::indirect(words, speaker) else { return words.to_vec() };
    let mut told = template("Tell {me}", source);
    told.extend(indirect);
    told
}
