//! The small language in which rules say what they look for: words, classes of words, gaps.
//!
//! | written | finds |
//! | --- | --- |
//! | `send` | the word, in whatever case |
//! | `can\|could` | one of the words |
//! | `=send` | any form of the verb: send, sends, sent, sending |
//! | `<verb>` | a verb in its base form; also `<past>`, `<ing>`, `<third>`, `<det>`, `<poss>`, `<prep>`, `<adv>`, `<wh>`, `<modal>`, `<aux>`, `<pron>`, `<when>`, `<number>`, `<name>` (a capital inside the sentence), `<mention>`, `<link>`, `<word>` |
//! | `please?` | the word or nothing |
//! | `<adv>*` | up to four of them |
//! | `..` | up to four tokens of the same clause |
//! | `...` | anything up to the end of the sentence |
//! | `!not` | nothing, where the next token is not this |
//! | `^` | the start of the sentence, after "So," or "Ana," |
//! | `;` | the start of a clause |
//! | `$` | the end of the sentence, before its full stop |

use crate::lexicon::Class;
use crate::tokens::{self, Shape, Token};

/// A pattern that was read and can be searched for.
#[derive(Debug, Clone)]
pub struct Pattern {
    items: Vec<Item>,
    /// For each item that it cannot do without, what a sentence must hold for it.
    needs: Vec<Outline>,
}

/// Why a pattern cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PatternError {
    #[error("the pattern is empty")]
    Empty,
    #[error("unknown class `<{0}>`; known are {known}", known = CLASS_NAMES.join(", "))]
    UnknownClass(String),
    #[error("more than {MOST_ITEMS} words in one pattern")]
    TooLong,
}

/// Longer patterns say too much at once, and the search would grow with them.
const MOST_ITEMS: usize = 24;
/// What `..` may pass over.
const SHORT_GAP: usize = 4;
/// What `*` may repeat.
const MOST_REPEATS: usize = 4;

#[derive(Debug, Clone)]
enum Item {
    Start,
    ClauseStart,
    End,
    ShortGap,
    LongGap,
    Not(Choice),
    One { any: Choice, least: usize, most: usize },
}

/// What one token may be.
#[derive(Debug, Clone, Default)]
struct Choice {
    words: Vec<Word>,
    /// Verbs of which any form will do.
    lemmas: Vec<Word>,
    class: Class,
    shapes: Vec<Shape>,
    /// A capital that is not the start of the sentence.
    name: bool,
    any_word: bool,
}

/// A word with its key, by which most others are told apart at once.
#[derive(Debug, Clone)]
struct Word {
    key: u64,
    text: String,
}

impl Word {
    fn new(text: &str) -> Word {
        let text = text.to_lowercase();
        Word { key: tokens::key(&text), text }
    }
}

/// What stands in a sentence, coarsely: most patterns are ruled out by it without a search.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outline {
    /// A bit for each word and base form; several share one.
    words: u64,
    class: Class,
    /// A bit for each [`Shape`].
    shapes: u8,
}

impl Outline {
    pub fn of(tokens: &[Token]) -> Outline {
        let mut outline = Outline::default();
        for token in tokens {
            outline.words |= bit(token.key) | token.lemma.map_or(0, |lemma| bit(tokens::key(lemma)));
            outline.class = outline.class.and(token.class);
            outline.shapes |= shape_bit(token.shape);
        }
        outline
    }

    fn shares(&self, other: &Outline) -> bool {
        self.words & other.words != 0 || self.class.has(other.class) || self.shapes & other.shapes != 0
    }
}

/// The upper bits of a key are the best mixed.
fn bit(key: u64) -> u64 {
    1 << (key >> 58)
}

fn shape_bit(shape: Shape) -> u8 {
    1 << shape as u8
}

const CLASS_NAMES: [&str; 20] = [
    "verb", "past", "ing", "third", "det", "poss", "prep", "adv", "wh", "modal", "aux", "pron", "when", "number",
    "name", "mention", "link", "word", "neg", "conj",
];

impl Choice {
    /// Reads one of the alternatives.
    fn add(&mut self, text: &str) -> Result<(), PatternError> {
        let Some(name) = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')) else {
            match text.strip_prefix('=') {
                Some(lemma) if !lemma.is_empty() => self.lemmas.push(Word::new(lemma)),
                _ => self.words.push(Word::new(text)),
            }
            return Ok(());
        };
        let class = match name {
            "verb" => Class::VERB,
            "past" => Class::PAST,
            "ing" => Class::ING,
            "third" => Class::THIRD,
            "det" => Class::DETERMINER.and(Class::POSSESSIVE),
            "poss" => Class::POSSESSIVE,
            "prep" => Class::PREPOSITION,
            "adv" => Class::ADVERB,
            "wh" => Class::WH,
            "modal" => Class::MODAL,
            "aux" => Class::AUXILIARY,
            "pron" => Class::PRONOUN,
            "when" => Class::WHEN,
            "neg" => Class::NEGATION,
            "conj" => Class::CONJUNCTION,
            "number" => return Ok(self.shapes.push(Shape::Number)),
            "mention" => return Ok(self.shapes.push(Shape::Mention)),
            "link" => return Ok(self.shapes.push(Shape::Link)),
            "name" => return Ok(self.name = true),
            "word" => return Ok(self.any_word = true),
            other => return Err(PatternError::UnknownClass(other.to_owned())),
        };
        self.class = self.class.and(class);
        Ok(())
    }

    /// Whether only words will do, spelled like this.
    fn is_words(&self) -> bool {
        !self.words.is_empty()
            && self.lemmas.is_empty()
            && self.class == Class::default()
            && self.shapes.is_empty()
            && !self.name
            && !self.any_word
    }

    /// What a sentence must hold for a token of this kind.
    fn outline(&self) -> Outline {
        let capitalised = if self.name { shape_bit(Shape::Capitalised) } else { 0 };
        let any_word = if self.any_word { !shape_bit(Shape::Punctuation) } else { 0 };
        Outline {
            words: self.words.iter().chain(&self.lemmas).fold(0, |bits, word| bits | bit(word.key)),
            class: self.class,
            shapes: self.shapes.iter().fold(capitalised | any_word, |bits, shape| bits | shape_bit(*shape)),
        }
    }

    fn fits(&self, token: &Token, at: usize, head: usize) -> bool {
        token.class.has(self.class)
            || self.words.iter().any(|word| word.key == token.key && word.text == token.word)
            || (!self.lemmas.is_empty() && token.is_word() && self.lemmas.iter().any(|lemma| lemma.is_base_of(token)))
            || self.shapes.contains(&token.shape)
            || (self.name && is_name(token, at, head))
            || (self.any_word && token.shape != Shape::Punctuation)
    }
}

impl Word {
    fn is_base_of(&self, token: &Token) -> bool {
        (self.key == token.key && self.text == token.word) || token.lemma == Some(self.text.as_str())
    }
}

fn is_name(token: &Token, at: usize, head: usize) -> bool {
    token.shape == Shape::Capitalised
        && (at != head || !token.class.has(Class::VERB.and(Class::DETERMINER)))
        && !token.class.has(NO_NAME)
}

/// Classes of words that may have a capital without being a name.
const NO_NAME: Class = Class::PRONOUN
    .and(Class::WHEN)
    .and(Class::MODAL)
    .and(Class::AUXILIARY)
    .and(Class::WH)
    .and(Class::FILLER)
    .and(Class::CONJUNCTION)
    .and(Class::POSSESSIVE)
    .and(Class::DETERMINER)
    .and(Class::PREPOSITION)
    .and(Class::ADVERB);

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// When it is empty, too long, or names a class that does not exist.
    pub fn read(text: &str) -> Result<Pattern, PatternError> {
        let mut items = Vec::new();
        for part in text.split_whitespace() {
            items.push(match part {
                "^" => Item::Start,
                ";" => Item::ClauseStart,
                "$" => Item::End,
                ".." => Item::ShortGap,
                "..." => Item::LongGap,
                "?" => Item::One { any: alternatives("?")?, least: 1, most: 1 },
                other => Item::of(other)?,
            });
            if items.len() > MOST_ITEMS {
                return Err(PatternError::TooLong);
            }
        }
        if !items.iter().any(|item| matches!(item, Item::One { .. })) {
            return Err(PatternError::Empty);
        }
        let needs = items.iter().filter_map(Item::needed).map(Choice::outline).collect();
        Ok(Pattern { items, needs })
    }

    /// Whether the pattern may stand in a sentence of that outline; `false` is sure.
    pub fn may_be_in(&self, outline: &Outline) -> bool {
        self.needs.iter().all(|need| outline.shares(need))
    }

    /// Whether the pattern stands anywhere in the sentence, whose proper start is the token `head`.
    pub fn is_in(&self, tokens: &[Token], head: usize) -> bool {
        match self.items.first() {
            Some(Item::Start) => self.matches_at(tokens, head, head, 1),
            Some(Item::ClauseStart) => {
                (0..tokens.len()).any(|at| is_clause_start(tokens, at, head) && self.matches_at(tokens, at, head, 1))
            }
            _ => (0..tokens.len()).any(|at| self.matches_at(tokens, at, head, 0)),
        }
    }

    /// The keys of words of which this pattern cannot do without one, where it names some; for a search by words.
    pub fn anchors(&self) -> Option<impl Iterator<Item = u64>> {
        let words = self.items.iter().filter_map(Item::needed).filter(|any| any.is_words()).map(|any| &any.words);
        words.min_by_key(|words| words.len()).map(|words| words.iter().map(|word| word.key))
    }

    fn matches_at(&self, tokens: &[Token], at: usize, head: usize, item: usize) -> bool {
        let Some(current) = self.items.get(item) else { return true };
        match current {
            Item::Start => at == head && self.matches_at(tokens, at, head, item + 1),
            Item::ClauseStart => is_clause_start(tokens, at, head) && self.matches_at(tokens, at, head, item + 1),
            Item::End => {
                tokens[at.min(tokens.len())..].iter().all(|t| t.shape == Shape::Punctuation)
                    && self.matches_at(tokens, at, head, item + 1)
            }
            Item::Not(any) => {
                !tokens.get(at).is_some_and(|t| any.fits(t, at, head)) && self.matches_at(tokens, at, head, item + 1)
            }
            Item::ShortGap => {
                for end in at..=(at + SHORT_GAP).min(tokens.len()) {
                    if self.matches_at(tokens, end, head, item + 1) {
                        return true;
                    }
                    if tokens.get(end).is_none_or(ends_clause) {
                        return false;
                    }
                }
                false
            }
            Item::LongGap => (at..=tokens.len()).any(|end| self.matches_at(tokens, end, head, item + 1)),
            Item::One { any, least, most } => {
                let mut count = 0;
                while count < *most && tokens.get(at + count).is_some_and(|t| any.fits(t, at + count, head)) {
                    count += 1;
                }
                // The longest run first; an optional word may also be left to what follows.
                (*least..=count).rev().any(|n| self.matches_at(tokens, at + n, head, item + 1))
            }
        }
    }
}

impl Item {
    /// What some token of the sentence must be; `None` where it may do without.
    fn needed(&self) -> Option<&Choice> {
        match self {
            Item::One { any, least: 1.., .. } => Some(any),
            _ => None,
        }
    }

    fn of(part: &str) -> Result<Item, PatternError> {
        if let Some(rest) = part.strip_prefix('!')
            && !rest.is_empty()
        {
            return Ok(Item::Not(alternatives(rest)?));
        }
        let (body, least, most) = match part.char_indices().next_back() {
            Some((at, '?')) if at > 0 => (&part[..at], 0, 1),
            Some((at, '*')) if at > 0 => (&part[..at], 0, MOST_REPEATS),
            _ => (part, 1, 1),
        };
        Ok(Item::One { any: alternatives(body)?, least, most })
    }
}

fn alternatives(text: &str) -> Result<Choice, PatternError> {
    let mut any = Choice::default();
    for one in text.split('|').filter(|t| !t.is_empty()) {
        any.add(one)?;
    }
    Ok(any)
}

fn ends_clause(token: &Token) -> bool {
    token.shape == Shape::Punctuation
        && matches!(token.word.as_ref(), "," | ";" | ":" | "." | "?" | "!" | "—" | "–" | "(" | ")")
}

/// Whether a clause starts at `at`: the sentence's start, after a mark, or after a conjunction.
fn is_clause_start(tokens: &[Token], at: usize, head: usize) -> bool {
    if at <= head {
        return at == head;
    }
    let before = &tokens[at - 1];
    ends_clause(before)
        || matches!(before.word.as_ref(), "-" | "*" | "\"" | "“" | "'")
        || matches!(
            before.word.as_ref(),
            "and" | "but" | "so" | "or" | "then" | "because" | "therefore" | "that" | "which"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, text: &str) -> bool {
        Pattern::read(pattern).expect("a good pattern").is_in(&crate::tokens::of(text), 0)
    }

    #[test]
    fn each_sign_of_the_language_does_what_its_table_says() {
        for (pattern, text, expected) in [
            ("can|could you please? <verb>", "Could you please send it?", true),
            ("can|could you please? <verb>", "Could you send it?", true),
            ("can|could you please? <verb>", "Could they send it?", false),
            ("=send", "It was sent.", true),
            ("^ please", "We please them", false),
            ("; please <verb>", "It is late, please send it", true),
            ("i .. <verb>", "I will now really send", true),
            ("i .. send", "I know, send", false),
            ("i ... send", "I know, send", true),
            ("will !not <verb>", "I will send", true),
            ("will !not <word>", "I will not", false),
            ("send <pron> $", "Send it.", true),
            ("send <pron> $", "Send it now.", false),
            ("can you ... ?", "Can you come?", true),
            ("<adv>* call", "please now quickly call", true),
            ("<name> to <verb>", "Sam to draft it", true),
        ] {
            assert_eq!(found(pattern, text), expected, "{pattern} in {text}");
        }
    }

    #[test]
    fn a_pattern_that_cannot_be_read_says_why() {
        assert_eq!(Pattern::read("  ").unwrap_err(), PatternError::Empty);
        assert_eq!(Pattern::read("^ $").unwrap_err(), PatternError::Empty);
        assert_eq!(Pattern::read("<nope>").unwrap_err(), PatternError::UnknownClass("nope".to_owned()));
        assert_eq!(Pattern::read(&"a ".repeat(30)).unwrap_err(), PatternError::TooLong);
    }
}
