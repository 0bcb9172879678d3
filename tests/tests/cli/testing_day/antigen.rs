//! 抗原 at the door.

use serde_json::json;

use super::{ask, change, each, resident, with_round};

#[test]
fn kits_go_out_and_come_back_and_what_is_missing_is_counted() {
    let desk = with_round("antigen");
    assert_eq!(desk.refused("antigen step", &["--round", "1", "--building", "12", "collected"]), "refused");
    change(&desk, "antigen issue", &["--building", "12"]);
    for step in ["sent", "waited", "collected", "registered"] {
        change(&desk, "antigen step", &["--building", "12", step]);
    }
    let log = ask(&desk, "antigen log", &[]);
    let twelve = &log["buildings"][0];
    assert_eq!((&twelve["issued"], &twelve["uncollected"]), (&json!(3), &json!(2)));
    let household = twelve["households"][0]["household"].to_string();
    let kits = ["--household", &household, "--issued", "2", "--returned"];
    assert_eq!(
        desk.refused("antigen kits", &[&["--round", "1"], &kits[..], &["1", "--positive", "2"]].concat()),
        "refused"
    );
    change(&desk, "antigen kits", &[&kits[..], &["1", "--positive", "1"]].concat());
    let log = ask(&desk, "antigen log", &[]);
    assert_eq!(each(&log["buildings"], "missing"), [1, 0]);
    assert_eq!(
        (&log["buildings"][0]["households"][0]["asks"], &log["follow_up"]),
        (&json!(true), &json!([]))
    );
    assert!(desk.louce("antigen log", &["--round", "1"]).done().contains("请写明是谁做的"));
    let mother = resident(&desk, "王阿婆").to_string();
    change(&desk, "antigen kits", &[&kits[..], &["1", "--positive", "1", "--positives", &mother]].concat());
    let log = ask(&desk, "antigen log", &[]);
    assert_eq!(each(&log["follow_up"], "name"), ["王阿婆"]);
    assert_eq!(ask(&desk, "round show", &[])["tested"], 1, "who is positive was tested");
    assert_eq!((&log["blocks"][0]["registered"], &log["blocks"][0]["positive"]), (&json!(1), &json!(1)));
    assert!(desk.louce("antigen log", &["--round", "1"]).done().contains("送等收登"));
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-17"]);
    let told = desk.louce("tube apart", &["--round", "2"]).done();
    assert!(told.contains("王阿婆") && told.contains("抗原阳性，单采、上门"), "{told}");
    let nucleic = with_round("nucleic");
    assert_eq!(nucleic.refused("antigen issue", &["--round", "1", "--building", "12"]), "refused");
}
