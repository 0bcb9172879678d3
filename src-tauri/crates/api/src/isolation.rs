//! 隔离 by the day on the wire.

use louce_core::isolation::{self, IsolatedPerson, IsolationFilter};
use louce_core::values::Day;
use serde::Deserialize;

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
