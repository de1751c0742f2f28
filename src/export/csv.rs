//! RFC 4180 with a line of heads, for spreadsheets: no cell is a formula.

use super::Entry;
use crate::clean::one_line;
use crate::note::day;
use crate::note::task_line::Status;

const HEADS: &str =
    "id,task,status,assignee,due,priority,cluster,confidence,tags,done,delegated_from,context,quote,note,line";
/// RFC 4180, section 2: each record ends in CRLF.
const LINE_END: &str = "\r\n";
/// Between the values of one cell.
const AND: &str = " | ";

pub(super) fn text(entries: &[Entry]) -> String {
    let mut text = HEADS.to_owned() + LINE_END;
    for entry in entries {
        text.push_str(&record(entry));
        text.push_str(LINE_END);
    }
    text
}

fn record(Entry { key, note, task }: &Entry) -> String {
    let status = match task.status {
        Status::Open => "open",
        Status::Done => "done",
        Status::InProgress => "in-progress",
        Status::Cancelled => "cancelled",
    };
    let or_nothing = |value: &Option<String>| value.clone().unwrap_or_default();
    let cells = [
        (*key).to_owned(),
        task.text.clone(),
        status.to_owned(),
        or_nothing(&task.owner),
        task.due.map(day).unwrap_or_default(),
        task.priority.map(|priority| priority.name().to_owned()).unwrap_or_default(),
        or_nothing(&task.cluster),
        task.confidence.map(|percent| percent.to_string()).unwrap_or_default(),
        task.tags.join(" "),
        task.done.map(day).unwrap_or_default(),
        or_nothing(&task.delegated_from),
        task.context.join(AND),
        or_nothing(&task.quote),
        (*note).to_owned(),
        task.line.to_string(),
    ];
    cells.iter().map(|cell| self::cell(cell)).collect::<Vec<_>>().join(",")
}

/// One cell. What a spreadsheet would run as a formula (`=`, `+`, `-`, `@` and their full-width forms in front) gets an
/// apostrophe, which spreadsheets take for "this is text".
fn cell(value: &str) -> String {
    let line = one_line(value);
    let formula = line.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let line = if formula { format!("'{line}") } else { line };
    if line.contains(['"', ',', ';']) { format!("\"{}\"", line.replace('"', "\"\"")) } else { line }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{entries, tasks};
    use super::*;

    #[test]
    fn a_cell_is_quoted_where_it_must_and_never_a_formula() {
        for (value, expected) in [
            ("plain", "plain"),
            ("", ""),
            ("a, b", "\"a, b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\r\nlines", "two lines"),
            ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
            (" \t=1+1", "'=1+1"),
            ("\u{200b}+1", "'+1"),
            ("-2", "'-2"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(cell(value), expected, "{value:?}");
        }
    }

    #[test]
    fn every_record_has_a_cell_for_each_head() {
        let tasks = tasks("- [x] Send it [[@Ana]] 📅 2025-01-17 🔴 🧩 cluster:money ⚠️ 98% #a #b\n  - Why\n");
        let text = text(&entries(&tasks, "n.md"));
        let expected = "k,Send it,done,Ana,2025-01-17,high,money,98,a b,,,Why,,n.md,1";
        assert_eq!(text, format!("{HEADS}\r\n{expected}\r\n"));
        assert_eq!(expected.split(',').count(), HEADS.split(',').count());
    }
}
