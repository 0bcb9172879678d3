//! 采样管.

use louce_api::testing::RoundRequest;
use louce_api::tubes::{self, HandOverRequest, ResultRequest, TubeOpenRequest, TubeRequest};
use louce_core::rules::Pool;
use louce_core::testing::tubes::{Apart, Reconciliation, Tube};

use super::{building, door, text};
use crate::args::DeskArgs;
use crate::args_day::TubeCommand;
use crate::failure::Failure;
use crate::output::Out;

/// `louce tube`
pub fn tube(desk: &DeskArgs, command: TubeCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        TubeCommand::Open { round, barcode, building: name, purpose, seats, household } => {
            desk.within(&round.office.office, |session| {
                let building = name.as_deref().map(|name| building(session, name)).transpose()?;
                let pool = match (seats, household) {
                    (None, false) => None,
                    (seats, household) => Some(Pool { seats: seats.unwrap_or(20), household }),
                };
                let purpose = Some(purpose.into());
                let request = TubeOpenRequest { round: round.round, barcode, building, purpose, pool };
                let answer = tubes::open(session, request)?;
                out.either(&answer, |out| out.say(line(&answer.tube)))
            })
        }
        TubeCommand::Close { round, barcode } => desk.within(&round.office.office, |session| {
            let answer = tubes::close(session, TubeRequest { round: round.round, barcode })?;
            out.either(&answer, |out| out.say(line(&answer.tube)))
        }),
        TubeCommand::List { round } => desk.within(&round.office.office, |session| {
            let found = tubes::list(session, RoundRequest { round: round.round })?;
            let cells = |tube: &Tube| {
                vec![
                    tube.barcode.clone(),
                    tube.purpose.name().to_owned(),
                    format!("{}/{}", tube.people, tube.seats),
                    if tube.household { "一户一管" } else { "" }.to_owned(),
                    tube.state.name().to_owned(),
                    tube.result.map_or("", |result| result.name()).to_owned(),
                ]
            };
            let mut rows = out.rows(&["管号", "用途", "人数", "", "状态", "结果"], cells);
            found.iter().try_for_each(|tube| rows.push(tube))?;
            rows.finish(|count| format!("共 {count} 支"))
        }),
        TubeCommand::Apart { round } => desk.within(&round.office.office, |session| {
            let found = tubes::apart(session, RoundRequest { round: round.round })?;
            let mut rows = out.rows(
                &["编号", "楼", "室", "姓名", "电话", "方式", "已检", "管号"],
                |person: &louce_core::testing::tubes::ApartPerson| {
                    vec![
                        person.resident.to_string(),
                        person.building.clone(),
                        door(&person.unit, &person.room),
                        person.name.clone(),
                        text(&person.phones),
                        match person.why {
                            Apart::Isolated => "单采（居家隔离）",
                            Apart::Visited => "上门",
                        }
                        .to_owned(),
                        if person.tested { "√" } else { "" }.to_owned(),
                        text(&person.tube),
                    ]
                },
            );
            found.iter().try_for_each(|person| rows.push(person))?;
            rows.finish(|count| format!("共 {count} 人"))
        }),
        TubeCommand::Count { round } => desk.within(&round.office.office, |session| {
            let count = tubes::count(session, RoundRequest { round: round.round })?;
            out.either(&count, |out| tell(&count, out))
        }),
        TubeCommand::Handover { round, receiver, tubes: counted, people, note, barcodes } => {
            desk.within(&round.office.office, |session| {
                let round = round.round;
                let request = HandOverRequest { round, barcodes, receiver, tubes: counted, people, note };
                let count = tubes::hand_over(session, request)?;
                out.either(&count, |out| tell(&count, out))
            })
        }
        TubeCommand::Result { round, result, tube, resident, note } => {
            desk.within(&round.office.office, |session| {
                let request = ResultRequest {
                    round: round.round,
                    barcode: tube,
                    resident,
                    result: result.into(),
                    note,
                };
                let answer = tubes::result(session, request)?;
                out.either(&answer, |out| out.say("已登记结果。"))
            })
        }
        TubeCommand::Retest { round } => desk.within(&round.office.office, |session| {
            let found = tubes::retest(session, RoundRequest { round: round.round })?;
            out.either(&found, |out| {
                for tube in &found {
                    out.say(format!(
                        "阳性管 {}（{}号楼，{}户）：",
                        tube.barcode, tube.building, tube.households
                    ))?;
                    let cells = |person: &louce_core::testing::tubes::RetestPerson| {
                        vec![
                            if person.in_pool { "同管" } else { "前后管" }.to_owned(),
                            format!("{}-{}", person.building, door(&person.unit, &person.room)),
                            person.name.clone(),
                            text(&person.phones),
                            format!("{} 第{}位", person.tube, person.seat),
                            person.result.map_or("", |result| result.name()).to_owned(),
                        ]
                    };
                    out.table(&["", "室", "姓名", "电话", "管", "单采结果"], tube.people.iter().map(cells))?;
                }
                if found.is_empty() { out.say("没有阳性管。") } else { Ok(()) }
            })
        }),
    }
}

fn line(tube: &Tube) -> String {
    let household = if tube.household { "，一户一管" } else { "" };
    format!(
        "管 {}（{}）：{}/{}人{household}，{}",
        tube.barcode,
        tube.purpose.name(),
        tube.people,
        tube.seats,
        tube.state.name()
    )
}

fn tell(count: &Reconciliation, out: &mut Out) -> Result<(), Failure> {
    out.say(format!(
        "已检 {} 人，管里 {} 人，共 {} 管；已交接 {} 管 {} 人。",
        count.tested, count.seated, count.tubes, count.handed_tubes, count.handed_people
    ))?;
    if count.differences.is_empty() {
        return out.say("人、管、交接都对得上。");
    }
    let cells = |difference: &louce_core::testing::tubes::Difference| {
        vec![difference.kind.name().to_owned(), text(&difference.tube), difference.detail.clone()]
    };
    out.table(&["对不上", "管号", "说明"], count.differences.iter().map(cells))
}
