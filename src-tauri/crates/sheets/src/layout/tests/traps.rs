//! Traps of real ledgers in which a guess would be wrong.
use louce_core::values::{Parsed, TagKind};

use super::super::{Field, LedgerKind, RowOutcome, SkipReason};
use super::support::*;

#[test]
fn unit_and_room_in_a_sheet_for_one_building() {
    let sheet = sheet(
        "6号楼",
        &[
            &["门牌号", "姓名"],
            &["2-301", "张三"],
            &["6-2-302", "李四"],
            &["1单元101", "王五"],
            &["402", "赵六"],
        ],
    );
    assert_eq!(people(&sheet), ["张三@6-2-301", "李四@6-2-302", "王五@6-1-101", "赵六@6--402"]);
}

#[test]
fn a_door_number_column_beside_a_room_column_is_the_building() {
    let sheet =
        sheet("Sheet1", &[&["门牌号", "室号", "姓名"], &["12号", "402", "张三"], &["13号", "101", "李四"]]);
    assert_eq!(people(&sheet), ["张三@12--402", "李四@13--101"]);
}

#[test]
fn a_door_number_column_of_whole_addresses_is_the_address() {
    let sheet = sheet("Sheet1", &[&["姓名", "门牌号"], &["张三", "12号402室"], &["李四", "13-101"]]);
    assert_eq!(people(&sheet), ["张三@12--402", "李四@13--101"]);
}

#[test]
fn the_registered_address_is_not_where_one_lives() {
    let sheet = sheet(
        "Sheet1",
        &[&["姓名", "户籍地址", "居住地址", "身份证"], &["张三", "安徽省合肥市1号楼101", "12号楼402", ""]],
    );
    let facts = facts(&sheet);
    assert_eq!(who(&facts[0]), "张三@12--402");
    assert_eq!(facts[0].registered.as_deref(), Some("安徽省合肥市1号楼101"));
}

#[test]
fn the_building_may_stand_once_above_its_rooms() {
    let sheet = merge(
        sheet(
            "Sheet1",
            &[
                &["楼号", "单元", "室号", "姓名"],
                &["12号楼", "1单元", "101", "张三"],
                &["", "", "102", "李四"],
                &["", "2单元", "101", "王五"],
                &["13号楼", "", "101", "赵六"],
                &["", "", "102", "孙七"],
            ],
        ),
        &[(1, 0, 3, 0), (1, 1, 2, 1), (4, 0, 5, 0)],
    );
    assert_eq!(
        people(&sheet),
        ["张三@12-1-101", "李四@12-1-102", "王五@12-2-101", "赵六@13--101", "孙七@13--102"]
    );
}

#[test]
fn spaces_in_a_name_and_full_width_digits_do_no_harm() {
    let id_a = id("19500101", 11);
    let wide: String = id_a
        .chars()
        .map(|c| if c == 'X' { 'ｘ' } else { char::from_u32(c as u32 + 0xfee0).unwrap() })
        .collect();
    let sheet = sheet(
        "12号楼",
        &[
            &["室　号", "姓　名", "证件号码"],
            &["４０２", "张　三", &wide],
            &["403室", " 李四 ", &format!("'{id_a}")],
        ],
    );
    let facts = facts(&sheet);
    assert_eq!(facts.iter().map(who).collect::<Vec<_>>(), ["张三@12--402", "李四@12--403"]);
    assert_eq!(facts[0].id.value().unwrap().as_str(), id_a);
    assert_eq!(facts[1].id.value().unwrap().as_str(), id_a);
}

#[test]
fn placeholders_say_nothing() {
    let sheet = sheet(
        "12号楼",
        &[&["室号", "姓名", "证件号", "电话", "备注", "工作单位"], &["402", "张三", "无", "/", "-", "——"]],
    );
    let facts = facts(&sheet);
    assert_eq!(facts[0].id, Parsed::Blank);
    assert!(facts[0].phones.phones.is_empty() && facts[0].phones.unreadable.is_empty());
    assert_eq!((facts[0].remark.as_deref(), facts[0].employer.as_deref()), (None, None));
    assert_eq!(flags(&facts[0]), Vec::<&str>::new());
}

#[test]
fn a_subtotal_between_buildings_is_passed_over_and_the_numbers_of_serial_rows_too() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["序号", "楼号", "室号", "姓名", "电话"],
            &["1", "12", "402", "张三", "13812341234"],
            &["", "小计", "", "1人", ""],
            &["2", "13", "101", "李四", "13812341235"],
            &["3", "", "", "", ""],
            &["", "", "", "", "合计：2人"],
            &["总计", "", "", "2", ""],
        ],
    );
    assert_eq!(people(&sheet), ["张三@12--402", "李四@13--101"]);
}

#[test]
fn reserved_lines_of_a_household_are_no_empty_rooms() {
    let sheet = merge(
        sheet(
            "12号楼",
            &[
                &["室号", "姓名", "性别"],
                &["402", "张三", "男"],
                &["", "", ""],
                &["403", "", ""],
                &["404", "李四", "女"],
                &["404", "", ""],
            ],
        ),
        &[(1, 0, 2, 0)],
    );
    assert_eq!(people(&sheet), ["张三@12--402", "*未登记@12--403", "李四@12--404"]);
}

#[test]
fn a_tag_named_in_a_title_together_with_another_is_not_put_on_everybody() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["独居、空巢老人名单"],
            &["姓名", "楼号", "室号", "类别"],
            &["张三", "12", "402", "独居"],
            &["李四", "12", "403", "空巢"],
        ],
    );
    let (layout, _) = read(&sheet);
    assert!(matches!(layout.ledger, LedgerKind::Special(ref kinds) if kinds.len() == 2));
    let kinds: Vec<Vec<TagKind>> =
        facts(&sheet).iter().map(|facts| facts.tags.iter().map(|tag| tag.kind).collect()).collect();
    assert_eq!(kinds, [vec![TagKind::LivingAlone], vec![TagKind::EmptyNest]]);
}

#[test]
fn people_over_eighty_living_alone_are_both() {
    let sheet = sheet("80岁以上独居老人", &[&["姓名", "楼号", "室号"], &["张三", "12", "402"]]);
    let mut kinds: Vec<TagKind> = facts(&sheet)[0].tags.iter().map(|tag| tag.kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, [TagKind::LivingAlone, TagKind::Over80]);
}

#[test]
fn the_tube_number_is_no_id_and_the_result_is_no_mark() {
    let sheet = sheet(
        "采样记录",
        &[
            &["姓名", "身份证号", "住址", "联系方式", "采样单位", "采样管编号", "采集时间", "核酸结果"],
            &[
                "张三",
                "",
                "12号楼402",
                "13812341234",
                "卫生中心",
                "310110202203050001",
                "2022-03-05 08:30",
                "阴性",
            ],
        ],
    );
    let (layout, _) = read(&sheet);
    assert_eq!(layout.ledger, LedgerKind::TestRecord);
    let facts = facts(&sheet);
    assert_eq!(facts[0].id, Parsed::Blank);
    let mark = facts[0].sampled.as_ref().unwrap();
    assert_eq!((mark.yes, mark.tube.as_deref()), (true, Some("310110202203050001")));
    assert_eq!(mark.time.as_deref(), Some("2022-03-05 08:30"));
}

#[test]
fn a_remark_that_looks_like_a_footer_word_does_not_hide_a_person() {
    let sheet = sheet(
        "12号楼",
        &[
            &["备注", "室号", "姓名", "电话"],
            &["合计居住3人", "402", "张三", "13812341234"],
            &["楼组长", "403", "李四", "13812341235"],
        ],
    );
    assert_eq!(people(&sheet), ["张三@12--402", "李四@12--403"]);
}

#[test]
fn phones_and_rooms_that_are_numbers_keep_no_dot() {
    let sheet =
        sheet("Sheet1", &[&["楼号", "室号", "姓名", "电话"], &["#12.0", "#402.0", "张三", "#13812341234"]]);
    let facts = facts(&sheet);
    assert_eq!(who(&facts[0]), "张三@12--402");
    assert_eq!(facts[0].phones.phones[0].as_str(), "13812341234");
    assert_eq!(facts[0].address_raw, "12 402");
}

#[test]
fn a_second_header_midway_with_a_title_is_no_person() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["姓名", "地址", "联系电话"],
            &["张三", "12号楼402", "13812341234"],
            &[""],
            &["延吉七村居民花名册（续）"],
            &["姓 名", "地 址", "联系电话"],
            &["李四", "12号楼403", "13812341235"],
        ],
    );
    let (_, outcomes) = read(&sheet);
    assert_eq!(outcomes[2], RowOutcome::Skip(SkipReason::Title));
    assert_eq!(outcomes[3], RowOutcome::Skip(SkipReason::Header));
    assert_eq!(people(&sheet), ["张三@12--402", "李四@12--403"]);
}

#[test]
fn villas_shops_and_collective_households_keep_their_kind() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["姓名", "地址"],
            &["张三", "别墅8号"],
            &["李四", "12号底商3"],
            &["王五", "集体户"],
            &["赵六", "火星"],
        ],
    );
    let facts = facts(&sheet);
    let kind = |at: usize| facts[at].address.value().map(|address| address.kind.code());
    assert_eq!(kind(0), Some("villa"));
    assert_eq!(kind(1), Some("shop"));
    assert_eq!(kind(2), Some("collective"));
    assert!(facts[3].flags.iter().any(|flag| flag.field == Field::Address));
    assert_eq!(facts[3].address_raw, "火星");
}

#[test]
fn ticked_residence_columns_are_joined() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "本房居住", "本房户籍", "是否人户分离"],
            &["402", "张三", "√", "√", "否"],
            &["403", "李四", "", "√", "是"],
        ],
    );
    let facts = facts(&sheet);
    assert_eq!(facts[0].residence_type.as_deref(), Some("本房居住、本房户籍、人户一致"));
    assert_eq!(facts[1].residence_type.as_deref(), Some("本房户籍、人户分离"));
    assert_eq!(facts[1].presence, []);
}

#[test]
fn empty_rooms_in_a_ledger_of_special_people_are_nothing() {
    let sheet = sheet("独居老人", &[&["楼号", "室号", "姓名"], &["12", "402", "张三"], &["12", "403", ""]]);
    assert_eq!(people(&sheet), ["张三@12--402"]);
}

#[test]
fn a_sheet_called_by_a_number_is_no_building_where_addresses_tell_theirs() {
    let sheet = sheet("1", &[&["姓名", "地址"], &["张三", "12-402"], &["李四", "13号楼101"]]);
    assert_eq!(people(&sheet), ["张三@12--402", "李四@13--101"]);
}

#[test]
fn a_phone_beside_the_name_is_kept() {
    let sheet = sheet("12号楼", &[&["室号", "姓名"], &["402", "张三（13812341234）"]]);
    let facts = facts(&sheet);
    assert_eq!(facts[0].name.value().unwrap().as_str(), "张三");
    assert_eq!(facts[0].phones.phones[0].as_str(), "13812341234");
}

#[test]
fn a_roster_with_a_sampling_column_still_lists_its_empty_rooms() {
    let sheet = sheet(
        "12号楼",
        &[
            &["序号", "单元", "室号", "姓名", "采样", "备注"],
            &["1", "1", "101", "张三", "", ""],
            &["2", "1", "102", "", "", ""],
        ],
    );
    assert_eq!(people(&sheet), ["张三@12-1-101", "*未登记@12-1-102"]);
}
