//! Days and births.
use super::Parsed;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Day(NaiveDate);
impl Day {
    /// A day that exists.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }
    /// YYYY-MM-DD.
    pub fn parse_iso(text: &str) -> Option<Self> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Self)
    }
    /// Reads a date cell.
    pub fn parse(_text: &str, _today: Day) -> Parsed<Self> {
        Parsed::Blank
    }
    /// From a serial number of a workbook.
    pub fn from_excel_serial(_serial: f64, _is_1904: bool) -> Option<Self> {
        None
    }
    /// Year.
    pub fn year(self) -> i32 {
        self.0.year()
    }
    /// Month 1–12.
    pub fn month(self) -> u32 {
        self.0.month()
    }
    /// Day of the month.
    pub fn day(self) -> u32 {
        self.0.day()
    }
    /// As chrono's date.
    pub fn date(self) -> NaiveDate {
        self.0
    }
    /// So many days later (or earlier).
    pub fn add_days(self, days: i64) -> Self {
        chrono::TimeDelta::try_days(days).and_then(|d| self.0.checked_add_signed(d)).map_or(self, Self)
    }
    /// Days from `earlier` to this day.
    pub fn days_since(self, earlier: Day) -> i64 {
        (self.0 - earlier.0).num_days()
    }
}
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}
/// 出生日期 as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Birth {
    /// Year.
    pub year: i32,
    /// Month, if known.
    pub month: Option<u32>,
    /// Day, if known.
    pub day: Option<u32>,
}
impl Birth {
    /// Reads a 出生日期 cell.
    pub fn parse(_text: &str, _today: Day) -> Parsed<Self> {
        Parsed::Blank
    }
    /// A whole date.
    pub fn from_day(day: Day) -> Self {
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }
    /// 1938-05-12, 1938-05 or 1938.
    pub fn as_iso(&self) -> String {
        String::new()
    }
    /// Back from [`Birth::as_iso`].
    pub fn from_stored(_text: &str) -> Option<Self> {
        None
    }
    /// 周岁 on a day; None before birth.
    pub fn age_on(&self, _on: Day) -> Option<u32> {
        None
    }
    /// Full months of age on a day.
    pub fn months_on(&self, _on: Day) -> Option<u32> {
        None
    }
    /// Whether the known parts are equal.
    pub fn agrees_with(&self, other: &Birth) -> bool {
        self.year == other.year
    }
}
