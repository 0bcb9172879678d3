//! Rows of changesets that are about one household: its own, its members' while they were members, and what is kept by household.

use std::collections::{HashMap, HashSet};

use rusqlite::hooks::Action;
use rusqlite::session::ChangesetItem;
use rusqlite::types::ValueRef;

use super::changeset::mentions;
use super::door::Reader;
use super::error::Result;
use super::history::{Columns, RowChange, describe, each_change, each_piece, key};
use super::operations::Operation;

const HOUSEHOLD: &str = "household_id";
const RESIDENT: &str = "resident_id";

/// Which way somebody went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    /// Into the household.
    In,
    /// Out of it, into another.
    Out,
}

/// Who is in a household while operations are gone through, oldest first.
struct Members<'a> {
    reader: Reader<'a>,
    household: i64,
    /// Members now.
    here: HashSet<i64>,
    /// Members before, in or after the operation that is being looked at.
    meant: HashSet<i64>,
    /// Keys that make a piece of a changeset worth looking at.
    keys: HashSet<i64>,
    /// Whose a row is, as far as it was seen to be made.
    owners: HashMap<(&'static str, i64), i64>,
    columns: Columns,
}

impl Reader<'_> {
    /// Everything that happened to a household and, while they were of it, to its members, oldest first.
    ///
    /// # Errors
    /// As any query.
    pub(crate) fn rows_of_household(
        self,
        household: i64,
    ) -> Result<Vec<(Operation, RowChange, Option<Moved>)>> {
        let mut columns = Columns::default();
        let mut members = Members {
            reader: self,
            household,
            here: HashSet::new(),
            meant: HashSet::new(),
            keys: self.with_owned(household, HOUSEHOLD, &mut columns)?,
            owners: HashMap::new(),
            columns,
        };
        let mut found = Vec::new();
        for operation in self.operations()? {
            members.meant.clone_from(&members.here);
            each_piece(self, operation.id, false, |changeset| {
                if !mentions(&changeset, &members.keys)? {
                    return Ok(());
                }
                // People first: what else the piece says may be about somebody who comes in with it.
                let mut moved = HashMap::new();
                each_change(&changeset, |item| members.follow(item, &mut moved))?;
                each_change(&changeset, |item| {
                    if members.is_about(item)? {
                        let names = members.columns.of(self, item.op()?.table_name())?;
                        let row = describe(item, names)?;
                        let way = moved.get(&row.id).copied().filter(|_| row.table == "resident");
                        found.push((operation.clone(), row, way));
                    }
                    Ok(())
                })
            })?;
        }
        Ok(found)
    }
}

impl Members<'_> {
    fn place(&mut self, table: &str, column: &str) -> Result<Option<usize>> {
        Ok(self.columns.of(self.reader, table)?.iter().position(|name| name == column))
    }

    /// Notes who comes and goes.
    fn follow(&mut self, item: &ChangesetItem, moved: &mut HashMap<i64, Moved>) -> Result<()> {
        let (table, resident) = key(item)?;
        if table != "resident" {
            return Ok(());
        }
        let Some(at) = self.place(table, HOUSEHOLD)? else { return Ok(()) };
        let (old, new) = (integer(item.old_value(at)), integer(item.new_value(at)));
        if new == Some(self.household) {
            self.keys.insert(resident);
            self.keys.extend(self.reader.with_owned(resident, RESIDENT, &mut self.columns)?);
            self.here.insert(resident);
            self.meant.insert(resident);
            if old.is_some() {
                moved.insert(resident, Moved::In);
            }
        } else if old == Some(self.household) {
            self.here.remove(&resident);
            if new.is_some() {
                moved.insert(resident, Moved::Out);
            }
        }
        Ok(())
    }

    /// Whether a change is about the household or somebody of it.
    fn is_about(&mut self, item: &ChangesetItem) -> Result<bool> {
        let (table, id) = key(item)?;
        match table {
            "household" => return Ok(id == self.household),
            "resident" => return Ok(self.meant.contains(&id)),
            _ => {}
        }
        if self.owner(item, table, id, HOUSEHOLD)? == Some(self.household) {
            return Ok(true);
        }
        let owner = match self.owners.get(&(table, id)) {
            Some(owner) => Some(*owner),
            None => self.owner(item, table, id, RESIDENT)?,
        };
        let Some(owner) = owner.filter(|owner| self.meant.contains(owner)) else { return Ok(false) };
        self.owners.insert((table, id), owner);
        self.keys.insert(id);
        Ok(true)
    }

    /// What a change says of its owner, or else the row as it is now.
    fn owner(&mut self, item: &ChangesetItem, table: &str, id: i64, column: &str) -> Result<Option<i64>> {
        let Some(at) = self.place(table, column)? else { return Ok(None) };
        let told = integer(item.new_value(at)).or_else(|| integer(item.old_value(at)));
        if told.is_some() || item.op()?.code() != Action::SQLITE_UPDATE || !self.keys.contains(&id) {
            return Ok(told);
        }
        self.reader.owner_now(table, column, item)
    }
}

fn integer(value: rusqlite::Result<ValueRef<'_>>) -> Option<i64> {
    match value {
        Ok(ValueRef::Integer(number)) => Some(number),
        _ => None,
    }
}
