//! Testing rounds 检测轮次 on the wire: open, record a filled roster, show, close, and the roster to print.

use std::path::PathBuf;

use louce_core::testing::{self, OpenRound, RoundFigures, RoundKind, RoundState};
use louce_core::values::Day;
use louce_core::{Op, OpKind};
use louce_sheets::calls_book;
use louce_sheets::import::Progress;
use louce_sheets::read::{Limits, read_workbook};
use louce_sheets::roster::{self, Exported, RecordReport};
use serde::{Deserialize, Serialize};

use crate::{Nothing, Session, WireError};

/// A round to be opened.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct OpenRequest {
    /// 核酸 or 抗原.
    pub kind: RoundKind,
    /// The day it is for.
    pub date: Day,
    /// Rows of buildings; without them all.
    #[serde(default)]
    pub buildings: Option<Vec<i64>>,
}

/// A round opened.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct OpenedRound {
    /// 轮次、应检、不列应检.
    #[serde(flatten)]
    pub opened: OpenRound,
    /// The operation, which can be undone.
    pub operation: Option<i64>,
}

/// A round ended.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct ClosedRound {
    /// As it is now.
    #[serde(flatten)]
    pub figures: RoundFigures,
    /// The operation, which can be undone.
    pub operation: Option<i64>,
}

/// Which round.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct RoundRequest {
    /// Its number.
    pub round: u32,
}

/// A filled roster to be read.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct RecordRequest {
    /// Number of the round.
    pub round: u32,
    /// The filled workbook.
    pub from: PathBuf,
    /// Show what would come of it and change nothing.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub dry_run: bool,
}

/// A round in a list.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct RoundEntry {
    /// 第几轮
    pub round: u32,
    /// 核酸 or 抗原.
    pub kind: RoundKind,
    /// The day it is for.
    pub date: Day,
    /// Whether marks are still taken.
    pub state: RoundState,
    /// When it was opened.
    pub opened_at: String,
    /// When it was closed.
    pub closed_at: Option<String>,
}

/// A roster to be written.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct RosterRequest {
    /// Number of the round.
    pub round: u32,
    /// Where to.
    pub file: PathBuf,
    /// Full ID numbers and phones; recorded.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub unmasked: bool,
}

/// Opens the next round: who should be tested is frozen.
///
/// # Errors
/// `refused` for buildings that are not there, or when nobody is registered.
pub fn open(session: &mut Session<'_>, request: OpenRequest) -> Result<OpenedRound, WireError> {
    let clock = session.clock;
    let op = Op::new(OpKind::OpenRound, "开检测轮次");
    let outcome = session.office.transact(op, clock, |tx| {
        testing::open(tx, request.kind, request.date, request.buildings.as_deref(), clock)
    })?;
    Ok(OpenedRound { opened: outcome.value, operation: outcome.operation })
}

/// Reads a filled roster back.
///
/// # Errors
/// `not_a_roster`, `other_round`, `refused` when the round has ended, and what reading files gives.
pub fn record(session: &mut Session<'_>, request: RecordRequest) -> Result<RecordReport, WireError> {
    let from = session.files.input(&request.from)?;
    let mut hear = |rows| (session.progress)(Progress { label: "读取名册", done: rows, total: 0 });
    let workbook = read_workbook(&from, &session.isolation, &Limits::default(), &mut hear)?;
    Ok(roster::record(session.office, &workbook, request.round, request.dry_run, session.clock)?)
}

/// A round's figures.
///
/// # Errors
/// `refused` when there is no such round.
pub fn show(session: &mut Session<'_>, request: RoundRequest) -> Result<RoundFigures, WireError> {
    let reader = session.office.reader();
    Ok(testing::figures(reader, &testing::round(reader, request.round)?)?)
}

/// Ends a round, and shows it.
///
/// # Errors
/// `refused` when there is no such round or it has ended already.
pub fn close(session: &mut Session<'_>, request: RoundRequest) -> Result<ClosedRound, WireError> {
    let clock = session.clock;
    let round = testing::round(session.office.reader(), request.round)?;
    let outcome = session.office.transact(Op::new(OpKind::CloseRound, "结束检测轮次"), clock, |tx| {
        testing::close(tx, &round, clock)
    })?;
    Ok(ClosedRound { figures: show(session, request)?, operation: outcome.operation })
}

/// All rounds, oldest first.
///
/// # Errors
/// As any query.
pub fn list(session: &mut Session<'_>, _: Nothing) -> Result<Vec<RoundEntry>, WireError> {
    let entry = |round: testing::Round| RoundEntry {
        round: round.number,
        kind: round.kind,
        date: round.day,
        state: round.state,
        opened_at: round.opened_at,
        closed_at: round.closed_at,
    };
    Ok(testing::rounds(session.office.reader())?.into_iter().map(entry).collect())
}

/// Writes the roster workbook 一楼一表 of a round.
///
/// # Errors
/// `refused` when there is no such round; what publishing a file gives.
pub fn export_roster(session: &mut Session<'_>, request: RosterRequest) -> Result<Exported, WireError> {
    let file = session.files.output(&request.file)?;
    let progress = &mut *session.progress;
    let mut hear = |done, total| progress(Progress { label: "写出名册", done, total });
    let written = roster::export(
        session.office,
        request.round,
        &file.path,
        request.unmasked,
        session.clock,
        &mut hear,
    )?;
    Ok(Exported { file: file.named, ..written })
}

/// Writes the call list of a round as a workbook.
///
/// # Errors
/// `refused` when there is no such round; what publishing a file gives.
pub fn export_calls(session: &mut Session<'_>, request: RosterRequest) -> Result<Exported, WireError> {
    let file = session.files.output(&request.file)?;
    let RosterRequest { round, unmasked, .. } = request;
    let progress = &mut *session.progress;
    let mut hear = |done, total| progress(Progress { label: "写出电话单", done, total });
    let written = calls_book::export(session.office, round, &file.path, unmasked, session.clock, &mut hear)?;
    Ok(Exported { file: file.named, ..written })
}
