//! Imported sheets 来件 and the column mappings that a person corrected.

use rusqlite::OptionalExtension;

use crate::store::{Reader, Result, Tx};

/// Notes a sheet that rows are about to come from.
///
/// # Errors
/// As any write.
pub fn add_sheet(tx: &mut Tx<'_>, file: &str, sheet: &str, fingerprint: &str, at: &str) -> Result<i64> {
    let id = tx.new_id();
    tx.conn
        .prepare_cached("INSERT INTO import_sheet (id, file, sheet, fingerprint, imported_at) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute((id, file, sheet, fingerprint, at))?;
    Ok(id)
}

/// The mapping a person set right for headers with this fingerprint: (column, field code).
///
/// # Errors
/// As any query.
pub fn mapping(reader: Reader<'_>, fingerprint: &str) -> Result<Option<Vec<(u16, String)>>> {
    let stored: Option<String> = reader
        .0
        .prepare_cached("SELECT columns FROM column_mapping WHERE fingerprint = ?1")?
        .query_row([fingerprint], |row| row.get(0))
        .optional()?;
    Ok(match stored {
        Some(stored) => Some(serde_json::from_str(&stored)?),
        None => None,
    })
}

/// Remembers a mapping.
///
/// # Errors
/// As any write.
pub fn remember_mapping(tx: &mut Tx<'_>, fingerprint: &str, columns: &[(u16, String)]) -> Result<()> {
    let stored = serde_json::to_string(columns)?;
    let changed = tx
        .conn
        .prepare_cached("UPDATE column_mapping SET columns = ?2 WHERE fingerprint = ?1")?
        .execute((fingerprint, &stored))?;
    if changed == 0 {
        let id = tx.new_id();
        tx.conn
            .prepare_cached("INSERT INTO column_mapping (id, fingerprint, columns) VALUES (?1, ?2, ?3)")?
            .execute((id, fingerprint, &stored))?;
    }
    Ok(())
}
