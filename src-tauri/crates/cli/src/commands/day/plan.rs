//! 安排、演练、通知.

use std::path::Path;

use louce_api::Nothing;
use louce_api::plan::{
    self as api, ArrangeRequest, DayPlanRequest, NoticeSentRequest, NoticesRequest, PlanCopyRequest,
    SimulateRequest,
};
use louce_api::testing::RoundRequest;
use louce_core::places;
use louce_core::plan::{
    Notice, NoticeTemplate, Plan, Rehearsal, SimulateOptions, Site, SiteRehearsal, clock_words,
};
use louce_core::values::building_label;

use super::{building_names, read_json, text};
use crate::args::DeskArgs;
use crate::args_day::{NoticeCommand, PlanCommand};
use crate::failure::Failure;
use crate::output::Out;

/// `louce plan`
pub fn plan(desk: &DeskArgs, command: PlanCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        PlanCommand::Show { round } => desk.within(&round.office.office, |session| {
            let plan = api::show(session, RoundRequest { round: round.round })?;
            out.either(&plan, |out| tell(session, &plan, out))
        }),
        PlanCommand::Set { round, from } => desk.within(&round.office.office, |session| {
            let kept = api::set(session, DayPlanRequest { round: round.round, plan: read_json(&from)? })?;
            out.either(&kept, |out| tell(session, &kept.plan, out))
        }),
        PlanCommand::Copy { round, from } => desk.within(&round.office.office, |session| {
            let kept = api::copy(session, PlanCopyRequest { round: round.round, from })?;
            out.either(&kept, |out| tell(session, &kept.plan, out))
        }),
        PlanCommand::Arrange { round, sites, opens } => desk.within(&round.office.office, |session| {
            let number = round.round;
            let mut plan = api::show(session, RoundRequest { round: number })?;
            if !sites.is_empty() {
                plan.sites =
                    (1..).zip(&sites).map(|(id, given)| site(id, given)).collect::<Result<_, _>>()?;
                plan.slots.clear();
            }
            if let Some(opens) = opens {
                plan.opens = opens;
            }
            let plan = api::arrange(session, ArrangeRequest { round: number, plan, keep_times: false })?;
            let kept = api::set(session, DayPlanRequest { round: number, plan })?;
            let ask = SimulateRequest { round: number, plan: None, other: None, options: None };
            let too_long = match kept.plan.slots.is_empty() {
                true => None,
                false => api::simulate(session, ask)?.too_long,
            };
            out.either(&kept, |out| {
                tell(session, &kept.plan, out)?;
                too_long.map_or(Ok(()), |words| out.say(words))
            })
        }),
        PlanCommand::Simulate { round, seed, other } => {
            simulate(desk, &round.office.office, round.round, seed, other.as_deref(), out)
        }
    }
}

/// "南门=300"
fn site(id: u32, given: &str) -> Result<Site, Failure> {
    let parts =
        given.split_once(['=', '＝']).and_then(|(name, people)| Some((name, people.trim().parse().ok()?)));
    match parts {
        Some((name, capacity)) => {
            Ok(Site { id, name: name.trim().to_owned(), capacity, breaks: None, staff: None })
        }
        None => {
            Err(Failure::new("bad_request", format!("采样点要写成 名称=每小时人数，如 南门=300：{given}")))
        }
    }
}

fn tell(session: &louce_api::Session<'_>, plan: &Plan, out: &mut Out) -> Result<(), Failure> {
    let name_of = building_names(session)?;
    out.say(format!("{} 开始", plan.opens))?;
    for site in &plan.sites {
        let rest = site.breaks.as_ref().map_or_else(String::new, |breaks| format!("，休息 {breaks}"));
        out.say(format!("采样点 {}：每小时 {} 人{rest}　{}", site.name, site.capacity, text(&site.staff)))?;
    }
    let rows = plan.slots.iter().enumerate().map(|(at, slot)| {
        vec![
            (at + 1).to_string(),
            name_of(slot.building),
            clock_words(&slot.starts),
            plan.site(slot.site).map_or_else(String::new, |site| site.name.clone()),
            text(&slot.route),
            text(&slot.team),
        ]
    });
    out.table(&["顺序", "楼", "时刻", "采样点", "路线", "小组"], rows)?;
    match &plan.contingency {
        Some(contingency) => out.say(format!("预案：{contingency}")),
        None => Ok(()),
    }
}

fn simulate(
    desk: &DeskArgs,
    office: &Path,
    round: u32,
    seed: u64,
    other: Option<&Path>,
    out: &mut Out,
) -> Result<(), Failure> {
    desk.within(office, |session| {
        let other = other.map(read_json).transpose()?;
        let options = Some(SimulateOptions { seed, ..SimulateOptions::default() });
        let answer = api::simulate(session, SimulateRequest { round, plan: None, other, options })?;
        out.either(&answer, |out| {
            rehearsal("安排", &answer.plan, out)?;
            answer.too_long.iter().try_for_each(|words| out.say(words))?;
            match &answer.other {
                Some(other) => rehearsal("另一个安排", other, out),
                None => Ok(()),
            }
        })
    })
}

fn rehearsal(what: &str, day: &Rehearsal, out: &mut Out) -> Result<(), Failure> {
    out.say(format!(
        "{what}：{} 人，{} 做完，平均等 {} 分钟，最长 {} 分钟，最多 {} 人在等。",
        day.people,
        clock_words(&day.finishes),
        day.mean_wait,
        day.longest_wait,
        day.peak
    ))?;
    let cells = |site: &SiteRehearsal| {
        vec![
            site.site.clone(),
            site.people.to_string(),
            format!("{}（{}）", site.peak, clock_words(&site.peak_at)),
            site.mean_wait.to_string(),
            site.longest_wait.to_string(),
            site.idle.to_string(),
            clock_words(&site.finishes),
        ]
    };
    out.table(
        &["采样点", "人数", "最多在等", "平均等", "最长等", "空闲分钟", "做完"],
        day.sites.iter().map(cells),
    )
}

/// `louce notice`
pub fn notice(desk: &DeskArgs, command: NoticeCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        NoticeCommand::List { round, unsent } => desk.within(&round.office.office, |session| {
            let request = NoticesRequest { round: round.round, template: None, unsent };
            let found = api::notices(session, request)?;
            out.either(&found, |out| told(&found, out))
        }),
        NoticeCommand::Sent { round, buildings, not } => desk.within(&round.office.office, |session| {
            let buildings = places::named(session.office.reader(), &buildings)?;
            let request = NoticeSentRequest { round: round.round, buildings, sent: !not };
            let kept = api::sent(session, request)?;
            let left = kept.notices.iter().filter(|notice| notice.sent_at.is_none()).count();
            out.either(&kept, |out| out.say(format!("还有 {left} 栋楼没发。")))
        }),
        NoticeCommand::Template { office, name, body } => desk.within(&office.office, |session| {
            let (Some(name), Some(body)) = (name, body) else {
                let found = api::templates(session, Nothing {})?;
                return out.either(&found, |out| tell_templates(&found, out));
            };
            let kept = api::set_template(session, NoticeTemplate { name, body })?;
            out.either(&kept, |out| tell_templates(&kept.templates, out))
        }),
    }
}

fn tell_templates(templates: &[NoticeTemplate], out: &mut Out) -> Result<(), Failure> {
    templates.iter().try_for_each(|template| out.say(format!("{}：{}", template.name, template.body)))
}

fn told(notices: &[Notice], out: &mut Out) -> Result<(), Failure> {
    for notice in notices {
        let sent = match (&notice.sent_at, notice.outdated) {
            (Some(at), false) => format!("已发 {at}"),
            (None, _) if !notice.planned => "没发；还没有排时间".to_owned(),
            (Some(_), true) => "安排变了，要重发".to_owned(),
            (None, _) => "没发".to_owned(),
        };
        out.say(format!(
            "{}{}（{sent}）\n{}\n",
            notice.compound.as_deref().unwrap_or(""),
            building_label(&notice.name),
            notice.text
        ))?;
    }
    Ok(())
}
