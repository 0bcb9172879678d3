//! Where the header of a table is: one to three lines among the first thirty, with the merged cells over them.
//! What the words mean is in `words`; what the columns mean together, in `columns`.
use louce_core::values::squeeze;

use super::Field;
use super::aliases::COMMENT_WORDS;
use super::shape::{is_mobile, looks_like_name};
use super::text::cell_text;
use super::words::{Meaning, meaning, normalise};
use crate::read::{Cell, Merge, Row};

/// How many non-empty rows may stand above the first row of data.
const DEPTH: usize = 30;
/// The most lines a header has.
const TALLEST: usize = 3;

/// A header found.
#[derive(Debug)]
pub(crate) struct Header {
    /// Index of its first line among the rows given.
    pub first: usize,
    /// How many lines.
    pub lines: usize,
    /// Its columns, ascending.
    pub heads: Vec<Head>,
}

/// One column's header.
#[derive(Debug)]
pub(crate) struct Head {
    pub col: u16,
    /// As written, lines joined by `/`.
    pub text: String,
    pub meaning: Option<Meaning>,
}

struct Candidate {
    header: Header,
    /// Distinct fields found.
    known: usize,
}

/// Finds the header in the first rows of a sheet.
pub(crate) fn find(rows: &[Row], merges: &[Merge]) -> Option<Header> {
    let depth = rows.len().min(DEPTH);
    let mut best: Vec<Candidate> = Vec::new();
    for first in 0..depth {
        // A line belongs to the header only if the header knows less without it: titles on top never do.
        let known =
            |first, lines| candidate(rows, merges, first, lines).map_or(0, |candidate| candidate.known);
        let tallest =
            (1..=TALLEST).filter_map(|lines| candidate(rows, merges, first, lines)).filter(|found| {
                found.header.lines == 1 || found.known > known(first + 1, found.header.lines - 1)
            });
        best.extend(tallest.reduce(|a, b| if b.known > a.known { b } else { a }));
    }
    let most = best.iter().map(|candidate| candidate.known).max()?;
    let enough = if most >= 2 { (most * 3).div_ceil(5).max(2) } else { 1 };
    best.into_iter().find(|candidate| candidate.known >= enough).map(|candidate| candidate.header)
}

/// The row that a person pointed at as the header.
pub(crate) fn at(rows: &[Row], merges: &[Merge], index: u32) -> Option<Header> {
    let first = rows.iter().position(|row| row.index == index)?;
    let (heads, _) = heads(rows.get(first..=first)?, merges);
    Some(Header { first, lines: 1, heads })
}

fn candidate(rows: &[Row], merges: &[Merge], first: usize, lines: usize) -> Option<Candidate> {
    let block = rows.get(first..first.checked_add(lines)?)?;
    let top = block.first()?.index;
    if block.iter().enumerate().any(|(at, row)| row.index.checked_sub(top) != u32::try_from(at).ok()) {
        return None;
    }
    if block.iter().any(is_comment) {
        return None;
    }
    let (heads, grouped) = heads(block, merges);
    let data: usize = block.iter().flat_map(|row| &row.cells).filter(|(_, cell)| is_data(cell)).count();
    let mut fields: Vec<Field> = heads.iter().filter_map(|head| head.meaning.map(|m| m.field)).collect();
    let resolved = fields.len();
    fields.retain(|field| !matches!(field, Field::Extra | Field::Ignored));
    fields.sort_unstable();
    fields.dedup();
    let known = fields.len();
    let candidate = Candidate { header: Header { first, lines, heads }, known };
    if lines == 1 {
        let filled = candidate.header.heads.len();
        let alone = known == 1 && fields == [Field::Name] && names_follow(rows, &candidate.header);
        return ((known >= 2 && resolved * 5 >= filled * 2 && data * 4 <= filled) || alone)
            .then_some(candidate);
    }
    // A second line is a header only under a group that spans columns, and only if its own words are headers.
    let below_are_heads = block.iter().skip(1).all(|row| {
        let known = row.cells.iter().filter(|(col, _)| {
            candidate.header.heads.iter().any(|head| head.col == *col && head.meaning.is_some())
        });
        known.count() * 2 >= row.cells.len()
    });
    (known >= 2 && grouped && data == 0 && below_are_heads).then_some(candidate)
}

/// The columns of a block of header lines, and whether any of its cells speaks for several columns.
fn heads(block: &[Row], merges: &[Merge]) -> (Vec<Head>, bool) {
    let mut cols: Vec<u16> = block.iter().flat_map(|row| row.cells.iter().map(|(col, _)| *col)).collect();
    cols.sort_unstable();
    cols.dedup();
    let width = cols.len();
    let touching: Vec<&Merge> = merges
        .iter()
        .filter(|merge| block.iter().any(|row| merge.first_row <= row.index && row.index <= merge.last_row))
        .collect();
    let wide = |merge: &Merge| usize::from(merge.last_col.saturating_sub(merge.first_col)) + 1;
    let mut grouped = false;
    let mut heads = Vec::with_capacity(width);
    for (at, &col) in cols.iter().enumerate() {
        let mut parts: Vec<String> = Vec::new();
        for (line, row) in block.iter().enumerate() {
            if let Some(cell) = row.get(col) {
                let merge = touching.iter().find(|m| m.first_row == row.index && m.first_col == col);
                // A title over most of the table is no group.
                if block.len() > 1
                    && line + 1 < block.len()
                    && merge.is_some_and(|m| wide(m) * 2 > width && wide(m) > 3)
                {
                    continue;
                }
                parts.push(written(cell));
                continue;
            }
            let over = touching.iter().find(|m| {
                m.first_row == row.index
                    && m.first_col < col
                    && col <= m.last_col
                    && wide(m) * 2 <= width.max(6)
            });
            if let Some(merge) = over {
                if let Some(cell) = row.get(merge.first_col) {
                    grouped |= block.len() > 1;
                    parts.push(written(cell));
                }
            } else if touching.is_empty() && line + 1 < block.len() && below(block, line, col) {
                // Without merges (text files) a group's word stands over its first column only.
                let left = cols.iter().take(at).rev().find(|left| row.get(**left).is_some());
                if let Some(left) = left
                    && below(block, line, *left)
                    && let Some(cell) = row.get(*left)
                {
                    grouped = true;
                    parts.push(written(cell));
                }
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.dedup();
        if parts.is_empty() {
            continue;
        }
        let words: Vec<&str> = parts.iter().map(String::as_str).collect();
        heads.push(Head { col, meaning: meaning(&words), text: parts.join("/") });
    }
    (heads, grouped)
}

fn below(block: &[Row], line: usize, col: u16) -> bool {
    block.get(line + 1).is_some_and(|row| row.get(col).is_some())
}

fn written(cell: &Cell) -> String {
    squeeze(&cell_text(cell, false)).into_owned()
}

/// A single column headed 姓名 counts only if names follow.
fn names_follow(rows: &[Row], header: &Header) -> bool {
    let Some(head) = header.heads.iter().find(|head| head.meaning.is_some_and(|m| m.field == Field::Name))
    else {
        return false;
    };
    let below: Vec<String> = rows
        .iter()
        .skip(header.first + 1)
        .take(20)
        .filter_map(|row| row.get(head.col))
        .map(written)
        .collect();
    let names = below.iter().filter(|text| looks_like_name(text)).count();
    names > 0 && names * 10 >= below.len() * 7
}

/// Whether a cell can hardly be a header: a number of a person, a sex, a long run of digits.
fn is_data(cell: &Cell) -> bool {
    match cell {
        Cell::Number(number) => number.abs() >= 100.0,
        Cell::Text(text) => {
            let text = text.trim();
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            is_mobile(text)
                || digits >= 5
                || (digits > 0 && digits == text.len())
                || matches!(text, "男" | "女")
        }
        Cell::Date(_) => false,
        Cell::Bool(_) | Cell::Error(_) => true,
    }
}

/// Whether a row is an example or a hint on how to fill the table: its first cell says so, or half of its cells do.
pub(crate) fn is_comment(row: &Row) -> bool {
    let mut hits = 0usize;
    for (at, (_, cell)) in row.cells.iter().enumerate() {
        let Cell::Text(text) = cell else { continue };
        // Long texts are remarks, hints are short; and hardly any cell holds a first character of these words.
        let normal = if at == 0 || text.len() <= 120 { text.trim() } else { continue };
        if at == 0
            && matches!(
                normal,
                "示例"
                    | "样例"
                    | "例"
                    | "例如"
                    | "例:"
                    | "例："
                    | "范例"
                    | "填写示例"
                    | "(示例)"
                    | "（示例）"
                    | "举例"
            )
        {
            return true;
        }
        if at == 0
            && ["填写说明", "填表说明", "填报说明", "填写要求", "填写示例"]
                .iter()
                .any(|word| normal.starts_with(word))
        {
            return true;
        }
        hits += usize::from(COMMENT_WORDS.split_whitespace().any(|word| normal.contains(word)));
    }
    hits > 0 && hits * 2 >= row.cells.len()
}

/// The header's own lines in normal form, to know a repetition of them further down.
pub(crate) fn normal_lines(block: &[Row]) -> Vec<Vec<(u16, String)>> {
    block
        .iter()
        .map(|row| row.cells.iter().map(|(col, cell)| (*col, normalise(&cell_text(cell, false)))).collect())
        .collect()
}
