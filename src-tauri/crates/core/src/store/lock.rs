//! One owner of a file at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use super::error::{Error, Result};
use super::open::{file_name, io_error};

/// How long a program that ends may take to let go of its office.
const LETTING_GO: Duration = Duration::from_millis(500);
/// Time between two looks whether it has.
const GLANCE: Duration = Duration::from_millis(20);

/// One owner a file, taken before the file is opened. The lock is on a file beside it: SQLite's own locks are on the file.
pub(super) fn take_lock(path: &Path) -> Result<File> {
    let beside = path.with_file_name(format!("{}.office-lock", file_name(path)));
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(beside)
        .map_err(|error| io_error(error, path))?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            // A program that ends, or was killed while it started another, lets go a moment later.
            Err(TryLockError::WouldBlock) if began.elapsed() < LETTING_GO => std::thread::sleep(GLANCE),
            Err(TryLockError::WouldBlock) => return Err(Error::Busy),
            Err(TryLockError::Error(error)) => return Err(io_error(error, path)),
        }
    }
}
