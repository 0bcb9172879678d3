//! A round's people as a roster lists them: by door, empty rooms among them, one building at a time and streamed.

use rusqlite::{OptionalExtension, Row, named_params};

use super::Round;
use crate::places::room_kind;
use crate::populations::{self, Populations, Scope};
use crate::store::{Reader, Result};
use crate::values::{Birth, RoomKind, Sex};

/// A room as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRoom {
    /// Row.
    pub id: i64,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// Kind.
    pub kind: RoomKind,
    /// 房屋标签
    pub label: Option<String>,
    /// For a room without people of this round: whether somebody is registered there all the same.
    pub others: bool,
}

/// A person as listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterPerson {
    /// Row.
    pub resident: i64,
    /// 户
    pub household: i64,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: Option<Sex>,
    /// 周岁 on the round's day.
    pub age: Option<u32>,
    /// 证件号
    pub id_number: Option<String>,
    /// What stood in the cell when it could not be read.
    pub id_raw: Option<String>,
    /// All phones, joined by 、.
    pub phones: Option<String>,
    /// 重点, Chinese names.
    pub tags: Vec<&'static str>,
    /// 备注
    pub remark: Option<String>,
    /// Why they are not expected.
    pub excluded: Option<String>,
    /// Added at the table.
    pub newcomer: bool,
    /// Whether tested; `None`: nobody said.
    pub tested: Option<bool>,
    /// 未检原因
    pub reason: Option<String>,
    /// What stood in the 采样 cell.
    pub mark: Option<String>,
    /// 采样管编号
    pub tube: Option<String>,
}

/// A line of the roster: a person with their room, or a room without people of this round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// `None`: the address could not be read.
    pub room: Option<std::rc::Rc<RosterRoom>>,
    /// `None`: nobody of this round there.
    pub person: Option<RosterPerson>,
}

/// Streams one building's lines in natural order; `building` `None`: people whose address could not be read. Memory follows the
/// building, not the office.
///
/// # Errors
/// As any query, and whatever `each` returns.
pub fn roster<E: From<crate::Error>>(
    reader: Reader<'_>,
    round: &Round,
    building: Option<i64>,
    mut each: impl FnMut(RosterRow) -> Result<(), E>,
) -> Result<(), E> {
    let sql = crate::Error::from;
    let households: Vec<i64> = reader
        .0
        .prepare_cached(
            "SELECT DISTINCT household_id FROM round_person WHERE round_id = ?1 AND building_id IS ?2",
        )
        .and_then(|mut statement| statement.query_map((round.id, building), |row| row.get(0))?.collect())
        .map_err(sql)?;
    let groups = populations::derive(reader, round.day, Scope::Households(&households))?;

    let mut rooms_statement = reader
        .0
        .prepare_cached(
            "SELECT id, unit, name, kind, label FROM room WHERE building_id IS ?1 ORDER BY sort_key, id",
        )
        .map_err(sql)?;
    let mut rooms = rooms_statement.query([building]).map_err(sql)?;
    let mut people_statement = reader.0.prepare_cached(include_str!("people.sql")).map_err(sql)?;
    let mut people =
        people_statement.query(named_params! { ":round": round.id, ":building": building }).map_err(sql)?;

    // Both run in the order of the doors: a merge of two sorted streams.
    let mut next = next_person(&mut people, &groups, round)?;
    while let Some(row) = rooms.next().map_err(sql)? {
        let mut room = room_from_row(row).map_err(sql)?;
        let id = room.id;
        if next.as_ref().is_none_or(|(_, at)| *at != Some(id)) {
            room.others = anybody_else(reader, id, round)?;
            each(RosterRow { room: Some(room.into()), person: None })?;
            continue;
        }
        let room = std::rc::Rc::new(room);
        while let Some((person, at)) = next.take() {
            if at != Some(id) {
                next = Some((person, at));
                break;
            }
            each(RosterRow { room: Some(room.clone()), person: Some(person) })?;
            next = next_person(&mut people, &groups, round)?;
        }
    }
    while let Some((person, _)) = next.take() {
        each(RosterRow { room: None, person: Some(person) })?;
        next = next_person(&mut people, &groups, round)?;
    }
    Ok(())
}

type Placed = (RosterPerson, Option<i64>);

fn next_person(rows: &mut rusqlite::Rows<'_>, groups: &Populations, round: &Round) -> Result<Option<Placed>> {
    Ok(rows.next()?.map(|row| person_from_row(row, groups, round)).transpose()?)
}

fn person_from_row(row: &Row<'_>, groups: &Populations, round: &Round) -> rusqlite::Result<Placed> {
    let resident = row.get("resident_id")?;
    let birth = row.get_ref("birth")?.as_str_or_null()?.and_then(Birth::from_stored);
    let person = RosterPerson {
        resident,
        household: row.get("household_id")?,
        name: row.get("name")?,
        sex: row.get_ref("sex")?.as_str_or_null()?.and_then(Sex::from_stored),
        age: birth.and_then(|birth| birth.age_on(round.day)),
        id_number: row.get("id_number")?,
        id_raw: row.get("id_raw")?,
        phones: row.get("phones")?,
        tags: groups.names(resident),
        remark: row.get("remark")?,
        excluded: row.get("excluded")?,
        newcomer: row.get("newcomer")?,
        tested: row.get_ref("result")?.as_str_or_null()?.map(|result| result == "tested"),
        reason: row.get("reason")?,
        mark: row.get("mark")?,
        tube: row.get("tube")?,
    };
    Ok((person, row.get("room_id")?))
}

fn room_from_row(row: &Row<'_>) -> rusqlite::Result<RosterRoom> {
    Ok(RosterRoom {
        id: row.get("id")?,
        unit: row.get("unit")?,
        room: row.get("name")?,
        kind: room_kind(row.get_ref("kind")?.as_str()?),
        label: row.get("label")?,
        others: false,
    })
}

/// Whether somebody who has neither moved out nor died is registered in a room (after the round was opened).
fn anybody_else(reader: Reader<'_>, room: i64, round: &Round) -> Result<bool> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT 1 FROM household JOIN resident ON resident.household_id = household.id
             WHERE household.room_id = ?1 AND NOT EXISTS (
               SELECT 1 FROM presence WHERE presence.resident_id = resident.id AND state IN ('moved_out', 'deceased')
                 AND coalesce(since, noted_on) <= ?2 AND (until IS NULL OR until > ?2))
             LIMIT 1",
        )?
        .query_row((room, round.day.to_string()), |_| Ok(()))
        .optional()?
        .is_some())
}
