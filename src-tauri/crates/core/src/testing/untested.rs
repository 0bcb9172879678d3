//! Who of a round is still to be tested: expected, and not tested, with the reason when one was given.

use super::{Round, roster};
use crate::places;
use crate::store::{Reader, Result};

/// Somebody expected who was not tested.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct UntestedPerson {
    /// Row.
    pub resident: i64,
    /// 户
    pub household: i64,
    /// Bare; "" when the address could not be read.
    pub building: String,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// 姓名
    pub name: String,
    /// 周岁 on the round's day.
    pub age: Option<u32>,
    /// Chinese.
    pub tags: Vec<&'static str>,
    /// All phones, joined by 、.
    pub phones: Option<String>,
    /// Somebody said that they were not tested; otherwise nobody has said anything.
    pub said: bool,
    /// 未检原因
    pub reason: Option<String>,
}

/// In the order of the doors; of one building or of all.
///
/// # Errors
/// As any query.
pub fn untested(reader: Reader<'_>, round: &Round, building: Option<i64>) -> Result<Vec<UntestedPerson>> {
    let known = places::buildings(reader)?;
    let asked = known.iter().filter(|row| building.is_none_or(|id| id == row.id));
    let mut places: Vec<(Option<i64>, &str)> = asked.map(|row| (Some(row.id), row.name.as_str())).collect();
    if building.is_none() {
        places.push((None, ""));
    }
    let mut found = Vec::new();
    for (id, name) in places {
        roster(reader, round, id, |row| {
            let Some(person) = row.person.filter(|p| p.excluded.is_none() && p.tested != Some(true)) else {
                return Ok::<_, crate::Error>(());
            };
            let (unit, room) = row
                .room
                .as_ref()
                .map_or_else(Default::default, |room| (room.unit.clone(), room.room.clone()));
            found.push(UntestedPerson {
                resident: person.resident,
                household: person.household,
                building: name.to_owned(),
                unit,
                room,
                name: person.name,
                age: person.age,
                tags: person.tags,
                phones: person.phones,
                said: person.tested == Some(false),
                reason: person.reason,
            });
            Ok(())
        })?;
    }
    Ok(found)
}
