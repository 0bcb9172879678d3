//! How much a file may ask of us, and in which process it is read.

use std::ffi::OsString;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Upper bounds. A million rows of thirty columns pass; what no honest ledger needs is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Cells in all sheets together.
    pub cells: u64,
    /// Bytes of the file, and of what it unpacks to.
    pub bytes: u64,
    /// Bytes of one text; a longer one is cut if it can be (and noted), else the file is refused.
    pub text: usize,
    /// Rows of one sheet; also the highest row kept.
    pub rows: u32,
    /// Columns of one sheet; cells further right are ignored.
    pub columns: u16,
    /// Merged areas of one sheet.
    pub merges: usize,
    /// Sheets.
    pub sheets: usize,
    /// Wall-clock seconds, and one more for every 20,000 rows that came and every 2 MiB of the file: an honest
    /// large file takes its time.
    pub seconds: u64,
    /// Address space of the child process, in bytes.
    pub address_space: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            cells: 40_000_000,
            bytes: 3 << 30,
            text: 1 << 20,
            rows: 1_048_576,
            columns: 16_384,
            merges: 1_000_000,
            sheets: 5_000,
            seconds: 20,
            address_space: 2816 << 20,
        }
    }
}

impl Limits {
    /// As one command-line argument for the child.
    pub fn to_arg(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From the child's argument; `None` if it is not what [`Limits::to_arg`] writes.
    pub fn from_arg(arg: &str) -> Option<Limits> {
        serde_json::from_str(arg).ok()
    }
}

/// In which process a file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Isolation {
    /// In this one: for tests, fuzzing and files we wrote ourselves. A panic is caught, an abort is not.
    InProcess,
    /// In a child process, started as `program args… PATH LIMITS`, that runs [`super::child_main`].
    Child {
        /// Our own executable.
        program: PathBuf,
        /// The hidden subcommand.
        args: Vec<OsString>,
    },
}
