//! The check-in table and a line read aloud, as the page calls them.

use super::*;

fn round() -> At {
    let mut at = office();
    at.ok("round_open", json!({"kind": "nucleic", "date": "2022-03-16"}));
    at
}

fn open(at: &mut At, barcode: &str, seats: u32) {
    let pool = json!({"seats": seats, "household": false});
    at.ok("tube_open", json!({"round": 1, "barcode": barcode, "pool": pool}));
}

#[test]
fn a_line_with_somebody_missing_seats_the_others_in_the_tube() {
    let mut at = round();
    open(&mut at, "A0001", 10);
    let answer = at.ok("checkin", json!({"round": 1, "text": "12 301 302未 发热", "tube": "A0001"}));
    assert_eq!(answer["people"][1]["seat"]["seat"], 2);
    assert_eq!(
        (answer["doors"][0]["room"].as_str(), answer["doors"][0]["reason"].as_str()),
        (Some("302"), Some("发热"))
    );
    at.ok("undo", json!({"operation": answer["operation"]}));
    assert_eq!(at.ok("round_show", json!({"round": 1}))["tested"], 0);
}

#[test]
fn those_who_have_no_place_come_back_and_sit_in_the_next_tube() {
    let mut at = round();
    open(&mut at, "A0001", 1);
    open(&mut at, "A0002", 5);
    let answer = at.ok("checkin", json!({"round": 1, "text": "12 301", "tube": "A0001"}));
    assert_eq!(
        (answer["people"][0]["name"].as_str(), answer["left"][0]["name"].as_str()),
        (Some("张三"), Some("李四"))
    );
    let left = json!([answer["left"][0]["resident"]]);
    let answer = at.ok("checkin", json!({"round": 1, "text": "12 301", "tube": "A0002", "residents": left}));
    assert_eq!(
        (answer["people"].as_array().unwrap().len(), answer["left"].as_array().unwrap().len()),
        (1, 0)
    );
}

#[test]
fn somebody_isolated_is_pooled_only_when_it_is_asked_for() {
    let mut at = round();
    let resident = at.ok("search", json!({"text": "王五"}))[0]["id"].clone();
    let presence = json!({"residents": [resident], "state": "home_isolation", "since": "2022-03-10"});
    at.ok("presence_set", presence);
    open(&mut at, "A0001", 10);
    let ask = json!({"round": 1, "text": "", "tube": "A0001", "residents": [resident]});
    let answer = at.ok("checkin", ask.clone());
    assert_eq!(
        (answer["cautions"][0]["why"].as_str(), &answer["operation"]),
        (Some("居家隔离，要单采"), &Value::Null)
    );
    let mut anyway = ask;
    anyway["anyway"] = true.into();
    assert_eq!(at.ok("checkin", anyway)["people"][0]["seat"]["seat"], 1);
}

#[test]
fn a_line_that_names_no_building_speaks_of_the_one_before_and_what_was_typed_comes_back_whole() {
    let mut at = round();
    let first = at.ok("round_mark", json!({"round": 1, "line": "12 301"}));
    let next = json!({"round": 1, "line": "302", "building": first["building"]});
    assert_eq!(at.ok("round_mark", next)["recorded"], true);
    let wrong = json!({"round": 1, "line": "12 310110193805121239", "dry_run": true});
    let wrong = at.ok("round_mark", wrong);
    assert_eq!(
        wrong["doors"][0]["problem"], "12号楼没有310110193805121239室",
        "a list of rooms is no ID card"
    );
}
