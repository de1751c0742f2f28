//! `score`: one sentence a line in, one JSON object a line out.

use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use anyhow::Context;
use serde::Serialize;

use super::json::{self, Layout, RuleJson};
use super::settings::{self, Sources};
use super::{Console, Report, Stop};
use crate::rules::Kind;
use crate::{candidates, clean};

#[derive(Debug)]
pub struct Job {
    /// `None`: standard input.
    pub file: Option<PathBuf>,
    pub sources: Sources,
}

#[derive(Serialize)]
struct Answer {
    text: String,
    task: bool,
    probability: f64,
    kind: Option<Kind>,
    rules: Vec<RuleJson>,
}

/// A longer line is no sentence; the rest of it is judged as the next one.
const LONGEST_LINE: u64 = 1 << 20;

pub(super) fn run(job: &Job, console: &mut Console) -> Result<Report, Stop> {
    if job.file.is_none() && console.stdin_is_terminal {
        return Err(anyhow::anyhow!("no sentences given: name a FILE or pipe them in, one a line").into());
    }
    let settings = settings::load(&job.sources, None)?;
    let mut file;
    let input: &mut dyn Read = match &job.file {
        Some(path) => {
            let cannot = || format!("cannot read sentences from `{}`", settings::shown(path));
            if path.is_dir() {
                return Err(anyhow::anyhow!("it is a folder").context(cannot()).into());
            }
            file = std::fs::File::open(path).with_context(cannot)?;
            &mut file
        }
        None => console.stdin,
    };
    let mut report = Report::default();
    let mut input = BufReader::new(input);
    let mut line = Vec::new();
    while read_line(&mut input, &mut line).context("cannot read sentences")? {
        let answer = judge(&String::from_utf8_lossy(&line), &settings.candidates);
        writeln!(console.out, "{}", json::text(&answer, Layout::OneLine))?;
        report.done += 1;
    }
    Ok(report)
}

/// The next line without its end; whether there was one.
fn read_line(input: &mut BufReader<&mut dyn Read>, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = input.take(LONGEST_LINE).read_until(b'\n', line)?;
    while matches!(line.last(), Some(b'\n' | b'\r')) {
        line.pop();
    }
    Ok(read > 0)
}

fn judge(text: &str, options: &candidates::Options) -> Answer {
    let text = clean::one_line(text);
    let verdict = candidates::judge_alone(&text, options);
    Answer {
        text,
        task: verdict.kind.is_some() && verdict.probability >= options.alone_threshold,
        probability: json::thousandths(verdict.probability),
        kind: verdict.kind,
        rules: json::rules(&verdict.evidence),
    }
}
