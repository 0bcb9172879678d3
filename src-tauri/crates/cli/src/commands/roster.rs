//! 住户、房屋.

use std::path::Path;

use louce_api::places::{Room, RoomsRequest};
use louce_api::residents::{ExportRequest, Resident, ResidentsRequest};
use louce_core::places::RoomState;

use super::testing::tell_export;
use crate::args::DeskArgs;
use crate::failure::Failure;
use crate::output::Out;

/// `louce residents`
pub fn residents(
    desk: &DeskArgs,
    office: &Path,
    request: &ResidentsRequest,
    out: &mut Out,
) -> Result<(), Failure> {
    desk.within(office, |session| {
        let headers = [
            "编号",
            "楼",
            "单元",
            "室",
            "姓名",
            "性别",
            "出生日期",
            "证件号",
            "电话",
            "关系",
            "在住",
            "重点",
            "备注",
        ];
        let mut rows = out.rows(&headers, resident_cells);
        louce_api::residents::each(session, request, |resident| rows.push(&resident))?;
        rows.finish(|count| format!("共 {count} 人"))
    })
}

fn resident_cells(resident: &Resident) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = match (&resident.id_number, &resident.id_raw) {
        (Some(number), _) => number.clone(),
        (None, Some(raw)) => format!("（{raw}）"),
        (None, None) => String::new(),
    };
    let building =
        if resident.building.is_empty() { text(&resident.address_raw) } else { resident.building.clone() };
    vec![
        resident.id.to_string(),
        building,
        resident.unit.clone(),
        resident.room.clone(),
        resident.name.clone(),
        text(&resident.sex),
        text(&resident.birth_date),
        number,
        resident.phones.join("、"),
        text(&resident.relation),
        resident.presence.to_owned(),
        resident.tags.join("、"),
        text(&resident.remark),
    ]
}

/// `louce rooms`
pub fn rooms(desk: &DeskArgs, office: &Path, request: RoomsRequest, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let found = louce_api::places::rooms(session, request)?;
        let mut rows = out.rows(&["楼", "单元", "室", "类型", "标签", "户", "人", "在", "状态"], room_cells);
        found.iter().try_for_each(|room| rows.push(room))?;
        let empty = found.iter().filter(|room| room.state == RoomState::Empty).count();
        rows.finish(|count| format!("共 {count} 间，其中空关 {empty} 间"))
    })
}

fn room_cells(room: &Room) -> Vec<String> {
    let state = match room.state {
        RoomState::Occupied => "有人",
        RoomState::Away => "都不在",
        RoomState::Empty => "空关",
    };
    vec![
        room.building.clone(),
        room.unit.clone(),
        room.room.clone(),
        room.kind.name().to_owned(),
        room.label.clone().unwrap_or_default(),
        room.households.to_string(),
        room.residents.to_string(),
        room.present.to_string(),
        state.to_owned(),
    ]
}

/// `louce export residents`
pub fn export(desk: &DeskArgs, office: &Path, request: ExportRequest, out: &mut Out) -> Result<(), Failure> {
    let unmasked = request.unmasked;
    desk.within_watched(office, |session| {
        let written = louce_api::residents::export(session, request)?;
        out.either(&written, |out| tell_export(&written, unmasked, out))
    })
}
