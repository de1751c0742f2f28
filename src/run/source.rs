//! An input as the messages in it, read one at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::PathBuf;

use super::reason;
use crate::email::mbox::{self, Message, Messages};
use crate::email::{EmailError, MAX_MESSAGE, RawEmail};
use crate::inputs::Origin;

/// Where mail comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    File(PathBuf),
    Stdin,
}

impl Input {
    /// `None` for standard input.
    pub(super) fn path(&self) -> Option<&PathBuf> {
        match self {
            Input::File(path) => Some(path),
            Input::Stdin => None,
        }
    }
}

/// How much of an input is looked at to tell a mailbox from a message: its first line and a header field.
const HEAD: u64 = 4 << 10;

/// A message that could not be read.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) origin: Origin,
    pub(super) reason: String,
}

/// The messages of one input.
pub(super) enum Source<'a> {
    Mailbox {
        path: Option<PathBuf>,
        messages: Messages<Box<dyn BufRead + 'a>>,
        index: usize,
    },
    /// One message, until it is taken.
    Single(Option<RawEmail>),
}

impl<'a> Source<'a> {
    /// Opens an input; `stdin` is what [`Input::Stdin`] means.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or is a folder.
    pub(super) fn open(input: &Input, stdin: &'a mut dyn Read) -> io::Result<Source<'a>> {
        match input {
            Input::Stdin => Source::read(None, stdin),
            Input::File(path) => {
                let file = File::open(path)?;
                if file.metadata()?.is_dir() {
                    return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder: name the files in it"));
                }
                Source::read(Some(path.clone()), file)
            }
        }
    }

    fn read(path: Option<PathBuf>, mut reader: impl Read + 'a) -> io::Result<Source<'a>> {
        // A pipe gives its first bytes in pieces of any size.
        let mut bytes = Vec::new();
        reader.by_ref().take(HEAD).read_to_end(&mut bytes)?;
        if mbox::opens(&bytes) {
            let reader = BufReader::new(Cursor::new(bytes).chain(reader));
            return Ok(Source::Mailbox { path, messages: Messages::new(Box::new(reader)), index: 0 });
        }
        // One byte more than allowed, so that the parser says that it is too much.
        reader.take(MAX_MESSAGE as u64 + 1).read_to_end(&mut bytes)?;
        Ok(Source::Single(Some(RawEmail { origin: Origin { path, index: None }, bytes, envelope: None })))
    }
}

impl Iterator for Source<'_> {
    type Item = Result<RawEmail, Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Source::Single(raw) => raw.take().map(Ok),
            Source::Mailbox { path, messages, index } => {
                let message = messages.next()?;
                let origin = Origin { path: path.clone(), index: Some(*index) };
                *index += 1;
                match message {
                    Ok(Message { cut: true, .. }) => {
                        Some(Err(Unread { origin, reason: EmailError::TooLarge { limit: MAX_MESSAGE }.to_string() }))
                    }
                    Ok(Message { envelope, bytes, cut: false }) => {
                        Some(Ok(RawEmail { origin, bytes, envelope: Some(envelope) }))
                    }
                    Err(error) => {
                        // What cannot be read once is not tried again.
                        *self = Source::Single(None);
                        Some(Err(Unread { origin, reason: reason(&error) }))
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_has_its_messages_and_anything_else_is_one() {
        let mailbox = "From a@example.com Tue Jan 14 09:15:00 2025\nSubject: one\n\na\n\n\
                       From b@example.com Tue Jan 14 09:16:00 2025\nSubject: two\n\nb\n";
        for (text, count) in [(mailbox, 2), ("Subject: one\n\nFrom here on it is text.\n", 1), ("", 1)] {
            let mut bytes = text.as_bytes();
            let source = Source::open(&Input::Stdin, &mut bytes).expect("memory can be read");
            assert_eq!(source.filter_map(Result::ok).count(), count, "{text:?}");
        }
    }
}
