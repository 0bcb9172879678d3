//! What a resident has several of: phones, tags, contacts, and the dated rows of presence as they are kept.

use rusqlite::Row;

use crate::store::{Reader, Result, Tx};
use crate::values::Day;

/// Phones, the one to call first first.
///
/// # Errors
/// As any query.
pub fn phones(reader: Reader<'_>, resident: i64) -> Result<Vec<String>> {
    Ok(reader
        .0
        .prepare_cached("SELECT number FROM phone WHERE resident_id = ?1 ORDER BY position, id")?
        .query_map([resident], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Adds a phone at a position (0 is called first).
///
/// # Errors
/// As any write.
pub fn add_phone(tx: &mut Tx<'_>, resident: i64, number: &str, position: u32) -> Result<()> {
    let id = tx.new_id();
    tx.conn
        .prepare_cached("INSERT INTO phone (id, resident_id, position, number) VALUES (?1, ?2, ?3, ?4)")?
        .execute((id, resident, position, number))?;
    Ok(())
}

/// Makes `numbers` the resident's phones, in this order; rows of numbers that stay are kept.
///
/// # Errors
/// As any write.
pub fn set_phones(tx: &mut Tx<'_>, resident: i64, numbers: &[String]) -> Result<()> {
    let known: Vec<(i64, u32, String)> = tx
        .conn
        .prepare_cached("SELECT id, position, number FROM phone WHERE resident_id = ?1")?
        .query_map([resident], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, _, number) in &known {
        if !numbers.contains(number) {
            tx.conn.prepare_cached("DELETE FROM phone WHERE id = ?1")?.execute([id])?;
        }
    }
    for (position, number) in (0u32..).zip(numbers) {
        match known.iter().find(|(_, _, known)| known == number) {
            Some((_, at, _)) if *at == position => {}
            Some((id, _, _)) => {
                tx.conn
                    .prepare_cached("UPDATE phone SET position = ?2 WHERE id = ?1")?
                    .execute((id, position))?;
            }
            None => add_phone(tx, resident, number, position)?,
        }
    }
    Ok(())
}

/// A tag 重点类别 to be stated of a resident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTag<'a> {
    /// [`crate::values::TagKind`] code.
    pub kind: &'a str,
    /// ISO day from which it holds.
    pub since: Option<String>,
    /// First ISO day on which it no longer holds.
    pub until: Option<String>,
    /// Which column or word said so.
    pub evidence: Option<&'a str>,
    /// Due date, medicine, diagnosis …
    pub data: Option<&'a str>,
    /// 结对志愿者
    pub carer_name: Option<&'a str>,
    /// Their phone.
    pub carer_phone: Option<&'a str>,
}

/// A tag as kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct TagRow {
    /// Row.
    pub id: i64,
    /// [`crate::values::TagKind`] code.
    pub kind: String,
    /// ISO day.
    pub since: Option<String>,
    /// ISO day.
    pub until: Option<String>,
    /// Which column or word said so.
    pub evidence: Option<String>,
    /// Due date, medicine, diagnosis …
    pub data: Option<String>,
    /// 结对志愿者
    pub carer_name: Option<String>,
    /// Their phone.
    pub carer_phone: Option<String>,
}

impl TagRow {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            since: row.get("since")?,
            until: row.get("until")?,
            evidence: row.get("evidence")?,
            data: row.get("data")?,
            carer_name: row.get("carer_name")?,
            carer_phone: row.get("carer_phone")?,
        })
    }
}

/// The tags stated of a resident.
///
/// # Errors
/// As any query.
pub fn tags(reader: Reader<'_>, resident: i64) -> Result<Vec<TagRow>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT id, kind, since, until, evidence, data, carer_name, carer_phone FROM tag WHERE resident_id = ?1 ORDER BY id",
        )?
        .query_map([resident], TagRow::from_row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// States a tag; one of the same kind that stands is filled in where it was blank, never replaced. Returns whether anything
/// changed.
///
/// # Errors
/// As any write.
pub fn add_tag(tx: &mut Tx<'_>, resident: i64, new: &NewTag<'_>) -> Result<bool> {
    let standing = tags(tx.reader(), resident)?.into_iter().find(|tag| tag.kind == new.kind);
    let Some(tag) = standing else {
        insert_tag(tx, resident, new)?;
        return Ok(true);
    };
    let fills = (tag.since.is_none() && new.since.is_some())
        || (tag.until.is_none() && new.until.is_some())
        || (tag.data.is_none() && new.data.is_some())
        || (tag.carer_name.is_none() && new.carer_name.is_some())
        || (tag.carer_phone.is_none() && new.carer_phone.is_some());
    if fills {
        tx.conn
            .prepare_cached(
                "UPDATE tag SET since = coalesce(since, ?2), until = coalesce(until, ?3), data = coalesce(data, ?4),
                 carer_name = coalesce(carer_name, ?5), carer_phone = coalesce(carer_phone, ?6) WHERE id = ?1",
            )?
            .execute((tag.id, &new.since, &new.until, new.data, new.carer_name, new.carer_phone))?;
    }
    Ok(fills)
}

/// States a tag by hand, from a day on (or today): one that stands keeps its beginning unless another was said; one that ended
/// begins anew. Returns whether anything changed.
///
/// # Errors
/// As any write.
pub fn state_tag(tx: &mut Tx<'_>, resident: i64, new: &NewTag<'_>, today: Day) -> Result<bool> {
    let today = today.to_string();
    let stands = |tag: &TagRow| {
        tag.kind == new.kind && tag.until.as_deref().is_none_or(|until| until > today.as_str())
    };
    if tags(tx.reader(), resident)?.iter().any(stands) {
        return add_tag(tx, resident, new);
    }
    let new = NewTag { since: new.since.clone().or(Some(today)), ..new.clone() };
    insert_tag(tx, resident, &new)?;
    Ok(true)
}

/// States a tag of somebody who has none of its kind yet.
///
/// # Errors
/// As any write.
pub fn insert_tag(tx: &mut Tx<'_>, resident: i64, new: &NewTag<'_>) -> Result<()> {
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO tag (id, resident_id, kind, since, until, evidence, data, carer_name, carer_phone)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute((
            id,
            resident,
            new.kind,
            &new.since,
            &new.until,
            new.evidence,
            new.data,
            new.carer_name,
            new.carer_phone,
        ))?;
    Ok(())
}

/// Takes tags of a kind away from a day on, as far as they stand; one that was stated that same day or later goes altogether.
///
/// # Errors
/// [`crate::Error::NoSuch`] when none stands.
pub fn end_tag(tx: &mut Tx<'_>, resident: i64, kind: &str, today: Day) -> Result<()> {
    let today = today.to_string();
    let standing: Vec<TagRow> = tags(tx.reader(), resident)?
        .into_iter()
        .filter(|tag| tag.kind == kind && tag.until.as_deref().is_none_or(|until| until > today.as_str()))
        .collect();
    for tag in &standing {
        if tag.since.as_deref().is_some_and(|since| since < today.as_str()) {
            tx.conn.prepare_cached("UPDATE tag SET until = ?2 WHERE id = ?1")?.execute((tag.id, &today))?;
        } else {
            tx.conn.prepare_cached("DELETE FROM tag WHERE id = ?1")?.execute([tag.id])?;
        }
    }
    crate::places::touch(standing.len(), "标签")
}

/// Somebody to reach for a resident 紧急联系人, 监护人, 子女.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct ContactRow {
    /// 紧急联系人, 监护人, 子女
    pub role: String,
    /// Name.
    pub name: Option<String>,
    /// Phone.
    pub phone: Option<String>,
}

/// Whom to reach for a resident.
///
/// # Errors
/// As any query.
pub fn contacts(reader: Reader<'_>, resident: i64) -> Result<Vec<ContactRow>> {
    Ok(reader
        .0
        .prepare_cached("SELECT role, name, phone FROM contact WHERE resident_id = ?1 ORDER BY id")?
        .query_map([resident], |row| {
            Ok(ContactRow { role: row.get(0)?, name: row.get(1)?, phone: row.get(2)? })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Adds a contact unless the same is known. Returns whether anything changed.
///
/// # Errors
/// As any write.
pub fn add_contact(tx: &mut Tx<'_>, resident: i64, contact: &ContactRow) -> Result<bool> {
    if contacts(tx.reader(), resident)?.contains(contact) {
        return Ok(false);
    }
    let id = tx.new_id();
    tx.conn
        .prepare_cached(
            "INSERT INTO contact (id, resident_id, role, name, phone) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((id, resident, &contact.role, &contact.name, &contact.phone))?;
    Ok(true)
}

/// A dated row of presence as kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, ts_rs::TS)]
pub struct PresenceRow {
    /// Row.
    pub id: i64,
    /// [`crate::values::PresenceState`] code.
    pub state: String,
    /// ISO day; `None`: not known since when.
    pub since: Option<String>,
    /// First ISO day on which it no longer holds.
    pub until: Option<String>,
    /// 隔离点, 医院, 单位
    pub place: Option<String>,
    /// 隔离房间号
    pub room: Option<String>,
    /// 原因
    pub reason: Option<String>,
    /// ISO day on which the office learned it.
    pub noted_on: String,
}

/// The whole course of a resident's presence, in the order it was noted.
///
/// # Errors
/// As any query.
pub fn presences(reader: Reader<'_>, resident: i64) -> Result<Vec<PresenceRow>> {
    Ok(reader
        .0
        .prepare_cached(
            "SELECT id, state, since, until, place, room, reason, noted_on FROM presence WHERE resident_id = ?1
             ORDER BY coalesce(since, noted_on), id",
        )?
        .query_map([resident], |row| {
            Ok(PresenceRow {
                id: row.get("id")?,
                state: row.get("state")?,
                since: row.get("since")?,
                until: row.get("until")?,
                place: row.get("place")?,
                room: row.get("room")?,
                reason: row.get("reason")?,
                noted_on: row.get("noted_on")?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// Presence to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPresence<'a> {
    /// The state.
    pub state: crate::values::PresenceState,
    /// ISO day from which it holds.
    pub since: Option<String>,
    /// First ISO day on which it no longer holds.
    pub until: Option<String>,
    /// 隔离点, 医院, 单位
    pub place: Option<&'a str>,
    /// 隔离房间号
    pub room: Option<&'a str>,
    /// 原因
    pub reason: Option<&'a str>,
    /// Who or what said so.
    pub source: Option<&'a str>,
}
