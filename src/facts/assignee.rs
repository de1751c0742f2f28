//! Who has to do it.

use std::ops::Range;

use super::people::People;
use crate::rules::Kind;
use crate::structure::Document;

/// How the email says who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AssigneeRole {
    Recipient,
    Sender,
    Named,
}

/// Who has to do it; "unknown" is the absence of this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignee {
    pub role: AssigneeRole,
    /// The name where one is known, also for recipient and sender.
    pub name: Option<String>,
    /// The words in the sentence that only say who, to be left out of the title: "(Priya)", "@lee", "Dana:".
    pub span: Option<Range<usize>>,
}

/// Who has to do what `sentence` asks; `None` where the email does not say.
pub fn find(_sentence: &str, _kind: Kind, _block: usize, _document: &Document, _people: &People) -> Option<Assignee> {
    None
}
