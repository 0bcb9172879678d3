//! OpenDocument spreadsheets, streamed: repeated blank rows and columns cost nothing, spans are merges.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::codec::CellRef;
use super::error::Excess;
use super::pack::Packer;
use super::parts::{PartReader, Parts};
use super::xml_text::{attribute, number, push_entity};
use super::{Cell, Format, ReadError, iso};

/// A row or cell that is not blank is repeated at most so often.
const REPEATS: u32 = 100_000;
/// A repeated text takes at most so many bytes in one row.
const ROW_BYTES: usize = 64 << 20;

/// Reads `content.xml`.
pub fn read(parts: &Parts, to: &mut Packer<'_>) -> Result<(), ReadError> {
    to.format(Format::Ods)?;
    let fail = |_| parts.failure().unwrap_or(ReadError::Damaged);
    if let Some(manifest) = parts.find("META-INF/manifest.xml") {
        let mut xml = reader(parts.stream(manifest).map_err(fail)?);
        let mut buf = Vec::new();
        loop {
            buf.clear();
            match xml.read_event_into(&mut buf) {
                Ok(Event::Start(tag)) if tag.local_name().as_ref() == "encryption-data" => {
                    return Err(ReadError::PasswordProtected);
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
    }
    let content = parts.find("content.xml").ok_or(ReadError::Damaged)?;
    let mut xml = reader(parts.stream(content).map_err(fail)?);
    let mut tables = Tables::default();
    let (mut buf, mut steps) = (Vec::new(), 0u32);
    loop {
        buf.clear();
        steps = steps.wrapping_add(1);
        if steps.is_multiple_of(1 << 16) {
            to.tick()?;
        }
        match xml.read_event_into(&mut buf).map_err(|_| parts.failure().unwrap_or(ReadError::Damaged))? {
            Event::Start(tag) => tables.open(&tag, to)?,
            Event::End(tag) => tables.close(tag.local_name().as_ref(), to)?,
            Event::Text(t) if tables.in_text() => tables.text.push_str(&t.xml10_content()),
            Event::CData(t) if tables.in_text() => tables.text.push_str(&t.xml10_content()),
            Event::GeneralRef(e) if tables.in_text() => push_entity(&mut tables.text, &e),
            Event::Eof => break,
            _ => {}
        }
        if tables.text.len() > to.limits.text.saturating_mul(2) {
            return Err(ReadError::TooBig { what: Excess::Text });
        }
    }
    match parts.failure() {
        Some(failure) => Err(failure),
        None if tables.open_table => Err(ReadError::Damaged),
        None => Ok(()),
    }
}

fn reader(part: PartReader) -> Reader<PartReader> {
    let mut xml = Reader::from_reader(part);
    xml.config_mut().expand_empty_elements = true;
    xml
}

#[derive(Default)]
struct Tables {
    /// Styles of tables that are not shown.
    hidden_styles: HashSet<String>,
    style: String,
    uses_1904: bool,
    open_table: bool,
    /// Tables within cells, whose rows are not the sheet's.
    nested: u32,
    row: u32,
    row_repeats: u32,
    col: u32,
    cell_repeats: u32,
    /// The cells of the row, for rows that are repeated.
    cells: Vec<(u32, Cell)>,
    value: Option<Cell>,
    in_cell: bool,
    paragraphs: u32,
    paragraph_depth: u32,
    annotation: u32,
    text: String,
}

impl Tables {
    fn in_text(&self) -> bool {
        self.in_cell && self.paragraph_depth > 0 && self.annotation == 0
    }

    fn open(&mut self, tag: &BytesStart<'_>, to: &mut Packer<'_>) -> Result<(), ReadError> {
        match tag.local_name().as_ref() {
            "style" => self.style = attribute(tag, "name").unwrap_or_default(),
            "table-properties" if attribute(tag, "display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "null-date" => {
                self.uses_1904 = attribute(tag, "date-value").is_some_and(|d| d.starts_with("1904"));
            }
            "table" if !self.open_table => {
                self.open_table = true;
                self.row = 0;
                let hidden = attribute(tag, "style-name").is_some_and(|s| self.hidden_styles.contains(&s));
                to.begin_sheet(&attribute(tag, "name").unwrap_or_default(), hidden, self.uses_1904)?;
            }
            "table" => self.nested += 1,
            _ if self.nested > 0 => {}
            "table-row" => {
                self.row_repeats = number(tag, "number-rows-repeated").unwrap_or(1).max(1);
                self.col = 0;
                self.cells.clear();
            }
            "table-cell" | "covered-table-cell" if self.open_table => self.open_cell(tag, to)?,
            "annotation" => self.annotation += 1,
            "p" if self.in_cell && self.annotation == 0 => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.paragraph_depth += 1;
            }
            "s" if self.in_text() => {
                let blanks = number(tag, "c").unwrap_or(1).min(1024);
                self.text.extend(std::iter::repeat_n(' ', blanks as usize));
            }
            "tab" if self.in_text() => self.text.push('\t'),
            "line-break" if self.in_text() => self.text.push('\n'),
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>, to: &mut Packer<'_>) -> Result<(), ReadError> {
        self.cell_repeats = number(tag, "number-columns-repeated").unwrap_or(1).max(1);
        self.in_cell = true;
        self.text.clear();
        (self.paragraphs, self.paragraph_depth, self.annotation) = (0, 0, 0);
        // `office:` and `calcext:` both have a value-type; the office's one comes first.
        let value = |name| attribute(tag, name);
        self.value = match value("value-type").as_deref() {
            Some("float" | "percentage" | "currency") => {
                value("value").and_then(|v| v.parse().ok()).filter(|n: &f64| n.is_finite()).map(Cell::Number)
            }
            Some("date") => value("date-value").and_then(|v| iso::serial(&v, self.uses_1904)).map(Cell::Date),
            Some("time") => value("time-value").and_then(|v| iso::duration(&v)).map(Cell::Date),
            Some("boolean") => value("boolean-value").map(|v| Cell::Bool(v == "true")),
            Some("string") => value("string-value").filter(|v| !v.is_empty()).map(Cell::Text),
            _ => None,
        };
        let across = number(tag, "number-columns-spanned").unwrap_or(1).max(1);
        let down = number(tag, "number-rows-spanned").unwrap_or(1).max(1);
        if across > 1 || down > 1 {
            let last = (self.row.saturating_add(down - 1), self.col.saturating_add(across - 1));
            to.merge((self.row, self.col), last)?;
        }
        Ok(())
    }

    fn close(&mut self, tag: &str, to: &mut Packer<'_>) -> Result<(), ReadError> {
        match tag {
            "table" if self.nested > 0 => self.nested -= 1,
            _ if self.nested > 0 => {}
            "p" => self.paragraph_depth = self.paragraph_depth.saturating_sub(1),
            "annotation" => self.annotation = self.annotation.saturating_sub(1),
            "table-cell" | "covered-table-cell" if self.in_cell => {
                self.in_cell = false;
                let text = std::mem::take(&mut self.text);
                let cell = self.value.take().or_else(|| (!text.is_empty()).then_some(Cell::Text(text)));
                if let Some(cell) = cell {
                    let limit = u32::from(to.limits.columns).saturating_sub(self.col);
                    if let Cell::Text(text) = &cell
                        && text.len().saturating_mul(self.cell_repeats.min(limit) as usize) > ROW_BYTES
                    {
                        return Err(ReadError::TooBig { what: Excess::Text });
                    }
                    for i in 0..self.cell_repeats.min(limit) {
                        self.cells.push((self.col + i, cell.clone()));
                    }
                }
                self.col = self.col.saturating_add(self.cell_repeats);
            }
            "table-row" => {
                if !self.cells.is_empty() {
                    for i in 0..self.row_repeats.min(REPEATS) {
                        for (col, cell) in &self.cells {
                            to.cell(self.row.saturating_add(i), *col, CellRef::from(cell))?;
                        }
                        to.tick()?;
                    }
                    self.cells.clear();
                }
                self.row = self.row.saturating_add(self.row_repeats);
            }
            "table" if self.open_table => {
                self.open_table = false;
                to.end_sheet()?;
            }
            _ => {}
        }
        Ok(())
    }
}
