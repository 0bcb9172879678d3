//! 电话.
use super::{Unreadable, Why};
use std::fmt;

/// One telephone number in its stored form: 13812345678, 021-65123456 or 65123456.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone(String);
impl Phone {
    /// The stored form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Masked for paper.
    pub fn masked(&self) -> String {
        super::mask_phone(&self.0)
    }
    /// No checks: from our own database.
    pub fn from_stored(text: &str) -> Self {
        Self(text.to_owned())
    }
}
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
/// What a phone cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phones {
    /// Numbers understood, each once.
    pub phones: Vec<Phone>,
    /// Pieces not understood.
    pub unreadable: Vec<Unreadable>,
    /// Why a person should look at the numbers understood.
    pub doubtful: Option<Why>,
}
impl Phones {
    /// Reads a phone cell.
    pub fn parse(_text: &str) -> Self {
        Self::default()
    }
    /// Reads a phone cell that was a number.
    pub fn parse_number(_number: f64) -> Self {
        Self::default()
    }
}
