//! Tables in text: `| a | b |` rows, and columns set apart by tabs or by two or more spaces.

use super::lines::View;
use super::{Row, roles};

/// A table found in the lines, with what it takes.
#[derive(Debug)]
pub(super) struct Table {
    /// The rows without the header, each with the range of views that it stands on.
    pub(super) rows: Vec<(std::ops::Range<usize>, Row)>,
    /// Views taken, header and rules included.
    pub(super) length: usize,
}

/// The column whose cell says what there is to do, the surest first.
const MAIN: &[&str] = &[
    "action",
    "actions",
    "action item",
    "action items",
    "action needed",
    "action required",
    "next step",
    "next steps",
    "task",
    "tasks",
    "to do",
    "todo",
    "what",
    "what to do",
    "work item",
    "deliverable",
    "measure",
    "activity",
    "item",
    "step",
    "description",
    "aufgabe",
    "tâche",
    "tarea",
    "topic",
    "issue",
];
/// Words that head the other columns: who, when, how far, and what a list is numbered or priced by.
const OTHER_HEADS: &[&str] = &[
    "items",
    "owner",
    "who",
    "assignee",
    "assigned",
    "assigned to",
    "responsible",
    "responsibility",
    "responsible person",
    "person responsible",
    "person",
    "lead",
    "action by",
    "action owner",
    "task owner",
    "owned by",
    "by whom",
    "dri",
    "by",
    "due",
    "due by",
    "due date",
    "deadline",
    "when",
    "date",
    "by when",
    "complete by",
    "target",
    "target date",
    "eta",
    "status",
    "state",
    "priority",
    "notes",
    "note",
    "comment",
    "comments",
    "#",
    "no",
    "no.",
    "nr",
    "id",
    "ref",
    "name",
    "project",
    "risk",
    "amount",
    "total",
    "price",
    "qty",
    "quantity",
    "invoice",
    "open",
    "team",
    "wer",
    "wann",
    "bis",
    "was",
    "zuständig",
    "verantwortlich",
    "responsable",
    "échéance",
    "fecha",
];
/// Rows and columns beyond these are no table that a person wrote.
const ROWS: usize = 2_000;
const COLUMNS: usize = 24;
/// So many lines may have double spaces above each other by chance.
const CHANCE: usize = 3;
/// The longest number of a row in characters: "12.10", "PT-014".
const NUMBER: usize = 7;
/// Spaces that a tab counts for in a gap: more than the two behind a full stop.
const TAB: usize = 3;

/// The table that starts at `views[at]`, if one does.
pub(super) fn read(views: &[View<'_>], at: usize) -> Option<Table> {
    piped(views, at).or_else(|| columned(views, at))
}

/// The words of a row that stand for it: the cell under the header that says what is to be done, else the longest one
/// with words.
pub(super) fn main_cell(row: &Row) -> &str {
    let headed = MAIN.iter().find_map(|name| row.header.iter().position(|header| heading(header) == *name));
    let cell = headed.and_then(|column| row.cells.get(column)).filter(|cell| !cell.is_empty());
    let longest = || {
        row.cells
            .iter()
            .filter(|cell| cell.chars().any(char::is_alphabetic) && !roles::names_a_period(cell))
            .max_by_key(|cell| cell.len())
    };
    cell.or_else(longest).or_else(|| row.cells.iter().find(|cell| !cell.is_empty())).map_or("", String::as_str)
}

fn piped(views: &[View<'_>], at: usize) -> Option<Table> {
    let first = views.get(at).filter(|first| memchr::memchr(b'|', first.text.as_bytes()).is_some())?;
    let framed = first.text.starts_with('|') && first.text.matches('|').count() >= 2;
    let open = !framed && first.text.contains(" | ");
    if !framed && !open {
        return None;
    }
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    let mut ruled = false;
    let mut end = at;
    for (offset, view) in views.iter().enumerate().skip(at).take(ROWS) {
        if (offset > at && view.cut) || view.is_blank() {
            break;
        }
        if is_frame(view.text) {
            ruled |= rows.len() == 1;
        } else if if framed { view.text.starts_with('|') } else { view.text.contains(" | ") } {
            let cells = cells(view.text);
            // Without a frame only rows of one length are a table.
            if !framed && rows.first().is_some_and(|(_, first)| first.len() != cells.len()) {
                break;
            }
            rows.push((offset, cells));
        } else {
            break;
        }
        end = offset + 1;
    }
    if rows.is_empty() || (!framed && rows.len() < 2) {
        return None;
    }
    let titled = rows.len() > 1 && (ruled || rows.first().is_some_and(|(_, cells)| is_header(cells)));
    let names = if titled { rows.remove(0).1 } else { Vec::new() };
    let rows = rows
        .into_iter()
        .map(|(offset, mut cells)| {
            let mut header = names.clone();
            if !header.is_empty() {
                cells.resize(header.len(), String::new());
            }
            header.truncate(cells.len());
            (offset..offset + 1, Row { header, cells })
        })
        .collect();
    Some(Table { rows, length: end - at })
}

fn cells(text: &str) -> Vec<String> {
    let inner = text.strip_prefix('|').unwrap_or(text);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').take(COLUMNS).map(|cell| cell.trim().trim_matches('*').trim().to_owned()).collect()
}

/// `|---|:--:|`, `+----+----+`, `---- | ----`
fn is_frame(text: &str) -> bool {
    text.contains("--") && text.chars().all(|c| matches!(c, '|' | '-' | ':' | '+' | '=' | ' '))
}

/// A cell and the column at which it starts.
struct Cell<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

fn columned(views: &[View<'_>], at: usize) -> Option<Table> {
    let first = split(views.get(at)?)?;
    let second = views.get(at + 1).filter(|view| !view.cut)?;
    // Codes and numbers with hanging text are entries of a list.
    if first.len() == 2 && views.get(at)?.marker.is_some() {
        return None;
    }
    let ruled = second.text.len() > 3 && second.text.chars().all(|c| matches!(c, '-' | '=' | ' ' | '\t'));
    let mut rows: Vec<(std::ops::Range<usize>, Vec<String>)> = vec![(at..at + 1, owned(&first))];
    let mut starts: Vec<usize> = first.iter().map(|cell| cell.start).collect();
    // Under a header the cells need not stand in line: proportional type, or a single tab, parts them.
    let headed = is_header(&rows[0].1);
    let mut above = first;
    let mut end = at + 1 + usize::from(ruled);
    for (offset, view) in views.iter().enumerate().skip(end).take(ROWS) {
        if view.cut || view.is_blank() || view.rule {
            break;
        }
        if let Some(next) = split(view).filter(|next| {
            is_aligned(&above, next, &starts) || (headed && next.len() == starts.len() && !is_prose(view))
        }) {
            let mut placed = vec![String::new(); starts.len().max(next.len())];
            for (order, cell) in next.iter().enumerate() {
                let column = if next.len() == starts.len() { order } else { column_of(&starts, cell) };
                if let Some(slot) = placed.get_mut(column) {
                    cell.text.clone_into(slot);
                }
            }
            match rows.last_mut().filter(|(_, above)| is_rest(above, &placed)) {
                Some((range, above)) => {
                    range.end = offset + 1;
                    append(above, &placed);
                }
                None => rows.push((offset..offset + 1, placed)),
            }
            if next.len() >= starts.len() {
                starts = next.iter().map(|cell| cell.start).collect();
                above = next;
            }
        } else if let Some(column) =
            starts.iter().skip(1).position(|&start| start == view.indent).map(|column| column + 1)
            && view.marker.is_none()
            && let Some((range, cells)) = rows.last_mut()
            && let Some(cell) = cells.get_mut(column)
        {
            // The rest of a cell that is wrapped inside its column.
            cell.push(' ');
            cell.push_str(view.text);
            range.end = offset + 1;
        } else {
            break;
        }
        end = offset + 1;
    }
    if rows.len() < 2 {
        return None;
    }
    let titled = ruled || rows.first().is_some_and(|(_, cells)| is_header(cells));
    if !titled
        && rows.len() <= CHANCE
        && rows.iter().all(|(range, _)| range.clone().all(|at| views.get(at).is_some_and(is_prose)))
    {
        return None;
    }
    let heads = if titled { rows.remove(0).1 } else { Vec::new() };
    let rows = rows
        .into_iter()
        .map(|(range, cells)| {
            let above = if heads.is_empty() {
                Vec::new()
            } else {
                (0..cells.len()).map(|column| heads.get(column).cloned().unwrap_or_default()).collect()
            };
            (range, Row { header: above, cells })
        })
        .collect();
    Some(Table { rows, length: end - at })
}

/// Whether the cells go on with the row above: a row with a number takes those below it that have none, where they end
/// a cell and fill the ones that it left empty.
fn is_rest(above: &[String], cells: &[String]) -> bool {
    let numbered = above.first().is_some_and(|first| {
        // A bar at the margin marks what changed.
        let first = first.trim_start_matches(['|', ' ']);
        first.contains(|c: char| c.is_ascii_digit()) && first.chars().count() <= NUMBER && !first.contains(' ')
    });
    let goes_on = cells.get(1).is_some_and(|cell| cell.starts_with(char::is_lowercase));
    let filled = |at: usize| above.get(at).is_some_and(|cell| !cell.is_empty());
    numbered
        && goes_on
        && filled(1)
        && cells.first().is_some_and(String::is_empty)
        && cells.iter().enumerate().skip(2).all(|(at, cell)| cell.is_empty() || !filled(at))
}

fn append(above: &mut Vec<String>, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        match above.get_mut(at) {
            Some(held) if held.is_empty() => held.clone_from(cell),
            Some(held) => {
                held.push(' ');
                held.push_str(cell);
            }
            None => above.push(cell.clone()),
        }
    }
}

/// Words in which a double space or two slipped in: no gap is wide, and there are far more words than gaps.
fn is_prose(view: &View<'_>) -> bool {
    /// So many words for each gap; a cell seldom has more.
    const WORDS: usize = 3;
    let gaps = view.text.matches("  ").count();
    let wide = view.text.contains("   ") || view.text.contains('\t');
    !wide && view.words() >= (gaps + 1) * WORDS
}

fn owned(cells: &[Cell<'_>]) -> Vec<String> {
    cells.iter().map(|cell| cell.text.to_owned()).collect()
}

/// The cells of a line that tabs or runs of spaces part; `None` where there is but one.
fn split<'a>(view: &View<'a>) -> Option<Vec<Cell<'a>>> {
    let text = view.text;
    if !text.contains("  ") && !text.contains('\t') {
        return None;
    }
    let mut cells = Vec::new();
    let mut column = view.indent;
    let mut start = (column, 0);
    let mut gap: Option<(usize, usize, usize, char)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            let (from, from_column, spaces, last) = gap.unwrap_or((at, column, 0, before));
            gap = Some((from, from_column, spaces + if c == '\t' { TAB } else { 1 }, last));
            column = if c == '\t' { (column / 8 + 1) * 8 } else { column + 1 };
            continue;
        }
        if let Some((from, from_column, spaces, last)) = gap.take() {
            // Two spaces behind a full stop part sentences, not cells.
            let sentence = matches!(last, '.' | '!' | '?' | ',' | ';') && spaces < 3
                || matches!(last, ':') && cells.is_empty() && spaces < 2;
            if spaces >= 2 && !sentence {
                cells.push(Cell { start: start.0, end: from_column, text: text.get(start.1..from)? });
                start = (column, at);
                if cells.len() >= COLUMNS {
                    return None;
                }
            }
        }
        before = c;
        column += 1;
    }
    cells.push(Cell { start: start.0, end: column, text: text.get(start.1..)?.trim_end() });
    (cells.len() >= 2).then_some(cells)
}

/// Some cell behind the first starts or ends where one of the row above does.
fn is_aligned(above: &[Cell<'_>], cells: &[Cell<'_>], starts: &[usize]) -> bool {
    cells.iter().skip(1).any(|cell| {
        starts.iter().skip(1).any(|&start| start == cell.start)
            || above.iter().skip(1).any(|other| other.start.abs_diff(cell.start) <= 1 || other.end == cell.end)
    })
}

/// The last column that starts at or before the cell.
fn column_of(starts: &[usize], cell: &Cell<'_>) -> usize {
    starts.iter().rposition(|&start| start <= cell.start + 1).unwrap_or(0)
}

/// The words of a header cell: "Who?", "Task(s):" are "who", "tasks".
fn heading(cell: &str) -> String {
    cell.trim().trim_end_matches([':', '?', '*']).to_lowercase().replace("(s)", "s")
}

fn is_header(cells: &[String]) -> bool {
    let heads = |cell: &&String| {
        let heading = heading(cell);
        MAIN.iter().chain(OTHER_HEADS).any(|head| heading == *head)
    };
    let named = cells.iter().filter(heads).count();
    let plain =
        cells.iter().all(|cell| cell.split_whitespace().count() <= 4 && !cell.contains(|c: char| c.is_ascii_digit()));
    let cornered = cells.len() > 2 && cells.first().is_some_and(String::is_empty);
    cornered || plain && (named >= 2 || (named == 1 && cells.len() == 2))
}

#[cfg(test)]
mod tests {
    use super::super::lines::readable;
    use super::super::tests::{email, own};
    use super::*;

    fn table(text: &str) -> Option<Vec<Row>> {
        let email = email(text);
        read(&readable(&email, &own(&email)), 0).map(|table| table.rows.into_iter().map(|(_, row)| row).collect())
    }

    #[test]
    fn pipes_make_a_table_with_a_header() {
        let rows = table(
            "| # | Action | Owner |\n|---|---|---|\n| 1 | Order the paint | Rosa |\n| 2 | Ring the landlord | Lee |",
        )
        .unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].header, ["#", "Action", "Owner"]);
        assert_eq!(main_cell(&rows[1]), "Ring the landlord");
    }

    #[test]
    fn aligned_columns_make_a_table() {
        let rows = table("Action               Owner   Due\nOrder the paint      Rosa    Friday\nRing the landlord    Lee     12 May").unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].header, ["Action", "Owner", "Due"]);
        assert_eq!(rows[1].cells, ["Ring the landlord", "Lee", "12 May"]);
        assert_eq!(main_cell(&rows[1]), "Ring the landlord");
    }

    #[test]
    fn a_cell_wrapped_in_its_column_goes_on() {
        let rows = table("Paint     order the blue\n          one\nBrush     buy two").unwrap();
        assert_eq!(rows[0].cells, ["Paint", "order the blue one"]);
    }

    #[test]
    fn a_numbered_row_goes_on_below_its_number() {
        let text = "1.1  Sand the deck                   Rosa\n1.2  Look at the mast and say what\n     has to be done                  Lee\n1.3  Tar                             Rosa";
        let rows = table(text).unwrap();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1].cells, ["1.2", "Look at the mast and say what has to be done", "Lee"]);
    }

    #[test]
    fn a_header_makes_rows_of_cells_that_do_not_stand_in_line() {
        let rows = table("What?\tBy whom\tBy when\nOrder the paint\tRosa\tFriday\nRing the landlord now\tLee\t12 May")
            .unwrap();
        assert_eq!(rows[1].header, ["What?", "By whom", "By when"]);
        assert_eq!(rows[1].cells, ["Ring the landlord now", "Lee", "12 May"]);
        let rows = table("Task   Responsible   Deadline\nRing the landlord   Lee   12 May").unwrap();
        assert_eq!(main_cell(&rows[0]), "Ring the landlord");
    }

    #[test]
    fn double_spaces_that_stand_above_each_other_in_prose_are_no_columns() {
        let text = "Please send me  the signed plan before\nFriday if you  can, and the drawings too.";
        assert!(table(text).is_none());
        assert!(table("We hope to  see you on the day.\nBring your  own lunch and a coat.").is_none());
    }

    #[test]
    fn prose_with_two_spaces_is_no_table() {
        assert!(table("We met today.  It was good.\nWe will meet.  Again soon.").is_none());
        assert!(table("one | two").is_none());
        assert!(table("R1  Treasury closes it\nR2  Legal signs it").is_none());
    }
}
