//! Places 楼栋、房屋 on the wire.

use louce_core::places::{
    self, BuildingCount, BuildingRow, PersonPicture, Responsibility, RoomFilter, RoomState, RoomView,
};
use louce_core::testing;
use louce_core::values::{PresenceState, RoomKind};
use serde::{Deserialize, Serialize};

use crate::{Nothing, Session, WireError};

/// Which rooms.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(default, deny_unknown_fields)]
pub struct RoomsRequest {
    /// Bare building name: "12".
    pub building: Option<String>,
}

/// A room 室, empty or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Room {
    /// Row.
    pub id: i64,
    /// Bare: "12".
    pub building: String,
    /// Bare: "2", or "".
    pub unit: String,
    /// Bare: "402".
    pub room: String,
    /// `residence`, `shop`, `villa`, `collective`, `other`.
    pub kind: RoomKind,
    /// 房屋标签: 空关房, 出租房 …
    pub label: Option<String>,
    /// Floor, when the room's number tells.
    pub floor: Option<i64>,
    /// 户
    pub households: u32,
    /// Registered, who have not moved out or died.
    pub residents: u32,
    /// Of these, in the building.
    pub present: u32,
    /// `occupied`, `away` (registered, nobody in), `empty` 空关.
    pub state: RoomState,
}

impl From<RoomView> for Room {
    fn from(view: RoomView) -> Self {
        Self {
            state: view.state(),
            id: view.id,
            building: view.building,
            unit: view.unit,
            room: view.room,
            kind: view.kind,
            label: view.label,
            floor: view.floor,
            households: view.households,
            residents: view.residents,
            present: view.present,
        }
    }
}

/// Rooms in natural order.
///
/// # Errors
/// As any query.
pub fn rooms(session: &mut Session<'_>, request: RoomsRequest) -> Result<Vec<Room>, WireError> {
    let filter = RoomFilter { building: request.building.as_deref() };
    let found = places::rooms(session.office.reader(), &filter, session.clock.today())?;
    Ok(found.into_iter().map(Room::from).collect())
}

/// A building in the tree of places.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct PlaceBuilding {
    /// Row; null for people whose address could not be read.
    pub id: Option<i64>,
    /// Bare: "12"; "" for people whose address could not be read.
    pub name: String,
    /// 小区
    pub compound: Option<String>,
    /// 网格
    pub grid: Option<String>,
    /// 块
    pub block: Option<String>,
    /// Rooms, shops among them.
    pub rooms: u32,
    /// 户 with somebody registered.
    pub households: u32,
    /// 人, who have not moved out or died.
    pub residents: u32,
    /// Of these, in the building.
    pub present: u32,
    /// Of these, whom the office looks after.
    pub special: u32,
    /// Expected in the newest round and not tested; null when the building is not in it.
    pub untested: Option<u32>,
}

/// The tree of places: buildings with the areas they are in, in natural order.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Places {
    /// 第几轮 `untested` is about.
    pub round: Option<u32>,
    /// In natural order.
    pub buildings: Vec<PlaceBuilding>,
}

/// All buildings with their counts.
///
/// # Errors
/// As any query.
pub fn tree(session: &mut Session<'_>, _: Nothing) -> Result<Places, WireError> {
    let reader = session.office.reader();
    let newest = testing::rounds(reader)?.pop();
    let figures = newest.map(|round| testing::figures(reader, &round)).transpose()?;
    let untested = |id: Option<i64>| {
        let shares = figures.as_ref().map(|figures| &figures.buildings)?;
        shares.iter().find(|share| share.id == id).map(|share| share.expected.saturating_sub(share.tested))
    };
    let building = |count: BuildingCount| {
        let id = count.building.as_ref().map(|row| row.id);
        let row = count.building.unwrap_or_else(|| BuildingRow {
            id: 0,
            name: String::new(),
            compound: None,
            grid: None,
            block: None,
        });
        PlaceBuilding {
            id,
            name: row.name,
            compound: row.compound,
            grid: row.grid,
            block: row.block,
            rooms: count.rooms,
            households: count.households,
            residents: count.residents,
            present: count.present,
            special: count.special,
            untested: untested(id),
        }
    };
    let counts = places::building_counts(reader, session.clock.today())?;
    Ok(Places {
        round: figures.as_ref().map(|figures| figures.round),
        buildings: counts.into_iter().map(building).collect(),
    })
}

/// Which building.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct BuildingRequest {
    /// Its row.
    pub building: i64,
}

/// Somebody in a room of the picture.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct RoomPerson {
    /// Row.
    pub id: i64,
    /// 户
    pub household: i64,
    /// 姓名
    pub name: String,
    /// 周岁
    pub age: Option<u32>,
    /// On this day.
    pub presence: PresenceState,
    /// Stated and derived, Chinese.
    pub tags: Vec<&'static str>,
    /// Whom the office looks after.
    pub special: bool,
    /// Some cell about them could not be read.
    pub unreadable: bool,
    /// ISO day on which their facts were checked.
    pub verified_on: Option<String>,
    /// Expected in the newest round.
    pub expected: bool,
    /// Tested in the newest round; null when nobody said.
    pub tested: Option<bool>,
}

/// A room of the picture.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct RoomCell {
    /// The room.
    #[serde(flatten)]
    pub room: Room,
    /// Everybody registered there who has neither moved out nor died.
    pub people: Vec<RoomPerson>,
}

/// An entrance 单元 of the picture.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Entrance {
    /// Bare, or "".
    pub unit: String,
    /// In natural order; their floors say where they stand.
    pub rooms: Vec<RoomCell>,
}

/// A building as a picture 楼图.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Building {
    /// The building.
    #[serde(flatten)]
    pub building: BuildingRow,
    /// 备注
    pub remark: Option<String>,
    /// 第几轮 `expected` and `tested` are about.
    pub round: Option<u32>,
    /// Who is responsible for it or for an entrance of it.
    pub responsible: Vec<Responsibility>,
    /// In natural order.
    pub units: Vec<Entrance>,
}

/// One building with everybody in it.
///
/// # Errors
/// `no_such`.
pub fn building(session: &mut Session<'_>, request: BuildingRequest) -> Result<Building, WireError> {
    let reader = session.office.reader();
    let picture = places::picture(reader, request.building, session.clock.today())?;
    let mut responsible = places::responsibilities(reader)?;
    responsible.retain(|row| row.building_id == Some(request.building));
    let mut people = picture.people.into_iter().peekable();
    let mut units: Vec<Entrance> = Vec::new();
    for view in picture.rooms {
        let mut cell = RoomCell { room: view.into(), people: Vec::new() };
        // Both are in the order of the doors.
        while let Some(person) = people.next_if(|person| person.room == cell.room.id) {
            cell.people.push(person.into());
        }
        match units.last_mut().filter(|entrance| entrance.unit == cell.room.unit) {
            Some(entrance) => entrance.rooms.push(cell),
            None => units.push(Entrance { unit: cell.room.unit.clone(), rooms: vec![cell] }),
        }
    }
    Ok(Building {
        building: picture.building,
        remark: picture.remark,
        round: testing::rounds(reader)?.pop().map(|round| round.number),
        responsible,
        units,
    })
}

impl From<PersonPicture> for RoomPerson {
    fn from(person: PersonPicture) -> Self {
        let (expected, tested) = person.round.unwrap_or((false, None));
        Self {
            id: person.id,
            household: person.household,
            name: person.name,
            age: person.age,
            presence: person.presence,
            tags: person.tags,
            special: person.special,
            unreadable: person.unreadable,
            verified_on: person.verified_on,
            expected,
            tested,
        }
    }
}
