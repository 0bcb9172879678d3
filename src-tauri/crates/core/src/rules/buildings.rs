//! What holds at one building: its zone, decided from a day on, and its tubes.

use rusqlite::OptionalExtension;
use serde::Serialize;

use super::{Pool, Zone, pooling};
use crate::places;
use crate::store::{Error, Reader, Result, Tx};
use crate::values::Day;

/// A building's zone on a day.
///
/// # Errors
/// As any query.
pub fn zone_of(reader: Reader<'_>, building: i64, day: Day) -> Result<Zone> {
    let code: Option<String> = reader
        .0
        .prepare_cached(
            "SELECT zone FROM zone_decision WHERE building_id = ?1 AND since <= ?2 ORDER BY since DESC, id DESC LIMIT 1",
        )?
        .query_row((building, day.to_string()), |row| row.get(0))
        .optional()?;
    let known = code.and_then(|code| Zone::ALL.into_iter().find(|zone| zone.code() == code));
    Ok(known.unwrap_or(Zone::None))
}

/// Decides a building's zone from a day on.
///
/// # Errors
/// As any write.
pub fn decide_zone(
    tx: &mut Tx<'_>,
    building: i64,
    zone: Zone,
    since: Day,
    reason: Option<&str>,
) -> Result<()> {
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO zone_decision (id, building_id, zone, since, reason) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((id, building, zone.code(), since.to_string(), reason))?;
    Ok(())
}

/// What a building's tubes hold on a day: its own rule, else its zone's, else everybody's.
///
/// # Errors
/// As any query.
pub fn pool_of(reader: Reader<'_>, building: Option<i64>, day: Day) -> Result<Pool> {
    let rule = pooling(reader, day)?;
    let Some(building) = building else { return Ok(rule.default) };
    let own = reader
        .0
        .prepare_cached(
            "SELECT seats, household FROM building_pool WHERE building_id = ?1 AND holds_from <= ?2
             ORDER BY holds_from DESC LIMIT 1",
        )?
        .query_row((building, day.to_string()), |row| {
            Ok(Pool { seats: row.get("seats")?, household: row.get("household")? })
        })
        .optional()?;
    let zone = zone_of(reader, building, day)?;
    Ok(own.or_else(|| rule.zones.get(&zone).copied()).unwrap_or(rule.default))
}

/// Sets what a building's own tubes hold from a day on.
///
/// # Errors
/// [`Error::Refused`] for a number of seats that makes no sense.
pub fn set_pool(tx: &mut Tx<'_>, building: i64, pool: Pool, holds_from: Day) -> Result<()> {
    if !(1..=50).contains(&pool.seats) {
        return Err(Error::Refused("一管的人数要在1到50之间。".into()));
    }
    let from = holds_from.to_string();
    let changed = tx
        .conn
        .prepare_cached(
            "UPDATE building_pool SET seats = ?3, household = ?4 WHERE building_id = ?1 AND holds_from = ?2",
        )?
        .execute((building, &from, pool.seats, pool.household))?;
    if changed == 0 {
        let id = tx.new_id();
        tx.conn
            .prepare_cached(
                "INSERT INTO building_pool (id, building_id, holds_from, seats, household) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((id, building, &from, pool.seats, pool.household))?;
    }
    Ok(())
}

/// What holds at one building.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct BuildingRule {
    /// Row.
    pub building: i64,
    /// Bare name.
    pub name: String,
    /// Its zone.
    pub zone: Zone,
    /// Its tubes.
    pub pool: Pool,
}

/// What holds at every building on a day, in natural order.
///
/// # Errors
/// As any query.
pub fn building_rules(reader: Reader<'_>, day: Day) -> Result<Vec<BuildingRule>> {
    places::buildings(reader)?
        .into_iter()
        .map(|row| {
            Ok(BuildingRule {
                building: row.id,
                zone: zone_of(reader, row.id, day)?,
                pool: pool_of(reader, Some(row.id), day)?,
                name: row.name,
            })
        })
        .collect()
}
