//! Marking a round by what is read aloud from paper.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, desk};
use louce_core::testing::{self, RoundKind, UntestedFilter, shorthand};
use louce_core::{Op, OpKind, Outcome};

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

fn mark(desk: &mut Desk, line: &str) -> louce_core::Result<Outcome<u32>> {
    let clock = desk.clock;
    let round = testing::round(desk.office.reader(), 1).unwrap();
    let (doors, strange) = shorthand::understand(desk.office.reader(), &round, line).unwrap();
    assert_eq!(strange, Vec::<String>::new(), "{line}");
    desk.office.transact(Op::new(OpKind::RecordRound, "登记"), clock, |tx| {
        shorthand::record_line(tx, &round, &doors, clock)
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
    for line in ["你好", "12 你好"] {
        let (doors, strange) = shorthand::understand(desk.office.reader(), &round, line).unwrap();
        assert!(doors.is_empty() && !strange.is_empty(), "{line}");
    }
    assert_eq!(shorthand::understand(desk.office.reader(), &round, " ").unwrap(), (vec![], vec![]));
}
