//! How real workbooks are laid out, and what files they come in.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use louce_core::residents::{self, Field};
use louce_core::values::RoomKind;
use louce_sheets::import::{ImportError, ImportReport, Outcome};

/// Imports one column under a header beside the name and the room, into an empty office.
fn with_column(desk: &mut Desk, header: &str, value: &str) -> ImportReport {
    desk.clear();
    desk.import(vec![
        row!["序号", "楼号", "室号", "姓名", header],
        row!["1", "12", "402", "王建国", value],
        row!["2", "12", "403", "李秀英", ""],
    ])
}

#[test]
fn every_alias_of_a_persons_column_is_known() {
    let mut desk = desk();
    let number = id("310110", "19380512", 343);
    let facts: &[(&str, &str, Field, &str)] = &[
        (
            "证件号 身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 证件号码 护照/其他证件号码",
            &number,
            Field::IdNumber,
            &number,
        ),
        ("性别 男/女", "女", Field::Sex, "女"),
        ("出生日期 出生年月 出生 生日", "1938-05-12", Field::Birth, "1938-05-12"),
        ("户籍地址 户籍所在地 户籍", "上海市杨浦区延吉路1号", Field::Registered, "上海市杨浦区延吉路1号"),
        ("与户主关系 关系 家庭关系 户主(与户主关系) 户主（与户主关系）", "长子", Field::Relation, "长子"),
        ("备注 说明 情况 情况说明", "每周来一次", Field::Remark, "每周来一次"),
    ];
    for (headers, value, field, expected) in facts {
        for header in headers.split_whitespace() {
            let report = with_column(&mut desk, header, value);
            assert_eq!(desk.person("王建国").fact(*field), *expected, "{header}\n{}", told(&report));
        }
    }
    for header in
        "电话 联系电话 手机 手机号 手机号码 联系方式 联系手机 本人电话 家庭电话 固定电话".split_whitespace()
    {
        let report = with_column(&mut desk, header, "13812341234");
        assert_eq!(desk.person("王建国").phones, ["13812341234"], "{header}\n{}", told(&report));
    }
    for header in "重点类别 重点人员 特殊人群 人群分类 标签".split_whitespace() {
        let report = with_column(&mut desk, header, "高血压、残疾");
        assert_eq!(desk.person("王建国").tags, ["高血压", "残疾"], "{header}\n{}", told(&report));
    }
    for header in "户号 户编号 户口编号 家庭编号 居住ID 房屋ID".split_whitespace() {
        let report = with_column(&mut desk, header, "0012");
        assert_eq!(
            desk.person("王建国").household_number.as_deref(),
            Some("0012"),
            "{header}\n{}",
            told(&report)
        );
    }
    for header in "房屋标签 空关房 出租房".split_whitespace() {
        let report = with_column(&mut desk, header, "群租");
        assert_eq!(desk.person("王建国").room_label.as_deref(), Some("群租"), "{header}\n{}", told(&report));
    }
    for (header, value) in [
        ("人员类型", "租户"),
        ("人户一致", "人户分离"),
        ("是否人户分离", "人户分离"),
        ("本房户籍", "本房户籍"),
    ] {
        let report = with_column(&mut desk, header, value);
        assert_eq!(desk.person("王建国").fact(Field::ResidenceType), value, "{header}\n{}", told(&report));
    }
    for header in "证件类型 证件类别 证件种类".split_whitespace() {
        with_column(&mut desk, header, "护照");
        assert_eq!(desk.person("王建国").fact(Field::IdType), "passport", "{header}");
    }
}

#[test]
fn every_alias_of_a_contact_is_known_and_is_never_the_residents_own() {
    let mut desk = desk();
    for (header, value, role, name, phone) in [
        ("紧急联系人", "王小明", "紧急联系人", Some("王小明"), None),
        ("紧急联系电话", "13912341234", "紧急联系人", None, Some("13912341234")),
        ("联系人", "王小明", "紧急联系人", Some("王小明"), None),
        ("子女姓名", "王小明", "子女", Some("王小明"), None),
        ("子女电话", "13912341234", "子女", None, Some("13912341234")),
        ("监护人姓名", "王小明", "监护人", Some("王小明"), None),
        ("监护人电话", "13912341234", "监护人", None, Some("13912341234")),
        ("紧急联系人及电话", "王小明 13912341234", "紧急联系人", Some("王小明"), Some("13912341234")),
    ] {
        let report = with_column(&mut desk, header, value);
        let person = desk.person("王建国");
        let contacts = residents::contacts(desk.office.reader(), person.id).unwrap();
        assert_eq!(contacts.len(), 1, "{header}\n{}", told(&report));
        assert_eq!(contacts[0].role, role, "{header}");
        assert_eq!((contacts[0].name.as_deref(), contacts[0].phone.as_deref()), (name, phone), "{header}");
        assert!(person.phones.is_empty(), "{header}");
    }
}

#[test]
fn every_alias_of_the_name_is_known() {
    let mut desk = desk();
    for header in
        ["姓名", "人员姓名", "居民姓名", "家庭成员姓名", "被检测人员姓名", "* 姓 名：", "姓名（必填）"]
    {
        desk.clear();
        let report =
            desk.import(vec![row!["序号", "楼号", "室号", header], row!["1", "12", "402", "王建国"]]);
        assert_eq!(desk.door("王建国"), "12--402", "{header}\n{}", told(&report));
    }
    for header in ["户主姓名", "户主", "房主", "业主"] {
        desk.clear();
        let report =
            desk.import(vec![row!["楼号", "室号", header, "姓名"], row!["12", "402", "王建国", "李秀英"]]);
        assert_eq!(desk.names(), ["李秀英@12--402"], "{header} is kept apart\n{}", told(&report));
    }
}

#[test]
fn every_alias_of_a_place_is_known() {
    let mut desk = desk();
    for header in "楼号 楼栋 楼栋号 幢号 栋 号楼 楼幢 座 门牌 弄 号".split_whitespace() {
        desk.clear();
        let report = desk.import(vec![
            row![header, "室号", "姓名"],
            row!["12", "402", "王建国"],
            row!["13", "402", "李秀英"],
        ]);
        assert_eq!(desk.door("王建国"), "12--402", "{header}\n{}", told(&report));
    }
    for header in "单元 门洞 楼门 梯 门".split_whitespace() {
        desk.clear();
        let report =
            desk.import(vec![row!["楼号", header, "室号", "姓名"], row!["12", "2", "402", "王建国"]]);
        assert_eq!(desk.door("王建国"), "12-2-402", "{header}\n{}", told(&report));
    }
    for header in "室号 房号 房间号 户室 门牌号 室".split_whitespace() {
        desk.clear();
        let report = desk.import(vec![
            row!["楼号", header, "姓名"],
            row!["12", "402", "王建国"],
            row!["12", "501", "李秀英"],
        ]);
        assert_eq!(desk.door("王建国"), "12--402", "{header}\n{}", told(&report));
    }
    for header in "地址 现住址 家庭住址 居住地址 现住详细门牌 具体地址 楼号单元房间号".split_whitespace()
    {
        desk.clear();
        let report = desk.import(vec![
            row![header, "姓名"],
            row!["12号楼2单元402", "王建国"],
            row!["12-1-501", "李秀英"],
        ]);
        assert_eq!(desk.door("王建国"), "12-2-402", "{header}\n{}", told(&report));
    }
}

#[test]
fn responsible_persons_belong_to_the_building_and_are_no_residents() {
    let mut desk = desk();
    for header in ["网格员", "楼组长", "块长", "包保责任人"] {
        let report = with_column(&mut desk, header, "赵大勇");
        assert_eq!(desk.people().len(), 2, "{header}\n{}", told(&report));
        let responsible = louce_core::places::responsibilities(desk.office.reader()).unwrap();
        assert_eq!(responsible.len(), 1, "{header}");
        assert_eq!(responsible[0].name, "赵大勇", "{header}");
    }
    with_column(&mut desk, "所属网格", "第三网格");
    assert_eq!(desk.people().len(), 2);
}

#[test]
fn a_numbered_pinyin_or_spaced_header_is_the_same_header() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["NO.", "楼 号", "室　号*", "1.姓名", "身份证\n号码（18位）", "联系电话 1", "联系电话 2"],
        row!["1", "12", "402", "王建国", id("310110", "19380512", 343), "13812341234", "65123456"],
    ]);
    let person = desk.person("王建国");
    assert_eq!(person.place(), "12--402", "{}", told(&report));
    assert_eq!(person.phones.len(), 2);
    assert_ne!(person.fact(Field::IdNumber), "");
}

#[test]
fn titles_totals_footers_and_repeated_headers_are_no_people() {
    let mut desk = desk();
    let head = row!["序号", "楼号", "室号", "姓名", "性别", "电话", "备注"];
    let report = desk.import(vec![
        row!["延吉七村居民区居民花名册"],
        row!["单位：延吉七村居委会", "", "", "填表人：陈主任", "", "", "2022年4月1日"],
        row![],
        head.clone(),
        row!["填写说明：", "必填", "必填", "必填", "选填", "必填，11位", "选填"],
        row!["1", "12", "401", "王一", "男", "13812341231", ""],
        row!["2", "12", "402", "王二", "女", "13812341232", ""],
        row!["小计", "", "", "2人"],
        head,
        row!["3", "13", "401", "王三", "男", "13812341233", ""],
        row![],
        row!["4", "13", "402", "王四", "女", "13812341234", ""],
        row!["合计", "", "4户", "4", "", "", ""],
        row!["总计：4人"],
        row!["填表人：陈主任", "", "", "审核人：赵书记", "", "", "日期：2022年4月1日"],
        row!["注：本表一式两份。"],
    ]);
    assert_eq!(
        desk.names(),
        ["王一@12--401", "王二@12--402", "王三@13--401", "王四@13--402"],
        "{}",
        told(&report)
    );
    assert_eq!((report.created, report.rejected, report.conflicts), (4, 0, 0));
    assert!(report.rows().all(|row| row.outcome != Outcome::EmptyRoom), "{}", told(&report));
}

#[test]
fn a_header_of_two_rows_is_read_as_one() {
    let mut desk = desk();
    let report = desk.import_sheet(
        sheet(
            "Sheet1",
            vec![
                row!["重点人员登记表"],
                row!["序号", "基本信息", "", "", "居住地址", "", "", "紧急联系人", "", "备注"],
                row!["", "姓名", "性别", "身份证号", "楼号", "单元", "室号", "姓名", "电话", ""],
                row![
                    "1",
                    "王建国",
                    "男",
                    id("310110", "19380512", 343),
                    "12",
                    "2",
                    "402",
                    "王小明",
                    "13912341234",
                    "独居"
                ],
            ],
        )
        .merged(&[
            (0, 0, 0, 9),
            (1, 0, 2, 0),
            (1, 1, 1, 3),
            (1, 4, 1, 6),
            (1, 7, 1, 8),
            (1, 9, 2, 9),
        ]),
    );
    let person = desk.person("王建国");
    assert_eq!(person.place(), "12-2-402", "{}", told(&report));
    assert!(person.phones.is_empty());
    assert_eq!(desk.people().len(), 1);
    assert!(person.tags.contains(&"独居"));
    assert_eq!(
        residents::contacts(desk.office.reader(), person.id).unwrap()[0].name.as_deref(),
        Some("王小明")
    );
}

#[test]
fn merged_household_cells_fill_down_but_ids_and_phones_never_do() {
    let number = id("310110", "19380512", 343);
    let mut desk = desk();
    let report = desk.import_sheet(
        sheet(
            "12号楼",
            vec![
                row!["延吉七村12号楼人员名单"],
                row!["序号", "单元", "室号", "户主", "姓名", "身份证号", "电话", "房屋标签"],
                row!["1", "2", "402", "王建国", "王建国", &number, "13812341234", "自住"],
                row!["2", "", "", "", "李秀英", "", "", ""],
                row!["3", "", "", "", "王小明", "", "", ""],
                row!["4", "", "403", "赵大勇", "赵大勇", "", "", "出租房"],
                row!["5", "", "", "", "", "", "", ""],
                row!["6", "", "404", "", "", "", "", "空关房"],
            ],
        )
        .merged(&[
            (0, 0, 0, 7),
            (2, 1, 6, 1),
            (2, 2, 4, 2),
            (2, 3, 4, 3),
            (2, 5, 4, 5),
            (2, 6, 4, 6),
            (2, 7, 4, 7),
        ]),
    );
    assert_eq!(
        desk.names(),
        ["王建国@12-2-402", "李秀英@12-2-402", "王小明@12-2-402", "赵大勇@12-2-403"],
        "{}",
        told(&report)
    );
    assert_eq!(desk.person("李秀英").fact(Field::IdNumber), "");
    assert!(desk.person("李秀英").phones.is_empty() && desk.person("王小明").phones.is_empty());
    assert_eq!(desk.person("王小明").room_label.as_deref(), Some("自住"));
    assert_eq!(report.empty_rooms, 1, "{}", told(&report));
    let first = desk.person("王建国").household;
    assert_eq!(desk.person("王小明").household, first);
    assert_ne!(desk.person("赵大勇").household, first);
}

#[test]
fn two_families_of_one_surname_in_two_rooms_stay_apart_and_two_names_in_one_room_together() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["12", "401", "王建国", "000000000000000000"],
        row!["12", "402", "王建军", "000000000000000000"],
        row!["12", "402", "李秀英", "111111111111111111"],
    ]);
    let household = |name: &str| desk.person(name).household;
    assert_ne!(household("王建国"), household("王建军"));
    assert_eq!(household("王建军"), household("李秀英"));
    assert_eq!(desk.person("王建军").fact(Field::IdNumber), "");
}

#[test]
fn one_sheet_per_building_takes_the_building_from_its_name() {
    let mut desk = desk();
    let head = || row!["序号", "室号", "姓名", "性别"];
    let path = desk.write(&[
        sheet("封面", vec![row!["延吉七村居民区"], row!["2022年4月"]]),
        sheet("2号楼", vec![head(), row!["1", "101", "王一", "男"]]),
        sheet("10号楼", vec![head(), row!["1", "101", "王二", "男"]]),
        sheet("12", vec![head(), row!["1", "101", "王三", "男"]]),
        sheet("十三栋", vec![head(), row!["1", "101", "王四", "男"]]),
        sheet("Sheet7", vec![row!["14号楼人员名单"], head(), row!["1", "101", "王五", "男"]]),
        sheet("15号楼2单元", vec![head(), row!["1", "101", "王六", "男"]]),
        sheet("空", vec![]),
    ]);
    let report = desk.import_files(&[path]);
    assert_eq!(
        desk.names(),
        ["王一@2--101", "王二@10--101", "王三@12--101", "王四@13--101", "王五@14--101", "王六@15-2-101"],
        "{}",
        told(&report)
    );
}

#[test]
fn the_file_name_may_carry_the_building() {
    let mut desk = desk();
    let text = separated(&[&["室号", "姓名"], &["402", "王建国"]], ",");
    let report = desk.import_bytes("延吉七村12号楼花名册.csv", text.as_bytes());
    assert_eq!(desk.door("王建国"), "12--402", "{}", told(&report));
}

#[test]
fn a_line_in_between_names_the_building_of_what_follows() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["居民名册"],
        row!["室号", "姓名", "性别", "电话"],
        row!["12号楼"],
        row!["402", "王建国", "男", ""],
        row!["13号楼"],
        row!["101", "李秀英", "女", ""],
        row!["2单元"],
        row!["201", "张建军", "男", ""],
    ]);
    assert_eq!(
        desk.names(),
        ["王建国@12--402", "李秀英@13--101", "张建军@13-2-201"],
        "rooms without a unit first {}",
        told(&report)
    );
}

#[test]
fn a_building_template_of_a_street_office_is_read_with_its_situation_line() {
    let mut desk = desk();
    let report = desk.import_sheet(
        sheet(
            "12号",
            vec![
                row!["12号人员名单"],
                row!["情况说明：本楼道共3户，3人居住，其中1人已集中隔离，目前在本楼道2人"],
                row!["序号", "门牌号", "姓名", "公民身份号码", "手机号码", "备注", "房屋标签"],
                row!["1", "101", "王建国", id("310110", "19380512", 343), "13812341234", "集中隔离", "自住"],
                row!["2", "102", "李秀英", "", "13812341235", "", "自住"],
                row!["3", "103", "", "", "", "", "空关房"],
            ],
        )
        .merged(&[(0, 0, 0, 6), (1, 0, 1, 6)]),
    );
    assert_eq!(desk.names(), ["王建国@12--101", "李秀英@12--102"], "{}", told(&report));
    assert_eq!(desk.person("王建国").presence.name(), "集中隔离");
    assert_eq!(desk.person("李秀英").presence.name(), "在住");
    assert_eq!(report.empty_rooms, 1);
}

#[test]
fn a_sign_in_sheet_by_household_makes_nobody_twice() {
    let mut desk = desk();
    desk.import(vec![row!["楼号", "室号", "姓名", "性别"], row!["12", "402", "王建国", "男"]]);
    let report = desk.import_sheet(sheet(
        "12号楼",
        vec![
            row!["核酸检测签到表"],
            row!["室号", "姓名", "联系方式", "住几人", "已做几人", "备注"],
            row!["402", "王建国", "13812341234", "3", "2", "1人出差"],
            row!["403", "", "", "", "", ""],
        ],
    ));
    assert_eq!(report.created, 0, "{}", told(&report));
    assert_eq!(desk.person("王建国").phones, ["13812341234"]);
    assert_eq!(
        desk.person("王建国").presence.name(),
        "在住",
        "one of the three is away, not he\n{}",
        told(&report)
    );
}

#[test]
fn text_files_are_read_in_every_encoding() {
    let mut desk = desk();
    let rows: &[&[&str]] =
        &[&["楼号", "室号", "姓名", "备注"], &["12", "402", "李䶮", "独居"], &["12", "403", "王建国", ""]];
    let csv = separated(rows, ",");
    let tsv = separated(rows, "\t");
    let bom: Vec<u8> = [0xef, 0xbb, 0xbf].into_iter().chain(csv.bytes()).collect();
    for (name, bytes) in [
        ("表.csv", csv.as_bytes().to_vec()),
        ("带签名.csv", bom),
        ("国标.csv", gb18030(&csv)),
        ("宽.csv", utf16le(&csv)),
        ("制表.tsv", tsv.as_bytes().to_vec()),
        ("制表宽.txt", utf16le(&tsv)),
        ("假表.xls", gb18030(&tsv)),
        ("分号.csv", separated(rows, ";").into_bytes()),
    ] {
        desk.clear();
        let report = desk.import_bytes(name, &bytes);
        assert_eq!(desk.names(), ["李䶮@12--402", "王建国@12--403"], "{name}\n{}", told(&report));
        assert_eq!(desk.person("李䶮").tags, ["独居"], "{name}");
    }
}

#[test]
fn ids_in_a_text_file_that_excel_saved_are_not_believed() {
    let mut desk = desk();
    let text = separated(
        &[
            &["楼号", "室号", "姓名", "身份证号"],
            &["12", "402", "王建国", "3.10110E+17"],
            &["12", "403", "李秀英", "310110195003034000"],
            &["12", "404", "张建军", "310110196003034000"],
            &["12", "405", "赵大勇", "\t310110193805123424"],
            &["12", "406", "孙小红", "\"310110193805123421\""],
        ],
        ",",
    );
    let report = desk.import_bytes("名册.csv", &gb18030(&text));
    for name in ["王建国", "李秀英", "张建军", "赵大勇"] {
        assert_eq!(desk.person(name).fact(Field::IdNumber), "", "{name}\n{}", told(&report));
    }
    assert_eq!(desk.person("李秀英").fact(Field::Birth), "1950-03-03");
}

#[test]
fn a_web_page_that_calls_itself_xls_is_a_table_with_merges() {
    let number = id("310110", "19380512", 343);
    let html = format!(
        "<html><head><meta charset=\"gb2312\"></head><body><table border=1>\
         <tr><td colspan=5>12号楼人员名单</td></tr>\
         <tr><th>序号</th><th>室号</th><th>姓名</th><th>身份证号</th><th>电话</th></tr>\
         <tr><td>1</td><td rowspan=2>402</td><td>王建国</td><td style=\"mso-number-format:'\\@'\">{number}</td><td>13812341234</td></tr>\
         <tr><td>2</td><td>李秀英</td><td></td><td></td></tr>\
         </table></body></html>"
    );
    let mut desk = desk();
    let report = desk.import_bytes("导出.xls", &gb18030(&html));
    assert_eq!(desk.names(), ["王建国@12--402", "李秀英@12--402"], "{}", told(&report));
    assert_eq!(desk.person("王建国").fact(Field::IdNumber), number);
}

#[test]
fn a_workbook_under_a_wrong_name_is_read_by_its_content() {
    let mut desk = desk();
    let path =
        desk.write(&[sheet("Sheet1", vec![row!["楼号", "室号", "姓名"], row!["12", "402", "王建国"]])]);
    let other = desk.path("名册.xls");
    std::fs::rename(path, &other).unwrap();
    desk.import_files(std::slice::from_ref(&other));
    assert_eq!(desk.door("王建国"), "12--402");
    let third = desk.path("名册.et");
    std::fs::rename(other, &third).unwrap();
    let again = desk.import_files(&[third]);
    assert_eq!((again.created, again.unchanged), (0, 1));
}

#[test]
fn a_wrong_dimension_and_far_corner_cells_do_not_matter() {
    let mut desk = desk();
    let path = desk.write(&[sheet(
        "Sheet1",
        vec![row!["楼号", "室号", "姓名"], row!["12", "402", "王建国"], row!["12", "403", "李秀英"]],
    )]);
    edit_part(&path, "xl/worksheets/sheet1.xml", |text| {
        let at = text.find("<dimension ref=\"").unwrap() + "<dimension ref=\"".len();
        let end = at + text[at..].find('"').unwrap();
        format!("{}A1{}", &text[..at], &text[end..])
    });
    let report = desk.import_files(&[path]);
    assert_eq!(report.created, 2, "{}", told(&report));

    let mut desk = common::desk();
    let mut book = rust_xlsxwriter::Workbook::new();
    let out = book.add_worksheet();
    for (line, cells) in [["楼号", "室号", "姓名"], ["12", "402", "王建国"]].iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            out.write_string(u32::try_from(line).unwrap(), u16::try_from(column).unwrap(), *text).unwrap();
        }
    }
    out.write_blank(1_048_575, 16_383, &rust_xlsxwriter::Format::new().set_bold()).unwrap();
    let path = desk.path("远角.xlsx");
    book.save(&path).unwrap();
    assert_eq!(desk.import_files(&[path]).created, 1);
}

#[test]
fn phantom_rows_and_blank_texts_are_nobody() {
    let mut desk = desk();
    let mut rows = vec![row!["序号", "楼号", "室号", "姓名"], row!["1", "12", "402", "王建国"]];
    for at in 0..300 {
        rows.push(row![
            f64::from(at + 2),
            Cell::Text(" ".into()),
            Cell::Text("　".into()),
            Cell::Text(String::new())
        ]);
    }
    let report = desk.import(rows);
    assert_eq!(
        (report.created, report.rejected, report.empty_rooms, report.conflicts),
        (1, 0, 0, 0),
        "{}",
        told(&report)
    );
}

#[test]
fn a_file_that_is_no_ledger_is_refused_and_changes_nothing() {
    let mut desk = desk();
    let path = desk.write(&[sheet("说明", vec![row!["本表由居委会填写"], row!["谢谢配合"]])]);
    let before = desk.state();
    assert!(matches!(desk.try_import(&[path], false, None), Err(ImportError::NothingToImport { .. })));
    let bad = desk.path("坏.xlsx");
    std::fs::write(&bad, b"PK\x03\x04broken").unwrap();
    assert!(desk.try_import(&[bad], false, None).is_err());
    assert_eq!(desk.state(), before);
}

#[test]
fn a_table_without_a_header_is_known_by_its_values() {
    let mut desk = desk();
    let report = desk.import_sheet(sheet(
        "12号楼",
        vec![
            row!["402", "王建国", id("310110", "19380512", 343), "13812341234"],
            row!["403", "李秀英", id("310110", "19400512", 344), "13812341235"],
            row!["404", "张建军", id("310110", "19500512", 345), "13812341236"],
        ],
    ));
    assert_eq!(desk.names(), ["王建国@12--402", "李秀英@12--403", "张建军@12--404"], "{}", told(&report));
}

#[test]
fn household_rows_by_head_make_the_head() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "室号", "户主姓名", "联系电话", "户主身份证号"],
        row!["12", "402", "王建国", "13812341234", id("310110", "19380512", 343)],
    ]);
    let person = desk.person("王建国");
    assert_eq!(person.fact(Field::Relation), "户主", "{}", told(&report));
    assert_eq!(person.phones, ["13812341234"]);
    assert_ne!(person.fact(Field::IdNumber), "");
}

#[test]
fn columns_nobody_knows_are_kept_under_their_header() {
    let mut desk = desk();
    let report = with_column(&mut desk, "疫苗接种情况", "三针");
    assert!(desk.person("王建国").fact(Field::Extra).contains("三针"), "{}", told(&report));
    assert!(desk.person("王建国").fact(Field::Extra).contains("疫苗接种情况"));
}

#[test]
fn fields_split_over_building_unit_floor_and_door_number_make_the_room() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼号", "单元", "楼层", "房号", "姓名"],
        row!["2", "1", "1", "02", "王建国"],
        row!["2", "1", "12", "01", "李秀英"],
    ]);
    assert_eq!(desk.door("王建国"), "2-1-102", "{}", told(&report));
    assert_eq!(desk.door("李秀英"), "2-1-1201");
}

#[test]
fn villas_listed_without_a_room_are_whole_houses() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["地址", "姓名", "性别"],
        row!["别墅8号", "王建国", "男"],
        row!["9号别墅", "李秀英", "女"],
    ]);
    let person = desk.person("王建国");
    assert_eq!((person.building.as_str(), person.room.as_str()), ("8", ""), "{}", told(&report));
    assert!(desk.rooms().iter().all(|room| room.kind == RoomKind::Villa));
}

#[test]
fn isolation_and_returnee_ledgers_carry_dates_and_reasons() {
    let mut desk = desk();
    desk.import(vec![
        row!["楼号", "室号", "姓名", "身份证号"],
        row!["12", "402", "王建国", id("310110", "19380512", 343)],
        row!["12", "403", "李秀英", id("310110", "19400512", 344)],
    ]);
    let report = desk.import_sheet(sheet(
        "居家隔离",
        vec![
            row!["居家隔离人员台账"],
            row!["姓名", "身份证号", "隔离地址", "开始隔离时间", "结束隔离时间", "隔离原因"],
            row!["王建国", id("310110", "19380512", 343), "12号402室", "2022-04-01", "2022-04-15", "密接"],
        ],
    ));
    assert_eq!((report.created, report.updated, report.conflicts), (0, 1, 0), "{}", told(&report));
    let person = desk.person("王建国");
    assert_eq!(person.presence.name(), "居家隔离");
    let stays = residents::presences(desk.office.reader(), person.id).unwrap();
    assert_eq!(
        (stays[0].since.as_deref(), stays[0].until.as_deref()),
        (Some("2022-04-01"), Some("2022-04-15"))
    );
    let report = desk.import_sheet(sheet(
        "集中隔离",
        vec![
            row!["姓名", "住址", "隔离点名称", "隔离房间号", "开始隔离时间"],
            row![
                "李秀英",
                "12号403室",
                "如家酒店",
                "8806",
                Cell::Formatted(serial("2022-04-03"), "yyyy/m/d")
            ],
        ],
    ));
    let person = desk.person("李秀英");
    assert_eq!(person.presence.name(), "集中隔离", "{}", told(&report));
    let stays = residents::presences(desk.office.reader(), person.id).unwrap();
    assert_eq!(stays[0].place.as_deref(), Some("如家酒店"));
    assert_eq!(stays[0].room.as_deref(), Some("8806"));
    assert_eq!(person.place(), "12--403", "the room of the isolation place is no home");
}

#[test]
fn lane_number_and_room_in_three_columns_are_a_door() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["路", "弄", "号", "室", "姓名"],
        row!["延吉中路", "99", "12", "402", "王建国"],
        row!["延吉中路", "99", "13", "101", "李秀英"],
    ]);
    assert_eq!(desk.door("王建国"), "12--402", "{}", told(&report));
    assert_eq!(desk.door("李秀英"), "13--101");
}

#[test]
fn a_table_that_begins_in_the_third_column_and_the_fifth_row_is_found() {
    let mut desk = desk();
    let report = desk.import(vec![
        row![],
        row!["", "", "", "延吉七村"],
        row![],
        row!["", "", "楼号", "室号", "姓名", "电话"],
        row![],
        row!["", "", "12", "402", "王建国", "13812341234"],
    ]);
    assert_eq!(desk.door("王建国"), "12--402", "{}", told(&report));
    assert_eq!(desk.person("王建国").phones, ["13812341234"]);
}

#[test]
fn a_list_of_building_leaders_makes_no_residents() {
    let mut desk = desk();
    let report = desk.import(vec![
        row!["楼组长名单"],
        row!["楼号", "楼组长", "联系电话"],
        row!["12号楼", "赵大勇", "13812341234"],
        row!["13号楼", "孙小红", "13912341234"],
    ]);
    assert_eq!(report.created, 0, "{}", told(&report));
    let leaders = louce_core::places::responsibilities(desk.office.reader()).unwrap();
    let named: Vec<(&str, Option<&str>)> =
        leaders.iter().map(|row| (row.name.as_str(), row.phone.as_deref())).collect();
    assert_eq!(named, [("赵大勇", Some("13812341234")), ("孙小红", Some("13912341234"))]);
    let again =
        desk.import(vec![row!["楼号", "楼组长", "联系电话"], row!["12号楼", "赵大勇", "13812341234"]]);
    assert_eq!(again.operation, None, "{}", told(&again));
}

#[test]
fn the_building_of_a_row_counts_more_than_the_name_of_its_sheet() {
    let mut desk = desk();
    let report = desk.import_sheet(sheet(
        "1号楼",
        vec![row!["楼号", "室号", "姓名"], row!["1", "101", "王一"], row!["2", "101", "王二"]],
    ));
    assert_eq!(desk.names(), ["王一@1--101", "王二@2--101"], "{}", told(&report));
}

#[test]
fn a_text_file_with_titles_short_lines_quotes_and_totals_is_a_ledger() {
    let text = "延吉七村居民花名册\r\n单位：居委会,,填表人：陈主任\r\n序号,楼号,室号,姓名,备注\r\n\
                1,12,402,王建国,\"独居，\n需送药\"\r\n2,12,403,\"李秀英\"\r\n\r\n合计,,,2人\r\n";
    let mut desk = desk();
    let report = desk.import_bytes("名册.csv", &gb18030(text));
    assert_eq!(desk.names(), ["王建国@12--402", "李秀英@12--403"], "{}", told(&report));
    assert!(desk.person("王建国").tags.contains(&"独居"));
}

#[test]
fn statistics_beside_the_ledger_make_nobody_and_no_rooms() {
    let mut desk = desk();
    let path = desk.write(&[
        sheet(
            "汇总",
            vec![
                row!["楼号", "户数", "人数"],
                row!["12", 24.0, 56.0],
                row!["13", 24.0, 60.0],
                row!["合计", 48.0, 116.0],
            ],
        ),
        sheet("12号楼", vec![row!["室号", "姓名"], row!["402", "王建国"]]),
    ]);
    let report = desk.import_files(&[path]);
    assert_eq!(desk.names(), ["王建国@12--402"], "{}", told(&report));
    assert_eq!(desk.rooms().len(), 1, "{}", told(&report));
}

#[test]
fn the_unit_of_a_sheet_holds_for_rows_of_its_building_that_name_only_the_building() {
    let mut desk = desk();
    let report = desk.import_sheet(sheet(
        "12号楼2单元",
        vec![row!["楼号", "室号", "姓名"], row!["12", "402", "王建国"], row!["13", "402", "李秀英"]],
    ));
    assert_eq!(desk.names(), ["王建国@12-2-402", "李秀英@13--402"], "{}", told(&report));
}
