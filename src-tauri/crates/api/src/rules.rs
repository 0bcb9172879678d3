//! The rules of the day 规则 on the wire: what holds from when, and at which building.

use louce_core::rules::{self, BuildingRule, DatedRule, Pool, Rule, Zone};
use louce_core::values::Day;
use louce_core::{Op, OpKind};
use serde::{Deserialize, Serialize};

use crate::review::DayRequest;
use crate::{Nothing, Session, WireError};

/// A rule from a day on.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
pub struct RuleRequest {
    /// Its content.
    #[serde(flatten)]
    pub rule: Rule,
    /// The first day.
    pub holds_from: Day,
    /// 依据
    #[serde(default)]
    pub source: Option<String>,
}

/// What holds at a building from a day on.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BuildingRuleRequest {
    /// Rows of the buildings.
    pub buildings: Vec<i64>,
    /// The first day.
    pub holds_from: Day,
    /// 封控、管控、防范
    #[serde(default)]
    pub zone: Option<Zone>,
    /// Tubes, other than the zone's rule says.
    #[serde(default)]
    pub pool: Option<Pool>,
    /// Why.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A rule set.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct RulesKept {
    /// All of them, as they are now.
    pub rules: Vec<DatedRule>,
    /// The operation; null when nothing changed.
    pub operation: Option<i64>,
}

/// Rules of buildings set.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct BuildingRulesKept {
    /// Every building, on the day from which they hold.
    pub buildings: Vec<BuildingRule>,
    /// The operation; null when nothing changed.
    pub operation: Option<i64>,
}

/// All rules.
///
/// # Errors
/// As any query.
pub fn list(session: &mut Session<'_>, _: Nothing) -> Result<Vec<DatedRule>, WireError> {
    Ok(rules::rules(session.office.reader())?)
}

/// Sets a rule from a day on.
///
/// # Errors
/// `refused` for numbers that make no sense.
pub fn set(session: &mut Session<'_>, request: RuleRequest) -> Result<RulesKept, WireError> {
    let op = Op::new(OpKind::Rules, "规则");
    let outcome = session.office.transact(op, session.clock, |tx| {
        rules::set_rule(tx, &request.rule, request.holds_from, request.source.as_deref())
    })?;
    Ok(RulesKept { rules: list(session, Nothing {})?, operation: outcome.operation })
}

/// Which rule.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct RuleRow {
    /// Row.
    pub rule: i64,
}

/// Takes back a rule that was set.
///
/// # Errors
/// `refused` for the first of its kind, `no_such`.
pub fn withdraw(session: &mut Session<'_>, request: RuleRow) -> Result<RulesKept, WireError> {
    let op = Op::new(OpKind::Rules, "撤回规则");
    let outcome = session.office.transact(op, session.clock, |tx| rules::withdraw_rule(tx, request.rule))?;
    Ok(RulesKept { rules: list(session, Nothing {})?, operation: outcome.operation })
}

/// What holds at every building on a day.
///
/// # Errors
/// As any query.
pub fn buildings(session: &mut Session<'_>, request: DayRequest) -> Result<Vec<BuildingRule>, WireError> {
    let day = request.date.unwrap_or_else(|| session.clock.today());
    Ok(rules::building_rules(session.office.reader(), day)?)
}

/// Sets a zone or the tubes of buildings from a day on.
///
/// # Errors
/// `refused` for a number of seats that makes no sense.
pub fn set_buildings(
    session: &mut Session<'_>,
    request: BuildingRuleRequest,
) -> Result<BuildingRulesKept, WireError> {
    let from = request.holds_from;
    let op = Op::new(OpKind::Rules, format!("{}栋楼的规则，自{from}起", request.buildings.len()));
    let outcome = session.office.transact(op, session.clock, |tx| {
        for building in &request.buildings {
            if let Some(zone) = request.zone {
                rules::decide_zone(tx, *building, zone, from, request.reason.as_deref())?;
            }
            if let Some(pool) = request.pool {
                rules::set_pool(tx, *building, pool, from)?;
            }
        }
        Ok::<_, louce_core::Error>(())
    })?;
    let buildings = buildings(session, DayRequest { date: Some(from) })?;
    Ok(BuildingRulesKept { buildings, operation: outcome.operation })
}
