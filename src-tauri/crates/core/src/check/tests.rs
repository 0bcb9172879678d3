//! Each kind of damage is found, by its own name, and nothing else is.

use std::path::Path;

use super::check;
use crate::residents::{self, Field, ResidentFacts};
use crate::values::{AddressHint, RoomAddress};
use crate::{Clock, Office, Op, OpKind, Passphrase, households, places};

fn clock() -> Clock {
    let day = chrono::NaiveDate::from_ymd_opt(2022, 3, 16).unwrap();
    Clock { now: day.and_hms_opt(9, 0, 0).unwrap() }
}

fn passphrase() -> Passphrase {
    Passphrase::new("一二三四五六").unwrap()
}

/// Two people in a room, one with a number, phones and a presence.
fn office(folder: &Path) -> Office {
    let mut office = Office::create(&folder.join("甲.louce"), &passphrase(), "某居委会", clock()).unwrap();
    let made = office.transact(Op::new(OpKind::Edit, "添加一户"), clock(), |tx| {
        let building = places::insert_building(tx, None, "12")?;
        let address = RoomAddress::parse("402", &AddressHint { building: Some("12"), unit: None });
        let room = places::insert_room(tx, building, &address.into_value().unwrap_or_default(), None)?;
        let household = households::insert(tx, Some(room), None, None)?;
        let facts = ResidentFacts::default()
            .with(Field::Name, "王小明")
            .with(Field::IdType, "resident_id")
            .with(Field::IdNumber, "11010519491231002X")
            .with(Field::Sex, "女")
            .with(Field::Birth, "1949-12-31");
        let first = residents::insert(tx, household, &facts, None)?;
        residents::set_phones(tx, first, &["13812345678".into(), "13912345678".into()])?;
        let away = residents::NewPresence {
            state: crate::values::PresenceState::Away,
            since: Some("2022-03-01".into()),
            until: None,
            place: None,
            room: None,
            reason: None,
            source: None,
        };
        residents::add_presence(tx, first, &away, clock().today())?;
        residents::insert(tx, household, &ResidentFacts::default().with(Field::Name, "李·Anna"), None)
    });
    made.unwrap();
    office
}

/// The codes found after `sql` was done to an office behind the door's back.
fn found_after(sql: &str) -> Vec<&'static str> {
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path());
    let conn = office.reader().0;
    conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;").unwrap();
    conn.execute_batch(sql).unwrap();
    check(office.reader()).unwrap().iter().map(|problem| problem.code).collect()
}

#[test]
fn a_sound_office_has_no_problems_and_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path());
    let before = office.reader().0.total_changes();
    let version: i64 = office.reader().0.pragma_query_value(None, "data_version", |row| row.get(0)).unwrap();
    assert_eq!(check(office.reader()).unwrap(), []);
    assert_eq!(check(office.reader()).unwrap(), [], "a second time too");
    assert_eq!(office.reader().0.total_changes(), before);
    assert_eq!(
        office.reader().0.pragma_query_value::<i64, _>(None, "data_version", |row| row.get(0)).unwrap(),
        version
    );
}

#[test]
fn a_number_with_a_wrong_check_digit_is_found() {
    assert_eq!(
        found_after("UPDATE resident SET id_number = '110105194912310021' WHERE id_number IS NOT NULL"),
        ["id_number"]
    );
}

#[test]
fn birth_and_sex_that_disagree_with_the_number_are_found() {
    assert_eq!(
        found_after("UPDATE resident SET birth = '1950-01-01' WHERE id_number IS NOT NULL"),
        ["birth"]
    );
    assert_eq!(found_after("UPDATE resident SET sex = '男' WHERE id_number IS NOT NULL"), ["sex"]);
    assert_eq!(
        found_after("UPDATE resident SET birth = 'spring' WHERE id_number IS NULL"),
        ["birth_unreadable"]
    );
}

#[test]
fn one_number_of_two_people_is_found() {
    let sql = "UPDATE resident SET id_type = 'resident_id', id_number = '11010519491231002X'";
    assert_eq!(found_after(sql), ["id_number_twice"]);
}

#[test]
fn a_resident_without_a_household_is_found() {
    assert_eq!(found_after("UPDATE resident SET household_id = 99 WHERE id_number IS NULL"), ["broken_link"]);
}

#[test]
fn a_name_that_search_does_not_know_is_found() {
    let renamed = "DROP TRIGGER name_index_update; UPDATE resident SET name = '王大明' WHERE name = '王小明'";
    assert!(found_after(renamed).contains(&"name_index"), "a name behind the index's back");
    let gone = "INSERT INTO name_index (name_index, rowid, chars)
                SELECT 'delete', id, louce_chars(name) FROM resident WHERE name = '王小明'";
    assert_eq!(found_after(gone), ["name_index"]);
    assert_eq!(
        found_after("INSERT INTO name_index (rowid, chars) VALUES (7, louce_chars('赵'))"),
        ["name_index"]
    );
}

#[test]
fn two_open_presences_and_one_that_ends_before_it_begins_are_found() {
    let second = "INSERT INTO presence (id, resident_id, state, noted_on) SELECT id + 1000000, resident_id, 'hospital', '2022-03-02' FROM presence;
                  UPDATE counter SET next = next + 2000000";
    assert_eq!(found_after(second), ["presence_open_twice"]);
    assert_eq!(found_after("UPDATE presence SET until = '2022-02-01'"), ["presence_backwards"]);
}

#[test]
fn phones_at_the_same_place_and_the_same_phone_twice_are_found() {
    assert_eq!(found_after("UPDATE phone SET position = 0"), ["phone_position"]);
    assert_eq!(found_after("UPDATE phone SET number = '13812345678'"), ["phone_twice"]);
}

#[test]
fn a_counter_that_would_hand_out_a_number_again_is_found() {
    assert_eq!(found_after("UPDATE counter SET next = 3"), ["counter"]);
}

#[test]
fn an_operation_that_can_no_longer_be_read_is_found() {
    assert_eq!(found_after("UPDATE operation_change SET data = x'0102'"), ["operation"]);
    assert_eq!(found_after("DELETE FROM operation_change"), ["operation"]);
}

#[test]
fn an_index_over_an_expression_that_drifted_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path());
    let conn = office.reader().0;
    let flags = rusqlite::functions::FunctionFlags::SQLITE_DETERMINISTIC
        | rusqlite::functions::FunctionFlags::SQLITE_UTF8
        | rusqlite::functions::FunctionFlags::SQLITE_INNOCUOUS;
    // As if a later program computed the same name's pinyin differently.
    conn.create_scalar_function("louce_pinyin", 1, flags, |_| Ok("x")).unwrap();
    let codes: Vec<_> = check(office.reader()).unwrap().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["database"]);
}

#[test]
fn a_page_that_was_tampered_with_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path());
    let path = office.path().to_owned();
    drop(office);
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.len() - 2000;
    bytes[at] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let office = Office::open(&path, &passphrase()).unwrap();
    let codes: Vec<_> = check(office.reader()).unwrap().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["page_seal"]);
}
