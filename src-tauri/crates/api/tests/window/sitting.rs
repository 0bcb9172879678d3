//! Who may sit at the desk, what the desk refuses until somebody does, and what of that is taken back only by its number.

use std::sync::{Arc, Mutex};

use louce_api::SharedDesk;
use serde_json::{Value, json};

use crate::{At, office};

/// An office with 赵大妈 (PIN 2580), opened again by its passphrase.
fn reopened() -> (At, i64) {
    let mut at = office();
    let staff = at.ok("staff_add", json!({"name": "赵大妈", "pin": "2580"}));
    at.ok("office_lock", json!({}));
    let status = at.ok("office_open", json!({"file": "七村", "passphrase": "口令"}));
    assert_eq!(status["must_sit_down"], true);
    (at, staff[0]["id"].as_i64().unwrap())
}

#[test]
fn until_somebody_sits_down_the_desk_shows_nothing_and_does_nothing() {
    let (mut at, staff) = reopened();
    for (command, request) in [
        ("undo", json!({})),
        ("redo", json!({})),
        ("search", json!({"text": "张"})),
        ("today", json!({})),
        ("residents", json!({})),
        ("backup_list", json!({})),
        ("staff_add", json!({"name": "我", "pin": ""})),
        ("staff_pin", json!({"staff": staff, "pin": ""})),
        ("stand_up", json!({})),
    ] {
        assert_eq!(at.code(command, request), "must_sit_down", "{command}");
    }
    assert_eq!(at.code("sit_down", json!({"staff": staff, "pin": "0000"})), "wrong_pin");
    assert_eq!(at.code("search", json!({"text": "张"})), "must_sit_down");
    at.ok("sit_down", json!({"staff": staff, "pin": "2580"}));
    assert_eq!(at.resident("张三")["name"], "张三");
}

#[test]
fn the_staff_is_not_taken_back_by_an_undo_that_names_nothing() {
    let (mut at, staff) = reopened();
    at.ok("sit_down", json!({"staff": staff, "pin": "2580"}));
    let undone = at.ok("undo", json!({}));
    assert_eq!(undone["reversed"]["kind"], "import");
    assert_eq!(at.ok("staff_list", json!({})).as_array().unwrap().len(), 1);
    let log = at.ok("log", json!({}));
    let added = log.as_array().unwrap().iter().find(|op| op["kind"] == "staff").unwrap()["id"].clone();
    at.ok("undo", json!({"operation": added}));
    assert_eq!(at.ok("staff_list", json!({})), json!([]));
    assert_eq!(at.ok("redo", json!({}))["reversed"]["reverses"], undone["reversed"]["id"]);
}

#[test]
fn a_forgotten_pin_is_taken_away_by_the_passphrase_and_that_is_recorded() {
    let (mut at, staff) = reopened();
    let request = |passphrase: &str| json!({"staff": staff, "passphrase": passphrase});
    assert_eq!(at.code("pin_forgotten", request("不是口令")), "wrong_passphrase");
    let status = at.ok("pin_forgotten", request("口令"));
    assert_eq!((&status["who"], &status["must_sit_down"]), (&json!("赵大妈"), &json!(false)));
    assert_eq!(at.ok("staff_list", json!({}))[0]["has_pin"], false);
    let log = at.ok("log", json!({}));
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!((&last["kind"], &last["who"]), (&json!("staff"), &json!("赵大妈")));
}

#[test]
fn every_page_hears_that_the_office_was_locked_opened_and_taken_over() {
    let (at, staff) = reopened();
    let heard: Arc<Mutex<Vec<Value>>> = Arc::default();
    let hears = Arc::clone(&heard);
    let say = move |event: &Value| hears.lock().unwrap().push(event["kind"].clone());
    let shared = SharedDesk::new(at.desk, Box::new(move || at.clock), Box::new(say));
    shared.call("sit_down", json!({"staff": staff, "pin": "2580"})).unwrap();
    shared.call("office_lock", json!({})).unwrap();
    shared.call("office_lock", json!({})).unwrap();
    assert_eq!(shared.call("search", json!({"text": "张"})).unwrap_err().code, "locked");
    shared.call("office_open", json!({"file": "七村", "passphrase": "口令"})).unwrap();
    assert_eq!(*heard.lock().unwrap(), ["desk", "locked", "desk"]);
}
