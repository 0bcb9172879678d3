//! Rules from the command line, and what follows from them: who is expected, how many share a tube, how long somebody is isolated.

use serde_json::{Value, json};

use super::{DAY, ask, change, each, names_the_newest, with_round};

#[test]
fn a_rule_is_set_from_a_day_on_and_the_next_round_follows_it() {
    let desk = with_round("nucleic");
    let shipped = desk.ask("rule list", &[]);
    assert!(each(&shipped, "name").contains(&&json!("exclusions")));
    let rule = json!({"name": "exclusions", "value": {"reasons": ["65岁以上"]}, "holds_from": "2022-03-17"});
    let file = desk.write("规则.json", rule.to_string());
    let kept = desk.ask("rule set", &["--from", &file]);
    names_the_newest(&desk, "rule set", &kept);
    assert_eq!(kept["rules"].as_array().unwrap().len(), shipped.as_array().unwrap().len() + 1);
    let open = |date| desk.ask("round open", &["--kind", "nucleic", "--date", date]);
    let before = open(DAY);
    assert_eq!((&before["expected"], &before["excluded"]), (&json!(5), &json!({})));
    let after = open("2022-03-17");
    assert_eq!((&after["expected"], &after["excluded"]), (&json!(3), &json!({"65岁以上": 2})));
    let bad = json!({"name": "exclusions", "value": {"reasons": ["嫌远"]}, "holds_from": "2022-03-17"});
    let file = desk.write("规则.json", bad.to_string());
    assert_eq!(desk.refused("rule set", &["--from", &file]), "refused");
    assert!(desk.louce("rule list", &[]).done().contains("不列应检"));
    let all = kept["rules"].as_array().unwrap();
    let set = all.iter().find(|rule| rule["holds_from"] == "2022-03-17").unwrap()["id"].to_string();
    let left = desk.ask("rule withdraw", &[&set]);
    names_the_newest(&desk, "rule withdraw", &left);
    assert_eq!(left["rules"], shipped);
    let first = all.iter().find(|rule| rule["name"] == "exclusions").unwrap()["id"].to_string();
    assert_eq!(desk.refused("rule withdraw", &[&first]), "refused");
}

#[test]
fn a_building_s_zone_and_tubes_hold_from_a_day_on() {
    let desk = with_round("nucleic");
    let seats = |rules: &Value| rules[0]["pool"]["seats"].clone();
    assert_eq!(seats(&desk.ask("rule buildings", &[])), 20);
    let kept = desk.ask("rule buildings", &["--buildings", "12", "--zone", "control", "--date", DAY]);
    names_the_newest(&desk, "rule buildings", &kept);
    assert_eq!((seats(&kept["buildings"]), &kept["buildings"][0]["zone"]), (json!(10), &json!("control")));
    assert_eq!(seats(&desk.ask("rule buildings", &["--date", "2022-03-15"])), 20);
    desk.ask("rule buildings", &["--buildings", "12", "--seats", "2", "--household", "--date", DAY]);
    let opened = change(&desk, "tube open", &["--building", "12", "H001"]);
    assert_eq!((&opened["tube"]["seats"], &opened["tube"]["household"]), (&json!(2), &json!(true)));
    let full = change(&desk, "checkin", &["--tube", "H001", "12", "402"]);
    assert_eq!(full["people"][1]["seat"]["full"], true);
    change(&desk, "tube open", &["--purpose", "home", "V001"]);
    assert_eq!(ask(&desk, "tube list", &[])[1]["purpose"], "home");
}

#[test]
fn the_isolated_are_listed_with_their_day_their_end_and_their_next_test() {
    let desk = with_round("nucleic");
    desk.import(
        "隔离.csv",
        "楼号,室号,姓名,隔离方式,开始隔离时间\n12,403,李芳,居家隔离,2022-03-12\n13,102,钱七,居家隔离,2022-03-01\n",
    );
    let found = desk.ask("isolation list", &[]);
    assert_eq!(each(&found, "name"), ["李芳", "钱七"]);
    let li = &found[0];
    assert_eq!((&li["day"], &li["start"], &li["days_left"]), (&json!(5), &json!("2022-03-12"), &json!(10)));
    assert_eq!((&li["ends"], &li["next_test"]), (&json!("2022-03-26"), &json!("2022-03-18")));
    assert_eq!((&found[1]["days_left"], &found[1]["next_test"]), (&json!(-1), &Value::Null));
    let told = desk.louce("isolation list", &[]).done();
    assert!(told.contains("第5天") && told.contains("过了1天") && told.contains("2022-03-25"), "{told}");
    assert_eq!(each(&desk.ask("isolation list", &["--building", "13"]), "name"), ["钱七"]);
    let earlier = desk.ask("isolation list", &["--date", "2022-03-11"]);
    assert_eq!(each(&earlier, "name"), ["钱七"]);
    let id = li["resident"].to_string();
    let exposed = ["--residents", &id, "--exposure", "2022-03-10"];
    let set = desk.ask("isolation set", &exposed);
    names_the_newest(&desk, "isolation set", &set);
    let seen = desk.ask("isolation list", &["--resident", &id])[0].clone();
    assert_eq!((&seen["exposure"], &seen["ends"]), (&json!("2022-03-10"), &json!("2022-03-24")));
    desk.ask("isolation set", &[&exposed[..], &["--ends", "2022-03-20", "--reason", "专家组决定"]].concat());
    let told = desk.louce("isolation list", &[]).done();
    assert!(told.contains("2022-03-19（另定）"), "{told}");
    let refused = desk.refused("isolation set", &["--residents", &id, "--exposure", "2022-04-01"]);
    assert_eq!(refused, "refused");
    assert_eq!(desk.refused("isolation set", &["--residents", &id, "--released"]), "refused", "no reason");
    let released = desk.ask("isolation set", &["--residents", &id, "--released", "--reason", "街道通知"]);
    names_the_newest(&desk, "isolation set", &released);
    assert_eq!(each(&desk.ask("isolation list", &[]), "name"), ["钱七"]);
    desk.ask("undo", &[]);
    assert_eq!(each(&desk.ask("isolation list", &[]), "name"), ["李芳", "钱七"]);
    // They are tested apart, not in the queue.
    desk.ask("round open", &["--kind", "nucleic", "--date", DAY]);
    let apart = desk.ask("tube apart", &["--round", "2"]);
    assert_eq!(
        (each(&apart, "name"), each(&apart, "why")),
        (vec![&json!("李芳"), &json!("钱七")], vec![&json!("isolated"); 2])
    );
}
