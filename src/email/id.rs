//! The identity of a message: 16 hex digits that never change.

use sha2::{Digest, Sha256};

use super::EmailId;
use super::headers::Fields;

/// A Message-ID longer than a header line may be (RFC 5322 §2.1.1) is an attempt at something else.
const MAX_MESSAGE_ID: usize = 998;

/// The one Message-ID of the block, without angle brackets; `None` where there is none, more than one, or one that
/// could not name a message.
pub(super) fn message_id(fields: &Fields) -> Option<String> {
    let mut all = fields.all("message-id");
    let (value, None) = (all.next()?, all.next()) else { return None };
    usable(value).map(str::to_owned)
}

/// The Message-IDs of `value` (`References`, `In-Reply-To`) in order.
pub(super) fn message_ids(value: &str) -> impl Iterator<Item = &str> {
    value.split(['<', '>', ' ', '\t', ',']).filter_map(usable).filter(|id| id.contains('@'))
}

fn usable(value: &str) -> Option<&str> {
    let id = value.trim();
    let id = id.strip_prefix('<').unwrap_or(id);
    let id = id.strip_suffix('>').unwrap_or(id).trim();
    let whole = id.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'));
    ((3..=MAX_MESSAGE_ID).contains(&id.len()) && whole).then_some(id)
}

impl EmailId {
    /// Gmail's own id where it can stand as it is.
    pub(super) fn of_gmail(id: u64) -> Self {
        Self::from_hex(format!("{id:016x}"))
    }

    pub(super) fn of_message_id(id: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"message-id\0");
        hash.update(id);
        Self::of_hash(hash)
    }

    /// For a message without a usable Message-ID: from who sent what when, whatever the line ends, without the fields
    /// that mail stores add later (`Status`, `X-Gmail-Labels`).
    pub(super) fn of_content(fields: &Fields, body: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"content\0");
        for name in ["message-id", "from", "date", "to", "cc", "subject"] {
            for value in fields.all(name) {
                hash.update(name);
                hash.update(b":");
                hash.update(value);
                hash.update(b"\n");
            }
        }
        for line in body.trim_ascii().split(|byte| *byte == b'\n') {
            hash.update(line.strip_suffix(b"\r").unwrap_or(line));
            hash.update(b"\n");
        }
        Self::of_hash(hash)
    }

    fn of_hash(hash: Sha256) -> Self {
        Self::from_hex(hex(&hash.finalize()))
    }

    /// Derived again while YAML could read it as a number: `19070000000000e4` is one.
    fn from_hex(mut id: String) -> Self {
        while is_number(&id) {
            id = hex(&Sha256::digest(&id));
        }
        Self(id)
    }
}

fn hex(hash: &[u8]) -> String {
    hash.iter()
        .take(8)
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}

/// Digits alone, digits with one `e` among them, or what starts as a binary number does: some readers of YAML do not
/// look further than `0b`.
fn is_number(id: &str) -> bool {
    if id.starts_with("0b") {
        return true;
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match id.split_once('e') {
        Some((before, after)) => digits(before) && digits(after),
        None => digits(id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_never_a_number_of_yaml() {
        for (hex, stays) in [
            ("19b7c3e42d854f1c", true),
            ("1234567890123456", false),
            ("190700000000000e", true),
            ("1907000000000e42", false),
            ("e907000000000042", true),
            ("0000000000000000", false),
            ("0b1d061b46be7842", false),
        ] {
            let id = EmailId::from_hex(hex.to_owned());
            assert_eq!(id.as_str() == hex, stays, "{hex}");
            assert!(!is_number(id.as_str()) && id.as_str().len() == 16, "{hex} gives {}", id.as_str());
        }
    }

    #[test]
    fn gmails_decimal_becomes_its_hex() {
        assert_eq!(
            EmailId::of_gmail(1_853_101_883_172_556_572).as_str(),
            format!("{:x}", 1_853_101_883_172_556_572_u64)
        );
    }

    #[test]
    fn only_one_message_id_names_a_message() {
        for (block, id) in [
            ("Message-ID: <a@b>\n", Some("a@b")),
            ("Message-Id:  <a@b> \n", Some("a@b")),
            ("Message-ID: a@b\n", Some("a@b")),
            ("Message-ID: <a@b>\nMessage-ID: <c@d>\n", None),
            ("Message-ID: <a b@c>\n", None),
            ("Message-ID: <a@b> <c@d>\n", None),
            ("Message-ID: <>\n", None),
            ("Subject: a\n", None),
        ] {
            assert_eq!(message_id(&Fields::from_text(block)).as_deref(), id, "{block}");
        }
    }

    #[test]
    fn line_ends_and_what_stores_add_do_not_change_the_id() {
        let of = |message: &str| {
            let (fields, body) = Fields::read(message.as_bytes());
            EmailId::of_content(&fields, body)
        };
        let plain = of("From: a@b\nSubject: c\n\nline\nline\n");
        assert_eq!(plain, of("From: a@b\r\nSubject: c\r\n\r\nline\r\nline\r\n"));
        assert_eq!(plain, of("Status: RO\nFrom: a@b\nSubject: c\n\nline\nline\n\n"));
        assert_ne!(plain, of("From: a@b\nSubject: c\n\nline\nother\n"));
    }
}
