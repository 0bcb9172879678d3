//! A filled sheet as it lies on the desk: where its columns are, what stands in a row, and what merged cells above say.

use rustc_hash::FxHashMap;

use louce_core::values::{IdNumber, Parsed};

use super::Col;
use crate::read::{Cell, Row, Sheet};

/// One sheet's bearings.
pub(super) struct Bearings {
    pub columns: FxHashMap<Col, u16>,
    pub header: u32,
    pub building: Option<i64>,
    /// The last row that was printed; a row below it was added by hand.
    pub last_printed: u32,
    /// (first row, column) → last row.
    pub merges: FxHashMap<(u32, u16), u32>,
}

/// What stood last in a column whose cells are merged.
#[derive(Default)]
pub(super) struct Above {
    pub text: String,
    pub until: u32,
}

/// The texts of a row.
pub(super) struct Line<'a> {
    pub row: &'a Row,
    pub at: &'a Bearings,
    pub unit: String,
    pub room: String,
    /// The 采样 cell, or the name beside a blank one, is painted yellow.
    pub painted: Option<Col>,
}

impl Line<'_> {
    pub(super) fn cell(&self, col: Col) -> Option<&Cell> {
        self.row.get(*self.at.columns.get(&col)?)
    }
    pub(super) fn text(&self, col: Col) -> String {
        self.cell(col).map(text_of).unwrap_or_default()
    }
}

/// Which cell says “done” by its colour: the 采样 cell, or the name; only where nothing is written in the 采样 cell.
pub(super) fn painted(row: &Row, at: &Bearings, sheet: &Sheet) -> Option<Col> {
    let blank = |cell: &Cell| matches!(cell, Cell::Text(text) if text.trim().is_empty());
    if row.get(*at.columns.get(&Col::Sampled)?).is_some_and(|cell| !blank(cell)) {
        return None;
    }
    let yellow = |col: &Col| at.columns.get(col).is_some_and(|col| sheet.is_yellow(row.index, *col));
    [Col::Sampled, Col::Name].into_iter().find(yellow)
}

pub(super) fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.trim().to_owned(),
        Cell::Number(number) | Cell::Date(number) => number.to_string(),
        Cell::Bool(_) | Cell::Error(_) => String::new(),
    }
}

/// The columns, when a row is the header.
pub(super) fn header(row: &Row) -> Option<FxHashMap<Col, u16>> {
    let mut columns = FxHashMap::default();
    for (at, cell) in &row.cells {
        let Cell::Text(text) = cell else { continue };
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some(col) = Col::ALL.into_iter().find(|col| col.header() == text && *col != Col::Key) {
            columns.entry(col).or_insert(*at);
        }
    }
    (columns.contains_key(&Col::Name) && columns.contains_key(&Col::Sampled)).then_some(columns)
}

/// The text of a column whose cells may be merged; where merges were undone, inside the list, what stood above.
pub(super) fn above(above: &mut Above, col: Col, row: &Row, at: &Bearings) -> String {
    let Some(col) = at.columns.get(&col).copied() else { return String::new() };
    if let Some(cell) = row.get(col) {
        above.text = text_of(cell);
        above.until = at.merges.get(&(row.index, col)).copied().unwrap_or(row.index);
        return above.text.clone();
    }
    let inside = row.index <= above.until || row.index <= at.last_printed;
    if inside { above.text.clone() } else { String::new() }
}

pub(super) fn read_id(cell: Option<&Cell>) -> Option<IdNumber> {
    match cell? {
        Cell::Text(text) => match IdNumber::parse(text, None) {
            Parsed::Value(number) => Some(number),
            _ => None,
        },
        Cell::Number(number) => match IdNumber::parse_number(*number) {
            Parsed::Value(number) => Some(number),
            _ => None,
        },
        _ => None,
    }
}
