//! Tasks that belong together: of one topic and more.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::facts::phrases::words;
use crate::facts::stems::singular;
use crate::facts::tags::{Tag, URGENT};
use crate::score::Priority;
use crate::task::Task;

/// A readable slug, `security-critical`: `[a-z0-9-]+`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct ClusterId(pub(crate) String);

impl ClusterId {
    /// The slug of `text`; `None` where it has no letter that a slug may have.
    pub fn new(text: &str) -> Option<ClusterId> {
        Tag::new(text).map(|tag| ClusterId(tag.as_str().to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a task is grouped by.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Strongest first.
    pub tags: &'a [Tag],
    pub priority: Priority,
    /// The heading that it stands under.
    pub section: Option<&'a str>,
    pub text: &'a str,
}

/// A group of more than so many says little: it is split by section or object where that leaves pairs.
const LARGE: usize = 6;
/// The fewest tasks of a cluster.
const FEWEST: usize = 2;
/// A heading gives a slug of at most so many words.
const SECTION_WORDS: usize = 2;

/// Gives each task the cluster it belongs to, if any: at least two tasks that share a topic tag and more.
///
/// The same tasks give the same ids on every run and machine, in whatever order they come.
pub fn by_tag(tasks: &mut [Task]) {
    if tasks.len() < FEWEST {
        return;
    }
    let items: Vec<Item> = tasks
        .iter()
        .map(|task| Item {
            tags: &task.tags,
            priority: task.priority,
            section: task.section.as_deref(),
            text: &task.text,
        })
        .collect();
    let clusters = group(&items);
    for (task, cluster) in tasks.iter_mut().zip(clusters) {
        task.cluster = cluster;
    }
}

/// The cluster of each item, in the order of the items.
///
/// Tasks of one topic and one priority class form a cluster first; of the rest those that share a section or an object.
pub fn group(items: &[Item]) -> Vec<Option<ClusterId>> {
    let mut names = Names::default();
    let facts: Vec<Facts> = items.iter().map(Facts::of).collect();
    let mut clusters: Vec<Option<ClusterId>> = vec![None; items.len()];
    let mut free: HashSet<usize> = (0..items.len()).collect();
    for shared in [share_priority, share_section, share_object] {
        for (topic, members) in groups(items, &facts, &free, shared) {
            for part in split(&facts, members) {
                let id = names.name(topic, items, &facts, &part);
                for index in part.members {
                    free.remove(&index);
                    if let Some(slot) = clusters.get_mut(index) {
                        *slot = Some(id.clone());
                    }
                }
            }
        }
    }
    clusters
}

/// What is read from an item once.
struct Facts {
    /// The slug of its heading, where that tells its entries from others'.
    section: Option<String>,
    /// The things that its text names, in the singular.
    objects: BTreeSet<String>,
}

impl Facts {
    fn of(item: &Item) -> Facts {
        let topics: Vec<Cow<str>> = item.tags.iter().map(|tag| singular(tag.as_str())).collect();
        let objects = words(item.text)
            .iter()
            // The first word is the verb.
            .skip(1)
            .map(|word| singular(&word.folded).into_owned())
            .filter(|word| {
                word.chars().count() > 3
                    && word.chars().all(|c| c.is_alphabetic() || c == '-')
                    && !COMMON.contains(&word.as_str())
                    && !topics.iter().any(|topic| topic == word)
            })
            .collect();
        Facts { section: item.section.and_then(section_slug), objects }
    }
}

/// Words that tasks share without sharing a thing.
const COMMON: &[&str] = &[
    "about",
    "above",
    "after",
    "again",
    "against",
    "all",
    "also",
    "and",
    "any",
    "around",
    "back",
    "because",
    "been",
    "before",
    "below",
    "between",
    "both",
    "bring",
    "could",
    "does",
    "done",
    "each",
    "ensure",
    "every",
    "everyone",
    "from",
    "give",
    "have",
    "here",
    "into",
    "just",
    "keep",
    "know",
    "last",
    "least",
    "like",
    "make",
    "more",
    "most",
    "much",
    "need",
    "next",
    "once",
    "only",
    "other",
    "over",
    "please",
    "send",
    "should",
    "some",
    "sure",
    "take",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "this",
    "those",
    "through",
    "under",
    "until",
    "upon",
    "very",
    "want",
    "week",
    "well",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "will",
    "with",
    "within",
    "without",
    "would",
    "your",
    "today",
    "tomorrow",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "item",
    "action",
    "task",
    "issue",
    "point",
    "list",
    "copy",
    "people",
    "person",
    "everything",
    "something",
    "update",
    "review",
    "check",
    "confirm",
    "include",
    "prepare",
    "provide",
    "following",
    "month",
    "year",
    "day",
];

/// Words of headings that rank or announce their entries instead of naming a subject.
const GENERIC_HEADING: &[&str] = &[
    "action",
    "item",
    "next",
    "step",
    "required",
    "task",
    "todo",
    "to-do",
    "follow",
    "follow-up",
    "up",
    "immediate",
    "immediately",
    "priority",
    "high",
    "medium",
    "low",
    "critical",
    "urgent",
    "week",
    "day",
    "month",
    "agreed",
    "open",
    "point",
    "must",
    "complete",
    "timeline",
    "deadline",
    "deliverable",
    "summary",
    "request",
    "list",
    "please",
    "need",
    "needed",
    "this",
    "that",
    "your",
    "term",
    "short",
    "long",
    "the",
    "and",
    "for",
    "from",
    "with",
    "before",
    "until",
    "after",
    "what",
    "who",
    "when",
    "owner",
    "due",
    "measure",
    "recommendation",
    "plan",
    "other",
];

fn section_slug(heading: &str) -> Option<String> {
    let kept: Vec<String> = words(heading)
        .iter()
        .map(|word| singular(&word.folded).into_owned())
        .filter(|word| {
            word.len() > 2
                && word.chars().all(char::is_alphabetic)
                && !GENERIC_HEADING.contains(&word.as_str())
                && !COMMON.contains(&word.as_str())
        })
        .take(SECTION_WORDS)
        .collect();
    Tag::new(&kept.join("-")).map(|slug| slug.as_str().to_owned())
}

/// What two tasks of one topic may have in common besides; several for object words.
type Shared = fn(&Item, &Facts) -> Vec<String>;

fn share_priority(item: &Item, _: &Facts) -> Vec<String> {
    vec![item.priority.name().to_owned()]
}

fn share_section(_: &Item, facts: &Facts) -> Vec<String> {
    facts.section.iter().cloned().collect()
}

fn share_object(_: &Item, facts: &Facts) -> Vec<String> {
    facts.objects.iter().cloned().collect()
}

/// Disjoint groups of free items with one topic and one shared thing: the largest first, then the one whose topic its
/// members are most about, then by name.
fn groups<'a>(
    items: &[Item<'a>],
    facts: &[Facts],
    free: &HashSet<usize>,
    shared: Shared,
) -> Vec<(&'a str, Vec<usize>)> {
    let mut pools: BTreeMap<(&'a str, String), Vec<(usize, usize)>> = BTreeMap::new();
    for (index, (item, fact)) in items.iter().zip(facts).enumerate() {
        if !free.contains(&index) {
            continue;
        }
        let common = shared(item, fact);
        for (rank, tag) in item.tags.iter().filter(|tag| tag.as_str() != URGENT).enumerate() {
            for one in &common {
                pools.entry((tag.as_str(), one.clone())).or_default().push((index, rank));
            }
        }
    }
    pools.retain(|_, members| members.len() >= FEWEST);
    let mut order: Vec<_> = pools.iter().collect();
    order.sort_by_key(|(name, members)| {
        let ranks: usize = members.iter().map(|(_, rank)| rank).sum();
        (std::cmp::Reverse(members.len()), ranks, (*name).clone())
    });
    let mut taken: HashSet<usize> = HashSet::new();
    let mut found = Vec::new();
    for ((topic, _), members) in order {
        let left: Vec<usize> = members.iter().map(|(index, _)| *index).filter(|index| !taken.contains(index)).collect();
        if left.len() >= FEWEST {
            taken.extend(&left);
            found.push((*topic, left));
        }
    }
    found
}

/// The members of one cluster.
struct Part {
    members: Vec<usize>,
    /// The section or object that it was split off by.
    by: Option<String>,
}

/// A large group in parts that share a section, or else an object; what fits no part stays together.
fn split(facts: &[Facts], members: Vec<usize>) -> Vec<Part> {
    if members.len() <= LARGE {
        return vec![Part { members, by: None }];
    }
    let mut parts = Vec::new();
    let mut left: BTreeSet<usize> = members.into_iter().collect();
    for by_section in [true, false] {
        let mut pools: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for &index in &left {
            let Some(fact) = facts.get(index) else { continue };
            if by_section {
                if let Some(section) = &fact.section {
                    pools.entry(section).or_default().push(index);
                }
            } else {
                for object in &fact.objects {
                    pools.entry(object).or_default().push(index);
                }
            }
        }
        let mut order: Vec<(&str, Vec<usize>)> = pools.into_iter().collect();
        order.sort_by_key(|(name, pool)| (std::cmp::Reverse(pool.len()), *name));
        for (name, mut pool) in order {
            if left.len() <= LARGE {
                break;
            }
            pool.retain(|index| left.contains(index));
            // The whole again is no part.
            if pool.len() >= FEWEST && pool.len() < left.len() {
                left.retain(|index| !pool.contains(index));
                parts.push(Part { members: pool, by: Some(name.to_owned()) });
            }
        }
    }
    if left.len() >= FEWEST || parts.is_empty() {
        parts.push(Part { members: left.into_iter().collect(), by: None });
    } else if let Some(last) = parts.last_mut() {
        last.members.extend(left);
    }
    parts
}

/// Ids given so far.
#[derive(Default)]
struct Names {
    given: HashMap<String, usize>,
}

impl Names {
    /// The first readable id that no other cluster has.
    fn name(&mut self, topic: &str, items: &[Item], facts: &[Facts], part: &Part) -> ClusterId {
        let members = &part.members;
        let of = |index: &usize| facts.get(*index);
        let all_equal = |values: Vec<Option<&str>>| {
            let first = values.first().copied().flatten()?;
            values.iter().all(|value| *value == Some(first)).then(|| first.to_owned())
        };
        let priority = all_equal(members.iter().map(|&index| items.get(index).map(|i| i.priority.name())).collect());
        let section = all_equal(members.iter().map(|index| of(index)?.section.as_deref()).collect());
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for object in members.iter().filter_map(of).flat_map(|fact| &fact.objects) {
            *counts.entry(object).or_default() += 1;
        }
        let object = counts
            .into_iter()
            .filter(|(_, count)| *count >= FEWEST && count * 2 >= members.len())
            .max_by_key(|&(name, count)| (count, std::cmp::Reverse(name)))
            .map(|(name, _)| name.to_owned());
        let class = match priority.as_deref() {
            Some("high") => Some("critical".to_owned()),
            other => other.map(str::to_owned),
        };
        let mut qualifiers: Vec<String> = part.by.iter().cloned().collect();
        if class.as_deref() == Some("critical") {
            qualifiers.extend(class.clone());
        }
        qualifiers.extend(section.into_iter().chain(object));
        qualifiers.extend(class);
        qualifiers.retain(|word| word != topic);
        for qualifier in &qualifiers {
            let slug = ClusterId::new(&format!("{topic}-{qualifier}")).map(|id| id.0);
            if let Some(slug) = slug
                && !self.given.contains_key(&slug)
            {
                self.given.insert(slug.clone(), 1);
                return ClusterId(slug);
            }
        }
        let base = match qualifiers.first() {
            Some(qualifier) => format!("{topic}-{qualifier}"),
            None => topic.to_owned(),
        };
        let base = ClusterId::new(&base).map_or_else(|| topic.to_owned(), |id| id.0);
        let mut number = self.given.get(&base).map_or(1, |number| number + 1);
        let mut slug = if number == 1 { base.clone() } else { format!("{base}-{number}") };
        while self.given.contains_key(&slug) {
            number += 1;
            slug = format!("{base}-{number}");
        }
        self.given.insert(base, number);
        self.given.insert(slug.clone(), 1);
        ClusterId(slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Case {
        tags: &'static [&'static str],
        priority: Priority,
        section: Option<&'static str>,
        text: &'static str,
    }

    const fn case(
        tags: &'static [&'static str],
        priority: Priority,
        section: Option<&'static str>,
        text: &'static str,
    ) -> Case {
        Case { tags, priority, section, text }
    }

    fn ids(cases: &[&Case]) -> Vec<Option<String>> {
        let tags: Vec<Vec<Tag>> =
            cases.iter().map(|case| case.tags.iter().filter_map(|tag| Tag::new(tag)).collect()).collect();
        let items: Vec<Item> = cases
            .iter()
            .zip(&tags)
            .map(|(case, tags)| Item { tags, priority: case.priority, section: case.section, text: case.text })
            .collect();
        group(&items).into_iter().map(|id| id.map(|id| id.0)).collect()
    }

    const MAIL: &[Case] = &[
        case(&["security", "api"], Priority::High, None, "Rotate the gateway keys"),
        case(&["security"], Priority::High, None, "Close the open bucket"),
        case(&["security", "database"], Priority::Medium, None, "Encrypt the replica"),
        case(&["security"], Priority::Medium, None, "Log every refused visitor"),
        case(&["travel"], Priority::Medium, None, "Book the ferry"),
        case(&["urgent"], Priority::High, None, "Call the harbour"),
        case(&["urgent"], Priority::High, None, "Call the customs office"),
        case(&[], Priority::Low, None, "Water the plants"),
    ];

    #[test]
    fn one_topic_and_one_priority_class_make_a_cluster() {
        let found = ids(&MAIL.iter().collect::<Vec<_>>());
        let expected =
            [Some("security-critical"), Some("security-critical"), Some("security-medium"), Some("security-medium")];
        for (index, id) in found.iter().enumerate() {
            assert_eq!(id.as_deref(), expected.get(index).copied().flatten(), "{}", MAIL[index].text);
        }
    }

    #[test]
    fn the_order_of_the_tasks_changes_nothing() {
        let forward = ids(&MAIL.iter().collect::<Vec<_>>());
        for turn in 0..MAIL.len() {
            let mut turned: Vec<&Case> = MAIL.iter().collect();
            turned.rotate_left(turn);
            let mut found = ids(&turned);
            found.rotate_right(turn);
            assert_eq!(found, forward, "turned by {turn}");
            turned.reverse();
            let mut found = ids(&turned);
            found.reverse();
            found.rotate_right(turn);
            assert_eq!(found, forward, "turned by {turn} and reversed");
        }
    }

    #[test]
    fn section_or_object_join_what_priority_parts() {
        let parted = [
            case(&["event"], Priority::High, Some("Catering"), "Choose the wine"),
            case(&["event"], Priority::Low, Some("Catering"), "Hire glasses"),
            case(&["garden"], Priority::High, None, "Order the greenhouse glass"),
            case(&["garden"], Priority::Low, None, "Paint the greenhouse"),
            case(&["music"], Priority::High, None, "Tune the harp"),
            case(&["music"], Priority::Low, None, "Copy the parts"),
        ];
        let found = ids(&parted.iter().collect::<Vec<_>>());
        let expected = [
            Some("event-catering"),
            Some("event-catering"),
            Some("garden-greenhouse"),
            Some("garden-greenhouse"),
            None,
            None,
        ];
        assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_large_group_is_split_by_section_with_ids_of_their_own() {
        let sections = ["Kitchen", "Cellar", "Required actions"];
        let many: Vec<Case> =
            (0..12).map(|index| case(&["safety"], Priority::High, Some(sections[index / 4]), "Check it")).collect();
        let found = ids(&many.iter().collect::<Vec<_>>());
        let mut distinct: Vec<&String> = found.iter().flatten().collect();
        assert_eq!(distinct.len(), 12);
        distinct.dedup();
        assert!(distinct.len() >= 2, "{found:?}");
    }

    #[test]
    fn a_single_task_and_a_generic_tag_make_none() {
        assert_eq!(ids(&[&MAIL[0]]), [None]);
        assert_eq!(ids(&[&MAIL[5], &MAIL[6]]), [None, None]);
        assert_eq!(ids(&[]), Vec::<Option<String>>::new());
    }
}
