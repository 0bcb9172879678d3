//! The rejected rows as a workbook in the user's own layout, with a reason column: put right and imported again.

use std::collections::BTreeMap;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::report::{ImportReport, Outcome};
use super::{ImportError, Ledger};
use crate::publish::{PublishError, publish};
use crate::read::{Cell, Row, Sheet};

/// Writes the rejects; `false` and no file when there are none.
pub(super) fn write(path: &Path, ledgers: &[Ledger<'_>], report: &ImportReport) -> Result<bool, ImportError> {
    let mut rejected: BTreeMap<(String, String), BTreeMap<u32, String>> = BTreeMap::new();
    for entry in report.rows().filter(|entry| entry.outcome == Outcome::Rejected) {
        let sheet = (entry.file.to_owned(), entry.sheet.to_owned());
        rejected.entry(sheet).or_default().insert(entry.row, entry.reasons.join("；"));
    }
    if rejected.is_empty() {
        return Ok(false);
    }
    let mut book = Workbook::new();
    let mut names = Vec::new();
    for ledger in ledgers {
        let Some(sheet) = ledger.workbook.sheets.get(ledger.sheet) else { continue };
        let key = (ledger.workbook.file_name.clone(), sheet.name.clone());
        let Some(reasons) = rejected.get(&key) else { continue };
        let name = sheet_name(&sheet.name, &mut names);
        write_sheet(book.add_worksheet(), &name, ledger, sheet, reasons).map_err(content)?;
    }
    let bytes = book.save_to_buffer().map_err(content)?;
    publish(path, |file| {
        std::io::Write::write_all(file, &bytes).map_err(PublishError::Io)
    })?;
    Ok(true)
}

fn content(error: XlsxError) -> PublishError {
    PublishError::Content(error.to_string())
}

fn write_sheet(
    out: &mut Worksheet,
    name: &str,
    ledger: &Ledger<'_>,
    sheet: &Sheet,
    reasons: &BTreeMap<u32, String>,
) -> Result<(), XlsxError> {
    out.set_name(name)?;
    let bold = Format::new().set_bold();
    let red = Format::new().set_font_color("#C00000");
    let last = ledger.layout.columns.last().map_or(0, |column| column.col);
    let reason_column = last.saturating_add(1);
    let mut line = 0;
    // Title and header as they were, then the rejected rows.
    for row in &sheet.rows {
        let is_header = row.index < ledger.layout.first_data_row;
        let reason = reasons.get(&row.index.saturating_add(1));
        if !is_header && reason.is_none() {
            continue;
        }
        copy_row(out, line, &row)?;
        if row.index.saturating_add(1) == ledger.layout.header_rows.end.max(1) && is_header {
            out.write_string_with_format(line, reason_column, "退回原因", &bold)?;
        }
        if let Some(reason) = reason {
            out.write_string_with_format(line, reason_column, reason, &red)?;
        }
        line += 1;
    }
    out.set_column_width(reason_column, 40)?;
    Ok(())
}

fn copy_row(out: &mut Worksheet, line: u32, row: &Row) -> Result<(), XlsxError> {
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, cell) in &row.cells {
        match cell {
            Cell::Text(text) | Cell::Error(text) => out.write_string(line, *column, text)?,
            Cell::Number(number) => out.write_number(line, *column, *number)?,
            Cell::Date(serial) => out.write_number_with_format(line, *column, *serial, &date)?,
            Cell::Bool(value) => out.write_boolean(line, *column, *value)?,
        };
    }
    Ok(())
}

/// A name Excel takes, once only.
fn sheet_name(wanted: &str, taken: &mut Vec<String>) -> String {
    let clean: String = wanted.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'')).take(24).collect();
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
