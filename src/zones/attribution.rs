//! "On Monday Ana wrote:" over a quote, in the languages of the common clients.

use std::ops::Range;
use std::sync::LazyLock;

use super::phrases::Phrases;
use super::view::{View, bare};
use crate::email::Mark;

/// Clients wrap the line at 72 columns: a long name and address make four lines of it.
const MAX_LINES: usize = 4;
/// A longer line is a paragraph of its own.
const MAX_BYTES: usize = 400;

/// An attribution: the lines that it takes, and who is quoted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) len: usize,
    pub(super) author: Option<String>,
}

/// How an attribution begins: the preposition or article before the date.
static OPENERS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new(&[
        "on ",
        "am ",
        "le ",
        "el ",
        "il ",
        "il giorno ",
        "op ",
        "em ",
        "a ",
        "den ",
        "d. ",
        "dnia ",
        "w dniu ",
        "in a message dated ",
        "in reply to ",
        "quoting ",
        "zitat von ",
        "citando ",
        "citat från ",
        "at ",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "pon",
        "wt",
        "śr",
        "czw",
        "pt",
        "sob",
        "niedz",
        "man",
        "tir",
        "ons",
        "tor",
        "fre",
        "lør",
        "søn",
        "lun",
        "mar",
        "mer",
        "jeu",
        "ven",
        "sam",
        "dim",
        "mån",
        "tis",
        "lör",
        "sön",
        "* ",
        "de ",
        "lainaus ",
        "vào ",
        "pada ",
    ])
});

/// The verb of an attribution, with the spaces that make it a word.
const VERBS: &[&str] = &[
    " wrote",
    " writes",
    " schrieb",
    " hat geschrieben",
    " a écrit",
    " a ecrit",
    " escribió",
    " escribio",
    " ha scritto",
    " schreef",
    " het volgende geschreven",
    " escreveu",
    " skrev",
    " napisał",
    " pisze",
    " said",
    " написал",
    " kirjoitti",
];

/// The attribution that begins at line `start`, all of its lines quoted `depth` times.
pub(super) fn at(view: &View<'_>, start: usize, depth: usize) -> Option<Attribution> {
    let first = view.at_depth(start, depth).filter(|line| !line.is_blank() && line.text.len() <= MAX_BYTES)?;
    let opens = is_opener(first.lower());
    let marked = first.mark == Mark::ReplyHeader;
    // Before a line that neither opens nor carries an address, an attribution takes this line alone.
    let lines = if opens || marked { MAX_LINES } else { 2 };
    let ends_within = (start..start + lines).any(|at| view.at_depth(at, depth).is_some_and(|line| ends(line.text)));
    if !ends_within {
        return None;
    }
    let mut joined = String::new();
    for len in 1..=lines {
        let index = start + len - 1;
        let line = view.at_depth(index, depth).filter(|line| !line.is_blank())?;
        if joined.len() + line.text.len() > MAX_BYTES {
            return None;
        }
        if len > 1 {
            // The line that opens is the first: "thanks" over "On Monday Ana wrote:" is not part of it.
            if is_opener(line.lower()) && !opens && has_verb_or_address(line.text) {
                return None;
            }
            joined.push(' ');
        }
        joined.push_str(bare(line.text));
        if !ends(&joined) {
            continue;
        }
        let quoted_below =
            view.next_text(index + 1).and_then(|next| view.get(next)).is_some_and(|next| next.depth > depth);
        let verb = verb(&joined);
        let dated = joined.bytes().any(|b| b.is_ascii_digit());
        let addressed = joined.contains('@');
        let is_attribution = match (verb.is_some(), quoted_below || marked) {
            (true, true) => len == 1 || opens || addressed || marked,
            (true, false) => opens && dated && (addressed || has_clock_or_year(&joined)),
            (false, true) => {
                (dated && addressed && has_clock_or_year(&joined))
                    || (marked && (addressed || dated))
                    || (len == 1 && starts_with_any(&joined.to_lowercase(), &["quoting ", "zitat von "]))
            }
            (false, false) => false,
        };
        return is_attribution.then(|| Attribution { len, author: author(&joined, verb.as_ref()) });
    }
    None
}

fn ends(joined: &str) -> bool {
    let end = bare(joined);
    end.ends_with([':', '：']) || end.ends_with("...") && verb(end).is_some()
}

fn is_opener(lower: &str) -> bool {
    let lower = bare(lower);
    OPENERS.begin(lower) || lower.starts_with(|c: char| c.is_ascii_digit())
}

fn has_verb_or_address(text: &str) -> bool {
    text.contains('@') || verb(text).is_some() || has_clock_or_year(text)
}

fn starts_with_any(text: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| text.starts_with(prefix))
}

/// Byte range of the verb in `text`.
fn verb(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let spaces = || memchr::memrchr_iter(b' ', bytes);
    let begins = |verb: &str| spaces().find(|&at| bytes[at..].starts_with(verb.as_bytes()));
    // Most lines have no word that begins like a verb.
    let initials = spaces().filter_map(|at| bytes.get(at + 1)).fold(0_u64, |seen, byte| seen | 1 << (byte % 64));
    let may_stand = |verb: &&&str| verb.as_bytes().get(1).is_some_and(|byte| initials >> (byte % 64) & 1 == 1);
    VERBS.iter().filter(may_stand).find_map(|verb| {
        let at = begins(verb)?;
        let end = at + verb.len();
        let after = text.get(end..)?.chars().next();
        // "napisał(a)", "a écrit :", "wrote:", "schrieb Ana:", "wrote on 8.9."
        let word_ends = after.is_none_or(|c| !c.is_alphanumeric());
        word_ends.then_some(at..end)
    })
}

/// "9:13", "9.13 Uhr", "9h13", or a year: what tells a date of a message from a number.
fn has_clock_or_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|w| {
        (w[0].is_ascii_digit() && matches!(w[1], b':' | b'h') && w[2].is_ascii_digit() && w[3].is_ascii_digit())
            || ((w.starts_with(b"20") || w.starts_with(b"19")) && w.iter().all(u8::is_ascii_digit))
    }) || bytes.windows(6).any(|w| {
        // 12.02.25, 9/8/25
        w[0].is_ascii_digit()
            && matches!(w[1], b'.' | b'/' | b'-')
            && w[2..].iter().any(|&b| b == w[1])
            && w[5].is_ascii_digit()
    })
}

/// The name in an attribution: what stands between the date and the verb, or behind the verb.
fn author(joined: &str, verb: Option<&Range<usize>>) -> Option<String> {
    let end = joined.trim_end_matches([':', ' ', '：', '\u{a0}']);
    let (before, after) = match verb {
        Some(verb) => (joined.get(..verb.start)?, end.get(verb.end..).unwrap_or("")),
        None => (end, ""),
    };
    let after = after.trim_start_matches("(a)").trim();
    // "schrieb Ana:" names the author behind the verb; "wrote on 8.9." does not.
    let behind = !after.is_empty() && !is_opener(&after.to_lowercase()) && !after.starts_with("am ");
    let span = if behind { after } else { before };
    let address = span.split(['<', '>', ' ', '(', '[']).find(|word| word.contains('@')).map(str::to_owned);
    let named = span.split(['<', '[', '(']).next().unwrap_or(span).trim().trim_end_matches([',', ' ']);
    let name = if behind { named } else { after_date(named) };
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '*' | '“' | '”' | ':'));
    let name = ["Quoting ", "Zitat von "].iter().find_map(|verb| name.strip_prefix(verb)).unwrap_or(name);
    if name.is_empty() || name.contains('@') { address } else { Some(name.to_owned()) }
}

/// The words behind the last one that belongs to a date or a time of day.
fn after_date(text: &str) -> &str {
    const TIME_WORDS: &[&str] = &[
        "am", "pm", "a.m.", "p.m.", "at", "um", "uhr", "om", "ore", "las", "à", "às", "kl.", "o", "utc", "gmt", "cet",
        "cest",
    ];
    let mut from = 0;
    let mut at = 0;
    for word in text.split(' ') {
        let end = at + word.len();
        let plain = word.trim_end_matches([',', ':']).to_lowercase();
        let dateish = word.bytes().any(|b| b.is_ascii_digit())
            || (from > 0 && TIME_WORDS.contains(&plain.as_str()) && end - from < 14)
            || (at == 0 && OPENERS.begin(&format!("{plain} ")));
        if dateish {
            from = end;
        }
        at = end + 1;
    }
    text.get(from..).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::{Body, BodyKind, Line};

    fn found(text: &str) -> Option<Attribution> {
        let lines = text.lines().map(|line| Line { text: line.to_owned(), mark: Mark::None }).collect();
        let body = Body { kind: BodyKind::Plain, lines };
        at(&View::new(&body), 0, 0)
    }

    #[test]
    fn attributions_of_common_clients_are_known_with_their_authors() {
        for (text, len, author) in [
            ("On Tue, Mar 4, 2025 at 7:48 AM Ana Ruiz <ana@x.example> wrote:\n> a", 1, "Ana Ruiz"),
            ("On Tue, Mar 4, 2025 at 7:48 AM Ana Ruiz <ana@x.example>\nwrote:\n\n> a", 2, "Ana Ruiz"),
            ("On 8 Sep 2025, at 09:13, Ana Ruiz <ana@x.example> wrote:\n\nhello", 1, "Ana Ruiz"),
            ("On Monday, September 8th, 2025 at 9:13 AM, Ana Ruiz <ana@x.example> wrote:\n> a", 1, "Ana Ruiz"),
            ("On Tue, Apr 29, 2025 at 06:12:51PM +0530, Ana Ruiz wrote:\n> a", 1, "Ana Ruiz"),
            ("On Monday, September 8, 2025, 09:13:12 AM GMT+2, Ana Ruiz <a@x.example> wrote:\n\ntext", 1, "Ana Ruiz"),
            ("Am 12.02.25 um 18:20 schrieb Ana Ruiz:\n> a", 1, "Ana Ruiz"),
            ("Am Mo., 8. Sept. 2025 um 09:13 Uhr schrieb Ana Ruiz\n<ana@x.example>:\n> a", 2, "Ana Ruiz"),
            ("Ana Ruiz <ana@x.example> schrieb am Mo., 8. Sept. 2025, 09:13:\n> a", 1, "Ana Ruiz"),
            ("Le lun. 8 sept. 2025 à 09:13, Ana Ruiz <ana@x.example> a écrit :\n> a", 1, "Ana Ruiz"),
            ("El lun, 8 sept 2025 a las 9:13, Ana Ruiz (<ana@x.example>)\nescribió:\n> a", 2, "Ana Ruiz"),
            ("Il giorno lun 8 set 2025 alle ore 09:13 Ana Ruiz <ana@x.example> ha scritto:\n> a", 1, "Ana Ruiz"),
            ("Op ma 8 sep 2025 om 09:13 schreef Ana Ruiz <ana@x.example>:\n> a", 1, "Ana Ruiz"),
            ("Ana Ruiz wrote:\n> a", 1, "Ana Ruiz"),
            ("pon., 8 wrz 2025 o 09:13 Ana Ruiz <ana@x.example> napisał(a):\n> a", 1, "Ana Ruiz"),
            ("2025-09-08 9:13 GMT+02:00 Ana Ruiz <ana@x.example>:\n> a", 1, "Ana Ruiz"),
            ("Quoting Ana Ruiz <ana@x.example>:\n> a", 1, "Ana Ruiz"),
        ] {
            let attribution = found(text).unwrap_or_else(|| panic!("not found: {text}"));
            assert_eq!((attribution.len, attribution.author.as_deref()), (len, Some(author)), "{text}");
        }
    }

    #[test]
    fn own_sentences_are_no_attributions() {
        for text in [
            "On Monday we need three things:\n- chairs",
            "On 8 September I wrote to them:\nno answer yet",
            "Am Montag brauchen wir:\n- Stühle",
            "As I wrote: please send it.",
            "Thanks, that helps.\nOn Tue, Mar 4, 2025 at 7:48 AM Ana Ruiz <ana@x.example> wrote:\n> a",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
