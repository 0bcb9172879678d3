//! Shared builders: an office in a temporary folder, and people in it.
#![allow(dead_code, clippy::unwrap_used)]

use louce_core::residents::{Field, ResidentFacts};
use louce_core::values::{AddressHint, RoomAddress};
use louce_core::{Clock, Office, Op, OpKind, Passphrase, Tx, households, places, residents};

pub struct Desk {
    pub folder: tempfile::TempDir,
    pub office: Office,
    pub clock: Clock,
}

pub fn clock(day: &str) -> Clock {
    Clock { now: chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").unwrap().and_hms_opt(9, 30, 0).unwrap() }
}

pub fn passphrase() -> Passphrase {
    Passphrase::new("一二三四五六").unwrap()
}

pub fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let clock = clock("2022-03-16");
    let office =
        Office::create(&folder.path().join("甲.louce"), &passphrase(), "延吉七村居民区", clock).unwrap();
    Desk { folder, office, clock }
}

impl Desk {
    pub fn path(&self) -> std::path::PathBuf {
        self.office.path().to_owned()
    }

    pub fn edit<T>(&mut self, what: &str, write: impl FnOnce(&mut Tx<'_>) -> louce_core::Result<T>) -> T {
        self.office.transact(Op::new(OpKind::Edit, what), self.clock, write).unwrap().value
    }

    /// A household at `building`-`room` of people (name, birth).
    pub fn household(&mut self, building: &str, room: &str, people: &[(&str, &str)]) -> Vec<i64> {
        self.household_in(None, building, room, people)
    }

    /// As [`Desk::household`], in a 小区.
    pub fn household_in(
        &mut self,
        compound: Option<&str>,
        building: &str,
        room: &str,
        people: &[(&str, &str)],
    ) -> Vec<i64> {
        self.edit("添加一户", |tx| {
            let known = places::buildings(tx.reader())?
                .into_iter()
                .find(|known| known.name == building && known.compound.as_deref() == compound);
            let building = match known {
                Some(known) => known.id,
                None => {
                    let area = compound
                        .map(|name| places::area(tx, places::AreaKind::Compound, name))
                        .transpose()?;
                    places::insert_building(tx, area, building)?
                }
            };
            let address = RoomAddress::parse(room, &AddressHint { building: Some("1"), unit: None });
            let mut address = address.into_value().unwrap_or_default();
            address.room = room.to_owned();
            let room = places::insert_room(tx, building, &address, None)?;
            let household = households::insert(tx, Some(room), None, None)?;
            people
                .iter()
                .map(|(name, birth)| residents::insert(tx, household, &person(name, birth), None))
                .collect()
        })
    }
}

pub fn person(name: &str, birth: &str) -> ResidentFacts {
    ResidentFacts::default().with(Field::Name, name).with(Field::Birth, birth)
}
