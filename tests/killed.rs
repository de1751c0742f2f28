//! The program killed while it writes a vault: whole notes, each once, and no litter after the next run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use meeting_tasks::{note, vault};

const MAILS: usize = 120;
const KILLS: u64 = 30;

/// A mailbox of which some mails share day and subject.
fn mailbox() -> String {
    (0..MAILS).fold(String::new(), |all, n| {
        let subject = if n % 10 == 0 { "Weekly".to_owned() } else { format!("Order {n}") };
        all + &format!(
            "From mira@example.com Mon Mar  3 08:40:00 2025\nFrom: Mira Holt <mira@example.com>\nTo: Ben <ben@example.com>\n\
             Subject: {subject}\nMessage-ID: <{n}@example.com>\nDate: Mon, 3 Mar 2025 08:40:00 +0100\n\n\
             Ben, could you please send me the figures of order {n} by Friday?\n\n"
        )
    })
}

fn run(vault: &Path, mail: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meeting-tasks"));
    command.args(["extract", "--label", "action", "--vault"]).arg(vault).arg(mail);
    command.env("XDG_CONFIG_HOME", vault).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The notes by the id of their email, each of which is there once.
fn notes(vault: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for path in vault::notes(vault) {
        let text = fs::read_to_string(&path).expect("text");
        let id = note::read::email_id(&text).unwrap_or_else(|| panic!("no whole note: {}", path.display())).to_owned();
        let last = text.trim_end().lines().last().unwrap_or_default().to_owned();
        assert!(last.contains(&id), "no whole note: {}", path.display());
        assert!(found.insert(id, text).is_none(), "twice: {}", path.display());
    }
    found
}

fn litter(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(litter(&entry.path()));
        } else if entry.file_name().to_string_lossy().starts_with(".meeting-tasks-") {
            found.push(entry.path().display().to_string());
        }
    }
    found
}

#[test]
fn a_run_that_is_killed_at_any_moment_leaves_whole_notes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mail = folder.path().join("all.mbox");
    fs::write(&mail, mailbox()).expect("written");
    let (whole, killed) = (folder.path().join("whole"), folder.path().join("killed vault 📓"));
    fs::create_dir(&whole).expect("made");
    fs::create_dir(&killed).expect("made");
    assert!(run(&whole, &mail).status().expect("ran").success());
    let expected = notes(&whole);
    assert_eq!(expected.len(), MAILS);

    for kill in 0..KILLS {
        let mut child = run(&killed, &mail).spawn().expect("started");
        // Long enough to be at another place each time, and to come to the end sometimes.
        sleep(Duration::from_millis(10 + kill * 17 % 240));
        child.kill().expect("killed");
        child.wait().expect("gone");
        let there = notes(&killed);
        assert!(there.iter().all(|(id, text)| expected.get(id) == Some(text)));
        if kill % 6 == 5 {
            // A new vault, so that the start is hit as often as the end.
            fs::remove_dir_all(&killed).expect("removed");
            fs::create_dir(&killed).expect("made");
        }
    }
    assert!(run(&killed, &mail).status().expect("ran").success());
    assert_eq!(notes(&killed), expected);
    assert_eq!(litter(&killed), Vec::<String>::new());
}
