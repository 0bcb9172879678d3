//! Publishing a file whole or not at all: written beside its target, synced, renamed over it, the folder synced.
//!
//! A kill, a full disk or an error at any moment leaves the target as it was. Every export goes through here. Not here: what
//! is written.

use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why nothing was published. Texts are Chinese for people.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The path names no file.
    #[error("这不是一个文件名：{}。请给出文件名。", .0.display())]
    NoFileName(PathBuf),
    /// A folder of that name is there.
    #[error("这里已有同名的文件夹：{}。请换一个文件名。", .0.display())]
    IsFolder(PathBuf),
    /// The folder is not there.
    #[error("文件夹不存在：{}。请先新建文件夹，或换一个位置。", .0.display())]
    NoFolder(PathBuf),
    /// The folder or the file cannot be written.
    #[error("不能写入（只读或没有权限）：{}。请换一个位置。", .0.display())]
    ReadOnly(PathBuf),
    /// No room on the disk.
    #[error("磁盘已满，没有写出文件，原有文件没有改动。请清理磁盘后重试。")]
    DiskFull,
    /// Another program holds the target.
    #[error("文件正在别的程序中打开：{}。请先关闭它，或换一个文件名。", .0.display())]
    Held(PathBuf),
    /// The content could not be made.
    #[error("生成内容时出错：{0}")]
    Content(String),
    /// Anything else.
    #[error("写文件失败：{0}。原有文件没有改动。")]
    Io(io::Error),
}

impl PublishError {
    /// A short name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoFileName(_) => "no_file_name",
            Self::IsFolder(_) => "is_folder",
            Self::NoFolder(_) => "no_folder",
            Self::ReadOnly(_) => "read_only",
            Self::DiskFull => "disk_full",
            Self::Held(_) => "held",
            Self::Content(_) => "content",
            Self::Io(_) => "io",
        }
    }

    fn of(error: io::Error, path: &Path) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnly(path.to_owned()),
            ErrorKind::NotFound => Self::NoFolder(folder_of(path).to_owned()),
            ErrorKind::IsADirectory => Self::IsFolder(path.to_owned()),
            _ => Self::Io(error),
        }
    }
}

/// The file while it is written. Remembers the first failure of the disk, which libraries above wrap beyond recognition.
#[derive(Debug)]
pub struct Draft {
    file: BufWriter<File>,
    failed: Option<ErrorKind>,
}

impl Draft {
    fn note<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && error.kind() != ErrorKind::Interrupted
        {
            self.failed.get_or_insert(error.kind());
        }
        result
    }
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.file.write(bytes);
        self.note(result)
    }
    fn flush(&mut self) -> io::Result<()> {
        let result = self.file.flush();
        self.note(result)
    }
}

impl Seek for Draft {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let result = self.file.seek(to);
        self.note(result)
    }
}

/// Removes the draft unless it was renamed.
struct Unfinished(Option<PathBuf>);

impl Drop for Unfinished {
    fn drop(&mut self) {
        if let Some(path) = self.0.take() {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Writes `target` whole or leaves it as it was.
///
/// # Errors
/// [`PublishError`] as `E`, or what `write` returned; after either the target is as it was and nothing lies beside it.
pub fn publish<T, E: From<PublishError>>(
    target: &Path,
    write: impl FnOnce(&mut Draft) -> Result<T, E>,
) -> Result<T, E> {
    let target = &resolve(target)?;
    check_target(target)?;
    let (beside, file) = draft(target)?;
    let mut unfinished = Unfinished(Some(beside.clone()));
    let mut draft = Draft { file: BufWriter::with_capacity(1 << 16, file), failed: None };
    let written = write(&mut draft);
    let value = match (written, draft.failed) {
        (Ok(value), _) => value,
        (Err(_), Some(kind)) => return Err(PublishError::of(kind.into(), target).into()),
        (Err(error), None) => return Err(error),
    };
    let io = |error| E::from(PublishError::of(error, target));
    let file = draft.file.into_inner().map_err(|error| io(error.into_error()))?;
    file.sync_all().map_err(io)?;
    drop(file);
    check_open_elsewhere(target)?;
    rename(&beside, target)?;
    unfinished.0 = None;
    sync_folder(folder_of(target));
    Ok(value)
}

/// A link is written through, not replaced.
fn resolve(target: &Path) -> Result<PathBuf, PublishError> {
    if target.file_name().is_none() {
        return Err(PublishError::NoFileName(target.to_owned()));
    }
    match std::fs::symlink_metadata(target) {
        Ok(metadata) if metadata.is_symlink() => {
            std::fs::canonicalize(target).map_err(|error| PublishError::of(error, target))
        }
        _ => Ok(target.to_owned()),
    }
}

fn check_target(target: &Path) -> Result<(), PublishError> {
    match std::fs::metadata(target) {
        Ok(metadata) if metadata.is_dir() => return Err(PublishError::IsFolder(target.to_owned())),
        // A rename would replace a write-protected file without asking.
        Ok(metadata) if metadata.permissions().readonly() => {
            return Err(PublishError::ReadOnly(target.to_owned()));
        }
        _ => {}
    }
    if !folder_of(target).is_dir() {
        return Err(PublishError::NoFolder(folder_of(target).to_owned()));
    }
    check_open_elsewhere(target)
}

/// LibreOffice, Excel and WPS leave a file beside a workbook that is open in them. Where renaming over an open file works, their
/// next save would silently undo ours.
fn check_open_elsewhere(target: &Path) -> Result<(), PublishError> {
    let name = file_name(target);
    let locks = [affixed(".~lock.", name, "#"), affixed("~$", name, ""), affixed(".~", name, "")];
    let open = target.exists() && locks.iter().any(|lock| target.with_file_name(lock).exists());
    if open { Err(PublishError::Held(target.to_owned())) } else { Ok(()) }
}

const UNFINISHED: &str = ".未写完";

/// A new file beside the target, locked while we live; what a killed program left there is removed first.
fn draft(target: &Path) -> Result<(PathBuf, File), PublishError> {
    let folder = folder_of(target);
    let ours = affixed(".", file_name(target), "");
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let (name, ours) = (name.to_string_lossy(), ours.to_string_lossy());
        let left_over =
            name.strip_prefix(&*ours).is_some_and(|rest| rest.starts_with('.') && rest.ends_with(UNFINISHED));
        let free =
            || OpenOptions::new().write(true).open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if left_over && free() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
    let process = std::process::id();
    for turn in 0..100 {
        let path =
            target.with_file_name(affixed(".", file_name(target), &format!(".{process}-{turn}{UNFINISHED}")));
        match OpenOptions::new().read(true).write(true).create_new(true).open(&path) {
            Ok(file) => {
                // Where locks are not to be had (some network folders) a draft merely may be taken for a left-over.
                let _ = file.try_lock();
                return Ok((path, file));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(PublishError::of(error, target)),
        }
    }
    Err(PublishError::Io(ErrorKind::AlreadyExists.into()))
}

/// On Windows a virus scanner or Excel may hold the target for a moment: tried again for about three seconds.
fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    let mut pause = Duration::from_millis(20);
    loop {
        match std::fs::rename(from, to) {
            Ok(()) => return Ok(()),
            Err(error) if cfg!(windows) && error.kind() == ErrorKind::PermissionDenied || is_held(&error) => {
                if pause > Duration::from_secs(1) {
                    return Err(PublishError::Held(to.to_owned()));
                }
                std::thread::sleep(pause);
                pause *= 2;
            }
            Err(error) => return Err(PublishError::of(error, to)),
        }
    }
}

/// ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) || error.kind() == ErrorKind::ResourceBusy
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn file_name(path: &Path) -> &std::ffi::OsStr {
    path.file_name().unwrap_or_default()
}

fn affixed(before: &str, name: &std::ffi::OsStr, after: &str) -> OsString {
    let mut affixed = OsString::from(before);
    affixed.push(name);
    affixed.push(after);
    affixed
}

#[cfg(unix)]
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn write(target: &Path, text: &str) -> Result<(), PublishError> {
        publish(target, |draft| draft.write_all(text.as_bytes()).map_err(PublishError::Io))
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_lies_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("名册.xlsx");
        write(&target, "旧").unwrap();
        write(&target, "新").unwrap();
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "新");
        assert_eq!(files(folder.path()), ["名册.xlsx"]);
    }

    #[test]
    fn a_failure_half_way_leaves_the_old_file_alone() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("名册.xlsx");
        write(&target, "旧").unwrap();
        let error = publish(&target, |draft| {
            draft.write_all(b"half").map_err(PublishError::Io)?;
            Err::<(), _>(PublishError::DiskFull)
        });
        assert_eq!(error.unwrap_err().code(), "disk_full");
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "旧");
        assert_eq!(files(folder.path()), ["名册.xlsx"]);
    }

    #[test]
    fn what_a_killed_program_left_is_removed_but_not_what_another_is_writing() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.xlsx");
        let (left, other) =
            (folder.path().join(".a.xlsx.1-0.未写完"), folder.path().join(".a.xlsx.2-0.未写完"));
        std::fs::write(&left, "half").unwrap();
        let busy = File::create(&other).unwrap();
        busy.lock().unwrap();
        write(&target, "全").unwrap();
        assert_eq!(files(folder.path()), [".a.xlsx.2-0.未写完", "a.xlsx"]);
    }

    #[test]
    fn each_hindrance_has_its_own_error() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(write(&at("没有/a.xlsx"), "x").unwrap_err().code(), "no_folder");
        assert_eq!(write(folder.path(), "x").unwrap_err().code(), "is_folder");
        assert_eq!(write(Path::new("/"), "x").unwrap_err().code(), "no_file_name");
        std::fs::write(at("b.xlsx"), "旧").unwrap();
        std::fs::write(at(".~lock.b.xlsx#"), "").unwrap();
        assert_eq!(write(&at("b.xlsx"), "新").unwrap_err().code(), "held");
        assert_eq!(std::fs::read_to_string(at("b.xlsx")).unwrap(), "旧");
        std::fs::write(at("c.xlsx"), "旧").unwrap();
        let mut protected = std::fs::metadata(at("c.xlsx")).unwrap().permissions();
        protected.set_readonly(true);
        std::fs::set_permissions(at("c.xlsx"), protected).unwrap();
        assert_eq!(write(&at("c.xlsx"), "新").unwrap_err().code(), "read_only");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_said_to_be_full_whatever_the_writer_made_of_it() {
        // The device that is always full stands in for the disk.
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut draft = Draft { file: BufWriter::new(full), failed: None };
        let _ = draft.write_all(&[0; 1 << 17]);
        assert_eq!(draft.failed, Some(ErrorKind::StorageFull));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("真.xlsx"), folder.path().join("链.xlsx"));
        std::fs::write(&real, "旧").unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        write(&link, "新").unwrap();
        assert_eq!(std::fs::read_to_string(&real).unwrap(), "新");
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
