//! What README.md shows of a run is what a run prints.

use std::fs;
use std::path::Path;
use std::process::Command;

/// `MEETING_TASKS_BLESS=1 cargo test` writes what is printed into README.md, to be reviewed as a diff.
const BLESS: &str = "MEETING_TASKS_BLESS";

/// What the shell prints for `line`, with the binary under test on its path.
fn printed(line: &str) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_meeting-tasks"));
    let folder = binary.parent().expect("a binary stands in a folder").display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", line])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("PATH", format!("{folder}:{path}"))
        .output()
        .expect("a shell");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
#[cfg(unix)]
fn every_run_that_the_readme_shows_prints_what_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).expect("README.md");
    let mut now = String::new();
    let mut shown = 0;
    let mut rest = readme.as_str();
    while let Some((before, block)) = rest.split_once("```console\n$ ") {
        let (block, after) = block.split_once("```\n").expect("the block ends");
        let line = block.lines().next().expect("a command");
        for part in [before, "```console\n$ ", line, "\n", &printed(line), "```\n"] {
            now += part;
        }
        rest = after;
        shown += 1;
    }
    now += rest;
    assert!(shown > 0, "README.md shows no run");
    if std::env::var_os(BLESS).is_some() {
        fs::write(&path, &now).expect("README.md");
        return;
    }
    let differs = now.lines().zip(readme.lines()).find(|(now, readme)| now != readme);
    assert!(now == readme, "README.md differs: {differs:?}; if what is printed is right: {BLESS}=1 cargo test");
}
