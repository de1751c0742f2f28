//! The bytes of one message as an [`Email`]: who, when, which words, which attachments.

mod body;
mod bulk;
mod charset;
mod cut;
mod date;
mod encoded_word;
mod flowed;
mod headers;
mod html;
mod id;
mod kind;
pub mod mbox;
mod mime;
mod plain;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub use cut::Cut;

use crate::clean;
use crate::inputs::Origin;

/// A larger message is no mail: providers stop at 150 MiB.
pub const MAX_MESSAGE: usize = 256 << 20;

/// Text beyond this is no letter; what comes first is what was written last.
const MAX_TEXT: usize = 1 << 20;

/// A line in characters, before any pattern sees it.
const MAX_LINE: usize = 20_000;

/// Of a body; a novel has fewer.
const MAX_LINES: usize = 100_000;

/// A subject in characters: more is cut by every mail client.
const MAX_SUBJECT: usize = 1000;

/// The thread of a message, by its newest ancestors.
const MAX_REFERENCES: usize = 100;

const MAX_LABELS: usize = 100;

/// One message as it was found, not yet parsed.
#[derive(Debug, Clone)]
pub struct RawEmail {
    pub origin: Origin,
    pub bytes: Vec<u8>,
    /// What the mailbox said of the message outside the sender's reach (the mbox `From ` line).
    pub envelope: Option<Envelope>,
}

/// The `From ` line that stands before a message in an mbox file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Gmail's own id, the decimal number of a Google Takeout `From ` line.
    pub gmail_id: Option<u64>,
    pub date: Option<DateTime<FixedOffset>>,
}

/// What the caller says about a message that overrides or completes its headers.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day that "Friday" counts from, instead of the Date header, which still gives the time of day and the offset
    /// where there is one; else it is 09:00 UTC.
    pub date: Option<NaiveDate>,
    pub subject: Option<String>,
    /// The day that counts where nothing else gives one.
    pub today: Option<NaiveDate>,
}

/// 16 lower-case hex digits that no YAML reader takes for a number; stable for ever.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailId(pub(crate) String);

impl EmailId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person or list in an address header (RFC 5322 §3.4); at least one of the two is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mailbox {
    pub name: Option<String>,
    pub address: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: Option<String>,
    /// MIME type, lower case, `application/pdf`.
    pub mime: String,
    /// Size of the encoded part as it stands in the message, decoded where that is cheap.
    pub bytes: usize,
}

/// What the day of sending was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateSource {
    /// `--date`
    Given,
    Header,
    /// The mbox `From ` line.
    Envelope,
    FileName,
    Today,
}

/// One line of the body: text without its line end, already [`crate::clean::visible`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    pub text: String,
    pub mark: Mark,
}

/// What the HTML of a mail client said about a line, which plain text cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    #[default]
    None,
    /// Inside an element that the client uses for the signature (`gmail_signature`, `moz-signature`, ...).
    Signature,
    /// Inside the header block or attribution that the client sets over a quoted message (`divRplyFwdMsg`, ...).
    ReplyHeader,
}

/// Whether the text was written as such or comes from HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// Lines may be wrapped at some column.
    Plain,
    /// `format=flowed` (RFC 3676), HTML or Markdown-like text: a line is a paragraph.
    Flowed,
}

/// The message's text as lines in light Markdown: `# ` headings, `- ` and `1. ` entries indented by their level,
/// `| a | b |` table rows, `> ` quotes. HTML is turned into this form, plain text is left as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    pub kind: BodyKind,
    pub lines: Vec<Line>,
}

/// `Importance:`, `X-Priority:`, `Priority:` headers (RFC 4021 §2.1.54).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Importance {
    High,
    #[default]
    Normal,
    Low,
}

#[derive(Debug, Clone)]
pub struct Email {
    pub id: EmailId,
    pub origin: Origin,
    /// RFC 5322 §3.6.4, without the angle brackets.
    pub message_id: Option<String>,
    /// Message-IDs of the thread, oldest first, without angle brackets: `References` and `In-Reply-To`.
    pub references: Vec<String>,
    /// Gmail's own id where the export carries it.
    pub gmail_id: Option<u64>,
    /// One line, decoded; empty where there is none.
    pub subject: String,
    pub from: Option<Mailbox>,
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    /// When it was sent, in the sender's own UTC offset; the day that deadlines count from.
    pub date: DateTime<FixedOffset>,
    pub date_source: DateSource,
    pub importance: Importance,
    /// `X-Gmail-Labels`, decoded, as given: only ever matched against the user's own list.
    pub gmail_labels: Vec<String>,
    /// Why the message is bulk or automatic mail, in words for `--explain`; empty where it is personal.
    pub bulk: Vec<String>,
    /// Whether it went to a discussion list (RFC 2369, RFC 2919), whose readers are asked nothing by name.
    pub to_list: bool,
    pub attachments: Vec<Attachment>,
    pub body: Body,
    /// Limits that the message went over, each once: what lies beyond was not read.
    pub cuts: Vec<Cut>,
}

/// Why bytes are no email.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EmailError {
    #[error("the file is empty")]
    Empty,
    #[error("no text: the file looks like {found}")]
    NoText { found: String },
    #[error("the message is larger than {limit} bytes")]
    TooLarge { limit: usize },
    /// A fault of this program: the mail is left out, and the others go on.
    #[error("a fault of the program, which is worth a report: {0}")]
    Fault(String),
}

/// One message, of whatever form its bytes have.
///
/// # Errors
///
/// When the bytes are no text at all; broken mail gives what can be read.
pub fn parse(raw: &RawEmail, options: &Options) -> Result<Email, EmailError> {
    let bytes = raw.bytes.as_slice();
    if bytes.len() > MAX_MESSAGE {
        return Err(EmailError::TooLarge { limit: MAX_MESSAGE });
    }
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(EmailError::Empty);
    }
    if let Some(found) = kind::binary(bytes) {
        return Err(EmailError::NoText { found: found.to_owned() });
    }
    let bytes = kind::emlx(bytes).unwrap_or(bytes);
    // Line ends of the first Macs, which some archives still have.
    let with_lines = (!bytes.contains(&b'\n') && bytes.contains(&b'\r'))
        .then(|| bytes.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect::<Vec<u8>>());
    let bytes = with_lines.as_deref().unwrap_or(bytes);
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if kind::of(start) == kind::Kind::Message {
        let (fields, body) = headers::Fields::read(start);
        let id = email_id(raw, &fields, body);
        let part = mime::Part::new(fields, body, false);
        let content = body::read(&part);
        return Ok(email(raw, options, id, &part.fields, content));
    }
    let Some(text) = charset::decode_file(bytes).filter(|_| !kind::is_noise(bytes) || is_utf16(bytes)) else {
        return Err(EmailError::NoText { found: "binary data".to_owned() });
    };
    // What was UTF-16 or had a header block that only people write.
    let (fields, content) = if kind::of(text.trim_start().as_bytes()) == kind::Kind::Html {
        (headers::Fields::default(), body::of_html(&text))
    } else if let Some((fields, body)) = plain::split(&text) {
        (fields, if kind::of(body.as_bytes()) == kind::Kind::Html { body::of_html(body) } else { body::of_text(body) })
    } else {
        (headers::Fields::default(), body::of_text(&text))
    };
    let id = email_id(raw, &fields, bytes);
    Ok(email(raw, options, id, &fields, content))
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || bytes.contains(&0)
}

fn email_id(raw: &RawEmail, fields: &headers::Fields, body: &[u8]) -> EmailId {
    match (raw.envelope.as_ref().and_then(|envelope| envelope.gmail_id), id::message_id(fields)) {
        (Some(gmail), _) => EmailId::of_gmail(gmail),
        (None, Some(message_id)) => EmailId::of_message_id(&message_id),
        (None, None) => EmailId::of_content(fields, body),
    }
}

fn email(raw: &RawEmail, options: &Options, id: EmailId, fields: &headers::Fields, content: body::Content) -> Email {
    let from = fields.mailboxes("from").into_iter().next().or_else(|| fields.mailboxes("sender").into_iter().next());
    let subject =
        options.subject.as_deref().map(clean::one_line).or_else(|| fields.text("subject")).unwrap_or_default();
    let (date, date_source) = sent(raw, options, fields);
    let links = content.links;
    let mut cuts = fields.cuts();
    cuts.extend(&content.cuts);
    let (body, attachments) = content.into_body();
    let texts: Vec<&str> = body.lines.iter().map(|line| line.text.as_str()).collect();
    let bulk = bulk::reasons(fields, from.as_ref(), &texts, links);
    let mut references: Vec<String> = Vec::new();
    for name in ["references", "in-reply-to"] {
        for id in fields.first(name).into_iter().flat_map(id::message_ids) {
            if references.len() < MAX_REFERENCES && !references.iter().any(|known| known == id) {
                references.push(id.to_owned());
            }
        }
    }
    Email {
        id,
        origin: raw.origin.clone(),
        message_id: id::message_id(fields),
        references,
        gmail_id: raw.envelope.as_ref().and_then(|envelope| envelope.gmail_id),
        subject: clean::cut(&subject, MAX_SUBJECT).to_owned(),
        to: fields.mailboxes_and_cuts("to", &mut cuts),
        cc: fields.mailboxes_and_cuts("cc", &mut cuts),
        from,
        date,
        date_source,
        importance: bulk::importance(fields),
        gmail_labels: gmail_labels(fields),
        bulk,
        to_list: bulk::is_discussion(fields),
        attachments,
        body,
        cuts: cuts.into_iter().collect(),
    }
}

/// When the message was sent, and who says so (see [`Options::date`] for a given day).
fn sent(raw: &RawEmail, options: &Options, fields: &headers::Fields) -> (DateTime<FixedOffset>, DateSource) {
    // A header block that people copied out of Outlook says `Sent:`.
    let header = fields.text("date").or_else(|| fields.text("sent")).and_then(|text| date::parse(&text));
    if let Some(day) = options.date {
        return (header.map_or_else(|| date::morning(day), |at| date::on_day(day, at)), DateSource::Given);
    }
    if let Some(date) = header {
        return (date, DateSource::Header);
    }
    if let Some(date) = raw.envelope.as_ref().and_then(|envelope| envelope.date) {
        return (date, DateSource::Envelope);
    }
    let name = raw.origin.path.as_ref().and_then(|path| path.file_name()).and_then(|name| name.to_str());
    if let Some(day) = name.and_then(date::leading_day) {
        return (date::morning(day), DateSource::FileName);
    }
    (options.today.map(date::morning).unwrap_or_default(), DateSource::Today)
}

/// Gmail's Takeout joins labels by commas, and quotes those that hold one.
fn gmail_labels(fields: &headers::Fields) -> Vec<String> {
    let labels = fields.text("x-gmail-labels").unwrap_or_default();
    let mut quoted = false;
    labels
        .split(|char| {
            quoted ^= char == '"';
            char == ',' && !quoted
        })
        .map(|label| label.trim().trim_matches('"').to_owned())
        .filter(|label| !label.is_empty())
        .take(MAX_LABELS)
        .collect()
}
