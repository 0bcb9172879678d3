//! Why a file could not be read. Messages say what a person can do and hold nothing of the file's content.

use serde::{Deserialize, Serialize};

/// What was more than the limits allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Excess {
    /// The file on disk, or what it unpacks to.
    #[error("解压后的内容")]
    Bytes,
    /// Cells in all sheets.
    #[error("单元格数量")]
    Cells,
    /// Rows in one sheet.
    #[error("行数")]
    Rows,
    /// One text.
    #[error("单个单元格的文字")]
    Text,
    /// Distinct texts declared.
    #[error("文字条目数量")]
    Strings,
    /// Merged areas.
    #[error("合并单元格数量")]
    Merges,
    /// Sheets.
    #[error("工作表数量")]
    Sheets,
    /// Memory of the reading process.
    #[error("读取所需内存")]
    Memory,
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("找不到文件，请检查文件名和所在文件夹")]
    NotFound,
    /// The system refused to give the bytes.
    #[error("文件打不开（{0}），请确认有读取权限，并先在Excel或WPS中关闭它")]
    Unreadable(String),
    /// It is encrypted.
    #[error("文件设有打开密码，请在Excel或WPS中去掉密码另存后再导入")]
    PasswordProtected,
    /// It is no kind of table we know.
    #[error("不是可识别的表格文件，请用Excel或WPS另存为.xlsx后再导入")]
    UnknownFormat,
    /// It is of a known kind but broken.
    #[error("文件已损坏，请用Excel或WPS打开并另存为新的.xlsx后再导入")]
    Damaged,
    /// It holds more than any honest ledger.
    #[error("{what}超出上限，文件可能有害；请把需要的数据复制到新的工作簿后再导入")]
    TooBig {
        /// What was too much.
        what: Excess,
    },
    /// It took too long.
    #[error("读取时间过长，已停止；请把文件拆分或另存为新的.xlsx后再导入")]
    TimedOut,
    /// The reading process died.
    #[error("文件损坏或有害，读取已中止，其他数据不受影响；请用Excel或WPS打开并另存为新的.xlsx后再导入")]
    Crashed,
    /// The reading process could not be started.
    #[error("读取程序无法启动（{0}），请重新安装或联系维护人员")]
    NoChild(String),
    /// There is not one cell in it.
    #[error("文件中没有任何内容")]
    Empty,
    /// The person broke it off.
    #[error("已取消读取")]
    Cancelled,
}

impl ReadError {
    /// A short stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::NotFound => "file_not_found",
            ReadError::Unreadable(_) => "file_unreadable",
            ReadError::PasswordProtected => "file_password_protected",
            ReadError::UnknownFormat => "file_unknown_format",
            ReadError::Damaged => "file_damaged",
            ReadError::TooBig { .. } => "file_too_big",
            ReadError::TimedOut => "file_timed_out",
            ReadError::Crashed => "file_crashed_reader",
            ReadError::NoChild(_) => "reader_not_started",
            ReadError::Empty => "file_empty",
            ReadError::Cancelled => "cancelled",
        }
    }
}
