//! A task: a candidate with its facts and its score.

use crate::candidates::Evidence;
use crate::cluster::ClusterId;
use crate::facts::assignee::Assignee;
use crate::facts::due::Due;
use crate::facts::tags::Tag;
use crate::rules::Kind;
use crate::score::{Confidence, Priority};

/// `mt-` and six or more lower-case hex digits; the same task of the same email has the same id on every run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct TaskId(pub(crate) String);

impl TaskId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, Clone)]
pub struct Task {
    pub id: TaskId,
    /// Imperative, what one would write on a list.
    pub text: String,
    pub kind: Kind,
    pub assignee: Option<Assignee>,
    pub due: Option<Due>,
    pub priority: Priority,
    pub priority_reasons: Vec<String>,
    pub confidence: Confidence,
    /// 0 to 1, calibrated.
    pub probability: f64,
    pub tags: Vec<Tag>,
    pub cluster: Option<ClusterId>,
    pub context: Vec<String>,
    /// The email's words, verbatim.
    pub quote: String,
    /// The heading that it stands under.
    pub section: Option<String>,
    /// The body line, counted from 1.
    pub line: usize,
    pub evidence: Vec<Evidence>,
}
