//! Backups in two folders, by old and new passphrases; the passphrase changed.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::{At, office};

/// The second folder, chosen as a person does in a dialog.
fn with_second_folder(at: &mut At, name: &str) -> std::path::PathBuf {
    let folder = at.folder.path().join(name);
    std::fs::create_dir_all(&folder).unwrap();
    let second = folder.join("楼册备份");
    let handle = at.desk.adopt_folder(second.clone());
    at.ok("backup_target_set", json!({"handle": handle}));
    second
}

#[test]
fn a_backup_is_looked_into_before_it_is_restored() {
    let mut at = office();
    let backup = at.ok("backup_now", json!({}));
    let id = at.resident("张三")["id"].clone();
    at.ok("resident_set", json!({"resident": id, "field": "name", "value": "张三三"}));
    let preview = at.ok("backup_preview", json!({"number": backup["number"]}));
    assert_eq!(preview["lost"].as_array().unwrap().len(), 1);
    assert_eq!(preview["lost"][0]["summary"], "修改张三的姓名");
    assert_eq!((&preview["back"], &preview["gone"], &preview["changed"]), (&json!(0), &json!(0), &json!(1)));
    at.ok("backup_restore", json!({"number": backup["number"]}));
    assert_eq!(at.resident("张三")["name"], "张三");
    assert_eq!(at.code("backup_preview", json!({"number": 1})), "no_such");
    let backups = at.ok("backup_list", json!({}));
    assert_eq!(
        backups["backups"].as_array().unwrap().len(),
        3,
        "import, by hand, before restoring: {backups}"
    );
}

#[test]
fn a_second_folder_gets_every_backup_and_stands_in_when_the_first_is_lost() {
    let mut at = office();
    assert_eq!(at.code("backup_target_set", json!({"handle": "/etc"})), "no_such", "never typed by a page");
    let second = with_second_folder(&mut at, "U盘");
    let made = at.ok("backup_now", json!({}));
    let targets = at.ok("backup_targets", json!({}));
    assert_eq!(targets["first"]["newest"]["number"], made["number"]);
    assert_eq!(targets["second"]["newest"]["number"], made["number"]);
    std::fs::remove_dir_all(at.folder.path().join("备份")).unwrap();
    let listed = at.ok("backup_list", json!({}));
    let newest = &listed["backups"][0];
    assert_eq!((&newest["number"], &newest["second"]), (&made["number"], &json!(true)));
    let today = at.ok("today", json!({}));
    assert_eq!(today["last_backup_folder"], second.to_str().unwrap());
    assert_eq!((&today["last_backup_minutes"], &today["backup_is_old"]), (&json!(0), &json!(false)));
    at.ok("backup_preview", json!({"number": made["number"]}));
}

#[test]
fn a_drive_that_is_not_there_is_said_and_stops_no_work() {
    let mut at = office();
    with_second_folder(&mut at, "U盘");
    std::fs::remove_dir_all(at.folder.path().join("U盘")).unwrap();
    at.import("楼号,室号,姓名\n12,305,赵六\n");
    assert_eq!(at.resident("赵六")["name"], "赵六");
    let trouble = at.ok("today", json!({}))["backup_trouble"].as_str().unwrap().to_owned();
    assert!(trouble.contains("第二个文件夹"), "{trouble}");
    assert_eq!(at.code("backup_now", json!({})), "no_second_folder");
    assert!(!at.ok("backup_list", json!({}))["backups"].as_array().unwrap().is_empty(), "the first has it");
    // Another drive in the same place, or the empty place itself, is not taken for the one that was chosen.
    let elsewhere = at.folder.path().join("U盘");
    std::fs::create_dir_all(&elsewhere).unwrap();
    assert_eq!(at.code("backup_now", json!({})), "no_second_folder");
    assert_eq!(at.ok("backup_targets", json!({}))["second"]["present"], json!(false));
    assert_eq!(std::fs::read_dir(elsewhere).unwrap().count(), 0);
    at.ok("backup_target_set", json!({"handle": null}));
    at.ok("backup_now", json!({}));
    assert!(at.ok("today", json!({}))["backup_trouble"].is_null());
}

#[test]
fn a_backup_that_fails_is_tried_again_after_a_while_and_not_at_every_tick() {
    let mut at = office();
    let second = with_second_folder(&mut at, "U盘");
    std::fs::remove_dir_all(second.parent().unwrap()).unwrap();
    let (now, clock) = (Instant::now(), at.clock);
    at.desk.tick(now, clock).unwrap();
    std::fs::create_dir_all(&second).unwrap();
    at.desk.tick(now + Duration::from_secs(60), clock).unwrap();
    assert_eq!(std::fs::read_dir(&second).unwrap().count(), 0);
    at.desk.tick(now + Duration::from_secs(6 * 60), clock).unwrap();
    assert_eq!(std::fs::read_dir(&second).unwrap().count(), 1);
    assert!(at.ok("today", json!({}))["backup_trouble"].is_null());
}

#[test]
fn a_changed_passphrase_opens_the_office_with_a_new_key_and_older_backups_ask_for_the_old_one() {
    let mut at = office();
    let backup = at.ok("backup_now", json!({}));
    let change = |old: &str, new: &str| json!({"old": old, "new": new});
    assert_eq!(at.code("passphrase_change", change("不对", "新口令")), "wrong_passphrase");
    assert_eq!(at.code("passphrase_change", change("口令", "口令")), "refused");
    let key = at.ok("passphrase_change", change("口令", "新口令"))["recovery_key"].clone();
    assert_eq!(at.resident("张三")["name"], "张三", "it stays open");
    at.ok("office_lock", json!({}));
    let open = |passphrase: &str| json!({"file": "七村", "passphrase": passphrase});
    assert_eq!(at.code("office_open", open("口令")), "wrong_passphrase");
    at.ok("office_open", json!({"file": "七村", "recovery_key": key}));
    at.ok("office_open", open("新口令"));
    let number = &backup["number"];
    assert_eq!(at.code("backup_preview", json!({"number": number})), "older_passphrase");
    assert_eq!(
        at.code("backup_preview", json!({"number": number, "passphrase": "不对"})),
        "wrong_passphrase"
    );
    let id = at.resident("张三")["id"].clone();
    at.ok("resident_set", json!({"resident": id, "field": "name", "value": "张三三"}));
    at.ok("backup_restore", json!({"number": number, "passphrase": "口令"}));
    assert_eq!(at.resident("张三")["name"], "张三");
    at.ok("office_lock", json!({}));
    at.ok("office_open", open("新口令"));
    at.ok("office_open", json!({"file": "七村", "recovery_key": key}));
}

#[test]
fn a_lost_paper_is_replaced_by_a_new_key_and_the_key_stands_for_a_forgotten_passphrase() {
    let mut at = office();
    assert_eq!(at.code("recovery_renew", json!({"passphrase": "不对"})), "wrong_passphrase");
    let first = at.ok("recovery_renew", json!({"passphrase": "口令"}))["recovery_key"].clone();
    let second = at.ok("recovery_renew", json!({"passphrase": "口令"}))["recovery_key"].clone();
    let open = |key: &serde_json::Value| json!({"file": "七村", "recovery_key": key});
    assert_eq!(at.code("office_open", open(&first)), "wrong_recovery_key");
    at.ok("office_open", open(&second));
    at.ok("passphrase_change", json!({"old": second, "new": "新口令"}));
    at.ok("office_open", json!({"file": "七村", "passphrase": "新口令"}));
}
