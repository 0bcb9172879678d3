//! Ledgers about people who are already there: whom a row means, what it changes, what it asks, and how it is taken back.
#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::*;
use louce_core::questions::QuestionKind;
use louce_core::residents::{self, Field};
use louce_core::{Op, OpKind, ledgers};
use louce_sheets::import::{Decision, Outcome, decide};

fn king() -> String {
    id("310110", "19380512", 343)
}

/// Three people of two rooms.
fn roster() -> Vec<Vec<Cell>> {
    vec![
        row!["楼号", "单元", "室号", "姓名", "身份证号", "性别", "出生日期", "电话", "与户主关系", "备注"],
        row!["12", "2", "402", "王建国", king(), "", "", "13812341234", "户主", "老党员"],
        row!["12", "2", "402", "李秀英", "", "女", "1940-03-08", "", "妻", ""],
        row!["13", "1", "101", "张建军", "", "男", "1975", "13912341234", "户主", ""],
    ]
}

fn with_roster() -> Desk {
    let mut desk = desk();
    let report = desk.import(roster());
    assert_eq!((report.created, report.households_created, report.flagged), (3, 2, 0), "{}", told(&report));
    desk
}

#[test]
fn the_same_file_a_second_time_changes_nothing() {
    let mut desk = with_roster();
    let before = desk.state();
    let again = desk.import(roster());
    assert_eq!(
        (again.created, again.updated, again.conflicts, again.rejected),
        (0, 0, 0, 0),
        "{}",
        told(&again)
    );
    assert_eq!(again.unchanged, 3);
    assert_eq!(again.operation, None);
    assert_eq!(desk.state(), before);
    assert_eq!(desk.office.reader().operations().unwrap().len(), 1);
}

#[test]
fn blank_cells_never_erase() {
    let mut desk = with_roster();
    let before = desk.state();
    let report = desk.import(vec![
        row!["楼号", "单元", "室号", "姓名", "身份证号", "性别", "出生日期", "电话", "与户主关系", "备注"],
        row!["12", "2", "402", "王建国", "", "", "", "", "", ""],
        row!["12", "2", "402", "李秀英", "无", "-", "/", "无", "—", "无"],
        row!["13", "", "101", "张建军", "", "", "", "", "", ""],
    ]);
    assert_eq!((report.unchanged, report.created, report.conflicts), (3, 0, 0), "{}", told(&report));
    assert_eq!(desk.state(), before);
}

#[test]
fn a_ledger_of_the_lonely_without_ids_finds_its_people_by_name_and_room() {
    let mut desk = with_roster();
    let report = desk.import_sheet(sheet(
        "独居老人",
        vec![
            row!["延吉七村独居老人名单"],
            row!["序号", "姓名", "年龄", "家庭住址", "健康状况", "结对志愿者", "志愿者电话"],
            row!["1", "王建国", "83", "12号楼2单元402", "高血压", "赵大勇", "13612341234"],
            row!["2", "李秀英", "82", "12-2-402室", "", "", ""],
        ],
    ));
    assert_eq!((report.created, report.updated, report.conflicts), (0, 2, 0), "{}", told(&report));
    assert!(reasons(&report, 3).contains("姓名和房号"), "{}", told(&report));
    let person = desk.person("王建国");
    assert!(person.tags.contains(&"独居") && person.tags.contains(&"高血压"), "{:?}", person.tags);
    assert_eq!(person.phones, ["13812341234"], "the volunteer's phone is not his");
    let tags = residents::tags(desk.office.reader(), person.id).unwrap();
    let lonely = tags.iter().find(|tag| tag.kind == "living_alone").unwrap();
    assert_eq!(
        (lonely.carer_name.as_deref(), lonely.carer_phone.as_deref()),
        (Some("赵大勇"), Some("13612341234"))
    );
}

#[test]
fn a_row_finds_its_person_by_id_then_by_name_and_room_then_by_name_and_birth_year_and_says_which() {
    let mut desk = with_roster();
    let report = desk.import(vec![
        row!["姓名", "证件号", "住址", "出生日期", "文化程度"],
        row!["王建国", king(), "", "", "高中"],
        row!["李秀英", "", "12-2-402", "", "小学"],
        row!["张建军", "", "", "1975-06", "大学"],
    ]);
    assert_eq!((report.created, report.updated, report.conflicts), (0, 3, 0), "{}", told(&report));
    assert!(reasons(&report, 2).contains("按证件号"), "{}", told(&report));
    assert!(reasons(&report, 3).contains("按姓名和房号"));
    assert!(reasons(&report, 4).contains("按姓名和出生年份"));
    assert_eq!(desk.person("张建军").fact(Field::Birth), "1975-06", "the finer date fills in");
    assert_eq!(desk.person("李秀英").fact(Field::Education), "小学");
}

#[test]
fn a_phone_update_puts_the_new_number_first_and_keeps_the_old() {
    let mut desk = with_roster();
    let report = desk.import(vec![
        row!["姓名", "楼栋", "房号", "新手机号"],
        row!["王建国", "12", "402", "13712341234"],
        row!["张建军", "13", "101", "13912341234"],
    ]);
    let _ = report;
    let report = desk.import(vec![
        row!["姓名", "楼栋", "房号", "手机号"],
        row!["王建国", "12", "402", "13712341234"],
        row!["张建军", "13", "101", "13912341234"],
    ]);
    assert_eq!(report.created, 0, "{}", told(&report));
    assert_eq!(desk.person("王建国").phones, ["13712341234", "13812341234"]);
    assert_eq!(desk.person("张建军").phones, ["13912341234"]);
}

#[test]
fn a_test_list_matches_its_people_and_makes_no_second_ones() {
    let mut desk = with_roster();
    let report = desk.import_sheet(sheet(
        "采样记录",
        vec![
            row!["核酸检测采样登记表"],
            row!["姓名", "身份证号", "住址", "联系方式", "采样单位", "采样管编号", "采集时间", "部位"],
            row![
                "王建国",
                king(),
                "延吉七村12号402",
                "13812341234",
                "街道医院",
                "A0001",
                "2022-04-05 08:30",
                "咽拭子"
            ],
            row!["李秀英", "", "12号2单元402室", "", "街道医院", "A0001", "2022-04-05 08:31", "咽拭子"],
        ],
    ));
    assert_eq!((report.created, report.conflicts, report.rejected), (0, 0, 0), "{}", told(&report));
    assert!(reasons(&report, 3).contains("按证件号"));
    assert!(reasons(&report, 4).contains("按姓名和房号"));
    let again_state = desk.state();
    assert!(!again_state.contains("A0001") || desk.people().len() == 3);
}

#[test]
fn two_of_the_same_name_in_a_room_are_a_question_and_not_a_third_person() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["12", "402", "王芳", id("310110", "19700101", 342)],
        row!["12", "402", "王芳", id("310110", "19950101", 342)],
    ]);
    desk.decide(Decision::New);
    assert_eq!(desk.people().len(), 2, "mother and daughter of one name");
    let rows = || vec![row!["姓名", "住址", "手机"], row!["王芳", "12-402", "13812341234"]];
    let report = desk.import(rows());
    assert_eq!((report.conflicts, report.created), (1, 0), "{}", told(&report));
    assert_eq!(desk.people().len(), 2);
    let open = desk.questions();
    assert_eq!((open[0].kind, open[0].candidates.len()), (QuestionKind::Who, 2));
    assert_eq!((open[0].sheet.as_str(), open[0].row), ("Sheet1", 2));
    let again = desk.import(rows());
    assert_eq!(desk.questions().len(), 1, "asked once\n{}", told(&again));
    assert_eq!((again.conflicts, again.operation), (0, None));

    let younger = desk.people().into_iter().find(|view| view.fact(Field::Birth) == "1995-01-01").unwrap().id;
    let question = desk.questions()[0].id;
    assert!(
        decide(&mut desk.office, question, Decision::Take, None, desk.clock).is_err(),
        "which of the two?"
    );
    decide(&mut desk.office, question, Decision::Take, Some(younger), desk.clock).unwrap();
    assert_eq!(residents::phones(desk.office.reader(), younger).unwrap(), ["13812341234"]);
    let again = desk.import(rows());
    assert_eq!((again.conflicts, again.created, again.operation), (0, 0, None), "{}", told(&again));
    assert!(desk.questions().is_empty());
}

#[test]
fn a_name_alone_that_somebody_bears_is_a_question_and_one_that_nobody_bears_is_rejected() {
    let mut desk = with_roster();
    let report =
        desk.import(vec![row!["姓名", "手机"], row!["王建国", "13712341234"], row!["陈某某", "13712341235"]]);
    assert_eq!((report.conflicts, report.rejected, report.created), (1, 1, 0), "{}", told(&report));
    assert_eq!(desk.people().len(), 3);
    let resident = desk.decide(Decision::Take);
    assert_eq!(resident, desk.person("王建国").id);
    assert_eq!(desk.person("王建国").phones[0], "13712341234");
}

#[test]
fn another_id_under_the_same_name_and_room_is_a_question_with_three_answers() {
    let other = id("310110", "19380512", 345);
    let rows = || {
        vec![
            row!["楼号", "单元", "室号", "姓名", "身份证号", "电话"],
            row!["12", "2", "402", "王建国", id("310110", "19380512", 345), "13712341234"],
        ]
    };

    let mut desk = with_roster();
    let report = desk.import(rows());
    assert_eq!((report.conflicts, report.created), (1, 0), "{}", told(&report));
    desk.decide(Decision::Keep);
    assert_eq!(desk.person("王建国").fact(Field::IdNumber), king());
    let again = desk.import(rows());
    assert_eq!((again.conflicts, again.created, again.operation), (0, 0, None), "{}", told(&again));
    assert!(desk.questions().is_empty());

    let mut desk = with_roster();
    desk.import(rows());
    desk.decide(Decision::Take);
    assert_eq!(desk.person("王建国").fact(Field::IdNumber), other);
    let again = desk.import(rows());
    assert_eq!((again.conflicts, again.created, again.operation), (0, 0, None), "{}", told(&again));

    let mut desk = with_roster();
    desk.import(rows());
    let newcomer = desk.decide(Decision::New);
    assert_eq!(desk.people().len(), 4);
    let view = desk.people().into_iter().find(|view| view.id == newcomer).unwrap();
    assert_eq!((view.fact(Field::IdNumber), view.place().as_str()), (other.as_str(), "12-2-402"));
    let again = desk.import(rows());
    assert_eq!((again.conflicts, again.created, again.operation), (0, 0, None), "{}", told(&again));
}

#[test]
fn another_name_under_the_same_id_is_a_question_about_the_name() {
    let rows =
        || vec![row!["楼号", "单元", "室号", "姓名", "身份证号"], row!["12", "2", "402", "王建帼", king()]];
    for (decision, name) in [(Decision::Keep, "王建国"), (Decision::Take, "王建帼")] {
        let mut desk = with_roster();
        let report = desk.import(rows());
        assert_eq!((report.conflicts, report.created), (1, 0), "{}", told(&report));
        let open = desk.questions();
        assert_eq!(open[0].field.as_deref(), Some("name"));
        assert_eq!((open[0].ours.as_deref(), open[0].theirs.as_deref()), (Some("王建国"), Some("王建帼")));
        desk.decide(decision);
        assert_eq!(desk.people().len(), 3);
        desk.person(name);
        let again = desk.import(rows());
        assert_eq!((again.conflicts, again.created, again.operation), (0, 0, None), "{}", told(&again));
    }
    // Somebody copied the ID of another: two people, of whom only one has the number.
    let mut desk = with_roster();
    desk.import(rows());
    let newcomer = desk.decide(Decision::New);
    let view = desk.people().into_iter().find(|view| view.id == newcomer).unwrap();
    assert_eq!(
        (view.fact(Field::Name), view.fact(Field::IdNumber), view.fact(Field::IdRaw)),
        ("王建帼", "", king().as_str())
    );
    let again = desk.import(rows());
    assert_eq!((again.conflicts, again.created, again.operation), (0, 0, None), "{}", told(&again));
}

#[test]
fn a_move_is_a_question_about_the_address() {
    let rows = || vec![row!["楼号", "室号", "姓名", "身份证号"], row!["20", "501", "王建国", king()]];
    for (decision, door) in [(Decision::Keep, "12-2-402"), (Decision::Take, "20--501")] {
        let mut desk = with_roster();
        let report = desk.import(rows());
        assert_eq!((report.conflicts, report.created), (1, 0), "{}", told(&report));
        assert_eq!(desk.questions()[0].field.as_deref(), Some("address"));
        assert!(desk.questions()[0].ours.as_deref().unwrap().contains("402"));
        desk.decide(decision);
        assert_eq!(desk.door("王建国"), door);
        assert_eq!(desk.people().len(), 3);
        let again = desk.import(rows());
        assert_eq!((again.conflicts, again.created, again.operation), (0, 0, None), "{}", told(&again));
    }
}

#[test]
fn two_states_of_presence_without_dates_are_a_question() {
    let one =
        || vec![row!["楼号", "单元", "室号", "姓名", "在住情况"], row!["12", "2", "402", "王建国", "住院"]];
    let two =
        || vec![row!["楼号", "单元", "室号", "姓名", "在住情况"], row!["12", "2", "402", "王建国", "外出"]];
    for (decision, state) in [(Decision::Keep, "住院"), (Decision::Take, "外出")] {
        let mut desk = with_roster();
        assert_eq!(desk.import(one()).updated, 1);
        let report = desk.import(two());
        assert_eq!((report.conflicts, report.created), (1, 0), "{}", told(&report));
        assert_eq!(desk.questions()[0].field.as_deref(), Some("presence"));
        assert_eq!(desk.person("王建国").presence.name(), "住院");
        desk.decide(decision);
        assert_eq!(desk.person("王建国").presence.name(), state);
        let again = desk.import(two());
        assert_eq!(
            (again.conflicts, again.created, again.operation),
            (0, 0, None),
            "{state}\n{}",
            told(&again)
        );
        assert_eq!(desk.person("王建国").presence.name(), state);
    }
}

#[test]
fn a_later_dated_presence_follows_without_a_question() {
    let mut desk = with_roster();
    let rows = |state: &str, start: &str| {
        vec![
            row!["楼号", "单元", "室号", "姓名", "隔离方式", "开始隔离时间"],
            row!["12", "2", "402", "王建国", state, start],
        ]
    };
    desk.import(rows("居家隔离", "2022-04-01"));
    let report = desk.import(rows("集中隔离", "2022-04-04"));
    assert_eq!((report.updated, report.conflicts), (1, 0), "{}", told(&report));
    assert_eq!(desk.person("王建国").presence.name(), "集中隔离");
    let again = desk.import(rows("集中隔离", "2022-04-04"));
    assert_eq!(again.operation, None, "{}", told(&again));
}

#[test]
fn another_birth_date_of_somebody_without_an_id_is_a_question() {
    let rows = || {
        vec![row!["楼号", "单元", "室号", "姓名", "出生日期"], row!["12", "2", "402", "李秀英", "1941-03-08"]]
    };
    for (decision, people) in [(Decision::Keep, 3), (Decision::Take, 3), (Decision::New, 4)] {
        let mut desk = with_roster();
        let report = desk.import(rows());
        assert_eq!((report.conflicts, report.created), (1, 0), "{}", told(&report));
        desk.decide(decision);
        assert_eq!(desk.people().len(), people);
        if decision == Decision::Take {
            assert_eq!(desk.person("李秀英").fact(Field::Birth), "1941-03-08");
        }
        let again = desk.import(rows());
        assert_eq!((again.conflicts, again.created, again.operation), (0, 0, None), "{}", told(&again));
    }
}

#[test]
fn an_id_that_the_office_did_not_have_is_filled_in_and_a_damaged_one_replaced() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["12", "402", "王建国", 310_110_193_805_123_421.0],
        row!["12", "402", "李秀英", ""],
    ]);
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["12", "402", "王建国", king()],
        row!["12", "402", "李秀英", id("310110", "19400308", 342)],
    ]);
    assert_eq!((report.updated, report.created, report.conflicts), (2, 0, 0), "{}", told(&report));
    let person = desk.person("王建国");
    assert_eq!((person.fact(Field::IdNumber), person.fact(Field::IdRaw)), (king().as_str(), ""));
    assert_eq!((person.fact(Field::Sex), person.fact(Field::IdType)), ("男", "resident_id"));
    assert_eq!(desk.person("李秀英").fact(Field::Birth), "1940-03-08");
    // The damaged ledger again takes nothing back.
    let before = desk.state();
    let again = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["12", "402", "王建国", 310_110_193_805_123_421.0],
    ]);
    assert_eq!((again.operation, again.conflicts), (None, 0), "{}", told(&again));
    assert_eq!(desk.state(), before);
}

#[test]
fn the_same_people_in_several_files_of_one_import_are_made_once() {
    let mut desk = desk();
    let lonely = desk.write(&[sheet(
        "独居老人",
        vec![row!["独居老人名单"], row!["姓名", "住址"], row!["王建国", "12号楼2单元402"]],
    )]);
    let roster = desk.write(&[sheet("Sheet1", roster())]);
    let phones = desk.path("电话.csv");
    std::fs::write(
        &phones,
        gb18030(&separated(
            &[&["楼号", "室号", "姓名", "电话"], &["13", "101", "张建军", "13612341234"]],
            ",",
        )),
    )
    .unwrap();
    let files = [lonely, phones, roster];
    let planned = desk.try_import(&files, true, None).unwrap();
    assert_eq!(desk.people().len(), 0);
    let report = desk.import_files(&files);
    assert_eq!(planned.in_words(), report.in_words());
    assert_eq!(report.created, 3, "{}", told(&report));
    assert_eq!(desk.people().len(), 3);
    assert!(desk.person("王建国").tags.contains(&"独居"));
    assert_eq!(desk.person("张建军").phones.len(), 2);
    let again = desk.import_files(&files);
    assert_eq!((again.operation, again.conflicts), (None, 0), "{}", told(&again));
    assert_eq!(desk.office.reader().operations().unwrap().len(), 1, "one operation for all files");
}

#[test]
fn rejected_rows_come_back_in_the_users_own_layout_and_go_in_once_put_right() {
    let mut desk = desk();
    let path = desk.write(&[sheet(
        "12号楼",
        vec![
            row!["12号楼人员名单"],
            row!["序号", "室号", "姓名", "身份证号", "电话"],
            row!["1", "401", "王建国", king(), "13812341234"],
            row!["2", "402", "", id("310110", "19400308", 342), "13912341234"],
            row!["3", "403", "张三、李四", "", ""],
        ],
    )]);
    let rejects = desk.path("退回.xlsx");
    let report = desk.try_import(&[path], false, Some(&rejects)).unwrap();
    assert_eq!((report.created, report.rejected), (1, 2), "{}", told(&report));
    assert_eq!(report.rejects_file.as_deref(), Some(rejects.as_path()));

    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&rejects).unwrap();
    assert_eq!(book.sheet_names(), ["12号楼"]);
    let range = book.worksheet_range("12号楼").unwrap();
    let rows: Vec<Vec<String>> =
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert_eq!(rows[0][0], "12号楼人员名单");
    assert_eq!(rows[1], ["序号", "室号", "姓名", "身份证号", "电话", "退回原因"]);
    assert_eq!(rows[2][..2], ["2", "402"]);
    assert!(rows[2][5].contains("姓名"), "{rows:?}");
    assert!(rows[3][5].contains("多人"), "{rows:?}");
    assert_eq!(rows.len(), 4);

    // As it came back, it changes nothing; put right, it goes in.
    let again = desk.try_import(std::slice::from_ref(&rejects), false, None).unwrap();
    assert_eq!((again.created, again.rejected), (0, 2), "{}", told(&again));
    let right = desk.path("改好.xlsx");
    xlsx(
        &right,
        &[sheet(
            "12号楼",
            vec![
                row!["12号楼人员名单"],
                row!["序号", "室号", "姓名", "身份证号", "电话", "退回原因"],
                row!["2", "402", "李秀英", id("310110", "19400308", 342), "13912341234", rows[2][5].as_str()],
                row!["3", "403", "张三", "", "", rows[3][5].as_str()],
                row!["3", "403", "李四", "", "", ""],
            ],
        )],
    );
    let report = desk.import_files(&[right]);
    assert_eq!((report.created, report.rejected, report.conflicts), (3, 0, 0), "{}", told(&report));
    assert_eq!(desk.door("李秀英"), "12--402");
    let person = desk.person("李秀英");
    assert!(
        !person.fact(Field::Extra).contains("退回") && !person.fact(Field::Remark).contains("退回"),
        "{person:?}"
    );
}

#[test]
fn rejects_of_a_merged_sheet_keep_their_room_when_they_come_back() {
    let mut desk = desk();
    let path = desk.write(&[sheet(
        "12号楼",
        vec![
            row!["室号", "姓名", "身份证号"],
            row!["401", "王建国", king()],
            row!["", "", id("310110", "19400308", 342)],
            row!["402", "赵大勇", ""],
        ],
    )
    .merged(&[(1, 0, 2, 0)])]);
    let rejects = desk.path("退回.xlsx");
    let report = desk.try_import(&[path], false, Some(&rejects)).unwrap();
    assert_eq!(report.rejected, 1, "{}", told(&report));
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&rejects).unwrap();
    let range = book.worksheet_range("12号楼").unwrap();
    assert_eq!(range.get_value((1, 0)).map(ToString::to_string).as_deref(), Some("401"));
    assert!(!rejects.with_file_name("无.xlsx").exists());
}

#[test]
fn rejects_of_a_workbook_that_counts_from_1904_keep_their_dates_and_those_under_a_line_their_building() {
    let mut desk = desk();
    let path = desk.write(&[sheet(
        "Sheet1",
        vec![
            row!["室号", "姓名", "性别", "出生日期"],
            row!["12号楼"],
            row!["401", "王建国", "男", ""],
            row!["13号楼"],
            row!["402", "", "女", Cell::Formatted(12550.0, "yyyy-mm-dd")],
        ],
    )]);
    set_1904(&path);
    let rejects = desk.path("退回.xlsx");
    let report = desk.try_import(&[path], false, Some(&rejects)).unwrap();
    assert_eq!((report.created, report.rejected), (1, 1), "{}", told(&report));
    use calamine::Reader;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&rejects).unwrap();
    let range = book.worksheet_range("Sheet1").unwrap();
    assert_eq!(range.get_value((1, 0)).map(ToString::to_string).as_deref(), Some("13号楼"));
    let Some(calamine::Data::DateTime(day)) = range.get_value((2, 3)) else {
        panic!("a day should stand there: {range:?}")
    };
    assert_eq!(day.as_f64(), 14012.0, "1938-05-12 as the 1900 system counts it");
}

#[test]
fn nothing_rejected_leaves_no_rejects_file() {
    let mut desk = desk();
    let path = desk.write(&[sheet("Sheet1", roster())]);
    let rejects = desk.path("退回.xlsx");
    let report = desk.try_import(&[path], false, Some(&rejects)).unwrap();
    assert_eq!(report.rejects_file, None);
    assert!(!rejects.exists());
}

#[test]
fn undoing_an_import_brings_the_state_before_back() {
    let mut desk = with_roster();
    let before = desk.state();
    let report = desk.import(vec![
        row!["楼号", "单元", "室号", "姓名", "身份证号", "电话", "重点类别", "在住情况"],
        row!["12", "2", "402", "王建国", king(), "13712341234", "残疾", "住院"],
        row!["14", "1", "301", "赵大勇", "", "", "", ""],
        row!["13", "1", "101", "张建军", id("310110", "19760101", 343), "", "", ""],
    ]);
    assert!(report.operation.is_some());
    assert_ne!(desk.state(), before);
    let undone = desk.office.undo(report.operation, desk.clock).unwrap();
    assert!(undone.value.1.is_empty(), "{:?}", undone.value.1);
    assert_eq!(desk.state(), before);
    desk.office.redo(None, desk.clock).unwrap();
    assert_eq!(desk.door("赵大勇"), "14-1-301");
}

#[test]
fn undoing_an_import_keeps_what_was_edited_later() {
    let mut desk = desk();
    let first = desk.import(roster());
    let king = desk.person("王建国").id;
    desk.office
        .transact(Op::new(OpKind::Edit, "改备注"), desk.clock, |tx| {
            residents::set(tx, king, Field::Remark, Some("腿脚不便"))
        })
        .unwrap();
    let undone = desk.office.undo(first.operation, desk.clock).unwrap();
    assert!(!undone.value.1.is_empty(), "what was kept is listed");
    assert_eq!(desk.names(), ["王建国@12-2-402"]);
    assert_eq!(desk.person("王建国").fact(Field::Remark), "腿脚不便");
}

#[test]
fn a_mapping_that_a_person_corrected_is_used_for_the_same_headers_again() {
    let rows = |room: &str, name: &str, other: &str| {
        vec![row!["楼号", "室号", "姓名", "代号", "说法"], row!["12", room, name, other, "高血压"]]
    };
    let mut desk = desk();
    let report = desk.import(rows("401", "王建国", "13812341234"));
    assert!(desk.person("王建国").phones.is_empty() || desk.person("王建国").phones == ["13812341234"]);
    let fingerprint = report.sheets[0].fingerprint.clone().unwrap();
    let columns = vec![(3, "employer".to_owned()), (4, "tags".to_owned())];
    desk.office
        .transact(Op::new(OpKind::Edit, "改列"), desk.clock, |tx| {
            ledgers::remember_mapping(tx, &fingerprint, &columns)
        })
        .unwrap();
    let report = desk.import(rows("402", "李秀英", "第一纺织厂"));
    let person = desk.person("李秀英");
    assert_eq!(person.fact(Field::Employer), "第一纺织厂", "{}", told(&report));
    assert_eq!(person.tags, ["高血压"]);
    // Other headers are other ledgers.
    let report =
        desk.import(vec![row!["楼号", "室号", "姓名", "代号"], row!["12", "403", "张建军", "第一纺织厂"]]);
    assert_eq!(desk.person("张建军").fact(Field::Employer), "", "{}", told(&report));
}

#[test]
fn every_row_of_the_file_is_accounted_for() {
    let mut desk = with_roster();
    let report = desk.import(vec![
        row!["名册"],
        row!["楼号", "单元", "室号", "姓名", "身份证号", "电话"],
        row!["12", "2", "402", "王建国", king(), "13812341234"],
        row!["12", "2", "402", "李秀英", "", "13612341234"],
        row!["12", "2", "403", "赵大勇", "", ""],
        row!["12", "2", "404", "", "", ""],
        row!["12", "2", "405", "", id("310110", "19500101", 343), ""],
        row!["合计", "", "", "3"],
    ]);
    assert_eq!(
        outcomes(&report),
        [
            (1, Outcome::Skipped),
            (2, Outcome::Skipped),
            (3, Outcome::Unchanged),
            (4, Outcome::Updated),
            (5, Outcome::Created),
            (6, Outcome::EmptyRoom),
            (7, Outcome::Rejected),
            (8, Outcome::Skipped),
        ],
        "{}",
        told(&report)
    );
    let change = report.rows().find(|row| row.row == 4).unwrap().changes.to_vec();
    assert_eq!((change[0].field.as_str(), change[0].new.as_deref()), ("电话", Some("13612341234")));
}

#[test]
fn one_room_written_with_and_without_its_unit_is_one_room() {
    let mut desk = with_roster();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名"],
        row!["12", "402", "王建国"],
        row!["12", "402", "王小明"],
    ]);
    assert_eq!((report.created, report.unchanged), (1, 1), "{}", told(&report));
    assert_eq!(desk.door("王小明"), "12-2-402");
    assert_eq!(desk.rooms().len(), 2);
}

#[test]
fn one_room_written_first_without_and_then_with_its_unit_is_one_room() {
    let mut desk = desk();
    desk.import(vec![row!["楼号", "室号", "姓名"], row!["12", "402", "王建国"]]);
    let report = desk.import(vec![
        row!["楼号", "单元", "室号", "姓名"],
        row!["12", "2", "402", "王建国"],
        row!["12", "2", "402", "李秀英"],
    ]);
    assert_eq!((report.created, report.conflicts), (1, 0), "{}", told(&report));
    assert_eq!(desk.rooms().len(), 1, "{:?}", desk.rooms());
    assert_eq!(desk.person("李秀英").household, desk.person("王建国").household);
}

#[test]
fn somebody_who_moved_within_the_same_name_is_not_confused_with_a_namesake() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["12", "402", "王芳", id("310110", "19700101", 342)],
        row!["13", "402", "王芳", id("310110", "19700202", 342)],
    ]);
    // A third of the same name and birth year, in a room of her own, with an ID of her own.
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["14", "402", "王芳", id("310110", "19700303", 342)],
    ]);
    assert_eq!((report.created, report.conflicts), (1, 0), "{}", told(&report));
    // And one whose year fits two of them.
    let report = desk.import(vec![row!["姓名", "出生年月", "文化程度"], row!["王芳", "1970", "大学"]]);
    assert_eq!((report.created, report.conflicts), (0, 1), "{}", told(&report));
    let report = desk.import(vec![row!["姓名", "出生年月", "文化程度"], row!["王芳", "1970-02", "大学"]]);
    assert_eq!((report.created, report.updated), (0, 1), "{}", told(&report));
}

#[test]
fn one_id_in_two_rooms_of_one_file_is_one_person_and_a_question() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["12", "402", "王建国", king()],
        row!["13", "101", "王建国", king()],
    ]);
    assert_eq!((report.created, report.conflicts), (1, 1), "{}", told(&report));
    assert_eq!(desk.names(), ["王建国@12--402"]);
    assert_eq!(desk.questions()[0].field.as_deref(), Some("address"));
}

#[test]
fn two_ledgers_of_one_import_that_say_otherwise_ask_instead_of_overwriting() {
    let mut desk = desk();
    let one = desk.write(&[sheet(
        "Sheet1",
        vec![
            row!["楼号", "室号", "姓名", "身份证号", "与户主关系"],
            row!["12", "402", "王建国", king(), "户主"],
        ],
    )]);
    let two = desk.write(&[sheet(
        "Sheet1",
        vec![row!["楼号", "室号", "姓名", "与户主关系", "民族"], row!["12", "402", "王建国", "女婿", "回族"]],
    )]);
    let report = desk.import_files(&[one, two]);
    assert_eq!((report.created, report.conflicts), (1, 1), "{}", told(&report));
    assert_eq!(desk.person("王建国").fact(Field::Relation), "户主");
    assert_eq!(desk.person("王建国").fact(Field::Ethnicity), "回族", "the rest of the row is not held up");
    desk.decide(Decision::Take);
    assert_eq!(desk.person("王建国").fact(Field::Relation), "女婿");
}

#[test]
fn returnees_nobody_knew_come_in_and_keep_where_they_came_from() {
    let mut desk = with_roster();
    let report = desk.import(vec![
        row!["返沪人员登记表"],
        row!["姓名", "身份证号", "现住址", "来源地", "返回时间", "交通方式", "车次/航班", "健康码"],
        row!["王建国", king(), "12-2-402", "江苏南京", "2022-04-02", "高铁", "G7001", "绿码"],
        row![
            "陈新来",
            id("310110", "19900101", 343),
            "14号302室",
            "浙江杭州",
            "2022-04-03",
            "自驾",
            "",
            "绿码"
        ],
    ]);
    assert_eq!((report.created, report.updated, report.conflicts), (1, 1, 0), "{}", told(&report));
    assert!(desk.person("王建国").fact(Field::Extra).contains("南京"));
    assert_eq!(desk.door("陈新来"), "14--302");
}

#[test]
fn two_families_under_one_number_part_when_a_ledger_knows_the_units() {
    let mut desk = desk();
    desk.import(vec![row!["楼号", "室号", "姓名"], row!["12", "402", "王建国"], row!["12", "402", "赵大勇"]]);
    let rows = || {
        vec![
            row!["楼号", "单元", "室号", "姓名"],
            row!["12", "1", "402", "王建国"],
            row!["12", "2", "402", "赵大勇"],
        ]
    };
    let report = desk.import(rows());
    assert_eq!((report.created, report.updated, report.conflicts), (0, 2, 0), "{}", told(&report));
    assert_eq!(desk.names(), ["王建国@12-1-402", "赵大勇@12-2-402"]);
    let again = desk.import(rows());
    assert_eq!(again.operation, None, "{}", told(&again));
}

#[test]
fn a_ledger_without_units_still_finds_its_people_where_every_unit_has_the_number() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "单元", "室号", "姓名"],
        row!["12", "1", "402", "王建国"],
        row!["12", "2", "402", "李秀英"],
        row!["12", "1", "402", "张芳"],
        row!["12", "2", "402", "张芳"],
    ]);
    assert_eq!(desk.people().len(), 4);
    let report = desk.import_sheet(sheet(
        "独居老人",
        vec![
            row!["姓名", "家庭住址"],
            row!["李秀英", "12号402室"],
            row!["张芳", "12号402室"],
            row!["赵新来", "12号402室"],
        ],
    ));
    assert_eq!((report.created, report.updated, report.conflicts), (1, 1, 1), "{}", told(&report));
    assert_eq!(desk.door("李秀英"), "12-2-402");
    assert!(desk.person("李秀英").tags.contains(&"独居"));
    assert_eq!(desk.questions()[0].candidates.len(), 2, "two 张芳 behind two doors of one number");
    assert!(reasons(&report, 4).contains("单元"), "{}", told(&report));
}
