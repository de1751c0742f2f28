//! Notes in a vault: made, found again, left alone where a person has worked, and read back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use meeting_tasks::email::{self, RawEmail};
use meeting_tasks::inputs::Origin;
use meeting_tasks::note::task_line::Status;
use meeting_tasks::note::{self, Note, Options};
use meeting_tasks::score::Priority;
use meeting_tasks::structure::Document;
use meeting_tasks::vault::{self, Deleted, Kept, Outcome, Vault, VaultError};

const SUBJECT: &str = "Office move";

fn mail(id: &str, subject: &str, body: &str) -> Note {
    let text = format!(
        "From: Mira Holt <mira@example.com>\nTo: Ben <ben@example.com>\nSubject: {subject}\nMessage-ID: <{id}>\n\
         Date: Mon, 3 Mar 2025 08:40:00 +0100\n\n{body}\n"
    );
    let raw = RawEmail {
        origin: Origin { path: Some(PathBuf::from("mail/a.eml")), index: None },
        bytes: text.into_bytes(),
        envelope: None,
    };
    let email = email::parse(&raw, &email::Options::default()).expect("a message");
    let options = Options {
        folder: "TaskAgent".to_owned(),
        label: "action".to_owned(),
        label_folder: "Action".to_owned(),
        ..Options::default()
    };
    let decisions = [body.to_owned()];
    let parts =
        note::Parts { document: &Document::default(), tasks: &[], already: &[], decisions: &decisions, summary: &[] };
    note::compose(&email, &parts, &options)
}

fn vault() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Every note with its text.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let read = |path: PathBuf| {
        let below = path.strip_prefix(root).expect("below the root").display().to_string();
        (below, fs::read_to_string(&path).expect("text"))
    };
    vault::notes(root).map(read).collect()
}

fn litter(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(litter(&entry.path()));
        } else if entry.file_name().to_string_lossy().ends_with(".tmp") {
            found.push(entry.path());
        }
    }
    found
}

#[test]
fn a_note_is_made_once_and_then_left_alone() {
    let root = vault();
    let note = mail("a@x", SUBJECT, "Hello");
    for expected in [Outcome::New, Outcome::Unchanged, Outcome::Unchanged] {
        let written = Vault::open(root.path()).expect("open").write(&note).expect("written");
        assert_eq!(written.outcome, expected);
        assert_eq!(written.path, root.path().join("TaskAgent/Action/2025/03/2025-03-03 - Office move.md"));
    }
    assert_eq!(litter(root.path()), Vec::<PathBuf>::new());
}

/// A program that is just being started shares what its parent has open, until it runs by itself.
#[test]
fn a_vault_is_free_again_while_other_programs_start() {
    let root = vault();
    std::thread::scope(|scope| {
        let starts = scope.spawn(|| {
            for _ in 0..STARTS {
                let started = Command::new(env!("CARGO_BIN_EXE_meeting-tasks")).arg("--version").output();
                assert!(started.expect("started").status.success());
            }
        });
        // Whichever side panics, the other ends by itself.
        while !starts.is_finished() {
            Vault::open(root.path()).expect("free");
        }
    });
}

/// Some seconds of them on a slow machine.
const STARTS: usize = 200;

#[test]
fn what_nobody_touched_is_refreshed_and_what_a_person_changed_is_kept() {
    let root = vault();
    let first = mail("a@x", SUBJECT, "Hello");
    // The same email, read by better rules.
    let mut second = first.clone();
    second.text = first.text.replace("## Key Decisions", "## Key Decisions\n\n- One more");
    let path = Vault::open(root.path()).expect("open").write(&first).expect("written").path;
    assert_eq!(Vault::open(root.path()).expect("open").write(&second).expect("written").outcome, Outcome::Updated);
    let edited = fs::read_to_string(&path).expect("text") + "\nMy own line\n";
    fs::write(&path, &edited).expect("edited");
    let again = Vault::open(root.path()).expect("open").write(&second).expect("kept");
    assert_eq!(again.outcome, Outcome::Unchanged);
    assert_eq!(fs::read_to_string(&path).expect("text"), edited);
    // Nothing is lost either when the program has forgotten what it wrote.
    fs::remove_dir_all(root.path().join(vault::STATE_FOLDER)).expect("forgotten");
    let kept = Vault::open(root.path()).expect("open").write(&first).expect("kept");
    assert_eq!(kept.outcome, Outcome::Kept(Kept::Edited));
    assert_eq!(fs::read_to_string(&path).expect("text"), edited);
}

#[test]
fn a_moved_and_renamed_note_is_found() {
    let root = vault();
    let note = mail("a@x", SUBJECT, "Hello");
    let path = Vault::open(root.path()).expect("open").write(&note).expect("written").path;
    let moved = root.path().join("Projects/Move/Mine.md");
    fs::create_dir_all(moved.parent().expect("a folder")).expect("made");
    fs::rename(path, &moved).expect("moved");
    let vault = Vault::open(root.path()).expect("open");
    assert_eq!(vault.find(&note.email_id), Some(moved.clone()));
    let written = vault.write(&note).expect("found");
    assert_eq!((written.path, written.outcome), (moved, Outcome::Unchanged));
}

#[test]
fn two_mails_of_one_day_and_subject_get_names_that_no_order_changes() {
    let notes = [mail("a@x", SUBJECT, "One"), mail("b@x", "office MOVE", "Two"), mail("c@x", SUBJECT, "Three")];
    let mut trees = Vec::new();
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let root = vault();
        let vault = Vault::open(root.path()).expect("open");
        for index in order {
            vault.write(&notes[index]).expect("written");
        }
        trees.push(tree(root.path()));
    }
    assert_eq!(trees[0].len(), 3);
    assert!(trees.iter().all(|tree| *tree == trees[0]), "{trees:#?}");
    // The same from several threads at once.
    let root = vault();
    let vault = Vault::open(root.path()).expect("open");
    std::thread::scope(|scope| {
        for note in &notes {
            scope.spawn(|| vault.write(note).expect("written"));
        }
    });
    assert_eq!(tree(root.path()), trees[0]);
}

#[test]
fn a_note_of_an_earlier_run_keeps_its_name() {
    let root = vault();
    Vault::open(root.path()).expect("open").write(&mail("a@x", SUBJECT, "One")).expect("written");
    let second = mail("b@x", SUBJECT, "Two");
    let written = Vault::open(root.path()).expect("open").write(&second).expect("written");
    assert_eq!(written.path.file_name().expect("a name").to_string_lossy(), second.file_name_with_id);
    assert!(root.path().join("TaskAgent/Action/2025/03/2025-03-03 - Office move.md").exists());
}

#[test]
fn a_copied_message_id_suppresses_no_mail() {
    let root = vault();
    let (real, copy) = (mail("a@x", SUBJECT, "The real mail"), mail("a@x", SUBJECT, "Pay me"));
    for outcome in [Outcome::New, Outcome::Unchanged] {
        let vault = Vault::open(root.path()).expect("open");
        let first = vault.write(&real).expect("written");
        assert_eq!((first.outcome, &first.twin_of), (outcome, &None));
        let second = vault.write(&copy).expect("written");
        assert_eq!((second.outcome, second.twin_of.is_some()), (outcome, true));
    }
    let notes = tree(root.path());
    assert_eq!(notes.len(), 2);
    assert!(notes.values().any(|text| text.contains("The real mail")));
    assert!(notes.values().any(|text| text.contains("Pay me")));
}

#[test]
fn one_run_at_a_time() {
    let root = vault();
    let first = Vault::open(root.path()).expect("open");
    assert!(matches!(Vault::open(root.path()), Err(VaultError::Busy)));
    drop(first);
    Vault::open(root.path()).expect("free again");
}

#[test]
fn what_a_killed_run_left_is_removed() {
    let root = vault();
    let path = Vault::open(root.path()).expect("open").write(&mail("a@x", SUBJECT, "One")).expect("written").path;
    let stale = path.with_file_name(".meeting-tasks-abc123.tmp");
    fs::write(&stale, "half a no").expect("litter");
    let other = path.with_file_name(".other.tmp");
    fs::write(&other, "not ours").expect("a file");
    fs::write(root.path().join(vault::STATE_FOLDER).join("running"), "").expect("a marker");
    drop(Vault::open(root.path()).expect("open"));
    assert!(!stale.exists() && other.exists());
}

#[test]
fn a_file_in_the_way_is_never_replaced() {
    let root = vault();
    let note = mail("a@x", SUBJECT, "One");
    let folder = root.path().join("TaskAgent/Action/2025/03");
    fs::create_dir_all(&folder).expect("made");
    let theirs = folder.join("2025-03-03 - OFFICE move.md");
    fs::write(&theirs, "mine").expect("written");
    let written = Vault::open(root.path()).expect("open").write(&note).expect("written");
    assert_eq!(written.path, folder.join(&note.file_name_with_id));
    assert_eq!(fs::read_to_string(&theirs).expect("text"), "mine");
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    use std::os::unix::fs::symlink;
    let outside = vault();
    fs::write(outside.path().join("secret.md"), "- [ ] outside\n").expect("written");
    let note = mail("a@x", SUBJECT, "One");

    // A folder of ours is a link to the outside.
    let root = vault();
    symlink(outside.path(), root.path().join("TaskAgent")).expect("a link");
    let refused = Vault::open(root.path()).expect("open").write(&note);
    assert!(matches!(refused, Err(VaultError::NotPlain { .. })), "{refused:?}");
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 1);

    // The file's place holds a dangling link: it is left, the note stands beside it.
    let root = vault();
    let folder = root.path().join("TaskAgent/Action/2025/03");
    fs::create_dir_all(&folder).expect("made");
    symlink(outside.path().join("new.md"), folder.join(&note.file_name)).expect("a link");
    let written = Vault::open(root.path()).expect("open").write(&note).expect("written");
    assert_eq!(written.path, folder.join(&note.file_name_with_id));
    assert!(!outside.path().join("new.md").exists());

    // The state folder is a link.
    let root = vault();
    symlink(outside.path(), root.path().join(vault::STATE_FOLDER)).expect("a link");
    assert!(matches!(Vault::open(root.path()), Err(VaultError::NotPlain { .. })));

    // Reading does not follow links either.
    let root = vault();
    symlink(outside.path(), root.path().join("linked")).expect("a link");
    symlink(outside.path().join("secret.md"), root.path().join("linked.md")).expect("a link");
    assert_eq!(vault::tasks(root.path()).count(), 0);
}

#[cfg(unix)]
#[test]
fn a_read_only_note_is_left() {
    use std::os::unix::fs::PermissionsExt;
    let root = vault();
    let first = mail("a@x", SUBJECT, "Hello");
    let mut second = first.clone();
    second.text.push('\n');
    let path = Vault::open(root.path()).expect("open").write(&first).expect("written").path;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    let kept = Vault::open(root.path()).expect("open").write(&second).expect("kept");
    assert_eq!(kept.outcome, Outcome::Kept(Kept::ReadOnly));
    assert_eq!(fs::read_to_string(&path).expect("text"), first.text);
}

#[test]
fn notes_of_tasks_agent_are_read_with_every_field() {
    let tasks = vault::note_tasks(Path::new("fixtures/notes/tasksagent.md")).expect("readable");
    let texts: Vec<&str> = tasks.iter().map(|task| task.text.as_str()).collect();
    assert_eq!(
        texts,
        ["Cancel the lease for the old floor", "Order the movers", "Label the server racks", "Pick new plants"]
    );
    let first = &tasks[0];
    assert_eq!(first.owner.as_deref(), Some("Facilities"));
    assert_eq!(first.due.map(|due| due.to_string()).as_deref(), Some("2025-03-07"));
    assert_eq!((first.priority, first.confidence), (Some(Priority::High), Some(97)));
    assert_eq!(first.cluster.as_deref(), Some("office-move"));
    assert_eq!(first.tags, ["facilities", "legal"]);
    assert_eq!(first.context, ["Notice period ends on the 10th", "Impact: One more quarter of rent"]);
    assert_eq!(first.quote.as_deref(), Some("Please cancel the lease by Friday, or we pay another quarter"));
    let states: Vec<Status> = tasks.iter().map(|task| task.status).collect();
    assert_eq!(states, [Status::Open, Status::Done, Status::InProgress, Status::Cancelled]);
    assert_eq!(tasks[1].done.map(|day| day.to_string()).as_deref(), Some("2025-03-05"));
}

#[test]
fn notes_of_other_tools_are_read() {
    let tasks = vault::note_tasks(Path::new("fixtures/notes/other-tools.md")).expect("readable");
    let found: Vec<(&str, Option<String>, Option<Priority>)> =
        tasks.iter().map(|task| (task.text.as_str(), task.due.map(|due| due.to_string()), task.priority)).collect();
    let due = |day: &str| Some(day.to_owned());
    assert_eq!(
        found,
        [
            ("Water the plants", due("2025-03-14"), Some(Priority::High)),
            ("Send the slides", due("2025-03-12"), Some(Priority::Low)),
            ("Book the room", None, None),
            ("Tell Mira", None, None),
            ("Ask for the quote", due("2025-03-13"), None),
        ]
    );
    assert_eq!(tasks[3].id.as_deref(), Some("tell-mira"));
}

#[test]
fn what_is_no_vault_is_an_error_that_names_it() {
    let missing = vault().path().join("none");
    let error = Vault::open(&missing).expect_err("missing");
    assert!(error.to_string().contains("none"), "{error}");
}

#[test]
fn a_plan_says_what_would_be_done_and_does_nothing() {
    let root = vault();
    let (first, twin) = (mail("a@x", SUBJECT, "Hello"), mail("a@x", SUBJECT, "Pay me"));
    let look = || Vault::open_read_only(root.path()).expect("a folder");
    let looked = look();
    let change = looked.plan(&first).expect("a plan");
    assert_eq!((change.outcome, change.before.as_deref(), change.after.as_str()), (Outcome::New, None, &*first.text));
    assert!(change.path.ends_with("TaskAgent/Action/2025/03/2025-03-03 - Office move.md"));
    // In one dry run plans add up.
    assert_eq!(looked.plan(&first).expect("a plan").outcome, Outcome::Unchanged);
    let copied = looked.plan(&twin).expect("a plan");
    assert!(copied.twin_of.is_some() && copied.path != change.path, "{copied:?}");
    assert!(matches!(looked.write(&first), Err(VaultError::ReadOnly)));
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 0);

    let path = Vault::open(root.path()).expect("open").write(&first).expect("written").path;
    assert_eq!(path, change.path);
    assert_eq!(look().plan(&first).expect("a plan").outcome, Outcome::Unchanged);
    let mut second = first.clone();
    second.text = first.text.replace("- Hello", "- Good day");
    let edited = first.text.clone() + "\nMine\n";
    fs::write(&path, &edited).expect("edited");
    let change = look().plan(&second).expect("a plan");
    assert_eq!((change.outcome, change.before.as_deref()), (Outcome::Updated, Some(&*edited)));
    assert_eq!(fs::read_to_string(&path).expect("text"), edited);
    Vault::open(root.path()).expect("open").write(&second).expect("written");
    assert_eq!(fs::read_to_string(&path).expect("text"), change.after);
    assert!(change.after.contains("- Good day") && change.after.ends_with("Mine\n"), "{}", change.after);
}

#[test]
fn a_deleted_note_stays_deleted_until_it_is_asked_for() {
    let root = vault();
    let note = mail("a@x", SUBJECT, "Hello");
    let path = Vault::open(root.path()).expect("open").write(&note).expect("written").path;
    fs::remove_file(&path).expect("deleted");
    let open = |deleted| Vault::open(root.path()).expect("open").with_deleted(deleted);
    for _ in 0..2 {
        let kept = open(Deleted::Stays).write(&note).expect("kept");
        assert_eq!((kept.path, kept.outcome), (path.clone(), Outcome::Kept(Kept::Deleted)));
        assert!(!path.exists());
    }
    assert_eq!(open(Deleted::Rewritten).write(&note).expect("written").outcome, Outcome::New);
    // A name without words is what a loss of power leaves.
    for hollow in ["", "\0\0\0"] {
        fs::write(&path, hollow).expect("hollow");
        let written = open(Deleted::Stays).write(&note).expect("written");
        assert_eq!((written.path, written.outcome), (path.clone(), Outcome::Updated));
        assert_eq!(fs::read_to_string(&path).expect("text"), note.text);
    }
}

#[test]
fn a_note_without_a_record_is_kept_and_merged_from_then_on() {
    let root = vault();
    let first = mail("a@x", SUBJECT, "Hello");
    let path = Vault::open(root.path()).expect("open").write(&first).expect("written").path;
    fs::write(&path, first.text.clone() + "\nMine\n").expect("edited");
    fs::remove_dir_all(root.path().join(vault::STATE_FOLDER)).expect("forgotten");
    let write = |note: &Note| Vault::open(root.path()).expect("open").write(note).expect("written").outcome;
    assert_eq!(write(&first), Outcome::Kept(Kept::Edited));
    assert_eq!(write(&first), Outcome::Unchanged);
    let mut second = first.clone();
    second.text = first.text.replace("- Hello", "- Hello\n- Good day");
    assert_eq!(write(&second), Outcome::Updated);
    let now = fs::read_to_string(&path).expect("text");
    assert!(now.contains("- Hello\n- Good day\n") && now.ends_with("Mine\n"), "{now}");
}

#[test]
fn vaults_and_names_of_every_kind_are_written() {
    let root = vault();
    let folder = root.path().join("My notes 📓 (größe)");
    fs::create_dir(&folder).expect("made");
    let long = "語".repeat(400);
    let subjects = ["Café", "Cafe\u{301}", "CAFÉ", &long, "a/b:c*?", "CON", "x. ", "🎉 party"];
    for expected in [Outcome::New, Outcome::Unchanged] {
        let vault = Vault::open(&folder).expect("open");
        for (at, subject) in subjects.iter().enumerate() {
            let written = vault.write(&mail(&format!("{at}@x"), subject, "Hello")).expect("written");
            assert_eq!(written.outcome, expected, "{subject}");
            assert!(written.path.file_name().is_some_and(|name| name.len() <= 255));
        }
    }
    let names: std::collections::BTreeSet<String> = tree(&folder).into_keys().map(|name| name.to_lowercase()).collect();
    assert_eq!(names.len(), subjects.len(), "{names:#?}");
}

#[test]
fn bytes_that_are_no_text_are_left() {
    let root = vault();
    let note = mail("a@x", SUBJECT, "Hello");
    let path = Vault::open(root.path()).expect("open").write(&note).expect("written").path;
    let mut bytes = note.text.clone().into_bytes();
    bytes.extend([0xff, 0xfe]);
    fs::write(&path, &bytes).expect("edited");
    let kept = Vault::open(root.path()).expect("open").write(&note).expect("kept");
    assert_eq!(kept.outcome, Outcome::Kept(Kept::NotText));
    assert_eq!(fs::read(&path).expect("bytes"), bytes);
}

/// A small disk of its own, for as long as it lives.
#[cfg(target_os = "linux")]
struct SmallDisk {
    root: tempfile::TempDir,
}

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// `None` where the test may not mount one.
    fn mount() -> Option<SmallDisk> {
        let root = vault();
        let mut mount = std::process::Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"]).arg(root.path());
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        mounted.then_some(SmallDisk { root })
    }

    /// Takes all the room that is left.
    fn fill(&self) -> PathBuf {
        let path = self.root.path().join("other.bin");
        let mut file = fs::File::create(&path).expect("a file");
        while std::io::Write::write_all(&mut file, &[1; 512]).is_ok() {}
        path
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(self.root.path()).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_every_note_whole() {
    let Some(disk) = SmallDisk::mount() else {
        eprintln!("skipped: a small disk may not be mounted here");
        return;
    };
    let root = disk.root.path();
    let first = mail("a@x", SUBJECT, "Hello");
    let mut second = first.clone();
    second.text = first.text.replace("- Hello", &format!("- Good day{}", " and more".repeat(1000)));
    let path = Vault::open(root).expect("open").write(&first).expect("written").path;
    let mine = first.text.clone() + "\nMine\n";
    fs::write(&path, &mine).expect("edited");
    let filler = disk.fill();
    let vault = Vault::open(root).expect("open");
    for note in [&second, &mail("b@x", "Another", "Words")] {
        let failed = vault.write(note);
        assert!(matches!(failed, Err(VaultError::Io { .. })), "{failed:?}");
        let notes = tree(root);
        assert_eq!(notes.into_values().collect::<Vec<_>>(), std::slice::from_ref(&mine));
        assert_eq!(litter(root), Vec::<PathBuf>::new());
    }
    // With room again, the same run can go on.
    fs::remove_file(filler).expect("room");
    assert_eq!(vault.write(&second).expect("written").outcome, Outcome::Updated);
    let now = fs::read_to_string(&path).expect("text");
    assert!(now.contains("- Good day and more") && now.ends_with("Mine\n"), "{now}");
}

#[test]
#[ignore = "a measurement: `cargo test --release --test vault -- --ignored --nocapture`"]
fn ten_thousand_notes_in_a_few_seconds() {
    let root = vault();
    let notes: Vec<Note> =
        (0..10_000).map(|n| mail(&format!("{n}@x"), &format!("Subject {n}"), "Words of a mail")).collect();
    let run = |what: &str, notes: &[Note]| {
        let start = std::time::Instant::now();
        let vault = Vault::open(root.path()).expect("open");
        for note in notes {
            vault.write(note).expect("written");
        }
        println!("{what}: {:.1} s", start.elapsed().as_secs_f32());
    };
    run("new", &notes);
    run("unchanged", &notes);
    let mut fresh = notes;
    for note in &mut fresh {
        note.text = note.text.replace("- Words", "- More words");
    }
    run("updated", &fresh);
    for path in vault::notes(root.path()) {
        let text = fs::read_to_string(&path).expect("text");
        fs::write(&path, text + "\nMine\n").expect("edited");
    }
    for note in &mut fresh {
        note.text = note.text.replace("- More words", "- Other words");
    }
    run("merged", &fresh);
}
