//! The list of operations 操作记录.

use rusqlite::Row;

use super::door::Reader;
use super::error::Result;

/// One recorded operation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Operation {
    /// Its number.
    pub id: i64,
    /// `import`, `edit`, … (see [`super::OpKind`]).
    pub kind: String,
    /// In Chinese.
    pub summary: String,
    /// Who was at the desk.
    pub who: String,
    /// "YYYY-MM-DD HH:MM:SS".
    pub at: String,
    /// Rows touched.
    pub changes: i64,
    /// For undo and redo: the operation taken back.
    pub reverses: Option<i64>,
    /// Whether its effect stands: it was not taken back, or that was itself taken back.
    pub stands: bool,
}

impl Operation {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            summary: row.get("summary")?,
            who: row.get("who")?,
            at: row.get("at")?,
            changes: row.get("changes")?,
            reverses: row.get("reverses")?,
            stands: true,
        })
    }
}

impl Reader<'_> {
    /// All operations, oldest first.
    ///
    /// # Errors
    /// As any query.
    pub fn operations(self) -> Result<Vec<Operation>> {
        let mut operations = self
            .0
            .prepare_cached(
                "SELECT id, kind, summary, who, at, changes, reverses FROM operation ORDER BY id",
            )?
            .query_map([], Operation::from_row)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        // Newest first: an undo that stands makes its target not stand; an undo that was taken back does nothing.
        let mut fallen = std::collections::HashSet::new();
        for operation in operations.iter_mut().rev() {
            operation.stands = !fallen.contains(&operation.id);
            if operation.stands
                && let Some(target) = operation.reverses
            {
                fallen.insert(target);
            }
        }
        Ok(operations)
    }
}
