//! The header block of a message or part: fields as text, addresses, content types.

use std::borrow::Cow;
use std::collections::BTreeSet;

use mail_parser::parsers::MessageStream;
use mail_parser::{Address, HeaderValue};

use super::{Cut, Mailbox, charset, encoded_word};
use crate::clean;

/// What lies beyond is not read: no mail program writes more, and the body begins after the blank line all the same.
pub(super) const MAX_BLOCK: usize = 256 << 10;

/// More fields than any relay chain adds.
pub(super) const MAX_FIELDS: usize = 2000;

/// People that one header may name; longer lists are circulars, whose readers nobody needs by name.
pub(super) const MAX_MAILBOXES: usize = 200;

const MAX_NAME: usize = 200;
const MAX_ADDRESS: usize = 320;

/// The fields of a header block in order: names in lower case, values unfolded.
#[derive(Debug, Default)]
pub(super) struct Fields {
    all: Vec<(String, String)>,
    cuts: BTreeSet<Cut>,
}

impl Fields {
    /// The header block that `message` opens with, and the rest after its blank line.
    ///
    /// A block without a blank line ends before the first line that can be no field.
    pub(super) fn read(message: &[u8]) -> (Self, &[u8]) {
        let body = body_start(message);
        let (block, body) = message.split_at_checked(body).unwrap_or((message, &[]));
        let mut fields = Self::from_text(&block_text(block.get(..MAX_BLOCK).unwrap_or(block)));
        if block.len() > MAX_BLOCK {
            fields.cuts.insert(Cut::HeaderBlock);
        }
        (fields, body)
    }

    pub(super) fn from_text(block: &str) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut cuts = BTreeSet::new();
        let mut rest = block;
        while !rest.is_empty() {
            let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let (line, below) = rest.split_at(end);
            rest = below.get(1..).unwrap_or_default();
            let line = line.strip_suffix('\r').unwrap_or(line);
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    let folded = line.trim();
                    value.reserve(folded.len() + 1);
                    value.push(' ');
                    value.push_str(folded);
                }
            } else if let Some((name, value)) = line.split_once(':') {
                if fields.len() == MAX_FIELDS {
                    cuts.insert(Cut::Fields);
                    break;
                }
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self { all: fields, cuts }
    }

    pub(super) fn push(&mut self, name: &str, value: &str) {
        self.all.push((name.to_owned(), value.to_owned()));
    }

    /// The raw values of every field `name` (lower case).
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.all.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The first non-empty value of field `name` (lower case).
    pub(super) fn first(&self, name: &str) -> Option<&str> {
        self.all.iter().find(|(field, value)| field == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.all.iter().any(|(field, _)| field == name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|(field, _)| field.as_str())
    }

    /// The decoded value of field `name` on one line, clean.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.first(name).map(|value| clean::one_line(&encoded_word::decode(value)))
    }

    /// Everyone whom the fields `name` list, groups resolved.
    pub(super) fn mailboxes(&self, name: &str) -> Vec<Mailbox> {
        self.mailboxes_and_cuts(name, &mut BTreeSet::new())
    }

    /// [`mailboxes`](Self::mailboxes), which adds to `cuts` where there are more of them than are read.
    pub(super) fn mailboxes_and_cuts(&self, name: &str, cuts: &mut BTreeSet<Cut>) -> Vec<Mailbox> {
        let mut list = Vec::new();
        for value in self.all(name) {
            mailboxes(value, &mut list);
        }
        if list.len() > MAX_MAILBOXES {
            cuts.insert(Cut::Mailboxes);
            list.truncate(MAX_MAILBOXES);
        }
        list
    }

    /// The limits that the block went over.
    pub(super) fn cuts(&self) -> BTreeSet<Cut> {
        self.cuts.clone()
    }

    /// `Content-Type` or `Content-Disposition`.
    pub(super) fn content(&self, name: &str) -> Option<Content> {
        let value = encoded_word::normalise(self.first(name)?);
        // The stream ends a value at a line end that opens no folded line.
        let value = format!("{value}\n");
        match MessageStream::new(value.as_bytes()).parse_content_type() {
            HeaderValue::ContentType(content) => Some(Content {
                kind: content.c_type.to_ascii_lowercase(),
                subtype: content.c_subtype.as_deref().unwrap_or_default().to_ascii_lowercase(),
                attributes: content
                    .attributes
                    .unwrap_or_default()
                    .into_iter()
                    .map(|attribute| (attribute.name.to_ascii_lowercase(), attribute.value.into_owned()))
                    .collect(),
            }),
            _ => None,
        }
    }
}

/// A parsed `Content-Type` or `Content-Disposition` (RFC 2045 §5, RFC 2183, RFC 2231).
#[derive(Debug, Default, Clone)]
pub(super) struct Content {
    pub(super) kind: String,
    pub(super) subtype: String,
    attributes: Vec<(String, String)>,
}

impl Content {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Whether `line` can be a header field: a name of printable ASCII, then a colon.
pub(super) fn is_field(line: &[u8]) -> bool {
    let name = line.iter().take_while(|byte| byte.is_ascii_graphic() && **byte != b':').count();
    let blanks = line.iter().skip(name).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    name > 0 && line.get(name + blanks) == Some(&b':')
}

fn body_start(message: &[u8]) -> usize {
    let mut start = 0;
    while let Some(line) = message.get(start..).filter(|rest| !rest.is_empty()) {
        let line = memchr::memchr(b'\n', line).and_then(|end| line.get(..=end)).unwrap_or(line);
        let blank = line.trim_ascii_end().is_empty();
        if blank {
            return start + line.len();
        }
        let folded = start > 0 && matches!(line.first(), Some(b' ' | b'\t'));
        let envelope = start == 0 && (line.starts_with(b"From ") || line.starts_with(b">From "));
        if !folded && !envelope && !is_field(line) {
            return start;
        }
        start += line.len();
    }
    start
}

/// Raw 8-bit headers are UTF-8 where they can be, else of the charset that the block itself declares for the body.
fn block_text(block: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(block) {
        return Cow::Borrowed(text);
    }
    let declared = memchr::memmem::find(block, b"charset=")
        .and_then(|at| block.get(at + "charset=".len()..))
        .map(|rest| {
            rest.iter().take(40).take_while(|byte| !matches!(byte, b';' | b'\r' | b'\n' | b' ')).copied().collect()
        })
        .and_then(|name: Vec<u8>| String::from_utf8(name).ok());
    Cow::Owned(charset::decode(block, declared.as_deref()))
}

/// Adds the mailboxes of one field to `list`, up to one more than are read, which tells that there are more.
fn mailboxes(value: &str, list: &mut Vec<Mailbox>) {
    // People paste Outlook's lists, which part by semicolons; in RFC 5322 a semicolon only ends a group.
    let value = if value.contains(';') && !value.contains(':') { value.replace(';', ",") } else { value.to_owned() };
    let value = format!("{}\n", encoded_word::normalise(&value));
    let HeaderValue::Address(addresses) = MessageStream::new(value.as_bytes()).parse_address() else { return };
    let all = match addresses {
        Address::List(all) => all,
        Address::Group(groups) => groups.into_iter().flat_map(|group| group.addresses).collect(),
    };
    for one in all {
        if list.len() > MAX_MAILBOXES {
            return;
        }
        let mut name = one.name.map(|name| clean::one_line(&name));
        let mut address = one.address.map(|address| clean::one_line(&address));
        if let Some(bare) = address.take_if(|address| !address.contains('@')) {
            name.get_or_insert(bare);
        }
        // `"ana@example.com" <ana@example.com>`, and quotes that a mailer wrote into the name itself.
        let name = name
            .map(|name| name.trim_matches(['"', '\'', ' ']).to_owned())
            .filter(|name| !name.is_empty() && Some(name) != address.as_ref())
            .map(|name| clean::cut(&name, MAX_NAME).to_owned());
        let address = address.filter(|address| !address.is_empty()).map(|it| clean::cut(&it, MAX_ADDRESS).to_owned());
        if name.is_some() || address.is_some() {
            list.push(Mailbox { name, address });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(value: &str) -> Vec<(String, String)> {
        let fields = Fields::from_text(&format!("To: {value}\n"));
        let text = |part: Option<String>| part.unwrap_or_default();
        fields.mailboxes("to").into_iter().map(|one| (text(one.name), text(one.address))).collect()
    }

    #[test]
    fn addresses_in_the_forms_that_headers_have() {
        for (value, found) in [
            ("ana@example.com", vec![("", "ana@example.com")]),
            ("Ana Ruiz <ana@example.com>", vec![("Ana Ruiz", "ana@example.com")]),
            (
                "\"Ruiz, Ana\" <ana@example.com>, bob@example.com",
                vec![("Ruiz, Ana", "ana@example.com"), ("", "bob@example.com")],
            ),
            ("=?utf-8?Q?Ruiz=2C_Ana?= <ana@example.com>", vec![("Ruiz, Ana", "ana@example.com")]),
            ("\"=?utf-8?Q?Z=C3=BCrn?=\" <z@example.com>", vec![("Z\u{FC}rn", "z@example.com")]),
            (
                "Team: ana@example.com, Bob <bob@example.com>;",
                vec![("", "ana@example.com"), ("Bob", "bob@example.com")],
            ),
            ("Ana Ruiz; Bob Kline", vec![("Ana Ruiz", ""), ("Bob Kline", "")]),
            ("ana@example.com (Ana Ruiz)", vec![("Ana Ruiz", "ana@example.com")]),
            ("\"ana@example.com\" <ana@example.com>", vec![("", "ana@example.com")]),
            ("undisclosed-recipients:;", vec![]),
            ("", vec![]),
            ("=?utf-8?Q?A=0AB?= <a@example.com>", vec![("A B", "a@example.com")]),
        ] {
            let found: Vec<_> =
                found.into_iter().map(|(name, address)| (name.to_owned(), address.to_owned())).collect();
            assert_eq!(people(value), found, "{value}");
        }
    }

    #[test]
    fn fields_are_unfolded_and_8_bit_ones_are_read() {
        let (fields, body) = Fields::read(b"Subject: Gr\xFC\xDFe\r\n aus\r\n\tBern\r\nX: y\r\n\r\nbody");
        assert_eq!(fields.text("subject").as_deref(), Some("Gr\u{FC}\u{DF}e aus Bern"));
        assert_eq!(body, b"body");
        let (fields, body) = Fields::read(b"Subject: a\nno field here\nmore");
        assert_eq!(fields.text("subject").as_deref(), Some("a"));
        assert_eq!(body, b"no field here\nmore");
    }

    #[test]
    fn file_names_of_rfc_2231_and_of_encoded_words() {
        for (value, name) in [
            ("attachment; filename=\"a b.pdf\"", "a b.pdf"),
            ("attachment; filename*=utf-8''Caf%C3%A9.pdf", "Caf\u{E9}.pdf"),
            ("attachment; filename*0*=utf-8''Caf%C3%A9; filename*1=%20b.pdf", "Caf\u{E9}%20b.pdf"),
            ("attachment; filename=\"=?utf-8?Q?Caf=C3=A9.pdf?=\"", "Caf\u{E9}.pdf"),
        ] {
            let content = Fields::from_text(&format!("Content-Disposition: {value}\n")).content("content-disposition");
            assert_eq!(content.expect(value).attribute("filename"), Some(name), "{value}");
        }
    }
}
