//! Whom a row means: by ID, else by name and room, else by name and year of birth. What is ambiguous is said to be so.

use louce_core::residents::{self, Field as Fact, Resident};
use louce_core::values::Birth;
use louce_core::{Reader, Result};

use super::incoming::Incoming;
use super::index::{Index, name_key};
use super::report::MatchedBy;

/// Whom a row means.
pub(super) enum Meant {
    /// Nobody the office knows.
    Nobody,
    /// This resident.
    One(Box<Resident>, MatchedBy),
    /// Perhaps one of these; a person has to say.
    Unclear(Vec<i64>, &'static str),
}

/// Finds the person of a row.
pub(super) fn find(reader: Reader<'_>, index: &mut Index, row: &Incoming) -> Result<Meant> {
    if let Some(number) = row.id_number()
        && let Some(id) = index.by_id(number)
        && let Some(resident) = residents::get(reader, id)?
        && resident.facts.get(Fact::IdNumber) == Some(number)
    {
        return Ok(Meant::One(Box::new(resident), MatchedBy::IdNumber));
    }
    if let Some(door) = &row.door {
        let in_rooms = |rooms: &[i64]| -> Vec<i64> {
            rooms.iter().flat_map(|room| index.by_room_and_name(*room, &row.name_key)).collect()
        };
        let mut same_name = in_rooms(&index.possible_rooms(door));
        if same_name.is_empty() {
            same_name = in_rooms(index.room_without_unit(door).as_slice());
        }
        if !same_name.is_empty() {
            return choose(reader, row, same_name, MatchedBy::NameAndRoom);
        }
    }
    if let Some(birth) = row.birth() {
        let same = index.by_name_and_year(reader, row, birth.year)?;
        let mut agreeing = Vec::new();
        for id in same {
            if let Some(resident) = residents::get(reader, id)?
                && disagreement(row, &resident).is_none()
            {
                agreeing.push(id);
            }
        }
        if !agreeing.is_empty() {
            return choose(reader, row, agreeing, MatchedBy::NameAndBirthYear);
        }
    }
    Ok(Meant::Nobody)
}

/// Of people with the right name, those that nothing speaks against.
fn choose(reader: Reader<'_>, row: &Incoming, candidates: Vec<i64>, by: MatchedBy) -> Result<Meant> {
    let mut fitting = Vec::new();
    let mut against = None;
    for id in &candidates {
        let Some(resident) = residents::get(reader, *id)? else { continue };
        if name_key(resident.facts.get(Fact::Name).unwrap_or("")) != row.name_key {
            continue;
        }
        match disagreement(row, &resident) {
            None => fitting.push(resident),
            Some(why) => against = Some(why),
        }
    }
    if fitting.len() > 1 {
        let ids = fitting.iter().map(|resident| resident.id).collect();
        return Ok(Meant::Unclear(ids, "底册中有几个同名的人都对得上"));
    }
    Ok(match (fitting.pop(), against) {
        (Some(resident), _) => Meant::One(Box::new(resident), by),
        (None, Some(why)) => Meant::Unclear(candidates, why),
        (None, None) => Meant::Nobody,
    })
}

/// What speaks against the row and the resident being one person.
fn disagreement(row: &Incoming, resident: &Resident) -> Option<&'static str> {
    if let (Some(theirs), Some(ours)) = (row.id_number(), resident.facts.get(Fact::IdNumber))
        && theirs != ours
    {
        return Some("姓名和房号相同，证件号不同");
    }
    let ours = resident.facts.get(Fact::Birth).and_then(Birth::from_stored);
    if let (Some(theirs), Some(ours)) = (row.birth(), ours)
        && !theirs.agrees_with(&ours)
    {
        return Some("姓名和房号相同，出生日期不同");
    }
    let sex = |facts: &residents::ResidentFacts| facts.get(Fact::Sex).map(str::to_owned);
    if let (Some(theirs), Some(ours)) = (sex(&row.facts), sex(&resident.facts))
        && theirs != ours
    {
        return Some("姓名和房号相同，性别不同");
    }
    None
}
