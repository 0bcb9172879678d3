//! Tables for a terminal: columns aligned by the width that Chinese characters take.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

/// Rows looked at before the widths are fixed; later ones may stick out.
const LOOK: usize = 500;
/// A column is never padded wider than this.
const WIDEST: usize = 40;

/// A table while it is written.
pub struct Table {
    headers: Vec<String>,
    widths: Vec<usize>,
    waiting: Vec<Vec<String>>,
    begun: bool,
}

impl Table {
    pub fn new(headers: &[&str]) -> Self {
        Self {
            headers: headers.iter().map(|header| (*header).to_owned()).collect(),
            widths: vec![0; headers.len()],
            waiting: Vec::new(),
            begun: false,
        }
    }

    /// One row; missing cells are blank.
    pub fn push(&mut self, row: Vec<String>, to: &mut impl Write) -> io::Result<()> {
        let row: Vec<String> = row.iter().map(|cell| plain(cell)).collect();
        if self.begun {
            return self.line(&row, to);
        }
        self.waiting.push(row);
        if self.waiting.len() >= LOOK { self.begin(to) } else { Ok(()) }
    }

    /// Writes what is still waiting. A table without rows is not written at all.
    pub fn finish(mut self, to: &mut impl Write) -> io::Result<()> {
        if self.begun || self.waiting.is_empty() { Ok(()) } else { self.begin(to) }
    }

    fn begin(&mut self, to: &mut impl Write) -> io::Result<()> {
        self.begun = true;
        let waiting = std::mem::take(&mut self.waiting);
        for (column, width) in self.widths.iter_mut().enumerate() {
            let cells = waiting.iter().chain([&self.headers]).filter_map(|row| row.get(column));
            *width = cells.map(|cell| cell.width()).max().unwrap_or(0).min(WIDEST);
        }
        let headers = std::mem::take(&mut self.headers);
        self.line(&headers, to)?;
        waiting.iter().try_for_each(|row| self.line(row, to))
    }

    fn line(&self, row: &[String], to: &mut impl Write) -> io::Result<()> {
        let last = row.iter().rposition(|cell| !cell.is_empty()).unwrap_or(0);
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&self.widths).enumerate().take(last + 1) {
            line.push_str(cell);
            if column < last {
                line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
            }
        }
        writeln!(to, "{line}")
    }
}

/// Without line breaks and without anything that could steer a terminal.
fn plain(cell: &str) -> String {
    cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: &[[&str; 3]]) -> String {
        let mut to = Vec::new();
        let mut table = Table::new(&["姓名", "楼", "备注"]);
        for row in rows {
            table.push(row.iter().map(|cell| (*cell).to_owned()).collect(), &mut to).unwrap();
        }
        table.finish(&mut to).unwrap();
        String::from_utf8(to).unwrap()
    }

    #[test]
    fn chinese_takes_two_columns_and_nothing_trails() {
        assert_eq!(
            written(&[["王小明", "12", ""], ["Li", "3", "独居"]]),
            "姓名    楼  备注\n王小明  12\nLi      3   独居\n"
        );
    }

    #[test]
    fn a_table_without_rows_is_not_written() {
        assert_eq!(written(&[]), "");
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        assert!(!written(&[["王\u{1b}[2J\n明", "1", ""]]).contains('\u{1b}'));
    }

    #[test]
    fn a_table_longer_than_the_look_has_every_row_once() {
        let rows: Vec<[&str; 3]> = vec![["甲", "1", "x"]; LOOK * 2 + 7];
        assert_eq!(written(&rows).lines().count(), LOOK * 2 + 8);
    }
}
