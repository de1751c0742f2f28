//! What counts as a task, one file a family.

/// What kind of speech act makes something a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Request,
    Commitment,
    Assignment,
    Obligation,
    Question,
    Listed,
}
