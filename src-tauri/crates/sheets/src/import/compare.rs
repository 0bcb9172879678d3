//! Compares a row with its person cell by cell. Blank cells never erase; what cannot both be true is asked (`ask`).

use louce_core::Result;
use louce_core::places;
use louce_core::residents::{self, Field as Fact, Resident};
use louce_core::values::{Birth, PresenceState, Relation, RoomAddress, RoomKind, TagKind};

use super::apply::{Course, Intake};
use super::incoming::{Incoming, Stay};
use super::index::name_key;

impl Intake<'_, '_> {
    /// Compares a row with its person cell by cell: fills blanks, adds what there may be several of, asks where two things
    /// cannot both be true.
    pub(super) fn compare(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let id = resident.id;
        for field in Fact::ALL.iter().copied() {
            if let Some(theirs) = row.facts.get(field) {
                self.compare_field(row, resident, field, theirs, sheet_row, course)?;
            }
        }
        self.compare_address(row, resident, sheet_row, course)?;
        self.compare_phones(row, id, course)?;
        for tag in &row.tags {
            if self.add_tag(id, tag)? {
                let name = TagKind::from_code(&tag.kind).map_or("重点类别", |kind| kind.name());
                course.change("重点类别", None, Some(name));
            }
        }
        for stay in &row.presence {
            self.compare_presence(row, resident, stay, sheet_row, course)?;
        }
        for contact in row.contact_rows() {
            if residents::add_contact(self.tx, id, &contact)? {
                course.change(&contact.role, None, contact.name.as_deref().or(contact.phone.as_deref()));
            }
        }
        Ok(())
    }

    fn compare_field(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        field: Fact,
        theirs: &str,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let ours = resident.facts.get(field);
        let new = match (field, ours) {
            (_, Some(ours)) if ours == theirs => return Ok(()),
            // A number that could not be read says nothing against one that can.
            (Fact::IdRaw, _) if resident.facts.get(Fact::IdNumber).is_some() || row.id_number().is_some() => {
                return Ok(());
            }
            (Fact::IdRaw, Some(_)) => return Ok(()),
            (Fact::IdType, Some(_)) if row.id_number().is_none() => return Ok(()),
            (Fact::Name, Some(ours)) if name_key(ours) == row.name_key => return Ok(()),
            (Fact::Birth, Some(ours)) => match (Birth::from_stored(ours), Birth::from_stored(theirs)) {
                (Some(a), Some(b)) if a.agrees_with(&b) && theirs.len() <= ours.len() => return Ok(()),
                (Some(a), Some(b)) if a.agrees_with(&b) => theirs.to_owned(),
                _ => {
                    return self.ask_field(
                        row,
                        resident,
                        field.column(),
                        field.title(),
                        theirs,
                        sheet_row,
                        course,
                    );
                }
            },
            (Fact::Relation, Some(ours)) => {
                match (Relation::from_stored(ours), Relation::from_stored(theirs)) {
                    (Some(a), Some(b)) if a.compatible(b) => {
                        let finer = a.more_specific(b);
                        if finer.as_str() == ours {
                            return Ok(());
                        }
                        finer.as_str().to_owned()
                    }
                    _ => theirs.to_owned(),
                }
            }
            (Fact::Remark, Some(ours)) => {
                if ours.contains(theirs) {
                    return Ok(());
                }
                format!("{ours}；{theirs}")
            }
            // 常住 and 租户 are both true of one person.
            (Fact::ResidenceType, Some(ours)) => match joined(ours, theirs) {
                Some(joined) => joined,
                None => return Ok(()),
            },
            (Fact::Unreadable | Fact::Extra, Some(ours)) => match merged(ours, theirs)? {
                Some(merged) => merged,
                None => return Ok(()),
            },
            (Fact::Name | Fact::IdNumber | Fact::Sex, Some(_)) => {
                return self.ask_field(
                    row,
                    resident,
                    field.column(),
                    field.title(),
                    theirs,
                    sheet_row,
                    course,
                );
            }
            _ => theirs.to_owned(),
        };
        let overwrites = ours.is_some()
            && !matches!(
                field,
                Fact::Birth
                    | Fact::Remark
                    | Fact::ResidenceType
                    | Fact::Unreadable
                    | Fact::Extra
                    | Fact::Relation
            );
        let differs = ours.is_some() && field == Fact::Relation && new == theirs;
        if (overwrites || differs) && self.set_by_this_import(resident.id, field) {
            return self.ask_field(row, resident, field.column(), field.title(), theirs, sheet_row, course);
        }
        if overwrites && self.asked_before(resident, field.column(), theirs, course)? {
            return Ok(());
        }
        residents::set(self.tx, resident.id, field, Some(&new))?;
        self.updated_here.insert((resident.id, field));
        if field == Fact::IdNumber {
            let room = louce_core::households::room_of(self.tx.reader(), resident.household_id)?
                .map(|(room, _)| room);
            self.index.note(resident.id, &row.name_key, Some(&new), row.birth(), room);
            if resident.facts.get(Fact::IdRaw).is_some() {
                residents::set(self.tx, resident.id, Fact::IdRaw, None)?;
            }
        }
        if !matches!(field, Fact::Unreadable | Fact::Extra) || ours.is_some() || !theirs.is_empty() {
            let ours = ours.map(|ours| field.in_words(ours));
            course.change(field.title(), ours.as_deref(), Some(&field.in_words(&new)));
        }
        Ok(())
    }

    /// Neither of two sheets of one import is the newer one.
    fn set_by_this_import(&self, resident: i64, field: Fact) -> bool {
        resident > self.operation || self.updated_here.contains(&(resident, field))
    }

    pub(super) fn compare_phones(
        &mut self,
        row: &Incoming,
        resident: i64,
        course: &mut Course,
    ) -> Result<()> {
        if row.phones.is_empty() {
            return Ok(());
        }
        let ours = residents::phones(self.tx.reader(), resident)?;
        if row.phones.iter().all(|phone| ours.contains(phone)) {
            return Ok(());
        }
        // The newest first; older numbers stay, somebody may still answer there.
        let mut all = row.phones.clone();
        all.extend(ours.iter().filter(|phone| !row.phones.contains(phone)).cloned());
        residents::set_phones(self.tx, resident, &all)?;
        let shown = (!ours.is_empty()).then(|| ours.join("、"));
        course.change("电话", shown.as_deref(), Some(&all.join("、")));
        Ok(())
    }

    fn compare_address(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let Some(address) = &row.door else { return Ok(()) };
        let ours = louce_core::households::room_of(self.tx.reader(), resident.household_id)?;
        let theirs = self.index.place(address);
        let here = match (ours, theirs) {
            (Some((room, _)), Some(place)) if place.room == Some(room) => true,
            // A ledger that gives only the building says nothing against the room.
            (Some((_, building)), Some(place))
                if address.room.is_empty() && address.kind == RoomKind::Residence =>
            {
                place.building == building
            }
            (Some((room, _)), _) if self.index.got_another_unit(room, address) => {
                return self.move_in(row, resident, address, course);
            }
            (Some((room, _)), _) => {
                self.index.room_without_unit(address) == Some(room)
                    || self.index.possible_rooms(address).contains(&room)
            }
            (None, _) => false,
        };
        if here {
            if let Some((room, _)) = ours
                && self.index.give_unit(self.tx, room, address)?
            {
                course.change("单元", None, Some(&address.unit));
            }
            if let (Some((room, _)), Some(label)) = (ours, row.room_label.as_deref())
                && self.label_room(room, label)?
            {
                course.change("房屋标签", None, Some(label));
            }
            return Ok(());
        }
        if row.door_is_guessed {
            return Ok(());
        }
        if ours.is_none() {
            // The office could not read the address before: now it is known.
            return self.move_in(row, resident, address, course);
        }
        self.ask_field(row, resident, "address", "住址", &address.label(), sheet_row, course)
    }

    pub(super) fn move_in(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        address: &RoomAddress,
        course: &mut Course,
    ) -> Result<()> {
        let before = places::label_of_household(self.tx.reader(), resident.household_id)?;
        let (room, _) = self.index.make_room(self.tx, address, row.room_label.as_deref())?;
        let (household, made) = self.index.make_household(self.tx, room, row.household_number.as_deref())?;
        self.households_created += u32::from(made);
        residents::move_to(self.tx, resident.id, household)?;
        self.index.note(resident.id, &row.name_key, None, None, Some(room));
        course.change("住址", before.as_deref(), Some(&address.label()));
        Ok(())
    }

    fn compare_presence(
        &mut self,
        row: &Incoming,
        resident: &Resident,
        stay: &Stay,
        sheet_row: u32,
        course: &mut Course,
    ) -> Result<()> {
        let known = residents::presences(self.tx.reader(), resident.id)?;
        let open = known.iter().rfind(|row| row.until.is_none());
        if let Some(open) = open
            && open.state != stay.state
            && stay.until.is_none()
        {
            let later = match (&stay.since, &open.since) {
                (Some(theirs), Some(ours)) => theirs > ours,
                (Some(theirs), None) => *theirs > open.noted_on,
                (None, _) => false,
            };
            if !later && stay.state() == PresenceState::Home {
                // A general ledger that calls everybody 在住 does not end an isolation.
                return Ok(());
            }
            if !later {
                return self.ask_field(
                    row,
                    resident,
                    "presence",
                    "在住状态",
                    stay.state().name(),
                    sheet_row,
                    course,
                );
            }
        }
        if self.add_presence(resident.id, stay)? {
            let old =
                open.and_then(|open| PresenceState::from_code(&open.state)).unwrap_or(PresenceState::Home);
            course.change("在住状态", Some(old.name()), Some(stay.state().name()));
        }
        Ok(())
    }

    pub(super) fn label_room(&mut self, room: i64, label: &str) -> Result<bool> {
        if places::room_label(self.tx.reader(), room)?.as_deref() == Some(label) {
            return Ok(false);
        }
        places::set_room_label(self.tx, room, label)?;
        Ok(true)
    }
}

/// What `theirs` adds to a list joined by 、; `None` when nothing.
fn joined(ours: &str, theirs: &str) -> Option<String> {
    let mut all: Vec<&str> = ours.split('、').collect();
    let before = all.len();
    for word in theirs.split('、') {
        if !all.contains(&word) {
            all.push(word);
        }
    }
    (all.len() > before).then(|| all.join("、"))
}

/// Two JSON objects as one, what is there first staying; `None` when nothing is added.
fn merged(ours: &str, theirs: &str) -> Result<Option<String>> {
    let mut all: serde_json::Map<String, serde_json::Value> = serde_json::from_str(ours)?;
    let before = all.len();
    for (key, value) in serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(theirs)? {
        all.entry(key).or_insert(value);
    }
    Ok((all.len() > before).then(|| serde_json::Value::Object(all).to_string()))
}
