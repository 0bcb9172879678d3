//! 负责人.

use std::path::Path;

use louce_api::responsible::{self, ResponsibleRemoveRequest, ResponsibleRequest, ResponsibleSetRequest};
use louce_core::places::{self, Responsibility};
use louce_core::values::building_label;
use louce_core::{Error, Reader};

use crate::args::DeskArgs;
use crate::args_roster::{ResponsibleArgs, ResponsibleCommand};
use crate::failure::Failure;
use crate::output::Out;

/// `louce responsible`
pub fn run(desk: &DeskArgs, command: ResponsibleCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        ResponsibleCommand::List { office, building } => list(desk, &office.office, building, out),
        ResponsibleCommand::Set { office, who } => set(desk, &office.office, who, out),
        ResponsibleCommand::Remove { office, id } => desk.within(&office.office, |session| {
            let done = responsible::remove(session, ResponsibleRemoveRequest { id })?;
            out.either(&done, |out| out.say("已取消。"))
        }),
    }
}

fn list(desk: &DeskArgs, office: &Path, building: Option<String>, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let reader = session.office.reader();
        let building = building.map(|name| one(reader, name)).transpose()?;
        let known = places::buildings_told_apart(reader)?;
        let found = responsible::list(session, ResponsibleRequest { building })?;
        let row = |row: &Responsibility| {
            let building = known.iter().find(|building| Some(building.id) == row.building_id);
            let unit = row.unit.as_ref().map(|unit| format!("{unit}单元"));
            vec![
                row.id.to_string(),
                building.map(|building| building.label()).unwrap_or_default(),
                unit.unwrap_or_default(),
                row.role.clone(),
                row.name.clone(),
                row.phone.clone().unwrap_or_default(),
            ]
        };
        out.either(&found, |out| {
            out.table(&["编号", "楼", "单元", "身份", "姓名", "电话"], found.iter().map(row))?;
            out.say(format!("共 {} 人", found.len()))
        })
    })
}

fn set(desk: &DeskArgs, office: &Path, who: ResponsibleArgs, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let building = one(session.office.reader(), who.building)?;
        let ResponsibleArgs { unit, role, name, phone, id, .. } = who;
        let said = format!("{role}：{name}");
        let made =
            responsible::set(session, ResponsibleSetRequest { id, building, unit, role, name, phone })?;
        out.either(&made, |out| out.say(format!("已写明：{said}（编号 {}）", made.id)))
    })
}

/// The one building of a name.
fn one(reader: Reader<'_>, name: String) -> Result<i64, Failure> {
    match places::named(reader, std::slice::from_ref(&name))?.as_slice() {
        [one] => Ok(*one),
        _ => {
            let label = building_label(&name);
            Err(Error::Refused(format!("有几栋{label}，请在窗口里选。")).into())
        }
    }
}
