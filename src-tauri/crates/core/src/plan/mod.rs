//! The day's plan 安排: sites, whose turn when and by which way, who stands where, what if; kept with the round.
//!
//! Not here: who was tested (`testing`).

mod notices;
mod simulate;

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

pub use notices::{Notice, NoticeTemplate, notices, send_notices, set_template, templates};
pub use simulate::{Rehearsal, SimulateOptions, SiteRehearsal, simulate};

use crate::places;
use crate::store::{Error, Reader, Result, Tx};
use crate::testing::{self, Round};

/// A site 采样点.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its name, told apart by it.
    pub name: String,
    /// People an hour.
    pub capacity: u32,
    /// "11:30-12:00,17:00-17:30"
    #[serde(default)]
    pub breaks: Option<String>,
    /// 人员
    #[serde(default)]
    pub staff: Option<String>,
}

/// A building's turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Row of the building.
    pub building: i64,
    /// Name of its site.
    pub site: String,
    /// "HH:MM"
    pub starts: String,
    /// From the building to the site.
    #[serde(default)]
    pub route: Option<String>,
    /// The building's team of three.
    #[serde(default)]
    pub team: Option<String>,
}

/// The plan of a round; slots are in the order of their turns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// "HH:MM", when the first swab is taken.
    pub opens: String,
    /// Sites.
    pub sites: Vec<Site>,
    /// Turns.
    pub slots: Vec<Slot>,
    /// 预案
    #[serde(default)]
    pub contingency: Option<String>,
    /// 提醒, goes onto notices.
    #[serde(default)]
    pub reminders: Option<String>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            opens: "06:30".into(),
            sites: Vec::new(),
            slots: Vec::new(),
            contingency: None,
            reminders: None,
        }
    }
}

/// "HH:MM" in minutes of the day.
pub(crate) fn minutes(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once([':', '：'])?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Minutes of the day as "HH:MM"; past midnight goes on with 24:10.
pub(crate) fn clock_text(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// "11:30-12:00,17:00-17:30" in minutes.
fn breaks(text: Option<&str>) -> Option<Vec<(u32, u32)>> {
    text.unwrap_or("")
        .split([',', '，', '、', ' '])
        .filter(|part| !part.trim().is_empty())
        .map(|part| {
            let (from, to) = part.split_once(['-', '–', '—', '~'])?;
            let (from, to) = (minutes(from)?, minutes(to)?);
            (from < to).then_some((from, to))
        })
        .collect()
}

impl Plan {
    /// The plan with its numbers made sense of, or why not.
    fn check(&self) -> Result<()> {
        let refuse = |why: String| Err(Error::Refused(format!("{why}，没有保存。")));
        if minutes(&self.opens).is_none() {
            return refuse("开始时刻要写成 06:30 这样".into());
        }
        for site in &self.sites {
            if site.name.trim().is_empty() {
                return refuse("采样点要有名字".into());
            }
            if !(1..=5_000).contains(&site.capacity) {
                return refuse(format!("“{}”每小时的人数要在1到5000之间", site.name));
            }
            if breaks(site.breaks.as_deref()).is_none() {
                return refuse(format!("“{}”的休息要写成 11:30-12:00 这样", site.name));
            }
        }
        for slot in &self.slots {
            if !self.sites.iter().any(|site| site.name == slot.site) {
                return refuse(format!("没有采样点“{}”", slot.site));
            }
            if minutes(&slot.starts).is_none() {
                return refuse("各楼的时刻要写成 06:30 这样".into());
            }
        }
        Ok(())
    }
}

/// The plan of a round; an empty one when there is none.
///
/// # Errors
/// As any query.
pub fn plan(reader: Reader<'_>, round: &Round) -> Result<Plan> {
    let head = reader
        .0
        .prepare_cached("SELECT opens, contingency, reminders FROM day_plan WHERE round_id = ?1")?
        .query_row([round.id], |row| {
            Ok(Plan {
                opens: row.get("opens")?,
                contingency: row.get("contingency")?,
                reminders: row.get("reminders")?,
                sites: Vec::new(),
                slots: Vec::new(),
            })
        })
        .optional()?;
    let Some(mut plan) = head else { return Ok(Plan::default()) };
    plan.sites = reader
        .0
        .prepare_cached("SELECT name, capacity, breaks, staff FROM day_site WHERE round_id = ?1 ORDER BY id")?
        .query_map([round.id], |row| {
            Ok(Site {
                name: row.get("name")?,
                capacity: row.get("capacity")?,
                breaks: row.get("breaks")?,
                staff: row.get("staff")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    plan.slots = reader
        .0
        .prepare_cached(
            "SELECT building_id, day_site.name AS site, starts, route, team
             FROM day_slot JOIN day_site ON day_site.id = day_slot.site_id
             WHERE day_slot.round_id = ?1 ORDER BY position, day_slot.id",
        )?
        .query_map([round.id], |row| {
            Ok(Slot {
                building: row.get("building_id")?,
                site: row.get("site")?,
                starts: row.get("starts")?,
                route: row.get("route")?,
                team: row.get("team")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(plan)
}

/// Sets the plan of a round, whole.
///
/// # Errors
/// [`Error::Refused`] for times, capacities or sites that make no sense, naming which.
pub fn set_plan(tx: &mut Tx<'_>, round: &Round, new: &Plan) -> Result<()> {
    new.check()?;
    if plan(tx.reader(), round)? == *new {
        return Ok(());
    }
    for table in ["day_slot", "day_site", "day_plan"] {
        tx.conn.prepare_cached(&format!("DELETE FROM {table} WHERE round_id = ?1"))?.execute([round.id])?;
    }
    let id = tx.new_id();
    let text =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    tx.conn
        .prepare_cached(
            "INSERT INTO day_plan (id, round_id, opens, contingency, reminders) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((id, round.id, &new.opens, text(&new.contingency), text(&new.reminders)))?;
    let mut sites: Vec<(&str, i64)> = Vec::new();
    for site in &new.sites {
        if sites.iter().any(|(name, _)| *name == site.name) {
            return Err(Error::Refused(format!("有两个采样点都叫“{}”，没有保存。", site.name)));
        }
        let id = tx.new_id();
        tx.conn
            .prepare_cached(
                "INSERT INTO day_site (id, round_id, name, capacity, breaks, staff) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((id, round.id, &site.name, site.capacity, text(&site.breaks), text(&site.staff)))?;
        sites.push((&site.name, id));
    }
    for (position, slot) in (0u32..).zip(&new.slots) {
        let id = tx.new_id();
        let site = sites.iter().find(|(name, _)| *name == slot.site).map(|(_, id)| *id);
        if new.slots.iter().filter(|other| other.building == slot.building).count() > 1 {
            return Err(Error::Refused("有一栋楼排了两次，没有保存。".into()));
        }
        tx.conn
            .prepare_cached(
                "INSERT INTO day_slot (id, round_id, building_id, site_id, position, starts, route, team)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute((
                id,
                round.id,
                slot.building,
                site,
                position,
                &slot.starts,
                text(&slot.route),
                text(&slot.team),
            ))?;
    }
    tx.summarise(format!("{}的安排：{}个采样点，{}栋楼", round.title(), new.sites.len(), new.slots.len()));
    Ok(())
}

/// Copies the plan of an earlier round; buildings that are not in this one are left out. Returns what holds now.
///
/// # Errors
/// [`Error::Refused`] when the earlier round had no plan.
pub fn copy_plan(tx: &mut Tx<'_>, round: &Round, from: &Round) -> Result<Plan> {
    let mut copied = plan(tx.reader(), from)?;
    if copied.sites.is_empty() {
        return Err(Error::Refused(format!("第{}轮没有安排，没有可照抄的。", from.number)));
    }
    let figures = testing::figures(tx.reader(), round)?;
    copied
        .slots
        .retain(|slot| figures.buildings.iter().any(|b| b.id == Some(slot.building) && b.people() > 0));
    set_plan(tx, round, &copied)?;
    tx.summarise(format!("{}的安排照抄第{}轮", round.title(), from.number));
    Ok(copied)
}

/// Times of the turns worked out: buildings in their order, each to its site or else to the one free first, as long as its people
/// take, on the five minutes. Buildings of the round that have no turn come last, in natural order.
///
/// # Errors
/// [`Error::Refused`] when there is no site.
pub fn arrange(reader: Reader<'_>, round: &Round, plan: &Plan) -> Result<Plan> {
    plan.check()?;
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
            slots.push(Slot { building: id, site: String::new(), starts: String::new(), route: None, team });
        }
    }
    let opens = minutes(&plan.opens).unwrap_or(0);
    let mut free: Vec<f64> = plan.sites.iter().map(|_| f64::from(opens)).collect();
    for slot in &mut slots {
        let given = plan.sites.iter().position(|site| site.name == slot.site);
        let earliest = (0..free.len()).min_by(|a, b| {
            let at = |index: &usize| free.get(*index).copied().unwrap_or(f64::MAX);
            at(a).total_cmp(&at(b))
        });
        let Some(index) = given.or(earliest) else { continue };
        let (Some(site), Some(until)) = (plan.sites.get(index), free.get_mut(index)) else { continue };
        let expected = figures
            .buildings
            .iter()
            .find(|b| b.id == Some(slot.building))
            .map_or(0, |building| building.expected);
        for (from, to) in breaks(site.breaks.as_deref()).unwrap_or_default() {
            // A turn does not begin in a break.
            if (f64::from(from)..f64::from(to)).contains(until) {
                *until = f64::from(to);
            }
        }
        slot.site.clone_from(&site.name);
        slot.starts = clock_text(((*until / 5.0).floor() * 5.0) as u32);
        *until += f64::from(expected) * 60.0 / f64::from(site.capacity);
    }
    Ok(Plan { slots, ..plan.clone() })
}
