//! Any file → sheets of cells.
//!
//! Belongs here: finding out by content what a file is, getting every cell out of it, and surviving whatever the
//! file does (bombs, absurd counts, cut and flipped bytes). Does not belong here: what the cells mean; headers,
//! fields and people are the business of the layout step.
//!
//! The reading of an untrusted file runs in a child process of our own program under a memory cap
//! ([`Isolation::Child`]), which streams packed rows to us; nothing the file does reaches the office.

mod cell;
mod error;
mod limits;
mod spool;

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
    let _ = (path, isolation, limits, progress);
    Err(ReadError::UnknownFormat)
}

/// What the child process runs: reads `path` and writes the packed rows to `out`. Returns the exit code.
///
/// The parent starts `program args… PATH LIMITS`, where `LIMITS` is what [`Limits::to_arg`] gave;
/// the caller turns it back with [`Limits::from_arg`].
pub fn child_main(path: &Path, limits: &Limits, out: impl Write) -> i32 {
    let _ = (path, limits, out);
    1
}
