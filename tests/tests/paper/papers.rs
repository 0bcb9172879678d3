//! The other papers.

use calamine::{Reader, Xlsx, open_workbook};
use louce_tests::desk::Desk;
use serde_json::{Value, json};

use super::{community, in_reading_order, pages};

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
    desk.ask("round open", &["--kind", "antigen", "--date", "2022-03-17"]);
    assert_eq!(desk.refused("print labels", &["--round", "1", "-o", &desk.at("标签.pdf")]), "refused");
    desk.ask("review lesson", &["--round", "1", "东门要两个人", "--tomorrow"]);
    for (what, rest, words) in [
        ("daily", &["--date", "2022-03-16"][..], &["疫情防控工作日报", "实际在住", "填表人"][..]),
        ("cards", &[], &["住户联系卡", "扫码登记"]),
        ("special", &["--group", "80岁以上"], &["80岁以上名单", "户", "电话"]),
        ("calls", &["--round", "1"], &["催检电话单", "第一次", "第二次"]),
        ("labels", &["--round", "2"], &["份", "结果", "第2轮抗原检测"]),
        ("poster", &["--round", "1"], &["通知", "南门小广场", "06:30"]),
        ("board", &["--date", "2022-03-16"], &["天无新增", "第14天", "无疫情小区", "盖章"]),
        ("figures", &["--round", "1"], &["第1轮核酸检测情况公示", "应检", "检测率", "盖章"]),
        (
            "review",
            &["--round", "1"],
            &["第1轮核酸检测复盘", "等待（推算）", "事后补的", "东门要两个人", "明天要办"],
        ),
    ] {
        let text = printed(&desk, what, rest);
        for word in words {
            assert!(text.contains(word), "{what}: no {word} in {text}");
        }
    }
}

#[test]
fn the_retest_list_of_a_positive_tube_names_its_people_with_their_households_and_the_tubes_beside_it() {
    let desk = Desk::new();
    desk.import(
        "台账.csv",
        "楼号,室号,姓名,电话\n12,402,王阿婆,13800001234\n12,402,王小明,13900001234\n12,403,李芳,13700001234\n",
    );
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    for (code, room) in [("T001", "402"), ("T002", "403")] {
        desk.ask("tube open", &["--round", "1", "--building", "12", code]);
        desk.ask("checkin", &["--round", "1", "--tube", code, "12", room]);
    }
    let file = desk.at("复采.pdf");
    let ask = |rest: &[&str]| desk.ask("tube retest", &[&["--round", "1", "-o", &file], rest].concat());
    let refused = desk.refused("tube retest", &["--round", "1", "-o", &file]);
    assert_eq!(refused, "refused", "no tube is positive");
    desk.ask("tube result", &["--round", "1", "positive", "--tube", "T001", "--anyway"]);
    let printed = ask(&["--tube", "T001"]);
    assert_eq!((&printed["people"], &printed["operation"]), (&json!(3), &Value::Null));
    let text = in_reading_order(&file);
    for word in ["复采名单", "管号T001", "同管1户2人", "王阿婆", "138****1234", "T001第2位", "李芳", "第1页"]
    {
        assert!(text.contains(word), "no {word} in {text}");
    }
    let laid_out = pages(&file).concat();
    let (pool, beside) = laid_out.split_once("前后管的人").unwrap();
    assert!(pool.contains("王小明") && !pool.contains("李芳") && beside.contains("李芳"), "{laid_out}");
    let printed = ask(&["--unmasked"]);
    assert!(in_reading_order(&file).contains("13800001234"));
    assert_eq!(desk.ask("log", &[]).as_array().unwrap().last().unwrap()["id"], printed["operation"]);
}

#[test]
fn the_board_stands_on_what_was_noted_and_is_not_printed_while_somebody_positive_is_not_cleared_up() {
    let desk = Desk::new();
    desk.import("台账.csv", "楼号,室号,姓名\n12,402,王阿婆\n12,402,王小明\n");
    desk.ask("board note", &["--date", "2022-03-01", "start", "--source", "街道第3号通知"]);
    desk.ask("report daily", &["--date", "2022-03-10", "-o", &desk.at("日报.xlsx"), "--close"]);
    let text = printed(&desk, "board", &["--date", "2022-03-16"]);
    for words in [
        "无疫情小区：连续14个整日（0–24时）无新增",
        "天数已满，还有13天没有凭据",
        "2022年3月1日开始封闭管理依据：街道第3号通知",
        "没有关账日报、待补的13天：3月2日至3月9日、3月11日至3月15日。",
        "第1天",
        "第14天",
    ] {
        assert!(text.contains(words), "no {words} in {text}");
    }
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-15"]);
    desk.ask("tube open", &["--round", "1", "--building", "12", "T001"]);
    desk.ask("checkin", &["--round", "1", "--tube", "T001", "12", "402"]);
    desk.ask("tube result", &["--round", "1", "positive", "--tube", "T001", "--anyway"]);
    assert_eq!(desk.ask("board show", &["--date", "2022-03-16"])["state"], "doubtful");
    let file = desk.at("board.pdf");
    assert_eq!(desk.refused("print board", &["-o", &file, "--date", "2022-03-16"]), "refused");
}

#[test]
fn the_board_is_one_sheet_that_names_what_the_count_began_with_however_much_was_noted() {
    let desk = Desk::new();
    desk.import("台账.csv", "楼号,室号,姓名\n12,402,王阿婆\n");
    let long = "区疫情防控指挥部关于对部分小区实行封闭管理并开展多轮核酸检测的通告第三十七号";
    desk.ask("board note", &["--date", "2022-03-01", "start", "--source", long]);
    for day in ["2022-03-03", "2022-03-05", "2022-03-07", "2022-03-09", "2022-03-11"] {
        desk.ask("board note", &["--date", day, "suspected", "--source", long]);
        let suspected = desk.ask("board cases", &[]).as_array().unwrap().last().unwrap()["id"].to_string();
        desk.ask("board note", &["--date", day, "excluded", "--closes", &suspected, "--source", long]);
    }
    let text = printed(&desk, "board", &["--date", "2022-03-16"]);
    for words in ["2022年3月1日开始封闭管理", "中间还有", "第14天", "盖章"] {
        assert!(text.contains(words), "no {words} in {text}");
    }
    assert_eq!(pages(desk.at("board.pdf")).len(), 1);
}

#[test]
fn a_notice_is_one_sheet_however_long_its_site_and_text_are() {
    let desk = Desk::new();
    desk.import("台账.csv", "楼号,室号,姓名\n12,402,王阿婆\n13,101,李芳\n");
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    desk.ask("plan arrange", &["--round", "1", "--site", "北门老年活动室门前小广场靠东一侧=300"]);
    for length in [100, 160, 240, 400] {
        let body = "请带好身份证戴好口罩".repeat(length / 10);
        desk.ask("notice template", &["--name", "核酸检测", "--body", &body]);
        printed(&desk, "poster", &["--round", "1"]);
        assert_eq!(pages(desk.at("poster.pdf")).len(), 2, "{length} characters, two buildings");
    }
}

#[test]
fn a_household_too_large_for_half_a_sheet_is_on_its_card_to_the_last_person() {
    let desk = Desk::new();
    let rows: String = (1..=30).map(|n| format!("12,402,租客{n:02}号\n")).collect();
    desk.import("台账.csv", &format!("楼号,室号,姓名\n{rows}12,403,李芳\n"));
    let text = printed(&desk, "cards", &[]);
    for n in 1..=30 {
        assert_eq!(text.matches(&format!("租客{n:02}号")).count(), 1);
    }
    assert!(text.contains("李芳"));
}

#[test]
fn a_corrected_figure_is_marked_on_the_daily_report_and_the_reason_stands_under_it() {
    let desk = Desk::new();
    desk.import("台账.csv", "楼号,室号,姓名\n12,402,王阿婆\n");
    let daily = |desk: &Desk| printed(desk, "daily", &["--date", "2022-03-16"]);
    assert!(!daily(&desk).contains("更正"));
    let correct = |figure: &str, persons: &str, reason: &str| {
        let said = ["--figure", figure, "--households", "2", "--persons", persons, "--reason", reason];
        desk.ask("report correct", &[&["--date", "2022-03-16"], &said[..]].concat());
    };
    correct("registered", "3", "漏登一户");
    correct("present", "2", "一人刚返回");
    let text = daily(&desk);
    for words in [
        "［更1］",
        "［更2］",
        "更正说明",
        "统计1户1人，更正为2户3人。原因：漏登一户（张阿姨",
        "更正为2户2人。原因：一人刚返回",
    ] {
        assert!(text.contains(words), "no {words} in {text}");
    }
    assert_eq!(text.matches("［更1］").count(), 2, "at the figure and at its reason");
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

#[test]
fn the_call_list_in_a_workbook_says_whose_phone_it_is_masked_unless_asked_for() {
    let desk = Desk::new();
    desk.import(
        "台账.csv",
        "楼号,室号,姓名,电话,与户主关系\n12,402,王阿婆,13800001234,户主\n12,402,王小明,,孙子\n12,403,李芳,,\n",
    );
    let leader = ["--building", "12", "--role", "楼组长", "--name", "赵大妈", "--phone", "13900000002"];
    desk.ask("responsible set", &leader);
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    let file = desk.at("电话单.xlsx");
    let rows = |rest: &[&str]| -> Vec<[String; 3]> {
        let written = desk.ask("export calls", &[&["--round", "1", "-o", &file], rest].concat());
        assert_eq!((&written["sheets"], &written["people"]), (&json!(1), &json!(3)));
        let mut book: Xlsx<_> = open_workbook(&file).unwrap();
        let sheet = book.worksheet_range("电话单").unwrap();
        let text = |row: &[calamine::Data], col: usize| row[col].to_string();
        sheet.rows().skip(2).map(|row| [text(row, 4), text(row, 6), text(row, 7)]).collect()
    };
    let told = |rows: Vec<[String; 3]>| rows.into_iter().map(|row| row.join(" ")).collect::<Vec<_>>();
    assert_eq!(
        told(rows(&[])),
        [
            "王阿婆 138****1234 本人",
            "王小明 138****1234 家里 王阿婆（户主）",
            "李芳 139****0002 楼组长 赵大妈"
        ]
    );
    assert_eq!(rows(&["--unmasked"])[2][1], "13900000002");
    assert_eq!(desk.ask("log", &[]).as_array().unwrap().last().unwrap()["kind"], "export");
}

#[test]
fn one_household_has_its_card_and_nobody_else_is_on_it() {
    let desk = Desk::new();
    desk.import("台账.csv", "楼号,室号,姓名,电话\n12,402,王阿婆,13800001234\n12,403,李芳,13700001234\n");
    let household = desk.ask("residents", &["--search", "李芳"])[0]["household"].to_string();
    let text = printed(&desk, "cards", &["--households", &household]);
    assert!(text.contains("李芳") && text.contains("12号楼403") && !text.contains("王阿婆"), "{text}");
    let refused = desk.refused("print cards", &["-o", &desk.at("卡.pdf"), "--households", "7"]);
    assert_eq!(refused, "refused");
}

#[test]
fn masked_papers_say_nothing_of_illness_and_isolation_and_unmasked_ones_do() {
    let desk = Desk::new();
    desk.import(
        "台账.csv",
        "楼号,室号,姓名,电话,重点类别,备注\n12,402,王阿婆,13800001234,高血压、卧床,周三透析；女儿每天来\n",
    );
    desk.import("隔离.csv", "楼号,室号,姓名,隔离方式,开始隔离时间\n12,402,王阿婆,居家隔离,2022-03-12\n");
    desk.ask("round open", &["--kind", "nucleic", "--date", "2022-03-16"]);
    for (what, rest, kept) in [
        ("special", &["--group", "卧床"][..], "女儿每天来"),
        ("special", &["--group", "高血压"], "重点人群名单"),
        ("cards", &[], "卧床"),
        ("calls", &["--round", "1"], "卧床"),
    ] {
        let text = printed(&desk, what, rest);
        assert!(text.contains("王阿婆") && text.contains(kept), "{what}: {text}");
        for word in ["高血压", "透析", "隔离"] {
            assert!(!text.contains(word), "{what}: {word} in {text}");
        }
        let open = printed(&desk, what, &[rest, &["--unmasked"]].concat());
        assert!(open.contains("高血压"), "{what}: {open}");
        assert_eq!(desk.ask("log", &[]).as_array().unwrap().last().unwrap()["kind"], "export");
    }
    let file = desk.at("名册.pdf");
    desk.ask("export roster", &["--round", "1", "-o", &file]);
    assert!(!in_reading_order(&file).contains("高血压"));
}
