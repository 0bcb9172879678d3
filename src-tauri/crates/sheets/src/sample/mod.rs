//! A fictional community, written as the messy workbooks an office really has.
//!
//! Two layers: the truth (`community` and what it is made of: places, families, circumstances) and the `ledgers`, one
//! file per kind of workbook, which write the same people down with titles, merges, totals, mixed notations and slips of
//! the pen. Everything follows from a size and a seed: the same seed gives the same cells. Nothing here uses the parsers
//! or the reader, so that each tests the other. All people are invented.

mod circumstances;
mod community;
mod family;
mod identity;
mod ledgers;
mod names;
mod person;
mod rng;
mod write;

#[cfg(test)]
mod tests;

use std::{
    io,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

pub use community::{BuildingCounts, Community, Contradiction, NAME, STREET, Totals, as_of, community};
pub use person::{Disagreement, Place, PlaceKind};

/// Above this an Excel sheet would run out of rows.
pub const MOST_HOUSEHOLDS: u32 = 2_000_000;

/// Why no sample was written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// More households than [`MOST_HOUSEHOLDS`], or more residents than a sheet has rows.
    #[error("样本太大：{asked}，最多 {most}")]
    TooBig {
        /// What was asked for.
        asked: u32,
        /// What is possible.
        most: u32,
    },
    /// The folder or a file cannot be written.
    #[error("无法写入样本文件：{0}")]
    Io(#[from] io::Error),
    /// A workbook cannot be written.
    #[error("无法写出样本工作簿：{0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The caller asked to stop.
    #[error("已取消")]
    Cancelled,
}

impl SampleError {
    /// For programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooBig { .. } => "sample_too_big",
            Self::Io(_) => "sample_io",
            Self::Workbook(_) => "sample_workbook",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Told how many buildings of how many are done; may stop the work.
pub type Progress<'a> = &'a mut dyn FnMut(u32, u32) -> ControlFlow<()>;

/// Writes the ledgers of a community of so many households into a folder (made if it is missing) and returns their
/// paths, in the order an office would import them: the roster first.
///
/// Each file is written beside and renamed; a ledger of the same name is replaced.
pub fn write_community(
    households: u32,
    seed: u64,
    dir: &Path,
    progress: Progress<'_>,
) -> Result<Vec<PathBuf>, SampleError> {
    if households > MOST_HOUSEHOLDS {
        return Err(SampleError::TooBig { asked: households, most: MOST_HOUSEHOLDS });
    }
    std::fs::create_dir_all(dir)?;
    ledgers::write_all(community::World::new(households, seed), dir, progress)
}

/// Writes one clean sheet of exactly so many residents over (up to) 100 buildings: one header row, ten columns, every cell as it
/// should be. For benchmarks.
pub fn write_flat_roster(residents: u32, seed: u64, path: &Path) -> Result<(), SampleError> {
    ledgers::write_flat(residents, seed, path)
}
