//! 重点类别.
use std::fmt;

macro_rules! tags {
    ($($name:ident $code:literal $chinese:literal;)*) => {
        /// 重点类别: a special population.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum TagKind {
            $(#[doc = $chinese] $name,)*
        }
        impl TagKind {
            /// Every tag, in the order reports show them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
            /// For storage and programs.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
            /// Chinese name.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $chinese,)* }
            }
        }
    };
}
tags! {
    LivingAlone "living_alone" "独居";
    EmptyNest "empty_nest" "空巢";
    ElderlyNoFamily "elderly_no_family" "孤老";
    ElderlyHousehold "elderly_household" "纯老家庭";
    LostOnlyChild "lost_only_child" "失独";
    Over80 "over80" "80岁以上";
    Over65 "over65" "65岁以上";
    Disabled "disabled" "失能";
    SemiDisabled "semi_disabled" "半失能";
    Bedridden "bedridden" "卧床";
    Oxygen "oxygen" "吸氧";
    Dialysis "dialysis" "肾透析";
    CancerTreatment "cancer_treatment" "肿瘤放化疗";
    Hypertension "hypertension" "高血压";
    Diabetes "diabetes" "糖尿病";
    MentalIllness "mental_illness" "严重精神障碍";
    Disability "disability" "残疾";
    Pregnant "pregnant" "孕产妇";
    Infant "infant" "婴幼儿";
    Child "child" "儿童";
    ChildInNeed "child_in_need" "困境儿童";
    LowIncome "low_income" "低保";
    FiveGuarantees "five_guarantees" "五保";
    Veteran "veteran" "优抚";
    Foreign "foreign" "外籍";
    PartyMember "party_member" "党员";
    Volunteer "volunteer" "志愿者";
}
impl TagKind {
    /// Back from [`TagKind::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
    /// Whether the program derives it from age and household.
    pub fn is_derived(self) -> bool {
        matches!(
            self,
            Self::Over65 | Self::Over80 | Self::Infant | Self::Child | Self::ElderlyHousehold | Self::LivingAlone | Self::EmptyNest
        )
    }
}
impl fmt::Display for TagKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
/// The tags in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tags {
    /// Each once.
    pub kinds: Vec<TagKind>,
    /// What was said with a tag: (Pregnant, "孕8月").
    pub data: Vec<(TagKind, String)>,
    /// What was no tag.
    pub rest: String,
}
impl Tags {
    /// Reads a 重点类别 cell.
    pub fn parse_cell(_text: &str) -> Self {
        Self::default()
    }
    /// Finds tags in a free remark.
    pub fn mine(_text: &str) -> Self {
        Self::default()
    }
}
