//! What counts as a task: rules that propose, guards that speak against, one file a family.
//!
//! A rule says what it looks for, why that matters, and shows it on examples. What it weighs is not written by hand:
//! [`weights`] holds the fitted log-odds by id.

mod advertising;
mod assignment;
mod commitment;
mod guards;
mod listed;
mod obligation;
pub mod pattern;
mod place;
mod question;
mod request;
mod speech;
pub mod tally;
pub mod view;
pub mod weights;
pub mod words;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

pub use pattern::{Pattern, PatternError};
use tally::Tally;
pub use view::View;

/// What kind of speech act makes something a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Request,
    Commitment,
    Assignment,
    Obligation,
    Question,
    Listed,
}

/// One reason for or against.
#[derive(Debug)]
pub struct Rule {
    /// What is spotted, `request.modal-question`; unique.
    pub id: &'static str,
    /// The kind that a rule proposes; `None` for evidence that proposes nothing by itself.
    pub kind: Option<Kind>,
    pub spot: Spot,
    /// For the reader of a note: why this counts.
    pub why: &'static str,
    /// Sentences in which it speaks.
    pub finds: &'static [&'static str],
    /// Near misses in which it does not.
    pub ignores: &'static [&'static str],
}

impl Rule {
    /// What stands before the dot of its id: rules of one family speak of one thing.
    pub fn family(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(family, _)| family)
    }
}

/// How a rule looks.
#[derive(Debug)]
pub enum Spot {
    /// One of these patterns stands in the sentence ([`pattern`]).
    Words(&'static [&'static str]),
    /// The sentence itself has this form.
    Form(fn(&View) -> bool),
    /// The sentence stands in such a place of such an email.
    Place(fn(&View) -> bool),
    /// So many of the other rules speak.
    Tally(fn(Tally) -> bool),
}

/// Every built-in rule, families in the order in which `rules` prints them.
pub fn builtin() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

const FAMILIES: [&[Rule]; 10] = [
    request::RULES,
    commitment::RULES,
    assignment::RULES,
    obligation::RULES,
    question::RULES,
    listed::RULES,
    guards::RULES,
    advertising::RULES,
    place::RULES,
    tally::RULES,
];

/// A rule that a user wrote in the config.
#[derive(Debug, Clone)]
pub struct UserRule {
    pub id: String,
    pub kind: Option<Kind>,
    pub pattern: Pattern,
    /// Log-odds.
    pub weight: f64,
    pub why: String,
}

/// The built-in rules with their patterns read, searched by the words that they need.
pub struct Book {
    /// In the order of [`builtin`].
    rules: Vec<&'static Rule>,
    patterns: Vec<Pattern>,
    /// What to try where a word stands, by a word without which the pattern cannot match; see [`Pattern::anchors`].
    by_word: FxHashMap<String, Vec<Trial>>,
    /// What to try on every sentence.
    always: Vec<Trial>,
    /// Rules about how many of the others speak.
    tallies: Vec<OfTally>,
}

/// A rule about how many of the others speak, with its test.
type OfTally = (&'static Rule, fn(Tally) -> bool);

/// One way in which a rule may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Trial {
    /// Index into the rules.
    rule: usize,
    /// Index into the patterns; `None` for a test of form or place.
    pattern: Option<usize>,
}

static BOOK: LazyLock<Book> = LazyLock::new(Book::new);

/// The book of built-in rules, read once.
pub fn book() -> &'static Book {
    &BOOK
}

impl Book {
    fn new() -> Book {
        let mut book = Book {
            rules: Vec::new(),
            patterns: Vec::new(),
            by_word: FxHashMap::default(),
            always: Vec::new(),
            tallies: Vec::new(),
        };
        for (rule, entry) in builtin().enumerate() {
            book.rules.push(entry);
            let Spot::Words(texts) = entry.spot else {
                match entry.spot {
                    Spot::Tally(test) => book.tallies.push((entry, test)),
                    _ => book.always.push(Trial { rule, pattern: None }),
                }
                continue;
            };
            // A pattern that cannot be read is found by the tests below, which read them all.
            for pattern in texts.iter().filter_map(|text| Pattern::read(text).ok()) {
                let trial = Trial { rule, pattern: Some(book.patterns.len()) };
                match pattern.anchors() {
                    Some(words) => {
                        for word in words {
                            book.by_word.entry(word.to_owned()).or_default().push(trial);
                        }
                    }
                    None => book.always.push(trial),
                }
                book.patterns.push(pattern);
            }
        }
        book
    }

    /// The rules that speak in `view`, in the order of [`builtin`].
    pub fn speaking(&self, view: &View) -> Vec<&'static Rule> {
        let mut trials = self.always.clone();
        for token in &view.tokens {
            if let Some(more) = self.by_word.get(token.word.as_ref()) {
                trials.extend_from_slice(more);
            }
        }
        trials.sort_unstable();
        trials.dedup();
        let mut speaking = Vec::new();
        let mut last = None;
        for trial in trials {
            if last != Some(trial.rule) && self.speaks(trial, view) {
                last = Some(trial.rule);
                speaking.extend(self.rules.get(trial.rule).copied());
            }
        }
        let tally = Tally {
            proposals: speaking.iter().filter(|rule| rule.kind.is_some()).count(),
            guards: speaking.iter().filter(|rule| rule.family() == "guard").count(),
        };
        speaking.extend(self.tallies.iter().filter(|(_, test)| test(tally)).map(|(rule, _)| *rule));
        speaking
    }

    fn speaks(&self, trial: Trial, view: &View) -> bool {
        match (trial.pattern, self.rules.get(trial.rule).map(|rule| &rule.spot)) {
            (Some(pattern), _) => self.patterns.get(pattern).is_some_and(|p| p.is_in(&view.tokens, view.head)),
            (None, Some(Spot::Form(test) | Spot::Place(test))) => test(view),
            (None, _) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_rule_has_an_id_of_its_own_a_reason_and_examples_where_words_decide() {
        let mut ids = HashSet::new();
        for rule in builtin() {
            assert!(ids.insert(rule.id), "twice: {}", rule.id);
            assert!(!rule.why.is_empty(), "{}", rule.id);
            if !matches!(rule.spot, Spot::Place(_)) {
                assert!(!rule.finds.is_empty() && !rule.ignores.is_empty(), "{} has no examples", rule.id);
            }
        }
    }

    #[test]
    fn every_pattern_can_be_read() {
        for rule in builtin() {
            if let Spot::Words(patterns) = rule.spot {
                for pattern in patterns {
                    assert!(
                        Pattern::read(pattern).is_ok(),
                        "{}: {pattern}: {:?}",
                        rule.id,
                        Pattern::read(pattern).err()
                    );
                    assert!(pattern.matches("...").count() <= 1, "{}: two long gaps take too long: {pattern}", rule.id);
                }
            }
        }
    }

    #[test]
    fn every_rule_finds_what_it_says_and_ignores_the_near_misses() {
        let mut wrong = Vec::new();
        for rule in builtin() {
            for (texts, expected) in [(rule.finds, true), (rule.ignores, false)] {
                for text in texts {
                    let found = view::of_text(text, |view| book().speaking(view).iter().any(|r| r.id == rule.id));
                    if found != expected {
                        wrong.push(format!("{} {} {text:?}", rule.id, if expected { "misses" } else { "takes" }));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
