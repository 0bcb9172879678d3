//! 公示: the figures of a round for the notice board. Nothing here names anybody.

use louce_core::testing::{self, PublicBuilding, TrendRow};
use louce_core::values::building_label;
use serde::Serialize;

use super::{Desk, Parts};
use crate::PrintError;
use crate::press::Part;
use crate::roster::chinese;

const TEMPLATE: &str = include_str!("../../templates/figures.typ");

#[derive(Serialize)]
struct Figures<'a> {
    title: String,
    office: &'a str,
    day: String,
    /// (what, how many)
    sums: Vec<(&'static str, String)>,
    groups: Vec<Group>,
    /// (reason, people, by which rule)
    exclusions: Vec<(String, String, &'static str)>,
    /// Oldest first.
    trend: Vec<Rated>,
}

/// The buildings of one 小区, or of an office that has but one.
#[derive(Serialize)]
struct Group {
    title: String,
    rows: Vec<Rated>,
}

#[derive(Serialize)]
struct Rated {
    name: String,
    expected: String,
    tested: String,
    said: String,
    /// Percent, at most 100.
    rate: f64,
}

impl Rated {
    fn new(name: String, expected: u32, tested: u32, rate: f64) -> Self {
        let (expected, tested) = (expected.to_string(), tested.to_string());
        Self { name, expected, tested, said: percent(rate), rate: rate.min(100.0) }
    }
}

fn percent(rate: f64) -> String {
    format!("{rate:.2}%")
}

pub(super) fn figures(desk: &Desk<'_>, number: u32) -> Result<Parts, PrintError> {
    let round = testing::round(desk.reader, number)?;
    let figures = testing::public_figures(desk.reader, &round)?;
    let people = |count: u32| format!("{count}人");
    let mut sums = vec![
        ("应检", people(figures.expected)),
        ("实检", people(figures.tested)),
        ("未检", people(figures.untested)),
        ("检测率", percent(figures.rate)),
    ];
    if figures.tubes > 0 {
        sums.push(("采样管", format!("{}支", figures.tubes)));
    }
    let building =
        |row: &PublicBuilding| Rated::new(building_label(&row.building), row.expected, row.tested, row.rate);
    let several = figures.buildings.iter().any(|row| row.compound.is_some());
    let groups = figures.buildings.chunk_by(|a, b| a.compound == b.compound).map(|rows| Group {
        title: match rows.first().and_then(|row| row.compound.as_deref()) {
            Some(compound) => compound.to_owned(),
            None if several => "其他楼栋".to_owned(),
            None => "各楼".to_owned(),
        },
        rows: rows.iter().map(building).collect(),
    });
    let exclusions = figures.exclusions.iter().map(|each| {
        let rule = if each.allowed { "规则允许" } else { "规则里没有这一条，待核" };
        (each.reason.clone(), people(each.people), rule)
    });
    let turn = |row: &TrendRow| {
        let name = format!("第{}轮　{}月{}日", row.round, row.date.month(), row.date.day());
        Rated::new(name, row.expected, row.tested, row.rate)
    };
    // Up to this round: what came later is not of this sheet.
    let trend = testing::trend(desk.reader)?;
    let data = Figures {
        title: format!("{}情况公示", round.title()),
        office: desk.office,
        day: chinese(round.day),
        sums,
        groups: groups.collect(),
        exclusions: exclusions.collect(),
        trend: trend
            .iter()
            .filter(|row| row.kind == round.kind && row.round <= round.number)
            .map(turn)
            .collect(),
    };
    Ok((vec![Part::new(TEMPLATE, &data, Vec::new())?], 0))
}
