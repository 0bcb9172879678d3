//! 姓名.
use super::Parsed;
use std::fmt;

/// 姓名 as compared and shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName {
    text: String,
    note: Option<String>,
}
impl PersonName {
    /// Reads a 姓名 cell.
    pub fn parse(raw: &str) -> Parsed<Self> {
        Parsed::Value(Self { text: raw.trim().to_owned(), note: None })
    }
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.text
    }
    /// What stood in brackets behind the name: 张三（户主） → 户主.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
    /// Comparable form.
    pub fn key(&self) -> String {
        self.text.clone()
    }
}
impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
