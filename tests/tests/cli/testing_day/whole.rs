//! One round, whole: plan, notices, paper, check-in, tubes, counting, a positive tube, calls, figures, the board, 复盘.

use serde_json::{Value, json};

use super::{ask, change, each, names_the_newest, resident, token, with_round};

#[test]
fn the_evening_before_is_planned_rehearsed_and_announced() {
    let desk = with_round("nucleic");
    let arranged =
        change(&desk, "plan arrange", &["--site", "南门=60", "--site", "北门=60", "--opens", "06:30"]);
    let plan = &arranged["plan"];
    assert_eq!(each(&plan["slots"], "site"), each(&plan["sites"], "id"));
    assert_eq!(each(&plan["sites"], "name"), ["南门", "北门"]);
    assert_eq!(ask(&desk, "plan show", &[]), *plan);
    let day = ask(&desk, "plan simulate", &[])["plan"].clone();
    assert!(matches!(day["people"].as_u64(), Some(4 | 5)), "nearly all come: {day}");
    assert_eq!(day, ask(&desk, "plan simulate", &[])["plan"], "the same day again");

    // 13 first, in a plan that was written by hand.
    let mut other = plan.clone();
    other["slots"].as_array_mut().unwrap().reverse();
    other["contingency"] = json!("下雨移到车棚");
    let file = desk.write("安排.json", other.to_string());
    assert_eq!(change(&desk, "plan set", &["--from", &file])["plan"], other);
    assert_eq!(ask(&desk, "plan set", &["--from", &file])["operation"], Value::Null, "nothing new");
    let compared = ask(&desk, "plan simulate", &["--other", &file]);
    assert_eq!(compared["plan"], compared["other"]);
    let told = desk.louce("plan show", &["--round", "1"]).done();
    assert!(told.contains("下雨移到车棚") && told.contains("每小时 60 人"), "{told}");
    desk.write("错.json", "{\"opens\":\"早上\",\"sites\":[],\"slots\":[]}");
    assert_eq!(desk.refused("plan set", &["--round", "1", "--from", &desk.at("错.json")]), "refused");

    let unsent = ask(&desk, "notice list", &["--unsent"]);
    assert_eq!(each(&unsent, "name"), ["12", "13"]);
    assert!(unsent[0]["text"].as_str().unwrap().contains("请于06:30到南门"), "{unsent}");
    let sent = change(&desk, "notice sent", &["--buildings", "12"]);
    assert_eq!(
        (&sent["notices"][0]["sent_by"], &sent["notices"][1]["sent_by"]),
        (&json!("张阿姨"), &Value::Null)
    );
    assert_eq!(each(&ask(&desk, "notice list", &["--unsent"]), "name"), ["13"]);
    let office_template = ["--name", "核酸检测", "--body", "{楼}：{时间}到{地点}"];
    let kept = desk.ask("notice template", &office_template);
    names_the_newest(&desk, "notice template", &kept);
    let again = ask(&desk, "notice list", &["--unsent"]);
    assert_eq!((&again[0]["outdated"], &again[0]["text"]), (&json!(true), &json!("12号楼：06:30到南门")));
    change(&desk, "notice sent", &["--buildings", "12", "--not"]);

    // One site that takes one an hour and begins late: a day that is too short is kept, and says so.
    let second = desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-18"]);
    assert_eq!(second["round"], 2);
    let told = desk.louce("plan arrange", &["--round", "2", "--site", "南门=1", "--opens", "22:00"]).done();
    assert!(told.contains("次日 01:00") && told.contains("太少：加点或加人"), "{told}");
    let copied = desk.ask("plan copy", &["--round", "2", "--from", "1"]);
    names_the_newest(&desk, "plan copy", &copied);
    assert_eq!(copied["plan"], other);
}

#[test]
fn a_round_runs_from_the_first_scan_to_the_review() {
    let desk = with_round("nucleic");
    for (code, building) in [("T001", "12"), ("T002", "13")] {
        let opened = change(&desk, "tube open", &["--building", building, code]);
        assert_eq!((&opened["tube"]["seats"], &opened["tube"]["state"]), (&json!(20), &json!("open")));
    }
    for name in ["王阿婆", "王小明"] {
        let came = change(&desk, "checkin", &["--tube", "T001", &token(&desk, name)]);
        assert_eq!(came["people"][0]["outcome"], "marked");
    }
    let typed = change(&desk, "checkin", &["--tube", "T002", "13", "101"]);
    assert_eq!(typed["people"][0]["seat"]["barcode"], "T002");
    let again = ask(&desk, "checkin", &["--tube", "T001", &token(&desk, "王阿婆")]);
    assert_eq!((&again["people"][0]["outcome"], &again["operation"]), (&json!("already"), &Value::Null));

    // A page that was closed asks who sits where.
    let sitting = ask(&desk, "tube people", &["t001"]);
    assert_eq!(each(&sitting["people"], "name"), ["王阿婆", "王小明"]);
    assert_eq!((&sitting["people"][1]["seat"], &sitting["people"][1]["room"]), (&json!(2), &json!("402")));
    assert_eq!(each(&sitting["tube"]["buildings"], "name"), ["12"]);

    // Somebody of 13 was marked by hand only: the count names them.
    change(&desk, "checkin", &["13", "102"]);
    let count = ask(&desk, "tube count", &[]);
    assert_eq!((&count["tested"], &count["seated"], &count["tubes"]), (&json!(4), &json!(3), &json!(2)));
    assert_eq!(each(&count["differences"], "kind"), ["no_tube", "open", "open"]);
    assert_eq!(count["differences"][0]["detail"], "13-102 钱七");
    change(&desk, "checkin", &["--tube", "T002", "13", "102"]);
    assert_eq!(
        desk.refused(
            "tube handover",
            &["--round", "1", "--receiver", "检测公司", "--tubes", "2", "--people", "4"]
        ),
        "refused"
    );
    for code in ["T001", "T002"] {
        assert_eq!(change(&desk, "tube close", &[code])["tube"]["state"], "closed");
    }
    let early = ["--round", "1", "negative", "--tube", "T001,T002"];
    assert_eq!(desk.refused("tube result", &early), "refused", "the tubes are still here");
    assert_eq!(each(&ask(&desk, "tube list", &[]), "result"), [&Value::Null, &Value::Null]);
    change(&desk, "tube result", &["negative", "--tube", "T001", "--anyway"]);
    desk.ask("undo", &[]);
    let hand = ["--receiver", "检测公司", "--tubes", "2", "--people"];
    assert_eq!(desk.refused("tube handover", &[&["--round", "1"], &hand[..], &["5"]].concat()), "refused");
    let handed = change(&desk, "tube handover", &[&hand[..], &["4"]].concat());
    assert_eq!((&handed["differences"], &handed["handed_people"]), (&json!([]), &json!(4)));
    assert!(desk.louce("tube count", &["--round", "1"]).done().contains("都对得上"));

    // The laboratory calls: both at once, then 12 is positive after all.
    change(&desk, "tube result", &["negative", "--tube", "T001,T002"]);
    assert_eq!(each(&ask(&desk, "tube list", &[]), "result"), ["negative", "negative"]);
    desk.ask("undo", &[]);
    assert_eq!(each(&ask(&desk, "tube list", &[]), "result"), [&Value::Null, &Value::Null]);
    change(&desk, "tube result", &["positive", "--tube", "T001"]);
    let retest = ask(&desk, "tube retest", &["--tube", "T001"]);
    assert_eq!((&retest[0]["households"], &retest[0]["buildings"]), (&json!(1), &json!("12号楼")));
    assert_eq!(each(&retest[0]["people"], "in_pool"), [true, true]);
    assert_eq!(desk.refused("tube retest", &["--round", "1", "--tube", "T002"]), "refused");
    let mother = resident(&desk, "王阿婆").to_string();
    change(&desk, "tube result", &["negative", "--resident", &mother, "--note", "单采"]);
    let told = desk.louce("tube retest", &["--round", "1"]).done();
    assert!(told.contains("阳性管 T001（12号楼，1户）") && told.contains("阴性"), "{told}");

    // Who is missing is called, by building with the phone; a reason that was said is the 未检原因.
    let missing = ask(&desk, "call list", &[]);
    assert_eq!(
        (each(&missing, "name"), each(&missing, "next_call")),
        (vec![&json!("李芳")], vec![&json!(1)])
    );
    assert_eq!(ask(&desk, "call list", &["--building", "13"]), json!([]));
    let li = resident(&desk, "李芳").to_string();
    change(&desk, "call note", &["--resident", &li, "unanswered"]);
    assert_eq!(each(&ask(&desk, "call list", &[]), "next_call"), [2]);
    change(&desk, "call note", &["--resident", &li, "reason", "--note", "发热"]);
    let called = ask(&desk, "call list", &[]);
    assert_eq!((&called[0]["reason"], &called[0]["next_call"]), (&json!("发热"), &Value::Null));

    let shown = ask(&desk, "round show", &[]);
    assert_eq!((&shown["tested"], &shown["untested"]), (&json!(4), &json!({"发热": 1})));
    assert!(shown["buildings"][0]["id"].is_i64(), "{shown}");
    let figures = ask(&desk, "figures", &[]);
    assert_eq!((&figures["rate"], &figures["tubes"]), (&json!(80.0), &json!(2)));
    assert!(!figures.to_string().contains("李芳"), "figures are shown without a name");
    assert_eq!(each(&desk.ask("trend", &[]), "tested"), [4]);

    let review = ask(&desk, "review show", &[]);
    assert_eq!((&review["tested"], &review["missed"]), (&json!(4), &json!({"发热": 1})));
    assert_eq!(review["waiting"], json!({ "state": "no_plan" }));
    assert!(desk.louce("review show", &["--round", "1"]).done().contains("没有安排，推算不了等了多久"));
    desk.ask("plan arrange", &["--round", "1", "--site", "南门=60", "--opens", "08:30"]);
    assert_eq!(ask(&desk, "review show", &[])["waiting"]["sites"][0]["people"], 4);
    let told = desk.louce("review show", &["--round", "1"]).done();
    assert!(told.contains("等待：4人平均等") && told.contains("推算的，不是量的"), "{told}");
    let kept = change(&desk, "review lesson", &["东门要两个人", "--tomorrow"]);
    let tomorrow = ["阳性管复采没有结果：1人", "东门要两个人"];
    assert_eq!(kept["tomorrow"], json!(tomorrow));
    let lesson = kept["lessons"][0]["id"].to_string();
    assert_eq!(change(&desk, "review done", &[&lesson])["tomorrow"], json!(tomorrow[..1]));
    let closed = change(&desk, "round close", &[]);
    assert_eq!((&closed["state"], &closed["tested"]), (&json!("closed"), &json!(4)));
    assert_eq!(desk.ask("check", &[])["ok"], true);
}

#[test]
fn who_missed_two_rounds_running_is_listed_though_a_round_between_was_not_for_them() {
    let desk = with_round("nucleic");
    change(&desk, "checkin", &["12", "402"]);
    // The second round is for 13 alone; the third for all.
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-17", "--buildings", "13"]);
    desk.ask("checkin", &["--round", "2", "13", "101"]);
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-18"]);
    let missed = desk.ask("call missed", &["--round", "3"]);
    let found: Vec<(&Value, &Value)> =
        missed.as_array().unwrap().iter().map(|person| (&person["name"], &person["rounds"])).collect();
    assert_eq!(found, [(&json!("李芳"), &json!([3, 1])), (&json!("钱七"), &json!([3, 2, 1]))]);
    let told = desk.louce("call missed", &["--round", "3"]).done();
    assert!(told.contains("共 2 人连续两轮没有检测"), "{told}");
    let part = desk.ask("call missed", &["--round", "3", "--limit", "1", "--offset", "1"]);
    assert_eq!(part, json!([missed[1]]));
    let told = desk.louce("call missed", &["--round", "3", "--limit", "1"]).done();
    assert!(told.contains("共 2 人连续两轮没有检测，这里是 1 人"), "{told}");
}

#[test]
fn the_board_counts_from_what_was_noted() {
    let desk = with_round("nucleic");
    assert_eq!(desk.ask("board show", &[])["state"], "not_started");
    let kept = desk.ask("board note", &["--date", "2022-03-01", "start", "--source", "街道通知"]);
    names_the_newest(&desk, "board note", &kept);
    let board = desk.ask("board show", &[]);
    assert_eq!((&board["state"], &board["days"]), (&json!("free"), &json!(14)));
    let suspected = desk.ask("board note", &["--date", "2022-03-10", "suspected"]);
    let id = suspected["cases"][1]["id"].to_string();
    assert_eq!(desk.ask("board show", &[])["state"], "suspended");
    desk.ask("board note", &["--date", "2022-03-12", "excluded", "--closes", &id]);
    assert_eq!(desk.ask("board show", &[])["state"], "free");
    assert_eq!(desk.refused("board note", &["--date", "2022-03-17", "confirmed"]), "refused");
    assert_eq!(desk.refused("board remove", &[&id]), "refused");
    let wrong = desk.ask("board note", &["--date", "2022-03-11", "confirmed"]);
    assert_eq!(desk.ask("board show", &[])["state"], "counting");
    let confirmed =
        wrong["cases"].as_array().unwrap().iter().find(|case| case["kind"] == "confirmed").unwrap();
    let left = desk.ask("board remove", &[&confirmed["id"].to_string()]);
    names_the_newest(&desk, "board remove", &left);
    assert_eq!(desk.ask("board show", &[])["state"], "free");
    assert_eq!(each(&desk.ask("board cases", &[]), "kind"), ["start", "suspected", "excluded"]);
}
