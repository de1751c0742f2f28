//! What a candidate says: when, who, in which words, about what.

pub mod assignee;
pub mod context;
pub mod due;
pub mod people;
pub mod tags;
pub mod title;
