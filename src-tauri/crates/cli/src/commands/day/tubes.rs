//! 采样管.

use louce_api::Session;
use louce_api::testing::RoundRequest;
use louce_api::tubes::{
    self, HandOverRequest, ResultRequest, ResultsRequest, RetestRequest, TubeOpenRequest, TubeRequest,
    TubeResult,
};
use louce_core::rules::Pool;
use louce_core::testing::tubes::{
    Reconciliation, RetestPerson, RetestTube, Tube, TubePeople, TubePerson, TubeState,
};
use louce_print::Paper;

use super::paper::paper_of;
use super::{building_asked, door, placed, text};
use crate::args::DeskArgs;
use crate::args_day::{PaperArgs, TubeCommand};
use crate::failure::Failure;
use crate::output::Out;

/// `louce tube`
pub fn tube(desk: &DeskArgs, command: TubeCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        TubeCommand::Open { round, barcode, building: name, purpose, seats, household } => {
            desk.within(&round.office.office, |session| {
                let building = building_asked(session, name.as_deref())?;
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
                    tube.building_labels(),
                    tube.purpose.name().to_owned(),
                    format!("{}/{}", tube.people, tube.seats),
                    if tube.household { "一户一管" } else { "" }.to_owned(),
                    tube.state.name().to_owned(),
                    tube.result.map_or("", |result| result.name()).to_owned(),
                ]
            };
            let mut rows = out.rows(&["管号", "楼", "用途", "人数", "", "状态", "结果"], cells);
            found.iter().try_for_each(|tube| rows.push(tube))?;
            rows.finish(|count| format!("共 {count} 支"))
        }),
        TubeCommand::Apart { round, output: Some(output), unmasked } => {
            let (paper, args) = (Paper::Apart { round: round.round }, PaperArgs { output, unmasked });
            paper_of(desk, &round.office.office, args, |_| Ok(paper), out)
        }
        TubeCommand::Apart { round, output: None, .. } => desk.within(&round.office.office, |session| {
            let found = tubes::apart(session, RoundRequest { round: round.round })?;
            let mut rows = out.rows(
                &["编号", "楼", "室", "姓名", "电话", "方式", "已检", "管号"],
                |person: &louce_core::testing::tubes::ApartPerson| {
                    vec![
                        person.resident.to_string(),
                        placed(person.compound.as_deref(), &person.building),
                        door(&person.unit, &person.room),
                        person.name.clone(),
                        text(&person.phones),
                        person.why.name().to_owned(),
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
                let handed = tubes::hand_over(session, request)?;
                out.either(&handed, |out| tell(&handed.count, out))
            })
        }
        TubeCommand::Result { round, result, tubes: barcodes, resident, note, anyway } => {
            desk.within(&round.office.office, |session| {
                let (round, result) = (round.round, result.into());
                let answer = match resident {
                    Some(_) => tubes::result(
                        session,
                        ResultRequest { round, barcode: None, resident, result, note },
                    )?,
                    None => {
                        if !anyway {
                            must_be_handed(session, round, &barcodes)?;
                        }
                        let tube = |barcode| TubeResult { barcode, result };
                        let results = barcodes.into_iter().map(tube).collect();
                        tubes::results(session, ResultsRequest { round, results })?
                    }
                };
                out.either(&answer, |out| out.say("已登记结果。"))
            })
        }
        TubeCommand::People { round, barcode } => desk.within(&round.office.office, |session| {
            let found = tubes::people(session, TubeRequest { round: round.round, barcode })?;
            out.either(&found, |out| tell_people(&found, out))
        }),
        TubeCommand::Retest { round, tube, output: Some(output), unmasked } => {
            let paper = Paper::Retest { round: round.round, barcode: tube };
            paper_of(desk, &round.office.office, PaperArgs { output, unmasked }, |_| Ok(paper), out)
        }
        TubeCommand::Retest { round, tube, output: None, .. } => {
            desk.within(&round.office.office, |session| {
                let found = tubes::retest(session, RetestRequest { round: round.round, barcode: tube })?;
                out.either(&found, |out| {
                    found.iter().try_for_each(|tube| tell_retest(tube, out))?;
                    if found.is_empty() { out.say("没有阳性管。") } else { Ok(()) }
                })
            })
        }
    }
}

/// A result before the hand-over is more likely a slip: another tube's, or the hand-over was forgotten. The window asks there too.
fn must_be_handed(session: &mut Session<'_>, round: u32, barcodes: &[String]) -> Result<(), Failure> {
    let mut here = Vec::new();
    for barcode in barcodes {
        let tube = tubes::people(session, TubeRequest { round, barcode: barcode.clone() })?.tube;
        if tube.state != TubeState::Handed {
            here.push(tube.barcode);
        }
    }
    if here.is_empty() {
        return Ok(());
    }
    let here = here.join("、");
    Err(Failure::new("refused", format!("管 {here} 还没有交接，没有登记。真有结果了，加 --anyway。")))
}

fn tell_people(found: &TubePeople, out: &mut Out) -> Result<(), Failure> {
    out.say(line(&found.tube))?;
    let cells = |person: &TubePerson| {
        vec![
            person.seat.to_string(),
            format!(
                "{}-{}",
                placed(person.compound.as_deref(), &person.building),
                door(&person.unit, &person.room)
            ),
            person.name.clone(),
            text(&person.phones),
            person.at.clone(),
            person.result.map_or("", |result| result.name()).to_owned(),
        ]
    };
    out.table(&["位", "室", "姓名", "电话", "时刻", "单采结果"], found.people.iter().map(cells))
}

fn tell_retest(tube: &RetestTube, out: &mut Out) -> Result<(), Failure> {
    out.say(format!("阳性管 {}（{}，{}户）：", tube.barcode, tube.buildings, tube.households))?;
    let cells = |person: &RetestPerson| {
        vec![
            if person.in_pool { "同管" } else { "前后管" }.to_owned(),
            format!(
                "{}-{}",
                placed(person.compound.as_deref(), &person.building),
                door(&person.unit, &person.room)
            ),
            person.name.clone(),
            text(&person.phones),
            format!("{} 第{}位", person.tube, person.seat),
            person.result.map_or("", |result| result.name()).to_owned(),
        ]
    };
    out.table(&["", "室", "姓名", "电话", "管", "单采结果"], tube.people.iter().map(cells))
}

fn line(tube: &Tube) -> String {
    let household = if tube.household { "，一户一管" } else { "" };
    let mixed =
        if tube.buildings.len() > 1 { format!("，混了{}", tube.building_labels()) } else { String::new() };
    format!(
        "管 {}（{}）：{}/{}人{household}，{}{mixed}",
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
