//! 规则.

use louce_api::review::DayRequest;
use louce_api::rules::{self as api, BuildingRuleRequest, RuleRow};
use louce_api::{Nothing, Session};
use louce_core::places;
use louce_core::rules::{BuildingRule, DatedRule, Pool};

use super::{building_names, read_json, text};
use crate::args::DeskArgs;
use crate::args_day::RuleCommand;
use crate::failure::Failure;
use crate::output::Out;

/// `louce rule`
pub fn rule(desk: &DeskArgs, command: RuleCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        RuleCommand::List { office } => desk.within(&office.office, |session| {
            let found = api::list(session, Nothing {})?;
            out.either(&found, |out| tell(&found, out))
        }),
        RuleCommand::Set { office, from } => desk.within(&office.office, |session| {
            let kept = api::set(session, read_json(&from)?)?;
            out.either(&kept, |out| tell(&kept.rules, out))
        }),
        RuleCommand::Withdraw { office, rule } => desk.within(&office.office, |session| {
            let kept = api::withdraw(session, RuleRow { rule })?;
            out.either(&kept, |out| tell(&kept.rules, out))
        }),
        RuleCommand::Buildings { office, date, buildings, zone, seats, household, reason } => {
            desk.within(&office.office, |session| {
                let Some(names) = buildings else {
                    let found = api::buildings(session, DayRequest { date })?;
                    return out.either(&found, |out| tell_buildings(session, &found, out));
                };
                let request = BuildingRuleRequest {
                    buildings: places::named(session.office.reader(), &names)?,
                    holds_from: date.unwrap_or_else(|| session.clock.today()),
                    zone: zone.map(Into::into),
                    pool: seats.map(|seats| Pool { seats, household }),
                    reason,
                };
                let kept = api::set_buildings(session, request)?;
                out.either(&kept, |out| tell_buildings(session, &kept.buildings, out))
            })
        }
    }
}

fn tell_buildings(session: &Session<'_>, found: &[BuildingRule], out: &mut Out) -> Result<(), Failure> {
    let name_of = building_names(session)?;
    let cells = |row: &BuildingRule| {
        let household = if row.pool.household { "一户一管" } else { "" };
        vec![
            name_of(row.building),
            row.zone.name().to_owned(),
            format!("{}人一管", row.pool.seats),
            household.to_owned(),
        ]
    };
    out.table(&["楼", "区划", "混采", ""], found.iter().map(cells))?;
    out.say(format!("共 {} 栋", found.len()))
}

fn tell(rules: &[DatedRule], out: &mut Out) -> Result<(), Failure> {
    let cells = |row: &DatedRule| {
        let title = row.rule.title().to_owned();
        vec![row.id.to_string(), title, row.holds_from.to_string(), text(&row.source)]
    };
    out.table(&["编号", "规则", "从哪天起", "依据"], rules.iter().map(cells))?;
    out.say(format!("共 {} 条", rules.len()))
}
