//! The check-up 检查 on the wire.

use louce_core::check::{self, Problem};
use serde::Serialize;

use crate::{Nothing, Session, WireError};

/// Whether the office is whole.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct CheckUp {
    /// Nothing is wrong.
    pub ok: bool,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Looks at everything and changes nothing.
///
/// # Errors
/// As any query.
pub fn check(session: &mut Session<'_>, _: Nothing) -> Result<CheckUp, WireError> {
    let problems = check::check(session.office.reader())?;
    Ok(CheckUp { ok: problems.is_empty(), problems })
}
