//! 证件号.
use super::{Birth, Parsed, Sex};
use std::fmt;

/// 证件类型.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdType {
    /// 居民身份证
    ResidentId,
    /// 港澳台居民居住证
    HkMoTwResidencePermit,
    /// 回乡证
    HomeReturnPermit,
    /// 台胞证
    TaiwanPermit,
    /// 外国人永久居留证
    ForeignPermanentResidence,
    /// 护照
    Passport,
    /// 其他
    Other,
}
impl IdType {
    /// For storage and programs.
    pub fn code(self) -> &'static str {
        "other"
    }
    /// Back from [`IdType::code`].
    pub fn from_code(_code: &str) -> Option<Self> {
        None
    }
    /// Reads a 证件类型 cell.
    pub fn parse(_text: &str) -> Option<Self> {
        None
    }
}
impl fmt::Display for IdType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("其他")
    }
}
/// A 证件号 that is right.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdNumber {
    kind: IdType,
    text: String,
}
impl IdNumber {
    /// Reads a text cell.
    pub fn parse(_text: &str, _declared: Option<IdType>) -> Parsed<Self> {
        Parsed::Blank
    }
    /// Reads a cell that was a number.
    pub fn parse_number(_number: f64) -> Parsed<Self> {
        Parsed::Blank
    }
    /// The birth date in an unreadable 18-digit text.
    pub fn birth_in_damaged(_raw: &str) -> Option<Birth> {
        None
    }
    /// No checks: from our own database.
    pub fn from_stored(kind: IdType, text: &str) -> Self {
        Self { kind, text: text.to_owned() }
    }
    /// 证件类型.
    pub fn kind(&self) -> IdType {
        self.kind
    }
    /// The number.
    pub fn as_str(&self) -> &str {
        &self.text
    }
    /// Birth date, of kinds that hold one.
    pub fn birth(&self) -> Option<Birth> {
        None
    }
    /// Sex, of kinds that hold one.
    pub fn sex(&self) -> Option<Sex> {
        None
    }
    /// Masked for paper.
    pub fn masked(&self) -> String {
        super::mask_id(&self.text)
    }
}
impl fmt::Display for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
