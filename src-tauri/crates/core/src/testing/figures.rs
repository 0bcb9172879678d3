//! Figures to show 公示: totals, rates, exclusions and the trend over rounds, without a name.

use serde::Serialize;

use super::{Round, RoundKind, figures, rounds, tubes};
use crate::rules;
use crate::store::{Reader, Result};
use crate::values::Day;

/// Not expected, by reason and rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Exclusion {
    /// 原因
    pub reason: String,
    /// 人
    pub people: u32,
    /// Whether the rule of the day allows it.
    pub allowed: bool,
}

/// One building's figures.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct PublicBuilding {
    /// Row.
    pub id: i64,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// Bare name.
    pub building: String,
    /// 应检
    pub expected: u32,
    /// 实检
    pub tested: u32,
    /// 检测率, percent with two places.
    pub rate: f64,
}

/// A round's figures.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct PublicFigures {
    /// 第几轮
    pub round: u32,
    /// 核酸 or 抗原.
    pub kind: RoundKind,
    /// Its day.
    pub date: Day,
    /// 应检
    pub expected: u32,
    /// 实检
    pub tested: u32,
    /// 未检
    pub untested: u32,
    /// 检测率, percent with two places.
    pub rate: f64,
    /// 不列应检
    pub exclusions: Vec<Exclusion>,
    /// 管数
    pub tubes: u32,
    /// In natural order; people without a readable address are left out of the list and in the totals.
    pub buildings: Vec<PublicBuilding>,
}

/// One round of the trend.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct TrendRow {
    /// 第几轮
    pub round: u32,
    /// 核酸 or 抗原.
    pub kind: RoundKind,
    /// Its day.
    pub date: Day,
    /// 应检
    pub expected: u32,
    /// 实检
    pub tested: u32,
    /// 检测率, percent with two places.
    pub rate: f64,
}

fn rate(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { (f64::from(part) * 10_000.0 / f64::from(whole)).round() / 100.0 }
}

/// Figures of a round that can be shown.
///
/// # Errors
/// As any query.
pub fn public_figures(reader: Reader<'_>, round: &Round) -> Result<PublicFigures> {
    let all = figures(reader, round)?;
    let allowed = rules::exclusions(reader, round.day)?.reasons;
    let exclusions = all.excluded.into_iter().map(|(reason, people)| {
        let allowed = allowed.contains(&reason);
        Exclusion { reason, people, allowed }
    });
    let shown = |building: super::RoundBuilding| {
        let id = building.id.filter(|_| building.people() > 0)?;
        let rate = rate(building.tested, building.expected);
        let super::RoundBuilding { compound, building, expected, tested, .. } = building;
        Some(PublicBuilding { id, compound, building, expected, tested, rate })
    };
    Ok(PublicFigures {
        round: round.number,
        kind: round.kind,
        date: round.day,
        expected: all.expected,
        tested: all.tested,
        untested: all.expected - all.tested,
        rate: rate(all.tested, all.expected),
        exclusions: exclusions.collect(),
        tubes: u32::try_from(tubes::tubes(reader, round)?.len()).unwrap_or(u32::MAX),
        buildings: all.buildings.into_iter().filter_map(shown).collect(),
    })
}

/// All rounds, oldest first.
///
/// # Errors
/// As any query.
pub fn trend(reader: Reader<'_>) -> Result<Vec<TrendRow>> {
    rounds(reader)?
        .iter()
        .map(|round| {
            let all = figures(reader, round)?;
            Ok(TrendRow {
                round: round.number,
                kind: round.kind,
                date: round.day,
                expected: all.expected,
                tested: all.tested,
                rate: rate(all.tested, all.expected),
            })
        })
        .collect()
}
