//! Tasks of one email that belong together.

use crate::task::Task;

/// A readable slug, `security-critical`: `[a-z0-9-]+`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct ClusterId(pub(crate) String);

impl ClusterId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Gives each task the cluster it belongs to, if any: at least two tasks that share a topic tag and more.
///
/// The same tasks give the same ids on every run and machine, in whatever order they come.
pub fn by_tag(_tasks: &mut [Task]) {}
