//! Tasks as a table that fits the terminal.

use std::io;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Found;
use crate::clean::one_line;
use crate::note::task_line::Status;
use crate::run::Console;
use crate::score::Priority;

/// What each task shows, in this order.
const HEADS: [&str; COLUMNS] = ["", "PRIORITY", "DUE", "SURE", "OWNER", "TASK", "NOTE"];
const COLUMNS: usize = 7;
const OWNER: usize = 4;
const TASK: usize = 5;
const NOTE: usize = 6;

/// Between two columns.
const GAP: &str = "  ";

/// The least that is left of a column that has to give way.
const NARROWEST: [(usize, usize); 3] = [(NOTE, 12), (OWNER, 8), (TASK, 20)];

/// Writes the tasks with their heads; nothing where there are none. Columns are cut only for a terminal.
pub(super) fn write(found: &[Found], console: &mut Console) -> io::Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    let rows: Vec<[String; COLUMNS]> = found.iter().map(cells).collect();
    let mut widths = HEADS.map(UnicodeWidthStr::width);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    if let Some(room) = console.width {
        narrow(&mut widths, room);
    }
    writeln!(console.out, "{}", line(&HEADS.map(str::to_owned), &widths))?;
    for (row, found) in rows.iter().zip(found) {
        let line = line(row, &widths);
        match paint(found, console).filter(|_| console.color) {
            Some(paint) => writeln!(console.out, "{paint}{line}\u{1b}[0m")?,
            None => writeln!(console.out, "{line}")?,
        }
    }
    Ok(())
}

fn cells(found: &Found) -> [String; COLUMNS] {
    let task = &found.task;
    let status = match task.status {
        Status::Open => "",
        Status::Done => "x",
        Status::InProgress => "/",
        Status::Cancelled => "-",
    };
    [
        status.to_owned(),
        task.priority.map(|priority| priority.name().to_owned()).unwrap_or_default(),
        task.due.map(|due| due.to_string()).unwrap_or_default(),
        task.confidence.map(|percent| format!("{percent} %")).unwrap_or_default(),
        one_line(task.owner.as_deref().unwrap_or_default()),
        one_line(&task.text),
        format!("{}:{}", one_line(&found.note.display().to_string()), task.line),
    ]
}

/// Takes width from the columns that can spare it until a line fits into `room`.
fn narrow(widths: &mut [usize; COLUMNS], room: usize) {
    let taken: usize = widths.iter().sum::<usize>() + GAP.len() * (COLUMNS - 1);
    let mut over = taken.saturating_sub(room);
    for (column, least) in NARROWEST {
        let spare = widths[column].saturating_sub(least).min(over);
        widths[column] -= spare;
        over -= spare;
    }
}

fn line(row: &[String; COLUMNS], widths: &[usize; COLUMNS]) -> String {
    let cells: Vec<String> = row
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (cell, &width))| {
            // Of a path the end tells more.
            let cell = if column == NOTE { cut_front(cell, width) } else { cut(cell, width) };
            let pad = width.saturating_sub(cell.width());
            cell + &" ".repeat(pad)
        })
        .collect();
    cells.join(GAP).trim_end().to_owned()
}

fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut left = width.saturating_sub(1);
    let kept = text.chars().take_while(|c| take(*c, &mut left));
    kept.chain(['…']).collect()
}

fn cut_front(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut left = width.saturating_sub(1);
    let kept: Vec<char> = text.chars().rev().take_while(|c| take(*c, &mut left)).collect();
    ['…'].into_iter().chain(kept.into_iter().rev()).collect()
}

/// Whether `c` fits into what is `left`, which shrinks by it.
fn take(c: char, left: &mut usize) -> bool {
    let rest = left.checked_sub(c.width().unwrap_or(0));
    *left = rest.unwrap_or(0);
    rest.is_some()
}

/// The colour of a line: done is dim, overdue and high stand out.
fn paint(found: &Found, console: &Console) -> Option<&'static str> {
    let task = &found.task;
    let overdue = task.due.is_some_and(|due| due < console.today);
    match (task.status, task.priority) {
        (Status::Done | Status::Cancelled, _) => Some("\u{1b}[2m"),
        _ if overdue => Some("\u{1b}[31m"),
        (_, Some(Priority::High)) => Some("\u{1b}[1m"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_fits_where_there_is_room_for_the_least() {
        let mut widths = [1, 8, 10, 5, 30, 120, 60];
        narrow(&mut widths, 80);
        assert_eq!(widths.iter().sum::<usize>() + GAP.len() * (COLUMNS - 1), 80);
    }

    #[test]
    fn text_is_cut_by_what_it_takes_on_the_screen() {
        for (text, width, front, back) in [
            ("short", 5, "short", "short"),
            ("longer", 5, "long…", "…nger"),
            ("会议记录", 5, "会议…", "…记录"),
            ("x", 0, "…", "…"),
        ] {
            assert_eq!(cut(text, width), front, "{text}");
            assert_eq!(cut_front(text, width), back, "{text}");
        }
    }
}
