//! Making and opening the office file: each way it can fail has its own code, and the file is left as it was.

use louce_core::{Office, Passphrase};
use louce_tests::desk::{Answer, Desk, PASSPHRASE};
use serde_json::json;

#[test]
fn a_new_office_is_told_with_its_place_and_a_word_about_the_passphrase() {
    let desk = Desk::empty();
    let said = desk.run(&["init", "--office", "新.louce", "--name", "某居委会"]).done();
    assert!(said.contains("新.louce") && said.contains("妥善保管口令"), "{said}");
    let answer = desk.run(&["init", "--office", &desk.at("二.louce"), "--name", " 某居委会 ", "--json"]);
    assert_eq!(answer.json(), json!({"office": desk.at("二.louce"), "name": "某居委会"}));
}

#[test]
fn a_file_that_is_there_is_never_replaced() {
    let desk = Desk::empty();
    let file = desk.write("台账.xlsx", "keep me");
    let answer = desk.run(&["init", "--office", &file, "--name", "某居委会", "--json"]);
    assert_eq!(answer.error(), "already_exists");
    assert_eq!(std::fs::read_to_string(file).unwrap(), "keep me");
}

#[test]
fn an_office_must_have_a_name() {
    let desk = Desk::empty();
    assert_eq!(desk.run(&["init", "--office", "新.louce", "--name", " ", "--json"]).error(), "refused");
    assert!(!desk.folder().join("新.louce").exists());
}

#[test]
fn what_cannot_be_opened_is_said_precisely_and_left_alone() {
    let desk = Desk::new();
    let office = desk.office();
    let bytes = std::fs::read(&office).unwrap();
    let with = |passphrase: &str, file: &str| {
        let mut command = desk.command();
        command.env("LOUCE_PASSPHRASE", passphrase).args(["residents", "--json", "--office", file]);
        Answer::of(command.output().unwrap()).error()
    };
    assert_eq!(with("错的口令", &office), "wrong_passphrase");
    assert_eq!(with("", &office), "empty_passphrase");
    assert_eq!(with(PASSPHRASE, "没有.louce"), "not_found");
    assert_eq!(with(PASSPHRASE, &desk.write("照片.louce", "GIF89a and so on")), "not_an_office");
    assert_eq!(with(PASSPHRASE, &desk.write("短.louce", &bytes[..bytes.len() - 100])), "damaged");
    assert_eq!(std::fs::read(&office).unwrap(), bytes, "the office itself was never touched");
}

#[test]
fn an_office_that_another_program_has_open_is_busy() {
    let desk = Desk::new();
    let held = Office::open(desk.office().as_ref(), &Passphrase::new(PASSPHRASE).unwrap()).unwrap();
    assert_eq!(desk.refused("residents", &[]), "busy");
    drop(held);
    assert_eq!(desk.ask("residents", &[]), json!([]));
}

#[test]
fn an_error_for_people_is_chinese_on_standard_error_and_nothing_else() {
    let answer = Desk::empty().run(&["residents", "--office", "没有.louce"]);
    assert_eq!((answer.code, answer.out.as_str()), (Some(1), ""));
    assert!(answer.err.contains("找不到工作文件"), "{answer:?}");
}

#[test]
fn a_moment_that_is_none_is_refused() {
    let desk = Desk::new();
    assert_eq!(desk.refused("log", &["--now", "昨天"]), "bad_now");
}

#[test]
fn backups_are_made_listed_and_restored() {
    let desk = super::with_people();
    assert_eq!(desk.ask("backup list", &[])["backups"], json!([]));
    let number = desk.ask("backup make", &[])["number"].to_string();
    assert_eq!(desk.ask("backup list", &[])["backups"][0]["number"].to_string(), number);
    desk.ask("undo", &[]);
    assert_eq!(desk.ask("residents", &[]), json!([]));
    let said = desk.louce("backup restore", &[&number]).done();
    assert!(said.contains("3 人") && said.contains("留在同一个文件夹"), "{said}");
    assert_eq!(desk.ask("residents", &[]).as_array().unwrap().len(), 3);
    assert_eq!(desk.refused("backup restore", &["5"]), "no_such");
    let made =
        desk.ask("backup list", &["--backup-dir", &desk.at("备份")])["backups"].as_array().unwrap().len();
    assert_eq!(made, 2, "what was there before the restore was backed up as well");
    assert_eq!(desk.ask("check", &[])["ok"], true);
}
