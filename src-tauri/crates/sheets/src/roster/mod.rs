//! The roster workbook 一楼一表: one sheet per building to print, tick and fill in; and the filled workbook read back.
//!
//! Here: what stands where on a sheet, and what a pen's mark means. Not here: who is in a round (`louce_core::testing`), how a
//! workbook is written ([`crate::book`]) or read ([`crate::read`]).

mod edits;
mod key;
mod mask;
mod newcomers;
mod paper;
mod person;
mod record;
mod report;
mod rows;
mod summary;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub use mask::{is_masked, is_private, mask_remark, mask_text, shown_reason, shown_tags};
pub use person::pressing;
pub(crate) use person::shown_phones;
pub use record::record;
pub use report::{CellChange, PlanRow, RecordReport, RowOutcome};
pub use rows::{empty_room, reasons, situation};
pub use write::{Exported, export};

use crate::publish::PublishError;

/// Columns of a building's sheet, from A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Col {
    Seq,
    Unit,
    Room,
    Name,
    Sex,
    Age,
    Id,
    Phone,
    Tags,
    Sampled,
    Reason,
    Remark,
    Key,
}

impl Col {
    pub(crate) const ALL: [Self; 13] = [
        Self::Seq,
        Self::Unit,
        Self::Room,
        Self::Name,
        Self::Sex,
        Self::Age,
        Self::Id,
        Self::Phone,
        Self::Tags,
        Self::Sampled,
        Self::Reason,
        Self::Remark,
        Self::Key,
    ];
    const SHOWN: u16 = 12;

    fn at(self) -> u16 {
        self as u16
    }

    fn header(self) -> &'static str {
        match self {
            Self::Seq => "序号",
            Self::Unit => "单元",
            Self::Room => "室号",
            Self::Name => "姓名",
            Self::Sex => "性别",
            Self::Age => "年龄",
            Self::Id => "证件号",
            Self::Phone => "电话",
            Self::Tags => "重点",
            Self::Sampled => "采样",
            Self::Reason => "未检原因",
            Self::Remark => "备注",
            Self::Key => "编码",
        }
    }
}

/// What can go wrong with a roster.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// The office's.
    #[error(transparent)]
    Office(#[from] louce_core::Error),
    /// The file was not written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// No roster in the file.
    #[error("这个文件里没有采样名册（找不到“姓名”和“采样”两栏）。请选择用楼册导出、填写后的名册。")]
    NotARoster,
    /// A roster of another round.
    #[error("这是第{found}轮的名册，不是第{asked}轮的，没有登记。请核对轮次。")]
    OtherRound {
        /// The round asked for.
        asked: u32,
        /// The round of the file.
        found: u32,
    },
    /// The person pressed cancel.
    #[error("已取消，没有写出文件。")]
    Cancelled,
}

impl RosterError {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Office(error) => error.code(),
            Self::Publish(error) => error.code(),
            Self::NotARoster => "not_a_roster",
            Self::OtherRound { .. } => "other_round",
            Self::Cancelled => "cancelled",
        }
    }
}

impl From<std::io::Error> for RosterError {
    fn from(error: std::io::Error) -> Self {
        Self::Publish(PublishError::Io(error))
    }
}
