//! Backups: verified copies, what differs, back again; and the recovery key.
#![allow(clippy::unwrap_used)]

mod common;

use common::{clock, desk, passphrase};
use louce_core::store::{backup, recovery};
use louce_core::values::Day;
use louce_core::{Error, Office, residents};

#[test]
fn a_backup_is_one_file_that_holds_the_office_and_has_its_passphrase() {
    let mut desk = desk();
    desk.household("12", "301", &[("张三", "1950")]);
    let folder = desk.folder.path().join("备份");
    let made = desk.office.back_up(&folder, desk.clock).unwrap();
    assert_eq!(backup::list(&folder, &desk.path()).unwrap(), std::slice::from_ref(&made));
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "no -wal, no draft beside it");
    let copy = Office::open(&made.path, &passphrase()).unwrap();
    assert_eq!(residents::count(copy.reader()).unwrap(), 1);
}

#[test]
fn restoring_brings_the_backup_back_says_so_and_hands_no_number_out_twice() {
    let mut desk = desk();
    let kept = desk.household("12", "301", &[("张三", "1950")])[0];
    let folder = desk.folder.path().join("备份");
    let made = desk.office.back_up(&folder, desk.clock).unwrap();
    let lost = desk.household("12", "302", &[("李四", "1960")])[0];
    let view = desk.office.look_into(&made.path, None).unwrap();
    assert_eq!((view.households, view.residents, view.since.len()), (1, 1, 1));
    let before = desk.office.restore(&made.path, None, desk.clock).unwrap();
    assert!(residents::get(desk.office.reader(), kept).unwrap().is_some());
    let as_it_was = Office::open(&before, &passphrase()).unwrap();
    assert!(residents::get(as_it_was.reader(), lost).unwrap().is_some(), "the file as it was stays beside");
    assert!(residents::get(desk.office.reader(), lost).unwrap().is_none());
    let last = desk.office.reader().operations().unwrap().pop().unwrap();
    assert_eq!(last.kind, "restore");
    let new = desk.household("12", "303", &[("王五", "1970")])[0];
    assert!(new > lost, "numbers go on");
    let path = desk.path();
    drop(desk.office);
    let again = Office::open(&path, &passphrase()).unwrap();
    assert_eq!(residents::count(again.reader()).unwrap(), 2);
    assert!(louce_core::check::check(again.reader()).unwrap().is_empty());
}

#[test]
fn a_damaged_backup_is_refused_and_the_office_stays_as_it_is() {
    let mut desk = desk();
    desk.household("12", "301", &[("张三", "1950")]);
    let folder = desk.folder.path().join("备份");
    let made = desk.office.back_up(&folder, desk.clock).unwrap();
    desk.household("12", "302", &[("李四", "1960")]);
    let mut bytes = std::fs::read(&made.path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&made.path, bytes).unwrap();
    let refused = desk.office.restore(&made.path, None, desk.clock).unwrap_err();
    assert_eq!(refused.code(), "damaged", "{refused}");
    assert_eq!(residents::count(desk.office.reader()).unwrap(), 2);
}

#[test]
fn the_newest_is_told_by_its_number_even_when_the_clock_was_set_back() {
    let mut desk = desk();
    let folder = desk.folder.path().join("备份");
    desk.office.back_up(&folder, clock("2022-03-16")).unwrap();
    desk.household("12", "301", &[("张三", "1950")]);
    let newer = desk.office.back_up(&folder, clock("2021-01-01")).unwrap();
    assert_eq!(backup::list(&folder, &desk.path()).unwrap()[0], newer);
}

#[test]
fn backups_are_thinned_to_days_then_weeks_then_months_and_the_newest_stays() {
    let of = |counter: i64, at: &str| backup::BackupFile {
        counter,
        at: format!("{at}:00"),
        path: format!("{counter}").into(),
        size: 1,
    };
    let all = [
        of(9, "2022-03-16 09:00"),
        of(8, "2022-03-16 08:00"),
        of(7, "2022-03-15 08:00"),
        of(6, "2022-03-10 18:00"),
        of(5, "2022-03-10 08:00"),
        of(4, "2022-02-17 08:00"),
        of(3, "2022-02-16 08:00"),
        of(2, "2021-11-20 08:00"),
        of(1, "2021-11-02 08:00"),
    ];
    let today = Day::parse_iso("2022-03-16").unwrap();
    let gone: Vec<i64> = backup::dispensable(&all, today).iter().map(|file| file.counter).collect();
    assert_eq!(gone, [5, 3, 1]);
}

#[test]
fn the_printed_key_brings_the_passphrase_back_and_no_other_does() {
    let desk = desk();
    let file = desk.folder.path().join("甲.louce-recovery");
    let key = recovery::make(&file, &passphrase()).unwrap();
    assert_eq!(key.len(), 29, "six groups of four: {key}");
    let path = desk.path();
    drop(desk.office);
    let back = recovery::open(&file, &key.to_lowercase().replace('-', "")).unwrap();
    Office::open(&path, &back).unwrap();
    assert!(matches!(recovery::open(&file, "ABCD-EFGH"), Err(Error::WrongPassphrase)));
    let bytes = std::fs::read(&file).unwrap();
    let secret = "一二三四五六".as_bytes();
    assert!(!bytes.windows(secret.len()).any(|piece| piece == secret));
}

#[test]
fn people_that_a_backup_would_bring_back_lose_and_change_are_counted() {
    let mut desk = desk();
    let people = desk.household("12", "301", &[("张三", "1950"), ("李四", "1952"), ("王五", "1970")]);
    let folder = desk.folder.path().join("备份");
    let made = desk.office.back_up(&folder, desk.clock).unwrap();
    desk.household("12", "302", &[("赵六", "1960")]);
    desk.edit("改名", |tx| residents::set(tx, people[0], residents::Field::Name, Some("张三三")));
    desk.edit("电话", |tx| residents::add_phone(tx, people[1], "13812345678", 0));
    let view = desk.office.look_into(&made.path, None).unwrap();
    assert_eq!((view.people.back, view.people.gone, view.people.changed), (0, 1, 2));
    let now = desk.office.back_up(&folder, desk.clock).unwrap();
    desk.office.restore(&made.path, None, desk.clock).unwrap();
    let view = desk.office.look_into(&now.path, None).unwrap();
    assert_eq!((view.people.back, view.people.gone, view.people.changed), (1, 0, 2));
}

#[test]
fn a_printed_key_opens_the_office_after_a_restore_and_no_more_after_a_new_passphrase() {
    let mut desk = desk();
    let key = desk.office.renew_recovery_key(&passphrase()).unwrap();
    let folder = desk.folder.path().join("备份");
    let made = desk.office.back_up(&folder, desk.clock).unwrap();
    desk.household("12", "301", &[("张三", "1950")]);
    desk.office.restore(&made.path, None, desk.clock).unwrap();
    let path = desk.path();
    let of_key = |key: &str| recovery::open(&recovery::of_office(&path).unwrap(), key);
    let again = of_key(&key).unwrap();
    let newer = louce_core::Passphrase::new("新的口令").unwrap();
    assert!(matches!(
        desk.office.change_passphrase(&newer, &passphrase(), desk.clock),
        Err(Error::WrongPassphrase)
    ));
    let new_key = desk.office.change_passphrase(&again, &newer, desk.clock).unwrap();
    assert!(matches!(of_key(&key), Err(Error::WrongPassphrase)));
    assert!(matches!(desk.office.look_into(&made.path, None), Err(Error::OlderPassphrase)));
    desk.office.look_into(&made.path, Some(&passphrase())).unwrap();
    desk.household("12", "302", &[("李四", "1952")]);
    drop(desk.office);
    Office::open(&path, &of_key(&new_key).unwrap()).unwrap();
    let keys = std::fs::read_dir(desk.folder.path()).unwrap().flatten().map(|entry| entry.path());
    let keys = keys.filter(|path| path.extension().is_some_and(|ending| ending == "louce-recovery")).count();
    assert_eq!(keys, 1, "the key of the old passphrase is gone");
}
