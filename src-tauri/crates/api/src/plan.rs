//! The day's plan 安排 and its notices 通知 on the wire.

use louce_core::plan::{self, Notice, NoticePreview, NoticeTemplate, Plan, Rehearsal, SimulateOptions};
use louce_core::testing::{self, Round};
use louce_core::{Op, OpKind};
use serde::{Deserialize, Serialize};

use crate::testing::RoundRequest;
use crate::{Nothing, Session, WireError};

/// A plan to be kept.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct DayPlanRequest {
    /// 第几轮
    pub round: u32,
    /// The plan.
    pub plan: Plan,
}

/// A plan whose turns are to be worked out.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ArrangeRequest {
    /// 第几轮
    pub round: u32,
    /// The plan.
    pub plan: Plan,
    /// Turns that have a time keep it.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub keep_times: bool,
}

/// A template to be looked at.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    /// 第几轮
    pub round: u32,
    /// As typed; kept nowhere.
    pub body: String,
}

/// A plan to be copied.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct PlanCopyRequest {
    /// 第几轮
    pub round: u32,
    /// The round it is copied from.
    pub from: u32,
}

/// A rehearsal to be run.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SimulateRequest {
    /// 第几轮
    pub round: u32,
    /// A plan that is not kept; without it the round's own.
    #[serde(default)]
    pub plan: Option<Plan>,
    /// Another order to compare with.
    #[serde(default)]
    pub other: Option<Plan>,
    /// What is assumed.
    #[serde(default)]
    pub options: Option<SimulateOptions>,
}

/// Two days side by side.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Simulated {
    /// The plan's.
    pub plan: Rehearsal,
    /// The day goes on past midnight: in words, with what would do.
    pub too_long: Option<String>,
    /// The other order's.
    pub other: Option<Rehearsal>,
}

/// Which notices.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct NoticesRequest {
    /// 第几轮
    pub round: u32,
    /// Name of a template; without it that of the round's kind.
    #[serde(default)]
    pub template: Option<String>,
    /// Only buildings not yet sent, or sent before the plan changed.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub unsent: bool,
}

/// Notices to be ticked.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct NoticeSentRequest {
    /// 第几轮
    pub round: u32,
    /// Rows of the buildings.
    pub buildings: Vec<i64>,
    /// Sent, or not after all.
    pub sent: bool,
}

/// A plan kept.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct PlanKept {
    /// As it is now.
    pub plan: Plan,
    /// The operation; null when nothing changed.
    pub operation: Option<i64>,
}

/// Notices ticked.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct NoticesKept {
    /// All of them, as they are now.
    pub notices: Vec<Notice>,
    /// The operation; null when nothing changed.
    pub operation: Option<i64>,
}

/// A template set.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct TemplatesKept {
    /// All of them, as they are now.
    pub templates: Vec<NoticeTemplate>,
    /// The operation; null when nothing changed.
    pub operation: Option<i64>,
}

fn round(session: &Session<'_>, number: u32) -> Result<Round, WireError> {
    Ok(testing::round(session.office.reader(), number)?)
}

/// The plan of a round; an empty one when there is none.
///
/// # Errors
/// `refused` when there is no such round.
pub fn show(session: &mut Session<'_>, request: RoundRequest) -> Result<Plan, WireError> {
    Ok(plan::plan(session.office.reader(), &round(session, request.round)?)?)
}

/// Keeps a plan, whole.
///
/// # Errors
/// `refused`, naming what makes no sense.
pub fn set(session: &mut Session<'_>, request: DayPlanRequest) -> Result<PlanKept, WireError> {
    let round = round(session, request.round)?;
    let op = Op::new(OpKind::Plan, "安排");
    let outcome =
        session.office.transact(op, session.clock, |tx| plan::set_plan(tx, &round, &request.plan))?;
    Ok(PlanKept { plan: plan::plan(session.office.reader(), &round)?, operation: outcome.operation })
}

/// Copies the plan of an earlier round.
///
/// # Errors
/// `refused` when that had none.
pub fn copy(session: &mut Session<'_>, request: PlanCopyRequest) -> Result<PlanKept, WireError> {
    let (to, from) = (round(session, request.round)?, round(session, request.from)?);
    let op = Op::new(OpKind::Plan, "照抄安排");
    let outcome = session.office.transact(op, session.clock, |tx| plan::copy_plan(tx, &to, &from))?;
    Ok(PlanKept { plan: outcome.value, operation: outcome.operation })
}

/// Works out whose turn is when; keeps nothing.
///
/// # Errors
/// `refused` when there is no site.
pub fn arrange(session: &mut Session<'_>, request: ArrangeRequest) -> Result<Plan, WireError> {
    let round = round(session, request.round)?;
    Ok(plan::arrange(session.office.reader(), &round, &request.plan, request.keep_times)?)
}

/// Rehearses a day, and another order beside it.
///
/// # Errors
/// `refused` for a plan that is empty or makes no sense.
pub fn simulate(session: &mut Session<'_>, request: SimulateRequest) -> Result<Simulated, WireError> {
    let reader = session.office.reader();
    let round = round(session, request.round)?;
    let kept = match request.plan {
        Some(plan) => plan,
        None => plan::plan(reader, &round)?,
    };
    let options = request.options.unwrap_or_default();
    let run = |plan: &Plan| plan::simulate(reader, &round, plan, &options);
    let day = run(&kept)?;
    let too_long = plan::too_long(&kept, &day);
    Ok(Simulated { plan: day, too_long, other: request.other.as_ref().map(run).transpose()? })
}

/// The notice of every building.
///
/// # Errors
/// `refused` when there is no such round or template.
pub fn notices(session: &mut Session<'_>, request: NoticesRequest) -> Result<Vec<Notice>, WireError> {
    let office = session.office.name()?;
    let round = round(session, request.round)?;
    let mut found = plan::notices(session.office.reader(), &round, &office, request.template.as_deref())?;
    found.retain(|notice| !request.unsent || notice.sent_at.is_none() || notice.outdated);
    Ok(found)
}

/// What a template would say to one building, and what in it is no field.
///
/// # Errors
/// `refused` when there is no such round.
pub fn preview(session: &mut Session<'_>, request: PreviewRequest) -> Result<NoticePreview, WireError> {
    let office = session.office.name()?;
    let round = round(session, request.round)?;
    Ok(plan::preview(session.office.reader(), &round, &office, &request.body)?)
}

/// Ticks notices as sent; answers with all of them.
///
/// # Errors
/// `refused` for a building that is not in the round.
pub fn sent(session: &mut Session<'_>, request: NoticeSentRequest) -> Result<NoticesKept, WireError> {
    let office = session.office.name()?;
    let round = round(session, request.round)?;
    let clock = session.clock;
    let outcome = session.office.transact(Op::new(OpKind::Plan, "通知"), clock, |tx| {
        plan::send_notices(tx, &round, &office, &request.buildings, request.sent, clock)
    })?;
    let notices = plan::notices(session.office.reader(), &round, &office, None)?;
    Ok(NoticesKept { notices, operation: outcome.operation })
}

/// All templates.
///
/// # Errors
/// As any query.
pub fn templates(session: &mut Session<'_>, _: Nothing) -> Result<Vec<NoticeTemplate>, WireError> {
    Ok(plan::templates(session.office.reader())?)
}

/// Sets a template.
///
/// # Errors
/// `refused` for an empty one.
pub fn set_template(session: &mut Session<'_>, request: NoticeTemplate) -> Result<TemplatesKept, WireError> {
    let op = Op::new(OpKind::Plan, format!("通知模板“{}”", request.name.trim()));
    let outcome = session.office.transact(op, session.clock, |tx| plan::set_template(tx, &request))?;
    Ok(TemplatesKept { templates: templates(session, Nothing {})?, operation: outcome.operation })
}
