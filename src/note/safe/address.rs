//! Web addresses: told from other text, and the links that the program itself makes.

use crate::email::EmailId;

/// `text` with everything but `A-Za-z0-9._~-` percent-encoded, `)` too (which JavaScript's `encodeURIComponent` leaves).
pub(crate) fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~' | b'-') {
            out.push(char::from(byte));
        } else {
            push_percent(&mut out, byte);
        }
    }
    out
}

pub(super) fn push_percent(out: &mut String, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(HEX[usize::from(byte >> 4)]));
    out.push(char::from(HEX[usize::from(byte & 15)]));
}

/// An http or https address at the start of a text.
pub(crate) struct Web<'a> {
    /// As it stands in the text, without the punctuation that ends a sentence.
    pub(crate) text: &'a str,
    pub(crate) host: &'a str,
    /// What follows the host, from its `/`, `?` or `#`.
    pub(crate) rest: &'a str,
}

/// The web address that `text` starts with; `None` also where its host could deceive: user information before an `@`,
/// letters beyond ASCII, an odd port.
pub(crate) fn web_address(text: &str) -> Option<Web<'_>> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        text.as_bytes().get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme.as_bytes()))
    })?;
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»'))
        .unwrap_or(text.len());
    let address = without_sentence_end(text.get(..end)?);
    let after = address.get(scheme.len()..)?;
    let host_end = after.find(['/', '?', '#', '\\']).unwrap_or(after.len());
    let (host, rest) = after.split_at_checked(host_end)?;
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let honest = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
        && name.bytes().any(|b| b.is_ascii_alphanumeric())
        && !port.is_empty()
        && port.bytes().all(|b| b.is_ascii_digit());
    honest.then_some(Web { text: address, host, rest })
}

/// Whether a scheme can start after `before`: "x.https" would be a scheme of its own (RFC 3986 §3.1).
pub(super) fn may_start(before: &str) -> bool {
    !before.trim_end_matches(['+', '-', '.']).ends_with(char::is_alphanumeric)
}

/// Without the full stop, comma or closing bracket that belongs to the sentence around an address.
fn without_sentence_end(address: &str) -> &str {
    let mut opened: isize = 0;
    for byte in address.bytes() {
        opened += match byte {
            b'(' => 1,
            b')' => -1,
            _ => 0,
        };
    }
    let mut rest = address;
    loop {
        let Some(last) = rest.chars().next_back() else { return rest };
        let cut = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | ']' | '}' | '`' | '|' | '’' | '…' => true,
            ')' if opened < 0 => {
                opened += 1;
                true
            }
            _ => false,
        };
        if !cut {
            return rest;
        }
        rest = rest.get(..rest.len() - last.len_utf8()).unwrap_or_default();
    }
}

/// The address of a link that the program makes; never one that the mail wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTarget(String);

impl LinkTarget {
    /// The mail in Gmail by Gmail's own id; opens in a tab that has Gmail loaded.
    pub fn gmail(id: u64) -> Self {
        LinkTarget(format!("https://mail.google.com/mail/u/0/#inbox/{id:016x}"))
    }

    /// The mail in Gmail by its Message-ID; opens from a cold start. `None` where the id is too long for an address.
    pub fn gmail_search(message_id: &str) -> Option<Self> {
        /// RFC 5322 lets a line have 998 characters; no mail program writes ids of even half of that.
        const LONGEST: usize = 500;
        let id = message_id.trim();
        let usable = !id.is_empty() && id.len() <= LONGEST && id == crate::clean::one_line(id);
        usable.then(|| {
            LinkTarget(format!("https://mail.google.com/mail/u/0/#search/rfc822msgid%3A{}", percent_encode(id)))
        })
    }

    /// What asks the program's plugin to read the mail again.
    pub fn reprocess(id: &EmailId) -> Self {
        LinkTarget(format!("obsidian://meeting-tasks-reprocess?id={}", percent_encode(id.as_str())))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_sentence_does() {
        let cases = [
            ("https://example.com/a_b?x=1#top. Then", Some("https://example.com/a_b?x=1#top")),
            ("http://example.com), please", Some("http://example.com")),
            ("https://example.com/a_(b)", Some("https://example.com/a_(b)")),
            ("HTTPS://Example.com", Some("HTTPS://Example.com")),
            ("https://user:pass@example.com", None),
            ("https://exаmple.com/with-a-cyrillic-a", None),
            ("https://", None),
            ("https://obsidian://new", None),
            ("ftp://example.com", None),
        ];
        for (text, expected) in cases {
            assert_eq!(web_address(text).map(|web| web.text), expected, "{text}");
        }
    }

    #[test]
    fn a_scheme_starts_where_no_other_goes_on() {
        for before in ["", "see ", "(", "see -", "now: ."] {
            assert!(may_start(before), "{before}");
        }
        for before in ["x", "x.", "web+", "a-b-", "ü."] {
            assert!(!may_start(before), "{before}");
        }
    }

    #[test]
    fn a_message_id_cannot_leave_its_link() {
        let link = LinkTarget::gmail_search("a)](obsidian://x)&b=#@host").expect("a short id");
        assert_eq!(
            link.as_str(),
            "https://mail.google.com/mail/u/0/#search/rfc822msgid%3Aa%29%5D%28obsidian%3A%2F%2Fx%29%26b%3D%23%40host"
        );
        assert_eq!(LinkTarget::gmail_search("a\nb"), None);
        assert_eq!(LinkTarget::gmail_search(&"a".repeat(501)), None);
    }
}
