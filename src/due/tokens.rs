//! The words, numbers and signs of a text, each with its place.

use std::ops::Range;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    /// What follows an apostrophe inside a word: the "s" of "Monday's", the "ll" of "I'll".
    Suffix,
    Sign,
}

#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
    /// No white space between this and the token before.
    pub(super) glued: bool,
    /// A word with a capital at its start.
    pub(super) capital: bool,
}

/// A text cut into tokens. Every span lies on char boundaries.
#[derive(Debug)]
pub(super) struct Tokens {
    /// The text in ASCII lower case: as long as it, so that the spans fit both.
    lower: String,
    list: Vec<Token>,
}

/// How long a number may be: more digits are an account or a phone number.
const MOST_DIGITS: usize = 6;

impl Tokens {
    pub(super) fn of(source: &str) -> Tokens {
        let mut list: Vec<Token> = Vec::with_capacity(source.len() / 5 + 1);
        let mut end = 0;
        let mut at = 0;
        while let Some(first) = source.get(at..).and_then(|rest| rest.chars().next()) {
            let start = at;
            at += first.len_utf8();
            if first.is_whitespace() {
                continue;
            }
            let opens = !first.is_ascii() || matches!(first, ':' | '(' | '[' | '@');
            let field = if opens { source.get(start..).map_or(0, field) } else { 0 };
            if field > 0 {
                at = start + field;
                continue;
            }
            let glued = start == end && start > 0;
            let mut from = start;
            let after_word = glued && list.last().is_some_and(|t| t.kind == Kind::Word);
            let kind = match first {
                '\'' | '\u{2019}' if after_word && run_of_letters(source, at) > at => {
                    from = at;
                    at = run_of_letters(source, at);
                    Kind::Suffix
                }
                c if c.is_ascii_digit() => {
                    at += source.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    Kind::Number
                }
                c if c.is_alphabetic() => {
                    at = run_of_letters(source, at);
                    Kind::Word
                }
                _ => Kind::Sign,
            };
            list.push(Token { kind, span: from..at, glued, capital: first.is_uppercase() });
            end = at;
        }
        Tokens { lower: source.to_ascii_lowercase(), list }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    /// The lower-case token, `""` outside the text.
    pub(super) fn word(&self, at: usize) -> &str {
        self.list.get(at).and_then(|t| self.lower.get(t.span.clone())).unwrap_or("")
    }

    /// The token `back` places before `at`, `""` before the start.
    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    pub(super) fn kind(&self, at: usize) -> Option<Kind> {
        self.list.get(at).map(|t| t.kind)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|t| t.glued)
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|t| t.capital)
    }

    /// The value of a number of at most six digits.
    pub(super) fn number(&self, at: usize) -> Option<u32> {
        let token = self.list.get(at)?;
        if token.kind != Kind::Number || token.span.len() > MOST_DIGITS {
            return None;
        }
        self.word(at).parse().ok()
    }

    /// How many digits the number has.
    pub(super) fn digits(&self, at: usize) -> usize {
        self.list.get(at).filter(|t| t.kind == Kind::Number).map_or(0, |t| t.span.len())
    }

    /// Whether the words from `at` on are `words`.
    pub(super) fn follow(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.word(at + n) == *word)
    }

    /// The bytes from the first token to before the `end` token.
    pub(super) fn span(&self, first: usize, end: usize) -> Range<usize> {
        let start = self.list.get(first).map_or(0, |t| t.span.start);
        let stop = end.checked_sub(1).and_then(|last| self.list.get(last)).map_or(start, |t| t.span.end);
        start..stop.max(start)
    }
}

/// How many bytes at the start of `text` are a field of a task reader with its day: `📅 2031-01-01`, `:: 2031-01-01` of
/// `[due:: 2031-01-01]`, `(@2031-01-01)`, `[[2031-01-01]]`. A mail must not set one, so its day is no word of the text.
fn field(text: &str) -> usize {
    const OPENERS: [&str; 15] =
        ["📅", "📆", "🗓", "⏳", "⌛", "🛫", "➕", "✅", "❌", "⏰", "::", "(@", "[@", "@{", "[["];
    let Some(opener) = OPENERS.into_iter().find(|opener| text.starts_with(opener)) else { return 0 };
    let value = text.get(opener.len()..).unwrap_or_default().trim_start_matches([' ', '\t', '@', '\u{FE0F}']);
    let shaped = value.len() >= DAY.len()
        && value.bytes().zip(DAY.bytes()).all(|(b, d)| if d == b'-' { b == b'-' } else { b.is_ascii_digit() });
    if shaped { text.len() - value.len() + DAY.len() } else { 0 }
}

/// The form that every task reader writes a day in.
const DAY: &str = "2031-01-01";

/// Where the letters from the byte `at` on end.
fn run_of_letters(text: &str, mut at: usize) -> usize {
    loop {
        at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some(c) if !c.is_ascii() && c.is_alphabetic() => at += c.len_utf8(),
            _ => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_signs_and_what_follows_an_apostrophe_are_apart() {
        let tokens = Tokens::of("Monday\u{2019}s 15th, I'll do it");
        let words: Vec<&str> = (0..tokens.len()).map(|at| tokens.word(at)).collect();
        assert_eq!(words, ["monday", "s", "15", "th", ",", "i", "ll", "do", "it"]);
        assert_eq!(tokens.kind(1), Some(Kind::Suffix));
        assert!(tokens.glued(3) && !tokens.glued(2));
    }

    #[test]
    fn the_day_of_a_task_field_is_no_word() {
        for (text, words) in [
            ("pay 📅 2031-01-01 now", &["pay", "now"][..]),
            ("pay 🗓2031-01-01", &["pay"]),
            ("[due:: 2031-01-01]", &["[", "due", "]"]),
            ("(@2031-01-01) @{2031-01-01}", &[")", "}"]),
            ("see [[2031-01-01]]", &["see", "]", "]"]),
            ("📅 12.3.", &["📅", "12", ".", "3", "."]),
            ("by 2031-01-01", &["by", "2031", "-", "01", "-", "01"]),
        ] {
            let tokens = Tokens::of(text);
            assert_eq!((0..tokens.len()).map(|at| tokens.word(at)).collect::<Vec<_>>(), words, "{text}");
        }
    }

    #[test]
    fn spans_lie_on_char_boundaries() {
        let text = "Ünïté 📅12.3. – “Fri”";
        let tokens = Tokens::of(text);
        for at in 0..tokens.len() {
            assert!(text.get(tokens.span(at, at + 1)).is_some_and(|t| !t.is_empty()));
        }
    }
}
