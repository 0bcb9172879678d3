//! 在住状态.
use super::Parsed;
use std::fmt;

/// 在住状态: where a resident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
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
    /// Reads a 在住 cell.
    pub fn parse(_text: &str) -> Parsed<Self> {
        Parsed::Blank
    }
}
impl fmt::Display for PresenceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
