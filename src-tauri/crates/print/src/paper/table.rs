//! A list as the house sets it: a heading, a line, tables under headings of their own, signatures. Not here: what stands in them.

use serde::Serialize;

use crate::PrintError;
use crate::press::Part;

const TEMPLATE: &str = include_str!("../../templates/table.typ");

#[derive(Serialize)]
pub(super) struct Table<'a> {
    pub title: String,
    pub bookmark: String,
    pub office: &'a str,
    pub line: String,
    pub landscape: bool,
    pub large: bool,
    pub sections: Vec<Section>,
    pub foot: String,
    pub signatures: [&'static str; 2],
}

#[derive(Serialize, Default)]
pub(super) struct Section {
    pub title: String,
    pub text: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    /// Rows behind one door, when the second column is said once for all of them: so many and so many.
    pub doors: Vec<usize>,
}

#[derive(Serialize)]
pub(super) struct Column {
    pub title: &'static str,
    /// Millimetres; 0 takes what is left.
    pub width: u32,
    pub left: bool,
}

pub(super) fn columns(columns: &[(&'static str, u32, bool)]) -> Vec<Column> {
    columns.iter().map(|(title, width, left)| Column { title, width: *width, left: *left }).collect()
}

pub(super) fn part(table: &Table<'_>) -> Result<Part, PrintError> {
    Part::new(TEMPLATE, table, Vec::new())
}
