//! A long command does not hold the desk: what only looks things up is answered beside it.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use louce_api::SharedDesk;
use serde_json::{Value, json};

use crate::office;

#[test]
fn while_an_import_runs_people_are_found_and_a_change_waits_its_turn() {
    let mut at = office();
    let rows: String = (1..=400).map(|n| format!("9,{n:03},甲{n}\n")).collect();
    let handle = at.file("九号楼.csv", &format!("楼号,室号,姓名\n{rows}"));
    let id = at.resident("张三")["id"].clone();
    // Long work stops at its first word of progress until it is told to go on.
    let (heard, hears) = channel::<()>();
    let (go, goes) = channel::<()>();
    let gate = Mutex::new(Some((heard, goes)));
    let waited = Arc::new(Mutex::new(Vec::new()));
    let waiting = Arc::clone(&waited);
    let say = move |event: &Value| {
        if event["kind"] == "progress"
            && let Some((heard, goes)) = gate.lock().unwrap().take()
        {
            heard.send(()).unwrap();
            goes.recv_timeout(Duration::from_secs(60)).unwrap();
        }
        if event["kind"] == "waiting" {
            waiting.lock().unwrap().push(event["command"].clone());
        }
    };
    let clock = at.clock;
    let shared = SharedDesk::new(at.desk, Box::new(move || clock), Box::new(say));
    std::thread::scope(|scope| {
        let importing = scope.spawn(|| shared.call("import_plan", json!({"files": [handle]})));
        hears.recv_timeout(Duration::from_secs(60)).unwrap();
        let found = shared.call("search", json!({"text": "zs"})).unwrap();
        assert_eq!(found[0]["name"], "张三");
        assert_eq!(shared.call("desk_status", json!({})).unwrap()["read_only"], false);
        assert_eq!(shared.call("roster_page", json!({"filter": {}, "count": 9})).unwrap()["total"], 3);
        let change = scope.spawn(|| shared.call("verified", json!({"residents": [id]})));
        while waited.lock().unwrap().is_empty() {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(!change.is_finished(), "it waits");
        go.send(()).unwrap();
        assert_eq!(importing.join().unwrap().unwrap()["counts"]["created"], 400);
        assert!(change.join().unwrap().unwrap()["operation"].is_number());
    });
    assert_eq!(*waited.lock().unwrap(), [json!("verified")]);
    shared.call("import_apply", json!({})).unwrap();
    assert_eq!(shared.call("roster_page", json!({"filter": {}, "count": 1})).unwrap()["total"], 403);
    let made = shared.call("backup_now", json!({})).unwrap();
    shared.call("backup_restore", json!({"number": made["number"]})).unwrap();
    shared.call("passphrase_change", json!({"old": "口令", "new": "新口令"})).unwrap();
    assert_eq!(shared.call("search", json!({"text": "zs"})).unwrap()[0]["name"], "张三");
}
