//! The daily report as a workbook: what the street office finds in it, and what it must not find.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use louce_core::reports::{
    Amount, BuildingCoverage, Correction, Count, Coverage, DailyReport, Figure, Group, Isolation,
    IsolationTable, RoundCoverage, Unit, Violation,
};
use louce_core::values::Day;
use louce_sheets::report_book;

fn figure(group: Group, title: &str, unit: Unit, amount: (u32, u32), previous: Option<u32>) -> Figure {
    let (households, persons, count) = match unit {
        Unit::People => (Some(amount.0), Some(amount.1), None),
        Unit::Rooms | Unit::Items => (None, None, Some(amount.1)),
    };
    let previous = previous.map(|number| match unit {
        Unit::People => Amount { households: Some(number), persons: Some(number), count: None },
        Unit::Rooms | Unit::Items => Amount { count: Some(number), ..Amount::default() },
    });
    Figure {
        code: title.to_owned(),
        title: title.to_owned(),
        group,
        unit,
        households,
        persons,
        count,
        previous,
        correction: None,
    }
}

fn counts(pairs: &[(&str, u32)]) -> BTreeMap<String, u32> {
    pairs.iter().map(|(reason, count)| ((*reason).to_owned(), *count)).collect()
}

fn round(number: i64, buildings: u32) -> RoundCoverage {
    let buildings: Vec<BuildingCoverage> = (1..=buildings)
        .map(|building| {
            let untested = if building % 3 == 0 {
                counts(&[("外出", building % 5 + 1), ("=拒检", 1)])
            } else {
                BTreeMap::new()
            };
            let missing: u32 = untested.values().sum();
            let expected = 55 + building % 17;
            let tested = expected - missing;
            let rate = Some(f64::from(tested) / f64::from(expected));
            let all = Coverage { expected, tested, untested, unmarked: 0, excluded: BTreeMap::new(), rate };
            BuildingCoverage { id: None, building: building.to_string(), compound: None, all }
        })
        .collect();
    let mut all = Coverage::default();
    for building in &buildings {
        all.expected += building.all.expected;
        all.tested += building.all.tested;
        for (reason, persons) in &building.all.untested {
            *all.untested.entry(reason.clone()).or_default() += persons;
        }
    }
    all.excluded = counts(&[("集中隔离", 12), ("外出", 230), ("住院", 21), ("闭环单位", 4)]);
    all.rate = Some(f64::from(all.tested) / f64::from(all.expected.max(1)));
    RoundCoverage {
        round: number,
        kind: "nucleic".into(),
        date: "2022-03-16".into(),
        state: "open".into(),
        all,
        buildings,
    }
}

fn report(buildings: u32) -> DailyReport {
    let people =
        |title: &str, amount, previous| figure(Group::Special, title, Unit::People, amount, previous);
    let count = |households, persons| Count { households, persons };
    DailyReport {
        day: Day::parse_iso("2022-03-16").unwrap(),
        cutoff: "14:00".into(),
        from: "2022-03-15 14:00:00".into(),
        to: "2022-03-16 14:00:00".into(),
        closed: None,
        figures: vec![
            figure(Group::Residents, "常住（在册）", Unit::People, (2812, 5503), Some(5498)),
            figure(Group::Residents, "实际在住", Unit::People, (2690, 5211), Some(5240)),
            figure(Group::Rooms, "住房", Unit::Rooms, (0, 2950), Some(2950)),
            figure(Group::Rooms, "有人居住", Unit::Rooms, (0, 2690), None),
            figure(Group::Rooms, "暂无人住", Unit::Rooms, (0, 122), None),
            figure(Group::Rooms, "空房", Unit::Rooms, (0, 138), Some(139)),
            figure(Group::Rooms, "商铺", Unit::Rooms, (0, 31), Some(31)),
            figure(Group::Presence, "在住", Unit::People, (2651, 5120), None),
            figure(Group::Presence, "外出", Unit::People, (160, 230), None),
            figure(Group::Presence, "住院", Unit::People, (20, 21), None),
            figure(Group::Presence, "居家隔离", Unit::People, (39, 91), None),
            figure(Group::Presence, "集中隔离", Unit::People, (9, 12), None),
            figure(Group::Presence, "闭环单位", Unit::People, (4, 4), None),
            figure(Group::Presence, "迁出", Unit::People, (11, 25), None),
            figure(Group::Presence, "死亡", Unit::People, (3, 3), None),
            people("80岁以上独居", (31, 31), Some(31)),
            people("独居", (214, 214), Some(215)),
            people("空巢", (602, 990), Some(990)),
            people("纯老家庭", (640, 1101), None),
            people("80岁以上", (590, 704), None),
            people("65岁以上", (1390, 2105), None),
            people("婴幼儿", (101, 109), None),
            people("0–6岁儿童", (190, 221), None),
            people("肾透析", (7, 7), None),
            people("肿瘤放化疗", (15, 15), None),
            people("严重精神障碍", (19, 19), None),
            people("孕产妇", (8, 8), Some(7)),
            people("低保", (60, 77), None),
            figure(Group::HomeIsolation, "居家隔离现有", Unit::People, (39, 91), Some(80)),
            figure(Group::Quality, "从未核实", Unit::People, (900, 1503), None),
            figure(Group::Quality, "资料有看不懂的内容", Unit::People, (12, 13), None),
            figure(Group::Quality, "地址待核", Unit::People, (3, 4), None),
            figure(Group::Quality, "待定问题", Unit::Items, (0, 17), None),
        ],
        isolation: IsolationTable {
            home: Isolation {
                previous: count(35, 80),
                new: count(6, 15),
                released: count(1, 2),
                transferred: count(1, 2),
                now: count(39, 91),
                total: count(88, 190),
            },
            central: Isolation {
                previous: count(8, 10),
                new: count(1, 2),
                now: count(9, 12),
                ..Isolation::default()
            },
        },
        rounds: vec![round(3, buildings)],
        invariants: vec![],
    }
}

fn book(report: &DailyReport, office: &str) -> Xlsx<Cursor<Vec<u8>>> {
    let mut bytes = Vec::new();
    report_book::write(report, office, &mut bytes).unwrap();
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn rows(range: &Range<Data>) -> Vec<Vec<String>> {
    range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).filter(|text| !text.is_empty()).collect::<Vec<_>>())
        .collect()
}

#[test]
fn the_first_sheet_says_the_day_in_the_order_of_the_form() {
    let mut book = book(&report(89), "延吉七村居民区");
    assert_eq!(book.sheet_names(), ["日报", "分楼检测", "分楼未检"]);
    let rows = rows(&book.worksheet_range("日报").unwrap());
    assert_eq!(rows[0], ["延吉七村居民区疫情防控工作日报"]);
    assert_eq!(rows[1], ["2022年3月16日    统计时段：3月15日14:00至3月16日14:00"]);
    let find = |start: &str| {
        rows.iter().find(|row| row.iter().any(|text| text == start)).cloned().unwrap_or_default()
    };
    assert_eq!(find("常住（在册）")[..5], ["常住（在册）", "2812", "5503", "5498", "5"]);
    assert_eq!(find("空房")[..4], ["空房", "138", "139", "-1"]);
    assert_eq!(find("外出")[..5], ["外出", "160", "230", "—", "—"]);
    let home: Vec<&Vec<String>> = rows
        .iter()
        .skip_while(|row| row.first().map(String::as_str) != Some("类别"))
        .skip(1)
        .take(4)
        .collect();
    assert_eq!(home[0][..], ["居家隔离", "户", "35", "6", "1", "1", "39", "88"]);
    assert_eq!(home[1][..], ["人", "80", "15", "2", "2", "91", "190"]);
    assert_eq!(home[2][..], ["集中隔离", "户", "8", "1", "0", "0", "9", "0"]);
    let signed = rows.iter().find(|row| row.iter().any(|text| text.starts_with("填报人"))).unwrap();
    assert_eq!(signed.len(), 3, "{signed:?}");
    assert_eq!(rows.last().unwrap()[..], ["（盖章）"]);
}

#[test]
fn every_figure_without_a_table_of_its_own_is_on_the_first_sheet_once() {
    let report = report(4);
    let mut book = book(&report, "延吉七村居民区");
    let cells: Vec<String> = rows(&book.worksheet_range("日报").unwrap()).into_iter().flatten().collect();
    let in_reasons = ["外出", "住院", "集中隔离", "居家隔离", "闭环单位"];
    for figure in report.figures.iter().filter(|figure| figure.group != Group::HomeIsolation) {
        if !in_reasons.contains(&figure.title.as_str()) {
            assert_eq!(cells.iter().filter(|text| **text == figure.title).count(), 1, "{}", figure.title);
        }
    }
}

#[test]
fn coverage_is_there_for_every_building_and_what_is_missing_by_reason() {
    let report = report(89);
    let mut book = book(&report, "延吉七村居民区");
    let first: Vec<String> = rows(&book.worksheet_range("分楼检测").unwrap()).into_iter().flatten().collect();
    for building in 1..=89 {
        assert!(first.contains(&format!("{building}号楼")), "{building}");
    }
    let second = rows(&book.worksheet_range("分楼未检").unwrap());
    assert_eq!(second[2], ["楼栋", "应检", "实检", "检测率", "未登记", "未检", "外出", "=拒检"]);
    assert_eq!(second[3][..3], ["3号楼", "58", "53"]);
    assert_eq!(second[3][4..], ["0", "5", "4", "1"]);
    assert_eq!(second.len(), 3 + 29 + 1, "29 buildings miss somebody, and the sum");
    let sum = second.last().unwrap();
    assert_eq!(sum[0], "全部楼栋");
    let untested: u32 = report.rounds[0].all.untested.values().sum();
    assert_eq!(sum[5], untested.to_string());
}

#[test]
fn rare_reasons_share_a_column_and_the_row_still_adds_up() {
    let mut report = report(3);
    for (n, reason) in (1u32..).zip(["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]) {
        for coverage in [0, 1] {
            let round = &mut report.rounds[0];
            let all = if coverage == 0 { &mut round.all } else { &mut round.buildings[0].all };
            all.untested.insert(reason.into(), n);
        }
    }
    let mut book = book(&report, "延吉七村居民区");
    let rows = rows(&book.worksheet_range("分楼未检").unwrap());
    let head = &rows[2];
    assert_eq!((head.len(), head.last().map(String::as_str)), (14, Some("其他")));
    let first: Vec<u32> = rows[3][4..].iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(first[2..].iter().sum::<u32>(), first[1], "未检 is the sum of its reasons");
}

#[test]
fn a_text_of_users_is_never_a_formula_and_what_does_not_add_up_is_printed() {
    let mut report = report(3);
    let text = "=1+1 居家隔离不平：昨日80人＋新增15－解除2－转出2，应为91人，现有90人。";
    report.invariants.push(Violation { code: "isolation_balance".into(), figure: None, text: text.into() });
    let mut book = book(&report, "=HYPERLINK(\"http://x\")居民区");
    for sheet in book.sheet_names() {
        assert_eq!(book.worksheet_formula(&sheet).unwrap().used_cells().count(), 0, "{sheet}");
    }
    let cells: Vec<String> = rows(&book.worksheet_range("日报").unwrap()).into_iter().flatten().collect();
    assert!(cells.iter().any(|cell| cell == text));
    assert!(cells.iter().any(|cell| cell == "=拒检"), "as text");
}

#[test]
fn a_day_without_rounds_and_an_office_without_figures_make_a_workbook_too() {
    let mut report = report(0);
    report.rounds.clear();
    report.figures.clear();
    report.cutoff = "24:00".into();
    let mut book = book(&report, "");
    let cells: Vec<String> = rows(&book.worksheet_range("日报").unwrap()).into_iter().flatten().collect();
    assert!(cells.iter().any(|cell| cell == "本日没有检测轮次。"));
    assert!(cells.iter().any(|cell| cell.ends_with("统计时段：3月16日0时至24时")), "{cells:?}");
}

#[test]
fn a_saved_workbook_replaces_the_older_one_and_a_folder_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("日报.xlsx");
    std::fs::write(&path, "昨天的").unwrap();
    report_book::save(&report(3), "延吉七村居民区", &path).unwrap();
    let mut saved: Xlsx<_> = calamine::open_workbook(&path).unwrap();
    assert_eq!(
        saved.worksheet_range("日报").unwrap().height(),
        rows(&book(&report(3), "").worksheet_range("日报").unwrap()).len()
    );
    let nowhere = report_book::save(&report(3), "延吉七村居民区", &folder.path().join("没有/日报.xlsx"));
    assert_eq!(nowhere.map_err(|error| error.code()), Err("no_folder"));
}

#[test]
fn a_corrected_figure_stands_with_its_computed_value_and_reason_below() {
    let mut report = report(3);
    let registered = report.figures.first_mut().unwrap();
    registered.correction = Some(Correction {
        computed: Amount { households: Some(2811), persons: Some(5502), count: None },
        reason: "=漏登一户".into(),
        by: "张阿姨".into(),
        at: "2022-03-16 20:00:00".into(),
    });
    let mut book = book(&report, "延吉七村居民区");
    let cells: Vec<String> = rows(&book.worksheet_range("日报").unwrap()).into_iter().flatten().collect();
    let note =
        "常住（在册）：统计2811户5502人，更正为2812户5503人。原因：=漏登一户（张阿姨，2022-03-16 20:00:00）";
    assert!(cells.iter().any(|cell| cell == note), "{cells:?}");
}
