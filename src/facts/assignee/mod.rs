//! Who has to do it.

mod owner;
mod promise;
mod speech;

use std::ops::Range;

use super::people::People;
use crate::rules::Kind;
use crate::structure::{Block, BlockKind, Document};
pub(super) use promise::{REACHES, promises, will_be_yours};

/// How the email says who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AssigneeRole {
    Recipient,
    Sender,
    Named,
}

/// Who has to do it; "unknown" is the absence of this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignee {
    pub role: AssigneeRole,
    /// The name where one is known, also for recipient and sender.
    pub name: Option<String>,
    /// The words in the sentence that only say who, to be left out of the title: "(Priya)", "@lee", "Dana:".
    pub span: Option<Range<usize>>,
}

/// The longest name that a note shows.
const LONGEST_NAME: usize = 60;

/// The longest paragraph, in bytes, that is searched for whom it addresses: nobody writes a longer one to a person.
pub(crate) const LONGEST_PARAGRAPH: usize = 20_000;

/// A name as the words of a sentence give it, with the words that may go from the title.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mention {
    name: String,
    span: Option<Range<usize>>,
}

/// Who has to do what `sentence` asks; `None` where the email does not say.
///
/// `block` is the index of the sentence's block.
pub fn find(sentence: &str, kind: Kind, block: usize, document: &Document, people: &People) -> Option<Assignee> {
    let kind = spoken_as(sentence, kind);
    // An entry, a row, names its owner as lists do, whatever its words were taken for.
    let in_list = document.blocks.get(block).is_some_and(|b| matches!(b.kind, BlockKind::Entry(_) | BlockKind::Row(_)));
    let form = match kind {
        Kind::Request | Kind::Obligation | Kind::Question if in_list => Kind::Listed,
        _ => kind,
    };
    if kind != Kind::Commitment
        && let Some(mention) = document.blocks.get(block).and_then(|b| owner::beside(b, people))
    {
        return Some(called(mention, people));
    }
    if kind != Kind::Commitment
        && let Some(mention) = owner::in_words(sentence, form, people).or_else(|| speech::owed_by(sentence, people))
    {
        return Some(called(mention, people));
    }
    match kind {
        // "A sample gets run (Lee, before the weekend)": no promise of the sender's.
        Kind::Commitment
            if !promise::first_person(sentence) && owner::in_words(sentence, Kind::Listed, people).is_some() =>
        {
            owner::in_words(sentence, Kind::Listed, people).map(|mention| called(mention, people))
        }
        Kind::Commitment => {
            // A promise is the sender's own, unless it is made for somebody of the mail: "Lee and I" stays the sender's.
            let other = speech::named_subject(sentence, kind, people)
                .filter(|m| !promise::first_person(sentence) && people.resolve(&m.name).is_some());
            Some(other.map_or_else(|| sender(people), |mention| called(mention, people)))
        }
        Kind::Assignment => speech::addressed(sentence, people)
            .or_else(|| speech::named_subject(sentence, kind, people))
            .or_else(|| owner::around(block, form, document, people))
            .or_else(|| pronoun(sentence, block, document, people))
            .or_else(|| speech::group_subject(sentence))
            .map(|mention| called(mention, people))
            .or_else(|| {
                let reads = speech::second_person(sentence) || speech::sends_word(sentence);
                reads.then(|| reader(sentence, block, document, people))
            }),
        Kind::Listed => {
            if let Some(mention) = owner::around(block, form, document, people) {
                return Some(called(mention, people));
            }
            if owner::left_open(block, document) {
                return None;
            }
            if promise::starts_first_person(sentence) {
                return Some(sender(people));
            }
            spoken(sentence, kind, people)
                .or_else(|| (!speech::ownerless(sentence)).then(|| reader(sentence, block, document, people)))
        }
        Kind::Request | Kind::Obligation | Kind::Question => spoken(sentence, kind, people)
            .or_else(|| pronoun(sentence, block, document, people).map(|mention| called(mention, people)))
            .or_else(|| owner::around(block, form, document, people).map(|mention| called(mention, people)))
            .or_else(|| {
                (kind == Kind::Question || !speech::ownerless(sentence))
                    .then(|| reader(sentence, block, document, people))
            }),
    }
}

/// The kind as the sentence's own form says it, where that is plain: "I'll ring them" promises, "Do we need a form?" asks.
pub(crate) fn spoken_as(sentence: &str, kind: Kind) -> Kind {
    let asks = sentence.trim_end().ends_with('?');
    match kind {
        Kind::Request | Kind::Obligation | Kind::Assignment if !asks && promises(sentence) => Kind::Commitment,
        Kind::Commitment if asks && !promises(sentence) => Kind::Question,
        Kind::Commitment if promise::orders_for_the_sender(sentence) => Kind::Request,
        _ => kind,
    }
}

/// Whom "she" or "he" means where that is the subject.
fn pronoun(sentence: &str, block: usize, document: &Document, people: &People) -> Option<Mention> {
    let text = document.blocks.get(block).map(|b| b.text.as_str()).filter(|t| t.len() <= LONGEST_PARAGRAPH)?;
    let before = text.find(sentence).and_then(|at| text.get(..at)).unwrap_or_default();
    speech::meant_by_pronoun(sentence, before, people)
}

/// Who the sentence itself names as the one to act.
fn spoken(sentence: &str, kind: Kind, people: &People) -> Option<Assignee> {
    if let Some(mention) = speech::addressed(sentence, people) {
        return Some(called(mention, people));
    }
    if speech::second_person(sentence) {
        return None;
    }
    speech::named_subject(sentence, kind, people).map(|mention| called(mention, people))
}

/// "You": the one addressed in the paragraph before, the one greeted, or the recipients.
fn reader(sentence: &str, block: usize, document: &Document, people: &People) -> Assignee {
    let text = document.blocks.get(block).map(|b| b.text.as_str()).filter(|t| t.len() <= LONGEST_PARAGRAPH);
    let text = text.unwrap_or_default();
    let before = text.find(sentence).and_then(|at| text.get(..at)).unwrap_or_default();
    if let Some(mention) = speech::last_addressed(before, people).or_else(|| above(block, document, people)) {
        return called(Mention { name: mention, span: None }, people);
    }
    let name = match people.greeted.as_slice() {
        [] => people.only_recipient().and_then(|p| p.first_name().map(|_| p.name.clone())),
        names if !people.greets_group && names.len() <= 2 => {
            Some(names.iter().map(|name| full_name(name, people)).collect::<Vec<_>>().join(" and "))
        }
        _ => None,
    };
    Assignee { role: AssigneeRole::Recipient, name: name.as_deref().and_then(safe_name), span: None }
}

/// How many lines above are looked at for whom they address.
const LINES_ABOVE: usize = 8;

/// Whom the lines right above address, where a mail has every sentence on a line of its own.
fn above(block: usize, document: &Document, people: &People) -> Option<String> {
    let mut below = document.blocks.get(block)?;
    let paragraph = |b: &Block| matches!(b.kind, BlockKind::Paragraph | BlockKind::KeyValue);
    for over in document.blocks.get(..block)?.iter().rev().take(LINES_ABOVE) {
        let close = over.lines.end == below.lines.start && paragraph(over) && paragraph(below);
        if !close || over.text.len() > LONGEST_PARAGRAPH {
            return None;
        }
        let label = over.label.as_deref().filter(|label| owner::is_known_all(label, people)).map(str::to_owned);
        if let Some(name) = speech::last_addressed(&over.text, people).or(label) {
            return Some(name);
        }
        below = over;
    }
    None
}

fn sender(people: &People) -> Assignee {
    let name = people.sender.as_ref().filter(|p| p.first_name().is_some()).map(|p| p.name.as_str());
    Assignee { role: AssigneeRole::Sender, name: name.or(people.signed.as_deref()).and_then(safe_name), span: None }
}

/// The assignee that a mention means: the sender or the only recipient where it is one of them.
fn called(mention: Mention, people: &People) -> Assignee {
    let Mention { name, span } = mention;
    if matches!(name.to_lowercase().as_str(), "me" | "i" | "myself" | "mine") {
        return Assignee { span, ..sender(people) };
    }
    if matches!(name.to_lowercase().as_str(), "you" | "all of you" | "all" | "everyone" | "everybody") {
        return Assignee { role: AssigneeRole::Recipient, name: None, span };
    }
    let role = if people.is_sender(&name) {
        AssigneeRole::Sender
    } else if is_only_reader(&name, people) {
        AssigneeRole::Recipient
    } else {
        AssigneeRole::Named
    };
    Assignee { role, name: safe_name(full_name(&name, people)), span }
}

fn is_only_reader(name: &str, people: &People) -> bool {
    let one_greeted =
        matches!(people.greeted.as_slice(), [one] if one.eq_ignore_ascii_case(name)) && !people.greets_group;
    (one_greeted && people.recipients.len() <= 1)
        || people.only_recipient().is_some_and(|only| people.resolve(name) == Some(only))
}

/// The name that the headers give, where it contains the words used; "Bob" of Robert Kline stays with both.
fn full_name<'a>(name: &'a str, people: &'a People) -> &'a str {
    match people.resolve(name) {
        Some(person) if person.first_name().is_some() && shares_word(&person.name, name) => &person.name,
        _ => name,
    }
}

fn shares_word(full: &str, name: &str) -> bool {
    name.split_whitespace().any(|n| full.split_whitespace().any(|f| f.eq_ignore_ascii_case(n)))
}

/// `name` when it may stand in a note: letters, digits, space and `. , ' -`; a typographic apostrophe becomes a plain one.
fn safe_name(name: &str) -> Option<String> {
    let name: String =
        name.replace(['’', '‘'], "'").replace(" & ", " and ").split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_owned();
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | '\'' | '-');
    let fits =
        name.chars().count() <= LONGEST_NAME && name.chars().any(char::is_alphabetic) && name.chars().all(allowed);
    fits.then_some(name)
}

#[cfg(test)]
mod tests;
