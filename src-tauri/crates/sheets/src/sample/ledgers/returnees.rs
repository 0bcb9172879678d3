//! 返沪人员登记表: who came back, from where and how; some of them stand in no roster yet.

use std::path::{Path, PathBuf};

use super::{Ledger, Notation, everybody};
use crate::sample::{
    SampleError,
    community::NAME,
    person::{Building, month_day},
    write::{Book, Sheet, Value},
};

pub(super) struct Returnees {
    path: PathBuf,
    book: Book,
    sheet: Sheet,
    rows: u32,
}

impl Returnees {
    pub(super) fn new(dir: &Path) -> Result<Self, SampleError> {
        let mut book = Book::new(dir)?;
        let mut sheet =
            book.sheet("返沪人员", &[6.0, 10.0, 6.0, 22.0, 16.0, 20.0, 18.0, 12.0, 10.0, 12.0, 10.0, 20.0])?;
        sheet.title(&format!("{NAME}返（来）沪人员登记表"), 12)?;
        sheet.line("填报单位：延春七村居委会")?;
        sheet.line("说明：请如实填写，返沪后须居家隔离14天。")?;
        sheet.header([
            "序号",
            "姓名",
            "性别",
            "身份证号码",
            "手机",
            "现住址",
            "来源地",
            "返回时间",
            "交通方式",
            "车次/航班",
            "健康码",
            "备注",
        ])?;
        let path = dir.join("返沪人员登记表.xlsx");
        Ok(Self { path, book, sheet, rows: 0 })
    }
}

impl Ledger for Returnees {
    fn building(&mut self, building: &Building) -> Result<(), SampleError> {
        for (place, person) in everybody(building) {
            let Some(back) = &person.returned else { continue };
            self.rows += 1;
            let day: Value =
                if self.rows.is_multiple_of(2) { Value::Date(back.day) } else { month_day(back.day).into() };
            let remark = if person.in_roster() { "" } else { "底册无此人" };
            self.sheet.cells([
                self.rows.into(),
                person.name.as_str().into(),
                person.sex.as_str().into(),
                person.identity.text.as_str().into(),
                person.phones.first().map(String::as_str).into(),
                place.written(Notation::Plain).into(),
                back.origin.into(),
                day,
                back.transport.into(),
                back.trip.as_str().into(),
                "绿码".into(),
                remark.into(),
            ])?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf, SampleError> {
        self.sheet.line(&format!("合计：{}人", self.rows))?;
        self.book.push(self.sheet);
        self.book.save(&self.path)
    }
}
