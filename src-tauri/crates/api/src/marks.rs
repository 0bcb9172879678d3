//! Marking a round by hand 登记 on the wire: a line as it is read aloud from paper, single people, who is still missing.

use louce_core::testing::shorthand::{self, Understood};
use louce_core::testing::{self, CallFilter, Mark, UntestedFilter, UntestedPerson};
use louce_core::{Error, Op, OpKind};
use serde::{Deserialize, Serialize};

use crate::edits::Edited;
use crate::{Session, WireError};

/// A line read aloud.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MarkRequest {
    /// 第几轮
    pub round: u32,
    /// `12 301 302未 发热`
    pub line: String,
    /// Row of the building of the line before, of which a line speaks that names none.
    #[serde(default)]
    pub building: Option<i64>,
    /// Only say what was understood.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub dry_run: bool,
}

/// A door of the line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct MarkedDoor {
    /// Bare.
    pub building: String,
    /// Bare, or null when it was not said.
    pub unit: Option<String>,
    /// Bare.
    pub room: String,
    /// Tested, or not.
    pub tested: bool,
    /// 未检原因
    pub reason: Option<String>,
    /// Whom it means.
    pub residents: Vec<i64>,
    /// Their names.
    pub names: Vec<String>,
    /// Why it was not understood, in Chinese.
    pub problem: Option<String>,
}

/// What was understood of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Marked {
    /// Every door.
    pub doors: Vec<MarkedDoor>,
    /// Words that belong to nothing.
    pub strange: Vec<String>,
    /// Whether it was recorded: only when all of it was understood.
    pub recorded: bool,
    /// Row of the building spoken of last, for the line after.
    pub building: Option<i64>,
    /// People whose mark is new.
    pub changed: u32,
    /// The operation; null when nothing changed.
    pub operation: Option<i64>,
}

/// Marks a round by a line.
///
/// # Errors
/// `refused` when there is no such round or it has ended.
pub fn mark(session: &mut Session<'_>, request: MarkRequest) -> Result<Marked, WireError> {
    let reader = session.office.reader();
    let round = testing::round(reader, request.round)?;
    let line = shorthand::understand(reader, &round, &request.line, request.building)?;
    let mut marked = Marked {
        doors: line.doors.iter().map(door).collect(),
        recorded: line.is_clear() && !request.dry_run,
        strange: line.strange,
        building: line.building,
        changed: 0,
        operation: None,
    };
    if marked.recorded {
        let clock = session.clock;
        let outcome = session.office.transact(Op::new(OpKind::RecordRound, "登记"), clock, |tx| {
            shorthand::record_line(tx, &round, &line.doors, clock)
        })?;
        marked.changed = outcome.value;
        marked.operation = outcome.operation;
    }
    Ok(marked)
}

pub(crate) fn door(door: &Understood) -> MarkedDoor {
    let reason = door.said.untested.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    MarkedDoor {
        building: door.said.building.clone(),
        unit: door.said.unit.clone(),
        room: door.said.room.clone(),
        tested: door.said.untested.is_none(),
        reason: reason.map(str::to_owned),
        residents: door.people.iter().map(|(id, _)| *id).collect(),
        names: door.people.iter().map(|(_, name)| name.clone()).collect(),
        problem: door.problem.clone(),
    }
}

/// People to be marked one way.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MarkPeopleRequest {
    /// 第几轮
    pub round: u32,
    /// Who.
    pub residents: Vec<i64>,
    /// Tested, or not.
    pub tested: bool,
    /// 未检原因
    #[serde(default)]
    pub reason: Option<String>,
}

/// Marks people; those who are in the roster but not in the round join it first.
///
/// # Errors
/// `refused` when the round has ended, `no_such`.
pub fn mark_people(session: &mut Session<'_>, request: MarkPeopleRequest) -> Result<Edited, WireError> {
    let round = testing::round(session.office.reader(), request.round)?;
    if request.residents.is_empty() {
        return Err(Error::Refused("没有选择住户。".into()).into());
    }
    let reason = request.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    let mark = match request.tested {
        true => Mark::tick(),
        false => Mark::Untested { reason: reason.map(str::to_owned) },
    };
    let clock = session.clock;
    let op = Op::new(OpKind::RecordRound, format!("登记{}：{}人", round.title(), request.residents.len()));
    let outcome = session.office.transact(op, clock, |tx| {
        for resident in &request.residents {
            testing::add_newcomer(tx, &round, *resident)?;
            testing::record(tx, &round, *resident, &mark, clock)?;
        }
        Ok::<_, Error>(())
    })?;
    Ok(Edited { operation: outcome.operation, changed: outcome.changed })
}

/// Who is asked for.
#[derive(Debug, Clone, Default, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct UntestedRequest {
    /// 第几轮
    pub round: u32,
    /// Row of a building; without it all.
    #[serde(default)]
    pub building: Option<i64>,
    /// Only who gave this reason, as a round's figures name it; "" for those of whom nobody has said anything.
    #[serde(default)]
    pub reason: Option<String>,
    /// Only those whose calls stand so.
    #[serde(default)]
    pub calls: Option<CallFilter>,
    /// At most so many.
    #[serde(default)]
    pub limit: Option<u32>,
    /// So many are passed over; none unless said.
    #[serde(default)]
    pub offset: Option<u32>,
}

impl UntestedRequest {
    pub(crate) fn filter(self) -> UntestedFilter {
        let Self { building, reason, calls, limit, offset, round: _ } = self;
        UntestedFilter { building, reason, calls, running: false, limit, offset: offset.unwrap_or(0) }
    }
}

/// Who is still to be tested.
///
/// # Errors
/// `refused` when there is no such round.
pub fn untested(
    session: &mut Session<'_>,
    request: UntestedRequest,
) -> Result<Vec<UntestedPerson>, WireError> {
    let reader = session.office.reader();
    let round = testing::round(reader, request.round)?;
    Ok(testing::untested(reader, &round, &request.filter())?)
}
