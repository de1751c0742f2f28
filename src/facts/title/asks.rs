//! Ways of asking that no shell covers: a lone thing, a wish behind a colon, what somebody has asked for.

use super::unwrap::{after, template};
use super::words::{self, Word};
use super::{MOST_BEFORE_VERB, Source, actions, articles, phrases, subjects};
use crate::lexicon::Class;
use crate::rules::Kind;

/// "The ladder, please." is "Send Ana the ladder".
pub(super) fn lone_thing<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    if let [thing, .., last] = words
        && thing.lower.ends_with('s')
        && (words[1].is(",") || words.len() == 2)
        && words[1..].iter().all(|w| w.is_mark() || w.is_any(&["please", "pls"]))
        && (last.is_any(&["please", "pls"]) || words.iter().any(|w| w.is_any(&["please", "pls"])))
        && !thing.has(Class::PRONOUN)
        && !thing.has(Class::ADVERB)
        && source.people.resolve(&thing.text).is_none()
    {
        let mut named = words::own("the");
        named.extend(articles::object(&words[..1]));
        if let Some(last) = named.last_mut() {
            last.text = last.text.to_lowercase().into();
        }
        return Some(after(template("Send {me}", source), named));
    }
    let thing = phrases::noun_phrases(words).into_iter().next()?;
    let rest = words.get(thing.len()..)?;
    let alone = thing.first()?.start == words.first()?.start
        && rest.iter().all(|w| w.is_mark() || w.has(Class::FILLER) || w.is_any(&["please", "pls"]));
    (alone && source.kind != Kind::Listed).then(|| after(template("Send {me}", source), articles::object(&thing)))
}

/// "The one thing I'd ask of you: the alarm code" is "Send Ana the alarm code".
pub(super) fn wish_behind_colon<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let colon = words.iter().take(LONGEST_WISH).position(|w| w.is(":"))?;
    let head = words.get(..colon)?;
    let rest = words.get(colon + 1..)?;
    let wishes = head.iter().any(|w| w.is_any(&["i", "we"]))
        && head.iter().any(|w| w.is_any(&["ask", "need", "want", "like", "require", "missing", "lack"]));
    let first = rest.first()?;
    if !wishes {
        return None;
    }
    if first.has(Class::VERB) && !first.has(Class::NOUN_TOO) {
        return Some(rest.to_vec());
    }
    (first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE))
        .then(|| after(template("Send {me}", source), articles::object(rest)))
}

/// Where the colon stands at the latest in "The one thing I'd ask of you, Lee, when you are up and about again:".
const LONGEST_WISH: usize = 24;

/// "The ladder I need" is "Send Ana the ladder".
pub(super) fn wanted_first<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let thing = phrases::noun_phrases(words).into_iter().next()?;
    let [who, need, rest @ ..] = words.get(thing.len()..)? else { return None };
    let opens = thing.first()?.start == words.first()?.start && who.is_any(&["i", "we"]);
    let ends = rest.iter().all(|w| w.is_mark() || w.has(Class::ADVERB) || w.is_any(&["from", "you", "please"]));
    (opens && ends && need.is_any(&["need", "want", "lack", "require"]))
        .then(|| after(template("Send {me}", source), articles::object(&thing)))
}

/// "The grant report stays with you", "the gate has to be you" are "See to the grant report", "See to the gate".
pub(super) fn left_with_you<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    const STAYS: &[&str] = &["stays", "sits", "lies", "remains", "rests", "is", "are", "stay", "remain"];
    let clause =
        words.iter().position(|w| w.is_any(&[":", ";", "?", "!", "–", "—"])).map_or(words, |end| &words[..end]);
    let end = clause.iter().rposition(|w| !w.is_mark()).map_or(0, |last| last + 1);
    let [head @ .., link, you] = clause.get(..end)? else { return None };
    if !you.is("you") || !link.is_any(&["with", "be"]) {
        return None;
    }
    let stays = if link.is("with") {
        head.last().is_some_and(|w| w.is_any(STAYS))
    } else {
        head.iter().rev().take(3).any(|w| w.is_any(&["must", "has", "have", "will", "should"]))
    };
    // The thing is what opens the clause: "The grant report is another matter and stays with you".
    let verb = head.iter().position(|w| w.has(Class::AUXILIARY) || w.has(Class::MODAL) || w.is_any(STAYS))?;
    let thing = head.get(..verb)?;
    let nominal = thing.first().is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE))
        && !thing.iter().any(|w| w.is_mark() || w.is_any(&["it", "there"]));
    let mut object = articles::object(thing);
    // "That one's" holds its verb.
    if let Some(last) = object.last_mut().filter(|_| words[verb].text.is_empty()) {
        last.text = last.lower.clone();
    }
    (stays && nominal).then(|| after(words::own("See to"), object))
}

/// "Could the poster be yours?" is "See to the poster".
pub(super) fn made_yours<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let yours = words.windows(2).take(MOST_BEFORE_VERB).position(|w| w[0].is("be") && w[1].is("yours"))?;
    let [modal, thing @ ..] = words.get(..yours)? else { return None };
    let nominal = !thing.is_empty() && !thing.iter().any(|w| w.is_mark() || w.is_verbal());
    (modal.is_any(&["can", "could", "would", "will"]) && nominal)
        .then(|| after(words::own("See to"), articles::object(thing)))
}

/// "Is there anyone at your shop who could help?" is "Find someone at your shop who could help".
pub(super) fn someone_who<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [is, there, anyone, rest @ ..] = words else { return None };
    let asks = is.is("is") && there.is("there") && anyone.is_any(&["anyone", "anybody", "someone", "somebody"]);
    let helps = rest
        .windows(2)
        .take(MOST_BEFORE_VERB)
        .any(|w| w[0].is_any(&["who", "that"]) && w[1].is_any(&["can", "could", "might", "would"]));
    (asks && helps).then(|| after(words::own("Find someone"), rest.to_vec()))
}

/// "The landlord has asked for the inventory" is "Send the landlord the inventory".
pub(super) fn asked_for<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = words
        .iter()
        .take(MOST_BEFORE_VERB)
        .position(|w| w.is_any(&["asked", "asking", "asks", "waiting", "waits", "chasing"]))?;
    let thing = match words.get(at + 1)? {
        w if w.is("for") || (w.is("on") && words[at].is("waiting")) => words.get(at + 2..)?,
        _ if words[at].is("chasing") => words.get(at + 1..)?,
        _ => return None,
    };
    let mut subject = words.get(..at)?;
    while let [rest @ .., last] = subject
        && (last.has(Class::AUXILIARY) || last.has(Class::ADVERB) || last.is_any(&["keeps", "been", "'s"]))
    {
        subject = rest;
    }
    let first = subject.first()?;
    let them = first.is("they") && subject.len() == 1;
    if them {
        let fits = thing.first().is_some_and(|w| !w.is_mark() && !w.has(Class::PRONOUN) || w.has(Class::DETERMINER));
        return fits.then(|| after(words::own("Send them"), thing.to_vec()));
    }
    let fits = thing.first().is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE))
        && !first.has(Class::PRONOUN)
        && !first.is_any(&["nobody", "who", "you", "if"])
        && !subject.iter().any(|w| w.is_mark() || w.has(Class::AUXILIARY) || w.has(Class::MODAL));
    // "The form asks for your date of birth"
    let page = ["form", "page", "portal", "site", "survey", "application", "template", "questionnaire", "field"];
    if fits && subject.last().is_some_and(|w| w.is_any(&page)) {
        return Some(after(words::own("Provide"), thing.to_vec()));
    }
    let mut lead = words::own("Send");
    if !first.has(Class::DETERMINER) && !first.has(Class::POSSESSIVE) && !crate::facts::people::is_name(&first.text) {
        lead.extend(words::own("the"));
    }
    fits.then(|| after(after(lead, articles::object(subject)), thing.to_vec()))
}

/// "If you have not signed the form yet, please do so" is "Sign the form".
pub(super) fn so_done<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let end = words.windows(2).position(|w| w[0].is("do") && w[1].is_any(&["so", "it", "that"]))?;
    let condition = words.get(..end)?;
    let comma = condition.iter().rposition(|w| w.is(","))?;
    let condition = condition.get(..comma)?;
    if !condition.first()?.is_any(&["if", "unless"]) {
        return None;
    }
    // "taken the time to count", "had a chance to read"
    if let Some(to) = condition.iter().position(|w| w.is("to"))
        && condition.get(to + 1).is_some_and(|w| w.has(Class::VERB))
    {
        return condition.get(to + 1..).map(<[Word]>::to_vec);
    }
    let verb = condition.iter().skip(2).position(|w| w.has(Class::PAST) && !w.has(Class::AUXILIARY))? + 2;
    condition.get(verb..).map(subjects::based)
}

/// "I'd rather not, so send it to Lee": an imperative after a break.
pub(super) fn later_imperative<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    (1..words.len()).find_map(|at| {
        let word = &words[at];
        let before = &words[at - 1];
        let boundary = before.is_any(&[".", ":", ";", "–", "—", "!", "so", "then"])
            || (before.is("-") && before.spaced)
            || before.is(",");
        let next = words.get(at + 1)?;
        (boundary
            && word.has(Class::VERB)
            && !word.has(Class::AUXILIARY)
            && (next.has(Class::DETERMINER)
                || next.has(Class::POSSESSIVE)
                || next.is_any(&["me", "us", "it", "them"])
                || (!word.has(Class::NOUN_TOO) && next.has(Class::PREPOSITION))))
        .then(|| words[at..].to_vec())
    })
}

/// "The filter is black; change it": an entry that says how things are, and behind that what to do about it.
pub(super) fn remedy_behind<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let parted = words.iter().position(|w| w.is(";"))?;
    let (state, remedy) = (words.get(..parted)?, words.get(parted + 1..)?);
    // "Filter of the fan is black": its first word is no verb.
    let named = state.get(1).is_some_and(|w| w.is("of")) && state.iter().any(|w| w.has(Class::AUXILIARY));
    let acts = matches!(remedy, [verb, thing, ..] if verb.has(Class::VERB)
        && (thing.is_any(&["it", "them"]) || thing.has(Class::DETERMINER) || thing.has(Class::POSSESSIVE)));
    let mut remedy = remedy.to_vec();
    // What "it" is opens the entry.
    let verb = state.iter().position(|w| w.has(Class::AUXILIARY) || w.has(Class::MODAL) || w.has(Class::THIRD));
    if let Some(thing) = verb.filter(|verb| *verb > 0).and_then(|verb| state.get(..verb))
        && remedy.get(1).is_some_and(|w| w.is_any(&["it", "them"]))
    {
        remedy.splice(1..2, articles::the(articles::object(thing)));
    }
    ((named || actions::tells(state)) && acts).then_some(remedy)
}

/// "The draft is attached for your review", "for Dana's review".
pub(super) fn review<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = words.iter().position(|w| w.is_any(&["attached", "enclosed"]))?;
    let mut subject = words.get(..at)?;
    while let [rest @ .., last] = subject
        && (last.has(Class::AUXILIARY) || last.has(Class::ADVERB) || last.is("been"))
    {
        subject = rest;
    }
    if subject.is_empty() || subject.len() > 12 || subject.iter().any(Word::is_break) {
        return None;
    }
    // "Form attached for signature"
    let purpose = match words.get(at + 1..)? {
        [link, your, what, ..] if link.is("for") && your.has(Class::POSSESSIVE) => what.lower.as_ref(),
        [link, what, ..] if link.is("for") => what.lower.as_ref(),
        _ => "",
    };
    let verb = match purpose {
        "signature" | "signing" => "Sign",
        "approval" => "Approve",
        "comment" | "comments" | "feedback" => "Comment on",
        _ => "Review",
    };
    let mut put = words::own(verb);
    let mut subject = subject.to_vec();
    if let Some(first) = subject.first_mut() {
        first.spaced = true;
        articles::lower_common(first);
    }
    put.extend(articles::definite(subject));
    Some(put)
}

/// "Can the tests live in a folder of their own?" is "Have the tests live in ...".
pub(super) fn had_done<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [modal, subject, _, ..] = words else { return None };
    let asked = modal.is_any(&["can", "could", "would"]) && words.last().is_some_and(|w| w.is("?"));
    (asked && (subject.has(Class::DETERMINER) || subject.has(Class::POSSESSIVE)))
        .then(|| after(words::own("Have"), words[1..].to_vec()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn what_stays_with_the_reader_is_seen_to() {
        all(
            Kind::Request,
            &[
                ("The grant report is another matter and stays with you: the portal shuts.", "See to the grant report"),
                ("That gate's going to have to be you.", "See to that gate"),
                ("It stays with you.", "It stays with you"),
            ],
        );
        all(Kind::Question, &[("Could the back gate be yours?", "See to the back gate")]);
    }

    #[test]
    fn an_entry_that_says_what_is_wrong_may_say_what_to_do() {
        all(
            Kind::Listed,
            &[
                (
                    "Filter of the fan is black; change it, date the frame.",
                    "Change the filter of the fan, date the frame",
                ),
                ("Wants a new rope.", "Get a new rope"),
            ],
        );
    }
}
