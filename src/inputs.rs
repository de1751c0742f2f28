//! Paths, folders and standard input as sources of mail.

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::email::mbox::{self, Messages};
use crate::email::{MAX_MESSAGE, RawEmail};

const BUFFER: usize = 64 << 10;

/// Enough to see a mailbox's first two lines.
const HEAD: u64 = 64 << 10;

/// Most messages without attachments are shorter, and are read at once.
const USUAL: usize = 16 << 10;

/// A note says what it is in its frontmatter, which stands in front.
const FRONTMATTER: u64 = 4096;

/// Where a message came from, as messages and notes name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file; `None` is standard input, shown as `-`.
    pub path: Option<PathBuf>,
    /// Which message of a mailbox, counted from 0; `None` where the file is one message.
    pub index: Option<usize>,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}", crate::clean::one_line(&path.display().to_string()))?,
            None => f.write_str("-")?,
        }
        match self.index {
            Some(index) => write!(f, " (message {})", index + 1),
            None => Ok(()),
        }
    }
}

/// Why a source could not be read. The message does not name the source: [`InputError::origin`] does.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct InputError {
    pub origin: Origin,
    pub reason: Reason,
}

#[derive(Debug, thiserror::Error)]
pub enum Reason {
    #[error("there is no such file")]
    Missing,
    #[error("it is a folder: name the files in it (`find FOLDER -type f -exec meeting-tasks extract {{}} +`)")]
    Folder,
    #[error("it is neither a file nor a folder")]
    NotRegular,
    #[error("you may not read it")]
    Forbidden,
    #[error("it is larger than {} MiB, more than any message", MAX_MESSAGE >> 20)]
    TooLarge,
    #[error(transparent)]
    Other(io::Error),
}

impl From<io::Error> for Reason {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Forbidden,
            io::ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Other(error),
        }
    }
}

/// The messages of `paths` in order: a mailbox gives each of its own, any other file one. `-` is standard input.
///
/// Lazy: a file is opened when its turn comes, and a mailbox is held one message at a time. What the files are is told
/// by their content; whether it is mail at all, by [`crate::email::parse`].
pub fn open(paths: impl IntoIterator<Item = PathBuf>) -> Emails {
    Emails { paths: paths.into_iter().collect(), current: None, links: Links::Followed }
}

/// [`open`] for paths that [`walk`] found: what became a link or a pipe meanwhile is refused.
pub fn open_walked(paths: impl IntoIterator<Item = PathBuf>) -> Emails {
    Emails { links: Links::Refused, ..open(paths) }
}

/// The files below `folder` that may hold mail, in an order that depends on their names alone.
///
/// Regular files only; links are not followed; folders and files with a leading dot are skipped, but for those of a
/// Maildir (`.Sent/cur`), and so are a Maildir's `tmp` and the notes that this program wrote.
///
/// # Errors
///
/// An item is an error where a folder cannot be read; the walk goes on.
pub fn walk(folder: &Path) -> impl Iterator<Item = Result<PathBuf, InputError>> + use<> {
    walk_but(folder, None)
}

/// [`walk`] without the folder `left_out`, given with links resolved.
///
/// # Errors
///
/// As [`walk`].
pub fn walk_but(folder: &Path, left_out: Option<PathBuf>) -> impl Iterator<Item = Result<PathBuf, InputError>> + use<> {
    // Only a folder of this name can be the one, and asking for the real path of every folder costs time.
    let name = left_out.as_deref().and_then(Path::file_name).map(std::ffi::OsStr::to_owned);
    let is_left_out = move |entry: &DirEntry| {
        entry.file_type().is_dir()
            && name.as_deref() == Some(entry.file_name())
            && entry.path().canonicalize().ok() == left_out
    };
    WalkDir::new(folder)
        .follow_links(false)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(move |entry| (entry.depth() == 0 || may_hold_mail(entry)) && !is_left_out(entry))
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_file() && !is_own_note(entry.path()) => Some(Ok(entry.into_path())),
            Ok(_) => None,
            Err(error) => {
                let origin = Origin { path: error.path().map(Path::to_path_buf), index: None };
                let reason = error.into_io_error().map_or(Reason::NotRegular, Reason::from);
                Some(Err(InputError { origin, reason }))
            }
        })
}

fn may_hold_mail(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    if !entry.file_type().is_dir() {
        return !name.starts_with('.');
    }
    if name.starts_with('.') {
        return entry.path().join("cur").is_dir() && entry.path().join("new").is_dir();
    }
    let delivering = name == "tmp" && entry.path().parent().is_some_and(|parent| parent.join("cur").is_dir());
    !delivering
}

/// File names of mail that may have no header block: pasted text and saved pages.
const TEXT_ENDINGS: [&str; 5] = ["eml", "emlx", "txt", "html", "htm"];
/// Fields of which a header block has at least one.
const MAIL_FIELDS: [&str; 9] =
    ["from", "date", "received", "return-path", "message-id", "delivered-to", "mime-version", "subject", "to"];
/// Lines in which a header block shows what it is.
const FIELD_LINES: usize = 40;
/// Fewer fields are the frontmatter or first lines of some other text.
const LEAST_FIELDS: usize = 2;

/// Whether a file of a folder is to be read as mail: by its first lines, which have two or more of the fields of mail or
/// open a mailbox; other text by its name (`.txt`, `.html`, `.eml`), so that the notes, pictures and programs that lie
/// beside it are left alone.
pub fn may_be_mail(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    if ending.as_deref().is_some_and(|ending| TEXT_ENDINGS.contains(&ending)) {
        return true;
    }
    let mut head = Vec::new();
    let Ok(file) = open_file(path, Links::Refused) else { return true };
    if file.take(FRONTMATTER).read_to_end(&mut head).is_err() || mbox::opens(&head) {
        return true;
    }
    let head = String::from_utf8_lossy(&head);
    let fields = head.lines().take(FIELD_LINES).take_while(|line| line.trim_end() != "---").filter(|line| {
        let name = line.split_once(':').map(|(name, _)| name.trim().to_ascii_lowercase());
        name.is_some_and(|name| MAIL_FIELDS.contains(&name.as_str()))
    });
    fields.count() >= LEAST_FIELDS
}

/// Whether a Markdown file is a note of this program: its frontmatter has an `emailId`.
fn is_own_note(path: &Path) -> bool {
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("md")) {
        return false;
    }
    let mut head = Vec::new();
    let Ok(file) = open_file(path, Links::Refused) else { return false };
    if file.take(FRONTMATTER).read_to_end(&mut head).is_err() {
        return false;
    }
    let head = String::from_utf8_lossy(&head);
    let mut lines = head.lines();
    lines.next().is_some_and(|first| first.trim_end() == "---")
        && lines.take_while(|line| line.trim_end() != "---").any(|line| line.starts_with("emailId:"))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Links {
    Followed,
    Refused,
}

/// The messages of a list of files; see [`open`].
pub struct Emails {
    paths: VecDeque<PathBuf>,
    current: Option<Mailbox>,
    links: Links,
}

struct Mailbox {
    path: Option<PathBuf>,
    index: usize,
    messages: Messages<Source>,
}

type Source = BufReader<io::Chain<io::Cursor<Vec<u8>>, Box<dyn Read + Send>>>;

impl Iterator for Emails {
    type Item = Result<RawEmail, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mailbox) = &mut self.current {
                match mailbox.next() {
                    Some(Ok(email)) => return Some(Ok(email)),
                    Some(Err(error)) => {
                        // Where one message is too large the next may be read; a broken disk ends the mailbox.
                        if !matches!(error.reason, Reason::TooLarge) {
                            self.current = None;
                        }
                        return Some(Err(error));
                    }
                    None => self.current = None,
                }
            }
            let path = self.paths.pop_front()?;
            let path = (path.as_os_str() != "-").then_some(path);
            match self.source(path.as_deref()) {
                Ok(Opened::Mailbox(messages)) => self.current = Some(Mailbox { path, index: 0, messages }),
                Ok(Opened::Single(bytes)) => {
                    return Some(Ok(RawEmail { origin: Origin { path, index: None }, bytes, envelope: None }));
                }
                Err(reason) => return Some(Err(InputError { origin: Origin { path, index: None }, reason })),
            }
        }
    }
}

enum Opened {
    Mailbox(Messages<Source>),
    Single(Vec<u8>),
}

impl Emails {
    fn source(&self, path: Option<&Path>) -> Result<Opened, Reason> {
        let source: Box<dyn Read + Send> = match path {
            Some(path) => Box::new(open_file(path, self.links)?),
            None => Box::new(io::stdin()),
        };
        // A pipe gives as little at once as its writer wrote.
        let mut source = source;
        let mut bytes = Vec::with_capacity(USUAL);
        source.by_ref().take(HEAD).read_to_end(&mut bytes)?;
        if mbox::opens(&bytes) {
            let whole = io::Cursor::new(bytes).chain(source);
            return Ok(Opened::Mailbox(Messages::new(BufReader::with_capacity(BUFFER, whole))));
        }
        let limit = u64::try_from(MAX_MESSAGE).unwrap_or(u64::MAX);
        source.take(limit).read_to_end(&mut bytes)?;
        if bytes.len() > MAX_MESSAGE { Err(Reason::TooLarge) } else { Ok(Opened::Single(bytes)) }
    }
}

impl Iterator for Mailbox {
    type Item = Result<RawEmail, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let message = self.messages.next()?;
        let origin = Origin { path: self.path.clone(), index: Some(self.index) };
        self.index += 1;
        Some(match message {
            Ok(message) if message.cut => Err(InputError { origin, reason: Reason::TooLarge }),
            Ok(message) => Ok(RawEmail { origin, bytes: message.bytes, envelope: Some(message.envelope) }),
            Err(error) => Err(InputError { origin, reason: error.into() }),
        })
    }
}

/// A regular file, opened so that neither a pipe nor a device can hold up the run; a pipe that the shell made for this
/// program (`/dev/fd/63`) is read like standard input.
fn open_file(path: &Path, links: Links) -> Result<File, Reason> {
    let from_shell = links == Links::Followed && (path.starts_with("/dev/fd") || path.starts_with("/dev/stdin"));
    if from_shell {
        return Ok(File::open(path)?);
    }
    let known = if links == Links::Followed { fs::metadata(path)? } else { fs::symlink_metadata(path)? };
    regular(&known)?;
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let link_flag = if links == Links::Refused { libc::O_NOFOLLOW } else { 0 };
        options.custom_flags(libc::O_NONBLOCK | link_flag);
    }
    let file = options.open(path)?;
    regular(&file.metadata()?)?;
    Ok(file)
}

fn regular(metadata: &fs::Metadata) -> Result<(), Reason> {
    if metadata.is_dir() {
        Err(Reason::Folder)
    } else if metadata.is_file() {
        Ok(())
    } else {
        Err(Reason::NotRegular)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        folder
    }

    #[test]
    fn a_folder_is_walked_in_order_and_without_what_is_no_mail() {
        let folder = folder(&[
            ("b.eml", ""),
            ("a/2.eml", ""),
            ("a/10.eml", ""),
            (".obsidian/app.json", ""),
            (".hidden.eml", ""),
            ("box/cur/1:2,S", ""),
            ("box/new/2", ""),
            ("box/tmp/3", ""),
            ("box/.Sent/cur/4:2,S", ""),
            ("box/.Sent/new/.keep", ""),
            ("note.md", "---\ntitle: a\nemailId: \"19b7c3e42d854f1c\"\n---\n"),
            ("own.md", "# Minutes\nemailId: is no key here\n"),
        ]);
        let found: Vec<_> = walk(folder.path()).map(|path| path.expect("a readable folder")).collect();
        let names: Vec<_> = found
            .iter()
            .map(|path| path.strip_prefix(folder.path()).expect("below").to_string_lossy().replace('\\', "/"))
            .collect();
        assert_eq!(
            names,
            ["a/10.eml", "a/2.eml", "b.eml", "box/.Sent/cur/4:2,S", "box/cur/1:2,S", "box/new/2", "own.md"]
        );
    }

    #[test]
    fn a_mailbox_gives_its_messages_and_another_file_one() {
        let line = "From ana@example.com Tue Jan 14 09:15:00 2025\n";
        let folder = folder(&[
            ("two.mbox", &format!("{line}Subject: one\n\na\n\n{line}Subject: two\n\nb\n")),
            ("one.eml", "Subject: three\n\nc\n"),
        ]);
        let paths = ["two.mbox", "one.eml"].map(|name| folder.path().join(name));
        let found: Vec<_> = open(paths).map(|email| email.expect("mail")).collect();
        let texts: Vec<_> = found.iter().map(|email| String::from_utf8_lossy(&email.bytes).into_owned()).collect();
        assert_eq!(texts, ["Subject: one\n\na\n", "Subject: two\n\nb\n", "Subject: three\n\nc\n"]);
        assert_eq!(found.iter().map(|email| email.origin.index).collect::<Vec<_>>(), [Some(0), Some(1), None]);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let folder = folder(&[("a.eml", "")]);
        for (path, message) in [
            (
                folder.path().to_path_buf(),
                "it is a folder: name the files in it (`find FOLDER -type f -exec meeting-tasks extract {} +`)",
            ),
            (folder.path().join("none.eml"), "there is no such file"),
            (PathBuf::from("/dev/null"), "it is neither a file nor a folder"),
        ] {
            let error = open([path]).next().expect("an item").expect_err("an error");
            assert_eq!(error.to_string(), message);
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_when_named_and_not_when_walked() {
        let folder = folder(&[("a.txt", "text"), ("sub/b.eml", "")]);
        let link = folder.path().join("link.eml");
        std::os::unix::fs::symlink(folder.path().join("a.txt"), &link).expect("a link");
        std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/loop")).expect("a link");
        assert!(open([link.clone()]).all(|email| email.is_ok()));
        assert!(open_walked([link]).all(|email| email.is_err()));
        assert_eq!(walk(folder.path()).count(), 2);
    }
}
