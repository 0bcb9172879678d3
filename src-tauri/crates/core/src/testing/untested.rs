//! Who of a round is still to be tested: expected, and not tested, with the reason when one was given.

use rusqlite::named_params;

use super::Round;
use crate::places;
use crate::populations::{self, Scope};
use crate::store::{Reader, Result};
use crate::values::Birth;

/// Somebody expected who was not tested.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct UntestedPerson {
    /// Row.
    pub resident: i64,
    /// 户
    pub household: i64,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
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

/// In the order of the doors, those whose address could not be read last; of one building or of all, and at most `limit`.
///
/// # Errors
/// As any query.
pub fn untested(
    reader: Reader<'_>,
    round: &Round,
    building: Option<i64>,
    limit: Option<u32>,
) -> Result<Vec<UntestedPerson>> {
    let several = places::several_compounds(reader)?;
    let mut statement = reader.0.prepare_cached(include_str!("untested.sql"))?;
    let limit = limit.map_or(-1, i64::from);
    let mut people: Vec<UntestedPerson> = statement
        .query_map(named_params! { ":round": round.id, ":building": building, ":limit": limit }, |row| {
            let birth = row.get_ref("birth")?.as_str_or_null()?.and_then(Birth::from_stored);
            Ok(UntestedPerson {
                resident: row.get("resident_id")?,
                household: row.get("household_id")?,
                compound: if several { row.get("compound")? } else { None },
                building: row.get("building")?,
                unit: row.get("unit")?,
                room: row.get("room")?,
                name: row.get("name")?,
                age: birth.and_then(|birth| birth.age_on(round.day)),
                tags: Vec::new(),
                phones: row.get("phones")?,
                said: row.get("said")?,
                reason: row.get("reason")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let households: Vec<i64> = people.iter().map(|person| person.household).collect();
    let groups = populations::derive(reader, round.day, Scope::of(&households))?;
    people.iter_mut().for_each(|person| person.tags = groups.names(person.resident));
    Ok(people)
}
