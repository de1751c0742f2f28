//! Messages as mail programs write them, parsed and compared with what is expected.
//!
//! `fixtures/mail/<case>/` holds one file of mail and `expected.txt`; `SNAPSHOTS=overwrite` writes the expectations
//! anew, to be reviewed as a diff.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use meeting_tasks::email::{self, Email, Mailbox, Mark, Options, RawEmail};
use meeting_tasks::inputs::{self, Origin};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/mail");

/// A folder of messages, or of JSON files with the message in their `text` field, to be read without an error.
const CORPUS: &str = "MEETING_TASKS_CORPUS";

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<_> =
        fs::read_dir(FIXTURES).expect("fixtures").map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

fn mail_of(case: &Path) -> PathBuf {
    let files = fs::read_dir(case).expect("a case").map(|entry| entry.expect("a file").path());
    let mut mail = files.filter(|file| file.file_name().is_some_and(|name| name != "expected.txt"));
    mail.next().expect("a file of mail")
}

fn person(mailbox: &Mailbox) -> String {
    format!("{} <{}>", mailbox.name.as_deref().unwrap_or("-"), mailbox.address.as_deref().unwrap_or("-"))
}

fn show(email: &Email) -> String {
    let people = |list: &[Mailbox]| list.iter().map(person).collect::<Vec<_>>().join(", ");
    let mut out = String::new();
    let mut field = |name: &str, value: String| {
        if !value.is_empty() {
            writeln!(out, "{name}: {value}").expect("a string takes all");
        }
    };
    field("id", email.id.as_str().to_owned());
    field("message id", email.message_id.clone().unwrap_or_default());
    field("gmail", email.gmail_id.map(|id| format!("{id:x}")).unwrap_or_default());
    field("subject", email.subject.clone());
    field("from", email.from.as_ref().map(person).unwrap_or_default());
    field("to", people(&email.to));
    field("cc", people(&email.cc));
    field("date", format!("{} {:?}", email.date.to_rfc3339(), email.date_source));
    field("importance", format!("{:?}", email.importance));
    field("labels", email.gmail_labels.join(" + "));
    field("bulk", email.bulk.join(" + "));
    for it in &email.attachments {
        field("attachment", format!("{} {} {}", it.name.as_deref().unwrap_or("-"), it.mime, it.bytes));
    }
    field("kind", format!("{:?}", email.body.kind));
    for line in &email.body.lines {
        let mark = match line.mark {
            Mark::None => ' ',
            Mark::Signature => 'S',
            Mark::ReplyHeader => 'H',
        };
        writeln!(out, "{}", format!("{mark}|{}", line.text).trim_end()).expect("a string takes all");
    }
    out
}

fn show_all(emails: impl Iterator<Item = RawEmail>) -> String {
    let shown = emails.map(|raw| show(&email::parse(&raw, &Options::default()).expect("mail")));
    shown.collect::<Vec<_>>().join("----\n")
}

#[test]
fn each_case_is_parsed_as_expected() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let cases = cases();
    assert!(cases.len() > 10, "no cases in {FIXTURES}");
    for case in cases {
        let emails = inputs::open([mail_of(&case)]).map(|email| email.expect("a readable file"));
        let found = show_all(emails);
        let expected = case.join("expected.txt");
        if overwrite {
            fs::write(&expected, &found).expect("a writable case");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(found, expected, "{}", case.display());
    }
}

/// Sizes of attachments are counted with their line ends, so those are not compared.
#[test]
fn line_ends_change_nothing() {
    let without_sizes = |shown: &str| {
        shown
            .lines()
            .map(
                |line| {
                    if line.starts_with("attachment") { line.rsplit_once(' ').map_or(line, |it| it.0) } else { line }
                },
            )
            .collect::<Vec<_>>()
            .join("\n")
    };
    for case in cases() {
        let path = mail_of(&case);
        let lf = fs::read(&path).expect("a readable file");
        let text: Vec<u8> =
            lf.iter().flat_map(|byte| if *byte == b'\n' { b"\r\n".to_vec() } else { vec![*byte] }).collect();
        // The length in front of an .emlx counts bytes.
        if path.extension().is_some_and(|extension| extension == "emlx" || extension == "mbox") {
            continue;
        }
        let raw = |bytes: Vec<u8>| RawEmail {
            origin: Origin { path: Some(path.clone()), index: None },
            bytes,
            envelope: None,
        };
        let found = [lf, text].map(|bytes| without_sizes(&show_all(std::iter::once(raw(bytes)))));
        assert_eq!(found[0], found[1], "{}", case.display());
    }
}

#[test]
fn a_message_cut_anywhere_gives_what_is_there() {
    for case in cases() {
        let bytes = fs::read(mail_of(&case)).expect("a readable file");
        for end in 0..bytes.len() {
            let raw =
                RawEmail { origin: Origin { path: None, index: None }, bytes: bytes[..end].to_vec(), envelope: None };
            let parsed = email::parse(&raw, &Options::default());
            assert!(
                parsed.is_ok() || bytes[..end].trim_ascii().is_empty(),
                "{} cut at {end}: {parsed:?}",
                case.display()
            );
        }
    }
}

#[test]
fn deep_and_wide_messages_end_in_reasonable_time() {
    let mut nested = String::new();
    for at in 0..2000 {
        let _ = write!(nested, "Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n");
    }
    let messages = "Content-Type: message/rfc822\n\n".repeat(5000);
    let parts = format!(
        "Content-Type: multipart/mixed; boundary=b\n\n{}",
        "--b\nContent-Type: text/plain\n\nx\n".repeat(10_000)
    );
    let header = format!("Subject: {}\nFrom: a@example.com\n\nbody\n", "long ".repeat(200_000));
    for bytes in [nested, messages, parts, header] {
        let raw = RawEmail { origin: Origin { path: None, index: None }, bytes: bytes.into_bytes(), envelope: None };
        let email = email::parse(&raw, &Options::default()).expect("something to read");
        assert!(email.body.lines.len() < 10_000 && email.subject.len() < 10_000);
    }
}

#[test]
fn a_corpus_is_read_without_an_error() {
    let Some(folder) = std::env::var_os(CORPUS).map(PathBuf::from) else {
        println!("skipped: {CORPUS} names no folder of messages");
        return;
    };
    let (mut read, mut failed) = (0_usize, Vec::new());
    for path in inputs::walk(&folder).filter_map(Result::ok) {
        let json = path.extension().is_some_and(|extension| extension == "json");
        let emails: Vec<_> = if json {
            let text = fs::read(&path).expect("a readable file");
            let value: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
            let Some(text) = value.get("text").and_then(serde_json::Value::as_str) else { continue };
            vec![Ok(RawEmail {
                origin: Origin { path: Some(path), index: None },
                bytes: text.as_bytes().to_vec(),
                envelope: None,
            })]
        } else {
            inputs::open([path]).collect()
        };
        for raw in emails {
            read += 1;
            match raw {
                Ok(raw) => {
                    if let Err(error) = email::parse(&raw, &Options::default()) {
                        failed.push(format!("{}: {error}", raw.origin));
                    }
                }
                Err(error) => failed.push(format!("{}: {error}", error.origin)),
            }
        }
    }
    println!("{read} messages read");
    assert!(
        read > 0 && failed.is_empty(),
        "{read} messages, {} failed: {:#?}",
        failed.len(),
        failed.iter().take(20).collect::<Vec<_>>()
    );
}
