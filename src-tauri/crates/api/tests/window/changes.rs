//! Cells pasted as one operation, what an operation changed, responsible persons.

use serde_json::{Value, json};

use crate::{At, office};

fn cell(resident: &Value, field: &str, value: &str) -> Value {
    json!({"resident": resident["id"], "field": field, "value": value})
}

fn member(at: &mut At, resident: &Value) -> Value {
    let household = at.ok("household", json!({"resident": resident["id"]}));
    let members = household["members"].as_array().unwrap();
    members.iter().find(|member| member["id"] == resident["id"]).unwrap().clone()
}

#[test]
fn a_pasted_block_is_one_operation_and_one_undo_takes_it_back() {
    let mut at = office();
    let (zhang, wang) = (at.resident("张三"), at.resident("王五"));
    let cells = [
        cell(&zhang, "name", "张三丰"),
        cell(&zhang, "remark", "晚上才在"),
        cell(&wang, "phones", "13911111111 13922222222"),
        cell(&wang, "birth", "1988年7月"),
    ];
    let done = at.ok("cells_set", json!({"cells": cells}));
    assert_eq!((&done["set"], &done["refused"]), (&json!(4), &json!([])));
    assert_eq!(done["summary"], "修改表格：4格");
    assert_eq!(member(&mut at, &zhang)["name"], "张三丰");
    assert_eq!(member(&mut at, &wang)["phones"], json!(["139****1111", "139****2222"]));
    at.ok("undo", json!({"operation": done["operation"]}));
    assert_eq!(member(&mut at, &zhang)["name"], "张三");
    assert_eq!(member(&mut at, &wang)["phones"], json!(["139****0002"]));
    assert_eq!(member(&mut at, &wang)["birth_date"], "1988-07-08");
}

#[test]
fn refused_cells_are_listed_with_the_reason_and_the_good_ones_are_set() {
    let mut at = office();
    let zhang = at.resident("张三");
    let cells = [
        cell(&zhang, "id_number", "310110193501020000"),
        cell(&zhang, "remark", "晚上才在"),
        cell(&zhang, "door", "12-303"),
        cell(&zhang, "phones", "138****9999"),
        cell(&zhang, "name", ""),
        cell(&json!({"id": 7}), "name", "某人"),
    ];
    let done = at.ok("cells_set", json!({"cells": cells.clone()}));
    let refused: Vec<_> = done["refused"].as_array().unwrap().iter().map(|cell| &cell["index"]).collect();
    assert_eq!(
        (&done["set"], refused),
        (&json!(1), vec![&json!(0), &json!(2), &json!(3), &json!(4), &json!(5)])
    );
    assert_eq!(member(&mut at, &zhang)["remark"], "晚上才在");
    at.ok("undo", json!({"operation": done["operation"]}));
    let none = at.ok("cells_set", json!({"cells": cells, "all_or_nothing": true}));
    assert_eq!((&none["operation"], &none["set"]), (&Value::Null, &json!(0)));
    assert_eq!(none["refused"].as_array().unwrap().len(), 5);
    assert_eq!(member(&mut at, &zhang)["remark"], Value::Null);
}

#[test]
fn masked_cells_pasted_back_change_nothing() {
    let mut at = office();
    let zhang = at.resident("张三");
    let done = at.ok(
        "cells_set",
        json!({"cells": [cell(&zhang, "phones", "138****0001"), cell(&zhang, "name", "张三")]}),
    );
    assert_eq!((&done["operation"], &done["refused"]), (&Value::Null, &json!([])));
}

#[test]
fn an_operation_says_cell_by_cell_whose_what_it_changed_in_words() {
    let mut at = office();
    let zhang = at.resident("张三");
    let cells = [cell(&zhang, "id_number", "11010519491231002X"), cell(&zhang, "phones", "13911111111")];
    let done = at.ok("cells_set", json!({"cells": cells}));
    assert_eq!(done["refused"], json!([]), "{done}");
    let said = at.ok("operation_changes", json!({"operation": done["operation"], "limit": 100}));
    assert_eq!(said["next"], Value::Null);
    let changes = said["changes"].as_array().unwrap();
    let first = &changes[0];
    assert_eq!(
        (&first["title"], &first["record"], &first["door"], &first["action"], &first["resident"]),
        (&json!("住户"), &json!("张三"), &json!("12号301室"), &json!("update"), &zhang["id"])
    );
    let column = |title: &str| {
        let columns = first["columns"].as_array().unwrap();
        columns.iter().find(|column| column["title"] == title).unwrap_or(&Value::Null).clone()
    };
    assert_eq!(column("证件类型")["new"], "居民身份证");
    assert_eq!(column("证件号")["new"], "110***********002X", "masked as everywhere");
    assert_eq!((&column("性别")["old"], &column("性别")["new"]), (&json!("男"), &json!("女")));
    let phones: Vec<_> = changes.iter().filter(|change| change["title"] == "电话").collect();
    assert_eq!(phones.len(), 2, "one number goes, one comes");
    assert!(phones.iter().all(|change| change["record"] == "张三"));
    assert_eq!(at.code("operation_changes", json!({"operation": 5, "limit": 1})), "no_such");
}

#[test]
fn what_an_import_changed_is_read_page_by_page_until_all_is_seen_once() {
    let mut at = office();
    let import = at.ok("imports", json!({}))[0].clone();
    let (mut after, mut seen) = (Value::Null, Vec::new());
    loop {
        let page = at.ok("operation_changes", json!({"operation": import["id"], "after": after, "limit": 2}));
        let changes = page["changes"].as_array().unwrap();
        assert!(changes.len() <= 2);
        seen.extend(changes.iter().map(|change| (change["table"].to_string(), change["id"].as_i64())));
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    assert_eq!(Some(seen.len() as i64), import["changes"].as_i64());
    let distinct: std::collections::HashSet<_> = seen.iter().collect();
    assert_eq!(distinct.len(), seen.len());
}

#[test]
fn the_history_of_a_person_uses_the_words_people_use() {
    let mut at = office();
    let wang = at.resident("王五");
    at.ok(
        "resident_set",
        json!({"resident": wang["id"], "field": "id_number", "value": "11010519491231002X"}),
    );
    let room = at.ok("household", json!({"resident": wang["id"]}))["room"].clone();
    let zhang = at.resident("张三")["id"].clone();
    let zhang = at.ok("household", json!({"resident": zhang}));
    at.ok(
        "household_split",
        json!({"household": zhang["id"], "residents": [zhang["members"][1]["id"]], "room": room}),
    );
    let moved = at.ok("history", json!({"resident": zhang["members"][1]["id"]}));
    let last = moved.as_array().unwrap().last().unwrap();
    assert_eq!(last["columns"][0]["title"], "住址");
    assert_eq!(
        (&last["columns"][0]["old"], &last["columns"][0]["new"]),
        (&json!("12号301室"), &json!("12号302室"))
    );
    let all = at.ok("history", json!({"resident": wang["id"]})).to_string();
    assert!(all.contains("居民身份证"), "{all}");
    for raw in ["\"resident_id\"", "household_id\",\"title\":\"household", "sheet_id"] {
        assert!(!all.contains(raw), "{raw} in {all}");
    }
}

#[test]
fn a_tube_in_the_list_of_operations_keeps_its_number() {
    let mut at = office();
    at.ok("round_open", json!({"kind": "nucleic", "date": "2022-03-16"}));
    at.ok("tube_open", json!({"round": 1, "barcode": "20220316000123"}));
    let log = at.ok("log", json!({}));
    let last = log.as_array().unwrap().last().unwrap();
    assert!(last["summary"].as_str().unwrap().contains("20220316000123"), "{last}");
    let said = at.ok("operation_changes", json!({"operation": last["id"], "limit": 10}));
    assert!(said.to_string().contains("\"new\":\"20220316000123\""), "{said}");
}

#[test]
fn somebody_is_made_responsible_for_a_building_set_right_and_taken_off() {
    let mut at = office();
    let building = at.ok("places", json!({}))["buildings"][0]["id"].clone();
    let new = json!({"building": building, "role": "楼组长", "name": "赵大妈", "phone": "13811112222"});
    let made = at.ok("responsible_set", new);
    let shown = at.ok("building", json!({"building": building}))["responsible"].clone();
    assert_eq!((&shown[0]["name"], &shown[0]["phone"]), (&json!("赵大妈"), &json!("138****2222")));
    let zhang = at.resident("张三");
    assert_eq!(at.ok("household", json!({"resident": zhang["id"]}))["responsible"][0]["name"], "赵大妈");

    let again = json!({"id": made["id"], "building": building, "role": "网格员", "name": "赵大妈", "phone": "138****2222"});
    at.ok("responsible_set", again);
    at.ok("settings_set", json!({"masked": false, "idle_minutes": 15}));
    let all = at.ok("responsible_list", json!({}));
    assert_eq!(all.as_array().unwrap().len(), 1);
    assert_eq!((&all[0]["role"], &all[0]["phone"]), (&json!("网格员"), &json!("13811112222")));

    let bad = |key: &str, value: Value| {
        let mut asked = json!({"building": building, "role": "楼组长", "name": "钱某"});
        asked[key] = value;
        asked
    };
    assert_eq!(at.code("responsible_set", bad("unit", json!("9"))), "refused");
    assert_eq!(at.code("responsible_set", bad("name", json!(" "))), "refused");
    assert_eq!(at.code("responsible_set", bad("phone", json!("139****0000"))), "refused");
    assert_eq!(at.code("responsible_set", bad("phone", json!("123"))), "bad_value");
    assert_eq!(at.code("responsible_set", bad("building", json!(7))), "no_such");

    let removed = at.ok("responsible_remove", json!({"id": made["id"]}));
    assert_eq!(at.ok("responsible_list", json!({"building": building})), json!([]));
    at.ok("undo", json!({"operation": removed["operation"]}));
    assert_eq!(at.ok("responsible_list", json!({"building": building}))[0]["name"], "赵大妈");
}

#[test]
fn a_page_that_comes_back_gets_the_open_plan_as_it_stands_with_what_was_said_of_the_sheets() {
    let mut at = office();
    let handle = at.file("5号楼.csv", "姓名,室号\n孙七,501\n周八,502\n");
    let corrections = json!([{"file": 0, "sheet": 0, "building": "5"}]);
    let plan = at.ok("import_plan", json!({"files": [handle], "corrections": corrections}));
    let mut heard = 0;
    let mut hear = |_: louce_sheets::import::Progress<'_>| {
        heard += 1;
        std::ops::ControlFlow::Continue(())
    };
    let again = at.desk.call("import_plan", json!({}), at.clock, &mut hear).unwrap();
    assert_eq!((again, heard), (plan.clone(), 0), "nothing is planned anew");
    assert_eq!(plan["corrections"][0]["building"], "5");
    let zhang = at.resident("张三");
    at.ok("resident_set", json!({"resident": zhang["id"], "field": "remark", "value": "晚上才在"}));
    let anew = at.ok("import_plan", json!({}));
    assert_eq!(
        anew["counts"], plan["counts"],
        "an office that changed is looked at again, with the same corrections"
    );
    assert_eq!(anew["sheets"][0]["building"], "5");
}

#[test]
fn rows_of_the_plan_and_questions_say_types_of_papers_in_chinese() {
    let mut at = office();
    let handle = at.file("底册.csv", "楼号,室号,姓名,证件号\n12,302,王五,110105198807080013\n");
    at.ok("import_plan", json!({"files": [handle]}));
    let rows = at.ok("import_rows", json!({"from": 0, "count": 10}));
    let changes = rows["rows"][0]["changes"].to_string();
    assert!(changes.contains("居民身份证") && !changes.contains("resident_id"), "{changes}");
}

#[test]
fn two_compounds_with_a_building_of_one_name_are_told_apart_in_every_list() {
    let mut at = office();
    assert_eq!(at.resident("张三").get("compound"), None, "one compound needs no name");
    at.import("小区,楼号,室号,姓名,出生日期\n东苑,21,301,钱一,1930-01-02\n西苑,21,301,孙二,1931-01-02\n");
    assert_eq!(at.resident("孙二")["compound"], "西苑");
    let of = |rows: &Value| -> Vec<(String, String)> {
        let text = |row: &Value, key: &str| row[key].as_str().unwrap_or("").to_owned();
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| (text(row, "name"), text(row, "compound")))
            .filter(|(_, place)| !place.is_empty())
            .collect()
    };
    let both = [("钱一".to_owned(), "东苑".to_owned()), ("孙二".to_owned(), "西苑".to_owned())];
    let asked = json!({"date": "2022-03-16", "figure": "registered"});
    assert_eq!(of(&at.ok("report_names", asked.clone())), both);
    at.ok("report_daily", json!({"date": "2022-03-16", "close": true}));
    assert_eq!(of(&at.ok("report_names", asked)), both, "in the closed day as well");
    at.ok("round_open", json!({"kind": "nucleic", "date": "2022-03-16"}));
    assert_eq!(of(&at.ok("round_untested", json!({"round": 1}))), both);
}

#[test]
fn the_history_of_a_household_tells_who_came_and_went_and_what_changed_meanwhile() {
    let mut at = office();
    let wang = at.resident("王五");
    let li = at.resident("李四")["id"].clone();
    let family = at.ok("household", json!({"resident": li}));
    let other = at.ok("household", json!({"resident": wang["id"]}));
    at.ok("phones_set", json!({"resident": li, "phones": ["13700000001"]}));
    let split = at.ok("household_split", json!({"household": family["id"], "residents": [li], "room": null}))
        ["id"]
        .clone();
    at.ok("resident_set", json!({"resident": li, "field": "remark", "value": "已经分户"}));
    at.ok("household_merge", json!({"from": split, "into": other["id"]}));
    at.ok("household_move", json!({"household": family["id"], "room": other["room"]}));
    let told = |history: &Value| -> Vec<(String, String, String, Value)> {
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        let of = |change: &Value| {
            let cells = change["columns"].as_array().unwrap().iter();
            let cells = cells.map(|cell| {
                format!("{}：{}→{}", text(&cell["title"]), text(&cell["old"]), text(&cell["new"]))
            });
            (
                text(&change["operation"]["summary"]),
                text(&change["record"]),
                cells.collect::<Vec<_>>().join("；"),
                change["moved"].clone(),
            )
        };
        history
            .as_array()
            .unwrap()
            .iter()
            .skip_while(|change| change["operation"]["kind"] == "import")
            .map(of)
            .collect()
    };
    let here = at.ok("household_history", json!({"household": family["id"]}));
    assert!(here.to_string().contains("张三") && !here.to_string().contains("王五"));
    let here = told(&here);
    assert!(
        here.iter().any(|(summary, who, cells, _)| summary.contains("电话")
            && who == "李四"
            && cells.contains("137****0001")),
        "{here:?}"
    );
    assert!(
        here.iter()
            .any(|(summary, who, _, moved)| summary == "分户：李四" && who == "李四" && moved == "out"),
        "{here:?}"
    );
    assert!(
        here.iter().all(|(_, _, cells, _)| !cells.contains("已经分户")),
        "no longer of this household: {here:?}"
    );
    assert_eq!(here.last().unwrap().2, "住址：12号301室→12号302室");
    let there = told(&at.ok("household_history", json!({"resident": wang["id"]})));
    assert!(there.iter().any(|(_, who, _, moved)| who == "李四" && moved == "in"), "{there:?}");
    let gone = told(&at.ok("household_history", json!({"household": split})));
    assert!(
        gone.iter().any(|(_, _, cells, _)| cells.contains("已经分户")),
        "a household that is gone still has its history: {gone:?}"
    );
    assert_eq!(at.code("household_history", json!({"household": 5})), "no_such");
}

#[test]
fn a_closing_that_is_stopped_leaves_the_day_open() {
    let mut at = office();
    let close = json!({"date": "2022-03-16", "close": true});
    let mut heard = Vec::new();
    let mut stop = |progress: louce_sheets::import::Progress<'_>| {
        heard.push((progress.done, progress.total));
        match progress.done {
            3 => std::ops::ControlFlow::Break(()),
            _ => std::ops::ControlFlow::Continue(()),
        }
    };
    let stopped = at.desk.call("report_daily", close.clone(), at.clock, &mut stop);
    assert_eq!(stopped.unwrap_err().code, "cancelled");
    assert!(heard.last().unwrap().1 > 3, "{heard:?}");
    assert!(at.ok("report_daily", json!({"date": "2022-03-16"}))["closed"].is_null());
    assert!(!at.ok("report_daily", close)["closed"].is_null());
}
