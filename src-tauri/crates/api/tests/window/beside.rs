//! A long command does not hold the desk: what only looks things up is answered beside it.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use louce_api::{Desk, SharedDesk};
use louce_core::Clock;
use serde_json::{Value, json};

use crate::office;

/// A desk whose first long work stops at its first word of progress until it is told to go on.
struct Gated {
    shared: SharedDesk,
    heard: Receiver<()>,
    go: Sender<()>,
    /// The commands that were said to wait.
    waited: Arc<Mutex<Vec<Value>>>,
}

fn gated(desk: Desk, clock: Clock) -> Gated {
    let (hears, heard) = channel::<()>();
    let (go, goes) = channel::<()>();
    let gate = Mutex::new(Some((hears, goes)));
    let waited = Arc::new(Mutex::new(Vec::new()));
    let waiting = Arc::clone(&waited);
    let say = move |event: &Value| {
        if event["kind"] == "progress"
            && let Some((hears, goes)) = gate.lock().unwrap().take()
        {
            hears.send(()).unwrap();
            goes.recv_timeout(Duration::from_secs(60)).unwrap();
        }
        if event["kind"] == "waiting" {
            waiting.lock().unwrap().push(event["command"].clone());
        }
    };
    Gated { shared: SharedDesk::new(desk, Box::new(move || clock), Box::new(say)), heard, go, waited }
}

impl Gated {
    fn wait_for_the_gate(&self) {
        self.heard.recv_timeout(Duration::from_secs(60)).unwrap();
    }

    fn wait_until_one_waits(&self) {
        while self.waited.lock().unwrap().is_empty() {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn while_an_import_runs_people_are_found_and_a_change_waits_its_turn() {
    let mut at = office();
    let rows: String = (1..=400).map(|n| format!("9,{n:03},甲{n}\n")).collect();
    let handle = at.file("九号楼.csv", &format!("楼号,室号,姓名\n{rows}"));
    let id = at.resident("张三")["id"].clone();
    let desk = gated(at.desk, at.clock);
    let shared = &desk.shared;
    std::thread::scope(|scope| {
        let importing = scope.spawn(|| shared.call("import_plan", json!({"files": [handle]})));
        desk.wait_for_the_gate();
        let found = shared.call("search", json!({"text": "zs"})).unwrap();
        assert_eq!(found[0]["name"], "张三");
        assert_eq!(shared.call("desk_status", json!({})).unwrap()["read_only"], false);
        assert_eq!(shared.call("roster_page", json!({"filter": {}, "count": 9})).unwrap()["total"], 3);
        let change = scope.spawn(|| shared.call("verified", json!({"residents": [id]})));
        desk.wait_until_one_waits();
        assert!(!change.is_finished(), "it waits");
        desk.go.send(()).unwrap();
        assert_eq!(importing.join().unwrap().unwrap()["counts"]["created"], 400);
        assert!(change.join().unwrap().unwrap()["operation"].is_number());
    });
    assert_eq!(*desk.waited.lock().unwrap(), [json!("verified")]);
    shared.call("import_apply", json!({})).unwrap();
    assert_eq!(shared.call("roster_page", json!({"filter": {}, "count": 1})).unwrap()["total"], 403);
    let made = shared.call("backup_now", json!({})).unwrap();
    shared.call("backup_restore", json!({"number": made["number"]})).unwrap();
    shared.call("passphrase_change", json!({"old": "口令", "new": "新口令"})).unwrap();
    assert_eq!(shared.call("search", json!({"text": "zs"})).unwrap()[0]["name"], "张三");
}

#[test]
fn while_a_roster_is_printed_people_are_checked_in_and_the_paper_is_of_the_moment_it_was_asked_for() {
    let mut at = office();
    let opened = at.ok("round_open", json!({"kind": "nucleic", "date": "2022-03-16"}));
    let id = at.resident("张三")["id"].clone();
    let desk = gated(at.desk, at.clock);
    let shared = &desk.shared;
    std::thread::scope(|scope| {
        let request = json!({"round": opened["round"], "file": "名册.pdf"});
        let printing = scope.spawn(|| shared.call("print_roster", request));
        desk.wait_for_the_gate();
        let marked = shared.call("verified", json!({"residents": [id]})).unwrap();
        assert!(marked["operation"].is_number(), "it did not wait");
        assert!(!printing.is_finished());
        let lock = scope.spawn(|| shared.call("office_lock", json!({})));
        desk.go.send(()).unwrap();
        let printed = printing.join().unwrap().unwrap();
        let file = shared.file(printed["file"].as_str().unwrap()).unwrap();
        assert!(std::fs::read(file).unwrap().starts_with(b"%PDF"));
        lock.join().unwrap().unwrap();
    });
    assert!(desk.waited.lock().unwrap().is_empty());
}

#[test]
fn stopping_means_what_runs_and_what_waits_and_nothing_that_comes_later() {
    let mut at = office();
    let rows: String = (1..=400).map(|n| format!("9,{n:03},甲{n}\n")).collect();
    let handle = at.file("九号楼.csv", &format!("楼号,室号,姓名\n{rows}"));
    let plan = json!({"files": [handle]});
    let desk = gated(at.desk, at.clock);
    std::thread::scope(|scope| {
        let runs = scope.spawn(|| desk.shared.call("import_plan", plan.clone()));
        desk.wait_for_the_gate();
        let waits = scope.spawn(|| desk.shared.call("import_plan", plan.clone()));
        desk.wait_until_one_waits();
        desk.shared.cancel();
        desk.go.send(()).unwrap();
        assert_eq!(runs.join().unwrap().unwrap_err().code, "cancelled");
        assert_eq!(waits.join().unwrap().unwrap_err().code, "cancelled");
    });
    assert_eq!(desk.shared.call("import_plan", plan).unwrap()["counts"]["created"], 400);
}
