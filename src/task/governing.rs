//! Deadlines stated once for many tasks: "all of this by Friday", "critical findings by 7 March", "A1 and A2 by the 12th".

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::Reading;
use super::deadline::is_due_label;
use super::entries::{between, code_of, entries, names_of, words};
use crate::due::{self, Bond, Due, Mention};
use crate::facts::stems::stem;
use crate::sentences::Sentence;
use crate::structure::{Block, BlockKind, Document, Role};
use crate::zones::Voice;

/// What a statement dates.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Scope {
    /// Every entry of the mail's lists.
    Everything,
    /// What stands under this heading, label or grade: "critical", "a".
    Class(String),
    /// The entries of these numbers or codes, in lower case.
    References(Vec<String>),
    /// The entries of this section.
    Section(usize),
    /// What a forwarded message asks.
    HandedOver,
}

/// The statements of one mail.
#[derive(Debug, Clone, Default)]
pub(super) struct Governing {
    statements: Vec<(Scope, Due)>,
    /// The sentences that date the whole of a list, and ask for nothing besides.
    over_lists: Vec<usize>,
    /// What sentences that are no tasks tell with a deadline, by their words.
    told: Vec<(HashSet<String>, Due)>,
    /// The one deadline that the notes on a topic name, by the words of the topic: "Till staff: the guide must exist by
    /// May"; `None` where they name several.
    topics: Vec<Topic>,
    /// The blocks of the findings by their codes.
    codes: HashMap<String, usize>,
}

/// The notes under one label.
#[derive(Debug, Clone)]
struct Topic {
    block: usize,
    section: usize,
    /// The content words of the label.
    words: HashSet<String>,
    due: Option<Due>,
}

/// Ways to mean all entries of a list.
const EVERYTHING: [&str; 25] = [
    "all of this",
    "all of these",
    "all of the above",
    "all of the below",
    "all of the following",
    "all the above",
    "all items",
    "all actions",
    "all points",
    "all responses",
    "everything",
    "each of these",
    "the above",
    "all the items",
    "all by",
    "all due",
    "all are due",
    "all to be",
    "both by",
    "everybody's",
    "everyone's",
    "the rest by",
    "the others by",
    "these are due",
    "everything else",
];

/// Words before the letter or digit of a grade: "Category A", "priority 1".
const GRADE_NOUNS: [&str; 8] = ["grade", "category", "class", "priority", "severity", "level", "tier", "group"];

/// What a class of findings or actions is called.
#[rustfmt::skip]
const CLASSES: [&str; 22] = [
    "items", "item", "findings", "finding", "ones", "issues", "issue", "actions", "action", "points", "measures",
    "vulnerabilities", "tickets", "recommendations", "defects", "observations", "priority", "risk", "risks", "severity",
    "bugs", "haves",
];

/// Words before the numbers of entries: "Items 1 and 2".
const NUMBERED: [&str; 14] = [
    "item", "items", "action", "actions", "no", "nos", "number", "numbers", "point", "points", "task", "tasks",
    "finding", "findings",
];

/// A mail of more statements is made to cost time.
const MOST_STATEMENTS: usize = 64;

/// How far up enclosing sections are looked at.
const MOST_LEVELS: usize = 8;

impl Governing {
    /// What the sentences of a mail say of the tasks in it; `taken` are those that are tasks themselves.
    pub(super) fn read(reading: &Reading, taken: &[usize]) -> Governing {
        let mut statements = Vec::new();
        let mut told = Vec::new();
        let mut topics = Vec::new();
        let mut over_lists = Vec::new();
        let classes = vocabulary(reading.document);
        let taken: HashSet<usize> = taken.iter().copied().collect();
        let lists = lists(reading.document);
        for (index, sentence) in reading.sentences.iter().enumerate() {
            if statements.len() >= MOST_STATEMENTS {
                break;
            }
            let label = reading.document.blocks.get(sentence.block).and_then(|block| block.label.as_deref());
            if let Some(label) = label.filter(|_| !taken.contains(&index)) {
                on_a_topic(label, index, sentence, reading, &mut topics);
            }
            let label = label.filter(|_| sentence.index == 0);
            let labelled = label.map(|label| format!("{label}: {}", sentence.text));
            let text = labelled.as_deref().unwrap_or(&sentence.text);
            if let Some(dated) = under_a_label(label, sentence, &lists, reading) {
                statements.push(dated);
                continue;
            }
            if let Some(dated) = dated_by_label(label, sentence, reading) {
                statements.push(dated);
                continue;
            }
            let own;
            let mentions = if label.is_none() {
                reading.dates.of(index)
            } else {
                own = due::mentions(text, &reading.clock);
                &own
            };
            let bound = due::bound_among(mentions, text);
            if bound.is_none() && !text.bytes().any(|c| c.is_ascii_digit()) {
                continue;
            }
            if let Some((whole, bond)) = bound {
                let is_taken = taken.contains(&index);
                if bond >= Bond::Until {
                    let over_list = !lists.is_empty() && (points_at_all(text) || says_the_list(text));
                    if over_list && only_dates_it(text) {
                        over_lists.push(index);
                    }
                    if over_list || !is_taken && says_everything(text) {
                        statements.push((Scope::Everything, whole));
                        continue;
                    }
                }
                if bond == Bond::By
                    && let Some(scope) = of_section(sentence, &lists, reading)
                {
                    statements.push((scope, whole.clone()));
                }
                let block = reading.document.blocks.get(sentence.block);
                if bond == Bond::By && block.is_some_and(|block| block.voice == Voice::Own) {
                    statements.push((Scope::HandedOver, whole.clone()));
                }
                if !is_taken && bond >= Bond::Day && told.len() < MOST_STATEMENTS {
                    told.push((stems(text), whole));
                }
            }
            let legend = legend(mentions, text, &classes, reading);
            if !legend.is_empty() {
                statements.extend(legend);
                continue;
            }
            let labelled = OnceCell::new();
            let as_label = || labelled.get_or_init(|| due::find_in_label(text, &reading.clock)).clone();
            if let Some(dated) = date_first(text, as_label) {
                statements.push(dated);
                continue;
            }
            for part in text.split([',', ';']) {
                let whole = part.len() == text.len();
                let due = if whole { as_label() } else { due::find_in_label(part, &reading.clock) };
                let Some(due) = due else { continue };
                let Some(scope) = part.get(..due.span.start).and_then(scope) else { continue };
                statements.push((scope, due));
            }
        }
        let codes = if statements.is_empty() { HashMap::new() } else { codes(reading.document) };
        Governing { statements, over_lists, told, topics, codes }
    }

    /// Whether the sentence only says by when a list is to be done.
    pub(super) fn dates_a_list(&self, sentence: usize) -> bool {
        self.over_lists.contains(&sentence)
    }

    /// The deadline that a statement gives to the task in `sentence`; numbers and codes before grades before all.
    pub(super) fn of(&self, sentence: &Sentence, reading: &Reading) -> Option<Due> {
        if self.statements.is_empty() {
            return self.on_its_topic(sentence, reading);
        }
        let document = reading.document;
        let block = document.blocks.get(sentence.block)?;
        let of = |wanted: &dyn Fn(&Scope) -> bool| {
            self.statements.iter().find(|(scope, _)| wanted(scope)).map(|(_, due)| due.clone())
        };
        let names = names_of(sentence, document);
        let by_reference =
            |name: &String| of(&|scope| matches!(scope, Scope::References(listed) if listed.contains(name)));
        let listed = matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_) | BlockKind::KeyValue);
        names
            .iter()
            .find_map(by_reference)
            .or_else(|| {
                let classes = classes_of(sentence, &names, &self.codes, document);
                classes.iter().find_map(|own| of(&|scope| matches!(scope, Scope::Class(class) if class == own)))
            })
            .or_else(|| of(&|scope| listed && *scope == Scope::Section(block.section)))
            .or_else(|| of(&|scope| listed && *scope == Scope::Everything))
            .or_else(|| of(&|scope| block.voice == Voice::Forwarded && *scope == Scope::HandedOver))
            .or_else(|| self.retold(sentence))
            .or_else(|| self.on_its_topic(sentence, reading))
    }

    /// The deadline that the notes in another section name for the topic whose words the task has.
    fn on_its_topic(&self, sentence: &Sentence, reading: &Reading) -> Option<Due> {
        if self.topics.is_empty() {
            return None;
        }
        let section = reading.document.blocks.get(sentence.block)?.section;
        let own = stems(&sentence.text);
        let mut named = self.topics.iter().filter(|topic| topic.section != section && topic.words.is_subset(&own));
        let topic = named.next().filter(|_| named.next().is_none())?;
        topic.due.clone()
    }

    /// The deadline of the sentence elsewhere that tells the task at length: the notes above a list of actions.
    fn retold(&self, sentence: &Sentence) -> Option<Due> {
        let own = stems(&sentence.text);
        let shared = |told: &HashSet<String>| own.intersection(told).count();
        let (told, due) = self.told.iter().max_by_key(|(told, _)| shared(told))?;
        let common = shared(told);
        (common >= LEAST_SHARED && common * 5 >= own.len() * 3).then(|| due.clone())
    }
}

/// Notes the deadline that a sentence names under the label of a topic.
fn on_a_topic(label: &str, index: usize, sentence: &Sentence, reading: &Reading, topics: &mut Vec<Topic>) {
    let Some((due, _)) = reading.dates.bound(index) else { return };
    if let Some(topic) = topics.iter_mut().find(|topic| topic.block == sentence.block) {
        topic.due = topic.due.take().filter(|known| known.date == due.date);
        return;
    }
    let words = stems(label);
    let section = reading.document.blocks.get(sentence.block).map(|block| block.section);
    if let Some(section) = section.filter(|_| words.len() >= LEAST_OF_A_TOPIC && topics.len() < MOST_STATEMENTS) {
        topics.push(Topic { block: sentence.block, section, words, due: Some(due) });
    }
}

/// One word is shared by chance.
const LEAST_OF_A_TOPIC: usize = 2;

/// Fewer common words are chance.
const LEAST_SHARED: usize = 3;

/// The content words of a text, by what their forms share.
fn stems(text: &str) -> HashSet<String> {
    let long = |word: &String| word.chars().count() >= 4 && word.chars().all(char::is_alphabetic);
    words(text).filter(long).map(|word| stem(&word).into_owned()).collect()
}

/// The grades and classes that the tables, marks and headings of a mail use, in lower case.
fn vocabulary(document: &Document) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut add = |text: &str| {
        let mut words = words(text);
        if let (Some(word), None) = (words.next(), words.next())
            && !word.chars().any(|c| c.is_ascii_digit())
        {
            found.insert(word);
        }
    };
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Row(row) => row.cells.iter().for_each(|cell| add(cell)),
            BlockKind::Entry(_) => block.text.split(['[', ']', '(', ')']).skip(1).step_by(2).for_each(&mut add),
            _ => {}
        }
    }
    document.sections.iter().filter_map(|section| section.heading.as_deref()).for_each(add);
    found
}

/// "A means 24 hours, B two weeks, C three months": the deadlines of classes, counted from the sending.
fn legend(mentions: &[Mention], text: &str, classes: &HashSet<String>, reading: &Reading) -> Vec<(Scope, Due)> {
    let mut found = Vec::new();
    if mentions.len() < LEAST_CLASSES || classes.is_empty() {
        return found;
    }
    let mut from = 0;
    for mention in mentions {
        let (Some(ahead), Some(said)) = (text.get(from..mention.span.start), text.get(mention.span.clone())) else {
            break;
        };
        from = mention.span.end;
        let due = match mention.role {
            due::Role::Length => due::find(&format!("within {said}"), &reading.clock).map(|due| due.date),
            due::Role::Deadline => mention.date,
            _ => None,
        };
        let class = ahead.split(|c: char| !(c.is_alphanumeric() || c == '-')).rfind(|word| {
            // A bare "a" is no grade.
            let set = word.len() > 1 || word.chars().all(char::is_uppercase);
            set && !word.is_empty() && classes.contains(&word.to_lowercase())
        });
        if let (Some(date), Some(class)) = (due, class) {
            let due = Due { date, words: said.to_owned(), span: mention.span.clone() };
            found.push((Scope::Class(class.to_lowercase()), due));
        }
    }
    if found.len() < LEAST_CLASSES { Vec::new() } else { found }
}

/// One could be anything; a legend has several.
const LEAST_CLASSES: usize = 2;

/// The sections that hold a list or a table.
fn lists(document: &Document) -> HashSet<usize> {
    let listed = |block: &&Block| matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_));
    document.blocks.iter().filter(listed).map(|block| block.section).collect()
}

/// The first block that goes by each code.
fn codes(document: &Document) -> HashMap<String, usize> {
    let coded = |(index, block): (usize, &Block)| code_of(block).map(|code| (code, index));
    document.blocks.iter().enumerate().rev().filter_map(coded).collect()
}

/// "Your answers by 5 pm on Friday": what a paragraph says of the list in its section.
fn of_section(sentence: &Sentence, lists: &HashSet<usize>, reading: &Reading) -> Option<Scope> {
    let document = reading.document;
    let block = document.blocks.get(sentence.block).filter(|block| block.kind == BlockKind::Paragraph)?;
    let role = document.sections.get(block.section)?.role;
    let speaks = words(&sentence.text).any(|word| OF_A_LIST.contains(&word.as_str())) || role == Role::Questions;
    let list = list_of(sentence.block, lists, document)?;
    (speaks || closes_a_list(sentence, reading)).then_some(Scope::Section(list))
}

/// "Please complete by 20 March." behind a list: what, the list has said.
fn closes_a_list(sentence: &Sentence, reading: &Reading) -> bool {
    let ahead = |due: Due| sentence.text.get(..due.span.start).map(|ahead| words(ahead).collect::<Vec<_>>());
    let said = due::find(&sentence.text, &reading.clock).and_then(ahead).unwrap_or_default();
    !said.is_empty() && said.iter().all(|word| COMPLETING.contains(&word.as_str()))
}

/// Words with which the whole of a list is to be done.
const COMPLETING: [&str; 16] = [
    "please",
    "kindly",
    "to",
    "be",
    "and",
    "complete",
    "completed",
    "completion",
    "finish",
    "finished",
    "done",
    "return",
    "submit",
    "respond",
    "reply",
    "needed",
];

/// What a paragraph calls the entries of a list or what comes back for them.
const OF_A_LIST: [&str; 12] = [
    "answers",
    "replies",
    "responses",
    "these",
    "those",
    "all",
    "comments",
    "feedback",
    "questions",
    "following",
    "above",
    "below",
];

/// "Deadline for all points: 20 March", "Return by: 20 March": what a line of its own says of the list in its section.
fn under_a_label(
    label: Option<&str>,
    sentence: &Sentence,
    lists: &HashSet<usize>,
    reading: &Reading,
) -> Option<(Scope, Due)> {
    let label = label.filter(|label| is_due_label(label))?;
    let document = reading.document;
    let block = document.blocks.get(sentence.block)?;
    let alone =
        |block: &Block| matches!(block.kind, BlockKind::Paragraph | BlockKind::KeyValue) && block.parent.is_none();
    let due = due::find_in_label(&sentence.text, &reading.clock).filter(|_| alone(block))?;
    if sentence.text.get(..due.span.start).and_then(scope).is_some() {
        return None;
    }
    let lower = label.to_lowercase();
    if let Some((_, what)) = lower.split_once(" for ") {
        let all = words(what).next().is_some_and(|first| matches!(first.as_str(), "all" | "everything" | "both"));
        return if all { Some((Scope::Everything, due)) } else { Some((scope(what)?, due)) };
    }
    // One such line for each entry dates that entry.
    let same = |other: &&Block| {
        other.section == block.section && alone(other) && other.label.as_deref().is_some_and(is_due_label)
    };
    let around = sentence.block.saturating_sub(FARTHEST)..(sentence.block + FARTHEST).min(document.blocks.len());
    let only = document.blocks.get(around)?.iter().filter(same).take(2).count() == 1;
    Some((Scope::Section(list_of(sentence.block, lists, document).filter(|_| only)?), due))
}

/// How far around a line others of its kind are looked for, which bounds the work on hostile mail.
const FARTHEST: usize = 200;

/// The section of the list that the block closes, else of the one that it shares a section with.
fn list_of(block: usize, lists: &HashSet<usize>, document: &Document) -> Option<usize> {
    let own = document.blocks.get(block)?;
    let before = block.checked_sub(1).and_then(|before| document.blocks.get(before));
    let closed = before.filter(|before| matches!(before.kind, BlockKind::Entry(_) | BlockKind::Row(_)));
    closed.map(|before| before.section).or_else(|| lists.contains(&own.section).then_some(own.section))
}

/// "16 March: A1 and A2", "R2 | 16 March", "R2. 16 March": an entry or row that joins numbers and a date.
fn dated_by_label(label: Option<&str>, sentence: &Sentence, reading: &Reading) -> Option<(Scope, Due)> {
    let block = reading.document.blocks.get(sentence.block)?;
    let date = |text: &str| super::deadline::in_label(text, reading).map(|(due, _)| due);
    let listed = |text: &str| match scope(text)? {
        Scope::References(listed) if words(text).count() <= listed.len() * 2 + 1 => Some(Scope::References(listed)),
        _ => None,
    };
    match &block.kind {
        BlockKind::Row(row) => {
            let at = row.cells.iter().position(|cell| listed(cell).is_some())?;
            let others = row.cells.iter().enumerate().filter(|(other, _)| *other != at);
            let due = others.filter(|(_, cell)| words(cell).count() <= DATE_WORDS).find_map(|(_, cell)| date(cell))?;
            Some((listed(row.cells.get(at)?)?, due))
        }
        BlockKind::Entry(entry) if label.is_none() => {
            let role = reading.document.sections.get(block.section)?.role;
            let number = entry.number.as_ref().filter(|_| role == Role::Timeline)?;
            let short = words(&sentence.text).count() <= DATE_WORDS;
            Some((Scope::References(vec![number.to_lowercase()]), date(&sentence.text).filter(|_| short)?))
        }
        _ => {
            let due = date(label?)?;
            Some((listed(&sentence.text)?, due))
        }
    }
}

/// A longer cell or entry says more than its date.
const DATE_WORDS: usize = 8;

fn says_everything(text: &str) -> bool {
    says_any(text, &EVERYTHING)
}

/// Ways to point at a whole list, which no task of its own has for its object.
const POINTING: [&str; 10] = [
    "all of it",
    "all of this",
    "all of these",
    "all of them",
    "all of the above",
    "all the above",
    "all this",
    "these all",
    "all items",
    "all actions",
];

/// "Whatever is on the list is to be off it by Friday."
fn says_the_list(text: &str) -> bool {
    says_any(text, &THE_LIST)
}

/// Ways to mean a list by its name.
const THE_LIST: [&str; 3] = ["whatever is on the list", "everything on the list", "all on the list"];

/// Whether the sentence says of the whole list that it is wanted, and not of something else about it: "all of it has to
/// be in by Friday", "I need all of this by Friday"; "tell me by Friday who takes all of these" asks on.
fn only_dates_it(text: &str) -> bool {
    const BEHIND: [&str; 12] =
        ["is", "are", "has", "have", "must", "should", "needs", "need", "by", "until", "before", "done"];
    const AHEAD: [&str; 10] = ["see", "need", "needs", "want", "wants", "have", "do", "finish", "complete", "expect"];
    let said = words(text).collect::<Vec<_>>();
    let joined = format!(" {} ", said.join(" "));
    !text.contains('?')
        && POINTING.iter().chain(&THE_LIST).any(|all| {
            let Some(at) = joined.find(&format!(" {all} ")) else { return false };
            let behind = joined[at + all.len() + 1..].split_whitespace().next().unwrap_or_default();
            let ahead = joined[..at].split_whitespace().next_back().unwrap_or_default();
            BEHIND.contains(&behind) && (ahead.is_empty() || !is_joint(ahead)) || AHEAD.contains(&ahead)
        })
}

/// Words before "all of these" that make it the object of something else.
fn is_joint(word: &str) -> bool {
    matches!(word, "for" | "with" | "of" | "about" | "takes" | "from" | "to" | "check" | "who")
}

fn points_at_all(text: &str) -> bool {
    says_any(text, &POINTING)
}

fn says_any(text: &str, phrases: &[&str]) -> bool {
    let said = format!(" {} ", words(text).collect::<Vec<_>>().join(" "));
    phrases.iter().any(|all| said.match_indices(all).any(|(at, _)| said[..at].ends_with(' ')))
}

/// "By 16 March: A1 and A2", "Week 2 (until 13 March) – items 3 to 5".
fn date_first(text: &str, as_label: impl Fn() -> Option<Due>) -> Option<(Scope, Due)> {
    const MARKS: [char; 5] = [':', '-', '–', '—', '|'];
    if !text.contains(MARKS) {
        return None;
    }
    let due = as_label()?;
    let behind = text.get(due.span.end..)?.trim_start_matches(|c: char| c == ')' || c.is_whitespace());
    let behind = behind.strip_prefix(MARKS)?;
    let said = words(behind).count();
    match scope(behind)? {
        Scope::References(listed) if said <= listed.len() * 2 + 2 => Some((Scope::References(listed), due)),
        Scope::Class(class) if said <= CLASS_WORDS => Some((Scope::Class(class), due)),
        _ => None,
    }
}

/// Most words between what a statement dates and its date: "have to be closed no later than".
const MOST_BETWEEN: usize = 7;

/// What the words before a date speak of, where they begin with a class or with numbers of entries.
fn scope(ahead: &str) -> Option<Scope> {
    let said: Vec<String> = words(ahead).take(32).collect();
    let lead = |word: &&String| {
        matches!(word.as_str(), "all" | "the" | "and" | "any" | "for" | "our" | "those" | "graded" | "rated" | "marked")
    };
    let at = said.iter().take_while(lead).count();
    let first = said.get(at)?;
    let numbered = NUMBERED.contains(&first.as_str());
    let mut listed: Vec<String> = Vec::new();
    let mut end = at + usize::from(numbered);
    for word in said.iter().skip(end) {
        if !matches!(word.as_str(), "and" | "to" | "through" | "-") {
            if word.len() == 1
                && ("a"..="h").contains(&word.as_str())
                && let Some(base) = listed.last().map(|last| last.trim_end_matches(|c: char| c.is_ascii_lowercase()))
                && !base.is_empty()
            {
                // "R3 (a) and (b)".
                let lettered = format!("{base}{word}");
                if listed.last().is_some_and(|last| last.len() == base.len()) {
                    listed.pop();
                }
                listed.push(lettered);
                end += 1;
                continue;
            }
            let Some(range) = entries(word, numbered) else { break };
            let from = said.get(end.saturating_sub(1)).filter(|word| matches!(word.as_str(), "to" | "through" | "-"));
            match (from, listed.last().cloned()) {
                (Some(_), Some(first)) => listed.extend(between(&first, word)),
                _ => listed.extend(range),
            }
        }
        end += 1;
    }
    if !listed.is_empty() {
        return (said.len() - end <= MOST_BETWEEN).then_some(Scope::References(listed));
    }
    if GRADE_NOUNS.contains(&first.as_str())
        && let Some(grade) = said.get(at + 1).filter(|grade| grade.len() <= 2)
    {
        return Some(Scope::Class(grade.clone()));
    }
    let second = said.get(at + 1).map_or("", String::as_str);
    let lower = ahead.to_lowercase();
    let (_, rest) = lower.split_once(first.as_str())?;
    let set_apart = rest.trim_start().starts_with([':', '-', '–', '—', '(']) && said.len() <= at + MOST_BETWEEN;
    let class = CLASSES.contains(&second) || rest.trim().is_empty();
    (set_apart || class).then(|| Scope::Class(first.clone()))
}

/// A longer text describes; a class is named in a word or two.
const CLASS_WORDS: usize = 3;

/// The classes of a task: its label, its short cells, the headings over it, the marks in its text, and those of the
/// finding whose code it names.
fn classes_of(
    sentence: &Sentence,
    names: &[String],
    codes: &HashMap<String, usize>,
    document: &Document,
) -> Vec<String> {
    let mut texts: Vec<&str> = Vec::new();
    let mut add = |block: usize| {
        let Some(here) = document.blocks.get(block) else { return };
        texts.extend(here.label.as_deref());
        if let BlockKind::Row(row) = &here.kind {
            texts.extend(row.cells.iter().map(String::as_str));
        }
        let mut section = Some(here.section);
        for _ in 0..MOST_LEVELS {
            let Some(over) = section.and_then(|index| document.sections.get(index)) else { break };
            texts.extend(over.heading.as_deref());
            section = over.parent;
        }
    };
    add(sentence.block);
    names.iter().filter_map(|name| codes.get(name)).filter(|at| **at != sentence.block).for_each(|at| add(*at));
    texts.extend(sentence.text.split(['[', ']', '(', ')']).skip(1).step_by(2));
    let short = |text: &&&str| words(text).filter(|word| !CLASSES.contains(&word.as_str())).count() <= CLASS_WORDS;
    texts.iter().filter(short).flat_map(|text| words(text)).collect()
}
