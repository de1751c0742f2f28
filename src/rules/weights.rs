//! What each rule weighs: log-odds fitted on labelled mail, kept as data beside the rules.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::Table;

/// The fitted model: what each rule adds in a sentence of an email, and in one that is judged by itself.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    pub mail: Model,
    /// Without the email around it a sentence's words have to tell more.
    pub alone: Model,
}

/// Log-odds of each rule, and of a sentence in which none speaks.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Probability, 0 to 1, from which on a sentence is a task, as cross-validation chose it.
    pub threshold: f64,
    /// The log-odds before any rule speaks.
    pub bias: f64,
    /// Log-odds by rule id.
    pub rules: FxHashMap<String, f64>,
    /// Log-odds of the words themselves.
    pub words: Table,
}

impl Model {
    pub fn of(&self, rule: &str) -> f64 {
        self.rules.get(rule).copied().unwrap_or(0.0)
    }
}

/// A weights file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("cannot read the weights: {0}")]
pub struct WeightsError(pub(super) String);

impl Weights {
    /// Reads the form in which the fit writes: `name: number` lines under `mail:` and `alone:`, comments with `#`.
    ///
    /// # Errors
    ///
    /// When a line has another form; the message names it.
    pub fn read(text: &str) -> Result<Weights, WeightsError> {
        let mut weights = Weights::default();
        let mut model = &mut weights.mail;
        for (at, line) in text.lines().enumerate() {
            let line = line.split('#').next().unwrap_or("").trim();
            match line {
                "" => {}
                "mail:" => model = &mut weights.mail,
                "alone:" => model = &mut weights.alone,
                _ => {
                    let parts = line.split_once(':');
                    let number = parts.and_then(|(name, value)| Some((name.trim(), value.trim().parse::<f64>().ok()?)));
                    let Some((name, value)) = number.filter(|(_, value)| value.is_finite()) else {
                        return Err(WeightsError(format!("line {} is not `name: number`", at + 1)));
                    };
                    match name {
                        "threshold" => model.threshold = value,
                        "bias" => model.bias = value,
                        _ => {
                            model.rules.insert(name.to_owned(), value);
                        }
                    }
                }
            }
        }
        Ok(weights)
    }
}

/// The texts of the weights that the program ships.
pub const TEXTS: [&str; 2] = [include_str!("weights.yaml"), include_str!("words.tsv")];

/// The weights that the program ships.
pub fn builtin() -> &'static Weights {
    static BUILTIN: LazyLock<Weights> = LazyLock::new(|| {
        let mut weights = Weights::read(TEXTS[0]).unwrap_or_default();
        (weights.mail.words, weights.alone.words) = Table::read(TEXTS[1]).unwrap_or_default();
        weights
    });
    &BUILTIN
}

/// The probability that log-odds stand for: the logistic function.
pub fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn weights_and_rules_have_the_same_ids() {
        let weights = Weights::read(include_str!("weights.yaml")).expect("the shipped weights");
        let known: HashSet<&str> = crate::rules::builtin().map(|rule| rule.id).collect();
        for model in [&weights.mail, &weights.alone] {
            for rule in crate::rules::builtin() {
                assert!(model.rules.contains_key(rule.id), "no weight for {}", rule.id);
            }
            for id in model.rules.keys() {
                assert!(known.contains(id.as_str()), "no rule for the weight of {id}");
            }
        }
    }

    #[test]
    fn the_shipped_words_can_be_read() {
        assert!(Table::read(include_str!("words.tsv")).is_ok());
    }

    #[test]
    fn a_line_that_is_no_weight_is_named() {
        assert!(Weights::read("bias: 1\nx: y").unwrap_err().to_string().contains("line 2"));
    }
}
