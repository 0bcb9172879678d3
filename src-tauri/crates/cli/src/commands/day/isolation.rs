//! 隔离.

use louce_api::isolation::{self as api, IsolationRequest};
use louce_core::isolation::IsolatedPerson;

use super::{building_asked, door, text};
use crate::args::DeskArgs;
use crate::args_day::IsolationCommand;
use crate::failure::Failure;
use crate::output::Out;

/// `louce isolation`
pub fn isolation(desk: &DeskArgs, command: IsolationCommand, out: &mut Out) -> Result<(), Failure> {
    let IsolationCommand::List { office, date, building, resident } = command;
    desk.within(&office.office, |session| {
        let building = building_asked(session, building.as_deref())?;
        let found = api::days(session, IsolationRequest { date, resident, building })?;
        let headers = ["编号", "楼", "室", "姓名", "电话", "现在", "从", "第几天", "到", "还有", "下次检测"];
        let mut rows = out.rows(&headers, cells);
        found.iter().try_for_each(|person| rows.push(person))?;
        rows.finish(|count| format!("共 {count} 人在隔离"))
    })
}

fn cells(person: &IsolatedPerson) -> Vec<String> {
    let phase = match (person.phase, person.phase_day, person.phase_central) {
        (Some(phase), Some(day), Some(central)) if phase > 1 => {
            format!("（{}第{day}天）", if central { "集中" } else { "居家" })
        }
        (None, ..) => "（规定的天数已满）".to_owned(),
        _ => String::new(),
    };
    vec![
        person.resident.to_string(),
        person.building.clone(),
        door(&person.unit, &person.room),
        person.name.clone(),
        text(&person.phones),
        person.state.name().to_owned(),
        format!("{}{}", person.start, if person.start_stated { "" } else { "（登记日）" }),
        format!("第{}天{phase}", person.day),
        format!("{}{}", person.due.add_days(-1), if person.until.is_some() { "（登记的）" } else { "" }),
        match person.days_left {
            left if left > 0 => format!("{left}天"),
            0 => "今天解除".to_owned(),
            late => format!("过了{}天", -late),
        },
        person.next_test.map_or_else(String::new, |test| test.to_string()),
    ]
}
