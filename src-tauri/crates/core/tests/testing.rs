//! Testing rounds, end to end in an office.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, clock, desk, person};
use louce_core::residents::{self, NewPresence};
use louce_core::testing::{self, Mark, OpenRound, Recorded, Round, RoundKind, RoundState};
use louce_core::values::{Day, PresenceState};
use louce_core::{Error, Op, OpKind, Outcome, exports, households, places};

const DAY: &str = "2022-03-16";

fn day() -> Day {
    Day::parse_iso(DAY).unwrap()
}

fn presence(desk: &mut Desk, resident: i64, state: PresenceState) {
    desk.edit("状态", |tx| {
        let new = NewPresence {
            state,
            since: Some("2022-03-10".into()),
            until: None,
            place: None,
            room: None,
            reason: None,
            source: None,
        };
        residents::add_presence(tx, resident, &new, day())
    });
}

fn open(desk: &mut Desk, buildings: Option<&[&str]>) -> louce_core::Result<Outcome<OpenRound>> {
    let clock = desk.clock;
    let names: Option<Vec<String>> =
        buildings.map(|names| names.iter().map(|name| (*name).to_owned()).collect());
    desk.office.transact(Op::new(OpKind::OpenRound, "开轮次"), clock, |tx| {
        let rows = names.map(|names| places::named(tx.reader(), &names)).transpose()?;
        testing::open(tx, RoundKind::Nucleic, day(), rows.as_deref(), clock)
    })
}

fn round(desk: &Desk, number: u32) -> Round {
    testing::round(desk.office.reader(), number).unwrap()
}

fn mark(desk: &mut Desk, number: u32, resident: i64, mark: &Mark) -> louce_core::Result<Recorded> {
    let (round, clock) = (round(desk, number), desk.clock);
    let op = Op::new(OpKind::RecordRound, "登记");
    Ok(desk.office.transact(op, clock, |tx| testing::record(tx, &round, resident, mark, clock))?.value)
}

fn untested(reason: &str) -> Mark {
    Mark::Untested { reason: Some(reason.into()) }
}

/// 2号楼 of six in every state, 10号楼 of two.
fn community() -> (Desk, Vec<i64>) {
    let mut desk = desk();
    let mut ids = desk.household(
        "2",
        "402",
        &[
            ("张在家", "1950"),
            ("李外出", "1980"),
            ("王住院", "1940"),
            ("赵居隔", "1990"),
            ("钱集中", "1991"),
            ("孙闭环", "1985"),
        ],
    );
    ids.extend(desk.household("2", "501", &[("周搬走", "1970"), ("吴去世", "1930")]));
    ids.extend(desk.household("10", "101", &[("郑十楼", "1960"), ("冯十楼", "2000")]));
    for (at, state) in [
        (1, PresenceState::Away),
        (2, PresenceState::Hospital),
        (3, PresenceState::HomeIsolation),
        (4, PresenceState::CentralIsolation),
        (5, PresenceState::ClosedLoop),
        (6, PresenceState::MovedOut),
        (7, PresenceState::Deceased),
    ] {
        presence(&mut desk, ids[at], state);
    }
    (desk, ids)
}

#[test]
fn a_round_expects_who_is_in_the_building_and_lists_the_others_by_reason() {
    let (mut desk, ids) = community();
    let opened = open(&mut desk, None).unwrap();
    let OpenRound { round: number, expected, excluded } = opened.value;
    assert_eq!((number, expected), (1, 4), "在住 and 居家隔离");
    let reasons: Vec<(&str, u32)> =
        excluded.iter().map(|(reason, people)| (reason.as_str(), *people)).collect();
    assert_eq!(reasons, [("住院", 1), ("外出", 1), ("闭环单位", 1), ("集中隔离", 1)]);
    for state in PresenceState::ALL {
        let listed = reasons.iter().any(|(reason, _)| *reason == state.name());
        let out =
            !state.is_in_building() && !matches!(state, PresenceState::MovedOut | PresenceState::Deceased);
        assert_eq!(listed, out, "the SQL names {state} as the values do");
    }
    let round = round(&desk, 1);
    let gone = testing::standing(desk.office.reader(), &round, ids[6]).unwrap();
    assert_eq!(gone, None, "who moved out is not in the round at all");
    let summary = desk.office.reader().operations().unwrap().pop().unwrap().summary;
    assert_eq!(summary, "开第1轮核酸检测（2022-03-16）：应检4人，不列应检4人");
}

#[test]
fn the_list_is_frozen_whatever_happens_afterwards() {
    let (mut desk, ids) = community();
    open(&mut desk, None).unwrap();
    presence(&mut desk, ids[0], PresenceState::Away);
    desk.household("2", "601", &[("新人", "2001")]);
    let figures = testing::figures(desk.office.reader(), &round(&desk, 1)).unwrap();
    assert_eq!(figures.expected, 4);
}

#[test]
fn a_round_may_be_for_some_buildings_and_numbers_go_on() {
    let (mut desk, _) = community();
    assert_eq!(open(&mut desk, Some(&["10号楼"])).unwrap().value.expected, 2);
    assert_eq!(open(&mut desk, Some(&["2", "10"])).unwrap().value.round, 2);
    let figures = testing::figures(desk.office.reader(), &round(&desk, 2)).unwrap();
    let names: Vec<&str> = figures.buildings.iter().map(|building| building.building.as_str()).collect();
    assert_eq!(names, ["2", "10"]);
    let Err(Error::Refused(text)) = open(&mut desk, Some(&["99", "2"])) else { panic!() };
    assert_eq!(text, "没有这些楼栋：99。");
    let mut empty = common::desk();
    assert!(matches!(open(&mut empty, None), Err(Error::Refused(_))), "nobody to test");
    assert!(testing::rounds(empty.office.reader()).unwrap().is_empty(), "and no round is left behind");
}

#[test]
fn marks_count_and_say_nothing_twice() {
    let (mut desk, ids) = community();
    open(&mut desk, None).unwrap();
    assert_eq!(mark(&mut desk, 1, ids[0], &Mark::tick()).unwrap(), Recorded::Changed);
    assert_eq!(mark(&mut desk, 1, ids[0], &Mark::tick()).unwrap(), Recorded::Unchanged);
    let tube = Mark::Tested { mark: "A1".into(), tube: Some("A1".into()), time: None };
    assert_eq!(mark(&mut desk, 1, ids[0], &tube).unwrap(), Recorded::Changed, "a tube number says more");
    assert_eq!(
        mark(&mut desk, 1, ids[0], &Mark::tick()).unwrap(),
        Recorded::Unchanged,
        "a tick wipes no tube"
    );
    assert_eq!(mark(&mut desk, 1, ids[3], &untested("拒检")).unwrap(), Recorded::Changed);
    assert_eq!(mark(&mut desk, 1, ids[3], &Mark::Untested { reason: None }).unwrap(), Recorded::Unchanged);
    mark(&mut desk, 1, ids[8], &Mark::Untested { reason: None }).unwrap();
    let figures = testing::figures(desk.office.reader(), &round(&desk, 1)).unwrap();
    assert_eq!((figures.expected, figures.tested, figures.unmarked), (4, 1, 1));
    assert_eq!(figures.untested.get("拒检"), Some(&1));
    assert_eq!(figures.untested.get("未说明"), Some(&1));
    let json = serde_json::to_value(&figures).unwrap();
    assert_eq!(
        (&json["kind"], &json["state"], &json["date"]),
        (&"nucleic".into(), &"open".into(), &DAY.into())
    );
}

#[test]
fn somebody_excluded_who_came_back_is_expected_and_tested() {
    let (mut desk, ids) = community();
    open(&mut desk, None).unwrap();
    assert_eq!(mark(&mut desk, 1, ids[1], &untested("还在外地")).unwrap(), Recorded::Unchanged);
    mark(&mut desk, 1, ids[1], &Mark::tick()).unwrap();
    let figures = testing::figures(desk.office.reader(), &round(&desk, 1)).unwrap();
    assert_eq!((figures.expected, figures.tested, figures.excluded.get("外出")), (5, 1, None));
}

#[test]
fn a_newcomer_joins_the_list_once_and_strangers_are_refused() {
    let (mut desk, ids) = community();
    open(&mut desk, None).unwrap();
    let new = desk.household("10", "102", &[("新来的", "1999")])[0];
    assert!(matches!(mark(&mut desk, 1, new, &Mark::tick()), Err(Error::Refused(_))));
    let (round, clock) = (round(&desk, 1), desk.clock);
    let mut join = |resident| {
        let op = Op::new(OpKind::RecordRound, "新增");
        desk.office
            .transact(op, clock, |tx| testing::add_newcomer(tx, &round, resident))
            .map(|outcome| outcome.value)
    };
    assert!(join(new).unwrap());
    assert!(!join(new).unwrap());
    assert!(!join(ids[0]).unwrap());
    assert!(matches!(join(404), Err(Error::NoSuch(_))));
    mark(&mut desk, 1, new, &Mark::tick()).unwrap();
    let figures = testing::figures(desk.office.reader(), &round).unwrap();
    assert_eq!((figures.newcomers, figures.tested, figures.expected), (1, 1, 5));
}

#[test]
fn a_closed_round_takes_no_marks_until_closing_is_undone() {
    let (mut desk, ids) = community();
    open(&mut desk, None).unwrap();
    let (open_round, clock) = (round(&desk, 1), clock("2022-03-17"));
    let close = |desk: &mut Desk, round: &Round| {
        desk.office
            .transact(Op::new(OpKind::CloseRound, "结束"), clock, |tx| testing::close(tx, round, clock))
    };
    close(&mut desk, &open_round).unwrap();
    let closed = round(&desk, 1);
    assert_eq!(
        (closed.state, closed.closed_at.as_deref()),
        (RoundState::Closed, Some("2022-03-17 09:30:00"))
    );
    assert!(matches!(close(&mut desk, &closed), Err(Error::Refused(_))));
    assert!(matches!(mark(&mut desk, 1, ids[0], &Mark::tick()), Err(Error::Refused(_))));
    desk.office.undo(None, clock).unwrap();
    assert_eq!(mark(&mut desk, 1, ids[0], &Mark::tick()).unwrap(), Recorded::Changed);
}

#[test]
fn opening_is_one_operation_that_can_be_taken_back() {
    let (mut desk, _) = community();
    let opened = open(&mut desk, None).unwrap();
    assert_eq!(opened.changed, ["round", "round_person"]);
    let clock = desk.clock;
    desk.office.undo(opened.operation, clock).unwrap();
    let Err(Error::Refused(text)) = testing::round(desk.office.reader(), 1) else { panic!() };
    assert!(text.contains("没有第1轮"), "{text}");
}

#[test]
fn the_list_streams_by_door_with_empty_rooms_and_people_without_an_address() {
    let (mut desk, _) = community();
    desk.household("2", "102", &[]);
    desk.edit("地址不明", |tx| {
        let household = households::insert(tx, None, None, Some("看不懂的地址"))?;
        residents::insert(tx, household, &person("陈某", "1977"), None)
    });
    open(&mut desk, None).unwrap();
    let round = round(&desk, 1);
    let building = testing::figures(desk.office.reader(), &round).unwrap().buildings[0].id;
    let mut lines = Vec::new();
    testing::roster(desk.office.reader(), &round, building, |row| {
        let room = row.room.map_or(String::new(), |room| room.room.clone());
        lines.push(format!("{room} {}", row.person.map_or(String::new(), |person| person.name)));
        Ok::<_, Error>(())
    })
    .unwrap();
    assert_eq!(
        lines,
        ["102 ", "402 张在家", "402 李外出", "402 王住院", "402 赵居隔", "402 钱集中", "402 孙闭环", "501 "]
    );
    let mut nowhere = 0;
    testing::roster(desk.office.reader(), &round, None, |row| {
        assert!(row.room.is_none());
        nowhere += 1;
        Ok::<_, Error>(())
    })
    .unwrap();
    assert_eq!(nowhere, 1);
}

#[test]
fn an_unmasked_export_is_recorded_with_who_and_how_many() {
    let (mut desk, _) = community();
    let clock = desk.clock;
    desk.office.set_who("王干事");
    let op = Op::new(OpKind::Export, "导出不打码名册");
    let outcome = desk
        .office
        .transact(op, clock, |tx| exports::record(tx, "roster", "a.xlsx".as_ref(), 8, clock))
        .unwrap();
    assert!(outcome.operation.is_some());
    let list = exports::list(desk.office.reader()).unwrap();
    assert_eq!(
        (list[0].who.as_str(), list[0].people, list[0].at.as_str()),
        ("王干事", 8, "2022-03-16 09:30:00")
    );
}
