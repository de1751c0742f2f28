//! Dates that belong to a thing: "the Friday meeting", "Monday's report", "the letter of 3 March".

use super::expressions::{Found, Shape};
use super::governor::is_fine;
use super::tokens::{Kind, Tokens};
use super::vocabulary::{DOCUMENTS, FOLLOWERS, GATHERINGS, OCCASIONS, has};
use super::{Role, firm};

/// Whether the date belongs to a thing: "the Friday meeting", "Monday's report", "the gala on Saturday",
/// "the letter of 3 March"; with "before" that thing's day is the deadline after all.
pub(super) fn names_a_thing(tokens: &Tokens, found: &Found, at: usize) -> Option<(Role, u8)> {
    let event = Some((Role::Event, firm::NOT));
    if tokens.kind(found.end) == Some(Kind::Suffix) {
        // "Friday's fine"; "put it in Thursday's crate" has to be done for it.
        let joins = matches!(tokens.before(at, 1), "to" | "into" | "in" | "on")
            && (2..=8).any(|back| matches!(tokens.before(at, back), "add" | "put" | "include" | "squeeze" | "slip"));
        return if is_fine(tokens, found.end) || joins { None } else { event };
    }
    let before = tokens.before(at, 1);
    let named = at < found.first && tokens.word(at) == "the" && found.shape != Shape::Part
        || matches!(before, "our" | "your" | "my" | "their" | "his" | "her" | "a" | "an");
    // "the year-end accounts", "the Christmas list", "for the evening of the 12th".
    if (is_year_end(tokens, found) || is_season(tokens, found))
        && !matches!(before, "by" | "at" | "on" | "over" | "in" | "for" | "around" | "before")
    {
        return event;
    }
    if before == "of"
        && matches!(tokens.before(at, 2), "morning" | "afternoon" | "evening")
        && matches!((tokens.before(at, 3), tokens.before(at, 4)), ("for", _) | ("the", "for"))
    {
        return event;
    }
    let next = tokens.word(found.end);
    let word_next = tokens.kind(found.end) == Some(Kind::Word) && !can_follow(next);
    if word_next
        && (is_event_noun(next) || is_event_noun(tokens.word(found.end + 1)) && !crate::lexicon::is_base_verb(next))
    {
        // "On Friday review the plan" asks; "Friday review" and "the Friday review" name.
        let asks = before == "on" && crate::lexicon::is_base_verb(next) && !named;
        if !asks {
            return event;
        }
    }
    if word_next
        && (named || matches!(before, "for" | "of" | "to" | "in" | "with"))
        && !crate::lexicon::is_base_verb(next)
    {
        return event;
    }
    // "30-minute", "2025 budget".
    if before == "of"
        && !matches!(
            tokens.before(at, 2),
            "end"
                | "start"
                | "beginning"
                | "week"
                | "middle"
                | "close"
                | "deadline"
                | "date"
                | "morning"
                | "afternoon"
                | "evening"
        )
    {
        return event;
    }
    if tokens.word(found.end) == "-"
        && tokens.glued(found.end)
        && tokens.glued(found.end + 1)
        && tokens.kind(found.end + 1) == Some(Kind::Word)
    {
        return event;
    }
    let on = matches!(before, "on" | "at" | "in" | "this" | "for" | "during");
    let noun_at = at.checked_sub(if on { 2 } else { 1 })?;
    before_event(tokens, noun_at).or_else(|| {
        let noun = singular(tokens.word(noun_at));
        let lead = |back: usize| tokens.before(noun_at, back);
        let determiner = |word: &str| {
            matches!(word, "the" | "our" | "your" | "my" | "this" | "their" | "s" | "his" | "her" | "that")
        };
        let definite = (1..=4).find(|back| determiner(lead(*back)))?;
        // "at the demo on Friday", but "give the demo on Friday".
        let placed = matches!(
            lead(definite + 1),
            "at" | "for" | "in" | "to" | "about" | "during" | "of" | "from" | "with" | "after"
        );
        let happens = has(GATHERINGS, noun) && !is_arranged(tokens, noun_at) || has(OCCASIONS, noun) && placed;
        happens.then_some((Role::Event, firm::NOT))
    })
}

/// "year end", "month-end": without a preposition the name of a season of work.
fn is_year_end(tokens: &Tokens, found: &Found) -> bool {
    found.shape == Shape::Part
        && tokens.word(found.end.saturating_sub(1)) == "end"
        && (found.first..found.end).any(|at| matches!(tokens.word(at), "year" | "month" | "quarter"))
        || (found.first..found.end).any(|at| matches!(tokens.word(at), "yearend" | "monthend"))
}

/// A feast that gives its name to things around it.
fn is_season(tokens: &Tokens, found: &Found) -> bool {
    found.end == found.first + 1
        && matches!(tokens.word(found.first), "christmas" | "xmas" | "easter" | "thanksgiving" | "halloween")
        && tokens.kind(found.end) == Some(Kind::Word)
        && !can_follow(tokens.word(found.end))
}

/// "before the workshop on November 17", "before we meet on Friday": its day is the deadline.
fn before_event(tokens: &Tokens, noun_at: usize) -> Option<(Role, u8)> {
    for back in 0..8 {
        let at = noun_at.checked_sub(back)?;
        if matches!(tokens.kind(at), Some(Kind::Sign)) && tokens.word(at) != "-" {
            return None;
        }
        let ahead = match tokens.word(at) {
            "before" => true,
            "of" => matches!(tokens.before(at, 1), "ahead" | "advance"),
            "to" => tokens.before(at, 1) == "prior",
            "for" => tokens.before(at, 1) == "time" && tokens.before(at, 2) == "in",
            // "by the party on March 20".
            "by" => back <= 3 && matches!(tokens.word(at + 1), "the" | "our" | "your" | "my"),
            _ => false,
        };
        if ahead {
            let negated = (1..=8).any(|back| matches!(tokens.before(at, back), "not" | "t" | "never"));
            return Some(if negated { (Role::Start, firm::NOT) } else { (Role::Deadline, firm::BY) });
        }
    }
    None
}

/// "Schedule the call on Friday": the event itself is the work.
fn is_arranged(tokens: &Tokens, noun_at: usize) -> bool {
    // "Book a room for the workshop on Friday" arranges the room.
    let near = (1..=5).take_while(|back| !matches!(tokens.before(noun_at, *back), "for" | "at" | "to"));
    near.into_iter().any(|back| {
        matches!(
            tokens.before(noun_at, back),
            "schedule"
                | "arrange"
                | "book"
                | "organise"
                | "organize"
                | "run"
                | "hold"
                | "host"
                | "do"
                | "have"
                | "give"
                | "finish"
                | "complete"
        )
    })
}

/// Things that happen on a day, or are known by it.
pub(super) fn is_event_noun(word: &str) -> bool {
    has(GATHERINGS, singular(word)) || has(OCCASIONS, singular(word)) || has(DOCUMENTS, singular(word))
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|word| word.len() > 3 && !word.ends_with('s')).unwrap_or(word)
}

/// Words that can stand behind a date without making it part of a name.
pub(super) fn can_follow(word: &str) -> bool {
    has(FOLLOWERS, word)
}
