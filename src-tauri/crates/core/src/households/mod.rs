//! Households 户: formed by address, never by surname or by a placeholder ID.

mod edit;

use rusqlite::OptionalExtension;

use crate::store::{Reader, Result, Tx};

pub use edit::{HouseholdFacts, get, in_room, merge, move_to_room, split, take_in};

/// Makes a household in a room; `room` is `None` when the address could not be read, and `address_raw` keeps it.
///
/// # Errors
/// As any write.
pub fn insert(
    tx: &mut Tx<'_>,
    room: Option<i64>,
    number: Option<&str>,
    address_raw: Option<&str>,
) -> Result<i64> {
    let id = tx.new_id();
    tx.conn
        .prepare_cached("INSERT INTO household (id, room_id, number, address_raw) VALUES (?1, ?2, ?3, ?4)")?
        .execute((id, room, number, address_raw))?;
    Ok(id)
}

/// A household as matching needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdKey {
    /// Row.
    pub id: i64,
    /// 室
    pub room_id: Option<i64>,
    /// 户号
    pub number: Option<String>,
    /// The address as written, when it could not be read.
    pub address_raw: Option<String>,
}

/// Streams all households.
///
/// # Errors
/// As any query.
pub fn all(reader: Reader<'_>, mut each: impl FnMut(HouseholdKey)) -> Result<()> {
    let mut statement =
        reader.0.prepare_cached("SELECT id, room_id, number, address_raw FROM household ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(HouseholdKey {
            id: row.get(0)?,
            room_id: row.get(1)?,
            number: row.get(2)?,
            address_raw: row.get(3)?,
        });
    }
    Ok(())
}

/// The room a household is in, with its building.
///
/// # Errors
/// As any query.
pub fn room_of(reader: Reader<'_>, household: i64) -> Result<Option<(i64, i64)>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT room.id, room.building_id FROM household JOIN room ON room.id = household.room_id WHERE household.id = ?1",
        )?
        .query_row([household], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}
