//! Whose kits they were: who did it is tested, who is positive is followed up by a single nucleic test.

use serde::Serialize;

use super::Kits;
use crate::store::{Clock, Error, Reader, Result, Tx};
use crate::testing::tubes::{self, TestResult};
use crate::testing::{self, Mark, Round};

/// The mark of who is tested because their kit came back.
const MARK: &str = "抗原";
/// Beside the result of who is positive at the door; a nucleic test says something else.
pub(crate) const AT_THE_DOOR: &str = "抗原阳性";
/// The condition that somebody positive at the door is to be tested alone in a round.
pub(crate) const UNCLEARED: &str = include_str!("uncleared.sql");

/// Somebody of a household, expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct KitMember {
    /// Row.
    pub resident: i64,
    /// 姓名
    pub name: String,
    /// 已检
    pub tested: bool,
    /// 未检原因
    pub reason: Option<String>,
    /// 抗原阳性
    pub positive: bool,
    /// Tested because their kit came back.
    #[serde(skip)]
    #[ts(skip)]
    by_kit: bool,
    /// A result of theirs is known: at the door or since.
    #[serde(skip)]
    #[ts(skip)]
    followed: bool,
}

/// The expected of a household.
///
/// # Errors
/// As any query.
pub(super) fn members(reader: Reader<'_>, round: &Round, household: i64) -> Result<Vec<KitMember>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT round_person.resident_id, resident.name, round_person.result IS 'tested' AS tested,
               round_person.reason,
               mark IS ?3 AS by_kit,
               person_result.id IS NOT NULL AS followed, person_result.note IS ?4 AS positive
             FROM round_person JOIN resident ON resident.id = round_person.resident_id
             LEFT JOIN person_result ON person_result.round_id = ?1
               AND person_result.resident_id = round_person.resident_id
             WHERE round_person.round_id = ?1 AND round_person.household_id = ?2 AND excluded IS NULL
             ORDER BY round_person.resident_id",
        )?
        .query_map((round.id, household, MARK, AT_THE_DOOR), |row| {
            Ok(KitMember {
                resident: row.get("resident_id")?,
                name: row.get("name")?,
                tested: row.get("tested")?,
                reason: row.get("reason")?,
                positive: row.get("positive")?,
                by_kit: row.get("by_kit")?,
                followed: row.get("followed")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Marks the people whose kits came back, and takes back what earlier numbers had marked.
pub(super) fn settle(
    tx: &mut Tx<'_>,
    round: &Round,
    kits: &Kits,
    members: &[KitMember],
    clock: Clock,
) -> Result<()> {
    let returned = kits.returned.unwrap_or(0);
    let positives = named(kits.positives.as_deref(), members, kits.positive, "阳性")?
        .unwrap_or_else(|| whose(members, kits.positive, |member| member.positive));
    let mut tested = named(kits.tested.as_deref(), members, returned, "做了抗原")?
        .unwrap_or_else(|| whose(members, returned, |member| member.by_kit));
    tested
        .extend(positives.iter().filter(|resident| !tested.contains(resident)).copied().collect::<Vec<_>>());
    if tested.len() > returned as usize {
        return Err(Error::Refused(format!(
            "做了抗原的（连同阳性的）有{}人，收回的只有{returned}份，请核对。",
            tested.len()
        )));
    }
    for member in members {
        let did = tested.contains(&member.resident);
        if did && !member.tested {
            let mark = Mark::Tested { mark: MARK.into(), tube: None, time: None };
            testing::record(tx, round, member.resident, &mark, clock)?;
        } else if !did && member.by_kit {
            testing::unmark(tx, round, member.resident)?;
        }
        let is_positive = positives.contains(&member.resident);
        if is_positive && !member.followed {
            let result = TestResult::Positive;
            tubes::record_person(tx, round, member.resident, result, Some(AT_THE_DOOR), clock)?;
        } else if !is_positive && member.positive {
            tx.conn
                .prepare_cached(
                    "DELETE FROM person_result WHERE round_id = ?1 AND resident_id = ?2 AND note = ?3",
                )?
                .execute((round.id, member.resident, AT_THE_DOOR))?;
        }
    }
    Ok(())
}

/// The people that were named, when they were.
fn named(given: Option<&[i64]>, members: &[KitMember], kits: u32, what: &str) -> Result<Option<Vec<i64>>> {
    let Some(given) = given else { return Ok(None) };
    if given.len() > kits as usize {
        return Err(Error::Refused(format!("{what}的人比份数多，请核对。")));
    }
    if given.iter().any(|resident| !members.iter().any(|member| member.resident == *resident)) {
        return Err(Error::Refused("有的人不是这一户应检的人。".into()));
    }
    Ok(Some(given.to_vec()))
}

/// Who it has to be: all when there are as many kits, those without a reason when there are as many as these; else who was known.
fn whose(members: &[KitMember], kits: u32, known: fn(&KitMember) -> bool) -> Vec<i64> {
    let all = |keep: &dyn Fn(&KitMember) -> bool| -> Vec<i64> {
        members.iter().filter(|member| keep(member)).map(|member| member.resident).collect()
    };
    let kits = kits as usize;
    if kits == 0 {
        return Vec::new();
    }
    if kits >= members.len() {
        return all(&|_| true);
    }
    let without_reason = all(&|member| member.reason.is_none());
    let known = all(&known);
    match () {
        () if !known.is_empty() && known.len() <= kits => known,
        () if without_reason.len() == kits => without_reason,
        () => Vec::new(),
    }
}

/// Somebody positive at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FollowUp {
    /// Row.
    pub resident: i64,
    /// 姓名
    pub name: String,
    /// "12号楼2单元402室"
    pub door: String,
    /// All phones, joined by 、.
    pub phones: Option<String>,
}

/// Who is positive at the door and has no nucleic result since, in the order of the doors.
///
/// # Errors
/// As any query.
pub fn follow_up(reader: Reader<'_>, round: &Round) -> Result<Vec<FollowUp>> {
    let found: Vec<(i64, String, i64, Option<String>)> = reader
        .0
        .prepare_cached(include_str!("follow_up.sql"))?
        .query_map((round.id, AT_THE_DOOR), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<rusqlite::Result<_>>()?;
    found
        .into_iter()
        .map(|(resident, name, household, phones)| {
            let door = crate::places::label_of_household(reader, household)?.unwrap_or_default();
            Ok(FollowUp { resident, name, door, phones })
        })
        .collect()
}
