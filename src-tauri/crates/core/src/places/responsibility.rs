//! Who is responsible: 网格员, 块长, 楼组长, 管家 by entrance.

use super::touch;
use crate::store::{Error, Reader, Result, Tx};
use crate::values::{Phone, Phones, Why};

/// One responsible person, for an area, a building or an entrance of it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct Responsibility {
    /// Row.
    pub id: i64,
    /// Building; `None` for an area.
    pub building_id: Option<i64>,
    /// Entrance 单元, bare; `None` the whole building.
    pub unit: Option<String>,
    /// 网格员, 楼组长 …
    pub role: String,
    /// Name.
    pub name: String,
    /// Phone.
    pub phone: Option<String>,
}

/// Everybody responsible, by building.
///
/// # Errors
/// As any query.
pub fn responsibilities(reader: Reader<'_>) -> Result<Vec<Responsibility>> {
    Ok(reader
        .0
        .prepare_cached("SELECT id, building_id, unit, role, name, phone FROM responsibility ORDER BY building_id, role, id")?
        .query_map([], |row| {
            Ok(Responsibility {
                id: row.get("id")?,
                building_id: row.get("building_id")?,
                unit: row.get("unit")?,
                role: row.get("role")?,
                name: row.get("name")?,
                phone: row.get("phone")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Names somebody for a role in a building or entrance. The same person is not named twice; a phone given later is taken.
/// Returns whether anything changed.
///
/// # Errors
/// As any write.
pub fn set_responsible(
    tx: &mut Tx<'_>,
    building: i64,
    unit: Option<&str>,
    role: &str,
    name: &str,
    phone: Option<&str>,
) -> Result<bool> {
    let known: Option<(i64, Option<String>)> = {
        let mut statement = tx.conn.prepare_cached(
            "SELECT id, phone FROM responsibility
             WHERE building_id = ?1 AND unit IS ?2 AND role = ?3 AND name = ?4",
        )?;
        let mut rows = statement.query((building, unit, role, name))?;
        rows.next()?.map(|row| Ok::<_, rusqlite::Error>((row.get(0)?, row.get(1)?))).transpose()?
    };
    match known {
        Some((_, known)) if phone.is_none() || known.as_deref() == phone => Ok(false),
        Some((id, _)) => {
            tx.conn
                .prepare_cached("UPDATE responsibility SET phone = ?2 WHERE id = ?1")?
                .execute((id, phone))?;
            Ok(true)
        }
        None => {
            let id = tx.new_id();
            tx.conn
                .prepare_cached(
                    "INSERT INTO responsibility (id, building_id, unit, role, name, phone) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute((id, building, unit, role, name, phone))?;
            Ok(true)
        }
    }
}

/// Somebody responsible for a building or an entrance of it, as a person enters them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewResponsible<'a> {
    /// Building.
    pub building: i64,
    /// Entrance 单元, bare; `None` the whole building.
    pub unit: Option<&'a str>,
    /// 网格员, 楼组长 …
    pub role: &'a str,
    /// Name.
    pub name: &'a str,
    /// Phone, as typed; "" none.
    pub phone: &'a str,
}

/// Names somebody responsible, or sets right who is known under a row.
///
/// # Errors
/// [`Error::Refused`] without a role or name, or for an entrance the building does not have; [`Error::BadValue`] for a phone;
/// [`Error::NoSuch`].
pub fn put_responsible(tx: &mut Tx<'_>, id: Option<i64>, new: &NewResponsible<'_>) -> Result<i64> {
    let (role, name) = (new.role.trim(), new.name.trim());
    if role.is_empty() || name.is_empty() {
        return Err(Error::Refused("请填写身份和姓名。".into()));
    }
    let read = Phones::parse(new.phone);
    if !read.unreadable.is_empty() || (read.phones.is_empty() && !new.phone.trim().is_empty()) {
        return Err(Error::BadValue { field: "电话", why: Why::PhoneShape });
    }
    let phone: Vec<&str> = read.phones.iter().map(Phone::as_str).collect();
    let phone = Some(phone.join("、")).filter(|phone| !phone.is_empty());
    let unit = new.unit.map(str::trim).filter(|unit| !unit.is_empty());
    let (has_building, has_unit): (bool, bool) = tx
        .conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM building WHERE id = ?1),
                    ?2 IS NULL OR EXISTS (SELECT 1 FROM room WHERE building_id = ?1 AND unit = ?2)",
        )?
        .query_row((new.building, unit), |row| Ok((row.get(0)?, row.get(1)?)))?;
    if !has_building {
        return Err(Error::NoSuch("楼栋"));
    }
    if !has_unit {
        return Err(Error::Refused("这栋楼没有这个单元。".into()));
    }
    match id {
        Some(id) => {
            let done = tx
                .conn
                .prepare_cached(
                    "UPDATE responsibility SET building_id = ?2, unit = ?3, role = ?4, name = ?5, phone = ?6 WHERE id = ?1",
                )?
                .execute((id, new.building, unit, role, name, phone))?;
            touch(done, "负责人")?;
            Ok(id)
        }
        None => {
            let id = tx.new_id();
            tx.conn
                .prepare_cached(
                    "INSERT INTO responsibility (id, building_id, unit, role, name, phone) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute((id, new.building, unit, role, name, phone))?;
            Ok(id)
        }
    }
}

/// Somebody is responsible no more.
///
/// # Errors
/// [`Error::NoSuch`].
pub fn remove_responsible(tx: &mut Tx<'_>, id: i64) -> Result<()> {
    touch(tx.conn.prepare_cached("DELETE FROM responsibility WHERE id = ?1")?.execute([id])?, "负责人")
}
