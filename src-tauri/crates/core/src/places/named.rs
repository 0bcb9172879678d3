//! Which buildings people mean: by what they write, or by rows that were chosen from a list.
//!
//! A number alone may stand in several 小区. It is never taken for all of them: a roster printed for the wrong building is worse than
//! a question.

use super::{BuildingRow, buildings};
use crate::store::{Error, Reader, Result};
use crate::values::building_name;

/// Rows of the buildings people name, in natural order: a number however it is written, or `小区/12`.
///
/// # Errors
/// [`Error::Refused`] naming those that are not there, listing the choices for a number that several 小区 have, or when none is named.
pub fn named(reader: Reader<'_>, names: &[String]) -> Result<Vec<i64>> {
    let known = buildings(reader)?;
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let fitting = fitting(&known, name);
        if fitting.is_empty() {
            missing.push(building_name(name).unwrap_or_else(|| name.to_owned()));
        }
        if let Some(choices) = choices(&fitting) {
            return Err(Error::Refused(format!("几个小区都有{name}，请写明是哪一个：{choices}。")));
        }
        found.extend(fitting.iter().map(|building| building.id));
    }
    if !missing.is_empty() {
        return Err(Error::Refused(format!("没有这些楼栋：{}。", missing.join("、"))));
    }
    if found.is_empty() {
        return Err(Error::Refused("没有给出楼栋。".into()));
    }
    Ok(known.iter().map(|building| building.id).filter(|id| found.contains(id)).collect())
}

/// These rows in natural order, each once.
///
/// # Errors
/// [`Error::Refused`] when none is given, [`Error::NoSuch`] for one that is not there.
pub fn chosen(reader: Reader<'_>, ids: &[i64]) -> Result<Vec<i64>> {
    if ids.is_empty() {
        return Err(Error::Refused("没有给出楼栋。".into()));
    }
    let known = buildings(reader)?;
    if ids.iter().any(|id| !known.iter().any(|building| building.id == *id)) {
        return Err(Error::NoSuch("楼栋"));
    }
    Ok(known.iter().map(|building| building.id).filter(|id| ids.contains(id)).collect())
}

/// The buildings a name may mean.
fn fitting<'a>(known: &'a [BuildingRow], name: &str) -> Vec<&'a BuildingRow> {
    let of = |compound: Option<&str>, name: &str| -> Vec<&'a BuildingRow> {
        let here = |building: &&BuildingRow| {
            compound.is_none_or(|compound| building.compound.as_deref().unwrap_or("") == compound)
        };
        let exact: Vec<_> = known.iter().filter(here).filter(|building| building.name == name).collect();
        let bare = building_name(name);
        match exact.is_empty() {
            true => known.iter().filter(here).filter(|b| Some(&b.name) == bare.as_ref()).collect(),
            false => exact,
        }
    };
    match name.split_once('/') {
        Some((compound, bare)) if known.iter().all(|building| building.name != name) => {
            of(Some(compound.trim()), bare.trim())
        }
        _ => of(None, name),
    }
}

/// How to say which is meant, when buildings are of several 小区.
pub(crate) fn choices(fitting: &[&BuildingRow]) -> Option<String> {
    let first = fitting.first()?;
    let several = fitting.iter().any(|building| building.compound != first.compound);
    let written =
        |building: &&BuildingRow| format!("{}/{}", building.compound.as_deref().unwrap_or(""), building.name);
    several.then(|| fitting.iter().map(written).collect::<Vec<_>>().join("、"))
}
