//! `.xlsx` and `.xlsb` through calamine's streaming cell readers: what a cell far away costs is nothing.

use calamine::{
    Cell as CalamineCell, DataRef, Reader, Sheet as SheetInfo, SheetType, SheetVisible, Xlsb, XlsbError,
    Xlsx, XlsxError,
};
use quick_xml::events::Event;

use super::codec::CellRef;
use super::fills::Yellow;
use super::iso;
use super::pack::Packer;
use super::parts::Parts;
use super::vzip::VirtualZip;
use super::{Format, Note, ReadError};

/// So many cells may be skipped because they make no sense; more, and the file is damaged.
const BAD_CELLS: usize = 10_000;

/// Reads a zip with an XML workbook in it.
pub fn read_xlsx(parts: Parts, to: &mut Packer<'_>) -> Result<(), ReadError> {
    to.format(Format::Xlsx)?;
    let yellow = Yellow::of(&parts);
    let zip = VirtualZip::new(parts);
    let mut book = Xlsx::new(zip.clone()).map_err(|e| zip.failure_or(why(&e)))?;
    let uses_1904 = book.has_1904_epoch();
    for info in book.sheets_metadata().to_vec() {
        to.begin_sheet(&info.name, hidden(&info), uses_1904)?;
        match book.worksheet_cells_reader(&info.name) {
            Ok(mut cells) if info.typ == SheetType::WorkSheet => {
                let mut bad = 0;
                loop {
                    match cells.next_cell() {
                        Ok(Some(cell)) => take(&cell, uses_1904, to)?,
                        Ok(None) => break,
                        Err(e) if is_fatal(&e) || bad >= BAD_CELLS => {
                            return Err(zip.failure_or(ReadError::Damaged));
                        }
                        Err(_) => {
                            bad += 1;
                            to.note(Note::CellSkipped);
                        }
                    }
                }
                drop(cells);
                let damaged = |_| zip.failure_or(ReadError::Damaged);
                let part = zip.part();
                let tail = zip.finish_part().map_err(damaged)?;
                merges(&tail, to)?;
                if let (Some(yellow), Some(part)) = (&yellow, part) {
                    yellow.cells(zip.stream(part).map_err(damaged)?, to)?;
                }
            }
            Ok(_) | Err(XlsxError::NotAWorksheet(_) | XlsxError::WorksheetNotFound(_)) => {
                to.note(Note::NoTable)
            }
            Err(e) => return Err(zip.failure_or(why(&e))),
        }
        to.end_sheet()?;
    }
    Ok(())
}

/// Reads a zip with a binary workbook in it.
pub fn read_xlsb(parts: Parts, to: &mut Packer<'_>) -> Result<(), ReadError> {
    to.format(Format::Xlsb)?;
    let zip = VirtualZip::new(parts);
    let mut book = Xlsb::new(zip.clone()).map_err(|e| {
        zip.failure_or(if matches!(e, XlsbError::Password) {
            ReadError::PasswordProtected
        } else {
            ReadError::Damaged
        })
    })?;
    let uses_1904 = book.has_1904_epoch();
    for info in book.sheets_metadata().to_vec() {
        to.begin_sheet(&info.name, hidden(&info), uses_1904)?;
        if info.typ == SheetType::WorkSheet {
            let damaged = |_| zip.failure_or(ReadError::Damaged);
            let mut cells = book.worksheet_cells_reader(&info.name).map_err(damaged)?;
            while let Some(cell) = cells.next_cell().map_err(damaged)? {
                take(&cell, uses_1904, to)?;
            }
            drop(cells);
            let tail = zip.finish_part().map_err(|_| zip.failure_or(ReadError::Damaged))?;
            for body in tail.chunks_exact(16) {
                let mut at = body.chunks_exact(4).map(|w| w.try_into().map_or(0, u32::from_le_bytes));
                if let (Some(top), Some(bottom), Some(left), Some(right)) =
                    (at.next(), at.next(), at.next(), at.next())
                {
                    to.merge((top, left), (bottom, right))?;
                }
            }
        } else {
            to.note(Note::NoTable);
        }
        to.end_sheet()?;
    }
    Ok(())
}

fn hidden(info: &SheetInfo) -> bool {
    info.visible != SheetVisible::Visible
}

fn take(cell: &CalamineCell<DataRef<'_>>, uses_1904: bool, to: &mut Packer<'_>) -> Result<(), ReadError> {
    let (row, col) = cell.get_position();
    let error;
    let value = match cell.get_value() {
        DataRef::Empty => return Ok(()),
        DataRef::SharedString(text) => CellRef::Text(text),
        DataRef::String(text) => CellRef::Text(text),
        DataRef::Float(n) => CellRef::Number(*n),
        DataRef::Int(n) => CellRef::Number(*n as f64),
        DataRef::Bool(b) => CellRef::Bool(*b),
        DataRef::DateTime(date) => CellRef::Date(date.as_f64()),
        DataRef::DateTimeIso(text) => iso::serial(text, uses_1904).map_or(CellRef::Text(text), CellRef::Date),
        DataRef::DurationIso(text) => iso::duration(text).map_or(CellRef::Text(text), CellRef::Date),
        DataRef::Error(e) => {
            error = e.to_string();
            CellRef::Error(&error)
        }
    };
    to.cell(row, col, value)
}

/// Merges stand after the rows: `<mergeCells><mergeCell ref="A1:B2"/>…`.
fn merges(tail: &[u8], to: &mut Packer<'_>) -> Result<(), ReadError> {
    let mut xml = quick_xml::Reader::from_reader(tail);
    xml.config_mut().check_end_names = false;
    xml.config_mut().allow_unmatched_ends = true;
    let mut buf = Vec::new();
    loop {
        buf.clear();
        match xml.read_event_into(&mut buf) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "mergeCell" => {
                let area = tag.try_get_attribute("ref").ok().flatten();
                if let Some((first, last)) = area.and_then(|a| parse_area(&a.value)) {
                    to.merge(first, last)?;
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// `B2:C5` to 0-based (row, column) of both corners.
fn parse_area(area: &str) -> Option<((u32, u32), (u32, u32))> {
    let (first, last) = area.split_once(':')?;
    Some((parse_ref(first)?, parse_ref(last)?))
}

/// `B2` to 0-based (row, column).
pub fn parse_ref(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let col = letters.bytes().fold(0, |col, b| col * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().ok()?;
    Some((row.checked_sub(1)?, col.checked_sub(1)?))
}

/// Errors after which the stream cannot go on.
fn is_fatal(error: &XlsxError) -> bool {
    matches!(error, XlsxError::Io(_) | XlsxError::Zip(_) | XlsxError::Xml(_) | XlsxError::XmlEof(_))
}

fn why(error: &XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::PasswordProtected,
        _ => ReadError::Damaged,
    }
}
