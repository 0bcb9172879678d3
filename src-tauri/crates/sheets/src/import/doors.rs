//! Rows that speak of rooms and buildings, and the responsible persons that stand in any row.

use louce_core::Result;
use louce_core::places::{self, AreaKind};
use louce_core::values::RoomAddress;

use super::apply::{Course, Intake};
use super::report::{Logged, Outcome};
use super::rows::Beside;
use crate::layout::{ResponsibleRole, RoomState, RowFacts};

impl Intake<'_, '_> {
    pub(super) fn take_room(
        &mut self,
        mut beside: Beside,
        facts: &RowFacts,
        state: RoomState,
    ) -> Result<Logged> {
        let mut course = Course::of(&mut beside);
        let Some(address) = facts.address.value().filter(|address| !address.building.is_empty()) else {
            course.detail.reasons.push("房屋没有楼号或看不懂".to_owned());
            return Ok(course.logged(beside.row, Outcome::Rejected, None));
        };
        if self.names {
            course.detail.who = Some(Box::new((String::new(), address.label())));
        }
        let label = match (&facts.room_label, state) {
            (Some(label), _) => Some(label.as_str()),
            (None, RoomState::Vacant) => Some("空关房"),
            (None, RoomState::Rented) => Some("出租房"),
            (None, RoomState::Shop) => Some("商铺"),
            (None, RoomState::Unknown) => None,
        };
        let (room, made) = self.index.make_room(self.tx, address, label)?;
        if self.index.household_in(room).is_some() {
            if state == RoomState::Vacant && places::people_in(self.tx.reader(), room)? > 0 {
                course.detail.reasons.push("表中写空关，底册中这一室有人，请核对".to_owned());
            }
        } else if made {
            self.empty_here.insert(room);
            self.empty_rooms += 1;
        } else if let Some(label) = label
            && self.label_room(room, label)?
        {
            course.change("房屋标签", None, Some(label));
        }
        if let Some(remark) = &facts.remark {
            places::note_room(self.tx, room, remark)?;
        }
        self.take_responsible(&beside, address, &mut course)?;
        Ok(course.logged(beside.row, Outcome::EmptyRoom, None))
    }

    pub(super) fn take_building(&mut self, mut beside: Beside, facts: &RowFacts) -> Result<Logged> {
        let mut course = Course::of(&mut beside);
        let Some(address) = facts.address.value().filter(|address| !address.building.is_empty()) else {
            course.detail.reasons.push("没有楼号或看不懂".to_owned());
            return Ok(course.logged(beside.row, Outcome::Rejected, None));
        };
        self.index.make_building(self.tx, address)?;
        self.take_responsible(&beside, address, &mut course)?;
        Ok(course.logged(beside.row, Outcome::Building, None))
    }

    /// 网格, 块 and the responsible persons that stand in the row of a person, a room or a building.
    pub(super) fn take_responsible(
        &mut self,
        beside: &Beside,
        address: &RoomAddress,
        course: &mut Course,
    ) -> Result<()> {
        if beside.responsible.is_empty() && beside.grid.is_none() && beside.block.is_none() {
            return Ok(());
        }
        let Some(building) = self.index.building(address) else { return Ok(()) };
        for (kind, name) in [(AreaKind::Grid, &beside.grid), (AreaKind::Block, &beside.block)] {
            let Some(name) = name else { continue };
            if !self.responsible_here.insert((building, String::new(), kind.code(), name.clone())) {
                continue;
            }
            if places::area_of_building(self.tx.reader(), building, kind)?.as_deref() != Some(name) {
                let area = places::area(self.tx, kind, name)?;
                places::set_building_area(self.tx, building, kind, area)?;
                course.change(if kind == AreaKind::Grid { "网格" } else { "块" }, None, Some(name));
            }
        }
        for person in &beside.responsible {
            let by_entrance = beside.is_building || person.role == ResponsibleRole::Keeper;
            let unit = Some(address.unit.as_str()).filter(|unit| by_entrance && !unit.is_empty());
            let role = person.role.to_string();
            let seen = (building, unit.unwrap_or("").to_owned(), person.role.code(), person.name.clone());
            if !self.responsible_here.insert(seen) {
                continue;
            }
            let phone = person.phone.as_ref().map(louce_core::values::Phone::as_str);
            if places::set_responsible(self.tx, building, unit, &role, &person.name, phone)? {
                course.change(&role, None, Some(&person.name));
            }
        }
        Ok(())
    }
}
