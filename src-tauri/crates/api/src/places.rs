//! Places 楼栋、房屋 on the wire.

use louce_core::places::{self, RoomFilter, RoomState, RoomView};
use louce_core::values::RoomKind;
use serde::{Deserialize, Serialize};

use crate::{Session, WireError};

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
