//! What is written is read back unchanged, masked or not.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use louce_core::residents::{self, ResidentFilter};
use louce_core::{Clock, Office, Passphrase};

use crate::import::{ImportOptions, ImportReport, Outcome, import};
use crate::read::{Isolation, Limits};
use crate::sample;

fn clock() -> Clock {
    Clock { now: chrono::NaiveDate::from_ymd_opt(2022, 4, 4).unwrap().and_hms_opt(9, 0, 0).unwrap() }
}

fn take(office: &mut Office, files: &[PathBuf], dry_run: bool) -> ImportReport {
    let options = ImportOptions {
        dry_run,
        isolation: Isolation::InProcess,
        limits: Limits::default(),
        rejects: None,
        progress: &mut |_| ControlFlow::Continue(()),
    };
    import(office, files, options, clock()).unwrap()
}

fn community(folder: &Path) -> Office {
    let passphrase = Passphrase::new("一二三四五六").unwrap();
    let mut office =
        Office::create(&folder.join("甲.louce"), &passphrase, "延吉七村居民区", clock()).unwrap();
    let files =
        sample::write_community(120, 5, &folder.join("台账"), &mut |_, _| ControlFlow::Continue(())).unwrap();
    take(&mut office, &files, false);
    office
}

fn written(office: &mut Office, folder: &Path, unmasked: bool) -> PathBuf {
    let path = folder.join("底册.xlsx");
    super::export(office, &path, unmasked, clock(), &mut |_, _| ControlFlow::Continue(())).unwrap();
    path
}

fn rows_that_say_something_new(report: &ImportReport) -> Vec<String> {
    let quiet = [Outcome::Unchanged, Outcome::Skipped, Outcome::EmptyRoom];
    let loud = report.rows().filter(|row| !quiet.contains(&row.outcome));
    loud.take(20)
        .map(|row| format!("{} {:?} {:?} {:?}", row.row, row.outcome, row.reasons, row.changes))
        .collect()
}

#[test]
fn the_whole_roster_is_read_back_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = community(folder.path());
    let path = written(&mut office, folder.path(), true);
    let report = take(&mut office, &[path], false);
    assert_eq!(rows_that_say_something_new(&report), [""; 0]);
    assert_eq!(report.operation, None);
}

#[test]
fn a_masked_roster_read_back_corrupts_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = community(folder.path());
    let before = everybody(&office);
    let path = written(&mut office, folder.path(), false);
    let report = take(&mut office, &[path], false);
    assert_eq!(rows_that_say_something_new(&report), [""; 0]);
    assert_eq!(everybody(&office), before);
}

fn everybody(office: &Office) -> Vec<residents::ResidentView> {
    residents::list(office.reader(), &ResidentFilter::default(), clock().today()).unwrap()
}

#[test]
fn a_new_office_made_from_the_file_has_the_same_people() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = community(folder.path());
    let path = written(&mut office, folder.path(), true);
    let passphrase = Passphrase::new("一二三四五六").unwrap();
    let mut second =
        Office::create(&folder.path().join("乙.louce"), &passphrase, "延吉七村居民区", clock()).unwrap();
    let report = take(&mut second, &[path], false);
    let short = |office: &Office| -> Vec<String> {
        let mut people: Vec<String> = everybody(office)
            .iter()
            .map(|view| {
                let facts: Vec<&str> = [
                    residents::Field::Name,
                    residents::Field::IdNumber,
                    residents::Field::IdRaw,
                    residents::Field::Sex,
                    residents::Field::Birth,
                    residents::Field::Relation,
                ]
                .into_iter()
                .map(|field| view.facts.get(field).unwrap_or("-"))
                .collect();
                let door = [&*view.building, &*view.unit, &*view.room].join("/");
                format!("{door} {} {} {}", facts.join(" "), view.phones.join(","), view.presence)
            })
            .collect();
        people.sort();
        people
    };
    let (ours, theirs) = (short(&office), short(&second));
    let missing: Vec<&String> = ours.iter().filter(|line| !theirs.contains(line)).collect();
    assert!(missing.is_empty(), "{missing:#?} {:?}", rows_that_say_something_new(&report).first());
    assert_eq!(ours.len(), theirs.len());
}
