//! Today 今日 on the wire: what the office must know at a glance. Every figure's code opens its names with `report_names`.

use louce_core::questions;
use louce_core::reports::{self, Figure, IsolationTable, RoundCoverage, Violation};
use louce_core::testing::{self, RoundState};
use louce_core::values::Day;
use louce_core::{Clock, Operation};
use serde::Serialize;

use crate::backups::{self, BackupEntry};
use crate::desk::Seat;
use crate::{Nothing, WireError};

/// The office at a glance.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Today {
    /// The day.
    pub day: Day,
    /// The day the office was made: no earlier one is due.
    pub made_on: Day,
    /// 户, 人, special populations, presence …, as in the daily report.
    pub figures: Vec<Figure>,
    /// 隔离, as a table.
    pub isolation: IsolationTable,
    /// Rounds of the day and those still open, with coverage by building.
    pub rounds: Vec<RoundCoverage>,
    /// What does not add up.
    pub violations: Vec<Violation>,
    /// The round marks are taken for, when one is open.
    pub open_round: Option<u32>,
    /// 待定
    pub open_questions: u32,
    /// What was done last.
    pub last_operation: Option<Operation>,
    /// The newest backup.
    pub last_backup: Option<BackupEntry>,
    /// Where it is, for people to read.
    pub last_backup_folder: Option<String>,
    /// Minutes since it was made, by the clock; 0 when the clock was set back.
    pub last_backup_minutes: Option<u32>,
    /// The office changed since.
    pub backup_is_old: bool,
    /// Why backups are not what they should be, in Chinese: no room, the drive is not there.
    pub backup_trouble: Option<String>,
}

/// The office at a glance, as the facts now are.
///
/// # Errors
/// `locked`; as any query.
pub fn today(seat: &mut Seat<'_>, _: Nothing) -> Result<Today, WireError> {
    let (day, now) = (seat.clock.today(), seat.clock.now);
    // Backups of a folder that cannot be read are as good as none: the page warns.
    let newest = backups::all(seat).unwrap_or_default().into_iter().next();
    let trouble = seat.desk.trouble().map(|error| error.message.clone());
    let office = seat.office()?;
    let reader = office.reader();
    let report = reports::daily_live(reader, day)?;
    let rounds = testing::rounds(reader)?;
    let counter = reader.counter()?;
    let folder = newest.as_ref().and_then(|(file, _)| file.path.parent());
    let made = newest.as_ref().and_then(|(file, _)| Clock::parse(&file.at));
    Ok(Today {
        day,
        made_on: office.made_on()?,
        figures: report.figures,
        isolation: report.isolation,
        rounds: report.rounds,
        violations: report.invariants,
        open_round: rounds.iter().rfind(|round| round.state == RoundState::Open).map(|round| round.number),
        open_questions: questions::open_count(reader)?,
        last_operation: reader.operations()?.pop(),
        backup_is_old: newest.as_ref().is_none_or(|(newest, _)| newest.counter < counter),
        backup_trouble: trouble,
        last_backup_folder: folder.map(|folder| folder.display().to_string()),
        last_backup_minutes: made.map(|made| u32::try_from((now - made.now).num_minutes()).unwrap_or(0)),
        last_backup: newest.as_ref().map(|(file, second)| BackupEntry { second: *second, ..file.into() }),
    })
}
