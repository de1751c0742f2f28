//! What `list` gives other programs, taken by these programs.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const NOTE: &str = "- [ ] Send \"the\" report, größte Übersicht [[@Ana]] 📅 2025-01-17 🔴 🧩 cluster:money-high ⚠️ 98% #finance #year-end\n  - Context: It is late\n  > \"Please send it\"\n- [x] Call Bob 🟢 ✅ 2025-01-15\n- [-] Drop it 🟡\n";

fn list(vault: &Path, form: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_meeting-tasks"))
        .args(["list", "--format", form, "--vault"])
        .arg(vault)
        .env("XDG_CONFIG_HOME", vault.join("xdg"))
        .output()
        .expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// `task` with data of its own, in a zone where the start of a day in UTC is the day before.
fn task(data: &Path, words: &[&str], input: &[u8]) -> String {
    let mut child = Command::new("task")
        .args(words)
        .env("TASKDATA", data)
        .env("TASKRC", data.join("taskrc"))
        .env("TZ", "America/New_York")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("task runs");
    child.stdin.take().expect("piped").write_all(input).expect("it reads");
    let output = child.wait_with_output().expect("task ends");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    assert!(!told.contains("Warning"), "{told}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn taskwarrior_imports_the_tasks_and_knows_them_again() {
    if Command::new("task").arg("--version").output().is_err() {
        eprintln!("skipped: Taskwarrior's `task` is not installed");
        return;
    }
    let (vault, data) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    fs::write(vault.path().join("2025-01-14 - Mail.md"), NOTE).expect("a note");
    fs::write(data.path().join("taskrc"), "confirmation=no\nhooks=off\n").expect("a file");
    let exported = list(vault.path(), "taskwarrior");
    for _ in 0..2 {
        task(data.path(), &["import"], &exported);
        let text = task(data.path(), &["export"], b"");
        let tasks: Vec<serde_json::Value> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(tasks.len(), 3, "{text}");
        let named = |name: &str| tasks.iter().find(|task| task["description"] == name).expect(name);
        let sent = named("Send \"the\" report, größte Übersicht");
        for (key, expected) in [
            ("due", "20250117T050000Z"),
            ("entry", "20250114T050000Z"),
            ("priority", "H"),
            ("project", "money-high"),
            ("status", "pending"),
        ] {
            assert_eq!(sent[key], expected, "{key}: {sent}");
        }
        assert_eq!(sent["tags"], serde_json::json!(["finance", "year-end"]));
        assert_eq!(sent["annotations"].as_array().map(Vec::len), Some(4), "{sent}");
        assert_eq!(named("Call Bob")["status"], "completed");
        assert_eq!(named("Call Bob")["end"], "20250115T050000Z");
        assert_eq!(named("Drop it")["status"], "deleted");
    }
}

#[test]
fn a_calendar_says_the_same_each_time_and_knows_a_note_that_was_moved() {
    let vault = tempfile::tempdir().expect("a folder");
    let name = "2025-01-14 - Mail.md";
    let with_id = NOTE.replace("#year-end", "#year-end ^mt-a1b2c3");
    fs::write(vault.path().join(name), &with_id).expect("a note");
    let uids = |vault: &Path| -> Vec<String> {
        let text = String::from_utf8(list(vault, "ics")).expect("UTF-8");
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let first = uids(vault.path());
    assert_eq!(first.len(), 3);
    assert_eq!(first, uids(vault.path()));
    fs::create_dir(vault.path().join("Archive")).expect("a folder");
    fs::rename(vault.path().join(name), vault.path().join("Archive").join(name)).expect("moved");
    assert_eq!(first.first(), uids(vault.path()).first());
}
