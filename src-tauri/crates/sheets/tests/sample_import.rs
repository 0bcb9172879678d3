//! The sample community, imported as an office would: what comes out is the truth it was made from.
#![allow(clippy::unwrap_used)]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use louce_core::{Clock, Office, Passphrase, places, questions, residents};
use louce_sheets::import::{ImportOptions, ImportReport, Outcome, import};
use louce_sheets::read::{Isolation, Limits};
use louce_sheets::sample;

fn clock() -> Clock {
    Clock { now: sample::as_of().and_hms_opt(9, 0, 0).unwrap() }
}

fn office(folder: &Path) -> Office {
    let passphrase = Passphrase::new("样本口令").unwrap();
    Office::create(&folder.join("样本.louce"), &passphrase, "样本居民区", clock()).unwrap()
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

fn show(report: &ImportReport) -> String {
    let mut text = format!("{}\n", report.in_words());
    for sheet in &report.sheets {
        text += &format!(
            "{} | {} | {:?} {:?} {:?}\n",
            sheet.file, sheet.sheet, sheet.ledger, sheet.building, sheet.skipped
        );
    }
    for row in
        report.rows().filter(|row| matches!(row.outcome, Outcome::Conflict | Outcome::Rejected)).take(60)
    {
        text += &format!(
            "{:?} {} {} {}: {}\n",
            row.outcome,
            row.file,
            row.sheet,
            row.row,
            row.reasons.join("；")
        );
    }
    for row in report.rows().filter(|row| row.outcome == Outcome::Updated).take(8) {
        text += &format!(
            "{:?} {} {} {}: {:?} {:?}\n",
            row.outcome, row.file, row.sheet, row.row, row.reasons, row.changes
        );
    }
    text
}

#[test]
fn the_sample_community_comes_in_whole_and_a_second_time_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files =
        sample::write_community(300, 7, folder.path(), &mut |_, _| ControlFlow::Continue(())).unwrap();
    let truth = sample::community(300, 7);
    let mut office = office(folder.path());

    let planned = take(&mut office, &files, true);
    assert_eq!(planned.operation, None);
    assert!(office.reader().operations().unwrap().is_empty(), "a dry run changes nothing");

    let first = take(&mut office, &files, false);
    println!("{}\ntruth {:?}", show(&first), truth.totals);
    assert_eq!(first.in_words(), planned.in_words(), "what was shown is what was done");
    let everybody = residents::list(office.reader(), &Default::default(), clock().today()).unwrap();
    let rooms = places::rooms(office.reader(), &Default::default(), clock().today()).unwrap();
    println!(
        "residents {} rooms {} questions {}",
        everybody.len(),
        rooms.len(),
        questions::list(office.reader(), true).unwrap().len()
    );

    let second = take(&mut office, &files, false);
    println!("second: {}", show(&second));
    assert_eq!((second.created, second.updated, second.conflicts), (0, 0, 0));
    assert_eq!(second.operation, None);
}
