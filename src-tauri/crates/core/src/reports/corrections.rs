//! Corrections 更正: a figure of a day set by hand, with the reason and beside what was computed. A closed day keeps its own in its
//! snapshot and takes no more until its closing is taken back.

use rusqlite::Row;

use super::compute::compute;
use super::figures::{Amount, Correction, Count, Coverage, DailyReport, Figure, Isolation, Unit};
use super::invariants::{check, violation};
use super::snapshot;
use crate::places::touch;
use crate::store::{Error, Reader, Result, Tx};
use crate::values::Day;

/// A correction to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewCorrection<'a> {
    /// The figure, by code or Chinese title.
    pub figure: &'a str,
    /// What it should be; what is not said stays as computed.
    pub amount: Amount,
    /// Why.
    pub reason: &'a str,
}

struct Kept {
    figure: String,
    title: String,
    amount: Amount,
    reason: String,
    by: String,
    at: String,
}

impl Kept {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            figure: row.get("figure")?,
            title: row.get("title")?,
            amount: Amount {
                households: row.get("households")?,
                persons: row.get("persons")?,
                count: row.get("count")?,
            },
            reason: row.get("reason")?,
            by: row.get("who")?,
            at: row.get("at")?,
        })
    }
}

/// Corrects a figure; an earlier correction of it is replaced. To be called in an operation of kind [`crate::OpKind::Correct`].
///
/// # Errors
/// [`Error::Refused`] when the day is closed, without a reason, or when it says what was computed; [`Error::NoSuch`].
pub fn correct(tx: &mut Tx<'_>, day: Day, new: &NewCorrection<'_>) -> Result<()> {
    let reader = tx.reader();
    snapshot::still_open(reader, day)?;
    let reason = new.reason.trim();
    if reason.is_empty() {
        return Err(Error::Refused("请写明更正的原因。".into()));
    }
    let report = compute(reader, day)?.report;
    let figure = report.figure(new.figure).ok_or(Error::NoSuch("日报指标"))?;
    let amount = completed(figure, new.amount)?;
    if amount == figure.amount() {
        return Err(Error::Refused(format!("“{}”和统计出来的数字一样，不用更正。", figure.title)));
    }
    tx.conn
        .prepare_cached("DELETE FROM correction WHERE day = ?1 AND figure = ?2")?
        .execute((day.to_string(), &figure.code))?;
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO correction (id, day, figure, title, households, persons, count, reason, who, at)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, who, at FROM operation WHERE id = ?9",
        )?
        .execute((
            id,
            day.to_string(),
            &figure.code,
            &figure.title,
            amount.households,
            amount.persons,
            amount.count,
            reason,
            tx.operation(),
        ))?;
    tx.summarise(format!("更正日报：{day}，{}", figure.title));
    Ok(())
}

/// Takes a correction away: the figure is what was computed again.
///
/// # Errors
/// [`Error::Refused`] when the day is closed; [`Error::NoSuch`].
pub fn withdraw(tx: &mut Tx<'_>, day: Day, figure: &str) -> Result<()> {
    snapshot::still_open(tx.reader(), day)?;
    let sql = "DELETE FROM correction WHERE day = ?1 AND ?2 IN (figure, title)";
    touch(tx.conn.prepare_cached(sql)?.execute((day.to_string(), figure.trim()))?, "更正")?;
    tx.summarise(format!("取消更正：{day}"));
    Ok(())
}

/// What a figure should be: the parts that were said, the others as computed.
fn completed(figure: &Figure, said: Amount) -> Result<Amount> {
    let blank = match figure.unit {
        Unit::People => said.households.or(said.persons).is_none(),
        Unit::Rooms | Unit::Items => said.count.is_none(),
    };
    if blank {
        return Err(Error::Refused("请填写更正后的数字。".into()));
    }
    Ok(match figure.unit {
        Unit::People => Amount {
            households: said.households.or(figure.households),
            persons: said.persons.or(figure.persons),
            count: None,
        },
        Unit::Rooms | Unit::Items => Amount { count: said.count, ..Amount::default() },
    })
}

/// Puts the day's corrections into a report that was just computed, and checks again what must add up.
pub(super) fn apply(reader: Reader<'_>, report: &mut DailyReport) -> Result<()> {
    let kept: Vec<Kept> = reader
        .0
        .prepare_cached("SELECT * FROM correction WHERE day = ?1 ORDER BY id")?
        .query_map([report.day.to_string()], Kept::from_row)?
        .collect::<rusqlite::Result<_>>()?;
    if kept.is_empty() {
        return Ok(());
    }
    let mut said = Vec::new();
    for kept in kept {
        let Some(figure) = report.figures.iter_mut().find(|figure| figure.code == kept.figure) else {
            let text = format!("更正过的“{}”现在没有这一项了，更正没有用上。", kept.title);
            said.push(violation("correction_lost", Some(kept.figure), text));
            continue;
        };
        let computed = figure.amount();
        Amount { households: figure.households, persons: figure.persons, count: figure.count } = kept.amount;
        if figure.households > figure.persons {
            let text = format!("“{}”更正后户数多于人数。", figure.title);
            said.push(violation("correction_amount", Some(kept.figure), text));
        }
        figure.correction = Some(Correction { computed, reason: kept.reason, by: kept.by, at: kept.at });
    }
    carry_over(report);
    let before = snapshot::report(reader, report.day.add_days(-1))?;
    // What is about the facts behind the report stays, whatever its figures say.
    let mut invariants = check(report, before.as_ref());
    invariants.extend(report.invariants.drain(..).filter(|known| known.code == "presence_dates"));
    invariants.append(&mut said);
    report.invariants = invariants;
    Ok(())
}

/// The tables hold the same numbers as the figures.
fn carry_over(report: &mut DailyReport) {
    let find = |code: String| report.figures.iter().find(|figure| figure.code == code);
    let corrected = |code: String| find(code).filter(|figure| figure.correction.is_some());
    let mut isolation = report.isolation;
    for (prefix, table) in
        [("home_isolation", &mut isolation.home), ("central_isolation", &mut isolation.central)]
    {
        let Isolation { previous, new, released, transferred, now, total } = table;
        for (part, count) in [
            ("previous", previous),
            ("new", new),
            ("released", released),
            ("transferred", transferred),
            ("now", now),
            ("total", total),
        ] {
            if let Some(figure) = corrected(format!("{prefix}_{part}")) {
                *count = Count {
                    households: figure.households.unwrap_or(count.households),
                    persons: figure.persons.unwrap_or(count.persons),
                };
            }
        }
    }
    let mut rounds = report.rounds.clone();
    for round in &mut rounds {
        let number = round.round;
        let persons = |part: &str| corrected(format!("round_{number}_{part}"))?.persons;
        let all = std::mem::take(&mut round.all);
        let total = |persons: u32| [("更正后合计".to_owned(), persons)].into();
        round.all = Coverage {
            expected: persons("expected").unwrap_or(all.expected),
            tested: persons("tested").unwrap_or(all.tested),
            unmarked: persons("unmarked").unwrap_or(all.unmarked),
            untested: persons("untested").map_or(all.untested, total),
            excluded: persons("excluded").map_or(all.excluded, total),
            rate: all.rate,
        }
        .rated();
    }
    let previous = |prefix: &str| find(format!("{prefix}_previous")).map(Figure::amount);
    let nows =
        ["home_isolation", "central_isolation"].map(|prefix| (format!("{prefix}_now"), previous(prefix)));
    for (code, previous) in nows {
        if let Some(now) = report.figures.iter_mut().find(|figure| figure.code == code) {
            now.previous = previous;
        }
    }
    report.isolation = isolation;
    report.rounds = rounds;
}
