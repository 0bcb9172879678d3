//! What every format's reader writes to: cells become rows, rows become blocks, and the limits are kept.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::codec::{CellRef, Decoder, put_cell, put_varint};
use super::error::{Excess, ReadError};
use super::spool::{Block, BlockWriter};
use super::{Cell, Format, Limits, Merge, Note, Row};

/// What is known of a sheet before its rows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetHead {
    pub name: String,
    pub hidden: bool,
    pub uses_1904: bool,
}

/// What is known of a sheet after its rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetTail {
    pub merges: Vec<Merge>,
    pub yellow: Vec<(u32, u16)>,
    pub notes: Vec<Note>,
}

/// Where the sheets go: into memory, or over the pipe.
pub trait Output {
    fn format(&mut self, format: Format) -> Result<(), ReadError>;
    fn sheet(&mut self, head: SheetHead) -> Result<(), ReadError>;
    fn block(&mut self, block: Block) -> Result<(), ReadError>;
    fn end_sheet(&mut self, tail: SheetTail) -> Result<(), ReadError>;
}

/// At most this many notes of one sheet are worth reading.
const NOTES: usize = 100;
/// More yellow cells of one sheet say nothing of single rows.
const YELLOW: usize = 1_000_000;
/// At most this many bytes in one row.
const ROW_BYTES: usize = 64 << 20;

/// When to give up: the limit's seconds, and more for every row that came and for a large file.
#[derive(Debug, Clone, Copy)]
pub struct Deadline {
    start: Instant,
    seconds: u64,
}

/// An honest file brings at least this many rows in a second, also on a slow machine.
const ROWS_PER_SECOND: u64 = 20_000;
/// Nor does a large one, whose texts come before its rows, take longer than this.
const BYTES_PER_SECOND: u64 = 2 << 20;

impl Deadline {
    pub fn new(limits: &Limits, file_size: u64) -> Deadline {
        let seconds = limits.seconds.saturating_add(file_size / BYTES_PER_SECOND);
        Deadline { start: Instant::now(), seconds }
    }

    pub fn passed(&self, rows: u64) -> bool {
        self.start.elapsed() > Duration::from_secs(self.seconds.saturating_add(rows / ROWS_PER_SECOND))
    }
}

/// Takes cells in the file's order.
pub struct Packer<'a> {
    out: &'a mut dyn Output,
    pub limits: &'a Limits,
    deadline: Deadline,
    writer: BlockWriter,
    tail: SheetTail,
    row: u32,
    next_col: u32,
    count: usize,
    cells: Vec<u8>,
    /// The row's cells from the first on whose column does not ascend.
    disorder: Vec<(u16, Cell)>,
    sheets: usize,
    total_cells: u64,
    total_rows: u64,
}

impl<'a> Packer<'a> {
    pub fn new(out: &'a mut dyn Output, limits: &'a Limits, file_size: u64) -> Packer<'a> {
        Packer {
            out,
            limits,
            deadline: Deadline::new(limits, file_size),
            writer: BlockWriter::default(),
            tail: SheetTail::default(),
            row: 0,
            next_col: 0,
            count: 0,
            cells: Vec::new(),
            disorder: Vec::new(),
            sheets: 0,
            total_cells: 0,
            total_rows: 0,
        }
    }

    pub fn format(&mut self, format: Format) -> Result<(), ReadError> {
        self.out.format(format)
    }

    pub fn begin_sheet(&mut self, name: &str, hidden: bool, uses_1904: bool) -> Result<(), ReadError> {
        self.sheets += 1;
        if self.sheets > self.limits.sheets {
            return Err(ReadError::TooBig { what: Excess::Sheets });
        }
        let name = name.chars().take(255).collect();
        self.out.sheet(SheetHead { name, hidden, uses_1904 })
    }

    /// Takes a cell. Blank texts, and cells outside any sheet's grid, count for nothing.
    pub fn cell(&mut self, row: u32, col: u32, cell: CellRef<'_>) -> Result<(), ReadError> {
        if row >= self.limits.rows || col >= u32::from(self.limits.columns) {
            return Ok(());
        }
        let cell = match cell {
            CellRef::Text("") => return Ok(()),
            CellRef::Text(t) if t.len() > self.limits.text => {
                self.note(Note::TextCut { row, col: col as u16 });
                CellRef::Text(t.get(..t.floor_char_boundary(self.limits.text)).unwrap_or_default())
            }
            other => other,
        };
        if row != self.row {
            self.end_row()?;
            self.row = row;
        }
        if let Some(gap) = col.checked_sub(self.next_col).filter(|_| self.disorder.is_empty()) {
            put_cell(&mut self.cells, gap as u16, cell);
            self.next_col = col + 1;
        } else {
            self.disorder.push((col as u16, own(cell)));
        }
        self.count += 1;
        if self.cells.len() > ROW_BYTES || self.disorder.len() > usize::from(u16::MAX) {
            return Err(ReadError::TooBig { what: Excess::Text });
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        if self.count > 0 {
            if !self.disorder.is_empty() {
                self.restore_order();
            }
            self.total_rows += 1;
            self.total_cells += self.count as u64;
            if self.total_cells > self.limits.cells {
                return Err(ReadError::TooBig { what: Excess::Cells });
            }
            if let Some(block) = self.writer.row(self.row, self.count, &self.cells) {
                self.tick()?;
                self.out.block(block)?;
            }
        }
        self.cells.clear();
        self.count = 0;
        self.next_col = 0;
        Ok(())
    }

    /// Sorts the row's cells by column; of two in one place the later stays.
    fn restore_order(&mut self) {
        let mut row = Row::default();
        let mut head = Vec::new();
        put_varint(&mut head, 0);
        put_varint(&mut head, self.count.saturating_sub(self.disorder.len()) as u64);
        head.extend_from_slice(&self.cells);
        if Decoder::default().row(&head, &mut row).is_none() {
            row.cells.clear();
        }
        row.cells.append(&mut self.disorder);
        row.cells.reverse();
        row.cells.sort_by_key(|(col, _)| *col);
        row.cells.dedup_by_key(|(col, _)| *col);
        self.cells.clear();
        let mut next = 0u32;
        for (col, cell) in &row.cells {
            put_cell(&mut self.cells, (u32::from(*col) - next) as u16, CellRef::from(cell));
            next = u32::from(*col) + 1;
        }
        self.count = row.cells.len();
    }

    /// For readers' long loops: gives up when the time is over.
    pub fn tick(&self) -> Result<(), ReadError> {
        if self.deadline.passed(self.total_rows) { Err(ReadError::TimedOut) } else { Ok(()) }
    }

    /// Takes a merged area; one cell alone is none.
    pub fn merge(&mut self, first: (u32, u32), last: (u32, u32)) -> Result<(), ReadError> {
        let (bottom, right) =
            (self.limits.rows.saturating_sub(1), u32::from(self.limits.columns).saturating_sub(1));
        let (last_row, last_col) = (last.0.min(bottom), last.1.min(right));
        if first.0 > last_row || first.1 > last_col || first == (last_row, last_col) {
            return Ok(());
        }
        if self.tail.merges.len() >= self.limits.merges {
            return Err(ReadError::TooBig { what: Excess::Merges });
        }
        self.tail.merges.push(Merge {
            first_row: first.0,
            first_col: first.1 as u16,
            last_row,
            last_col: last_col as u16,
        });
        Ok(())
    }

    /// Takes the place of a yellow cell.
    pub fn yellow(&mut self, row: u32, col: u32) {
        if row >= self.limits.rows || col >= u32::from(self.limits.columns) {
            return;
        }
        if self.tail.yellow.len() < YELLOW {
            self.tail.yellow.push((row, col as u16));
        } else {
            self.note(Note::TooMuchYellow);
        }
    }

    pub fn note(&mut self, note: Note) {
        if self.tail.notes.len() < NOTES && !self.tail.notes.contains(&note) {
            self.tail.notes.push(note);
        }
    }

    pub fn end_sheet(&mut self) -> Result<(), ReadError> {
        self.end_row()?;
        self.row = 0;
        self.tick()?;
        if let Some(block) = self.writer.finish() {
            self.out.block(block)?;
        }
        let mut tail = std::mem::take(&mut self.tail);
        if tail.notes.contains(&Note::TooMuchYellow) {
            tail.yellow.clear();
        }
        self.out.end_sheet(tail)
    }

    /// Rows taken so far, in all sheets.
    pub fn rows(&self) -> u64 {
        self.total_rows
    }
}

fn own(cell: CellRef<'_>) -> Cell {
    match cell {
        CellRef::Text(t) => Cell::Text(t.to_owned()),
        CellRef::Number(n) => Cell::Number(n),
        CellRef::Date(n) => Cell::Date(n),
        CellRef::Bool(b) => Cell::Bool(b),
        CellRef::Error(t) => Cell::Error(t.to_owned()),
    }
}
