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
pub mod view;
pub mod weights;

use std::sync::LazyLock;

pub use pattern::{Pattern, PatternError};
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

/// How a rule looks.
#[derive(Debug)]
pub enum Spot {
    /// One of these patterns stands in the sentence ([`pattern`]).
    Words(&'static [&'static str]),
    /// The sentence itself has this form.
    Form(fn(&View) -> bool),
    /// The sentence stands in such a place of such an email.
    Place(fn(&View) -> bool),
}

/// Every built-in rule, families in the order in which `rules` prints them.
pub fn builtin() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

const FAMILIES: [&[Rule]; 9] = [
    request::RULES,
    commitment::RULES,
    assignment::RULES,
    obligation::RULES,
    question::RULES,
    listed::RULES,
    guards::RULES,
    advertising::RULES,
    place::RULES,
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
    rules: Vec<(&'static Rule, Vec<Pattern>)>,
    /// Rules by a word without which none of their patterns matches; see [`Pattern::anchors`].
    by_word: std::collections::HashMap<String, Vec<usize>>,
    /// Rules that any sentence may fit.
    always: Vec<usize>,
}

static BOOK: LazyLock<Book> = LazyLock::new(Book::new);

/// The book of built-in rules, read once.
pub fn book() -> &'static Book {
    &BOOK
}

impl Book {
    fn new() -> Book {
        let mut book = Book { rules: Vec::new(), by_word: std::collections::HashMap::new(), always: Vec::new() };
        for (index, rule) in builtin().enumerate() {
            let patterns: Vec<Pattern> = match rule.spot {
                // A pattern that cannot be read is found by the tests below, which read them all.
                Spot::Words(texts) => texts.iter().filter_map(|text| Pattern::read(text).ok()).collect(),
                Spot::Form(_) | Spot::Place(_) => Vec::new(),
            };
            let mut anchored = !patterns.is_empty();
            for pattern in &patterns {
                match pattern.anchors() {
                    Some(words) => {
                        for word in words {
                            let slot = book.by_word.entry(word.to_owned()).or_default();
                            if slot.last() != Some(&index) {
                                slot.push(index);
                            }
                        }
                    }
                    None => anchored = false,
                }
            }
            if !anchored {
                book.always.push(index);
            }
            book.rules.push((rule, patterns));
        }
        book
    }

    /// The rules that speak in `view`, in the order of [`builtin`].
    pub fn speaking(&self, view: &View) -> Vec<&'static Rule> {
        let mut maybe = self.always.clone();
        for token in &view.tokens {
            if let Some(rules) = self.by_word.get(token.word.as_ref()) {
                maybe.extend_from_slice(rules);
            }
        }
        maybe.sort_unstable();
        maybe.dedup();
        maybe
            .into_iter()
            .filter_map(|index| self.rules.get(index))
            .filter(|(rule, patterns)| speaks(rule, patterns, view))
            .map(|(rule, _)| *rule)
            .collect()
    }
}

fn speaks(rule: &Rule, patterns: &[Pattern], view: &View) -> bool {
    match rule.spot {
        Spot::Words(_) => patterns.iter().any(|pattern| pattern.is_in(&view.tokens, view.head)),
        Spot::Form(test) | Spot::Place(test) => test(view),
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
