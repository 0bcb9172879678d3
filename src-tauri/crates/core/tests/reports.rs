//! The daily report: figures of a small office, the names behind them, and days that stay closed.
#![allow(clippy::unwrap_used)]

mod common;

use std::ops::ControlFlow;

use common::{Desk, clock, desk};
use louce_core::reports::{self, Cutoff, DailyReport, NameRow};
use louce_core::residents::{self, NewPresence, NewTag};
use louce_core::values::{Day, PresenceState};
use louce_core::{Error, Op, OpKind, places, testing};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn stay(desk: &mut Desk, resident: i64, state: PresenceState, since: &str, until: Option<&str>) {
    let today = desk.clock.today();
    let new = NewPresence {
        state,
        since: Some(since.to_owned()),
        until: until.map(str::to_owned),
        place: (state == PresenceState::CentralIsolation).then_some("如意宾馆"),
        room: (state == PresenceState::CentralIsolation).then_some("302"),
        reason: None,
        source: None,
    };
    desk.edit("登记在住状态", |tx| residents::add_presence(tx, resident, &new, today));
}

/// Two buildings with one of nearly everything, on 16 March 2022.
fn community() -> Desk {
    let mut desk = desk();
    desk.household(
        "10",
        "301",
        &[("陈大伟", "1988-02-01"), ("赵小敏", "1990-07-09"), ("陈宝宝", "2020-06-01")],
    );
    let far = desk.household("10", "302", &[("孙自强", "1975-11-30")]);
    let two = desk.household("10", "303", &[("周平", "1985-01-01"), ("周婷", "1986-01-01")]);
    let gone = desk.household("10", "304", &[("吴刚", "1940-01-01")]);
    desk.household("10", "305", &[]);
    desk.household("2", "101", &[("王桂英", "1938-05-12")]);
    let old = desk.household("2", "102", &[("李建国", "1950-01-02"), ("张秀兰", "1952-03-04")]);
    let tag = NewTag { kind: "hypertension", ..NewTag::default() };
    desk.edit("标注重点类别", |tx| residents::add_tag(tx, old[0], &tag));
    stay(&mut desk, far[0], PresenceState::CentralIsolation, "2022-03-15", None);
    stay(&mut desk, two[0], PresenceState::HomeIsolation, "2022-03-10", Some("2022-03-16"));
    stay(&mut desk, two[1], PresenceState::HomeIsolation, "2022-03-12", None);
    stay(&mut desk, two[1], PresenceState::CentralIsolation, "2022-03-16", None);
    stay(&mut desk, gone[0], PresenceState::MovedOut, "2022-03-01", None);
    desk
}

fn daily(desk: &Desk, on: &str) -> DailyReport {
    reports::daily(desk.office.reader(), day(on)).unwrap()
}

fn names(desk: &Desk, on: &str, figure: &str) -> Vec<NameRow> {
    reports::names(desk.office.reader(), day(on), figure, 0..usize::MAX).unwrap()
}

fn shown(rows: &[NameRow]) -> Vec<String> {
    rows.iter()
        .map(|row| format!("{}-{} {} {}", row.building, row.room, row.name, row.detail).trim().to_owned())
        .collect()
}

fn close(desk: &mut Desk, on: &str) -> Result<DailyReport, Error> {
    let op = Op::new(OpKind::CloseDay, "日报关账");
    desk.office
        .transact(op, desk.clock, |tx| reports::close_day(tx, day(on), &mut |_, _| ControlFlow::Continue(())))
        .map(|outcome| outcome.value)
}

/// "code title 户/人" or "code title count", a figure a line.
fn lines(report: &DailyReport) -> Vec<String> {
    let amount = |figure: &reports::Figure| match (figure.households, figure.persons, figure.count) {
        (Some(households), Some(persons), None) => format!("{households}/{persons}"),
        (None, None, Some(count)) => count.to_string(),
        other => format!("{other:?}"),
    };
    report
        .figures
        .iter()
        .map(|figure| format!("{} {} {}", figure.code, figure.title, amount(figure)))
        .collect()
}

#[test]
fn the_names_behind_a_figure_come_in_parts_also_of_a_closed_day() {
    let mut desk = community();
    let all = |desk: &Desk| names(desk, "2022-03-16", "registered");
    let part = |desk: &Desk, part| {
        reports::names(desk.office.reader(), day("2022-03-16"), "registered", part).unwrap()
    };
    for _ in 0..2 {
        let whole = all(&desk);
        assert!(whole.len() > 4);
        assert_eq!([part(&desk, 0..2), part(&desk, 2..usize::MAX)].concat(), whole);
        assert_eq!(part(&desk, whole.len()..whole.len() + 5), []);
        let _closed = close(&mut desk, "2022-03-16");
    }
}

#[test]
fn every_figure_of_a_closed_day_has_the_names_it_had_while_the_day_was_open() {
    let mut desk = community();
    let op = Op::new(OpKind::OpenRound, "开轮");
    let (on, clock) = (day("2022-03-16"), desk.clock);
    desk.office
        .transact(op, clock, |tx| testing::open(tx, testing::RoundKind::Nucleic, on, None, clock))
        .unwrap();
    let of_all = |desk: &Desk| -> Vec<(String, Vec<NameRow>)> {
        let figures = daily(desk, "2022-03-16").figures;
        figures.into_iter().map(|each| (each.code.clone(), names(desk, "2022-03-16", &each.code))).collect()
    };
    let open = of_all(&desk);
    assert!(open.iter().any(|(code, names)| code == "round_1_unmarked" && !names.is_empty()), "{open:?}");
    assert!(open.iter().any(|(code, names)| code == "rooms_empty" && !names.is_empty()));
    close(&mut desk, "2022-03-16").unwrap();
    assert_eq!(of_all(&desk), open);
}

#[test]
fn the_figures_of_a_small_office_are_these() {
    let desk = community();
    let report = daily(&desk, "2022-03-16");
    let expected = "\
registered 常住（在册） 5/9
present 实际在住 4/7
rooms 住房 7
rooms_occupied 有人居住 4
rooms_away 暂无人住 1
rooms_empty 空房 2
shops 商铺 0
presence_home 在住 4/7
presence_away 外出 0/0
presence_hospital 住院 0/0
presence_home_isolation 居家隔离 0/0
presence_central_isolation 集中隔离 2/2
presence_closed_loop 闭环单位 0/0
presence_moved_out 迁出 1/1
presence_deceased 死亡 0/0
old_alone 80岁以上独居 1/1
living_alone 独居 1/1
empty_nest 空巢 2/3
elderly_household 纯老家庭 2/3
over80 80岁以上 1/1
over65 65岁以上 2/3
infant 婴幼儿 1/1
child_0_6 0–6岁儿童 1/1
hypertension 高血压 1/1
home_isolation_previous 居家隔离昨日存量 1/2
home_isolation_new 居家隔离今日新增 0/0
home_isolation_released 居家隔离今日解除 1/1
home_isolation_transferred 居家隔离转出 0/1
home_isolation_now 居家隔离现有 0/0
home_isolation_total 居家隔离累计 1/2
central_isolation_previous 集中隔离昨日存量 1/1
central_isolation_new 集中隔离今日新增 1/1
central_isolation_released 集中隔离今日解除 0/0
central_isolation_transferred 集中隔离转出 0/0
central_isolation_now 集中隔离现有 2/2
central_isolation_total 集中隔离累计 2/2
never_verified 从未核实 5/9
unreadable 资料有看不懂的内容 0/0
address_unread 地址待核 0/0
open_questions 待定问题 0";
    assert_eq!(lines(&report).join("\n"), expected);
    assert_eq!(report.invariants, []);
    assert_eq!((report.from.as_str(), report.to.as_str()), ("2022-03-16 00:00:00", "2022-03-17 00:00:00"));
    assert_eq!(report.closed, None);
}

#[test]
fn every_figure_opens_exactly_the_names_it_counts() {
    let desk = community();
    let report = daily(&desk, "2022-03-16");
    for figure in &report.figures {
        for asked in [&figure.code, &figure.title] {
            let rows = names(&desk, "2022-03-16", asked);
            let count = figure.persons.or(figure.count).unwrap();
            assert_eq!(u32::try_from(rows.len()).unwrap(), count, "{asked}");
            let mut doors: Vec<(String, String)> =
                rows.into_iter().map(|row| (row.building, row.room)).collect();
            doors.dedup();
            if let Some(households) = figure.households
                && figure.code != "home_isolation_transferred"
            {
                assert_eq!(u32::try_from(doors.len()).unwrap(), households, "{asked}");
            }
        }
    }
}

#[test]
fn names_stand_in_the_order_of_the_doors_and_say_what_the_figure_is_about() {
    let desk = community();
    let on = "2022-03-16";
    assert_eq!(
        shown(&names(&desk, on, "65岁以上")),
        ["2-101 王桂英 83岁", "2-102 李建国 72岁", "2-102 张秀兰 70岁"]
    );
    assert_eq!(
        shown(&names(&desk, on, "集中隔离现有")),
        [
            "10-302 孙自强 集中隔离，2022-03-15起，如意宾馆 302",
            "10-303 周婷 集中隔离，2022-03-16起，如意宾馆 302"
        ],
    );
    assert_eq!(shown(&names(&desk, on, "home_isolation_released")), ["10-303 周平"]);
    assert_eq!(
        shown(&names(&desk, on, "居家隔离转出")),
        ["10-303 周婷 集中隔离，2022-03-16起，如意宾馆 302"],
        "the household is 解除 with 周平",
    );
    assert_eq!(shown(&names(&desk, on, "rooms_empty")), ["10-304", "10-305"]);
    assert_eq!(shown(&names(&desk, on, "registered"))[0], "2-101 王桂英", "building 2 before building 10");
}

#[test]
fn a_group_that_exists_but_has_nobody_opens_no_names_and_an_unknown_figure_is_said_to_be_unknown() {
    let mut desk = community();
    assert_eq!(names(&desk, "2022-03-16", "吸氧"), []);
    let unknown = |desk: &Desk| reports::names(desk.office.reader(), day("2022-03-16"), "不存在的指标", 0..9);
    assert!(matches!(unknown(&desk), Err(Error::NoSuch(_))));
    close(&mut desk, "2022-03-16").unwrap();
    assert_eq!(names(&desk, "2022-03-16", "oxygen"), [], "closed or not");
    assert!(matches!(unknown(&desk), Err(Error::NoSuch(_))));
}

#[test]
fn a_group_that_a_ledger_states_and_the_facts_say_too_is_counted_once() {
    let mut desk = community();
    let on = "2022-03-16";
    let widow = names(&desk, on, "独居")[0].id.unwrap();
    let young =
        names(&desk, on, "registered").into_iter().find(|row| row.name == "陈大伟").unwrap().id.unwrap();
    for resident in [widow, young] {
        let tag = NewTag { kind: "living_alone", ..NewTag::default() };
        desk.edit("标注独居", |tx| residents::add_tag(tx, resident, &tag));
    }
    let report = daily(&desk, on);
    let figure = report.figure("独居").unwrap();
    assert_eq!((figure.households, figure.persons), (Some(2), Some(2)));
    assert_eq!(report.figures.iter().filter(|figure| figure.title == "独居").count(), 1);
}

#[test]
fn people_who_moved_out_belong_to_no_group() {
    let desk = community();
    let old = names(&desk, "2022-03-16", "over80");
    assert_eq!(shown(&old), ["2-101 王桂英 83岁"], "吴刚 is 82 and gone");
    assert_eq!(
        shown(&names(&desk, "2022-02-28", "over80")),
        ["2-101 王桂英 83岁", "10-304 吴刚 82岁"],
        "before he left"
    );
}

#[test]
fn shops_are_no_empty_rooms() {
    let mut desk = community();
    desk.edit("添加商铺", |tx| {
        let building = places::buildings(tx.reader())?[0].id;
        let shop = louce_core::values::RoomAddress {
            compound: String::new(),
            building: "2".into(),
            unit: String::new(),
            room: "门面1".into(),
            kind: louce_core::values::RoomKind::Shop,
        };
        places::insert_room(tx, building, &shop, None)
    });
    let report = daily(&desk, "2022-03-16");
    let count = |code: &str| report.figure(code).unwrap().count;
    assert_eq!((count("shops"), count("rooms_empty"), count("rooms")), (Some(1), Some(2), Some(7)));
}

#[test]
fn a_closed_day_is_not_changed_by_later_edits_nor_by_taking_back_what_it_counted() {
    let mut desk = community();
    let on = "2022-03-16";
    let sent = close(&mut desk, on).unwrap();
    let sent_names: Vec<Vec<NameRow>> =
        sent.figures.iter().map(|figure| names(&desk, on, &figure.code)).collect();
    let first_operation = desk.office.reader().operations().unwrap()[0].id;

    desk.household("10", "306", &[("新来的", "1999-09-09")]);
    let alone = names(&desk, on, "独居")[0].id.unwrap();
    desk.edit("改名", |tx| residents::set(tx, alone, residents::Field::Name, Some("王桂芳")));
    desk.office.undo(Some(first_operation), desk.clock).unwrap();

    assert_ne!(
        reports::daily_live(desk.office.reader(), day(on)).unwrap().figures,
        sent.figures,
        "something did change"
    );
    assert_eq!(daily(&desk, on), sent);
    let now: Vec<Vec<NameRow>> = sent.figures.iter().map(|figure| names(&desk, on, &figure.code)).collect();
    assert_eq!(now, sent_names);
    assert_eq!(sent.closed.as_ref().map(|closed| closed.at.as_str()), Some("2022-03-16 09:30:00"));
}

#[test]
fn a_day_is_closed_once_and_not_before_it_begins() {
    let mut desk = community();
    close(&mut desk, "2022-03-16").unwrap();
    let again = close(&mut desk, "2022-03-16");
    assert!(matches!(&again, Err(Error::Refused(text)) if text.contains("已经关账")), "{again:?}");
    let ahead = close(&mut desk, "2022-03-17");
    assert!(matches!(&ahead, Err(Error::Refused(text)) if text.contains("还没有到")), "{ahead:?}");
    assert_eq!(daily(&desk, "2022-03-17").closed, None);
}

#[test]
fn taking_a_closing_back_opens_the_day_and_doing_it_again_brings_the_same_report_back() {
    let mut desk = community();
    let on = "2022-03-16";
    let sent = close(&mut desk, on).unwrap();
    let taken_back = desk.office.undo(None, desk.clock).unwrap().operation;
    assert_eq!(daily(&desk, on).closed, None);
    desk.household("10", "306", &[("新来的", "1999-09-09")]);
    desk.office.redo(taken_back, desk.clock).unwrap();
    assert_eq!(daily(&desk, on), sent, "the report that was sent, not a new one");
}

#[test]
fn a_day_closed_anew_is_kept_when_the_first_closing_is_brought_back() {
    let mut desk = community();
    let on = "2022-03-16";
    close(&mut desk, on).unwrap();
    let taken_back = desk.office.undo(None, desk.clock).unwrap().operation;
    desk.household("10", "306", &[("新来的", "1999-09-09")]);
    let second = close(&mut desk, on).unwrap();
    let again = desk.office.redo(taken_back, desk.clock).unwrap();
    assert_eq!((again.operation, again.value.1.len()), (None, 1), "said, not silent");
    assert_eq!(daily(&desk, on), second);
}

#[test]
fn yesterday_is_what_the_closed_report_said_and_unknown_without_one() {
    let mut desk = community();
    let report = daily(&desk, "2022-03-16");
    assert_eq!(report.figure("registered").unwrap().previous, None);
    let now = report.figure("home_isolation_now").unwrap();
    assert_eq!(
        (now.previous.unwrap().persons, now.change()),
        (Some(2), Some(-2)),
        "isolation follows from the facts"
    );

    close(&mut desk, "2022-03-15").unwrap();
    desk.household("10", "306", &[("新来的", "1999-09-09"), ("同来的", "1999-09-09")]);
    let report = daily(&desk, "2022-03-16");
    assert_eq!(report.figure("registered").unwrap().change(), Some(2));
    assert_eq!(report.figure("rooms").unwrap().change(), Some(1));
    assert_eq!(report.invariants, []);
}

#[test]
fn what_is_entered_for_yesterday_after_yesterday_was_sent_is_pointed_out() {
    let mut desk = community();
    close(&mut desk, "2022-03-15").unwrap();
    let late = names(&desk, "2022-03-16", "婴幼儿")[0].id.unwrap();
    stay(&mut desk, late, PresenceState::HomeIsolation, "2022-03-15", None);
    let report = daily(&desk, "2022-03-16");
    let found: Vec<_> =
        report.invariants.iter().map(|found| (found.code.as_str(), found.figure.as_deref())).collect();
    assert_eq!(found, [("previous_day", Some("home_isolation_previous"))]);
    assert!(
        report.invariants[0].text.contains("3人") && report.invariants[0].text.contains("2人"),
        "{:?}",
        report.invariants
    );
}

#[test]
fn a_cutoff_moves_the_period_and_closed_days_keep_theirs() {
    let mut desk = community();
    let closed = close(&mut desk, "2022-03-15").unwrap();
    desk.edit("改截止时刻", |tx| reports::set_report_cutoff(tx, Cutoff::parse("14:00").unwrap()));
    let report = daily(&desk, "2022-03-16");
    assert_eq!((report.from.as_str(), report.to.as_str()), ("2022-03-15 14:00:00", "2022-03-16 14:00:00"));
    assert_eq!(report.cutoff, "14:00");
    assert_eq!(report.isolation.home.previous.persons, 2, "a date counts on its date");
    assert_eq!(daily(&desk, "2022-03-15"), closed);

    // At 9:30 on the 16th the day that ends at 14:00 on the 17th has not begun; at 15:00 it has.
    assert!(close(&mut desk, "2022-03-17").is_err());
    desk.clock = louce_core::Clock { now: clock("2022-03-16").now + chrono::TimeDelta::hours(6) };
    assert!(close(&mut desk, "2022-03-17").is_ok());
}

#[test]
fn the_json_has_snake_case_keys_and_chinese_titles() {
    let mut desk = community();
    close(&mut desk, "2022-03-16").unwrap();
    let json = serde_json::to_value(daily(&desk, "2022-03-16")).unwrap();
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["closed", "cutoff", "day", "figures", "from", "invariants", "isolation", "rounds", "to"]
    );
    assert_eq!(json["day"], "2022-03-16");
    assert_eq!(
        json["figures"][0],
        serde_json::json!({
            "code": "registered", "title": "常住（在册）", "group": "人口", "unit": "people",
            "households": 5, "persons": 9, "count": null, "previous": null,
        }),
    );
    assert_eq!(json["isolation"]["central"]["new"], serde_json::json!({ "households": 1, "persons": 1 }));
    assert_eq!(json["closed"]["at"], "2022-03-16 09:30:00");
}

#[test]
fn an_office_without_anybody_has_a_report_too() {
    let desk = desk();
    let report = daily(&desk, "2022-03-16");
    assert!(report.figures.iter().all(|figure| figure.persons.or(figure.count) == Some(0)));
    assert_eq!(report.invariants, []);
}
