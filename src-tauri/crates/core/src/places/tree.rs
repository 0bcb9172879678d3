//! The tree of places with its counts, and one building as a picture: rooms with everybody in them.

use rusqlite::{OptionalExtension, named_params};
use rustc_hash::FxHashMap;

use super::{BuildingRow, RoomFilter, RoomView, buildings, rooms};
use crate::populations::{self, Scope};
use crate::store::{Error, Reader, Result};
use crate::values::{Birth, Day, PresenceState};

/// A building with its counts; the name is "" for people whose address could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildingCount {
    /// Where; `None`: nowhere that could be read.
    pub building: Option<BuildingRow>,
    /// Rooms, shops among them.
    pub rooms: u32,
    /// 户 with somebody registered.
    pub households: u32,
    /// Registered, who have not moved out or died.
    pub residents: u32,
    /// Of these, in the building.
    pub present: u32,
    /// Of these, whom the office looks after: [`populations::Populations::is_special`].
    pub special: u32,
}

/// All buildings in natural order, people whose address could not be read last.
///
/// # Errors
/// As any query.
pub fn building_counts(reader: Reader<'_>, today: Day) -> Result<Vec<BuildingCount>> {
    let groups = populations::derive(reader, today, Scope::All)?;
    let mut counts: FxHashMap<Option<i64>, BuildingCount> = FxHashMap::default();
    let mut statement =
        reader.0.prepare_cached("SELECT building_id, count(*) FROM room GROUP BY building_id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        counts.entry(row.get(0)?).or_default().rooms = row.get(1)?;
    }
    let mut homes: FxHashMap<i64, Option<i64>> = FxHashMap::default();
    let mut statement = reader.0.prepare_cached(
        "SELECT household.id, room.building_id FROM household LEFT JOIN room ON room.id = household.room_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        homes.insert(row.get(0)?, row.get(1)?);
    }
    let mut last = None;
    for &(household, resident) in groups.people() {
        let state = groups.presence(resident);
        if matches!(state, PresenceState::MovedOut | PresenceState::Deceased) {
            continue;
        }
        let count = counts.entry(homes.get(&household).copied().flatten()).or_default();
        count.residents += 1;
        count.present += u32::from(state.is_in_building());
        count.special += u32::from(groups.is_special(resident));
        count.households += u32::from(last != Some(household));
        last = Some(household);
    }
    let mut found = Vec::new();
    for building in buildings(reader)? {
        let count = counts.remove(&Some(building.id)).unwrap_or_default();
        found.push(BuildingCount { building: Some(building), ..count });
    }
    found.extend(counts.remove(&None));
    Ok(found)
}

/// Somebody in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonPicture {
    /// Row.
    pub id: i64,
    /// 户
    pub household: i64,
    /// 室
    pub room: i64,
    /// 姓名
    pub name: String,
    /// 周岁
    pub age: Option<u32>,
    /// On the day.
    pub presence: PresenceState,
    /// Stated and derived, Chinese.
    pub tags: Vec<&'static str>,
    /// Whom the office looks after.
    pub special: bool,
    /// Some cell about them could not be read.
    pub unreadable: bool,
    /// ISO day on which their facts were checked.
    pub verified_on: Option<String>,
    /// In the newest round: whether expected, and tested if anybody said.
    pub round: Option<(bool, Option<bool>)>,
}

/// A building as a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The building.
    pub building: BuildingRow,
    /// 备注
    pub remark: Option<String>,
    /// In natural order, empty ones among them.
    pub rooms: Vec<RoomView>,
    /// Everybody registered there who has neither moved out nor died, by door.
    pub people: Vec<PersonPicture>,
}

/// One building as it is on a day.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn picture(reader: Reader<'_>, building: i64, today: Day) -> Result<Picture> {
    let row = buildings(reader)?.into_iter().find(|row| row.id == building).ok_or(Error::NoSuch("楼栋"))?;
    let mut rooms = rooms(reader, &RoomFilter { building: Some(&row.name) }, today)?;
    rooms.retain(|room| room.building_id == building);
    let households: Vec<i64> = reader
        .0
        .prepare_cached("SELECT household.id FROM room JOIN household ON household.room_id = room.id WHERE building_id = ?1")?
        .query_map([building], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let groups = populations::derive(reader, today, Scope::Households(&households))?;
    let round: Option<i64> = reader
        .0
        .prepare_cached("SELECT id FROM round ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let mut people: Vec<PersonPicture> = reader
        .0
        .prepare_cached(
            "SELECT resident.id, household.id AS household, room.id AS room, resident.name, resident.birth,
                    resident.verified_on, resident.unreadable IS NOT NULL OR resident.id_raw IS NOT NULL AS unreadable,
                    round_person.id IS NOT NULL AS in_round, round_person.excluded IS NULL AS expected, round_person.result
             FROM room
             JOIN household ON household.room_id = room.id
             JOIN resident ON resident.household_id = household.id
             LEFT JOIN round_person ON round_person.round_id = :round AND round_person.resident_id = resident.id
             WHERE room.building_id = :building
             ORDER BY room.sort_key, room.id, household.id, resident.id",
        )?
        .query_map(named_params! { ":round": round, ":building": building }, |row| {
            let id = row.get("id")?;
            let birth = row.get_ref("birth")?.as_str_or_null()?.and_then(Birth::from_stored);
            let result = row.get_ref("result")?.as_str_or_null()?.map(|result| result == "tested");
            let in_round: bool = row.get("in_round")?;
            Ok(PersonPicture {
                id,
                household: row.get("household")?,
                room: row.get("room")?,
                name: row.get("name")?,
                age: birth.and_then(|birth| birth.age_on(today)),
                presence: groups.presence(id),
                tags: groups.names(id),
                special: groups.is_special(id),
                unreadable: row.get("unreadable")?,
                verified_on: row.get("verified_on")?,
                round: if in_round { Some((row.get("expected")?, result)) } else { None },
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    people.retain(|person| !matches!(person.presence, PresenceState::MovedOut | PresenceState::Deceased));
    let remark = reader
        .0
        .prepare_cached("SELECT remark FROM building WHERE id = ?1")?
        .query_row([building], |row| row.get(0))?;
    Ok(Picture { building: row, remark, rooms, people })
}
