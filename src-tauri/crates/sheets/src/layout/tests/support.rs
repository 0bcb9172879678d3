//! A small builder of sheets, and people with right check digits.
use louce_core::values::{Day, Parsed};

use super::super::{Layout, RowFacts, RowKind, RowOutcome, RowReader, detect};
use crate::read::{Cell, Merge, Row, Sheet};

/// Rows of texts → sheet. `#402` is a number cell, `@44624` a date cell, `!#N/A` an error, `` no cell.
pub fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let rows = rows.iter().enumerate().filter_map(|(index, texts)| {
        let cells: Vec<(u16, Cell)> = texts
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty())
            .map(|(col, text)| (col as u16, cell(text)))
            .collect();
        (!cells.is_empty()).then_some(Row { index: index as u32, cells })
    });
    Sheet::from_rows(name, rows)
}

fn cell(text: &str) -> Cell {
    if let Some(number) = text.strip_prefix('#').and_then(|text| text.parse().ok()) {
        return Cell::Number(number);
    }
    if let Some(serial) = text.strip_prefix('@').and_then(|text| text.parse().ok()) {
        return Cell::Date(serial);
    }
    match text.strip_prefix('!') {
        Some(error) => Cell::Error(error.to_owned()),
        None => Cell::Text(text.to_owned()),
    }
}

/// Adds a merge by (first row, first column, last row, last column).
pub fn merge(mut sheet: Sheet, merges: &[(u32, u16, u32, u16)]) -> Sheet {
    sheet.merges.extend(merges.iter().map(|&(first_row, first_col, last_row, last_col)| Merge {
        first_row,
        first_col,
        last_row,
        last_col,
    }));
    sheet
}

pub fn today() -> Day {
    Day::parse_iso("2022-04-01").unwrap()
}

/// Detects and reads all rows.
pub fn read(sheet: &Sheet) -> (Layout, Vec<RowOutcome>) {
    read_file(sheet, "台账.xlsx")
}

pub fn read_file(sheet: &Sheet, file: &str) -> (Layout, Vec<RowOutcome>) {
    let layout = detect(sheet, file, &|_| None).unwrap();
    let mut reader = RowReader::new(&layout, sheet);
    let outcomes = sheet.rows.iter().map(|row| reader.read(&row, today())).collect();
    (layout, outcomes)
}

/// The facts of all rows that have some.
pub fn facts(sheet: &Sheet) -> Vec<RowFacts> {
    read(sheet).1.into_iter().filter_map(taken).collect()
}

pub fn taken(outcome: RowOutcome) -> Option<RowFacts> {
    match outcome {
        RowOutcome::Facts(facts) => Some(*facts),
        _ => None,
    }
}

/// `姓名@楼号-单元-室号` of each person, `*@…` of each room without one.
pub fn people(sheet: &Sheet) -> Vec<String> {
    facts(sheet).iter().map(who).collect()
}

pub fn who(facts: &RowFacts) -> String {
    let name = match facts.kind {
        RowKind::Person => facts.name.value().map_or("?", |name| name.as_str()).to_owned(),
        RowKind::Room(state) => format!("*{state}"),
        RowKind::Building => "#".to_owned(),
    };
    format!("{name}@{}", place(facts))
}

pub fn place(facts: &RowFacts) -> String {
    match &facts.address {
        Parsed::Blank => String::new(),
        Parsed::Unreadable(_) => "!".to_owned(),
        Parsed::Value(address) | Parsed::Doubtful(address, _) => {
            format!("{}-{}-{}", address.building, address.unit, address.room)
        }
    }
}

/// Codes of the flags, sorted.
pub fn flags(facts: &RowFacts) -> Vec<&'static str> {
    let mut codes: Vec<&str> = facts.flags.iter().map(|flag| flag.why.code()).collect();
    codes.sort_unstable();
    codes
}

/// An invented ID number with the right check digit; an odd `sequence` is a man's.
pub fn id(birth: &str, sequence: u32) -> String {
    let body = format!("310110{birth}{sequence:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{body}{}", ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][(sum % 11) as usize])
}
