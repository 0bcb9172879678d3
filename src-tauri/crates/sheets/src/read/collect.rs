//! Sheets put together in memory from what a reader (here or in the child) hands over.

use std::ops::ControlFlow;

use super::pack::{Output, SheetHead, SheetTail};
use super::spool::Block;
use super::{Format, ReadError, Sheet};

/// A sheet with rows out of order is sorted only up to this packed size; honest files have none.
const SORTABLE: usize = 64 << 20;

/// Keeps the sheets.
pub struct Collector<'a> {
    pub format: Option<Format>,
    pub sheets: Vec<Sheet>,
    pub rows: u64,
    progress: &'a mut dyn FnMut(u64) -> ControlFlow<()>,
}

impl<'a> Collector<'a> {
    pub fn new(progress: &'a mut dyn FnMut(u64) -> ControlFlow<()>) -> Collector<'a> {
        Collector { format: None, sheets: Vec::new(), rows: 0, progress }
    }

    /// Tells how far we are, and hears whether to go on.
    pub fn report(&mut self) -> Result<(), ReadError> {
        match (self.progress)(self.rows) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ReadError::Cancelled),
        }
    }
}

impl Output for Collector<'_> {
    fn format(&mut self, format: Format) -> Result<(), ReadError> {
        self.format = Some(format);
        Ok(())
    }

    fn sheet(&mut self, head: SheetHead) -> Result<(), ReadError> {
        self.sheets.push(Sheet {
            name: head.name,
            hidden: head.hidden,
            uses_1904: head.uses_1904,
            ..Sheet::default()
        });
        Ok(())
    }

    fn block(&mut self, block: Block) -> Result<(), ReadError> {
        self.rows = self.rows.saturating_add(u64::from(block.rows));
        self.sheets.last_mut().ok_or(ReadError::Crashed)?.rows.push(block);
        self.report()
    }

    fn end_sheet(&mut self, tail: SheetTail) -> Result<(), ReadError> {
        let sheet = self.sheets.last_mut().ok_or(ReadError::Crashed)?;
        if sheet.rows.is_unsorted() {
            if sheet.rows.bytes() > SORTABLE {
                return Err(ReadError::Damaged);
            }
            sheet.rows = sheet.rows.sorted();
        }
        sheet.merges = tail.merges;
        sheet.yellow = tail.yellow;
        sheet.yellow.sort_unstable();
        sheet.notes = tail.notes;
        Ok(())
    }
}
