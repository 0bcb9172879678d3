//! Everybody and every empty room in the order of the doors, streamed: memory follows one building, not the office.

use std::collections::BTreeSet;

use rusqlite::named_params;

use super::list::{ResidentView, from_row};
use super::{PresenceNow, on_day_in};
use crate::places::{self, room_kind};
use crate::store::{Reader, Result};
use crate::values::{Day, RoomKind};

/// A line of the whole roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Somebody; [`ResidentView::tags`] holds what was stated only, nothing derived.
    Person(Box<ResidentView>),
    /// A room in which nobody is registered.
    EmptyRoom(EmptyRoom),
}

/// A room in which nobody is registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmptyRoom {
    /// 小区
    pub compound: Option<String>,
    /// Bare.
    pub building: String,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// Kind.
    pub kind: RoomKind,
    /// 房屋标签
    pub label: Option<String>,
}

/// Streams everybody and every empty room.
///
/// # Errors
/// As any query, and whatever `each` returns.
pub fn stream<E: From<crate::Error>>(
    reader: Reader<'_>,
    today: Day,
    mut each: impl FnMut(Line) -> Result<(), E>,
) -> Result<(), E> {
    for building in places::buildings(reader)? {
        people(reader, today, Some(building.id), &mut each)?;
        empty_rooms(reader, &building, &mut each)?;
    }
    people(reader, today, None, &mut each)
}

fn people<E: From<crate::Error>>(
    reader: Reader<'_>,
    today: Day,
    building: Option<i64>,
    each: &mut impl FnMut(Line) -> Result<(), E>,
) -> Result<(), E> {
    let sql = crate::Error::from;
    let households = households(reader, building)?;
    let presence: PresenceNow = on_day_in(reader, today, &households)?;
    let mut statement = reader
        .0
        .prepare_cached(concat!(
            include_str!("list.sql"),
            " WHERE household.id = :household ORDER BY resident.id"
        ))
        .map_err(sql)?;
    let mut tags = reader
        .0
        .prepare_cached(
            "SELECT kind FROM tag WHERE resident_id = ?1 AND (since IS NULL OR since <= ?2) AND (until IS NULL OR until > ?2)
             ORDER BY id",
        )
        .map_err(sql)?;
    let today = today.to_string();
    for household in households {
        let mut rows = statement.query(named_params! { ":household": household }).map_err(sql)?;
        while let Some(row) = rows.next().map_err(sql)? {
            let mut view = from_row(row).map_err(sql)?;
            view.presence = presence.of(view.id);
            let mut stated = tags.query((view.id, &today)).map_err(sql)?;
            while let Some(row) = stated.next().map_err(sql)? {
                let kind =
                    row.get_ref(0).map_err(sql)?.as_str().ok().and_then(crate::values::TagKind::from_code);
                if let Some(kind) = kind.filter(|kind| !view.tags.contains(&kind.name())) {
                    view.tags.push(kind.name());
                }
            }
            each(Line::Person(view.into()))?;
        }
    }
    Ok(())
}

/// In the order of their doors.
fn households(reader: Reader<'_>, building: Option<i64>) -> Result<Vec<i64>> {
    let sql = match building {
        Some(_) => {
            "SELECT household.id FROM room JOIN household ON household.room_id = room.id
             WHERE room.building_id = ?1 ORDER BY room.sort_key, room.id, household.id"
        }
        None => "SELECT id FROM household WHERE room_id IS NULL AND ?1 IS NULL ORDER BY id",
    };
    Ok(reader
        .0
        .prepare_cached(sql)?
        .query_map([building], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

fn empty_rooms<E: From<crate::Error>>(
    reader: Reader<'_>,
    building: &places::BuildingRow,
    each: &mut impl FnMut(Line) -> Result<(), E>,
) -> Result<(), E> {
    let sql = crate::Error::from;
    let mut statement = reader
        .0
        .prepare_cached(
            "SELECT unit, name, kind, label FROM room
             WHERE building_id = ?1 AND NOT EXISTS (
               SELECT 1 FROM household JOIN resident ON resident.household_id = household.id WHERE household.room_id = room.id)
             ORDER BY sort_key, id",
        )
        .map_err(sql)?;
    let mut rows = statement.query([building.id]).map_err(sql)?;
    while let Some(row) = rows.next().map_err(sql)? {
        let room = EmptyRoom {
            compound: building.compound.clone(),
            building: building.name.clone(),
            unit: row.get("unit").map_err(sql)?,
            room: row.get("name").map_err(sql)?,
            kind: room_kind(row.get_ref("kind").map_err(sql)?.as_str().unwrap_or("")),
            label: row.get("label").map_err(sql)?,
        };
        each(Line::EmptyRoom(room))?;
    }
    Ok(())
}

/// Headers of the columns the program has no field for, over everybody.
///
/// # Errors
/// As any query.
pub fn extra_headers(reader: Reader<'_>) -> Result<BTreeSet<String>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT DISTINCT json_each.key FROM resident, json_each(resident.extra) WHERE resident.extra IS NOT NULL",
    )?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
