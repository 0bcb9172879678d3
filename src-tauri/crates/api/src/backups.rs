//! Backups 备份 on the wire.

use louce_core::Operation;
use louce_core::store::backup::{self, BackupFile};
use serde::{Deserialize, Serialize};

use crate::desk::{DeskStatus, Seat};
use crate::{Nothing, WireError, desk};

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct BackupEntry {
    /// What it is called by; grows with every change of the office, whatever the clock says.
    pub number: i64,
    /// "YYYY-MM-DD HH:MM:SS"
    pub at: String,
    /// Bytes.
    pub size: u64,
}

/// Backups, and where they are.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
pub struct Backups {
    /// The folder, for people to read.
    pub folder: String,
    /// Newest first.
    pub backups: Vec<BackupEntry>,
}

/// Which backup.
#[derive(Debug, Clone, Copy, Deserialize, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct BackupRequest {
    /// Its number.
    pub number: i64,
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
    /// Operations that restoring it would lose, newest first.
    pub lost: Vec<Operation>,
}

impl From<&BackupFile> for BackupEntry {
    fn from(file: &BackupFile) -> Self {
        Self { number: file.counter, at: file.at.clone(), size: file.size }
    }
}

fn find(seat: &mut Seat<'_>, number: i64) -> Result<BackupFile, WireError> {
    let folder = seat.desk.places.backups.clone();
    let all = backup::list(&folder, seat.office()?.path())?;
    all.into_iter().find(|file| file.counter == number).ok_or(louce_core::Error::NoSuch("备份").into())
}

/// All backups of the open office.
///
/// # Errors
/// When the folder cannot be read.
pub fn list(seat: &mut Seat<'_>, _: Nothing) -> Result<Backups, WireError> {
    let folder = seat.desk.places.backups.clone();
    let all = backup::list(&folder, seat.office()?.path())?;
    Ok(Backups { folder: folder.display().to_string(), backups: all.iter().map(BackupEntry::from).collect() })
}

/// Makes a backup now, verified.
///
/// # Errors
/// `disk_full`, `read_only`, `damaged`.
pub fn now(seat: &mut Seat<'_>, _: Nothing) -> Result<BackupEntry, WireError> {
    let (folder, clock) = (seat.desk.places.backups.clone(), seat.clock);
    Ok((&seat.office()?.back_up(&folder, clock)?).into())
}

/// What restoring a backup would mean.
///
/// # Errors
/// `no_such`, and what opening an office gives.
pub fn preview(seat: &mut Seat<'_>, request: BackupRequest) -> Result<BackupPreview, WireError> {
    let file = find(seat, request.number)?;
    let view = seat.office()?.look_into(&file.path)?;
    Ok(BackupPreview {
        backup: (&file).into(),
        households: view.households,
        residents: view.residents,
        lost: view.since,
    })
}

/// Makes the office what the backup holds; what it was is backed up first.
///
/// # Errors
/// As [`preview`]; the office is as it was then.
pub fn restore(seat: &mut Seat<'_>, request: BackupRequest) -> Result<DeskStatus, WireError> {
    let file = find(seat, request.number)?;
    let (folder, clock) = (seat.desk.places.backups.clone(), seat.clock);
    let office = seat.office()?;
    office.back_up(&folder, clock)?;
    office.restore(&file.path, clock)?;
    desk::status(seat, Nothing {})
}
