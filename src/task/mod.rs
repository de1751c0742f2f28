//! A task: a candidate with its facts and its score.

mod deadline;

use std::collections::HashSet;

use sha2::{Digest, Sha256};

use crate::candidates::{Candidate, Evidence};
use crate::cluster::ClusterId;
use crate::email::{Email, EmailId};
use crate::facts::assignee::{self, Assignee};
use crate::facts::due::{Clock, Due};
use crate::facts::people::People;
use crate::facts::tags::{self, Tag};
use crate::facts::{context, title};
use crate::rules::Kind;
use crate::score::{Confidence, Priority};
use crate::sentences::Sentence;
use crate::structure::Document;

/// `mt-` and six or more lower-case hex digits; the same task of the same email has the same id on every run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct TaskId(pub(crate) String);

/// Hex digits of an id: one in 16 million is enough to tell the tasks of one email apart, and still short to read.
const ID_DIGITS: usize = 6;

impl TaskId {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the task that `quote` states in an email; longer where `taken` holds a shorter one already.
    fn of(email: &EmailId, quote: &str, taken: &mut HashSet<TaskId>) -> TaskId {
        let mut hash = Sha256::new();
        hash.update(email.as_str());
        // Case, marks and line breaks change when a mail is sent again; the words do not.
        for word in quote.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            hash.update(" ");
            hash.update(word.to_lowercase());
        }
        let digits = format!("{:x}", hash.finalize());
        let ids = (ID_DIGITS..=digits.len()).map(|length| TaskId(format!("mt-{}", &digits[..length])));
        // The same words twice in one email: the second one counts on.
        let counted = (2_u32..).map(|n| TaskId(format!("mt-{digits}-{n}")));
        let id = ids.chain(counted).find(|id| !taken.contains(id)).expect("the numbers do not end");
        taken.insert(id.clone());
        id
    }
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
}

/// The tasks that `candidates` are, in the order given.
pub fn build(candidates: &[Candidate], reading: &Reading) -> Vec<Task> {
    let taken: Vec<usize> = candidates.iter().flat_map(|c| c.repeats.iter().copied().chain([c.sentence])).collect();
    let mut ids = HashSet::new();
    candidates.iter().filter_map(|candidate| one(candidate, reading, &taken, &mut ids)).collect()
}

fn one(candidate: &Candidate, reading: &Reading, taken: &[usize], ids: &mut HashSet<TaskId>) -> Option<Task> {
    let Reading { email, document, sentences, people, .. } = *reading;
    let sentence = sentences.get(candidate.sentence)?;
    let block = document.blocks.get(sentence.block)?;
    let section = document.sections.get(block.section).and_then(|section| section.heading.clone());
    let found = deadline::find(candidate, reading, taken);
    let assignee = assignee::find(&sentence.text, candidate.kind, sentence.block, document, people);
    let before = before(candidate.sentence, sentences);
    let text = title::write(&title::Source {
        sentence: &sentence.text,
        kind: candidate.kind,
        before: &before,
        // Words of another sentence have no span in this one.
        due: found.as_ref().filter(|found| found.in_sentence).map(|found| &found.due),
        assignee: assignee.as_ref(),
        people,
    });
    let tags = tags::find(&sentence.text, section.as_deref(), &email.subject);
    Some(Task {
        id: TaskId::of(&email.id, &sentence.text, ids),
        text,
        kind: candidate.kind,
        assignee,
        due: found.map(|found| found.due),
        priority: Priority::Medium,
        priority_reasons: Vec::new(),
        confidence: Confidence::of(candidate.probability),
        probability: candidate.probability,
        tags,
        cluster: None,
        context: context::find(candidate.sentence, sentences, document, taken),
        quote: sentence.text.clone(),
        section,
        line: sentence.line,
        evidence: candidate.evidence.clone(),
    })
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
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_for_the_same_words_and_longer_for_a_clash() {
        let email = EmailId("19b7c3e42d854f1c".to_owned());
        let mut taken = HashSet::new();
        let first = TaskId::of(&email, "Please send the report.", &mut taken);
        assert_eq!(first.as_str().len(), "mt-".len() + ID_DIGITS);
        assert_eq!(TaskId::of(&email, "please send\nthe *report*", &mut HashSet::new()), first);
        let second = TaskId::of(&email, "Please send the report.", &mut taken);
        assert!(second.as_str().starts_with(first.as_str()) && second != first);
        let other = EmailId("29b7c3e42d854f1c".to_owned());
        assert_ne!(TaskId::of(&other, "Please send the report.", &mut HashSet::new()), first);
    }
}
