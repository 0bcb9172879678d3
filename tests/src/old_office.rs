//! An office file as an older program wrote it: the released schema files that are in the tree, and invented people, put in with plain
//! SQL. For tests of upgrading.
#![allow(clippy::unwrap_used, reason = "an office that cannot be made ends the test")]

use std::path::Path;

use rusqlite::Connection;

use crate::desk::PASSPHRASE;

/// The schema files, oldest first.
const STEPS: &[&str] = &[
    include_str!("../../src-tauri/crates/core/src/store/schema/0001_roster.sql"),
    include_str!("../../src-tauri/crates/core/src/store/schema/0002_desk.sql"),
    include_str!("../../src-tauri/crates/core/src/store/schema/0003_correction.sql"),
    include_str!("../../src-tauri/crates/core/src/store/schema/0004_testing_day.sql"),
];
/// The newest schema that [`make`] knows; the program's own is newer.
pub const NEWEST: usize = STEPS.len();
/// How a file of ours begins.
const MAGIC: &str = "4C6F75436501E586";

/// Opens a file as the program does, without looking at its schema.
pub fn open(path: &Path) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "key", PASSPHRASE).unwrap();
    louce_core::store::register_functions(&conn).unwrap();
    conn
}

/// The schema a file has.
pub fn schema_of(path: &Path) -> i64 {
    open(path).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

/// 甲一七 for 17: a name without a digit, which a search would take for a door.
pub fn name(n: i64) -> String {
    let digits = n.to_string();
    let spoken =
        digits.chars().filter_map(|digit| "零一二三四五六七八九".chars().nth(digit.to_digit(10)? as usize));
    std::iter::once('甲').chain(spoken).collect()
}

/// Makes an office of schema `schema` with so many people, one household each, all brought by one recorded operation.
pub fn make(path: &Path, schema: usize, people: u32) {
    let mut conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "key", PASSPHRASE).unwrap();
    conn.pragma_update(None, "cipher_salt", format!("x'{MAGIC}0102030405060708'")).unwrap();
    louce_core::store::register_functions(&conn).unwrap();
    let tx = conn.transaction().unwrap();
    for step in &STEPS[..schema] {
        tx.execute_batch(step).unwrap();
    }
    tx.pragma_update(None, "user_version", schema as i64).unwrap();
    tx.execute_batch(
        "INSERT INTO office (id, name, created_at) VALUES (1, '延吉七村居民区', '2022-03-01 09:00:00');
         INSERT INTO building (id, name, sort_key) VALUES (1, '12', '0000000012');",
    )
    .unwrap();
    if schema >= 3 {
        tx.execute_batch(
            "INSERT INTO correction (id, day, figure, title, households, persons, reason, who, at)
             VALUES (2, '2022-03-16', 'registered', '常住（在册）', 41, 42, '漏登一户', '张阿姨', '2022-03-16 19:00:00');",
        )
        .unwrap();
    }
    for n in 0..i64::from(people) {
        let (room, household, resident, phone) = (10 + n * 4, 11 + n * 4, 12 + n * 4, 13 + n * 4);
        let door = format!("{:04}", 100 + n);
        tx.execute(
            "INSERT INTO room (id, building_id, unit, name, kind, sort_key) VALUES (?1, 1, '', ?2, 'residence', ?2)",
            (room, &door),
        )
        .unwrap();
        tx.execute("INSERT INTO household (id, room_id) VALUES (?1, ?2)", (household, room)).unwrap();
        tx.execute(
            "INSERT INTO resident (id, household_id, name, birth, remark) VALUES (?1, ?2, ?3, '1950-01-02', '独居')",
            (resident, household, name(n)),
        )
        .unwrap();
        let number = format!("138{n:08}");
        tx.execute(
            "INSERT INTO phone (id, resident_id, position, number) VALUES (?1, ?2, 0, ?3)",
            (phone, resident, number),
        )
        .unwrap();
    }
    tx.execute("UPDATE counter SET next = ?1", [i64::from(people) * 4 + 100]).unwrap();
    tx.commit().unwrap();
    conn.close().unwrap();
}
