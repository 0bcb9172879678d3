//! Killed at any moment, the office is whole: as before or as after, never between.

use std::ops::ControlFlow;
use std::process::Stdio;
use std::time::{Duration, Instant};

use louce_core::store::recovery;
use louce_core::{Office, Passphrase};
use louce_sheets::sample;
use louce_tests::desk::{Desk, PASSPHRASE};
use louce_tests::moments::{Found, kill_later_and_later};

/// People in the office.
fn people(desk: &Desk) -> usize {
    desk.ask("residents", &[]).as_array().unwrap().len()
}

/// Starts a command and kills it after `wait`; whether it was still running.
fn kill_after(desk: &Desk, arguments: &[&str], wait: Duration) -> bool {
    let mut child =
        desk.command().args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(wait);
    let running = child.try_wait().unwrap().is_none();
    let _ = child.kill();
    child.wait().unwrap();
    running
}

#[test]
fn an_import_and_its_undo_killed_at_many_moments_leave_the_office_before_or_after() {
    let desk = Desk::new();
    let folder = desk.folder().join("台账");
    let files = sample::write_community(60, 3, &folder, &mut |_, _| ControlFlow::Continue(())).unwrap();
    let office = desk.office();
    let mut import = vec!["import", "--office", &office];
    import.extend(files.iter().map(|file| file.to_str().unwrap()));

    let started = Instant::now();
    assert!(desk.command().args(&import).stdout(Stdio::null()).status().unwrap().success());
    let whole = started.elapsed();
    let all = people(&desk);
    assert!(all > 60);
    desk.ask("undo", &[]);
    assert_eq!(people(&desk), 0);

    let mut undos = 0;
    kill_later_and_later(whole, 3, |wait| {
        let killed = kill_after(&desk, &import, wait);
        let found = match people(&desk) {
            0 if killed => return Found::Before,
            n if n == all => {
                if killed {
                    Found::After
                } else {
                    Found::Ended
                }
            }
            n => panic!("{n} of {all} people; killed: {killed}"),
        };
        undos += 1;
        kill_after(&desk, &["undo", "--office", &office], whole * (undos % 5) / 8);
        let left = people(&desk);
        assert!(left == 0 || left == all, "{left} of {all} after an undo was killed");
        if left != 0 {
            desk.ask("undo", &[]);
        }
        assert_eq!(people(&desk), 0);
        found
    });
    assert_eq!(desk.ask("check", &[])["ok"], true);
}

#[test]
fn an_export_killed_at_many_moments_leaves_the_old_file_or_the_new_one() {
    let desk = Desk::new();
    let folder = desk.folder().join("台账");
    let files = sample::write_community(200, 3, &folder, &mut |_, _| ControlFlow::Continue(())).unwrap();
    let office = desk.office();
    let roster = files.first().unwrap().to_str().unwrap();
    desk.ask("import", &[roster]);
    let target = desk.at("总册.xlsx");
    std::fs::write(&target, b"the old file").unwrap();
    let export = ["export", "residents", "--office", &office, "-o", &target];
    for step in 0..10u32 {
        kill_after(&desk, &export, Duration::from_millis(u64::from(step) * 60));
        let bytes = std::fs::read(&target).unwrap();
        let whole_new =
            bytes.starts_with(b"PK") && zip::ZipArchive::new(std::io::Cursor::new(&bytes)).is_ok();
        assert!(bytes == b"the old file" || whole_new, "{} bytes of neither file", bytes.len());
    }
}

#[test]
fn a_change_of_the_passphrase_killed_at_many_moments_leaves_the_old_one_or_the_new_one_with_its_own_key() {
    let desk = Desk::new();
    let folder = desk.folder().join("台账");
    let files = sample::write_community(120, 3, &folder, &mut |_, _| ControlFlow::Continue(())).unwrap();
    desk.ask("import", &[files.first().unwrap().to_str().unwrap()]);
    let all = people(&desk);
    let (path, office) = (desk.folder().join("延吉七村.louce"), desk.office());
    let open = |passphrase: &str| Office::open(&path, &Passphrase::new(passphrase).unwrap());
    let opens_with_key = |key: &str| {
        let file = recovery::of_office(&path).unwrap();
        recovery::open(&file, key).is_ok_and(|passphrase| Office::open(&path, &passphrase).is_ok())
    };
    let change = |from: &str, to: &str| -> String {
        let (old, new) = (Passphrase::new(from).unwrap(), Passphrase::new(to).unwrap());
        let clock = louce_core::Clock::system();
        open(from).unwrap().change_passphrase(&old, &new, clock).unwrap()
    };
    let start = || {
        let mut command = desk.command();
        command.env("LOUCE_NEW_PASSPHRASE", "新的口令").args(["passphrase", "--office", &office]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let started = Instant::now();
    assert!(start().wait().unwrap().success());
    let whole = started.elapsed();
    let mut key = change("新的口令", PASSPHRASE);
    kill_later_and_later(whole, 3, |wait| {
        let mut child = start();
        std::thread::sleep(wait);
        let killed = child.try_wait().unwrap().is_none();
        let _ = child.kill();
        child.wait().unwrap();
        match (open(PASSPHRASE), open("新的口令")) {
            (Ok(opened), Err(_)) if killed => {
                assert_eq!(louce_core::residents::count(opened.reader()).unwrap() as usize, all);
                drop(opened);
                assert!(opens_with_key(&key), "before: the printed key still opens it");
                Found::Before
            }
            (Err(_), Ok(opened)) => {
                assert_eq!(louce_core::residents::count(opened.reader()).unwrap() as usize, all);
                drop(opened);
                assert!(!opens_with_key(&key), "after: the printed key is the old one's");
                assert!(recovery::of_office(&path).unwrap().is_file(), "the new one's lies there");
                key = change("新的口令", PASSPHRASE);
                assert!(opens_with_key(&key));
                if killed { Found::After } else { Found::Ended }
            }
            (old, new) => panic!("after {wait:?}, killed {killed}: {:?} {:?}", old.err(), new.err()),
        }
    });
    assert_eq!(desk.ask("check", &[])["ok"], true);
}

#[test]
fn a_restore_killed_at_many_moments_leaves_the_office_as_it_was_or_as_the_backup_has_it() {
    let desk = Desk::new();
    let folder = desk.folder().join("台账");
    let files = sample::write_community(60, 3, &folder, &mut |_, _| ControlFlow::Continue(())).unwrap();
    desk.ask("import", &[files.first().unwrap().to_str().unwrap()]);
    let then = people(&desk);
    let backup = desk.ask("backup make", &[])["number"].to_string();
    let comes_later = || {
        desk.import("后来.csv", "楼号,室号,姓名\n99,101,后来的人\n");
        assert_eq!(people(&desk), then + 1);
    };
    let office = desk.office();
    let restore = ["backup", "restore", "--office", &office, &backup];

    comes_later();
    let started = Instant::now();
    assert!(desk.command().args(restore).stdout(Stdio::null()).status().unwrap().success());
    let whole = started.elapsed();
    assert_eq!(people(&desk), then);
    kill_later_and_later(whole, 3, |wait| {
        if people(&desk) == then {
            comes_later();
        }
        let killed = kill_after(&desk, &restore, wait);
        let found = match people(&desk) {
            n if n == then + 1 && killed => Found::Before,
            n if n == then => {
                if killed {
                    Found::After
                } else {
                    Found::Ended
                }
            }
            n => panic!("{n} people, the backup has {then}; killed: {killed}"),
        };
        assert_eq!(desk.ask("check", &[])["ok"], true, "after {wait:?}");
        found
    });
    // Nothing a kill left behind stands in the way of the next one.
    comes_later();
    desk.ask("backup restore", &[&backup]);
    assert_eq!(people(&desk), then);
}
