//! 催检电话: calls to those not tested, and the second call.

use rusqlite::named_params;
use serde::{Deserialize, Serialize};

use super::reach::{Reach, reach};
use super::{Round, UntestedFilter, UntestedPerson, untested};
use crate::store::{Clock, Error, Reader, Result, Tx};

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// 答应来
    Coming,
    /// 请上门
    Home,
    /// 说了原因
    Reason,
    /// 没人接
    Unanswered,
}

impl CallOutcome {
    const ALL: [Self; 4] = [Self::Coming, Self::Home, Self::Reason, Self::Unanswered];

    fn code(self) -> &'static str {
        match self {
            Self::Coming => "coming",
            Self::Home => "home",
            Self::Reason => "reason",
            Self::Unanswered => "unanswered",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Coming => "答应来",
            Self::Home => "请上门",
            Self::Reason => "说了原因",
            Self::Unanswered => "没人接",
        }
    }
}

/// A call made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Call {
    /// What came of it.
    pub outcome: CallOutcome,
    /// 说明
    pub note: Option<String>,
    /// Who called.
    pub who: String,
    /// When.
    pub at: String,
}

/// Somebody to be called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CallPerson {
    /// Who, where, which phone, which reason.
    #[serde(flatten)]
    pub person: UntestedPerson,
    /// Calls so far, oldest first.
    pub calls: Vec<Call>,
    /// The next call's number, from 1; `None`: no more are needed.
    pub next_call: Option<u32>,
    /// Two calls did not bring them: somebody else has to see to it.
    pub escalated: bool,
    /// 请上门: asked for a visit and not tested yet.
    pub visit: bool,
    /// Whose phone to ring when they have none.
    pub reach: Vec<Reach>,
}

/// Notes a call; a reason that was said becomes the 未检原因.
///
/// # Errors
/// [`Error::Refused`] when they are not in the round, or a reason is missing.
pub fn call(
    tx: &mut Tx<'_>,
    round: &Round,
    resident: i64,
    outcome: CallOutcome,
    note: Option<&str>,
    clock: Clock,
) -> Result<()> {
    let note = note.map(str::trim).filter(|note| !note.is_empty());
    if super::standing(tx.reader(), round, resident)?.is_none() {
        return Err(Error::Refused(format!("此人不在第{}轮的名单中。", round.number)));
    }
    if outcome == CallOutcome::Reason {
        let Some(reason) = note else { return Err(Error::Refused("请写明说的原因。".into())) };
        let mark = super::Mark::Untested { reason: Some(reason.to_owned()) };
        super::record(tx, round, resident, &mark, clock)?;
    }
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO call (id, round_id, resident_id, outcome, note, who, at)
             SELECT ?1, ?2, ?3, ?4, ?5, who, ?6 FROM operation WHERE id = ?7",
        )?
        .execute((id, round.id, resident, outcome.code(), note, clock.now_text(), tx.operation()))?;
    tx.summarise(format!("{}催检电话：{}", round.title(), outcome.name()));
    Ok(())
}

/// How the calls to somebody stand. Who promised to come, was not reached or was not called is called again until they are tested,
/// and after two calls somebody else sees to it; who gave a reason or asked for a visit is not called again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CallFilter {
    /// 要打的
    Due,
    /// 第二次
    Second,
    /// 请别人出面: called twice
    Escalated,
    /// 要上门
    Visit,
    /// 说清了
    Settled,
}

impl CallFilter {
    /// The condition on a row of `round_person`, to be added to others.
    pub(super) fn sql(self) -> &'static str {
        match self {
            Self::Due => concat!(include_str!("calls_standing.sql"), " >= 0"),
            Self::Second => concat!(include_str!("calls_standing.sql"), " = 1"),
            Self::Escalated => concat!(include_str!("calls_standing.sql"), " >= 2"),
            Self::Visit => include_str!("calls_visit.sql"),
            Self::Settled => {
                concat!(
                    include_str!("calls_standing.sql"),
                    " < 0 AND NOT (1 ",
                    include_str!("calls_visit.sql"),
                    ")"
                )
            }
        }
    }
}

/// Those not tested, with the calls made.
///
/// # Errors
/// As any query.
pub fn calls(reader: Reader<'_>, round: &Round, filter: &UntestedFilter) -> Result<Vec<CallPerson>> {
    let people = untested(reader, round, filter)?;
    let shown: Vec<i64> = people.iter().map(|person| person.resident).collect();
    let mut made: rustc_hash::FxHashMap<i64, Vec<Call>> = rustc_hash::FxHashMap::default();
    let mut statement = reader.0.prepare_cached(
        "SELECT resident_id, outcome, note, who, at FROM call
         WHERE round_id = ?1 AND resident_id IN (SELECT value FROM json_each(?2)) ORDER BY id",
    )?;
    let mut rows = statement.query((round.id, serde_json::to_string(&shown)?))?;
    while let Some(row) = rows.next()? {
        let code: String = row.get("outcome")?;
        let outcome = CallOutcome::ALL.into_iter().find(|known| known.code() == code);
        made.entry(row.get("resident_id")?).or_default().push(Call {
            outcome: outcome.ok_or(Error::Damaged("电话记录"))?,
            note: row.get("note")?,
            who: row.get("who")?,
            at: row.get("at")?,
        });
    }
    people
        .into_iter()
        .map(|person| {
            let calls = made.remove(&person.resident).unwrap_or_default();
            let visit = calls.iter().any(|call| call.outcome == CallOutcome::Home);
            let settled = person.reason.is_some()
                || visit
                || calls.iter().any(|call| call.outcome == CallOutcome::Reason);
            let count = u32::try_from(calls.len()).unwrap_or(u32::MAX);
            Ok(CallPerson {
                reach: reach(reader, &person, round.day)?,
                person,
                calls,
                next_call: (!settled).then_some(count + 1),
                escalated: !settled && count >= 2,
                visit,
            })
        })
        .collect()
}

/// Who asked by phone to be visited and is not tested yet.
///
/// # Errors
/// As any query.
pub fn visits_asked(reader: Reader<'_>, round: &Round) -> Result<Vec<i64>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT round_person.resident_id FROM round_person
             WHERE round_id = ?1 AND excluded IS NULL AND result IS NOT 'tested' AND EXISTS (
               SELECT 1 FROM call WHERE call.round_id = ?1 AND call.resident_id = round_person.resident_id
                 AND outcome = 'home')
             ORDER BY round_person.resident_id",
        )?
        .query_map([round.id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// How many are to be called, of a building or of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CallCounts {
    /// 没检测
    pub all: u32,
    /// [`CallFilter::Due`]
    pub due: u32,
    /// [`CallFilter::Second`], which are among those due
    pub second: u32,
    /// [`CallFilter::Escalated`], who are among those due
    pub escalated: u32,
    /// [`CallFilter::Visit`]
    pub visit: u32,
    /// [`CallFilter::Settled`]
    pub settled: u32,
}

/// Counts a round's calls; `building` `None`: of all.
///
/// # Errors
/// As any query.
pub fn call_counts(reader: Reader<'_>, round: &Round, building: Option<i64>) -> Result<CallCounts> {
    let sql = include_str!("call_counts.sql");
    Ok(reader.0.prepare_cached(sql)?.query_row(
        named_params! { ":round": round.id, ":building": building },
        |row| {
            let (all, said): (u32, u32) = (row.get("everybody")?, row.get("said")?);
            let (closed, visit): (u32, u32) = (row.get("closed")?, row.get("visit")?);
            let (second, escalated): (u32, u32) = (row.get("second")?, row.get("escalated")?);
            let due = all - said - closed;
            Ok(CallCounts { all, due, second, escalated, visit, settled: all - due - visit })
        },
    )?)
}
