//! An office of an older program: brought up to date whole or not at all, with the file as it was left beside it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

use louce_core::{Office, Passphrase};
use louce_tests::desk::{Desk, PASSPHRASE};
use louce_tests::moments::{Found, kill_later_and_later};
use louce_tests::old_office;
use serde_json::json;

/// Copies left beside the office.
fn beside(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "louce-backup"))
        .collect();
    found.sort();
    found
}

#[test]
fn an_office_of_each_older_schema_opens_with_everybody_in_it_and_its_old_file_is_kept() {
    for schema in 1..=old_office::NEWEST {
        let desk = Desk::empty();
        old_office::make(desk.office().as_ref(), schema, 40);
        assert_eq!(old_office::schema_of(desk.office().as_ref()), schema as i64);
        let people = desk.ask("residents", &[]);
        assert_eq!(people.as_array().unwrap().len(), 40);
        assert_eq!(people[7]["phones"], json!(["13800000007"]));
        assert_eq!(desk.ask("residents", &["--search", "甲一七"])[0]["room"], "0117");
        assert_eq!(desk.ask("check", &[])["ok"], true);
        assert!(old_office::schema_of(desk.office().as_ref()) > old_office::NEWEST as i64);
        let kept = beside(desk.folder());
        assert_eq!(kept.len(), 1, "one copy, however often it is opened: {kept:?}");
        assert_eq!(old_office::schema_of(&kept[0]), schema as i64, "as it was");
        // The copy is an office of its own, should the new program be taken away again.
        let again = desk.at("再来.louce");
        std::fs::copy(&kept[0], &again).unwrap();
        let office = Office::open(again.as_ref(), &Passphrase::new(PASSPHRASE).unwrap()).unwrap();
        assert_eq!(louce_core::residents::count(office.reader()).unwrap(), 40);
        let report = desk.ask("report daily", &["--date", "2022-03-16"]);
        let registered = report["figures"].as_array().unwrap().iter().find(|f| f["code"] == "registered");
        let corrected = registered.unwrap()["correction"]["reason"].as_str() == Some("漏登一户");
        assert_eq!(corrected, schema >= 3, "a correction made in schema 3 stands: {report}");
        // What is new works in it, and can be undone.
        let round = desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-17"]);
        assert_eq!(round["expected"], 40);
        desk.ask("tube open", &["--round", "1", "--building", "12", "T001"]);
        desk.ask("checkin", &["--round", "1", "--tube", "T001", "12", "0107"]);
        assert_eq!(desk.ask("tube people", &["--round", "1", "T001"])["people"][0]["room"], "0107");
        desk.import("底册.csv", "楼号,室号,姓名\n12,9001,王小明\n");
        desk.ask("undo", &[]);
        assert_eq!(desk.ask("residents", &[]).as_array().unwrap().len(), 40);
    }
}

#[test]
fn an_office_of_a_newer_program_is_refused_and_left_alone() {
    let desk = Desk::new();
    let office = desk.office();
    let conn = old_office::open(office.as_ref());
    conn.pragma_update(None, "user_version", 99).unwrap();
    conn.close().unwrap();
    let bytes = std::fs::read(&office).unwrap();
    assert_eq!(desk.refused("residents", &[]), "newer_version");
    assert_eq!(std::fs::read(&office).unwrap(), bytes);
    assert!(beside(desk.folder()).is_empty());
}

#[test]
fn an_upgrade_killed_at_many_moments_leaves_the_office_before_or_after() {
    let desk = Desk::empty();
    let (office, old) = (desk.office(), desk.at("旧.louce"));
    old_office::make(old.as_ref(), 1, 4_000);
    let put_back = || {
        for path in beside(desk.folder())
            .into_iter()
            .chain([format!("{office}-wal").into(), format!("{office}-shm").into()])
        {
            let _ = std::fs::remove_file(path);
        }
        std::fs::copy(&old, &office).unwrap();
    };
    let start = || {
        let mut command = desk.command();
        command.args(["log", "--office", &office]).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    };
    put_back();
    let began = Instant::now();
    assert!(start().wait().unwrap().success());
    let whole = began.elapsed();
    kill_later_and_later(whole, 3, |wait| {
        put_back();
        let mut child = start();
        std::thread::sleep(wait);
        let killed = child.try_wait().unwrap().is_none();
        let _ = child.kill();
        child.wait().unwrap();
        let before = old_office::schema_of(office.as_ref()) == 1;
        if !before {
            assert_eq!(old_office::schema_of(&beside(desk.folder())[0]), 1, "the old file first");
        }
        assert_eq!(desk.ask("residents", &["--limit", "9999"]).as_array().unwrap().len(), 4_000);
        match (before, killed) {
            (true, true) => Found::Before,
            (false, true) => Found::After,
            (false, false) => Found::Ended,
            (true, false) => panic!("it ended and changed nothing"),
        }
    });
    assert_eq!(desk.ask("check", &[])["ok"], true);
}

#[test]
fn a_backup_of_an_older_schema_is_restored_up_to_date() {
    let desk = Desk::empty();
    let old = desk.at("旧.louce");
    old_office::make(old.as_ref(), 1, 30);
    desk.run(&["init", "--office", &desk.office(), "--name", "延吉七村居民区"]).done();
    desk.import("台账.csv", "楼号,室号,姓名\n12,402,王小明\n");
    let mut office = Office::open(desk.office().as_ref(), &Passphrase::new(PASSPHRASE).unwrap()).unwrap();
    let view = office.look_into(old.as_ref(), None).unwrap();
    assert_eq!((view.residents, view.people.back, view.people.gone), (30, 30, 1));
    let kept = office.restore(old.as_ref(), None, louce_core::Clock::system()).unwrap();
    drop(office);
    assert_eq!(desk.ask("residents", &[]).as_array().unwrap().len(), 30);
    assert_eq!(desk.ask("check", &[])["ok"], true);
    assert_eq!(beside(desk.folder()), [kept], "the file as it was, and nothing else");
    assert_eq!(old_office::schema_of(old.as_ref()), 1, "the backup is left as it is");
}
