//! Fits the weights of the rules on labelled mail and writes them to a file.
//!
//! Regularised logistic regression: which rules speak in a sentence, and whether a person called it a task. The same
//! files give the same weights. Cross-validation leaves out whole emails, so that no sentence of an email is judged by
//! weights that were fitted on its neighbours.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use argmin::core::{CostFunction, Executor, Gradient};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;
use clap::Parser;
use meeting_tasks::candidates::{self, Options};
use meeting_tasks::email::{self, RawEmail};
use meeting_tasks::inputs::Origin;
use meeting_tasks::rules::weights::{self, Weights};
use meeting_tasks::sentences::Sentence;
use meeting_tasks::structure::Document;
use meeting_tasks::{rules, sentences, structure, zones};

/// Fit the weights of the rules on labelled mail.
#[derive(Parser)]
struct Args {
    /// Folders with `emails/` and `gold.jsonl`.
    #[arg(required = true)]
    sets: Vec<PathBuf>,
    /// A file of `Yes<TAB>sentence` and `No<TAB>sentence` lines, judged without an email around them.
    #[arg(long)]
    sentences: Option<PathBuf>,
    /// Where the weights are written.
    #[arg(long, default_value = "src/rules/weights.yaml")]
    out: PathBuf,
    /// Strength of the regularisation (L2); larger keeps weights nearer to 0.
    #[arg(long, default_value_t = 1.0)]
    strength: f64,
    /// What one single sentence counts against one sentence of an email.
    #[arg(long, default_value_t = 0.3)]
    sentence_worth: f64,
    /// Print what is missed and what is found wrongly under cross-validation.
    #[arg(long)]
    errors: bool,
}

/// Emails are dealt to so many folds.
const FOLDS: usize = 5;
/// Words of a sentence and a label must agree by this much of the shorter one.
const SAME: f64 = 0.6;

/// One sentence: which rules speak, and what a person said.
#[derive(Debug, Clone)]
struct Row {
    /// Index into the emails; `None` for a sentence by itself.
    email: Option<usize>,
    /// Index into the sentences of its email.
    sentence: usize,
    rules: Vec<usize>,
    task: bool,
    worth: f64,
}

struct Labelled {
    set: usize,
    name: String,
    document: Document,
    sentences: Vec<Sentence>,
    mail: rules::view::Mail,
    /// The quote's words, and whether it must be found.
    items: Vec<(Vec<String>, bool)>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let ids: BTreeMap<&str, usize> = rules::builtin().enumerate().map(|(at, rule)| (rule.id, at)).collect();
    let names: Vec<&str> = rules::builtin().map(|rule| rule.id).collect();
    let mut emails = Vec::new();
    for (at, set) in args.sets.iter().enumerate() {
        read_set(set, at, &mut emails).with_context(|| format!("cannot read labels below `{}`", set.display()))?;
    }
    let mut rows: Vec<Row> = emails.iter().enumerate().flat_map(|(at, email)| email.rows(at, &ids)).collect();
    if let Some(path) = &args.sentences {
        rows.extend(single_sentences(path, &ids, args.sentence_worth)?);
    }
    let mut per_set = vec![Counts::default(); args.sets.len()];
    let fold_of = |row: &Row, at: usize| row.email.map_or(at % FOLDS, |email| email % FOLDS);
    let mut held_out: Vec<(usize, f64)> = Vec::new();
    let mut fold_weights = Vec::new();
    for fold in 0..FOLDS {
        let train: Vec<&Row> =
            rows.iter().enumerate().filter(|(at, row)| fold_of(row, *at) != fold).map(|(_, row)| row).collect();
        let fitted = fit(&train, names.len(), args.strength)?;
        for (at, row) in rows.iter().enumerate().filter(|(at, row)| fold_of(row, *at) == fold) {
            held_out.push((at, weights::probability(fitted[0] + row.rules.iter().map(|r| fitted[r + 1]).sum::<f64>())));
        }
        fold_weights.push(fitted);
    }
    let threshold = best_threshold(|threshold| {
        let mut counts = Counts::default();
        for (at, email) in emails.iter().enumerate() {
            counts.add(&email.found(&options(&fold_weights[at % FOLDS], &names, threshold)));
        }
        counts
    });
    for (at, email) in emails.iter().enumerate() {
        let options = options(&fold_weights[at % FOLDS], &names, threshold);
        per_set[email.set].add(&email.found(&options));
        if args.errors {
            print!("{}", email.errors(&options));
        }
    }

    let all: Vec<&Row> = rows.iter().collect();
    let fitted = fit(&all, names.len(), args.strength)?;
    let mut report = String::new();
    for (set, counts) in args.sets.iter().zip(&per_set) {
        let name = set.file_name().unwrap_or(set.as_os_str()).to_string_lossy();
        writeln!(report, "# {name}: {counts}")?;
    }
    let single: Vec<(bool, f64)> =
        held_out.iter().filter(|(at, _)| rows[*at].email.is_none()).map(|(at, p)| (rows[*at].task, *p)).collect();
    if !single.is_empty() {
        let mut counts = Counts::default();
        for (task, probability) in &single {
            counts.hits += usize::from(*task && *probability >= threshold);
            counts.missed += usize::from(*task && *probability < threshold);
            counts.false_alarms += usize::from(!*task && *probability >= threshold);
        }
        writeln!(report, "# single sentences: {counts}")?;
    }
    print!("{report}");
    let mut text = String::from(
        "# Written by the `fit` command: the log-odds that each rule adds. Do not edit by hand.\n# Under five-fold cross-validation by email:\n",
    );
    text.push_str(&report);
    writeln!(text, "threshold: {threshold:.2}\nbias: {:.3}\nrules:", fitted[0])?;
    for (name, weight) in names.iter().zip(&fitted[1..]) {
        writeln!(text, "  {name}: {weight:.3}")?;
    }
    fs::write(&args.out, text).with_context(|| format!("cannot write `{}`", args.out.display()))
}

fn options(fitted: &[f64], names: &[&str], threshold: f64) -> Options {
    let rules = names.iter().zip(&fitted[1..]).map(|(name, weight)| ((*name).to_owned(), *weight)).collect();
    Options { weights: Weights { threshold, bias: fitted[0], rules }, rules: Vec::new(), threshold }
}

fn read_set(set: &Path, index: usize, emails: &mut Vec<Labelled>) -> Result<()> {
    for line in fs::read_to_string(set.join("gold.jsonl"))?.lines().filter(|line| !line.trim().is_empty()) {
        let label: serde_json::Value = serde_json::from_str(line)?;
        let Some(name) = label["email"].as_str() else { bail!("a label without `email`") };
        let path = set.join("emails").join(name);
        let raw =
            RawEmail { bytes: fs::read(&path)?, origin: Origin { path: Some(path), index: None }, envelope: None };
        let email = email::parse(&raw, &email::Options::default())?;
        let zones = zones::split(&email);
        let document = structure::read(&email, &zones);
        let sentences = sentences::split(&document);
        let mail = candidates::describe(&email, &document, &sentences);
        let items = label["tasks"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|item| (words(item["quote"].as_str().unwrap_or("")), item["required"].as_bool().unwrap_or(true)))
            .collect();
        emails.push(Labelled { set: index, name: name.to_owned(), document, sentences, mail, items });
    }
    Ok(())
}

fn single_sentences(path: &Path, ids: &BTreeMap<&str, usize>, worth: f64) -> Result<Vec<Row>> {
    let text = String::from_utf8_lossy(&fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?)
        .into_owned();
    let mut sentences: Vec<(bool, String)> = Vec::new();
    for line in text.lines() {
        match line.split_once('\t') {
            Some((label, sentence)) => sentences.push((label.trim() == "Yes", sentence.trim().to_owned())),
            None => {
                if let Some((_, last)) = sentences.last_mut() {
                    last.push(' ');
                    last.push_str(line.trim());
                }
            }
        }
    }
    let spoken = |text: &str| {
        rules::view::of_text(text, |view| {
            rules::book().speaking(view).iter().map(|rule| ids[rule.id]).collect::<Vec<_>>()
        })
    };
    Ok(sentences
        .iter()
        .map(|(task, text)| Row { email: None, sentence: 0, rules: spoken(text), task: *task, worth })
        .collect())
}

impl Labelled {
    /// One row for each sentence about which the labels leave no doubt.
    fn rows(&self, email: usize, ids: &BTreeMap<&str, usize>) -> Vec<Row> {
        let texts: Vec<Vec<String>> = self.sentences.iter().map(|s| words(&s.text)).collect();
        let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        let mut doubtful = BTreeSet::new();
        for (item, (quote, required)) in self.items.iter().enumerate() {
            for (at, text) in texts.iter().enumerate() {
                let overlap = overlap(text, quote);
                if overlap < SAME {
                    continue;
                }
                doubtful.insert(at);
                // The longer of two sentences that meet the quote equally well carries it.
                #[expect(clippy::cast_precision_loss, reason = "a sentence has some dozen words")]
                let score = overlap + text.len().min(quote.len()) as f64 / 1000.0;
                if *required && best.get(&item).is_none_or(|(most, _)| score > *most) {
                    best.insert(item, (score, at));
                }
            }
        }
        let tasks: BTreeSet<usize> = best.values().map(|(_, at)| *at).collect();
        (0..self.sentences.len())
            .filter(|at| tasks.contains(at) || !doubtful.contains(at))
            .map(|at| {
                let view = candidates::view(&self.mail, &self.document, &self.sentences, at);
                let rules = rules::book().speaking(&view).iter().map(|rule| ids[rule.id]).collect();
                Row { email: Some(email), sentence: at, rules, task: tasks.contains(&at), worth: 1.0 }
            })
            .collect()
    }

    fn weighed(&self, options: &Options) -> Vec<candidates::Verdict> {
        (0..self.sentences.len())
            .map(|at| candidates::judge(&candidates::view(&self.mail, &self.document, &self.sentences, at), options))
            .collect()
    }

    /// What the weights find in this email, counted.
    fn found(&self, options: &Options) -> Counts {
        let found = candidates::find(&self.document, &self.sentences, &self.weighed(options), options);
        let pairs = self.matched(&found);
        let mut counts = Counts {
            hits: pairs.iter().filter(|(item, _)| self.items[*item].1).count(),
            false_alarms: found.len() - pairs.len(),
            missed: self.missed(&pairs).len(),
            ..Counts::default()
        };
        if !self.items.iter().any(|(_, required)| *required) {
            counts.quiet = 1;
            counts.silent = usize::from(counts.false_alarms == 0);
        }
        counts
    }

    /// Pairs of item and candidate, one to one: required items first, best overlap first.
    fn matched(&self, found: &[candidates::Candidate]) -> Vec<(usize, usize)> {
        let texts: Vec<Vec<String>> = found.iter().map(|c| words(&self.sentences[c.sentence].text)).collect();
        let mut fits: Vec<(bool, f64, usize, usize)> = Vec::new();
        for (item, (quote, required)) in self.items.iter().enumerate() {
            for (task, text) in texts.iter().enumerate() {
                let overlap = overlap(text, quote);
                if overlap >= SAME {
                    fits.push((!required, -overlap, item, task));
                }
            }
        }
        fits.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
        let (mut met, mut used) = (BTreeSet::new(), BTreeSet::new());
        let mut pairs = Vec::new();
        for (_, _, item, task) in fits {
            if !met.contains(&item) && !used.contains(&task) {
                met.insert(item);
                used.insert(task);
                pairs.push((item, task));
            }
        }
        pairs
    }

    fn missed(&self, pairs: &[(usize, usize)]) -> Vec<usize> {
        (0..self.items.len()).filter(|at| self.items[*at].1 && !pairs.iter().any(|(item, _)| item == at)).collect()
    }

    /// A line for each miss and each false alarm, with the rules that spoke.
    fn errors(&self, options: &Options) -> String {
        let verdicts = self.weighed(options);
        let found = candidates::find(&self.document, &self.sentences, &verdicts, options);
        let pairs = self.matched(&found);
        let explain = |at: usize| {
            let mut evidence: Vec<_> = verdicts[at].evidence.iter().filter(|e| e.weight.abs() > 0.05).collect();
            evidence.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
            let spoke: Vec<String> = evidence.iter().take(9).map(|e| format!("{}{:+.1}", e.rule, e.weight)).collect();
            format!("{:.2} {} [{}]", verdicts[at].probability, self.sentences[at].text, spoke.join(" "))
        };
        let mut out = String::new();
        for item in self.missed(&pairs) {
            let quote = &self.items[item].0;
            let best = (0..self.sentences.len()).max_by(|a, b| {
                overlap(&words(&self.sentences[*a].text), quote)
                    .total_cmp(&overlap(&words(&self.sentences[*b].text), quote))
            });
            let line = best
                .filter(|at| overlap(&words(&self.sentences[*at].text), quote) >= SAME)
                .map_or_else(|| format!("no sentence: {}", quote.join(" ")), explain);
            let _ = writeln!(out, "{}/{} MISSED {line}", self.set, self.name);
        }
        for (task, candidate) in
            found.iter().enumerate().filter(|(task, _)| !pairs.iter().any(|(_, used)| used == task))
        {
            let _ = (task, writeln!(out, "{}/{} FALSE {}", self.set, self.name, explain(candidate.sentence)));
        }
        out
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    hits: usize,
    false_alarms: usize,
    missed: usize,
    quiet: usize,
    silent: usize,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.hits += other.hits;
        self.false_alarms += other.false_alarms;
        self.missed += other.missed;
        self.quiet += other.quiet;
        self.silent += other.silent;
    }

    fn f1(&self) -> f64 {
        share(2 * self.hits, 2 * self.hits + self.false_alarms + self.missed)
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let (precision, recall) =
            (share(self.hits, self.hits + self.false_alarms), share(self.hits, self.hits + self.missed));
        write!(f, "precision {precision:.3}, recall {recall:.3}, F1 {:.3}", self.f1())?;
        if self.quiet > 0 {
            write!(f, ", silent {}/{}", self.silent, self.quiet)?;
        }
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of sentences are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The threshold, in hundredths, at which F1 is best.
fn best_threshold(counts: impl Fn(f64) -> Counts) -> f64 {
    let mut best = (0.0, 0.5);
    for step in 20..80 {
        let threshold = f64::from(step) / 100.0;
        let f1 = counts(threshold).f1();
        if f1 > best.0 {
            best = (f1, threshold);
        }
    }
    best.1
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a sentence has some dozen words")]
fn overlap(a: &[String], b: &[String]) -> f64 {
    let mut left: Vec<&String> = b.iter().collect();
    let mut same = 0;
    for word in a {
        if let Some(at) = left.iter().position(|other| *other == word) {
            left.swap_remove(at);
            same += 1;
        }
    }
    let shorter = a.len().min(b.len());
    if shorter == 0 || same < shorter.min(3) { 0.0 } else { same as f64 / shorter as f64 }
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
            for rule in &row.rules {
                gradient[rule + 1] += error;
            }
        }
        Ok(gradient)
    }
}

impl Row {
    fn log_odds(&self, weights: &[f64]) -> f64 {
        weights[0] + self.rules.iter().map(|rule| weights[rule + 1]).sum::<f64>()
    }
}

/// The bias and the weights of all rules.
fn fit(rows: &[&Row], rules: usize, strength: f64) -> Result<Vec<f64>> {
    let problem = Likelihood { rows, strength };
    let solver = LBFGS::new(MoreThuenteLineSearch::new(), 10).with_tolerance_grad(1e-6)?;
    let run =
        Executor::new(problem, solver).configure(|state| state.param(vec![0.0; rules + 1]).max_iters(500)).run()?;
    run.state.best_param.context("the fit found no weights")
}
