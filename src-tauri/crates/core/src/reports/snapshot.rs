//! Closed days 关账: the report and the names behind it as they were sent, with the texts shown then, so that nothing done later
//! to the roster – not even taking an import back – changes them. Taking the closing itself back opens the day again.

use std::collections::BTreeMap;
use std::ops::Range;

use rusqlite::OptionalExtension;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::compute::{Computed, Members, compute};
use super::corrections;
use super::figures::{Closed, DailyReport, NameRow};
use super::names::Namer;
use super::period::{Period, report_cutoff};
use crate::store::{Error, Reader, Result, Tx};
use crate::values::Day;

const KIND: &str = "daily";

/// Names as stored: who and what once each, figures by position.
#[derive(Default, Serialize, Deserialize)]
struct StoredNames {
    /// Resident, building, unit, room, name.
    people: Vec<(Option<i64>, String, String, String, String)>,
    /// 小区 by position in `people`, where the office has several.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    compounds: BTreeMap<usize, String>,
    /// By figure code: position in `people`, and detail.
    figures: BTreeMap<String, Vec<(usize, String)>>,
}

impl StoredNames {
    /// Keeps who or what a line is about; its position.
    fn add(&mut self, row: NameRow) -> usize {
        let position = self.people.len();
        self.compounds.extend(row.compound.map(|compound| (position, compound)));
        self.people.push((row.id, row.building, row.unit, row.room, row.name));
        position
    }
}

/// Closes a day: its report is kept as it now is. To be called in an operation of kind [`crate::OpKind::CloseDay`].
///
/// # Errors
/// [`Error::Refused`] when the day is closed already or has not begun.
pub fn close_day(tx: &mut Tx<'_>, day: Day) -> Result<DailyReport> {
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
    let Computed { mut report, members, roster } = compute(reader, day)?;
    corrections::apply(reader, &mut report)?;
    let namer = Namer::load(reader, day, &roster)?;
    let mut names = StoredNames::default();
    let mut positions: FxHashMap<i64, usize> = FxHashMap::default();
    for (figure, members) in report.figures.iter().zip(&members) {
        let mut rows = Vec::new();
        if let Members::Rooms(_) | Members::Questions(_) = members {
            for mut row in namer.rows(members, 0..usize::MAX)? {
                let detail = std::mem::take(&mut row.detail);
                let position = match row.id {
                    Some(id) => *positions.entry(id).or_insert_with(|| names.add(row)),
                    None => names.add(row),
                };
                rows.push((position, detail));
            }
        }
        // Most people stand behind many figures: their lines are made once.
        for mut told in namer.people(members)? {
            let detail = std::mem::take(&mut told.detail);
            let position = *positions.entry(told.id).or_insert_with(|| names.add(namer.line(told)));
            rows.push((position, detail));
        }
        names.figures.insert(figure.code.clone(), rows);
    }
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
    let names: StoredNames = serde_json::from_str(&names)?;
    let rows = names.figures.get(&figure.code).map(Vec::as_slice).unwrap_or_default();
    let row = |(position, detail): &(usize, String)| {
        let (id, building, unit, room, name) = names.people.get(*position)?.clone();
        let compound = names.compounds.get(position).cloned();
        Some(NameRow { id, compound, building, unit, room, name, detail: detail.clone() })
    };
    rows.iter()
        .skip(part.start)
        .take(part.len())
        .map(|entry| row(entry).ok_or(Error::Damaged("日报名单")))
        .collect::<Result<_>>()
        .map(|rows| Some(Some(rows)))
}
