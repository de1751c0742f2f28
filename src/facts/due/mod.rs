//! Deadlines in words: which date binds, and which day it is.
//!
//! `tokens` cuts the text, `expressions` reads dates out of it, `binding` tells the deadline from the events, periods
//! and documents that a date can name as well. `calendar` and `holidays` do the arithmetic.

mod binding;
mod calendar;
mod clause;
mod expressions;
mod firm;
mod governor;
mod holidays;
mod label;
mod names;
mod things;
mod tokens;
mod vocabulary;

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
    /// The day; `None` where the words give none: repeats, lengths, what is over.
    pub date: Option<NaiveDate>,
    /// Its bytes; a deadline's with the preposition.
    pub span: Range<usize>,
    /// How firmly it binds, for comparison within one text; 0 is no deadline.
    pub firmness: u8,
}

/// The deadline that binds the action in `text`, a sentence or a list entry.
///
/// A date that names an event, a period or a document is none: "the Friday meeting".
pub fn find(text: &str, clock: &Clock) -> Option<Due> {
    let tokens = Tokens::of(text);
    firmest(text, binding::mentions(&tokens, clock))
}

/// Every date in `text`, in its order, with what it is.
pub fn mentions(text: &str, clock: &Clock) -> Vec<Mention> {
    binding::mentions(&Tokens::of(text), clock)
}

/// The deadline that a heading, a table cell, a key-value line or a timeline entry states for what stands under it:
/// "WEEK 1 (until 16 January)", "Due: Friday", "To do before the 12th", a bare "17 Jan" under a "Due" column.
///
/// A heading that only dates itself gives none: "Minutes, 12 January".
pub fn find_in_label(text: &str, clock: &Clock) -> Option<Due> {
    let tokens = Tokens::of(text);
    firmest(text, label::mentions(&tokens, clock))
}

/// The order that the numeric dates of one mail give away: a day over 12 decides; `None` where nothing does, or where
/// the mail has both.
pub fn order_in(text: &str) -> Option<DayOrder> {
    label::order_in(text)
}

/// The first of the firmest deadlines.
fn firmest(text: &str, mentions: Vec<Mention>) -> Option<Due> {
    let mut best: Option<Mention> = None;
    for mention in mentions {
        let firmer = best.as_ref().is_none_or(|best| mention.firmness > best.firmness);
        if mention.role == Role::Deadline && mention.date.is_some() && firmer {
            best = Some(mention);
        }
    }
    let Mention { date, span, .. } = best?;
    Some(Due { date: date?, words: text.get(span.clone())?.to_owned(), span })
}

#[cfg(test)]
mod tests;
