//! Who has an ID number already: one number, one person.

use super::{Field, get, state_on_day};
use crate::places;
use crate::store::{Error, Reader, Result};
use crate::values::{Day, IdNumber, IdType};

/// Somebody with an ID number.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Holder {
    /// Row.
    pub id: i64,
    /// 姓名
    pub name: String,
    /// 户
    pub household: i64,
    /// The door, when it is known.
    pub door: Option<String>,
    /// 在住状态, in Chinese.
    pub presence: &'static str,
}

/// Everybody who has this ID number, as it is stored, but for `except`.
///
/// # Errors
/// As any query.
pub fn holders(reader: Reader<'_>, number: &str, except: Option<i64>, today: Day) -> Result<Vec<Holder>> {
    ids(reader, number, except)?.into_iter().filter_map(|id| holder(reader, id, today).transpose()).collect()
}

/// Who somebody is; none when they are not there.
pub(crate) fn holder(reader: Reader<'_>, id: i64, today: Day) -> Result<Option<Holder>> {
    let Some(resident) = get(reader, id)? else { return Ok(None) };
    Ok(Some(Holder {
        id,
        name: resident.facts.get(Field::Name).unwrap_or("").to_owned(),
        household: resident.household_id,
        door: places::label_of_household(reader, resident.household_id)?,
        presence: state_on_day(reader, id, today)?.name(),
    }))
}

/// Refuses an ID number as typed that somebody else has.
///
/// # Errors
/// [`Error::IdTaken`].
pub fn refuse_taken(
    reader: Reader<'_>,
    typed: &str,
    id_type: Option<IdType>,
    except: Option<i64>,
) -> Result<()> {
    let parsed = IdNumber::parse(typed, id_type);
    match parsed.value() {
        Some(number) if !ids(reader, number.as_str(), except)?.is_empty() => Err(Error::IdTaken),
        _ => Ok(()),
    }
}

fn ids(reader: Reader<'_>, number: &str, except: Option<i64>) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM resident
               WHERE louce_reversed(id_number) = louce_reversed(?1) AND id_number = ?1 AND id IS NOT ?2
               ORDER BY id";
    Ok(reader
        .0
        .prepare_cached(sql)?
        .query_map((number, except), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}
