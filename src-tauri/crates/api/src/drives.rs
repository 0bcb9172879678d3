//! Removable drives 移动盘 present now: where a second copy of the office can go. A folder is never typed by a page: it is one of these, or
//! one that a person chose in a dialog of the program.

use std::path::{Path, PathBuf};

use sysinfo::Disks;

/// Folder made on a drive for backups.
const FOLDER: &str = "楼册备份";

/// A removable drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drive {
    /// What people know it by.
    pub name: String,
    /// Where backups go on it.
    pub folder: PathBuf,
    /// Bytes free.
    pub free: u64,
}

/// Those present, by name.
pub(crate) fn present() -> Vec<Drive> {
    let mut drives: Vec<Drive> = Disks::new_with_refreshed_list()
        .iter()
        .filter(|disk| !disk.is_read_only() && (disk.is_removable() || is_media(disk.mount_point())))
        .map(|disk| Drive {
            name: name(disk.mount_point()),
            folder: disk.mount_point().join(FOLDER),
            free: disk.available_space(),
        })
        .collect();
    drives.sort_by(|a, b| a.folder.cmp(&b.folder));
    drives.dedup_by(|a, b| a.folder == b.folder);
    drives
}

/// The folder of backups in a folder that a person chose: whoever chooses a whole drive does not want it strewn with them, and a drive
/// that is gone is told by its folder being gone.
pub(crate) fn within(chosen: PathBuf) -> PathBuf {
    if chosen.file_name().is_some_and(|name| name == FOLDER) { chosen } else { chosen.join(FOLDER) }
}

/// Where Linux desktops put what is plugged in; the kernel does not call every USB disk removable.
fn is_media(mount: &Path) -> bool {
    cfg!(target_os = "linux") && ["/media", "/run/media"].iter().any(|media| mount.starts_with(media))
}

/// "E:", "KINGSTON"
fn name(mount: &Path) -> String {
    let last = mount.file_name().map(|name| name.to_string_lossy().into_owned());
    last.unwrap_or_else(|| mount.display().to_string().trim_end_matches(['\\', '/']).to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{is_media, name, present, within};

    #[test]
    fn drives_are_named_as_people_know_them_and_the_system_disk_is_none() {
        assert_eq!(name(Path::new("/run/media/zhang/KINGSTON")), "KINGSTON");
        assert_eq!(
            within("/run/media/zhang/KINGSTON".into()),
            Path::new("/run/media/zhang/KINGSTON/楼册备份")
        );
        assert_eq!(within("/盘/楼册备份".into()), Path::new("/盘/楼册备份"));
        assert!(!is_media(Path::new("/")));
        assert!(present().iter().all(|drive| drive.folder != Path::new("/").join("楼册备份")));
    }
}
