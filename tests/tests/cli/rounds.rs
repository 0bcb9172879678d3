//! Rounds, rosters and the daily report.

use louce_tests::fill::fill_roster;
use serde_json::{Value, json};

use super::with_people;

#[test]
fn a_round_goes_from_opening_through_the_filled_roster_to_its_figures() {
    let desk = with_people();
    let opened = desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    assert_eq!(
        (&opened["round"], &opened["expected"], &opened["excluded"]),
        (&json!(1), &json!(3), &json!({}))
    );
    let (roster, filled) = (desk.at("名册.xlsx"), desk.at("填好.xlsx"));
    let written = desk.ask("export roster", &["--round", "1", "-o", &roster]);
    assert_eq!((&written["people"], &written["operation"]), (&json!(3), &Value::Null));
    let by_hand = fill_roster(roster.as_ref(), filled.as_ref()).unwrap();

    let tried = desk.ask("round record", &["--round", "1", "--from", &filled, "--dry-run"]);
    assert_eq!(desk.ask("round show", &["--round", "1"])["tested"], 0, "a dry run changes nothing");
    let read = desk.ask("round record", &["--round", "1", "--from", &filled]);
    assert_eq!(tried["tested"], read["tested"]);
    let shown = desk.ask("round show", &["--round", "1"]);
    for key in [
        "round",
        "kind",
        "date",
        "state",
        "expected",
        "tested",
        "untested",
        "unmarked",
        "excluded",
        "buildings",
    ] {
        assert!(!shown[key].is_null(), "{key} in {shown}");
    }
    let untested: u64 = shown["untested"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
    let sum = shown["tested"].as_u64().unwrap() + untested + shown["unmarked"].as_u64().unwrap();
    assert_eq!(shown["expected"], sum, "应检 = 实检 + 未检 + 未登记");
    assert!(by_hand.tested > 0 && shown["tested"].as_u64().unwrap() >= 1, "{shown}");

    assert_eq!(desk.ask("round close", &["--round", "1"])["state"], "closed");
    assert_eq!(desk.refused("round record", &["--round", "1", "--from", &filled]), "refused");
    assert_eq!(desk.ask("round list", &[])[0]["state"], "closed");
    assert_eq!(desk.ask("check", &[])["ok"], true);
}

#[test]
fn an_export_that_shows_everything_is_recorded() {
    let desk = with_people();
    desk.ask("round open", &["--kind", "antigen", "--date", "2022-03-16", "--buildings", "12"]);
    let roster = desk.at("名册.xlsx");
    let written = desk.ask("export roster", &["--round", "1", "-o", &roster, "--unmasked"]);
    let log = desk.ask("log", &[]);
    let last = log.as_array().unwrap().last().unwrap();
    assert_eq!((&last["id"], &last["kind"]), (&written["operation"], &json!("export")));
}

#[test]
fn rounds_of_buildings_that_are_not_there_and_rounds_that_were_not_opened_are_refused() {
    let desk = with_people();
    assert_eq!(
        desk.refused("round open", &["--kind", "nucleic", "--date", "2022-03-16", "--buildings", "12,99"]),
        "refused"
    );
    assert_eq!(desk.ask("round list", &[]), json!([]));
    assert_eq!(desk.refused("round show", &["--round", "1"]), "refused");
    assert_eq!(desk.refused("export roster", &["--round", "1", "-o", "名册.xlsx"]), "refused");
}

#[test]
fn a_closed_day_stays_as_it_was_sent() {
    let desk = with_people();
    let book = desk.at("日报.xlsx");
    let sent = desk.ask("report daily", &["--date", "2022-03-16", "--close", "-o", &book]);
    assert!(std::fs::metadata(&book).is_ok_and(|file| file.len() > 1000));
    let figure = |report: &Value, code: &str| {
        report["figures"].as_array().unwrap().iter().find(|figure| figure["code"] == code).unwrap()["persons"]
            .clone()
    };
    assert_eq!((figure(&sent, "registered"), &sent["closed"]["by"]), (json!(3), &json!("张阿姨")));
    desk.import("新来.csv", "楼号,室号,姓名\n12,403,新来的\n");
    let later = desk.ask("report daily", &["--date", "2022-03-16"]);
    assert_eq!(sent["figures"], later["figures"]);
    assert_eq!(figure(&desk.ask("report daily", &["--date", "2022-03-17"]), "registered"), json!(4));
    assert_eq!(desk.refused("report daily", &["--date", "2022-03-16", "--close"]), "refused");
}

#[test]
fn a_figure_opens_its_names() {
    let desk = with_people();
    let names = desk.ask("report daily", &["--date", "2022-03-16", "--names", "over80"]);
    assert_eq!(
        (names.as_array().unwrap().len(), &names[0]["name"], &names[0]["room"]),
        (1, &json!("王阿婆"), &json!("402"))
    );
    assert_eq!(desk.refused("report daily", &["--date", "2022-03-16", "--names", "没有"]), "no_such");
}

#[test]
fn the_hour_at_which_a_day_ends_is_a_setting() {
    let desk = with_people();
    assert_eq!(desk.ask("settings cutoff", &[])["cutoff"], "24:00");
    assert_eq!(desk.ask("settings cutoff", &["18:00"])["cutoff"], "18:00");
    assert_eq!(desk.ask("report daily", &["--date", "2022-03-16"])["cutoff"], "18:00");
    assert_eq!(desk.refused("settings cutoff", &["25:00"]), "bad_cutoff");
}

#[test]
fn a_figure_is_corrected_with_its_reason_until_the_day_is_closed() {
    let desk = with_people();
    let day = ["--date", "2022-03-16"];
    let correct = |rest: &[&str]| desk.louce("report correct", &[&day, rest, &["--json"]].concat());
    let registered = ["--figure", "registered", "--persons", "4", "--reason", "漏登一人"];
    let report = correct(&registered).json();
    let figure = |report: &Value| {
        report["figures"]
            .as_array()
            .unwrap()
            .iter()
            .find(|figure| figure["code"] == "registered")
            .unwrap()
            .clone()
    };
    assert_eq!(figure(&report)["persons"], 4);
    assert_eq!(figure(&report)["correction"]["computed"]["persons"], 3);
    let told = desk.louce("report daily", &day).done();
    assert!(told.contains("更正：常住（在册），统计2户3人，更正为2户4人。原因：漏登一人（张阿姨"), "{told}");
    assert_eq!(correct(&["--figure", "registered", "--persons", "5"]).code, Some(2), "no reason");
    desk.ask("report daily", &["--date", "2022-03-16", "--close"]);
    assert_eq!(correct(&registered).error(), "refused");
    assert_eq!(correct(&["--figure", "registered", "--withdraw"]).error(), "refused");
    desk.ask("undo", &[]);
    let report = correct(&["--figure", "registered", "--withdraw"]).json();
    assert_eq!((&figure(&report)["persons"], figure(&report).get("correction")), (&json!(3), None));
}
