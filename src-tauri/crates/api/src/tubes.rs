//! Tubes 采样管 on the wire: open, close, count, hand over, results, and a positive tube's retest list.

use louce_core::rules::Pool;
use louce_core::testing::tubes::{
    self, ApartPerson, Handed, Purpose, Reconciliation, RetestTube, TestResult, Tube, TubePeople,
};
use louce_core::testing::{self, Round};
use louce_core::{Op, OpKind};
use serde::{Deserialize, Serialize};

use crate::edits::Edited;
use crate::testing::RoundRequest;
use crate::{Session, WireError};

/// A tube to be opened.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TubeOpenRequest {
    /// 第几轮
    pub round: u32,
    /// 管号 as scanned.
    pub barcode: String,
    /// Row of the building; its rule says how many it holds.
    #[serde(default)]
    pub building: Option<i64>,
    /// What for; a pool unless said.
    #[serde(default)]
    pub purpose: Option<Purpose>,
    /// Other than the rule says.
    #[serde(default)]
    pub pool: Option<Pool>,
}

/// Which tube.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct TubeRequest {
    /// 第几轮
    pub round: u32,
    /// 管号
    pub barcode: String,
}

/// A tube as it is now.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct TubeAnswer {
    /// The tube.
    pub tube: Tube,
    /// The operation, which can be undone.
    pub operation: Option<i64>,
}

/// Tubes about to leave, as counted by hand.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HandOverRequest {
    /// 第几轮
    pub round: u32,
    /// 管号; empty: every closed tube that has not left.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub barcodes: Vec<String>,
    /// 接收人
    pub receiver: String,
    /// Tubes counted.
    pub tubes: u32,
    /// People counted.
    pub people: u32,
    /// Why it leaves although the counts differ.
    #[serde(default)]
    pub note: Option<String>,
}

/// A result of a tube, or of somebody.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ResultRequest {
    /// 第几轮
    pub round: u32,
    /// 管号
    #[serde(default)]
    pub barcode: Option<String>,
    /// Row of somebody tested alone.
    #[serde(default)]
    pub resident: Option<i64>,
    /// 阴性 or 阳性.
    pub result: TestResult,
    /// 说明
    #[serde(default)]
    pub note: Option<String>,
}

/// A hand-over done.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct HandedOver {
    /// The count as it is now.
    #[serde(flatten)]
    pub count: Reconciliation,
    /// The operation, which can be undone.
    pub operation: Option<i64>,
}

/// What became of a tube.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct TubeResult {
    /// 管号
    pub barcode: String,
    /// 阴性 or 阳性.
    pub result: TestResult,
}

/// Results of several tubes, as they come from the laboratory.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ResultsRequest {
    /// 第几轮
    pub round: u32,
    /// Each tube once.
    pub results: Vec<TubeResult>,
}

/// Which retest lists.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RetestRequest {
    /// 第几轮
    pub round: u32,
    /// 管号; without it every positive tube.
    #[serde(default)]
    pub barcode: Option<String>,
}

fn round(session: &Session<'_>, number: u32) -> Result<Round, WireError> {
    Ok(testing::round(session.office.reader(), number)?)
}

/// Opens a tube.
///
/// # Errors
/// `refused` when the barcode was used before, or the round has ended.
pub fn open(session: &mut Session<'_>, request: TubeOpenRequest) -> Result<TubeAnswer, WireError> {
    let round = round(session, request.round)?;
    let clock = session.clock;
    let outcome = session.office.transact(Op::new(OpKind::Tubes, "开管"), clock, |tx| {
        let purpose = request.purpose.unwrap_or(Purpose::Pool);
        tubes::open_tube(tx, &round, &request.barcode, request.building, purpose, request.pool, clock)
    })?;
    Ok(TubeAnswer { tube: outcome.value, operation: outcome.operation })
}

/// Closes a tube that is not full.
///
/// # Errors
/// `refused` when it is not open.
pub fn close(session: &mut Session<'_>, request: TubeRequest) -> Result<TubeAnswer, WireError> {
    let round = round(session, request.round)?;
    let clock = session.clock;
    let outcome = session.office.transact(Op::new(OpKind::Tubes, "封管"), clock, |tx| {
        tubes::close_tube(tx, &round, &request.barcode, clock)
    })?;
    Ok(TubeAnswer { tube: outcome.value, operation: outcome.operation })
}

/// All tubes of a round.
///
/// # Errors
/// `refused` when there is no such round.
pub fn list(session: &mut Session<'_>, request: RoundRequest) -> Result<Vec<Tube>, WireError> {
    Ok(tubes::tubes(session.office.reader(), &round(session, request.round)?)?)
}

/// Those tested apart: in isolation at home, or visited.
///
/// # Errors
/// `refused` when there is no such round.
pub fn apart(session: &mut Session<'_>, request: RoundRequest) -> Result<Vec<ApartPerson>, WireError> {
    Ok(tubes::apart(session.office.reader(), &round(session, request.round)?)?)
}

/// People ↔ tubes ↔ hand-overs, with what does not add up by name.
///
/// # Errors
/// `refused` when there is no such round.
pub fn count(session: &mut Session<'_>, request: RoundRequest) -> Result<Reconciliation, WireError> {
    Ok(tubes::reconcile(session.office.reader(), &round(session, request.round)?)?)
}

/// Hands tubes over.
///
/// # Errors
/// `refused` when a tube is not closed, or the counts differ and nothing says why.
pub fn hand_over(session: &mut Session<'_>, request: HandOverRequest) -> Result<HandedOver, WireError> {
    let round = round(session, request.round)?;
    let clock = session.clock;
    let outcome = session.office.transact(Op::new(OpKind::Tubes, "交接"), clock, |tx| {
        let handed = Handed {
            barcodes: &request.barcodes,
            receiver: &request.receiver,
            tubes: request.tubes,
            people: request.people,
            note: request.note.as_deref(),
        };
        tubes::hand_over(tx, &round, handed, clock)
    })?;
    Ok(HandedOver { count: outcome.value, operation: outcome.operation })
}

/// Records a result of a tube or of somebody.
///
/// # Errors
/// `refused` when neither or both are named, or they are not in the round.
pub fn result(session: &mut Session<'_>, request: ResultRequest) -> Result<Edited, WireError> {
    let round = round(session, request.round)?;
    let clock = session.clock;
    let outcome = session.office.transact(Op::new(OpKind::Tubes, "结果"), clock, |tx| {
        match (&request.barcode, request.resident) {
            (Some(barcode), None) => tubes::record_tube(tx, &round, barcode, request.result, clock),
            (None, Some(resident)) => {
                tubes::record_person(tx, &round, resident, request.result, request.note.as_deref(), clock)
            }
            _ => Err(louce_core::Error::Refused("请写明是哪支管，或者是哪个人。".into())),
        }
    })?;
    Ok(Edited { operation: outcome.operation, changed: outcome.changed })
}

/// Records results of several tubes: one operation, all or none.
///
/// # Errors
/// `refused` when there is no such tube, nobody is in it, or it is named twice.
pub fn results(session: &mut Session<'_>, request: ResultsRequest) -> Result<Edited, WireError> {
    let round = round(session, request.round)?;
    let clock = session.clock;
    let results: Vec<(String, TestResult)> =
        request.results.into_iter().map(|tube| (tube.barcode, tube.result)).collect();
    let outcome = session.office.transact(Op::new(OpKind::Tubes, "结果"), clock, |tx| {
        tubes::record_tubes(tx, &round, &results, clock)
    })?;
    Ok(Edited { operation: outcome.operation, changed: outcome.changed })
}

/// Positive tubes as a retest list.
///
/// # Errors
/// `refused` when there is no such round, or the tube is not positive.
pub fn retest(session: &mut Session<'_>, request: RetestRequest) -> Result<Vec<RetestTube>, WireError> {
    let round = round(session, request.round)?;
    Ok(tubes::retest(session.office.reader(), &round, request.barcode.as_deref())?)
}

/// Who sits in a tube.
///
/// # Errors
/// `refused` when there is no such round or tube.
pub fn people(session: &mut Session<'_>, request: TubeRequest) -> Result<TubePeople, WireError> {
    Ok(tubes::people(session.office.reader(), &round(session, request.round)?, &request.barcode)?)
}
