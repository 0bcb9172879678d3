//! Questions decided by rule and an import taken up again, as the page does it.

use serde_json::{Value, json};

use crate::{At, office};

/// Two ledgers: one says otherwise of two birth dates, one of another's.
const OTHERWISE: &str = "楼号,室号,姓名,出生日期\n12,301,张三,1936-01-02\n12,302,王五,1989-07-08\n";
const MORE: &str = "楼号,室号,姓名,出生日期\n12,301,李四,1941-05-06\n";

fn birth(at: &mut At, name: &str) -> Value {
    let id = at.resident(name)["id"].clone();
    let household = at.ok("household", json!({"resident": id}));
    let members = household["members"].as_array().unwrap();
    members.iter().find(|member| member["id"] == id).unwrap()["birth_date"].clone()
}

fn names(at: &mut At, file: &str) -> Vec<Value> {
    let rows = at.ok("import_rows", json!({"file": file, "from": 0, "count": 10}));
    rows["rows"].as_array().unwrap().iter().map(|row| row["name"].clone()).collect()
}

#[test]
fn questions_of_one_kind_are_decided_in_one_operation() {
    let mut at = office();
    at.import(OTHERWISE);
    let open = at.ok("conflicts", json!({"all": false}));
    assert_eq!(open.as_array().unwrap().len(), 2);
    let rule = |kind: &str| json!({"which": {"kind": kind}, "decision": "take"});
    assert_eq!(at.code("decide_many", rule("field")), "refused");
    let done = at.ok("decide_many", rule("who"));
    assert_eq!(
        (&done["decided"], &done["left"], &done["in_words"]),
        (&json!(2), &json!([]), &json!("2 个采用来件"))
    );
    assert_eq!(birth(&mut at, "王五"), "1989-07-08");
    assert_eq!(at.ok("conflicts", json!({"all": false})), json!([]));
    at.ok("undo", json!({"operation": done["operation"]}));
    assert_eq!(at.ok("conflicts", json!({"all": false})), open);
    let one = json!({"which": {"ids": [open[0]["id"]]}, "decision": "keep"});
    assert_eq!(at.ok("decide_many", one)["decided"], 1);
}

#[test]
fn files_come_to_an_open_import_and_a_page_that_was_loaded_again_finds_them_all() {
    let mut at = office();
    let first = at.file("一.csv", OTHERWISE);
    at.ok(
        "import_plan",
        json!({"files": [first], "corrections": [{"file": 0, "sheet": 0, "building": "12"}]}),
    );
    // Loaded again, the page knows no handle, and adds another file.
    let more = at.file("二.csv", MORE);
    let plan = at.ok("import_plan", json!({"more": [more]}));
    let files: Vec<&Value> =
        plan["sheets"].as_array().unwrap().iter().map(|sheet| &sheet["file_name"]).collect();
    assert_eq!(files, ["一.csv", "二.csv"]);
    assert_eq!(plan["corrections"][0]["building"], "12", "what was said of the first file stands");
    assert_eq!(
        plan["asked"],
        json!([{"kind": "who", "field": null, "reason": "姓名和房号相同，出生日期不同", "count": 3}])
    );
    // A file that cannot be read leaves the plan as it was.
    let broken = at.file("坏.xlsx", "PK\u{3}\u{4}不是表格");
    at.call("import_plan", json!({"more": [broken]})).unwrap_err();
    assert_eq!(at.ok("import_plan", json!({})), plan);
    assert_eq!(
        (names(&mut at, "一.csv"), names(&mut at, "二.csv")),
        (vec![json!("张三"), json!("王五")], vec![json!("李四")])
    );
    // What was chosen for the questions is kept at the desk as well, and done with the import.
    let rules =
        json!([{"which": {"kind": "who", "reason": "姓名和房号相同，出生日期不同"}, "decision": "keep"}]);
    at.ok("import_plan", json!({"rules": rules}));
    assert_eq!(at.ok("import_plan", json!({}))["rules"][0]["decision"], "keep");
    let done = at.ok("import_apply", json!({}));
    assert_eq!((&done["decided"], &done["left"]), (&json!(3), &json!([])));
    assert_eq!(at.ok("conflicts", json!({"all": false})), json!([]));
    assert_eq!(birth(&mut at, "李四"), "1940-05-06");
}

#[test]
fn planning_that_was_stopped_leaves_the_open_import_as_it_was() {
    let mut at = office();
    let first = at.file("一.csv", OTHERWISE);
    let plan = at.ok("import_plan", json!({"files": [first]}));
    let long: String = (0..5_000).map(|n| format!("99,{n},新人{n},1950-01-01\n")).collect();
    let more = at.file("多.csv", &format!("楼号,室号,姓名,出生日期\n{long}"));
    let mut stop = |_: louce_sheets::import::Progress<'_>| std::ops::ControlFlow::Break(());
    let stopped = at.desk.call("import_plan", json!({"more": [more]}), at.clock, &mut stop);
    assert_eq!(stopped.unwrap_err().code, "cancelled");
    assert_eq!(at.ok("import_plan", json!({})), plan);
}
