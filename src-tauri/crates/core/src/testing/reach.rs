//! How somebody without a phone of their own is reached: through who lives with them, else through who is responsible for the house.

use rusqlite::{Row, named_params};
use serde::Serialize;

use super::UntestedPerson;
use crate::store::{Reader, Result};
use crate::values::Day;

/// Whose phone it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ReachBy {
    /// 家里人
    Household,
    /// 楼组长、网格员
    Responsible,
}

/// Somebody through whom another is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Reach {
    /// Whose phone it is.
    pub by: ReachBy,
    /// 姓名
    pub name: String,
    /// 与户主关系 of somebody of the household, where it is known; 身份 of who is responsible: 楼组长.
    pub role: Option<String>,
    /// Their phones, joined by 、.
    pub phones: String,
}

impl Reach {
    /// "家里 李四（户主）" or "楼组长 赵大妈": never to be taken for the person's own.
    pub fn whose(&self) -> String {
        match (self.by, &self.role) {
            (ReachBy::Household, None) => format!("家里 {}", self.name),
            (ReachBy::Household, Some(role)) => format!("家里 {}（{role}）", self.name),
            (ReachBy::Responsible, role) => format!("{} {}", role.as_deref().unwrap_or("负责人"), self.name),
        }
    }
}

/// Two at most: those of the household that have a phone and still live there, the head first; when nobody has one, who is responsible
/// for the entrance or the building. Nobody for somebody who has a phone.
///
/// # Errors
/// As any query.
pub(super) fn reach(reader: Reader<'_>, person: &UntestedPerson, day: Day) -> Result<Vec<Reach>> {
    if person.phones.is_some() {
        return Ok(Vec::new());
    }
    let read = |by| {
        move |row: &Row<'_>| {
            Ok(Reach { by, name: row.get("name")?, role: row.get("role")?, phones: row.get("phones")? })
        }
    };
    let household: Vec<Reach> = reader
        .0
        .prepare_cached(include_str!("reach_household.sql"))?
        .query_map(
            named_params! {
                ":household": person.household, ":resident": person.resident, ":day": day.to_string(),
            },
            read(ReachBy::Household),
        )?
        .collect::<rusqlite::Result<_>>()?;
    if !household.is_empty() {
        return Ok(household);
    }
    Ok(reader
        .0
        .prepare_cached(
            "SELECT responsibility.name, role, phone AS phones FROM household
             JOIN room ON room.id = household.room_id
             JOIN responsibility ON responsibility.building_id = room.building_id
             WHERE household.id = ?1 AND phone IS NOT NULL
               AND (responsibility.unit IS NULL OR responsibility.unit = room.unit)
             ORDER BY responsibility.unit IS NULL, role NOT LIKE '%楼%', responsibility.id LIMIT 2",
        )?
        .query_map([person.household], read(ReachBy::Responsible))?
        .collect::<rusqlite::Result<_>>()?)
}
