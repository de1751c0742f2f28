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
use crate::tokens::{Shape, Token};

/// A pattern that was read and can be searched for.
#[derive(Debug, Clone)]
pub struct Pattern {
    items: Vec<Item>,
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
    Not(Vec<Matcher>),
    One { any: Vec<Matcher>, least: usize, most: usize },
}

#[derive(Debug, Clone)]
enum Matcher {
    Word(String),
    Lemma(String),
    Class(Class),
    Shape(Shape),
    /// A capital that is not the start of the sentence.
    Name,
    AnyWord,
}

const CLASS_NAMES: [&str; 20] = [
    "verb", "past", "ing", "third", "det", "poss", "prep", "adv", "wh", "modal", "aux", "pron", "when", "number",
    "name", "mention", "link", "word", "neg", "conj",
];

fn matcher(text: &str) -> Result<Matcher, PatternError> {
    if let Some(name) = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')) {
        return Ok(match name {
            "verb" => Matcher::Class(Class::VERB),
            "past" => Matcher::Class(Class::PAST),
            "ing" => Matcher::Class(Class::ING),
            "third" => Matcher::Class(Class::THIRD),
            "det" => Matcher::Class(Class::DETERMINER.and(Class::POSSESSIVE)),
            "poss" => Matcher::Class(Class::POSSESSIVE),
            "prep" => Matcher::Class(Class::PREPOSITION),
            "adv" => Matcher::Class(Class::ADVERB),
            "wh" => Matcher::Class(Class::WH),
            "modal" => Matcher::Class(Class::MODAL),
            "aux" => Matcher::Class(Class::AUXILIARY),
            "pron" => Matcher::Class(Class::PRONOUN),
            "when" => Matcher::Class(Class::WHEN),
            "neg" => Matcher::Class(Class::NEGATION),
            "conj" => Matcher::Class(Class::CONJUNCTION),
            "number" => Matcher::Shape(Shape::Number),
            "mention" => Matcher::Shape(Shape::Mention),
            "link" => Matcher::Shape(Shape::Link),
            "name" => Matcher::Name,
            "word" => Matcher::AnyWord,
            other => return Err(PatternError::UnknownClass(other.to_owned())),
        });
    }
    Ok(match text.strip_prefix('=') {
        Some(lemma) if !lemma.is_empty() => Matcher::Lemma(lemma.to_lowercase()),
        _ => Matcher::Word(text.to_lowercase()),
    })
}

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
                "?" => Item::One { any: vec![Matcher::Word("?".to_owned())], least: 1, most: 1 },
                other => Item::of(other)?,
            });
            if items.len() > MOST_ITEMS {
                return Err(PatternError::TooLong);
            }
        }
        if items.iter().any(|item| matches!(item, Item::One { .. })) {
            Ok(Pattern { items })
        } else {
            Err(PatternError::Empty)
        }
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

    /// Every word that this pattern cannot do without, where it names one; for a search by words.
    pub fn anchors(&self) -> Option<Vec<&str>> {
        let mut best: Option<Vec<&str>> = None;
        for item in &self.items {
            let Item::One { any, least: 1.., .. } = item else { continue };
            let words: Option<Vec<&str>> = any
                .iter()
                .map(|m| match m {
                    Matcher::Word(word) => Some(word.as_str()),
                    _ => None,
                })
                .collect();
            if let Some(words) = words
                && best.as_ref().is_none_or(|b| words.len() < b.len())
            {
                best = Some(words);
            }
        }
        best
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
                !tokens.get(at).is_some_and(|t| any.iter().any(|m| m.fits(t, at, head)))
                    && self.matches_at(tokens, at, head, item + 1)
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
                while count < *most
                    && tokens.get(at + count).is_some_and(|t| any.iter().any(|m| m.fits(t, at + count, head)))
                {
                    count += 1;
                }
                // The longest run first; an optional word may also be left to what follows.
                (*least..=count).rev().any(|n| self.matches_at(tokens, at + n, head, item + 1))
            }
        }
    }
}

impl Item {
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

fn alternatives(text: &str) -> Result<Vec<Matcher>, PatternError> {
    text.split('|').filter(|t| !t.is_empty()).map(matcher).collect()
}

impl Matcher {
    fn fits(&self, token: &Token, at: usize, head: usize) -> bool {
        match self {
            Matcher::Word(word) => token.word == *word,
            Matcher::Lemma(lemma) => token.is_word() && (token.word == *lemma || token.lemma == Some(lemma)),
            Matcher::Class(class) => token.class.has(*class),
            Matcher::Shape(shape) => token.shape == *shape,
            Matcher::Name => {
                token.shape == Shape::Capitalised
                    && (at != head || !token.class.has(Class::VERB.and(Class::DETERMINER)))
                    && !token.class.has(
                        Class::PRONOUN
                            .and(Class::WHEN)
                            .and(Class::MODAL)
                            .and(Class::AUXILIARY)
                            .and(Class::WH)
                            .and(Class::FILLER)
                            .and(Class::CONJUNCTION)
                            .and(Class::POSSESSIVE)
                            .and(Class::DETERMINER)
                            .and(Class::PREPOSITION)
                            .and(Class::ADVERB),
                    )
            }
            Matcher::AnyWord => token.shape != Shape::Punctuation,
        }
    }
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
