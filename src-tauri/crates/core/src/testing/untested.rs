//! Who of a round is still to be tested: expected, and not tested, with the reason when one was given.

use rusqlite::named_params;

use super::{CallFilter, Round};
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

/// Which of them, and which part of the list.
#[derive(Debug, Clone, Default)]
pub struct UntestedFilter {
    /// Only those of this building.
    pub building: Option<i64>,
    /// Only those who gave this reason; [`UNSAID`] for none given, "" for those of whom nobody has said anything.
    pub reason: Option<String>,
    /// Only those whose calls stand so.
    pub calls: Option<CallFilter>,
    /// Only those not tested in the round before either, in which they were expected.
    pub running: bool,
    /// At most so many.
    pub limit: Option<u32>,
    /// So many are passed over.
    pub offset: u32,
}

impl UntestedFilter {
    /// Who of a building it lets through.
    pub(super) fn missing(&self) -> String {
        let calls = self.calls.map_or("", CallFilter::sql);
        let running = if self.running { include_str!("missed_running.sql") } else { "" };
        include_str!("missing.sql").replace("/* calls */", calls).replace("/* running */", running)
    }
}

/// In the order of the doors, those whose address could not be read last.
///
/// # Errors
/// As any query.
pub fn untested(reader: Reader<'_>, round: &Round, filter: &UntestedFilter) -> Result<Vec<UntestedPerson>> {
    let building = filter.building;
    let known = places::buildings_told_apart(reader)?;
    let asked = known.into_iter().filter(|row| building.is_none_or(|id| id == row.id));
    let mut places: Vec<_> = asked.map(|row| (Some(row.id), row.name, row.compound)).collect();
    if building.is_none() {
        places.push((None, String::new(), None));
    }
    let most = filter.limit.map_or(usize::MAX, |limit| limit as usize);
    let missing = filter.missing();
    let page = include_str!("untested.sql").replace("/* missing */", &missing);
    let mut statement = reader.0.prepare_cached(&page)?;
    let mut count = reader.0.prepare_cached(&format!("SELECT count(*) FROM ({missing})"))?;
    let mut pass_over = i64::from(filter.offset);
    let mut people = Vec::new();
    // Building by building: whoever looks at the first page waits for no more than that.
    for (id, name, compound) in places {
        let left = most - people.len();
        if left == 0 {
            break;
        }
        let left = i64::try_from(left).unwrap_or(i64::MAX);
        if pass_over > 0 {
            let asked = named_params! { ":round": round.id, ":building": id, ":reason": filter.reason };
            let here: i64 = count.query_row(asked, |row| row.get(0))?;
            if here <= pass_over {
                pass_over -= here;
                continue;
            }
        }
        let asked = named_params! {
            ":round": round.id, ":building": id, ":reason": filter.reason, ":limit": left, ":offset": std::mem::take(&mut pass_over),
        };
        let mut rows = statement.query(asked)?;
        while let Some(row) = rows.next()? {
            let birth = row.get_ref("birth")?.as_str_or_null().unwrap_or(None).and_then(Birth::from_stored);
            people.push(UntestedPerson {
                resident: row.get("resident_id")?,
                household: row.get("household_id")?,
                compound: compound.clone(),
                building: name.clone(),
                unit: row.get("unit")?,
                room: row.get("room")?,
                name: row.get("name")?,
                age: birth.and_then(|birth| birth.age_on(round.day)),
                tags: Vec::new(),
                phones: row.get("phones")?,
                said: row.get("said")?,
                reason: row.get("reason")?,
            });
        }
    }
    let households: Vec<i64> = people.iter().map(|person| person.household).collect();
    let groups = populations::derive(reader, round.day, Scope::of(&households))?;
    people.iter_mut().for_each(|person| person.tags = groups.names(person.resident));
    Ok(people)
}
