//! 日报: the figures of a day, the names behind each, and closed days that stay as they were sent.
//!
//! **The period.** A day D is `[D−1 cutoff, D cutoff)`, the office's 统计截止时刻, 24:00 unless set: then it is the calendar day
//! 0–24时. What carries only a date counts on its date whatever the hour of the cutoff: presence (`since`, `until`, or the day it
//! was noted), tags, births, a round's own day. What carries a moment counts by it: a round's marks (`marked_at`), its opening
//! and closing, a decided question.
//! People, households and rooms have no dates of their own: a report that is not closed counts the roster as it now is.
//!
//! **Codes.** Stable; [`names`] takes them and the Chinese titles alike.
//!
//! | Group | Codes |
//! |---|---|
//! | 人口 | `registered` 常住（在册）: all but 迁出、死亡; `present` 实际在住: 在住 and 居家隔离 |
//! | 房屋 | `rooms` (shops apart), `rooms_occupied`, `rooms_away`, `rooms_empty`, `shops` |
//! | 在住状态 | `presence_` + state: `home`, `away`, `hospital`, `home_isolation`, `central_isolation`, `closed_loop`, `moved_out`, `deceased` |
//! | 重点人群 | `old_alone`, `living_alone`, `empty_nest`, `elderly_household`, `over80`, `over65`, `infant`, `child_0_6` always; any other [`crate::values::TagKind`] code when it occurs |
//! | 居家隔离, 集中隔离 | `home_isolation_` / `central_isolation_` + `previous`, `new`, `released`, `transferred`, `now`, `total` |
//! | 检测 | `round_N_` + `expected`, `tested`, `untested`, `unmarked`, `excluded` |
//! | 资料核对 | `never_verified`, `unreadable`, `address_unread`, `open_questions` |
//!
//! A group of special people counts those on the roster of whom a ledger states it or of whom it follows from the facts, as the
//! residents' list shows them.
//!
//! Not here: how a report looks on paper (the sheets crate), how rounds are run (`testing`).

mod compute;
mod corrections;
mod figures;
mod frozen;
mod invariants;
mod names;
mod period;
mod presence;
mod roster;
mod rounds;
mod snapshot;
#[cfg(test)]
mod tests;

pub use corrections::{NewCorrection, correct, withdraw};
pub use figures::{
    Amount, BuildingCoverage, Closed, Correction, Count, Coverage, DailyReport, Figure, Group, Isolation,
    IsolationTable, NameRow, RoundCoverage, Unit, Violation,
};
pub use period::{Cutoff, Period, report_cutoff, set_report_cutoff};
pub use snapshot::close_day;

use std::ops::Range;

use crate::store::{Error, Reader, Result};
use crate::values::{Day, TagKind};

/// The report of a day: the snapshot when the day is closed, else as the facts now are, with what was corrected.
///
/// # Errors
/// As any query.
pub fn daily(reader: Reader<'_>, day: Day) -> Result<DailyReport> {
    if let Some(report) = snapshot::report(reader, day)? {
        return Ok(report);
    }
    let mut report = daily_live(reader, day)?;
    corrections::apply(reader, &mut report)?;
    Ok(report)
}

/// The report of a day as the facts now are, closed or not, corrected or not.
///
/// # Errors
/// As any query.
pub fn daily_live(reader: Reader<'_>, day: Day) -> Result<DailyReport> {
    Ok(compute::compute(reader, day)?.report)
}

/// The names behind a figure, by code or Chinese title, in the order of the doors: from the snapshot when the day is closed. `part`
/// says which of them, counted from 0.
///
/// # Errors
/// [`Error::NoSuch`] for a figure the report does not have.
pub fn names(reader: Reader<'_>, day: Day, figure: &str, part: Range<usize>) -> Result<Vec<NameRow>> {
    if let Some(found) = snapshot::names(reader, day, figure, part.clone())? {
        return found.ok_or(Error::NoSuch("日报指标")).or_else(|error| nobody(figure).ok_or(error));
    }
    let computed = compute::compute(reader, day)?;
    match computed.members(figure) {
        Some(members) => names::Namer::for_one(reader, day, &computed.roster, members)?.rows(members, part),
        None => nobody(figure).ok_or(Error::NoSuch("日报指标")),
    }
}

/// A special population that exists but that nobody belongs to has no figure, and no names.
fn nobody(figure: &str) -> Option<Vec<NameRow>> {
    let known = TagKind::ALL.iter().any(|kind| kind.code() == figure.trim() || kind.name() == figure.trim());
    known.then(Vec::new)
}
