//! 大字通知: the notice of each building, to be read from two metres.

use louce_core::{places, plan, testing};
use serde::Serialize;

use super::{Desk, Parts};
use crate::PrintError;
use crate::press::Part;
use crate::roster::chinese;

const TEMPLATE: &str = include_str!("../../templates/poster.typ");

/// The text's size in points when it is short; a longer one is set as large as fits on the sheet.
const LARGEST: u32 = 32;

#[derive(Serialize)]
struct Poster<'a> {
    title: &'static str,
    bookmark: String,
    office: &'a str,
    building: String,
    when: String,
    r#where: String,
    text: String,
    largest: u32,
    day: String,
}

pub(super) fn posters(desk: &Desk<'_>, number: u32, buildings: Option<&[i64]>) -> Result<Parts, PrintError> {
    let round = testing::round(desk.reader, number)?;
    let asked = buildings.map(|ids| places::chosen(desk.reader, ids)).transpose()?;
    let plan = plan::plan(desk.reader, &round)?;
    let mut parts = Vec::new();
    for notice in plan::notices(desk.reader, &round, desk.office, None)? {
        if asked.as_ref().is_some_and(|asked| !asked.contains(&notice.building)) {
            continue;
        }
        let slot = plan.slots.iter().find(|slot| slot.building == notice.building);
        let site = slot.and_then(|slot| plan.site(slot.site));
        let compound = notice.compound.as_deref().unwrap_or("");
        let building = format!("{compound}{}", louce_core::values::building_label(&notice.name));
        let data = Poster {
            title: "通知",
            bookmark: building.clone(),
            office: desk.office,
            building,
            when: slot.map_or_else(String::new, |slot| {
                let starts = plan::clock_words(&slot.starts);
                format!("{}月{}日 {starts}", round.day.month(), round.day.day())
            }),
            r#where: site.map_or_else(String::new, |site| site.name.clone()),
            text: notice.text,
            largest: LARGEST,
            day: chinese(desk.today),
        };
        parts.push(Part::new(TEMPLATE, &data, Vec::new())?);
    }
    Ok((parts, 0))
}
