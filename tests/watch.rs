//! The watch as a process: mail that is saved becomes a note once it is whole, and Ctrl-C ends it.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use meeting_tasks::vault;

/// More than a busy machine needs for one note.
const PATIENCE: Duration = Duration::from_mins(1);

fn mail(n: usize) -> String {
    format!(
        "From: Mira Holt <mira@example.com>\nTo: Ben <ben@example.com>\nSubject: Order {n}\n\
         Message-ID: <{n}@example.com>\nDate: Mon, 3 Mar 2025 08:40:00 +0100\n\n\
         Ben, could you please send me the figures of order {n} by Friday?\n"
    )
}

fn watch(folder: &Path, vault: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meeting-tasks"));
    command.arg("watch").arg(folder).arg("--vault").arg(vault).env("XDG_CONFIG_HOME", vault);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("started")
}

fn notes(root: &Path) -> usize {
    vault::notes(root).count()
}

fn until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "not in time: {what}");
        sleep(Duration::from_millis(50));
    }
}

/// Ends the watch as Ctrl-C (`INT`) or a service manager (`TERM`) does; what it has said.
fn end(child: Child, signal: &str) -> String {
    let sent = Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status();
    assert!(sent.expect("kill").success());
    let output = child.wait_with_output().expect("ended");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

#[test]
fn mail_becomes_a_note_once_it_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let (inbox, vault) = (folder.path().join("inbox"), folder.path().join("vault 📓"));
    fs::create_dir(&inbox).expect("made");
    fs::create_dir(&vault).expect("made");
    fs::write(inbox.join("0.eml"), mail(0)).expect("written");
    let child = watch(&inbox, &vault);
    until("what was there before", || notes(&vault) == 1);

    // A folder that comes later is watched too.
    fs::create_dir(inbox.join("later")).expect("made");
    fs::write(inbox.join("later/1.eml"), mail(1)).expect("written");
    until("a mail in a new folder", || notes(&vault) == 2);

    // A download in pieces: no note of its first half.
    let text = mail(2);
    let mut slow = File::create(inbox.join("2.eml")).expect("made");
    for piece in text.as_bytes().chunks(text.len() / 16 + 1) {
        slow.write_all(piece).expect("written");
        slow.flush().expect("flushed");
        assert_eq!(notes(&vault), 2, "half a mail was read");
        sleep(Duration::from_millis(60));
    }
    drop(slow);
    until("a mail that came slowly", || notes(&vault) == 3);
    let said = end(child, "INT");
    assert!(said.contains("1 email: 1 new"), "{said}");
    assert!(!said.contains("updated, 3 unchanged"), "a round without news: {said}");
}

#[test]
fn a_vault_that_is_watched_itself_comes_to_rest_and_a_service_manager_may_end_it() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("0.eml"), mail(0)).expect("written");
    let child = watch(folder.path(), folder.path());
    until("a note", || notes(folder.path()) == 1);
    // Its own note is no mail: no second round.
    sleep(Duration::from_secs(3));
    let said = end(child, "TERM");
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let vault = tempfile::tempdir().expect("a folder");
    let output = watch(&vault.path().join("none"), vault.path()).wait_with_output().expect("ended");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot open folder"));
}
