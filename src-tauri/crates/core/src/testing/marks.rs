//! Marks 采样登记: tested with what stood on the paper, or untested with a reason.

use rusqlite::OptionalExtension;

use super::Round;
use crate::households;
use crate::places::touch;
use crate::store::{Clock, Error, Reader, Result, Tx};

/// The mark of somebody of whom nothing is known but that they were tested.
const TICK: &str = "√";

/// What a volunteer wrote of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// 已采样
    Tested {
        /// What stood in the 采样 cell; a plain tick is "√".
        mark: String,
        /// 采样管编号
        tube: Option<String>,
        /// "HH:MM" on the round's day.
        time: Option<String>,
    },
    /// 未采样
    Untested {
        /// 未检原因
        reason: Option<String>,
    },
}

impl Mark {
    /// A plain tick.
    pub fn tick() -> Self {
        Self::Tested { mark: TICK.into(), tube: None, time: None }
    }
}

/// What recording a mark came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// It was new.
    Changed,
    /// It said nothing that was not known; or that somebody excluded was not tested.
    Unchanged,
}

/// How somebody stands in a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Row.
    pub id: i64,
    /// Why they are not expected.
    pub excluded: Option<String>,
    /// Added at the table.
    pub newcomer: bool,
    /// Whether tested; `None`: nobody said.
    pub tested: Option<bool>,
    /// 未检原因
    pub reason: Option<String>,
    /// What stood in the 采样 cell.
    pub mark: Option<String>,
    /// 采样管编号
    pub tube: Option<String>,
}

/// How a resident stands in a round; `None` when they are not in it.
///
/// # Errors
/// As any query.
pub fn standing(reader: Reader<'_>, round: &Round, resident: i64) -> Result<Option<Standing>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT id, excluded, newcomer, result, reason, mark, tube FROM round_person
             WHERE round_id = ?1 AND resident_id = ?2",
        )?
        .query_row((round.id, resident), |row| {
            Ok(Standing {
                id: row.get("id")?,
                excluded: row.get("excluded")?,
                newcomer: row.get("newcomer")?,
                tested: row.get_ref("result")?.as_str_or_null()?.map(|result| result == "tested"),
                reason: row.get("reason")?,
                mark: row.get("mark")?,
                tube: row.get("tube")?,
            })
        })
        .optional()?)
}

/// Records a mark. Somebody excluded who was tested after all becomes expected. A plain tick never wipes a tube number or a time
/// that is known, and a missing reason never wipes a reason.
///
/// # Errors
/// [`Error::Refused`] when the round has ended or the person is not in it.
pub fn record(tx: &mut Tx<'_>, round: &Round, resident: i64, mark: &Mark, clock: Clock) -> Result<Recorded> {
    round.must_be_open()?;
    let Some(known) = standing(tx.reader(), round, resident)? else {
        return Err(Error::Refused(format!("此人不在第{}轮的名单中，请先作为新增人员加入。", round.number)));
    };
    match mark {
        Mark::Tested { mark, tube, time } => {
            let says_more =
                known.mark.as_deref() != Some(mark) && mark != TICK || tube.is_some() && known.tube != *tube;
            if known.tested == Some(true) && !says_more {
                return Ok(Recorded::Unchanged);
            }
            let at = match time {
                Some(time) => format!("{} {time}:00", round.day),
                None => clock.now_text(),
            };
            tx.conn
                .prepare_cached(
                    "UPDATE round_person SET result = 'tested', excluded = NULL, reason = NULL, mark = ?2,
                     tube = coalesce(?3, tube), marked_at = ?4 WHERE id = ?1",
                )?
                .execute((known.id, mark, tube, at))?;
        }
        Mark::Untested { reason } => {
            let nothing_new = known.tested == Some(false) && (reason.is_none() || *reason == known.reason);
            if known.excluded.is_some() || nothing_new {
                return Ok(Recorded::Unchanged);
            }
            tx.conn
                .prepare_cached(
                    "UPDATE round_person SET result = 'untested', reason = ?2, mark = NULL, tube = NULL, marked_at = ?3
                     WHERE id = ?1",
                )?
                .execute((known.id, reason, clock.now_text()))?;
        }
    }
    Ok(Recorded::Changed)
}

/// Takes a mark back, as if nobody had said anything.
///
/// # Errors
/// [`Error::Refused`] when the round has ended or the person is not in it.
pub(crate) fn unmark(tx: &mut Tx<'_>, round: &Round, resident: i64) -> Result<()> {
    round.must_be_open()?;
    let done = tx
        .conn
        .prepare_cached(
            "UPDATE round_person SET result = NULL, reason = NULL, mark = NULL, tube = NULL, marked_at = NULL
             WHERE round_id = ?1 AND resident_id = ?2",
        )?
        .execute((round.id, resident))?;
    touch(done, "名单中的人")
}

/// Puts a resident who is in the roster but not in the round on its list, expected. Returns whether they were not on it.
///
/// # Errors
/// [`Error::Refused`] when the round has ended; [`Error::NoSuch`].
pub fn add_newcomer(tx: &mut Tx<'_>, round: &Round, resident: i64) -> Result<bool> {
    round.must_be_open()?;
    if standing(tx.reader(), round, resident)?.is_some() {
        return Ok(false);
    }
    let household: i64 = tx
        .conn
        .prepare_cached("SELECT household_id FROM resident WHERE id = ?1")?
        .query_row([resident], |row| row.get(0))
        .optional()?
        .ok_or(Error::NoSuch("住户"))?;
    let (room, building) = households::room_of(tx.reader(), household)?.unzip();
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO round_person (id, round_id, resident_id, building_id, room_id, household_id, newcomer)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)",
        )?
        .execute((id, round.id, resident, building, room, household))?;
    Ok(true)
}
