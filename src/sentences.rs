//! Blocks cut into sentences.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::structure::{BlockKind, Document};

/// One sentence of a block.
#[derive(Debug, Clone)]
pub struct Sentence {
    /// Verbatim from the block's text, trimmed.
    pub text: String,
    /// Index into `document.blocks`.
    pub block: usize,
    /// Which sentence of its block, from 0.
    pub index: usize,
    /// The body line, counted from 1, on which the block starts.
    pub line: usize,
}

/// The longest sentence, in bytes: beyond it nobody wrote one, and what reads a sentence should not have to read a book.
const LONGEST: usize = 2_000;

/// The sentences of a document in reading order; headings, greetings and closings give none.
///
/// A table row gives the sentences of its main cell.
pub fn split(document: &Document) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Heading | BlockKind::Greeting | BlockKind::Closing) {
            continue;
        }
        sentences.extend(spans(&block.text).into_iter().enumerate().filter_map(|(order, span)| {
            let text = block.text.get(span)?.to_owned();
            Some(Sentence { text, block: index, index: order, line: block.lines.start + 1 })
        }));
    }
    sentences
}

/// Where the sentences of a running text stand, as byte ranges without the white space around them.
///
/// None is empty, and none is longer than 2,000 bytes.
pub fn spans(text: &str) -> Vec<Range<usize>> {
    let mut cuts = ends(text);
    cuts.extend(enumerators(text));
    cuts.sort_unstable();
    cuts.push(text.len());
    let mut spans = Vec::with_capacity(cuts.len());
    let mut start = 0;
    for cut in cuts {
        if cut > start {
            push_trimmed(text, start..cut, &mut spans);
            start = cut;
        }
    }
    spans
}

fn push_trimmed(text: &str, range: Range<usize>, spans: &mut Vec<Range<usize>>) {
    let Some(part) = text.get(range.clone()) else { return };
    let mut start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().len();
    while start < end {
        let stop = if end - start > LONGEST { cut_before(text, start, start + LONGEST) } else { end };
        let Some(piece) = text.get(start..stop) else { return };
        let inner = piece.trim();
        if !inner.is_empty() {
            let from = start + (piece.len() - piece.trim_start().len());
            let end = from + inner.len();
            let bracket = afterthought(inner);
            match spans.last_mut().filter(|last| bracket > 0 && from + bracket - last.start <= LONGEST) {
                Some(last) => {
                    last.end = from + bracket;
                    let rest = inner.get(bracket..).unwrap_or_default();
                    let rest = rest.len() - rest.trim_start().len() + from + bracket;
                    if rest < end {
                        spans.push(rest..end);
                    }
                }
                None => spans.push(from..end),
            }
        }
        start = stop;
    }
}

/// How many bytes at the start of `text` are a few words in brackets: behind a full stop, "(Dana)" or "[by May]" belongs
/// to the sentence before.
fn afterthought(text: &str) -> usize {
    const WORDS: usize = 4;
    let Some(close) = text.starts_with(['(', '[']).then(|| text.find([')', ']'])).flatten() else { return 0 };
    let inner = text.get(1..close).unwrap_or_default();
    let few = (1..=WORDS).contains(&inner.split_whitespace().take(WORDS + 1).count());
    let plain = inner.contains(char::is_alphabetic) && !inner.contains(['(', '[', '.', '!', '?']);
    let rest = text.get(close + 1..).unwrap_or_default();
    let stop = usize::from(rest.starts_with('.'));
    let ends = rest.get(stop..).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_uppercase)
    });
    if few && plain && ends { close + 1 + stop } else { 0 }
}

/// The last space, or else the last character boundary, between the two.
fn cut_before(text: &str, start: usize, limit: usize) -> usize {
    let limit = (start + 1..=limit).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let space = text.get(start..limit).and_then(|piece| piece.rfind(' ')).filter(|&at| at > 0);
    space.map_or(limit, |at| start + at)
}

/// The byte behind each mark that ends a sentence.
fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    let mut from = 0;
    let small = text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let ascii = text.is_ascii();
    while let Some(at) = next_mark(&text.as_bytes()[from..], ascii).map(|ahead| from + ahead) {
        let mut chars = text[at..].char_indices().map(|(ahead, c)| (at + ahead, c)).peekable();
        let Some((_, c)) = chars.next() else { break };
        let mut end = at + c.len_utf8();
        from = end;
        if !is_mark(c) && !is_pictograph(c) {
            continue;
        }
        let mut marks = Marks {
            dots: usize::from(c == '.'),
            asks: matches!(c, '?' | '!'),
            trails: c == '…',
            pictures: is_pictograph(c),
            closed: false,
        };
        while let Some(&(next_at, next)) = chars.peek() {
            if is_mark(next) {
                marks.dots += usize::from(next == '.');
                marks.asks |= matches!(next, '?' | '!');
                marks.trails |= next == '…';
            } else if is_closer(next) && !(marks.pictures && next == ')') {
                marks.closed = true;
            } else if is_pictograph(next) || next == '\u{fe0f}' {
                marks.pictures = true;
            } else {
                break;
            }
            end = next_at + next.len_utf8();
            chars.next();
        }
        from = end;
        marks.trails |= marks.dots >= 2;
        let before = text.get(start..at).unwrap_or_default();
        let after = text.get(end..).unwrap_or_default();
        if is_end(before, marks, after, small) {
            ends.push(end);
            start = end;
        }
    }
    ends
}

/// What stands at a possible end.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a kind of mark that may stand in one run")]
struct Marks {
    dots: usize,
    /// A question or exclamation mark.
    asks: bool,
    /// Three dots, in one character or three.
    trails: bool,
    pictures: bool,
    /// A quote or bracket closes behind the mark.
    closed: bool,
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// The first byte that a mark or pictograph can begin with; letters of other scripts do too.
fn next_mark(text: &[u8], ascii: bool) -> Option<usize> {
    if ascii {
        return memchr::memchr3(b'.', b'!', b'?', text);
    }
    text.iter().position(|&byte| matches!(byte, b'.' | b'!' | b'?') || !byte.is_ascii())
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*' | '_')
}

/// Emoji, which end a line of chat as a full stop does.
fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2600..=0x27BF)
}

fn is_end(before: &str, marks: Marks, after: &str, small: bool) -> bool {
    let next = opening(after.trim_start());
    let Some(first) = next.chars().next() else { return false };
    let opener = |c: char| {
        matches!(
            c,
            '"' | '“'
                | '‘'
                | '„'
                | '«'
                | '('
                | '['
                | '\''
                | '*'
                | '-'
                | '–'
                | '@'
                | '>'
                | '#'
                | '£'
                | '$'
                | '€'
                | '+'
                | '•'
        )
    };
    let word = last_word(before);
    if !after.starts_with(char::is_whitespace) {
        return marks.dots == 1 && !marks.closed && !marks.pictures && is_run_together(word, next);
    }
    let starts = first.is_uppercase()
        || first.is_numeric()
        || opener(first)
        || is_pictograph(first)
        || (first.is_alphabetic() && !first.is_lowercase());
    // "monday (!!) doing it": marks alone in brackets comment on the word before.
    if before.ends_with(['(', '[']) {
        return false;
    }
    if marks.pictures && marks.dots == 0 && !marks.asks && !marks.trails {
        // A picture before the second word opens the sentence.
        return first.is_uppercase() && before.split_whitespace().nth(1).is_some() && !before.ends_with(',');
    }
    if marks.asks {
        return starts || !marks.closed;
    }
    if marks.trails {
        return starts && !word.is_empty() && (first.is_uppercase() || opener(first));
    }
    if !starts {
        return !marks.closed && ends_before_small(word, small);
    }
    if marks.closed {
        return true;
    }
    !is_abbreviated(before, word, next)
}

/// "done.Please send": a full stop that lacks its space.
fn is_run_together(word: &str, next: &str) -> bool {
    let mut letters = next.chars();
    let capital = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ' || c == '\'');
    let token = next.split_whitespace().next().unwrap_or_default();
    let plain = !token.contains(['/', '@', '.', '_']) || token.ends_with('.');
    capital && plain && word.chars().count() >= 3 && word.chars().all(char::is_lowercase)
}

/// "stuck again. nothing new": writers who start small still end their sentences.
fn ends_before_small(word: &str, small: bool) -> bool {
    /// Shorter words are as often cut off as they are whole.
    const WHOLE: usize = 4;
    let letters = word.chars().all(char::is_alphabetic) && !word.is_empty();
    if listed(word).is_some() {
        return false;
    }
    if small { word.chars().count() >= 2 && !word.contains('.') } else { letters && word.chars().count() >= WHOLE }
}

/// Which of the lists below have a word.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four lists, and a word may stand in several")]
struct Listed {
    never: bool,
    seldom: bool,
    before_numbers: bool,
    date: bool,
}

/// The lists that have the word before a full stop.
fn listed(word: &str) -> Option<Listed> {
    /// In characters: "c.-à-d".
    const LONGEST: usize = 6;
    static WORDS: LazyLock<FxHashMap<&'static str, Listed>> = LazyLock::new(|| {
        let mut words: FxHashMap<&'static str, Listed> = FxHashMap::default();
        for word in NEVER {
            words.entry(word).or_default().never = true;
        }
        for word in SELDOM {
            words.entry(word).or_default().seldom = true;
        }
        for word in BEFORE_NUMBERS {
            words.entry(word).or_default().before_numbers = true;
        }
        for word in DATES {
            words.entry(word).or_default().date = true;
        }
        words
    });
    if word.chars().nth(LONGEST).is_some() {
        return None;
    }
    WORDS.get(word.to_lowercase().as_str()).copied()
}

/// Abbreviations after which a sentence goes on whatever follows.
const NEVER: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "rev", "hon", "sen", "rep", "gov", "gen", "col", "capt", "lt", "sgt",
    "messrs", "mme", "mlle", "hr", "fr", "sr", "sra", "dott", "e.g", "i.e", "eg", "ie", "vs", "v", "cf", "viz",
    "approx", "ca", "resp", "incl", "excl", "esp", "attn", "c/o", "w/c", "z.b", "d.h", "u.a", "bzw", "ggf", "evtl",
    "inkl", "zzgl", "p.ex", "c.-à-d", "dept", "univ", "mt", "ft", "asst", "assoc", "w", "tel", "ph", "dipl", "ing",
];

/// Abbreviations that may end a sentence; what follows must then be one of [`STARTERS`].
const SELDOM: &[&str] = &[
    "inc", "ltd", "co", "corp", "llc", "plc", "gmbh", "bros", "jr", "etc", "a.m", "p.m", "am", "pm", "est", "u.s",
    "u.k", "u.s.a", "e.u", "ph.d", "m.d", "b.a", "m.a", "d.c", "ave", "blvd", "rd", "usw", "dgl", "min", "max", "hrs",
    "hr", "mins", "secs", "wks", "mos", "yrs", "lbs", "oz", "sq", "avg", "misc", "temp", "govt", "mgmt", "dev", "ops",
    "ext", "acct",
];

/// Abbreviations of what carries a number: "No. 5", "p. 3", "Fig. 2".
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "nr", "p", "pp", "fig", "figs", "sec", "sect", "art", "ch", "chap", "vol", "para", "pos", "rm", "ext",
    "app", "ver", "op", "ed", "item", "tel", "max", "min", "s", "str", "abs", "kap", "art",
];

/// Months and weekdays cut short, before a number or a name.
const DATES: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
    "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "okt", "dez", "janv", "févr", "avr", "juil", "déc",
];

/// Words that open a sentence far more often than they stand in a name.
const STARTERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "i", "we", "you", "he", "she", "it", "they", "there", "here",
    "please", "if", "when", "can", "could", "would", "will", "should", "do", "does", "is", "are", "what", "who", "how",
    "why", "where", "which", "also", "and", "but", "so", "in", "on", "at", "as", "for", "after", "before", "once",
    "our", "your", "my", "let", "thanks", "then", "now", "all", "any", "no", "not", "to", "from", "however",
    "attached", "i'll", "i'm", "i've", "we'll", "we're", "it's", "let's", "don't",
];

/// Months, after the full stop of a German ordinal: "am 5. Mai".
const MONTHS: &[&str] = &[
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
];

/// The full stop behind `word` belongs to it, so that the sentence goes on with `next`.
fn is_abbreviated(before: &str, word: &str, next: &str) -> bool {
    let follower = || {
        next.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':' | ';' | '!' | '?' | ')'))
            .next()
            .unwrap_or_default()
            .to_lowercase()
            .replace('’', "'")
    };
    let is_starter = || STARTERS.contains(&follower().as_str());
    if word.is_empty() {
        return before.trim().is_empty();
    }
    let listed = listed(word).unwrap_or_default();
    let digit = next.starts_with(|c: char| c.is_ascii_digit());
    if listed.never {
        return true;
    }
    if listed.date {
        let name =
            word.starts_with(char::is_uppercase) && !["sun", "sat"].iter().any(|day| day.eq_ignore_ascii_case(word));
        return digit || (name && !is_starter());
    }
    if listed.before_numbers && digit {
        return true;
    }
    if listed.seldom {
        return !is_starter();
    }
    if word.chars().all(|c| c.is_ascii_digit()) {
        // "1. Call Bo" counts; "am 5. Mai" orders.
        let counts = word.len() <= 2 && before.trim().len() == word.len();
        return counts || MONTHS.contains(&follower().as_str());
    }
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    if single {
        let capital = word.starts_with(char::is_uppercase);
        // "J. Smith", but "than I. Then"; "1 a. Text" counts.
        return if capital { word != "I" && !is_starter() } else { before.trim().len() == 1 };
    }
    // "U.S.", "e.g.", "D.C.": letters that dots part.
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    dotted && word.chars().any(char::is_alphabetic) && !is_starter()
}

/// As much of the text as its first word can fill.
fn opening(text: &str) -> &str {
    /// A longer word is a link or noise.
    const LETTERS: usize = 48;
    match text.get(..LETTERS) {
        Some(start) if start.is_ascii() => return start,
        _ if text.len() <= LETTERS => return text,
        _ => {}
    }
    text.char_indices().nth(LETTERS).and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// What stands between the last space or opening mark and the end.
fn last_word(before: &str) -> &str {
    /// No abbreviation is longer.
    const WINDOW: usize = 40;
    let from = before
        .char_indices()
        .rev()
        .take(WINDOW)
        .take_while(|&(_, c)| !(c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '«' | '/')))
        .last()
        .map_or(before.len(), |(at, _)| at);
    before.get(from..).unwrap_or_default()
}

/// The byte before each enumerator inside a line that counts from one ("1) do this 2) do that") and before each bullet
/// of a flattened list, where there are two at least.
fn enumerators(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let counts = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before.is_some_and(|before| before.is_ascii_digit() || bytes[at] == b')' && before.is_ascii_alphabetic())
    };
    if text.is_ascii() && !memchr::memchr2_iter(b')', b'.', bytes).any(counts) {
        return Vec::new();
    }
    let mut counted: Vec<usize> = Vec::new();
    let mut bullets: Vec<usize> = Vec::new();
    let mut expected = Counter::default();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if before.is_whitespace() {
            if matches!(c, '•' | '▪' | '●' | '·') {
                bullets.push(at);
            } else if (c == '(' || c.is_ascii_alphanumeric()) && text.get(at..).is_some_and(|rest| expected.next(rest))
            {
                counted.push(at);
            }
        }
        before = c;
    }
    let mut cuts = if counted.len() >= 2 { counted } else { Vec::new() };
    if bullets.len() >= 2 {
        cuts.extend(bullets);
    }
    cuts
}

/// Follows the enumerators of a line in their order, in one style.
#[derive(Default)]
struct Counter {
    style: Option<(bool, char)>,
    reached: u32,
    letters: bool,
}

impl Counter {
    /// Whether `rest` starts with the enumerator that is due.
    fn next(&mut self, rest: &str) -> bool {
        let bracketed = rest.starts_with('(');
        let inner = if bracketed { rest.get(1..).unwrap_or_default() } else { rest };
        let digits = inner.bytes().take(3).take_while(u8::is_ascii_digit).count();
        let letter = inner.bytes().next().filter(u8::is_ascii_lowercase);
        let (value, length, letters) = match (digits, letter) {
            (1 | 2, _) => (inner.get(..digits).and_then(|number| number.parse().ok()).unwrap_or(0), digits, false),
            (0, Some(letter)) => (u32::from(letter - b'a') + 1, 1, true),
            _ => return false,
        };
        let mut tail = inner.get(length..).unwrap_or_default().chars();
        let (Some(mark), Some(space)) = (tail.next(), tail.next()) else { return false };
        let marked = mark == ')' || (mark == '.' && !bracketed && !letters);
        let goes_on =
            tail.as_str().trim_start().starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '“' | '[' | '*'));
        if !marked
            || !(space.is_whitespace() || (mark == ')' && space.is_alphabetic()))
            || !(goes_on || space.is_alphabetic())
        {
            return false;
        }
        let style = (bracketed, mark);
        let due = match self.style {
            Some(known) => known == style && letters == self.letters && value == self.reached + 1,
            None => value == 1,
        };
        if due {
            self.style = Some(style);
            self.letters = letters;
            self.reached = value;
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        spans(text).into_iter().map(|span| &text[span]).collect()
    }

    #[test]
    fn sentences_end_at_their_marks() {
        for (text, sentences) in [
            ("Call Bo. Then go.", &["Call Bo.", "Then go."][..]),
            ("Really?! Yes.", &["Really?!", "Yes."]),
            ("Is it done? can you check? thanks", &["Is it done?", "can you check?", "thanks"]),
            ("He said \"stop.\" Then he left.", &["He said \"stop.\"", "Then he left."]),
            ("It works (mostly.) We ship.", &["It works (mostly.)", "We ship."]),
            ("Well… Could you look?", &["Well…", "Could you look?"]),
            ("trains are stuck again. nothing new from me", &["trains are stuck again.", "nothing new from me"]),
            ("It is done.Please send it on.", &["It is done.", "Please send it on."]),
            ("We had fun 🎉 Can you send the photos?", &["We had fun 🎉", "Can you send the photos?"]),
            ("Clay,  Attached you will find it.  Call me.", &["Clay,  Attached you will find it.", "Call me."]),
            ("We meet at 5 p.m. Please come.", &["We meet at 5 p.m.", "Please come."]),
            ("That is true. 3 of them left.", &["That is true.", "3 of them left."]),
            ("Better than I. We agree.", &["Better than I.", "We agree."]),
            ("Change the oil. (Bo) Then go.", &["Change the oil. (Bo)", "Then go."]),
            (
                "Change it. (It is two years old, and it smells.)",
                &["Change it.", "(It is two years old, and it smells.)"],
            ),
        ] {
            assert_eq!(cut(text), sentences, "{text}");
        }
    }

    #[test]
    fn marks_inside_a_sentence_do_not_end_it() {
        for text in [
            "Mr. Diaz and Dr. Kim met J. Smith of Acme Inc. London.",
            "Use a tool, e.g. Excel, i.e. a sheet, vs. Word, approx. 5 hours.",
            "We meet at 5 p.m. Friday in Washington, D.C. Office.",
            "Version 2.10.3 costs 3.50 and lives at www.example.org/a.b?c=d today.",
            "Mail rosa@example.org the file plan.v2.docx now",
            "See No. 5, Fig. 2 and p. 3 of it.",
            "By Fri. 3 Oct. 2025 at the latest.",
            "Das ist z.B. Sache von Bo, am 5. Mai.",
            "The shop closes friday (!!) going there later",
            "He shouted \"stop!\" and left.",
            "So... can you come; we wait - really",
            "1. Call Bo",
            "The U.S. Office",
        ] {
            assert_eq!(cut(text), [text], "{text}");
        }
    }

    #[test]
    fn lists_flattened_into_a_line_are_cut_at_their_enumerators() {
        for (text, sentences) in [
            ("Please: 1) call Bo 2) book it", &["Please:", "1) call Bo", "2) book it"][..]),
            ("To do: (a) call Bo, (b) book it", &["To do:", "(a) call Bo,", "(b) book it"]),
            ("Open: • the roof • the door", &["Open:", "• the roof", "• the door"]),
            ("We need 1) more time.", &["We need 1) more time."]),
        ] {
            assert_eq!(cut(text), sentences, "{text}");
        }
    }

    #[test]
    fn endless_text_is_cut_at_a_character() {
        for text in ["ä".repeat(5_000), "word ".repeat(3_000), "!".repeat(5_000), "a.".repeat(9_000), " ".repeat(9_000)]
        {
            let spans = spans(&text);
            assert!(
                spans
                    .iter()
                    .all(|span| span.len() <= LONGEST && text.get(span.clone()).is_some_and(|part| !part.is_empty()))
            );
        }
    }
}
