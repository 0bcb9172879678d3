//! The roster as a table: the ids of all that pass a filter, in an order, so that a window can jump to any row; rows by their ids.

use std::cmp::Ordering;

use rusqlite::named_params;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::list::{ResidentView, few, in_order_of};
use super::presence::on_day;
use crate::populations::{self, Scope};
use crate::search;
use crate::store::{Reader, Result};
use crate::values::{Birth, Day, PresenceState};

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
    /// 小区, by its name.
    pub compound: Option<String>,
    /// 网格, by its name.
    pub grid: Option<String>,
    /// 块, by its name.
    pub block: Option<String>,
    /// "男" or "女".
    pub sex: Option<String>,
    /// 周岁, at least.
    pub age_from: Option<u32>,
    /// 周岁, at most.
    pub age_to: Option<u32>,
    /// 与户主关系, as it stands there.
    pub relation: Option<String>,
    /// Without a phone.
    #[ts(as = "Option<bool>", optional)]
    pub no_phone: bool,
    /// Without a readable ID number.
    #[ts(as = "Option<bool>", optional)]
    pub no_id: bool,
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
    /// SQL of what is compared; doors are compared by their places.
    fn key(self) -> &'static str {
        match self {
            Self::Door => "NULL",
            Self::Name => "louce_pinyin(name)",
            Self::Sex => "sex",
            Self::Birth => "birth",
            Self::IdNumber => "id_number",
            Self::Relation => "relation",
            Self::Verified => "verified_on",
        }
    }

    /// Whoever has nothing to compare comes last, but first when one looks for whom nobody has verified yet.
    fn compare(self, a: Option<&str>, b: Option<&str>, descending: bool) -> Ordering {
        let order = match (a, b) {
            (Some(a), Some(b)) if descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        let blanks_first = self == Self::Verified && !descending && a.is_some() != b.is_some();
        if blanks_first { order.reverse() } else { order }
    }
}

/// A resident while the table is put in order.
struct Row {
    key: Option<Box<str>>,
    /// The place of the door, and the household behind it.
    door: (u32, i64),
    id: i64,
}

/// What is asked of the facts of a person alone.
const FACTS: &str = "WHERE (NOT :unverified OR verified_on IS NULL)
   AND (:sex IS NULL OR sex = :sex) AND (:relation IS NULL OR relation = :relation)
   AND (NOT :no_id OR id_number IS NULL)
   AND (NOT :no_phone OR NOT EXISTS (SELECT 1 FROM phone WHERE phone.resident_id = resident.id))";

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
    let searched: Option<FxHashSet<i64>> = match filter.text.as_deref().map(str::trim) {
        Some(text) if !text.is_empty() => Some(search::find(reader, text, SEARCHED)?.into_iter().collect()),
        _ => None,
    };
    // Who is alone is worth finding out only when somebody asks.
    let (groups, presence) = match filter.group.is_some() {
        true => (Some(populations::derive(reader, today, Scope::All)?), None),
        false => (None, Some(on_day(reader, today)?)),
    };
    let state = |id| match (&groups, &presence) {
        (Some(groups), _) => groups.presence(id),
        (None, presence) => presence.as_ref().map_or(PresenceState::Home, |presence| presence.of(id)),
    };
    let passes = |id: i64| {
        let here = match filter.presence {
            Some(wanted) => state(id) == wanted,
            None => !matches!(state(id), PresenceState::MovedOut | PresenceState::Deceased),
        };
        let of_group = |group: &str| groups.as_ref().is_none_or(|groups| groups.names(id).contains(&group));
        here && searched.as_ref().is_none_or(|found| found.contains(&id))
            && filter.group.as_deref().is_none_or(of_group)
    };
    let doors = doors(reader, filter, sort == SortBy::Door && descending)?;
    let sql = format!("SELECT id, household_id, {}, birth FROM resident {FACTS}", sort.key());
    let mut statement = reader.0.prepare_cached(&sql)?;
    let TableFilter { unverified, sex, relation, no_phone, no_id, .. } = filter;
    let mut rows = statement.query(named_params! {
        ":unverified": unverified, ":sex": sex, ":relation": relation, ":no_phone": no_phone, ":no_id": no_id,
    })?;
    let asks_age = filter.age_from.is_some() || filter.age_to.is_some();
    let of_age = |birth: Option<&str>| {
        let age = birth.and_then(Birth::from_stored).and_then(|birth| birth.age_on(today));
        age.is_some_and(|age| {
            filter.age_from.is_none_or(|from| age >= from) && filter.age_to.is_none_or(|to| age <= to)
        })
    };
    let mut found: Vec<Row> = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, household): (i64, i64) = (row.get(0)?, row.get(1)?);
        let Some(place) = doors.get(&household).copied().filter(|_| passes(id)) else { continue };
        if asks_age && !of_age(row.get_ref(3)?.as_str_or_null().unwrap_or(None)) {
            continue;
        }
        let key = row.get_ref(2)?.as_str_or_null().unwrap_or(None).map(Box::from);
        found.push(Row { key, door: (place, household), id });
    }
    found.sort_unstable_by(|a, b| {
        let keys = sort.compare(a.key.as_deref(), b.key.as_deref(), descending);
        keys.then_with(|| (a.door, a.id).cmp(&(b.door, b.id)))
    });
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// The place of each household's door among the doors that pass, in natural order or from the last building down. Households whose
/// address could not be read come first, from the last building down they come last.
fn doors(reader: Reader<'_>, filter: &TableFilter, down: bool) -> Result<FxHashMap<i64, u32>> {
    let order = match down {
        false => "compound.name, building.sort_key, building.id, room.sort_key, room.id",
        true => "compound.name DESC, building.sort_key DESC, building.id, room.sort_key DESC, room.id",
    };
    let sql = format!(
        "SELECT room.id FROM room JOIN building ON building.id = room.building_id
         LEFT JOIN area AS compound ON compound.id = building.compound_id
         LEFT JOIN area AS grid ON grid.id = building.grid_id
         LEFT JOIN area AS block ON block.id = building.block_id
         WHERE (:building IS NULL OR room.building_id = :building) AND (:unit IS NULL OR room.unit = :unit)
           AND (:compound IS NULL OR compound.name = :compound) AND (:grid IS NULL OR grid.name = :grid)
           AND (:block IS NULL OR block.name = :block)
         ORDER BY {order}"
    );
    let mut statement = reader.0.prepare_cached(&sql)?;
    let TableFilter { building, unit, compound, grid, block, .. } = filter;
    let mut rows = statement.query(named_params! {
        ":building": building, ":unit": unit, ":compound": compound, ":grid": grid, ":block": block,
    })?;
    let mut rooms: FxHashMap<i64, u32> = FxHashMap::default();
    let mut place = 0;
    while let Some(row) = rows.next()? {
        place += 1;
        rooms.insert(row.get(0)?, place);
    }
    let anywhere = building.is_none() && [unit, compound, grid, block].iter().all(|place| place.is_none());
    let nowhere = anywhere.then_some(if down { u32::MAX } else { 0 });
    let mut statement = reader.0.prepare_cached("SELECT id, room_id FROM household")?;
    let mut rows = statement.query([])?;
    let mut doors = FxHashMap::default();
    while let Some(row) = rows.next()? {
        let room: Option<i64> = row.get(1)?;
        let place = room.map_or(nowhere, |room| rooms.get(&room).copied());
        doors.extend(place.map(|place| Ok::<_, rusqlite::Error>((row.get(0)?, place))).transpose()?);
    }
    Ok(doors)
}

/// Residents by their ids, in the order asked for; who is gone is left out.
///
/// # Errors
/// As any query.
pub fn by_ids(reader: Reader<'_>, ids: &[i64], today: Day) -> Result<Vec<ResidentView>> {
    derived(reader, in_order_of(reader, ids)?, today)
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
    let groups = populations::derive(reader, today, Scope::of(&households))?;
    Ok(views.into_iter().map(|view| view.with(&groups)).collect())
}
