//! Households 户 on the wire: one household whole, with everything the office knows of its members.

use std::collections::BTreeMap;

use louce_core::places::{self, Responsibility};
use louce_core::residents::{self, ContactRow, Field, PresenceRow, TagRow};
use louce_core::values::{Birth, TagKind};
use louce_core::{Reader, households};
use serde::{Deserialize, Serialize};

use crate::residents::Resident;
use crate::{Session, WireError};

/// Which household: by its own row, or by one of its members.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HouseholdRequest {
    /// Its row.
    pub household: Option<i64>,
    /// Row of a member.
    pub resident: Option<i64>,
}

impl HouseholdRequest {
    /// The household's row.
    ///
    /// # Errors
    /// `no_such`.
    pub(crate) fn id(self, reader: Reader<'_>) -> Result<i64, louce_core::Error> {
        match (self.household, self.resident) {
            (Some(id), _) => Ok(id),
            (None, Some(resident)) => residents::get(reader, resident)?
                .map(|resident| resident.household_id)
                .ok_or(louce_core::Error::NoSuch("住户")),
            (None, None) => Err(louce_core::Error::NoSuch("户")),
        }
    }
}

/// A tag as stated.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct StatedTag {
    /// In Chinese.
    pub name: &'static str,
    /// Since when, from which column, the carer.
    #[serde(flatten)]
    pub tag: TagRow,
}

/// A member with everything known.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Member {
    /// What lists show.
    #[serde(flatten)]
    pub resident: Resident,
    /// 周岁
    pub age: Option<u32>,
    /// Other facts by field code: `ethnicity`, `employer`, …; only those known.
    pub facts: BTreeMap<&'static str, String>,
    /// Tags as stated, standing or not; `tags` holds what stands, derived ones among it.
    pub stated: Vec<StatedTag>,
    /// The whole course of presence.
    pub presences: Vec<PresenceRow>,
    /// 紧急联系人, 监护人, 子女
    pub contacts: Vec<ContactRow>,
    /// Cells that could not be read, by field.
    pub unreadable: BTreeMap<String, String>,
    /// Columns the program has no field for, by header.
    pub extra: BTreeMap<String, String>,
    /// ISO day on which their facts were checked.
    pub verified_on: Option<String>,
    /// Who did.
    pub verified_by: Option<String>,
    /// Where they were first read: "file / sheet / 第3行".
    pub source: Option<String>,
}

/// A household 户.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Household {
    /// Row.
    pub id: i64,
    /// 户号
    pub number: Option<String>,
    /// "12号楼2单元402"; the address as written when it could not be read.
    pub door: Option<String>,
    /// 室
    pub room: Option<i64>,
    /// 楼栋
    pub building: Option<i64>,
    /// 房屋标签
    pub room_label: Option<String>,
    /// 备注 of the household.
    pub remark: Option<String>,
    /// Everybody, those who moved out or died among them.
    pub members: Vec<Member>,
    /// Who is responsible for the building or the entrance.
    pub responsible: Vec<Responsibility>,
    /// Other households behind the same door.
    pub neighbours: Vec<i64>,
}

/// One household.
///
/// # Errors
/// `no_such`.
pub fn household(session: &mut Session<'_>, request: HouseholdRequest) -> Result<Household, WireError> {
    let reader = session.office.reader();
    let today = session.clock.today();
    let id = request.id(reader)?;
    let facts = households::get(reader, id)?;
    let place = households::room_of(reader, id)?;
    let members = residents::of_household(reader, id, today)?;
    let unit = members.first().map(|member| member.unit.clone()).unwrap_or_default();
    let mut responsible = places::responsibilities(reader)?;
    responsible.retain(|row| {
        let of_building = place.is_some_and(|(_, building)| row.building_id == Some(building));
        of_building && row.unit.as_deref().is_none_or(|of| of == unit)
    });
    let members = members
        .into_iter()
        .map(|view| {
            let age = view.facts.get(Field::Birth).and_then(Birth::from_stored);
            let age = age.and_then(|birth| birth.age_on(today));
            let known = view.facts.clone();
            member(reader, view.into(), age, &known)
        })
        .collect::<Result<_, WireError>>()?;
    let neighbours = match facts.room_id {
        Some(room) => households::in_room(reader, room)?.into_iter().filter(|other| *other != id).collect(),
        None => Vec::new(),
    };
    Ok(Household {
        id,
        door: places::label_of_household(reader, id)?,
        room: facts.room_id,
        building: place.map(|(_, building)| building),
        room_label: facts.room_id.map(|room| places::room_label(reader, room)).transpose()?.flatten(),
        number: facts.number,
        remark: facts.remark,
        members,
        responsible,
        neighbours,
    })
}

/// Facts that have a place of their own in [`Resident`].
const SHOWN: &[Field] = &[
    Field::Name,
    Field::IdType,
    Field::IdNumber,
    Field::IdRaw,
    Field::Sex,
    Field::Birth,
    Field::Relation,
    Field::Remark,
    Field::Unreadable,
    Field::Extra,
];

fn member(
    reader: Reader<'_>,
    resident: Resident,
    age: Option<u32>,
    known: &residents::ResidentFacts,
) -> Result<Member, WireError> {
    let id = resident.id;
    let others = Field::ALL.iter().filter(|field| !SHOWN.contains(field));
    let facts = others.filter_map(|field| Some((field.column(), known.get(*field)?.to_owned()))).collect();
    let kept = |field: Field| -> Result<BTreeMap<String, String>, louce_core::Error> {
        Ok(known.get(field).map(serde_json::from_str).transpose()?.unwrap_or_default())
    };
    let stated = residents::tags(reader, id)?
        .into_iter()
        .filter_map(|tag| Some(StatedTag { name: TagKind::from_code(&tag.kind)?.name(), tag }))
        .collect();
    let provenance = residents::provenance(reader, id)?;
    Ok(Member {
        resident,
        age,
        facts,
        stated,
        presences: residents::presences(reader, id)?,
        contacts: residents::contacts(reader, id)?,
        unreadable: kept(Field::Unreadable)?,
        extra: kept(Field::Extra)?,
        verified_on: provenance.verified_on,
        verified_by: provenance.verified_by,
        source: provenance.source,
    })
}
