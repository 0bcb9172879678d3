//! The testing day: check-in, tubes, the plan, antigen, calls, the board and the review, as the office does them.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, clock, desk};
use louce_core::antigen::{self, Kits, Step};
use louce_core::board::{self, BoardState, CaseKind, NewCase};
use louce_core::plan::{self, Plan, SimulateOptions, Site};
use louce_core::review;
use louce_core::rules::{self, BoardEffect, BoardRule, Pool, Rule, Zone};
use louce_core::testing::tubes::{self, DifferenceKind, Handed, Purpose, TestResult, TubeState};
use louce_core::testing::{self, CallOutcome, CheckInOutcome, Mark, Round, RoundKind, Token, UntestedFilter};
use louce_core::values::Day;
use louce_core::{Error, places};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// Three households in two buildings, a round over all.
fn with_round(kind: RoundKind) -> (Desk, Round, Vec<i64>) {
    let mut desk = desk();
    let mut people = desk.household("12", "301", &[("张三", "1935-01-02"), ("李四", "1940-05-06")]);
    people.extend(desk.household("12", "302", &[("王五", "1988-07-08")]));
    people.extend(desk.household("13", "101", &[("赵六", "2000-01-01"), ("钱七", "2001-01-01")]));
    let round = open(&mut desk, kind);
    (desk, round, people)
}

fn open(desk: &mut Desk, kind: RoundKind) -> Round {
    let clock = desk.clock;
    let opened = desk.edit("开", |tx| testing::open(tx, kind, clock.today(), None, clock));
    testing::round(desk.office.reader(), opened.round).unwrap()
}

fn building(desk: &Desk, name: &str) -> i64 {
    places::named(desk.office.reader(), &[name.to_owned()]).unwrap()[0]
}

fn refused<T: std::fmt::Debug>(
    desk: &mut Desk,
    write: impl FnOnce(&mut louce_core::Tx<'_>) -> louce_core::Result<T>,
) -> String {
    let clock = desk.clock;
    let op = louce_core::Op::new(louce_core::OpKind::Edit, "试");
    match desk.office.transact(op, clock, write).unwrap_err() {
        Error::Refused(why) => why,
        other => unreachable!("{other}"),
    }
}

#[test]
fn a_scan_marks_somebody_once_and_can_be_taken_back() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let clock = desk.clock;
    let scanned = Token::parse(&Token::Person(people[0]).text()).unwrap();
    assert_eq!(scanned, Token::Person(people[0]));
    let first = desk.edit("签到", |tx| testing::check_in(tx, &round, people[0], None, clock));
    assert_eq!((first.outcome, first.name.as_str()), (CheckInOutcome::Marked, "张三"));
    assert_eq!(first.door, "12号301室");
    let again = desk.edit("签到", |tx| testing::check_in(tx, &round, people[0], None, clock));
    assert_eq!(again.outcome, CheckInOutcome::Already);
    assert_eq!(testing::figures(desk.office.reader(), &round).unwrap().tested, 1);
    desk.office.undo(None, clock).unwrap();
    assert_eq!(testing::figures(desk.office.reader(), &round).unwrap().tested, 0);
}

#[test]
fn somebody_who_came_after_the_round_was_opened_joins_the_list_by_scanning() {
    let (mut desk, round, _) = with_round(RoundKind::Nucleic);
    let new = desk.household("13", "102", &[("孙八", "1990-01-01")]);
    let clock = desk.clock;
    let came = desk.edit("签到", |tx| testing::check_in(tx, &round, new[0], None, clock));
    assert_eq!(came.outcome, CheckInOutcome::Added);
    assert_eq!(testing::figures(desk.office.reader(), &round).unwrap().newcomers, 1);
    let refused = desk.office.transact(louce_core::Op::new(louce_core::OpKind::CheckIn, "试"), clock, |tx| {
        testing::check_in(tx, &round, 1 << 41, None, clock)
    });
    assert!(matches!(refused, Err(Error::NoSuch(_))), "a token of another office");
}

#[test]
fn a_tube_takes_people_in_order_and_closes_when_it_is_full() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let (clock, twelve) = (desk.clock, building(&desk, "12"));
    let pool = Some(Pool { seats: 2, household: false });
    let open = |tx: &mut louce_core::Tx<'_>, code: &str| {
        tubes::open_tube(tx, &round, code, Some(twelve), Purpose::Pool, pool, clock)
    };
    desk.edit("开管", |tx| open(tx, " ａ001 "));
    let seats: Vec<(u32, bool)> = people[..2]
        .iter()
        .map(|person| {
            let came = desk.edit("签到", |tx| testing::check_in(tx, &round, *person, Some("A001"), clock));
            let seat = came.seat.unwrap();
            (seat.seat, seat.full)
        })
        .collect();
    assert_eq!(seats, [(1, false), (2, true)]);
    assert_eq!(tubes::tube(desk.office.reader(), &round, "a001").unwrap().state, TubeState::Closed);
    let why = refused(&mut desk, |tx| testing::check_in(tx, &round, people[2], Some("A001"), clock));
    assert!(why.contains("已满"), "{why}");
    let why = refused(&mut desk, |tx| open(tx, "A001"));
    assert!(why.contains("已经用过"), "{why}");
    desk.edit("开管", |tx| open(tx, "A002"));
    let why = refused(&mut desk, |tx| testing::check_in(tx, &round, people[0], Some("A002"), clock));
    assert!(why.contains("已在管 A001 的第1位"), "{why}");
}

#[test]
fn a_building_under_lockdown_has_a_tube_for_each_household_by_rule() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let (clock, twelve) = (desk.clock, building(&desk, "12"));
    assert_eq!(rules::pool_of(desk.office.reader(), Some(twelve), round.day).unwrap().seats, 20);
    desk.edit("划", |tx| rules::decide_zone(tx, twelve, Zone::Lockdown, round.day, Some("阳性")));
    desk.edit("开", |tx| tubes::open_tube(tx, &round, "B001", Some(twelve), Purpose::Pool, None, clock));
    for person in &people[..2] {
        desk.edit("签到", |tx| testing::check_in(tx, &round, *person, Some("B001"), clock));
    }
    let why = refused(&mut desk, |tx| testing::check_in(tx, &round, people[2], Some("B001"), clock));
    assert!(why.contains("一户一管"), "{why}");
    desk.edit("改", |tx| rules::set_pool(tx, twelve, Pool { seats: 10, household: false }, round.day));
    assert_eq!(rules::pool_of(desk.office.reader(), Some(twelve), round.day).unwrap().seats, 10);
    let before = round.day.add_days(-1);
    assert_eq!(rules::pool_of(desk.office.reader(), Some(twelve), before).unwrap().seats, 20);
}

#[test]
fn people_tubes_and_the_hand_over_are_counted_and_every_difference_is_named() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let clock = desk.clock;
    desk.edit("开", |tx| tubes::open_tube(tx, &round, "C001", None, Purpose::Pool, None, clock));
    desk.edit("签", |tx| testing::check_in(tx, &round, people[0], Some("C001"), clock));
    desk.edit("签", |tx| testing::check_in(tx, &round, people[1], Some("C001"), clock));
    desk.edit("记", |tx| testing::record(tx, &round, people[2], &Mark::tick(), clock));
    let kinds = |desk: &Desk| -> Vec<DifferenceKind> {
        let count = tubes::reconcile(desk.office.reader(), &round).unwrap();
        count.differences.iter().map(|difference| difference.kind).collect()
    };
    assert_eq!(kinds(&desk), [DifferenceKind::NoTube, DifferenceKind::Open]);
    let named = tubes::reconcile(desk.office.reader(), &round).unwrap();
    assert_eq!((named.tested, named.seated, named.differences[0].detail.as_str()), (3, 2, "12-302 王五"));
    desk.edit("签", |tx| testing::check_in(tx, &round, people[2], Some("C001"), clock));
    desk.edit("封", |tx| tubes::close_tube(tx, &round, "C001", clock));
    let handed = |people, note| Handed { barcodes: &[], receiver: "检测公司", tubes: 1, people, note };
    let why = refused(&mut desk, |tx| tubes::hand_over(tx, &round, handed(4, None), clock));
    assert!(why.contains("点得1管4人，登记1管3人"), "{why}");
    let count = desk.edit("交", |tx| tubes::hand_over(tx, &round, handed(3, None), clock));
    assert_eq!((count.differences.len(), count.handed_tubes, count.handed_people), (0, 1, 3));
}

#[test]
fn a_positive_tube_is_a_retest_list_with_the_tubes_beside_it() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let (clock, twelve) = (desk.clock, building(&desk, "12"));
    let pool = Some(Pool { seats: 1, household: false });
    for (code, person) in [("D1X", people[0]), ("D2X", people[1]), ("D3X", people[2])] {
        desk.edit("开", |tx| tubes::open_tube(tx, &round, code, Some(twelve), Purpose::Pool, pool, clock));
        desk.edit("签", |tx| testing::check_in(tx, &round, person, Some(code), clock));
    }
    desk.edit("结果", |tx| tubes::record_tube(tx, &round, "D1X", TestResult::Positive, clock));
    let list = tubes::retest(desk.office.reader(), &round, None).unwrap();
    let names: Vec<(&str, bool)> = list[0].people.iter().map(|p| (p.name.as_str(), p.in_pool)).collect();
    assert_eq!((list[0].households, names), (1, vec![("张三", true), ("李四", false)]));
    desk.edit("结果", |tx| tubes::record_person(tx, &round, people[0], TestResult::Negative, None, clock));
    let list = tubes::retest(desk.office.reader(), &round, None).unwrap();
    assert_eq!(list[0].people[0].result, Some(TestResult::Negative));
}

#[test]
fn a_plan_is_arranged_copied_and_rehearsed() {
    let (mut desk, round, _) = with_round(RoundKind::Nucleic);
    let site = |id, name: &str, capacity| Site { id, name: name.into(), capacity, breaks: None, staff: None };
    let rough = Plan { sites: vec![site(1, "南门", 60), site(2, "北门", 60)], ..Plan::default() };
    let plan = plan::arrange(desk.office.reader(), &round, &rough, false).unwrap();
    let named = |slot: &plan::Slot| plan.site(slot.site).unwrap().name.clone();
    let turns: Vec<(String, &str)> = plan.slots.iter().map(|s| (named(s), s.starts.as_str())).collect();
    assert_eq!(turns, [("南门".to_owned(), "06:30"), ("北门".to_owned(), "06:30")]);
    desk.edit("排", |tx| plan::set_plan(tx, &round, &plan));
    assert_eq!(plan::plan(desk.office.reader(), &round).unwrap(), plan);

    let options = SimulateOptions::default();
    let day = plan::simulate(desk.office.reader(), &round, &plan, &options).unwrap();
    assert_eq!(day, plan::simulate(desk.office.reader(), &round, &plan, &options).unwrap(), "the same seed");
    let mut one = plan.clone();
    one.slots.iter_mut().for_each(|slot| slot.site = 1);
    one.sites[0].capacity = 6;
    let worse = plan::simulate(desk.office.reader(), &round, &one, &options).unwrap();
    assert!(worse.mean_wait > day.mean_wait && worse.finishes > day.finishes, "{worse:?} {day:?}");

    let next = open(&mut desk, RoundKind::Nucleic);
    let copied = desk.edit("抄", |tx| plan::copy_plan(tx, &next, &round));
    assert_eq!(copied, plan);
    let mut bad = plan;
    bad.opens = "早上".into();
    assert!(refused(&mut desk, |tx| plan::set_plan(tx, &next, &bad)).contains("开始时刻"));
}

#[test]
fn a_notice_is_ticked_and_asked_for_again_when_the_plan_changes() {
    let (mut desk, round, _) = with_round(RoundKind::Nucleic);
    let clock = desk.clock;
    let list = |desk: &Desk| plan::notices(desk.office.reader(), &round, "七村", None).unwrap();
    let first = list(&desk);
    assert_eq!(first.len(), 2);
    assert!(first[0].text.contains("12号楼居民：3月16日第1轮核酸检测"), "{}", first[0].text);
    let id = first[0].building;
    desk.edit("发", |tx| plan::send_notices(tx, &round, "七村", &[id], true, clock));
    assert!(list(&desk)[0].sent_at.is_some() && !list(&desk)[0].outdated && list(&desk)[1].sent_at.is_none());
    let plan = Plan { reminders: Some("带伞".into()), ..Plan::default() };
    desk.edit("排", |tx| plan::set_plan(tx, &round, &plan));
    assert!(list(&desk)[0].outdated && list(&desk)[0].text.contains("带伞"));
}

#[test]
fn kits_that_did_not_come_back_are_counted_and_steps_go_in_order() {
    let (mut desk, round, people) = with_round(RoundKind::Antigen);
    let (clock, twelve) = (desk.clock, building(&desk, "12"));
    let why = refused(&mut desk, |tx| antigen::step(tx, &round, twelve, Step::Waited, clock));
    assert!(why.contains("还没有登记“送”"), "{why}");
    for step in Step::ALL {
        desk.edit("步", |tx| antigen::step(tx, &round, twelve, step, clock));
    }
    assert_eq!(desk.edit("发", |tx| antigen::issue(tx, &round, twelve, clock)), (2, 3));
    let _ = people;
    let log = antigen::antigen_log(desk.office.reader(), &round).unwrap();
    let household = log.buildings[0].households[0].household;
    let kits = |returned, positive| Kits {
        household,
        issued: 2,
        returned: Some(returned),
        positive,
        ..Kits::default()
    };
    assert!(refused(&mut desk, |tx| antigen::set_kits(tx, &round, &kits(1, 2), clock)).contains("阳性"));
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits(1, 0), clock));
    let log = antigen::antigen_log(desk.office.reader(), &round).unwrap();
    let row = &log.buildings[0];
    assert_eq!((row.issued, row.returned, row.missing, row.uncollected, row.steps.len()), (3, 1, 1, 1, 4));
    assert_eq!((log.blocks[0].registered, log.blocks[0].missing), (1, 1));
    let (mut desk, nucleic, _) = with_round(RoundKind::Nucleic);
    assert!(refused(&mut desk, |tx| antigen::issue(tx, &nucleic, 1, clock)).contains("核酸"));
}

#[test]
fn the_untested_are_called_twice_and_those_who_missed_two_rounds_are_listed() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let clock = desk.clock;
    let list = |desk: &Desk, round: &Round| {
        testing::calls(desk.office.reader(), round, &UntestedFilter::default()).unwrap()
    };
    assert_eq!(list(&desk, &round).len(), 5);
    for _ in 0..2 {
        desk.edit("打", |tx| testing::call(tx, &round, people[0], CallOutcome::Unanswered, None, clock));
    }
    desk.edit("打", |tx| testing::call(tx, &round, people[1], CallOutcome::Reason, Some("发热"), clock));
    let calls = list(&desk, &round);
    let next: Vec<Option<u32>> = calls.iter().take(3).map(|person| person.next_call).collect();
    assert_eq!(next, [Some(3), None, Some(1)], "who was not reached is called again; a reason is enough");
    assert!(calls[0].escalated && !calls[1].escalated && !calls[2].escalated, "{calls:?}");
    assert_eq!(calls[1].person.reason.as_deref(), Some("发热"));
    let second = open(&mut desk, RoundKind::Nucleic);
    desk.edit("签", |tx| testing::check_in(tx, &second, people[0], None, clock));
    let missed = testing::missed_running(desk.office.reader(), &second, None, 0).unwrap();
    assert_eq!((missed.len(), missed[0].reasons.clone()), (4, vec![None, Some("发热".to_owned())]));
    let part = testing::missed_running(desk.office.reader(), &second, Some(2), 1).unwrap();
    assert_eq!(part, missed[1..3], "a part of the same list");
    assert_eq!(testing::missed_count(desk.office.reader(), &second).unwrap(), 4, "of all");
    assert_eq!(testing::missed_count(desk.office.reader(), &round).unwrap(), 0, "nothing before the first");
    let figures = testing::public_figures(desk.office.reader(), &second).unwrap();
    assert_eq!((figures.expected, figures.tested, figures.rate), (5, 1, 20.0));
    assert_eq!(testing::trend(desk.office.reader()).unwrap().len(), 2);
}

#[test]
fn the_board_counts_whole_days_and_what_a_case_does_is_a_rule() {
    let (mut desk, _, _) = with_round(RoundKind::Nucleic);
    let today = day("2022-04-20");
    let case = |day_text: &str, kind, closes| NewCase {
        day: day(day_text),
        kind,
        closes,
        building: None,
        note: None,
        source: None,
    };
    let show = |desk: &Desk, text: &str| board::board(desk.office.reader(), day(text)).unwrap();
    assert_eq!(show(&desk, "2022-04-20").state, BoardState::NotStarted);
    desk.edit("记", |tx| board::note_case(tx, &case("2022-03-31", CaseKind::Start, None), today));
    let board = show(&desk, "2022-04-14");
    assert_eq!((board.days, board.state, board.evidence.len()), (13, BoardState::Counting, 13));
    assert_eq!((show(&desk, "2022-04-15").days, show(&desk, "2022-04-15").state), (14, BoardState::Free));
    let suspected =
        desk.edit("记", |tx| board::note_case(tx, &case("2022-04-10", CaseKind::Suspected, None), today));
    assert_eq!(show(&desk, "2022-04-15").state, BoardState::Suspended);
    let why =
        refused(&mut desk, |tx| board::note_case(tx, &case("2022-04-12", CaseKind::Excluded, None), today));
    assert!(why.contains("排除的是哪一条"), "{why}");
    desk.edit("记", |tx| {
        board::note_case(tx, &case("2022-04-12", CaseKind::Excluded, Some(suspected)), today)
    });
    let board = show(&desk, "2022-04-15");
    assert_eq!((board.days, board.state), (14, BoardState::Free), "the suspended days count");
    assert_eq!(board.evidence.iter().filter(|day| day.suspended).count(), 2);
    desk.edit("记", |tx| board::note_case(tx, &case("2022-04-13", CaseKind::Confirmed, None), today));
    assert_eq!((show(&desk, "2022-04-20").days, show(&desk, "2022-04-20").state), (6, BoardState::Counting));
    let rule = Rule::Board(BoardRule {
        days: 7,
        confirmed: BoardEffect::Cancel,
        suspected: BoardEffect::Cancel,
        contact: BoardEffect::Ignore,
    });
    desk.edit("改", |tx| rules::set_rule(tx, &rule, day("2022-04-21"), Some("新规")));
    assert_eq!(show(&desk, "2022-04-21").state, BoardState::Free);
    assert_eq!(show(&desk, "2022-04-20").state, BoardState::Counting, "the old rule holds until then");
}

#[test]
fn a_review_states_what_happened_and_what_is_open_tomorrow() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    for (hour, person) in [("06", 0), ("06", 1), ("07", 2)] {
        let mut at = clock("2022-03-16");
        at.now = at.now.date().and_hms_opt(hour.parse().unwrap(), 40, person).unwrap();
        let resident = people[person as usize];
        desk.clock = at;
        desk.edit("签", |tx| testing::check_in(tx, &round, resident, None, at));
    }
    let clock = desk.clock;
    desk.edit("记", |tx| review::add_lesson(tx, &round, "东门要两个人维持秩序", true, clock));
    let seen = review::review(desk.office.reader(), &round, "七村").unwrap();
    let hours: Vec<(&str, u32)> = seen.hours.iter().map(|hour| (hour.hour.as_str(), hour.tested)).collect();
    assert_eq!(hours, [("06", 2), ("07", 1)]);
    assert_eq!(seen.started.as_deref(), Some("2022-03-16 06:40:00"));
    assert_eq!(seen.missed.get("未登记"), Some(&2));
    assert_eq!(seen.tomorrow, ["还要打电话：2人", "东门要两个人维持秩序"]);
    let lesson = seen.lessons[0].id;
    desk.edit("好", |tx| review::set_lesson_done(tx, lesson, true));
    assert_eq!(review::review(desk.office.reader(), &round, "七村").unwrap().tomorrow.len(), 1);
}
