//! Two 小区 whose buildings have the same numbers, from the command line.

use louce_tests::desk::Desk;
use serde_json::{Value, json};

use super::{ask, change, each};

/// 1号楼 in both 小区; 2号楼 in 乙园.
fn two() -> Desk {
    let desk = Desk::new();
    desk.import(
        "底册.csv",
        "小区,楼号,室号,姓名,电话\n\
         甲园,1,101,张甲,13812345678\n\
         甲园,1,102,王甲,13912345678\n\
         乙园,1,101,李乙,13712345678\n\
         乙园,2,201,赵乙,13612345678\n",
    );
    desk
}

fn open(desk: &Desk, buildings: &str) -> Value {
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16", "--buildings", buildings])
}

#[test]
fn a_number_of_two_compounds_is_refused_with_the_choices_and_taken_with_its_compound() {
    let desk = two();
    let asked = ["--kind", "nucleic", "--date", "2022-03-16", "--buildings", "1"];
    let refused = desk.louce("round open", &[&asked[..], &["--json"]].concat());
    assert_eq!(refused.error(), "refused");
    assert!(refused.err.contains("甲园/1") && refused.err.contains("乙园/1"), "{}", refused.err);
    assert_eq!(open(&desk, "甲园/1")["expected"], 2);
    assert_eq!(open(&desk, "乙园/1,2")["expected"], 2);
    let building = desk.ask("isolation list", &["--building", "甲园/1"]);
    assert_eq!(building, json!([]));
}

#[test]
fn papers_lists_and_figures_are_of_the_building_that_was_meant_and_name_its_compound() {
    let desk = two();
    open(&desk, "1,2".replace("1,", "甲园/1,乙园/1,").as_str());
    desk.ask("round open", &["--kind", "antigen", "--date", "2022-03-17"]);
    let file = desk.at("名册.pdf");
    let printed = |command: &str, rest: &[&str]| {
        let answer = desk.ask(command, &[&["-o", &file], rest].concat());
        answer["people"].clone()
    };
    assert_eq!(printed("export roster", &["--round", "1", "--buildings", "乙园/1"]), 1);
    assert_eq!(printed("print labels", &["--round", "2", "--buildings", "甲园/1"]), 2);
    assert_eq!(printed("print cards", &["--buildings", "甲园/1"]), 2);
    assert_eq!(printed("print cards", &[]), 4, "everybody once");
    let refused = desk.refused("export roster", &["--round", "1", "-o", &file, "--buildings", "1"]);
    assert_eq!(refused, "refused");

    let figures = ask(&desk, "figures", &[]);
    assert_eq!(each(&figures["buildings"], "compound").len(), 3);
    assert!(figures["buildings"][0]["id"].is_i64(), "{figures}");
    let told = desk.louce("figures", &["--round", "1"]).done();
    assert!(told.contains("甲园1号楼") && told.contains("乙园1号楼"), "{told}");
    let told = desk.louce("call list", &["--round", "1"]).done();
    assert!(told.contains("甲园1号楼") && told.contains("乙园1号楼"), "{told}");
    let both = ask(&desk, "checkin", &["1", "101"]);
    assert!(both["doors"][0]["problem"].as_str().unwrap().contains("乙园/1"), "{both}");
    assert_eq!(change(&desk, "checkin", &["乙园/1", "101"])["people"][0]["name"], "李乙");
    let refused = desk.refused("tube open", &["--round", "1", "--building", "1", "A001"]);
    assert_eq!(refused, "refused");
    change(&desk, "tube open", &["--building", "甲园/1", "A001"]);
}

#[test]
fn the_call_list_comes_in_parts() {
    let desk = two();
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    let all = ask(&desk, "call list", &[]);
    assert_eq!(each(&all, "name").len(), 4);
    let part = ask(&desk, "call list", &["--limit", "2", "--offset", "1"]);
    assert_eq!(part.as_array().unwrap()[..], all.as_array().unwrap()[1..3]);
}
