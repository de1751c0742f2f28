//! The marker lines and header blocks (`From:`, `Sent:`, `To:`, `Subject:`) that clients set over a message.

use std::sync::LazyLock;

use super::phrases::Phrases;
use super::view::{View, bare, is_groupwise_top};
use crate::email::Mark;

/// A block with long recipient lists wraps; what is longer is no header block.
const MAX_LINES: usize = 40;
/// How many lines a wrapped list of recipients may go on for.
const MAX_CONTINUED: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    From,
    Date,
    To,
    Cc,
    Subject,
    Other,
}

/// Field names as Outlook, Apple Mail, Thunderbird, Gmail, Notes and phones write them.
const FIELDS: &[(&str, Field)] = &[
    ("from", Field::From),
    ("von", Field::From),
    ("de", Field::From),
    ("da", Field::From),
    ("van", Field::From),
    ("från", Field::From),
    ("fra", Field::From),
    ("od", Field::From),
    ("expéditeur", Field::From),
    ("mittente", Field::From),
    ("remitente", Field::From),
    ("sent", Field::Date),
    ("date", Field::Date),
    ("date sent", Field::Date),
    ("gesendet", Field::Date),
    ("gesendet am", Field::Date),
    ("datum", Field::Date),
    ("envoyé", Field::Date),
    ("envoyé le", Field::Date),
    ("enviado", Field::Date),
    ("enviado el", Field::Date),
    ("enviada em", Field::Date),
    ("enviado em", Field::Date),
    ("fecha", Field::Date),
    ("data", Field::Date),
    ("inviato", Field::Date),
    ("verzonden", Field::Date),
    ("skickat", Field::Date),
    ("sendt", Field::Date),
    ("dato", Field::Date),
    ("wysłano", Field::Date),
    ("to", Field::To),
    ("an", Field::To),
    ("à", Field::To),
    ("a", Field::To),
    ("para", Field::To),
    ("aan", Field::To),
    ("till", Field::To),
    ("til", Field::To),
    ("do", Field::To),
    ("pour", Field::To),
    ("destinataire", Field::To),
    ("cc", Field::Cc),
    ("kopie", Field::Cc),
    ("kopie (cc)", Field::Cc),
    ("copie à", Field::Cc),
    ("bcc", Field::Cc),
    ("kopia", Field::Cc),
    ("subject", Field::Subject),
    ("betreff", Field::Subject),
    ("objet", Field::Subject),
    ("asunto", Field::Subject),
    ("oggetto", Field::Subject),
    ("onderwerp", Field::Subject),
    ("assunto", Field::Subject),
    ("ämne", Field::Subject),
    ("emne", Field::Subject),
    ("temat", Field::Subject),
    ("reply-to", Field::Other),
    ("reply to", Field::Other),
    ("antwort an", Field::Other),
    ("répondre à", Field::Other),
    ("responder a", Field::Other),
    ("importance", Field::Other),
    ("wichtigkeit", Field::Other),
    ("priority", Field::Other),
    ("attachments", Field::Other),
    ("anlagen", Field::Other),
    ("organization", Field::Other),
    ("message-id", Field::Other),
    ("sent by", Field::Other),
    ("sender", Field::Other),
    ("resent-from", Field::Other),
    ("when", Field::Other),
    ("where", Field::Other),
];

/// Words of the line that says that what follows was forwarded.
static FORWARDED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "forwarded message",
        "begin forwarded message",
        "begin forwarded text",
        "forwarded text",
        "start of forwarded message",
        "weitergeleitete nachricht",
        "anfang der weitergeleiteten nachricht",
        "anfang der weitergeleiteten e-mail",
        "beginn der weitergeleiteten nachricht",
        "message transféré",
        "message transmis",
        "début du message transféré",
        "début du message réexpédié",
        "mensaje reenviado",
        "inicio del mensaje reenviado",
        "messaggio inoltrato",
        "inizio messaggio inoltrato",
        "inizio del messaggio inoltrato",
        "doorgestuurd bericht",
        "begin doorgestuurd bericht",
        "mensagem encaminhada",
        "mensagem reencaminhada",
        "início da mensagem reencaminhada",
        "vidarebefordrat meddelande",
        "vidarebefordrat brev",
        "videresendt meddelelse",
        "videresendt besked",
        "przekazana wiadomość",
        "wiadomość przekazana",
    ])
});

/// Words of the line that says that what follows is the message answered to.
static ORIGINAL: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "original message",
        "original appointment",
        "original e-mail",
        "original email",
        "ursprüngliche nachricht",
        "originalnachricht",
        "original nachricht",
        "ursprünglicher termin",
        "message d'origine",
        "message original",
        "mensaje original",
        "messaggio originale",
        "oorspronkelijk bericht",
        "mensagem original",
        "ursprungligt meddelande",
        "originalmeddelande",
        "oprindelig meddelelse",
        "opprinnelig melding",
        "wiadomość oryginalna",
        "oryginalna wiadomość",
        "reply message",
        "reply to message",
    ])
});

/// What the top of another message says about it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Top {
    /// Lines of the marker, the blank lines under it and the header block.
    pub(super) len: usize,
    pub(super) kind: TopKind,
    pub(super) author: Option<String>,
    pub(super) subject: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum TopKind {
    /// The marker says that it was forwarded.
    Forwarded,
    /// "Original Message", or a header block alone: the subject tells a reply from a forward.
    #[default]
    Unsaid,
    /// "Original Message" without a header block; an attribution may follow.
    MarkerOnly,
}

/// The top of another message that begins at line `start`, quoted `depth` times.
pub(super) fn at(view: &View<'_>, start: usize, depth: usize) -> Option<Top> {
    let line = view.at_depth(start, depth).filter(|line| !line.is_blank())?;
    match marker(line.text, line.lower()) {
        Some(Marker { kind: TopKind::Forwarded, adorned, author }) => {
            let block = block_below(view, start + 1, depth, Trust::Marked);
            (adorned || block.is_some()).then(|| with_block(block, TopKind::Forwarded, author))
        }
        Some(Marker { kind, adorned: true, author }) => {
            Some(match block_below(view, start + 1, depth, Trust::Marked) {
                Some(block) => with_block(Some(block), TopKind::Unsaid, author),
                None => Top {
                    len: 1,
                    kind: if author.is_some() { kind } else { TopKind::MarkerOnly },
                    author,
                    subject: None,
                },
            })
        }
        _ if is_rule(line.text) => {
            let block = block_below(view, start + 1, depth, Trust::Marked)?;
            Some(with_block(Some(block), TopKind::Unsaid, None))
        }
        _ => {
            let trust = if line.mark == Mark::ReplyHeader { Trust::Marked } else { Trust::Bare };
            block(view, start, depth, trust).or_else(|| notes_block(view, start, depth))
        }
    }
}

fn with_block(block: Option<Top>, kind: TopKind, author: Option<String>) -> Top {
    match block {
        Some(block) => Top { len: block.len + 1, kind, author: block.author.or(author), subject: block.subject },
        None => Top { len: 1, kind, author, subject: None },
    }
}

struct Marker {
    kind: TopKind,
    /// Between dashes, or with the colon that Apple Mail sets.
    adorned: bool,
    author: Option<String>,
}

/// "---------- Forwarded message ---------", "-----Original Message-----", "Begin forwarded message:".
fn marker(text: &str, lower: &str) -> Option<Marker> {
    const MAX_BYTES: usize = 160;
    if text.len() > MAX_BYTES {
        return None;
    }
    if is_groupwise_top(text) {
        let core = text.trim_matches(['>', ' ']);
        let named = core.split(|c: char| c == '<' || c.is_ascii_digit()).next().unwrap_or(core);
        return Some(Marker { kind: TopKind::Unsaid, adorned: true, author: person(named).or_else(|| person(core)) });
    }
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '*' | '=' | '—' | '–' | '#' | '>' | '<' | '|');
    let core = || text.trim_matches(is_edge);
    let dashed = text.starts_with("--") || text.starts_with("__") || text.starts_with("==") || text.starts_with('—');
    let words = lower.trim_matches(is_edge).trim_end_matches([':', ' ']);
    if FORWARDED.has(words) {
        let adorned = dashed || core().ends_with(':');
        return Some(Marker { kind: TopKind::Forwarded, adorned, author: None });
    }
    if ORIGINAL.has(words) {
        return Some(Marker { kind: TopKind::Unsaid, adorned: dashed, author: None });
    }
    if dashed && text.ends_with("--") {
        // Notes: "----- Forwarded by Ana Ruiz/X on 09/08/2025 09:13 -----", "-----Ana Ruiz wrote: -----"
        if words.starts_with("forwarded by ") || words.starts_with("weitergeleitet von ") {
            return Some(Marker { kind: TopKind::Forwarded, adorned: true, author: None });
        }
        if words.ends_with(" wrote") || words.ends_with(" schrieb") {
            let name = core().rsplit_once(' ').map(|(name, _)| person(name));
            return Some(Marker { kind: TopKind::Unsaid, adorned: true, author: name.flatten() });
        }
    }
    None
}

/// A line of five or more underscores, dashes, equals signs or stars and nothing else.
pub(super) fn is_rule(text: &str) -> bool {
    if text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    let text = text.trim();
    let Some(first) = text.chars().next() else { return false };
    matches!(first, '_' | '-' | '=' | '*' | '—' | '─') && text.chars().all(|c| c == first) && text.chars().count() >= 3
}

/// How much else says that a header block stands here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// A marker line above, or the client's own HTML: two fields do.
    Marked,
    /// Nothing: "From: Berlin, To: Rome, Date: May 5" may be the sender's own words.
    Bare,
}

fn block_below(view: &View<'_>, start: usize, depth: usize, trust: Trust) -> Option<Top> {
    const MAX_BLANK: usize = 3;
    let first = (start..start + MAX_BLANK).find(|&at| view.get(at).is_some_and(|line| !line.is_blank()))?;
    // Apple Mail quotes what it forwards, the header block too.
    let block = match view.get(first) {
        Some(line) if line.depth == depth || line.depth == depth + 1 => {
            block(view, first, line.depth, trust).or_else(|| notes_block(view, first, line.depth))?
        }
        _ => return None,
    };
    Some(Top { len: first - start + block.len, ..block })
}

/// A header block from line `start` on.
fn block(view: &View<'_>, start: usize, depth: usize, trust: Trust) -> Option<Top> {
    let mut seen: Vec<Field> = Vec::new();
    let mut top = Top::default();
    let mut address = false;
    let mut end = start;
    let mut continued = 0;
    let mut index = start;
    while index < start + MAX_LINES {
        let Some(line) = view.get(index) else { break };
        if line.is_blank() {
            // Outlook sets a blank line between the fields where each is a paragraph.
            let goes_on = view.at_depth(index + 1, depth).is_some_and(|next| field(next.text).is_some());
            if !goes_on || index == start {
                break;
            }
            index += 1;
            continue;
        }
        if line.depth != depth {
            break;
        }
        if let Some((name, value)) = field(line.text) {
            if name != Field::Other && name != Field::Cc && seen.contains(&name) {
                break;
            }
            seen.push(name);
            match name {
                Field::From => {
                    top.author = person(value);
                    address |= value.contains('@');
                }
                Field::Subject => top.subject = Some(bare(value).to_owned()),
                Field::Date | Field::To | Field::Cc | Field::Other => {}
            }
            continued = 0;
            end = index + 1;
        } else {
            if index == start {
                return None;
            }
            continued += 1;
            // Names of a wrapped list; they count only when another field follows.
            let wraps = matches!(seen.last(), Some(Field::To | Field::Cc | Field::Subject | Field::From));
            if !wraps || continued > MAX_CONTINUED || seen.contains(&Field::Subject) && seen.len() >= 4 {
                break;
            }
        }
        index += 1;
    }
    let has = |field: Field| seen.contains(&field);
    let first_is_field = seen.first().is_some_and(|field| *field != Field::Other);
    let enough = match trust {
        Trust::Marked => has(Field::From) && seen.len() >= 2 || has(Field::To) && has(Field::Subject),
        Trust::Bare => {
            has(Field::From)
                && ((has(Field::Subject) && (has(Field::Date) || has(Field::To) || address))
                    || (has(Field::Date) && has(Field::To) && address))
        }
    };
    top.len = end - start;
    (first_is_field && enough).then_some(top)
}

/// Notes sets the name and the date as lines of their own over `To:`, `cc:` and `Subject:`.
fn notes_block(view: &View<'_>, start: usize, depth: usize) -> Option<Top> {
    const MAX_NAME_BYTES: usize = 80;
    let name = view.at_depth(start, depth)?;
    if name.text.len() > MAX_NAME_BYTES || name.text.ends_with(['.', ':', '?', '!', ',']) || name.is_blank() {
        return None;
    }
    let date = view.at_depth(start + 1, depth)?;
    if !is_date_line(date.text) {
        return None;
    }
    let fields = view.next_text(start + 2).filter(|&at| at <= start + 4)?;
    if let Some(end) = notes_table(view, fields, depth) {
        return Some(Top { len: end - start, author: person(name.text), ..Top::default() });
    }
    let (first, _) = field(view.at_depth(fields, depth)?.text)?;
    let rest = block(view, fields, depth, Trust::Marked)?;
    (first == Field::To).then(|| Top { len: fields - start + rest.len, author: person(name.text), ..rest })
}

/// The end of `To`, `cc` and `Subject` as lines of their own, each over its value: a table of Notes as plain text.
fn notes_table(view: &View<'_>, start: usize, depth: usize) -> Option<usize> {
    const MAX_LINES: usize = 14;
    let text = |at: usize| view.at_depth(at, depth).map_or("", |line| bare(line.text));
    let begins = ["To", "An", "Pour", "Para"].contains(&text(start));
    let subject = (start + 1..start + MAX_LINES)
        .find(|&at| ["Subject", "Thema", "Betreff", "Objet", "Asunto"].contains(&text(at)))?;
    (begins && view.get(subject + 1).is_some()).then_some(subject + 2)
}

/// "09/12/2001 05:30 PM", "08.09.2025 09:13".
fn is_date_line(text: &str) -> bool {
    const MAX_BYTES: usize = 40;
    text.len() <= MAX_BYTES
        && text.contains(':')
        && text.bytes().filter(u8::is_ascii_digit).count() >= 6
        && text.bytes().filter(u8::is_ascii_alphabetic).count() <= 12
}

/// `*From:* Ana` as the field and its value.
fn field(text: &str) -> Option<(Field, &str)> {
    const MAX_NAME_BYTES: usize = 24;
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|'));
    let colon = text.bytes().take(MAX_NAME_BYTES).position(|b| b == b':')?;
    let (name, value) = text.split_at_checked(colon)?;
    let name = bare(name);
    // A field name begins with a capital, but for "cc:".
    let lower = name.to_lowercase();
    if name == lower && lower != "cc" && lower != "to" && lower != "bcc" {
        return None;
    }
    let kind = FIELDS.iter().find(|(label, _)| *label == lower)?.1;
    Some((
        kind,
        value.get(1..).unwrap_or("").trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|')),
    ))
}

/// The name in the value of `From:`, else the address.
fn person(value: &str) -> Option<String> {
    let value = bare(value);
    let name = value.split(['<', '[', '(']).next().unwrap_or(value);
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '*' | '|' | ',' | ';'));
    // Notes writes "Ana Ruiz/HOU/X@X".
    let name = name.split('/').next().unwrap_or(name).trim();
    if !name.is_empty() && !name.contains('@') {
        return Some(name.to_owned());
    }
    let address = value.split(['<', '>', ' ', '[', ']', '(', ')', ':']).find(|word| word.contains('@'))?;
    Some(address.trim_matches(['*', '"', ',', ';']).to_owned())
}

/// Whether the subject says that the message was forwarded: the first of its prefixes decides.
pub(super) fn is_forward_subject(subject: &str) -> bool {
    const PREFIXES: &[&str] =
        &["fw", "fwd", "wg", "tr", "rv", "i", "vb", "enc", "doorst", "vs", "pd", "weiterl", "wtr", "reenv"];
    let Some((prefix, _)) = subject.split_once(':') else { return false };
    PREFIXES.contains(&prefix.trim().trim_start_matches('[').to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::{Body, BodyKind, Line};

    fn found(text: &str) -> Option<Top> {
        let lines = text.lines().map(|line| Line { text: line.to_owned(), mark: Mark::None }).collect();
        let body = Body { kind: BodyKind::Plain, lines };
        at(&View::new(&body), 0, 0)
    }

    #[test]
    fn tops_of_common_clients_are_known() {
        use TopKind::{Forwarded, MarkerOnly, Unsaid};
        for (text, len, kind, author) in [
            ("From: Ana <a@x.example>\nSent: Monday\nTo: Bo\nSubject: Q3\n\nhi", 4, Unsaid, Some("Ana")),
            ("*Von:* Ana <a@x.example>\n*Gesendet:* Montag\n*An:* Bo\n*Betreff:* Q3\n\nhi", 4, Unsaid, Some("Ana")),
            ("**De :** Ana\n**Envoyé :** lundi\n**À :** Bo\n**Objet :** Q3\n", 4, Unsaid, Some("Ana")),
            ("De: Ana\nEnviado el: lunes\nPara: Bo\nAsunto: Q3\n", 4, Unsaid, Some("Ana")),
            ("-----Original Message-----\nFrom: Ana\nSent: Monday\nTo: Bo\nSubject: Q3", 5, Unsaid, Some("Ana")),
            ("________________________________\nFrom: Ana\nSent: Monday\nTo: Bo", 4, Unsaid, Some("Ana")),
            ("------- Original Message -------\nOn Monday Ana wrote:", 1, MarkerOnly, None),
            (
                "---------- Forwarded message ---------\nFrom: Ana <a@x.example>\nDate: Mon\nSubject: Q3\nTo: Bo\n\nhi",
                5,
                Forwarded,
                Some("Ana"),
            ),
            (
                "Begin forwarded message:\n\n> From: Ana\n> Subject: Q3\n> Date: 8 Sep\n> To: Bo\n>\n> hi",
                6,
                Forwarded,
                Some("Ana"),
            ),
            (
                "---- Forwarded by Bo/X on 09/08/2025 09:13 AM ----\n\nAna Ruiz/X@X\n09/08/2025 08:00 AM\nTo: Bo/X@X\ncc:\nSubject: Q3\n\nhi",
                7,
                Forwarded,
                Some("Ana Ruiz"),
            ),
        ] {
            let top = found(text).unwrap_or_else(|| panic!("not found: {text}"));
            assert_eq!((top.len, top.kind, top.author.as_deref()), (len, kind, author), "{text}");
        }
    }

    #[test]
    fn own_words_with_colons_are_no_header_block() {
        for text in [
            "From: Berlin\nTo: Rome\nDate: 5 May\n\nPlease book it.",
            "To: do\nSubject: to change",
            "From: my point of view it works",
            "original message follows",
            "-----------------\nPlease read on.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
