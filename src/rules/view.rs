//! What a rule sees: one sentence as words, and where in which email it stands.

use std::cell::OnceCell;

use chrono::DateTime;

use super::pattern::{Outline, Pattern};
use super::speech;
use super::tenor::Tenor;
use crate::due::{self, Clock, Dates, DayOrder, Mention};
use crate::lexicon::Class;
use crate::structure::{Block, BlockKind, Document, Role};
use crate::tokens::{self, Shape, Token};

/// One sentence before the rules.
pub struct View<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token<'a>>,
    pub outline: Outline,
    /// The token with which the sentence proper starts, after greeting, vocative and fillers.
    pub head: usize,
    /// Whether somebody is addressed by name in front of the sentence: "Ana, could you ...".
    pub vocative: bool,
    pub place: Place<'a>,
    /// Tokens that are no mere marks.
    words: usize,
    firmness: OnceCell<u8>,
    asks: OnceCell<bool>,
    imperative: OnceCell<bool>,
    people: OnceCell<Vec<usize>>,
}

/// Where a sentence stands.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// By itself, as `score` gets it.
    Alone,
    In(Site<'a>),
}

/// A place in a document.
#[derive(Clone, Copy)]
pub struct Site<'a> {
    pub mail: &'a Mail,
    pub document: &'a Document,
    pub block: usize,
    /// Which sentence of its block, and of how many.
    pub index: usize,
    pub of: usize,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
    /// Its dates, where they are read by the [`Mail`]'s clock for other uses too.
    pub dates: Option<(&'a Dates<'a>, usize)>,
}

/// What is the same for all sentences of an email.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts that the rules ask for one by one")]
pub struct Mail {
    pub bulk: bool,
    /// It went to a discussion list.
    pub to_list: bool,
    /// A sender that nobody can answer: "no-reply".
    pub automatic: bool,
    /// People in To.
    pub direct: usize,
    pub copied: usize,
    /// Whether the greeting names a person.
    pub greeted: bool,
    /// Sentences that the rules look at.
    pub sentences: usize,
    /// Whether the subject says that something is asked: "action required", "please", "?".
    pub subject_asks: bool,
    /// Whether some section lists actions.
    pub has_actions: bool,
    /// What kind of letter it is as a whole.
    pub tenor: Tenor,
    /// First names of the people of the email, lower case.
    pub names: Vec<String>,
    /// What the sentences' dates count from; `None` where that does not matter.
    pub clock: Option<Clock>,
}

impl<'a> View<'a> {
    pub fn new(text: &'a str, place: Place<'a>) -> View<'a> {
        let mut tokens = tokens::of(text);
        tokens.truncate(before_courtesy(&tokens));
        let (head, vocative) = head(&tokens);
        let outline = Outline::of(&tokens);
        let words = tokens.iter().filter(|t| t.shape != Shape::Punctuation).count();
        View {
            text,
            tokens,
            outline,
            head,
            vocative,
            place,
            words,
            firmness: OnceCell::new(),
            asks: OnceCell::new(),
            imperative: OnceCell::new(),
            people: OnceCell::new(),
        }
    }

    /// The same sentence where it stands: its words are those already known.
    #[must_use]
    pub fn placed(self, site: Site<'a>) -> View<'a> {
        View { place: Place::In(site), firmness: OnceCell::new(), people: OnceCell::new(), ..self }
    }

    pub fn site(&self) -> Option<&Site<'a>> {
        match &self.place {
            Place::Alone => None,
            Place::In(site) => Some(site),
        }
    }

    pub fn block(&self) -> Option<&'a Block> {
        self.site().and_then(|spot| spot.document.blocks.get(spot.block))
    }

    pub fn mail(&self) -> Option<&'a Mail> {
        self.site().map(|spot| spot.mail)
    }

    /// The role of the section that the sentence stands in.
    pub fn role(&self) -> Role {
        let section = self.site().and_then(|spot| Some((spot, spot.document.blocks.get(spot.block)?.section)));
        section
            .and_then(|(spot, section)| spot.document.sections.get(section))
            .map_or(Role::Open, |section| section.role)
    }

    pub fn is_entry(&self) -> bool {
        self.block().is_some_and(|block| matches!(block.kind, BlockKind::Entry(_)))
    }

    /// Whether the sentence ends with a question mark that closes a question: "Exhibit A  ?" uses one as a bullet.
    pub fn asks(&self) -> bool {
        *self.asks.get_or_init(|| self.has_closing_question_mark())
    }

    fn has_closing_question_mark(&self) -> bool {
        let mark = self.tokens.iter().rev().take_while(|t| t.shape == Shape::Punctuation).find(|t| t.is("?"));
        mark.is_some_and(|mark| {
            let loose = self.text[..mark.start].ends_with(char::is_whitespace);
            let opens = self.at(0).is_some_and(|t| t.class.has(Class::WH.and(Class::AUXILIARY).and(Class::MODAL)));
            self.words() > 0 && (!loose || opens)
        })
    }

    /// How firmly a deadline in the sentence binds, 0 where there is none; see [`due::Mention`].
    pub fn firmness(&self) -> u8 {
        *self.firmness.get_or_init(|| {
            let firmest = |mentions: &[Mention]| mentions.iter().map(|mention| mention.firmness).max().unwrap_or(0);
            if let Some((dates, at)) = self.site().and_then(|site| site.dates) {
                return firmest(dates.of(at));
            }
            let clock = self.mail().and_then(|mail| mail.clock).unwrap_or_else(any_clock);
            firmest(&due::mentions(self.text, &clock))
        })
    }

    /// Whether the pattern stands in the sentence.
    pub fn has(&self, pattern: &Pattern) -> bool {
        pattern.may_be_in(&self.outline) && pattern.is_in(&self.tokens, self.head)
    }

    /// The token at `offset` from the head.
    pub fn at(&self, offset: usize) -> Option<&Token<'a>> {
        self.tokens.get(self.head + offset)
    }

    pub fn words(&self) -> usize {
        self.words
    }

    /// The tokens that are a person's name as [`speech::names_a_person`] tells it, in ascending order.
    pub(super) fn people(&self) -> &[usize] {
        self.people.get_or_init(|| (0..self.tokens.len()).filter(|at| speech::names_a_person(self, *at)).collect())
    }

    /// Whether it is an imperative as [`speech::imperative`] tells it, which many rules ask.
    pub(super) fn imperative(&self) -> bool {
        *self.imperative.get_or_init(|| speech::imperative_at(&self.tokens, self.head))
    }
}

/// For sentences whose day of sending is unknown: only whether there is a deadline matters then.
fn any_clock() -> Clock {
    Clock { sent: DateTime::UNIX_EPOCH.fixed_offset(), order: DayOrder::MonthFirst }
}

/// Runs `look` on `text` as a sentence by itself.
pub fn of_text<T>(text: &str, look: impl FnOnce(&View) -> T) -> T {
    look(&View::new(text, Place::Alone))
}

/// Courtesies with which a sentence that says something else may end, by their first words.
const TAILS: [&[&str]; 10] = [
    &["if", "you"],
    &["if", "there"],
    &["should", "you"],
    &["let", "me", "know", "if"],
    &["let", "us", "know", "if"],
    &["please", "let", "me", "know", "if"],
    &["please", "let", "us", "know", "if"],
    &["feel", "free"],
    &["please", "feel", "free"],
    &["do", "n't", "hesitate"],
];
/// What the reader may have who is told to come back.
const DOUBTS: [&str; 12] = [
    "questions",
    "question",
    "concerns",
    "problems",
    "queries",
    "issues",
    "trouble",
    "difficulties",
    "help",
    "assistance",
    "anything",
    "comments",
];

/// Whether more is asked behind the courtesy: "... and sign it by Friday", "..., can you send them to me?"
fn asks_on(courtesy: &[Token]) -> bool {
    courtesy.iter().enumerate().skip(2).any(|(at, token)| {
        token.is("by")
            || token.is("and")
            || token.class.has(Class::MODAL)
            || token.class.has(Class::WHEN)
            || at > 4 && token.is("please")
    })
}

/// How many of the tokens stand before a courtesy that ends the sentence: "Read the plan and let me know if you have any
/// questions" asks for the reading alone.
fn before_courtesy(tokens: &[Token]) -> usize {
    /// Fewer words before it are no sentence of their own.
    const MAIN: usize = 3;
    let starts = |at: usize| {
        let before = &tokens[at - 1];
        let parted = before.shape == Shape::Punctuation
            || before.class.has(Class::CONJUNCTION) && (before.is("and") || before.is("but"));
        let rest = &tokens[at..];
        let opens =
            |tail: &&[&str]| rest.len() > tail.len() && tail.iter().zip(rest).all(|(word, token)| token.is(word));
        parted
            && TAILS.iter().any(opens)
            && rest.iter().any(|token| DOUBTS.contains(&token.word.as_ref()))
            && !asks_on(rest)
    };
    let Some(at) = (MAIN..tokens.len()).find(|at| starts(*at)) else { return tokens.len() };
    let joint = usize::from(tokens[at - 1].is("and") || tokens[at - 1].is("but") || tokens[at - 1].is(","));
    at - joint
}

/// Words that may stand in front of a sentence without a comma.
const LEADS: [&str; 19] = [
    "so",
    "also",
    "and",
    "but",
    "oh",
    "ok",
    "okay",
    "plus",
    "then",
    "now",
    "well",
    "anyway",
    "finally",
    "meanwhile",
    "hi",
    "hello",
    "hey",
    "dear",
    "ps",
];

/// Groups that are addressed like people.
const GROUPS: [&str; 12] = [
    "all",
    "both",
    "everyone",
    "everybody",
    "folks",
    "guys",
    "team",
    "gents",
    "ladies",
    "friends",
    "colleagues",
    "you",
];

/// The first token of the sentence proper, and whether a vocative stands before it.
fn head(tokens: &[Token]) -> (usize, bool) {
    let mut at = 0;
    let mut vocative = false;
    // A sentence has few words of this kind in front; more are no longer a lead.
    for _ in 0..6 {
        let Some(token) = tokens.get(at) else { break };
        let lead = LEADS.contains(&token.word.as_ref())
            && tokens.get(at + 1).is_some_and(|next| !next.class.has(Class::AUXILIARY));
        if lead || token.shape == Shape::Punctuation && !token.is("?") {
            at += 1;
        } else if let Some(length) = vocative_length(&tokens[at..]) {
            vocative = true;
            at += length;
        } else if token.class.has(Class::FILLER.and(Class::ADVERB))
            && !token.is("please")
            && tokens.get(at + 1).is_some_and(|t| t.is(","))
        {
            at += 2;
        } else {
            break;
        }
    }
    if at >= tokens.len() { (0, false) } else { (at, vocative) }
}

/// How many tokens "Ana," or "Mr Kline -" or "@lee" take at the start.
fn vocative_length(tokens: &[Token]) -> Option<usize> {
    let mut names = 0;
    for (at, token) in tokens.iter().enumerate().take(6) {
        let known =
            token.class.has(Class::VERB.and(Class::MODAL).and(Class::AUXILIARY).and(Class::WH).and(Class::CONJUNCTION))
                && token.shape != Shape::Capitalised;
        let name = token.shape == Shape::Mention
            || GROUPS.contains(&token.word.as_ref())
            || (token.is_word()
                && !known
                && !token.class.has(
                    Class::FILLER
                        .and(Class::ADVERB)
                        .and(Class::PRONOUN)
                        .and(Class::WHEN)
                        .and(Class::DETERMINER)
                        .and(Class::PREPOSITION),
                ))
            || (names > 0 && (token.is("and") || token.is("&") || token.is(".")));
        if name {
            names += 1;
            if token.shape == Shape::Mention && tokens.get(at + 1).is_some_and(|t| t.shape != Shape::Punctuation) {
                return Some(at + 1);
            }
        } else if names > 0
            && names <= 3
            && (token.is(",") || token.is(":") || token.is("-") || token.is("–") || token.is("—"))
        {
            // "Timeline: ..." is a label, not a person; one lower-case word is only a name before a comma.
            let called = tokens[..at]
                .iter()
                .all(|t| t.shape != Shape::Word || GROUPS.contains(&t.word.as_ref()) || t.is("and") || token.is(","));
            return (called && at <= 4).then_some(at + 1);
        } else {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_the_first_word_after_greeting_vocative_and_fillers() {
        for (text, expected) in [
            ("So, please send it", "please"),
            ("Ana, could you come?", "could"),
            ("Hi Ana, please call", "please"),
            ("jo, could u call", "could"),
            ("Oh and check the box", "check"),
            ("@lee please check", "please"),
            ("Paul and Ann - send it", "send"),
            ("Review the deck, send it", "review"),
            ("However, we will go", "we"),
            ("", ""),
            ("...", "."),
        ] {
            let view = View::new(text, Place::Alone);
            assert_eq!(view.at(0).map_or("", |t| t.word.as_ref()), expected, "{text}");
        }
    }
}
