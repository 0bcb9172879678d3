//! 不列应检: what the rule of a round's day makes of those on its list.

use std::collections::BTreeMap;

use rusqlite::named_params;

use crate::antigen::AT_THE_DOOR;
use crate::populations::{self, Scope};
use crate::rules::{Exclusions, Reason};
use crate::store::{Result, Tx};
use crate::values::Day;

/// The reasons that follow from where somebody is, as JSON: names by state.
pub(super) fn by_state(rule: &Exclusions) -> Result<String> {
    let names: BTreeMap<&str, &str> = rule
        .understood()
        .filter_map(|(name, reason)| match reason {
            Reason::State(state) => Some((state.code(), name)),
            _ => None,
        })
        .collect();
    Ok(serde_json::to_string(&names)?)
}

/// 待转运: their newest single test was positive, and they are not known to have been taken away since. Who is positive at the door
/// only is to be tested, not to be taken away.
const AWAITING_TRANSFER: &str = "
    SELECT resident_id FROM person_result AS found
    WHERE result = 'positive' AND note IS NOT :at_the_door AND substr(at, 1, 10) <= :day
      AND NOT EXISTS (SELECT 1 FROM person_result AS later
        WHERE later.resident_id = found.resident_id AND later.note IS NOT :at_the_door
          AND (later.at, later.id) > (found.at, found.id))
      AND NOT EXISTS (SELECT 1 FROM presence
        WHERE presence.resident_id = found.resident_id AND state IN ('central_isolation', 'hospital')
          AND coalesce(since, noted_on) BETWEEN substr(found.at, 1, 10) AND :day)";

/// 待复核: they were in a positive tube, and neither a single test nor a later tube has cleared them.
const AWAITING_REVIEW: &str = "
    SELECT tube_seat.resident_id FROM tube JOIN tube_seat ON tube_seat.tube_id = tube.id
    WHERE tube.result = 'positive' AND substr(tube.result_at, 1, 10) <= :day
      AND NOT EXISTS (SELECT 1 FROM person_result
        WHERE person_result.resident_id = tube_seat.resident_id AND person_result.note IS NOT :at_the_door
          AND (person_result.round_id = tube.round_id OR person_result.at >= tube.result_at))
      AND NOT EXISTS (SELECT 1 FROM tube_seat AS sat JOIN tube AS later ON later.id = sat.tube_id
        WHERE sat.resident_id = tube_seat.resident_id
          AND later.result = 'negative' AND later.result_at > tube.result_at)";

/// Excludes those whom the rule keeps out for another reason than where they are.
pub(super) fn others(tx: &mut Tx<'_>, round: i64, day: Day, rule: &Exclusions) -> Result<()> {
    for (name, reason) in rule.understood() {
        match reason {
            Reason::State(_) => {}
            Reason::AwaitingTransfer => found(tx, round, day, name, AWAITING_TRANSFER)?,
            Reason::AwaitingReview => found(tx, round, day, name, AWAITING_REVIEW)?,
            Reason::Group(group) => group_members(tx, round, day, name, group)?,
        }
    }
    Ok(())
}

fn found(tx: &Tx<'_>, round: i64, day: Day, name: &str, residents: &str) -> Result<()> {
    let sql = format!(
        "UPDATE round_person SET excluded = :name
         WHERE round_id = :round AND excluded IS NULL AND resident_id IN ({residents})"
    );
    tx.conn.prepare_cached(&sql)?.execute(named_params! {
        ":name": name, ":round": round, ":day": day.to_string(), ":at_the_door": AT_THE_DOOR,
    })?;
    Ok(())
}

fn group_members(tx: &mut Tx<'_>, round: i64, day: Day, name: &str, group: &str) -> Result<()> {
    let people: Vec<(i64, i64)> = tx
        .conn
        .prepare_cached(
            "SELECT resident_id, household_id FROM round_person WHERE round_id = ?1 AND excluded IS NULL",
        )?
        .query_map([round], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut households: Vec<i64> = people.iter().map(|(_, household)| *household).collect();
    households.sort_unstable();
    households.dedup();
    let groups = populations::derive(tx.reader(), day, Scope::Households(&households))?;
    let mut update = tx
        .conn
        .prepare_cached("UPDATE round_person SET excluded = ?3 WHERE round_id = ?1 AND resident_id = ?2")?;
    for (resident, _) in people {
        if groups.names(resident).contains(&group) {
            update.execute((round, resident, name))?;
        }
    }
    Ok(())
}
