//! Corrections of a day's figures: beside what was computed, checked, undone, and frozen when the day is closed.
#![allow(clippy::unwrap_used)]

mod common;

use std::ops::ControlFlow;

use common::{Desk, desk};
use louce_core::reports::{self, Amount, DailyReport, NewCorrection};
use louce_core::values::Day;
use louce_core::{Error, Op, OpKind};

fn day() -> Day {
    Day::parse_iso("2022-03-16").unwrap()
}

fn persons(persons: u32) -> Amount {
    Amount { persons: Some(persons), ..Amount::default() }
}

fn office() -> Desk {
    let mut desk = desk();
    desk.household("12", "301", &[("张三", "1950"), ("李四", "1952")]);
    desk
}

fn correct(desk: &mut Desk, figure: &str, amount: Amount, reason: &str) -> Result<Option<i64>, Error> {
    let new = NewCorrection { figure, amount, reason };
    let op = Op::new(OpKind::Correct, "更正日报");
    Ok(desk.office.transact(op, desk.clock, |tx| reports::correct(tx, day(), &new))?.operation)
}

fn report(desk: &Desk) -> DailyReport {
    reports::daily(desk.office.reader(), day()).unwrap()
}

fn codes(report: &DailyReport) -> Vec<&str> {
    report.invariants.iter().map(|violation| violation.code.as_str()).collect()
}

#[test]
fn a_corrected_figure_says_what_was_computed_who_corrected_it_and_why_until_that_is_undone() {
    let mut desk = office();
    let operation = correct(&mut desk, "home_isolation_new", persons(1), " 昨晚漏登 ").unwrap();
    let found = report(&desk);
    let figure = found.figure("home_isolation_new").unwrap();
    assert_eq!((figure.households, figure.persons), (Some(0), Some(1)), "what is not said stays as computed");
    let correction = figure.correction.as_ref().unwrap();
    assert_eq!(
        (correction.computed.persons, correction.reason.as_str(), correction.by.as_str()),
        (Some(0), "昨晚漏登", "本机")
    );
    assert_eq!(found.isolation.home.new.persons, 1, "the table says the same");
    desk.office.undo(operation, desk.clock).unwrap();
    assert!(report(&desk).figure("home_isolation_new").unwrap().correction.is_none());
}

#[test]
fn figures_that_do_not_add_up_after_a_correction_are_said_and_those_that_do_again_are_not() {
    let mut desk = office();
    correct(&mut desk, "home_isolation_new", persons(1), "漏登").unwrap();
    assert_eq!(codes(&report(&desk)), ["isolation_balance"]);
    correct(&mut desk, "居家隔离现有", persons(1), "漏登").unwrap();
    assert_eq!(codes(&report(&desk)), [""; 0]);
    let more_doors = Amount { households: Some(9), persons: Some(2), count: None };
    correct(&mut desk, "registered", more_doors, "数错").unwrap();
    assert_eq!(codes(&report(&desk)), ["correction_amount"]);
    let op = Op::new(OpKind::Correct, "取消");
    desk.office.transact(op, desk.clock, |tx| reports::withdraw(tx, day(), "registered")).unwrap();
    assert_eq!(codes(&report(&desk)), [""; 0]);
}

#[test]
fn closing_freezes_what_was_corrected_and_only_undoing_it_opens_the_day_again() {
    let mut desk = office();
    correct(&mut desk, "rooms_empty", Amount { count: Some(3), ..Amount::default() }, "新交付").unwrap();
    let op = Op::new(OpKind::CloseDay, "关账");
    let closed = desk
        .office
        .transact(op, desk.clock, |tx| reports::close_day(tx, day(), &mut |_, _| ControlFlow::Continue(())))
        .unwrap();
    assert_eq!(closed.value.figure("rooms_empty").unwrap().count, Some(3));
    assert_eq!(correct(&mut desk, "registered", persons(5), "漏登").unwrap_err().code(), "refused");
    let op = Op::new(OpKind::Correct, "取消");
    let refused = desk.office.transact(op, desk.clock, |tx| reports::withdraw(tx, day(), "rooms_empty"));
    assert_eq!(refused.unwrap_err().code(), "refused");
    assert_eq!(report(&desk).figure("rooms_empty").unwrap().count, Some(3));
    desk.office.undo(closed.operation, desk.clock).unwrap();
    correct(&mut desk, "registered", persons(5), "漏登").unwrap();
    assert_eq!(report(&desk).figure("registered").unwrap().persons, Some(5));
}

#[test]
fn a_correction_needs_a_reason_another_number_and_a_figure_that_is_there() {
    let mut desk = office();
    assert_eq!(correct(&mut desk, "registered", persons(3), " ").unwrap_err().code(), "refused");
    assert_eq!(correct(&mut desk, "registered", persons(2), "核对过").unwrap_err().code(), "refused");
    assert_eq!(correct(&mut desk, "registered", Amount::default(), "核对过").unwrap_err().code(), "refused");
    assert_eq!(correct(&mut desk, "no_such", persons(2), "核对过").unwrap_err().code(), "no_such");
}
