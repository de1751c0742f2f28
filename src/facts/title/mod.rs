//! The task in the words that one would write on a list.

mod actions;
mod actors;
mod antecedents;
mod articles;
mod asides;
mod asks;
mod choices;
mod conditions;
mod ellipsis;
mod entries;
mod errands;
mod fields;
mod focus;
mod idioms;
mod nouns;
mod offers;
mod persons;
mod phrases;
mod pronouns;
mod question;
mod results;
mod shells;
mod states;
mod subjects;
mod tails;
mod trim;
mod unwrap;
mod verbs;
mod wordings;
mod words;

use super::assignee::{self, Assignee, AssigneeRole};
use super::people::{self, People};
use crate::clean;
use crate::due::Due;
use crate::lexicon::Class;
use crate::rules::Kind;
use crate::tokens::Shape;
use pronouns::Names;
use words::Word;

/// What the title is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub sentence: &'a str,
    pub kind: Kind,
    /// The sentences before it in its block and the block before, nearest first: where "it" may be named.
    pub before: &'a [&'a str],
    pub place: Place<'a>,
    /// What the email is about, where the sentence does not say it.
    pub subject: &'a str,
    pub due: Option<&'a Due>,
    pub assignee: Option<&'a Assignee>,
    pub people: &'a People,
}

/// What stands around the sentence and says more of its task.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    /// What stood before a colon at the start of its block: "Tent", or a name.
    pub label: Option<&'a str>,
    /// The code that its entry goes by, as written: "A2", "PT-01".
    pub code: Option<&'a str>,
    /// The first sentence of its entry, where this is a later one.
    pub entry: Option<&'a str>,
    /// The sentence behind it in its entry, where that is no task of its own.
    pub next: Option<&'a str>,
    /// What introduces the list that its entry is in: "Please upload the following by Friday:".
    pub intro: Option<&'a str>,
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
    let stated = fields::without_references(fields::without_fields(&words, source));
    let stated = asides::without_though(asides::without_courtesy(stated));
    let stated = asides::without_leisure(asides::without_brackets(asides::without_days(stated)));
    let opened = trim::opening(&stated, source.people);
    let opened = if opened.is_empty() { &stated[..] } else { opened };
    let action = actions::action(opened, source);
    let first = action.iter().find(|w| w.end > 0 && !w.is_mark()).map(|first| first.start);
    let ahead = opened.iter().position(|w| Some(w.start) == first).map_or(&[][..], |at| &opened[..at]);
    let title: String = finish(action, opened, source).chars().filter(|c| !c.is_control()).collect();
    let title = if title.chars().any(char::is_alphanumeric) { title } else { fallback(source.sentence) };
    let title = whole(title).unwrap_or_else(|| fallback(source.sentence));
    let bare = says_little(&title);
    // "Visa forms into the tray. Reception closes on Thursday.": an entry opens with what there is to do.
    let tells = source.kind == Kind::Listed && actions::tells(opened) || actions::asks_to_know(opened);
    if let Some(first) = source.place.entry.filter(|_| bare || tells) {
        return write(&Source {
            sentence: first,
            due: None,
            assignee: None,
            place: Place { entry: None, ..source.place },
            kind: Kind::Listed,
            ..*source
        });
    }
    if let Some(next) = source.place.next.filter(|_| source.kind == Kind::Listed && actions::tells(opened)) {
        let goes_on = Source {
            sentence: next,
            before: &[source.sentence],
            due: None,
            assignee: None,
            place: Place { next: None, entry: None, ..source.place },
            ..*source
        };
        if actions::acts(trim::opening(&words::of(next), source.people)) {
            return write(&goes_on);
        }
    }
    let told = || told_before(ahead, source).filter(|told| !title.to_lowercase().contains(&told.to_lowercase()));
    let subject = about(&title, source.subject);
    let subject = match subject {
        Some(subject) if subject.split_whitespace().count() > 1 => Some(subject),
        // "sat", "house": a subject of one word says little more than the title.
        one => told().filter(|_| bare).or(one),
    };
    match (subject.filter(|_| bare || only_points(&title)), source.place.code.filter(|code| !title.contains(code))) {
        (Some(subject), _) => format!("{title} ({subject})"),
        (None, Some(code)) => format!("{title} ({code})"),
        (None, None) => title,
    }
}

/// `title` without the words at its end that lead to nothing: "Take the oars to the"; `None` where too little is left,
/// or where what is missing is what it says: "The last day for entries is".
fn whole(title: String) -> Option<String> {
    let said = words::of(&title);
    let kept = said.len() - (0..said.len()).take_while(|&cut| breaks_off(&said[..said.len() - cut])).count();
    if kept == said.len() {
        return Some(title);
    }
    let stated = said.last().is_some_and(|w| w.is_any(COPULAS)) || kept < LEAST_KEPT;
    let end = kept.checked_sub(1).and_then(|at| said.get(at)).map_or(0, |w| w.end);
    title.get(..end).filter(|_| !stated).map(capitalised)
}

/// How many words are left at least of a title that broke off.
const LEAST_KEPT: usize = 3;

const COPULAS: &[&str] = &["is", "are", "was", "were", "am"];

/// Whether words end before they say what they set out to.
fn breaks_off(words: &[Word]) -> bool {
    const OPEN: &[&str] = &["a", "an", "the", "and", "or", "but", "because", "as", "if", "than", "that", "whether"];
    const LINKS: &[&str] = &["of", "by", "at", "with", "for", "to", "from"];
    let [head @ .., before, last] = words else { return false };
    let quoted = last.text.chars().any(char::is_uppercase);
    // "Tell Ana where it is", "the tools that Lee works with": what is missing stands earlier.
    let earlier = |w: &Word| w.has(Class::WH) || w.is_any(&["how", "that", "whose", "whether", "than", "as"]);
    let answered = head.iter().any(earlier) || earlier(before);
    let acts = before.has(Class::VERB)
        || before.has(Class::PAST)
        || before.has(Class::ING)
        || head.last().is_some_and(|w| w.is("to"));
    // "Catch Lee on that", "see to that"
    let points = last.is("that") && (acts || before.has(Class::PREPOSITION));
    !quoted
        && (last.is_any(OPEN) && !points && !before.is_mark()
            || last.is_any(COPULAS) && !answered
            || last.is_any(LINKS) && !answered && !acts)
}

/// Whether a title has no more than one word that says anything: "Review" is no task on a list of many emails.
fn says_little(title: &str) -> bool {
    let says_something = |word: &Word| !word.is_mark() && !EMPTY.iter().any(|class| word.has(*class));
    let words = words::of(title);
    // "Tell Ana" says nothing of what.
    if matches!(words.as_slice(), [first, _] if first.is_any(&["tell", "answer", "advise"])) {
        return true;
    }
    // "Review and advise"
    if matches!(words.as_slice(), [first, and, second] if and.is("and") && first.has(Class::VERB) && second.has(Class::VERB))
    {
        return true;
    }
    // "Do the invitations" is enough.
    let object = matches!(words.as_slice(), [done, article, .., last]
        if (done.is_any(&["do", "have", "get"]) || done.is("back") && article.is("up")) && (article.has(Class::DETERMINER) || article.is("up")) && says_something(last));
    !object && words.iter().filter(|word| says_something(word)).count() <= 1
}

/// Whether a title says of what only "this" or "it": "Take the lead on this".
fn only_points(title: &str) -> bool {
    let words = words::of(title);
    matches!(words.as_slice(), [.., link, this] if link.is_any(&["on", "about", "of"]) && this.is_any(&["this", "it"]))
        && words.len() <= LONGEST_POINTING
}

/// How many words such a title has at most.
const LONGEST_POINTING: usize = 7;

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

/// The subject for a title that says little.
fn about(title: &str, subject: &str) -> Option<String> {
    let line = clean::one_line(subject);
    let subject = topic(&line);
    // "(no subject)", as mail programs show it.
    let named = !subject.starts_with('(');
    let fits = named && subject.chars().count() <= LONGEST_SUBJECT && subject.chars().any(char::is_alphabetic);
    (fits && !title.to_lowercase().contains(&subject.to_lowercase())).then(|| subject.to_owned())
}

/// What the words before a bare action, or the sentence before it, speak of: "The sweep comes on Tuesday, can you be in?"
/// of the sweep.
fn told_before(ahead: &[Word], source: &Source) -> Option<String> {
    let own = spoken_of(ahead);
    own.or_else(|| source.before.first().and_then(|text| spoken_of(&words::of(text))))
}

/// The thing or person that a statement begins with.
fn spoken_of(statement: &[Word]) -> Option<String> {
    let verb = |w: &Word| {
        w.has(Class::AUXILIARY)
            || w.has(Class::MODAL)
            || (w.has(Class::VERB) || w.has(Class::THIRD) || w.has(Class::PAST)) && !w.has(Class::NOUN_TOO)
    };
    let end = statement.iter().skip(1).position(verb)? + 1;
    let thing = statement.get(..end).filter(|thing| thing.len() <= LONGEST_THING)?;
    let says = |w: &Word| w.class == Class::default() || w.has(Class::NOUN_TOO);
    // Somebody is named elsewhere, and by a pronoun.
    let name = |w: &Word| w.shape == Shape::Capitalised && w.class == Class::default() && w.start != thing[0].start;
    let somebody = thing.last().is_some_and(|w| w.is_any(persons::SOMEBODY)) || people::is_name(&thing[0].text);
    let vague = |w: &Word| {
        w.is_break()
            || w.has(Class::PRONOUN) && !w.has(Class::DETERMINER)
            || w.has(Class::WH)
            || w.has(Class::POSSESSIVE)
    };
    if somebody || thing.iter().any(name) {
        return None;
    }
    let told = thing.iter().any(says) && !thing.iter().any(vague) && !thing[0].has(Class::CONJUNCTION);
    told.then(|| clean::one_line(&words::join(&articles::object(thing)))).map(|told| told.trim().to_owned())
}

/// How many words "the wall behind the old gate" has at most.
const LONGEST_THING: usize = 6;

/// A subject without "Re:" and the like.
fn topic(subject: &str) -> &str {
    let mut topic = subject.trim();
    let is_mark = |mark: &str| REPLY_MARKS.contains(&mark.trim().to_lowercase().as_str());
    while let Some((_, rest)) = topic.split_once(':').filter(|(mark, _)| is_mark(mark)) {
        topic = rest.trim();
    }
    topic
}

/// The title's last steps: nothing behind the action, names for pronouns, one line that fits.
fn finish(action: Vec<Word>, opened: &[Word], source: &Source) -> String {
    let promised = source.kind == Kind::Commitment;
    let hearer = source.people.recipient_called();
    // "Mara: go over your rota with you": not the owner is spoken to.
    let anothers = source.assignee.is_some_and(|owner| {
        let name = owner.name.as_deref().unwrap_or_default();
        // "Mara, are you coming?" speaks to the owner.
        let spoken_to = name.split(' ').next().is_some_and(|first| {
            let behind = source.sentence.trim_start().strip_prefix(first);
            !first.is_empty() && behind.is_some_and(|behind| behind.trim_start().starts_with([',', '-', '–']))
        });
        owner.role == AssigneeRole::Named && !spoken_to && hearer.is_some_and(|hearer| !name.contains(hearer))
    });
    let names = Names {
        speaker: if promised { None } else { source.people.sender_called() },
        hearer: hearer.filter(|_| promised || anothers),
    };
    let action = ellipsis::asked_before(idioms::plain(action, source.people), source.before);
    let action = ellipsis::answered(action, source.before);
    // "Your phone: it goes to the lab" became "Send it ...": what stood before "it" names it.
    let own_end = action
        .iter()
        .find(|w| w.end > 0 && !w.is_mark())
        .map_or(0, |first| opened.iter().position(|w| w.start == first.start).unwrap_or(0));
    let ended = trim::ending(&action, source.people);
    let ended = if ended.iter().any(|w| !w.is_mark()) { ended } else { &action[..] };
    let own = opened.get(..own_end).unwrap_or_default();
    let label = source.place.label.filter(|label| source.people.resolve(label).is_none());
    let offered = antecedents::Named { own, label, before: source.before, subject: source.subject };
    let full = persons::named(ended.to_vec(), source.before, source.people);
    let full = antecedents::things(full, &offered);
    let full = idioms::reviewed(antecedents::objects(full, source.before));
    let full = if promised { pronouns::hearer(full, &names) } else { pronouns::people(full, &names) };
    let full = antecedents::definite(full);
    // "the fence paint, asking Lee tonight": what a promise is about stands before it.
    let topic = opened
        .first()
        .zip(own.last())
        .filter(|_| promised && label.is_none_or(is_speaker) && own.len() > 2 && actions::names_only(own));
    let topic = topic.and_then(|(first, last)| source.sentence.get(first.start..last.end));
    let topic = topic.map(|topic| topic.trim_end_matches([',', ':', '-', '–', '—', ' ']));
    let full = match label.filter(|label| !is_speaker(label)).or(topic).filter(|_| source.kind != Kind::Question) {
        Some(label) => antecedents::about(full, label),
        None => full,
    };
    capitalised(&shortened(&clean::one_line(&words::join(&full))))
}

/// "Me: the ladder": the one who writes.
fn is_speaker(label: &str) -> bool {
    ["me", "i", "myself", "mine"].iter().any(|own| label.eq_ignore_ascii_case(own))
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
    let late = |at: &usize| *at > half;
    // Better a clause less than half a clause: "as well as a chart that lists".
    let joint = || [" as well as ", " so that "].into_iter().filter_map(|joint| head.rfind(joint)).max();
    let end =
        head.rfind([',', ';', '–', '—']).filter(late).or_else(|| joint().filter(late)).or_else(|| head.rfind(' '));
    head.get(..end.unwrap_or(head.len())).unwrap_or(head).trim_end().to_owned()
}

fn fallback(sentence: &str) -> String {
    let line = capitalised(&shortened(&clean::one_line(sentence)));
    if line.is_empty() { WORDLESS.to_owned() } else { line }
}

#[cfg(test)]
mod tests;
