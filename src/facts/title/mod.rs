//! The task in the words that one would write on a list.

mod asides;
mod nouns;
mod pronouns;
mod question;
mod shells;
mod subjects;
mod trim;
mod words;

use super::assignee::{self, Assignee};
use super::people::People;
use crate::clean;
use crate::due::Due;
use crate::lexicon::Class;
use crate::rules::Kind;
use pronouns::Names;
use shells::{Found, Then};
use words::Word;

/// What the title is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub sentence: &'a str,
    pub kind: Kind,
    /// The sentences before it in its block and the block before, nearest first: where "it" may be named.
    pub before: &'a [&'a str],
    /// What stood before a colon at the start of its block: "Laptop", or a name.
    pub label: Option<&'a str>,
    /// What the email is about, where the sentence does not say it.
    pub subject: &'a str,
    pub due: Option<&'a Due>,
    pub assignee: Option<&'a Assignee>,
    pub people: &'a People,
}

/// The longest title in characters: what a line of a list shows without wrapping twice.
const LONGEST: usize = 120;

/// How far into a wish its verb is looked for.
const MOST_BEFORE_VERB: usize = 14;

/// What a title says where the sentence has no word in it.
const WORDLESS: &str = "Look at this email";

/// Imperative, short, complete: "Could you please send me the Q3 numbers by Friday?" from Ana becomes
/// "Send Ana the Q3 numbers". Never empty, one line.
pub fn write(source: &Source) -> String {
    let source = &Source { kind: assignee::spoken_as(source.sentence, source.kind), ..*source };
    let words = words::of(source.sentence);
    let stated = without_references(without_fields(&words, source));
    let stated = asides::without_brackets(asides::without_days(stated));
    let opened = trim::opening(&stated, source.people);
    let opened = if opened.is_empty() { &stated[..] } else { opened };
    let action = action(opened, source);
    let title: String = finish(action, opened, source).chars().filter(|c| !c.is_control()).collect();
    let title = if title.chars().any(char::is_alphanumeric) { title } else { fallback(source.sentence) };
    match about(&title, source.subject) {
        Some(subject) => format!("{title} ({subject})"),
        None => title,
    }
}

/// The longest subject in characters that a bare title takes along.
const LONGEST_SUBJECT: usize = 60;
/// What mail programs put before the subject of an answer or a forward.
const REPLY_MARKS: [&str; 7] = ["re", "fw", "fwd", "aw", "wg", "antw", "tr"];

/// Classes of words that name no thing and no work.
const EMPTY: [Class; 9] = [
    Class::PRONOUN,
    Class::DETERMINER,
    Class::POSSESSIVE,
    Class::PREPOSITION,
    Class::ADVERB,
    Class::AUXILIARY,
    Class::MODAL,
    Class::CONJUNCTION,
    Class::NEGATION,
];

/// The subject for a title of one word that says anything: "Review" is no task on a list of many emails.
fn about(title: &str, subject: &str) -> Option<String> {
    let says_something = |word: &Word| !word.is_mark() && !EMPTY.iter().any(|class| word.has(*class));
    if words::of(title).iter().filter(|word| says_something(word)).count() > 1 {
        return None;
    }
    let line = clean::one_line(subject);
    let mut subject = line.trim();
    let is_mark = |mark: &str| REPLY_MARKS.contains(&mark.trim().to_lowercase().as_str());
    while let Some((_, rest)) = subject.split_once(':').filter(|(mark, _)| is_mark(mark)) {
        subject = rest.trim();
    }
    let fits = subject.chars().count() <= LONGEST_SUBJECT && subject.chars().any(char::is_alphabetic);
    (fits && !title.to_lowercase().contains(&subject.to_lowercase())).then(|| subject.to_owned())
}

/// `words` without those that became the fields `due` and `assignee`, and without marks around nothing.
fn without_fields<'a>(words: &[Word<'a>], source: &Source) -> Vec<Word<'a>> {
    let due = source.due.map(|d| d.span.clone()).filter(|span| !names_part(words, span));
    let spans = [due, source.assignee.and_then(|a| a.span.clone())];
    let inside = |w: &&Word| !spans.iter().flatten().any(|s| w.start >= s.start && w.end <= s.end && w.end > w.start);
    let mut kept: Vec<Word> = Vec::with_capacity(words.len());
    let mut gap = false;
    for word in words {
        if !inside(&word) {
            gap = true;
            continue;
        }
        // "back to 1 March and tell": without its date the preposition hangs.
        if gap && (word.is_mark() || word.has(Class::CONJUNCTION)) {
            while kept.len() > 2
                && kept.last().is_some_and(|w| {
                    w.is_any(&["to", "by", "on", "at", "before", "until", "till", "from", "for", "since"])
                })
            {
                kept.pop();
            }
        }
        // "once, on the 22nd, to sign": both commas go with the date.
        if gap && word.is(",") && kept.last().is_some_and(|w| w.is(",")) {
            kept.pop();
            gap = false;
            continue;
        }
        gap = false;
        let empty_pair =
            kept.last().is_some_and(|last| (last.is("(") && word.is(")")) || (last.is("[") && word.is("]")));
        if empty_pair {
            kept.pop();
        } else if !(word.is(",") && kept.last().is_some_and(|last| last.is(","))) {
            kept.push(word.clone());
        }
    }
    if kept.iter().any(|w| !w.is_mark()) { kept } else { words.to_vec() }
}

/// Whether a day is part of a larger phrase, which would hang without it: "the morning of the 7th", "Thursday and Friday".
fn names_part(words: &[Word], span: &std::ops::Range<usize>) -> bool {
    let before = words.iter().rev().find(|w| w.end > w.start && w.end <= span.start);
    let mut after = words.iter().filter(|w| w.end > w.start && w.start >= span.end);
    before.is_some_and(|w| w.is("of"))
        || after.next().is_some_and(|w| w.is_any(&["and", "or", "-", "–"]))
            && after.next().is_some_and(|w| w.has(Class::WHEN))
}

/// `words` without links and times of a recording in brackets: "(https://...)", "(04:12)".
fn without_references<'a>(words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    use crate::tokens::Shape;
    if !words.iter().any(|w| w.is("(") || w.is("<")) {
        return words;
    }
    let mut kept: Vec<Word<'a>> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        if let [open, inner, close, ..] = &words[at..]
            && ((open.is("(") && close.is(")")) || (open.is("<") && close.is(">")))
            && (inner.shape == Shape::Link || (inner.shape == Shape::Number && inner.text.contains(':')))
        {
            at += 3;
            continue;
        }
        kept.push(words[at].clone());
        at += 1;
    }
    if kept.iter().any(|w| !w.is_mark()) { kept } else { words }
}

/// The words of the action, its verb first where there is one.
fn action<'a>(words: &[Word<'a>], source: &Source) -> Vec<Word<'a>> {
    // "Do you know", "Have we got": an auxiliary before its subject orders nothing.
    let inverted = words.first().is_some_and(|w| w.has(Class::AUXILIARY))
        && words.get(1).is_some_and(|w| w.has(Class::PRONOUN) && !w.has(Class::DETERMINER));
    let starts_with_verb =
        !inverted && words.first().is_some_and(|w| w.has(Class::VERB) || w.is_any(&["do", "be", "have"]));
    match source.kind {
        Kind::Question => answer(words, source),
        Kind::Commitment => promise(words, source)
            .or_else(|| taken_on(words))
            .or_else(|| subjects::coming(words).map(|thing| after(template("Send {you}", source), thing)))
            .or_else(|| subjects::action(words))
            .unwrap_or_else(|| elliptical(words)),
        Kind::Assignment => subjects::wished(words)
            .map(|thing| after(template("Send {me}", source), thing))
            .or_else(|| subjects::reported(words))
            .or_else(|| subjects::action(words))
            .or_else(|| subjects::outstanding(words))
            .or_else(|| asked(words, source))
            .unwrap_or_else(|| elliptical(words)),
        Kind::Listed if starts_with_verb => {
            asked_at_once(words, source).unwrap_or_else(|| asides::without_fragments(words))
        }
        Kind::Listed => labelled(words)
            .or_else(|| asked_at_once(words, source))
            .or_else(|| subjects::at_start(words))
            .or_else(|| directed(words))
            .or_else(|| subjects::outstanding(words))
            .or_else(|| asked_for(words))
            .unwrap_or_else(|| {
                let entry = asides::without_fragments(words);
                nouns::deed(&entry).unwrap_or(entry)
            }),
        Kind::Request | Kind::Obligation if starts_with_verb && is_imperative(words) => {
            asked_at_once(words, source).unwrap_or_else(|| words.to_vec())
        }
        Kind::Request | Kind::Obligation => so_done(words)
            .or_else(|| told(words, source))
            .or_else(|| asked(words, source))
            .or_else(|| wish_behind_colon(words, source))
            .or_else(|| someone_who(words))
            .or_else(|| subjects::wished(words).map(|thing| after(template("Send {me}", source), thing)))
            .or_else(|| directed(words))
            .or_else(|| subjects::action(words))
            .or_else(|| subjects::outstanding(words))
            .or_else(|| asked_for(words))
            .or_else(|| later_imperative(words))
            .or_else(|| review(words))
            .or_else(|| had_done(words))
            .or_else(|| direct_question(words, source))
            .or_else(|| nouns::deed(words))
            .unwrap_or_else(|| words.to_vec()),
    }
}

/// "Send the file", not "Test results are in".
fn is_imperative(words: &[Word]) -> bool {
    let Some(first) = words.first() else { return false };
    !first.has(Class::NOUN_TOO)
        || words.get(1).is_some_and(|w| {
            w.has(Class::DETERMINER)
                || w.has(Class::POSSESSIVE)
                || w.has(Class::PREPOSITION)
                || w.has(Class::PRONOUN)
                || w.shape == crate::tokens::Shape::Capitalised
        })
        || !words.iter().take(8).any(|w| w.has(Class::MODAL) || w.has(Class::AUXILIARY))
}

fn asked<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let found = shells::find(words, Kind::Request)?;
    Some(unwrapped(words, &found, source))
}

/// A shell that opens the words.
fn asked_at_once<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let found = shells::find(words, Kind::Request).filter(|found| found.start == 0)?;
    Some(unwrapped(words, &found, source))
}

/// "I was wondering when you can come", "Do you know who": asked for an answer.
fn told<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let found = shells::find(words, Kind::Question).filter(|found| found.start == 0)?;
    // "I was wondering if you could" asks for the action.
    let acts = shells::find(words, Kind::Request)
        .is_some_and(|act| act.start == 0 && act.end > found.end && !words.get(act.end).is_some_and(|w| w.is("be")));
    (!acts).then(|| unwrapped(words, &found, source))
}

/// "The one thing I'd ask of you: the alarm code" is "Send Ana the alarm code".
fn wish_behind_colon<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let colon = words.iter().take(MOST_BEFORE_VERB).position(|w| w.is(":"))?;
    let head = words.get(..colon)?;
    let rest = words.get(colon + 1..)?;
    let wishes = head.iter().any(|w| w.is_any(&["i", "we"]))
        && head.iter().any(|w| w.is_any(&["ask", "need", "want", "like", "require", "missing", "lack"]));
    let first = rest.first()?;
    if !wishes {
        return None;
    }
    if first.has(Class::VERB) && !first.has(Class::NOUN_TOO) {
        return Some(rest.to_vec());
    }
    (first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE))
        .then(|| after(template("Send {me}", source), subjects::object(rest)))
}

/// "Is there anyone in your team who could help?" is "Find someone in your team who could help".
fn someone_who<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [is, there, anyone, rest @ ..] = words else { return None };
    let asks = is.is("is") && there.is("there") && anyone.is_any(&["anyone", "anybody", "someone", "somebody"]);
    let helps = rest
        .windows(2)
        .take(MOST_BEFORE_VERB)
        .any(|w| w[0].is_any(&["who", "that"]) && w[1].is_any(&["can", "could", "might", "would"]));
    (asks && helps).then(|| after(words::own("Find someone"), rest.to_vec()))
}

/// "The ombudsman has asked for the file" is "Send the ombudsman the file".
fn asked_for<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = words
        .iter()
        .take(MOST_BEFORE_VERB)
        .position(|w| w.is_any(&["asked", "asking", "asks", "waiting", "waits", "chasing"]))?;
    let thing = match words.get(at + 1)? {
        w if w.is("for") || (w.is("on") && words[at].is("waiting")) => words.get(at + 2..)?,
        _ if words[at].is("chasing") => words.get(at + 1..)?,
        _ => return None,
    };
    let mut subject = words.get(..at)?;
    while let [rest @ .., last] = subject
        && (last.has(Class::AUXILIARY) || last.has(Class::ADVERB) || last.is_any(&["keeps", "been", "'s"]))
    {
        subject = rest;
    }
    let first = subject.first()?;
    let fits = thing.first().is_some_and(|w| w.has(Class::DETERMINER) || w.has(Class::POSSESSIVE))
        && !first.has(Class::PRONOUN)
        && !first.is_any(&["nobody", "who", "you", "if"])
        && !subject.iter().any(|w| w.is_mark() || w.has(Class::AUXILIARY) || w.has(Class::MODAL));
    let mut lead = words::own("Send");
    if !first.has(Class::DETERMINER) && !first.has(Class::POSSESSIVE) && !crate::facts::people::is_name(&first.text) {
        lead.extend(words::own("the"));
    }
    fits.then(|| after(after(lead, subjects::object(subject)), thing.to_vec()))
}

fn after<'a>(mut lead: Vec<Word<'a>>, mut rest: Vec<Word<'a>>) -> Vec<Word<'a>> {
    if let Some(first) = rest.first_mut() {
        first.spaced = true;
    }
    lead.append(&mut rest);
    lead
}

/// "If you have not signed the form yet, please do so" is "Sign the form".
fn so_done<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let end = words.windows(2).position(|w| w[0].is("do") && w[1].is_any(&["so", "it", "that"]))?;
    let condition = words.get(..end)?;
    let comma = condition.iter().rposition(|w| w.is(","))?;
    let condition = condition.get(..comma)?;
    if !condition.first()?.is_any(&["if", "unless"]) {
        return None;
    }
    // "taken the time to update", "had a chance to read"
    if let Some(to) = condition.iter().position(|w| w.is("to"))
        && condition.get(to + 1).is_some_and(|w| w.has(Class::VERB))
    {
        return condition.get(to + 1..).map(<[Word]>::to_vec);
    }
    let verb = condition.iter().skip(2).position(|w| w.has(Class::PAST) && !w.has(Class::AUXILIARY))? + 2;
    condition.get(verb..).map(subjects::based)
}

/// "Comments back to Lee", "bank details into the portal": a thing and where it goes, without a verb.
fn directed<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let clause = words.iter().position(Word::is_break).map_or(words, |end| &words[..end]);
    let verbal = |w: &Word| {
        w.has(Class::MODAL)
            || w.has(Class::AUXILIARY)
            || w.has(Class::PRONOUN)
            || (w.has(Class::VERB) && !w.has(Class::NOUN_TOO))
    };
    if clause.iter().any(verbal) {
        return None;
    }
    let at = clause.iter().position(|w| w.is_any(&["to", "into", "onto"]))?;
    let goal = clause.get(at + 1)?;
    let thing = clause.get(..at)?;
    let directs =
        thing.last()?.is_any(&["back", "over", "out", "off", "across"]) || !clause[at].is("to") || thing.len() <= 4;
    let fits =
        goal.has(Class::DETERMINER) || goal.has(Class::POSSESSIVE) || goal.shape == crate::tokens::Shape::Capitalised;
    if !directs
        || !fits
        || thing.iter().any(|w| w.has(Class::PREPOSITION) && !w.is_any(&["of", "back", "over", "out", "off", "across"]))
    {
        return None;
    }
    let verb = if clause[at].is("to") { "Send" } else { "Put" };
    Some(after(words::own(verb), subjects::definite(subjects::object(words))))
}

fn promise<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    let found = shells::find(words, Kind::Commitment)?;
    Some(unwrapped(words, &found, source))
}

/// "Leave that with me", "I'm on it", "I've got this": what was asked is taken on.
fn taken_on<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let clause = words.iter().position(Word::is_break).map_or(words, |end| &words[..end]);
    let thing = match clause {
        [leave, thing @ .., with, me] if leave.is("leave") && with.is_any(&["with", "to"]) && me.is("me") => thing,
        [i, am, on, thing] if i.is("i") && am.is("am") && on.is("on") => std::slice::from_ref(thing),
        [i, have, got, thing] if i.is("i") && have.is("have") && got.is("got") => std::slice::from_ref(thing),
        [consider, thing, done] if consider.is("consider") && done.is("done") => std::slice::from_ref(thing),
        _ => return None,
    };
    let mut thing = thing.to_vec();
    let first = thing.first_mut()?;
    // "those" for what was named before: "it" and "them" are looked up there.
    if first.is_any(&["that", "this", "these", "those"]) && thing.len() == 1 {
        let plural = thing[0].is_any(&["these", "those"]);
        thing = words::own(if plural { "them" } else { "it" });
    }
    Some(after(words::own("See to"), thing))
}

/// What a shell holds, with what stood before it and belongs to the action put behind.
fn unwrapped<'a>(words: &[Word<'a>], found: &Found, source: &Source) -> Vec<Word<'a>> {
    let inner = &words[found.end..];
    let mut action = match found.then {
        Then::Do if inner.first().is_some_and(|w| w.is_any(&["not", "n't"])) => {
            after(words::own("Do not"), inner[1..].to_vec())
        }
        Then::Do => {
            // A shell in a shell: "could you please make sure to".
            match shells::find(inner, source.kind) {
                Some(inside) if inside.start == 0 && inside.then != Then::Doing => {
                    return unwrapped(inner, &inside, source);
                }
                // "It would be good if you sent the file"
                _ if inner.first().is_some_and(|w| w.has(Class::PAST) && !w.has(Class::VERB)) => subjects::based(inner),
                _ => inner.to_vec(),
            }
        }
        Then::Doing => subjects::based(inner),
        Then::Put(_) | Then::Want => {
            let lead = if let Then::Put(lead) = found.then { lead } else { "Send {me}" };
            let inner = trim::opening(inner, source.people);
            let question = inner.first().is_some_and(|w| w.is("if"));
            let mut put = template(lead, source);
            let mut inner = inner.to_vec();
            if let Some(first) = inner.first_mut() {
                first.spaced = true;
                if question {
                    first.text = "whether".into();
                }
                // "The thing I lack is anything from you" asks for something.
                if first.is("anything") {
                    first.text = "something".into();
                }
                if put.first().is_some_and(|w| w.is_any(&["send", "tell", "give", "review", "provide"]))
                    && first.class != Class::default()
                {
                    subjects::lower_common(first);
                }
            }
            if lead == "Make sure" {
                present(&mut inner);
            }
            put.extend(inner);
            put
        }
    };
    if let Some(lead) = lead_in(&words[..found.start]) {
        let end = trim::ending(&action, source.people).len();
        action.truncate(end);
        action.extend(lead);
    }
    action
}

/// The wish "the note found its way back" as what is to be: "the note finds its way back".
fn present(words: &mut [Word]) {
    for at in 2..words.len().min(MOST_BEFORE_VERB) {
        if words[at].has(Class::PAST)
            && !words[at].has(Class::AUXILIARY)
            && !words[at - 1].has(Class::DETERMINER)
            && !words[at - 1].has(Class::PREPOSITION)
        {
            // "the restated figures": a participle before its noun is no verb.
            if words.get(at + 1).is_some_and(|w| {
                w.has(Class::POSSESSIVE)
                    || w.has(Class::DETERMINER)
                    || w.has(Class::PREPOSITION)
                    || w.has(Class::ADVERB)
            }) {
                words[at].text = question::third_person(&words::base_form(&words[at].lower)).into();
                return;
            }
        }
    }
}

/// `{me}` and `{you}` filled in; without a name the sentence does without.
fn template(text: &str, source: &Source) -> Vec<Word<'static>> {
    let me = source.people.sender_called().unwrap_or_default();
    let you = source.people.recipient_called().unwrap_or_default();
    // "Say which" reads better than "Tell the sender which".
    let text = if me.is_empty() {
        text.replace("Tell {me}", "Say").replace("Keep {me} posted", "Keep the sender posted")
    } else {
        text.to_owned()
    };
    words::own(&clean::one_line(&text.replace("{me}", me).replace("{you}", you)))
}

/// "Before the meeting," and "For the other two" of the text before a shell.
fn lead_in<'a>(before: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let start = before.iter().rposition(|w| w.is_any(&[".", ";", "!", "?", ":", "–", "—"])).map_or(0, |i| i + 1);
    let mut lead = &before[start..];
    while let [rest @ .., last] = lead
        && (last.is_mark() || last.is_any(&["please", "just", "so", "and"]))
    {
        lead = rest;
    }
    let first = lead.first()?;
    let clause = first.is_any(&["once", "after", "before", "when", "while", "until", "as soon as"]);
    let phrase = first.is_any(&[
        "for",
        "on",
        "in",
        "at",
        "to",
        "regarding",
        "re",
        "with",
        "during",
        "per",
        "concerning",
        "from",
    ]) && !lead
        .iter()
        .any(|w| w.has(Class::AUXILIARY) || w.has(Class::MODAL) || w.has(Class::PRONOUN) || w.has(Class::PAST));
    let most = if clause { 10 } else { 7 };
    if !(clause || phrase)
        || lead.len() < 2
        || lead.len() > most
        || lead.iter().any(|w| {
            w.is(",") || w.is_any(&["addition", "case", "chance", "event", "fact", "reference", "moment", "short"])
        })
        || (lead.len() < 4 && lead.iter().any(|w| w.is_any(&["this", "that", "so", "it"])))
    {
        return None;
    }
    let mut lead = lead.to_vec();
    if let Some(first) = lead.first_mut() {
        first.spaced = true;
        first.text = first.lower.clone();
    }
    Some(lead)
}

/// Words in "-ing" that describe a thing: "remaining nights of measurements".
const DESCRIBING: &[&str] = &[
    "remaining",
    "following",
    "pending",
    "existing",
    "missing",
    "outstanding",
    "upcoming",
    "ongoing",
    "incoming",
    "outgoing",
    "opening",
    "closing",
    "building",
    "training",
    "meeting",
    "working",
    "living",
    "parking",
    "wedding",
    "during",
    "according",
    "including",
    "regarding",
    "concerning",
];

/// "ringing him after lunch", "doing it tonight", "will do the rest".
fn elliptical<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    let starts = (0..words.len()).filter(|&i| i == 0 || words[i - 1].is_mark());
    for at in starts {
        let word = &words[at];
        if (word.has(Class::ING) && !word.is_any(DESCRIBING) || word.is("doing"))
            && words.get(at + 1).is_some_and(|w| !w.is_mark() && !w.has(Class::AUXILIARY))
        {
            return subjects::based(&words[at..]);
        }
        if word.has(Class::VERB) && !word.has(Class::NOUN_TOO) {
            return words[at..].to_vec();
        }
    }
    words.to_vec()
}

/// "Laptop: sign for it" as "Sign for the laptop"; `None` where the label's words are not taken up.
fn labelled<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let colon = words.iter().take(7).position(|w| w.is(":"))?;
    let (label, rest) = words.split_at_checked(colon)?;
    let rest = rest.get(1..)?;
    let pronoun = rest.iter().position(|w| w.is_any(&["it", "them"]))?;
    if label.is_empty() || !rest.first()?.has(Class::VERB) {
        return None;
    }
    let mut put = words::own("the");
    let mut label = label.to_vec();
    if let Some(first) = label.first_mut() {
        first.spaced = true;
        if first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE) {
            put.clear();
        }
        if first.shape == crate::tokens::Shape::Capitalised {
            first.text = first.lower.clone();
        }
    }
    put.extend(label);
    let mut rest = rest.to_vec();
    rest.splice(pronoun..=pronoun, put);
    Some(rest)
}

/// "I'd rather not, so send it to Lee": an imperative after a break.
fn later_imperative<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    (1..words.len()).find_map(|at| {
        let word = &words[at];
        let before = &words[at - 1];
        let boundary = before.is_any(&[".", ":", ";", "–", "—", "!", "so", "then"])
            || (before.is("-") && before.spaced)
            || before.is(",");
        let next = words.get(at + 1)?;
        (boundary
            && word.has(Class::VERB)
            && !word.has(Class::AUXILIARY)
            && (next.has(Class::DETERMINER)
                || next.has(Class::POSSESSIVE)
                || next.is_any(&["me", "us", "it", "them"])
                || (!word.has(Class::NOUN_TOO) && next.has(Class::PREPOSITION))))
        .then(|| words[at..].to_vec())
    })
}

/// "The draft is attached for your review", "for Dana's review".
fn review<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let at = words.iter().position(|w| w.is_any(&["attached", "enclosed"]))?;
    let mut subject = words.get(..at)?;
    while let [rest @ .., last] = subject
        && (last.has(Class::AUXILIARY) || last.has(Class::ADVERB) || last.is("been"))
    {
        subject = rest;
    }
    if subject.is_empty() || subject.len() > 12 || subject.iter().any(Word::is_break) {
        return None;
    }
    let mut put = words::own("Review");
    let mut subject = subject.to_vec();
    if let Some(first) = subject.first_mut() {
        first.spaced = true;
        subjects::lower_common(first);
    }
    put.extend(subject);
    Some(put)
}

/// A question taken for a request where no shell is known: "Is there a newer draft?"
fn direct_question<'a>(words: &[Word<'a>], source: &Source) -> Option<Vec<Word<'a>>> {
    words.last().is_some_and(|w| w.is("?")).then(|| answer(words, source))
}

/// "Can the tests live in a folder of their own?" is "Have the tests live in ...".
fn had_done<'a>(words: &[Word<'a>]) -> Option<Vec<Word<'a>>> {
    let [modal, subject, _, ..] = words else { return None };
    let asked = modal.is_any(&["can", "could", "would"]) && words.last().is_some_and(|w| w.is("?"));
    (asked && (subject.has(Class::DETERMINER) || subject.has(Class::POSSESSIVE)))
        .then(|| after(words::own("Have"), words[1..].to_vec()))
}

/// "Tell Ana which of the two you prefer".
fn answer<'a>(words: &[Word<'a>], source: &Source) -> Vec<Word<'a>> {
    let mut spelled = words.to_vec();
    if let Some(first) = spelled.first_mut()
        && let Some((_, full)) =
            [("whos", "who is"), ("whats", "what is"), ("wheres", "where is"), ("hows", "how is"), ("whens", "when is")]
                .into_iter()
                .find(|(short, _)| first.is(short))
    {
        let mut full = words::own(full);
        full.extend(spelled.drain(1..));
        spelled = full;
    }
    let words = &spelled[..];
    let speaker = source.people.sender_called();
    // "Should we move the date?" asks for an answer, "can we move it" for the move.
    let advice =
        matches!(words, [first, second, ..] if first.is_any(&["should", "shall"]) && second.is_any(&["i", "we"]));
    if let Some(found) = shells::find(words, Kind::Question).filter(|_| !advice) {
        return unwrapped(words, &found, source);
    }
    let Some(indirect) = question::indirect(words, speaker) else { return words.to_vec() };
    let mut told = template("Tell {me}", source);
    told.extend(indirect);
    told
}

/// The title's last steps: nothing behind the action, names for pronouns, one line that fits.
fn finish(action: Vec<Word>, opened: &[Word], source: &Source) -> String {
    let promised = source.kind == Kind::Commitment;
    let names = Names {
        speaker: if promised { None } else { source.people.sender_called() },
        hearer: if promised { source.people.recipient_called() } else { None },
    };
    let action = done(called(action));
    let own_end = action
        .first()
        .map_or(0, |first| opened.iter().position(|w| w.start == first.start && first.end > 0).unwrap_or(0));
    let ended = trim::ending(&action, source.people);
    let ended = if ended.iter().any(|w| !w.is_mark()) { ended } else { &action[..] };
    let own = opened.get(..own_end).unwrap_or_default();
    let label = source.label.filter(|label| source.people.resolve(label).is_none());
    let full = pronouns::things(ended.to_vec(), own, label, source.before);
    let full = pronouns::objects(full, source.before);
    let full = if promised { pronouns::hearer(full, &names) } else { pronouns::people(full, &names) };
    let full = pronouns::definite(full);
    let full = match label.filter(|_| source.kind != Kind::Question) {
        Some(label) => pronouns::about(full, label),
        None => full,
    };
    capitalised(&shortened(&clean::one_line(&words::join(&full))))
}

/// "Give Ana a call" is "Call Ana".
fn called(mut action: Vec<Word>) -> Vec<Word> {
    let call = matches!(action.as_slice(), [give, who, a, call, ..]
        if give.is("give") && !who.is_mark() && a.is("a") && call.is_any(&["call", "ring", "shout", "buzz"]));
    if call {
        action.drain(2..4);
        action[0].text = "Call".into();
    }
    action
}

/// "Do what you can to speed it up", "do to speed it up" are "Speed it up".
fn done(mut action: Vec<Word>) -> Vec<Word> {
    let to = action.iter().take(6).position(|w| w.is("to"));
    if let (Some(first), Some(to)) = (action.first(), to)
        && first.is("do")
        && (to == 1 || action.get(1).is_some_and(|w| w.is_any(&["what", "whatever", "everything", "anything"])))
        && action.get(to + 1).is_some_and(|w| w.has(Class::VERB))
    {
        action.drain(..=to);
    }
    action
}

fn capitalised(text: &str) -> String {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '-' | '–' | '—' | '*' | '_')
    });
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `text` cut at a word's end, at a comma where one stands in the second half.
fn shortened(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(LONGEST) else { return text.to_owned() };
    let head = text.get(..cut).unwrap_or(text);
    let half = head.len() / 2;
    let end = head.rfind([',', ';', '–', '—']).filter(|&i| i > half).or_else(|| head.rfind(' ')).unwrap_or(head.len());
    head.get(..end).unwrap_or(head).trim_end().to_owned()
}

fn fallback(sentence: &str) -> String {
    let line = capitalised(&shortened(&clean::one_line(sentence)));
    if line.is_empty() { WORDLESS.to_owned() } else { line }
}

#[cfg(test)]
mod tests;
