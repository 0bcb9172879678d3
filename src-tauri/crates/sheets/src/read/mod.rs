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

use std::ffi::OsString;
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

/// First argument of a program of ours that is started again to read one workbook.
const CHILD: &str = "read-one-workbook";

impl Isolation {
    /// In a child of this same program, whose `main` begins with [`run_if_child`].
    ///
    /// # Errors
    /// When the program's own file cannot be found.
    pub fn own_child() -> std::io::Result<Self> {
        Ok(Self::Child { program: std::env::current_exe()?, args: vec![CHILD.into()] })
    }
}

/// Reads one workbook and gives the exit code, when this process was started for that (see [`Isolation::own_child`]). `args`: all
/// of them, the program first.
pub fn run_if_child(args: &[OsString]) -> Option<i32> {
    let [_, word, path, limits] = args else { return None };
    if word != CHILD {
        return None;
    }
    let limits = Limits::from_arg(limits.to_str()?)?;
    Some(child_main(Path::new(path), &limits, std::io::stdout().lock()))
}

/// What the child process runs: reads `path` and writes the packed rows to `out`. Returns the exit code.
///
/// The parent starts `program args… PATH LIMITS`, where `LIMITS` is what [`Limits::to_arg`] gave;
/// the caller turns it back with [`Limits::from_arg`]. Caps the memory of the whole process for good.
pub fn child_main(path: &Path, limits: &Limits, out: impl Write) -> i32 {
    child::run(path, limits, out)
}
