//! Rows kept packed in memory: a million rows of ten columns cost tens of megabytes, and walking them costs little.

use super::Row;
use super::codec::{CellRef, Decoder, put_cell, put_varint};

/// A block is closed when its rows take this many bytes.
const BLOCK: usize = 64 << 10;
/// No block is larger than this, whatever its head says.
const BLOCK_MAX: u32 = 256 << 20;

/// Consecutive rows, compressed.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub rows: u32,
    pub first: u32,
    pub last: u32,
    /// Bytes once unpacked.
    pub raw: u32,
    pub packed: Box<[u8]>,
}

impl Block {
    fn unpack(&self, into: &mut Vec<u8>) -> bool {
        if self.raw > BLOCK_MAX {
            return false;
        }
        into.resize(self.raw as usize, 0);
        lz4_flex::block::decompress_into(&self.packed, into).is_ok_and(|n| n == into.len())
    }
}

/// Makes blocks of rows.
#[derive(Debug, Default)]
pub struct BlockWriter {
    raw: Vec<u8>,
    rows: u32,
    first: u32,
    next: u32,
}

impl BlockWriter {
    /// Appends a row whose cells [`put_cell`] wrote. Rows that do not ascend begin a new block.
    pub fn row(&mut self, index: u32, count: usize, cells: &[u8]) -> Option<Block> {
        let mut done = None;
        if self.rows > 0 && (index < self.next || self.raw.len() >= BLOCK) {
            done = self.finish();
        }
        if self.rows == 0 {
            self.first = index;
            self.next = 0;
        }
        put_varint(&mut self.raw, u64::from(index.saturating_sub(self.next)));
        put_varint(&mut self.raw, count as u64);
        self.raw.extend_from_slice(cells);
        self.rows += 1;
        self.next = index.saturating_add(1);
        done
    }

    /// The rows so far.
    pub fn finish(&mut self) -> Option<Block> {
        if self.rows == 0 {
            return None;
        }
        let block = Block {
            rows: self.rows,
            first: self.first,
            last: self.next.saturating_sub(1),
            raw: u32::try_from(self.raw.len()).unwrap_or(u32::MAX),
            packed: lz4_flex::block::compress(&self.raw).into_boxed_slice(),
        };
        self.raw.clear();
        self.rows = 0;
        Some(block)
    }
}

/// Rows in the sheet's order.
#[derive(Debug, Clone, Default)]
pub struct Spool {
    blocks: Vec<Block>,
    rows: usize,
    unsorted: bool,
}

impl Spool {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Bytes of memory the rows take.
    pub fn bytes(&self) -> usize {
        self.blocks.iter().map(|b| b.packed.len() + size_of::<Block>()).sum()
    }

    /// Walks the rows from the first.
    pub fn iter(&self) -> Rows<'_> {
        Rows { blocks: self.blocks.iter(), raw: Vec::new(), decoder: Decoder::default(), left: 0 }
    }

    pub(super) fn push(&mut self, block: Block) {
        self.unsorted |= self.blocks.last().is_some_and(|last| block.first <= last.last);
        self.rows += block.rows as usize;
        self.blocks.push(block);
    }

    /// Whether a row came after a later one, which honest files never do.
    pub(super) fn is_unsorted(&self) -> bool {
        self.unsorted
    }

    /// The same rows in order; of several with one index the cells are united, the later ones winning.
    pub(super) fn sorted(&self) -> Spool {
        let mut rows: Vec<Row> = self.iter().collect();
        rows.sort_by_key(|row| row.index);
        rows.dedup_by(|later, earlier| {
            let same = later.index == earlier.index;
            if same {
                for (col, cell) in later.cells.drain(..) {
                    match earlier.cells.binary_search_by_key(&col, |(c, _)| *c) {
                        Ok(at) => earlier.cells[at].1 = cell,
                        Err(at) => earlier.cells.insert(at, (col, cell)),
                    }
                }
            }
            same
        });
        rows.into_iter().collect()
    }
}

impl FromIterator<Row> for Spool {
    /// Rows must ascend, and so must the columns of each; what does not is left out.
    fn from_iter<T: IntoIterator<Item = Row>>(rows: T) -> Spool {
        let (mut spool, mut writer, mut cells) = (Spool::default(), BlockWriter::default(), Vec::new());
        let mut next_row = 0;
        for row in rows {
            cells.clear();
            let (mut count, mut next_col) = (0, 0u32);
            for (col, cell) in &row.cells {
                if let Some(gap) = u32::from(*col).checked_sub(next_col) {
                    put_cell(&mut cells, gap as u16, CellRef::from(cell));
                    next_col = u32::from(*col) + 1;
                    count += 1;
                }
            }
            if count > 0 && row.index >= next_row {
                next_row = row.index.saturating_add(1);
                writer.row(row.index, count, &cells).into_iter().for_each(|block| spool.push(block));
            }
        }
        writer.finish().into_iter().for_each(|block| spool.push(block));
        spool
    }
}

impl<'a> IntoIterator for &'a Spool {
    type Item = Row;
    type IntoIter = Rows<'a>;

    fn into_iter(self) -> Rows<'a> {
        self.iter()
    }
}

/// Walks a [`Spool`]. [`Rows::read_into`] reuses one row's memory and is the fast way.
#[derive(Debug)]
pub struct Rows<'a> {
    blocks: std::slice::Iter<'a, Block>,
    raw: Vec<u8>,
    decoder: Decoder,
    left: u32,
}

impl Rows<'_> {
    /// Puts the next row into `row`; `false` at the end.
    pub fn read_into(&mut self, row: &mut Row) -> bool {
        while self.left == 0 {
            let Some(block) = self.blocks.next() else { return false };
            if block.unpack(&mut self.raw) {
                self.left = block.rows;
                self.decoder = Decoder::default();
            }
        }
        self.left -= 1;
        self.decoder.row(&self.raw, row).is_some()
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let mut row = Row::default();
        self.read_into(&mut row).then_some(row)
    }
}
