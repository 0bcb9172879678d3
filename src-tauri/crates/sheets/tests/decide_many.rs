//! Many open questions answered at once: by kind, field, ledger or selection, as one operation; what cannot be answered so stays open.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use std::ops::ControlFlow;

use common::*;
use louce_core::questions::{QuestionKind, Which};
use louce_core::residents::Field;
use louce_core::{Error, Outcome};
use louce_sheets::import::{
    Corrections, DecidedMany, Decision, Progress, Rule, TakeOptions, decide_many, read, take,
};
use louce_sheets::read::{Isolation, Limits};

/// Three people, and a ledger that says otherwise of each: another door of one, another birth date of two.
fn with_questions() -> Desk {
    let mut desk = desk();
    desk.import(roster());
    let report = desk.import(otherwise());
    assert_eq!(report.conflicts, 3, "{}", told(&report));
    desk
}

fn roster() -> Vec<Vec<Cell>> {
    vec![
        row!["楼号", "室号", "姓名", "身份证号", "出生日期"],
        row!["12", "402", "王建国", id("310110", "19380512", 343), ""],
        row!["12", "402", "李秀英", "", "1940-03-08"],
        row!["13", "101", "张建军", "", "1975-01-01"],
    ]
}

fn otherwise() -> Vec<Vec<Cell>> {
    vec![
        row!["楼号", "室号", "姓名", "身份证号", "出生日期"],
        row!["14", "501", "王建国", id("310110", "19380512", 343), ""],
        row!["12", "402", "李秀英", "", "1941-03-08"],
        row!["13", "101", "张建军", "", "1976-01-01"],
    ]
}

fn many(desk: &mut Desk, which: Which, decision: Decision) -> louce_core::Result<Outcome<DecidedMany>> {
    let mut hear = |_: Progress<'_>| ControlFlow::Continue(());
    decide_many(&mut desk.office, &Rule { which, decision }, desk.clock, &mut hear)
}

#[test]
fn all_questions_are_decided_in_one_operation_and_one_undo_brings_them_back() {
    for decision in [Decision::Keep, Decision::Take] {
        let mut desk = with_questions();
        let before = desk.state();
        let done = many(&mut desk, Which::default(), decision).unwrap();
        assert_eq!((done.value.decided, done.value.left.len(), desk.questions().len()), (3, 0, 0));
        let took = decision == Decision::Take;
        assert_eq!(desk.door("王建国"), if took { "14--501" } else { "12--402" });
        assert_eq!(desk.person("李秀英").fact(Field::Birth), if took { "1941-03-08" } else { "1940-03-08" });
        let last = desk.office.reader().operations().unwrap().pop().unwrap();
        assert_eq!(
            (Some(last.id), last.summary),
            (done.operation, format!("待定问题：3 个{}", decision.in_words()))
        );
        desk.office.undo(None, desk.clock).unwrap();
        assert_eq!(desk.state(), before);
    }
}

#[test]
fn a_rule_means_one_kind_one_field_one_ledger_or_a_selection() {
    let mut desk = with_questions();
    let open = desk.questions();
    let of =
        |name: &str| open.iter().find(|asked| asked.who.as_deref().unwrap().starts_with(name)).unwrap().id;
    let none = [
        Which { kind: Some(QuestionKind::Field), field: Some("sex".into()), ..Which::default() },
        Which { file: Some("另一份.xlsx".into()), ..Which::default() },
        Which { sheet: Some("Sheet2".into()), ..Which::default() },
        Which { ids: Some(vec![]), ..Which::default() },
    ];
    for which in none {
        assert!(matches!(many(&mut desk, which, Decision::Keep), Err(Error::Refused(_))));
    }
    let address = Which { field: Some("address".into()), ..Which::default() };
    assert_eq!(many(&mut desk, address, Decision::Take).unwrap().value.decided, 1);
    let chosen =
        Which { kind: Some(QuestionKind::Who), ids: Some(vec![of("张建军")]), ..Which::default() };
    assert_eq!(many(&mut desk, chosen, Decision::Keep).unwrap().value.decided, 1);
    assert_eq!(desk.questions().iter().map(|asked| asked.id).collect::<Vec<_>>(), [of("李秀英")]);
    let ledger = Which {
        file: Some(open[0].file.clone()),
        sheet: Some("Sheet1".into()),
        reason: Some("姓名和房号相同，出生日期不同".into()),
        ..Which::default()
    };
    assert_eq!(many(&mut desk, ledger, Decision::Take).unwrap().value.decided, 1);
    assert_eq!(desk.person("李秀英").fact(Field::Birth), "1941-03-08");
}

#[test]
fn what_cannot_be_decided_by_rule_is_left_open_with_the_reason_and_the_rest_is_done() {
    let mut desk = with_questions();
    // Another ledger gives 张建军 a third birth date, and somebody of two people of one name a phone.
    desk.import(vec![row!["楼号", "室号", "姓名", "出生日期"], row!["13", "101", "张建军", "1977-01-01"]]);
    desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["15", "1", "王芳", id("310110", "19700101", 342)],
        row!["15", "2", "王芳", id("310110", "19950101", 342)],
    ]);
    desk.import(vec![row!["姓名", "手机"], row!["王芳", "13812341234"]]);
    assert_eq!(desk.questions().len(), 5);
    let done = many(&mut desk, Which::default(), Decision::Take).unwrap().value;
    let left: Vec<(&str, &str)> =
        done.left.iter().map(|left| (left.about.as_str(), left.why.as_str())).collect();
    assert_eq!(
        left,
        [
            ("张建军，13号101室", "几份来件对同一个人有不同的说法"),
            ("张建军，13号101室", "几份来件对同一个人有不同的说法"),
            ("王芳", "有几个候选人，要说明是哪一个"),
        ]
    );
    assert_eq!((done.decided, done.in_words.as_str()), (2, "2 个采用来件"));
    assert_eq!(desk.person("张建军").fact(Field::Birth), "1975-01-01");
    assert_eq!(desk.questions().len(), 3);
    let new = many(&mut desk, Which::default(), Decision::New).unwrap().value;
    assert_eq!((new.decided, new.left.len()), (1, 2), "the two birth dates may be of one newcomer");
    assert_eq!(desk.people().iter().filter(|view| view.fact(Field::Name) == "王芳").count(), 3);
}

#[test]
fn another_door_of_somebody_known_makes_nobody_new() {
    let mut desk = with_questions();
    let done = many(&mut desk, Which::default(), Decision::New).unwrap().value;
    assert_eq!((done.decided, done.left.len()), (2, 1));
    assert_eq!(done.left[0].why, "问的是同一个人的资料，不能另立一人");
    assert_eq!((desk.people().len(), desk.questions().len()), (5, 1));
}

#[test]
fn two_rows_that_may_be_one_newcomer_do_not_become_two() {
    let mut desk = desk();
    desk.import(roster());
    let same = |birth: &str, number: u32| {
        vec![
            row!["楼号", "室号", "姓名", "身份证号"],
            row!["12", "402", "王建国", id("310110", birth, number)],
        ]
    };
    desk.import(same("19600101", 341));
    desk.import(same("19610101", 341));
    let done = many(&mut desk, Which::default(), Decision::New).unwrap();
    assert_eq!((done.value.decided, done.value.left.len(), done.operation), (0, 2, None));
    assert_eq!(desk.people().len(), 3);
}

#[test]
fn stopped_in_the_middle_nothing_is_decided() {
    let mut desk = with_questions();
    let before = desk.state();
    let rule = Rule { which: Which::default(), decision: Decision::Take };
    let mut said = Vec::new();
    let mut stop = |progress: Progress<'_>| {
        said.push((progress.done, progress.total));
        ControlFlow::Break(())
    };
    let stopped = decide_many(&mut desk.office, &rule, desk.clock, &mut stop);
    assert!(matches!(stopped, Err(Error::Cancelled)));
    assert_eq!((desk.state(), said), (before, vec![(0, 3)]));
}

#[test]
fn an_import_answers_its_own_questions_by_rule_and_is_undone_with_them() {
    let mut desk = desk();
    desk.import(roster());
    let before = desk.state();
    let path = desk.write(&[sheet("Sheet1", otherwise())]);
    let mut hear = |_: Progress<'_>| ControlFlow::Continue(());
    let workbooks = read(&[path], &Isolation::InProcess, &Limits::default(), &mut hear).unwrap();
    let who = Which { kind: Some(QuestionKind::Who), ..Which::default() };
    let rules = [Rule { which: who, decision: Decision::Take }];
    let options = TakeOptions {
        dry_run: false,
        names: false,
        rules: &rules,
        rejects: None,
        shift_days: 0,
        progress: &mut hear,
    };
    let report = take(&mut desk.office, &workbooks, &Corrections::default(), options, desk.clock).unwrap();
    let groups: Vec<(Option<&str>, u32)> =
        report.asked.iter().map(|group| (group.field.as_deref(), group.count)).collect();
    assert_eq!(groups, [(None, 2), (Some("address"), 1)]);
    assert_eq!((report.decided.decided, desk.questions().len()), (2, 1));
    assert_eq!(desk.person("张建军").fact(Field::Birth), "1976-01-01");
    assert!(report.in_words().ends_with("（2 个采用来件）"), "{}", report.in_words());
    desk.office.undo(None, desk.clock).unwrap();
    assert_eq!(desk.state(), before, "the import and its answers are one operation");
}
