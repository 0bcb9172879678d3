//! What stands in the way of an undo: for rows it left as they are, the later operation that touched them.
//!
//! Not here: the undo itself (`undo`), and how a row is called by people (the feature `history`).

use std::collections::{HashMap, HashSet};

use super::changeset::mentions;
use super::door::Reader;
use super::error::{Error, Result};
use super::history::{RowChange, each_change, each_piece, row_change};
use super::operations::Operation;
use super::undo::{Kept, Row};

/// By row the operation that touched it last, and what that did.
pub(crate) type Later = HashMap<Row, (Operation, RowChange)>;

impl Reader<'_> {
    /// The rows that the undo or redo `reversal` kept, and the operation it took back.
    ///
    /// # Errors
    /// [`Error::NoSuch`].
    pub(crate) fn kept_by(self, reversal: i64) -> Result<(Operation, Vec<Kept>)> {
        let known = self.operations()?.into_iter().find(|known| known.id == reversal);
        let known = known.ok_or(Error::NoSuch("操作"))?;
        let kept: Option<String> = self
            .0
            .prepare_cached("SELECT kept FROM operation WHERE id = ?1")?
            .query_row([reversal], |row| row.get(0))?;
        let kept = kept.map(|text| serde_json::from_str(&text)).transpose()?.unwrap_or_default();
        Ok((known, kept))
    }

    /// For each of `rows`, which `operation` touched, the operation after it (and before `until`) that touched it last. One that
    /// still stands goes before one that does not. A row that only later rows need has none.
    ///
    /// # Errors
    /// As any query.
    pub(crate) fn later_than(self, operation: i64, until: Option<i64>, rows: &[Kept]) -> Result<Later> {
        let mut wanted: HashSet<Row> = rows.iter().map(|row| (row.table.clone(), row.id)).collect();
        let mut later = Later::new();
        let mut ways = self.operations()?;
        ways.retain(|way| {
            way.id > operation && until.is_none_or(|until| way.id < until) && way.reverses.is_none()
        });
        ways.sort_by_key(|way| std::cmp::Reverse((way.stands, way.id)));
        for way in ways {
            if wanted.is_empty() {
                break;
            }
            each_piece(self, way.id, true, |changeset| {
                let keys: HashSet<i64> = wanted.iter().map(|(_, id)| *id).collect();
                if !mentions(&changeset, &keys)? {
                    return Ok(());
                }
                each_change(&changeset, |item| {
                    let touched =
                        row_change(self, item, |table, id| wanted.contains(&(table.to_owned(), id)))?;
                    if let Some(touched) = touched {
                        let row = (touched.table.to_owned(), touched.id);
                        wanted.remove(&row);
                        later.insert(row, (way.clone(), touched));
                    }
                    Ok(())
                })
            })?;
        }
        Ok(later)
    }
}
