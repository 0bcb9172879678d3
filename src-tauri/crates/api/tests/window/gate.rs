//! Before an office is open: making one, taking one in from elsewhere, and the recovery key that must not be lost on the way.

use serde_json::json;

use crate::{At, desk, office};

/// A file of the first desk, handed to a second one.
fn handed(to: &mut At, path: &std::path::Path) -> String {
    let (handle, place) = to.desk.tray().place("七村.louce").unwrap();
    std::fs::copy(path, place).unwrap();
    handle
}

fn only_file(folder: &std::path::Path) -> std::path::PathBuf {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "louce" || ending == "louce-backup"))
        .max()
        .unwrap()
}

#[test]
fn an_office_from_elsewhere_is_copied_in_and_opened_and_never_over_another() {
    let mut from = office();
    from.ok("office_lock", json!({}));
    let mut to = desk();
    let handle = handed(&mut to, &only_file(&from.folder.path().join("居委会")));
    assert_eq!(to.code("office_take_in", json!({"file": handle, "passphrase": "不是"})), "wrong_passphrase");
    assert_eq!(to.ok("office_list", json!({})), json!([]), "nothing is left of a refused one");
    let status = to.ok("office_take_in", json!({"file": handle, "passphrase": "口令"}));
    assert_eq!((&status["open"], &status["name"]), (&json!(true), &json!("七村")));
    assert_eq!(to.resident("张三")["name"], "张三");
    let handle = handed(&mut to, &only_file(&from.folder.path().join("居委会")));
    assert_eq!(to.code("office_take_in", json!({"file": handle, "passphrase": "口令"})), "already_exists");
}

#[test]
fn a_backup_from_a_stick_is_taken_in_like_an_office() {
    let mut from = office();
    from.ok("backup_now", json!({}));
    let mut to = desk();
    let handle = handed(&mut to, &only_file(&from.folder.path().join("备份")));
    to.ok("office_take_in", json!({"file": handle, "passphrase": "口令"}));
    assert_eq!(to.ok("office_list", json!({}))[0]["file"], "七村");
    assert_eq!(to.resident("王五")["name"], "王五");
}

#[test]
fn files_handed_out_are_gone_once_the_office_is_locked_or_nobody_sits_there() {
    let mut at = office();
    let exported = at.ok("export_residents", json!({"file": "总册.xlsx"}));
    let handle = exported["file"].as_str().unwrap().to_owned();
    let path = at.desk.tray().get(&handle).unwrap();
    assert!(path.exists());
    at.ok("office_lock", json!({}));
    assert!(at.desk.tray().get(&handle).is_none() && !path.exists(), "nothing of it stays on the disk");
    at.ok("office_open", json!({"file": "七村", "passphrase": "口令"}));
    let again = at.ok("export_residents", json!({"file": "总册.xlsx"}));
    assert_ne!(again["file"], json!(handle), "an old handle never means a new file");
    at.ok("staff_add", json!({"name": "陈阿姨", "pin": "1234"}));
    let clock = at.clock;
    let shared = louce_api::SharedDesk::new(at.desk, Box::new(move || clock), Box::new(|_| {}));
    assert!(shared.file(again["file"].as_str().unwrap()).is_none(), "somebody has to sit down first");
}

#[test]
fn after_wrong_pins_one_has_to_wait_and_after_many_the_office_is_locked() {
    let mut at = office();
    at.ok("staff_add", json!({"name": "陈阿姨", "pin": "1234"}));
    let staff = at.ok("staff_list", json!({}))[0]["id"].clone();
    for _ in 0..5 {
        assert_eq!(at.code("sit_down", json!({"staff": staff, "pin": "0000"})), "wrong_pin");
    }
    assert_eq!(at.code("sit_down", json!({"staff": staff, "pin": "1234"})), "pin_wait");
    at.ok("office_lock", json!({}));
    at.ok("office_open", json!({"file": "七村", "passphrase": "口令"}));
    at.ok("sit_down", json!({"staff": staff, "pin": "1234"}));
}

#[test]
fn how_the_office_is_opened_is_not_taken_back_by_its_number() {
    let mut at = office();
    let all = at.ok("log", json!({}));
    let made = all.as_array().unwrap().iter().find(|op| op["kind"] == "passphrase").unwrap()["id"].clone();
    assert_eq!(at.code("undo", json!({"operation": made})), "refused");
    assert_eq!(at.ok("desk_status", json!({}))["recovery_waits"], true);
}

#[test]
fn the_file_of_a_new_office_is_called_by_all_of_its_name() {
    let mut at = desk();
    let made = at.ok("office_create", json!({"name": "延吉/七村:居*民区", "passphrase": "口令"}));
    assert_eq!(made["file"], "延吉_七村_居_民区");
    assert_eq!(at.ok("desk_status", json!({}))["name"], "延吉/七村:居*民区");
    at.ok("office_lock", json!({}));
    at.ok("office_open", json!({"file": "延吉_七村_居_民区", "passphrase": "口令"}));
}

#[test]
fn a_recovery_key_waits_until_somebody_says_it_is_on_paper() {
    let mut at = office();
    let waits = |at: &mut At| at.ok("desk_status", json!({}))["recovery_waits"].clone();
    assert_eq!(waits(&mut at), true);
    assert_eq!(at.ok("undo", json!({}))["reversed"]["kind"], "import", "that is nothing to be taken back");
    assert_eq!(at.ok("recovery_confirm", json!({}))["recovery_waits"], false);
    at.ok("recovery_renew", json!({"passphrase": "口令"}));
    assert_eq!(waits(&mut at), true);
    at.ok("recovery_confirm", json!({}));
    at.ok("office_lock", json!({}));
    let status = at.ok("office_open", json!({"file": "七村", "passphrase": "口令"}));
    assert_eq!(status["recovery_waits"], false);
}

#[test]
fn a_day_before_the_office_was_made_is_not_due() {
    let mut at = office();
    assert_eq!(at.ok("today", json!({}))["made_on"], "2022-03-16");
}
