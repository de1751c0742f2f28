//! What stands before the text of a line: "Dana:", "DevOps team:", "@lee", "AP:", or the key of a key-value line.

/// A label and the text behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    pub(super) label: &'a str,
    pub(super) text: &'a str,
    /// The label is the key of a fact, such as "Venue" or "Due", or its value is no clause.
    pub(super) fact: bool,
}

/// How freely a label may be formed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A list entry: a few words of any case.
    Entry,
    /// A paragraph: names, acronyms and the words that head a line.
    Paragraph,
}

/// The longest label, in bytes: "Platform and Identity leads".
const LENGTH: usize = 48;
const WORDS: usize = 4;

/// Keys of facts about a meeting, an order, a message.
const KEYS: &[&str] = &[
    "date",
    "day",
    "time",
    "when",
    "where",
    "location",
    "venue",
    "place",
    "room",
    "due",
    "due date",
    "deadline",
    "owner",
    "status",
    "priority",
    "severity",
    "duration",
    "author",
    "phone",
    "tel",
    "telephone",
    "mobile",
    "cell",
    "fax",
    "email",
    "e-mail",
    "mail",
    "web",
    "website",
    "url",
    "ref",
    "reference",
    "our reference",
    "our ref",
    "your ref",
    "account",
    "amount",
    "total",
    "period",
    "payment",
    "subject",
    "from",
    "to",
    "cc",
    "bcc",
    "sent",
    "re",
    "attendees",
    "present",
    "apologies",
    "participants",
    "chair",
    "minutes",
    "meeting id",
    "passcode",
    "password",
    "pin",
    "dial-in",
    "invoice",
    "invoice number",
    "order",
    "order number",
    "po",
    "cost code",
    "price",
    "version",
    "environment",
    "premises",
    "date of visit",
    "organizer",
    "organiser",
    "calendar",
    "who",
    "assignee",
    "reporter",
    "type",
    "category",
    "keywords",
    "tags",
    "budget",
    "cost",
    "overall",
    "copy to",
    "distribution",
    "message id",
    "link",
    "agenda",
    "datum",
    "ort",
    "zeit",
    "betreff",
    "teilnehmer",
    "fecha",
    "lugar",
    "lieu",
    "heure",
];

/// Words that head a line and are neither name nor key.
const HEADS: &[&str] = &[
    "action",
    "actions",
    "action item",
    "action required",
    "ap",
    "ai",
    "todo",
    "to do",
    "to-do",
    "task",
    "next step",
    "next steps",
    "follow up",
    "follow-up",
    "ask",
    "request",
    "question",
    "decision",
    "agreed",
    "done",
    "note",
    "nb",
    "n.b.",
    "ps",
    "p.s.",
    "pps",
    "fyi",
    "reminder",
    "important",
    "urgent",
    "update",
    "background",
    "context",
    "summary",
    "homework",
    "deliverable",
    "blocker",
    "risk",
    "issue",
    "all",
    "everyone",
    "everybody",
    "team",
    "both",
    "you",
    "me",
    "nit",
    "optional",
    "aufgabe",
    "wichtig",
    "frage",
];

/// Words before a colon or dash that open a sentence instead of naming somebody.
const NO_NAMES: &[&str] = &[
    "yes",
    "no",
    "yep",
    "nope",
    "ok",
    "okay",
    "thanks",
    "thank",
    "sorry",
    "also",
    "hi",
    "hello",
    "hey",
    "dear",
    "greetings",
    "well",
    "so",
    "and",
    "but",
    "or",
    "if",
    "then",
    "now",
    "today",
    "tomorrow",
    "tonight",
    "yesterday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "please",
    "great",
    "good",
    "morning",
    "afternoon",
    "evening",
    "first",
    "second",
    "third",
    "finally",
    "lastly",
    "anyway",
    "however",
    "this",
    "that",
    "it",
    "we",
    "i",
    "he",
    "she",
    "they",
    "there",
    "here",
    "the",
    "a",
    "an",
    "is",
    "are",
    "not",
    "just",
    "only",
    "attached",
    "see",
    "correct",
    "agreed",
    "sure",
    "right",
    "true",
    "false",
    "re",
    "fw",
    "fwd",
    "http",
    "https",
    "mailto",
    "cheers",
    "what",
    "why",
    "how",
    "which",
    "example",
    "e.g",
    "i.e",
    "warning",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "can",
    "could",
    "would",
    "will",
    "do",
    "does",
    "did",
    "let",
    "my",
    "your",
    "our",
];

/// Verbs behind "@name" that tell what that person does or did.
const TELLING: &[&str] = &[
    "has", "had", "was", "were", "wrote", "said", "says", "made", "sent", "left", "shared", "and", "needs", "wants",
    "must", "should", "may",
];

/// The label that `text` starts with, if it starts with one.
pub(super) fn read(text: &str, place: Place) -> Option<Labelled<'_>> {
    mention(text).or_else(|| colon(text, place)).or_else(|| dash(text))
}

/// The key and value of "Venue: the small room"; `None` when the key is no known one and the value may be a clause.
pub(super) fn fact(text: &str) -> Option<Labelled<'_>> {
    colon(text, Place::Entry).filter(|labelled| labelled.fact)
}

fn colon(text: &str, place: Place) -> Option<Labelled<'_>> {
    let head = text.get(..text.len().min(LENGTH + 8)).unwrap_or_else(|| prefix(text, LENGTH + 8));
    let at = memchr::memchr(b':', head.as_bytes())?;
    let (key, rest) = text.split_at_checked(at)?;
    let rest = rest.strip_prefix(':')?;
    // "10:30", "https://", "a:b" are no labels; "Dana:text" is written by phones.
    let bold = rest.starts_with('*');
    let rest = rest.trim_start_matches('*');
    if !bold && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let key = key.trim().trim_matches('*').trim();
    let rest = rest.trim();
    let words = key.split_whitespace().count();
    if rest.is_empty() || words == 0 || words > WORDS || key.len() > LENGTH || !key.starts_with(char::is_alphabetic) {
        return None;
    }
    let lower = key.to_lowercase();
    let is_key = KEYS.contains(&lower.as_str());
    let is_head = HEADS.contains(&lower.as_str());
    if is_key {
        // "Re: the boiler, can you ring them?" asks; a fact is short.
        return Some(Labelled { label: key, text: rest, fact: is_value(rest) || !rest.ends_with('?') });
    }
    if is_head {
        return Some(Labelled { label: key, text: rest, fact: false });
    }
    let plausible = match place {
        Place::Entry => is_plain(key) && !NO_NAMES.contains(&lower.as_str()),
        Place::Paragraph => is_name(key),
    };
    plausible.then(|| Labelled { label: key, text: rest, fact: is_value(rest) })
}

/// "Dana - draft the agenda", "Meera — the list"
fn dash(text: &str) -> Option<Labelled<'_>> {
    let head = text.get(..text.len().min(LENGTH)).unwrap_or_else(|| prefix(text, LENGTH));
    // An en or em dash begins with this byte; hardly a line has any of them.
    memchr::memchr2(b'-', 0xE2, head.as_bytes())?;
    let (at, mark) =
        [" - ", " – ", " — ", " -- "].iter().filter_map(|mark| head.find(mark).map(|at| (at, *mark))).min()?;
    let (name, rest) = text.split_at_checked(at)?;
    let rest = rest.strip_prefix(mark)?.trim();
    let words = name.split_whitespace().count();
    let named = is_name(name) && (words <= 2 || name.contains([',', '&', '/']) || name.contains(" and "));
    (named && rest.split_whitespace().count() >= 2).then_some(Labelled { label: name, text: rest, fact: false })
}

/// The handle of "@lee: send it", "@Bartosz - van, asap", "@Marek the icebreaker is yours"
fn mention(whole: &str) -> Option<Labelled<'_>> {
    let inner = whole.strip_prefix('@')?;
    let end = inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))).unwrap_or(inner.len());
    let (name, rest) = inner.split_at_checked(end)?;
    let mut name = name;
    let mut rest = rest.trim_start();
    // "@Dana Ferreira: ..." names both parts.
    let second = rest
        .find([':', '-', '–', ','])
        .and_then(|at| rest.get(..at))
        .filter(|part| is_name(part) && !part.contains(' '));
    if let Some(part) = second {
        name = inner.get(..inner.len() - rest.len() + part.len())?;
        rest = rest.get(part.len()..)?.trim_start();
    }
    let text = rest.trim_start_matches([':', ',', '-', '–', '—']).trim();
    // "@lee requested changes" tells of lee, "@lee the tickets are yours" speaks to lee.
    let verb = rest.split_whitespace().next().unwrap_or_default();
    if text.len() == rest.trim().len() && (verb.ends_with("ed") || NO_NAMES.contains(&verb) || TELLING.contains(&verb))
    {
        return None;
    }
    let rest = text;
    let name = name.trim_end_matches(['.', '-', '_']);
    // The "@" stays: who reads the label takes it for a handle in any case.
    let label = whole.get(..'@'.len_utf8() + name.len())?;
    (!name.is_empty() && !rest.is_empty()).then_some(Labelled { label, text: rest, fact: false })
}

/// One to three capitalised words or acronyms, joined by "and", "&", "/" or commas.
fn is_name(label: &str) -> bool {
    let mut names = 0;
    for word in label.split([' ', ',', '/', '+']).filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        if matches!(lower.as_str(), "and" | "&" | "und" | "et" | "y" | "team" | "of" | "de" | "van" | "von" | "all") {
            continue;
        }
        let core = word.trim_matches(['(', ')', '.']);
        if !core.starts_with(char::is_uppercase) || !is_plain(core) || NO_NAMES.contains(&lower.as_str()) {
            return false;
        }
        names += 1;
    }
    (1..=4).contains(&names)
}

fn is_plain(label: &str) -> bool {
    label
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '.' | '&' | '/' | ',' | '+' | '(' | ')'))
        && label.chars().any(char::is_alphabetic)
}

/// A number, a date, an address, a name: something that no one has to do.
fn is_value(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    let words = text.split_whitespace().count();
    let numeric = first.is_ascii_digit() || matches!(first, '+' | '£' | '$' | '€' | '#' | '<');
    (numeric && words <= 8 && !text.contains(") ")) || text.starts_with("http") || (words == 1 && text.contains('@'))
}

fn prefix(text: &str, length: usize) -> &str {
    let end = text.char_indices().map(|(at, _)| at).take_while(|&at| at <= length).last().unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_heads_before_a_text_are_labels() {
        for (text, label, rest) in [
            ("Dana: draft the agenda", "Dana", "draft the agenda"),
            ("DevOps team: rotate keys", "DevOps team", "rotate keys"),
            ("Dana - draft the agenda", "Dana", "draft the agenda"),
            ("Dana and Lee: book it", "Dana and Lee", "book it"),
            ("AP: Vik to ring them", "AP", "Vik to ring them"),
            ("@lee: send it", "@lee", "send it"),
            ("@Bartosz - van, asap", "@Bartosz", "van, asap"),
            ("@Dana Ruiz: book it", "@Dana Ruiz", "book it"),
            ("TODO: tidy up", "TODO", "tidy up"),
            ("**Dana:** draft it", "Dana", "draft it"),
        ] {
            let labelled = read(text, Place::Paragraph).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((labelled.label, labelled.text), (label, rest), "{text}");
        }
    }

    #[test]
    fn times_addresses_and_openings_are_no_labels() {
        for text in [
            "10:30 is fine",
            "https://example.org/a: b",
            "Ratio 3:1",
            "One more thing that I forgot: call Bo",
            "Sorry - I was late again",
            "Greetings: on the call",
            "Yes: do that",
            "We went - and came back",
            "No label here",
        ] {
            assert_eq!(read(text, Place::Paragraph), None, "{text}");
        }
    }

    #[test]
    fn known_keys_and_plain_values_are_facts() {
        for (text, is_fact) in [
            ("Venue: the small room", true),
            ("Due: Friday", true),
            ("Total: 41.50", true),
            ("Dana: draft the agenda", false),
        ] {
            assert_eq!(fact(text).is_some(), is_fact, "{text}");
        }
    }
}
