//! Check-in 签到 on the wire: what a scanner or a person typed in the one field.

use louce_core::testing::{self, CheckedIn, shorthand};
use louce_core::{Error, Op, OpKind};
use serde::{Deserialize, Serialize};

use crate::marks::{MarkedDoor, door};
use crate::{Session, WireError};

/// What came in at the table.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CheckInRequest {
    /// 第几轮
    pub round: u32,
    /// A scanned token, or shorthand: `12 301 302未 发热`.
    pub text: String,
    /// 管号 of the open tube people sit down in.
    #[serde(default)]
    pub tube: Option<String>,
    /// Of a household's token, whom it is for; without it all of them when there is one, else they come back to choose from.
    #[serde(default)]
    pub residents: Option<Vec<i64>>,
}

/// What came of it.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct CheckInAnswer {
    /// People marked, with sound and colour; durable when this is read.
    pub people: Vec<CheckedIn>,
    /// A household's token: whom to choose from. Nobody was marked then.
    pub choose: Vec<Choice>,
    /// Shorthand that was not understood; nobody was marked then.
    pub doors: Vec<MarkedDoor>,
    /// Shorthand: words that belong to nothing.
    pub strange: Vec<String>,
    /// The operation, which can be undone; null when nothing changed.
    pub operation: Option<i64>,
}

/// Somebody of a household.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Choice {
    /// Row.
    pub resident: i64,
    /// 姓名
    pub name: String,
    /// Whether tested already.
    pub tested: bool,
}

/// Checks people in: one short durable operation.
///
/// # Errors
/// `refused` when the round has ended or the tube will not have somebody, `no_such` for a token of another office.
pub fn check_in(session: &mut Session<'_>, request: CheckInRequest) -> Result<CheckInAnswer, WireError> {
    let reader = session.office.reader();
    let round = testing::round(reader, request.round)?;
    let mut answer =
        CheckInAnswer { people: vec![], choose: vec![], doors: vec![], strange: vec![], operation: None };
    let residents = match testing::scanned(reader, &round, &request.text)? {
        Some(people) if people.len() == 1 => people,
        Some(people) => match &request.residents {
            Some(chosen) => people.into_iter().filter(|resident| chosen.contains(resident)).collect(),
            None => {
                answer.choose = choices(session, &round, &people)?;
                return Ok(answer);
            }
        },
        None => {
            let (doors, strange) = shorthand::understand(reader, &round, &request.text)?;
            let clear = strange.is_empty() && !doors.is_empty() && doors.iter().all(|d| d.problem.is_none());
            let untested = doors.iter().any(|door| door.said.untested.is_some());
            if !clear {
                answer.doors = doors.iter().map(door).collect();
                answer.strange = strange;
                return Ok(answer);
            }
            if untested {
                let clock = session.clock;
                let op = Op::new(OpKind::CheckIn, "登记");
                let outcome = session
                    .office
                    .transact(op, clock, |tx| shorthand::record_line(tx, &round, &doors, clock))?;
                answer.doors = doors.iter().map(door).collect();
                answer.operation = outcome.operation;
                return Ok(answer);
            }
            doors.into_iter().flat_map(|door| door.people).map(|(resident, _)| resident).collect()
        }
    };
    let clock = session.clock;
    let outcome = session.office.transact(Op::new(OpKind::CheckIn, "签到"), clock, |tx| {
        residents
            .iter()
            .map(|resident| testing::check_in(tx, &round, *resident, request.tube.as_deref(), clock))
            .collect::<Result<Vec<CheckedIn>, Error>>()
    })?;
    answer.people = outcome.value;
    answer.operation = outcome.operation;
    Ok(answer)
}

fn choices(session: &Session<'_>, round: &testing::Round, people: &[i64]) -> Result<Vec<Choice>, WireError> {
    let reader = session.office.reader();
    let mut found = Vec::new();
    for resident in people {
        let Some(known) = louce_core::residents::get(reader, *resident)? else { continue };
        let name = known.facts.get(louce_core::residents::Field::Name).unwrap_or("").to_owned();
        let tested = testing::standing(reader, round, *resident)?.is_some_and(|s| s.tested == Some(true));
        found.push(Choice { resident: *resident, name, tested });
    }
    Ok(found)
}
