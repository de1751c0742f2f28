//! One config file as a [`Layer`], with errors that say where to look.

use serde::Deserialize;

use super::{Layer, RuleEntry};
use crate::clean;
use crate::rules::Pattern;

/// Larger files are no config; the limit keeps a wrong path from filling the memory.
pub const LARGEST_FILE: u64 = 1 << 20;

/// Why a config file cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConfigError {
    #[error("unknown key `{key}` in config `{file}`{}{}", at(*line), nearest.as_ref().map(|key| format!(": did you mean `{key}`?")).unwrap_or_default())]
    UnknownKey { key: String, file: String, line: Option<usize>, nearest: Option<String> },
    #[error("cannot read config `{file}`{}: {reason}", at(*line))]
    Invalid { file: String, line: Option<usize>, reason: String },
}

fn at(line: Option<usize>) -> String {
    line.map(|line| format!(", line {line}")).unwrap_or_default()
}

/// Reads the YAML `text` of the config file that messages call `file`.
///
/// # Errors
///
/// When it is no YAML, names a key that does not exist, or gives a key a value that it cannot have.
pub fn parse(text: &str, file: &str) -> Result<Layer, ConfigError> {
    match serde_yaml::from_str::<Option<Layer>>(text) {
        Ok(layer) => Ok(layer.unwrap_or_default()),
        Err(error) => Err(explained(&error, text, file)),
    }
}

/// Reads the rules of a file: a config file, or a list of rules alone.
///
/// # Errors
///
/// As [`parse`].
pub fn rules(text: &str, file: &str) -> Result<Vec<RuleEntry>, ConfigError> {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#'));
    if first.is_some_and(|line| line.trim_start().starts_with('-') && line.trim_end() != "---") {
        return serde_yaml::from_str(text).map_err(|error| explained(&error, text, file));
    }
    Ok(parse(text, file)?.rules)
}

fn explained(error: &serde_yaml::Error, text: &str, file: &str) -> ConfigError {
    let line = error.location().map(|location| location.line());
    let message = clean::one_line(&error.to_string());
    if let Some((key, known)) = unknown_key(&message) {
        let line = line_of(text, &key).or(line);
        return ConfigError::UnknownKey { nearest: nearest(&key, &known), key, file: file.to_owned(), line };
    }
    // The place is said once, before the reason.
    let reason = message.split(" at line ").next().unwrap_or(&message).to_owned();
    ConfigError::Invalid { file: file.to_owned(), line, reason }
}

/// The key and its valid neighbours, from serde's own words: "unknown field `a`, expected `b` or `c`".
fn unknown_key(message: &str) -> Option<(String, Vec<String>)> {
    let (_, rest) = message.split_once("unknown field ")?;
    let mut quoted = rest.split('`').skip(1).step_by(2).map(str::to_owned);
    Some((quoted.next()?, quoted.collect()))
}

/// Reads the pattern of a rule, so that a mistake in it is found with the file.
pub(super) fn pattern<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Pattern, D::Error> {
    let text = String::deserialize(deserializer)?;
    Pattern::read(&text).map_err(serde::de::Error::custom)
}

/// The line, counted from 1, on which `key` stands as a key.
fn line_of(text: &str, key: &str) -> Option<usize> {
    text.lines()
        .position(|line| {
            line.trim_start_matches([' ', '-', '\t', '{', '"', '\''])
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
        })
        .map(|index| index + 1)
}

/// The valid key that a typing slip most likely meant; `None` where all are too far away.
fn nearest(key: &str, known: &[String]) -> Option<String> {
    // A third of the letters wrong is a slip, more is another word.
    let most = (key.chars().count() / 3).max(2);
    known
        .iter()
        .map(|candidate| (edits(&key.to_lowercase().replace('-', "_"), candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.clone())
}

/// How many letters must be put in, taken out or exchanged to make `a` into `b`.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let exchanged = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = exchanged.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{DayOrderKey, TaskFormatKey};

    #[test]
    fn a_file_without_a_key_says_nothing() {
        for text in ["", "\n", "# only a comment\n", "---\n"] {
            assert!(parse(text, "c.yaml").is_ok_and(|layer| layer.folder.is_none()), "{text:?}");
        }
    }

    #[test]
    fn every_key_is_read() {
        let text = "
folder: Mail
label: todo
labels: {waiting: Waiting On}
me: {names: [Ana Silva], addresses: [ana@example.com]}
people: {Robert Kline: [Bob, RK]}
topics: {billing: [invoice]}
min_confidence: 60
day_order: day-first
task_format: tasks
rules:
  - {id: own.ticket, pattern: '=file a ticket', kind: request, weight: 1.5, reason: 'Tickets are work.'}
senders: {skip: [news.example.com], raise: [boss@example.com]}
";
        let layer = parse(text, "c.yaml").expect("every key is valid");
        assert_eq!(layer.folder.as_deref(), Some("Mail"));
        assert_eq!(layer.day_order, Some(DayOrderKey::DayFirst));
        assert_eq!(layer.task_format, Some(TaskFormatKey::Tasks));
        assert_eq!(layer.rules.len(), 1);
        assert_eq!(layer.senders.map(|s| s.raise), Some(vec!["boss@example.com".to_owned()]));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_its_neighbour() {
        for (text, message) in [
            (
                "folder: A\nmin_confidance: 3\n",
                "unknown key `min_confidance` in config `c.yaml`, line 2: did you mean `min_confidence`?",
            ),
            (
                "min-confidence: 3\n",
                "unknown key `min-confidence` in config `c.yaml`, line 1: did you mean `min_confidence`?",
            ),
            ("senders:\n  skp: []\n", "unknown key `skp` in config `c.yaml`, line 2: did you mean `skip`?"),
            ("label: a\n\ncolour: red\n", "unknown key `colour` in config `c.yaml`, line 3"),
        ] {
            assert_eq!(parse(text, "c.yaml").expect_err(text).to_string(), message);
        }
    }

    #[test]
    fn a_wrong_value_is_named_with_its_line() {
        for (text, needle) in [
            ("folder: A\nmin_confidence: 300\n", "line 2"),
            ("task_format: emoji\n", "line 1"),
            ("rules:\n  - {id: a, pattern: '<nuon>', weight: 1, reason: r}\n", "line 2: "),
            ("folder: [\n", "c.yaml"),
            ("- a\n- b\n", "c.yaml"),
        ] {
            let message = parse(text, "c.yaml").expect_err(text).to_string();
            assert!(message.contains(needle), "{message}");
        }
    }

    #[test]
    fn edits_are_counted() {
        for (a, b, expected) in [("", "abc", 3), ("skip", "skip", 0), ("skp", "skip", 1), ("lable", "label", 2)] {
            assert_eq!(edits(a, b), expected, "{a} {b}");
        }
    }
}
