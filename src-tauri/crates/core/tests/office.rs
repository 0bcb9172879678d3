//! The office file: what opening says, what one door guarantees, undo and history.

#![allow(clippy::unwrap_used)]

mod common;

use common::{clock, desk, passphrase, person};
use louce_core::places::{self, AreaKind};
use louce_core::residents::{self, Field};
use louce_core::values::RoomAddress;
use louce_core::{
    Error, KeptWhy, Office, Op, OpKind, Passphrase, RowAction, Tx, history, households, ledgers, testing,
};

fn names(office: &Office) -> Vec<String> {
    let list =
        residents::list(office.reader(), &residents::ResidentFilter::default(), clock("2022-03-16").today())
            .unwrap();
    list.iter().map(|view| view.facts.get(Field::Name).unwrap_or("").to_owned()).collect()
}

#[test]
fn what_was_written_is_there_after_reopening() {
    let mut desk = desk();
    desk.household("12", "402", &[("王小明", "1950-01-02"), ("李芳", "1952-03-04")]);
    let (path, folder) = (desk.path(), desk.folder);
    drop(desk.office);
    let office = Office::open(&path, &passphrase()).unwrap();
    assert_eq!(names(&office), ["王小明", "李芳"]);
    assert_eq!(office.name().unwrap(), "延吉七村居民区");
    drop(folder);
}

#[test]
fn each_way_of_not_opening_has_its_own_error_and_leaves_the_file() {
    let mut desk = desk();
    desk.household("12", "402", &[("王小明", "1950-01-02")]);
    let path = desk.path();
    assert!(matches!(Office::open(&path, &passphrase()), Err(Error::Busy)), "a second owner");
    drop(desk.office);
    let bytes = std::fs::read(&path).unwrap();
    let open = |pass: &str| Office::open(&path, &Passphrase::new(pass).unwrap()).map(|_| ());

    assert!(matches!(open("错的口令"), Err(Error::WrongPassphrase)));
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "a wrong passphrase leaves the file");

    let elsewhere = desk.folder.path().join("照片.louce");
    std::fs::write(&elsewhere, b"GIF89a not an office at all").unwrap();
    assert!(matches!(Office::open(&elsewhere, &passphrase()), Err(Error::NotAnOffice(_))));
    std::fs::write(&elsewhere, b"").unwrap();
    assert!(matches!(Office::open(&elsewhere, &passphrase()), Err(Error::NotAnOffice(_))));
    assert!(matches!(
        Office::open(&desk.folder.path().join("没有.louce"), &passphrase()),
        Err(Error::NotFound(_))
    ));

    let mut first_page = bytes.clone();
    first_page[1000] ^= 1;
    std::fs::write(&path, &first_page).unwrap();
    assert!(matches!(open("一二三四五六"), Err(Error::Damaged(_))), "{:?}", open("一二三四五六"));
    assert_eq!(std::fs::read(&path).unwrap(), first_page, "a damaged file is left as it is");

    std::fs::write(&path, &bytes[..bytes.len() - 100]).unwrap();
    assert!(matches!(open("一二三四五六"), Err(Error::Damaged(_))));
    std::fs::write(&path, &bytes).unwrap();
    open("一二三四五六").unwrap();
}

#[test]
fn an_existing_file_is_never_overwritten_by_a_new_office() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台账.xlsx");
    std::fs::write(&path, b"keep me").unwrap();
    let made = Office::create(&path, &passphrase(), "某居委会", clock("2022-03-16"));
    assert!(matches!(made, Err(Error::AlreadyExists(_))));
    assert_eq!(std::fs::read(&path).unwrap(), b"keep me");
}

#[test]
fn a_failed_operation_changes_nothing_and_is_not_recorded() {
    let mut desk = desk();
    desk.household("12", "402", &[("王小明", "1950-01-02")]);
    let before = desk.office.reader().operations().unwrap();
    let failed: Result<_, Error> = desk.office.transact(Op::new(OpKind::Edit, "x"), desk.clock, |tx| {
        places::insert_building(tx, None, "99")?;
        Err::<(), _>(Error::Cancelled)
    });
    assert!(failed.is_err());
    assert_eq!(desk.office.reader().operations().unwrap(), before);
    assert_eq!(places::buildings(desk.office.reader()).unwrap().len(), 1);
}

#[test]
fn undo_takes_an_operation_back_and_redo_brings_it_again() {
    let mut desk = desk();
    desk.household("12", "402", &[("王小明", "1950-01-02")]);
    desk.household("12", "403", &[("李芳", "1952-03-04")]);
    desk.office.undo(None, desk.clock).unwrap();
    assert_eq!(names(&desk.office), ["王小明"]);
    desk.office.redo(None, desk.clock).unwrap();
    assert_eq!(names(&desk.office), ["王小明", "李芳"]);
    desk.office.undo(None, desk.clock).unwrap();
    desk.office.undo(None, desk.clock).unwrap();
    assert!(names(&desk.office).is_empty());
    assert!(matches!(desk.office.undo(None, desk.clock), Err(Error::Refused(_))));
    desk.office.redo(None, desk.clock).unwrap();
    desk.office.redo(None, desk.clock).unwrap();
    assert_eq!(names(&desk.office), ["王小明", "李芳"]);
}

#[test]
fn what_is_done_after_an_undo_ends_what_can_be_brought_again() {
    let mut desk = desk();
    desk.household("12", "402", &[("王小明", "1950-01-02")]);
    desk.household("12", "403", &[("李芳", "1952-03-04")]);
    desk.office.undo(None, desk.clock).unwrap();
    desk.household("12", "404", &[("赵一", "1952-03-04")]);
    assert!(matches!(desk.office.redo(None, desk.clock), Err(Error::Refused(_))));
    assert_eq!(names(&desk.office), ["王小明", "赵一"]);
    desk.office.undo(None, desk.clock).unwrap();
    desk.office.redo(None, desk.clock).unwrap();
    assert_eq!(
        names(&desk.office),
        ["王小明", "赵一"],
        "the last is still brought again, and the one before not"
    );
    assert!(matches!(desk.office.redo(None, desk.clock), Err(Error::Refused(_))));
}

#[test]
fn an_undo_that_would_change_nothing_is_refused_with_what_stands_in_the_way() {
    let mut desk = desk();
    let people = desk.household("12", "402", &[("王小明", "1950-01-02")]);
    desk.edit("改名一", |tx| residents::set(tx, people[0], Field::Name, Some("王晓明")));
    let first = desk.office.reader().operations().unwrap()[1].id;
    desk.edit("改名二", |tx| residents::set(tx, people[0], Field::Name, Some("王晓敏")));
    let before = desk.office.reader().operations().unwrap();
    let Err(Error::Refused(why)) = desk.office.undo(Some(first), desk.clock) else { unreachable!() };
    assert!(why.contains("03-16 09:30"), "the step is told by its moment, nobody by name: {why}");
    assert_eq!(desk.office.reader().operations().unwrap(), before, "nothing is recorded");
    desk.office.undo(None, desk.clock).unwrap();
    desk.office.undo(Some(first), desk.clock).unwrap();
    assert_eq!(names(&desk.office), ["王小明"]);
}

#[test]
fn what_an_undo_left_as_it_was_is_told_with_the_later_operation() {
    let mut desk = desk();
    let people = desk.household("12", "402", &[("王小明", "1950-01-02"), ("李芳", "1952-03-04")]);
    let made = desk.office.reader().operations().unwrap()[0].id;
    desk.edit("改名", |tx| residents::set(tx, people[0], Field::Name, Some("王晓明")));
    let undone = desk.office.undo(Some(made), desk.clock).unwrap().operation.unwrap();
    let kept = history::kept_of(desk.office.reader(), undone, None, 100).unwrap();
    assert_eq!(kept.operation.kept, i64::try_from(kept.kept.len()).unwrap());
    let person = kept.kept.iter().find(|kept| kept.table == "resident").unwrap();
    assert_eq!((person.record.as_str(), person.door.as_deref()), ("王晓明", Some("12号402室")));
    assert_eq!(person.later.as_ref().unwrap().summary, "改名");
    let first = history::kept_of(desk.office.reader(), undone, None, 1).unwrap();
    let rest = history::kept_of(desk.office.reader(), undone, first.next, 100).unwrap();
    assert_eq!([first.kept, rest.kept].concat(), kept.kept, "read page by page");
}

#[test]
fn undo_keeps_later_edits_with_the_rows_they_need_and_lists_them() {
    let mut desk = desk();
    let people = desk.household("12", "402", &[("王小明", "1950-01-02"), ("李芳", "1952-03-04")]);
    let made = desk.office.reader().operations().unwrap()[0].id;
    desk.edit("改名", |tx| residents::set(tx, people[0], Field::Name, Some("王晓明")));
    let undone = desk.office.undo(Some(made), desk.clock).unwrap();
    let kept = &undone.value.1;
    assert_eq!(names(&desk.office), ["王晓明"], "the edited one stays, the other goes");
    assert!(kept.iter().any(|kept| kept.id == people[0] && kept.why == KeptWhy::EditedLater), "{kept:?}");
    assert!(kept.iter().any(|kept| kept.table == "room" && kept.why == KeptWhy::NeededByLater), "{kept:?}");
    let rooms = places::rooms(desk.office.reader(), &Default::default(), desk.clock.today()).unwrap();
    assert_eq!(rooms.len(), 1);
}

#[test]
fn undo_keeps_a_household_that_somebody_moved_into_later() {
    let mut desk = desk();
    let first = desk.household("12", "402", &[("王小明", "1950-01-02")]);
    let second = desk.household("12", "403", &[("李芳", "1952-03-04")]);
    let made = desk.office.reader().operations().unwrap()[1].id;
    let household = residents::get(desk.office.reader(), second[0]).unwrap().unwrap().household_id;
    desk.edit("搬家", |tx| residents::move_to(tx, first[0], household));
    desk.office.undo(Some(made), desk.clock).unwrap();
    assert_eq!(names(&desk.office), ["王小明"]);
    let moved = residents::get(desk.office.reader(), first[0]).unwrap().unwrap();
    assert_eq!(moved.household_id, household);
}

#[test]
fn history_tells_who_changed_what_from_what() {
    let mut desk = desk();
    let people = desk.household("12", "402", &[("王小明", "1950-01-02")]);
    desk.office.set_who("张阿姨");
    desk.edit("改名", |tx| residents::set(tx, people[0], Field::Name, Some("王晓明")));
    desk.edit("电话", |tx| residents::set_phones(tx, people[0], &["13812345678".into()]));
    desk.edit("电话", |tx| residents::set_phones(tx, people[0], &["13912345678".into()]));
    let history = history::of_resident(desk.office.reader(), people[0]).unwrap();
    let shape: Vec<_> = history.iter().map(|change| (change.record.table, change.record.action)).collect();
    assert_eq!(
        shape,
        [
            ("resident", RowAction::Insert),
            ("resident", RowAction::Update),
            ("phone", RowAction::Insert),
            ("phone", RowAction::Delete),
            ("phone", RowAction::Insert)
        ]
    );
    let rename = &history[1];
    assert_eq!(rename.operation.who, "张阿姨");
    let columns = &rename.record.columns;
    assert_eq!((columns.len(), columns[0].title), (1, "姓名"));
    assert_eq!((columns[0].old.as_deref(), columns[0].new.as_deref()), (Some("王小明"), Some("王晓明")));
}

#[test]
fn when_the_nephew_moves_into_a_closed_workplace_the_aunt_lives_alone_that_moment() {
    let mut desk = desk();
    let today = desk.clock.today();
    let people = desk.household("12", "402", &[("王阿婆", "1938-05-12"), ("王小明", "1990-01-02")]);
    let tags = |desk: &common::Desk| {
        residents::list(desk.office.reader(), &Default::default(), today).unwrap()[0].tags.clone()
    };
    assert_eq!(tags(&desk), ["80岁以上", "65岁以上"]);
    desk.edit("进厂", |tx| {
        let new = residents::NewPresence {
            state: louce_core::values::PresenceState::ClosedLoop,
            since: None,
            until: None,
            place: None,
            room: None,
            reason: None,
            source: None,
        };
        residents::add_presence(tx, people[1], &new, today)
    });
    assert_eq!(tags(&desk)[..2], ["80岁以上独居", "独居"]);
}

#[test]
fn a_stay_learned_late_ends_where_the_open_one_began_and_a_reversed_end_is_not_taken() {
    let mut desk = desk();
    let today = desk.clock.today();
    let people = desk.household("12", "402", &[("王小明", "1990-01-02")]);
    let stay = |state, since: &str, until: Option<&str>| residents::NewPresence {
        state,
        since: Some(since.to_owned()),
        until: until.map(str::to_owned),
        place: None,
        room: None,
        reason: None,
        source: None,
    };
    use louce_core::values::PresenceState as State;
    desk.edit("居家隔离", |tx| {
        residents::add_presence(
            tx,
            people[0],
            &stay(State::HomeIsolation, "2022-03-10", Some("2022-03-01")),
            today,
        )?;
        residents::add_presence(tx, people[0], &stay(State::Away, "2022-03-02", None), today)
    });
    let course = residents::presences(desk.office.reader(), people[0]).unwrap();
    let dates: Vec<_> = course.iter().map(|row| (row.since.as_deref(), row.until.as_deref())).collect();
    assert_eq!(dates, [(Some("2022-03-02"), Some("2022-03-10")), (Some("2022-03-10"), None)]);
}

#[test]
fn undoing_an_import_after_a_round_was_opened_keeps_those_on_its_list_and_all_they_hang_on() {
    let mut desk = desk();
    let clock = desk.clock;
    let made = desk
        .office
        .transact(Op::new(OpKind::Import, "导入"), clock, |tx| {
            let sheet = ledgers::add_sheet(tx, "底册.xlsx", "1号楼", "", &clock.now_text())?;
            for (building, room) in [("1", "101"), ("1", "102"), ("2", "101")] {
                let grid = places::area(tx, AreaKind::Grid, "第三网格")?;
                let known = places::buildings(tx.reader())?.into_iter().find(|known| known.name == building);
                let building = match known {
                    Some(known) => known.id,
                    None => places::insert_building(tx, None, building)?,
                };
                places::set_building_area(tx, building, AreaKind::Grid, grid)?;
                let address = RoomAddress { room: room.into(), ..RoomAddress::default() };
                let room = places::insert_room(tx, building, &address, None)?;
                let household = households::insert(tx, Some(room), None, None)?;
                for name in ["王小明", "李芳", "王明"] {
                    let id = residents::insert(tx, household, &person(name, "1980-01-02"), Some((sheet, 4)))?;
                    residents::add_phone(tx, id, "13812341234", 0)?;
                }
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    let open = |tx: &mut Tx<'_>| testing::open(tx, testing::RoundKind::Nucleic, clock.today(), None, clock);
    desk.office.transact(Op::new(OpKind::OpenRound, "开一轮"), clock, open).unwrap();
    let (_, kept) = desk.office.undo(made.operation, clock).unwrap().value;
    assert_eq!(kept.iter().filter(|kept| kept.table == "resident").count(), 9, "{kept:?}");
    assert!(kept.iter().all(|kept| kept.why == KeptWhy::NeededByLater));
    let all = residents::list(desk.office.reader(), &Default::default(), clock.today()).unwrap();
    assert_eq!(all.iter().filter(|view| view.phones == ["13812341234"]).count(), 9, "with their phones");
    assert!(louce_core::check::check(desk.office.reader()).unwrap().is_empty());
}
