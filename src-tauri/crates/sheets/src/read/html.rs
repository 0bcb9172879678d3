//! HTML tables, which many sites offer as "Excel": each table is a sheet, spans are merges, every cell is text.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek};

use encoding_rs::Encoding;
use scraper::{ElementRef, Html, Node, Selector};

use super::codec::CellRef;
use super::error::{Excess, ReadError};
use super::open::io_error;
use super::pack::Packer;
use super::text::{Transcoder, detect};
use super::{Format, Note};

/// A page is held as a tree, many times its size.
const PAGE: u64 = 96 << 20;
/// Spans larger than this are nonsense.
const SPAN: u32 = 65_534;
/// Deeper nesting than this is an attack on the tree.
const DEPTH: usize = 512;

/// Reads all tables of a page.
pub fn read(mut file: File, size: u64, name: &str, to: &mut Packer<'_>) -> Result<(), ReadError> {
    if size > PAGE {
        return Err(ReadError::TooBig { what: Excess::Bytes });
    }
    let mut head = [0; 4];
    let filled = file.read(&mut head).map_err(io_error)?;
    file.rewind().map_err(io_error)?;
    let encoding = match Encoding::for_bom(head.get(..filled).unwrap_or_default()) {
        Some((encoding, _)) => encoding,
        None => detect(&mut file).map_err(io_error)?,
    };
    let mut page = String::new();
    let mut text = Transcoder::new(file, encoding);
    text.read_to_string(&mut page).map_err(io_error)?;
    let damaged = text.damaged;
    if too_deep(&page) {
        return Err(ReadError::Damaged);
    }
    to.format(Format::Html)?;
    let tree = Html::parse_document(&page);
    drop(page);
    let (Ok(tables), Ok(rows)) = (Selector::parse("table"), Selector::parse("tr")) else {
        return Err(ReadError::Damaged);
    };
    let mut count = 0;
    for table in tree.select(&tables) {
        // A table that lays out other tables is no ledger.
        if table.select(&tables).next().is_some() || table.select(&rows).next().is_none() {
            continue;
        }
        count += 1;
        let title = if count == 1 { name.to_owned() } else { format!("{name} {count}") };
        to.begin_sheet(&title, false, false)?;
        if damaged {
            to.note(Note::Undecodable);
        }
        read_table(&table, &rows, to)?;
        to.end_sheet()?;
    }
    if count == 0 { Err(ReadError::UnknownFormat) } else { Ok(()) }
}

fn read_table(table: &ElementRef<'_>, rows: &Selector, to: &mut Packer<'_>) -> Result<(), ReadError> {
    // Columns taken by cells from rows above: column → first row that is free again.
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut text = String::new();
    for (row, tr) in table.select(rows).enumerate() {
        to.tick()?;
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        taken.retain(|_, free| *free > row);
        let mut col = 0u32;
        for cell in tr.children().filter_map(ElementRef::wrap) {
            if !matches!(cell.value().name(), "td" | "th") {
                continue;
            }
            while taken.contains_key(&col) {
                col += 1;
            }
            let (across, down) = (span(&cell, "colspan"), span(&cell, "rowspan"));
            let limit = u32::from(to.limits.columns);
            if col >= limit {
                break;
            }
            write_text(&cell, &mut text);
            to.cell(row, col, CellRef::Text(text.trim()))?;
            let across = across.min(limit - col);
            if across > 1 || down > 1 {
                to.merge((row, col), (row.saturating_add(down - 1), col + across - 1))?;
            }
            if down > 1 {
                taken.extend((col..col + across).map(|c| (c, row.saturating_add(down))));
            }
            col += across;
        }
    }
    Ok(())
}

fn span(cell: &ElementRef<'_>, name: &str) -> u32 {
    cell.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1).clamp(1, SPAN)
}

/// The cell's text: runs of white space are one blank, `<br>` and paragraphs break the line.
fn write_text(cell: &ElementRef<'_>, text: &mut String) {
    text.clear();
    for node in cell.descendants() {
        match node.value() {
            Node::Text(t) => {
                for c in t.chars() {
                    let blank = c.is_ascii_whitespace();
                    if !blank {
                        text.push(if c == '\u{a0}' { ' ' } else { c });
                    } else if !text.ends_with([' ', '\n']) {
                        text.push(' ');
                    }
                }
            }
            Node::Element(e) if matches!(e.name(), "br" | "p" | "div") && !text.trim().is_empty() => {
                text.push('\n')
            }
            _ => {}
        }
    }
}

/// Counts tags that open and never close, roughly: the tree builder's time grows with the depth.
fn too_deep(page: &str) -> bool {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let bytes = page.as_bytes();
    for at in memchr::memchr_iter(b'<', bytes) {
        match bytes.get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(c) if c.is_ascii_alphabetic() => {
                let rest = bytes.get(at + 1..bytes.len().min(at + 9)).unwrap_or_default();
                let leaf = [
                    &b"br"[..],
                    b"col",
                    b"meta",
                    b"img",
                    b"link",
                    b"input",
                    b"hr",
                    b"td",
                    b"tr",
                    b"th",
                    b"p",
                ]
                .iter()
                .any(|tag| {
                    rest.len() >= tag.len()
                        && rest.get(..tag.len()).is_some_and(|r| r.eq_ignore_ascii_case(tag))
                });
                if !leaf {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
            }
            _ => {}
        }
    }
    deepest > DEPTH
}
