//! The evidence for people: whose words, which sentences, which rules.

use std::io::{self, Write};

use crate::clean::one_line;
use crate::email::DateSource;
use crate::pipeline::{Considered, Fate, Processed};
use crate::score::Confidence;
use crate::zones::Voice;

/// How much of a sentence is shown.
const SHOWN: usize = 160;

/// Writes what speaks for and against each sentence that was considered, in reading order.
pub(super) fn write(processed: &Processed, out: &mut dyn Write) -> io::Result<()> {
    head(processed, out)?;
    writeln!(out, "\nwhose words:")?;
    for zone in &processed.zones {
        let voice = match zone.voice {
            Voice::Own => "own",
            Voice::Quoted => "quoted",
            Voice::Forwarded => "forwarded",
            Voice::Signature => "signature",
            Voice::Boilerplate => "boilerplate",
        };
        let lines = if zone.lines.len() > 1 {
            format!("lines {} to {}", zone.lines.start + 1, zone.lines.end)
        } else {
            format!("line {}", zone.lines.start + 1)
        };
        let author = zone.author.as_ref().map(|author| format!(", by {}", one_line(author))).unwrap_or_default();
        let handed_over = if zone.handed_over { ", handed over: its tasks count" } else { "" };
        writeln!(out, "  {voice:<12}{lines}{author}{handed_over}")?;
    }
    let considered: Vec<Considered> = processed.considered().collect();
    writeln!(out, "\nsentences considered: {}, kept: {}", considered.len(), processed.tasks.len())?;
    considered.into_iter().try_for_each(|one| sentence(one, out))
}

fn head(processed: &Processed, out: &mut dyn Write) -> io::Result<()> {
    let email = &processed.email;
    writeln!(out, "email {} \"{}\"", email.id.as_str(), shortened(&email.subject))?;
    let source = match email.date_source {
        DateSource::Given => "as given",
        DateSource::Header => "from its Date header",
        DateSource::Envelope => "from the mailbox",
        DateSource::FileName => "from the file name",
        DateSource::Today => "today: the mail has no date",
    };
    writeln!(out, "sent {}, {source}", email.date.format("%A %Y-%m-%d %H:%M %:z"))?;
    for reason in &email.bulk {
        writeln!(out, "bulk mail: {}", one_line(reason))?;
    }
    Ok(())
}

fn sentence(considered: Considered, out: &mut dyn Write) -> io::Result<()> {
    let Considered { sentence, verdict, kind, fate } = considered;
    let fate = match fate {
        Fate::Kept => "kept",
        Fate::Repeat => "said again",
        Fate::Left => "left out",
    };
    let kind = format!("{kind:?}").to_lowercase();
    let percent = Confidence::of(verdict.probability).get();
    writeln!(out, "\n{fate}, {percent} %, line {}, {kind}: {}", sentence.line, shortened(&sentence.text))?;
    for evidence in &verdict.evidence {
        writeln!(out, "    {:+.2}  {}: {}", evidence.weight, evidence.rule, one_line(&evidence.why.to_string()))?;
    }
    Ok(())
}

fn shortened(text: &str) -> String {
    let text = one_line(text);
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
