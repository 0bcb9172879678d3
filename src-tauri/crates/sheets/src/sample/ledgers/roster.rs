//! 居民底册: everybody but the newest, in one workbook whose sheets were begun by different people in different years.
//!
//! Here: which buildings share a sheet and how a sheet is laid out from title to footer. What stands in a cell is in
//! `roster_cells`.

use std::{
    ops::Range,
    path::{Path, PathBuf},
};

use super::{
    Ledger,
    roster_cells::{Column, Entry},
};
use crate::sample::{
    SampleError,
    community::NAME,
    person::{Building, Disagreement, Door, Person, Presence},
    write::{Book, Sheet, Value},
};

/// How a sheet of the roster is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// 楼号, 单元 and 室号 apart and merged down over the household; subtotals.
    Columns,
    /// One sheet per building; 门牌号 only; a line about the situation.
    PerBuilding,
    /// `12号402室` in one cell.
    Address,
    /// `6-2-301` in one cell, 〃 under it.
    Dashed,
    /// The street address in one cell.
    Full,
    /// A header of two rows.
    TwoRow,
}

impl Style {
    /// Of the `index`th of `total` buildings.
    fn of(index: u32, total: u32) -> Self {
        match u64::from(index) * 100 / u64::from(total.max(1)) {
            _ if index >= total => Self::Address,
            0..25 => Self::Columns,
            25..50 => Self::PerBuilding,
            50..65 => Self::Address,
            65..80 => Self::Dashed,
            80..90 => Self::Full,
            _ => Self::TwoRow,
        }
    }

    fn columns(self) -> &'static [(Column, &'static str)] {
        use Column as C;
        match self {
            Self::Columns => &[
                (C::Seq, "序号"),
                (C::Building, "楼号"),
                (C::Unit, "单元"),
                (C::Room, "室号"),
                (C::Head, "户主姓名"),
                (C::Name, "姓名"),
                (C::Relation, "与户主关系"),
                (C::Sex, "性别"),
                (C::Born, "出生日期"),
                (C::Id, "身份证号码"),
                (C::Phone, "联系电话"),
                (C::Residence, "人员类型"),
                (C::Remark, "备注"),
            ],
            Self::PerBuilding => &[
                (C::Seq, "序号"),
                (C::Address, "门牌号"),
                (C::Name, "姓名"),
                (C::Id, "公民身份号码"),
                (C::Phone, "手机号码"),
                (C::Remark, "备注"),
                (C::Label, "房屋标签"),
            ],
            Self::Address => &[
                (C::Seq, "序号"),
                (C::Address, "家庭住址"),
                (C::Name, "居民姓名"),
                (C::Sex, "性别"),
                (C::BornMonth, "出生年月"),
                (C::Id, "公民身份号码"),
                (C::Phone, "手机号码"),
                (C::Relation, "家庭关系"),
                (C::Residence, "人户一致"),
                (C::Remark, "备注"),
            ],
            Self::Dashed => &[
                (C::HouseholdNo, "户号"),
                (C::Address, "楼号-单元-室号"),
                (C::Name, "姓 名"),
                (C::Relation, "关系"),
                (C::Id, "身份证号"),
                (C::Age, "年龄"),
                (C::Phone, "电话"),
                (C::Category, "重点类别"),
                (C::Remark, "情况说明"),
            ],
            Self::Full => &[
                (C::Seq, "编号"),
                (C::Name, "姓名"),
                (C::SexCode, "性别（1男2女）"),
                (C::Document, "证件类型"),
                (C::Id, "证件号码*"),
                (C::Phone, "联系方式"),
                (C::Address, "现详细住址"),
                (C::Relation, "户主（与户主关系）"),
                (C::Category, "人群分类"),
                (C::Remark, "备注"),
            ],
            Self::TwoRow => &[
                (C::Seq, "序号"),
                (C::Building, "楼号"),
                (C::Unit, "单元"),
                (C::Room, "室号"),
                (C::Name, "姓名"),
                (C::Sex, "性别"),
                (C::Born, "出生日期"),
                (C::Id, "证件号"),
                (C::Phone, "本人电话"),
                (C::Relation, "与户主关系"),
                (C::EmergencyName, "姓名"),
                (C::EmergencyPhone, "电话"),
                (C::Remark, "备注"),
            ],
        }
    }
}

/// The buildings that share a sheet with this one.
fn shared_sheet(index: u32, total: u32) -> Range<u32> {
    if index >= total {
        return total..total + 1;
    }
    let style = Style::of(index, total);
    let most = if style == Style::PerBuilding { 1 } else { 10 };
    let first = (0..index).rev().take_while(|&n| Style::of(n, total) == style).last().unwrap_or(index);
    let start = first + (index - first) / most * most;
    let end = (start..total).take(most as usize).take_while(|&n| Style::of(n, total) == style).last();
    start..end.unwrap_or(start) + 1
}

pub(super) struct Roster {
    path: PathBuf,
    book: Book,
    /// Residential buildings.
    total: u32,
    open: Option<Open>,
}

/// The sheet being written.
struct Open {
    sheet: Sheet,
    style: Style,
    buildings: Range<u32>,
    seq: u32,
    households: u32,
    people: u32,
}

impl Roster {
    pub(super) fn new(dir: &Path, total: u32) -> Result<Self, SampleError> {
        Ok(Self { path: dir.join("居民底册.xlsx"), book: Book::new(dir)?, total, open: None })
    }

    fn close(&mut self) -> Result<(), SampleError> {
        if let Some(open) = self.open.take() {
            self.book.push(open.close()?);
        }
        Ok(())
    }
}

impl Ledger for Roster {
    fn building(&mut self, building: &Building) -> Result<(), SampleError> {
        if self.open.as_ref().is_some_and(|open| !open.buildings.contains(&building.index)) {
            self.close()?;
        }
        let open = match self.open.take() {
            Some(open) => open,
            None => Open::new(&mut self.book, building, self.total)?,
        };
        self.open.insert(open).building(building)
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf, SampleError> {
        self.close()?;
        self.book.save(&self.path)
    }
}

impl Open {
    /// Begins a sheet with its title rows and header.
    fn new(book: &mut Book, building: &Building, total: u32) -> Result<Self, SampleError> {
        let (style, buildings) = (Style::of(building.index, total), shared_sheet(building.index, total));
        let columns = style.columns();
        let width = columns.len() as u16;
        let widths: Vec<f64> = columns.iter().map(|(column, _)| column.width()).collect();
        let name = match (buildings.len(), building.name.as_str()) {
            (_, "") => "别墅及集体户".to_owned(),
            (1, name) => format!("{name}号楼"),
            _ => format!("{}-{}号楼", buildings.start + 1, buildings.end),
        };
        let mut sheet = book.sheet(&name, &widths)?;
        if style == Style::PerBuilding {
            sheet.title(&format!("{name}人员名单"), width)?;
            sheet.line(&situation(building))?;
        } else {
            sheet.title(&format!("{NAME}{name}居民底册"), width)?;
        }
        if matches!(style, Style::Columns | Style::Full) {
            sheet.line("填报单位：延春七村居委会　　　　　　　　填报日期：2022年4月5日")?;
        }
        if style == Style::Full {
            sheet.line("注：带*为必填项，证件号码请逐位核对")?;
        }
        let mut open = Self { sheet, style, buildings, seq: 0, households: 0, people: 0 };
        open.header()?;
        Ok(open)
    }

    fn header(&mut self) -> Result<(), SampleError> {
        if self.style == Style::TwoRow {
            return self.sheet.two_row_header(&[
                ("", &["序号"]),
                ("住址", &["楼号", "单元", "室号"]),
                ("基本信息", &["姓名", "性别", "出生日期", "证件号"]),
                ("", &["本人电话"]),
                ("", &["与户主关系"]),
                ("紧急联系人", &["姓名", "电话"]),
                ("", &["备注"]),
            ]);
        }
        self.sheet.header(self.style.columns().iter().map(|(_, header)| *header))
    }

    fn building(&mut self, building: &Building) -> Result<(), SampleError> {
        let (households, people) = (self.households, self.people);
        let begun = building.index > self.buildings.start;
        if begun && self.style == Style::Columns && building.index.is_multiple_of(3) {
            self.header()?;
        }
        let middle = building.doors.len() / 2;
        for (n, door) in building.doors.iter().enumerate() {
            if n == middle && n > 5 && self.style == Style::PerBuilding && building.index % 5 == 2 {
                self.header()?;
            }
            self.door(door)?;
        }
        if matches!(self.style, Style::Columns | Style::TwoRow) {
            let (households, people) = (self.households - households, self.people - people);
            self.total_row("小计", households, people)?;
        }
        Ok(())
    }

    fn door(&mut self, door: &Door) -> Result<(), SampleError> {
        let people: Vec<&Person> = door.people().iter().filter(|person| person.in_roster()).collect();
        // The same name once more, with another number.
        let again = people.iter().copied().find_map(|person| match &person.disagreement {
            Some(Disagreement::ListedTwice(other)) => Some((person, other.as_str())),
            _ => None,
        });
        let head = people.first().map_or("", |head| head.name.as_str());
        let rows: Vec<(Option<&Person>, Option<&str>)> = if people.is_empty() {
            vec![(None, None)]
        } else {
            let each = people.iter().map(|person| (Some(*person), None));
            each.chain(again.map(|(person, id)| (Some(person), Some(id)))).collect()
        };
        self.households += u32::from(!people.is_empty());
        self.people += people.len() as u32;
        let count = rows.len() as u32;
        for (n, (person, other_id)) in rows.into_iter().enumerate() {
            self.seq += 1;
            let entry = Entry {
                style: self.style,
                seq: self.seq,
                household: self.households,
                door,
                head,
                person,
                other_id,
                rows: count,
                first: n == 0,
            };
            let mut values = Vec::with_capacity(self.style.columns().len());
            for (col, (column, _)) in (0..).zip(self.style.columns()) {
                let merged = count > 1 && column.merges(self.style);
                if !merged {
                    values.push(Some(entry.value(*column)));
                    continue;
                }
                values.push(None);
                if let (true, Value::Text(text)) = (n == 0, entry.value(*column)) {
                    self.sheet.merge_down(col, count, &text)?;
                }
            }
            self.sheet.row(values)?;
        }
        Ok(())
    }

    fn total_row(&mut self, word: &str, households: u32, people: u32) -> Result<(), SampleError> {
        let mut values = vec![Some(Value::Blank); self.style.columns().len()];
        let texts =
            [word.to_owned(), String::new(), String::new(), format!("{households}户"), format!("{people}人")];
        for (value, text) in values.iter_mut().zip(texts) {
            *value = Some(text.into());
        }
        self.sheet.row(values)
    }

    fn close(mut self) -> Result<Sheet, SampleError> {
        if self.style != Style::PerBuilding {
            self.total_row("合计", self.households, self.people)?;
        }
        self.sheet.line("填表人：王建华　　　　审核人：李国英　　　　日期：2022年4月5日")?;
        Ok(self.sheet)
    }
}

/// `情况说明：本楼道共28户，55人居住，……`
fn situation(building: &Building) -> String {
    let people = || super::roster_people(building).map(|(_, person)| person);
    let households = building.doors.iter().filter(|door| door.occupied_in_roster()).count();
    let away = people().filter(|person| matches!(person.presence, Presence::CentralIsolation(..))).count();
    let all = people().count();
    format!(
        "情况说明：本楼道共{households}户，{all}人居住，其中{away}人已集中隔离。目前在本楼道{}人。",
        all - away
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_building_has_one_sheet_and_the_sheets_follow_each_other() {
        for total in [1, 2, 3, 9, 40, 89, 100] {
            let mut next = 0;
            while next <= total {
                let sheet = shared_sheet(next, total);
                assert_eq!(sheet.start, next, "of {total}");
                for index in sheet.clone() {
                    assert_eq!(shared_sheet(index, total), sheet, "building {index} of {total}");
                }
                next = sheet.end;
            }
        }
    }
}
