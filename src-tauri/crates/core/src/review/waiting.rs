//! 等待, worked out from what happened: whom the plan called when, and when they were marked.
//!
//! Nobody notes when somebody joins the queue. But at any moment those wait who are due by then and not marked yet; summed over time and
//! divided by the people this is how long each waited on average (Little's law).

use rusqlite::named_params;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::TIMED;
use crate::plan::{Plan, Rehearsal, Site, after_work, clock_text, clock_words, one_place, turn};
use crate::store::{Reader, Result};
use crate::testing::{Round, RoundFigures};

/// Working minutes without anybody of a building, after which who still comes from there was late and had not been waiting.
const LATE: f64 = 30.0;
/// Minutes of a day.
const DAY: f64 = 1440.0;

/// How long people waited, as far as it can be worked out.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Waiting {
    /// From the plan's turns and the times of the marks.
    Derived(Waited),
    /// The round had no plan.
    NoPlan,
    /// Nobody of a building in the plan was marked at the table on that day: the marks came afterwards.
    NoTimes,
}

impl Waiting {
    /// How the figures were come by.
    pub const DERIVED: &str = "推算的，不是量的：一栋楼的人从轮到起，按采样点每小时的人数匀着到；到了该到的时刻还没有登记的，算在等。\
        各时刻在等的人数按时间加起来，除以人数，是平均等的时间。晚到的（同楼的人登记完30分钟以后才来）和单采、上门的不算。没有照安排的时刻叫人，这些数就不准。";

    /// Why there are none.
    pub fn why_not(&self) -> Option<&'static str> {
        match self {
            Self::Derived(_) => None,
            Self::NoPlan => Some("这一轮没有安排，推算不了等了多久。"),
            Self::NoTimes => Some("登记都是事后补的，没有当时的时刻，推算不了等了多久。"),
        }
    }
}

/// The waiting of a round.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Waited {
    /// Whose times it is worked out from.
    pub people: u32,
    /// 晚到: not among them.
    pub late: u32,
    /// Mean minutes, one place.
    pub mean: f64,
    /// Sites where somebody was marked, in the plan's order.
    pub sites: Vec<SiteWaited>,
}

impl Waited {
    /// Where most waited at once; of equals the first.
    pub fn worst(&self) -> Option<&SiteWaited> {
        self.sites.iter().rev().max_by_key(|site| site.peak)
    }

    /// All of it in a line: "4人平均等1.9分钟，最多时2人在等（06:31，南门），晚到1人"
    pub fn line(&self) -> String {
        let worst = self.worst().filter(|site| site.peak > 0).map_or_else(String::new, |site| {
            format!("，最多时{}人在等（{}，{}）", site.peak, clock_words(&site.peak_at), site.site)
        });
        format!("{}人平均等{}分钟{worst}，晚到{}人", self.people, self.mean, self.late)
    }
}

/// The waiting at a site.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SiteWaited {
    /// Its name.
    pub site: String,
    /// Whose times it is worked out from.
    pub people: u32,
    /// 晚到: not among them.
    pub late: u32,
    /// Mean minutes, one place.
    pub mean: f64,
    /// Most who waited at once.
    pub peak: u32,
    /// "HH:MM", when they did first.
    pub peak_at: String,
    /// Mean minutes the rehearsal said.
    pub rehearsed_mean: f64,
    /// Most at once the rehearsal said.
    pub rehearsed_peak: u32,
}

/// Works it out; `rehearsal` is the plan's, none without a plan.
pub(super) fn waiting(
    reader: Reader<'_>,
    round: &Round,
    plan: &Plan,
    figures: &RoundFigures,
    rehearsal: Option<&Rehearsal>,
) -> Result<Waiting> {
    let Some(rehearsal) = rehearsal else { return Ok(Waiting::NoPlan) };
    let marked = marked(reader, round, plan)?;
    let (mut minutes, mut sites) = (0.0, Vec::new());
    for (site, rehearsed) in plan.sites.iter().zip(&rehearsal.sites) {
        let queue = Queue::of(site, plan, figures, &marked);
        if queue.people == 0 {
            continue;
        }
        let (waited, peak, peak_at) = queue.waited();
        minutes += waited;
        sites.push(SiteWaited {
            site: site.name.clone(),
            people: queue.people,
            late: queue.late,
            mean: one_place(waited / f64::from(queue.people)),
            peak,
            peak_at: clock_text(peak_at as u32),
            rehearsed_mean: rehearsed.mean_wait,
            rehearsed_peak: rehearsed.peak,
        });
    }
    if sites.is_empty() {
        return Ok(Waiting::NoTimes);
    }
    let people: u32 = sites.iter().map(|site| site.people).sum();
    let late = sites.iter().map(|site| site.late).sum();
    Ok(Waiting::Derived(Waited { people, late, mean: one_place(minutes / f64::from(people)), sites }))
}

/// When people of each building were marked at the table, in minutes from midnight of the round's day, in order; of the day only, and of
/// the days a plan goes on to.
fn marked(reader: Reader<'_>, round: &Round, plan: &Plan) -> Result<FxHashMap<i64, Vec<f64>>> {
    let last = plan.slots.iter().filter_map(|slot| turn(&slot.starts)).max().unwrap_or(0);
    let end = ((f64::from(last) / DAY).floor() + 1.0) * DAY;
    let mut found: FxHashMap<i64, Vec<f64>> = FxHashMap::default();
    let mut statement = reader.0.prepare_cached(&format!(
        "{TIMED} SELECT building_id, (unixepoch(at) - unixepoch(:day)) / 60.0 AS minute FROM timed
         WHERE building_id IS NOT NULL AND (purpose IS NULL OR purpose = 'pool')
           AND minute >= 0 AND minute < :end ORDER BY minute"
    ))?;
    let mut rows = statement.query(named_params! {
        ":round": round.id, ":day": round.day.to_string(), ":end": end,
    })?;
    while let Some(row) = rows.next()? {
        found.entry(row.get("building_id")?).or_default().push(row.get("minute")?);
    }
    Ok(found)
}

/// The queue of a site: who is due, and who is marked.
#[derive(Default)]
struct Queue {
    people: u32,
    late: u32,
    /// A minute, and by how many the queue grows at it.
    steps: Vec<(f64, i64)>,
}

impl Queue {
    fn of(site: &Site, plan: &Plan, figures: &RoundFigures, marked: &FxHashMap<i64, Vec<f64>>) -> Self {
        let mut queue = Self::default();
        for slot in plan.slots.iter().filter(|slot| slot.site == site.id) {
            let Some(came) = marked.get(&slot.building) else { continue };
            let expected = figures.buildings.iter().find(|building| building.id == Some(slot.building));
            let expected = expected.map_or(0, |building| building.expected);
            // The building's people, until none of them came for a while.
            let is_gap = |pair: &[f64]| matches!(pair, [a, b] if after_work(site, *a, LATE) < *b);
            let waited = came.windows(2).position(is_gap).map_or(came.len(), |at| at + 1);
            let starts = f64::from(turn(&slot.starts).unwrap_or(0));
            let each = f64::from(expected) * 60.0 / f64::from(site.capacity.max(1)) / waited.max(1) as f64;
            for (at, minute) in came.iter().take(waited).enumerate() {
                queue.steps.push((after_work(site, starts, each * at as f64), 1));
                queue.steps.push((*minute, -1));
            }
            queue.people += u32::try_from(waited).unwrap_or(u32::MAX);
            queue.late += u32::try_from(came.len() - waited).unwrap_or(u32::MAX);
        }
        queue.steps.sort_by(|a, b| a.0.total_cmp(&b.0));
        queue
    }

    /// Minutes waited by all together, the most at once, and when. Who came before their turn makes nobody wait less than not at all.
    fn waited(&self) -> (f64, u32, f64) {
        let before = self.steps.first().map_or(0.0, |(minute, _)| *minute);
        let (mut sum, mut level, mut before, mut peak, mut peak_at) = (0.0, 0i64, before, 0, before);
        for steps in self.steps.chunk_by(|a, b| a.0 == b.0) {
            let Some((minute, _)) = steps.first() else { continue };
            sum += level.max(0) as f64 * (minute - before);
            level += steps.iter().map(|(_, by)| by).sum::<i64>();
            before = *minute;
            if level > peak {
                (peak, peak_at) = (level, *minute);
            }
        }
        (sum, u32::try_from(peak).unwrap_or(0), peak_at)
    }
}
