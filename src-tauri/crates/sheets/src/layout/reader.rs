//! One row's cells → what the row says.
use louce_core::values::Day;

use super::{Layout, RowOutcome, SkipReason};
use crate::read::{Row, Sheet};

/// Reads the rows of one sheet in their order.
#[derive(Debug)]
pub struct RowReader<'a> {
    layout: &'a Layout,
    sheet: &'a Sheet,
}

impl<'a> RowReader<'a> {
    /// A reader at the top of the sheet.
    pub fn new(layout: &'a Layout, sheet: &'a Sheet) -> Self {
        Self { layout, sheet }
    }

    /// What the row says. Rows must come in the sheet's order, all of them: merged cells and 同上 look back.
    pub fn read(&mut self, row: &Row, today: Day) -> RowOutcome {
        let _ = (self.layout, self.sheet, row, today);
        RowOutcome::Skip(SkipReason::Blank)
    }
}
