//! A second connection to the open office that only looks things up 旁看, while the first one writes.

use std::path::PathBuf;

use rusqlite::{Connection, OpenFlags};

use super::error::Result;
use super::open::{Office, Passphrase, set_key};

/// The open office, for a second connection that only reads.
#[derive(Clone)]
pub struct BesideKey {
    path: PathBuf,
    passphrase: Passphrase,
    who: String,
}

impl BesideKey {
    /// Opens it, for reading only. It sees what is committed, at any moment, and never waits for a write.
    ///
    /// # Errors
    /// As [`Office::open`].
    pub fn open(&self) -> Result<Office> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&self.path, flags)?;
        set_key(&conn, &self.passphrase)?;
        conn.execute_batch("PRAGMA cache_size = -16384; PRAGMA query_only = ON;")?;
        let mut office = Office::finish(conn, &self.path, &self.passphrase, None, true)?;
        office.set_who(&self.who);
        office.beside = true;
        Ok(office)
    }
}

impl Office {
    /// For looking things up over a connection of its own while this one writes.
    pub fn beside(&self) -> BesideKey {
        BesideKey { path: self.path.clone(), passphrase: self.passphrase.clone(), who: self.who.clone() }
    }
}
