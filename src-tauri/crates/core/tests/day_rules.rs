//! Rules of the day at work: who is frozen into a round, and how the days of an isolation are counted.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;

use common::{Desk, desk};
use louce_core::antigen::{self, Kits};
use louce_core::isolation::{
    IsolatedPerson, IsolationFacts, IsolationFilter, isolation_days, release, set_facts,
};
use louce_core::residents::{NewPresence, add_presence};
use louce_core::rules::{self, Exclusions, IsolationRule, Phase, Rule};
use louce_core::testing::tubes::{self, Apart, Purpose, TestResult};
use louce_core::testing::{self, OpenRound, Round, RoundKind};
use louce_core::values::{Day, PresenceState};
use louce_core::{Error, places};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn open(desk: &mut Desk, on: &str) -> (OpenRound, Round) {
    let clock = desk.clock;
    let opened = desk.edit("开", |tx| testing::open(tx, RoundKind::Nucleic, day(on), None, clock));
    let round = testing::round(desk.office.reader(), opened.round).unwrap();
    (opened, round)
}

fn is(desk: &mut Desk, resident: i64, state: PresenceState, since: &str, until: Option<&str>) {
    let new = NewPresence {
        state,
        since: Some(since.to_owned()),
        until: until.map(str::to_owned),
        place: None,
        room: None,
        reason: None,
        source: None,
    };
    desk.edit("在住", |tx| add_presence(tx, resident, &new, day(since)));
}

fn excluded(pairs: &[(&str, u32)]) -> BTreeMap<String, u32> {
    pairs.iter().map(|(reason, people)| ((*reason).to_owned(), *people)).collect()
}

fn set_exclusions(desk: &mut Desk, reasons: &[&str], from: &str) {
    let reasons = reasons.iter().map(|reason| (*reason).to_owned()).collect();
    let rule = Rule::Exclusions(Exclusions { reasons });
    desk.edit("规则", |tx| rules::set_rule(tx, &rule, day(from), Some("街道通知")));
}

#[test]
fn the_rule_of_a_round_s_day_decides_who_is_expected_in_it() {
    let mut desk = desk();
    let people = desk.household("12", "301", &[("张三", "1960-01-02"), ("李四", "1962-05-06")]);
    let isolated = desk.household("12", "302", &[("王五", "1988-07-08")])[0];
    desk.household("13", "101", &[("小赵", "2020-06-01"), ("赵六", "1990-01-01")]);
    is(&mut desk, people[1], PresenceState::Away, "2022-03-10", None);
    is(&mut desk, isolated, PresenceState::HomeIsolation, "2022-03-12", None);
    set_exclusions(&mut desk, &["居家隔离", "婴幼儿"], "2022-03-18");

    let (shipped, _) = open(&mut desk, "2022-03-17");
    assert_eq!((shipped.expected, shipped.excluded), (4, excluded(&[("外出", 1)])));
    let (changed, round) = open(&mut desk, "2022-03-18");
    assert_eq!((changed.expected, changed.excluded), (3, excluded(&[("婴幼儿", 1), ("居家隔离", 1)])));
    let shown = testing::public_figures(desk.office.reader(), &round).unwrap();
    assert!(shown.exclusions.iter().all(|exclusion| exclusion.allowed), "{shown:?}");
    let (earlier, _) = open(&mut desk, "2022-03-17");
    assert_eq!(earlier.expected, 4, "the old rule holds for its days, whenever the round is opened");
}

#[test]
fn a_reason_that_nothing_follows_from_is_refused() {
    let mut desk = desk();
    let rule = Rule::Exclusions(Exclusions { reasons: vec!["外出".into(), "嫌远".into()] });
    let op = louce_core::Op::new(louce_core::OpKind::Rules, "规则");
    let clock = desk.clock;
    let refused = desk
        .office
        .transact(op, clock, |tx| rules::set_rule(tx, &rule, day("2022-03-18"), None))
        .unwrap_err();
    assert!(
        matches!(&refused, Error::Refused(why) if why.contains("嫌远") && why.contains("待转运")),
        "{refused}"
    );
}

#[test]
fn people_of_a_positive_tube_wait_for_their_retest_and_positives_for_their_transfer() {
    let mut desk = desk();
    let people = desk.household("12", "301", &[("张三", "1960-01-02"), ("李四", "1962-05-06")]);
    let other = desk.household("12", "302", &[("王五", "1988-07-08")])[0];
    let (_, round) = open(&mut desk, "2022-03-16");
    let clock = desk.clock;
    for (code, sitting) in [("A001", &people[..]), ("A002", &[other][..])] {
        desk.edit("开", |tx| tubes::open_tube(tx, &round, code, None, Purpose::Pool, None, clock));
        for person in sitting {
            desk.edit("签", |tx| testing::check_in(tx, &round, *person, Some(code), clock));
        }
    }
    let results = [("A001".to_owned(), TestResult::Positive), ("A002".to_owned(), TestResult::Negative)];
    desk.edit("结果", |tx| tubes::record_tubes(tx, &round, &results, clock));
    let (opened, _) = open(&mut desk, "2022-03-17");
    assert_eq!((opened.expected, opened.excluded), (1, excluded(&[("待复核", 2)])));

    let single = |desk: &mut Desk, person, result| {
        desk.edit("单采", |tx| tubes::record_person(tx, &round, person, result, None, clock));
    };
    single(&mut desk, people[0], TestResult::Positive);
    single(&mut desk, people[1], TestResult::Negative);
    let (opened, _) = open(&mut desk, "2022-03-17");
    assert_eq!(
        (opened.expected, opened.excluded),
        (2, excluded(&[("待转运", 1)])),
        "a negative retest releases"
    );

    is(&mut desk, people[0], PresenceState::CentralIsolation, "2022-03-17", Some("2022-03-27"));
    let (opened, _) = open(&mut desk, "2022-03-18");
    assert_eq!(opened.excluded, excluded(&[("集中隔离", 1)]));
    let (opened, _) = open(&mut desk, "2022-03-28");
    assert_eq!((opened.expected, opened.excluded), (3, excluded(&[])), "who is back home is tested again");
    let (before, _) = open(&mut desk, "2022-03-15");
    assert_eq!(before.expected, 3, "a result of a later day keeps nobody out");
}

#[test]
fn who_is_positive_at_the_door_is_tested_alone_in_the_next_round_until_a_nucleic_test_clears_them() {
    let mut desk = desk();
    let people = desk.household("12", "301", &[("张三", "1960-01-02"), ("李四", "1962-05-06")]);
    desk.household("12", "302", &[("王五", "1988-07-08")]);
    let clock = desk.clock;
    let opened = desk.edit("开", |tx| testing::open(tx, RoundKind::Antigen, clock.today(), None, clock));
    let doors = testing::round(desk.office.reader(), opened.round).unwrap();
    let household =
        antigen::antigen_log(desk.office.reader(), &doors).unwrap().buildings[0].households[0].household;
    let kits = Kits {
        household,
        issued: 2,
        returned: Some(2),
        positive: 1,
        positives: Some(vec![people[0]]),
        ..Kits::default()
    };
    desk.edit("收", |tx| antigen::set_kits(tx, &doors, &kits, clock));
    let apart = |desk: &Desk, round: &Round| -> Vec<(i64, Apart, bool)> {
        let found = tubes::apart(desk.office.reader(), round).unwrap();
        found.into_iter().map(|person| (person.resident, person.why, person.tested)).collect()
    };
    assert_eq!(apart(&desk, &doors), [], "not at the doors again");
    let (opened, round) = open(&mut desk, "2022-03-17");
    assert_eq!((opened.expected, opened.excluded), (3, excluded(&[])), "to be tested, not to be taken away");
    assert_eq!(apart(&desk, &round), [(people[0], Apart::Antigen, false)]);
    let (_, before) = open(&mut desk, "2022-03-15");
    assert_eq!(apart(&desk, &before), [], "nobody knew it then");

    is(&mut desk, people[0], PresenceState::HomeIsolation, "2022-03-17", None);
    assert_eq!(apart(&desk, &round)[0].1, Apart::Antigen, "it is what the nurse has to know first");
    desk.clock = common::clock("2022-03-17");
    let clock = desk.clock;
    for (code, purpose) in [("A001", Purpose::Pool), ("A002", Purpose::Single)] {
        desk.edit("开", |tx| tubes::open_tube(tx, &round, code, None, purpose, None, clock));
    }
    let cautions = testing::cautions(desk.office.reader(), &round, &people, "A001").unwrap();
    let whys: Vec<(i64, &str)> = cautions.iter().map(|one| (one.resident, one.why.as_str())).collect();
    assert_eq!(whys, [(people[0], "抗原阳性，要单采")]);
    desk.edit("签", |tx| testing::check_in(tx, &round, people[0], Some("A002"), clock));
    let result = |desk: &mut Desk, result| {
        desk.edit("结果", |tx| tubes::record_tube(tx, &round, "A002", result, clock));
    };
    result(&mut desk, TestResult::Positive);
    let (_, next) = open(&mut desk, "2022-03-18");
    assert_eq!(apart(&desk, &next), [], "the positive tube is under review");
    result(&mut desk, TestResult::Negative);
    assert_eq!(apart(&desk, &round), [(people[0], Apart::Antigen, true)], "the list of the day stands");
    let (_, next) = open(&mut desk, "2022-03-18");
    assert_eq!(apart(&desk, &next), [(people[0], Apart::Isolated, false)], "cleared");
}

fn isolated(desk: &Desk, on: &str) -> Vec<IsolatedPerson> {
    isolation_days(desk.office.reader(), IsolationFilter::default(), day(on)).unwrap()
}

fn phase(days: u32, central: bool, tests: &[u32]) -> Phase {
    Phase { days, central, tests: tests.to_vec() }
}

#[test]
fn seven_and_three_days_are_counted_over_both_phases_from_the_start_of_control() {
    let mut desk = desk();
    let people = desk.household("12", "301", &[("张三", "1960-01-02"), ("李四", "1962-05-06")]);
    is(&mut desk, people[0], PresenceState::CentralIsolation, "2022-07-01", None);
    is(&mut desk, people[0], PresenceState::HomeIsolation, "2022-07-08", None);
    is(&mut desk, people[1], PresenceState::Hospital, "2022-07-01", None);

    let first = isolated(&desk, "2022-07-01");
    assert_eq!(first.len(), 1, "somebody in hospital is not isolated");
    let seen = &first[0];
    assert_eq!((seen.day, seen.phase, seen.phase_day, seen.phase_central), (1, Some(1), Some(1), Some(true)));
    assert_eq!((seen.ends, seen.days_left), (day("2022-07-11"), 10));
    let tests: Vec<Day> = ["01", "02", "03", "05", "07", "10"].map(|d| day(&format!("2022-07-{d}"))).to_vec();
    assert_eq!((seen.next_test, &seen.tests), (Some(day("2022-07-01")), &tests));

    let home = isolated(&desk, "2022-07-09").remove(0);
    assert_eq!((home.start, home.state), (day("2022-07-01"), PresenceState::HomeIsolation));
    assert_eq!(
        (home.day, home.phase, home.phase_day, home.phase_central),
        (9, Some(2), Some(2), Some(false))
    );
    assert_eq!((home.next_test, home.days_left), (Some(day("2022-07-10")), 2));
    let late = isolated(&desk, "2022-07-13").remove(0);
    assert_eq!((late.day, late.phase, late.next_test, late.days_left), (13, None, None, -2));
    assert!(late.rule.unwrap().contains("7+3"));
}

#[test]
fn fourteen_and_seven_days_begin_with_day_nought_where_the_rule_says_so() {
    let mut desk = desk();
    let person = desk.household("12", "301", &[("张三", "1960-01-02")])[0];
    let rule = Rule::Isolation(IsolationRule {
        phases: vec![phase(14, true, &[1, 4, 7, 14]), phase(7, false, &[2, 7])],
        first_day: 0,
        from_exposure: true,
    });
    desk.edit("规则", |tx| rules::set_rule(tx, &rule, day("2021-01-01"), Some("14+7")));
    is(&mut desk, person, PresenceState::CentralIsolation, "2021-02-01", None);
    let seen = isolated(&desk, "2021-02-01").remove(0);
    assert_eq!((seen.day, seen.phase, seen.phase_day), (0, Some(1), Some(0)));
    assert_eq!((seen.next_test, seen.ends), (Some(day("2021-02-02")), day("2021-02-23")));
    let seen = isolated(&desk, "2021-02-16").remove(0);
    assert_eq!((seen.day, seen.phase, seen.phase_day, seen.days_left), (15, Some(2), Some(1), 7));
    assert_eq!(seen.next_test, Some(day("2021-02-17")));
}

#[test]
fn the_rule_in_force_when_control_began_counts_and_a_stated_end_stands_above_it() {
    let mut desk = desk();
    let people = desk.household("12", "301", &[("张三", "1960-01-02"), ("李四", "1962-05-06")]);
    desk.household("13", "101", &[("赵六", "1990-01-01")]);
    is(&mut desk, people[0], PresenceState::HomeIsolation, "2022-06-26", None);
    is(&mut desk, people[1], PresenceState::HomeIsolation, "2022-06-28", Some("2022-07-04"));
    let seen = isolated(&desk, "2022-07-01");
    let ends: Vec<(Day, Option<Day>, Day)> = seen.iter().map(|p| (p.ends, p.until, p.due)).collect();
    let (old, new, stated) = (day("2022-07-10"), day("2022-07-08"), day("2022-07-04"));
    assert_eq!(ends, [(old, None, old), (new, Some(stated), stated)]);
    assert_eq!(seen[1].next_test, Some(day("2022-07-02")));
    let reader = desk.office.reader();
    let thirteen = places::named(reader, &["13".to_owned()]).unwrap()[0];
    let of = |filter| isolation_days(reader, filter, day("2022-07-01")).unwrap().len();
    assert_eq!(of(IsolationFilter { building: Some(thirteen), ..IsolationFilter::default() }), 0);
    assert_eq!(of(IsolationFilter { resident: Some(people[0]), ..IsolationFilter::default() }), 1);
    assert_eq!(isolated(&desk, "2022-07-04").len(), 1, "on the day it ends it no longer holds");
}

#[test]
fn a_rule_that_counts_from_the_last_exposure_does_so_where_it_is_known_and_an_end_may_be_decided() {
    let mut desk = desk();
    let person = desk.household("12", "301", &[("张三", "1960-01-02")])[0];
    is(&mut desk, person, PresenceState::CentralIsolation, "2022-05-03", None);
    is(&mut desk, person, PresenceState::HomeIsolation, "2022-05-08", None);
    let known = |exposure: Option<&str>, ends: Option<&str>, reason: Option<&str>| IsolationFacts {
        exposure: exposure.map(day),
        ends: ends.map(day),
        reason: reason.map(str::to_owned),
    };
    assert_eq!(isolated(&desk, "2022-05-10")[0].ends, day("2022-05-17"), "7+7 from the start of control");
    let today = day("2022-05-10");
    desk.edit("接触", |tx| set_facts(tx, person, &known(Some("2022-05-01"), None, None), today));
    let seen = isolated(&desk, "2022-05-10").remove(0);
    assert_eq!((seen.start, seen.exposure), (day("2022-05-03"), Some(day("2022-05-01"))));
    assert_eq!((seen.day, seen.phase_day, seen.ends), (10, Some(3), day("2022-05-15")));

    let decided = known(Some("2022-05-01"), Some("2022-05-20"), Some("复阳"));
    desk.edit("另定", |tx| set_facts(tx, person, &decided, today));
    let seen = isolated(&desk, "2022-05-10").remove(0);
    assert_eq!((seen.ends, seen.due, seen.days_left), (day("2022-05-15"), day("2022-05-20"), 10));
    assert_eq!(seen.decided_why.as_deref(), Some("复阳"));
    let clock = desk.clock;
    desk.office.undo(None, clock).unwrap();
    assert_eq!(isolated(&desk, "2022-05-10")[0].due, day("2022-05-15"));

    for (facts, on, why) in [
        (known(None, Some("2022-05-20"), Some(" ")), today, "写明为什么"),
        (known(None, Some("2022-05-03"), Some("误登")), today, "不晚于开始"),
        (known(Some("2022-05-11"), None, None), today, "还没有到"),
        (known(Some("2022-05-01"), None, None), day("2022-05-02"), "不在隔离"),
    ] {
        let op = louce_core::Op::new(louce_core::OpKind::Edit, "试");
        let refused = desk.office.transact(op, clock, |tx| set_facts(tx, person, &facts, on)).unwrap_err();
        assert!(matches!(&refused, Error::Refused(text) if text.contains(why)), "{refused}");
    }
    desk.edit("清掉", |tx| set_facts(tx, person, &IsolationFacts::default(), today));
    assert_eq!(isolated(&desk, "2022-05-10")[0].exposure, None);
}

#[test]
fn who_is_released_is_at_home_from_that_day_on_and_earlier_than_due_it_needs_a_reason() {
    let mut desk = desk();
    let people = desk.household("12", "301", &[("张三", "1960-01-02"), ("李四", "1961-01-02")]);
    for person in &people {
        is(&mut desk, *person, PresenceState::HomeIsolation, "2022-05-03", None);
    }
    let (early, due) = (day("2022-05-10"), isolated(&desk, "2022-05-10")[0].due);
    let op = louce_core::Op::new(louce_core::OpKind::Edit, "试");
    let clock = desk.clock;
    let refused = desk.office.transact(op, clock, |tx| release(tx, people[0], None, early)).unwrap_err();
    assert!(matches!(&refused, Error::Refused(text) if text.contains("写明为什么")), "{refused}");
    desk.edit("解除", |tx| release(tx, people[0], Some("街道通知"), early));
    let left = isolated(&desk, "2022-05-10");
    assert_eq!(left.iter().map(|person| person.resident).collect::<Vec<_>>(), [people[1]]);
    assert_eq!(isolated(&desk, "2022-05-09").len(), 2, "the days before stay as they were");
    desk.office.undo(None, clock).unwrap();
    let seen = isolated(&desk, "2022-05-10");
    assert_eq!((seen.len(), seen[0].decided), (2, None), "both what was decided and where they are");
    desk.edit("到日子", |tx| release(tx, people[1], None, due));
    assert_eq!(isolated(&desk, &due.to_string()).len(), 1);
}
