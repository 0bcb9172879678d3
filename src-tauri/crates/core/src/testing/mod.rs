//! Testing rounds 检测轮次: opening freezes who should be tested; marks are recorded against that list; closing ends it.
//!
//! Not here: what a cell of a filled roster means (the sheets crate), who holds which presence (`residents`).

mod calls;
mod checkin;
mod exclude;
mod figures;
mod find;
mod list;
mod marks;
mod missed;
mod number;
mod open;
mod reach;
pub mod shorthand;
mod show;
mod table;
mod token;
pub mod tubes;
mod untested;

use rusqlite::{OptionalExtension, Row};

pub use calls::{
    Call, CallCounts, CallFilter, CallOutcome, CallPerson, call, call_counts, calls, visits_asked,
};
pub use checkin::{CheckInOutcome, CheckedIn, check_in, household_people, scanned};
pub use figures::{Exclusion, PublicBuilding, PublicFigures, TrendRow, public_figures, trend};
pub use find::{building_of, find_by_id, find_by_name, find_by_phone, find_rooms};
pub use list::{RosterPerson, RosterRoom, RosterRow, roster};
pub(crate) use marks::unmark;
pub use marks::{Mark, Recorded, Standing, add_newcomer, record, standing};
pub use missed::{MissedPerson, missed_count, missed_running};
pub use open::{OpenRound, close, open};
pub use reach::{Reach, ReachBy};
pub use show::{RoundBuilding, RoundFigures, UNSAID, figures};
pub use table::{Caution, Party, cautions, check_in_all, check_in_line};
pub use token::Token;
pub use untested::{UntestedFilter, UntestedPerson, untested};

use crate::store::{Error, Reader, Result};
use crate::values::Day;

/// 核酸 or 抗原.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RoundKind {
    /// 核酸
    Nucleic,
    /// 抗原
    Antigen,
}

impl RoundKind {
    /// As stored, and for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Nucleic => "nucleic",
            Self::Antigen => "antigen",
        }
    }
    /// Back from [`RoundKind::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Nucleic, Self::Antigen].into_iter().find(|kind| kind.code() == code)
    }
    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nucleic => "核酸",
            Self::Antigen => "抗原",
        }
    }
}

/// Whether marks are still taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// 进行中
    Open,
    /// 已结束
    Closed,
}

/// A round as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Row.
    pub id: i64,
    /// 第几轮
    pub number: u32,
    /// 核酸 or 抗原.
    pub kind: RoundKind,
    /// The day it is for.
    pub day: Day,
    /// Rows of the buildings it is for; `None`: all.
    pub buildings: Option<Vec<i64>>,
    /// Whether marks are still taken.
    pub state: RoundState,
    /// When it was opened.
    pub opened_at: String,
    /// When it was closed.
    pub closed_at: Option<String>,
}

const COLUMNS: &str = "SELECT id, number, kind, day, buildings, state, opened_at, closed_at FROM round";

impl Round {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<(Self, Option<String>)> {
        let kind = RoundKind::from_code(row.get_ref("kind")?.as_str()?).unwrap_or(RoundKind::Nucleic);
        let state =
            if row.get_ref("state")?.as_str()? == "open" { RoundState::Open } else { RoundState::Closed };
        let day = Day::parse_iso(row.get_ref("day")?.as_str()?).ok_or(rusqlite::Error::InvalidQuery)?;
        let round = Self {
            id: row.get("id")?,
            number: row.get("number")?,
            kind,
            day,
            buildings: None,
            state,
            opened_at: row.get("opened_at")?,
            closed_at: row.get("closed_at")?,
        };
        Ok((round, row.get("buildings")?))
    }

    fn with_buildings((mut round, buildings): (Self, Option<String>)) -> Result<Self> {
        round.buildings = buildings.map(|json| serde_json::from_str(&json)).transpose()?;
        Ok(round)
    }

    /// "第3轮核酸检测"
    pub fn title(&self) -> String {
        format!("第{}轮{}检测", self.number, self.kind.name())
    }

    fn must_be_open(&self) -> Result<()> {
        match self.state {
            RoundState::Open => Ok(()),
            RoundState::Closed => Err(Error::Refused(format!(
                "第{}轮已经结束，不能再登记。如需补登，请先撤销结束。",
                self.number
            ))),
        }
    }
}

/// A round by its number.
///
/// # Errors
/// [`Error::Refused`] naming the rounds there are, when there is no such round.
pub fn round(reader: Reader<'_>, number: u32) -> Result<Round> {
    let found = reader
        .0
        .prepare_cached(&format!("{COLUMNS} WHERE number = ?1"))?
        .query_row([number], Round::from_row)
        .optional()?;
    match found {
        Some(found) => Round::with_buildings(found),
        None => {
            let last: Option<u32> =
                reader.0.query_row("SELECT max(number) FROM round", [], |row| row.get(0))?;
            Err(Error::Refused(match last {
                Some(last) => format!("没有第{number}轮。最近一轮是第{last}轮。"),
                None => format!("没有第{number}轮，也还没有开过任何轮次。"),
            }))
        }
    }
}

/// All rounds, oldest first.
///
/// # Errors
/// As any query.
pub fn rounds(reader: Reader<'_>) -> Result<Vec<Round>> {
    reader
        .0
        .prepare_cached(&format!("{COLUMNS} ORDER BY number"))?
        .query_map([], Round::from_row)?
        .map(|row| Round::with_buildings(row?))
        .collect()
}
