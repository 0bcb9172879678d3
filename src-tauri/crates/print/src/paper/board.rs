//! 无疫情榜: the streak and its evidence on A3.

use louce_core::board::{self, BoardState};
use louce_core::values::Day;
use serde::Serialize;

use super::{Desk, Parts};
use crate::PrintError;
use crate::press::Part;
use crate::roster::chinese;

const TEMPLATE: &str = include_str!("../../templates/board.typ");
/// Days that fit on the sheet.
const SHOWN: usize = 14;

#[derive(Serialize)]
struct Poster<'a> {
    title: &'static str,
    office: &'a str,
    days: String,
    free: bool,
    state: String,
    rule: [String; 2],
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
    let state = match board.state {
        BoardState::Free => "符合“无疫情小区”条件".to_owned(),
        BoardState::Suspended => "有疑似或密接待排除，暂停".to_owned(),
        BoardState::Counting | BoardState::NotStarted => {
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
    let free = board.state == BoardState::Free;
    let needed = usize::try_from(board.needed).unwrap_or(SHOWN).min(SHOWN);
    let data = Poster {
        title: if free { "无疫情小区" } else { "创建无疫情小区" },
        office: desk.office,
        days: board.days.to_string(),
        free,
        state,
        rule: [
            format!("连续{}个整日（0—24时）没有新增", board.needed),
            format!("从{}起算，到{}为止", chinese(since), chinese(day.add_days(-1))),
        ],
        open: needed.saturating_sub(evidence.len()),
        evidence,
        day: chinese(day),
    };
    Ok((vec![Part::new(TEMPLATE, &data, Vec::new())?], 0))
}
