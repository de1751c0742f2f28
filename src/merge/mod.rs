//! What the mail gives, merged into a note that a person has worked in.

/// What is known of the last writing of a note.
#[derive(Debug, Clone, Copy, Default)]
pub struct Base<'a> {
    /// What the mail gave then.
    pub text: &'a str,
    /// What a person had deleted by then and the mail no longer gave.
    pub gone: &'a str,
}

/// What comes of the three.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    /// For the next [`Base`].
    pub gone: String,
}

/// The note `theirs` with what changed between `base` and `ours` where nobody has touched it.
pub fn merge(base: &Base, theirs: &str, ours: &str) -> Merged {
    let text = if base.text == theirs { ours } else { theirs };
    Merged { text: text.to_owned(), gone: base.gone.to_owned() }
}
