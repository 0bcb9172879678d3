//! A workbook edited the way a person at a desk does it: some cells change, everything else stays.
//!
//! Here: writing texts into cells of an `.xlsx` that somebody else made. Merges, formats, hidden columns, formulas
//! and page set-up pass through untouched, which a reader-plus-writer pair would lose.
//! Not here: what is written where (see [`crate::fill`]), and reading (calamine does it).

use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Texts to write into one sheet: (row, column), both from 0, → text.
pub type CellTexts = BTreeMap<(u32, u32), String>;

/// Whatever went wrong, for a caller that only prints it.
pub type AnyError = Box<dyn Error + Send + Sync>;

/// Copies the workbook `from` to `to` with the texts of `edits` (by sheet name) written into its cells.
///
/// # Errors
/// When a sheet named in `edits` does not exist, or either file cannot be read or written.
pub fn edit_workbook(from: &Path, to: &Path, edits: &BTreeMap<String, CellTexts>) -> Result<(), AnyError> {
    let mut archive = ZipArchive::new(File::open(from)?)?;
    let parts = sheet_parts(
        &part_text(&mut archive, "xl/workbook.xml")?,
        &part_text(&mut archive, "xl/_rels/workbook.xml.rels")?,
    )?;
    let mut by_part = BTreeMap::new();
    for (sheet, texts) in edits {
        let part = parts.get(sheet).ok_or_else(|| format!("工作簿里没有工作表“{sheet}”"))?;
        by_part.insert(part.clone(), texts);
    }
    let mut out = ZipWriter::new(File::create(to)?);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let name = entry.name()?.into_owned();
        match by_part.get(&name) {
            None => out.raw_copy_file(entry)?,
            Some(texts) => {
                let mut xml = String::new();
                entry.read_to_string(&mut xml)?;
                out.start_file(name, SimpleFileOptions::default())?;
                out.write_all(&edit_sheet(&xml, texts)?)?;
            }
        }
    }
    out.finish()?;
    Ok(())
}

fn part_text(archive: &mut ZipArchive<File>, name: &str) -> Result<String, AnyError> {
    let mut text = String::new();
    archive.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}

/// Sheet name → path of its part in the package.
fn sheet_parts(workbook: &str, rels: &str) -> Result<BTreeMap<String, String>, AnyError> {
    let mut targets = BTreeMap::new();
    each_element(rels, "Relationship", |e| {
        if let (Some(id), Some(target)) = (attribute(e, "Id")?, attribute(e, "Target")?) {
            let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, path);
        }
        Ok(())
    })?;
    let mut parts = BTreeMap::new();
    each_element(workbook, "sheet", |e| {
        if let (Some(name), Some(id)) = (attribute(e, "name")?, attribute(e, "r:id")?)
            && let Some(path) = targets.get(&id)
        {
            parts.insert(name, path.clone());
        }
        Ok(())
    })?;
    Ok(parts)
}

fn each_element(
    xml: &str,
    name: &str,
    mut f: impl FnMut(&BytesStart) -> Result<(), AnyError>,
) -> Result<(), AnyError> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == name => f(&e)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn attribute(e: &BytesStart, name: &str) -> Result<Option<String>, AnyError> {
    Ok(match e.try_get_attribute(name)? {
        Some(a) => Some(a.normalized_value(quick_xml::XmlVersion::Implicit1_0)?.into_owned()),
        None => None,
    })
}

/// One worksheet with `texts` written in; rows and cells that were not there are added in their place.
fn edit_sheet(xml: &str, texts: &CellTexts) -> Result<Vec<u8>, AnyError> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
    for ((row, col), text) in texts {
        rows.entry(*row).or_default().insert(*col, text);
    }
    let mut reader = Reader::from_str(xml);
    let mut out = Writer::new(Vec::with_capacity(xml.len() + xml.len() / 8));
    let mut next_row = 0;
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(out.into_inner()),
            Event::Start(e) if e.local_name().as_ref() == "row" => {
                let row = row_index(&e)?.unwrap_or(next_row);
                next_row = row + 1;
                write_new_rows(&mut out, &mut rows, Some(row))?;
                out.write_event(Event::Start(without_spans(&e)?))?;
                edit_row(&mut reader, &mut out, row, rows.remove(&row).unwrap_or_default())?;
            }
            Event::Empty(e) if e.local_name().as_ref() == "row" => {
                let row = row_index(&e)?.unwrap_or(next_row);
                next_row = row + 1;
                write_new_rows(&mut out, &mut rows, Some(row))?;
                out.write_event(Event::Start(without_spans(&e)?))?;
                write_new_cells(&mut out, row, &mut rows.remove(&row).unwrap_or_default(), None)?;
                out.write_event(Event::End(e.to_end()))?;
            }
            Event::Empty(e) if e.local_name().as_ref() == "sheetData" => {
                out.write_event(Event::Start(e.borrow()))?;
                write_new_rows(&mut out, &mut rows, None)?;
                out.write_event(Event::End(e.to_end()))?;
            }
            Event::End(e) if e.local_name().as_ref() == "sheetData" => {
                write_new_rows(&mut out, &mut rows, None)?;
                out.write_event(Event::End(e))?;
            }
            other => out.write_event(other)?,
        }
    }
}

/// The cells of one row, up to and with its end tag.
fn edit_row(
    reader: &mut Reader<&[u8]>,
    out: &mut Writer<Vec<u8>>,
    row: u32,
    mut cells: BTreeMap<u32, &str>,
) -> Result<(), AnyError> {
    let mut next_col = 0;
    loop {
        match reader.read_event()? {
            Event::Eof => return Err("工作表在一行中间断了".into()),
            Event::End(e) if e.local_name().as_ref() == "row" => {
                write_new_cells(out, row, &mut cells, None)?;
                out.write_event(Event::End(e))?;
                return Ok(());
            }
            Event::Start(e) if e.local_name().as_ref() == "c" => {
                let col = column_index(&e)?.unwrap_or(next_col);
                next_col = col + 1;
                write_new_cells(out, row, &mut cells, Some(col))?;
                if let Some(text) = cells.remove(&col) {
                    reader.read_to_end(e.name())?;
                    write_cell(out, row, col, attribute(&e, "s")?, text)?;
                } else {
                    out.write_event(Event::Start(e))?;
                }
            }
            Event::Empty(e) if e.local_name().as_ref() == "c" => {
                let col = column_index(&e)?.unwrap_or(next_col);
                next_col = col + 1;
                write_new_cells(out, row, &mut cells, Some(col))?;
                match cells.remove(&col) {
                    Some(text) => write_cell(out, row, col, attribute(&e, "s")?, text)?,
                    None => out.write_event(Event::Empty(e))?,
                }
            }
            other => out.write_event(other)?,
        }
    }
}

/// Rows of `rows` that lie before `before` (all of them for `None`) and that the sheet did not have.
fn write_new_rows(
    out: &mut Writer<Vec<u8>>,
    rows: &mut BTreeMap<u32, BTreeMap<u32, &str>>,
    before: Option<u32>,
) -> Result<(), AnyError> {
    while let Some(first) = rows.first_entry() {
        if before.is_some_and(|b| *first.key() >= b) {
            break;
        }
        let (row, mut cells) = first.remove_entry();
        write!(out.get_mut(), "<row r=\"{}\">", row + 1)?;
        write_new_cells(out, row, &mut cells, None)?;
        write!(out.get_mut(), "</row>")?;
    }
    Ok(())
}

fn write_new_cells(
    out: &mut Writer<Vec<u8>>,
    row: u32,
    cells: &mut BTreeMap<u32, &str>,
    before: Option<u32>,
) -> Result<(), AnyError> {
    while let Some(first) = cells.first_entry() {
        if before.is_some_and(|b| *first.key() >= b) {
            break;
        }
        let (col, text) = first.remove_entry();
        write_cell(out, row, col, None, text)?;
    }
    Ok(())
}

/// A text cell, always a text: what begins with `=` stays what was typed. An empty text leaves a blank cell.
fn write_cell(
    out: &mut Writer<Vec<u8>>,
    row: u32,
    col: u32,
    style: Option<String>,
    text: &str,
) -> Result<(), AnyError> {
    let style = style.map(|s| format!(" s=\"{}\"", partial_escape(&*s))).unwrap_or_default();
    let name = cell_name(row, col);
    if text.is_empty() {
        write!(out.get_mut(), "<c r=\"{name}\"{style}/>")?;
    } else {
        let text = partial_escape(text);
        write!(
            out.get_mut(),
            "<c r=\"{name}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        )?;
    }
    Ok(())
}

/// The `spans` hint would be wrong once a cell is added beside the others; it is optional.
fn without_spans(e: &BytesStart) -> Result<BytesStart<'static>, AnyError> {
    let mut row = BytesStart::new("row");
    for a in e.attributes() {
        let a = a?;
        if a.key.as_ref() != "spans" {
            row.push_attribute(a);
        }
    }
    Ok(row.into_owned())
}

fn row_index(e: &BytesStart) -> Result<Option<u32>, AnyError> {
    Ok(match attribute(e, "r")? {
        Some(r) => r.parse::<u32>()?.checked_sub(1),
        None => None,
    })
}

fn column_index(e: &BytesStart) -> Result<Option<u32>, AnyError> {
    let Some(r) = attribute(e, "r")? else { return Ok(None) };
    let mut col = 0u32;
    for letter in r.bytes().take_while(u8::is_ascii_alphabetic) {
        let digit = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        col = col.checked_mul(26).and_then(|c| c.checked_add(digit)).ok_or("列号太大")?;
    }
    Ok(col.checked_sub(1))
}

/// `(0, 0)` → `A1`.
pub fn cell_name(row: u32, col: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = col + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.into_iter().rev().collect::<String>(), row + 1)
}
