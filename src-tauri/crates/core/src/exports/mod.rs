//! Exports 导出: those that showed full ID numbers and phones are recorded, who, when, what and how many people.
//!
//! Not here: writing files (the sheets crate).

use std::path::Path;

use crate::store::{Clock, Reader, Result, Tx};

/// An export that showed full ID numbers and phones.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Export {
    /// `roster`, `residents`, …
    pub kind: String,
    /// Name of the file.
    pub file: String,
    /// How many people it shows.
    pub people: u32,
    /// Who was at the desk.
    pub who: String,
    /// "YYYY-MM-DD HH:MM:SS".
    pub at: String,
}

/// Records one; inside an operation of [`crate::OpKind::Export`].
///
/// # Errors
/// As any write.
pub fn record(tx: &mut Tx<'_>, kind: &str, file: &Path, people: u32, clock: Clock) -> Result<()> {
    // Its name only: where a page's file is written says nothing of where it was saved.
    let file = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO export (id, kind, file, people, who, at)
             SELECT ?1, ?2, ?3, ?4, who, ?5 FROM operation WHERE id = ?6",
        )?
        .execute((id, kind, &file, people, clock.now_text(), tx.operation()))?;
    Ok(())
}

/// All, oldest first.
///
/// # Errors
/// As any query.
pub fn list(reader: Reader<'_>) -> Result<Vec<Export>> {
    Ok(reader
        .0
        .prepare_cached("SELECT kind, file, people, who, at FROM export ORDER BY id")?
        .query_map([], |row| {
            Ok(Export {
                kind: row.get("kind")?,
                file: row.get("file")?,
                people: row.get("people")?,
                who: row.get("who")?,
                at: row.get("at")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// One view of the office while a file is written from it, with few pages in memory: an export reads each page once, and a
/// large cache buys it nothing. Inside one read transaction page 1 is not fetched and verified anew for every statement.
pub struct Snapshot<'a> {
    reader: Reader<'a>,
    cache: i64,
    began: bool,
}

/// See [`Snapshot`].
///
/// # Errors
/// As any query.
pub fn snapshot(reader: Reader<'_>) -> Result<Snapshot<'_>> {
    let cache = reader.0.pragma_query_value(None, "cache_size", |row| row.get(0))?;
    let began = reader.0.is_autocommit();
    reader.0.execute_batch("PRAGMA cache_size = -8192; PRAGMA shrink_memory;")?;
    if began {
        reader.0.execute_batch("BEGIN DEFERRED")?;
    }
    Ok(Snapshot { reader, cache, began })
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // Nothing was written; and a cache that stays small is slow, not wrong.
        if self.began {
            let _ = self.reader.0.execute_batch("ROLLBACK");
        }
        let _ = self.reader.0.pragma_update(None, "cache_size", self.cache);
    }
}
