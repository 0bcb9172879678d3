//! Rows without a key: people on the list whose key was lost, and people written in by hand.

use louce_core::residents::{self, Field, ResidentFacts};
use louce_core::values::{
    AddressHint, IdNumber, PersonName, Phones, RoomAddress, Sex, SexCoding, room_name, unit_name,
};
use louce_core::{households, places, testing};

use super::mask::is_masked;
use super::paper::{Line, read_id};
use super::record::{Course, Reading};
use super::words::{self, Said};
use super::{Col, RosterError};
use crate::read::Cell;

impl Reading<'_, '_, '_> {
    /// A row without a key: somebody on the list whose key was lost, or a newcomer.
    pub(super) fn read_unkeyed(
        &mut self,
        line: &Line<'_>,
        name: &str,
        course: &mut Course,
    ) -> Result<bool, RosterError> {
        if name.is_empty() {
            let marked = !matches!(words::sampled(line.cell(Col::Sampled)), Said::Nothing);
            if marked {
                course.unknown("有采样记号但没有姓名");
            }
            return Ok(marked);
        }
        let Some(person) = PersonName::parse(name).into_value() else {
            course.unknown("姓名看不懂");
            return Ok(true);
        };
        let number = read_id(line.cell(Col::Id));
        if let Some(number) = &number
            && let Some(resident) = testing::find_by_id(self.tx.reader(), number.as_str())?
        {
            course.reasons.push("按证件号找到已登记的人".into());
            self.join(line, resident, course)?;
            return Ok(true);
        }
        let Some(building) = line.at.building else {
            course.unknown("看不出是哪一栋楼");
            return Ok(true);
        };
        if line.room.is_empty() {
            course.unknown("没有写室号");
            return Ok(true);
        }
        let bare = room_name(&line.room).unwrap_or_else(|| line.room.clone());
        let unit = unit_name(&line.unit);
        let rooms = testing::find_rooms(self.tx.reader(), building, unit.as_deref(), &bare)?;
        let mut people = Vec::new();
        for (room, _) in &rooms {
            people.extend(testing::find_by_name(self.tx.reader(), self.round, *room, person.as_str())?);
        }
        match (people.as_slice(), rooms.as_slice()) {
            ([(only, _)], _) => self.join(line, *only, course)?,
            ([_, _, ..], _) => course.unknown("同室有几个同名的人，不知道是哪一个"),
            ([], [_, _, ..]) => course.unknown("几个单元都有这个室号，请写清单元"),
            ([], []) if rooms_look_wrong(&bare) => course.unknown("室号看不懂"),
            ([], rooms) => {
                let room = rooms.first().copied();
                self.add_newcomer(line, &person, number, building, unit, &bare, room, course)?;
            }
        }
        Ok(true)
    }

    /// Marks somebody of the roster, who comes onto the list where they are not on it.
    pub(super) fn join(
        &mut self,
        line: &Line<'_>,
        resident: i64,
        course: &mut Course,
    ) -> Result<(), RosterError> {
        course.resident = Some(resident);
        if testing::add_newcomer(self.tx, self.round, resident)? {
            course.newcomer = true;
            course.reasons.push("底册中已有此人，加入本轮名单".into());
        }
        let standing = testing::standing(self.tx.reader(), self.round, resident)?.unwrap_or_default();
        self.met.insert(resident);
        self.take_mark(line, resident, None, &standing, course)
    }

    #[allow(clippy::too_many_arguments)]
    pub(super) fn add_newcomer(
        &mut self,
        line: &Line<'_>,
        name: &PersonName,
        number: Option<IdNumber>,
        building: i64,
        unit: Option<String>,
        room: &str,
        known: Option<(i64, Option<i64>)>,
        course: &mut Course,
    ) -> Result<(), RosterError> {
        let room = match known {
            Some((room, _)) => room,
            None => {
                let hint = AddressHint { building: Some("\u{0}"), unit: None };
                let mut address = RoomAddress::parse(room, &hint).into_value().unwrap_or_default();
                room.clone_into(&mut address.room);
                address.unit = unit.unwrap_or_default();
                course.reasons.push(format!("底册中没有{room}室，已新建"));
                places::insert_room(self.tx, building, &address, None)?
            }
        };
        let household = match known.and_then(|(_, household)| household) {
            Some(household) => household,
            None => households::insert(self.tx, Some(room), None, None)?,
        };
        let mut facts = ResidentFacts::default().with(Field::Name, name.as_str());
        let written = line.text(Col::Id);
        match &number {
            Some(number) => {
                facts.set(Field::IdType, Some(number.kind().code().to_owned()));
                facts.set(Field::IdNumber, Some(number.as_str().to_owned()));
                facts.set(Field::Birth, number.birth().map(|birth| birth.as_iso()));
                facts.set(Field::Sex, number.sex().map(|sex| sex.as_str().to_owned()));
            }
            None if !written.is_empty() && !is_masked(&written) => {
                course.reasons.push("证件号看不懂，原文已保留".into());
                facts.set(Field::IdRaw, Some(written));
            }
            None => {}
        }
        if facts.get(Field::Sex).is_none() {
            let sex = Sex::parse(&line.text(Col::Sex), SexCoding::Standard).into_value();
            facts.set(Field::Sex, sex.map(|sex| sex.as_str().to_owned()));
        }
        facts.set(Field::Remark, Some(line.text(Col::Remark)).filter(|text| !is_masked(text)));
        let resident = residents::insert(self.tx, household, &facts, None)?;
        let phones = match line.cell(Col::Phone) {
            Some(Cell::Number(number)) => Phones::parse_number(*number),
            _ => Phones::parse(&line.text(Col::Phone)),
        };
        for (position, phone) in (0u32..).zip(&phones.phones) {
            residents::add_phone(self.tx, resident, phone.as_str(), position)?;
        }
        testing::add_newcomer(self.tx, self.round, resident)?;
        course.newcomer = true;
        course.resident = Some(resident);
        self.met.insert(resident);
        let standing = testing::standing(self.tx.reader(), self.round, resident)?.unwrap_or_default();
        self.take_mark(line, resident, None, &standing, course)
    }
}

/// A room that a person could not have meant: more than a few characters of no address.
fn rooms_look_wrong(room: &str) -> bool {
    room.chars().count() > 12 || room.is_empty()
}
