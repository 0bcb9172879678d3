//! The check-up.

use serde_json::json;

use super::with_people;

#[test]
fn a_sound_office_is_ok_and_left_as_it_is() {
    let desk = with_people();
    let before = std::fs::read(desk.office()).unwrap();
    assert_eq!(desk.ask("check", &[]), json!({"ok": true, "problems": []}));
    assert!(desk.louce("check", &[]).done().contains("完好"));
    assert_eq!(std::fs::read(desk.office()).unwrap(), before);
}

#[test]
fn a_damaged_page_is_exit_code_1_with_the_problem_for_people_and_programs() {
    let desk = with_people();
    let mut bytes = std::fs::read(desk.office()).unwrap();
    let at = bytes.len() - 2000;
    bytes[at] ^= 1;
    std::fs::write(desk.office(), &bytes).unwrap();
    let answer = desk.louce("check", &["--json"]);
    assert_eq!(answer.code, Some(1));
    let found = answer.json();
    assert_eq!(
        (&found["ok"], &found["problems"][0]["code"], &found["problems"][0]["count"]),
        (&json!(false), &json!("page_seal"), &json!(1))
    );
    let said = desk.louce("check", &[]);
    assert_eq!(said.code, Some(1));
    assert!(said.out.contains("页面") && said.err.contains("没有通过"), "{said:?}");
    assert_eq!(std::fs::read(desk.office()).unwrap(), bytes, "nothing is mended in passing");
}
