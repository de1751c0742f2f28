//! The JSON that scripts read, schema 1: absent values are null, never left out.

use std::fmt::Write;

use serde::Serialize;

use crate::candidates::Evidence;
use crate::email::{DateSource, Email, Mailbox};
use crate::facts::assignee::AssigneeRole;
use crate::pipeline::{Considered, Fate, Processed};
use crate::rules::Kind;
use crate::score::Priority;
use crate::task::Task;
use crate::zones::Voice;

/// Readers may rely on what a schema number promises; it grows when a key changes its meaning or goes.
const SCHEMA: u8 = 1;

#[derive(Serialize)]
pub(super) struct Document {
    schema: u8,
    email: EmailJson,
    tasks: Vec<TaskJson>,
    #[serde(flatten)]
    evidence: Option<EvidenceJson>,
}

#[derive(Serialize)]
struct EmailJson {
    id: String,
    message_id: Option<String>,
    subject: String,
    from: Option<MailboxJson>,
    to: Vec<MailboxJson>,
    cc: Vec<MailboxJson>,
    date: String,
    date_source: &'static str,
    label: String,
    gmail_url: Option<String>,
    bulk: bool,
    attachments: Vec<AttachmentJson>,
    source: String,
}

#[derive(Serialize)]
struct MailboxJson {
    name: Option<String>,
    address: Option<String>,
}

#[derive(Serialize)]
struct AttachmentJson {
    name: Option<String>,
    r#type: String,
    bytes: usize,
}

#[derive(Serialize)]
struct TaskJson {
    id: String,
    text: String,
    kind: Kind,
    assignee: Option<String>,
    assignee_role: Option<AssigneeRole>,
    due: Option<String>,
    due_text: Option<String>,
    priority: Priority,
    priority_reasons: Vec<String>,
    confidence: u8,
    probability: f64,
    tags: Vec<String>,
    cluster: Option<String>,
    context: Vec<String>,
    quote: String,
    section: Option<String>,
    line: usize,
    rules: Vec<RuleJson>,
}

/// A rule that spoke.
#[derive(Serialize)]
pub(super) struct RuleJson {
    id: String,
    weight: f64,
}

/// What `--explain` adds.
#[derive(Serialize)]
struct EvidenceJson {
    zones: Vec<ZoneJson>,
    explain: ExplainJson,
}

#[derive(Serialize)]
struct ZoneJson {
    voice: Voice,
    text: String,
}

#[derive(Serialize)]
struct ExplainJson {
    /// Why the mail is taken for bulk mail.
    bulk: Vec<String>,
    sentences: Vec<SentenceJson>,
}

#[derive(Serialize)]
struct SentenceJson {
    text: String,
    line: usize,
    kept: bool,
    /// It says again what a task says already.
    repeats: bool,
    kind: Kind,
    probability: f64,
    rules: Vec<ReasonJson>,
}

#[derive(Serialize)]
struct ReasonJson {
    id: String,
    weight: f64,
    why: String,
}

/// One email as its document; with the evidence where `explain`.
pub(super) fn document(processed: &Processed, explain: bool) -> Document {
    Document {
        schema: SCHEMA,
        email: email(&processed.email, &processed.label),
        tasks: processed.tasks.iter().map(task).collect(),
        evidence: explain.then(|| evidence(processed)),
    }
}

fn email(email: &Email, label: &str) -> EmailJson {
    EmailJson {
        id: email.id.as_str().to_owned(),
        message_id: email.message_id.clone(),
        subject: email.subject.clone(),
        from: email.from.as_ref().map(mailbox),
        to: email.to.iter().map(mailbox).collect(),
        cc: email.cc.iter().map(mailbox).collect(),
        date: email.date.to_rfc3339_opts(chrono::SecondsFormat::Secs, false),
        date_source: match email.date_source {
            DateSource::Given => "given",
            DateSource::Header => "header",
            DateSource::Envelope => "envelope",
            DateSource::FileName => "file_name",
            DateSource::Today => "today",
        },
        label: label.to_owned(),
        gmail_url: email.gmail_id.map(|id| format!("https://mail.google.com/mail/u/0/#inbox/{id:016x}")),
        bulk: !email.bulk.is_empty(),
        attachments: email
            .attachments
            .iter()
            .map(|a| AttachmentJson { name: a.name.clone(), r#type: a.mime.clone(), bytes: a.bytes })
            .collect(),
        source: email.origin.path.as_ref().map_or_else(|| "-".to_owned(), |path| path.display().to_string()),
    }
}

fn mailbox(mailbox: &Mailbox) -> MailboxJson {
    MailboxJson { name: mailbox.name.clone(), address: mailbox.address.clone() }
}

fn task(task: &Task) -> TaskJson {
    TaskJson {
        id: task.id.as_str().to_owned(),
        text: task.text.clone(),
        kind: task.kind,
        assignee: task.assignee.as_ref().and_then(|a| a.name.clone()),
        assignee_role: task.assignee.as_ref().map(|a| a.role),
        due: task.due.as_ref().map(|due| due.date.to_string()),
        due_text: task.due.as_ref().map(|due| due.words.clone()),
        priority: task.priority,
        priority_reasons: task.priority_reasons.clone(),
        confidence: task.confidence.get(),
        probability: thousandths(task.probability),
        tags: task.tags.iter().map(|tag| tag.as_str().to_owned()).collect(),
        cluster: task.cluster.as_ref().map(|cluster| cluster.as_str().to_owned()),
        context: task.context.clone(),
        quote: task.quote.clone(),
        section: task.section.clone(),
        line: task.line,
        rules: rules(&task.evidence),
    }
}

/// The rules that spoke, with what they weigh.
pub(super) fn rules(evidence: &[Evidence]) -> Vec<RuleJson> {
    evidence.iter().map(|e| RuleJson { id: e.rule.to_string(), weight: thousandths(e.weight) }).collect()
}

fn evidence(processed: &Processed) -> EvidenceJson {
    let lines = &processed.email.body.lines;
    let zones = processed.zones.iter().map(|zone| ZoneJson {
        voice: zone.voice,
        text: lines
            .get(zone.lines.clone())
            .unwrap_or_default()
            .iter()
            .map(|line| line.text.as_str())
            .collect::<Vec<_>>()
            .join("\n"),
    });
    let sentence = |considered: Considered| SentenceJson {
        text: considered.sentence.text.clone(),
        line: considered.sentence.line,
        kept: considered.fate == Fate::Kept,
        repeats: considered.fate == Fate::Repeat,
        kind: considered.kind,
        probability: thousandths(considered.verdict.probability),
        rules: considered
            .verdict
            .evidence
            .iter()
            .map(|e| ReasonJson { id: e.rule.to_string(), weight: thousandths(e.weight), why: e.why.to_string() })
            .collect(),
    };
    EvidenceJson {
        zones: zones.collect(),
        explain: ExplainJson {
            bulk: processed.email.bulk.clone(),
            sentences: processed.considered().map(sentence).collect(),
        },
    }
}

/// Three digits after the point: more would claim a precision that no weight has.
pub(super) fn thousandths(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// How the text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    OneLine,
    Indented,
}

/// `value` as JSON text in which nothing is invisible: what a terminal would act on is written as `\u....`.
pub(super) fn text(value: &impl Serialize, layout: Layout) -> String {
    let text = match layout {
        Layout::OneLine => serde_json::to_string(value),
        Layout::Indented => serde_json::to_string_pretty(value),
    };
    let text = text.expect("structs of strings and numbers have a JSON form");
    if text.is_ascii() && !text.contains('\x7f') || !text.contains(is_unprintable) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        // Outside of strings JSON is ASCII, so that an escape can only land inside one.
        if is_unprintable(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(c);
        }
    }
    shown
}

/// DEL and C1 controls, zero-width, bidirectional and line-separating characters, tags; serde escapes C0 itself.
fn is_unprintable(c: char) -> bool {
    matches!(c,
        '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_act_on_is_escaped() {
        let hostile = "a\u{1b}[2J\u{9b}31m\u{202e}b\u{e0041}é";
        let json = text(&hostile, Layout::OneLine);
        assert_eq!(json, r#""a\u001b[2J\u009b31m\u202eb\udb40\udc41é""#);
        assert_eq!(serde_json::from_str::<String>(&json).ok().as_deref(), Some(hostile));
    }
}
