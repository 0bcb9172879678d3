//! What can go wrong with an office file, each precisely. Texts are Chinese for people and hold no resident's data.

use std::path::PathBuf;

/// A result whose error is the office's.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong. [`Error::code`] is for programs, `Display` for people.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No file there.
    #[error("找不到工作文件：{}", .0.display())]
    NotFound(PathBuf),
    /// A file is there already where a new office was to be made.
    #[error("这里已有文件，没有覆盖：{}", .0.display())]
    AlreadyExists(PathBuf),
    /// The passphrase does not open the file.
    #[error("口令不对，打不开工作文件。请核对大小写和输入法后重试；文件没有改动。")]
    WrongPassphrase,
    /// A backup that was made under another passphrase.
    #[error("这个备份是用以前的口令加密的。请输入当时的口令；备份没有改动。")]
    OlderPassphrase,
    /// The PIN is somebody else's.
    #[error("PIN 不对。")]
    WrongPin,
    /// What was typed for a field cannot be read.
    #[error("{field}：{why}")]
    BadValue {
        /// The field, in Chinese.
        field: &'static str,
        /// Why.
        why: crate::values::Why,
    },
    /// An ID number is somebody else's; whose is asked apart.
    #[error("这个证件号已经登记在别人名下。请核对号码，或到那一户里看。")]
    IdTaken,
    /// The passphrase is empty.
    #[error("口令不能为空。")]
    EmptyPassphrase,
    /// Not a file of this program.
    #[error("这不是楼册的工作文件：{}。请选择用楼册新建的文件；此文件没有改动。", .0.display())]
    NotAnOffice(PathBuf),
    /// Written by a newer program.
    #[error(
        "这个工作文件由更新版本的楼册写成（格式 {found}，本程序认识到 {known}）。请先升级程序；文件没有改动。"
    )]
    NewerVersion {
        /// Schema number in the file.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// Pages of the file do not verify.
    #[error("工作文件已损坏（{0}）。文件没有改动，请先复制保存，再从备份恢复。")]
    Damaged(&'static str),
    /// Another program owns the file.
    #[error("另一个程序正在使用这个工作文件。请先关闭它再试。")]
    Busy,
    /// The disk has no room left; nothing was written.
    #[error("磁盘已满，没有写入任何内容。请清理磁盘后重试。")]
    DiskFull,
    /// The folder or file cannot be written.
    #[error("文件或文件夹不能写入（只读或没有权限）：{}", .0.display())]
    ReadOnly(PathBuf),
    /// No such record.
    #[error("没有这个{0}。")]
    NoSuch(&'static str),
    /// What was asked makes no sense now; the text says why and what to do.
    #[error("{0}")]
    Refused(String),
    /// The person pressed cancel.
    #[error("已取消，没有改动任何内容。")]
    Cancelled,
    /// Reading or writing a file failed.
    #[error("读写文件失败：{0}")]
    Io(#[from] std::io::Error),
    /// A query failed in a way that has no name above.
    #[error("数据库操作失败：{0}")]
    Sql(rusqlite::Error),
    /// Stored JSON could not be read.
    #[error("工作文件中有一处内容看不懂：{0}")]
    Stored(#[from] serde_json::Error),
}

impl Error {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "not_found",
            Self::AlreadyExists(_) => "already_exists",
            Self::WrongPassphrase => "wrong_passphrase",
            Self::EmptyPassphrase => "empty_passphrase",
            Self::OlderPassphrase => "older_passphrase",
            Self::WrongPin => "wrong_pin",
            Self::BadValue { .. } => "bad_value",
            Self::IdTaken => "id_taken",
            Self::NotAnOffice(_) => "not_an_office",
            Self::NewerVersion { .. } => "newer_version",
            Self::Damaged(_) => "damaged",
            Self::Busy => "busy",
            Self::DiskFull => "disk_full",
            Self::ReadOnly(_) => "read_only",
            Self::NoSuch(_) => "no_such",
            Self::Refused(_) => "refused",
            Self::Cancelled => "cancelled",
            Self::Io(_) => "io",
            Self::Sql(_) => "sql",
            Self::Stored(_) => "stored",
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => Self::Damaged("页面校验不符"),
            Some(Code::ReadOnly) => Self::ReadOnly(PathBuf::new()),
            _ => Self::Sql(error),
        }
    }
}
