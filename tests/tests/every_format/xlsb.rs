//! The ledger as a binary workbook (MS-XLSB), as small as Excel would open it. No program that is at hand writes these.

use std::io::{Cursor, Write};

use crate::ledger::{Cell, rows, serial};

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
    let mut out = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    out.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    out
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// BrtRowHdr and the cells behind it.
fn row(line: u32, cells: &[Cell]) -> Vec<u8> {
    let mut out = record(0x00, &numbers(&[line, 0, 0, 0]));
    for (col, cell) in (0u32..).zip(cells) {
        out.extend(match cell {
            Cell::Blank => record(0x01, &numbers(&[col, 0])),
            Cell::Text(text) => record(0x06, &[numbers(&[col, 0]), wide(text)].concat()),
            // A whole number as BrtCellRk, as Excel has it.
            Cell::Number(number) if *number < 1e6 => {
                record(0x02, &numbers(&[col, 0, (*number as u32) << 2 | 2]))
            }
            Cell::Number(number) => {
                record(0x05, &[numbers(&[col, 0]), number.to_le_bytes().to_vec()].concat())
            }
            Cell::Day(day) => {
                record(0x05, &[numbers(&[col, DAY]), serial(*day).to_le_bytes().to_vec()].concat())
            }
        });
    }
    out
}

/// The file.
pub fn workbook() -> Vec<u8> {
    let book = [
        record(0x83, &[]),
        record(0x8F, &[]),
        record(0x9C, &[numbers(&[0, 1]), wide("rId1"), wide("花名册")].concat()),
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
    let rows = rows();
    let last = u32::try_from(rows.len()).unwrap() - 1;
    let mut sheet = [record(0x81, &[]), record(0x94, &numbers(&[0, last, 0, 9])), record(0x91, &[])].concat();
    for (line, cells) in (0u32..).zip(&rows) {
        sheet.extend(row(line, cells));
    }
    sheet.extend([record(0x92, &[]), record(0x82, &[])].concat());
    let relations = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;

    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/styles.bin", &styles),
        ("xl/worksheets/sheet1.bin", &sheet),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
