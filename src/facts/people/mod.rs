//! The people of an email, from its headers, greeting and signature.

mod attending;
mod letter;
mod names;

use crate::email::{Email, Mailbox};
use crate::structure::{Block, BlockKind, Document};

pub use attending::{attending, lists_attendance};
pub use names::{is_name, is_verb_name};

/// One person of the mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The fullest name known; never an address.
    pub name: String,
    pub address: Option<String>,
    /// "Bob", "RK", the first name: other ways to call the person.
    pub aliases: Vec<String>,
    pub source: NameSource,
}

/// Where a person's name was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameSource {
    /// The display name of an address header.
    Header,
    /// "jo.tran@example.com" gives "Jo Tran".
    Address,
    /// The sign-off or the greeting, where the header names nobody.
    Mail,
    /// The local part of an address, which need not be a name: "jtran42".
    Handle,
}

/// Who "I", "you" and a name are.
#[derive(Debug, Clone, Default)]
pub struct People {
    pub sender: Option<Person>,
    /// To, then Cc.
    pub recipients: Vec<Person>,
    /// Who the minutes say was there, beyond the headers: "Present: Joan Ellery, B. Nwosu (BN)".
    pub attending: Vec<Person>,
    /// How many of `recipients` stand in To.
    pub direct: usize,
    /// Who is greeted by name ("Hi Ana,"), the names as the greeting gives them.
    pub greeted: Vec<String>,
    /// How the sender signs: "Mags".
    pub signed: Option<String>,
    /// The greeting is to a group: "Hi all", "Morning both".
    pub greets_group: bool,
}

/// How many words the opening vocative of a paragraph may have: "Mei and Nils, ...".
const LONGEST_VOCATIVE: usize = 6;

/// How many blocks from the top a greeting is looked for: a line of small talk or a note may stand over it.
const OPENING_BLOCKS: usize = 3;

/// A sign-off of fewer letters is an initial ("T", "Zx"): the header's name reads better.
const SHORTEST_SIGNED: usize = 3;

/// How many addresses of a header are read: enough to see that it is a crowd.
const MOST_RECIPIENTS: usize = 200;

/// The people of an email.
pub fn of(email: &Email, document: &Document) -> People {
    let direct: Vec<Person> = email.to.iter().take(MOST_RECIPIENTS).filter_map(person).collect();
    let mut people = People {
        sender: email.from.as_ref().and_then(person),
        direct: direct.len(),
        recipients: direct,
        attending: attending(document),
        ..People::default()
    };
    people.recipients.extend(email.cc.iter().take(MOST_RECIPIENTS).filter_map(person));
    people.read_greeting(document);
    people.read_signature(email, document);
    people
}

fn person(mailbox: &Mailbox) -> Option<Person> {
    let local = mailbox.address.as_deref().and_then(|a| a.split('@').next()).unwrap_or_default();
    let display = mailbox.name.as_deref().and_then(names::display);
    let (name, source) = match display {
        Some(name) => (name, NameSource::Header),
        None => match names::from_local_part(local) {
            Some(name) => (name, NameSource::Address),
            None if local.is_empty() => (String::new(), NameSource::Handle),
            None => (local.to_owned(), NameSource::Handle),
        },
    };
    if name.is_empty() {
        return None;
    }
    let mut aliases = names::aliases(&name);
    if !local.is_empty() && !names::is_role(local) {
        aliases.push(local.to_lowercase());
    }
    Some(Person { name, address: mailbox.address.clone(), aliases, source })
}

impl Person {
    /// What to call the person in a sentence: the first name, without title; a desk by its whole name. `None` where only a handle is known.
    pub fn first_name(&self) -> Option<&str> {
        if self.source == NameSource::Handle {
            return None;
        }
        let mut words = self.name.split_whitespace();
        let first = words.next()?;
        if names::is_title(first) || names::is_desk(&self.name) { Some(self.name.as_str()) } else { Some(first) }
    }

    /// Whether `name` is one of the ways to call this person.
    fn is_called(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        let same = if self.name.is_ascii() {
            self.name.eq_ignore_ascii_case(&lower)
        } else {
            self.name.to_lowercase() == lower
        };
        same || self.aliases.iter().any(|a| *a == lower || names::short_for(&lower, a))
    }
}

impl People {
    /// The person that `name` means (first name, nickname, initials, `@handle`), when only one fits.
    pub fn resolve(&self, name: &str) -> Option<&Person> {
        let name = name.trim().trim_start_matches('@').trim_matches(|c: char| !c.is_alphanumeric());
        if name.is_empty() {
            return None;
        }
        let mut fits = self.sender.iter().chain(&self.recipients).filter(|p| p.is_called(name));
        let Some(first) = fits.next() else {
            let mut there = self.attending.iter().filter(|p| p.is_called(name));
            let first = there.next()?;
            return there.all(|p| p.name == first.name).then_some(first);
        };
        // The same person may stand in To and Cc.
        fits.all(|p| p.address == first.address && p.name == first.name).then_some(first)
    }

    /// The one person that "you" can be: alone in To, and alone greeted where anybody is greeted by name.
    pub fn only_recipient(&self) -> Option<&Person> {
        if self.direct == 1 && self.greeted.len() <= 1 && !self.greets_group { self.recipients.first() } else { None }
    }

    /// Whether several people are addressed, so that "you" is no single person unless one is greeted.
    pub fn is_group(&self) -> bool {
        self.greets_group || self.greeted.len() > 1 || (self.direct != 1 && self.greeted.is_empty())
    }

    /// Whether `name` is the sender, by header or by sign-off.
    pub fn is_sender(&self, name: &str) -> bool {
        self.signed.as_deref().is_some_and(|s| s.eq_ignore_ascii_case(name))
            || (self.sender.is_some() && self.resolve(name) == self.sender.as_ref())
    }

    /// What to call the sender: as the mail is signed, else the first name of the header.
    pub fn sender_called(&self) -> Option<&str> {
        self.signed.as_deref().or_else(|| self.sender.as_ref().and_then(Person::first_name))
    }

    /// What to call the one person that "you" is: as greeted, else the first name of the header.
    pub fn recipient_called(&self) -> Option<&str> {
        match self.greeted.as_slice() {
            [one] if !self.greets_group => Some(one),
            [] => self.only_recipient().and_then(Person::first_name),
            _ => None,
        }
    }

    fn read_greeting(&mut self, document: &Document) {
        let mut opening = document.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Heading)).take(OPENING_BLOCKS);
        let greets = |b: &&Block| matches!(b.kind, BlockKind::Greeting);
        let greeting = match opening.clone().find(greets).or_else(|| opening.next()) {
            Some(block) if greets(&block) => letter::greeting(&block.text),
            // "Tanya: the swap needs ..." is read as a label; over a list it names an owner instead.
            Some(Block { kind: BlockKind::Paragraph | BlockKind::KeyValue, label: Some(label), .. })
                if self.resolve(label).is_some() || self.recipients.iter().all(|p| p.source == NameSource::Handle) =>
            {
                letter::opening(&format!("{label}:"), LONGEST_VOCATIVE)
            }
            // A wide gap after the name can be read as a table: "Lee:   It rained".
            Some(Block { kind: BlockKind::Row(row), .. }) => letter::opening(&row.cells.join(" "), LONGEST_VOCATIVE),
            Some(block) if matches!(block.kind, BlockKind::Paragraph) => letter::opening(&block.text, LONGEST_VOCATIVE),
            _ => return,
        };
        self.greets_group = greeting.group;
        self.greeted = greeting.names;
        // "To: Recipient", "Nils, please repaint ...": the greeting names the only recipient, whom no header names.
        if let ([name], [only]) = (self.greeted.as_slice(), self.recipients.as_mut_slice())
            && matches!(only.source, NameSource::Handle)
        {
            only.aliases.extend(names::aliases(name));
            only.name.clone_from(name);
            only.source = NameSource::Mail;
        }
    }

    fn read_signature(&mut self, email: &Email, document: &Document) {
        let closings = document.blocks.iter().rev().filter(|b| matches!(b.kind, BlockKind::Closing));
        // Without a name in the header nothing tells a sign-off from another name on a line of its own.
        let named = self.sender.as_ref().is_some_and(|s| s.source == NameSource::Header);
        let signed = closings
            .filter_map(|b| letter::sign_off(&b.text))
            .chain(letter::below_valediction(&email.body.lines))
            .chain(letter::lone_names(&email.body.lines).filter(|_| named))
            .find(|name| self.can_sign(name) && !is_heading(name, document));
        let Some(signed) = signed else { return };
        let first = signed.split_whitespace().next().unwrap_or_default().to_owned();
        match &mut self.sender {
            // A sign-off that is no part of the header's name is a nickname: "Mags" of Margaret.
            Some(sender) if sender.source != NameSource::Handle => {
                if !sender.is_called(&first) {
                    sender.aliases.push(first.to_lowercase());
                }
                if first.chars().count() >= SHORTEST_SIGNED {
                    self.signed = Some(first);
                }
            }
            Some(sender) => {
                sender.aliases.extend(names::aliases(&signed));
                sender.name = signed;
                sender.source = NameSource::Mail;
                self.signed = Some(first);
            }
            None => {
                let aliases = names::aliases(&signed);
                self.signed = Some(first);
                self.sender = Some(Person { name: signed, address: None, aliases, source: NameSource::Mail });
            }
        }
    }

    /// Whether `name` under a mail can be its sender: nobody who is greeted, and akin to the header's name.
    fn can_sign(&self, name: &str) -> bool {
        if self.greeted.iter().any(|g| g == name) {
            return false;
        }
        let Some(sender) = self.sender.as_ref().filter(|s| s.source == NameSource::Header) else { return true };
        // At a desk anybody signs: "Owen, Project Desk".
        if names::is_desk(&sender.name) {
            return true;
        }
        let initial = |text: &str| text.chars().next().map(|c| c.to_lowercase().to_string());
        let first = name.split_whitespace().next().unwrap_or_default();
        sender.is_called(first) || (initial(first) == initial(&sender.name) && self.resolve(first).is_none())
    }
}

/// Whether the words are a heading of the document: "Actions" on a line of its own signs nothing.
fn is_heading(words: &str, document: &Document) -> bool {
    let heading = |b: &Block| matches!(b.kind, BlockKind::Heading) && b.text == words;
    document.blocks.iter().any(heading)
}

#[cfg(test)]
mod tests;
