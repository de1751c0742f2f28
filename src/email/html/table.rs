//! Tables: rows of data as `| a | b |`, frames for layout as the lines that they hold.

use super::{Kind, Row};

/// Cells that one row may span: no table that people read is wider or longer.
const MAX_SPAN: usize = 50;

/// A cell of data is short; a column of a newsletter is not.
const MAX_CELL_ROWS: usize = 8;
const MAX_CELL_CHARS: usize = 600;

/// A table that says so, by header cells or by lines around its cells, may have long ones.
const MAX_DRAWN_CELL_CHARS: usize = 2000;

#[derive(Debug, Default)]
pub(super) struct Table {
    /// The lines before the table, where its own go when it ends.
    pub(super) before: Vec<Row>,
    /// What stands between the cells, and the caption.
    pub(super) stray: Vec<Row>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// `role="presentation"`.
    pub(super) for_layout: bool,
    pub(super) bordered: bool,
    pub(super) has_inner: bool,
    /// The quote level that the table stands in.
    pub(super) quote: u8,
}

#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) rows: Vec<Row>,
    pub(super) header: bool,
    pub(super) colspan: usize,
    pub(super) rowspan: usize,
}

impl Cell {
    fn is_blank(&self) -> bool {
        self.rows.iter().all(Row::is_blank)
    }

    fn is_bold(&self) -> bool {
        self.header || (!self.is_blank() && self.rows.iter().all(|row| row.is_blank() || row.bold))
    }

    /// The cell on one line.
    fn text(&self) -> String {
        let mut text = String::new();
        for row in self.rows.iter().filter(|row| !row.is_blank()) {
            if !text.is_empty() {
                text.push_str(if row.marker.is_some() { "; " } else { " " });
            }
            text.push_str(row.text.trim());
        }
        if text.contains('|') { text.replace('|', "/") } else { text }
    }

    fn fits(&self, limit: usize) -> bool {
        let rows = self.rows.iter().filter(|row| !row.is_blank());
        let chars: usize = rows.clone().map(|row| row.text.len()).sum();
        rows.clone().count() <= MAX_CELL_ROWS && chars <= limit && rows.clone().all(|row| row.kind == Kind::Text)
    }
}

impl Table {
    /// The lines of the table after those before it.
    pub(super) fn into_rows(mut self) -> Vec<Row> {
        let mut out = std::mem::take(&mut self.before);
        out.append(&mut self.stray);
        if self.is_data() {
            self.push_data(&mut out);
        } else {
            for cell in self.rows.into_iter().flatten() {
                out.extend(cell.rows);
            }
        }
        out
    }

    fn is_data(&self) -> bool {
        let drawn = self.bordered || self.rows.iter().flatten().any(|cell| cell.header);
        let limit = if drawn { MAX_DRAWN_CELL_CHARS } else { MAX_CELL_CHARS };
        let wide = self.rows.iter().filter(|row| row.iter().filter(|cell| !cell.is_blank()).count() >= 2).count();
        // A sheet's first column may be empty in all rows but one: columns count as well.
        let tall = self.rows.iter().filter(|row| row.len() >= 2 && row.iter().any(|cell| !cell.is_blank())).count();
        !self.for_layout
            && !self.has_inner
            && wide >= 1
            && tall >= 2
            && (wide >= 2 || drawn)
            && self.rows.iter().flatten().all(|cell| cell.fits(limit))
    }

    fn push_data(self, out: &mut Vec<Row>) {
        let quote = self.quote;
        let mark =
            self.rows.iter().flatten().flat_map(|cell| &cell.rows).next().map(|row| row.mark).unwrap_or_default();
        let row = |text: String| Row { text, quote, mark, kind: Kind::Table, ..Row::default() };
        // What a cell of an earlier row still covers, by column.
        let mut covered: Vec<(usize, String)> = Vec::new();
        let mut first = true;
        for cells in self.rows.into_iter().filter(|cells| !cells.is_empty()) {
            let bold =
                cells.iter().filter(|cell| !cell.is_blank()).all(Cell::is_bold) && !cells.iter().all(Cell::is_blank);
            let mut texts: Vec<String> = Vec::new();
            let mut cells = cells.into_iter();
            loop {
                let column = texts.len();
                if let Some((left, text)) = covered.get_mut(column).filter(|(left, _)| *left > 0) {
                    *left -= 1;
                    texts.push(text.clone());
                    continue;
                }
                let Some(cell) = cells.next() else { break };
                let text = cell.text();
                let down = cell.rowspan.clamp(1, MAX_SPAN) - 1;
                for at in 0..cell.colspan.clamp(1, MAX_SPAN) {
                    if covered.len() <= column + at {
                        covered.resize(column + at + 1, (0, String::new()));
                    }
                    if down > 0
                        && let Some(place) = covered.get_mut(column + at)
                    {
                        *place = (down, text.clone());
                    }
                    texts.push(if at == 0 { text.clone() } else { String::new() });
                }
            }
            if texts.iter().all(|text| text.trim().is_empty()) {
                continue;
            }
            let columns = texts.len();
            out.push(row(format!("| {} |", texts.join(" | "))));
            if first && bold && columns >= 2 {
                out.push(row(format!("|{}", " --- |".repeat(columns))));
            }
            first = false;
        }
    }
}
