//! Presence 在住状态 as of a day. Of several rows that hold, the one that began last counts; nobody without a row is anything
//! but 在住.

use rustc_hash::FxHashMap;

use super::attributes::{NewPresence, PresenceRow, presences};
use crate::places::touch;
use crate::store::{Reader, Result, Tx};
use crate::values::{Day, PresenceState};

/// The states of all who are something else than plainly 在住, on one day.
#[derive(Debug, Default)]
pub struct PresenceNow(FxHashMap<i64, PresenceState>);

impl PresenceNow {
    /// A resident's state.
    pub fn of(&self, resident: i64) -> PresenceState {
        self.0.get(&resident).copied().unwrap_or(PresenceState::Home)
    }
}

/// Moves every stay by so many days: an invented community is always of these days.
///
/// # Errors
/// As any write.
pub fn shift_stays(tx: &mut Tx<'_>, days: i64) -> Result<()> {
    let sql = "UPDATE presence SET since = date(since, ?1 || ' days'), until = date(until, ?1 || ' days')";
    tx.conn.prepare_cached(sql)?.execute([days])?;
    let sql = "UPDATE isolation_fact SET start = date(start, ?1 || ' days'),
                 exposure = date(exposure, ?1 || ' days'), ends = date(ends, ?1 || ' days')";
    tx.conn.prepare_cached(sql)?.execute([days])?;
    Ok(())
}

/// Everybody's state on a day.
///
/// # Errors
/// As any query.
pub fn on_day(reader: Reader<'_>, day: Day) -> Result<PresenceNow> {
    let mut states = FxHashMap::default();
    let mut statement = reader.0.prepare_cached(
        "SELECT resident_id, state FROM presence
         WHERE coalesce(since, noted_on) <= ?1 AND (until IS NULL OR until > ?1)
         ORDER BY coalesce(since, noted_on), id",
    )?;
    let mut rows = statement.query([day.to_string()])?;
    while let Some(row) = rows.next()? {
        let state = row.get_ref(1)?.as_str().ok().and_then(PresenceState::from_code);
        if let Some(state) = state {
            states.insert(row.get::<_, i64>(0)?, state);
        }
    }
    Ok(PresenceNow(states))
}

/// The states of the members of some households on a day.
///
/// # Errors
/// As any query.
pub fn on_day_in(reader: Reader<'_>, day: Day, households: &[i64]) -> Result<PresenceNow> {
    let mut states = FxHashMap::default();
    let mut statement = reader.0.prepare_cached(
        "SELECT resident_id, state FROM resident CROSS JOIN presence ON presence.resident_id = resident.id
         WHERE household_id IN (SELECT value FROM json_each(?1))
           AND coalesce(since, noted_on) <= ?2 AND (until IS NULL OR until > ?2)
         ORDER BY coalesce(since, noted_on), presence.id",
    )?;
    let mut rows = statement.query((serde_json::to_string(households)?, day.to_string()))?;
    while let Some(row) = rows.next()? {
        let state = row.get_ref(1)?.as_str().ok().and_then(PresenceState::from_code);
        if let Some(state) = state {
            states.insert(row.get::<_, i64>(0)?, state);
        }
    }
    Ok(PresenceNow(states))
}

/// One resident's state on a day.
///
/// # Errors
/// As any query.
pub fn state_on_day(reader: Reader<'_>, resident: i64, day: Day) -> Result<PresenceState> {
    let day = day.to_string();
    let holds = |row: &PresenceRow| {
        row.since.as_deref().unwrap_or(&row.noted_on) <= day.as_str()
            && row.until.as_deref().is_none_or(|until| until > day.as_str())
    };
    let rows = presences(reader, resident)?;
    Ok(rows
        .iter()
        .rfind(|row| holds(row))
        .and_then(|row| PresenceState::from_code(&row.state))
        .unwrap_or(PresenceState::Home))
}

/// Notes a presence. The same state from the same day is filled in where it was blank, never doubled; an open state that began
/// earlier ends where the new one begins. Returns whether anything changed.
///
/// # Errors
/// As any write.
pub fn add_presence(tx: &mut Tx<'_>, resident: i64, new: &NewPresence<'_>, today: Day) -> Result<bool> {
    let known = presences(tx.reader(), resident)?;
    let code = new.state.code();
    let same = known.iter().find(|row| {
        let one_unknown = (new.since.is_none() || row.since.is_none()) && row.until.is_none();
        // A roster that still says 隔离 without a date says nothing new of an isolation whose dates are known.
        let restated = new.since.is_none()
            && new.until.is_none()
            && matches!(new.state, PresenceState::HomeIsolation | PresenceState::CentralIsolation);
        row.state == code && (row.since == new.since || one_unknown || restated)
    });
    if let Some(row) = same {
        let fills = (row.since.is_none() && new.since.is_some())
            || (row.until.is_none() && new.until.is_some())
            || (row.place.is_none() && new.place.is_some())
            || (row.room.is_none() && new.room.is_some())
            || (row.reason.is_none() && new.reason.is_some());
        if fills {
            tx.conn
                .prepare_cached(
                    "UPDATE presence SET until = coalesce(until, ?2), place = coalesce(place, ?3), room = coalesce(room, ?4),
                     reason = coalesce(reason, ?5), since = coalesce(since, ?6) WHERE id = ?1",
                )?
                .execute((row.id, &new.until, new.place, new.room, new.reason, &new.since))?;
        }
        return Ok(fills);
    }
    if new.state == PresenceState::Home && known.iter().all(|row| row.until.is_some()) {
        // 在住 is what everybody is whom nothing else is said of.
        return Ok(false);
    }
    let begins = new.since.clone().unwrap_or_else(|| today.to_string());
    // An end before the beginning is a slip of the pen: the beginning stands, the end stays open.
    let until = new.until.clone().filter(|until| *until >= begins);
    // Learned late: it ended, at the latest, where the one that is open now began.
    let later = known.iter().filter(|row| row.until.is_none()).filter_map(|row| {
        let began = row.since.as_deref().unwrap_or(&row.noted_on);
        (began > begins.as_str()).then(|| began.to_owned())
    });
    let until = until.or_else(|| later.min());
    for row in known.iter().filter(|row| row.until.is_none()) {
        if row.since.as_deref().unwrap_or(&row.noted_on) <= begins.as_str() {
            end_presence(tx, row.id, &begins)?;
        }
    }
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO presence (id, resident_id, state, since, until, place, room, reason, source, noted_on)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute((
            id, resident, code, &new.since, &until, new.place, new.room, new.reason, new.source, today.to_string(),
        ))?;
    Ok(true)
}

/// Ends a presence row on a day (the first on which it no longer holds).
///
/// # Errors
/// [`crate::Error::NoSuch`].
pub fn end_presence(tx: &mut Tx<'_>, row: i64, until: &str) -> Result<()> {
    touch(
        tx.conn.prepare_cached("UPDATE presence SET until = ?2 WHERE id = ?1")?.execute((row, until))?,
        "在住状态",
    )
}
