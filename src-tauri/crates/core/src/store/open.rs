//! Making and opening an office file. Nothing here deletes or replaces a file because it looks wrong.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use super::door::{Changes, Clock, Reader};
use super::error::{Error, Result};
use super::lock::take_lock;
use super::{functions, schema};
use crate::values::Day;

/// A file of ours begins with these bytes: the first half of the SQLCipher salt, which is public anyway. The other half is
/// random. So "no office of ours" and "wrong passphrase" can be told apart.
const MAGIC: &[u8; 8] = b"LouCe\x01\xe5\x86";
const PAGE: u64 = 4096;

/// The office's passphrase; wiped from memory when dropped.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// # Errors
    /// [`Error::EmptyPassphrase`].
    pub fn new(text: impl Into<String>) -> Result<Self> {
        let text = Zeroizing::new(text.into());
        if text.is_empty() { Err(Error::EmptyPassphrase) } else { Ok(Self(text)) }
    }
}

impl Passphrase {
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

/// An open office: the one connection, and the lock that keeps other programs out.
pub struct Office {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
    pub(super) who: String,
    /// For copies of the file: a backup has the same key.
    pub(super) passphrase: Passphrase,
    pub(super) unheard: Changes,
    read_only: bool,
    pub(super) beside: bool,
    /// Held for its lifetime; `None` when the folder cannot be written and the file is only read.
    _lock: Option<File>,
}

impl Office {
    /// Makes a new office file.
    ///
    /// # Errors
    /// [`Error::AlreadyExists`] when anything is at `path`; [`Error::ReadOnly`], [`Error::DiskFull`].
    pub fn create(path: &Path, passphrase: &Passphrase, name: &str, clock: Clock) -> Result<Self> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::Refused("请给出居委会名称。".into()));
        }
        if path.exists() {
            return Err(Error::AlreadyExists(path.to_owned()));
        }
        let lock = take_lock(path)?;
        // Built beside and renamed: a kill in the middle leaves no half-made office at `path`.
        let folder = folder_of(path);
        let unfinished = folder.join(format!(".{}.新建中", file_name(path)));
        if unfinished.exists() {
            std::fs::remove_file(&unfinished).map_err(|error| io_error(error, path))?;
        }
        let made = Self::build(&unfinished, passphrase, name, clock);
        if let Err(error) = made {
            let _ = std::fs::remove_file(&unfinished);
            return Err(match error {
                Error::ReadOnly(_) => Error::ReadOnly(path.to_owned()),
                Error::Sql(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => {
                    Error::ReadOnly(path.to_owned())
                }
                other => other,
            });
        }
        // Not `rename`, which would replace a file that appeared meanwhile.
        std::fs::hard_link(&unfinished, path)
            .and_then(|()| std::fs::remove_file(&unfinished))
            .or_else(|_| {
                if path.exists() {
                    Err(std::io::ErrorKind::AlreadyExists.into())
                } else {
                    std::fs::rename(&unfinished, path)
                }
            })
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::AlreadyExists => Error::AlreadyExists(path.to_owned()),
                _ => io_error(error, path),
            })?;
        sync_folder(folder);
        let conn = connect(path, passphrase, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        Self::finish(conn, path, passphrase, Some(lock), false)
    }

    /// Opens a file that is ours alone, and that others are kept away from by a lock already held.
    pub(super) fn over(path: &Path, passphrase: &Passphrase) -> Result<Self> {
        let conn = connect(path, passphrase, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        Self::finish(conn, path, passphrase, None, false)
    }

    fn build(path: &Path, passphrase: &Passphrase, name: &str, clock: Clock) -> Result<()> {
        let mut conn = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        set_key(&conn, passphrase)?;
        salt(&conn, &new_salt()?)?;
        functions::register(&conn)?;
        conn.execute_batch("PRAGMA synchronous = FULL;")?;
        schema::upgrade(&mut conn)?;
        conn.execute(
            "INSERT INTO office (id, name, created_at) VALUES (1, ?1, ?2)",
            (name, clock.now_text()),
        )?;
        conn.close().map_err(|(_, error)| error)?;
        File::open(path)?.sync_all()?;
        Ok(())
    }

    /// Opens an office for reading and writing; when the disk is full or the folder cannot be written, for reading only
    /// ([`Office::read_only`]), so that people can still look things up.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NotAnOffice`], [`Error::WrongPassphrase`], [`Error::NewerVersion`],
    /// [`Error::Damaged`], [`Error::Busy`]; the file is as it was after each.
    pub fn open(path: &Path, passphrase: &Passphrase) -> Result<Self> {
        let length = match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => metadata.len(),
            Ok(_) => return Err(Error::NotAnOffice(path.to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NotFound(path.to_owned()));
            }
            Err(error) => return Err(io_error(error, path)),
        };
        let lock = match take_lock(path) {
            Ok(lock) => Some(lock),
            Err(Error::ReadOnly(_) | Error::DiskFull) => None,
            Err(error) => return Err(error),
        };
        let mut head = [0u8; 8];
        let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
        match read {
            Ok(()) if &head == MAGIC => {}
            Ok(()) => return Err(Error::NotAnOffice(path.to_owned())),
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                return Err(Error::NotAnOffice(path.to_owned()));
            }
            Err(error) => return Err(io_error(error, path)),
        }
        if length < PAGE || length % PAGE != 0 {
            return Err(Error::Damaged("文件长度不对，可能没有复制完整"));
        }
        let writable = lock.is_some() && OpenOptions::new().write(true).open(path).is_ok();
        if writable {
            match connect(path, passphrase, OpenFlags::SQLITE_OPEN_READ_WRITE) {
                Ok(conn) => return Self::finish(conn, path, passphrase, lock, false),
                Err(Error::DiskFull | Error::ReadOnly(_)) => {}
                Err(Error::Sql(error))
                    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) => {}
                Err(error) => return Err(error),
            }
        }
        // A WAL database cannot be opened where nothing can be written, unless we promise that nobody changes it.
        let wal = path.with_file_name(format!("{}-wal", file_name(path)));
        if std::fs::metadata(&wal).is_ok_and(|wal| wal.len() > 0) {
            return Err(Error::ReadOnly(path.to_owned()));
        }
        let conn = connect(path, passphrase, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Self::finish(conn, path, passphrase, lock, true)
    }

    pub(super) fn finish(
        mut conn: Connection,
        path: &Path,
        passphrase: &Passphrase,
        lock: Option<File>,
        read_only: bool,
    ) -> Result<Self> {
        functions::register(&conn)?;
        conn.set_prepared_statement_cache_capacity(128);
        let found: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if found > schema::NEWEST {
            return Err(Error::NewerVersion { found, known: schema::NEWEST });
        }
        if read_only && found < schema::NEWEST {
            // It would have to be written before it can be read.
            return Err(Error::ReadOnly(path.to_owned()));
        }
        if !read_only {
            conn.pragma_update(None, "cache_size", -cache_kib(path))?;
            conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL;")?;
            let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
            if mode != "wal" {
                return Err(Error::ReadOnly(path.to_owned()));
            }
            conn.execute_batch("PRAGMA journal_size_limit = 16777216;")?;
            // Not of a draft made from a backup, which stays where it is.
            if lock.is_some() && (1..schema::NEWEST).contains(&found) {
                super::backup::before_upgrade(&conn, path, passphrase, found)?;
            }
            schema::upgrade(&mut conn)?;
        }
        Ok(Self {
            conn,
            path: path.to_owned(),
            who: "本机".into(),
            passphrase: passphrase.clone(),
            unheard: Changes::default(),
            read_only,
            beside: false,
            _lock: lock,
        })
    }

    /// Who is at the desk from now on; recorded with each operation.
    pub fn set_who(&mut self, who: &str) {
        let who = who.trim();
        if !who.is_empty() {
            who.clone_into(&mut self.who);
        }
    }

    /// Whether the file could only be opened for reading (full disk, read-only folder).
    pub fn read_only(&self) -> bool {
        self.read_only
    }

    /// Whether this is a second connection to an office that is written elsewhere ([`BesideKey::open`]).
    pub fn is_beside(&self) -> bool {
        self.beside
    }

    /// Who is at the desk.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// For queries.
    pub fn reader(&self) -> Reader<'_> {
        Reader(&self.conn)
    }

    /// 街道, when it was given.
    ///
    /// # Errors
    /// As any query.
    pub fn street(&self) -> Result<Option<String>> {
        Ok(self.conn.query_row("SELECT street FROM office", [], |row| row.get(0))?)
    }

    /// The day it was made.
    ///
    /// # Errors
    /// As any query; [`Error::Damaged`] when that is no moment.
    pub fn made_on(&self) -> Result<Day> {
        let at: String = self.conn.query_row("SELECT created_at FROM office", [], |row| row.get(0))?;
        Clock::parse(&at).map(|at| at.today()).ok_or(Error::Damaged("新建的时间"))
    }

    /// The office's name.
    ///
    /// # Errors
    /// As any query.
    pub fn name(&self) -> Result<String> {
        Ok(self.conn.query_row("SELECT name FROM office", [], |row| row.get(0))?)
    }
}

/// KiB of pages that are kept deciphered. SQLCipher's 2 MB make bulk work five times slower, and a large office whose pages do not
/// fit is deciphered anew for every report.
fn cache_kib(path: &Path) -> i64 {
    let file = std::fs::metadata(path).map_or(0, |metadata| metadata.len() / 1024);
    i64::try_from(file + file / 4).unwrap_or(i64::MAX).clamp(64 << 10, 256 << 10)
}

/// Opens, sets the key and reads the first page; says what is wrong if that fails.
pub(super) fn connect(path: &Path, passphrase: &Passphrase, flags: OpenFlags) -> Result<Connection> {
    let read_only = flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY);
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = if read_only {
        Connection::open_with_flags(immutable_uri(path), flags | OpenFlags::SQLITE_OPEN_URI)?
    } else {
        Connection::open_with_flags(path, flags)?
    };
    set_key(&conn, passphrase)?;
    match conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)) {
        Ok(_) => Ok(conn),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            Err(if every_page_fails(&conn)? {
                Error::WrongPassphrase
            } else {
                Error::Damaged("首页校验不符")
            })
        }
        Err(error) => Err(Error::from(error)),
    }
}

/// With the wrong key no page verifies; with the right one a damaged file still has good pages.
fn every_page_fails(conn: &Connection) -> Result<bool> {
    let pages =
        conn.path().and_then(|path| std::fs::metadata(path).ok()).map_or(0, |metadata| metadata.len() / PAGE);
    let Ok(mut statement) = conn.prepare("PRAGMA cipher_integrity_check") else { return Ok(true) };
    let Ok(mut rows) = statement.query([]) else { return Ok(true) };
    let mut failed = 0;
    while let Ok(Some(_)) = rows.next() {
        failed += 1;
    }
    Ok(failed == 0 || failed >= pages)
}

/// A salt for a file that is about to be made: ours, and random, 32 hexadecimal digits.
pub(super) fn new_salt() -> Result<String> {
    let random: String =
        Connection::open_in_memory()?.query_row("SELECT hex(randomblob(8))", [], |row| row.get(0))?;
    Ok(MAGIC.iter().map(|byte| format!("{byte:02X}")).collect::<String>() + &random)
}

/// The salt of a file that is there.
pub(super) fn salt_of(path: &Path) -> Result<String> {
    let mut head = [0u8; 16];
    File::open(path)
        .and_then(|mut file| file.read_exact(&mut head))
        .map_err(|error| io_error(error, path))?;
    Ok(head.iter().map(|byte| format!("{byte:02X}")).collect())
}

/// Gives a file that is about to be made its salt.
pub(super) fn salt(conn: &Connection, salt: &str) -> Result<()> {
    Ok(conn.pragma_update(None, "cipher_salt", format!("x'{salt}'"))?)
}

pub(super) fn set_key(conn: &Connection, passphrase: &Passphrase) -> Result<()> {
    conn.busy_timeout(Duration::from_secs(2))?;
    // SQLCipher would print page numbers to the terminal; our own errors say what people need.
    conn.pragma_update(None, "cipher_log_level", "NONE")?;
    conn.pragma_update(None, "key", passphrase.0.as_str())?;
    Ok(())
}

/// `file:` URI with `immutable=1`; every byte that could end the path early is escaped.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b':' => {
                uri.push(char::from(byte))
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?mode=ro&immutable=1");
    uri
}

pub(super) fn io_error(error: std::io::Error, path: &Path) -> Error {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Error::ReadOnly(path.to_owned()),
        Kind::StorageFull | Kind::QuotaExceeded => Error::DiskFull,
        Kind::NotFound => Error::NotFound(path.to_owned()),
        _ => Error::Io(error),
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) {}
