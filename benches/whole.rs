//! The whole program against what it cannot do without: parsing the message and decoding its text.
//!
//! `cargo bench --bench whole` reads mailboxes that it makes; `cargo bench --bench whole -- FILE...` reads those given
//! (mbox or single messages). Times are the processor's as Linux counts them, in steps of 10 ms; elsewhere the clock's.
#![expect(clippy::print_stdout, reason = "a table for the person who runs it")]

mod inputs;

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use mail_parser::MessageParser;
use meeting_tasks::run::{self, Console};
use meeting_tasks::{cli, inputs as mail};

/// Messages of the mailbox that is made where none is given.
const MESSAGES: usize = 4_000;
/// A row of the table is measured for at least so long.
const LEAST: Duration = Duration::from_millis(400);
/// Starts of the program that are counted.
const STARTS: u32 = 100;
/// Bytes of a body.
const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let given: Vec<PathBuf> = std::env::args_os().skip(1).filter(|arg| arg != "--bench").map(PathBuf::from).collect();
    let files = if given.is_empty() {
        let path = folder.path().join("business.mbox");
        fs::write(&path, inputs::mailbox(MESSAGES)).expect("written");
        vec![path]
    } else {
        given
    };
    against_the_parser(&files);
    start_to_exit(folder.path());
    if files.iter().all(|file| file.starts_with(folder.path())) {
        growing(folder.path());
    }
}

fn against_the_parser(files: &[PathBuf]) {
    let messages: Vec<Vec<u8>> = mail::open(files.to_vec()).filter_map(Result::ok).map(|raw| raw.bytes).collect();
    let bytes: usize = messages.iter().map(Vec::len).sum();
    println!("{} messages, {:.1} MB\n", messages.len(), megabytes(bytes));
    let alone = cpu_of(|| messages.iter().map(|message| decoded(message)).sum::<usize>());
    drop(messages);
    let one = timed(|| extract(files, "1"));
    let two = timed(|| extract(files, "2"));
    println!("{:<44} {:>9}", "mail-parser alone, text decoded", seconds(alone));
    println!("{:<44} {:>9} {:>6.1} times", "extraction to JSON, one thread", seconds(one.cpu), ratio(one.cpu, alone));
    println!(
        "{:<44} {:>9} {:>6.2} times as fast",
        "two threads, by the clock",
        seconds(two.wall),
        ratio(one.wall, two.wall)
    );
    println!("{:<44} {:>9.1} MB/s\n", "one thread", megabytes(bytes) / one.cpu.as_secs_f64());
}

/// What the parser alone makes of a message: the length of its texts.
fn decoded(message: &[u8]) -> usize {
    let Some(parsed) = MessageParser::default().parse(message) else { return 0 };
    let texts = (0..parsed.text_body_count()).filter_map(|at| parsed.body_text(at)).map(|text| text.len());
    let htmls = (0..parsed.html_body_count()).filter_map(|at| parsed.body_html(at)).map(|html| html.len());
    black_box(texts.chain(htmls).sum())
}

fn extract(files: &[PathBuf], jobs: &str) {
    let words = ["meeting-tasks", "extract", "--format", "ndjson", "--jobs", jobs].map(Into::into).into_iter();
    let asked =
        cli::parse(words.chain(files.iter().map(|file| file.clone().into_os_string()))).expect("good arguments");
    run::run(
        asked.job,
        &mut Console {
            stdin: &mut io::empty(),
            stdin_is_terminal: true,
            out: &mut io::sink(),
            err: &mut io::sink(),
            width: None,
            color: false,
            today: chrono::NaiveDate::default(),
        },
    );
}

/// A whole process for one message, beside an interpreter that does nothing.
fn start_to_exit(folder: &Path) {
    let program = env!("CARGO_BIN_EXE_meeting-tasks");
    let message = folder.join("one.eml");
    fs::write(&message, inputs::business(2, 2_000)).expect("written");
    let started = |command: &mut Command| {
        let before = children();
        for _ in 0..STARTS {
            let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
            if status.is_err() {
                return None;
            }
        }
        Some(children()?.saturating_sub(before?) / STARTS)
    };
    let row = |name: &str, each: Option<Duration>| match each {
        Some(each) => println!("{name:<44} {:>6.2} ms", each.as_secs_f64() * 1e3),
        None => println!("{name:<44} not measured here"),
    };
    row("one message of 2 KB, start to exit", started(Command::new(program).arg("extract").arg(&message)));
    row("python3 -c ''", started(Command::new("python3").args(["-c", ""])));
    println!();
}

/// Cost by the length of one message.
fn growing(folder: &Path) {
    print!("{:<26}", "CPU ms by size of body");
    for size in SIZES {
        print!("{:>10}", format!("{} KB", size / 1000));
    }
    println!();
    for (name, make) in inputs::GROWING {
        print!("{name:<26}");
        for size in SIZES {
            let path = folder.join("growing.eml");
            fs::write(&path, make(size)).expect("written");
            let each = cpu_of(|| extract(std::slice::from_ref(&path), "1"));
            print!("{:>10.1}", each.as_secs_f64() * 1e3);
        }
        println!();
    }
}

struct Times {
    cpu: Duration,
    wall: Duration,
}

fn timed<T>(work: impl FnOnce() -> T) -> Times {
    let (start, before) = (Instant::now(), cpu());
    black_box(work());
    let wall = start.elapsed();
    let cpu = cpu().zip(before).map_or(wall, |(after, before)| after.saturating_sub(before));
    Times { cpu, wall }
}

/// The mean of as many runs as it takes to be measured.
fn cpu_of<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut runs = 0;
    let all = timed(|| {
        let start = Instant::now();
        while runs == 0 || start.elapsed() < LEAST {
            black_box(work());
            runs += 1;
        }
    });
    all.cpu / runs
}

/// Processor time of this process so far; see `proc_pid_stat(5)`.
fn cpu() -> Option<Duration> {
    ticks(13)
}

/// That of the children that it has waited for.
fn children() -> Option<Duration> {
    ticks(15)
}

/// The sum of user and system time, whose field (from 0) is the first of two.
fn ticks(field: usize) -> Option<Duration> {
    /// `USER_HZ`, on every Linux of today.
    const A_SECOND: u64 = 100;
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the name in brackets, with whatever it holds.
    let after_name = stat.rsplit_once(')')?.1;
    let ticks: u64 = after_name.split_whitespace().skip(field - 2).take(2).filter_map(|n| n.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 1000 / A_SECOND))
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64().max(1e-9)
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files for a table")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
