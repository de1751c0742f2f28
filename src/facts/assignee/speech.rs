//! Who a sentence addresses or makes its subject: "Nils, can you", "Dana will", "could the design team".

use super::Mention;
use super::owner::{is_lone_group, is_team};
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

/// Whether the sentence leaves open who acts: "we", "somebody", and nobody is addressed.
pub(super) fn ownerless(sentence: &str) -> bool {
    let tokens = tokens::of(sentence);
    let addressed = tokens.iter().any(|t| matches!(t.word.as_ref(), "you" | "your" | "please" | "us" | "me" | "i"));
    let we = tokens.windows(2).any(|w| {
        matches!(w[0].word.as_ref(), "we" | "somebody" | "someone" | "anyone" | "anybody")
            && (w[1].class.has(Class::MODAL)
                || matches!(w[1].word.as_ref(), "need" | "needs" | "have" | "has" | "ought" | "want"))
    });
    // "Some brave soul has to tell her", "one of us has to be there"
    let some = tokens.windows(4).any(|w| {
        w[0].is("some") && w[1..].iter().any(|t| matches!(t.word.as_ref(), "soul" | "volunteer" | "person"))
            || w[0].is("one") && w[1].is("of") && w[2].is("us")
    });
    // "We agree the colour", in a list of what is next.
    let agreed = matches!(tokens.as_slice(), [first, verb, ..]
        if first.is("we") && verb.class.has(Class::VERB) && !verb.class.has(Class::AUXILIARY));
    (we || agreed) && !addressed || some && !second_person(sentence)
}

/// The one whom the sentence calls by name: "Nils, can you", "Rafe - the endline", "..., Fabian, and".
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
        // "Dilip is off, so Cora, can you"
        let turned =
            matches!(before.word.as_ref(), "so" | "and" | "but") && tokens.get(at + 1).is_some_and(|t| t.is(","));
        let open = before.is(",") || before.is("you") || before.is(";") || turned;
        let listed = before.is(",")
            && (tokens.get(at + 1).is_some_and(|t| t.is(","))
                && tokens.get(at + 2).is_some_and(|t| t.shape == Shape::Capitalised));
        let raw = sentence.get(name.start..name.end)?;
        // "Any chance of one by Sunday, Ines?": a question that closes with a name.
        let asked = before.is(",")
            && tokens.get(at + 1).is_some_and(|t| t.is("?"))
            && tokens.iter().filter(|t| t.is(",")).count() == 1
            && people.is_group()
            // "lunch in Oslo, Norway?"
            && at >= 2
            && (tokens[at - 2].shape != Shape::Capitalised || tokens[at - 2].class.has(Class::WHEN))
            && !tokens.iter().any(|t| matches!(t.word.as_ref(), "or" | "and"));
        let stranger = (before.is("you") || asked) && is_name(raw) && !is_common(raw);
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
    let names = || raw.split(" and ").flat_map(|p| p.split(" or ")).flat_map(|p| p.split(['&', '/'])).map(str::trim);
    let known = names().all(|n| is_person(n, people));
    if mark.shape != Shape::Punctuation {
        // "Lee could you feed the cat", "Lee they're your boots": no mark, so it takes a person of the mail and "you".
        let to_you = rest.get(end + 1).is_some_and(|t| t.is("you"))
            || mark.is("please")
            || (mark.is("they") && second_person(sentence));
        return (known && to_you).then(|| Mention { name: raw.to_owned(), span: None });
    }
    let formed = names().all(|n| {
        is_name(n)
            && (!lexicon::is_base_verb(&n.to_lowercase()) || is_verb_name(n))
            && !n.to_lowercase().ends_with("ly")
            && !is_particle(n)
    }) && matches!(mark.word.as_ref(), "," | ":")
        && names().all(|n| n.split_whitespace().count() <= 2)
        && rest.get(end + 1).is_some_and(|t| {
            t.class.has(Class::MODAL)
                || t.class.has(Class::WH)
                || t.is("attached")
                || t.is("please")
                || t.is("you")
                || t.is("i")
                || t.class.has(Class::AUXILIARY) && rest.get(end + 2).is_some_and(|t| t.is("you"))
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
            )
            || is_wish(&tokens[..start]);
        if !boundary || orders(&tokens[start..], sentence) {
            continue;
        }
        // "Cora is doing it" sets a task where Cora is known, whatever it was taken for.
        let known = sentence.get(tokens[start].start..tokens[start].end).is_some_and(|raw| is_person(raw, people));
        let Some(end) = subject_end(&tokens, start, kind == Kind::Assignment || known) else { continue };
        // "Cora still has to", "Nils kindly offered to".
        let adverbs = tokens[start + 1..end].iter().rev().take_while(|t| t.class.has(Class::ADVERB) || t.is("still"));
        let end = end - adverbs.count();
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
        // "Photos are on my phone": one person is none of whom "are" is said.
        let several = tokens.get(end).is_some_and(|t| matches!(t.word.as_ref(), "are" | "were" | "have"));
        let one = !raw.contains([' ', ',', '&', '/', '+']) && people.resolve(raw).is_none() && !is_team(raw);
        if is_owner(raw, people) && !(several && one) {
            return Some(Mention { name: bare(raw).to_owned(), span: None });
        }
    }
    None
}

/// "Tell Gia to send it": said to the reader.
fn orders(tokens: &[Token], sentence: &str) -> bool {
    let [verb, name, ..] = tokens else { return false };
    // "Miss Toner will send it round": a title.
    let title = verb.is("miss") && verb.shape == Shape::Capitalised;
    !title
        && lexicon::is_base_verb(&verb.word)
        && name.shape == Shape::Capitalised
        && sentence.get(verb.start..verb.end).is_some_and(|word| !is_verb_name(word))
}

/// Whether the sentence opens by telling the reader what to have somebody do.
pub(super) fn sends_word(sentence: &str) -> bool {
    orders(&tokens::of(sentence), sentence)
}

/// "Maybe", "However": no name, however it is written.
fn is_particle(word: &str) -> bool {
    let class = lexicon::class(&word.to_lowercase());
    [Class::ADVERB, Class::FILLER, Class::CONJUNCTION, Class::PREPOSITION].iter().any(|&kind| class.has(kind))
}

/// What makes a wish of "if Ben could" and "for Ben to" behind it; "call me if Ben comes" sets Ben no task.
const WISHES: &[&str] = &[
    "grateful",
    "great",
    "good",
    "helpful",
    "appreciate",
    "appreciated",
    "glad",
    "nice",
    "best",
    "love",
    "ideal",
    "possible",
    "useful",
    "important",
    "essential",
    "time",
    "wonder",
    "wondering",
    "it",
    "lovely",
    "brilliant",
];

/// "I'd be grateful if", "would it be possible for": the words before who is to act.
fn is_wish(before: &[Token]) -> bool {
    let [.., wish, link] = before else { return false };
    matches!(link.word.as_ref(), "if" | "whether" | "for") && WISHES.contains(&wish.word.as_ref())
}

/// "Cora has the key, so she'll lock up": the one person named before whom "she" or "he" can mean. `before` is what
/// stands ahead of the sentence in its paragraph.
pub(super) fn meant_by_pronoun(sentence: &str, before: &str, people: &People) -> Option<Mention> {
    let tokens = tokens::of(sentence);
    let at = (0..tokens.len()).find(|&at| {
        let opens = at == 0
            || tokens[at - 1].shape == Shape::Punctuation
            || matches!(tokens[at - 1].word.as_ref(), "so" | "and" | "but" | "then");
        opens && matches!(tokens[at].word.as_ref(), "she" | "he") && subject_end(&tokens, at, true).is_some()
    })?;
    let named = |text: &str, tokens: &[Token]| -> Vec<String> {
        let person = |t: &&Token| {
            t.shape == Shape::Capitalised
                && text.get(t.start..t.end).is_some_and(|raw| people.resolve(raw).is_some() && !people.is_sender(raw))
        };
        let mut names: Vec<String> =
            tokens.iter().filter(person).filter_map(|t| text.get(t.start..t.end).map(str::to_owned)).collect();
        names.dedup();
        names
    };
    let mut people_named = named(sentence, &tokens[..at]);
    if people_named.is_empty() {
        let last = crate::sentences::spans(before).pop()?;
        let last = before.get(last)?;
        people_named = named(last, &tokens::of(last));
    }
    match people_named.as_slice() {
        [only] => Some(Mention { name: only.clone(), span: None }),
        _ => None,
    }
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
            // "Ladder to be returned" names no owner.
            "to" => {
                let passive = after.is_some_and(|t| t.is("be"))
                    && tokens.get(next + 1).is_some_and(|t| t.class.has(Class::PAST) || t.word.ends_with("ed"));
                base(after) && !passive
            }
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
            "is" | "are" | "was" | "were"
                if after.is_some_and(|t| {
                    matches!(t.word.as_ref(), "supposed" | "meant" | "expected" | "due" | "going")
                }) && tokens.get(next + 1).is_some_and(|t| t.is("to")) =>
            {
                true
            }
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

/// A group that stands as the subject by its common name: "Gardeners rake the paths", "Support staff should".
pub(super) fn group_subject(sentence: &str) -> Option<Mention> {
    let tokens = tokens::of(sentence);
    let end = subject_end(&tokens, 0, true)?;
    let subject = tokens.get(..end)?;
    if subject.iter().any(|t| t.class.has(Class::PRONOUN)) {
        return None;
    }
    // "Photos are on my phone": where they are, no duty.
    let (verb, next) = (tokens.get(end)?, tokens.get(end + 1));
    let bound = next.is_some_and(|t| {
        t.class.has(Class::ING) || t.class.has(Class::PAST) || t.class.has(Class::ADVERB) || t.is("to")
    });
    if matches!(verb.word.as_ref(), "are" | "were") && !bound {
        return None;
    }
    let raw = sentence.get(subject.first()?.start..subject.last()?.end)?;
    let raw = bare(raw);
    let plural = raw.ends_with('s') || is_team(raw) || is_lone_group(raw);
    plural.then(|| Mention { name: raw.trim_start_matches("our ").to_owned(), span: None })
}

/// "I need the slides from Cora": somebody of the mail has what is wanted.
fn wanted_from(sentence: &str, people: &People) -> Option<Mention> {
    let tokens = tokens::of(sentence);
    let from = tokens.iter().position(|t| t.is("from")).filter(|&from| {
        tokens[..from].iter().any(|t| {
            matches!(
                t.word.as_ref(),
                "need" | "needs" | "want" | "wants" | "waiting" | "missing" | "lack" | "lacking" | "chasing"
            )
        }) && !tokens[..from].iter().any(|t| t.is("you"))
    })?;
    let name = tokens.get(from + 1)?;
    let raw = sentence.get(name.start..name.end)?;
    let closed = tokens.get(from + 2).is_none_or(|t| {
        t.shape == Shape::Punctuation && !t.is("'")
            || matches!(t.word.as_ref(), "by" | "before" | "today" | "tomorrow" | "please")
    });
    (closed && is_person(raw, people)).then(|| Mention { name: raw.to_owned(), span: None })
}

/// "Expect the plan from Cora Lind", "you'll have a quote from Cora": who is said to send it.
fn promised_by(sentence: &str) -> Option<Mention> {
    let tokens = tokens::of(sentence);
    let first = tokens.first()?;
    let promised = first.is("expect")
        || first.is("you")
            && tokens.get(1).is_some_and(|t| t.is("will"))
            && tokens.iter().take(4).any(|t| matches!(t.word.as_ref(), "have" | "get" | "receive" | "hear"));
    let from = tokens.iter().position(|t| t.is("from")).filter(|_| promised)?;
    let name = tokens[from + 1..].iter().take_while(|t| t.shape == Shape::Capitalised && !t.class.has(Class::WHEN));
    let last = name.last()?;
    let raw = sentence.get(tokens[from + 1].start..last.end)?;
    (is_name(raw) && !is_common(raw)).then(|| Mention { name: raw.to_owned(), span: None })
}

/// "The slides are Cora's".
fn belongs_to(sentence: &str, people: &People) -> Option<Mention> {
    let tokens = tokens::of(sentence);
    (1..tokens.len()).find_map(|at| {
        let be = matches!(tokens[at - 1].word.as_ref(), "is" | "are" | "'s");
        let name = &tokens[at];
        let owns = tokens.get(at + 1).is_some_and(|t| t.is("'s") && t.start <= name.end);
        let closed = tokens.get(at + 2).is_none_or(|t| t.shape == Shape::Punctuation);
        let raw = sentence.get(name.start..name.end)?;
        let raw = raw.split(['\'', '’']).next()?;
        (be && owns && closed && is_person(raw, people)).then(|| Mention { name: raw.to_owned(), span: None })
    })
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
    if let Some(mention) = promised_by(sentence) {
        return Some(mention);
    }
    if let Some(mention) = wanted_from(sentence, people).or_else(|| belongs_to(sentence, people)) {
        return Some(mention);
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
