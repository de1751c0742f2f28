//! The bytes of one message as an [`Email`]: who, when, which words, which attachments.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::inputs::Origin;

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
    /// The day that "Friday" counts from, instead of the Date header.
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
    pub attachments: Vec<Attachment>,
    pub body: Body,
}

/// Why bytes are no email.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum EmailError {
    #[error("the file is empty")]
    Empty,
    #[error("no text: the file looks like {found}")]
    NoText { found: String },
    #[error("larger than {limit} bytes")]
    TooLarge { limit: usize },
}

/// One message, of whatever form its bytes have.
///
/// # Errors
///
/// When the bytes are no text at all; broken mail gives what can be read.
pub fn parse(raw: &RawEmail, options: &Options) -> Result<Email, EmailError> {
    use mail_parser::{MessageParser, MimeHeaders};
    use sha2::{Digest, Sha256};

    if raw.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(EmailError::Empty);
    }
    if raw.bytes.contains(&0) {
        return Err(EmailError::NoText { found: "binary data".to_owned() });
    }
    let text = String::from_utf8_lossy(&raw.bytes).into_owned();
    let message = text
        .lines()
        .take(40)
        .take_while(|line| !line.trim().is_empty())
        .any(|line| line.to_ascii_lowercase().starts_with("from:"))
        .then(|| MessageParser::default().parse(&raw.bytes))
        .flatten();
    let mailbox = |addr: &mail_parser::Addr<'_>| Mailbox {
        name: addr.name().map(crate::clean::one_line).filter(|name| !name.is_empty()),
        address: addr.address().map(crate::clean::one_line).filter(|address| !address.is_empty()),
    };
    let list = |address: Option<&mail_parser::Address<'_>>| {
        address.map(|list| list.iter().map(mailbox).collect::<Vec<_>>()).unwrap_or_default()
    };
    let body_text = match &message {
        Some(message) => message.body_text(0).map(|text| text.into_owned()).unwrap_or_default(),
        None => text,
    };
    let header_date = message
        .as_ref()
        .and_then(|message| message.date())
        .and_then(|date| DateTime::parse_from_rfc3339(&date.to_rfc3339()).ok());
    let midday = |day: NaiveDate| day.and_hms_opt(9, 0, 0).map(|at| at.and_utc().fixed_offset());
    let (date, date_source) = match (options.date.and_then(midday), header_date) {
        (Some(date), _) => (date, DateSource::Given),
        (None, Some(date)) => (date, DateSource::Header),
        (None, None) => (options.today.and_then(midday).unwrap_or_default(), DateSource::Today),
    };
    let message_id = message.as_ref().and_then(|message| message.message_id()).map(str::to_owned);
    let hash = Sha256::digest(message_id.as_deref().unwrap_or(&body_text));
    let id = hash.iter().take(8).fold(String::new(), |id, byte| id + &format!("{byte:02x}"));
    Ok(Email {
        id: EmailId(id),
        origin: raw.origin.clone(),
        message_id,
        references: Vec::new(),
        gmail_id: raw.envelope.as_ref().and_then(|envelope| envelope.gmail_id),
        subject: options.subject.clone().unwrap_or_else(|| {
            message.as_ref().and_then(|message| message.subject()).map(crate::clean::one_line).unwrap_or_default()
        }),
        from: message.as_ref().and_then(|message| list(message.from()).into_iter().next()),
        to: message.as_ref().map(|message| list(message.to())).unwrap_or_default(),
        cc: message.as_ref().map(|message| list(message.cc())).unwrap_or_default(),
        date,
        date_source,
        importance: Importance::Normal,
        gmail_labels: Vec::new(),
        bulk: Vec::new(),
        attachments: message
            .as_ref()
            .map(|message| {
                message
                    .attachments()
                    .map(|part| Attachment {
                        name: part.attachment_name().map(crate::clean::one_line),
                        mime: "application/octet-stream".to_owned(),
                        bytes: part.len(),
                    })
                    .collect()
            })
            .unwrap_or_default(),
        body: Body {
            kind: BodyKind::Plain,
            lines: crate::clean::visible(&body_text)
                .lines()
                .map(|line| Line { text: line.to_owned(), mark: Mark::None })
                .collect(),
        },
    })
}
