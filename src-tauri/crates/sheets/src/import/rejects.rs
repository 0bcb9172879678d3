//! The rejected rows as a workbook in the user's own layout, with a reason column: put right and imported again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::report::{ImportReport, Outcome};
use super::{ImportError, Ledger};
use crate::layout::{SkipReason, is_ditto};
use crate::publish::{PublishError, publish};
use crate::read::{Cell, Row, Sheet};

/// Writes the rejects; `false` and no file when there are none.
pub(super) fn write(path: &Path, ledgers: &[Ledger<'_>], report: &ImportReport) -> Result<bool, ImportError> {
    let mut rejected: BTreeMap<(String, String), Returned> = BTreeMap::new();
    let title = SkipReason::Title.to_string();
    for entry in report.rows() {
        let titled = entry.outcome == Outcome::Skipped && entry.reasons == [title.as_str()];
        if !titled && entry.outcome != Outcome::Rejected {
            continue;
        }
        let sheet = rejected.entry((entry.file.to_owned(), entry.sheet.to_owned())).or_default();
        if titled {
            sheet.titles.insert(entry.row);
        } else {
            sheet.reasons.insert(entry.row, entry.reasons.join("；"));
        }
    }
    rejected.retain(|_, sheet| !sheet.reasons.is_empty());
    if rejected.is_empty() {
        return Ok(false);
    }
    let mut book = Workbook::new();
    let mut names = Vec::new();
    for ledger in ledgers {
        let Some(sheet) = ledger.workbook.sheets.get(ledger.sheet) else { continue };
        let key = (ledger.workbook.file_name.clone(), sheet.name.clone());
        let Some(returned) = rejected.get(&key) else { continue };
        let name = sheet_name(&sheet.name, &mut names);
        write_sheet(book.add_worksheet(), &name, ledger, sheet, returned).map_err(content)?;
    }
    let bytes = book.save_to_buffer().map_err(content)?;
    publish(path, |file| std::io::Write::write_all(file, &bytes).map_err(PublishError::Io))?;
    Ok(true)
}

/// Rows (as Excel shows them) of a sheet that come back.
#[derive(Default)]
struct Returned {
    reasons: BTreeMap<u32, String>,
    /// Lines such as 13号楼 between rows: what stands under them is of that building.
    titles: BTreeSet<u32>,
}

fn content(error: XlsxError) -> PublishError {
    PublishError::Content(error.to_string())
}

fn write_sheet(
    out: &mut Worksheet,
    name: &str,
    ledger: &Ledger<'_>,
    sheet: &Sheet,
    returned: &Returned,
) -> Result<(), XlsxError> {
    out.set_name(name)?;
    let bold = Format::new().set_bold();
    let red = Format::new().set_font_color("#C00000");
    let last = ledger.layout.columns.last().map_or(0, |column| column.col);
    let reason_column = last.saturating_add(1);
    let uses_1904 = ledger.layout.uses_1904;
    let mut line = 0;
    let mut above = Above::new(ledger, sheet);
    let mut title = None;
    // Title and header as they were, then the rejected rows.
    for row in &sheet.rows {
        let number = row.index.saturating_add(1);
        let is_header = row.index < ledger.layout.first_data_row;
        if is_header {
            copy_row(out, line, &row.cells, uses_1904)?;
            if number == ledger.layout.header_rows.end.max(1) {
                out.write_string_with_format(line, reason_column, "退回原因", &bold)?;
            }
            line += 1;
            continue;
        }
        if returned.titles.contains(&number) {
            title = Some(row);
            continue;
        }
        let cells = above.speak_for(&row);
        let Some(reason) = returned.reasons.get(&number) else { continue };
        if let Some(title) = title.take() {
            copy_row(out, line, &title.cells, uses_1904)?;
            line += 1;
        }
        copy_row(out, line, &cells, uses_1904)?;
        out.write_string_with_format(line, reason_column, reason, &red)?;
        line += 1;
    }
    out.set_column_width(reason_column, 40)?;
    Ok(())
}

/// What stands above in the columns of the household, for rows that come back without those over them.
struct Above<'l> {
    ledger: &'l Ledger<'l>,
    sheet: &'l Sheet,
    last: BTreeMap<u16, (u32, Cell)>,
}

impl<'l> Above<'l> {
    fn new(ledger: &'l Ledger<'l>, sheet: &'l Sheet) -> Self {
        Self { ledger, sheet, last: BTreeMap::new() }
    }

    /// The cells of a row, with those that a merged cell, 同上 or the habit of the sheet says from above.
    fn speak_for(&mut self, row: &Row) -> Vec<(u16, Cell)> {
        let mut cells = row.cells.clone();
        let layout = &self.ledger.layout;
        for column in layout.columns.iter().filter(|column| column.field.is_shared()) {
            let own = row.get(column.col);
            let (blank, ditto) = match own {
                None => (true, false),
                Some(Cell::Text(text)) => (text.trim().is_empty(), is_ditto(text)),
                Some(_) => (false, false),
            };
            if let (Some(own), false, false) = (own, blank, ditto) {
                self.last.insert(column.col, (row.index, own.clone()));
                continue;
            }
            let Some((from, value)) = self.last.get(&column.col) else { continue };
            let merged = self.sheet.merges.iter().any(|merge| {
                merge.first_col == column.col && merge.first_row == *from && merge.last_row >= row.index
            });
            if ditto || merged || (blank && layout.habits.blank_means_above.contains(&column.col)) {
                cells.retain(|(col, _)| *col != column.col);
                cells.push((column.col, value.clone()));
            }
        }
        cells
    }
}

/// The rejects count days from 1900.
const DAYS_TO_1904: f64 = 1462.0;

fn copy_row(out: &mut Worksheet, line: u32, cells: &[(u16, Cell)], uses_1904: bool) -> Result<(), XlsxError> {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, cell) in cells {
        match cell {
            Cell::Text(text) | Cell::Error(text) => out.write_string(line, *column, text)?,
            Cell::Number(number) => out.write_number(line, *column, *number)?,
            Cell::Date(serial) => {
                let shift = if uses_1904 { DAYS_TO_1904 } else { 0.0 };
                out.write_number_with_format(line, *column, *serial + shift, &date)?
            }
            Cell::Bool(value) => out.write_boolean(line, *column, *value)?,
        };
    }
    Ok(())
}

/// A name Excel takes, once only.
fn sheet_name(wanted: &str, taken: &mut Vec<String>) -> String {
    let clean: String = wanted
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''))
        .take(24)
        .collect();
    let clean = if clean.trim().is_empty() { "退回".to_owned() } else { clean };
    let mut name = clean.clone();
    let mut n = 2;
    while taken.contains(&name) {
        name = format!("{clean} ({n})");
        n += 1;
    }
    taken.push(name.clone());
    name
}
