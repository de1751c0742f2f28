//! "him", "her" and "them" named by the one person whom the sentence before speaks of.

use super::articles;
use super::words::{self, Word};
use crate::facts::people::{People, is_name};
use crate::lexicon::Class;
use crate::tokens::Shape;

/// Verbs whose object is somebody.
pub(super) const REACHING: &[&str] = &[
    "ring", "call", "phone", "email", "mail", "text", "ask", "tell", "thank", "invite", "remind", "chase", "contact",
    "warn", "answer", "meet", "pay", "help", "message", "visit", "inform", "notify", "see", "let", "get", "give",
    "send", "show", "offer",
];

/// Words for somebody who is not named.
pub(super) const SOMEBODY: &[&str] = &[
    "man",
    "woman",
    "lady",
    "guy",
    "chap",
    "people",
    "team",
    "plumber",
    "roofer",
    "builder",
    "electrician",
    "printer",
    "caterer",
    "landlord",
    "landlady",
    "tenant",
    "tenants",
    "neighbour",
    "neighbours",
    "neighbor",
    "neighbors",
    "agent",
    "broker",
    "manager",
    "lawyer",
    "solicitor",
    "accountant",
    "auditor",
    "auditors",
    "doctor",
    "dentist",
    "teacher",
    "head",
    "school",
    "bank",
    "council",
    "supplier",
    "suppliers",
    "vendor",
    "vendors",
    "client",
    "clients",
    "customer",
    "customers",
    "contractor",
    "contractors",
    "candidate",
    "candidates",
    "applicant",
    "applicants",
    "driver",
    "drivers",
    "office",
    "engineer",
    "surveyor",
    "architect",
    "gardener",
    "cleaner",
    "treasurer",
    "secretary",
    "chairman",
    "director",
    "inspector",
    "editor",
    "author",
    "tutor",
    "nurse",
    "vet",
    "coach",
    "captain",
    "supervisor",
    "buyer",
    "seller",
    "owner",
    "glazier",
    "painter",
    "joiner",
    "notary",
    "employee",
    "patient",
    "student",
    "visitor",
    "company",
    "club",
    "hotel",
    "venue",
    "committee",
    "board",
    "parents",
    "mother",
    "father",
    "mum",
    "mom",
    "dad",
    "sister",
    "brother",
    "aunt",
    "uncle",
];

/// Titles that open a name.
const TITLES: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "prof", "aunt", "uncle"];

/// How many words "the two people from the shop" has before its noun.
const LONGEST: usize = 5;

/// `words` with a lone "him" or "her", or a "them" that is spoken to, as the one person named before it.
pub(super) fn named<'a>(mut words: Vec<Word<'a>>, before: &'a [&'a str], people: &People) -> Vec<Word<'a>> {
    let Some(at) = (1..words.len().min(FARTHEST)).find(|&at| is_somebody(&words, at)) else { return words };
    let plural = words[at].is("them");
    let mut texts = before.iter().take(2).map(|text| spoken_of(&words::of(text), plural, people));
    let Some(mut found) = texts.find(|found| !found.is_empty()) else { return words };
    if found.len() != 1 {
        return words;
    }
    let Some(mut name) = found.pop() else { return words };
    if let Some(first) = name.first_mut() {
        articles::spoken_of_again(first);
    }
    words.splice(at..=at, name);
    words
}

/// A title shows no more words, so no more are looked at.
const FARTHEST: usize = 60;

fn is_somebody(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if word.text.is_empty() || words[..at].iter().any(|w| w.shape == Shape::Capitalised && w.start > 0) {
        return false;
    }
    let reached = words[at - 1].is_any(REACHING);
    // "get her keys", "send her form"
    let owned = word.is("her")
        && words.get(at + 1).is_some_and(|w| {
            !w.is_mark() && !w.has(Class::PREPOSITION) && !w.has(Class::ADVERB) && !w.has(Class::DETERMINER)
        });
    let goal = words[at - 1].is_any(&["to", "with"]) && words.get(at + 1).is_none_or(Word::is_mark);
    let spoken = &REACHING[..12];
    word.is("him") || word.is("her") && !owned && (reached || goal) || word.is("them") && words[at - 1].is_any(spoken)
}

/// Whom `words` name: "Mrs Okafor", "the piano teacher", each once.
fn spoken_of<'a>(words: &[Word<'a>], plural: bool, people: &People) -> Vec<Vec<Word<'a>>> {
    let mut found: Vec<Vec<Word<'a>>> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(end) = person_at(words, at, plural, people) else {
            at += 1;
            continue;
        };
        let name = words[at..end].to_vec();
        if !found.iter().any(|known| known.last().map(|w| &w.lower) == name.last().map(|w| &w.lower)) {
            found.push(name);
        }
        at = end;
    }
    found
}

/// Where somebody who is named at `at` ends.
fn person_at(words: &[Word], at: usize, plural: bool, people: &People) -> Option<usize> {
    let first = &words[at];
    if first.has(Class::DETERMINER) || first.has(Class::POSSESSIVE) {
        let open =
            |w: &&Word| !w.is_mark() && !w.has(Class::PREPOSITION) && !w.has(Class::AUXILIARY) && !w.has(Class::MODAL);
        let reach = words[at + 1..].iter().take(LONGEST).take_while(open).count();
        let phrase = &words[at + 1..at + 1 + reach];
        let last = phrase.iter().rposition(|w| w.is_any(SOMEBODY))?;
        // "the bank statement" is none.
        let ends = phrase.get(last + 1).is_none_or(|w| w.has(Class::THIRD) || w.has(Class::PAST) || w.has(Class::VERB));
        let many = phrase[last].lower.ends_with('s') || phrase[last].is_any(&["people", "team"]);
        return (ends && (!plural || many || !phrase[last].lower.ends_with('n'))).then_some(at + last + 2);
    }
    let title = first.is_any(TITLES) && first.text.starts_with(char::is_uppercase);
    let capital =
        |w: &Word| w.shape == Shape::Capitalised && (w.class == Class::default() || title) && is_name(&w.text);
    if plural || !title && !capital(first) {
        return None;
    }
    // A capital that only opens the sentence: "Boiler has gone"; a person does something.
    let length = words[at..].iter().take(3).take_while(|w| capital(w) || w.is_any(TITLES)).count();
    let end = at + length;
    let acts = words
        .get(end)
        .is_some_and(|w| w.is("and") || w.has(Class::PAST) || w.has(Class::AUXILIARY) || w.has(Class::MODAL));
    let opens = at == 0 || words[at - 1].is_mark();
    let own = words[at..end].iter().any(|w| people.resolve(&w.text).is_some());
    let thing = words.get(end).is_some_and(|w| w.is("'s"));
    (length > 0 && !own && !thing && (!opens || acts || title)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{people, title_after};
    use crate::rules::Kind;

    #[test]
    fn him_and_her_are_named_where_one_person_is_spoken_of() {
        for (before, sentence, expected) in [
            ("The piano teacher rang at noon.", "Could you text him?", "Text the piano teacher"),
            ("I spoke to Mrs Okafor about the hall.", "Please call her back.", "Call Mrs Okafor back"),
            ("Lee and Mrs Okafor came by.", "Please call her back.", "Call her back"),
            ("The bank statement came.", "Please ask her.", "Ask her (the bank statement)"),
            ("Mrs Okafor was here.", "Please fetch her keys.", "Fetch her keys"),
        ] {
            assert_eq!(title_after(sentence, Kind::Request, &[before], &people()), expected, "{sentence}");
        }
    }
}
