//! The words of a sentence as evidence: what no rule names still leans to tasks or away from them.
//!
//! "Invoice" and "sign" stand in tasks more often than "weather" and "congratulations". Each word has a fitted log-odds
//! in a table beside the rules; a sentence's words speak together, rare ones louder, and a long sentence no louder than
//! a short one.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::View;
use super::weights::WeightsError;
use crate::tokens::{Token, key};

/// The id under which words speak among the rules.
pub const ID: &str = "words.of-tasks";
/// The reason in the list of rules; the evidence of a sentence names the words.
pub const WHY: &str = "words that stand in tasks more often than elsewhere, or less often";
/// Words that an explanation names.
const NAMED: usize = 3;

/// What is known of one word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// The logarithm of how many sentences there are to one with the word; at least 0.
    pub rarity: f64,
    /// Log-odds of a sentence that says nothing else.
    pub weight: f64,
}

/// The words that have a weight.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: Arc<Rows>,
    column: Column,
}

/// The lines of the file that both tables are read from: they share it, for it is read at every start.
#[derive(Debug, Default)]
struct Rows {
    /// In the order of their words, so that the order of two words is that of their indices.
    list: Vec<Row>,
    /// Index into the list, by the [`key`] of the word.
    by_key: FxHashMap<u64, usize>,
}

#[derive(Debug)]
struct Row {
    word: Cow<'static, str>,
    rarity: f64,
    mail: f64,
    alone: f64,
}

/// Whose weights a table gives.
#[derive(Debug, Clone, Copy, Default)]
enum Column {
    #[default]
    Mail,
    Alone,
}

/// What the words of a sentence say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// Log-odds.
    pub weight: f64,
    /// Names the words that say most.
    pub why: Why,
}

/// A reason, put into a sentence only where somebody reads it: most sentences are no task.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    Known(Cow<'static, str>),
    /// The words that say most, each with its log-odds.
    Words(Vec<(Cow<'static, str>, f64)>),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let words = match self {
            Why::Known(reason) => return f.write_str(reason),
            Why::Words(words) => words,
        };
        f.write_str("its words: ")?;
        for (at, (word, weight)) in words.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            write!(f, "{comma}{word} {weight:+.2}")?;
        }
        Ok(())
    }
}

impl FromIterator<(String, Word)> for Table {
    fn from_iter<I: IntoIterator<Item = (String, Word)>>(words: I) -> Self {
        let row = |(word, Word { rarity, weight })| Row { word: Cow::Owned(word), rarity, mail: weight, alone: weight };
        Table { rows: Arc::new(Rows::of(words.into_iter().map(row).collect())), column: Column::Mail }
    }
}

impl Rows {
    fn of(mut list: Vec<Row>) -> Rows {
        list.sort_unstable_by(|a, b| a.word.cmp(&b.word));
        let by_key = list.iter().enumerate().map(|(at, row)| (key(&row.word), at)).collect();
        Rows { list, by_key }
    }

    /// The index of the word whose [`key`] is given.
    fn find(&self, word: &str, key: u64) -> Option<usize> {
        self.by_key.get(&key).copied().filter(|at| self.list[*at].word == word)
    }
}

impl Table {
    /// Reads the lines in which the fit writes, `word rarity mail alone` with tabs between, comments with `#`: the table
    /// for sentences of an email, and that for sentences by themselves.
    ///
    /// # Errors
    ///
    /// When a line has another form; the message names it.
    pub fn read(text: &'static str) -> Result<(Table, Table), WeightsError> {
        let mut rows = Vec::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let mut parts = line.as_bytes().split(|byte| *byte == b'\t');
            let word = &line[..parts.next().unwrap_or_default().len()];
            let mut number = || hundredths(parts.next()?);
            let (Some(rarity), Some(mail), Some(alone)) = (number(), number(), number()) else {
                return Err(WeightsError(format!("line {} is not `word, rarity, mail, alone`", at + 1)));
            };
            rows.push(Row { word: Cow::Borrowed(word), rarity, mail, alone });
        }
        let rows = Arc::new(Rows::of(rows));
        Ok((Table { rows: Arc::clone(&rows), column: Column::Mail }, Table { rows, column: Column::Alone }))
    }

    fn weight(&self, row: &Row) -> f64 {
        match self.column {
            Column::Mail => row.mail,
            Column::Alone => row.alone,
        }
    }

    /// What the words of `view` say; `None` where none has a weight.
    pub fn said(&self, view: &View) -> Option<Said> {
        let rows = &self.rows.list;
        let find = |(word, token): (Cow<str>, &Token)| {
            let key = if word.len() == token.word.len() { token.key } else { key(&word) };
            self.rows.find(&word, key)
        };
        let mut known = Vec::with_capacity(view.words());
        known.extend(all(view).filter_map(find));
        // In this order, so that the sums are the same to the last digit whatever the order of the words.
        known.sort_unstable();
        known.dedup();
        let loudness = loudness(known.iter().map(|at| rows[*at].rarity));
        if loudness <= 0.0 {
            return None;
        }
        let speaks = |at: usize| (at, self.weight(&rows[at]) * rows[at].rarity / loudness);
        let mut speaking: Vec<(usize, f64)> = known.into_iter().map(speaks).collect();
        let weight = speaking.iter().map(|(_, weight)| weight).sum();
        speaking.sort_unstable_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        let named = speaking.iter().take(NAMED).map(|(at, weight)| (rows[*at].word.clone(), *weight)).collect();
        Some(Said { weight, why: Why::Words(named) })
    }
}

/// A number; the form in which the fit writes, `-1.23`, is read without the general way, for there are some thousand.
fn hundredths(text: &[u8]) -> Option<f64> {
    let (negative, digits) = text.strip_prefix(b"-").map_or((false, text), |digits| (true, digits));
    if let &[ones @ b'0'..=b'9', b'.', tenths @ b'0'..=b'9', last @ b'0'..=b'9'] = digits {
        let of = |digit: u8| f64::from(digit - b'0');
        // Whole numbers and their quotient are as exact as what the general way gives.
        let value = (of(ones) * 100.0 + of(tenths) * 10.0 + of(last)) / 100.0;
        return Some(if negative { -value } else { value });
    }
    str::from_utf8(text).ok()?.parse::<f64>().ok().filter(|value| value.is_finite())
}

/// The length of a sentence's words as a vector of their rarities: by it each word's share is divided.
pub fn loudness(rarities: impl Iterator<Item = f64>) -> f64 {
    rarities.map(|rarity| rarity * rarity).sum::<f64>().sqrt()
}

/// The distinct words of a sentence that may have a weight, sorted: no names, no numbers, the plural as the singular.
pub fn of<'a>(view: &'a View) -> Vec<Cow<'a, str>> {
    let mut words: Vec<Cow<'a, str>> = all(view).map(|(word, _)| word).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Each word that may have a weight with its token.
fn all<'a>(view: &'a View) -> impl Iterator<Item = (Cow<'a, str>, &'a Token<'a>)> {
    view.tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.is_word())
        .filter(|(at, token)| *at == 0 || !name_like(&view.text[token.start..token.end]))
        .map(|(_, token)| (singular(&token.word), token))
        .filter(|(word, _)| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\''))
}

/// A capital inside the sentence is a name's, but for "I".
fn name_like(raw: &str) -> bool {
    raw != "I" && !raw.starts_with("I'") && !raw.starts_with("I’") && raw.starts_with(char::is_uppercase)
}

/// Shorter words end in "s" without being a plural.
const SHORTEST_PLURAL: usize = 4;

fn singular(word: &str) -> Cow<'_, str> {
    if word.len() < SHORTEST_PLURAL || word.ends_with("ss") {
        return Cow::Borrowed(word);
    }
    let sibilant = |stem: &str| ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| stem.ends_with(end));
    match (word.strip_suffix("ies"), word.strip_suffix("es"), word.strip_suffix('s')) {
        (Some(stem), ..) if stem.len() > 1 => Cow::Owned(format!("{stem}y")),
        (_, Some(stem), _) if sibilant(stem) => Cow::Borrowed(stem),
        (.., Some(stem)) => Cow::Borrowed(stem),
        _ => Cow::Borrowed(word),
    }
}

#[cfg(test)]
mod tests {
    use super::super::view;
    use super::*;

    #[test]
    fn names_and_numbers_have_no_weight_and_plurals_are_one_word() {
        let words = view::of_text("Invoices for Ana and the 12 parties in boxes, as I said", |view| of(view).join(" "));
        assert_eq!(words, "and as box for i in invoice party said the");
    }

    #[test]
    fn hundredths_are_the_numbers_that_they_are_written_as() {
        for number in -1100_i32..=1100 {
            let text = format!("{:.2}", f64::from(number) / 100.0);
            let general = text.parse::<f64>().expect("a number");
            assert_eq!(hundredths(text.as_bytes()).map(f64::to_bits), Some(general.to_bits()), "{text}");
        }
        assert_eq!(hundredths(b"inf"), None);
        assert_eq!(hundredths(b"x"), None);
    }

    #[test]
    fn words_speak_together_and_the_loudest_are_named() {
        let (mail, alone) = Table::read("# words\nsend\t3.0\t1.0\t2.0\nweather\t4.0\t-1.0\t0.0\n").expect("a table");
        let said = view::of_text("Send the weather", |view| mail.said(view)).expect("known words");
        assert!((said.weight - (3.0 - 4.0) / 5.0).abs() < 1e-9, "{said:?}");
        assert_eq!(said.why.to_string(), "its words: weather -0.80, send +0.60");
        assert_eq!(view::of_text("Nothing known", |view| alone.said(view)), None);
        assert!(Table::read("send\tmuch").unwrap_err().to_string().contains("line 1"));
    }
}
