//! Why nothing was imported.

use crate::publish::PublishError;
use crate::read::ReadError;

/// Why nothing was imported; the office is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file could not be read.
    #[error("{file}：{error}")]
    Read {
        /// Name of the file.
        file: String,
        /// What was wrong with it.
        error: ReadError,
    },
    /// No sheet with people or rooms.
    #[error("没有找到人员或房屋的表格：{}。请确认表头里有“姓名”“室号”“证件号”等栏目。", files.join("、"))]
    NothingToImport {
        /// Names of the files.
        files: Vec<String>,
    },
    /// The office's own.
    #[error(transparent)]
    Office(#[from] louce_core::Error),
    /// The rejected rows could not be written; the import itself is done.
    #[error("导入已完成，但退回表没有写成：{0}")]
    Rejects(#[from] PublishError),
}

impl ImportError {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read { error, .. } => error.code(),
            Self::NothingToImport { .. } => "nothing_to_import",
            Self::Office(error) => error.code(),
            Self::Rejects(error) => error.code(),
        }
    }
}
