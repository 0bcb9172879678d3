//! Whom a row without a key may mean: by door and name, or by ID number.

use rusqlite::OptionalExtension;

use super::Round;
use crate::store::{Reader, Result};

/// People of this name in a room, those of the round first: (resident, whether in the round).
///
/// # Errors
/// As any query.
pub fn find_by_name(reader: Reader<'_>, round: &Round, room: i64, name: &str) -> Result<Vec<(i64, bool)>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT resident.id, round_person.id IS NOT NULL AS listed
         FROM household
         JOIN resident ON resident.household_id = household.id
         LEFT JOIN round_person ON round_person.round_id = ?1 AND round_person.resident_id = resident.id
         WHERE household.room_id = ?2 AND resident.name = ?3
         ORDER BY listed DESC, resident.id",
    )?;
    let rows = statement.query_map((round.id, room, name), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The resident with this ID number.
///
/// # Errors
/// As any query.
pub fn find_by_id(reader: Reader<'_>, number: &str) -> Result<Option<i64>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT id FROM resident WHERE louce_reversed(id_number) = louce_reversed(?1) AND id_number = ?1 LIMIT 1",
        )?
        .query_row([number], |row| row.get(0))
        .optional()?)
}

/// Everybody with this phone number.
///
/// # Errors
/// As any query.
pub fn find_by_phone(reader: Reader<'_>, number: &str) -> Result<Vec<i64>> {
    let mut statement = reader
        .0
        .prepare_cached("SELECT DISTINCT resident_id FROM phone WHERE number = ?1 ORDER BY resident_id")?;
    let rows = statement.query_map([number], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Rooms of this name in a building: (room, its first household). `unit` `None`: in any entrance.
///
/// # Errors
/// As any query.
pub fn find_rooms(
    reader: Reader<'_>,
    building: i64,
    unit: Option<&str>,
    name: &str,
) -> Result<Vec<(i64, Option<i64>)>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT id, (SELECT min(household.id) FROM household WHERE household.room_id = room.id) FROM room
         WHERE building_id = ?1 AND name = ?2 AND (?3 IS NULL OR unit = ?3) ORDER BY sort_key, id",
    )?;
    let rows = statement.query_map((building, name, unit), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The building in which a resident stands on a round's list.
///
/// # Errors
/// As any query.
pub fn building_of(reader: Reader<'_>, round: &Round, resident: i64) -> Result<Option<i64>> {
    Ok(reader
        .0
        .prepare_cached("SELECT building_id FROM round_person WHERE round_id = ?1 AND resident_id = ?2")?
        .query_row((round.id, resident), |row| row.get(0))
        .optional()?
        .flatten())
}
