//! Telegraphic entries and half sentences: a thing and where it goes, a label and what is done with it.

use super::unwrap::{after, unwrapped};
use super::words::{self, Word};
use super::{Source, articles, shells, subjects, trim};
use crate::lexicon::Class;
use crate::rules::Kind;

/// "Comments back to Lee", "bank details into the portal": a thing and where it goes, without a verb.
pub(super) fn directed<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let clause = words.iter().position(Word::is_break).map_or(words, |end| &words[..end]);
    let states = |w: &Word| w.has(Class::THIRD) && !w.is_any(&["copies", "photos", "forms"]) && w.lower.ends_with('s');
    let finite = clause.iter().enumerate().skip(1).any(|(at, w)| {
        states(w) && at + 1 == clause.len() && clause[..at].iter().any(|w| w.is("to")) || w.is_any(&["needs", "means"])
    });
    if clause.iter().any(Word::is_verbal) || finite {
        return None;
    }
    if let Some(sent) = sent_behind(words, clause) {
        return Some(sent);
    }
    let at = clause.iter().position(|w| w.is_any(&["to", "into", "onto"]))?;
    let goal = clause.get(at + 1)?;
    let thing = clause.get(..at)?;
    // "the bar closer to the door", "the list up to date"
    let elsewhere = clause[at].is("to")
        && thing
            .last()
            .is_some_and(|w| w.is("up") || w.lower.len() > 4 && w.lower.ends_with("er") && w.class == Class::default());
    if elsewhere {
        return None;
    }
    let directs =
        thing.last()?.is_any(&["back", "over", "out", "off", "across"]) || !clause[at].is("to") || thing.len() <= 4;
    let fits = goal.has(Class::DETERMINER)
        || goal.has(Class::POSSESSIVE)
        || goal.is_any(&["every", "each", "all"])
        || goal.shape == crate::tokens::Shape::Capitalised;
    if !directs
        || !fits
        || thing.iter().any(|w| w.has(Class::PREPOSITION) && !w.is_any(&["of", "back", "over", "out", "off", "across"]))
    {
        return None;
    }
    let money = thing.iter().any(|w| {
        w.is_any(&["£", "$", "€", "pounds", "euros", "dollars", "eur", "gbp", "usd", "chf", "deposit", "fee", "rent"])
    });
    let verb = match (clause[at].is("to"), money) {
        (true, true) => "Pay",
        (true, false) => "Send",
        (false, _) => "Put",
    };
    Some(after(words::own(verb), articles::the(articles::object(words))))
}

/// "Price list, in the shop window" as "Put the price list in the shop window".
pub(super) fn put_up<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let comma = words.iter().position(|w| w.is(","));
    let quantified = |at: &usize| {
        let next = words.get(at + 1);
        let kept = || {
            next.is_some_and(|w| w.is("the") || w.has(Class::POSSESSIVE))
                && words.get(at + 2).is_some_and(|w| w.is_any(CONTAINERS))
                && words.get(at + 3).is_none_or(|w| w.is_break() || w.is("please"))
        };
        words[*at].is_any(&["on", "in"]) && (next.is_some_and(|w| w.is_any(&["every", "each"])) || kept())
    };
    let bare = (1..words.len()).take(LONGEST_PUT).find(quantified);
    let (end, from) = match (bare, comma) {
        (Some(at), _) if comma.is_none_or(|comma| at < comma) => (at, at),
        (_, Some(comma)) => (comma, comma + 1),
        _ => return None,
    };
    let (thing, place) = (words.get(..end)?, words.get(from..)?);
    let [way, spot, ..] = place else { return None };
    let placed = way.is_any(&["on", "in", "into", "onto", "under", "behind", "inside"])
        && !spot.has(Class::WHEN)
        && (spot.has(Class::DETERMINER) || spot.has(Class::POSSESSIVE) || spot.is_any(&["every", "each"]));
    let verbal = |w: &Word| w.is_break() || w.is_verbal() || w.is_any(HELD);
    if !placed || thing.is_empty() || thing.iter().any(verbal) || thing.len() > LONGEST_PUT {
        return None;
    }
    let mut put = after(words::own("Put"), articles::definite(articles::object(thing)));
    put.extend_from_slice(place);
    Some(put)
}

/// How many words "the new price list for the side door" has at most.
const LONGEST_PUT: usize = 10;

/// What things are put in or on.
const CONTAINERS: &[&str] = &[
    "sheet",
    "spreadsheet",
    "doc",
    "document",
    "portal",
    "folder",
    "drive",
    "calendar",
    "website",
    "site",
    "noticeboard",
    "board",
    "wall",
    "door",
    "window",
    "box",
    "tray",
    "file",
    "list",
    "tracker",
    "agenda",
    "shelf",
    "fridge",
    "cupboard",
];

/// What is held somewhere and not put there.
const HELD: &[&str] = &[
    "meeting",
    "call",
    "lunch",
    "dinner",
    "party",
    "drinks",
    "workshop",
    "training",
    "session",
    "visit",
    "course",
    "event",
    "interview",
    "check",
    "checks",
    "report",
    "comments",
    "feedback",
    "opinion",
    "update",
    "talk",
    "work",
    "tests",
    "review",
    "inspection",
];

/// "Bus timetable, first draft" as "Draft the bus timetable", "Menu, comments in the file" as "Comment on the menu in the
/// file".
pub(super) fn drafted<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let comma = words.iter().position(|w| w.is(","))?;
    let (thing, behind) = (words.get(..comma)?, words.get(comma + 1..)?);
    let verbal = |w: &Word| w.is_break() || w.is_verbal();
    if thing.is_empty() || thing.len() > LONGEST_THING || thing.iter().any(verbal) {
        return None;
    }
    let lead = behind.iter().take_while(|w| w.is_any(&["a", "the", "first", "rough", "your", "any"])).count();
    let what = behind.get(lead)?;
    let rest = behind.get(lead + 1..)?;
    let verb = if what.is("draft") && lead > 0 && rest.iter().all(Word::is_mark) {
        "Draft"
    } else if what.is_any(&["comments", "feedback", "remarks"]) {
        "Comment on"
    } else {
        return None;
    };
    let rest = if rest.first().is_some_and(|w| w.is("back")) { &rest[1..] } else { rest };
    let mut action = after(words::own(verb), articles::definite(articles::object(thing)));
    action.extend_from_slice(rest);
    Some(action)
}

/// "Goes to the printer" of an entry that named the thing before: the thing is to go.
pub(super) fn of_the_thing<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let goes = words.first().is_some_and(|w| w.is_any(&["goes", "needs", "wants", "has"]) && !source.before.is_empty());
    if !goes {
        return None;
    }
    let mut said = words::own("it");
    said.extend(words.iter().cloned());
    subjects::at_start(&said)
}

/// "Your wishes for the year, one page, to Mara": who gets the thing stands behind its last comma.
fn sent_behind<'a>(words: &[Word<'a>], thing: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let comma = words.iter().rposition(|w| w.is(","))?;
    let goal = words.get(comma + 1..)?;
    let [to, name, ..] = goal else { return None };
    let somebody =
        name.shape == crate::tokens::Shape::Capitalised || name.has(Class::DETERMINER) || name.has(Class::POSSESSIVE);
    let fits = to.is("to") && somebody && goal.len() <= LONGEST_GOAL && thing.len() > 1 && thing.len() < words.len();
    let mut sent = after(words::own("Send"), articles::definite(articles::object(thing)));
    sent.extend_from_slice(goal);
    fits.then_some(sent)
}

/// How many words "to the board" has at most.
const LONGEST_GOAL: usize = 5;

/// An entry that names a thing, with the verb of what introduces its list: "Please upload the following:".
pub(super) fn introduced<'a>(words: &[Word<'a>], source: &Source<'a>) -> Option<Vec<Word<'a>>> {
    let intro = words::of(source.place.intro?);
    let intro = trim::opening(&intro, source.people);
    let end = words.iter().position(Word::is_break).unwrap_or(words.len());
    let thing = words.get(..end)?;
    if thing.is_empty() || thing.len() > LONGEST_THING || thing.iter().any(Word::is_verbal) {
        return None;
    }
    let mut action = lead(intro, source)?;
    action.extend(articles::definite(articles::object(words)));
    Some(action)
}

/// How many words the thing of an introduced entry may have before its first mark.
const LONGEST_THING: usize = 9;

/// The verb of an introduction, with whom it goes to: "Send Ana" of "Please send me the following documents:",
/// "Order" of "Still to order".
fn lead<'a>(intro: &[Word<'a>], source: &Source<'a>) -> Option<Vec<Word<'a>>> {
    let to = intro.iter().rposition(|w| w.is("to")).filter(|to| {
        let rest = &intro[to + 1..];
        let thing =
            intro[..*to].iter().all(|w| !w.has(Class::AUXILIARY) && !w.has(Class::MODAL) && !w.has(Class::PRONOUN));
        rest.len() <= 2 && rest.first().is_some_and(|w| w.has(Class::VERB) && !w.is("do")) && thing
    });
    let asked = |intro: &[Word<'a>]| {
        let found = shells::find(intro, Kind::Request)?;
        Some(unwrapped(intro, &found, source))
    };
    let starts = intro.first().is_some_and(|w| w.has(Class::VERB) && !w.has(Class::NOUN_TOO) && !w.is("see"));
    let mut action = match to {
        Some(to) => vec![intro[to + 1].clone()],
        None if starts => intro.to_vec(),
        None => asked(intro)?,
    };
    if to.is_none() {
        // The list stands for "the following", or for what nothing stands for.
        let end = action
            .iter()
            .position(|w| w.is_any(&["following", "below", "these", "items", "things", "documents", ":"]))?;
        action.truncate(end);
        while action.last().is_some_and(|w| w.has(Class::DETERMINER) || w.is_mark() || w.is_any(&["with", "of"])) {
            action.pop();
        }
    }
    let verb = action.first()?;
    let acts = verb.has(Class::VERB)
        && !verb.is_any(&[
            "note", "see", "find", "read", "consider", "remember", "include", "ensure", "make", "do", "tell", "say",
        ]);
    (acts && action.len() <= LONGEST_LEAD).then_some(action)
}

/// How many words "Send Ana by email" has at most.
const LONGEST_LEAD: usize = 4;

/// Words in "-ing" that describe a thing: "remaining nights of measurements".
const DESCRIBING: &[&str] = &[
    "remaining",
    "following",
    "pending",
    "existing",
    "missing",
    "outstanding",
    "upcoming",
    "ongoing",
    "incoming",
    "outgoing",
    "opening",
    "closing",
    "building",
    "training",
    "meeting",
    "working",
    "living",
    "parking",
    "wedding",
    "during",
    "according",
    "including",
    "regarding",
    "concerning",
];

/// "mowing it before noon", "doing it tonight", "will do the rest".
pub(super) fn elliptical<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let starts = (0..words.len()).filter(|&i| i == 0 || words[i - 1].is_mark());
    for at in starts {
        let word = &words[at];
        if (word.has(Class::ING) && !word.is_any(DESCRIBING) || word.is("doing"))
            && words.get(at + 1).is_some_and(|w| !w.is_mark() && !w.has(Class::AUXILIARY))
        {
            return subjects::based(&words[at..]);
        }
        if word.has(Class::VERB) && !word.has(Class::NOUN_TOO) {
            return words[at..].to_vec();
        }
    }
    words.to_vec()
}

/// "Tent: dry it outside" as "Dry the tent outside"; `None` where the label's words are not taken up.
pub(super) fn labelled<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let colon = words.iter().take(7).position(|w| w.is(":"))?;
    let (label, rest) = words.split_at_checked(colon)?;
    let rest = rest.get(1..)?;
    let pronoun = rest.iter().position(|w| w.is_any(&["it", "them"]))?;
    if label.is_empty() || !rest.first()?.has(Class::VERB) {
        return None;
    }
    let mut put = words::own("the");
    let mut label = label.to_vec();
    if let Some(first) = label.first_mut() {
        first.spaced = true;
        if first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE) {
            put.clear();
        }
        if first.shape == crate::tokens::Shape::Capitalised {
            first.text = first.lower.clone();
        }
    }
    put.extend(label);
    let mut rest = rest.to_vec();
    rest.splice(pronoun..=pronoun, put);
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::super::tests::all;
    use crate::rules::Kind;

    #[test]
    fn telegraphic_entries_get_their_verb() {
        all(
            Kind::Listed,
            &[
                ("Price list, in the shop window", "Put the price list in the shop window"),
                ("Fresh label on each jar", "Put the fresh label on each jar"),
                ("Lunch with Lee, in the yard", "Lunch with Lee, in the yard"),
                ("Bus timetable, first draft", "Draft the bus timetable"),
                ("Bus timetable, comments in the file", "Comment on the bus timetable in the file"),
                ("Bar closer to the door", "Bar closer to the door"),
                ("Forty pounds to Lee for the bunting", "Pay forty pounds to Lee for the bunting"),
                ("Who holds the spare key", "Clarify who holds the spare key"),
            ],
        );
    }
}
