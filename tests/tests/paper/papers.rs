//! The other papers.

use louce_tests::desk::Desk;

use super::{community, pages};

/// Prints one and reads it back.
fn printed(desk: &Desk, what: &str, rest: &[&str]) -> String {
    let file = desk.at(&format!("{what}.pdf"));
    let answer = desk.ask(&format!("print {what}"), &[&["-o", &file], rest].concat());
    let pages = pages(&file);
    assert_eq!(answer["pages"], pages.len(), "{what}");
    pages.concat().chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_paper_says_what_it_is_for() {
    let desk = community("40");
    desk.ask("plan arrange", &["--round", "1", "--site", "南门小广场=200"]);
    desk.ask("board note", &["--date", "2022-03-01", "start"]);
    desk.ask("review lesson", &["--round", "1", "东门要两个人", "--tomorrow"]);
    for (what, rest, words) in [
        ("daily", &["--date", "2022-03-16"][..], &["疫情防控工作日报", "实际在住", "填表人"][..]),
        ("cards", &[], &["住户联系卡", "扫码登记"]),
        ("special", &["--group", "80岁以上"], &["80岁以上名单", "户", "电话"]),
        ("calls", &["--round", "1"], &["催检电话单", "第一次", "第二次"]),
        ("labels", &["--round", "1"], &["份", "结果", "第1轮核酸检测"]),
        ("poster", &["--round", "1"], &["通知", "南门小广场", "06:30"]),
        ("board", &["--date", "2022-03-16"], &["天无新增", "第14天", "无疫情小区", "盖章"]),
        ("review", &["--round", "1"], &["第1轮核酸检测复盘", "东门要两个人", "明天要办"]),
    ] {
        let text = printed(&desk, what, rest);
        for word in words {
            assert!(text.contains(word), "{what}: no {word} in {text}");
        }
    }
}

#[test]
fn phones_on_a_call_sheet_are_masked_unless_asked_for_and_then_it_is_recorded() {
    let desk = Desk::new();
    desk.import("台账.csv", "楼号,室号,姓名,电话\n12,402,王阿婆,13800001234\n");
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    assert!(!printed(&desk, "calls", &["--round", "1"]).contains("13800001234"));
    assert!(printed(&desk, "calls", &["--round", "1", "--unmasked"]).contains("13800001234"));
    assert_eq!(desk.ask("log", &[]).as_array().unwrap().last().unwrap()["kind"], "export");
}
