//! Round coverage: the rounds of the day and those open at some moment of its period, as of the end of the period.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::figures::{BuildingCoverage, Count, Coverage, RoundCoverage};
use super::period::Period;
use super::roster::{Index, Roster};
use crate::places;
use crate::store::{Reader, Result};

/// Untested without a word why.
const UNSAID: &str = "未说明";

/// A round, with the people behind its figures.
pub(super) struct Round {
    pub coverage: RoundCoverage,
    pub expected: People,
    pub tested: People,
    pub untested: People,
    pub unmarked: People,
    pub excluded: People,
}

/// People of a round; households are those the round froze.
#[derive(Default)]
pub(super) struct People {
    households: FxHashSet<i64>,
    last: Option<i64>,
    /// With the reason, where there is one.
    pub people: Vec<(Index, String)>,
}

impl People {
    pub fn count(&self) -> Count {
        let size = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Count { households: size(self.households.len()), persons: size(self.people.len()) }
    }

    fn note(&mut self, index: Index, household: i64, reason: &str) {
        // Most rows come household by household.
        if self.last != Some(household) {
            self.households.insert(household);
            self.last = Some(household);
        }
        self.people.push((index, reason.to_owned()));
    }
}

/// A building's row, bare name and 小区.
type Named = (Option<i64>, String, Option<String>);

pub(super) fn rounds(reader: Reader<'_>, period: &Period, roster: &Roster) -> Result<Vec<Round>> {
    let mut statement = reader.0.prepare_cached(include_str!("rounds.sql"))?;
    let mut rows = statement.query(rusqlite::named_params! {
        ":day": period.day.to_string(), ":from": &period.from, ":to": &period.to,
    })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let coverage = RoundCoverage {
            round: row.get("number")?,
            kind: row.get("kind")?,
            date: row.get("day")?,
            state: row.get("state")?,
            all: Coverage::default(),
            buildings: Vec::new(),
        };
        found.push((row.get("id")?, coverage));
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let mut order: FxHashMap<i64, usize> = FxHashMap::default();
    let mut names: Vec<Named> = Vec::new();
    for building in places::buildings_told_apart(reader)? {
        order.insert(building.id, names.len());
        names.push((Some(building.id), building.name, building.compound));
    }
    found
        .into_iter()
        .map(|(id, coverage)| people(reader, period, roster, id, coverage, &order, &names))
        .collect()
}

fn people(
    reader: Reader<'_>,
    period: &Period,
    roster: &Roster,
    id: i64,
    coverage: RoundCoverage,
    order: &FxHashMap<i64, usize>,
    names: &[Named],
) -> Result<Round> {
    let mut round = Round {
        coverage,
        expected: People::default(),
        tested: People::default(),
        untested: People::default(),
        unmarked: People::default(),
        excluded: People::default(),
    };
    let mut buildings: BTreeMap<usize, Coverage> = BTreeMap::new();
    let mut statement = reader.0.prepare_cached(
        "SELECT resident_id, household_id, building_id, excluded,
                CASE WHEN marked_at IS NULL OR marked_at < ?2 THEN result END AS result, reason
         FROM round_person WHERE round_id = ?1",
    )?;
    let mut rows = statement.query((id, &period.to))?;
    while let Some(row) = rows.next()? {
        let Some(&index) = roster.by_id.get(&row.get(0)?) else { continue };
        let household: i64 = row.get(1)?;
        // People whose address could not be read come last.
        let at = row.get::<_, Option<i64>>(2)?.and_then(|id| order.get(&id).copied()).unwrap_or(names.len());
        let building = buildings.entry(at).or_default();
        let all = &mut round.coverage.all;
        if let Some(reason) = row.get_ref(3)?.as_str_or_null().unwrap_or(None) {
            add(&mut building.excluded, &mut all.excluded, reason);
            round.excluded.note(index, household, reason);
            continue;
        }
        building.expected += 1;
        all.expected += 1;
        round.expected.note(index, household, "");
        let reason = row.get_ref(5)?.as_str_or_null().unwrap_or(None).unwrap_or(UNSAID);
        match row.get_ref(4)?.as_str_or_null().unwrap_or(None) {
            Some("tested") => {
                building.tested += 1;
                all.tested += 1;
                round.tested.note(index, household, "");
            }
            Some(_) => {
                add(&mut building.untested, &mut all.untested, reason);
                round.untested.note(index, household, reason);
            }
            None => {
                building.unmarked += 1;
                all.unmarked += 1;
                round.unmarked.note(index, household, "");
            }
        }
    }
    round.coverage.all = std::mem::take(&mut round.coverage.all).rated();
    round.coverage.buildings = buildings
        .into_iter()
        .map(|(at, coverage)| {
            let (id, building, compound) = names.get(at).cloned().unwrap_or_default();
            BuildingCoverage { id, building, compound, all: coverage.rated() }
        })
        .collect();
    Ok(round)
}

fn add(building: &mut BTreeMap<String, u32>, all: &mut BTreeMap<String, u32>, reason: &str) {
    for counts in [building, all] {
        match counts.get_mut(reason) {
            Some(count) => *count += 1,
            None => {
                counts.insert(reason.to_owned(), 1);
            }
        }
    }
}
