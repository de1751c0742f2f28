//! Sentences that the rules take for tasks, each with the evidence for and against.

use crate::email::Email;
use crate::rules::Kind;
use crate::sentences::Sentence;
use crate::structure::Document;

/// One reason that spoke for or against a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The rule's id, `request.modal-question`.
    pub rule: String,
    /// Log-odds.
    pub weight: f64,
    /// The rule's reason, for the reader of `--explain`.
    pub why: String,
}

/// A sentence that is a task with some probability.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Index into the sentences.
    pub sentence: usize,
    pub kind: Kind,
    /// 0 to 1, calibrated.
    pub probability: f64,
    pub evidence: Vec<Evidence>,
    /// Sentences that say the same action again, or date it (a timeline, a recap); their dates and weights apply.
    pub repeats: Vec<usize>,
}

/// Every candidate, best reading first within a sentence, repeats merged.
pub fn find(_email: &Email, _document: &Document, _sentences: &[Sentence]) -> Vec<Candidate> {
    Vec::new()
}
