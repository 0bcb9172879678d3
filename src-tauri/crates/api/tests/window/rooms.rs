//! Room by room: what the page asks first.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{desk, office};

#[test]
fn a_desk_without_an_office_says_so() {
    let mut at = desk();
    assert_eq!(at.ok("desk_status", json!({}))["open"], false);
    for command in ["today", "places", "backup_list", "residents", "staff_list"] {
        assert_eq!(at.code(command, json!({})), "locked", "{command}");
    }
    assert_eq!(at.ok("office_list", json!({})), json!([]));
    assert_eq!(at.code("office_open", json!({"file": "../七村", "passphrase": "口令"})), "not_found");
}

#[test]
fn an_office_nobody_touches_is_backed_up_and_locked() {
    let mut at = office();
    let clock = at.clock;
    assert!(!at.desk.tick(Instant::now(), clock).unwrap());
    let later = Instant::now() + Duration::from_secs(16 * 60);
    assert!(at.desk.tick(later, clock).unwrap());
    assert_eq!(at.code("residents", json!({})), "locked");
    at.ok("office_open", json!({"file": "七村", "passphrase": "口令"}));
    let backups = at.ok("backup_list", json!({}));
    assert!(!backups["backups"].as_array().unwrap().is_empty());
    at.ok("settings_set", json!({"masked": true, "idle_minutes": 0}));
    assert!(!at.desk.tick(later, clock).unwrap(), "0 minutes: never");
}

#[test]
fn whoever_sits_at_the_desk_signs_what_is_done() {
    let mut at = office();
    at.ok("staff_add", json!({"name": "小李", "pin": "4711"}));
    let staff = at.ok("staff_list", json!({}))[0]["id"].clone();
    assert_eq!(at.ok("desk_status", json!({}))["must_sit_down"], true);
    assert_eq!(at.code("sit_down", json!({"staff": staff, "pin": "0000"})), "wrong_pin");
    assert_eq!(at.ok("sit_down", json!({"staff": staff, "pin": "4711"}))["who"], "小李");
    let id = at.resident("张三")["id"].clone();
    at.ok("verified", json!({"residents": [id]}));
    assert_eq!(at.ok("today", json!({}))["last_operation"]["who"], "小李");
    let member = at.ok("household", json!({"resident": id}))["members"][0].clone();
    assert_eq!((&member["verified_by"], &member["verified_on"]), (&json!("小李"), &json!("2022-03-16")));
}

#[test]
fn today_counts_and_its_figures_open_their_names() {
    let mut at = office();
    let today = at.ok("today", json!({}));
    let figure = |code: &str| {
        today["figures"].as_array().unwrap().iter().find(|figure| figure["code"] == code).unwrap().clone()
    };
    assert_eq!(
        (&figure("registered")["households"], &figure("registered")["persons"]),
        (&json!(2), &json!(3))
    );
    assert_eq!(figure("empty_nest")["persons"], 2);
    let names = at.ok("report_names", json!({"date": "2022-03-16", "figure": "empty_nest"}));
    assert_eq!(names.as_array().unwrap().len(), 2);
    assert_eq!(today["backup_is_old"], true);
    at.ok("backup_now", json!({}));
    assert_eq!(at.ok("today", json!({}))["backup_is_old"], false);
}

#[test]
fn places_open_to_a_building_and_a_building_to_a_household() {
    let mut at = office();
    at.ok("room_add", json!({"building": "12号楼", "room": "303", "label": "空关房"}));
    assert_eq!(at.code("room_add", json!({"building": "12", "room": "303"})), "refused");
    let places = at.ok("places", json!({}));
    let building = &places["buildings"][0];
    assert_eq!(
        (&building["rooms"], &building["residents"], &building["special"]),
        (&json!(3), &json!(3), &json!(2))
    );
    let picture = at.ok("building", json!({"building": building["id"]}));
    let rooms = picture["units"][0]["rooms"].as_array().unwrap();
    let shown: Vec<(&str, usize)> = rooms
        .iter()
        .map(|room| (room["room"].as_str().unwrap(), room["people"].as_array().unwrap().len()))
        .collect();
    assert_eq!(shown, [("301", 2), ("302", 1), ("303", 0)]);
    assert_eq!(rooms[0]["floor"], 3);
    let household = at.ok("household", json!({"household": rooms[0]["people"][0]["household"]}));
    assert_eq!(household["door"], "12号301室");
    assert_eq!(household["members"][1]["stated"][0]["name"], "高血压");
}

#[test]
fn search_answers_while_typing() {
    let mut at = office();
    for typed in ["zs", "zhangs", "张", "0001", "12-301 张"] {
        let hits = at.ok("search", json!({"text": typed}));
        assert_eq!(hits[0]["name"], "张三", "{typed}");
    }
    let hit = at.resident("张三");
    assert_eq!((&hit["age"], &hit["phone_tail"]), (&json!(87), &json!("0001")));
    assert_eq!(at.ok("search", json!({"text": " "})), json!([]));
}

#[test]
fn a_wrong_id_number_is_shown_at_once_and_refused_with_its_reason() {
    let mut at = office();
    let check = at.ok("id_check", json!({"value": "110105194912310021"}));
    assert_eq!((&check["ok"], &check["why"]), (&json!(false), &json!("id_check_digit")));
    assert_eq!(at.ok("id_check", json!({"value": "11010519491231002X"}))["birth"], "1949-12-31");
    let id = at.resident("李四")["id"].clone();
    let set = |value: &str| json!({"resident": id, "field": "id_number", "value": value});
    let refused = at.call("resident_set", set("110105194912310021")).unwrap_err();
    assert_eq!((refused.code, refused.message.as_str()), ("bad_value", "证件号：身份证号校验位不对"));
    at.ok("resident_set", set("11010519491231002X"));
    let member = at.ok("household", json!({"resident": id}))["members"][1].clone();
    assert_eq!((&member["birth_date"], &member["age"]), (&json!("1949-12-31"), &json!(72)));
    assert_eq!(
        at.code("resident_set", json!({"resident": id, "field": "extra", "value": "{}"})),
        "bad_field"
    );
}

#[test]
fn people_are_added_tagged_moved_out_and_back_and_each_step_is_undone_by_its_number() {
    let mut at = office();
    let household = at.resident("王五")["household"].clone();
    let facts = json!([{"field": "name", "value": "赵六"}, {"field": "birth", "value": "1950-1-1"}]);
    let made =
        at.ok("resident_add", json!({"household": household, "facts": facts, "phones": ["13700000003"]}));
    let id = made["id"].clone();
    at.ok("resident_tag", json!({"residents": [id], "kind": "dialysis", "data": "每周一三五"}));
    assert_eq!(at.code("resident_tag", json!({"residents": [id], "kind": "over80"})), "refused");
    assert!(at.resident("赵六")["tags"].as_array().unwrap().contains(&json!("肾透析")));
    at.ok("resident_untag", json!({"residents": [id], "kind": "dialysis"}));
    assert_eq!(at.code("resident_untag", json!({"residents": [id], "kind": "dialysis"})), "no_such");
    at.ok("presence_set", json!({"residents": [id], "state": "moved_out", "since": "2022-03-10"}));
    assert_eq!(at.resident("赵六")["presence"], "迁出");
    at.ok("presence_set", json!({"residents": [id], "state": "home"}));
    assert_eq!(at.resident("赵六")["presence"], "在住");
    at.ok("undo", json!({"operation": made["operation"]}));
    assert_eq!(at.code("resident_add", json!({"facts": []})), "refused");
}

#[test]
fn the_table_comes_in_windows_and_notices_changes() {
    let mut at = office();
    let page = |from: u32| json!({"filter": {}, "sort": "name", "from": from, "count": 2});
    let first = at.ok("roster_page", page(0));
    assert_eq!(first["total"], 3);
    let names = |page: &Value| -> Vec<String> {
        page["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&first), ["李四", "王五"]);
    assert_eq!(names(&at.ok("roster_page", page(2))), ["张三"]);
    let id = first["rows"][0]["id"].clone();
    at.ok("resident_set", json!({"resident": id, "field": "name", "value": "周四"}));
    assert_eq!(names(&at.ok("roster_page", page(0))), ["王五", "张三"]);
    let alone = json!({"filter": {"group": "空巢"}, "count": 10});
    assert_eq!(at.ok("roster_page", alone)["total"], 2);
}

#[test]
fn a_sheet_is_set_right_by_hand_and_the_mapping_is_remembered() {
    let mut at = office();
    let ledger = "甲,乙,丙\n孙七,501,13800000005\n周八,502,13800000006\n";
    let handle = at.file("5号楼.csv", ledger);
    let columns = json!([
        {"col": 0, "field": "name"}, {"col": 1, "field": "room"}, {"col": 2, "field": "phone"}
    ]);
    let corrections = json!([{"file": 0, "sheet": 0, "header_row": 1, "building": "5", "columns": columns}]);
    let plan = at.ok("import_plan", json!({"files": [handle], "corrections": corrections}));
    assert_eq!(plan["counts"]["created"], 2, "{plan}");
    assert_eq!(plan["sheets"][0]["building"], "5");
    assert_eq!(plan["sheets"][0]["columns"][0]["samples"], json!(["孙七", "周八"]));
    let left_out = json!({"corrections": [{"file": 0, "sheet": 0, "leave_out": true}]});
    assert_eq!(at.ok("import_plan", left_out)["counts"]["created"], 0);
    at.ok("import_plan", json!({"corrections": corrections}));
    assert_eq!(at.ok("import_apply", json!({}))["counts"]["created"], 2);
    assert_eq!(at.code("import_apply", json!({})), "no_plan");
    let bad = json!({"corrections": [{"file": 0, "sheet": 0, "columns": [{"col": 0, "field": "x"}]}]});
    assert_eq!(at.code("import_plan", bad), "bad_field");
}

#[test]
fn a_round_is_marked_by_a_line_and_what_is_missing_is_listed_with_phones() {
    let mut at = office();
    at.ok("round_open", json!({"kind": "nucleic", "date": "2022-03-16"}));
    let line = |line: &str, dry_run: bool| json!({"round": 1, "line": line, "dry_run": dry_run});
    let seen = at.ok("round_mark", line("12 301 302未 发热", true));
    assert_eq!((&seen["recorded"], &seen["doors"][0]["names"]), (&json!(false), &json!(["张三", "李四"])));
    let wrong = at.ok("round_mark", line("12 301 999", false));
    assert_eq!(
        (&wrong["recorded"], &wrong["doors"][1]["problem"]),
        (&json!(false), &json!("12号楼没有999室"))
    );
    let done = at.ok("round_mark", line("12 301 302未 发热", false));
    assert_eq!((&done["recorded"], &done["changed"]), (&json!(true), &json!(3)));
    let missing = at.ok("round_untested", json!({"round": 1}));
    assert_eq!(missing.as_array().unwrap().len(), 1);
    assert_eq!((&missing[0]["reason"], &missing[0]["phones"]), (&json!("发热"), &json!("139****0002")));
    assert_eq!(at.ok("places", json!({}))["buildings"][0]["untested"], 1);
    let id = missing[0]["resident"].clone();
    at.ok("round_mark_people", json!({"round": 1, "residents": [id], "tested": true}));
    assert_eq!(at.ok("round_untested", json!({"round": 1})), json!([]));
}

#[test]
fn an_office_with_the_example_community_is_full_at_once() {
    let mut at = desk();
    at.ok("office_create", json!({"name": "示例", "passphrase": "口令", "example": true}));
    let places = at.ok("places", json!({}));
    assert!(places["buildings"].as_array().unwrap().len() > 2);
    assert_eq!(at.ok("check", json!({}))["ok"], true);
    let isolated = at.ok("isolation_days", json!({}));
    assert!(!isolated.as_array().unwrap().is_empty(), "somebody is in isolation today, whatever day it is");
}
