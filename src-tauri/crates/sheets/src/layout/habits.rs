//! What a sample of rows teaches about how a sheet was written: digits for the sex, the day count, lost ID digits,
//! columns left blank under the first member of a household.
use louce_core::values::{Birth, Day, IdNumber, Parsed, Sex, SexCoding};

use super::columns::Sample;
use super::text::{cell_text, says_nothing};
use super::{Column, Field};
use crate::read::{Cell, Merge, Row};

fn col_of(columns: &[Column], field: Field) -> Option<u16> {
    columns.iter().find(|column| column.field == field).map(|column| column.col)
}

fn id_of(row: &Row, col: Option<u16>) -> Option<IdNumber> {
    match row.get(col?)? {
        Cell::Text(text) => match IdNumber::parse(text, None) {
            Parsed::Value(id) => Some(id),
            _ => None,
        },
        _ => None,
    }
}

/// How digits code the sex, by the IDs beside them. True when 0 and 1 are used and nothing tells which is which.
pub(crate) fn sex_coding(columns: &[Column], sample: &Sample<'_>) -> (SexCoding, bool) {
    let Some(col) = col_of(columns, Field::Sex) else { return (SexCoding::Standard, false) };
    let id_col = col_of(columns, Field::IdNumber);
    let (mut zeros, mut twos, mut female_zeros, mut other_zeros) = (0, 0, 0, 0);
    for row in sample.rows {
        let Some(cell) = row.get(col) else { continue };
        match cell_text(cell, false).trim() {
            "0" => {
                zeros += 1;
                match id_of(row, id_col).and_then(|id| id.sex()) {
                    Some(Sex::Female) => female_zeros += 1,
                    Some(Sex::Male) => other_zeros += 1,
                    None => {}
                }
            }
            "2" => twos += 1,
            _ => {}
        }
    }
    if female_zeros > other_zeros && twos == 0 {
        (SexCoding::ZeroIsFemale, false)
    } else {
        (SexCoding::Standard, zeros > 0 && twos == 0 && female_zeros + other_zeros == 0)
    }
}

/// Whether serial days count from 1904: the workbook's flag, unless the IDs beside the birth dates prove it wrong.
pub(crate) fn uses_1904(columns: &[Column], sample: &Sample<'_>, flag: bool) -> bool {
    let (Some(col), id_col) = (col_of(columns, Field::BirthDate), col_of(columns, Field::IdNumber)) else {
        return flag;
    };
    let (mut right, mut wrong) = (0, 0);
    for row in sample.rows {
        let Some(Cell::Date(serial) | Cell::Number(serial)) = row.get(col) else { continue };
        let Some(birth) = id_of(row, id_col).and_then(|id| id.birth()) else { continue };
        let says = |is_1904| {
            Day::from_excel_serial(serial.floor(), is_1904)
                .is_some_and(|day| Birth::from_day(day).agrees_with(&birth))
        };
        right += u32::from(says(flag));
        wrong += u32::from(says(!flag));
    }
    if wrong > right && wrong >= 2 { !flag } else { flag }
}

/// Whether many 18-digit ID texts end in 000: they went through a number once (a CSV saved by Excel), and even one whose
/// check digit happens to fit is not to be believed.
pub(crate) fn ids_cut(columns: &[Column], sample: &Sample<'_>) -> bool {
    let Some(col) = col_of(columns, Field::IdNumber) else { return false };
    let (mut seen, mut cut) = (0u32, 0u32);
    for cell in sample.cells(col) {
        let Cell::Text(text) = cell else { continue };
        let text = text.trim();
        if text.len() == 18 {
            seen += 1;
            cut += u32::from(text.ends_with("000"));
        }
    }
    cut >= 2 && cut * 5 >= seen
}

/// The place columns that are left blank under the first member of a household, as when merged cells were flattened to
/// text: some cells are blank although the row names somebody, and no value is ever repeated on the next row.
pub(crate) fn blank_means_above(columns: &[Column], sample: &Sample<'_>, merges: &[Merge]) -> Vec<u16> {
    let Some(name) = col_of(columns, Field::Name) else { return Vec::new() };
    let shared = columns.iter().filter(|column| {
        column.field.is_place()
            || matches!(column.field, Field::HouseholdNo | Field::HeadName | Field::Compound)
    });
    let mut found = Vec::new();
    for column in shared {
        let col = column.col;
        let merged = |m: &Merge| m.first_col <= col && col <= m.last_col && m.last_row > m.first_row;
        let first = sample.rows.first().map_or(0, |row| row.index);
        if merges.iter().any(|m| merged(m) && m.first_row >= first) {
            continue;
        }
        let (mut blanks, mut values, mut repeats) = (0, 0, 0);
        let mut last = String::new();
        let mut last_was_value = false;
        for row in sample.rows {
            let named = row.get(name).is_some_and(|cell| !says_nothing(&cell_text(cell, false)));
            if !named {
                last_was_value = false;
                continue;
            }
            let text = row.get(col).map(|cell| cell_text(cell, false)).unwrap_or_default();
            let text = text.trim();
            if text.is_empty() {
                blanks += 1;
                last_was_value = false;
                continue;
            }
            values += 1;
            repeats += usize::from(last_was_value && last == text);
            text.clone_into(&mut last);
            last_was_value = true;
        }
        if blanks > 0 && values > 0 && repeats == 0 {
            found.push(col);
        }
    }
    found
}
