//! One change for many people.

use std::ops::ControlFlow;

use louce_sheets::import::Progress;
use serde_json::{Value, json};

use crate::{At, office};

fn everybody(at: &mut At) -> Vec<i64> {
    let page = at.ok("roster_page", json!({"filter": {}, "count": 1000}));
    page["rows"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

fn change(at: &mut At, residents: &[i64], change: Value) -> Value {
    at.ok("people_change", json!({"residents": residents, "change": change}))
}

#[test]
fn many_people_are_tagged_as_one_operation_that_says_how_many_and_is_undone_at_once() {
    let mut at = office();
    let all = everybody(&mut at);
    let done = change(&mut at, &all, json!({"kind": "tag", "tag": "hypertension", "evidence": "社区医院"}));
    assert_eq!(
        (&done["changed"], &done["unchanged"], &done["summary"]),
        (&json!(2), &json!(1), &json!("2人标注“高血压”"))
    );
    at.ok("undo", json!({"operation": done["operation"]}));
    let tagged = at.ok("roster_page", json!({"filter": {"group": "高血压"}, "count": 10}));
    assert_eq!(tagged["total"], 1, "whoever had it before keeps it");
}

#[test]
fn whoever_cannot_be_changed_is_listed_with_the_reason_and_the_others_are_changed() {
    let mut at = office();
    let all = everybody(&mut at);
    change(&mut at, &all[..1], json!({"kind": "move_out", "since": "2022-03-10", "reason": "搬回老家"}));
    let gone: Vec<i64> = all.iter().copied().chain([7]).collect();
    let done = change(&mut at, &gone, json!({"kind": "move_out"}));
    assert_eq!((&done["changed"], done["refused"].as_array().unwrap().len()), (&json!(2), 2), "{done}");
    assert_eq!(done["refused"][0], json!({"resident": all[0], "name": "张三", "why": "已经迁出。"}));
    assert_eq!(done["refused"][1]["resident"], 7);
    assert_eq!(at.resident("王五")["presence"], "迁出");
    let none = change(&mut at, &all, json!({"kind": "untag", "tag": "dialysis"}));
    assert_eq!((&none["operation"], none["refused"].as_array().unwrap().len()), (&Value::Null, 3));
}

#[test]
fn people_are_verified_sent_away_and_remarked_on_together() {
    let mut at = office();
    let all = everybody(&mut at);
    assert_eq!(change(&mut at, &all, json!({"kind": "verified"}))["changed"], 3);
    assert_eq!(change(&mut at, &all, json!({"kind": "verified"}))["unchanged"], 3);
    let away = json!({"kind": "presence", "state": "hospital", "since": "2022-03-15", "place": "区医院"});
    assert_eq!(change(&mut at, &all[..1], away)["summary"], "张三：住院");
    change(&mut at, &all, json!({"kind": "remark", "text": "已发抗原"}));
    let member = at.ok("household", json!({"resident": all[0]}))["members"][1].clone();
    assert_eq!(member["remark"], "高血压；已发抗原");
    assert_eq!(change(&mut at, &all, json!({"kind": "remark", "text": "已发抗原"}))["unchanged"], 3);
}

#[test]
fn a_request_that_makes_no_sense_changes_nobody() {
    let mut at = office();
    let all = everybody(&mut at);
    let before = at.ok("log", json!({})).as_array().unwrap().len();
    for bad in [
        json!({"residents": [], "change": {"kind": "verified"}}),
        json!({"residents": all, "change": {"kind": "tag", "tag": "over80"}}),
        json!({"residents": all, "change": {"kind": "remark", "text": " "}}),
        json!({"residents": all, "change": {"kind": "presence", "state": "hospital", "since": "2022-03-15", "until": "2022-03-01"}}),
        json!({"residents": (0..5001).collect::<Vec<i64>>(), "change": {"kind": "verified"}}),
    ] {
        assert_eq!(at.code("people_change", bad), "refused");
    }
    assert_eq!(at.code("people_change", json!({"residents": all, "change": {"kind": "fly"}})), "bad_request");
    assert_eq!(at.ok("log", json!({})).as_array().unwrap().len(), before);
}

#[test]
fn a_change_that_is_cancelled_midway_changes_nobody() {
    let mut at = office();
    let rows: String = (1..=120).map(|n| format!("9,{n:03},甲{n}\n")).collect();
    at.import(&format!("楼号,室号,姓名\n{rows}"));
    let all = everybody(&mut at);
    let mut stop = |progress: Progress<'_>| match progress.done {
        0..60 => ControlFlow::Continue(()),
        _ => ControlFlow::Break(()),
    };
    let request = json!({"residents": all, "change": {"kind": "verified"}});
    let cancelled = at.desk.call("people_change", request, at.clock, &mut stop).unwrap_err();
    assert_eq!(cancelled.code, "cancelled");
    let unverified = at.ok("roster_page", json!({"filter": {"unverified": true}, "count": 1}));
    assert_eq!(unverified["total"], 123);
}
