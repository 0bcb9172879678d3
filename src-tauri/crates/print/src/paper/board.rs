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
    state: String,
    rule: String,
    evidence: Vec<Vec<String>>,
    day: String,
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
    let evidence = board.evidence.iter().take(SHOWN).map(|day| {
        vec![
            format!("第{}天", day.number),
            chinese(day.day),
            if day.reported { "已关账" } else { "未关账" }.to_owned(),
            if day.tubes > 0 { format!("{}管", day.tubes) } else { "—".to_owned() },
            if day.suspended { "待排除" } else { "" }.to_owned(),
        ]
    });
    let data = Poster {
        title: if board.state == BoardState::Free { "无疫情小区" } else { "创建无疫情小区" },
        office: desk.office,
        days: board.days.to_string(),
        state,
        rule: format!(
            "规则：连续{}个整日（0—24时）没有新增。从{}起算，到{}为止。",
            board.needed,
            chinese(since),
            chinese(day.add_days(-1))
        ),
        evidence: evidence.collect(),
        day: chinese(day),
    };
    Ok((vec![Part::new(TEMPLATE, &data, Vec::new())?], 0))
}
