//! Places 小区 → 网格 → 块 → 楼栋 → 单元 → 室: shops, villas, 集体户 and empty rooms among them, and who is responsible for them.
//!
//! Not here: who lives in a room (`households`, `residents`).

mod labels;
mod named;
mod responsibility;
mod rooms;
mod tree;

pub use labels::{area_of_building, label_of_household, note_room, people_at, people_in, room_label};
pub(crate) use named::choices;
pub use named::{chosen, named};
pub use responsibility::{
    NewResponsible, Responsibility, put_responsible, remove_responsible, responsibilities, set_responsible,
};
pub use rooms::{
    BuildingRow, RoomFilter, RoomState, RoomView, all_room_keys, buildings, buildings_told_apart, rooms,
    several_compounds,
};
pub use tree::{BuildingCount, PersonPicture, Picture, building_counts, picture};

use crate::store::{Error, Result, Tx};
use crate::values::{RoomAddress, RoomKind, floor_of_room, natural_key};

/// Kinds of area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaKind {
    /// 小区、花苑
    Compound,
    /// 网格
    Grid,
    /// 块
    Block,
}

impl AreaKind {
    /// As stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Compound => "compound",
            Self::Grid => "grid",
            Self::Block => "block",
        }
    }
}

/// Makes an area.
///
/// # Errors
/// As any write.
pub fn insert_area(tx: &mut Tx<'_>, kind: AreaKind, name: &str) -> Result<i64> {
    let id = tx.new_id();
    tx.conn.prepare_cached("INSERT INTO area (id, kind, name) VALUES (?1, ?2, ?3)")?.execute((
        id,
        kind.code(),
        name,
    ))?;
    Ok(id)
}

/// The area of this kind and name; made when it is not there.
///
/// # Errors
/// As any write.
pub fn area(tx: &mut Tx<'_>, kind: AreaKind, name: &str) -> Result<i64> {
    let mut statement = tx.conn.prepare_cached("SELECT id FROM area WHERE kind = ?1 AND name = ?2")?;
    let found = statement.query((kind.code(), name))?.next()?.map(|row| row.get(0)).transpose()?;
    match found {
        Some(id) => Ok(id),
        None => insert_area(tx, kind, name),
    }
}

/// Makes a building with the bare name `name`.
///
/// # Errors
/// As any write.
pub fn insert_building(tx: &mut Tx<'_>, compound: Option<i64>, name: &str) -> Result<i64> {
    let id = tx.new_id();
    tx.conn
        .prepare_cached("INSERT INTO building (id, compound_id, name, sort_key) VALUES (?1, ?2, ?3, ?4)")?
        .execute((id, compound, name, natural_key(name)))?;
    Ok(id)
}

/// Puts a building into a grid or block.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn set_building_area(tx: &mut Tx<'_>, building: i64, kind: AreaKind, area: i64) -> Result<()> {
    let sql = match kind {
        AreaKind::Compound => "UPDATE building SET compound_id = ?2 WHERE id = ?1",
        AreaKind::Grid => "UPDATE building SET grid_id = ?2 WHERE id = ?1",
        AreaKind::Block => "UPDATE building SET block_id = ?2 WHERE id = ?1",
    };
    touch(tx.conn.prepare_cached(sql)?.execute((building, area))?, "楼栋")
}

/// Makes a room in a building.
///
/// # Errors
/// As any write.
pub fn insert_room(
    tx: &mut Tx<'_>,
    building: i64,
    address: &RoomAddress,
    label: Option<&str>,
) -> Result<i64> {
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO room (id, building_id, unit, name, kind, label, floor, sort_key)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            id,
            building,
            &address.unit,
            &address.room,
            address.kind.code(),
            label,
            floor_of_room(&address.room),
            room_sort_key(address),
        ))?;
    Ok(id)
}

/// Sets a room's 房屋标签.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn set_room_label(tx: &mut Tx<'_>, room: i64, label: &str) -> Result<()> {
    let done = tx.conn.prepare_cached("UPDATE room SET label = ?2 WHERE id = ?1")?.execute((room, label))?;
    touch(done, "房屋")
}

/// Sets the unit of a room that was known without one.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn set_room_unit(tx: &mut Tx<'_>, room: i64, address: &RoomAddress) -> Result<()> {
    let sort_key = room_sort_key(address);
    let sql = "UPDATE room SET unit = ?2, sort_key = ?3 WHERE id = ?1";
    touch(tx.conn.prepare_cached(sql)?.execute((room, &address.unit, sort_key))?, "房屋")
}

fn room_sort_key(address: &RoomAddress) -> String {
    // A control character, so that rooms without a unit come before those of unit 1.
    format!("{}\u{1}{}", natural_key(&address.unit), natural_key(&address.room))
}

/// An update that touched no row is an error.
pub(crate) fn touch(rows: usize, what: &'static str) -> Result<()> {
    if rows == 0 { Err(Error::NoSuch(what)) } else { Ok(()) }
}

/// A room's kind from its stored code.
pub(crate) fn room_kind(code: &str) -> RoomKind {
    RoomKind::from_code(code).unwrap_or(RoomKind::Other)
}
