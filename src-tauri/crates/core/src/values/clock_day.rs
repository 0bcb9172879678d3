//! A day from chrono's.
use super::Day;

impl From<chrono::NaiveDate> for Day {
    fn from(date: chrono::NaiveDate) -> Self {
        use chrono::Datelike;
        Self::new(date.year(), date.month(), date.day()).unwrap_or_else(|| Self::from(chrono::NaiveDate::MIN))
    }
}
