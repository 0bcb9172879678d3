//! The check-in table 登记台: several people at once, as many as the tube has places for, and who should not be in that tube.

use rusqlite::named_params;
use serde::Serialize;

use super::shorthand::{self, Understood};
use super::tubes::{self, Purpose, Tube};
use super::{CheckedIn, Round, check_in, standing};
use crate::antigen::{AT_THE_DOOR, UNCLEARED};
use crate::rules::{self, Reason};
use crate::store::{Clock, Reader, Result, Tx};
use crate::values::{PresenceState, building_label};

/// Somebody who should not be in a tube with the others, by rule; they can be all the same when whoever sits there says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Caution {
    /// Row.
    pub resident: i64,
    /// 姓名
    pub name: String,
    /// 抗原阳性，要单采
    pub why: String,
}

/// What came of several people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Party {
    /// Those marked, and those who were before.
    pub people: Vec<CheckedIn>,
    /// Rows of those the tube has no place for.
    pub left: Vec<i64>,
}

/// Whom a tube should not take.
///
/// # Errors
/// [`crate::Error::Refused`] when there is no such tube.
pub fn cautions(reader: Reader<'_>, round: &Round, residents: &[i64], barcode: &str) -> Result<Vec<Caution>> {
    let tube = tubes::tube(reader, round, barcode)?;
    if tube.purpose != Purpose::Pool || tube.seats < 2 {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for resident in residents {
        let sits = tubes::seat_of(reader, round, *resident)?.is_some();
        if let Some((name, why)) =
            (!sits).then(|| caution(reader, round, *resident, &tube)).transpose()?.flatten()
        {
            found.push(Caution { resident: *resident, name, why });
        }
    }
    Ok(found)
}

fn caution(
    reader: Reader<'_>,
    round: &Round,
    resident: i64,
    tube: &Tube,
) -> Result<Option<(String, String)>> {
    let mut statement = reader.0.prepare_cached(&format!(
        "SELECT resident.name, coalesce(round_person.building_id, room.building_id) AS building_id, building.name AS building,
           {UNCLEARED} AS antigen,
           EXISTS (SELECT 1 FROM presence WHERE presence.resident_id = resident.id AND state = 'home_isolation'
             AND coalesce(since, noted_on) <= :day AND (until IS NULL OR until > :day)) AS isolated
         FROM resident JOIN household ON household.id = resident.household_id
         LEFT JOIN room ON room.id = household.room_id
         LEFT JOIN round_person ON round_person.round_id = :round AND round_person.resident_id = resident.id
         LEFT JOIN building ON building.id = coalesce(round_person.building_id, room.building_id)
         WHERE resident.id = :resident",
    ))?;
    let mut rows = statement.query(named_params! {
        ":round": round.id, ":resident": resident, ":day": round.day.to_string(), ":at_the_door": AT_THE_DOOR,
    })?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let name: String = row.get("name")?;
    let excluded = standing(reader, round, resident)?.and_then(|known| known.excluded);
    let apart = match excluded.as_deref().and_then(Reason::parse) {
        Some(Reason::AwaitingTransfer | Reason::AwaitingReview) => excluded,
        Some(Reason::State(PresenceState::HomeIsolation | PresenceState::CentralIsolation)) => excluded,
        _ if row.get("antigen")? => Some(AT_THE_DOOR.to_owned()),
        _ => row.get::<_, bool>("isolated")?.then(|| PresenceState::HomeIsolation.name().to_owned()),
    };
    if let Some(why) = apart {
        return Ok(Some((name, format!("{why}，要单采"))));
    }
    let building: Option<i64> = row.get("building_id")?;
    if building.is_none() || building == tube.opened_for {
        return Ok(None);
    }
    let pool = rules::pool_of(reader, building, round.day)?;
    if pool.seats >= tube.seats && (tube.household || !pool.household) {
        return Ok(None);
    }
    let label = building_label(&row.get::<_, Option<String>>("building")?.unwrap_or_default());
    let rule = match pool.household {
        true => "一户一管".to_owned(),
        false => format!("{}人一管", pool.seats),
    };
    Ok(Some((name, format!("{label}{rule}，这支管{}人", tube.seats))))
}

/// Marks several people in order, in a tube when one is given. When its places run out the others come back.
///
/// # Errors
/// As [`check_in`]; also when the tube has no place for the first of them.
pub fn check_in_all(
    tx: &mut Tx<'_>,
    round: &Round,
    residents: &[i64],
    tube: Option<&str>,
    clock: Clock,
) -> Result<Party> {
    let mut party = Party::default();
    for (at, resident) in residents.iter().enumerate() {
        let seat = tubes::seat_of(tx.reader(), round, *resident)?;
        // Of several, one who sits in an earlier tube stays there.
        let own = seat.filter(|_| residents.len() > 1).map(|seat| seat.barcode);
        if let (Some(barcode), None, true) = (tube, &own, party.people.iter().any(|one| one.seat.is_some()))
            && !tubes::has_place(tx.reader(), round, barcode, *resident)?
        {
            party.left = residents.iter().skip(at).copied().collect();
            break;
        }
        party.people.push(check_in(tx, round, *resident, own.as_deref().or(tube), clock)?);
    }
    Ok(party)
}

/// Marks a line that was understood: those tested sit down in the tube, the others are marked with their reasons.
///
/// # Errors
/// As [`check_in_all`] and [`shorthand::record_line`].
pub fn check_in_line(
    tx: &mut Tx<'_>,
    round: &Round,
    doors: &[Understood],
    tube: Option<&str>,
    clock: Clock,
) -> Result<Party> {
    let (came, missing): (Vec<_>, Vec<_>) =
        doors.iter().cloned().partition(|door| door.said.untested.is_none());
    shorthand::record_line(tx, round, &missing, clock)?;
    let people: Vec<i64> = came.iter().flat_map(|door| &door.people).map(|(resident, _)| *resident).collect();
    let party = check_in_all(tx, round, &people, tube, clock)?;
    tx.summarise(format!("签到（{}）：{}", round.title(), shorthand::summary(doors)));
    Ok(party)
}
