use super::TagKind::*;
use super::*;
use proptest::prelude::*;

fn mined(text: &str) -> Vec<TagKind> {
    Tags::mine(text).kinds
}

#[test]
fn every_tag_round_trips() {
    for kind in TagKind::ALL {
        assert_eq!(TagKind::from_code(kind.code()), Some(*kind));
        assert_eq!(TagKind::parse(kind.name()), Some(*kind), "{kind}");
        assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{}\"", kind.code()));
    }
}

#[test]
fn several_tags_in_one_cell() {
    for text in [
        "独居、高血压",
        "独居,高血压",
        "独居/高血压",
        "独居；高血压",
        "独居 高血压",
        "独居+高血压",
        "独居\n高血压",
        "独居老人、高血压",
        "独居高血压",
    ] {
        assert_eq!(Tags::parse_cell(text).kinds, [LivingAlone, Hypertension], "{text}");
    }
    for (text, kind) in [
        ("80岁以上", Over80),
        ("80+", Over80),
        ("≥80岁", Over80),
        ("80岁及以上老人", Over80),
        ("65岁以上", Over65),
        ("0-3岁", Infant),
        ("0-6岁儿童", Child),
        ("儿童", Child),
        ("困境儿童", ChildInNeed),
        ("半失能", SemiDisabled),
        ("失能", Disabled),
        ("党员", PartyMember),
        ("纯老家庭", ElderlyHousehold),
        ("血透", Dialysis),
        ("肾透析", Dialysis),
        ("严重精神障碍", MentalIllness),
        ("五保户", FiveGuarantees),
        ("优抚对象", Veteran),
        ("孕产妇", Pregnant),
        ("高龄产妇", Pregnant),
    ] {
        assert_eq!(Tags::parse_cell(text).kinds, [kind], "{text}");
    }
    let tags = Tags::parse_cell("独居、爱跳舞、低保");
    assert_eq!((tags.kinds.as_slice(), tags.rest.as_str()), ([LivingAlone, LowIncome].as_slice(), "爱跳舞"));
    assert_eq!(Tags::parse_cell("无"), Tags::default());
}

#[test]
fn remarks_are_mined_with_what_they_say() {
    let tags = Tags::mine("独居，孕8月，高血压");
    assert_eq!(tags.kinds, [LivingAlone, Pregnant, Hypertension]);
    assert_eq!(tags.data, [(Pregnant, "孕8月".to_owned())]);
    assert_eq!(Tags::mine("每周一三五血透").data, [(Dialysis, "每周一三五血透".to_owned())]);
    assert_eq!(Tags::mine("肢体残疾二级").data, [(Disability, "肢体残疾二级".to_owned())]);
    assert_eq!(mined("独居老人，电话:13812345678"), [LivingAlone]);
    assert_eq!(mined("需配药；卧床，吸氧"), [Bedridden, Oxygen]);
    assert_eq!(mined("怀孕32周"), [Pregnant]);
    assert_eq!(Tags::mine("高龄/儿童/出差").kinds, [Over80, Child]);
    assert_eq!(Tags::mine("出差，独居").rest, "出差");
}

#[test]
fn nothing_is_invented() {
    for text in [
        "无独居",
        "非独居",
        "不独居",
        "没有高血压",
        "无高血压、糖尿病",
        "未怀孕",
        "备孕",
        "非低保",
        "低保边缘",
        "丈夫残疾",
        "母亲独居",
        "志愿者已联系",
        "需志愿者上门送药",
        "由党员张三结对",
        "残疾车停放",
        "非党员",
        "儿童车",
        "孕前检查",
        "独居(否)",
        "无孕产妇",
        "在家",
        "",
    ] {
        assert_eq!(mined(text), [], "{text}");
    }
    assert_eq!(mined("无业，独居"), [LivingAlone]);
    assert_eq!(mined("无高血压，独居"), [LivingAlone]);
    assert_eq!(mined("子女不在身边、空巢"), [EmptyNest]);
}

#[test]
fn some_tags_follow_from_facts() {
    assert!(Over80.is_derived() && Infant.is_derived() && !Dialysis.is_derived());
}

proptest! {
    #[test]
    fn parsing_never_panics(text in "(.|[独居无、80+岁以上孕]){0,30}") {
        let _ = (Tags::parse_cell(&text), Tags::mine(&text), TagKind::parse(&text));
    }
    #[test]
    fn no_text_is_lost_from_a_cell(text in "[一-三a-c]{1,6}(、[一-三a-c]{1,6}){0,3}") {
        let tags = Tags::parse_cell(&text);
        prop_assert_eq!(tags.rest, text);
    }
}
