//! 复采名单: a positive tube as the people, households and phones to be tested alone, and who was in the tubes before and after it.

use serde::Serialize;

use super::{TestResult, Tube, tube, tubes};
use crate::store::{Error, Reader, Result};
use crate::testing::Round;

/// Somebody to be tested alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct RetestPerson {
    /// Row.
    pub resident: i64,
    /// 户
    pub household: i64,
    /// 小区, where the office has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// Bare, or "".
    pub building: String,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// 姓名
    pub name: String,
    /// All phones, joined by 、.
    pub phones: Option<String>,
    /// 管号
    pub tube: String,
    /// Place in the tube.
    pub seat: u32,
    /// In the tube itself, rather than in one before or after it.
    pub in_pool: bool,
    /// What the single test said; a negative one releases.
    pub result: Option<TestResult>,
}

/// A positive tube and whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct RetestTube {
    /// 管号
    pub barcode: String,
    /// "12号楼", with its 小区 where the office has several; more than one joined by 、.
    pub buildings: String,
    /// Households in it.
    pub households: u32,
    /// Those in it first, then those in the tubes before and after it in its buildings.
    pub people: Vec<RetestPerson>,
}

/// Every positive tube of a round as a retest list 复采名单; or the one of a barcode.
///
/// # Errors
/// [`Error::Refused`] when the tube that is named is not positive.
pub fn retest(reader: Reader<'_>, round: &Round, barcode: Option<&str>) -> Result<Vec<RetestTube>> {
    let mut all = tubes(reader, round)?;
    all.sort_by_key(|tube| tube.id);
    let positive = |tube: &&Tube| tube.result == Some(TestResult::Positive);
    let asked: Vec<&Tube> = match barcode {
        None => all.iter().filter(positive).collect(),
        Some(barcode) => {
            let named = tube(reader, round, barcode)?;
            let found: Vec<&Tube> = all.iter().filter(|tube| tube.id == named.id).filter(positive).collect();
            if found.is_empty() {
                return Err(Error::Refused(format!("管 {} 没有登记阳性，没有复采名单。", named.barcode)));
            }
            found
        }
    };
    asked.into_iter().map(|tube| list(reader, round, tube, &all)).collect()
}

fn list(reader: Reader<'_>, round: &Round, tube: &Tube, all: &[Tube]) -> Result<RetestTube> {
    let mut people = sitting(reader, round, tube, true)?;
    let mut households: Vec<i64> = people.iter().map(|person| person.household).collect();
    households.sort_unstable();
    households.dedup();
    for near in beside(tube, all) {
        people.extend(sitting(reader, round, near, false)?);
    }
    Ok(RetestTube {
        barcode: tube.barcode.clone(),
        buildings: tube.building_labels(),
        households: u32::try_from(households.len()).unwrap_or(u32::MAX),
        people,
    })
}

/// The tubes with people opened just before and just after in each building that the tube has people of, in the order of opening.
fn beside<'a>(tube: &Tube, all: &'a [Tube]) -> Vec<&'a Tube> {
    let mut found: Vec<&Tube> = Vec::new();
    for building in &tube.buildings {
        let mut of_it = all.iter().filter(|other| other.buildings.contains(building));
        let before = of_it.clone().rfind(|other| other.id < tube.id);
        let after = of_it.find(|other| other.id > tube.id);
        found.extend(before.into_iter().chain(after));
    }
    found.sort_by_key(|tube| tube.id);
    found.dedup_by_key(|tube| tube.id);
    found
}

fn sitting(reader: Reader<'_>, round: &Round, tube: &Tube, in_pool: bool) -> Result<Vec<RetestPerson>> {
    let found = super::people(reader, round, &tube.barcode)?;
    let person = |person: super::TubePerson| RetestPerson {
        resident: person.resident,
        household: person.household,
        compound: person.compound,
        building: person.building,
        unit: person.unit,
        room: person.room,
        name: person.name,
        phones: person.phones,
        tube: tube.barcode.clone(),
        seat: person.seat,
        in_pool,
        result: person.result,
    };
    Ok(found.people.into_iter().map(person).collect())
}
