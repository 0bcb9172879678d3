//! A sheet filled from top to bottom on a grid of narrow columns; a cell may span several.

use std::ops::RangeInclusive;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

pub(super) type Columns = RangeInclusive<u16>;

pub(super) struct Page<'a> {
    pub sheet: &'a mut Worksheet,
    /// The row being filled.
    pub row: u32,
}

impl Page<'_> {
    /// Goes on to the next row.
    pub fn next(&mut self) {
        self.row += 1;
    }

    /// Goes on to the next row, which is so high.
    pub fn height(&mut self, points: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, points).map(|_| ())
    }

    /// A text; what users wrote can never be a formula.
    pub fn text(&mut self, at: Columns, text: &str, format: &Format) -> Result<(), XlsxError> {
        let (first, last) = at.into_inner();
        if first == last {
            self.sheet.write_string_with_format(self.row, first, text, format)?;
        } else {
            self.sheet.merge_range(self.row, first, self.row, last, text, format)?;
        }
        Ok(())
    }

    /// A number.
    pub fn number(&mut self, at: Columns, number: impl Into<f64>, format: &Format) -> Result<(), XlsxError> {
        let (first, last) = at.into_inner();
        if first != last {
            self.sheet.merge_range(self.row, first, self.row, last, "", format)?;
        }
        self.sheet.write_number_with_format(self.row, first, number, format)?;
        Ok(())
    }

    /// A number, or a dash when it is not known.
    pub fn known<N: Into<f64>>(
        &mut self,
        at: Columns,
        number: Option<N>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match number {
            Some(number) => self.number(at, number, format),
            None => self.text(at, "—", format),
        }
    }
}

/// The same columns, further right.
pub(super) fn shift(at: Columns, by: u16) -> Columns {
    at.start() + by..=at.end() + by
}
