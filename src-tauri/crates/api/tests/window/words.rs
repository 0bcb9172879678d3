//! 在住 and 重点 typed or pasted into the table as words.

use serde_json::{Value, json};

use crate::{At, office};

/// Sets one cell of somebody.
fn set(at: &mut At, name: &str, field: &str, value: &str) -> Value {
    let resident = at.resident(name)["id"].clone();
    at.ok("cells_set", json!({"cells": [{"resident": resident, "field": field, "value": value}]}))
}

/// What the table shows of somebody: 在住 and 重点.
fn shown(at: &mut At, name: &str) -> (String, String) {
    let page = at.ok("roster_page", json!({"filter": {}, "count": 100}));
    let row = page["rows"].as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone();
    let tags = row["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap());
    (row["presence"].as_str().unwrap().to_owned(), tags.collect::<Vec<_>>().join("、"))
}

fn why(done: &Value) -> String {
    assert_eq!((&done["operation"], &done["set"]), (&Value::Null, &json!(0)), "{done}");
    done["refused"][0]["why"].as_str().unwrap().to_owned()
}

#[test]
fn presence_and_tags_are_set_by_their_words_in_one_operation_that_is_undone_at_once() {
    let mut at = office();
    let wang = at.resident("王五")["id"].clone();
    let done = at.ok(
        "cells_set",
        json!({"cells": [
            {"resident": wang, "field": "presence", "value": "外出"},
            {"resident": wang, "field": "tags", "value": "高血压、 孤老，志愿者"},
        ]}),
    );
    assert_eq!(
        (&done["set"], &done["refused"], &done["summary"]),
        (&json!(2), &json!([]), &json!("修改表格：2格"))
    );
    assert_eq!(shown(&mut at, "王五"), ("外出".into(), "高血压、孤老、志愿者".into()));
    at.ok("undo", json!({"operation": done["operation"]}));
    assert_eq!(shown(&mut at, "王五"), ("在住".into(), String::new()));
    assert_eq!(set(&mut at, "王五", "presence", "住院")["summary"], "修改王五的在住");
    assert_eq!(set(&mut at, "王五", "presence", "住院")["operation"], Value::Null, "it was so already");
    set(&mut at, "王五", "presence", "在");
    assert_eq!(shown(&mut at, "王五").0, "在住", "a word the offices use");
}

#[test]
fn tags_that_are_no_longer_named_end_and_those_that_follow_from_the_facts_stay() {
    let mut at = office();
    let before = shown(&mut at, "李四").1;
    let follows = before.strip_suffix("、高血压").unwrap().to_owned();
    assert!(follows.contains("65岁以上"), "{before}");
    set(&mut at, "李四", "tags", &format!("{follows}、糖尿病"));
    assert_eq!(shown(&mut at, "李四").1, format!("{follows}、糖尿病"));
    set(&mut at, "李四", "tags", "高血压");
    assert_eq!(shown(&mut at, "李四").1, format!("{follows}、高血压"));
    let li = at.resident("李四")["id"].clone();
    let tags = at.ok("household", json!({"resident": li}));
    assert!(!tags.to_string().contains("糖尿病"), "stated and ended on one day leaves nothing: {tags}");
    set(&mut at, "李四", "tags", "");
    assert_eq!(shown(&mut at, "李四").1, follows);
}

#[test]
fn a_word_that_is_none_is_refused_with_those_there_are_and_nothing_is_set() {
    let mut at = office();
    let before = shown(&mut at, "王五");
    let said = why(&set(&mut at, "王五", "presence", "月球"));
    assert!(said.contains("在住、外出、住院、居家隔离"), "{said}");
    let said = why(&set(&mut at, "王五", "presence", ""));
    assert!(said.contains("在住、外出"), "a blank says nothing of where somebody is: {said}");
    let said = why(&set(&mut at, "王五", "tags", "高血压、月球"));
    assert!(said.contains("“月球”") && said.contains("独居、空巢、孤老"), "{said}");
    for (group, word) in [("65岁以上", "65岁以上"), ("80岁以上独居", "80岁以上独居")] {
        let said = why(&set(&mut at, "王五", "tags", word));
        assert_eq!(said, format!("“{group}”由出生日期和同住的人得出，不用标注。"));
    }
    assert_eq!(shown(&mut at, "王五"), before);
    let said = why(&set(&mut at, "张三", "tags", ""));
    assert!(said.contains("去不掉"), "{said}");
    set(&mut at, "王五", "presence", "死亡");
    assert_eq!(why(&set(&mut at, "王五", "presence", "在住")), "已登记死亡。");
}
