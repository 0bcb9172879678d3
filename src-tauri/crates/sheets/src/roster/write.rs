//! Writing the roster workbook: one building at a time, straight from the office into the file.

use std::io::{Seek, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use louce_core::testing::{self, Round, RoundBuilding};
use louce_core::{Clock, Office, Op, OpKind, Reader, exports, places};

use super::RosterError;
use super::key::Seal;
use super::rows::{Looks, Sheet};
use super::summary::{self, Line};
use crate::book::{self, SheetNames};
use crate::publish::publish;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Exported {
    /// Where.
    pub file: PathBuf,
    /// Sheets of buildings.
    pub sheets: u32,
    /// People on them.
    pub people: u32,
    /// The operation that recorded it, when it shows full numbers.
    pub operation: Option<i64>,
}

/// Writes the roster workbook of a round to `target`. ID numbers and phones are masked unless `unmasked`, which is recorded
/// before the file is published. `progress` hears sheets done and in all, and may cancel.
///
/// # Errors
/// [`RosterError`]; the target is as it was then.
pub fn export(
    office: &mut Office,
    number: u32,
    target: &Path,
    unmasked: bool,
    clock: Clock,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<Exported, RosterError> {
    let round = testing::round(office.reader(), number)?;
    publish(target, |draft| {
        let mut done = {
            let _snapshot = exports::snapshot(office.reader())?;
            let (sheets, people) = write_book(office.reader(), &round, draft, unmasked, progress)?;
            Exported { file: target.to_owned(), sheets, people, operation: None }
        };
        if unmasked {
            let summary = format!("导出不打码名册：{}，{}人", round.title(), done.people);
            let op = Op::new(OpKind::Export, summary);
            let file = target.to_string_lossy();
            let outcome =
                office.transact(op, clock, |tx| exports::record(tx, "roster", &file, done.people, clock))?;
            done.operation = outcome.operation;
        }
        Ok(done)
    })
}

/// Writes the workbook into anything; sheets and people.
pub(super) fn write_book(
    reader: Reader<'_>,
    round: &Round,
    out: impl Write + Seek + Send,
    unmasked: bool,
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Result<(u32, u32), RosterError> {
    let figures = testing::figures(reader, round)?;
    let mut compounds: Vec<&str> = figures.buildings.iter().filter_map(|b| b.compound.as_deref()).collect();
    compounds.sort_unstable();
    compounds.dedup();
    let several = compounds.len() > 1;

    let lines = book::write_book(out, |book| -> Result<Vec<Line>, RosterError> {
        let looks = Looks::new(book);
        let mut names = SheetNames::default();
        let first = names.name(summary::NAME);
        let mut lines: Vec<Line> = Vec::new();
        let total = figures.buildings.len() as u64;
        for (done, building) in (0u64..).zip(&figures.buildings) {
            if progress(done, total).is_break() {
                return Err(RosterError::Cancelled);
            }
            let label = building_title(building, several);
            let mut sheet = Sheet::new(book, &looks, round, building, &label, unmasked, Seal::of(round));
            // The name is settled when there is something to write: a building of nothing gets no sheet.
            testing::roster(reader, round, building.id, |row| sheet.push(row, &mut names))?;
            lines.extend(sheet.finish(&mut names)?);
        }
        summary::write(book, &looks, &first, round, &figures, &lines)?;
        Ok(lines)
    })?;
    let people = lines.iter().map(|line| line.listed).sum();
    Ok((u32::try_from(lines.len()).unwrap_or(u32::MAX), people))
}

/// "12号楼"; with the compound when there are several.
pub fn building_title(building: &RoundBuilding, several: bool) -> String {
    if building.id.is_none() {
        return "地址待核".to_owned();
    }
    let label = places::title(&building.building);
    match &building.compound {
        Some(compound) if several => format!("{compound}{label}"),
        _ => label,
    }
}
