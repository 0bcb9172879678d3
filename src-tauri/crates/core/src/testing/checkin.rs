//! Check-in 签到: one scan, one person, one short operation. A scanner is a keyboard: what it types is a token, and what a
//! person types in the same place is the shorthand of `shorthand`.

use rusqlite::OptionalExtension;
use serde::Serialize;

use super::number::Number;
use super::tubes::{self, Seat};
use super::{Mark, Recorded, Round, Token, add_newcomer, find_by_id, find_by_phone, record, standing};
use crate::places;
use crate::store::Clock;
use crate::store::{Error, Reader, Result, Tx};

/// What a scan came to: the sound and the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckInOutcome {
    /// Marked now.
    Marked,
    /// Was marked before.
    Already,
    /// Was not expected, or not on the list: marked, and on it now.
    Added,
}

/// Somebody checked in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CheckedIn {
    /// Sound and colour.
    pub outcome: CheckInOutcome,
    /// Row.
    pub resident: i64,
    /// 姓名
    pub name: String,
    /// "12号楼2单元402室"
    pub door: String,
    /// Their place, when a tube was given.
    pub seat: Option<Seat>,
    /// Why the list did not expect them; they are expected now.
    pub excluded: Option<String>,
}

/// The people a household's token stands for, on the round's list.
///
/// # Errors
/// As any query.
pub fn household_people(reader: Reader<'_>, round: &Round, household: i64) -> Result<Vec<i64>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT resident_id FROM round_person WHERE round_id = ?1 AND household_id = ?2 AND excluded IS NULL
             ORDER BY resident_id",
        )?
        .query_map([round.id, household], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Whom a scanned text means: a token, an ID card's number, a mobile phone's; `None`: something else.
///
/// # Errors
/// [`Error::Refused`] for a household none of whom is expected, a number nobody has, and one that is no person's.
pub fn scanned(reader: Reader<'_>, round: &Round, text: &str) -> Result<Option<Vec<i64>>> {
    match Token::parse(text) {
        None => Ok(Number::parse(text).map(|number| of_number(reader, number)).transpose()?),
        Some(Token::Person(resident)) => Ok(Some(vec![resident])),
        Some(Token::Household(household)) => {
            let people = household_people(reader, round, household)?;
            match people.is_empty() {
                true => Err(Error::Refused("这一户本轮没有应检的人。".into())),
                false => Ok(Some(people)),
            }
        }
    }
}

fn of_number(reader: Reader<'_>, number: Number) -> Result<Vec<i64>> {
    let nobody = |what: &str| Error::Refused(format!("底册里没有这个{what}的人。写楼号和房号，如 12 301。"));
    match number {
        Number::Id(number) => Ok(vec![find_by_id(reader, &number)?.ok_or_else(|| nobody("身份证号"))?]),
        Number::Phone(number) => match find_by_phone(reader, &number)? {
            people if people.is_empty() => Err(nobody("手机号")),
            people => Ok(people),
        },
        Number::WrongId => Err(Error::Refused("身份证号的最后一位对不上，请再扫一次，或核对。".into())),
        Number::Goods => Err(Error::Refused("这是商品的条码，不是人也不是管。".into())),
        Number::Token => Err(Error::NoSuch("条码对应的住户")),
    }
}

/// Marks somebody tested, in a tube when one is given. A person of the office who is not on the list joins it.
///
/// # Errors
/// [`Error::Refused`] when the round has ended or the tube will not have them; [`Error::NoSuch`] for a token of another office.
pub fn check_in(
    tx: &mut Tx<'_>,
    round: &Round,
    resident: i64,
    tube: Option<&str>,
    clock: Clock,
) -> Result<CheckedIn> {
    let (name, household): (String, i64) = tx
        .conn
        .prepare_cached("SELECT name, household_id FROM resident WHERE id = ?1")?
        .query_row([resident], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?
        .ok_or(Error::NoSuch("条码对应的住户"))?;
    let before = standing(tx.reader(), round, resident)?;
    let expected = before.as_ref().is_some_and(|known| known.excluded.is_none());
    add_newcomer(tx, round, resident)?;
    let was_tested = before.as_ref().is_some_and(|known| known.tested == Some(true));
    let (recorded, seat) = match tube {
        Some(barcode) => {
            let sat = tubes::seat_of(tx.reader(), round, resident)?;
            let seat = tubes::sit(tx, round, barcode, resident, clock)?;
            let new = !was_tested || sat.is_none();
            (if new { Recorded::Changed } else { Recorded::Unchanged }, Some(seat))
        }
        None => (record(tx, round, resident, &Mark::tick(), clock)?, None),
    };
    let door = places::label_of_household(tx.reader(), household)?.unwrap_or_default();
    tx.summarise(format!("签到（{}）：{door}", round.title()));
    let outcome = match (recorded, expected) {
        (Recorded::Unchanged, _) => CheckInOutcome::Already,
        (Recorded::Changed, true) => CheckInOutcome::Marked,
        (Recorded::Changed, false) => CheckInOutcome::Added,
    };
    let excluded = before.filter(|_| !was_tested).and_then(|known| known.excluded);
    Ok(CheckedIn { outcome, resident, name, door, seat, excluded })
}
