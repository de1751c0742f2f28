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

/// Lines that begin, end or look like what the zones are told by.
const LINES: &[&str] = &[
    "",
    " ",
    ">",
    "> ",
    "> quoted",
    ">> deeper",
    ">>> prompt",
    ">>> Ana <ana@x.example> 08.09.2025 >>>",
    "On Tue, Mar 4, 2025 at 7:48 AM Ana <ana@x.example> wrote:",
    "Am 08.09.25 um 18:20 schrieb Ana:",
    "wrote:",
    "-----Original Message-----",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
    "From: Ana <ana@x.example>",
    "Sent: Monday",
    "To: Bo",
    "Subject: Ä",
    "-- ",
    "--",
    "---",
    "________________________________",
    "Best,",
    "Thanks!",
    "Ana",
    "PS: ü",
    "Sent from my iPhone",
    "This email is confidential. If you are not the intended recipient, delete it.",
    "CAUTION: This email originated from outside.",
    "Join Zoom Meeting",
    "Meeting ID: 1",
    "diff --git a/x b/x",
    "+ added",
    "Traceback (most recent call last):",
    "2025-09-08 02:13:12 ERROR x",
    "mailing list",
    "please send me the figures",
    "é",
    "\u{a0}",
    "😀",
    "-",
    ":",
    "*",
    "|",
    "[",
    "| a | b |",
];

fn email_of(lines: impl Iterator<Item = String>) -> Email {
    let mut email = parse(b"From: Ana Ruiz <ana@x.example>\nTo: Bo <bo@x.example>\nSubject: Fwd: x\n\nhi\n".to_vec());
    email.body.lines = lines.map(|text| email::Line { text, mark: email::Mark::None }).collect();
    email
}

#[test]
fn any_lines_give_zones_without_gaps() {
    // A linear congruential generator (Knuth, MMIX): the same mails on every run.
    let mut state = 2025_u64;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    for case in 0..3_000 {
        let count = next(24);
        let mut email = email_of((0..count).map(|_| LINES[next(LINES.len())].to_owned()));
        for line in &mut email.body.lines {
            line.mark =
                [email::Mark::None, email::Mark::None, email::Mark::Signature, email::Mark::ReplyHeader][next(4)];
        }
        assert_gapless(&email, &zones::split(&email), &format!("case {case}"));
    }
}

#[test]
fn very_many_lines_of_one_kind_take_linear_time() {
    const QUOTES: usize = 100_000;
    // Own lines are looked at more closely, which takes time without optimisation.
    const OTHERS: usize = 20_000;
    // Linear time is about a second here without optimisation; quadratic time would be minutes.
    const LIMIT: std::time::Duration = std::time::Duration::from_secs(20);
    for pattern in [
        &["> quoted"][..],
        &["> quoted", "own"],
        &["On Tue, Mar 4, 2025 at 7:48 AM Ana <ana@x.example> wrote:"],
        &["On 2025"],
        &["---------- Forwarded message ---------", "From: Ana", "Subject: x", ""],
        &["Best,", "Ana"],
        &["Thanks!", "", "text goes on, with some words"],
        &["--"],
        &["________________", "mailing list"],
        &["To: Bo", "more"],
        &["2025-09-08 02:13:12 ERROR x", "x"],
        &["-----------------", "From: Ana", "Sent: Monday"],
        &["This email is confidential."],
        &[""],
    ] {
        let count = if pattern[0].starts_with('>') { QUOTES } else { OTHERS };
        let email = email_of((0..count).map(|at| pattern[at % pattern.len()].to_owned()));
        let start = std::time::Instant::now();
        assert_gapless(&email, &zones::split(&email), pattern[0]);
        assert!(start.elapsed() < LIMIT, "{pattern:?} took {:?}", start.elapsed());
    }
}

#[test]
fn a_line_of_megabytes_is_read_once() {
    for text in ["a".repeat(4_000_000), ">".repeat(4_000_000), "- ".repeat(2_000_000), "é ".repeat(1_000_000)] {
        let email = email_of(std::iter::once(text));
        assert_eq!(zones::split(&email).len(), 1);
    }
}

#[test]
fn a_body_without_lines_has_no_zones() {
    assert_eq!(zones::split(&email_of(std::iter::empty())), []);
}
