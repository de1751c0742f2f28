//! `batch` over folders of mail: run after run, in whatever order, the vault has each email once and keeps its bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

/// A folder of mail and a vault of its own.
struct Desk {
    folder: TempDir,
}

/// A mail of our own making.
#[derive(Clone, Copy)]
struct Mail<'a> {
    id: &'a str,
    subject: &'a str,
    date: &'a str,
    references: &'a [&'a str],
    body: &'a str,
}

const LEASE: &str = "Ben, could you please send Ana the signed lease by Friday?";

const PLAIN: Mail = Mail {
    id: "first@example.com",
    subject: "Lease",
    date: "Mon, 3 Mar 2025 08:40:00 +0100",
    references: &[],
    body: LEASE,
};

impl Mail<'_> {
    fn text(&self) -> String {
        let references: Vec<String> = self.references.iter().map(|id| format!("<{id}>")).collect();
        let thread =
            if references.is_empty() { String::new() } else { format!("References: {}\n", references.join(" ")) };
        format!(
            "From: Mira Holt <mira@example.com>\nTo: Ben Okri <ben@example.com>\nSubject: {}\nMessage-ID: <{}>\n{thread}Date: {}\n\n{}\n",
            self.subject, self.id, self.date, self.body
        )
    }
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().expect("a folder") };
        for name in ["mail", "vault"] {
            fs::create_dir(desk.path(name)).expect("made");
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path("mail").join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meeting-tasks"));
        command.args(args).current_dir(self.folder.path()).env("XDG_CONFIG_HOME", self.path("xdg"));
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the binary runs")
    }

    /// The JSON report of a batch that goes well.
    fn batch(&self, more: &[&str]) -> serde_json::Value {
        let args = [&["batch", "mail", "--vault", "vault", "--format", "json"], more].concat();
        let output = self.run(&args);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        serde_json::from_slice(&output.stdout).expect("a report")
    }

    fn vault(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files(&self.path("vault"))
    }

    /// The text of each note by its name.
    fn notes(&self) -> BTreeMap<String, String> {
        let notes = self.vault().into_iter().filter(|(path, _)| path.starts_with("TaskAgent"));
        let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
        notes.map(|(path, bytes)| (name(&path), String::from_utf8(bytes).expect("text"))).collect()
    }

    fn only_note(&self) -> (PathBuf, String) {
        let mut notes: Vec<_> = self.vault().into_keys().filter(|path| path.starts_with("TaskAgent")).collect();
        let path = self.path("vault").join(notes.pop().expect("a note"));
        assert!(notes.is_empty(), "{notes:?}");
        let text = fs::read_to_string(&path).expect("text");
        (path, text)
    }
}

/// Every file below `root` with its bytes.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    let below = |path: &Path| path.strip_prefix(root).expect("below").to_owned();
    files.map(|file| (below(file.path()), fs::read(file.path()).expect("bytes"))).collect()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn counts(report: &serde_json::Value) -> [u64; 4] {
    ["new", "updated", "unchanged", "duplicates"].map(|name| report[name].as_u64().expect("a count"))
}

fn open_tasks(text: &str) -> usize {
    text.lines().filter(|line| line.trim_start().starts_with("- [ ] ")).count()
}

/// Mails of several days; some share day and subject, some answer others.
fn many(count: usize) -> Vec<String> {
    (0..count)
        .map(|n| {
            let before = format!("{}@example.com", n / 4 * 4);
            let references = [before.as_str()];
            Mail {
                id: &format!("{n}@example.com"),
                subject: if n % 4 == 0 { "Order" } else { "Re: Order" },
                date: &format!("Mon, {} Mar 2025 {:02}:00:00 +0100", 3 + n / 12, 8 + n % 12),
                references: if n % 4 == 0 { &[] } else { &references },
                body: &format!(
                    "Ben, could you please send me the figures of order {} by Friday?\n\nPlease also call customer number {n} about the late delivery.",
                    n / 4
                ),
            }
            .text()
        })
        .collect()
}

#[test]
fn a_second_run_changes_no_byte() {
    let desk = Desk::new();
    for (n, text) in many(12).iter().enumerate() {
        desk.put(&format!("{n}.eml"), text);
    }
    assert_eq!(counts(&desk.batch(&[])), [12, 0, 0, 0]);
    let before = desk.vault();
    assert_eq!(counts(&desk.batch(&[])), [0, 0, 12, 0]);
    assert_eq!(desk.vault(), before);
}

#[test]
fn what_the_program_remembers_may_be_deleted() {
    let desk = Desk::new();
    for (n, text) in many(12).iter().enumerate() {
        desk.put(&format!("{n}.eml"), text);
    }
    desk.batch(&[]);
    let before = desk.notes();
    for _ in 0..2 {
        fs::remove_dir_all(desk.path("vault/.meeting-tasks")).expect("deleted");
        assert_eq!(counts(&desk.batch(&[])), [0, 0, 12, 0]);
        assert_eq!(desk.notes(), before);
    }
    let again = desk.run(&["reprocess", "--all", "--vault", "vault"]);
    assert_eq!((again.status.code(), said(&again).as_str()), (Some(0), ""));
    assert_eq!(desk.notes(), before);
    fs::remove_dir_all(desk.path("vault/.meeting-tasks")).expect("deleted");
    let again = desk.run(&["reprocess", "--all", "--vault", "vault"]);
    assert_eq!((again.status.code(), said(&again).as_str()), (Some(0), ""));
    assert_eq!(desk.notes(), before);
}

#[test]
fn neither_jobs_nor_the_order_of_files_changes_a_byte() {
    let mails = many(40);
    let mut vaults = Vec::new();
    for (jobs, step) in [("1", 1), ("4", 1), ("4", 7), ("2", 39)] {
        let desk = Desk::new();
        for n in 0..mails.len() {
            let at = n * step % mails.len();
            desk.put(&format!("{n:02}.eml"), &mails[at]);
        }
        assert_eq!(counts(&desk.batch(&["--jobs", jobs])), [40, 0, 0, 0]);
        // Files that were renamed have other names in the notes, and nothing else.
        let without_source =
            |text: String| text.lines().filter(|line| !line.starts_with("source:")).collect::<Vec<_>>().join("\n");
        let notes: BTreeMap<String, String> =
            desk.notes().into_iter().map(|(name, text)| (name, without_source(text))).collect();
        let names: Vec<&String> = notes.keys().collect();
        for text in notes.values() {
            for link in
                text.lines().filter_map(|line| line.split_once(": [[")).map(|(_, link)| link.trim_end_matches("]]"))
            {
                assert!(notes.contains_key(link), "{link} is none of {names:#?}");
            }
        }
        vaults.push(notes);
    }
    for other in &vaults[1..] {
        assert_same(other, &vaults[0]);
    }
    assert!(vaults[0].values().any(|text| text.contains("## Already Noted")));
}

fn assert_same(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, text) in one {
        assert_eq!(text, &other[name], "{name}");
    }
}

#[test]
fn a_message_in_a_mailbox_and_in_a_maildir_is_one_note() {
    let takeout = format!(
        "From 1853210377215491852@xxx Mon Mar 03 07:40:00 +0000 2025\nX-GM-THRID: 1853210377215491852\nX-Gmail-Labels: Inbox,Unread\n{}\n",
        PLAIN.text()
    );
    for (mailbox, maildir) in [("a.mbox", "box"), ("z.mbox", "box")] {
        let desk = Desk::new();
        desk.put(mailbox, &takeout);
        desk.put(&format!("{maildir}/cur/1741.M1P2.host:2,S"), &PLAIN.text());
        desk.put(&format!("{maildir}/new/.keep"), "");
        assert_eq!(counts(&desk.batch(&[])), [1, 0, 0, 1]);
        let before = desk.only_note();
        assert_eq!(counts(&desk.batch(&[])), [0, 0, 1, 1]);
        // Read and answered: the file has another name.
        let cur = desk.path("mail").join(maildir).join("cur");
        fs::rename(cur.join("1741.M1P2.host:2,S"), cur.join("1741.M1P2.host:2,RS")).expect("renamed");
        desk.batch(&[]);
        assert_eq!(open_tasks(&desk.only_note().1), 1);
        fs::remove_dir_all(desk.path("vault/.meeting-tasks")).expect("deleted");
        desk.batch(&[]);
        assert_eq!(desk.only_note().0, before.0);
    }
}

#[test]
fn a_mail_that_copies_the_message_id_of_another_one_suppresses_nothing() {
    let desk = Desk::new();
    desk.put("0.eml", &Mail { body: "Please pay the attached invoice to our new bank account today.", ..PLAIN }.text());
    desk.put("1.eml", &PLAIN.text());
    assert_eq!(counts(&desk.batch(&[])), [2, 0, 0, 0]);
    let before = desk.vault();
    assert_eq!(counts(&desk.batch(&[])), [0, 0, 2, 0]);
    assert_eq!(desk.vault(), before);
}

#[test]
fn a_mailbox_that_grows_gives_its_new_mail() {
    let desk = Desk::new();
    let mails = many(9);
    let mailbox = |count: usize| {
        let line = "From mira@example.com Mon Mar  3 08:40:00 2025\n";
        mails[..count].iter().map(|text| format!("{line}{text}\n")).collect::<Vec<String>>().concat()
    };
    desk.put("all.mbox", &mailbox(8));
    assert_eq!(counts(&desk.batch(&[])), [8, 0, 0, 0]);
    desk.put("all.mbox", &mailbox(9));
    assert_eq!(counts(&desk.batch(&[])), [1, 0, 8, 0]);
    assert_eq!(counts(&desk.batch(&[])), [0, 0, 9, 0]);
}

#[test]
fn a_changed_config_reads_all_mail_again() {
    let desk = Desk::new();
    desk.put("a.eml", &PLAIN.text());
    desk.batch(&[]);
    fs::write(desk.path("vault/meeting-tasks.yaml"), "senders:\n  skip: [mira@example.com]\n").expect("written");
    assert_eq!(counts(&desk.batch(&[])), [0, 1, 0, 0]);
    assert_eq!(open_tasks(&desk.only_note().1), 0);
    assert_eq!(counts(&desk.batch(&[])), [0, 0, 1, 0]);
}

#[test]
fn a_mail_that_fails_is_named_and_the_rest_is_done() {
    let desk = Desk::new();
    desk.put("a.eml", &PLAIN.text());
    fs::write(desk.path("mail/broken.eml"), [0u8, 159, 146, 150, 0, 0, 1, 2, 3, 0]).expect("written");
    for new in ["1 new", "1 unchanged"] {
        let output = desk.run(&["batch", "mail", "--vault", "vault"]);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("broken.eml") && said(&output).contains(new), "{}", said(&output));
        assert!(said(&output).contains("1 failed"), "{}", said(&output));
    }
    desk.only_note();
}

#[test]
fn a_second_run_at_once_says_so() {
    let desk = Desk::new();
    desk.put("a.eml", &PLAIN.text());
    let held = meeting_tasks::vault::Vault::open(&desk.path("vault")).expect("open");
    let output = desk.run(&["batch", "mail", "--vault", "vault"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("another run is at work in this vault"), "{}", said(&output));
    drop(held);
    assert_eq!(counts(&desk.batch(&[])), [1, 0, 0, 0]);
}

#[test]
fn a_batch_that_was_killed_is_finished_by_the_next() {
    let desk = Desk::new();
    for (n, text) in many(80).iter().enumerate() {
        desk.put(&format!("{n}.eml"), text);
    }
    for kill in 0..8 {
        let mut child =
            desk.command(&["batch", "mail", "--vault", "vault"]).stderr(Stdio::null()).spawn().expect("started");
        sleep(Duration::from_millis(20 + kill * 40));
        child.kill().expect("killed");
        child.wait().expect("gone");
    }
    desk.batch(&[]);
    let notes = desk.notes();
    let ids: std::collections::BTreeSet<&str> =
        notes.values().map(|text| meeting_tasks::note::read::email_id(text).expect("a whole note")).collect();
    assert_eq!((notes.len(), ids.len()), (80, 80));
    assert!(desk.vault().keys().all(|path| !path.to_string_lossy().contains(".tmp")), "{:?}", desk.vault().keys());
    let before = desk.vault();
    desk.batch(&[]);
    assert_eq!(desk.vault(), before);
}

#[test]
fn a_vault_may_have_spaces_and_emoji_in_its_path() {
    let desk = Desk::new();
    let vault = desk.path("My notes 📓");
    fs::create_dir_all(vault.join(".obsidian")).expect("made");
    fs::create_dir(vault.join("In box ✉️")).expect("made");
    fs::write(vault.join("In box ✉️/a mail.eml"), PLAIN.text()).expect("written");
    // The vault is found above the folder.
    for told in ["1 new", "1 unchanged"] {
        let output = desk.run(&["batch", "My notes 📓/In box ✉️"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(said(&output).contains(told), "{}", said(&output));
    }
    let note = fs::read_to_string(vault.join("TaskAgent/Action/2025/03/2025-03-03 - Lease.md")).expect("a note");
    let id = meeting_tasks::note::read::email_id(&note).expect("an id");
    let again = desk.run(&["reprocess", id, "--vault", "My notes 📓"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(said(&again).contains("2025-03-03 - Lease.md"), "{}", said(&again));
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = Desk::new();
    for (n, text) in many(8).iter().enumerate() {
        desk.put(&format!("{n}.eml"), text);
    }
    assert_eq!(counts(&desk.batch(&["--dry-run"])), [8, 0, 0, 0]);
    assert_eq!(desk.vault(), BTreeMap::new());
    let output = desk.run(&["batch", "mail", "--vault", "vault", "--dry-run"]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(printed.lines().filter(|line| line.starts_with("new ")).count(), 8, "{printed}");
    desk.batch(&[]);
    let before = desk.vault();
    assert_eq!(counts(&desk.batch(&["--dry-run"])), [0, 0, 8, 0]);
    assert_eq!(desk.vault(), before);
}

#[test]
fn mail_from_before_the_given_day_is_left_for_another_run() {
    let desk = Desk::new();
    desk.put("old.eml", &PLAIN.text());
    let later = Mail { id: "later@example.com", subject: "Keys", date: "Tue, 1 Apr 2025 08:40:00 +0100", ..PLAIN };
    desk.put("later.eml", &Mail { body: "Ben, please return the keys of the flat.", ..later }.text());
    let line = "From mira@example.com Mon Mar  3 08:40:00 2025\n";
    desk.put(
        "both.mbox",
        &format!(
            "{line}{}\n{line}{}\n",
            Mail { id: "b@x.org", body: "Ben, please water the plants.", ..PLAIN }.text(),
            later.text()
        ),
    );
    for _ in 0..2 {
        desk.batch(&["--since", "2025-03-10"]);
        assert_eq!(desk.notes().len(), 2);
    }
    desk.batch(&[]);
    assert_eq!(desk.notes().len(), 4);
}

#[test]
fn what_a_reply_repeats_is_noted_with_a_link() {
    let first = PLAIN.text();
    let reply = Mail {
        id: "reply@example.com",
        subject: "Re: Lease",
        date: "Tue, 4 Mar 2025 09:00:00 +0100",
        references: &[PLAIN.id],
        body: "Ben, could you please send Ana the signed lease by Friday?\n\nPlease also return the keys of the flat.",
    };
    for names in [["a.eml", "b.eml"], ["b.eml", "a.eml"]] {
        let desk = Desk::new();
        desk.put(names[0], &first);
        desk.put(names[1], &reply.text());
        desk.batch(&[]);
        let notes = desk.notes();
        assert_eq!(open_tasks(&notes["2025-03-03 - Lease"]), 1);
        let other = notes.iter().find(|(name, _)| name.contains("Re")).expect("the reply's note").1;
        assert_eq!(open_tasks(other), 1, "{other}");
        assert!(other.contains("## Already Noted") && other.contains("[[2025-03-03 - Lease]]"), "{other}");
        // A reply that comes later still, when the first mail was moved away.
        fs::remove_file(desk.path("mail").join(names[0])).expect("moved");
        desk.batch(&[]);
        let third = Mail { id: "third@example.com", date: "Wed, 5 Mar 2025 09:00:00 +0100", ..reply };
        desk.put("c.eml", &third.text());
        desk.batch(&[]);
        let notes = desk.notes();
        let newest = notes.iter().find(|(name, _)| name.starts_with("2025-03-05")).expect("a note").1;
        assert_eq!(open_tasks(newest), 0, "{newest}");
        let before = desk.vault();
        desk.batch(&[]);
        assert_eq!(desk.vault(), before);
    }
}

#[test]
fn an_earlier_mail_that_arrives_later_leaves_the_task_where_it_stands() {
    let desk = Desk::new();
    let reply = Mail {
        id: "reply@example.com",
        subject: "Re: Lease",
        date: "Tue, 4 Mar 2025 09:00:00 +0100",
        references: &[PLAIN.id],
        ..PLAIN
    };
    desk.put("reply.eml", &reply.text());
    desk.batch(&[]);
    let (path, text) = desk.only_note();
    // The person has done it meanwhile.
    fs::write(&path, text.replace("- [ ] ", "- [x] ")).expect("ticked");
    desk.put("first.eml", &PLAIN.text());
    desk.batch(&[]);
    let check = |desk: &Desk| {
        let notes = desk.notes();
        assert_eq!(notes.values().map(|text| open_tasks(text)).sum::<usize>(), 0, "{notes:#?}");
        assert_eq!(notes.values().filter(|text| text.contains("- [x] ")).count(), 1);
        assert!(notes["2025-03-03 - Lease"].contains("## Already Noted"), "{notes:#?}");
    };
    check(&desk);
    // All is read again after a change of the settings, and the order of arrival still counts.
    fs::write(desk.path("vault/meeting-tasks.yaml"), "me:\n  names: [Ben Okri]\n").expect("written");
    desk.batch(&[]);
    check(&desk);
    assert_eq!(desk.run(&["reprocess", "--all", "--vault", "vault"]).status.code(), Some(0));
    check(&desk);
}

#[test]
fn notes_and_pictures_beside_the_mail_are_no_mail() {
    let desk = Desk::new();
    let vault = desk.path("vault");
    fs::create_dir_all(vault.join("mail")).expect("made");
    fs::write(vault.join("mail/a.eml"), PLAIN.text()).expect("written");
    fs::write(vault.join("Shopping.md"), "# Shopping\n\n- [ ] Please buy milk\n").expect("written");
    fs::write(vault.join("Meeting.md"), "---\ndate: 2025-03-03\ntags: [a]\n---\nPlease send the minutes.\n")
        .expect("written");
    fs::write(vault.join("photo.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").expect("written");
    let mine = files(&vault);
    for told in ["1 email: 1 new", "1 email: 0 new, 0 updated, 1 unchanged"] {
        let output = desk.run(&["batch", "vault"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(said(&output).contains(told), "{}", said(&output));
    }
    let after = files(&vault);
    assert!(mine.iter().all(|(path, bytes)| after[path] == *bytes));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let desk = Desk::new();
    for (n, text) in many(8).iter().enumerate() {
        desk.put(&format!("{n}.eml"), text);
    }
    for args in [&["batch", "mail", "--vault", "vault", "--format", "json"][..], &["list", "--vault", "vault"]] {
        let mut child = desk.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("ended");
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", said(&output));
    }
    assert_eq!(desk.notes().len(), 8);
    assert_eq!(counts(&desk.batch(&[])), [0, 0, 8, 0]);
}
