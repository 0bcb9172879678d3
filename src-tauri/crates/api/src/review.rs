//! After the round on the wire: calls to the untested, figures to show, the trend, the 无疫情 board, 复盘.

use louce_core::board::{self, Board, CaseEvent, NewCase};
use louce_core::review::{self, Review};
use louce_core::testing::{self, CallCounts, CallOutcome, CallPerson, MissedPerson, PublicFigures, TrendRow};
use louce_core::values::Day;
use louce_core::{Op, OpKind};
use serde::{Deserialize, Serialize};

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

/// Whose calls are counted.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CallCountsRequest {
    /// 第几轮
    pub round: u32,
    /// Row of a building; without it all.
    #[serde(default)]
    pub building: Option<i64>,
}

/// Which part of those who missed two rounds running.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MissedRequest {
    /// 第几轮
    pub round: u32,
    /// At most so many.
    #[serde(default)]
    pub limit: Option<u32>,
    /// So many are passed over; none unless said.
    #[serde(default)]
    pub offset: Option<u32>,
}

/// How many missed two rounds running, in all.
#[derive(Debug, Clone, Copy, Serialize, ts_rs::TS)]
pub struct MissedCount {
    /// 人
    pub people: u32,
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

/// A case noted.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct CasesKept {
    /// All of them, as they are now.
    pub cases: Vec<CaseEvent>,
    /// The operation, which can be undone.
    pub operation: Option<i64>,
}

/// A lesson written or ticked off.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct ReviewKept {
    /// The review as it is now.
    #[serde(flatten)]
    pub review: Review,
    /// The operation; null when nothing changed.
    pub operation: Option<i64>,
}

/// Those to be called, with the calls made.
///
/// # Errors
/// `refused` when there is no such round.
pub fn calls(session: &mut Session<'_>, request: UntestedRequest) -> Result<Vec<CallPerson>, WireError> {
    let reader = session.office.reader();
    let round = testing::round(reader, request.round)?;
    Ok(testing::calls(reader, &round, &request.filter())?)
}

/// How many of a round are to be called.
///
/// # Errors
/// `refused` when there is no such round.
pub fn call_counts(session: &mut Session<'_>, request: CallCountsRequest) -> Result<CallCounts, WireError> {
    let reader = session.office.reader();
    Ok(testing::call_counts(reader, &testing::round(reader, request.round)?, request.building)?)
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
pub fn missed(session: &mut Session<'_>, request: MissedRequest) -> Result<Vec<MissedPerson>, WireError> {
    let reader = session.office.reader();
    let MissedRequest { round, limit, offset } = request;
    Ok(testing::missed_running(reader, &testing::round(reader, round)?, limit, offset.unwrap_or(0))?)
}

/// How many they are in all.
///
/// # Errors
/// `refused` when there is no such round.
pub fn missed_count(session: &mut Session<'_>, request: RoundRequest) -> Result<MissedCount, WireError> {
    let reader = session.office.reader();
    Ok(MissedCount { people: testing::missed_count(reader, &testing::round(reader, request.round)?)? })
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
pub fn note_case(session: &mut Session<'_>, request: NewCase) -> Result<CasesKept, WireError> {
    let today = session.clock.today();
    let op = Op::new(OpKind::Note, "疫情记录");
    let outcome = session.office.transact(op, session.clock, |tx| board::note_case(tx, &request, today))?;
    Ok(CasesKept { cases: cases(session, Nothing {})?, operation: outcome.operation })
}

/// Which case.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct CaseRow {
    /// Row.
    pub case: i64,
}

/// Takes away a case that was noted by mistake.
///
/// # Errors
/// `refused` when a 排除 belongs to it, `no_such`.
pub fn remove_case(session: &mut Session<'_>, request: CaseRow) -> Result<CasesKept, WireError> {
    let op = Op::new(OpKind::Note, "去掉疫情记录");
    let outcome = session.office.transact(op, session.clock, |tx| board::remove_case(tx, request.case))?;
    Ok(CasesKept { cases: cases(session, Nothing {})?, operation: outcome.operation })
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
pub fn lesson(session: &mut Session<'_>, request: LessonRequest) -> Result<ReviewKept, WireError> {
    let round = testing::round(session.office.reader(), request.round)?;
    let clock = session.clock;
    let outcome = session.office.transact(Op::new(OpKind::Note, "复盘"), clock, |tx| {
        review::add_lesson(tx, &round, &request.text, request.tomorrow, clock)
    })?;
    let review = show(session, RoundRequest { round: request.round })?;
    Ok(ReviewKept { review, operation: outcome.operation })
}

/// Ticks a lesson off.
///
/// # Errors
/// `no_such`.
pub fn lesson_done(session: &mut Session<'_>, request: LessonDoneRequest) -> Result<ReviewKept, WireError> {
    let op = Op::new(OpKind::Note, "复盘：办好一条");
    let outcome = session
        .office
        .transact(op, session.clock, |tx| review::set_lesson_done(tx, request.lesson, request.done))?;
    let review = show(session, RoundRequest { round: request.round })?;
    Ok(ReviewKept { review, operation: outcome.operation })
}
