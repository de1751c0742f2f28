//! What a task is about.

/// A valid Obsidian tag without `#`: `[a-z0-9-]+` with at least one letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
pub struct Tag(pub(crate) String);

impl Tag {
    /// `None` where `text` has no letter that a tag may have.
    pub fn new(text: &str) -> Option<Tag> {
        let slug: String =
            text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let slug = slug.trim_matches('-').to_owned();
        slug.chars().any(|c| c.is_ascii_alphabetic()).then_some(Tag(slug))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The topics of a task, strongest first, from its own words, its section and the subject.
pub fn find(_text: &str, _section: Option<&str>, _subject: &str) -> Vec<Tag> {
    Vec::new()
}
