//! Single tasks changed from the command line, in vaults where that is not simple.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use meeting_tasks::vault::Vault;

fn done(vault: &Path, ids: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_meeting-tasks"))
        .arg("done")
        .args(ids)
        .args(["--today", "2025-01-16", "--vault"])
        .arg(vault)
        .env("XDG_CONFIG_HOME", vault)
        .output()
        .expect("the binary runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_vault_that_another_run_has_is_left_alone() {
    let root = tempfile::tempdir().expect("a folder");
    let note = root.path().join("a.md");
    fs::write(&note, "- [ ] Send the report ^mt-a1b2c3\n").expect("a note");
    let other = Vault::open(root.path()).expect("open");
    let output = done(root.path(), &["mt-a1b2c3"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output), "meeting-tasks: another run is at work in this vault; wait for it to end\n");
    assert_eq!(fs::read_to_string(&note).expect("text"), "- [ ] Send the report ^mt-a1b2c3\n");
    drop(other);
    assert_eq!(done(root.path(), &["mt-a1b2c3"]).status.code(), Some(0));
}

#[test]
fn line_ends_and_all_other_lines_stay() {
    let root = tempfile::tempdir().expect("a folder");
    let note = root.path().join("a.md");
    let text = "\u{FEFF}# Über\r\n\r\n- [ ] Send the report ^mt-a1b2c3\r\n  > \"x\" \r\n\tlast line";
    fs::write(&note, text).expect("a note");
    assert_eq!(done(root.path(), &["mt-a1b2c3"]).status.code(), Some(0));
    let expected = text.replace("- [ ] Send the report ^", "- [x] Send the report ✅ 2025-01-16 ^");
    assert_eq!(fs::read_to_string(&note).expect("text"), expected);
}

#[test]
fn a_note_that_cannot_be_written_costs_no_other_note() {
    let root = tempfile::tempdir().expect("a folder");
    let (kept, free) = (root.path().join("a.md"), root.path().join("b.md"));
    fs::write(&kept, "- [ ] Send the report ^mt-000001\n").expect("a note");
    fs::write(&free, "- [ ] Call Ana ^mt-000002\n").expect("a note");
    let mut rights = fs::metadata(&kept).expect("a note").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&kept, rights).expect("read-only");
    let output = done(root.path(), &["mt-000001", "mt-000002"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("a.md` is left as it is: it is read-only"), "{}", said(&output));
    assert_eq!(fs::read_to_string(&kept).expect("text"), "- [ ] Send the report ^mt-000001\n");
    assert_eq!(fs::read_to_string(&free).expect("text"), "- [x] Call Ana ✅ 2025-01-16 ^mt-000002\n");
}
