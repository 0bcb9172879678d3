//! What is known of an isolation besides where somebody is: the last exposure, and an end decided otherwise than by the rule.

use rusqlite::OptionalExtension;

use super::control;
use crate::residents;
use crate::rules::stored_day;
use crate::store::{Error, Reader, Result, Tx};
use crate::values::Day;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IsolationFacts {
    /// 最后接触
    pub exposure: Option<Day>,
    /// The first day after it.
    pub ends: Option<Day>,
    /// Why it ends then.
    pub reason: Option<String>,
}

/// What is known of the control that began on `start` and holds on `day`.
pub(super) fn facts(reader: Reader<'_>, resident: i64, start: Day, day: Day) -> Result<IsolationFacts> {
    let found: Option<(Option<String>, Option<String>, Option<String>)> = reader
        .0
        .prepare_cached(
            "SELECT exposure, ends, reason FROM isolation_fact
             WHERE resident_id = ?1 AND start BETWEEN ?2 AND ?3 ORDER BY start DESC LIMIT 1",
        )?
        .query_row((resident, start.to_string(), day.to_string()), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((exposure, ends, reason)) = found else { return Ok(IsolationFacts::default()) };
    let day = |text: Option<String>| text.as_deref().map(stored_day).transpose();
    Ok(IsolationFacts { exposure: day(exposure)?, ends: day(ends)?, reason })
}

/// Sets what is known of somebody's isolation on a day, whole: what is left out is not known any more.
///
/// # Errors
/// [`Error::Refused`] when they are not isolated then, for an exposure still to come, and for an end before the start or without a
/// reason.
pub fn set_facts(tx: &mut Tx<'_>, resident: i64, new: &IsolationFacts, day: Day) -> Result<()> {
    let Some(control) = control(&residents::presences(tx.reader(), resident)?, day)? else {
        return Err(Error::Refused(format!("此人{day}不在隔离，没有登记。")));
    };
    let reason = new.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    if new.exposure.is_some_and(|exposure| exposure > day) {
        return Err(Error::Refused("最后接触的日期还没有到，请核对。".into()));
    }
    if new.ends.is_some_and(|ends| ends <= control.start) {
        return Err(Error::Refused("解除的日期不晚于开始隔离的日期，请核对。".into()));
    }
    if new.ends.is_some() && reason.is_none() {
        return Err(Error::Refused("请写明为什么不按规则的日期解除。".into()));
    }
    tx.conn
        .prepare_cached("DELETE FROM isolation_fact WHERE resident_id = ?1 AND start BETWEEN ?2 AND ?3")?
        .execute((resident, control.start.to_string(), day.to_string()))?;
    if new.exposure.is_none() && new.ends.is_none() {
        return Ok(());
    }
    let id = tx.new_id();
    let text = |day: Option<Day>| day.map(|day| day.to_string());
    tx.conn
        .prepare_cached(
            "INSERT INTO isolation_fact (id, resident_id, start, exposure, ends, reason)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((id, resident, control.start.to_string(), text(new.exposure), text(new.ends), reason))?;
    Ok(())
}
