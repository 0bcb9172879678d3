//! Operations 操作记录 on the wire: the list, undo, redo, the history of a resident.

use louce_core::history::{self, Change, HouseholdChange, KeptRecords, OperationChanges};
use louce_core::{Kept, Operation, Outcome};
use serde::{Deserialize, Serialize};

use crate::households::HouseholdRequest;
use crate::{Nothing, Session, WireError};

/// Which operation.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(default, deny_unknown_fields)]
pub struct OperationRequest {
    /// Its number; without one the newest that can be taken back.
    pub operation: Option<i64>,
}

/// Most records at once.
const MOST: u32 = 1_000;

/// Which operation's changes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct ChangesRequest {
    /// Its number.
    pub operation: i64,
    /// Where to go on from: `next` of the answer before.
    #[serde(default)]
    pub after: Option<i64>,
    /// At most so many records, and never more than 1,000.
    pub limit: u32,
}

/// Whose history.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct HistoryRequest {
    /// Row of the resident.
    pub resident: i64,
}

/// An operation taken back, or brought again.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Reversal {
    /// The new operation that does so; null when nothing was left to change.
    pub operation: Option<i64>,
    /// The operation taken back.
    pub reversed: Operation,
    /// Rows left as they are, because they were edited later or a later row needs them.
    pub kept: Vec<Kept>,
    /// Tables that changed.
    pub changed: Vec<&'static str>,
}

impl From<Outcome<(Operation, Vec<Kept>)>> for Reversal {
    fn from(outcome: Outcome<(Operation, Vec<Kept>)>) -> Self {
        let (reversed, kept) = outcome.value;
        Self { operation: outcome.operation, reversed, kept, changed: outcome.changed }
    }
}

/// All operations, oldest first.
///
/// # Errors
/// As any query.
pub fn log(session: &mut Session<'_>, _: Nothing) -> Result<Vec<Operation>, WireError> {
    Ok(session.office.reader().operations()?)
}

/// Takes an operation back.
///
/// # Errors
/// `no_such`, `refused`.
pub fn undo(session: &mut Session<'_>, request: OperationRequest) -> Result<Reversal, WireError> {
    Ok(session.office.undo(request.operation, session.clock)?.into())
}

/// Does again what was undone.
///
/// # Errors
/// `no_such`, `refused`.
pub fn redo(session: &mut Session<'_>, request: OperationRequest) -> Result<Reversal, WireError> {
    Ok(session.office.redo(request.operation, session.clock)?.into())
}

/// What an operation changed, cell by cell.
///
/// # Errors
/// `no_such`.
pub fn changes(session: &mut Session<'_>, request: ChangesRequest) -> Result<OperationChanges, WireError> {
    let ChangesRequest { operation, after, limit } = request;
    let limit = limit.clamp(1, MOST) as usize;
    Ok(history::of_operation(session.office.reader(), operation, after, limit)?)
}

/// What an undo or redo left as it was, and because of which later operations.
///
/// # Errors
/// `no_such`.
pub fn kept(session: &mut Session<'_>, request: ChangesRequest) -> Result<KeptRecords, WireError> {
    let ChangesRequest { operation, after, limit } = request;
    let limit = limit.clamp(1, MOST) as usize;
    Ok(history::kept_of(session.office.reader(), operation, after, limit)?)
}

/// What would be taken back if nobody says which: so that a page can ask before much is.
///
/// # Errors
/// As any query.
pub fn next_undo(session: &mut Session<'_>, _: Nothing) -> Result<Option<Operation>, WireError> {
    Ok(session.office.reader().next_undo()?)
}

/// What happened to a resident, oldest first.
///
/// # Errors
/// `no_such`.
pub fn history(session: &mut Session<'_>, request: HistoryRequest) -> Result<Vec<Change>, WireError> {
    Ok(history::of_resident(session.office.reader(), request.resident)?)
}

/// What happened to a household and, while they were of it, to its members, oldest first.
///
/// # Errors
/// `no_such`.
pub fn household_history(
    session: &mut Session<'_>,
    request: HouseholdRequest,
) -> Result<Vec<HouseholdChange>, WireError> {
    let reader = session.office.reader();
    Ok(history::of_household(reader, request.id(reader)?)?)
}
