//! Ledgers of other kinds: special populations, isolation, tests, sign-in sheets, lists of responsible persons.
use louce_core::values::{PresenceState, TagKind};

use super::super::{ContactRole, LedgerKind, ResponsibleRole, RowKind};
use super::support::*;

#[test]
fn a_ledger_of_people_living_alone_tags_everyone_in_it() {
    let sheet = sheet(
        "Sheet1",
        &[
            &["延吉七村独居老人名单"],
            &[
                "序号",
                "姓名",
                "楼号",
                "室号",
                "年龄",
                "子女姓名",
                "子女电话",
                "结对志愿者",
                "志愿者电话",
                "服务需求",
            ],
            &["1", "张三", "12", "402", "82岁", "张小三", "13900001111", "王五", "13900002222", "送餐"],
        ],
    );
    let (layout, _) = read(&sheet);
    assert_eq!(layout.ledger, LedgerKind::Special(vec![TagKind::LivingAlone]));
    let facts = facts(&sheet);
    let tag = facts[0].tags.iter().find(|tag| tag.kind == TagKind::LivingAlone).unwrap();
    assert_eq!(tag.carer_name.as_deref(), Some("王五"));
    assert_eq!(tag.carer_phone.as_ref().unwrap().as_str(), "13900002222");
    assert_eq!(facts[0].contacts[0].role, ContactRole::Child);
    assert_eq!(facts[0].contacts[0].phones[0].as_str(), "13900001111");
    assert!(facts[0].phones.phones.is_empty());
    assert_eq!(facts[0].age, Some(82));
    assert_eq!(facts[0].extra, [("服务需求".to_owned(), "送餐".to_owned())]);
}

#[test]
fn columns_headed_by_a_tag_are_ticked() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "独居", "高血压", "80岁以上"],
            &["402", "张三", "√", "否", "是"],
            &["403", "李四", "", "1", ""],
            &["404", "王五", "", "无", "×"],
        ],
    );
    let facts = facts(&sheet);
    let kinds = |at: usize| facts[at].tags.iter().map(|tag| tag.kind).collect::<Vec<_>>();
    assert_eq!(kinds(0), [TagKind::LivingAlone, TagKind::Over80]);
    assert_eq!(kinds(1), [TagKind::Hypertension]);
    assert_eq!(kinds(2), []);
}

#[test]
fn an_isolation_ledger_gives_dated_presence() {
    let sheet = sheet(
        "居家隔离",
        &[
            &["姓名", "身份证号", "隔离地址", "开始隔离时间", "结束隔离时间", "隔离原因"],
            &["张三", "", "12号楼402", "2022.3.20", "@44655", "密接"],
        ],
    );
    let facts = facts(&sheet);
    let fact = &facts[0].presence[0];
    assert_eq!(fact.state, PresenceState::HomeIsolation);
    assert_eq!(fact.since.unwrap().to_string(), "2022-03-20");
    assert_eq!(fact.until.unwrap().to_string(), "2022-04-04");
    assert_eq!(fact.reason.as_deref(), Some("密接"));
    assert_eq!(who(&facts[0]), "张三@12--402");
}

#[test]
fn isolation_of_unknown_kind_is_flagged_and_not_guessed() {
    let sheet =
        sheet("隔离人员", &[&["姓名", "楼号", "室号", "隔离开始日期"], &["张三", "12", "402", "2022-03-20"]]);
    let facts = facts(&sheet);
    assert_eq!(facts[0].presence, []);
    assert_eq!(flags(&facts[0]), ["isolation_kind_unknown"]);
}

#[test]
fn marks_tubes_times_and_reasons_of_a_filled_roster() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "采样", "未检原因", "备注"],
            &["402", "张三", "√", "", ""],
            &["402", "李四", "@0.35416666667", "", ""],
            &["403", "王五", "A0012345", "", ""],
            &["403", "赵六", "", "外出", ""],
            &["404", "孙七", "外出", "", ""],
            &["404", "周八", "×", "", ""],
            &["405", "吴九", "", "", ""],
            &["405", "郑十", "找护士", "", ""],
        ],
    );
    let facts = facts(&sheet);
    let yes = |at: usize| facts[at].sampled.as_ref().map(|mark| mark.yes);
    assert_eq!(
        (0..8).map(yes).collect::<Vec<_>>(),
        [Some(true), Some(true), Some(true), None, Some(false), Some(false), None, None]
    );
    assert_eq!(facts[1].sampled.as_ref().unwrap().time.as_deref(), Some("08:30"));
    assert_eq!(facts[2].sampled.as_ref().unwrap().tube.as_deref(), Some("A0012345"));
    assert_eq!(facts[3].untested_reason.as_deref(), Some("外出"));
    assert_eq!(facts[4].untested_reason.as_deref(), Some("外出"));
    assert_eq!(flags(&facts[7]), ["mark_unclear"]);
}

#[test]
fn a_sign_in_sheet_keeps_its_counts() {
    let sheet = sheet(
        "12号楼",
        &[
            &["户号", "姓名", "联系方式", "住几人", "已做几人", "备注"],
            &["402", "张三", "13812341234", "#3", "#2", "儿童1人未做"],
        ],
    );
    let (layout, _) = read(&sheet);
    assert_eq!(layout.ledger, LedgerKind::SignIn);
    let facts = facts(&sheet);
    assert_eq!(facts[0].household_no.as_deref(), Some("402"));
    // 402 is likely the room, and is flagged.
    assert_eq!(who(&facts[0]), "张三@12--402");
    assert_eq!(flags(&facts[0]), ["address_shape"]);
    assert_eq!(
        facts[0].extra,
        [("住几人".to_owned(), "3".to_owned()), ("已做几人".to_owned(), "2".to_owned())]
    );
}

#[test]
fn a_households_ledger_names_the_head() {
    let sheet = sheet(
        "Sheet1",
        &[&["楼号", "室号", "户主姓名", "户主电话", "家庭人数"], &["12", "402", "张三", "13812341234", "#3"]],
    );
    let facts = facts(&sheet);
    assert_eq!(who(&facts[0]), "张三@12--402");
    assert!(facts[0].relation.value().unwrap().is_head());
    assert_eq!(facts[0].phones.phones[0].as_str(), "13812341234");
}

#[test]
fn the_heads_name_beside_a_members_is_not_the_members() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "户主姓名", "姓名", "与户主关系", "户主身份证号"],
            &["402", "张三", "李四", "妻", "310110195001010011"],
        ],
    );
    let facts = facts(&sheet);
    assert_eq!(who(&facts[0]), "李四@12--402");
    assert_eq!(facts[0].head_name.as_deref(), Some("张三"));
    assert!(facts[0].id.value().is_none() && facts[0].id_raw.is_empty());
}

#[test]
fn a_head_column_that_holds_relations_is_the_relation() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "户主"],
            &["402", "张三", "户主"],
            &["402", "李四", "妻"],
            &["402", "张小三", "子"],
        ],
    );
    let facts = facts(&sheet);
    assert!(facts[0].relation.value().unwrap().is_head());
    assert!(facts[1].relation.value().is_some());
    assert_eq!(facts[1].head_name.as_deref(), Some("张三"));
}

#[test]
fn contacts_phone_beside_the_contact_is_the_contacts() {
    let sheet = sheet(
        "12号楼",
        &[
            &["室号", "姓名", "手机", "联系人", "联系电话"],
            &["402", "张三", "13812341234", "张小三", "13900001111"],
        ],
    );
    let facts = facts(&sheet);
    assert_eq!(facts[0].phones.phones.len(), 1);
    assert_eq!(facts[0].contacts[0].phones[0].as_str(), "13900001111");
}

#[test]
fn who_answers_for_a_building_is_no_resident() {
    let sheet = sheet(
        "楼组长名单",
        &[&["楼号", "楼组长", "联系电话", "网格员"], &["12号楼", "王五", "13900001111", "赵六 13900002222"]],
    );
    let facts = facts(&sheet);
    assert_eq!(facts[0].kind, RowKind::Building);
    assert_eq!(facts[0].responsible[0].role, ResponsibleRole::BuildingLeader);
    assert_eq!(facts[0].responsible[0].phone.as_ref().unwrap().as_str(), "13900001111");
    assert_eq!(facts[0].responsible[1].name, "赵六");
    assert_eq!(who(&facts[0]), "#@12--");
}
