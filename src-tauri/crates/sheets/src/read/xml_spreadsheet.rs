//! XML Spreadsheet 2003 (`<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), often named `.xls`.

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Seek};

use encoding_rs::Encoding;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::codec::CellRef;
use super::error::Excess;
use super::open::io_error;
use super::pack::Packer;
use super::text::{Transcoder, detect};
use super::xml_text::{attribute, number, push_entity};
use super::{Format, ReadError, iso};

/// Where the next cell goes, and what is being read of it.
#[derive(Default)]
struct Place {
    row: u32,
    col: u32,
    kind: String,
    text: String,
    in_data: bool,
    open_sheet: bool,
}

/// Reads the whole workbook.
pub fn read(mut file: File, to: &mut Packer<'_>) -> Result<(), ReadError> {
    let mut head = [0; 4];
    let filled = file.read(&mut head).map_err(io_error)?;
    file.rewind().map_err(io_error)?;
    let encoding = match Encoding::for_bom(head.get(..filled).unwrap_or_default()) {
        Some((encoding, _)) => encoding,
        None => detect(&mut file).map_err(io_error)?,
    };
    to.format(Format::XmlSpreadsheet)?;
    let mut xml = Reader::from_reader(Transcoder::new(file, encoding));
    xml.config_mut().expand_empty_elements = true;
    let (mut buf, mut place, mut uses_1904, mut steps) = (Vec::new(), Place::default(), false, 0u32);
    let mut hidden = HashSet::new();
    loop {
        buf.clear();
        steps = steps.wrapping_add(1);
        if steps.is_multiple_of(1 << 16) {
            to.tick()?;
        }
        match xml.read_event_into(&mut buf).map_err(|_| ReadError::Damaged)? {
            Event::Start(tag) => {
                if tag.local_name().as_ref() == "Date1904" {
                    uses_1904 = true;
                }
                open(&tag, &mut place, uses_1904, &mut hidden, to)?;
            }
            Event::Text(t) if place.in_data => place.text.push_str(&t.xml10_content()),
            Event::CData(t) if place.in_data => place.text.push_str(&t.xml10_content()),
            Event::GeneralRef(e) if place.in_data => push_entity(&mut place.text, &e),
            Event::End(tag) => match tag.local_name().as_ref() {
                "Data" => {
                    place.in_data = false;
                    take(&place, uses_1904, to)?;
                }
                "Cell" => place.col = place.col.saturating_add(1),
                "Row" => place.row = place.row.saturating_add(1),
                "Worksheet" if place.open_sheet => {
                    place.open_sheet = false;
                    to.end_sheet()?;
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        if place.text.len() > to.limits.text.saturating_mul(2) {
            return Err(ReadError::TooBig { what: Excess::Text });
        }
    }
    // A file cut off in the middle must not pass for a whole one.
    if place.open_sheet { Err(ReadError::Damaged) } else { Ok(()) }
}

fn open(
    tag: &BytesStart<'_>,
    place: &mut Place,
    uses_1904: bool,
    hidden: &mut HashSet<String>,
    to: &mut Packer<'_>,
) -> Result<(), ReadError> {
    match tag.local_name().as_ref() {
        "Worksheet" if !place.open_sheet => {
            let name = attribute(tag, "Name").unwrap_or_default();
            *place = Place { open_sheet: true, ..Place::default() };
            to.begin_sheet(&name, hidden.contains(&name), uses_1904)?;
        }
        "Row" => {
            if let Some(index) = number(tag, "Index").and_then(|i| i.checked_sub(1)) {
                place.row = index;
            }
            place.col = 0;
        }
        "Cell" if place.open_sheet => {
            if let Some(index) = number(tag, "Index").and_then(|i| i.checked_sub(1)) {
                place.col = index;
            }
            let (across, down) =
                (number(tag, "MergeAcross").unwrap_or(0), number(tag, "MergeDown").unwrap_or(0));
            if across > 0 || down > 0 {
                let last = (place.row.saturating_add(down), place.col.saturating_add(across));
                to.merge((place.row, place.col), last)?;
            }
        }
        "Data" if place.open_sheet => {
            place.kind = attribute(tag, "Type").unwrap_or_default();
            place.text.clear();
            place.in_data = true;
        }
        _ => {}
    }
    Ok(())
}

fn take(place: &Place, uses_1904: bool, to: &mut Packer<'_>) -> Result<(), ReadError> {
    let text = place.text.as_str();
    let cell = match place.kind.as_str() {
        "Number" => text.trim().parse().ok().filter(|n: &f64| n.is_finite()).map(CellRef::Number),
        "DateTime" => iso::serial(text, uses_1904).map(CellRef::Date),
        "Boolean" => Some(CellRef::Bool(text.trim() == "1")),
        "Error" => Some(CellRef::Error(text)),
        _ => None,
    };
    to.cell(place.row, place.col, cell.unwrap_or(CellRef::Text(text)))
}
