//! `score`: one sentence a line in, one JSON object a line out.

use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use anyhow::Context;
use serde::Serialize;

use super::json::{self, Layout, RuleJson};
use super::settings::{self, Sources};
use super::{Console, Report, Stop};
use crate::clean;
use crate::config::Settings;
use crate::email::{Body, BodyKind, DateSource, Email, EmailId, Importance, Line};
use crate::inputs::Origin;
use crate::rules::Kind;
use crate::{candidates, sentences, structure, zones};

#[derive(Debug)]
pub struct Job {
    /// `None`: standard input.
    pub file: Option<PathBuf>,
    pub sources: Sources,
}

#[derive(Serialize)]
struct Verdict {
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
        let verdict = judge(&String::from_utf8_lossy(&line), &settings, console.today);
        writeln!(console.out, "{}", json::text(&verdict, Layout::OneLine))?;
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

/// Judges a sentence as the only one of a mail without headers.
fn judge(text: &str, settings: &Settings, today: chrono::NaiveDate) -> Verdict {
    let text = clean::one_line(text);
    let email = mail_of(&text, today);
    let zones = zones::split(&email);
    let document = structure::read(&email, &zones);
    let sentences = sentences::split(&document);
    let best = candidates::find(&email, &document, &sentences)
        .into_iter()
        .max_by(|a, b| a.probability.total_cmp(&b.probability));
    let probability = best.as_ref().map_or(0.0, |best| best.probability);
    Verdict {
        text,
        task: probability >= f64::from(settings.min_confidence.get()) / 100.0,
        probability: json::thousandths(probability),
        kind: best.as_ref().map(|best| best.kind),
        rules: best.map(|best| json::rules(&best.evidence)).unwrap_or_default(),
    }
}

fn mail_of(text: &str, today: chrono::NaiveDate) -> Email {
    Email {
        id: EmailId("0".repeat(16)),
        origin: Origin { path: None, index: None },
        message_id: None,
        references: Vec::new(),
        gmail_id: None,
        subject: String::new(),
        from: None,
        to: Vec::new(),
        cc: Vec::new(),
        date: today.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset(),
        date_source: DateSource::Today,
        importance: Importance::Normal,
        gmail_labels: Vec::new(),
        bulk: Vec::new(),
        attachments: Vec::new(),
        body: Body { kind: BodyKind::Flowed, lines: vec![Line { text: text.to_owned(), ..Line::default() }] },
    }
}
