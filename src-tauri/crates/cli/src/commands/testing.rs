//! 检测轮次、采样名册.

use std::collections::BTreeMap;
use std::path::Path;

use louce_api::Nothing;
use louce_api::testing::{self, OpenRequest, RecordRequest, RosterRequest, RoundEntry, RoundRequest};
use louce_core::testing::{RoundFigures, RoundState};
use louce_sheets::roster::{Exported, RecordReport, RowOutcome};

use super::day::buildings_asked;
use crate::args::DeskArgs;
use crate::failure::Failure;
use crate::output::Out;

/// `louce round open`
pub fn open(
    desk: &DeskArgs,
    office: &Path,
    buildings: Option<Vec<String>>,
    request: OpenRequest,
    out: &mut Out,
) -> Result<(), Failure> {
    desk.within(office, |session| {
        let (kind, date) = (request.kind, request.date);
        let buildings = buildings_asked(session, buildings)?;
        let answer = testing::open(session, OpenRequest { buildings, ..request })?;
        out.either(&answer, |out| {
            let opened = &answer.opened;
            out.say(format!(
                "已开第 {} 轮{}检测（{date}）：应检 {} 人。",
                opened.round,
                kind.name(),
                opened.expected
            ))?;
            out.say(format!("不列应检：{}", by_reason(&opened.excluded)))
        })
    })
}

/// `louce round record`
pub fn record(desk: &DeskArgs, office: &Path, request: RecordRequest, out: &mut Out) -> Result<(), Failure> {
    desk.within_watched(office, |session| {
        let answer = testing::record(session, request)?;
        out.either(&answer, |out| tell_record(&answer, out))
    })
}

fn tell_record(answer: &RecordReport, out: &mut Out) -> Result<(), Failure> {
    let head = if answer.dry_run { "试读（没有改动任何内容）" } else { "已登记" };
    out.say(format!(
        "{head}第 {} 轮：新登记已检 {} 人，未检 {}，没有新内容 {} 人，新增 {} 人，更正资料 {} 人。",
        answer.round,
        answer.tested,
        by_reason(&answer.untested),
        answer.unchanged,
        answer.newcomers,
        answer.updated
    ))?;
    let look = |row: &&louce_sheets::roster::PlanRow| {
        matches!(row.outcome, RowOutcome::Conflict | RowOutcome::Unknown)
    };
    if answer.rows.iter().any(|row| look(&row)) {
        out.say("需要核对：")?;
    }
    let cells = |row: &louce_sheets::roster::PlanRow| {
        vec![row.sheet.clone(), row.row.to_string(), row.name.clone(), row.reasons.join("；")]
    };
    out.table(&["工作表", "行", "姓名", "原因"], answer.rows.iter().filter(look).map(cells))
}

/// `louce round show`
pub fn show(desk: &DeskArgs, office: &Path, round: u32, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let figures = testing::show(session, RoundRequest { round })?;
        out.either(&figures, |out| tell_round(&figures, out))
    })
}

/// `louce round close`
pub fn close(desk: &DeskArgs, office: &Path, round: u32, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let closed = testing::close(session, RoundRequest { round })?;
        out.either(&closed, |out| tell_round(&closed.figures, out))
    })
}

fn tell_round(figures: &RoundFigures, out: &mut Out) -> Result<(), Failure> {
    out.say(format!(
        "第 {} 轮{}检测（{}，{}）：应检 {} 人，实检 {} 人，检测率 {}，未登记 {} 人。",
        figures.round,
        figures.kind.name(),
        figures.date,
        state_name(figures.state),
        figures.expected,
        figures.tested,
        percent(figures.tested, figures.expected),
        figures.unmarked
    ))?;
    out.say(format!("未检：{}", by_reason(&figures.untested)))?;
    out.say(format!("不列应检：{}", by_reason(&figures.excluded)))?;
    let cells = |building: &louce_core::testing::RoundBuilding| {
        vec![
            match (&building.compound, building.building.as_str()) {
                (_, "") => "地址待核".to_owned(),
                (Some(_), _) => building.label(),
                (None, name) => name.to_owned(),
            },
            building.expected.to_string(),
            building.tested.to_string(),
            building.untested.to_string(),
            percent(building.tested, building.expected),
        ]
    };
    out.table(&["楼", "应检", "实检", "未检", "检测率"], figures.buildings.iter().map(cells))
}

/// `louce round list`
pub fn list(desk: &DeskArgs, office: &Path, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let found = testing::list(session, Nothing {})?;
        let mut rows =
            out.rows(&["轮次", "种类", "日期", "状态", "开始", "结束"], |round: &RoundEntry| {
                vec![
                    round.round.to_string(),
                    round.kind.name().to_owned(),
                    round.date.to_string(),
                    state_name(round.state).to_owned(),
                    round.opened_at.clone(),
                    round.closed_at.clone().unwrap_or_default(),
                ]
            });
        found.iter().try_for_each(|round| rows.push(round))?;
        rows.finish(|count| format!("共 {count} 轮"))
    })
}

/// `louce export roster`
pub fn export_roster(
    desk: &DeskArgs,
    office: &Path,
    request: RosterRequest,
    out: &mut Out,
) -> Result<(), Failure> {
    let unmasked = request.unmasked;
    desk.within_watched(office, |session| {
        let written = testing::export_roster(session, request)?;
        out.either(&written, |out| tell_export(&written, unmasked, out))
    })
}

/// `louce export calls`
pub fn export_calls(
    desk: &DeskArgs,
    office: &Path,
    request: RosterRequest,
    out: &mut Out,
) -> Result<(), Failure> {
    let unmasked = request.unmasked;
    desk.within_watched(office, |session| {
        let written = testing::export_calls(session, request)?;
        out.either(&written, |out| tell_export(&written, unmasked, out))
    })
}

/// Where it is, and what it shows.
pub fn tell_export(written: &Exported, unmasked: bool, out: &mut Out) -> Result<(), Failure> {
    out.say(format!("已写出：{}（{} 张表，{} 人）", written.file.display(), written.sheets, written.people))?;
    out.say(if unmasked {
        "证件号和电话没有打码，这次导出已记入操作记录。"
    } else {
        "证件号和电话已打码。"
    })
}

/// "外出 3，住院 1"
fn by_reason<N: std::fmt::Display>(reasons: &BTreeMap<String, N>) -> String {
    let parts: Vec<String> = reasons.iter().map(|(reason, count)| format!("{reason} {count}")).collect();
    if parts.is_empty() { "无".to_owned() } else { parts.join("，") }
}

fn percent(part: impl Into<u64>, whole: impl Into<u64>) -> String {
    let (part, whole): (u64, u64) = (part.into(), whole.into());
    let hundredths = part.saturating_mul(10_000).saturating_add(whole / 2).checked_div(whole).unwrap_or(0);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

fn state_name(state: RoundState) -> &'static str {
    match state {
        RoundState::Open => "进行中",
        RoundState::Closed => "已结束",
    }
}
