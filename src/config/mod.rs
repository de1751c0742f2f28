//! Settings from layers: built-in, the user's file, the vault's file, flags.

mod file;
pub mod template;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use file::{ConfigError, LARGEST_FILE, parse, rules};

use crate::candidates;
use crate::due::DayOrder;
use crate::email::{Email, Mailbox};
use crate::facts::people::People;
use crate::facts::tags::Vocabulary;
use crate::note;
use crate::rules::{Kind, Pattern, UserRule};

/// The name of the config file at a vault's root.
pub const VAULT_FILE: &str = "meeting-tasks.yaml";

/// Where it stands below `$XDG_CONFIG_HOME`.
pub const USER_FILE: &str = "meeting-tasks/config.yaml";

/// The folder of the `TasksAgent` plugin, so that its dashboard finds the notes.
const DEFAULT_FOLDER: &str = "TaskAgent";

const DEFAULT_LABEL: &str = "action";

/// What one source says about the settings; what it leaves open shows the layer under it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layer {
    /// The folder in the vault that all notes stand in.
    pub folder: Option<String>,
    /// The label of mail that carries none of `labels`.
    pub label: Option<String>,
    /// Label to folder, below `folder`.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    /// Who the user is.
    pub me: Option<Me>,
    /// A person's full name to the other names that mails use.
    #[serde(default)]
    pub people: BTreeMap<String, Vec<String>>,
    /// A topic (a tag) to the words that give it away.
    #[serde(default)]
    pub topics: BTreeMap<String, Vec<String>>,
    /// Tasks below it are not written.
    pub min_confidence: Option<Percent>,
    pub day_order: Option<DayOrderKey>,
    pub task_format: Option<TaskFormatKey>,
    /// The user's own rules, beside the built-in ones.
    #[serde(default)]
    pub rules: Vec<RuleEntry>,
    pub senders: Option<Senders>,
}

/// The user, as mail names and addresses them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Me {
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub addresses: Vec<String>,
}

/// Whose mail is treated apart: addresses (`ana@example.com`) or domains (`example.com`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Senders {
    /// Their mail makes no tasks.
    #[serde(default)]
    pub skip: Vec<String>,
    /// Their tasks are one priority higher.
    #[serde(default)]
    pub raise: Vec<String>,
}

/// A rule of the user's own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    pub id: String,
    #[serde(deserialize_with = "file::pattern")]
    pub pattern: Pattern,
    /// The kind of task that it proposes; without one it only weighs what other rules propose.
    pub kind: Option<Kind>,
    /// Log-odds: how much it speaks for a task, or against one where it is negative.
    pub weight: f64,
    /// Shown by `--explain`.
    pub reason: String,
    /// Sentences in which it must speak, for `rules test`.
    #[serde(default)]
    pub finds: Vec<String>,
    /// Near misses in which it must not.
    #[serde(default)]
    pub ignores: Vec<String>,
}

/// A whole number from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(u8);

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        // A visitor, not `try_from`: an error raised inside it carries the line of the value.
        impl serde::de::Visitor<'_> for Number {
            type Value = Percent;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("a number from 0 to 100")
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Percent, E> {
                Percent::try_from(value).map_err(E::custom)
            }
        }
        deserializer.deserialize_u64(Number)
    }
}

impl Percent {
    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u64> for Percent {
    type Error = String;

    fn try_from(value: u64) -> Result<Self, String> {
        match u8::try_from(value) {
            Ok(value @ 0..=100) => Ok(Percent(value)),
            _ => Err(format!("`{value}` is no per cent: 0 to 100")),
        }
    }
}

impl std::str::FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number: u64 = text.trim_end_matches('%').trim().parse().map_err(|_| "not a number from 0 to 100")?;
        Percent::try_from(number)
    }
}

/// What "3/4" means, whatever the mail itself suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOrderKey {
    MonthFirst,
    DayFirst,
}

/// How task lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskFormatKey {
    /// As the vault's plugins read them.
    Auto,
    Seed,
    Tasks,
    Dataview,
}

impl Layer {
    /// This layer, with `under` showing through where it says nothing.
    ///
    /// Maps are merged by key, a key of this layer before one of `under`; lists are joined.
    pub fn over(self, under: Layer) -> Layer {
        let Layer { folder, label, labels, me, people, topics, min_confidence, day_order, task_format, rules, senders } =
            under;
        Layer {
            folder: self.folder.or(folder),
            label: self.label.or(label),
            labels: merged(self.labels, labels),
            me: joined(self.me, me, |a, b| Me {
                names: concat(a.names, b.names),
                addresses: concat(a.addresses, b.addresses),
            }),
            people: merged(self.people, people),
            topics: merged(self.topics, topics),
            min_confidence: self.min_confidence.or(min_confidence),
            day_order: self.day_order.or(day_order),
            task_format: self.task_format.or(task_format),
            rules: concat(self.rules, rules),
            senders: joined(self.senders, senders, |a, b| Senders {
                skip: concat(a.skip, b.skip),
                raise: concat(a.raise, b.raise),
            }),
        }
    }
}

fn merged<V>(over: BTreeMap<String, V>, mut under: BTreeMap<String, V>) -> BTreeMap<String, V> {
    under.extend(over);
    under
}

fn concat<T>(mut over: Vec<T>, under: Vec<T>) -> Vec<T> {
    over.extend(under);
    over
}

fn joined<T>(over: Option<T>, under: Option<T>, join: impl FnOnce(T, T) -> T) -> Option<T> {
    match (over, under) {
        (Some(over), Some(under)) => Some(join(over, under)),
        (over, under) => over.or(under),
    }
}

/// What a run goes by: every layer laid over the other, nothing left open.
#[derive(Debug, Clone)]
pub struct Settings {
    pub folder: String,
    pub labels: Labels,
    pub me: Me,
    pub people: BTreeMap<String, Vec<String>>,
    pub topics: Vocabulary,
    /// What the rules weigh, the user's among them, and from where on a sentence is kept.
    pub candidates: candidates::Options,
    /// `None`: what other dates of the mail give away, else month first.
    pub day_order: Option<DayOrder>,
    pub task_format: TaskFormatKey,
    pub senders: Senders,
}

impl Settings {
    /// The settings that `top` gives with the built-in layer under it.
    pub fn resolve(top: Layer) -> Settings {
        let Layer { folder, label, labels, me, people, topics, min_confidence, day_order, task_format, rules, senders } =
            top;
        Settings {
            folder: folder.unwrap_or_else(|| DEFAULT_FOLDER.to_owned()),
            labels: Labels { default: label.unwrap_or_else(|| DEFAULT_LABEL.to_owned()), folders: labels },
            me: me.unwrap_or_default(),
            people,
            topics: Vocabulary::with(&topics),
            candidates: judging(min_confidence, rules),
            day_order: day_order.map(|order| match order {
                DayOrderKey::MonthFirst => DayOrder::MonthFirst,
                DayOrderKey::DayFirst => DayOrder::DayFirst,
            }),
            task_format: task_format.unwrap_or(TaskFormatKey::Auto),
            senders: senders.unwrap_or_default(),
        }
    }

    /// Adds the user's other names of the people of a mail.
    pub fn introduce(&self, people: &mut People) {
        for person in people.sender.iter_mut().chain(&mut people.recipients) {
            if let Some((_, aliases)) = self.people.iter().find(|(name, _)| same_word(name, &person.name)) {
                person.aliases.extend(aliases.iter().cloned());
            }
        }
    }

    /// The full name of whom the user knows as `name` too.
    pub fn full_name(&self, name: &str) -> Option<&str> {
        let mut people = self.people.iter();
        people.find(|(_, aliases)| aliases.iter().any(|alias| same_word(alias, name))).map(|(full, _)| full.as_str())
    }

    /// How the note of `email` is written; `auto` and `global_filter` are what the vault's plugins read.
    pub fn note(
        &self,
        email: &Email,
        label: Option<&str>,
        auto: note::TaskFormat,
        global_filter: Option<String>,
    ) -> note::Options {
        let label = label.map_or_else(|| self.labels.of(email), str::to_owned);
        note::Options {
            folder: self.folder.clone(),
            label_folder: self.labels.folder(&label),
            label,
            task_format: match self.task_format {
                TaskFormatKey::Auto => auto,
                TaskFormatKey::Seed => note::TaskFormat::Seed,
                TaskFormatKey::Tasks => note::TaskFormat::Tasks,
                TaskFormatKey::Dataview => note::TaskFormat::Dataview,
            },
            global_filter,
        }
    }
}

/// The built-in weights with the user's rules; without a threshold the one that was fitted with them holds.
fn judging(min_confidence: Option<Percent>, rules: Vec<RuleEntry>) -> candidates::Options {
    let builtin = candidates::Options::default();
    let least = |fitted: f64| min_confidence.as_ref().map_or(fitted, |percent| f64::from(percent.0) / 100.0);
    candidates::Options {
        threshold: least(builtin.threshold),
        alone_threshold: least(builtin.alone_threshold),
        rules: rules
            .into_iter()
            .map(|RuleEntry { id, pattern, kind, weight, reason, finds: _, ignores: _ }| UserRule {
                id,
                kind,
                pattern,
                weight,
                why: reason,
            })
            .collect(),
        ..builtin
    }
}

/// The labels that mail is filed under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// For mail that carries none of the others.
    pub default: String,
    /// Label to folder.
    pub folders: BTreeMap<String, String>,
}

impl Labels {
    /// The user's own label that the mailbox gave the message, else the default; never a word of the mail itself.
    pub fn of(&self, email: &Email) -> String {
        self.folders
            .keys()
            .find(|label| email.gmail_labels.iter().any(|given| same_word(given, label)))
            .unwrap_or(&self.default)
            .clone()
    }

    /// The folder of a label: the user's, else the label with a capital.
    pub fn folder(&self, label: &str) -> String {
        if let Some((_, folder)) = self.folders.iter().find(|(known, _)| same_word(known, label)) {
            return folder.clone();
        }
        let mut chars = label.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    }
}

fn same_word(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

impl Senders {
    /// Whether mail from `sender` makes no tasks.
    pub fn skips(&self, sender: Option<&Mailbox>) -> bool {
        names(&self.skip, sender)
    }

    /// Whether tasks from `sender` are one priority higher.
    pub fn raises(&self, sender: Option<&Mailbox>) -> bool {
        names(&self.raise, sender)
    }
}

/// Whether one of `list` is the sender's address, its domain or a domain above that.
fn names(list: &[String], sender: Option<&Mailbox>) -> bool {
    let Some(address) = sender.and_then(|s| s.address.as_deref()) else { return false };
    let address = address.to_lowercase();
    list.iter().map(|entry| entry.trim().trim_start_matches('@').to_lowercase()).any(|entry| {
        entry == address
            || address.rsplit_once('@').is_some_and(|(_, domain)| {
                domain == entry || domain.strip_suffix(&entry).is_some_and(|d| d.ends_with('.'))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str) -> Mailbox {
        Mailbox { name: None, address: Some(address.to_owned()) }
    }

    #[test]
    fn the_upper_layer_wins_and_maps_are_merged() {
        let upper = Layer {
            label: Some("urgent".to_owned()),
            labels: BTreeMap::from([("a".to_owned(), "Upper".to_owned())]),
            ..Layer::default()
        };
        let under = Layer {
            label: Some("action".to_owned()),
            folder: Some("Mail".to_owned()),
            labels: BTreeMap::from([("a".to_owned(), "Under".to_owned()), ("b".to_owned(), "B".to_owned())]),
            ..Layer::default()
        };
        let settings = Settings::resolve(upper.over(under));
        assert_eq!(settings.folder, "Mail");
        assert_eq!(settings.labels.default, "urgent");
        assert_eq!(settings.labels.folder("A"), "Upper");
        assert_eq!(settings.labels.folder("b"), "B");
        assert_eq!(settings.labels.folder("waiting"), "Waiting");
    }

    #[test]
    fn a_sender_is_named_by_address_domain_or_parent_domain() {
        let list = |entry: &str| Senders { skip: vec![entry.to_owned()], raise: Vec::new() };
        for (entry, address, expected) in [
            ("ana@example.com", "Ana@Example.com", true),
            ("example.com", "ana@example.com", true),
            ("@example.com", "ana@example.com", true),
            ("example.com", "bot@mail.example.com", true),
            ("example.com", "ana@notexample.com", false),
            ("ana@example.com", "eva@example.com", false),
            ("", "ana@example.com", false),
        ] {
            assert_eq!(list(entry).skips(Some(&from(address))), expected, "{entry} and {address}");
        }
        assert!(!list("example.com").skips(None));
    }

    #[test]
    fn per_cents_end_at_a_hundred() {
        assert!("100".parse::<Percent>().is_ok());
        assert!("60%".parse::<Percent>().is_ok());
        for wrong in ["101", "-1", "", "half"] {
            assert!(wrong.parse::<Percent>().is_err(), "{wrong}");
        }
    }
}
