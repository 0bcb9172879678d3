//! Places in a tube: taken in order, one person one place, and who sits where.

use rusqlite::OptionalExtension;
use serde::Serialize;

use super::{TestResult, Tube, TubeState, close, tube};
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::testing::{Mark, Round, record};

/// Somebody's place in a tube.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Seat {
    /// 管号
    pub barcode: String,
    /// Order in the tube, from 1.
    pub seat: u32,
    /// Places there are.
    pub seats: u32,
    /// Whether this was the last: the tube is closed, open the next.
    pub full: bool,
}

/// Where somebody is, when they are in a tube of the round.
///
/// # Errors
/// As any query.
pub fn seat_of(reader: Reader<'_>, round: &Round, resident: i64) -> Result<Option<Seat>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT tube.barcode, tube_seat.seat, tube.seats, tube.state <> 'open' AS full
             FROM tube_seat JOIN tube ON tube.id = tube_seat.tube_id
             WHERE tube_seat.round_id = ?1 AND tube_seat.resident_id = ?2",
        )?
        .query_row((round.id, resident), |row| {
            Ok(Seat {
                barcode: row.get("barcode")?,
                seat: row.get("seat")?,
                seats: row.get("seats")?,
                full: row.get("full")?,
            })
        })
        .optional()?)
}

/// Somebody in a tube.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TubePerson {
    /// Order in the tube, from 1.
    pub seat: u32,
    /// Row.
    pub resident: i64,
    /// 户
    pub household: i64,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
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
    /// When they sat down.
    pub at: String,
    /// What a single test of theirs said.
    pub result: Option<TestResult>,
    /// The operation that seated them, which can be undone.
    pub operation: Option<i64>,
}

/// A tube and who sits in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TubePeople {
    /// The tube.
    pub tube: Tube,
    /// In the order of their seats.
    pub people: Vec<TubePerson>,
}

/// Who sits in a tube.
///
/// # Errors
/// [`Error::Refused`] when there is no such tube.
pub fn people(reader: Reader<'_>, round: &Round, barcode: &str) -> Result<TubePeople> {
    let tube = tube(reader, round, barcode)?;
    let mut statement = reader.0.prepare_cached(include_str!("people.sql"))?;
    let mut seats = Vec::new();
    let rows = statement.query_map((round.id, tube.id), |row| {
        seats.push((row.get("seat_id")?, row.get("at")?));
        Ok(TubePerson {
            seat: row.get("seat")?,
            resident: row.get("resident_id")?,
            household: row.get("household_id")?,
            compound: row.get("compound")?,
            building: row.get("building")?,
            unit: row.get("unit")?,
            room: row.get("room")?,
            name: row.get("name")?,
            phones: row.get("phones")?,
            at: row.get("at")?,
            result: TestResult::from_stored(row.get_ref("result")?.as_str_or_null()?),
            operation: None,
        })
    })?;
    let mut people: Vec<TubePerson> = rows.collect::<rusqlite::Result<_>>()?;
    let made = reader.made_by("tube_seat", &seats)?;
    for (person, (seat, _)) in people.iter_mut().zip(&seats) {
        person.operation = made.get(seat).copied();
    }
    Ok(TubePeople { tube, people })
}

/// Whether a tube takes somebody who sits in none.
///
/// # Errors
/// [`Error::Refused`] when there is no such tube.
pub fn has_place(reader: Reader<'_>, round: &Round, barcode: &str, resident: i64) -> Result<bool> {
    let tube = tube(reader, round, barcode)?;
    let free = tube.state == TubeState::Open && !tube.is_full();
    Ok(free && !(tube.household && another_household(reader, tube.id, round, resident)?))
}

/// Gives somebody the next place in a tube and marks them tested; a full tube is closed. Somebody who sits there already keeps
/// their place.
///
/// # Errors
/// [`Error::Refused`] when the tube is closed, somebody sits in another one, or another household's is the tube.
pub fn sit(tx: &mut Tx<'_>, round: &Round, barcode: &str, resident: i64, clock: Clock) -> Result<Seat> {
    let tube = tube(tx.reader(), round, barcode)?;
    if let Some(seat) = seat_of(tx.reader(), round, resident)? {
        return match seat.barcode == tube.barcode {
            true => Ok(seat),
            false => Err(Error::Refused(format!(
                "此人已在管 {} 的第{}位，不能再进 {}。",
                seat.barcode, seat.seat, tube.barcode
            ))),
        };
    }
    if tube.state != TubeState::Open || tube.is_full() {
        return Err(Error::Refused(format!("管 {} 已满或已封，请开下一支管。", tube.barcode)));
    }
    if tube.household && another_household(tx.reader(), tube.id, round, resident)? {
        return Err(Error::Refused(format!("一户一管：管 {} 里是另一户，请封管后开下一支。", tube.barcode)));
    }
    let mark = Mark::Tested { mark: "√".into(), tube: Some(tube.barcode.clone()), time: None };
    record(tx, round, resident, &mark, clock)?;
    take_seat(tx, round, &tube, resident, clock)
}

/// Gives somebody the next place of a tube; one that is full then is closed.
pub(super) fn take_seat(
    tx: &mut Tx<'_>,
    round: &Round,
    tube: &Tube,
    resident: i64,
    clock: Clock,
) -> Result<Seat> {
    // A place that was given up by undoing is taken again before a new one is begun.
    let seat: u32 = tx
        .conn
        .prepare_cached(
            "SELECT min(place) FROM (SELECT 1 AS place UNION ALL SELECT seat + 1 FROM tube_seat WHERE tube_id = ?1)
             WHERE place NOT IN (SELECT seat FROM tube_seat WHERE tube_id = ?1)",
        )?
        .query_row([tube.id], |row| row.get(0))?;
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO tube_seat (id, round_id, tube_id, seat, resident_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((id, round.id, tube.id, seat, resident, clock.now_text()))?;
    let full = tube.people + 1 >= tube.seats;
    if full && tube.state == TubeState::Open {
        close(tx, tube.id, clock)?;
    }
    Ok(Seat { barcode: tube.barcode.clone(), seat, seats: tube.seats, full })
}

pub(super) fn another_household(reader: Reader<'_>, tube: i64, round: &Round, resident: i64) -> Result<bool> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT EXISTS (
               SELECT 1 FROM tube_seat
               JOIN round_person ON round_person.round_id = ?2 AND round_person.resident_id = tube_seat.resident_id
               WHERE tube_seat.tube_id = ?1 AND round_person.household_id <> (
                 SELECT household_id FROM round_person WHERE round_id = ?2 AND resident_id = ?3))",
        )?
        .query_row((tube, round.id, resident), |row| row.get(0))?)
}
