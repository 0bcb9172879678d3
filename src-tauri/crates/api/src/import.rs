//! Import 导入 on the wire.

use std::path::PathBuf;

use louce_sheets::import::{self, ImportOptions, ImportReport};
use louce_sheets::read::Limits;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};

use crate::{Session, WireError};

/// What to import.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ts_rs::TS)]
#[ts(optional_fields = nullable)]
#[serde(deny_unknown_fields)]
pub struct ImportRequest {
    /// Ledgers of any format.
    pub files: Vec<PathBuf>,
    /// Show what would come of it and change nothing.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub dry_run: bool,
    /// Where to put the rejected rows, in the user's own layout with a reason column.
    #[serde(default)]
    pub rejects: Option<PathBuf>,
}

/// What came of an import: counts of residents, and the fate of every row. Written without ever holding the rows twice.
#[derive(Debug, ts_rs::TS)]
#[ts(type = "Record<string, unknown>")]
pub struct ImportAnswer {
    /// Whether it was only tried.
    pub dry_run: bool,
    /// What came of it.
    pub report: ImportReport,
}

impl Serialize for ImportAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = &self.report;
        let mut answer = serializer.serialize_struct("ImportAnswer", 14)?;
        answer.serialize_field("created", &report.created)?;
        answer.serialize_field("updated", &report.updated)?;
        answer.serialize_field("unchanged", &report.unchanged)?;
        answer.serialize_field("conflicts", &report.conflicts)?;
        answer.serialize_field("rejected", &report.rejected)?;
        answer.serialize_field("households_created", &report.households_created)?;
        answer.serialize_field("empty_rooms", &report.empty_rooms)?;
        answer.serialize_field("operation", &report.operation)?;
        answer.serialize_field("flagged", &report.flagged)?;
        answer.serialize_field("skipped", &report.skipped)?;
        answer.serialize_field("dry_run", &self.dry_run)?;
        answer.serialize_field("rejects_file", &report.rejects_file)?;
        answer.serialize_field("sheets", &report.sheets)?;
        answer.serialize_field("rows", &Rows(report))?;
        answer.end()
    }
}

struct Rows<'a>(&'a ImportReport);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows())
    }
}

/// Imports ledgers in one operation.
///
/// # Errors
/// `file_…` when a file cannot be read, `nothing_to_import`, `cancelled`; nothing is changed then.
pub fn import(session: &mut Session<'_>, request: ImportRequest) -> Result<ImportAnswer, WireError> {
    let files: Vec<PathBuf> =
        request.files.iter().map(|file| session.files.input(file)).collect::<Result<_, _>>()?;
    let rejects = request.rejects.as_deref().map(|file| session.files.output(file)).transpose()?;
    let options = ImportOptions {
        dry_run: request.dry_run,
        isolation: session.isolation.clone(),
        limits: Limits::default(),
        rejects: rejects.as_ref().map(|file| file.path.as_path()),
        progress: session.progress,
    };
    let mut report = import::import(session.office, &files, options, session.clock)?;
    if report.rejects_file.is_some() {
        report.rejects_file = rejects.map(|file| file.named);
    }
    Ok(ImportAnswer { dry_run: request.dry_run, report })
}
