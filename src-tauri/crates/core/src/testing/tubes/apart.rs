//! Those who are not in the queue: a tube of their own for 抗原阳性 and 居家隔离, a visit for who cannot come down or asked for one.

use rusqlite::Row;
use serde::Serialize;

use crate::antigen::{AT_THE_DOOR, UNCLEARED};
use crate::store::{Reader, Result};
use crate::testing::Round;

/// Why somebody is not in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// 抗原阳性 that no nucleic test has cleared: visited at home, a tube of their own
    Antigen,
    /// 居家隔离: a tube of their own
    Isolated,
    /// 卧床、失能、吸氧: visited at home
    Visited,
    /// 电话里请上门: visited at home
    Asked,
}

impl Apart {
    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Antigen => "抗原阳性，单采、上门",
            Self::Isolated => "居家隔离，单采",
            Self::Visited => "行动不便，上门",
            Self::Asked => "来电请上门",
        }
    }
}

/// Somebody tested apart from the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ApartPerson {
    /// Row.
    pub resident: i64,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// 户
    pub household: i64,
    /// Bare.
    pub building: String,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// 姓名
    pub name: String,
    /// All phones, joined by 、.
    pub phones: Option<String>,
    /// Why.
    pub why: Apart,
    /// Whether tested.
    pub tested: bool,
    /// 管号
    pub tube: Option<String>,
}

/// Those positive at the door, those in isolation at home, those who cannot come down and those whose last call asked for a visit, in
/// the order of the doors. Of several reasons the one that stands first in [`Apart`] is told.
///
/// # Errors
/// As any query.
pub fn apart(reader: Reader<'_>, round: &Round) -> Result<Vec<ApartPerson>> {
    let mut statement = reader.0.prepare_cached(&format!(
        "SELECT round_person.resident_id, round_person.household_id,
           CASE WHEN (SELECT count(DISTINCT coalesce(compound_id, 0)) > 1 FROM building) THEN compound.name END AS compound,
           building.name AS building, room.unit, room.name AS room, resident.name,
           round_person.result = 'tested' AS tested, round_person.tube, antigen, isolated, visited,
           (SELECT group_concat(number, '、') FROM (
              SELECT number FROM phone WHERE phone.resident_id = resident.id ORDER BY position, id)) AS phones
         FROM (
           SELECT round_person.id AS person, {UNCLEARED} AS antigen,
             EXISTS (SELECT 1 FROM presence WHERE presence.resident_id = round_person.resident_id
               AND state = 'home_isolation' AND coalesce(since, noted_on) <= :day
               AND (until IS NULL OR until > :day)) AS isolated,
             EXISTS (SELECT 1 FROM tag WHERE tag.resident_id = round_person.resident_id
               AND kind IN ('bedridden', 'disabled', 'oxygen')
               AND (since IS NULL OR since <= :day) AND (until IS NULL OR until > :day)) AS visited,
             (SELECT outcome FROM call WHERE call.round_id = round_person.round_id
               AND call.resident_id = round_person.resident_id ORDER BY call.id DESC LIMIT 1) IS 'home' AS asked
           FROM round_person JOIN resident ON resident.id = round_person.resident_id
           WHERE round_id = :round AND excluded IS NULL)
         JOIN round_person ON round_person.id = person
         JOIN resident ON resident.id = round_person.resident_id
         LEFT JOIN building ON building.id = round_person.building_id
         LEFT JOIN area AS compound ON compound.id = building.compound_id
         LEFT JOIN room ON room.id = round_person.room_id
         WHERE antigen OR isolated OR visited OR asked
         ORDER BY compound.name, building.sort_key, building.id, room.sort_key, room.id, round_person.resident_id",
    ))?;
    let text = |row: &Row<'_>, column: &str| -> rusqlite::Result<String> {
        Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
    };
    let rows = statement.query_map(
        rusqlite::named_params! {
            ":round": round.id, ":day": round.day.to_string(), ":at_the_door": AT_THE_DOOR,
        },
        |row| {
            Ok(ApartPerson {
                resident: row.get("resident_id")?,
                compound: row.get("compound")?,
                household: row.get("household_id")?,
                building: text(row, "building")?,
                unit: text(row, "unit")?,
                room: text(row, "room")?,
                name: row.get("name")?,
                phones: row.get("phones")?,
                why: match (row.get("antigen")?, row.get("isolated")?, row.get("visited")?) {
                    (true, _, _) => Apart::Antigen,
                    (false, true, _) => Apart::Isolated,
                    (false, false, true) => Apart::Visited,
                    (false, false, false) => Apart::Asked,
                },
                tested: row.get::<_, Option<bool>>("tested")?.unwrap_or(false),
                tube: row.get("tube")?,
            })
        },
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
