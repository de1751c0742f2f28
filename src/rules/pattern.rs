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

use std::borrow::Cow;

use crate::lexicon::{self, Class};
use crate::tokens::{self, Shape, Token};

/// A pattern that was read and can be searched for.
#[derive(Debug, Clone)]
pub struct Pattern {
    items: Vec<Item>,
    /// For each item that it cannot do without, what a sentence must hold for it; the anchor's first, for that rules out
    /// the most.
    needs: Vec<Outline>,
    anchor: Option<Anchor>,
}

/// An item that is one of few words, from which the search starts.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    /// Index into the items.
    item: usize,
    /// How many tokens the items before it take, at least and at most; `None` where they may take any number.
    before: Option<(usize, usize)>,
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
    /// A bit for each of these words and verbs, by which most others are told apart at once.
    seen: u64,
    class: Class,
    /// A bit for each [`Shape`].
    shapes: u8,
    /// A capital that is not the start of the sentence.
    name: bool,
}

/// One of 64 bits for a key; its upper bits are the best mixed.
fn key_bit(key: u64) -> u64 {
    1 << (key >> 58)
}

/// A word with its key.
#[derive(Debug, Clone)]
struct Word {
    key: u64,
    text: Cow<'static, str>,
}

impl Word {
    fn new(text: Cow<'static, str>) -> Word {
        Word { key: tokens::key(&text), text }
    }
}

/// How a word is kept: a pattern of the program's own is written in lower case and lives as long as the program.
type Keep<'t> = fn(&'t str) -> Cow<'static, str>;

/// What stands in a sentence, coarsely: most patterns are ruled out by it without a search.
#[derive(Debug, Clone, Copy, Default)]
pub struct Outline {
    words: WordBits,
    class: Class,
    /// A bit for each [`Shape`].
    shapes: u8,
}

/// A bit for each word and base form; few share one.
#[derive(Debug, Clone, Copy, Default)]
struct WordBits([u64; 4]);

impl WordBits {
    /// The upper bits of a key are the best mixed.
    fn set(&mut self, key: u64) {
        self.0[(key >> 62) as usize] |= 1 << (key >> 56 & 63);
    }

    fn meets(&self, other: &WordBits) -> bool {
        self.0.iter().zip(&other.0).fold(0, |common, (a, b)| common | a & b) != 0
    }
}

impl Outline {
    pub fn of(tokens: &[Token]) -> Outline {
        let mut outline = Outline::default();
        for token in tokens {
            outline.words.set(token.key);
            if token.lemma.is_some() {
                outline.words.set(token.lemma_key);
            }
            outline.class = outline.class.and(token.class);
            outline.shapes |= shape_bit(token.shape);
        }
        outline
    }

    fn shares(&self, other: &Outline) -> bool {
        self.class.has(other.class) || self.shapes & other.shapes != 0 || self.words.meets(&other.words)
    }
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
    fn add<'t>(&mut self, text: &'t str, keep: Keep<'t>) -> Result<(), PatternError> {
        let Some(name) = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')) else {
            let (words, word) = match text.strip_prefix('=') {
                Some(lemma) if !lemma.is_empty() => (&mut self.lemmas, lemma),
                _ => (&mut self.words, text),
            };
            let word = Word::new(keep(word));
            self.seen |= key_bit(word.key);
            words.push(word);
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
            "number" => {
                self.shapes |= shape_bit(Shape::Number);
                Class::default()
            }
            "mention" => {
                self.shapes |= shape_bit(Shape::Mention);
                Class::default()
            }
            "link" => {
                self.shapes |= shape_bit(Shape::Link);
                Class::default()
            }
            "name" => {
                self.name = true;
                Class::default()
            }
            "word" => {
                self.shapes |= !shape_bit(Shape::Punctuation);
                Class::default()
            }
            other => return Err(PatternError::UnknownClass(other.to_owned())),
        };
        self.class = self.class.and(class);
        Ok(())
    }

    /// Whether only words will do, spelled like this or forms of these verbs.
    fn is_words(&self) -> bool {
        !(self.words.is_empty() && self.lemmas.is_empty())
            && self.class == Class::default()
            && self.shapes == 0
            && !self.name
    }

    /// What a sentence must hold for a token of this kind.
    fn outline(&self) -> Outline {
        let capitalised = if self.name { shape_bit(Shape::Capitalised) } else { 0 };
        let mut words = WordBits::default();
        self.words.iter().chain(&self.lemmas).for_each(|word| words.set(word.key));
        Outline { words, class: self.class, shapes: self.shapes | capitalised }
    }

    fn fits(&self, token: &Token, at: usize, head: usize) -> bool {
        token.class.has(self.class)
            || self.shapes & shape_bit(token.shape) != 0
            || self.names(token)
            || (self.name && is_name(token, at, head))
    }

    /// Whether the token is one of the words, or a form of one of the verbs.
    fn names(&self, token: &Token) -> bool {
        self.seen & (key_bit(token.key) | key_bit(token.lemma_key)) != 0
            && (self.words.iter().any(|word| word.is(token))
                || token.is_word() && self.lemmas.iter().any(|lemma| lemma.is_base_of(token)))
    }
}

impl Word {
    fn is(&self, token: &Token) -> bool {
        self.key == token.key && self.text == token.word
    }

    /// How many sentences have the word, roughly: "you" as many as a dozen of other words.
    fn commonness(&self) -> usize {
        const SMALL: Class = Class::PRONOUN
            .and(Class::POSSESSIVE)
            .and(Class::DETERMINER)
            .and(Class::PREPOSITION)
            .and(Class::CONJUNCTION)
            .and(Class::AUXILIARY)
            .and(Class::MODAL);
        if lexicon::lists(&self.text, self.key, SMALL) { 12 } else { 1 }
    }

    fn is_base_of(&self, token: &Token) -> bool {
        self.is(token) || self.key == token.lemma_key && token.lemma == Some(self.text.as_ref())
    }
}

fn is_name(token: &Token, at: usize, head: usize) -> bool {
    token.shape == Shape::Capitalised
        && (at != head || !token.class.has(Class::VERB.and(Class::DETERMINER)))
        && !token.class.has(NO_NAME)
}

/// Classes of words that may have a capital without being a name.
pub(super) const NO_NAME: Class = Class::PRONOUN
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
        Pattern::kept(text, |word| Cow::Owned(word.to_lowercase()))
    }

    /// [`read`](Pattern::read) for a pattern of the program's own, in lower case: it is not copied.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn own(text: &'static str) -> Result<Pattern, PatternError> {
        Pattern::kept(text, Cow::Borrowed)
    }

    fn kept<'t>(text: &'t str, keep: Keep<'t>) -> Result<Pattern, PatternError> {
        let mut items = Vec::new();
        for part in text.split_whitespace() {
            items.push(match part {
                "^" => Item::Start,
                ";" => Item::ClauseStart,
                "$" => Item::End,
                ".." => Item::ShortGap,
                "..." => Item::LongGap,
                "?" => Item::One { any: alternatives(part, keep)?, least: 1, most: 1 },
                other => Item::of(other, keep)?,
            });
            if items.len() > MOST_ITEMS {
                return Err(PatternError::TooLong);
            }
        }
        if !items.iter().any(|item| matches!(item, Item::One { .. })) {
            return Err(PatternError::Empty);
        }
        let anchor = anchor(&items);
        let at = anchor.map(|anchor| anchor.item);
        let others = items.iter().enumerate().filter(|(item, _)| Some(*item) != at).map(|(_, item)| item);
        let needs = at.map(|at| &items[at]).into_iter().chain(others);
        let needs = needs.filter_map(Item::needed).map(Choice::outline).collect();
        Ok(Pattern { items, needs, anchor })
    }

    /// Whether the pattern may stand in a sentence of that outline; `false` is sure.
    pub fn may_be_in(&self, outline: &Outline) -> bool {
        self.needs.iter().all(|need| outline.shares(need))
    }

    /// [`may_be_in`](Pattern::may_be_in) for a sentence that has one of the [`anchors`](Pattern::anchors).
    pub fn may_be_around(&self, outline: &Outline) -> bool {
        self.needs.iter().skip(1).all(|need| outline.shares(need))
    }

    /// Whether the pattern stands anywhere in the sentence, whose proper start is the token `head`.
    pub fn is_in(&self, tokens: &[Token], head: usize) -> bool {
        if matches!(self.items.first(), Some(Item::Start)) {
            return self.matches_at(tokens, head, head, 1);
        }
        let starts_at = |at: usize| self.matches_at(tokens, at, head, 0);
        match self.anchor.and_then(|anchor| anchor.before).zip(self.anchor_words()) {
            Some(((least, most), any)) => tokens.iter().enumerate().any(|(at, token)| {
                any.names(token) && (least..=most).filter_map(|before| at.checked_sub(before)).any(starts_at)
            }),
            None => (0..tokens.len()).any(starts_at),
        }
    }

    /// Whether the pattern stands in the sentence with its anchor at the token `at`, whose word or base form is one of
    /// the [`anchors`](Pattern::anchors).
    pub fn is_around(&self, tokens: &[Token], at: usize, head: usize) -> bool {
        if matches!(self.items.first(), Some(Item::Start)) {
            return self.matches_at(tokens, head, head, 1);
        }
        match self.anchor.and_then(|anchor| anchor.before) {
            Some((least, most)) => (least..=most)
                .filter_map(|before| at.checked_sub(before))
                .any(|start| self.matches_at(tokens, start, head, 0)),
            None => (0..tokens.len()).any(|start| self.matches_at(tokens, start, head, 0)),
        }
    }

    /// [`is_in`](Pattern::is_in) without anything that makes it fast.
    #[cfg(test)]
    pub fn is_anywhere_in(&self, tokens: &[Token], head: usize) -> bool {
        (0..=tokens.len()).any(|at| self.matches_at(tokens, at, head, 0))
    }

    /// The keys of words and of verbs' base forms of which this pattern cannot do without one, where it names some; for
    /// a search by words.
    pub fn anchors(&self) -> Option<impl Iterator<Item = u64>> {
        self.anchor_words().map(|any| any.words.iter().chain(&any.lemmas).map(|word| word.key))
    }

    fn anchor_words(&self) -> Option<&Choice> {
        self.items.get(self.anchor?.item)?.needed()
    }

    fn matches_at(&self, tokens: &[Token], mut at: usize, head: usize, mut item: usize) -> bool {
        let fits = |any: &Choice, at: usize| tokens.get(at).is_some_and(|t| any.fits(t, at, head));
        while let Some(current) = self.items.get(item) {
            item += 1;
            let goes_on = match current {
                Item::Start => at == head,
                Item::ClauseStart => is_clause_start(tokens, at, head),
                Item::End => tokens[at.min(tokens.len())..].iter().all(|t| t.shape == Shape::Punctuation),
                Item::Not(any) => !fits(any, at),
                Item::One { any, least: 1, most: 1 } => {
                    at += 1;
                    fits(any, at - 1)
                }
                // The others may take more or fewer tokens: what follows has to be tried for each number.
                Item::One { any, least, most } => {
                    let count = (0..*most).take_while(|count| fits(any, at + count)).count();
                    // The longest run first; an optional word may also be left to what follows.
                    return (*least..=count).rev().any(|n| self.matches_at(tokens, at + n, head, item));
                }
                Item::ShortGap => {
                    for end in at..=(at + SHORT_GAP).min(tokens.len()) {
                        if self.matches_at(tokens, end, head, item) {
                            return true;
                        }
                        if tokens.get(end).is_none_or(ends_clause) {
                            return false;
                        }
                    }
                    return false;
                }
                Item::LongGap => return (at..=tokens.len()).any(|end| self.matches_at(tokens, end, head, item)),
            };
            if !goes_on {
                return false;
            }
        }
        true
    }
}

/// The item of words and nothing else that the fewest sentences have.
fn anchor(items: &[Item]) -> Option<Anchor> {
    let words = |(item, of): (usize, &Item)| {
        let any = of.needed().filter(|any| any.is_words())?;
        Some((any.words.iter().chain(&any.lemmas).map(Word::commonness).sum::<usize>(), item))
    };
    let (_, item) = items.iter().enumerate().filter_map(words).min()?;
    let taken = |sum: Option<(usize, usize)>, of: &Item| {
        let (least, most) = of.length()?;
        sum.map(|sum| (sum.0 + least, sum.1 + most))
    };
    Some(Anchor { item, before: items[..item].iter().fold(Some((0, 0)), taken) })
}

impl Item {
    /// How many tokens it takes, at least and at most; `None` for any number.
    fn length(&self) -> Option<(usize, usize)> {
        match self {
            Item::Start | Item::ClauseStart | Item::End | Item::Not(_) => Some((0, 0)),
            Item::ShortGap => Some((0, SHORT_GAP)),
            Item::LongGap => None,
            Item::One { least, most, .. } => Some((*least, *most)),
        }
    }

    /// What some token of the sentence must be; `None` where it may do without.
    fn needed(&self) -> Option<&Choice> {
        match self {
            Item::One { any, least: 1.., .. } => Some(any),
            _ => None,
        }
    }

    fn of<'t>(part: &'t str, keep: Keep<'t>) -> Result<Item, PatternError> {
        if let Some(rest) = part.strip_prefix('!')
            && !rest.is_empty()
        {
            return Ok(Item::Not(alternatives(rest, keep)?));
        }
        let (body, least, most) = match part.char_indices().next_back() {
            Some((at, '?')) if at > 0 => (&part[..at], 0, 1),
            Some((at, '*')) if at > 0 => (&part[..at], 0, MOST_REPEATS),
            _ => (part, 1, 1),
        };
        Ok(Item::One { any: alternatives(body, keep)?, least, most })
    }
}

fn alternatives<'t>(text: &'t str, keep: Keep<'t>) -> Result<Choice, PatternError> {
    let mut any = Choice::default();
    for one in text.split('|').filter(|t| !t.is_empty()) {
        any.add(one, keep)?;
    }
    Ok(any)
}

pub(super) fn ends_clause(token: &Token) -> bool {
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
