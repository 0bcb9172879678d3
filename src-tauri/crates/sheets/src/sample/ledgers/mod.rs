//! The office's ledgers, one file per kind, all fed building by building in one pass.
//!
//! Here: what a ledger is, and the notations they share. What the cells of each hold is in its own file.

mod alone;
mod flat;
mod isolation;
mod leaders;
mod phones;
mod priority;
mod returnees;
mod roster;
mod roster_cells;
mod tenants;

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

pub(super) use flat::write_flat;

use super::{
    Progress, SampleError,
    community::{STREET, World},
    person::{Building, Person, Place, PlaceKind},
};

/// A kind of workbook.
trait Ledger {
    /// Writes down what this building has for it.
    fn building(&mut self, building: &Building) -> Result<(), SampleError>;
    /// Totals, footers, and the file.
    fn finish(self: Box<Self>) -> Result<PathBuf, SampleError>;
}

/// Writes every ledger.
pub(super) fn write_all(
    mut world: World,
    dir: &Path,
    progress: Progress<'_>,
) -> Result<Vec<PathBuf>, SampleError> {
    let total = world.buildings();
    let mut ledgers: Vec<Box<dyn Ledger>> = vec![
        Box::new(roster::Roster::new(dir, total)?),
        Box::new(alone::Alone::new(dir)?),
        Box::new(priority::Priority::new(dir)?),
        Box::new(phones::PhoneUpdates::new(dir)?),
        Box::new(tenants::Tenants::new(dir)?),
        Box::new(isolation::Isolation::new(dir)?),
        Box::new(leaders::Leaders::new(dir)?),
        Box::new(returnees::Returnees::new(dir)?),
    ];
    while let Some(building) = world.next_building() {
        for ledger in &mut ledgers {
            ledger.building(&building)?;
        }
        if progress((building.index + 1).min(total), total).is_break() {
            return Err(SampleError::Cancelled);
        }
    }
    ledgers.into_iter().map(|ledger| ledger.finish()).collect()
}

/// How an address is written in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    /// `12号402室`, with entrances `12号楼2单元402室`
    Plain,
    /// `12-402`, with entrances `6-2-301`
    Dashed,
    /// `延春路99弄12号402室`
    Full,
    /// `402`, with entrances `2-301`: the building is in the sheet's name
    Bare,
}

impl Place {
    fn written(&self, notation: Notation) -> String {
        let Self { building, unit, room, kind } = self;
        match (kind, notation) {
            (PlaceKind::Collective, _) => "集体户".to_owned(),
            (PlaceKind::Villa, _) => format!("别墅{building}号"),
            (PlaceKind::Shop, Notation::Bare) => room.clone(),
            (PlaceKind::Shop, _) => format!("{building}号{room}"),
            (PlaceKind::Residence, Notation::Plain) if unit.is_empty() => format!("{building}号{room}室"),
            (PlaceKind::Residence, Notation::Plain) => format!("{building}号楼{unit}单元{room}室"),
            (PlaceKind::Residence, Notation::Dashed) if unit.is_empty() => format!("{building}-{room}"),
            (PlaceKind::Residence, Notation::Dashed) => format!("{building}-{unit}-{room}"),
            (PlaceKind::Residence, Notation::Full) if unit.is_empty() => {
                format!("{STREET}{building}号{room}室")
            }
            (PlaceKind::Residence, Notation::Full) => format!("{STREET}{building}号楼{unit}单元{room}室"),
            (PlaceKind::Residence, Notation::Bare) if unit.is_empty() => room.clone(),
            (PlaceKind::Residence, Notation::Bare) => format!("{unit}-{room}"),
        }
    }
}

/// `1938.5.12`
fn dotted(day: NaiveDate) -> String {
    format!("{}.{}.{}", day.year(), day.month(), day.day())
}

/// `1938年5月12日`
fn chinese(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// The phones in one cell, the separator changing from person to person.
fn phones_cell(person: &Person, turn: u32) -> String {
    let separator = match turn % 4 {
        0 => "/",
        1 => "、",
        2 => "；",
        _ => " ",
    };
    person.phones.join(separator)
}

/// Each building's people who are in the roster, with their place.
fn roster_people(building: &Building) -> impl Iterator<Item = (&Place, &Person)> {
    everybody(building).filter(|(_, person)| person.in_roster())
}

/// Each building's people, with their place.
fn everybody(building: &Building) -> impl Iterator<Item = (&Place, &Person)> {
    building.doors.iter().flat_map(|door| door.people().iter().map(move |person| (&door.place, person)))
}
