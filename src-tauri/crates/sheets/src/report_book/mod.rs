//! 日报 as a workbook for the street office: figures only, no names. 日报 is the day on one A4 page with room for signatures
//! and the seal; 分楼检测 is coverage by building; 分楼未检 is who is missing by building and reason, still as numbers.
//!
//! Not here: what the figures are (`louce_core::reports`), writing the file in place of an older one (publishing).

mod coverage;
mod front;
mod page;
mod styles;
mod untested;

use std::io::Write;
use std::path::Path;

use louce_core::reports::DailyReport;
use rust_xlsxwriter::{Workbook, XlsxError};

use crate::publish::{PublishError, publish};

/// Why the workbook could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportBookError {
    /// The workbook could not be made.
    #[error("日报表格无法生成：{0}")]
    Workbook(#[from] XlsxError),
    /// The place it goes to does not take it.
    #[error("日报写不进去：{0}")]
    Io(#[from] std::io::Error),
    /// The file could not be put in its place.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl ReportBookError {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Workbook(_) => "content",
            Self::Io(_) => "io",
            Self::Publish(error) => error.code(),
        }
    }
}

/// Writes the workbook of a day's report to a file, whole or not at all.
///
/// # Errors
/// [`ReportBookError`]; what was at `path` is then as it was.
pub fn save(report: &DailyReport, office_name: &str, path: &Path) -> Result<(), ReportBookError> {
    publish(path, |file| write(report, office_name, file))
}

/// Writes the workbook of a day's report.
///
/// # Errors
/// [`ReportBookError`].
pub fn write(report: &DailyReport, office_name: &str, out: &mut dyn Write) -> Result<(), ReportBookError> {
    let mut book = Workbook::new();
    front::write(book.add_worksheet(), report, office_name)?;
    coverage::write(book.add_worksheet(), report, office_name)?;
    untested::write(book.add_worksheet(), report, office_name)?;
    out.write_all(&book.save_to_buffer()?)?;
    Ok(())
}

/// "第3轮核酸检测（2022-03-16）"
fn round_label(round: &louce_core::reports::RoundCoverage) -> String {
    format!("第{}轮{}检测（{}）", round.round, round.kind_name(), round.date)
}
