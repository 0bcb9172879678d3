//! The roster's table 底册表格 as a sheet: the rows and columns somebody has on the screen, in their order, under a line that says what
//! was asked for. Not for reading back whole: that is the roster (`residents_book`).

use std::io::{Seek, Write};
use std::ops::ControlFlow;
use std::path::Path;

use louce_core::residents::{self, Field, ResidentView};
use louce_core::values::{Birth, Day, mask_id};
use louce_core::{Clock, Office, Op, OpKind, Reader, exports};
use serde::{Deserialize, Serialize};

use crate::book::{self, Align, Border, Column, MAX_ROWS, Page, Style, Value};
use crate::publish::publish;
use crate::roster::{Exported, RosterError, is_private, mask_remark, shown_phones, shown_tags};

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TableColumn {
    /// 房屋, in one: 12号楼2单元402室
    Door,
    /// 小区
    Compound,
    /// 楼号
    Building,
    /// 单元
    Unit,
    /// 室号
    Room,
    /// 户号
    Household,
    /// 姓名
    Name,
    /// 性别
    Sex,
    /// 周岁
    Age,
    /// 出生日期
    Birth,
    /// 与户主关系
    Relation,
    /// 在住状态
    Presence,
    /// 电话
    Phones,
    /// 重点类别
    Tags,
    /// 证件类型
    IdType,
    /// 证件号
    Id,
    /// 人员类型
    Residence,
    /// 户籍地址
    Registered,
    /// 工作单位
    Employer,
    /// 房屋标签
    Label,
    /// 核实日期
    Verified,
    /// 备注
    Remark,
}

impl TableColumn {
    fn width(self) -> f64 {
        match self {
            Self::Id => 21.0,
            Self::Remark | Self::Registered => 28.0,
            Self::Door | Self::Tags | Self::Employer => 18.0,
            Self::Phones => 15.0,
            Self::Unit | Self::Room | Self::Sex | Self::Age => 7.0,
            _ => 11.0,
        }
    }

    fn text(self, view: &ResidentView, today: Day, unmasked: bool) -> String {
        let fact = |field| view.facts.get(field).unwrap_or("").to_owned();
        let known = |text: &Option<String>| text.clone().unwrap_or_default();
        match self {
            Self::Door => view.door(),
            Self::Compound => known(&view.compound),
            Self::Building => view.building.clone(),
            Self::Unit => view.unit.clone(),
            Self::Room => view.room.clone(),
            Self::Household => known(&view.household_number),
            Self::Name => fact(Field::Name),
            Self::Sex => fact(Field::Sex),
            Self::Age => {
                let birth = view.facts.get(Field::Birth).and_then(Birth::from_stored);
                birth.and_then(|birth| birth.age_on(today)).map(|age| age.to_string()).unwrap_or_default()
            }
            Self::Birth => fact(Field::Birth),
            Self::Relation => fact(Field::Relation),
            Self::Presence if !unmasked && is_private(view.presence.name()) => String::new(),
            Self::Presence => view.presence.name().to_owned(),
            Self::Phones => {
                shown_phones(view.phones.iter().map(String::as_str), unmasked).replace('\n', "、")
            }
            Self::Tags => shown_tags(&view.tags, unmasked).join("、"),
            Self::IdType => view.id_type().unwrap_or_default(),
            Self::Id => {
                let id = view.facts.get(Field::IdNumber).or(view.facts.get(Field::IdRaw)).unwrap_or("");
                if unmasked { id.to_owned() } else { mask_id(id) }
            }
            Self::Residence => fact(Field::ResidenceType),
            Self::Registered => fact(Field::Registered),
            Self::Employer => fact(Field::Employer),
            Self::Label => known(&view.room_label),
            Self::Verified => known(&view.verified_on),
            Self::Remark if unmasked => fact(Field::Remark),
            Self::Remark => mask_remark(&fact(Field::Remark)),
        }
    }
}

/// A table as somebody has it on the screen.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// What was asked for, in Chinese: stands above the headers.
    pub title: &'a str,
    /// Columns with their headers, in order.
    pub columns: &'a [(TableColumn, String)],
    /// People, in order.
    pub people: &'a [i64],
}

/// People looked up at once.
const STRIDE: usize = 500;

/// Writes a table to `target`. ID numbers and phones are masked unless `unmasked`, which is recorded before the file is published.
///
/// # Errors
/// [`RosterError`]; the target is as it was then.
pub fn export(
    office: &mut Office,
    table: &Table<'_>,
    target: &Path,
    unmasked: bool,
    clock: Clock,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Exported, RosterError> {
    if table.columns.is_empty() {
        return Err(louce_core::Error::Refused("请至少选一栏。".into()).into());
    }
    if table.people.len() + 2 > MAX_ROWS as usize {
        return Err(louce_core::Error::Refused("人数超过一张工作表的行数，请分开导出。".into()).into());
    }
    publish(target, |draft| {
        let people = {
            let _snapshot = exports::snapshot(office.reader())?;
            write_book(office.reader(), table, clock.today(), draft, unmasked, progress)?
        };
        let mut done = Exported { file: target.to_owned(), sheets: 1, people, operation: None };
        if unmasked {
            let op = Op::new(OpKind::Export, format!("导出不打码表格：{people}人"));
            let outcome =
                office.transact(op, clock, |tx| exports::record(tx, "table", target, people, clock))?;
            done.operation = outcome.operation;
        }
        Ok(done)
    })
}

fn write_book(
    reader: Reader<'_>,
    table: &Table<'_>,
    today: Day,
    out: impl Write + Seek + Send,
    unmasked: bool,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<u32, RosterError> {
    let columns: Vec<Column> =
        table.columns.iter().map(|(column, _)| Column { width: column.width(), hidden: false }).collect();
    let last_col = u16::try_from(columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
    book::write_book(out, |book| -> Result<u32, RosterError> {
        let boxed = Style { border: Border::Thin, number_format: 49, ..Style::default() };
        let text = book.style(&boxed);
        let head = book.style(&Style { bold: true, fill: Some(0xD9_D9_D9), align: Align::Center, ..boxed });
        let title = book.style(&Style { bold: true, number_format: 49, ..Style::default() });
        let page = Page {
            columns: &columns,
            freeze: (2, 0),
            repeat_rows: Some((1, 1)),
            landscape: true,
            footer: "&C第&P页 共&N页",
        };
        let mut sheet = book.sheet("底册", true, &page)?;
        sheet.row(0, 22.0)?;
        sheet.cell(0, Value::Text(table.title), title);
        sheet.row(1, 22.0)?;
        for (col, (_, header)) in (0u16..).zip(table.columns) {
            sheet.cell(col, Value::Text(header), head);
        }
        let (mut row, total) = (1u32, table.people.len() as u64);
        for some in table.people.chunks(STRIDE) {
            if progress(u64::from(row - 1), total).is_break() {
                return Err(RosterError::Cancelled);
            }
            for view in residents::by_ids(reader, some, today)? {
                row += 1;
                sheet.row(row, 18.0)?;
                for (col, (column, _)) in (0u16..).zip(table.columns) {
                    sheet.cell(col, Value::Text(&column.text(&view, today, unmasked)), text);
                }
            }
        }
        sheet.text_on_purpose(0, last_col, 0, row);
        sheet.finish(row, last_col)?;
        Ok(row - 1)
    })
}
