//! 与户主关系.
use super::Parsed;
use std::fmt;

/// 与户主关系 (GB/T 4761-2008).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Relation {
    code: u8,
    text: &'static str,
}
impl Relation {
    /// Reads a relation cell.
    pub fn parse(_text: &str) -> Parsed<Self> {
        Parsed::Blank
    }
    /// GB/T 4761 code.
    pub fn code(self) -> u8 {
        self.code
    }
    /// By its code.
    pub fn from_code(_code: u8) -> Option<Self> {
        None
    }
    /// Canonical name.
    pub fn as_str(self) -> &'static str {
        self.text
    }
    /// Back from [`Relation::as_str`].
    pub fn from_stored(_text: &str) -> Option<Self> {
        None
    }
    /// 户主 or 本人.
    pub fn is_head(self) -> bool {
        matches!(self.code, 1 | 2)
    }
    /// Whether both may be said of one person (子 and 长子).
    pub fn compatible(self, other: Self) -> bool {
        self == other
    }
    /// The one that says more, of two compatible ones.
    pub fn more_specific(self, _other: Self) -> Self {
        self
    }
}
impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}
