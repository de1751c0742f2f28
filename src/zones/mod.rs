//! Whose words each line of the body is.

mod attribution;
mod boilerplate;
mod closing;
mod cut;
mod handover;
mod headers;
mod machine;
mod meeting;
mod phrases;
mod view;

use std::ops::Range;

use crate::email::Email;
use cut::Piece;
use view::View;

/// Whose words a stretch of the body is, which decides whether a task in it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    Own,
    Quoted,
    Forwarded,
    Signature,
    Boilerplate,
}

/// A run of lines of one voice; zones cover the body's lines in order and without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    pub voice: Voice,
    /// Indices into `email.body.lines`.
    pub lines: Range<usize>,
    /// A forwarded message that the words above it hand over ("can you take this one?"): its tasks count.
    pub handed_over: bool,
    /// Who wrote a quoted or forwarded message, as its header block or attribution line says.
    pub author: Option<String>,
}

/// The zones of the body, blank lines with the zone before them; none for a body without lines.
///
/// The lines of a forwarded message keep the quote marks that its client set (`> `). Signatures and disclaimers in it
/// are zones of their own, as in the sender's words.
pub fn split(email: &Email) -> Vec<Zone> {
    let view = View::new(&email.body);
    let pieces = cut::cut(&view, &email.subject);
    let mut voices = vec![Voice::Own; view.len()];
    for piece in &pieces {
        voices[piece.lines.clone()].fill(piece.voice);
    }
    let sender = closing::Sender::of(email);
    // From the end, so that each run knows whether the sender goes on below it: only the last words carry a closing.
    let mut goes_on = false;
    for piece in pieces.iter().rev() {
        let run = piece.lines.clone();
        match piece.voice {
            Voice::Own => {
                boilerplate::mark(&view, run.clone(), email.body.kind, &mut voices);
                closing::mark(&view, run.clone(), &sender, goes_on, &mut voices);
                goes_on |= has_text(&view, run, &voices, Voice::Own);
            }
            Voice::Forwarded => {
                let author = closing::Sender::named(piece.author.as_deref());
                boilerplate::mark(&view, run.clone(), email.body.kind, &mut voices);
                closing::mark(&view, run, &author, false, &mut voices);
            }
            Voice::Quoted | Voice::Signature | Voice::Boilerplate => {}
        }
    }
    assemble(&view, &pieces, &voices, &email.subject)
}

fn has_text(view: &View<'_>, lines: Range<usize>, voices: &[Voice], voice: Voice) -> bool {
    lines.into_iter().any(|at| voices.get(at) == Some(&voice) && view.get(at).is_some_and(|line| !line.is_blank()))
}

/// The voices of the lines as zones; adjacent ones of the same message and voice are one.
fn assemble(view: &View<'_>, pieces: &[Piece], voices: &[Voice], subject: &str) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    let mut words = handover::Words::default();
    // Only what is forwarded is handed over.
    let forwards = pieces.iter().any(|piece| piece.voice == Voice::Forwarded);
    for piece in pieces {
        let mut handed_over = false;
        if piece.voice == Voice::Forwarded {
            handed_over = words.hand_over(subject, piece.subject.as_deref());
        }
        for at in piece.lines.clone() {
            let (Some(line), Some(&marked)) = (view.get(at), voices.get(at)) else { continue };
            let blank = line.is_blank() && line.depth == 0;
            if forwards && marked == Voice::Own && !blank {
                words.add(line.text);
            }
            let voice = match zones.last() {
                Some(last) if blank => last.voice,
                _ => marked,
            };
            let (handed_over, author) = match voice {
                Voice::Forwarded => (handed_over, piece.author.as_ref()),
                Voice::Quoted => (false, piece.author.as_ref()),
                Voice::Own | Voice::Signature | Voice::Boilerplate => (false, None),
            };
            match zones.last_mut() {
                Some(last)
                    if blank
                        || (last.voice == voice
                            && last.handed_over == handed_over
                            && last.author.as_ref() == author) =>
                {
                    last.lines.end = at + 1;
                }
                _ => zones.push(Zone { voice, lines: at..at + 1, handed_over, author: author.cloned() }),
            }
        }
    }
    zones
}
