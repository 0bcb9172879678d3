//! Any file → sheets of cells.
//!
//! Belongs here: finding out by content what a file is, getting every cell out of it, and surviving whatever the
//! file does (bombs, absurd counts, cut and flipped bytes). Does not belong here: what the cells mean; headers,
//! fields and people are the business of the layout step.
//!
//! The reading of an untrusted file runs in a child process of our own program under a memory cap
//! ([`Isolation::Child`]), which streams packed rows to us; nothing the file does reaches the office.

mod biff;
mod cell;
mod child;
mod codec;
mod collect;
mod error;
mod fills;
mod frames;
mod html;
mod iso;
mod limits;
mod ods;
mod ole;
mod open;
mod pack;
mod parts;
mod spool;
#[cfg(test)]
mod tests;
mod text;
mod vzip;
mod watch;
mod xls;
mod xlsx;
mod xml_spreadsheet;
mod xml_text;

pub use cell::{Cell, Format, Merge, Note, Row, Sheet, Workbook};
pub use error::{Excess, ReadError};
pub use limits::{Isolation, Limits};
pub use spool::{Rows, Spool};

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

/// Reads a file of any known kind into sheets of cells.
///
/// `progress` hears the number of rows so far about every few thousand rows (and while waiting, with an unchanged
/// number), and may break off, which gives [`ReadError::Cancelled`].
pub fn read_workbook(
    path: &Path,
    isolation: &Isolation,
    limits: &Limits,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Workbook, ReadError> {
    let mut into = collect::Collector::new(progress);
    match isolation {
        Isolation::InProcess => open::read_guarded(path, limits, &mut into),
        Isolation::Child { .. } => child::read(path, isolation, limits, &mut into),
    }?;
    let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let format = into.format.ok_or(ReadError::Damaged)?;
    Ok(Workbook { path: path.to_owned(), file_name, format, sheets: into.sheets })
}

/// What the child process runs: reads `path` and writes the packed rows to `out`. Returns the exit code.
///
/// The parent starts `program args… PATH LIMITS`, where `LIMITS` is what [`Limits::to_arg`] gave;
/// the caller turns it back with [`Limits::from_arg`]. Caps the memory of the whole process for good.
pub fn child_main(path: &Path, limits: &Limits, out: impl Write) -> i32 {
    child::run(path, limits, out)
}
