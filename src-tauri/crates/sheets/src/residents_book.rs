//! The whole roster 底册 as one clean sheet with every fact, which the import reads back unchanged.
//!
//! Columns are headed by words the import knows; what could not be read stands in its own column again, and columns the
//! program has no field for stand at the end under their own headers. Masked values are recognised and left alone by the import.

use std::io::{Seek, Write};
use std::ops::ControlFlow;
use std::path::Path;

use louce_core::residents::{self, ContactRow, EmptyRoom, Field, Line, PresenceRow, ResidentView};
use louce_core::values::{Day, PresenceState, RoomAddress, RoomKind, mask_id};
use louce_core::{Clock, Office, Op, OpKind, Reader, exports};

use crate::book::{self, Align, Border, Column, MAX_ROWS, Page, Style, Value};
use crate::publish::publish;
use crate::roster::{Exported, RosterError, is_private, mask_remark, mask_text, shown_phones, shown_tags};

const HEADERS: [&str; 37] = [
    "小区",
    "楼号",
    "单元",
    "室号",
    "地址",
    "户号",
    "姓名",
    "与户主关系",
    "性别",
    "出生日期",
    "证件类型",
    "证件号",
    "电话",
    "人员类型",
    "户籍地址",
    "民族",
    "国籍",
    "工作单位",
    "文化程度",
    "政治面貌",
    "婚姻状况",
    "重点类别",
    "在住状态",
    "隔离方式",
    "开始隔离时间",
    "结束隔离时间",
    "隔离地址",
    "隔离房间号",
    "隔离原因",
    "紧急联系人",
    "紧急联系电话",
    "监护人姓名",
    "监护人电话",
    "子女姓名",
    "子女电话",
    "房屋标签",
    "备注",
];
const SHEET: &str = "底册";

/// Writes everybody and every empty room to `target`. ID numbers and phones are masked unless `unmasked`, which is recorded before
/// the file is published.
///
/// # Errors
/// [`RosterError`]; the target is as it was then.
pub fn export(
    office: &mut Office,
    target: &Path,
    unmasked: bool,
    clock: Clock,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Exported, RosterError> {
    publish(target, |draft| {
        let people = {
            let _snapshot = exports::snapshot(office.reader())?;
            write_book(office.reader(), clock.today(), draft, unmasked, progress)?
        };
        let mut done = Exported { file: target.to_owned(), sheets: 1, people, operation: None };
        if unmasked {
            let op = Op::new(OpKind::Export, format!("导出不打码底册：{people}人"));
            let outcome =
                office.transact(op, clock, |tx| exports::record(tx, "residents", target, people, clock))?;
            done.operation = outcome.operation;
        }
        Ok(done)
    })
}

fn write_book(
    reader: Reader<'_>,
    today: Day,
    out: impl Write + Seek + Send,
    unmasked: bool,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<u32, RosterError> {
    let extra: Vec<String> = residents::extra_headers(reader)?
        .into_iter()
        .filter(|header| !HEADERS.contains(&header.as_str()))
        .collect();
    let total = residents::count(reader)?;
    book::write_book(out, |book| -> Result<u32, RosterError> {
        let boxed = Style { border: Border::Thin, number_format: 49, ..Style::default() };
        let text = book.style(&boxed);
        let head = book.style(&Style { bold: true, fill: Some(0xD9_D9_D9), align: Align::Center, ..boxed });
        let columns: Vec<Column> = HEADERS
            .iter()
            .map(|header| width(header))
            .chain(extra.iter().map(|_| 14.0))
            .map(|width| Column { width, hidden: false })
            .collect();
        let page = Page {
            columns: &columns,
            freeze: (1, 7),
            repeat_rows: Some((0, 0)),
            landscape: true,
            footer: "&C第&P页 共&N页",
        };
        let mut sheet = book.sheet(SHEET, true, &page)?;
        sheet.row(0, 24.0)?;
        for (col, header) in (0u16..).zip(HEADERS.iter().copied().chain(extra.iter().map(String::as_str))) {
            sheet.cell(col, Value::Text(header), head);
        }
        let (mut row, mut people) = (0u32, 0u32);
        residents::stream(reader, today, |line| {
            row += 1;
            if row >= MAX_ROWS {
                return Err(louce_core::Error::Refused(
                    "人数超过一张工作表的行数，请按小区分开导出。".into(),
                )
                .into());
            }
            let cells = match &line {
                Line::Person(view) => {
                    people += 1;
                    if people % 1_000 == 0 && progress(people.into(), total).is_break() {
                        return Err(RosterError::Cancelled);
                    }
                    Cells::of(reader, view, &extra, unmasked)?
                }
                Line::EmptyRoom(room) => Cells::of_room(room),
            };
            sheet.row(row, 18.0)?;
            cells.write(&extra, |col, value| sheet.cell(col, value, text));
            Ok::<_, RosterError>(())
        })?;
        let last_col = u16::try_from(HEADERS.len() + extra.len()).unwrap_or(1).saturating_sub(1);
        sheet.text_on_purpose(0, last_col, 1, row);
        sheet.finish(row, last_col)?;
        Ok(people)
    })
}

/// Eighteen digits of which a spreadsheet kept fifteen.
fn lost_digits(text: &str) -> bool {
    text.len() == 18 && text.ends_with("000") && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn width(header: &str) -> f64 {
    match header {
        "证件号" => 21.0,
        "地址" | "户籍地址" | "备注" => 26.0,
        "电话" | "重点类别" | "工作单位" | "紧急联系电话" | "监护人电话" | "子女电话" => {
            16.0
        }
        "单元" | "室号" | "性别" | "民族" | "国籍" => 8.0,
        _ => 12.0,
    }
}

/// The texts of a row by their headers.
struct Cells {
    texts: [String; HEADERS.len()],
    extra: serde_json::Map<String, serde_json::Value>,
    /// A number again, as a text could pass for a whole ID.
    damaged_id: bool,
}

impl Cells {
    fn new() -> Self {
        Self {
            texts: [const { String::new() }; HEADERS.len()],
            extra: serde_json::Map::new(),
            damaged_id: false,
        }
    }

    fn put(&mut self, header: &str, text: impl Into<String>) {
        let slot = HEADERS.iter().position(|known| *known == header).and_then(|at| self.texts.get_mut(at));
        if let Some(slot) = slot {
            *slot = text.into();
        }
    }

    fn place(&mut self, compound: Option<&str>, building: &str, unit: &str, room: &str, kind: RoomKind) {
        self.put("小区", compound.unwrap_or(""));
        if kind == RoomKind::Villa {
            let address = RoomAddress {
                compound: String::new(),
                building: building.into(),
                unit: unit.into(),
                room: room.into(),
                kind,
            };
            self.put("地址", address.label());
            return;
        }
        self.put("楼号", building);
        self.put("单元", unit);
        self.put("室号", room);
    }

    fn of_room(room: &EmptyRoom) -> Self {
        let mut cells = Self::new();
        cells.place(room.compound.as_deref(), &room.building, &room.unit, &room.room, room.kind);
        let label = match (room.label.as_deref(), room.kind) {
            (Some(label), _) => label,
            (None, RoomKind::Shop) => "商铺",
            (None, _) => "空关房",
        };
        cells.put("房屋标签", label);
        cells
    }

    fn of(
        reader: Reader<'_>,
        view: &ResidentView,
        extra: &[String],
        unmasked: bool,
    ) -> Result<Self, RosterError> {
        let mut cells = Self::new();
        let kind = view.room_kind.as_deref().and_then(RoomKind::from_code).unwrap_or_default();
        cells.place(view.compound.as_deref(), &view.building, &view.unit, &view.room, kind);
        if view.building.is_empty() {
            cells.put("地址", view.address_raw.as_deref().unwrap_or(""));
        }
        cells.put("户号", view.household_number.as_deref().unwrap_or(""));
        cells.put("房屋标签", view.room_label.as_deref().unwrap_or(""));
        for field in Field::ALL {
            let text = view.facts.get(*field).unwrap_or("");
            match field {
                Field::IdNumber | Field::IdRaw if text.is_empty() => {}
                Field::IdNumber | Field::IdRaw => {
                    cells.put("证件号", if unmasked { text.to_owned() } else { mask_id(text) });
                    cells.damaged_id = unmasked && *field == Field::IdRaw && lost_digits(text);
                }
                Field::IdType => cells.put("证件类型", view.id_type().unwrap_or_default()),
                Field::Remark => {
                    cells.put("备注", if unmasked { text.to_owned() } else { mask_remark(text) })
                }
                Field::Unreadable | Field::Extra => {}
                field => cells.put(field.title(), text),
            }
        }
        cells.put("电话", shown_phones(view.phones.iter().map(String::as_str), unmasked).replace('\n', "、"));
        cells.put("重点类别", shown_tags(&view.tags, unmasked).join("、"));
        // A masked book does not say who is isolated, either.
        if unmasked || !is_private(view.presence.name()) {
            cells.put("在住状态", view.presence.name());
        }
        if unmasked && matches!(view.presence, PresenceState::HomeIsolation | PresenceState::CentralIsolation)
        {
            cells.isolation(&residents::presences(reader, view.id)?, view.presence);
        }
        // Other people's numbers are of no use masked, and a name alone would come back as one more contact.
        if unmasked {
            cells.contacts(&residents::contacts(reader, view.id)?);
        }
        cells.unreadable(view.facts.get(Field::Unreadable), unmasked);
        if !extra.is_empty()
            && let Some(serde_json::Value::Object(map)) =
                view.facts.get(Field::Extra).and_then(|json| serde_json::from_str(json).ok())
        {
            cells.extra = map;
        }
        Ok(cells)
    }

    fn isolation(&mut self, rows: &[PresenceRow], state: PresenceState) {
        let Some(row) = rows.iter().rfind(|row| row.state == state.code()) else { return };
        self.put("隔离方式", state.name());
        self.put("开始隔离时间", row.since.as_deref().unwrap_or(""));
        self.put("结束隔离时间", row.until.as_deref().unwrap_or(""));
        self.put("隔离地址", row.place.as_deref().unwrap_or(""));
        self.put("隔离房间号", row.room.as_deref().unwrap_or(""));
        self.put("隔离原因", row.reason.as_deref().unwrap_or(""));
    }

    /// The first of each kind: a row has room for one.
    fn contacts(&mut self, contacts: &[ContactRow]) {
        for (role, name, phone) in [
            ("紧急联系人", "紧急联系人", "紧急联系电话"),
            ("监护人", "监护人姓名", "监护人电话"),
            ("子女", "子女姓名", "子女电话"),
        ] {
            if let Some(contact) = contacts.iter().find(|contact| contact.role == role) {
                self.put(name, contact.name.as_deref().unwrap_or(""));
                self.put(phone, contact.phone.as_deref().unwrap_or(""));
            }
        }
    }

    /// Where a column's own cell is blank, what stood there and could not be read.
    fn unreadable(&mut self, json: Option<&str>, unmasked: bool) {
        let Some(serde_json::Value::Object(map)) = json.and_then(|json| serde_json::from_str(json).ok())
        else {
            return;
        };
        for (field, raw) in &map {
            let (Some(at), Some(raw)) = (HEADERS.iter().position(|header| header == field), raw.as_str())
            else {
                continue;
            };
            if let Some(cell) = self.texts.get_mut(at).filter(|cell| cell.is_empty()) {
                *cell = if unmasked { raw.to_owned() } else { mask_text(raw) };
            }
        }
    }

    fn write(&self, extra: &[String], mut put: impl FnMut(u16, Value<'_>)) {
        for ((col, text), header) in (0u16..).zip(&self.texts).zip(HEADERS) {
            match text.parse() {
                Ok(number) if self.damaged_id && header == "证件号" => put(col, Value::Number(number)),
                _ => put(col, Value::Text(text)),
            }
        }
        for (col, header) in (HEADERS.len() as u16..).zip(extra) {
            match self.extra.get(header).and_then(|value| value.as_str()) {
                Some(text) => put(col, Value::Text(text)),
                None => put(col, Value::Blank),
            }
        }
    }
}

#[cfg(test)]
mod tests;
