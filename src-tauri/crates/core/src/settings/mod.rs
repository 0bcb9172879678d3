//! Settings 设置: what the office chose, and the staff with their PINs. Each change is an operation like any other.
//!
//! Not here: the hour at which a day ends (`reports`, whose rule it is), and what belongs to a machine rather than to the office.

mod staff;

pub use staff::{StaffRow, add_staff, check_pin, remove_staff, set_pin, staff};

use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};

use crate::places::touch;
use crate::store::{Error, Reader, Result, Tx};

/// Name of the setting.
const BACKUPS: &str = "backup_folder";
/// Name of the setting.
const RECOVERY_WAITS: &str = "recovery_waits";

/// What the office chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Settings {
    /// ID numbers and phones are masked on the screen until somebody asks.
    pub masked: bool,
    /// Minutes without a touch after which the office locks itself; 0 never.
    pub idle_minutes: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self { masked: true, idle_minutes: 15 }
    }
}

/// The settings in force.
///
/// # Errors
/// As any query.
pub fn settings(reader: Reader<'_>) -> Result<Settings> {
    let default = Settings::default();
    Ok(Settings {
        masked: value(reader, "masked")?.map_or(default.masked, |text| text == "1"),
        idle_minutes: value(reader, "idle_minutes")?
            .and_then(|text| text.parse().ok())
            .unwrap_or(default.idle_minutes),
    })
}

/// Sets all of them.
///
/// # Errors
/// As any write.
pub fn set_settings(tx: &mut Tx<'_>, new: Settings) -> Result<()> {
    set_value(tx, "masked", if new.masked { "1" } else { "0" })?;
    set_value(tx, "idle_minutes", &new.idle_minutes.to_string())
}

/// The second folder of backups, when one was chosen. It may be on a drive that is not there now, or on another computer.
///
/// # Errors
/// As any query.
pub fn backup_folder(reader: Reader<'_>) -> Result<Option<PathBuf>> {
    Ok(value(reader, BACKUPS)?.filter(|text| !text.is_empty()).map(PathBuf::from))
}

/// Sets the second folder of backups, or none.
///
/// # Errors
/// [`Error::Refused`] for a path that is no text.
pub fn set_backup_folder(tx: &mut Tx<'_>, folder: Option<&Path>) -> Result<()> {
    let text = folder.map_or(Some(""), Path::to_str);
    let text = text.ok_or_else(|| Error::Refused("这个文件夹的名字里有认不出的字，请另选一个。".into()))?;
    set_value(tx, BACKUPS, text)
}

/// Whether a recovery key was made that nobody has said to have written down.
///
/// # Errors
/// As any query.
pub fn recovery_waits(reader: Reader<'_>) -> Result<bool> {
    Ok(value(reader, RECOVERY_WAITS)?.is_some_and(|text| text == "1"))
}

/// Notes that a recovery key was made, or that it was written down.
///
/// # Errors
/// As any write.
pub fn set_recovery_waits(tx: &mut Tx<'_>, waits: bool) -> Result<()> {
    set_value(tx, RECOVERY_WAITS, if waits { "1" } else { "0" })
}

/// Sets the office's name and street.
///
/// # Errors
/// [`Error::Refused`] for an empty name.
pub fn set_office(tx: &mut Tx<'_>, name: &str, street: Option<&str>) -> Result<()> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::Refused("请给出居委会名称。".into()));
    }
    let street = street.map(str::trim).filter(|street| !street.is_empty());
    touch(
        tx.conn.prepare_cached("UPDATE office SET name = ?1, street = ?2")?.execute((name, street))?,
        "居委会",
    )
}

fn value(reader: Reader<'_>, name: &str) -> Result<Option<String>> {
    Ok(reader
        .0
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

fn set_value(tx: &mut Tx<'_>, name: &str, text: &str) -> Result<()> {
    match value(tx.reader(), name)? {
        Some(known) if known == text => {}
        Some(_) => {
            tx.conn.prepare_cached("UPDATE setting SET value = ?2 WHERE name = ?1")?.execute((name, text))?;
        }
        None => {
            let id = tx.new_id();
            tx.conn
                .prepare_cached("INSERT INTO setting (id, name, value) VALUES (?1, ?2, ?3)")?
                .execute((id, name, text))?;
        }
    }
    Ok(())
}
