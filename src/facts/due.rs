//! Deadlines in words: which date binds, and which day it is.

use std::ops::Range;

use chrono::{DateTime, FixedOffset, NaiveDate};

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

/// The deadline that binds the action in `text`, a sentence or a list entry.
///
/// A date that names an event, a period or a document is none: "the Friday meeting".
pub fn find(_text: &str, _clock: &Clock) -> Option<Due> {
    None
}

/// The deadline that a heading, a table cell, a key-value line or a timeline entry states for what stands under it:
/// "WEEK 1 (until 16 January)", "Due: Friday", "To do before the 12th", a bare "17 Jan" under a "Due" column.
pub fn find_in_label(_text: &str, _clock: &Clock) -> Option<Due> {
    None
}

/// The order that the numeric dates of one mail give away: a day over 12 decides; `None` where nothing does.
pub fn order_in(_text: &str) -> Option<DayOrder> {
    None
}
