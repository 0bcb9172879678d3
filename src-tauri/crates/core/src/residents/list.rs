//! Residents as people ask for them: by building, by search, with what follows from the facts.

use rusqlite::{Row, named_params};
use rustc_hash::FxHashMap;

use crate::populations::{self, Populations, Scope};
use crate::search;
use crate::store::{Error, Reader, Result};
use crate::values::{Day, IdType, PresenceState, RoomAddress, RoomKind};

/// Which residents.
#[derive(Debug, Clone, Default)]
pub struct ResidentFilter<'a> {
    /// Bare building name.
    pub building: Option<&'a str>,
    /// As typed: name, pinyin, initials, room, last digits.
    pub search: Option<&'a str>,
    /// 重点类别, stated or derived, by its Chinese name: 80岁以上独居, 透析 …
    pub group: Option<&'a str>,
    /// At most so many.
    pub limit: Option<usize>,
}

/// A resident with place and derived tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResidentView {
    /// Row.
    pub id: i64,
    /// 户
    pub household: i64,
    /// 小区
    pub compound: Option<String>,
    /// Bare; "" when the address could not be read.
    pub building: String,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// 房屋类型 code.
    pub room_kind: Option<String>,
    /// 房屋标签
    pub room_label: Option<String>,
    /// The address as written, when it could not be read.
    pub address_raw: Option<String>,
    /// 户号
    pub household_number: Option<String>,
    /// Facts.
    pub facts: super::ResidentFacts,
    /// The one to call first first.
    pub phones: Vec<String>,
    /// On the day asked for.
    pub presence: PresenceState,
    /// ISO day on which their facts were checked.
    pub verified_on: Option<String>,
    /// Chinese names, stated and derived, in a fixed order.
    pub tags: Vec<&'static str>,
}

impl ResidentView {
    pub(super) fn with(mut self, derived: &Populations) -> Self {
        self.presence = derived.presence(self.id);
        self.tags = derived.names(self.id);
        self
    }

    /// "12号楼2单元402室"; the address as written when it could not be read.
    pub fn door(&self) -> String {
        if self.building.is_empty() {
            return self.address_raw.clone().unwrap_or_default();
        }
        let address = RoomAddress {
            compound: String::new(),
            building: self.building.clone(),
            unit: self.unit.clone(),
            room: self.room.clone(),
            kind: self.room_kind.as_deref().and_then(RoomKind::from_code).unwrap_or_default(),
        };
        address.label()
    }

    /// 证件类型 in Chinese.
    pub fn id_type(&self) -> Option<String> {
        self.facts.get(super::Field::IdType).and_then(IdType::from_code).map(|kind| kind.to_string())
    }
}

/// Residents in the order of their doors, or for a search best match first; as of `today`.
///
/// # Errors
/// As any query.
pub fn list(reader: Reader<'_>, filter: &ResidentFilter<'_>, today: Day) -> Result<Vec<ResidentView>> {
    let mut views = Vec::new();
    each(reader, filter, today, |view| {
        views.push(view);
        Ok::<_, Error>(())
    })?;
    Ok(views)
}

/// As [`list`], one at a time: a whole office is never held in memory.
///
/// # Errors
/// As any query, and what `each` returns, which ends it.
pub fn each<E: From<Error>>(
    reader: Reader<'_>,
    filter: &ResidentFilter<'_>,
    today: Day,
    mut each: impl FnMut(ResidentView) -> Result<(), E>,
) -> Result<(), E> {
    let mut left = filter.limit.unwrap_or(usize::MAX);
    let group = filter.group.map(populations::group_named).transpose()?;
    let wanted = |view: &ResidentView| group.is_none_or(|group| view.tags.contains(&group));
    if let Some(text) = filter.search {
        let views = searched(reader, text, filter)?;
        let households: Vec<i64> = views.iter().map(|view| view.household).collect();
        let derived = populations::derive(reader, today, Scope::Households(&households))?;
        let views = views.into_iter().map(|view| view.with(&derived)).filter(wanted);
        return views.take(left).try_for_each(each);
    }
    let in_order = concat!(include_str!("list.sql"), include_str!("list_order.sql"));
    let limit = if group.is_some() { i64::MAX } else { i64::try_from(left).unwrap_or(i64::MAX) };
    let params = named_params! { ":building": filter.building, ":limit": limit };
    if filter.building.is_some() || limit < FEW {
        let views = few(reader, in_order, params)?;
        let households: Vec<i64> = views.iter().map(|view| view.household).collect();
        let derived = populations::derive(reader, today, Scope::Households(&households))?;
        let views = views.into_iter().map(|view| view.with(&derived)).filter(wanted);
        return views.take(left).try_for_each(each);
    }
    let derived = populations::derive(reader, today, Scope::All)?;
    let mut statement = reader.0.prepare_cached(in_order).map_err(Error::from)?;
    let mut rows = statement.query(params).map_err(Error::from)?;
    while left > 0
        && let Some(row) = rows.next().map_err(Error::from)?
    {
        let view = from_row(row).map_err(Error::from)?.with(&derived);
        if wanted(&view) {
            each(view)?;
            left -= 1;
        }
    }
    Ok(())
}

/// Up to so many people, only their own households are looked at for what follows from the facts.
const FEW: i64 = 5_000;

fn searched(reader: Reader<'_>, text: &str, filter: &ResidentFilter<'_>) -> Result<Vec<ResidentView>> {
    // What is filtered afterwards must not use up the limit.
    let filtered = filter.building.is_some() || filter.group.is_some();
    let limit = filter.limit.filter(|_| !filtered).unwrap_or(usize::MAX);
    let mut views = in_order_of(reader, &search::find(reader, text, limit)?)?;
    views.retain(|view| filter.building.is_none_or(|building| view.building == building));
    Ok(views)
}

/// Residents by their ids, in the order of these; who is gone is left out. What follows from the facts is still to be said.
pub(super) fn in_order_of(reader: Reader<'_>, ids: &[i64]) -> Result<Vec<ResidentView>> {
    let sql = concat!(include_str!("list.sql"), " WHERE resident.id IN (SELECT value FROM json_each(:ids))");
    let views = few(reader, sql, named_params! { ":ids": serde_json::to_string(ids)? })?;
    let mut found: FxHashMap<i64, ResidentView> = views.into_iter().map(|view| (view.id, view)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

pub(super) fn few(reader: Reader<'_>, sql: &str, params: impl rusqlite::Params) -> Result<Vec<ResidentView>> {
    Ok(reader.0.prepare_cached(sql)?.query_map(params, from_row)?.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<ResidentView> {
    let mut facts = super::ResidentFacts::default();
    for field in super::Field::ALL {
        facts.set(*field, row.get(field.column())?);
    }
    let phones: Option<String> = row.get("phones")?;
    Ok(ResidentView {
        id: row.get("id")?,
        household: row.get("household_id")?,
        compound: row.get("compound")?,
        building: row.get("building")?,
        unit: row.get("unit")?,
        room: row.get("room")?,
        room_kind: row.get("room_kind")?,
        room_label: row.get("room_label")?,
        address_raw: row.get("address_raw")?,
        household_number: row.get("household_number")?,
        facts,
        phones: phones.map(|phones| phones.split('|').map(str::to_owned).collect()).unwrap_or_default(),
        presence: PresenceState::Home,
        verified_on: row.get("verified_on")?,
        tags: Vec::new(),
    })
}
