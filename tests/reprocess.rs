//! `reprocess` and the commands that change tasks, on notes that a batch has written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use meeting_tasks::note::read;
use tempfile::TempDir;

/// A vault with its mail in `mail/`, worked through once.
struct Desk {
    folder: TempDir,
}

const BODY: &str = "Ben, could you please send Ana the signed lease by Friday?";

/// Settings under which the mail has no tasks.
const SKIPPED: &str = "senders:\n  skip: [mira@example.com]\n";

fn mail(id: &str, subject: &str, body: &str) -> String {
    format!(
        "From: Mira Holt <mira@example.com>\nTo: Ben Okri <ben@example.com>\nSubject: {subject}\nMessage-ID: <{id}>\n\
         Date: Mon, 3 Mar 2025 08:40:00 +0100\n\n{body}\n"
    )
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
        desk.put("mail/lease.eml", &mail("lease@example.com", "Lease", BODY));
        desk.put("mail/keys.eml", &mail("keys@example.com", "Keys", "Ben, please return the keys of the flat."));
        desk.done(&["batch", "mail", "--vault", "."]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meeting-tasks"));
        let config = self.path("xdg");
        command.args(args).current_dir(self.folder.path()).env("XDG_CONFIG_HOME", config).output().expect("runs")
    }

    /// Standard output of a run that goes well.
    fn done(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", said(&output));
        String::from_utf8(output.stdout).expect("text")
    }

    fn note(&self) -> String {
        fs::read_to_string(self.path(NOTE)).expect("a note")
    }
}

const NOTE: &str = "TaskAgent/Action/2025/03/2025-03-03 - Lease.md";

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn a_note_is_named_by_its_id_its_link_or_its_path() {
    let desk = Desk::new();
    let whole = desk.note();
    let id = read::email_id(&whole).expect("an id").to_owned();
    let link = format!("obsidian://meeting-tasks-reprocess?id={id}");
    let bare = NOTE.strip_suffix(".md").expect("a note");
    let absolute = desk.path(NOTE);
    for target in [&id, &link, NOTE, bare, absolute.to_str().expect("text")] {
        desk.put("meeting-tasks.yaml", SKIPPED);
        desk.done(&["reprocess", target]);
        assert_eq!(desk.note().matches("- [ ] ").count(), 0, "{target}: {}", desk.note());
        fs::remove_file(desk.path("meeting-tasks.yaml")).expect("removed");
        desk.done(&["reprocess", target]);
        assert_eq!(desk.note(), whole, "{target}");
    }
    for (target, why) in [
        ("0123456789abcdef", "no note in the vault has the id"),
        ("obsidian://meeting-tasks-reprocess?x=1", "has no id"),
        ("none.md", "is no email id, no link and no note"),
    ] {
        let output = desk.run(&["reprocess", target]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(why), "{}", said(&output));
    }
}

#[test]
fn a_dry_run_prints_what_would_change() {
    let desk = Desk::new();
    desk.put("meeting-tasks.yaml", SKIPPED);
    let before = desk.note();
    let diff = desk.done(&["reprocess", "--all", "--dry-run"]);
    assert!(diff.contains("--- ") && diff.contains("+++ ") && diff.contains("@@"), "{diff}");
    assert!(diff.lines().any(|line| line.starts_with("-- [ ] Send Ana the signed lease")), "{diff}");
    assert_eq!(desk.note(), before);
    assert!(desk.done(&["reprocess", "--all"]).contains("Lease.md"));
    assert_eq!(desk.done(&["reprocess", "--all", "--dry-run"]), "");
    assert_eq!(desk.done(&["reprocess", "--all"]), "");
}

#[test]
fn a_source_that_is_gone_is_an_error_that_leaves_the_note() {
    let desk = Desk::new();
    fs::remove_file(desk.path("mail/lease.eml")).expect("removed");
    let before = desk.note();
    let output = desk.run(&["reprocess", "--all"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("its source `mail/lease.eml` is gone"), "{}", said(&output));
    // Another mail in its place is not the email.
    desk.put("mail/lease.eml", &mail("other@example.com", "Other", "Please pay me."));
    let output = desk.run(&["reprocess", NOTE]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("has the email no more"), "{}", said(&output));
    // Neither is one that only has its Message-ID.
    desk.put("mail/lease.eml", &mail("lease@example.com", "Lease", "Ben, please pay the attached invoice."));
    let output = desk.run(&["reprocess", NOTE]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("has the email no more"), "{}", said(&output));
    assert_eq!(desk.note(), before);
}

#[test]
fn an_email_that_moved_is_found_where_a_batch_saw_it() {
    let desk = Desk::new();
    fs::create_dir(desk.path("mail/done")).expect("made");
    fs::rename(desk.path("mail/lease.eml"), desk.path("mail/done/1.eml")).expect("moved");
    desk.done(&["batch", "mail", "--vault", "."]);
    assert!(desk.note().contains("mail/done/1.eml"), "{}", desk.note());
    // A copy in a mailbox takes over when the file is gone.
    let message = mail("lease@example.com", "Lease", BODY);
    desk.put("mail/all.mbox", &format!("From mira@example.com Mon Mar  3 08:40:00 2025\n{message}\n"));
    desk.done(&["batch", "mail", "--vault", "."]);
    fs::remove_file(desk.path("mail/done/1.eml")).expect("removed");
    desk.done(&["reprocess", NOTE]);
    assert!(desk.note().contains("mail/all.mbox"), "{}", desk.note());
}

#[test]
fn what_a_person_wrote_stays() {
    let desk = Desk::new();
    let mine = desk.note().replace("- [ ] ", "- [x] ") + "\nCalled her on Monday.\n";
    fs::write(desk.path(NOTE), &mine).expect("edited");
    desk.done(&["reprocess", NOTE]);
    assert_eq!(desk.note(), mine);
}

/// The id of the task that `list` shows with these words.
fn id_of(desk: &Desk, words: &str) -> String {
    let rows: serde_json::Value = serde_json::from_str(&desk.done(&["list", "--format", "json"])).expect("rows");
    let row = rows.as_array().expect("rows").iter().find(|row| row["text"] == words).expect("the task");
    row["id"].as_str().expect("an id").to_owned()
}

fn line_of(path: &Path, words: &str) -> String {
    let text = fs::read_to_string(path).expect("text");
    text.lines().find(|line| line.contains(words)).expect("the line").to_owned()
}

#[test]
fn a_task_is_changed_on_its_line_in_each_format() {
    for (line, due, owner, rank) in [
        ("- [ ] Send the lease [[@Ben]] 📅 2025-03-07 🟡 ⚠️ 90% #contract", "📅 2025-04-01", "[[@Ana Silva]]", "🔴"),
        (
            "- [ ] Send the lease [[@Ben]] 🟡 ⚠️ 90% #contract 🔼 📅 2025-03-07 ^mt-a1b2c3",
            "📅 2025-04-01",
            "[[@Ana Silva]]",
            "⏫",
        ),
        (
            "- [ ] Send the lease [[@Ben]] 🟡 ⚠️ 90% #contract [priority:: medium]  [due:: 2025-03-07]",
            "[due:: 2025-04-01]",
            "[[@Ana Silva]]",
            "[priority:: high]",
        ),
    ] {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
        desk.put("a.md", &format!("# Mine\n\n{line}\n- [ ] Another thing\n"));
        desk.done(&["due", &id_of(&desk, "Send the lease"), "2025-04-01"]);
        desk.done(&["assign", &id_of(&desk, "Send the lease"), "Ana", "Silva"]);
        desk.done(&["prio", &id_of(&desk, "Send the lease"), "high"]);
        let now = line_of(&desk.path("a.md"), "Send the lease");
        for part in [due, owner, rank, "#contract", "90%"] {
            assert!(now.contains(part), "{part}: {now}");
        }
        desk.done(&["done", &id_of(&desk, "Send the lease")]);
        let now = line_of(&desk.path("a.md"), "Send the lease");
        assert!(now.starts_with("- [x] ") && now.contains("#contract"), "{now}");
        assert!(now.contains('✅') || now.contains("[completion:: "), "{now}");
        let rows: serde_json::Value =
            serde_json::from_str(&desk.done(&["list", "--done", "--format", "json"])).expect("rows");
        assert_eq!(
            (rows[0]["due"].as_str(), rows[0]["assignee"].as_str(), rows[0]["priority"].as_str()),
            (Some("2025-04-01"), Some("Ana Silva"), Some("high")),
            "{now}"
        );
        assert!(fs::read_to_string(desk.path("a.md")).expect("text").ends_with("\n- [ ] Another thing\n"));
    }
}

#[test]
fn clusters_keep_their_titles_and_duplicates_are_shown() {
    let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
    desk.put(
        "a.md",
        "- [ ] Rotate the keys of the server 🔴 #security\n- [ ] Change the admin password 🔴 #security\n",
    );
    desk.put(
        "b.md",
        "- [ ] Rotate the keys of the server today 🔴 #security\n- [ ] Buy milk\n- [x] Old thing #security\n",
    );
    let before = fs::read_to_string(desk.path("a.md")).expect("text");
    let told = desk.done(&["cluster", "--dry-run"]);
    assert!(told.contains("twice  Rotate the keys of the server  a.md:1  b.md:1"), "{told}");
    assert!(told.contains("changed  "), "{told}");
    assert_eq!(fs::read_to_string(desk.path("a.md")).expect("text"), before);
    assert!(!desk.path("TaskAgent").exists() && !desk.path(".meeting-tasks").exists());

    desk.done(&["cluster"]);
    let a = fs::read_to_string(desk.path("a.md")).expect("text");
    assert_eq!(a.matches("🧩 cluster:security").count(), 2, "{a}");
    assert!(fs::read_to_string(desk.path("b.md")).expect("text").contains("- [ ] Buy milk\n"));
    // The titles are a person's.
    let titles = desk.path("TaskAgent/Clusters.md");
    let mine = fs::read_to_string(&titles).expect("titles").replace(": Security", ": Locks and");
    fs::write(&titles, &mine).expect("edited");
    for args in [&["cluster"][..], &["cluster", "--smart"], &["cluster", "--force"]] {
        let told = desk.done(args);
        assert!(told.contains("Locks and"), "{told}");
        assert!(!told.contains("changed  "), "{told}");
        assert_eq!(fs::read_to_string(&titles).expect("titles"), mine);
    }
    // A cluster that a person gave stays, unless all are made afresh.
    fs::write(
        desk.path("a.md"),
        a.replacen("cluster:security-critical", "cluster:mine", 1).replacen("cluster:security-high", "cluster:mine", 1),
    )
    .expect("edited");
    desk.done(&["cluster", "--smart"]);
    assert!(fs::read_to_string(desk.path("a.md")).expect("text").contains("cluster:mine"));
    desk.done(&["cluster", "--force"]);
    assert_eq!(fs::read_to_string(desk.path("a.md")).expect("text"), a);
}
