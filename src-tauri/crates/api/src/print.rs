//! Paper 打印 on the wire: PDF files to print or keep.

use std::path::PathBuf;

use louce_print::{Paper, Printed, RosterOptions};
use louce_sheets::import::Progress;
use serde::Deserialize;

use crate::{Session, WireError};

/// A roster to be printed.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrintRosterRequest {
    /// 第几轮
    pub round: u32,
    /// Where to.
    pub file: PathBuf,
    /// Rows of buildings; without them all of the round.
    #[serde(default)]
    pub buildings: Option<Vec<i64>>,
    /// 大字版
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub large: bool,
    /// Full ID numbers and phones; recorded.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub unmasked: bool,
}

/// Another paper to be printed.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct PrintPaperRequest {
    /// Which.
    pub paper: Paper,
    /// Where to.
    pub file: PathBuf,
    /// Full phones, and what is said of illness and isolation; recorded.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub unmasked: bool,
}

/// Prints the roster of a round.
///
/// # Errors
/// `no_glyph`, `no_chinese_font`, `refused`; what publishing a file gives.
pub fn roster(session: &mut Session<'_>, request: PrintRosterRequest) -> Result<Printed, WireError> {
    let file = session.files.output(&request.file)?;
    let progress = &mut *session.progress;
    let mut hear = |done, total| progress(Progress { label: "排版", done, total });
    let options =
        RosterOptions { buildings: request.buildings, large: request.large, unmasked: request.unmasked };
    let printed =
        louce_print::roster(session.office, request.round, &file.path, &options, session.clock, &mut hear)?;
    Ok(Printed { file: file.named, ..printed })
}

/// Prints another paper.
///
/// # Errors
/// As [`roster`].
pub fn paper(session: &mut Session<'_>, request: PrintPaperRequest) -> Result<Printed, WireError> {
    let file = session.files.output(&request.file)?;
    let progress = &mut *session.progress;
    let mut hear = |done, total| progress(Progress { label: "排版", done, total });
    let (paper, unmasked) = (&request.paper, request.unmasked);
    let printed = louce_print::paper(session.office, paper, &file.path, unmasked, session.clock, &mut hear)?;
    Ok(Printed { file: file.named, ..printed })
}
