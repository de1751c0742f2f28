//! The people of an email, from its headers, greeting and signature.

use crate::email::Email;
use crate::structure::Document;

/// One person of the mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The fullest name known; never an address.
    pub name: String,
    pub address: Option<String>,
    /// "Bob", "RK", the first name: other ways to call the person.
    pub aliases: Vec<String>,
}

/// Who "I", "you" and a name are.
#[derive(Debug, Clone, Default)]
pub struct People {
    pub sender: Option<Person>,
    /// To, then Cc.
    pub recipients: Vec<Person>,
    /// How many of `recipients` stand in To.
    pub direct: usize,
    /// Who is greeted by name ("Hi Ana,"), as indices into `recipients` or as names that no header carries.
    pub greeted: Vec<String>,
}

/// The people of an email.
pub fn of(_email: &Email, _document: &Document) -> People {
    People::default()
}

impl People {
    /// The person that `name` means (first name, nickname, initials, `@handle`), when only one fits.
    pub fn resolve(&self, _name: &str) -> Option<&Person> {
        None
    }
}
