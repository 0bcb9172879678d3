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
/// not for their building, or in which they were excluded, neither counts nor ends the run.
///
/// # Errors
/// As any query.
pub fn missed_running(reader: Reader<'_>, round: &Round) -> Result<Vec<MissedPerson>> {
    let now = untested(reader, round, &UntestedFilter::default())?;
    if now.is_empty() {
        return Ok(Vec::new());
    }
    let mut before: FxHashMap<i64, Vec<Earlier>> = FxHashMap::default();
    let mut statement = reader.0.prepare_cached(
        "SELECT missed.resident_id, round.number, earlier.result IS 'tested' AS tested, earlier.reason
         FROM round_person AS missed
         JOIN round_person AS earlier ON earlier.resident_id = missed.resident_id AND earlier.excluded IS NULL
         JOIN round ON round.id = earlier.round_id
         WHERE missed.round_id = ?1 AND missed.excluded IS NULL AND missed.result IS NOT 'tested'
           AND round.kind = ?2 AND round.number < ?3
         ORDER BY round.number DESC",
    )?;
    let mut rows = statement.query((round.id, round.kind.code(), round.number))?;
    while let Some(row) = rows.next()? {
        before.entry(row.get("resident_id")?).or_default().push(Earlier {
            round: row.get("number")?,
            tested: row.get("tested")?,
            reason: row.get("reason")?,
        });
    }
    let missed = now.into_iter().filter_map(|person| {
        let earlier = before.remove(&person.resident)?;
        let (mut rounds, mut reasons) = (vec![round.number], vec![person.reason.clone()]);
        for earlier in earlier.into_iter().take_while(|earlier| !earlier.tested) {
            rounds.push(earlier.round);
            reasons.push(earlier.reason);
        }
        (rounds.len() > 1).then_some(MissedPerson { person, rounds, reasons })
    });
    Ok(missed.collect())
}
