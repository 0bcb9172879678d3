//! 无疫情榜: the streak and its evidence on A3.

use louce_core::board::{self, BoardState, CaseEvent};
use louce_core::places;
use louce_core::values::{Day, building_label};
use serde::Serialize;

use super::{Desk, Parts};
use crate::PrintError;
use crate::press::Part;
use crate::roster::chinese;

const TEMPLATE: &str = include_str!("../../templates/board.typ");
/// Days that fit on the sheet.
const SHOWN: usize = 14;
/// Events that fit on the sheet.
const GROUNDS: usize = 4;

#[derive(Serialize)]
struct Poster<'a> {
    title: &'static str,
    office: &'a str,
    days: String,
    free: bool,
    state: String,
    rule: [String; 2],
    /// "" when every day is proven.
    unproven: String,
    grounds: Vec<String>,
    /// Oldest first.
    evidence: Vec<Tile>,
    /// Days that are still to come, as tiles left open.
    open: usize,
    day: String,
}

/// A day of the streak.
#[derive(Serialize)]
struct Tile {
    number: String,
    day: String,
    said: &'static str,
    suspended: bool,
    reported: &'static str,
    tested: String,
}

pub(super) fn poster(desk: &Desk<'_>, day: Day) -> Result<Parts, PrintError> {
    let board = board::board(desk.reader, day)?;
    let Some(since) = board.since else {
        return Err(louce_core::Error::Refused("还没有登记从哪天开始封闭管理，没有天数可写。".into()).into());
    };
    if !board.doubts.is_empty() {
        let words: String = board.doubts.iter().map(|doubt| doubt.words.as_str()).collect();
        let why = format!("还有没查清的，不能印出来公布：{words}");
        return Err(louce_core::Error::Refused(why).into());
    }
    // A title is hung at the gate only with evidence for every day.
    let free = board.state == BoardState::Free && board.unproven.is_empty();
    let state = match board.state {
        BoardState::Free if free => "符合“无疫情小区”条件".to_owned(),
        BoardState::Free => format!("天数已满，还有{}天没有凭据", board.unproven.len()),
        BoardState::Suspended => "有疑似或密接待排除，暂停".to_owned(),
        BoardState::Counting | BoardState::Doubtful | BoardState::NotStarted => {
            format!("还差{}天", board.needed.saturating_sub(board.days))
        }
    };
    let mut evidence: Vec<Tile> = board
        .evidence
        .iter()
        .take(SHOWN)
        .map(|day| Tile {
            number: format!("第{}天", day.number),
            day: format!("{}月{}日", day.day.month(), day.day.day()),
            said: if day.suspended { "待排除" } else { "无新增" },
            suspended: day.suspended,
            reported: if day.reported { "日报已关账" } else { "日报未关账" },
            tested: if day.tubes > 0 { format!("{}管出结果", day.tubes) } else { String::new() },
        })
        .collect();
    evidence.reverse();
    let needed = usize::try_from(board.needed).unwrap_or(SHOWN).min(SHOWN);
    let data = Poster {
        title: if free { "无疫情小区" } else { "创建无疫情小区" },
        office: desk.office,
        days: board.days.to_string(),
        free,
        state,
        rule: [rule(&board), format!("从{}起算，到{}为止", chinese(since), chinese(day.add_days(-1)))],
        unproven: unproven(&board.unproven),
        grounds: grounds(desk, &board)?,
        open: needed.saturating_sub(evidence.len()),
        evidence,
        day: chinese(day),
    };
    Ok((vec![Part::new(TEMPLATE, &data, Vec::new())?], 0))
}

/// The rule in its own words where these say how many days, else in ours with where it comes from.
fn rule(board: &board::Board) -> String {
    let ours = format!("连续{}个整日（0—24时）没有新增", board.needed);
    match &board.rule_source {
        Some(source) if source.contains(&format!("连续{}个整日", board.needed)) => source.clone(),
        Some(source) => format!("{ours}（{source}）"),
        None => ours,
    }
}

/// Days that no closed report proves: runs of days are said once.
fn unproven(newest_first: &[Day]) -> String {
    let mut runs: Vec<(Day, Day)> = Vec::new();
    for day in newest_first.iter().rev() {
        match runs.last_mut() {
            Some((_, last)) if last.add_days(1) == *day => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let short = |day: &Day| format!("{}月{}日", day.month(), day.day());
    let runs: Vec<String> = runs
        .iter()
        .map(|(from, to)| if from == to { short(from) } else { format!("{}至{}", short(from), short(to)) })
        .collect();
    match runs.is_empty() {
        true => String::new(),
        false => format!("没有关账日报、待补的{}天：{}。", newest_first.len(), runs.join("、")),
    }
}

/// What the count stands on, with where it is written down.
fn grounds(desk: &Desk<'_>, board: &board::Board) -> Result<Vec<String>, PrintError> {
    let known = places::buildings_told_apart(desk.reader)?;
    let line = |event: &CaseEvent| {
        let building = known.iter().find(|row| Some(row.id) == event.building);
        let place = building.map_or_else(String::new, |row| {
            format!("{}{} ", row.compound.as_deref().unwrap_or(""), building_label(&row.name))
        });
        let source = event.source.as_deref().unwrap_or("没有写依据");
        format!("{}　{place}{}　依据：{source}", chinese(event.day), event.kind.name())
    };
    // The first is what the count began with; of the others the last, and how many were left out.
    let left_out = board.grounds.len().saturating_sub(GROUNDS);
    let mut lines: Vec<String> = board.grounds.iter().map(line).collect();
    if left_out > 0 {
        lines.splice(1..=left_out, [format!("（中间还有{left_out}条，见疫情记录）")]);
    }
    Ok(lines)
}
