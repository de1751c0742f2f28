//! Text from outside made visible: line ends unified, what cannot be seen dropped.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// More marks than this on one letter are a stack that runs over other lines, not a word of any language.
const MAX_MARKS: usize = 4;

/// Bytes checked at once.
const BLOCK: usize = 32;

const JOINER: char = '\u{200D}';
const NON_JOINER: char = '\u{200C}';

/// `text` with every line end as LF and without control, format, filler and private-use characters; NFC.
///
/// Dropped, not replaced: `K<zero-width space>im` is Kim. Tabs stay; no-break and other Unicode spaces become plain
/// spaces. The two joiners stay where they shape what is seen: between two emoji and inside scripts that join. Never
/// NFKC, which would make `<%` of its full-width look-alike. Applied twice it changes nothing.
pub fn visible(text: &str) -> String {
    visible_cow(text).into_owned()
}

/// [`visible`] without a copy where the text is plain ASCII already.
pub fn visible_cow(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let plain = |text: &str| {
        // A count has no way out in the middle of a block, so that many bytes are looked at together.
        let whole = |block: &&[u8]| block.iter().filter(|byte| is_plain(byte)).count() == BLOCK;
        let blocks = text.as_bytes().chunks_exact(BLOCK).take_while(whole).count() * BLOCK;
        blocks + text.as_bytes()[blocks..].iter().take_while(|byte| is_plain(byte)).count()
    };
    if plain(text) == text.len() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut last = None;
    let mut marks = 0;
    let mut rest = text;
    loop {
        let (run, odd) = rest.split_at(plain(rest));
        if let Some(end) = run.chars().next_back() {
            kept.push_str(run);
            last = Some(end);
            marks = 0;
        }
        let mut chars = odd.chars();
        let Some(char) = chars.next() else { break };
        rest = chars.as_str();
        let char = match char {
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                '\n'
            }
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            JOINER | NON_JOINER => {
                let next = rest.chars().next().filter(|next| !is_unseen(*next));
                if !shapes(char, last, next) {
                    continue;
                }
                char
            }
            '\n' | '\t' => char,
            _ if is_unseen(char) => continue,
            _ if char.is_whitespace() => ' ',
            _ => char,
        };
        if char > '\u{2FF}' && is_combining_mark(char) {
            marks += 1;
            if marks > MAX_MARKS {
                continue;
            }
        } else {
            marks = 0;
        }
        kept.push(char);
        last = Some(char);
    }
    if kept.is_ascii() {
        return Cow::Owned(kept);
    }
    match is_nfc_quick(kept.chars()) {
        IsNormalized::Yes => Cow::Owned(kept),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(kept.nfc().collect()),
    }
}

/// [`visible`], on one line: every run of white space is one space, none at the ends.
pub fn one_line(text: &str) -> String {
    let text = visible_cow(text);
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The first `limit` characters of `text`, cut on a character boundary.
pub fn cut(text: &str, limit: usize) -> &str {
    text.char_indices().nth(limit).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Whether a joiner between `last` and `next` changes what is seen.
fn shapes(joiner: char, last: Option<char>, next: Option<char>) -> bool {
    let (Some(last), Some(next)) = (last, next) else { return false };
    (joiner == JOINER && is_emoji(last) && is_emoji(next)) || (is_joining(last) && is_joining(next))
}

fn is_emoji(char: char) -> bool {
    matches!(char, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Letters of the scripts in which a joiner chooses the form of its neighbours: Arabic, Syriac, N'Ko, the Indic
/// scripts to Sinhala, Myanmar, Khmer, Mongolian.
fn is_joining(char: char) -> bool {
    matches!(
        char,
        '\u{0620}'..='\u{06FF}' | '\u{0700}'..='\u{07FF}' | '\u{0840}'..='\u{0DFF}' | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}' | '\u{1820}'..='\u{18AF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
    )
}

/// What takes no ink and is no space: controls, the general category Cf, fillers, private use, variation selectors,
/// non-characters.
fn is_unseen(char: char) -> bool {
    if char.is_ascii() {
        return char.is_ascii_control();
    }
    matches!(char,
        // C1 controls and the soft hyphen.
        '\u{80}'..='\u{9F}' | '\u{AD}'
        // Cf in the scripts.
        | '\u{0600}'..='\u{0605}' | '\u{061C}' | '\u{06DD}' | '\u{070F}' | '\u{0890}'..='\u{0891}' | '\u{08E2}'
        | '\u{180E}' | '\u{110BD}' | '\u{110CD}' | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        // Zero-width, bidirectional and invisible operators; byte order mark; interlinear annotation.
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FFF0}'..='\u{FFFB}'
        // Fillers.
        | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
        // Variation selectors and tags, which can carry hidden text.
        | '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}'
        // Private use and non-characters.
        | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' | '\u{FDD0}'..='\u{FDEF}'
    ) || u32::from(char) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_is_a_line_feed() {
        assert_eq!(visible("a\r\nb\rc\u{0B}d\u{0C}e\u{85}f\u{2028}g\u{2029}h\n"), "a\nb\nc\nd\ne\nf\ng\nh\n");
    }

    #[test]
    fn what_cannot_be_seen_is_dropped_and_not_replaced() {
        let cases = [
            ("K\u{200B}im", "Kim"),
            ("K\u{AD}im\u{FEFF}", "Kim"),
            ("a\u{202E}b\u{2066}c", "abc"),
            ("tag\u{E0041}\u{E007F}s", "tags"),
            ("fill\u{3164}\u{034F}\u{2800}er", "filler"),
            ("esc\u{1B}[31m\u{9B}\u{7}\u{8}", "esc[31m"),
            ("priv\u{E000}ate\u{10FFFE}\u{FFFF}", "private"),
            ("sign \u{26A0}\u{FE0F} here", "sign \u{26A0} here"),
            ("a\u{A0}b\u{3000}c\u{2003}d", "a b c d"),
            ("x\u{200D}y", "xy"),
            ("\u{1F469}\u{200D}\u{1F4BB}", "\u{1F469}\u{200D}\u{1F4BB}"),
            ("\u{0645}\u{06CC}\u{200C}\u{062E}", "\u{0645}\u{06CC}\u{200C}\u{062E}"),
            ("\u{1F469}\u{200D} end", "\u{1F469} end"),
            ("tab\tstays", "tab\tstays"),
        ];
        for (text, seen) in cases {
            assert_eq!(visible(text), seen, "{text:?}");
            assert_eq!(visible(seen), seen, "twice: {text:?}");
        }
    }

    #[test]
    fn letters_are_composed_but_look_alikes_stay() {
        assert_eq!(visible("Cafe\u{301}"), "Caf\u{E9}");
        assert_eq!(visible("\u{FF1C}\u{FF05}"), "\u{FF1C}\u{FF05}");
    }

    #[test]
    fn a_letter_keeps_four_marks() {
        let stacked = format!("z{}!", "\u{0336}".repeat(50));
        assert_eq!(visible(&stacked), format!("z{}!", "\u{0336}".repeat(4)));
    }

    #[test]
    fn one_line_has_no_line_end_and_single_spaces() {
        assert_eq!(one_line(" a\r\n\tb \u{2028} c\u{85}d\u{A0} "), "a b c d");
        assert_eq!(one_line("\n\n"), "");
    }

    #[test]
    fn a_cut_falls_between_characters() {
        assert_eq!(cut("na\u{EF}ve", 3), "na\u{EF}");
        assert_eq!(cut("ab", 3), "ab");
    }
}
