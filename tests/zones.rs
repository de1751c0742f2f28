//! Whose words each line is, on messages made in the manner of real mail clients, and on lines of any kind.
//!
//! `fixtures/zones/<client-case>/` holds `message.eml` and `own.txt`, the sender's own words; white space may differ.

use std::fs;
use std::path::{Path, PathBuf};

use meeting_tasks::email::{self, Email, RawEmail};
use meeting_tasks::inputs::Origin;
use meeting_tasks::zones::{self, Voice, Zone};

fn parse(bytes: Vec<u8>) -> Email {
    let raw = RawEmail { origin: Origin { path: None, index: None }, bytes, envelope: None };
    email::parse(&raw, &email::Options::default()).expect("a fixture is a message")
}

fn squash(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(email: &Email, zones: &[Zone], voice: Voice) -> String {
    let lines = zones.iter().filter(|zone| zone.voice == voice).flat_map(|zone| &email.body.lines[zone.lines.clone()]);
    squash(&lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"))
}

fn assert_gapless(email: &Email, zones: &[Zone], name: &str) {
    let mut next = 0;
    for zone in zones {
        assert_eq!(zone.lines.start, next, "{name}: zones follow each other");
        assert!(zone.lines.end > zone.lines.start, "{name}: no zone is empty");
        next = zone.lines.end;
    }
    assert_eq!(next, email.body.lines.len(), "{name}: zones cover the body");
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/zones");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the fixtures are there")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

#[test]
fn the_senders_own_words_are_found_exactly() {
    let mut run = 0;
    let mut failed = Vec::new();
    for case in cases() {
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let message = fs::read_to_string(case.join("message.eml")).expect("message.eml is there");
        let own = squash(&fs::read_to_string(case.join("own.txt")).expect("own.txt is there"));
        let lf = message.replace("\r\n", "\n");
        for (ends, bytes) in [("LF", lf.clone().into_bytes()), ("CRLF", lf.replace('\n', "\r\n").into_bytes())] {
            let email = parse(bytes);
            let zones = zones::split(&email);
            assert_gapless(&email, &zones, &name);
            let found = words(&email, &zones, Voice::Own);
            if found != own {
                failed.push(format!("{name} ({ends})\n  expected: {own}\n  found:    {found}"));
            }
            run += 1;
        }
    }
    assert!(run >= 120, "only {run} messages were found");
    assert!(failed.is_empty(), "{} of {run} failed:\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn a_forward_counts_where_the_words_above_hand_it_over() {
    for (name, author, handed_over) in [
        ("gmail-forward-handed-over", "Hannah Petrie", true),
        ("gmail-forward-fyi", "Landlord Services", false),
        ("outlook-forward-handed-over", "Elsbeth Moran", true),
        ("apple-mail-forward", "Registry Office", true),
        ("ios-forward-unquoted-marker", "Merlin Feeds", true),
        ("thunderbird-forward-inline", "Wartungsdienst", true),
        ("lotus-notes-forward", "Customer Care", true),
        ("forward-attached-message", "Roofing Co", true),
        ("forward-bare-is-nobodys-request", "Site Office", false),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/zones").join(name).join("message.eml");
        let email = parse(fs::read(path).expect("the fixture is there"));
        let zones = zones::split(&email);
        let forward =
            zones.iter().find(|zone| zone.voice == Voice::Forwarded).unwrap_or_else(|| panic!("{name}: {zones:?}"));
        assert_eq!((forward.author.as_deref(), forward.handed_over), (Some(author), handed_over), "{name}");
    }
}
