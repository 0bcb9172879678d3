//! From cells to facts, one sheet at a time: the "match" step of import.
//!
//! Belongs here: header words, the shapes of ledgers, which rows speak of nobody, what a row's cells say together.
//! Does not belong here: reading files (`read`), and what the office already knows (the plan). A guess that could be
//! wrong becomes a [`Flag`], never a silent value.
//!
//! ```text
//! detect(sheet) → Layout          which rows are headers, which column holds what
//! RowReader::read(row) → RowOutcome   what the row says, or why it is passed over
//! ```
mod aliases;
mod columns;
mod detect;
mod facts;
mod field;
mod habits;
mod header;
mod isolation;
mod ledger;
mod mine;
mod person;
mod place;
mod reader;
mod row;
mod shape;
mod skip;
mod text;
mod words;

use std::fmt;
use std::ops::Range;

use louce_core::values::{SexCoding, TagKind};

pub use detect::{Remembered, Told, detect, detect_told};
pub use facts::{
    ContactFact, ContactRole, Flag, FlagWhy, Mark, PresenceFact, RejectReason, ResponsibleFact,
    ResponsibleRole, RoomState, RowFacts, RowKind, RowOutcome, SkipReason, TagFact,
};
pub use field::Field;
pub use reader::RowReader;
pub(crate) use text::{cell_text, is_ditto};

/// How a column came to its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// By its header.
    Alias,
    /// By the shape of its values.
    Shape,
    /// A person said so for the same headers before.
    Remembered,
}

/// 列: a column and what it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// 0-based column.
    pub col: u16,
    /// The header as written; two-row headers joined by `/`; empty where there is none.
    pub header: String,
    /// What it holds.
    pub field: Field,
    /// How that was found.
    pub how: By,
    /// 0–1; what is below 0.8 deserves a person's look.
    pub confidence: f32,
}

/// 台账种类: what a sheet is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerKind {
    /// 花名册: persons with their rooms.
    Roster,
    /// A ledger of special populations, from title, sheet or file name. Rows carry the tag already when it is clear.
    Special(Vec<TagKind>),
    /// 隔离台账
    Isolation,
    /// 返(来)人员
    Returnees,
    /// 采样记录
    TestRecord,
    /// 签到表, household by household: 住几人, 已做几人.
    SignIn,
    /// 通讯录
    Phones,
    /// One row per household, headed by 户主.
    Households,
    /// 楼组长/网格员 by building; no residents.
    Responsible,
    /// None of these.
    Unknown,
}

impl LedgerKind {
    /// For programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::Special(_) => "special",
            Self::Isolation => "isolation",
            Self::Returnees => "returnees",
            Self::TestRecord => "test_record",
            Self::SignIn => "sign_in",
            Self::Phones => "phones",
            Self::Households => "households",
            Self::Responsible => "responsible",
            Self::Unknown => "unknown",
        }
    }

    /// Whether a yellow row is a fact about its person: on lists that are painted as people are done.
    pub fn keeps_yellow(&self) -> bool {
        matches!(self, Self::TestRecord | Self::SignIn)
    }
}

/// Why a sheet holds no ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoTable {
    /// 空表
    Empty,
    /// Neither headers nor values of persons or rooms: a cover page, notes, statistics.
    NoPeople,
}

impl NoTable {
    /// For programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty_sheet",
            Self::NoPeople => "no_people",
        }
    }
}

impl fmt::Display for NoTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "空工作表",
            Self::NoPeople => "没有找到人员或房屋的表格（可能是封面、说明或统计表）",
        })
    }
}

/// 版式: where a sheet's table stands and what its columns hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// 0-based rows of the header; empty for a table without one.
    pub header_rows: Range<u32>,
    /// 0-based first row under the header.
    pub first_data_row: u32,
    /// Every column with a header or values, ascending.
    pub columns: Vec<Column>,
    /// The lines above the header.
    pub title: Vec<String>,
    /// 楼号 that the sheet's name, its title or the file's name gives to all its rows.
    pub building: Option<String>,
    /// 单元, likewise.
    pub unit: Option<String>,
    /// What the sheet is about.
    pub ledger: LedgerKind,
    /// How digits code the sex.
    pub sex_coding: SexCoding,
    /// Serial days count from 1904 (the workbook's flag, unless the IDs beside the birth dates prove it wrong).
    pub uses_1904: bool,
    /// Stable over files with the same headers in the same columns.
    pub fingerprint: String,
    /// No column says the building; `building` does.
    pub single_building_sheet: bool,
    /// The address stands in one column.
    pub one_address_column: bool,
    /// What reading rows needs besides.
    pub(crate) habits: Habits,
}

impl Layout {
    /// The first column that holds `field`.
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.field == field)
    }

    /// Whether any column holds `field`.
    pub fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }
}

/// What the sample of rows taught about the sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Habits {
    /// The header's lines as (column, normalised text), to know a repetition.
    pub header_lines: Vec<Vec<(u16, String)>>,
    /// The name column is headed 户主: whoever stands there is the head.
    pub name_is_head: bool,
    /// Many ID texts end in 000: they went through a number once.
    pub ids_cut: bool,
    /// 0/1 for the sex and no ID to tell which is which.
    pub sex_digits_unclear: bool,
    /// Columns of a place left blank under the first member (a merged column flattened to text).
    pub blank_means_above: Vec<u16>,
    /// 居家 / 集中 as the title says.
    pub isolation: Option<louce_core::values::PresenceState>,
    /// `2-301` is 单元-室 even in building 2: the rows show other units beside it.
    pub pair_is_unit: bool,
    /// Tags every row carries because the title says so, and where it says so.
    pub title_tags: Vec<TagKind>,
    /// The text that gave `title_tags`.
    pub title_evidence: String,
}

#[cfg(test)]
mod tests;
