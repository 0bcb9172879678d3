//! Sheets as binary workbooks (MS-XLSB), as small as Excel would open them. No program that is at hand writes these.
//!
//! Not here: what stands in the cells.

use std::io::{Cursor, Write};

use louce_sheets::read::{Cell, Row};

use crate::edit::AnyError;

/// The format of the cells with dates, in the table of styles.
const DAY: u32 = 1;

/// A record: kind and length in seven bits a byte.
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let mut out = if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    let mut len = body.len();
    while len >= 0x80 {
        out.push(len as u8 | 0x80);
        len >>= 7;
    }
    out.push(len as u8);
    out.extend(body);
    out
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = (units.len() as u32).to_le_bytes().to_vec();
    out.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    out
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// BrtRowHdr and the cells behind it.
fn row(row: &Row) -> Vec<u8> {
    let mut out = record(0x00, &numbers(&[row.index, 0, 0, 0]));
    for (col, cell) in &row.cells {
        let head = |format: u32| numbers(&[u32::from(*col), format]);
        out.extend(match cell {
            Cell::Text(text) => record(0x06, &[head(0), wide(text)].concat()),
            // A whole number as BrtCellRk, as Excel has it.
            Cell::Number(number) if number.fract() == 0.0 && (0.0..1e6).contains(number) => {
                record(0x02, &[head(0), numbers(&[(*number as u32) << 2 | 2])].concat())
            }
            Cell::Number(number) => record(0x05, &[head(0), number.to_le_bytes().to_vec()].concat()),
            Cell::Date(day) => record(0x05, &[head(DAY), day.to_le_bytes().to_vec()].concat()),
            Cell::Bool(value) => record(0x04, &[head(0), vec![u8::from(*value)]].concat()),
            Cell::Error(_) => record(0x03, &[head(0), vec![0x2A]].concat()),
        });
    }
    out
}

/// The parts that hold the sheet, the formats of its cells, and the workbook around them.
pub struct Parts {
    /// `xl/worksheets/sheet1.bin`
    pub sheet: Vec<u8>,
    /// `xl/styles.bin`
    pub styles: Vec<u8>,
    /// `xl/workbook.bin`
    pub workbook: Vec<u8>,
}

/// One sheet of these rows.
pub fn parts(name: &str, rows: &[Row]) -> Parts {
    let workbook = [
        record(0x83, &[]),
        record(0x8F, &[]),
        record(0x9C, &[numbers(&[0, 1]), wide("rId1"), wide(name)].concat()),
        record(0x90, &[]),
        record(0x84, &[]),
    ]
    .concat();
    // Two cell formats: general, and the day format 31 (yyyy年m月d日) that every Chinese Excel has built in.
    let format = |number_format: u16| {
        record(0x2F, &[vec![0, 0], number_format.to_le_bytes().to_vec(), vec![0; 12]].concat())
    };
    let styles = [
        record(0x116, &[]),
        record(0x269, &numbers(&[2])),
        format(0),
        format(31),
        record(0x26A, &[]),
        record(0x117, &[]),
    ]
    .concat();
    let last_row = rows.last().map_or(0, |row| row.index);
    let last_col = rows.iter().filter_map(|row| row.cells.last()).map(|(col, _)| u32::from(*col)).max();
    let size = numbers(&[0, last_row, 0, last_col.unwrap_or(0)]);
    let mut sheet = [record(0x81, &[]), record(0x94, &size), record(0x91, &[])].concat();
    sheet.extend(rows.iter().flat_map(row));
    sheet.extend([record(0x92, &[]), record(0x82, &[])].concat());
    Parts { sheet, styles, workbook }
}

/// The file.
///
/// # Errors
/// None but those of writing a zip in memory.
pub fn workbook(name: &str, rows: &[Row]) -> Result<Vec<u8>, AnyError> {
    let parts = parts(name, rows);
    let relations = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/workbook.bin", &parts.workbook),
        ("xl/styles.bin", &parts.styles),
        ("xl/worksheets/sheet1.bin", &parts.sheet),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
