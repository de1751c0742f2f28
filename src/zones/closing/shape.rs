//! What a line looks like: a name, a title, a phone, a sentence, an entry of a list.

use super::phrases::is_sent_from;
use super::sender::without_office;
use crate::zones::headers::is_rule;
use crate::zones::phrases::{contains_any, folded};
use crate::zones::view::bare;

/// Words that stand alone as an answer or a note, not as a name.
const ANSWERS: &[&str] = &[
    "yes",
    "no",
    "ok",
    "okay",
    "done",
    "agreed",
    "sure",
    "approved",
    "noted",
    "great",
    "perfect",
    "received",
    "attached",
    "tbd",
    "tbc",
    "fine",
    "good",
    "correct",
    "confirmed",
    "maybe",
    "both",
    "none",
    "neither",
    "always",
    "never",
    "today",
    "tomorrow",
    "tonight",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
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
    "asap",
    "urgent",
    "hello",
    "hi",
    "thanks",
    "nice",
    "yep",
    "nope",
    "yeah",
    "right",
    "exactly",
    "absolutely",
    "definitely",
    "awesome",
    "cool",
    "lgtm",
    "ack",
    "nack",
    "wow",
    "congratulations",
    "ja",
    "nein",
    "gut",
    "gerne",
    "erledigt",
    "passt",
    "genau",
    "oui",
    "non",
    "d'accord",
    "parfait",
    "fait",
    "sí",
    "vale",
    "claro",
    "hecho",
    "attachments",
    "agenda",
    "notes",
    "background",
    "summary",
    "end",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "morgen",
    "heute",
    "welcome",
    "enjoy",
    "sorry",
    "please",
];

/// What a firm has its people write under their names.
pub(super) fn is_small_print(text: &str) -> bool {
    const MAX_BYTES: usize = 400;
    const CUES: &[&str] = &[
        "confidential",
        "print this",
        "you print",
        "printing",
        "privacy",
        "regulated by",
        "authorised by",
        "authorized by",
        "registered",
        "policy",
        "must not be forwarded",
        "do not forward",
        "working hours",
        "office hours",
        "working days",
        "working pattern",
        "flexibl",
        "outside of your",
        "outside your",
        "charity",
        "vertraulich",
        "umwelt",
        "ausdruck",
        "gedruckt",
        "recycl",
        "iso 9001",
        "follow us",
        "book a meeting with me",
        "book time with me",
        "confidentiel",
        "imprim",
        "all rights",
    ];
    if text.len() > MAX_BYTES || text.ends_with('?') {
        return false;
    }
    let folded = folded(text);
    contains_any(&folded, CUES)
        && !contains_any(
            &folded,
            &[
                "could you",
                "can you",
                "i'll ",
                "i will ",
                "by monday",
                "by tuesday",
                "by wednesday",
                "by thursday",
                "by friday",
                "kannst du",
                "können sie",
            ],
        )
}

pub(super) fn is_delimiter(text: &str) -> bool {
    text == "--"
}

/// A bullet, a number, a box, a heading, a table row: what a letter lists, a signature does not.
pub(super) fn is_entry(text: &str) -> bool {
    let text = text.trim_start();
    let after_mark =
        text.strip_prefix(['-', '*', '+', '•', '#']).is_some_and(|rest| rest.starts_with([' ', '#', '\t']));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits)
        && text.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    after_mark || numbered || text.starts_with("[ ]") || text.starts_with("[x]")
}

pub(super) fn is_greeting(text: &str) -> bool {
    let text = folded(text);
    [
        "hi",
        "hello",
        "dear",
        "hey",
        "hallo",
        "liebe",
        "lieber",
        "sehr geehrte",
        "guten",
        "good ",
        "morning",
        "bonjour",
        "cher",
        "chère",
        "hola",
        "estimad",
        "querid",
    ]
    .iter()
    .any(|greeting| text.starts_with(greeting))
}

/// Words of a sentence: many, mostly in lower case, with a full stop.
pub(super) fn is_sentence(text: &str) -> bool {
    /// Shorter is a title or a place.
    const MIN_WORDS: usize = 6;
    let words = text.split_whitespace().count();
    let ends = text.ends_with(['.', '!', '?', ':']);
    (words >= MIN_WORDS && (ends || !is_titled(text)))
        || (ends && words >= 3 && !is_titled(text))
        || text.ends_with('?')
}

/// Whether most words begin with a capital, as in names, titles, firms and addresses.
fn is_titled(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "of", "and", "the", "for", "in", "at", "to", "und", "für", "der", "die", "des", "von", "am", "de", "du", "et",
        "la", "le", "y", "e", "van", "en", "a", "im", "an", "i",
    ];
    let mut capital = 0_usize;
    let mut lower = 0_usize;
    for word in text
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| word.chars().any(char::is_alphabetic))
    {
        if SMALL.contains(&word) {
            continue;
        }
        if word.starts_with(char::is_lowercase) { lower += 1 } else { capital += 1 }
    }
    capital > lower
}

/// A line that shows how to reach somebody.
pub(super) fn is_contact(text: &str) -> bool {
    const MAX_WORDS: usize = 14;
    const LABELS: &[&str] = &[
        "tel",
        "phone",
        "mobile",
        "mob",
        "cell",
        "fax",
        "ph:",
        "ph.",
        "p:",
        "t:",
        "m:",
        "f:",
        "e:",
        "w:",
        "t ",
        "m ",
        "d:",
        "direct",
        "office:",
        "email",
        "e-mail",
        "web",
        "telefon",
        "mobil",
        "handy",
        "tél",
        "port.",
        "móvil",
        "teléfono",
        "skype",
        "linkedin",
        "twitter",
    ];
    let words = text.split_whitespace().count();
    if words > MAX_WORDS || text.ends_with(['?', ':']) {
        return false;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = || text.chars().filter(|c| c.is_alphabetic()).count();
    let folded = || folded(bare(text));
    let labelled = |folded: &str| LABELS.iter().any(|label| folded.starts_with(label));
    let short = words <= 6 && !text.ends_with('.');
    let may_hold_bar = !text.is_ascii() || memchr::memchr2(b'|', b'/', text.as_bytes()).is_some();
    digits >= 7 && digits * 2 > letters()
        || digits >= 5 && labelled(&folded())
        || short && (text.contains('@') || contains_any(&folded(), &["http", "www."]))
        || may_hold_bar && contains_any(text, &[" | ", " • ", " · ", " / "]) && (digits > 0 || is_titled(text))
}

/// A line that may stand in a signature under the name.
pub(super) fn is_signature_line(text: &str) -> bool {
    let plain = bare(text);
    if plain.is_empty() || is_rule(text) || is_delimiter(text) {
        return true;
    }
    !is_entry(text) && !plain.ends_with(['?', ':']) && is_like_signature(text, plain) && !is_order(plain)
}

/// Whether `text`, which is `plain` inside, is formed as lines of signatures are.
fn is_like_signature(text: &str, plain: &str) -> bool {
    const MAX_WORDS: usize = 10;
    if is_sent_from(&folded(text)) || is_contact(plain) {
        return true;
    }
    let words = plain.split_whitespace().count();
    let letters = plain.chars().any(char::is_alphabetic);
    let motto = plain.starts_with(['"', '“', '„', '«']);
    let full_stop = plain.ends_with(['.', '!']) && words > 4 || plain.ends_with('.') && !is_titled(plain);
    !letters
        || motto && words <= 20
        || (words <= MAX_WORDS && is_titled(plain) && !full_stop && !plain.contains(", please"))
}

/// A line right under the name that need not begin with capitals: "project lead, widgets".
pub(super) fn is_short_line(text: &str) -> bool {
    const MAX_WORDS: usize = 6;
    let words = text.split_whitespace().count();
    words <= MAX_WORDS && !text.ends_with(['.', '!', '?', ':', ',']) && !is_entry(text) && !is_order(text)
}

/// Begins as what one asks of somebody does.
fn is_order(text: &str) -> bool {
    const VERBS: &[&str] = &[
        "please", "pls", "send", "call", "let", "can", "could", "don't", "do", "bring", "check", "see", "book",
        "remember", "note", "and", "but", "also", "make", "get", "give", "tell", "ask", "confirm", "review", "update",
        "need", "we", "i", "i'll", "you", "if", "when", "bitte", "ich", "wir", "kannst", "merci", "je", "nous", "por",
        "action", "todo", "reminder",
    ];
    let folded = folded(text);
    let first = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').find(|word| !word.is_empty()).unwrap_or("");
    text.split_whitespace().count() > 2 && VERBS.contains(&first)
        || contains_any(&folded, &[" please ", "could you", "can you", "i'll "])
}

/// A few capitalised words: "Ana María Ruiz", "Bo & Lee".
pub(super) fn is_name(text: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "von", "van", "de", "der", "den", "la", "le", "di", "da", "del", "dos", "bin", "al", "y", "and", "und", "et",
        "&", "e", "x", "xx",
    ];
    let text = without_office(bare(text))
        .trim_start_matches(['-', '–', '—', '/', '~', ' '])
        .trim_end_matches([',', '.', '!', ' ']);
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=5).contains(&words.len())
        && !is_entry(text)
        && !text.contains(['?', ':', ';', '=', '@'])
        && !text.bytes().any(|b| b.is_ascii_digit())
        && words.iter().all(|word| {
            PARTICLES.contains(word) || word.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase)
        })
        && words.iter().any(|word| word.starts_with(char::is_uppercase))
        && !is_answer(text)
}

/// A nickname or initials as the last line: "nik", "jp".
pub(super) fn is_nick(text: &str) -> bool {
    const MAX_CHARS: usize = 10;
    let text = text.trim_end_matches(['.', '!', ',']);
    !text.is_empty() && text.chars().count() <= MAX_CHARS && text.chars().all(char::is_alphabetic) && !is_answer(text)
}

/// One capitalised word that is a name rather than an answer.
pub(super) fn is_lone_name(text: &str) -> bool {
    const MAX_CHARS: usize = 14;
    let text = bare(text);
    text.chars().count() <= MAX_CHARS
        && text.chars().count() >= 2
        && text.starts_with(char::is_uppercase)
        && text.chars().skip(1).all(|c| c.is_lowercase() || c == '-')
        && !is_answer(text)
}

/// Words that stand alone as an answer or a note, not as a name.
fn is_answer(text: &str) -> bool {
    ANSWERS.contains(&folded(text).trim_end_matches(['.', '!', ',', ' ']))
}
