//! What counts as a task: rules that propose, guards that speak against, one file a family.
//!
//! A rule says what it looks for, why that matters, and shows it on examples. What it weighs is not written by hand:
//! [`weights`] holds the fitted log-odds by id.

mod advertising;
mod assignment;
mod commitment;
mod courtesy;
mod guards;
mod listed;
mod obligation;
pub mod pattern;
mod place;
mod question;
mod request;
mod roundabout;
mod speech;
mod state;
pub mod tally;
pub mod tenor;
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

    /// What it weighs by its meaning, in log-odds: an entry that says that it is done is no task, nor is a formula of
    /// courtesy, however many sentences that look like them are. `None` for rules whose weight is fitted.
    pub fn settled(&self) -> Option<f64> {
        SETTLED.contains(&self.id).then_some(REFUSED)
    }
}

/// The guards that leave no doubt.
const SETTLED: [&str; 8] = [
    "guard.formula",
    "guard.whereabouts",
    "guard.checked-box",
    "guard.row-that-is-done",
    "guard.struck-out",
    "guard.withdrawn-entry",
    "guard.entry-with-outcome",
    "guard.attendance",
];
/// More than all that speaks for a line can weigh.
const REFUSED: f64 = -20.0;

/// How a rule looks.
#[derive(Debug)]
pub enum Spot {
    /// One of these patterns stands in the sentence ([`pattern`]).
    Words(&'static [&'static str]),
    /// One of these patterns stands in the sentence, and it has this form besides.
    WordsOf(&'static [&'static str], fn(&View) -> bool),
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

const FAMILIES: [&[Rule]; 14] = [
    request::RULES,
    roundabout::RULES,
    commitment::RULES,
    assignment::RULES,
    obligation::RULES,
    question::RULES,
    listed::RULES,
    guards::RULES,
    courtesy::RULES,
    state::RULES,
    advertising::RULES,
    place::RULES,
    tenor::RULES,
    tally::RULES,
];

/// How many rules there are.
const COUNT: usize = {
    let (mut count, mut family) = (0, 0);
    while family < FAMILIES.len() {
        count += FAMILIES[family].len();
        family += 1;
    }
    count
};

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
    /// Of the rules that propose a kind of task.
    proposing: Trials,
    /// Of the rules that only speak for or against.
    other: Trials,
    /// Rules about how many of the others speak.
    tallies: Vec<OfTally>,
}

/// A rule about how many of the others speak, with its test.
type OfTally = (&'static Rule, fn(Tally) -> bool);

/// What a sentence is asked that no pattern can say.
type Test = fn(&View) -> bool;

/// The ways in which some of the rules may speak.
#[derive(Default)]
struct Trials {
    list: Vec<Trial>,
    /// What of the list to try where a word stands, by the key of the word or its base form, without which the pattern
    /// cannot match; see [`Pattern::anchors`].
    by_word: FxHashMap<u64, Vec<usize>>,
    /// What of the list to try on every sentence.
    always: Vec<usize>,
    /// The forms and places that some rules ask for, each with the index of its rule.
    tests: Vec<(usize, Test)>,
}

/// A pattern with which a rule may speak.
struct Trial {
    /// Index into the rules.
    rule: usize,
    pattern: Pattern,
    /// What the sentence has to be besides.
    form: Option<Test>,
}

/// Some of the rules: a bit for each.
#[derive(Debug, Clone)]
struct Marks([u64; COUNT.div_ceil(64)]);

impl Marks {
    const NONE: Marks = Marks([0; COUNT.div_ceil(64)]);

    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }

    /// In ascending order.
    fn iter(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().flat_map(|(block, bits)| {
            let mut left = *bits;
            std::iter::from_fn(move || {
                let at = block * 64 + left.trailing_zeros() as usize;
                (left != 0).then(|| {
                    left &= left - 1;
                    at
                })
            })
        })
    }
}

static BOOK: LazyLock<Book> = LazyLock::new(Book::new);

/// The book of built-in rules, read once.
pub fn book() -> &'static Book {
    &BOOK
}

impl Book {
    fn new() -> Book {
        let mut book =
            Book { rules: Vec::new(), proposing: Trials::default(), other: Trials::default(), tallies: Vec::new() };
        for (rule, entry) in builtin().enumerate() {
            book.rules.push(entry);
            let trials = if entry.kind.is_some() { &mut book.proposing } else { &mut book.other };
            match entry.spot {
                Spot::Words(texts) => trials.add(rule, texts, None),
                Spot::WordsOf(texts, form) => trials.add(rule, texts, Some(form)),
                Spot::Form(test) | Spot::Place(test) => trials.tests.push((rule, test)),
                Spot::Tally(test) => book.tallies.push((entry, test)),
            }
        }
        book
    }

    /// The rules that speak in `view`, in the order of [`builtin`].
    pub fn speaking(&self, view: &View) -> Vec<&'static Rule> {
        let mut spoke = Marks::NONE;
        self.proposing.hear(view, &mut spoke);
        self.all_with(view, spoke)
    }

    /// [`speaking`](Book::speaking), where some rule proposes a kind of task.
    pub fn speaking_for_a_task(&self, view: &View) -> Option<Vec<&'static Rule>> {
        let mut spoke = Marks::NONE;
        self.proposing.hear(view, &mut spoke);
        (!spoke.is_empty()).then(|| self.all_with(view, spoke))
    }

    /// What speaks beside the rules that propose and `spoke`.
    fn all_with(&self, view: &View, mut spoke: Marks) -> Vec<&'static Rule> {
        self.other.hear(view, &mut spoke);
        let mut speaking: Vec<&'static Rule> = spoke.iter().filter_map(|rule| self.rules.get(rule).copied()).collect();
        roundabout::excuse(&mut speaking);
        let tally = Tally {
            proposals: speaking.iter().filter(|rule| rule.kind.is_some()).count(),
            guards: speaking.iter().filter(|rule| rule.family() == "guard" && !tally::SOFT.contains(&rule.id)).count(),
        };
        speaking.extend(self.tallies.iter().filter(|(_, test)| test(tally)).map(|(rule, _)| *rule));
        speaking
    }
}

impl Trials {
    fn add(&mut self, rule: usize, texts: &[&'static str], form: Option<Test>) {
        // A pattern that cannot be read is found by the tests below, which read them all.
        for pattern in texts.iter().filter_map(|text| Pattern::own(text).ok()) {
            let at = self.list.len();
            match pattern.anchors() {
                Some(words) => words.for_each(|word| self.by_word.entry(word).or_default().push(at)),
                None => self.always.push(at),
            }
            self.list.push(Trial { rule, pattern, form });
        }
    }

    /// Marks in `spoke` the rules that speak in `view`.
    fn hear(&self, view: &View, spoke: &mut Marks) {
        for (at, token) in view.tokens.iter().enumerate() {
            self.hear_around(token.key, at, view, spoke);
            if token.lemma.is_some() && token.lemma_key != token.key {
                self.hear_around(token.lemma_key, at, view, spoke);
            }
        }
        for trial in self.always.iter().map(|at| &self.list[*at]) {
            if !spoke.has(trial.rule) && trial.speaks(view) {
                spoke.set(trial.rule);
            }
        }
        for (rule, test) in &self.tests {
            if test(view) {
                spoke.set(*rule);
            }
        }
    }

    /// [`hear`](Trials::hear) of the patterns that start from the word of that key, which stands at `at`.
    fn hear_around(&self, word: u64, at: usize, view: &View, spoke: &mut Marks) {
        let Some(begun) = self.by_word.get(&word) else { return };
        for trial in begun.iter().map(|trial| &self.list[*trial]) {
            if !spoke.has(trial.rule) && trial.speaks_around(view, at) {
                spoke.set(trial.rule);
            }
        }
    }
}

impl Trial {
    fn speaks(&self, view: &View) -> bool {
        view.has(&self.pattern) && self.has_form(view)
    }

    /// Whether it speaks with the token at `at` as its word.
    fn speaks_around(&self, view: &View, at: usize) -> bool {
        self.pattern.may_be_around(&view.outline)
            && self.pattern.is_around(&view.tokens, at, view.head)
            && self.has_form(view)
    }

    fn has_form(&self, view: &View) -> bool {
        self.form.is_none_or(|form| form(view))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::tokens::Token;

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
            if let Spot::Words(patterns) | Spot::WordsOf(patterns, _) = rule.spot {
                for pattern in patterns {
                    assert!(
                        Pattern::read(pattern).is_ok(),
                        "{}: {pattern}: {:?}",
                        rule.id,
                        Pattern::read(pattern).err()
                    );
                    assert_eq!(pattern.to_lowercase(), *pattern, "{}", rule.id);
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

    /// The search by anchors and outlines is only a faster one.
    #[test]
    fn every_pattern_is_found_as_by_a_search_of_every_place() {
        let texts: Vec<&str> = builtin().flat_map(|rule| rule.finds.iter().chain(rule.ignores)).copied().collect();
        for Trial { pattern, .. } in book().proposing.list.iter().chain(&book().other.list) {
            let words: Option<Vec<u64>> = pattern.anchors().map(Iterator::collect);
            for text in &texts {
                view::of_text(text, |view| {
                    let expected = pattern.is_anywhere_in(&view.tokens, view.head);
                    assert_eq!(view.has(pattern), expected, "{pattern:?} in {text}");
                    let may = pattern.may_be_around(&view.outline);
                    let Some(words) = &words else { return };
                    let around = |at: usize| {
                        let Token { key, lemma_key, .. } = view.tokens[at];
                        (words.contains(&key) || words.contains(&lemma_key))
                            && pattern.is_around(&view.tokens, at, view.head)
                    };
                    assert_eq!(may && (0..view.tokens.len()).any(around), expected, "{pattern:?} in {text}");
                });
            }
        }
    }
}
