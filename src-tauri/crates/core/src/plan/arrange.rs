//! Whose turn is when, worked out from the order, the sites and the people.

use super::clock::{Breaks, clock_text, minutes, turn};
use super::{Plan, Rehearsal, Slot};
use crate::places;
use crate::store::{Error, Reader, Result};
use crate::testing::{self, Round};

/// Times of the turns worked out: buildings in their order, each to its site or else to the one free first, as long as its people
/// take, on the five minutes; a break on the way makes it longer, and a day that is too short goes on past midnight. Buildings of the
/// round that have no turn come last, in natural order. With `keep_times` a turn that has a time keeps it.
///
/// # Errors
/// [`Error::Refused`] when there is no site, or a site's numbers make no sense.
pub fn arrange(reader: Reader<'_>, round: &Round, plan: &Plan, keep_times: bool) -> Result<Plan> {
    plan.check_sites()?;
    if plan.sites.is_empty() {
        return Err(Error::Refused("请先写上采样点和每小时的人数。".into()));
    }
    let figures = testing::figures(reader, round)?;
    let mut slots = plan.slots.clone();
    let responsible = places::responsibilities(reader)?;
    for building in figures.buildings.iter().filter(|building| building.expected > 0) {
        let Some(id) = building.id else { continue };
        if !slots.iter().any(|slot| slot.building == id) {
            let team: Vec<String> = responsible
                .iter()
                .filter(|row| row.building_id == Some(id))
                .map(|row| format!("{}{}", row.role, row.name))
                .collect();
            let team = (!team.is_empty()).then(|| team.join("、"));
            slots.push(Slot { building: id, site: 0, starts: String::new(), route: None, team });
        }
    }
    let opens = minutes(&plan.opens).unwrap_or(0);
    let breaks: Vec<Breaks> =
        plan.sites.iter().map(|site| Breaks::parse(site.breaks.as_deref()).unwrap_or_default()).collect();
    let mut free: Vec<f64> = plan.sites.iter().map(|_| f64::from(opens)).collect();
    for slot in &mut slots {
        let given = plan.sites.iter().position(|site| site.id == slot.site);
        let earliest = (0..free.len()).min_by(|a, b| {
            let at = |index: &usize| free.get(*index).copied().unwrap_or(f64::MAX);
            at(a).total_cmp(&at(b))
        });
        let Some(index) = given.or(earliest) else { continue };
        let (Some(site), Some(until), Some(breaks)) =
            (plan.sites.get(index), free.get_mut(index), breaks.get(index))
        else {
            continue;
        };
        let expected = figures
            .buildings
            .iter()
            .find(|b| b.id == Some(slot.building))
            .map_or(0, |building| building.expected);
        slot.site = site.id;
        match turn(&slot.starts).filter(|_| keep_times) {
            Some(starts) => *until = until.max(f64::from(starts)),
            None => {
                *until = breaks.after(*until);
                slot.starts = clock_text(((*until / 5.0).floor() * 5.0) as u32);
            }
        }
        *until = breaks.through(*until, f64::from(expected) * 60.0 / f64::from(site.capacity));
    }
    Ok(Plan { slots, ..plan.clone() })
}

/// A day that goes on past midnight, in words, with what would do; `None` when the day is long enough.
pub fn too_long(plan: &Plan, day: &Rehearsal) -> Option<String> {
    let finishes = turn(&day.finishes).filter(|minutes| *minutes >= 24 * 60)?;
    let opens = minutes(&plan.opens)?;
    // By noon, when it begins in the morning; else within five hours.
    let by = if opens < 9 * 60 { 12 * 60 } else { opens + 5 * 60 };
    let needed = (f64::from(day.people) * 60.0 / f64::from(by - opens)).ceil() as u32;
    Some(format!(
        "这些采样点做到{}，太少：加点或加人。{}前采完，各点加起来每小时要采{needed}人。",
        super::clock_words(&clock_text(finishes)),
        super::clock_words(&clock_text(by)),
    ))
}
