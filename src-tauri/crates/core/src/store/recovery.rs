//! A small encrypted file that holds an office's passphrase, opened by a random key that people print. The cipher is the office
//! file's own, so nothing new has to be trusted.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::error::{Error, Result};
use super::open::{Passphrase, connect, io_error, set_key};

/// Letters and digits that nobody confuses on paper.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const GROUPS: usize = 6;
const GROUP: usize = 4;

/// Makes the file, over an older one, and returns its key: "ABCD-EFGH-…", 120 random bits.
///
/// # Errors
/// [`Error::ReadOnly`], [`Error::DiskFull`].
pub fn make(path: &Path, passphrase: &Passphrase) -> Result<String> {
    if path.exists() {
        std::fs::remove_file(path).map_err(|error| io_error(error, path))?;
    }
    let conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    let key = random_key()?;
    set_key(&conn, &Passphrase::new(plain(&key))?)?;
    conn.execute_batch("PRAGMA synchronous = FULL; CREATE TABLE kept (passphrase TEXT NOT NULL) STRICT")?;
    conn.execute("INSERT INTO kept (passphrase) VALUES (?1)", [passphrase.text()])?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(key)
}

/// The passphrase that a printed key stands for; dashes, spaces and small letters do not matter.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::WrongPassphrase`] when it is another key.
pub fn open(path: &Path, key: &str) -> Result<Passphrase> {
    if !path.is_file() {
        return Err(Error::NotFound(path.to_owned()));
    }
    let conn = connect(path, &Passphrase::new(plain(key))?, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let kept: Zeroizing<String> =
        Zeroizing::new(conn.query_row("SELECT passphrase FROM kept", [], |row| row.get(0))?);
    Passphrase::new(kept.as_str())
}

/// As it goes into the cipher.
fn plain(key: &str) -> String {
    key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// From SQLite's generator, which the operating system seeds.
fn random_key() -> Result<String> {
    let random: Vec<u8> = Connection::open_in_memory()?.query_row(
        "SELECT randomblob(?1)",
        [i64::try_from(GROUPS * GROUP).unwrap_or(24)],
        |row| row.get(0),
    )?;
    let letters: Vec<char> = random
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
        .map(|letter| char::from(*letter))
        .collect();
    let groups: Vec<String> = letters.chunks(GROUP).map(|group| group.iter().collect()).collect();
    Ok(groups.join("-"))
}
