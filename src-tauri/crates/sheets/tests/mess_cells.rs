//! What stands in single cells of real ledgers: addresses, numbers, dates, sexes, phones, names, remarks.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use louce_core::residents::{self, Field};
use louce_sheets::import::Outcome;

const BORN_1938: &str = "19380512";

#[test]
fn every_notation_of_an_address_is_the_same_door() {
    let mut rows = vec![row!["姓名", "性别", "地址"]];
    let cases = [
        ("X路99弄12号402室", "12--402"),
        ("12号楼2单元501", "12-2-501"),
        ("1栋402", "1--402"),
        ("6-2-301", "6-2-301"),
        ("12-402", "12--402"),
        ("88号2栋1单元1层02号", "2-1-102"),
        ("3-2幢楼402", "3-2--402"),
        ("4座301", "4--301"),
        ("12号楼负二楼", "12--B2"),
        ("12号302房", "12--302"),
        ("12号底层", "12--底层"),
        ("12号阁楼", "12--阁楼"),
        ("12号亭子间", "12--亭子间"),
        ("12号B1", "12--B1"),
        ("12号楼甲单元402", "12-甲-402"),
        ("12号楼乙单元402", "12-乙-402"),
        ("12号楼丙单元402", "12-丙-402"),
        ("12号东户", "12--东户"),
        ("12号西户", "12--西户"),
        ("12号402A", "12--402A"),
        ("12号402-1", "12--402-1"),
        ("12号402室-2", "12--402-2"),
        ("12号3A层02室", "12--3A02"),
        ("8号别墅", "8--"),
        ("１３号４０２室", "13--402"),
        ("十二号四〇三室", "12--403"),
        ("延吉七村14号402室", "14--402"),
        ("上海市杨浦区延吉中路99弄15号402室", "15--402"),
        ("16 # 402", "16--402"),
        ("17号楼 3单元 0402", "17-3-402"),
        ("18幢2单元5楼501室", "18-2-501"),
    ];
    let surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶";
    let names: Vec<String> = surnames.chars().take(cases.len()).map(|c| format!("{c}建国")).collect();
    for (name, (text, _)) in names.iter().zip(&cases) {
        rows.push(row![name, "男", *text]);
    }
    let mut desk = desk();
    let report = desk.import(rows);
    for (name, (text, door)) in names.iter().zip(&cases) {
        assert_eq!(desk.door(name), *door, "{text}\n{}", told(&report));
    }
}

#[test]
fn a_bare_building_in_words_and_a_room_beside_it_are_a_door() {
    let mut desk = desk();
    for (building, unit, room, door) in [
        ("12", "", "402", "12--402"),
        ("12号", "", "402室", "12--402"),
        ("12号楼", "2单元", "402", "12-2-402"),
        ("二栋", "二单元", "402", "2-2-402"),
        ("12#", "1门", "0402", "12-1-402"),
        ("12幢", "甲单元", "402", "12-甲-402"),
        ("4座", "", "1201", "4--1201"),
        ("A座", "", "402A", "A--402A"),
        ("3-2幢", "", "402", "3-2--402"),
        ("12", "", "12-402", "12--402"),
        ("12", "", "2-301", "12-2-301"),
        ("12号楼2单元", "", "402", "12-2-402"),
        ("12栋二单元", "", "402室", "12-2-402"),
        ("12", "", "402.0", "12--402"),
        ("12", "", "2单元402", "12-2-402"),
        ("延吉七村12号楼", "", "402", "12--402"),
        ("延吉中路99弄12号", "", "402", "12--402"),
        ("12", "", "12号402室", "12--402"),
        ("12", "", "商铺3", "12--商铺3"),
        ("12", "", "东户", "12--东户"),
        ("12", "", "402-1", "12--402-1"),
    ] {
        desk.clear();
        let report = desk.import(vec![
            row!["序号", "楼号", "单元", "室号", "姓名", "性别"],
            row![1.0, building, unit, room, "王建国", "男"],
        ]);
        assert_eq!(desk.door("王建国"), door, "{building} {unit} {room}\n{}", told(&report));
    }
}

#[test]
fn numbers_in_place_columns_are_read_as_seen() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "单元", "室号", "姓名"],
        row![12.0, 2.0, 402.0, "王建国"],
        row![3.0, 1.0, 1201.0, "李秀英"],
    ]);
    assert_eq!(desk.door("王建国"), "12-2-402");
    assert_eq!(desk.door("李秀英"), "3-1-1201");
}

#[test]
fn a_pair_in_the_sheet_of_one_building_is_unit_and_room() {
    let mut desk = desk();
    let report = desk.import_sheet(sheet(
        "12号楼",
        vec![row!["室号", "姓名", "性别"], row!["2-301", "王建国", "男"], row!["1-302", "李秀英", "女"]],
    ));
    assert_eq!(desk.door("王建国"), "12-2-301", "{}", told(&report));
    assert_eq!(desk.door("李秀英"), "12-1-302");
}

#[test]
fn pairs_whose_first_part_is_the_building_or_a_unit_alike_are_units_in_a_sheet_of_units() {
    let mut desk = desk();
    let report = desk.import_sheet(sheet(
        "2号楼",
        vec![
            row!["房号", "姓名", "性别"],
            row!["1-101", "王建国", "男"],
            row!["2-101", "李秀英", "女"],
            row!["3-101", "张建军", "男"],
        ],
    ));
    assert_eq!(desk.door("王建国"), "2-1-101", "{}", told(&report));
    assert_eq!(desk.door("李秀英"), "2-2-101", "{}", told(&report));
    assert_eq!(desk.door("张建军"), "2-3-101");
}

#[test]
fn an_address_that_became_a_date_is_read_back_and_flagged() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["姓名", "性别", "地址"],
        row!["王建国", "男", Cell::Formatted(serial("2022-03-04"), "m\"月\"d\"日\"")],
        row!["李秀英", "女", "12-402"],
        row!["张建军", "男", Cell::BuiltIn(serial("2022-05-06"), 58)],
        row!["赵六", "男", "3月7日"],
    ]);
    assert_eq!(desk.door("王建国"), "3--4", "{}", told(&report));
    assert_eq!(desk.door("张建军"), "5--6", "{}", told(&report));
    assert_eq!(desk.door("赵六"), "3--7");
    assert!(reasons(&report, 2).contains("日期"), "{}", told(&report));
    assert!(reasons(&report, 4).contains("日期"), "{}", told(&report));
    assert!(!reasons(&report, 3).contains("日期"));
}

#[test]
fn an_address_nobody_can_read_is_kept_as_written() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["姓名", "性别", "地址"],
        row!["王建国", "男", "老地方"],
        row!["李秀英", "女", "12-402"],
    ]);
    let person = desk.person("王建国");
    assert_eq!(person.place(), "--");
    assert_eq!(person.address_raw.as_deref(), Some("老地方"));
    assert!(reasons(&report, 2).contains("地址"), "{}", told(&report));
}

#[test]
fn an_id_kept_as_a_number_has_lost_its_tail_and_is_never_completed() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号", "性别"],
        row!["12", "402", "王建国", 310_110_193_805_123_421.0, ""],
        row!["12", "403", "李秀英", 310_110_195_003_034_008.0, "女"],
        row!["12", "404", "张建军", "3.10110E+17", "男"],
    ]);
    let person = desk.person("王建国");
    assert_eq!(person.fact(Field::IdNumber), "", "{}", told(&report));
    assert_eq!(person.fact(Field::IdRaw), "310110193805123000");
    assert_eq!(person.fact(Field::Birth), "1938-05-12");
    assert_eq!(person.fact(Field::Sex), "");
    assert!(reasons(&report, 2).contains("丢失"), "{}", told(&report));
    let person = desk.person("李秀英");
    assert_eq!(
        (person.fact(Field::IdNumber), person.fact(Field::Birth), person.fact(Field::Sex)),
        ("", "1950-03-03", "女")
    );
    assert!(reasons(&report, 4).contains("丢失"), "{}", told(&report));
    assert_eq!(desk.person("张建军").fact(Field::IdRaw), "3.10110E+17");
}

#[test]
fn ids_in_every_form_people_write() {
    let plain = id("310110", BORN_1938, 342);
    let with_x = "11010519491231002X";
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号", "性别", "出生日期"],
        row!["12", "401", "王一", &plain, "", ""],
        row!["12", "402", "王二", "11010519491231002x", "", ""],
        row!["12", "403", "王三", "310110380512343", "", ""],
        row!["12", "404", "王四", "440524188001010014", "", ""],
        row!["12", "405", "王五", "31011019380512342", "", ""],
        row!["12", "406", "王六", "310110193805123424", "男", ""],
        row!["12", "407", "王七", format!(" {} ", id("310110", "19600102", 11)), "", ""],
        row!["12", "408", "王八", format!("'{}", id("310110", "19600103", 12)), "", ""],
        row!["12", "409", "王九", id("310110", "19600104", 13).chars().map(wide).collect::<String>(), "", ""],
        row!["12", "410", "王十", "无", "女", "1960-01-05"],
    ]);
    let seen = |name: &str| {
        let person = desk.person(name);
        [Field::IdNumber, Field::Birth, Field::Sex, Field::IdRaw].map(|field| person.fact(field).to_owned())
    };
    assert_eq!(seen("王一"), [&plain, "1938-05-12", "女", ""], "{}", told(&report));
    assert_eq!(seen("王二"), [with_x, "1949-12-31", "女", ""]);
    assert_eq!(
        seen("王三"),
        [id("310110", BORN_1938, 343).as_str(), "1938-05-12", "男", ""],
        "15 digits are completed"
    );
    assert_eq!(seen("王四"), ["440524188001010014", "1880-01-01", "男", ""]);
    assert_eq!(seen("王五")[0], "");
    assert_eq!(seen("王五")[3], "31011019380512342");
    assert_eq!(seen("王六")[0], "", "the check digit is wrong");
    assert_eq!(seen("王六")[2..], ["男", "310110193805123424"]);
    assert!(reasons(&report, 7).contains("校验"), "{}", told(&report));
    assert_eq!(seen("王七")[0], id("310110", "19600102", 11));
    assert_eq!(seen("王八")[0], id("310110", "19600103", 12));
    assert_eq!(seen("王九")[0], id("310110", "19600104", 13));
    assert_eq!(seen("王十"), ["", "1960-01-05", "女", ""]);
}

fn wide(c: char) -> char {
    char::from_u32(c as u32 + 0xfee0).unwrap()
}

#[test]
fn a_cross_at_the_end_of_an_id_is_x() {
    let mut desk = desk();
    for (at, tail) in ["X", "x", "Ｘ", "ｘ", "×", "*"].iter().enumerate() {
        desk.clear();
        let report = desk.import(vec![
            row!["楼号", "室号", "姓名", "身份证号"],
            row!["12", format!("{}", 401 + at), "王建国", format!("11010519491231002{tail}")],
        ]);
        assert_eq!(
            desk.person("王建国").fact(Field::IdNumber),
            "11010519491231002X",
            "{tail}\n{}",
            told(&report)
        );
    }
}

#[test]
fn papers_of_other_places_are_read_for_what_they_are() {
    let mut desk = desk();
    for (kind, number, code) in [
        ("港澳台居民居住证", id("810000", "19700101", 11), "hk_mo_tw_residence_permit"),
        ("", id("830000", "19700101", 12), "hk_mo_tw_residence_permit"),
        ("港澳居民来往内地通行证", "H12345678".to_owned(), "home_return_permit"),
        ("回乡证", "M12345678".to_owned(), "home_return_permit"),
        ("台湾居民来往大陆通行证", "12345678".to_owned(), "taiwan_permit"),
        ("台胞证", "87654321".to_owned(), "taiwan_permit"),
        ("护照", "G12345678".to_owned(), "passport"),
        ("护照", "EA1234567".to_owned(), "passport"),
        ("外国人永久居留身份证", "USA310000000001".to_owned(), "foreign_permanent_residence"),
    ] {
        desk.clear();
        let report = desk.import(vec![
            row!["楼号", "室号", "姓名", "证件类型", "证件号码"],
            row!["12", "402", "陈国强", kind, &number],
        ]);
        let person = desk.person("陈国强");
        assert_eq!(person.fact(Field::IdNumber), number, "{kind}\n{}", told(&report));
        assert_eq!(person.fact(Field::IdType), code, "{kind}");
    }
}

#[test]
fn a_birth_date_in_every_form() {
    let mut desk = desk();
    for (cell, birth) in [
        (Cell::from("1938.5.12"), "1938-05-12"),
        ("1938-05-12".into(), "1938-05-12"),
        ("1938/5/12".into(), "1938-05-12"),
        ("1938年5月12日".into(), "1938-05-12"),
        ("19380512".into(), "1938-05-12"),
        (Cell::Number(19_380_512.0), "1938-05-12"),
        ("１９３８．５．１２".into(), "1938-05-12"),
        ("１９３８年５月１２日".into(), "1938-05-12"),
        ("1938年5月".into(), "1938-05"),
        ("1938.05".into(), "1938-05"),
        ("193805".into(), "1938-05"),
        ("1938".into(), "1938"),
        ("1938年".into(), "1938"),
        (Cell::Number(1938.0), "1938"),
        ("38-5-12".into(), "1938-05-12"),
        ("1938-05-12 00:00:00".into(), "1938-05-12"),
        (Cell::Formatted(14012.0, "yyyy-mm-dd"), "1938-05-12"),
        (Cell::Formatted(14012.0, "yyyy\"年\"m\"月\"d\"日\""), "1938-05-12"),
        (Cell::Number(14012.0), "1938-05-12"),
        ("14012".into(), "1938-05-12"),
        (Cell::BuiltIn(14012.0, 14), "1938-05-12"),
        (Cell::BuiltIn(14012.0, 27), "1938-05-12"),
        (Cell::BuiltIn(14012.0, 28), "1938-05-12"),
        (Cell::BuiltIn(14012.0, 31), "1938-05-12"),
        (Cell::BuiltIn(14012.0, 36), "1938-05-12"),
        (Cell::BuiltIn(14012.0, 50), "1938-05-12"),
        (Cell::BuiltIn(14012.0, 57), "1938-05-12"),
        (Cell::BuiltIn(14012.0, 58), "1938-05-12"),
    ] {
        desk.clear();
        let shown = format!("{cell:?}");
        let report = desk.import(vec![
            row!["楼号", "室号", "姓名", "性别", "出生日期"],
            vec!["12".into(), "402".into(), "王建国".into(), "男".into(), cell],
        ]);
        assert_eq!(desk.person("王建国").fact(Field::Birth), birth, "{shown}\n{}", told(&report));
    }
}

#[test]
fn a_two_digit_year_and_impossible_dates_are_flagged() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "出生日期"],
        row!["12", "401", "王一", "38-5-12"],
        row!["12", "402", "王二", "1938-02-30"],
        row!["12", "403", "王三", "不详"],
        row!["12", "404", "王四", "2035-01-01"],
    ]);
    assert!(reasons(&report, 2).contains("两位"), "{}", told(&report));
    for row in [3, 5] {
        assert!(reasons(&report, row).contains("出生日期"), "row {row}\n{}", told(&report));
    }
    assert_eq!(desk.person("王二").fact(Field::Birth), "");
    assert!(desk.person("王二").fact(Field::Unreadable).contains("1938-02-30"));
}

#[test]
fn the_day_count_from_1904_is_honoured() {
    let mut desk = desk();
    let path = desk.path("苹果.xlsx");
    xlsx(
        &path,
        &[sheet(
            "Sheet1",
            vec![
                row!["楼号", "室号", "姓名", "出生日期"],
                row!["12", "401", "王建国", Cell::Formatted(12550.0, "yyyy-mm-dd")],
                row!["12", "402", "李秀英", 12550.0],
            ],
        )],
    );
    set_1904(&path);
    let report = desk.import_files(&[path]);
    assert_eq!(desk.person("王建国").fact(Field::Birth), "1938-05-12", "{}", told(&report));
    assert_eq!(desk.person("李秀英").fact(Field::Birth), "1938-05-12");
}

#[test]
fn the_birth_date_and_sex_of_a_valid_id_win_and_the_disagreement_is_said() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号", "出生日期", "性别"],
        row!["12", "402", "王建国", id("310110", BORN_1938, 343), "1983-05-12", "女"],
    ]);
    let person = desk.person("王建国");
    assert_eq!((person.fact(Field::Birth), person.fact(Field::Sex)), ("1938-05-12", "男"));
    let told = reasons(&report, 2);
    assert!(told.contains("出生日期") && told.contains("性别"), "{told}");
}

#[test]
fn sexes_in_words_letters_and_digits() {
    let mut desk = desk();
    for (cells, expected) in [
        (["男", "女"], ["男", "女"]),
        (["M", "F"], ["男", "女"]),
        (["1", "2"], ["男", "女"]),
        (["男性", "女性"], ["男", "女"]),
    ] {
        desk.clear();
        desk.import(vec![
            row!["楼号", "室号", "姓名", "性别"],
            row!["12", "401", "王建国", cells[0]],
            row!["12", "402", "李秀英", cells[1]],
        ]);
        let seen = ["王建国", "李秀英"].map(|name| desk.person(name).fact(Field::Sex).to_owned());
        assert_eq!(seen, expected, "{cells:?}");
    }
    desk.clear();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "性别"],
        row!["12", "401", "王建国", 1.0],
        row!["12", "402", "李秀英", 2.0],
        row!["12", "403", "张某", 9.0],
    ]);
    assert_eq!(desk.person("王建国").fact(Field::Sex), "男");
    assert_eq!(desk.person("李秀英").fact(Field::Sex), "女");
    assert_eq!(desk.person("张某").fact(Field::Sex), "");
}

#[test]
fn zero_and_one_mean_what_the_ids_beside_them_say() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号", "性别"],
        row!["12", "401", "王建国", id("310110", BORN_1938, 343), "1"],
        row!["12", "402", "李秀英", id("310110", "19400101", 344), "0"],
        row!["12", "403", "张美丽", "", "0"],
        row!["12", "404", "赵大勇", "", "1"],
    ]);
    assert_eq!(desk.person("张美丽").fact(Field::Sex), "女");
    assert_eq!(desk.person("赵大勇").fact(Field::Sex), "男");

    let mut desk = common::desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "性别"],
        row!["12", "403", "张美丽", "0"],
        row!["12", "404", "赵大勇", "1"],
    ]);
    assert_eq!(desk.person("张美丽").fact(Field::Sex), "", "nothing says that 0 is 女");
    assert!(reasons(&report, 2).contains("性别"), "{}", told(&report));
}

#[test]
fn several_phones_stand_in_one_cell() {
    let mut desk = desk();
    for text in [
        "13812341234;65123456",
        "13812341234；65123456",
        "13812341234、65123456",
        "13812341234,65123456",
        "13812341234，65123456",
        "13812341234/65123456",
        "13812341234 65123456",
        "13812341234\n65123456",
        "+86 13812341234 / 021-65123456",
        "0086-138-1234-1234、65123456",
    ] {
        desk.clear();
        let report =
            desk.import(vec![row!["楼号", "室号", "姓名", "联系电话"], row!["12", "402", "王建国", text]]);
        let phones = desk.person("王建国").phones;
        assert_eq!(phones.len(), 2, "{text}: {phones:?}\n{}", told(&report));
        assert_eq!(phones[0], "13812341234", "{text}");
        assert!(phones[1].ends_with("65123456"), "{text}: {phones:?}");
    }
}

#[test]
fn phones_as_numbers_and_wrong_ones() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "手机"],
        row!["12", "401", "王建国", 13_812_341_234.0],
        row!["12", "402", "李秀英", "1381234123"],
        row!["12", "403", "张建军", "无"],
        row!["12", "404", "赵大勇", 65_123_456.0],
        row!["12", "405", "孙小红", "13812341235.0"],
    ]);
    assert_eq!(desk.person("王建国").phones, ["13812341234"]);
    let person = desk.person("李秀英");
    assert!(person.phones.is_empty());
    assert!(person.fact(Field::Unreadable).contains("1381234123"), "{}", told(&report));
    assert!(reasons(&report, 3).contains("电话"));
    assert!(desk.person("张建军").phones.is_empty());
    assert_eq!(desk.person("赵大勇").phones.len(), 1);
    assert_eq!(desk.person("孙小红").phones, ["13812341235"], "a number that some program wrote as text");
}

#[test]
fn names_keep_their_dots_and_rare_characters_and_lose_their_spaces() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "性别"],
        row!["12", "401", "张　三", "男"],
        row!["12", "402", "阿依古丽·买买提", "女"],
        row!["12", "403", "王𬎆", "男"],
        row!["12", "404", "李䶮", "男"],
        row!["12", "405", " 欧阳 娜娜 ", "女"],
        row!["12", "406", "JOHN SMITH", "男"],
        row!["12", "407", "赵\u{e863}", "男"],
    ]);
    for name in ["张三", "阿依古丽·买买提", "王𬎆", "李䶮", "欧阳娜娜", "JOHN SMITH", "赵\u{e863}"]
    {
        desk.person(name);
    }
    // The same people, written otherwise, are the same people.
    let again = desk.import(vec![
        row!["楼号", "室号", "姓名", "电话"],
        row!["12", "401", "张三", "13812340001"],
        row!["12", "402", "阿依古丽•买买提", "13812340002"],
        row!["12", "402", "阿依古丽．买买提", "13812340003"],
        row!["12", "405", "欧阳娜娜", "13812340005"],
        row!["12", "406", "John Smith", "13812340006"],
    ]);
    assert_eq!((again.created, again.updated), (0, 5), "{}", told(&again));
}

#[test]
fn placeholders_say_nothing() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号", "性别", "电话", "与户主关系", "重点类别", "备注"],
        row!["12", "402", "王建国", "无", "-", "—", "/", "无", "/"],
        row!["12", "403", "李秀英", "——", "／", "暂无", "\\", "-", "无"],
    ]);
    for name in ["王建国", "李秀英"] {
        let person = desk.person(name);
        for field in
            [Field::IdNumber, Field::IdRaw, Field::Sex, Field::Relation, Field::Remark, Field::Unreadable]
        {
            assert_eq!(person.fact(field), "", "{name} {field:?}\n{}", told(&report));
        }
        assert!(person.phones.is_empty() && person.tags.is_empty(), "{person:?}");
    }
    assert_eq!(report.flagged, 0, "{}", told(&report));
}

#[test]
fn ditto_marks_copy_the_place_and_never_an_id_or_phone() {
    let number = id("310110", BORN_1938, 343);
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号", "电话", "户籍地址"],
        row!["12", "402", "王建国", &number, "13812341234", "上海市杨浦区延吉路1号"],
        row!["同上", "同上", "李秀英", "同上", "同上", "同上"],
        row!["〃", "〃", "王小明", "〃", "〃", "〃"],
    ]);
    for name in ["李秀英", "王小明"] {
        let person = desk.person(name);
        assert_eq!(person.place(), "12--402", "{}", told(&report));
        assert_eq!(person.fact(Field::IdNumber), "");
        assert_eq!(person.fact(Field::Registered), "上海市杨浦区延吉路1号");
    }
    let households: Vec<i64> = desk.people().iter().map(|person| person.household).collect();
    assert!(households.iter().all(|household| *household == households[0]), "one household");
}

#[test]
fn remarks_hold_tags_phones_and_presence_and_stay_as_written() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "备注"],
        row!["12", "401", "王一", "独居，电话：13812341234"],
        row!["12", "402", "王二", "孕8月"],
        row!["12", "403", "王三", "高血压、糖尿病"],
        row!["12", "404", "王四", "出差"],
        row!["12", "405", "王五", "儿子电话：13912341234"],
        row!["12", "406", "王六", "非独居，无残疾"],
        row!["12", "407", "王七", "血透，每周一三五"],
        row!["12", "408", "王八", "住院"],
    ]);
    let person = desk.person("王一");
    assert_eq!(person.phones, ["13812341234"]);
    assert!(person.tags.contains(&"独居"), "{:?}", person.tags);
    assert_eq!(person.fact(Field::Remark), "独居，电话：13812341234");
    let person = desk.person("王二");
    assert!(person.tags.contains(&"孕产妇"), "{:?}", person.tags);
    let tags = residents::tags(desk.office.reader(), person.id).unwrap();
    assert_eq!(tags[0].data.as_deref(), Some("孕8月"));
    let tags = desk.person("王三").tags;
    assert!(tags.contains(&"高血压") && tags.contains(&"糖尿病"), "{tags:?}");
    assert_eq!(desk.person("王四").presence.name(), "外出");
    assert!(desk.person("王五").phones.is_empty(), "it is the son's");
    assert!(desk.person("王六").tags.is_empty());
    assert!(desk.person("王七").tags.contains(&"肾透析"));
    assert_eq!(desk.person("王八").presence.name(), "住院");
}

#[test]
fn groups_follow_from_the_facts() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号", "与户主关系"],
        row!["12", "401", "王老太", id("310110", "19380512", 342), "户主"],
        row!["12", "402", "李老伯", id("310110", "19500512", 341), "户主"],
        row!["12", "402", "周老太", id("310110", "19520512", 342), "妻"],
        row!["12", "403", "张爸爸", id("310110", "19900512", 341), "户主"],
        row!["12", "403", "张宝宝", id("310110", "20210512", 341), "子"],
    ]);
    let tags = |name: &str| desk.person(name).tags;
    assert!(
        tags("王老太").contains(&"80岁以上独居") && tags("王老太").contains(&"65岁以上"),
        "{:?}",
        tags("王老太")
    );
    assert!(tags("李老伯").contains(&"空巢"), "{:?}", tags("李老伯"));
    assert!(tags("张宝宝").contains(&"婴幼儿"));
    assert!(tags("张爸爸").is_empty());
}

#[test]
fn several_groups_stand_in_one_cell_and_in_columns_with_ticks() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "重点类别", "独居", "是否残疾", "高血压"],
        row!["12", "401", "王一", "孤老、低保；残疾", "", "", ""],
        row!["12", "402", "王二", "", "√", "否", "是"],
        row!["12", "403", "王三", "无", "×", "是", "1"],
    ]);
    let tags = |name: &str| {
        let mut tags = desk.person(name).tags;
        tags.sort_unstable();
        tags
    };
    assert_eq!(tags("王一"), ["低保", "孤老", "残疾"]);
    assert_eq!(tags("王二"), ["独居", "高血压"]);
    assert_eq!(tags("王三"), ["残疾", "高血压"]);
}

#[test]
fn relations_are_read_in_words_and_codes() {
    let mut desk = desk();
    for (text, relation) in [
        ("户主", "户主"),
        ("妻", "妻"),
        ("妻子", "妻"),
        ("儿子", "子"),
        ("02", "户主"),
        ("20", "子"),
        ("41", "孙子"),
        ("女婿", "女婿"),
    ] {
        desk.clear();
        let report =
            desk.import(vec![row!["楼号", "室号", "姓名", "与户主关系"], row!["12", "402", "王建国", text]]);
        assert_eq!(desk.person("王建国").fact(Field::Relation), relation, "{text}\n{}", told(&report));
    }
}

#[test]
fn states_of_presence_are_read_from_their_columns() {
    let mut desk = desk();
    for (header, text, state) in [
        ("是否在住", "是", "在住"),
        ("是否在住", "否", "外出"),
        ("在住情况", "外出", "外出"),
        ("人员类型", "空挂户", "外出"),
        ("居住状态", "住院", "住院"),
        ("在住情况", "居家隔离", "居家隔离"),
        ("在住情况", "集中隔离", "集中隔离"),
        ("在住情况", "已搬走", "迁出"),
        ("备注", "已故", "死亡"),
        ("人员类型", "人户一致", "在住"),
        ("人户分离", "是", "在住"),
    ] {
        desk.clear();
        let report =
            desk.import(vec![row!["楼号", "室号", "姓名", header], row!["12", "402", "王建国", text]]);
        let seen = desk.person("王建国").presence.name();
        if (header, text) == ("人员类型", "空挂户") {
            assert_ne!(seen, "在住", "{header} {text}\n{}", told(&report));
        } else {
            assert_eq!(seen, state, "{header} {text}\n{}", told(&report));
        }
    }
}

#[test]
fn formula_errors_and_booleans_are_no_values() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "性别", "独居"],
        row!["12", "402", "王建国", "男", true],
        row!["12", "403", "李秀英", Cell::Formula("=1/0"), false],
    ]);
    assert_eq!(desk.person("王建国").tags, ["独居"], "{}", told(&report));
    assert_eq!(desk.person("李秀英").tags, Vec::<&str>::new());
}

#[test]
fn a_shop_is_a_room_and_no_person() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "电话", "房屋标签"],
        row!["12", "商铺1", "便民超市", "13812341234", "商铺"],
        row!["12", "402", "王建国", "", "自住"],
        row!["12", "底商2", "李老板", "13912341234", "商铺"],
    ]);
    assert_eq!(report.created, 2, "{}", told(&report));
    assert_eq!(desk.door("李老板"), "12--商铺2");
    let shops: Vec<String> = desk
        .rooms()
        .iter()
        .filter(|room| room.kind == louce_core::values::RoomKind::Shop)
        .map(|room| room.room.clone())
        .collect();
    assert_eq!(shops, ["商铺1", "商铺2"], "{}", told(&report));
}

#[test]
fn empty_rooms_villas_and_collective_households_are_kept() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "性别", "房屋标签", "备注"],
        row!["12", "401", "", "", "空关房", ""],
        row!["12", "402", "空关", "", "", ""],
        row!["12", "403", "无人居住", "", "", ""],
        row!["12", "404", "", "", "", "空置"],
        row!["12", "405", "", "", "出租房", ""],
        row!["12", "406", "", "", "", ""],
        row!["12", "407", "王建国", "男", "", ""],
    ]);
    assert_eq!((report.created, report.empty_rooms), (1, 6), "{}", told(&report));
    let empty: Vec<String> =
        desk.rooms().iter().filter(|room| room.residents == 0).map(|room| room.room.clone()).collect();
    assert_eq!(empty, ["401", "402", "403", "404", "405", "406"]);

    let report = desk.import(vec![
        row!["姓名", "性别", "地址"],
        row!["李秀英", "女", "8号别墅"],
        row!["张建军", "男", "集体户口"],
        row!["赵大勇", "男", "9号楼集体户"],
    ]);
    assert_eq!(desk.door("李秀英"), "8--", "{}", told(&report));
    assert_eq!(desk.person("李秀英").room_kind.as_deref(), Some("villa"));
    assert_eq!(desk.person("张建军").room_kind.as_deref(), Some("collective"), "{}", told(&report));
    assert_eq!(desk.door("赵大勇"), "9--集体户");
    let again = desk.import(vec![row!["姓名", "性别", "地址"], row!["李秀英", "女", "别墅8号"]]);
    assert_eq!((again.created, again.unchanged), (0, 1), "{}", told(&again));
}

#[test]
fn a_person_without_a_name_is_refused_and_nobody_is_made() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号", "性别"],
        row!["12", "401", "", id("310110", BORN_1938, 343), "男"],
        row!["12", "402", "张三、李四", "", ""],
        row!["12", "403", "王建国", "", "男"],
    ]);
    let outcome: Vec<Outcome> =
        outcomes(&report).into_iter().filter(|(row, _)| *row > 1).map(|(_, o)| o).collect();
    assert_eq!(outcome, [Outcome::Rejected, Outcome::Rejected, Outcome::Created], "{}", told(&report));
    assert_eq!(desk.people().len(), 1);
}

#[test]
fn notes_beside_a_name_are_taken_from_it() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "姓名", "电话"],
        row!["12", "401", "王一（户主）", "13812341234（儿子13912341234）"],
        row!["12", "402", "王二(独居)", "138-1234-1235"],
        row!["12", "403", "王三（已故）", "１３８１２３４１２３６"],
        row!["12", "404", "王四（租户）", "138 1234 1237"],
    ]);
    assert_eq!(desk.person("王一").fact(Field::Relation), "户主", "{}", told(&report));
    assert!(desk.person("王二").tags.contains(&"独居"));
    assert_eq!(desk.person("王三").presence.name(), "死亡");
    desk.person("王四");
    for (name, phone) in
        [("王一", "13812341234"), ("王二", "13812341235"), ("王三", "13812341236"), ("王四", "13812341237")]
    {
        assert_eq!(
            desk.person(name).phones.first().map(String::as_str),
            Some(phone),
            "{name}\n{}",
            told(&report)
        );
    }
}

#[test]
fn ids_with_spaces_labels_and_dashes_are_still_ids() {
    let mut desk = desk();
    let number = id("310110", BORN_1938, 343);
    let spaced = format!("{} {} {}", &number[..6], &number[6..14], &number[14..]);
    for text in [
        spaced,
        format!("身份证：{number}"),
        format!("{number}\n"),
        format!("{number}。"),
        format!("\u{200b}{number}"),
        format!("{number}\u{a0}"),
    ] {
        desk.clear();
        let report =
            desk.import(vec![row!["楼号", "室号", "姓名", "身份证号"], row!["12", "402", "王建国", &text]]);
        assert_eq!(desk.person("王建国").fact(Field::IdNumber), number, "{text:?}\n{}", told(&report));
    }
}
