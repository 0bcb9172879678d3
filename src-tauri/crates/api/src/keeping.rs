//! Keeping the office 保管: when backups are made, in which folders, and what is said when they are not what they should be.
//!
//! Not here: how a backup is made and verified (core), and the commands about backups ([`crate::backups`]).

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use louce_core::store::backup::{self, BackupFile};
use louce_core::{Clock, Office, settings};

use crate::{Desk, WireError};

/// Time between two backups of an office that changes.
const BETWEEN_BACKUPS: Duration = Duration::from_secs(30 * 60);
/// Time until a backup that failed is tried again.
const BEFORE_TRYING_AGAIN: Duration = Duration::from_secs(5 * 60);

/// What the desk remembers of its backups.
#[derive(Default)]
pub(crate) struct Keeping {
    /// When they were last seen to.
    pub(crate) backed_up: Option<Instant>,
    /// Folders that the program listed or a person chose in its dialog, by handle.
    folders: HashMap<String, PathBuf>,
    /// Why the last backup is not what it should be, and whether it was said.
    pub(crate) trouble: Option<(WireError, bool)>,
}

impl Keeping {
    /// Whether it is time to see to them.
    pub(crate) fn is_due(&self, now: Instant) -> bool {
        let wait = if self.trouble.is_some() { BEFORE_TRYING_AGAIN } else { BETWEEN_BACKUPS };
        self.backed_up.is_none_or(|at| now.duration_since(at) >= wait)
    }
}

impl Desk {
    /// Backs up before something large; a backup that fails is said, and does not stop the work.
    pub(crate) fn back_up_before(&mut self, now: Instant, clock: Clock) {
        // What went wrong is kept as trouble.
        let _ = self.back_up(now, clock, false);
    }

    /// Backs up an office that changed since the last time (or `anyway`), in both folders, and throws away what need not be kept.
    /// Returns the newest of the first folder; none for an office that can only be read.
    ///
    /// # Errors
    /// As making a backup; `no_second_folder` when only the first folder has it.
    pub(crate) fn back_up(
        &mut self,
        now: Instant,
        clock: Clock,
        anyway: bool,
    ) -> Result<Option<BackupFile>, WireError> {
        let Some(office) = self.office.as_ref().filter(|office| !office.read_only()) else { return Ok(None) };
        let first = into_folder(office, &self.places.backups, clock, anyway);
        let second = settings::backup_folder(office.reader())?
            .map(|folder| into_second(office, &folder, clock, anyway))
            .transpose();
        let made = first.and_then(|made| second.map(|_| Some(made)));
        self.keeping.backed_up = Some(now);
        match &made {
            Ok(_) => self.keeping.trouble = None,
            // The same again is not said twice.
            Err(error) if self.keeping.trouble.as_ref().is_some_and(|(known, _)| known == error) => {}
            Err(error) => self.keeping.trouble = Some((error.clone(), false)),
        }
        made
    }

    /// Why the last backup is not what it should be.
    pub(crate) fn trouble(&self) -> Option<&WireError> {
        self.keeping.trouble.as_ref().map(|(error, _)| error)
    }

    /// The same, once.
    pub(crate) fn take_trouble(&mut self) -> Option<WireError> {
        let (error, said) = self.keeping.trouble.as_mut().filter(|(_, said)| !said)?;
        *said = true;
        Some(error.clone())
    }

    pub(crate) fn forget_trouble(&mut self) {
        self.keeping.trouble = None;
        self.keeping.backed_up = None;
    }

    /// Gives a handle to a folder that the program lists or that a person chose in a dialog of the program.
    pub fn adopt_folder(&mut self, folder: PathBuf) -> String {
        if let Some((handle, _)) = self.keeping.folders.iter().find(|(_, known)| **known == folder) {
            return handle.clone();
        }
        let handle = format!("d{}", self.keeping.folders.len() + 1);
        self.keeping.folders.insert(handle.clone(), folder);
        handle
    }

    pub(crate) fn folder(&self, handle: &str) -> Option<PathBuf> {
        self.keeping.folders.get(handle).cloned()
    }
}

/// Backs up into a folder what it does not have yet.
fn into_folder(office: &Office, folder: &Path, clock: Clock, anyway: bool) -> Result<BackupFile, WireError> {
    let counter = office.reader().counter()?;
    let mut kept = backup::list(folder, office.path())?;
    if anyway || kept.first().is_none_or(|newest| newest.counter < counter) {
        let made = office.back_up(folder, clock)?;
        kept.retain(|file| file.path != made.path);
        kept.insert(0, made);
    }
    for old in backup::dispensable(&kept, clock.today()) {
        std::fs::remove_file(&old.path)?;
    }
    kept.into_iter().next().ok_or_else(|| louce_core::Error::NoSuch("备份").into())
}

/// As [`into_folder`], for a folder on a drive that may not be there.
fn into_second(office: &Office, folder: &Path, clock: Clock, anyway: bool) -> Result<(), WireError> {
    // It was made when it was chosen. Where it is missing now, a mount point without its drive, or another drive in its place, must
    // not be taken for it.
    let why = match folder.is_dir() {
        true => match into_folder(office, folder, clock, anyway) {
            Ok(_) => return Ok(()),
            Err(error) => error.message,
        },
        false => "文件夹不在，可能是移动盘没有插上，或换了一个。".to_owned(),
    };
    Err(WireError::new("no_second_folder", format!("没有备份到第二个文件夹 {}：{why}", folder.display())))
}
