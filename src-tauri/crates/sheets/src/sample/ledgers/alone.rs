//! 独居高龄老人名单: without ID numbers, to be matched by name and room.

use std::path::{Path, PathBuf};

use super::{Ledger, Notation, dotted, phones_cell, roster_people};
use crate::sample::{
    SampleError,
    circumstances::on_alone_list,
    community::{NAME, as_of},
    person::{Building, Disagreement},
    write::{Book, Sheet, Value},
};

pub(super) struct Alone {
    path: PathBuf,
    book: Book,
    sheet: Sheet,
    rows: u32,
}

impl Alone {
    pub(super) fn new(dir: &Path) -> Result<Self, SampleError> {
        let mut book = Book::new(dir)?;
        let mut sheet = book.sheet(
            "独居老人",
            &[6.0, 10.0, 6.0, 12.0, 6.0, 20.0, 24.0, 10.0, 14.0, 10.0, 14.0, 12.0, 16.0],
        )?;
        sheet.title(&format!("{NAME}居民区70周岁以上独居老人名单"), 13)?;
        sheet.line("填报单位：延春七村居委会　　　　　　　　填报日期：2022年4月5日")?;
        sheet.header([
            "序号",
            "老人\n姓名",
            "性别",
            "出生年月",
            "年龄",
            "现住址",
            "联系电话",
            "子女姓名",
            "子女电话",
            "结对志愿者",
            "志愿者电话",
            "健康状况",
            "服务需求",
        ])?;
        let path = dir.join("独居高龄老人名单.xlsx");
        Ok(Self { path, book, sheet, rows: 0 })
    }
}

impl Ledger for Alone {
    fn building(&mut self, building: &Building) -> Result<(), SampleError> {
        for (place, person) in roster_people(building).filter(|(_, person)| on_alone_list(person, as_of())) {
            self.rows += 1;
            let born = match person.disagreement {
                Some(Disagreement::BirthDate(other)) => other,
                _ => person.born,
            };
            let born = match self.rows % 3 {
                0 => Value::Date(born),
                1 => dotted(born).into(),
                _ => born.format("%Y-%m-%d").to_string().into(),
            };
            let notation = if self.rows.is_multiple_of(5) { Notation::Dashed } else { Notation::Plain };
            let health = ["一般", "良好", "行动不便", "听力差"].get(self.rows as usize % 4).copied();
            let needs = ["", "配药", "送餐", "陪同就医", "", ""].get(self.rows as usize % 6).copied();
            let (emergency, carer) = (person.emergency.as_ref(), person.carer.as_ref());
            self.sheet.cells([
                self.rows.into(),
                person.name.as_str().into(),
                person.sex.as_str().into(),
                born,
                person.age_on(as_of()).into(),
                place.written(notation).into(),
                phones_cell(person, self.rows).into(),
                emergency.map_or("无", |child| &child.name).into(),
                emergency.map_or("/", |child| &child.phone).into(),
                carer.map(|carer| carer.name.as_str()).into(),
                carer.map(|carer| carer.phone.as_str()).into(),
                health.into(),
                needs.into(),
            ])?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf, SampleError> {
        self.sheet.line(&format!("合计：{}人", self.rows))?;
        self.sheet.line("填表人：王建华　　　　审核人：李国英")?;
        self.book.push(self.sheet);
        self.book.save(&self.path)
    }
}
