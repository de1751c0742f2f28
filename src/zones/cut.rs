//! The body cut into what the sender wrote, what is quoted, and what is forwarded.

use std::ops::Range;

use super::Voice;
use super::attribution;
use super::headers::{self, Top, TopKind};
use super::view::View;

/// A run of lines of one message: the sender's, a quoted or a forwarded one.
#[derive(Debug)]
pub(super) struct Piece {
    /// `Own`, `Quoted` or `Forwarded`.
    pub(super) voice: Voice,
    pub(super) lines: Range<usize>,
    pub(super) author: Option<String>,
    /// The subject of a forwarded message, where its header block gives one.
    pub(super) subject: Option<String>,
}

/// The pieces of a body in order and without gaps; blank lines go with the piece before them.
pub(super) fn cut(view: &View<'_>, subject: &str) -> Vec<Piece> {
    let mut cutter = Cutter {
        view,
        forwards: headers::is_forward_subject(subject),
        base: None,
        introduced: false,
        pieces: Vec::new(),
    };
    let mut index = 0;
    while index < view.len() {
        index = cutter.step(index).max(index + 1);
    }
    match cutter.pieces.first_mut() {
        Some(first) => first.lines.start = 0,
        // Nothing but blank lines.
        None if view.len() > 0 => cutter.push(Voice::Own, 0..view.len(), None, None),
        None => {}
    }
    cutter.pieces
}

struct Cutter<'v, 'a> {
    view: &'v View<'a>,
    /// The subject says "Fwd:": the first header block is the forwarded message's.
    forwards: bool,
    /// Inside a forwarded message: how many times its lines are quoted.
    base: Option<usize>,
    /// An attribution or header block stands right above: what is quoted next needs no introduction.
    introduced: bool,
    pieces: Vec<Piece>,
}

impl Cutter<'_, '_> {
    /// Gives the lines from `index` on to a piece; returns the first line that is still to do.
    fn step(&mut self, index: usize) -> usize {
        let Some(line) = self.view.get(index) else { return index + 1 };
        if line.is_blank() && line.depth == 0 {
            if !self.pieces.is_empty() {
                self.extend(index + 1);
            }
            return index + 1;
        }
        if self.base.is_some_and(|base| line.depth < base) {
            self.base = None;
        }
        let base = self.base.unwrap_or(0);
        if line.depth > base {
            return self.quoted_line(index, line.depth);
        }
        if let Some(top) = headers::at(self.view, index, base) {
            return self.other_message(index, base, top);
        }
        if let Some(found) = attribution::at(self.view, index, base) {
            self.push(Voice::Quoted, index..index + found.len, found.author, None);
            self.introduced = true;
            return self.rest_without_marks(index + found.len, base);
        }
        if self.is_overflow(index, base) {
            self.push(Voice::Quoted, index..index + 1, None, None);
            return index + 1;
        }
        self.introduced = false;
        self.push(self.home(), index..index + 1, None, None);
        index + 1
    }

    /// Whose words the lines without quote marks are.
    fn home(&self) -> Voice {
        if self.base.is_some() { Voice::Forwarded } else { Voice::Own }
    }

    fn quoted_line(&mut self, index: usize, depth: usize) -> usize {
        let begins = !self.introduced && self.pieces.last().is_none_or(|last| last.voice != Voice::Quoted);
        if begins && self.base.is_none() {
            match headers::at(self.view, index, depth) {
                Some(top) if top.kind == TopKind::Forwarded || (self.forwards && top.kind == TopKind::Unsaid) => {
                    return self.forwarded(index, top, depth);
                }
                Some(top) if top.kind == TopKind::Unsaid => {
                    self.push(Voice::Quoted, index..index + top.len, top.author, None);
                    return index + top.len;
                }
                _ => {}
            }
        }
        if begins && let Some(found) = attribution::at(self.view, index, depth) {
            self.push(Voice::Quoted, index..index + found.len, found.author, None);
            return index + found.len;
        }
        self.push(Voice::Quoted, index..index + 1, None, None);
        index + 1
    }

    fn other_message(&mut self, index: usize, base: usize, top: Top) -> usize {
        let end = index + top.len;
        match top.kind {
            TopKind::Forwarded => self.forwarded(index, top, base),
            TopKind::Unsaid if self.forwards && self.base.is_none() => self.forwarded(index, top, base),
            TopKind::Unsaid => {
                let quoted = self.view.get(end.saturating_sub(1)).is_some_and(|last| last.depth > base);
                self.push(Voice::Quoted, index..end, top.author, None);
                self.introduced = true;
                if quoted { end } else { self.rest_without_marks(end, base) }
            }
            TopKind::MarkerOnly => {
                self.push(Voice::Quoted, index..end, top.author, None);
                self.introduced = true;
                let next = self.view.next_text(end);
                let attributed = next.is_some_and(|next| attribution::at(self.view, next, base).is_some());
                if attributed { end } else { self.rest_without_marks(end, base) }
            }
        }
    }

    fn forwarded(&mut self, index: usize, top: Top, depth: usize) -> usize {
        let end = index + top.len;
        let block = self.view.get(end.saturating_sub(1)).map_or(depth, |last| last.depth);
        // Without a header block, the first line below shows whether the message is quoted.
        let below = self.view.next_text(end).and_then(|next| self.view.get(next)).map_or(block, |next| next.depth);
        self.base = Some(if top.len == 1 { below.max(depth) } else { block.max(depth) });
        self.introduced = false;
        self.pieces.push(Piece {
            voice: Voice::Forwarded,
            lines: index..end,
            author: top.author,
            subject: top.subject,
        });
        end
    }

    /// What stands under an attribution or header block: with quote marks it is told line by line, without them all of
    /// it is the other message.
    fn rest_without_marks(&mut self, from: usize, base: usize) -> usize {
        let Some(first) = self.view.next_text(from) else { return from };
        let Some(line) = self.view.get(first) else { return from };
        if line.depth > base {
            return from;
        }
        let is_bar = |text: &str| text.starts_with('|') && !text.ends_with('|');
        let barred = is_bar(line.text);
        let end = (first..self.view.len())
            .find(|&at| {
                self.view.get(at).is_some_and(|line| {
                    !line.is_blank() && (line.depth < base || (barred && !line.text.starts_with('|')))
                })
            })
            .unwrap_or(self.view.len());
        self.extend(end);
        end
    }

    /// The short end of a quoted line that a client wrapped without a quote mark.
    fn is_overflow(&self, index: usize, base: usize) -> bool {
        /// Clients wrap at 60 to 80 columns; a shorter quoted line was not cut.
        const FULL_LINE: usize = 55;
        const SHORT_END: usize = 32;
        let Some(before) = index.checked_sub(1).and_then(|before| self.view.get(before)) else { return false };
        let Some(line) = self.view.get(index) else { return false };
        if before.depth <= base || before.text.chars().count() < FULL_LINE || line.text.chars().count() > SHORT_END {
            return false;
        }
        let goes_on = !before.text.ends_with(['.', '!', '?', ':', ';']) && line.text.starts_with(char::is_lowercase);
        let quoted_below = self.view.get(index + 1).is_some_and(|next| next.depth > base);
        let ends = self.view.get(index + 1).is_none_or(|next| next.depth == 0 && next.is_blank());
        goes_on && (quoted_below || ends && line.text.ends_with(['.', '?', '!']))
    }

    fn push(&mut self, voice: Voice, lines: Range<usize>, author: Option<String>, subject: Option<String>) {
        match self.pieces.last_mut() {
            Some(last) if last.voice == voice && author.is_none() => last.lines.end = lines.end,
            _ => self.pieces.push(Piece { voice, lines, author, subject }),
        }
    }

    fn extend(&mut self, end: usize) {
        if let Some(last) = self.pieces.last_mut() {
            last.lines.end = end;
        }
    }
}
