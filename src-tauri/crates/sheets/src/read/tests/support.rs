//! Files made by code, and short ways to read them.

use std::ffi::OsString;
use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::Workbook as Writer;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::read::{Cell, Isolation, Limits, ReadError, Row, Workbook, read_workbook};

/// A file in a folder that goes away with it.
pub struct Sample {
    _folder: tempfile::TempDir,
    pub path: PathBuf,
}

pub fn sample(name: &str, bytes: &[u8]) -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Sample { _folder: folder, path }
}

pub fn read_path(path: &Path, isolation: &Isolation, limits: &Limits) -> Result<Workbook, ReadError> {
    read_workbook(path, isolation, limits, &mut |_| ControlFlow::Continue(()))
}

/// Reads bytes in this process.
pub fn read(name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    read_path(&sample(name, bytes).path, &Isolation::InProcess, &Limits::default())
}

/// Reads bytes in a child with the default limits.
pub fn read_in_child(name: &str, bytes: &[u8]) -> Result<Workbook, ReadError> {
    read_path(&sample(name, bytes).path, &child(), &Limits::default())
}

/// This very test program, told to be the child.
pub fn child() -> Isolation {
    let args = ["--exact", "read::tests::child::plays_the_child", "--nocapture", "--test-threads=1"];
    Isolation::Child { program: std::env::current_exe().unwrap(), args: args.map(OsString::from).to_vec() }
}

pub fn rows(book: &Workbook) -> Vec<Row> {
    book.sheets.first().map(|sheet| sheet.rows.iter().collect()).unwrap_or_default()
}

pub fn text(t: &str) -> Cell {
    Cell::Text(t.to_owned())
}

pub fn row(index: u32, cells: Vec<(u16, Cell)>) -> Row {
    Row { index, cells }
}

/// A small ledger, as Excel writes it.
pub fn ledger() -> Vec<u8> {
    let mut book = Writer::new();
    let sheet = book.add_worksheet();
    sheet.set_name("12号楼").unwrap();
    for (r, line) in [["姓名", "室号", "证件号"], ["王小明", "402", "31010119800101001X"]].iter().enumerate()
    {
        for (c, value) in line.iter().enumerate() {
            sheet.write_string(r as u32, c as u16, *value).unwrap();
        }
    }
    sheet.write_number(2, 1, 403.0).unwrap();
    book.save_to_buffer().unwrap()
}

/// A workbook of `rows` × 10 like a residents' ledger.
pub fn residents(rows: u32, path: &Path) {
    let mut book = Writer::new();
    let sheet = book.add_worksheet_with_low_memory().unwrap();
    for r in 0..rows {
        let n = u64::from(r) * 7919 + 17;
        sheet.write_number(r, 0, f64::from(r)).unwrap();
        sheet.write_string(r, 1, format!("居民{}", n % 99_991)).unwrap();
        sheet.write_string(r, 2, format!("3101{:014}", n * 1_000_003 % 100_000_000_000_000)).unwrap();
        sheet.write_string(r, 3, if n % 2 == 0 { "男" } else { "女" }).unwrap();
        sheet.write_string(r, 4, format!("139{:08}", n * 31 % 100_000_000)).unwrap();
        sheet.write_string(r, 5, format!("{}号", n % 89 + 1)).unwrap();
        sheet.write_string(r, 6, format!("{}", n % 6 * 100 + n % 4 + 101)).unwrap();
        sheet.write_string(r, 7, "在住").unwrap();
        sheet.write_number(r, 8, (n % 100) as f64).unwrap();
        sheet.write_string(r, 9, if n % 10 == 0 { "80岁以上独居" } else { "无" }).unwrap();
    }
    book.save(path).unwrap();
}

/// The same workbook with parts put in, replaced, or taken out (`None`).
pub fn with_parts(book: &[u8], changes: &[(&str, Option<&[u8]>)]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut parts = Vec::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if !changes.iter().any(|(changed, _)| *changed == name) {
            parts.push((name, bytes));
        }
    }
    parts.extend(
        changes.iter().filter_map(|(name, bytes)| Some(((*name).to_owned(), bytes.as_ref()?.to_vec()))),
    );
    zip_of(&parts)
}

pub fn zip_of(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The ledger's only sheet with this XML as its rows.
pub fn with_rows(sheet_data: &str, after: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1"/><sheetData>{sheet_data}</sheetData>{after}</worksheet>"#
    );
    with_parts(&ledger(), &[("xl/worksheets/sheet1.xml", Some(sheet.as_bytes()))])
}
