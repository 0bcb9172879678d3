//! After the doors and the tables: how somebody without a phone is reached, and how long people waited.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, clock, desk};
use louce_core::plan::{self, Plan, SimulateOptions, Site, Slot};
use louce_core::residents::{Field, NewPresence};
use louce_core::review::Waiting;
use louce_core::testing::{self, Mark, Round, RoundKind, UntestedFilter};
use louce_core::values::PresenceState;
use louce_core::{Op, OpKind, places, residents, review};

/// 12号楼: 301 of two, 302 of one; 13号楼: 101 of two. A round over all.
fn with_round() -> (Desk, Round, Vec<i64>) {
    let mut desk = desk();
    let mut people = desk.household("12", "301", &[("张三", "1960-01-02"), ("李四", "1962-05-06")]);
    people.extend(desk.household("12", "302", &[("王五", "1988-07-08")]));
    people.extend(desk.household("13", "101", &[("赵六", "2000-01-01"), ("钱七", "2001-01-01")]));
    let clock = desk.clock;
    let opened = desk.edit("开", |tx| testing::open(tx, RoundKind::Nucleic, clock.today(), None, clock));
    let round = testing::round(desk.office.reader(), opened.round).unwrap();
    (desk, round, people)
}

fn building(desk: &Desk, name: &str) -> i64 {
    places::named(desk.office.reader(), &[name.to_owned()]).unwrap()[0]
}

fn site(id: u32, name: &str, capacity: u32) -> Site {
    Site { id, name: name.into(), capacity, breaks: None, staff: None }
}

#[test]
fn who_has_no_phone_is_reached_through_the_household_or_else_through_who_is_responsible() {
    let (mut desk, round, people) = with_round();
    let (clock, twelve) = (desk.clock, building(&desk, "12"));
    let whose = |desk: &Desk, at: usize| -> Vec<String> {
        let calls = testing::calls(desk.office.reader(), &round, &UntestedFilter::default()).unwrap();
        calls[at].reach.iter().map(|reach| format!("{} {}", reach.whose(), reach.phones)).collect()
    };
    assert_eq!(whose(&desk, 0), [""; 0], "nobody is known");
    desk.edit("负责人", |tx| {
        places::set_responsible(tx, twelve, None, "网格员", "周网格", Some("13900000001"))?;
        places::set_responsible(tx, twelve, None, "楼组长", "赵大妈", Some("13900000002"))?;
        places::set_responsible(tx, twelve, None, "块长", "没电话", None)
    });
    assert_eq!(whose(&desk, 0), ["楼组长 赵大妈 13900000002", "网格员 周网格 13900000001"]);
    assert_eq!(whose(&desk, 3), [""; 0], "of another building");
    desk.edit("电话", |tx| {
        residents::set(tx, people[1], Field::Relation, Some("配偶"))?;
        residents::add_phone(tx, people[1], "13812345678", 0)?;
        residents::add_phone(tx, people[1], "13812345679", 1)
    });
    assert_eq!(whose(&desk, 0), ["家里 李四（配偶） 13812345678、13812345679"]);
    assert_eq!(
        whose(&desk, 2),
        ["楼组长 赵大妈 13900000002", "网格员 周网格 13900000001"],
        "who lives alone"
    );
    let gone = NewPresence {
        state: PresenceState::Deceased,
        since: None,
        until: None,
        place: None,
        room: None,
        reason: None,
        source: None,
    };
    desk.edit("去世", |tx| residents::add_presence(tx, people[1], &gone, clock.today()));
    assert_eq!(whose(&desk, 0).len(), 2, "the dead are not rung up");
}

/// Somebody is marked at the table at a time of the round's day.
fn comes(desk: &mut Desk, round: &Round, resident: i64, hour: u32, minute: u32, second: u32) {
    let mut at = desk.clock;
    at.now = at.now.date().and_hms_opt(hour, minute, second).unwrap();
    desk.clock = at;
    desk.edit("签", |tx| testing::check_in(tx, round, resident, None, at));
}

fn waiting(desk: &Desk, round: &Round) -> Waiting {
    review::review(desk.office.reader(), round, "七村").unwrap().waiting
}

#[test]
fn waiting_is_worked_out_from_the_turns_and_the_marks() {
    let (mut desk, round, people) = with_round();
    let (twelve, thirteen) = (building(&desk, "12"), building(&desk, "13"));
    assert_eq!(waiting(&desk, &round), Waiting::NoPlan);
    let slot = |building, site, starts: &str| Slot {
        building,
        site,
        starts: starts.into(),
        route: None,
        team: None,
    };
    let plan = Plan {
        sites: vec![site(1, "南门", 60), site(2, "北门", 60)],
        slots: vec![slot(twelve, 1, "06:30"), slot(thirteen, 2, "07:00")],
        ..Plan::default()
    };
    desk.edit("排", |tx| plan::set_plan(tx, &round, &plan));
    assert_eq!(waiting(&desk, &round), Waiting::NoTimes);

    // 南门 takes one a minute: its three are due at 6:30, 6:31 and 6:32, and each is marked two minutes later. At 6:31 two wait.
    for (person, minute) in [(0, 32), (1, 33), (2, 34)] {
        comes(&mut desk, &round, people[person], 6, minute, 0);
    }
    // 北门: one is due at 7:00 and waits a minute and a half; the other comes in the afternoon, and had not been waiting.
    comes(&mut desk, &round, people[3], 7, 1, 30);
    comes(&mut desk, &round, people[4], 14, 0, 0);
    let Waiting::Derived(waited) = waiting(&desk, &round) else { unreachable!() };
    let sites: Vec<(&str, u32, u32, f64, u32, &str)> = waited
        .sites
        .iter()
        .map(|at| (at.site.as_str(), at.people, at.late, at.mean, at.peak, at.peak_at.as_str()))
        .collect();
    assert_eq!(sites, [("南门", 3, 0, 2.0, 2, "06:31"), ("北门", 1, 1, 1.5, 1, "07:00")]);
    assert_eq!((waited.people, waited.late, waited.mean), (4, 1, 1.9), "7.5 minutes of four people");
    assert_eq!(waited.line(), "4人平均等1.9分钟，最多时2人在等（06:31，南门），晚到1人");
    let rehearsed = plan::simulate(desk.office.reader(), &round, &plan, &SimulateOptions::default()).unwrap();
    let beside: Vec<f64> = waited.sites.iter().map(|at| at.rehearsed_mean).collect();
    assert_eq!(beside, rehearsed.sites.iter().map(|at| at.mean_wait).collect::<Vec<_>>());
}

#[test]
fn who_comes_before_their_turn_waits_for_nobody_and_a_break_is_no_gap() {
    let (mut desk, round, people) = with_round();
    let twelve = building(&desk, "12");
    let slot = Slot { building: twelve, site: 1, starts: "11:30".into(), route: None, team: None };
    let breaks = Some("11:31-12:01".into());
    let plan =
        Plan { sites: vec![Site { breaks, ..site(1, "南门", 60) }], slots: vec![slot], ..Plan::default() };
    desk.edit("排", |tx| plan::set_plan(tx, &round, &plan));
    // Due at 11:30, 12:01 and 12:02; the first comes five minutes early, the second on time, the third a minute late.
    for (person, hour, minute) in [(0, 11, 25), (1, 12, 1), (2, 12, 3)] {
        comes(&mut desk, &round, people[person], hour, minute, 0);
    }
    let Waiting::Derived(waited) = waiting(&desk, &round) else { unreachable!() };
    assert_eq!((waited.people, waited.late, waited.mean), (3, 0, 0.3), "{waited:?}");
    assert_eq!((waited.sites[0].peak, waited.sites[0].peak_at.as_str()), (1, "12:02"));
}

#[test]
fn marks_that_came_afterwards_say_nothing_of_waiting() {
    let (mut desk, round, people) = with_round();
    let sites = Plan { sites: vec![site(1, "南门", 60)], ..Plan::default() };
    let plan = plan::arrange(desk.office.reader(), &round, &sites, false).unwrap();
    desk.edit("排", |tx| plan::set_plan(tx, &round, &plan));
    let at = desk.clock;
    desk.office
        .transact(Op::new(OpKind::RecordRound, "读回"), at, |tx| {
            testing::record(tx, &round, people[0], &Mark::tick(), at)
        })
        .unwrap();
    let next_day = clock("2022-03-17");
    desk.edit("补", |tx| testing::check_in(tx, &round, people[1], None, next_day));
    assert_eq!(waiting(&desk, &round), Waiting::NoTimes);
    assert!(waiting(&desk, &round).why_not().is_some_and(|why| why.contains("事后补的")));
}
