//! 抗原袋标签: a sticker a household with its room number, in the order of the doors; a building begins a new sheet.

use louce_core::places;
use louce_core::testing::{self, Token};
use serde::Serialize;

use super::{Desk, Parts, door};
use crate::press::Part;
use crate::{PrintError, barcode};

const TEMPLATE: &str = include_str!("../../templates/labels.typ");

#[derive(Serialize)]
struct Labels<'a> {
    title: &'static str,
    bookmark: String,
    office: &'a str,
    line: String,
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
    buildings: Option<&[String]>,
) -> Result<Parts, PrintError> {
    let round = testing::round(desk.reader, number)?;
    let asked = buildings.map(|names| places::named(desk.reader, names)).transpose()?;
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
                    let at =
                        row.room.as_deref().map_or_else(String::new, |room| door(&room.unit, &room.room));
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
                door: format!("{} {at}", louce_core::values::building_label(&building.building)),
                kits: format!("{kits}份"),
                bar: bars.len(),
                token: token.clone(),
            });
            bars.extend(barcode::draw(&token, 40.0, 6.0));
        }
        let data = Labels {
            title: "抗原袋标签",
            bookmark: louce_core::values::building_label(&building.building),
            office: desk.office,
            line: format!("{}　{}月{}日", round.title(), round.day.month(), round.day.day()),
            labels: found,
        };
        parts.push(Part::new(TEMPLATE, &data, bars)?);
    }
    Ok((parts, people))
}
