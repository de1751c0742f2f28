//! What is asked for by saying what does not go without it: "I can't order until I have the numbers".

use super::articles;
use super::unwrap::{after, template};
use super::words::{self, Word};
use super::{MOST_BEFORE_VERB, Source, phrases};
use crate::lexicon::Class;

/// "We can't start until you sign the lease" as "Sign the lease", "We can't pay without an invoice" as "Provide an
/// invoice".
pub(super) fn lifted<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let at = words.iter().position(|w| w.is_any(&["until", "till", "unless", "without"]))?;
    let (before, behind) = (words.get(..at)?, words.get(at + 1..)?);
    let blocked = before.len() <= MOST_BEFORE_VERB * 2
        && before.iter().enumerate().any(|(i, w)| {
            w.is_any(&["n't", "not", "cannot", "unable"])
                && (w.is("cannot") || i > 0 && (before[i - 1].has(Class::MODAL) || before[i - 1].has(Class::AUXILIARY)))
        });
    if !blocked || before.iter().any(|w| w.is_any(&["you", "?"])) {
        return None;
    }
    if words[at].is("without") {
        return thing(behind).map(|thing| after(words::own("Provide"), thing));
    }
    let [who, verb, rest @ ..] = behind else { return None };
    if who.is("you") {
        // "until you have signed the lease"
        let done = if verb.is("have") { rest } else { behind.get(1..)? };
        let acts = done.first().filter(|w| w.has(Class::VERB) || w.has(Class::PAST))?;
        // "until you are back"
        return (!acts.has(Class::AUXILIARY) && !acts.has(Class::MODAL)).then(|| super::subjects::based(done));
    }
    if !who.is_any(&["i", "we"]) {
        return None;
    }
    let got = ["have", "get", "receive", "see", "got", "had", "received", "seen"];
    let rest = if verb.is("have") && rest.first().is_some_and(|w| w.is_any(&got[4..])) { &rest[1..] } else { rest };
    let sent = verb.is_any(&got).then(|| thing(rest)).flatten()?;
    Some(after(template("Send {me}", source), sent))
}

/// "Without your signature the account closes" as "Provide your signature", "If you don't return the form by Friday, the
/// place goes" as "Return the form".
pub(super) fn owed<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let [first, rest @ ..] = words else { return None };
    if first.is("without") {
        let named = phrases::noun_phrases(rest).into_iter().next()?;
        return (named.first()?.start == rest.first()?.start)
            .then(|| after(words::own("Provide"), articles::object(&named)));
    }
    let unless = words.iter().position(|w| w.is("unless"));
    let clause = match unless {
        Some(at) => words.get(at + 1..)?,
        None if first.is("if") => rest,
        None => return None,
    };
    let end = clause.iter().position(Word::is_break).unwrap_or(clause.len());
    let clause = clause.get(..end)?;
    let (who, verb) = clause.split_first()?;
    let negated = matches!(verb, [aux, not, ..] if aux.is_any(&["do", "have"]) && not.is_any(&["not", "n't"]));
    let verb = match (unless, negated) {
        (None, false) => return None,
        (_, true) => verb.get(2..)?,
        (Some(_), false) => verb,
    };
    let acts = verb.first().filter(|w| (w.has(Class::VERB) || w.has(Class::PAST)) && !w.has(Class::AUXILIARY))?;
    if who.is("you") {
        return (verb.len() > 1 && !acts.is_any(&["want", "like", "need", "mind", "hear", "object", "know"]))
            .then(|| super::subjects::based(verb));
    }
    let got = acts.is_any(&["get", "receive", "see", "got", "received", "seen", "had", "have"]);
    let sent = who.is_any(&["i", "we"]).then(|| thing(&verb[1..])).flatten().filter(|_| got)?;
    Some(after(template("Send {me}", source), sent))
}

/// The noun phrase that opens `words`, up to the next clause.
fn thing<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let end = words.iter().position(Word::is_break).unwrap_or(words.len());
    let thing = words.get(..end)?;
    let first = thing.first()?;
    let nominal = first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE);
    (nominal && thing.len() > 1).then(|| articles::object(thing))
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn what_holds_something_up_is_asked_for() {
        all(
            Kind::Request,
            &[
                ("We can't order until you decide on the colour.", "Decide on the colour"),
                ("I can't pay Lee until I have your invoice.", "Send Ana your invoice"),
                ("We cannot let anybody in without a signed form.", "Provide a signed form"),
                ("Without your signature the account closes.", "Provide your signature"),
                ("If you don't return the form, the place goes.", "Return the form"),
            ],
        );
    }
}
