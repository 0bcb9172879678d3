//! The words of 重点类别. Sorted by first character, longer words first among those that begin alike.
use super::TagKind::{self, *};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Word, tag (None: a word that only looks like one), and whether in a remark it must be the whole clause.
type Row = (&'static str, Option<TagKind>, bool);

const fn w(word: &'static str, kind: TagKind) -> Row {
    (word, Some(kind), false)
}
/// In a remark only as a clause of its own: 志愿者, but not 志愿者已联系.
const fn own(word: &'static str, kind: TagKind) -> Row {
    (word, Some(kind), true)
}
/// Swallows a longer word that holds another tag's.
const fn not(word: &'static str) -> Row {
    (word, None, false)
}

/// The longest word `text` starts with; `first` is its first character.
pub(super) fn at(text: &str, first: char) -> Option<Row> {
    static BY_FIRST: LazyLock<FxHashMap<char, &'static [Row]>> = LazyLock::new(|| {
        let groups = WORDS.chunk_by(|a, b| a.0.chars().next() == b.0.chars().next());
        groups.filter_map(|rows| Some((rows.first()?.0.chars().next()?, rows))).collect()
    });
    let rows = BY_FIRST.get(&first)?.iter();
    rows.copied().find(|row| text.starts_with(row.0) && row_fits(row.0, text))
}

/// 孕 alone is a tag only before a number or a stage; digits must not be the tail of a longer number.
fn row_fits(word: &str, text: &str) -> bool {
    let behind = text.get(word.len()..).unwrap_or("");
    match word {
        "孕" => {
            behind.is_empty()
                || behind
                    .starts_with(|c: char| c.is_ascii_digit() || "期早中晚周一二三四五六七八九十".contains(c))
        }
        "65+" | "80+" => !behind.starts_with(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

// Kept sorted by the test `words_are_sorted`.
const WORDS: &[Row] = &[
    w("0-6岁儿童", Child),
    w("0-3周岁", Infant),
    w("0-3岁", Infant),
    w("0-6岁", Child),
    w("0~3岁", Infant),
    w("0~6岁", Child),
    w("0—3岁", Infant),
    w("0—6岁", Child),
    w("65岁(含)以上", Over65),
    w("65周岁及以上", Over65),
    w("65周岁以上", Over65),
    w("65岁及以上", Over65),
    w("65岁以上", Over65),
    w("65+", Over65),
    w("80岁(含)以上", Over80),
    w("80周岁及以上", Over80),
    w("80周岁以上", Over80),
    w("80岁及以上", Over80),
    w("80岁以上", Over80),
    w("80+", Over80),
    w(">=65岁", Over65),
    w(">=80岁", Over80),
    w(">80岁", Over80),
    w("II型糖尿病", Diabetes),
    w("≥65岁", Over65),
    w("≥80岁", Over80),
    w("≥65", Over65),
    w("≥80", Over80),
    w("一个人住", LivingAlone),
    w("一人居住", LivingAlone),
    w("三无老人", ElderlyNoFamily),
    w("不能自理", Disabled),
    w("严重精神障碍", MentalIllness),
    own("中共党员", PartyMember),
    w("五保户", FiveGuarantees),
    not("五保证"),
    w("五保", FiveGuarantees),
    w("产妇", Pregnant),
    w("优抚对象", Veteran),
    w("优抚", Veteran),
    w("伤残军人", Veteran),
    not("低保边缘"),
    w("低保户", LowIncome),
    w("低保", LowIncome),
    own("儿童", Child),
    own("党员", PartyMember),
    w("八十岁以上", Over80),
    w("六十五岁以上", Over65),
    own("共产党员", PartyMember),
    w("军烈属", Veteran),
    w("制氧机", Oxygen),
    w("化疗", CancerTreatment),
    w("半失能老人", SemiDisabled),
    w("半失能", SemiDisabled),
    w("半自理", SemiDisabled),
    w("单独居住", LivingAlone),
    w("卧床", Bedridden),
    w("听力残疾", Disability),
    w("吸氧", Oxygen),
    w("困境未成年", ChildInNeed),
    w("困境儿童", ChildInNeed),
    w("复员军人", Veteran),
    w("外籍人员", Foreign),
    w("外籍人士", Foreign),
    not("外籍教师"),
    w("外国人", Foreign),
    w("外国籍", Foreign),
    not("外国语"),
    w("外籍", Foreign),
    w("多重残疾", Disability),
    w("失独家庭", LostOnlyChild),
    w("失独老人", LostOnlyChild),
    w("失能老人", Disabled),
    w("失独", LostOnlyChild),
    w("失能", Disabled),
    w("婴幼儿", Infant),
    w("婴儿", Infant),
    w("孕产妇", Pregnant),
    not("孕前"),
    w("孕妇", Pregnant),
    w("孕期", Pregnant),
    w("孕", Pregnant),
    w("孤寡老人", ElderlyNoFamily),
    w("孤儿", ChildInNeed),
    w("孤寡", ElderlyNoFamily),
    w("孤老", ElderlyNoFamily),
    w("学龄前儿童", Child),
    w("完全失能", Disabled),
    w("家庭氧疗", Oxygen),
    w("待产", Pregnant),
    own("志愿者", Volunteer),
    w("怀孕", Pregnant),
    w("持残疾证", Disability),
    w("放化疗", CancerTreatment),
    w("放疗", CancerTreatment),
    w("新生儿", Infant),
    w("智力残疾", Disability),
    w("最低生活保障", LowIncome),
    own("楼道志愿者", Volunteer),
    w("残疾军人", Veteran),
    w("残疾人", Disability),
    w("残疾", Disability),
    w("残障", Disability),
    not("氧化"),
    w("氧疗", Oxygen),
    w("烈属", Veteran),
    w("特困人员", FiveGuarantees),
    w("特困供养", FiveGuarantees),
    w("独居老人", LivingAlone),
    w("独自一人", LivingAlone),
    w("独自居住", LivingAlone),
    w("独居", LivingAlone),
    w("生活不能自理", Disabled),
    w("留守儿童", ChildInNeed),
    w("瘫痪在床", Bedridden),
    w("瘫痪", Bedridden),
    w("盲人", Disability),
    own("社区志愿者", Volunteer),
    w("空巢家庭", EmptyNest),
    w("空巢老人", EmptyNest),
    w("空巢", EmptyNest),
    w("精神分裂", MentalIllness),
    w("精神残疾", Disability),
    w("精神疾病", MentalIllness),
    w("精神障碍", MentalIllness),
    w("精神病", MentalIllness),
    w("糖尿病", Diabetes),
    w("纯老家庭", ElderlyHousehold),
    w("纯老户", ElderlyHousehold),
    w("纯老", ElderlyHousehold),
    own("老党员", PartyMember),
    w("聋哑", Disability),
    w("肢体残疾", Disability),
    w("肢残", Disability),
    w("肾透析", Dialysis),
    w("肿瘤放化疗", CancerTreatment),
    w("肿瘤化疗", CancerTreatment),
    w("肿瘤放疗", CancerTreatment),
    w("腹膜透析", Dialysis),
    w("腹透", Dialysis),
    w("血液透析", Dialysis),
    w("血压高", Hypertension),
    w("血透", Dialysis),
    w("视力残疾", Disability),
    w("言语残疾", Disability),
    w("透析", Dialysis),
    w("部分失能", SemiDisabled),
    w("重性精神", MentalIllness),
    w("重精", MentalIllness),
    w("长期卧床", Bedridden),
    w("长期吸氧", Oxygen),
    own("预备党员", PartyMember),
    w("预产期", Pregnant),
    w("高龄产妇", Pregnant),
    w("高龄孕妇", Pregnant),
    w("高龄老人", Over80),
    w("高血压", Hypertension),
    w("高龄", Over80),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted() {
        for pair in WORDS.windows(2) {
            let (a, b) = (pair[0].0, pair[1].0);
            let first = |word: &str| word.chars().next().unwrap();
            assert!(
                first(a) < first(b) || (first(a) == first(b) && a.chars().count() >= b.chars().count()),
                "{a} {b}"
            );
        }
    }
}
