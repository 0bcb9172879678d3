//! Tubes 采样管: opened by their barcode, seats taken in order, closed when full, counted and handed over, and what became of them.
//!
//! Not here: who counts as tested (`marks`), how many share a tube (`rules`).

mod apart;
mod handover;
mod paper;
mod results;
mod retest;
mod seats;

use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

pub use apart::{Apart, ApartPerson, apart};
pub use handover::{Difference, DifferenceKind, Handed, Handover, Reconciliation, hand_over, reconcile};
pub use paper::{OnPaper, barcode_on_paper, sit_on_paper, sits_elsewhere};
pub use results::{TestResult, record_person, record_tube, record_tubes};
pub use retest::{RetestPerson, RetestTube, retest};
pub use seats::{Seat, TubePeople, TubePerson, has_place, people, seat_of, sit};

use super::number::Number;
use super::{Round, RoundKind};
use crate::rules::{self, Pool};
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::values::{building_label, fold_width};
use seats::take_seat;

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

/// A building with people in a tube.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TubeBuilding {
    /// Row.
    pub building: i64,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// Bare name.
    pub name: String,
}

impl TubeBuilding {
    /// "12号楼", with its 小区 where the office has several.
    pub fn label(&self) -> String {
        format!("{}{}", self.compound.as_deref().unwrap_or(""), building_label(&self.name))
    }
}

/// A tube.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Tube {
    /// Row.
    pub id: i64,
    /// 管号
    pub barcode: String,
    /// Building's row: that of its people when they are all of one, else what was said on opening.
    pub building: Option<i64>,
    /// The buildings its people are from, in natural order; more than one: the tube is mixed.
    pub buildings: Vec<TubeBuilding>,
    /// Building's row that was said on opening.
    pub opened_for: Option<i64>,
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

const SELECT: &str = include_str!("tube.sql");

impl Tube {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (purpose, state): (String, String) = (row.get("purpose")?, row.get("state")?);
        let state = TubeState::ALL.into_iter().find(|(_, code)| *code == state);
        let buildings: Vec<TubeBuilding> = serde_json::from_str(row.get_ref("buildings")?.as_str()?)
            .map_err(|_| rusqlite::Error::InvalidQuery)?;
        let of_all = match buildings.as_slice() {
            [one] => Some(one.building),
            _ => row.get("building_id")?,
        };
        Ok(Self {
            id: row.get("id")?,
            barcode: row.get("barcode")?,
            building: of_all,
            buildings,
            opened_for: row.get("building_id")?,
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

    /// "12号楼、13号楼": the buildings its people are from; "" of an empty tube.
    pub fn building_labels(&self) -> String {
        self.buildings.iter().map(TubeBuilding::label).collect::<Vec<_>>().join("、")
    }

    /// Whether nobody more fits.
    pub fn is_full(&self) -> bool {
        self.people >= self.seats
    }
}

/// All tubes of a round, by the building they were opened for and in the order of opening; those for none come last.
///
/// # Errors
/// As any query.
pub fn tubes(reader: Reader<'_>, round: &Round) -> Result<Vec<Tube>> {
    Ok(reader
        .0
        .prepare_cached(&format!(
            "{SELECT} WHERE tube.round_id = ?1 ORDER BY said.id IS NULL, said.sort_key, said.id, sequence"
        ))?
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
        .prepare_cached(&format!("{SELECT} WHERE tube.round_id = ?1 AND barcode = ?2"))?
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
/// [`Error::Refused`] when the barcode was used before or is a number of something else, or the round has ended or is of 抗原.
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
    if round.kind == RoundKind::Antigen {
        return Err(Error::Refused(format!("第{}轮是抗原检测，不用采样管。", round.number)));
    }
    if let Some(number) = Number::parse(barcode) {
        return Err(Error::Refused(number.no_tube().into()));
    }
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
