//! What reading a filled roster back comes to.

use std::collections::BTreeMap;

/// One cell, before and after.
pub use crate::import::CellChange;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    /// 已采样
    Tested,
    /// 未采样
    Untested,
    /// A phone or remark changed, no mark.
    Updated,
    /// Nothing new.
    Unchanged,
    /// 新增人员
    Newcomer,
    /// 需要人来核对
    Conflict,
    /// 不知道是谁
    Unknown,
}

/// A row of the filled roster and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct PlanRow {
    /// Sheet.
    pub sheet: String,
    /// As Excel shows it.
    pub row: u32,
    /// What became of it.
    pub outcome: RowOutcome,
    /// Whose it is.
    pub resident: Option<i64>,
    /// 姓名 as on the sheet.
    pub name: String,
    /// Cells of the roster that change.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<CellChange>>", optional)]
    pub changes: Vec<CellChange>,
    /// In Chinese.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub reasons: Vec<String>,
}

/// What came, or would come, of a filled roster.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct RecordReport {
    /// 第几轮
    pub round: u32,
    /// Whether nothing was changed.
    pub dry_run: bool,
    /// Newly tested.
    pub tested: u32,
    /// Newly untested, by reason.
    pub untested: BTreeMap<String, u32>,
    /// People of whom the sheet says nothing new.
    pub unchanged: u32,
    /// People added.
    pub newcomers: u32,
    /// People whose phone or remark changed.
    pub updated: u32,
    /// Rows a person must look at.
    pub conflicts: u32,
    /// Rows of nobody known.
    pub unknown: u32,
    /// The operation, unless nothing changed.
    pub operation: Option<i64>,
    /// Every row that is about somebody.
    pub rows: Vec<PlanRow>,
}
