//! 公示、趋势、无疫情榜、复盘.

use std::path::Path;

use louce_api::Nothing;
use louce_api::review::{self as api, CaseRow, DayRequest, LessonDoneRequest, LessonRequest};
use louce_api::testing::RoundRequest;
use louce_core::board::{Board, BoardDay, BoardState, CaseEvent, NewCase};
use louce_core::plan::clock_words;
use louce_core::review::{Review, SiteWaited, Waiting};
use louce_core::testing::{PublicBuilding, TrendRow};

use super::{placed, text};
use crate::args::DeskArgs;
use crate::args_day::{BoardCommand, ReviewCommand, RoundArg};
use crate::failure::Failure;
use crate::output::Out;

/// `louce figures`
pub fn figures(desk: &DeskArgs, round: RoundArg, out: &mut Out) -> Result<(), Failure> {
    desk.within(&round.office.office, |session| {
        let figures = api::figures(session, RoundRequest { round: round.round })?;
        out.either(&figures, |out| {
            out.say(format!(
                "第{}轮{}检测（{}）：应检 {} 人，实检 {} 人，检测率 {:.2}%",
                figures.round,
                figures.kind.name(),
                figures.date,
                figures.expected,
                figures.tested,
                figures.rate
            ))?;
            for exclusion in &figures.exclusions {
                let rule = if exclusion.allowed { "" } else { "（规则里没有这一条，请核对）" };
                out.say(format!("不列应检：{} {} 人{rule}", exclusion.reason, exclusion.people))?;
            }
            let cells = |row: &PublicBuilding| {
                let rate = format!("{:.2}%", row.rate);
                vec![
                    placed(row.compound.as_deref(), &row.building),
                    row.expected.to_string(),
                    row.tested.to_string(),
                    rate,
                ]
            };
            out.table(&["楼", "应检", "实检", "检测率"], figures.buildings.iter().map(cells))
        })
    })
}

/// `louce trend`
pub fn trend(desk: &DeskArgs, office: &Path, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let found = api::trend(session, Nothing {})?;
        let cells = |row: &TrendRow| {
            vec![
                row.round.to_string(),
                row.kind.name().to_owned(),
                row.date.to_string(),
                row.expected.to_string(),
                row.tested.to_string(),
                format!("{:.2}%", row.rate),
            ]
        };
        let mut rows = out.rows(&["轮次", "种类", "日期", "应检", "实检", "检测率"], cells);
        found.iter().try_for_each(|row| rows.push(row))?;
        rows.finish(|count| format!("共 {count} 轮"))
    })
}

/// `louce board`
pub fn board(desk: &DeskArgs, command: BoardCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        BoardCommand::Show { office, date } => desk.within(&office.office, |session| {
            let board = api::show_board(session, DayRequest { date })?;
            out.either(&board, |out| tell_board(&board, out))
        }),
        BoardCommand::Note { office, date, kind, closes, note, source } => {
            desk.within(&office.office, |session| {
                let new = NewCase { day: date, kind: kind.into(), closes, building: None, note, source };
                let kept = api::note_case(session, new)?;
                out.either(&kept, |out| out.say("已记下。"))
            })
        }
        BoardCommand::Remove { office, case } => desk.within(&office.office, |session| {
            let kept = api::remove_case(session, CaseRow { case })?;
            out.either(&kept, |out| out.say("已去掉。"))
        }),
        BoardCommand::Cases { office } => desk.within(&office.office, |session| {
            let found = api::cases(session, Nothing {})?;
            let cells = |event: &CaseEvent| {
                vec![
                    event.id.to_string(),
                    event.day.to_string(),
                    event.kind.name().to_owned(),
                    event.closes.map_or_else(String::new, |id| id.to_string()),
                    text(&event.note),
                    text(&event.source),
                ]
            };
            let mut rows = out.rows(&["编号", "日期", "类别", "排除哪条", "说明", "依据"], cells);
            found.iter().try_for_each(|row| rows.push(row))?;
            rows.finish(|count| format!("共 {count} 条"))
        }),
    }
}

fn tell_board(board: &Board, out: &mut Out) -> Result<(), Failure> {
    let state = match board.state {
        BoardState::Free => "无疫情小区",
        BoardState::Counting => "天数还不够",
        BoardState::Doubtful => "天数够了，可是还有没查清的，不能公布",
        BoardState::Suspended => "暂停：有疑似或密接待排除",
        BoardState::NotStarted => "还没有登记从哪天开始（board note start）",
    };
    out.say(format!("{state}：连续 {} 天无新增，规则要 {} 天。", board.days, board.needed))?;
    board.doubts.iter().try_for_each(|doubt| out.say(format!("先查清：{}", doubt.words)))?;
    if !board.unproven.is_empty() {
        let days: Vec<String> = board.unproven.iter().map(ToString::to_string).collect();
        out.say(format!("没有关账日报的 {} 天：{}", days.len(), days.join("、")))?;
    }
    let cells = |day: &BoardDay| {
        vec![
            day.number.to_string(),
            day.day.to_string(),
            if day.reported { "日报已关账" } else { "日报未关账" }.to_owned(),
            day.tubes.to_string(),
            if day.suspended { "待排除" } else { "" }.to_owned(),
        ]
    };
    out.table(&["第几天", "日期", "日报", "出结果的管", "备注"], board.evidence.iter().map(cells))
}

/// `louce review`
pub fn review(desk: &DeskArgs, command: ReviewCommand, out: &mut Out) -> Result<(), Failure> {
    match command {
        ReviewCommand::Show { round } => desk.within(&round.office.office, |session| {
            let review = api::show(session, RoundRequest { round: round.round })?;
            out.either(&review, |out| tell_review(&review, out))
        }),
        ReviewCommand::Lesson { round, text, tomorrow } => desk.within(&round.office.office, |session| {
            let kept = api::lesson(session, LessonRequest { round: round.round, text, tomorrow })?;
            out.either(&kept, |out| tell_review(&kept.review, out))
        }),
        ReviewCommand::Done { round, lesson, not } => desk.within(&round.office.office, |session| {
            let kept =
                api::lesson_done(session, LessonDoneRequest { round: round.round, lesson, done: !not })?;
            out.either(&kept, |out| tell_review(&kept.review, out))
        }),
    }
}

fn tell_waiting(waiting: &Waiting, out: &mut Out) -> Result<(), Failure> {
    let Waiting::Derived(waited) = waiting else { return out.say(waiting.why_not().unwrap_or_default()) };
    out.say(format!("等待：{}。", waited.line()))?;
    let cells = |site: &SiteWaited| {
        vec![
            site.site.clone(),
            site.people.to_string(),
            format!("{}（{}）", site.mean, site.rehearsed_mean),
            format!("{}（{}）", site.peak, site.rehearsed_peak),
            clock_words(&site.peak_at),
        ]
    };
    let titles = ["采样点", "人", "平均等几分钟（演练）", "最多几人在等（演练）", "几点"];
    out.table(&titles, waited.sites.iter().map(cells))?;
    out.say(Waiting::DERIVED)
}

fn tell_review(review: &Review, out: &mut Out) -> Result<(), Failure> {
    out.say(format!(
        "第{}轮{}检测（{}）：应检 {} 人，实检 {} 人。",
        review.round,
        review.kind.name(),
        review.date,
        review.expected,
        review.tested
    ))?;
    out.say(format!("第一个 {}，最后一个 {}", text(&review.started), text(&review.finished)))?;
    out.table(
        &["时", "人"],
        review.hours.iter().map(|hour| vec![hour.hour.clone(), hour.tested.to_string()]),
    )?;
    if review.untimed > 0 {
        out.say(format!("没有时间的登记（工作簿、事后补登）：{} 人", review.untimed))?;
    }
    tell_waiting(&review.waiting, out)?;
    for (reason, people) in &review.missed {
        out.say(format!("没检：{reason} {people} 人"))?;
    }
    out.say(format!("对不上 {} 处，试剂没收回 {} 份。", review.differences.len(), review.kits_missing))?;
    for lesson in &review.lessons {
        out.say(format!("{} {}{}", lesson.id, if lesson.done { "√ " } else { "" }, lesson.text))?;
    }
    out.say("明天要办：")?;
    review.tomorrow.iter().try_for_each(|line| out.say(format!("- {line}")))
}
