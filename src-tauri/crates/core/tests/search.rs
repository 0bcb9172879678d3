//! Search as people type, and lists narrowed by building and special population.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, desk, person};
use louce_core::residents::{self, Field, ResidentFilter};
use louce_core::{Op, OpKind, check, households, search};

fn found(desk: &Desk, typed: &str) -> Vec<String> {
    let ids = search::find(desk.office.reader(), typed, 50).unwrap();
    ids.into_iter().map(|id| name_of(desk, id)).collect()
}

fn name_of(desk: &Desk, id: i64) -> String {
    let resident = residents::get(desk.office.reader(), id).unwrap().unwrap();
    resident.facts.get(Field::Name).unwrap().to_owned()
}

fn listed(desk: &Desk, filter: &ResidentFilter<'_>) -> Vec<String> {
    let views = residents::list(desk.office.reader(), filter, desk.clock.today()).unwrap();
    views.iter().map(|view| view.facts.get(Field::Name).unwrap().to_owned()).collect()
}

fn neighbours() -> Desk {
    let mut desk = desk();
    desk.household("12", "402", &[("王小明", "1980-01-02"), ("王明", "2010-01-02")]);
    desk.household("12", "501", &[("张王", "1970-01-02")]);
    desk.household("3", "402", &[("欧阳小明", "1990-01-02"), ("买买提·艾力", "1990-01-02")]);
    desk
}

#[test]
fn whole_names_come_before_beginnings_and_these_before_any_other_part() {
    let desk = neighbours();
    assert_eq!(found(&desk, "王明"), ["王明"]);
    assert_eq!(found(&desk, "王"), ["王小明", "王明", "张王"]);
    assert_eq!(found(&desk, "小明"), ["王小明", "欧阳小明"]);
    assert_eq!(found(&desk, "买买提艾力"), ["买买提·艾力"]);
    assert_eq!(found(&desk, "提·艾"), ["买买提·艾力"]);
    assert!(found(&desk, "·").is_empty());
}

#[test]
fn pinyin_initials_and_doors_find_people() {
    let desk = neighbours();
    assert_eq!(found(&desk, "wxm"), ["王小明"]);
    assert_eq!(found(&desk, "wangm"), ["王明"]);
    assert_eq!(found(&desk, "12-402"), ["王小明", "王明"]);
}

#[test]
fn a_room_alone_gives_its_people_in_the_order_of_the_buildings_and_a_surname_narrows_it() {
    let desk = neighbours();
    assert_eq!(found(&desk, "402"), ["欧阳小明", "买买提·艾力", "王小明", "王明"]);
    assert_eq!(found(&desk, "王 402"), ["王小明", "王明"]);
    assert_eq!(found(&desk, "402 小明"), ["王小明", "欧阳小明"]);
}

#[test]
fn without_a_limit_a_search_gives_everybody_it_finds() {
    let mut desk = desk();
    for room in 101..=160 {
        desk.household("1", &room.to_string(), &[("李爱国", "1960-01-01")]);
    }
    desk.household("2", "101", &[("李爱国", "1960-01-01")]);
    let all = ResidentFilter { search: Some("李爱国"), ..ResidentFilter::default() };
    assert_eq!(listed(&desk, &all).len(), 61);
    let few = ResidentFilter { limit: Some(3), ..all.clone() };
    assert_eq!(listed(&desk, &few).len(), 3);
    let second = ResidentFilter { building: Some("2"), limit: Some(3), ..all };
    assert_eq!(listed(&desk, &second).len(), 1, "the limit counts people of that building only");
}

#[test]
fn a_group_lists_those_it_holds_of_today_and_an_unknown_one_says_what_there_is() {
    let mut desk = neighbours();
    desk.household("5", "101", &[("陈阿婆", "1938-05-12")]);
    let group = |name| ResidentFilter { group: Some(name), ..ResidentFilter::default() };
    assert_eq!(listed(&desk, &group("80岁以上独居")), ["陈阿婆"]);
    assert_eq!(listed(&desk, &ResidentFilter { search: Some("陈"), ..group("独居") }), ["陈阿婆"]);
    assert_eq!(listed(&desk, &ResidentFilter { building: Some("12"), ..group("独居") }), [""; 0]);
    let unknown = residents::list(desk.office.reader(), &group("神仙"), desk.clock.today()).unwrap_err();
    assert!(unknown.to_string().contains("80岁以上独居"), "{unknown}");
}

#[test]
fn names_written_in_bulk_are_found_during_and_after_and_may_change_in_between() {
    let mut desk = neighbours();
    desk.office
        .transact(Op::new(OpKind::Import, "导入"), desk.clock, |tx| {
            tx.build_indexes_later()?;
            let household = households::insert(tx, None, None, Some("看不懂"))?;
            let first = residents::insert(tx, household, &person("赵一", "1950"), None)?;
            tx.index_names()?;
            assert_eq!(search::exact_name(tx.reader(), "赵一", 5)?, [first]);
            let second = residents::insert(tx, household, &person("赵二", "1950"), None)?;
            residents::set(tx, second, Field::Name, Some("钱二"))?;
            residents::set(tx, first, Field::Name, Some("钱一"))?;
            residents::insert(tx, household, &person("孙三", "1950"), None)?;
            Ok::<_, louce_core::Error>(())
        })
        .unwrap();
    assert_eq!(found(&desk, "钱"), ["钱一", "钱二"]);
    assert_eq!(found(&desk, "一"), ["钱一"]);
    assert!(found(&desk, "赵").is_empty());
    assert_eq!(found(&desk, "孙三"), ["孙三"]);
    assert!(check::check(desk.office.reader()).unwrap().is_empty());
    desk.office
        .transact(Op::new(OpKind::Edit, "改"), desk.clock, |tx| {
            let id = search::exact_name(tx.reader(), "孙三", 1)?[0];
            residents::set(tx, id, Field::Name, Some("孙山"))
        })
        .unwrap();
    assert_eq!(found(&desk, "山"), ["孙山"], "the trigger is back");
}
