//! Text without MIME: what people paste or save, with or without a header block of `From:`, `Date:`, `Subject:` lines.

use super::headers::Fields;

/// A header block that people paste has a handful of lines.
const MAX_BLOCK_LINES: usize = 40;

/// What mail programs write over a message in print and copy, by the field that it is.
const LABELS: &[(&str, &str)] = &[
    ("from", "from"),
    ("to", "to"),
    ("cc", "cc"),
    ("bcc", "bcc"),
    ("date", "date"),
    ("sent", "date"),
    ("subject", "subject"),
    ("reply-to", "reply-to"),
    ("importance", "importance"),
    ("priority", "priority"),
    ("attachments", "x-attachments"),
    ("message-id", "message-id"),
    ("von", "from"),
    ("an", "to"),
    ("gesendet", "date"),
    ("datum", "date"),
    ("betreff", "subject"),
    ("de", "from"),
    ("à", "to"),
    ("envoyé", "date"),
    ("objet", "subject"),
    ("para", "to"),
    ("enviado", "date"),
    ("fecha", "date"),
    ("asunto", "subject"),
    ("da", "from"),
    ("a", "to"),
    ("inviato", "date"),
    ("oggetto", "subject"),
    ("van", "from"),
    ("aan", "to"),
    ("verzonden", "date"),
    ("onderwerp", "subject"),
];

/// The pasted header block that `text` opens with and the body after it; `None` where the text opens with its body.
///
/// "Note: the office is closed" is no block: it takes a sender or subject and a second field, or a subject alone on
/// its line before a blank one.
pub(super) fn split(text: &str) -> Option<(Fields, &str)> {
    let mut fields = Fields::default();
    let mut known = 0_usize;
    let mut rest = text.trim_start_matches(['\n', '\r', ' ', '\t', '\u{FEFF}']);
    let mut ended_blank = false;
    for _ in 0..MAX_BLOCK_LINES {
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        let line = line.trim();
        if line.is_empty() {
            ended_blank = true;
            break;
        }
        let Some((name, value)) = field(line) else { break };
        fields.push(name, value);
        known += 1;
        rest = after;
    }
    let headed = fields.has("from") || fields.has("subject");
    (headed && (known >= 2 || ended_blank)).then(|| (fields, rest.trim_start_matches(['\n', '\r'])))
}

/// `From: Ana`, `**From:** Ana`, `*Sent:* Friday`.
fn field(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim_start_matches(['*', '_', '>', '-', ' ']);
    let (label, value) = line.split_once(':')?;
    let label = label.trim().trim_end_matches(['*', '_']).to_lowercase();
    let (_, name) = LABELS.iter().find(|(known, _)| *known == label)?;
    Some((name, value.trim_start_matches(['*', '_']).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_block_is_told_from_a_body() {
        for (text, subject, body) in [
            ("From: Ana\nDate: 2025-01-14\nSubject: Hello\n\nHi", Some("Hello"), "Hi"),
            ("\r\nFrom: Ana\r\nSubject: Hello\r\n\r\nHi", Some("Hello"), "Hi"),
            ("**From:** Ana\n**Subject:** Hello\n\nHi", Some("Hello"), "Hi"),
            ("Von: Ana\nGesendet: heute\nBetreff: Hallo\n\nHi", Some("Hallo"), "Hi"),
            ("Subject: Hello\n\nHi", Some("Hello"), "Hi"),
            ("From: Ana\nSubject: Hello\nHi there", Some("Hello"), "Hi there"),
        ] {
            let (fields, rest) = split(text).expect(text);
            assert_eq!((fields.first("subject"), rest), (subject, body), "{text}");
        }
        for text in [
            "Note: closed\n\nHi",
            "Subject: x\nis what I wrote",
            "To: do\n\n- a",
            "Date: Friday\nPlace: here\n",
            "",
            "Hi: a",
        ] {
            assert!(split(text).is_none(), "{text}");
        }
    }
}
