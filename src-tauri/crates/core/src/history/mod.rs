//! History 变动: what operations changed, in words: the record by its person or door, each cell by its Chinese name, codes by theirs.
//!
//! Not here: how changesets are kept and read, undo (`store`).

mod record;
mod words;

pub use words::table_title;

use crate::store::{
    Error, Kept, KeptWhy, Later, Moved, Operation, RECORDED, Reader, Result, RowAction, RowChange,
};
use record::Records;

/// One record that an operation touched.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct RecordChange {
    /// Its table, e.g. `resident`, `phone`.
    pub table: &'static str,
    /// What it is: 住户, 电话, 在住状态 …
    pub title: &'static str,
    /// Its row.
    pub id: i64,
    /// Whose or which, as it is now: a name, a door, a building; "" when nobody can say any more.
    pub record: String,
    /// The door, for what belongs to a person.
    pub door: Option<String>,
    /// The person it belongs to, when they are still there.
    pub resident: Option<i64>,
    /// Made, changed, or taken away.
    pub action: RowAction,
    /// The cells that changed; the program's own bookkeeping is left out.
    pub columns: Vec<ColumnChange>,
}

/// One cell, before and after.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct ColumnChange {
    /// Column, for programs.
    pub column: String,
    /// In Chinese.
    pub title: &'static str,
    /// Before, in words; null when there was nothing.
    pub old: Option<String>,
    /// After, in words; null when there is nothing any more.
    pub new: Option<String>,
}

/// A record that an operation touched, with the operation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Change {
    /// The operation.
    pub operation: Operation,
    /// What it touched.
    #[serde(flatten)]
    pub record: RecordChange,
}

/// What an operation did to a household or to somebody of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct HouseholdChange {
    /// The operation.
    pub operation: Operation,
    /// What it touched.
    #[serde(flatten)]
    pub record: RecordChange,
    /// Whether somebody came into the household or left it, who is of another before or after.
    pub moved: Option<Moved>,
}

/// Some of what an operation changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct OperationChanges {
    /// The operation; `changes` says how many records there are in all.
    pub operation: Operation,
    /// Records, places before people.
    pub changes: Vec<RecordChange>,
    /// Where to go on from; null at the end.
    pub next: Option<i64>,
}

/// A record that an undo or redo left as it was.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct KeptRecord {
    /// What it is: 住户, 电话, 在住状态 …
    pub title: &'static str,
    /// Its table.
    pub table: String,
    /// Its row.
    pub id: i64,
    /// Whose or which; "" when nobody can say any more.
    pub record: String,
    /// The door, for what belongs to a person.
    pub door: Option<String>,
    /// The person it belongs to, when they are still there.
    pub resident: Option<i64>,
    /// Why.
    pub why: KeptWhy,
    /// The later operation that changed it last; none when only others need the record.
    pub later: Option<Operation>,
}

/// Some of what an undo or redo left as it was.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct KeptRecords {
    /// The undo or redo; `kept` says how many records there are in all.
    pub operation: Operation,
    /// Records.
    pub kept: Vec<KeptRecord>,
    /// Where to go on from; null at the end.
    pub next: Option<i64>,
}

/// What an undo or redo left as it was, and because of what: at most `limit` records after the place `after`.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn kept_of(reader: Reader<'_>, operation: i64, after: Option<i64>, limit: usize) -> Result<KeptRecords> {
    let (known, all) = reader.kept_by(operation)?;
    let from = after.and_then(|after| usize::try_from(after).ok()).unwrap_or(0).min(all.len());
    let rows = &all[from..all.len().min(from + limit)];
    let later = match known.reverses {
        Some(target) => reader.later_than(target, Some(operation), rows)?,
        None => Later::new(),
    };
    let mut records = Records::load(reader)?;
    let kept = rows.iter().map(|row| kept_record(&mut records, row, &later)).collect::<Result<_>>()?;
    let next = Some(from + rows.len()).filter(|next| *next < all.len());
    Ok(KeptRecords { operation: known, kept, next: next.and_then(|next| i64::try_from(next).ok()) })
}

fn kept_record(records: &mut Records<'_>, row: &Kept, later: &Later) -> Result<KeptRecord> {
    let touched = later.get(&(row.table.clone(), row.id));
    let table = RECORDED.iter().find(|table| **table == row.table).ok_or(Error::Damaged("操作记录"))?;
    let who = match touched {
        Some((_, change)) => records.of(change)?,
        None => {
            records.of(&RowChange { table, id: row.id, action: RowAction::Update, columns: Vec::new() })?
        }
    };
    Ok(KeptRecord {
        title: table_title(table),
        table: row.table.clone(),
        id: row.id,
        record: who.record,
        door: who.door,
        resident: who.resident,
        why: row.why,
        later: touched.map(|(operation, _)| operation.clone()),
    })
}

/// What an operation changed: at most `limit` records after the place `after`.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn of_operation(
    reader: Reader<'_>,
    operation: i64,
    after: Option<i64>,
    limit: usize,
) -> Result<OperationChanges> {
    let known = reader.operations()?.into_iter().find(|known| known.id == operation);
    let known = known.ok_or(Error::NoSuch("操作"))?;
    let (rows, next) = reader.rows_of_operation(operation, after, limit)?;
    let mut records = Records::load(reader)?;
    let changes = rows.iter().map(|row| in_words(&mut records, row)).collect::<Result<_>>()?;
    Ok(OperationChanges { operation: known, changes, next })
}

/// Everything that happened to a resident and to the phones, tags, presence and contacts that are theirs, oldest first.
///
/// # Errors
/// [`Error::NoSuch`] when no operation ever touched such a resident.
pub fn of_resident(reader: Reader<'_>, resident: i64) -> Result<Vec<Change>> {
    let rows = reader.rows_of("resident", resident, "resident_id")?;
    if rows.is_empty() {
        return Err(Error::NoSuch("住户"));
    }
    let mut records = Records::load(reader)?;
    rows.into_iter()
        .map(|(operation, row)| Ok(Change { operation, record: in_words(&mut records, &row)? }))
        .collect()
}

/// Everything that happened to a household: its own facts, who came and left, and its members' facts while they were of it; oldest
/// first.
///
/// # Errors
/// [`Error::NoSuch`] when no operation ever touched such a household.
pub fn of_household(reader: Reader<'_>, household: i64) -> Result<Vec<HouseholdChange>> {
    let rows = reader.rows_of_household(household)?;
    if rows.is_empty() {
        return Err(Error::NoSuch("户"));
    }
    let mut records = Records::load(reader)?;
    rows.into_iter()
        .map(|(operation, row, moved)| {
            Ok(HouseholdChange { operation, record: in_words(&mut records, &row)?, moved })
        })
        .collect()
}

fn in_words(records: &mut Records<'_>, row: &RowChange) -> Result<RecordChange> {
    let mut columns = Vec::new();
    for (column, old, new) in &row.columns {
        let Some(title) = words::column_title(row.table, column) else { continue };
        let (old, new) = (records.value(row.table, column, old)?, records.value(row.table, column, new)?);
        if old != new {
            columns.push(ColumnChange { column: column.clone(), title, old, new });
        }
    }
    let who = records.of(row)?;
    Ok(RecordChange {
        table: row.table,
        title: table_title(row.table),
        id: row.id,
        record: who.record,
        door: who.door,
        resident: who.resident,
        action: row.action,
        columns,
    })
}
