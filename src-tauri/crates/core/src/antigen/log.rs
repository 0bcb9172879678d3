//! The log of a round of doors: buildings, households, the 块长 roll-up, what does not add up.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::people::{self, FollowUp, KitMember};
use super::{Step, must_be_antigen};
use crate::places::{self, Responsibility};
use crate::store::{Reader, Result};
use crate::testing::Round;

/// A household of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct KitRow {
    /// 户
    pub household: i64,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// 应检
    pub people: u32,
    /// 发放
    pub issued: u32,
    /// 回收; none: not collected yet.
    pub returned: Option<u32>,
    /// 阳性
    pub positive: u32,
    /// 说明
    pub note: Option<String>,
    /// 已检
    pub tested: u32,
    /// Kits came back, and it is not known whose they were or whose are positive: somebody has to say.
    pub asks: bool,
    /// Of a household that asks, or whose answer may be changed: who lives there.
    pub members: Vec<KitMember>,
}

impl KitRow {
    /// 发放 − 回收; none: not collected yet.
    fn difference(&self) -> Option<i64> {
        self.returned.map(|returned| i64::from(self.issued) - i64::from(returned))
    }
}

/// A building of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct DoorLog {
    /// Row.
    pub building: i64,
    /// Bare name.
    pub name: String,
    /// 块
    pub block: Option<String>,
    /// When each step was done.
    pub steps: BTreeMap<Step, String>,
    /// 应检
    pub people: u32,
    /// 发放
    pub issued: u32,
    /// 回收
    pub returned: u32,
    /// 阳性
    pub positive: u32,
    /// Kits by which 发放 and 回收 differ, of households whose bag was collected: one too few here and one too many there are two.
    pub missing: u32,
    /// Of these, too many.
    pub over: u32,
    /// Households whose bag was not collected.
    pub uncollected: u32,
    /// Their kits.
    pub outstanding: u32,
    /// Red: kits differ, or it is registered with bags not collected.
    pub wrong: bool,
    /// Households, in the order of the doors.
    pub households: Vec<KitRow>,
}

/// A block's roll-up 块长.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ts_rs::TS)]
pub struct BlockRow {
    /// 块, or "" for buildings of none.
    pub block: String,
    /// 块长
    pub leader: Option<String>,
    /// Buildings.
    pub buildings: u32,
    /// Of these, registered.
    pub registered: u32,
    /// 应检
    pub people: u32,
    /// 发放
    pub issued: u32,
    /// 回收
    pub returned: u32,
    /// 阳性
    pub positive: u32,
    /// Kits by which 发放 and 回收 differ, too few and too many added up.
    pub missing: u32,
    /// Of these, too many.
    pub over: u32,
    /// Households whose bag was not collected.
    pub uncollected: u32,
    /// Their kits.
    pub outstanding: u32,
    /// One of its buildings is red.
    pub wrong: bool,
}

/// The log of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct AntigenLog {
    /// In natural order.
    pub buildings: Vec<DoorLog>,
    /// By block, or by 块长 where there are no blocks.
    pub blocks: Vec<BlockRow>,
    /// 阳性: to be followed up by a single nucleic test.
    pub follow_up: Vec<FollowUp>,
}

/// The log of a round.
///
/// # Errors
/// [`Error::Refused`] when it is no antigen round.
pub fn antigen_log(reader: Reader<'_>, round: &Round) -> Result<AntigenLog> {
    must_be_antigen(round)?;
    let mut buildings = Vec::new();
    for row in places::buildings(reader)? {
        let households = households(reader, round, row.id)?;
        if households.is_empty() {
            continue;
        }
        let steps = steps(reader, round, row.id)?;
        let sum = |of: fn(&KitRow) -> u32| households.iter().map(of).sum::<u32>();
        let few = |row: &KitRow| u32::try_from(row.difference().unwrap_or(0)).unwrap_or(0);
        let many = |row: &KitRow| u32::try_from(-row.difference().unwrap_or(0)).unwrap_or(0);
        let (over, missing) = (sum(many), sum(few) + sum(many));
        let uncollected = sum(|row| u32::from(row.issued > 0 && row.returned.is_none()));
        let wrong = missing > 0 || uncollected > 0 && steps.contains_key(&Step::Registered);
        buildings.push(DoorLog {
            building: row.id,
            name: row.name,
            block: row.block,
            steps,
            people: sum(|row| row.people),
            issued: sum(|row| row.issued),
            returned: sum(|row| row.returned.unwrap_or(0)),
            positive: sum(|row| row.positive),
            missing,
            over,
            uncollected,
            outstanding: sum(|row| if row.returned.is_none() { row.issued } else { 0 }),
            wrong,
            households,
        });
    }
    let blocks = blocks(&buildings, &places::responsibilities(reader)?);
    Ok(AntigenLog { blocks, follow_up: people::follow_up(reader, round)?, buildings })
}

/// By block and 块长: buildings of two 块长 never stand in one row. A building that names none belongs to its block's, when that has one.
fn blocks(buildings: &[DoorLog], responsible: &[Responsibility]) -> Vec<BlockRow> {
    let leaders = |building: i64| -> BTreeSet<&str> {
        let own = responsible.iter().filter(|row| row.building_id == Some(building) && row.role == "块长");
        own.map(|row| row.name.as_str()).collect()
    };
    let mut of_block: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for building in buildings {
        if let Some(block) = &building.block {
            of_block.entry(block).or_default().extend(leaders(building.building));
        }
    }
    let mut blocks: BTreeMap<(&str, String), BlockRow> = BTreeMap::new();
    for building in buildings {
        let block = building.block.as_deref().unwrap_or("");
        let own = leaders(building.building);
        let named = match of_block.get(block).filter(|all| own.is_empty() && all.len() == 1) {
            Some(all) => all,
            None => &own,
        };
        let leader = named.iter().copied().collect::<Vec<_>>().join("、");
        let row = blocks.entry((block, leader.clone())).or_insert_with(|| BlockRow {
            block: block.to_owned(),
            leader: Some(leader).filter(|leader| !leader.is_empty()),
            ..BlockRow::default()
        });
        row.buildings += 1;
        row.registered += u32::from(building.steps.contains_key(&Step::Registered));
        row.people += building.people;
        row.issued += building.issued;
        row.returned += building.returned;
        row.positive += building.positive;
        row.missing += building.missing;
        row.over += building.over;
        row.uncollected += building.uncollected;
        row.outstanding += building.outstanding;
        row.wrong |= building.wrong;
    }
    blocks.into_values().collect()
}

fn steps(reader: Reader<'_>, round: &Round, building: i64) -> Result<BTreeMap<Step, String>> {
    let found: Vec<(String, String)> = reader
        .0
        .prepare_cached("SELECT step, at FROM door_log WHERE round_id = ?1 AND building_id = ?2")?
        .query_map((round.id, building), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let step = |code: &str| Step::ALL.into_iter().find(|step| step.code() == code);
    Ok(found.into_iter().filter_map(|(code, at)| Some((step(&code)?, at))).collect())
}

fn households(reader: Reader<'_>, round: &Round, building: i64) -> Result<Vec<KitRow>> {
    let mut found: Vec<KitRow> = reader
        .0
        .prepare_cached(
            "SELECT round_person.household_id, room.unit, room.name AS room, count(*) AS people,
               sum(round_person.result IS 'tested') AS tested,
               sum(EXISTS (SELECT 1 FROM person_result WHERE person_result.round_id = ?1
                 AND person_result.resident_id = round_person.resident_id)) AS followed,
               coalesce(kit.issued, 0) AS issued, kit.returned, coalesce(kit.positive, 0) AS positive, kit.note
             FROM round_person
             LEFT JOIN room ON room.id = round_person.room_id
             LEFT JOIN kit ON kit.round_id = ?1 AND kit.household_id = round_person.household_id
             WHERE round_person.round_id = ?1 AND round_person.building_id = ?2 AND excluded IS NULL
             GROUP BY round_person.household_id ORDER BY room.sort_key, room.id, round_person.household_id",
        )?
        .query_map((round.id, building), |row| {
            let (people, tested): (u32, u32) = (row.get("people")?, row.get("tested")?);
            let (returned, positive): (Option<u32>, u32) = (row.get("returned")?, row.get("positive")?);
            let asks = tested < returned.unwrap_or(0).min(people) || row.get::<_, u32>("followed")? < positive.min(people);
            Ok(KitRow {
                household: row.get("household_id")?,
                unit: row.get::<_, Option<String>>("unit")?.unwrap_or_default(),
                room: row.get::<_, Option<String>>("room")?.unwrap_or_default(),
                people,
                issued: row.get("issued")?,
                returned,
                positive,
                note: row.get("note")?,
                tested,
                asks,
                members: Vec::new(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    // Whose kits they were may be said again, also once it was.
    let of_some =
        |row: &KitRow| row.returned.is_some_and(|back| back > 0 && (back < row.people || row.positive > 0));
    for row in found.iter_mut().filter(|row| row.asks || of_some(row)) {
        row.members = people::members(reader, round, row.household)?;
    }
    Ok(found)
}
