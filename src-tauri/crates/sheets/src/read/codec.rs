//! Rows as bytes: how a block of rows is written and read back.
//!
//! A row is `rows since the last one, number of cells, cells…`; a cell is `columns since the last one, tag, value`.
//! Whole numbers and texts of digits (IDs, phones, dates) take half the bytes. Decoding is total: it never panics
//! and never believes a length.

use super::{Cell, Row};

/// A cell on its way into a block, borrowed from whatever read it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellRef<'a> {
    Text(&'a str),
    Number(f64),
    Date(f64),
    Bool(bool),
    Error(&'a str),
}

impl<'a> From<&'a Cell> for CellRef<'a> {
    fn from(cell: &'a Cell) -> CellRef<'a> {
        match cell {
            Cell::Text(t) => CellRef::Text(t),
            Cell::Number(n) => CellRef::Number(*n),
            Cell::Date(n) => CellRef::Date(*n),
            Cell::Bool(b) => CellRef::Bool(*b),
            Cell::Error(t) => CellRef::Error(t),
        }
    }
}

const TEXT: u8 = 0;
const DIGITS: u8 = 1;
const INT: u8 = 2;
const FLOAT: u8 = 3;
const INT_DATE: u8 = 4;
const FLOAT_DATE: u8 = 5;
const FALSE: u8 = 6;
const TRUE: u8 = 7;
const ERROR: u8 = 8;

/// The sixteen characters of IDs, phones and dates.
const NIBBLES: &[u8; 16] = b"0123456789X-/.: ";

pub fn put_varint(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push((n as u8) | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn nibble(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'X' => Some(10),
        b'-' => Some(11),
        b'/' => Some(12),
        b'.' => Some(13),
        b':' => Some(14),
        b' ' => Some(15),
        _ => None,
    }
}

/// Writes `text` as nibbles if it is made of them, else takes back what it wrote.
fn put_digits(out: &mut Vec<u8>, text: &[u8]) -> bool {
    let start = out.len();
    out.push(DIGITS);
    put_varint(out, text.len() as u64);
    for pair in text.chunks(2) {
        let high = pair.first().and_then(|b| nibble(*b));
        let low = pair.get(1).map_or(Some(0), |b| nibble(*b));
        match (high, low) {
            (Some(high), Some(low)) => out.push(high << 4 | low),
            _ => {
                out.truncate(start);
                return false;
            }
        }
    }
    true
}

fn put_number(out: &mut Vec<u8>, n: f64, int: u8, float: u8) {
    // -0.0 must stay what it is; 2^53 bounds what is exact.
    if n.fract() == 0.0 && n.abs() < 9e15 && (n != 0.0 || n.is_sign_positive()) {
        let n = n as i64;
        out.push(int);
        put_varint(out, ((n << 1) ^ (n >> 63)) as u64);
    } else {
        out.push(float);
        out.extend_from_slice(&n.to_le_bytes());
    }
}

/// Appends a cell; `gap` is the number of columns skipped since the last cell of the row.
pub fn put_cell(out: &mut Vec<u8>, gap: u16, cell: CellRef<'_>) {
    put_varint(out, u64::from(gap));
    match cell {
        CellRef::Text(t) => {
            if !(t.len() >= 4 && t.len() <= 64 && put_digits(out, t.as_bytes())) {
                out.push(TEXT);
                put_varint(out, t.len() as u64);
                out.extend_from_slice(t.as_bytes());
            }
        }
        CellRef::Number(n) => put_number(out, n, INT, FLOAT),
        CellRef::Date(n) => put_number(out, n, INT_DATE, FLOAT_DATE),
        CellRef::Bool(b) => out.push(if b { TRUE } else { FALSE }),
        CellRef::Error(t) => {
            out.push(ERROR);
            put_varint(out, t.len() as u64);
            out.extend_from_slice(t.as_bytes());
        }
    }
}

/// Reads rows out of a block.
#[derive(Debug, Default)]
pub struct Decoder {
    at: usize,
    next_row: u32,
}

impl Decoder {
    /// The next row into `row`, reusing its memory; `None` at the end (or where the bytes make no sense).
    pub fn row(&mut self, block: &[u8], row: &mut Row) -> Option<()> {
        let gap = u32::try_from(self.varint(block)?).ok()?;
        row.index = self.next_row.checked_add(gap)?;
        self.next_row = row.index.checked_add(1)?;
        let count = usize::try_from(self.varint(block)?).ok()?;
        if count > 1 << 16 {
            return None;
        }
        row.cells.truncate(count);
        let mut col = 0u32;
        for i in 0..count {
            col = col.checked_add(u32::try_from(self.varint(block)?).ok()?)?;
            let here = u16::try_from(col).ok()?;
            col += 1;
            if let Some((c, cell)) = row.cells.get_mut(i) {
                *c = here;
                self.cell(block, cell)?;
            } else {
                let mut cell = Cell::Bool(false);
                self.cell(block, &mut cell)?;
                row.cells.push((here, cell));
            }
        }
        Some(())
    }

    fn cell(&mut self, block: &[u8], cell: &mut Cell) -> Option<()> {
        let tag = *self.take(block, 1)?.first()?;
        match tag {
            TEXT => {
                let text = self.text(block)?;
                let mut kept = reuse(cell);
                kept.push_str(text);
                *cell = Cell::Text(kept);
            }
            DIGITS => {
                let len = usize::try_from(self.varint(block)?).ok()?;
                let packed = self.take(block, len.div_ceil(2))?;
                let mut kept = reuse(cell);
                kept.reserve(len);
                for (i, byte) in packed.iter().enumerate() {
                    kept.push(char::from(*NIBBLES.get(usize::from(byte >> 4))?));
                    if i * 2 + 1 < len {
                        kept.push(char::from(*NIBBLES.get(usize::from(byte & 15))?));
                    }
                }
                *cell = Cell::Text(kept);
            }
            INT => *cell = Cell::Number(self.int(block)?),
            FLOAT => *cell = Cell::Number(self.float(block)?),
            INT_DATE => *cell = Cell::Date(self.int(block)?),
            FLOAT_DATE => *cell = Cell::Date(self.float(block)?),
            FALSE => *cell = Cell::Bool(false),
            TRUE => *cell = Cell::Bool(true),
            ERROR => *cell = Cell::Error(self.text(block)?.to_owned()),
            _ => return None,
        }
        Some(())
    }

    fn varint(&mut self, block: &[u8]) -> Option<u64> {
        let mut n = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = *block.get(self.at)?;
            self.at += 1;
            n |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(n);
            }
        }
        None
    }

    fn take<'a>(&mut self, block: &'a [u8], len: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(len)?;
        let bytes = block.get(self.at..end)?;
        self.at = end;
        Some(bytes)
    }

    fn text<'a>(&mut self, block: &'a [u8]) -> Option<&'a str> {
        let len = usize::try_from(self.varint(block)?).ok()?;
        std::str::from_utf8(self.take(block, len)?).ok()
    }

    fn int(&mut self, block: &[u8]) -> Option<f64> {
        let n = self.varint(block)?;
        Some(((n >> 1) as i64 ^ -((n & 1) as i64)) as f64)
    }

    fn float(&mut self, block: &[u8]) -> Option<f64> {
        Some(f64::from_le_bytes(self.take(block, 8)?.try_into().ok()?))
    }
}

/// The text memory of the cell that stood here before, emptied.
fn reuse(cell: &mut Cell) -> String {
    match cell {
        Cell::Text(old) => {
            let mut old = std::mem::take(old);
            old.clear();
            old
        }
        _ => String::new(),
    }
}
