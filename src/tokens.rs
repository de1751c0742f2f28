//! A sentence as words: lower case, contractions taken apart, each with its class.

use std::borrow::Cow;

pub use crate::lexicon::key;
use crate::lexicon::{self, Class, Entry};

/// What a token is before any dictionary is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A word in lower case or all capitals.
    Word,
    /// A word whose first letter alone is a capital.
    Capitalised,
    Number,
    /// An address of the web or of mail.
    Link,
    /// `@name`
    Mention,
    Punctuation,
}

#[derive(Debug, Clone)]
pub struct Token<'a> {
    /// Byte range in the text.
    pub start: usize,
    pub end: usize,
    /// Lower case, spelled out: "'ll" is "will", "u" is "you", "pls" is "please".
    pub word: Cow<'a, str>,
    /// The [`key`] of the word.
    pub key: u64,
    pub shape: Shape,
    pub class: Class,
    /// The base form where it is a form of a verb; looked up once, for patterns ask for it often.
    pub lemma: Option<&'static str>,
    /// The [`key`] of the base form, 0 without one.
    pub lemma_key: u64,
}

impl<'a> Token<'a> {
    /// One of which the lists say nothing.
    fn unknown(start: usize, end: usize, word: Cow<'a, str>, key: u64, shape: Shape) -> Token<'a> {
        Token { start, end, word, key, shape, class: Class::default(), lemma: None, lemma_key: 0 }
    }

    pub fn is(&self, word: &str) -> bool {
        self.word == word
    }

    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Word | Shape::Capitalised)
    }
}

/// Tokens of one sentence looked at, at most; the rest of an endless one says nothing new.
pub const MOST: usize = 400;

/// The tokens of `text`, at most [`MOST`].
pub fn of(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 4);
    let mut at = 0;
    while at < text.len() && tokens.len() < MOST {
        if text.as_bytes()[at] == b' ' {
            at += 1;
            continue;
        }
        let rest = &text[at..];
        if let Some(plain) = Plain::of(rest.as_bytes()) {
            push_plain(&mut tokens, text, at, plain);
            at += plain.length;
            continue;
        }
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if first.is_alphanumeric() || (first == '@' && rest[1..].starts_with(char::is_alphabetic)) {
            let length = word_length(rest);
            push_word(&mut tokens, text, at, at + length);
            at += length;
        } else {
            let end = at + first.len_utf8();
            let word = &text[at..end];
            tokens.push(Token::unknown(at, end, Cow::Borrowed(word), key(word), Shape::Punctuation));
            at = end;
        }
    }
    tokens
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`')
}

/// How far the word at the start of `rest` goes: letters and digits, with inner hyphens, apostrophes, dots and slashes
/// where more letters or digits follow at once.
fn word_length(rest: &str) -> usize {
    let schemed = rest.starts_with(['h', 'w']);
    if schemed && ["http://", "https://", "www."].iter().any(|scheme| rest.starts_with(scheme)) {
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ')' | ']')).unwrap_or(rest.len());
        return rest[..end].trim_end_matches(['.', ',', ';', '!', '?', ':']).len();
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = c.is_alphanumeric()
            || c == '@'
            || c == '_'
            || ((matches!(c, '-' | '.' | '/' | ':' | '%' | '&' | '+' | ',') || is_apostrophe(c))
                && joins(c, rest[..at].chars().next_back(), chars.peek().map(|(_, next)| *next)));
        if !inner {
            break;
        }
        end = at + c.len_utf8();
    }
    end.max(rest.chars().next().map_or(0, char::len_utf8))
}

const SMALL: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 4;

/// Which of [`SMALL`], [`CAPITAL`] and [`DIGIT`] each byte is; 0 for all others, which end a [`Plain`] word.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// A word of ASCII letters and digits alone, beginning with a letter, behind which nothing goes on with it: nearly every
/// word is one, and these are cut with less ado.
#[derive(Debug, Clone, Copy)]
struct Plain {
    length: usize,
    /// The kind of its first byte.
    first: u8,
    /// The kinds of the others.
    behind: u8,
}

impl Plain {
    /// The one at the start of `rest`, if such a word stands there.
    fn of(rest: &[u8]) -> Option<Plain> {
        let kind = |byte: &u8| KINDS[usize::from(*byte)];
        let (first, behind) = rest.split_first()?;
        let mut plain = Plain { length: 1, first: kind(first), behind: 0 };
        if plain.first & (SMALL | CAPITAL) == 0 {
            return None;
        }
        for kind in behind.iter().map(kind).take_while(|kind| *kind != 0) {
            plain.length += 1;
            plain.behind |= kind;
        }
        let ends = match rest.get(plain.length..)? {
            [] | [b' ', ..] => true,
            // An address: "https://", "www.".
            [b'@' | b'_', ..] | [b':' | b'.', b'/' | b'.', ..] => false,
            [b'.', ..] if rest.starts_with(b"www.") => false,
            [mark, after, ..] => mark.is_ascii() && after.is_ascii() && kind(after) == 0,
            [mark] => mark.is_ascii(),
        };
        ends.then_some(plain)
    }
}

/// Whether the mark `c` between two characters belongs to the word around it.
fn joins(c: char, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match c {
        '-' => after.is_alphanumeric(),
        // "example.com", "v2.1", "3.5"; "end.Next" is two words.
        '.' => digits || (before.is_alphanumeric() && after.is_lowercase()),
        ',' | '/' | ':' => digits,
        '%' | '+' | '&' => before.is_uppercase() && after.is_uppercase(),
        _ => before.is_alphabetic() && after.is_alphabetic(),
    }
}

fn push_word<'a>(tokens: &mut Vec<Token<'a>>, text: &'a str, start: usize, end: usize) {
    let raw = &text[start..end];
    let first = raw.chars().next().unwrap_or(' ');
    let shape = if raw.starts_with('@') {
        Shape::Mention
    } else if raw.contains('@') || raw.starts_with("http") && raw.contains("://") || raw.starts_with("www.") {
        Shape::Link
    } else if first.is_ascii_digit() {
        Shape::Number
    } else if first.is_uppercase() && raw.chars().skip(1).any(char::is_lowercase) {
        Shape::Capitalised
    } else {
        Shape::Word
    };
    let lower = lower(raw);
    if let Some((at, mark)) = lower.char_indices().find(|(_, c)| is_apostrophe(*c)) {
        let (stem, tail) = (&lower[..at], &lower[at + mark.len_utf8()..]);
        let (stem, second) = match tail {
            "t" if stem.ends_with('n') => (negated_stem(stem), "n't"),
            "ll" => (stem.to_owned(), "will"),
            "d" => (stem.to_owned(), "would"),
            "ve" => (stem.to_owned(), "have"),
            "re" => (stem.to_owned(), "are"),
            "m" => (stem.to_owned(), "am"),
            "s" => (stem.to_owned(), "'s"),
            _ => (lower.clone().into_owned(), ""),
        };
        push(tokens, start, end, Cow::Owned(stem), shape);
        if !second.is_empty() {
            push(tokens, start, end, Cow::Borrowed(second), Shape::Word);
        }
        return;
    }
    push_spelled(tokens, start, end, lower, shape);
}

fn push_plain<'a>(tokens: &mut Vec<Token<'a>>, text: &'a str, start: usize, plain: Plain) {
    let end = start + plain.length;
    let raw = &text[start..end];
    let capitalised = plain.first == CAPITAL && plain.behind & SMALL != 0;
    let shape = if capitalised { Shape::Capitalised } else { Shape::Word };
    let capitals = (plain.first | plain.behind) & CAPITAL != 0;
    let lower = if capitals { Cow::Owned(raw.to_ascii_lowercase()) } else { Cow::Borrowed(raw) };
    push_spelled(tokens, start, end, lower, shape);
}

/// A word in lower case, written out where it is a short form.
fn push_spelled<'a>(tokens: &mut Vec<Token<'a>>, start: usize, end: usize, lower: Cow<'a, str>, shape: Shape) {
    let key = key(&lower);
    let known = lexicon::entry(&lower, key);
    let Some((one, two)) = known.and_then(|entry| entry.spelled) else {
        return push_known(tokens, Token::unknown(start, end, lower, key, shape), known);
    };
    push(tokens, start, end, Cow::Borrowed(one), shape);
    if !two.is_empty() {
        push(tokens, start, end, Cow::Borrowed(two), Shape::Word);
    }
}

/// The verb in front of "n't": "do" of "don't", "will" of "won't".
fn negated_stem(stem: &str) -> String {
    match stem {
        "can" => "can".to_owned(),
        "won" => "will".to_owned(),
        "shan" => "shall".to_owned(),
        _ => stem.strip_suffix('n').unwrap_or(stem).to_owned(),
    }
}

fn push<'a>(tokens: &mut Vec<Token<'a>>, start: usize, end: usize, word: Cow<'a, str>, shape: Shape) {
    let key = key(&word);
    // "Is" or "has", which is no word of the lists.
    let class = if word == "'s" { Class::AUXILIARY } else { Class::default() };
    let known = lexicon::entry(&word, key);
    push_known(tokens, Token { class, ..Token::unknown(start, end, word, key, shape) }, known);
}

/// The token with what the lists say of its word, whose entry is given.
fn push_known<'a>(tokens: &mut Vec<Token<'a>>, mut token: Token<'a>, known: Option<&'static Entry>) {
    if token.is_word() {
        let (class, lemma) = lexicon::look_up(&token.word, known);
        token.class = token.class.and(class);
        token.lemma = lemma;
        token.lemma_key = match lemma {
            Some(lemma) if lemma == token.word => token.key,
            Some(lemma) => key(lemma),
            None => 0,
        };
    }
    tokens.push(token);
}

fn lower(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        Cow::Borrowed(raw)
    } else {
        Cow::Owned(if raw.is_ascii() { raw.to_ascii_lowercase() } else { raw.to_lowercase() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        of(text).iter().map(|t| t.word.to_string()).collect()
    }

    #[test]
    fn contractions_and_chat_spelling_are_written_out() {
        for (text, expected) in [
            ("I'll send it.", "i|will|send|it|."),
            ("Don’t call, won't help", "do|n't|call|,|will|n't|help"),
            ("could u pls ping @lee", "could|you|please|ping|@lee"),
            ("lets meet 3/4 at 9:30", "let|'s|meet|3/4|at|9:30"),
            ("see https://example.com/a-b.", "see|https://example.com/a-b|."),
            ("Dana's v2.1 draft (R&D)", "dana|'s|v2.1|draft|(|r&d|)"),
            ("end.Next", "end|.|next"),
        ] {
            assert_eq!(words(text).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn any_text_has_tokens_within_it() {
        for text in ["", "'", "@", "’’’", "é's", "a'", "İ'LL", "\u{1F600}'s", "x@", "1.", "-", "a-"] {
            for token in of(text) {
                assert!(text.get(token.start..token.end).is_some(), "{text:?} {token:?}");
            }
        }
    }
}
