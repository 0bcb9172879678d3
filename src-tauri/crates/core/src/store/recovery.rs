//! A small encrypted file that holds an office's passphrase, opened by a random key that people print. The cipher is the office
//! file's own, so nothing new has to be trusted.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::error::{Error, Result};
use super::open::{Passphrase, connect, file_name, folder_of, io_error, salt_of, set_key, sync_folder};

/// Letters and digits that nobody confuses on paper.
const ALPHABET: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const GROUPS: usize = 6;
const GROUP: usize = 4;

/// Ending of the file's name.
const ENDING: &str = "louce-recovery";

/// Where an office's recovery key is kept: a file beside it, named by the office's salt, which changes with its passphrase. So the
/// file that belongs to an office is told by the office itself, whatever a kill left behind.
pub(super) fn place(office: &Path, salt: &str) -> PathBuf {
    let name = office.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mark = salt.get(16..).unwrap_or(salt).to_ascii_lowercase();
    office.with_file_name(format!("{name}.{mark}.{ENDING}"))
}

/// Where the recovery key of the office file at this place is kept, or would be.
///
/// # Errors
/// [`Error::NotFound`] without such an office.
pub fn of_office(office: &Path) -> Result<PathBuf> {
    let salted = place(office, &salt_of(office)?);
    // As the first version of the program named it.
    let plain = office.with_extension(ENDING);
    Ok(if !salted.exists() && plain.exists() { plain } else { salted })
}

/// Removes the files of keys that no longer open the office.
pub(super) fn remove_others(office: &Path, current: &Path) {
    let name = office.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mine = |path: &Path| {
        let Some(rest) = file_name(path).strip_prefix(&format!("{name}.")).map(str::to_owned) else {
            return false;
        };
        let mark = rest.strip_suffix(ENDING).and_then(|rest| rest.strip_suffix('.'));
        rest == ENDING
            || mark.is_some_and(|mark| mark.len() == 16 && mark.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    for entry in std::fs::read_dir(folder_of(office)).into_iter().flatten().flatten() {
        let path = entry.path();
        if path != current && mine(&path) {
            // Left behind it opens nothing.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Makes the file, in place of an older one, and returns its key: "ABCD-EFGH-…", 120 random bits.
///
/// # Errors
/// [`Error::ReadOnly`], [`Error::DiskFull`]; the older one is as it was then.
pub fn make(path: &Path, passphrase: &Passphrase) -> Result<String> {
    let draft = path.with_extension("未完成");
    if draft.exists() {
        std::fs::remove_file(&draft).map_err(|error| io_error(error, path))?;
    }
    let conn = Connection::open_with_flags(
        &draft,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    let key = random_key()?;
    set_key(&conn, &Passphrase::new(plain(&key))?)?;
    conn.execute_batch("PRAGMA synchronous = FULL; CREATE TABLE kept (passphrase TEXT NOT NULL) STRICT")?;
    conn.execute("INSERT INTO kept (passphrase) VALUES (?1)", [passphrase.text()])?;
    conn.close().map_err(|(_, error)| error)?;
    std::fs::rename(&draft, path).map_err(|error| io_error(error, path))?;
    sync_folder(folder_of(path));
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
