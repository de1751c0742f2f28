//! Priority and confidence, each with its reasons.

mod cues;
pub mod grades;
pub mod priority;

/// How urgent; `High` sorts first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    High,
    Medium,
    Low,
}

impl Priority {
    /// "high", "medium" or "low".
    pub fn name(self) -> &'static str {
        match self {
            Priority::High => "high",
            Priority::Medium => "medium",
            Priority::Low => "low",
        }
    }
}

/// Per cent, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Confidence(u8);

/// Words are never surer than this: one task in fifty that is beyond doubt by its form turns out to be a joke or done.
const SUREST: f64 = 0.98;

impl Confidence {
    /// `value` is cut to 0..=100.
    pub fn percent(value: u8) -> Self {
        Confidence(value.min(100))
    }

    /// Of a probability between 0 and 1; never more than 98 %, whatever the weights add up to.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100")]
    pub fn of(probability: f64) -> Self {
        Confidence((probability.clamp(0.0, SUREST) * 100.0).round() as u8)
    }

    pub fn get(self) -> u8 {
        self.0
    }
}
