//! Titles, headers, merges, totals, footers: which rows speak, and for which room.
use super::super::{Field, LedgerKind, NoTable, RowOutcome, SkipReason, detect};
use super::support::*;

const HEAD: &[&str] = &["序号", "楼号", "室号", "姓名", "证件号", "电话", "备注"];

#[test]
fn titles_header_total_and_footer_are_no_people() {
    let id_a = id("19500101", 11);
    let sheet = sheet(
        "Sheet1",
        &[
            &["延吉七村居民花名册"],
            &["单位：延吉七村居委会", "", "", "填表人：王五", "", "2022年3月"],
            HEAD,
            &["#1", "#12", "#402", "张三", &id_a, "13812341234"],
            &["#2", "#12", "#403", "李四", "", "13812341235", "独居"],
            &["合 计", "", "", "#2"],
            &["填表人：王五", "", "", "审核人：赵六", "", "2022年3月5日"],
        ],
    );
    let (layout, outcomes) = read(&sheet);
    assert_eq!(layout.header_rows, 2..3);
    assert_eq!(layout.title.len(), 2);
    assert_eq!(layout.ledger, LedgerKind::Roster);
    let skips: Vec<_> = outcomes
        .iter()
        .filter_map(|outcome| match outcome {
            RowOutcome::Skip(reason) => Some(*reason),
            _ => None,
        })
        .collect();
    assert_eq!(
        skips,
        [SkipReason::Title, SkipReason::Title, SkipReason::Header, SkipReason::Total, SkipReason::Footer]
    );
    assert_eq!(people(&sheet), ["张三@12--402", "李四@12--403"]);
}

#[test]
fn a_footer_may_use_the_name_column() {
    let sheet = sheet(
        "12号楼",
        &[
            &["序号", "室号", "姓名", "身份证号"],
            &["1", "402", "张三", ""],
            &["填表人：", "", "王五", ""],
            &["", "", "共计：1人"],
            &["注：以上人员均已核对。"],
        ],
    );
    assert_eq!(people(&sheet), ["张三@12--402"]);
}

#[test]
fn a_two_row_header_under_merged_groups_is_read_as_one() {
    let rows: &[&[&str]] = &[
        &["重点人员登记表"],
        &["序号", "姓名", "住址", "", "", "紧急联系人", "", "备注"],
        &["", "", "楼号", "单元", "室号", "姓名", "电话"],
        &["1", "张三", "12", "2", "402", "张小三", "13900001111", "高血压"],
    ];
    let merges = [(0, 0, 0, 7), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 4), (1, 5, 1, 6), (1, 7, 2, 7)];
    for sheet in [merge(sheet("Sheet1", rows), &merges), sheet("Sheet1", rows)] {
        let (layout, _) = read(&sheet);
        assert_eq!(layout.header_rows, 1..3);
        let fields: Vec<Field> = layout.columns.iter().map(|column| column.field).collect();
        assert_eq!(
            fields,
            [
                Field::Seq,
                Field::Name,
                Field::Building,
                Field::Unit,
                Field::Room,
                Field::EmergencyName,
                Field::EmergencyPhone,
                Field::Remark
            ]
        );
        assert_eq!(layout.columns[5].header, "紧急联系人/姓名");
        let facts = facts(&sheet);
        assert_eq!(who(&facts[0]), "张三@12-2-402");
        assert_eq!(facts[0].contacts[0].name, "张小三");
        assert!(facts[0].phones.phones.is_empty());
    }
}

#[test]
fn merged_rooms_speak_for_the_household_but_ids_and_phones_do_not() {
    let id_a = id("19500101", 11);
    let sheet = merge(
        sheet(
            "12号楼",
            &[
                &["室号", "姓名", "证件号", "电话", "房屋标签"],
                &["402", "张三", &id_a, "13812341234", "自住"],
                &["", "李四", "", "", ""],
                &["", "王五", "", "", ""],
                &["403", "赵六", "", "", "出租房"],
                &["", "孙七", "", "", ""],
            ],
        ),
        &[(1, 0, 3, 0), (1, 2, 3, 2), (1, 3, 3, 3), (1, 4, 3, 4)],
    );
    let facts = facts(&sheet);
    let all: Vec<String> = facts.iter().map(who).collect();
    assert_eq!(all[..4], ["张三@12--402", "李四@12--402", "王五@12--402", "赵六@12--403"]);
    assert!(facts[1].id.value().is_none() && facts[1].phones.phones.is_empty());
    assert_eq!(facts[1].room_label.as_deref(), Some("自住"));
    // 孙七 stands under no merge in a sheet that merges: no room is made up.
    assert_eq!(all[4], "孙七@");
}

#[test]
fn rooms_left_blank_under_the_first_member_are_filled_and_flagged() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["楼号", "室号", "姓名", "性别"],
            &["12", "402", "张三", "男"],
            &["", "", "李四", "女"],
            &["", "403", "王五", "男"],
            &["13", "101", "赵六", "男"],
            &["", "", "孙七", "女"],
        ],
    );
    let facts = facts(&sheet);
    let all: Vec<String> = facts.iter().map(who).collect();
    assert_eq!(all, ["张三@12--402", "李四@12--402", "王五@12--403", "赵六@13--101", "孙七@13--101"]);
    assert_eq!(flags(&facts[1]), ["filled_from_above"]);
    assert_eq!(flags(&facts[0]), Vec::<&str>::new());
}

#[test]
fn a_blank_room_in_a_sheet_that_repeats_rooms_stays_blank() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["楼号", "室号", "姓名"],
            &["12", "402", "张三"],
            &["12", "402", "李四"],
            &["12", "", "王五"],
            &["12", "403", "赵六"],
        ],
    );
    assert_eq!(people(&sheet)[2], "王五@12--");
}

#[test]
fn a_header_repeated_midway_and_a_line_naming_the_next_building_are_understood() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["12号楼"],
            &["室号", "姓名", "联系电话"],
            &["402", "张三", "13812341234"],
            &["13号楼人员名单"],
            &["室号", "姓名", "联系电话"],
            &["101", "李四", "13812341235"],
            &["2单元"],
            &["201", "王五", "13812341236"],
        ],
    );
    assert_eq!(people(&sheet), ["张三@12--402", "李四@13--101", "王五@13-2-201"]);
}

#[test]
fn comment_and_example_rows_are_passed_over() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["姓名*", "身份证号码*", "楼号", "室号", "联系电话"],
            &["必填", "必填，18位数字", "只填数字，如：12", "选填", "请填手机号"],
            &["示例", "310110195001010011", "12", "402", "13800000000"],
            &["张三", "", "12", "402", "13812341234"],
        ],
    );
    assert_eq!(people(&sheet), ["张三@12--402"]);
}

#[test]
fn as_above_copies_the_cell_above_but_never_an_id() {
    let id_a = id("19500101", 11);
    let sheet = sheet(
        "Sheet1",
        &[
            &["楼号", "室号", "姓名", "证件号", "电话", "户籍地址"],
            &["12", "402", "张三", &id_a, "13812341234", "上海市杨浦区"],
            &["同上", "〃", "李四", "同上", "同上", "同上"],
        ],
    );
    let facts = facts(&sheet);
    assert_eq!(who(&facts[1]), "李四@12--402");
    assert_eq!(facts[1].registered.as_deref(), Some("上海市杨浦区"));
    assert_eq!(facts[1].phones.phones.len(), 1);
    assert!(facts[1].id.value().is_none());
    assert_eq!(facts[1].id_raw, "同上");
}

#[test]
fn the_building_comes_from_the_sheet_name_else_from_the_title_else_from_the_file() {
    let rows: &[&[&str]] = &[&["室号", "姓名", "电话"], &["402", "张三", "13812341234"]];
    let titled: &[&[&str]] =
        &[&["延吉七村12号楼人员名单"], &["室号", "姓名", "电话"], &["402", "张三", "13812341234"]];
    for (sheet, file) in [
        (sheet("12号楼", rows), "名单.xlsx"),
        (sheet("12", rows), "名单.xlsx"),
        (sheet("Sheet1", titled), "名单.xlsx"),
        (sheet("Sheet1", rows), "延吉七村12号楼.xlsx"),
    ] {
        let (layout, outcomes) = read_file(&sheet, file);
        assert!(layout.single_building_sheet);
        let facts: Vec<_> = outcomes.into_iter().filter_map(taken).collect();
        assert_eq!(who(&facts[0]), "张三@12--402");
    }
}

#[test]
fn the_office_template_of_a_building_is_read_with_its_empty_rooms() {
    let id_a = id("19500101", 11);
    let sheet = merge(
        sheet(
            "Sheet1",
            &[
                &["12号楼人员名单"],
                &["情况说明：本楼道共24户，56人居住，其中2人已集中隔离，目前在本楼道54人"],
                &["序号", "门牌号", "姓名", "公民身份号码", "手机号码", "备注", "房屋标签"],
                &["1", "101", "张三", &id_a, "13812341234", "", "自住"],
                &["2", "102", "", "", "", "", "空关房"],
                &["3", "103", "空关", "", "", "", ""],
                &["4", "104", "", "", "", "房东出租", ""],
                &["5", "105", "", "", "", "", ""],
                &["6", "", "", "", "", "", ""],
            ],
        ),
        &[(0, 0, 0, 6), (1, 0, 1, 6)],
    );
    assert_eq!(
        people(&sheet),
        ["张三@12--101", "*空关@12--102", "*空关@12--103", "*出租@12--104", "*未登记@12--105"]
    );
}

#[test]
fn a_table_without_a_header_is_read_by_the_shape_of_its_values() {
    let (a, b, c) = (id("19500101", 11), id("19620303", 22), id("20010405", 33));
    let sheet = sheet(
        "12号楼",
        &[
            &["1", "402", "张建国", "男", &a, "13812341234"],
            &["2", "402", "李秀英", "女", &b, "13812341235"],
            &["3", "403", "王小明", "男", &c, "13812341236"],
        ],
    );
    let (layout, _) = read(&sheet);
    assert!(layout.header_rows.is_empty());
    assert_eq!(people(&sheet), ["张建国@12--402", "李秀英@12--402", "王小明@12--403"]);
}

#[test]
fn a_cover_page_notes_and_statistics_hold_no_table() {
    let none = |sheet| detect(&sheet, "台账.xlsx", &|_| None).err();
    assert_eq!(none(sheet("封面", &[])), Some(NoTable::Empty));
    assert_eq!(
        none(sheet("封面", &[&["延吉七村"], &["居民花名册"], &["2022年3月"]])),
        Some(NoTable::NoPeople)
    );
    assert_eq!(
        none(sheet(
            "汇总",
            &[&["楼号", "户数", "人数", "应检", "实检"], &["#1", "#24", "#60", "#58", "#55"]]
        )),
        Some(NoTable::NoPeople)
    );
}

#[test]
fn what_a_person_set_right_before_is_used_for_the_same_headers() {
    let sheet = sheet("12号楼", &[&["室号", "姓名", "神秘栏"], &["402", "张三", "13812341234"]]);
    let (layout, _) = read(&sheet);
    let known = layout.fingerprint.clone();
    let layout =
        detect(&sheet, "x.xlsx", &|print| (print == known).then(|| vec![(2, Field::EmergencyPhone)]))
            .unwrap();
    assert_eq!(layout.columns[2].field, Field::EmergencyPhone);
    assert_eq!(layout.fingerprint, known);
}
