//! Hostile mail: nothing of it acts in the note, on the terminal or in a path, and its honest task is found.
//!
//! Each mail of `fixtures/hostile` tries one thing in every spelling that came to mind, and asks for one thing
//! honestly. `inert` reads the notes without any code of the program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::NaiveDate;
use meeting_tasks::config::{Layer, Settings};
use meeting_tasks::email::RawEmail;
use meeting_tasks::inputs::Origin;
use meeting_tasks::note::{Note, TaskFormat, read};
use meeting_tasks::pipeline::{self, Given, Lines};

mod inert;

struct Case {
    name: String,
    /// What the line of its honest task has, in lower case.
    words: Vec<String>,
    due: NaiveDate,
    /// What no task line has.
    never: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hostile")
}

fn cases() -> Vec<Case> {
    let table = fs::read_to_string(folder().join("honest.tsv")).expect("honest.tsv");
    let cases: Vec<Case> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default().to_owned();
            let (name, words) = (cell(), cell());
            let due = cell().parse().expect("a day");
            Case {
                name,
                words: words.split('|').map(str::to_owned).collect(),
                due,
                never: Some(cell()).filter(|words| !words.is_empty()),
            }
        })
        .collect();
    let mails = fs::read_dir(folder()).expect("fixtures/hostile").count() - 1;
    assert_eq!(cases.len(), mails, "each mail has its line");
    cases
}

fn message(name: &str) -> Vec<u8> {
    fs::read(folder().join(format!("{name}.eml"))).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn note(bytes: Vec<u8>, format: TaskFormat) -> Note {
    let origin = Origin { path: Some("mail/a.eml".into()), index: None };
    let raw = RawEmail { origin, bytes, envelope: None };
    let given = Given { lines: Lines { format, global_filter: None }, ..Given::default() };
    pipeline::process(&raw, &given, &Settings::resolve(Layer::default())).expect("a message").note()
}

#[test]
fn nothing_that_a_mail_says_acts_in_its_note() {
    let mut wrong = Vec::new();
    for case in cases() {
        let bytes = message(&case.name);
        let with_cr = bytes.iter().flat_map(|byte| if *byte == b'\n' { vec![b'\r', b'\n'] } else { vec![*byte] });
        for bytes in [with_cr.collect(), bytes] {
            let note = note(bytes, TaskFormat::Seed);
            wrong.extend(inert::findings(&note.text).into_iter().map(|found| format!("{}: {found}", case.name)));
            for name in [&note.file_name, &note.file_name_with_id] {
                let found = inert::file_name_findings(name);
                wrong.extend(found.into_iter().map(|found| format!("{}: {found}", case.name)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// No mail of the fixtures asks honestly for anything later.
const LATEST: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 31).expect("a day");

#[test]
fn the_honest_task_is_found_with_its_day_and_no_forged_one() {
    let mut wrong = Vec::new();
    for case in cases() {
        for format in [TaskFormat::Seed, TaskFormat::Tasks, TaskFormat::Dataview] {
            let note = note(message(&case.name), format);
            let tasks = read::tasks(&note.text);
            let has = |text: &str, word: &String| text.to_lowercase().contains(word);
            let honest = tasks.iter().find(|task| case.words.iter().all(|word| has(&task.text, word)));
            if honest.and_then(|task| task.due) != Some(case.due) {
                let found: Vec<String> = tasks.iter().map(|task| format!("{} {:?}", task.text, task.due)).collect();
                wrong.push(format!("{}: no {:?} by {} in {found:#?}", case.name, case.words, case.due));
            }
            for task in &tasks {
                if case.never.as_ref().is_some_and(|never| has(&task.text, never)) {
                    wrong.push(format!("{}: forged: {}", case.name, task.text));
                }
                if task.done.is_some() || task.due.is_some_and(|due| due > LATEST) {
                    wrong.push(format!("{}: a forged day: {} {:?}", case.name, task.text, task.due));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a YAML reader takes for a number, a date, a list, an alias; what leaves a folder; what a system cannot name.
const SUBJECTS: [&str; 60] = [
    "!!js/function x",
    "!!python/object/apply:os.system [x]",
    "&anchor x",
    "*alias",
    "{a: b}",
    "[a, b]",
    "- x",
    "? x",
    ": x",
    "a: b",
    "a : b",
    "x #c",
    "#c",
    "~",
    "null",
    "Null",
    "yes",
    "NO",
    "on",
    "true",
    "0x1F",
    "0o17",
    "017",
    "1e3",
    "1_000",
    ".inf",
    "-.INF",
    ".nan",
    "12:30:45",
    "2026-03-02",
    "2026-03-02T09:12:00Z",
    "\"",
    "'",
    "\"a\": b",
    "'a",
    "|",
    ">",
    "| x",
    "%YAML 1.2",
    "@x",
    "`x",
    "---",
    "...",
    "--- x",
    "x\\",
    "=",
    "<<",
    "../../.obsidian/app",
    "..\\..\\x",
    "C:\\Windows\\x",
    "/etc/passwd",
    "..%2f..%2fx",
    "\u{FF0F}\u{2215}x",
    "con",
    "NUL.txt",
    "lpt1 ",
    "...x",
    ".hidden",
    "~/x",
    "x. . .",
];

#[test]
fn a_subject_is_text_and_one_name() {
    for subject in SUBJECTS {
        let mail = format!(
            "From: ana@example.com\nSubject: {subject}\nDate: Mon, 02 Mar 2026 09:12:00 +0000\n\nPlease sign it.\n"
        );
        let note = note(mail.into_bytes(), TaskFormat::Seed);
        assert_eq!(inert::findings(&note.text), Vec::<String>::new(), "{subject:?}");
        assert_eq!(inert::file_name_findings(&note.file_name), Vec::<String>::new(), "{subject:?}");
        assert_eq!(note.folders, ["TaskAgent", "Action", "2026", "03"], "{subject:?}");
        let title = read::property(&note.text, "title").expect("a title");
        let yaml: serde_yaml::Value = serde_yaml::from_str(note.text.split("---\n").nth(1).unwrap_or_default())
            .unwrap_or_else(|error| panic!("{subject:?}: {error}"));
        let value = yaml.get("title").and_then(serde_yaml::Value::as_str);
        assert!(value.is_some_and(|value| !value.is_empty()), "{subject:?}: {title} is no text");
        assert!(yaml.get("emailId").and_then(serde_yaml::Value::as_str).is_some(), "{subject:?}: the id is no text");
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meeting-tasks"));
    command.env_remove("XDG_CONFIG_HOME").env("HOME", "/nonexistent");
    command
}

/// Escape sequences, and what hides or turns text.
fn assert_printable(text: &[u8], what: &str) {
    let text = std::str::from_utf8(text).unwrap_or_else(|error| panic!("{what}: {error}"));
    for char in text.chars() {
        let hidden = matches!(char, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}' | '\u{AD}');
        assert!(!hidden && (char == '\n' || !char.is_control()), "{what}: {char:?} is printed");
    }
}

#[test]
fn nothing_printed_reaches_for_the_terminal() {
    let folder = folder();
    let mails: Vec<PathBuf> = cases().iter().map(|case| folder.join(format!("{}.eml", case.name))).collect();
    for format in ["note", "tasks", "json", "ndjson"] {
        for explain in [false, true] {
            let mut command = program();
            command.arg("extract").args(&mails).args(["--format", format]);
            if explain {
                command.arg("--explain");
            }
            let output = command.output().expect("it runs");
            assert!(output.status.success(), "{format}: {}", String::from_utf8_lossy(&output.stderr));
            assert_printable(&output.stdout, format);
            assert_printable(&output.stderr, format);
        }
    }
    let vault = tempfile::tempdir().expect("a folder");
    let made = program().arg("extract").args(&mails).arg("--vault").arg(vault.path()).output().expect("it runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert_printable(&made.stdout, "paths");
    for format in ["table", "json"] {
        let mut command = program();
        command.arg("list").arg("--vault").arg(vault.path());
        if format == "json" {
            command.args(["--format", "json"]);
        }
        let listed = command.output().expect("it runs");
        assert!(listed.status.success() && !listed.stdout.is_empty(), "{}", String::from_utf8_lossy(&listed.stderr));
        assert_printable(&listed.stdout, format);
    }
}

#[test]
fn what_was_not_read_is_said_with_the_name_of_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.eml");
    let words = "Please give the sealed plan to Nora by Friday.\n\n".repeat(30_000);
    let mail = format!("From: ana@example.com\nDate: Mon, 02 Mar 2026 09:12:00 +0000\n\n{words}");
    fs::write(&path, mail).expect("a file");
    let output = program().arg("extract").arg(&path).output().expect("it runs");
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stderr);
    let expected = format!("meeting-tasks: email `{}`: text beyond the first 1024 KiB was not read", path.display());
    assert!(said.lines().any(|line| line == expected), "{said}");
    assert!(output.stdout.len() < 110 * 1024, "a note of {} bytes", output.stdout.len());
}

#[cfg(unix)]
#[test]
fn a_file_name_in_a_message_is_printable_too() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempfile::tempdir().expect("a folder");
    for name in [&b"a\x1b]0;x\x07.eml"[..], b"b\xc2\x9b2J\xe2\x80\xae.eml", b"c\r\nd.eml"] {
        let path = folder.path().join(std::ffi::OsStr::from_bytes(name));
        for content in ["", "Subject: x\n\nPlease sign it.\n"] {
            if fs::write(&path, content).is_err() {
                continue; // Not every file system takes every name.
            }
            let output = program().arg("extract").arg(&path).output().expect("it runs");
            assert_printable(&output.stderr, "an error");
            assert_printable(&output.stdout, "a note");
        }
        let _ = fs::remove_file(&path);
        let output = program().arg("extract").arg(&path).output().expect("it runs");
        assert!(!output.status.success());
        assert_printable(&output.stderr, "an error");
    }
}

#[test]
fn every_note_lies_where_notes_lie_and_nothing_else_is_written() {
    let root = tempfile::tempdir().expect("a folder");
    let vault = root.path().join("deep/er/vault");
    fs::create_dir_all(vault.join(".obsidian")).expect("a folder");
    fs::write(vault.join(".obsidian/app.json"), "{}").expect("a file");
    let mut mails: Vec<PathBuf> = cases().iter().map(|case| folder().join(format!("{}.eml", case.name))).collect();
    let inbox = root.path().join("inbox");
    fs::create_dir(&inbox).expect("a folder");
    for (at, subject) in SUBJECTS.iter().enumerate() {
        let path = inbox.join(format!("{at}.eml"));
        let text =
            format!("From: a@example.com\nSubject: {subject}\nDate: Mon, 02 Mar 2026 09:12:00 +0000\n\nHi {at}\n");
        fs::write(&path, text).expect("a file");
        mails.push(path);
    }
    let made = program().arg("extract").args(&mails).arg("--vault").arg(&vault).output().expect("it runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let mut notes = 0;
    let mut folders = vec![root.path().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").filter_map(Result::ok) {
            let path = entry.path();
            let below = path.strip_prefix(root.path()).expect("below").to_string_lossy().replace('\\', "/");
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(path);
            } else if below.starts_with("deep/er/vault/TaskAgent/Action/2026/03/2026-03-02 - ") {
                assert_eq!(inert::file_name_findings(&entry.file_name().to_string_lossy()), Vec::<String>::new());
                notes += 1;
            } else {
                let known = below.starts_with("inbox/")
                    || below.starts_with("deep/er/vault/.meeting-tasks/")
                    || below == "deep/er/vault/.obsidian/app.json";
                assert!(known, "{below} was written");
            }
        }
    }
    assert_eq!(notes, mails.len(), "a note for each mail");
}

/// A folder of mail as a stranger would leave it, inside a vault that holds as bad notes: a batch ends, says what it
/// could not read, and a second one changes nothing.
#[cfg(unix)]
#[test]
fn a_batch_ends_whatever_lies_beside_the_mail() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    const SECRET: &str = "- [ ] Sign the secret form\n";
    let root = tempfile::tempdir().expect("a folder");
    let vault = root.path().join("vault");
    let inbox = vault.join("Inbox");
    fs::create_dir_all(inbox.join("deep")).expect("a folder");
    for case in cases() {
        fs::copy(folder().join(format!("{}.eml", case.name)), inbox.join(format!("{}.eml", case.name)))
            .expect("a copy");
    }
    let secret = root.path().join("secret.eml");
    fs::write(&secret, SECRET).expect("a file");
    symlink(&secret, vault.join("TaskAgent-link.md")).expect("a link");
    symlink(&inbox, inbox.join("deep/loop")).expect("a link");
    symlink("/dev/zero", inbox.join("endless.eml")).expect("a link");
    symlink("nowhere", inbox.join("gone.eml")).expect("a link");
    let pipe = Command::new("mkfifo").arg(inbox.join("pipe.eml")).status();
    assert!(pipe.is_ok_and(|status| status.success()), "mkfifo(1)");
    fs::write(inbox.join("empty.eml"), "").expect("a file");
    fs::write(inbox.join("zeros.eml"), vec![0; 100_000]).expect("a file");
    fs::write(inbox.join("cut.eml"), "From: a@example.com\nContent-Type: multipart/mixed; boundary=").expect("a file");
    // Not every file system takes such a name.
    let _ = fs::write(inbox.join(std::ffi::OsStr::from_bytes(b"\x1b[2J\xff.eml")), "Subject: x\n\nPlease sign it.\n");
    let note = b"---\nemailId: [[[\n---\n- [ ] \xff\xfe broken ^mt-\n";
    fs::create_dir_all(vault.join("TaskAgent/Action")).expect("a folder");
    fs::write(vault.join("TaskAgent/Action/bytes.md"), note).expect("a file");
    fs::write(vault.join("long.md"), "- [ ] x\n".repeat(500_000)).expect("a file");
    symlink(&vault, vault.join("self")).expect("a link");

    let batch = || program().arg("batch").arg(&inbox).arg("--vault").arg(&vault).output().expect("it runs");
    let first = batch();
    assert!(matches!(first.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&first.stderr));
    assert_printable(&first.stdout, "the summary");
    assert_printable(&first.stderr, "the errors");
    let notes = || {
        let mut notes: Vec<(PathBuf, Vec<u8>)> = walkdir::WalkDir::new(&vault)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file() && entry.path().extension().is_some_and(|end| end == "md"))
            .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).expect("bytes")))
            .collect();
        notes.sort();
        notes
    };
    let written = notes();
    let of_mail = |(path, _): &&(PathBuf, Vec<u8>)| {
        path.starts_with(vault.join("TaskAgent/Action")) && !path.ends_with("bytes.md")
    };
    assert!(written.iter().filter(of_mail).count() >= cases().len(), "a note for each mail");
    assert!(written.contains(&(vault.join("TaskAgent/Action/bytes.md"), note.to_vec())), "a note is left as it was");
    for (path, text) in written.iter().filter(of_mail) {
        let text = String::from_utf8_lossy(text);
        assert_eq!(inert::findings(&text), Vec::<String>::new(), "{}", path.display());
    }
    let second = batch();
    assert_eq!(second.status.code(), first.status.code());
    assert!(notes() == written, "a second run changes nothing");
    assert_eq!(fs::read_to_string(&secret).expect("text"), SECRET, "what lies outside is left alone");
}
