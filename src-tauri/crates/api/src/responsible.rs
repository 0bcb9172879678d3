//! Responsible persons 负责人 on the wire: by building and entrance.

use louce_core::places::{self, NewResponsible, Responsibility};
use louce_core::values::{building_label, mask_phone};
use louce_core::{Error, Reader};
use louce_sheets::roster::is_masked;
use serde::Deserialize;

use crate::edits::{Edited, Made, edit};
use crate::{Session, WireError};

/// Whose.
#[derive(Debug, Clone, Copy, Default, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ResponsibleRequest {
    /// Row of a building; without it all.
    pub building: Option<i64>,
}

/// Everybody responsible, by building.
///
/// # Errors
/// As any query.
pub fn list(
    session: &mut Session<'_>,
    request: ResponsibleRequest,
) -> Result<Vec<Responsibility>, WireError> {
    let mut all = places::responsibilities(session.office.reader())?;
    all.retain(|row| request.building.is_none_or(|building| row.building_id == Some(building)));
    Ok(all)
}

/// Somebody responsible.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ResponsibleSetRequest {
    /// Who is to be set right; without it somebody more.
    #[serde(default)]
    pub id: Option<i64>,
    /// Row of the building.
    pub building: i64,
    /// Entrance 单元, bare; without it the whole building.
    #[serde(default)]
    pub unit: Option<String>,
    /// 楼组长, 网格员 …
    pub role: String,
    /// 姓名
    pub name: String,
    /// 电话, as typed.
    #[serde(default)]
    pub phone: Option<String>,
}

/// Names somebody responsible, or sets right who is known.
///
/// # Errors
/// `refused` without a role or name, for an entrance that is not there or a masked phone; `bad_value`, `no_such`.
pub fn set(session: &mut Session<'_>, request: ResponsibleSetRequest) -> Result<Made, WireError> {
    let known = request.id.map(|id| find(session.office.reader(), id)).transpose()?;
    let typed = request.phone.unwrap_or_default();
    let kept = known.and_then(|known| known.phone).filter(|phone| mask_phone(phone) == typed.trim());
    let phone = match kept {
        Some(kept) => kept,
        None if is_masked(&typed) => {
            return Err(Error::Refused("打了码的电话不能存回去，请写完整的号码。".into()).into());
        }
        None => typed,
    };
    let door = door(session.office.reader(), request.building, request.unit.as_deref())?;
    let summary = format!("{door}{}：{}", request.role.trim(), request.name.trim());
    let new = NewResponsible {
        building: request.building,
        unit: request.unit.as_deref(),
        role: &request.role,
        name: &request.name,
        phone: &phone,
    };
    let (id, edited) = edit(session, summary, |tx| places::put_responsible(tx, request.id, &new))?;
    Ok(Made { id, operation: edited.operation })
}

/// Which of them.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ResponsibleRemoveRequest {
    /// Row.
    pub id: i64,
}

/// Somebody is responsible no more.
///
/// # Errors
/// `no_such`.
pub fn remove(session: &mut Session<'_>, request: ResponsibleRemoveRequest) -> Result<Edited, WireError> {
    let reader = session.office.reader();
    let known = find(reader, request.id)?;
    let door = known.building_id.map(|building| door(reader, building, known.unit.as_deref())).transpose()?;
    let summary = format!("{}{}不再是{}", door.unwrap_or_default(), known.name, known.role);
    let (_, edited) = edit(session, summary, |tx| places::remove_responsible(tx, request.id))?;
    Ok(edited)
}

fn find(reader: Reader<'_>, id: i64) -> Result<Responsibility, WireError> {
    let all = places::responsibilities(reader)?;
    Ok(all.into_iter().find(|row| row.id == id).ok_or(Error::NoSuch("负责人"))?)
}

/// "12号楼2单元"
fn door(reader: Reader<'_>, building: i64, unit: Option<&str>) -> Result<String, WireError> {
    let found = places::buildings(reader)?.into_iter().find(|row| row.id == building);
    let name = building_label(&found.ok_or(Error::NoSuch("楼栋"))?.name);
    let unit = unit.map(str::trim).filter(|unit| !unit.is_empty());
    Ok(format!("{name}{}", unit.map(|unit| format!("{unit}单元")).unwrap_or_default()))
}
