//! 抗原袋标签: a sticker a household with its room number, in the order of the doors; a building begins a new sheet.

use louce_core::places;
use louce_core::testing::{self, RoundKind, Token};
use louce_core::values::building_label;
use serde::{Deserialize, Serialize};

use super::{Desk, Parts, at_door};
use crate::press::Part;
use crate::{PrintError, barcode};

const TEMPLATE: &str = include_str!("../../templates/labels.typ");

/// A4 sticker sheets as they are sold: columns × rows, edge to edge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub enum LabelSheet {
    /// 10 of 105 mm × 57 mm
    #[serde(rename = "2x5")]
    TwoByFive,
    /// 21 of 70 mm × 42.3 mm
    #[serde(rename = "3x7")]
    ThreeBySeven,
    /// 24 of 70 mm × 37 mm
    #[default]
    #[serde(rename = "3x8")]
    ThreeByEight,
    /// 40 of 52.5 mm × 29.7 mm
    #[serde(rename = "4x10")]
    FourByTen,
}

/// Millimetres and points.
#[derive(Serialize, Clone, Copy)]
struct Sheet {
    columns: u32,
    rows: u32,
    width: f64,
    height: f64,
    /// Size of the room, of the lines under it, and of the bar code.
    door: u32,
    text: u32,
    bar: (f64, f64),
}

impl LabelSheet {
    fn sheet(self) -> Sheet {
        let sheet = |(columns, rows), (width, height), (door, text), bar| Sheet {
            columns,
            rows,
            width,
            height,
            door,
            text,
            bar,
        };
        match self {
            Self::TwoByFive => sheet((2, 5), (105.0, 57.0), (30, 13), (60.0, 11.0)),
            Self::ThreeBySeven => sheet((3, 7), (70.0, 42.3), (22, 10), (42.0, 8.0)),
            Self::ThreeByEight => sheet((3, 8), (70.0, 37.0), (22, 10), (42.0, 6.5)),
            Self::FourByTen => sheet((4, 10), (52.5, 29.7), (14, 8), (36.0, 5.5)),
        }
    }
}

#[derive(Serialize)]
struct Labels<'a> {
    title: &'static str,
    bookmark: String,
    office: &'a str,
    line: String,
    sheet: Sheet,
    labels: Vec<Label>,
}

#[derive(Serialize)]
struct Label {
    door: String,
    kits: String,
    bar: usize,
    token: String,
}

pub(super) fn labels(
    desk: &Desk<'_>,
    number: u32,
    sheet: LabelSheet,
    buildings: Option<&[i64]>,
) -> Result<Parts, PrintError> {
    let round = testing::round(desk.reader, number)?;
    if round.kind != RoundKind::Antigen {
        let why = format!("第{number}轮是核酸检测，没有抗原袋，不用标签。");
        return Err(louce_core::Error::Refused(why).into());
    }
    let sheet = sheet.sheet();
    let asked = buildings.map(|ids| places::chosen(desk.reader, ids)).transpose()?;
    let (mut parts, mut people) = (Vec::new(), 0);
    for building in testing::figures(desk.reader, &round)?.buildings {
        let Some(id) = building.id else { continue };
        if asked.as_ref().is_some_and(|asked| !asked.contains(&id)) {
            continue;
        }
        // (household, door, people expected)
        let mut households: Vec<(i64, String, u32)> = Vec::new();
        testing::roster(desk.reader, &round, Some(id), |row| {
            let expected = row.person.as_ref().filter(|person| person.excluded.is_none());
            let Some(person) = expected else { return Ok::<_, louce_core::Error>(()) };
            match households.last_mut().filter(|last| last.0 == person.household) {
                Some(last) => last.2 += 1,
                None => {
                    let building = building_label(&building.building);
                    let at = match row.room.as_deref() {
                        Some(room) => at_door(&building, &room.unit, &room.room),
                        None => building,
                    };
                    households.push((person.household, at, 1));
                }
            }
            Ok(())
        })?;
        if households.is_empty() {
            continue;
        }
        let (mut bars, mut found) = (Vec::new(), Vec::new());
        for (household, at, kits) in &households {
            let token = Token::Household(*household).text();
            people += kits;
            found.push(Label {
                door: at.clone(),
                kits: format!("{kits}份"),
                bar: bars.len(),
                token: token.clone(),
            });
            bars.extend(barcode::draw(&token, sheet.bar.0, sheet.bar.1));
        }
        // The room has to be read from afar; the 小区 stands under it.
        let compound = building.compound.as_ref().map_or_else(String::new, |name| format!("{name}　"));
        let data = Labels {
            title: "抗原袋标签",
            bookmark: building.label(),
            office: desk.office,
            line: format!("{compound}{}　{}月{}日", round.title(), round.day.month(), round.day.day()),
            sheet,
            labels: found,
        };
        parts.push(Part::new(TEMPLATE, &data, bars)?);
    }
    Ok((parts, people))
}
