//! 性别.
use super::Parsed;
use std::fmt;

/// 性别 (GB/T 2261.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Sex {
    /// 男
    #[serde(rename = "男")]
    Male,
    /// 女
    #[serde(rename = "女")]
    Female,
}
/// How a column codes the sex in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SexCoding {
    /// GB/T 2261.1: 0 未知, 1 男, 2 女, 9 未说明.
    #[default]
    Standard,
    /// 0 女, 1 男.
    ZeroIsFemale,
}
impl Sex {
    /// Reads a 性别 cell.
    pub fn parse(_text: &str, _coding: SexCoding) -> Parsed<Self> {
        Parsed::Blank
    }
    /// 男 / 女.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
    /// Back from [`Sex::as_str`].
    pub fn from_stored(text: &str) -> Option<Self> {
        match text {
            "男" => Some(Self::Male),
            "女" => Some(Self::Female),
            _ => None,
        }
    }
}
impl fmt::Display for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
