//! Antigen at the door 抗原: 送—等—收—登 by building, kits by household, the 块长 roll-up; what was issued and did not come back.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use crate::places;
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

/// Kits of a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
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
}

/// Notes the kits of a household; noted again, the numbers are the new ones.
///
/// # Errors
/// [`Error::Refused`] when the round is no antigen round, the household is not in it, or more come back positive than come back.
pub fn set_kits(tx: &mut Tx<'_>, round: &Round, kits: &Kits) -> Result<()> {
    must_be_antigen(round)?;
    let listed: bool = tx
        .conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM round_person WHERE round_id = ?1 AND household_id = ?2)",
        )?
        .query_row((round.id, kits.household), |row| row.get(0))?;
    if !listed {
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
    Ok(())
}

/// Issues one kit to everybody expected in a building; households that have kits keep theirs. Returns households and kits.
///
/// # Errors
/// [`Error::Refused`] when the round is no antigen round.
pub fn issue(tx: &mut Tx<'_>, round: &Round, building: i64) -> Result<(u32, u32)> {
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
        set_kits(
            tx,
            round,
            &Kits { household: *household, issued: *issued, returned: None, positive: 0, note: None },
        )?;
        kits += issued;
    }
    let count = u32::try_from(households.len()).unwrap_or(u32::MAX);
    tx.summarise(format!("{}发放试剂：{count}户{kits}份", round.title()));
    Ok((count, kits))
}

/// A household of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct KitRow {
    /// 户
    pub household: i64,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// 应检
    pub people: u32,
    /// 发放
    pub issued: u32,
    /// 回收; none: not collected yet.
    pub returned: Option<u32>,
    /// 阳性
    pub positive: u32,
    /// 说明
    pub note: Option<String>,
}

/// A building of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct DoorLog {
    /// Row.
    pub building: i64,
    /// Bare name.
    pub name: String,
    /// 块
    pub block: Option<String>,
    /// When each step was done.
    pub steps: BTreeMap<Step, String>,
    /// 应检
    pub people: u32,
    /// 发放
    pub issued: u32,
    /// 回收
    pub returned: u32,
    /// 阳性
    pub positive: u32,
    /// 发放 − 回收, of households whose bag was collected: red when it is not 0.
    pub missing: i64,
    /// Households whose bag was not collected.
    pub uncollected: u32,
    /// Households, in the order of the doors.
    pub households: Vec<KitRow>,
}

/// A block's roll-up 块长.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ts_rs::TS)]
pub struct BlockRow {
    /// 块, or "" for buildings of none.
    pub block: String,
    /// 块长
    pub leader: Option<String>,
    /// Buildings.
    pub buildings: u32,
    /// Of these, registered.
    pub registered: u32,
    /// 应检
    pub people: u32,
    /// 发放
    pub issued: u32,
    /// 回收
    pub returned: u32,
    /// 阳性
    pub positive: u32,
    /// 发放 − 回收
    pub missing: i64,
}

/// The log of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct AntigenLog {
    /// In natural order.
    pub buildings: Vec<DoorLog>,
    /// By block.
    pub blocks: Vec<BlockRow>,
}

/// The log of a round.
///
/// # Errors
/// [`Error::Refused`] when it is no antigen round.
pub fn antigen_log(reader: Reader<'_>, round: &Round) -> Result<AntigenLog> {
    must_be_antigen(round)?;
    let mut buildings = Vec::new();
    for row in places::buildings(reader)? {
        let households = households(reader, round, row.id)?;
        if households.is_empty() {
            continue;
        }
        let steps = steps(reader, round, row.id)?;
        let sum = |of: fn(&KitRow) -> u32| households.iter().map(of).sum::<u32>();
        buildings.push(DoorLog {
            building: row.id,
            name: row.name,
            block: row.block,
            steps,
            people: sum(|row| row.people),
            issued: sum(|row| row.issued),
            returned: sum(|row| row.returned.unwrap_or(0)),
            positive: sum(|row| row.positive),
            missing: households
                .iter()
                .filter_map(|row| Some(i64::from(row.issued) - i64::from(row.returned?)))
                .sum(),
            uncollected: sum(|row| u32::from(row.issued > 0 && row.returned.is_none())),
            households,
        });
    }
    let leaders = places::responsibilities(reader)?;
    let mut blocks: BTreeMap<String, BlockRow> = BTreeMap::new();
    for building in &buildings {
        let name = building.block.clone().unwrap_or_default();
        let block =
            blocks.entry(name.clone()).or_insert_with(|| BlockRow { block: name, ..BlockRow::default() });
        let leader =
            leaders.iter().find(|row| row.building_id == Some(building.building) && row.role == "块长");
        block.leader = block.leader.take().or_else(|| leader.map(|row| row.name.clone()));
        block.buildings += 1;
        block.registered += u32::from(building.steps.contains_key(&Step::Registered));
        block.people += building.people;
        block.issued += building.issued;
        block.returned += building.returned;
        block.positive += building.positive;
        block.missing += building.missing;
    }
    Ok(AntigenLog { buildings, blocks: blocks.into_values().collect() })
}

fn steps(reader: Reader<'_>, round: &Round, building: i64) -> Result<BTreeMap<Step, String>> {
    let found: Vec<(String, String)> = reader
        .0
        .prepare_cached("SELECT step, at FROM door_log WHERE round_id = ?1 AND building_id = ?2")?
        .query_map((round.id, building), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let step = |code: &str| Step::ALL.into_iter().find(|step| step.code() == code);
    Ok(found.into_iter().filter_map(|(code, at)| Some((step(&code)?, at))).collect())
}

fn households(reader: Reader<'_>, round: &Round, building: i64) -> Result<Vec<KitRow>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT round_person.household_id, room.unit, room.name AS room, count(*) AS people,
               coalesce(kit.issued, 0) AS issued, kit.returned, coalesce(kit.positive, 0) AS positive, kit.note
             FROM round_person
             LEFT JOIN room ON room.id = round_person.room_id
             LEFT JOIN kit ON kit.round_id = ?1 AND kit.household_id = round_person.household_id
             WHERE round_person.round_id = ?1 AND round_person.building_id = ?2 AND excluded IS NULL
             GROUP BY round_person.household_id ORDER BY room.sort_key, room.id, round_person.household_id",
        )?
        .query_map((round.id, building), |row| {
            Ok(KitRow {
                household: row.get("household_id")?,
                unit: row.get::<_, Option<String>>("unit")?.unwrap_or_default(),
                room: row.get::<_, Option<String>>("room")?.unwrap_or_default(),
                people: row.get("people")?,
                issued: row.get("issued")?,
                returned: row.get("returned")?,
                positive: row.get("positive")?,
                note: row.get("note")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}
