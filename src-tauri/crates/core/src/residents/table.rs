//! The roster as a table: the ids of all that pass a filter, in an order, so that a window can jump to any row; rows by their ids.

use std::collections::HashSet;

use rusqlite::named_params;
use serde::{Deserialize, Serialize};

use super::list::{ResidentView, few};
use crate::populations::{self, Scope};
use crate::search;
use crate::store::{Reader, Result};
use crate::values::{Day, PresenceState};

/// Most people a search in the table is followed to.
const SEARCHED: usize = 5_000;

/// Which residents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TableFilter {
    /// Row of the building.
    pub building: Option<i64>,
    /// 单元, bare.
    pub unit: Option<String>,
    /// Chinese name of a group, stated or derived: 独居, 80岁以上 …
    pub group: Option<String>,
    /// In this state; without one everybody who has neither moved out nor died.
    pub presence: Option<PresenceState>,
    /// As typed: name, pinyin, initials, room, last digits.
    pub text: Option<String>,
    /// Nobody has checked them yet.
    #[ts(as = "Option<bool>", optional)]
    pub unverified: bool,
}

/// By what the table is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// Doors, in natural order.
    #[default]
    Door,
    /// 姓名, by pinyin.
    Name,
    /// 性别
    Sex,
    /// 出生日期
    Birth,
    /// 证件号
    IdNumber,
    /// 与户主关系
    Relation,
    /// 核实日期
    Verified,
}

impl SortBy {
    /// SQL; rows that are equal stay in the order of the doors.
    fn order(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Door, false) => "",
            (Self::Door, true) => {
                "building.sort_key DESC, building.id, room.sort_key DESC, room.id, household.id, resident.id,"
            }
            (Self::Name, false) => "louce_pinyin(resident.name),",
            (Self::Name, true) => "louce_pinyin(resident.name) DESC,",
            (Self::Sex, false) => "resident.sex IS NULL, resident.sex,",
            (Self::Sex, true) => "resident.sex IS NULL, resident.sex DESC,",
            (Self::Birth, false) => "resident.birth IS NULL, resident.birth,",
            (Self::Birth, true) => "resident.birth IS NULL, resident.birth DESC,",
            (Self::IdNumber, false) => "resident.id_number IS NULL, resident.id_number,",
            (Self::IdNumber, true) => "resident.id_number IS NULL, resident.id_number DESC,",
            (Self::Relation, false) => "resident.relation IS NULL, resident.relation,",
            (Self::Relation, true) => "resident.relation IS NULL, resident.relation DESC,",
            (Self::Verified, false) => "resident.verified_on,",
            (Self::Verified, true) => "resident.verified_on DESC,",
        }
    }
}

/// Ids of the residents that pass, in order.
///
/// # Errors
/// As any query.
pub fn table_ids(
    reader: Reader<'_>,
    filter: &TableFilter,
    sort: SortBy,
    descending: bool,
    today: Day,
) -> Result<Vec<i64>> {
    let searched: Option<HashSet<i64>> = match filter.text.as_deref().map(str::trim) {
        Some(text) if !text.is_empty() => Some(search::find(reader, text, SEARCHED)?.into_iter().collect()),
        _ => None,
    };
    let sql = format!(
        "SELECT resident.id FROM resident
         JOIN household ON household.id = resident.household_id
         LEFT JOIN room ON room.id = household.room_id
         LEFT JOIN building ON building.id = room.building_id
         LEFT JOIN area AS compound ON compound.id = building.compound_id
         WHERE (:building IS NULL OR room.building_id = :building) AND (:unit IS NULL OR room.unit = :unit)
           AND (NOT :unverified OR resident.verified_on IS NULL)
         ORDER BY {} compound.name, building.sort_key, building.id, room.sort_key, room.id, household.id, resident.id",
        sort.order(descending)
    );
    let mut ids: Vec<i64> = reader
        .0
        .prepare_cached(&sql)?
        .query_map(
            named_params! {
                ":building": filter.building, ":unit": filter.unit, ":unverified": filter.unverified,
            },
            |row| row.get(0),
        )?
        .collect::<rusqlite::Result<_>>()?;
    let groups = populations::derive(reader, today, Scope::All)?;
    ids.retain(|id| {
        let state = groups.presence(*id);
        let here = match filter.presence {
            Some(wanted) => state == wanted,
            None => !matches!(state, PresenceState::MovedOut | PresenceState::Deceased),
        };
        here && searched.as_ref().is_none_or(|found| found.contains(id))
            && filter.group.as_deref().is_none_or(|group| groups.names(*id).contains(&group))
    });
    Ok(ids)
}

/// Residents by their ids, in the order asked for; who is gone is left out.
///
/// # Errors
/// As any query.
pub fn by_ids(reader: Reader<'_>, ids: &[i64], today: Day) -> Result<Vec<ResidentView>> {
    let one = concat!(include_str!("list.sql"), " WHERE resident.id = :id");
    let mut views = Vec::with_capacity(ids.len());
    for id in ids {
        views.extend(few(reader, one, named_params! { ":id": id })?);
    }
    derived(reader, views, today)
}

/// The members of a household.
///
/// # Errors
/// As any query.
pub fn of_household(reader: Reader<'_>, household: i64, today: Day) -> Result<Vec<ResidentView>> {
    let sql = concat!(include_str!("list.sql"), " WHERE household.id = :household ORDER BY resident.id");
    let views = few(reader, sql, named_params! { ":household": household })?;
    derived(reader, views, today)
}

fn derived(reader: Reader<'_>, views: Vec<ResidentView>, today: Day) -> Result<Vec<ResidentView>> {
    let households: Vec<i64> = views.iter().map(|view| view.household).collect();
    let groups = populations::derive(reader, today, Scope::Households(&households))?;
    Ok(views.into_iter().map(|view| view.with(&groups)).collect())
}
