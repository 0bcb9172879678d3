//! What the day's numbers stand for: a plan that is too long, kits and whose they were, who is called again, what the board may say.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, clock, desk};
use louce_core::antigen::{self, Kits, Step};
use louce_core::board::{self, BoardState, CaseKind, DoubtKind, NewCase};
use louce_core::plan::{self, Plan, SimulateOptions, Site};
use louce_core::rules::{self, BoardEffect, BoardRule, Rule};
use louce_core::testing::tubes::{self, Purpose, TestResult};
use louce_core::testing::{self, CallOutcome, Mark, Round, RoundKind, UntestedFilter};
use louce_core::values::Day;
use louce_core::{Error, Op, OpKind, places, residents, review};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// 12号楼: 301 of two, 302 of one; 13号楼: 101 of two. A round over all.
fn with_round(kind: RoundKind) -> (Desk, Round, Vec<i64>) {
    let mut desk = desk();
    let mut people = desk.household("12", "301", &[("张三", "1935-01-02"), ("李四", "1940-05-06")]);
    people.extend(desk.household("12", "302", &[("王五", "1988-07-08")]));
    people.extend(desk.household("13", "101", &[("赵六", "2000-01-01"), ("钱七", "2001-01-01")]));
    let clock = desk.clock;
    let opened = desk.edit("开", |tx| testing::open(tx, kind, clock.today(), None, clock));
    let round = testing::round(desk.office.reader(), opened.round).unwrap();
    (desk, round, people)
}

fn building(desk: &Desk, name: &str) -> i64 {
    places::named(desk.office.reader(), &[name.to_owned()]).unwrap()[0]
}

fn refused<T: std::fmt::Debug>(
    desk: &mut Desk,
    write: impl FnOnce(&mut louce_core::Tx<'_>) -> louce_core::Result<T>,
) -> String {
    let clock = desk.clock;
    match desk.office.transact(Op::new(OpKind::Edit, "试"), clock, write).unwrap_err() {
        Error::Refused(why) => why,
        other => unreachable!("{other}"),
    }
}

fn site(id: u32, name: &str, capacity: u32) -> Site {
    Site { id, name: name.into(), capacity, breaks: None, staff: None }
}

fn arranged(desk: &Desk, round: &Round, plan: &Plan) -> Plan {
    plan::arrange(desk.office.reader(), round, plan, false).unwrap()
}

fn starts(plan: &Plan) -> Vec<&str> {
    plan.slots.iter().map(|slot| slot.starts.as_str()).collect()
}

#[test]
fn a_day_that_is_too_short_goes_on_past_midnight_says_what_would_do_and_can_be_kept() {
    let (mut desk, round, _) = with_round(RoundKind::Nucleic);
    let mut day = Plan { sites: vec![site(1, "南门", 1)], opens: "22:30".into(), ..Plan::default() };
    day = arranged(&desk, &round, &day);
    assert_eq!(starts(&day), ["22:30", "25:30"], "three people at one an hour");
    day.opens = "06:30".into();
    day.sites[0].breaks = Some("07:00-23:00".into());
    day = arranged(&desk, &round, &day);
    desk.edit("排", |tx| plan::set_plan(tx, &round, &day));
    assert_eq!(plan::plan(desk.office.reader(), &round).unwrap(), day);
    let options = SimulateOptions { turnout: 100, ..SimulateOptions::default() };
    let seen = plan::simulate(desk.office.reader(), &round, &day, &options).unwrap();
    let words = plan::too_long(&day, &seen).unwrap();
    assert!(words.contains("做到次日") && words.contains("12:00前采完，各点加起来每小时要采1人"), "{words}");
    day.sites[0] = site(1, "南门", 60);
    day = arranged(&desk, &round, &day);
    assert_eq!(starts(&day), ["06:30", "06:30"], "worked out again from what it said itself");
    let seen = plan::simulate(desk.office.reader(), &round, &day, &options).unwrap();
    assert_eq!(plan::too_long(&day, &seen), None);
}

#[test]
fn a_break_on_the_way_makes_a_turn_longer() {
    let (desk, round, _) = with_round(RoundKind::Nucleic);
    let mut gate = site(1, "南门", 6);
    gate.breaks = Some("06:40-07:40".into());
    let day = arranged(&desk, &round, &Plan { sites: vec![gate], ..Plan::default() });
    assert_eq!(starts(&day), ["06:30", "08:00"], "half an hour's work with an hour's break in it");
}

#[test]
fn turns_hold_their_site_whatever_it_is_called_and_find_another_when_it_is_gone() {
    let (mut desk, round, _) = with_round(RoundKind::Nucleic);
    let rough = Plan { sites: vec![site(1, "南门", 60), site(2, "北门", 60)], ..Plan::default() };
    let mut day = arranged(&desk, &round, &rough);
    day.sites[1].name = "小广场".into();
    desk.edit("排", |tx| plan::set_plan(tx, &round, &day));
    let kept = plan::plan(desk.office.reader(), &round).unwrap();
    assert_eq!(kept.site(kept.slots[1].site).unwrap().name, "小广场");
    day.sites.remove(0);
    assert!(refused(&mut desk, |tx| plan::set_plan(tx, &round, &day)).contains("没有分到采样点"));
    let day = arranged(&desk, &round, &day);
    assert_eq!(day.slots.iter().map(|slot| slot.site).collect::<Vec<_>>(), [2, 2]);
    let twice = Plan { sites: vec![site(1, "南门", 60), site(2, " 南门", 60)], ..Plan::default() };
    assert!(refused(&mut desk, |tx| plan::set_plan(tx, &round, &twice)).contains("都叫"));
}

#[test]
fn times_set_by_hand_are_kept_and_only_new_turns_get_one() {
    let (desk, round, _) = with_round(RoundKind::Nucleic);
    let mut day = arranged(&desk, &round, &Plan { sites: vec![site(1, "南门", 60)], ..Plan::default() });
    day.slots.pop();
    day.slots[0].starts = "09:10".into();
    let kept = plan::arrange(desk.office.reader(), &round, &day, true).unwrap();
    assert_eq!(starts(&kept), ["09:10", "09:10"], "three people later, on the five minutes");
    assert_eq!(starts(&arranged(&desk, &round, &day)), ["06:30", "06:30"]);
}

#[test]
fn a_notice_without_a_turn_says_nothing_of_when_and_a_template_is_looked_at_first() {
    let (mut desk, round, _) = with_round(RoundKind::Nucleic);
    let list = plan::notices(desk.office.reader(), &round, "七村", None).unwrap();
    assert!(!list[0].planned && !list[0].text.contains("听通知到"), "{}", list[0].text);
    assert!(list[0].text.contains("第1轮核酸检测，听楼组长通知下楼。"), "{}", list[0].text);
    let body = "{楼}{时间}到{地点}，{没有这个}";
    let unplanned = plan::preview(desk.office.reader(), &round, "七村", body).unwrap();
    assert_eq!((unplanned.text.as_str(), unplanned.unknown), ("{没有这个}", vec!["没有这个".to_owned()]));
    let mut day = arranged(&desk, &round, &Plan { sites: vec![site(1, "南门", 60)], ..Plan::default() });
    day.slots.remove(0);
    desk.edit("排", |tx| plan::set_plan(tx, &round, &day));
    let planned = plan::preview(desk.office.reader(), &round, "七村", body).unwrap();
    assert_eq!(planned.text, "13号楼06:30到南门，{没有这个}", "of a building that has a turn");
    let list = plan::notices(desk.office.reader(), &round, "七村", None).unwrap();
    assert_eq!(list.iter().map(|notice| notice.planned).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn who_did_it_is_tested_when_the_kits_come_back_and_asked_for_when_it_is_not_clear() {
    let (mut desk, round, people) = with_round(RoundKind::Antigen);
    let (clock, twelve) = (desk.clock, building(&desk, "12"));
    desk.edit("发", |tx| antigen::issue(tx, &round, twelve, clock));
    let rows = |desk: &Desk| {
        antigen::antigen_log(desk.office.reader(), &round).unwrap().buildings[0].households.clone()
    };
    let (first, second) = (rows(&desk)[0].household, rows(&desk)[1].household);
    let kits = |household, returned| Kits { household, issued: 2, returned, ..Kits::default() };
    let tested = |desk: &Desk| testing::figures(desk.office.reader(), &round).unwrap().tested;
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits(first, Some(2)), clock));
    assert_eq!((tested(&desk), rows(&desk)[0].tested, rows(&desk)[0].asks), (2, 2, false));
    desk.office.undo(None, clock).unwrap();
    assert_eq!(tested(&desk), 0);

    desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits(first, Some(1)), clock));
    assert_eq!((tested(&desk), rows(&desk)[0].asks), (0, true), "one of two: which?");
    assert_eq!(rows(&desk)[0].members.len(), 2);
    let named = Kits { tested: Some(vec![people[1]]), ..kits(first, Some(1)) };
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &named, clock));
    assert_eq!((tested(&desk), rows(&desk)[0].asks), (1, false));
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits(first, Some(1)), clock));
    assert_eq!(tested(&desk), 1, "said once is enough");
    let why = refused(&mut desk, |tx| {
        antigen::set_kits(
            tx,
            &round,
            &Kits { tested: Some(people[..2].to_vec()), ..kits(first, Some(1)) },
            clock,
        )
    });
    assert!(why.contains("比份数多"), "{why}");
    let away = Mark::Untested { reason: Some("外出".into()) };
    desk.edit("没收", |tx| antigen::set_kits(tx, &round, &kits(first, None), clock));
    assert_eq!(tested(&desk), 0);
    desk.edit("记", |tx| testing::record(tx, &round, people[0], &away, clock));
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits(first, Some(1)), clock));
    assert_eq!((tested(&desk), rows(&desk)[0].asks), (1, false), "the other one is away");
    let _ = second;
}

#[test]
fn a_positive_kit_names_somebody_who_is_followed_up_until_a_nucleic_test_says_more() {
    let (mut desk, round, people) = with_round(RoundKind::Antigen);
    let clock = desk.clock;
    let log = |desk: &Desk| antigen::antigen_log(desk.office.reader(), &round).unwrap();
    let rows = log(&desk).buildings[0].households.clone();
    let kits = |at: usize, positive| Kits {
        household: rows[at].household,
        issued: 2,
        returned: Some(2),
        positive,
        ..Kits::default()
    };
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits(0, 1), clock));
    assert!(log(&desk).buildings[0].households[0].asks && log(&desk).follow_up.is_empty());
    let named = Kits { positives: Some(vec![people[0]]), ..kits(0, 1) };
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &named, clock));
    let follow_up = log(&desk).follow_up;
    assert_eq!((follow_up.len(), follow_up[0].door.as_str()), (1, "12号301室"));
    assert_eq!(testing::figures(desk.office.reader(), &round).unwrap().tested, 2);
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits(1, 1), clock));
    assert_eq!(log(&desk).follow_up.len(), 2, "who lives alone is named by the door");
    let seen = review::review(desk.office.reader(), &round, "七村").unwrap();
    assert!(seen.tomorrow.contains(&"抗原阳性，要单管核酸：2人".to_owned()), "{:?}", seen.tomorrow);
    desk.edit("单采", |tx| {
        tubes::record_person(tx, &round, people[0], TestResult::Negative, Some("单管核酸"), clock)
    });
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits(0, 1), clock));
    assert_eq!(log(&desk).follow_up.len(), 1, "what the nucleic test said stands");
    desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits(1, 0), clock));
    assert_eq!(log(&desk).follow_up, []);
}

#[test]
fn too_few_here_and_too_many_there_do_not_cancel_and_bags_left_out_are_red() {
    let (mut desk, round, _) = with_round(RoundKind::Antigen);
    let (clock, twelve) = (desk.clock, building(&desk, "12"));
    let log = |desk: &Desk| antigen::antigen_log(desk.office.reader(), &round).unwrap();
    let rows = log(&desk).buildings[0].households.clone();
    for (at, returned) in [(0, 1), (1, 3)] {
        let kits =
            Kits { household: rows[at].household, issued: 2, returned: Some(returned), ..Kits::default() };
        desk.edit("收", |tx| antigen::set_kits(tx, &round, &kits, clock));
    }
    let seen = log(&desk);
    assert_eq!((seen.buildings[0].missing, seen.buildings[0].over, seen.buildings[0].wrong), (2, 1, true));
    assert_eq!((seen.blocks[0].missing, seen.blocks[0].over), (2, 1));
    let thirteen = building(&desk, "13");
    desk.edit("发", |tx| antigen::issue(tx, &round, thirteen, clock));
    assert!(!log(&desk).buildings[1].wrong, "nothing is wrong yet");
    for step in Step::ALL {
        desk.edit("步", |tx| antigen::step(tx, &round, thirteen, step, clock));
    }
    let seen = log(&desk).buildings[1].clone();
    assert_eq!((seen.wrong, seen.missing, seen.uncollected, seen.outstanding), (true, 0, 1, 2));
    let seen = review::review(desk.office.reader(), &round, "七村").unwrap();
    assert_eq!((seen.kits_missing, seen.kits_over), (3, 1));
    let _ = twelve;
}

#[test]
fn buildings_of_two_leaders_never_stand_in_one_row() {
    let (mut desk, round, _) = with_round(RoundKind::Antigen);
    let named = |desk: &mut Desk, building: i64, leader: &str| {
        desk.edit("块长", |tx| places::set_responsible(tx, building, None, "块长", leader, None));
    };
    let rows = |desk: &Desk| -> Vec<(Option<String>, u32)> {
        let blocks = antigen::antigen_log(desk.office.reader(), &round).unwrap().blocks;
        blocks.into_iter().map(|block| (block.leader, block.buildings)).collect()
    };
    assert_eq!(rows(&desk), [(None, 2)]);
    let (twelve, thirteen) = (building(&desk, "12"), building(&desk, "13"));
    named(&mut desk, twelve, "周块长");
    assert_eq!(rows(&desk), [(None, 1), (Some("周块长".into()), 1)]);
    named(&mut desk, thirteen, "吴块长");
    assert_eq!(rows(&desk), [(Some("吴块长".into()), 1), (Some("周块长".into()), 1)]);
}

#[test]
fn who_promised_twice_is_still_called_and_who_asked_for_a_visit_is_on_its_list() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let clock = desk.clock;
    desk.edit("电话", |tx| residents::add_phone(tx, people[1], "13812345678", 0));
    for outcome in [CallOutcome::Coming, CallOutcome::Coming] {
        desk.edit("打", |tx| testing::call(tx, &round, people[0], outcome, None, clock));
    }
    desk.edit("打", |tx| testing::call(tx, &round, people[2], CallOutcome::Home, None, clock));
    let calls = testing::calls(desk.office.reader(), &round, &UntestedFilter::default()).unwrap();
    assert_eq!((calls[0].next_call, calls[0].escalated), (Some(3), true));
    assert_eq!(calls[0].reach[0].whose(), "家里 李四");
    assert_eq!(calls[0].reach[0].phones, "13812345678");
    assert_eq!(calls[1].reach, [], "they have one of their own");
    assert_eq!((calls[2].next_call, calls[2].visit), (None, true));
    assert_eq!(testing::visits_asked(desk.office.reader(), &round).unwrap(), [people[2]]);
    let tomorrow = review::review(desk.office.reader(), &round, "七村").unwrap().tomorrow;
    assert_eq!(
        tomorrow[..3],
        ["还要打电话：4人", "打了两次还没采，请楼组长或民警出面：1人", "请上门，还没采：1人"]
    );
    desk.edit("签", |tx| testing::check_in(tx, &round, people[2], None, clock));
    assert!(testing::visits_asked(desk.office.reader(), &round).unwrap().is_empty());
}

#[test]
fn marks_from_a_workbook_have_no_time_unless_one_was_written() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let at = clock("2022-03-16");
    desk.edit("签", |tx| testing::check_in(tx, &round, people[0], None, at));
    let mut evening = at;
    evening.now = at.now.date().and_hms_opt(21, 5, 0).unwrap();
    let written = Mark::Tested { mark: "08:15".into(), tube: None, time: Some("08:15".into()) };
    desk.office
        .transact(Op::new(OpKind::RecordRound, "读回"), evening, |tx| {
            testing::record(tx, &round, people[1], &Mark::tick(), evening)?;
            testing::record(tx, &round, people[2], &written, evening)
        })
        .unwrap();
    let seen = review::review(desk.office.reader(), &round, "七村").unwrap();
    let hours: Vec<(&str, u32)> = seen.hours.iter().map(|hour| (hour.hour.as_str(), hour.tested)).collect();
    assert_eq!((hours, seen.untimed), (vec![("08", 1), ("09", 1)], 1));
    assert_eq!(seen.finished.as_deref(), Some("2022-03-16 09:30:00"));
}

#[test]
fn a_review_counts_what_is_wrong_and_not_what_is_only_not_done_yet() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let clock = desk.clock;
    desk.edit("开", |tx| tubes::open_tube(tx, &round, "C001", None, Purpose::Pool, None, clock));
    desk.edit("签", |tx| testing::check_in(tx, &round, people[0], Some("C001"), clock));
    desk.edit("封", |tx| tubes::close_tube(tx, &round, "C001", clock));
    let seen = review::review(desk.office.reader(), &round, "七村").unwrap();
    assert_eq!(seen.differences, []);
    assert!(seen.tomorrow.contains(&"封好还没有交接：1管".to_owned()), "{:?}", seen.tomorrow);
}

fn case(on: &str, kind: CaseKind, building: Option<i64>) -> NewCase {
    let source = Some("街道通知".to_owned());
    NewCase { day: day(on), kind, closes: None, building, note: None, source }
}

#[test]
fn the_title_is_not_given_while_somebody_positive_is_not_cleared_up() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let (clock, twelve, today) = (desk.clock, building(&desk, "12"), day("2022-04-20"));
    let show = |desk: &Desk| board::board(desk.office.reader(), today).unwrap();
    desk.edit("始", |tx| board::note_case(tx, &case("2022-03-01", CaseKind::Start, None), today));
    assert_eq!((show(&desk).state, show(&desk).days), (BoardState::Free, 49));
    assert_eq!(show(&desk).unproven.len(), 49, "no report was closed");
    assert_eq!(show(&desk).grounds[0].source.as_deref(), Some("街道通知"));

    let open = |tx: &mut louce_core::Tx<'_>| {
        tubes::open_tube(tx, &round, "D001", Some(twelve), Purpose::Pool, None, clock)
    };
    desk.edit("开", open);
    desk.edit("签", |tx| testing::check_in(tx, &round, people[0], Some("D001"), clock));
    desk.edit("阳", |tx| tubes::record_tube(tx, &round, "D001", TestResult::Positive, clock));
    let kinds = |desk: &Desk| show(desk).doubts.iter().map(|doubt| doubt.kind).collect::<Vec<_>>();
    assert_eq!((show(&desk).state, kinds(&desk)), (BoardState::Doubtful, vec![DoubtKind::Tube]));
    desk.edit("单采", |tx| tubes::record_person(tx, &round, people[0], TestResult::Positive, None, clock));
    assert_eq!(kinds(&desk), [DoubtKind::Person]);
    let doubt = show(&desk).doubts[0].clone();
    assert_eq!((doubt.building, doubt.day), (Some(twelve), day("2022-03-16")));
    assert!(doubt.words.contains("12号楼：1人单采阳性，还没有登记为确诊"), "{}", doubt.words);
    let confirmed = desk.edit("确诊", |tx| {
        board::note_case(tx, &case("2022-03-16", CaseKind::Confirmed, Some(twelve)), today)
    });
    let seen = show(&desk);
    assert_eq!((seen.state, seen.days, seen.doubts.len()), (BoardState::Free, 34, 0));
    assert_eq!(seen.grounds.len(), 1, "the count stands on the case");
    desk.edit("错了", |tx| board::remove_case(tx, confirmed));
    assert_eq!(show(&desk).state, BoardState::Doubtful);
    desk.edit("单采", |tx| tubes::record_person(tx, &round, people[0], TestResult::Negative, None, clock));
    assert_eq!(show(&desk).state, BoardState::Free, "a negative single test clears the tube");
}

#[test]
fn a_case_that_was_excluded_is_not_removed_before_its_exclusion() {
    let mut desk = desk();
    let today = day("2022-04-20");
    let suspected =
        desk.edit("疑", |tx| board::note_case(tx, &case("2022-04-01", CaseKind::Suspected, None), today));
    let excluded = NewCase { closes: Some(suspected), ..case("2022-04-02", CaseKind::Excluded, None) };
    let excluded = desk.edit("除", |tx| board::note_case(tx, &excluded, today));
    assert!(refused(&mut desk, |tx| board::remove_case(tx, suspected)).contains("先去掉那条排除"));
    desk.edit("错", |tx| board::remove_case(tx, excluded));
    desk.edit("错", |tx| board::remove_case(tx, suspected));
    assert_eq!(board::events(desk.office.reader()).unwrap(), []);
}

#[test]
fn a_rule_that_was_wrong_is_withdrawn_and_the_one_before_holds_again() {
    let mut desk = desk();
    let rule = |days| {
        let (cancel, ignore) = (BoardEffect::Cancel, BoardEffect::Ignore);
        Rule::Board(BoardRule { days, confirmed: cancel, suspected: cancel, contact: ignore })
    };
    let needed = |desk: &Desk| rules::board(desk.office.reader(), day("2022-04-20")).unwrap().days;
    let shipped = needed(&desk);
    desk.edit("改", |tx| rules::set_rule(tx, &rule(7), day("2022-04-10"), None));
    assert_eq!(needed(&desk), 7);
    let board = |desk: &Desk| -> Vec<i64> {
        let all = rules::rules(desk.office.reader()).unwrap();
        all.iter().filter(|known| matches!(known.rule, Rule::Board(_))).map(|known| known.id).collect()
    };
    let rows = board(&desk);
    desk.edit("撤", |tx| rules::withdraw_rule(tx, rows[1]));
    assert_eq!((needed(&desk), board(&desk).len()), (shipped, 1));
    assert!(refused(&mut desk, |tx| rules::withdraw_rule(tx, rows[0])).contains("不能撤回"));
}
