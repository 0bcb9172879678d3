//! What needs rows as they lie in the file: any history of presence, however untidy, and rounds marked at any hour.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::figures::{Count, Coverage, Isolation, RoundCoverage};
use super::invariants::check;
use super::{Cutoff, DailyReport, daily_live, names, set_report_cutoff};
use crate::residents::{self, Field, ResidentFacts};
use crate::store::{Clock, Office, Op, OpKind, Passphrase, Tx};
use crate::values::{Day, PresenceState};
use crate::{Result, households, places};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn clock() -> Clock {
    Clock { now: chrono::NaiveDate::from_ymd_opt(2022, 3, 16).unwrap().and_hms_opt(9, 30, 0).unwrap() }
}

fn office() -> (tempfile::TempDir, Office) {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::create(
        &folder.path().join("甲.louce"),
        &Passphrase::new("一二三四五六").unwrap(),
        "延吉七村",
        clock(),
    )
    .unwrap();
    (folder, office)
}

/// Looks at what `write` makes, and takes it back.
fn trying<T>(office: &mut Office, write: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> T {
    office.rehearse(Op::new(OpKind::Edit, "试"), clock(), write).unwrap()
}

/// So many people in households of up to three, none with an address.
fn people(tx: &mut Tx<'_>, sizes: &[usize]) -> Result<Vec<(i64, i64)>> {
    let mut people = Vec::new();
    for (at, size) in sizes.iter().enumerate() {
        let household = households::insert(tx, None, None, Some("地址不详"))?;
        for member in 0..*size {
            let facts = ResidentFacts::default().with(Field::Name, &format!("甲{at}{member}"));
            people.push((household, residents::insert(tx, household, &facts, None)?));
        }
    }
    Ok(people)
}

/// A row of presence as it may lie there: dates in any order, or none.
#[derive(Debug, Clone)]
struct Row {
    person: usize,
    state: PresenceState,
    since: Option<i64>,
    until: Option<i64>,
    noted: i64,
}

fn row() -> impl Strategy<Value = Row> {
    let states = prop_oneof![
        4 => Just(PresenceState::HomeIsolation),
        4 => Just(PresenceState::CentralIsolation),
        4 => prop::sample::select(PresenceState::ALL.to_vec()),
    ];
    let days = -6..5i64;
    (0..8usize, states, prop::option::weighted(0.8, days.clone()), prop::option::of(days.clone()), days)
        .prop_map(|(person, state, since, until, noted)| Row { person, state, since, until, noted })
}

fn note(tx: &mut Tx<'_>, today: Day, resident: i64, row: &Row) -> Result<()> {
    let text = |offset: i64| today.add_days(offset).to_string();
    let id = tx.new_id();
    tx.conn.prepare_cached("INSERT INTO presence (id, resident_id, state, since, until, noted_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute((
        id,
        resident,
        row.state.code(),
        row.since.map(text),
        row.until.map(text),
        text(row.noted),
    ))?;
    Ok(())
}

/// The same table the slow way: each person's state asked for on each day.
fn naive(tx: &Tx<'_>, people: &[(i64, i64)], state: PresenceState, today: Day) -> Result<Isolation> {
    let mut households: BTreeMap<i64, Vec<(bool, bool, bool, bool)>> = BTreeMap::new();
    for (household, resident) in people {
        let on = |back: i64| residents::state_on_day(tx.reader(), *resident, today.add_days(-back));
        let mut ever = false;
        for back in 0..10 {
            ever |= on(back)? == state;
        }
        let (yesterday, now) = (on(1)?, on(0)?);
        households.entry(*household).or_default().push((
            yesterday == state,
            now == state,
            now == PresenceState::Home,
            ever,
        ));
    }
    let mut table = Isolation::default();
    let mut add = |count: fn(&mut Isolation) -> &mut Count, persons: usize, household: bool| {
        count(&mut table).persons += u32::try_from(persons).unwrap();
        count(&mut table).households += u32::from(household);
    };
    for members in households.values() {
        let many = |holds: fn(&(bool, bool, bool, bool)) -> bool| {
            members.iter().filter(|member| holds(member)).count()
        };
        let (before, after) = (many(|m| m.0), many(|m| m.1));
        let released = many(|m| m.0 && !m.1 && m.2);
        add(|t| &mut t.previous, before, before > 0);
        add(|t| &mut t.now, after, after > 0);
        add(|t| &mut t.new, many(|m| m.1 && !m.0), after > 0 && before == 0);
        add(|t| &mut t.released, released, before > 0 && after == 0 && released > 0);
        add(|t| &mut t.transferred, many(|m| m.0 && !m.1 && !m.2), before > 0 && after == 0 && released == 0);
        add(|t| &mut t.total, many(|m| m.3), many(|m| m.3) > 0);
    }
    Ok(table)
}

#[test]
fn isolation_balances_and_equals_a_slow_count_whatever_the_history() {
    let (_folder, mut office) = office();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(300));
    let today = day("2022-03-16");
    let sizes = prop::collection::vec(1..4usize, 1..5);
    let office = std::cell::RefCell::new(&mut office);
    runner
        .run(&(sizes, prop::collection::vec(row(), 0..24)), |(sizes, rows)| {
            let (report, slow) = trying(*office.borrow_mut(), |tx| {
                let people = people(tx, &sizes)?;
                for row in &rows {
                    if let Some((_, resident)) = people.get(row.person) {
                        note(tx, today, *resident, row)?;
                    }
                }
                let slow = |state| naive(tx, &people, state, today);
                let slow = (slow(PresenceState::HomeIsolation)?, slow(PresenceState::CentralIsolation)?);
                Ok((daily_live(tx.reader(), today)?, slow))
            });
            prop_assert_eq!(report.isolation.home, slow.0);
            prop_assert_eq!(report.isolation.central, slow.1);
            let broken: Vec<_> =
                report.invariants.iter().filter(|found| found.code != "presence_dates").collect();
            prop_assert!(broken.is_empty(), "{:?}", broken);
            for table in [report.isolation.home, report.isolation.central] {
                let balance = |pick: fn(Count) -> u32| {
                    pick(table.previous) + pick(table.new)
                        == pick(table.now) + pick(table.released) + pick(table.transferred)
                };
                prop_assert!(
                    balance(|count| count.persons) && balance(|count| count.households),
                    "{:?}",
                    table
                );
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_stay_that_ends_before_it_begins_is_pointed_out() {
    let (_folder, mut office) = office();
    let today = day("2022-03-16");
    let report = trying(&mut office, |tx| {
        let people = people(tx, &[1])?;
        let row = Row {
            person: 0,
            state: PresenceState::HomeIsolation,
            since: Some(-1),
            until: Some(-3),
            noted: 0,
        };
        note(tx, today, people[0].1, &row)?;
        daily_live(tx.reader(), today)
    });
    assert_eq!(report.invariants.len(), 1, "{:?}", report.invariants);
    assert_eq!(report.invariants[0].code, "presence_dates");
    assert_eq!(report.isolation.home, Isolation::default());
}

fn empty_report(office: &mut Office) -> DailyReport {
    trying(office, |tx| daily_live(tx.reader(), day("2022-03-16")))
}

#[test]
fn each_check_finds_a_report_in_which_it_fails() {
    let (_folder, mut office) = office();
    let good = empty_report(&mut office);
    let found = |change: &dyn Fn(&mut DailyReport), before: Option<&DailyReport>| -> Vec<(String, String)> {
        let mut report = good.clone();
        change(&mut report);
        check(&report, before).into_iter().map(|found| (found.code, found.text)).collect()
    };
    let add = |code: &'static str, households: u32, persons: u32| {
        move |report: &mut DailyReport| {
            let figure = report.figures.iter_mut().find(|figure| figure.code == code).unwrap();
            figure.households = figure.households.map(|n| n + households);
            figure.persons = figure.persons.map(|n| n + persons);
        }
    };
    assert_eq!(found(&|_| {}, Some(&good)), []);
    let off = found(&add("central_isolation_now", 0, 2), None);
    assert_eq!(
        off,
        [(
            "isolation_balance".into(),
            "集中隔离不平：昨日0人＋新增0－解除0－转出0，应为0人，现有2人。".to_owned()
        )]
    );
    assert_eq!(found(&add("home_isolation_released", 1, 0), None)[0].0, "isolation_balance");
    assert_eq!(found(&add("registered", 1, 1), None)[0].0, "presence_sum");
    assert_eq!(found(&add("presence_deceased", 1, 1), None), [], "the dead are not on the roster");
    let mut before = good.clone();
    add("home_isolation_now", 1, 3)(&mut before);
    assert_eq!(found(&|_| {}, Some(&before))[0].0, "previous_day");
    let round = |report: &mut DailyReport| {
        report.rounds.push(RoundCoverage {
            round: 1,
            kind: "nucleic".into(),
            date: "2022-03-16".into(),
            state: "open".into(),
            all: Coverage { expected: 3, tested: 1, unmarked: 1, ..Coverage::default() },
            buildings: vec![],
        });
    };
    assert_eq!(found(&round, None)[0].0, "round_balance");
}

/// A round of 15 March, closed at noon on the 16th, of six people in two buildings and one without an address.
fn round(tx: &mut Tx<'_>) -> Result<()> {
    let mut residents_ = Vec::new();
    for (building, room, names) in
        [("10", "301", vec!["陈一", "陈二", "陈三"]), ("2", "101", vec!["王一", "王二"])]
    {
        let building = places::insert_building(tx, None, building)?;
        let address = crate::values::RoomAddress {
            compound: String::new(),
            building: String::new(),
            unit: String::new(),
            room: room.into(),
            kind: crate::values::RoomKind::Residence,
        };
        let room = places::insert_room(tx, building, &address, None)?;
        let household = households::insert(tx, Some(room), None, None)?;
        for name in names {
            let id =
                residents::insert(tx, household, &ResidentFacts::default().with(Field::Name, name), None)?;
            residents_.push((id, household, Some(building)));
        }
    }
    let (household, resident) = people(tx, &[1])?[0];
    residents_.push((resident, household, None));
    tx.conn.execute(
        "INSERT INTO round (id, number, kind, day, state, opened_at, closed_at)
         VALUES (1, 3, 'nucleic', '2022-03-15', 'closed', '2022-03-14 20:00:00', '2022-03-16 12:00:00')",
        [],
    )?;
    type Mark = (Option<&'static str>, Option<&'static str>, Option<&'static str>, Option<&'static str>);
    let marks: [Mark; 6] = [
        (None, Some("tested"), None, Some("2022-03-15 10:00:00")),
        (None, Some("tested"), None, Some("2022-03-15 18:00:00")),
        (None, Some("untested"), Some("外出"), Some("2022-03-15 10:00:00")),
        (Some("集中隔离"), None, None, None),
        (None, Some("untested"), None, None),
        (None, None, None, None),
    ];
    for ((resident, household, building), (excluded, result, reason, at)) in residents_.iter().zip(marks) {
        let id = tx.new_id();
        tx.conn.execute(
            "INSERT INTO round_person (id, round_id, resident_id, building_id, household_id, excluded, result, reason, marked_at)
             VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            (id, resident, building, household, excluded, result, reason, at),
        )?;
    }
    Ok(())
}

fn counts(pairs: &[(&str, u32)]) -> BTreeMap<String, u32> {
    pairs.iter().map(|(reason, count)| ((*reason).to_owned(), *count)).collect()
}

#[test]
fn a_round_is_reported_with_its_reasons_by_building_in_natural_order() {
    let (_folder, mut office) = office();
    let (report, untested) = trying(&mut office, |tx| {
        round(tx)?;
        Ok((
            daily_live(tx.reader(), day("2022-03-15"))?,
            names(tx.reader(), day("2022-03-15"), "第3轮未检", 0..usize::MAX)?,
        ))
    });
    let [round] = report.rounds.as_slice() else { panic!("{:?}", report.rounds) };
    assert_eq!((round.round, round.kind.as_str(), round.state.as_str()), (3, "nucleic", "open"));
    assert_eq!(
        round.all,
        Coverage {
            expected: 5,
            tested: 2,
            untested: counts(&[("外出", 1), ("未说明", 1)]),
            unmarked: 1,
            excluded: counts(&[("集中隔离", 1)]),
            rate: Some(0.4),
        },
    );
    let buildings: Vec<_> =
        round.buildings.iter().map(|b| (b.building.as_str(), b.all.expected, b.all.rate)).collect();
    assert_eq!(buildings, [("2", 1, Some(0.0)), ("10", 3, Some(0.6667)), ("", 1, Some(0.0))]);
    let expected = report.figure("round_3_expected").unwrap();
    assert_eq!((expected.households, expected.persons), (Some(3), Some(5)));
    let shown: Vec<_> =
        untested.iter().map(|row| (row.building.as_str(), row.name.as_str(), row.detail.as_str())).collect();
    assert_eq!(shown, [("2", "王二", "未说明"), ("10", "陈三", "外出")]);
    assert_eq!(report.invariants, []);
}

#[test]
fn marks_after_the_cutoff_belong_to_the_next_day() {
    let (_folder, mut office) = office();
    let (first, second) = trying(&mut office, |tx| {
        round(tx)?;
        set_report_cutoff(tx, Cutoff::parse("14:00").unwrap())?;
        Ok((daily_live(tx.reader(), day("2022-03-15"))?, daily_live(tx.reader(), day("2022-03-16"))?))
    });
    let tested = |report: &DailyReport| (report.rounds[0].all.tested, report.rounds[0].all.unmarked);
    assert_eq!(tested(&first), (1, 2), "18:00 is after 14:00");
    assert_eq!(tested(&second), (2, 1), "still open when the second day began");
    assert_eq!(first.invariants, []);
}

#[test]
fn a_round_is_in_the_report_of_its_day_and_of_days_on_which_it_was_open() {
    let (_folder, mut office) = office();
    let rounds = trying(&mut office, |tx| {
        round(tx)?;
        ["2022-03-14", "2022-03-15", "2022-03-16", "2022-03-17"]
            .map(|on| daily_live(tx.reader(), day(on)).map(|report| report.rounds))
            .into_iter()
            .collect::<Result<Vec<_>>>()
    });
    let states: Vec<Option<&str>> =
        rounds.iter().map(|rounds| rounds.first().map(|round| round.state.as_str())).collect();
    assert_eq!(states, [None, Some("open"), Some("closed"), None]);
}

#[test]
fn a_question_counts_until_it_is_decided() {
    let (_folder, mut office) = office();
    let open = trying(&mut office, |tx| {
        for (id, state, decided) in [
            (1, "open", None),
            (2, "kept", Some("2022-03-15 09:00:00")),
            (3, "taken", Some("2022-03-16 09:00:00")),
        ] {
            tx.conn.execute(
                "INSERT INTO question (id, fingerprint, kind, candidates, incoming, reason, file, sheet, sheet_row, state, decided_at)
                 VALUES (?1, ?1, 'who', '[]', '{}', '同名两人', '台账.xlsx', '表1', 7, ?2, ?3)",
                (id, state, decided),
            )?;
        }
        let count = |tx: &Tx<'_>, on: &str| -> Result<_> {
            Ok(daily_live(tx.reader(), day(on))?.figure("open_questions").and_then(|figure| figure.count))
        };
        let rows = names(tx.reader(), day("2022-03-16"), "待定问题", 0..usize::MAX)?;
        assert_eq!(rows[0].detail, "同名两人（台账.xlsx 表1 第7行）");
        Ok((count(tx, "2022-03-15")?, count(tx, "2022-03-16")?))
    });
    assert_eq!(open, (Some(2), Some(1)));
}

#[test]
fn unread_cells_and_addresses_are_counted_and_shown() {
    let (_folder, mut office) = office();
    let (report, cells, addresses) = trying(&mut office, |tx| {
        let people = people(tx, &[2])?;
        residents::set(tx, people[0].1, Field::Unreadable, Some(r#"{"电话":"见备注"}"#))?;
        let on = day("2022-03-16");
        Ok((
            daily_live(tx.reader(), on)?,
            names(tx.reader(), on, "unreadable", 0..usize::MAX)?,
            names(tx.reader(), on, "address_unread", 0..usize::MAX)?,
        ))
    });
    assert_eq!(report.figure("unreadable").and_then(|figure| figure.persons), Some(1));
    assert_eq!(cells[0].detail, "电话：见备注");
    assert_eq!(addresses.iter().map(|row| row.detail.as_str()).collect::<Vec<_>>(), ["地址不详", "地址不详"]);
}
