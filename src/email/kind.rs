//! What a file is, told by its bytes.

use super::headers::is_field;

/// How much of a file is looked at.
const HEAD: usize = 64 << 10;

/// Field names that a message has and a letter seldom opens with.
const FIELDS: &[&str] = &[
    "received",
    "return-path",
    "delivered-to",
    "from",
    "to",
    "cc",
    "date",
    "subject",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "reply-to",
    "sender",
    "in-reply-to",
    "references",
    "x-mailer",
    "user-agent",
    "dkim-signature",
    "arc-seal",
    "authentication-results",
    "received-spf",
    "x-gm-thrid",
    "x-gmail-labels",
    "x-received",
    "list-id",
    "list-unsubscribe",
    "precedence",
    "status",
    "x-status",
    "x-mozilla-status",
    "envelope-to",
    "x-original-to",
    "organization",
    "lines",
    "newsgroups",
    "importance",
    "thread-topic",
    "thread-index",
    "auto-submitted",
];

/// Fields that only mail programs write.
const SURE: &[&str] =
    &["received", "return-path", "delivered-to", "message-id", "mime-version", "content-type", "x-gm-thrid"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// RFC 5322, or a block of header lines close to it.
    Message,
    Html,
    Text,
}

/// What `text`, past byte order mark and leading blank lines, is.
pub(super) fn of(text: &[u8]) -> Kind {
    let head = text.get(..HEAD).unwrap_or(text);
    if is_message(head) {
        Kind::Message
    } else if is_html(head) {
        Kind::Html
    } else {
        Kind::Text
    }
}

/// A first line that is a field, and known fields in the block: a sure one, or a sender or subject with another.
fn is_message(head: &[u8]) -> bool {
    let mut known = 0;
    let mut headed = false;
    let lines =
        head.split(|byte| *byte == b'\n').skip_while(|line| line.starts_with(b"From ") || line.starts_with(b">From "));
    for line in lines {
        if line.trim_ascii().is_empty() {
            break;
        }
        if matches!(line.first(), Some(b' ' | b'\t')) {
            continue;
        }
        if !is_field(line) {
            break;
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default().trim_ascii();
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        if SURE.contains(&name.as_str()) {
            return true;
        }
        known += usize::from(FIELDS.contains(&name.as_str()));
        headed |= matches!(name.as_str(), "from" | "subject");
        if headed && known >= 2 {
            return true;
        }
    }
    false
}

fn is_html(head: &[u8]) -> bool {
    const OPENERS: &[&[u8]] = &[
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<meta",
        b"<div",
        b"<p>",
        b"<p ",
        b"<table",
        b"<style",
        b"<span",
        b"<h1",
        b"<h2",
        b"<ul",
        b"<ol",
    ];
    let mut head = head.trim_ascii_start();
    // Comments and XML declarations may come first.
    while let Some(end) = [(b"<!--".as_slice(), b"-->".as_slice()), (b"<?xml", b"?>")]
        .iter()
        .find(|(open, _)| head.starts_with(open))
        .and_then(|(_, close)| memchr::memmem::find(head, close).map(|at| at + close.len()))
    {
        head = head.get(end..).unwrap_or_default().trim_ascii_start();
    }
    OPENERS.iter().any(|opener| head.get(..opener.len()).is_some_and(|start| start.eq_ignore_ascii_case(opener)))
}

/// What a file that is no text looks like, in words; `None` for text.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: &[(&[u8], &str)] = &[
        (
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
            "an Outlook `.msg` or old Office file (save the message as `.eml` from Outlook, or as text)",
        ),
        (b"!BDN", "an Outlook `.pst` mailbox (export it as mbox or `.eml` files)"),
        (b"%PDF-", "a PDF"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"PK\x03\x04", "a zip archive or Office document"),
        (b"\x1F\x8B", "a gzip archive (unpack it first)"),
        (b"BZh", "a bzip2 archive (unpack it first)"),
        (b"\xFD7zXZ", "an xz archive (unpack it first)"),
        (b"7z\xBC\xAF", "a 7z archive (unpack it first)"),
        (b"\x28\xB5\x2F\xFD", "a zstd archive (unpack it first)"),
        (b"Rar!", "a rar archive (unpack it first)"),
        (b"\x7FELF", "a program"),
        (b"MZ\x90", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\x78\x9F\x3E\x22", "a `winmail.dat` file"),
        (b"OggS", "a sound file"),
        (b"ID3", "a sound file"),
        (b"bplist00", "a binary property list"),
    ];
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

/// Control characters that no text of any charset has, by share of the beginning.
pub(super) fn is_noise(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let controls = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    controls * 20 > head.len()
}

/// The message inside Apple Mail's `.emlx`: a line with its length, the message, a property list.
pub(super) fn emlx(bytes: &[u8]) -> Option<&[u8]> {
    let end = memchr::memchr(b'\n', bytes.get(..32).unwrap_or(bytes))?;
    let digits = std::str::from_utf8(bytes.get(..end)?).ok()?.trim();
    let length: usize = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let rest = bytes.get(end + 1..)?;
    let message = rest.get(..length).unwrap_or(rest);
    (of(message) == Kind::Message).then_some(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_content() {
        for (text, kind) in [
            ("From: a@b\nSubject: c\n\nd", Kind::Message),
            ("Received: from x\n\tby y\nSubject: c\n\nd", Kind::Message),
            ("From ana@example.com Tue Jan 14 09:15:00 2025\nMessage-ID: <a@b>\n\nd", Kind::Message),
            ("Note: closed\n\nHi", Kind::Text),
            ("Subject: lunch\n\nHi", Kind::Text),
            ("Hi Ana,\nFrom: x\nTo: y", Kind::Text),
            ("<!DOCTYPE HTML><p>x", Kind::Html),
            ("\n <!-- a --><div>x", Kind::Html),
            ("<ana@example.com> wrote", Kind::Text),
            ("# Minutes\n- a", Kind::Text),
            ("", Kind::Text),
        ] {
            assert_eq!(of(text.as_bytes()), kind, "{text}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        assert_eq!(binary(b"%PDF-1.7"), Some("a PDF"));
        assert_eq!(binary(b"Hi"), None);
        assert!(
            binary(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").is_some_and(|name| name.contains("save the message as `.eml`"))
        );
    }

    #[test]
    fn apples_wrapper_is_taken_off() {
        assert_eq!(
            emlx(b"23        \nFrom: a@b\nSubject: c\n\nd<?xml version"),
            Some(b"From: a@b\nSubject: c\n\nd".as_slice())
        );
        assert_eq!(emlx(b"999\nFrom: a@b\nSubject: c\n\nd"), Some(b"From: a@b\nSubject: c\n\nd".as_slice()));
        assert_eq!(emlx(b"42\nis the answer"), None);
    }
}
