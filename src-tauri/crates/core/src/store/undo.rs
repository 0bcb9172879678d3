//! Undo and redo: the inverse of a stored changeset, applied. Edits made later win: they are kept, with the rows they need,
//! and listed. Redo is the undo of an undo.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::hooks::Action;
use rusqlite::session::{ChangesetItem, ConflictAction, ConflictType, invert_strm};
use rusqlite::types::{Value, ValueRef};

use super::door::{Clock, Op, OpKind, Outcome, Tx};
use super::error::{Error, Result};
use super::history::{each_change, each_piece};
use super::open::Office;
use super::operations::Operation;
use super::schema::RECORDED;

/// A row that undo left as it is, because it was edited later or because a later row needs it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
pub struct Kept {
    /// Table.
    pub table: String,
    /// Row.
    pub id: i64,
    /// Why.
    pub why: KeptWhy,
}

/// Why a row was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum KeptWhy {
    /// 后来又改过
    EditedLater,
    /// 后来已删除
    DeletedLater,
    /// 后来的资料还要用到它
    NeededByLater,
}

/// A table and a key in it.
pub(super) type Row = (String, i64);

impl Office {
    /// Takes an operation back; without a number the newest that stands and is no undo. Returns it and what was kept.
    ///
    /// # Errors
    /// [`Error::NoSuch`], [`Error::Refused`] when there is nothing to take back.
    pub fn undo(&mut self, operation: Option<i64>, clock: Clock) -> Result<Outcome<(Operation, Vec<Kept>)>> {
        let target = match operation {
            None => {
                self.reader().next_undo()?.ok_or_else(|| Error::Refused("没有可以撤销的操作。".into()))?
            }
            Some(id) => {
                let all = self.reader().operations()?;
                all.into_iter().find(|op| op.id == id).ok_or(Error::NoSuch("操作"))?
            }
        };
        // The key of the office is no row: what would come back is only what is said about it.
        if target.kind == OpKind::Passphrase.code() {
            return Err(Error::Refused("口令和恢复码的改动不能撤销，请到“文件”里改。".into()));
        }
        if !target.stands {
            return Err(Error::Refused("这个操作已经撤销过了。".into()));
        }
        self.take_back(target, OpKind::Undo, clock)
    }

    /// Does again what was undone; without a number the newest undo that stands.
    ///
    /// # Errors
    /// As [`Office::undo`].
    pub fn redo(&mut self, operation: Option<i64>, clock: Clock) -> Result<Outcome<(Operation, Vec<Kept>)>> {
        let undo = match operation {
            None => {
                self.reader().next_redo()?.ok_or_else(|| Error::Refused("没有可以恢复的操作。".into()))?
            }
            // The number may be of the operation that was undone, or of the undo.
            Some(id) => {
                let all = self.reader().operations()?;
                let undo = |op: &&Operation| op.stands && op.kind == OpKind::Undo.code();
                all.iter()
                    .rev()
                    .filter(undo)
                    .find(|op| op.reverses == Some(id) || op.id == id)
                    .cloned()
                    .ok_or_else(|| Error::Refused("这个操作没有被撤销过，不用恢复。".into()))?
            }
        };
        self.take_back(undo, OpKind::Redo, clock)
    }

    fn take_back(
        &mut self,
        target: Operation,
        kind: OpKind,
        clock: Clock,
    ) -> Result<Outcome<(Operation, Vec<Kept>)>> {
        if target.changes == 0 {
            return Err(Error::Refused("这个操作没有改动资料，不用撤销。".into()));
        }
        let verb = if kind == OpKind::Undo { "撤销" } else { "恢复" };
        let subject = target.summary.strip_prefix("撤销：").unwrap_or(&target.summary).to_owned();
        let op = Op::new(kind, format!("{verb}：{subject}"));
        let id = target.id;
        let outcome = self.transact(op, clock, |tx| {
            tx.reverses = Some(target.id);
            if target.changes > 100_000 {
                tx.build_indexes_later()?;
            }
            let kept = tx.apply_inverse(target.id)?;
            if !kept.is_empty() {
                tx.kept = Some(serde_json::to_string(&kept)?);
            }
            Ok::<_, Error>((target, kept))
        })?;
        let kept = &outcome.value.1;
        let overwritten = kept.iter().any(|kept| kept.why != KeptWhy::NeededByLater);
        // Saying that it was taken back would be no truth.
        match outcome.operation.is_none() && overwritten {
            true => Err(self.in_the_way(verb, id, kept)?),
            false => Ok(outcome),
        }
    }

    /// The refusal of a reversal that would change nothing, with the operations that stand in its way.
    fn in_the_way(&self, verb: &str, target: i64, kept: &[Kept]) -> Result<Error> {
        let later = self.reader().later_than(target, None, kept)?;
        let mut ways: Vec<Operation> = later.into_values().map(|(operation, _)| operation).collect();
        ways.sort_by_key(|operation| std::cmp::Reverse(operation.id));
        ways.dedup_by_key(|operation| operation.id);
        let named: Vec<String> = ways.iter().take(3).map(without_names).collect();
        let more = if ways.len() > 3 { format!(" 等 {} 步", ways.len()) } else { String::new() };
        let hint = match named.is_empty() {
            true => "请先撤销后来的操作。".to_owned(),
            false => format!("请先撤销后来的 {}{more}。", named.join("、")),
        };
        Ok(Error::Refused(format!("它改过的 {} 处后来都又改过，{verb}了什么也不会变。{hint}", kept.len())))
    }
}

impl Tx<'_> {
    fn apply_inverse(&mut self, operation: i64) -> Result<Vec<Kept>> {
        let found: Arc<Mutex<Vec<(Row, KeptWhy)>>> = Arc::default();
        let reader = self.reader();
        each_piece(reader, operation, true, |changeset| {
            let inverse = inverted(&changeset)?;
            let seen = Arc::clone(&found);
            self.conn.apply_strm(
                &mut inverse.as_slice(),
                None::<fn(&str) -> bool>,
                move |conflict, item| {
                    let why = match conflict {
                        ConflictType::SQLITE_CHANGESET_FOREIGN_KEY => {
                            return ConflictAction::SQLITE_CHANGESET_OMIT;
                        }
                        ConflictType::SQLITE_CHANGESET_NOTFOUND => KeptWhy::DeletedLater,
                        ConflictType::SQLITE_CHANGESET_CONSTRAINT => KeptWhy::NeededByLater,
                        _ => KeptWhy::EditedLater,
                    };
                    if let Ok(row) = row_of(&item) {
                        seen.lock().unwrap_or_else(PoisonError::into_inner).push((row, why));
                    }
                    ConflictAction::SQLITE_CHANGESET_OMIT
                },
            )?;
            // Applying a changeset switches this off when it ends.
            self.conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
            self.breathe()
        })?;
        let mut kept: HashMap<Row, KeptWhy> =
            std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect();
        self.restore_what_kept_rows_need(operation, &mut kept)?;
        let mut kept: Vec<Kept> =
            kept.into_iter().map(|((table, id), why)| Kept { table, id, why }).collect();
        kept.sort_by(|a, b| (&a.table, a.id).cmp(&(&b.table, b.id)));
        Ok(kept)
    }

    /// A row that is kept keeps its own rows (a person keeps the phones), and any row that something still refers to
    /// comes back (the household of a person who moved in later).
    fn restore_what_kept_rows_need(
        &mut self,
        operation: i64,
        kept: &mut HashMap<Row, KeptWhy>,
    ) -> Result<()> {
        let mut wanted: HashSet<Row> = self.dangling()?;
        if wanted.is_empty() && kept.is_empty() {
            return Ok(());
        }
        let links = self.links()?;
        loop {
            let mut restored = 0;
            each_piece(self.reader(), operation, true, |changeset| {
                each_change(&inverted(&changeset)?, |item| {
                    if item.op()?.code() != Action::SQLITE_DELETE {
                        return Ok(());
                    }
                    let row = row_of(item)?;
                    let belongs = links.get(&row.0).into_iter().flatten().any(|(column, parent)| {
                        let Ok(ValueRef::Integer(id)) = item.old_value(*column) else { return false };
                        let owner = kept.get(&(parent.clone(), id));
                        is_owner(parent) && owner.is_some_and(|why| *why != KeptWhy::DeletedLater)
                    });
                    if (wanted.contains(&row) || belongs) && self.put_back(item)? {
                        kept.entry(row).or_insert(KeptWhy::NeededByLater);
                        restored += 1;
                    }
                    Ok(())
                })
            })?;
            wanted = self.dangling()?;
            if restored > 0 {
                continue;
            }
            if !wanted.is_empty() {
                return Err(Error::Refused(
                    "后来的资料还要用到它，不能单独撤销。请先撤销后来的操作。".into(),
                ));
            }
            // SQLite's own count of what dangles went wrong while rows went and came back; nothing does, as was just seen.
            self.conn.execute_batch("PRAGMA defer_foreign_keys = OFF; PRAGMA defer_foreign_keys = ON")?;
            return Ok(());
        }
    }

    /// Parents that some row refers to and that are not there.
    fn dangling(&self) -> Result<HashSet<Row>> {
        let mut missing = HashSet::new();
        let links = self.links()?;
        let mut statement = self.conn.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, rowid, parent): (String, Option<i64>, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            for (column, name) in links.get(&table).into_iter().flatten().filter(|(_, name)| *name == parent)
            {
                let column = self.column_name(&table, *column)?;
                let id: Option<i64> = self
                    .conn
                    .prepare_cached(&format!("SELECT {column} FROM {table} WHERE rowid = ?1"))?
                    .query_row([rowid], |row| row.get(0))?;
                missing.extend(id.map(|id| (name.clone(), id)));
            }
        }
        Ok(missing)
    }

    /// For each recorded table its foreign keys: column position and parent table.
    fn links(&self) -> Result<HashMap<String, Vec<(usize, String)>>> {
        let mut links = HashMap::new();
        for table in RECORDED {
            let mut statement = self.conn.prepare_cached(
                "SELECT info.cid, keys.\"table\" FROM pragma_foreign_key_list(?1) AS keys
                 JOIN pragma_table_info(?1) AS info ON info.name = keys.\"from\"",
            )?;
            let of_table = statement
                .query_map([table], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?
                .map(|row| row.map(|(column, parent)| (usize::try_from(column).unwrap_or(0), parent)))
                .collect::<rusqlite::Result<Vec<(usize, String)>>>()?;
            links.insert((*table).to_owned(), of_table);
        }
        Ok(links)
    }

    fn column_name(&self, table: &str, position: usize) -> Result<String> {
        Ok(self
            .conn
            .prepare_cached("SELECT name FROM pragma_table_info(?1) WHERE cid = ?2")?
            .query_row((table, i64::try_from(position).unwrap_or(-1)), |row| row.get(0))?)
    }

    /// Inserts the old values of a deletion again; false when the row is there.
    fn put_back(&self, item: &ChangesetItem) -> Result<bool> {
        let op = item.op()?;
        let Some(table) = RECORDED.iter().find(|table| **table == op.table_name()) else { return Ok(false) };
        let count = usize::try_from(op.number_of_columns()).unwrap_or(0);
        let values: Vec<Value> = (0..count)
            .map(|column| item.old_value(column).and_then(owned))
            .collect::<rusqlite::Result<_>>()?;
        let marks = vec!["?"; count].join(", ");
        let sql = format!("INSERT OR IGNORE INTO {table} VALUES ({marks})");
        let inserted = self.conn.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
        Ok(inserted > 0)
    }
}

/// An operation in an error, which says nothing of a resident: those of many by what they are, those of few by their moment.
fn without_names(operation: &Operation) -> String {
    const OF_MANY: [OpKind; 6] = [
        OpKind::Import,
        OpKind::OpenRound,
        OpKind::RecordRound,
        OpKind::CloseRound,
        OpKind::CloseDay,
        OpKind::Rules,
    ];
    match OF_MANY.iter().any(|kind| kind.code() == operation.kind) {
        true => format!("“{}”", operation.summary),
        false => format!("{}（{}）那一步", operation.at.get(5..16).unwrap_or(""), operation.who),
    }
}

fn owned(value: ValueRef<'_>) -> rusqlite::Result<Value> {
    Value::try_from(value).map_err(|error| rusqlite::Error::UserFunctionError(error.into()))
}

/// Rows that own others: what is theirs is kept with them.
fn is_owner(table: &str) -> bool {
    matches!(table, "resident" | "round")
}

fn inverted(changeset: &[u8]) -> Result<Vec<u8>> {
    let mut inverse = Vec::with_capacity(changeset.len());
    invert_strm(&mut &*changeset, &mut inverse)?;
    Ok(inverse)
}

/// Table and key of a change; every recorded table has its integer key in the first column.
fn row_of(item: &ChangesetItem) -> Result<Row> {
    let op = item.op()?;
    let value = match op.code() {
        Action::SQLITE_INSERT => item.new_value(0)?,
        _ => item.old_value(0)?,
    };
    match value {
        ValueRef::Integer(id) => Ok((op.table_name().to_owned(), id)),
        _ => Err(Error::Damaged("操作记录")),
    }
}
