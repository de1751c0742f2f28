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
pub fn parse(_raw: &RawEmail, _options: &Options) -> Result<Email, EmailError> {
    Err(EmailError::Empty)
}
