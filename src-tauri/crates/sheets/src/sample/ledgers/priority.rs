//! 重点人群: 慢性病, 血透 and 孕产妇, one sheet each.

use std::path::{Path, PathBuf};

use super::{Ledger, Notation, chinese, phones_cell, roster_people};
use crate::sample::{
    SampleError,
    circumstances::{CHRONIC, on_chronic_list},
    community::{NAME, as_of},
    person::{Building, Disagreement, Person, Place, month_day},
    write::{Book, Sheet, Value},
};

pub(super) struct Priority {
    path: PathBuf,
    book: Book,
    chronic: Sheet,
    dialysis: Sheet,
    pregnant: Sheet,
    rows: [u32; 3],
}

impl Priority {
    pub(super) fn new(dir: &Path) -> Result<Self, SampleError> {
        let mut book = Book::new(dir)?;
        let mut chronic = book.sheet("慢性病", &[6.0, 10.0, 6.0, 6.0, 22.0, 22.0, 20.0, 20.0, 24.0, 10.0])?;
        chronic.title(&format!("{NAME}慢性病及重点人群台账"), 10)?;
        chronic.header([
            "序号",
            "姓名",
            "性别",
            "年龄",
            "身份证号*",
            "家庭住址",
            "联系电话",
            "人群分类",
            "用药/情况说明",
            "网格员",
        ])?;
        let mut dialysis = book.sheet("血透", &[6.0, 10.0, 22.0, 20.0, 16.0, 18.0, 14.0])?;
        dialysis.title("血透病人名单（每日更新）", 7)?;
        dialysis.header(["编号", "姓名", "公民身份号码", "住址", "手机号", "透析时间", "医院"])?;
        let mut pregnant = book.sheet("孕产妇", &[6.0, 10.0, 22.0, 20.0, 16.0, 10.0, 16.0, 12.0])?;
        pregnant.title("孕产妇名单", 8)?;
        pregnant.header(["序号", "姓名", "身份证", "地址", "手机号码", "孕周", "预产期", "备注"])?;
        let path = dir.join("重点人群（慢病、血透、孕产妇）.xlsx");
        Ok(Self { path, book, chronic, dialysis, pregnant, rows: [0; 3] })
    }

    fn chronic_row(&mut self, place: &Place, person: &Person, leader: &str) -> Result<(), SampleError> {
        let [rows, ..] = &mut self.rows;
        *rows += 1;
        let tags = || person.tags.iter().filter(|tag| CHRONIC.contains(&tag.word));
        let words: Vec<&str> = tags().map(|tag| tag.word).collect();
        let details: Vec<&str> = tags().filter_map(|tag| tag.detail.as_deref()).collect();
        let id = match &person.disagreement {
            Some(Disagreement::IdNumber(other)) => other,
            _ => &person.identity.text,
        };
        self.chronic.cells([
            (*rows).into(),
            person.name.as_str().into(),
            person.sex.as_str().into(),
            person.age_on(as_of()).into(),
            id.as_str().into(),
            place.written(Notation::Plain).into(),
            phones_cell(person, *rows).into(),
            words.join(if rows.is_multiple_of(2) { "、" } else { "，" }).into(),
            details.join("；").into(),
            leader.into(),
        ])
    }
}

impl Ledger for Priority {
    fn building(&mut self, building: &Building) -> Result<(), SampleError> {
        for (place, person) in roster_people(building) {
            if on_chronic_list(person) {
                self.chronic_row(place, person, &building.grid_leader.name)?;
            }
            let [_, dialysis, pregnant] = &mut self.rows;
            let phone: Value = person.phones.first().map(String::as_str).into();
            if let Some(tag) = person.tag("血透") {
                *dialysis += 1;
                self.dialysis.cells([
                    (*dialysis).into(),
                    person.name.as_str().into(),
                    person.identity.text.as_str().into(),
                    place.written(Notation::Dashed).into(),
                    phone.clone(),
                    tag.detail.as_deref().into(),
                    "新华医院".into(),
                ])?;
            }
            if let Some(tag) = person.tag("孕产妇") {
                *pregnant += 1;
                let due = tag.date.map(|day| match *pregnant % 3 {
                    0 => Value::Date(day),
                    1 => chinese(day).into(),
                    _ => month_day(day).into(),
                });
                self.pregnant.cells([
                    (*pregnant).into(),
                    person.name.as_str().into(),
                    person.identity.text.as_str().into(),
                    place.written(Notation::Full).into(),
                    phone,
                    tag.detail.as_deref().into(),
                    due.unwrap_or(Value::Blank),
                    Value::Blank,
                ])?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf, SampleError> {
        let [chronic, ..] = self.rows;
        self.chronic.line(&format!("合计　{chronic}人"))?;
        self.chronic.line("填表人：王建华　　联系电话：65123456")?;
        self.dialysis.line("填表人：王建华")?;
        for sheet in [self.chronic, self.dialysis, self.pregnant] {
            self.book.push(sheet);
        }
        self.book.save(&self.path)
    }
}
