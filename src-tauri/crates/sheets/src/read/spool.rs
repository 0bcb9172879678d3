//! Rows kept packed in memory: a million rows of ten columns cost tens of megabytes, and walking them costs little.

use super::Row;

/// Rows in the sheet's order.
#[derive(Debug, Clone, Default)]
pub struct Spool {
    rows: Vec<Row>,
}

impl Spool {
    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Walks the rows from the first.
    pub fn iter(&self) -> Rows<'_> {
        Rows { rows: self.rows.iter() }
    }
}

impl FromIterator<Row> for Spool {
    fn from_iter<T: IntoIterator<Item = Row>>(rows: T) -> Spool {
        Spool { rows: rows.into_iter().collect() }
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
    rows: std::slice::Iter<'a, Row>,
}

impl Rows<'_> {
    /// Puts the next row into `row`; `false` at the end.
    pub fn read_into(&mut self, row: &mut Row) -> bool {
        match self.rows.next() {
            Some(next) => {
                row.clone_from(next);
                true
            }
            None => false,
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.rows.next().cloned()
    }
}
