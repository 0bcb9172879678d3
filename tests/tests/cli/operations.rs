//! The list of operations, undo, redo and history.

use serde_json::{Value, json};

use super::with_people;

fn count(list: &Value) -> usize {
    list.as_array().unwrap().len()
}

#[test]
fn every_operation_is_listed_with_who_and_when() {
    let desk = with_people();
    let log = desk.ask("log", &[]);
    assert_eq!(count(&log), 1);
    assert_eq!(
        (&log[0]["kind"], &log[0]["who"], &log[0]["at"]),
        (&json!("import"), &json!("张阿姨"), &json!("2022-03-16 20:00:00"))
    );
    assert_eq!((&log[0]["stands"], &log[0]["reverses"]), (&json!(true), &Value::Null));
    let said = desk.louce("log", &[]).done();
    assert!(said.contains("张阿姨") && said.contains("底册.csv"), "{said}");
}

#[test]
fn who_is_at_the_desk_can_be_named() {
    let desk = with_people();
    desk.ask("undo", &["--who", "李书记"]);
    assert_eq!(desk.ask("log", &[])[1]["who"], "李书记");
}

#[test]
fn undo_takes_an_import_back_and_redo_brings_it_again() {
    let desk = with_people();
    let import = desk.ask("log", &[])[0]["id"].clone();
    let undone = desk.ask("undo", &[]);
    assert_eq!((&undone["reversed"]["id"], &undone["kept"]), (&import, &json!([])));
    assert_eq!(desk.ask("residents", &[]), json!([]));
    assert_eq!(desk.refused("undo", &[]), "refused", "nothing is left to take back");
    assert_eq!(desk.refused("undo", &[&import.to_string()]), "refused", "taken back already");
    desk.ask("redo", &[&import.to_string()]);
    assert_eq!(count(&desk.ask("residents", &[])), 3);
    assert_eq!(desk.refused("redo", &[]), "refused");
    assert_eq!(desk.refused("undo", &["77"]), "no_such");
    assert_eq!(desk.ask("check", &[])["ok"], true);
}

#[test]
fn undo_says_what_it_kept_for_a_later_edit() {
    let desk = with_people();
    desk.import("电话.csv", "楼号,室号,姓名,电话\n12,403,李芳,13512345678\n");
    let import = desk.ask("log", &[])[0]["id"].to_string();
    let undone = desk.ask("undo", &[&import]);
    assert!(count(&undone["kept"]) > 0, "{undone}");
    assert_eq!(count(&desk.ask("residents", &[])), 1, "whoever was edited later stays");
    assert_eq!(desk.ask("check", &[])["ok"], true);
}

#[test]
fn the_history_of_a_resident_tells_old_and_new() {
    let desk = with_people();
    desk.import("电话.csv", "楼号,室号,姓名,电话\n12,403,李芳,13512345678\n");
    let id = desk.ask("residents", &["--search", "李芳"])[0]["id"].to_string();
    let history = desk.ask("history", &["--resident", &id]);
    let last = history.as_array().unwrap().last().unwrap();
    assert_eq!((&last["table"], &last["action"]), (&json!("phone"), &json!("insert")));
    let number =
        last["columns"].as_array().unwrap().iter().find(|column| column["column"] == "number").unwrap();
    assert_eq!((&number["old"], &number["new"]), (&Value::Null, &json!("13512345678")));
    let said = desk.louce("history", &["--resident", &id]).done();
    assert!(said.contains("13512345678") && said.contains("电话.csv"), "{said}");
    assert_eq!(desk.refused("history", &["--resident", "5"]), "no_such");
}

#[test]
fn the_history_of_a_household_tells_of_all_its_members() {
    let desk = with_people();
    desk.import("电话.csv", "楼号,室号,姓名,电话\n12,403,李芳,13512345678\n");
    let household = desk.ask("residents", &["--search", "李芳"])[0]["household"].to_string();
    let history = desk.ask("history", &["--household", &household]);
    let last = history.as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["table"], &last["record"], &last["moved"]),
        (&json!("phone"), &json!("李芳"), &Value::Null)
    );
    let said = desk.louce("history", &["--household", &household]).done();
    assert!(said.contains("李芳") && said.contains("电话.csv") && said.contains("13512345678"), "{said}");
    assert_eq!(desk.refused("history", &["--household", "5"]), "no_such");
}

#[test]
fn log_show_lists_whose_cells_an_operation_changed() {
    let desk = with_people();
    desk.import("电话.csv", "楼号,室号,姓名,电话\n12,403,李芳,13512345678\n");
    let id = desk.ask("log", &[])[1]["id"].to_string();
    let changes = desk.ask("log show", &[&id]);
    let phone = changes.as_array().unwrap().iter().find(|change| change["title"] == "电话").unwrap();
    assert_eq!((&phone["record"], &phone["door"]), (&json!("李芳"), &json!("12号403室")));
    let said = desk.louce("log show", &[&id]).done();
    assert!(said.contains("李芳 12号403室") && said.contains("号码：13512345678"), "{said}");
    assert_eq!(desk.refused("log show", &["5"]), "no_such");
}
