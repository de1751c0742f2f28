//! The text of a note under construction.

use super::{
    BlockId, FileName, FolderName, HeadingText, LinkTarget, MermaidLabel, NoteLink, Owner, Paragraph, QuoteText, Slug,
    TaskText, YamlScalar,
};
use crate::note::day;

mod sealed {
    pub trait Sealed {}
}

/// What may stand in a note: words of the program, numbers and days, and text that was made safe.
pub trait Safe: sealed::Sealed {
    fn write_to(&self, page: &mut String);
}

macro_rules! safe_text {
    ($($type:ty),+) => {$(
        impl sealed::Sealed for $type {}
        impl Safe for $type {
            fn write_to(&self, page: &mut String) {
                page.push_str(self.as_str());
            }
        }
        impl sealed::Sealed for &$type {}
        impl Safe for &$type {
            fn write_to(&self, page: &mut String) {
                page.push_str(self.as_str());
            }
        }
    )+};
}

safe_text!(
    BlockId,
    FileName,
    FolderName,
    HeadingText,
    LinkTarget,
    MermaidLabel,
    NoteLink,
    Owner,
    Paragraph,
    QuoteText,
    Slug,
    TaskText,
    YamlScalar
);

impl sealed::Sealed for &'static str {}
impl Safe for &'static str {
    fn write_to(&self, page: &mut String) {
        page.push_str(self);
    }
}

impl sealed::Sealed for usize {}
impl Safe for usize {
    fn write_to(&self, page: &mut String) {
        page.push_str(&self.to_string());
    }
}

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time(pub chrono::NaiveTime);

impl sealed::Sealed for Time {}
impl Safe for Time {
    fn write_to(&self, page: &mut String) {
        page.push_str(&self.0.format("%H:%M").to_string());
    }
}

impl sealed::Sealed for chrono::NaiveDate {}
impl Safe for chrono::NaiveDate {
    fn write_to(&self, page: &mut String) {
        page.push_str(&day(*self));
    }
}

/// A note, or a piece of one, that takes only what is [`Safe`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page(String);

impl Page {
    #[expect(clippy::needless_pass_by_value, reason = "words, numbers and references read best without an `&`")]
    pub fn put(&mut self, piece: impl Safe) -> &mut Self {
        piece.write_to(&mut self.0);
        self
    }

    /// Adds another page as it stands.
    pub fn append(&mut self, page: &Page) -> &mut Self {
        self.0.push_str(&page.0);
        self
    }

    /// Bytes so far.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}
