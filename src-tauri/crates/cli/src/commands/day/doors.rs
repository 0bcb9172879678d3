//! 抗原、催检电话.

use louce_api::Session;
use louce_api::antigen::{self as api, IssueRequest, KitsRequest, StepRequest};
use louce_api::marks::UntestedRequest;
use louce_api::review::{self, CallRequest, MissedRequest};
use louce_api::testing::RoundRequest;
use louce_core::antigen::{AntigenLog, BlockRow, DoorLog, Kits, Step};
use louce_core::testing::{CallPerson, MissedPerson, Reach};

use super::{building, building_asked, building_names, door, placed, text};
use crate::args::DeskArgs;
use crate::args_day::{AntigenCommand, CallCommand};
use crate::failure::Failure;
use crate::output::Out;

/// `louce antigen`
pub fn antigen(desk: &DeskArgs, command: AntigenCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        AntigenCommand::Log { round } => desk.within(&round.office.office, |session| {
            let log = api::log(session, RoundRequest { round: round.round })?;
            out.either(&log, |out| tell(session, &log, out))
        }),
        AntigenCommand::Step { round, building: name, step } => {
            desk.within(&round.office.office, |session| {
                let building = building(session, &name)?;
                let answer =
                    api::step(session, StepRequest { round: round.round, building, step: step.into() })?;
                out.either(&answer, |out| out.say("已登记。"))
            })
        }
        AntigenCommand::Issue { round, building: name } => desk.within(&round.office.office, |session| {
            let building = building(session, &name)?;
            let answer = api::issue(session, IssueRequest { round: round.round, building })?;
            out.either(&answer, |out| out.say("已登记发放。"))
        }),
        AntigenCommand::Kits { round, household, issued, returned, positive, tested, positives } => desk
            .within(&round.office.office, |session| {
                let named = |people: Vec<i64>| Some(people).filter(|people| !people.is_empty());
                let (tested, positives) = (named(tested), named(positives));
                let kits =
                    vec![Kits { household, issued, returned, positive, note: None, tested, positives }];
                let answer = api::kits(session, KitsRequest { round: round.round, kits })?;
                out.either(&answer, |out| out.say("已登记。"))
            }),
    }
}

fn tell(session: &Session<'_>, log: &AntigenLog, out: &mut Out) -> Result<(), Failure> {
    let name_of = building_names(session)?;
    let building = |row: &DoorLog| {
        let steps = Step::ALL.iter().map(|step| if row.steps.contains_key(step) { step.name() } else { "·" });
        vec![
            name_of(row.building),
            steps.collect::<String>(),
            row.people.to_string(),
            row.issued.to_string(),
            row.returned.to_string(),
            row.missing.to_string(),
            row.uncollected.to_string(),
            row.positive.to_string(),
        ]
    };
    out.table(
        &["楼", "送等收登", "应检", "发放", "回收", "差", "未收户", "阳性"],
        log.buildings.iter().map(building),
    )?;
    let block = |row: &BlockRow| {
        vec![
            row.block.clone(),
            text(&row.leader),
            format!("{}/{}", row.registered, row.buildings),
            row.issued.to_string(),
            row.returned.to_string(),
            row.missing.to_string(),
            row.uncollected.to_string(),
            row.positive.to_string(),
        ]
    };
    out.table(
        &["块", "块长", "登完/楼", "发放", "回收", "差", "未收户", "阳性"],
        log.blocks.iter().map(block),
    )?;
    for row in log.buildings.iter().flat_map(|building| &building.households).filter(|row| row.asks) {
        let names: Vec<String> =
            row.members.iter().map(|member| format!("{} {}", member.resident, member.name)).collect();
        let (door, names) = (door(&row.unit, &row.room), names.join("、"));
        out.say(format!(
            "请写明是谁做的、谁阳性（--tested、--positives）：户 {} {door}：{names}",
            row.household
        ))?;
    }
    for person in &log.follow_up {
        out.say(format!("抗原阳性，要单管核酸：{} {} {}", person.door, person.name, text(&person.phones)))?;
    }
    Ok(())
}

/// Their own phones, else whose to ring instead.
fn phones(call: &CallPerson) -> String {
    let beside = |reach: &Reach| format!("{} {}", reach.whose(), reach.phones);
    match &call.person.phones {
        Some(own) => own.clone(),
        None => call.reach.iter().map(beside).collect::<Vec<_>>().join("；"),
    }
}

/// `louce call`
pub fn call(desk: &DeskArgs, command: CallCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        CallCommand::List { round, building, limit, offset } => {
            desk.within(&round.office.office, |session| {
                let building = building_asked(session, building.as_deref())?;
                let found = review::calls(
                    session,
                    UntestedRequest { round: round.round, building, limit, offset, ..Default::default() },
                )?;
                let mut rows = out.rows(
                    &["编号", "楼", "室", "姓名", "电话", "原因", "打过", "下一次"],
                    |call: &CallPerson| {
                        let person = &call.person;
                        vec![
                            person.resident.to_string(),
                            placed(person.compound.as_deref(), &person.building),
                            door(&person.unit, &person.room),
                            person.name.clone(),
                            phones(call),
                            text(&person.reason),
                            call.calls.iter().map(|call| call.outcome.name()).collect::<Vec<_>>().join("、"),
                            match (call.next_call, call.visit) {
                                (Some(next), _) if call.escalated => format!("第{next}次，请别人出面"),
                                (Some(next), _) => format!("第{next}次"),
                                (None, true) => "上门".to_owned(),
                                (None, false) => String::new(),
                            },
                        ]
                    },
                );
                found.iter().try_for_each(|person| rows.push(person))?;
                rows.finish(|count| format!("共 {count} 人没有检测"))
            })
        }
        CallCommand::Note { round, resident, outcome, note } => {
            desk.within(&round.office.office, |session| {
                let request = CallRequest { round: round.round, resident, outcome: outcome.into(), note };
                let answer = review::call(session, request)?;
                out.either(&answer, |out| out.say("已记下。"))
            })
        }
        CallCommand::Missed { round, limit, offset } => desk.within(&round.office.office, |session| {
            let round = round.round;
            let found = review::missed(session, MissedRequest { round, limit, offset })?;
            let all = review::missed_count(session, RoundRequest { round })?.people;
            let cells = |missed: &MissedPerson| {
                let person = &missed.person;
                let reasons = missed.reasons.iter().map(|reason| reason.as_deref().unwrap_or("没说"));
                vec![
                    placed(person.compound.as_deref(), &person.building),
                    door(&person.unit, &person.room),
                    person.name.clone(),
                    text(&person.phones),
                    reasons.collect::<Vec<_>>().join(" / "),
                ]
            };
            let mut rows = out.rows(&["楼", "室", "姓名", "电话", "这轮 / 上轮原因"], cells);
            found.iter().try_for_each(|person| rows.push(person))?;
            rows.finish(|count| match all as usize == count {
                true => format!("共 {all} 人连续两轮没有检测"),
                false => format!("共 {all} 人连续两轮没有检测，这里是 {count} 人"),
            })
        }),
    }
}
