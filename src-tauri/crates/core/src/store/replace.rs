//! Another file in the place of the office's own: restoring a backup, changing the passphrase. The new file is made whole beside
//! the old one and renamed over it, so that a kill at any moment leaves the one or the other.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::backup::{copy_into, verify};
use super::door::{Changes, Clock, Op};
use super::error::{Error, Result};
use super::open::{Office, Passphrase, file_name, folder_of, io_error, sync_folder};

/// Copies a file where nothing is yet: over a file that is there it could be a copy onto itself.
fn copy_beside(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut copy = std::fs::OpenOptions::new().write(true).create_new(true).open(to)?;
    std::io::copy(&mut std::fs::File::open(from)?, &mut copy)?;
    copy.sync_all()
}

impl Office {
    /// Copies `from` beside the office under a passphrase and a salt, brings it to this program's schema, records `op` in it, and
    /// verifies it. Returns where it is.
    pub(super) fn draft(
        &self,
        from: &Connection,
        passphrase: &Passphrase,
        salt: Option<&str>,
        op: Op,
        clock: Clock,
    ) -> Result<PathBuf> {
        let draft = folder_of(&self.path).join(format!(".{}.替换中", file_name(&self.path)));
        let made = copy_into(from, &draft, passphrase, salt)
            .and_then(|()| self.complete(&draft, passphrase, op, clock))
            .and_then(|()| verify(&draft, passphrase));
        if let Err(error) = made {
            let _ = std::fs::remove_file(&draft);
            return Err(error);
        }
        Ok(draft)
    }

    fn complete(&self, draft: &Path, passphrase: &Passphrase, op: Op, clock: Clock) -> Result<()> {
        let mut office = Self::over(draft, passphrase)?;
        office.set_who(&self.who);
        // Numbers handed out since are not handed out again.
        office.conn.execute("UPDATE counter SET next = max(next, ?1)", [self.reader().counter()?])?;
        office.transact(op, clock, |_| Ok::<_, Error>(()))?;
        office.conn.flush_prepared_statement_cache();
        // One file is an office, two are none: what is renamed has no journal beside it.
        office.conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
        office.conn.close().map_err(|(_, error)| error)?;
        Ok(std::fs::File::open(draft)?.sync_all()?)
    }

    /// Renames a draft over the office's file and opens it. With `keep` the file as it was stays under that name.
    pub(super) fn replace(
        &mut self,
        draft: &Path,
        passphrase: &Passphrase,
        keep: Option<&Path>,
    ) -> Result<()> {
        let closed = self.close_file();
        let replaced = closed.and_then(|()| {
            if let Some(keep) = keep {
                std::fs::hard_link(&self.path, keep)
                    .or_else(|_| copy_beside(&self.path, keep))
                    .map_err(|error| io_error(error, keep))?;
            }
            std::fs::rename(draft, &self.path).map_err(|error| io_error(error, &self.path))
        });
        sync_folder(folder_of(&self.path));
        if replaced.is_ok() {
            self.passphrase = passphrase.clone();
        } else {
            let _ = std::fs::remove_file(draft);
        }
        // Whichever file is there now is the office.
        self.conn = Self::over(&self.path, &self.passphrase)?.conn;
        self.unheard = Changes { operation: None, tables: super::RECORDED.iter().copied().collect() };
        replaced
    }

    /// Everything into the one file, and nobody at it.
    fn close_file(&mut self) -> Result<()> {
        self.conn.flush_prepared_statement_cache();
        let busy: i64 = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy != 0 {
            return Err(Error::Busy);
        }
        let conn = std::mem::replace(&mut self.conn, Connection::open_in_memory()?);
        conn.close().map_err(|(_, error)| error)?;
        // A journal that stayed would be applied to the file that comes in its place.
        let journal = self.path.with_file_name(format!("{}-wal", file_name(&self.path)));
        match std::fs::metadata(journal) {
            Ok(journal) if journal.len() > 0 => Err(Error::Busy),
            _ => Ok(()),
        }
    }
}
