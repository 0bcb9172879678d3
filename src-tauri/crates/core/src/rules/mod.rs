//! Rules 规则 that authorities change: dated data, shipped with those that were published and editable. The one with the latest
//! from-date not after a day is in force on it.
//!
//! Not here: ages at which groups begin (`populations`).

mod buildings;
mod exclusions;
mod isolation;
mod kinds;

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

pub use buildings::{BuildingRule, building_rules, decide_zone, pool_of, set_pool, zone_of};
pub use exclusions::{Exclusions, Reason};
pub use isolation::{IsolationDates, IsolationRule, Phase, PhaseOn};
pub use kinds::{BoardEffect, BoardRule, Pool, Pooling, Zone};

use crate::places::touch;
use crate::store::{Error, Reader, Result, Tx};
use crate::values::Day;

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
            Self::Exclusions(rule) => return rule.check(),
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

/// Takes back a rule that was set; before it holds again what held before.
///
/// # Errors
/// [`Error::Refused`] for the first of its kind, without which there would be none; [`Error::NoSuch`].
pub fn withdraw_rule(tx: &mut Tx<'_>, rule: i64) -> Result<()> {
    let all = rules(tx.reader())?;
    let found = all.iter().find(|known| known.id == rule).ok_or(Error::NoSuch("规则"))?;
    let title = found.rule.title();
    let has_earlier =
        all.iter().any(|known| known.rule.title() == title && known.holds_from < found.holds_from);
    if !has_earlier {
        return Err(Error::Refused(format!("“{title}”最早的一条不能撤回：没有更早的可以照着算。")));
    }
    touch(tx.conn.prepare_cached("DELETE FROM day_rule WHERE id = ?1")?.execute([rule])?, "规则")?;
    tx.summarise(format!("撤回规则“{title}”自{}起的一条", found.holds_from));
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

/// 依据 of the rule in force on a day.
pub(crate) fn source_of(reader: Reader<'_>, name: &str, day: Day) -> Result<Option<String>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT source FROM day_rule WHERE name = ?1 AND holds_from <= ?2 ORDER BY holds_from DESC LIMIT 1",
        )?
        .query_row((name, day.to_string()), |row| row.get(0))
        .optional()?
        .flatten())
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
