//! 在住状态: the words offices use for where a resident is. Periods of presence belong to the roster.
use super::text::{is_placeholder, squeeze};
use super::{Parsed, Why};
use std::fmt;

/// 在住状态: where a resident is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS,
)]
#[serde(rename_all = "snake_case")]
pub enum PresenceState {
    /// 在住
    Home,
    /// 外出
    Away,
    /// 住院
    Hospital,
    /// 居家隔离
    HomeIsolation,
    /// 集中隔离
    CentralIsolation,
    /// 闭环单位
    ClosedLoop,
    /// 迁出
    MovedOut,
    /// 死亡
    Deceased,
}
impl PresenceState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Home,
        Self::Away,
        Self::Hospital,
        Self::HomeIsolation,
        Self::CentralIsolation,
        Self::ClosedLoop,
        Self::MovedOut,
        Self::Deceased,
    ];
    /// For storage and programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Away => "away",
            Self::Hospital => "hospital",
            Self::HomeIsolation => "home_isolation",
            Self::CentralIsolation => "central_isolation",
            Self::ClosedLoop => "closed_loop",
            Self::MovedOut => "moved_out",
            Self::Deceased => "deceased",
        }
    }
    /// Back from [`PresenceState::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Home => "在住",
            Self::Away => "外出",
            Self::Hospital => "住院",
            Self::HomeIsolation => "居家隔离",
            Self::CentralIsolation => "集中隔离",
            Self::ClosedLoop => "闭环单位",
            Self::MovedOut => "迁出",
            Self::Deceased => "死亡",
        }
    }
    /// Whether such a person is in the building.
    pub fn is_in_building(self) -> bool {
        matches!(self, Self::Home | Self::HomeIsolation)
    }
    /// Reads a 在住 or 人员类型 cell, or a remark: the first clause that speaks of this person decides. A clause about a
    /// relative (儿子在国外, 老伴去世) is passed over.
    pub fn parse(text: &str) -> Parsed<Self> {
        if let Some(state) = Self::ALL.into_iter().find(|state| state.name() == text) {
            return Parsed::Value(state);
        }
        if is_placeholder(text) {
            return if text.contains(['×', 'X', 'x']) { Parsed::Value(Self::Away) } else { Parsed::Blank };
        }
        let squeezed = squeeze(text);
        let word = squeezed.as_ref();
        match word {
            "在" | "住" | "是" | "√" | "✓" | "✔" | "1" | "1.0" | "Y" | "y" | "在的" | "有" => {
                return Parsed::Value(Self::Home);
            }
            "否" | "0" | "N" | "n" | "✗" | "✘" | "不" => return Parsed::Value(Self::Away),
            "亡" => return Parsed::Value(Self::Deceased),
            "医院" => return Parsed::Value(Self::Hospital),
            "集中" => return Parsed::Value(Self::CentralIsolation),
            "隔离" | "隔离中" => return Parsed::Doubtful(Self::HomeIsolation, Why::PresenceShape),
            _ => {}
        }
        let clauses = word.split(['，', ',', '。', '；', ';', '、', '/', ' ', '\n', '：', ':']);
        for clause in clauses.filter(|clause| !clause.is_empty()) {
            if let Some(state) = Self::in_clause(clause) {
                return Parsed::Value(state);
            }
        }
        Parsed::unreadable(text, Why::PresenceShape)
    }

    fn in_clause(clause: &str) -> Option<Self> {
        let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
        if has(&["儿家", "子家", "子女家", "女儿处", "儿子处"]) {
            return Some(Self::Away);
        }
        if is_about_relative(clause) {
            return None;
        }
        WORDS.iter().find(|(_, words)| has(words)).map(|(state, _)| *state)
    }
}

/// Whether a clause speaks of a relative, not of the person of the row.
pub(super) fn is_about_relative(clause: &str) -> bool {
    const RELATIVES: [&str; 24] = [
        "老伴", "丈夫", "妻子", "老公", "老婆", "爱人", "配偶", "父亲", "母亲", "父母", "爸爸", "妈妈",
        "儿子", "女儿", "子女", "儿媳", "女婿", "孙子", "孙女", "外孙", "家属", "哥哥", "弟弟", "妹妹",
    ];
    let clause = clause.trim_start_matches(['其', '她', '他', '本', '大', '小', '二', '有']);
    RELATIVES.iter().any(|relative| clause.starts_with(relative))
}

/// Words by state; the first row with a word in the clause decides, so a denial stands above what it denies.
const WORDS: &[(PresenceState, &[&str])] = &[
    (
        PresenceState::Home,
        &[
            "出院",
            "解除隔离",
            "隔离解除",
            "隔离结束",
            "解除居家",
            "解除集中",
            "解隔",
            "已返沪",
            "已返家",
            "已回家",
            "已返回",
            "未外出",
            "不外出",
            "实际居住",
            "人在户不在",
        ],
    ),
    (
        PresenceState::Deceased,
        &["去世", "死亡", "已故", "亡故", "病故", "过世", "离世", "已亡", "身故", "逝世"],
    ),
    (
        PresenceState::MovedOut,
        &[
            "搬走",
            "已搬",
            "搬离",
            "搬家",
            "搬出",
            "迁出",
            "迁走",
            "已迁",
            "已卖",
            "卖房",
            "售出",
            "已售",
            "出售",
            "退租",
            "户口迁",
        ],
    ),
    (
        PresenceState::CentralIsolation,
        &[
            "方舱",
            "集中隔离",
            "集隔",
            "隔离点",
            "隔离酒店",
            "酒店隔离",
            "宾馆隔离",
            "集中观察",
            "集中医学观察",
            "转运",
            "隔离点位",
        ],
    ),
    (
        PresenceState::HomeIsolation,
        &[
            "居家隔离",
            "居隔",
            "居家健康监测",
            "居家监测",
            "居家观察",
            "居家医学观察",
            "居家健康观察",
            "在家隔离",
            "上门隔离",
        ],
    ),
    (PresenceState::Hospital, &["住院", "在医院", "住医院", "送医院", "入院"]),
    (
        PresenceState::ClosedLoop,
        &[
            "闭环",
            "单位封闭",
            "封闭单位",
            "单位封控",
            "在单位",
            "住单位",
            "驻单位",
            "驻厂",
            "单位隔离",
            "单位留守",
        ],
    ),
    (
        PresenceState::Away,
        &[
            "不在",
            "不住",
            "未住",
            "没住",
            "未居住",
            "不居住",
            "非居住",
            "未在",
            "没在",
            "离沪",
            "外地",
            "外出",
            "出差",
            "老家",
            "空挂",
            "人户分离",
            "户在人不在",
            "人在外",
            "在外",
            "国外",
            "出国",
            "在境外",
            "旅游",
            "外省",
            "他处",
            "另居",
            "别处",
            "未返",
            "服刑",
            "参军",
            "服役",
            "住校",
            "在校",
            "养老院",
            "敬老院",
            "护理院",
            "福利院",
            "已离开",
            "离开",
        ],
    ),
    (
        PresenceState::Home,
        &[
            "在家",
            "在沪",
            "在住",
            "常住",
            "居住",
            "自住",
            "租住",
            "人户一致",
            "居家",
            "租户",
            "流动人口",
            "在本楼",
            "在本小区",
            "在本市",
        ],
    ),
];
impl fmt::Display for PresenceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn state(text: &str) -> PresenceState {
        *PresenceState::parse(text).value().unwrap_or_else(|| panic!("{text} is a state"))
    }

    #[test]
    fn the_words_offices_use() {
        use PresenceState::*;
        for (text, expected) in [
            ("在住", Home),
            ("在家", Home),
            ("在沪", Home),
            ("常住", Home),
            ("是", Home),
            ("√", Home),
            ("人户一致", Home),
            ("出院在家", Home),
            ("本房居住", Home),
            ("外出", Away),
            ("不在", Away),
            ("不在家", Away),
            ("不住", Away),
            ("出差", Away),
            ("回老家", Away),
            ("在外地", Away),
            ("人户分离", Away),
            ("空挂户", Away),
            ("否", Away),
            ("住女儿家", Away),
            ("人户分离（不在此居住）", Away),
            ("住院", Hospital),
            ("居家隔离", HomeIsolation),
            ("居隔", HomeIsolation),
            ("居家健康监测", HomeIsolation),
            ("方舱", CentralIsolation),
            ("隔离点", CentralIsolation),
            ("酒店隔离", CentralIsolation),
            ("闭环", ClosedLoop),
            ("单位封闭", ClosedLoop),
            ("去世", Deceased),
            ("已故", Deceased),
            ("亡", Deceased),
            ("搬走", MovedOut),
            ("已搬", MovedOut),
            ("迁出", MovedOut),
            ("已卖", MovedOut),
            ("解除隔离", Home),
            ("老伴去世，在家", Home),
        ] {
            assert_eq!(state(text), expected, "{text}");
        }
    }

    #[test]
    fn a_relative_s_state_is_not_this_person_s() {
        for text in ["老伴去世", "儿子在国外", "子女在外地", "其丈夫住院"] {
            assert_eq!(PresenceState::parse(text).why(), Some(Why::PresenceShape), "{text}");
        }
    }

    #[test]
    fn placeholders_are_blank_and_nonsense_is_kept() {
        assert_eq!(PresenceState::parse("无"), Parsed::Blank);
        assert_eq!(PresenceState::parse("户籍").raw(), Some("户籍"));
        assert_eq!(PresenceState::parse("隔离").why(), Some(Why::PresenceShape));
    }

    #[test]
    fn every_state_round_trips() {
        for state in PresenceState::ALL {
            assert_eq!(PresenceState::from_code(state.code()), Some(state));
            assert_eq!(PresenceState::parse(state.name()), Parsed::Value(state));
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{}\"", state.code()));
        }
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in ".{0,30}") {
            let _ = PresenceState::parse(&text);
        }
    }
}
