//! Residents as people ask for them: by building, by search, with what follows from the facts.

use rusqlite::{Row, named_params};

use crate::populations::{self, Scope};
use crate::search;
use crate::store::{Reader, Result};
use crate::values::{Day, IdType, PresenceState};

/// Which residents.
#[derive(Debug, Clone, Default)]
pub struct ResidentFilter<'a> {
    /// Bare building name.
    pub building: Option<&'a str>,
    /// As typed: name, pinyin, initials, room, last digits.
    pub search: Option<&'a str>,
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
    /// Chinese names, stated and derived, in a fixed order.
    pub tags: Vec<&'static str>,
}

impl ResidentView {
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
    let limit = filter.limit.unwrap_or(usize::MAX);
    let mut views = Vec::new();
    if let Some(text) = filter.search {
        let mut statement = reader.0.prepare_cached(concat!(include_str!("list.sql"), " WHERE resident.id = :id"))?;
        for id in search::find(reader, text, limit)? {
            let mut rows = statement.query(named_params! { ":id": id })?;
            while let Some(row) = rows.next()? {
                let view = from_row(row)?;
                if filter.building.is_none_or(|building| view.building == building) {
                    views.push(view);
                }
            }
        }
    } else {
        let sql = concat!(include_str!("list.sql"), include_str!("list_order.sql"));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = reader.0.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! { ":building": filter.building, ":limit": limit })?;
        while let Some(row) = rows.next()? {
            views.push(from_row(row)?);
        }
    }
    let few = filter.search.is_some() || filter.limit.is_some() || filter.building.is_some();
    let households: Vec<i64> = if few { views.iter().map(|view| view.household).collect() } else { Vec::new() };
    let derived = populations::derive(reader, today, if few { Scope::Households(&households) } else { Scope::All })?;
    for view in &mut views {
        view.presence = derived.presence(view.id);
        view.tags = derived.names(view.id);
    }
    Ok(views)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<ResidentView> {
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
        tags: Vec::new(),
    })
}
