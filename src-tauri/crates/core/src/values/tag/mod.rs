//! 重点类别: the special populations an office keeps lists of, and the words for them. Who belongs to one as of a day
//! (65 and over, living alone) is computed elsewhere from facts; periods and evidence belong to the roster.
use super::presence::is_about_relative;
use super::text::{fold_width, is_placeholder};
use std::fmt;

#[cfg(test)]
mod tests;
mod words;

macro_rules! tags {
    ($($name:ident $code:literal $chinese:literal;)*) => {
        /// 重点类别: a special population.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS)]
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
            Self::Over65
                | Self::Over80
                | Self::Infant
                | Self::Child
                | Self::ElderlyHousehold
                | Self::LivingAlone
                | Self::EmptyNest
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
    /// Each once, in the order found.
    pub kinds: Vec<TagKind>,
    /// What was said with a tag: (Pregnant, "孕8月"), (Dialysis, "每周一三五血透").
    pub data: Vec<(TagKind, String)>,
    /// What was no tag.
    pub rest: String,
}

/// Longest text that is looked through.
const LONGEST: usize = 6_000;

impl TagKind {
    /// The one tag a text names (独居老人, 80岁以上), such as a header or a title's word; None for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        match Tags::parse_cell(text).kinds.as_slice() {
            [kind] => Some(*kind),
            _ => None,
        }
    }
}

impl Tags {
    /// Reads a 重点类别 cell: several tags separated by 、 , ； / spaces or +. A denied tag (无, 非低保) is none.
    pub fn parse_cell(text: &str) -> Self {
        Self::read(text, false)
    }

    /// Finds tags in a free remark and never invents: 无独居, 非低保, 丈夫残疾 or 需志愿者上门 are none.
    pub fn mine(text: &str) -> Self {
        Self::read(text, true)
    }

    fn read(text: &str, is_remark: bool) -> Self {
        let mut tags = Self::default();
        if text.len() > LONGEST || is_placeholder(text) {
            if text.len() > LONGEST {
                tags.rest = text.to_owned();
            }
            return tags;
        }
        let text = fold_width(text);
        let mut denied_before = false;
        let mut from = 0;
        while from < text.len() {
            let rest = text.get(from..).unwrap_or("");
            let end = rest.char_indices().find(|(at, c)| is_separator(rest, *at, *c));
            let length = end.map_or(rest.len(), |(at, _)| at);
            let clause = rest.get(..length).unwrap_or("");
            // 无高血压、糖尿病: the denial goes on through the enumeration.
            let found = tags.clause(clause.trim(), is_remark, denied_before);
            denied_before = found == Found::Denied && end.is_some_and(|(_, c)| matches!(c, '、' | '/'));
            from += length + end.map_or(1, |(_, c)| c.len_utf8());
        }
        tags
    }

    fn clause(&mut self, clause: &str, is_remark: bool, denied_before: bool) -> Found {
        if clause.is_empty() || is_placeholder(clause) {
            return Found::Nothing;
        }
        let mut found = Found::Nothing;
        let mut kinds_here = 0;
        let mut at = 0;
        let mut only = None;
        while let Some(c) = clause.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = clause.get(at..).unwrap_or("");
            let Some((word, kind, needs_own_clause)) = words::at(rest, c) else {
                at += c.len_utf8();
                continue;
            };
            let before = clause.get(..at).unwrap_or("");
            let behind = rest.get(word.len()..).unwrap_or("");
            at += word.len();
            let Some(kind) = kind else { continue };
            if denied_before
                || found == Found::Denied && before.ends_with(['和', '或', '及'])
                || is_denied(before, behind)
            {
                found = Found::Denied;
                continue;
            }
            let alone = behind.is_empty()
                && before
                    .trim_start_matches(['是', '为', '系', '老', '社', '区', '楼', '组', '本', '人'])
                    .is_empty();
            if is_remark && ((needs_own_clause && !alone) || is_about_relative(clause)) {
                continue;
            }
            found = Found::Tag;
            kinds_here += 1;
            only = Some((kind, word));
            if !self.kinds.contains(&kind) {
                self.kinds.push(kind);
            }
        }
        match only {
            Some((kind, word))
                if kinds_here == 1 && kind.has_data() && word != clause && clause.chars().count() <= 30 =>
            {
                self.data.push((kind, clause.to_owned()));
            }
            None if found == Found::Nothing => {
                if !self.rest.is_empty() {
                    self.rest.push('、');
                }
                self.rest.push_str(clause);
            }
            _ => {}
        }
        found
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Nothing,
    Tag,
    Denied,
}

impl TagKind {
    /// Whether the words around it are worth keeping (孕8月, 高血压3级), and not only the tag.
    fn has_data(self) -> bool {
        use TagKind::*;
        matches!(
            self,
            Pregnant
                | Dialysis
                | CancerTreatment
                | Hypertension
                | Diabetes
                | Disability
                | Oxygen
                | MentalIllness
                | Bedridden
                | Disabled
                | SemiDisabled
                | Foreign
                | LowIncome
                | Veteran
        )
    }
}

/// Whether the words around a tag deny it: 无 非 不 未 没有 before, (否) or 结束 behind.
fn is_denied(before: &str, behind: &str) -> bool {
    let before =
        before.trim_end_matches([' ', ':', '患', '有', '是', '属', '于', '享', '受', '领', '办', '的']);
    before.ends_with(['无', '非', '不', '未', '没', '备', '避', '否', '防'])
        || behind.trim_start_matches(['(', ':', ' ']).starts_with(['否', '无', '×'])
        || ["边缘", "已取消", "已退出", "车", "结束", "已注销"].iter().any(|word| behind.starts_with(word))
}

/// A character between two tags; a + or / inside 80+ or 80岁/以上 is none.
fn is_separator(text: &str, at: usize, c: char) -> bool {
    match c {
        '、' | ',' | '，' | ';' | '；' | '。' | '\n' | '\r' | '\t' | ' ' | '|' | '/' | '\\' | '&' => true,
        '+' => {
            !text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit() || c == '岁'))
        }
        _ => false,
    }
}
