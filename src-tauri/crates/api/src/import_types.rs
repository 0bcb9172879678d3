//! What the steps of an import say on the wire; the steps themselves are in [`crate::import_plan`].

use std::path::PathBuf;

use louce_sheets::import::{AskedGroup, CellChange, LeftOpen, Outcome};
use serde::{Deserialize, Serialize};

use crate::questions::DecideRule;

/// Files to look at, with what a person set right.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PlanRequest {
    /// Handles of files; without them those of the open plan. With nothing said the plan is answered as it stands.
    #[serde(default)]
    pub files: Option<Vec<PathBuf>>,
    /// Handles of files that come to those of the open plan.
    #[serde(default)]
    pub more: Option<Vec<PathBuf>>,
    /// Sheets set right or left out, the others are as detected; without them as said before of the files of the open plan.
    #[serde(default)]
    pub corrections: Option<Vec<SheetCorrection>>,
    /// How questions will be answered when it is applied, the others stay open; without it as said before.
    #[serde(default)]
    pub rules: Option<Vec<DecideRule>>,
}

/// A sheet set right.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SheetCorrection {
    /// Position of the file, as in [`PlannedSheet`].
    pub file: u32,
    /// Position of the sheet.
    pub sheet: u32,
    /// Do not take it.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub leave_out: bool,
    /// Row of the header as Excel shows it.
    #[serde(default)]
    pub header_row: Option<u32>,
    /// Bare: "12".
    #[serde(default)]
    pub building: Option<String>,
    /// Columns set right; remembered for the same headers when the import is done.
    #[serde(default)]
    #[ts(as = "Option<Vec<ColumnCorrection>>", optional)]
    pub columns: Vec<ColumnCorrection>,
}

/// A column set right.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ColumnCorrection {
    /// 0-based.
    pub col: u16,
    /// What it holds: a code of `import_fields`.
    pub field: String,
}

/// What a column can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FieldChoice {
    /// For programs.
    pub code: String,
    /// For people.
    pub name: &'static str,
}

/// A column as it was understood.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct PlannedColumn {
    /// 0-based.
    pub col: u16,
    /// As written; "" where there is none.
    pub header: String,
    /// A code of `import_fields`.
    pub field: String,
    /// In Chinese.
    pub field_name: &'static str,
    /// A person should look at it.
    pub doubtful: bool,
    /// A person said so, now or before.
    pub remembered: bool,
    /// The first values in it.
    pub samples: Vec<String>,
}

/// A line at the top of a sheet.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct TopRow {
    /// Row as Excel shows it.
    pub row: u32,
    /// By column.
    pub cells: Vec<String>,
}

/// A sheet as it was understood.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct PlannedSheet {
    /// Position of the file.
    pub file: u32,
    /// Position of the sheet in it.
    pub sheet: u32,
    /// Name of the file.
    pub file_name: String,
    /// Name of the sheet.
    pub name: String,
    /// Rows with anything in them.
    pub rows: u32,
    /// A person said it is not to be taken.
    pub left_out: bool,
    /// Why it is passed over, when it is.
    pub skipped: Option<String>,
    /// 台账种类 code.
    pub ledger: Option<&'static str>,
    /// 楼号 for rows that do not say another.
    pub building: Option<String>,
    /// Row of the header as Excel shows it; null for a table without one.
    pub header_row: Option<u32>,
    /// Every column.
    pub columns: Vec<PlannedColumn>,
    /// The first lines as they stand.
    pub top: Vec<TopRow>,
}

/// Counts of rows about residents.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct ImportCounts {
    /// People added.
    pub created: u32,
    /// People changed.
    pub updated: u32,
    /// Rows that agree with the office.
    pub unchanged: u32,
    /// Rows that raise a question.
    pub conflicts: u32,
    /// Rows that cannot be taken.
    pub rejected: u32,
    /// Rows of no one: headers, totals, blanks.
    pub skipped: u32,
    /// Rows with a cell that a person should look at.
    pub flagged: u32,
    /// Households made.
    pub households_created: u32,
    /// Rooms that nobody lives in, newly noted.
    pub empty_rooms: u32,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FailedFile {
    /// Its handle.
    pub file: String,
    /// Its name.
    pub name: String,
    /// Why, for programs.
    pub code: &'static str,
    /// Why, in Chinese.
    pub why: String,
}

/// What would come of the files.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct ImportPlan {
    /// Every sheet.
    pub sheets: Vec<PlannedSheet>,
    /// What would come of them.
    pub counts: ImportCounts,
    /// "新增 5500 人，…"
    pub in_words: String,
    /// What was said of the sheets.
    pub corrections: Vec<SheetCorrection>,
    /// What it would ask, the most frequent first.
    pub asked: Vec<AskedGroup>,
    /// How that will be answered.
    pub rules: Vec<DecideRule>,
    /// Files that could not be read; they have no position among those of the sheets.
    pub failed: Vec<FailedFile>,
}

/// Which rows of the plan.
#[derive(Debug, Clone, Serialize, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PlanRowsRequest {
    /// Only these; without it all but the skipped.
    #[serde(default)]
    pub outcomes: Option<Vec<Outcome>>,
    /// Only of the file of this name.
    #[serde(default)]
    pub file: Option<String>,
    /// Only of the sheet of this name.
    #[serde(default)]
    pub sheet: Option<String>,
    /// Only rows with a cell that a person should look at.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub flagged: bool,
    /// Passing over so many.
    pub from: u32,
    /// At most so many.
    pub count: u32,
}

/// A row of the plan.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct PlannedRow {
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Row as Excel shows it.
    pub row: u32,
    /// What would become of it.
    pub outcome: Outcome,
    /// 姓名 as the row has it; null for rows of no one.
    pub name: Option<String>,
    /// "12号楼2单元402室", or the address as written.
    pub door: Option<String>,
    /// Why, in Chinese; flagged cells among them.
    pub reasons: Vec<String>,
    /// Cell by cell.
    pub changes: Vec<CellChange>,
}

/// Rows of the plan.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct PlanRows {
    /// How many there are in all.
    pub total: u32,
    /// Those asked for.
    pub rows: Vec<PlannedRow>,
}

/// How to do it.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(default, deny_unknown_fields)]
pub struct ApplyRequest {
    /// Write the rejected rows into a workbook.
    #[ts(as = "Option<bool>", optional)]
    pub rejects: bool,
}

/// An import done.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Imported {
    /// What came of it.
    pub counts: ImportCounts,
    /// "新增 5500 人，…"
    pub in_words: String,
    /// The operation; null when nothing changed.
    pub operation: Option<i64>,
    /// Questions that the rules answered.
    pub decided: u32,
    /// Questions that stay open although a rule meant them.
    pub left: Vec<LeftOpen>,
    /// Handle of the workbook of rejected rows, when there are any.
    pub rejects: Option<PathBuf>,
}
