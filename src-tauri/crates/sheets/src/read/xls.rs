//! Excel 97–2003 (BIFF8) and Excel 5/95 (BIFF5) workbooks, and WPS `.et`: records in a stream, read one by one.
//!
//! calamine makes a dense grid of every sheet and believes declared sizes here, which a few flipped bytes turn into
//! tens of gigabytes; so the records are read by ourselves, and nothing is reserved that was not seen.
//! Formulas are not looked at, only the values they last had.

use std::fs::File;
use std::io::Read;

use encoding_rs::{Encoding, GB18030};

use super::biff::{Book, Record, Records, is_bof, read_globals};
use super::codec::CellRef;
use super::error::Excess;
use super::ole::{Ole, u16_at, u32_at};
use super::open::io_error;
use super::pack::Packer;
use super::{Format, Note, ReadError};

/// BIFF files hold 65,536 rows of 256 columns a sheet; all in memory at once.
const LARGEST: u64 = 512 << 20;

/// Whether a file is a bare record stream without the OLE compound around it.
pub fn is_bare(head: &[u8]) -> bool {
    is_bof(head)
}

/// Reads a bare record stream.
pub fn read_bare(mut file: File, to: &mut Packer<'_>) -> Result<(), ReadError> {
    let mut stream = Vec::new();
    file.by_ref().take(LARGEST).read_to_end(&mut stream).map_err(io_error)?;
    read_stream(&stream, true, to)
}

/// Reads an OLE compound: a workbook, or the wrapping of an encrypted one.
pub fn read(mut file: File, size: u64, to: &mut Packer<'_>) -> Result<(), ReadError> {
    if size > LARGEST {
        return Err(ReadError::TooBig { what: Excess::Bytes });
    }
    let mut data = Vec::new();
    file.read_to_end(&mut data).map_err(io_error)?;
    let ole = Ole::parse(data)?;
    let book = ole.stream("Workbook").or_else(|| ole.stream("Book"));
    match book {
        Some((stream, whole)) => {
            drop(ole);
            read_stream(&stream, whole, to)
        }
        None if ole.has("EncryptionInfo") || ole.has("EncryptedPackage") => Err(ReadError::PasswordProtected),
        None => Err(ReadError::UnknownFormat),
    }
}

fn read_stream(stream: &[u8], whole: bool, to: &mut Packer<'_>) -> Result<(), ReadError> {
    to.format(Format::Xls)?;
    let book = read_globals(stream, to)?;
    // A file cut off in the middle must not pass for a whole one.
    if !whole || (book.sheets.is_empty() && !book.single) {
        return Err(ReadError::Damaged);
    }
    for sheet in &book.sheets {
        to.begin_sheet(&sheet.name, sheet.hidden, book.uses_1904)?;
        if sheet.is_table {
            read_sheet(stream, sheet.at, &book, to)?;
        } else {
            to.note(Note::NoTable);
        }
        to.end_sheet()?;
    }
    if book.single {
        to.begin_sheet("Sheet1", false, book.uses_1904)?;
        read_sheet(stream, 0, &book, to)?;
        to.end_sheet()?;
    }
    Ok(())
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;

fn read_sheet(stream: &[u8], at: usize, book: &Book, to: &mut Packer<'_>) -> Result<(), ReadError> {
    let mut records = Records::new(stream, at);
    // Charts within the sheet are streams within the stream.
    let (mut depth, mut formula_at) = (0usize, None);
    let mut count = 0u32;
    loop {
        let record = records.next().ok_or(ReadError::Damaged)?;
        count = count.wrapping_add(1);
        if count.is_multiple_of(1 << 16) {
            to.tick()?;
        }
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => return Ok(()),
            EOF => depth -= 1,
            _ if depth > 1 => {}
            0x0006 | 0x0206 | 0x0406 => formula_at = formula(&record, book, to)?,
            0x0207 => {
                if let Some((row, col)) = formula_at.take()
                    && let Some(text) = book.string(record.data, 0)
                {
                    to.cell(row, col, CellRef::Text(&text))?;
                }
            }
            _ => {
                // One record that makes no sense is one cell fewer, not a file fewer.
                if value(&record, book, to)?.is_none() && is_value(record.kind) {
                    to.note(Note::CellSkipped);
                }
            }
        }
    }
}

fn is_value(kind: u16) -> bool {
    matches!(kind, 0x00FD | 0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00BD)
}

/// Takes a record that holds values or merges; `None` if it holds nothing that makes sense.
fn value(record: &Record<'_>, book: &Book, to: &mut Packer<'_>) -> Result<Option<()>, ReadError> {
    let data = record.data;
    let place = || Some((u32::from(u16_at(data, 0)?), u32::from(u16_at(data, 2)?)));
    let Some((row, col)) = place() else { return Ok(None) };
    let format = u16_at(data, 4).unwrap_or(0);
    match record.kind {
        // LABELSST
        0x00FD => {
            let Some(text) = u32_at(data, 6).and_then(|i| book.strings.get(i as usize)) else {
                return Ok(None);
            };
            to.cell(row, col, CellRef::Text(text))?;
        }
        // NUMBER
        0x0203 => {
            let Some(n) = f64_at(data, 6) else { return Ok(None) };
            to.cell(row, col, book.number(n, format))?;
        }
        // LABEL, RSTRING
        0x0204 | 0x00D6 => {
            let Some(text) = book.string(data, 6) else { return Ok(None) };
            to.cell(row, col, CellRef::Text(&text))?;
        }
        // BOOLERR
        0x0205 => {
            let (Some(v), Some(is_error)) = (data.get(6), data.get(7)) else { return Ok(None) };
            let cell = if *is_error == 0 { CellRef::Bool(*v != 0) } else { CellRef::Error(error_name(*v)) };
            to.cell(row, col, cell)?;
        }
        // RK
        0x027E => {
            let Some(rk) = u32_at(data, 6) else { return Ok(None) };
            to.cell(row, col, book.number(rk_number(rk), format))?;
        }
        // MULRK
        0x00BD => {
            let body = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
            for (i, cell) in body.chunks_exact(6).enumerate() {
                if let (Some(format), Some(rk)) = (u16_at(cell, 0), u32_at(cell, 2)) {
                    to.cell(row, col.saturating_add(i as u32), book.number(rk_number(rk), format))?;
                }
            }
        }
        // MERGEDCELLS
        0x00E5 => {
            for area in data.get(2..).unwrap_or_default().chunks_exact(8) {
                let at = |i| u16_at(area, i).map_or(0, u32::from);
                to.merge((at(0), at(4)), (at(2), at(6)))?;
            }
        }
        _ => {}
    }
    Ok(Some(()))
}

/// The last value of a formula; where it is text, the place to which the next STRING belongs.
fn formula(record: &Record<'_>, book: &Book, to: &mut Packer<'_>) -> Result<Option<(u32, u32)>, ReadError> {
    let data = record.data;
    let (Some(row), Some(col), Some(format)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4)) else {
        return Ok(None);
    };
    let (row, col) = (u32::from(row), u32::from(col));
    let Some(result) = data.get(6..14) else { return Ok(None) };
    let cell = match result {
        [0, _, _, _, _, _, 0xFF, 0xFF] => return Ok(Some((row, col))),
        [1, _, b, _, _, _, 0xFF, 0xFF] => CellRef::Bool(*b != 0),
        [2, _, e, _, _, _, 0xFF, 0xFF] => CellRef::Error(error_name(*e)),
        [_, _, _, _, _, _, 0xFF, 0xFF] => return Ok(None),
        _ => match f64_at(data, 6) {
            Some(n) => book.number(n, format),
            None => return Ok(None),
        },
    };
    to.cell(row, col, cell)?;
    Ok(None)
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    let n = f64::from_le_bytes(data.get(at..at.checked_add(8)?)?.try_into().ok()?);
    n.is_finite().then_some(n)
}

/// MS-XLS 2.5.217: 30 bits of a number, times 1 or 0.01.
fn rk_number(rk: u32) -> f64 {
    let n = if rk & 2 == 0 { f64::from_bits(u64::from(rk & !3) << 32) } else { f64::from(rk as i32 >> 2) };
    if rk & 1 == 0 { n } else { n / 100.0 }
}

fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// The encoding of BIFF5 texts; offices here have code page 936.
pub fn code_page(page: u16) -> &'static Encoding {
    match page {
        932 => encoding_rs::SHIFT_JIS,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1252 => encoding_rs::WINDOWS_1252,
        10000 => encoding_rs::MACINTOSH,
        _ => GB18030,
    }
}
