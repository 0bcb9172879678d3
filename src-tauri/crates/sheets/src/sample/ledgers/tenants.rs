//! 租户登记: CSV in UTF-8 with a byte order mark, those of the roster and the ones who moved in since.

use std::path::{Path, PathBuf};

use super::Ledger;
use crate::sample::{SampleError, person::Building, write::TextFile};

pub(super) struct Tenants {
    file: TextFile,
    rows: u32,
}

impl Tenants {
    pub(super) fn new(dir: &Path) -> Result<Self, SampleError> {
        let mut file = TextFile::utf8(&dir.join("租户登记.csv"))?;
        file.record(&[
            "序号",
            "楼号",
            "单元",
            "室号",
            "姓名",
            "性别",
            "证件类型",
            "证件号码",
            "联系电话",
            "人员类型",
            "房东姓名",
            "房东电话",
            "备注",
        ])?;
        Ok(Self { file, rows: 0 })
    }
}

impl Ledger for Tenants {
    fn building(&mut self, building: &Building) -> Result<(), SampleError> {
        for door in &building.doors {
            let landlord = door.household.as_ref().and_then(|home| home.landlord.as_ref());
            for person in door.people().iter().filter(|person| person.residence == "租户") {
                self.rows += 1;
                // A tab before the digits is how people keep Excel from making a number of them.
                let id = if self.rows.is_multiple_of(2) {
                    format!("\t{}", person.identity.text)
                } else {
                    person.identity.text.clone()
                };
                self.file.record(&[
                    &self.rows.to_string(),
                    &door.place.building,
                    &door.place.unit,
                    &door.place.room,
                    &person.name,
                    person.sex.as_str(),
                    person.identity.document.as_str(),
                    &id,
                    person.phones.first().map_or("-", String::as_str),
                    "租户",
                    landlord.map_or("", |landlord| &landlord.name),
                    landlord.map_or("", |landlord| &landlord.phone),
                    if person.in_roster() { "" } else { "新入住" },
                ])?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<PathBuf, SampleError> {
        self.file.save()
    }
}
