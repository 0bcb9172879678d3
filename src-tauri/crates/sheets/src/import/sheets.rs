//! Sheets as they were understood, for a person to look at and set right before anything is taken in.

use std::collections::HashMap;

use louce_core::{Office, Result, Tx, ledgers};

use super::Ledger;
use crate::layout::{self, Field, Layout, NoTable, Told, cell_text};
use crate::read::{Row, Workbook};

/// Sample values shown of a column.
const SAMPLES: usize = 4;
/// Rows they are looked for in.
const LOOKED_AT: usize = 60;

/// What a person said of sheets, by position of the file and of the sheet in it.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// Sheets set right.
    pub told: HashMap<(usize, usize), Told>,
    /// Sheets not to be taken.
    pub left_out: Vec<(usize, usize)>,
}

impl Corrections {
    pub(super) fn is_left_out(&self, file: usize, sheet: usize) -> bool {
        self.left_out.contains(&(file, sheet))
    }

    /// Keeps corrected columns for files with the same headers.
    pub(super) fn remember(
        &self,
        tx: &mut Tx<'_>,
        ledgers: &[Ledger<'_>],
        workbooks: &[Workbook],
    ) -> Result<()> {
        for ledger in ledgers {
            let file = workbooks.iter().position(|workbook| std::ptr::eq(workbook, ledger.workbook));
            let told = file.and_then(|file| self.told.get(&(file, ledger.sheet)));
            let Some(told) = told.filter(|told| !told.columns.is_empty()) else { continue };
            let columns: Vec<(u16, String)> =
                told.columns.iter().map(|(col, field)| (*col, field.code().into_owned())).collect();
            ledgers::remember_mapping(tx, &ledger.layout.fingerprint, &columns)?;
        }
        Ok(())
    }
}

/// A sheet with what was made of it.
#[derive(Debug, Clone)]
pub struct SheetView {
    /// Position of the file.
    pub file: usize,
    /// Position of the sheet in it.
    pub sheet: usize,
    /// Name of the file.
    pub file_name: String,
    /// Name of the sheet.
    pub name: String,
    /// Rows with anything in them.
    pub rows: usize,
    /// A person said it is not to be taken.
    pub left_out: bool,
    /// Its layout, or why it has none.
    pub layout: std::result::Result<Layout, NoTable>,
    /// Every column.
    pub columns: Vec<ColumnView>,
    /// The first rows as they stand: (row as Excel shows it, cells by column).
    pub top: Vec<(u32, Vec<String>)>,
}

/// A column with what was made of it.
#[derive(Debug, Clone)]
pub struct ColumnView {
    /// As detected.
    pub column: layout::Column,
    /// The first values in it.
    pub samples: Vec<String>,
}

/// All sheets of the workbooks.
pub fn sheets(office: &Office, workbooks: &[Workbook], corrections: &Corrections) -> Vec<SheetView> {
    let mut views = Vec::new();
    for (file, workbook) in workbooks.iter().enumerate() {
        for (index, sheet) in workbook.sheets.iter().enumerate() {
            let layout = layout_of(office, workbook, file, index, corrections);
            let first: Vec<Row> = sheet.rows.iter().take(LOOKED_AT).collect();
            let columns = layout.as_ref().map_or_else(|_| Vec::new(), |layout| columns(layout, &first));
            views.push(SheetView {
                file,
                sheet: index,
                file_name: workbook.file_name.clone(),
                name: sheet.name.clone(),
                rows: sheet.rows.len(),
                left_out: corrections.is_left_out(file, index),
                layout,
                columns,
                top: first.iter().take(8).map(|row| (row.index + 1, cells(row))).collect(),
            });
        }
    }
    views
}

/// A sheet's layout, by what a person said now, what was remembered, and what it shows.
pub(super) fn layout_of(
    office: &Office,
    workbook: &Workbook,
    file: usize,
    sheet: usize,
    corrections: &Corrections,
) -> std::result::Result<Layout, NoTable> {
    let remembered = |fingerprint: &str| {
        let stored = ledgers::mapping(office.reader(), fingerprint).ok().flatten()?;
        let columns =
            stored.into_iter().filter_map(|(column, code)| Some((column, Field::from_code(&code)?)));
        Some(columns.collect())
    };
    let none = Told::default();
    let told = corrections.told.get(&(file, sheet)).unwrap_or(&none);
    let Some(sheet) = workbook.sheets.get(sheet) else { return Err(NoTable::Empty) };
    layout::detect_told(sheet, &workbook.file_name, &remembered, told)
}

fn columns(layout: &Layout, first: &[Row]) -> Vec<ColumnView> {
    let samples = |col: u16| -> Vec<String> {
        let texts = first.iter().filter(|row| row.index >= layout.first_data_row).filter_map(|row| {
            let text = cell_text(row.get(col)?, layout.uses_1904);
            let text = text.trim();
            (!text.is_empty()).then(|| text.to_owned())
        });
        texts.take(SAMPLES).collect()
    };
    layout
        .columns
        .iter()
        .map(|column| ColumnView { column: column.clone(), samples: samples(column.col) })
        .collect()
}

fn cells(row: &Row) -> Vec<String> {
    let width = row.cells.last().map_or(0, |(col, _)| usize::from(*col) + 1).min(40);
    let mut texts = vec![String::new(); width];
    for (col, cell) in &row.cells {
        if let Some(text) = texts.get_mut(usize::from(*col)) {
            *text = cell_text(cell, false).into_owned();
        }
    }
    texts
}
