//! 隔离 by the day on the wire.

use louce_core::isolation::{self, IsolatedPerson, IsolationFacts, IsolationFilter};
use louce_core::values::Day;
use serde::Deserialize;

use crate::edits::{Edited, edit, names};
use crate::{Session, WireError};

/// Whose days, and on which.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IsolationRequest {
    /// Without it today.
    #[serde(default)]
    pub date: Option<Day>,
    /// Only this resident.
    #[serde(default)]
    pub resident: Option<i64>,
    /// Only those of this building, by its row.
    #[serde(default)]
    pub building: Option<i64>,
}

/// Those isolated on a day: which day it is, when it ends, the next test.
///
/// # Errors
/// As any query.
pub fn days(session: &mut Session<'_>, request: IsolationRequest) -> Result<Vec<IsolatedPerson>, WireError> {
    let day = request.date.unwrap_or_else(|| session.clock.today());
    let filter = IsolationFilter { resident: request.resident, building: request.building };
    Ok(isolation::isolation_days(session.office.reader(), filter, day)?)
}

/// What is known of an isolation; what is left out is not known any more.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IsolationSetRequest {
    /// Whose; one operation for all.
    pub residents: Vec<i64>,
    /// 最后接触
    #[serde(default)]
    pub exposure: Option<Day>,
    /// The first day after it, when it ends otherwise than by the rule.
    #[serde(default)]
    pub ends: Option<Day>,
    /// Why it ends then.
    #[serde(default)]
    pub reason: Option<String>,
    /// It ends today, and they are at home from today on; why, when it is earlier than it was due. The exposure stays as it is known.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub released: bool,
}

/// Notes the last exposure of people isolated today, decides when it ends, or ends it.
///
/// # Errors
/// `refused` when somebody is not isolated, for an exposure to come, and for an end before the start or without a reason.
pub fn set(session: &mut Session<'_>, request: IsolationSetRequest) -> Result<Edited, WireError> {
    let today = session.clock.today();
    let what = if request.released { "解除隔离" } else { "隔离的日期" };
    let summary = format!("{}：{what}", names(session, &request.residents)?);
    let residents = request.residents;
    let facts = IsolationFacts { exposure: request.exposure, ends: request.ends, reason: request.reason };
    let (_, edited) = edit(session, summary, |tx| {
        residents.iter().try_for_each(|resident| match request.released {
            true => isolation::release(tx, *resident, facts.reason.as_deref(), today),
            false => isolation::set_facts(tx, *resident, &facts, today),
        })
    })?;
    Ok(edited)
}
