//! Deadlines that a neighbouring sentence states: "I need it by Friday.", "The shop shuts on Thursday.", "by then".

use super::Reading;
use crate::due::{self, Bond, Due, Role};
use crate::structure::BlockKind;

/// Words with which a sentence speaks of what was asked before: "I need it by Friday."
const POINTING_BACK: [&str; 8] = ["it", "this", "that", "these", "them", "those", "both", "all"];

/// What others do or need on a day, which makes it the day by which they must have it: "Finance locks the model
/// Thursday noon."
#[rustfmt::skip]
const NEEDING: [&str; 32] = [
    "needs", "wants", "requires", "expects", "locks", "freezes", "shuts", "submits", "files", "prints", "publishes",
    "cuts", "collects", "decides", "votes", "signs", "pays", "asks", "want", "need", "expect", "require", "lock",
    "freeze", "shut", "submit", "print", "publish", "collect", "decide", "vote", "insist",
];

/// The writer's own day: "I plan to launch on Monday" dates the launch.
const SPEAKERS: [&str; 8] = ["i", "we", "i'm", "we're", "i'll", "we'll", "i've", "we've"];

/// The writer's own deadline is the reader's too: "I have to order by Friday."
const OBLIGED: [&str; 6] = ["need", "must", "have", "want", "supposed", "deadline"];

/// A sentence of so many words besides its date says nothing else: "EOD, promise."
const FRAGMENT_WORDS: usize = 4;

/// How many sentences back "by then" may mean.
const FARTHEST: usize = 8;

/// How many sentences back the day is named from which "the Friday before" counts.
const COUNTED_BACK: usize = 3;

/// How many sentences back something may close before what has to be done for it is asked.
const CLOSING_BACK: usize = 2;

/// Ways to mean a day that was named before; with the first word of each, whether any named day will do or a deadline
/// has to be meant.
const REFERENCES: [&str; 20] = [
    "by then",
    "before then",
    "until then",
    "till then",
    "by that date",
    "by that day",
    "by that time",
    "before that date",
    "by this date",
    "by the same date",
    "by the same day",
    "by the same time",
    "by the same deadline",
    "the same deadline",
    "same day",
    "same date",
    "same deadline",
    "on that day",
    "on that date",
    "by that deadline",
];

/// Each of [`REFERENCES`] has one of these words.
const POINTERS: [&str; 4] = ["then", "that", "this", "same"];

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’')))
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().replace('’', "'"))
}

/// The day that "by then" or "same day" means: that of the nearest sentence before that names one.
pub(super) fn pointed_at(index: usize, reading: &Reading) -> Option<Due> {
    let sentence = reading.sentences.get(index)?;
    let said: Vec<String> = words(&sentence.text).collect();
    if !said.iter().any(|word| POINTERS.contains(&word.as_str())) {
        return None;
    }
    let said = said.join(" ");
    let reference = REFERENCES.iter().find(|reference| {
        said.match_indices(*reference).any(|(at, _)| {
            let end = at + reference.len();
            (at == 0 || said.as_bytes()[at - 1] == b' ') && (end == said.len() || said.as_bytes()[end] == b' ')
        })
    })?;
    let only_deadlines = reference.contains("same") || reference.contains("deadline");
    reading.sentences[..index].iter().enumerate().rev().take(FARTHEST).find_map(|(at, before)| {
        reading.dates.bound(at).map(|(due, _)| due).or_else(|| {
            let dated = |mention: &due::Mention| matches!(mention.role, Role::Event | Role::Start);
            let mention = reading.dates.of(at).iter().rfind(|mention| dated(mention))?;
            let words = before.text.get(mention.span.clone())?.to_owned();
            (!only_deadlines).then_some(Due { date: mention.date?, words, span: mention.span.clone() })
        })
    })
}

/// The day that "the Friday before" or "the 25th of that month" means: counted from the last day that a sentence before
/// names, where the own one names none.
pub(super) fn counted(index: usize, reading: &Reading) -> Option<Due> {
    let sentence = reading.sentences.get(index)?;
    let counts =
        |word: &str| word.eq_ignore_ascii_case("before") || word.eq_ignore_ascii_case("after") || word == "month";
    if !sentence.text.split(|c: char| !c.is_alphanumeric()).any(counts) {
        return None;
    }
    let first = index.saturating_sub(COUNTED_BACK);
    let anchor = (first..index).rev().find_map(|at| {
        let near = reading.sentences.get(at).is_some_and(|before| before.block + 1 >= sentence.block);
        reading.dates.of(at).iter().rev().find_map(|mention| mention.date).filter(|_| near)
    })?;
    due::find_counted(&sentence.text, anchor).filter(|due| due.date >= reading.clock.sent.date_naive())
}

/// The next sentence, where it dates what was asked and asks for nothing else.
pub(super) fn after(index: usize, reading: &Reading, taken: &[usize]) -> Option<Due> {
    let sentence = reading.sentences.get(index)?;
    let next = reading.sentences.get(index + 1)?;
    let (due, bond) = reading.dates.bound(index + 1)?;
    let is_taken = taken.contains(&(index + 1));
    let kind = &reading.document.blocks.get(sentence.block)?.kind;
    // In an entry of a list, all sentences are about one thing.
    let listed = matches!(kind, BlockKind::Entry(_) | BlockKind::Row(_));
    let points = words(&next.text).any(|word| POINTING_BACK.contains(&word.as_str()));
    if next.block != sentence.block {
        // "I need them by Friday." as a paragraph of its own.
        let next_kind = &reading.document.blocks.get(next.block)?.kind;
        let paragraphs = *kind == BlockKind::Paragraph && *next_kind == BlockKind::Paragraph;
        let close = next.block == sentence.block + 1 && next.index == 0;
        let deadline = words(&next.text).take(3).any(|word| word == "deadline");
        let binds = bond == Bond::By && (deadline || points && !is_taken);
        return (paragraphs && close && binds).then_some(due);
    }
    let remark = matches!(bond, Bond::Closing | Bond::Bare | Bond::Wished) && listed;
    let own = speaks_of_oneself(&next.text);
    let obliged = || words(&next.text).any(|word| OBLIGED.contains(&word.as_str()));
    let binds = match bond {
        Bond::Closing | Bond::Wished => !own || points,
        Bond::By => !own || points || obliged(),
        Bond::Bare if !own && is_note(&next.text) => true,
        Bond::Bare | Bond::Day | Bond::Until => points || others_need(&next.text) || listed && !own,
    };
    (is_fragment(&next.text, &due) || remark || !is_taken && binds).then_some(due)
}

/// "No rush, next Tuesday is fine." behind a remark on what was asked: the day that would do.
pub(super) fn fine_later(index: usize, reading: &Reading, taken: &[usize]) -> Option<Due> {
    let own = reading.sentences.get(index)?;
    let later = index + 2;
    let fine = reading.sentences.get(later).filter(|fine| fine.block == own.block)?;
    let accepts = || words(&fine.text).any(|word| matches!(word.as_str(), "fine" | "ok" | "okay" | "enough"));
    if (index + 1..=later).any(|between| taken.contains(&between)) || !accepts() {
        return None;
    }
    reading.dates.bound(later).map(|(due, _)| due)
}

/// A sentence just before, where it says when something closes, or what this one goes on to speak of is needed.
pub(super) fn before(index: usize, reading: &Reading, taken: &[usize]) -> Option<Due> {
    let sentence = reading.sentences.get(index)?;
    let listed = matches!(reading.document.blocks.get(sentence.block)?.kind, BlockKind::Entry(_) | BlockKind::Row(_));
    (1..=CLOSING_BACK).find_map(|back| {
        let at = index.checked_sub(back)?;
        let earlier = reading.sentences.get(at).filter(|earlier| earlier.block == sentence.block)?;
        if let Some(due) = reading.dates.closing(at) {
            return Some(due);
        }
        // "The check-up has moved to Thursday. That one has to be you."
        if back == 1 && hands_over(&sentence.text) {
            let dated = |mention: &&due::Mention| {
                matches!(mention.role, Role::Event | Role::Deadline) && mention.date.is_some()
            };
            let mention = reading.dates.of(at).iter().find(dated)?;
            let words = earlier.text.get(mention.span.clone())?.to_owned();
            return Some(Due { date: mention.date?, words, span: mention.span.clone() });
        }
        let (due, bond) = reading.dates.bound(at)?;
        let goes_on = back == 1 && goes_on(&sentence.text);
        let binds = match bond {
            // "The deadline has moved to the 12th. Please send the plan."
            Bond::By => {
                let told = back == 1 && !taken.contains(&at);
                goes_on || told && (listed || words(&earlier.text).any(|word| word == "deadline"))
            }
            _ => bond == Bond::Day && goes_on && !taken.contains(&at) && others_need(&earlier.text),
        };
        binds.then_some(due)
    })
}

/// "That one has to be you.", "It's yours.": hands over what the sentence before told of.
fn hands_over(text: &str) -> bool {
    let said: Vec<String> = words(text).collect();
    let points = said.first().is_some_and(|first| {
        matches!(first.as_str(), "that" | "this" | "it" | "that's" | "it's" | "those" | "they" | "these")
    });
    let yours = said.last().is_some_and(|last| last == "yours")
        || said.windows(2).any(|pair| matches!(pair[0].as_str(), "be" | "with") && pair[1] == "you");
    points && yours && said.len() <= HANDING_WORDS
}

/// A longer sentence says more than who it is.
const HANDING_WORDS: usize = 9;

/// "So please ...", "Can you send it ...": the sentence speaks of what the one before named.
fn goes_on(text: &str) -> bool {
    let mut said = words(text);
    said.next().is_some_and(|first| matches!(first.as_str(), "so" | "therefore" | "hence"))
        || words(text).any(|word| matches!(word.as_str(), "it" | "them" | "this" | "those" | "these"))
}

/// Whether the text is about little else than its date: "Sunday.", "By Friday please."
pub(super) fn is_fragment(text: &str, due: &Due) -> bool {
    let behind = text.get(due.span.end..).unwrap_or_default();
    let ahead: Vec<String> = words(text.get(..due.span.start).unwrap_or_default()).collect();
    // "Party's on Sunday": a subject has its day.
    let subject = ahead.iter().any(|word| word.ends_with("'s") || matches!(word.as_str(), "is" | "are" | "on"));
    !subject && ahead.len() + words(behind).count() <= FRAGMENT_WORDS && !speaks_of_oneself(text)
}

/// A few words without a verb, of which one names a day: "First draft Thursday, the rest after Easter."
fn is_note(text: &str) -> bool {
    let mut said = words(text);
    let away = said.next().is_some_and(|first| matches!(first.as_str(), "back" | "out" | "away" | "off" | "happy"));
    // "Party's on Sunday": that is its day.
    !away && !text.replace('’', "'").contains("'s ") && said.count() < NOTE_WORDS
}

/// A longer sentence has its verb, known or not.
const NOTE_WORDS: usize = 10;

fn speaks_of_oneself(text: &str) -> bool {
    let first: Vec<String> = words(text).take(2).collect();
    first.iter().any(|word| SPEAKERS.contains(&word.as_str()))
}

/// Whether somebody else does or needs something that day.
fn others_need(text: &str) -> bool {
    !speaks_of_oneself(text) && words(text).any(|word| NEEDING.contains(&word.as_str()))
}
