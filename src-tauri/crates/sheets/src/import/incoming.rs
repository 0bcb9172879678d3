//! A row as the office would keep it. It is also what a question stores, so that "take" and "new" can be carried out later.

use louce_core::residents::{ContactRow, Field as Fact, NewTag, ResidentFacts};
use louce_core::values::{Birth, IdNumber, PersonName, Phone, PresenceState, RoomAddress, RoomKind};
use serde::{Deserialize, Serialize};

use crate::layout::{self, Flag, FlagWhy, PresenceFact, RowFacts, TagFact};
use crate::roster::is_masked;

/// Everything a row says of a person, in the office's own terms.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Incoming {
    pub facts: ResidentFacts,
    /// Comparable form of the name.
    pub name_key: String,
    pub door: Option<RoomAddress>,
    /// The door was blank and taken from the row above: good for finding somebody, no evidence against what is known.
    #[serde(default)]
    pub door_is_guessed: bool,
    pub address_raw: String,
    pub household_number: Option<String>,
    pub room_label: Option<String>,
    pub phones: Vec<String>,
    pub presence: Vec<Stay>,
    pub tags: Vec<Tag>,
    pub contacts: Vec<(String, Option<String>, Option<String>)>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Stay {
    pub state: String,
    pub since: Option<String>,
    pub until: Option<String>,
    pub place: Option<String>,
    pub room: Option<String>,
    pub reason: Option<String>,
}

impl Stay {
    fn of(fact: &PresenceFact) -> Self {
        Self {
            state: fact.state.code().to_owned(),
            since: fact.since.map(|day| day.to_string()),
            // 结束隔离时间 is the day of release: the first on which it no longer holds.
            until: fact.until.map(|day| day.to_string()),
            place: fact.place.clone(),
            room: fact.room.clone(),
            reason: fact.reason.clone(),
        }
    }

    pub fn state(&self) -> PresenceState {
        PresenceState::from_code(&self.state).unwrap_or(PresenceState::Home)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Tag {
    pub kind: String,
    pub since: Option<String>,
    pub until: Option<String>,
    pub evidence: String,
    pub data: Option<String>,
    pub carer_name: Option<String>,
    pub carer_phone: Option<String>,
}

impl Tag {
    fn of(fact: &TagFact) -> Self {
        Self {
            kind: fact.kind.code().to_owned(),
            since: fact.since.map(|day| day.to_string()),
            until: fact.until.map(|day| day.to_string()),
            evidence: fact.evidence.clone(),
            data: fact.data.clone(),
            carer_name: fact.carer_name.clone(),
            carer_phone: fact.carer_phone.as_ref().map(|phone| phone.as_str().to_owned()),
        }
    }
}

impl Tag {
    pub fn as_new(&self) -> NewTag<'_> {
        NewTag {
            kind: &self.kind,
            since: self.since.clone(),
            until: self.until.clone(),
            evidence: Some(&self.evidence),
            data: self.data.as_deref(),
            carer_name: self.carer_name.as_deref(),
            carer_phone: self.carer_phone.as_deref(),
        }
    }
}

impl Incoming {
    /// From a row that speaks of a person; `name` is its parsed name.
    pub fn of(row: &RowFacts, name: &PersonName) -> Self {
        let mut facts = ResidentFacts::default();
        let mut put = |field: Fact, value: Option<&str>| {
            if let Some(value) = value {
                facts.set(field, Some(value.to_owned()));
            }
        };
        put(Fact::Name, Some(name.as_str()));
        let id = row.id.value();
        let kind = id.map(IdNumber::kind).or(row.id_type);
        put(Fact::IdType, kind.map(|kind| kind.code()));
        put(Fact::IdNumber, id.map(IdNumber::as_str));
        put(Fact::IdRaw, row.id.raw().filter(|raw| !is_masked(raw)));
        put(Fact::Sex, row.sex.value().map(|sex| sex.as_str()));
        put(Fact::Relation, row.relation.value().map(|relation| relation.as_str()).or(row.relation.raw()));
        put(Fact::ResidenceType, row.residence_type.as_deref());
        put(Fact::Registered, row.registered.as_deref());
        put(Fact::Nationality, row.nationality.as_deref());
        put(Fact::Ethnicity, row.ethnicity.as_deref());
        put(Fact::Employer, row.employer.as_deref());
        put(Fact::Education, row.education.as_deref());
        put(Fact::Political, row.political.as_deref());
        put(Fact::Marriage, row.marriage.as_deref());
        // A masked number says nothing that the office does not know better.
        put(Fact::Remark, row.remark.as_deref().filter(|remark| !is_masked(remark)));
        facts.set(Fact::Birth, row.birth.value().map(Birth::as_iso));
        facts.set(Fact::Unreadable, unreadable(row));
        facts.set(Fact::Extra, extra(row));
        let address = row.address.value();
        let phone = |phone: &Phone| phone.as_str().to_owned();
        Self {
            facts,
            name_key: name.key(),
            door: address
                .filter(|address| !address.building.is_empty() || address.kind == RoomKind::Collective)
                .cloned(),
            door_is_guessed: row.flags.iter().any(|flag| flag.why == FlagWhy::FilledFromAbove),
            address_raw: row.address_raw.clone(),
            household_number: row.household_no.clone(),
            room_label: row.room_label.clone(),
            phones: row.phones.phones.iter().map(phone).collect(),
            presence: row.presence.iter().map(Stay::of).collect(),
            tags: row.tags.iter().map(Tag::of).collect(),
            contacts: row
                .contacts
                .iter()
                .map(|contact| {
                    let name = (!contact.name.is_empty()).then(|| contact.name.clone());
                    (contact.role.to_string(), name, contact.phones.first().map(phone))
                })
                .collect(),
        }
    }

    pub fn name(&self) -> &str {
        self.facts.get(Fact::Name).unwrap_or("")
    }

    pub fn id_number(&self) -> Option<&str> {
        self.facts.get(Fact::IdNumber)
    }

    pub fn birth(&self) -> Option<Birth> {
        self.facts.get(Fact::Birth).and_then(Birth::from_stored)
    }

    pub fn contact_rows(&self) -> impl Iterator<Item = ContactRow> + '_ {
        self.contacts.iter().map(|(role, name, phone)| ContactRow {
            role: role.clone(),
            name: name.clone(),
            phone: phone.clone(),
        })
    }
}

/// JSON {field: text} of the cells that could not be read; the ID has a place of its own.
fn unreadable(row: &RowFacts) -> Option<String> {
    let mut kept = serde_json::Map::new();
    let mut keep = |field: layout::Field, raw: &str| {
        if !raw.is_empty() && field != layout::Field::IdNumber && !is_masked(raw) {
            kept.entry(field.to_string()).or_insert_with(|| raw.into());
        }
    };
    for flag in &row.flags {
        if matches!(
            flag.why,
            FlagWhy::Value(_) | FlagWhy::BirthDisagrees | FlagWhy::SexDisagrees | FlagWhy::AddressDisagrees
        ) {
            keep(flag.field, &flag.raw);
        }
    }
    for unreadable in &row.phones.unreadable {
        keep(layout::Field::Phone, &unreadable.raw);
    }
    if let Some(raw) = row.birth.raw() {
        keep(layout::Field::BirthDate, raw);
    }
    if let Some(raw) = row.sex.raw() {
        keep(layout::Field::Sex, raw);
    }
    (!kept.is_empty()).then(|| serde_json::Value::Object(kept).to_string())
}

/// JSON {header: text} of what has no field, the stated age among it.
fn extra(row: &RowFacts) -> Option<String> {
    let mut kept = serde_json::Map::new();
    for (header, text) in &row.extra {
        kept.entry(header.clone()).or_insert_with(|| text.clone().into());
    }
    if row.birth.value().is_none()
        && let Some(age) = row.age
    {
        kept.entry("年龄").or_insert_with(|| age.to_string().into());
    }
    (!kept.is_empty()).then(|| serde_json::Value::Object(kept).to_string())
}

/// A flag as a reason: "证件号：校验位不对".
pub(super) fn in_words(flag: &Flag) -> String {
    match flag.why {
        FlagWhy::Value(why) => format!("{}：{why}", flag.field),
        why => format!("{}：{why}", flag.field),
    }
}
