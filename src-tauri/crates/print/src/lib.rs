//! Paper: PDF through typst, in one house style. Uses core for what is printed, and the sheets crate's publishing and masks.
//!
//! A template stands in `templates/`; text of users comes to it as data only. Not here: workbooks, and no SQL.

pub mod barcode;
pub mod floor;
mod fonts;
mod paper;
mod press;
mod roster;

pub use paper::{LabelSheet, Paper, paper};
pub use roster::{RosterOptions, roster};

use std::path::PathBuf;

use louce_sheets::publish::PublishError;

/// What was printed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Printed {
    /// Where.
    pub file: PathBuf,
    /// Pages.
    pub pages: u32,
    /// People on them.
    pub people: u32,
    /// The operation that recorded it, when it shows full numbers.
    pub operation: Option<i64>,
}

/// Why nothing was printed; the target is as it was. Texts are Chinese for people.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The office's own.
    #[error(transparent)]
    Office(#[from] louce_core::Error),
    /// Writing the file.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// No Chinese font on this machine.
    #[error("这台电脑没有中文字体，印不出来。Windows 请装回“宋体”；Linux 请安装 fonts-noto-cjk。")]
    NoChineseFont,
    /// Characters that no font on this machine can show.
    #[error("有几个字这台电脑的字体都没有：{}。印出来会丢字，所以没有印。请安装“SimSun-ExtB”（宋体-扩展B）或“花园明朝”字体后重试。", named(.0))]
    NoGlyph(Vec<char>),
    /// The person pressed cancel.
    #[error("已取消，没有写出文件。")]
    Cancelled,
    /// A template and its data do not fit; a fault of the program.
    #[error("排版出错：{0}")]
    Setting(String),
}

fn named(characters: &[char]) -> String {
    let one = |c: &char| format!("“{c}”（U+{:04X}）", u32::from(*c));
    characters.iter().map(one).collect::<Vec<_>>().join("、")
}

impl PrintError {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Office(error) => error.code(),
            Self::Publish(error) => error.code(),
            Self::NoChineseFont => "no_chinese_font",
            Self::NoGlyph(_) => "no_glyph",
            Self::Cancelled => "cancelled",
            Self::Setting(_) => "setting",
        }
    }
}
