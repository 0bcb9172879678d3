//! An office of two 小区 whose buildings have the same numbers: each is meant by its row, or by 小区 and number.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, desk};
use louce_core::testing::shorthand;
use louce_core::testing::tubes::{self, Purpose};
use louce_core::testing::{self, CallCounts, CallFilter, CallOutcome, Round, RoundKind, UntestedFilter};
use louce_core::{Error, Op, OpKind, places};

/// 1号楼 in both, 2号楼 in 乙园 only.
fn two() -> Desk {
    let mut desk = desk();
    desk.household_in(Some("甲园"), "1", "101", &[("张甲一", "1950"), ("张甲二", "1980")]);
    desk.household_in(Some("乙园"), "1", "101", &[("李乙一", "1960")]);
    desk.household_in(
        Some("乙园"),
        "2",
        "201",
        &[("李乙二", "1970"), ("李乙三", "1971"), ("李乙四", "1972")],
    );
    desk
}

fn named(desk: &Desk, names: &[&str]) -> Result<Vec<i64>, Error> {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    places::named(desk.office.reader(), &names)
}

fn row(desk: &Desk, compound: &str, name: &str) -> i64 {
    let known = places::buildings(desk.office.reader()).unwrap();
    known.iter().find(|row| row.compound.as_deref() == Some(compound) && row.name == name).unwrap().id
}

fn open(desk: &mut Desk, buildings: Option<&[i64]>) -> Round {
    let clock = desk.clock;
    let opened =
        desk.edit("开", |tx| testing::open(tx, RoundKind::Nucleic, clock.today(), buildings, clock));
    testing::round(desk.office.reader(), opened.round).unwrap()
}

fn names(desk: &Desk, round: &Round, filter: &UntestedFilter) -> Vec<String> {
    let found = testing::untested(desk.office.reader(), round, filter).unwrap();
    found.into_iter().map(|person| person.name).collect()
}

#[test]
fn a_number_that_two_compounds_have_is_refused_with_the_choices_and_taken_with_its_compound() {
    let desk = two();
    let Err(Error::Refused(why)) = named(&desk, &["1"]) else { unreachable!("a bare 1 means two buildings") };
    assert!(why.contains("甲园/1") && why.contains("乙园/1"), "{why}");
    assert_eq!(named(&desk, &["甲园/1"]).unwrap(), [row(&desk, "甲园", "1")]);
    assert_eq!(
        named(&desk, &["乙园/1号楼", "2"]).unwrap(),
        [row(&desk, "乙园", "1"), row(&desk, "乙园", "2")]
    );
    assert_eq!(named(&desk, &["2栋"]).unwrap(), [row(&desk, "乙园", "2")], "only one has it");
    assert!(matches!(named(&desk, &["甲园/2"]), Err(Error::Refused(_))));
    assert!(matches!(places::chosen(desk.office.reader(), &[7]), Err(Error::NoSuch(_))));
    assert!(matches!(places::chosen(desk.office.reader(), &[]), Err(Error::Refused(_))));
}

#[test]
fn a_round_is_for_the_building_that_was_chosen_and_not_for_its_namesake() {
    let mut desk = two();
    let first = row(&desk, "甲园", "1");
    let round = open(&mut desk, Some(&[first]));
    assert_eq!(names(&desk, &round, &UntestedFilter::default()), ["张甲一", "张甲二"]);
}

#[test]
fn a_line_read_aloud_asks_for_the_compound_where_two_doors_are_meant() {
    let mut desk = two();
    let round = open(&mut desk, None);
    let understood = |line| shorthand::understand(desk.office.reader(), &round, line, None).unwrap().doors;
    let both = understood("1 101");
    assert!(both[0].problem.as_deref().unwrap().contains("甲园/1"), "{both:?}");
    let one = understood("乙园/1号楼 101未 发热 甲园/1 101");
    assert_eq!(one[0].problem, None);
    assert_eq!(one[0].people[0].1, "李乙一");
    assert_eq!(one[1].people.len(), 2, "{one:?}");
}

#[test]
fn figures_to_show_say_which_compound_a_building_is_in() {
    let mut desk = two();
    let round = open(&mut desk, None);
    let shown = testing::public_figures(desk.office.reader(), &round).unwrap().buildings;
    let told: Vec<_> = shown.iter().map(|row| (row.compound.as_deref(), row.building.as_str())).collect();
    assert_eq!(told.len(), 3);
    assert!(told.contains(&(Some("甲园"), "1")) && told.contains(&(Some("乙园"), "1")), "{told:?}");
    assert!(shown.iter().any(|shown| shown.id == row(&desk, "甲园", "1")));
}

#[test]
fn the_untested_come_in_parts_that_leave_nobody_out() {
    let mut desk = two();
    let round = open(&mut desk, None);
    let all = names(&desk, &round, &UntestedFilter::default());
    assert_eq!(all.len(), 6);
    for limit in 1..4 {
        let part = |offset| {
            names(&desk, &round, &UntestedFilter { limit: Some(limit), offset, ..Default::default() })
        };
        let mut parts = Vec::new();
        loop {
            let next = part(u32::try_from(parts.len()).unwrap());
            if next.is_empty() {
                break;
            }
            parts.extend(next);
        }
        assert_eq!(parts, all, "by {limit}");
    }
}

#[test]
fn the_untested_and_the_calls_are_narrowed_before_a_part_is_taken() {
    let mut desk = two();
    let round = open(&mut desk, None);
    let clock = desk.clock;
    let people = testing::untested(desk.office.reader(), &round, &UntestedFilter::default()).unwrap();
    let call = |desk: &mut Desk, at: usize, outcome, note| {
        let resident = people[at].resident;
        desk.office
            .transact(Op::new(OpKind::Note, "电话"), clock, |tx| {
                testing::call(tx, &round, resident, outcome, note, clock)
            })
            .unwrap();
    };
    call(&mut desk, 0, CallOutcome::Reason, Some("发热"));
    call(&mut desk, 1, CallOutcome::Home, None);
    call(&mut desk, 2, CallOutcome::Unanswered, None);
    call(&mut desk, 3, CallOutcome::Unanswered, None);
    call(&mut desk, 3, CallOutcome::Coming, None);
    let by = |calls| {
        let filter = UntestedFilter { calls: Some(calls), ..UntestedFilter::default() };
        names(&desk, &round, &filter)
    };
    let name = |at: usize| people[at].name.clone();
    assert_eq!(by(CallFilter::Due), [name(2), name(3), name(4), name(5)], "called twice is not done with");
    assert_eq!(by(CallFilter::Second), [name(2)]);
    assert_eq!(by(CallFilter::Escalated), [name(3)]);
    assert_eq!(by(CallFilter::Visit), [name(1)]);
    assert_eq!(by(CallFilter::Settled), [name(0)]);
    let counts = testing::call_counts(desk.office.reader(), &round, None).unwrap();
    assert_eq!(counts, CallCounts { all: 6, due: 4, second: 1, escalated: 1, visit: 1, settled: 1 });
    let because = |reason: &str| {
        names(&desk, &round, &UntestedFilter { reason: Some(reason.into()), ..UntestedFilter::default() })
    };
    assert_eq!(because("发热"), [name(0)]);
    assert_eq!(because("").len(), 5, "nobody has said anything of the others");
    for person in testing::calls(desk.office.reader(), &round, &UntestedFilter::default()).unwrap() {
        let is_due = by(CallFilter::Due).contains(&person.person.name);
        assert_eq!(person.next_call.is_some(), is_due, "{person:?}");
        assert_eq!(person.escalated, by(CallFilter::Escalated).contains(&person.person.name), "{person:?}");
        assert_eq!(person.visit, by(CallFilter::Visit).contains(&person.person.name), "{person:?}");
    }
}

#[test]
fn every_seat_of_a_tube_names_the_operation_that_can_be_undone() {
    let mut desk = two();
    let round = open(&mut desk, None);
    let clock = desk.clock;
    let people = testing::untested(desk.office.reader(), &round, &UntestedFilter::default()).unwrap();
    desk.edit("开管", |tx| tubes::open_tube(tx, &round, "A001", None, Purpose::Pool, None, clock));
    let mut operations = Vec::new();
    for person in &people[..3] {
        let done = desk.office.transact(Op::new(OpKind::CheckIn, "签到"), clock, |tx| {
            testing::check_in(tx, &round, person.resident, Some("A001"), clock)
        });
        operations.push(done.unwrap().operation);
    }
    let sitting = |desk: &Desk| tubes::people(desk.office.reader(), &round, "A001").unwrap();
    let said: Vec<_> = sitting(&desk).people.iter().map(|person| person.operation).collect();
    assert_eq!(said, operations);
    assert_eq!(sitting(&desk).people[0].compound.as_deref(), people[0].compound.as_deref());
    desk.office.undo(operations[1], clock).unwrap();
    let said: Vec<_> = sitting(&desk).people.iter().map(|person| person.operation).collect();
    assert_eq!(said, [operations[0], operations[2]]);
}
