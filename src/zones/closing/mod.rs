//! Where the sender's words end and the signature begins.
//!
//! Taking a sentence for a signature loses a task, taking a name for a sentence costs nothing: what is in doubt stays
//! the sender's own.

mod phrases;
mod sender;

use std::ops::Range;

pub(super) use sender::Sender;
use sender::without_office;

use super::Voice;
use super::headers::is_rule;
use super::phrases::{contains_any, folded};
use super::view::{View, bare};
use crate::email::Mark;
use phrases::{Closing, closing, is_postscript, is_sent_from};

/// A signature with a title, phones, an address and a motto; what is longer is text.
const MAX_LINES: usize = 16;
/// Blank lines between a closing and the name.
const MAX_GAP: usize = 3;

/// Marks the signature in `run`, the lines of one message by `sender`; `goes_on` when the sender's words go on below it.
pub(super) fn mark(view: &View<'_>, run: Range<usize>, sender: &Sender, goes_on: bool, voices: &mut [Voice]) {
    let mut letter = Letter { view, end: run.end, sender, goes_on, voices };
    letter.marked_and_sent_from(run.clone());
    letter.delimiter(run.clone());
    let whole = letter.end;
    letter.end = letter.before_small_print(run.start);
    let mut closed = letter.closings(run.start..letter.end);
    if !closed && !goes_on {
        closed = letter.name_alone(run.start..letter.end);
    }
    if closed {
        letter.set(letter.end..whole, Voice::Boilerplate);
    }
    letter.loose_rules(run);
}

/// The part of a message in which a signature is looked for.
struct Letter<'l, 'a> {
    view: &'l View<'a>,
    /// Where the letter ends: at the signature that is known already, or at the end of the run.
    end: usize,
    sender: &'l Sender,
    goes_on: bool,
    voices: &'l mut [Voice],
}

impl Letter<'_, '_> {
    fn text(&self, at: usize) -> &str {
        self.view.get(at).map_or("", |line| line.text)
    }

    fn lower(&self, at: usize) -> &str {
        self.view.get(at).map_or("", |line| line.lower.as_str())
    }

    /// A line that is still the writer's: not blank, not set aside.
    fn is_open(&self, at: usize) -> bool {
        !self.text(at).is_empty()
            && self.voices.get(at).is_some_and(|voice| matches!(voice, Voice::Own | Voice::Forwarded))
    }

    fn sign(&mut self, lines: Range<usize>) {
        self.set(lines, Voice::Signature);
    }

    fn set(&mut self, lines: Range<usize>, to: Voice) {
        for voice in self.voices.get_mut(lines).unwrap_or(&mut []) {
            if *voice != Voice::Boilerplate {
                *voice = to;
            }
        }
    }

    /// Where the letter ends but for the small print under it: it is set aside only where a signature stands over it.
    fn before_small_print(&self, start: usize) -> usize {
        const MAX_SMALL: usize = 4;
        let mut end = self.end;
        let mut small = 0;
        for at in (start..self.end).rev() {
            if self.is_open(at) {
                small += 1;
                if small > MAX_SMALL || !is_small_print(self.text(at)) {
                    break;
                }
                end = at;
            } else if small > 0 && self.text(at).is_empty() {
                end = at;
            }
        }
        end
    }

    /// A rule that stands between the letter and what is set aside belongs to the latter.
    fn loose_rules(&mut self, run: Range<usize>) {
        let mut below = None;
        for at in run.rev() {
            let text = self.text(at);
            if text.is_empty() {
                continue;
            }
            if self.is_open(at) {
                let drawn = is_rule(text) || is_delimiter(text) || text == "—" || text == "–";
                match below {
                    Some(voice) if drawn => self.set(at..at + 1, voice),
                    _ => break,
                }
            }
            below = self.voices.get(at).copied();
        }
    }

    /// What the client marked, and "Sent from my iPhone", which stands in a line of its own.
    fn marked_and_sent_from(&mut self, run: Range<usize>) {
        let mut delimiter = None;
        for at in run {
            let Some(line) = self.view.get(at) else { break };
            if line.is_blank() || !self.is_open(at) {
                continue;
            }
            if line.mark == Mark::Signature && !is_postscript(line.text) {
                if let Some(delimiter) = delimiter {
                    self.sign(delimiter..at);
                }
                self.sign(at..at + 1);
            } else if is_sent_from(&line.lower) {
                self.sign(at..at + 1);
            }
            delimiter = (is_delimiter(line.text) || is_rule(line.text)).then_some(at);
        }
    }

    /// The `-- ` of RFC 3676 §4.3, and the lines that people draw instead.
    fn delimiter(&mut self, run: Range<usize>) {
        let mut found = None;
        // The last delimiter may belong to a list's footer, so the first that holds is taken.
        let mut tries = 0;
        for at in run.clone() {
            const MAX_TRIES: usize = 8;
            if !self.is_open(at) {
                continue;
            }
            let text = self.text(at);
            let (is_dashes, drawn) = (is_delimiter(text), is_rule(text) || text == "__" || text == "—" || text == "–");
            if !is_dashes && !drawn {
                continue;
            }
            tries += 1;
            if tries > MAX_TRIES {
                break;
            }
            let exact = is_dashes && self.view.get(at).is_some_and(|line| line.raw.ends_with(' '));
            if is_dashes && self.is_short(at + 1, exact) || self.only_signature(at + 1, drawn) {
                found = Some(at);
                break;
            }
        }
        if let Some(at) = found {
            let end = (at + 1..run.end).find(|&at| is_postscript(self.text(at))).unwrap_or(run.end);
            self.sign(at..end);
            if end == run.end {
                self.end = at;
            }
        }
    }

    /// Whether few lines are left; behind dashes without the space of RFC 3676, few of them sentences.
    fn is_short(&self, from: usize, exact: bool) -> bool {
        let lines: Vec<usize> = (from..self.end).filter(|&at| self.is_open(at)).take(MAX_LINES + 1).collect();
        let sentences = lines.iter().filter(|&&at| is_sentence(self.text(at)) || is_entry(self.text(at))).count();
        lines.len() <= MAX_LINES && (exact || sentences <= lines.len() / 2 + 1)
    }

    /// Whether nothing but a signature stands from line `from` to the end; under a drawn line it must show that it is one.
    fn only_signature(&self, from: usize, drawn: bool) -> bool {
        let lines: Vec<usize> = (from..self.end).filter(|&at| self.is_open(at)).take(MAX_LINES + 1).collect();
        let Some(&first) = lines.first() else { return !drawn };
        let shows = self.sender.signs(self.text(first)) || lines.iter().any(|&at| is_contact(self.text(at)));
        lines.len() <= MAX_LINES
            && lines.iter().all(|&at| {
                is_signature_line(self.text(at)) || (!drawn && !is_sentence(self.text(at)) && !is_entry(self.text(at)))
            })
            && (shows || !drawn)
    }

    /// Closings with what follows them. True where one of them ends the letter.
    fn closings(&mut self, run: Range<usize>) -> bool {
        let mut at = run.start;
        let mut closed = false;
        while at < run.end {
            match self.is_open(at).then(|| self.closing_at(at, run.end)).flatten() {
                Some(end) => {
                    self.sign(at..end);
                    closed = !(end..run.end).any(|at| self.is_open(at));
                    at = end;
                }
                None => at += 1,
            }
        }
        closed
    }

    /// The end of the signature that begins with a closing at line `at`.
    fn closing_at(&self, at: usize, end: usize) -> Option<usize> {
        let text = self.text(at);
        let (kind, name) = match closing(text, self.lower(at)) {
            Some((kind, name)) if name.is_empty() || self.sender.signs(&name) || is_name(&name) => (kind, name),
            _ => (self.comma_closing(at, end)?, String::new()),
        };
        let named_here = !name.is_empty();
        let signed_here = named_here && self.sender.signs(&name);
        if named_here && !signed_here {
            // "Thanks Maria" to Maria is not the end.
            if self.sender.is_reader(&name) {
                return None;
            }
        }
        let tail = self.tail(at + 1, end, named_here);
        let rest_is_open = (tail.end..end).any(|line| self.is_open(line));
        let postscript =
            (tail.end..end).find(|&line| self.is_open(line)).is_some_and(|line| is_postscript(self.text(line)));
        let ends = !rest_is_open || postscript;
        let signed = signed_here || tail.signed;
        let accepted = match kind {
            _ if signed && (ends || self.is_paragraph_break(tail.end)) => true,
            _ if !ends || self.goes_on => kind == Closing::Sure && ends && tail.named && !self.goes_on,
            Closing::Sure => true,
            Closing::Thanks => !tail.is_greeting,
        };
        accepted.then_some(tail.end)
    }

    /// "See you on Thursday," right over the sender's name.
    fn comma_closing(&self, at: usize, end: usize) -> Option<Closing> {
        const MAX_WORDS: usize = 6;
        let text = self.text(at);
        let words = text.split_whitespace().count();
        let next = (at + 1..end.min(at + 1 + MAX_GAP)).find(|&line| !self.text(line).is_empty())?;
        let stands_alone = at
            .checked_sub(1)
            .is_none_or(|above| self.text(above).is_empty() || self.text(above).ends_with(['.', '!', '?']));
        (text.ends_with(',')
            && (2..=MAX_WORDS).contains(&words)
            && stands_alone
            && at > 0
            && !is_greeting(text)
            && self.sender.signs(self.text(next))
            && !self.text(next).ends_with(','))
        .then_some(Closing::Thanks)
    }

    fn is_paragraph_break(&self, at: usize) -> bool {
        self.text(at).is_empty() || at.checked_sub(1).is_some_and(|above| self.text(above).is_empty())
    }

    /// The lines under a closing that belong to the signature.
    fn tail(&self, from: usize, end: usize, named: bool) -> Tail {
        let mut tail = Tail { end: from, named, signed: false, is_greeting: false };
        let mut gap = 0;
        let mut lines = 0;
        let mut at = from;
        while at < end {
            let text = self.text(at);
            if text.is_empty() {
                gap += 1;
                at += 1;
                continue;
            }
            if !self.is_open(at) {
                // A disclaimer or what the client marked.
                gap = 0;
                at += 1;
                tail.end = at;
                continue;
            }
            if gap > MAX_GAP || lines >= MAX_LINES || is_postscript(text) {
                break;
            }
            let belongs = if tail.named {
                is_signature_line(text) || (gap == 0 && is_short_line(text)) || self.sender.signs(text)
            } else if self.sender.signs(text) {
                tail.signed = true;
                true
            } else {
                let last = !(at + 1..end).any(|line| self.is_open(line));
                // "Thanks!" over "Ana," begins a new part of the letter.
                tail.is_greeting = text.ends_with(',') && !last;
                !tail.is_greeting
                    && (is_name(text) || (last && is_nick(text)) || (is_signature_line(text) && is_contact(text)))
            };
            if !belongs {
                tail.is_greeting |= !tail.named;
                break;
            }
            tail.named = true;
            gap = 0;
            lines += 1;
            at += 1;
            tail.end = at;
        }
        tail
    }

    /// The sender's name without a closing, or a block of name, title and phone.
    fn name_alone(&mut self, run: Range<usize>) -> bool {
        let open: Vec<usize> = run.clone().rev().filter(|&at| self.is_open(at)).take(MAX_LINES).collect();
        let Some(&last) = open.first() else { return false };
        let mut start = None;
        let mut loose = 0;
        for (index, &at) in open.iter().enumerate() {
            let text = self.text(at);
            if self.signs_alone(at, run.start, index) {
                start = Some(at);
            }
            if self.sender.signs(text) || is_signature_line(text) {
                continue;
            }
            // "Project lead" right under the name.
            loose += 1;
            let under = open.get(index + 1) == Some(&(at.wrapping_sub(1)));
            if loose > MAX_LOOSE || !under || !is_short_line(text) {
                break;
            }
        }
        let has_text_above = |at: usize| (run.start..at).any(|line| self.is_open(line));
        if start.is_none() {
            start = self.contact_block(&open, run.start).or_else(|| {
                let alone = last.checked_sub(1).is_some_and(|above| self.text(above).is_empty());
                let text = self.text(last);
                (alone && has_text_above(last) && is_lone_name(text) && !self.sender.is_reader(text)).then_some(last)
            });
        }
        if let Some(start) = start.or_else(|| self.team(last, run.start)) {
            self.sign(start..run.end);
        }
        start.is_some()
    }

    /// "Your Tidewell Energy team" as the last line, or over a line with the names in parentheses.
    fn team(&self, last: usize, start: usize) -> Option<usize> {
        let is_team = |at: usize| {
            const MAX_WORDS: usize = 7;
            let text = folded(bare(self.text(at)));
            let text = text.trim_start_matches(['-', '–', '—', ' ']).trim_end_matches(['.', '!', ',']);
            let begins =
                ["your ", "the ", "ihr ", "euer ", "dein ", "das ", "votre ", "l'équipe", "tu ", "el equipo", "su "];
            let ends = ["team", "desk", "crew", "office", "équipe", "equipo", "support", "service"];
            let french = text.starts_with("l'équipe") || text.starts_with("el equipo");
            let words = text.split_whitespace().count();
            (2..=MAX_WORDS).contains(&words)
                && begins.iter().any(|word| text.starts_with(word))
                && (french || ends.iter().any(|word| text.ends_with(word)))
        };
        let apart = |at: usize| {
            at > start && (self.text(at - 1).is_empty() || self.text(at - 1).ends_with(['.', '!', '?', ',']))
        };
        if apart(last) && is_team(last) {
            return Some(last);
        }
        let above = last.checked_sub(1).filter(|&above| above > start)?;
        (self.text(last).starts_with('(') && apart(above) && is_team(above)).then_some(above)
    }

    /// Whether the line is the sender's name, apart from what stands above it.
    fn signs_alone(&self, at: usize, start: usize, below: usize) -> bool {
        let text = self.text(at);
        let dashed = text.starts_with(['-', '–', '—', '/', '~']);
        // "-- Ana" under the text is a signature whoever Ana is.
        let drawn = below == 0 && text.starts_with("--") && is_name(text.trim_start_matches('-'));
        if drawn && at > start {
            return true;
        }
        if !self.sender.signs(text) || text.ends_with(',') && below > 0 {
            return false;
        }
        if at <= start {
            return true;
        }
        let above = self.text(at - 1);
        if below == 0 && !dashed && self.is_word_over_name(at - 1, start) {
            return true;
        }
        if dashed && above.starts_with(['-', '–', '—', '*']) {
            // An entry of a list of names.
            return false;
        }
        above.is_empty()
            || dashed
            || above.ends_with(['.', '!', '?', ')', '…'])
            || above.chars().last().is_some_and(|c| !c.is_alphanumeric() && c != ',' && c != ':')
    }

    /// "Arohanui" over the sender's name: a line of few words between a blank one and the name. It may be an answer
    /// ("Will do"), so it stays the sender's own.
    fn is_word_over_name(&self, at: usize, start: usize) -> bool {
        const MAX_WORDS: usize = 4;
        let text = self.text(at);
        at > start
            && self.text(at - 1).is_empty()
            && text.starts_with(char::is_uppercase)
            && text.split_whitespace().count() <= MAX_WORDS
    }

    /// A last paragraph that is a name over at least one phone, address or link.
    fn contact_block(&self, open: &[usize], start: usize) -> Option<usize> {
        let mut first = *open.first()?;
        let mut contact = is_contact(self.text(first));
        for pair in open.windows(2) {
            if pair[0] - pair[1] > 1 || !is_signature_line(self.text(pair[1])) {
                break;
            }
            first = pair[1];
            contact |= is_contact(self.text(first));
        }
        let apart = first == start || first.checked_sub(1).is_some_and(|above| self.text(above).is_empty());
        let lines = open.iter().filter(|&&at| at >= first).count();
        let all = open.iter().filter(|&&at| at >= first).all(|&at| is_signature_line(self.text(at)));
        let words = self.text(first).split_whitespace().count();
        (contact && apart && all && lines >= 2 && (2..=4).contains(&words) && is_name(self.text(first)))
            .then_some(first)
    }
}

/// Lines under the name that look like text: a title without capitals.
const MAX_LOOSE: usize = 2;

/// What a firm has its people write under their names.
fn is_small_print(text: &str) -> bool {
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

/// What stands under a closing.
struct Tail {
    end: usize,
    named: bool,
    /// The name is the sender's.
    signed: bool,
    /// What follows is text, so that the closing was none.
    is_greeting: bool,
}

fn is_delimiter(text: &str) -> bool {
    text == "--"
}

/// A bullet, a number, a box, a heading, a table row: what a letter lists, a signature does not.
fn is_entry(text: &str) -> bool {
    let text = text.trim_start();
    let after_mark =
        text.strip_prefix(['-', '*', '+', '•', '#']).is_some_and(|rest| rest.starts_with([' ', '#', '\t']));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits)
        && text.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    after_mark || numbered || text.starts_with("[ ]") || text.starts_with("[x]")
}

fn is_greeting(text: &str) -> bool {
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
fn is_sentence(text: &str) -> bool {
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
fn is_contact(text: &str) -> bool {
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
    let folded = folded(bare(text));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let labelled = LABELS.iter().any(|label| folded.starts_with(label));
    let phone = digits >= 7 && (digits * 2 > letters || labelled);
    let short = words <= 6 && !text.ends_with('.');
    phone
        || labelled && digits >= 5
        || (short && (text.contains('@') || folded.contains("http") || folded.contains("www.")))
        || ([" | ", " • ", " · ", " / "].iter().any(|bar| text.contains(bar)) && (digits > 0 || is_titled(text)))
}

/// A line that may stand in a signature under the name.
fn is_signature_line(text: &str) -> bool {
    const MAX_WORDS: usize = 10;
    let plain = bare(text);
    if plain.is_empty() || is_rule(text) || is_delimiter(text) {
        return true;
    }
    if is_entry(text) || plain.ends_with(['?', ':']) || is_order(plain) {
        return false;
    }
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
fn is_short_line(text: &str) -> bool {
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
fn is_name(text: &str) -> bool {
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
fn is_nick(text: &str) -> bool {
    const MAX_CHARS: usize = 10;
    let text = text.trim_end_matches(['.', '!', ',']);
    !text.is_empty() && text.chars().count() <= MAX_CHARS && text.chars().all(char::is_alphabetic) && !is_answer(text)
}

/// One capitalised word that is a name rather than an answer.
fn is_lone_name(text: &str) -> bool {
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
    ANSWERS.contains(&folded(text).trim_end_matches(['.', '!', ',', ' ']))
}
