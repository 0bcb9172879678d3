//! 隔离人员台账: 居家隔离 and 集中隔离, with dates and reasons.

use std::path::{Path, PathBuf};

use super::{Ledger, Notation, chinese, everybody};
use crate::sample::{
    SampleError,
    community::NAME,
    person::{Building, Presence, month_day},
    write::{Book, Sheet, Value},
};

pub(super) struct Isolation {
    path: PathBuf,
    book: Book,
    home: Sheet,
    central: Sheet,
    rows: [u32; 2],
}

impl Isolation {
    pub(super) fn new(dir: &Path) -> Result<Self, SampleError> {
        let mut book = Book::new(dir)?;
        let mut home = book.sheet("居家隔离", &[6.0, 10.0, 22.0, 16.0, 28.0, 14.0, 14.0, 14.0, 12.0])?;
        home.title(&format!("{NAME}居家隔离人员台账"), 9)?;
        home.line("截至2022年4月5日24时")?;
        home.header([
            "序号",
            "姓名",
            "证件号码",
            "联系电话",
            "隔离地址",
            "开始隔离时间",
            "结束隔离时间",
            "隔离原因",
            "责任社区",
        ])?;
        let mut central =
            book.sheet("集中隔离", &[6.0, 10.0, 22.0, 16.0, 24.0, 20.0, 10.0, 14.0, 14.0, 12.0])?;
        central.title(&format!("{NAME}集中隔离人员台账"), 10)?;
        central.header([
            "序号",
            "姓名",
            "证件号码",
            "联系电话",
            "家庭住址",
            "隔离点名称",
            "隔离房间号",
            "开始隔离时间",
            "结束隔离时间",
            "隔离原因",
        ])?;
        let path = dir.join("隔离人员台账.xlsx");
        Ok(Self { path, book, home, central, rows: [0; 2] })
    }
}

impl Ledger for Isolation {
    fn building(&mut self, building: &Building) -> Result<(), SampleError> {
        let [at_home, away] = &mut self.rows;
        for (place, person) in everybody(building) {
            let phone: Value = person.phones.first().map(String::as_str).into();
            let (name, id) = (person.name.as_str().into(), person.identity.text.as_str().into());
            match &person.presence {
                Presence::HomeIsolation(from, until, cause) => {
                    *at_home += 1;
                    let (from, until) = match *at_home % 3 {
                        0 => (Value::Date(*from), Value::Date(*until)),
                        1 => (month_day(*from).into(), month_day(*until).into()),
                        _ => (chinese(*from).into(), chinese(*until).into()),
                    };
                    self.home.cells([
                        (*at_home).into(),
                        name,
                        id,
                        phone,
                        place.written(Notation::Full).into(),
                        from,
                        until,
                        (*cause).into(),
                        "延春七村".into(),
                    ])?;
                }
                Presence::CentralIsolation(from, until, cause, quarters) => {
                    *away += 1;
                    self.central.cells([
                        (*away).into(),
                        name,
                        id,
                        phone,
                        place.written(Notation::Plain).into(),
                        quarters.site.into(),
                        quarters.room.as_str().into(),
                        Value::Date(*from),
                        Value::Date(*until),
                        (*cause).into(),
                    ])?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf, SampleError> {
        let [at_home, away] = self.rows;
        self.home.line(&format!("合计：{at_home}人"))?;
        self.central.line(&format!("合计：{away}人"))?;
        self.central.line("填报人：陈志明　　审核人：李国英　　2022年4月5日")?;
        self.book.push(self.home);
        self.book.push(self.central);
        self.book.save(&self.path)
    }
}
