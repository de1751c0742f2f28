//! Encoded words of headers (RFC 2047), the broken ones of real mailers included.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;

use super::charset;

/// RFC 2047 allows 75 characters; mailers that forget to fold write whole subjects into one word.
const MAX_WORD: usize = 2048;

/// `value` with its encoded words decoded, for unstructured headers.
pub(super) fn decode(value: &str) -> Cow<'_, str> {
    rewrite(value, |text, out| out.push_str(text))
}

/// `value` with every run of encoded words as one well-formed word in UTF-8, for a parser of structured headers: a
/// decoded name may hold commas and quotes that must not become structure.
pub(super) fn normalise(value: &str) -> Cow<'_, str> {
    rewrite(value, |text, out| {
        out.push_str("=?utf-8?B?");
        push_base64(text.as_bytes(), out);
        out.push_str("?=");
    })
}

fn rewrite(value: &str, write: impl Fn(&str, &mut String)) -> Cow<'_, str> {
    if !value.contains("=?") {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut run = Run::default();
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some((word, after)) = Word::read(from) else {
            let (mark, after) = from.split_at("=?".len());
            run.end(&mut out, &write);
            out.push_str(before);
            out.push_str(mark);
            rest = after;
            continue;
        };
        // White space between two encoded words is folding, not text (§6.2).
        if !(run.is_open() && before.trim().is_empty()) {
            run.end(&mut out, &write);
            out.push_str(before);
        }
        run.push(&word);
        rest = after;
    }
    run.end(&mut out, &write);
    out.push_str(rest);
    Cow::Owned(out)
}

/// Words that follow each other: bytes of one charset are joined before they are decoded, for mailers cut characters
/// in two.
#[derive(Default)]
struct Run {
    text: String,
    bytes: Vec<u8>,
    charset: String,
    open: bool,
}

impl Run {
    fn is_open(&self) -> bool {
        self.open
    }

    fn push(&mut self, word: &Word<'_>) {
        if !self.charset.eq_ignore_ascii_case(word.charset) {
            self.decode();
            word.charset.clone_into(&mut self.charset);
        }
        self.bytes.extend(word.bytes());
        self.open = true;
    }

    fn decode(&mut self) {
        if !self.bytes.is_empty() {
            self.text.push_str(&charset::decode(&self.bytes, Some(&self.charset)));
            self.bytes.clear();
        }
    }

    fn end(&mut self, out: &mut String, write: &impl Fn(&str, &mut String)) {
        if self.open {
            self.decode();
            write(&self.text, out);
            *self = Self::default();
        }
    }
}

struct Word<'a> {
    charset: &'a str,
    base64: bool,
    data: &'a str,
}

impl<'a> Word<'a> {
    /// The word that `text` opens with and what comes after it.
    fn read(text: &'a str) -> Option<(Self, &'a str)> {
        let inner = text.strip_prefix("=?")?;
        let (charset, inner) = inner.split_once('?')?;
        if charset.len() < 2 || charset.len() > 40 || charset.contains(char::is_whitespace) {
            return None;
        }
        let (encoding, inner) = inner.split_once('?')?;
        let base64 = match encoding {
            "b" | "B" => true,
            "q" | "Q" => false,
            _ => return None,
        };
        let (data, after) = data_end(inner);
        Some((Self { charset, base64, data }, after))
    }

    fn bytes(&self) -> Vec<u8> {
        if self.base64 {
            let mut data: Vec<u8> =
                self.data.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=').collect();
            // A single character beyond the last group carries no byte.
            if data.len() % 4 == 1 {
                data.pop();
            }
            data.resize(data.len().next_multiple_of(4), b'=');
            base64_decode(&data).unwrap_or_else(|| self.data.as_bytes().to_vec())
        } else {
            unquote(self.data.as_bytes())
        }
    }
}

/// Splits at the `?=` that ends a word: not one whose `=` begins a hex pair (`why?=3F?=`). Without one the word ends
/// before the next or at the line's end.
fn data_end(inner: &str) -> (&str, &str) {
    let reach = crate::clean::cut(inner, MAX_WORD);
    let mut from = 0;
    while let Some(at) = reach.get(from..).and_then(|rest| rest.find("?=")).map(|at| at + from) {
        let after = reach.get(at + 2..).unwrap_or_default();
        let hex = after.as_bytes().get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let closed_later = hex && after.contains("?=");
        if reach.get(..at).is_some_and(|data| data.contains(" =?")) {
            break;
        }
        if !closed_later {
            return (inner.get(..at).unwrap_or_default(), inner.get(at + 2..).unwrap_or_default());
        }
        from = at + 1;
    }
    let end = [reach.find(" =?"), reach.find('\n')].into_iter().flatten().min().unwrap_or(reach.len());
    let (data, after) = inner.split_at(end);
    (data.trim_end_matches('?'), after)
}

/// The Q encoding (§4.2): `_` is a space, `=E4` a byte; what is no hex pair stays.
fn unquote(data: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(data.len());
    let mut at = 0;
    while let Some(&byte) = data.get(at) {
        at += 1;
        match byte {
            b'_' => bytes.push(b' '),
            b'=' => match data.get(at..at + 2).and_then(hex_byte) {
                Some(byte) => {
                    bytes.push(byte);
                    at += 2;
                }
                None => bytes.push(b'='),
            },
            _ => bytes.push(byte),
        }
    }
    bytes
}

/// The byte that two hex digits spell.
pub(super) fn hex_byte(two: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    match two {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    }
}

fn push_base64(bytes: &[u8], out: &mut String) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            if place > group.len() {
                out.push('=');
            } else {
                let six = (bits >> (18 - 6 * place)) & 63;
                out.extend(ALPHABET.get(six as usize).map(|byte| char::from(*byte)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_as_the_rfc_has_them_and_as_mailers_break_them() {
        for (value, text) in [
            ("plain", "plain"),
            ("=?UTF-8?Q?Caf=C3=A9_at_9?=", "Caf\u{E9} at 9"),
            ("=?utf-8?B?Q2Fmw6k=?= now", "Caf\u{E9} now"),
            ("=?utf-8?B?Q2Fmw6k?= no padding", "Caf\u{E9} no padding"),
            ("=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?=", "Caf\u{E9}"),
            ("=?utf-8?B?Q2Fmww==?=\r\n =?UTF-8?B?qSE=?=", "Caf\u{E9}!"),
            (
                "=?iso-8859-1?Q?Gr=FC=DFe?= =?koi8-r?B?0NLJ18XU?=",
                "Gr\u{FC}\u{DF}e\u{43F}\u{440}\u{438}\u{432}\u{435}\u{442}",
            ),
            ("a =?utf-8?Q?b?= c =?utf-8?Q?d?= e", "a b c d e"),
            ("=?utf-8?Q?with spaces inside=21?=", "with spaces inside!"),
            ("=?utf-8?Q?never closed", "never closed"),
            ("=?utf-8?Q?open =?utf-8?Q?and_closed?=", "openand closed"),
            ("=?utf-8?Q?Can_you??=", "Can you?"),
            ("=?utf-8?Q?why?=3F?=", "why??"),
            ("=?windows-1252?Q?=93so=94?=", "\u{201C}so\u{201D}"),
            ("=?utf-8?Q?caf=E9?=", "caf\u{E9}"),
            ("=?x?=", "=?x?="),
            ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
            ("=?utf-8*en?Q?a?=", "a"),
        ] {
            assert_eq!(decode(value), text, "{value}");
            assert_eq!(decode(&normalise(value)), text, "normalised {value}");
        }
    }

    #[test]
    fn base64_is_padded() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")] {
            let mut out = String::new();
            push_base64(bytes.as_bytes(), &mut out);
            assert_eq!(out, text);
        }
    }
}
