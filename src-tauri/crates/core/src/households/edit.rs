//! Households moved, split and merged by hand.

use rusqlite::OptionalExtension;

use crate::places::touch;
use crate::residents;
use crate::store::{Error, Reader, Result, Tx};

/// A household's own facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdFacts {
    /// Row.
    pub id: i64,
    /// 室
    pub room_id: Option<i64>,
    /// 户号
    pub number: Option<String>,
    /// The address as written, when it could not be read.
    pub address_raw: Option<String>,
    /// 备注
    pub remark: Option<String>,
}

/// One household.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn get(reader: Reader<'_>, id: i64) -> Result<HouseholdFacts> {
    reader
        .0
        .prepare_cached("SELECT id, room_id, number, address_raw, remark FROM household WHERE id = ?1")?
        .query_row([id], |row| {
            Ok(HouseholdFacts {
                id: row.get("id")?,
                room_id: row.get("room_id")?,
                number: row.get("number")?,
                address_raw: row.get("address_raw")?,
                remark: row.get("remark")?,
            })
        })
        .optional()?
        .ok_or(Error::NoSuch("户"))
}

/// Moves a whole household into a room; what its address said before is no longer needed.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn move_to_room(tx: &mut Tx<'_>, household: i64, room: i64) -> Result<()> {
    let there: Option<i64> = tx
        .conn
        .prepare_cached("SELECT id FROM room WHERE id = ?1")?
        .query_row([room], |row| row.get(0))
        .optional()?;
    there.ok_or(Error::NoSuch("房屋"))?;
    let sql = "UPDATE household SET room_id = ?2, address_raw = NULL WHERE id = ?1";
    touch(tx.conn.prepare_cached(sql)?.execute((household, room))?, "户")
}

/// Takes some members out into a household of their own, in `room` or, without one, behind the same door. Returns it.
///
/// # Errors
/// [`Error::NoSuch`]; [`Error::Refused`] when nobody or everybody is taken, or somebody is of another household.
pub fn split(tx: &mut Tx<'_>, household: i64, members: &[i64], room: Option<i64>) -> Result<i64> {
    let known = get(tx.reader(), household)?;
    let all = members_of(tx.reader(), household)?;
    if members.is_empty() || members.iter().any(|id| !all.contains(id)) {
        return Err(Error::Refused("请选择这一户里要分出去的人。".into()));
    }
    if all.iter().all(|id| members.contains(id)) {
        return Err(Error::Refused("全户都选上了：请用“搬到别的房屋”，不用分户。".into()));
    }
    let new = super::insert(tx, known.room_id, None, known.address_raw.as_deref())?;
    if let Some(room) = room {
        move_to_room(tx, new, room)?;
    }
    for id in members {
        residents::move_to(tx, *id, new)?;
    }
    Ok(new)
}

/// Puts all members of one household into another. The empty one goes, unless a testing round still names it.
///
/// # Errors
/// [`Error::NoSuch`]; [`Error::Refused`] for a household and itself.
pub fn merge(tx: &mut Tx<'_>, from: i64, into: i64) -> Result<()> {
    if from == into {
        return Err(Error::Refused("请选择两个不同的户。".into()));
    }
    get(tx.reader(), into)?;
    get(tx.reader(), from)?;
    for id in members_of(tx.reader(), from)? {
        residents::move_to(tx, id, into)?;
    }
    remove_empty(tx, from)
}

/// Puts one person into another household. An empty one that is left behind goes as in [`merge`].
///
/// # Errors
/// [`Error::NoSuch`]; [`Error::Refused`] for somebody who is there already.
pub fn take_in(tx: &mut Tx<'_>, resident: i64, into: i64) -> Result<()> {
    let known = residents::get(tx.reader(), resident)?.ok_or(Error::NoSuch("住户"))?;
    get(tx.reader(), into)?;
    if known.household_id == into {
        return Err(Error::Refused("已经在这一户了。".into()));
    }
    residents::move_to(tx, resident, into)?;
    remove_empty(tx, known.household_id)
}

fn remove_empty(tx: &mut Tx<'_>, household: i64) -> Result<()> {
    let sql = "DELETE FROM household WHERE id = ?1
               AND NOT EXISTS (SELECT 1 FROM resident WHERE household_id = ?1)
               AND NOT EXISTS (SELECT 1 FROM round_person WHERE household_id = ?1)";
    tx.conn.prepare_cached(sql)?.execute([household])?;
    Ok(())
}

/// Households behind a door.
///
/// # Errors
/// As any query.
pub fn in_room(reader: Reader<'_>, room: i64) -> Result<Vec<i64>> {
    Ok(reader
        .0
        .prepare_cached("SELECT id FROM household WHERE room_id = ?1 ORDER BY id")?
        .query_map([room], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

fn members_of(reader: Reader<'_>, household: i64) -> Result<Vec<i64>> {
    Ok(reader
        .0
        .prepare_cached("SELECT id FROM resident WHERE household_id = ?1 ORDER BY id")?
        .query_map([household], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}
