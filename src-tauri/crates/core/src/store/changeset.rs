//! Counts what a changeset holds, and looks for keys in it, without unpacking it: SQLite's own iterator copies every value, which for a large import costs
//! as much as the inserts of a small one. The format is the one documented with `sqlite3changeset_start`.
//!
//! Not here: applying, inverting and reading changesets, which SQLite does itself.

use std::collections::{BTreeSet, HashSet};

use super::error::{Error, Result};
use super::schema::RECORDED;

const TABLE: u8 = b'T';
const INSERT: u8 = 18;
const UPDATE: u8 = 23;
const DELETE: u8 = 9;
const INTEGER: u8 = 1;
const FLOAT: u8 = 2;

/// Notes the tables of a changeset's rows and returns how many rows there are.
///
/// # Errors
/// [`Error::Damaged`] for anything but a changeset.
pub(super) fn tally(changeset: &[u8], tables: &mut BTreeSet<&'static str>) -> Result<i64> {
    walk(changeset, tables, |_| ()).ok_or(Error::Damaged("操作记录"))
}

/// Whether any of these keys stands in a changeset: most do not, and need not be looked at closer.
///
/// # Errors
/// As [`tally`].
pub(super) fn mentions(changeset: &[u8], keys: &HashSet<i64>) -> Result<bool> {
    let mut found = false;
    walk(changeset, &mut BTreeSet::new(), |number| found |= keys.contains(&number))
        .ok_or(Error::Damaged("操作记录"))?;
    Ok(found)
}

/// Calls `each` with every integer.
fn walk(mut rest: &[u8], tables: &mut BTreeSet<&'static str>, mut each: impl FnMut(i64)) -> Option<i64> {
    let (mut columns, mut rows) = (0, 0);
    while let Some((kind, after)) = rest.split_first() {
        rest = after;
        if *kind == TABLE {
            columns = varint(&mut rest)?;
            // One byte a column: whether it is part of the key.
            rest = rest.get(usize::try_from(columns).ok()?..)?;
            let end = rest.iter().position(|byte| *byte == 0)?;
            let name = rest.get(..end)?;
            tables.extend(RECORDED.iter().find(|table| table.as_bytes() == name));
            rest = rest.get(end + 1..)?;
            continue;
        }
        // Whether the change was indirect.
        rest = rest.get(1..)?;
        let records = match *kind {
            INSERT | DELETE => 1,
            UPDATE => 2,
            _ => return None,
        };
        for _ in 0..records * columns {
            value(&mut rest, &mut each)?;
        }
        rows += 1;
    }
    Some(rows)
}

fn value(rest: &mut &[u8], each: &mut impl FnMut(i64)) -> Option<()> {
    let (kind, after) = rest.split_first()?;
    *rest = after;
    let length = match *kind {
        // Not part of the change; NULL.
        0 | 5 => 0,
        INTEGER | FLOAT => 8,
        // Text and blob.
        3 | 4 => usize::try_from(varint(rest)?).ok()?,
        _ => return None,
    };
    let (bytes, after) = rest.split_at_checked(length)?;
    *rest = after;
    if *kind == INTEGER {
        each(i64::from_be_bytes(bytes.try_into().ok()?));
    }
    Some(())
}

/// SQLite's big-endian varint of up to nine bytes.
fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for count in 0..9 {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        if count == 8 {
            return Some(value << 8 | u64::from(*byte));
        }
        value = value << 7 | u64::from(*byte & 0x7f);
        if *byte & 0x80 == 0 {
            break;
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::Connection;
    use rusqlite::session::Session;

    use super::super::history::each_change;
    use super::*;

    fn changeset(rows: &[(String, i64, bool)]) -> Vec<u8> {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE area (id INTEGER PRIMARY KEY, a TEXT, b INTEGER, c REAL, d BLOB);
             CREATE TABLE phone (id INTEGER PRIMARY KEY, number TEXT);
             INSERT INTO phone VALUES (1, '1'), (2, '2'), (3, '3');",
        )
        .unwrap();
        let mut session = Session::new(&conn).unwrap();
        for table in ["area", "phone"] {
            session.attach(Some(table)).unwrap();
        }
        for (text, number, real) in rows {
            let blob = text.as_bytes();
            let real = real.then_some(0.5);
            conn.execute("INSERT INTO area (a, b, c, d) VALUES (?1, ?2, ?3, ?4)", (text, number, real, blob))
                .unwrap();
        }
        conn.execute_batch("UPDATE phone SET number = '9' WHERE id = 1; DELETE FROM phone WHERE id = 2;")
            .unwrap();
        let mut changeset = Vec::new();
        session.changeset_strm(&mut changeset).unwrap();
        changeset
    }

    proptest! {
        #[test]
        fn the_tally_is_what_sqlite_counts(rows in prop::collection::vec((".{0,300}", any::<i64>(), any::<bool>()), 0..40)) {
            let changeset = changeset(&rows);
            let mut counted = 0;
            each_change(&changeset, |_| { counted += 1; Ok(()) }).unwrap();
            let mut tables = BTreeSet::new();
            prop_assert_eq!(tally(&changeset, &mut tables).unwrap(), counted);
            let expected: BTreeSet<&str> = if rows.is_empty() { ["phone"].into() } else { ["area", "phone"].into() };
            prop_assert_eq!(tables, expected);
        }

        #[test]
        fn a_key_is_found_in_a_changeset_that_has_it_and_in_no_other(rows in prop::collection::vec((".{0,30}", 10i64..99, any::<bool>()), 1..20)) {
            let changeset = changeset(&rows);
            let first = rows[0].1;
            prop_assert!(mentions(&changeset, &HashSet::from([1000, first])).unwrap());
            prop_assert!(mentions(&changeset, &HashSet::from([2])).unwrap(), "the row that was deleted");
            prop_assert!(!mentions(&changeset, &HashSet::from([1000, -1])).unwrap());
        }

        #[test]
        fn bytes_that_are_no_changeset_are_refused_or_counted_never_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = tally(&bytes, &mut BTreeSet::new());
        }

        #[test]
        fn a_changeset_with_a_flipped_byte_never_panics(at in any::<prop::sample::Index>(), bit in 0u8..8) {
            let mut changeset = changeset(&[("王小明".into(), 7, true)]);
            let at = at.index(changeset.len());
            changeset[at] ^= 1 << bit;
            let _ = tally(&changeset, &mut BTreeSet::new());
        }
    }
}
