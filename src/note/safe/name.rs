//! Names: of people, tags, blocks, files and folders.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::HeadingText;
use crate::clean;

/// Longer "names" are sentences that the mail wants to see in a link.
const OWNER_LIMIT: usize = 60;
/// Bytes of a file name with its date, suffix and `.md`: sync services and encrypted folders take no more than about
/// 150, though a file system takes 255.
const FILE_NAME_LIMIT: usize = 150;
/// Bytes that a date, " (", six hex digits, ")" and ".md" take.
const FILE_NAME_FRAME: usize = "2025-01-14 - ".len() + " (a1b2c3)".len() + ".md".len();
/// Longest slug: a tag or cluster of more words is no class of things.
const SLUG_LIMIT: usize = 60;

/// Who has to do it, inside `[[@` and `]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner(String);

impl Owner {
    /// Letters, digits, blanks and `. , ' -`; `None` where that leaves no name or a very long one.
    pub fn new(name: &str) -> Option<Self> {
        let line = clean::one_line(clean::cut(name, OWNER_LIMIT * 10));
        let kept: String = line
            .replace('&', " and ")
            .chars()
            .map(|c| match c {
                '’' => '\'',
                '.' | ',' | '\'' | '-' => c,
                _ if c.is_alphanumeric() || is_combining_mark(c) => c,
                _ => ' ',
            })
            .collect();
        let words: Vec<&str> = kept.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
        let name = words.join(" ").trim_matches(['.', ',', '\'', '-', ' ']).replace(" Priority", " priority");
        let named = name.contains(char::is_alphabetic) && name.chars().count() <= OWNER_LIMIT;
        named.then_some(Owner(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A link to a note by its name, `[[2025-01-14 - Subject]]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLink(String);

impl NoteLink {
    /// Of a file name without `.md`. Where the name has a mark that ends or bends a link, it stands as text.
    pub fn new(stem: &str) -> Self {
        let line = clean::one_line(clean::cut(stem, FILE_NAME_LIMIT * 2));
        let plain = line
            .chars()
            .all(|c| !matches!(c, '[' | ']' | '|' | '#' | '^' | '%' | '<' | '>' | '`' | '\\' | '$' | '{' | '}'));
        NoteLink(if plain { format!("[[{line}]]") } else { super::TaskText::new(&line).as_str().to_owned() })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A tag, cluster or label id: `[a-z0-9-]+` with a letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slug(String);

impl Slug {
    pub fn new(text: &str) -> Option<Self> {
        let fits = text.len() <= SLUG_LIMIT
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && text.bytes().any(|b| b.is_ascii_lowercase());
        fits.then(|| Slug(text.to_owned()))
    }

    /// A tag that the user's own settings give, which may have capitals, `/` and `_`.
    pub fn of_user(text: &str) -> Option<Self> {
        let fits = text.len() <= SLUG_LIMIT
            && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'))
            && text.chars().any(char::is_alphabetic);
        fits.then(|| Slug(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The id of a block, after `^`: Latin letters, digits and dashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockId(String);

impl BlockId {
    pub fn new(text: &str) -> Option<Self> {
        let fits = !text.is_empty()
            && text.len() <= SLUG_LIMIT
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        fits.then(|| BlockId(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One path component that every system, sync service and Obsidian link takes, with `.md`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(String);

impl FileName {
    /// `2025-01-14 - Subject.md`.
    pub fn new(day: chrono::NaiveDate, title: &HeadingText) -> Self {
        FileName(format!("{}.md", stem(day, title)))
    }

    /// `2025-01-14 - Subject (a1b2c3).md`, for where two mails of a day have one subject.
    pub fn with_suffix(day: chrono::NaiveDate, title: &HeadingText, suffix: &str) -> Self {
        let suffix: String = suffix.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
        FileName(format!("{} ({suffix}).md", stem(day, title)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn stem(day: chrono::NaiveDate, title: &HeadingText) -> String {
    let mut name = component(title.as_str(), FILE_NAME_LIMIT - FILE_NAME_FRAME);
    if name.is_empty() {
        "Email".clone_into(&mut name);
    }
    format!("{} - {name}", crate::note::day(day))
}

/// A folder below the vault's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderName(String);

impl FolderName {
    /// `None` where nothing is left that a folder may be called.
    pub fn new(text: &str) -> Option<Self> {
        /// As long as a label or a subject's first words.
        const LIMIT: usize = 100;
        let name = component(HeadingText::new(text).as_str(), LIMIT);
        let name = if is_reserved(&name) { format!("{name}_") } else { name };
        // "_" alone is no name that a person could tell from another.
        (!name.trim_matches(['.', ' ', '-', '_']).is_empty()).then_some(FolderName(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `text` without what some file system or shell refuses or acts on, at most `limit` bytes; may be empty.
fn component(text: &str, limit: usize) -> String {
    let mut name = String::with_capacity(text.len());
    for char in text.chars() {
        let char = match char {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '^' | '[' | ']' | '%' | '`' | '$' | ';'
            | '&'
            // Look-alikes that a careless program folds to the marks above.
            | '＃' | '＄' | '¦' | 'ˆ' | '‹' | '›' | '∷' | '／' | '＼' | '∕' | '：' | '％' => '-',
            _ => char,
        };
        let repeats = matches!(char, '-' | '.') && name.ends_with(char);
        if !repeats {
            name.push(char);
        }
    }
    let name: String = name.nfc().collect();
    let mut end = name.len().min(limit);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let cut = name.get(..end).unwrap_or_default();
    cut.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '~' | '\u{200C}' | '\u{200D}')).to_owned()
}

/// Names of devices on Windows, with whatever extension.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let device = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|n| matches!(n, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || device("com") || device("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_note_stays_within_its_brackets() {
        assert_eq!(
            NoteLink::new("2025-01-14 - Office move (a1b2c3)").as_str(),
            "[[2025-01-14 - Office move (a1b2c3)]]"
        );
        for stem in ["a]] b", "a|b", "a#b", "a^b", "<% x %>", "a\n`b`"] {
            let link = NoteLink::new(stem);
            assert!(!link.as_str().contains("[["), "{link:?}");
        }
    }

    #[test]
    fn an_owner_is_a_plain_name() {
        let cases = [
            ("DevOps Team", Some("DevOps Team")),
            ("Sam|../x", Some("Sam x")),
            ("Boss]] 📅 2031-01-01 [[x", Some("Boss 2031-01-01 x")),
            ("O’Brien, Jr.", Some("O'Brien, Jr")),
            ("R&D", Some("R and D")),
            ("@lee", Some("lee")),
            ("High Priority Team", Some("High priority Team")),
            ("प्रिया", Some("प्रिया")),
            ("", None),
            ("../..", None),
            ("42", None),
        ];
        for (name, expected) in cases {
            assert_eq!(Owner::new(name).as_ref().map(Owner::as_str), expected, "{name}");
        }
        assert_eq!(Owner::new(&"x".repeat(61)), None);
    }

    fn file(subject: &str) -> String {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        FileName::new(day, &HeadingText::new(subject)).as_str().to_owned()
    }

    #[test]
    fn a_file_name_suits_every_system() {
        let cases = [
            ("a:b#c", "2026-03-02 - a-b-c.md"),
            ("Re: Budget", "2026-03-02 - Re- Budget.md"),
            ("../../.obsidian/plugins/x", "2026-03-02 - obsidian-plugins-x.md"),
            ("C:\\x\0y", "2026-03-02 - C-xy.md"),
            ("", "2026-03-02 - Email.md"),
            ("...", "2026-03-02 - Email.md"),
            ("ends with dots...", "2026-03-02 - ends with dots.md"),
            ("/", "2026-03-02 - Email.md"),
        ];
        for (subject, expected) in cases {
            assert_eq!(file(subject), expected, "{subject}");
        }
        for long in ["ü".repeat(500), "日本".repeat(200), "e\u{301}".repeat(300), "x".repeat(500)] {
            assert!(file(&long).len() <= FILE_NAME_LIMIT, "{long}");
        }
    }

    #[test]
    fn a_folder_is_never_a_device_or_a_hidden_one() {
        let cases = [
            ("Action", Some("Action")),
            ("con", Some("con_")),
            ("COM1.x", Some("COM1.x_")),
            (".obsidian", Some("obsidian")),
            ("..", Some("Email")),
            ("^_", None),
        ];
        for (name, expected) in cases {
            assert_eq!(FolderName::new(name).as_ref().map(FolderName::as_str), expected, "{name}");
        }
    }

    #[test]
    fn a_slug_is_of_the_programs_alphabet() {
        assert_eq!(Slug::new("security-critical").as_ref().map(Slug::as_str), Some("security-critical"));
        for text in ["", "42", "Security", "a b", "a]]", "a#b", "é"] {
            assert_eq!(Slug::new(text), None, "{text}");
        }
    }
}
