//! Check-in 签到 on the wire: what a scanner or a person typed in the one field.

use louce_core::testing::{self, Caution, CheckedIn, Party, shorthand};
use louce_core::{Op, OpKind};
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
    /// A scanned token, an ID card's or a phone's number, or shorthand: `12 301 302未 发热`; "": `residents` says who.
    pub text: String,
    /// 管号 of the open tube people sit down in.
    #[serde(default)]
    pub tube: Option<String>,
    /// Of a household's token, whom it is for; without it all of them when there is one, else they come back to choose from.
    #[serde(default)]
    pub residents: Option<Vec<i64>>,
    /// Into this tube although the rule keeps somebody out of it.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub anyway: bool,
}

/// What came of it.
#[derive(Debug, Clone, Default, Serialize, ts_rs::TS)]
pub struct CheckInAnswer {
    /// People marked, with sound and colour; durable when this is read.
    pub people: Vec<CheckedIn>,
    /// A household's token, or a phone several have: whom to choose from. Nobody was marked then.
    pub choose: Vec<Choice>,
    /// Who should not be in this tube, and why; nobody was marked then. `anyway` seats them all the same.
    pub cautions: Vec<Caution>,
    /// Those the tube had no place for: they wait for the next one.
    pub left: Vec<Choice>,
    /// Shorthand that was not understood, and nobody was marked; or that says who was not tested.
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
    let mut answer = CheckInAnswer::default();
    let mut doors: Vec<shorthand::Understood> = Vec::new();
    let residents = match people_of(session, &round, &request)? {
        Some(people) => match &request.residents {
            Some(chosen) => people.into_iter().filter(|resident| chosen.contains(resident)).collect(),
            None if people.len() == 1 => people,
            None => {
                answer.choose = choices(session, &round, &people)?;
                return Ok(answer);
            }
        },
        None => {
            let line = shorthand::understand(reader, &round, &request.text, None)?;
            if !line.is_clear() {
                answer.doors = line.doors.iter().map(door).collect();
                answer.strange = line.strange;
                return Ok(answer);
            }
            doors = line.doors;
            narrow(&mut doors, request.residents.as_deref());
            let came = doors.iter().filter(|door| door.said.untested.is_none());
            came.flat_map(|door| &door.people).map(|(resident, _)| *resident).collect::<Vec<_>>()
        }
    };
    if let Some(tube) = request.tube.as_deref().filter(|_| !request.anyway) {
        answer.cautions = testing::cautions(reader, &round, &residents, tube)?;
        if !answer.cautions.is_empty() {
            return Ok(answer);
        }
    }
    let (clock, tube) = (session.clock, request.tube.as_deref());
    let outcome =
        session.office.transact(Op::new(OpKind::CheckIn, "签到"), clock, |tx| match doors.as_slice() {
            [] => testing::check_in_all(tx, &round, &residents, tube, clock),
            doors => testing::check_in_line(tx, &round, doors, tube, clock),
        })?;
    let Party { people, left } = outcome.value;
    answer.people = people;
    answer.left = choices(session, &round, &left)?;
    // Who was tested stands in `people`; of the doors those that were not are worth a word.
    answer.doors = doors.iter().filter(|each| each.said.untested.is_some()).map(door).collect();
    answer.operation = outcome.operation;
    Ok(answer)
}

/// Who is meant without a word of shorthand.
fn people_of(
    session: &Session<'_>,
    round: &testing::Round,
    request: &CheckInRequest,
) -> Result<Option<Vec<i64>>, WireError> {
    match &request.residents {
        Some(chosen) if request.text.trim().is_empty() => Ok(Some(chosen.clone())),
        _ => Ok(testing::scanned(session.office.reader(), round, &request.text)?),
    }
}

/// Of a line sent again for those who had no place, only them.
fn narrow(doors: &mut Vec<shorthand::Understood>, residents: Option<&[i64]>) {
    let Some(residents) = residents else { return };
    for door in doors.iter_mut() {
        door.people.retain(|(resident, _)| residents.contains(resident));
    }
    doors.retain(|door| !door.people.is_empty());
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
