//! Office files 工作文件: which are in the folder, what they are called by, and one from elsewhere (a USB stick, another computer, a backup)
//! copied in and opened; the file that was chosen stays as it is.

use std::path::{Path, PathBuf};

use louce_core::values::Day;
use louce_core::{Office, Passphrase};
use serde::{Deserialize, Serialize};

use crate::desk::{self, DeskStatus, Seat, UnlockRequest};
use crate::files::{Files, plain_name};
use crate::{Nothing, WireError};

/// Ending of an office's file.
const ENDING: &str = "louce";

/// An office file in the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct OfficeFile {
    /// Its name, without the ending.
    pub file: String,
    /// "YYYY-MM-DD HH:MM:SS", UTC; when it was written last.
    pub modified: String,
}

/// Office files in the folder, the one written last first.
///
/// # Errors
/// When the folder cannot be read.
pub fn list(seat: &mut Seat<'_>, _: Nothing) -> Result<Vec<OfficeFile>, WireError> {
    let entries = match std::fs::read_dir(&seat.desk.places.offices) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) && path.is_file() {
            found.push((std::fs::metadata(&path)?.modified()?, path));
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    Ok(found
        .into_iter()
        .map(|(modified, path)| OfficeFile {
            file: path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            modified: moment(modified),
        })
        .collect())
}

fn moment(time: std::time::SystemTime) -> String {
    let since = time.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let seconds = i64::try_from(since.as_secs()).unwrap_or(0);
    let day = Day::new(1970, 1, 1).map(|first| first.add_days(seconds / 86_400));
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    day.map_or_else(String::new, |day| format!("{day} {hour:02}:{minute:02}:{second:02}"))
}

/// A file that was chosen, and what opens it.
#[derive(Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct TakeInRequest {
    /// Handle of the file.
    pub file: PathBuf,
    /// What opens it.
    pub passphrase: String,
}

/// Takes an office file or a backup in, under its office's name, and opens it.
///
/// # Errors
/// `already_exists` when an office of this name is here (nothing is overwritten), `wrong_passphrase`, `not_an_office`, `damaged`,
/// `newer_version`, `no_such_file`.
pub fn take_in(seat: &mut Seat<'_>, request: TakeInRequest) -> Result<DeskStatus, WireError> {
    let from = Files::Tray(&seat.desk.tray).input(&request.file)?;
    let passphrase = Passphrase::new(request.passphrase.clone())?;
    // Opening leaves its own files beside it, and may bring an older one up to date: not where it was chosen.
    let (_, draft) = seat.desk.tray.place("别处的.louce")?;
    std::fs::copy(&from, &draft)?;
    let name = Office::open(&draft, &passphrase)?.name()?;
    let offices = seat.desk.places.offices.clone();
    std::fs::create_dir_all(&offices)?;
    let path = file_of_name(&offices, &name);
    if path.exists() {
        return Err(louce_core::Error::AlreadyExists(path).into());
    }
    // Not called an office until all of it is there.
    let part = path.with_extension("part");
    std::fs::copy(&draft, &part)?;
    std::fs::rename(&part, &path)?;
    std::fs::remove_file(&draft)?;
    let file = path.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    desk::open(seat, UnlockRequest { file, passphrase: Some(request.passphrase), recovery_key: None })
}

/// Where an office of this name is kept: all of the name, with what no file can be called by replaced.
pub(crate) fn file_of_name(folder: &Path, name: &str) -> PathBuf {
    named(folder, &name.trim().replace(['/', '\\'], "_"))
}

/// Where the file of this name is.
pub(crate) fn named(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{}.{ENDING}", plain_name(name)))
}
