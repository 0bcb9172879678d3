//! Antigen at the door 抗原: 送—等—收—登 by building, kits by household, the 块长 roll-up; what was issued and did not come back.

mod log;
mod people;

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

pub use log::{AntigenLog, BlockRow, DoorLog, KitRow, antigen_log};
pub(crate) use people::{AT_THE_DOOR, UNCLEARED};
pub use people::{FollowUp, KitMember, follow_up};

use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::testing::{Round, RoundKind};

/// A step of the round of doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 送
    Sent,
    /// 等
    Waited,
    /// 收
    Collected,
    /// 登
    Registered,
}

impl Step {
    /// In their order.
    pub const ALL: [Self; 4] = [Self::Sent, Self::Waited, Self::Collected, Self::Registered];

    fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Waited => "waited",
            Self::Collected => "collected",
            Self::Registered => "registered",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sent => "送",
            Self::Waited => "等",
            Self::Collected => "收",
            Self::Registered => "登",
        }
    }
}

/// Notes a step at a building; noted again, the time is the later one.
///
/// # Errors
/// [`Error::Refused`] when the round is no antigen round or the step before is missing.
pub fn step(tx: &mut Tx<'_>, round: &Round, building: i64, step: Step, clock: Clock) -> Result<()> {
    must_be_antigen(round)?;
    let before = Step::ALL.iter().take_while(|known| **known < step).last();
    if let Some(before) = before
        && log(tx.reader(), round, building, *before)?.is_none()
    {
        return Err(Error::Refused(format!("还没有登记“{}”，不能登记“{}”。", before.name(), step.name())));
    }
    let who: String = tx
        .conn
        .prepare_cached("SELECT who FROM operation WHERE id = ?1")?
        .query_row([tx.operation()], |row| row.get(0))?;
    match log(tx.reader(), round, building, step)? {
        Some(id) => {
            tx.conn.prepare_cached("UPDATE door_log SET who = ?2, at = ?3 WHERE id = ?1")?.execute((
                id,
                who,
                clock.now_text(),
            ))?;
        }
        None => {
            let id = tx.new_id();
            tx.conn
                .prepare_cached(
                    "INSERT INTO door_log (id, round_id, building_id, step, who, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute((id, round.id, building, step.code(), who, clock.now_text()))?;
        }
    }
    tx.summarise(format!("{}：{}", round.title(), step.name()));
    Ok(())
}

fn must_be_antigen(round: &Round) -> Result<()> {
    match round.kind {
        RoundKind::Antigen => Ok(()),
        RoundKind::Nucleic => Err(Error::Refused(format!("第{}轮是核酸检测，没有抗原登记。", round.number))),
    }
}

fn log(reader: Reader<'_>, round: &Round, building: i64, step: Step) -> Result<Option<i64>> {
    Ok(reader
        .0
        .prepare_cached("SELECT id FROM door_log WHERE round_id = ?1 AND building_id = ?2 AND step = ?3")?
        .query_row((round.id, building, step.code()), |row| row.get(0))
        .optional()?)
}

/// Kits of a household, and whose they were.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct Kits {
    /// 户
    pub household: i64,
    /// 发放
    pub issued: u32,
    /// 回收; none: not collected yet.
    #[serde(default)]
    pub returned: Option<u32>,
    /// 阳性
    #[serde(default)]
    #[ts(as = "Option<u32>", optional)]
    pub positive: u32,
    /// 说明
    #[serde(default)]
    pub note: Option<String>,
    /// Who did it, when fewer came back than there are people; without it whoever it has to be.
    #[serde(default)]
    pub tested: Option<Vec<i64>>,
    /// Whose were positive; without it whoever it has to be.
    #[serde(default)]
    pub positives: Option<Vec<i64>>,
}

/// Notes the kits of a household; noted again, the numbers are the new ones. Who did it is tested; who is positive is to be followed up
/// by a single nucleic test. Whose kits they were is not guessed: [`KitRow::asks`] says when somebody has to.
///
/// # Errors
/// [`Error::Refused`] when the round is no antigen round or has ended, the household is not in it, more come back positive than come
/// back, or more people are named than kits.
pub fn set_kits(tx: &mut Tx<'_>, round: &Round, kits: &Kits, clock: Clock) -> Result<()> {
    must_be_antigen(round)?;
    let members = people::members(tx.reader(), round, kits.household)?;
    if members.is_empty() {
        return Err(Error::Refused("这一户不在本轮名单中。".into()));
    }
    if kits.positive > kits.returned.unwrap_or(0) {
        return Err(Error::Refused("阳性的份数比收回的还多，请核对。".into()));
    }
    let note = kits.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let changed = tx
        .conn
        .prepare_cached(
            "UPDATE kit SET issued = ?3, returned = ?4, positive = ?5, note = ?6 WHERE round_id = ?1 AND household_id = ?2",
        )?
        .execute((round.id, kits.household, kits.issued, kits.returned, kits.positive, note))?;
    if changed == 0 {
        let id = tx.new_id();
        tx.conn
            .prepare_cached(
                "INSERT INTO kit (id, round_id, household_id, issued, returned, positive, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute((id, round.id, kits.household, kits.issued, kits.returned, kits.positive, note))?;
    }
    people::settle(tx, round, kits, &members, clock)
}

/// Issues one kit to everybody expected in a building; households that have kits keep theirs. Returns households and kits.
///
/// # Errors
/// [`Error::Refused`] when the round is no antigen round.
pub fn issue(tx: &mut Tx<'_>, round: &Round, building: i64, clock: Clock) -> Result<(u32, u32)> {
    must_be_antigen(round)?;
    let households: Vec<(i64, u32)> = tx
        .conn
        .prepare_cached(
            "SELECT household_id, count(*) FROM round_person
             WHERE round_id = ?1 AND building_id = ?2 AND excluded IS NULL AND NOT EXISTS (
               SELECT 1 FROM kit WHERE kit.round_id = ?1 AND kit.household_id = round_person.household_id)
             GROUP BY household_id",
        )?
        .query_map((round.id, building), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut kits = 0;
    for (household, issued) in &households {
        let given = Kits { household: *household, issued: *issued, ..Kits::default() };
        set_kits(tx, round, &given, clock)?;
        kits += issued;
    }
    let count = u32::try_from(households.len()).unwrap_or(u32::MAX);
    tx.summarise(format!("{}发放试剂：{count}户{kits}份", round.title()));
    Ok((count, kits))
}
