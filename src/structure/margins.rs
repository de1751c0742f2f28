//! Minutes with a margin: who acts stands at the right, beside the last line of what is to be done.

use super::lines::View;

/// Words that head such a margin.
const HEADS: &[&str] = &[
    "action",
    "actions",
    "action by",
    "owner",
    "owners",
    "who",
    "by",
    "by whom",
    "responsible",
    "resp",
    "lead",
    "initials",
];

/// A margin further left is a column of a table.
const LEAST_COLUMN: usize = 40;
/// Columns by which a line may run into the margin where nothing stands in it.
const OVERRUN: usize = 4;
/// Between the text and the margin stands at least this, and more where no word heads the margin.
const GAP: &str = "  ";
const WIDE_GAP: &str = "   ";
/// So many cells are no chance, without a word that heads them.
const LEAST_CELLS: usize = 3;
/// So many lines without a cell, under a word that heads the margin, are no table.
const LEAST_PLAIN: usize = 2;
/// "Residents' committee", "Mrs A. Dale": a longer cell is text.
const MOST_WORDS: usize = 3;
/// No mail is searched for a margin beyond these lines, which bounds the work on hostile mail.
const MOST_LINES: usize = 5_000;

/// Takes the cells of a right margin out of the lines that they stand beside, into [`View::margin`].
pub(super) fn part(views: &mut [View<'_>]) {
    let reach = views.len().min(MOST_LINES);
    let Some((column, head)) = column(&views[..reach]) else { return };
    for view in &mut views[..reach] {
        if let Some((text, cell)) = cell_at(view, column) {
            view.narrow(text);
            view.margin = Some(cell);
        }
    }
    if let Some(head) = head {
        views[head].narrow("");
    }
}

/// The column at which a margin starts, and the line that heads it.
fn column(views: &[View<'_>]) -> Option<(usize, Option<usize>)> {
    let heads = |view: &View| {
        let lower = view.text.trim_end_matches([':', '?']).to_lowercase();
        view.indent >= LEAST_COLUMN && HEADS.contains(&lower.as_str())
    };
    let head = views.iter().position(heads);
    let column = if let Some(head) = head { views[head].indent } else { unheaded(views)? };
    let below = &views[head.map_or(0, |head| head + 1)..];
    let celled = below.iter().filter(|view| cell_at(view, column).is_some()).count();
    let plain = below.iter().filter(|view| !view.is_blank() && cell_at(view, column).is_none());
    let crossing = plain.clone().filter(|view| view.width > column + OVERRUN).count();
    // Lines that go on until their owner: a table has a cell on every line.
    let (enough, least_plain) = if head.is_some() { (1, LEAST_PLAIN) } else { (LEAST_CELLS, celled + 1) };
    let wraps = plain.count() >= least_plain;
    (celled >= enough && crossing == 0 && wraps).then_some((column, head))
}

/// Where the short last cells of several lines start, all at one column.
fn unheaded(views: &[View<'_>]) -> Option<usize> {
    let mut starts = views.iter().filter_map(last_cell);
    let first = starts.next()?;
    let (same, others): (Vec<usize>, Vec<usize>) = starts.partition(|start| *start == first);
    (same.len() + 1 >= LEAST_CELLS && others.is_empty()).then_some(first)
}

/// Where the short last cell of a line starts, wherever that may be.
fn last_cell(view: &View<'_>) -> Option<usize> {
    let at = view.text.rfind(WIDE_GAP)?;
    let (text, cell) = view.text.split_at(at);
    let start = view.indent + text.chars().count() + cell.chars().take_while(|c| *c == ' ').count();
    (start >= LEAST_COLUMN && is_owner(cell.trim()) && text.split_whitespace().count() > MOST_WORDS).then_some(start)
}

/// The text of a line and its cell in the margin that starts at `column`.
fn cell_at<'a>(view: &View<'a>, column: usize) -> Option<(&'a str, &'a str)> {
    let inside = column.checked_sub(view.indent)?;
    let (at, _) = view.text.char_indices().nth(inside)?;
    let (text, cell) = view.text.split_at(at);
    let parted = text.ends_with(GAP);
    (parted && is_owner(cell) && !text.contains('\t')).then_some((text.trim_end(), cell))
}

/// Whether a cell can say who acts: a name, initials, "All", or a dash for nobody.
fn is_owner(cell: &str) -> bool {
    let dashes = !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | '–' | '—'));
    let named = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "and" | "&" | "/" | "+");
    let plain = !cell.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | ':' | '?' | '!' | '|'));
    let words = cell.split_whitespace().count();
    dashes || plain && (1..=MOST_WORDS).contains(&words) && cell.split([' ', ',']).filter(|w| !w.is_empty()).all(named)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{email, own};
    use super::super::{Document, read};

    fn document(text: &str) -> Document {
        let email = email(text);
        read(&email, &own(&email))
    }

    const MINUTES: &str = "\
Notes of the boat club, 3 May

                                                     ACTION
1  Oars
   Two are split. Lee asked how that came about, and
   nobody knew. To be mended before the regatta.     Lee Moss
   The spare pair goes to the school.                PK

2  Weather
   It was cold.                                      --
";

    #[test]
    fn a_margin_is_taken_from_the_lines_and_kept_beside_them() {
        let document = document(MINUTES);
        let beside: Vec<(&str, &str)> =
            document.blocks.iter().filter_map(|b| Some((b.text.as_str(), b.beside.as_deref()?))).collect();
        let [first, second, third] = beside.as_slice() else { panic!("{beside:?}") };
        assert!(first.0.ends_with("before the regatta.") && first.1 == "Lee Moss", "{first:?}");
        assert_eq!(*second, ("The spare pair goes to the school.", "PK"));
        assert_eq!(third.1, "--");
    }

    #[test]
    fn text_that_runs_into_the_column_has_no_margin() {
        let crossed = MINUTES
            .replace("   nobody knew. To", "   nobody at all knew anything of it, which is a pity, so there. To");
        assert!(document(&crossed).blocks.iter().all(|block| block.beside.is_none()));
    }
}
