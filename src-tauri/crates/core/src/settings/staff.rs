//! Staff 工作人员 and their PINs. A PIN says who sits at the desk; it does not open the file, the passphrase does.

use argon2::Argon2;
use rusqlite::OptionalExtension;
use zeroize::Zeroizing;

use crate::places::touch;
use crate::store::{Error, Reader, Result, Tx};

/// Somebody who works in the office.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct StaffRow {
    /// Row.
    pub id: i64,
    /// 姓名
    pub name: String,
    /// Whether a PIN is asked when they sit down.
    pub has_pin: bool,
}

/// Everybody, by name as entered.
///
/// # Errors
/// As any query.
pub fn staff(reader: Reader<'_>) -> Result<Vec<StaffRow>> {
    Ok(reader
        .0
        .prepare_cached("SELECT id, name, pin_hash IS NOT NULL AS has_pin FROM staff ORDER BY id")?
        .query_map([], |row| {
            Ok(StaffRow { id: row.get("id")?, name: row.get("name")?, has_pin: row.get("has_pin")? })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Adds somebody; `pin` empty: none is asked.
///
/// # Errors
/// [`Error::Refused`] for a name that is empty or there already, or a PIN that is not four to eight digits.
pub fn add_staff(tx: &mut Tx<'_>, name: &str, pin: &str) -> Result<i64> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Error::Refused("请给出姓名。".into()));
    }
    if staff(tx.reader())?.iter().any(|known| known.name == name) {
        return Err(Error::Refused("已经有这个名字的工作人员。".into()));
    }
    let id = tx.new_id();
    tx.conn.prepare_cached("INSERT INTO staff (id, name) VALUES (?1, ?2)")?.execute((id, name))?;
    if !pin.is_empty() {
        set_pin(tx, id, pin)?;
    }
    Ok(id)
}

/// Removes somebody; what they did stays in their name.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn remove_staff(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    touch(tx.conn.prepare_cached("DELETE FROM staff WHERE id = ?1")?.execute([id])?, "工作人员")
}

/// Sets a PIN; an empty one takes it away.
///
/// # Errors
/// [`Error::NoSuch`]; [`Error::Refused`] for a PIN that is not four to eight digits.
pub fn set_pin(tx: &mut Tx<'_>, id: i64, pin: &str) -> Result<()> {
    let kept = if pin.is_empty() {
        None
    } else {
        if !(4..=8).contains(&pin.len()) || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Error::Refused("PIN 要 4 到 8 位数字。".into()));
        }
        let salt: Vec<u8> = tx.conn.query_row("SELECT randomblob(16)", [], |row| row.get(0))?;
        let hash = hash(pin, &salt)?;
        Some((salt, hash))
    };
    let (salt, hash) = kept.unzip();
    let sql = "UPDATE staff SET pin_salt = ?2, pin_hash = ?3 WHERE id = ?1";
    touch(tx.conn.prepare_cached(sql)?.execute((id, salt, hash))?, "工作人员")
}

/// Whether the PIN is theirs; anything will do for somebody who has none. Returns the name.
///
/// # Errors
/// [`Error::NoSuch`]; [`Error::WrongPin`].
pub fn check_pin(reader: Reader<'_>, id: i64, pin: &str) -> Result<String> {
    type Row = (String, Option<Vec<u8>>, Option<Vec<u8>>);
    let (name, salt, known): Row = reader
        .0
        .prepare_cached("SELECT name, pin_salt, pin_hash FROM staff WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?
        .ok_or(Error::NoSuch("工作人员"))?;
    match (salt, known) {
        (Some(salt), Some(known)) if !same(&hash(pin, &salt)?, &known) => Err(Error::WrongPin),
        _ => Ok(name),
    }
}

fn hash(pin: &str, salt: &[u8]) -> Result<Vec<u8>> {
    let pin = Zeroizing::new(pin.as_bytes().to_vec());
    let mut out = vec![0; 32];
    Argon2::default()
        .hash_password_into(&pin, salt, &mut out)
        .map_err(|_| Error::Damaged("工作人员的 PIN"))?;
    Ok(out)
}

/// Compares without stopping at the first difference.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}
