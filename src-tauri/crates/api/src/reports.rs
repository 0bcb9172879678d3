//! Daily reports 日报 on the wire.

use std::path::{Path, PathBuf};

use louce_core::reports::{self, Amount, Cutoff, DailyReport, NameRow, NewCorrection};
use louce_core::values::Day;
use louce_core::{Op, OpKind};
use louce_sheets::import::Progress;
use louce_sheets::report_book;
use serde::{Deserialize, Serialize};

use crate::{Session, WireError};

/// Which day, and what to do with it.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct DailyRequest {
    /// The day.
    pub date: Day,
    /// Keep it as it now is 关账.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub close: bool,
    /// Where to write the workbook for the street office.
    #[serde(default)]
    pub file: Option<PathBuf>,
}

/// The report of a day.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Daily {
    /// Its figures.
    #[serde(flatten)]
    pub report: DailyReport,
    /// Where the workbook was written.
    pub file: Option<PathBuf>,
    /// The operation, when something was closed or corrected; it can be undone.
    pub operation: Option<i64>,
}

/// Which figure of which day.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct FigureRequest {
    /// The day.
    pub date: Day,
    /// By code or Chinese title.
    pub figure: String,
}

/// Whose names.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct NamesRequest {
    /// The day.
    pub date: Day,
    /// The figure, by code or Chinese title.
    pub figure: String,
    /// At most so many.
    #[serde(default)]
    pub limit: Option<u32>,
    /// So many are passed over; none unless said.
    #[serde(default)]
    pub offset: Option<u32>,
}

/// A figure corrected 更正.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct CorrectRequest {
    /// The day.
    pub date: Day,
    /// The figure, by code or Chinese title.
    pub figure: String,
    /// What it should be; what is left out stays as computed.
    pub amount: Amount,
    /// Why.
    pub reason: String,
}

/// The hour at which a day ends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(default, deny_unknown_fields)]
pub struct CutoffRequest {
    /// "HH:MM"; without it nothing is set.
    pub cutoff: Option<String>,
}

/// The hour at which a day ends.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct CutoffAnswer {
    /// "24:00"
    pub cutoff: String,
}

/// The report of a day; a closed one as it was sent.
///
/// # Errors
/// `refused` when it is to be closed and is closed already or has not begun, `cancelled`; what publishing a file gives.
pub fn daily(session: &mut Session<'_>, request: DailyRequest) -> Result<Daily, WireError> {
    let day = request.date;
    let (report, operation) = if request.close {
        let op = Op::new(OpKind::CloseDay, format!("日报关账：{day}"));
        let progress = &mut *session.progress;
        let mut hear = |done, total| progress(Progress { label: "关账，留下名单", done, total });
        let outcome =
            session.office.transact(op, session.clock, |tx| reports::close_day(tx, day, &mut hear))?;
        (outcome.value, outcome.operation)
    } else {
        (reports::daily(session.office.reader(), day)?, None)
    };
    let file = request.file.as_deref().map(|file| session.files.output(file)).transpose()?;
    if let Some(file) = &file {
        write(&file.path, &report, &session.office.name()?)?;
    }
    Ok(Daily { report, file: file.map(|file| file.named), operation })
}

fn write(file: &Path, report: &DailyReport, office: &str) -> Result<(), WireError> {
    report_book::save(report, office, file).map_err(|error| WireError::new(error.code(), error.to_string()))
}

/// Corrects a figure of a day, or corrects it anew; the report says both numbers and the reason.
///
/// # Errors
/// `refused` when the day is closed, without a reason or for what was computed anyway; `no_such`.
pub fn correct(session: &mut Session<'_>, request: CorrectRequest) -> Result<Daily, WireError> {
    let CorrectRequest { date, figure, amount, reason } = request;
    let new = NewCorrection { figure: &figure, amount, reason: &reason };
    let op = Op::new(OpKind::Correct, "更正日报");
    let outcome = session.office.transact(op, session.clock, |tx| reports::correct(tx, date, &new))?;
    let report = reports::daily(session.office.reader(), date)?;
    Ok(Daily { report, file: None, operation: outcome.operation })
}

/// Takes a correction away.
///
/// # Errors
/// `refused` when the day is closed; `no_such`.
pub fn uncorrect(session: &mut Session<'_>, request: FigureRequest) -> Result<Daily, WireError> {
    let op = Op::new(OpKind::Correct, "取消更正");
    let FigureRequest { date, figure } = request;
    let outcome = session.office.transact(op, session.clock, |tx| reports::withdraw(tx, date, &figure))?;
    let report = reports::daily(session.office.reader(), date)?;
    Ok(Daily { report, file: None, operation: outcome.operation })
}

/// The names behind a figure, in the order of the doors.
///
/// # Errors
/// `no_such` for a figure the report does not have.
pub fn names(session: &mut Session<'_>, request: NamesRequest) -> Result<Vec<NameRow>, WireError> {
    let whole = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let (from, most) = (request.offset.map_or(0, whole), request.limit.map_or(usize::MAX, whole));
    let part = from..from.saturating_add(most);
    Ok(reports::names(session.office.reader(), request.date, &request.figure, part)?)
}

/// Sets the hour at which a day ends, when one is given, and says what it is.
///
/// # Errors
/// `bad_cutoff`.
pub fn cutoff(session: &mut Session<'_>, request: CutoffRequest) -> Result<CutoffAnswer, WireError> {
    if let Some(text) = &request.cutoff {
        let cutoff = Cutoff::parse(text)
            .ok_or_else(|| WireError::new("bad_cutoff", "截止时刻要写成 18:00 或 24:00 这样。"))?;
        let op = Op::new(OpKind::Settings, format!("日报统计截止时刻：{text}"));
        session.office.transact(op, session.clock, |tx| reports::set_report_cutoff(tx, cutoff))?;
    }
    Ok(CutoffAnswer { cutoff: reports::report_cutoff(session.office.reader())?.to_string() })
}
