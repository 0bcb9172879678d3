//! What stands in the cells of the 居民底册: the same facts in the notations of several hands.

use super::{Notation, chinese, dotted, phones_cell, roster::Style};
use crate::sample::{
    community::as_of,
    identity::{as_excel_number, fifteen_digits, wrong_check_digit},
    person::{Document, Door, IdWriting, Person, PlaceKind, Presence, Sex, month_day},
    write::Value,
};

/// A column of the roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Seq,
    HouseholdNo,
    Building,
    Unit,
    Room,
    Address,
    Head,
    Name,
    Relation,
    Sex,
    SexCode,
    Born,
    BornMonth,
    Age,
    Document,
    Id,
    Phone,
    Residence,
    Category,
    Label,
    EmergencyName,
    EmergencyPhone,
    Remark,
}

impl Column {
    pub(super) fn width(self) -> f64 {
        match self {
            Self::Seq | Self::HouseholdNo | Self::Building | Self::Unit | Self::Sex | Self::Age => 6.0,
            Self::Id => 22.0,
            Self::Phone | Self::Address | Self::Category | Self::EmergencyPhone => 18.0,
            Self::Remark => 30.0,
            _ => 11.0,
        }
    }

    /// True when the cell is merged down over the household.
    pub(super) fn merges(self, style: Style) -> bool {
        match style {
            Style::Columns | Style::TwoRow => {
                matches!(self, Self::Building | Self::Unit | Self::Room | Self::Head)
            }
            Style::PerBuilding => self == Self::Address,
            _ => false,
        }
    }
}

/// One row: a person, or a door behind which the roster knows nobody.
pub(super) struct Entry<'a> {
    pub(super) style: Style,
    pub(super) seq: u32,
    pub(super) household: u32,
    pub(super) door: &'a Door,
    pub(super) head: &'a str,
    pub(super) person: Option<&'a Person>,
    /// For a person listed a second time: the other number.
    pub(super) other_id: Option<&'a str>,
    /// How many rows the household has.
    pub(super) rows: u32,
    /// The first row of the household.
    pub(super) first: bool,
}

impl Entry<'_> {
    pub(super) fn value(&self, column: Column) -> Value {
        let place = &self.door.place;
        match column {
            Column::Seq => self.seq.into(),
            Column::HouseholdNo if self.first && self.person.is_some() => self.household.into(),
            Column::HouseholdNo => Value::Blank,
            // One building's clerk typed numbers, the next one 12号楼.
            Column::Building => match (self.style, place.building.parse::<u32>()) {
                (Style::TwoRow, _) => format!("{}号楼", place.building).into(),
                (_, Ok(number)) if number.is_multiple_of(3) && self.rows == 1 => number.into(),
                _ => place.building.as_str().into(),
            },
            Column::Unit if place.unit.is_empty() => Value::Blank,
            Column::Unit if self.style == Style::TwoRow => format!("{}单元", place.unit).into(),
            Column::Unit => place.unit.as_str().into(),
            Column::Room => place.room.as_str().into(),
            Column::Address => self.address(),
            Column::Head => self.head.into(),
            Column::Label => self.label().into(),
            Column::Remark => self.remark().into(),
            _ => self.person.map_or(Value::Blank, |person| self.of_person(person, column)),
        }
    }

    fn address(&self) -> Value {
        let place = &self.door.place;
        match self.style {
            Style::PerBuilding => place.written(Notation::Bare).into(),
            Style::Dashed if !self.first => "〃".into(),
            Style::Dashed => place.written(Notation::Dashed).into(),
            Style::Full => place.written(Notation::Full).into(),
            _ => place.written(Notation::Plain).into(),
        }
    }

    fn of_person(&self, person: &Person, column: Column) -> Value {
        let second = self.other_id.is_some();
        match column {
            Column::Name => self.name(person).into(),
            Column::Relation => person.relation.into(),
            Column::Sex => person.sex.as_str().into(),
            Column::SexCode => if person.sex == Sex::Male { 1 } else { 2 }.into(),
            // The second row's number has a birth date of its own.
            Column::Born | Column::BornMonth if second => Value::Blank,
            Column::Born => match self.seq % 8 {
                0..3 => Value::Date(person.born),
                3 | 4 => dotted(person.born).into(),
                5 => chinese(person.born).into(),
                6 => person.born.format("%Y%m%d").to_string().into(),
                _ => person.born.format("%Y-%m-%d").to_string().into(),
            },
            Column::BornMonth => match self.seq % 6 {
                0 => dotted(person.born).into(),
                1 => full_width(&dotted(person.born)).into(),
                _ => person.born.format("%Y年%-m月").to_string().into(),
            },
            // Some were not brought up to date last year.
            Column::Age => {
                person.age_on(as_of()).saturating_sub(u32::from(self.seq.is_multiple_of(5))).into()
            }
            Column::Document => person.identity.document.as_str().into(),
            Column::Id => self.id(person),
            Column::Phone if second => Value::Blank,
            Column::Phone => match person.phones.as_slice() {
                [] if self.seq.is_multiple_of(2) => "无".into(),
                [one] if self.style == Style::Full => one.parse().map_or(Value::Blank, Value::Number),
                [one] if one.len() == 8 && self.seq.is_multiple_of(3) => format!("021-{one}").into(),
                _ => phones_cell(person, self.seq).into(),
            },
            Column::Residence if self.style == Style::Address => {
                if person.residence == "户籍在住" { "是" } else { "否" }.into()
            }
            Column::Residence => person.residence.into(),
            Column::Category => tags(person).join("、").into(),
            Column::EmergencyName => person.emergency.as_ref().map(|child| child.name.as_str()).into(),
            Column::EmergencyPhone => person.emergency.as_ref().map(|child| child.phone.as_str()).into(),
            _ => Value::Blank,
        }
    }

    /// Two-character names spread over three, as typists like them; a head pointed out.
    fn name(&self, person: &Person) -> String {
        let mut letters = person.name.chars();
        match (self.style, letters.next(), letters.next(), letters.next()) {
            (Style::Columns | Style::Address, Some(first), Some(second), None)
                if self.seq.is_multiple_of(3) =>
            {
                format!("{first}　{second}")
            }
            (Style::Dashed, ..) if self.first && self.seq.is_multiple_of(9) => {
                format!("{}（户主）", person.name)
            }
            _ => person.name.clone(),
        }
    }

    fn id(&self, person: &Person) -> Value {
        let id = self.other_id.unwrap_or(&person.identity.text);
        let written = match person.id_writing {
            _ if self.other_id.is_some() => None,
            IdWriting::LostDigits => as_excel_number(id).map(Value::Number),
            IdWriting::WrongCheckDigit => Some(wrong_check_digit(id).into()),
            IdWriting::FifteenDigits => fifteen_digits(id, person.born).map(Value::Text),
            IdWriting::Missing => Some(Value::Blank),
            IdWriting::Right => None,
        };
        written.unwrap_or_else(|| match (person.identity.document, self.seq % 40) {
            (Document::ResidentId, 7) => format!("{} ", id.to_lowercase()).into(),
            (Document::ResidentId, 19) => full_width(id).into(),
            _ => id.into(),
        })
    }

    fn label(&self) -> &'static str {
        match (self.person, self.door.place.kind) {
            (_, PlaceKind::Shop) => "商铺",
            (None, _) => "空关房",
            (Some(person), _) if person.residence == "租户" => "出租房",
            _ => "自住",
        }
    }

    fn remark(&self) -> String {
        let Some(person) = self.person else {
            return match (self.door.trade, self.style) {
                (Some(trade), _) => format!("商铺：{trade}"),
                (None, Style::PerBuilding) => String::new(),
                (None, _) => ["空关房", "空置", "无人居住", "空关"]
                    .get(self.seq as usize % 4)
                    .map_or_else(String::new, |word| (*word).to_owned()),
            };
        };
        if self.other_id.is_some() {
            return "重复？待核实".to_owned();
        }
        let mut parts: Vec<String> = Vec::new();
        if !matches!(self.style, Style::Dashed | Style::Full) {
            parts.extend(tags(person));
        }
        if let Some(from) = person.nationality {
            parts.push(match person.identity.document {
                Document::Passport => format!("{from}籍，护照"),
                document => format!("{from}，{}", document.as_str()),
            });
        }
        if self.style == Style::PerBuilding && person.residence != "户籍在住" {
            parts.push(person.residence.to_owned());
        }
        parts.extend(presence(person));
        if let Some(child) =
            person.emergency.as_ref().filter(|_| self.style != Style::TwoRow && self.seq.is_multiple_of(3))
        {
            parts.push(format!("子女电话:{}", child.phone));
        }
        parts.join(if self.seq.is_multiple_of(2) { "，" } else { "；" })
    }
}

/// The tags worth a word, with what the office noted beside them.
fn tags(person: &Person) -> Vec<String> {
    person
        .tags
        .iter()
        .filter(|tag| tag.word != "婴幼儿")
        .map(|tag| match (tag.word, &tag.detail) {
            ("孕产妇", Some(month)) => month.clone(),
            ("血透", Some(days)) => format!("{days}血透"),
            _ => tag.word.to_owned(),
        })
        .collect()
}

/// Who is not simply at home.
fn presence(person: &Person) -> Option<String> {
    match &person.presence {
        Presence::Home => None,
        Presence::Away(since, place) => Some(format!("{}起{place}", month_day(*since))),
        Presence::Hospital(since, hospital) => Some(format!("住院（{hospital}，{}起）", month_day(*since))),
        // Later than most rosters were written: the isolation ledger has these for certain.
        Presence::HomeIsolation(from, until, _) if chrono::Datelike::day(&person.born) < 16 => {
            Some(format!("居家隔离{}-{}", month_day(*from), month_day(*until)))
        }
        Presence::HomeIsolation(..) => None,
        Presence::CentralIsolation(.., quarters) => Some(format!("集中隔离（{}）", quarters.site)),
    }
}

/// Digits and signs as a full-width keyboard writes them.
fn full_width(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '!'..='~' => char::from_u32(letter as u32 + 0xFEE0).unwrap_or(letter),
            other => other,
        })
        .collect()
}
