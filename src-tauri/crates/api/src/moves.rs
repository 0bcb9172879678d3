//! Households moved, split and merged by hand, and rooms made, on the wire. Each is one operation that can be undone.

use louce_core::places;
use louce_core::values::{AddressHint, Parsed, RoomAddress, building_name};
use louce_core::{Error, households};
use serde::Deserialize;

use crate::edits::{Edited, Made, edit, names};
use crate::{Session, WireError};

/// A household and where it goes.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct MoveRequest {
    /// 户
    pub household: i64,
    /// 室
    pub room: i64,
}

/// Moves a household into another room.
///
/// # Errors
/// `no_such`.
pub fn household_move(session: &mut Session<'_>, request: MoveRequest) -> Result<Edited, WireError> {
    let (_, edited) = edit(session, "搬户".into(), |tx| {
        households::move_to_room(tx, request.household, request.room)?;
        let door = places::label_of_household(tx.reader(), request.household)?;
        tx.summarise(format!("一户搬到{}", door.unwrap_or_default()));
        Ok(())
    })?;
    Ok(edited)
}

/// Members taken out of a household.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SplitRequest {
    /// 户
    pub household: i64,
    /// Who goes.
    pub residents: Vec<i64>,
    /// Into this room; without it behind the same door.
    #[serde(default)]
    pub room: Option<i64>,
}

/// Takes members out into a household of their own.
///
/// # Errors
/// `refused` when nobody or everybody is taken, `no_such`.
pub fn household_split(session: &mut Session<'_>, request: SplitRequest) -> Result<Made, WireError> {
    let summary = format!("分户：{}", names(session, &request.residents)?);
    let (id, edited) = edit(session, summary, |tx| {
        households::split(tx, request.household, &request.residents, request.room)
    })?;
    Ok(Made { id, operation: edited.operation })
}

/// Two households.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct MergeRequest {
    /// Whose members go …
    pub from: i64,
    /// … into this one.
    pub into: i64,
}

/// Makes one household of two.
///
/// # Errors
/// `refused` for a household and itself, `no_such`.
pub fn household_merge(session: &mut Session<'_>, request: MergeRequest) -> Result<Edited, WireError> {
    let door = places::label_of_household(session.office.reader(), request.into)?.unwrap_or_default();
    let (_, edited) =
        edit(session, format!("并户：{door}"), |tx| households::merge(tx, request.from, request.into))?;
    Ok(edited)
}

/// Somebody and where they live now.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ResidentMoveRequest {
    /// Who.
    pub resident: i64,
    /// Into this household …
    #[serde(default)]
    pub household: Option<i64>,
    /// … or as a household of their own in this room.
    #[serde(default)]
    pub room: Option<i64>,
}

/// Moves one person.
///
/// # Errors
/// `refused` without a place or when they are there already, `no_such`.
pub fn resident_move(session: &mut Session<'_>, request: ResidentMoveRequest) -> Result<Edited, WireError> {
    let name = names(session, &[request.resident])?;
    let (_, edited) = edit(session, format!("{name}搬家"), |tx| {
        let into = match (request.household, request.room) {
            (Some(household), _) => household,
            (None, Some(room)) => {
                let new = households::insert(tx, None, None, None)?;
                households::move_to_room(tx, new, room)?;
                new
            }
            (None, None) => return Err(Error::Refused("请选择搬到哪一户或哪一室。".into())),
        };
        households::take_in(tx, request.resident, into)?;
        let door = places::label_of_household(tx.reader(), into)?;
        tx.summarise(format!("{name}搬到{}", door.unwrap_or_default()));
        Ok(())
    })?;
    Ok(edited)
}

/// A room to be made.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RoomAddRequest {
    /// Building as people write it; made when it is not there.
    pub building: String,
    /// Room, with its unit when it has one: "402", "2-402".
    pub room: String,
    /// 房屋标签
    #[serde(default)]
    pub label: Option<String>,
}

/// Makes a room, and its building when that is not there.
///
/// # Errors
/// `bad_value` for a room that cannot be read, `refused` when it is there already.
pub fn room_add(session: &mut Session<'_>, request: RoomAddRequest) -> Result<Made, WireError> {
    let typed = request.building.trim();
    let name = building_name(typed).unwrap_or_else(|| typed.to_owned());
    if name.is_empty() {
        return Err(Error::Refused("请给出楼号。".into()).into());
    }
    let address = match RoomAddress::parse_unit_pair(
        request.room.trim(),
        &AddressHint { building: Some(&name), unit: None },
    ) {
        Parsed::Value(address) | Parsed::Doubtful(address, _) if !address.room.is_empty() => address,
        Parsed::Unreadable(unreadable) => {
            return Err(Error::BadValue { field: "室号", why: unreadable.why }.into());
        }
        _ => return Err(Error::Refused("请给出室号。".into()).into()),
    };
    let (id, edited) = edit(session, format!("添加房屋：{}", address.label()), |tx| {
        let known = places::buildings(tx.reader())?.into_iter().find(|building| building.name == name);
        let building = match known {
            Some(known) => known.id,
            None => places::insert_building(tx, None, &name)?,
        };
        let same =
            louce_core::testing::find_rooms(tx.reader(), building, Some(&address.unit), &address.room)?;
        if !same.is_empty() {
            return Err(Error::Refused(format!("已经有{}。", address.label())));
        }
        places::insert_room(tx, building, &address, request.label.as_deref())
    })?;
    Ok(Made { id, operation: edited.operation })
}
