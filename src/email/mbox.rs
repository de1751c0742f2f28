//! A mailbox file cut into its messages as it is read: mboxo, mboxrd, mboxcl, mboxcl2 and Google Takeout.
//!
//! Memory is that of one message, whatever the size of the file.

use std::io::{self, BufRead};

use super::date;
use super::{Envelope, MAX_MESSAGE};

/// A Content-Length above this is not followed: the message would have to be held twice to check it.
const MAX_TRUSTED_LENGTH: usize = 64 << 20;

/// A `From ` line is short; a longer line is text.
const MAX_FROM_LINE: usize = 1000;

/// One message of a mailbox.
#[derive(Debug)]
pub struct Message {
    pub envelope: Envelope,
    /// Without the `From ` line and the blank line that ends the message; `>From ` quoting undone by one level.
    pub bytes: Vec<u8>,
    /// More than [`MAX_MESSAGE`] bytes: what is there is the beginning.
    pub cut: bool,
}

/// The messages of a mailbox in order.
pub struct Messages<R> {
    lines: Lines<R>,
    /// The `From ` line that opens the next message.
    next: Option<Envelope>,
    started: bool,
    /// Until a Content-Length was found to lie.
    lengths_hold: bool,
}

/// Whether `head`, the beginning of a file, opens a mailbox.
pub fn opens(head: &[u8]) -> bool {
    let head = skip_blank(head);
    let mut lines = head.splitn(3, |byte| *byte == b'\n');
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    envelope(first).is_some() && opens_header(second)
}

impl<R: BufRead> Messages<R> {
    pub fn new(reader: R) -> Self {
        Self { lines: Lines { reader, back: Vec::new(), taken: 0 }, next: None, started: false, lengths_hold: true }
    }

    /// Reads on to the first `From ` line, past a byte order mark and blank lines.
    fn start(&mut self) -> io::Result<()> {
        self.started = true;
        let mut line = Vec::new();
        while self.lines.next_line(&mut line, MAX_FROM_LINE)? {
            if let Some(envelope) = envelope(skip_blank(&line)) {
                self.next = Some(envelope);
                break;
            }
            line.clear();
        }
        Ok(())
    }

    fn read_message(&mut self, envelope: Envelope) -> io::Result<Message> {
        let mut message = Message { envelope, bytes: Vec::new(), cut: false };
        let mut line = Vec::new();
        let mut in_headers = true;
        let mut after_blank = false;
        let mut length = None;
        loop {
            line.clear();
            if !self.lines.next_line(&mut line, MAX_MESSAGE)? {
                break;
            }
            let blank = is_blank(&line);
            if in_headers {
                if blank {
                    in_headers = false;
                    message.bytes.extend_from_slice(&line);
                    after_blank = true;
                    if let Some(length) = length.filter(|_| self.lengths_hold)
                        && self.read_body(length, &mut message)?
                    {
                        break;
                    }
                    continue;
                }
                length = length.or_else(|| content_length(&line));
            }
            if after_blank
                && let Some(envelope) = envelope_of(&line)
                && self.before_header()?
            {
                self.next = Some(envelope);
                break;
            }
            after_blank = blank;
            push(&mut message, unquoted(&line));
        }
        if message.bytes.ends_with(b"\n\n") {
            message.bytes.truncate(message.bytes.len() - 1);
        } else if message.bytes.ends_with(b"\r\n\r\n") {
            message.bytes.truncate(message.bytes.len() - 2);
        }
        Ok(message)
    }

    /// Takes `length` bytes as the body where a `From ` line or the end of the file follows them; else nothing.
    fn read_body(&mut self, length: usize, message: &mut Message) -> io::Result<bool> {
        let mut body = Vec::new();
        self.lines.take(&mut body, length)?;
        let body_end = body.len();
        let whole = body_end == length;
        let mut line = Vec::new();
        let mut ends = false;
        // Between the body and the next `From ` line stands a blank line at most.
        for _ in 0..3 {
            line.clear();
            if !self.lines.next_line(&mut line, MAX_FROM_LINE)? {
                ends = true;
                break;
            }
            if whole && let Some(envelope) = envelope_of(&line) {
                self.next = Some(envelope);
                ends = true;
                break;
            }
            body.extend_from_slice(&line);
            if !is_blank(&line) {
                break;
            }
        }
        if ends && whole {
            let body = body.get(..body_end).unwrap_or(&body);
            for line in body.split_inclusive(|byte| *byte == b'\n') {
                push(message, unquoted(line));
            }
            return Ok(true);
        }
        self.lengths_hold = false;
        self.lines.give_back(body);
        Ok(false)
    }

    /// Whether the next line opens a header block.
    fn before_header(&mut self) -> io::Result<bool> {
        let mut line = Vec::new();
        let any = self.lines.next_line(&mut line, MAX_MESSAGE)?;
        let opens = any && opens_header(&line);
        self.lines.give_back(line);
        Ok(opens)
    }
}

impl<R: BufRead> Iterator for Messages<R> {
    type Item = io::Result<Message>;

    fn next(&mut self) -> Option<Self::Item> {
        if !self.started
            && let Err(error) = self.start()
        {
            return Some(Err(error));
        }
        let envelope = self.next.take()?;
        Some(self.read_message(envelope))
    }
}

/// A reader by lines that takes back what was read too far.
struct Lines<R> {
    reader: R,
    back: Vec<u8>,
    /// How much of `back` was read again.
    taken: usize,
}

impl<R: BufRead> Lines<R> {
    /// Appends the next line with its end, at most `limit` bytes of it; false at the end of the file.
    fn next_line(&mut self, line: &mut Vec<u8>, limit: usize) -> io::Result<bool> {
        let start = line.len();
        if let Some(rest) = self.back.get(self.taken..).filter(|rest| !rest.is_empty()) {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            line.extend_from_slice(rest.get(..end).unwrap_or(rest));
            self.taken += end;
            if line.ends_with(b"\n") {
                return Ok(true);
            }
        }
        loop {
            let available = match self.reader.fill_buf() {
                Ok(available) => available,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let room = limit.saturating_sub(line.len() - start).max(1);
            let part = available.get(..available.len().min(room)).unwrap_or(available);
            let found = memchr::memchr(b'\n', part);
            let used = found.map_or(part.len(), |at| at + 1);
            line.extend_from_slice(part.get(..used).unwrap_or(part));
            self.reader.consume(used);
            if found.is_some() || used == 0 || line.len() - start >= limit {
                return Ok(line.len() > start);
            }
        }
    }

    fn take(&mut self, bytes: &mut Vec<u8>, length: usize) -> io::Result<()> {
        let start = bytes.len();
        while bytes.len() - start < length {
            let left = length - (bytes.len() - start);
            if !self.next_line(bytes, left)? {
                break;
            }
        }
        if bytes.len() - start > length {
            let too_far = bytes.split_off(start + length);
            self.give_back(too_far);
        }
        Ok(())
    }

    fn give_back(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(self.back.get(self.taken..).unwrap_or_default());
        self.back = bytes;
        self.taken = 0;
    }
}

fn push(message: &mut Message, line: &[u8]) {
    let room = MAX_MESSAGE.saturating_sub(message.bytes.len());
    if line.len() > room {
        message.cut = true;
    }
    message.bytes.extend_from_slice(line.get(..room.min(line.len())).unwrap_or_default());
}

fn skip_blank(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n" | b"")
}

/// `>From ` and deeper: one `>` is the mailbox's own (mboxo and mboxrd alike).
fn unquoted(line: &[u8]) -> &[u8] {
    match line {
        [b'>', rest @ ..] if rest.trim_ascii_start().first() == Some(&b'F') || rest.first() == Some(&b'>') => {
            let depth = rest.iter().take_while(|byte| **byte == b'>').count();
            if rest.get(depth..).is_some_and(|rest| rest.starts_with(b"From ")) { rest } else { line }
        }
        _ => line,
    }
}

/// A header field, or the quoted `From ` line that some programs leave as the first of them.
fn opens_header(line: &[u8]) -> bool {
    let name = line.iter().take_while(|byte| byte.is_ascii_graphic() && **byte != b':').count();
    (name > 0 && line.get(name) == Some(&b':')) || line.starts_with(b">From ")
}

fn content_length(line: &[u8]) -> Option<usize> {
    let (name, value) = line.split_at_checked("Content-Length:".len())?;
    if !name.eq_ignore_ascii_case(b"Content-Length:") {
        return None;
    }
    let length = std::str::from_utf8(value).ok()?.trim().parse().ok()?;
    (length <= MAX_TRUSTED_LENGTH).then_some(length)
}

fn envelope_of(line: &[u8]) -> Option<Envelope> {
    if line.len() < MAX_FROM_LINE && line.starts_with(b"From ") { envelope(line) } else { None }
}

/// What a `From ` line says, where it ends in a date: `From ana@example.com Tue Jan 14 09:15:00 2025`.
///
/// Gmail's id is taken from Takeout's own form alone, `From <decimal>@xxx Tue Jan 14 09:15:00 +0000 2025`: no mail
/// server writes the zone, so a sender's address cannot pass for it.
fn envelope(line: &[u8]) -> Option<Envelope> {
    let line = std::str::from_utf8(line).ok()?.strip_prefix("From ")?;
    let (sender, when) = line.split_at_checked(date::last_weekday(line)?)?;
    let date = date::parse_with_time(when)?;
    let gmail_id =
        sender.trim().strip_suffix("@xxx").filter(|_| when.contains(" +0000 ")).and_then(|number| number.parse().ok());
    Some(Envelope { gmail_id, date: Some(date) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(mailbox: &str) -> Vec<(Option<u64>, String)> {
        Messages::new(mailbox.as_bytes())
            .map(|message| message.expect("memory does not fail"))
            .map(|message| (message.envelope.gmail_id, String::from_utf8(message.bytes).expect("text")))
            .collect()
    }

    const LINE: &str = "From ana@example.com Tue Jan 14 09:15:00 2025\n";

    #[test]
    fn a_mailbox_opens_with_a_dated_line_and_a_header() {
        for (head, opens_mailbox) in [
            (format!("{LINE}Subject: a\n"), true),
            (format!("\u{FEFF}\n{LINE}Subject: a\n"), true),
            ("From - Tue Jan 14 09:15:00 2025\nX-Mozilla-Status: 0001\n".to_owned(), true),
            ("From 1792@xxx Tue Jan 14 09:15:00 +0000 2025\nX-GM-THRID: 1\n".to_owned(), true),
            ("From a@b Tue Jan  4 09:15 MST 2025\nSubject: a\n".to_owned(), true),
            ("From here on it gets easy\nSubject: a\n".to_owned(), false),
            (format!("{LINE}no header\n"), false),
            ("From: ana@example.com\n".to_owned(), false),
        ] {
            assert_eq!(opens(head.as_bytes()), opens_mailbox, "{head:?}");
            let crlf = head.replace('\n', "\r\n");
            assert_eq!(opens(crlf.as_bytes()), opens_mailbox, "{crlf:?}");
        }
    }

    #[test]
    fn messages_end_at_a_dated_line_after_a_blank_one_and_before_a_header() {
        let mailbox = format!(
            "{LINE}Subject: one\n\nFrom here it is easy.\n\nFrom there too\nSubject: no\n{LINE}Subject: no\n\n\
             {LINE}no header\n\n{LINE}Subject: two\n\nb\n"
        );
        let found = cut(&mailbox);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[1].1, "Subject: two\n\nb\n");
    }

    #[test]
    fn one_level_of_quoting_is_undone() {
        let found = cut(&format!("{LINE}A: b\n\n>From me\n>>From you\n> From far\n>Fromage\n"));
        assert_eq!(found[0].1, "A: b\n\nFrom me\n>From you\n> From far\n>Fromage\n");
    }

    #[test]
    fn only_takeouts_own_line_gives_gmails_id() {
        let takeout = "From 1853101883172556572@xxx Tue Jan 14 09:15:00 +0000 2025\r\nA: b\r\n\r\nx\r\n\r\n";
        assert_eq!(cut(takeout), [(Some(1_853_101_883_172_556_572), "A: b\r\n\r\nx\r\n".to_owned())]);
        assert_eq!(cut("From 18531018831@xxx Tue Jan 14 09:15:00 2025\nA: b\n\nx\n")[0].0, None);
        assert_eq!(cut("From 18531018831@gmail.com Tue Jan 14 09:15:00 +0000 2025\nA: b\n\nx\n")[0].0, None);
    }

    #[test]
    fn a_length_that_fits_is_followed_and_one_that_lies_is_not() {
        let body = format!("a\n\n{LINE}Subject: inner\n\nb\n");
        let fits = format!("{LINE}Content-Length: {}\n\n{body}\n{LINE}Subject: two\n\nc\n", body.len());
        assert_eq!(cut(&fits).len(), 2);
        let lies = format!("{LINE}Content-Length: 5\n\nlonger than five\n\n{LINE}Content-Length: 9\n\nc\n");
        let found = cut(&lies);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].1, "Content-Length: 5\n\nlonger than five\n");
        let too_long = format!("{LINE}Content-Length: 5000\n\nx\n\n{LINE}Subject: two\n\nc\n");
        assert_eq!(cut(&too_long).len(), 2);
    }

    #[test]
    fn a_mailbox_cut_anywhere_gives_what_is_there() {
        let mailbox = format!("{LINE}Content-Length: 3\n\na\n\n\n{LINE}Subject: two\n\nb\n");
        for end in 0..mailbox.len() {
            assert!(cut(&mailbox[..end]).len() <= 2);
        }
    }
}
