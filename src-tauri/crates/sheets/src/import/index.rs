//! What the office already has, for finding a row's person, room and household without a query a row.

use louce_core::places::{self, AreaKind};
use louce_core::residents::{self, MatchRow};
use louce_core::values::{Birth, PersonName, RoomAddress};
use louce_core::{Reader, Result, Tx, households};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

use super::incoming::Incoming;

/// Residents under a key; nearly always one.
#[derive(Debug, Default)]
struct Many {
    first: FxHashMap<u64, i64>,
    more: FxHashMap<u64, Vec<i64>>,
}

impl Many {
    fn add(&mut self, key: u64, resident: i64) {
        match self.first.get(&key) {
            None => {
                self.first.insert(key, resident);
            }
            Some(known) if *known == resident => {}
            Some(_) => {
                let more = self.more.entry(key).or_default();
                if !more.contains(&resident) {
                    more.push(resident);
                }
            }
        }
    }

    fn get(&self, key: u64) -> impl Iterator<Item = i64> + '_ {
        let more = self.more.get(&key).into_iter().flatten();
        self.first.get(&key).into_iter().chain(more).copied()
    }
}

/// See the module.
#[derive(Default)]
pub(super) struct Index {
    ids: FxHashMap<u64, i64>,
    by_room_and_name: Many,
    /// Those without a valid ID, by name and year of birth: all that a row with an ID can still mean.
    unidentified: Many,
    /// Everybody by name and year of birth; made when a row without an ID first asks.
    by_name_and_year: Option<Many>,
    rooms: FxHashMap<u64, i64>,
    /// The same without the unit: one ledger writes 12号402, the next 12号2单元402.
    rooms_of_any_unit: Many,
    /// Rooms that were known without a unit until this import gave them one.
    given_unit: FxHashMap<u64, i64>,
    household_of_room: FxHashMap<i64, i64>,
    household_of_raw_address: FxHashMap<u64, i64>,
    buildings: Vec<places::BuildingRow>,
    by_building_name: FxHashMap<String, Vec<usize>>,
    office_name: String,
}

fn key(parts: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// Comparable form of a stored name.
pub(super) fn name_key(name: &str) -> String {
    PersonName::parse(name).value().map_or_else(|| name.to_owned(), PersonName::key)
}

/// What a place is to the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub building: i64,
    pub room: Option<i64>,
}

impl Index {
    pub fn load(reader: Reader<'_>, office_name: &str) -> Result<Self> {
        let mut index = Self { office_name: office_name.to_owned(), ..Self::default() };
        for building in places::buildings(reader)? {
            index.add_building(building);
        }
        places::all_room_keys(reader, |room, building, unit, name, kind, _| {
            index.rooms.insert(key((building, unit, name, kind)), room);
            index.rooms_of_any_unit.add(key((building, name, kind)), room);
        })?;
        households::all(reader, |household| match (household.room_id, household.address_raw) {
            (Some(room), _) => {
                index.household_of_room.entry(room).or_insert(household.id);
            }
            (None, Some(raw)) => {
                index.household_of_raw_address.entry(key(raw)).or_insert(household.id);
            }
            (None, None) => {}
        })?;
        residents::all_for_matching(reader, |row| {
            let name = name_key(row.name);
            let birth = row.birth.and_then(Birth::from_stored);
            index.note(row.id, &name, row.id_number, birth, row.room_id);
        })?;
        Ok(index)
    }

    fn add_building(&mut self, building: places::BuildingRow) {
        self.by_building_name.entry(building.name.clone()).or_default().push(self.buildings.len());
        self.buildings.push(building);
    }

    /// Notes a resident under everything they can be found by.
    pub fn note(
        &mut self,
        id: i64,
        name_key: &str,
        id_number: Option<&str>,
        birth: Option<Birth>,
        room: Option<i64>,
    ) {
        if let Some(number) = id_number {
            self.ids.insert(key(number), id);
        }
        if let Some(room) = room {
            self.by_room_and_name.add(key((room, name_key)), id);
        }
        if let Some(birth) = birth {
            let by_year = key((name_key, birth.year));
            if id_number.is_none() {
                self.unidentified.add(by_year, id);
            }
            if let Some(everybody) = &mut self.by_name_and_year {
                everybody.add(by_year, id);
            }
        }
    }

    pub fn by_id(&self, number: &str) -> Option<i64> {
        self.ids.get(&key(number)).copied()
    }

    pub fn by_room_and_name(&self, room: i64, name_key: &str) -> Vec<i64> {
        self.by_room_and_name.get(key((room, name_key))).collect()
    }

    /// People of this name born in this year; only those without a valid ID when the row has one.
    pub fn by_name_and_year(&mut self, reader: Reader<'_>, row: &Incoming, year: i32) -> Result<Vec<i64>> {
        let by_year = key((row.name_key.as_str(), year));
        if row.id_number().is_some() {
            return Ok(self.unidentified.get(by_year).collect());
        }
        if self.by_name_and_year.is_none() {
            let mut everybody = Many::default();
            residents::all_for_matching(reader, |row: MatchRow<'_>| {
                if let Some(birth) = row.birth.and_then(Birth::from_stored) {
                    everybody.add(key((name_key(row.name).as_str(), birth.year)), row.id);
                }
            })?;
            self.by_name_and_year = Some(everybody);
        }
        Ok(self.by_name_and_year.iter().flat_map(|everybody| everybody.get(by_year)).collect())
    }

    /// The building an address means, when the office has it.
    pub fn building(&self, address: &RoomAddress) -> Option<i64> {
        self.building_at(address).and_then(|at| self.buildings.get(at)).map(|building| building.id)
    }

    fn building_at(&self, address: &RoomAddress) -> Option<usize> {
        let same_name = self.by_building_name.get(building_name(address))?;
        let compound = self.compound(address);
        let of = |wanted: Option<&str>| {
            same_name
                .iter()
                .copied()
                .find(|at| self.buildings.get(*at).is_some_and(|known| known.compound.as_deref() == wanted))
        };
        match compound {
            Some(_) => of(compound).or_else(|| of(None)),
            None => of(None).or_else(|| if same_name.len() == 1 { same_name.first().copied() } else { None }),
        }
    }

    /// The compound an address names; the office's own name in front of an address is no compound of its own.
    fn compound<'a>(&self, address: &'a RoomAddress) -> Option<&'a str> {
        let compound = address.compound.as_str();
        (!compound.is_empty()
            && !self.office_name.starts_with(compound)
            && !compound.starts_with(&self.office_name))
        .then_some(compound)
    }

    /// The building and room of an address, as far as the office has them.
    pub fn place(&self, address: &RoomAddress) -> Option<Place> {
        let building = self.building(address)?;
        Some(Place { building, room: self.room(building, address) })
    }

    /// The room as written; without a unit also the only room of that number in the building.
    fn room(&self, building: i64, address: &RoomAddress) -> Option<i64> {
        self.exact_room(building, &address.unit, address).or_else(|| {
            let mut any =
                self.rooms_of_any_unit.get(key((building, address.room.as_str(), address.kind.code())));
            match (any.next(), any.next()) {
                (Some(only), None) if address.unit.is_empty() => Some(only),
                _ => None,
            }
        })
    }

    fn exact_room(&self, building: i64, unit: &str, address: &RoomAddress) -> Option<i64> {
        self.rooms.get(&key((building, unit, address.room.as_str(), address.kind.code()))).copied()
    }

    /// Every room an address may mean: without a unit, the rooms of that number of all units.
    pub fn possible_rooms(&self, address: &RoomAddress) -> Vec<i64> {
        let Some(building) = self.building(address) else { return Vec::new() };
        if let Some(room) = self.room(building, address) {
            return vec![room];
        }
        if !address.unit.is_empty() || address.room.is_empty() {
            return Vec::new();
        }
        self.rooms_of_any_unit.get(key((building, address.room.as_str(), address.kind.code()))).collect()
    }

    /// A room in which a row with a unit may find its person although the office knows (or knew, before this import) no unit.
    pub fn room_without_unit(&self, address: &RoomAddress) -> Option<i64> {
        let building = self.building(address)?;
        self.exact_room(building, "", address).or_else(|| {
            let number = key((building, address.room.as_str(), address.kind.code()));
            self.given_unit.get(&number).copied().filter(|_| !address.unit.is_empty())
        })
    }

    /// Gives a room the unit of the address of somebody who lives there; `false` when it has one already or another room is
    /// the one of this address.
    pub fn give_unit(&mut self, tx: &mut Tx<'_>, room: i64, address: &RoomAddress) -> Result<bool> {
        let Some(building) = self.building(address) else { return Ok(false) };
        let (name, kind) = (address.room.as_str(), address.kind.code());
        if address.unit.is_empty()
            || self.exact_room(building, "", address) != Some(room)
            || self.exact_room(building, &address.unit, address).is_some()
        {
            return Ok(false);
        }
        places::set_room_unit(tx, room, address)?;
        self.rooms.remove(&key((building, "", name, kind)));
        self.rooms.insert(key((building, address.unit.as_str(), name, kind)), room);
        self.given_unit.insert(key((building, name, kind)), room);
        Ok(true)
    }

    /// Whether this import gave the room another unit than the address has: two families stood under one number.
    pub fn got_another_unit(&self, room: i64, address: &RoomAddress) -> bool {
        self.building(address).is_some_and(|building| {
            let number = key((building, address.room.as_str(), address.kind.code()));
            self.given_unit.get(&number) == Some(&room)
                && self.exact_room(building, &address.unit, address) != Some(room)
        })
    }

    /// Finds or makes the building of an address.
    pub fn make_building(&mut self, tx: &mut Tx<'_>, address: &RoomAddress) -> Result<i64> {
        let compound = self.compound(address).map(str::to_owned);
        if let Some(at) = self.building_at(address) {
            if let (Some(compound), Some(building)) = (compound, self.buildings.get_mut(at))
                && building.compound.is_none()
            {
                let area = places::area(tx, AreaKind::Compound, &compound)?;
                places::set_building_area(tx, building.id, AreaKind::Compound, area)?;
                building.compound = Some(compound);
            }
            return Ok(self.buildings.get(at).map_or(0, |building| building.id));
        }
        let area = match &compound {
            Some(compound) => Some(places::area(tx, AreaKind::Compound, compound)?),
            None => None,
        };
        let name = building_name(address).to_owned();
        let id = places::insert_building(tx, area, &name)?;
        self.add_building(places::BuildingRow { id, name, compound, grid: None, block: None });
        Ok(id)
    }

    /// Finds or makes the room of an address; says whether it was made.
    pub fn make_room(
        &mut self,
        tx: &mut Tx<'_>,
        address: &RoomAddress,
        label: Option<&str>,
    ) -> Result<(i64, bool)> {
        let building = self.make_building(tx, address)?;
        if let Some(room) = self.room(building, address) {
            return Ok((room, false));
        }
        let room = places::insert_room(tx, building, address, label)?;
        self.rooms
            .insert(key((building, address.unit.as_str(), address.room.as_str(), address.kind.code())), room);
        self.rooms_of_any_unit.add(key((building, address.room.as_str(), address.kind.code())), room);
        Ok((room, true))
    }

    pub fn household_in(&self, room: i64) -> Option<i64> {
        self.household_of_room.get(&room).copied()
    }

    /// Finds or makes the household of a room; says whether it was made.
    pub fn make_household(
        &mut self,
        tx: &mut Tx<'_>,
        room: i64,
        number: Option<&str>,
    ) -> Result<(i64, bool)> {
        if let Some(known) = self.household_of_room.get(&room) {
            return Ok((*known, false));
        }
        let household = households::insert(tx, Some(room), number, None)?;
        self.household_of_room.insert(room, household);
        Ok((household, true))
    }

    /// The household of an address that could not be read: one for each text; one of its own when there is no text.
    pub fn make_household_without_room(
        &mut self,
        tx: &mut Tx<'_>,
        raw: &str,
        number: Option<&str>,
    ) -> Result<(i64, bool)> {
        if raw.is_empty() {
            return Ok((households::insert(tx, None, number, None)?, true));
        }
        if let Some(known) = self.household_of_raw_address.get(&key(raw)) {
            return Ok((*known, false));
        }
        let household = households::insert(tx, None, number, Some(raw))?;
        self.household_of_raw_address.insert(key(raw), household);
        Ok((household, true))
    }
}

/// A collective household without a building stands under its own name.
fn building_name(address: &RoomAddress) -> &str {
    if address.building.is_empty() { "集体户" } else { &address.building }
}
