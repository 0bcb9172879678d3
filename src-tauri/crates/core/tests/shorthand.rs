//! Marking a round by what is read aloud from paper.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, desk};
use louce_core::testing::{self, RoundKind, UntestedFilter, shorthand};
use louce_core::values::{AddressHint, RoomAddress};
use louce_core::{Op, OpKind, Outcome, households, places, residents};

fn opened() -> (Desk, Vec<i64>, Vec<i64>) {
    let mut desk = desk();
    let first = desk.household("12", "301", &[("张三", "1950"), ("李四", "1952")]);
    let second = desk.household("12", "302", &[("王五", "1980"), ("王六", "2010")]);
    let (clock, day) = (desk.clock, desk.clock.today());
    desk.office
        .transact(Op::new(OpKind::OpenRound, "开轮次"), clock, |tx| {
            testing::open(tx, RoundKind::Nucleic, day, None, clock)
        })
        .unwrap();
    (desk, first, second)
}

fn mark(desk: &mut Desk, text: &str) -> louce_core::Result<Outcome<u32>> {
    let clock = desk.clock;
    let round = testing::round(desk.office.reader(), 1).unwrap();
    let line = shorthand::understand(desk.office.reader(), &round, text, None).unwrap();
    assert_eq!(line.strange, Vec::<String>::new(), "{text}");
    desk.office.transact(Op::new(OpKind::RecordRound, "登记"), clock, |tx| {
        shorthand::record_line(tx, &round, &line.doors, clock)
    })
}

fn result(desk: &Desk, resident: i64) -> (Option<bool>, Option<String>) {
    let round = testing::round(desk.office.reader(), 1).unwrap();
    let standing = testing::standing(desk.office.reader(), &round, resident).unwrap().unwrap();
    (standing.tested, standing.reason)
}

#[test]
fn a_line_marks_rooms_tested_and_untested_with_the_reason_and_is_undone_at_once() {
    let (mut desk, first, second) = opened();
    let done = mark(&mut desk, "12 301 302王六未 发热").unwrap();
    assert_eq!(done.value, 3);
    assert_eq!(result(&desk, first[0]), (Some(true), None));
    assert_eq!(result(&desk, second[1]), (Some(false), Some("发热".into())));
    assert_eq!(result(&desk, second[0]), (None, None), "nobody said anything of 王五");
    let round = testing::round(desk.office.reader(), 1).unwrap();
    let missing = testing::untested(desk.office.reader(), &round, &UntestedFilter::default()).unwrap();
    let names: Vec<(&str, bool)> = missing.iter().map(|p| (p.name.as_str(), p.said)).collect();
    assert_eq!(names, [("王五", false), ("王六", true)]);
    desk.office.undo(done.operation, desk.clock).unwrap();
    assert_eq!(result(&desk, first[0]), (None, None));
}

#[test]
fn a_line_with_one_door_that_is_not_understood_records_nothing() {
    let (mut desk, first, _) = opened();
    for line in ["12 301 909", "99 301", "12 301 302王未", "12 301 302赵七"] {
        assert_eq!(mark(&mut desk, line).unwrap_err().code(), "refused", "{line}");
        assert_eq!(result(&desk, first[0]), (None, None), "{line}");
    }
}

#[test]
fn words_that_belong_to_nothing_are_said_to_be_strange() {
    let (desk, ..) = opened();
    let round = testing::round(desk.office.reader(), 1).unwrap();
    for text in ["你好", "12 你好", "12楼未"] {
        let line = shorthand::understand(desk.office.reader(), &round, text, None).unwrap();
        assert!(!line.strange.is_empty() && !line.is_clear(), "{text}: {line:?}");
    }
    let nothing = shorthand::understand(desk.office.reader(), &round, " ", None).unwrap();
    assert_eq!(nothing, shorthand::Line::default());
}

/// Every way of writing a room: buildings 12 and 13 of single stairs, 10 with two entrances, a shop, a villa, a dormitory.
fn community() -> Desk {
    let mut desk = desk();
    for (building, address) in [
        ("2", "101"),
        ("2", "1单元101"),
        ("2", "商铺1"),
        ("10", "1单元201"),
        ("10", "2单元201"),
        ("10", "2单元202"),
        ("12", "101"),
        ("12", "102"),
        ("12", "103"),
        ("12", "301"),
        ("12", "302"),
        ("12", "402A"),
        ("13", "101"),
        ("73", "101"),
        ("1", "1号别墅"),
        ("", "集体户"),
    ] {
        room(&mut desk, building, address);
    }
    let (clock, day) = (desk.clock, desk.clock.today());
    desk.edit("开", |tx| testing::open(tx, RoundKind::Nucleic, day, None, clock));
    desk
}

/// A room with two people in it, one called after the place.
fn room(desk: &mut Desk, building: &str, address: &str) {
    desk.edit("添加一户", |tx| {
        let known = places::buildings(tx.reader())?.into_iter().find(|known| known.name == building);
        let row = match known {
            Some(known) => known.id,
            None => places::insert_building(tx, None, building)?,
        };
        let hint = AddressHint { building: Some(building), unit: None };
        let address = RoomAddress::parse(address, &hint).into_value().unwrap();
        let room = places::insert_room(tx, row, &address, None)?;
        let household = households::insert(tx, Some(room), None, None)?;
        for name in ["张三", "李四"] {
            residents::insert(tx, household, &common::person(name, "1970"), None)?;
        }
        Ok(())
    });
}

/// Each door as `楼/单元-室名字√`, what was not understood behind `!` or `?`.
fn read(desk: &Desk, text: &str, building: Option<i64>) -> Vec<String> {
    let round = testing::round(desk.office.reader(), 1).unwrap();
    let line = shorthand::understand(desk.office.reader(), &round, text, building).unwrap();
    let show = |door: &shorthand::Understood| {
        let unit = door.said.unit.as_ref().map(|unit| format!("{unit}-")).unwrap_or_default();
        let name = door.said.name.clone().unwrap_or_default();
        let mark =
            door.said.untested.as_ref().map_or_else(|| "√".to_owned(), |reason| format!("未[{reason}]"));
        match &door.problem {
            Some(problem) => format!("!{problem}"),
            None => format!("{}/{unit}{}{name}{mark}", door.said.building, door.said.room),
        }
    };
    line.doors.iter().map(show).chain(line.strange.iter().map(|word| format!("?{word}"))).collect()
}

#[test]
fn a_line_is_a_building_and_its_doors_however_they_are_written() {
    let desk = community();
    for (text, doors) in [
        ("12 301 302未 发热", vec!["12/301√", "12/302未[发热]"]),
        ("12号楼 301、302未发热", vec!["12/301√", "12/302未[发热]"]),
        ("12 301 302张三未 外出", vec!["12/301√", "12/302张三未[外出]"]),
        ("１２　３０１室", vec!["12/301√"]),
        ("12 301 张三 未 上夜班", vec!["12/301张三未[上夜班]"]),
        ("12 302未检 发热38度5 301", vec!["12/302未[发热38度5]", "12/301√"]),
        ("12 301 13号楼 101", vec!["12/301√", "13/101√"]),
        ("12 301 13 101", vec!["12/301√", "13/101√"]),
        ("13 13 101", vec!["13/101√"]),
        ("12 402a", vec!["12/402A√"]),
        ("12-301", vec!["12/301√"]),
        ("12-301 302", vec!["12/301√", "12/302√"]),
        ("12号楼301室", vec!["12/301√"]),
        ("12号楼301室张三未 发热", vec!["12/301张三未[发热]"]),
        ("73号楼101", vec!["73/101√"]),
        ("2 商铺1", vec!["2/商铺1√"]),
        ("1 别墅", vec!["1/√"]),
        ("集体户 张三", vec!["/集体户张三√"]),
        ("2 1单元101", vec!["2/1-101√"]),
        ("2 1单元 101", vec!["2/1-101√"]),
        ("2-1-101", vec!["2/1-101√"]),
        ("10 2-201 202", vec!["10/2-201√", "10/2-202√"]),
        ("延春路99弄73 101", vec!["73/101√"]),
        ("延春路99弄73号101室", vec!["73/101√"]),
        ("12 101-103", vec!["12/101-103√"]),
        ("12 101-103未 加班", vec!["12/101-103未[加班]"]),
        ("12 302未 去13号楼101 301", vec!["12/302未[去13号楼101]", "12/301√"]),
        ("12", vec![]),
        ("", vec![]),
        ("12 301 13", vec!["12/301√", "?13"]),
        ("12 301室张三 301房李四", vec!["12/301张三√", "12/301李四√"]),
        ("12 发热", vec!["?发热"]),
    ] {
        assert_eq!(read(&desk, text, None), doors, "{text}");
    }
}

#[test]
fn what_is_not_there_or_could_be_two_is_said_in_words() {
    let desk = community();
    for (text, told) in [
        ("99 301", "!没有99号楼"),
        ("12 909", "!12号楼没有909室"),
        ("10 201", "!10号楼有1、2单元，请写 1-201"),
        ("10 201-202", "!10号楼有1、2单元，请写上单元一间一间写"),
        ("12 101-109", "!12号楼没有109室"),
        ("12 301王五", "!301室没有这个人；没检请写“301未 原因”"),
    ] {
        assert_eq!(read(&desk, text, None), [told], "{text}");
    }
}

#[test]
fn a_line_without_a_building_speaks_of_the_one_before() {
    let desk = community();
    let twelve = places::named(desk.office.reader(), &["12".to_owned()]).unwrap()[0];
    assert_eq!(read(&desk, "302", Some(twelve)), ["12/302√"]);
    assert_eq!(read(&desk, "12 302", Some(twelve)), ["12/302√"], "the same building said again");
    assert_eq!(read(&desk, "13 101", Some(twelve)), ["13/101√"]);
    let round = testing::round(desk.office.reader(), 1).unwrap();
    let line = shorthand::understand(desk.office.reader(), &round, "13", Some(twelve)).unwrap();
    assert!(line.doors.is_empty() && line.strange.is_empty());
    assert_ne!(line.building, Some(twelve), "only a building: the next line is of it");
}

#[test]
fn a_range_marks_the_people_of_every_room_of_it() {
    let mut desk = community();
    assert_eq!(mark(&mut desk, "12 101-103").unwrap().value, 6);
}
