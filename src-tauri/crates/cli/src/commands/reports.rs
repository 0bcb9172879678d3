//! 日报.

use std::path::Path;

use louce_api::reports::{
    self, CorrectRequest, CutoffRequest, Daily, DailyRequest, FigureRequest, NamesRequest,
};
use louce_core::reports::{Amount, Figure, NameRow};

use crate::args::DeskArgs;
use crate::args_reports::CorrectArgs;
use crate::failure::Failure;
use crate::output::Out;

/// `louce report daily`
pub fn daily(desk: &DeskArgs, office: &Path, request: DailyRequest, out: &mut Out) -> Result<(), Failure> {
    desk.within_watched(office, |session| {
        let daily = reports::daily(session, request)?;
        out.either(&daily, |out| tell(&daily, out))
    })
}

fn tell(daily: &Daily, out: &mut Out) -> Result<(), Failure> {
    let report = &daily.report;
    let closed = match &report.closed {
        Some(closed) => format!("，已关账（{}，{}）", closed.at, closed.by),
        None => String::new(),
    };
    out.say(format!("{} 日报（统计到 {}{closed}）", report.day, report.cutoff))?;
    let cells = |figure: &Figure| {
        let change = match figure.change() {
            Some(0) | None => String::new(),
            Some(change) => format!("{change:+}"),
        };
        vec![
            figure.group.title().to_owned(),
            figure.title.clone(),
            figure.amount().in_words(),
            change,
            figure.code.clone(),
        ]
    };
    out.table(&["类别", "项目", "数字", "比昨日", "代码"], report.figures.iter().map(cells))?;
    for figure in &report.figures {
        if let Some(correction) = figure.correction_in_words() {
            out.say(format!("更正：{}，{correction}", figure.title))?;
        }
    }
    for violation in &report.invariants {
        out.say(format!("请核对：{}", violation.text))?;
    }
    match &daily.file {
        Some(file) => out.say(format!("已写出：{}", file.display())),
        None => Ok(()),
    }
}

/// `louce report correct`
pub fn correct(desk: &DeskArgs, office: &Path, asked: CorrectArgs, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let CorrectArgs { date, figure, households, persons, count, reason, withdraw } = asked;
        let daily = if withdraw {
            reports::uncorrect(session, FigureRequest { date, figure })?
        } else {
            let amount = Amount { households, persons, count };
            let reason = reason.unwrap_or_default();
            reports::correct(session, CorrectRequest { date, figure, amount, reason })?
        };
        out.either(&daily, |out| tell(&daily, out))
    })
}

/// `louce report daily --names`
pub fn names(desk: &DeskArgs, office: &Path, request: NamesRequest, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let found = reports::names(session, request)?;
        let mut rows = out.rows(&["编号", "楼", "单元", "室", "姓名", "说明"], |row: &NameRow| {
            vec![
                row.id.map(|id| id.to_string()).unwrap_or_default(),
                format!("{}{}", row.compound.as_deref().unwrap_or_default(), row.building),
                row.unit.clone(),
                row.room.clone(),
                row.name.clone(),
                row.detail.clone(),
            ]
        });
        found.iter().try_for_each(|row| rows.push(row))?;
        rows.finish(|count| format!("共 {count} 条"))
    })
}

/// `louce settings cutoff`
pub fn cutoff(desk: &DeskArgs, office: &Path, cutoff: Option<String>, out: &mut Out) -> Result<(), Failure> {
    desk.within(office, |session| {
        let answer = reports::cutoff(session, CutoffRequest { cutoff })?;
        out.either(&answer, |out| out.say(format!("日报统计截止时刻：{}", answer.cutoff)))
    })
}
