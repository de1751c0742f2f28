//! How things are, as what is to be done about it: "the log is blank", "the tap drips", "the deed needs a signature".

use super::articles;
use super::words::{self, Word};
use super::{Source, phrases};
use crate::facts::people::is_name;
use crate::lexicon::Class;
use crate::tokens::Shape;

/// How many words the subject may have: "the light over the back door of the hall".
const LONGEST_SUBJECT: usize = 10;

/// Conditions that call for one remedy.
const REMEDIES: &[(&str, &[&str])] = &[
    ("Fill in", &["blank", "unfilled"]),
    ("Fix", &["broken", "faulty", "jammed", "leaking", "cracked", "loose", "flickering", "stuck"]),
    ("Clear", &["blocked", "clogged"]),
    ("Answer", &["unanswered"]),
    ("Update", &["outdated", "stale"]),
    ("Correct", &["wrong", "incorrect", "misspelt", "misspelled"]),
    ("Clean", &["dirty", "filthy"]),
    ("Renew", &["expired", "lapsed"]),
    ("Confirm", &["unconfirmed"]),
    ("Assign", &["unassigned"]),
    ("Test", &["untested"]),
    ("Sign", &["unsigned"]),
    ("Pay", &["unpaid"]),
];

/// The same of several words.
const PHRASED: &[(&str, &str)] = &[
    ("Update", "out of date"),
    ("Restock", "running low"),
    ("Restock", "running out"),
    ("Restock", "out of stock"),
    ("Restock", "used up"),
    ("Restock", "nearly out"),
    ("Restock", "almost out"),
    ("Restock", "nearly gone"),
    ("Fix", "out of order"),
];

/// What a thing does that has to be mended.
const FAULTS: &[&str] = &[
    "drips",
    "leaks",
    "sticks",
    "jams",
    "rattles",
    "squeaks",
    "flickers",
    "wobbles",
    "smokes",
    "overheats",
    "drip",
    "leak",
    "stick",
    "jam",
    "rattle",
    "squeak",
    "flicker",
    "wobble",
];

/// What a sound thing does: "the gate won't close".
const WORKING: &[&str] =
    &["close", "open", "shut", "lock", "start", "work", "fit", "print", "flush", "charge", "light", "load", "move"];

/// What ends, and is to be had again: "the permit runs out".
const ENDING: &[&str] = &["expires", "expire", "lapses", "lapse"];

/// What a thing wants, and the verb that gives it.
const WANTS: &[(&str, &[&str])] = &[
    ("Sign", &["signature"]),
    ("Answer", &["answer", "reply", "response"]),
    ("Decide on", &["decision"]),
    ("Approve", &["approval", "sign-off"]),
    ("Check", &["check"]),
    ("Review", &["review"]),
    ("Look at", &["look"]),
    ("Update", &["update"]),
    ("Clean", &["clean", "wash", "wipe"]),
    ("Repair", &["repair"]),
];

/// What somebody who needs it is sent.
const SENT: &[&str] = &[
    "copy",
    "copies",
    "details",
    "number",
    "numbers",
    "proof",
    "confirmation",
    "document",
    "documents",
    "address",
    "invoice",
    "receipt",
    "receipts",
    "form",
    "forms",
    "names",
    "list",
    "photo",
    "photos",
    "letter",
    "statement",
    "signature",
];

/// "The log is blank on page two" as "Fill in the log on page two", "the deed needs a signature" as
/// "Sign the deed", "the tap drips" as "Fix the tap".
pub(super) fn remedied<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let end = words.iter().position(Word::is_break).unwrap_or(words.len());
    silent(words).or_else(|| wanting(words, source)).or_else(|| faulty(words.get(..end)?))
}

/// A thing with what is wrong with it, with or without "is".
fn faulty<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = (1..words.len().min(LONGEST_SUBJECT + 2)).find_map(|at| remedy(words, at).map(|found| (at, found)));
    let (at, (verb, length)) = at?;
    let mut subject = words.get(..at)?;
    while let [rest @ .., last] = subject
        && (last.has(Class::ADVERB) || last.is_any(&["is", "are", "'s", "has", "have", "still", "all", "both", "now"]))
    {
        subject = rest;
    }
    let rest = words.get(at + length..)?;
    // "Typo on page 3 is wrong of me"
    let placed =
        rest.first().is_none_or(|w| w.is_any(&["on", "in", "at", "again", "too", "and"]) || w.has(Class::WHEN));
    let place = if rest.first().is_some_and(|w| w.is_any(&["on", "in", "at"])) { rest } else { &[] };
    (placed && is_thing(subject)).then(|| done(verb, subject, place))
}

/// The remedy for what is said at `at`, and how many words say it.
fn remedy(words: &[Word], at: usize) -> Option<(&'static str, usize)> {
    let word = &words[at];
    if let Some((verb, _)) = REMEDIES.iter().find(|(_, states)| word.is_any(states)) {
        return Some((verb, 1));
    }
    if let Some((verb, phrase)) = PHRASED.iter().find(|(_, phrase)| {
        let length = phrase.split(' ').count();
        words.get(at..at + length).is_some_and(|said| phrase.split(' ').zip(said).all(|(p, w)| w.is(p)))
    }) {
        return Some((verb, phrase.split(' ').count()));
    }
    let last = |length: usize| {
        words
            .get(at + length)
            .is_none_or(|w| w.has(Class::WHEN) || w.has(Class::PREPOSITION) || w.has(Class::CONJUNCTION))
    };
    if word.is_any(ENDING) && last(1) {
        return Some(("Renew", words.len() - at));
    }
    if word.is_any(&["runs", "run"]) && words.get(at + 1).is_some_and(|w| w.is("out")) && last(2) {
        return Some(("Renew", words.len() - at));
    }
    if word.is_any(FAULTS) && last(1) {
        return Some(("Fix", 1));
    }
    let fails = word.is_any(&["will", "do", "does"])
        && words.get(at + 1).is_some_and(|w| w.is_any(&["not", "n't"]))
        && words.get(at + 2).is_some_and(|w| w.is_any(WORKING));
    fails.then_some(("Fix", words.len() - at))
}

/// "No answer yet from the council", "The council has not replied" as "Chase the council".
fn silent<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    const ANSWERED: &[&str] = &["answered", "replied", "responded", "confirmed"];
    if let [no, reply, ..] = words
        && no.is("no")
        && reply.is_any(&["answer", "reply", "response", "news", "word", "confirmation"])
    {
        let from = words.iter().take(LONGEST_SUBJECT).position(|w| w.is("from"))?;
        let whom = words.get(from + 1..).filter(|whom| !whom.is_empty() && !whom[0].has(Class::PRONOUN))?;
        return Some(done("Chase", whom, &[]));
    }
    let has = words.iter().take(LONGEST_SUBJECT).position(|w| w.is_any(&["has", "have"]))?;
    let not = words.get(has + 1)?;
    let done_at = words[has + 1..].iter().take(3).position(|w| w.is_any(ANSWERED))?;
    let whom = words.get(..has)?;
    (not.is_any(&["not", "n't"]) && done_at > 0 && is_thing(whom)).then(|| done("Chase", whom, &[]))
}

/// "Glazier's bill - needs an answer" as "Answer the glazier's bill", "Mara needs the keys" as "Get Mara the keys".
fn wanting<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let needs = |w: &Word| w.is_any(&["needs", "need", "wants", "want", "requires", "require", "expects", "expect"]);
    let verb = words.iter().take(LONGEST_SUBJECT + 1).position(needs)?;
    let mut subject = words.get(..verb)?;
    while let [rest @ .., last] = subject
        && (last.is(",") || last.has(Class::ADVERB) || last.is_dash() || last.is("still"))
    {
        subject = rest;
    }
    let behind = words.get(verb + 1..)?;
    let state = behind.first()?;
    let end = behind.iter().position(Word::is_break).unwrap_or(behind.len());
    // "Wants a new rope", of what the entry named before
    if subject.is_empty() && state.is_any(&["a", "an", "some"]) && words[verb].has(Class::THIRD) {
        return Some([words::own("Get"), lead(behind.get(..end)?)].concat());
    }
    if !is_thing(subject) {
        return None;
    }
    if let Some(wanted) = behind.get(1).filter(|_| state.is_any(&["a", "an", "your", "our"]))
        && let Some((deed, _)) = WANTS.iter().find(|(_, things)| wanted.is_any(things))
        // "needs a review meeting"
        && behind.get(2).is_none_or(|w| w.is_mark() || w.has(Class::PREPOSITION) || w.has(Class::CONJUNCTION))
    {
        return Some(done(deed, subject, &[]));
    }
    let wanted = behind.get(..end)?;
    let named = subject.len() <= 2
        && subject.iter().all(|w| w.shape == Shape::Capitalised && w.class == Class::default() && is_name(&w.text));
    let who = named && source.people.sender_called().is_none_or(|sender| !subject[0].is(&sender.to_lowercase()));
    let given = phrases::noun_phrases(wanted).into_iter().next().filter(|p| p[0].start == wanted[0].start);
    let sent = wanted.iter().take_while(|w| !w.has(Class::PREPOSITION)).any(|w| w.is_any(SENT));
    let determined = given.is_some() || state.has(Class::DETERMINER);
    // "The council wants the plan"
    let office = subject.last().is_some_and(|w| w.is_any(super::persons::SOMEBODY));
    let sent = sent || office && given.is_some();
    if sent && (who || subject[0].has(Class::DETERMINER)) && (determined || state.is("proof")) {
        return Some([done("Send", subject, &[]), lead(wanted)].concat());
    }
    (who && given.is_some()).then(|| [done("Get", subject, &[]), lead(wanted)].concat())
}

fn lead<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut words = words.to_vec();
    if let Some(first) = words.first_mut() {
        first.spaced = true;
    }
    words
}

/// Whether the words name a thing, or somebody: no pronoun, no clause.
fn is_thing(subject: &[Word]) -> bool {
    let Some(first) = subject.first() else { return false };
    let pronoun = |w: &Word| w.has(Class::PRONOUN) && !w.has(Class::DETERMINER) && !w.is("one");
    let clausal = |w: &Word| {
        w.is_break()
            || pronoun(w)
            || w.has(Class::MODAL)
            || w.has(Class::AUXILIARY) && !w.is("'s")
            || w.has(Class::WH)
            || w.has(Class::CONJUNCTION) && !w.is_any(&["and", "or"])
    };
    let acts = |w: &Word| w.has(Class::THIRD) && !w.has(Class::NOUN_TOO);
    // "That is wrong"
    let points = subject.len() == 1 && first.has(Class::DETERMINER);
    // "Four names": a plural at the end is no verb.
    let inner = &subject[..subject.len() - 1];
    !points
        && !first.has(Class::NEGATION)
        && !subject.iter().any(clausal)
        && !inner.iter().any(acts)
        && !subject.iter().any(|w| w.is_any(&["something", "nothing", "anything", "everything", "what"]))
}

fn done<'a>(verb: &str, subject: &[Word<'a>], rest: &[Word<'a>]) -> Vec<Word<'a>> {
    let mut deed = words::own(verb);
    deed.extend(articles::the(articles::object(subject)));
    deed.extend_from_slice(rest);
    deed
}

/// "There's a bill on your desk that wants paying" as "Pay the bill".
pub(super) fn waiting<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [there, be, rest @ ..] = words else { return None };
    let that = rest.windows(3).take(LONGEST_WAITING).position(|w| {
        w[0].is_any(&["that", "which"])
            && w[1].is_any(&["needs", "wants", "need", "want"])
            && (w[2].has(Class::ING) || w[2].is("doing"))
    })?;
    let thing = phrases::noun_phrases(rest).into_iter().next()?;
    let opens = thing.first()?.start == rest.first()?.start;
    if !there.is("there") || !be.is_any(&["is", "are", "'s"]) || !opens {
        return None;
    }
    let mut thing = thing;
    articles::spoken_of_again(&mut thing[0]);
    Some(done(&words::base_form(&rest[that + 2].lower), &thing, &rest[that + 3..]))
}

/// Where "that wants paying" begins at the latest.
const LONGEST_WAITING: usize = 14;

/// "The shift could be shorter" asked for is "Make the shift shorter".
pub(super) fn made<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [modal, thing @ ..] = words else { return None };
    let be = thing.iter().take(LONGEST_SUBJECT).position(|w| w.is("be"))?;
    let (subject, state) = (thing.get(..be)?, thing.get(be + 1..)?);
    let [first, rest @ ..] = state else { return None };
    let compared = first.lower.len() > 4 && first.lower.ends_with("er") && first.class == Class::default()
        || first
            .is_any(&["bigger", "longer", "shorter", "larger", "smaller", "louder", "darker", "lighter", "clearer"]);
    let ends = rest.iter().all(|w| w.is_mark() || w.has(Class::FILLER));
    let asks = modal.is_any(&["can", "could"]) && subject.first()?.has(Class::DETERMINER) && is_thing(subject);
    (asks && compared && ends).then(|| {
        let mut deed = done("Make", subject, &[]);
        deed.push(first.clone());
        deed
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn what_is_wrong_with_a_thing_is_put_right() {
        all(
            Kind::Listed,
            &[
                ("Kitchen tap drips", "Fix the kitchen tap"),
                ("Window in the back room won't close", "Fix the window in the back room"),
                ("Cutlery box running low", "Restock the cutlery box"),
                ("Opening hours wrong on the poster", "Correct the opening hours on the poster"),
                ("Alarm permit expired", "Renew the alarm permit"),
                ("Council has not replied", "Chase Council"),
                ("No answer yet from the council", "Chase the council"),
                ("Deed of the mill needs a signature", "Sign the deed of the mill"),
                ("That is wrong", "That is wrong"),
                ("Nothing is broken", "Nothing is broken"),
                ("The bank said no", "The bank said no"),
            ],
        );
        all(
            Kind::Obligation,
            &[
                ("The log is blank on page two.", "Fill in the log on page two"),
                ("Your password expires on Friday.", "Renew your password"),
                ("The bank needs a copy of your passport.", "Send the bank a copy of your passport"),
                ("Mara needs the keys.", "Get Mara the keys"),
                ("There's a bill on your desk that wants paying.", "Pay the bill"),
            ],
        );
    }

    #[test]
    fn what_could_be_otherwise_is_made_so() {
        all(
            Kind::Question,
            &[
                ("Could the poster be bigger?", "Make the poster bigger"),
                ("Could the poster be yours?", "See to the poster"),
            ],
        );
    }
}
