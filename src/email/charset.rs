//! Bytes of a declared, undeclared or wrongly declared charset as text; never failing, never UTF-7.

use encoding_rs::{Encoding, GB18030, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// `bytes` as text: by its byte order mark, else as `declared` where that can be, else as what the bytes look like.
///
/// - Bytes beyond ASCII that form valid UTF-8 are UTF-8 whatever single-byte charset was declared: no word of any
///   language is spelt like that by accident.
/// - Bytes that are declared UTF-8 and mostly are not are windows-1252, the mark of an old mail client.
/// - UTF-7 stays as it stands: decoding it makes markup of text that every filter let through.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return lossy(encoding, bytes.get(mark..).unwrap_or_default());
    }
    let declared = declared.and_then(by_name);
    if !bytes.contains(&0x1B) && bytes.is_ascii() && declared.is_none_or(Encoding::is_ascii_compatible) {
        // Whole texts are checked faster than they are repaired.
        return str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), str::to_owned);
    }
    if bytes.contains(&0x1B)
        && (declared.is_none_or(is_western) || declared == Some(UTF_8))
        && shifts_to_japanese(bytes)
    {
        return lossy(ISO_2022_JP, bytes);
    }
    let utf8 = std::str::from_utf8(bytes);
    match (declared, utf8) {
        (None | Some(_), Ok(text)) if declared.is_none_or(|declared| gives_way(declared, bytes)) => text.to_owned(),
        (None, _) => guess(bytes),
        (Some(declared), _) if declared == UTF_8 => guess(bytes),
        (Some(declared), _) => lossy(declared, bytes),
    }
}

/// [`decode`] for bytes without a declaration, UTF-16 without a byte order mark included; `None` for what is no text.
pub(super) fn decode_file(bytes: &[u8]) -> Option<String> {
    if Encoding::for_bom(bytes).is_none() && bytes.contains(&0) {
        return utf16(bytes);
    }
    Some(decode(bytes, None))
}

/// UTF-16 without a mark: every other byte of Western text is NUL.
fn utf16(bytes: &[u8]) -> Option<String> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), bytes.len() / 2);
    if odd * 10 >= half * 7 && even * 20 <= half {
        Some(lossy(UTF_16LE, bytes))
    } else if even * 10 >= half * 7 && odd * 20 <= half {
        Some(lossy(UTF_16BE, bytes))
    } else {
        None
    }
}

/// Names that mailers write and the Encoding Standard does not know.
fn by_name(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().trim_matches(['"', '\'']);
    // `iso-8859-1:1987` and RFC 2231's language `utf-8*en`.
    let name = name.split(['*', ':']).next().unwrap_or(name);
    if let Some(encoding) = Encoding::for_label_no_replacement(name.as_bytes()) {
        return Some(encoding);
    }
    let lower = name.to_ascii_lowercase();
    match lower.as_str() {
        "utf_8" | "utf8mb4" | "unicode-utf-8" => Some(UTF_8),
        "gb_2312" | "gb2312-80" | "cp936" | "windows-936" => Some(GB18030),
        _ => {
            let number = lower
                .strip_prefix("cp-")
                .or_else(|| lower.strip_prefix("cp"))
                .or_else(|| lower.strip_prefix("windows"))?;
            Encoding::for_label_no_replacement(format!("windows-{}", number.trim_start_matches(['-', '_'])).as_bytes())
        }
    }
}

fn is_western(encoding: &'static Encoding) -> bool {
    encoding == WINDOWS_1252
}

/// Whether valid UTF-8 speaks louder than the declaration: always against a single-byte charset, against the others
/// only where the declared one does not fit.
fn gives_way(declared: &'static Encoding, bytes: &[u8]) -> bool {
    declared == UTF_8
        || declared.is_single_byte()
        || (declared == UTF_16LE || declared == UTF_16BE) && !bytes.contains(&0)
        || (declared != ISO_2022_JP && !declared.is_single_byte() && declared.decode_without_bom_handling(bytes).1)
}

/// ISO-2022-JP switches to its two-byte set by `ESC $ B` or `ESC $ @`.
fn shifts_to_japanese(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|three| matches!(three, b"\x1B$B" | b"\x1B$@"))
}

/// UTF-8 with a few broken characters, or else windows-1252.
fn guess(bytes: &[u8]) -> String {
    let (mut valid, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|char| !char.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    lossy(if valid >= broken { UTF_8 } else { WINDOWS_1252 }, bytes)
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_undeclared_and_wrongly_declared() {
        let cases: &[(&[u8], Option<&str>, &str)] = &[
            (b"plain", None, "plain"),
            ("caf\u{E9}".as_bytes(), Some("utf-8"), "caf\u{E9}"),
            (b"caf\xE9", Some("iso-8859-1"), "caf\u{E9}"),
            (b"caf\xE9", Some("utf-8"), "caf\u{E9}"),
            (b"caf\xE9", None, "caf\u{E9}"),
            (b"\x93so\x94 \x80", Some("iso-8859-1"), "\u{201C}so\u{201D} \u{20AC}"),
            ("caf\u{E9}".as_bytes(), Some("us-ascii"), "caf\u{E9}"),
            ("caf\u{E9}".as_bytes(), Some("iso-8859-1"), "caf\u{E9}"),
            ("caf\u{E9}".as_bytes(), Some("no-such-charset"), "caf\u{E9}"),
            (b"\xD0\xD2\xC9\xD7\xC5\xD4", Some("koi8-r"), "\u{43F}\u{440}\u{438}\u{432}\u{435}\u{442}"),
            (b"\xCF\xF0\xE8\xE2\xE5\xF2", Some("windows-1251"), "\u{41F}\u{440}\u{438}\u{432}\u{435}\u{442}"),
            (b"\xCF\xF0\xE8\xE2\xE5\xF2", Some("cp1251"), "\u{41F}\u{440}\u{438}\u{432}\u{435}\u{442}"),
            (b"\xC4\xE3\xBA\xC3", Some("GB18030"), "\u{4F60}\u{597D}"),
            (b"\xC4\xE3\xBA\xC3", Some("gb2312"), "\u{4F60}\u{597D}"),
            (b"\x1B$B$3$s\x1B(B", Some("iso-2022-jp"), "\u{3053}\u{3093}"),
            (b"\x1B$B$3$s\x1B(B", None, "\u{3053}\u{3093}"),
            (b"\x82\xB1\x82\xF1", Some("shift_jis"), "\u{3053}\u{3093}"),
            (b"+ADw-script+AD4-", Some("utf-7"), "+ADw-script+AD4-"),
            (b"\xEF\xBB\xBFhi", Some("iso-8859-1"), "hi"),
            (b"\xFF\xFEh\0i\0", None, "hi"),
            (b"plain", Some("utf-16"), "plain"),
        ];
        for (bytes, declared, text) in cases {
            assert_eq!(decode(bytes, *declared), *text, "{bytes:?} as {declared:?}");
        }
    }

    #[test]
    fn a_few_broken_characters_leave_utf_8_what_it_is() {
        assert_eq!(decode(b"\xC3\xA4\xC3\xB6 \xFF", Some("utf-8")), "\u{E4}\u{F6} \u{FFFD}");
    }

    #[test]
    fn a_file_of_utf_16_is_text_and_one_of_other_zeros_is_none() {
        assert_eq!(decode_file(b"h\0e\0l\0l\0o\0").as_deref(), Some("hello"));
        assert_eq!(decode_file(b"\0\x01\x02\0\0\0\0\x07"), None);
    }
}
