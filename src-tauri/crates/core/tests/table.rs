//! The check-in table: several at once, numbers that are no tube's, and who should not sit with the others.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Desk, desk};
use louce_core::residents::{self, Field, NewPresence};
use louce_core::rules::{self, Pool, Zone};
use louce_core::testing::tubes::{self, Purpose};
use louce_core::testing::{self, CheckInOutcome, Party, Round, RoundKind, Token, shorthand};
use louce_core::values::{Day, PresenceState};
use louce_core::{Error, places};

/// Three people in 12-301, one in 12-302, one in 13-101.
fn with_round(kind: RoundKind) -> (Desk, Round, Vec<i64>) {
    let mut desk = desk();
    let family = [("张三", "1950"), ("李四", "1952"), ("张小", "1980")];
    let mut people = desk.household("12", "301", &family);
    people.extend(desk.household("12", "302", &[("王五", "1988")]));
    people.extend(desk.household("13", "101", &[("赵六", "2000")]));
    let round = open(&mut desk, kind);
    (desk, round, people)
}

fn open(desk: &mut Desk, kind: RoundKind) -> Round {
    let clock = desk.clock;
    let opened = desk.edit("开", |tx| testing::open(tx, kind, clock.today(), None, clock));
    testing::round(desk.office.reader(), opened.round).unwrap()
}

fn tube(desk: &mut Desk, round: &Round, code: &str, seats: u32) {
    let (clock, pool) = (desk.clock, Some(Pool { seats, household: false }));
    desk.edit("开", |tx| tubes::open_tube(tx, round, code, None, Purpose::Pool, pool, clock));
}

fn since(state: PresenceState, day: Day) -> NewPresence<'static> {
    let since = Some(day.to_string());
    NewPresence { state, since, until: None, place: None, room: None, reason: None, source: None }
}

fn come(desk: &mut Desk, round: &Round, people: &[i64], code: &str) -> Party {
    let clock = desk.clock;
    desk.edit("签", |tx| testing::check_in_all(tx, round, people, Some(code), clock))
}

fn whys(desk: &Desk, round: &Round, people: &[i64], code: &str) -> Vec<String> {
    let found = testing::cautions(desk.office.reader(), round, people, code).unwrap();
    found.into_iter().map(|caution| format!("{}：{}", caution.name, caution.why)).collect()
}

#[test]
fn a_household_that_does_not_fit_is_seated_as_far_as_it_does_and_the_others_wait() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    tube(&mut desk, &round, "A001", 3);
    come(&mut desk, &round, &people[3..4], "A001");
    let party = come(&mut desk, &round, &people[..3], "A001");
    assert_eq!((party.people.len(), party.left.as_slice()), (2, &people[2..3]));
    assert_eq!(testing::standing(desk.office.reader(), &round, people[2]).unwrap().unwrap().tested, None);
    tube(&mut desk, &round, "A002", 3);
    let party = come(&mut desk, &round, &people[..3], "A002");
    let outcomes: Vec<CheckInOutcome> = party.people.iter().map(|one| one.outcome).collect();
    assert_eq!(outcomes, [CheckInOutcome::Already, CheckInOutcome::Already, CheckInOutcome::Marked]);
    assert_eq!(party.people[2].seat.as_ref().unwrap().barcode, "A002");
}

#[test]
fn a_line_with_somebody_missing_in_it_still_seats_the_others() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    tube(&mut desk, &round, "B001", 10);
    let clock = desk.clock;
    let line = shorthand::understand(desk.office.reader(), &round, "12 301 302未 发热", None).unwrap();
    desk.edit("签", |tx| testing::check_in_line(tx, &round, &line.doors, Some("B001"), clock));
    let sitting = tubes::people(desk.office.reader(), &round, "B001").unwrap();
    let residents: Vec<i64> = sitting.people.iter().map(|person| person.resident).collect();
    assert_eq!(residents, people[..3]);
    let missing = testing::standing(desk.office.reader(), &round, people[3]).unwrap().unwrap();
    assert_eq!((missing.tested, missing.reason.as_deref()), (Some(false), Some("发热")));
    desk.office.undo(None, clock).unwrap();
    assert_eq!(tubes::tube(desk.office.reader(), &round, "B001").unwrap().people, 0, "taken back as one");
}

#[test]
fn who_is_isolated_or_of_a_stricter_building_is_not_pooled_unnoticed() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let (clock, day) = (desk.clock, round.day);
    tube(&mut desk, &round, "C001", 20);
    assert_eq!(whys(&desk, &round, &people, "C001"), Vec::<String>::new());
    let home = PresenceState::HomeIsolation;
    desk.edit("隔离", |tx| residents::add_presence(tx, people[0], &since(home, day), day));
    assert_eq!(whys(&desk, &round, &people[..1], "C001"), ["张三：居家隔离，要单采"]);
    let thirteen = places::named(desk.office.reader(), &["13".to_owned()]).unwrap()[0];
    desk.edit("封", |tx| rules::decide_zone(tx, thirteen, Zone::Lockdown, day, None));
    assert_eq!(whys(&desk, &round, &people[4..], "C001"), ["赵六：13号楼一户一管，这支管20人"]);
    desk.edit("开", |tx| tubes::open_tube(tx, &round, "C002", Some(thirteen), Purpose::Pool, None, clock));
    assert_eq!(whys(&desk, &round, &people[4..], "C002"), Vec::<String>::new(), "its own tube");
    desk.edit("开", |tx| tubes::open_tube(tx, &round, "C003", None, Purpose::Single, None, clock));
    assert_eq!(whys(&desk, &round, &people[..1], "C003"), Vec::<String>::new(), "a tube of one's own");
    come(&mut desk, &round, &people[..1], "C001");
    assert_eq!(whys(&desk, &round, &people[..1], "C001"), Vec::<String>::new(), "sits there already");
}

#[test]
fn somebody_the_list_left_out_is_told_from_somebody_who_is_not_on_it() {
    let (mut desk, _, people) = with_round(RoundKind::Nucleic);
    let (clock, day) = (desk.clock, desk.clock.today());
    desk.edit("外出", |tx| residents::add_presence(tx, people[3], &since(PresenceState::Away, day), day));
    let round = open(&mut desk, RoundKind::Nucleic);
    let came = desk.edit("签", |tx| testing::check_in(tx, &round, people[3], None, clock));
    assert_eq!((came.outcome, came.excluded.as_deref()), (CheckInOutcome::Added, Some("外出")));
    let again = desk.edit("签", |tx| testing::check_in(tx, &round, people[3], None, clock));
    assert_eq!((again.outcome, again.excluded), (CheckInOutcome::Already, None));
}

#[test]
fn an_id_card_or_a_telephone_finds_the_person_and_never_opens_a_tube() {
    let (mut desk, round, people) = with_round(RoundKind::Nucleic);
    let clock = desk.clock;
    desk.edit("号码", |tx| {
        residents::set(tx, people[0], Field::IdNumber, Some("11010519491231002X"))?;
        residents::add_phone(tx, people[0], "13812345678", 0)?;
        residents::add_phone(tx, people[1], "13812345678", 0)
    });
    let reader = desk.office.reader();
    let find = |text: &str| testing::scanned(reader, &round, text);
    assert_eq!(find("11010519491231002x").unwrap(), Some(vec![people[0]]));
    assert_eq!(find("13812345678").unwrap(), Some(people[..2].to_vec()));
    for wrong in ["110105194912310021", "440524188001010014", "13912345678", "6901234567892"] {
        let refused = find(wrong).unwrap_err();
        assert!(!refused.to_string().contains(wrong), "no number in an error: {refused}");
    }
    assert_eq!(find("12 301").unwrap(), None);
    let token = Token::Person(people[0]).text();
    for number in ["11010519491231002X", "110105194912310021", "13812345678", "6901234567892", token.as_str()]
    {
        let op = louce_core::Op::new(louce_core::OpKind::Tubes, "开管");
        let opened = desk
            .office
            .transact(op, clock, |tx| tubes::open_tube(tx, &round, number, None, Purpose::Pool, None, clock));
        assert!(matches!(opened, Err(Error::Refused(why)) if why.contains("不是管号")), "{number}");
    }
}

#[test]
fn a_round_of_antigen_tests_has_no_tubes() {
    let (mut desk, round, _) = with_round(RoundKind::Antigen);
    let clock = desk.clock;
    let op = louce_core::Op::new(louce_core::OpKind::Tubes, "开管");
    let opened = desk
        .office
        .transact(op, clock, |tx| tubes::open_tube(tx, &round, "D001", None, Purpose::Pool, None, clock));
    assert!(matches!(opened, Err(Error::Refused(why)) if why.contains("抗原")));
}
