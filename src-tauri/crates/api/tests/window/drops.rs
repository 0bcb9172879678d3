//! What happens to the files that are dropped on the import.

use serde_json::json;

use crate::office;

#[test]
fn a_file_that_cannot_be_read_is_listed_and_the_others_are_planned() {
    let mut at = office();
    let good = at.file("五号楼.csv", "楼号,室号,姓名\n5,101,赵一\n");
    let bad = at.file("坏的.xlsx", "这不是工作簿\u{0}");
    let plan = at.ok("import_plan", json!({"files": [bad, good]}));
    assert_eq!(plan["counts"]["created"], 1);
    assert_eq!(plan["sheets"][0]["file"], 0, "positions are those of the files that were read");
    let failed = plan["failed"].as_array().unwrap();
    assert_eq!((failed.len(), &failed[0]["name"], &failed[0]["file"]), (1, &json!("坏的.xlsx"), &json!(bad)));
    assert!(!failed[0]["why"].as_str().unwrap().is_empty());
    let more = at.file("六号楼.csv", "楼号,室号,姓名\n6,101,钱二\n");
    let plan = at.ok("import_plan", json!({"files": [good, more]}));
    assert_eq!((&plan["counts"]["created"], &plan["failed"]), (&json!(2), &json!([])));
}

#[test]
fn when_nothing_can_be_read_that_is_an_error_and_the_plan_from_before_stays() {
    let mut at = office();
    let good = at.file("五号楼.csv", "楼号,室号,姓名\n5,101,赵一\n");
    at.ok("import_plan", json!({"files": [good]}));
    let bad = at.file("坏的.xlsx", "这不是工作簿\u{0}");
    assert!(at.code("import_plan", json!({"files": [bad]})).starts_with("file_"));
    assert_eq!(at.ok("import_apply", json!({}))["counts"]["created"], 1);
}
