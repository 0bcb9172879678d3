//! One ID number, one person: whose it is already is said while it is typed, and nothing is kept unless somebody insists.

use serde_json::{Value, json};

use crate::{At, office};

const NUMBER: &str = "11010519491231002X";

/// 张三 has the number; 王五's household.
fn with_number() -> (At, Value, Value) {
    let mut at = office();
    let (zhang, wang) = (at.resident("张三"), at.resident("王五"));
    at.ok("resident_set", json!({"resident": zhang["id"], "field": "id_number", "value": NUMBER}));
    (at, zhang, wang)
}

#[test]
fn an_id_number_says_who_has_it_and_is_not_taken_twice_unless_somebody_insists() {
    let (mut at, zhang, wang) = with_number();
    let checked = at.ok("id_check", json!({"value": NUMBER}));
    assert_eq!(
        (&checked["holders"][0]["name"], &checked["holders"][0]["door"]),
        (&json!("张三"), &json!("12号301室"))
    );
    let own = at.ok("id_check", json!({"value": NUMBER, "resident": zhang["id"]}));
    assert_eq!(own["holders"], json!([]), "one's own number is no surprise");

    let set = json!({"resident": wang["id"], "field": "id_number", "value": NUMBER});
    assert_eq!(at.code("resident_set", set.clone()), "id_taken");
    let facts = json!([{"field": "name", "value": "张三"}, {"field": "id_number", "value": NUMBER}]);
    let add = json!({"household": wang["household"], "facts": facts});
    assert_eq!(at.code("resident_add", add), "id_taken");
    let cells = json!({"cells": [set], "all_or_nothing": false});
    assert_eq!(at.ok("cells_set", cells)["refused"].as_array().unwrap().len(), 1);
    assert_eq!(at.ok("check", json!({}))["ok"], true);

    let mut anyway = set;
    anyway["anyway"] = json!(true);
    at.ok("resident_set", anyway);
    let problems = at.ok("check", json!({}))["problems"].clone();
    assert_eq!(problems[0]["code"], "id_number_twice");
    let who = at.ok("check_names", json!({"code": "id_number_twice"}));
    let names: Vec<&str> =
        who.as_array().unwrap().iter().map(|each| each["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["张三", "王五"]);
}

#[test]
fn somebody_who_is_here_already_moves_over_and_an_empty_household_goes() {
    let (mut at, _, wang) = with_number();
    let zhang = at.resident("张三");
    let moved = at.ok("resident_move", json!({"resident": wang["id"], "household": zhang["household"]}));
    assert_eq!(at.resident("王五")["door"], zhang["door"]);
    assert_eq!(at.code("household", json!({"household": wang["household"]})), "no_such");
    at.ok("undo", json!({"operation": moved["operation"]}));
    assert_eq!(at.resident("王五")["door"], wang["door"]);
}

#[test]
fn somebody_without_an_id_number_is_added_with_sex_birth_and_where_they_are() {
    let (mut at, zhang, _) = with_number();
    let facts = json!([
        {"field": "name", "value": "赵一"}, {"field": "sex", "value": "女"}, {"field": "birth", "value": "1950-3-5"},
    ]);
    at.ok("resident_add", json!({"household": zhang["household"], "facts": facts, "presence": "hospital"}));
    let household = at.ok("household", json!({"household": zhang["household"]}));
    let added = household["members"].as_array().unwrap().iter().find(|each| each["name"] == "赵一").unwrap();
    assert_eq!(
        (&added["sex"], &added["birth_date"], &added["presence"]),
        (&json!("女"), &json!("1950-03-05"), &json!("住院"))
    );
}

#[test]
fn the_dead_belong_to_no_group_any_more() {
    let (mut at, _, _) = with_number();
    let li = at.resident("李四");
    at.ok("resident_tag", json!({"residents": [li["id"]], "kind": "hypertension"}));
    at.ok("presence_set", json!({"residents": [li["id"]], "state": "deceased"}));
    let household = at.ok("household", json!({"household": li["household"]}));
    let dead = household["members"].as_array().unwrap().iter().find(|each| each["name"] == "李四").unwrap();
    assert_eq!(dead["tags"], json!([]));
    let filter = json!({"filter": {"group": "高血压"}, "count": 9});
    assert_eq!(at.ok("roster_page", filter)["total"], 0);
}
