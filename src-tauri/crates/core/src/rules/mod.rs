//! Rules 规则 that authorities change: dated data, shipped with those that were published and editable. The one with the latest
//! from-date not after a day is in force on it.
//!
//! Not here: ages at which groups begin (`populations`).

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use crate::places;
use crate::store::{Error, Reader, Result, Tx};
use crate::values::Day;

/// How many share a tube.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Pool {
    /// People in a tube at most: 1, 5, 10, 20.
    pub seats: u32,
    /// 一户一管: people of one household only.
    pub household: bool,
}

/// A building's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// 封控区
    Lockdown,
    /// 管控区
    Control,
    /// 防范区
    Prevention,
    /// 未划定
    None,
}

impl Zone {
    const ALL: [Self; 4] = [Self::Lockdown, Self::Control, Self::Prevention, Self::None];

    fn code(self) -> &'static str {
        match self {
            Self::Lockdown => "lockdown",
            Self::Control => "control",
            Self::Prevention => "prevention",
            Self::None => "none",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lockdown => "封控区",
            Self::Control => "管控区",
            Self::Prevention => "防范区",
            Self::None => "未划定",
        }
    }
}

/// 混采
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Pooling {
    /// Where no zone says otherwise.
    pub default: Pool,
    /// By zone.
    pub zones: std::collections::BTreeMap<Zone, Pool>,
}

/// 不列应检
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Exclusions {
    /// Reasons that are allowed.
    pub reasons: Vec<String>,
}

/// One part of an isolation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Phase {
    /// How long.
    pub days: u32,
    /// 集中 rather than 居家.
    pub central: bool,
    /// Days of the phase with a test, from 1.
    pub tests: Vec<u32>,
}

/// 隔离天数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct IsolationRule {
    /// One after the other.
    pub phases: Vec<Phase>,
    /// What the first day is called: 1, or 0 when counting begins the day after.
    pub first_day: u32,
    /// Counted from the last exposure rather than from the start of control.
    pub from_exposure: bool,
}

/// What a rule makes of somebody's dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct IsolationDates {
    /// The first day after it.
    pub ends: Day,
    /// Days with a test.
    pub tests: Vec<Day>,
}

impl IsolationRule {
    /// The end and the days of tests of somebody last exposed on `exposure` and under control since `start`.
    pub fn dates(&self, exposure: Option<Day>, start: Day) -> IsolationDates {
        let from = if self.from_exposure { exposure.unwrap_or(start) } else { start };
        let mut first = if self.first_day == 0 { from.add_days(1) } else { from };
        let mut tests = Vec::new();
        for phase in &self.phases {
            tests.extend(phase.tests.iter().map(|day| first.add_days(i64::from(*day) - 1)));
            first = first.add_days(i64::from(phase.days));
        }
        IsolationDates { ends: first, tests }
    }
}

/// What an event does to the streak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum BoardEffect {
    /// The title is lost, counting begins anew.
    Cancel,
    /// Suspended until excluded; the days count.
    Suspend,
    /// Nothing.
    Ignore,
}

/// 无疫情小区
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct BoardRule {
    /// Whole days without a new case.
    pub days: u32,
    /// 确诊
    pub confirmed: BoardEffect,
    /// 疑似
    pub suspected: BoardEffect,
    /// 密接
    pub contact: BoardEffect,
}

/// A rule's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "name", content = "value", rename_all = "snake_case")]
pub enum Rule {
    /// 混采
    Pooling(Pooling),
    /// 不列应检
    Exclusions(Exclusions),
    /// 隔离天数
    Isolation(IsolationRule),
    /// 无疫情小区
    Board(BoardRule),
}

impl Rule {
    fn parts(&self) -> Result<(&'static str, String)> {
        Ok(match self {
            Self::Pooling(value) => ("pooling", serde_json::to_string(value)?),
            Self::Exclusions(value) => ("exclusions", serde_json::to_string(value)?),
            Self::Isolation(value) => ("isolation", serde_json::to_string(value)?),
            Self::Board(value) => ("board", serde_json::to_string(value)?),
        })
    }

    fn from_parts(name: &str, value: &str) -> Result<Self> {
        Ok(match name {
            "pooling" => Self::Pooling(serde_json::from_str(value)?),
            "exclusions" => Self::Exclusions(serde_json::from_str(value)?),
            "isolation" => Self::Isolation(serde_json::from_str(value)?),
            "board" => Self::Board(serde_json::from_str(value)?),
            _ => return Err(Error::Damaged("规则表")),
        })
    }

    /// Chinese name.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Pooling(_) => "混采",
            Self::Exclusions(_) => "不列应检",
            Self::Isolation(_) => "隔离天数",
            Self::Board(_) => "无疫情小区",
        }
    }

    fn check(&self) -> Result<()> {
        let good = match self {
            Self::Pooling(rule) => {
                rule.zones.values().chain([&rule.default]).all(|pool| (1..=50).contains(&pool.seats))
            }
            Self::Exclusions(rule) => rule.reasons.iter().all(|reason| !reason.trim().is_empty()),
            Self::Isolation(rule) => {
                rule.first_day <= 1
                    && !rule.phases.is_empty()
                    && rule.phases.iter().all(|phase| {
                        (1..=60).contains(&phase.days)
                            && phase.tests.iter().all(|day| (1..=phase.days).contains(day))
                    })
            }
            Self::Board(rule) => (1..=365).contains(&rule.days),
        };
        if good {
            Ok(())
        } else {
            Err(Error::Refused("规则里有不合理的数字，没有保存。".into()))
        }
    }
}

/// A rule with the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct DatedRule {
    /// Row.
    pub id: i64,
    /// Its content.
    #[serde(flatten)]
    pub rule: Rule,
    /// The first day.
    pub holds_from: Day,
    /// 依据
    pub source: Option<String>,
}

/// All rules, by name, oldest first.
///
/// # Errors
/// As any query.
pub fn rules(reader: Reader<'_>) -> Result<Vec<DatedRule>> {
    let mut statement = reader.0.prepare_cached(
        "SELECT id, name, holds_from, value, source FROM day_rule ORDER BY name, holds_from",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (name, value): (String, String) = (row.get("name")?, row.get("value")?);
        found.push(DatedRule {
            id: row.get("id")?,
            rule: Rule::from_parts(&name, &value)?,
            holds_from: stored_day(row.get_ref("holds_from")?.as_str().unwrap_or(""))?,
            source: row.get("source")?,
        });
    }
    Ok(found)
}

pub(crate) fn stored_day(text: &str) -> Result<Day> {
    Day::parse_iso(text).ok_or(Error::Damaged("日期"))
}

/// Sets what holds from a day on; what holds from that very day is replaced.
///
/// # Errors
/// [`Error::Refused`] for numbers that make no sense.
pub fn set_rule(tx: &mut Tx<'_>, rule: &Rule, holds_from: Day, source: Option<&str>) -> Result<()> {
    rule.check()?;
    let (name, value) = rule.parts()?;
    let source = source.map(str::trim).filter(|source| !source.is_empty());
    let known: Option<i64> = tx
        .conn
        .prepare_cached("SELECT id FROM day_rule WHERE name = ?1 AND holds_from = ?2")?
        .query_row((name, holds_from.to_string()), |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => {
            tx.conn
                .prepare_cached("UPDATE day_rule SET value = ?2, source = ?3 WHERE id = ?1")?
                .execute((id, value, source))?;
        }
        None => {
            let id = tx.new_id();
            tx.conn
                .prepare_cached(
                    "INSERT INTO day_rule (id, name, holds_from, value, source) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((id, name, holds_from.to_string(), value, source))?;
        }
    }
    tx.summarise(format!("规则“{}”自{holds_from}起", rule.title()));
    Ok(())
}

fn in_force(reader: Reader<'_>, name: &str, day: Day) -> Result<Rule> {
    let value: Option<String> = reader
        .0
        .prepare_cached(
            "SELECT value FROM day_rule WHERE name = ?1 AND holds_from <= ?2 ORDER BY holds_from DESC LIMIT 1",
        )?
        .query_row((name, day.to_string()), |row| row.get(0))
        .optional()?;
    Rule::from_parts(name, &value.ok_or(Error::Damaged("规则表"))?)
}

macro_rules! in_force {
    ($($(#[doc = $doc:literal])* $function:ident($name:literal) -> $type:ident = $variant:ident;)*) => {
        $($(#[doc = $doc])*
        ///
        /// # Errors
        /// [`Error::Damaged`] when the rule is missing.
        pub fn $function(reader: Reader<'_>, day: Day) -> Result<$type> {
            match in_force(reader, $name, day)? {
                Rule::$variant(rule) => Ok(rule),
                _ => Err(Error::Damaged("规则表")),
            }
        })*
    };
}

in_force! {
    /// 混采 on a day.
    pooling("pooling") -> Pooling = Pooling;
    /// 不列应检 on a day.
    exclusions("exclusions") -> Exclusions = Exclusions;
    /// 隔离天数 on a day.
    isolation("isolation") -> IsolationRule = Isolation;
    /// 无疫情小区 on a day.
    board("board") -> BoardRule = Board;
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    #[test]
    fn an_end_is_counted_from_exposure_or_from_start_and_from_day_one_or_day_zero() {
        let phase = |days, tests: &[u32]| Phase { days, central: true, tests: tests.to_vec() };
        let rule = |first_day, from_exposure| IsolationRule {
            phases: vec![phase(7, &[1, 2, 3, 5, 7]), phase(3, &[3])],
            first_day,
            from_exposure,
        };
        let (exposure, start) = (Some(day("2022-07-01")), day("2022-07-03"));
        assert_eq!(rule(1, false).dates(exposure, start).ends, day("2022-07-13"));
        assert_eq!(rule(0, false).dates(exposure, start).ends, day("2022-07-14"));
        let dates = rule(1, true).dates(exposure, start);
        assert_eq!(dates.ends, day("2022-07-11"));
        assert_eq!(dates.tests.last(), Some(&day("2022-07-10")));
        assert_eq!(rule(1, true).dates(None, start).ends, day("2022-07-13"), "no exposure is known");
    }
}
