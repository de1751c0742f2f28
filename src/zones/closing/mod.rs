//! Where the sender's words end and the signature begins.
//!
//! Taking a sentence for a signature loses a task, taking a name for a sentence costs nothing: what is in doubt stays
//! the sender's own.

mod phrases;
mod sender;
mod shape;

use std::ops::Range;

pub(super) use sender::Sender;

use super::Voice;
use super::headers::is_rule;
use super::phrases::folded;
use super::view::{View, bare};
use crate::email::Mark;
use phrases::{Closing, closing, is_postscript, is_sent_from};
use shape::{
    is_contact, is_delimiter, is_entry, is_greeting, is_lone_name, is_name, is_nick, is_sentence, is_short_line,
    is_signature_line, is_small_print,
};

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
        self.view.get(at).map_or("", |line| line.lower())
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
            } else if is_sent_from(line.lower()) {
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
        if !text.ends_with(',') {
            return None;
        }
        let words = text.split_whitespace().count();
        let next = (at + 1..end.min(at + 1 + MAX_GAP)).find(|&line| !self.text(line).is_empty())?;
        let stands_alone = at
            .checked_sub(1)
            .is_none_or(|above| self.text(above).is_empty() || self.text(above).ends_with(['.', '!', '?']));
        ((2..=MAX_WORDS).contains(&words)
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
            let signs = self.sender.signs(text);
            if self.signs_alone(at, run.start, index, signs) {
                start = Some(at);
            }
            if signs || is_signature_line(text) {
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

    /// Whether the line, which `signs` or not, is the sender's name, apart from what stands above it.
    fn signs_alone(&self, at: usize, start: usize, below: usize, signs: bool) -> bool {
        let text = self.text(at);
        let dashed = text.starts_with(['-', '–', '—', '/', '~']);
        // "-- Ana" under the text is a signature whoever Ana is.
        let drawn = below == 0 && text.starts_with("--") && is_name(text.trim_start_matches('-'));
        if drawn && at > start {
            return true;
        }
        if !signs || text.ends_with(',') && below > 0 {
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

/// What stands under a closing.
struct Tail {
    end: usize,
    named: bool,
    /// The name is the sender's.
    signed: bool,
    /// What follows is text, so that the closing was none.
    is_greeting: bool,
}
