//! The day's plan 安排: sites, whose turn when and by which way, who stands where, what if; kept with the round.
//!
//! Not here: who was tested (`testing`).

mod arrange;
mod clock;
mod notices;
mod simulate;

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use clock::{Breaks, minutes};

pub use arrange::{arrange, too_long};
pub use clock::clock_words;
pub(crate) use clock::{clock_text, turn};
pub use notices::{
    Notice, NoticePreview, NoticeTemplate, notices, preview, send_notices, set_template, templates,
};
pub(crate) use simulate::one_place;
pub use simulate::{Rehearsal, SimulateOptions, SiteRehearsal, simulate};

use crate::store::{Error, Reader, Result, Tx};
use crate::testing::{self, Round};

/// A site 采样点.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its number in the plan, from 1; turns hold it by this, whatever it is called.
    pub id: u32,
    /// Its name; no two are called the same.
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
    /// Number of its site; 0: none yet.
    pub site: u32,
    /// "HH:MM"; past midnight 24:10.
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

/// When a site goes on to the next after `length` minutes of work that begin at a moment, its breaks included.
pub(crate) fn after_work(site: &Site, moment: f64, length: f64) -> f64 {
    let breaks = Breaks::parse(site.breaks.as_deref()).unwrap_or_default();
    breaks.after(breaks.through(moment, length))
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

impl Plan {
    /// A site by its number.
    pub fn site(&self, id: u32) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// The plan with its numbers made sense of, or why not.
    fn check(&self) -> Result<()> {
        self.check_sites()?;
        for slot in &self.slots {
            if self.site(slot.site).is_none() {
                return refuse("有的楼还没有分到采样点");
            }
            if turn(&slot.starts).is_none() {
                return refuse("各楼的时刻要写成 06:30 这样");
            }
        }
        Ok(())
    }

    /// Its sites and its opening, or what is wrong with them.
    fn check_sites(&self) -> Result<()> {
        if minutes(&self.opens).is_none() {
            return refuse("开始时刻要写成 06:30 这样");
        }
        for (at, site) in self.sites.iter().enumerate() {
            if site.name.trim().is_empty() {
                return refuse("采样点要有名字");
            }
            let mut earlier = self.sites.iter().take(at);
            if site.id == 0 || earlier.any(|other| other.id == site.id) {
                return refuse("采样点的编号（id）要从1起、各不相同");
            }
            if self.sites.iter().take(at).any(|other| other.name.trim() == site.name.trim()) {
                return refuse(&format!("有两个采样点都叫“{}”", site.name));
            }
            if !(1..=5_000).contains(&site.capacity) {
                return refuse(&format!("“{}”每小时的人数要在1到5000之间", site.name));
            }
            if Breaks::parse(site.breaks.as_deref()).is_none() {
                return refuse(&format!("“{}”的休息要写成 11:30-12:00 这样", site.name));
            }
        }
        Ok(())
    }
}

fn refuse(why: &str) -> Result<()> {
    Err(Error::Refused(format!("{why}，没有保存。")))
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
    let mut rows: Vec<i64> = Vec::new();
    plan.sites = reader
        .0
        .prepare_cached(
            "SELECT id, name, capacity, breaks, staff FROM day_site WHERE round_id = ?1 ORDER BY id",
        )?
        .query_map([round.id], |row| {
            rows.push(row.get("id")?);
            Ok(Site {
                id: u32::try_from(rows.len()).unwrap_or(0),
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
            "SELECT building_id, site_id, starts, route, team FROM day_slot WHERE round_id = ?1 ORDER BY position, id",
        )?
        .query_map([round.id], |row| {
            let site: i64 = row.get("site_id")?;
            let number = rows.iter().position(|id| *id == site).map_or(0, |at| at + 1);
            Ok(Slot {
                building: row.get("building_id")?,
                site: u32::try_from(number).unwrap_or(0),
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
    let mut sites: Vec<(u32, i64)> = Vec::new();
    for site in &new.sites {
        let id = tx.new_id();
        tx.conn
            .prepare_cached(
                "INSERT INTO day_site (id, round_id, name, capacity, breaks, staff) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((id, round.id, site.name.trim(), site.capacity, text(&site.breaks), text(&site.staff)))?;
        sites.push((site.id, id));
    }
    for (position, slot) in (0u32..).zip(&new.slots) {
        let id = tx.new_id();
        let site = sites.iter().find(|(number, _)| *number == slot.site).map(|(_, id)| *id);
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
