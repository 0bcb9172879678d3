//! The list of operations 操作记录.

use rusqlite::Row;

use super::door::{OpKind, Reader};
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
    /// For undo and redo: rows left as they are because of what was done later.
    pub kept: i64,
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
            kept: row.get("kept")?,
        })
    }

    /// Whether it is about who may sit at the desk and what opens the office: taken back only by its number.
    fn is_of_the_desk(&self) -> bool {
        [OpKind::Staff, OpKind::Passphrase].iter().any(|kind| self.kind == kind.code())
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
                "SELECT id, kind, summary, who, at, changes, reverses, ifnull(json_array_length(kept), 0) AS kept
                 FROM operation ORDER BY id",
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

    /// What is taken back when nobody says which: the newest operation that stands.
    ///
    /// # Errors
    /// As any query.
    pub fn next_undo(self) -> Result<Option<Operation>> {
        let taken_back =
            |op: &Operation| op.stands && op.reverses.is_none() && op.changes > 0 && !op.is_of_the_desk();
        Ok(self.operations()?.into_iter().rev().find(taken_back))
    }

    /// What is brought again when nobody says which: the newest undo that stands. Whatever was done since ends that: it
    /// starts from how things are.
    ///
    /// # Errors
    /// As any query.
    pub fn next_redo(self) -> Result<Option<Operation>> {
        let all = self.operations()?;
        let of_the_desk = |op: &Operation| {
            op.is_of_the_desk() || all.iter().any(|of| op.reverses == Some(of.id) && of.is_of_the_desk())
        };
        let chain = all.iter().rev().filter(|op| op.changes > 0 && !of_the_desk(op));
        let mut chain = chain.take_while(|op| op.reverses.is_some());
        Ok(chain.find(|op| op.stands && op.kind == OpKind::Undo.code()).cloned())
    }
}
