//! What a candidate says: when, who, in which words, about what.

pub mod assignee;
pub mod context;
pub mod decisions;
pub mod people;
pub mod phrases;
pub mod stems;
pub mod summary;
pub mod tags;
pub mod title;
