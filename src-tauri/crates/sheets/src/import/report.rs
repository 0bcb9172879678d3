//! What came of every row, small enough to hold for a million of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use louce_core::questions::QuestionKind;
use serde::Serialize;

use super::decide_many::DecidedMany;
use crate::layout::{Column, Layout, NoTable};
use crate::read::Sheet;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 新增一人
    Created,
    /// 改动或补充了已有的人
    Updated,
    /// 与底册一致
    Unchanged,
    /// 待定
    Conflict,
    /// 退回
    Rejected,
    /// 空关房等没有人的房屋
    EmptyRoom,
    /// 楼栋、网格的负责人
    Building,
    /// 表头、合计、空行等
    Skipped,
}

/// How a row found its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchedBy {
    /// 证件号
    IdNumber,
    /// 姓名 + 房号
    NameAndRoom,
    /// 姓名 + 出生年份
    NameAndBirthYear,
}

impl MatchedBy {
    fn reason(self) -> &'static str {
        match self {
            Self::IdNumber => "按证件号匹配到底册中的人",
            Self::NameAndRoom => "按姓名和房号匹配到底册中的人",
            Self::NameAndBirthYear => "按姓名和出生年份匹配到底册中的人",
        }
    }
}

/// One cell, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CellChange {
    /// Field, Chinese.
    pub field: String,
    /// What the office had.
    pub old: Option<String>,
    /// What it has now.
    pub new: Option<String>,
}

/// A row's outcome as kept.
#[derive(Debug)]
pub(super) struct Logged {
    pub sheet: u16,
    pub row: u32,
    pub outcome: Outcome,
    pub by: Option<MatchedBy>,
    pub detail: Option<Box<Detail>>,
}

/// What most rows do not have.
#[derive(Debug, Default)]
pub(super) struct Detail {
    pub reasons: Vec<String>,
    pub changes: Vec<CellChange>,
    /// Whom the row names, and the door; only when asked for.
    pub who: Option<Box<(String, String)>>,
}

/// A row's outcome as shown.
#[derive(Debug, Clone, Serialize)]
pub struct RowEntry<'a> {
    /// File.
    pub file: &'a str,
    /// Sheet.
    pub sheet: &'a str,
    /// Row as Excel shows it.
    pub row: u32,
    /// What became of it.
    pub outcome: Outcome,
    /// Name and door as the row has them, when they were asked for.
    #[serde(skip)]
    pub who: Option<&'a (String, String)>,
    /// Why, in Chinese; flagged cells among them.
    pub reasons: Vec<&'a str>,
    /// Cell by cell.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub changes: &'a [CellChange],
}

/// A sheet as it was understood.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct SheetReport {
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Why it was passed over, when it was.
    pub skipped: Option<String>,
    /// 台账种类 code.
    pub ledger: Option<&'static str>,
    /// 楼号 from the sheet's name or title.
    pub building: Option<String>,
    /// Header fingerprint: what a corrected mapping is remembered by.
    pub fingerprint: Option<String>,
    /// Columns as (header, field).
    pub columns: Vec<(String, String)>,
    /// What a person should know of the sheet as a whole, in Chinese.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl SheetReport {
    pub(super) fn skipped(file: &str, sheet: &str, why: NoTable) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            skipped: Some(why.to_string()),
            ledger: None,
            building: None,
            fingerprint: None,
            columns: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn left_out(file: &str, sheet: &str) -> Self {
        Self {
            skipped: Some("按要求没有导入".to_owned()), ..Self::skipped(file, sheet, NoTable::Empty)
        }
    }

    pub(super) fn understood(file: &str, sheet: &Sheet, layout: &Layout) -> Self {
        let column = |column: &Column| (column.header.clone(), column.field.code().into_owned());
        Self {
            file: file.to_owned(),
            sheet: sheet.name.clone(),
            skipped: None,
            ledger: Some(layout.ledger.code()),
            building: layout.building.clone(),
            fingerprint: Some(layout.fingerprint.clone()),
            columns: layout.columns.iter().map(column).collect(),
            notes: sheet.notes.iter().map(ToString::to_string).collect(),
        }
    }
}

/// A question raised.
#[derive(Debug)]
pub(super) struct Asked {
    pub id: i64,
    pub kind: QuestionKind,
    pub field: Option<String>,
    pub reason: String,
}

/// Questions that ask the same: to be answered by one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct AskedGroup {
    /// What is asked.
    pub kind: QuestionKind,
    /// Field code, when a field is asked about.
    pub field: Option<String>,
    /// In Chinese.
    pub reason: String,
    /// How many.
    pub count: u32,
}

impl AskedGroup {
    /// The most frequent first.
    pub(super) fn of(asked: &[Asked]) -> Vec<Self> {
        let mut counts = BTreeMap::<(QuestionKind, Option<&str>, &str), u32>::new();
        for each in asked {
            *counts.entry((each.kind, each.field.as_deref(), &each.reason)).or_default() += 1;
        }
        let group = |((kind, field, reason), count): ((QuestionKind, Option<&str>, &str), u32)| Self {
            kind,
            field: field.map(str::to_owned),
            reason: reason.to_owned(),
            count,
        };
        let mut groups: Vec<Self> = counts.into_iter().map(group).collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        groups
    }
}

/// What came of an import. Counts are of rows about residents.
#[derive(Debug, Default)]
pub struct ImportReport {
    /// People added.
    pub created: u32,
    /// People changed.
    pub updated: u32,
    /// Rows that agree with the office.
    pub unchanged: u32,
    /// Rows that raised a question.
    pub conflicts: u32,
    /// Rows that could not be taken.
    pub rejected: u32,
    /// Rows of no one: headers, totals, blanks.
    pub skipped: u32,
    /// Rows with a cell that a person should look at.
    pub flagged: u32,
    /// Households made.
    pub households_created: u32,
    /// Rooms that nobody lives in, newly noted.
    pub empty_rooms: u32,
    /// The operation; `None` for a dry run or when nothing changed.
    pub operation: Option<i64>,
    /// Sheets as they were understood.
    pub sheets: Vec<SheetReport>,
    /// Where the rejected rows were written.
    pub rejects_file: Option<PathBuf>,
    /// Questions raised, by what they ask.
    pub asked: Vec<AskedGroup>,
    /// What the rules did with them.
    pub decided: DecidedMany,
    pub(super) rows: Vec<Logged>,
}

impl ImportReport {
    /// Every row, in the order they were taken.
    pub fn rows(&self) -> impl Iterator<Item = RowEntry<'_>> {
        self.rows.iter().map(|logged| {
            let (file, sheet) = self
                .sheets
                .get(usize::from(logged.sheet))
                .map_or(("", ""), |sheet| (&sheet.file, &sheet.sheet));
            let detail = logged.detail.as_deref();
            let by = logged.by.map(MatchedBy::reason);
            RowEntry {
                file,
                sheet,
                row: logged.row,
                outcome: logged.outcome,
                who: detail.and_then(|detail| detail.who.as_deref()),
                reasons: by
                    .into_iter()
                    .chain(detail.into_iter().flat_map(|detail| detail.reasons.iter().map(String::as_str)))
                    .collect(),
                changes: detail.map_or(&[], |detail| &detail.changes),
            }
        })
    }

    pub(super) fn log(&mut self, logged: Logged) {
        match logged.outcome {
            Outcome::Created => self.created += 1,
            Outcome::Updated => self.updated += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Conflict => self.conflicts += 1,
            Outcome::Rejected => self.rejected += 1,
            Outcome::Skipped => self.skipped += 1,
            Outcome::EmptyRoom | Outcome::Building => {}
        }
        self.rows.push(logged);
    }

    /// "新增 5500 人，…" for the list of operations.
    pub fn in_words(&self) -> String {
        let counts = [
            ("新增", self.created, "人"),
            ("改动", self.updated, "人"),
            ("待定", self.conflicts, "行"),
            ("退回", self.rejected, "行"),
            ("新建", self.households_created, "户"),
            ("空房", self.empty_rooms, "间"),
        ];
        let words: Vec<String> = counts
            .iter()
            .filter(|(_, n, _)| *n > 0)
            .map(|(verb, n, unit)| format!("{verb} {n} {unit}"))
            .collect();
        let mut words = if words.is_empty() { "没有变化".to_owned() } else { words.join("，") };
        if !self.decided.in_words.is_empty() {
            words.push_str(&format!("（{}）", self.decided.in_words));
        }
        words
    }
}
