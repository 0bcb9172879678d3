//! What happened to a record, read from the changesets: old → new by column, newest last.

use std::collections::HashMap;

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ChangesetIter};
use rusqlite::types::ValueRef;

use super::door::Reader;
use super::error::{Error, Result};
use super::operations::Operation;

/// One row that an operation touched.
#[derive(Debug, Clone, PartialEq, serde::Serialize, ts_rs::TS)]
pub struct Change {
    /// The operation.
    pub operation: Operation,
    /// Table, e.g. `resident`, `phone`.
    pub table: String,
    /// `insert`, `update` or `delete`.
    pub action: &'static str,
    /// The columns that changed; for an insert all that were set, for a delete all that were lost.
    pub columns: Vec<ColumnChange>,
}

/// One column, before and after.
#[derive(Debug, Clone, PartialEq, serde::Serialize, ts_rs::TS)]
pub struct ColumnChange {
    /// Column name.
    pub column: String,
    /// Before; `null` for an insert.
    #[ts(type = "string | number | null")]
    pub old: serde_json::Value,
    /// After; `null` for a delete.
    #[ts(type = "string | number | null")]
    pub new: serde_json::Value,
}

/// Calls `each` for every row of a changeset.
pub(crate) fn each_change(
    changeset: &[u8],
    mut each: impl FnMut(&ChangesetItem) -> Result<()>,
) -> Result<()> {
    let mut input: &[u8] = changeset;
    let input: &mut dyn std::io::Read = &mut input;
    let mut changes = ChangesetIter::start_strm(&input)?;
    while let Some(item) = changes.next()? {
        each(item)?;
    }
    Ok(())
}

/// Calls `each` with every stored piece of an operation, unpacked, in order or (for taking it back) in reverse order.
pub(crate) fn each_piece(
    reader: Reader<'_>,
    operation: i64,
    newest_first: bool,
    mut each: impl FnMut(Vec<u8>) -> Result<()>,
) -> Result<()> {
    let pieces: i64 = reader
        .0
        .prepare_cached("SELECT count(*) FROM operation_change WHERE operation_id = ?1")?
        .query_row([operation], |row| row.get(0))?;
    for index in 0..pieces {
        let seq = if newest_first { pieces - 1 - index } else { index };
        let packed: Vec<u8> = reader
            .0
            .prepare_cached("SELECT data FROM operation_change WHERE operation_id = ?1 AND seq = ?2")?
            .query_row((operation, seq), |row| row.get(0))?;
        each(lz4_flex::decompress_size_prepended(&packed).map_err(|_| Error::Damaged("操作记录"))?)?;
    }
    Ok(())
}

impl Reader<'_> {
    /// Everything that happened to a resident and to the phones, tags, presence and contacts that are theirs.
    ///
    /// # Errors
    /// [`Error::NoSuch`] when no operation ever touched such a resident.
    pub fn history_of_resident(self, resident: i64) -> Result<Vec<Change>> {
        let changes = self.history("resident", resident, "resident_id")?;
        if changes.is_empty() { Err(Error::NoSuch("住户")) } else { Ok(changes) }
    }

    /// Everything that happened to the row `id` of `table` and to rows whose column `owner` names it.
    fn history(self, table: &str, id: i64, owner: &str) -> Result<Vec<Change>> {
        let mut columns = Columns::default();
        let mut found = Vec::new();
        for operation in self.operations()? {
            each_piece(self, operation.id, false, |changeset| {
                each_change(&changeset, |item| {
                    let op = item.op()?;
                    let names = columns.of(self, op.table_name())?;
                    let key = if op.table_name() == table {
                        0
                    } else {
                        match names.iter().position(|name| name == owner) {
                            Some(at) => at,
                            None => return Ok(()),
                        }
                    };
                    let is_it = |value: rusqlite::Result<ValueRef<'_>>| matches!(value, Ok(ValueRef::Integer(n)) if n == id);
                    // An update of a phone does not repeat its unchanged resident_id: ask the row itself.
                    let hit = match op.code() {
                        Action::SQLITE_INSERT => is_it(item.new_value(key)),
                        Action::SQLITE_DELETE => is_it(item.old_value(key)),
                        _ => {
                            is_it(item.old_value(key))
                                || is_it(item.new_value(key))
                                || (key != 0 && self.owner_now(op.table_name(), owner, item)? == Some(id))
                        }
                    };
                    if hit {
                        found.push(describe(&operation, item, names)?);
                    }
                    Ok(())
                })
            })?;
        }
        Ok(found)
    }

    fn owner_now(self, table: &str, owner: &str, item: &ChangesetItem) -> Result<Option<i64>> {
        let Ok(ValueRef::Integer(row)) = item.old_value(0) else { return Ok(None) };
        if !super::schema::RECORDED.contains(&table) {
            return Ok(None);
        }
        let mut statement = self.0.prepare_cached(&format!("SELECT {owner} FROM {table} WHERE id = ?1"))?;
        let mut rows = statement.query([row])?;
        Ok(match rows.next()? {
            Some(row) => row.get(0)?,
            None => None,
        })
    }
}

#[derive(Default)]
struct Columns(HashMap<String, Vec<String>>);

impl Columns {
    fn of(&mut self, reader: Reader<'_>, table: &str) -> Result<&[String]> {
        if !self.0.contains_key(table) {
            let names = reader
                .0
                .prepare_cached("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?
                .query_map([table], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()?;
            self.0.insert(table.to_owned(), names);
        }
        Ok(self.0.get(table).map_or(&[], Vec::as_slice))
    }
}

fn describe(operation: &Operation, item: &ChangesetItem, names: &[String]) -> Result<Change> {
    let op = item.op()?;
    let action = op.code();
    let mut columns = Vec::new();
    for (index, column) in names.iter().enumerate().take(usize::try_from(op.number_of_columns()).unwrap_or(0))
    {
        // A value that is not part of the change is an error here, and means "unchanged".
        let old = if action == Action::SQLITE_INSERT { None } else { item.old_value(index).ok() };
        let new = if action == Action::SQLITE_DELETE { None } else { item.new_value(index).ok() };
        let unchanged = match action {
            Action::SQLITE_UPDATE => new.is_none(),
            _ => matches!(old.or(new), None | Some(ValueRef::Null)),
        };
        if !unchanged {
            columns.push(ColumnChange { column: column.clone(), old: json(old), new: json(new) });
        }
    }
    Ok(Change {
        operation: operation.clone(),
        table: op.table_name().to_owned(),
        action: match action {
            Action::SQLITE_INSERT => "insert",
            Action::SQLITE_DELETE => "delete",
            _ => "update",
        },
        columns,
    })
}

fn json(value: Option<ValueRef<'_>>) -> serde_json::Value {
    match value {
        None | Some(ValueRef::Null | ValueRef::Blob(_)) => serde_json::Value::Null,
        Some(ValueRef::Integer(n)) => n.into(),
        Some(ValueRef::Real(x)) => x.into(),
        Some(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned().into(),
    }
}
