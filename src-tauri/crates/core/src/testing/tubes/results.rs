//! Results 结果 of tubes and of people; a positive tube as a retest list.

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use super::tube;
use crate::places::touch;
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::testing::Round;

/// 阴性 or 阳性.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TestResult {
    /// 阴性
    Negative,
    /// 阳性
    Positive,
}

impl TestResult {
    fn code(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Positive => "positive",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negative => "阴性",
            Self::Positive => "阳性",
        }
    }

    pub(super) fn from_stored(code: Option<&str>) -> Option<Self> {
        [Self::Negative, Self::Positive].into_iter().find(|known| Some(known.code()) == code)
    }
}

/// Records what became of a tube.
///
/// # Errors
/// [`Error::Refused`] when there is no such tube or nobody is in it.
pub fn record_tube(
    tx: &mut Tx<'_>,
    round: &Round,
    barcode: &str,
    result: TestResult,
    clock: Clock,
) -> Result<()> {
    let found = tube(tx.reader(), round, barcode)?;
    if found.people == 0 {
        return Err(Error::Refused(format!("管 {} 是空管，没有结果可登记。", found.barcode)));
    }
    let done = tx
        .conn
        .prepare_cached("UPDATE tube SET result = ?2, result_at = ?3 WHERE id = ?1")?
        .execute((found.id, result.code(), clock.now_text()))?;
    touch(done, "采样管")?;
    tx.summarise(format!("管 {} 结果：{}", found.barcode, result.name()));
    Ok(())
}

/// Records what a single test of somebody said; a later one replaces it.
///
/// # Errors
/// [`Error::Refused`] when they are not in the round.
pub fn record_person(
    tx: &mut Tx<'_>,
    round: &Round,
    resident: i64,
    result: TestResult,
    note: Option<&str>,
    clock: Clock,
) -> Result<()> {
    if super::super::standing(tx.reader(), round, resident)?.is_none() {
        return Err(Error::Refused(format!("此人不在第{}轮的名单中。", round.number)));
    }
    let known: Option<i64> = tx
        .conn
        .prepare_cached("SELECT id FROM person_result WHERE round_id = ?1 AND resident_id = ?2")?
        .query_row((round.id, resident), |row| row.get(0))
        .optional()?;
    let (at, note) = (clock.now_text(), note.map(str::trim).filter(|note| !note.is_empty()));
    match known {
        Some(id) => {
            tx.conn
                .prepare_cached("UPDATE person_result SET result = ?2, at = ?3, note = ?4 WHERE id = ?1")?
                .execute((id, result.code(), at, note))?;
        }
        None => {
            let id = tx.new_id();
            tx.conn
                .prepare_cached(
                    "INSERT INTO person_result (id, round_id, resident_id, result, at, note)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute((id, round.id, resident, result.code(), at, note))?;
        }
    }
    tx.summarise(format!("单采结果：{}", result.name()));
    Ok(())
}

/// Somebody to be tested alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct RetestPerson {
    /// Row.
    pub resident: i64,
    /// 户
    pub household: i64,
    /// Bare, or "".
    pub building: String,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// 姓名
    pub name: String,
    /// All phones, joined by 、.
    pub phones: Option<String>,
    /// 管号
    pub tube: String,
    /// Place in the tube.
    pub seat: u32,
    /// In the tube itself, rather than in one before or after it.
    pub in_pool: bool,
    /// What the single test said; a negative one releases.
    pub result: Option<TestResult>,
}

/// A positive tube and whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct RetestTube {
    /// 管号
    pub barcode: String,
    /// Bare, or "".
    pub building: String,
    /// Households in it.
    pub households: u32,
    /// Those in it first, then those in the building's tubes before and after it.
    pub people: Vec<RetestPerson>,
}

/// Every positive tube of a round as a retest list 复采名单.
///
/// # Errors
/// As any query.
pub fn retest(reader: Reader<'_>, round: &Round) -> Result<Vec<RetestTube>> {
    let positive: Vec<(i64, String, Option<String>)> = reader
        .0
        .prepare_cached(
            "SELECT tube.id, barcode, building.name FROM tube LEFT JOIN building ON building.id = tube.building_id
             WHERE round_id = ?1 AND result = 'positive' ORDER BY building.sort_key, sequence",
        )?
        .query_map([round.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    positive
        .into_iter()
        .map(|(id, barcode, building)| {
            let people = people(reader, round, id)?;
            let mut households: Vec<i64> =
                people.iter().filter(|person| person.in_pool).map(|person| person.household).collect();
            households.sort_unstable();
            households.dedup();
            Ok(RetestTube {
                barcode,
                building: building.unwrap_or_default(),
                households: u32::try_from(households.len()).unwrap_or(u32::MAX),
                people,
            })
        })
        .collect()
}

fn people(reader: Reader<'_>, round: &Round, tube: i64) -> Result<Vec<RetestPerson>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT tube_seat.resident_id, round_person.household_id, building.name AS building, room.unit,
           room.name AS room, resident.name, near.barcode, tube_seat.seat, near.id = mid.id AS in_pool,
           person_result.result,
           (SELECT group_concat(number, '、') FROM (
              SELECT number FROM phone WHERE phone.resident_id = resident.id ORDER BY position, id)) AS phones
         FROM tube AS mid
         JOIN tube AS near ON near.round_id = mid.round_id AND near.building_id IS mid.building_id
           AND near.sequence BETWEEN mid.sequence - 1 AND mid.sequence + 1
         JOIN tube_seat ON tube_seat.tube_id = near.id
         JOIN round_person ON round_person.round_id = ?1 AND round_person.resident_id = tube_seat.resident_id
         JOIN resident ON resident.id = tube_seat.resident_id
         LEFT JOIN building ON building.id = round_person.building_id
         LEFT JOIN room ON room.id = round_person.room_id
         LEFT JOIN person_result ON person_result.round_id = ?1 AND person_result.resident_id = resident.id
         WHERE mid.id = ?2 ORDER BY in_pool DESC, near.sequence, tube_seat.seat",
    )?;
    let rows = statement.query_map((round.id, tube), |row| {
        let text = |column: &str| {
            Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(column)?.unwrap_or_default())
        };
        Ok(RetestPerson {
            resident: row.get("resident_id")?,
            household: row.get("household_id")?,
            building: text("building")?,
            unit: text("unit")?,
            room: text("room")?,
            name: row.get("name")?,
            phones: row.get("phones")?,
            tube: row.get("barcode")?,
            seat: row.get("seat")?,
            in_pool: row.get("in_pool")?,
            result: TestResult::from_stored(row.get_ref("result")?.as_str_or_null()?),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
