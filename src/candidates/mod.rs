//! Sentences that the rules take for tasks, each with the evidence for and against.

#[cfg(test)]
mod place_tests;
mod repeats;

use std::borrow::Cow;

use crate::due::{Clock, Dates, DayOrder};
use crate::email::Email;
use crate::facts::people;
use crate::rules::tenor::Tenor;
use crate::rules::view::{Mail, Place, Site};
use crate::rules::weights::{self, Weights};
use crate::rules::words::{self, Why};
use crate::rules::{self, Kind, UserRule, View};
use crate::sentences::Sentence;
use crate::structure::{Document, Role};

/// One reason that spoke for or against a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The rule's id, `request.modal-question`.
    pub rule: Cow<'static, str>,
    /// Log-odds.
    pub weight: f64,
    /// The rule's reason, for the reader of `--explain`.
    pub why: Why,
}

/// What the rules say of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The kind of the strongest rule that proposes one; `None` where no rule does, and then it is no task.
    pub kind: Option<Kind>,
    /// 0 to 1, calibrated.
    pub probability: f64,
    /// In the order of the rules.
    pub evidence: Vec<Evidence>,
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

/// What the rules weigh, and from where on a sentence is kept.
#[derive(Debug, Clone)]
pub struct Options {
    pub weights: Cow<'static, Weights>,
    /// Rules of the user's own.
    pub rules: Vec<UserRule>,
    /// Probability, 0 to 1; less is no task.
    pub threshold: f64,
    /// The same for a sentence judged by itself.
    pub alone_threshold: f64,
}

impl Default for Options {
    fn default() -> Self {
        let weights = weights::builtin();
        Options {
            threshold: weights.mail.threshold,
            alone_threshold: weights.alone.threshold,
            weights: Cow::Borrowed(weights),
            rules: Vec::new(),
        }
    }
}

/// Weighs what speaks in one sentence.
pub fn judge(view: &View, options: &Options) -> Verdict {
    judge_by(rules::book().speaking(view), view, options)
}

/// [`judge`], but for a sentence that no rule takes for a task: then nothing is weighed, for it is none whatever speaks.
fn judge_proposed(view: &View, options: &Options) -> Verdict {
    let own = |rule: &UserRule| rule.kind.is_some() && view.has(&rule.pattern);
    match rules::book().speaking_for_a_task(view) {
        Some(speaking) => judge_by(speaking, view, options),
        None if options.rules.iter().any(own) => judge(view, options),
        None => Verdict { kind: None, probability: 0.0, evidence: Vec::new() },
    }
}

fn judge_by(speaking: Vec<&'static rules::Rule>, view: &View, options: &Options) -> Verdict {
    let mut spoke: Vec<(f64, Kind)> = Vec::new();
    // The words of the sentence speak beside the rules.
    let mut evidence = Vec::with_capacity(speaking.len() + 1);
    let model = match view.place {
        Place::Alone => &options.weights.alone,
        Place::In(_) => &options.weights.mail,
    };
    let mut log_odds = model.bias;
    let mut hear = |rule: Cow<'static, str>, proposes: Option<Kind>, weight: f64, why: Why| {
        log_odds += weight;
        evidence.push(Evidence { rule, weight, why });
        spoke.extend(proposes.map(|kind| (weight, kind)));
    };
    for rule in speaking {
        hear(Cow::Borrowed(rule.id), rule.kind, model.of(rule.id), Why::Known(Cow::Borrowed(rule.why)));
    }
    for rule in &options.rules {
        if view.has(&rule.pattern) {
            hear(Cow::Owned(rule.id.clone()), rule.kind, rule.weight, Why::Known(Cow::Owned(rule.why.clone())));
        }
    }
    if let Some(said) = model.words.said(view) {
        hear(Cow::Borrowed(words::ID), None, said.weight, said.why);
    }
    Verdict { kind: kind(view, &spoke, &evidence), probability: weights::probability(log_odds), evidence }
}

/// Rules that settle the kind wherever they speak, in this order; the weights say how likely a task is, not which kind.
const DECISIVE: [(&str, Kind); 26] = [
    ("listed.under-actions", Kind::Listed),
    ("listed.open-box", Kind::Listed),
    ("listed.row-of-tasks", Kind::Listed),
    ("listed.asked-above", Kind::Listed),
    ("listed.labelled-action", Kind::Listed),
    ("request.modal-question", Kind::Request),
    ("request.one-of-you", Kind::Request),
    ("request.mind", Kind::Request),
    ("request.please", Kind::Request),
    ("commitment.given-to-you", Kind::Commitment),
    ("request.vocative-imperative", Kind::Request),
    ("request.if-you-could", Kind::Request),
    ("commitment.i-will", Kind::Commitment),
    ("commitment.progressive-to-come", Kind::Commitment),
    ("commitment.subject-left-out", Kind::Commitment),
    ("commitment.leave-with-me", Kind::Commitment),
    ("assignment.name-will", Kind::Assignment),
    ("assignment.name-to", Kind::Assignment),
    ("assignment.progressive-to-come", Kind::Assignment),
    ("assignment.owner-in-brackets", Kind::Assignment),
    ("assignment.called-by-name", Kind::Assignment),
    ("request.imperative", Kind::Request),
    ("commitment.going-to", Kind::Commitment),
    ("commitment.own-duty", Kind::Commitment),
    ("commitment.we-will", Kind::Commitment),
    ("assignment.team-will", Kind::Assignment),
];

/// The kind of task that a sentence would be; `None` where no rule proposes one.
fn kind(view: &View, spoke: &[(f64, Kind)], evidence: &[Evidence]) -> Option<Kind> {
    let strongest = spoke.iter().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, kind)| *kind)?;
    let speaks = |id: &str| evidence.iter().any(|e| e.rule == id);
    let decided = DECISIVE.iter().find(|(id, _)| speaks(id)).map(|(_, kind)| *kind);
    match decided {
        // A question that puts no request is one, whatever else stands in it.
        _ if view.asks() && !matches!(decided, Some(Kind::Request | Kind::Listed)) => Some(Kind::Question),
        Some(kind) => Some(kind),
        None => Some(strongest),
    }
}

/// The verdict on a sentence by itself, without an email around it.
pub fn judge_alone(text: &str, options: &Options) -> Verdict {
    judge(&View::new(text, Place::Alone), options)
}

/// The verdict on every sentence of an email, in reading order; without evidence where no rule takes it for a task.
///
/// `dates` are those of the sentences.
pub fn weigh(
    email: &Email,
    document: &Document,
    sentences: &[Sentence],
    dates: &Dates,
    options: &Options,
) -> Vec<Verdict> {
    let views = views(sentences);
    let mail = describe(email, document, &views);
    // The rules take numbers for dates in the default order, whatever the mail's: they were fitted so.
    let dates = Some(dates).filter(|dates| dates.order() == DayOrder::default());
    let placed = views.into_iter().enumerate();
    let site = |at| Site { dates: dates.map(|dates| (dates, at)), ..site(&mail, document, sentences, at) };
    placed.map(|(at, view)| judge_proposed(&view.placed(site(at)), options)).collect()
}

/// Each sentence by itself.
pub fn views(sentences: &[Sentence]) -> Vec<View<'_>> {
    sentences.iter().map(|sentence| View::new(&sentence.text, Place::Alone)).collect()
}

/// The sentence at `at` as the rules see it.
pub fn view<'a>(mail: &'a Mail, document: &'a Document, sentences: &'a [Sentence], at: usize) -> View<'a> {
    View::new(&sentences[at].text, Place::In(site(mail, document, sentences, at)))
}

fn site<'a>(mail: &'a Mail, document: &'a Document, sentences: &'a [Sentence], at: usize) -> Site<'a> {
    let sentence = &sentences[at];
    let before = at.checked_sub(1).map(|i| sentences[i].text.as_str());
    let after = sentences.get(at + 1).map(|s| s.text.as_str());
    // Sentences stand in the order of their blocks.
    let of = sentences[at - sentence.index.min(at)..].partition_point(|s| s.block <= sentence.block);
    Site { mail, document, block: sentence.block, index: sentence.index, of, before, after, dates: None }
}

/// Every candidate in reading order, repeats merged.
pub fn find(document: &Document, sentences: &[Sentence], verdicts: &[Verdict], options: &Options) -> Vec<Candidate> {
    let found = sentences
        .iter()
        .zip(verdicts)
        .enumerate()
        .filter_map(|(sentence, (_, verdict))| {
            let kind = verdict.kind.filter(|_| verdict.probability >= options.threshold)?;
            Some(Candidate {
                sentence,
                kind,
                probability: verdict.probability,
                evidence: verdict.evidence.clone(),
                repeats: Vec::new(),
            })
        })
        .collect();
    repeats::merge(found, document, sentences)
}

/// What is the same for all sentences of the email, whose [`views`] are given.
pub fn describe(email: &Email, document: &Document, views: &[View]) -> Mail {
    let addressed = email.from.iter().chain(&email.to).chain(&email.cc);
    let mut names: Vec<String> = addressed
        .filter_map(|mailbox| mailbox.name.as_deref())
        .flat_map(|name| name.split_whitespace().map(str::to_lowercase))
        .filter(|part| part.chars().count() > 2)
        .collect();
    for person in people::attending(document) {
        names.extend(person.name.split_whitespace().map(str::to_lowercase).filter(|part| part.chars().count() > 1));
        names.extend(person.aliases);
    }
    names.sort();
    names.dedup();
    let address = email.from.as_ref().and_then(|from| from.address.as_deref()).unwrap_or("").to_lowercase();
    let subject = email.subject.to_lowercase();
    Mail {
        bulk: !email.bulk.is_empty(),
        to_list: email.to_list,
        automatic: ["noreply", "no-reply", "donotreply", "do-not-reply"].iter().any(|sign| address.contains(sign)),
        direct: email.to.len(),
        copied: email.cc.len(),
        greeted: document.blocks.iter().any(|block| {
            block.kind == crate::structure::BlockKind::Greeting
                && block
                    .text
                    .split(|c: char| !c.is_alphanumeric())
                    .skip(1)
                    .any(|word| word.chars().next().is_some_and(char::is_uppercase))
        }),
        sentences: views.len(),
        subject_asks: subject.contains('?')
            || ["action", "please", "urgent", "reminder", "request", "needed", "required"]
                .iter()
                .any(|word| subject.contains(word)),
        tenor: Tenor::of(email, views),
        has_actions: document.sections.iter().any(|section| section.role == Role::Actions),
        names,
        clock: Some(Clock { sent: email.date, order: DayOrder::default() }),
    }
}
