//! Who sits in a tube, which buildings it is of, several results at once, and whom a positive one concerns.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, desk};
use louce_core::testing::tubes::{self, Purpose, TestResult, Tube};
use louce_core::testing::{self, Round, RoundKind};
use louce_core::{Error, Op, OpKind, places};

/// Two people in 12-301, one in 12-302, two in 13-101.
fn with_round() -> (Desk, Round, Vec<i64>) {
    let mut desk = desk();
    let mut people = desk.household("12", "301", &[("张三", "1935-01-02"), ("李四", "1940-05-06")]);
    people.extend(desk.household("12", "302", &[("王五", "1988-07-08")]));
    people.extend(desk.household("13", "101", &[("赵六", "2000-01-01"), ("钱七", "2001-01-01")]));
    let clock = desk.clock;
    let opened = desk.edit("开", |tx| testing::open(tx, RoundKind::Nucleic, clock.today(), None, clock));
    let round = testing::round(desk.office.reader(), opened.round).unwrap();
    (desk, round, people)
}

/// Opens a tube without saying for which building, and seats people in it.
fn fill(desk: &mut Desk, round: &Round, code: &str, people: &[i64]) {
    let clock = desk.clock;
    desk.edit("开", |tx| tubes::open_tube(tx, round, code, None, Purpose::Pool, None, clock));
    for person in people {
        desk.edit("签", |tx| testing::check_in(tx, round, *person, Some(code), clock));
    }
}

fn tube(desk: &Desk, round: &Round, code: &str) -> Tube {
    tubes::tube(desk.office.reader(), round, code).unwrap()
}

#[test]
fn a_tube_knows_who_sits_where_and_which_building_they_are_of() {
    let (mut desk, round, people) = with_round();
    fill(&mut desk, &round, "A001", &[people[1], people[0]]);
    let sitting = tubes::people(desk.office.reader(), &round, "a001").unwrap();
    let names: Vec<(u32, &str, &str)> =
        sitting.people.iter().map(|p| (p.seat, p.name.as_str(), p.room.as_str())).collect();
    assert_eq!(names, [(1, "李四", "301"), (2, "张三", "301")]);
    assert_eq!(sitting.people[0].household, sitting.people[1].household);
    let twelve = places::named(desk.office.reader(), &["12".to_owned()]).unwrap()[0];
    assert_eq!((sitting.tube.building, sitting.tube.building_labels().as_str()), (Some(twelve), "12号楼"));

    fill(&mut desk, &round, "A002", &[people[3], people[2]]);
    let mixed = tube(&desk, &round, "A002");
    assert_eq!(
        (mixed.building, mixed.building_labels().as_str()),
        (None, "12号楼、13号楼"),
        "two buildings in one tube"
    );
    fill(&mut desk, &round, "A003", &[]);
    assert_eq!(tube(&desk, &round, "A003").buildings, []);
    assert_eq!(tubes::tubes(desk.office.reader(), &round).unwrap().len(), 3);
}

#[test]
fn what_was_said_on_opening_gives_way_to_where_the_people_are_from() {
    let (mut desk, round, people) = with_round();
    let clock = desk.clock;
    let rows = places::buildings(desk.office.reader()).unwrap();
    let (twelve, thirteen) = (rows[0].id, rows[1].id);
    desk.edit("开", |tx| tubes::open_tube(tx, &round, "B001", Some(twelve), Purpose::Pool, None, clock));
    assert_eq!(tube(&desk, &round, "B001").building, Some(twelve), "nobody sits in it yet");
    desk.edit("签", |tx| testing::check_in(tx, &round, people[3], Some("B001"), clock));
    assert_eq!(tube(&desk, &round, "B001").building, Some(thirteen));
    desk.edit("签", |tx| testing::check_in(tx, &round, people[0], Some("B001"), clock));
    assert_eq!(tube(&desk, &round, "B001").building, Some(twelve), "mixed: as it was opened for");
}

#[test]
fn several_results_are_one_operation_all_or_none() {
    let (mut desk, round, people) = with_round();
    let clock = desk.clock;
    fill(&mut desk, &round, "C001", &people[..2]);
    fill(&mut desk, &round, "C002", &people[2..3]);
    fill(&mut desk, &round, "C003", &[]);
    let (negative, positive) = (TestResult::Negative, TestResult::Positive);
    let record = |desk: &mut Desk, results: &[(&str, TestResult)]| {
        let results: Vec<_> = results.iter().map(|(code, result)| ((*code).to_owned(), *result)).collect();
        desk.office.transact(Op::new(OpKind::Tubes, "结果"), clock, |tx| {
            tubes::record_tubes(tx, &round, &results, clock)
        })
    };
    for (wrong, why) in [
        (&[("C001", negative), ("C003", negative)][..], "空管"),
        (&[("C001", negative), ("c001", positive)], "两次"),
        (&[("C001", negative), ("C009", negative)], "没有开过"),
        (&[], "哪些管"),
    ] {
        let refused = record(&mut desk, wrong).unwrap_err();
        assert!(matches!(&refused, Error::Refused(text) if text.contains(why)), "{refused}");
        assert_eq!(tube(&desk, &round, "C001").result, None);
    }
    let done = record(&mut desk, &[("C001", negative), ("c002", positive)]).unwrap();
    let result = |desk: &Desk, code| tube(desk, &round, code).result;
    assert_eq!((result(&desk, "C001"), result(&desk, "C002")), (Some(negative), Some(positive)));
    let noted = desk.office.reader().operations().unwrap().pop().unwrap();
    assert_eq!(
        (Some(noted.id), noted.summary.as_str()),
        (done.operation, "第1轮核酸检测结果：阴性1管，阳性1管")
    );
    desk.office.undo(None, clock).unwrap();
    assert_eq!((result(&desk, "C001"), result(&desk, "C002")), (None, None));
}

#[test]
fn the_tubes_beside_a_positive_one_are_those_of_its_people_s_buildings() {
    let (mut desk, round, people) = with_round();
    let clock = desk.clock;
    // 13 was sampled between the two tubes of 12, and nobody said for which building a tube was.
    fill(&mut desk, &round, "D001", &people[..1]);
    fill(&mut desk, &round, "D002", &people[3..4]);
    fill(&mut desk, &round, "D003", &people[1..2]);
    fill(&mut desk, &round, "D004", &[people[2], people[4]]);
    let positive = |desk: &mut Desk, code: &str| {
        desk.edit("结果", |tx| tubes::record_tube(tx, &round, code, TestResult::Positive, clock));
    };
    let names = |desk: &Desk, code: &str| -> Vec<(String, bool)> {
        let list = tubes::retest(desk.office.reader(), &round, Some(code)).unwrap().remove(0);
        list.people.into_iter().map(|person| (person.name, person.in_pool)).collect()
    };
    let named = |pairs: &[(&str, bool)]| -> Vec<(String, bool)> {
        pairs.iter().map(|(name, pool)| ((*name).to_owned(), *pool)).collect()
    };
    positive(&mut desk, "D001");
    assert_eq!(names(&desk, "D001"), named(&[("张三", true), ("李四", false)]));
    positive(&mut desk, "D004");
    let both = named(&[("王五", true), ("钱七", true), ("赵六", false), ("李四", false)]);
    assert_eq!(names(&desk, "D004"), both, "a mixed tube has neighbours in both buildings");
    let reader = desk.office.reader();
    let all = tubes::retest(reader, &round, None).unwrap();
    let told: Vec<(&str, &str, u32)> =
        all.iter().map(|tube| (tube.barcode.as_str(), tube.buildings.as_str(), tube.households)).collect();
    assert_eq!(told, [("D001", "12号楼", 1), ("D004", "12号楼、13号楼", 2)]);
    let refused = tubes::retest(reader, &round, Some("D002")).unwrap_err();
    assert!(matches!(refused, Error::Refused(why) if why.contains("没有登记阳性")));
}
