//! The same task in several mails of a thread: the first mail has it, a later one says where it stands.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::email::{Email, Mailbox};
use crate::note::hex;
use crate::pipeline::Processed;
use crate::run::overlap::{of_shorter, words};
use crate::task::Task;

/// What a message says to others of its thread.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::run) struct Said {
    pub(in crate::run) email_id: String,
    /// The same for every copy of the message, in whatever mailbox.
    pub(super) copy: String,
    pub(super) message_id: Option<String>,
    /// Message-IDs that it answers, oldest first.
    pub(super) references: Vec<String>,
    /// Address of the sender, lower case.
    pub(super) from: Option<String>,
    /// The tasks that its note has.
    pub(super) tasks: Vec<Asked>,
    /// The batch that read it first; 0 where it opened a thread that no earlier batch knew. A task stays in the note
    /// that had it first, whatever mail arrives later.
    pub(super) batch: u32,
}

/// A task, as far as it tells whether another is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::run) struct Asked {
    text: String,
    assignee: Option<String>,
    due: Option<chrono::NaiveDate>,
}

/// So much of the shorter text's words must agree.
const SAME: f64 = 0.8;
/// Texts of fewer words agree by chance: "Call Tom".
const LEAST_WORDS: usize = 3;
/// Enough of a digest to tell all mail of a person apart.
const COPY_BYTES: usize = 12;

impl Said {
    /// `fingerprint` as its note has it.
    pub(in crate::run) fn of(email: &Email, tasks: &[Task], fingerprint: &str, batch: u32) -> Said {
        // Gmail's mailboxes and a Maildir give one message two ids.
        let name = email.message_id.as_deref().unwrap_or(&email.subject);
        Said {
            email_id: email.id.as_str().to_owned(),
            copy: hex(Sha256::digest(format!("{fingerprint}\n{name}")).get(..COPY_BYTES).unwrap_or_default()),
            message_id: email.message_id.clone(),
            references: email.references.clone(),
            from: email.from.as_ref().and_then(address_of),
            tasks: asked(tasks),
            batch,
        }
    }
}

fn address_of(mailbox: &Mailbox) -> Option<String> {
    mailbox.address.as_ref().map(|address| address.to_lowercase())
}

/// What tasks ask for, as other messages of the thread are compared with it.
pub(super) fn asked(tasks: &[Task]) -> Vec<Asked> {
    tasks.iter().map(Asked::of).collect()
}

impl Asked {
    fn of(task: &Task) -> Asked {
        Asked {
            text: task.text.clone(),
            assignee: task.assignee.as_ref().and_then(|assignee| assignee.name.clone()),
            due: task.due.as_ref().map(|due| due.date),
        }
    }

    /// Whether a later task asks for nothing that this one does not: another day or another owner would be news.
    fn covers(&self, later: &Asked) -> bool {
        let (this, other) = (words(&self.text), words(&later.text));
        let long_enough = this.len().min(other.len()) >= LEAST_WORDS;
        let same_owner = later.assignee.is_none() || later.assignee == self.assignee;
        let same_day = later.due.is_none() || later.due == self.due;
        (self.text == later.text || long_enough && of_shorter(&this, &other) >= SAME) && same_owner && same_day
    }
}

/// The messages whose notes have tasks, by thread.
#[derive(Debug, Default)]
pub(in crate::run) struct Threads {
    /// Of each Message-ID, one that is nearer to the thread's first.
    above: HashMap<String, String>,
    /// What messages with tasks have said; threads name them by their place.
    said: Vec<Said>,
    by_root: HashMap<String, Vec<usize>>,
}

impl Threads {
    /// Takes note of a message.
    pub(in crate::run) fn add(&mut self, said: Said) {
        let Some(own) = said.message_id.clone().or_else(|| said.references.first().cloned()) else { return };
        let mut root = self.root(&own);
        for reference in &said.references {
            let other = self.root(reference);
            if other != root {
                self.join(&root, &other);
                root = other;
            }
        }
        if !said.tasks.is_empty() {
            self.by_root.entry(root).or_default().push(self.said.len());
            self.said.push(said);
        }
    }

    /// Moves what was said under `root` to `other`, the root of the joined thread.
    fn join(&mut self, root: &str, other: &str) {
        self.above.insert(root.to_owned(), other.to_owned());
        if let Some(moved) = self.by_root.remove(root) {
            self.by_root.entry(other.to_owned()).or_default().extend(moved);
        }
    }

    fn root(&mut self, id: &str) -> String {
        let mut path: BTreeSet<String> = BTreeSet::new();
        let mut at = id.to_owned();
        // Headers can name each other in a circle.
        while let Some(next) = self.above.get(&at).filter(|next| !path.contains(*next)) {
            let next = next.clone();
            path.insert(std::mem::replace(&mut at, next));
        }
        for id in path.into_iter().filter(|id| *id != at) {
            self.above.insert(id, at.clone());
        }
        at
    }

    /// Takes out of `processed`, which says `own`, the tasks that another message of its thread has, and remembers where
    /// they stand: `stem` gives the name of the note of an email id. Whether there were any.
    pub(in crate::run) fn trim(
        &mut self,
        processed: &mut Processed,
        own: &Said,
        stem: impl Fn(&str) -> Option<String>,
    ) -> bool {
        let ids = own.message_id.iter().chain(&own.references);
        let roots: BTreeSet<String> = ids.map(|id| self.root(id)).collect();
        // A stranger who names the thread must not take a task out of it: only who takes part in this mail counts.
        let email = &processed.email;
        let people: BTreeSet<String> =
            email.from.iter().chain(&email.to).chain(&email.cc).filter_map(address_of).collect();
        let mut others: Vec<&Said> = roots
            .iter()
            .filter_map(|root| self.by_root.get(root))
            .flatten()
            .filter_map(|at| self.said.get(*at))
            .filter(|said| said.copy != own.copy && said.from.as_ref().is_some_and(|from| people.contains(from)))
            .collect();
        // Not in the order in which files were read.
        others.sort_by_key(|said| (said.batch, &said.email_id));
        let before = processed.tasks.len();
        processed.leave_out(|task| {
            let asked = Asked::of(task);
            let other = others.iter().find(|said| said.tasks.iter().any(|before| before.covers(&asked)))?;
            stem(&other.email_id)
        });
        processed.tasks.len() < before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str, assignee: Option<&str>, due: Option<&str>) -> Asked {
        let due = due.map(|day| day.parse().expect("a day"));
        Asked { text: text.to_owned(), assignee: assignee.map(str::to_owned), due }
    }

    #[test]
    fn a_task_is_the_same_unless_it_brings_news() {
        let first = asked("Send Ana the signed lease", Some("Ben"), Some("2025-03-07"));
        for (later, same) in [
            (asked("Send Ana the signed lease", Some("Ben"), Some("2025-03-07")), true),
            (asked("Send the signed lease to Ana", None, None), true),
            (asked("Send Ana the signed lease", Some("Ben"), Some("2025-03-10")), false),
            (asked("Send Ana the signed lease", Some("Tom"), None), false),
            (asked("Send Ana the keys of the flat", None, None), false),
            (asked("Send Ana", None, None), false),
        ] {
            assert_eq!(first.covers(&later), same, "{later:?}");
        }
    }

    #[test]
    fn messages_that_name_one_another_are_one_thread_in_whatever_order_they_come() {
        let said = |own: &str, references: &[&str]| Said {
            email_id: own.to_owned(),
            message_id: Some(own.to_owned()),
            copy: own.to_owned(),
            references: references.iter().map(|id| (*id).to_owned()).collect(),
            from: None,
            batch: 0,
            tasks: vec![asked("Send Ana the signed lease", None, None)],
        };
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let all = [said("a", &[]), said("b", &["a"]), said("c", &["b"]), said("x", &["y", "x"])];
            let mut threads = Threads::default();
            for at in order {
                threads.add(all[at].clone());
            }
            let roots = ["a", "b", "c"].map(|id| threads.root(id));
            assert!(roots.iter().all(|root| *root == roots[0]), "{order:?}: {roots:?}");
            assert_eq!(threads.by_root[&roots[0]].len(), 3, "{order:?}");
            assert_ne!(threads.root("x"), roots[0]);
        }
    }
}
