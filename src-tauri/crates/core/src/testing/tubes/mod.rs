//! Tubes 采样管: opened by their barcode, seats taken in order, closed when full, counted and handed over, and what became of them.
//!
//! Not here: who counts as tested (`marks`), how many share a tube (`rules`).

mod handover;
mod results;

use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

pub use handover::{Difference, DifferenceKind, Handed, Handover, Reconciliation, hand_over, reconcile};
pub use results::{RetestPerson, RetestTube, TestResult, record_person, record_tube, retest};

use super::{Mark, Round, record};
use crate::rules::{self, Pool};
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::values::fold_width;

/// What a tube is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// 混采 by the building's rule
    Pool,
    /// 单采: 居家隔离
    Single,
    /// 上门采样
    Home,
}

impl Purpose {
    const ALL: [Self; 3] = [Self::Pool, Self::Single, Self::Home];

    fn code(self) -> &'static str {
        match self {
            Self::Pool => "pool",
            Self::Single => "single",
            Self::Home => "home",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pool => "混采",
            Self::Single => "单采",
            Self::Home => "上门",
        }
    }
}

/// Where a tube is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TubeState {
    /// 正在用
    Open,
    /// 已封管
    Closed,
    /// 已交接
    Handed,
}

impl TubeState {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Open, "open"), (Self::Closed, "closed"), (Self::Handed, "handed")];

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "正在用",
            Self::Closed => "已封管",
            Self::Handed => "已交接",
        }
    }
}

/// A tube.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Tube {
    /// Row.
    pub id: i64,
    /// 管号
    pub barcode: String,
    /// Building's row; `None`: no building's own.
    pub building: Option<i64>,
    /// What it is for.
    pub purpose: Purpose,
    /// People it holds at most.
    pub seats: u32,
    /// 一户一管
    pub household: bool,
    /// Order of opening in the building.
    pub sequence: u32,
    /// Where it is in its life.
    pub state: TubeState,
    /// People in it.
    pub people: u32,
    /// Once it is known.
    pub result: Option<TestResult>,
}

const SELECT: &str = "SELECT id, barcode, building_id, purpose, seats, household, sequence, state, result,
       (SELECT count(*) FROM tube_seat WHERE tube_seat.tube_id = tube.id) AS people FROM tube";

impl Tube {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (purpose, state): (String, String) = (row.get("purpose")?, row.get("state")?);
        let state = TubeState::ALL.into_iter().find(|(_, code)| *code == state);
        Ok(Self {
            id: row.get("id")?,
            barcode: row.get("barcode")?,
            building: row.get("building_id")?,
            purpose: Purpose::ALL
                .into_iter()
                .find(|known| known.code() == purpose)
                .ok_or(rusqlite::Error::InvalidQuery)?,
            seats: row.get("seats")?,
            household: row.get("household")?,
            sequence: row.get("sequence")?,
            state: state.ok_or(rusqlite::Error::InvalidQuery)?.0,
            people: row.get("people")?,
            result: TestResult::from_stored(row.get_ref("result")?.as_str_or_null()?),
        })
    }

    /// Whether nobody more fits.
    pub fn is_full(&self) -> bool {
        self.people >= self.seats
    }
}

/// All tubes of a round, by building and in the order of opening.
///
/// # Errors
/// As any query.
pub fn tubes(reader: Reader<'_>, round: &Round) -> Result<Vec<Tube>> {
    Ok(reader
        .0
        .prepare_cached(&format!("{SELECT} WHERE round_id = ?1 ORDER BY building_id, sequence"))?
        .query_map([round.id], Tube::from_row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// The round's tube of this barcode.
///
/// # Errors
/// [`Error::Refused`] when there is none.
pub fn tube(reader: Reader<'_>, round: &Round, barcode: &str) -> Result<Tube> {
    let barcode = plain_barcode(barcode)?;
    reader
        .0
        .prepare_cached(&format!("{SELECT} WHERE round_id = ?1 AND barcode = ?2"))?
        .query_row((round.id, &barcode), Tube::from_row)
        .optional()?
        .ok_or_else(|| Error::Refused(format!("本轮没有开过这支管：{barcode}。请先开管。")))
}

/// A barcode as kept: half-width, capitals, no spaces.
fn plain_barcode(typed: &str) -> Result<String> {
    let plain: String =
        fold_width(typed).chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let good = (3..=40).contains(&plain.len())
        && plain.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    if good {
        Ok(plain)
    } else {
        Err(Error::Refused("管号要由3到40个字母和数字组成，请重新扫描。".into()))
    }
}

/// Opens a tube. What it holds follows from what it is for and from the building's rule on the round's day; `pool` overrides.
///
/// # Errors
/// [`Error::Refused`] when the barcode was used before, or the round has ended.
pub fn open_tube(
    tx: &mut Tx<'_>,
    round: &Round,
    barcode: &str,
    building: Option<i64>,
    purpose: Purpose,
    pool: Option<Pool>,
    clock: Clock,
) -> Result<Tube> {
    round.must_be_open()?;
    let barcode = plain_barcode(barcode)?;
    let used: Option<u32> = tx
        .conn
        .prepare_cached(
            "SELECT round.number FROM tube JOIN round ON round.id = tube.round_id WHERE tube.barcode = ?1",
        )?
        .query_row([&barcode], |row| row.get(0))
        .optional()?;
    if let Some(number) = used {
        return Err(Error::Refused(format!("管号 {barcode} 在第{number}轮已经用过，请换一支管。")));
    }
    let pool = match (pool, purpose) {
        (Some(pool), _) if !(1..=50).contains(&pool.seats) => {
            return Err(Error::Refused("一管的人数要在1到50之间。".into()));
        }
        (Some(pool), _) => pool,
        (None, Purpose::Pool) => rules::pool_of(tx.reader(), building, round.day)?,
        (None, Purpose::Single | Purpose::Home) => Pool { seats: 1, household: false },
    };
    let sequence: u32 = tx
        .conn
        .prepare_cached(
            "SELECT coalesce(max(sequence), 0) + 1 FROM tube WHERE round_id = ?1 AND building_id IS ?2",
        )?
        .query_row((round.id, building), |row| row.get(0))?;
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO tube (id, round_id, barcode, building_id, purpose, seats, household, sequence, state, opened_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', ?9)",
        )?
        .execute((
            id,
            round.id,
            &barcode,
            building,
            purpose.code(),
            pool.seats,
            pool.household,
            sequence,
            clock.now_text(),
        ))?;
    tx.summarise(format!("开管 {barcode}（{}）", round.title()));
    tube(tx.reader(), round, &barcode)
}

/// Closes a tube that is not full.
///
/// # Errors
/// [`Error::Refused`] when it is closed already.
pub fn close_tube(tx: &mut Tx<'_>, round: &Round, barcode: &str, clock: Clock) -> Result<Tube> {
    let found = tube(tx.reader(), round, barcode)?;
    if found.state != TubeState::Open {
        return Err(Error::Refused(format!("管 {} {}。", found.barcode, found.state.name())));
    }
    close(tx, found.id, clock)?;
    tx.summarise(format!("封管 {}，{}人", found.barcode, found.people));
    tube(tx.reader(), round, &found.barcode)
}

fn close(tx: &mut Tx<'_>, id: i64, clock: Clock) -> Result<()> {
    tx.conn
        .prepare_cached("UPDATE tube SET state = 'closed', closed_at = ?2 WHERE id = ?1")?
        .execute((id, clock.now_text()))?;
    Ok(())
}

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
    if tube.household && another_household(tx, tube.id, round, resident)? {
        return Err(Error::Refused(format!("一户一管：管 {} 里是另一户，请封管后开下一支。", tube.barcode)));
    }
    let mark = Mark::Tested { mark: "√".into(), tube: Some(tube.barcode.clone()), time: None };
    record(tx, round, resident, &mark, clock)?;
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
    if full {
        close(tx, tube.id, clock)?;
    }
    Ok(Seat { barcode: tube.barcode, seat, seats: tube.seats, full })
}

fn another_household(tx: &Tx<'_>, tube: i64, round: &Round, resident: i64) -> Result<bool> {
    Ok(tx
        .conn
        .prepare_cached(
            "SELECT EXISTS (
               SELECT 1 FROM tube_seat
               JOIN round_person ON round_person.round_id = ?2 AND round_person.resident_id = tube_seat.resident_id
               WHERE tube_seat.tube_id = ?1 AND round_person.household_id <> (
                 SELECT household_id FROM round_person WHERE round_id = ?2 AND resident_id = ?3))",
        )?
        .query_row((tube, round.id, resident), |row| row.get(0))?)
}

/// Why somebody is not in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// 居家隔离: a tube of their own
    Isolated,
    /// 卧床、失能、吸氧: visited at home
    Visited,
}

/// Somebody tested apart from the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ApartPerson {
    /// Row.
    pub resident: i64,
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

/// Those in isolation at home and those who cannot come down, in the order of the doors.
///
/// # Errors
/// As any query.
pub fn apart(reader: Reader<'_>, round: &Round) -> Result<Vec<ApartPerson>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT round_person.resident_id, building.name AS building, room.unit, room.name AS room, resident.name,
           round_person.result = 'tested' AS tested, round_person.tube, isolated,
           (SELECT group_concat(number, '、') FROM (
              SELECT number FROM phone WHERE phone.resident_id = resident.id ORDER BY position, id)) AS phones
         FROM (
           SELECT round_person.id AS person,
             EXISTS (SELECT 1 FROM presence WHERE presence.resident_id = round_person.resident_id
               AND state = 'home_isolation' AND coalesce(since, noted_on) <= :day
               AND (until IS NULL OR until > :day)) AS isolated,
             EXISTS (SELECT 1 FROM tag WHERE tag.resident_id = round_person.resident_id
               AND kind IN ('bedridden', 'disabled', 'oxygen')
               AND (since IS NULL OR since <= :day) AND (until IS NULL OR until > :day)) AS visited
           FROM round_person WHERE round_id = :round AND excluded IS NULL)
         JOIN round_person ON round_person.id = person
         JOIN resident ON resident.id = round_person.resident_id
         LEFT JOIN building ON building.id = round_person.building_id
         LEFT JOIN room ON room.id = round_person.room_id
         WHERE isolated OR visited
         ORDER BY building.sort_key, building.id, room.sort_key, room.id, round_person.resident_id",
    )?;
    let text = |row: &Row<'_>, column: &str| -> rusqlite::Result<String> {
        Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
    };
    let rows = statement.query_map(
        rusqlite::named_params! { ":round": round.id, ":day": round.day.to_string() },
        |row| {
            Ok(ApartPerson {
                resident: row.get("resident_id")?,
                building: text(row, "building")?,
                unit: text(row, "unit")?,
                room: text(row, "room")?,
                name: row.get("name")?,
                phones: row.get("phones")?,
                why: if row.get("isolated")? { Apart::Isolated } else { Apart::Visited },
                tested: row.get::<_, Option<bool>>("tested")?.unwrap_or(false),
                tube: row.get("tube")?,
            })
        },
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
