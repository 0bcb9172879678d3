//! Rows packed and unpacked are the same rows.

use proptest::prelude::*;

use super::support::{row, text};
use crate::read::codec::{CellRef, Decoder};
use crate::read::error::ReadError;
use crate::read::pack::{Output, Packer, SheetHead, SheetTail};
use crate::read::spool::Block;
use crate::read::{Cell, Format, Limits, Row, Spool};

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        "[0-9X./: -]{1,40}".prop_map(Cell::Text),
        ".{1,20}".prop_map(Cell::Text),
        any::<f64>().prop_filter("comparable", |n| !n.is_nan()).prop_map(Cell::Number),
        any::<i32>().prop_map(|n| Cell::Number(f64::from(n))),
        (0.0f64..60_000.0).prop_map(Cell::Date),
        any::<bool>().prop_map(Cell::Bool),
        Just(Cell::Error("#N/A".to_owned())),
    ]
}

fn any_rows() -> impl Strategy<Value = Vec<Row>> {
    let cells = prop::collection::btree_map(0u16..300, any_cell(), 1..12);
    prop::collection::btree_map(0u32..1_048_576, cells, 0..60).prop_map(|rows| {
        rows.into_iter().map(|(index, cells)| Row { index, cells: cells.into_iter().collect() }).collect()
    })
}

/// What a packer made, put together again.
#[derive(Default)]
struct Kept(Spool);

impl Output for Kept {
    fn format(&mut self, _: Format) -> Result<(), ReadError> {
        Ok(())
    }
    fn sheet(&mut self, _: SheetHead) -> Result<(), ReadError> {
        Ok(())
    }
    fn block(&mut self, block: Block) -> Result<(), ReadError> {
        self.0.push(block);
        Ok(())
    }
    fn end_sheet(&mut self, _: SheetTail) -> Result<(), ReadError> {
        if self.0.is_unsorted() {
            self.0 = self.0.sorted();
        }
        Ok(())
    }
}

proptest! {
    #[test]
    fn rows_come_back_from_the_spool_as_they_went_in(rows in any_rows()) {
        let spool: Spool = rows.iter().cloned().collect();
        prop_assert_eq!(spool.len(), rows.len());
        prop_assert_eq!(spool.iter().collect::<Vec<_>>(), rows.clone());
        // Reusing one row's memory leaves nothing of the row before.
        let (mut walk, mut one, mut again) = (spool.iter(), Row::default(), Vec::new());
        while walk.read_into(&mut one) {
            again.push(one.clone());
        }
        prop_assert_eq!(again, rows);
    }

    #[test]
    fn decoding_any_bytes_ends_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let (mut decoder, mut one) = (Decoder::default(), Row::default());
        while decoder.row(&bytes, &mut one).is_some() {}
    }

    #[test]
    fn cells_in_any_order_become_rows_in_order(
        cells in prop::collection::vec((0u32..40, 0u32..20, any_cell()), 1..80),
    ) {
        let limits = Limits::default();
        let mut kept = Kept::default();
        let mut packer = Packer::new(&mut kept, &limits, 0);
        packer.begin_sheet("", false, false).unwrap();
        let mut expected = std::collections::BTreeMap::new();
        for (row, col, cell) in &cells {
            packer.cell(*row, *col, CellRef::from(cell)).unwrap();
            expected.insert((*row, *col as u16), cell.clone());
        }
        packer.end_sheet().unwrap();
        let got: Vec<_> = kept.0.iter()
            .flat_map(|row| row.cells.into_iter().map(move |(col, cell)| ((row.index, col), cell)))
            .collect();
        prop_assert_eq!(got, expected.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn a_cell_is_found_by_its_column() {
    let row = row(0, vec![(1, text("王")), (7, Cell::Bool(true))]);
    assert_eq!(row.get(7), Some(&Cell::Bool(true)));
    assert_eq!(row.get(2), None, "column 2 is blank");
}

#[test]
fn minus_zero_and_large_numbers_keep_their_value() {
    let numbers = [-0.0, 0.0, -1.0, 9_007_199_254_740_991.0, 310_101_198_001_010_000.0, 1e300, 0.1];
    let cells = (0..).zip(numbers.map(Cell::Number)).collect();
    let spool: Spool = [row(3, cells)].into_iter().collect();
    let back = spool.iter().next().unwrap();
    for ((_, cell), n) in back.cells.iter().zip(numbers) {
        assert!(matches!(cell, Cell::Number(m) if m.to_bits() == n.to_bits()), "{n} came back as {cell:?}");
    }
}
