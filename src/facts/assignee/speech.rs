//! Who a sentence addresses or makes its subject: "Hamish, can you", "Dana will", "could the design team".

use super::Mention;
use super::owner::is_team;
use crate::facts::people::{People, is_name, is_verb_name};
use crate::lexicon::{self, Class};
use crate::rules::Kind;
use crate::tokens::{self, Shape, Token};

/// How many words of a name or group may stand before its verb.
const LONGEST_SUBJECT: usize = 6;

/// Whether the sentence speaks to "you".
pub(super) fn second_person(sentence: &str) -> bool {
    tokens::of(sentence).iter().any(|t| matches!(t.word.as_ref(), "you" | "your" | "yours" | "yourself" | "please"))
}

/// Whether the sentence promises: "I'll", "let me", "mine".
pub(super) fn first_person(sentence: &str) -> bool {
    let tokens = tokens::of(sentence);
    tokens.windows(2).any(|w| w[0].is("i") && (w[1].class.has(Class::MODAL) || w[1].class.has(Class::AUXILIARY)))
        || tokens.windows(2).any(|w| w[0].is("let") && w[1].is("me"))
}

/// Whether the sentence opens with the sender's promise.
pub(super) fn starts_first_person(sentence: &str) -> bool {
    let tokens = tokens::of(sentence);
    matches!(tokens.as_slice(), [first, second, ..] if (first.is("i") && second.class.has(Class::MODAL)) || (first.is("let") && second.is("me")))
}

/// Whether the sentence opens with what the sender will do, whatever a rule took it for: "I'll ring them", "OK, let me ask
/// Lee"; "I will need", "I would like" and "let me know" ask instead.
pub(crate) fn promises(sentence: &str) -> bool {
    let tokens = tokens::of(sentence);
    let skipped = tokens
        .iter()
        .take(4)
        .take_while(|t| {
            (t.shape == Shape::Punctuation && !t.is("\""))
                || t.class.has(Class::FILLER)
                || matches!(t.word.as_ref(), "and" | "but" | "so" | "then")
        })
        .count();
    let to_you = tokens.iter().any(|t| matches!(t.word.as_ref(), "you" | "your" | "u" | "please"));
    // "boiler is out, doing it tonight"
    let doing = tokens.windows(3).any(|w| {
        w[0].shape == Shape::Punctuation
            && w[1].is("doing")
            && matches!(w[2].word.as_ref(), "it" | "that" | "this" | "them" | "those")
    });
    if doing && !to_you {
        return true;
    }
    // "The revised plan will be with you tonight"
    let brings = tokens.windows(4).any(|w| {
        w[0].is("will") && w[1].is("be") && (w[2].is("with") && w[3].is("you") || w[2].is("in") && w[3].is("your"))
    });
    if brings && !matches!(tokens.get(skipped).map(|t| t.word.as_ref()), Some("you" | "he" | "she" | "they")) {
        return true;
    }
    let Some([first, second, rest @ ..]) = tokens.get(skipped..) else { return false };
    // "I'm on a course till three and will ring them"
    let goes_on = first.is("i")
        && !to_you
        && rest.windows(3).any(|w| {
            w[0].is("and") && w[1].is("will") && w[2].class.has(Class::VERB)
                || matches!(w[0].word.as_ref(), "," | "so" | "and" | ";") && w[1].is("i") && w[2].is("will")
        });
    if goes_on {
        return true;
    }
    // "will hitch it up after work": who writes leaves out the "I".
    if first.is("will") {
        let acts = second.shape == Shape::Word
            && ![Class::PRONOUN, Class::DETERMINER, Class::POSSESSIVE].iter().any(|&c| second.class.has(c));
        return acts && !to_you;
    }
    let after = rest.iter().find(|t| !t.class.has(Class::ADVERB) || t.class.has(Class::VERB));
    let third = after.map_or("", |t| t.word.as_ref());
    match (first.word.as_ref(), second.word.as_ref()) {
        ("i", "will" | "shall") => {
            !third.is_empty()
                && !matches!(
                    third,
                    "need" | "want" | "expect" | "require" | "appreciate" | "be" | "have" | "not" | "n't"
                )
        }
        ("i", "am") => matches!(third, "going" | "planning") && rest.iter().take(3).any(|t| t.is("to")),
        ("i", "still" | "have") => {
            let mut words = rest.iter();
            let have = second.is("have") || words.next().is_some_and(|t| t.is("have"));
            have && words.next().is_some_and(|t| t.is("to")) && words.next().is_some_and(|t| t.class.has(Class::VERB))
        }
        ("let", "me") => after.is_some_and(|t| t.class.has(Class::VERB)) && !matches!(third, "know" | "have" | "hear"),
        _ => false,
    }
}

/// Whether the sentence leaves open who acts: "we", "somebody", and nobody is addressed.
pub(super) fn ownerless(sentence: &str) -> bool {
    let tokens = tokens::of(sentence);
    let addressed = tokens.iter().any(|t| matches!(t.word.as_ref(), "you" | "your" | "please" | "us" | "me" | "i"));
    let we = tokens.windows(2).any(|w| {
        matches!(w[0].word.as_ref(), "we" | "somebody" | "someone" | "anyone" | "anybody")
            && (w[1].class.has(Class::MODAL)
                || matches!(w[1].word.as_ref(), "need" | "needs" | "have" | "has" | "ought" | "want"))
    });
    we && !addressed
}

/// The one whom the sentence calls by name: "Hamish, can you", "Rafe - the endline", "..., Fabian, and".
pub(super) fn addressed(sentence: &str, people: &People) -> Option<Mention> {
    let tokens = tokens::of(sentence);
    if let Some(found) = opening(&tokens, sentence, people) {
        return Some(found);
    }
    // Inside, only a person of the mail between marks is called: "a number from you, Toby, and".
    (1..tokens.len()).find_map(|at| {
        let name = tokens.get(at)?;
        let before = &tokens[at - 1];
        let closed = tokens.get(at + 1).is_none_or(|t| matches!(t.word.as_ref(), "," | "." | "?" | "!" | ":" | ";"));
        let open = before.is(",") || before.is("you") || before.is(";");
        let listed = before.is(",")
            && (tokens.get(at + 1).is_some_and(|t| t.is(","))
                && tokens.get(at + 2).is_some_and(|t| t.shape == Shape::Capitalised));
        let raw = sentence.get(name.start..name.end)?;
        let stranger = before.is("you") && is_name(raw) && !is_common(raw);
        (open && closed && !listed && name.shape == Shape::Capitalised && (stranger || is_person(raw, people)))
            .then(|| Mention { name: raw.to_owned(), span: None })
    })
}

fn is_person(name: &str, people: &People) -> bool {
    let greeted = people.greeted.iter().any(|g| g.eq_ignore_ascii_case(name));
    greeted || people.resolve(name).is_some_and(|p| Some(p) != people.sender.as_ref())
}

fn opening(tokens: &[Token], sentence: &str, people: &People) -> Option<Mention> {
    let skipped = tokens
        .iter()
        .take(3)
        .take_while(|t| t.class.has(Class::FILLER) || (t.shape == Shape::Punctuation && !t.is("(")))
        .count();
    let rest = tokens.get(skipped..)?;
    let end = rest.iter().take(LONGEST_SUBJECT).position(|t| {
        matches!(t.word.as_ref(), "," | ":" | "!" | "–" | "—" | "-" | "…")
            || (t.class.has(Class::MODAL) || t.class.has(Class::AUXILIARY) || t.is("please") || t.is("they"))
                && t.shape != Shape::Punctuation
    })?;
    if end == 0 {
        return None;
    }
    let lead = rest.get(..end)?;
    let mark = rest.get(end)?;
    let span_of = |tokens: &[Token]| Some((tokens.first()?.start, tokens.last()?.end));
    let (start, stop) = span_of(lead)?;
    let raw = sentence.get(start..stop)?;
    let names = || raw.split(" and ").flat_map(|p| p.split(['&', '/'])).map(str::trim);
    let known = names().all(|n| is_person(n, people));
    if mark.shape != Shape::Punctuation {
        // "Ben could you ring them", "Ben they're your godparents": no mark, so it takes a person of the mail and "you".
        let to_you = rest.get(end + 1).is_some_and(|t| t.is("you"))
            || mark.is("please")
            || (mark.is("they") && second_person(sentence));
        return (known && to_you).then(|| Mention { name: raw.to_owned(), span: None });
    }
    let formed = names().all(|n| {
        is_name(n)
            && (!lexicon::is_base_verb(&n.to_lowercase()) || is_verb_name(n))
            && !n.to_lowercase().ends_with("ly")
    }) && matches!(mark.word.as_ref(), "," | ":")
        && names().all(|n| n.split_whitespace().count() <= 2)
        && rest.get(end + 1).is_some_and(|t| {
            t.class.has(Class::MODAL)
                || t.class.has(Class::WH)
                || t.is("attached")
                || t.is("please")
                || t.is("you")
                || t.is("i")
                || (t.class.has(Class::VERB) && t.shape == Shape::Word && !t.class.has(Class::NOUN_TOO))
        });
    // "Oleander, the boxes are ready": a word that is none of the language, and then a new sentence.
    let formed = formed
        || (people.is_group()
            && mark.is(",")
            && lead.len() == 1
            && is_name(raw)
            && !is_common(raw)
            && rest.get(end + 1).is_some_and(|t| t.class.has(Class::DETERMINER) || t.class.has(Class::POSSESSIVE)));
    // "People managers, please": a group by its common name.
    let group = mark.is(",")
        && rest.get(end + 1).is_some_and(|t| t.is("please"))
        && lead.len() <= 3
        && lead.last().is_some_and(|t| t.word.ends_with('s'))
        && lead.iter().all(|t| {
            t.is_word()
                && !t.class.has(Class::PREPOSITION)
                && !t.class.has(Class::DETERMINER)
                && !t.class.has(Class::FILLER)
        });
    (known || formed || group).then(|| Mention { name: raw.to_owned(), span: None })
}

/// The last person that `text`, sentences before the one in question, calls by name at a sentence's start.
pub(super) fn last_addressed(text: &str, people: &People) -> Option<String> {
    crate::sentences::spans(text).into_iter().rev().take(12).find_map(|span| {
        let sentence = text.get(span)?;
        opening(&tokens::of(sentence), sentence, people).map(|m| m.name)
    })
}

/// The person or team that is the subject: "Dana will draft", "Sam to draft", "Could Dana", "the design team should".
pub(super) fn named_subject(sentence: &str, kind: Kind, people: &People) -> Option<Mention> {
    let tokens = tokens::of(sentence);
    for start in 0..tokens.len() {
        let boundary = start == 0
            || (tokens[start - 1].shape == Shape::Punctuation
                && !tokens[start - 1].is("\"")
                && !tokens[start - 1].is("'"))
            || matches!(
                tokens[start - 1].word.as_ref(),
                "so" | "and"
                    | "but"
                    | "then"
                    | "need"
                    | "want"
                    | "ask"
                    | "have"
                    | "can"
                    | "could"
                    | "will"
                    | "would"
                    | "should"
                    | "has"
                    | "from"
                    | "like"
            );
        if !boundary {
            continue;
        }
        let Some(end) = subject_end(&tokens, start, kind == Kind::Assignment) else { continue };
        let raw = sentence.get(tokens[start].start..tokens[end - 1].end).unwrap_or_default();
        let raw = raw
            .strip_suffix("'s")
            .or_else(|| raw.strip_suffix("’s"))
            .or_else(|| {
                raw.split(['\'', '’'])
                    .next()
                    .filter(|r| raw.ends_with("'ll") || raw.ends_with("’ll") || r.len() + 2 == raw.len())
            })
            .unwrap_or(raw);
        if is_owner(raw, people) {
            return Some(Mention { name: bare(raw).to_owned(), span: None });
        }
    }
    None
}

/// Where a subject that starts at `start` ends, when a verb that hands it a task follows.
fn subject_end(tokens: &[Token], start: usize, progressive: bool) -> Option<usize> {
    let before = start.checked_sub(1).and_then(|i| tokens.get(i));
    let asked = before.is_some_and(|t| t.class.has(Class::MODAL));
    let wanted = before.is_some_and(|t| matches!(t.word.as_ref(), "need" | "want" | "ask" | "like"));
    let limit = tokens.len().min(start + LONGEST_SUBJECT);
    for end in start + 1..=limit {
        let head = tokens.get(end)?;
        if head.shape == Shape::Punctuation && !matches!(head.word.as_ref(), "&" | "/") {
            return None;
        }
        let mut next = end + 1;
        while tokens.get(next).is_some_and(|t| t.class.has(Class::ADVERB) && !t.class.has(Class::VERB)) {
            next += 1;
        }
        let after = tokens.get(next);
        let base = |t: Option<&Token>| {
            t.is_some_and(|t| t.class.has(Class::VERB) || matches!(t.word.as_ref(), "be" | "do" | "have"))
        };
        let hands = match head.word.as_ref() {
            "to" => base(after),
            "will" | "shall" | "should" | "must" | "can" | "could" | "would" | "may" => {
                after.is_some_and(|t| t.shape != Shape::Punctuation)
            }
            "has" | "have" | "wants" | "want" | "ought" | "got" => {
                let mut said = next;
                while tokens.get(said).is_some_and(|t| t.class.has(Class::ADVERB) || t.is("very") || t.is("so")) {
                    said += 1;
                }
                after.is_some_and(|t| t.is("to") || t.is("until"))
                    || tokens.get(said).is_some_and(|t| {
                        matches!(t.word.as_ref(), "said" | "agreed" | "promised" | "offered" | "volunteered")
                    })
            }
            "needs" | "need" => after.is_some_and(|t| t.is("to") || t.class.has(Class::ING)),
            "agreed" | "promised" | "offered" | "volunteered" | "owes" | "kindly" | "said" | "reckons" | "takes"
            | "does" | "do" | "gets" => true,
            "is" | "are" | "'s" => {
                progressive
                    && after.is_some_and(|t| {
                        t.class.has(Class::ING)
                            || t.word.ends_with("ing")
                            || matches!(t.word.as_ref(), "to" | "going" | "on" | "got" | "supposed" | "due" | "down")
                    })
            }
            _ => {
                (asked
                    && !tokens[end - 1].class.has(Class::DETERMINER)
                    && head.class.has(Class::VERB)
                    && head.shape == Shape::Word)
                    || (head.class.has(Class::THIRD)
                        && head.shape == Shape::Word
                        && after.is_some_and(|t| {
                            t.class.has(Class::DETERMINER)
                                || t.class.has(Class::POSSESSIVE)
                                || matches!(t.word.as_ref(), "up" | "in" | "out" | "off" | "over")
                        }))
            }
        };
        if hands && (!wanted || head.is("to")) {
            return Some(end);
        }
        if head.class.has(Class::PRONOUN) || head.class.has(Class::PREPOSITION) {
            return None;
        }
    }
    None
}

fn bare(subject: &str) -> &str {
    subject.strip_prefix("the ").or_else(|| subject.strip_prefix("The ")).unwrap_or(subject).trim()
}

fn is_owner(subject: &str, people: &People) -> bool {
    let bare = bare(subject);
    let mut names = bare.split(" and ").flat_map(|p| p.split(['&', '/', ','])).map(str::trim);
    is_team(bare) || names.all(|n| is_name(n) && !is_common(n) || people.resolve(n).is_some() || is_team(n))
}

/// A capitalised word that is only so because it opens the sentence: "Invoices must be".
fn is_common(name: &str) -> bool {
    if tokens::of(name).first().is_some_and(|t| t.class.has(Class::PRONOUN) || t.class.has(Class::FILLER)) {
        return true;
    }
    let mut words = name.split_whitespace();
    let (Some(only), None) = (words.next(), words.next()) else {
        // "Expense reports": the second word tells.
        return name.split_whitespace().skip(1).any(|w| !w.starts_with(char::is_uppercase));
    };
    let lower = only.to_lowercase();
    lexicon::lemma(&lower).is_some()
        || lexicon::class(&lower) != Class::default()
        || (lower.ends_with('s') && lower.len() > 6)
        || lower.ends_with("tion")
        || lower.ends_with("ment")
}

/// A group that stands as the subject by its common name: "Technicians do the shared benches", "Support staff should".
pub(super) fn group_subject(sentence: &str) -> Option<Mention> {
    let tokens = tokens::of(sentence);
    let end = subject_end(&tokens, 0, true)?;
    let subject = tokens.get(..end)?;
    if subject.iter().any(|t| t.class.has(Class::PRONOUN)) {
        return None;
    }
    let raw = sentence.get(subject.first()?.start..subject.last()?.end)?;
    let raw = bare(raw);
    let plural = raw.ends_with('s') || is_team(raw);
    plural.then(|| Mention { name: raw.trim_start_matches("our ").to_owned(), span: None })
}

/// The one from whom something is outstanding, or whose call it is: "forms outstanding from RV", "it's the board's call".
pub(super) fn owed_by(sentence: &str, people: &People) -> Option<Mention> {
    for mark in [
        "outstanding from ",
        "missing: ",
        "outstanding: ",
        "waiting for ",
        "waiting: ",
        "missing from ",
        "overdue from ",
        "owed by ",
        "due from ",
        "needed from ",
        "waiting on ",
    ] {
        if let Some(at) = sentence.find(mark) {
            let rest = sentence.get(at + mark.len()..)?;
            let end = rest.find([',', '(', '.', ';', ':']).unwrap_or(rest.len());
            let name = rest.get(..end)?.split(" by ").next()?.trim();
            if is_owner(name, people) {
                return Some(Mention { name: name.to_owned(), span: None });
            }
        }
    }
    for noun in ["call", "decision", "job", "turn", "task", "department"] {
        for quote in ["'s ", "’s "] {
            let Some(at) = sentence.find(&format!("{quote}{noun}")) else { continue };
            let before = sentence.get(..at)?;
            let start = before.rfind(" the ").map(|i| i + 5).or_else(|| before.rfind(' ').map(|i| i + 1)).unwrap_or(0);
            let name = before.get(start..)?.trim();
            if is_owner(name, people) {
                return Some(Mention { name: name.to_owned(), span: None });
            }
        }
    }
    None
}
