//! What a daily report is made of. Figures are data: a list with codes, so that layouts, names and snapshots need no list of
//! their own. The codes are documented in [`super`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::values::{Day, building_label};

/// Under which heading a figure stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
pub enum Group {
    /// 人口
    #[serde(rename = "人口")]
    Residents,
    /// 房屋
    #[serde(rename = "房屋")]
    Rooms,
    /// 在住状态
    #[serde(rename = "在住状态")]
    Presence,
    /// 重点人群
    #[serde(rename = "重点人群")]
    Special,
    /// 居家隔离
    #[serde(rename = "居家隔离")]
    HomeIsolation,
    /// 集中隔离
    #[serde(rename = "集中隔离")]
    CentralIsolation,
    /// 检测
    #[serde(rename = "检测")]
    Testing,
    /// 资料核对
    #[serde(rename = "资料核对")]
    Quality,
}

impl Group {
    /// In Chinese.
    pub fn title(self) -> &'static str {
        match self {
            Self::Residents => "人口",
            Self::Rooms => "房屋",
            Self::Presence => "在住状态",
            Self::Special => "重点人群",
            Self::HomeIsolation => "居家隔离",
            Self::CentralIsolation => "集中隔离",
            Self::Testing => "检测",
            Self::Quality => "资料核对",
        }
    }
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 户 and 人: `households` and `persons` are there.
    People,
    /// 间: `count` is there.
    Rooms,
    /// 条: `count` is there.
    Items,
}

/// One figure of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Figure {
    /// Stable, e.g. `home_isolation_new`.
    pub code: String,
    /// In Chinese; no two figures of a report have the same.
    pub title: String,
    /// Heading.
    pub group: Group,
    /// What is counted.
    pub unit: Unit,
    /// 户
    pub households: Option<u32>,
    /// 人
    pub persons: Option<u32>,
    /// Rooms or items.
    pub count: Option<u32>,
    /// 昨日: from the closed report of the day before; for 隔离现有 always, from the facts.
    pub previous: Option<Amount>,
    /// Set when somebody corrected it: the figure is what they said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub correction: Option<Correction>,
}

/// Why a figure is not what was computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Correction {
    /// What was computed.
    pub computed: Amount,
    /// Why it is another.
    pub reason: String,
    /// Who was at the desk.
    pub by: String,
    /// "YYYY-MM-DD HH:MM:SS".
    pub at: String,
}

impl Figure {
    /// "统计35户62人，更正为36户63人。原因：漏登一户（张阿姨，2022-03-16 20:00:00）", when it was corrected.
    pub fn correction_in_words(&self) -> Option<String> {
        let Correction { computed, reason, by, at } = self.correction.as_ref()?;
        let now = self.amount().in_words();
        Some(format!("统计{}，更正为{now}。原因：{reason}（{by}，{at}）", computed.in_words()))
    }

    /// What the figure says.
    pub fn amount(&self) -> Amount {
        Amount { households: self.households, persons: self.persons, count: self.count }
    }

    /// The change of its main number (人, or the count) since the day before 增减, where that is known.
    pub fn change(&self) -> Option<i64> {
        let main = |amount: Amount| amount.persons.or(amount.count).map(i64::from);
        Some(main(self.amount())? - main(self.previous?)?)
    }
}

/// What a figure said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(default)]
pub struct Amount {
    /// 户
    pub households: Option<u32>,
    /// 人
    pub persons: Option<u32>,
    /// Rooms or items.
    pub count: Option<u32>,
}

impl Amount {
    /// "35户62人", "12".
    pub fn in_words(self) -> String {
        match (self.households, self.persons, self.count) {
            (Some(households), Some(persons), _) => format!("{households}户{persons}人"),
            (None, Some(persons), _) => format!("{persons}人"),
            (_, None, Some(count)) => count.to_string(),
            (Some(households), None, None) => format!("{households}户"),
            (None, None, None) => String::new(),
        }
    }
}

/// 户 and 人.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Count {
    /// 户
    pub households: u32,
    /// 人
    pub persons: u32,
}

/// How one kind of isolation moved: 现有 = 昨日 + 新增 − 解除 − 转出, in 户 and in 人.
///
/// 户 counts households with at least one person so isolated: a second person of a household is 0 户 1 人 新增, and a household
/// is 解除 or 转出 with its last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Isolation {
    /// 昨日存量
    pub previous: Count,
    /// 今日新增
    pub new: Count,
    /// 今日解除: now 在住.
    pub released: Count,
    /// 转出: now in another state (集中隔离, 住院, 外出 …).
    pub transferred: Count,
    /// 现有
    pub now: Count,
    /// 累计: everybody who ever was, each once.
    pub total: Count,
}

/// Both kinds of isolation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct IsolationTable {
    /// 居家隔离
    pub home: Isolation,
    /// 集中隔离
    pub central: Isolation,
}

/// How far a testing round is, as of the end of the period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct RoundCoverage {
    /// Number of the round.
    pub round: i64,
    /// `nucleic` or `antigen`.
    pub kind: String,
    /// Its day.
    pub date: String,
    /// `open` or `closed`, at the end of the period.
    pub state: String,
    /// 应检、实检 and the rest, altogether.
    #[serde(flatten)]
    pub all: Coverage,
    /// By building, in natural order.
    pub buildings: Vec<BuildingCoverage>,
}

impl RoundCoverage {
    /// 核酸 or 抗原.
    pub fn kind_name(&self) -> &'static str {
        match self.kind.as_str() {
            "antigen" => "抗原",
            _ => "核酸",
        }
    }
}

/// One building's part in a round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct BuildingCoverage {
    /// Row; `None` for people whose address could not be read, and in a day that an older program closed.
    #[serde(default)]
    pub id: Option<i64>,
    /// Bare building name; "" for people whose address could not be read.
    pub building: String,
    /// 小区, where the office has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// Its figures.
    #[serde(flatten)]
    pub all: Coverage,
}

impl BuildingCoverage {
    /// "12号楼", with its 小区 where the office has several.
    pub fn label(&self) -> String {
        format!("{}{}", self.compound.as_deref().unwrap_or(""), building_label(&self.building))
    }
}

/// Persons: 应检 = 实检 + 未检 (by reason) + 未登记.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Coverage {
    /// 应检
    pub expected: u32,
    /// 实检
    pub tested: u32,
    /// 未检 by reason; 未说明 when none was given.
    pub untested: BTreeMap<String, u32>,
    /// 未登记: neither tested nor said why not.
    pub unmarked: u32,
    /// 不列应检, by reason.
    pub excluded: BTreeMap<String, u32>,
    /// 检测率 = 实检 / 应检, to four places; `None` when nobody is expected.
    pub rate: Option<f64>,
}

impl Coverage {
    /// 未检 with a reason or without one, altogether.
    pub fn untested_persons(&self) -> u32 {
        self.untested.values().sum()
    }

    /// 不列应检 altogether.
    pub fn excluded_persons(&self) -> u32 {
        self.excluded.values().sum()
    }

    pub(super) fn rated(mut self) -> Self {
        let rate = f64::from(self.tested) / f64::from(self.expected.max(1));
        self.rate = (self.expected > 0).then(|| (rate * 10_000.0).round() / 10_000.0);
        self
    }
}

/// Something in the report that does not add up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Violation {
    /// For programs: `isolation_balance`, `previous_day`, `presence_sum`, `round_balance`, `presence_dates`,
    /// `correction_amount`, `correction_lost`.
    pub code: String,
    /// The figure it is about, when it is about one.
    pub figure: Option<String>,
    /// In Chinese, without names.
    pub text: String,
}

/// Who closed a day, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Closed {
    /// "YYYY-MM-DD HH:MM:SS".
    pub at: String,
    /// Who was at the desk.
    pub by: String,
}

/// 日报 of one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct DailyReport {
    /// The day.
    pub day: Day,
    /// 统计截止时刻: "24:00".
    pub cutoff: String,
    /// First moment of the period.
    pub from: String,
    /// First moment after it.
    pub to: String,
    /// Set when the day is closed: the report is the snapshot taken then.
    pub closed: Option<Closed>,
    /// In the order they are shown.
    pub figures: Vec<Figure>,
    /// 隔离, as a table; the same numbers as the figures.
    pub isolation: IsolationTable,
    /// Rounds of the day, and those that were open during the period.
    pub rounds: Vec<RoundCoverage>,
    /// What does not add up; empty when all does.
    pub invariants: Vec<Violation>,
}

impl DailyReport {
    /// A figure by its code or its Chinese title.
    pub fn figure(&self, code_or_title: &str) -> Option<&Figure> {
        let wanted = code_or_title.trim();
        self.figures.iter().find(|figure| figure.code == wanted || figure.title == wanted)
    }
}

/// One line of the names behind a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct NameRow {
    /// Resident; `None` for a room or a question that is about nobody in the roster.
    pub id: Option<i64>,
    /// 小区, where the office has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub compound: Option<String>,
    /// Bare building name, or "".
    pub building: String,
    /// Bare, or "".
    pub unit: String,
    /// Bare, or "".
    pub room: String,
    /// Name; "" for a room.
    pub name: String,
    /// Age, since when and where, reason – what the figure is about.
    pub detail: String,
}
