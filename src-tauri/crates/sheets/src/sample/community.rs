//! A whole community: how many buildings of what shape, and their people, one building at a time.
//!
//! [`World`] makes the buildings in order and forgets them; [`Community`] keeps only the counts, so that a community of
//! hundreds of thousands costs no memory. Both follow from the size and the seed alone.

use chrono::NaiveDate;

use super::{
    circumstances::{Fate, on_alone_list, on_chronic_list},
    family::Maker,
    person::{
        Building, Contact, Disagreement, Document, Door, Household, IdWriting, Listing, Person, Place,
        PlaceKind, Presence,
    },
};

/// The invented compound, and its street address.
pub const NAME: &str = "延春七村";
/// 路 and 弄 of the compound.
pub const STREET: &str = "延春路99弄";

/// The day as of which the ledgers were written.
pub fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 4, 5).unwrap_or_default()
}

/// What is true of a community: the counts with which the result of an import can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Community {
    /// 小区名
    pub name: &'static str,
    /// The day of the ledgers; ages are as of this day.
    pub as_of: NaiveDate,
    /// Buildings in order; the villas and the 集体户 come last, under an empty name.
    pub buildings: Vec<BuildingCounts>,
    /// Over all buildings.
    pub totals: Totals,
    /// What the ledgers contradict each other about.
    pub contradictions: Vec<Contradiction>,
}

/// Counts of one building.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildingCounts {
    /// `12`
    pub name: String,
    /// Households in the roster.
    pub households: u32,
    /// 空关房 of the roster, shops not counted.
    pub empty_rooms: u32,
    /// People in the roster.
    pub residents: u32,
    /// People only in the tenants' or the returnees' ledger.
    pub newcomers: u32,
    /// Empty rooms of the roster into which newcomers have moved.
    pub settled_rooms: u32,
}

/// Counts over the whole community.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Households in the roster: what was asked for.
    pub households: u32,
    /// 空关房 of the roster.
    pub empty_rooms: u32,
    /// Shops in which nobody lives; the roster has a row for each.
    pub empty_shops: u32,
    /// People in the roster.
    pub residents: u32,
    /// People only in the tenants' or the returnees' ledger.
    pub newcomers: u32,
    /// Empty rooms of the roster into which newcomers have moved.
    pub settled_rooms: u32,
    /// 60 and older.
    pub elderly: u32,
    /// Roster: numbers stored as numbers.
    pub ids_lost: u32,
    /// Roster: wrong check digits.
    pub ids_wrong: u32,
    /// Roster: old form of 15 digits.
    pub ids_fifteen: u32,
    /// Roster: none.
    pub ids_missing: u32,
    /// Rows of 独居高龄老人名单.
    pub alone_rows: u32,
    /// Rows of the 慢性病 sheet of 重点人群.
    pub chronic_rows: u32,
    /// Rows of the 血透 sheet.
    pub dialysis_rows: u32,
    /// Rows of the 孕产妇 sheet.
    pub pregnant_rows: u32,
    /// Rows of 电话更新.
    pub phone_rows: u32,
    /// Rows of 租户登记.
    pub tenant_rows: u32,
    /// Rows of the 居家隔离 sheet.
    pub home_isolation_rows: u32,
    /// Rows of the 集中隔离 sheet.
    pub central_isolation_rows: u32,
    /// Rows of 返沪人员登记.
    pub returnee_rows: u32,
    /// 外出 or 住院.
    pub away_or_in_hospital: u32,
}

/// Two ledgers, or two rows of one, that say different things about one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Who.
    pub name: String,
    /// Where.
    pub place: Place,
    /// The right number.
    pub id_number: String,
    /// What is said otherwise.
    pub what: Disagreement,
}

/// Makes a community of so many households and counts it.
pub fn community(households: u32, seed: u64) -> Community {
    let mut world = World::new(households, seed);
    let mut community = Community {
        name: NAME,
        as_of: as_of(),
        buildings: Vec::new(),
        totals: Totals::default(),
        contradictions: Vec::new(),
    };
    while let Some(building) = world.next_building() {
        community.count(&building);
    }
    community
}

impl Community {
    fn count(&mut self, building: &Building) {
        let mut counts = BuildingCounts { name: building.name.clone(), ..BuildingCounts::default() };
        for door in &building.doors {
            counts.households += u32::from(door.occupied_in_roster());
            counts.empty_rooms += u32::from(door.empty_in_roster());
            counts.settled_rooms += u32::from(door.empty_in_roster() && !door.people().is_empty());
            self.totals.empty_shops += u32::from(door.trade.is_some() && door.people().is_empty());
            for person in door.people() {
                let counter = if person.in_roster() { &mut counts.residents } else { &mut counts.newcomers };
                *counter += 1;
                self.totals.count(person, self.as_of);
                if let Some(what) = &person.disagreement {
                    self.contradictions.push(Contradiction {
                        name: person.name.clone(),
                        place: door.place.clone(),
                        id_number: person.identity.text.clone(),
                        what: what.clone(),
                    });
                }
            }
        }
        self.totals.households += counts.households;
        self.totals.empty_rooms += counts.empty_rooms;
        self.totals.residents += counts.residents;
        self.totals.newcomers += counts.newcomers;
        self.totals.settled_rooms += counts.settled_rooms;
        self.buildings.push(counts);
    }
}

impl Totals {
    fn count(&mut self, person: &Person, as_of: NaiveDate) {
        let mut add = |counter: fn(&mut Self) -> &mut u32, yes: bool| *counter(self) += u32::from(yes);
        add(|t| &mut t.elderly, person.age_on(as_of) >= 60);
        add(|t| &mut t.ids_lost, person.id_writing == IdWriting::LostDigits);
        add(|t| &mut t.ids_wrong, person.id_writing == IdWriting::WrongCheckDigit);
        add(|t| &mut t.ids_fifteen, person.id_writing == IdWriting::FifteenDigits);
        add(|t| &mut t.ids_missing, person.id_writing == IdWriting::Missing);
        add(|t| &mut t.alone_rows, on_alone_list(person, as_of));
        add(|t| &mut t.chronic_rows, on_chronic_list(person));
        add(|t| &mut t.dialysis_rows, person.in_roster() && person.tag("血透").is_some());
        add(|t| &mut t.pregnant_rows, person.in_roster() && person.tag("孕产妇").is_some());
        add(|t| &mut t.phone_rows, person.new_phone.is_some());
        add(|t| &mut t.tenant_rows, person.residence == "租户");
        add(|t| &mut t.home_isolation_rows, matches!(person.presence, Presence::HomeIsolation(..)));
        add(|t| &mut t.central_isolation_rows, matches!(person.presence, Presence::CentralIsolation(..)));
        add(|t| &mut t.returnee_rows, person.returned.is_some());
        add(
            |t| &mut t.away_or_in_hospital,
            matches!(person.presence, Presence::Away(..) | Presence::Hospital(..)),
        );
    }
}

/// How many buildings a community of this size has: about 30 households each, at most a hundred.
pub(super) fn building_count(households: u32) -> u32 {
    ((households as f64 / 31.6).round() as u32).clamp(1, 100)
}

/// The maker of buildings.
pub(super) struct World {
    maker: Maker,
    fate: Fate,
    /// Households of each building; then of villas and the 集体户.
    plan: Vec<u32>,
    villas: u32,
    collective: u32,
    next: u32,
    grid_leader: Option<Contact>,
}

impl World {
    pub(super) fn new(households: u32, seed: u64) -> Self {
        let mut maker = Maker::new(seed, as_of());
        let (villas, collective) = if households < 300 { (0, 0) } else { ((households / 350).min(12), 1) };
        let housed = households - villas - collective;
        let count = building_count(households);
        let mut plan: Vec<u32> = (0..count).map(|n| housed / count + u32::from(n < housed % count)).collect();
        // Buildings of one estate are alike but not equal.
        for pair in plan.chunks_exact_mut(2) {
            if let [one, other] = pair {
                let moved = maker.rng.below((*other / 5).min(6) + 1);
                *one += moved;
                *other -= moved;
            }
        }
        Self { maker, fate: Fate::default(), plan, villas, collective, next: 0, grid_leader: None }
    }

    /// A world of buildings of these sizes and nothing but residential rooms.
    pub(super) fn of(plan: Vec<u32>, seed: u64) -> Self {
        let maker = Maker::new(seed, as_of());
        Self { maker, fate: Fate::default(), plan, villas: 0, collective: 0, next: 0, grid_leader: None }
    }

    /// Residential buildings.
    pub(super) fn buildings(&self) -> u32 {
        self.plan.len() as u32
    }

    /// The next building; the villas and the 集体户 come last as one.
    pub(super) fn next_building(&mut self) -> Option<Building> {
        let index = self.next;
        self.next += 1;
        let (name, places) = match self.plan.get(index as usize) {
            Some(&households) => {
                let name = (index + 1).to_string();
                let places = self.residential(&name, index, households);
                (name, places)
            }
            None if index == self.buildings() && self.villas + self.collective > 0 => {
                (String::new(), self.outlying())
            }
            None => return None,
        };
        if index.is_multiple_of(10) || self.grid_leader.is_none() {
            self.grid_leader = Some(self.maker.contact());
        }
        let grid_leader = self.grid_leader.clone()?;
        let volunteers: Vec<Contact> = (0..3).map(|_| self.maker.contact()).collect();
        let doors: Vec<Door> =
            places.into_iter().map(|(place, use_)| self.door(place, use_, &volunteers)).collect();
        let leader = doors.iter().flat_map(Door::people).find_map(|person| self.could_lead(person));
        Some(Building { index, name, doors, grid: index / 10 + 1, grid_leader, leader })
    }

    fn could_lead(&self, person: &Person) -> Option<Contact> {
        let fit = (50..76).contains(&person.age_on(self.maker.as_of))
            && person.in_roster()
            && person.presence == Presence::Home
            && person.disagreement.is_none()
            && person.identity.document == Document::ResidentId;
        let phone = person.phones.first().filter(|_| fit)?;
        Some(Contact { name: person.name.clone(), phone: phone.clone() })
    }

    fn door(&mut self, place: Place, use_: Use, volunteers: &[Contact]) -> Door {
        let Self { maker, fate, .. } = self;
        let trade = (place.kind == PlaceKind::Shop)
            .then(|| maker.rng.word(&["便利店", "水果店", "理发店", "房产中介", "早餐店", "五金店", "药房"]));
        let household = match use_ {
            Use::Household => {
                let mut home = maker.household(&place);
                maker.befall(&mut home, volunteers);
                Self::newcomers(maker, fate, &place, &mut home);
                for person in &mut home.people {
                    maker.misreport(person, fate);
                }
                Some(home)
            }
            Use::Empty => (place.kind == PlaceKind::Residence && fate.settled.takes_empty_room())
                .then(|| maker.new_tenants()),
        };
        Door { place, household, trade }
    }

    fn newcomers(maker: &mut Maker, fate: &mut Fate, place: &Place, home: &mut Household) {
        if place.kind != PlaceKind::Residence {
            return;
        }
        let head_age = home.people.first().map_or(0, |head| head.age_on(maker.as_of));
        if home.landlord.is_some() {
            if fate.settled.tenant_joins() {
                maker.one_more_tenant(home);
            }
        } else if (44..60).contains(&head_age)
            && home.people.first().is_some_and(|head| head.identity.document == Document::ResidentId)
            && fate.settled.child_returns()
        {
            maker.one_more_child(home);
            if let Some(child) =
                home.people.last_mut().filter(|child| child.listing == Listing::ReturneesOnly)
            {
                maker.come_back(child);
            }
        }
    }

    /// The doors of a residential building: rooms by entrance and floor, some of them empty, and shops below.
    fn residential(&mut self, name: &str, index: u32, households: u32) -> Vec<(Place, Use)> {
        let rng = &mut self.maker.rng;
        let shops = if self.villas > 0 && rng.per_mille(250) { rng.between(1, 3) } else { 0 };
        let lived_in = u32::from(shops > 0 && households > 10 && rng.per_mille(400));
        let empty = households * 6 / 100 + rng.below(2);
        let rooms = households - lived_in + empty;
        let shape = Shape::of(rooms, index);
        let mut places: Vec<(Place, Use)> = (0..shops)
            .map(|n| {
                let place = Place {
                    building: name.to_owned(),
                    unit: String::new(),
                    room: format!("底商{}", n + 1),
                    kind: PlaceKind::Shop,
                };
                (place, if n < lived_in { Use::Household } else { Use::Empty })
            })
            .collect();
        // Selection sampling: each room is empty with the chance that is left, so that exactly `empty` are.
        let mut left = empty;
        for n in 0..rooms {
            let use_ = if rng.below(rooms - n) < left { Use::Empty } else { Use::Household };
            left -= u32::from(matches!(use_, Use::Empty));
            places.push((shape.place(name, n), use_));
        }
        places
    }

    fn outlying(&self) -> Vec<(Place, Use)> {
        let villas = (1..=self.villas).map(|n| (n.to_string(), PlaceKind::Villa));
        let collective = (0..self.collective).map(|_| (String::new(), PlaceKind::Collective));
        villas
            .chain(collective)
            .map(|(building, kind)| {
                (Place { building, unit: String::new(), room: String::new(), kind }, Use::Household)
            })
            .collect()
    }
}

/// What a door is made for.
#[derive(Debug, Clone, Copy)]
enum Use {
    Household,
    Empty,
}

/// Entrances, floors and rooms on a floor.
#[derive(Debug)]
struct Shape {
    units: u32,
    per_floor: u32,
    floors: u32,
}

impl Shape {
    /// Walk-ups of six floors, some with two entrances; towers where there are too many rooms for that.
    fn of(rooms: u32, index: u32) -> Self {
        let units = if index % 4 == 1 && rooms >= 16 { 2 } else { 1 };
        if rooms <= 60 {
            let per_floor = rooms.div_ceil(6 * units).max(1);
            return Self { units, per_floor, floors: 6 };
        }
        let floors = (rooms / 8).clamp(7, 33);
        Self { units: rooms.div_ceil(floors * 8), per_floor: 8, floors }
    }

    /// The `n`th room.
    fn place(&self, building: &str, n: u32) -> Place {
        let floor = n / self.per_floor;
        let (unit, floor) = (floor / self.floors + 1, floor % self.floors + 1);
        Place {
            building: building.to_owned(),
            unit: if self.units > 1 { unit.to_string() } else { String::new() },
            room: (floor * 100 + n % self.per_floor + 1).to_string(),
            kind: PlaceKind::Residence,
        }
    }
}
