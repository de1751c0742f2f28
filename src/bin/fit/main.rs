//! Fits the weights of the rules on labelled mail and writes them to a file.
//!
//! Regularised logistic regression: which rules speak in a sentence, and whether a person called it a task. The same
//! files give the same weights. Cross-validation leaves out whole emails, so that no sentence of an email is judged by
//! weights that were fitted on its neighbours.

mod model;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Parser;
use meeting_tasks::candidates::{self, Options};
use meeting_tasks::email::{self, RawEmail};
use meeting_tasks::inputs::Origin;
use meeting_tasks::rules::weights::{self, Model, Weights};
use meeting_tasks::run::overlap::{of_shorter, words};
use meeting_tasks::sentences::Sentence;
use meeting_tasks::structure::Document;
use meeting_tasks::{rules, sentences, structure, zones};

use model::{Heard, Plan, Row};

/// Fit the weights of the rules on labelled mail.
#[derive(Parser)]
struct Args {
    /// Folders with `emails/` and `gold.jsonl`.
    #[arg(required = true)]
    sets: Vec<PathBuf>,
    /// A file of `Yes<TAB>sentence` and `No<TAB>sentence` lines, judged without an email around them.
    #[arg(long)]
    sentences: Option<PathBuf>,
    /// A file in the same form whose lines are emails of one sentence each.
    #[arg(long)]
    notes: Option<PathBuf>,
    /// What a sentence that was written for the fit counts against one of real mail.
    #[arg(long, default_value_t = 0.5)]
    note_worth: f64,
    /// Folders like the sets, of mail that mostly asks for nothing: they are learnt from, and not measured.
    #[arg(long)]
    others: Vec<PathBuf>,
    /// Folders like the sets that were written for the fit: learnt from, and not measured.
    #[arg(long)]
    own: Vec<PathBuf>,
    /// What a sentence of other mail counts against one of the sets: there may be far more of it.
    #[arg(long, default_value_t = 0.05)]
    other_worth: f64,
    /// Where the weights are written, `words.tsv` beside them.
    #[arg(long, default_value = "src/rules/weights.yaml")]
    out: PathBuf,
    /// Strength of the regularisation (L2); larger keeps weights nearer to 0.
    #[arg(long, default_value_t = 1.2)]
    strength: f64,
    /// What one single sentence counts against one sentence of an email.
    #[arg(long, default_value_t = 0.05)]
    sentence_worth: f64,
    /// The least precision that the threshold must keep; an invented task costs more than a missed one.
    #[arg(long, default_value_t = 0.795)]
    precision: f64,
    /// The same for sentences by themselves.
    #[arg(long, default_value_t = 0.84)]
    alone_precision: f64,
    /// Print what each threshold from 30 to 80 per cent would give, over all sets.
    #[arg(long)]
    curve: bool,
    /// Print what is missed and what is found wrongly under cross-validation.
    #[arg(long)]
    errors: bool,
}

/// Emails are dealt to so many folds.
const FOLDS: usize = 5;
/// Words of a sentence and a label must agree by this much of the shorter one.
const SAME: f64 = 0.6;

/// One sentence before it is known which words count.
struct Said {
    email: Option<usize>,
    heard: Heard,
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
    let mut emails = Vec::new();
    for (at, set) in args.sets.iter().enumerate() {
        read_set(set, at, &mut emails).with_context(|| format!("cannot read labels below `{}`", set.display()))?;
    }
    let mut said: Vec<Said> = emails.iter().enumerate().flat_map(|(at, email)| email.said(at)).collect();
    if let Some(path) = &args.sentences {
        said.extend(single_sentences(path, args.sentence_worth)?);
    }
    if let Some(path) = &args.notes {
        said.extend(notes(path, emails.len(), args.note_worth)?);
    }
    for (sets, worth) in [(&args.own, args.note_worth), (&args.others, args.other_worth)] {
        let mut taught = Vec::new();
        for set in sets {
            read_set(set, args.sets.len(), &mut taught).with_context(|| format!("cannot read `{}`", set.display()))?;
        }
        let first = said.iter().filter_map(|said| said.email).max().map_or(0, |last| last + 1);
        said.extend(
            taught.iter().enumerate().flat_map(|(at, email)| email.said(first + at)).map(|said| Said { worth, ..said }),
        );
    }
    let plan = Plan::of(&said.iter().map(|said| &said.heard).collect::<Vec<_>>());
    let rows: Vec<Row> = said
        .iter()
        .map(|said| Row {
            email: said.email,
            features: plan.features(&said.heard),
            settled: said.heard.settled(),
            task: said.task,
            worth: said.worth,
        })
        .collect();
    let (alone, in_mail): (Vec<Row>, Vec<Row>) = rows.iter().cloned().partition(|row| row.email.is_none());
    let mut report = String::from("# Under five-fold cross-validation, whole emails left out:\n");

    // Sentences by themselves lend their words to the emails' model, but know nothing of places.
    let fold_of = |row: &Row, at: usize| row.email.map_or(at % FOLDS, |email| email % FOLDS);
    let mut weighed: Vec<Vec<candidates::Verdict>> = vec![Vec::new(); emails.len()];
    for fold in 0..FOLDS {
        let train = rows.iter().enumerate().filter(|(at, row)| fold_of(row, *at) != fold).map(|(_, row)| row);
        let options = options(plan.model(&plan.fit(train, args.strength)?, 0.0));
        for (at, email) in emails.iter().enumerate().filter(|(at, _)| at % FOLDS == fold) {
            weighed[at] = email.weighed(&options);
        }
    }
    let counted = |threshold: f64, set: Option<usize>| count(&emails, &weighed, threshold, set);
    let calibration = Calibration::of(&counted(LEAST_CALIBRATED, None).said);
    for verdict in weighed.iter_mut().flatten() {
        verdict.probability = calibration.apply(verdict.probability);
    }
    let counted = |threshold: f64, set: Option<usize>| count(&emails, &weighed, threshold, set);
    let threshold = best_threshold(args.precision, |threshold| counted(threshold, None));
    for (index, set) in args.sets.iter().enumerate() {
        let counts = counted(threshold, Some(index));
        println!("{}: {counts}", set.display());
    }
    writeln!(report, "# emails: {}", counted(threshold, None))?;
    for step in (30..=80).step_by(5).filter(|_| args.curve) {
        println!("from {step} %: {}", counted(f64::from(step) / 100.0, None));
    }
    if args.errors {
        let options = Options { threshold, ..Options::default() };
        for (at, email) in emails.iter().enumerate() {
            print!("{}", email.errors(&options, &weighed[at]));
        }
    }

    let in_emails = plan.fit(rows.iter(), args.strength)?.scaled(calibration.slope, calibration.shift);
    let mut text = plan.section("mail", threshold, &in_emails);
    // Without sentences of their own, those of the emails stand in.
    let alone: Vec<Row> =
        if alone.is_empty() { in_mail } else { alone.into_iter().map(|row| Row { worth: 1.0, ..row }).collect() };
    let mut held_out = Vec::new();
    for fold in 0..FOLDS {
        let train = alone.iter().enumerate().filter(|(at, row)| fold_of(row, *at) != fold).map(|(_, row)| row);
        let fitted = plan.fit(train, args.strength)?;
        let tested = alone.iter().enumerate().filter(|(at, row)| fold_of(row, *at) == fold);
        held_out.extend(tested.map(|(_, row)| (fitted.probability(row), row.task)));
    }
    let single = |threshold: f64| {
        let mut counts = Counts { said: held_out.clone(), ..Counts::default() };
        for (probability, task) in &held_out {
            let found = *probability >= threshold;
            counts.hits += usize::from(*task && found);
            counts.missed += usize::from(*task && !found);
            counts.false_alarms += usize::from(!*task && found);
        }
        counts
    };
    let alone_threshold = best_threshold(args.alone_precision, single);
    writeln!(report, "# sentences by themselves: {}", single(alone_threshold))?;
    let by_itself = plan.fit(alone.iter(), args.strength)?;
    text.push_str(&plan.section("alone", alone_threshold, &by_itself));
    print!("{report}");
    let head = "# Written by the `fit` command: the log-odds that each rule adds. Do not edit by hand.\n";
    write(&args.out, &format!("{head}{report}{text}"))?;
    write(&args.out.with_file_name("words.tsv"), &plan.words(&in_emails, &by_itself))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write `{}`", path.display()))
}

/// What the emails' verdicts come to at a threshold, in one set or in all.
fn count(emails: &[Labelled], weighed: &[Vec<candidates::Verdict>], threshold: f64, set: Option<usize>) -> Counts {
    let options = Options { threshold, ..Options::default() };
    let mut counts = Counts::default();
    for (at, email) in emails.iter().enumerate().filter(|(_, email)| set.is_none_or(|set| email.set == set)) {
        counts.add(&email.found(&options, &weighed[at]));
    }
    counts
}

/// Less probable sentences are never written, so that their probability is not stated.
const LEAST_CALIBRATED: f64 = 0.25;

/// What regularisation shrank, stretched back: log-odds times `slope` plus `shift` (Platt scaling).
struct Calibration {
    slope: f64,
    shift: f64,
}

impl Calibration {
    /// The scaling under which held-out tasks are most likely, found on a grid: two parameters need no finer search.
    fn of(said: &[(f64, bool)]) -> Calibration {
        let loss = |slope: f64, shift: f64| -> f64 {
            let calibration = Calibration { slope, shift };
            said.iter()
                .map(
                    |(p, right)| if *right { -calibration.apply(*p).ln() } else { -(1.0 - calibration.apply(*p)).ln() },
                )
                .sum()
        };
        let mut best = (f64::INFINITY, Calibration { slope: 1.0, shift: 0.0 });
        for slope in (10..=40).map(|step| f64::from(step) / 20.0) {
            for shift in (-40..=40).map(|step| f64::from(step) / 20.0) {
                let loss = loss(slope, shift);
                if loss < best.0 {
                    best = (loss, Calibration { slope, shift });
                }
            }
        }
        best.1
    }

    fn apply(&self, probability: f64) -> f64 {
        let probability = probability.clamp(1e-9, 1.0 - 1e-9);
        weights::probability(self.slope * (probability / (1.0 - probability)).ln() + self.shift)
    }
}

fn options(mail: Model) -> Options {
    Options {
        threshold: mail.threshold,
        weights: Cow::Owned(Weights { mail, alone: Model::default() }),
        ..Options::default()
    }
}

fn read_set(set: &Path, index: usize, emails: &mut Vec<Labelled>) -> Result<()> {
    for line in fs::read_to_string(set.join("gold.jsonl"))?.lines().filter(|line| !line.trim().is_empty()) {
        let label: serde_json::Value = serde_json::from_str(line)?;
        let Some(name) = label["email"].as_str() else { bail!("a label without `email`") };
        let path = set.join("emails").join(name);
        let items = label["tasks"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|item| (words(item["quote"].as_str().unwrap_or("")), item["required"].as_bool().unwrap_or(true)))
            .collect();
        let email = Labelled::read(fs::read(&path)?, Some(path))?;
        emails.push(Labelled { set: index, name: name.to_owned(), items, ..email });
    }
    Ok(())
}

/// The `Yes<TAB>sentence` and `No<TAB>sentence` lines of a file; a line of another form goes on with the sentence before.
fn labelled_lines(path: &Path) -> Result<Vec<(bool, String)>> {
    let text = String::from_utf8_lossy(&fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?)
        .into_owned();
    let mut sentences: Vec<(bool, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
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
    Ok(sentences)
}

/// Each line as an email of one sentence from one person to another, numbered from `first` on.
fn notes(path: &Path, first: usize, worth: f64) -> Result<Vec<Said>> {
    let mut all = Vec::new();
    for (at, (task, text)) in labelled_lines(path)?.into_iter().enumerate() {
        let message = format!(
            "From: Vera Holm <vera@example.org>\nTo: Tim Roe <tim@example.org>\nDate: Tue, 4 Mar 2025 10:00:00 +0000\n\
             Subject: note\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        );
        let note = Labelled::read(message.into_bytes(), None)?;
        all.extend(note.views().map(|view| Said { email: Some(first + at), heard: Heard::of(&view), task, worth }));
    }
    Ok(all)
}

fn single_sentences(path: &Path, worth: f64) -> Result<Vec<Said>> {
    let said =
        |(task, text): (bool, String)| Said { email: None, heard: rules::view::of_text(&text, Heard::of), task, worth };
    Ok(labelled_lines(path)?.into_iter().map(said).collect())
}

impl Labelled {
    /// The stages up to the rules, without labels.
    fn read(bytes: Vec<u8>, path: Option<PathBuf>) -> Result<Labelled> {
        let raw = RawEmail { bytes, origin: Origin { path, index: None }, envelope: None };
        let email = email::parse(&raw, &email::Options::default())?;
        let zones = zones::split(&email);
        let document = structure::read(&email, &zones);
        let sentences = sentences::split(&document);
        let mail = candidates::describe(&email, &document, &candidates::views(&sentences));
        Ok(Labelled { set: 0, name: String::new(), document, sentences, mail, items: Vec::new() })
    }

    fn views(&self) -> impl Iterator<Item = rules::View<'_>> {
        (0..self.sentences.len()).map(|at| candidates::view(&self.mail, &self.document, &self.sentences, at))
    }

    /// The sentences about which the labels leave no doubt.
    fn said(&self, email: usize) -> Vec<Said> {
        let texts: Vec<Vec<String>> = self.sentences.iter().map(|s| words(&s.text)).collect();
        let mut best: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        let mut doubtful = BTreeSet::new();
        for (item, (quote, required)) in self.items.iter().enumerate() {
            for (at, text) in texts.iter().enumerate() {
                let overlap = of_shorter(text, quote);
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
                Said { email: Some(email), heard: Heard::of(&view), task: tasks.contains(&at), worth: 1.0 }
            })
            .collect()
    }

    fn weighed(&self, options: &Options) -> Vec<candidates::Verdict> {
        (0..self.sentences.len())
            .map(|at| candidates::judge(&candidates::view(&self.mail, &self.document, &self.sentences, at), options))
            .collect()
    }

    /// What the weights find in this email, counted.
    fn found(&self, options: &Options, verdicts: &[candidates::Verdict]) -> Counts {
        let found = candidates::find(&self.document, &self.sentences, verdicts, options);
        let pairs = self.matched(&found);
        let mut counts = Counts {
            hits: pairs.iter().filter(|(item, _)| self.items[*item].1).count(),
            false_alarms: found.len() - pairs.len(),
            missed: self.missed(&pairs).len(),
            ..Counts::default()
        };
        for (task, candidate) in found.iter().enumerate() {
            match pairs.iter().find(|(_, used)| *used == task) {
                Some((item, _)) if !self.items[*item].1 => {}
                pair => counts.said.push((candidate.probability, pair.is_some())),
            }
        }
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
                let overlap = of_shorter(text, quote);
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
    fn errors(&self, options: &Options, verdicts: &[candidates::Verdict]) -> String {
        let found = candidates::find(&self.document, &self.sentences, verdicts, options);
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
                of_shorter(&words(&self.sentences[*a].text), quote)
                    .total_cmp(&of_shorter(&words(&self.sentences[*b].text), quote))
            });
            let line = best
                .filter(|at| of_shorter(&words(&self.sentences[*at].text), quote) >= SAME)
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

#[derive(Debug, Clone, Default)]
struct Counts {
    hits: usize,
    false_alarms: usize,
    missed: usize,
    quiet: usize,
    silent: usize,
    /// The probability of each task found, and whether it is one.
    said: Vec<(f64, bool)>,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.hits += other.hits;
        self.false_alarms += other.false_alarms;
        self.missed += other.missed;
        self.quiet += other.quiet;
        self.silent += other.silent;
        self.said.extend_from_slice(&other.said);
    }

    fn precision(&self) -> f64 {
        share(self.hits, self.hits + self.false_alarms)
    }

    /// The expected calibration error over ten steps of probability.
    fn calibration_error(&self) -> f64 {
        let step = |low: u8| {
            let (low, high) = (f64::from(low) / 10.0, f64::from(low + 1) / 10.0);
            let within: Vec<_> = self.said.iter().filter(|(p, _)| *p >= low && (*p < high || high >= 1.0)).collect();
            let said: f64 = within.iter().map(|(p, _)| p).sum();
            let right: f64 = within.iter().map(|(_, right)| f64::from(u8::from(*right))).sum();
            (said - right).abs()
        };
        #[expect(clippy::cast_precision_loss, reason = "counts of sentences are small")]
        let all = self.said.len().max(1) as f64;
        (0..10).map(step).sum::<f64>() / all
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
        write!(f, ", calibration error {:.3}", self.calibration_error())?;
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

/// The threshold, in hundredths, at which F1 is best among those that keep the precision.
fn best_threshold(precision: f64, counts: impl Fn(f64) -> Counts) -> f64 {
    let mut best = (0.0, 0.5);
    for step in 20..80 {
        let threshold = f64::from(step) / 100.0;
        let counts = counts(threshold);
        if counts.precision() >= precision && counts.f1() > best.0 {
            best = (counts.f1(), threshold);
        }
    }
    best.1
}
