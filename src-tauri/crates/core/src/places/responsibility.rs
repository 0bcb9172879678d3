//! Who is responsible: 网格员, 块长, 楼组长, 管家 by entrance.

use crate::store::{Reader, Result, Tx};

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
