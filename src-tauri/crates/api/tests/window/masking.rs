//! What the desk shows and keeps to itself.

use serde_json::{Value, json};

use crate::{At, office};

const ID: &str = "11010519491231002X";

/// 李四 has a whole ID number, and a phone in the remark.
fn with_numbers() -> (At, Value) {
    let mut at = office();
    at.ok("settings_set", json!({"masked": false, "idle_minutes": 15}));
    let id = at.resident("李四")["id"].clone();
    at.ok("resident_set", json!({"resident": id, "field": "id_number", "value": ID}));
    at.ok("resident_set", json!({"resident": id, "field": "remark", "value": "女儿13912345678，402室"}));
    at.ok("phones_set", json!({"resident": id, "phones": ["13812345678", "021-65123456"]}));
    at.ok("settings_set", json!({"masked": true, "idle_minutes": 15}));
    (at, id)
}

#[test]
fn nothing_the_desk_sends_holds_a_whole_number_until_somebody_chooses_to_see_them() {
    let (mut at, id) = with_numbers();
    at.ok("round_open", json!({"kind": "nucleic", "date": "2022-03-16"}));
    let asks = [
        ("roster_page", json!({"filter": {}, "count": 10})),
        ("household", json!({"resident": id})),
        ("residents", json!({})),
        ("search", json!({"text": "李四"})),
        ("history", json!({"resident": id})),
        ("round_untested", json!({"round": 1})),
        ("log", json!({})),
    ];
    for (command, request) in &asks {
        let said = at.ok(command, request.clone()).to_string();
        for secret in [ID, "13812345678", "13912345678", "65123456"] {
            assert!(!said.contains(secret), "{command} says {secret}");
        }
    }
    at.ok("settings_set", json!({"masked": false, "idle_minutes": 15}));
    let member = at.ok("household", json!({"resident": id}))["members"][1].clone();
    assert_eq!((&member["id_number"], &member["remark"]), (&json!(ID), &json!("女儿13912345678，402室")));
}

#[test]
fn one_household_is_seen_whole_when_asked_for_and_that_is_recorded_without_what_was_seen() {
    let (mut at, id) = with_numbers();
    let member = at.ok("reveal", json!({"resident": id}))["members"][1].clone();
    assert_eq!((&member["id_number"], &member["phones"][0]), (&json!(ID), &json!("13812345678")));
    let last = at.ok("log", json!({})).as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["kind"], &last["summary"]), (&json!("look_up"), &json!("查看完整号码：12号301室")));
    let undone = at.ok("undo", json!({}));
    assert_ne!(undone["reversed"]["kind"], "look_up", "there is nothing to take back");
}

#[test]
fn a_mask_that_comes_back_never_takes_the_place_of_a_number() {
    let (mut at, id) = with_numbers();
    let set = |field: &str, value: &str| json!({"resident": id, "field": field, "value": value});
    let same = at.ok("resident_set", set("id_number", "110***********002X"));
    assert_eq!(same["operation"], Value::Null);
    at.ok("resident_set", set("remark", "女儿139****5678，402室"));
    assert_eq!(at.code("resident_set", set("remark", "女儿139****5678，住院")), "refused");
    at.ok("resident_set", set("remark", "女儿139****5678，402室；行动不便"));
    assert_eq!(at.code("resident_set", set("id_number", "110***********1234")), "refused");
    let phones = |phones: Value| json!({"resident": id, "phones": phones});
    at.ok("phones_set", phones(json!(["021-****3456", "13700000001"])));
    assert_eq!(at.code("phones_set", phones(json!(["138****5678"]))), "refused", "it is theirs no more");
    let member = at.ok("reveal", json!({"resident": id}))["members"][1].clone();
    assert_eq!(member["phones"], json!(["021-65123456", "13700000001"]));
    assert_eq!(
        (&member["id_number"], &member["remark"]),
        (&json!(ID), &json!("女儿13912345678，402室；行动不便"))
    );
}
