//! Antigen at the door 抗原 on the wire: 送等收登, kits, the 块长 roll-up.

use louce_core::antigen::{self, AntigenLog, Kits, Step};
use louce_core::{Error, Op, OpKind, testing};
use serde::Deserialize;

use crate::edits::Edited;
use crate::testing::RoundRequest;
use crate::{Session, WireError};

/// A step done at a building.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct StepRequest {
    /// 第几轮
    pub round: u32,
    /// Row of the building.
    pub building: i64,
    /// 送 等 收 登
    pub step: Step,
}

/// A building to be given kits.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct IssueRequest {
    /// 第几轮
    pub round: u32,
    /// Row of the building.
    pub building: i64,
}

/// Kits of households.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct KitsRequest {
    /// 第几轮
    pub round: u32,
    /// By household.
    pub kits: Vec<Kits>,
}

/// The log of a round.
///
/// # Errors
/// `refused` when it is no antigen round.
pub fn log(session: &mut Session<'_>, request: RoundRequest) -> Result<AntigenLog, WireError> {
    let reader = session.office.reader();
    Ok(antigen::antigen_log(reader, &testing::round(reader, request.round)?)?)
}

/// Notes a step at a building.
///
/// # Errors
/// `refused` when the step before is missing.
pub fn step(session: &mut Session<'_>, request: StepRequest) -> Result<Edited, WireError> {
    let round = testing::round(session.office.reader(), request.round)?;
    let clock = session.clock;
    let outcome = session.office.transact(Op::new(OpKind::Antigen, "抗原"), clock, |tx| {
        antigen::step(tx, &round, request.building, request.step, clock)
    })?;
    Ok(Edited { operation: outcome.operation, changed: outcome.changed })
}

/// Issues a kit to everybody expected in a building.
///
/// # Errors
/// `refused` when it is no antigen round.
pub fn issue(session: &mut Session<'_>, request: IssueRequest) -> Result<Edited, WireError> {
    let round = testing::round(session.office.reader(), request.round)?;
    let op = Op::new(OpKind::Antigen, "发放试剂");
    let clock = session.clock;
    let outcome =
        session.office.transact(op, clock, |tx| antigen::issue(tx, &round, request.building, clock))?;
    Ok(Edited { operation: outcome.operation, changed: outcome.changed })
}

/// Notes kits of households.
///
/// # Errors
/// `refused` for a household that is not in the round, more positives than came back, or more people than kits.
pub fn kits(session: &mut Session<'_>, request: KitsRequest) -> Result<Edited, WireError> {
    let round = testing::round(session.office.reader(), request.round)?;
    let op = Op::new(OpKind::Antigen, format!("{}收发试剂：{}户", round.title(), request.kits.len()));
    let clock = session.clock;
    let outcome = session.office.transact(op, clock, |tx| {
        request.kits.iter().try_for_each(|kits| antigen::set_kits(tx, &round, kits, clock))?;
        Ok::<_, Error>(())
    })?;
    Ok(Edited { operation: outcome.operation, changed: outcome.changed })
}
