//! Each folder in `fixtures/emails` is one email with the note expected of it.

use std::fs;
use std::path::{Path, PathBuf};

use meeting_tasks::config::{Layer, Settings};
use meeting_tasks::email::RawEmail;
use meeting_tasks::inputs::Origin;
use meeting_tasks::pipeline::{self, Given};

/// `MEETING_TASKS_BLESS=1 cargo test` writes the notes that come out as the expected ones, to be reviewed as a diff.
const BLESS: &str = "MEETING_TASKS_BLESS";

/// The note of a message. Its name in the note is that of the fixture's file, wherever the repository stands.
fn note(bytes: Vec<u8>) -> String {
    let origin = Origin { path: Some(PathBuf::from("message.eml")), index: None };
    let raw = RawEmail { origin, bytes, envelope: None };
    let processed = pipeline::process(&raw, &Given::default(), &Settings::resolve(Layer::default()));
    processed.expect("fixtures can be read").note().text
}

/// Line ends as mail travels (RFC 5322 §2.1).
fn with_crlf(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    for &byte in bytes {
        if byte == b'\n' {
            out.push(b'\r');
        }
        out.push(byte);
    }
    out
}

/// The first line that differs, for the message of a failed test.
fn difference(got: &str, expected: &str) -> String {
    let mut lines = got.lines().zip(expected.lines()).enumerate();
    match lines.find(|(_, (got, expected))| got != expected) {
        Some((index, (got, expected))) => format!("line {}:\n  got      {got}\n  expected {expected}", index + 1),
        None => format!("{} lines, expected {}", got.lines().count(), expected.lines().count()),
    }
}

#[test]
fn every_email_makes_the_note_beside_it_with_either_line_end() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/emails");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(&folder).expect("fixtures/emails").map(|entry| entry.expect("entry").path()).collect();
    cases.sort();
    assert!(cases.len() >= 10, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let message = fs::read(case.join("message.eml")).expect("message.eml");
        assert!(!message.contains(&b'\r'), "{}: fixtures are kept with LF", case.display());
        let got = note(message.clone());
        let path = case.join("note.md");
        if std::env::var_os(BLESS).is_some() {
            fs::write(&path, &got).expect("note.md");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        for (ends, got) in [("LF", got), ("CRLF", note(with_crlf(&message)))] {
            if got != expected {
                wrong.push(format!("{} with {ends}, {}", case.display(), difference(&got, &expected)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n\nif these are right: {BLESS}=1 cargo test", wrong.join("\n\n"));
}
