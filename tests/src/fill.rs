//! A testing night at the tables: a printed-out roster workbook filled in by hand, by rule instead of by people.
//!
//! Here: which cells somebody would write. The rule has no chance in it, so that the same workbook is always filled
//! the same way and a test can say what must come back.
//! Not here: how a cell is written (see [`crate::edit`]), nor what the program makes of it.

use crate::edit::{AnyError, CellTexts, edit_workbook};
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::path::Path;

/// What was written into the workbook.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Building sheets found.
    pub sheets: u32,
    /// 采样 ticked, in any of the ways people do.
    pub tested: u32,
    /// 未检原因 written.
    pub untested: u32,
    /// Left blank: nobody knows yet.
    pub unmarked: u32,
    /// 电话 overwritten with a new one.
    pub phones: u32,
    /// 备注 written where there was none.
    pub remarks: u32,
    /// People added by hand below the last row.
    pub newcomers: u32,
}

/// Columns of a building sheet, from 0.
struct Columns {
    header_row: u32,
    room: u32,
    name: u32,
    sex: u32,
    id: u32,
    phone: u32,
    sampled: u32,
    reason: u32,
    remark: u32,
}

const REASONS: [&str; 4] = ["外出未归", "住院", "卧床待上门", "拒检"];
const TICKS: [&str; 5] = ["√", "√", "1", "是", "19:40"];
const NEWCOMERS: [(&str, &str, &str); 4] = [
    ("顾念慈", "女", "310110196203040124"),
    ("陆家声", "男", "310110198811210130"),
    ("欧阳春晓", "女", "310110199507150246"),
    ("穆怀远", "男", "310110200106180255"),
];

/// Copies the roster workbook `from` to `to`, filled in.
///
/// # Errors
/// When there is no building sheet in it, or a file cannot be read or written.
pub fn fill_roster(from: &Path, to: &Path) -> Result<Filled, AnyError> {
    let mut book: Xlsx<_> = open_workbook(from)?;
    let mut filled = Filled::default();
    let mut edits = BTreeMap::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet)?;
        if let Some(columns) = find_columns(&range) {
            let texts = fill_sheet(&range, &columns, &mut filled);
            edits.insert(sheet, texts);
        }
    }
    if filled.sheets == 0 {
        return Err("这个工作簿里没有采样名册（找不到 姓名/采样/未检原因 三列）".into());
    }
    edit_workbook(from, to, &edits)?;
    Ok(filled)
}

fn text(range: &Range<Data>, row: u32, col: u32) -> String {
    range.get_value((row, col)).map(ToString::to_string).unwrap_or_default().trim().to_owned()
}

fn find_columns(range: &Range<Data>) -> Option<Columns> {
    let (last_row, last_col) = range.end()?;
    for row in 0..=last_row.min(20) {
        let find = |name: &str| (0..=last_col).find(|col| text(range, row, *col) == name);
        if let (Some(name), Some(sampled), Some(reason)) = (find("姓名"), find("采样"), find("未检原因"))
        {
            return Some(Columns {
                header_row: row,
                room: find("室号")?,
                name,
                sex: find("性别")?,
                id: find("证件号")?,
                phone: find("电话")?,
                sampled,
                reason,
                remark: find("备注")?,
            });
        }
    }
    None
}

fn fill_sheet(range: &Range<Data>, c: &Columns, filled: &mut Filled) -> CellTexts {
    let mut texts = CellTexts::new();
    let last_row = range.end().map_or(0, |end| end.0);
    let mut last_person = None;
    let mut room = String::new();
    for row in c.header_row + 1..=last_row {
        let here = text(range, row, c.room);
        if !here.is_empty() {
            room = here;
        }
        let name = text(range, row, c.name);
        if name.is_empty() || name == "姓名" {
            continue;
        }
        last_person = Some((row, room.clone()));
        if !text(range, row, c.reason).is_empty() {
            // Away or in hospital: printed so, and nobody comes to the table.
            continue;
        }
        fill_person(range, c, row, filled, &mut texts);
    }
    // One building in eight has somebody at the table who is in no ledger.
    if filled.sheets.is_multiple_of(8)
        && let Some((row, room)) = last_person
        && let Some((name, sex, id)) = pick(&NEWCOMERS, filled.newcomers)
    {
        let row = first_blank_row_after(range, row);
        let phone = format!("1380000{:04}", 1000 + filled.newcomers);
        for (col, value) in [
            (c.room, room.as_str()),
            (c.name, name),
            (c.sex, sex),
            (c.id, id),
            (c.phone, &phone),
            (c.sampled, "√"),
        ] {
            texts.insert((row, col), value.to_owned());
        }
        filled.newcomers += 1;
    }
    filled.sheets += 1;
    texts
}

fn fill_person(range: &Range<Data>, c: &Columns, row: u32, filled: &mut Filled, texts: &mut CellTexts) {
    let number = filled.tested + filled.untested + filled.unmarked;
    if number % 90 == 89 {
        filled.unmarked += 1;
    } else if number % 23 == 22 {
        let reason = pick(&REASONS, filled.untested).unwrap_or("外出未归");
        texts.insert((row, c.reason), reason.to_owned());
        filled.untested += 1;
    } else {
        let tick = match number % 50 {
            49 => format!("A{number:05}"),
            _ => pick(&TICKS, number / 10).unwrap_or("√").to_owned(),
        };
        texts.insert((row, c.sampled), tick);
        filled.tested += 1;
    }
    if number % 400 == 150 {
        texts.insert((row, c.phone), format!("1390000{:04}", 1000 + filled.phones));
        filled.phones += 1;
    }
    if number % 350 == 120 && text(range, row, c.remark).is_empty() {
        texts.insert((row, c.remark), "家属代领试剂".to_owned());
        filled.remarks += 1;
    }
}

fn pick<T: Copy>(list: &[T], number: u32) -> Option<T> {
    list.iter().cycle().nth(usize::try_from(number).ok()? % list.len().max(1)).copied()
}

/// The first row below `row` in which nothing is written yet.
fn first_blank_row_after(range: &Range<Data>, row: u32) -> u32 {
    let Some((last_row, last_col)) = range.end() else { return row + 1 };
    (row + 1..=last_row)
        .find(|r| (0..=last_col).all(|col| text(range, *r, col).is_empty()))
        .unwrap_or(last_row.max(row) + 1)
}
