//! One email through all stages.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveDate;

use crate::candidates::{self, Candidate, Verdict};
use crate::cluster;
use crate::config::Settings;
use crate::due::{self, Clock, Dates, DayOrder};
use crate::email::{self, Email, EmailError, RawEmail};
use crate::facts::{decisions, people, summary};
use crate::note::{self, Already, Note, TaskFormat};
use crate::rules::Kind;
use crate::score::Priority;
use crate::sentences::{self, Sentence};
use crate::structure::{self, Document};
use crate::task::{self, Reading, Task};
use crate::zones::{self, Zone};

/// What the caller says about the mail at hand, beside the settings that hold for all.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// `--date`
    pub date: Option<NaiveDate>,
    pub subject: Option<String>,
    pub label: Option<String>,
    /// The day that counts where nothing else gives one.
    pub today: Option<NaiveDate>,
    /// How the vault at hand has its task lines.
    pub lines: Lines,
}

/// What a vault's plugins read.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// What the task format `auto` stands for.
    pub format: TaskFormat,
    /// The tag without which the Tasks plugin does not see a task.
    pub global_filter: Option<String>,
}

/// One email and what every stage made of it.
#[derive(Debug, Clone)]
pub struct Processed {
    pub email: Email,
    /// The label that it is filed under.
    pub label: String,
    pub zones: Vec<Zone>,
    pub document: Document,
    pub sentences: Vec<Sentence>,
    /// What the rules say of each sentence, in the order of `sentences`.
    pub verdicts: Vec<Verdict>,
    /// The sentences that are tasks.
    pub candidates: Vec<Candidate>,
    /// The tasks to be written, in reading order.
    pub tasks: Vec<Task>,
    /// Tasks of the email that the note of another one has.
    already: Vec<Already>,
    note: note::Options,
}

/// One email in, its tasks out.
///
/// # Errors
///
/// When the bytes are no message; an email with nothing to do gives no tasks. A panic in one of the stages is an error
/// of this email too, for no mail may keep the others of a batch from being read.
pub fn process(raw: &RawEmail, given: &Given, settings: &Settings) -> Result<Processed, EmailError> {
    guarded(|| stages(raw, given, settings))
}

/// Runs `work`, whose panic costs no other mail: nothing that it was changing lives on.
fn guarded<T>(work: impl FnOnce() -> Result<T, EmailError>) -> Result<T, EmailError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        Err(EmailError::Fault(crate::clean::one_line(said.unwrap_or("a panic without a word"))))
    })
}

fn stages(raw: &RawEmail, given: &Given, settings: &Settings) -> Result<Processed, EmailError> {
    let options = email::Options { date: given.date, subject: given.subject.clone(), today: given.today };
    let email = email::parse(raw, &options)?;
    let zones = zones::split(&email);
    let document = structure::read(&email, &zones);
    let sentences = sentences::split(&document);
    let clock = Clock { sent: email.date, order: day_order(&email, settings) };
    let dates = Dates::new(sentences.iter().map(|sentence| sentence.text.as_str()), clock);
    let verdicts = candidates::weigh(&email, &document, &sentences, &dates, &settings.candidates);
    let mut candidates = candidates::find(&document, &sentences, &verdicts, &settings.candidates);
    if settings.senders.skips(email.from.as_ref()) {
        candidates.clear();
    }
    let mut people = people::of(&email, &document);
    settings.introduce(&mut people);
    let reading = Reading {
        email: &email,
        document: &document,
        sentences: &sentences,
        people: &people,
        clock,
        dates: &dates,
        topics: &settings.topics,
    };
    let mut tasks = task::build(&candidates, &reading);
    for assignee in tasks.iter_mut().filter_map(|task| task.assignee.as_mut()) {
        if let Some(full) = assignee.name.as_deref().and_then(|name| settings.full_name(name)) {
            assignee.name = Some(full.to_owned());
        }
    }
    if settings.senders.raises(email.from.as_ref()) {
        tasks.iter_mut().for_each(raise);
    }
    cluster::by_tag(&mut tasks);
    let note = settings.note(&email, given.label.as_deref(), given.lines.format, given.lines.global_filter.clone());
    let label = note.label.clone();
    let already = Vec::new();
    Ok(Processed { email, label, zones, document, sentences, verdicts, candidates, tasks, already, note })
}

impl Processed {
    /// The note of the email. Same email, same settings: same bytes.
    pub fn note(&self) -> Note {
        let decisions = decisions::find(&self.document, &self.sentences);
        let sections = summary::of(&self.document).into_iter();
        let summary: Vec<(String, usize)> = sections.map(|section| (section.heading, section.entries)).collect();
        let parts = note::Parts {
            document: &self.document,
            tasks: &self.tasks,
            already: &self.already,
            decisions: &decisions,
            summary: &summary,
        };
        note::compose(&self.email, &parts, &self.note)
    }

    /// Takes out the tasks for which `elsewhere` names the note (its name without `.md`) that has them.
    pub fn leave_out(&mut self, elsewhere: impl Fn(&Task) -> Option<String>) {
        let already = &mut self.already;
        self.tasks.retain(|task| match elsewhere(task) {
            Some(note) => {
                already.push(Already { text: task.text.clone(), note });
                false
            }
            None => true,
        });
    }

    /// Forgets what a note does not show, for one that has to wait.
    pub fn lighten(&mut self) {
        self.zones = Vec::new();
        self.verdicts = Vec::new();
        self.candidates = Vec::new();
        self.tasks.iter_mut().for_each(|task| task.evidence = Vec::new());
    }

    /// What was not read of the email, or not written of its tasks, because of a limit; for a message to the person.
    pub fn cuts(&self) -> Vec<String> {
        let mut cuts: Vec<String> = self.email.cuts.iter().map(ToString::to_string).collect();
        if self.document.blocks.len() >= structure::MAX_BLOCKS {
            cuts.push(format!("text beyond the first {} paragraphs was not searched", structure::MAX_BLOCKS));
        }
        if self.tasks.len() > note::TASKS_LIMIT {
            cuts.push(format!("a note has room for {} of its {} tasks", note::TASKS_LIMIT, self.tasks.len()));
        }
        cuts
    }

    /// Every sentence that a rule took for a task, kept or not, in reading order.
    pub fn considered(&self) -> impl Iterator<Item = Considered<'_>> {
        self.sentences.iter().zip(&self.verdicts).enumerate().filter_map(|(index, (sentence, verdict))| {
            let fate = if self.candidates.iter().any(|c| c.sentence == index) {
                Fate::Kept
            } else if self.candidates.iter().any(|c| c.repeats.contains(&index)) {
                Fate::Repeat
            } else {
                Fate::Left
            };
            Some(Considered { sentence, verdict, kind: verdict.kind?, fate })
        })
    }
}

/// A sentence that a rule took for a task.
#[derive(Debug, Clone, Copy)]
pub struct Considered<'a> {
    pub sentence: &'a Sentence,
    pub verdict: &'a Verdict,
    pub kind: Kind,
    pub fate: Fate,
}

/// What became of a sentence that a rule took for a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Kept,
    /// It says again what a task says already.
    Repeat,
    Left,
}

/// The user's order, else the one that the mail gives away, else month first.
fn day_order(email: &Email, settings: &Settings) -> DayOrder {
    let seen = || email.body.lines.iter().find_map(|line| due::order_in(&line.text));
    settings.day_order.or_else(seen).unwrap_or_default()
}

fn raise(task: &mut Task) {
    let raised = match task.priority {
        Priority::Low => Priority::Medium,
        Priority::Medium | Priority::High => Priority::High,
    };
    if raised != task.priority {
        task.priority = raised;
        task.priority_reasons.push("the config raises this sender".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_one_email_is_an_error_of_that_email() {
        let fault = guarded::<()>(|| panic!("no word {}", "\u{1b}[2J here")).expect_err("an error");
        assert_eq!(fault.to_string(), "a fault of the program, which is worth a report: no word [2J here");
    }
}
