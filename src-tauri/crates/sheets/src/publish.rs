//! Putting a finished file where people expect it: written beside, synced, renamed. Killed at any moment, the old file or the
//! new one is there, whole.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a file was not written; whatever was at its place is as it was.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder is not there.
    #[error("文件夹不存在：{}", .0.display())]
    NoFolder(PathBuf),
    /// The target may not be written.
    #[error("不能写入（只读或没有权限）：{}。请换一个文件夹。", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("磁盘已满，没有写成文件。请清理磁盘后重试。")]
    DiskFull,
    /// Another program holds the target.
    #[error("文件正被其他程序打开，没有写成：{}。请先关闭 Excel/WPS 中的这个文件，或换一个文件名。", .0.display())]
    Held(PathBuf),
    /// The content could not be made.
    #[error("生成内容时出错：{0}")]
    Content(String),
    /// Anything else.
    #[error("写文件失败：{0}")]
    Io(io::Error),
}

impl PublishError {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoFolder(_) => "no_folder",
            Self::ReadOnly(_) => "read_only",
            Self::DiskFull => "disk_full",
            Self::Held(_) => "held",
            Self::Content(_) => "content",
            Self::Io(_) => "io",
        }
    }

    fn of(error: io::Error, path: &Path) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::ReadOnly(path.to_owned()),
            Kind::StorageFull | Kind::QuotaExceeded => Self::DiskFull,
            Kind::ResourceBusy => Self::Held(path.to_owned()),
            _ => Self::Io(error),
        }
    }
}

/// Writes a file through `write` and puts it at `path`.
///
/// # Errors
/// [`PublishError`]; nothing is left beside.
pub fn publish<E: From<PublishError>>(path: &Path, write: impl FnOnce(&mut BufWriter<&File>) -> Result<(), E>) -> Result<(), E> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(PublishError::NoFolder(folder.to_owned()).into());
    }
    let beside = tempfile::Builder::new()
        .prefix(".楼册")
        .suffix(".tmp")
        .tempfile_in(folder)
        .map_err(|error| PublishError::of(error, path))?;
    let mut buffered = BufWriter::new(beside.as_file());
    write(&mut buffered)?;
    buffered.flush().map_err(|error| PublishError::of(error, path))?;
    drop(buffered);
    beside.as_file().sync_all().map_err(|error| PublishError::of(error, path))?;
    beside.persist(path).map_err(|error| PublishError::of(error.error, path))?;
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}
