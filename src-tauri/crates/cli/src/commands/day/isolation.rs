//! 隔离.

use louce_api::isolation::{self as api, IsolationRequest, IsolationSetRequest};
use louce_core::isolation::IsolatedPerson;

use super::{building_asked, door, placed, text};
use crate::args::DeskArgs;
use crate::args_day::IsolationCommand;
use crate::failure::Failure;
use crate::output::Out;

/// `louce isolation`
pub fn isolation(desk: &DeskArgs, command: IsolationCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        IsolationCommand::List { office, date, building, resident } => {
            desk.within(&office.office, |session| {
                let building = building_asked(session, building.as_deref())?;
                let found = api::days(session, IsolationRequest { date, resident, building })?;
                let mut rows = out.rows(&HEADERS, cells);
                found.iter().try_for_each(|person| rows.push(person))?;
                rows.finish(|count| format!("共 {count} 人在隔离"))
            })
        }
        IsolationCommand::Set { office, residents, exposure, ends, reason, released } => {
            desk.within(&office.office, |session| {
                let request = IsolationSetRequest { residents, exposure, ends, reason, released };
                let answer = api::set(session, request)?;
                out.either(&answer, |out| out.say("已登记。"))
            })
        }
    }
}

const HEADERS: [&str; 11] =
    ["编号", "楼", "室", "姓名", "电话", "现在", "从", "第几天", "到", "还有", "下次检测"];

fn cells(person: &IsolatedPerson) -> Vec<String> {
    let phase = match (person.phase, person.phase_day, person.phase_central) {
        (Some(phase), Some(day), Some(central)) if phase > 1 => {
            format!("（{}第{day}天）", if central { "集中" } else { "居家" })
        }
        (None, ..) => "（规定的天数已满）".to_owned(),
        _ => String::new(),
    };
    let end = match (person.decided, person.until) {
        (Some(_), _) => "（另定）",
        (None, Some(_)) => "（登记的）",
        (None, None) => "",
    };
    vec![
        person.resident.to_string(),
        placed(person.compound.as_deref(), &person.building),
        door(&person.unit, &person.room),
        person.name.clone(),
        text(&person.phones),
        person.state.name().to_owned(),
        format!("{}{}", person.start, if person.start_stated { "" } else { "（登记日）" }),
        format!("第{}天{phase}", person.day),
        format!("{}{end}", person.due.add_days(-1)),
        match person.days_left {
            left if left > 0 => format!("{left}天"),
            0 => "今天解除".to_owned(),
            late => format!("过了{}天", -late),
        },
        person.next_test.map_or_else(String::new, |test| test.to_string()),
    ]
}
