//! A task: a candidate with its facts and its score.

mod deadline;
mod entries;
mod governing;
mod nearby;

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use deadline::Found;
use governing::Governing;

use crate::candidates::{Candidate, Evidence};
use crate::cluster::ClusterId;
use crate::due::{Clock, Dates, Due};
use crate::email::{Email, EmailId};
use crate::facts::assignee::{self, Assignee};
use crate::facts::context::{self, Findings};
use crate::facts::people::People;
use crate::facts::tags::{self, Tag, Vocabulary};
use crate::facts::title;
use crate::rules::Kind;
use crate::score::grades::Grades;
use crate::score::priority::{self, Heading, PrioritySignals, Ranked};
use crate::score::{Confidence, Priority};
use crate::sentences::{self, Sentence};
use crate::structure::{Block, BlockKind, Document};

/// `mt-` and six or more lower-case hex digits; the same task of the same email has the same id on every run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct TaskId(pub(crate) String);

/// Hex digits of an id: one in 16 million is enough to tell the tasks of one email apart, and still short to read.
const ID_DIGITS: usize = 6;

impl TaskId {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the task that `quote` states in an email; longer where `ids` holds a shorter one already.
    fn of(email: &EmailId, quote: &str, ids: &mut Ids) -> TaskId {
        let mut hash = Sha256::new();
        hash.update(email.as_str());
        // Case, marks and line breaks change when a mail is sent again; the words do not.
        for word in quote.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            hash.update(" ");
            hash.update(word.to_lowercase());
        }
        let digits = format!("{:x}", hash.finalize());
        // The same words twice in one email: the second one counts on, from where the last one stopped.
        let times = ids.times.entry(digits.clone()).or_default();
        loop {
            *times += 1;
            let length = ID_DIGITS + *times - 1;
            let id = match digits.get(..length) {
                Some(start) => TaskId(format!("mt-{start}")),
                None => TaskId(format!("mt-{digits}-{}", length - digits.len() + 1)),
            };
            if ids.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The ids that one email's tasks have.
#[derive(Debug, Default)]
struct Ids {
    taken: HashSet<TaskId>,
    /// How often an id was sought for the same words, by their hash.
    times: HashMap<String, usize>,
}

#[derive(Debug, Clone)]
pub struct Task {
    pub id: TaskId,
    /// Imperative, what one would write on a list.
    pub text: String,
    pub kind: Kind,
    pub assignee: Option<Assignee>,
    pub due: Option<Due>,
    pub priority: Priority,
    pub priority_reasons: Vec<String>,
    pub confidence: Confidence,
    /// 0 to 1, calibrated.
    pub probability: f64,
    pub tags: Vec<Tag>,
    pub cluster: Option<ClusterId>,
    pub context: Vec<String>,
    /// The email's words, verbatim.
    pub quote: String,
    /// The heading that it stands under.
    pub section: Option<String>,
    /// The body line, counted from 1.
    pub line: usize,
    pub evidence: Vec<Evidence>,
}

/// One email as read: what a candidate's facts are looked up in.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    pub email: &'a Email,
    pub document: &'a Document,
    pub sentences: &'a [Sentence],
    pub people: &'a People,
    pub clock: Clock,
    /// Of the sentences.
    pub dates: &'a Dates<'a>,
    pub topics: &'a Vocabulary,
}

/// The tasks that `candidates` are, in the order given.
pub fn build(candidates: &[Candidate], reading: &Reading) -> Vec<Task> {
    if candidates.is_empty() {
        return Vec::new();
    }
    let taken: Vec<usize> = candidates.iter().flat_map(|c| c.repeats.iter().copied().chain([c.sentence])).collect();
    let Reading { document, sentences, .. } = *reading;
    let grades = Grades::read(document);
    let governing = Governing::read(reading, &taken);
    let findings = Findings::of(reading.document);
    let mut ids = Ids::default();
    let one = |candidate| {
        let found = deadline::find(candidate, reading, &taken, &governing);
        one(candidate, reading, &taken, found, (&grades, &findings), &mut ids)
    };
    // Over a list with tasks of its own, "all of it by Friday" is its deadline and no further task.
    let listed = |candidate: &&Candidate| {
        let block = sentences.get(candidate.sentence).and_then(|sentence| document.blocks.get(sentence.block));
        block.is_some_and(|block| matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_)))
    };
    let several = candidates.iter().filter(listed).take(2).count() == 2;
    candidates
        .iter()
        .filter(|candidate| !(several && governing.dates_a_list(candidate.sentence)))
        .filter_map(one)
        .collect()
}

fn one(
    candidate: &Candidate,
    reading: &Reading,
    taken: &[usize],
    found: Option<Found>,
    (grades, findings): (&Grades, &Findings),
    ids: &mut Ids,
) -> Option<Task> {
    let Reading { email, document, sentences, people, clock: _, dates: _, topics } = *reading;
    let sentence = sentences.get(candidate.sentence)?;
    let block = document.blocks.get(sentence.block)?;
    let section = document.sections.get(block.section).and_then(|section| section.heading.clone());
    let assignee = assignee::find(&sentence.text, candidate.kind, sentence.block, document, people);
    let text = title::write(&title::Source {
        sentence: &sentence.text,
        kind: candidate.kind,
        before: &before(candidate.sentence, sentences),
        place: title::Place {
            label: block.label.as_deref(),
            code: entries::written_code(block),
            entry: opening(sentence, block, sentences),
            next: following(candidate.sentence, block, sentences)
                .filter(|_| !taken.contains(&(candidate.sentence + 1))),
            intro: introduction(block, document),
        },
        subject: &email.subject,
        // Words of another sentence have no span in this one.
        due: found.as_ref().filter(|found| found.in_sentence).map(|found| &found.due),
        assignee: assignee.as_ref(),
        people,
    });
    let due = found.map(|found| found.due);
    let Ranked { priority, reasons } = rank(candidate, reading, taken, grades, due.as_ref())?;
    let tags = tags::find(
        &tags::About {
            text: &format!("{text} {}", sentence.text),
            section: section.as_deref(),
            parent: block.parent.and_then(|parent| document.blocks.get(parent)).map(|parent| parent.text.as_str()),
            subject: &email.subject,
        },
        topics,
    );
    Some(Task {
        id: TaskId::of(&email.id, &sentence.text, ids),
        text,
        kind: candidate.kind,
        assignee,
        due,
        priority,
        priority_reasons: reasons,
        confidence: Confidence::of(candidate.probability),
        probability: candidate.probability,
        tags,
        cluster: None,
        context: context::find(candidate.sentence, sentences, document, findings, taken),
        quote: sentence.text.clone(),
        section,
        line: sentence.line,
        evidence: candidate.evidence.clone(),
    })
}

/// How urgent the candidate is, by its own words and by what stands around it and its repeats.
fn rank(
    candidate: &Candidate,
    reading: &Reading,
    taken: &[usize],
    grades: &Grades,
    due: Option<&Due>,
) -> Option<Ranked> {
    let Reading { email, document, sentences, .. } = *reading;
    let own = sentences.get(candidate.sentence)?;
    let neighbour = |index: Option<usize>| {
        let index = index.filter(|index| !taken.contains(index))?;
        sentences.get(index).filter(|sentence| sentence.block == own.block).map(|sentence| sentence.text.as_str())
    };
    let repeats: Vec<&Sentence> = candidate.repeats.iter().filter_map(|&index| sentences.get(index)).collect();
    let texts: Vec<&str> = repeats.iter().map(|sentence| sentence.text.as_str()).collect();
    let blocks: Vec<usize> = repeats.iter().map(|sentence| sentence.block).collect();
    let over = [own.block].iter().chain(&blocks).filter_map(|&block| document.blocks.get(block)).collect::<Vec<_>>();
    let headings: Vec<Heading> = over.into_iter().flat_map(|block| headings(block, document)).collect();
    Some(priority::rank(&PrioritySignals {
        sentence: &own.text,
        before: neighbour(candidate.sentence.checked_sub(1)),
        after: neighbour(candidate.sentence.checked_add(1)),
        repeats: &texts,
        headings: &headings,
        subject: &email.subject,
        importance: email.importance,
        due: due.map(|due| due.date),
        sent: Some(email.date.date_naive()),
        grade: grades.of(document, own.block, &own.text, &blocks),
    }))
}

/// How far up enclosing sections are looked at, which bounds the work on malformed nesting.
const MOST_LEVELS: usize = 8;

/// The label before a block and the headings over it, innermost first.
fn headings<'a>(block: &'a Block, document: &'a Document) -> Vec<Heading<'a>> {
    let section = |index: usize| document.sections.get(index);
    let role = section(block.section).map(|section| section.role);
    let label = block.label.as_deref().zip(role).map(|(text, role)| Heading { text, role });
    let over = std::iter::successors(section(block.section), |inner| section(inner.parent?)).take(MOST_LEVELS);
    let over = over.filter_map(|section| section.heading.as_deref().map(|text| Heading { text, role: section.role }));
    label.into_iter().chain(over).collect()
}

/// The first sentence of the list entry that `sentence` goes on.
fn opening<'a>(sentence: &Sentence, block: &Block, sentences: &'a [Sentence]) -> Option<&'a str> {
    let later = sentence.index > 0 && matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_));
    let at = sentences.partition_point(|other| other.block < sentence.block);
    sentences.get(at).filter(|first| later && first.block == sentence.block).map(|first| first.text.as_str())
}

/// The sentence that goes on behind the first one of the list entry or table row `block`.
fn following<'a>(index: usize, block: &Block, sentences: &'a [Sentence]) -> Option<&'a str> {
    let listed = matches!(block.kind, BlockKind::Entry(_) | BlockKind::Row(_));
    let own = sentences.get(index).filter(|own| own.index == 0 && listed)?;
    sentences.get(index + 1).filter(|next| next.block == own.block).map(|next| next.text.as_str())
}

/// What introduces the list that `block` is an entry of: the paragraph over it, else the heading.
fn introduction<'a>(block: &Block, document: &'a Document) -> Option<&'a str> {
    if !matches!(block.kind, BlockKind::Entry(_)) {
        return None;
    }
    match block.parent.and_then(|parent| document.blocks.get(parent)) {
        Some(over) if over.kind == BlockKind::Paragraph && over.text.len() <= assignee::LONGEST_PARAGRAPH => {
            let last = sentences::spans(&over.text).pop()?;
            over.text.get(last)
        }
        Some(_) => None,
        None => document.sections.get(block.section)?.heading.as_deref(),
    }
}

/// How many sentences before a task are looked at for what "it" is.
const BEFORE: usize = 3;

/// The sentences before `index`, nearest first: of its own block and the one before.
fn before(index: usize, sentences: &[Sentence]) -> Vec<&str> {
    let Some(own) = sentences.get(index) else { return Vec::new() };
    sentences[..index]
        .iter()
        .rev()
        .take_while(|sentence| sentence.block + 1 >= own.block)
        .take(BEFORE)
        .map(|sentence| sentence.text.as_str())
        .collect()
}

#[cfg(test)]
mod deadline_tests;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_for_the_same_words_and_longer_for_a_clash() {
        let email = EmailId("19b7c3e42d854f1c".to_owned());
        let mut taken = Ids::default();
        let first = TaskId::of(&email, "Please send the report.", &mut taken);
        assert_eq!(first.as_str().len(), "mt-".len() + ID_DIGITS);
        assert_eq!(TaskId::of(&email, "please send\nthe *report*", &mut Ids::default()), first);
        let second = TaskId::of(&email, "Please send the report.", &mut taken);
        assert!(second.as_str().starts_with(first.as_str()) && second != first);
        let other = EmailId("29b7c3e42d854f1c".to_owned());
        assert_ne!(TaskId::of(&other, "Please send the report.", &mut Ids::default()), first);
    }
}
