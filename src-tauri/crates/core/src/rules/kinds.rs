//! What the rules say: tubes and zones, exclusions, the board. Isolation has its own file.

use serde::{Deserialize, Serialize};

/// How many share a tube.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Pool {
    /// People in a tube at most: 1, 5, 10, 20.
    pub seats: u32,
    /// 一户一管: people of one household only.
    pub household: bool,
}

/// A building's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// 封控区
    Lockdown,
    /// 管控区
    Control,
    /// 防范区
    Prevention,
    /// 未划定
    None,
}

impl Zone {
    pub(super) const ALL: [Self; 4] = [Self::Lockdown, Self::Control, Self::Prevention, Self::None];

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Lockdown => "lockdown",
            Self::Control => "control",
            Self::Prevention => "prevention",
            Self::None => "none",
        }
    }

    /// Chinese name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lockdown => "封控区",
            Self::Control => "管控区",
            Self::Prevention => "防范区",
            Self::None => "未划定",
        }
    }
}

/// 混采
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Pooling {
    /// Where no zone says otherwise.
    pub default: Pool,
    /// By zone.
    pub zones: std::collections::BTreeMap<Zone, Pool>,
}

/// What an event does to the streak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum BoardEffect {
    /// The title is lost, counting begins anew.
    Cancel,
    /// Suspended until excluded; the days count.
    Suspend,
    /// Nothing.
    Ignore,
}

/// 无疫情小区
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct BoardRule {
    /// Whole days without a new case.
    pub days: u32,
    /// 确诊
    pub confirmed: BoardEffect,
    /// 疑似
    pub suspected: BoardEffect,
    /// 密接
    pub contact: BoardEffect,
}
