//! Deadlines in words: which date binds, and which day it is.
//!
//! `tokens` cuts the text, `expressions` reads dates out of it, `binding` tells the deadline from the events, periods
//! and documents that a date can name as well. `calendar` and `holidays` do the arithmetic.

mod anaphora;
mod binding;
mod calendar;
mod circumstances;
mod clause;
mod expressions;
mod firm;
mod gate;
mod governor;
mod holidays;
mod label;
mod names;
mod pairs;
mod things;
mod tokens;
mod vocabulary;

use std::cell::OnceCell;
use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};

use tokens::Tokens;

/// What "3/4" means where nothing else decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DayOrder {
    #[default]
    MonthFirst,
    DayFirst,
}

/// From where words like "tomorrow" count.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The instant of sending in the sender's own UTC offset.
    pub sent: DateTime<FixedOffset>,
    pub order: DayOrder,
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub date: NaiveDate,
    /// The words that give it, verbatim: "by end of week".
    pub words: String,
    /// Where they stand in the text that was searched, as a byte range; with the preposition.
    pub span: Range<usize>,
}

/// What a date in a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A day by which, or on which, something is to be done.
    Deadline,
    /// The day of an event, a period or a document: "the Friday meeting".
    Event,
    /// From when on: "starting Monday", "not before Friday".
    Start,
    /// Over, or taken back: "last Friday", "instead of Friday".
    Past,
    /// "every Monday".
    Repeat,
    /// "for two weeks".
    Length,
    /// A time of day alone: "at 3 pm".
    Time,
}

/// A date expression in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub role: Role,
    /// The day; `None` where the words give none: repeats, lengths, what is over, what counts from a day of another text.
    pub date: Option<NaiveDate>,
    /// Its bytes; a deadline's with the preposition.
    pub span: Range<usize>,
    /// How firmly it binds, for comparison within one text; of an event, what kind of event it is.
    pub firmness: u8,
}

/// The deadline that binds the action in `text`, a sentence or a list entry.
///
/// A date that names an event, a period or a document is none: "the Friday meeting".
pub fn find(text: &str, clock: &Clock) -> Option<Due> {
    find_bound(text, clock).map(|(due, _)| due)
}

/// How firmly a deadline binds; a later one outweighs an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// Something ends that day: "registration closes on Friday".
    Closing,
    /// A date without a verb: "Draft FAQ - Thu".
    Bare,
    /// "ideally Wednesday".
    Wished,
    /// A day on which to act: "call him on Friday".
    Day,
    /// "until Friday", "in two weeks".
    Until,
    /// "by Friday", "due Friday", "Friday at the latest".
    By,
}

impl Bond {
    fn of(firmness: u8) -> Bond {
        match firmness {
            firm::NOT | firm::CLOSING => Bond::Closing,
            firm::BARE => Bond::Bare,
            firm::WISHED => Bond::Wished,
            firm::DAY => Bond::Day,
            firm::UNTIL => Bond::Until,
            _ => Bond::By,
        }
    }
}

/// [`find`] with how firmly the deadline binds: what a text says of the task in another place has to be firmer.
pub fn find_bound(text: &str, clock: &Clock) -> Option<(Due, Bond)> {
    bound_among(&mentions(text, clock), text)
}

/// [`find_bound`] for a text whose [`mentions`] are known.
pub fn bound_among(mentions: &[Mention], text: &str) -> Option<(Due, Bond)> {
    let mention = firmest(mentions)?;
    Some((due(text, mention)?, Bond::of(mention.firmness)))
}

/// [`find_in_label`] with how firmly the deadline binds.
pub fn find_bound_in_label(text: &str, clock: &Clock) -> Option<(Due, Bond)> {
    if !gate::may_name_a_day(text) {
        return None;
    }
    let tokens = Tokens::of(text);
    let mentions = label::mentions(&tokens, clock);
    let Some(mention) = firmest(&mentions) else {
        let period = label::lone_month(&tokens, clock).or_else(|| label::lone_period(text, &tokens, clock));
        let due = period.and_then(|mention| due(text, &mention))?;
        return Some((due, Bond::Bare));
    };
    Some((due(text, mention)?, Bond::of(mention.firmness)))
}

/// The day on which a chance ends: "the stall is kept until Wednesday", "registration closes on Friday".
pub fn find_closing(text: &str, clock: &Clock) -> Option<Due> {
    closing_among(&mentions(text, clock), text)
}

fn closing_among(mentions: &[Mention], text: &str) -> Option<Due> {
    let mention = mentions.iter().find(|mention| match mention.role {
        Role::Event => mention.firmness == firm::WINDOW,
        Role::Deadline => mention.firmness == firm::CLOSING,
        _ => false,
    })?;
    due(text, mention)
}

/// The first day that `text` tells as a fact, for a sentence that is known to be a task: "Dana presents the numbers on
/// Friday".
pub fn find_told(text: &str, clock: &Clock) -> Option<Due> {
    told_among(&mentions(text, clock), text)
}

fn told_among(mentions: &[Mention], text: &str) -> Option<Due> {
    let told = |mention: &&Mention| mention.role == Role::Event && mention.firmness == firm::TOLD;
    due(text, mentions.iter().find(told)?)
}

/// The day on which somebody is to be there: "the plumber comes on Tuesday, can you let him in?"
///
/// For a sentence that is known to be a task; the day of a meeting that one is asked to gives none.
pub fn find_attended(text: &str, clock: &Clock) -> Option<Due> {
    attended_among(&mentions(text, clock), text)
}

fn attended_among(mentions: &[Mention], text: &str) -> Option<Due> {
    if mentions.is_empty() || !asks_presence(&Tokens::of(text)) {
        return None;
    }
    let told = |mention: &&Mention| mention.role == Role::Event && mention.date.is_some();
    due(text, mentions.iter().find(told)?)
}

/// Whether somebody is to be where the reader lives or works. English says so with "be" and an adverb for a place that
/// both know, "be in", "be around", and of a door with "let somebody in"; a place that is named, "be in Oslo", is
/// elsewhere.
fn asks_presence(tokens: &Tokens) -> bool {
    let ends = |at: usize| {
        tokens.kind(at) != Some(tokens::Kind::Word)
            || matches!(tokens.word(at), "between" | "for" | "then" | "when" | "from" | "to" | "please" | "that")
    };
    (0..tokens.len()).any(|at| match tokens.word(at) {
        "be" => {
            let place = at + 1 + usize::from(tokens.follow(at + 1, &["at", "home"]));
            matches!(tokens.word(place), "in" | "there" | "home" | "here" | "around") && ends(place + 1)
        }
        // "let them in", "let the men in"; "let me know in time" lets nobody in.
        "let" => {
            let article = matches!(tokens.word(at + 1), "the" | "a" | "an" | "our" | "your" | "my" | "their");
            let behind = at + 2 + usize::from(article);
            tokens.word(behind) == "in" && ends(behind + 1)
        }
        _ => false,
    })
}

/// The deadline that `text` counts from a day named before it: "by noon on the Friday before", "the 25th of that month".
pub fn find_counted(text: &str, anchor: NaiveDate) -> Option<Due> {
    let tokens = Tokens::of(text);
    let counted = anaphora::counted(&tokens)?;
    let mention = counted.mention(&tokens, counted.from(anchor));
    if mention.role == Role::Deadline { due(text, &mention) } else { None }
}

/// The Friday of the `number`th week of a plan, whose first week is that of the sending, or the coming one on a weekend.
///
/// `None` for numbers that count no plan's weeks.
pub fn friday_of_plan_week(clock: &Clock, number: i64) -> Option<NaiveDate> {
    let first = calendar::on_or_after(clock.sent.date_naive(), chrono::Weekday::Fri)?;
    (1..=LONGEST_PLAN).contains(&number).then(|| calendar::plus_days(first, (number - 1) * 7))?
}

/// More weeks are no plan but a calendar's: "week 32".
const LONGEST_PLAN: i64 = 12;

/// `false` where no part of `text` can name a day, which is soon told; `true` says nothing.
pub fn may_name_a_day(text: &str) -> bool {
    gate::may_name_a_day(text)
}

/// Every date in `text`, in its order, with what it is.
pub fn mentions(text: &str, clock: &Clock) -> Vec<Mention> {
    if gate::may_name_a_day(text) { binding::mentions(&Tokens::of(text), clock) } else { Vec::new() }
}

/// The [`mentions`] of several texts, each read at most once.
#[derive(Debug)]
pub struct Dates<'a> {
    clock: Clock,
    texts: Vec<(&'a str, OnceCell<Vec<Mention>>)>,
}

impl<'a> Dates<'a> {
    pub fn new(texts: impl Iterator<Item = &'a str>, clock: Clock) -> Dates<'a> {
        Dates { clock, texts: texts.map(|text| (text, OnceCell::new())).collect() }
    }

    /// The mentions of the text at `at`; none beyond the last.
    pub fn of(&self, at: usize) -> &[Mention] {
        self.texts.get(at).map_or(&[], |(text, read)| read.get_or_init(|| mentions(text, &self.clock)))
    }

    /// [`find_bound`] in the text at `at`.
    pub fn bound(&self, at: usize) -> Option<(Due, Bond)> {
        bound_among(self.of(at), self.texts.get(at)?.0)
    }

    /// [`find_closing`] in the text at `at`.
    pub fn closing(&self, at: usize) -> Option<Due> {
        closing_among(self.of(at), self.texts.get(at)?.0)
    }

    /// [`find_told`] in the text at `at`.
    pub fn told(&self, at: usize) -> Option<Due> {
        told_among(self.of(at), self.texts.get(at)?.0)
    }

    /// [`find_attended`] in the text at `at`.
    pub fn attended(&self, at: usize) -> Option<Due> {
        attended_among(self.of(at), self.texts.get(at)?.0)
    }

    pub fn order(&self) -> DayOrder {
        self.clock.order
    }
}

/// The deadline that a heading, a table cell, a key-value line or a timeline entry states for what stands under it:
/// "STAGE 2 (until 16 January)", "Due: Friday", "To do before the 12th", a bare "17 Jan" under a "Due" column.
///
/// A heading that only dates itself gives none: "Minutes, 12 January".
pub fn find_in_label(text: &str, clock: &Clock) -> Option<Due> {
    find_bound_in_label(text, clock).map(|(due, _)| due)
}

/// The order that the numeric dates of one mail give away: a day over 12 decides; `None` where nothing does, or where
/// the mail has both.
pub fn order_in(text: &str) -> Option<DayOrder> {
    label::order_in(text)
}

/// The first of the firmest deadlines.
fn firmest(mentions: &[Mention]) -> Option<&Mention> {
    let mut best: Option<&Mention> = None;
    for mention in mentions {
        let firmer = best.is_none_or(|best| mention.firmness > best.firmness);
        if mention.role == Role::Deadline && mention.date.is_some() && firmer {
            best = Some(mention);
        }
    }
    best
}

fn due(text: &str, mention: &Mention) -> Option<Due> {
    let Mention { date, span, .. } = mention;
    Some(Due { date: (*date)?, words: text.get(span.clone())?.to_owned(), span: span.clone() })
}

#[cfg(test)]
mod tests;
