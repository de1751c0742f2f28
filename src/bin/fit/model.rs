//! The model that is fitted: log-odds that add up, shrunk towards what their family says.

use std::borrow::Cow;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result};
use argmin::core::{CostFunction, Executor, Gradient};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use meeting_tasks::rules::weights::{self, Model};
use meeting_tasks::rules::words::{self, Word};
use meeting_tasks::rules::{self, Rule, View};

/// Words of fewer sentences say more of these sentences than of language.
const LEAST_SENTENCES: usize = 6;
/// How freely the mean of a family moves, against the weight of one rule; a rule that little mail speaks of takes the
/// mean of its family instead of nothing.
const FAMILY_SPREAD: f64 = 1.5;

/// One sentence: what speaks in it, and what a person said.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// Index into the emails; `None` for a sentence by itself.
    pub(crate) email: Option<usize>,
    /// Index of a parameter, and how loudly it speaks.
    pub(crate) features: Vec<(usize, f64)>,
    /// What rules with a weight of their own add.
    pub(crate) settled: f64,
    pub(crate) task: bool,
    pub(crate) worth: f64,
}

/// What a sentence consists of, before it is known which words count.
pub(crate) struct Heard {
    rules: Vec<&'static Rule>,
    words: Vec<String>,
}

impl Heard {
    pub(crate) fn of(view: &View) -> Heard {
        Heard { rules: rules::book().speaking(view), words: words::of(view).into_iter().map(Cow::into_owned).collect() }
    }

    /// The rules whose weight is to be found.
    fn fitted(&self) -> impl Iterator<Item = &'static str> {
        self.rules.iter().filter(|rule| rule.settled().is_none()).map(|rule| rule.id)
    }

    /// What the others add.
    pub(crate) fn settled(&self) -> f64 {
        self.rules.iter().filter_map(|rule| rule.settled()).sum()
    }
}

/// The order of the parameters: the bias, the rules, the families' means, the words.
pub(crate) struct Plan {
    /// Index of a rule's parameter and of its family's.
    rules: BTreeMap<&'static str, (usize, usize)>,
    /// The weights that are not fitted.
    settled: BTreeMap<&'static str, f64>,
    /// In the order in which they are printed.
    ids: Vec<&'static str>,
    /// Index of a word's parameter, and its rarity.
    words: BTreeMap<String, (usize, f64)>,
    size: usize,
}

impl Plan {
    /// A plan for the words of these sentences.
    pub(crate) fn of(heard: &[&Heard]) -> Plan {
        let ids: Vec<&'static str> = rules::builtin().map(|rule| rule.id).collect();
        let mut families: BTreeMap<&str, usize> = BTreeMap::new();
        let mut rules = BTreeMap::new();
        for (at, rule) in rules::builtin().enumerate() {
            let next = 1 + ids.len() + families.len();
            rules.insert(rule.id, (at + 1, *families.entry(rule.family()).or_insert(next)));
        }
        let mut sentences: BTreeMap<&str, usize> = BTreeMap::new();
        for word in heard.iter().flat_map(|heard| &heard.words) {
            *sentences.entry(word).or_default() += 1;
        }
        let first = 1 + ids.len() + families.len();
        #[expect(clippy::cast_precision_loss, reason = "counts of sentences are small")]
        let rarity = |count: usize| (heard.len() as f64 / count as f64).ln();
        let words: BTreeMap<String, (usize, f64)> = sentences
            .into_iter()
            .filter(|(_, count)| *count >= LEAST_SENTENCES)
            .enumerate()
            .map(|(at, (word, count))| (word.to_owned(), (first + at, rarity(count))))
            .collect();
        let settled = rules::builtin().filter_map(|rule| Some((rule.id, rule.settled()?))).collect();
        Plan { rules, settled, ids, size: first + words.len(), words }
    }

    pub(crate) fn features(&self, heard: &Heard) -> Vec<(usize, f64)> {
        let mut features: Vec<(usize, f64)> = Vec::new();
        for (rule, family) in heard.fitted().filter_map(|id| self.rules.get(id)) {
            features.push((*rule, 1.0));
            features.push((*family, FAMILY_SPREAD));
        }
        let known: Vec<(usize, f64)> = heard.words.iter().filter_map(|word| self.words.get(word).copied()).collect();
        let loudness = words::loudness(known.iter().map(|(_, rarity)| *rarity));
        features.extend(known.iter().filter(|_| loudness > 0.0).map(|(at, rarity)| (*at, rarity / loudness)));
        features
    }

    /// The bias and all weights.
    pub(crate) fn fit<'a>(&self, rows: impl Iterator<Item = &'a Row>, strength: f64) -> Result<Fitted> {
        let rows: Vec<&Row> = rows.collect();
        let problem = Likelihood { rows: &rows, strength };
        let solver = LBFGS::new(MoreThuenteLineSearch::new(), 10).with_tolerance_grad(1e-5)?;
        let run =
            Executor::new(problem, solver).configure(|state| state.param(vec![0.0; self.size]).max_iters(500)).run()?;
        Ok(Fitted(run.state.best_param.context("the fit found no weights")?))
    }

    /// The fitted numbers as the program weighs with them.
    pub(crate) fn model(&self, fitted: &Fitted, threshold: f64) -> Model {
        Model {
            threshold,
            bias: fitted.0[0],
            rules: self.ids.iter().map(|id| ((*id).to_owned(), self.weight(fitted, id))).collect(),
            words: self
                .words
                .iter()
                .map(|(word, (at, rarity))| (word.clone(), Word { rarity: *rarity, weight: fitted.0[*at] }))
                .collect(),
        }
    }

    /// A rule's own part and that of its family; what it weighs by its meaning where that is settled.
    fn weight(&self, fitted: &Fitted, id: &str) -> f64 {
        if let Some(settled) = self.settled.get(id) {
            return *settled;
        }
        self.rules.get(id).map_or(0.0, |(rule, family)| fitted.0[*rule] + FAMILY_SPREAD * fitted.0[*family])
    }

    /// One model as it stands in the weights file.
    pub(crate) fn section(&self, name: &str, threshold: f64, fitted: &Fitted) -> String {
        let mut text = format!("{name}:\n  threshold: {threshold:.2}\n  bias: {:.3}\n", fitted.0[0]);
        for id in &self.ids {
            let _ = writeln!(text, "  {id}: {:.3}", self.weight(fitted, id));
        }
        text
    }

    /// The words as they stand in their file.
    pub(crate) fn words(&self, mail: &Fitted, alone: &Fitted) -> String {
        let mut text = String::from(
            "# Written by the `fit` command: word, rarity, and the log-odds in an email and by itself. Do not edit by hand.\n",
        );
        for (word, (at, rarity)) in &self.words {
            let _ = writeln!(text, "{word}\t{rarity:.2}\t{:.2}\t{:.2}", mail.0[*at], alone.0[*at]);
        }
        text
    }
}

/// Parameters in the order of a [`Plan`].
#[derive(Debug, Clone)]
pub(crate) struct Fitted(Vec<f64>);

impl Fitted {
    /// The log-odds stretched and shifted.
    pub(crate) fn scaled(mut self, slope: f64, shift: f64) -> Fitted {
        for weight in &mut self.0 {
            *weight *= slope;
        }
        self.0[0] += shift;
        self
    }

    pub(crate) fn probability(&self, row: &Row) -> f64 {
        weights::probability(row.log_odds(&self.0))
    }
}

impl Row {
    fn log_odds(&self, weights: &[f64]) -> f64 {
        weights[0] + self.settled + self.features.iter().map(|(at, value)| weights[*at] * value).sum::<f64>()
    }
}

/// The negative log-likelihood with its L2 penalty; parameter 0 is the bias, which is not penalised.
struct Likelihood<'a> {
    rows: &'a [&'a Row],
    strength: f64,
}

impl CostFunction for Likelihood<'_> {
    type Param = Vec<f64>;
    type Output = f64;

    fn cost(&self, weights: &Vec<f64>) -> Result<f64, argmin::core::Error> {
        let loss: f64 = self
            .rows
            .iter()
            .map(|row| {
                let odds = row.log_odds(weights);
                let signed = if row.task { -odds } else { odds };
                row.worth * (signed.max(0.0) + (-signed.abs()).exp().ln_1p())
            })
            .sum();
        Ok(loss + self.strength / 2.0 * weights[1..].iter().map(|w| w * w).sum::<f64>())
    }
}

impl Gradient for Likelihood<'_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;

    fn gradient(&self, weights: &Vec<f64>) -> Result<Vec<f64>, argmin::core::Error> {
        let mut gradient: Vec<f64> = weights.iter().map(|w| w * self.strength).collect();
        gradient[0] = 0.0;
        for row in self.rows {
            let error = row.worth * (weights::probability(row.log_odds(weights)) - f64::from(u8::from(row.task)));
            gradient[0] += error;
            for (at, value) in &row.features {
                gradient[*at] += error * value;
            }
        }
        Ok(gradient)
    }
}
