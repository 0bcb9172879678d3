//! 电话更新: name, room and a new number, as plain CSV of a Chinese system (GB18030).

use std::path::{Path, PathBuf};

use super::{Ledger, Notation, roster_people};
use crate::sample::{SampleError, person::Building, write::TextFile};

pub(super) struct PhoneUpdates {
    file: TextFile,
    rows: u32,
}

impl PhoneUpdates {
    pub(super) fn new(dir: &Path) -> Result<Self, SampleError> {
        let mut file = TextFile::gb18030(&dir.join("电话更新.csv"))?;
        file.record(&["姓名", "住址", "新手机号码", "备注"])?;
        Ok(Self { file, rows: 0 })
    }
}

impl Ledger for PhoneUpdates {
    fn building(&mut self, building: &Building) -> Result<(), SampleError> {
        for (place, person) in roster_people(building) {
            let Some(phone) = &person.new_phone else { continue };
            self.rows += 1;
            let notation = if self.rows.is_multiple_of(3) { Notation::Dashed } else { Notation::Plain };
            let phone = match (self.rows % 6, phone.get(..3), phone.get(3..7), phone.get(7..)) {
                (0, Some(head), Some(middle), Some(tail)) => format!("{head}-{middle}-{tail}"),
                (1, Some(head), Some(middle), Some(tail)) => format!("{head} {middle} {tail}"),
                (2, ..) => format!("+86{phone}"),
                _ => phone.clone(),
            };
            let remark = if self.rows.is_multiple_of(7) { "微信群登记, 已核实" } else { "" };
            self.file.record(&[&person.name, &place.written(notation), &phone, remark])?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<PathBuf, SampleError> {
        self.file.save()
    }
}
