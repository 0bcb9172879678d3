//! Backups 备份: whole copies of the office through SQLite's backup API, verified before they count, in a folder of their own.
//!
//! Not here: when they are made (whoever holds the office says), and where the second folder is.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Datelike;
use rusqlite::backup::Backup;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Rows};

use super::door::{Clock, Op, OpKind, Reader};
use super::error::{Error, Result};
use super::functions;
use super::open::{
    Office, Passphrase, connect, file_name, folder_of, io_error, new_salt, salt, salt_of, set_key,
    sync_folder,
};
use super::operations::Operation;

const ENDING: &str = "louce-backup";

/// A backup in the folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BackupFile {
    /// The office's counter when it was made: grows with every write, whatever the clock says.
    pub counter: i64,
    /// "YYYY-MM-DD HH:MM:SS", as the clock said.
    pub at: String,
    /// Where.
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
}

/// What a backup holds, beside the office as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupView {
    /// 户
    pub households: u32,
    /// 人
    pub residents: u32,
    /// Operations of the office that the backup does not have, newest first.
    pub since: Vec<Operation>,
    /// What restoring it would do to people.
    pub people: Difference,
}

/// People that differ between the office and a backup of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    /// Only in the backup: restoring brings them back.
    pub back: u32,
    /// Only in the office: restoring loses them.
    pub gone: u32,
    /// In both, but not the same: facts, phones, tags, presence, household.
    pub changed: u32,
}

/// All backups of an office in a folder, newest first.
///
/// # Errors
/// When the folder cannot be read; a folder that is not there holds none.
pub fn list(folder: &Path, office: &Path) -> Result<Vec<BackupFile>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io_error(error, folder)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if let Some((counter, at)) = read_name(&file_name(&path), &stem(office)) {
            found.push(BackupFile { counter, at, path, size: entry.metadata()?.len() });
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    Ok(found)
}

impl Office {
    /// Copies the office into a folder and verifies the copy; returns it.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::ReadOnly`]; [`Error::Damaged`] when the copy does not verify. Nothing half-made is left.
    pub fn back_up(&self, folder: &Path, clock: Clock) -> Result<BackupFile> {
        std::fs::create_dir_all(folder).map_err(|error| io_error(error, folder))?;
        let counter = counter(&self.conn)?;
        let at = clock.now_text();
        let path = folder.join(name_of(&stem(&self.path), counter, &at));
        let draft = path.with_extension("未完成");
        let made = new_salt()
            .and_then(|salt| copy_into(&self.conn, &draft, &self.passphrase, Some(&salt)))
            .and_then(|()| verify(&draft, &self.passphrase));
        if let Err(error) = made {
            let _ = std::fs::remove_file(&draft);
            return Err(error);
        }
        std::fs::File::open(&draft)?.sync_all()?;
        std::fs::rename(&draft, &path).map_err(|error| io_error(error, &path))?;
        sync_folder(folder);
        let size = std::fs::metadata(&path)?.len();
        Ok(BackupFile { counter, at, path, size })
    }

    /// What a backup holds and what the office has since. `older`: the passphrase of that time, when it was another.
    ///
    /// # Errors
    /// [`Error::OlderPassphrase`]; as opening an office.
    pub fn look_into(&self, backup: &Path, older: Option<&Passphrase>) -> Result<BackupView> {
        let copy = self.open_backup(backup, older)?;
        let last: i64 = copy.query_row("SELECT coalesce(max(id), 0) FROM operation", [], |row| row.get(0))?;
        let mut since = self.reader().operations()?;
        since.retain(|operation| operation.id > last);
        since.reverse();
        let (households, residents) = counts(&copy)?;
        Ok(BackupView { households, residents, since, people: difference(&self.conn, &copy)? })
    }

    /// Makes the office what the backup holds, which is verified first. The file as it was stays beside it; returns where. Numbers
    /// handed out since are not handed out again.
    ///
    /// # Errors
    /// [`Error::OlderPassphrase`]; as opening an office. The office is as it was then.
    pub fn restore(&mut self, backup: &Path, older: Option<&Passphrase>, clock: Clock) -> Result<PathBuf> {
        if self.read_only() {
            return Err(Error::ReadOnly(self.path.clone()));
        }
        verify(backup, older.unwrap_or(&self.passphrase)).map_err(|error| older_passphrase(error, older))?;
        let copy = self.open_backup(backup, older)?;
        let op = Op::new(OpKind::Restore, format!("从备份恢复：{}", file_name(backup)));
        // The salt stays: the printed recovery key belongs to it.
        let (passphrase, salt) = (self.passphrase.clone(), salt_of(&self.path)?);
        let draft = self.draft(&copy, &passphrase, Some(&salt), op, clock)?;
        drop(copy);
        let at = clock.now_text().replace(':', "");
        let keep = |again: &str| {
            folder_of(&self.path).join(format!("{}（恢复前 {at}{again}）.{ENDING}", stem(&self.path)))
        };
        // One that is there already may be this very file, kept by a restore that was ended before it was done.
        let mut names = std::iter::once(keep("")).chain((2..).map(|n| keep(&format!(" {n}"))));
        let keep = names.find(|name| !name.exists()).unwrap_or_else(|| keep(""));
        self.replace(&draft, &passphrase, Some(&keep))?;
        Ok(keep)
    }

    fn open_backup(&self, backup: &Path, older: Option<&Passphrase>) -> Result<Connection> {
        open_copy(backup, older.unwrap_or(&self.passphrase)).map_err(|error| older_passphrase(error, older))
    }
}

/// With the office's own passphrase it is the backup's that is another.
fn older_passphrase(error: Error, older: Option<&Passphrase>) -> Error {
    match error {
        Error::WrongPassphrase if older.is_none() => Error::OlderPassphrase,
        other => other,
    }
}

/// Copies a whole office into a new file.
pub(super) fn copy_into(
    from: &Connection,
    path: &Path,
    passphrase: &Passphrase,
    with_salt: Option<&str>,
) -> Result<()> {
    // What was left by somebody who was ended in the middle: a journal beside the new file would be applied to it.
    for left in ["", "-wal", "-shm", "-journal"].map(|end| path.with_file_name(file_name(path) + end)) {
        match std::fs::remove_file(&left) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(io_error(error, &left)),
            _ => {}
        }
    }
    let mut copy = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    set_key(&copy, passphrase)?;
    if let Some(with_salt) = with_salt {
        salt(&copy, with_salt)?;
    }
    Backup::new(from, &mut copy)?.run_to_completion(1_000, Duration::ZERO, None)?;
    // One file is a backup, two are none: the copy does not stay in WAL mode.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    copy.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// A copy of the file as it was, beside it, before its schema is brought up to date. One that is there already is of the same state.
pub(super) fn before_upgrade(
    conn: &Connection,
    path: &Path,
    passphrase: &Passphrase,
    schema: i64,
) -> Result<()> {
    let name = format!("{}（升级前 格式{schema} {:012}）.{ENDING}", stem(path), counter(conn)?);
    let target = folder_of(path).join(name);
    if target.exists() {
        return Ok(());
    }
    let draft = target.with_extension("未完成");
    let made =
        copy_into(conn, &draft, passphrase, Some(&new_salt()?)).and_then(|()| verify(&draft, passphrase));
    if let Err(error) = made {
        let _ = std::fs::remove_file(&draft);
        return Err(error);
    }
    std::fs::File::open(&draft)?.sync_all()?;
    std::fs::rename(&draft, &target).map_err(|error| io_error(error, &target))?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Everything about everybody, one row each, in the order of their numbers.
const PEOPLE: &str = "SELECT id, household_id, name, id_type, id_number, id_raw, sex, birth, relation, residence_type, registered,
  nationality, ethnicity, employer, education, political, marriage, remark, verified_on,
  (SELECT group_concat(position || number) FROM phone WHERE resident_id = resident.id),
  (SELECT group_concat(kind || coalesce(since, '') || coalesce(until, '') || coalesce(data, '')) FROM tag WHERE resident_id = resident.id),
  (SELECT group_concat(state || coalesce(since, '') || coalesce(until, '') || coalesce(place, '')) FROM presence WHERE resident_id = resident.id)
  FROM resident ORDER BY id";

fn difference(office: &Connection, backup: &Connection) -> Result<Difference> {
    let (mut ours, mut theirs) = (office.prepare(PEOPLE)?, backup.prepare(PEOPLE)?);
    let columns = ours.column_count();
    let (mut ours, mut theirs) = (ours.query([])?, theirs.query([])?);
    let (mut our, mut their) = (next(&mut ours, columns)?, next(&mut theirs, columns)?);
    let mut found = Difference::default();
    loop {
        let order = match (our.first(), their.first()) {
            (None, None) => return Ok(found),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(our), Some(their)) => id(our).cmp(&id(their)),
        };
        match order {
            Ordering::Less => found.gone += 1,
            Ordering::Greater => found.back += 1,
            Ordering::Equal => found.changed += u32::from(our != their),
        }
        if order != Ordering::Greater {
            our = next(&mut ours, columns)?;
        }
        if order != Ordering::Less {
            their = next(&mut theirs, columns)?;
        }
    }
}

/// The values of the next row; none after the last.
fn next(rows: &mut Rows<'_>, columns: usize) -> Result<Vec<Value>> {
    let Some(row) = rows.next()? else { return Ok(Vec::new()) };
    Ok((0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?)
}

fn id(value: &Value) -> i64 {
    if let Value::Integer(id) = value { *id } else { 0 }
}

/// Which backups need not be kept: of today's and yesterday's all stay, then one a day for two weeks, one a week for two months,
/// one a month for ever. `backups` newest first, as [`list`] gives them.
pub fn dispensable(backups: &[BackupFile], today: crate::values::Day) -> Vec<&BackupFile> {
    let mut kept = std::collections::HashSet::new();
    let mut out = Vec::new();
    for (index, backup) in backups.iter().enumerate() {
        let day = backup.at.get(..10).and_then(crate::values::Day::parse_iso);
        let Some(day) = day else { continue };
        let age = today.days_since(day);
        let period = match age {
            ..=1 => continue,
            2..=14 => format!("day {day}"),
            // Weeks of the calendar: counted from today they would shift, and with them what is kept.
            15..=60 => format!("week {}", (day.date().num_days_from_ce() - 1) / 7),
            _ => format!("month {}-{}", day.year(), day.month()),
        };
        // The newest always stays, and a clock that jumped must not make us throw away what it calls old.
        if index > 0 && !kept.insert(period.clone()) {
            out.push(backup);
        }
        kept.insert(period);
    }
    out
}

/// Every page, every index, and that people can be counted in it.
pub(super) fn verify(path: &Path, passphrase: &Passphrase) -> Result<()> {
    let copy = open_copy(path, passphrase)?;
    let bad_pages: usize = copy.prepare("PRAGMA cipher_integrity_check")?.query_map([], |_| Ok(()))?.count();
    let said: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    counts(&copy)?;
    if bad_pages > 0 || said != "ok" { Err(Error::Damaged("备份校验不符")) } else { Ok(()) }
}

fn open_copy(path: &Path, passphrase: &Passphrase) -> Result<Connection> {
    if !path.is_file() {
        return Err(Error::NotFound(path.to_owned()));
    }
    let copy = connect(path, passphrase, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    functions::register(&copy)?;
    Ok(copy)
}

fn counts(conn: &Connection) -> Result<(u32, u32)> {
    let sql = "SELECT (SELECT count(*) FROM household), (SELECT count(*) FROM resident)";
    Ok(conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

fn counter(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("SELECT next FROM counter", [], |row| row.get(0))?)
}

fn stem(office: &Path) -> String {
    office.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

/// "七村 2022-03-16 093000 000000001234.louce-backup"
fn name_of(stem: &str, counter: i64, at: &str) -> String {
    format!("{stem} {} {counter:012}.{ENDING}", at.replace(':', ""))
}

fn read_name(name: &str, stem: &str) -> Option<(i64, String)> {
    let rest = name.strip_prefix(stem)?.strip_prefix(' ')?.strip_suffix(ENDING)?.strip_suffix('.')?;
    let mut parts = rest.split(' ');
    let (day, time, counter) = (parts.next()?, parts.next()?, parts.next()?);
    let part = |range: std::ops::Range<usize>| time.get(range);
    let at = format!("{day} {}:{}:{}", part(0..2)?, part(2..4)?, part(4..6)?);
    parts.next().is_none().then_some(())?;
    Some((counter.parse().ok()?, at))
}

impl Reader<'_> {
    /// The office's counter: grows with every write.
    ///
    /// # Errors
    /// As any query.
    pub fn counter(self) -> Result<i64> {
        counter(self.0)
    }
}
