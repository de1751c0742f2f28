//! The dashboard in a vault that people and plugins work in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TASKS: &str = "- [ ] Send the report [[@Ana]] 📅 2020-01-17 🔴 🧩 cluster:money-high\n- [ ] Title the deck: %% meeting-tasks:end high %% 🔴\n";

fn vault() -> (tempfile::TempDir, PathBuf) {
    let vault = tempfile::tempdir().expect("a folder");
    let folder = vault.path().join("TaskAgent");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("2020-01-14 - Mail.md"), TASKS).expect("a note");
    (vault, folder)
}

fn meeting_tasks(vault: &Path, words: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_meeting-tasks"))
        .args(words)
        .arg("--vault")
        .arg(vault)
        .env("XDG_CONFIG_HOME", vault.join("xdg"))
        .output()
        .expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_second_run_changes_nothing_and_makes_no_tasks() {
    let (vault, folder) = vault();
    let tasks = meeting_tasks(vault.path(), &["list", "--format", "json"]).stdout;
    meeting_tasks(vault.path(), &["dashboard"]);
    let both = || (read(folder.join("Dashboard.md")), read(folder.join("Mail.base")));
    let first = both();
    assert_eq!(first.0.matches("%% meeting-tasks:end high %%").count(), 1, "{}", first.0);
    let time = |name: &str| fs::metadata(folder.join(name)).and_then(|meta| meta.modified()).expect("a time");
    let times = (time("Dashboard.md"), time("Mail.base"));
    meeting_tasks(vault.path(), &["dashboard"]);
    assert_eq!(first, both());
    assert_eq!(times, (time("Dashboard.md"), time("Mail.base")));
    assert_eq!(tasks, meeting_tasks(vault.path(), &["list", "--format", "json"]).stdout);
}

#[test]
fn what_a_person_added_stays_when_tasks_change() {
    let (vault, folder) = vault();
    meeting_tasks(vault.path(), &["dashboard"]);
    let path = folder.join("Dashboard.md");
    let mine = read(&path).replace("# Dashboard\n", "# My day\n\nCoffee first.\n").replace("## Overdue", "## Late");
    fs::write(&path, &mine).expect("written");
    fs::write(folder.join("2020-01-14 - Mail.md"), TASKS.replace("Send the report", "Send the plan")).expect("a note");
    meeting_tasks(vault.path(), &["dashboard"]);
    assert_eq!(read(path), mine.replace("Send the report", "Send the plan"));
}

#[test]
fn files_of_a_person_are_left_alone() {
    let (vault, folder) = vault();
    let (note, table) = ("# Mine\n", "views:\n  - type: cards\n    name: Mine\n");
    fs::write(folder.join("Dashboard.md"), note).expect("written");
    fs::write(folder.join("Mail.base"), table).expect("written");
    let output = meeting_tasks(vault.path(), &["dashboard"]);
    assert_eq!((read(folder.join("Dashboard.md")).as_str(), read(folder.join("Mail.base")).as_str()), (note, table));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("has none of the program's marks") && told.contains("was changed by hand"), "{told}");
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_out_of_the_vault() {
    let (vault, folder) = vault();
    let outside = tempfile::tempdir().expect("a folder");
    let target = outside.path().join("x.md");
    fs::write(&target, "%% meeting-tasks:begin high %%\n%% meeting-tasks:end high %%\n").expect("written");
    std::os::unix::fs::symlink(&target, folder.join("Dashboard.md")).expect("a link");
    let output = Command::new(env!("CARGO_BIN_EXE_meeting-tasks"))
        .args(["dashboard", "--vault"])
        .arg(vault.path())
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(read(target), "%% meeting-tasks:begin high %%\n%% meeting-tasks:end high %%\n");
}
