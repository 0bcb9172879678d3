//! Edits by hand, end to end in an office: facts, phones, tags, households, rooms behind doors; all of it undone.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, desk};
use louce_core::residents::{self, Field, NewTag, SortBy, TableFilter};
use louce_core::values::{Day, PresenceState, Why};
use louce_core::{Error, Op, OpKind, households, places, settings};

fn set(desk: &mut Desk, resident: i64, field: Field, typed: &str) -> louce_core::Result<()> {
    let (clock, today) = (desk.clock, desk.clock.today());
    let op = Op::new(OpKind::Edit, "修改");
    desk.office
        .transact(op, clock, |tx| residents::set_typed(tx, resident, field, typed, today))
        .map(|outcome| outcome.value)
}

fn fact(desk: &Desk, resident: i64, field: Field) -> Option<String> {
    let resident = residents::get(desk.office.reader(), resident).unwrap().unwrap();
    resident.facts.get(field).map(str::to_owned)
}

#[test]
fn sex_and_birth_follow_a_valid_id_number_and_a_wrong_one_changes_nothing() {
    let mut desk = desk();
    let id = desk.household("12", "301", &[("张三", "1950")])[0];
    let wrong = set(&mut desk, id, Field::IdNumber, "110105194912310021").unwrap_err();
    assert!(matches!(wrong, Error::BadValue { why: Why::IdCheckDigit, .. }), "{wrong}");
    assert_eq!(wrong.code(), "bad_value");
    assert_eq!(fact(&desk, id, Field::Birth).as_deref(), Some("1950"));
    set(&mut desk, id, Field::IdNumber, "11010519491231002x").unwrap();
    assert_eq!(fact(&desk, id, Field::IdNumber).as_deref(), Some("11010519491231002X"));
    assert_eq!(fact(&desk, id, Field::Birth).as_deref(), Some("1949-12-31"));
    assert_eq!(fact(&desk, id, Field::Sex).as_deref(), Some("女"));
    desk.office.undo(None, desk.clock).unwrap();
    assert_eq!(fact(&desk, id, Field::IdNumber), None);
    assert_eq!(fact(&desk, id, Field::Birth).as_deref(), Some("1950"));
}

#[test]
fn a_typed_fact_is_read_by_its_own_kind() {
    let mut desk = desk();
    let id = desk.household("12", "301", &[("张三", "1950")])[0];
    for (field, typed, kept) in [
        (Field::Name, " 张　四 ", "张四"),
        (Field::Sex, "女性", "女"),
        (Field::Birth, "1950年3月2日", "1950-03-02"),
        (Field::Relation, "老伴", "配偶"),
        (Field::Remark, "=1+1", "=1+1"),
    ] {
        set(&mut desk, id, field, typed).unwrap();
        assert_eq!(fact(&desk, id, field).as_deref(), Some(kept), "{typed}");
    }
    for (field, typed) in [(Field::Birth, "去年"), (Field::Sex, "雌性"), (Field::Name, "")] {
        assert!(set(&mut desk, id, field, typed).is_err(), "{typed}");
    }
    assert!(set(&mut desk, id, Field::Extra, "{}").is_err(), "what an import keeps is not typed over");
    set(&mut desk, id, Field::Remark, "").unwrap();
    assert_eq!(fact(&desk, id, Field::Remark), None);
}

#[test]
fn phones_are_read_and_one_that_is_none_changes_nothing() {
    let mut desk = desk();
    let id = desk.household("12", "301", &[("张三", "1950")])[0];
    let typed = ["13800000001、13900000002".to_owned(), String::new()];
    desk.edit("电话", |tx| residents::set_phones_typed(tx, id, &typed));
    assert_eq!(residents::phones(desk.office.reader(), id).unwrap(), ["13800000001", "13900000002"]);
    let op = Op::new(OpKind::Edit, "电话");
    let bad = ["1380000000".to_owned()];
    let refused = desk.office.transact(op, desk.clock, |tx| residents::set_phones_typed(tx, id, &bad));
    assert_eq!(refused.unwrap_err().code(), "bad_value");
    assert_eq!(residents::phones(desk.office.reader(), id).unwrap().len(), 2);
}

#[test]
fn a_tag_taken_away_holds_until_that_day() {
    let mut desk = desk();
    let id = desk.household("12", "301", &[("张三", "1980")])[0];
    let tag = |since: &str| NewTag { kind: "dialysis", since: Some(since.into()), ..NewTag::default() };
    desk.edit("标注", |tx| residents::add_tag(tx, id, &tag("2022-03-01")));
    let today = desk.clock.today();
    desk.edit("取消", |tx| residents::end_tag(tx, id, "dialysis", today));
    let tags = residents::tags(desk.office.reader(), id).unwrap();
    assert_eq!(tags[0].until.as_deref(), Some("2022-03-16"), "it held before, and that stays known");
    let again = desk.office.transact(Op::new(OpKind::Edit, "取消"), desk.clock, |tx| {
        residents::end_tag(tx, id, "dialysis", today)
    });
    assert_eq!(again.unwrap_err().code(), "no_such");
}

#[test]
fn households_are_split_merged_and_moved_and_undo_brings_them_back() {
    let mut desk = desk();
    let ids = desk.household("12", "301", &[("张三", "1950"), ("李四", "1952"), ("张五", "1980")]);
    let other = desk.household("12", "302", &[("王六", "1990")])[0];
    let of = |desk: &Desk, id: i64| residents::get(desk.office.reader(), id).unwrap().unwrap().household_id;
    let first = of(&desk, ids[0]);
    let new = desk.edit("分户", |tx| households::split(tx, first, &ids[2..], None));
    assert_eq!((of(&desk, ids[0]), of(&desk, ids[2])), (first, new));
    let door = |desk: &Desk, id| places::label_of_household(desk.office.reader(), id).unwrap();
    assert_eq!(door(&desk, new), door(&desk, first), "behind the same door");
    let room = households::room_of(desk.office.reader(), of(&desk, other)).unwrap().unwrap().0;
    desk.edit("搬户", |tx| households::move_to_room(tx, new, room));
    assert_eq!(door(&desk, new), door(&desk, of(&desk, other)));
    let into = of(&desk, other);
    desk.edit("并户", |tx| households::merge(tx, new, into));
    assert_eq!(of(&desk, ids[2]), into);
    assert!(households::get(desk.office.reader(), new).is_err(), "the empty one is gone");
    for _ in 0..3 {
        desk.office.undo(None, desk.clock).unwrap();
    }
    assert_eq!(of(&desk, ids[2]), first);
}

#[test]
fn a_split_of_nobody_or_everybody_is_refused() {
    let mut desk = desk();
    let ids = desk.household("12", "301", &[("张三", "1950"), ("李四", "1952")]);
    let household = residents::get(desk.office.reader(), ids[0]).unwrap().unwrap().household_id;
    for members in [&[][..], &ids[..], &[ids[0], 1]] {
        let op = Op::new(OpKind::Edit, "分户");
        let split =
            desk.office.transact(op, desk.clock, |tx| households::split(tx, household, members, None));
        assert_eq!(split.unwrap_err().code(), "refused");
    }
}

#[test]
fn the_table_filters_and_sorts_and_leaves_out_who_moved_away() {
    let mut desk = desk();
    let ten = desk.household("10", "101", &[("赵一", "1930"), ("钱二", "1995")]);
    let two = desk.household("2", "201", &[("孙三", "1935")]);
    let today = desk.clock.today();
    let new = residents::NewPresence {
        state: PresenceState::MovedOut,
        since: Some("2022-03-01".into()),
        until: None,
        place: None,
        room: None,
        reason: None,
        source: None,
    };
    desk.edit("迁出", |tx| residents::add_presence(tx, ten[1], &new, today));
    let ids = |filter: TableFilter, sort, descending| {
        residents::table_ids(desk.office.reader(), &filter, sort, descending, today).unwrap()
    };
    let all = TableFilter::default;
    assert_eq!(ids(all(), SortBy::Door, false), [two[0], ten[0]], "2号楼 before 10号楼");
    assert_eq!(ids(all(), SortBy::Door, true), [ten[0], two[0]]);
    assert_eq!(ids(all(), SortBy::Name, false), [two[0], ten[0]], "sun before zhao");
    let moved = TableFilter { presence: Some(PresenceState::MovedOut), ..all() };
    assert_eq!(ids(moved, SortBy::Door, false), [ten[1]]);
    let old = TableFilter { group: Some("80岁以上独居".into()), ..all() };
    assert_eq!(ids(old, SortBy::Birth, true), [two[0], ten[0]], "alone since the other moved out");
    let typed = TableFilter { text: Some("sun".into()), ..all() };
    assert_eq!(ids(typed, SortBy::Door, false), [two[0]]);
    let day = today;
    desk.edit("核实", |tx| residents::verify(tx, two[0], day, "小李"));
    let unverified = TableFilter { unverified: true, ..all() };
    let found = residents::table_ids(desk.office.reader(), &unverified, SortBy::Door, false, today).unwrap();
    assert_eq!(found, [ten[0]]);
}

#[test]
fn the_table_is_narrowed_by_what_its_columns_say() {
    let mut desk = desk();
    let people =
        desk.household_in(Some("延春七村"), "10", "101", &[("赵一", "1930-01-02"), ("钱二", "2019-05-06")]);
    let other = desk.household("2", "201", &[("孙三", "1935-01-02")]);
    desk.edit("性别", |tx| residents::set(tx, people[0], Field::Sex, Some("男")));
    desk.edit("关系", |tx| residents::set(tx, other[0], Field::Relation, Some("户主")));
    desk.edit("电话", |tx| residents::set_phones_typed(tx, people[0], &["13800000001".into()]));
    let today = desk.clock.today();
    let ids = |filter: TableFilter| {
        residents::table_ids(desk.office.reader(), &filter, SortBy::Door, false, today).unwrap()
    };
    let all = TableFilter::default;
    assert_eq!(ids(TableFilter { sex: Some("男".into()), ..all() }), [people[0]]);
    assert_eq!(ids(TableFilter { age_from: Some(80), ..all() }), [other[0], people[0]]);
    assert_eq!(ids(TableFilter { age_from: Some(1), age_to: Some(6), ..all() }), [people[1]]);
    assert_eq!(ids(TableFilter { relation: Some("户主".into()), ..all() }), [other[0]]);
    assert_eq!(ids(TableFilter { no_phone: true, ..all() }), [other[0], people[1]]);
    assert_eq!(ids(TableFilter { no_id: true, ..all() }).len(), 3);
    assert_eq!(ids(TableFilter { compound: Some("延春七村".into()), ..all() }), people);
}

#[test]
fn a_picture_shows_every_room_and_who_is_in_it() {
    let mut desk = desk();
    let ids = desk.household("12", "301", &[("张三", "1935")]);
    desk.household("12", "302", &[]);
    let today = desk.clock.today();
    let counts = places::building_counts(desk.office.reader(), today).unwrap();
    assert_eq!((counts[0].rooms, counts[0].households, counts[0].residents, counts[0].special), (2, 1, 1, 1));
    let building = counts[0].building.as_ref().unwrap().id;
    let picture = places::picture(desk.office.reader(), building, today).unwrap();
    let rooms: Vec<&str> = picture.rooms.iter().map(|room| room.room.as_str()).collect();
    assert_eq!(rooms, ["301", "302"], "empty ones among them");
    assert_eq!(picture.people.iter().map(|person| person.id).collect::<Vec<_>>(), ids);
    assert!(picture.people[0].special && picture.people[0].tags.contains(&"80岁以上独居"));
    assert!(places::picture(desk.office.reader(), 1, today).is_err());
}

#[test]
fn a_pin_is_kept_as_a_hash_and_only_its_owner_sits_down_with_it() {
    let mut desk = desk();
    let id = desk.edit("添加", |tx| settings::add_staff(tx, "小李", "4711"));
    assert_eq!(settings::check_pin(desk.office.reader(), id, "4711").unwrap(), "小李");
    for wrong in ["4712", "", "47110"] {
        assert_eq!(settings::check_pin(desk.office.reader(), id, wrong).unwrap_err().code(), "wrong_pin");
    }
    for (name, pin) in [("小李", "1234"), ("", "1234"), ("小王", "12"), ("小王", "12ab")] {
        let op = Op::new(OpKind::Settings, "添加");
        assert!(desk.office.transact(op, desk.clock, |tx| settings::add_staff(tx, name, pin)).is_err());
    }
    desk.edit("不用 PIN", |tx| settings::set_pin(tx, id, ""));
    assert!(!settings::staff(desk.office.reader()).unwrap()[0].has_pin);
    settings::check_pin(desk.office.reader(), id, "").unwrap();
}

#[test]
fn settings_have_defaults_and_are_undone_like_anything_else() {
    let mut desk = desk();
    let default = settings::settings(desk.office.reader()).unwrap();
    assert!(default.masked);
    let new = settings::Settings { masked: false, idle_minutes: 3 };
    desk.edit("设置", |tx| settings::set_settings(tx, new));
    assert_eq!(settings::settings(desk.office.reader()).unwrap(), new);
    desk.office.undo(None, desk.clock).unwrap();
    assert_eq!(settings::settings(desk.office.reader()).unwrap(), default);
}

#[test]
fn what_changed_is_heard_once() {
    let mut desk = desk();
    desk.office.take_changes();
    let id = desk.household("12", "301", &[("张三", "1950")])[0];
    let changes = desk.office.take_changes();
    assert!(changes.operation.is_some());
    assert!(changes.tables.contains("resident") && changes.tables.contains("room"), "{:?}", changes.tables);
    assert!(desk.office.take_changes().tables.is_empty());
    let day = Day::parse_iso("2022-03-16").unwrap();
    desk.edit("核实", |tx| residents::verify(tx, id, day, "小李"));
    assert_eq!(desk.office.take_changes().tables.into_iter().collect::<Vec<_>>(), ["resident"]);
}
