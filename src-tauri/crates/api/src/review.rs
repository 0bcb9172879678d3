//! After the round on the wire: calls to the untested, figures to show, the trend, the 无疫情 board, 复盘, and the rules of the day.

use louce_core::board::{self, Board, CaseEvent, NewCase};
use louce_core::review::{self, Review};
use louce_core::rules::{self, BuildingRule, DatedRule, Pool, Rule, Zone};
use louce_core::testing::{self, CallOutcome, CallPerson, MissedPerson, PublicFigures, TrendRow};
use louce_core::values::Day;
use louce_core::{Op, OpKind};
use serde::Deserialize;

use crate::edits::Edited;
use crate::marks::UntestedRequest;
use crate::testing::RoundRequest;
use crate::{Nothing, Session, WireError};

/// A call made.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CallRequest {
    /// 第几轮
    pub round: u32,
    /// Whom.
    pub resident: i64,
    /// What came of it.
    pub outcome: CallOutcome,
    /// 说明, or the reason that was said.
    #[serde(default)]
    pub note: Option<String>,
}

/// A lesson to be written.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct LessonRequest {
    /// 第几轮
    pub round: u32,
    /// What was learned.
    pub text: String,
    /// It goes onto tomorrow's list.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub tomorrow: bool,
}

/// A lesson ticked off.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct LessonDoneRequest {
    /// 第几轮
    pub round: u32,
    /// Row of the lesson.
    pub lesson: i64,
    /// Done, or not after all.
    pub done: bool,
}

/// Which day.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DayRequest {
    /// Without it today.
    #[serde(default)]
    pub date: Option<Day>,
}

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

/// Those to be called, with the calls made.
///
/// # Errors
/// `refused` when there is no such round.
pub fn calls(session: &mut Session<'_>, request: UntestedRequest) -> Result<Vec<CallPerson>, WireError> {
    let reader = session.office.reader();
    let round = testing::round(reader, request.round)?;
    let mut found = testing::calls(reader, &round, request.building)?;
    found.truncate(request.limit.map_or(usize::MAX, |limit| limit as usize));
    Ok(found)
}

/// Notes a call.
///
/// # Errors
/// `refused` when they are not in the round, or the reason is missing.
pub fn call(session: &mut Session<'_>, request: CallRequest) -> Result<Edited, WireError> {
    let round = testing::round(session.office.reader(), request.round)?;
    let clock = session.clock;
    let outcome = session.office.transact(Op::new(OpKind::Note, "催检电话"), clock, |tx| {
        testing::call(tx, &round, request.resident, request.outcome, request.note.as_deref(), clock)
    })?;
    Ok(Edited { operation: outcome.operation, changed: outcome.changed })
}

/// Those who missed this round and the one before.
///
/// # Errors
/// `refused` when there is no such round.
pub fn missed(session: &mut Session<'_>, request: RoundRequest) -> Result<Vec<MissedPerson>, WireError> {
    let reader = session.office.reader();
    Ok(testing::missed_running(reader, &testing::round(reader, request.round)?)?)
}

/// A round's figures without a name.
///
/// # Errors
/// `refused` when there is no such round.
pub fn figures(session: &mut Session<'_>, request: RoundRequest) -> Result<PublicFigures, WireError> {
    let reader = session.office.reader();
    Ok(testing::public_figures(reader, &testing::round(reader, request.round)?)?)
}

/// All rounds.
///
/// # Errors
/// As any query.
pub fn trend(session: &mut Session<'_>, _: Nothing) -> Result<Vec<TrendRow>, WireError> {
    Ok(testing::trend(session.office.reader())?)
}

/// The 无疫情 board.
///
/// # Errors
/// As any query.
pub fn show_board(session: &mut Session<'_>, request: DayRequest) -> Result<Board, WireError> {
    let day = request.date.unwrap_or_else(|| session.clock.today());
    Ok(board::board(session.office.reader(), day)?)
}

/// What the board counts from.
///
/// # Errors
/// As any query.
pub fn cases(session: &mut Session<'_>, _: Nothing) -> Result<Vec<CaseEvent>, WireError> {
    Ok(board::events(session.office.reader())?)
}

/// Notes a case, nameless.
///
/// # Errors
/// `refused` for a 排除 that says not what it ends, or a day to come.
pub fn note_case(session: &mut Session<'_>, request: NewCase) -> Result<Vec<CaseEvent>, WireError> {
    let today = session.clock.today();
    let op = Op::new(OpKind::Note, "疫情记录");
    session.office.transact(op, session.clock, |tx| board::note_case(tx, &request, today))?;
    cases(session, Nothing {})
}

/// 复盘
///
/// # Errors
/// `refused` when there is no such round.
pub fn show(session: &mut Session<'_>, request: RoundRequest) -> Result<Review, WireError> {
    let office = session.office.name()?;
    let reader = session.office.reader();
    Ok(review::review(reader, &testing::round(reader, request.round)?, &office)?)
}

/// Writes a lesson.
///
/// # Errors
/// `refused` for an empty one.
pub fn lesson(session: &mut Session<'_>, request: LessonRequest) -> Result<Review, WireError> {
    let round = testing::round(session.office.reader(), request.round)?;
    let clock = session.clock;
    session.office.transact(Op::new(OpKind::Note, "复盘"), clock, |tx| {
        review::add_lesson(tx, &round, &request.text, request.tomorrow, clock)
    })?;
    show(session, RoundRequest { round: request.round })
}

/// Ticks a lesson off.
///
/// # Errors
/// `no_such`.
pub fn lesson_done(session: &mut Session<'_>, request: LessonDoneRequest) -> Result<Review, WireError> {
    let op = Op::new(OpKind::Note, "复盘：办好一条");
    session
        .office
        .transact(op, session.clock, |tx| review::set_lesson_done(tx, request.lesson, request.done))?;
    show(session, RoundRequest { round: request.round })
}

/// All rules.
///
/// # Errors
/// As any query.
pub fn rule_list(session: &mut Session<'_>, _: Nothing) -> Result<Vec<DatedRule>, WireError> {
    Ok(rules::rules(session.office.reader())?)
}

/// Sets a rule from a day on.
///
/// # Errors
/// `refused` for numbers that make no sense.
pub fn rule_set(session: &mut Session<'_>, request: RuleRequest) -> Result<Vec<DatedRule>, WireError> {
    let op = Op::new(OpKind::Rules, "规则");
    session.office.transact(op, session.clock, |tx| {
        rules::set_rule(tx, &request.rule, request.holds_from, request.source.as_deref())
    })?;
    rule_list(session, Nothing {})
}

/// What holds at every building on a day.
///
/// # Errors
/// As any query.
pub fn building_rules(
    session: &mut Session<'_>,
    request: DayRequest,
) -> Result<Vec<BuildingRule>, WireError> {
    let day = request.date.unwrap_or_else(|| session.clock.today());
    Ok(rules::building_rules(session.office.reader(), day)?)
}

/// Sets a zone or the tubes of buildings from a day on.
///
/// # Errors
/// `refused` for a number of seats that makes no sense.
pub fn building_rule_set(
    session: &mut Session<'_>,
    request: BuildingRuleRequest,
) -> Result<Vec<BuildingRule>, WireError> {
    let from = request.holds_from;
    let op = Op::new(OpKind::Rules, format!("{}栋楼的规则，自{from}起", request.buildings.len()));
    session.office.transact(op, session.clock, |tx| {
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
    building_rules(session, DayRequest { date: Some(from) })
}
