//! The commands as a person meets them: each file in `tests/cmd` is one run with what it must print.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;

/// One run of the binary in a folder of its own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    args: Vec<String>,
    /// Files to be there before; a name that ends in `/` is a folder.
    #[serde(default)]
    files: BTreeMap<String, String>,
    /// Files of bytes, in hex.
    #[serde(default)]
    binary: BTreeMap<String, String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
    #[serde(default)]
    stdin: String,
    #[serde(default)]
    exit: i32,
    /// All of standard output.
    stdout: Option<String>,
    #[serde(default)]
    stdout_has: Vec<String>,
    #[serde(default)]
    stdout_lacks: Vec<String>,
    /// All of standard error; nothing where it is left out and `stderr_has` too.
    stderr: Option<String>,
    #[serde(default)]
    stderr_has: Vec<String>,
    /// Files that must be there after, each with a part of its text.
    #[serde(default)]
    after: BTreeMap<String, String>,
    /// Each line of standard output is JSON, or all of it is.
    #[serde(default)]
    json: Option<Json>,
}

#[derive(Debug, Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Json {
    Lines,
    Document,
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_meeting-tasks"))
}

#[test]
fn every_run_prints_what_its_file_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd");
    let mut names: Vec<_> =
        fs::read_dir(&folder).expect("tests/cmd").map(|entry| entry.expect("entry").path()).collect();
    names.sort();
    assert!(names.len() >= 25, "only {} cases", names.len());
    let mut wrong = Vec::new();
    for path in names {
        let text = fs::read_to_string(&path).expect("case");
        let case: Case = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let complaints = differences(&case);
        if !complaints.is_empty() {
            wrong.push(format!("{}:\n{}", path.display(), complaints.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn differences(case: &Case) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in &case.files {
        put(folder.path(), name, text.as_bytes());
    }
    for (name, hex) in &case.binary {
        let bytes: Vec<u8> =
            (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).expect("hex")).collect();
        put(folder.path(), name, &bytes);
    }
    let mut child = program()
        .args(&case.args)
        .current_dir(folder.path())
        .env_remove("NO_COLOR")
        .env("HOME", folder.path())
        .env("XDG_CONFIG_HOME", folder.path().join("xdg"))
        .envs(&case.env)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // A command that reads no input closes the pipe before everything is in.
    let _ = child.stdin.take().expect("piped").write_all(case.stdin.as_bytes());
    let output = child.wait_with_output().expect("the binary ends");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));

    let mut wrong = Vec::new();
    let mut check = |right: bool, message: String| {
        if !right {
            wrong.push(message);
        }
    };
    check(output.status.code() == Some(case.exit), format!("exit {:?}, expected {}", output.status.code(), case.exit));
    if let Some(expected) = &case.stdout {
        check(stdout == expected.as_str(), format!("stdout is\n{stdout}---\nexpected\n{expected}---"));
    }
    for part in &case.stdout_has {
        check(stdout.contains(part), format!("stdout has no {part:?}:\n{stdout}"));
    }
    for part in &case.stdout_lacks {
        check(!stdout.contains(part), format!("stdout has {part:?}:\n{stdout}"));
    }
    let silent = case.stderr_has.is_empty().then(String::new);
    if let Some(expected) = case.stderr.clone().or(silent) {
        check(stderr == expected.as_str(), format!("stderr is\n{stderr}---\nexpected\n{expected}---"));
    }
    for part in &case.stderr_has {
        check(stderr.contains(part), format!("stderr has no {part:?}:\n{stderr}"));
    }
    for (name, part) in &case.after {
        match fs::read_to_string(folder.path().join(name)) {
            Ok(text) => check(text.contains(part), format!("`{name}` has no {part:?}:\n{text}")),
            Err(error) => check(false, format!("`{name}`: {error}; there is {:?}", listing(folder.path()))),
        }
    }
    let is_json = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok();
    match case.json {
        Some(Json::Document) => check(is_json(&stdout), format!("no JSON:\n{stdout}")),
        Some(Json::Lines) => check(stdout.lines().all(is_json), format!("no JSON lines:\n{stdout}")),
        None => {}
    }
    wrong
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    if name.ends_with('/') {
        fs::create_dir_all(path).expect("folder");
        return;
    }
    fs::create_dir_all(path.parent().expect("a parent")).expect("folder");
    fs::write(path, bytes).expect("file");
}

fn listing(folder: &Path) -> Vec<String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap_or(entry.path()).display().to_string())
        .collect()
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let mut child = program()
        .args(["score", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("piped");
    let feeder = std::thread::spawn(move || {
        for _ in 0..20_000 {
            // The reader is gone at some point: that is the case under test.
            if stdin.write_all(b"Please send me the report by Friday.\n").is_err() {
                break;
            }
        }
    });
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut first).expect("a line");
    let output = child.wait_with_output().expect("the binary ends");
    feeder.join().expect("the feeder ends");
    assert!(first.starts_with('{'), "{first}");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
