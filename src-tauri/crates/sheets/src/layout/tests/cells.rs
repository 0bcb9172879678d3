//! Single cells and what the cells of a row say together.
use louce_core::values::{Parsed, PresenceState, SexCoding, TagKind, Why};

use super::super::{RejectReason, RowOutcome};
use super::support::*;

#[test]
fn an_id_that_was_a_number_keeps_its_birth_date_and_is_flagged() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "身份证号"],
            &["402", "张三", "#310110193805123000"],
            &["403", "李四", "3.1011E+17"],
            &["404", "王五", "111111111111111111"],
            &["405", "赵六", "无"],
        ],
    );
    let facts = facts(&sheet);
    assert_eq!(facts[0].id.why(), Some(Why::IdPrecisionLost));
    assert_eq!(facts[0].id_raw, "310110193805123000");
    assert_eq!(facts[0].birth.value().unwrap().as_iso(), "1938-05-12");
    assert_eq!(facts[0].sex.value(), None);
    assert_eq!(facts[1].id.why(), Some(Why::IdPrecisionLost));
    assert!(facts[2].id.value().is_none() && facts[2].id.why().is_some());
    assert_eq!(facts[3].id, Parsed::Blank);
}

#[test]
fn ids_that_lost_their_digits_in_a_text_file_are_not_believed() {
    let rows: Vec<Vec<String>> = (0..6)
        .map(|n| vec![format!("40{n}"), "张三".to_owned(), format!("3101101938051{n}{}000", n + 1)])
        .collect();
    let mut all: Vec<Vec<&str>> = vec![vec!["室号", "姓名", "身份证号"]];
    all.extend(rows.iter().map(|row| row.iter().map(String::as_str).collect()));
    let all: Vec<&[&str]> = all.iter().map(Vec::as_slice).collect();
    for facts in facts(&sheet("12号楼", &all)) {
        assert_eq!(facts.id.why(), Some(Why::IdPrecisionLost));
    }
}

#[test]
fn the_birth_date_and_sex_of_a_valid_id_win_and_the_disagreement_shows() {
    let a = id("19380512", 11);
    let sheet = sheet(
        "12号楼",
        &[&["室号", "姓名", "性别", "身份证号", "出生日期"], &["402", "张三", "女", &a, "1938-05-13"]],
    );
    let facts = facts(&sheet);
    assert_eq!(facts[0].birth.value().unwrap().as_iso(), "1938-05-12");
    assert_eq!(facts[0].sex.value().unwrap().as_str(), "男");
    assert_eq!(flags(&facts[0]), ["birth_disagrees", "sex_disagrees"]);
}

#[test]
fn serial_days_are_dates_in_both_systems() {
    let rows: &[&[&str]] = &[
        &["室号", "姓名", "出生日期"],
        &["402", "张三", "#14012"],
        &["403", "李四", "@14012"],
        &["404", "王五", "14012"],
        &["405", "赵六", "1938年5月"],
        &["406", "孙七", "38-5-12"],
        &["407", "周八", "１９３８．５．１２"],
        &["408", "吴九", "#19380512"],
        &["409", "郑十", "#1938.1"],
    ];
    let births = |sheet| -> Vec<String> {
        facts(&sheet)
            .iter()
            .map(|facts| facts.birth.value().map(|birth| birth.as_iso()).unwrap_or_default())
            .collect()
    };
    let read = births(sheet("12号楼", rows));
    assert_eq!(
        read,
        [
            "1938-05-12",
            "1938-05-12",
            "1938-05-12",
            "1938-05",
            "1938-05-12",
            "1938-05-12",
            "1938-05-12",
            "1938"
        ]
    );
    let two_digits = &facts(&sheet("12号楼", rows))[4];
    assert_eq!(two_digits.birth.why(), Some(Why::DateTwoDigitYear));
    let mut mac = sheet("12号楼", &[&["室号", "姓名", "出生日期"], &["402", "张三", "@12550"]]);
    mac.uses_1904 = true;
    assert_eq!(births(mac), ["1938-05-12"]);
}

#[test]
fn a_lost_1904_flag_is_found_out_by_the_ids() {
    let (a, b) = (id("19380512", 11), id("19380513", 13));
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "身份证号", "出生日期"],
            &["402", "张三", &a, "@12550"],
            &["403", "李四", &b, "@12551"],
        ],
    );
    let (layout, _) = read(&sheet);
    assert!(layout.uses_1904);
    assert_eq!(flags(&facts(&sheet)[0]), Vec::<&str>::new());
}

#[test]
fn zero_for_female_is_found_out_by_the_ids_and_flagged_where_nothing_tells() {
    let (a, b) = (id("19500101", 11), id("19500101", 22));
    let told = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "性别", "身份证号"],
            &["402", "张三", "#1", &a],
            &["402", "李四", "#0", &b],
            &["403", "王五", "#0", ""],
        ],
    );
    let (layout, _) = read(&told);
    assert_eq!(layout.sex_coding, SexCoding::ZeroIsFemale);
    assert_eq!(facts(&told)[2].sex.value().unwrap().as_str(), "女");
    let untold =
        sheet("12号楼", &[&["室号", "姓名", "性别"], &["402", "张三", "#1"], &["402", "李四", "#0"]]);
    let facts = facts(&untold);
    assert_eq!(facts[1].sex.value(), None);
    assert_eq!(flags(&facts[1]), ["sex_coding_unknown"]);
}

#[test]
fn an_address_that_became_a_date_is_read_with_doubt() {
    let sheet = sheet(
        "Sheet1",
        &[&["姓名", "地址", "电话"], &["张三", "@44624", "13812341234"], &["李四", "3-402", "13812341235"]],
    );
    let facts = facts(&sheet);
    assert_eq!(who(&facts[1]), "李四@3--402");
    assert_eq!(facts[0].address.why(), Some(Why::AddressBecameDate));
    assert_eq!(who(&facts[0]), "张三@3--4");
}

#[test]
fn combined_addresses_are_taken_apart() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["姓名", "现住址"],
            &["张三", "延吉路99弄12号402室"],
            &["李四", "12号楼2单元501"],
            &["王五", "6-2-301"],
            &["赵六", "12-402"],
            &["孙七", "1栋402"],
        ],
    );
    assert_eq!(
        people(&sheet),
        ["张三@12--402", "李四@12-2-501", "王五@6-2-301", "赵六@12--402", "孙七@1--402"]
    );
    assert_eq!(facts(&sheet)[0].address.value().unwrap().compound, "延吉路99弄");
}

#[test]
fn separate_columns_and_an_address_that_says_otherwise_are_flagged() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["楼号", "室号", "姓名", "现住址"],
            &["12", "402", "张三", "延吉路99弄12号402室"],
            &["12", "403", "李四", "13号楼501"],
        ],
    );
    let facts = facts(&sheet);
    assert_eq!(flags(&facts[0]), Vec::<&str>::new());
    assert_eq!(facts[0].address.value().unwrap().compound, "延吉路99弄");
    assert_eq!(flags(&facts[1]), ["address_disagrees"]);
}

#[test]
fn lane_number_and_room_columns_of_shanghai() {
    let sheet = sheet("Sheet1", &[&["弄", "号", "室", "姓名"], &["99弄", "12", "402", "张三"]]);
    let facts = facts(&sheet);
    assert_eq!(who(&facts[0]), "张三@12--402");
    assert_eq!(facts[0].address.value().unwrap().compound, "99弄");
}

#[test]
fn several_phones_in_a_cell_are_all_kept() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "联系电话", "手机2"],
            &["402", "张三", "13812341234/65123456", "13912341234"],
            &["403", "李四", "#13812341235", ""],
            &["404", "王五", "123", ""],
        ],
    );
    let facts = facts(&sheet);
    assert_eq!(facts[0].phones.phones.len(), 3);
    assert_eq!(facts[1].phones.phones[0].as_str(), "13812341235");
    assert_eq!(flags(&facts[2]), ["phone_shape"]);
}

#[test]
fn tags_and_phones_are_mined_from_remarks_and_the_remark_is_kept() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "备注"],
            &["402", "张三", "独居，孕8月，电话：13812341234"],
            &["403", "李四", "高血压；儿子13900001111"],
            &["404", "王五", "无独居"],
            &["405", "赵六", "出差"],
            &["406", "孙七", "父母外出"],
        ],
    );
    let facts = facts(&sheet);
    let kinds = |at: usize| facts[at].tags.iter().map(|tag| tag.kind).collect::<Vec<_>>();
    assert!(kinds(0).contains(&TagKind::LivingAlone) && kinds(0).contains(&TagKind::Pregnant));
    assert_eq!(facts[0].phones.phones[0].as_str(), "13812341234");
    assert_eq!(facts[0].remark.as_deref(), Some("独居，孕8月，电话：13812341234"));
    assert_eq!(kinds(1), [TagKind::Hypertension]);
    assert!(facts[1].phones.phones.is_empty());
    assert_eq!(facts[1].contacts[0].phones[0].as_str(), "13900001111");
    assert_eq!(kinds(2), []);
    assert_eq!(facts[3].presence[0].state, PresenceState::Away);
    assert_eq!(facts[4].presence, []);
}

#[test]
fn two_persons_in_a_row_and_data_without_a_name_are_refused() {
    let a = id("19500101", 11);
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "身份证号", "电话"],
            &["402", "张三、李四", "", ""],
            &["403", "", &a, ""],
            &["404", "", "", "13812341234"],
            &["405", "王五", "", ""],
        ],
    );
    let (_, outcomes) = read(&sheet);
    assert_eq!(outcomes[1], RowOutcome::Reject(RejectReason::SeveralPersons));
    assert_eq!(outcomes[2], RowOutcome::Reject(RejectReason::MissingName));
    assert_eq!(outcomes[3], RowOutcome::Reject(RejectReason::MissingName));
    assert!(matches!(outcomes[4], RowOutcome::Facts(_)));
}

#[test]
fn two_tables_side_by_side_are_refused_rather_than_half_read() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "电话", "室号", "姓名", "电话"],
            &["402", "张三", "13812341234", "403", "李四", "13812341235"],
        ],
    );
    let (_, outcomes) = read(&sheet);
    assert_eq!(outcomes[1], RowOutcome::Reject(RejectReason::SeveralPersons));
}

#[test]
fn shops_keep_their_names_and_make_no_person() {
    let sheet = sheet("12号楼", &[&["室号", "姓名"], &["101", "便民超市"], &["102", "张三"]]);
    let facts = facts(&sheet);
    assert_eq!(who(&facts[0]), "*商铺@12--101");
    assert_eq!(facts[0].room_label.as_deref(), Some("便民超市"));
}

#[test]
fn a_name_may_carry_a_note() {
    let sheet = sheet("12号楼", &[&["室号", "姓名"], &["402", "张　三（户主）"], &["402", "李四(已故)"]]);
    let facts = facts(&sheet);
    assert_eq!(facts[0].name.value().unwrap().as_str(), "张三");
    assert!(facts[0].relation.value().unwrap().is_head());
    assert_eq!(facts[1].presence[0].state, PresenceState::Deceased);
}

#[test]
fn an_error_value_is_flagged_and_says_nothing() {
    let sheet = sheet("12号楼", &[&["室号", "姓名", "年龄"], &["402", "张三", "!#N/A"]]);
    let facts = facts(&sheet);
    assert_eq!(facts[0].age, None);
    assert_eq!(flags(&facts[0]), ["error_cell"]);
}
