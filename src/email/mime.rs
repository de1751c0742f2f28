//! The parts of a MIME message (RFC 2045, 2046): where each begins and ends, and its bytes out of their transfer
//! encoding.
//!
//! mail-parser reads the fields; the cutting is done here, because every attachment would be decoded there and nested
//! messages are not bounded in depth.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;

use super::encoded_word::hex_byte;
use super::headers::{Content, Fields, is_field};

/// A part of a message, or the message itself.
pub(super) struct Part<'a> {
    pub(super) fields: Fields,
    pub(super) kind: Content,
    /// Still in its transfer encoding.
    pub(super) body: &'a [u8],
}

impl<'a> Part<'a> {
    /// `in_digest`: the type where none is declared is `message/rfc822` (RFC 2046 §5.1.5), else `text/plain`.
    pub(super) fn read(bytes: &'a [u8], in_digest: bool) -> Self {
        let (fields, body) = Fields::read(bytes);
        Self::new(fields, body, in_digest)
    }

    pub(super) fn new(fields: Fields, body: &'a [u8], in_digest: bool) -> Self {
        let mut kind = fields.content("content-type").unwrap_or_default();
        if kind.kind.is_empty() {
            let (main, sub) = if in_digest { ("message", "rfc822") } else { ("text", "plain") };
            main.clone_into(&mut kind.kind);
            sub.clone_into(&mut kind.subtype);
        } else if kind.kind == "text" && kind.subtype.is_empty() {
            "plain".clone_into(&mut kind.subtype);
        }
        Self { fields, kind, body }
    }

    pub(super) fn mime(&self) -> String {
        format!("{}/{}", self.kind.kind, self.kind.subtype)
    }

    fn encoding(&self) -> Encoding {
        let value = self.fields.first("content-transfer-encoding").unwrap_or_default();
        match value.split([' ', ';', '(']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "base64" => Encoding::Base64,
            "quoted-printable" => Encoding::QuotedPrintable,
            "x-uuencode" | "x-uue" | "uuencode" => Encoding::Uu,
            _ => Encoding::Identity,
        }
    }

    /// The bytes as they were before transfer, at most about `limit` of them.
    pub(super) fn decoded(&self, limit: usize) -> Cow<'a, [u8]> {
        let encoded = self.body.get(..self.encoded(limit)).unwrap_or(self.body);
        match self.encoding() {
            Encoding::Base64 => Cow::Owned(from_base64(encoded)),
            Encoding::QuotedPrintable => Cow::Owned(from_quoted_printable(encoded)),
            Encoding::Uu | Encoding::Identity => Cow::Borrowed(encoded),
        }
    }

    /// Like [`decoded`](Self::decoded), for text: what a gateway left in quoted-printable without saying so is decoded
    /// as well, where that is certain.
    pub(super) fn decoded_text(&self, limit: usize) -> Cow<'a, [u8]> {
        let bytes = self.decoded(limit);
        if matches!(self.encoding(), Encoding::Identity) && is_quoted_printable(&bytes) {
            return Cow::Owned(from_quoted_printable(&bytes));
        }
        bytes
    }

    /// Whether there is more than [`decoded`](Self::decoded) looks at.
    pub(super) fn exceeds(&self, limit: usize) -> bool {
        self.body.len() > self.encoded(limit)
    }

    /// How many encoded bytes give at least `limit` bytes of text: base64 has its line ends beside four for three.
    fn encoded(&self, limit: usize) -> usize {
        match self.encoding() {
            Encoding::Base64 => limit.saturating_mul(2),
            Encoding::QuotedPrintable => limit.saturating_mul(3),
            Encoding::Uu | Encoding::Identity => limit,
        }
    }

    /// How many bytes the part has out of its transfer encoding, without decoding it.
    pub(super) fn size(&self) -> usize {
        match self.encoding() {
            Encoding::Base64 => {
                let body = self.body.trim_ascii_end();
                let ends = memchr::memchr2_iter(b'\n', b'\r', body).count();
                let padding = body.iter().rev().take(2).filter(|byte| **byte == b'=').count();
                ((body.len() - ends) / 4 * 3).saturating_sub(padding)
            }
            Encoding::QuotedPrintable | Encoding::Uu | Encoding::Identity => self.body.len(),
        }
    }

    /// The bodies between the boundary lines, at most `limit`; `None` where no boundary line can be found.
    ///
    /// Where the declared boundary is missing or wrong, the first line `--...` that a part's header follows is taken.
    pub(super) fn parts(&self, limit: usize) -> Option<Vec<&'a [u8]>> {
        let declared = self.kind.attribute("boundary").map(str::trim_end).filter(|boundary| !boundary.is_empty());
        if let Some(boundary) = declared
            && let Some(parts) = split(self.body, boundary.as_bytes(), limit)
        {
            return Some(parts);
        }
        split(self.body, guess_boundary(self.body)?, limit)
    }
}

enum Encoding {
    Identity,
    QuotedPrintable,
    Base64,
    Uu,
}

fn split<'a>(body: &'a [u8], boundary: &[u8], limit: usize) -> Option<Vec<&'a [u8]>> {
    let mut needle = b"--".to_vec();
    needle.extend_from_slice(boundary);
    let mut parts = Vec::new();
    let mut start = None;
    for at in memchr::memmem::find_iter(body, &needle) {
        let at_line_start = at == 0 || body.get(at - 1) == Some(&b'\n');
        let after = body.get(at + needle.len()..).unwrap_or_default();
        let line = after.get(..memchr::memchr(b'\n', after).unwrap_or(after.len())).unwrap_or(after);
        let last = line.starts_with(b"--");
        let rest = if last { line.get(2..).unwrap_or_default() } else { line };
        // A longer boundary that begins like this one belongs to an inner part.
        if !at_line_start || !rest.trim_ascii().is_empty() {
            continue;
        }
        if let Some(start) = start.take() {
            parts.push(without_line_end(body.get(start..at).unwrap_or_default()));
            if parts.len() >= limit {
                return Some(parts);
            }
        }
        if last {
            return Some(parts);
        }
        start = Some((at + needle.len() + line.len() + 1).min(body.len()));
    }
    // The end is missing: what is there counts.
    let start = start?;
    parts.push(body.get(start..).unwrap_or_default());
    Some(parts)
}

/// The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1).
fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

fn guess_boundary(body: &[u8]) -> Option<&[u8]> {
    let mut lines = body.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let boundary = line.trim_ascii_end().strip_prefix(b"--").filter(|boundary| boundary.len() > 2);
        let content = lines.peek().and_then(|next| next.get(.."content-".len()));
        if let (Some(boundary), Some(content)) = (boundary, content)
            && content.eq_ignore_ascii_case(b"content-")
        {
            return Some(boundary);
        }
    }
    None
}

/// Whether bytes that lost their header block begin with one of a part after all.
pub(super) fn opens_part(bytes: &[u8]) -> bool {
    bytes.starts_with(b"Content-") && is_field(bytes)
}

/// Base64 by its alphabet: what is no part of it is skipped, and a cut end gives what is whole.
fn from_base64(body: &[u8]) -> Vec<u8> {
    let mut data: Vec<u8> =
        body.iter().copied().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).collect();
    if data.len() % 4 == 1 {
        data.pop();
    }
    data.resize(data.len().next_multiple_of(4), b'=');
    base64_decode(&data).unwrap_or_default()
}

/// Whether text must be quoted-printable: each "=" in it is an escape or a soft line break, and several are such as
/// plain text never has ("=20" or a soft break that ends a line, "=3D").
fn is_quoted_printable(body: &[u8]) -> bool {
    /// Fewer may be chance.
    const PROOF: usize = 3;
    let mut proof = 0;
    for at in memchr::memchr_iter(b'=', body) {
        // As much as tells two digits that end their line from two that do not.
        let after = body.get(at + 1..body.len().min(at + 5)).unwrap_or_default();
        let after = after.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let after = after.strip_suffix(b"\r").unwrap_or(after);
        let escape = after.get(..2).filter(|digits| !digits.iter().any(u8::is_ascii_lowercase));
        match escape {
            _ if after.is_empty() => proof += 1,
            Some(b"20" | b"09") => proof += usize::from(after.len() == 2),
            Some(b"3D") => proof += 1,
            Some(digits) if hex_byte(digits).is_some() => {}
            _ => return false,
        }
    }
    proof >= PROOF
}

/// Quoted-printable (RFC 2045 §6.7): what is no hex pair stays as it stands.
fn from_quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        let (text, soft) = match text.strip_suffix(b"=") {
            Some(text) => (text, true),
            None => (text, false),
        };
        let mut rest = text;
        while let Some(at) = memchr::memchr(b'=', rest) {
            let (before, from) = rest.split_at(at);
            bytes.extend_from_slice(before);
            if let Some(byte) = from.get(1..3).and_then(hex_byte) {
                bytes.push(byte);
                rest = from.get(3..).unwrap_or_default();
            } else {
                bytes.push(b'=');
                rest = from.get(1..).unwrap_or_default();
            }
        }
        bytes.extend_from_slice(rest);
        if !soft && line.ends_with(b"\n") {
            bytes.push(b'\n');
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(head: &str, body: &'static str) -> Part<'static> {
        Part::new(Fields::from_text(head), body.as_bytes(), false)
    }

    #[test]
    fn undeclared_quoted_printable_is_decoded_only_where_it_is_certain() {
        for (body, text) in [
            ("Hi Bo,=20\r\n\r\nplease send the=\r\n list =3D all.\r\n", "Hi Bo, \n\nplease send the list = all.\n"),
            ("x=20 and y=3D once", "x=20 and y=3D once"),
            ("a=b\nc =3D d=20\ne=20\nf=20\n", "a=b\nc =3D d=20\ne=20\nf=20\n"),
            ("======\nTitle\n======\n", "======\nTitle\n======\n"),
        ] {
            let part = part("Content-Type: text/plain\n", body);
            assert_eq!(String::from_utf8_lossy(&part.decoded_text(1000)), text, "{body}");
        }
    }

    #[test]
    fn transfer_encodings_are_undone_and_broken_ones_give_what_is_whole() {
        for (encoding, body, text) in [
            ("7bit", "as it is", "as it is"),
            ("quoted-printable", "soft=\r\n break =3D 1 \r\nline=\n", "soft break = 1\nline"),
            ("Quoted-Printable", "no =hex, =4", "no =hex, =4"),
            ("base64", "aGVs\r\nbG8=\r\n", "hello"),
            ("base64 ", "aGVsbG8", "hello"),
            ("BASE64", "aGVs!bG8=", "hello"),
            ("x-unknown", "a=3D", "a=3D"),
        ] {
            let part = part(&format!("Content-Transfer-Encoding: {encoding}\n"), body);
            assert_eq!(String::from_utf8_lossy(&part.decoded(1000)), text, "{encoding} {body}");
        }
    }

    #[test]
    fn parts_lie_between_boundary_lines() {
        let declared = "Content-Type: multipart/mixed; boundary=\"b\"\n";
        for (head, body, parts) in [
            (declared, "pre\n--b\none\n--b\ntwo\n--b--\nepilogue", Some(vec!["one", "two"])),
            (declared, "--b\r\none\r\n--b \r\ntwo\r\n--b--", Some(vec!["one", "two"])),
            (declared, "--b\none\n--bc\n--b\ncut off", Some(vec!["one\n--bc", "cut off"])),
            (
                declared,
                "--xyz\nContent-Type: text/plain\n\none\n--xyz--",
                Some(vec!["Content-Type: text/plain\n\none"]),
            ),
            ("Content-Type: multipart/mixed\n", "--x\nno header", None),
            (declared, "", None),
        ] {
            let found = part(head, body).parts(10);
            let found = found.map(|parts| parts.into_iter().map(String::from_utf8_lossy).collect::<Vec<_>>());
            assert_eq!(found, parts.map(|parts| parts.into_iter().map(Into::into).collect()), "{body}");
        }
    }

    #[test]
    fn the_size_of_base64_is_counted_and_not_decoded() {
        let head = "Content-Transfer-Encoding: base64\n";
        assert_eq!(part(head, "aGVs\r\nbG8=\r\n").size(), 5);
        assert_eq!(part(head, "aGVsbG8h").size(), 6);
        assert_eq!(part("", "four").size(), 4);
    }
}
