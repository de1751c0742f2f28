//! What a task is about: topics by their words, and the tags that the subject carries.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::phrases::{Word, words};
use super::stems::singular;

/// How many tags a task has at most.
pub const MOST: usize = 3;

/// Marks haste rather than a topic: it joins nothing.
pub const URGENT: &str = "urgent";

/// What each place's words count. The task's own words name its topic; what stands over it is shared with others.
const OWN: u32 = 6;
const SECTION: u32 = 4;
const PARENT: u32 = 3;
const SUBJECT: u32 = 2;

/// From what score a topic is a tag: one plain word (2) of the task's own.
const ENOUGH: u32 = 2 * OWN;
/// What the places around must say together where the task's own words name no topic: one plain word of
/// the section, or a word of the subject that names the topic.
const ENOUGH_AROUND: u32 = 6;
/// A word of the user's own list names its topic.
const USER_WEIGHT: u32 = 4;

/// A valid Obsidian tag without `#`: `[a-z0-9-]+` with at least one letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Tag(pub(crate) String);

impl Tag {
    /// `None` where `text` has no letter that a tag may have; accents are dropped, what else no tag may have is a hyphen.
    pub fn new(text: &str) -> Option<Tag> {
        let mut slug = String::with_capacity(text.len());
        let mut push = |c: char| {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        };
        if text.is_ascii() {
            text.chars().for_each(&mut push);
        } else {
            text.nfd().filter(|&c| !is_combining_mark(c)).for_each(&mut push);
        }
        slug.truncate(slug.trim_end_matches('-').len());
        slug.chars().any(|c| c.is_ascii_alphabetic()).then_some(Tag(slug))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where the topics of a task are told from.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// The task's words: its title with its quote where the title left some out, or either.
    pub text: &'a str,
    /// The heading over it.
    pub section: Option<&'a str>,
    /// The entry or paragraph that it stands under.
    pub parent: Option<&'a str>,
    pub subject: &'a str,
}

/// Topics with their words: the built-in ones, and a user's.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    user: Index,
    /// The user's topics, also those without words.
    named: BTreeSet<Tag>,
}

impl Vocabulary {
    /// The topics that come with the program.
    pub fn builtin() -> Self {
        Vocabulary::default()
    }

    /// The built-in topics and `user`'s, from topic to its words or phrases of two words.
    ///
    /// A topic of the same name gains the words; a topic whose name makes no tag is left out.
    pub fn with(user: &BTreeMap<String, Vec<String>>) -> Self {
        let mut index = Index::default();
        let mut named = BTreeSet::new();
        for (topic, list) in user {
            let Some(tag) = Tag::new(topic) else { continue };
            named.insert(tag.clone());
            for phrase in list {
                let folded: Vec<Word> = words(phrase);
                let keys: Vec<String> = folded.iter().map(|word| singular(&word.folded).into_owned()).collect();
                let (first, second) = match keys.as_slice() {
                    [] => continue,
                    [one] => (one, None),
                    [one, two, ..] => (one, Some(Cow::Owned(two.clone()))),
                };
                index.add(
                    Cow::Owned(first.clone()),
                    Meaning { second, topic: Cow::Owned(tag.0.clone()), weight: USER_WEIGHT },
                );
            }
        }
        Vocabulary { user: index, named }
    }

    /// Whether `tag` is a topic or a word that names one.
    fn has(&self, tag: &Tag) -> bool {
        let topic = |meanings: &Vec<Meaning>| meanings.iter().any(|meaning| meaning.topic == tag.0);
        self.named.contains(tag)
            || self.meanings(&singular(&tag.0)).any(|meaning| meaning.second.is_none())
            || BUILTIN.by_word.values().any(topic)
    }

    fn meanings(&self, word: &str) -> impl Iterator<Item = &Meaning> {
        let built_in = BUILTIN.by_word.get(word).into_iter().flatten();
        built_in.chain(self.user.by_word.get(word).into_iter().flatten())
    }
}

#[derive(Debug, Clone, Default)]
struct Index {
    by_word: FxHashMap<Cow<'static, str>, Vec<Meaning>>,
}

#[derive(Debug, Clone)]
struct Meaning {
    /// The word that has to follow.
    second: Option<Cow<'static, str>>,
    topic: Cow<'static, str>,
    weight: u32,
}

impl Index {
    fn add(&mut self, word: Cow<'static, str>, meaning: Meaning) {
        self.by_word.entry(word).or_default().push(meaning);
    }
}

static BUILTIN: LazyLock<Index> = LazyLock::new(|| read(include_str!("topics.txt")));

/// The plain weight of a word in `topics.txt`.
const PLAIN_WEIGHT: u32 = 2;

/// Reads the format that the head of `topics.txt` describes.
fn read(source: &'static str) -> Index {
    let mut index = Index { by_word: FxHashMap::with_capacity_and_hasher(source.len() / 8, FxBuildHasher) };
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        let Some((topic, list)) = line.split_once(": ") else { continue };
        for item in list.split_ascii_whitespace() {
            let (item, weight) = match item.rsplit_once('/') {
                Some((word, digit)) => (word, digit.parse().unwrap_or(PLAIN_WEIGHT)),
                None => (item, PLAIN_WEIGHT),
            };
            let (item, inflected) = item.strip_suffix('~').map_or((item, false), |stem| (stem, true));
            let (first, second) = item.split_once('_').map_or((item, None), |(one, two)| (one, Some(singular(two))));
            let meaning = Meaning { second, topic: Cow::Borrowed(topic), weight };
            if inflected {
                let root = first.strip_suffix('e').unwrap_or(first);
                index.add(Cow::Owned(format!("{root}ed")), meaning.clone());
                index.add(Cow::Owned(format!("{root}ing")), meaning.clone());
            }
            index.add(singular(first), meaning);
        }
    }
    index
}

/// The topics of a task, strongest first and by name among equals, [`MOST`] at most.
///
/// Topics that the subject spells out (`#finance`) come first: the sender chose them.
pub fn find(about: &About, vocabulary: &Vocabulary) -> Vec<Tag> {
    let mut tags = hash_tags(about.subject, vocabulary);
    let mut scores: Vec<Score> = Vec::new();
    tally(&mut scores, about.text, OWN, vocabulary);
    let own = scores.iter().any(|score| score.points >= ENOUGH && score.topic != URGENT);
    for (text, factor) in [(about.section, SECTION), (about.parent, PARENT), (Some(about.subject), SUBJECT)] {
        // Haste around a task is told by its priority.
        tally_topics(&mut scores, text.unwrap_or_default(), factor, vocabulary);
    }
    scores.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| a.topic.cmp(b.topic)));
    let named: Vec<&Score> = if own {
        scores.iter().filter(|score| score.points >= ENOUGH).collect()
    } else {
        let around = scores.iter().find(|score| score.points - score.own >= ENOUGH_AROUND && score.topic != URGENT);
        let haste = scores.iter().find(|score| score.topic == URGENT && score.points >= ENOUGH);
        around.into_iter().chain(haste).collect()
    };
    for score in named {
        if tags.iter().all(|tag| tag.as_str() != score.topic) {
            tags.push(Tag(score.topic.to_owned()));
        }
    }
    tags.truncate(MOST);
    tags
}

struct Score<'a> {
    topic: &'a str,
    points: u32,
    /// What the task's own words gave.
    own: u32,
}

fn tally_topics<'a>(scores: &mut Vec<Score<'a>>, text: &str, factor: u32, vocabulary: &'a Vocabulary) {
    let mut around = Vec::new();
    tally(&mut around, text, factor, vocabulary);
    for found in around {
        if found.topic == URGENT {
            continue;
        }
        match scores.iter_mut().find(|score| score.topic == found.topic) {
            Some(score) => score.points += found.points,
            None => scores.push(Score { own: 0, ..found }),
        }
    }
}

/// Adds what the words of `text` say; a word said twice counts once.
fn tally<'a>(scores: &mut Vec<Score<'a>>, text: &str, factor: u32, vocabulary: &'a Vocabulary) {
    let list = words(text);
    let keys: Vec<Cow<str>> = list.iter().map(|word| singular(&word.folded)).collect();
    for (at, key) in keys.iter().enumerate() {
        if keys.get(..at).is_some_and(|before| before.len() < SAID_BEFORE && before.contains(key)) {
            continue;
        }
        let next = keys.get(at + 1);
        for meaning in vocabulary.meanings(key) {
            if let Some(second) = &meaning.second
                && next.is_none_or(|next| next != second)
            {
                continue;
            }
            let points = meaning.weight * factor;
            match scores.iter_mut().find(|score| score.topic == meaning.topic) {
                Some(score) => {
                    score.points += points;
                    score.own += points;
                }
                None => scores.push(Score { topic: &meaning.topic, points, own: points }),
            }
        }
    }
}

/// How many words back a repetition is looked for, which keeps the time on a huge text linear.
const SAID_BEFORE: usize = 64;

/// The `#tags` of a subject that the vocabulary knows: a stranger invents no tag of the vault's.
fn hash_tags(subject: &str, vocabulary: &Vocabulary) -> Vec<Tag> {
    let mut tags = Vec::new();
    for (at, _) in subject.match_indices('#') {
        let (before, after) = subject.split_at_checked(at).unwrap_or_default();
        if before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '#' | '/' | '&')) {
            continue;
        }
        let name: String =
            after.chars().skip(1).take_while(|&c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/')).collect();
        if let Some(tag) = Tag::new(&name)
            && vocabulary.has(&tag)
            && !tags.contains(&tag)
        {
            tags.push(tag);
        }
        if tags.len() == MOST {
            break;
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(about: &About, vocabulary: &Vocabulary) -> Vec<String> {
        find(about, vocabulary).into_iter().map(|tag| tag.0).collect()
    }

    fn of(text: &str) -> Vec<String> {
        names(&About { text, ..About::default() }, &Vocabulary::builtin())
    }

    #[test]
    fn own_words_name_the_topic() {
        for (text, expected) in [
            ("Change the door keys and every password", "security"),
            ("Pay the caterer's invoice", "invoice"),
            ("Book flights to Oslo", "travel"),
            ("Interview the second candidate", "hiring"),
            ("Add an index to the Postgres replica", "database"),
            ("Pay for the class trip", "school"),
            ("Order pallets for the warehouse", "logistics"),
            ("Water the seedlings", "garden"),
            ("Write the press release", "press"),
            ("Renew the public liability insurance", "insurance"),
        ] {
            assert_eq!(of(text).first().map(String::as_str), Some(expected), "{text}: {:?}", of(text));
        }
    }

    #[test]
    fn words_without_a_topic_give_no_tag() {
        for text in ["Ask Tom what he meant", "Call me back", "", "\u{1f525}\u{1f525}", "Bring the thing"] {
            assert_eq!(of(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_places_around_speak_where_the_task_does_not() {
        let vocabulary = Vocabulary::builtin();
        let bare = About { text: "Send me the new one", ..About::default() };
        assert_eq!(names(&About { section: Some("Insurance"), ..bare }, &vocabulary), ["insurance"]);
        assert_eq!(names(&About { subject: "Re: payroll in May", ..bare }, &vocabulary), ["hr"]);
        let own = About { text: "Send me the flight times", section: Some("Insurance"), ..About::default() };
        assert_eq!(names(&own, &vocabulary), ["travel", "insurance"]);
        let own = About { section: Some("Cover for the van"), ..own };
        assert_eq!(names(&own, &vocabulary), ["travel"]);
    }

    #[test]
    fn tags_in_the_subject_come_first() {
        let about =
            About { text: "Book the hotel", subject: "[#Offsite-2027] #finance #4711 C#sharp", ..About::default() };
        assert_eq!(names(&about, &Vocabulary::builtin()), ["finance", "travel"]);
        let user = BTreeMap::from([("Offsite 2027".to_owned(), Vec::new())]);
        assert_eq!(names(&about, &Vocabulary::with(&user)), ["offsite-2027", "finance", "travel"]);
    }

    #[test]
    fn a_user_adds_topics_and_words() {
        let user = BTreeMap::from([
            ("Bees & honey".to_owned(), vec!["hive".to_owned(), "Queen Excluders".to_owned()]),
            ("travel".to_owned(), vec!["sleeper".to_owned()]),
            ("!!".to_owned(), vec!["lost".to_owned()]),
            ("empty".to_owned(), vec![" - ".to_owned()]),
        ]);
        let vocabulary = Vocabulary::with(&user);
        for (text, expected) in [
            ("Paint the hives", vec!["bees-honey"]),
            ("Fit a queen excluder", vec!["bees-honey"]),
            ("Pick the sleeper", vec!["travel"]),
            ("Find the lost", vec![]),
        ] {
            assert_eq!(names(&About { text, ..About::default() }, &vocabulary), expected, "{text}");
        }
    }

    #[test]
    fn a_tag_is_what_obsidian_takes_for_one() {
        for (text, expected) in [
            ("B\u{fc}ro K\u{f6}ln", Some("buro-koln")),
            ("--a__b--", Some("a-b")),
            ("2026", None),
            ("\u{4e2d}\u{6587}", None),
            ("Q3", Some("q3")),
        ] {
            assert_eq!(Tag::new(text).as_ref().map(Tag::as_str), expected, "{text}");
        }
    }

    #[test]
    fn the_built_in_topics_are_tags_and_many() {
        let mut topics: Vec<&str> = BUILTIN.by_word.values().flatten().map(|meaning| meaning.topic.as_ref()).collect();
        topics.sort_unstable();
        topics.dedup();
        assert!(topics.len() >= 60, "{}", topics.len());
        for topic in topics {
            assert_eq!(Tag::new(topic).as_ref().map(Tag::as_str), Some(topic));
        }
        for line in include_str!("topics.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            assert!(line.contains(": "), "no topic in: {line}");
        }
    }

    #[test]
    fn three_tags_at_most_and_the_same_every_time() {
        let text = "Invoice, travel, hiring, security and insurance";
        assert_eq!(of(text), of(text));
        assert_eq!(of(text), ["hiring", "insurance", "invoice"]);
    }
}
