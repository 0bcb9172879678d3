//! Closed days 关账: the report and the names behind it as they were sent, with the texts shown then, so that nothing done later
//! to the roster – not even taking an import back – changes them. Taking the closing itself back opens the day again.

use std::ops::{ControlFlow, Range};

use rusqlite::OptionalExtension;
use rustc_hash::FxHashMap;

use super::compute::{Computed, compute};
use super::corrections;
use super::figures::{Closed, DailyReport, NameRow};
use super::frozen::FrozenNames;
use super::names::{Namer, Whom};
use super::period::{Period, report_cutoff};
use crate::store::{Error, Reader, Result, Tx};
use crate::values::Day;

const KIND: &str = "daily";

/// Closes a day: its report is kept as it now is. To be called in an operation of kind [`crate::OpKind::CloseDay`]. `progress` hears
/// how many of how many figures have their names, and may cancel.
///
/// # Errors
/// [`Error::Refused`] when the day is closed already or has not begun; [`Error::Cancelled`].
pub fn close_day(
    tx: &mut Tx<'_>,
    day: Day,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<DailyReport> {
    let reader = tx.reader();
    still_open(reader, day)?;
    let (by, at): (String, String) = reader
        .0
        .prepare_cached("SELECT who, at FROM operation WHERE id = ?1")?
        .query_row([tx.operation()], |row| Ok((row.get("who")?, row.get("at")?)))?;
    let begins = Period::of(day, report_cutoff(reader)?).from;
    if at < begins {
        return Err(Error::Refused(format!("{day} 的日报从 {begins} 起统计，现在还没有到，不能关账。")));
    }
    let mut go_on = |done: usize, total: usize| match progress(done as u64, total as u64) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Cancelled),
    };
    go_on(0, 0)?;
    let Computed { mut report, members, roster } = compute(reader, day)?;
    corrections::apply(reader, &mut report)?;
    let namer = Namer::load(reader, day, &roster)?;
    let mut names = FrozenNames::default();
    // Most people stand behind many figures: their lines are made once.
    let mut positions = Positions { people: vec![None; roster.people.len()], rooms: FxHashMap::default() };
    for (done, (figure, members)) in report.figures.iter().zip(&members).enumerate() {
        go_on(done, report.figures.len())?;
        let mut list = Vec::new();
        for mut told in namer.told(members)? {
            let detail = std::mem::take(&mut told.detail);
            let position = match positions.of(told.whom) {
                Some(known) => *known.get_or_insert_with(|| names.add(namer.line(told))),
                None => names.add(namer.line(told)),
            };
            list.push((position, detail));
        }
        names.figure(&figure.code, list.into_iter());
    }
    go_on(report.figures.len(), report.figures.len())?;
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO report (id, kind, day, figures, names, closed_at, closed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((id, KIND, day.to_string(), serde_json::to_string(&report)?, serde_json::to_string(&names)?, &at, &by))?;
    tx.summarise(format!("日报关账：{day}"));
    report.closed = Some(Closed { at, by });
    Ok(report)
}

/// Which lines are kept already, and where.
struct Positions {
    /// By place in the roster.
    people: Vec<Option<usize>>,
    rooms: FxHashMap<i64, Option<usize>>,
}

impl Positions {
    fn of(&mut self, whom: Whom) -> Option<&mut Option<usize>> {
        match whom {
            Whom::Person(index) => self.people.get_mut(usize::try_from(index).ok()?),
            Whom::Room(room) => Some(self.rooms.entry(room).or_default()),
            Whom::Nobody => None,
        }
    }
}

/// Whether a day can still be closed or corrected.
///
/// # Errors
/// [`Error::Refused`] when it is closed.
pub(super) fn still_open(reader: Reader<'_>, day: Day) -> Result<()> {
    match closed(reader, day)? {
        None => Ok(()),
        Some(closed) => Err(Error::Refused(format!(
            "{day} 的日报已经关账（{}，{}）。要改，请先撤销那次关账。",
            closed.at, closed.by
        ))),
    }
}

fn closed(reader: Reader<'_>, day: Day) -> Result<Option<Closed>> {
    Ok(reader
        .0
        .prepare_cached("SELECT closed_at, closed_by FROM report WHERE kind = ?1 AND day = ?2")?
        .query_row((KIND, day.to_string()), |row| {
            Ok(Closed { at: row.get("closed_at")?, by: row.get("closed_by")? })
        })
        .optional()?)
}

/// The report of a closed day.
pub(super) fn report(reader: Reader<'_>, day: Day) -> Result<Option<DailyReport>> {
    let Some(closed) = closed(reader, day)? else { return Ok(None) };
    let figures: String = reader
        .0
        .prepare_cached("SELECT figures FROM report WHERE kind = ?1 AND day = ?2")?
        .query_row((KIND, day.to_string()), |row| row.get(0))?;
    let mut report: DailyReport = serde_json::from_str(&figures)?;
    report.closed = Some(closed);
    Ok(Some(report))
}

/// The names behind a figure of a closed day; `None` when the day is open, `Some(None)` when it has no such figure.
pub(super) fn names(
    reader: Reader<'_>,
    day: Day,
    figure: &str,
    part: Range<usize>,
) -> Result<Option<Option<Vec<NameRow>>>> {
    let Some(report) = report(reader, day)? else { return Ok(None) };
    let Some(figure) = report.figure(figure) else { return Ok(Some(None)) };
    let names: String = reader
        .0
        .prepare_cached("SELECT names FROM report WHERE kind = ?1 AND day = ?2")?
        .query_row((KIND, day.to_string()), |row| row.get(0))?;
    FrozenNames::read(&names)?.rows(&figure.code, part).map(|rows| Some(Some(rows)))
}
