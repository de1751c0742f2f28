//! The words of a sentence without what became fields: its deadline, its owner, links and places in a recording.

use super::Source;
use super::words::Word;
use crate::lexicon::Class;

/// `words` without those that became the fields `due` and `assignee`, and without marks around nothing.
pub(super) fn without_fields<'a>(words: &[Word<'a>], source: &Source) -> Vec<Word<'a>> {
    let due = source.due.map(|d| d.span.clone()).filter(|span| !names_part(words, span));
    let spans = [due, source.assignee.and_then(|a| a.span.clone())];
    let inside = |w: &&Word| !spans.iter().flatten().any(|s| w.start >= s.start && w.start < s.end && w.end > w.start);
    let mut kept: Vec<Word> = Vec::with_capacity(words.len());
    let mut gap = false;
    // Where the bracket that is open began, and whether it lost words to a field.
    let mut bracket: Option<(usize, bool)> = None;
    let mut event = 0;
    for (at, word) in words.iter().enumerate() {
        if !inside(&word) {
            if !gap {
                drop_hedges(&mut kept);
            }
            gap = true;
            bracket = bracket.map(|(at, _)| (at, true));
            event = event_behind(words, at);
            continue;
        }
        // "before Thursday's board", "a week before the 1 May fair": what the day is that of.
        if gap && event > 0 {
            event -= 1;
            continue;
        }
        // "back to 1 March and tell": without its date the preposition hangs.
        if gap && (word.is_mark() || word.has(Class::CONJUNCTION)) {
            while kept.len() > 2
                && kept.last().is_some_and(|w| {
                    w.is_any(&["to", "by", "on", "at", "before", "until", "till", "from", "for", "since", "the"])
                })
            {
                kept.pop();
            }
        }
        // "twice, on the 3rd, to paint": both commas go with the date.
        if gap && word.is(",") && kept.last().is_some_and(|w| w.is(",")) {
            kept.pop();
            gap = false;
            continue;
        }
        gap = false;
        let empty_pair =
            kept.last().is_some_and(|last| (last.is("(") && word.is(")")) || (last.is("[") && word.is("]")));
        if empty_pair {
            kept.pop();
        } else if let Some((at, true)) = bracket.filter(|_| word.is(")"))
            && kept[at..].iter().filter(|w| !w.is_mark()).count() <= MOST_LEFT
        {
            // "(Lee, before the weekend)" held nothing but its fields.
            kept.truncate(at);
        } else if !(word.is(",") && kept.last().is_some_and(|last| last.is(","))) {
            if word.is("(") {
                bracket = Some((kept.len(), false));
            }
            kept.push(word.clone());
        }
        if word.is(")") {
            bracket = None;
        }
    }
    // "The forms are due on Friday" lost "due" with its day.
    let last = words.iter().rposition(|w| !w.is_mark() && w.end > w.start);
    let gone = last.is_some_and(|last| !inside(&&words[last]));
    let due = gone
        && source.due.is_some_and(|due| due.words.to_lowercase().starts_with("due"))
        && kept.iter().rev().find(|w| !w.is_mark()).is_some_and(|w| w.is_any(&["is", "are"]));
    if due {
        while kept.last().is_some_and(Word::is_mark) {
            kept.pop();
        }
        kept.extend(super::words::own(if source.due.is_some_and(|due| due.words.contains("back")) {
            "due back"
        } else {
            "due"
        }));
        return kept;
    }
    // "The last day for the forms is": its day was the predicate.
    if gone && kept.len() > 2 && kept.last().is_some_and(|w| w.is_any(&["is", "are"])) {
        kept.pop();
    }
    if kept.iter().any(|w| !w.is_mark()) { kept } else { words.to_vec() }
}

/// Takes away what led up to a day that became a field: "latest", "on or", "the end of".
fn drop_hedges(kept: &mut Vec<Word>) {
    for hedge in HEDGES {
        let length = hedge.split(' ').count();
        let ends = kept.len() > length + 1
            && hedge.split(' ').zip(&kept[kept.len() - length..]).all(|(said, word)| word.is(said));
        if ends {
            kept.truncate(kept.len() - length);
        }
    }
}

/// What leads up to a day, the longer first.
const HEDGES: [&str; 12] = [
    "by the end of",
    "by the start of",
    "by the beginning of",
    "some time",
    "at the latest",
    "no later",
    "on or",
    "sometime",
    "latest",
    "ideally",
    "preferably",
    "hopefully",
];

/// How many words behind the day at `at` name the event that it is the day of: "'s board", "launch".
fn event_behind(words: &[Word], at: usize) -> usize {
    let Some(next) = words.get(at + 1) else { return 0 };
    let noun = |w: &&Word| {
        !w.is_mark()
            && (w.class == Class::default() || w.has(Class::NOUN_TOO))
            && w.shape == crate::tokens::Shape::Word
            && !w.text.is_empty()
    };
    let owned = next.is("'s") && next.text.is_empty();
    let from = at + 1 + usize::from(owned);
    let named = words.get(from..).unwrap_or_default().iter().take(MOST_OF_EVENT).take_while(noun).count();
    // "before the 1 May fair", not "by Friday" and then more.
    let led = words[..at].iter().rev().take(6).any(|w| w.is_any(&["before", "ahead", "prior"]));
    match (owned, led, named) {
        (true, _, 0) | (false, false, _) => 0,
        (true, _, named) => named + 1,
        (false, true, named) => named,
    }
}

/// How many words "board meeting" and the like have.
const MOST_OF_EVENT: usize = 3;

/// A bracket that lost a field and has so many words left says nothing more: a name, "by".
const MOST_LEFT: usize = 2;

/// Whether a day is part of a larger phrase, which would hang without it: "the eve of the 3rd", "Thursday and Friday".
fn names_part(words: &[Word], span: &std::ops::Range<usize>) -> bool {
    let before = words.iter().rev().find(|w| w.end > w.start && w.end <= span.start);
    let mut after = words.iter().filter(|w| w.end > w.start && w.start >= span.end);
    // "before Friday's talk with the bank", "to Friday's talk": the day names what it is of.
    if let Some(at) = words.iter().position(|w| w.start < span.end && span.end < w.end) {
        let event = event_behind(words, at);
        let led = words[..at].iter().rev().take(3).any(|w| w.is_any(&["before", "ahead", "prior", "time"]));
        let ends = words.get(at + 1 + event).is_none_or(Word::is_mark);
        return !(led && event > 1 && ends);
    }
    // "the end of the week" is a day, "the eve of the fair" a thing.
    let bounds = words.iter().rev().filter(|w| w.end > w.start && w.end <= span.start).nth(1);
    let bounded = bounds.is_some_and(|w| w.is_any(&["end", "start", "beginning", "middle"]));
    before.is_some_and(|w| w.is("of") && !bounded || w.is_any(&["about", "regarding", "concerning"]))
        || after.next().is_some_and(|w| w.is_any(&["and", "or", "-", "–"]))
            && after.next().is_some_and(|w| w.has(Class::WHEN))
}

/// `words` without links and times of a recording in brackets: "(https://...)", "(04:12)".
pub(super) fn without_references<'a>(words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    use crate::tokens::Shape;
    if !words.iter().any(|w| w.is("(") || w.is("<") || w.shape == Shape::Link) {
        return words;
    }
    let mut kept: Vec<Word<'a>> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if let [open, inner, close, ..] = &words[at..]
            && ((open.is("(") && close.is(")")) || (open.is("<") && close.is(">")))
            && (inner.shape == Shape::Link || (inner.shape == Shape::Number && inner.text.contains(':')))
        {
            at += 3;
            continue;
        }
        // "Send it to Lee at lee@example.org": the name is enough.
        if let [link, address, ..] = &words[at..]
            && link.is("at")
            && address.shape == Shape::Link
            && kept.last().is_some_and(|w| w.shape == Shape::Capitalised && w.class == Class::default())
        {
            at += 2;
            continue;
        }
        kept.push(words[at].clone());
        at += 1;
    }
    if kept.iter().any(|w| !w.is_mark()) { kept } else { words }
}

#[cfg(test)]
mod tests {
    use super::super::tests::people;
    use super::super::{Place, Source, write};
    use crate::due::{Clock, DayOrder, find};
    use crate::rules::Kind;

    #[test]
    fn what_led_up_to_a_day_goes_with_it() {
        let sent = chrono::DateTime::parse_from_rfc3339("2026-03-02T09:00:00+00:00").unwrap();
        let people = people();
        for (sentence, expected) in [
            ("Please send the plan on or before March 12.", "Send the plan"),
            ("Please send the plan latest by Thursday.", "Send the plan"),
            ("Please send the plan some time next week.", "Send the plan"),
            ("Please send the plan ahead of Thursday's board.", "Send the plan"),
            ("Please send the plan before Friday's talk with Lee.", "Send the plan before Friday's talk with Lee"),
            ("The report is due on Friday.", "Submit the report"),
            ("The keys are due back on Friday.", "Return the keys"),
        ] {
            let due = find(sentence, &Clock { sent, order: DayOrder::MonthFirst });
            let source = Source {
                sentence,
                kind: Kind::Obligation,
                before: &[],
                place: Place::default(),
                subject: "",
                due: due.as_ref(),
                assignee: None,
                people: &people,
            };
            assert_eq!(write(&source), expected, "{sentence}");
        }
    }
}
