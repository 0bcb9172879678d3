//! Opening and closing a round.

use std::collections::BTreeMap;

use rusqlite::named_params;

use super::{Round, RoundKind, RoundState, exclude};
use crate::store::{Clock, Error, Result, Tx};
use crate::values::Day;
use crate::{places, rules};

/// What opening a round came to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct OpenRound {
    /// 第几轮
    pub round: u32,
    /// 应检
    pub expected: u32,
    /// 不列应检, by reason.
    pub excluded: BTreeMap<String, u32>,
}

/// Opens the next round: everybody registered is on its list; who is excluded, and why, follows from the rule 不列应检 of `day`, all
/// others are expected. Who moved out or died is not in the round. `buildings` are rows; `None` is all.
///
/// # Errors
/// [`Error::NoSuch`] for a building that is not there; [`Error::Refused`] when none is given, or nobody is registered.
pub fn open(
    tx: &mut Tx<'_>,
    kind: RoundKind,
    day: Day,
    buildings: Option<&[i64]>,
    clock: Clock,
) -> Result<OpenRound> {
    let scope = scope(tx, buildings)?;
    let number: u32 =
        tx.conn.query_row("SELECT coalesce(max(number), 0) + 1 FROM round", [], |row| row.get(0))?;
    let id = tx.new_id();
    let stored = buildings.map(|_| serde_json::to_string(&scope)).transpose()?;
    tx.conn
        .prepare_cached(
            "INSERT INTO round (id, number, kind, day, buildings, state, opened_at)
             VALUES (?1, ?2, ?3, ?4, ?5, 'open', ?6)",
        )?
        .execute((id, number, kind.code(), day.to_string(), stored, clock.now_text()))?;
    let rule = rules::exclusions(tx.reader(), day)?;
    let reasons = exclude::by_state(&rule)?;
    for building in &scope {
        freeze(tx, id, day, &reasons, Some(*building))?;
    }
    if buildings.is_none() {
        freeze(tx, id, day, &reasons, None)?;
    }
    exclude::others(tx, id, day, &rule)?;
    let opened = count(tx, id, number)?;
    let out: u32 = opened.excluded.values().sum();
    if opened.expected + out == 0 {
        return Err(Error::Refused("所选范围内没有登记住户，没有开轮次。请先导入台账。".into()));
    }
    tx.summarise(format!(
        "开第{number}轮{}检测（{day}）：应检{}人，不列应检{out}人",
        kind.name(),
        opened.expected
    ));
    Ok(opened)
}

/// Rows of the buildings asked for, in natural order.
fn scope(tx: &Tx<'_>, buildings: Option<&[i64]>) -> Result<Vec<i64>> {
    match buildings {
        Some(buildings) => places::chosen(tx.reader(), buildings),
        None => Ok(places::buildings(tx.reader())?.into_iter().map(|building| building.id).collect()),
    }
}

const IN_BUILDING: &str = include_str!("freeze.sql");

fn freeze(tx: &mut Tx<'_>, round: i64, day: Day, reasons: &str, building: Option<i64>) -> Result<()> {
    // Two texts, so that each goes through its own index: rooms of a building, or households without a room.
    let scope = match building {
        Some(_) => "room.building_id = :building",
        None => "household.room_id IS NULL AND :building IS NULL",
    };
    let sql = IN_BUILDING.replace("/* scope */", scope);
    let first = tx.new_id();
    let rows = tx.conn.prepare_cached(&sql)?.execute(named_params! {
        ":first": first, ":round": round, ":day": day.to_string(), ":reasons": reasons, ":building": building,
    })?;
    for _ in 1..rows {
        tx.new_id();
    }
    tx.breathe()
}

fn count(tx: &Tx<'_>, id: i64, number: u32) -> Result<OpenRound> {
    let mut opened = OpenRound { round: number, expected: 0, excluded: BTreeMap::new() };
    let mut statement = tx.conn.prepare_cached(
        "SELECT excluded, count(*) FROM round_person WHERE round_id = ?1 GROUP BY excluded",
    )?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        match row.get::<_, Option<String>>(0)? {
            Some(reason) => {
                opened.excluded.insert(reason, row.get(1)?);
            }
            None => opened.expected = row.get(1)?,
        }
    }
    Ok(opened)
}

/// Ends a round; no marks are taken afterwards.
///
/// # Errors
/// [`Error::Refused`] when it has ended already.
pub fn close(tx: &mut Tx<'_>, round: &Round, clock: Clock) -> Result<()> {
    if round.state == RoundState::Closed {
        return Err(Error::Refused(format!("第{}轮已经结束。", round.number)));
    }
    let done = tx
        .conn
        .prepare_cached("UPDATE round SET state = 'closed', closed_at = ?2 WHERE id = ?1")?
        .execute((round.id, clock.now_text()))?;
    places::touch(done, "轮次")?;
    tx.summarise(format!("结束{}（{}）", round.title(), round.day));
    Ok(())
}
