//! Backups 备份 on the wire: beside the office always, and in a second folder when one was chosen.

use std::path::PathBuf;

use louce_core::store::backup::{self, BackupFile};
use louce_core::{Op, OpKind, Operation, Passphrase, settings};
use serde::{Deserialize, Serialize};

use crate::desk::{DeskStatus, Seat};
use crate::{Nothing, WireError, desk, drives};

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct BackupEntry {
    /// What it is called by; grows with every change of the office, whatever the clock says.
    pub number: i64,
    /// "YYYY-MM-DD HH:MM:SS"
    pub at: String,
    /// Bytes.
    pub size: u64,
    /// It is only in the second folder.
    pub second: bool,
}

/// Backups, and where they are.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Backups {
    /// The folder, for people to read.
    pub folder: String,
    /// Newest first; those of the second folder among them.
    pub backups: Vec<BackupEntry>,
}

/// Which backup.
#[derive(Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BackupRequest {
    /// Its number.
    pub number: i64,
    /// What opened the office when it was made, if that was another passphrase (`older_passphrase`).
    #[serde(default)]
    pub passphrase: Option<String>,
}

/// What a backup holds, beside the office as it is.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct BackupPreview {
    /// The backup.
    pub backup: BackupEntry,
    /// 户 in it.
    pub households: u32,
    /// 人 in it.
    pub residents: u32,
    /// People that restoring it would bring back.
    pub back: u32,
    /// People that restoring it would lose.
    pub gone: u32,
    /// People that restoring it would change.
    pub changed: u32,
    /// Operations that restoring it would lose, newest first.
    pub lost: Vec<Operation>,
}

/// A folder of backups.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct BackupFolder {
    /// For people to read.
    pub folder: String,
    /// It is there now; when not, its drive may not be plugged in.
    pub present: bool,
    /// The newest backup in it.
    pub newest: Option<BackupEntry>,
}

/// A removable drive that could be the second folder.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct BackupDrive {
    /// What to choose it by.
    pub handle: String,
    /// What people know it by.
    pub name: String,
    /// Bytes free.
    pub free: u64,
}

/// Where backups go, and could go.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct BackupTargets {
    /// Beside the office; always.
    pub first: BackupFolder,
    /// The second folder, when one was chosen.
    pub second: Option<BackupFolder>,
    /// Removable drives present, but the one that is the second folder.
    pub drives: Vec<BackupDrive>,
}

/// The second folder.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct BackupTargetRequest {
    /// Handle of a drive or of a folder chosen in the program's dialog; null for none.
    #[serde(default)]
    pub handle: Option<String>,
}

impl From<&BackupFile> for BackupEntry {
    fn from(file: &BackupFile) -> Self {
        Self { number: file.counter, at: file.at.clone(), size: file.size, second: false }
    }
}

/// Backups of both folders, newest first, and whether they are only in the second.
pub(crate) fn all(seat: &mut Seat<'_>) -> Result<Vec<(BackupFile, bool)>, WireError> {
    let first = seat.desk.places.backups.clone();
    let office = seat.office()?;
    let mut found: Vec<(BackupFile, bool)> =
        backup::list(&first, office.path())?.into_iter().map(|file| (file, false)).collect();
    if let Some(second) = settings::backup_folder(office.reader())? {
        // A drive that is not there, or cannot be read, has none to offer.
        let theirs = backup::list(&second, office.path()).unwrap_or_default();
        let new = |file: &BackupFile| found.iter().all(|(known, _)| known.counter != file.counter);
        let theirs: Vec<BackupFile> = theirs.into_iter().filter(new).collect();
        found.extend(theirs.into_iter().map(|file| (file, true)));
    }
    found.sort_by(|a, b| b.cmp(a));
    Ok(found)
}

fn entry((file, second): &(BackupFile, bool)) -> BackupEntry {
    BackupEntry { second: *second, ..file.into() }
}

fn find(seat: &mut Seat<'_>, number: i64) -> Result<(BackupFile, bool), WireError> {
    let found = all(seat)?.into_iter().find(|(file, _)| file.counter == number);
    found.ok_or(louce_core::Error::NoSuch("备份").into())
}

fn older(request: BackupRequest) -> Result<Option<Passphrase>, WireError> {
    let given = request.passphrase.filter(|text| !text.is_empty());
    Ok(given.map(Passphrase::new).transpose()?)
}

/// All backups of the open office.
///
/// # Errors
/// When the folder cannot be read.
pub fn list(seat: &mut Seat<'_>, _: Nothing) -> Result<Backups, WireError> {
    let backups = all(seat)?.iter().map(entry).collect();
    Ok(Backups { folder: seat.desk.places.backups.display().to_string(), backups })
}

/// Makes a backup now, verified, in both folders.
///
/// # Errors
/// `disk_full`, `read_only`, `damaged`; `no_second_folder` when it is only in the first.
pub fn now(seat: &mut Seat<'_>, _: Nothing) -> Result<BackupEntry, WireError> {
    let made = seat.desk.back_up(std::time::Instant::now(), seat.clock, true);
    match made? {
        Some(file) => Ok((&file).into()),
        None => Err(louce_core::Error::ReadOnly(seat.office()?.path().to_owned()).into()),
    }
}

/// What restoring a backup would mean.
///
/// # Errors
/// `no_such`, `older_passphrase`, and what opening an office gives.
pub fn preview(seat: &mut Seat<'_>, request: BackupRequest) -> Result<BackupPreview, WireError> {
    let found = find(seat, request.number)?;
    let view = seat.office()?.look_into(&found.0.path, older(request)?.as_ref())?;
    Ok(BackupPreview {
        backup: entry(&found),
        households: view.households,
        residents: view.residents,
        back: view.people.back,
        gone: view.people.gone,
        changed: view.people.changed,
        lost: view.since,
    })
}

/// Makes the office what the backup holds; what it was is backed up first, and its file stays beside.
///
/// # Errors
/// As [`preview`]; the office is as it was then.
pub fn restore(seat: &mut Seat<'_>, request: BackupRequest) -> Result<DeskStatus, WireError> {
    let (file, _) = find(seat, request.number)?;
    let older = older(request)?;
    let (now, clock) = (std::time::Instant::now(), seat.clock);
    seat.desk.back_up_before(now, clock);
    seat.office()?.restore(&file.path, older.as_ref(), clock)?;
    desk::status(seat, Nothing {})
}

/// Where backups go, and could go.
///
/// # Errors
/// `locked`; as any query.
pub fn targets(seat: &mut Seat<'_>, _: Nothing) -> Result<BackupTargets, WireError> {
    let first = seat.desk.places.backups.clone();
    let second = settings::backup_folder(seat.office()?.reader())?;
    let mut folder = |path: PathBuf| -> Result<BackupFolder, WireError> {
        let office = seat.office()?.path().to_owned();
        let newest = backup::list(&path, &office).unwrap_or_default().into_iter().next();
        let present = path.is_dir();
        let newest = newest.as_ref().map(BackupEntry::from);
        Ok(BackupFolder { folder: path.display().to_string(), present, newest })
    };
    let first = folder(first)?;
    let chosen = second.clone();
    let second = second.map(&mut folder).transpose()?;
    let drives = drives::present()
        .into_iter()
        .filter(|drive| chosen.as_ref() != Some(&drive.folder))
        .map(|drive| BackupDrive {
            handle: seat.desk.adopt_folder(drive.folder),
            name: drive.name,
            free: drive.free,
        })
        .collect();
    Ok(BackupTargets { first, second, drives })
}

/// Chooses the second folder, or none. It is made at once: from then on a drive without it is another drive, or none.
///
/// # Errors
/// `no_such` for a handle nobody was given; `refused` for the folder beside the office; what making the folder gives.
pub fn set_target(seat: &mut Seat<'_>, request: BackupTargetRequest) -> Result<BackupTargets, WireError> {
    let folder = match &request.handle {
        None => None,
        Some(handle) => Some(seat.desk.folder(handle).ok_or(louce_core::Error::NoSuch("文件夹"))?),
    };
    if folder.as_ref() == Some(&seat.desk.places.backups) {
        let why = "这就是工作文件旁边的备份文件夹，请另选一个，最好在另一块盘上。";
        return Err(louce_core::Error::Refused(why.into()).into());
    }
    folder.as_ref().map(std::fs::create_dir_all).transpose()?;
    let clock = seat.clock;
    let op = Op::new(OpKind::Settings, "第二个备份文件夹");
    seat.office()?.transact(op, clock, |tx| settings::set_backup_folder(tx, folder.as_deref()))?;
    seat.desk.forget_trouble();
    targets(seat, Nothing {})
}
