//! Which line breaks the writer meant, and which only fill a column.

use super::headings::Habits;
use super::labels::{self, Place};
use super::lines::View;

/// A line this short was not broken to fill a column.
const SHORTEST: usize = 40;
/// A longer line was not broken at all.
const LONGEST: usize = 100;
/// So many lines broken in mid-sentence show that the text is wrapped even where its kind says that it is not.
const PROOF: usize = 3;
/// Writers who break by hand stop a few columns early.
const SLACK: usize = 4;

/// What the lines show of the writer's habits; `flowed` says that the format gives a line to each paragraph.
pub(super) fn habits(views: &[View<'_>], flowed: bool) -> Habits {
    let mut widths: Vec<usize> = Vec::new();
    let (mut capitals, mut letters) = (0_usize, 0_usize);
    let (mut small, mut starts) = (0_usize, 0_usize);
    let mut above: Option<&View<'_>> = None;
    for view in views.iter().filter(|view| !view.rule) {
        if view.text.is_ascii() {
            letters += count(view.text, u8::is_ascii_alphabetic);
            capitals += count(view.text, u8::is_ascii_uppercase);
        } else {
            for c in view.text.chars().filter(|c| c.is_alphabetic()) {
                letters += 1;
                capitals += usize::from(c.is_uppercase());
            }
        }
        let first = view.text.chars().find(|c| c.is_alphabetic());
        match above.filter(|above| !above.is_blank() && !view.cut) {
            Some(above)
                if !view.is_blank()
                    && view.marker.is_none()
                    && goes_on(above, view)
                    && (SHORTEST..=LONGEST).contains(&above.width) =>
            {
                widths.push(above.width);
            }
            None if !view.is_blank() && view.words() > 1 => {
                starts += 1;
                small += usize::from(first.is_some_and(char::is_lowercase));
            }
            _ => {}
        }
        above = Some(view);
    }
    widths.sort_unstable();
    // Where no line is broken in mid-sentence, nothing shows that any break fills a column.
    let wraps = widths.len() >= if flowed { PROOF } else { 1 };
    // A stray long line is not the column: nineteen of twenty are at most as long as this.
    let widest = widths.get((widths.len() * 19 / 20).min(widths.len().saturating_sub(1))).copied();
    Habits {
        shouts: letters > 40 && capitals * 5 > letters * 3,
        wrap: widest.filter(|_| wraps),
        small: starts > 1 && small * 2 >= starts,
    }
}

/// How many bytes are such. Counted in bytes, many are looked at together.
fn count(text: &str, is_such: impl Fn(&u8) -> bool) -> usize {
    let chunks = text.as_bytes().chunks(usize::from(u8::MAX));
    chunks.map(|chunk| usize::from(chunk.iter().map(|byte| u8::from(is_such(byte))).sum::<u8>())).sum()
}

/// Whether `below` goes on with the sentence or paragraph of the line `above` it.
pub(super) fn joins(above: &View<'_>, below: &View<'_>, habits: Habits) -> bool {
    if below.is_blank() || below.cut || below.rule || below.text.starts_with(['|', '@']) {
        return false;
    }
    let ended = is_ended(above.text);
    if ended && labels::read(below.text, Place::Paragraph).is_some() {
        return false;
    }
    // No sentence ends in "for", however wide the line is.
    let goes_on = goes_on(above, below);
    if goes_on && is_open(above.text) {
        return true;
    }
    let continued = goes_on && !(habits.small && above.width < SHORTEST);
    let Some(column) = habits.wrap else {
        let hangs = below.indent > above.indent || is_open(above.text);
        return continued && above.width <= LONGEST && (above.width >= SHORTEST || hangs);
    };
    if above.width > LONGEST.max(column + SLACK) {
        return continued && above.width < LONGEST + SHORTEST;
    }
    let word = below.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    let needed = above.width + 1 + word;
    if needed > column {
        return true;
    }
    if above.flows && above.width > SHORTEST {
        return true;
    }
    continued
        || (above.width > SHORTEST && is_open(above.text))
        || (!ended && needed + SLACK > column && above.width > SHORTEST)
}

/// The line below starts in the middle of a sentence that the line above leaves open.
fn goes_on(above: &View<'_>, below: &View<'_>) -> bool {
    let first = below.text.chars().next().unwrap_or(' ');
    let small = first.is_lowercase() || matches!(first, ',' | ')' | '&');
    small && !is_ended(above.text) && !above.text.ends_with(':')
}

/// The line ends in a word that no sentence ends in.
fn is_open(text: &str) -> bool {
    const OPEN: &[&str] = &[
        "a", "an", "and", "at", "by", "for", "from", "in", "my", "of", "on", "or", "our", "the", "their", "to",
        "until", "with", "your",
    ];
    text.rsplit(' ').next().is_some_and(|word| OPEN.contains(&word))
}

/// The text ends like a sentence, with or without a closing bracket or quote.
pub(super) fn is_ended(text: &str) -> bool {
    text.trim_end_matches([')', ']', '"', '”', '’', '\'', '*', '_']).ends_with(['.', '!', '?', '…', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::super::lines::readable;
    use super::super::tests::{email, own};
    use super::*;

    fn joined(text: &str) -> Vec<bool> {
        let email = email(text);
        let zones = own(&email);
        let views = readable(&email, &zones);
        let habits = habits(&views, false);
        views.windows(2).map(|pair| joins(&pair[0], &pair[1], habits)).collect()
    }

    #[test]
    fn a_break_that_fills_the_column_is_no_break() {
        let text = "We looked at the numbers for the whole of the last quarter and found\nthat travel is fine. Software is another story, as most of the seats in\nMarch were never used by anyone.";
        assert_eq!(joined(text), [true, true]);
    }

    #[test]
    fn a_line_that_ends_in_for_goes_on_whatever_its_width() {
        let text = "I'll send the signed agreement to the library tomorrow, and then I will also book the large meeting room for\nthe kick-off.";
        assert_eq!(joined(text), [true]);
    }

    #[test]
    fn a_break_where_the_next_word_had_room_was_meant() {
        assert_eq!(joined("Hotel is paid\nAgenda is locked\nBring your badge"), [false, false]);
        assert_eq!(joined("hotel is paid\n\nagenda is locked\nbring your badge"), [false, false, false]);
    }
}
