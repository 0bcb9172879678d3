//! Results 结果 of tubes and of people.

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use super::{plain_barcode, tube};
use crate::places::touch;
use crate::store::{Clock, Error, Result, Tx};
use crate::testing::Round;

/// 阴性 or 阳性.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TestResult {
    /// 阴性
    Negative,
    /// 阳性
    Positive,
}

impl TestResult {
    fn code(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Positive => "positive",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Negative => "阴性",
            Self::Positive => "阳性",
        }
    }

    pub(super) fn from_stored(code: Option<&str>) -> Option<Self> {
        [Self::Negative, Self::Positive].into_iter().find(|known| Some(known.code()) == code)
    }
}

/// Records what became of a tube.
///
/// # Errors
/// [`Error::Refused`] when there is no such tube or nobody is in it.
pub fn record_tube(
    tx: &mut Tx<'_>,
    round: &Round,
    barcode: &str,
    result: TestResult,
    clock: Clock,
) -> Result<()> {
    let found = tube(tx.reader(), round, barcode)?;
    if found.people == 0 {
        return Err(Error::Refused(format!("管 {} 是空管，没有结果可登记。", found.barcode)));
    }
    let done = tx
        .conn
        .prepare_cached("UPDATE tube SET result = ?2, result_at = ?3 WHERE id = ?1")?
        .execute((found.id, result.code(), clock.now_text()))?;
    touch(done, "采样管")?;
    tx.summarise(format!("管 {} 结果：{}", found.barcode, result.name()));
    Ok(())
}

/// Records what became of several tubes at once; a tube is named once.
///
/// # Errors
/// [`Error::Refused`] as [`record_tube`] for any of them, when none is named, or when a tube is named twice.
pub fn record_tubes(
    tx: &mut Tx<'_>,
    round: &Round,
    results: &[(String, TestResult)],
    clock: Clock,
) -> Result<()> {
    if results.is_empty() {
        return Err(Error::Refused("请写明是哪些管。".into()));
    }
    let mut seen = rustc_hash::FxHashSet::default();
    for (barcode, result) in results {
        if !seen.insert(plain_barcode(barcode)?) {
            return Err(Error::Refused(format!("管 {barcode} 写了两次，没有登记。")));
        }
        record_tube(tx, round, barcode, *result, clock)?;
    }
    if results.len() > 1 {
        let positive = results.iter().filter(|(_, result)| *result == TestResult::Positive).count();
        let negative = results.len() - positive;
        tx.summarise(format!("{}结果：阴性{negative}管，阳性{positive}管", round.title()));
    }
    Ok(())
}

/// Records what a single test of somebody said; a later one replaces it.
///
/// # Errors
/// [`Error::Refused`] when they are not in the round.
pub fn record_person(
    tx: &mut Tx<'_>,
    round: &Round,
    resident: i64,
    result: TestResult,
    note: Option<&str>,
    clock: Clock,
) -> Result<()> {
    if super::super::standing(tx.reader(), round, resident)?.is_none() {
        return Err(Error::Refused(format!("此人不在第{}轮的名单中。", round.number)));
    }
    let known: Option<i64> = tx
        .conn
        .prepare_cached("SELECT id FROM person_result WHERE round_id = ?1 AND resident_id = ?2")?
        .query_row((round.id, resident), |row| row.get(0))
        .optional()?;
    let (at, note) = (clock.now_text(), note.map(str::trim).filter(|note| !note.is_empty()));
    match known {
        Some(id) => {
            tx.conn
                .prepare_cached("UPDATE person_result SET result = ?2, at = ?3, note = ?4 WHERE id = ?1")?
                .execute((id, result.code(), at, note))?;
        }
        None => {
            let id = tx.new_id();
            tx.conn
                .prepare_cached(
                    "INSERT INTO person_result (id, round_id, resident_id, result, at, note)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute((id, round.id, resident, result.code(), at, note))?;
        }
    }
    tx.summarise(format!("单采结果：{}", result.name()));
    Ok(())
}
