//! 隔离 by the day: who is isolated, which day it is for them, when it ends and when they are tested next, by the rule that was in
//! force when their control began.
//!
//! Where the last exposure is not known, days are counted from the start of control. An end that was decided, or stated with where
//! somebody is (`until` of the presence), stands above the one computed, and all are shown.

mod facts;

use rusqlite::named_params;
use serde::Serialize;

pub use facts::{IsolationFacts, set_facts};

use crate::residents::{self, NewPresence, PresenceRow};
use crate::rules::{self, DatedRule, IsolationRule, Rule, stored_day};
use crate::store::{Error, Reader, Result, Tx};
use crate::values::{Day, PresenceState};

/// Who is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct IsolationFilter {
    /// Only this resident.
    pub resident: Option<i64>,
    /// Only those of this building.
    pub building: Option<i64>,
}

/// Somebody isolated, on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct IsolatedPerson {
    /// Row.
    pub resident: i64,
    /// 户
    pub household: i64,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// Bare; "" when the address could not be read.
    pub building: String,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// 姓名
    pub name: String,
    /// All phones, joined by 、.
    pub phones: Option<String>,
    /// 居家隔离 or 集中隔离, on the day.
    pub state: PresenceState,
    /// 隔离点
    pub place: Option<String>,
    /// 原因
    pub reason: Option<String>,
    /// Start of control: of the first of isolations that followed each other without a gap.
    pub start: Day,
    /// Whether the start was stated; otherwise it is the day on which the office learned of it.
    pub start_stated: bool,
    /// 最后接触, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub exposure: Option<Day>,
    /// The rule, in the words it was set with.
    pub rule: Option<String>,
    /// From when on the rule holds.
    pub rule_from: Day,
    /// Which day it is, counted as the rule counts: the first is 1, or 0.
    pub day: u32,
    /// Which phase of the rule it is, from 1; `None`: all are over.
    pub phase: Option<u32>,
    /// Which day of the phase, from 1.
    pub phase_day: Option<u32>,
    /// Whether the phase is 集中 rather than 居家.
    pub phase_central: Option<bool>,
    /// The first day after it, by the rule.
    pub ends: Day,
    /// The first day after it, as stated.
    pub until: Option<Day>,
    /// The first day after it, as decided otherwise than by the rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub decided: Option<Day>,
    /// Why it was decided so.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub decided_why: Option<String>,
    /// The first day after it: as decided, else as stated, else by the rule.
    pub due: Day,
    /// Days until then; 0 is today, less is overdue.
    pub days_left: i64,
    /// All days with a test.
    pub tests: Vec<Day>,
    /// The next of them, today among them.
    pub next_test: Option<Day>,
}

/// Those isolated on a day, in the order of their doors.
///
/// # Errors
/// As any query.
pub fn isolation_days(reader: Reader<'_>, filter: IsolationFilter, day: Day) -> Result<Vec<IsolatedPerson>> {
    let rules: Vec<(DatedRule, IsolationRule)> = rules::rules(reader)?
        .into_iter()
        .filter_map(|dated| match &dated.rule {
            Rule::Isolation(rule) => Some((dated.clone(), rule.clone())),
            _ => None,
        })
        .collect();
    let mut statement = reader.0.prepare_cached(include_str!("isolated.sql"))?;
    let mut rows = statement.query(named_params! {
        ":day": day.to_string(), ":resident": filter.resident, ":building": filter.building,
    })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let resident = row.get("resident_id")?;
        let control = control(&residents::presences(reader, resident)?, day)?;
        let Some(control) = control else { continue };
        let (dated, rule) = rules
            .iter()
            .rfind(|(dated, _)| dated.holds_from <= control.start)
            .ok_or(Error::Damaged("规则表"))?;
        let facts = facts::facts(reader, resident, control.start, day)?;
        let dates = rule.dates(facts.exposure, control.start);
        let phase = rule.phase_on(facts.exposure, control.start, day);
        let due = facts.ends.or(control.until).unwrap_or(dates.ends);
        found.push(IsolatedPerson {
            resident,
            household: row.get("household_id")?,
            compound: row.get("compound")?,
            building: row.get("building")?,
            unit: row.get("unit")?,
            room: row.get("room")?,
            name: row.get("name")?,
            phones: row.get("phones")?,
            state: control.state,
            place: row.get("place")?,
            reason: row.get("reason")?,
            start: control.start,
            start_stated: control.start_stated,
            exposure: facts.exposure,
            rule: dated.source.clone(),
            rule_from: dated.holds_from,
            day: rule.day_number(facts.exposure, control.start, day),
            phase: phase.map(|phase| phase.number),
            phase_day: phase.map(|phase| phase.day),
            phase_central: phase.map(|phase| phase.central),
            ends: dates.ends,
            until: control.until,
            decided: facts.ends,
            decided_why: facts.reason,
            due,
            days_left: due.days_since(day),
            next_test: dates.tests.iter().copied().find(|test| *test >= day && *test < due),
            tests: dates.tests,
        });
    }
    Ok(found)
}

/// Ends somebody's isolation on a day: from then on they are at home. Earlier than it was due it is a decision, with a reason.
///
/// # Errors
/// [`Error::Refused`] when they are not isolated then, or without a reason that is needed.
pub fn release(tx: &mut Tx<'_>, resident: i64, reason: Option<&str>, day: Day) -> Result<()> {
    let filter = IsolationFilter { resident: Some(resident), ..IsolationFilter::default() };
    let Some(person) = isolation_days(tx.reader(), filter, day)?.pop() else {
        return Err(Error::Refused(format!("此人{day}不在隔离，不用解除。")));
    };
    if person.due > day {
        let reason = reason.map(str::to_owned);
        set_facts(tx, resident, &IsolationFacts { exposure: person.exposure, ends: Some(day), reason }, day)?;
    }
    let home = NewPresence {
        state: PresenceState::Home,
        since: Some(day.to_string()),
        until: None,
        place: None,
        room: None,
        reason: None,
        source: None,
    };
    residents::add_presence(tx, resident, &home, day)?;
    Ok(())
}

/// A control: isolations that followed each other without a gap.
struct Control {
    state: PresenceState,
    start: Day,
    start_stated: bool,
    until: Option<Day>,
}

/// The control that holds on a day; `None` when nobody is isolated then.
fn control(rows: &[PresenceRow], day: Day) -> Result<Option<Control>> {
    let isolated = |row: &PresenceRow| {
        PresenceState::from_code(&row.state)
            .filter(|state| matches!(state, PresenceState::HomeIsolation | PresenceState::CentralIsolation))
    };
    let begins = |row: &PresenceRow| stored_day(row.since.as_deref().unwrap_or(&row.noted_on));
    let ends = |row: &PresenceRow| row.until.as_deref().map(stored_day).transpose();
    let mut last = None;
    for (at, row) in rows.iter().enumerate() {
        if begins(row)? <= day && ends(row)?.is_none_or(|until| until > day) {
            last = Some((at, row));
        }
    }
    let Some((at, row)) = last else { return Ok(None) };
    let Some(state) = isolated(row) else { return Ok(None) };
    let mut control =
        Control { state, start: begins(row)?, start_stated: row.since.is_some(), until: ends(row)? };
    for earlier in rows.iter().take(at).rev().filter(|row| isolated(row).is_some()) {
        if ends(earlier)?.is_none_or(|until| until >= control.start) {
            control.start = begins(earlier)?;
            control.start_stated = earlier.since.is_some();
        }
    }
    // 集中 that goes on as 居家 does not end there.
    for later in rows.iter().skip(at + 1).filter(|row| isolated(row).is_some()) {
        if begins(later)? <= control.until.unwrap_or(day) {
            control.until = ends(later)?;
        }
    }
    Ok(Some(control))
}
