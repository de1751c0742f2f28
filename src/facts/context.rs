//! The lines under a task: why, with what effect, on what condition.

use crate::structure::Document;

/// How many context lines a task has at most.
pub const MOST: usize = 3;

/// Reason, impact, requirement and dependency of the task, verbatim from the sentences and sub-entries around it.
///
/// `taken` are the sentences that are tasks themselves.
pub fn find(
    _sentence: usize,
    _sentences: &[crate::sentences::Sentence],
    _document: &Document,
    _taken: &[usize],
) -> Vec<String> {
    Vec::new()
}
