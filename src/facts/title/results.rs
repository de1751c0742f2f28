//! Things as one wants to find them: "Form filled in and uploaded by Friday", "Notice up on the gate".

use super::Source;
use super::articles;
use super::persons::REACHING;
use super::words::{self, Word};
use crate::lexicon::Class;
use crate::tokens::Shape;

/// How many words the thing may have.
const LONGEST_THING: usize = 6;

/// The work behind the state that a thing is wanted in by a day.
pub(super) fn brought_about<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let wished = source.due.is_some() || words.iter().any(|w| w.is_any(&["please", "pls"]));
    let end = words.iter().position(Word::is_break).unwrap_or(words.len());
    let words = words.get(..end).filter(|_| wished)?;
    let at = (1..words.len().min(LONGEST_THING + 1)).find(|&at| {
        is_done(words, at) || words[at].is("up") && (at + 1 == words.len() || words[at + 1].has(Class::PREPOSITION))
    })?;
    let (thing, state) = words.split_at_checked(at)?;
    let nominal =
        thing.iter().all(|w| !w.is_mark() && !w.is_verbal() && !w.has(Class::PAST) && !w.has(Class::PREPOSITION));
    let named = source.people.resolve(&thing.last()?.text).is_some();
    if !nominal || named || thing[0].has(Class::CONJUNCTION) || thing[0].has(Class::WH) {
        return None;
    }
    let mut object = articles::object(thing);
    // "Notice up", not "Mara informed".
    let somebody = REACHING.contains(&words::base_form(&state.first()?.lower).as_str());
    if let [only] = object.as_mut_slice()
        && only.shape == Shape::Capitalised
        && !somebody
    {
        only.text = only.text.to_lowercase().into();
    }
    let object = articles::the(object);
    let (first, mut rest) = state.split_first()?;
    let mut work = words::own(if first.is("up") { "put" } else { "" });
    if !first.is("up") {
        work = words::own(&words::base_form(&first.lower));
    }
    work.extend(object);
    if first.is("up") {
        work.push(first.clone());
    }
    // "filled in and uploaded"
    while let [particle, more @ ..] = rest
        && particle.is_any(&["in", "out", "up", "off", "down", "back", "over"])
        && more.first().is_none_or(|w| !w.has(Class::DETERMINER) && !w.has(Class::POSSESSIVE))
    {
        work.push(particle.clone());
        rest = more;
    }
    if let [and, done, more @ ..] = rest
        && and.is("and")
        && done.has(Class::PAST)
    {
        let plural = thing.last()?.lower.ends_with('s');
        work.extend(words::own(&format!(
            "and {} {}",
            words::base_form(&done.lower),
            if plural { "them" } else { "it" }
        )));
        rest = more;
    }
    work.extend_from_slice(rest);
    Some(work)
}

/// Past forms that are no participles: "letters went out" tells what happened.
const SIMPLE_PAST: &[&str] = &[
    "went", "came", "took", "gave", "wrote", "broke", "spoke", "saw", "began", "drank", "drove", "ate", "fell", "flew",
    "forgot", "grew", "knew", "rode", "rang", "rose", "sang", "swam", "threw", "wore", "chose", "froze", "stole",
    "ran", "became", "left", "stood", "sat", "slept", "arrived", "happened", "closed", "opened", "started", "ended",
];

/// Whether the word at `at` is a participle that closes what is said of a thing.
fn is_done(words: &[Word], at: usize) -> bool {
    let next = words.get(at + 1);
    let closes =
        next.is_none_or(|w| w.has(Class::PREPOSITION) || w.has(Class::ADVERB) || w.is("and") || w.has(Class::WHEN));
    words[at].has(Class::PAST)
        && !words[at].is_any(SIMPLE_PAST)
        && !words[at].has(Class::AUXILIARY)
        && !words[at - 1].has(Class::DETERMINER)
        && closes
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn a_state_that_is_asked_for_is_brought_about() {
        all(
            Kind::Obligation,
            &[
                ("Form filled in and uploaded, please.", "Fill the form in and upload it"),
                ("Public notice up on the gate, please.", "Put the public notice up on the gate"),
                ("Mara informed, please.", "Inform Mara"),
            ],
        );
    }
}
