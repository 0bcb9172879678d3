//! 连续未检: who was expected and not tested in this round and in the one before.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{Round, UntestedFilter, UntestedPerson, untested};
use crate::store::{Reader, Result};

/// Somebody not tested several rounds running.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct MissedPerson {
    /// As in the newest of the rounds.
    #[serde(flatten)]
    pub person: UntestedPerson,
    /// The rounds, newest first; two at least.
    pub rounds: Vec<u32>,
    /// The reason given in each, in that order.
    pub reasons: Vec<Option<String>>,
}

/// Whether somebody was tested in an earlier round, and the reason if not.
struct Earlier {
    round: u32,
    tested: bool,
    reason: Option<String>,
}

/// Those expected and not tested in a round and in the one before it of the same kind in which they were expected: a round that was
/// not for their building, or in which they were excluded, neither counts nor ends the run. At most `limit`, after the first `offset`.
///
/// # Errors
/// As any query.
pub fn missed_running(
    reader: Reader<'_>,
    round: &Round,
    limit: Option<u32>,
    offset: u32,
) -> Result<Vec<MissedPerson>> {
    let filter = UntestedFilter { running: true, limit, offset, ..UntestedFilter::default() };
    let people = untested(reader, round, &filter)?;
    let shown: Vec<i64> = people.iter().map(|person| person.resident).collect();
    let mut before: FxHashMap<i64, Vec<Earlier>> = FxHashMap::default();
    let mut statement = reader.0.prepare_cached(
        "SELECT resident_id, round.number, result IS 'tested' AS tested, reason
         FROM round_person AS earlier JOIN round ON round.id = earlier.round_id
         WHERE resident_id IN (SELECT value FROM json_each(?1)) AND excluded IS NULL
           AND round.kind = ?2 AND round.number < ?3
         ORDER BY round.number DESC",
    )?;
    let mut rows = statement.query((serde_json::to_string(&shown)?, round.kind.code(), round.number))?;
    while let Some(row) = rows.next()? {
        before.entry(row.get("resident_id")?).or_default().push(Earlier {
            round: row.get("number")?,
            tested: row.get("tested")?,
            reason: row.get("reason")?,
        });
    }
    let missed = people.into_iter().map(|person| {
        let earlier = before.remove(&person.resident).unwrap_or_default();
        let (mut rounds, mut reasons) = (vec![round.number], vec![person.reason.clone()]);
        for earlier in earlier.into_iter().take_while(|earlier| !earlier.tested) {
            rounds.push(earlier.round);
            reasons.push(earlier.reason);
        }
        MissedPerson { person, rounds, reasons }
    });
    Ok(missed.collect())
}

/// How many [`missed_running`] lists in all.
///
/// # Errors
/// As any query.
pub fn missed_count(reader: Reader<'_>, round: &Round) -> Result<u32> {
    let sql = concat!(
        "SELECT count(*) FROM round_person
         WHERE round_person.round_id = ?1 AND round_person.excluded IS NULL AND round_person.result IS NOT 'tested' ",
        include_str!("missed_running.sql")
    );
    Ok(reader.0.prepare_cached(sql)?.query_row([round.id], |row| row.get(0))?)
}
