//! The check-up 检查 on the wire.

use louce_core::check::{self, Problem};
use louce_core::residents::Holder;
use serde::{Deserialize, Serialize};

use crate::{Nothing, Session, WireError};

/// Whether the office is whole.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct CheckUp {
    /// Nothing is wrong.
    pub ok: bool,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Which finding.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct CheckNamesRequest {
    /// Its code.
    pub code: String,
}

/// Whom a finding is about, at most 500; empty for one that is about nobody.
///
/// # Errors
/// As any query.
pub fn names(session: &mut Session<'_>, request: CheckNamesRequest) -> Result<Vec<Holder>, WireError> {
    Ok(check::who(session.office.reader(), &request.code, session.clock.today())?)
}

/// Looks at everything and changes nothing.
///
/// # Errors
/// As any query.
pub fn check(session: &mut Session<'_>, _: Nothing) -> Result<CheckUp, WireError> {
    let problems = check::check(session.office.reader())?;
    Ok(CheckUp { ok: problems.is_empty(), problems })
}
