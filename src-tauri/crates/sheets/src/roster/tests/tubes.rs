//! Tube numbers written in the 采样 cell: the tubes are there afterwards, with their people.

use louce_core::rules::{self, Pool};
use louce_core::testing::tubes::{self, DifferenceKind, Purpose, TubeState};

use super::*;

fn sitting(desk: &Desk, round: u32, barcode: &str) -> Vec<i64> {
    let round = testing::round(desk.office.reader(), round).unwrap();
    let found = tubes::people(desk.office.reader(), &round, barcode).unwrap();
    found.people.iter().map(|person| person.resident).collect()
}

#[test]
fn a_tube_number_makes_the_tube_with_its_people_in_order_and_goes_with_the_reading() {
    let (mut desk, number, ids) = small();
    let mut paper = Paper::of(desk.roster(number), "2号楼");
    paper.write("张国英", Col::Sampled, "sh2204100001").write("王小明", Col::Sampled, "SH2204100001");
    let filled = paper.done();
    let report = desk.record(number, &filled);
    assert_eq!((report.tested, report.conflicts), (2, 0), "{:?}", report.rows);
    assert_eq!(sitting(&desk, number, "SH2204100001"), [ids[0], ids[2]]);
    assert_eq!(desk.standing(number, ids[0]).tube.as_deref(), Some("SH2204100001"));
    let round = testing::round(desk.office.reader(), number).unwrap();
    let all = tubes::tubes(desk.office.reader(), &round).unwrap();
    assert_eq!((all.len(), all[0].state, all[0].building_labels().as_str()), (1, TubeState::Closed, "2号楼"));
    let count = tubes::reconcile(desk.office.reader(), &round).unwrap();
    let kinds: Vec<DifferenceKind> = count.differences.iter().map(|difference| difference.kind).collect();
    assert_eq!((count.tested, count.seated, kinds), (2, 2, vec![DifferenceKind::NotHanded]));
    assert_eq!(desk.record(number, &filled).operation, None, "twice changes nothing");
    let clock = desk.clock;
    desk.office.undo(report.operation, clock).unwrap();
    assert_eq!(tubes::tubes(desk.office.reader(), &round).unwrap(), [], "undone with the reading");
}

#[test]
fn a_tube_on_paper_holds_what_the_rule_says_and_the_others_are_named() {
    let (mut desk, number, ids) = small();
    let two = places::named(desk.office.reader(), &["2".to_owned()]).unwrap()[0];
    let day = Day::parse_iso(DAY).unwrap();
    desk.edit(|tx| rules::set_pool(tx, two, Pool { seats: 2, household: false }, day));
    let mut paper = Paper::of(desk.roster(number), "2号楼");
    for name in ["张国英", "李建国", "王小明"] {
        paper.write(name, Col::Sampled, "T00001");
    }
    let report = desk.record(number, &paper.done());
    assert_eq!(report.tested, 3, "who was sampled was sampled");
    assert_eq!(sitting(&desk, number, "T00001"), ids[..2]);
    let told = report.rows.iter().find(|row| row.resident == Some(ids[2])).unwrap();
    assert!(told.reasons.iter().any(|why| why.contains("2人一管，已满")), "{:?}", told.reasons);
}

#[test]
fn somebody_who_sits_in_a_tube_is_not_moved_by_paper() {
    let (mut desk, number, ids) = small();
    let mut paper = Paper::of(desk.roster(number), "2号楼");
    let (clock, round) = (desk.clock, testing::round(desk.office.reader(), number).unwrap());
    desk.edit(|tx| {
        tubes::open_tube(tx, &round, "A0001", None, Purpose::Pool, None, clock)?;
        testing::check_in(tx, &round, ids[0], Some("A0001"), clock)
    });
    paper.write("张国英", Col::Sampled, "B0002").write("李建国", Col::Sampled, "A0001");
    let report = desk.record(number, &paper.done());
    assert_eq!((report.tested, report.conflicts), (1, 1), "{:?}", report.rows);
    assert_eq!(sitting(&desk, number, "A0001"), ids[..2], "an open tube goes on");
    assert_eq!(desk.standing(number, ids[0]).tube.as_deref(), Some("A0001"));
}

#[test]
fn a_number_that_is_no_tubes_stays_a_mark() {
    let (mut desk, number, ids) = small();
    let mut paper = Paper::of(desk.roster(number), "2号楼");
    paper.write("张国英", Col::Sampled, "3号管").write("李建国", Col::Sampled, "1430");
    desk.record(number, &paper.done());
    let round = testing::round(desk.office.reader(), number).unwrap();
    assert_eq!(tubes::tubes(desk.office.reader(), &round).unwrap(), []);
    assert_eq!(desk.standing(number, ids[0]).tube.as_deref(), Some("3号管"));
}
