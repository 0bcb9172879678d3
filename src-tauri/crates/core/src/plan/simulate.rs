//! Rehearsal 演练: people come down floor by floor, the slow ones slowly; a site takes one after the other and rests when it rests.
//! The same seed gives the same day, so that two orders can be compared.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Plan;
use super::clock::{Breaks, clock_text, minutes, turn};
use crate::populations::{self, Derived, Scope};
use crate::store::{Error, Reader, Result};
use crate::testing::Round;
use crate::values::TagKind;

/// What is assumed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct SimulateOptions {
    /// The same seed gives the same day.
    pub seed: u64,
    /// Minutes between two floors being called.
    pub floor_minutes: f64,
    /// Minutes by which people of one floor spread.
    pub spread_minutes: f64,
    /// Minutes a slow walker (80岁以上, 失能, 孕产妇) needs more.
    pub slow_minutes: f64,
    /// How much longer a slow walker takes at the table.
    pub slow_service: f64,
    /// Share of the expected who come, percent.
    pub turnout: u32,
}

impl Default for SimulateOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            floor_minutes: 2.0,
            spread_minutes: 4.0,
            slow_minutes: 6.0,
            slow_service: 1.6,
            turnout: 97,
        }
    }
}

/// What a site's day would be.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SiteRehearsal {
    /// Name.
    pub site: String,
    /// People.
    pub people: u32,
    /// Most who waited at once.
    pub peak: u32,
    /// When that was, "HH:MM".
    pub peak_at: String,
    /// Longest wait in minutes.
    pub longest_wait: u32,
    /// Mean wait in minutes, one place.
    pub mean_wait: f64,
    /// Minutes in which nobody was there to be taken.
    pub idle: u32,
    /// "HH:MM"; past midnight 24:10.
    pub finishes: String,
    /// The most who waited in each ten minutes from the plan's opening.
    pub queue: Vec<u32>,
}

/// What the day would be.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Rehearsal {
    /// By site.
    pub sites: Vec<SiteRehearsal>,
    /// People in all.
    pub people: u32,
    /// Longest wait in minutes.
    pub longest_wait: u32,
    /// Mean wait in minutes, one place.
    pub mean_wait: f64,
    /// Most who waited at once at one site.
    pub peak: u32,
    /// The last site's end.
    pub finishes: String,
}

/// Minutes between two values of [`SiteRehearsal::queue`].
const STRIDE: f64 = 10.0;

/// splitmix64, between 0 and 1.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Somebody expected.
struct Walker {
    floor: i64,
    slow: bool,
}

/// Rehearses a plan with the people of the round.
///
/// # Errors
/// [`Error::Refused`] when the plan is empty or makes no sense.
pub fn simulate(
    reader: Reader<'_>,
    round: &Round,
    plan: &Plan,
    options: &SimulateOptions,
) -> Result<Rehearsal> {
    plan.check()?;
    if plan.slots.is_empty() {
        return Err(Error::Refused("安排里还没有楼栋，不能演练。".into()));
    }
    let walkers = walkers(reader, round)?;
    let mut random = Random(options.seed);
    let mut sites: Vec<SiteRehearsal> = Vec::new();
    let (mut waited, mut all) = (0.0, 0u32);
    for site in &plan.sites {
        // (arrival, slow)
        let mut arrivals: Vec<(f64, bool)> = Vec::new();
        for slot in plan.slots.iter().filter(|slot| slot.site == site.id) {
            let people = walkers.get(&slot.building).map_or(&[][..], Vec::as_slice);
            let starts = f64::from(turn(&slot.starts).unwrap_or(0));
            arrive(&mut arrivals, people, starts, options, &mut random);
        }
        arrivals.sort_by(|a, b| a.0.total_cmp(&b.0));
        let breaks = Breaks::parse(site.breaks.as_deref()).unwrap_or_default();
        let opens = f64::from(minutes(&plan.opens).unwrap_or(0));
        let (row, sum) = serve(&site.name, site.capacity, opens, &breaks, &arrivals, options);
        waited += sum;
        all += row.people;
        sites.push(row);
    }
    let most = |of: fn(&SiteRehearsal) -> u32| sites.iter().map(of).max().unwrap_or(0);
    Ok(Rehearsal {
        people: all,
        longest_wait: most(|site| site.longest_wait),
        mean_wait: one_place(waited / f64::from(all.max(1))),
        peak: most(|site| site.peak),
        finishes: sites
            .iter()
            .map(|site| &site.finishes)
            .max_by_key(|finishes| turn(finishes))
            .cloned()
            .unwrap_or_default(),
        sites,
    })
}

/// Rounded to one place.
pub(crate) fn one_place(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// Floors are called from the lowest, a floor at a time.
fn arrive(
    arrivals: &mut Vec<(f64, bool)>,
    people: &[Walker],
    starts: f64,
    options: &SimulateOptions,
    random: &mut Random,
) {
    let mut floors: Vec<i64> = people.iter().map(|walker| walker.floor).collect();
    floors.sort_unstable();
    floors.dedup();
    for walker in people {
        let (comes, spread) = (random.next() * 100.0, random.next());
        if comes >= f64::from(options.turnout) {
            continue;
        }
        let turn = floors.binary_search(&walker.floor).unwrap_or(0) as f64;
        let slow = if walker.slow { options.slow_minutes } else { 0.0 };
        let at = starts + turn * options.floor_minutes + spread * options.spread_minutes + slow;
        arrivals.push((at, walker.slow));
    }
}

/// One table after the other: the site as a whole takes `capacity` an hour.
fn serve(
    name: &str,
    capacity: u32,
    opens: f64,
    breaks: &Breaks,
    arrivals: &[(f64, bool)],
    options: &SimulateOptions,
) -> (SiteRehearsal, f64) {
    let each = 60.0 / f64::from(capacity.max(1));
    let (mut free, mut sum, mut longest, mut idle) = (opens, 0.0f64, 0.0f64, 0.0f64);
    let mut taken: Vec<f64> = Vec::with_capacity(arrivals.len());
    for (arrival, slow) in arrivals {
        idle += (arrival - free).max(0.0);
        let begins = breaks.after(free.max(*arrival));
        let wait = begins - arrival;
        sum += wait;
        longest = longest.max(wait);
        taken.push(begins);
        free = begins + each * if *slow { options.slow_service } else { 1.0 };
    }
    // Waiting at a moment: came, not taken yet. Both lists are in order.
    let strides = (((free - opens) / STRIDE).ceil() as usize).min(200);
    let (mut peak, mut peak_at, mut gone) = (0usize, opens, 0usize);
    let mut queue = vec![0usize; strides + 1];
    for (index, (arrival, _)) in arrivals.iter().enumerate() {
        while taken.get(gone).is_some_and(|begins| begins <= arrival) {
            gone += 1;
        }
        let waiting = index + 1 - gone;
        if waiting > peak {
            (peak, peak_at) = (waiting, *arrival);
        }
        if let Some(most) = queue.get_mut(((arrival - opens) / STRIDE).max(0.0) as usize) {
            *most = waiting.max(*most);
        }
    }
    // Those who still wait when nobody comes.
    for (index, most) in queue.iter_mut().enumerate() {
        let moment = opens + index as f64 * STRIDE;
        let came = arrivals.partition_point(|(arrival, _)| *arrival <= moment);
        let gone = taken.partition_point(|begins| *begins <= moment);
        *most = came.saturating_sub(gone).max(*most);
    }
    let row = SiteRehearsal {
        site: name.to_owned(),
        people: u32::try_from(arrivals.len()).unwrap_or(u32::MAX),
        peak: u32::try_from(peak).unwrap_or(u32::MAX),
        peak_at: clock_text(peak_at as u32),
        longest_wait: longest.ceil() as u32,
        mean_wait: one_place(sum / arrivals.len().max(1) as f64),
        idle: idle as u32,
        finishes: clock_text(free.ceil() as u32),
        queue: queue.into_iter().map(|most| u32::try_from(most).unwrap_or(u32::MAX)).collect(),
    };
    (row, sum)
}

/// The expected of a round by building.
fn walkers(reader: Reader<'_>, round: &Round) -> Result<FxHashMap<i64, Vec<Walker>>> {
    let groups = populations::derive(reader, round.day, Scope::All)?;
    let slow_tags = [TagKind::Disabled, TagKind::Bedridden, TagKind::Pregnant];
    let mut found: FxHashMap<i64, Vec<Walker>> = FxHashMap::default();
    let mut statement = reader.0.prepare_cached(
        "SELECT round_person.resident_id, round_person.building_id, coalesce(room.floor, 1) AS floor
         FROM round_person LEFT JOIN room ON room.id = round_person.room_id
         WHERE round_id = ?1 AND excluded IS NULL AND round_person.building_id IS NOT NULL
         ORDER BY round_person.id",
    )?;
    let mut rows = statement.query([round.id])?;
    while let Some(row) = rows.next()? {
        let resident: i64 = row.get(0)?;
        let slow = groups.is(resident, Derived::Old)
            || groups.stated(resident).iter().any(|tag| slow_tags.contains(tag));
        found.entry(row.get(1)?).or_default().push(Walker { floor: row.get(2)?, slow });
    }
    Ok(found)
}
