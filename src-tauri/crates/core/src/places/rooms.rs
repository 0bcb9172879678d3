//! Buildings and rooms as people ask for them, empty ones among them.

use rusqlite::Row;

use super::room_kind;
use crate::store::{Reader, Result};
use crate::values::{RoomKind, building_label};

/// A building 楼栋.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct BuildingRow {
    /// Row.
    pub id: i64,
    /// Bare name: "12".
    pub name: String,
    /// 小区
    pub compound: Option<String>,
    /// 网格
    pub grid: Option<String>,
    /// 块
    pub block: Option<String>,
}

impl BuildingRow {
    /// "某小区12号楼"
    pub fn label(&self) -> String {
        format!("{}{}", self.compound.as_deref().unwrap_or(""), building_label(&self.name))
    }
}

/// All buildings in natural order (2 before 10).
///
/// # Errors
/// As any query.
pub fn buildings(reader: Reader<'_>) -> Result<Vec<BuildingRow>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT building.id, building.name, compound.name AS compound, grid.name AS grid, block.name AS block
             FROM building
             LEFT JOIN area AS compound ON compound.id = building.compound_id
             LEFT JOIN area AS grid ON grid.id = building.grid_id
             LEFT JOIN area AS block ON block.id = building.block_id
             ORDER BY compound.name, building.sort_key, building.id",
        )?
        .query_map([], |row| {
            Ok(BuildingRow {
                id: row.get("id")?,
                name: row.get("name")?,
                compound: row.get("compound")?,
                grid: row.get("grid")?,
                block: row.get("block")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Whether the office has several 小区, so that a building's name alone does not tell which it is.
///
/// # Errors
/// As any query.
pub fn several_compounds(reader: Reader<'_>) -> Result<bool> {
    let sql = "SELECT count(DISTINCT coalesce(compound_id, 0)) > 1 FROM building";
    Ok(reader.0.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// As [`buildings`], with the 小区 only where the office has several and must tell them apart.
///
/// # Errors
/// As any query.
pub fn buildings_told_apart(reader: Reader<'_>) -> Result<Vec<BuildingRow>> {
    let mut all = buildings(reader)?;
    if !several_compounds(reader)? {
        all.iter_mut().for_each(|building| building.compound = None);
    }
    Ok(all)
}

/// What a room is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RoomState {
    /// 有人住
    Occupied,
    /// 登记有人，目前都不在
    Away,
    /// 空关
    Empty,
}

/// A room 室 with what one asks of it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomView {
    /// Row.
    pub id: i64,
    /// Bare building name.
    pub building: String,
    /// Building row.
    pub building_id: i64,
    /// Bare unit, or "".
    pub unit: String,
    /// Bare room.
    pub room: String,
    /// Kind.
    pub kind: RoomKind,
    /// 房屋标签
    pub label: Option<String>,
    /// Floor, when the room's number tells.
    pub floor: Option<i64>,
    /// Households.
    pub households: u32,
    /// People registered there who have not moved out or died.
    pub residents: u32,
    /// Of these, those in the building.
    pub present: u32,
}

impl RoomView {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            building: row.get("building")?,
            building_id: row.get("building_id")?,
            unit: row.get("unit")?,
            room: row.get("name")?,
            kind: room_kind(row.get_ref("kind")?.as_str()?),
            label: row.get("label")?,
            floor: row.get("floor")?,
            households: row.get("households")?,
            residents: row.get("residents")?,
            present: row.get("present")?,
        })
    }

    /// Occupied, away or empty.
    pub fn state(&self) -> RoomState {
        match (self.residents, self.present) {
            (0, _) => RoomState::Empty,
            (_, 0) => RoomState::Away,
            _ => RoomState::Occupied,
        }
    }
}

/// Which rooms.
#[derive(Debug, Clone, Default)]
pub struct RoomFilter<'a> {
    /// Bare building name.
    pub building: Option<&'a str>,
}

/// Rooms in natural order, empty ones among them, as of `today`.
///
/// # Errors
/// As any query.
pub fn rooms(
    reader: Reader<'_>,
    filter: &RoomFilter<'_>,
    today: crate::values::Day,
) -> Result<Vec<RoomView>> {
    Ok(reader
        .0
        .prepare_cached(include_str!("rooms.sql"))?
        .query_map(
            rusqlite::named_params! { ":building": filter.building, ":today": today.to_string() },
            RoomView::from_row,
        )?
        .collect::<rusqlite::Result<_>>()?)
}

/// Every room's id and address parts, for matching: (room id, building id, unit, name, kind code, label).
///
/// # Errors
/// As any query.
pub fn all_room_keys(
    reader: Reader<'_>,
    mut each: impl FnMut(i64, i64, &str, &str, &str, Option<&str>),
) -> Result<()> {
    let mut statement =
        reader.0.prepare_cached("SELECT id, building_id, unit, name, kind, label FROM room")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(
            row.get(0)?,
            row.get(1)?,
            row.get_ref(2)?.as_str().unwrap_or(""),
            row.get_ref(3)?.as_str().unwrap_or(""),
            row.get_ref(4)?.as_str().unwrap_or(""),
            row.get_ref(5)?.as_str_or_null().unwrap_or(None),
        );
    }
    Ok(())
}
