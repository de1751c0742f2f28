//! The same action said twice: which sentence stands for it, and which only repeat, date or weigh it.

use std::collections::{HashMap, HashSet};

use super::Candidate;
use crate::lexicon::Class;
use crate::sentences::Sentence;
use crate::structure::{BlockKind, Document, Role};
use crate::tokens::{self, Shape};

/// Longer words are compared by this many letters, so that "rotation" meets "rotate" and "encryption" "encrypt".
const STEM: usize = 5;
/// The share of the shorter sentence's content words that makes two sentences say the same.
const SAME: f64 = 0.75;
/// Fewer common content words are chance.
const LEAST_SHARED: usize = 3;
/// A mail of more candidates is compared only this far, so that hostile mail costs no quadratic time.
const MOST_COMPARED: usize = 300;

/// The content words of a text by their stems: no function words, verbs by their base.
fn stems(text: &str) -> HashSet<String> {
    let function = Class::DETERMINER
        .and(Class::POSSESSIVE)
        .and(Class::PREPOSITION)
        .and(Class::PRONOUN)
        .and(Class::MODAL)
        .and(Class::AUXILIARY)
        .and(Class::CONJUNCTION)
        .and(Class::WH)
        .and(Class::ADVERB)
        .and(Class::NEGATION);
    tokens::of(text)
        .iter()
        .filter(|t| t.shape != Shape::Punctuation && !t.class.has(function) && t.word.chars().count() > 1)
        .map(|t| t.lemma.unwrap_or(&t.word).chars().take(STEM).collect())
        .collect()
}

fn shared(a: &HashSet<String>, b: &HashSet<String>) -> usize {
    a.intersection(b).count()
}

/// Candidates with every repetition put where it belongs: `repeats` of the candidate that stands for the action.
///
/// A timeline entry dates the actions that it names and is none itself; of two sentences that say the same the fuller
/// one stays.
pub(super) fn merge(mut candidates: Vec<Candidate>, document: &Document, sentences: &[Sentence]) -> Vec<Candidate> {
    if candidates.is_empty() {
        return candidates;
    }
    let in_timeline = |sentence: usize| role(document, sentences, sentence) == Role::Timeline;
    // Those of sentences that nothing is compared with stay empty.
    let mut words = vec![HashSet::new(); sentences.len()];
    let compared = candidates.iter().map(|candidate| candidate.sentence);
    for at in compared.chain((0..sentences.len()).filter(|at| in_timeline(*at))) {
        words[at] = stems(&sentences[at].text);
    }
    let actions: Vec<usize> =
        (0..candidates.len()).filter(|at| !in_timeline(candidates[*at].sentence)).take(MOST_COMPARED).collect();
    let mut dated = HashSet::new();
    if !actions.is_empty() {
        let with_parent: Vec<HashSet<String>> =
            actions.iter().map(|at| with_parent(document, sentences, candidates[*at].sentence, &words)).collect();
        for entry in (0..sentences.len()).filter(|at| in_timeline(*at)).take(MOST_COMPARED) {
            let meant = meant(&sentences[entry].text, &words[entry], &with_parent, |action| {
                number(document, sentences, candidates[actions[action]].sentence)
            });
            for action in meant {
                candidates[actions[action]].repeats.push(entry);
                dated.insert(entry);
            }
        }
    }
    candidates.retain(|candidate| !dated.contains(&candidate.sentence));
    same_words(candidates, &words)
}

fn role(document: &Document, sentences: &[Sentence], at: usize) -> Role {
    let section = sentences.get(at).and_then(|s| document.blocks.get(s.block)).map(|block| block.section);
    section.and_then(|section| document.sections.get(section)).map_or(Role::Open, |section| section.role)
}

/// The words of an action together with those of the entry that it stands under.
fn with_parent(document: &Document, sentences: &[Sentence], at: usize, words: &[HashSet<String>]) -> HashSet<String> {
    let mut all = words[at].clone();
    let parent = document.blocks.get(sentences[at].block).and_then(|block| document.blocks.get(block.parent?));
    if let Some(parent) = parent.filter(|parent| matches!(parent.kind, BlockKind::Entry(_))) {
        all.extend(stems(&parent.text));
    }
    all
}

/// The number of the list entry that a sentence opens.
fn number(document: &Document, sentences: &[Sentence], at: usize) -> Option<String> {
    match &document.blocks.get(sentences[at].block)?.kind {
        BlockKind::Entry(entry) => entry.number.clone(),
        _ => None,
    }
}

/// The actions that a timeline entry means: by their numbers, else by the words that they share.
fn meant(
    text: &str,
    words: &HashSet<String>,
    actions: &[HashSet<String>],
    number: impl Fn(usize) -> Option<String>,
) -> Vec<usize> {
    let numbers = references(text);
    let by_number: Vec<usize> = (0..actions.len())
        .filter(|at| number(*at).is_some_and(|number| numbers.contains(&number.to_lowercase())))
        .collect();
    if !by_number.is_empty() {
        return by_number;
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for action in actions {
        for word in action {
            *seen.entry(word).or_default() += 1;
        }
    }
    // A word that few actions have tells more than one that many have.
    #[expect(clippy::cast_precision_loss, reason = "at most some hundred actions")]
    let worth = |action: &HashSet<String>| -> f64 {
        words
            .iter()
            .filter(|word| action.contains(*word))
            .map(|word| 1.0 / seen.get(word.as_str()).copied().unwrap_or(1) as f64)
            .sum()
    };
    let scores: Vec<f64> = actions.iter().map(worth).collect();
    let best = scores.iter().copied().fold(0.0, f64::max);
    let enough = |at: usize| {
        let common = shared(words, &actions[at]);
        common >= 2 || common == 1 && words.len() <= 2 && scores[at] >= 0.5
    };
    (0..actions.len()).filter(|at| best > 0.0 && (scores[*at] - best).abs() < 1e-9 && enough(*at)).collect()
}

/// The entry numbers that a text of little else names: "Items 1-3 and A2".
fn references(text: &str) -> HashSet<String> {
    let tokens = tokens::of(text);
    let plain = [
        "item",
        "items",
        "action",
        "actions",
        "no",
        "nos",
        "number",
        "numbers",
        "point",
        "points",
        "and",
        "to",
        "all",
        "recommendation",
        "recommendations",
    ];
    let mut found = HashSet::new();
    for (at, token) in tokens.iter().enumerate() {
        let word = token.word.as_ref();
        if token.shape == Shape::Punctuation || plain.contains(&word) {
            continue;
        }
        let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
        if letters > 1 || !word[letters..].chars().next().is_some_and(|c| c.is_ascii_digit()) {
            return HashSet::new();
        }
        let (first, last) = word.split_once(['-', '–']).unwrap_or((word, word));
        let range = |first: &str, last: &str| -> Option<Vec<String>> {
            let prefix: String = first.chars().take_while(char::is_ascii_alphabetic).collect();
            let from: u32 = first[prefix.len()..].parse().ok()?;
            let to: u32 = last.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()?;
            (from <= to && to - from < 100).then(|| (from..=to).map(|n| format!("{prefix}{n}")).collect())
        };
        let last = match (tokens.get(at + 1), tokens.get(at + 2)) {
            (Some(dash), Some(end)) if matches!(dash.word.as_ref(), "-" | "–" | "to") => end.word.to_string(),
            _ => last.to_owned(),
        };
        found.extend(range(first, &last).unwrap_or_default());
    }
    found
}

/// Candidates whose words say the same become one, the fuller one.
fn same_words(candidates: Vec<Candidate>, words: &[HashSet<String>]) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let mine = &words[candidate.sentence];
        let twin = kept
            .iter()
            .rev()
            .take(MOST_COMPARED)
            .position(|other| says_the_same(&words[other.sentence], mine))
            .map(|back| kept.len() - 1 - back);
        match twin {
            Some(at) if words[kept[at].sentence].len() >= mine.len() => {
                kept[at].repeats.push(candidate.sentence);
                kept[at].repeats.extend(candidate.repeats);
                kept[at].probability = kept[at].probability.max(candidate.probability);
            }
            Some(at) => {
                let old = kept.remove(at);
                let mut fuller = candidate;
                fuller.repeats.push(old.sentence);
                fuller.repeats.extend(old.repeats);
                fuller.probability = fuller.probability.max(old.probability);
                kept.push(fuller);
            }
            None => kept.push(candidate),
        }
    }
    kept
}

#[expect(clippy::cast_precision_loss, reason = "a sentence has some dozen words")]
fn says_the_same(a: &HashSet<String>, b: &HashSet<String>) -> bool {
    let common = shared(a, b);
    let shorter = a.len().min(b.len());
    common >= LEAST_SHARED && common as f64 >= SAME * shorter as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_entries_are_read_with_their_ranges() {
        for (text, expected) in [
            ("Items 1-3", "1 2 3"),
            ("A2 and A4", "a2 a4"),
            ("R1 to R3", "r1 r2 r3"),
            ("3 new chairs", ""),
            ("Paint 1", ""),
        ] {
            let mut found: Vec<String> = references(text).into_iter().collect();
            found.sort();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_timeline_entry_means_the_action_that_shares_its_rarest_words() {
        let actions: Vec<HashSet<String>> =
            ["Rotate all credentials", "Encrypt the database", "Rotate the tyres"].map(stems).to_vec();
        let find = |text: &str| meant(text, &stems(text), &actions, |_| None);
        assert_eq!(find("Credential rotation"), [0]);
        assert_eq!(find("Database encryption enablement"), [1]);
        assert_eq!(find("Monitoring and alerting setup"), [] as [usize; 0]);
    }

    #[test]
    fn two_ways_to_say_the_same_are_one() {
        for (a, b, expected) in [
            ("Please send the signed lease to Ana.", "Send Ana the signed lease by Friday", true),
            ("Please send the signed lease to Ana.", "Please send the plan to Lee.", false),
            ("Call me.", "Call me.", false),
        ] {
            assert_eq!(says_the_same(&stems(a), &stems(b)), expected, "{a} / {b}");
        }
    }
}
