//! Small questions about one room or building.

use rusqlite::OptionalExtension;

use super::{AreaKind, room_kind, touch};
use crate::store::{Reader, Result, Tx};
use crate::values::RoomAddress;

/// A room's 房屋标签.
///
/// # Errors
/// As any query.
pub fn room_label(reader: Reader<'_>, room: i64) -> Result<Option<String>> {
    let sql = "SELECT label FROM room WHERE id = ?1";
    Ok(reader.0.prepare_cached(sql)?.query_row([room], |row| row.get(0)).optional()?.flatten())
}

/// People registered in a room.
///
/// # Errors
/// As any query.
pub fn people_in(reader: Reader<'_>, room: i64) -> Result<u32> {
    let sql = "SELECT count(*) FROM household JOIN resident ON resident.household_id = household.id WHERE household.room_id = ?1";
    Ok(reader.0.prepare_cached(sql)?.query_row([room], |row| row.get(0))?)
}

/// Everybody registered in a building, by door.
///
/// # Errors
/// As any query.
pub fn people_at(reader: Reader<'_>, building: i64) -> Result<Vec<i64>> {
    let sql = "SELECT resident.id FROM room
               JOIN household ON household.room_id = room.id JOIN resident ON resident.household_id = household.id
               WHERE room.building_id = ?1 ORDER BY room.sort_key, room.id, household.id, resident.id";
    Ok(reader
        .0
        .prepare_cached(sql)?
        .query_map([building], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Adds to a room's remark what it does not say yet. Returns whether anything changed.
///
/// # Errors
/// As any write.
pub fn note_room(tx: &mut Tx<'_>, room: i64, remark: &str) -> Result<bool> {
    let known: Option<String> = tx
        .conn
        .prepare_cached("SELECT remark FROM room WHERE id = ?1")?
        .query_row([room], |row| row.get(0))
        .optional()?
        .flatten();
    let new = match known {
        Some(known) if known.contains(remark) => return Ok(false),
        Some(known) => format!("{known}；{remark}"),
        None => remark.to_owned(),
    };
    touch(
        tx.conn.prepare_cached("UPDATE room SET remark = ?2 WHERE id = ?1")?.execute((room, new))?,
        "房屋",
    )?;
    Ok(true)
}

/// A household's door as people write it, "12号楼2单元402室", after the name of its 小区 where the office has several; the address as
/// written when it could not be read.
///
/// # Errors
/// As any query.
pub fn label_of_household(reader: Reader<'_>, household: i64) -> Result<Option<String>> {
    let several = super::several_compounds(reader)?;
    let sql = "SELECT building.name AS building, room.unit, room.name, room.kind, household.address_raw, area.name AS compound
               FROM household LEFT JOIN room ON room.id = household.room_id LEFT JOIN building ON building.id = room.building_id
               LEFT JOIN area ON area.id = building.compound_id
               WHERE household.id = ?1";
    Ok(reader
        .0
        .prepare_cached(sql)?
        .query_row([household], |row| {
            let building: Option<String> = row.get("building")?;
            Ok(match building {
                Some(building) => {
                    let label = RoomAddress {
                        compound: String::new(),
                        building,
                        unit: row.get("unit")?,
                        room: row.get("name")?,
                        kind: room_kind(row.get_ref("kind")?.as_str()?),
                    }
                    .label();
                    let compound: Option<String> = row.get("compound")?;
                    Some(format!("{}{label}", compound.filter(|_| several).unwrap_or_default()))
                }
                None => row.get("address_raw")?,
            })
        })
        .optional()?
        .flatten())
}

/// The name of the grid or block a building is in.
///
/// # Errors
/// As any query.
pub fn area_of_building(reader: Reader<'_>, building: i64, kind: AreaKind) -> Result<Option<String>> {
    let sql = match kind {
        AreaKind::Compound => {
            "SELECT area.name FROM building JOIN area ON area.id = compound_id WHERE building.id = ?1"
        }
        AreaKind::Grid => {
            "SELECT area.name FROM building JOIN area ON area.id = grid_id WHERE building.id = ?1"
        }
        AreaKind::Block => {
            "SELECT area.name FROM building JOIN area ON area.id = block_id WHERE building.id = ?1"
        }
    };
    Ok(reader.0.prepare_cached(sql)?.query_row([building], |row| row.get(0)).optional()?)
}
