//! What speaks against the title though no case was noted: positive tubes not cleared up, people found positive. Nameless.

use serde::Serialize;

use super::{CaseEvent, CaseKind};
use crate::antigen::AT_THE_DOOR;
use crate::rules::stored_day;
use crate::store::{Reader, Result};
use crate::values::{Day, building_label};

/// What has to be done about a [`Doubt`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DoubtKind {
    /// 阳性管里有人还没有单采结果
    Tube,
    /// 单采阳性，还没有登记为确诊
    Person,
    /// 抗原阳性，还没有单管核酸结果
    Antigen,
}

/// Something to be cleared up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Doubt {
    /// What.
    pub kind: DoubtKind,
    /// 第几轮
    pub round: u32,
    /// Day of the round.
    pub day: Day,
    /// Row of the building; none where it is not known.
    pub building: Option<i64>,
    /// Tubes or people.
    pub count: u32,
    /// In words, with what to do: "4月10日第3轮，12号楼：…".
    pub words: String,
}

/// Doubts since the day counting began.
pub(super) fn doubts(reader: Reader<'_>, first: Day, events: &[CaseEvent]) -> Result<Vec<Doubt>> {
    let from = first.add_days(-1);
    let mut statement = reader.0.prepare_cached(include_str!("doubts.sql"))?;
    let mut rows = statement.query((from.to_string(), AT_THE_DOOR))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, what) = match row.get::<_, String>("kind")?.as_str() {
            "tube" => (DoubtKind::Tube, "支阳性管里有人还没有单采结果：到“采样管—复采名单”登记"),
            "antigen" => (DoubtKind::Antigen, "人抗原阳性，还没有单管核酸结果：到“抗原”登记"),
            _ => (DoubtKind::Person, "人单采阳性，还没有登记为确诊：在疫情记录里记一条，连续天数从头计"),
        };
        let day = stored_day(row.get_ref("day")?.as_str().unwrap_or(""))?;
        let building: Option<i64> = row.get("building_id")?;
        // Who was found positive is a case once one is noted for the building, or for all of them, on the day of the round or after.
        let is_noted = |event: &CaseEvent| {
            event.kind == CaseKind::Confirmed
                && event.day >= day
                && (event.building.is_none() || event.building == building)
        };
        if kind == DoubtKind::Person && events.iter().any(is_noted) {
            continue;
        }
        let (round, count): (u32, u32) = (row.get("number")?, row.get("count")?);
        let name: Option<String> = row.get("name")?;
        let place = name.map_or_else(String::new, |name| format!("，{}", building_label(&name)));
        let words = format!("{}月{}日第{round}轮{place}：{count}{what}。", day.month(), day.day());
        found.push(Doubt { kind, round, day, building, count, words });
    }
    Ok(found)
}
