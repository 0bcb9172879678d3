//! A round's figures 应检、实检、未检, whole and by building.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Round, RoundKind, RoundState};
use crate::places;
use crate::store::{Reader, Result};
use crate::values::{Day, building_label};

/// Untested without a word why.
pub const UNSAID: &str = "未说明";

/// A round in figures, persons throughout.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct RoundFigures {
    /// 第几轮
    pub round: u32,
    /// 核酸 or 抗原.
    pub kind: RoundKind,
    /// The day it is for.
    pub date: Day,
    /// Whether marks are still taken.
    pub state: RoundState,
    /// 应检
    pub expected: u32,
    /// 实检
    pub tested: u32,
    /// 未检, by reason.
    pub untested: BTreeMap<String, u32>,
    /// Expected, and nobody has said anything yet.
    pub unmarked: u32,
    /// 不列应检, by reason.
    pub excluded: BTreeMap<String, u32>,
    /// Of the expected, those added at the table.
    pub newcomers: u32,
    /// In natural order.
    pub buildings: Vec<RoundBuilding>,
}

/// One building's share.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, ts_rs::TS)]
pub struct RoundBuilding {
    /// Row; `None`: people whose address could not be read.
    pub id: Option<i64>,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// Bare name, or "".
    pub building: String,
    /// 户 on the list.
    pub households: u32,
    /// 应检
    pub expected: u32,
    /// 实检
    pub tested: u32,
    /// 未检 with or without a reason.
    pub untested: u32,
    /// 不列应检, by reason.
    pub excluded: BTreeMap<String, u32>,
}

impl RoundBuilding {
    /// "12号楼", with its 小区 where the office has several.
    pub fn label(&self) -> String {
        format!("{}{}", self.compound.as_deref().unwrap_or(""), building_label(&self.building))
    }

    /// People on the list, excluded ones among them.
    pub fn people(&self) -> u32 {
        self.expected + self.excluded.values().sum::<u32>()
    }
}

/// A round's figures.
///
/// # Errors
/// As any query.
pub fn figures(reader: Reader<'_>, round: &Round) -> Result<RoundFigures> {
    let mut all = RoundFigures {
        round: round.number,
        kind: round.kind,
        date: round.day,
        state: round.state,
        expected: 0,
        tested: 0,
        untested: BTreeMap::new(),
        unmarked: 0,
        excluded: BTreeMap::new(),
        newcomers: 0,
        buildings: Vec::new(),
    };
    let mut shares: FxHashMap<Option<i64>, RoundBuilding> = FxHashMap::default();
    // In the order of the index and counted here: SQLite would sort everybody in memory to group them.
    let mut statement = reader.0.prepare_cached(
        "SELECT building_id, household_id, excluded, result, reason, newcomer FROM round_person
         WHERE round_id = ?1 ORDER BY building_id",
    )?;
    let mut rows = statement.query([round.id])?;
    let (mut at, mut share) = (None, RoundBuilding::default());
    let mut households: FxHashSet<i64> = FxHashSet::default();
    while let Some(row) = rows.next()? {
        let building: Option<i64> = row.get(0)?;
        if building != at {
            share.households = u32::try_from(households.len()).unwrap_or(u32::MAX);
            households.clear();
            shares.insert(at, std::mem::take(&mut share));
            at = building;
        }
        households.insert(row.get(1)?);
        if let Some(reason) = row.get_ref(2)?.as_str_or_null().unwrap_or(None) {
            tally(&mut share.excluded, reason);
            tally(&mut all.excluded, reason);
            continue;
        }
        share.expected += 1;
        all.expected += 1;
        all.newcomers += u32::from(row.get::<_, bool>(5)?);
        match row.get_ref(3)?.as_str_or_null().unwrap_or(None) {
            Some("tested") => {
                share.tested += 1;
                all.tested += 1;
            }
            Some(_) => {
                share.untested += 1;
                tally(&mut all.untested, row.get_ref(4)?.as_str_or_null().unwrap_or(None).unwrap_or(UNSAID));
            }
            None => all.unmarked += 1,
        }
    }
    share.households = u32::try_from(households.len()).unwrap_or(u32::MAX);
    shares.insert(at, share);
    shares.retain(|_, share| share.people() > 0);
    for building in places::buildings_told_apart(reader)? {
        let share = shares.remove(&Some(building.id));
        let asked = round.buildings.as_ref().is_none_or(|asked| asked.contains(&building.id));
        if share.is_some() || asked {
            let share = share.unwrap_or_default();
            let (id, compound) = (Some(building.id), building.compound);
            all.buildings.push(RoundBuilding { id, compound, building: building.name, ..share });
        }
    }
    all.buildings.extend(shares.remove(&None));
    Ok(all)
}

fn tally(counts: &mut BTreeMap<String, u32>, reason: &str) {
    match counts.get_mut(reason) {
        Some(count) => *count += 1,
        None => {
            counts.insert(reason.to_owned(), 1);
        }
    }
}
