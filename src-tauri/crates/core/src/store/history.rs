//! Rows as changesets hold them: old → new by column. What they mean to people is said by the feature `history`.

use std::collections::{HashMap, HashSet};

use rusqlite::OptionalExtension;
use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ChangesetIter};
use rusqlite::types::ValueRef;
use serde_json::Value;

use super::changeset::mentions;
use super::door::Reader;
use super::error::{Error, Result};
use super::operations::Operation;
use super::schema::RECORDED;

/// One row that an operation touched.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RowChange {
    /// Table, e.g. `resident`, `phone`.
    pub table: &'static str,
    /// Its key.
    pub id: i64,
    /// What was done to it.
    pub action: RowAction,
    /// The columns that changed; for an insert all that were set, for a delete all that were lost. Old is null for an insert, new
    /// for a delete.
    pub columns: Vec<(String, Value, Value)>,
}

/// What was done to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RowAction {
    /// It was made.
    Insert,
    /// It was changed.
    Update,
    /// It was taken away.
    Delete,
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
        each(piece(reader, operation, seq)?.ok_or(Error::Damaged("操作记录"))?)?;
    }
    Ok(())
}

/// A stored piece of an operation, unpacked.
fn piece(reader: Reader<'_>, operation: i64, seq: i64) -> Result<Option<Vec<u8>>> {
    let packed: Option<Vec<u8>> = reader
        .0
        .prepare_cached("SELECT data FROM operation_change WHERE operation_id = ?1 AND seq = ?2")?
        .query_row((operation, seq), |row| row.get(0))
        .optional()?;
    let unpack = |packed: Vec<u8>| lz4_flex::decompress_size_prepended(&packed);
    packed.map(unpack).transpose().map_err(|_| Error::Damaged("操作记录"))
}

impl Reader<'_> {
    /// Rows that an operation touched, parents before children within each stored piece; at most `limit` of them after the place
    /// `after`, and the place to go on from when there are more.
    ///
    /// # Errors
    /// As any query.
    pub(crate) fn rows_of_operation(
        self,
        operation: i64,
        after: Option<i64>,
        limit: usize,
    ) -> Result<(Vec<RowChange>, Option<i64>)> {
        // A place is a piece and the rows of it passed over.
        let (mut seq, mut passed) = after.map_or((0, 0), |place| (place >> 32, place & i64::from(u32::MAX)));
        let mut columns = Columns::default();
        let mut found = Vec::new();
        while let Some(changeset) = piece(self, operation, seq)? {
            let mut keys = Vec::new();
            each_change(&changeset, |item| {
                let (table, id) = key(item)?;
                keys.push((RECORDED.iter().position(|known| *known == table), id, keys.len()));
                Ok(())
            })?;
            keys.sort_unstable();
            let from = usize::try_from(passed).unwrap_or(0);
            let window = keys.iter().skip(from).take(limit - found.len());
            // By its position in the piece the place of each in the answer.
            let wanted: HashMap<usize, usize> =
                window.zip(found.len()..).map(|(key, at)| (key.2, at)).collect();
            let (mut position, mut rows) = (0, Vec::new());
            each_change(&changeset, |item| {
                if let Some(at) = wanted.get(&position) {
                    rows.push((*at, describe(item, columns.of(self, item.op()?.table_name())?)?));
                }
                position += 1;
                Ok(())
            })?;
            rows.sort_unstable_by_key(|(at, _)| *at);
            let passed_now = from + rows.len();
            found.extend(rows.into_iter().map(|(_, row)| row));
            if passed_now < keys.len() {
                return Ok((found, Some(seq << 32 | i64::try_from(passed_now).unwrap_or(0))));
            }
            (seq, passed) = (seq + 1, 0);
        }
        Ok((found, None))
    }

    /// By row, the operation that made it. Each row of `table` comes with the moment at which it was made: only the operations of
    /// these moments are looked into.
    ///
    /// # Errors
    /// As any query.
    pub(crate) fn made_by(self, table: &str, rows: &[(i64, String)]) -> Result<HashMap<i64, i64>> {
        let moments: HashSet<&str> = rows.iter().map(|(_, at)| at.as_str()).collect();
        let wanted: HashSet<i64> = rows.iter().map(|(id, _)| *id).collect();
        let mut statement = self.0.prepare_cached(
            "SELECT id FROM operation WHERE at IN (SELECT value FROM json_each(?1)) AND reverses IS NULL ORDER BY id",
        )?;
        let operations: Vec<i64> = statement
            .query_map([serde_json::to_string(&moments)?], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut made = HashMap::new();
        for operation in operations {
            each_piece(self, operation, false, |changeset| {
                if !mentions(&changeset, &wanted)? {
                    return Ok(());
                }
                each_change(&changeset, |item| {
                    let (of, id) = key(item)?;
                    if of == table && wanted.contains(&id) && item.op()?.code() == Action::SQLITE_INSERT {
                        made.insert(id, operation);
                    }
                    Ok(())
                })
            })?;
        }
        Ok(made)
    }

    /// Everything that happened to the row `id` of `table` and to rows whose column `owner` names it, oldest first.
    ///
    /// # Errors
    /// As any query.
    pub(crate) fn rows_of(self, table: &str, id: i64, owner: &str) -> Result<Vec<(Operation, RowChange)>> {
        let mut columns = Columns::default();
        let mut found = Vec::new();
        let ids = self.with_owned(id, owner, &mut columns)?;
        for operation in self.operations()? {
            each_piece(self, operation.id, false, |changeset| {
                if !mentions(&changeset, &ids)? {
                    return Ok(());
                }
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
                        found.push((operation.clone(), describe(item, names)?));
                    }
                    Ok(())
                })
            })?;
        }
        Ok(found)
    }

    /// A row and all that are its own now.
    pub(super) fn with_owned(self, id: i64, owner: &str, columns: &mut Columns) -> Result<HashSet<i64>> {
        let mut ids = HashSet::from([id]);
        for table in RECORDED {
            if columns.of(self, table)?.iter().any(|column| column == owner) {
                let sql = format!("SELECT id FROM {table} WHERE {owner} = ?1");
                let mut statement = self.0.prepare_cached(&sql)?;
                let rows = statement.query_map([id], |row| row.get(0))?;
                ids.extend(rows.collect::<rusqlite::Result<Vec<i64>>>()?);
            }
        }
        Ok(ids)
    }

    pub(super) fn owner_now(self, table: &str, owner: &str, item: &ChangesetItem) -> Result<Option<i64>> {
        let Ok(ValueRef::Integer(row)) = item.old_value(0) else { return Ok(None) };
        if !RECORDED.contains(&table) {
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

/// Names of the columns of tables, each asked for once.
#[derive(Default)]
pub(super) struct Columns(HashMap<String, Vec<String>>);

impl Columns {
    pub(super) fn of(&mut self, reader: Reader<'_>, table: &str) -> Result<&[String]> {
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

/// A change of a row that is wanted.
///
/// # Errors
/// As any query.
pub(super) fn row_change(
    reader: Reader<'_>,
    item: &ChangesetItem,
    wanted: impl Fn(&str, i64) -> bool,
) -> Result<Option<RowChange>> {
    let (table, id) = key(item)?;
    if !wanted(table, id) {
        return Ok(None);
    }
    Ok(Some(describe(item, Columns::default().of(reader, table)?)?))
}

/// Table and key of a change; every recorded table has its integer key in the first column.
pub(super) fn key(item: &ChangesetItem) -> Result<(&'static str, i64)> {
    let op = item.op()?;
    let value = match op.code() {
        Action::SQLITE_INSERT => item.new_value(0)?,
        _ => item.old_value(0)?,
    };
    let table = RECORDED.iter().find(|table| **table == op.table_name());
    match (table, value) {
        (Some(table), ValueRef::Integer(id)) => Ok((table, id)),
        _ => Err(Error::Damaged("操作记录")),
    }
}

pub(super) fn describe(item: &ChangesetItem, names: &[String]) -> Result<RowChange> {
    let op = item.op()?;
    let action = match op.code() {
        Action::SQLITE_INSERT => RowAction::Insert,
        Action::SQLITE_DELETE => RowAction::Delete,
        _ => RowAction::Update,
    };
    let (table, id) = key(item)?;
    let mut columns = Vec::new();
    for (index, column) in names.iter().enumerate().take(usize::try_from(op.number_of_columns()).unwrap_or(0))
    {
        // A value that is not part of the change is an error here, and means "unchanged".
        let old = if action == RowAction::Insert { None } else { item.old_value(index).ok() };
        let new = if action == RowAction::Delete { None } else { item.new_value(index).ok() };
        let unchanged = match action {
            RowAction::Update => new.is_none(),
            _ => matches!(old.or(new), None | Some(ValueRef::Null)),
        };
        if !unchanged {
            columns.push((column.clone(), json(old), json(new)));
        }
    }
    Ok(RowChange { table, id, action, columns })
}

fn json(value: Option<ValueRef<'_>>) -> Value {
    match value {
        None | Some(ValueRef::Null) => Value::Null,
        Some(ValueRef::Integer(n)) => n.into(),
        Some(ValueRef::Real(x)) => x.into(),
        Some(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned().into(),
        // What a blob holds (a PIN's hash) is told to nobody.
        Some(ValueRef::Blob(_)) => "已设".into(),
    }
}
