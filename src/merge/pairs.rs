//! Which task of one note is which of another.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;

use super::page::{Entry, Page};

/// Words in common, of two at most alike: above this, two tasks of one sentence or of one wording are the same.
const SAME_WORDS: f32 = 0.6;
/// The least that the texts share where the quotes say that it is the same sentence.
const SAME_SENTENCE: f32 = 0.3;
/// Above this a person's own line says what the mail says.
const SAID_ALREADY: f32 = 0.8;
/// Comparisons of words in one merge; a note that needs more is a log, and its tasks are known by what they share.
const MOST_COMPARISONS: usize = 250_000;

/// For each entry of `from`, the one of `to` that is the same task; no two have the same.
pub(super) fn pair(from: &Page, to: &Page) -> Vec<Option<usize>> {
    let mut pairs = Pairs { found: vec![None; from.entries.len()], taken: vec![false; to.entries.len()] };
    let body = |page: &Page, entry: &Entry| page.line(entry.lines.start).trim().to_owned();
    let id = |entry: &Entry| entry.task.id.clone();
    let quote = |entry: &Entry| entry.task.quote.clone();
    let text = |entry: &Entry| Some(entry.task.text.to_lowercase()).filter(|text| !text.is_empty());
    let (a, b) = (&from.entries, &to.entries);
    // From the strongest sign to the weakest: two tasks of one sentence share their quote, and may swap their ids.
    let whole = |page: &Page, entry: &Entry| page.lines_of(entry).join("\n");
    pairs.by(a.iter().map(|e| Some(whole(from, e))), b.iter().map(|e| Some(whole(to, e))));
    pairs.by(a.iter().map(|e| Some((text(e)?, id(e)?))), b.iter().map(|e| Some((text(e)?, id(e)?))));
    pairs.by(a.iter().map(|e| Some((text(e)?, quote(e)?))), b.iter().map(|e| Some((text(e)?, quote(e)?))));
    pairs.by(a.iter().map(|e| Some(body(from, e))), b.iter().map(|e| Some(body(to, e))));
    pairs.by(a.iter().map(id), b.iter().map(id));
    pairs.by(a.iter().map(text), b.iter().map(text));
    pairs.by_words(a, b);
    pairs.by(a.iter().map(quote), b.iter().map(quote));
    pairs.found
}

struct Pairs {
    found: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    /// Pairs what has the same key, in order.
    fn by<K: Eq + Hash>(&mut self, from: impl Iterator<Item = Option<K>>, to: impl Iterator<Item = Option<K>>) {
        let mut places: HashMap<K, VecDeque<usize>> = HashMap::new();
        for (at, key) in to.enumerate().filter(|(at, _)| !self.taken[*at]) {
            if let Some(key) = key {
                places.entry(key).or_default().push_back(at);
            }
        }
        for (found, key) in self.found.iter_mut().zip(from).filter(|(found, _)| found.is_none()) {
            if let Some(at) = key.and_then(|key| places.get_mut(&key)?.pop_front()) {
                *found = Some(at);
                self.taken[at] = true;
            }
        }
    }

    /// Pairs what has the most words in common first.
    fn by_words(&mut self, from: &[Entry], to: &[Entry]) {
        let left: Vec<usize> = (0..from.len()).filter(|at| self.found[*at].is_none()).collect();
        let right: Vec<usize> = (0..to.len()).filter(|at| !self.taken[*at]).collect();
        if left.len() * right.len() > MOST_COMPARISONS {
            return;
        }
        let mut near: Vec<(f32, usize, usize)> = Vec::new();
        for &a in &left {
            for &b in &right {
                let text = shared(&from[a].words, &to[b].words);
                let quote = shared(&from[a].quote_words, &to[b].quote_words);
                let quoted = !from[a].quote_words.is_empty() && !to[b].quote_words.is_empty();
                let other_sentence =
                    quoted && (quote < SAME_SENTENCE || !same_numbers(&from[a].quote_words, &to[b].quote_words));
                let same = !other_sentence
                    && ((text >= SAME_WORDS && same_numbers(&from[a].words, &to[b].words))
                        || (quote >= SAME_WORDS && text >= SAME_SENTENCE));
                if same {
                    near.push((text + quote, a, b));
                }
            }
        }
        near.sort_by(|one, other| other.0.total_cmp(&one.0).then((one.1, one.2).cmp(&(other.1, other.2))));
        for (_, a, b) in near {
            if self.found[a].is_none() && !self.taken[b] {
                self.found[a] = Some(b);
                self.taken[b] = true;
            }
        }
    }
}

/// Whether a task that the mail gives says what an entry says that a person has, or has deleted. `beside` are all that
/// the mail gives: the same sentence in other words is the same task, as long as it has only this one.
pub(super) fn says(new: &Entry, there: &Entry, beside: &[Entry]) -> bool {
    if new.task.id.is_some() && new.task.id == there.task.id {
        return true;
    }
    let words = shared(&new.words, &there.words);
    match (&new.task.quote, &there.task.quote) {
        (Some(one), Some(other)) if one == other => {
            let only = beside.iter().filter(|entry| entry.task.quote.as_ref() == Some(one)).count() <= 1;
            only || words >= SAME_WORDS
        }
        (Some(_), Some(_)) => false,
        _ => new.task.text == there.task.text || (words >= SAID_ALREADY && same_numbers(&new.words, &there.words)),
    }
}

/// Words in common over the words of both, from 0 to 1.
fn shared(one: &HashSet<String>, other: &HashSet<String>) -> f32 {
    let all = one.len() + other.len();
    if all == 0 {
        return 0.0;
    }
    let common = one.intersection(other).count();
    #[expect(clippy::cast_precision_loss, reason = "words of one line")]
    let share = (2 * common) as f32 / all as f32;
    share
}

/// "Cold store 2" is not "cold store 3".
fn same_numbers(one: &HashSet<String>, other: &HashSet<String>) -> bool {
    let numbers = |words: &HashSet<String>| -> HashSet<String> {
        words.iter().filter(|word| word.bytes().any(|b| b.is_ascii_digit())).cloned().collect()
    };
    numbers(one) == numbers(other)
}
